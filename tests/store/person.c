/* What a customer's record holds of the person beside names and addresses: who signs it, who may
 * set it, and that two desks may write in it at a time. */
#include "helpers/tap.h"
#include "model/permit.h"
#include "store/house.h"
#include "store/store.h"

#include <string.h>

static struct house house;
static struct visitor ellis, cole, sharp;
static struct customer *holt, *son;

static void
setup(void)
{
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-1");
	holt = house_customer(&house, "Enid", "Holt", NULL, "3 Mill Row", "PR6 9RG");
	son = house_customer(&house, "Robert", "Holt", NULL, "9 Union Street", "PR7 1AB");
	house_import(&house, holt, 1);
	house_import(&house, son, 1);
}

static void
teardown(void)
{
	house_release(&house);
}

static const struct customer_page *
look(const struct visitor *who, const struct customer *customer)
{
	struct query query = {.params = {customer->id}, .query = {house_id(&house)}};
	return visit_ok(who, ROUTE_CUSTOMER, &query);
}

static struct marker
marker(const char *kind, const char *text)
{
	return (struct marker){.id = house_id(&house),
	    .kind = kind,
	    .text = text,
	    .reason = "A dog",
	    .review_by = "2027-03-01",
	    .author = "somebody.else"};
}

START_TEST(a_marker_is_signed_by_who_set_it)
{
	struct marker deaf = marker("vulnerable", "Speak to her son as well");
	struct customer was = {0}, now = {.markers = {&deaf, 1}};
	struct crm_answer answer = house_change(&ellis, holt->id, &was, &now);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	const struct marker *kept =
	    LIST_AT(struct marker, &((const struct customer *)answer.body)->markers, 0);
	ck_assert_str_eq(kept->author, "s.ellis");
	ck_assert_int_eq(kept->at, house.now);
	/* Whoever changes it later does not take it over. */
	struct marker before = *kept, after = *kept;
	after.until = "2027-06-30";
	after.author = "j.cole";
	struct customer old = {.markers = {&before, 1}}, new = {.markers = {&after, 1}};
	answer = house_change(&cole, holt->id, &old, &new);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	kept = LIST_AT(struct marker, &((const struct customer *)answer.body)->markers, 0);
	ck_assert_str_eq(kept->author, "s.ellis");
	ck_assert_str_eq(kept->until, "2027-06-30");
}
END_TEST

START_TEST(a_caution_is_for_a_supervisor)
{
	struct marker dog = marker("caution", "Two visitors");
	struct customer was = {0}, now = {.markers = {&dog, 1}};
	struct crm_answer answer = house_change(&ellis, holt->id, &was, &now);
	ck_assert_int_eq(answer.problem, PROBLEM_NOT_PERMITTED);
	ck_assert_str_eq(answer.field, "markers");
	answer = house_change(&sharp, holt->id, &was, &now);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	/* Nor may an advisor take it away, make it something else, or bring it with a new record.
	 */
	struct customer with = *(const struct customer *)answer.body, without = {0};
	struct customer held = {.markers = with.markers};
	ck_assert_int_eq(
	    house_change(&ellis, holt->id, &held, &without).problem, PROBLEM_NOT_PERMITTED);
	struct marker softened = *LIST_AT(struct marker, &with.markers, 0);
	softened.kind = "vulnerable";
	struct customer soft = {.markers = {&softened, 1}};
	ck_assert_int_eq(
	    house_change(&ellis, holt->id, &held, &soft).problem, PROBLEM_NOT_PERMITTED);
	struct customer *shaw =
	    house_customer(&house, "Ravi", "Shaw", NULL, "1 High Street", "PR7 1AB");
	*(struct marker *)list_add(&house.arena, &shaw->markers, &marker_record) = dog;
	struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
	contact->new_customer = shaw;
	ck_assert_int_eq(
	    put_contact(&ellis, contact, house_id(&house)).problem, PROBLEM_NOT_PERMITTED);
	ck_assert_uint_eq(look(&ellis, holt)->customer->markers.count, 1);
}
END_TEST

