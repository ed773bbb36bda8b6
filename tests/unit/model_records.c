/* What the field tables promise: copies are deep, packing is lossless, checks name the fault's
 * place. */
#include "base/date.h"
#include "helpers/tap.h"
#include "model/pack.h"
#include "model/permit.h"
#include "model/problem.h"
#include "model/records.h"

#include <stdlib.h>
#include <string.h>

static struct arena arena;

static void
setup(void)
{
	arena_init(&arena);
}

static void
teardown(void)
{
	arena_release(&arena);
}

/* Fills every field of a record with a valid value, inwards. */
static void
fill(const struct record *record, void *value, int depth)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		char *at = (char *)value + field->offset;
		switch (field->type) {
		case FIELD_ID:
			field_set_string(field, value, "0192f0c1-2345-7abc-8def-0123456789ab");
			break;
		case FIELD_DATE:
			field_set_string(field, value, "1949-03-14");
			break;
		case FIELD_WORD:
			field_set_string(field, value, field->words[0]);
			break;
		case FIELD_KEY:
		case FIELD_TEXT:
			field_set_string(field, value, "chorley");
			if (field->limit < 7)
				field_set_string(field, value, "x");
			break;
		case FIELD_BOOL:
			*(bool *)at = true;
			break;
		case FIELD_NUMBER:
			*(int64_t *)(void *)at = -77;
			break;
		case FIELD_TIME:
			*(micros *)(void *)at = INT64_C(1763635320123456);
			break;
		case FIELD_ONE:
			if (depth < 3) {
				*(void **)(void *)at = record_new(&arena, field->of);
				fill(field->of, *(void **)(void *)at, depth + 1);
			}
			break;
		case FIELD_LIST:
			for (int n = 0; depth < 3 && n < 3 && (size_t)n < field->limit; n++)
				fill(field->of, list_add(&arena, (void *)at, field->of), depth + 1);
			break;
		}
	}
}

static size_t
records(void)
{
	size_t count = 0;
	while (all_records[count])
		count++;
	return count;
}

START_TEST(packs_and_copies_every_record)
{
	const struct record *record = all_records[_i];
	void *value = record_new(&arena, record), *back = record_new(&arena, record);
	struct buf bytes;
	struct err err = {"?"};
	fill(record, value, 0);
	buf_init(&bytes, 1 << 20);
	ck_assert_int_eq(record_pack(&bytes, record, value), 0);
	ck_assert_msg(record_unpack(bytes.data, bytes.length, record, back, &arena, &err) == 0,
	    "%s: %s", record->name, err.text);
	ck_assert_msg(
	    record_equal(record, value, back), "%s is not the same unpacked", record->name);
	void *copy = record_copy(&arena, record, value);
	memset(value, 0, record->size);
	ck_assert_msg(record_equal(record, copy, back), "%s is not the same copied", record->name);
	buf_release(&bytes);
}
END_TEST

/* A cut or altered record is refused or read, never a crash (the sanitizers watch). */
START_TEST(survives_damage)
{
	struct work work = {0};
	struct buf bytes;
	fill(&work_record, &work, 0);
	buf_init(&bytes, 1 << 20);
	record_pack(&bytes, &work_record, &work);
	/* Strides that are prime: every kind of byte is met, in a fraction of the time. */
	for (size_t cut = 0; cut < bytes.length; cut += 13) {
		struct work back = {0};
		ck_assert_int_eq(
		    record_unpack(bytes.data, cut, &work_record, &back, &arena, NULL), -1);
	}
	for (size_t at = 0; at < bytes.length; at += 7) {
		struct work back = {0};
		bytes.data[at] = (char)(bytes.data[at] ^ 0x55);
		record_unpack(bytes.data, bytes.length, &work_record, &back, &arena, NULL);
		bytes.data[at] = (char)(bytes.data[at] ^ 0x55);
	}
	buf_release(&bytes);
}
END_TEST

/* An older program reads what a newer one wrote. */
START_TEST(steps_over_unknown_fields)
{
	struct customer customer = {0};
	struct place place = {0};
	struct buf bytes;
	fill(&customer_record, &customer, 0);
	buf_init(&bytes, 1 << 20);
	record_pack(&bytes, &customer_record, &customer);
	ck_assert_int_eq(
	    record_unpack(bytes.data, bytes.length, &place_record, &place, &arena, NULL), 0);
	ck_assert_ptr_null(place.screen);
	buf_release(&bytes);
}
END_TEST

/* A copied list grows like any other: the copy has as much room as list_add counts on. */
START_TEST(grows_after_copying)
{
	for (size_t count = 0; count < 20; count++) {
		struct customer customer = {0}, other = {0};
		for (size_t i = 0; i < count; i++)
			((struct note *)list_add(&arena, &customer.notes, &note_record))->text =
			    "first";
		struct customer *copy = record_copy(&arena, &customer_record, &customer);
		struct note *after = list_add(&arena, &other.notes, &note_record);
		after->text = "another list";
		for (size_t i = 0; i < 20; i++)
			((struct note *)list_add(&arena, &copy->notes, &note_record))->text =
			    "more";
		ck_assert_str_eq(after->text, "another list");
		for (size_t i = 0; i < count + 20; i++)
			ck_assert_str_eq(LIST_AT(struct note, &copy->notes, i)->text,
			    i < count ? "first" : "more");
	}
}
END_TEST

