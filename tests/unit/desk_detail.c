/* What belongs to a customer, at the desk: markers listed, written, ended; what is typed is a draft
 * and outlives the desk; what the CRM refuses comes back into its form beside what it has. */
#include "base/alloc.h"
#include "desk/detail.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "helpers/play.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

#define AMINA "01920000-0000-7000-8000-000000000001"
#define NEW_MARKER "detail." AMINA ".marker.new."

static struct play play;

static void
begin(const char *role)
{
	play_init(&play);
	play.role = role;
	play_sign_in(&play);
	play_type(&play, "home.find", "01632 960151");
	play_enter(&play, "home.find");
	play_answer_all(&play);
}

static void
as_advisor(void)
{
	begin("advisor");
}

static void
as_supervisor(void)
{
	begin("supervisor");
}

static void
teardown(void)
{
	play_release(&play);
}

static const struct customer *
hers(void)
{
	return hand_customer(play.desk->hand);
}

static const struct marker *
marker_at(size_t index)
{
	ck_assert_uint_gt(hers()->markers.count, index);
	return LIST_AT(struct marker, &hers()->markers, index);
}

/* The list, then the form of a new one, filled by keys that say no more than they must. */
static void
write_marker(const char *kind, const char *text, const char *reason)
{
	play_command(&play, COMMAND_MARKERS);
	play_command(&play, COMMAND_ADD);
	play_set(&play, NEW_MARKER "kind", kind);
	play_set(&play, NEW_MARKER "text", text);
	play_set(&play, NEW_MARKER "reason", reason);
	play_command(&play, COMMAND_SAVE);
}

static void
move_to(const char *item)
{
	struct desk_event event = {.kind = EVENT_MOVE, .item = item};
	play_event(&play, &event);
}

/* ---- markers ---- */

START_TEST(a_marker_is_written_with_little_and_stands_at_the_top)
{
	play_command(&play, COMMAND_MARKERS);
	play_shows(&play, "No caution, and nobody is marked as vulnerable.");
	play_command(&play, COMMAND_ADD);
	/* An advisor writes down vulnerability: it is proposed. */
	ck_assert_str_eq(play_focus(&play), NEW_MARKER "text");
	play_type(&play, NEW_MARKER "text", "Speak to her son as well");
	play_enter(&play, NEW_MARKER "text");
	play_type(&play, NEW_MARKER "reason", "Her memory is going");
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "Saved.");
	const struct marker *marker = marker_at(0);
	ck_assert_str_eq(marker->kind, "vulnerable");
	ck_assert_str_eq(marker->review_by, "2027-11-20"); /* in a year */
	ck_assert_ptr_null(marker->until);
	ck_assert_str_eq(marker->author, "s.ellis");
	play_shows(&play, "Her memory is going (s.ellis, 10:42)");
	play_shows(&play, "20 Nov 2027");
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "Vulnerable: Speak to her son as well.");
	const struct customer_change *change =
	    play_sent(&play, ROUTE_CHANGE_CUSTOMER)->request.body;
	ck_assert_uint_eq(change->was->markers.count, 0);
	ck_assert_uint_eq(change->now->markers.count, 1);
	ck_assert_uint_eq(change->now->names.count, 0); /* nothing else */
	ck_assert(!typed_any_under(play.desk, "detail."));
	ck_assert(!typed_any_under(play.desk, "sent."));
}
END_TEST

START_TEST(what_is_needed_is_asked_for)
{
	write_marker("2", "Two visitors", "");
	play_shows(&play, "Reason: this is needed.");
	ck_assert_str_eq(play_focus(&play), NEW_MARKER "reason");
	play_set(&play, NEW_MARKER "reason", "A dog");
	play_set(&play, NEW_MARKER "review_by", "1 mar 2026");
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "This day is past.");
	play_set(&play, NEW_MARKER "review_by", "soon");
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "This is not a day.");
	play_set(&play, NEW_MARKER "review_by", "3 months");
	play_set(&play, NEW_MARKER "until", "1 mar 27");
	play_set(&play, NEW_MARKER "kind", "dangerous");
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "None of these fits");
	play_set(&play, NEW_MARKER "kind", "vul");
	play_command(&play, COMMAND_SAVE);
	ck_assert_str_eq(marker_at(0)->review_by, "2027-02-20");
	ck_assert_str_eq(marker_at(0)->until, "2027-03-01");
}
END_TEST

