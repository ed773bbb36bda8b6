/* Enrolment, sign-in, sessions, and who may come in at all. */
#include "base/alloc.h"
#include "helpers/database.h"
#include "helpers/tap.h"
#include "store/house.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct house house;

static void
setup(void)
{
	house_init(&house);
}

static void
teardown(void)
{
	house_release(&house);
}

static const struct enrolment *
enrol(const char *desk)
{
	struct err err;
	char code[32];
	ck_assert_int_eq(crm_desk_code(house.crm, "ctl:test", desk, code, &err), 0);
	struct enrol body = {code};
	struct query query = {.of = &enrol_record, .body = &body};
	struct crm_answer answer = house_call(&house, ROUTE_ENROL, NULL, &query);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	return answer.body;
}

static struct crm_answer
sign_in(const char *desk, const char *secret, const char *user, const char *password)
{
	struct sign_in body = {desk, secret, user, password};
	struct query query = {.of = &sign_in_record, .body = &body};
	return house_call(&house, ROUTE_SIGN_IN, NULL, &query);
}

START_TEST(a_code_works_once_and_however_it_is_typed)
{
	struct err err;
	char code[32], typed[32];
	ck_assert_int_eq(crm_desk_code(house.crm, "ctl:test", "chorley-oss-1", code, &err), 0);
	size_t n = 0;
	for (const char *c = code; *c; c++)
		if (*c != '-')
			typed[n++] = (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c);
	typed[n] = '\0';
	struct enrol body = {typed};
	struct query query = {.of = &enrol_record, .body = &body};
	struct crm_answer answer = house_call(&house, ROUTE_ENROL, NULL, &query);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	const struct enrolment *enrolment = answer.body;
	ck_assert_str_eq(enrolment->desk, "chorley-oss-1");
	ck_assert_str_eq(enrolment->council_name, "Chorley Council");
	ck_assert_uint_ge(strlen(enrolment->desk_secret), 40);
	ck_assert_int_eq(house_call(&house, ROUTE_ENROL, NULL, &query).problem, PROBLEM_BAD_CODE);
}
END_TEST

START_TEST(a_code_ends_after_seven_days)
{
	struct err err;
	char code[32];
	ck_assert_int_eq(crm_desk_code(house.crm, "ctl:test", "chorley-oss-1", code, &err), 0);
	house.now += 8 * MICROS_DAY;
	struct enrol body = {code};
	struct query query = {.of = &enrol_record, .body = &body};
	ck_assert_int_eq(house_call(&house, ROUTE_ENROL, NULL, &query).problem, PROBLEM_BAD_CODE);
	ck_assert_int_eq(crm_desk_code(house.crm, "ctl:test", "no-such-desk", code, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "no-such-desk"));
}
END_TEST

START_TEST(signing_in_tells_who_and_where)
{
	struct visitor ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	const struct session *session = visit_ok(&ellis, ROUTE_SESSION, NULL);
	ck_assert_str_eq(session->user, "s.ellis");
	ck_assert_str_eq(session->role, "advisor");
	ck_assert_str_eq(session->council, "chorley");
	ck_assert_str_eq(session->desk_kind, "counter");
	ck_assert_str_eq(session->site_name, "One Stop Shop");
	ck_assert_str_eq(session->greeting, "Chorley Council");
	ck_assert_ptr_nonnull(session->feed);
	ck_assert_int_eq(session->expires, house.now + 12 * MICROS_HOUR);
	house.now += 12 * MICROS_HOUR;
	visit_refused(&ellis, ROUTE_SESSION, NULL, PROBLEM_NOT_SIGNED_IN);
}
END_TEST

START_TEST(wrong_name_and_wrong_password_answer_alike)
{
	const struct enrolment *desk = enrol("chorley-oss-1");
	struct crm_answer a = sign_in(desk->desk, desk->desk_secret, "s.ellis", "not that");
	struct crm_answer b = sign_in(desk->desk, desk->desk_secret, "nobody", "correct horse");
	ck_assert_int_eq(a.problem, PROBLEM_WRONG_PASSWORD);
	ck_assert_int_eq(b.problem, PROBLEM_WRONG_PASSWORD);
	ck_assert_ptr_eq(a.field, b.field);
	ck_assert_ptr_eq(a.detail, b.detail);
	ck_assert_int_eq(sign_in(desk->desk, "wrong secret", "s.ellis", "correct horse").problem,
	    PROBLEM_DESK_UNKNOWN);
	ck_assert_int_eq(
	    sign_in("chorley-oss-2", desk->desk_secret, "s.ellis", "correct horse").problem,
	    PROBLEM_DESK_UNKNOWN);
}
END_TEST

