/* The whole dialogue language on the desk: a part, a section that repeats, a calculation, answers
 * that were given before, and the way to help from every question. */
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "helpers/play.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct play play;

static void
begin(void)
{
	play_init(&play);
	play.dialogues = true;
	play_sign_in(&play);
}

static void
end(void)
{
	play_release(&play);
}

static void
open_amina(void)
{
	play_type(&play, "home.find", "01632 960151");
	play_enter(&play, "home.find");
}

static void
open_matter(const char *words)
{
	play_command(&play, hand_matter(play.desk->hand) ? COMMAND_ANOTHER : COMMAND_SERVICE);
	play_type(&play, "home.find", words);
	play_enter(&play, "home.find");
}

static const char *
field(const char *prompt)
{
	return arena_printf(&play.arena, "answer.%s.%s", hand_matter(play.desk->hand)->id, prompt);
}

static void
answer(const char *prompt, const char *text)
{
	play_set(&play, field(prompt), text);
	play_enter(&play, field(prompt));
}

static const struct answer *
kept(const char *prompt)
{
	return matter_answer(hand_matter(play.desk->hand), prompt);
}

/* As far as the second child's age. */
static void
begin_pass(void)
{
	open_amina();
	open_matter("youth pass");
	play_pick(&play, "answer:yes");
	play_shows(&play, "SAY: I must check who you are, in three questions.");
	answer("account", "1,234");
	answer("mail", "");
	answer("how_many", "2");
	play_shows(&play, "ASK: What is child 1 called?");
	play_shows(&play, "Child 1 of 2");
	answer("name#1", "Ann");
	answer("age#1", "9");
	play_shows(&play, "1 Swimming");
	play_shows_not(&play, "Soft play");
	play_pick(&play, "answer:swim");
	answer("name#2", "Bo");
}

START_TEST(a_part_a_repeat_and_a_calculation_are_walked)
{
	begin_pass();
	play_shows(&play, "ASK: How old is Bo?");
	answer("age#2", "3");
	play_pick(&play, "answer:play");
	play_shows(&play, "RESULT: Charge: £25.00");
	play_shows(&play, "RULE: £12.5 for each of Ann, Bo");
	play_shows(&play, "TELL: It costs £25.00 in all.");
	play_pick(&play, "told");
	play_pick(&play, "wrap-up");
	play_shows(&play, "Child 1: Ann, 9, Swimming");
	play_shows(&play, "Child 2: Bo, 3, Soft play");
	play_shows(&play, "Charge: £25.00 (£12.5 for each of Ann, Bo)");
	play_pick(&play, "finish");
	const struct contact *contact = play_sent(&play, ROUTE_PUT_CONTACT)->request.body;
	const struct enquiry *enquiry = LIST_AT(struct enquiry, &contact->enquiries, 0);
	size_t found = 0;
	LIST_EACH(struct answer, sent, &enquiry->answers)
	{
		found += text_same(sent->prompt, "pass#2") && text_same(sent->value, "play");
		found += text_same(sent->prompt, "charge") && text_same(sent->value, "25.00") &&
			 text_same(sent->source, "calculated");
	}
	ck_assert_uint_eq(found, 2);
}
END_TEST

START_TEST(instances_have_their_heading_in_the_outline)
{
	begin_pass();
	char *page = play_page(&play);
	const char *first = strstr(page, "---- outline");
	ck_assert_ptr_nonnull(first);
	const char *one = strstr(first, "Child 1"), *two = strstr(first, "Child 2");
	ck_assert_msg(one && two && one < two && strstr(one, "+ Ann") &&
			  strstr(one, "+ Ann") < two && strstr(two, "+ Bo"),
	    "%s", page);
	free(page);
}
END_TEST

START_TEST(fewer_children_lose_nothing)
{
	begin_pass();
	play_pick(&play, "prompt:how_many");
	answer("how_many", "1");
	ck_assert_str_eq(kept("name#2")->value, "Bo");
	play_shows(&play, "* Bo");
	play_pick(&play, "prompt:name#2");
	play_shows(&play, "This no longer applies; the answer is kept.");
	play_pick(&play, "prompt:how_many");
	answer("how_many", "3");
	play_shows(&play, "+ Bo");
	play_shows(&play, "Child 3");
	play_command(&play, COMMAND_UNDO);
	play_command(&play, COMMAND_UNDO);
	ck_assert_str_eq(kept("how_many")->value, "2");
	play_shows_not(&play, "Child 3");
}
END_TEST

/* The case is of the children there are. */
START_TEST(what_no_longer_applies_is_not_sent)
{
	begin_pass();
	play_pick(&play, "prompt:how_many");
	answer("how_many", "1");
	play_pick(&play, "told");
	play_pick(&play, "wrap-up");
	play_shows_not(&play, "Child 2");
	play_pick(&play, "finish");
	const struct contact *contact = play_sent(&play, ROUTE_PUT_CONTACT)->request.body;
	const struct enquiry *enquiry = LIST_AT(struct enquiry, &contact->enquiries, 0);
	LIST_EACH(struct answer, sent, &enquiry->answers)
	ck_assert_str_ne(sent->prompt, "name#2");
}
END_TEST

