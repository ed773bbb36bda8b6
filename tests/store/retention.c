/*
 * Retention, over years of made-up contacts and cases: a trial lists exactly what a run takes, a
 * run that is killed is taken up again, what is held or open stays word for word, and what reports
 * count is as it was.
 */
#include "helpers/database.h"
#include "helpers/tap.h"
#include "store/db.h"
#include "store/house.h"

#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { YEARS = 9, STEPS = YEARS * 6, MOST = 400, CUSTOMERS = 24 };
static const micros step = 365 * MICROS_DAY / 6;

static struct house house;
static struct random {
	uint32_t state;
} dice;
static struct customer *customers[CUSTOMERS];
static size_t customer_count;
static const char *cases[MOST]; /* the closed ones last */
static size_t case_count, open_count;

static unsigned
roll(unsigned below)
{
	dice.state ^= dice.state << 13;
	dice.state ^= dice.state >> 17;
	dice.state ^= dice.state << 5;
	return dice.state % below;
}

/* ---- a past ---- */

static void
put_customer(const struct customer *customer)
{
	struct crm_counts counts;
	struct err err = {""};
	ck_assert_msg(crm_import_customers(house.crm, "ctl:test", customer, 1, &counts, &err) == 0,
	    "%s", err.text);
}

static void
new_customer(void)
{
	static const char *const families[] = {"Nowak", "Patel", "Sumner", "Quillfeather"};
	struct customer *customer = house_customer(&house, "Ada", families[roll(4)],
	    roll(2) ? "+441632960151" : NULL, roll(4) ? "2 Mill Lane" : NULL, "PR7 1AB");
	*(struct note *)list_add(&house.arena, &customer->notes, &note_record) =
	    (struct note){house_id(&house), "Rings in the evening", "s.ellis", house.now};
	*(struct identity_check *)list_add(
	    &house.arena, &customer->checks, &identity_check_record) = (struct identity_check){
	    .id = house_id(&house), .kind = "document", .passed = true, .at = house.now};
	put_customer(customer);
	customers[customer_count++] = customer;
}

static const char *const services[] = {"missed-bin", "blue-badge", "child-safeguarding"};

static void
import_contact(const struct contact *contact)
{
	struct crm_counts counts;
	struct err err = {""};
	ck_assert_msg(crm_import_contacts(house.crm, "ctl:test", contact, 1, &counts, &err) == 0,
	    "%s", err.text);
}

static void
happen(const char *id, const char *kind)
{
	struct crm_counts counts;
	struct err err = {""};
	struct crm_case_event event = {id, {.id = house_id(&house),
					       .kind = kind,
					       .user = "w.hart",
					       .text = "Rang Ada about it",
					       .at = house.now}};
	ck_assert_msg(crm_import_case_events(house.crm, "ctl:test", &event, 1, &counts, &err) == 0,
	    "%s", err.text);
}

static void
add_matter(struct contact *contact)
{
	struct enquiry *enquiry = list_add(&house.arena, &contact->enquiries, &enquiry_record);
	*enquiry = (struct enquiry){.id = house_id(&house),
	    .service = services[roll(3)],
	    .outcome = "resolved",
	    .note = "Ada said so",
	    .began = house.now,
	    .version = 1};
	*(struct answer *)list_add(&house.arena, &enquiry->answers, &answer_record) =
	    (struct answer){"bin", "the purple one", "asked", house.now, 1};
	if (roll(2) || case_count == MOST)
		return;
	enquiry->outcome = "referred";
	enquiry->responsible = "chorley";
	enquiry->opens = record_new(&house.arena, &case_open_record);
	*enquiry->opens = (struct case_open){.id = house_id(&house),
	    .queue = "chorley.waste-round",
	    .summary = "Ada's bin",
	    .due = house.now + MICROS_DAY};
	cases[case_count++] = cases[open_count];
	cases[open_count++] = enquiry->opens->id;
}

static void
new_contact(void)
{
	const struct visitor visitor = {
	    .house = &house, .desk = roll(3) ? "chorley-oss-1" : "burnley-cc-1", .user = "s.ellis"};
	struct contact *contact = house_contact(&visitor, "missed-bin", "resolved");
	contact->enquiries.count = 0;
	contact->user = visitor.user;
	contact->ended = roll(2) ? house.now + MICROS_HOUR : 0;
	contact->caller = roll(2) ? "+441632960151" : NULL;
	contact->note = roll(2) ? "Ada again" : NULL;
	if (roll(4) && customer_count)
		contact->customer = customers[roll((unsigned)customer_count)]->id;
	for (unsigned matters = roll(3); matters; matters--)
		add_matter(contact);
	import_contact(contact);
}

