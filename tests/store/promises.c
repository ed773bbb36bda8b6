/* Promises: who has to keep one, when it is told that it is due, how it ends, and how many were
 * kept; through merges, erasure and what sensitive services withhold. */
#include "base/date.h"
#include "helpers/tap.h"
#include "store/feed.h"
#include "store/house.h"

#include <sched.h>
#include <string.h>

static struct house house;
static struct visitor ellis, cole, hart, sharp;
static struct lease lease;
static struct customer *jo;

static void
setup(void)
{
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1"); /* advisor */
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");    /* advisor elsewhere */
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");   /* back office */
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-2"); /* supervisor */
	lease = (struct lease){0};
	jo = house_customer(&house, "Jo", "Kay", "+441632960151", "1 Union Street", "PR7 1AB");
	house_import(&house, jo, 1);
}

static void
teardown(void)
{
	house_release(&house);
}

/* ---- asking ---- */

static const struct promise_page *
page_of(const struct visitor *who, const char *list)
{
	struct query query = {.query = {list}};
	return visit_ok(who, ROUTE_PROMISES, &query);
}

static const struct promise_line *
line_of(const struct visitor *who, const char *id)
{
	return list_find(&page_of(who, "mine")->items, &promise_line_record, id);
}

static const struct promise *
promise_of(const struct visitor *who, const char *id)
{
	struct query query = {.params = {id}};
	return visit_ok(who, ROUTE_PROMISE, &query);
}

static struct crm_answer
happens(const struct visitor *who, const char *id, struct promise_event event)
{
	event.id = house_id(&house);
	event.at = house.now;
	struct query query = {.params = {id, event.id},
	    .operation = house_id(&house),
	    .of = &promise_event_record,
	    .body = &event};
	return visit(who, ROUTE_PUT_PROMISE_EVENT, &query);
}

/* A call-back of which no team is told: whoever took the call rings. */
static const char *
callback(const struct visitor *who, const struct customer *customer)
{
	struct contact *contact = house_contact(who, "blue-badge", "callback");
	contact->customer = customer ? customer->id : NULL;
	ck_assert_int_eq(put_contact(who, contact, NULL).problem, PROBLEM_NONE);
	return LIST_AT(struct enquiry, &contact->enquiries, 0)->id;
}

static struct promise
by_hand(micros due)
{
	return (struct promise){.id = house_id(&house),
	    .kind = "other",
	    .customer = jo->id,
	    .as = "chorley",
	    .what = "The form comes by post.",
	    .owner = "s.ellis",
	    .made = house.now,
	    .due = due};
}

static struct crm_answer
put(const struct visitor *who, const struct promise *promise)
{
	struct query query = {.params = {promise->id},
	    .operation = house_id(&house),
	    .of = &promise_record,
	    .body = promise};
	return visit(who, ROUTE_PUT_PROMISE, &query);
}

/* ---- made ---- */

START_TEST(a_referral_and_its_team)
{
	struct contact *contact = house_case(&ellis, "chorley.waste-round", "chorley", &lease, jo);
	const char *id = LIST_AT(struct enquiry, &contact->enquiries, 0)->id;
	ck_assert_ptr_null(line_of(&ellis, id)); /* not theirs to keep */
	const struct promise_line *line = line_of(&hart, id);
	ck_assert_ptr_nonnull(line);
	ck_assert_str_eq(line->kind, "reply");
	ck_assert_str_eq(line->customer_name, "KAY, Jo");
	ck_assert_str_eq(line->number, "+441632960151");
	ck_assert(line->due == house.now + MICROS_DAY);
	ck_assert_str_eq(line->team_name, "Refuse and recycling");
	/* Whoever takes the case has to keep it, and closing it in time keeps it. */
	const char *case_id = LIST_AT(struct enquiry, &contact->enquiries, 0)->opens->id;
	ck_assert_int_eq(house_work(&hart, case_id, "claim", NULL).problem, PROBLEM_NONE);
	ck_assert_str_eq(line_of(&hart, id)->owner, "w.hart");
	ck_assert_int_eq(house_work(&hart, case_id, "close", "emptied").problem, PROBLEM_NONE);
	const struct promise *kept = promise_of(&hart, id);
	ck_assert_str_eq(kept->state, "kept");
	ck_assert(kept->kept == house.now);
	ck_assert_str_eq(kept->settled_by, "w.hart");
	ck_assert_ptr_null(line_of(&hart, id));
}
END_TEST

START_TEST(a_call_back_and_its_owner)
{
	const char *id = callback(&ellis, jo);
	const struct promise_line *line = line_of(&ellis, id);
	ck_assert_ptr_nonnull(line);
	ck_assert_str_eq(line->kind, "ring");
	ck_assert_str_eq(line->owner, "s.ellis");
	/* Friday 10:42: one working day later is Monday at the end of the day. */
	ck_assert(line->due == london_micros((struct date){2026, 11, 23}, 17, 0));
	/* It is also on the customer's page. */
	struct query query = {.params = {jo->id}, .query = {house_id(&house)}};
	const struct customer_page *page = visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	ck_assert_uint_eq(page->promises.count, 1);
}
END_TEST

