#include "dialogue/yaml.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

static struct yaml *
read(const char *text)
{
	return yaml_parse(&arena, "x.yaml", text, strlen(text), &findings);
}

START_TEST(everything_stays_text)
{
	const struct yaml *root = read("lgsl: 524\n"
				       "answer: no\n"
				       "day: 2026-10-01\n"
				       "time: 08:00\n"
				       "nothing:\n"
				       "hours: Mo-Fr 08:00-18:00; PH off   # a comment\n"
				       "quoted: 'It''s here: now'\n"
				       "block: |\n"
				       "  one\n"
				       "  two\n"
				       "folded:\n"
				       "  a sentence over\n"
				       "  two lines\n"
				       "map: { en: Grey (refuse), cy: Llwyd }\n"
				       "list: [not emptied, 'a, b']\n");
	ck_assert_ptr_nonnull(root);
	ck_assert_str_eq(yaml_text(root, "lgsl"), "524");
	ck_assert_str_eq(yaml_text(root, "answer"), "no");
	ck_assert_str_eq(yaml_text(root, "day"), "2026-10-01");
	ck_assert_str_eq(yaml_text(root, "time"), "08:00");
	ck_assert_str_eq(yaml_text(root, "nothing"), "");
	ck_assert_str_eq(yaml_text(root, "hours"), "Mo-Fr 08:00-18:00; PH off");
	ck_assert_str_eq(yaml_text(root, "quoted"), "It's here: now");
	ck_assert_str_eq(yaml_text(root, "block"), "one\ntwo\n");
	ck_assert_str_eq(yaml_text(root, "folded"), "a sentence over two lines");
	ck_assert_str_eq(yaml_text(yaml_get(root, "map"), "en"), "Grey (refuse)");
	const struct yaml *list = yaml_get(root, "list");
	ck_assert_uint_eq(list->count, 2);
	ck_assert_str_eq(list->first->text, "not emptied");
	ck_assert_str_eq(list->first->next->text, "a, b");
	ck_assert_ptr_null(yaml_get(root, "absent"));
	ck_assert_ptr_null(yaml_text(root, "map"));
	ck_assert_uint_eq(findings.count, 0);
}
END_TEST

START_TEST(every_node_knows_its_place)
{
	const struct yaml *root = read("a: 1\n"
				       "bât:\n"
				       "  - x: éé\n"
				       "    y: \"q\"\n");
	const struct yaml *list = yaml_get(root, "bât"), *y = yaml_get(list->first, "y");
	ck_assert_int_eq(list->key_line, 2);
	ck_assert_int_eq(list->key_column, 1);
	ck_assert_int_eq(list->first->line, 3);
	ck_assert_int_eq(list->first->column, 5);
	ck_assert_int_eq(y->line, 4);
	ck_assert_int_eq(y->column, 8);
	ck_assert_int_eq(y->key_column, 5);
	ck_assert(y->quoted);
	ck_assert(!yaml_get(list->first, "x")->quoted);
}
END_TEST

