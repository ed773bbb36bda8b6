/* Everybody who joined an incident hears how it ended once: by a mail, by a call, or by whoever
 * tells them; also three thousand, whom no request and no query counts one by one. */
#include "crm/connect.h"
#include "helpers/tap.h"
#include "store/house.h"
#include "store/incidents.h"
#include "store/outbound.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct house house;
static struct store *beside; /* of another process on the same database */
static struct visitor ellis, hart, cole;
static struct customer *amina, *bob, *cara, *dan;
static struct lease lease;
static const struct case_open *tree;

enum { MAILS = 60 };

static void
publish(const char *mechanisms)
{
	house_publish(house.crm, "tree",
	    arena_printf(&house.arena,
		"service: tree\ntitle: { en: Fallen tree, cy: Coeden }\nprovided_by: district\n"
		"owner: { team: chorley-waste, email: a@chorley.example }\nassured: 2026-10-01\n"
		"review_by: 2027-04-01\nmechanisms: [%s]\nincident: { within: 200 m, hours: 48 }\n"
		"dialogue:\n  - section: It\n    prompts:\n      - ask: where\n        text: "
		"Where?\n        type: address\n        required: true\n      - refer: "
		"waste-round\n        promise: Soon.\n        due: 2 working days\n",
		mechanisms));
}

static void
agrees(struct customer *customer, const char *kind, bool agreed)
{
	*(struct consent *)list_add(
	    &house.arena, &customer->consents, &consent_record) = (struct consent){
	    .id = house_id(&house), .kind = kind, .agreed = agreed, .how = "form", .at = house.now};
}

static struct customer *
somebody(const char *given, const char *phone, const char *address)
{
	struct customer *customer = house_customer(&house, given, "Shaw", phone, NULL, NULL);
	if (!phone)
		customer->phones = (struct list){0};
	if (address)
		*(struct email *)list_add(&house.arena, &customer->emails, &email_record) =
		    (struct email){.id = house_id(&house), .address = address};
	return customer;
}

static struct contact *
call(const struct customer *customer)
{
	struct contact *contact = house_contact(&cole, "tree", "referred");
	struct enquiry *enquiry = contact->enquiries.items;
	contact->customer = customer ? customer->id : NULL;
	enquiry->responsible = "chorley";
	*(struct answer *)list_add(&house.arena, &enquiry->answers, &answer_record) =
	    (struct answer){"where", "9 Mill Lane, Chorley PR7 1AD", "asked", house.now, 1};
	return contact;
}

/* The member's id. */
static const char *
joins(const struct customer *customer, const char *caller)
{
	struct contact *contact = call(customer);
	struct enquiry *enquiry = contact->enquiries.items;
	contact->caller = caller;
	enquiry->joins = tree->id;
	ck_assert_int_eq(put_contact(&cole, contact, NULL).problem, PROBLEM_NONE);
	return enquiry->id;
}

static void
setup(void)
{
	struct err err = {""};
	const struct mailbox box = {
	    .id = "contact-chorley", .council = "chorley", .address = "contact@chorley.example"};
	struct mailbox known;
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1"); /* advisor */
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");
	hart = house_visitor(&house, "w.hart", "chorley-oss-2"); /* back office */
	publish("telephone, fulfilment, email, outbound");
	ck_assert_msg(
	    crm_mailbox_open(house.crm, &box, &known, &house.arena, &err) == 0, "%s", err.text);
	amina = somebody("Amina", "+441632960151", "amina@people.example");
	agrees(amina, "email", true);
	bob = somebody("Bob", "+441632960152", "bob@people.example"); /* never asked of mails */
	cara = somebody("Cara", "+441632960153", NULL);
	agrees(cara, "phone", false);
	dan = somebody("Dan", NULL, "dan@people.example");
	agrees(dan, "email", false);
	struct customer *all[] = {amina, bob, cara, dan};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		house_import(&house, all[i], 1);
	lease = (struct lease){0};
	struct contact *first = call(cara);
	struct enquiry *enquiry = first->enquiries.items;
	enquiry->opens = record_new(&house.arena, &case_open_record);
	*enquiry->opens = (struct case_open){.id = house_id(&house),
	    .reference = house_reference(&cole, &lease),
	    .queue = "waste-round",
	    .summary = "A tree",
	    .due = house.now + MICROS_DAY};
	ck_assert_int_eq(put_contact(&cole, first, NULL).problem, PROBLEM_NONE);
	tree = enquiry->opens;
	beside = house_store(&house);
}

static void
teardown(void)
{
	store_close(beside);
	house_release(&house);
}

/* ---- doing ---- */

static void
closed(const char *words)
{
	ck_assert_int_eq(house_work(&hart, tree->id, "close", words).problem, PROBLEM_NONE);
}

