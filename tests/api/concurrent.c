/* Two desks and more change one customer at once: what does not meet is merged field by field and
 * row by row, what meets is refused with its name, and nothing of it is half applied. */
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <check.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { DESKS = 6 };
static const char *const desks[DESKS] = {"chorley-cc-1", "chorley-cc-2", "chorley-oss-1",
    "chorley-oss-2", "chorley-oss-3", "burnley-cc-1"};
static struct office office;
static struct api at[DESKS];
static char *customer, *path;

static void
begin(void)
{
	office_init(&office);
	for (int i = 0; i < DESKS; i++)
		api_ready(&at[i], &office, desks[i], OFFICE_ADVISOR);
	struct http_reply reply = http_get(&at[0].http, "/v1/customers?q=patel+amina");
	customer = json_get(reply.body, "items.0.id");
	ck_assert_ptr_nonnull(customer);
	path = proc_text("/v1/customers/%s", customer);
	http_reply_release(&reply);
}

static void
end(void)
{
	for (int i = 0; i < DESKS; i++)
		api_release(&at[i]);
	free(customer);
	free(path);
	office_release(&office);
}

static struct http_reply
change(struct api *api, const char *was, const char *now)
{
	char *body = proc_text("{\"id\":\"%s\",\"was\":{%s},\"now\":{%s}}", customer, was, now);
	struct http_reply reply = api_write(api, "PATCH", path, NULL, body);
	free(body);
	return reply;
}

static void
changed(struct api *api, const char *was, const char *now)
{
	struct http_reply reply = change(api, was, now);
	ck_assert_msg(reply.status == 200, "%s: %s", now, reply.body);
	http_reply_release(&reply);
}

static void
conflict(struct api *api, const char *was, const char *now, const char *fields)
{
	struct http_reply reply = change(api, was, now);
	ck_assert_int_eq(reply.status, 409);
	ck_assert_msg(json_is(reply.body, "field", fields), "not %s: %s", fields, reply.body);
	http_reply_release(&reply);
}

/* The record as a desk reads it. Free it. */
static char *
read_customer(void)
{
	char *target = proc_text("%s?reason=she%%20asked", path);
	struct http_reply reply = http_get(&at[0].http, target);
	ck_assert_int_eq(reply.status, 200);
	char *body = strdup(reply.body);
	http_reply_release(&reply);
	free(target);
	return body;
}

static char *
row(const char *kind, const char *id, const char *more)
{
	return proc_text("\"%s\":[{\"id\":\"%s\",%s}]", kind, id, more);
}

START_TEST(fields_and_rows_that_do_not_meet_are_merged)
{
	char *mine = office_id(), *yours = office_id();
	char *phone = row("phones", mine, "\"kind\":\"work\",\"number\":\"+441632960001\"");
	char *other = row("phones", yours, "\"kind\":\"work\",\"number\":\"+441632960002\"");
	char *second = row("phones", mine, "\"kind\":\"work\",\"number\":\"+441632960003\"");
	/* Both desks had the record as it was, with Gujarati and born in 1949. */
	changed(&at[0], "\"language\":\"Gujarati\"", "\"language\":\"Hindi\"");
	changed(&at[1], "\"born\":\"1949-03-14\"", "\"born\":\"1949-04-13\"");
	changed(&at[0], "", phone);
	changed(&at[1], "", other);
	changed(&at[1], phone, second); /* a row of the other desk's, as it is */
	/* Delivered late, from a desk that was cut off since before all this. */
	changed(&at[2], "\"access_needs\":\"Hard of hearing: face her\"",
	    "\"access_needs\":\"Lip-reads\"");
	char *record = read_customer();
	ck_assert(json_is(record, "customer.language", "Hindi"));
	ck_assert(json_is(record, "customer.born", "1949-04-13"));
	ck_assert(json_is(record, "customer.access_needs", "Lip-reads"));
	ck_assert_int_ge(json_index(record, "customer.phones", "number", "+441632960003"), 0);
	ck_assert_int_ge(json_index(record, "customer.phones", "number", "+441632960002"), 0);
	ck_assert_int_eq(json_count(record, "customer.phones"), 4); /* two were hers before */
	free(record);
	/* One takes a row away while the other, who has not heard of it, changes it. */
	changed(&at[0], other, "\"phones\":[]");
	char *late = row("phones", yours, "\"kind\":\"home\",\"number\":\"+441632960002\"");
	conflict(&at[1], other, late, "phones");
	changed(&at[1], other, "\"phones\":[]"); /* both wanted it gone */
	free(late);
	free(phone);
	free(other);
	free(second);
	free(mine);
	free(yours);
}
END_TEST

