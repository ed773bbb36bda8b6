/* The table of the desk's screens, and what is picked where no part of the desk has its own word.
 */
#include "desk/screen.h"
#include "base/alloc.h"
#include "base/text.h"
#include "desk/behalf.h"
#include "desk/booking.h"
#include "desk/calling.h"
#include "desk/cases.h"
#include "desk/complaint.h"
#include "desk/counter.h"
#include "desk/detail.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/equality.h"
#include "desk/forms.h"
#include "desk/joined.h"
#include "desk/looks.h"
#include "desk/mails.h"
#include "desk/matrix.h"
#include "desk/matter.h"
#include "desk/moving.h"
#include "desk/nearest.h"
#include "desk/notices.h"
#include "desk/out_of_hours.h"
#include "desk/outbox.h"
#include "desk/payment.h"
#include "desk/promises.h"
#include "desk/queue.h"
#include "desk/reconcile.h"
#include "desk/screen_back.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "desk/transfer.h"
#include "desk/visits.h"
#include "desk/wrong.h"

#include <string.h>

/* The rest of the item's name, when that is how it begins; else null. */
static const char *
after(const char *item, const char *prefix)
{
	size_t length = strlen(prefix);
	return strncmp(item, prefix, length) == 0 ? item + length : NULL;
}

static void
pick_sign_in(struct desk *desk, const char *item)
{
	if (strcmp(item, "sign-in.user") == 0 && text_blank(typed_text(desk, "sign-in.password")))
		desk_focus(desk, "sign-in.password");
	else
		signin_submit(desk);
}

static void
pick_lock(struct desk *desk, const char *item)
{
	(void)item;
	signin_submit(desk);
}

static void
pick_home(struct desk *desk, const char *item, const char *text)
{
	const char *rest;
	if (strcmp(item, "home.find") == 0) {
		find_enter(desk, text ? text : typed_text(desk, item));
	} else if (strcmp(item, "waiting") == 0) {
		waiting_open(desk);
	} else if (after(item, "arrival:")) {
		waiting_open(desk);
		waiting_pick(desk, item);
	} else if ((rest = after(item, "venue:"))) {
		venue_choose(desk, rest);
	} else if (strcmp(item, "mails") == 0) {
		mails_open(desk);
	} else if ((rest = after(item, "mended:"))) {
		wrong_hear(desk, rest);
	} else if (after(item, "promise")) {
		promises_pick(desk, item);
	} else {
		find_pick(desk, item);
	}
}

static void
pick_service(struct desk *desk, const char *item)
{
	if (strcmp(item, "dialogue") == 0)
		command_run(desk, COMMAND_DIALOGUE, NULL);
	else if (after(item, "contact:"))
		matter_outcome(desk, "signposted");
	else if (after(item, "fact:"))
		desk_say(desk, TONE_PLAIN, "%s", _("There is no more to it than this line."));
	else if (after(item, "note."))
		matter_note_close(desk);
}

static void
pick_promise(struct desk *desk, const char *item)
{
	if (after(item, "calls:"))
		calling_pick(desk, item);
	else
		promises_pick(desk, item);
}

static void
pick_visit(struct desk *desk, const char *item, const char *text)
{
	if (text_same(desk_subject(desk), "new"))
		visit_form_pick(desk, item);
	else
		visits_pick(desk, item, text);
}

static void
pick_queues(struct desk *desk, const char *item)
{
	const char *queue = after(item, "queue:");
	if (queue)
		queue_open(desk, queue);
	else
		promises_pick(desk, item);
}

static void
pick_offer(struct desk *desk, const char *item)
{
	const char *reply = after(item, "offer:");
	if (reply)
		offer_pick(desk, reply);
}

static void
pick_place(struct desk *desk, const char *item, const char *text)
{
	if (after(item, "place:"))
		matter_outcome(desk, "signposted");
	else
		nearest_pick(desk, item, text);
}

static void
pick_emergency(struct desk *desk, const char *item)
{
	find_pick(desk, item);
}

