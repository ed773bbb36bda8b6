/* The one table of commands, and when each works. */
#include "desk/command.h"
#include "base/alloc.h"
#include "desk/behalf.h"
#include "desk/customer.h"
#include "desk/detail.h"
#include "desk/matter.h"
#include "desk/state.h"

#include <string.h>

/* ---- when a command works ---- */

static bool
at(const struct desk *desk, enum screen screen)
{
	return desk_screen(desk) == screen;
}

static bool
with_contact(const struct desk *desk)
{
	return desk->hand != NULL;
}

static bool
with_matters(const struct desk *desk)
{
	return desk->hand && desk->hand->work->matters.count > 0 && !at(desk, SCREEN_CASE);
}

/* A matter to go to: another one, or the only one from another screen. */
static bool
several_matters(const struct desk *desk)
{
	size_t count = 0;
	if (!desk->hand)
		return false;
	LIST_EACH(struct matter, matter, &desk->hand->work->matters)
	count += matter_is_shown(matter);
	return count > 1 || (count == 1 && !at(desk, SCREEN_DIALOGUE));
}

/* On Home it empties the box. */
static bool
away_from_home(const struct desk *desk)
{
	return !at(desk, SCREEN_HOME) || desk->find.mode != FIND_ANY ||
	       !text_blank(typed_text(desk, "home.find"));
}

static bool
away_from_queues(const struct desk *desk)
{
	return !at(desk, SCREEN_QUEUES);
}

static bool
away_from_looks(const struct desk *desk)
{
	return !at(desk, SCREEN_LOOKS);
}

static bool
away_from_notices(const struct desk *desk)
{
	return !at(desk, SCREEN_NOTICES);
}

static bool
can_note(const struct desk *desk)
{
	return desk->hand && !at(desk, SCREEN_CASE) && !at(desk, SCREEN_HOME) &&
	       !at(desk, SCREEN_PERSON);
}

static bool
can_finish(const struct desk *desk)
{
	return desk->hand && !at(desk, SCREEN_WRAP_UP) &&
	       (desk->hand->work->matters.count || desk->hand->work->customer);
}

static bool
can_ask_who(const struct desk *desk)
{
	if (!desk->hand)
		return at(desk, SCREEN_HOME) || at(desk, SCREEN_SERVICE);
	return !desk->hand->work->customer || !at(desk, SCREEN_CUSTOMER);
}

static bool
on_service(const struct desk *desk)
{
	return at(desk, SCREEN_SERVICE);
}

static bool
has_dialogue(const struct desk *desk)
{
	const struct service *service =
	    on_service(desk) ? desk_service(desk, desk_subject(desk), desk_council(desk)) : NULL;
	return service && service->dialogue;
}

static bool
is_offered_somewhere(const struct desk *desk)
{
	const struct service *service =
	    on_service(desk) || at(desk, SCREEN_PLACES)
		? desk_service(desk, desk_subject(desk), desk_council(desk))
		: NULL;
	return service && service->offered_at;
}

/* Once something of it has gone to the CRM the contact is in that name. */
static bool
can_answer_as(const struct desk *desk)
{
	return !desk->hand || !desk->hand->work->step;
}

static bool
quick(const struct desk *desk)
{
	return on_service(desk) || (at(desk, SCREEN_DIALOGUE) && hand_matter(desk->hand));
}

static bool
can_report(const struct desk *desk)
{
	if (on_service(desk))
		return desk_service(desk, desk_subject(desk), desk_council(desk)) != NULL;
	return at(desk, SCREEN_DIALOGUE) && hand_matter(desk->hand);
}

static bool
quick_or_wrap_up(const struct desk *desk)
{
	return quick(desk) || (at(desk, SCREEN_WRAP_UP) && with_matters(desk));
}

static bool
on_dialogue(const struct desk *desk)
{
	return at(desk, SCREEN_DIALOGUE);
}

static bool
can_undo(const struct desk *desk)
{
	return on_dialogue(desk) && desk->hand && desk->hand->undo_count > 0;
}

static bool
has_changed(const struct desk *desk)
{
	const struct matter *matter = on_dialogue(desk) ? hand_matter(desk->hand) : NULL;
	return matter && matter->changed;
}

static bool
on_customer(const struct desk *desk)
{
	return at(desk, SCREEN_CUSTOMER);
}

