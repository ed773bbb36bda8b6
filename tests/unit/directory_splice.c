/* One node changes, and not a byte beside it. */
#include "base/file.h"
#include "directory/splice.h"
#include "helpers/proc.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct buf out;

static void
begin(void)
{
	reading_begin();
	buf_init(&out, 1 << 20);
}

static void
end(void)
{
	buf_release(&out);
	reading_end();
}

static const char *
set(const char *text, const char *path, const char *value)
{
	struct err err = {""};
	ck_assert_msg(
	    splice_set(text, strlen(text), path, value, &out, &err) == 0, "%s: %s", path, err.text);
	return arena_strdup(&arena, out.data);
}

static const char *
taken(const char *text, const char *path)
{
	struct err err = {""};
	ck_assert_msg(
	    splice_remove(text, strlen(text), path, &out, &err) == 0, "%s: %s", path, err.text);
	return arena_strdup(&arena, out.data);
}

static struct yaml *
tree(const char *text)
{
	struct yaml *root = yaml_parse(&arena, "x.yaml", text, strlen(text), &findings);
	ck_assert_msg(root != NULL, "%s\n%s", reading_findings(), text);
	return root;
}

static const char entry[] = "service: bulky-waste\n"
			    "title: Bulky waste        # as people say it\n"
			    "words: [sofa, bed]\n"
			    "\n"
			    "# What it costs, as Council decided in March\n"
			    "facts:\n"
			    "  fee:    { value: £22 for up to three, review_by: 2027-04-01 }\n"
			    "  notice: { label: 'Wait, at most', value: \"ten days\" }   # spring\n"
			    "  bring:\n"
			    "    value: |\n"
			    "      A letter\n"
			    "      and a bag\n"
			    "\n"
			    "dialogue:\n"
			    "  - section: What\n"
			    "    prompts:\n"
			    "      - ask: items\n"
			    "        text: What is there?\n"
			    "        type: select_one\n"
			    "        choices: { sofa: Sofa, bed: Bed }\n"
			    "      - tell: Empty the fridge.\n"
			    "        id: fridge\n"
			    "      - refer: waste\n"
			    "        due: 10 days\n"
			    "        promise: Within ${fact.notice}.\n"
			    "at:\n"
			    "  burnley:\n"
			    "    facts:\n"
			    "      fee: { value: £18, review_by: 2027-03-31 }\n"
			    "    # nothing else yet\n";

/* The line that `from` stands in is now `to`; all else is as it was. */
static void
becomes(const char *now, const char *from, const char *to)
{
	const char *at = strstr(entry, from);
	ck_assert_ptr_nonnull(at);
	ck_assert_str_eq(
	    now, arena_printf(&arena, "%.*s%s%s", (int)(at - entry), entry, to, at + strlen(from)));
}

START_TEST(a_value_is_written_as_it_stood)
{
	becomes(set(entry, "facts/fee/value", "£25 for up to three"), "£22 for", "£25 for");
	becomes(set(entry, "title", "Bulky items"), "Bulky waste  ", "Bulky items  ");
	becomes(set(entry, "facts/notice/value", "8 days"), "\"ten days\"", "\"8 days\"");
	becomes(set(entry, "facts/notice/label", "Wait"), "'Wait, at most'", "Wait");
	becomes(set(entry, "facts/bring/value", "A letter\nor two\n"), "and a bag", "or two");
	becomes(set(entry, "facts/bring/value", "A letter"), "|\n      A letter\n      and a bag",
	    "A letter");
	becomes(set(entry, "words/1", "bed, double"), "bed]", "'bed, double']");
	becomes(set(entry, "dialogue/prompt/items/choices/bed", "Beds"), "bed: Bed", "bed: Beds");
	becomes(set(entry, "dialogue/prompt/fridge/text", "Empty it."), "Empty the fridge.",
	    "Empty it.");
	becomes(set(entry, "dialogue/prompt/waste/due", "5 days"), "10 days", "5 days");
	ck_assert_str_eq(set("dialogue:\n  - prompts:\n      - say: a\n        id: x\n"
			     "      - tell: b\n  - prompts:\n      - say: c\n      - tell: d\n",
			     "dialogue/prompt/tell-2/text", "D"),
	    "dialogue:\n  - prompts:\n      - say: a\n        id: x\n"
	    "      - tell: b\n  - prompts:\n      - say: c\n      - tell: D\n");
	becomes(set(entry, "dialogue/0/prompts/0/text", "What?"), "What is there?", "What?");
}
END_TEST