static void
reopened(void)
{
	ck_assert_int_eq(
	    house_work(&hart, tree->id, "reopen", "it fell again").problem, PROBLEM_NONE);
}

static const struct incident_people *
people(void)
{
	struct query query = {.params = {tree->id}};
	return visit_ok(&hart, ROUTE_INCIDENT_PEOPLE, &query);
}

static const struct incident_person *
person(const char *member)
{
	return list_find(&people()->items, &incident_person_record, member);
}

/* When the CRM goes on telling; INT64_MAX: it is done. */
static micros
goes_on(void)
{
	struct tx *tx = store_read(beside);
	micros next = incidents_tell_next(tx);
	store_done(tx);
	return next;
}

/* The CRM has dealt with all of them: the clock is moved to where it goes on. */
static void
dealt_with(void)
{
	micros deadline = clock_monotonic() + 100 * MICROS_SECOND, next;
	while ((next = goes_on()) != INT64_MAX && clock_monotonic() < deadline) {
		if (next > house.now)
			__atomic_store_n(&house.now, next, __ATOMIC_RELAXED);
		sched_yield();
	}
	ck_assert(next == INT64_MAX);
}

/* Does what waits at the mail server, which takes it, cannot be reached, or refuses; gives the
 * mails in order. */
static size_t
posted(enum crm_outcome outcome, struct mail mails[MAILS])
{
	struct err err = {""};
	size_t count = 0;
	for (;;) {
		struct list jobs = {0};
		house.now += MICROS_MINUTE;
		crm_connect_take(house.crm, 100, &house.arena, &jobs, &err);
		if (!jobs.count)
			return count;
		LIST_EACH(struct connect_job, job, &jobs)
		{
			struct mail mail;
			struct err said = {""};
			int found =
			    crm_mail_outgoing(house.crm, job->subject, &mail, &house.arena, &said);
			ck_assert_int_ge(found, 0);
			if (found && mails)
				mails[count] = mail;
			count += found == 1;
			crm_connect_end(house.crm, job, found ? outcome : CRM_DONE,
			    said.text[0] ? said.text : NULL, &err);
		}
	}
}

static const struct outbound_turn *
rings(void)
{
	struct query query = {
	    .params = {arena_printf(&house.arena, "told-%s", tree->reference), house_id(&house)},
	    .operation = house_id(&house)};
	return visit_ok(&hart, ROUTE_OUTBOUND_CLAIM, &query);
}

static void
rung(const struct outbound_turn *turn, const char *outcome)
{
	struct outbound_attempt attempt = {
	    .id = house_id(&house), .outcome = outcome, .at = house.now};
	struct query query = {.params = {turn->item->id, attempt.id},
	    .operation = house_id(&house),
	    .of = &outbound_attempt_record,
	    .body = &attempt};
	visit_ok(&hart, ROUTE_OUTBOUND_ATTEMPT, &query);
}

/* ---- once each ---- */

START_TEST(each_is_told_once_by_the_way_they_agreed_to)
{
	static struct mail mails[MAILS];
	const char *hers = joins(amina, NULL), *his = joins(bob, NULL), *dans = joins(dan, NULL);
	const char *again = joins(amina, NULL); /* she rings twice */
	const char *nameless = joins(NULL, "+441632960199");
	closed("The tree is gone.");
	dealt_with();
	const struct incident *counts = people()->incident;
	ck_assert_int_eq(counts->untold, 5);
	ck_assert_int_eq(counts->mailing, 1);
	ck_assert_int_eq(counts->listed, 2); /* Bob, and whoever gave a number alone */
	ck_assert_str_eq(person(dans)->way, "none");

	/* The mail says what came of it, in the council's name, and is sent once. */
	ck_assert_uint_eq(posted(CRM_DONE, mails), 1);
	ck_assert_str_eq(mails[0].recipient, "amina@people.example");
	ck_assert_str_eq(mails[0].sender, "contact@chorley.example");
	ck_assert_ptr_nonnull(strstr(mails[0].text, "The tree is gone."));
	ck_assert_ptr_nonnull(strstr(mails[0].text, tree->reference));
	ck_assert_ptr_nonnull(strstr(mails[0].subject, tree->reference));
	ck_assert_ptr_null(strstr(mails[0].text, "Mill Lane")); /* somebody else's words */
	const char *told = strcmp(person(hers)->state, "told") == 0 ? hers : again;
	ck_assert_str_eq(person(told)->state, "told");
	ck_assert_str_eq(person(told)->way, "mail");
	ck_assert_int_eq(people()->incident->mailed, 1);

	/* One is rung; one was told by hand, and is on no list any more. */
	const struct outbound_turn *turn = rings();
	ck_assert_ptr_nonnull(turn->item);
	ck_assert_str_eq(turn->list->why, "The tree is gone.");
	bool was_bob = strcmp(turn->item->number, "+441632960152") == 0;
	rung(turn, "spoke");
	ck_assert_str_eq(person(was_bob ? his : nameless)->state, "told");
	struct incident_event event = {.id = house_id(&house),
	    .kind = "told",
	    .member = was_bob ? nameless : his,
	    .at = house.now};
	struct query query = {.params = {tree->id, event.id},
	    .operation = house_id(&house),
	    .of = &incident_event_record,
	    .body = &event};
	visit_ok(&hart, ROUTE_PUT_INCIDENT_EVENT, &query);
	ck_assert_str_eq(rings()->none, "empty");
	ck_assert_int_eq(people()->incident->untold, 2); /* Cara and Dan: people tell them */

	/* Closed anew with the same words nobody hears them twice; Cara and Dan still wait. */
	reopened();
	ck_assert_int_eq(people()->incident->untold, 0);
	closed("The tree is gone.");
	dealt_with();
	ck_assert_int_eq(people()->incident->untold, 2);
	ck_assert_uint_eq(posted(CRM_DONE, mails), 0);
	ck_assert_str_eq(rings()->none, "empty");
	/* With other words it is another outcome, for all. */
	reopened();
	closed("The tree is gone, and the stump.");
	dealt_with();
	ck_assert_int_eq(people()->incident->untold, 5);
	ck_assert_int_eq(people()->incident->listed, 2);
	ck_assert_uint_eq(posted(CRM_DONE, mails), 1);
	house_sound(&house);
}
END_TEST

