/* What quotes a fact, and words replaced in every text that people read. */
#include "directory/impact.h"
#include "directory/replace.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <string.h>

static const char bins[] =
    "service: bins\n"
    "title: Missed bin\n"
    "owner: { team: chorley-waste, email: bins@old.example }\n"
    "contacts: { web: old.example/bins }\n"
    "facts:\n"
    "  fee: { label: The fee, value: £20 a bin, review_by: 2027-05-01 }   # of 2026\n"
    "  fees: { value: by card }\n"
    "  wait: { value: 2 working days, review_by: 2027-04-01 }\n"
    "dialogue:\n"
    "  - section: Your bin\n"
    "    prompts:\n"
    "      - say: It is ${fact.fee}, ${fact.fees}.\n"
    "      - ask: bin\n"
    "        text: { en: Which bin?, cy: Pa bin? }\n"
    "        type: select_one\n"
    "        choices: { bin: The bin itself, sack: A sack }\n"
    "        when: ${fact.fee} != ''\n"
    "  - section: What happens now\n"
    "    prompts:\n"
    "      - refer: waste-round\n"
    "        promise: Back in ${fact.wait}\n"
    "        due: ${fact.wait}\n"
    "at:\n"
    "  pendle:\n"
    "    facts: { fee: { value: £25 a bin, review_by: 2027-02-01 } }\n"
    "    texts: { say-1: 'In Pendle it is ${fact.fee}.' }\n"
    "  hyndburn:\n"
    "    facts: { fee: { value: £20 a bin, review_by: 2027-02-01 } }\n";

static const char moving[] = "service: moving\n"
			     "title: Moving\n"
			     "facts:\n"
			     "  fee: { value: free }\n"
			     "dialogue:\n"
			     "  - section: S\n"
			     "    prompts:\n"
			     "      - say: A bin is ${fact.bins.fee}; moving is ${fact.fee}.\n"
			     "        id: cost\n";