static void
hold(const char *id, const char *because)
{
	struct err err = {""};
	ck_assert_msg(
	    crm_hold(house.crm, "ctl:test", "d.pool", id, because, &err) == 0, "%s", err.text);
}

static const struct customer *
look(const struct visitor *visitor, const char *id)
{
	struct query query = {.params = {id}, .query = {NULL, NULL, "before merging"}};
	return ((const struct customer_page *)visit_ok(visitor, ROUTE_CUSTOMER, &query))->customer;
}

static void
merge_some(void)
{
	struct visitor ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	for (size_t i = 1; i < customer_count; i++) {
		if (roll(6))
			continue;
		const struct customer *keep = look(&ellis, customers[i - 1]->id);
		struct customer_merge merge = {.id = house_id(&house),
		    .keep = keep->id,
		    .gone = customers[i]->id,
		    .reason = "one person",
		    .keep_changed = keep->changed,
		    .gone_changed = look(&ellis, customers[i]->id)->changed};
		struct query query = {.params = {merge.id},
		    .operation = house_id(&house),
		    .of = &customer_merge_record,
		    .body = &merge};
		visit_ok(&ellis, ROUTE_PUT_MERGE, &query);
	}
}

static void
rule(enum retained_kind kind, int64_t months)
{
	struct err err = {""};
	const struct retention_kind *about = &retention_kinds[kind];
	struct retention rule = {about->id, months, about->after, about->then};
	ck_assert_msg(
	    crm_put(house.crm, "ctl:test", &retention_record, &rule, 1, &err) == 0, "%s", err.text);
}

static void
publish_safeguarding(void)
{
	house_publish(house.crm, "child-safeguarding",
	    "service: child-safeguarding\ntitle: A child\nprovided_by: county\n"
	    "owner: { team: chorley-waste, email: a@b.example }\nassured: 2026-10-01\n"
	    "review_by: 2027-04-01\nretention: { contact: 60, case: 90 }\n");
}

/* Years go by; some cases are closed, some people merged, some things held. */
static void
live(uint32_t seed)
{
	dice.state = seed * 2654435761u + 1;
	customer_count = case_count = open_count = 0;
	publish_safeguarding();
	for (int i = 0; i < STEPS; i++) {
		house.now += step;
		if (customer_count < CUSTOMERS && roll(2))
			new_customer();
		for (unsigned contacts = roll(6); contacts; contacts--)
			new_contact();
		for (unsigned n = roll(3); n && open_count; n--) {
			unsigned which = roll((unsigned)open_count);
			const char *id = cases[which];
			happen(id, "note");
			happen(id, "close");
			cases[which] = cases[--open_count];
			cases[open_count] = id;
		}
	}
	merge_some();
	for (unsigned n = 0; n < 3 && case_count; n++)
		hold(cases[roll((unsigned)case_count)], "a claim");
	hold(customers[roll((unsigned)customer_count)]->id, "an inquiry");
}

static void
setup(void)
{
	house_init(&house);
	rule(RETAIN_NOTE, 24);
	rule(RETAIN_CHECK, 12);
	rule(RETAIN_CONTACT, 36);
	rule(RETAIN_CASE, 40);
	rule(RETAIN_CUSTOMER, 50);
}

static void
teardown(void)
{
	house_release(&house);
}

/* ---- what is there ---- */

/* A text of every row of a query, in the house's arena. */
static const char *
rows_of(const char *sql, int columns)
{
	struct err err;
	struct buf out;
	struct db *db = db_open(house.database, DB_WRITER, &err);
	ck_assert_ptr_nonnull(db);
	buf_init(&out, 4 << 20);
	struct db_rows *rows = db_query(db, sql, NO_VALUES);
	while (db_next(rows)) {
		for (int i = 0; i < columns; i++) {
			const char *text = row_text(rows, i, &house.arena);
			buf_printf(&out, "%s|", text ? text : "-");
		}
		buf_putc(&out, '\n');
	}
	db_end(rows);
	ck_assert_int_eq((int)db->fault, (int)DB_FINE);
	db_close(db);
	const char *text = arena_strdup(&house.arena, out.length ? out.data : "");
	buf_release(&out);
	return text;
}

