/* Reception: tickets, who is called next and by whom, rooms, what is left of people afterwards. */
#include "crm/counter.h"
#include "helpers/tap.h"
#include "store/house.h"

#include <string.h>

#define HEAD                                                                                       \
	"provided_by: district\nowner: { team: t, email: t@x.example }\nassured: "                 \
	"2026-10-01\nreview_by: 2027-04-01\n"

static struct house house;
static struct visitor one, two;

static void
setup(void)
{
	struct err err = {""};
	struct site site = {.id = "chorley-oss",
	    .council = "chorley",
	    .name = "One Stop Shop",
	    .rooms = "Room 1,Quiet room"};
	struct desk_record desk = {.id = "chorley-oss-2",
	    .site = "chorley-oss",
	    .council = "chorley",
	    .kind = "counter",
	    .name = "Desk 2",
	    .services = "missed-bin",
	    .has = "step-free"};
	house_init(&house);
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &site_record, &site, 1, &err), 0);
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &desk_record_record, &desk, 1, &err), 0);
	house_publish(house.crm, "missed-bin", "service: missed-bin\ntitle: Bins\n" HEAD);
	house_publish(house.crm, "blue-badge", "service: blue-badge\ntitle: Badges\n" HEAD);
	house_publish(house.crm, "indoors",
	    "service: indoors\ntitle: Indoors\nmechanisms: [telephone]\n" HEAD);
	one = house_visitor(&house, "s.ellis", "chorley-oss-1");
	two = house_visitor(&house, "v.sharp", "chorley-oss-2");
}

static void
teardown(void)
{
	house_release(&house);
}

static struct arrival
somebody(const char *word)
{
	return (struct arrival){.id = house_id(&house),
	    .site = "chorley-oss",
	    .word = word,
	    .contact = house_id(&house),
	    .since = house.now};
}

static const struct arrival *
comes(const struct visitor *desk, const struct arrival *arrival)
{
	struct query query = {.params = {arrival->id},
	    .operation = house_id(&house),
	    .of = &arrival_record,
	    .body = arrival};
	return visit_ok(desk, ROUTE_PUT_ARRIVAL, &query);
}

static struct query
calling(struct arrival_call *call, const char *arrival)
{
	*call = (struct arrival_call){.id = house_id(&house), .arrival = arrival};
	return (struct query){.params = {call->id},
	    .operation = house_id(&house),
	    .of = &arrival_call_record,
	    .body = call};
}

/* The word about whom the desk calls, or null: nobody. */
static const char *
next(const struct visitor *desk)
{
	struct arrival_call call;
	struct query query = calling(&call, NULL);
	const struct arrival_call *answer = visit_ok(desk, ROUTE_CALL_ARRIVAL, &query);
	return answer->called ? answer->called->word : NULL;
}

static struct query
happening(struct arrival_event *event, const char *arrival, const char *kind)
{
	*event = (struct arrival_event){house_id(&house), kind, house.now};
	return (struct query){.params = {arrival, event->id},
	    .operation = house_id(&house),
	    .of = &arrival_event_record,
	    .body = event};
}

static const struct arrival *
happens(const struct visitor *desk, const char *arrival, const char *kind)
{
	struct arrival_event event;
	struct query query = happening(&event, arrival, kind);
	return visit_ok(desk, ROUTE_PUT_ARRIVAL_EVENT, &query);
}

static const struct arrival_page *
list(const struct visitor *desk)
{
	return visit_ok(desk, ROUTE_ARRIVALS, &(struct query){0});
}

START_TEST(whoever_waits_longest_and_fits_is_next)
{
	struct arrival badge = somebody("red coat"), bin = somebody("two children"),
		       wheels = somebody("grey hat"), ill = somebody("on a stick");
	badge.service = "blue-badge";
	bin.service = "missed-bin";
	wheels.needs = "step-free, signer";
	ill.priority = "faint";
	ck_assert_str_eq(comes(&one, &badge)->ticket, "A1");
	house.now += MICROS_MINUTE;
	bin.since = house.now;
	ck_assert_str_eq(comes(&two, &bin)->ticket, "A2");
	house.now += MICROS_MINUTE;
	wheels.since = ill.since = house.now;
	comes(&one, &wheels);
	comes(&one, &ill);
	ck_assert_str_eq(next(&two), "on a stick");   /* goes first, and why is said */
	ck_assert_str_eq(next(&two), "two children"); /* this desk does no badges */
	ck_assert_str_eq(next(&one), "red coat");
	ck_assert_ptr_null(next(&one)); /* step-free is at desk 2; a signer is nowhere */
	ck_assert_str_eq(next(&two), "grey hat");
	const struct arrival_page *page = list(&one);
	ck_assert_uint_eq(page->items.count, 4);
	ck_assert_int_eq(page->waiting, 0);
	ck_assert_int_eq(page->called, 4);
	ck_assert_int_eq(page->longest, 2);
	ck_assert_int_eq(page->average, 0); /* (0 + 1 + 2 + 0) / 4 minutes, whole ones */
}
END_TEST