START_TEST(traps_are_quoted)
{
	static const struct {
		const char *value, *block, *flow; /* after `title: ` and within { } */
	} traps[] = {
	    {"Desk #3", "'Desk #3'", "'Desk #3'"},
	    {"Note: bring it", "'Note: bring it'", "'Note: bring it'"},
	    {"'No' is an answer", "\"'No' is an answer\"", "\"'No' is an answer\""},
	    {"\"No\", she said", "'\"No\", she said'", "'\"No\", she said'"},
	    {"It's 'here': \"so\"", "'It''s ''here'': \"so\"'", "'It''s ''here'': \"so\"'"},
	    {"one, two", "one, two", "'one, two'"},
	    {"${fact.fee} a year", "${fact.fee} a year", "'${fact.fee} a year'"},
	    {"[a] list", "'[a] list'", "'[a] list'"},
	    {"a ] b", "a ] b", "'a ] b'"},
	    {"- dash", "'- dash'", "'- dash'"},
	    {"@home", "'@home'", "'@home'"},
	    {"*star", "'*star'", "'*star'"},
	    {"100%", "100%", "100%"},
	    {"%", "'%'", "'%'"},
	    {"", "''", "''"},
	    {" blank before", "' blank before'", "' blank before'"},
	    {"blank after ", "'blank after '", "'blank after '"},
	    {"‘curly’ and “so”", "‘curly’ and “so”", "‘curly’ and “so”"},
	    {"no", "no", "no"},
	    {"Mo-Fr 08:00-18:00; PH off", "Mo-Fr 08:00-18:00; PH off", "Mo-Fr 08:00-18:00; PH off"},
	    {"ends in colon:", "'ends in colon:'", "'ends in colon:'"},
	    {"two\nlines", "|-\n  two\n  lines", "\"two\\nlines\""},
	    {"two\n\nparts\n", "|\n  two\n\n  parts", "\"two\\n\\nparts\\n\""},
	    {"  set in\nand out", "\"  set in\\nand out\"", "\"  set in\\nand out\""},
	    {"back\\slash: x", "'back\\slash: x'", "'back\\slash: x'"},
	    {"a\ttab", "a\ttab", "a\ttab"},
	};
	for (size_t i = 0; i < sizeof traps / sizeof *traps; i++) {
		const char *value = traps[i].value;
		const char *now = set("title: x\nlgsl: 5\n", "title", value);
		ck_assert_str_eq(yaml_text(tree(now), "title"), value);
		ck_assert_str_eq(now, arena_printf(&arena, "title: %s\nlgsl: 5\n", traps[i].block));
		now = set("f: { value: x, review_by: y }\n", "f/value", value);
		ck_assert_str_eq(yaml_text(tree(now)->first, "value"), value);
		ck_assert_str_eq(
		    now, arena_printf(&arena, "f: { value: %s, review_by: y }\n", traps[i].flow));
	}
}
END_TEST