/* What is counted, each contact, enquiry and case by itself. */
static const char *
counted(void)
{
	return arena_printf(&house.arena, "%s%s",
	    rows_of("SELECT c.id, c.at, c.\"as\", c.channel, cast(c.began AS text), e.service, "
		    "e.outcome, e.responsible, cast(e.began AS text) FROM contact c LEFT JOIN "
		    "contact_enquiries e ON e.parent = c.id ORDER BY c.id, e.position",
		9),
	    rows_of("SELECT id, reference, service, responsible, queue, state, cast(opened AS "
		    "text), cast(coalesce(closed, 0) AS text) FROM case_record ORDER BY id",
		8));
}

/* Everything personal of one contact or case. */
static const char *
words_of(const char *rule, const char *id)
{
	bool is_case = strcmp(rule, "case") == 0;
	return rows_of(
	    arena_printf(&house.arena,
		is_case
		    ? "SELECT r.customer, r.summary, r.note, e.text FROM case_record r LEFT JOIN "
		      "case_record_events e ON e.parent = r.id WHERE r.id = '%s' ORDER BY "
		      "e.position"
		    : "SELECT r.customer, r.caller, r.note, coalesce(e.note, '') || "
		      "coalesce(a.value, '') FROM contact r LEFT JOIN contact_enquiries e ON "
		      "e.parent = r.id LEFT JOIN contact_enquiries_answers a ON a.parent = e.id "
		      "WHERE r.id = '%s' ORDER BY e.position",
		id),
	    4);
}

static bool
says_nothing(const char *words)
{
	for (const char *c = words; *c; c++)
		if (!strchr("-|\n", *c))
			return false;
	return true;
}

/* Long texts, a line each: the first that differs. */
static void
same(const char *now, const char *was)
{
	size_t i = 0, line = 0;
	for (; now[i] == was[i] && now[i]; i++)
		if (now[i] == '\n')
			line = i + 1;
	ck_assert_msg(now[i] == was[i], "now %.*s, before %.*s", (int)strcspn(now + line, "\n"),
	    now + line, (int)strcspn(was + line, "\n"), was + line);
}

/* ---- trial and run ---- */

struct told {
	struct list items; /* struct crm_retained */
	int kill_after;    /* 0: never */
};

static void
tell(void *context, const struct crm_retained *item)
{
	struct told *told = context;
	struct crm_retained *copy = list_add(&house.arena, &told->items, &retained_item_record);
	record_copy_into(&house.arena, &retained_item_record, copy, item);
	if (told->kill_after && --told->kill_after == 0)
		raise(SIGKILL);
}

static struct told
retain(const char *as, int kill_after)
{
	struct told told = {.kill_after = kill_after};
	struct crm_retaining order = {.as = as, .dry_run = !as, .each = tell, .context = &told};
	struct list counts = {0};
	struct err err = {""};
	ck_assert_msg(crm_retain(house.crm, "ctl:test", &order, &house.arena, &counts, &err) == 0,
	    "%s", err.text);
	int64_t all = 0;
	LIST_EACH(struct crm_retained_count, count, &counts)
	all += count->count;
	ck_assert_int_eq(all, (int64_t)told.items.count);
	return told;
}

static int
by_id(const void *a, const void *b)
{
	const struct crm_retained *x = a, *y = b;
	int order = strcmp(x->rule, y->rule);
	return order ? order : strcmp(x->id, y->id);
}

static const char *
list_of(struct told *told, bool goes)
{
	struct buf out;
	buf_init(&out, 4 << 20);
	if (told->items.count)
		qsort(told->items.items, told->items.count, sizeof(struct crm_retained), by_id);
	LIST_EACH(struct crm_retained, item, &told->items)
	if ((strcmp(item->fate, "goes") == 0) == goes)
		buf_printf(&out, "%s %s %s %s\n", item->rule, item->id, item->fate,
		    item->why ? item->why : "");
	const char *text = arena_strdup(&house.arena, out.length ? out.data : "");
	buf_release(&out);
	return text;
}

static size_t
how_many(const struct told *told, const char *rule, const char *fate)
{
	size_t count = 0;
	LIST_EACH(struct crm_retained, item, &told->items)
	count += strcmp(item->rule, rule) == 0 && strcmp(item->fate, fate) == 0;
	return count;
}

/* What was said of those that stay, word for word. */
static const char *
words_kept(const struct told *told)
{
	struct buf out;
	buf_init(&out, 4 << 20);
	LIST_EACH(struct crm_retained, item, &told->items)
	if (strcmp(item->fate, "goes") != 0 &&
	    (strcmp(item->rule, "case") == 0 || strcmp(item->rule, "contact") == 0))
		buf_printf(&out, "%s %s", item->id, words_of(item->rule, item->id));
	const char *text = arena_strdup(&house.arena, out.length ? out.data : "");
	buf_release(&out);
	return text;
}