START_TEST(failures_make_the_next_wait_longer_also_after_a_restart)
{
	const struct enrolment *desk = enrol("chorley-oss-1");
	const char *id = desk->desk, *secret = desk->desk_secret;
	for (int i = 0; i < 4; i++)
		ck_assert_int_eq(
		    sign_in(id, secret, "s.ellis", "not that").problem, PROBLEM_WRONG_PASSWORD);
	house_restart(&house);
	struct crm_answer slow = sign_in(id, secret, "s.ellis", "correct horse");
	ck_assert_int_eq(slow.problem, PROBLEM_SLOW_DOWN);
	ck_assert_int_ge(slow.limit, 1);
	house.now += 2 * MICROS_SECOND;
	ck_assert_int_eq(
	    sign_in(id, secret, "s.ellis", "not that").problem, PROBLEM_WRONG_PASSWORD);
	house.now += MICROS_SECOND;
	ck_assert_int_eq(
	    sign_in(id, secret, "s.ellis", "correct horse").problem, PROBLEM_SLOW_DOWN);
	house.now += 2 * MICROS_SECOND;
	ck_assert_int_eq(sign_in(id, secret, "s.ellis", "correct horse").problem, PROBLEM_NONE);
	ck_assert_int_eq(
	    sign_in(id, secret, "s.ellis", "not that").problem, PROBLEM_WRONG_PASSWORD);
}
END_TEST

START_TEST(sessions_outlive_a_restart_and_end_when_they_should)
{
	struct visitor ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	struct visitor cole = house_visitor(&house, "j.cole", "burnley-cc-1");
	struct visitor sharp = house_visitor(&house, "v.sharp", "chorley-oss-2");
	house_restart(&house);
	visit_ok(&ellis, ROUTE_SESSION, NULL);
	visit_ok(&cole, ROUTE_SESSION, NULL);
	visit_ok(&sharp, ROUTE_SESSION, NULL);
	ck_assert_int_eq(visit(&ellis, ROUTE_SIGN_OUT, NULL).status, 204);
	visit_refused(&ellis, ROUTE_SESSION, NULL, PROBLEM_NOT_SIGNED_IN);

	struct user cole_out[] = {{.id = "j.cole",
	    .name = "J. Cole",
	    .council = "burnley",
	    .role = "advisor",
	    .suspended = true}};
	struct err err;
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &user_record, cole_out, 1, &err), 0);
	visit_refused(&cole, ROUTE_SESSION, NULL, PROBLEM_NOT_SIGNED_IN);

	ck_assert_int_eq(
	    crm_set_password(house.crm, "ctl:test", "v.sharp", "another horse", &err), 0);
	visit_refused(&sharp, ROUTE_SESSION, NULL, PROBLEM_NOT_SIGNED_IN);
}
END_TEST

START_TEST(no_token_and_a_foreign_token_are_refused)
{
	struct crm_answer answer = house_call(&house, ROUTE_PARTNERSHIP, NULL, NULL);
	ck_assert_int_eq(answer.problem, PROBLEM_NOT_SIGNED_IN);
	ck_assert_int_eq(answer.status, 401);
	answer = house_call(&house, ROUTE_PARTNERSHIP, "bm9ib2R5", NULL);
	ck_assert_int_eq(answer.problem, PROBLEM_NOT_SIGNED_IN);
	answer = house_call(&house, ROUTE_HEALTH, NULL, NULL);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
}
END_TEST

START_TEST(desks_load_the_partnership_and_the_directory)
{
	struct visitor ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	const struct partnership_page *partnership = visit_ok(&ellis, ROUTE_PARTNERSHIP, NULL);
	ck_assert_uint_eq(partnership->councils.count, 3);
	ck_assert_uint_eq(partnership->desks.count, 4);
	ck_assert_uint_eq(partnership->queues.count, 3);
	ck_assert(!partnership->same);
	/* What the desk knows already is not sent again; what has changed since is. */
	struct query known = {.query = {partnership->digest}};
	const struct partnership_page *again = visit_ok(&ellis, ROUTE_PARTNERSHIP, &known);
	ck_assert(again->same);
	ck_assert_uint_eq(again->councils.count, 0);
	known.query[0] = "0123456789abcdef0123456789abcdef";
	again = visit_ok(&ellis, ROUTE_PARTNERSHIP, &known);
	ck_assert(!again->same);
	ck_assert_uint_eq(again->councils.count, 3);

	int64_t first = house_publish(house.crm, "missed-bin", "one");
	int64_t second = house_publish(house.crm, "pothole", "hole");
	ck_assert_int_gt(second, first);
	ck_assert_int_eq(house_publish(house.crm, "pothole", "hole"), second);
	const struct directory_page *page = visit_ok(&ellis, ROUTE_DIRECTORY, NULL);
	ck_assert_uint_eq(page->services.count, 2);
	ck_assert_int_eq(page->version, second);

	house_publish(house.crm, "missed-bin", "two");
	struct query after = {.query = {"2"}};
	page = visit_ok(&ellis, ROUTE_DIRECTORY, &after);
	ck_assert_uint_eq(page->services.count, 1);
	ck_assert_str_eq(LIST_AT(struct service_text, &page->services, 0)->text, "two");

	struct query old = {.params = {"missed-bin"}, .query = {"1"}};
	const struct service_text *service = visit_ok(&ellis, ROUTE_SERVICE, &old);
	ck_assert_str_eq(service->text, "one");
	struct query none = {.params = {"no-such"}};
	visit_refused(&ellis, ROUTE_SERVICE, &none, PROBLEM_NOT_FOUND);
	struct query bad = {.query = {"x"}};
	visit_refused(&ellis, ROUTE_DIRECTORY, &bad, PROBLEM_BAD_FIELD);
}
END_TEST

