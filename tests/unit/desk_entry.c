/* An information officer changes entries, a second person approves them, several are vouched for.
 */
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/outbox.h"
#include "directory/splice.h"
#include "helpers/play.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

static struct play play;

/* The entry as these tests know it: what the starter directory says is others' business. */
static const char bulky[] =
    "service: bulky-waste\n"
    "lgsl: 528\n"
    "title: Bulky waste collection\n"
    "summary: Furniture fetched for a charge.\n"
    "provided_by: district\n"
    "owner: { team: chorley-waste, email: waste@chorley.example }\n"
    "assured: 2026-10-01\n"
    "review_by: 2027-04-01\n"
    "words: [sofa, settee, mattress, bed]  # as callers say\n"
    "hours: Mo-Fr 08:00-18:00\n"
    "contacts: { web: chorley.example/bulky }\n"
    "facts:\n"
    "  fee:  { label: Fee, value: £22 for three, review_by: 2027-04-01 }\n"
    "  wait: { value: 10 working days, review_by: 2027-04-01 }\n"
    "  book: { value: { en: by telephone, cy: dros y ffôn }, review_by: 2027-04-01 }\n"
    "dialogue:\n"
    "  - section: What\n"
    "    prompts:\n"
    "      - ask: property\n"
    "        text: Which address?\n"
    "        type: address\n"
    "        required: true\n"
    "      - say: Let me look.\n"
    "      - ask: whose\n"
    "        text: Where does it come from?\n"
    "        type: select_one\n"
    "        choices: { home: The caller's home, shop: A shop }\n"
    "        required: true\n"
    "      - tell: Please empty the fridge.\n"
    "        id: fridge-empty\n"
    "      - refer: bulky-waste\n"
    "        promise: We come within ${fact.wait}.\n"
    "        due: ${fact.wait}\n"
    "at:\n"
    "  burnley: { owner: { team: burnley-waste, email: waste@burnley.example } }\n"
    "  hyndburn: { hours: Mo-Fr 09:00-17:00 }\n";

static void
begin_as(const char *role)
{
	play_init(&play);
	play.role = role;
	play_sign_in(&play);
	struct err err = {""};
	ck_assert_msg(directory_put(play.desk->directory, "bulky-waste", bulky, 6, &err) == 0, "%s",
	    err.text);
}

static void
begin(void)
{
	begin_as("information_officer");
}

static void
begin_supervisor(void)
{
	begin_as("supervisor");
}

static void
end(void)
{
	play_release(&play);
}

static void
open_entry(const char *words)
{
	play_type(&play, "home.find", words);
	play_enter(&play, "home.find");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_ENTRY);
}

static const char *
field(const char *path)
{
	return entry_field_name("bulky-waste", path, &play.arena);
}

/* The draft of somebody else, with another fee. */
static void
somebody_submits(const char *author)
{
	const char *text = directory_text(play.desk->directory, "bulky-waste");
	struct buf out;
	buf_init(&out, 1 << 20);
	ck_assert_int_eq(splice_set(text, strlen(text), "facts/fee/value", "£26", &out, NULL), 0);
	struct entry_draft draft = {.id = "bulky-waste",
	    .service = "bulky-waste",
	    .base = directory_version(play.desk->directory, "bulky-waste"),
	    .revision = 3,
	    .text = out.data,
	    .state = "submitted",
	    .author = author,
	    .writers = author,
	    .comment = "Council of 12 March",
	    .changed = play.now};
	play.draft = record_copy(&play.arena, &entry_draft_record, &draft);
	buf_release(&out);
	struct feed_item item = {.topic = "draft", .id = "bulky-waste", .number = 2};
	struct feed_page page = {.next = "e.2", .items = {&item, 1}};
	play_feed(&play, &page);
}

/* ---- an author ---- */