/* Adding finds its place, and taking the same out again leaves the text as it was. */
START_TEST(entries_come_and_go)
{
	static const struct {
		const char *path, *value, *behind, *line;
	} adds[] = {
	    {"summary", "Fetched: for a charge", "# as people say it\n",
		"summary: 'Fetched: for a charge'\n"},
	    {"title/cy", "Gwastraff", NULL, NULL},
	    {"facts/fee/label", "Charge", "review_by: 2027-04-01", ", label: Charge"},
	    {"facts/most/value", "six, a visit", "and a bag\n",
		"  most: { value: 'six, a visit' }\n"},
	    {"facts/bring/review_by", "2027-01-01", "and a bag\n", "    review_by: 2027-01-01\n"},
	    {"words/2", "tip", "sofa, bed", ", tip"},
	    {"dialogue/prompt/waste/urgent", "true", "promise: Within ${fact.notice}.\n",
		"        urgent: true\n"},
	    {"dialogue/prompt/items/choices/chair", "Chair", "bed: Bed", ", chair: Chair"},
	    {"at/pendle/facts/fee/value", "£20", "review_by: 2027-03-31 }\n",
		"  pendle:\n    facts:\n      fee: { value: £20 }\n"},
	    {"at/pendle/hours", "Mo-Fr 09:00-17:00", "review_by: 2027-03-31 }\n",
		"  pendle:\n    hours: Mo-Fr 09:00-17:00\n"},
	    {"at/burnley/facts/notice/value", "two", "review_by: 2027-03-31 }\n",
		"      notice: { value: two }\n"},
	    {"at/burnley/texts/fridge", "Empty it.", "review_by: 2027-03-31 }\n",
		"    texts:\n      fridge: Empty it.\n"},
	    {"at/burnley/contacts/web", "b.example", "review_by: 2027-03-31 }\n",
		"    contacts: { web: b.example }\n"},
	    {"contacts/web", "c.example", "sofa, bed]\n", "contacts: { web: c.example }\n"},
	};
	for (size_t i = 0; i < sizeof adds / sizeof *adds; i++) {
		bool item = strncmp(adds[i].path, "words/", 6) == 0;
		const char *now = set(entry, item ? "words/-" : adds[i].path, adds[i].value);
		ck_assert_str_eq(splice_find(tree(now), adds[i].path)->text, adds[i].value);
		if (!adds[i].behind)
			continue;
		becomes(now, adds[i].behind,
		    arena_printf(&arena, "%s%s", adds[i].behind, adds[i].line));
		ck_assert_str_eq(taken(now, adds[i].path), entry);
	}
}
END_TEST

START_TEST(a_text_gets_a_second_language)
{
	const char *both = "title: { en: Bulky waste, cy: Gwastraff }\nlgsl: 1\n";
	ck_assert_str_eq(set(both, "title", "Big things"),
	    "title: { en: Big things, cy: Gwastraff }\nlgsl: 1\n");
	ck_assert_str_eq(splice_find(tree(both), "title")->text, "Bulky waste");
	ck_assert_str_eq(taken(both, "title"), "lgsl: 1\n");
	ck_assert_str_eq(taken(both, "title/cy"), "title: { en: Bulky waste }\nlgsl: 1\n");
	becomes(set(entry, "title/en", "Big things"), "Bulky waste  ", "Big things  ");
	becomes(set(entry, "dialogue/prompt/items/text/cy", "Beth sydd yno?"),
	    "text: What is there?\n",
	    "text:\n          en: What is there?\n          cy: Beth sydd yno?\n");
	becomes(set(entry, "dialogue/prompt/fridge/text/cy", "Gwagiwch: yr oergell"),
	    "tell: Empty the fridge.\n",
	    "tell:\n          en: Empty the fridge.\n          cy: 'Gwagiwch: yr oergell'\n");
	becomes(set(entry, "facts/fee/value/cy", "£22, tri"), "£22 for up to three",
	    "{ en: £22 for up to three, cy: '£22, tri' }");
}
END_TEST

START_TEST(a_plain_fact_gets_its_date)
{
	const char *now =
	    set("facts:\n  fee: £22, cash\nlgsl: 1\n", "facts/fee/review_by", "2027-01-01");
	ck_assert_str_eq(now, "facts:\n  fee:\n    value: £22, cash\n    review_by: 2027-01-01\n"
			      "lgsl: 1\n");
	now = set("facts:\n  fee: £22\n", "facts/fee/value", "£23");
	ck_assert_str_eq(now, "facts:\n  fee: £23\n");
	now = set("facts:\nlgsl: 1\n", "facts/fee/value", "£22");
	ck_assert_str_eq(now, "facts:\n  fee: { value: £22 }\nlgsl: 1\n");
	now = set("lgsl:\ntitle: x\n", "lgsl", "524");
	ck_assert_str_eq(now, "lgsl: 524\ntitle: x\n");
}
END_TEST

