/* Subject access: the request and its days, what of a text is another person's, and who may ask. */
#include "crm/access.h"
#include "helpers/tap.h"
#include "store/held.h"
#include "store/house.h"
#include "store/rows.h"
#include "store/store.h"

#include <string.h>

static struct house house;
static struct visitor ellis;
static struct lease lease;
static struct customer *amina, *gladys;
static struct list rulings;

static const char *const marks[LANGUAGES] = {"[redacted]", "[dilëwyd]"};

static void
keep_customer(const struct customer *customer)
{
	struct crm_counts counts;
	struct err err = {""};
	ck_assert_msg(crm_import_customers(house.crm, "ctl:test", customer, 1, &counts, &err) == 0,
	    "%s", err.text);
}

static void
setup(void)
{
	house_init(&house);
	lease = (struct lease){0};
	rulings = (struct list){0};
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	amina =
	    house_customer(&house, "Amina", "Patel", "+441632960151", "14 Union Street", "PR7 1AB");
	*(struct email *)list_add(&house.arena, &amina->emails, &email_record) =
	    (struct email){house_id(&house), "amina@house.example"};
	gladys = house_customer(
	    &house, "Gladys", "Entwistle", "+441632960777", "16 Union Street", "PR7 9QQ");
	keep_customer(gladys);
	keep_customer(house_customer(&house, "Raj", "Patel", NULL, "2 Mill Lane", "PR7 1ZZ"));
	*(struct relation *)list_add(&house.arena, &amina->relations, &relation_record) =
	    (struct relation){.id = house_id(&house),
		.kind = "representative",
		.name = "Bernard Crook",
		.authority = "advocate",
		.role = "helps with letters"};
	keep_customer(amina);
}

static void
teardown(void)
{
	house_release(&house);
}

static struct crm_access
order(void)
{
	return (struct crm_access){.as = "d.pool",
	    .customer = amina->id,
	    .because = "letter of 9 November",
	    .identity = "passport",
	    .received = "2026-11-09",
	    .rulings = &rulings,
	    .review = true,
	    .marks = marks};
}

static struct access_bundle *
given(const struct crm_access *what)
{
	struct access_bundle *bundle = arena_alloc(&house.arena, sizeof *bundle);
	struct err err = {""};
	ck_assert_msg(crm_access(house.crm, "ctl:test", what, &house.arena, bundle, &err) == 0,
	    "%s", err.text);
	return bundle;
}

static void
refused(const struct crm_access *what, const char *sentence)
{
	struct access_bundle bundle;
	struct err err = {""};
	ck_assert_int_lt(crm_access(house.crm, "ctl:test", what, &house.arena, &bundle, &err), 0);
	ck_assert_msg(
	    strstr(err.text, sentence) != NULL, "\"%s\" is not in: %s", sentence, err.text);
}

static void
rule(const char *kind, const char *words)
{
	*(struct access_ruling *)list_add(&house.arena, &rulings, &access_ruling_record) =
	    (struct access_ruling){kind, words};
}

static const void *
first(const struct access_bundle *bundle, const struct record *record)
{
	for (size_t i = 0; i < bundle->count; i++)
		if (bundle->sections[i].record == record)
			return bundle->sections[i].rows.items;
	ck_abort_msg("there is no %s", record->name);
	return NULL;
}

static void
note(const char *text)
{
	struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
	contact->customer = amina->id;
	contact->note = text;
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
}

/* What becomes of a note of hers. */
static const struct {
	const char *said, *given;
} texts[] = {
    {"Amina Patel rang from 14 Union Street PR7 1AB about her bin", NULL},
    {"Call back on 01632 960151 or amina@house.example", NULL},
    {"Mrs Patel will ring again on 01/02/2026 10:42 about 1234-5678-9", NULL},
    {"Her neighbour Gladys Entwistle shouts", "Her neighbour [redacted] shouts"},
    {"her neighbour gladys entwistle shouts", "her neighbour [redacted] shouts"},
    {"ENTWISTLE, Gladys shouts", "[redacted] shouts"},
    {"Mrs Entwistle shouts", "[redacted] shouts"},
    {"Mr Unheardof came along", "[redacted] came along"},
    {"Her son Raj Patel's car", "Her son [redacted]'s car"},
    {"Ask Bernard first, Crook is away", "Ask [redacted] first, [redacted] is away"},
    {"ring 01632 960777 instead", "ring [redacted] instead"},
    {"ring (01632) 960-777 or +44 7700 900555", "ring [redacted] or [redacted]"},
    {"write to raj.p@else.example", "write to [redacted]"},
    {"noise from 16 Union Street at night", "noise from [redacted] at night"},
    {"noise from PR7 9QQ and pr71zz", "noise from [redacted] and [redacted]"},
    {"s.ellis and w.hart know", "[advisor] and [back_office] know"},
    {"two\nlines, \u2018Gladys Entwistle\u2019: \u0141ukasz",
	"two\nlines, \u2018[redacted]\u2019: \u0141ukasz"},
};