START_TEST(a_fee_is_changed_in_few_keys)
{
	char *was = xstrdup(directory_text(play.desk->directory, "bulky-waste"));
	open_entry("bulky");
	play_shows(&play, " Fee: £22 for three  | review 1 Apr 2027");
	play_pick(&play, "fact:fee");
	ck_assert_str_eq(play_focus(&play), field("facts/fee/value"));
	play_set(&play, field("facts/fee/value"), "£24 for three");
	play.keys++; /* ^U before it */
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "CHANGE: fact fee: £22 for three → £24 for three");
	play_shows(&play, "DRAFT: draft, s.ellis, 10:42");
	/* Not a byte beside it. */
	const char *at = strstr(was, "£22 for");
	ck_assert_str_eq(play.draft->text, arena_printf(&play.arena, "%.*s£24 for%s",
					       (int)(at - was), was, at + strlen("£22 for")));
	ck_assert_ptr_null(typed_text(play.desk, field("facts/fee/value")));
	play_command(&play, COMMAND_SUBMIT);
	play_set(&play, field(":comment"), "Council of 12 March");
	play_enter(&play, field(":comment"));
	play_enter(&play, field(":effective"));
	play_pick(&play, "act");
	ck_assert_str_eq(play.draft->state, "submitted");
	ck_assert_str_eq(play.draft->comment, "Council of 12 March");
	play_shows(&play, "is submitted: somebody else approves it.");
	play_shows_not(&play, " submit ");
	ck_assert_int_le(play.keys, 12);
	free(was);
}
END_TEST

START_TEST(nothing_typed_is_lost)
{
	open_entry("missed bin");
	play_pick(&play, "owner");
	play_line(&play, false);
	play_set(
	    &play, entry_field_name("missed-bin", "owner/email", &play.arena), "streets@chorl");
	play_survives(&play);
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "1 waiting to be sent");
}
END_TEST

START_TEST(without_the_line_the_draft_waits)
{
	open_entry("bulky");
	play_pick(&play, "fact:fee");
	play_line(&play, false);
	play_set(&play, field("facts/fee/value"), "£24");
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "1 waiting to be sent");
	play_shows(&play, "CHANGE: fact fee: £22 for three → £24");
	play_pick(&play, "fact:wait");
	play_set(&play, field("facts/wait/value"), "3 working days");
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "The last change is still on its way.");
	play_line(&play, true);
	play_answer_all(&play);
	ck_assert_ptr_nonnull(strstr(play.draft->text, "£24"));
	/* What came later went by itself, once the first had arrived. */
	ck_assert_ptr_nonnull(strstr(play.draft->text, "3 working days"));
	ck_assert_ptr_null(typed_text(play.desk, field("facts/wait/value")));
}
END_TEST

START_TEST(what_lint_says_stands_beside_its_field)
{
	open_entry("bulky");
	play_pick(&play, "hours");
	play_set(&play, field("hours"), "Mo-Fr 8 to 6");
	play_shows(&play, "Hours: [Mo-Fr 8 to 6]  ! ");
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "ERROR: line ");
	play_command(&play, COMMAND_SUBMIT);
	play_set(&play, field(":comment"), "Later");
	play_pick(&play, "act");
	play_shows(&play, "The text has errors");
	ck_assert_str_eq(play.draft->state, "draft");
	play_command(&play, COMMAND_BACK);
	play_pick(&play, "hours");
	play_set(&play, field("hours"), "Mo-Fr 08:00-18:00");
	play_command(&play, COMMAND_BACK);
	play_shows_not(&play, "ERROR");
	play_pick(&play, "fact:fee");
	play_set(&play, field("facts/fee/review_by"), "2026-02-01");
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "WARNING: line ");
}
END_TEST

START_TEST(a_value_that_yaml_would_misread_is_quoted)
{
	open_entry("bulky");
	play_pick(&play, "fact:fee");
	play_set(&play, field("facts/fee/value"), "'Two' rates: £22, or #3 {see} below");
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "→ 'Two' rates: £22, or #3 {see} below");
	play_shows_not(&play, "ERROR");
}
END_TEST

START_TEST(a_council_gets_its_own_fee_and_gives_it_up_again)
{
	open_entry("bulky");
	play_pick(&play, "councils");
	play_shows(&play, "Burnley Borough Council  | has something of its own");
	play_pick(&play, "council:pendle");
	play_shows(&play, "as Pendle has it");
	play_pick(&play, "fact:fee");
	play_shows(&play, "Value: []  as for all: £22 for three");
	const char *path = "at/pendle/facts/fee/value";
	play_set(&play, field(path), "£20");
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "CHANGE: pendle: fact fee added: £20");
	play_shows(&play, "Fee: £20  Pendle");
	play_pick(&play, "fact:fee");
	play_set(&play, field(path), "");
	play_command(&play, COMMAND_SAVE);
	play_shows_not(&play, "CHANGE");
	ck_assert_str_eq(play.draft->text, directory_text(play.desk->directory, "bulky-waste"));
	play_pick(&play, "common");
	play_shows(&play, "One council: 2 have");
}
END_TEST

