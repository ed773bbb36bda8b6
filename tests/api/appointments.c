/* Appointments through a live CRM: free times, booking, moving, cancelling, holding; and 50 desks
 * that race for the same times on two servers of one database: none doubled, none lost. */
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <check.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS "/v1/directory/council-tax-support/slots?council=chorley"
enum { RACERS = 50, TIMES = 10 };

static struct office office;
static struct server second; /* another frontdeskd on the same database */
static struct api api, other;
static char *customer;

static void
begin(void)
{
	office_init(&office);
	api_ready(&api, &office, "chorley-cc-1", OFFICE_ADVISOR);
	api_ready(&other, &office, "burnley-cc-1", OFFICE_BURNLEY);
	struct http_reply reply = http_get(&api.http, "/v1/customers?q=patel+amina");
	customer = json_get(reply.body, "items.0.id");
	ck_assert_ptr_nonnull(customer);
	http_reply_release(&reply);
}

static void
end(void)
{
	free(customer);
	api_release(&api);
	api_release(&other);
	server_kill(&second);
	free(second.log);
	office_release(&office);
}

static char *
get(struct http *http, const char *path)
{
	struct http_reply reply = http_get(http, path);
	ck_assert_msg(reply.status == 200, "%s: %d %s", path, reply.status, reply.body);
	char *body = strdup(reply.body);
	http_reply_release(&reply);
	return body;
}

static char *
booking(const char *id, const char *start, const char *state)
{
	bool held = strcmp(state, "held") == 0;
	return proc_text("{\"id\":\"%s\",\"diary\":\"chorley-benefits\",\"service\":"
			 "\"council-tax-support\",\"start\":\"%s\",%s%s%s\"state\":\"%s\"}",
	    id, start, held ? "" : "\"customer\":\"", held ? "" : customer, held ? "" : "\",",
	    state);
}

/* Free the reply's parts. */
static struct http_reply
put(struct api *a, const char *id, const char *start, const char *state)
{
	char *path = proc_text("/v1/appointments/%s", id), *body = booking(id, start, state);
	struct http_reply reply = api_write(a, "PUT", path, NULL, body);
	free(path);
	free(body);
	return reply;
}

static struct http_reply
event(struct api *a, const char *id, const char *more)
{
	char *own = office_id(), *path = proc_text("/v1/appointments/%s/events/%s", id, own),
	     *body = proc_text("{\"id\":\"%s\",%s}", own, more);
	struct http_reply reply = api_write(a, "PUT", path, NULL, body);
	free(own);
	free(path);
	free(body);
	return reply;
}

static void
is(struct http_reply reply, int status, const char *field, const char *value)
{
	ck_assert_msg(reply.status == status && json_is(reply.body, field, value),
	    "not %d, %s %s: %d %s", status, field, value, reply.status, reply.body);
	http_reply_release(&reply);
}

/* The start of a slot of the first page. */
static char *
start_of(int index)
{
	char *page = get(&api.http, SLOTS), *name = proc_text("slots.%d.start", index),
	     *start = json_get(page, name);
	ck_assert_ptr_nonnull(start);
	free(page);
	free(name);
	return start;
}

START_TEST(one_is_booked_moved_and_cancelled)
{
	char *id = office_id(), *late = office_id();
	/* It is 10:42, and two hours' notice is asked. */
	char *first = start_of(0), *next = start_of(1);
	ck_assert_str_eq(first, "2026-11-20T13:30:00Z");
	is(put(&api, id, first, "booked"), 200, "state", "booked");
	is(put(&api, id, first, "booked"), 200, "state", "booked"); /* said again */
	char *now = start_of(0);
	ck_assert_str_eq(now, next);
	free(now);
	is(put(&other, late, first, "booked"), 409, "field", "start");
	is(put(&api, late, "2026-11-20T13:45:00Z", "booked"), 422, "field", "start");
	is(put(&api, late, "2026-11-21T10:00:00Z", "booked"), 422, "field", "start");
	char *there = proc_text("\"kind\":\"move\",\"start\":\"%s\"", next);
	is(event(&api, id, there), 200, "sequence", "1");
	is(event(&api, id, there), 200, "sequence", "1");
	now = start_of(0);
	ck_assert_str_eq(now, first); /* free again */
	free(now);
	is(event(&api, id, "\"kind\":\"missed\""), 200, "state", "missed");
	is(event(&api, id, "\"kind\":\"attended\""), 200, "state", "attended");
	is(event(&api, id, "\"kind\":\"cancel\""), 409, "field", "state");
	is(put(&api, late, first, "booked"), 200, "state", "booked");
	is(event(&api, late, "\"kind\":\"cancel\",\"reason\":\"she is ill\""), 200, "state",
	    "cancelled");
	now = start_of(0);
	ck_assert_str_eq(now, first);
	free(now);
	free(there);
	free(first);
	free(next);
	free(id);
	free(late);
}
END_TEST

