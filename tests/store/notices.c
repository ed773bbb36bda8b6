/* Notices: what they speak of, who may post them where, their end, and how they reach desks. */
#include "helpers/tap.h"
#include "store/house.h"

#include <string.h>

static struct house house;
static struct visitor sharp, ford;

static void
setup(void)
{
	static const char gritting[] = "service: gritting\ntitle: Gritting\nprovided_by: county\n";
	house_init(&house);
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-1"); /* supervisor */
	ford = house_visitor(&house, "i.ford", "chorley-oss-1");   /* officer of Lancashire */
	house_publish(house.crm, "gritting", gritting);
}

static void
teardown(void)
{
	house_release(&house);
}

static struct notice
notice(struct notice_scope *scope, size_t count, micros until)
{
	return (struct notice){.id = house_id(&house),
	    .text = "A59 closed at Gisburn",
	    .kind = "emergency",
	    .scope = {scope, count},
	    .until = until};
}

static struct crm_answer
put(const struct visitor *who, const struct notice *notice)
{
	struct query query = {.params = {notice->id},
	    .operation = house_id(&house),
	    .of = &notice_record,
	    .body = notice};
	return visit(who, ROUTE_PUT_NOTICE, &query);
}

static const struct notice_page *
list(const struct visitor *who)
{
	struct query query = {0};
	return visit_ok(who, ROUTE_NOTICES, &query);
}

START_TEST(a_notice_names_what_it_speaks_of)
{
	struct notice_scope scope[] = {
	    {"service", "gritting"}, {"council", "chorley"}, {"site", "chorley-oss"}};
	struct notice posted = notice(scope, 3, house.now + MICROS_HOUR);
	posted.script = "The gritters are out.";
	ck_assert_int_eq(put(&sharp, &posted).problem, PROBLEM_NONE);
	const struct notice_page *page = list(&ford);
	ck_assert_uint_eq(page->items.count, 1);
	const struct notice *kept = LIST_AT(struct notice, &page->items, 0);
	ck_assert_str_eq(kept->author, "v.sharp");
	ck_assert_str_eq(kept->script, "The gritters are out.");
	ck_assert_uint_eq(kept->scope.count, 3);
	ck_assert_str_eq(LIST_AT(struct notice_scope, &kept->scope, 2)->id, "chorley-oss");
	ck_assert_int_eq(kept->from, house.now);
}
END_TEST

START_TEST(what_it_names_must_be_there)
{
	static const struct notice_scope wrong[] = {
	    {"service", "no-such"}, {"council", "no-such"}, {"site", "no-such"}};
	for (size_t i = 0; i < 3; i++) {
		struct notice_scope scope = wrong[i];
		struct notice posted = notice(&scope, 1, house.now + MICROS_HOUR);
		struct crm_answer answer = put(&sharp, &posted);
		ck_assert_int_eq(answer.problem, PROBLEM_BAD_FIELD);
		ck_assert_str_eq(answer.field, "scope.0.id");
	}
}
END_TEST

START_TEST(a_notice_has_an_end_unless_it_is_only_prepared)
{
	struct notice posted = notice(NULL, 0, 0);
	struct crm_answer answer = put(&sharp, &posted);
	ck_assert_int_eq(answer.problem, PROBLEM_BAD_FIELD);
	ck_assert_str_eq(answer.field, "until");
	posted.prepared = true;
	ck_assert_int_eq(put(&sharp, &posted).problem, PROBLEM_NONE);
	ck_assert_uint_eq(list(&sharp)->items.count, 1);
}
END_TEST

START_TEST(what_is_over_goes_and_what_is_prepared_stays)
{
	struct notice once = notice(NULL, 0, house.now + MICROS_HOUR);
	struct notice kept = notice(NULL, 0, house.now + MICROS_HOUR);
	kept.prepared = true;
	ck_assert_int_eq(put(&sharp, &once).problem, PROBLEM_NONE);
	ck_assert_int_eq(put(&sharp, &kept).problem, PROBLEM_NONE);
	ck_assert_uint_eq(list(&sharp)->items.count, 2);
	once.until = house.now; /* switched off */
	once.revision = 1;
	ck_assert_int_eq(put(&sharp, &once).problem, PROBLEM_NONE);
	ck_assert_uint_eq(list(&sharp)->items.count, 1);
	house.now += 2 * MICROS_HOUR;
	const struct notice_page *page = list(&sharp);
	ck_assert_uint_eq(page->items.count, 1);
	ck_assert_str_eq(LIST_AT(struct notice, &page->items, 0)->id, kept.id);
}
END_TEST

