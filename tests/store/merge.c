/* One person in two records: merged they are one everywhere, and undone at any later time each has
 * again exactly what was theirs. */
#include "helpers/tap.h"
#include "store/house.h"
#include "store/store.h"

#include <string.h>

static struct house house;
static struct visitor ellis, second, cole;
static struct lease lease;
static struct customer *amina, *aminah, *mina;

static struct customer *
import(struct customer *customer)
{
	house_import(&house, customer, 1);
	return customer;
}

static void
add_note(struct customer *customer, const char *text)
{
	*(struct note *)list_add(&house.arena, &customer->notes, &note_record) =
	    (struct note){house_id(&house), text, "s.ellis", house.now};
}

static void
setup(void)
{
	house_init(&house);
	lease = (struct lease){0};
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	second = house_visitor(&house, "s.ellis", "chorley-oss-2");
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");
	amina =
	    house_customer(&house, "Amina", "Patel", "+441632960151", "14 Union Street", "PR7 1AB");
	amina->born = "1949-03-14";
	amina->language = "Gujarati";
	add_note(amina, "Rings on Fridays");
	aminah = house_customer(
	    &house, "Aminah", "Patell", "+447700900318", "14 Union Street", "PR7 1AB");
	aminah->born = "1949-03-15";
	aminah->access_needs = "Hard of hearing";
	aminah->origin = "old-crm";
	aminah->origin_key = "77";
	*(struct email *)list_add(&house.arena, &aminah->emails, &email_record) =
	    (struct email){house_id(&house), "aminah@mail.example"};
	add_note(aminah, "Prefers letters");
	mina = house_customer(&house, "Mina", "Patil", "+441632960777", "2 Mill Row", "PR6 9RG");
	import(amina);
	import(aminah);
	import(mina);
}

static void
teardown(void)
{
	house_release(&house);
}

/* ---- what is seen ---- */

static const struct customer_page *
look(const struct visitor *who, const char *id)
{
	struct query query = {.params = {id}, .query = {NULL, NULL, "a test of merging"}};
	return visit_ok(who, ROUTE_CUSTOMER, &query);
}

/* Without the time of the last change, which is of the record and not of the person, and whether
 * the CRM has noticed meanwhile that a promise is overdue. */
static const struct customer_page *
picture(const char *id)
{
	struct customer_page *page =
	    record_copy(&house.arena, &customer_page_record, look(&ellis, id));
	page->customer->changed = 0;
	LIST_EACH(struct promise_line, promise, &page->promises)
	promise->overdue = 0;
	return page;
}

static void
same_picture(const char *id, const struct customer_page *was)
{
	const struct customer_page *now = picture(id);
	ck_assert_str_eq(now->customer->id, id);
	for (size_t i = 0; i < customer_record.count; i++) {
		const struct record one = {"", customer_record.size, &customer_record.fields[i], 1};
		ck_assert_msg(record_equal(&one, now->customer, was->customer), "%s of %s",
		    customer_record.fields[i].name, id);
	}
	ck_assert_msg(
	    record_equal(&customer_page_record, now, was), "the history of %s is not theirs", id);
}

static size_t
found(const char *words, const char *id)
{
	struct query query = {.query = {words}};
	const struct candidate_page *page = visit_ok(&ellis, ROUTE_FIND_CUSTOMERS, &query);
	LIST_EACH(struct candidate, person, &page->items)
	ck_assert_str_eq(person->id, id);
	return page->items.count;
}

/* ---- merging ---- */

static struct customer_merge
merge_of(const char *keep, const char *gone)
{
	return (struct customer_merge){.id = house_id(&house),
	    .keep = keep,
	    .gone = gone,
	    .reason = "she says so",
	    .keep_changed = look(&ellis, keep)->customer->changed,
	    .gone_changed = look(&ellis, gone)->customer->changed};
}

static struct query
merge_query(const struct customer_merge *merge)
{
	return (struct query){.params = {merge->id},
	    .operation = house_id(&house),
	    .of = &customer_merge_record,
	    .body = merge};
}

