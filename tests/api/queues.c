/*
 * The back office's queues over the API: what is next, by one rule; who may have it; handing over,
 * bouncing back and answering; and fifty desks that ask for the next one at once, and reach for the
 * same cases, of one or of two frontdeskd: none gets what another has, and none is left.
 */
#include "helpers/cases.h"
#include "helpers/database.h"
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DESK "chorley-cc-1"
#define QUEUE "chorley.waste-round"
static struct office office;
static struct api advisor, officer;

static void
add_user(const char *id, const char *role, const char *skills)
{
	char *file = proc_text("%s/password", office.crm.dir);
	ctl_ok(&office.crm, "user", "add", id, "--name", id, "--council", "chorley", "--role", role,
	    "--team", "chorley-waste", "--password-file", file, skills ? "--skills" : NULL, skills);
	free(file);
}

/* Signs in at the desk that is enrolled already. */
static void
join(struct api *api, const struct api *at, const char *user)
{
	api_init(api, at->http.port);
	api->desk = strdup(at->desk);
	api->secret = strdup(at->secret);
	ck_assert_int_eq(api_sign_in(api, user, OFFICE_PASSWORD), 0);
}

static void
begin(void)
{
	office_init(&office);
	api_ready(&advisor, &office, DESK, OFFICE_ADVISOR);
	join(&officer, &advisor, OFFICE_BACK);
}

static void
end(void)
{
	api_release(&advisor);
	api_release(&officer);
	office_release(&office);
}

/* Of one queue, or (NULL) of the team's. */
static struct http_reply
ask_next(struct api *api, const char *queue)
{
	char *id = office_id(), *path = proc_text("/v1/next-best/%s", id);
	char *body = queue ? proc_text("{\"id\":\"%s\",\"queue\":\"%s\"}", id, queue)
			   : proc_text("{\"id\":\"%s\"}", id);
	struct http_reply reply = api_write(api, "PUT", path, NULL, body);
	ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
	free(id);
	free(path);
	free(body);
	return reply;
}

/* The reference that this desk gets next, or null. Free it. */
static char *
next(struct api *api, const char *queue)
{
	struct http_reply reply = ask_next(api, queue);
	char *reference = json_get(reply.body, "taken.record.reference");
	http_reply_release(&reply);
	return reference;
}

static void
next_is(struct api *api, const char *queue, const char *reference)
{
	char *got = next(api, queue);
	ck_assert_msg(reference ? got && strcmp(got, reference) == 0 : !got, "%s, not %s",
	    got ? got : "nothing", reference ? reference : "nothing");
	free(got);
}

static char *
get(struct api *api, const char *path)
{
	struct http_reply reply = http_get(&api->http, path);
	ck_assert_msg(reply.status == 200, "%s: %d %s", path, reply.status, reply.body);
	char *body = strdup(reply.body);
	http_reply_release(&reply);
	return body;
}

static void
has(struct api *api, const char *path, const char *at, const char *value)
{
	char *body = get(api, path), *got = json_get(body, at);
	ck_assert_msg(
	    value ? got && strcmp(got, value) == 0 : !got, "%s of %s: %s", at, path, body);
	free(body);
	free(got);
}

static void
refused(struct http_reply reply, int status, const char *field)
{
	ck_assert_msg(reply.status == status && json_is(reply.body, "field", field), "%d %s",
	    reply.status, reply.body);
	http_reply_release(&reply);
}

#define OVERDUE "2026-11-19T09:00:00Z"
#define SOON "2026-11-23T09:00:00Z"