static const char *
open_cases(void)
{
	return rows_of("SELECT r.id, r.customer, r.summary, r.note, e.text FROM case_record r "
		       "JOIN case_record_events e ON e.parent = r.id WHERE r.state = 'open' "
		       "ORDER BY r.id, e.position",
	    5);
}

static void
expect_gone(struct told *told)
{
	LIST_EACH(struct crm_retained, item, &told->items)
	{
		if (strcmp(item->fate, "goes") != 0)
			continue;
		if (strcmp(item->rule, "case") == 0 || strcmp(item->rule, "contact") == 0)
			ck_assert_msg(says_nothing(words_of(item->rule, item->id)), "%s %s: %s",
			    item->rule, item->id, words_of(item->rule, item->id));
		else if (strcmp(item->rule, "customer") == 0)
			ck_assert_str_eq(
			    rows_of(arena_printf(&house.arena,
					"SELECT id FROM customer WHERE id = '%s'", item->id),
				1),
			    "");
	}
}

START_TEST(a_trial_lists_what_a_run_takes)
{
	live((uint32_t)_i + 1);
	const char *before = counted(), *open_before = open_cases();
	struct told trial = retain(NULL, 0);
	const char *staying = list_of(&trial, false), *words = words_kept(&trial);
	same(counted(), before);
	struct told run = retain("d.pool", 0);
	same(list_of(&run, true), list_of(&trial, true));
	same(list_of(&run, false), staying);
	same(counted(), before);
	same(words_kept(&trial), words);
	same(open_cases(), open_before);
	expect_gone(&run);
	struct told again = retain("d.pool", 0);
	same(list_of(&again, true), "");
	same(list_of(&again, false), list_of(&trial, false));
	house_sound(&house);
	/* It is no test of nothing. */
	ck_assert_uint_gt(how_many(&trial, "contact", "goes"), 0);
	ck_assert_uint_gt(how_many(&trial, "case", "goes"), 0);
	ck_assert_uint_gt(how_many(&trial, "note", "goes"), 0);
	ck_assert_uint_gt(
	    how_many(&trial, "contact", "open") + how_many(&trial, "contact", "later"), 0);
	ck_assert_uint_gt(how_many(&trial, "contact", "held") + how_many(&trial, "case", "held") +
			      how_many(&trial, "note", "held"),
	    0);
}
END_TEST

/* The child is killed in the middle; what it did stays done, and the next run does the rest. */
START_TEST(a_run_that_is_killed_is_taken_up_again)
{
	live(77);
	const char *before = counted();
	struct told trial = retain(NULL, 0);
	size_t half = trial.items.count / 2;
	ck_assert_uint_gt(half, 60);
	crm_close(house.crm);
	house.crm = NULL;
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		struct err err;
		struct crm_options options = {
		    .database = house.database, .clock = &house.clock, .read_only_tools = true};
		house.crm = crm_open(&options, &err);
		retain("d.pool", (int)half);
		_exit(1);
	}
	int status;
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	struct err err;
	struct crm_options options = {.database = house.database, .clock = &house.clock};
	house.crm = crm_open(&options, &err);
	ck_assert_msg(house.crm != NULL, "%s", err.text);
	struct told rest = retain("d.pool", 0);
	ck_assert_uint_gt(rest.items.count, 0);
	ck_assert_uint_lt(strlen(list_of(&rest, true)), strlen(list_of(&trial, true)));
	same(list_of(&rest, false), list_of(&trial, false));
	same(counted(), before);
	expect_gone(&trial);
	struct told again = retain(NULL, 0);
	same(list_of(&again, true), "");
	house_sound(&house);
}
END_TEST

