/* What people say of themselves is counted, and there is no row that leads from an answer to
 * anybody. */
#include "helpers/tap.h"
#include "store/db.h"
#include "store/house.h"

#include <string.h>

static struct house house;
static struct visitor ellis;
static struct customer *holt;

static void
council_asks(const char *questions)
{
	struct err err;
	struct council council = {.id = "chorley",
	    .name = "Chorley Borough Council",
	    .short_name = "Chorley",
	    .tier = "district",
	    .monitoring = questions};
	ck_assert_msg(crm_put(house.crm, "ctl:test", &council_record, &council, 1, &err) == 0, "%s",
	    err.text);
}

static void
setup(void)
{
	struct crm_counts counts;
	struct err err;
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	holt = house_customer(&house, "Enid", "Holt", NULL, "3 Mill Row", "PR6 9RG");
	ck_assert_int_eq(crm_import_customers(house.crm, "ctl:test", holt, 1, &counts, &err), 0);
	council_asks("age,religion");
}

static void
teardown(void)
{
	house_release(&house);
}

static struct equality *
said(const char *age, const char *religion)
{
	struct equality *equality = record_new(&house.arena, &equality_record);
	*equality = (struct equality){.id = house_id(&house),
	    .month = "2026-11",
	    .council = "chorley",
	    .area = "chorley-waste"};
	const struct equality_answer answers[] = {{"age", age}, {"religion", religion}};
	for (int i = 0; i < 2; i++)
		if (answers[i].answer)
			*(struct equality_answer *)list_add(
			    &house.arena, &equality->answers, &equality_answer_record) = answers[i];
	return equality;
}

static struct crm_answer
count(const struct equality *equality, const char *operation)
{
	struct query query = {.operation = operation ? operation : house_id(&house),
	    .of = &equality_record,
	    .body = equality};
	return visit(&ellis, ROUTE_COUNT_EQUALITY, &query);
}

static int64_t
counted(const char *group, const char *answer)
{
	struct list counts = {0};
	struct err err;
	ck_assert_int_eq(crm_equality(house.crm, "ctl:test", CRM_BY_COUNCIL, "2026-11", "2026-11",
			     &house.arena, &counts, &err),
	    0);
	LIST_EACH(struct equality_count, one, &counts)
	if (strcmp(one->group, group) == 0 && strcmp(one->answer, answer) == 0)
		return one->count;
	return 0;
}

START_TEST(answers_become_counts)
{
	ck_assert_int_eq(count(said("65-74", "sikh"), NULL).problem, PROBLEM_NONE);
	ck_assert_int_eq(count(said("65-74", NULL), NULL).problem, PROBLEM_NONE);
	ck_assert_int_eq(count(said("declined", "declined"), NULL).problem, PROBLEM_NONE);
	ck_assert_int_eq(counted("chorley", "65-74"), 2);
	ck_assert_int_eq(counted("chorley", "sikh"), 1);
	ck_assert_int_eq(counted("chorley", "declined"), 1);
}
END_TEST

START_TEST(sent_twice_it_is_counted_once)
{
	const struct equality *one = said("65-74", NULL);
	const char *operation = house_id(&house);
	ck_assert_int_eq(count(one, operation).problem, PROBLEM_NONE);
	ck_assert_int_eq(count(one, operation).problem, PROBLEM_NONE);
	ck_assert_int_eq(counted("chorley", "65-74"), 1);
}
END_TEST

START_TEST(only_what_is_asked_is_counted)
{
	struct equality *other = said("65-74", NULL);
	LIST_AT(struct equality_answer, &other->answers, 0)->question = "sex";
	LIST_AT(struct equality_answer, &other->answers, 0)->answer = "female";
	ck_assert_int_eq(count(other, NULL).problem, PROBLEM_BAD_FIELD);
	ck_assert_int_eq(count(said("66", NULL), NULL).problem, PROBLEM_BAD_FIELD);
	ck_assert_int_eq(count(said(NULL, NULL), NULL).problem, PROBLEM_BAD_FIELD);
	other = said("65-74", NULL);
	other->month = "2026-12";
	ck_assert_int_eq(count(other, NULL).problem, PROBLEM_BAD_FIELD);
	other->month = "2026-07";
	ck_assert_int_eq(count(other, NULL).problem, PROBLEM_BAD_FIELD);
	other->month = "2026-08"; /* a desk that was long without its line */
	ck_assert_int_eq(count(other, NULL).problem, PROBLEM_NONE);
	other = said("65-74", NULL);
	other->area = "no-such-team";
	ck_assert_int_eq(count(other, NULL).problem, PROBLEM_BAD_FIELD);
	council_asks(NULL);
	ck_assert_int_eq(count(said("65-74", NULL), NULL).problem, PROBLEM_BAD_FIELD);
	other->area = NULL;
	other->council = "burnley"; /* never asked */
	ck_assert_int_eq(count(other, NULL).problem, PROBLEM_BAD_FIELD);
}
END_TEST

