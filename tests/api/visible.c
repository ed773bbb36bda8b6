/*
 * What is visible to whom: every route, as every role, from every council. What is refused is
 * compared with the table of permissions; what a reply holds, with the policy as it is written down
 * here a second time, by a word of its own in everything that was noted for each customer, service
 * and council: it is either to be there, or nowhere in the bytes.
 */
#include "api/walker.h"

#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "model/permit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define NOW "2026-11-20T10:42:00Z"

/* ---- who asks ---- */

enum side { CHORLEY, BURNLEY, LANCASHIRE, COUNCILS };
static const char *const councils[COUNCILS] = {"chorley", "burnley", "lancashire"};

/* Every role of every council, and one more: of the team that owns what is sensitive, and whose
 * queue Chorley's cases stand in. All sit at the same desk. */
enum { VISITORS = ROLES * COUNCILS + 1 };
static struct visitor {
	char *user, *token;
	enum role role;
	enum side council;
	bool team;
} visitors[VISITORS];

static void
add_visitor(struct visitor *visitor, enum role role, enum side council, bool team)
{
	struct api api;
	*visitor = (struct visitor){.role = role, .council = council, .team = team};
	if (council == CHORLEY && !team) { /* the walk has them */
		visitor->user = proc_text("walk.%s", role_names[role]);
		visitor->token = strdup(world.tokens[role]);
		return;
	}
	char *file = proc_text("%s/word", world.office.crm.dir);
	visitor->user = proc_text("%s.%s%s", councils[council], role_names[role], team ? ".t" : "");
	ctl_ok(&world.office.crm, "user", "add", visitor->user, "--name", visitor->user,
	    "--council", councils[council], "--role", role_names[role], "--password-file", file,
	    team ? "--team" : NULL, team ? "chorley-waste" : NULL);
	api_init(&api, world.office.crm.port);
	api.desk = strdup(DESK);
	api.secret = strdup(world.secret);
	ck_assert_int_eq(api_sign_in(&api, visitor->user, OFFICE_PASSWORD), 0);
	visitor->token = strdup(api.http.token);
	api_release(&api);
	free(file);
}

static const char *
who(const struct visitor *visitor)
{
	static char words[120];
	snprintf(words, sizeof words, "%s of %s%s", role_names[visitor->role],
	    councils[visitor->council], visitor->team ? ", chorley-waste" : "");
	return words;
}

/* ---- what there is to see ---- */

static const char *const sharings[] = {"none", "exists", "full", NULL};
enum { CUSTOMERS = sizeof sharings / sizeof *sharings };
static char *customers[CUSTOMERS];

enum service { PLAIN, MODEST, SENSITIVE, HIDDEN, SERVICES };
static const struct {
	const char *id, *team, *text;
} services[SERVICES] = {{"see-plain", "burnley-waste", ""},
    {"see-modest", "burnley-waste", "sharing: exists\n"},
    {"see-sensitive", "chorley-waste", "sensitive: true\nknown_to: [supervisor]\n"},
    {"see-hidden", "burnley-waste", "sensitive: true\nsharing: none\n"}};

/* What was logged: whose desk, whose name, and in whose queue it stands. */
static const struct {
	enum side at, as, responsible;
	const char *queue;
} places[] = {{CHORLEY, CHORLEY, CHORLEY, "waste-round"},
    {BURNLEY, BURNLEY, BURNLEY, "waste-round"},
    {LANCASHIRE, LANCASHIRE, LANCASHIRE, "adult-social-care"},
    {CHORLEY, CHORLEY, BURNLEY, "waste-round"}};
enum { PLACES = sizeof places / sizeof *places, ENTRIES = PLACES * SERVICES * CUSTOMERS };

static struct entry {
	int customer, place;
	enum service service;
	char *contact, *case_id, *reference;
	char word[16]; /* in all that was said and noted */
} entries[ENTRIES];

/* ---- the policy, written down ---- */

/* By what the customer shares: none, exists, full, unsaid. '-' nothing, 's' that something was,
 * 'A' all. */
static const struct {
	const char *own_known, *own, *other_known, *other;
} policy[SERVICES] = {
    [PLAIN] = {"AAAA", "AAAA", "-sAs", "-sAs"},
    [MODEST] = {"AAAA", "AAAA", "-sss", "-sss"},
    [SENSITIVE] = {"AAAA", "ssss", "-sAs", "-sss"},
    [HIDDEN] = {"AAAA", "ssss", "----", "----"},
};

static bool
is_own(const struct visitor *visitor, const struct entry *entry)
{
	return places[entry->place].at == visitor->council ||
	       places[entry->place].as == visitor->council ||
	       places[entry->place].responsible == visitor->council;
}