START_TEST(what_becomes_of_them)
{
	struct arrival first = somebody("red coat"), second = somebody("umbrella");
	struct arrival_event event;
	comes(&one, &first);
	comes(&one, &second);
	struct query early = happening(&event, first.id, "no-show");
	visit_refused(&one, ROUTE_PUT_ARRIVAL_EVENT, &early, PROBLEM_CONFLICT);
	ck_assert_str_eq(next(&one), "red coat");
	struct arrival_call call;
	struct query taken = calling(&call, first.id);
	visit_refused(&two, ROUTE_CALL_ARRIVAL, &taken, PROBLEM_CONFLICT);
	ck_assert_int_eq(happens(&one, first.id, "again")->calls, 2);
	const struct arrival *gone = happens(&one, first.id, "no-show");
	ck_assert(gone->no_show && gone->ended && !gone->word);
	ck_assert_str_eq(gone->state, "left");
	ck_assert_str_eq(next(&two), "umbrella");
	ck_assert_str_eq(happens(&two, second.id, "return")->state, "waiting");
	ck_assert_str_eq(next(&one), "umbrella");
	/* The contact that was settled at reception is put, and later ends. */
	struct contact *contact = house_contact(&one, "missed-bin", "resolved");
	micros ended = contact->ended;
	contact->id = second.contact;
	contact->ended = 0;
	ck_assert_int_eq(put_contact(&one, contact, NULL).problem, PROBLEM_NONE);
	ck_assert_str_eq(LIST_AT(struct arrival, &list(&one)->items, 0)->state, "being-served");
	contact->step++;
	contact->ended = ended ? ended : house.now;
	ck_assert_int_eq(put_contact(&one, contact, NULL).problem, PROBLEM_NONE);
	ck_assert_uint_eq(list(&one)->items.count, 0);
	ck_assert(!house_holds(&house, "red coat") && !house_holds(&house, "umbrella"));
	house_sound(&house);
}
END_TEST

START_TEST(only_of_this_site_and_only_today)
{
	struct visitor cole = house_visitor(&house, "j.cole", "burnley-cc-1");
	struct arrival arrival = somebody("red coat"), nobody = somebody(NULL);
	struct query query = {.params = {arrival.id},
	    .operation = house_id(&house),
	    .of = &arrival_record,
	    .body = &arrival};
	visit_refused(&cole, ROUTE_PUT_ARRIVAL, &query, PROBLEM_BAD_FIELD);
	query.operation = house_id(&house);
	query.params[0] = nobody.id;
	query.body = &nobody;
	visit_refused(&one, ROUTE_PUT_ARRIVAL, &query, PROBLEM_BAD_FIELD);
	comes(&one, &arrival);
	ck_assert_ptr_null(next(&cole));
	ck_assert_uint_eq(list(&cole)->items.count, 0);
	house.now += MICROS_DAY;
	one = house_visitor(&house, "s.ellis", "chorley-oss-1");
	ck_assert_uint_eq(list(&one)->items.count, 0);
	ck_assert_ptr_null(next(&one));
	struct arrival again = somebody("red coat");
	ck_assert_str_eq(comes(&one, &again)->ticket, "A1");
}
END_TEST

START_TEST(a_room_is_never_taken_twice)
{
	struct room_use first = {.id = house_id(&house), .site = "chorley-oss", .room = "Room 1"};
	struct room_use second = {.id = house_id(&house), .site = "chorley-oss", .room = "Room 1"};
	struct query query = {.params = {first.id},
	    .operation = house_id(&house),
	    .of = &room_use_record,
	    .body = &first};
	visit_ok(&one, ROUTE_PUT_ROOM_USE, &query);
	struct query other = {.params = {second.id},
	    .operation = house_id(&house),
	    .of = &room_use_record,
	    .body = &second};
	visit_refused(&two, ROUTE_PUT_ROOM_USE, &other, PROBLEM_CONFLICT);
	ck_assert_uint_eq(list(&two)->rooms.count, 1);
	first.free = true;
	query.operation = house_id(&house);
	visit_ok(&two, ROUTE_PUT_ROOM_USE, &query); /* whoever sees that it is empty */
	other.operation = house_id(&house);
	visit_ok(&two, ROUTE_PUT_ROOM_USE, &other);
	other.operation = house_id(&house);
	second.room = "Room 9";
	second.id = other.params[0] = house_id(&house);
	visit_refused(&two, ROUTE_PUT_ROOM_USE, &other, PROBLEM_BAD_FIELD);
}
END_TEST

