/* A contact from first key to acknowledgement, in the desk alone: keys counted, answers changed,
 * offers, other matters, the person, and what is sent. */
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/outbox.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct contact *
last_put(void)
{
	const struct play_request *sent = play_sent(&play, ROUTE_PUT_CONTACT);
	ck_assert_ptr_nonnull(sent);
	ck_assert_ptr_nonnull(sent->request.body);
	return sent->request.body;
}

static const struct enquiry *
enquiry(const struct contact *contact, size_t index)
{
	ck_assert_uint_lt(index, contact->enquiries.count);
	return LIST_AT(struct enquiry, &contact->enquiries, index);
}

static const char *
answer_of(const struct enquiry *enquiry, const char *prompt)
{
	LIST_EACH(struct answer, answer, &enquiry->answers)
	if (strcmp(answer->prompt, prompt) == 0)
		return answer->value;
	return NULL;
}

/* A missed bin of somebody unknown: the field that asks for the address. */
static void
ask_a_stranger_where(char *field, size_t size)
{
	play_command(&play, COMMAND_NEW_CONTACT);
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_DIALOGUE);
	snprintf(field, size, "answer.%s.property", hand_matter(play.desk->hand)->id);
}

static void
open_matter(const char *words)
{
	play_type(&play, "home.find", words);
	play_enter(&play, "home.find");
}

START_TEST(a_known_caller_with_a_missed_bin_takes_ten_keys)
{
	at_desk_amina();
	play_command(&play, COMMAND_SERVICE);
	open_matter("missed bin");
	play_shows(&play, "SAY: I'm sorry about that. Let me look.");
	play_digit(&play, 1);
	play_digit(&play, 1);
	play_shows(&play, "OFFER: Assisted bin collection");
	play_digit(&play, 1);
	play_shows(&play, "2 Assisted bin collection ?1");
	play_shows(&play, "TELL: We will be back within 1 working day.");
	play_pick(&play, "wrap-up");
	play_shows(&play, "referred to Waste team, due Mon 23 Nov 17:00");
	play_shows(&play, "Reference: 4071-2283-7");
	play_pick(&play, "finish");
	ck_assert_int_le(play.keys, 10);
	play_shows(&play, "Logged: 4071-2283-7, 4071-2284-5.");
	play_shows(&play, "Sent. All caught up.");
	ck_assert_uint_eq(play_records(&play, &work_record), 0);
	ck_assert_uint_eq(play_records(&play, &outgoing_record), 0);

	const struct contact *contact = last_put();
	ck_assert_str_eq(contact->at, "chorley");
	ck_assert_str_eq(contact->as, "chorley");
	ck_assert_str_eq(contact->channel, "phone");
	ck_assert_int_eq(contact->after, CONTACT_FIRST);
	ck_assert_int_ne(contact->ended, 0);
	const struct enquiry *first = enquiry(contact, 0), *second = enquiry(contact, 1);
	ck_assert_str_eq(first->service, "missed-bin");
	ck_assert_str_eq(first->outcome, "referred");
	ck_assert_str_eq(first->responsible, "chorley");
	ck_assert_str_eq(first->opens->queue, "chorley.waste-round");
	ck_assert_str_eq(first->opens->reference, "4071-2283-7");
	ck_assert_str_eq(answer_of(first, "bin"), "grey");
	ck_assert_str_eq(answer_of(first, "out_by_six"), "yes");
	/* What was known and not asked goes along: the crew must know where. */
	ck_assert_str_eq(answer_of(first, "property"), "14 Union Street, Chorley PR7 1AB");
	ck_assert_str_eq(second->offer, "missed-bin");
	ck_assert_str_eq(second->offer_reply, "yes");
	ck_assert_str_eq(second->outcome, "callback");
}
END_TEST

