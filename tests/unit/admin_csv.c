/* CSV as RFC 4180 has it, and what people send instead. */
#include "admin/csv.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

/* Reads all records of a text and joins them: fields by '|', records by '/', a malformed one as
 * '!'. */
static const char *
joined(const char *text, size_t length)
{
	static char out[4096];
	struct csv csv;
	struct err err;
	FILE *file = tmpfile();
	fwrite(text, 1, length, file);
	rewind(file);
	csv_init(&csv, file);
	*out = '\0';
	for (int got; (got = csv_next(&csv, &err)) != 0;) {
		if (got < 0)
			strcat(out, "!");
		for (size_t i = 0; got > 0 && i < csv.count; i++) {
			strcat(out, i ? "|" : "");
			strcat(out, csv.fields[i]);
		}
		strcat(out, "/");
	}
	csv_release(&csv);
	fclose(file);
	return out;
}

static const struct {
	const char *text, *expected;
} samples[] = {
    {"a,b\nc,d\n", "a|b/c|d/"},
    {"a,b\r\nc,d", "a|b/c|d/"},
    {"\xef\xbb\xbf"
     "a,b\n",
	"a|b/"},
    {"\"a,b\",\"c\"\"d\"\n", "a,b|c\"d/"},
    {"\"two\nlines\",x\ny,z\n", "two\nlines|x/y|z/"},
    {"a,\nb,", "a|/b|/"},
    {",\n", "|/"},
    {"\n", "/"},
    {"", ""},
    {"a\"b,c\nd,e\n", "!/d|e/"},
    {"\"a\"b,c\nd,e\n", "!/d|e/"},
    {"a,b\n\"never ends,c\n", "a|b/!/"},
    {"\"quoted\"\r\nnext\r\n", "quoted/next/"},
};

START_TEST(reads)
{
	ck_assert_str_eq(joined(samples[_i].text, strlen(samples[_i].text)), samples[_i].expected);
}
END_TEST

START_TEST(names_the_line)
{
	static const char text[] = "h\n\"one\ntwo\"\nx\"y\n";
	struct csv csv;
	struct err err;
	FILE *file = tmpfile();
	fwrite(text, 1, sizeof text - 1, file);
	rewind(file);
	csv_init(&csv, file);
	ck_assert_int_eq(csv_next(&csv, &err), 1);
	ck_assert_int_eq(csv_next(&csv, &err), 1);
	ck_assert_int_eq(csv.line, 2);
	ck_assert_int_eq(csv_next(&csv, &err), -1);
	ck_assert_int_eq(csv.line, 4);
	ck_assert_str_eq(err.text, "a quote stands inside a field");
	csv_release(&csv);
	fclose(file);
}
END_TEST

START_TEST(refuses_what_is_too_long)
{
	size_t length = CSV_RECORD + 10;
	char *text = malloc(length + 3);
	memset(text, 'x', length);
	strcpy(text + length, "\ny");
	struct csv csv;
	struct err err;
	FILE *file = tmpfile();
	fwrite(text, 1, length + 2, file);
	rewind(file);
	csv_init(&csv, file);
	ck_assert_int_eq(csv_next(&csv, &err), -1);
	ck_assert_int_eq(csv_next(&csv, &err), 1);
	ck_assert_str_eq(csv.fields[0], "y");
	csv_release(&csv);
	fclose(file);
	free(text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("admin_csv");
	TCase *tests = tcase_create("csv");
	tcase_add_loop_test(tests, reads, 0, sizeof samples / sizeof *samples);
	tcase_add_test(tests, names_the_line);
	tcase_add_test(tests, refuses_what_is_too_long);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