START_TEST(one_rule_says_what_is_next)
{
	struct new_case cases[] = {{.due = SOON}, {.due = "2026-11-24T09:00:00Z"}, {.due = OVERDUE},
	    {.due = OVERDUE}, {.due = NULL}, {.due = "2026-11-24T08:00:00Z"}};
	cases_open(&advisor, DESK, NULL, cases, 6);
	case_did(
	    &officer, cases[1].id, "priority", "\"priority\":\"high\",\"text\":\"councillor\"");
	case_did(
	    &officer, cases[3].id, "priority", "\"priority\":\"high\",\"text\":\"councillor\"");
	case_did(&officer, cases[0].id, "priority", "\"priority\":\"low\",\"text\":\"can wait\"");
	case_did(&officer, cases[5].id, "skill", "\"skill\":\"gas-safe\"");
	refused(case_does(&officer, cases[0].id, "priority", "\"priority\":\"high\""), 422, "text");
	static const int order[] = {3, 2, 1, 4, 0};
	for (int i = 0; i < 5; i++)
		next_is(&officer, i % 2 ? QUEUE : NULL, cases[order[i]].ref);
	struct http_reply reply = ask_next(&officer, QUEUE);
	ck_assert_msg(json_is(reply.body, "waiting", "1"), "%s", reply.body); /* for a skill */
	http_reply_release(&reply);
	ctl_ok(&office.crm, "user", "skills", OFFICE_BACK, "cy", "gas-safe");
	struct api skilled;
	join(&skilled, &advisor, OFFICE_BACK);
	has(&skilled, "/v1/session", "skills", "cy gas-safe");
	/* What was let go of comes again only when nothing else is left. */
	next_is(&skilled, NULL, cases[5].ref);
	case_did(&skilled, cases[0].id, "release", "");
	case_did(&skilled, cases[5].id, "release", "");
	case_did(&officer, cases[4].id, "hand_over", "\"to\":\"j.mills\",\"text\":\"mine again\"");
	next_is(&skilled, NULL, cases[5].ref);
	next_is(&skilled, NULL, cases[0].ref);
	next_is(&skilled, NULL, NULL);
	char *queues = get(&officer, "/v1/queues");
	int at = json_index(queues, "items", "id", "chorley.waste-round");
	char *path = proc_text("items.%d.waiting", at), *none = json_get(queues, path);
	ck_assert(!none || strcmp(none, "0") == 0);
	free(none);
	free(path);
	free(queues);
	api_release(&skilled);
}
END_TEST

START_TEST(what_comes_back_is_answered)
{
	struct new_case one = {.due = SOON, .summary = "Blue bin"};
	cases_open(&advisor, DESK, NULL, &one, 1);
	char *path = proc_text("/v1/cases/%s", one.ref);
	case_did(&officer, one.id, "claim", "");
	refused(case_does(&officer, one.id, "bounce", "\"text\":\"x\""), 422, "reason");
	refused(case_does(&officer, one.id, "answer", "\"text\":\"x\""), 409, "bounced");
	case_did(&officer, one.id, "bounce",
	    "\"reason\":\"answer_missing\",\"prompt\":\"bin\",\"text\":\"which street?\"");
	refused(case_does(&officer, one.id, "bounce", "\"reason\":\"not_ours\""), 409, "bounced");
	has(&officer, path, "record.claimed_by", "s.ellis");
	has(&advisor, "/v1/work", "items.0.reference", one.ref);
	has(&advisor, "/v1/work", "items.0.bounced", "answer_missing");
	has(&officer, "/v1/work", "items.0.reference", NULL);
	case_did(&advisor, one.id, "answer", "\"text\":\"Union Street\"");
	has(&officer, path, "record.claimed_by", NULL);
	has(&officer, path, "record.queue", "chorley.waste-round");
	has(&advisor, "/v1/work", "items.0.reference", NULL);
	next_is(&officer, QUEUE, one.ref);
	/* To the front office, not to one person; by the prompt that sent it. */
	case_did(&officer, one.id, "bounce", "\"reason\":\"wrong_team\",\"queue\":\"front\"");
	has(&officer, path, "record.claimed_by", NULL);
	has(&advisor, "/v1/work", "items.0.bounced", "wrong_team");
	case_did(&advisor, one.id, "move", "\"queue\":\"bulky-waste\",\"text\":\"theirs\"");
	has(&officer, path, "record.queue", "chorley.bulky-waste");
	has(&officer, path, "record.bounced", NULL);
	/* Counted against their prompts, for whoever keeps the entry. */
	struct api author;
	add_user("r.aspden", "information_officer", NULL);
	join(&author, &advisor, "r.aspden");
	char *counts = get(&author, "/v1/directory/missed-bin/bounces");
	ck_assert_int_eq(json_count(counts, "items"), 2);
	ck_assert_int_ge(json_index(counts, "items", "prompt", "bin"), 0);
	int at = json_index(counts, "items", "prompt", "waste-round");
	char *reason = proc_text("items.%d.reason", at);
	ck_assert_msg(json_is(counts, reason, "wrong_team"), "%s", counts);
	ctl_says(&office.crm, 0, WORDS("report", "bounces", "--from", "2026-11-01"),
	    WORDS("missed-bin", "waste-round", "bin", "1"));
	api_release(&author);
	free(reason);
	free(counts);
	free(path);
}
END_TEST