static bool
can_edit(const struct desk *desk)
{
	return on_customer(desk) && hand_customer(desk->hand);
}

static bool
on_form(const struct desk *desk)
{
	return at(desk, SCREEN_PERSON) || at(desk, SCREEN_ENTRY_FORM) || at(desk, SCREEN_DETAIL) ||
	       at(desk, SCREEN_MOVING) ||
	       (at(desk, SCREEN_BEHALF) && text_same(desk_subject(desk), "new"));
}

static bool
on_details(const struct desk *desk)
{
	return at(desk, SCREEN_DETAILS) && hand_customer(desk->hand);
}

static bool
on_all_details(const struct desk *desk)
{
	return on_details(desk) && text_same(desk_subject(desk), "details");
}

static bool
can_filter(const struct desk *desk)
{
	return on_customer(desk) && desk->hand && desk->hand->page;
}

static bool
can_break_glass(const struct desk *desk)
{
	return (on_customer(desk) && customer_has_withheld(desk->hand)) ||
	       (at(desk, SCREEN_CASE) && desk->case_withheld && !desk->case_typing);
}

static bool
can_be_same(const struct desk *desk)
{
	if (at(desk, SCREEN_PERSON))
		return desk->matches.count > 0;
	return on_customer(desk) && hand_customer(desk->hand) &&
	       command_permits(desk, ACTION_MERGE_CUSTOMER);
}

static bool
is_merged(const struct desk *desk)
{
	return on_customer(desk) && desk->hand && desk->hand->page && desk->hand->page->merged;
}

static const struct case_record *
shown_case(const struct desk *desk)
{
	return at(desk, SCREEN_CASE) && desk->case_page ? desk->case_page->record : NULL;
}

static bool
may_work(const struct desk *desk)
{
	const struct case_record *record = shown_case(desk);
	if (!record || !desk->session)
		return false;
	return case_permitted(
	    desk->session->role, ACTION_WORK_CASE, desk->session->council, record);
}

static bool
open_case(const struct desk *desk)
{
	return may_work(desk) && !text_same(shown_case(desk)->state, "closed");
}

static bool
can_claim(const struct desk *desk)
{
	return open_case(desk) && !text_same(shown_case(desk)->claimed_by, desk->session->user);
}

static bool
can_release(const struct desk *desk)
{
	return open_case(desk) && shown_case(desk)->claimed_by;
}

static bool
can_reopen(const struct desk *desk)
{
	return may_work(desk) && text_same(shown_case(desk)->state, "closed");
}

static bool
has_more(const struct desk *desk)
{
	if (at(desk, SCREEN_CUSTOMER))
		return desk->hand && desk->hand->page && desk->hand->page->next;
	return at(desk, SCREEN_QUEUE) && desk->queue_next;
}

static bool
has_call(const struct desk *desk)
{
	return desk->pop != NULL;
}

static bool
has_refused(const struct desk *desk)
{
	return outbox_refused(desk) > 0;
}

/* ---- the directory's authors ---- */

static bool
away_from_entries(const struct desk *desk)
{
	return !at(desk, SCREEN_ENTRIES);
}

static bool
on_entry(const struct desk *desk)
{
	return at(desk, SCREEN_ENTRY) && entry_shown(desk);
}

static bool
draft_is(const struct desk *desk, const char *state)
{
	const struct entry_draft *draft = desk->authoring.draft;
	return draft && text_same(draft->state, state);
}

static bool
can_submit(const struct desk *desk)
{
	const struct authoring *authoring = &desk->authoring;
	if (!on_entry(desk) || !entry_may_edit(desk))
		return false;
	if (entry_has_typed(desk, authoring->service))
		return true;
	return authoring->draft && !draft_is(desk, "submitted") && !draft_is(desk, "scheduled");
}

/* Nobody approves what they wrote themselves. */
static bool
can_judge(const struct desk *desk)
{
	const struct entry_draft *draft = desk->authoring.draft;
	return on_entry(desk) && draft_is(desk, "submitted") && desk->session &&
	       !text_same(draft->author, desk->session->user);
}

static bool
can_discard(const struct desk *desk)
{
	const struct authoring *authoring = &desk->authoring;
	return on_entry(desk) && entry_may_edit(desk) &&
	       (authoring->draft || entry_has_typed(desk, authoring->service));
}