START_TEST(a_caution_is_not_an_advisors)
{
	play_command(&play, COMMAND_MARKERS);
	play_shows(&play, "A caution is for a supervisor or the back office to set and end");
	write_marker("caution", "Two visitors", "A dog");
	play_shows(&play, "tell one of them");
	ck_assert_ptr_null(play_sent(&play, ROUTE_CHANGE_CUSTOMER));
	ck_assert_str_eq(typed_text(play.desk, NEW_MARKER "text"), "Two visitors");
}
END_TEST

START_TEST(a_supervisor_sets_a_caution_and_ends_it_with_a_reason)
{
	write_marker("1", "Two visitors", "A dog bit a colleague");
	ck_assert_str_eq(marker_at(0)->review_by, "2027-05-20"); /* in half a year */
	char *item = xasprintf("detail:marker/%s", marker_at(0)->id);
	char *why = xasprintf("detail." AMINA ".marker.%s.ended", marker_at(0)->id);
	play_shows(&play, "Caution");
	move_to(item);
	play_command(&play, COMMAND_END);
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "Why it ends: this is needed.");
	play_type(&play, why, "The dog has died");
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "Ended.");
	ck_assert_str_eq(marker_at(0)->ended, "The dog has died");
	ck_assert_str_eq(marker_at(0)->until, "2026-11-20");
	play_shows(&play, "The dog has died");
	ck_assert(!command_works(play.desk, COMMAND_END)); /* it is over */
	play_command(&play, COMMAND_BACK);
	play_shows_not(&play, "Two visitors");
	free(item);
	free(why);
}
END_TEST

/* As the CRM has them when she is opened. */
static void
give_marker(const char *kind, const char *review_by, const char *until)
{
	struct customer *customer = record_copy(&play.arena, &customer_record, hers());
	*(struct marker *)list_add(&play.arena, &customer->markers, &marker_record) =
	    (struct marker){.id = "01920000-0000-7000-8000-0000000000d1",
		.kind = kind,
		.text = "Two visitors",
		.reason = "A dog",
		.review_by = review_by,
		.until = until,
		.author = "k.walmsley"};
	customer_changed(play.desk, customer);
}

START_TEST(overdue_and_expired_say_so_in_words)
{
	give_marker("caution", "2026-10-01", NULL);
	play_shows(&play, "Caution: Two visitors, review overdue since 1 Oct 2026.");
	play_command(&play, COMMAND_MARKERS);
	play_shows(&play, "review overdue since 1 Oct 2026");
	/* Read by everybody, not opened by an advisor. */
	play_pick(&play, "detail:marker/01920000-0000-7000-8000-0000000000d1");
	play_shows(&play, "tell one of them");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_DETAILS);
	play_command(&play, COMMAND_END);
	play_shows(&play, "tell one of them");
}
END_TEST

START_TEST(what_has_expired_is_listed_and_not_at_the_top)
{
	give_marker("caution", "2026-10-01", "2026-11-19");
	play_shows_not(&play, "Two visitors");
	play_command(&play, COMMAND_MARKERS);
	play_shows(&play, "expired 19 Nov 2026");
}
END_TEST

/* ---- nothing is lost ---- */