START_TEST(a_fact_is_added)
{
	open_entry("bulky");
	play_pick(&play, "new-fact");
	play_set(&play, field(":fact"), "Late fee");
	play_enter(&play, field(":fact"));
	play_shows(&play, "Value: []");
	play_set(&play, field("facts/late_fee/value"), "£5 a day");
	play_set(&play, field("facts/late_fee/review_by"), "2027-04-01");
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "CHANGE: fact late_fee added: £5 a day");
	play_shows(&play, "Late fee: £5 a day  | review 1 Apr 2027");
	ck_assert_ptr_nonnull(
	    strstr(play.draft->text, "  late_fee: { value: £5 a day, review_by: 2027-04-01 }\n"));
}
END_TEST

START_TEST(search_words_come_and_go)
{
	open_entry("bulky");
	play_pick(&play, "about");
	const char *words = typed_text(play.desk, field("words"));
	ck_assert_ptr_null(words);
	play_shows(&play, "Search words: [sofa, settee, mattress, bed]");
	play_set(&play, field("words"), "sofa, settee, sideboard");
	play_command(&play, COMMAND_SAVE);
	ck_assert_ptr_nonnull(
	    strstr(play.draft->text, "words: [sofa, settee, sideboard]  # as callers say\n"));
}
END_TEST

START_TEST(wording_is_changed_in_each_language)
{
	open_entry("bulky");
	play_pick(&play, "wording");
	play_shows(&play, "say: ");
	play_pick(&play, "prompt:fridge-empty");
	const char *text = field("dialogue/prompt/fridge-empty/text");
	play_set(&play, text, "Please empty the fridge: a child could climb in.");
	play_set(&play, field("dialogue/prompt/fridge-empty/text/cy"), "Gwagiwch yr oergell.");
	play_command(&play, COMMAND_SAVE);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_ENTRY_LIST);
	ck_assert_ptr_nonnull(strstr(play.draft->text, "cy: Gwagiwch yr oergell.\n"));
	ck_assert_ptr_nonnull(
	    strstr(play.draft->text, "'Please empty the fridge: a child could climb in.'\n"));
	play_command(&play, COMMAND_BACK);
	play_shows_not(&play, "ERROR");
}
END_TEST

START_TEST(a_refused_draft_keeps_what_was_typed)
{
	open_entry("bulky");
	play_pick(&play, "fact:fee");
	play_set(&play, field("facts/fee/value"), "£24");
	play.draft_fails = PROBLEM_CONFLICT;
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "Somebody else has changed this entry.");
	ck_assert_str_eq(typed_text(play.desk, field("facts/fee/value")), "£24");
	ck_assert_uint_eq(outbox_refused(play.desk), 0);
	play_pick(&play, "fact:fee");
	play_command(&play, COMMAND_SAVE);
	ck_assert_ptr_nonnull(strstr(play.draft->text, "£24"));
}
END_TEST

START_TEST(a_draft_is_thrown_away)
{
	open_entry("bulky");
	play_pick(&play, "fact:fee");
	play_set(&play, field("facts/fee/value"), "£24");
	play_command(&play, COMMAND_SAVE);
	play_command(&play, COMMAND_DISCARD);
	ck_assert_ptr_null(play.draft);
	play_shows(&play, "Fee: £22 for three");
	play_shows_not(&play, "DRAFT");
}
END_TEST