START_TEST(what_is_left_empty_goes_with_it)
{
	const char *now = taken(entry, "at/burnley/facts/fee/review_by");
	becomes(now, "£18, review_by: 2027-03-31", "£18");
	now = taken(now, "at/burnley/facts/fee/value");
	becomes(now,
	    "at:\n  burnley:\n    facts:\n      fee: { value: £18, review_by: 2027-03-31 }\n", "");
	becomes(taken(entry, "facts/fee/value"), "value: £22 for up to three, ", "");
	becomes(taken(entry, "words/0"), "sofa, ", "");
	becomes(taken(entry, "words/1"), ", bed", "");
	becomes(taken(entry, "facts/bring"),
	    "  bring:\n    value: |\n      A letter\n      and a bag\n", "");
	becomes(taken(entry, "dialogue/prompt/fridge/id"), "        id: fridge\n", "");
	becomes(taken(entry, "dialogue/prompt/fridge"),
	    "      - tell: Empty the fridge.\n        id: fridge\n", "");
}
END_TEST

START_TEST(foreign_line_ends_and_signs_stay)
{
	ck_assert_str_eq(
	    set("title: ‘é’  # x\r\nlgsl: 5\r\n", "lgsl", "6"), "title: ‘é’  # x\r\nlgsl: 6\r\n");
	ck_assert_str_eq(set("title: x\r\nwords: [y]", "summary", "a: b"),
	    "title: x\r\nsummary: 'a: b'\r\nwords: [y]");
	ck_assert_str_eq(set("title: x", "words/-", "a"), "title: x\nwords: [a]");
	ck_assert_str_eq(taken("title: x\nwords: [a]", "words/0"), "title: x");
	ck_assert_str_eq(set("words:\n  - a\n  - b  # c\nlgsl: 1\n", "words/-", "x: y"),
	    "words:\n  - a\n  - b  # c\n  - 'x: y'\nlgsl: 1\n");
	ck_assert_str_eq(
	    taken("words:\n  - a\n  - b  # c\nlgsl: 1\n", "words/1"), "words:\n  - a\nlgsl: 1\n");
	ck_assert_str_eq(taken("p:\n  - say: x\n    id: y\n", "p/0/say"), "p:\n  - id: y\n");
	ck_assert_str_eq(set("f: {}\nw: []\n", "f/a", "1"), "f: { a: 1 }\nw: []\n");
	ck_assert_str_eq(set("f: {}\nw: []\n", "w/-", "1"), "f: {}\nw: [1]\n");
}
END_TEST

START_TEST(what_has_no_place_is_refused)
{
	static const struct {
		const char *path, *value, *words;
	} refused[] = {
	    {"title/x/y", "v", "no place"},
	    {"words/5", "v", "no place"},
	    {"words", "v", "several texts"},
	    {"facts/fee", "v", "several texts"},
	    {"dialogue/prompt/none/text", "v", "no place"},
	    {"title", "a \x01 b", "control character"},
	    {"title", "a \xC2\x85 b", "cannot be written"},
	    {"title", "a \xFF b", "UTF-8"},
	    {"facts/a: b/value", "v", "cannot be written"},
	    {"facts/{/value", "v", "cannot be written"},
	};
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct err err = {""};
		ck_assert_int_eq(
		    splice_set(entry, strlen(entry), refused[i].path, refused[i].value, &out, &err),
		    -1);
		ck_assert_msg(strstr(err.text, refused[i].words) != NULL, "%s: %s", refused[i].path,
		    err.text);
	}
	struct err err = {""};
	ck_assert_int_eq(splice_remove(entry, strlen(entry), "facts/none", &out, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "nothing to take out"));
	ck_assert_int_eq(splice_remove("a: b\n", 5, "a", &out, &err), -1);
	ck_assert_int_eq(splice_set("a: 'b\n", 6, "a", "c", &out, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "cannot be read"));
}
END_TEST

/* ---- every text of the starter directory ---- */

static unsigned long seed = 20261120;

static unsigned long
draw(unsigned long below)
{
	seed = seed * 6364136223846793005UL + 1442695040888963407UL;
	return (seed >> 33) % below;
}