static const struct {
	const char *family, *given, *postcode, *born, *kind;
	const char *where, *sentence; /* null where: fine */
} customers[] = {
    {"Patel", "Amina", "PR7 1AB", "1949-03-14", "person", NULL, NULL},
    {"", "Amina", "PR7 1AB", "1949-03-14", "person", "names.0.family", "family is missing"},
    {"Patel", "A\nB", "PR7 1AB", "1949-03-14", "person", "names.0.given", "given is one line only"},
    {"Patel", "Amina", "PR7 1AB toolong", "1949-03-14", "person", "addresses.0.postcode",
	"postcode is longer than 8 bytes"},
    {"Patel", "Amina", "PR7 1AB", "1949-02-30", "person", "born",
	"born is not a date (YYYY-MM-DD)"},
    {"Patel", "Amina", "PR7 1AB", "1949-03-14", "robot", "kind",
	"kind is not one of the words it may be"},
    {"Pa\xfftel", "Amina", "PR7 1AB", "1949-03-14", "person", "names.0.family",
	"family is not valid UTF-8"},
};

START_TEST(checks)
{
	static const char id[] = "0192f0c1-2345-7abc-8def-0123456789ab";
	struct person_name name = {id, "current", "Mrs", customers[_i].given, customers[_i].family};
	struct address home = {.id = id,
	    .kind = "home",
	    .line = "14 Union Street",
	    .postcode = customers[_i].postcode};
	struct customer customer = {.id = id,
	    .kind = customers[_i].kind,
	    .born = customers[_i].born,
	    .names = {&name, 1},
	    .addresses = {&home, 1}};
	const char *where = NULL;
	struct err err = {""};
	int rc = record_check(&customer_record, &customer, &arena, &where, &err);
	ck_assert_int_eq(rc, customers[_i].where ? -1 : 0);
	ck_assert_pstr_eq(where, customers[_i].where);
	ck_assert_str_eq(err.text, customers[_i].sentence ? customers[_i].sentence : "");
}
END_TEST

START_TEST(names_people)
{
	struct person_name names[] = {{.kind = "maiden", .given = "Amina", .family = "Desai"},
	    {.kind = "current", .title = "Mrs", .given = "Amina", .family = "Patel"}};
	struct address home = {.line = "14 Union Street", .town = "Chorley", .postcode = "PR7 1AB"};
	struct customer customer = {.names = {names, 2}};
	ck_assert_str_eq(customer_list_name(&customer, &arena), "PATEL, Amina (Mrs)");
	ck_assert_str_eq(customer_spoken_name(&customer, &arena), "Mrs Amina Patel");
	ck_assert_str_eq(address_words(&home, &arena), "14 Union Street, Chorley PR7 1AB");
	names[1] = (struct person_name){.kind = "current", .family = "Łucja"};
	ck_assert_str_eq(customer_list_name(&customer, &arena), "ŁUCJA");
	names[1].family = "Zieliński";
	ck_assert_str_eq(customer_list_name(&customer, &arena), "ZIELIŃSKI");
	names[1].family = "ફાતિમા";
	ck_assert_str_eq(customer_list_name(&customer, &arena), "ફાતિમા");
}
END_TEST

START_TEST(permits_by_reach)
{
	struct concern mine = {.at = "chorley"}, delivered = {.responsible = "chorley"},
		       other = {.at = "pendle"};
	ck_assert(permitted("advisor", ACTION_LOG_CONTACT, "chorley", &other));
	ck_assert(permitted("back_office", ACTION_READ_QUEUE, "chorley", &delivered));
	ck_assert(permitted("back_office", ACTION_READ_CASE, "chorley", &mine));
	ck_assert(!permitted("back_office", ACTION_READ_QUEUE, "chorley", &other));
	ck_assert(!permitted("trainee", ACTION_READ_CUSTOMER, "chorley", NULL));
	ck_assert(!permitted("nobody", ACTION_READ_DIRECTORY, "chorley", NULL));
	ck_assert(!permitted(NULL, ACTION_READ_DIRECTORY, "chorley", NULL));
}
END_TEST

/* Every problem has a name of its own, a status, and a sentence unless it is none. */
START_TEST(problems_are_complete)
{
	for (int i = 1; i < PROBLEM_COUNT; i++) {
		const struct problem_kind *kind = problem_kind((enum problem_type)i);
		ck_assert_ptr_nonnull(kind->name);
		ck_assert_int_ge(kind->status, 400);
		ck_assert_int_gt((int)strlen(kind->sentence), 10);
		ck_assert_int_eq(problem_named(kind->name), (enum problem_type)i);
	}
	ck_assert_int_eq(problem_named("no such problem"), PROBLEM_INTERNAL);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("model");
	TCase *tests = tcase_create("records");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, packs_and_copies_every_record, 0, (int)records());
	tcase_add_test(tests, survives_damage);
	tcase_add_test(tests, steps_over_unknown_fields);
	tcase_add_loop_test(tests, checks, 0, sizeof customers / sizeof *customers);
	tcase_add_test(tests, grows_after_copying);
	tcase_add_test(tests, names_people);
	tcase_add_test(tests, permits_by_reach);
	tcase_add_test(tests, problems_are_complete);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