/* One request: the contact in hand is the purpose, also before the CRM has heard of it. */
START_TEST(a_record_is_read_for_the_contact_in_hand)
{
	at_desk_amina();
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 0);
	const struct work *work = play.desk->hand->work;
	const struct request *read = &play_sent(&play, ROUTE_CUSTOMER)->request;
	ck_assert_str_eq(read->params[0], work->customer);
	ck_assert_str_eq(read->query[0].name, "contact");
	ck_assert_str_eq(read->query[0].value, work->id);
}
END_TEST

START_TEST(what_is_withheld_is_asked_for_with_a_reason)
{
	at_desk_amina();
	size_t before = play_sent_count(&play, ROUTE_CUSTOMER);
	play_command(&play, COMMAND_GLASS);
	play_type(&play, "customer.glass", "no");
	play_enter(&play, "customer.glass");
	play_shows(&play, "Say why you must see it");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_CUSTOMER), before);
	play_type(&play, "customer.glass", "t safe at home");
	play_enter(&play, "customer.glass");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_CUSTOMER), before + 1);
	const struct request *read = &play_sent(&play, ROUTE_CUSTOMER)->request;
	ck_assert_str_eq(read->query[0].name, "contact");
	ck_assert_str_eq(read->query[1].name, "glass");
	ck_assert_str_eq(read->query[1].value, "not safe at home");
	play_shows_not(&play, "Why must you see it?");
	ck_assert(!command_works(play.desk, COMMAND_GLASS));
	ck_assert_str_eq(command_hindrance(play.desk, COMMAND_GLASS), "Nothing is withheld here.");
	play_command(&play, COMMAND_HOME);
	ck_assert_ptr_null(command_hindrance(play.desk, COMMAND_GLASS));
}
END_TEST

/* A refusal leaves the reason where it was typed; and it is this customer's alone. */
START_TEST(the_reason_stays_until_it_is_taken)
{
	at_desk_amina();
	play.crm_there = false;
	play_command(&play, COMMAND_GLASS);
	play_type(&play, "customer.glass", "not safe at home");
	play_enter(&play, "customer.glass");
	play_fail(&play, ROUTE_CUSTOMER, PROBLEM_NOT_PERMITTED, 403);
	play_shows(&play, "Why must you see it?: [not safe at home]");
	ck_assert_ptr_null(play.desk->hand->work->glass);
	play.crm_there = true;
	play_enter(&play, "customer.glass");
	play_shows_not(&play, "Why must you see it?");
	ck_assert_str_eq(play.desk->hand->work->glass, "not safe at home");
	const struct candidate other = {.id = play.desk->hand->work->id, .name = "Another"};
	contact_person(play.desk, &other);
	ck_assert_ptr_null(play.desk->hand->work->glass);
}
END_TEST

START_TEST(an_anonymous_signpost_takes_four_keys)
{
	play_type(&play, "home.find", "blue badge");
	play_enter(&play, "home.find");
	play_shows(&play, "(no customer)");
	play_shows(&play, "Web: lancashire.example/bluebadge");
	play_command(&play, COMMAND_SIGNPOST);
	play_pick(&play, "finish");
	ck_assert_int_le(play.keys, 4);
	const struct contact *contact = last_put();
	ck_assert_ptr_null(contact->customer);
	ck_assert_str_eq(enquiry(contact, 0)->outcome, "signposted");
	ck_assert_ptr_null(enquiry(contact, 0)->opens);
	ck_assert_uint_eq(play_records(&play, &work_record), 0);
}
END_TEST