START_TEST(a_higher_step_says_otherwise)
{
	struct contact *contact = house_contact(&ellis, "blue-badge", "callback");
	const char *id = LIST_AT(struct enquiry, &contact->enquiries, 0)->id;
	contact->customer = jo->id;
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	contact->step = 2;
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	ck_assert_uint_eq(promise_of(&ellis, id)->events.count, 1); /* nothing new was said */
	contact->step = 3;
	LIST_AT(struct enquiry, &contact->enquiries, 0)->outcome = "resolved";
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	ck_assert_str_eq(promise_of(&ellis, id)->state, "withdrawn");
	ck_assert_uint_eq(page_of(&ellis, "mine")->items.count, 0);
}
END_TEST

START_TEST(by_hand_somebody_keeps_it)
{
	struct promise promise = by_hand(house.now + 3 * MICROS_DAY);
	ck_assert_int_eq(put(&ellis, &promise).problem, PROBLEM_NONE);
	ck_assert_str_eq(line_of(&ellis, promise.id)->what, promise.what);
	ck_assert_int_eq(put(&ellis, &promise).problem, PROBLEM_BAD_FIELD); /* the id is used */
	promise = by_hand(house.now);
	ck_assert_str_eq(put(&ellis, &promise).field, "due");
	promise = by_hand(house.now + MICROS_DAY);
	promise.owner = "n.body";
	ck_assert_str_eq(put(&ellis, &promise).field, "owner");
	promise.owner = "";
	ck_assert_str_eq(put(&ellis, &promise).field, "owner");
	promise.queue = "chorley.waste-round";
	ck_assert_int_eq(put(&ellis, &promise).problem, PROBLEM_NONE);
	ck_assert_ptr_nonnull(line_of(&hart, promise.id));
}
END_TEST

/* ---- ended ---- */

static const struct ending {
	const char *kind, *text;
	micros after;
	const char *state;
	bool kept;
} endings[] = {{"kept", NULL, MICROS_HOUR, "kept", true},
    {"kept", "late, she was cross", 4 * MICROS_DAY, "broken", true},
    {"broken", "the officer was ill", MICROS_HOUR, "broken", false},
    {"withdrawn", "she rang herself", MICROS_HOUR, "withdrawn", false}};

START_TEST(it_ends_once)
{
	const struct ending *ending = &endings[_i];
	const char *id = callback(&ellis, jo);
	/* Nobody signs in again for it: a session is longer than an hour and shorter than days. */
	__atomic_store_n(&house.now, house.now + ending->after, __ATOMIC_RELAXED);
	if (ending->after > MICROS_HOUR)
		ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	struct promise_event event = {.kind = ending->kind, .text = ending->text};
	struct crm_answer answer = happens(&ellis, id, event);
	ck_assert_msg(answer.problem == PROBLEM_NONE, "%s", answer.detail ? answer.detail : "");
	const struct promise *now = answer.body;
	ck_assert_str_eq(now->state, ending->state);
	ck_assert_int_eq(now->kept != 0, ending->kept);
	ck_assert_str_eq(now->settled_by, "s.ellis");
	ck_assert_int_eq(happens(&ellis, id, event).problem, PROBLEM_CONFLICT);
}
END_TEST

START_TEST(why_is_asked_and_by_whom)
{
	const char *id = callback(&ellis, jo);
	ck_assert_str_eq(
	    happens(&ellis, id, (struct promise_event){.kind = "broken"}).field, "text");
	ck_assert_int_eq(happens(&ellis, id, (struct promise_event){.kind = "overdue"}).problem,
	    PROBLEM_BAD_FIELD);
	struct promise_event kept = {.kind = "kept"};
	ck_assert_int_eq(happens(&cole, id, kept).status, 403); /* of another council */
	ck_assert_int_eq(happens(&hart, id, kept).problem, PROBLEM_NONE);
}
END_TEST

START_TEST(passed_on_it_is_on_the_other_list)
{
	const char *id = callback(&ellis, jo);
	struct promise_event event = {.kind = "passed", .owner = "w.hart", .text = "my day off"};
	ck_assert_int_eq(happens(&ellis, id, event).problem, PROBLEM_NONE);
	ck_assert_ptr_null(line_of(&ellis, id));
	ck_assert_ptr_nonnull(line_of(&hart, id));
	event = (struct promise_event){.kind = "passed", .queue = "chorley.complaints"};
	ck_assert_int_eq(happens(&hart, id, event).problem, PROBLEM_NONE);
	ck_assert_ptr_null(line_of(&hart, id)->owner);
}
END_TEST

