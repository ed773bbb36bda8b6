/* Lists of whom to ring: one desk has an item, however many ask at once; rung again by the rule;
 * never whoever asked not to be, nor out of hours, nor without the tick. */
#include "base/date.h"
#include "helpers/tap.h"
#include "store/house.h"

#include <string.h>

enum { RACERS = 50, ITEMS = 40 };

static struct house house;
static struct visitor ellis, cole, hart;
static struct customer *jo;

static void
publish(const char *mechanisms)
{
	house_publish(house.crm, "survey",
	    arena_printf(&house.arena,
		"service: survey\ntitle: A survey\nprovided_by: district\nowner: { team: "
		"chorley-waste, email: a@b.example }\nassured: 2026-10-01\nreview_by: "
		"2027-04-01\nmechanisms: [%s]\n",
		mechanisms));
}

static void
set_list(int64_t attempts)
{
	struct err err = {""};
	const struct outbound_list list = {.id = "autumn",
	    .name = "Autumn calls",
	    .council = "chorley",
	    .service = "survey",
	    .hours = "Mo-Fr 09:00-17:00",
	    .spacing = "2 hours",
	    .attempts = attempts};
	ck_assert_msg(crm_outbound_list(house.crm, "ctl:test", &list, &err) == 0, "%s", err.text);
}

static void
add(const char *customer, const char *number)
{
	struct err err = {""};
	struct crm_counts counts;
	const struct outbound_item item = {
	    .list = "autumn", .customer = customer, .number = number};
	ck_assert_msg(crm_outbound_items(house.crm, "ctl:test", &item, 1, &counts, &err) == 0, "%s",
	    err.text);
}

static void
setup(void)
{
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");
	jo = house_customer(&house, "Jo", "Kay", "+441632960151", "1 Union Street", "PR7 1AB");
	house_import(&house, jo, 1);
	publish("telephone, outbound");
	set_list(2);
}

static void
teardown(void)
{
	house_release(&house);
}

static struct crm_answer
claim(const struct visitor *who)
{
	struct query query = {
	    .params = {"autumn", house_id(&house)}, .operation = house_id(&house)};
	return visit(who, ROUTE_OUTBOUND_CLAIM, &query);
}

static const struct outbound_turn *
turn(const struct visitor *who)
{
	struct crm_answer answer = claim(who);
	ck_assert_msg(answer.problem == PROBLEM_NONE, "%s", problem_kind(answer.problem)->name);
	return answer.body;
}

static struct crm_answer
tells(const struct visitor *who, const char *item, const char *outcome)
{
	struct outbound_attempt attempt = {
	    .id = house_id(&house), .outcome = outcome, .at = house.now};
	struct query query = {.params = {item, attempt.id},
	    .operation = house_id(&house),
	    .of = &outbound_attempt_record,
	    .body = &attempt};
	return visit(who, ROUTE_OUTBOUND_ATTEMPT, &query);
}

static void
later(micros by)
{
	__atomic_store_n(&house.now, house.now + by, __ATOMIC_RELAXED);
}

START_TEST(rung_twice_then_spoken_with)
{
	add(jo->id, NULL);
	add(jo->id, NULL); /* once */
	const struct outbound_turn *first = turn(&ellis);
	ck_assert_str_eq(first->item->customer, jo->id);
	ck_assert_str_eq(first->item->name, "KAY, Jo");
	ck_assert_str_eq(first->item->number, "+441632960151");
	ck_assert_str_eq(turn(&ellis)->item->id, first->item->id); /* still in hand */
	ck_assert_str_eq(turn(&hart)->none, "later");
	ck_assert_int_eq(tells(&hart, first->item->id, "spoke").problem, PROBLEM_CONFLICT);
	const struct outbound_item *item = tells(&ellis, first->item->id, "no_answer").body;
	ck_assert_str_eq(item->state, "waiting");
	const struct outbound_turn *none = turn(&ellis);
	ck_assert_str_eq(none->none, "later");
	ck_assert(none->next == house.now + 2 * MICROS_HOUR);
	later(2 * MICROS_HOUR);
	ck_assert_str_eq(turn(&hart)->item->id, first->item->id);
	item = tells(&hart, first->item->id, "spoke").body;
	ck_assert_str_eq(item->state, "done");
	ck_assert_uint_eq(item->attempts.count, 2);
	ck_assert_str_eq(turn(&ellis)->none, "empty");
}
END_TEST