START_TEST(half_a_marker_outlives_the_desk)
{
	play_command(&play, COMMAND_MARKERS);
	play_command(&play, COMMAND_ADD);
	play_type(&play, NEW_MARKER "text", "Speak to her so");
	play_survives(&play);
	play_restart(&play);
	play_sign_in(&play);
	ck_assert_str_eq(play_focus(&play), NEW_MARKER "text");
	play_shows(&play, "Speak to her so");
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "being written");
	play_command(&play, COMMAND_ADD);
	play_shows(&play, "Speak to her so");
}
END_TEST

START_TEST(a_refused_one_comes_back_beside_what_the_crm_has)
{
	give_marker("vulnerable", "2027-10-01", NULL);
	play.crm_there = false;
	play_command(&play, COMMAND_MARKERS);
	play_pick(&play, "detail:marker/01920000-0000-7000-8000-0000000000d1");
	const char *text = "detail." AMINA ".marker.01920000-0000-7000-8000-0000000000d1.text";
	play_set(&play, text, "Three visitors");
	play_command(&play, COMMAND_SAVE);
	play_fail(&play, ROUTE_CHANGE_CUSTOMER, PROBLEM_CONFLICT, 409);
	play_shows(&play, "it is kept under Refused");
	/* Somebody else has changed it meanwhile. */
	struct customer *customer = record_copy(&play.arena, &customer_record,
	    ((const struct customer_change *)play_sent(&play, ROUTE_CHANGE_CUSTOMER)->request.body)
		->now);
	customer->id = AMINA;
	customer->kind = "person";
	LIST_AT(struct marker, &customer->markers, 0)->text = "Visit in pairs";
	play.made[play.made_count++] = customer;
	play.crm_there = true;
	play_answer_all(&play);
	play_command(&play, COMMAND_REFUSED);
	play_digit(&play, 1);
	play_answer_all(&play);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_DETAIL);
	play_shows(&play, "Three visitors");
	play_shows(&play, "The CRM has: Visit in pairs");
	play_command(&play, COMMAND_SAVE);
	ck_assert_str_eq(marker_at(0)->text, "Three visitors");
	ck_assert(!typed_any_under(play.desk, "sent."));
}
END_TEST

START_TEST(what_was_half_typed_goes_with_its_contact)
{
	play_command(&play, COMMAND_MARKERS);
	play_command(&play, COMMAND_ADD);
	play_type(&play, NEW_MARKER "text", "Speak");
	play_command(&play, COMMAND_FINISH);
	play_pick(&play, "finish");
	ck_assert(!typed_any_under(play.desk, "detail."));
}
END_TEST

/* ---- the other kinds ---- */

/* One of a kind, its form filled with pairs of field and text up to a null. */
static void
write_one(const char *kind, const char *const *pairs)
{
	char *item = xasprintf("detail:%s/new", kind);
	move_to(item);
	play_command(&play, COMMAND_ADD);
	for (; *pairs; pairs += 2) {
		char *field = xasprintf("detail." AMINA ".%s.new.%s", kind, pairs[0]);
		play_set(&play, field, pairs[1]);
		free(field);
	}
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "Saved.");
	free(item);
}

START_TEST(needs_and_who_speaks_for_them_stand_at_the_top)
{
	play_command(&play, COMMAND_DETAILS);
	play_shows(&play, "No need is known.");
	write_one("need", (const char *[]){"kind", "inter", "text", "Gujarati", NULL});
	write_one("need", (const char *[]){"kind", "3", NULL});
	write_one("representative", (const char *[]){"name", "Nisha Patel", "authority", "written",
					"role", "daughter", "until", "1 mar 2027", NULL});
	ck_assert_str_eq(LIST_AT(struct need, &hers()->needs, 1)->kind, "textphone");
	const struct relation *nisha = LIST_AT(struct relation, &hers()->relations, 0);
	ck_assert_str_eq(nisha->kind, "representative");
	ck_assert_str_eq(nisha->authority, "written_consent");
	ck_assert_str_eq(nisha->until, "2027-03-01");
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "Needs: interpreter, Gujarati; textphone.");
	play_shows(&play, "Nisha Patel speaks for them: written consent, until 1 Mar 2027.");
	/* Ended: the authority is over from now on, and that is said. */
	char *item = xasprintf("detail:representative/%s", nisha->id);
	play_command(&play, COMMAND_DETAILS);
	move_to(item);
	play_command(&play, COMMAND_END);
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "expired 19 Nov 2026");
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "Nisha Patel no longer speaks for them");
	free(item);
}
END_TEST

