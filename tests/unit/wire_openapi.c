/* The committed description is what the tables say now. With --print, writes it (make openapi). */
#include "base/file.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "wire/codec.h"
#include "wire/openapi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(committed_file_is_current)
{
	struct buf derived;
	buf_init(&derived, OPENAPI_LIMIT);
	ck_assert_int_eq(openapi_write(&derived), 0);
	char *path = proc_source("src/wire/openapi.json"), *bytes;
	size_t length;
	struct err err;
	ck_assert_msg(
	    file_read_all(path, OPENAPI_LIMIT, &bytes, &length, &err) == 0, "%s", err.text);
	size_t line = 1, at = 0;
	while (at < length && at < derived.length && bytes[at] == derived.data[at])
		line += bytes[at++] == '\n';
	ck_assert_msg(at == length && at == derived.length,
	    "src/wire/openapi.json differs at line %zu: run make openapi and look at the "
	    "difference",
	    line);
	free(bytes);
	free(path);
	buf_release(&derived);
}
END_TEST

/* Also: no path, schema or property is described twice. */
START_TEST(description_is_sound_json)
{
	struct buf derived;
	buf_init(&derived, OPENAPI_LIMIT);
	ck_assert_int_eq(openapi_write(&derived), 0);
	struct err err = {0};
	ck_assert_msg(json_guard(derived.data, derived.length, &err) == 0, "%s", err.text);
	buf_release(&derived);
}
END_TEST

static int
print(void)
{
	struct buf derived;
	buf_init(&derived, OPENAPI_LIMIT);
	int rc = openapi_write(&derived);
	if (rc == 0 && fputs(derived.data, stdout) < 0)
		rc = -1;
	buf_release(&derived);
	return rc == 0 ? 0 : 1;
}

int
main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--print") == 0)
		return print();
	Suite *suite = suite_create("wire openapi");
	TCase *openapi = tcase_create("openapi");
	tcase_add_test(openapi, committed_file_is_current);
	tcase_add_test(openapi, description_is_sound_json);
	suite_add_tcase(suite, openapi);
	return tap_run(suite);
}