START_TEST(a_new_person_takes_eight_keys)
{
	play_type(&play, "home.find", "sally webb");
	play_enter(&play, "home.find");
	play_shows(&play, "First names: [Sally]");
	play_shows(&play, "Surname: [Webb]");
	ck_assert_str_eq(play_focus(&play), "person.born");
	play_type(&play, "person.born", "3 5 1987");
	play_enter(&play, "person.born");
	play_type(&play, "person.phone", "07700 900123");
	play_enter(&play, "person.phone");
	play_type(&play, "person.line", "5 Mill Lane, Colne BB8 0AA");
	play_enter(&play, "person.line");
	play_shows(&play, "Town: [Colne]");
	play_shows(&play, "Postcode: [BB8 0AA]");
	play_pick(&play, "save");
	ck_assert_int_le(play.keys, 8);
	play_shows(&play, "WEBB, Sally, 5 Mill Lane BB8 0AA");
	const struct contact *contact = last_put();
	ck_assert_ptr_nonnull(contact->new_customer);
	ck_assert_str_eq(contact->new_customer->born, "1987-05-03");
	ck_assert_str_eq(
	    LIST_AT(struct phone, &contact->new_customer->phones, 0)->number, "+447700900123");
	const struct address *address =
	    LIST_AT(struct address, &contact->new_customer->addresses, 0);
	ck_assert_str_eq(address->line, "5 Mill Lane");
	ck_assert_str_eq(address->postcode, "BB8 0AA");
	ck_assert_str_eq(contact->customer, contact->new_customer->id);
}
END_TEST

START_TEST(each_field_of_a_person_has_its_sentence)
{
	static const struct {
		const char *field, *bad, *sentence;
	} faults[] = {{"person.born", "31 2 1980", "not a date"},
	    {"person.born", "1 1 2027", "still to come"},
	    {"person.phone", "12", "not a telephone number"},
	    {"person.postcode", "PR7", "not a postcode"},
	    {"person.district", "Atlantis", "no district of that name"}};
	play_type(&play, "home.find", "sally webb");
	play_enter(&play, "home.find");
	play_type(&play, "person.line", "5 Mill Lane");
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		play_set(&play, faults[i].field, faults[i].bad);
		play_command(&play, COMMAND_SAVE);
		play_shows(&play, faults[i].sentence);
		ck_assert_str_eq(play_focus(&play), faults[i].field);
		ck_assert_str_eq(typed_text(play.desk, faults[i].field), faults[i].bad);
		play_set(&play, faults[i].field, "");
	}
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 0);
	play_command(&play, COMMAND_SAVE);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 1);
}
END_TEST

START_TEST(a_rambler_gets_two_matters_and_is_not_asked_twice)
{
	play_command(&play, COMMAND_NEW_CONTACT);
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_DIALOGUE);
	const struct matter *matter = hand_matter(play.desk->hand);
	char field[200];
	snprintf(field, sizeof field, "answer.%s.property", matter->id);
	play_type(&play, field, "3 mill");
	play_shows(&play, "3 Mill Lane, Colne BB8 0AA  | Pendle");
	play_pick(&play, "property:100010001");
	/* The bins of Pendle, as soon as the address is known. */
	play_shows(&play, "Green (garden)");
	play_digit(&play, 2);
	play_shows(&play, "+ Brown (cans and glass)");
	play_digit(&play, 1);
	/* The early answer changes; what was answered later stays. */
	play_pick(&play, "prompt:bin");
	play_digit(&play, 4);
	play_shows(&play, "+ Green (garden)");
	play_shows(&play, "+ Yes");
	play_command(&play, COMMAND_UNDO);
	play_shows(&play, "+ Brown (cans and glass)");

	int keys = play.keys;
	play_command(&play, COMMAND_ANOTHER);
	play_type(&play, "home.find", "pothole");
	play_enter(&play, "home.find");
	ck_assert_int_le(play.keys - keys, 3);
	play_shows(&play, "[2 Pothole");
	keys = play.keys;
	play_command(&play, COMMAND_PREVIOUS_MATTER);
	ck_assert_int_le(play.keys - keys, 2);
	play_shows(&play, "[1 Missed bin collection");

	play_command(&play, COMMAND_ANOTHER);
	play_type(&play, "home.find", "bulky waste");
	play_enter(&play, "home.find");
	play_shows(&play, "= 3 Mill Lane, Colne BB8 0AA");
}
END_TEST

START_TEST(an_emptied_answer_takes_what_is_known_later)
{
	char field[200];
	ask_a_stranger_where(field, sizeof field);
	play_type(&play, field, "1");
	play_set(&play, field, "");
	play_command(&play, COMMAND_HOME);
	at_desk_amina();
	play_shows(&play, "= 14 Union Street");
	ck_assert_ptr_null(typed_text(play.desk, field));
}
END_TEST