START_TEST(what_is_no_longer_so_is_not_sent)
{
	const char *hers = joins(amina, NULL), *his = joins(bob, NULL);
	closed("The tree is gone.");
	dealt_with();
	reopened(); /* before the mail went, and before anybody rang */
	ck_assert_uint_eq(posted(CRM_DONE, NULL), 0);
	ck_assert_str_eq(rings()->none, "empty");
	ck_assert_str_eq(person(hers)->state, "joined");
	/* The same words again: nobody has heard them. Now she says no to mails. */
	closed("The tree is gone.");
	dealt_with();
	ck_assert_int_eq(people()->incident->mailing, 1);
	struct customer was = {0}, now = {0};
	agrees(&now, "email", false);
	ck_assert_int_eq(house_change(&ellis, amina->id, &was, &now).problem, PROBLEM_NONE);
	ck_assert_uint_eq(posted(CRM_DONE, NULL), 0);
	dealt_with();
	ck_assert_int_eq(people()->incident->mailing, 0);
	ck_assert_str_eq(person(hers)->way, "list");
	/* And he not to be rung, to whoever rings him. */
	const struct outbound_turn *turn = rings();
	while (turn->item) {
		bool to_bob = strcmp(turn->item->number, "+441632960152") == 0;
		rung(turn, to_bob ? "not_again" : "spoke");
		turn = rings();
	}
	ck_assert_str_eq(person(hers)->state, "told");
	ck_assert_str_eq(person(his)->state, "pending");
	ck_assert_str_eq(person(his)->way, "none");
	reopened();
	closed("Another tree is gone.");
	dealt_with();
	ck_assert_str_eq(person(his)->way, "none");
	house_sound(&house);
}
END_TEST

START_TEST(whom_no_mail_reaches_is_rung)
{
	const char *hers = joins(amina, NULL);
	closed("The tree is gone.");
	dealt_with();
	ck_assert_uint_eq(posted(CRM_REFUSED, NULL), 1);
	dealt_with();
	ck_assert_str_eq(person(hers)->state, "pending");
	ck_assert_str_eq(person(hers)->way, "list");
	ck_assert_str_eq(rings()->item->number, "+441632960151");
	/* Where calls out are not set, nor mails, everybody waits for people. */
	publish("telephone, fulfilment");
	reopened();
	closed("It is gone at last.");
	dealt_with();
	ck_assert_int_eq(people()->incident->listed, 0);
	ck_assert_int_eq(people()->incident->mailing, 0);
	ck_assert_int_eq(people()->incident->untold, 2);
}
END_TEST

/* ---- a storm ---- */

enum { STORM = 3000 };

static int64_t
statements(void)
{
	struct crm_figures figures;
	crm_figures(house.crm, &figures);
	return figures.write_queries + figures.read_queries;
}

struct joining {
	struct store_job job; /* first */
	const struct customer *all;
	size_t count;
	_Atomic int done;
};