START_TEST(a_hold_that_is_lifted_lets_go)
{
	house.now += step;
	new_customer();
	const struct visitor visitor = {
	    .house = &house, .desk = "chorley-oss-1", .user = "s.ellis"};
	struct contact *contact = house_contact(&visitor, "missed-bin", "resolved");
	contact->customer = customers[0]->id;
	contact->note = "Ada again";
	import_contact(contact);
	hold(customers[0]->id, "a claim");
	house.now += YEARS * 365 * MICROS_DAY;
	struct told trial = retain(NULL, 0);
	ck_assert_uint_eq(how_many(&trial, "contact", "held"), 1);
	ck_assert_uint_eq(how_many(&trial, "customer", "held"), 1);
	ck_assert_uint_eq(how_many(&trial, "note", "held"), 1);
	LIST_EACH(struct crm_retained, item, &trial.items)
	ck_assert_str_eq(item->why, "a legal hold: a claim (d.pool)");
	struct told run = retain("d.pool", 0);
	same(list_of(&run, true), "");
	ck_assert_str_eq(words_of("contact", contact->id),
	    arena_printf(&house.arena, "%s|-|Ada again|grey|\n", customers[0]->id));
	hold(customers[0]->id, NULL);
	run = retain("d.pool", 0);
	ck_assert_uint_eq(how_many(&run, "customer", "goes"), 1);
	expect_gone(&run);
}
END_TEST

static void
expect(const char *rule, const char *fate, size_t count)
{
	struct told trial = retain(NULL, 0);
	ck_assert_msg(how_many(&trial, rule, fate) == count, "%s %s: %zu in %s%s", rule, fate,
	    how_many(&trial, rule, fate), list_of(&trial, true), list_of(&trial, false));
}

static struct contact *
contact_about(const char *service, bool with_case)
{
	const struct visitor visitor = {
	    .house = &house, .desk = "chorley-oss-1", .user = "s.ellis"};
	struct contact *contact = house_contact(&visitor, service, "resolved");
	struct enquiry *enquiry = contact->enquiries.items;
	contact->customer = customers[0]->id;
	if (with_case) {
		enquiry->outcome = "referred";
		enquiry->responsible = "chorley";
		enquiry->opens = record_new(&house.arena, &case_open_record);
		*enquiry->opens = (struct case_open){
		    .id = house_id(&house), .queue = "chorley.waste-round", .due = house.now};
	}
	import_contact(contact);
	return contact;
}

static micros
months(int count)
{
	return count * 365 * MICROS_DAY / 12;
}

/* By its own rule, and no sooner than what belongs to it. */
START_TEST(each_waits_for_what_is_kept_longer)
{
	publish_safeguarding();
	new_customer();
	micros start = house.now;
	contact_about("child-safeguarding", false);
	const struct contact *referred = contact_about("missed-bin", true);
	const char *id = LIST_AT(struct enquiry, &referred->enquiries, 0)->opens->id;
	house.now = start + months(38);
	expect("contact", "goes", 0);
	expect("contact", "open", 1);
	happen(id, "close");
	expect("contact", "open", 0);
	expect("contact", "later", 1);
	house.now = start + months(62);
	expect("contact", "later", 1);
	expect("contact", "goes", 1); /* the other, after 60 months */
	expect("case", "goes", 0);
	expect("customer", "goes", 0);
	house.now = start + months(38 + 41);
	expect("contact", "goes", 2);
	expect("case", "goes", 1);
	expect("customer", "goes", 0); /* 50 months after the case was closed */
	retain("d.pool", 0);
	expect("customer", "goes", 0);
	house.now = start + months(38 + 49);
	expect("customer", "goes", 0);
	house.now = start + months(38 + 51);
	expect("customer", "goes", 1);
	contact_about("child-safeguarding", false);
	house.now += months(51);
	expect("customer", "goes", 0);
	expect("customer", "later", 1);
	house.now += months(10);
	expect("customer", "goes", 1);
}
END_TEST

START_TEST(it_takes_an_officer)
{
	struct crm_retaining order = {.as = "v.sharp"};
	struct list counts = {0};
	struct err err = {""};
	ck_assert_int_lt(crm_retain(house.crm, "ctl:test", &order, &house.arena, &counts, &err), 0);
	ck_assert_msg(strstr(err.text, "supervisor") != NULL, "%s", err.text);
	order.as = NULL;
	ck_assert_int_lt(crm_retain(house.crm, "ctl:test", &order, &house.arena, &counts, &err), 0);
}
END_TEST

/* What a desk brings years later is kept, without the person. */
START_TEST(what_comes_late_is_kept_without_the_person)
{
	house.now += step;
	new_customer();
	const struct visitor visitor = {
	    .house = &house, .desk = "chorley-oss-1", .user = "s.ellis"};
	struct contact *contact = house_contact(&visitor, "missed-bin", "resolved");
	contact->customer = customers[0]->id;
	import_contact(contact);
	house.now += 37 * 31 * MICROS_DAY;
	struct told run = retain("d.pool", 0);
	ck_assert_uint_eq(how_many(&run, "contact", "goes"), 1);
	ck_assert_uint_eq(how_many(&run, "customer", "goes"), 0);
	contact->step = 2;
	contact->note = "Nobody at home";
	import_contact(contact);
	ck_assert_str_eq(words_of("contact", contact->id), "-|-|Nobody at home|grey|\n");
	run = retain("d.pool", 0);
	ck_assert_uint_eq(how_many(&run, "contact", "goes"), 1);
	expect_gone(&run);
}
END_TEST