START_TEST(others_in_a_text_are_left_out)
{
	note(texts[_i].said);
	struct crm_access what = order();
	const struct contact *contact = first(given(&what), &contact_record);
	const char *expected = texts[_i].given ? texts[_i].given : texts[_i].said;
	ck_assert_str_eq(contact->note, expected);
}
END_TEST

/* Who rang for her, without a record and in none. */
START_TEST(who_spoke_for_them_is_left_out)
{
	struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
	contact->customer = amina->id;
	contact->caller_name = "Petronella Quill";
	contact->caller_role = "neighbour";
	contact->note = "Petronella rings again";
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	struct crm_access what = order();
	const struct contact *given_contact = first(given(&what), &contact_record);
	ck_assert_str_eq(given_contact->caller_name, "[redacted]");
	ck_assert_str_eq(given_contact->note, "[redacted] rings again");
	ck_assert_str_eq(given_contact->caller_role, "neighbour");
}
END_TEST

START_TEST(others_in_a_field_are_left_out)
{
	*(struct relation *)list_add(&house.arena, &amina->relations, &relation_record) =
	    (struct relation){.id = house_id(&house), .kind = "household", .customer = gladys->id};
	*(struct relation *)list_add(&house.arena, &gladys->relations, &relation_record) =
	    (struct relation){.id = house_id(&house),
		.kind = "representative",
		.customer = amina->id,
		.authority = "appointee",
		.role = "for Gladys Entwistle"};
	keep_customer(amina);
	keep_customer(gladys);
	note("Gladys alone");
	struct crm_access what = order();
	const struct access_bundle *bundle = given(&what);
	const struct customer *customer = first(bundle, &customer_record);
	const struct relation *relation = customer->relations.items;
	ck_assert_str_eq(relation[0].name, "[redacted]");
	ck_assert_str_eq(relation[0].role, "helps with letters");
	ck_assert_ptr_null(relation[1].customer);
	ck_assert_str_eq(
	    ((const struct contact *)first(bundle, &contact_record))->note, "[redacted] alone");
	ck_assert_str_eq(((const struct contact *)first(bundle, &contact_record))->user, "advisor");
	ck_assert_uint_eq(bundle->named_by.count, 1);
	const struct relation *other = bundle->named_by.items;
	ck_assert_str_eq(other->authority, "appointee");
	ck_assert_ptr_null(other->customer);
	ck_assert_str_eq(other->role, "[redacted]");
}
END_TEST

START_TEST(staff_who_look_are_told_by_role)
{
	struct query query = {
	    .params = {amina->id}, .query = {NULL, NULL, "Gladys Entwistle rang"}};
	visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	struct crm_access what = order();
	const struct access_bundle *bundle = given(&what);
	bool read = false;
	LIST_EACH(struct look, look, &bundle->looks)
	{
		ck_assert_ptr_null(look->name);
		ck_assert_ptr_null(strstr(look->user, "ellis"));
		ck_assert_ptr_null(look->purpose ? strstr(look->purpose, "d.pool") : NULL);
		if (strcmp(look->action, "customer.read") != 0)
			continue;
		read = true;
		ck_assert_str_eq(look->user, "advisor");
		ck_assert_str_eq(look->council, "chorley");
		ck_assert_ptr_nonnull(strstr(look->purpose, "[redacted] rang"));
	}
	ck_assert(read);
}
END_TEST

/* By words or by place, for this request and the next run of it. */
START_TEST(the_officer_overrules)
{
	note("Gladys Entwistle and the green gate");
	rule("keep", "gladys entwistle");
	rule("redact", "green gate");
	struct crm_access what = order();
	const struct access_bundle *bundle = given(&what);
	ck_assert_str_eq(((const struct contact *)first(bundle, &contact_record))->note,
	    "Gladys Entwistle and the [redacted]");
	rulings = (struct list){0};
	rule("redact", "contact.0.note");
	what.received = what.because = what.identity = NULL;
	bundle = given(&what);
	ck_assert_str_eq(
	    ((const struct contact *)first(bundle, &contact_record))->note, "[redacted]");
	ck_assert_uint_eq(bundle->request.rulings.count, 3);
	rulings = (struct list){0};
	rule("keep", "contact.0.note");
	ck_assert_str_eq(((const struct contact *)first(given(&what), &contact_record))->note,
	    "Gladys Entwistle and the green gate");
}
END_TEST

START_TEST(a_welsh_speaker_is_answered_in_welsh)
{
	amina->language = "Welsh";
	keep_customer(amina);
	note("Gladys Entwistle shouts");
	struct crm_access what = order();
	const struct access_bundle *bundle = given(&what);
	ck_assert_int_eq(bundle->language, WELSH);
	ck_assert_str_eq(
	    ((const struct contact *)first(bundle, &contact_record))->note, "[dilëwyd] shouts");
	what.language = "en";
	ck_assert_int_eq(given(&what)->language, ENGLISH);
}
END_TEST