START_TEST(a_time_is_held_for_one_desk)
{
	char *id = office_id(), *late = office_id(), *start = start_of(0);
	is(put(&api, id, start, "held"), 200, "state", "held");
	is(put(&other, late, start, "booked"), 409, "field", "start");
	is(put(&api, id, start, "booked"), 200, "state", "booked");
	free(id);
	free(late);
	free(start);
}
END_TEST

START_TEST(pages_follow_by_their_key)
{
	char *page = get(&api.http, SLOTS), *key = json_get(page, "next");
	char *last = json_get(page, "slots.39.start");
	ck_assert_int_eq(json_count(page, "slots"), 40);
	ck_assert_ptr_nonnull(key);
	char *path = proc_text(SLOTS "&after=%s", key), *more = get(&api.http, path);
	char *first = json_get(more, "slots.0.start");
	ck_assert_int_gt(strcmp(first, last), 0);
	free(more);
	more = get(&api.http, SLOTS "&from=2026-12-24&site=chorley-oss");
	/* Until 15:00 on Christmas Eve. */
	ck_assert(json_is(more, "slots.0.start", "2026-12-24T09:30:00Z"));
	ck_assert(json_is(more, "slots.9.start", "2026-12-29T09:30:00Z"));
	free(more);
	more = get(&api.http, SLOTS "&site=burnley-oss");
	ck_assert_int_lt(json_count(more, "slots"), 1);
	char *texts[] = {page, key, last, path, more, first};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
}
END_TEST

/* ---- for other calendars ---- */

static char *
calendar(const char *path)
{
	char type[80] = "";
	struct http http;
	http_init(&http, office.crm.port);
	struct http_reply reply = http_get(&http, path);
	ck_assert_msg(reply.status == 200, "%s: %d %s", path, reply.status, reply.body);
	http_header(&reply, "Content-Type", type, sizeof type);
	ck_assert_str_eq(type, "text/calendar; charset=utf-8");
	char *text = strdup(reply.body);
	http_reply_release(&reply);
	http_release(&http);
	return text;
}

START_TEST(other_calendars_read_it)
{
	char *id = office_id(), *start = start_of(0), *out = NULL;
	is(put(&api, id, start, "booked"), 200, "state", "booked");
	is(event(&api, id, "\"kind\":\"cancel\""), 200, "state", "cancelled");
	ck_assert_int_eq(ctl(&office.crm, &out, "diary", "secret", "chorley-benefits"), 0);
	char *path = strstr(out, "/v1/diaries/");
	ck_assert_ptr_nonnull(path);
	path[strcspn(path, "\n")] = '\0';
	char *text = calendar(path), *uid = proc_text("UID:%s@frontdesk\r\n", id);
	ck_assert_ptr_nonnull(strstr(text, uid));
	ck_assert_ptr_nonnull(strstr(text, "DTSTART:20261120T133000Z\r\n"));
	ck_assert_ptr_nonnull(strstr(text, "SEQUENCE:1\r\nSTATUS:CANCELLED\r\n"));
	ck_assert_ptr_nonnull(strstr(text, "SUMMARY:Council tax support"));
	ck_assert_ptr_null(strstr(text, "Patel"));
	/* Another secret, another diary, none: nothing. */
	struct http http;
	http_init(&http, office.crm.port);
	path[strlen(path) - 1] = path[strlen(path) - 1] == '0' ? '1' : '0';
	is(http_get(&http, path), 404, "type", "urn:frontdesk:problem:not-found");
	is(http_get(&http, "/v1/diaries/nothing/calendar?secret=0"), 404, "type",
	    "urn:frontdesk:problem:not-found");
	is(http_get(&http, "/v1/diaries/chorley-benefits/calendar"), 404, "type",
	    "urn:frontdesk:problem:not-found");
	/* Or whoever is signed in and may read it. */
	http_token(&http, api.http.token);
	struct http_reply reply = http_get(&http, "/v1/diaries/chorley-benefits/calendar");
	ck_assert_int_eq(reply.status, 200);
	http_reply_release(&reply);
	http_release(&http);
	char *texts[] = {id, start, out, text, uid};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
}
END_TEST