static bool
can_renew(const struct desk *desk)
{
	return on_entry(desk) && entry_may_edit(desk) && entry_overtaken(desk);
}

static bool
can_mark(const struct desk *desk)
{
	return at(desk, SCREEN_ENTRIES) && entries_markable(desk)->count > 0;
}

static bool
can_assure(const struct desk *desk)
{
	return at(desk, SCREEN_ENTRIES) && entries_marks(desk) > 0;
}

/* ---- the table ---- */

#define ANYONE ACTION_COUNT

const struct command_entry command_table[] = {
    {COMMAND_HELP, "help", "? F1", N_("help"), N_("Lists the keys that work here, with notes."),
	NULL, ANYONE, NULL, 5},
    {COMMAND_LINE, "line", ": ^G:", N_("command"),
	N_("Takes a command by its name; Tab completes it."), NULL, ANYONE, NULL, 6},
    {COMMAND_BACK, "back", "Esc", N_("back"),
	N_("Goes back a screen. Nothing that was typed is lost."), NULL, ANYONE, NULL, 10},
    {COMMAND_HOME, "home", "F3 ^Go", N_("home"),
	N_("Goes to Home; a contact in hand stays in hand."), NULL, ANYONE, away_from_home, 3},
    {COMMAND_NEW_CONTACT, "new", "F2", N_("new contact"),
	N_("Begins a contact with somebody not yet known; the one in hand is parked."), NULL,
	ACTION_LOG_CONTACT, NULL, 40},
    {COMMAND_QUEUES, "queues", "F5", N_("queues"), N_("Shows the queues of cases."), NULL,
	ACTION_READ_QUEUE, away_from_queues, 30},
    {COMMAND_NOTICES, "notices", "F8", N_("notices"),
	N_("Shows the notices to desks: switches them on and off, and prepares them."), NULL,
	ACTION_POST_NOTICE, away_from_notices, 29},
    {COMMAND_LOOKS, "looks", "", N_("unusual looking"),
	N_("Shows the looking that somebody should ask about, until it is decided."), NULL,
	ACTION_READ_AUDIT, away_from_looks, 0},
    {COMMAND_LOCK, "lock", "F9", N_("lock"),
	N_("Clears the screen until the password is given. Contacts stay, sending goes on."), NULL,
	ANYONE, NULL, 2},
    {COMMAND_SIGN_OUT, "sign-out", "F10", N_("sign out"),
	N_("Signs out. What is kept and not yet sent stays on this desk."), NULL, ANYONE, NULL, 1},
    {COMMAND_QUIT, "quit", "^Q", N_("quit"),
	N_("Leaves the program. Contacts in hand come back at the next sign-in."), NULL, ANYONE,
	NULL, 1},
    {COMMAND_EMERGENCY, "emergency", "^X", N_("emergency"),
	N_("Shows at once what to say and whom to call when somebody is in danger."), NULL, ANYONE,
	NULL, 4},
    {COMMAND_REDRAW, "redraw", "^L", N_("redraw"), N_("Paints the screen anew."), NULL, ANYONE,
	NULL, 0},
    {COMMAND_LANGUAGE, "language", "", N_("language"), N_("Speaks another language: en or cy."),
	N_("en or cy"), ANYONE, NULL, 0},
    {COMMAND_REFUSED, "refused", "", N_("refused"), N_("Shows what the CRM refused, to be mended."),
	NULL, ANYONE, has_refused, 35},
    {COMMAND_AS, "as", "", N_("answer as"),
	N_("Answers in the name of another council: greeting and words follow."), N_("a council"),
	ACTION_LOG_CONTACT, can_answer_as, 0},

    {COMMAND_CHANNEL, "channel", "", N_("how it came"),
	N_("Says how the contact came: phone, counter, gateway, email, post, web; sent: from us."),
	N_("a channel"), ACTION_LOG_CONTACT, can_answer_as, 0},

    {COMMAND_TAKE, "take", "F6", N_("take the call"),
	N_("Takes the call that waits and finds who has its number; the contact in hand is "
	   "parked."),
	NULL, ACTION_LOG_CONTACT, has_call, 99},
    {COMMAND_DISMISS, "dismiss", "^G.", N_("dismiss the call"),
	N_("Puts the call that waits away, untaken."), NULL, ACTION_LOG_CONTACT, has_call, 0},

    {COMMAND_PARK, "park", "p ^Gp", N_("park"), N_("Puts the contact aside; Home lists it."), NULL,
	ACTION_LOG_CONTACT, with_contact, 25},
    {COMMAND_CUSTOMER, "customer", "c", N_("customer"),
	N_("Finds who it is, or shows the customer of this contact."), NULL, ACTION_FIND_CUSTOMER,
	can_ask_who, 45},
    {COMMAND_ANOTHER, "another", "a", N_("another matter"),
	N_("Opens one more matter of this contact."), NULL, ACTION_LOG_CONTACT, with_matters, 55},
    {COMMAND_NEXT_MATTER, "next", "]", N_("next matter"), N_("Goes to the next matter."), NULL,
	ANYONE, several_matters, 50},
    {COMMAND_PREVIOUS_MATTER, "previous", "[", N_("previous matter"),
	N_("Goes to the matter before."), NULL, ANYONE, several_matters, 49},
    {COMMAND_NOTE, "note", "t", N_("note"),
	N_("Opens the note of this matter; it goes with the case."), NULL, ACTION_LOG_CONTACT,
	can_note, 60},
    {COMMAND_CONTACT_NOTE, "contact-note", "T", N_("note of contact"),
	N_("Opens the note of the whole contact."), NULL, ACTION_LOG_CONTACT, can_note, 8},
    {COMMAND_FINISH, "finish", "f F4", N_("wrap up"),
	N_("Shows how everything will be logged, and logs it."), NULL, ACTION_LOG_CONTACT,
	can_finish, 70},

    {COMMAND_WRONG, "wrong", "w", N_("wrong"),
	N_("Tells the owner that what is in focus is wrong; the call goes on at once."), NULL,
	ACTION_REPORT_WRONG, can_report, 58},

    {COMMAND_DIALOGUE, "dialogue", "d", N_("dialogue"),
	N_("Opens what to say and ask for this service."), NULL, ACTION_LOG_CONTACT, has_dialogue,
	90},
    {COMMAND_NEAREST, "nearest", "n", N_("nearest place"),
	N_("Shows where it is offered, nearest first, and which of these is open."),
	N_("a postcode"), ANYONE, is_offered_somewhere, 47},
    {COMMAND_RESOLVED, "resolved", "r", N_("resolved"),
	N_("Logs that the customer has their answer."), NULL, ACTION_LOG_CONTACT, quick, 85},
    {COMMAND_SIGNPOST, "signpost", "x", N_("signpost elsewhere"),
	N_("Logs that the customer was told whom to ask."), NULL, ACTION_LOG_CONTACT, quick, 84},
    {COMMAND_REFER, "refer", "h", N_("refer"), N_("Refers it to the team of this service."), NULL,
	ACTION_LOG_CONTACT, quick, 83},
    {COMMAND_CALLBACK, "callback", "b", N_("call back"), N_("Promises that the team rings back."),
	NULL, ACTION_LOG_CONTACT, quick_or_wrap_up, 48},
    {COMMAND_ABANDON, "abandon", "", N_("abandoned"),
	N_("Logs that the customer left before the end."), NULL, ACTION_LOG_CONTACT,
	quick_or_wrap_up, 0},

    {COMMAND_NEXT_PROMPT, "next-prompt", "Tab", N_("next"), N_("Goes to the next prompt."), NULL,
	ANYONE, on_dialogue, 75},
    {COMMAND_PREVIOUS_PROMPT, "previous-prompt", "S-Tab", N_("back a prompt"),
	N_("Goes to the prompt before."), NULL, ANYONE, on_dialogue, 7},
    {COMMAND_UNDO, "undo", "u ^Gu", N_("undo"), N_("Takes the last answer back."), NULL, ANYONE,
	can_undo, 56},
    {COMMAND_CHANGES, "changes", "i ^Gi", N_("what changed"),
	N_("Shows what changed in this service since you began, and what was answered before."),
	NULL, ANYONE, has_changed, 88},

    {COMMAND_SERVICE, "service", "s", N_("service"),
	N_("Finds the service this customer asks about."), NULL, ACTION_LOG_CONTACT, on_customer,
	95},
    {COMMAND_EDIT, "edit", "e", N_("edit"), N_("Changes the customer's name, number, address."),
	NULL, ACTION_CHANGE_CUSTOMER, can_edit, 65},
    {COMMAND_MOVE, "moved", "v", N_("moved house"),
	N_("Takes down where they move, when and with whom; every service that holds the address "
	   "is told."),
	NULL, ACTION_CHANGE_CUSTOMER, can_edit, 61},
    {COMMAND_SAVE, "save", "^S", N_("save"), N_("Saves the form."), NULL, ANYONE, on_form, 90},
    {COMMAND_FILTER, "filter", "/", N_("filter"), N_("Shows only the history with these words."),
	NULL, ANYONE, can_filter, 66},
    {COMMAND_GLASS, "glass", "g", N_("show withheld"),
	N_("Shows what is withheld here, for a reason that is kept with your name."), NULL,
	ACTION_BREAK_GLASS, can_break_glass, 64},
    {COMMAND_HERS, "hers", "#", N_("this number is hers"),
	N_("Writes the number of this call down as the customer's, before the others."), NULL,
	ACTION_CHANGE_CUSTOMER, hers_works, 93},
    {COMMAND_BEHALF, "behalf", "o ^Gy", N_("calls for them"),
	N_("Says who calls for the customer, and by what right."), NULL, ACTION_LOG_CONTACT,
	behalf_works, 61},
    {COMMAND_MARKERS, "markers", "m", N_("markers"),
	N_("Shows cautions and who is vulnerable: why, until when, who says so; adds and ends "
	   "them."),
	NULL, ACTION_READ_CUSTOMER, can_edit, 64},
    {COMMAND_DETAILS, "details", "i", N_("details"),
	N_("Shows and changes needs, language, household, who speaks for them, consents, checks "
	   "of identity."),
	NULL, ACTION_READ_CUSTOMER, can_edit, 64},
    {COMMAND_PASSED, "passed", "y", N_("identity passed"),
	N_("Writes down that their identity was checked and held; never what was asked."), NULL,
	ACTION_CHANGE_CUSTOMER, on_all_details, 80},
    {COMMAND_NOT_PASSED, "not-passed", "n", N_("not passed"),
	N_("Writes down that their identity was checked and did not hold."), NULL,
	ACTION_CHANGE_CUSTOMER, on_all_details, 79},
    {COMMAND_ADD, "add", "+", N_("add"), N_("Writes down one more of what the cursor stands on."),
	NULL, ACTION_READ_CUSTOMER, on_details, 90},
    {COMMAND_END, "end", "k", N_("end it"),
	N_("Ends what the cursor stands on: it holds no longer."), NULL, ACTION_READ_CUSTOMER,
	detail_endable, 85},
    {COMMAND_SAME, "same", "j ^Gj", N_("same person"),
	N_("Goes to those who may be the same person; merges two records of one person."), NULL,
	ACTION_FIND_CUSTOMER, can_be_same, 63},
    {COMMAND_UNMERGE, "unmerge", "u", N_("undo merge"),
	N_("Shows what was merged, by whom and why, and takes it back."), NULL,
	ACTION_MERGE_CUSTOMER, is_merged, 62},

    {COMMAND_CLAIM, "claim", "m", N_("mine"), N_("Takes the case: others see who has it."), NULL,
	ANYONE, can_claim, 90},
    {COMMAND_RELEASE, "release", "l", N_("let go"), N_("Gives the case back to its queue."), NULL,
	ANYONE, can_release, 80},
    {COMMAND_CASE_NOTE, "case-note", "t", N_("note"), N_("Adds a note to the case."), NULL, ANYONE,
	open_case, 85},
    {COMMAND_CLOSE_CASE, "close", "k", N_("close"),
	N_("Closes the case, with a sentence that says how."), NULL, ANYONE, open_case, 84},
    {COMMAND_REOPEN_CASE, "reopen", "o", N_("reopen"), N_("Opens a closed case again."), NULL,
	ANYONE, can_reopen, 84},
    {COMMAND_MORE, "more", "n", N_("more"), N_("Reads the next page of the list."), NULL, ANYONE,
	has_more, 60},

    {COMMAND_ENTRIES, "entries", "F7", N_("entries"),
	N_("Shows drafts of the directory and what is to be looked at again; all lists "
	   "everything."),
	N_("all"), ACTION_APPROVE_ENTRY, away_from_entries, 24},
    {COMMAND_ENTRY, "entry", "e", N_("entry"),
	N_("Shows the entry as its owner sees it: drafts, versions, findings."), NULL,
	ACTION_APPROVE_ENTRY, on_service, 30},
    {COMMAND_PREVIEW, "preview", "v", N_("preview"),
	N_("Walks the entry as it would be. Nothing of it is logged."), NULL, ACTION_APPROVE_ENTRY,
	on_entry, 80},
    {COMMAND_SUBMIT, "submit", "s", N_("submit"),
	N_("Gives the draft to a second person, who approves it or returns it."), NULL,
	ACTION_EDIT_ENTRY, can_submit, 85},
    {COMMAND_APPROVE, "approve", "y", N_("approve"),
	N_("Publishes what was submitted, now or from a day on."), NULL, ACTION_APPROVE_ENTRY,
	can_judge, 88},
    {COMMAND_RETURN, "return", "r", N_("return"),
	N_("Gives what was submitted back to its author, with a word."), NULL, ACTION_APPROVE_ENTRY,
	can_judge, 87},
    {COMMAND_VERSIONS, "versions", "h", N_("versions"),
	N_("Shows what was published when, by whom; an old version can become a draft."), NULL,
	ACTION_APPROVE_ENTRY, on_entry, 60},
    {COMMAND_DISCARD, "discard", "", N_("discard"),
	N_("Throws the draft away, and what was typed for it."), NULL, ACTION_EDIT_ENTRY,
	can_discard, 0},
    {COMMAND_RENEW, "renew", "n", N_("renew"),
	N_("Lays the changes of a draft over the version that was published since it began."), NULL,
	ACTION_EDIT_ENTRY, can_renew, 89},
    {COMMAND_MARK, "mark", "m Space", N_("mark"), N_("Marks the entry, or takes its mark away."),
	NULL, ACTION_EDIT_ENTRY, can_mark, 80},
    {COMMAND_ASSURE, "assure", "g", N_("vouch for the marked"),
	N_("Vouches for all marked entries: they are right as they are."), NULL, ACTION_EDIT_ENTRY,
	can_assure, 85},
};
const unsigned command_table_count = sizeof command_table / sizeof *command_table;