static const char *
merge(const char *keep, const char *gone)
{
	struct customer_merge merge = merge_of(keep, gone);
	struct query query = merge_query(&merge);
	const struct customer_merge *kept = visit_ok(&ellis, ROUTE_PUT_MERGE, &query);
	ck_assert_str_eq(kept->author, "s.ellis");
	ck_assert_str_eq(kept->person->id, gone);
	house_sound(&house);
	return merge.id;
}

static void
undo(const char *id)
{
	struct merge_undo body = {"two people after all"};
	struct query query = {
	    .params = {id}, .operation = house_id(&house), .of = &merge_undo_record, .body = &body};
	const struct customer_merge *kept = visit_ok(&ellis, ROUTE_UNDO_MERGE, &query);
	ck_assert_int_ne(kept->undone, 0);
	house_sound(&house);
}

static struct contact *
contact_with(const struct visitor *who, const char *customer)
{
	struct contact *contact = house_contact(who, "missed-bin", "resolved");
	house.now += MICROS_SECOND;
	contact->customer = customer;
	ck_assert_int_eq(put_contact(who, contact, NULL).problem, PROBLEM_NONE);
	return contact;
}

static bool
has_enquiry(const char *customer, const struct contact *contact)
{
	const struct enquiry *enquiry = contact->enquiries.items;
	const struct customer_page *page = look(&ellis, customer);
	return list_find(&page->history, &history_item_record,
		   enquiry->opens ? enquiry->opens->id : enquiry->id) != NULL;
}

START_TEST(merged_they_are_one)
{
	struct contact *hers = house_case(&ellis, "waste-round", "chorley", &lease, aminah),
		       *other = contact_with(&ellis, amina->id);
	merge(amina->id, aminah->id);
	const struct customer_page *page = look(&ellis, aminah->id);
	const struct customer *one = page->customer;
	ck_assert_str_eq(one->id, amina->id);
	ck_assert_str_eq(one->born, "1949-03-14");
	ck_assert_str_eq(one->language, "Gujarati");
	ck_assert_str_eq(one->access_needs, "Hard of hearing");
	ck_assert_uint_eq(one->names.count, 2);
	ck_assert_str_eq(LIST_AT(struct person_name, &one->names, 0)->given, "Amina");
	ck_assert_uint_eq(one->phones.count, 2);
	ck_assert_str_eq(LIST_AT(struct phone, &one->phones, 0)->number, "+441632960151");
	ck_assert_uint_eq(one->addresses.count, 1);
	ck_assert_uint_eq(one->notes.count, 2);
	ck_assert_uint_eq(page->history.count, 2);
	ck_assert(has_enquiry(amina->id, hers) && has_enquiry(aminah->id, other));
	/* One row, found by whatever either was found by. */
	ck_assert_uint_eq(found("patell aminah", amina->id), 1);
	ck_assert_uint_eq(found("0318", amina->id), 1);
	ck_assert_uint_eq(found("aminah@mail.example", amina->id), 1);
	ck_assert_uint_eq(found("patel amina", amina->id), 1);
	/* Her case says who she is now, in its queue and by itself, and opens her. */
	const struct enquiry *enquiry = hers->enquiries.items;
	struct query query = {.params = {"chorley.waste-round"}};
	const struct case_list *list = visit_ok(&ellis, ROUTE_QUEUE_CASES, &query);
	ck_assert_str_eq(
	    LIST_AT(struct case_summary, &list->items, 0)->customer_name, "PATEL, Amina");
	query.params[0] = enquiry->opens->id;
	const struct case_page *shown = visit_ok(&ellis, ROUTE_CASE, &query);
	ck_assert_str_eq(shown->customer->id, amina->id);
	query = (struct query){.params = {amina->id}, .query = {NULL, enquiry->opens->id}};
	visit_ok(&ellis, ROUTE_CUSTOMER, &query);
}
END_TEST

START_TEST(who_belongs_to_themselves_is_not_told)
{
	struct relation lives = {
	    .id = house_id(&house), .kind = "household", .customer = amina->id};
	struct customer was = {0}, now = {.relations = {&lives, 1}};
	ck_assert_int_eq(house_change(&ellis, aminah->id, &was, &now).problem, PROBLEM_NONE);
	const struct customer_page *one = picture(amina->id), *other = picture(aminah->id);
	ck_assert_uint_eq(one->relatives.count, 1);
	const char *id = merge(amina->id, aminah->id);
	ck_assert_uint_eq(look(&ellis, amina->id)->relatives.count, 0);
	undo(id);
	same_picture(amina->id, one);
	same_picture(aminah->id, other);
}
END_TEST