/* The CRM publishes another wait while the draft has another fee and other search words. */
START_TEST(a_draft_that_was_overtaken_is_renewed)
{
	open_entry("bulky");
	play_pick(&play, "fact:fee");
	play_set(&play, field("facts/fee/value"), "£24");
	play_command(&play, COMMAND_SAVE);
	play_pick(&play, "about");
	play_set(&play, field("words"), "sofa, sideboard");
	play_command(&play, COMMAND_SAVE);
	ck_assert(!command_works(play.desk, COMMAND_RENEW));
	play.base_text =
	    arena_strdup(&play.arena, directory_text(play.desk->directory, "bulky-waste"));
	struct buf out;
	struct err err = {""};
	buf_init(&out, 1 << 20);
	ck_assert_int_eq(splice_set(play.base_text, strlen(play.base_text), "facts/wait/value",
			     "15 working days", &out, &err),
	    0);
	ck_assert_int_eq(directory_put(play.desk->directory, "bulky-waste", out.data, 90, &err), 0);
	buf_release(&out);
	entry_changed(play.desk);
	play_shows(&play, "Another version was published since this draft began.");
	play_command(&play, COMMAND_RENEW);
	play_shows(&play, "Your changes lie over what is published now");
	ck_assert_int_eq(play.draft->base, 90);
	ck_assert_ptr_nonnull(strstr(play.draft->text, "15 working days"));
	ck_assert_ptr_nonnull(strstr(play.draft->text, "£24"));
	ck_assert_ptr_nonnull(
	    strstr(play.draft->text, "words: [sofa, sideboard]  # as callers say\n"));
	play_shows_not(&play, "Another version");
	ck_assert(!entry_has_typed(play.desk, "bulky-waste"));
}
END_TEST

START_TEST(an_old_version_becomes_a_draft)
{
	open_entry("bulky");
	play_command(&play, COMMAND_VERSIONS);
	play_shows(&play, "2: Council of 12 March  r.aspden, approved by k.walmsley");
	play_pick(&play, "version:1");
	play_shows(&play, "# Going back to version 1 would change:");
	play_shows(&play, "fact fee: £22 for three → £19 for three");
	play_pick(&play, "roll-back");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_ENTRY);
	play_shows(&play, "DRAFT: draft, s.ellis, 10:42: Back to version 1");
	ck_assert_ptr_nonnull(strstr(play.draft->text, "£19"));
	ck_assert(command_works(play.desk, COMMAND_SUBMIT));
}
END_TEST

START_TEST(an_entry_of_another_council_is_only_read)
{
	open_entry("blue badge"); /* the county's */
	play_pick(&play, "owner");
	play_shows(&play, "Only its owner's officer changes this entry.");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_ENTRY);
	ck_assert(!command_works(play.desk, COMMAND_SUBMIT));
}
END_TEST

START_TEST(the_author_hears_what_became_of_a_draft)
{
	somebody_submits("s.ellis");
	struct feed_item item = {.topic = "draft", .id = "bulky-waste", .number = 3};
	struct feed_page page = {.next = "e.3", .items = {&item, 1}};
	play.draft->state = "returned";
	play_feed(&play, &page);
	play_shows(&play, "came back to you: open it to see why.");
	play_shows(&play, "Draft: Bulky waste collection  | returned, yours");
}
END_TEST

/* ---- a trial ---- */

START_TEST(a_preview_is_kept_nowhere)
{
	open_entry("bulky");
	play_pick(&play, "wording");
	play_pick(&play, "prompt:whose");
	play_set(&play, field("dialogue/prompt/whose/text"), "Whose is it?");
	play_command(&play, COMMAND_SAVE);
	play_command(&play, COMMAND_BACK);
	size_t records = play_records(&play, &work_record);
	size_t drafts = play_records(&play, &draft_record);
	play_command(&play, COMMAND_PREVIEW);
	play_shows(&play, "PREVIEW: nothing of this is logged");
	play_pick(&play, "prompt:whose");
	play_shows(&play, "ASK: Whose is it?");
	play_pick(&play, "answer:home");
	play_type(&play,
	    arena_printf(&play.arena, "answer.%s.property", hand_matter(play.desk->hand)->id),
	    "14 Union St");
	play_pick(&play, "prompt:wrap-up");
	play_pick(&play, "wrap-up");
	play_shows(&play, "The preview ends here");
	ck_assert_uint_eq(play_records(&play, &work_record), records);
	ck_assert_uint_eq(play_records(&play, &draft_record), drafts);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 0);
	ck_assert(!command_works(play.desk, COMMAND_PARK));
	play_command(&play, COMMAND_BACK);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_ENTRY);
	ck_assert_ptr_null(play.desk->hand);
	ck_assert_ptr_null(preview_is(play.desk) ? "still" : NULL);
}
END_TEST