/* Visits of people who work alone: what is over goes, what nobody has ended stays. */
START_TEST(visits_go_when_they_are_long_over)
{
	struct visitor hart = house_visitor(&house, "w.hart", "chorley-oss-1");
	const char *ids[2];
	rule(RETAIN_VISIT, 24);
	house_publish(house.crm, "missed-bin",
	    "service: missed-bin\ntitle: A bin\nprovided_by: district\n"
	    "owner: { team: chorley-waste, email: a@b.example }\nassured: 2026-10-01\n"
	    "review_by: 2027-04-01\nmechanisms: [telephone, lone-workers]\n");
	for (int i = 0; i < 2; i++) {
		struct visit visit_ = {.id = ids[i] = house_id(&house),
		    .worker = "w.hart",
		    .service = "missed-bin",
		    .place = "14 Union Street",
		    .phone = "07700 900123",
		    .begins = house.now,
		    .ends = house.now + MICROS_HOUR};
		struct visit_act back = {.id = house_id(&house), .kind = "back", .at = house.now};
		struct query query = {.params = {visit_.id},
		    .operation = house_id(&house),
		    .of = &visit_record,
		    .body = &visit_};
		visit_ok(&hart, ROUTE_PUT_VISIT, &query);
		query = (struct query){.params = {visit_.id, back.id},
		    .operation = house_id(&house),
		    .of = &visit_act_record,
		    .body = &back};
		if (i == 0)
			visit_ok(&hart, ROUTE_PUT_VISIT_ACT, &query);
	}
	house.now += 23 * 30 * MICROS_DAY;
	struct told run = retain("d.pool", 0);
	ck_assert_uint_eq(how_many(&run, "visit", "goes"), 0);
	house.now += 3 * 31 * MICROS_DAY;
	run = retain("d.pool", 0);
	ck_assert_uint_eq(how_many(&run, "visit", "goes"), 1);
	ck_assert_str_eq(
	    rows_of("SELECT id FROM visit", 1), arena_printf(&house.arena, "%s|\n", ids[1]));
	ck_assert_str_eq(rows_of("SELECT count(*) FROM visit_acts WHERE parent NOT IN (SELECT id "
				 "FROM visit)",
			     1),
	    "0|\n");
	house_sound(&house);
}
END_TEST

/* At its hour, once a day, and after a start that came later. */
START_TEST(it_runs_at_night)
{
	live(5);
	struct told trial = retain(NULL, 0);
	ck_assert_uint_gt(strlen(list_of(&trial, true)), 0);
	crm_close(house.crm);
	struct err err;
	struct crm_options options = {.database = house.database,
	    .clock = &house.clock,
	    .retain_as = "d.pool",
	    .retain_at = 2 * 60 + 30};
	house.crm = crm_open(&options, &err);
	ck_assert_msg(house.crm != NULL, "%s", err.text);
	micros deadline = clock_monotonic() + 30 * MICROS_SECOND;
	static const char day[] = "SELECT value FROM meta WHERE name = 'retained'";
	while (*rows_of(day, 1) == '\0' && clock_monotonic() < deadline)
		sched_yield();
	struct told after = retain(NULL, 0);
	same(list_of(&after, true), "");
	same(list_of(&after, false), list_of(&trial, false));
	expect_gone(&trial);
	house_sound(&house);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("retention");
	TCase *tests = tcase_create("retention");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 120);
	tcase_add_loop_test(tests, a_trial_lists_what_a_run_takes, 0, 6);
	tcase_add_test(tests, a_run_that_is_killed_is_taken_up_again);
	tcase_add_test(tests, a_hold_that_is_lifted_lets_go);
	tcase_add_test(tests, each_waits_for_what_is_kept_longer);
	tcase_add_test(tests, it_takes_an_officer);
	tcase_add_test(tests, what_comes_late_is_kept_without_the_person);
	tcase_add_test(tests, visits_go_when_they_are_long_over);
	tcase_add_test(tests, it_runs_at_night);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
