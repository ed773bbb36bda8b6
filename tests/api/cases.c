/* Fifty writers at one case at once: each of their notes is there once, however often it was sent;
 * of fifty changes of one field one is made, the others hear of it, and the changes of other fields
 * go through beside it. */
#include "api/walker.h"
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <check.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { WRITERS = 50 };

struct writer {
	struct api api;
	char *event;
	int number, noted, won, lost;
};

static int
send(struct writer *writer, const char *method, char *path, const char *operation, char *body,
    const char *field)
{
	struct http_reply reply = api_write(&writer->api, method, path, operation, body);
	int status = reply.status;
	if (status == 409 && !json_is(reply.body, "field", field))
		status = 0;
	http_reply_release(&reply);
	free(path);
	free(body);
	return status;
}

static int
note(struct writer *writer, const char *operation)
{
	return send(writer, "PUT",
	    proc_text("/v1/cases/%s/events/%s", world.case_id, writer->event), operation,
	    proc_text("{\"id\":\"%s\",\"kind\":\"note\",\"text\":\"of writer "
		      "%d\",\"at\":\"2026-11-20T10:42:00Z\"}",
		writer->event, writer->number),
	    NULL);
}

/* Sent twice, as a desk does that has not heard the answer; then again as another operation. */
static void *
write_all(void *context)
{
	struct writer *writer = context;
	char *operation = office_id();
	writer->noted = note(writer, operation) == 200 && note(writer, operation) == 200 &&
			note(writer, NULL) == 200;
	free(operation);
	int status = send(writer, "PATCH", proc_text("/v1/cases/%s", world.case_id), NULL,
	    proc_text("{\"id\":\"%s\",\"was\":{\"summary\":\"Blue bin\"},\"now\":{\"summary\":"
		      "\"Bin %d\"}}",
		world.case_id, writer->number),
	    "summary");
	writer->won = status == 200;
	writer->lost = status == 409;
	return NULL;
}

START_TEST(fifty_writers_lose_nothing_and_double_nothing)
{
	static struct writer writers[WRITERS];
	pthread_t threads[WRITERS];
	static const enum role roles[] = {ADVISOR, BACK_OFFICE, SUPERVISOR};
	int noted = 0, won = 0, lost = 0;
	for (int i = 0; i < WRITERS; i++) {
		writers[i] = (struct writer){.number = i, .event = office_id()};
		api_init(&writers[i].api, world.office.crm.port);
		http_token(&writers[i].api.http, world.tokens[roles[i % 3]]);
		ck_assert_int_eq(pthread_create(&threads[i], NULL, write_all, &writers[i]), 0);
	}
	for (int i = 0; i < WRITERS; i++) {
		pthread_join(threads[i], NULL);
		noted += writers[i].noted;
		won += writers[i].won;
		lost += writers[i].lost;
	}
	ck_assert_int_eq(noted, WRITERS);
	ck_assert_int_eq(won, 1);
	ck_assert_int_eq(lost, WRITERS - 1);
	char *path = proc_text("/v1/cases/%s", world.case_id);
	struct http_reply reply = http_get(&writers[0].api.http, path);
	ck_assert_int_eq(reply.status, 200);
	/* what was there, a note of each, and the one change */
	ck_assert_int_eq(json_count(reply.body, "record.events"), 1 + WRITERS + 1);
	for (int i = 0; i < WRITERS; i++) {
		char *summary = proc_text("Bin %d", i);
		ck_assert_int_ge(
		    json_index(reply.body, "record.events", "id", writers[i].event), 0);
		ck_assert_int_eq(json_is(reply.body, "record.summary", summary), writers[i].won);
		free(summary);
		free(writers[i].event);
		api_release(&writers[i].api);
	}
	http_reply_release(&reply);
	free(path);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("api cases");
	TCase *c = tcase_create("cases");
	tcase_add_unchecked_fixture(c, world_begin, world_end);
	tcase_set_timeout(c, 120);
	tcase_add_test(c, fifty_writers_lose_nothing_and_double_nothing);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