static bool
join_all(struct tx *tx, struct store_job *job)
{
	const struct joining *joining = (const void *)job;
	int64_t people = 0;
	for (size_t i = 0; i < joining->count; i++) {
		const struct incident_member member = {.id = house_id(&house),
		    .incident = tree->id,
		    .via = tree->id,
		    .customer = joining->all[i].id,
		    .state = "joined",
		    .joined = house.now};
		if (incident_join(tx, &member, &people) != 1)
			return false;
	}
	return true;
}

static void
joined_all(struct store_job *job, enum store_fault fault)
{
	ck_assert_int_eq(fault, FAULT_NONE);
	((struct joining *)(void *)job)->done = 1;
}

static void
join_many(size_t count)
{
	struct customer *all = calloc(count, sizeof *all);
	struct crm_counts counts;
	struct err err = {""};
	for (size_t i = 0; i < count; i++) {
		struct customer *customer =
		    somebody("Some", arena_printf(&house.arena, "+44163297%04zu", i),
			i % 2 ? arena_printf(&house.arena, "somebody%zu@people.example", i) : NULL);
		if (i % 2)
			agrees(customer, "email", true);
		all[i] = *customer;
	}
	ck_assert_msg(crm_import_customers(house.crm, "ctl:test", all, count, &counts, &err) == 0,
	    "%s", err.text);
	struct joining joining = {
	    .job = {.work = join_all, .done = joined_all}, .all = all, .count = count};
	store_submit(beside, &joining.job);
	while (!joining.done)
		sched_yield();
	free(all);
}

/* A call of before what is said in one stood on their record. */
static bool
refuse_long_ago(struct tx *tx, struct store_job *job)
{
	(void)job;
	struct outbound_attempt said = {
	    .id = house_id(&house), .outcome = "not_again", .at = house.now, .user = "j.cole"};
	const struct outbound_item item = {.id = house_id(&house),
	    .list = arena_printf(&house.arena, "told-%s", tree->reference),
	    .customer = bob->id,
	    .number = "+441632960198",
	    .key = "long-ago",
	    .made = house.now,
	    .next = house.now,
	    .state = "stopped",
	    .attempts = {&said, 1}};
	return outbound_put(tx, &item) == 0;
}

/* What was said of one record is so of whoever that is now, asked for one or for many. */
START_TEST(a_no_goes_with_who_is_merged)
{
	struct joining job = {.job = {.work = refuse_long_ago, .done = joined_all}};
	joins(bob, NULL);
	closed("The tree is gone."); /* there is a list of calls */
	dealt_with();
	store_submit(beside, &job.job);
	while (!job.done)
		sched_yield();
	house_merge(&ellis, cara->id, bob->id);
	house_merge(&ellis, dan->id, cara->id);
	const char *whom[] = {dan->id, amina->id, NULL};
	const char *numbers[] = {NULL, NULL, "+441632960198"};
	static const bool expected[] = {true, false, true};
	bool refused[3];
	struct tx *tx = store_read(beside);
	ck_assert_int_eq(outbound_refusals(tx, whom, numbers, 3, refused, &house.arena), 0);
	for (size_t i = 0; i < 3; i++)
		ck_assert_int_eq(refused[i], expected[i]);
	store_done(tx);
}
END_TEST

START_TEST(three_thousand_hear_of_it)
{
	int64_t before = statements();
	closed("The tree is gone.");
	int64_t alone = statements() - before;
	dealt_with();
	reopened();
	join_many(STORM);
	ck_assert_int_eq(people()->incident->people, STORM + 1);
	before = statements();
	closed("The tree is gone.");
	int64_t many = statements() - before;
	ck_assert_msg(many <= alone + 2, "closing took %lld statements, for one %lld",
	    (long long)many, (long long)alone);
	before = statements();
	dealt_with();
	int64_t took = statements() - before;
	const struct incident *counts = people()->incident;
	ck_assert_int_eq(counts->untold, STORM + 1);
	ck_assert_int_eq(counts->mailing, STORM / 2);
	ck_assert_int_eq(counts->listed, STORM / 2);
	/* A mail is a row, its audit and its job; a call a row and its audit. What is asked of
	 * whom to tell is asked for fifty. */
	printf("# closing: %lld statements; telling %d: %lld\n", (long long)many, STORM,
	    (long long)took);
	ck_assert_msg(took < STORM * 8, "%lld statements", (long long)took);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("told");
	TCase *tcase = tcase_create("told");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 180);
	tcase_add_test(tcase, each_is_told_once_by_the_way_they_agreed_to);
	tcase_add_test(tcase, what_is_no_longer_so_is_not_sent);
	tcase_add_test(tcase, whom_no_mail_reaches_is_rung);
	tcase_add_test(tcase, a_no_goes_with_who_is_merged);
	tcase_add_test(tcase, three_thousand_hear_of_it);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