START_TEST(undone_each_has_what_was_theirs)
{
	house_case(&ellis, "waste-round", "chorley", &lease, aminah);
	contact_with(&ellis, aminah->id);
	contact_with(&cole, amina->id);
	const struct customer_page *one = picture(amina->id), *two = picture(aminah->id);
	undo(merge(amina->id, aminah->id));
	same_picture(amina->id, one);
	same_picture(aminah->id, two);
	ck_assert_uint_eq(found("patell", aminah->id), 1);
	ck_assert_uint_eq(found("0151", amina->id), 1);
	ck_assert_uint_eq(found("0318", aminah->id), 1);
	/* The other way round, a year later, everything chosen from the other side. */
	struct customer_merge merge = merge_of(aminah->id, amina->id);
	static const char *const fields[] = {"born", "names", "phones", "language", "addresses",
	    "access_needs", "emails", "notes", "sharing"};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		*(struct merge_choice *)list_add(&house.arena, &merge.choices,
		    &merge_choice_record) = (struct merge_choice){fields[i], "gone"};
	struct query query = merge_query(&merge);
	visit_ok(&ellis, ROUTE_PUT_MERGE, &query);
	const struct customer *merged = look(&ellis, amina->id)->customer;
	ck_assert_str_eq(merged->id, aminah->id);
	ck_assert_str_eq(merged->born, "1949-03-14");
	ck_assert_ptr_null(merged->access_needs);
	ck_assert_str_eq(LIST_AT(struct person_name, &merged->names, 0)->given, "Amina");
	ck_assert_uint_eq(merged->phones.count, 2);
	ck_assert_str_eq(LIST_AT(struct phone, &merged->phones, 0)->number, "+441632960151");
	house.now += 365 * MICROS_DAY;
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	undo(merge.id);
	same_picture(amina->id, one);
	same_picture(aminah->id, two);
	/* By whom, and why, for both of them. */
	query = (struct query){.params = {amina->id}};
	const struct customer_merge_page *page = visit_ok(&ellis, ROUTE_MERGES, &query);
	ck_assert_uint_eq(page->items.count, 2);
	const struct customer_merge *last = page->items.items;
	ck_assert_str_eq(last->id, merge.id);
	ck_assert_str_eq(last->undone_reason, "two people after all");
	ck_assert_str_eq(last->person->name, "PATEL, Amina");
}
END_TEST

/* What is logged after the merge belongs to the record that was opened for it. */
START_TEST(later_contacts_stay_with_whom_they_name)
{
	struct contact *begun = contact_with(&second, aminah->id);
	const char *id = merge(amina->id, aminah->id);
	struct contact *kept = contact_with(&ellis, amina->id);
	struct lease other = {0};
	struct contact *late = house_case(&second, "waste-round", "chorley", &other, aminah);
	begun->step = 2; /* the desk has read her since, and knows the other id */
	begun->customer = amina->id;
	ck_assert_int_eq(put_contact(&second, begun, NULL).problem, PROBLEM_NONE);
	struct contact *all[] = {begun, kept, late};
	for (size_t i = 0; i < 3; i++)
		ck_assert(has_enquiry(amina->id, all[i]));
	undo(id);
	ck_assert(has_enquiry(aminah->id, begun) && !has_enquiry(amina->id, begun));
	ck_assert(has_enquiry(aminah->id, late) && !has_enquiry(amina->id, late));
	ck_assert(has_enquiry(amina->id, kept) && !has_enquiry(aminah->id, kept));
}
END_TEST