START_TEST(it_is_handed_to_somebody_who_may)
{
	struct new_case one = {.due = SOON};
	cases_open(&advisor, DESK, NULL, &one, 1);
	add_user("a.wood", "back_office", "cy");
	add_user("t.nuttall", "trainer", NULL);
	refused(case_does(&officer, one.id, "hand_over", "\"to\":\"t.nuttall\""), 422, "to");
	refused(case_does(&officer, one.id, "hand_over", "\"to\":\"nobody\""), 422, "to");
	case_did(&officer, one.id, "hand_over", "\"to\":\"a.wood\",\"text\":\"you know them\"");
	struct api other;
	join(&other, &advisor, "a.wood");
	has(&other, "/v1/work", "items.0.reference", one.ref);
	char *people = get(&officer, "/v1/colleagues");
	int at = json_index(people, "items", "id", "a.wood");
	char *skills = proc_text("items.%d.skills", at);
	ck_assert_msg(json_is(people, skills, "cy"), "%s", people);
	free(skills);
	free(people);
	api_release(&other);
}
END_TEST

/* ---- many at once ---- */

static char *
bulk_body(const char *id, const char *what, const struct new_case *cases, size_t count)
{
	char *items = strdup("");
	for (size_t i = 0; i < count; i++) {
		char *more = proc_text("%s%s{\"id\":\"%s\"}", items, i ? "," : "", cases[i].id);
		free(items);
		items = more;
	}
	char *body = proc_text("{\"id\":\"%s\",%s,\"items\":[%s]}", id, what, items);
	free(items);
	return body;
}

static void
results(const struct http_reply *reply, const char *const words[])
{
	ck_assert_msg(reply->status == 200, "%d %s", reply->status, reply->body);
	for (int i = 0; words[i]; i++) {
		char *path = proc_text("items.%d.result", i);
		ck_assert_msg(json_is(reply->body, path, words[i]), "%d is not %s: %s", i, words[i],
		    reply->body);
		free(path);
	}
}

START_TEST(many_at_once_and_back)
{
	struct new_case cases[4] = {{.due = SOON}, {.due = SOON}, {.due = SOON}, {.due = SOON}};
	char *id = office_id(), *path = proc_text("/v1/bulks/%s", id);
	char *undo = proc_text("%s/undo", path);
	cases_open(&advisor, DESK, NULL, cases, 4);
	case_did(&advisor, cases[1].id, "claim", "");
	case_did(&officer, cases[2].id, "close", "\"text\":\"done\"");
	char *body = bulk_body(id, "\"kind\":\"close\",\"text\":\"all emptied\"", cases, 4);
	/* Looked at beforehand, nothing is done. */
	struct http_reply reply = http_json(&officer.http, "POST", "/v1/bulk-previews", body);
	results(&reply, WORDS("will", "claimed", "closed", "will"));
	http_reply_release(&reply);
	char *one = proc_text("/v1/cases/%s", cases[0].ref),
	     *last = proc_text("/v1/cases/%s", cases[3].ref);
	has(&officer, one, "record.state", "open");
	reply = api_write(&officer, "PUT", path, NULL, body);
	results(&reply, WORDS("done", "claimed", "closed", "done"));
	http_reply_release(&reply);
	has(&officer, one, "record.state", "closed");
	/* Something has happened to one of them since: it stays as it is. */
	case_did(&officer, cases[3].id, "note", "\"text\":\"rang her\"");
	reply = api_write(&officer, "PUT", undo, NULL, NULL);
	results(&reply, WORDS("undone", "claimed", "closed", "changed"));
	http_reply_release(&reply);
	has(&officer, one, "record.state", "open");
	has(&officer, one, "record.closed", NULL);
	has(&officer, last, "record.state", "closed");
	reply = api_write(&officer, "PUT", undo, NULL, NULL);
	results(&reply, WORDS("undone", "claimed", "closed", "changed"));
	http_reply_release(&reply);
	char *texts[] = {id, path, undo, body, one, last};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
}
END_TEST

START_TEST(the_list_is_filtered_and_paged)
{
	static struct new_case cases[60];
	cases[7].summary = "Mattress by the gate";
	cases[41].summary = "A gate is broken";
	cases_open(&advisor, DESK, NULL, cases, 60);
	char *page = get(&officer, "/v1/queues/chorley.waste-round/cases?filter=gate");
	ck_assert_int_eq(json_count(page, "items"), 2);
	free(page);
	page = get(&officer, "/v1/queues/chorley.waste-round/cases?filter=gate+matt");
	ck_assert_int_eq(json_count(page, "items"), 1);
	ck_assert(json_is(page, "items.0.reference", cases[7].ref));
	free(page);
	page = get(&officer, "/v1/queues/chorley.waste-round/cases");
	ck_assert_int_eq(json_count(page, "items"), 50);
	char *next = json_get(page, "next"),
	     *path = proc_text("/v1/queues/chorley.waste-round/cases?after=%s", next);
	free(page);
	page = get(&officer, path);
	ck_assert_int_eq(json_count(page, "items"), 10);
	free(page);
	free(path);
	free(next);
}
END_TEST