static struct list
both(void)
{
	struct list texts = {0};
	struct service_text all[] = {{"bins", bins, 1}, {"moving", moving, 2}, {"gone", "", 3}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		*(struct service_text *)list_add(&arena, &texts, &service_text_record) = all[i];
	return texts;
}

static const char *
places(const struct impact *impact)
{
	const char *out = "";
	for (const struct quote *q = impact->quotes; q; q = q->next)
		out = arena_printf(&arena, "%s%s:%d %s%s%s (%s)\n", out, q->service, q->line,
		    q->council ? q->council : "", q->council ? ": " : "", q->what, q->kind);
	return out;
}

START_TEST(everything_that_quotes_it)
{
	struct list texts = both();
	struct impact impact;
	ck_assert(impact_of(&arena, &texts, "bins", "fee", &impact));
	ck_assert_str_eq(places(&impact), "bins:12 prompt say-1, text (text)\n"
					  "bins:17 prompt bin, when (condition)\n"
					  "bins:26 pendle: prompt say-1, text (text)\n"
					  "moving:8 prompt cost, text (text)\n");
	ck_assert_uint_eq(impact.count, 4);
	/* What councils say of it, where they say something else. */
	ck_assert_str_eq(impact.values->value, "£20 a bin");
	ck_assert_ptr_null(impact.values->council);
	ck_assert_str_eq(impact.values->next->council, "pendle");
	ck_assert_str_eq(impact.values->next->value, "£25 a bin");
	ck_assert_str_eq(impact.values->next->review_by, "2027-02-01");
	ck_assert_ptr_null(impact.values->next->next);

	ck_assert(impact_of(&arena, &texts, "bins", "wait", &impact));
	ck_assert_str_eq(places(&impact), "bins:21 prompt waste-round, promise (promise)\n"
					  "bins:22 prompt waste-round, due (due)\n");
	ck_assert(impact_of(&arena, &texts, "moving", "fee", &impact));
	ck_assert_str_eq(places(&impact), "moving:8 prompt cost, text (text)\n");
	ck_assert(!impact_of(&arena, &texts, "bins", "cap", &impact));
}
END_TEST

START_TEST(a_name_alone_may_be_of_several)
{
	struct list texts = both();
	size_t at = 0;
	ck_assert_str_eq(impact_owner(&arena, &texts, "fee", &at)->service, "bins");
	ck_assert_str_eq(impact_owner(&arena, &texts, "fee", &at)->service, "moving");
	ck_assert_ptr_null(impact_owner(&arena, &texts, "fee", &at));
	at = 0;
	ck_assert_str_eq(impact_owner(&arena, &texts, "wait", &at)->service, "bins");
	ck_assert_ptr_null(impact_owner(&arena, &texts, "wait", &at));
}
END_TEST

/* ---- replacing ---- */

static const char *
replaced(const struct replacing *replacing, int count)
{
	struct buf out;
	struct err err = {""};
	buf_init(&out, 100000);
	int got = replace_words(bins, replacing, &out, &err);
	ck_assert_msg(got == count, "%d, not %d: %s", got, count, err.text);
	const char *text = arena_strdup(&arena, out.data);
	buf_release(&out);
	return text;
}

/* The lines in which it differs, of the new text. */
static const char *
differing(const char *now)
{
	const char *was = bins, *out = "";
	while (*now && *was) {
		size_t a = strcspn(was, "\n"), b = strcspn(now, "\n");
		if (a != b || memcmp(was, now, a) != 0)
			out = arena_printf(&arena, "%s%.*s\n", out, (int)b, now);
		was += a + (was[a] == '\n');
		now += b + (now[b] == '\n');
	}
	return out;
}

START_TEST(words_are_replaced_where_people_read_them)
{
	struct replacing all = {.old = "bin", .new = "box", .facts = true, .texts = true};
	const char *now = replaced(&all, 10);
	ck_assert_str_eq(differing(now),
	    "title: Missed box\n"
	    "owner: { team: chorley-waste, email: boxs@old.example }\n"
	    "contacts: { web: old.example/boxs }\n"
	    "  fee: { label: The fee, value: £20 a box, review_by: 2027-05-01 }   # of 2026\n"
	    "  - section: Your box\n"
	    "        text: { en: Which box?, cy: Pa box? }\n"
	    "        choices: { bin: The box itself, sack: A sack }\n"
	    "    facts: { fee: { value: £25 a box, review_by: 2027-02-01 } }\n"
	    "    facts: { fee: { value: £20 a box, review_by: 2027-02-01 } }\n");
	struct replacing facts = {.old = "bin", .new = "box", .facts = true};
	replaced(&facts, 3);
	struct replacing texts = {.old = "bin", .new = "box", .texts = true};
	replaced(&texts, 7);
}
END_TEST

START_TEST(whole_words_only)
{
	struct replacing word = {
	    .old = "bin", .new = "box", .word = true, .facts = true, .texts = true};
	const char *now = replaced(&word, 8);
	ck_assert_ptr_nonnull(strstr(now, "bins@old.example"));
	ck_assert_ptr_nonnull(strstr(now, "old.example/bins"));
}
END_TEST

START_TEST(names_are_no_words)
{
	struct replacing fee = {.old = "fee", .new = "cost", .facts = true, .texts = true};
	ck_assert_str_eq(differing(replaced(&fee, 1)),
	    "  fee: { label: The cost, value: £20 a bin, review_by: 2027-05-01 }   # of 2026\n");
	struct replacing none = {.old = "nowhere", .new = "x", .facts = true, .texts = true};
	replaced(&none, 0);
}
END_TEST

START_TEST(what_yaml_would_misread_is_quoted)
{
	struct replacing mark = {.old = "Which bin?", .new = "Note: which #1?", .texts = true};
	const char *now = replaced(&mark, 1);
	struct arena own;
	arena_init(&own);
	const struct yaml *root = yaml_parse(&own, "", now, strlen(now), &findings);
	ck_assert_msg(root != NULL, "%s", reading_findings());
	arena_release(&own);
	ck_assert_ptr_nonnull(strstr(now, "Note: which #1?"));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("directory impact");
	TCase *tcase = tcase_create("impact");
	tcase_add_checked_fixture(tcase, reading_begin, reading_end);
	tcase_add_test(tcase, everything_that_quotes_it);
	tcase_add_test(tcase, a_name_alone_may_be_of_several);
	tcase_add_test(tcase, words_are_replaced_where_people_read_them);
	tcase_add_test(tcase, whole_words_only);
	tcase_add_test(tcase, names_are_no_words);
	tcase_add_test(tcase, what_yaml_would_misread_is_quoted);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
