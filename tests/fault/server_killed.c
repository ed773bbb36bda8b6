/* The CRM is killed (kill -9) again and again at random moments while desks log: every acknowledged
 * contact is there, whole and once, with its case under its reference, and what was in hand is
 * delivered afterwards. */
#include "fault/writers.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

enum { WRITERS = 6, KILLS = 8, STOP_MS = 30000 };

static struct office office;
static struct api api;

static void
setup(void)
{
	office_init(&office);
	api_ready(&api, &office, "chorley-cc-1", OFFICE_ADVISOR);
}

static void
teardown(void)
{
	api_release(&api);
	office_release(&office);
}

static void
must_be_there(const struct logged *l)
{
	char *path = proc_text("/v1/contacts/%s", l->contact);
	struct http_reply r = http_get(&api.http, path);
	ck_assert_msg(r.status == 200, "the acknowledged contact %s is gone: %d %s", l->contact,
	    r.status, r.body ? r.body : "");
	ck_assert_int_eq(json_count(r.body, "enquiries"), 1);
	ck_assert_int_eq(json_count(r.body, "enquiries.0.answers"), 1);
	ck_assert_msg(json_is(r.body, "enquiries.0.id", l->enquiry), "%s", r.body);
	http_reply_release(&r);
	free(path);
	path = proc_text("/v1/cases/%s", l->reference);
	r = http_get(&api.http, path);
	ck_assert_msg(r.status == 200, "the case %s is gone: %d", l->reference, r.status);
	ck_assert_msg(json_is(r.body, "record.contact", l->contact), "%s", r.body);
	http_reply_release(&r);
	free(path);
}

static int
by_reference(const void *a, const void *b)
{
	return strcmp(((const struct logged *)a)->reference, ((const struct logged *)b)->reference);
}

START_TEST(nothing_acknowledged_is_lost)
{
	char *why = NULL, *out;
	size_t count;
	struct writers *w = writers_start(office.crm.port, api.http.token, WRITERS, -1);
	srand(20261120);
	for (int i = 0; i < KILLS; i++) {
		size_t more = 5 + (size_t)rand() % 60;
		ck_assert_msg(writers_wait(w, more, TERM_MS, &why) == 0, "%s", why);
		server_kill(&office.crm);
		server_start(&office.crm);
	}
	ck_assert_msg(writers_wait(w, WRITERS, TERM_MS, &why) == 0, "%s", why);
	const struct logged *logged = writers_stop(w, STOP_MS, &count);
	ck_assert_uint_ge(count, KILLS * 5);
	for (size_t i = 0; i < count; i++)
		must_be_there(&logged[i]);
	struct logged *sorted = malloc(count * sizeof *sorted);
	memcpy(sorted, logged, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, by_reference);
	for (size_t i = 1; i < count; i++)
		ck_assert_str_ne(sorted[i - 1].reference, sorted[i].reference);
	free(sorted);
	writers_free(w);
	ck_assert_int_eq(server_stop(&office.crm), 0);
	ck_assert_msg(ctl(&office.crm, &out, "check") == 0, "%s", out);
	free(out);
}
END_TEST

/* Asked to end while desks log, the server answers what it has taken and goes; nothing needs to be
 * sent twice to be there once. */
START_TEST(a_graceful_stop_keeps_its_word)
{
	char *why = NULL;
	size_t count;
	struct writers *w = writers_start(office.crm.port, api.http.token, WRITERS, -1);
	for (int i = 0; i < 3; i++) {
		ck_assert_msg(writers_wait(w, 40, TERM_MS, &why) == 0, "%s", why);
		ck_assert_int_eq(server_stop(&office.crm), 0);
		server_start(&office.crm);
	}
	ck_assert_msg(writers_wait(w, WRITERS, TERM_MS, &why) == 0, "%s", why);
	const struct logged *logged = writers_stop(w, STOP_MS, &count);
	for (size_t i = 0; i < count; i++)
		must_be_there(&logged[i]);
	writers_free(w);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("fault/server_killed");
	TCase *c = tcase_create("server_killed");
	tcase_set_timeout(c, 240);
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, nothing_acknowledged_is_lost);
	tcase_add_test(c, a_graceful_stop_keeps_its_word);
	suite_add_tcase(s, c);
	return tap_run(s);
}