static const struct screen_entry screens[SCREEN_COUNT] = {
    [SCREEN_SIGN_IN] = {"sign-in", .pick = pick_sign_in},
    [SCREEN_LOCK] = {"lock", .pick = pick_lock},
    [SCREEN_HOME] = {"home", .pick_with = pick_home},
    [SCREEN_SERVICE] = {"service", .pick = pick_service, .back = back_plainly},
    [SCREEN_DIALOGUE] = {"dialogue", .pick_with = matter_pick},
    [SCREEN_CHANGES] = {"changes", .pick = changed_pick, .back = back_in_hand},
    [SCREEN_WRAP_UP] = {"wrap-up", .pick = wrap_up_pick, .back = back_in_hand},
    [SCREEN_CUSTOMER] = {"customer", .pick = customer_pick},
    [SCREEN_PERSON] = {"person", .pick_with = person_pick, .back = back_person, .typed = true},
    [SCREEN_SAME] = {"same", .pick = same_pick, .back = back_of_customer},
    [SCREEN_MERGE] = {"merge", .pick = same_pick, .back = back_merge},
    [SCREEN_MERGES] = {"merges", .pick = unmerge_pick, .back = back_of_customer},
    [SCREEN_MOVING] = {"moving", .pick_with = moving_pick, .back = back_moving, .typed = true},
    [SCREEN_MOVED] = {"moved", .pick = moved_pick, .back = back_about},
    [SCREEN_OFFER] = {"offer", .pick = pick_offer, .back = back_about},
    [SCREEN_BEHALF] = {"behalf", .pick = behalf_pick, .back = back_behalf},
    [SCREEN_EQUALITY] = {"equality", .pick = equality_pick, .back = back_equality},
    [SCREEN_DETAILS] = {"details", .pick = detail_pick, .back = back_details},
    [SCREEN_DETAIL] = {"detail", .pick = detail_pick, .back = back_detail, .typed = true},
    [SCREEN_PAST] = {"past", .pick = past_pick, .back = back_past},
    [SCREEN_CASE] = {"case", .pick_with = case_pick, .back = back_case},
    [SCREEN_JOINED] = {"joined", .pick = joined_pick, .back = back_joined},
    [SCREEN_CALLING] = {"calling", .pick = calling_pick, .back = back_calling},
    [SCREEN_PROMISES] = {"promises", .pick = pick_promise, .back = back_plainly},
    [SCREEN_PROMISE] = {"promise", .pick = pick_promise, .back = back_over_list,
	.under = SCREEN_PROMISES},
    [SCREEN_PROMISING] = {"promising", .pick = promise_form_pick, .back = back_in_hand},
    [SCREEN_KEPT] = {"kept", .back = back_over, .under = SCREEN_QUEUES},
    [SCREEN_TRANSFER] = {"transfer", .pick = transfer_pick, .back = back_in_hand},
    [SCREEN_QUEUES] = {"queues", .pick = pick_queues, .back = back_plainly},
    [SCREEN_QUEUE] = {"queue", .pick_with = queue_pick, .back = back_queue},
    [SCREEN_PASS] = {"pass", .pick_with = pass_pick, .back = back_pass, .typed = true},
    [SCREEN_BOUNCE] = {"bounce", .pick_with = pass_pick, .back = back_pass, .typed = true},
    [SCREEN_STATE] = {"state", .pick_with = case_state_pick, .back = case_return},
    [SCREEN_AMENDS] = {"amends", .pick_with = case_amend_pick, .back = case_return},
    [SCREEN_AMEND] = {"amend", .pick_with = case_amend_pick, .back = case_return},
    [SCREEN_LINK] = {"link", .pick_with = case_link_pick, .back = case_return},
    [SCREEN_FILES] = {"files", .pick_with = case_files_pick, .back = case_return},
    [SCREEN_FILE] = {"file", .pick_with = case_files_pick, .back = back_files},
    [SCREEN_ATTACH] = {"attach", .pick_with = case_files_pick, .back = back_files},
    [SCREEN_ACTION] = {"action", .pick = action_pick, .back = case_return},
    [SCREEN_BULK] = {"bulk", .pick_with = bulk_pick, .back = back_pass, .typed = true},
    [SCREEN_NOTICES] = {"notices", .pick = notice_pick, .back = back_plainly},
    [SCREEN_NOTICE] = {"notice", .pick = notice_pick, .back = back_over_list,
	.under = SCREEN_NOTICES, .typed = true},
    [SCREEN_PLACES] = {"places", .pick_with = pick_place, .back = back_plainly},
    [SCREEN_REFUSED] = {"refused", .pick = outbox_pick, .back = back_plainly},
    [SCREEN_EMERGENCY] = {"emergency", .pick = pick_emergency, .back = back_plainly},
    [SCREEN_ENTRIES] = {"entries", .pick = entries_pick, .back = back_entries},
    [SCREEN_ENTRY] = {"entry", .pick = entry_pick, .back = back_entry},
    [SCREEN_ENTRY_LIST] = {"entry-list", .pick = entry_list_pick, .back = back_entry},
    [SCREEN_ENTRY_FORM] = {"entry-form", .pick_with = entry_form_pick, .back = back_entry,
	.typed = true},
    [SCREEN_VERSIONS] = {"versions", .pick = versions_pick, .back = back_versions},
    [SCREEN_MAILS] = {"mails", .pick = mails_pick, .back = back_plainly},
    [SCREEN_FORM] = {"form", .pick = form_pick, .back = back_to_its_own},
    [SCREEN_MAIL] = {"mail", .pick = mails_pick, .back = back_to_its_own},
    [SCREEN_ANSWER] = {"answer", .pick = mails_pick, .back = back_to_its_own},
    [SCREEN_LOOKS] = {"looks", .pick = looks_pick, .back = back_plainly},
    [SCREEN_LOOK] = {"look", .pick = looks_pick, .back = back_over_list, .under = SCREEN_LOOKS},
    [SCREEN_BOOKING] = {"booking", .pick_with = booking_pick, .back = back_booking},
    [SCREEN_DIARIES] = {"diaries", .pick = diaries_pick, .back = back_plainly},
    [SCREEN_DIARY] = {"diary", .pick = diaries_pick, .back = back_diary},
    [SCREEN_PAYMENT] = {"payment", .pick = payment_pick, .back = back_payment},
    [SCREEN_PAYMENTS] = {"payments", .pick_with = reconcile_pick, .back = back_payments},
    [SCREEN_WAITING] = {"waiting", .pick = waiting_pick, .back = back_plainly},
    [SCREEN_ARRIVAL] = {"arrival", .pick = arrival_pick, .back = back_over,
	.under = SCREEN_WAITING},
    [SCREEN_LATE] = {"out-of-hours", .pick = late_pick, .back = back_late},
    [SCREEN_MATRIX] = {"matrix", .pick = matrix_pick, .back = back_matrix},
    [SCREEN_MATRIX_ROW] = {"matrix-row", .pick = matrix_pick, .back = back_matrix},
    [SCREEN_BOARD] = {"board", .pick_with = board_pick, .back = back_plainly},
    [SCREEN_PRESENCE] = {"presence", .pick_with = board_pick, .back = back_over_list,
	.under = SCREEN_BOARD, .typed = true},
    [SCREEN_VISITS] = {"visits", .pick_with = visits_pick, .back = back_plainly},
    [SCREEN_VISIT] = {"visit", .pick_with = pick_visit, .back = back_over_list,
	.under = SCREEN_VISITS, .typed = true},
};

const struct screen_entry *
screen_of(enum screen screen)
{
	return &screens[screen];
}

const char *
screen_name(enum screen screen)
{
	return screens[screen].name;
}

enum screen
screen_named(const char *name)
{
	for (int i = 0; i < SCREEN_COUNT; i++)
		if (text_same(screens[i].name, name))
			return (enum screen)i;
	return SCREEN_HOME;
}
