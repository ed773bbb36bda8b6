#include "helpers/tap.h"
#include "keep/pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char folder[32], path[64];
static struct arena arena;
static struct directory_pack pack, found;
static struct packed_service services[50];
static struct err err;

static void
setup(void)
{
	strcpy(folder, "keep_pack.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/directory.pack", folder);
	arena_init(&arena);
	pack = (struct directory_pack){
	    .version = 7, .whole = 6, .form = 3, .services = services, .count = 50};
	for (int i = 0; i < 50; i++) {
		char *text = arena_printf(&arena, "a text%cof %d", '\0', i);
		services[i] =
		    (struct packed_service){.service = arena_printf(&arena, "service-%d", i),
			.version = i,
			.length = 1000 + (size_t)i,
			.card = arena_strdup(&arena, "words of a card"),
			.card_length = (size_t)i % 16,
			.text = text,
			.text_length = 12};
	}
}

static bool
same(const struct directory_pack *a, const struct directory_pack *b)
{
	if (a->version != b->version || a->whole != b->whole || a->form != b->form ||
	    a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		const struct packed_service *x = &a->services[i], *y = &b->services[i];
		if (strcmp(x->service, y->service) != 0 || x->version != y->version ||
		    x->length != y->length || x->card_length != y->card_length ||
		    memcmp(x->card, y->card, x->card_length) != 0 ||
		    x->text_length != y->text_length ||
		    memcmp(x->text, y->text, x->text_length) != 0)
			return false;
	}
	return true;
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
	ck_assert_int_eq(directory_pack_write(disk_system(), folder, &pack, &err), 0);
	ck_assert_int_eq(directory_pack_read(disk_system(), folder, &arena, &found, &err), 0);
	ck_assert(same(&pack, &found));
	pack.version = 8;
	pack.count = 0;
	ck_assert_int_eq(directory_pack_write(disk_system(), folder, &pack, &err), 0);
	ck_assert_int_eq(directory_pack_read(disk_system(), folder, &arena, &found, &err), 0);
	ck_assert_int_eq(found.version, 8);
	ck_assert_uint_eq(found.count, 0);
}
END_TEST

START_TEST(a_damaged_copy_counts_as_absent)
{
	char *bytes;
	size_t length;
	ck_assert_int_eq(directory_pack_write(disk_system(), folder, &pack, &err), 0);
	ck_assert_int_eq(file_read_all(path, 1 << 20, &bytes, &length, &err), 0);
	ck_assert_uint_lt(length, 1200); /* what the cards have in common is compressed */
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