START_TEST(the_report_counts_by_site_and_hour)
{
	struct arrival first = somebody("red coat"), second = somebody("umbrella");
	struct list hours = {0}, venues = {0};
	struct err err = {""};
	struct venue venue = {
	    .id = "market", .council = "chorley", .name = "Market", .kind = "outreach"};
	comes(&one, &first);
	comes(&one, &second);
	house.now += 7 * MICROS_MINUTE;
	ck_assert_str_eq(next(&one), "red coat");
	happens(&one, first.id, "serve");
	happens(&one, first.id, "done");
	happens(&one, second.id, "left");
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &venue_record, &venue, 1, &err), 0);
	struct contact *contact = house_contact(&one, "missed-bin", "resolved");
	contact->venue = "market";
	ck_assert_int_eq(put_contact(&one, contact, NULL).problem, PROBLEM_NONE);
	contact = house_contact(&one, "missed-bin", "resolved");
	contact->venue = "market";
	contact->enquiries.count = 1;
	LIST_AT(struct enquiry, &contact->enquiries, 0)->service = "indoors";
	ck_assert_int_eq(put_contact(&one, contact, NULL).problem, PROBLEM_NONE); /* not counted */
	contact = house_contact(&one, "missed-bin", "resolved");
	contact->venue = "the moon";
	ck_assert_int_eq(put_contact(&one, contact, NULL).problem, PROBLEM_BAD_FIELD);
	ck_assert_int_eq(crm_counter(house.crm, "ctl:test", HOUSE_NOW - MICROS_HOUR, house.now + 1,
			     &house.arena, &hours, &venues, &err),
	    0);
	ck_assert_uint_eq(hours.count, 1);
	const struct counter_count *hour = hours.items;
	ck_assert_str_eq(hour->group, "chorley-oss 10:00");
	ck_assert(hour->visitors == 2 && hour->served == 1 && hour->left == 1 &&
		  hour->average == 7 && hour->longest == 7 && hour->no_shows == 0);
	ck_assert_uint_eq(venues.count, 1);
	const struct venue_count *at = venues.items;
	ck_assert_str_eq(at->group, "market");
	ck_assert(at->days == 1 && at->contacts == 1 && at->enquiries == 1);
}
END_TEST

/* ---- fifty wait, fifty call at once, at two CRMs on one database ---- */

enum { CROWD = 50 };

struct caller {
	pthread_t thread;
	struct house house; /* the CRM it asks, and memory of its own */
	struct visitor desk;
	const char *called;
};

static void *
call_once(void *context)
{
	struct caller *caller = context;
	struct arrival_call call = {.id = house_id(&caller->house)};
	struct query query = {.params = {call.id},
	    .operation = house_id(&caller->house),
	    .of = &arrival_call_record,
	    .body = &call};
	struct crm_answer answer = visit(&caller->desk, ROUTE_CALL_ARRIVAL, &query);
	const struct arrival_call *said = answer.body;
	caller->called = said && said->called ? said->called->id : NULL;
	return NULL;
}

START_TEST(no_two_desks_call_the_same)
{
	static struct caller callers[CROWD];
	struct err err;
	struct crm_options options = {.database = house.database, .clock = &house.clock};
	struct crm *other = crm_open(&options, &err);
	ck_assert_msg(other != NULL, "%s", err.text);
	for (int i = 0; i < CROWD; i++) {
		struct arrival arrival = somebody("one of many");
		comes(&one, &arrival);
	}
	for (int i = 0; i < CROWD; i++) {
		callers[i] = (struct caller){.house = house, .desk = one};
		arena_init(&callers[i].house.arena);
		callers[i].house.crm = i % 2 ? other : house.crm;
		callers[i].desk.house = &callers[i].house;
		ck_assert_int_eq(
		    pthread_create(&callers[i].thread, NULL, call_once, &callers[i]), 0);
	}
	for (int i = 0; i < CROWD; i++)
		pthread_join(callers[i].thread, NULL);
	for (int i = 0; i < CROWD; i++) {
		ck_assert_msg(callers[i].called != NULL, "caller %d has nobody", i);
		for (int j = 0; j < i; j++)
			ck_assert_str_ne(callers[i].called, callers[j].called);
	}
	for (int i = 0; i < CROWD; i++)
		arena_release(&callers[i].house.arena);
	ck_assert_ptr_null(next(&one));
	crm_close(other);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("counter");
	TCase *tests = tcase_create("reception");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, whoever_waits_longest_and_fits_is_next);
	tcase_add_test(tests, what_becomes_of_them);
	tcase_add_test(tests, only_of_this_site_and_only_today);
	tcase_add_test(tests, a_room_is_never_taken_twice);
	tcase_add_test(tests, the_report_counts_by_site_and_hour);
	tcase_add_test(tests, no_two_desks_call_the_same);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
