/* The keystroke-level model: keys, decisions and words of a small dialogue, counted by hand. */
#include "directory/lint.h"
#include "helpers/proc.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char script[] = "service: bins\n"
			     "title: Bins\n"
			     "provided_by: any\n"
			     "owner: { team: waste, email: waste@chorley.example }\n"
			     "assured: 2026-10-01\n"
			     "review_by: 2027-04-01\n"
			     "dialogue:\n"
			     "  - section: S\n"
			     "    prompts:\n"
			     "      - say: Good morning to you.\n" /* 4 words */
			     "      - ask: home\n" /* 3 words, address: 10 keys, 1 when known */
			     "        text: Which address, please?\n"
			     "        type: address\n"
			     "        fill: customer.address\n"
			     "        required: true\n"
			     "      - ask: late\n" /* 2 words, 1 key */
			     "        text: Was it?\n"
			     "        type: yesno\n"
			     "        required: true\n"
			     "      - ask: why\n" /* 1 word, optional, 21 keys */
			     "        text: Why?\n"
			     "        type: text\n"
			     "        when: ${late} = 'yes'\n"
			     "      - tell: Put it out tonight.\n" /* 4 words, 1 key */
			     "        when: ${late} = 'yes'\n"
			     "      - resolve: told\n";

struct seen {
	size_t count;
	struct klm klm;
	char service[40];
};

static void
note(void *context, const struct service *service, const struct klm *klm)
{
	struct seen *seen = context;
	seen->count++;
	seen->klm = *klm;
	snprintf(seen->service, sizeof seen->service, "%s", service->id);
}

static void
time_script(const char *text, struct seen *seen)
{
	char *folder = proc_tmpdir(), *path = proc_text("%s/bins.yaml", folder);
	const char *paths[] = {path};
	struct err err = {{0}};
	FILE *file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	fputs(text, file);
	fclose(file);
	int read =
	    lint_and_time(paths, 1, (struct date){2026, 11, 20}, &findings, note, seen, &err);
	ck_assert_msg(read == 1, "%s", err.text);
	proc_rmdir(folder);
	free(path);
	free(folder);
}

static void
check_path(const struct klm_path *path, size_t keys, size_t decisions, size_t words, size_t spoken)
{
	ck_assert_uint_eq(path->keys, keys);
	ck_assert_uint_eq(path->decisions, decisions);
	ck_assert_uint_eq(path->words, words);
	ck_assert_uint_eq(path->spoken, spoken);
	double seconds = 0.20 * (double)keys + 1.35 * (double)decisions + (double)words * 60 / 238;
	ck_assert(fabs(path->seconds - seconds) < 1e-9);
	ck_assert(fabs(path->talk - (double)spoken * 60 / 150) < 1e-9);
}

START_TEST(every_way_is_counted)
{
	struct seen seen = {0};
	time_script(script, &seen);
	ck_assert_msg(seen.count == 1, "%s", reading_findings());
	ck_assert_str_eq(seen.service, "bins");
	ck_assert_uint_eq(seen.klm.ways, 2);
	ck_assert(!seen.klm.cut);
	/* Found with 5 keys, finished with 1: no is the shortest way, yes with all of it the
	 * longest. */
	check_path(&seen.klm.best, 6 + 1 + 1, 4, 4 + 3 + 2, 4 + 3 + 2);
	check_path(&seen.klm.typical, 6 + 1 + 1 + 21 + 1, 5, 14, 14);
	check_path(&seen.klm.worst, 6 + 10 + 1 + 21 + 1, 5, 14, 14);
}
END_TEST

START_TEST(a_dialogue_with_a_fault_is_not_timed)
{
	struct seen seen = {0};
	const char *cut = strstr(script, "      - resolve");
	time_script(arena_strndup(&arena, script, (size_t)(cut - script)), &seen);
	ck_assert_uint_eq(seen.count, 0);
	ck_assert_uint_gt(findings.errors, 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("directory_klm");
	TCase *tcase = tcase_create("klm");
	tcase_add_checked_fixture(tcase, reading_begin, reading_end);
	tcase_add_test(tcase, every_way_is_counted);
	tcase_add_test(tcase, a_dialogue_with_a_fault_is_not_timed);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
