#include "helpers/tap.h"
#include "keep/pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char folder[32], path[64];
static struct arena arena;
static struct directory_page page, found;
static struct err err;

static void
setup(void)
{
	strcpy(folder, "keep_pack.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/directory.pack", folder);
	arena_init(&arena);
	page = (struct directory_page){.version = 7};
	for (int i = 0; i < 50; i++) {
		struct service_text *text = list_add(&arena, &page.services, &service_text_record);
		text->service = arena_printf(&arena, "service-%d", i);
		text->text = arena_printf(&arena, "service: service-%d\ntitle: { en: Bins }\n", i);
		text->version = i;
	}
}

static void
teardown(void)
{
	arena_release(&arena);
	char command[64];
	snprintf(command, sizeof command, "rm -r '%s'", folder);
	ck_assert_int_eq(system(command), 0);
}

START_TEST(the_directory_comes_back)
{
	ck_assert_int_lt(directory_pack_read(disk_system(), folder, &arena, &found, &err), 0);
	ck_assert_int_eq(directory_pack_write(disk_system(), folder, &page, &err), 0);
	ck_assert_int_eq(directory_pack_read(disk_system(), folder, &arena, &found, &err), 0);
	ck_assert(record_equal(&directory_page_record, &page, &found));
	page.version = 8;
	page.services.count = 0;
	ck_assert_int_eq(directory_pack_write(disk_system(), folder, &page, &err), 0);
	ck_assert_int_eq(directory_pack_read(disk_system(), folder, &arena, &found, &err), 0);
	ck_assert_int_eq(found.version, 8);
	ck_assert_uint_eq(found.services.count, 0);
}
END_TEST

START_TEST(a_damaged_copy_counts_as_absent)
{
	char *bytes;
	size_t length;
	ck_assert_int_eq(directory_pack_write(disk_system(), folder, &page, &err), 0);
	ck_assert_int_eq(file_read_all(path, 1 << 20, &bytes, &length, &err), 0);
	ck_assert_uint_lt(length, 1000); /* it is compressed */
	for (size_t at = 0; at < length; at++) {
		bytes[at] = (char)(bytes[at] ^ 0x20);
		ck_assert_int_eq(file_replace(disk_system(), path, bytes, length, &err), 0);
		ck_assert_msg(directory_pack_read(disk_system(), folder, &arena, &found, &err) < 0,
		    "byte %zu", at);
		bytes[at] = (char)(bytes[at] ^ 0x20);
		ck_assert_int_eq(file_replace(disk_system(), path, bytes, at, &err), 0);
		ck_assert_msg(directory_pack_read(disk_system(), folder, &arena, &found, &err) < 0,
		    "cut %zu", at);
	}
	free(bytes);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("keep_pack");
	TCase *tests = tcase_create("pack");
	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, the_directory_comes_back);
	tcase_add_test(tests, a_damaged_copy_counts_as_absent);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