const struct command_entry *
command_entry(enum command command)
{
	for (unsigned i = 0; i < command_table_count; i++)
		if (command_table[i].command == command)
			return &command_table[i];
	return NULL;
}

const struct command_entry *
command_named(const char *name)
{
	const struct command_entry *found = NULL;
	size_t length = name ? strlen(name) : 0;
	for (unsigned i = 0; length && i < command_table_count; i++) {
		if (strcmp(command_table[i].name, name) == 0)
			return &command_table[i];
		if (strncmp(command_table[i].name, name, length) != 0)
			continue;
		if (found)
			return NULL;
		found = &command_table[i];
	}
	return found;
}

bool
command_permits(const struct desk *desk, enum action action)
{
	if (action == ACTION_COUNT)
		return true;
	return desk->session &&
	       permitted(desk->session->role, action, desk->session->council, NULL);
}

/* Before sign-in and behind the lock almost nothing works. */
static bool
works_outside(const struct desk *desk, enum command command)
{
	switch (command) {
	case COMMAND_QUIT:
	case COMMAND_REDRAW:
	case COMMAND_LANGUAGE:
		return true;
	case COMMAND_SIGN_OUT:
		return desk->phase == PHASE_LOCKED;
	default:
		return false;
	}
}

bool
command_works(const struct desk *desk, enum command command)
{
	const struct command_entry *entry = command_entry(command);
	if (!entry)
		return false;
	if (desk->phase != PHASE_WORK)
		return works_outside(desk, command);
	if (preview_is(desk) && !preview_allows(command))
		return false;
	return command_permits(desk, entry->action) && (!entry->works || entry->works(desk));
}

const char *
command_hindrance(const struct desk *desk, enum command command)
{
	bool looking = at(desk, SCREEN_CUSTOMER) || at(desk, SCREEN_CASE);
	if (command == COMMAND_GLASS && looking && command_permits(desk, ACTION_BREAK_GLASS) &&
	    !can_break_glass(desk))
		return _("Nothing is withheld here.");
	return NULL;
}