/* ---- due ---- */

static void
at_time(micros when)
{
	__atomic_store_n(&house.now, when, __ATOMIC_RELAXED);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
}

/* So many events, the last of which is of the kind. */
static void
wait_for(const char *id, size_t events, const char *kind)
{
	micros deadline = clock_monotonic() + 20 * MICROS_SECOND;
	while (promise_of(&ellis, id)->events.count < events && clock_monotonic() < deadline)
		sched_yield();
	const struct promise *promise = promise_of(&ellis, id);
	ck_assert_uint_eq(promise->events.count, events);
	ck_assert_str_eq(LIST_AT(struct promise_event, &promise->events, events - 1)->kind, kind);
}

static size_t
told(const char *whom, const char *id)
{
	struct store *store = house_store(&house);
	struct tx *tx = store_read(store);
	struct list items = {0};
	int64_t last;
	size_t count = 0;
	feed_after(tx, 0, 1000, &house.arena, &items, &last);
	LIST_EACH(struct feed_item, item, &items)
	count += strcmp(item->topic, "promise") == 0 && strcmp(item->id, whom) == 0 &&
		 strcmp(item->text, id) == 0;
	store_done(tx);
	store_close(store);
	return count;
}

START_TEST(its_owner_is_told_then_the_supervisors)
{
	const char *id = callback(&ellis, jo);
	micros due = promise_of(&ellis, id)->due;
	ck_assert_uint_eq(told("s.ellis", id), 1); /* it was made */
	at_time(due - MICROS_HOUR);
	wait_for(id, 2, "warned");
	ck_assert_uint_eq(told("s.ellis", id), 2);
	ck_assert_uint_eq(told("chorley", id), 0);
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-2");
	ck_assert_ptr_null(line_of(&sharp, id));
	at_time(due + MICROS_MINUTE);
	wait_for(id, 3, "overdue");
	ck_assert_uint_eq(told("chorley", id), 1);
	ck_assert_ptr_nonnull(line_of(&sharp, id));
	ck_assert_int_eq((int)page_of(&sharp, "mine")->late, 1);
	at_time(due + 2 * MICROS_HOUR);
	ck_assert_uint_eq(promise_of(&ellis, id)->events.count, 3); /* once */
}
END_TEST

/* ---- counted ---- */

static const struct promise_count *
counted(const struct list *groups, const char *group)
{
	LIST_EACH(struct promise_count, count, groups)
	if (strcmp(count->group, group) == 0)
		return count;
	return NULL;
}

START_TEST(the_rate_is_of_what_fell_due)
{
	struct promise_event kept = {.kind = "kept"};
	happens(&ellis, callback(&ellis, jo), kept);
	happens(&ellis, callback(&ellis, NULL), kept);
	const char *late = callback(&ellis, jo);
	callback(&ellis, jo); /* nobody says anything of it */
	happens(&ellis, callback(&ellis, jo),
	    (struct promise_event){.kind = "withdrawn", .text = "she rang herself"});
	at_time(promise_of(&ellis, late)->due + MICROS_HOUR);
	happens(&ellis, late, kept);
	struct query query = {.query = {"2026-11-01", "2026-11-30"}};
	const struct promise_count_page *page = visit_ok(&ellis, ROUTE_PROMISE_COUNTS, &query);
	const struct list *const by[] = {&page->councils, &page->services};
	const char *const groups[] = {"chorley", "blue-badge"};
	for (size_t i = 0; i < 2; i++) {
		const struct promise_count *count = counted(by[i], groups[i]);
		ck_assert_ptr_nonnull(count);
		ck_assert_int_eq((int)count->kept, 2);
		ck_assert_int_eq((int)count->late, 1);
		ck_assert_int_eq((int)count->missed, 0);
		ck_assert_int_eq((int)count->overdue, 1);
		ck_assert_int_eq((int)count->withdrawn, 1);
	}
	/* Who keeps them how well, the supervisor of their council sees alone. */
	ck_assert_uint_eq(page->owners.count, 0);
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-2"); /* some days later */
	page = visit_ok(&sharp, ROUTE_PROMISE_COUNTS, &query);
	const struct promise_count *own = counted(&page->owners, "s.ellis");
	ck_assert_ptr_nonnull(own);
	ck_assert_str_eq(own->name, "s.ellis");
	ck_assert_int_eq((int)(own->kept + own->late + own->overdue), 4);
	ck_assert_uint_eq(page->owners.count, 1);
}
END_TEST

/* ---- remembered ---- */