START_TEST(a_restart_brings_back_every_instance)
{
	begin_pass();
	play_set(&play, field("age#2"), "1");
	play_survives(&play);
	play_restart(&play);
	play_sign_in(&play);
	play_shows(&play, "How old is Bo?");
	ck_assert_str_eq(kept("pass#1")->value, "swim");
	ck_assert_str_eq(typed_text(play.desk, field("age#2")), "1");
}
END_TEST

START_TEST(what_a_part_asked_is_known_in_the_next_matter)
{
	begin_pass();
	open_matter("renew a pass");
	play_shows(&play, "SAY: A pass costs £12.5.");
	play_shows(&play, "ASK: And your e-mail address?"); /* the account is not asked */
	play_pick(&play, "prompt:account");
	play_shows(&play, "Said in this contact, Youth pass: confirm it.");
	play_shows(&play, "= 1234");
	play_enter(&play, field("account"));
	ck_assert_str_eq(kept("account")->value, "1234");
	ck_assert_str_eq(kept("account")->source, "known");
	/* and by its name, what another dialogue asked */
	play_pick(&play, "prompt:children");
	play_shows(&play, "Said in this contact, Youth pass: confirm it.");
	play_enter(&play, field("children"));
	ck_assert_str_eq(kept("children")->value, "2");
}
END_TEST

static void
said_before(const char *service, const char *prompt, const char *value, micros before)
{
	*(struct earlier_answer *)list_add(&play.arena, &play.earlier, &earlier_answer_record) =
	    (struct earlier_answer){service, prompt, value, "lancashire", play.now - before};
}

START_TEST(what_was_said_last_year_is_known)
{
	said_before("pass-renewal", "account", "1999", 400 * MICROS_DAY);
	said_before("youth-pass", "how_many", "3", 17 * MICROS_DAY);
	said_before("other-service", "how_many", "4", 2 * MICROS_DAY);
	said_before("youth-pass", "mail", "not an address", MICROS_DAY);
	open_amina();
	open_matter("renew a pass");
	play_pick(&play, "prompt:account");
	play_shows(&play, "Said on 16 Oct 2025, Lancashire, Pass renewal: confirm it.");
	play_enter(&play, field("account"));
	ck_assert_str_eq(kept("account")->value, "1999");
	/* what is not an answer to this question is asked */
	play_shows(&play, "ASK: And your e-mail address?");
	play_shows_not(&play, "confirm it.");
	answer("mail", "");
	play_pick(&play, "prompt:children");
	play_shows(&play, "Said on 3 Nov 2026, Lancashire, Youth pass: confirm it.");
	play_pick(&play, "prompt:told_us");
	play_shows(&play, "Said on 18 Nov 2026, Lancashire, other-service: confirm it.");
	/* what is said now counts before what was said then */
	open_matter("youth pass");
	play_pick(&play, "answer:no");
	answer("how_many", "1");
	play_command(&play, COMMAND_PREVIOUS_MATTER);
	play_pick(&play, "prompt:told_us");
	play_shows(&play, "Said in this contact, Youth pass: confirm it.");
	play_shows(&play, "= 1");
}
END_TEST

START_TEST(the_types_say_what_they_want)
{
	open_amina();
	open_matter("renew a pass");
	answer("account", "12");
	play_shows(&play, "Type a whole number between 1000 and 9999.");
	play_pick(&play, "prompt:mail");
	answer("mail", "nobody");
	play_shows(&play, "That is not an e-mail address");
	play_pick(&play, "prompt:from");
	play_shows(&play, "Time");
	answer("from", "8 am");
	play_shows(&play, "The time must be between 09:00 and 17:00.");
	answer("from", "2.30 pm");
	ck_assert_str_eq(kept("from")->value, "14:30");
}
END_TEST

static void
publish(const char *service, const char *text, int64_t version)
{
	struct feed_item item = {
	    .topic = "directory", .id = service, .number = version, .version = version};
	struct feed_page page = {.next = "e.2", .items = {&item, 1}};
	play.crm_there = false;
	play_feed(&play, &page);
	struct service_text changed = {.service = service, .text = text, .version = version};
	struct reply reply = {.number = play_sent(&play, ROUTE_SERVICE)->request.number,
	    .route = ROUTE_SERVICE,
	    .status = 200,
	    .body = &changed};
	struct desk_event event = {.kind = EVENT_REPLY, .reply = &reply};
	play_event(&play, &event);
	play.crm_there = true;
}

