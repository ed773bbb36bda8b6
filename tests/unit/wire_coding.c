/* The house's coding: what goes in comes out, short; it knows every field there is; damage and
 * bombs are refused. */
#include "helpers/tap.h"
#include "model/records.h"
#include "wire/coding.h"

#include <stdio.h>
#include <string.h>

#define RECEIPT                                                                                    \
	"{\"id\":\"01a1f88c-85c4-74bf-86ec-820211a56913\",\"step\":1,\"received\":\"2026-11-"      \
	"20T10:42:02.182505Z\"}"

static struct coding coding;
static struct buf packed, back;

static void
set_up(void)
{
	coding_init(&coding);
	buf_init(&packed, 1 << 20);
	buf_init(&back, 1000);
}

static void
tear_down(void)
{
	coding_release(&coding);
	buf_release(&packed);
	buf_release(&back);
}

START_TEST(comes_back_short)
{
	struct err err;
	ck_assert_int_eq(coding_pack(&coding, &packed, RECEIPT, strlen(RECEIPT)), 0);
	/* The id and the time are chance; little else is left. */
	ck_assert_uint_le(packed.length, 72);
	ck_assert_int_eq(coding_unpack(&coding, &back, packed.data, packed.length, &err), 0);
	ck_assert_str_eq(back.data, RECEIPT);
}
END_TEST

START_TEST(knows_every_field)
{
	ck_assert(buf_ok(&coding.dictionary));
	for (const struct record *const *record = all_records; *record; record++)
		for (size_t i = 0; i < (*record)->count; i++) {
			char name[100];
			snprintf(name, sizeof name, "\"%s\":", (*record)->fields[i].name);
			ck_assert_msg(strstr(coding.dictionary.data, name), "%s of %s", name,
			    (*record)->name);
		}
}
END_TEST

START_TEST(is_the_same_at_both_ends)
{
	struct coding other;
	coding_init(&other);
	ck_assert_str_eq(other.name, coding.name);
	ck_assert_uint_eq(strlen(other.name), strlen("fd-9c31f2"));
	ck_assert_str_eq(other.dictionary.data, coding.dictionary.data);
	coding_release(&other);
}
END_TEST

START_TEST(refuses_damage_and_bombs)
{
	struct err err;
	char zeroes[50000] = {0};
	ck_assert_int_eq(coding_pack(&coding, &packed, RECEIPT, strlen(RECEIPT)), 0);
	ck_assert_int_eq(coding_unpack(&coding, &back, packed.data, packed.length - 1, &err), -1);
	ck_assert(buf_ok(&back));
	buf_clear(&packed);
	buf_clear(&back);
	ck_assert_int_eq(coding_pack(&coding, &packed, zeroes, sizeof zeroes), 0);
	ck_assert_int_eq(coding_unpack(&coding, &back, packed.data, packed.length, &err), -1);
	ck_assert(!buf_ok(&back));
}
END_TEST

START_TEST(is_accepted_by_its_name_alone)
{
	ck_assert(coding_accepted("fd-9c31f2", "fd-9c31f2"));
	ck_assert(coding_accepted("br, FD-9c31f2;q=0.5 ,gzip", "fd-9c31f2"));
	ck_assert(!coding_accepted("fd-9c31f2;q=0, gzip", "fd-9c31f2"));
	ck_assert(!coding_accepted("fd-9c31f3, fd-9c31f", "fd-9c31f2"));
	ck_assert(!coding_accepted("", "fd-9c31f2"));
	ck_assert(!coding_accepted(NULL, "fd-9c31f2"));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("wire_coding");
	TCase *tests = tcase_create("coding");
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, comes_back_short);
	tcase_add_test(tests, knows_every_field);
	tcase_add_test(tests, is_the_same_at_both_ends);
	tcase_add_test(tests, refuses_damage_and_bombs);
	tcase_add_test(tests, is_accepted_by_its_name_alone);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