START_TEST(a_relation_is_seen_from_both_ends)
{
	struct relation speaks = {.id = house_id(&house),
			    .kind = "representative",
			    .customer = son->id,
			    .authority = "power_of_attorney",
			    .role = "son",
			    .until = "2027-01-31"},
			neighbour = {
			    .id = house_id(&house), .kind = "household", .name = "Mrs Dyer"};
	struct relation both[] = {speaks, neighbour};
	struct customer was = {0}, now = {.relations = {both, 2}};
	ck_assert_int_eq(house_change(&ellis, holt->id, &was, &now).problem, PROBLEM_NONE);
	const struct customer_page *page = look(&ellis, holt);
	ck_assert_uint_eq(page->relatives.count, 2);
	const struct relative *first = LIST_AT(struct relative, &page->relatives, 0);
	ck_assert_str_eq(first->name, "HOLT, Robert");
	ck_assert_str_eq(first->customer, son->id);
	ck_assert(!first->other_end);
	ck_assert_str_eq(LIST_AT(struct relative, &page->relatives, 1)->name, "Mrs Dyer");
	page = look(&ellis, son);
	ck_assert_uint_eq(page->relatives.count, 1);
	first = LIST_AT(struct relative, &page->relatives, 0);
	ck_assert_str_eq(first->name, "HOLT, Enid");
	ck_assert_str_eq(first->authority, "power_of_attorney");
	ck_assert(first->other_end);
	ck_assert_uint_eq(page->customer->relations.count, 0);
}
END_TEST

START_TEST(a_relation_leads_to_somebody)
{
	struct relation bad[] = {{.id = house_id(&house), .kind = "household"},
	    {.id = house_id(&house), .kind = "household", .customer = house_id(&house)},
	    {.id = house_id(&house), .kind = "household", .customer = holt->id}};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct customer was = {0}, now = {.relations = {&bad[i], 1}};
		struct crm_answer answer = house_change(&ellis, holt->id, &was, &now);
		ck_assert_int_eq(answer.problem, PROBLEM_BAD_FIELD);
		ck_assert_str_eq(answer.field, "relations");
	}
	ck_assert_uint_eq(look(&ellis, holt)->customer->relations.count, 0);
}
END_TEST

START_TEST(two_desks_write_in_one_record)
{
	struct need print = {house_id(&house), "large_print", "20 point"};
	struct consent text = {house_id(&house), "text", true, "on the phone", NULL, 0};
	struct customer was = {0}, mine = {.needs = {&print, 1}, .channel = "phone"},
			theirs = {.consents = {&text, 1}, .language = "Gujarati"};
	ck_assert_int_eq(house_change(&ellis, holt->id, &was, &mine).problem, PROBLEM_NONE);
	ck_assert_int_eq(house_change(&cole, holt->id, &was, &theirs).problem, PROBLEM_NONE);
	const struct customer *now = look(&ellis, holt)->customer;
	ck_assert_str_eq(now->channel, "phone");
	ck_assert_str_eq(now->language, "Gujarati");
	ck_assert_uint_eq(now->needs.count, 1);
	ck_assert_uint_eq(now->consents.count, 1);
	ck_assert_str_eq(LIST_AT(struct consent, &now->consents, 0)->author, "j.cole");
	/* The same row from both: the second is told, and nothing of it is applied. */
	struct need larger = print, braille = print;
	larger.text = "24 point";
	braille.text = "Braille";
	struct customer held = {.needs = {&print, 1}}, one = {.needs = {&larger, 1}},
			other = {.needs = {&braille, 1}, .born = "1931-05-02"};
	ck_assert_int_eq(house_change(&ellis, holt->id, &held, &one).problem, PROBLEM_NONE);
	struct crm_answer answer = house_change(&cole, holt->id, &held, &other);
	ck_assert_int_eq(answer.problem, PROBLEM_CONFLICT);
	ck_assert_str_eq(answer.field, "needs");
	now = look(&ellis, holt)->customer;
	ck_assert_str_eq(LIST_AT(struct need, &now->needs, 0)->text, "24 point");
	ck_assert_ptr_null(now->born);
}
END_TEST

START_TEST(a_check_says_whether_it_held_and_nothing_else)
{
	struct identity_check check = {.id = house_id(&house),
	    .kind = "postcode_and_birth",
	    .passed = true,
	    .contact = house_id(&house),
	    .at = house.now - MICROS_MINUTE};
	struct customer was = {0}, now = {.checks = {&check, 1}};
	ck_assert_int_eq(house_change(&ellis, holt->id, &was, &now).problem, PROBLEM_NONE);
	const struct identity_check *kept =
	    LIST_AT(struct identity_check, &look(&cole, holt)->customer->checks, 0);
	ck_assert(kept->passed);
	ck_assert_str_eq(kept->author, "s.ellis");
	ck_assert_int_eq(kept->at, check.at); /* when it was, though it came later */
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store/person");
	TCase *tcase = tcase_create("person");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_marker_is_signed_by_who_set_it);
	tcase_add_test(tcase, a_caution_is_for_a_supervisor);
	tcase_add_test(tcase, a_relation_is_seen_from_both_ends);
	tcase_add_test(tcase, a_relation_leads_to_somebody);
	tcase_add_test(tcase, two_desks_write_in_one_record);
	tcase_add_test(tcase, a_check_says_whether_it_held_and_nothing_else);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