START_TEST(a_preview_lies_over_the_contact_in_hand)
{
	play_command(&play, COMMAND_NEW_CONTACT);
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_DIALOGUE);
	const struct hand *hand = play.desk->hand;
	somebody_submits("r.aspden");
	play_command(&play, COMMAND_HOME);
	play_pick(&play, "draft:bulky-waste");
	play_command(&play, COMMAND_PREVIEW);
	ck_assert(preview_is(play.desk));
	ck_assert_ptr_ne(play.desk->hand, hand);
	play_command(&play, COMMAND_NEW_CONTACT);
	ck_assert(!preview_is(play.desk));
	ck_assert_ptr_eq(hand_find(play.desk, hand->work->id), hand);
	ck_assert_uint_eq(hand->work->matters.count, 1);
	ck_assert_int_ne(hand->work->parked, 0);
}
END_TEST

/* ---- a second person ---- */

START_TEST(a_second_person_sees_approves_and_publishes)
{
	somebody_submits("r.aspden");
	play_shows(&play, "Draft: Bulky waste collection  | submitted, by r.aspden");
	play_pick(&play, "draft:bulky-waste");
	play_shows(&play, "DRAFT: submitted, r.aspden, 10:42: Council of 12 March");
	play_shows(&play, "CHANGE: fact fee: £22 for three → £26");
	play.keys = 0;
	play_command(&play, COMMAND_APPROVE);
	ck_assert_str_eq(play_focus(&play), "act");
	play_pick(&play, "act");
	ck_assert_int_eq(play.keys, 2);
	const struct entry_verdict *verdict = play_sent(&play, ROUTE_PUT_VERDICT)->request.body;
	ck_assert_str_eq(verdict->verdict, "approve");
	ck_assert_int_eq(verdict->revision, 3);
	play_shows(&play, "\"Bulky waste collection\" is published.");
}
END_TEST

START_TEST(from_a_day_on)
{
	somebody_submits("r.aspden");
	play_pick(&play, "draft:bulky-waste");
	play_command(&play, COMMAND_APPROVE);
	play_set(&play, field(":effective"), "1 4 2020");
	play_pick(&play, "act");
	play_shows(&play, "This day is past.");
	play_set(&play, field(":effective"), "1 apr 2027");
	play_pick(&play, "act");
	const struct entry_verdict *verdict = play_sent(&play, ROUTE_PUT_VERDICT)->request.body;
	ck_assert_int_eq(verdict->effective, london_micros((struct date){2027, 4, 1}, 0, 0));
	play_shows(&play, "is approved: it will be published on 1 Apr 2027.");
}
END_TEST

START_TEST(a_return_says_why)
{
	somebody_submits("r.aspden");
	play_pick(&play, "draft:bulky-waste");
	play_command(&play, COMMAND_RETURN);
	play_pick(&play, "act");
	play_shows(&play, "Say what is to be changed");
	play_set(&play, field(":verdict"), "From April, please");
	play_enter(&play, field(":verdict"));
	play_pick(&play, "act");
	ck_assert_str_eq(play.draft->comment, "From April, please");
	play_shows(&play, "goes back to its author.");
}
END_TEST

START_TEST(nobody_approves_their_own)
{
	somebody_submits("s.ellis");
	play_type(&play, "home.find", "bulky");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_ENTRY);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_ENTRY);
	play_shows(&play, "DRAFT: submitted, s.ellis");
	ck_assert(!command_works(play.desk, COMMAND_APPROVE));
	ck_assert(command_works(play.desk, COMMAND_PREVIEW));
}
END_TEST

START_TEST(other_languages_are_not_forgotten)
{
	open_entry("bulky");
	play_pick(&play, "fact:book");
	const char *english = play_focus(&play);
	play_set(&play, english, "on the web");
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "CHANGE: fact book: by telephone → on the web");
	play_shows(&play, "as it was in Welsh: does it still hold?");
	play_pick(&play, "fact:book");
	play_set(&play, field("facts/book/value/cy"), "ar y we");
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "fact book in Welsh: dros y ffôn → ar y we");
	play_shows_not(&play, "does it still hold?");
}
END_TEST

START_TEST(every_entry_is_a_row_away)
{
	play_pick(&play, "entries");
	play_shows(&play, "Entries: drafts, and to be looked at again");
	play_pick(&play, "all-entries");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_ENTRIES);
	ck_assert_str_eq(desk_subject(play.desk), "all");
}
END_TEST