/* ---- who said it ---- */

static struct db *db;

static struct list
names(const char *sql, const char *value)
{
	struct list out = {0};
	struct db_rows *rows = db_query(db, sql, VALUES(v_text(value)));
	while (db_next(rows))
		((struct kind_count *)list_add(&house.arena, &out, &kind_count_record))->kind =
		    row_text(rows, 0, &house.arena);
	db_end(rows);
	ck_assert_int_eq(db->fault, DB_FINE);
	return out;
}

/* In how many rows of the database this word stands in any column, those of the counts aside. */
static int64_t
rows_with(const char *word)
{
	int64_t found = 0;
	struct list tables = {0};
	struct db_rows *rows = db_query(db, db->engine->tables, NO_VALUES);
	while (db_next(rows))
		((struct kind_count *)list_add(&house.arena, &tables, &kind_count_record))->kind =
		    row_text(rows, 0, &house.arena);
	db_end(rows);
	ck_assert_uint_gt(tables.count, 30);
	LIST_EACH(struct kind_count, table, &tables)
	{
		if (strcmp(table->kind, "equality_count") == 0)
			continue;
		struct list columns = names(db->engine->columns, table->kind);
		LIST_EACH(struct kind_count, column, &columns)
		found += db_number(db,
		    arena_printf(&house.arena,
			"SELECT count(*) FROM \"%s\" WHERE cast(\"%s\" AS text) LIKE '%%' || $1 || "
			"'%%'",
			table->kind, column->kind),
		    VALUES(v_text(word)), 0);
	}
	return found;
}

START_TEST(no_row_leads_from_an_answer_to_anybody)
{
	struct err err;
	struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
	contact->customer = holt->id;
	ck_assert_int_eq(put_contact(&ellis, contact, house_id(&house)).problem, PROBLEM_NONE);
	const struct equality *one = said("75-over", "buddhist");
	const char *operation = house_id(&house);
	ck_assert_int_eq(count(one, operation).problem, PROBLEM_NONE);
	db = db_open(house.database, DB_READER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	/* The counts have no column that could name anybody, nor a time. */
	struct list columns = names(db->engine->columns, "equality_count");
	ck_assert_uint_eq(columns.count, 6);
	static const char *const only[] = {
	    "month", "council", "area", "question", "answer", "count"};
	for (size_t i = 0; i < 6; i++)
		ck_assert_str_eq(LIST_AT(struct kind_count, &columns, i)->kind, only[i]);
	/* The answers stand nowhere else, and the id under which they came nowhere at all. */
	ck_assert_int_eq(rows_with("75-over"), 0);
	ck_assert_int_eq(rows_with("buddhist"), 0);
	ck_assert_int_eq(rows_with(one->id), 0);
	ck_assert_int_gt(rows_with(contact->id), 0); /* so it would be found */
	/* What is kept of the request is nobody's, and has not what was said. */
	ck_assert_int_eq(
	    db_number(db, "SELECT count(*) FROM operation WHERE id = $1 AND person IS NULL",
		VALUES(v_text(operation)), 0),
	    1);
	/* A line of the audit, with desk and time, would be the one link that there is. */
	ck_assert_int_eq(
	    db_number(db, "SELECT count(*) FROM audit WHERE record = 'equality'", NO_VALUES, 0), 0);
	db_close(db);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store/equality");
	TCase *tcase = tcase_create("equality");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, answers_become_counts);
	tcase_add_test(tcase, sent_twice_it_is_counted_once);
	tcase_add_test(tcase, only_what_is_asked_is_counted);
	tcase_add_test(tcase, no_row_leads_from_an_answer_to_anybody);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