/* Who took it; the officer for data protection; who is named; and the team of the owner or queue.
 */
static bool
may_know(const struct visitor *visitor, const struct entry *entry)
{
	bool own = is_own(visitor, entry);
	if (visitor->role == ADVISOR && visitor->council == places[entry->place].at)
		return true;
	if (visitor->team)
		return entry->service == SENSITIVE || places[entry->place].responsible == CHORLEY;
	return own && (visitor->role == DPO ||
			  (visitor->role == SUPERVISOR && entry->service == SENSITIVE));
}

static char
sees(const struct visitor *visitor, const struct entry *entry)
{
	bool known = may_know(visitor, entry);
	const char *row = is_own(visitor, entry) ? known ? policy[entry->service].own_known
							 : policy[entry->service].own
			  : known                ? policy[entry->service].other_known
						 : policy[entry->service].other;
	return row[entry->customer];
}

/* ---- logging it ---- */

static struct http line;

static struct http_reply
ask(const struct visitor *visitor, const char *method, const char *path, const char *body)
{
	char *id = office_id();
	if (!line.token || strcmp(line.token, visitor->token) != 0)
		http_token(&line, visitor->token);
	line.headers =
	    strcmp(method, "GET") == 0 ? NULL : proc_text("Idempotency-Key: \"%s\"\r\n", id);
	struct http_reply reply = http_json(&line, method, path, body);
	free(line.headers);
	line.headers = NULL;
	free(id);
	ck_assert_msg(reply.status != 0, "no reply to %s %s", method, path);
	return reply;
}

static void
publish_services(void)
{
	char *dir = proc_text("%s/seen", world.office.crm.dir);
	ck_assert_int_eq(mkdir(dir, 0700), 0);
	for (int i = 0; i < SERVICES; i++) {
		char *name = proc_text("%s/%s.yaml", dir, services[i].id);
		FILE *file = fopen(name, "w");
		ck_assert_ptr_nonnull(file);
		fprintf(file,
		    "service: %s\ntitle: Seen\nprovided_by: any\nowner: { team: %s, "
		    "email: a@chorley.example }\nassured: 2026-10-01\nreview_by: 2027-04-01\n%s",
		    services[i].id, services[i].team, services[i].text);
		fclose(file);
		free(name);
	}
	ctl_ok(&world.office.crm, "publish", dir);
	free(dir);
}

static const struct visitor *
advisor_of(enum side council)
{
	return &visitors[council * ROLES + ADVISOR];
}

static char *
new_customer(int customer)
{
	char *id = office_id();
	char *sharing =
	    sharings[customer] ? proc_text("\"sharing\":\"%s\",", sharings[customer]) : strdup("");
	char *text = proc_text("\"new_customer\":{\"id\":\"%s\",\"kind\":\"person\",%s\"names\":[{"
			       "\"id\":\"%s\",\"kind\":\"current\",\"family\":\"Seen\"}]},",
	    customers[customer], sharing, id);
	free(sharing);
	free(id);
	return text;
}

static void
log_entry(struct entry *entry, bool first)
{
	char *enquiry = office_id(), *made = first ? new_customer(entry->customer) : strdup("");
	const char *word = entry->word;
	entry->contact = office_id();
	entry->case_id = office_id();
	entry->reference = next_reference();
	char *path = proc_text("/v1/contacts/%s", entry->contact);
	char *body = proc_text(
	    "{\"id\":\"%s\",\"step\":1,\"customer\":\"%s\",%s\"at\":\"%s\",\"as\":\"%s\",\"desk\":"
	    "\"" DESK "\",\"channel\":\"phone\",\"note\":\"note %s\",\"began\":\"" NOW
	    "\",\"enquiries\":[{\"id\":\"%s\",\"service\":\"%s\",\"responsible\":\"%s\",\"outcome\""
	    ":\"referred\",\"note\":\"of this %s\",\"version\":1,\"began\":\"" NOW
	    "\",\"answers\":[{\"prompt\":\"p%s\",\"value\":\"said %s\",\"source\":\"asked\","
	    "\"at\":\"" NOW "\",\"version\":1}],\"opens\":{\"id\":\"%s\",\"reference\":\"%s\","
	    "\"queue\":\"%s\",\"promise\":\"back %s\",\"due\":\"" NOW
	    "\",\"summary\":\"about %s\"}}]}",
	    entry->contact, customers[entry->customer], made, councils[places[entry->place].at],
	    councils[places[entry->place].as], word, enquiry, services[entry->service].id,
	    councils[places[entry->place].responsible], word, word, word, entry->case_id,
	    entry->reference, places[entry->place].queue, word, word);
	struct http_reply reply = ask(advisor_of(places[entry->place].at), "PUT", path, body);
	ck_assert_msg(reply.status == 200, "%s", reply.body);
	http_reply_release(&reply);
	free(body);
	free(path);
	free(made);
	free(enquiry);
}