/* Opened while the line was cut, the list comes when it is back. */
START_TEST(the_list_comes_with_the_line)
{
	play_line(&play, false);
	play_command(&play, COMMAND_ENTRIES);
	play_pick(&play, "all-entries");
	play_shows(&play, "Loading the entries");
	play_line(&play, true);
	play_answer_all(&play);
	play_shows_not(&play, "Loading the entries");
	play_shows(&play, "Missed bin collection, Pendle");
}
END_TEST

/* ---- several at once ---- */

START_TEST(several_are_vouched_for_in_one_go)
{
	play_shows(&play, "Overdue: 3 entries to be looked at again");
	play_command(&play, COMMAND_ENTRIES);
	play_shows(&play, "Bulky waste collection  | review 1 Apr 2026");
	play_shows(&play, "Missed bin collection  | 2 facts");
	play_command(&play, COMMAND_MARK);
	play_command(&play, COMMAND_MARK);
	play_command(&play, COMMAND_MARK);
	play_command(&play, COMMAND_MARK); /* past the end: the last one loses its mark */
	play_shows(&play, "2 marked");
	play_survives(&play);
	play_command(&play, COMMAND_MARK);
	play_shows(&play, "3 marked");
	play_command(&play, COMMAND_ASSURE);
	play_shows(&play, "Vouch for 3 entries as they are");
	play_shows(&play, "Look again by: [20 Nov 2027]");
	play_pick(&play, "act");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_ASSURANCE), 2);
	const struct assurance *own = play_sent(&play, ROUTE_PUT_ASSURANCE)->request.body;
	ck_assert_str_eq(own->council, "pendle");
	ck_assert_uint_eq(own->services.count, 1);
	ck_assert_str_eq(own->review_by, "2027-11-20");
	ck_assert(own->facts);
	play_shows_not(&play, "marked");
}
END_TEST

START_TEST(what_was_refused_is_marked_again)
{
	play_command(&play, COMMAND_ENTRIES);
	play_command(&play, COMMAND_MARK);
	play_command(&play, COMMAND_MARK);
	play.crm_there = false;
	play_command(&play, COMMAND_ASSURE);
	play_pick(&play, "act");
	play_shows_not(&play, "marked");
	play_fail(&play, ROUTE_PUT_ASSURANCE, PROBLEM_CONFLICT, 409);
	play_shows(&play, "2 marked");
	play_survives(&play);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk/entry");
	TCase *author = tcase_create("author");
	tcase_add_checked_fixture(author, begin, end);
	tcase_set_timeout(author, 60);
	tcase_add_test(author, a_fee_is_changed_in_few_keys);
	tcase_add_test(author, nothing_typed_is_lost);
	tcase_add_test(author, without_the_line_the_draft_waits);
	tcase_add_test(author, what_lint_says_stands_beside_its_field);
	tcase_add_test(author, a_value_that_yaml_would_misread_is_quoted);
	tcase_add_test(author, a_council_gets_its_own_fee_and_gives_it_up_again);
	tcase_add_test(author, a_fact_is_added);
	tcase_add_test(author, search_words_come_and_go);
	tcase_add_test(author, wording_is_changed_in_each_language);
	tcase_add_test(author, a_refused_draft_keeps_what_was_typed);
	tcase_add_test(author, a_draft_is_thrown_away);
	tcase_add_test(author, a_draft_that_was_overtaken_is_renewed);
	tcase_add_test(author, an_old_version_becomes_a_draft);
	tcase_add_test(author, an_entry_of_another_council_is_only_read);
	tcase_add_test(author, the_author_hears_what_became_of_a_draft);
	tcase_add_test(author, a_preview_is_kept_nowhere);
	tcase_add_test(author, the_list_comes_with_the_line);
	tcase_add_test(author, several_are_vouched_for_in_one_go);
	tcase_add_test(author, every_entry_is_a_row_away);
	tcase_add_test(author, what_was_refused_is_marked_again);
	tcase_add_test(author, other_languages_are_not_forgotten);
	suite_add_tcase(suite, author);
	TCase *second = tcase_create("second");
	tcase_add_checked_fixture(second, begin_supervisor, end);
	tcase_set_timeout(second, 60);
	tcase_add_test(second, a_preview_lies_over_the_contact_in_hand);
	tcase_add_test(second, a_second_person_sees_approves_and_publishes);
	tcase_add_test(second, from_a_day_on);
	tcase_add_test(second, a_return_says_why);
	tcase_add_test(second, nobody_approves_their_own);
	suite_add_tcase(suite, second);
	return tap_run(suite);
}