static const char *
random_value(void)
{
	static const char *const parts[] = {"#", " #", ": ", ":", "'", "\"", ", ", "{", "}", "[",
	    "]", "${fact.fee}", "£22", "é", "’", "\n", "\n\n", " ", "- ", "a", "no", "&x", "*", "!",
	    "%", "|", ">", "\\", "@", "`", "?", "\t", "a longer text with words"};
	const char *value = "";
	for (unsigned long n = draw(6); n-- > 0;)
		value =
		    arena_printf(&arena, "%s%s", value, parts[draw(sizeof parts / sizeof *parts)]);
	return value;
}

/* The trees are the same but for the text at `path`, which is `value`. */
static void
compare(const struct yaml *a, const struct yaml *b, const char *here, const char *path,
    const char *value)
{
	ck_assert_msg(a->kind == b->kind && a->count == b->count, "%s after %s", here, path);
	if (a->kind == YAML_SCALAR) {
		ck_assert_msg(strcmp(b->text, strcmp(here, path) == 0 ? value : a->text) == 0,
		    "%s after %s: '%s'", here, path, b->text);
		return;
	}
	int number = 0;
	for (a = a->first, b = b->first; a; a = a->next, b = b->next, number++) {
		ck_assert(a->key ? strcmp(a->key, b->key) == 0 : !b->key);
		compare(a, b,
		    a->key ? arena_printf(&arena, "%s%s%s", here, *here ? "/" : "", a->key)
			   : arena_printf(&arena, "%s%s%d", here, *here ? "/" : "", number),
		    path, value);
	}
}

static size_t tried, not_back;

static void
edit_at(const char *text, const struct yaml *root, const struct yaml *node, const char *path)
{
	const char *value = random_value(), *now = set(text, path, value);
	compare(root, tree(now), "", path, value);
	const char *back = set(now, path, node->text);
	tried++;
	if (strcmp(back, text) == 0)
		return;
	/* Only quotes that were not needed may go. */
	ck_assert_msg(node->quoted, "%s: '%s' and back", path, value);
	compare(root, tree(back), "", path, node->text);
	not_back++;
}

static void
edit_below(const char *text, const struct yaml *root, const struct yaml *node, const char *path)
{
	int number = 0;
	if (node->kind == YAML_SCALAR && draw(5) == 0)
		edit_at(text, root, node, path);
	for (const struct yaml *child = node->first; child; child = child->next, number++)
		edit_below(text, root, child,
		    child->key ? arena_printf(&arena, "%s%s%s", path, *path ? "/" : "", child->key)
			       : arena_printf(&arena, "%s%s%d", path, *path ? "/" : "", number));
}

START_TEST(any_text_of_the_starter_directory_can_be_changed)
{
	char *pattern = proc_source("scripts/*.yaml");
	glob_t files;
	ck_assert(glob(pattern, 0, NULL, &files) == 0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		char *text;
		size_t length;
		struct err err = {""};
		ck_assert(file_read_all(files.gl_pathv[i], 1 << 20, &text, &length, &err) == 0);
		edit_below(text, tree(text), tree(text), "");
		free(text);
		reading_end();
		reading_begin();
	}
	ck_assert_uint_gt(tried, 500);
	ck_assert_uint_lt(not_back * 50, tried);
	globfree(&files);
	free(pattern);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("directory/splice");
	TCase *tests = tcase_create("splice");
	tcase_add_checked_fixture(tests, begin, end);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, a_value_is_written_as_it_stood);
	tcase_add_test(tests, traps_are_quoted);
	tcase_add_test(tests, entries_come_and_go);
	tcase_add_test(tests, a_text_gets_a_second_language);
	tcase_add_test(tests, a_plain_fact_gets_its_date);
	tcase_add_test(tests, what_is_left_empty_goes_with_it);
	tcase_add_test(tests, foreign_line_ends_and_signs_stay);
	tcase_add_test(tests, what_has_no_place_is_refused);
	tcase_add_test(tests, any_text_of_the_starter_directory_can_be_changed);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