static void
log_all(void)
{
	int n = 0;
	for (int customer = 0; customer < CUSTOMERS; customer++) {
		customers[customer] = office_id();
		for (int place = 0; place < PLACES; place++)
			for (int service = 0; service < SERVICES; service++) {
				struct entry *entry = &entries[n];
				*entry = (struct entry){.customer = customer,
				    .place = place,
				    .service = (enum service)service};
				snprintf(entry->word, sizeof entry->word, "zq%03dx", n++);
				log_entry(entry, place == 0 && service == 0);
			}
	}
}

/* The CRM with all that there is to see. */
static char *feed;

static void
begin(void)
{
	world_begin();
	publish_services();
	http_init(&line, world.office.crm.port);
	for (int i = 0; i < ROLES * COUNCILS; i++)
		add_visitor(&visitors[i], (enum role)(i % ROLES), (enum side)(i / ROLES), false);
	add_visitor(&visitors[VISITORS - 1], BACK_OFFICE, CHORLEY, true);
	struct http_reply reply = ask(&visitors[0], "GET", "/v1/session", NULL);
	feed = json_get(reply.body, "feed");
	http_reply_release(&reply);
	log_all();
}

static void
end(void)
{
	for (int i = 0; i < VISITORS; i++) {
		free(visitors[i].user);
		free(visitors[i].token);
	}
	for (int i = 0; i < ENTRIES; i++) {
		free(entries[i].contact);
		free(entries[i].case_id);
		free(entries[i].reference);
	}
	for (int i = 0; i < CUSTOMERS; i++)
		free(customers[i]);
	free(feed);
	http_release(&line);
	world_end();
}

/* ---- what is refused ---- */

/* Nothing of what was logged is told where it is not looked for. */
static void
tells_nothing(const struct http_reply *reply, const char *path, const struct visitor *visitor)
{
	const char *found = strstr(reply->body, "zq");
	for (int i = 0; found && i < ENTRIES; i++)
		ck_assert_msg(!strstr(reply->body, entries[i].word), "%s tells %s to %s", path,
		    entries[i].word, who(visitor));
}

START_TEST(who_may)
{
	enum route_id id = (enum route_id)_i;
	const struct concern chorley = {"chorley", "chorley", "chorley"};
	const struct leave *leave = &leaves[id];
	ck_assert_msg(leave->told, "say in the table of walker.c who may %s", route_of(id)->path);
	if (route_of(id)->open || id == ROUTE_SIGN_OUT) /* ends what the others need */
		return;
	struct sample sample = sample_make(id);
	for (int i = 0; i < VISITORS; i++) {
		const struct visitor *visitor = &visitors[i];
		bool may = leave->action < 0 ||
			   permitted(role_names[visitor->role], (enum action)leave->action,
			       councils[visitor->council], leave->of_chorley ? &chorley : NULL);
		struct http_reply reply =
		    walk_send(&sample, (struct sending){.token = visitor->token});
		bool refused = json_is(reply.body, "type", PROBLEM_URN "not-permitted");
		ck_assert_msg(refused == !may, "%s %s as %s: %d %s", route_of(id)->method,
		    sample.path, who(visitor), reply.status, reply.body);
		if (id != ROUTE_QUEUE_CASES && id != ROUTE_PROMISES) /* show them, below */
			tells_nothing(&reply, sample.path, visitor);
		if (!refused && strcmp(route_of(id)->method, "GET") != 0) { /* each is new */
			sample_release(&sample);
			sample = sample_make(id);
		}
		http_reply_release(&reply);
	}
	sample_release(&sample);
}
END_TEST

/* ---- what is seen ---- */

static bool
may(const struct visitor *visitor, enum action action, const struct entry *entry)
{
	const struct concern concern = {councils[places[entry->place].at],
	    councils[places[entry->place].as], councils[places[entry->place].responsible]};
	return permitted(
	    role_names[visitor->role], action, councils[visitor->council], entry ? &concern : NULL);
}

static void
check_word(const struct http_reply *reply, const struct visitor *visitor, const struct entry *entry,
    bool wanted, const char *where)
{
	bool there = strstr(reply->body, entry->word) != NULL;
	ck_assert_msg(there == wanted, "%s (%s, %s, shares %s) is %s in %s as %s: %s", entry->word,
	    services[entry->service].id, councils[places[entry->place].responsible],
	    sharings[entry->customer] ? sharings[entry->customer] : "unsaid",
	    there ? "there" : "not there", where, who(visitor), wanted ? "" : reply->body);
}