START_TEST(changes_since_are_not_lost)
{
	const char *id = merge(amina->id, aminah->id);
	const struct customer *one = look(&ellis, amina->id)->customer;
	struct customer was = {.born = "1949-03-14", .access_needs = "Hard of hearing"},
			now = {.born = "1949-03-16", .access_needs = "Deaf"};
	/* Her second number, which came from the other record, was written down wrongly; a third is
	 * new; the e-mail, also from there, is no longer hers. */
	was.phones.items =
	    record_copy(&house.arena, &phone_record, LIST_AT(struct phone, &one->phones, 1));
	was.phones.count = 1;
	*(struct phone *)list_add(&house.arena, &now.phones, &phone_record) =
	    (struct phone){LIST_AT(struct phone, &was.phones, 0)->id, "mobile", "+447700900319"};
	*(struct phone *)list_add(&house.arena, &now.phones, &phone_record) =
	    (struct phone){house_id(&house), "work", "+441632960999"};
	was.emails = one->emails;
	ck_assert_int_eq(house_change(&ellis, amina->id, &was, &now).problem, PROBLEM_NONE);
	const struct customer_page *two = picture(amina->id);
	ck_assert_uint_eq(two->customer->emails.count, 0);
	undo(id);
	one = look(&ellis, amina->id)->customer;
	ck_assert_str_eq(one->born, "1949-03-16");
	ck_assert_str_eq(one->access_needs, "Deaf");
	ck_assert_uint_eq(one->phones.count, 3);
	const struct customer *other = look(&ellis, aminah->id)->customer;
	ck_assert_str_eq(other->born, "1949-03-15");
	ck_assert_str_eq(other->access_needs, "Hard of hearing");
	ck_assert_str_eq(LIST_AT(struct phone, &other->phones, 0)->number, "+447700900318");
	ck_assert_uint_eq(other->emails.count, 1);
}
END_TEST

START_TEST(a_chain_comes_apart_in_any_order)
{
	static const int orders[2][2] = {{0, 1}, {1, 0}};
	contact_with(&ellis, aminah->id);
	contact_with(&ellis, amina->id);
	house_case(&ellis, "waste-round", "chorley", &lease, mina);
	const struct customer_page *was[] = {
	    picture(aminah->id), picture(amina->id), picture(mina->id)};
	for (int i = 0; i < 2; i++) {
		const char *merges[2];
		merges[0] = merge(amina->id, aminah->id);
		merges[1] = merge(mina->id, amina->id);
		ck_assert_str_eq(look(&ellis, aminah->id)->customer->id, mina->id);
		ck_assert_uint_eq(look(&ellis, aminah->id)->history.count, 3);
		ck_assert_uint_eq(found("patell", mina->id), 1);
		ck_assert_str_eq(look(&ellis, mina->id)->customer->access_needs, "Hard of hearing");
		undo(merges[orders[i][0]]);
		if (orders[i][0] == 0) { /* the inner one: she alone is free again */
			same_picture(aminah->id, was[0]);
			const struct customer *rest = look(&ellis, amina->id)->customer;
			ck_assert_str_eq(rest->id, mina->id);
			ck_assert_ptr_null(rest->access_needs);
			ck_assert_str_eq(rest->language, "Gujarati");
			ck_assert_uint_eq(rest->emails.count, 0);
			ck_assert_uint_eq(rest->phones.count, 2);
			ck_assert_uint_eq(found("patell", aminah->id), 1);
		} else {
			same_picture(mina->id, was[2]);
			ck_assert_str_eq(look(&ellis, aminah->id)->customer->id, amina->id);
		}
		undo(merges[orders[i][1]]);
		same_picture(aminah->id, was[0]);
		same_picture(amina->id, was[1]);
		same_picture(mina->id, was[2]);
	}
}
END_TEST

/* Two went into one; the first is undone, then the second: nothing of either stays behind. */
START_TEST(side_by_side_merges_leave_nothing_behind)
{
	const struct customer_page *was[] = {
	    picture(aminah->id), picture(amina->id), picture(mina->id)};
	const char *first = merge(mina->id, aminah->id);
	const char *next = merge(mina->id, amina->id);
	ck_assert_str_eq(look(&ellis, mina->id)->customer->born, "1949-03-15");
	undo(first);
	same_picture(aminah->id, was[0]);
	/* What was overshadowed by the first is there now. */
	ck_assert_str_eq(look(&ellis, mina->id)->customer->born, "1949-03-14");
	undo(next);
	same_picture(amina->id, was[1]);
	same_picture(mina->id, was[2]);
}
END_TEST

static void
refused(const struct customer_merge *merge, enum problem_type problem, const char *field)
{
	struct query query = merge_query(merge);
	struct crm_answer answer = visit(&ellis, ROUTE_PUT_MERGE, &query);
	ck_assert_str_eq(problem_kind(answer.problem)->name, problem_kind(problem)->name);
	ck_assert_str_eq(answer.field, field);
}