/* A wish, and the path of its case. Free both. */
static char *
wish(const char *id)
{
	char *path = proc_text("/v1/appointments/%s", id);
	char *body = proc_text("{\"id\":\"%s\",\"service\":\"council-tax-support\",\"council\":"
			       "\"chorley\",\"customer\":\"%s\",\"note\":\"a Tuesday\",\"state\":"
			       "\"wished\"}",
	    id, customer);
	struct http_reply reply = api_write(&api, "PUT", path, NULL, body);
	ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
	char *task = json_get(reply.body, "wish"), *at = proc_text("/v1/cases/%s", task);
	http_reply_release(&reply);
	free(path);
	free(body);
	free(task);
	return at;
}

static size_t
booked_ahead(void)
{
	char *diary = get(&api.http, "/v1/diaries/chorley-benefits?from=2026-11-20&days=30");
	int count = json_count(diary, "appointments");
	free(diary);
	return count > 0 ? (size_t)count : 0;
}

START_TEST(a_wish_is_a_case_and_never_booked)
{
	char *id = office_id(), *task = wish(id), *record = get(&api.http, task);
	ck_assert(json_is(record, "record.queue", "chorley.appointments-chorley-benefits"));
	ck_assert(json_is(record, "record.summary", "Appointment wished, not booked: a Tuesday"));
	ck_assert_uint_eq(booked_ahead(), 0);
	/* The team books it: it is that appointment, and its case is done. */
	char *of = json_get(record, "record.id"), *reference = json_get(record, "record.reference"),
	     *start = start_of(0), *path = proc_text("/v1/appointments/%s", id);
	char *body = proc_text("{\"id\":\"%s\",\"diary\":\"chorley-benefits\",\"service\":"
			       "\"council-tax-support\",\"customer\":\"%s\",\"case_id\":\"%s\","
			       "\"start\":\"%s\",\"state\":\"booked\"}",
	    id, customer, of, start);
	struct api back;
	api_ready(&back, &office, "chorley-oss-2", OFFICE_BACK);
	is(api_write(&other, "PUT", path, NULL, body), 403, "type",
	    "urn:frontdesk:problem:not-permitted");
	is(api_write(&back, "PUT", path, NULL, body), 200, "reference", reference);
	ck_assert_uint_eq(booked_ahead(), 1);
	free(record);
	record = get(&back.http, task);
	ck_assert(json_is(record, "record.state", "closed"));
	char *texts[] = {id, task, record, of, reference, start, path, body};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
	api_release(&back);
}
END_TEST

START_TEST(a_wish_is_refused_by_closing_its_case)
{
	char *id = office_id(), *task = wish(id), *own = office_id(),
	     *path = proc_text("%s/events/%s", task, own),
	     *body = proc_text("{\"id\":\"%s\",\"kind\":\"close\",\"text\":\"no Tuesdays\",\"at\":"
			       "\"2026-11-20T10:45:00Z\"}",
		 own);
	struct api back;
	api_ready(&back, &office, "chorley-oss-2", OFFICE_BACK);
	is(api_write(&back, "PUT", path, NULL, body), 200, "record.state", "closed");
	char *page = proc_text("/v1/customers/%s?reason=she%%20asked", customer),
	     *record = get(&api.http, page);
	int line = json_index(record, "history", "kind", "appointment");
	ck_assert_int_ge(line, 0);
	char *state = proc_text("history.%d.appointment.state", line),
	     *reason = proc_text("history.%d.appointment.reason", line);
	ck_assert(json_is(record, state, "cancelled"));
	ck_assert(json_is(record, reason, "no Tuesdays"));
	char *texts[] = {id, task, own, path, body, page, record, state, reason};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
	api_release(&back);
}
END_TEST

START_TEST(a_day_is_kept_otherwise)
{
	ctl_says(&office.crm, 0, WORDS("diary", "off", "chorley-benefits", "2026-11-20"),
	    WORDS("chorley-benefits on 2026-11-20: off"));
	char *start = start_of(0);
	ck_assert_str_eq(start, "2026-11-23T09:30:00Z");
	free(start);
	ctl_says(&office.crm, 0,
	    WORDS("diary", "on", "chorley-benefits", "2026-11-22", "10:00-11:00"),
	    WORDS("10:00-11:00"));
	start = start_of(0);
	ck_assert_str_eq(start, "2026-11-22T10:00:00Z");
	free(start);
	ctl_says(&office.crm, 1, WORDS("diary", "on", "chorley-benefits", "2026-11-22", "10"),
	    WORDS("hours"));
	ctl_says(&office.crm, 0, WORDS("diary", "usual", "chorley-benefits", "2026-11-20"),
	    WORDS("as usual"));
	ctl_says(&office.crm, 0,
	    WORDS("diary", "show", "chorley-benefits", "--from", "2026-11-22", "--days", "1"),
	    WORDS("Sun 22 Nov, 2 free"));
	ctl_says(&office.crm, 0, WORDS("export", "diary", "--diary", "chorley-benefits"),
	    WORDS("BEGIN:VCALENDAR", "END:VCALENDAR"));
	ctl_says(&office.crm, 1, WORDS("diary", "show", "nothing"), WORDS("there is no diary"));
}
END_TEST