static const struct {
	const char *received, *due;
} days[] = {{"2026-01-31", "2026-03-02"}, /* 28 February is a Saturday */
    {"2028-01-31", "2028-02-29"}, {"2026-03-31", "2026-04-30"},
    {"2026-11-27", "2026-12-29"}, /* a Sunday, then Boxing Day's substitute */
    {"2026-12-10", "2027-01-11"}, {"2025-12-01", "2026-01-02"}};

START_TEST(there_is_a_calendar_month)
{
	struct date received, due;
	ck_assert(date_parse(days[_i].received, &received));
	ck_assert(date_parse(days[_i].due, &due));
	ck_assert_int_eq(date_compare(access_due(received, NATION_ENGLAND_AND_WALES), due), 0);
}
END_TEST

START_TEST(a_request_is_kept_and_answered)
{
	struct crm_access what = order();
	struct list all = {0};
	struct err err;
	const struct access_bundle *bundle = given(&what);
	what.received = what.because = what.identity = NULL;
	ck_assert_str_eq(given(&what)->request.id, bundle->request.id);
	ck_assert_int_eq(crm_access_answered(house.crm, "ctl:test", &bundle->request, &err), 0);
	ck_assert_int_eq(crm_list(house.crm, &access_request_record, &house.arena, &all, &err), 0);
	ck_assert_uint_eq(all.count, 1);
	const struct access_request *request = all.items;
	ck_assert_str_eq(request->state, "answered");
	ck_assert_str_eq(request->due, "2026-12-09");
	refused(&what, "no open request");
	what = order();
	ck_assert_str_ne(given(&what)->request.id, bundle->request.id);
}
END_TEST

START_TEST(not_everybody_may_ask)
{
	struct crm_access what = order();
	what.as = "s.ellis";
	refused(&what, "the role advisor does not allow it");
	what = order();
	what.as = NULL;
	refused(&what, "--as");
	what = order();
	what.customer = "nobody";
	refused(&what, "no customer and no case");
	what = order();
	what.received = "2026-11-21";
	refused(&what, "still to come");
	what.received = "9 November";
	refused(&what, "is no date");
	what = order();
	what.identity = " ";
	refused(&what, "a new one needs");
}
END_TEST

START_TEST(erasure_takes_the_request_along)
{
	struct crm_access what = order();
	struct list all = {0}, counts = {0};
	struct err err = {""};
	rule("keep", "Gladys Entwistle");
	given(&what);
	struct crm_erasure erasure = {
	    .as = "d.pool", .customer = amina->id, .because = "asked for it"};
	ck_assert_msg(crm_erase(house.crm, "ctl:test", &erasure, &house.arena, &counts, &err) == 0,
	    "%s", err.text);
	crm_list(house.crm, &access_request_record, &house.arena, &all, &err);
	ck_assert_uint_eq(all.count, 1);
	const struct access_request *request = all.items;
	ck_assert_ptr_null(request->customer);
	ck_assert_str_eq(request->identity, "");
	ck_assert_str_eq(request->because, "");
	ck_assert_uint_eq(request->rulings.count, 0);
	ck_assert_str_eq(request->received, "2026-11-09");
}
END_TEST

/* A record that is added must be somebody's, or be said to be nobody's. */
static void
placed(void *context, const struct record *record, bool of_customer)
{
	(void)context;
	ck_assert_msg(of_customer || held_of_nobody(record) || record == &customer_record ||
			  record == &customer_merge_record || record == &hold_record,
	    "whose is %s? Say so in src/store/held.c", record->name);
}

START_TEST(every_record_is_somebodys_or_nobodys)
{
	tables_roots(placed, NULL);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("subject access");
	TCase *cases = tcase_create("all");
	tcase_set_timeout(cases, 60);
	tcase_add_checked_fixture(cases, setup, teardown);
	tcase_add_loop_test(cases, others_in_a_text_are_left_out, 0, sizeof texts / sizeof *texts);
	tcase_add_test(cases, who_spoke_for_them_is_left_out);
	tcase_add_test(cases, others_in_a_field_are_left_out);
	tcase_add_test(cases, staff_who_look_are_told_by_role);
	tcase_add_test(cases, the_officer_overrules);
	tcase_add_test(cases, a_welsh_speaker_is_answered_in_welsh);
	tcase_add_loop_test(cases, there_is_a_calendar_month, 0, sizeof days / sizeof *days);
	tcase_add_test(cases, a_request_is_kept_and_answered);
	tcase_add_test(cases, not_everybody_may_ask);
	tcase_add_test(cases, erasure_takes_the_request_along);
	tcase_add_test(cases, every_record_is_somebodys_or_nobodys);
	suite_add_tcase(suite, cases);
	return tap_run(suite);
}