START_TEST(what_cannot_be_is_refused)
{
	struct customer_merge good = merge_of(amina->id, aminah->id), bad = good;
	const struct customer_page *one = picture(amina->id), *two = picture(aminah->id);
	bad.gone = bad.keep;
	refused(&bad, PROBLEM_BAD_FIELD, "gone");
	bad.gone = house_id(&house);
	refused(&bad, PROBLEM_BAD_FIELD, "gone");
	bad = good;
	bad.reason = " x";
	refused(&bad, PROBLEM_BAD_FIELD, "reason");
	bad = good;
	*(struct merge_choice *)list_add(&house.arena, &bad.choices, &merge_choice_record) =
	    (struct merge_choice){"origin_key", "gone"};
	refused(&bad, PROBLEM_BAD_FIELD, "choices.0.field");
	/* Somebody changed one of them after it was looked at. */
	struct customer was = {0}, now = {.language = "Welsh"};
	ck_assert_int_eq(house_change(&ellis, aminah->id, &was, &now).problem, PROBLEM_NONE);
	refused(&good, PROBLEM_CONFLICT, "gone");
	now.language = NULL;
	was.language = "Welsh";
	ck_assert_int_eq(house_change(&ellis, aminah->id, &was, &now).problem, PROBLEM_NONE);
	same_picture(amina->id, one);
	same_picture(aminah->id, two);
	const char *id = merge(amina->id, aminah->id);
	/* Neither round nor into what is gone already. */
	good = (struct customer_merge){.id = house_id(&house),
	    .keep = aminah->id,
	    .gone = amina->id,
	    .reason = "round",
	    .keep_changed = 1,
	    .gone_changed = 1};
	refused(&good, PROBLEM_CONFLICT, "keep");
	good.gone = mina->id;
	refused(&good, PROBLEM_CONFLICT, "keep");
	good.keep = mina->id;
	good.gone = aminah->id;
	good.keep_changed = look(&ellis, mina->id)->customer->changed;
	refused(&good, PROBLEM_CONFLICT, "gone");
	undo(id);
	undo(id); /* done is done */
	same_picture(aminah->id, two);
	struct merge_undo body = {"?"};
	struct query query = {
	    .params = {id}, .operation = house_id(&house), .of = &merge_undo_record, .body = &body};
	query.params[0] = house_id(&house);
	visit_refused(&ellis, ROUTE_UNDO_MERGE, &query, PROBLEM_NOT_FOUND);
}
END_TEST

/* Nobody shares more than they agreed to because of a merge. */
START_TEST(the_stricter_consent_stands)
{
	struct customer was = {0}, none = {.sharing = "none"}, full = {.sharing = "full"};
	ck_assert_int_eq(house_change(&ellis, aminah->id, &was, &none).problem, PROBLEM_NONE);
	ck_assert_int_eq(house_change(&ellis, amina->id, &was, &full).problem, PROBLEM_NONE);
	contact_with(&ellis, amina->id);
	ck_assert_uint_eq(look(&cole, amina->id)->history.count, 1);
	const char *id = merge(amina->id, aminah->id);
	ck_assert_str_eq(look(&ellis, amina->id)->customer->sharing, "none");
	ck_assert_uint_eq(look(&cole, amina->id)->history.count, 0);
	undo(id);
	ck_assert_str_eq(look(&ellis, amina->id)->customer->sharing, "full");
}
END_TEST