/* The whole record, asked for by its id. */
static void
check_whole(const struct visitor *visitor, const struct entry *entry, enum action action,
    const char *path, const char *glass)
{
	char *target = proc_text("%s%s", path, glass ? glass : "");
	struct http_reply reply = ask(visitor, "GET", target, NULL);
	char sight = sees(visitor, entry);
	if (glass && (sight != '-' || entry->customer != 0))
		sight = 'A';
	const char *problem =
	    !may(visitor, action, entry) || (glass && !may(visitor, ACTION_BREAK_GLASS, entry))
		? "not-permitted"
	    : sight == 's' ? "withheld"
	    : sight == '-' ? "not-found"
			   : NULL;
	char *type = problem ? proc_text("%s%s", PROBLEM_URN, problem) : NULL;
	ck_assert_msg(type ? json_is(reply.body, "type", type) : reply.status == 200,
	    "%s as %s is not %s: %s", target, who(visitor), problem ? problem : "shown",
	    reply.body);
	for (int i = 0; i < ENTRIES; i++)
		check_word(&reply, visitor, &entries[i], !problem && &entries[i] == entry, target);
	http_reply_release(&reply);
	free(type);
	free(target);
}

START_TEST(contacts)
{
	for (int i = _i; i < ENTRIES; i += 2)
		for (int v = 0; v < VISITORS; v++) {
			char *path = proc_text("/v1/contacts/%s", entries[i].contact);
			check_whole(&visitors[v], &entries[i], ACTION_READ_CUSTOMER, path, NULL);
			free(path);
		}
}
END_TEST

START_TEST(cases)
{
	for (int i = 0; i < ENTRIES; i++)
		for (int v = 0; v < VISITORS; v++) {
			char *path = proc_text("/v1/cases/%s",
			    (i + v) % 2 ? entries[i].case_id : entries[i].reference);
			check_whole(&visitors[v], &entries[i], ACTION_READ_CASE, path, NULL);
			free(path);
		}
}
END_TEST

/* The glass lifts all but what the customer keeps from other councils; not every role may. */
START_TEST(the_glass)
{
	for (int i = 0; i < ENTRIES; i += 3)
		for (int v = i % 2; v < VISITORS; v += 2) {
			const char *glass = "?glass=she%20is%20not%20safe";
			char *path = proc_text("/v1/cases/%s", entries[i].case_id);
			check_whole(&visitors[v], &entries[i], ACTION_READ_CASE, path, glass);
			free(path);
		}
}
END_TEST

/* A page of history: what is seen whole, what is said to exist, and no more lines than these. */
START_TEST(histories)
{
	for (int v = 0; v < VISITORS; v++) {
		const struct visitor *visitor = &visitors[v];
		char *path = proc_text("/v1/customers/%s?reason=she%%20asked", customers[_i]);
		struct http_reply reply = ask(visitor, "GET", path, NULL);
		bool allowed = permitted(role_names[visitor->role], ACTION_READ_CUSTOMER,
		    councils[visitor->council], NULL);
		int whole = 0, exist = 0, withheld = 0, count = json_count(reply.body, "history");
		ck_assert_int_eq(reply.status, allowed ? 200 : 403);
		for (int i = 0; i < ENTRIES; i++) {
			const struct entry *entry = &entries[i];
			char sight = entry->customer == _i && allowed ? sees(visitor, entry) : '-';
			check_word(&reply, visitor, entry, sight == 'A', path);
			if (sight != 'A')
				ck_assert_msg(!strstr(reply.body, entry->reference) &&
						  !strstr(reply.body, entry->case_id) &&
						  !strstr(reply.body, entry->contact),
				    "an id of %s is told to %s", entry->word, who(visitor));
			char *earlier = proc_text("said %s", entry->word);
			ck_assert_int_eq(strstr(reply.body, earlier) != NULL, sight == 'A');
			whole += sight == 'A';
			exist += sight == 's';
			free(earlier);
		}
		for (int n = 0; n < count; n++) {
			char *at = proc_text("history.%d.withheld", n);
			withheld += json_is(reply.body, at, "true");
			free(at);
		}
		ck_assert_int_le(json_count(reply.body, "promises"), whole + exist);
		ck_assert_msg(withheld == exist && (!allowed || count == whole + exist),
		    "%s sees %d lines, %d withheld, not %d and %d: %s", who(visitor), count,
		    withheld, whole + exist, exist, reply.body);
		http_reply_release(&reply);
		free(path);
	}
}
END_TEST