START_TEST(a_case_goes_to_the_council_of_the_address)
{
	char field[200];
	ask_a_stranger_where(field, sizeof field);
	play_type(&play, field, "1 Nowhere Road");
	play_enter(&play, field);
	/* The gazetteer does not know it: the district is asked. */
	play_shows(&play, "Which council's area is that address in?");
	ck_assert_str_eq(play_focus(&play), "where:chorley"); /* the desk's own */
	play_pick(&play, "where:burnley");
	play_shows(&play, "Was it at the kerb by 7 am?");
	play_digit(&play, 1);
	play_digit(&play, 1);
	play_command(&play, COMMAND_FINISH);
	play_pick(&play, "finish");
	const struct enquiry *logged = enquiry(last_put(), 0);
	ck_assert_str_eq(logged->responsible, "burnley");
	ck_assert_str_eq(logged->opens->queue, "burnley.waste-round");
}
END_TEST

START_TEST(nothing_is_logged_while_a_question_is_open)
{
	at_desk_amina();
	play_command(&play, COMMAND_SERVICE);
	open_matter("missed bin");
	play_command(&play, COMMAND_FINISH);
	play_shows(&play, "not finished");
	play_pick(&play, "finish");
	play_shows(&play, "2 questions are open");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 0);
	play_command(&play, COMMAND_CALLBACK);
	play_shows(&play, "call back by Waste team");
	play_pick(&play, "finish");
	ck_assert_str_eq(enquiry(last_put(), 0)->outcome, "callback");
}
END_TEST

START_TEST(an_offer_that_is_declined_is_remembered)
{
	at_desk_amina();
	play_command(&play, COMMAND_SERVICE);
	open_matter("missed bin");
	play_digit(&play, 1);
	play_digit(&play, 1);
	play_digit(&play, 2);
	play_pick(&play, "wrap-up");
	play_shows(&play, "Assisted bin collection: offered, said no");
	play_pick(&play, "finish");
	const struct enquiry *declined = enquiry(last_put(), 1);
	ck_assert_str_eq(declined->offer, "missed-bin");
	ck_assert_str_eq(declined->offer_reply, "no");
	ck_assert_ptr_null(declined->opens);
}
END_TEST

START_TEST(an_accepted_offer_can_be_taken_back)
{
	at_desk_amina();
	play_command(&play, COMMAND_SERVICE);
	open_matter("missed bin");
	play_digit(&play, 1);
	play_digit(&play, 1);
	play_digit(&play, 1);
	play_shows(&play, "2 Assisted bin collection");
	play_command(&play, COMMAND_UNDO);
	play_shows_not(&play, "2 Assisted bin collection");
	play_shows(&play, "OFFER: Assisted bin collection");
}
END_TEST

START_TEST(nobody_is_promised_a_call_who_cannot_be_rung)
{
	char field[200];
	ask_a_stranger_where(field, sizeof field);
	play_type(&play, field, "the flat above the chip shop");
	play_enter(&play, field);
	play_pick(&play, "where:chorley");
	play_digit(&play, 1);
	play_digit(&play, 1);
	play_shows(&play, "OFFER: Assisted bin collection");
	play_digit(&play, 1);
	play_pick(&play, "wrap-up");
	play_shows(&play, "Assisted bin collection: say who is to be rung back (c), or answer it.");
}
END_TEST

START_TEST(parked_contacts_come_back_where_they_were)
{
	at_desk_amina();
	play_command(&play, COMMAND_SERVICE);
	open_matter("missed bin");
	play_digit(&play, 2);
	play_command(&play, COMMAND_PARK);
	play_shows(&play, "Parked: PATEL, Amina (Mrs)");
	play_type(&play, "home.find", "blue badge");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_SIGNPOST);
	play_pick(&play, "finish");
	play_digit(&play, 1);
	play_shows(&play, "Was it at the kerb by 6 am?");
	play_shows(&play, "+ Blue (paper and card)");
}
END_TEST

