/* What is packed comes back; what is damaged or too much is refused. */
#include "base/compress.h"
#include "helpers/tap.h"

#include <string.h>

static struct buf text, packed, back;

static void
setup(void)
{
	buf_init(&text, 1 << 20);
	buf_init(&packed, 1 << 20);
	buf_init(&back, 1 << 20);
	for (int i = 0; i < 5000; i++)
		buf_printf(&text, "service %d of the directory\n", i * 7919 % 997);
}

static void
teardown(void)
{
	buf_release(&text);
	buf_release(&packed);
	buf_release(&back);
}

START_TEST(comes_back)
{
	ck_assert_int_eq(compress_pack(&packed, text.data, text.length), 0);
	ck_assert_uint_lt(packed.length, text.length / 4);
	ck_assert_int_eq(compress_unpack(&back, packed.data, packed.length, NULL), 0);
	ck_assert_uint_eq(back.length, text.length);
	ck_assert_mem_eq(back.data, text.data, text.length);
}
END_TEST

START_TEST(refuses_damage)
{
	struct err err;
	ck_assert_int_eq(compress_pack(&packed, text.data, text.length), 0);
	ck_assert_int_eq(compress_unpack(&back, packed.data, packed.length - 1, &err), -1);
	ck_assert_str_eq(err.text, "compressed data is damaged");
	buf_clear(&back);
	packed.data[packed.length / 2] ^= 1;
	ck_assert_int_eq(compress_unpack(&back, packed.data, packed.length, &err), -1);
}
END_TEST

START_TEST(is_bounded)
{
	struct buf small;
	struct err err;
	buf_init(&small, 1000);
	ck_assert_int_eq(compress_pack(&packed, text.data, text.length), 0);
	ck_assert_int_eq(compress_unpack(&small, packed.data, packed.length, &err), -1);
	ck_assert_str_eq(err.text, "compressed data holds more than 1000 bytes");
	buf_release(&small);
}
END_TEST

START_TEST(speaks_gzip)
{
	ck_assert_int_eq(gzip_pack(&packed, text.data, text.length), 0);
	ck_assert_mem_eq(packed.data, "\x1f\x8b\x08", 3);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("base_compress");
	TCase *tests = tcase_create("compress");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, comes_back);
	tcase_add_test(tests, refuses_damage);
	tcase_add_test(tests, is_bounded);
	tcase_add_test(tests, speaks_gzip);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