/* What is addressed to one of them stays addressed to them, whatever is merged meanwhile. */
START_TEST(nobodys_news_goes_to_another)
{
	struct contact *hers = house_case(&ellis, "waste-round", "chorley", &lease, aminah);
	const struct enquiry *enquiry = hers->enquiries.items;
	const char *id = merge(amina->id, aminah->id);
	struct query query = {.params = {enquiry->opens->id}};
	const struct case_page *shown = visit_ok(&ellis, ROUTE_CASE, &query);
	ck_assert_str_eq(shown->record->customer, aminah->id);
	struct case_event event = {
	    .id = house_id(&house), .kind = "note", .text = "will ring her back", .at = house.now};
	query = (struct query){.params = {enquiry->opens->id, event.id},
	    .operation = house_id(&house),
	    .of = &case_event_record,
	    .body = &event};
	struct visitor hart = house_visitor(&house, "w.hart", "chorley-oss-1");
	visit_ok(&hart, ROUTE_PUT_CASE_EVENT, &query);
	query = (struct query){.query = {arena_printf(&house.arena, "%s.0",
				   arena_strndup(&house.arena, ellis.session->feed,
				       strcspn(ellis.session->feed, ".")))}};
	const struct feed_page *feed = visit_ok(&ellis, ROUTE_FEED, &query);
	size_t told = 0;
	LIST_EACH(struct feed_item, item, &feed->items)
	{
		ck_assert_str_ne(item->topic, "forget");
		if (strcmp(item->topic, "merge") != 0)
			continue;
		told++;
		ck_assert_str_eq(item->id, aminah->id);
		ck_assert_str_eq(item->text, amina->id);
	}
	ck_assert_uint_eq(told, 1);
	undo(id);
	query = (struct query){.params = {enquiry->opens->id}};
	shown = visit_ok(&ellis, ROUTE_CASE, &query);
	ck_assert_str_eq(shown->customer->id, aminah->id);
	ck_assert_uint_eq(shown->record->events.count, 2);
	ck_assert(!has_enquiry(amina->id, hers));
}
END_TEST

static bool
looked(const char *customer, const char *action)
{
	struct err err;
	struct list looks = {0};
	ck_assert_int_eq(
	    crm_looks(house.crm, "ctl:test", customer, 0, INT64_MAX, &house.arena, &looks, &err),
	    0);
	LIST_EACH(struct look, entry, &looks)
	if (strcmp(entry->action, action) == 0)
		return true;
	return false;
}

START_TEST(it_stands_in_the_audit_of_both)
{
	undo(merge(amina->id, aminah->id));
	ck_assert(looked(amina->id, "customer.merge") && looked(aminah->id, "customer.merge"));
	ck_assert(looked(amina->id, "customer.unmerge") && looked(aminah->id, "customer.unmerge"));
	struct visitor pool = house_visitor(&house, "d.pool", "chorley-oss-1");
	struct customer_merge merge = merge_of(amina->id, aminah->id);
	struct query query = merge_query(&merge);
	visit_refused(&pool, ROUTE_PUT_MERGE, &query, PROBLEM_NOT_PERMITTED);
}
END_TEST

/* Its source goes on telling of the record that it knows. */
START_TEST(an_import_finds_its_own_record)
{
	const char *id = merge(amina->id, aminah->id);
	struct customer *again = record_copy(&house.arena, &customer_record, aminah);
	again->id = house_id(&house);
	*(struct phone *)list_add(&house.arena, &again->phones, &phone_record) =
	    (struct phone){house_id(&house), "work", "+441632960444"};
	import(again);
	house_sound(&house);
	ck_assert_uint_eq(look(&ellis, amina->id)->customer->phones.count, 2);
	ck_assert_uint_eq(found("960444", amina->id), 1);
	undo(id);
	ck_assert_uint_eq(look(&ellis, aminah->id)->customer->phones.count, 2);
	ck_assert_uint_eq(found("960444", aminah->id), 1);
	ck_assert_uint_eq(look(&ellis, amina->id)->customer->phones.count, 1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("merge");
	TCase *tcase = tcase_create("merge");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, merged_they_are_one);
	tcase_add_test(tcase, who_belongs_to_themselves_is_not_told);
	tcase_add_test(tcase, undone_each_has_what_was_theirs);
	tcase_add_test(tcase, later_contacts_stay_with_whom_they_name);
	tcase_add_test(tcase, changes_since_are_not_lost);
	tcase_add_test(tcase, a_chain_comes_apart_in_any_order);
	tcase_add_test(tcase, side_by_side_merges_leave_nothing_behind);
	tcase_add_test(tcase, what_cannot_be_is_refused);
	tcase_add_test(tcase, the_stricter_consent_stands);
	tcase_add_test(tcase, nobodys_news_goes_to_another);
	tcase_add_test(tcase, it_stands_in_the_audit_of_both);
	tcase_add_test(tcase, an_import_finds_its_own_record);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