/* Each is refused at this place, in words that hold this part. */
static const struct {
	const char *text;
	int line, column;
	const char *words;
} mistakes[] = {
    {"", 1, 1, "empty"},
    {"# only a comment\n", 2, 1, "empty"},
    {"text: Ask for desk #3\n", 1, 20, "starts a comment"},
    {"say: Press # to go on\n", 1, 12, "starts a comment"},
    {"- say: Ring  #12 now\n", 1, 14, "starts a comment"},
    {"say: # nothing left\n", 1, 6, "starts a comment"},
    {"- tell: Note: bring a letter\n", 1, 13, "the colon makes"},
    {"text: Which day: today?\n", 1, 16, "the colon makes"},
    {"text: Which day\n  is it: today\n", 2, 8, "a colon is not possible here"},
    {"text: 'No' is an answer\n", 1, 12, "quote at the start ends early"},
    {"text: \"No\" is an answer\n", 1, 12, "quote at the start ends early"},
    {"text: 'It's here'\n", 1, 11, "quote at the start ends early"},
    {"text: 'never closed\nnext: 1\n", 1, 7, "never closed"},
    {"a: 1\n\tb: 2\n", 2, 1, "tab"},
    {"a:\n  \t- b\n", 2, 3, "tab"},
    {"a: @home\n", 1, 4, "cannot start with this sign"},
    {"a: `code`\n", 1, 4, "cannot start with this sign"},
    {"a: *Important* news\n", 1, 4, "cannot start with this sign"},
    {"a: *important\n", 1, 4, "'*'"},
    {"a: &first one\n", 1, 4, "'&'"},
    {"a: !mine one\n", 1, 4, "'!'"},
    {"a: 1\nb: 2\na: 3\n", 3, 1, "written twice, first in line 1"},
    {"x: { note: red, blue, green: 1 }\n", 1, 17, "a comma cuts"},
    {"x: { value: ${fact.a}, b: 1 }\n", 1, 13, "must be in quotes"},
    {"x: [a, b\n", 2, 1, "not closed"},
    {"a: 1\n---\nb: 2\n", 2, 1, "second document"},
    {"a: 1\n  b: 2\n", 2, 4, "colon"},
    {"a:\n    - b\n  - c\n", 3, 3, "indented"},
    {"a: \"bad \\q\"\n", 1, 4, "backslash"},
    {"a: \"\\0\"\n", 1, 4, "\\0"},
    {"a: \"\\e[31mred\"\n", 1, 4, "control"},
    {"a: \"\\x9b31mred\"\n", 1, 4, "control"},
    {"a: \"\\x7f\"\n", 1, 4, "control"},
    {"a: 1\nb: \xff\n", 2, 4, "UTF-8"},
    {"a: 1\nb: \x01\n", 2, 4, "control"},
    {"? [a, b]\n: c\n", 1, 3, "must be a word"},
};

START_TEST(mistakes_are_named_where_they_are)
{
	ck_assert_ptr_null(read(mistakes[_i].text));
	ck_assert_uint_eq(findings.count, 1);
	const struct finding *finding = &findings.items[0];
	ck_assert_msg(strstr(finding->sentence, mistakes[_i].words) != NULL, "%s: %s",
	    mistakes[_i].text, finding->sentence);
	ck_assert_int_eq(finding->line, mistakes[_i].line);
	ck_assert_int_eq(finding->column, mistakes[_i].column);
	ck_assert_int_eq(finding->level, FINDING_ERROR);
}
END_TEST

START_TEST(findings_read_as_compilers_write)
{
	read("text: Note: now\n");
	const char *text = finding_text(&findings.items[0], &arena);
	ck_assert_ptr_nonnull(strstr(text, "x.yaml:1:11: error: the colon"));
}
END_TEST

START_TEST(bombs_end_early)
{
	size_t size = 200000;
	char *deep = malloc(size + 1);
	memset(deep, '[', size);
	deep[size] = '\0';
	ck_assert_ptr_null(read(deep));
	ck_assert_int_eq(findings.items[0].line, 1);
	ck_assert_int_eq(findings.items[0].column, 33);
	ck_assert_ptr_nonnull(strstr(findings.items[0].sentence, "too deeply"));
	free(deep);
	size = YAML_MOST + 1;
	char *large = malloc(size + 1);
	memset(large, 'a', size);
	large[size] = '\0';
	ck_assert_ptr_null(read(large));
	ck_assert_ptr_nonnull(strstr(findings.items[1].sentence, "4 MiB"));
	free(large);
}
END_TEST

START_TEST(comments_with_two_blanks_are_comments)
{
	const struct yaml *root = read("# first\n"
				       "a: 1  # one\n"
				       "b: [x, y] # after a bracket\n"
				       "c:  # a map follows\n"
				       "  d: 'q' # after a quote\n"
				       "e: C#  is a note\n");
	ck_assert_ptr_nonnull(root);
	ck_assert_str_eq(yaml_text(root, "a"), "1");
	ck_assert_str_eq(yaml_text(root, "e"), "C#  is a note");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("dialogue_yaml");
	TCase *tcase = tcase_create("yaml");
	tcase_add_checked_fixture(tcase, reading_begin, reading_end);
	tcase_add_test(tcase, everything_stays_text);
	tcase_add_test(tcase, every_node_knows_its_place);
	tcase_add_loop_test(
	    tcase, mistakes_are_named_where_they_are, 0, (int)(sizeof mistakes / sizeof *mistakes));
	tcase_add_test(tcase, findings_read_as_compilers_write);
	tcase_add_test(tcase, bombs_end_early);
	tcase_add_test(tcase, comments_with_two_blanks_are_comments);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