/* Two parts of one name are merged; of two addresses there is no third. */
START_TEST(parts_of_a_row)
{
	char *record = read_customer(), *name = json_get(record, "customer.names.0.id"),
	     *home = json_get(record, "customer.addresses.0.id");
	const char *names = "\"names\":[{\"id\":\"%s\",\"kind\":\"current\",\"title\":\"%s\","
			    "\"given\":\"%s\",\"family\":\"Patel\"}]";
	const char *places = "\"addresses\":[{\"id\":\"%s\",\"kind\":\"home\",\"line\":\"%s\","
			     "\"town\":\"Chorley\",\"postcode\":\"%s\",\"district\":"
			     "\"chorley\"}]";
	char *was = proc_text(names, name, "Mrs", "Amina"),
	     *title = proc_text(names, name, "Dr", "Amina"),
	     *given = proc_text(names, name, "Mrs", "Aminah"),
	     *other = proc_text(names, name, "Mrs", "Amy");
	char *there = proc_text(places, home, "14 Union Street", "PR7 1AB"),
	     *line = proc_text(places, home, "16 Union Street", "PR7 1AB"),
	     *code = proc_text(places, home, "14 Union Street", "PR7 1AC");
	changed(&at[0], was, title);
	changed(&at[1], was, given);
	conflict(&at[2], was, other, "names");
	changed(&at[0], there, line);
	conflict(&at[1], there, code, "addresses");
	free(record);
	record = read_customer();
	ck_assert(json_is(record, "customer.names.0.title", "Dr"));
	ck_assert(json_is(record, "customer.names.0.given", "Aminah"));
	ck_assert(json_is(record, "customer.addresses.0.line", "16 Union Street"));
	ck_assert(json_is(record, "customer.addresses.0.postcode", "PR7 1AB"));
	char *texts[] = {record, name, home, was, title, given, other, there, line, code};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
}
END_TEST

START_TEST(what_meets_is_named_and_nothing_is_applied)
{
	changed(&at[0], "\"language\":\"Gujarati\"", "\"language\":\"Hindi\"");
	changed(&at[1], "\"language\":\"Gujarati\"", "\"language\":\"Hindi\""); /* the same */
	changed(&at[0], "\"born\":\"1949-03-14\"", "\"born\":\"1949-04-13\"");
	conflict(&at[1],
	    "\"language\":\"Gujarati\",\"born\":\"1949-03-14\",\"access_needs\":\"Hard of hearing: "
	    "face her\"",
	    "\"language\":\"Urdu\",\"born\":\"1950-01-01\",\"access_needs\":\"none\"",
	    "born,language");
	char *record = read_customer();
	ck_assert(json_is(record, "customer.language", "Hindi"));
	ck_assert(json_is(record, "customer.born", "1949-04-13"));
	ck_assert(json_is(record, "customer.access_needs", "Hard of hearing: face her"));
	free(record);
	/* Over what is there now it is a decision. */
	changed(&at[1], "\"language\":\"Hindi\"", "\"language\":\"Urdu\"");
}
END_TEST

/* ---- at once ---- */

struct racer {
	struct api *api;
	char *id;
	int number, added, won, lost;
};

static void *
race(void *context)
{
	struct racer *racer = context;
	char *phone = proc_text("\"phones\":[{\"id\":\"%s\",\"kind\":\"work\",\"number\":"
				"\"+44163296010%d\"}]",
	    racer->id, racer->number);
	char *language = proc_text("\"language\":\"Language %d\"", racer->number);
	struct http_reply reply = change(racer->api, "", phone);
	racer->added = reply.status == 200;
	http_reply_release(&reply);
	reply = change(racer->api, "\"language\":\"Gujarati\"", language);
	racer->won = reply.status == 200;
	racer->lost = reply.status == 409 && json_is(reply.body, "field", "language");
	http_reply_release(&reply);
	free(phone);
	free(language);
	return NULL;
}

START_TEST(six_desks_at_once)
{
	pthread_t threads[DESKS];
	struct racer racers[DESKS];
	int added = 0, won = 0, lost = 0;
	for (int i = 0; i < DESKS; i++) {
		racers[i] = (struct racer){.api = &at[i], .id = office_id(), .number = i};
		ck_assert_int_eq(pthread_create(&threads[i], NULL, race, &racers[i]), 0);
	}
	for (int i = 0; i < DESKS; i++) {
		pthread_join(threads[i], NULL);
		added += racers[i].added;
		won += racers[i].won;
		lost += racers[i].lost;
	}
	ck_assert_int_eq(added, DESKS);
	ck_assert_int_eq(won, 1);
	ck_assert_int_eq(lost, DESKS - 1);
	char *record = read_customer();
	for (int i = 0; i < DESKS; i++) {
		ck_assert_int_ge(json_index(record, "customer.phones", "id", racers[i].id), 0);
		char *language = proc_text("Language %d", i);
		ck_assert_int_eq(json_is(record, "customer.language", language), racers[i].won);
		free(language);
		free(racers[i].id);
	}
	free(record);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("api concurrent");
	TCase *c = tcase_create("concurrent");
	tcase_add_checked_fixture(c, begin, end);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, fields_and_rows_that_do_not_meet_are_merged);
	tcase_add_test(c, parts_of_a_row);
	tcase_add_test(c, what_meets_is_named_and_nothing_is_applied);
	tcase_add_test(c, six_desks_at_once);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