START_TEST(at_most_so_often)
{
	add(NULL, "+441632960777");
	const char *id = turn(&ellis)->item->id;
	tells(&ellis, id, "engaged");
	later(2 * MICROS_HOUR);
	ck_assert_str_eq(turn(&ellis)->item->id, id);
	const struct outbound_item *item = tells(&ellis, id, "left_message").body;
	ck_assert_str_eq(item->state, "stopped");
}
END_TEST

/* Who asked not to be rung is not handed out any more, on another list of the number either. */
START_TEST(never_whoever_asked_not_to_be)
{
	add(NULL, "+441632960151"); /* Jo's number, of whom nothing else is said */
	add(jo->id, NULL);
	const char *number = turn(&ellis)->item->id;
	const struct outbound_item *item = tells(&ellis, number, "not_again").body;
	ck_assert_str_eq(item->state, "stopped");
	ck_assert_str_eq(turn(&ellis)->none, "empty");
	/* Nor is she put on one any more: whoever fills it hears why. */
	struct err err = {""};
	struct crm_counts counts;
	const struct outbound_item again = {.list = "autumn", .number = "+441632960151"};
	ck_assert_int_eq(crm_outbound_items(house.crm, "ctl:test", &again, 1, &counts, &err), -1);
	ck_assert_msg(strstr(err.text, "asked not to be rung"), "%s", err.text);
}
END_TEST

static void
says(const char *kind, bool agreed)
{
	struct customer was = {.id = jo->id}, now = *jo;
	struct consent consent = {.id = house_id(&house), .kind = kind, .agreed = agreed};
	struct customer_change change = {.id = jo->id, .was = &was, .now = &now};
	now = (struct customer){.id = jo->id, .consents = {&consent, 1}};
	struct query query = {.params = {jo->id},
	    .operation = house_id(&house),
	    .of = &customer_change_record,
	    .body = &change};
	visit_ok(&ellis, ROUTE_CHANGE_CUSTOMER, &query);
	later(MICROS_MINUTE);
}

/* Said once, on whatever occasion, it stands on their record and binds every list; what they say
 * later binds too. */
START_TEST(not_to_be_rung_is_a_consent)
{
	add(jo->id, NULL);
	add(NULL, "+441632960151"); /* her number, without her name */
	says("phone", false);
	ck_assert_str_eq(turn(&ellis)->none, "empty");
	says("phone", true);
	jo = house_customer(&house, "Ada", "Bee", "+441632960152", "2 Union Street", "PR7 1AB");
	house_import(&house, jo, 1);
	add(jo->id, NULL);
	const char *item = turn(&ellis)->item->id;
	says("phone", false); /* while she is in hand */
	ck_assert_str_eq(turn(&ellis)->none, "empty");
	ck_assert_int_eq(tells(&ellis, item, "spoke").problem, PROBLEM_CONFLICT);
}
END_TEST

START_TEST(who_asks_it_when_rung_has_said_it_for_good)
{
	add(jo->id, NULL);
	tells(&ellis, turn(&ellis)->item->id, "not_again");
	struct query query = {.params = {jo->id}, .query = {NULL, NULL, "is she to be rung?"}};
	const struct customer_page *page = visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	ck_assert_int_eq(customer_agreed(page->customer, "phone"), 0);
	ck_assert_int_eq(customer_agreed(page->customer, "survey"), -1);
	const struct consent *said = LIST_AT(struct consent, &page->customer->consents, 0);
	ck_assert_str_eq(said->how, "when they were rung");
	ck_assert_str_eq(said->author, "s.ellis");
}
END_TEST

