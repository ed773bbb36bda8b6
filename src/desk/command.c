/* The one table of commands, and what works by it. */
#include "desk/command.h"
#include "desk/behalf.h"
#include "desk/booking.h"
#include "desk/command_when.h"
#include "desk/complaint.h"
#include "desk/counter.h"
#include "desk/detail.h"
#include "desk/effects.h"
#include "desk/forms.h"
#include "desk/incident.h"
#include "desk/joined.h"
#include "desk/mails.h"
#include "desk/matrix.h"
#include "desk/payment.h"
#include "desk/pop.h"
#include "desk/reconcile.h"
#include "desk/signin.h"
#include "desk/survey.h"
#include "desk/transfer.h"
#include "desk/visits.h"

#include <string.h>

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
	N_("Goes to Home; a contact in hand stays in hand."), NULL, ANYONE, when_away_from_home, 3},
    {COMMAND_NEW_CONTACT, "new", "F2", N_("new contact"),
	N_("Begins a contact with somebody not yet known; the one in hand is parked."), NULL,
	ACTION_LOG_CONTACT, NULL, 40},
    {COMMAND_QUEUES, "queues", "F5", N_("queues"), N_("Shows the queues of cases."), NULL,
	ACTION_READ_QUEUE, when_away_from_queues, 30},
    {COMMAND_NOTICES, "notices", "F8", N_("notices"),
	N_("Shows the notices to desks: switches them on and off, and prepares them."), NULL,
	ACTION_POST_NOTICE, when_away_from_notices, 29},
    {COMMAND_LOOKS, "looks", "", N_("unusual looking"),
	N_("Shows the looking that somebody should ask about, until it is decided."), NULL,
	ACTION_READ_AUDIT, when_away_from_looks, 0},
    {COMMAND_LOCK, "lock", "F9", N_("lock"),
	N_("Clears the screen until the password is given. Contacts stay, sending goes on."), NULL,
	ANYONE, NULL, 2},
    {COMMAND_SIGN_OUT, "sign-out", "F10", N_("sign out"),
	N_("Signs out. What is kept and not yet sent stays on this desk."),
	N_("anyway: also when the disk is full, and what was typed is lost"), ANYONE, NULL, 1},
    {COMMAND_QUIT, "quit", "^Q", N_("quit"),
	N_("Leaves the program. Contacts in hand come back at the next sign-in."),
	N_("anyway: also when the disk is full, and what was typed is lost"), ANYONE, NULL, 1},
    {COMMAND_EMERGENCY, "emergency", "^X", N_("emergency"),
	N_("Shows at once what to say and whom to call when somebody is in danger."), NULL, ANYONE,
	NULL, 4},
    {COMMAND_REDRAW, "redraw", "^L", N_("redraw"), N_("Paints the screen anew."), NULL, ANYONE,
	NULL, 0},
    {COMMAND_LANGUAGE, "language", "", N_("language"), N_("Speaks another language: en or cy."),
	N_("en or cy"), ANYONE, NULL, 0},
    {COMMAND_MATRIX, "matrix", "M", N_("matrix"),
	N_("Shows by which mechanisms each service is served here, or at the council named."),
	N_("a council"), ACTION_READ_DIRECTORY, NULL, 0},
    {COMMAND_TICK, "tick", "t", N_("on or off"),
	N_("Puts the mechanism on or off for this service and council, in the draft of its entry."),
	NULL, ACTION_EDIT_ENTRY, matrix_can_switch, 80},
    {COMMAND_REFUSED, "refused", "", N_("refused"), N_("Shows what the CRM refused, to be mended."),
	NULL, ANYONE, when_has_refused, 35},
    {COMMAND_AS, "as", "", N_("answer as"),
	N_("Answers in the name of another council: greeting and words follow."), N_("a council"),
	ACTION_LOG_CONTACT, when_can_answer_as, 0},

    {COMMAND_CHANNEL, "channel", "", N_("how it came"),
	N_("Says how the contact came: phone, counter, gateway, email, post, web; sent: from us."),
	N_("a channel"), ACTION_LOG_CONTACT, when_can_answer_as, 0},

    {COMMAND_TAKE, "take", "F6", N_("take the call"),
	N_("Takes the call that waits and finds who has its number; the contact in hand is "
	   "parked."),
	NULL, ACTION_LOG_CONTACT, when_has_call, 99},
    {COMMAND_DISMISS, "dismiss", "^G.", N_("dismiss the call"),
	N_("Puts the call that waits away, untaken."), NULL, ACTION_LOG_CONTACT, when_has_call, 0},

    {COMMAND_PARK, "park", "p ^Gp", N_("park"), N_("Puts the contact aside; Home lists it."), NULL,
	ACTION_LOG_CONTACT, when_with_contact, 25},
    {COMMAND_CUSTOMER, "customer", "c", N_("customer"),
	N_("Finds who it is, or shows the customer of this contact."), NULL, ACTION_FIND_CUSTOMER,
	when_can_ask_who, 45},
    {COMMAND_ANOTHER, "another", "a", N_("another matter"),
	N_("Opens one more matter of this contact."), NULL, ACTION_LOG_CONTACT, when_with_matters,
	55},
    {COMMAND_NEXT_MATTER, "next", "]", N_("next matter"), N_("Goes to the next matter."), NULL,
	ANYONE, when_several_matters, 50},
    {COMMAND_PREVIOUS_MATTER, "previous", "[", N_("previous matter"),
	N_("Goes to the matter before."), NULL, ANYONE, when_several_matters, 49},
    {COMMAND_NOTE, "note", "t", N_("note"),
	N_("Opens the note of this matter; it goes with the case."), NULL, ACTION_LOG_CONTACT,
	when_can_note, 60},
    {COMMAND_CONTACT_NOTE, "contact-note", "T", N_("note of contact"),
	N_("Opens the note of the whole contact."), NULL, ACTION_LOG_CONTACT, when_can_note, 8},
    {COMMAND_FINISH, "finish", "f F4", N_("wrap up"),
	N_("Shows how everything will be logged, and logs it."), NULL, ACTION_LOG_CONTACT,
	when_can_finish, 70},

    {COMMAND_TRANSFER, "transfer", "H", N_("hand over"),
	N_("Gives the contact in hand to another desk, a team or a council, with all that was "
	   "said."),
	NULL, ACTION_LOG_CONTACT, transfer_works, 24},

    {COMMAND_WRONG, "wrong", "w", N_("wrong"),
	N_("Tells the owner that what is in focus is wrong; the call goes on at once."), NULL,
	ACTION_REPORT_WRONG, when_can_report, 58},

    {COMMAND_DIALOGUE, "dialogue", "d", N_("dialogue"),
	N_("Opens what to say and ask for this service."), NULL, ACTION_LOG_CONTACT,
	when_has_dialogue, 90},
    {COMMAND_NEAREST, "nearest", "n", N_("nearest place"),
	N_("Shows where it is offered, nearest first, and which of these is open."),
	N_("a postcode"), ANYONE, when_is_offered_somewhere, 47},
    {COMMAND_RESOLVED, "resolved", "r", N_("resolved"),
	N_("Logs that the customer has their answer."), NULL, ACTION_LOG_CONTACT, when_quick, 85},
    {COMMAND_SIGNPOST, "signpost", "x", N_("signpost elsewhere"),
	N_("Logs that the customer was told whom to ask."), NULL, ACTION_LOG_CONTACT, when_quick,
	84},
    {COMMAND_REFER, "refer", "h", N_("refer"), N_("Refers it to the team of this service."), NULL,
	ACTION_LOG_CONTACT, when_quick, 83},
    {COMMAND_CALLBACK, "callback", "b", N_("call back"), N_("Promises that the team rings back."),
	NULL, ACTION_LOG_CONTACT, when_quick_or_wrap_up, 48},
    {COMMAND_ABANDON, "abandon", "", N_("abandoned"),
	N_("Logs that the customer left before the end."), NULL, ACTION_LOG_CONTACT,
	when_quick_or_wrap_up, 0},

    {COMMAND_NEXT_PROMPT, "next-prompt", "Tab", N_("next"), N_("Goes to the next prompt."), NULL,
	ANYONE, when_on_dialogue, 75},
    {COMMAND_PREVIOUS_PROMPT, "previous-prompt", "S-Tab", N_("back a prompt"),
	N_("Goes to the prompt before."), NULL, ANYONE, when_on_dialogue, 7},
    {COMMAND_UNDO, "undo", "u ^Gu", N_("undo"),
	N_("Takes the last answer back; in a queue the last action on many cases."), NULL, ANYONE,
	when_can_undo, 56},
    {COMMAND_CHANGES, "changes", "i ^Gi", N_("what changed"),
	N_("Shows what changed in this service since you began, and what was answered before."),
	NULL, ANYONE, when_has_changed, 88},

    {COMMAND_JOIN, "join", "J ^GJ", N_("same incident"),
	N_("Shows what others reported near there: Enter joins it, with no case of its own."), NULL,
	ACTION_LOG_CONTACT, incident_offered, 89},

    {COMMAND_SERVICE, "service", "s", N_("service"),
	N_("Finds the service this customer asks about."), NULL, ACTION_LOG_CONTACT,
	when_on_customer, 95},
    {COMMAND_EDIT, "edit", "e", N_("edit"), N_("Changes the customer's name, number, address."),
	NULL, ACTION_CHANGE_CUSTOMER, when_can_edit, 65},
    {COMMAND_MOVE, "moved", "v", N_("moved house"),
	N_("Takes down where they move, when and with whom; every service that holds the address "
	   "is told."),
	NULL, ACTION_CHANGE_CUSTOMER, when_can_edit, 61},
    {COMMAND_SAVE, "save", "^S", N_("save"), N_("Saves the form."), NULL, ANYONE, when_on_form, 90},
    {COMMAND_FILTER, "filter", "/", N_("filter"),
	N_("Shows only the lines of the history, or of the queue, with these words."), NULL, ANYONE,
	when_can_filter, 66},
    {COMMAND_GLASS, "glass", "g", N_("show withheld"),
	N_("Shows what is withheld here, for a reason that is kept with your name."), NULL,
	ACTION_BREAK_GLASS, when_can_break_glass, 64},
    {COMMAND_HERS, "hers", "#", N_("this number is hers"),
	N_("Writes the number of this call down as the customer's, before the others."), NULL,
	ACTION_CHANGE_CUSTOMER, hers_works, 93},
    {COMMAND_BEHALF, "behalf", "o ^Gy", N_("calls for them"),
	N_("Says who calls for the customer, and by what right."), NULL, ACTION_LOG_CONTACT,
	behalf_works, 61},
    {COMMAND_MARKERS, "markers", "m", N_("markers"),
	N_("Shows cautions and who is vulnerable: why, until when, who says so; adds and ends "
	   "them."),
	NULL, ACTION_READ_CUSTOMER, when_can_edit, 64},
    {COMMAND_DETAILS, "details", "i", N_("details"),
	N_("Shows and changes needs, language, household, who speaks for them, consents, checks "
	   "of identity."),
	NULL, ACTION_READ_CUSTOMER, when_can_edit, 64},
    {COMMAND_PASSED, "passed", "y", N_("identity passed"),
	N_("Writes down that their identity was checked and held; never what was asked."), NULL,
	ACTION_CHANGE_CUSTOMER, when_on_all_details, 80},
    {COMMAND_NOT_PASSED, "not-passed", "n", N_("not passed"),
	N_("Writes down that their identity was checked and did not hold."), NULL,
	ACTION_CHANGE_CUSTOMER, when_on_all_details, 79},
    {COMMAND_ADD, "add", "+", N_("add"), N_("Writes down one more of what the cursor stands on."),
	NULL, ACTION_READ_CUSTOMER, when_on_details, 90},
    {COMMAND_END, "end", "k", N_("end it"),
	N_("Ends what the cursor stands on: it holds no longer."), NULL, ACTION_READ_CUSTOMER,
	detail_endable, 85},
    {COMMAND_SAME, "same", "j ^Gj", N_("same person"),
	N_("Goes to those who may be the same person; merges two records of one person."), NULL,
	ACTION_FIND_CUSTOMER, when_can_be_same, 63},
    {COMMAND_UNMERGE, "unmerge", "u", N_("undo merge"),
	N_("Shows what was merged, by whom and why, and takes it back."), NULL,
	ACTION_MERGE_CUSTOMER, when_is_merged, 62},

    {COMMAND_PROMISES, "promises", "P ^GP", N_("promised"),
	N_("Shows what you and your team have promised, nearest due first."), NULL,
	ACTION_LOG_CONTACT, when_away_from_promises, 0},
    {COMMAND_PROMISE, "promise", "P", N_("promise"),
	N_("Promises something else in this contact: what, by when, who keeps it."), NULL,
	ACTION_LOG_CONTACT, when_can_promise, 47},
    {COMMAND_SURVEY, "survey", "v", N_("survey"),
	N_("Asks the survey that this contact is drawn for, as one more matter of it."), NULL,
	ACTION_LOG_CONTACT, survey_works, 94},
    {COMMAND_NO_SURVEY, "no-survey", "n", N_("no survey"),
	N_("The survey is declined: that is counted, and nobody asks them again for a while."),
	NULL, ACTION_LOG_CONTACT, survey_can_decline, 93},
    {COMMAND_HAND_SURVEY, "hand-survey", "o", N_("hand it over"),
	N_("The survey is handed over on paper: that is counted."), NULL, ACTION_LOG_CONTACT,
	survey_can_hand, 46},
    {COMMAND_KEPT, "kept", "k", N_("kept"),
	N_("The promise under the cursor is kept; Enter, with or without what was said."), NULL,
	ACTION_LOG_CONTACT, when_on_promise, 92},
    {COMMAND_BROKEN, "broken", "x", N_("not kept"),
	N_("The promise under the cursor was not kept, and why."), NULL, ACTION_LOG_CONTACT,
	when_in_promises, 78},
    {COMMAND_WITHDRAW, "withdraw", "w", N_("withdraw"),
	N_("The promise under the cursor does not hold any more, and why: it does not count."),
	NULL, ACTION_LOG_CONTACT, when_in_promises, 77},
    {COMMAND_PASS_ON, "pass-on", "h", N_("pass on"),
	N_("Somebody else keeps the promise under the cursor: a team, or a colleague."), NULL,
	ACTION_LOG_CONTACT, when_in_promises, 79},

    {COMMAND_CLAIM, "claim", "m", N_("mine"), N_("Takes the case: others see who has it."), NULL,
	ANYONE, when_can_claim, 90},
    {COMMAND_RELEASE, "release", "l", N_("let go"), N_("Gives the case back to its queue."), NULL,
	ANYONE, when_can_release, 80},
    {COMMAND_CASE_NOTE, "case-note", "t", N_("note"), N_("Adds a note to the case."), NULL, ANYONE,
	when_open_case, 85},
    {COMMAND_CLOSE_CASE, "close", "k", N_("close"),
	N_("Closes the case, with a sentence that says how."), NULL, ANYONE, when_open_case, 84},
    {COMMAND_REOPEN_CASE, "reopen", "o", N_("reopen"), N_("Opens a closed case again."), NULL,
	ANYONE, when_can_reopen, 84},
    {COMMAND_AMEND, "amend", "e", N_("amend"),
	N_("Puts an answer of the case right, or what it is about, its note, when it is due."),
	NULL, ANYONE, when_can_amend_case, 78},
    {COMMAND_LINK_CASE, "link", "L", N_("link"),
	N_("Links the case to another by its reference: a duplicate, what follows, a part; takes a "
	   "link off."),
	NULL, ANYONE, when_can_amend_case, 50},
    {COMMAND_FILES, "files", "A", N_("files"),
	N_("Shows the files of the case: reads and saves them, puts one on."), NULL, ANYONE,
	when_has_files, 49},
    {COMMAND_STATE, "state", "s", N_("change state"),
	N_("Shows into which states the case may go, and what each needs."), NULL, ANYONE,
	when_can_move_case, 83},
    {COMMAND_COMPLAIN, "complain", "C ^GC", N_("complaint"),
	N_("Takes a complaint about what stands in front; one that was answered goes on to its "
	   "second stage."),
	NULL, ACTION_LOG_CONTACT, when_can_complain, 26},
    {COMMAND_LEARN, "learnt", "+", N_("learnt"),
	N_("Writes down what was learnt of the complaint: what is done, by whom, by when."), NULL,
	ANYONE, when_can_learn, 45},
    {COMMAND_REMEDY, "remedy", "", N_("remedy"),
	N_("Writes down what puts the complaint right: what is done, by whom, by when."), NULL,
	ANYONE, when_can_learn, 0},
    {COMMAND_NEXT_BEST, "take-next", "g ^Gg", N_("next case"),
	N_("Takes the case that is to be done next: overdue, then by priority, due time and age."),
	NULL, ACTION_WORK_CASE, when_can_take_next, 92},
    {COMMAND_HAND_OVER, "hand-over", "h", N_("hand over"),
	N_("Hands the case to a colleague, a team or a queue, with a note."), NULL, ANYONE,
	when_can_hand_over, 82},
    {COMMAND_BOUNCE, "bounce", "b", N_("bounce back"),
	N_("Sends the case back to who took the contact, with a reason; it counts against the "
	   "prompt that caused it."),
	NULL, ANYONE, when_can_bounce, 81},
    {COMMAND_ANSWER_BACK, "answer-back", "b", N_("answer"),
	N_("Answers what was asked of a case that came back; it returns to its queue."), NULL,
	ANYONE, when_can_answer_back, 91},
    {COMMAND_PRIORITY, "priority", "!", N_("priority"),
	N_("Sets the priority of the case, with the reason why."), N_("high, normal or low"),
	ANYONE, when_can_hand_over, 55},
    {COMMAND_SKILL, "skill", "", N_("skill"),
	N_("Says what whoever takes the case must be able to; nothing: anybody may take it."),
	N_("a skill"), ANYONE, when_can_hand_over, 0},
    {COMMAND_SECRET, "secret", "K", N_("secret"),
	N_("Gives the customer of the case a secret, by which they see how it stands; an earlier "
	   "one does not hold any more."),
	NULL, ACTION_READ_CASE, when_can_give_secret, 0},
    {COMMAND_BULK, "bulk", "x", N_("do to the marked"),
	N_("Does one thing to all marked cases, or to all that the filter shows; what it would do "
	   "is shown first."),
	NULL, ACTION_WORK_CASE, when_has_bulk, 88},
    {COMMAND_JOINED, "joined", "J", N_("who joined"),
	N_("Shows who reported the same incident, and who has heard how it ended."), NULL,
	ACTION_WORK_CASE, joined_works, 57},
    {COMMAND_TOLD, "told", "y", N_("told"),
	N_("Writes down that whoever stands under the cursor has heard how it ended."), NULL,
	ACTION_WORK_CASE, joined_can_tell, 90},
    {COMMAND_TAKE_OUT, "take-out", "x", N_("take out"),
	N_("Takes whoever stands under the cursor out of the incident, with a case of their own."),
	NULL, ACTION_WORK_CASE, joined_can_take_out, 85},
    {COMMAND_ONE_INCIDENT, "one-incident", "j", N_("one with another"),
	N_("Puts another incident, by its reference, to this one: its case is closed, its people "
	   "hear how this one ends."),
	NULL, ACTION_WORK_CASE, joined_can_act, 58},
    {COMMAND_APART, "apart", "u", N_("take apart"),
	N_("Makes an incident that was put to this one its own again."), NULL, ACTION_WORK_CASE,
	joined_can_act, 9},
    {COMMAND_MORE, "more", "n", N_("more"), N_("Reads the next page of the list."), NULL, ANYONE,
	when_has_more, 60},

    {COMMAND_MAILS, "mails", "E ^GE", N_("e-mail"),
	N_("Shows the mails that wait; with one in hand, that mail."), NULL, ACTION_LOG_CONTACT,
	when_away_from_mails, 0},
    {COMMAND_ANSWER, "answer", "r", N_("answer"),
	N_("Writes the answer to a mail; with a contact in hand it goes when that is logged."),
	NULL, ACTION_LOG_CONTACT, when_can_answer, 82},
    {COMMAND_MAIL_BACK, "put-back", "l", N_("put back"),
	N_("Gives the mail back: it waits for somebody else."), NULL, ACTION_LOG_CONTACT,
	when_mail_taken, 70},
    {COMMAND_MAIL_ASIDE, "set-aside", "x", N_("set aside"),
	N_("Sets the mail aside: there is nothing to answer. A form: nobody knows who sent it."),
	NULL, ACTION_LOG_CONTACT, when_can_set_aside, 71},

    {COMMAND_ENTRIES, "entries", "F7", N_("entries"),
	N_("Shows drafts of the directory and what is to be looked at again; all lists "
	   "everything."),
	N_("all"), ACTION_APPROVE_ENTRY, when_away_from_entries, 24},
    {COMMAND_ENTRY, "entry", "e", N_("entry"),
	N_("Shows the entry as its owner sees it: drafts, versions, findings."), NULL,
	ACTION_APPROVE_ENTRY, when_on_service, 30},
    {COMMAND_PREVIEW, "preview", "v", N_("preview"),
	N_("Walks the entry as it would be. Nothing of it is logged."), NULL, ACTION_APPROVE_ENTRY,
	when_on_entry, 80},
    {COMMAND_SUBMIT, "submit", "s", N_("submit"),
	N_("Gives the draft to a second person, who approves it or returns it."), NULL,
	ACTION_EDIT_ENTRY, when_can_submit, 85},
    {COMMAND_APPROVE, "approve", "y", N_("approve"),
	N_("Publishes what was submitted, now or from a day on."), NULL, ACTION_APPROVE_ENTRY,
	when_can_judge, 88},
    {COMMAND_RETURN, "return", "r", N_("return"),
	N_("Gives what was submitted back to its author, with a word."), NULL, ACTION_APPROVE_ENTRY,
	when_can_judge, 87},
    {COMMAND_VERSIONS, "versions", "h", N_("versions"),
	N_("Shows what was published when, by whom; an old version can become a draft."), NULL,
	ACTION_APPROVE_ENTRY, when_on_entry, 60},
    {COMMAND_DISCARD, "discard", "", N_("discard"),
	N_("Throws the draft away, and what was typed for it."), NULL, ACTION_EDIT_ENTRY,
	when_can_discard, 0},
    {COMMAND_RENEW, "renew", "n", N_("renew"),
	N_("Lays the changes of a draft over the version that was published since it began."), NULL,
	ACTION_EDIT_ENTRY, when_can_renew, 89},
    {COMMAND_MARK, "mark", "m Space", N_("mark"), N_("Marks the line, or takes its mark away."),
	NULL, ANYONE, when_can_mark, 80},
    {COMMAND_ASSURE, "assure", "g", N_("vouch for the marked"),
	N_("Vouches for all marked entries: they are right as they are."), NULL, ACTION_EDIT_ENTRY,
	when_can_assure, 85},

    {COMMAND_BOOK, "book", "D ^GD", N_("appointment"),
	N_("Shows the next free times of this service; a digit books one while you talk."), NULL,
	ACTION_LOG_CONTACT, booking_works, 46},
    {COMMAND_DIARIES, "diaries", "F12", N_("diaries"),
	N_("Shows the diaries: who comes when, and what is free."), NULL, ACTION_READ_CASE,
	diaries_work, 1},
    {COMMAND_LATER, "later", "n", N_("later times"),
	N_("Shows what is free after that; of a diary the next week."), NULL, ANYONE,
	diaries_or_later, 92},
    {COMMAND_EARLIER, "earlier", "b", N_("earlier times"),
	N_("Goes back to what was free before; of a diary the week before."), NULL, ANYONE,
	diaries_or_earlier, 70},
    {COMMAND_WEEK, "week", "+", N_("a week later"), N_("Shows what is free a week on."), NULL,
	ACTION_LOG_CONTACT, booking_has_later, 91},
    {COMMAND_AT_PLACE, "at-place", "l", N_("one place only"),
	N_("Shows what is free at one place, then at the next; at last everywhere again."), NULL,
	ACTION_LOG_CONTACT, booking_has_places, 89},
    {COMMAND_CANCEL, "cancel", "x", N_("cancel it"), N_("Cancels the appointment."), NULL,
	ACTION_LOG_CONTACT, booking_can_cancel, 94},
    {COMMAND_CAME, "came", "y", N_("came"),
	N_("Writes down that whoever stands under the cursor came."), NULL, ACTION_WORK_CASE,
	diaries_shown, 90},
    {COMMAND_MISSED, "missed", "m", N_("did not come"),
	N_("Writes down that whoever stands under the cursor did not come."), NULL,
	ACTION_WORK_CASE, diaries_shown, 89},
    {COMMAND_PAY, "pay", "$ ^G$", N_("payment"),
	N_("Hands the customer to the payment provider for what this matter costs: a page of their "
	   "own, or a line that takes the card."),
	NULL, ACTION_LOG_CONTACT, when_can_pay, 57},
    {COMMAND_GIVE_UP, "give-up", "k", N_("give up"),
	N_("Tells the provider that the payment is given up; it says what became of it."), NULL,
	ACTION_LOG_CONTACT, when_can_give_up, 70},
    {COMMAND_LATE, "out-of-hours", "", N_("out of hours"),
	N_("Shows what is said of this service while it is closed, and what was taken then."), NULL,
	ACTION_READ_QUEUE, when_on_service, 0},
    {COMMAND_PAYMENTS, "payments", "$ ^G$", N_("payments"),
	N_("Shows the payments to your council, or to the one named: what is not settled, what the "
	   "provider says, the sums."),
	N_("a council"), ACTION_RECONCILE, when_can_reconcile, 2},
    {COMMAND_LOOK, "ask-provider", "q", N_("ask the provider"),
	N_("Asks the provider what became of the payment under the cursor."), NULL,
	ACTION_LOG_CONTACT, reconcile_can_look, 91},
    {COMMAND_WAITING, "waiting", "W ^GW", N_("waiting list"),
	N_("Shows who waits at reception and the rooms; there, puts one more on the list."), NULL,
	ACTION_LOG_CONTACT, when_site_has_list, 28},
    {COMMAND_CALL_NEXT, "call-next", "n", N_("call next"),
	N_("Calls to this desk whoever has waited longest and fits it; no other desk calls them."),
	NULL, ACTION_LOG_CONTACT, when_calls_next, 96},
    {COMMAND_CALL_AGAIN, "call-again", "a", N_("call again"), N_("Calls them once more."), NULL,
	ACTION_LOG_CONTACT, when_called_here, 86},
    {COMMAND_NO_SHOW, "no-show", "x", N_("did not come"),
	N_("Takes off the list whoever did not come when called."), NULL, ACTION_LOG_CONTACT,
	when_called_here, 85},
    {COMMAND_LEFT, "left", "l", N_("left"), N_("Takes off the list whoever has left."), NULL,
	ACTION_LOG_CONTACT, when_waits_here, 60},
    {COMMAND_CALL_BACK, "wait-on", "r", N_("wait on"),
	N_("Lets whoever was called wait on, in their place."), NULL, ACTION_LOG_CONTACT,
	when_called_here, 59},
    {COMMAND_VENUE, "venue", "", N_("venue"),
	N_("Says at which venue this desk is today; contacts are counted there."), N_("a venue"),
	ACTION_LOG_CONTACT, when_has_venues, 0},
    {COMMAND_BOARD, "whiteboard", "B F11 ^GB", N_("whiteboard"),
	N_("Shows who is in, out, back when and covered by whom."), NULL, ANYONE,
	when_away_from_board, 9},
    {COMMAND_IN, "in", "i", N_("in"), N_("Says that whom the cursor stands on is in."), NULL,
	ANYONE, board_works, 86},
    {COMMAND_OUT, "out", "o", N_("out"), N_("Says that whom the cursor stands on is out."), NULL,
	ANYONE, board_works, 85},
    {COMMAND_VISITS, "visits", "V ^GV", N_("visits"),
	N_("Shows who works alone and is out on a visit, first those who are overdue; plans one."),
	NULL, ANYONE, visits_work, 3},
    {COMMAND_VISIT_BEGIN, "begun", "b", N_("begun"), N_("Says that the visit has begun."), NULL,
	ANYONE, visit_can_begin, 84},
    {COMMAND_VISIT_SAFE, "safe", "y", N_("safe"),
	N_("Says that whoever is on the visit is safe and goes on."), NULL, ANYONE, visit_can_end,
	83},
    {COMMAND_VISIT_BACK, "over", "k", N_("back: over"),
	N_("Says that whoever was on the visit is back: it is over."), NULL, ANYONE, visit_can_end,
	82},
    {COMMAND_VISIT_CANCEL, "call-off", "x", N_("call off"), N_("Calls the visit off."), NULL,
	ANYONE, visit_can_end, 20},
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
	bool looking = desk_screen(desk) == SCREEN_CUSTOMER || desk_screen(desk) == SCREEN_CASE;
	if (command == COMMAND_GLASS && looking && command_permits(desk, ACTION_BREAK_GLASS) &&
	    !when_can_break_glass(desk))
		return _("Nothing is withheld here.");
	if (command == COMMAND_COMPLAIN && command_permits(desk, ACTION_LOG_CONTACT) &&
	    !when_can_complain(desk))
		return complaint_hindrance(desk);
	return NULL;
}