/* A part is told of like the service itself, and no answer goes. */
START_TEST(a_changed_part_is_told)
{
	static const char was[] = "What is your account number?";
	begin_pass();
	const char *text = directory_text(play.desk->directory, "caller-check");
	const char *at = strstr(text, was);
	ck_assert_ptr_nonnull(at);
	publish("caller-check",
	    arena_printf(&play.arena, "%.*sWhich account is it?%s", (int)(at - text), text,
		at + sizeof was - 1),
	    900);
	play_shows(&play, "Changed since you began");
	play_pick(&play, "prompt:account");
	play_shows(&play, "ASK: Which account is it?");
	ck_assert_str_eq(kept("account")->value, "1234");
	ck_assert_str_eq(kept("name#2")->value, "Bo");
}
END_TEST

/* One key away, whatever is asked and whatever is half typed; and back where the work was. */
START_TEST(help_is_one_key_away_on_every_prompt)
{
	begin_pass();
	struct agenda agenda;
	struct arena arena;
	arena_init(&arena);
	agenda_of(play.desk, play.desk->hand, hand_matter(play.desk->hand), &arena, &agenda);
	size_t seen = 0;
	for (size_t i = 0; i < agenda.count; i++) {
		const char *item = agenda.items[i].kind == AGENDA_WRAP_UP
				       ? "wrap-up"
				       : arena_printf(&arena, "prompt:%s", agenda.items[i].id);
		if (agenda.items[i].kind != AGENDA_PROMPT)
			continue;
		play_pick(&play, item);
		const struct prompt *prompt = agenda.items[i].step->prompt;
		if (prompt->kind == PROMPT_ASK && prompt->type == ANSWER_TEXT)
			play_set(&play, field(prompt->id), "half a na");
		play_command(&play, COMMAND_EMERGENCY);
		ck_assert_int_eq(desk_screen(play.desk), SCREEN_EMERGENCY);
		play_command(&play, COMMAND_BACK);
		ck_assert_int_eq(desk_screen(play.desk), SCREEN_DIALOGUE);
		if (prompt->kind == PROMPT_ASK && prompt->type == ANSWER_TEXT)
			ck_assert_str_eq(typed_text(play.desk, field(prompt->id)), "half a na");
		seen++;
	}
	ck_assert_uint_ge(seen, 12);
	arena_release(&arena);
}
END_TEST

/* ---- how the customer can be served ---- */

static void
needs(const char *first, const char *second)
{
	struct hand *hand = play.desk->hand;
	const char *const kinds[] = {first, second};
	for (int i = 0; i < 2; i++)
		if (kinds[i])
			*(struct need *)list_add(
			    &hand->arena, &hand->work->known->needs, &need_record) = (struct need){
			    .id = "01920000-0000-7000-8000-0000000000d1", .kind = kinds[i]};
}

static const struct agenda_item *
stands(const char *id)
{
	static struct agenda agenda;
	agenda_of(play.desk, play.desk->hand, hand_matter(play.desk->hand), &play.arena, &agenda);
	return agenda_item(&agenda, id);
}

START_TEST(what_somebody_needs_is_said_to_them)
{
	open_amina();
	needs("interpreter", "large_print");
	open_matter("council tax support");
	ck_assert_int_eq(stands("in-large-print")->state, STEP_OPEN);
	ck_assert_int_eq(stands("with-signer")->state, STEP_NOT_NEEDED);
	ck_assert_str_eq(stands("serve")->value, "Large print. Interpreter.");
	/* She has Gujarati. */
	ck_assert_int_eq(stands("letter_language")->state, STEP_OPEN);
	ck_assert_str_eq(
	    stands("letter_language")->step->text, "Shall the letter be in Gujarati, too?");
}
END_TEST

START_TEST(who_needs_nothing_is_asked_nothing)
{
	open_amina();
	play.desk->hand->work->known->language = "English";
	open_matter("council tax support");
	ck_assert_int_eq(stands("in-large-print")->state, STEP_NOT_NEEDED);
	ck_assert_int_eq(stands("letter_language")->state, STEP_NOT_NEEDED);
	ck_assert(text_blank(stands("serve")->value));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk_dialogue");
	TCase *tests = tcase_create("dialogue");
	tcase_add_checked_fixture(tests, begin, end);
	tcase_add_test(tests, a_part_a_repeat_and_a_calculation_are_walked);
	tcase_add_test(tests, instances_have_their_heading_in_the_outline);
	tcase_add_test(tests, fewer_children_lose_nothing);
	tcase_add_test(tests, what_no_longer_applies_is_not_sent);
	tcase_add_test(tests, a_restart_brings_back_every_instance);
	tcase_add_test(tests, what_a_part_asked_is_known_in_the_next_matter);
	tcase_add_test(tests, what_was_said_last_year_is_known);
	tcase_add_test(tests, the_types_say_what_they_want);
	tcase_add_test(tests, a_changed_part_is_told);
	tcase_add_test(tests, help_is_one_key_away_on_every_prompt);
	tcase_add_test(tests, what_somebody_needs_is_said_to_them);
	tcase_add_test(tests, who_needs_nothing_is_asked_nothing);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