/* Somebody new waits under the name that was typed so far. */
START_TEST(a_parked_form_shows_whose_it_is)
{
	play_type(&play, "home.find", "fiona somebody");
	play_pick(&play, "new-person");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_PERSON);
	play_command(&play, COMMAND_NEW_CONTACT);
	play_shows(&play, "Parked: SOMEBODY, Fiona, not saved");
	play_survives(&play);
	char *row = xasprintf("parked:%s", play.desk->hands[0]->work->id);
	play_pick(&play, row);
	ck_assert_str_eq(typed_text(play.desk, "person.family"), "Somebody");
	play_set(&play, "person.family", "");
	play_set(&play, "person.given", "");
	play_set(&play, "person.born", "14 3 1949");
	play_command(&play, COMMAND_NEW_CONTACT);
	play_shows(&play, "Parked: new person, not saved");
	free(row);
}
END_TEST

START_TEST(a_look_back_from_wrap_up_changes_nothing)
{
	at_desk_amina();
	play_command(&play, COMMAND_SERVICE);
	open_matter("missed bin");
	play_command(&play, COMMAND_SIGNPOST);
	play_shows(&play, "signposted");
	play_digit(&play, 1);
	play_shows(&play, "Which bin was missed?");
	play_command(&play, COMMAND_FINISH);
	play_shows(&play, "signposted");
	/* The same service again goes on in the same matter; an answer opens it anew. */
	play_digit(&play, 1);
	play_command(&play, COMMAND_ANOTHER);
	open_matter("missed bin");
	ck_assert_uint_eq(play.desk->hand->work->matters.count, 1);
	play_digit(&play, 1);
	ck_assert_ptr_null(hand_matter(play.desk->hand)->outcome);
}
END_TEST

/* By when it is done was told with the reference: the clock may go on, or jump, or the machine die.
 */
START_TEST(what_was_told_at_wrap_up_stays)
{
	at_desk_amina();
	play_command(&play, COMMAND_SERVICE);
	open_matter("missed bin");
	play_digit(&play, 1);
	play_digit(&play, 1);
	play_digit(&play, 1);
	play_pick(&play, "wrap-up");
	play_shows(&play, "referred to Waste team, due Mon 23 Nov 17:00");
	play.now += 3 * MICROS_DAY;
	play_restart(&play);
	play_sign_in(&play);
	play_shows(&play, "referred to Waste team, due today 17:00");
	/* Who goes through it again tells it again. */
	play_digit(&play, 1);
	play_pick(&play, "wrap-up");
	play_shows(&play, "referred to Waste team, due Tue 24 Nov 17:00");
}
END_TEST

START_TEST(a_contact_with_nothing_in_it_vanishes)
{
	play_command(&play, COMMAND_NEW_CONTACT);
	ck_assert_uint_eq(play_records(&play, &work_record), 1);
	play_command(&play, COMMAND_BACK);
	ck_assert_ptr_null(play.desk->hand);
	ck_assert_uint_eq(play_records(&play, &work_record), 0);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 0);
}
END_TEST

START_TEST(notes_travel_with_the_case)
{
	at_desk_amina();
	play_command(&play, COMMAND_SERVICE);
	open_matter("missed bin");
	play_command(&play, COMMAND_NOTE);
	char field[200];
	snprintf(field, sizeof field, "note.%s", hand_matter(play.desk->hand)->id);
	ck_assert_str_eq(play_focus(&play), field);
	play_type(&play, field, "Back gate is locked. Card 4111 1111 1111 1111.");
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "Which bin was missed?");
	play_digit(&play, 1);
	play_digit(&play, 1);
	play_digit(&play, 2);
	play_pick(&play, "wrap-up");
	play_pick(&play, "finish");
	ck_assert_str_eq(
	    enquiry(last_put(), 0)->note, "Back gate is locked. Card **** **** **** 1111.");
}
END_TEST

