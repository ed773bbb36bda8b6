/* The matrix: which mechanisms a service has at which council on which day. */
#include "base/file.h"
#include "directory/matrix.h"
#include "directory/service.h"
#include "helpers/proc.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct service *
service(const char *mechanisms, const char *council)
{
	const char *text = arena_printf(&arena,
	    "service: bins\ntitle: Bins\nprovided_by: district\nowner: { team: t, email: "
	    "a@b.example }\n%s",
	    mechanisms);
	return service_parse("bins.yaml", text, strlen(text), council, NULL, &findings);
}

static bool
on(const char *mechanisms, const char *council, enum mechanism mechanism, struct date day)
{
	struct service *variant, *common = (struct service *)service(mechanisms, NULL);
	ck_assert_msg(common != NULL, "%s", reading_findings());
	variant = (struct service *)service(mechanisms, council);
	bool is = matrix_on(common, council, mechanism, day);
	/* The common text with a council, and that council's variant, say the same. */
	ck_assert_int_eq(matrix_on(variant, NULL, mechanism, day), is);
	service_free(common);
	service_free(variant);
	return is;
}

#define DAY ((struct date){2027, 1, 5})

START_TEST(what_says_nothing_has_the_usual_ones)
{
	for (enum mechanism i = 0; i < MECHANISM_COUNT; i++)
		ck_assert_int_eq(on("", "chorley", i, DAY), mechanism_kinds[i].usual);
}
END_TEST

START_TEST(what_is_named_is_on_and_the_rest_is_off)
{
	const char *text = "mechanisms: [email, lone-workers]\n";
	for (enum mechanism i = 0; i < MECHANISM_COUNT; i++)
		ck_assert_int_eq(on(text, "chorley", i, DAY),
		    i == MECHANISM_EMAIL || i == MECHANISM_LONE_WORKERS);
}
END_TEST

START_TEST(a_stage_before_the_pilot_is_not_on)
{
	static const char *const before[] = {"none", "mandate", "scope", "design", "build", "test"};
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		ck_assert(!on(arena_printf(&arena, "mechanisms: { email: %s }\n", before[i]),
		    "chorley", MECHANISM_EMAIL, DAY));
	ck_assert(on("mechanisms: { email: pilot }\n", "chorley", MECHANISM_EMAIL, DAY));
	ck_assert(on("mechanisms: { email: operational }\n", "chorley", MECHANISM_EMAIL, DAY));
}
END_TEST

START_TEST(its_first_and_last_day_belong_to_it)
{
	const char *text =
	    "mechanisms: { email: { stage: pilot, from: 2027-01-04, until: 2027-01-06 } }\n";
	ck_assert(!on(text, "chorley", MECHANISM_EMAIL, ((struct date){2027, 1, 3})));
	ck_assert(on(text, "chorley", MECHANISM_EMAIL, ((struct date){2027, 1, 4})));
	ck_assert(on(text, "chorley", MECHANISM_EMAIL, ((struct date){2027, 1, 6})));
	ck_assert(!on(text, "chorley", MECHANISM_EMAIL, ((struct date){2027, 1, 7})));
}
END_TEST

START_TEST(a_council_differs_in_what_it_names_only)
{
	const char *text = "mechanisms: [telephone, email]\n"
			   "at: { chorley: { mechanisms: { email: build, payments: pilot } } }\n";
	ck_assert(on(text, "chorley", MECHANISM_TELEPHONE, DAY));
	ck_assert(!on(text, "chorley", MECHANISM_EMAIL, DAY));
	ck_assert(on(text, "chorley", MECHANISM_PAYMENTS, DAY));
	ck_assert(on(text, "burnley", MECHANISM_EMAIL, DAY));
	ck_assert(!on(text, "burnley", MECHANISM_PAYMENTS, DAY));
	const char *usual = "at: { chorley: { mechanisms: { telephone: none } } }\n";
	ck_assert(!on(usual, "chorley", MECHANISM_TELEPHONE, DAY));
	ck_assert(on(usual, "chorley", MECHANISM_FULFILMENT, DAY));
	ck_assert(on(usual, "burnley", MECHANISM_TELEPHONE, DAY));
}
END_TEST

START_TEST(each_mistake_has_its_sentence)
{
	static const struct {
		const char *text, *council, *says;
	} wrong[] = {
	    {"mechanisms: [telefone]\n", NULL, "did you mean telephone"},
	    {"mechanisms: { email: soon }\n", NULL, "'soon' is no stage"},
	    {"mechanisms: { email: { owner: t } }\n", NULL, "a mechanism has its stage"},
	    {"mechanisms: telephone\n", NULL, "mechanisms are written"},
	    {"at: { chorley: { mechanisms: { email: soon } } }\n", "chorley", "'soon' is no stage"},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		reading_begin();
		ck_assert_ptr_null(service(wrong[i].text, wrong[i].council));
		ck_assert_msg(strstr(reading_findings(), wrong[i].says) != NULL, "%s: %s",
		    wrong[i].text, reading_findings());
		reading_end();
	}
}
END_TEST

static char *
text_of(const char *name)
{
	char *path = proc_source(name), *bytes = NULL;
	size_t length;
	struct err err;
	ck_assert_msg(
	    file_read_all(path, 1 << 20, &bytes, &length, &err) == 0, "%s: %s", path, err.text);
	free(path);
	return bytes;
}

/* The line of a mechanism in tests/session/mechanisms: the programs behind its name. */
static const char *
line_of(char *text, const char *id)
{
	size_t length = strlen(id);
	for (char *at = text; at; at = strchr(at, '\n')) {
		at += *at == '\n';
		if (strncmp(at, id, length) == 0 && at[length] == ' ')
			return at + length;
	}
	return NULL;
}

START_TEST(each_is_seen_at_work_in_a_session_program)
{
	char *table = text_of("tests/session/mechanisms"),
	     *programs = text_of("tests/session/local.mk");
	for (enum mechanism i = 0; i < MECHANISM_COUNT; i++) {
		const char *id = mechanism_kinds[i].id, *at = line_of(table, id);
		size_t count = 0;
		ck_assert_msg(at != NULL, "%s is seen at work in no session program", id);
		for (at += strspn(at, " "); *at && *at != '\n'; count++) {
			char built[120];
			int length = (int)strcspn(at, " \n");
			snprintf(built, sizeof built, "tests_session_%.*s_SOURCES", length, at);
			ck_assert_msg(
			    strstr(programs, built) != NULL, "%s: no program %.*s", id, length, at);
			at += length;
			at += strspn(at, " ");
		}
		ck_assert_msg(count > 0, "%s is seen at work in no session program", id);
	}
	free(table);
	free(programs);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("matrix");
	TCase *tcase = tcase_create("matrix");
	tcase_add_checked_fixture(tcase, reading_begin, reading_end);
	tcase_add_test(tcase, what_says_nothing_has_the_usual_ones);
	tcase_add_test(tcase, what_is_named_is_on_and_the_rest_is_off);
	tcase_add_test(tcase, a_stage_before_the_pilot_is_not_on);
	tcase_add_test(tcase, its_first_and_last_day_belong_to_it);
	tcase_add_test(tcase, a_council_differs_in_what_it_names_only);
	tcase_add_test(tcase, each_mistake_has_its_sentence);
	tcase_add_test(tcase, each_is_seen_at_work_in_a_session_program);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