/* A large directory comes in parts, in the order of its versions, and none is missing. */
START_TEST(a_large_directory_comes_in_parts)
{
	enum { SERVICES = 7, LENGTH = 100 * 1024 };
	struct visitor ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	char *text = xmalloc(LENGTH + 1);
	memset(text, 'x', LENGTH);
	text[LENGTH] = '\0';
	for (int i = 0; i < SERVICES; i++)
		house_publish(house.crm, arena_printf(&house.arena, "large-%d", i), text);
	free(text);
	const char *after = NULL;
	size_t services = 0, parts = 0;
	for (bool more = true; more; parts++) {
		struct query query = {.query = {after}};
		const struct directory_page *page = visit_ok(&ellis, ROUTE_DIRECTORY, &query);
		ck_assert_uint_gt(page->services.count, 0);
		ck_assert_uint_lt(page->services.count, 4);
		services += page->services.count;
		after = arena_printf(&house.arena, "%lld",
		    (long long)LIST_AT(
			struct service_text, &page->services, page->services.count - 1)
			->version);
		more = page->more;
	}
	ck_assert_uint_eq(services, SERVICES);
	ck_assert_uint_eq(parts, 3);
}
END_TEST

START_TEST(a_second_crm_is_not_made_over_the_first)
{
	struct err err;
	ck_assert_int_eq(crm_create(house.database, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "already"));
	ck_assert_int_eq(crm_create("mysql:x", &err), -1);
	struct crm_options options = {.database = "sqlite:/nowhere/at/all.db"};
	ck_assert_ptr_null(crm_open(&options, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "init"));
}
END_TEST

START_TEST(nobody_else_may_read_the_database)
{
	static const char *const parts[] = {".key", ".anchor", "", "-wal", "-shm"};
	for (size_t i = 0; i < (database_is_postgres() ? 2 : sizeof parts / sizeof *parts); i++) {
		char path[256];
		struct stat status;
		snprintf(path, sizeof path, "%s%s", house.keys, parts[i]);
		ck_assert_msg(stat(path, &status) == 0, "%s is there", path);
		ck_assert_msg((status.st_mode & 077) == 0, "%s is private", path);
	}
}
END_TEST

START_TEST(administration_lists_the_current_texts)
{
	struct err err;
	struct list texts = {.count = 7};
	ck_assert_int_eq(crm_list(house.crm, &service_text_record, &house.arena, &texts, &err), 0);
	size_t before = texts.count;
	house_publish(house.crm, "noise", "one");
	int64_t version = house_publish(house.crm, "noise", "two");
	ck_assert_int_eq(crm_list(house.crm, &service_text_record, &house.arena, &texts, &err), 0);
	ck_assert_uint_eq(texts.count, before + 1);
	const struct service_text *noise = list_find(&texts, &service_text_record, "noise");
	ck_assert_str_eq(noise->text, "two");
	ck_assert_int_eq(noise->version, version);
}
END_TEST

START_TEST(what_a_record_names_must_be_there)
{
	struct err err;
	struct site sites[] = {{.id = "nowhere-oss", .council = "atlantis", .name = "Pier"}};
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &site_record, sites, 1, &err), -1);
	ck_assert_str_eq(err.text, "site nowhere-oss: there is no council \"atlantis\"");
	struct council bad[] = {{.id = "no tier", .name = "x"}};
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &council_record, bad, 1, &err), -1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("door");
	TCase *tcase = tcase_create("door");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, a_code_works_once_and_however_it_is_typed);
	tcase_add_test(tcase, a_code_ends_after_seven_days);
	tcase_add_test(tcase, signing_in_tells_who_and_where);
	tcase_add_test(tcase, wrong_name_and_wrong_password_answer_alike);
	tcase_add_test(tcase, failures_make_the_next_wait_longer_also_after_a_restart);
	tcase_add_test(tcase, sessions_outlive_a_restart_and_end_when_they_should);
	tcase_add_test(tcase, no_token_and_a_foreign_token_are_refused);
	tcase_add_test(tcase, desks_load_the_partnership_and_the_directory);
	tcase_add_test(tcase, a_large_directory_comes_in_parts);
	tcase_add_test(tcase, a_second_crm_is_not_made_over_the_first);
	tcase_add_test(tcase, nobody_else_may_read_the_database);
	tcase_add_test(tcase, administration_lists_the_current_texts);
	tcase_add_test(tcase, what_a_record_names_must_be_there);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