/* ---- fifty desks ---- */

enum { USERS = 5, DESKS = 50, CASES = 120, WANTED = 12 };
static struct new_case wanted[WANTED]; /* by all: for a skill that nobody has */
struct racer {
	struct api api;
	char got[CASES][16];
	size_t count;
	bool claimed[WANTED];
};

static void *
race(void *context)
{
	struct racer *racer = context;
	char *reference;
	while ((reference = next(&racer->api, NULL)) && racer->count < CASES) {
		snprintf(racer->got[racer->count++], 16, "%s", reference);
		free(reference);
	}
	for (size_t i = 0; i < WANTED; i++) {
		struct http_reply reply = case_does(&racer->api, wanted[i].id, "claim", "");
		racer->claimed[i] = reply.status == 200;
		ck_assert_msg(
		    reply.status == 200 || reply.status == 409, "%d %s", reply.status, reply.body);
		http_reply_release(&reply);
	}
	return NULL;
}

/* Each has one of the users, whatever desk they asked from, and nobody else was told so. */
static void
each_has_one(const struct racer *racers)
{
	for (size_t k = 0; k < WANTED; k++) {
		int owner = -1;
		for (int i = 0; i < DESKS; i++)
			if (racers[i].claimed[k]) {
				ck_assert_msg(owner < 0 || owner == i % USERS, "%s has two owners",
				    wanted[k].ref);
				owner = i % USERS;
			}
		char *path = proc_text("/v1/cases/%s", wanted[k].ref),
		     *user = proc_text("officer.%d", owner);
		has(&officer, path, "record.claimed_by", user);
		free(path);
		free(user);
	}
}

/* On PostgreSQL every other desk asks another frontdeskd. */
START_TEST(fifty_desks_at_once)
{
	static struct racer racers[DESKS];
	static struct new_case cases[CASES];
	struct server second = {.dir = office.crm.dir, .db = office.crm.db, .out = -1};
	struct api users[USERS];
	pthread_t threads[DESKS];
	second.log = proc_text("%s/second.log", office.crm.dir);
	if (database_is_postgres())
		server_start(&second);
	for (int i = 0; i < USERS; i++) {
		char *id = proc_text("officer.%d", i);
		add_user(id, "back_office", NULL);
		join(&users[i], &advisor, id);
		free(id);
	}
	cases_open(&advisor, DESK, NULL, cases, CASES);
	cases_open(&advisor, DESK, NULL, wanted, WANTED);
	for (int i = 0; i < WANTED; i++)
		case_did(&officer, wanted[i].id, "skill", "\"skill\":\"gas-safe\"");
	for (int i = 0; i < DESKS; i++) {
		bool there = i % 2 && database_is_postgres();
		api_init(&racers[i].api, there ? second.port : office.crm.port);
		http_token(&racers[i].api.http, users[i % USERS].http.token);
		ck_assert_int_eq(pthread_create(&threads[i], NULL, race, &racers[i]), 0);
	}
	size_t got = 0, once = 0;
	for (int i = 0; i < DESKS; i++) {
		pthread_join(threads[i], NULL);
		got += racers[i].count;
		api_release(&racers[i].api);
	}
	ck_assert_uint_eq(got, CASES);
	for (size_t k = 0; k < CASES; k++) {
		size_t times = 0;
		for (int i = 0; i < DESKS; i++)
			for (size_t n = 0; n < racers[i].count; n++)
				times += strcmp(racers[i].got[n], cases[k].ref) == 0;
		once += times == 1;
	}
	ck_assert_uint_eq(once, CASES);
	each_has_one(racers);
	ctl_ok(&office.crm, "check");
	for (int i = 0; i < USERS; i++)
		api_release(&users[i]);
	if (database_is_postgres())
		ck_assert_int_eq(server_stop(&second), 0);
	free(second.log);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("api queues");
	TCase *c = tcase_create("queues");
	tcase_add_checked_fixture(c, begin, end);
	tcase_set_timeout(c, 120);
	tcase_add_test(c, one_rule_says_what_is_next);
	tcase_add_test(c, what_comes_back_is_answered);
	tcase_add_test(c, it_is_handed_to_somebody_who_may);
	tcase_add_test(c, many_at_once_and_back);
	tcase_add_test(c, the_list_is_filtered_and_paged);
	tcase_add_test(c, fifty_desks_at_once);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