/* Found by the name that is typed, picked, and the relation stands in both records. */
START_TEST(whoever_is_related_is_linked_to_their_own_record)
{
	play_command(&play, COMMAND_DETAILS);
	play_pick(&play, "detail:household/new");
	play_type(&play, "detail." AMINA ".household.new.name", "patel");
	play_shows_not(&play, "link:" AMINA);
	const struct list *found = &play.desk->same.found;
	ck_assert_uint_eq(found->count, 1);
	char *id = xstrdup(LIST_AT(struct candidate, found, 0)->id);
	char *row = xasprintf("link:%s", id);
	play_pick(&play, row);
	play_shows(&play, "Linked to a record of their own");
	ck_assert_str_eq(play_focus(&play), "detail." AMINA ".household.new.role");
	play_restart(&play);
	play_sign_in(&play);
	play_shows(&play, "Linked to a record of their own");
	play_command(&play, COMMAND_SAVE);
	const struct relation *relation = LIST_AT(struct relation, &hers()->relations, 0);
	ck_assert_str_eq(relation->kind, "household");
	ck_assert_str_eq(relation->customer, id);

	/* Another name is somebody else. */
	char *item = xasprintf("detail:household/%s", relation->id);
	char *name = xasprintf("detail." AMINA ".household.%s.name", relation->id);
	play_pick(&play, item);
	play_shows(&play, "Linked to a record of their own");
	play_type(&play, name, "Zzz");
	play_shows_not(&play, "Linked to a record of their own");
	play_command(&play, COMMAND_SAVE);
	relation = LIST_AT(struct relation, &hers()->relations, 0);
	ck_assert_ptr_null(relation->customer);
	free(name);
	free(item);
	free(row);
	free(id);
}
END_TEST

START_TEST(a_need_that_is_over_is_taken_away)
{
	play_command(&play, COMMAND_DETAILS);
	write_one("need", (const char *[]){"kind", "other", "text", "Ring after ten", NULL});
	char *item = xasprintf("detail:need/%s", LIST_AT(struct need, &hers()->needs, 0)->id);
	move_to(item);
	play_command(&play, COMMAND_END);
	play_shows(&play, "other, Ring after ten");
	play_command(&play, COMMAND_SAVE);
	ck_assert_uint_eq(hers()->needs.count, 0);
	play_shows(&play, "No need is known.");
	free(item);
}
END_TEST

START_TEST(how_they_are_served_is_changed_field_by_field)
{
	play_command(&play, COMMAND_DETAILS);
	play_shows(&play, "Gujarati, Hard of hearing: face her");
	play_pick(&play, "detail:served/own");
	play_set(&play, "detail." AMINA ".served.own.channel", "post");
	play_set(&play, "detail." AMINA ".served.own.sharing", "shares e");
	play_command(&play, COMMAND_SAVE);
	ck_assert_str_eq(hers()->channel, "post");
	ck_assert_str_eq(hers()->sharing, "full");
	ck_assert_str_eq(hers()->language, "Gujarati");
	const struct customer_change *change =
	    play_sent(&play, ROUTE_CHANGE_CUSTOMER)->request.body;
	ck_assert_ptr_null(change->now->language); /* only what changes is sent */
	/* None is a choice, too. */
	play_pick(&play, "detail:served/own");
	play_set(&play, "detail." AMINA ".served.own.channel", "0");
	play_command(&play, COMMAND_SAVE);
	ck_assert_ptr_null(hers()->channel);
}
END_TEST