START_TEST(not_out_of_hours_nor_elsewhere_nor_without_the_tick)
{
	add(jo->id, NULL);
	ck_assert_int_eq(claim(&cole).status, 403);
	later(8 * MICROS_HOUR); /* 18:42 */
	ck_assert_str_eq(turn(&ellis)->none, "closed");
	later(-8 * MICROS_HOUR);
	publish("telephone");
	ck_assert_int_eq(claim(&ellis).problem, PROBLEM_NOT_PERMITTED);
	publish("outbound");
	ck_assert_ptr_nonnull(turn(&ellis)->item);
}
END_TEST

/* ---- many at once ---- */

struct racer {
	pthread_t thread;
	struct visitor visitor;
	const char *id[2];
	struct arena arena;
	struct crm_answer answer;
};

static void *
race(void *context)
{
	struct racer *racer = context;
	struct house mine = house;
	arena_init(&mine.arena);
	racer->visitor.house = &mine;
	struct query query = {.params = {"autumn", racer->id[0]}, .operation = racer->id[1]};
	racer->answer = visit(&racer->visitor, ROUTE_OUTBOUND_CLAIM, &query);
	const struct outbound_turn *got = racer->answer.body;
	racer->id[0] = got && got->item ? arena_strdup(&racer->arena, got->item->id) : NULL;
	arena_release(&mine.arena);
	return NULL;
}

START_TEST(fifty_desks_and_forty_calls)
{
	static struct racer racers[RACERS];
	struct err err;
	for (int i = 0; i < ITEMS; i++)
		add(NULL, arena_printf(&house.arena, "+4416329609%02d", i));
	for (int i = 0; i < RACERS; i++) {
		char *desk = arena_printf(&house.arena, "chorley-cc-%d", i + 100);
		struct desk_record record = {.id = desk,
		    .site = "chorley-oss",
		    .council = "chorley",
		    .kind = "phone",
		    .name = desk};
		ck_assert_int_eq(
		    crm_put(house.crm, "ctl:test", &desk_record_record, &record, 1, &err), 0);
		racers[i] = (struct racer){.visitor = house_visitor(&house, "s.ellis", desk),
		    .id = {house_id(&house), house_id(&house)}};
		arena_init(&racers[i].arena);
	}
	for (int i = 0; i < RACERS; i++)
		ck_assert_int_eq(pthread_create(&racers[i].thread, NULL, race, &racers[i]), 0);
	for (int i = 0; i < RACERS; i++)
		pthread_join(racers[i].thread, NULL);
	int got = 0;
	for (int i = 0; i < RACERS; i++) {
		got += racers[i].id[0] != NULL;
		for (int k = 0; racers[i].id[0] && k < i; k++)
			ck_assert_msg(
			    !racers[k].id[0] || strcmp(racers[i].id[0], racers[k].id[0]) != 0,
			    "two desks have %s", racers[i].id[0]);
	}
	ck_assert_int_eq(got, ITEMS);
	for (int i = 0; i < RACERS; i++)
		arena_release(&racers[i].arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store");
	TCase *tests = tcase_create("outbound");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 120);
	tcase_add_test(tests, rung_twice_then_spoken_with);
	tcase_add_test(tests, at_most_so_often);
	tcase_add_test(tests, never_whoever_asked_not_to_be);
	tcase_add_test(tests, not_to_be_rung_is_a_consent);
	tcase_add_test(tests, who_asks_it_when_rung_has_said_it_for_good);
	tcase_add_test(tests, not_out_of_hours_nor_elsewhere_nor_without_the_tick);
	tcase_add_test(tests, fifty_desks_and_forty_calls);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