START_TEST(older_history_is_put_below)
{
	play.long_history = true;
	at_desk_amina();
	play_shows(&play, "Older");
	play_shows_not(&play, "Libraries");
	play_command(&play, COMMAND_MORE);
	play_shows(&play, " 2 Sep");
	play_shows(&play, "11 Sep 2024");
	play_shows(&play, "Libraries");
	play_shows_not(&play, "Older");
}
END_TEST

START_TEST(a_change_of_a_person_says_what_was_and_what_is)
{
	at_desk_amina();
	play_command(&play, COMMAND_EDIT);
	play_shows(&play, "Telephone: [01632 960151]");
	play_set(&play, "person.phone", "07700 900 456");
	play_survives(&play);
	play_command(&play, COMMAND_SAVE);
	const struct play_request *sent = play_sent(&play, ROUTE_CHANGE_CUSTOMER);
	ck_assert_ptr_nonnull(sent);
	const struct customer_change *change = sent->request.body;
	ck_assert_ptr_null(change->was->born);
	ck_assert_uint_eq(change->was->names.count, 0);
	ck_assert_str_eq(LIST_AT(struct phone, &change->was->phones, 0)->number, "+441632960151");
	ck_assert_str_eq(LIST_AT(struct phone, &change->now->phones, 0)->number, "+447700900456");
	ck_assert_str_eq(LIST_AT(struct phone, &change->was->phones, 0)->id,
	    LIST_AT(struct phone, &change->now->phones, 0)->id);
	play_shows(&play, "Changed.");
	play_shows(&play, "...456");
	play_command(&play, COMMAND_EDIT);
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "Nothing was changed.");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_CHANGE_CUSTOMER), 1);
}
END_TEST

START_TEST(an_emptied_number_is_taken_away)
{
	at_desk_amina();
	play_command(&play, COMMAND_EDIT);
	play_set(&play, "person.phone", "");
	play_command(&play, COMMAND_SAVE);
	const struct play_request *sent = play_sent(&play, ROUTE_CHANGE_CUSTOMER);
	ck_assert_ptr_nonnull(sent);
	const struct customer_change *change = sent->request.body;
	ck_assert_uint_eq(change->now->phones.count + 1, change->was->phones.count);
	play_shows(&play, "Changed.");
}
END_TEST

START_TEST(a_refused_change_comes_back_beside_what_the_crm_has)
{
	at_desk_amina();
	play.crm_there = false;
	play_command(&play, COMMAND_EDIT);
	play_set(&play, "person.phone", "07700 900 456");
	play_command(&play, COMMAND_SAVE);
	play_fail(&play, ROUTE_CHANGE_CUSTOMER, PROBLEM_CONFLICT, 409);
	play_shows(&play, "1 record that the CRM refused");
	play_command(&play, COMMAND_REFUSED);
	play_digit(&play, 1);
	ck_assert_uint_eq(outbox_refused(play.desk), 0);
	play.crm_there = true;
	play_answer_all(&play);
	play_shows(&play, "Telephone: [07700 900 456]");
	play_shows(&play, "The CRM has: 01632 960151");
	play_shows(&play, "First names: [Amina]");
	/* What was typed is sent over what the CRM has now, not over what the desk had. */
	play_command(&play, COMMAND_SAVE);
	const struct customer_change *change =
	    play_sent(&play, ROUTE_CHANGE_CUSTOMER)->request.body;
	ck_assert_str_eq(LIST_AT(struct phone, &change->was->phones, 0)->number, "+441632960151");
	ck_assert_str_eq(LIST_AT(struct phone, &change->now->phones, 0)->number, "+447700900456");
	play_shows(&play, "Changed.");
}
END_TEST

START_TEST(theirs_is_taken_with_a_key)
{
	at_desk_amina();
	play.crm_there = false;
	play_command(&play, COMMAND_EDIT);
	play_set(&play, "person.phone", "07700 900 456");
	play_set(&play, "person.town", "Leyland");
	play_command(&play, COMMAND_SAVE);
	play_fail(&play, ROUTE_CHANGE_CUSTOMER, PROBLEM_CONFLICT, 409);
	play_command(&play, COMMAND_REFUSED);
	play_digit(&play, 1);
	play.crm_there = true;
	play_answer_all(&play);
	play_pick(&play, "theirs:person.phone");
	play_shows(&play, "Telephone: [01632 960151]");
	play_shows(&play, "The CRM has: Chorley");
	play_shows_not(&play, "The CRM has: 01632");
}
END_TEST