/* What was promised is told as its case is. */
START_TEST(promises)
{
	for (int v = 0; v < VISITORS; v++) {
		const struct visitor *visitor = &visitors[v];
		struct http_reply reply = ask(visitor, "GET", "/v1/promises?list=council", NULL);
		bool allowed = permitted(role_names[visitor->role], ACTION_LOG_CONTACT,
		    councils[visitor->council], NULL);
		int shown = 0;
		ck_assert_int_eq(reply.status, allowed ? 200 : 403);
		for (int i = 0; i < ENTRIES; i++) {
			bool there = strstr(reply.body, entries[i].word) != NULL;
			shown += there;
			ck_assert_msg(!there || (allowed && sees(visitor, &entries[i]) == 'A'),
			    "%s is told to %s", entries[i].word, who(visitor));
		}
		ck_assert_msg(!allowed || shown, "%s sees no promise", who(visitor));
		http_reply_release(&reply);
	}
}
END_TEST

START_TEST(lists)
{
	static const char *const queues[] = {
	    "chorley.waste-round", "burnley.waste-round", "lancashire.adult-social-care"};
	for (int q = 0; q < COUNCILS; q++)
		for (int v = 0; v < VISITORS; v++) {
			const struct visitor *visitor = &visitors[v];
			const struct concern concern = {.responsible = councils[q]};
			bool allowed = permitted(role_names[visitor->role], ACTION_READ_QUEUE,
			    councils[visitor->council], &concern);
			char *path = proc_text("/v1/queues/%s/cases", queues[q]);
			struct http_reply reply = ask(visitor, "GET", path, NULL);
			ck_assert_int_eq(reply.status, allowed ? 200 : 403);
			for (int i = 0; i < ENTRIES; i++) {
				const struct entry *entry = &entries[i];
				char sight = allowed && (int)places[entry->place].responsible == q
						 ? sees(visitor, entry)
						 : '-';
				check_word(&reply, visitor, entry, sight == 'A', path);
				ck_assert_msg((strstr(reply.body, entry->reference) != NULL) ==
						  (sight != '-'),
				    "%s in %s as %s", entry->reference, path, who(visitor));
			}
			http_reply_release(&reply);
			free(path);
		}
}
END_TEST

/* The reply to work on a case is not a way to read it. */
START_TEST(work)
{
	for (int i = 0; i < ENTRIES; i += 5)
		for (int v = 0; v < VISITORS; v++) {
			const struct visitor *visitor = &visitors[v];
			const struct entry *entry = &entries[i];
			char *id = office_id(),
			     *path = proc_text("/v1/cases/%s/events/%s", entry->case_id, id),
			     *body = proc_text("{\"id\":\"%s\",\"kind\":\"note\",\"text\":\"seen\","
					       "\"at\":\"" NOW "\"}",
				 id);
			struct http_reply reply = ask(visitor, "PUT", path, body);
			bool works =
			    may(visitor, ACTION_WORK_CASE, entry) && sees(visitor, entry) == 'A';
			ck_assert_msg(works == (reply.status == 200), "%s as %s: %s", path,
			    who(visitor), reply.body);
			check_word(&reply, visitor, entry, works, path);
			http_reply_release(&reply);
			free(body);
			free(path);
			free(id);
		}
}
END_TEST

/* What every desk follows tells of nobody. */
START_TEST(the_feed)
{
	for (int v = 0; v < VISITORS; v++) {
		char *path = proc_text("/v1/feed?after=%s", feed);
		struct http_reply reply = ask(&visitors[v], "GET", path, NULL);
		ck_assert_int_gt(json_count(reply.body, "items"), 0);
		tells_nothing(&reply, path, &visitors[v]);
		for (int i = 0; i < CUSTOMERS; i++)
			ck_assert_ptr_null(strstr(reply.body, customers[i]));
		http_reply_release(&reply);
		free(path);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("api visible");
	TCase *c = tcase_create("visible");
	tcase_add_unchecked_fixture(c, begin, end);
	tcase_set_timeout(c, 120);
	tcase_add_loop_test(c, who_may, 0, ROUTE_COUNT);
	tcase_add_loop_test(c, contacts, 0, 2);
	tcase_add_test(c, cases);
	tcase_add_test(c, the_glass);
	tcase_add_loop_test(c, histories, 0, CUSTOMERS);
	tcase_add_test(c, promises);
	tcase_add_test(c, lists);
	tcase_add_test(c, work);
	tcase_add_test(c, the_feed);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