START_TEST(of_consents_the_newest_holds_and_all_are_kept)
{
	play_command(&play, COMMAND_DETAILS);
	write_one("consent",
	    (const char *[]){"kind", "e-mail", "agreed", "1", "how", "on the phone", NULL});
	play_shows(&play, "e-mail, agreed, on the phone");
	char *item =
	    xasprintf("detail:consent/%s", LIST_AT(struct consent, &hers()->consents, 0)->id);
	char *field = xasprintf("detail." AMINA ".consent.%s.agreed",
	    LIST_AT(struct consent, &hers()->consents, 0)->id);
	play_tick(&play, MICROS_MINUTE);
	play_pick(&play, item);
	play_set(&play, field, "not");
	play_command(&play, COMMAND_SAVE);
	ck_assert_uint_eq(hers()->consents.count, 2);
	ck_assert(!LIST_AT(struct consent, &hers()->consents, 1)->agreed);
	play_shows(&play, "e-mail, not agreed");
	play_shows_not(&play, "e-mail, agreed");
	free(item);
	free(field);
}
END_TEST

START_TEST(identity_is_one_key_and_stays_as_it_was)
{
	play_command(&play, COMMAND_DETAILS);
	play_shows(&play, "Never checked");
	play.keys = 0;
	play_command(&play, COMMAND_NOT_PASSED);
	ck_assert_int_eq(play.keys, 1);
	play_shows(&play, "not passed");
	const struct identity_check *check = LIST_AT(struct identity_check, &hers()->checks, 0);
	ck_assert_str_eq(check->kind, "postcode_and_birth"); /* by telephone */
	ck_assert(!check->passed);
	ck_assert_str_eq(check->contact, play.desk->hand->work->id);
	char *item = xasprintf("detail:check/%s", check->id);
	play_pick(&play, item);
	play_shows(&play, "This stays as a record of what was.");
	play_tick(&play, MICROS_MINUTE);
	play_command(&play, COMMAND_PASSED);
	ck_assert_uint_eq(hers()->checks.count, 2);
	ck_assert(LIST_AT(struct identity_check, &hers()->checks, 1)->passed);
	free(item);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk_detail");
	TCase *advisor = tcase_create("advisor"), *supervisor = tcase_create("supervisor");
	tcase_add_checked_fixture(advisor, as_advisor, teardown);
	tcase_add_test(advisor, a_marker_is_written_with_little_and_stands_at_the_top);
	tcase_add_test(advisor, what_is_needed_is_asked_for);
	tcase_add_test(advisor, a_caution_is_not_an_advisors);
	tcase_add_test(advisor, overdue_and_expired_say_so_in_words);
	tcase_add_test(advisor, what_has_expired_is_listed_and_not_at_the_top);
	tcase_add_test(advisor, half_a_marker_outlives_the_desk);
	tcase_add_test(advisor, a_refused_one_comes_back_beside_what_the_crm_has);
	tcase_add_test(advisor, what_was_half_typed_goes_with_its_contact);
	tcase_add_test(advisor, needs_and_who_speaks_for_them_stand_at_the_top);
	tcase_add_test(advisor, whoever_is_related_is_linked_to_their_own_record);
	tcase_add_test(advisor, a_need_that_is_over_is_taken_away);
	tcase_add_test(advisor, how_they_are_served_is_changed_field_by_field);
	tcase_add_test(advisor, of_consents_the_newest_holds_and_all_are_kept);
	tcase_add_test(advisor, identity_is_one_key_and_stays_as_it_was);
	tcase_add_checked_fixture(supervisor, as_supervisor, teardown);
	tcase_add_test(supervisor, a_supervisor_sets_a_caution_and_ends_it_with_a_reason);
	suite_add_tcase(suite, advisor);
	suite_add_tcase(suite, supervisor);
	return tap_run(suite);
}