START_TEST(another_person_parks_the_one_in_hand)
{
	at_desk_amina();
	play_command(&play, COMMAND_SERVICE);
	open_matter("missed bin");
	play_command(&play, COMMAND_HOME);
	play_type(&play, "home.find", "pat");
	play_pick(&play, "person:01920000-0000-7000-8000-000000000002");
	ck_assert_uint_eq(play.desk->hand_count, 2);
	ck_assert_int_ne(play.desk->hands[0]->work->parked, 0);
	ck_assert_str_eq(play.desk->hand->work->customer, "01920000-0000-7000-8000-000000000002");
}
END_TEST

START_TEST(every_service_of_the_directory_can_be_walked_to_its_page)
{
	for (size_t i = 0; i < directory_count(play.desk->directory); i++) {
		char item[100];
		snprintf(item, sizeof item, "service:%s", directory_nth(play.desk->directory, i));
		play_pick(&play, item);
		play_command(&play, COMMAND_DIALOGUE);
		play_shows(&play, "---- outline");
		play_command(&play, COMMAND_NEXT_PROMPT);
		play_command(&play, COMMAND_PREVIOUS_PROMPT);
		for (int tries = 0; tries < 30; tries++) {
			char *page = play_page(&play);
			bool row = strstr(page, ">1 ") != NULL;
			free(page);
			if (!row)
				break;
			play_digit(&play, 1);
		}
		play_command(&play, COMMAND_PARK);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk contact");
	TCase *tests = tcase_create("contact");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, a_known_caller_with_a_missed_bin_takes_ten_keys);
	tcase_add_test(tests, a_record_is_read_for_the_contact_in_hand);
	tcase_add_test(tests, the_reason_stays_until_it_is_taken);
	tcase_add_test(tests, what_is_withheld_is_asked_for_with_a_reason);
	tcase_add_test(tests, a_parked_form_shows_whose_it_is);
	tcase_add_test(tests, an_anonymous_signpost_takes_four_keys);
	tcase_add_test(tests, a_new_person_takes_eight_keys);
	tcase_add_test(tests, each_field_of_a_person_has_its_sentence);
	tcase_add_test(tests, a_rambler_gets_two_matters_and_is_not_asked_twice);
	tcase_add_test(tests, a_case_goes_to_the_council_of_the_address);
	tcase_add_test(tests, nothing_is_logged_while_a_question_is_open);
	tcase_add_test(tests, an_offer_that_is_declined_is_remembered);
	tcase_add_test(tests, an_accepted_offer_can_be_taken_back);
	tcase_add_test(tests, nobody_is_promised_a_call_who_cannot_be_rung);
	tcase_add_test(tests, parked_contacts_come_back_where_they_were);
	tcase_add_test(tests, a_contact_with_nothing_in_it_vanishes);
	tcase_add_test(tests, what_was_told_at_wrap_up_stays);
	tcase_add_test(tests, notes_travel_with_the_case);
	tcase_add_test(tests, a_look_back_from_wrap_up_changes_nothing);
	tcase_add_test(tests, an_emptied_number_is_taken_away);
	tcase_add_test(tests, a_refused_change_comes_back_beside_what_the_crm_has);
	tcase_add_test(tests, theirs_is_taken_with_a_key);
	tcase_add_test(tests, an_emptied_answer_takes_what_is_known_later);
	tcase_add_test(tests, older_history_is_put_below);
	tcase_add_test(tests, a_change_of_a_person_says_what_was_and_what_is);
	tcase_add_test(tests, another_person_parks_the_one_in_hand);
	tcase_add_test(tests, every_service_of_the_directory_can_be_walked_to_its_page);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