static const struct history_item *
remembered(const struct visitor *who, const char *id)
{
	struct query query = {
	    .params = {jo->id}, .query = {NULL, NULL, "she asks what became of it"}};
	const struct customer_page *page = visit_ok(who, ROUTE_CUSTOMER, &query);
	LIST_EACH(struct history_item, item, &page->history)
	if (item->promise && strcmp(item->promise->id, id) == 0)
		return item;
	return NULL;
}

/* What was promised by hand or with a call-back stands in the history once it is settled; with a
 * case it is the case that tells whether it was in time. */
START_TEST(what_is_settled_stands_in_the_history)
{
	struct promise form = by_hand(house.now + MICROS_DAY);
	ck_assert_int_eq(put(&ellis, &form).problem, PROBLEM_NONE);
	const char *ring = callback(&ellis, jo);
	ck_assert_ptr_null(remembered(&ellis, form.id)); /* open: it stands above the history */
	happens(&ellis, ring, (struct promise_event){.kind = "kept"});
	happens(&ellis, form.id, (struct promise_event){.kind = "broken", .text = "no forms left"});
	const struct history_item *item = remembered(&ellis, form.id);
	ck_assert_ptr_nonnull(item);
	ck_assert_str_eq(item->kind, "promise");
	ck_assert_str_eq(item->promise->what, form.what);
	ck_assert_str_eq(item->promise->state, "broken");
	ck_assert(item->promise->due == form.due && item->at == form.made && !item->promise->kept);
	ck_assert_str_eq(remembered(&ellis, ring)->promise->state, "kept");
	struct contact *contact = house_case(&ellis, "chorley.waste-round", "chorley", &lease, jo);
	const struct enquiry *enquiry = LIST_AT(struct enquiry, &contact->enquiries, 0);
	house_work(&hart, enquiry->opens->id, "close", "emptied");
	ck_assert_str_eq(promise_of(&hart, enquiry->id)->state, "kept");
	ck_assert_ptr_null(remembered(&ellis, enquiry->id));
}
END_TEST

/* ---- whose ---- */

START_TEST(a_sensitive_one_is_withheld)
{
	house_publish(house.crm, "refuge",
	    "service: refuge\ntitle: Refuge\nprovided_by: district\nowner: { team: burnley-waste, "
	    "email: a@b.example }\nassured: 2026-10-01\nreview_by: 2027-04-01\nsensitive: true\n");
	struct contact *contact = house_contact(&ellis, "refuge", "callback");
	contact->customer = jo->id;
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	const char *id = LIST_AT(struct enquiry, &contact->enquiries, 0)->id;
	const struct promise_line *line =
	    list_find(&page_of(&hart, "council")->items, &promise_line_record, id);
	ck_assert_ptr_nonnull(line);
	ck_assert(line->withheld);
	ck_assert_ptr_null(line->what);
	ck_assert_ptr_null(line->customer_name);
	ck_assert_ptr_null(line->service);
	struct query query = {.params = {id}};
	visit_refused(&hart, ROUTE_PROMISE, &query, PROBLEM_WITHHELD);
	ck_assert_ptr_nonnull(line_of(&ellis, id)->what); /* who made it keeps it */
}
END_TEST

START_TEST(erased_it_still_counts)
{
	const char *id = callback(&ellis, jo);
	struct promise_event event = {.kind = "withdrawn", .text = "Jo moved to Zanzibar"};
	ck_assert_int_eq(happens(&ellis, id, event).problem, PROBLEM_NONE);
	struct list counts = {0};
	struct err err = {""};
	struct crm_erasure order = {
	    .as = "d.pool", .customer = jo->id, .because = "Article 17, letter of 19 November"};
	ck_assert_msg(crm_erase(house.crm, "ctl:test", &order, &house.arena, &counts, &err) == 0,
	    "%s", err.text);
	ck_assert(!house_holds(&house, "Zanzibar"));
	const struct promise *left = promise_of(&ellis, id);
	ck_assert_ptr_null(left->customer);
	ck_assert_ptr_null(left->number);
	ck_assert_str_eq(left->state, "withdrawn");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store");
	TCase *tests = tcase_create("promises");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, a_referral_and_its_team);
	tcase_add_test(tests, a_call_back_and_its_owner);
	tcase_add_test(tests, a_higher_step_says_otherwise);
	tcase_add_test(tests, by_hand_somebody_keeps_it);
	tcase_add_loop_test(tests, it_ends_once, 0, sizeof endings / sizeof *endings);
	tcase_add_test(tests, why_is_asked_and_by_whom);
	tcase_add_test(tests, passed_on_it_is_on_the_other_list);
	tcase_add_test(tests, its_owner_is_told_then_the_supervisors);
	tcase_add_test(tests, the_rate_is_of_what_fell_due);
	tcase_add_test(tests, what_is_settled_stands_in_the_history);
	tcase_add_test(tests, a_sensitive_one_is_withheld);
	tcase_add_test(tests, erased_it_still_counts);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