/* An officer posts for their own council, and its sites, and for no other beside it. */
START_TEST(who_posts_answers_for_every_council_it_speaks_to)
{
	struct notice_scope own[] = {{"council", "lancashire"}, {"service", "gritting"}};
	struct notice_scope mixed[] = {{"council", "lancashire"}, {"council", "chorley"}};
	struct notice_scope site[] = {{"site", "chorley-oss"}};
	struct notice_scope service[] = {{"service", "gritting"}};
	struct notice posted = notice(own, 2, house.now + MICROS_HOUR);
	ck_assert_int_eq(put(&ford, &posted).problem, PROBLEM_NONE);
	struct notice refused[] = {notice(mixed, 2, house.now + MICROS_HOUR),
	    notice(site, 1, house.now + MICROS_HOUR), notice(service, 1, house.now + MICROS_HOUR),
	    notice(NULL, 0, house.now + MICROS_HOUR)};
	for (size_t i = 0; i < 4; i++)
		ck_assert_int_eq(put(&ford, &refused[i]).problem, PROBLEM_NOT_PERMITTED);
	/* Nor may they take over another council's by giving it their own scope. */
	struct notice theirs = notice(site, 1, house.now + MICROS_HOUR);
	ck_assert_int_eq(put(&sharp, &theirs).problem, PROBLEM_NONE);
	theirs.scope = (struct list){own, 1};
	theirs.revision = 1;
	ck_assert_int_eq(put(&ford, &theirs).problem, PROBLEM_NOT_PERMITTED);
}
END_TEST

/* Two have the same notice before them: the second sees what the first made of it. */
START_TEST(a_notice_is_not_written_over)
{
	struct notice posted = notice(NULL, 0, house.now + MICROS_HOUR), *kept;
	posted.revision = 1;
	ck_assert_int_eq(put(&sharp, &posted).problem, PROBLEM_CONFLICT); /* there is none */
	posted.revision = 0;
	struct crm_answer answer = put(&sharp, &posted);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	ck_assert_int_eq(((const struct notice *)answer.body)->revision, 1);
	answer = put(&sharp, &posted);
	ck_assert_int_eq(answer.problem, PROBLEM_CONFLICT);
	ck_assert_str_eq(answer.field, "revision");
	ck_assert_int_eq(answer.limit, 1);
	kept = LIST_AT(struct notice, &list(&sharp)->items, 0);
	kept->text = "A59 open again";
	ck_assert_int_eq(put(&sharp, kept).problem, PROBLEM_NONE);
	kept->text = "A59 closed again";
	ck_assert_int_eq(put(&sharp, kept).problem, PROBLEM_CONFLICT);
	ck_assert_str_eq(LIST_AT(struct notice, &list(&sharp)->items, 0)->text, "A59 open again");
	ck_assert_int_eq(LIST_AT(struct notice, &list(&sharp)->items, 0)->revision, 2);
}
END_TEST

START_TEST(the_feed_brings_the_notice_itself)
{
	struct query query = {.query = {sharp.session->feed}};
	struct notice_scope scope[] = {{"council", "chorley"}};
	struct notice posted = notice(scope, 1, house.now + MICROS_HOUR);
	ck_assert_int_eq(put(&sharp, &posted).problem, PROBLEM_NONE);
	const struct feed_page *page = visit_ok(&ford, ROUTE_FEED, &query);
	const struct notice *brought = NULL;
	LIST_EACH(struct feed_item, item, &page->items)
	if (strcmp(item->topic, "notice") == 0)
		brought = item->notice;
	ck_assert_ptr_nonnull(brought);
	ck_assert_str_eq(brought->text, "A59 closed at Gisburn");
	ck_assert_uint_eq(brought->scope.count, 1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("notices");
	TCase *tcase = tcase_create("notices");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_notice_names_what_it_speaks_of);
	tcase_add_test(tcase, what_it_names_must_be_there);
	tcase_add_test(tcase, a_notice_has_an_end_unless_it_is_only_prepared);
	tcase_add_test(tcase, what_is_over_goes_and_what_is_prepared_stays);
	tcase_add_test(tcase, who_posts_answers_for_every_council_it_speaks_to);
	tcase_add_test(tcase, a_notice_is_not_written_over);
	tcase_add_test(tcase, the_feed_brings_the_notice_itself);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