/* ---- at once ---- */

struct racer {
	pthread_t thread;
	struct api api;
	char *id;
	char **starts;
	int first, won, refused, other; /* won: the time it has, or -1 */
};

/* Each begins at another place and goes round until it has one. */
static void *
race(void *context)
{
	struct racer *racer = context;
	racer->won = -1;
	for (int i = 0; i < TIMES && racer->won < 0; i++) {
		int at = (racer->first + i) % TIMES;
		char *id = office_id();
		struct http_reply reply = put(&racer->api, id, racer->starts[at], "booked");
		if (reply.status == 200)
			racer->won = at;
		else if (reply.status == 409 && json_is(reply.body, "field", "start"))
			racer->refused++;
		else
			racer->other++;
		http_reply_release(&reply);
		if (racer->won >= 0)
			racer->id = id;
		else
			free(id);
	}
	return NULL;
}

static void
start_second(void)
{
	second = (struct server){.dir = office.crm.dir, .db = office.crm.db, .out = -1};
	second.log = proc_text("%s/second.log", office.crm.dir);
	server_start(&second);
}

static void
line_up(struct racer racers[RACERS], char **starts)
{
	for (int i = 0; i < RACERS; i++) {
		racers[i] = (struct racer){.starts = starts, .first = i % TIMES};
		api_init(&racers[i].api, i % 2 ? second.port : office.crm.port);
		http_token(&racers[i].api.http, i % 3 ? api.http.token : other.http.token);
	}
}

START_TEST(fifty_desks_race_on_two_servers)
{
	struct racer racers[RACERS];
	char *starts[TIMES], *page = get(&api.http, SLOTS "&from=2026-11-23");
	int has[TIMES] = {0}, booked = 0, lost = 0;
	for (int i = 0; i < TIMES; i++) {
		char *name = proc_text("slots.%d.start", i);
		starts[i] = json_get(page, name);
		free(name);
	}
	start_second();
	line_up(racers, starts);
	for (int i = 0; i < RACERS; i++)
		ck_assert_int_eq(pthread_create(&racers[i].thread, NULL, race, &racers[i]), 0);
	for (int i = 0; i < RACERS; i++) {
		pthread_join(racers[i].thread, NULL);
		ck_assert_int_eq(racers[i].other, 0);
		if (racers[i].won < 0)
			ck_assert_int_eq(racers[i].refused, TIMES);
		else
			has[racers[i].won]++, booked++;
		lost += racers[i].won < 0;
	}
	/* None doubled, none lost: whoever was told so has it, and every time was taken. */
	ck_assert_int_eq(booked, TIMES);
	ck_assert_int_eq(lost, RACERS - TIMES);
	char *diary = get(&api.http, "/v1/diaries/chorley-benefits?from=2026-11-23&days=5");
	ck_assert_int_eq(json_count(diary, "appointments"), TIMES);
	for (int i = 0; i < TIMES; i++)
		ck_assert_int_eq(has[i], 1);
	for (int i = 0; i < RACERS; i++) {
		if (racers[i].won >= 0)
			ck_assert_int_ge(json_index(diary, "appointments", "id", racers[i].id), 0);
		free(racers[i].id);
		api_release(&racers[i].api);
	}
	for (int i = 0; i < TIMES; i++)
		free(starts[i]);
	free(diary);
	free(page);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("api appointments");
	TCase *c = tcase_create("appointments");
	tcase_add_checked_fixture(c, begin, end);
	tcase_set_timeout(c, 120);
	tcase_add_test(c, one_is_booked_moved_and_cancelled);
	tcase_add_test(c, a_time_is_held_for_one_desk);
	tcase_add_test(c, pages_follow_by_their_key);
	tcase_add_test(c, other_calendars_read_it);
	tcase_add_test(c, a_wish_is_a_case_and_never_booked);
	tcase_add_test(c, a_wish_is_refused_by_closing_its_case);
	tcase_add_test(c, a_day_is_kept_otherwise);
	tcase_add_test(c, fifty_desks_race_on_two_servers);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
