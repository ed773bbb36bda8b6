/* The table of screens and what every page has: who, which matters, what is kept, which keys. */
#include "ui/screens.h"
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/left.h"
#include "desk/outbox.h"
#include "desk/pop.h"
#include "desk/queue.h"
#include "desk/visits.h"
#include "desk/wrong.h"
#include "directory/subject.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	void (*build)(const struct desk *desk, struct page *page);
} screens[SCREEN_COUNT] = {
    [SCREEN_SIGN_IN] = {screen_sign_in},
    [SCREEN_LOCK] = {screen_lock},
    [SCREEN_HOME] = {screen_home},
    [SCREEN_SERVICE] = {screen_service},
    [SCREEN_DIALOGUE] = {screen_dialogue},
    [SCREEN_CHANGES] = {screen_changes},
    [SCREEN_WRAP_UP] = {screen_wrap_up},
    [SCREEN_CUSTOMER] = {screen_customer},
    [SCREEN_PERSON] = {screen_person},
    [SCREEN_BEHALF] = {screen_behalf},
    [SCREEN_EQUALITY] = {screen_equality},
    [SCREEN_DETAILS] = {screen_details},
    [SCREEN_DETAIL] = {screen_detail},
    [SCREEN_PAST] = {screen_past},
    [SCREEN_SAME] = {screen_same},
    [SCREEN_MERGE] = {screen_merge},
    [SCREEN_MERGES] = {screen_merges},
    [SCREEN_MOVING] = {screen_moving},
    [SCREEN_MOVED] = {screen_moved},
    [SCREEN_CALLING] = {screen_calling},
    [SCREEN_PROMISES] = {screen_promises},
    [SCREEN_PROMISE] = {screen_promise},
    [SCREEN_PROMISING] = {screen_promising},
    [SCREEN_KEPT] = {screen_kept},
    [SCREEN_CASE] = {screen_case},
    [SCREEN_QUEUES] = {screen_queues},
    [SCREEN_QUEUE] = {screen_queue},
    [SCREEN_PASS] = {screen_pass},
    [SCREEN_BOUNCE] = {screen_bounce},
    [SCREEN_STATE] = {screen_state},
    [SCREEN_AMENDS] = {screen_amends},
    [SCREEN_AMEND] = {screen_amend},
    [SCREEN_LINK] = {screen_link},
    [SCREEN_FILES] = {screen_files},
    [SCREEN_FILE] = {screen_file},
    [SCREEN_ATTACH] = {screen_attach},
    [SCREEN_ACTION] = {screen_action},
    [SCREEN_BULK] = {screen_bulk},
    [SCREEN_OFFER] = {screen_offer},
    [SCREEN_NOTICES] = {screen_notices},
    [SCREEN_NOTICE] = {screen_notice},
    [SCREEN_PLACES] = {screen_places},
    [SCREEN_TRANSFER] = {screen_transfer},
    [SCREEN_REFUSED] = {screen_refused},
    [SCREEN_EMERGENCY] = {screen_emergency},
    [SCREEN_ENTRIES] = {screen_entries},
    [SCREEN_ENTRY] = {screen_entry},
    [SCREEN_ENTRY_LIST] = {screen_entry_list},
    [SCREEN_ENTRY_FORM] = {screen_entry_form},
    [SCREEN_VERSIONS] = {screen_versions},
    [SCREEN_MAILS] = {screen_mails},
    [SCREEN_MAIL] = {screen_mail},
    [SCREEN_FORM] = {screen_form},
    [SCREEN_ANSWER] = {screen_answer},
    [SCREEN_JOINED] = {screen_joined},
    [SCREEN_LOOKS] = {screen_looks},
    [SCREEN_LOOK] = {screen_look},
    [SCREEN_BOOKING] = {screen_booking},
    [SCREEN_DIARIES] = {screen_diaries},
    [SCREEN_DIARY] = {screen_diary},
    [SCREEN_PAYMENT] = {screen_payment},
    [SCREEN_LATE] = {screen_late},
    [SCREEN_PAYMENTS] = {screen_payments},
    [SCREEN_WAITING] = {screen_waiting},
    [SCREEN_ARRIVAL] = {screen_arrival},
    [SCREEN_MATRIX] = {screen_matrix},
    [SCREEN_MATRIX_ROW] = {screen_matrix_row},
    [SCREEN_BOARD] = {screen_board},
    [SCREEN_PRESENCE] = {screen_presence},
    [SCREEN_VISITS] = {screen_visits},
    [SCREEN_VISIT] = {screen_visit},
};

/* ---- shared words ---- */

const char *
say_channel(const char *channel)
{
	static const struct {
		const char *word, *label;
	} labels[] = {{"phone", N_("phone")}, {"counter", N_("counter")},
	    {"gateway", N_("gateway")}, {"email", N_("e-mail")}, {"post", N_("post")},
	    {"web", N_("web")}};
	for (size_t i = 0; channel && i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].word, channel) == 0)
			return _(labels[i].label);
	return channel ? channel : "";
}

const char *
say_outcome(const char *outcome)
{
	static const struct {
		const char *word, *label;
	} labels[] = {{"resolved", N_("resolved")}, {"referred", N_("referred")},
	    {"signposted", N_("signposted")}, {"booked", N_("booked")},
	    {"callback", N_("call back")}, {"abandoned", N_("abandoned")}};
	for (size_t i = 0; outcome && i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].word, outcome) == 0)
			return _(labels[i].label);
	return outcome ? outcome : "";
}

const char *
say_since(const struct desk *desk, struct arena *arena)
{
	char time[16];
	if (!desk->hand)
		return NULL;
	london_time(time, sizeof time, desk->hand->work->began);
	const char *channel = say_channel(desk->hand->work->channel);
	if (text_same(desk->hand->work->direction, "out"))
		channel = arena_printf(arena, _("%s, sent"), channel);
	return arena_printf(arena, _("%s, since %s"), channel, time);
}

const char *
say_who(const struct desk *desk, struct arena *arena)
{
	const char *line = customer_line(desk, desk->hand, arena);
	return line ? line : _("(no customer)");
}

const char *
say_title(const struct desk *desk, const char *service)
{
	const struct service *entry = desk_service(desk, service, desk_council(desk));
	return entry ? words_in(&entry->title, desk->language) : service ? service : "";
}

const char *
say_matters(const struct desk *desk, struct arena *arena)
{
	const struct work *work = desk->hand ? desk->hand->work : NULL;
	struct buf out;
	int number = 0;
	if (!work || !work->matters.count)
		return NULL;
	buf_init(&out, 1000);
	for (size_t i = 0; i < work->matters.count; i++) {
		const struct matter *matter = LIST_AT(struct matter, &work->matters, i);
		if (!matter_is_shown(matter))
			continue;
		struct agenda agenda;
		agenda_of(desk, desk->hand, matter, arena, &agenda);
		bool front = (int64_t)i == work->current;
		buf_printf(&out, "%s%s%d %s", number ? "  " : "", front ? "[" : "", number + 1,
		    say_title(desk, matter->service));
		if (agenda.open && !matter->outcome)
			buf_printf(&out, " ?%zu", agenda.open);
		if (front)
			buf_putc(&out, ']');
		number++;
	}
	const char *text = number ? arena_strdup(arena, out.data) : NULL;
	buf_release(&out);
	return text;
}

static bool
same_day(micros a, micros b)
{
	struct london one = london_of(a), other = london_of(b);
	return date_compare(one.date, other.date) == 0;
}

const char *
say_time(const struct desk *desk, micros when, struct arena *arena)
{
	char text[40], time[16];
	if (!when)
		return "";
	london_time(time, sizeof time, when);
	if (same_day(when, desk->now))
		return arena_strdup(arena, time);
	struct london moment = london_of(when);
	if (moment.date.year == london_of(desk->now).date.year) {
		london_day_time(text, sizeof text, when);
		return arena_strdup(arena, text);
	}
	date_words(text, sizeof text, moment.date);
	return arena_printf(arena, "%s %s", text, time);
}

const char *
say_due(const struct desk *desk, micros due, struct arena *arena)
{
	char day[40];
	if (!due)
		return NULL;
	if (due < desk->now) {
		london_day(day, sizeof day, due);
		return arena_printf(arena, _("overdue since %s"), day);
	}
	if (same_day(due, desk->now)) {
		london_time(day, sizeof day, due);
		return arena_printf(arena, _("due today %s"), day);
	}
	london_day(day, sizeof day, due);
	return arena_printf(arena, _("due %s"), day);
}

struct item *
candidate_row(
    struct page *page, const char *prefix, const char *label, const struct candidate *person)
{
	struct arena *arena = page->arena;
	struct item *item = page_row(page, arena_printf(arena, "%s%s", prefix, person->id), label,
	    person->name ? person->name : "?");
	item->detail = person->address;
	item->right = arena_printf(arena, "%s%s%s%s", person->born_year ? person->born_year : "",
	    person->born_year && person->digits ? "  " : "", person->digits ? "..." : "",
	    person->digits ? person->digits : "");
	return item;
}

void
page_note(const struct desk *desk, struct page *page)
{
	const struct hand *hand = desk->hand;
	if (!desk->noting || !hand)
		return;
	const struct matter *matter = hand_matter_of(hand, desk->noting);
	const char *field = arena_printf(page->arena, "note.%s", desk->noting);
	const char *text = note_text(desk, desk->noting, matter ? matter->note : hand->work->note);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	struct item *item = page_field(page, field,
	    matter ? arena_printf(page->arena, _("Note, %s"), say_title(desk, matter->service))
		   : _("Note of the contact"),
	    text, DESK_TEXT_LIMIT);
	item->multiline = true;
	item->enter = _("new line");
}

/* What is being reported as wrong, over the screen it stands on. */
static void
page_wrong(const struct desk *desk, struct page *page)
{
	const char *subject;
	const struct service *service = wrong_entry(desk, &subject, page->arena);
	if (!service)
		return;
	const char *field = arena_printf(page->arena, "wrong.%s", desk->wrong);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	page_add(page, ITEM_TEXT, ROLE_WARN,
	    arena_printf(page->arena, _("Wrong: %s"),
		subject_words(service, subject, desk->language, page->arena)));
	struct item *item = page_field(page, field, _("Say why"), typed_text(desk, field), 400);
	item->enter = _("send");
	item->detail = _("may be left out");
}

/* ---- what is kept ---- */

static const char *
waiting_words(const struct desk *desk, struct arena *arena)
{
	size_t count = outbox_waiting(desk);
	if (!count)
		return "";
	return arena_printf(
	    arena, P_("%zu waiting to be sent", "%zu waiting to be sent", count), count);
}

/* Why it is offline, where a person is helped by it. */
static const char *
fault_words(const struct desk *desk)
{
	if (!desk->line_known || desk->online)
		return "";
	switch (desk->line_fault) {
	case LINE_NAMELESS:
		return _("name not found");
	case LINE_UNTRUSTED:
		return _("unknown certificate");
	case LINE_FOREIGN:
		return _("something else answers");
	case LINE_PORTAL:
		return _("network sign-in needed");
	case LINE_BROKEN:
		break;
	}
	return "";
}

static void
kept(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	char since[16];
	const char *when;
	if (desk->unkept) {
		page->kept = arena_printf(arena, _("Not kept: %s"), desk->unkept);
		page->kept_role = ROLE_ALARM;
		page->writing = true;
		return;
	}
	const char *waiting = waiting_words(desk, arena);
	bool written = desk->synced >= desk->written;
	const char *word = written ? _("Kept.") : _("Writing...");
	page->kept_role = written ? ROLE_GOOD : ROLE_DIM;
	page->writing = !written;
	bool offline = !desk->token || (desk->line_known && !desk->online);
	if (offline) {
		london_time(since, sizeof since, desk->line_since ? desk->line_since : desk->now);
		when = *fault_words(desk) ? arena_printf(arena, "%s (%s)", since, fault_words(desk))
					  : since;
		page->kept_role = ROLE_WARN;
		if (desk->stale)
			page->kept = arena_printf(arena, "%s %s%s%s", word,
			    _("The session has ended: F9 and your password."), *waiting ? " " : "",
			    *waiting ? waiting : "");
		else
			page->kept =
			    *waiting ? arena_printf(arena, _("%s Offline since %s, %s."), word,
					   when, waiting)
				     : arena_printf(arena, _("%s Offline since %s."), word, when);
		return;
	}
	bool in_work = desk->hand && contact_has_content(desk, desk->hand);
	if (!written)
		page->kept = *waiting ? arena_printf(arena, "%s %s.", word, waiting) : word;
	else if (*waiting)
		page->kept = arena_printf(arena, "%s %s.", word, waiting);
	else if (outbox_refused(desk)) {
		size_t refused = outbox_refused(desk);
		page->kept_role = ROLE_ALARM;
		page->kept = arena_printf(arena, "%s %s.", word,
		    arena_printf(arena,
			P_("%zu record that the CRM refused", "%zu records that the CRM refused",
			    refused),
			refused));
	} else if (desk->phase == PHASE_WORK && !desk->directory_current) {
		page->kept =
		    arena_printf(arena, "%s %s", word, _("The directory is still coming."));
	} else if (left_words(desk, arena)) {
		page->kept_role = ROLE_WARN;
		page->kept = arena_printf(
		    arena, "%s %s", in_work ? word : _("Sent."), left_words(desk, arena));
	} else {
		page->kept = in_work ? word : _("Sent. All caught up.");
	}
}

/* ---- keys ---- */

/* In a dialogue the walk finds the outcome: the quick ones step back. */
static int
weight_of(const struct command_entry *entry, enum screen screen)
{
	switch (entry->command) {
	case COMMAND_RESOLVED:
	case COMMAND_SIGNPOST:
	case COMMAND_REFER:
	case COMMAND_CALLBACK:
		return screen == SCREEN_DIALOGUE ? entry->weight / 10 : entry->weight;
	case COMMAND_BEHALF:
		return screen == SCREEN_CUSTOMER ? entry->weight : entry->weight / 10;
	case COMMAND_BOOK: /* a case that can be given a time mostly waits for one */
		return screen == SCREEN_CASE ? entry->weight * 2 : entry->weight;
	case COMMAND_FINISH:
		return screen == SCREEN_CUSTOMER && entry->weight > 20 ? 20 : entry->weight;
	default:
		return entry->weight;
	}
}

/* The commands that work now, the most useful first; the face leaves out what does not fit. */
static void
keys(const struct desk *desk, struct page *page)
{
	enum { MOST = sizeof page->keys / sizeof *page->keys - 1 };
	size_t count = 0;
	int weights[MOST];
	for (unsigned i = 0; i < command_table_count; i++) {
		const struct command_entry *entry = &command_table[i];
		if (entry->weight <= 0 || entry->command == COMMAND_HELP ||
		    entry->command == COMMAND_LINE || !command_works(desk, entry->command))
			continue;
		if (entry->command == COMMAND_BACK && desk->depth == 1 && !desk->hand)
			continue;
		int weight = weight_of(entry, desk_screen(desk));
		size_t at = count;
		while (at > 0 && weights[at - 1] < weight)
			at--;
		if (at == MOST)
			continue;
		size_t moved = (count < MOST ? count : MOST - 1) - at;
		memmove(&weights[at + 1], &weights[at], moved * sizeof *weights);
		memmove(&page->keys[at + 1], &page->keys[at], moved * sizeof *page->keys);
		weights[at] = weight;
		page->keys[at] = entry->command;
		if (count < MOST)
			count++;
	}
}

/* ---- the page ---- */

static void
head(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct session *session = desk->session;
	if (preview_is(desk)) {
		page->title_left = _("PREVIEW: nothing of this is logged");
	} else if (desk->hand) {
		page->title_left = say_who(desk, arena);
		page->title_right = say_since(desk, arena);
	} else if (session) {
		const char *parts[] = {
		    session->council_short, session->site_name, session->desk_name};
		struct buf out;
		buf_init(&out, 400);
		for (int i = 0; i < 3; i++)
			if (!text_blank(parts[i]))
				buf_printf(&out, "%s%s", out.length ? ", " : "", parts[i]);
		page->title_left = arena_strdup(arena, out.data);
		buf_release(&out);
		page->title_right =
		    arena_printf(arena, "%s, %s", session->name, say_role(session->role));
	}
}

const char *
say_queue(const char *role, struct arena *arena)
{
	if (queue_is_of_entries(role))
		return _("wrong entries");
	char *words = arena_strdup(arena, role ? role : "");
	for (char *c = words; *c; c++)
		if (*c == '-' || *c == '_')
			*c = ' ';
	return words;
}

const char *
say_how_long(micros time, struct arena *arena)
{
	long long minutes = (long long)(time / MICROS_MINUTE);
	if (minutes < 60)
		return arena_printf(arena, _("%lld min"), minutes < 0 ? 0 : minutes);
	if (minutes < 48 * 60)
		return arena_printf(arena, _("%lld h"), minutes / 60);
	return arena_printf(arena, _("%lld days"), minutes / (24 * 60));
}

const char *
say_where_question(const char *prompt)
{
	return text_same(prompt, DISTRICT_PROMPT) ? _("District")
	       : text_same(prompt, PARISH_PROMPT) ? _("Parish")
	       : text_same(prompt, BODY_PROMPT)   ? _("Done by")
						  : prompt;
}

const char *
say_role(const char *role)
{
	static const struct {
		const char *word, *label;
	} labels[] = {{"advisor", N_("advisor")}, {"back_office", N_("back office")},
	    {"information_officer", N_("information officer")}, {"supervisor", N_("supervisor")},
	    {"trainer", N_("trainer")}, {"trainee", N_("trainee")},
	    {"dpo", N_("data protection officer")}, {"admin", N_("administrator")}};
	for (size_t i = 0; role && i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].word, role) == 0)
			return _(labels[i].label);
	return role ? role : "";
}

/* Somebody who works alone is overdue: before whatever else is said, on every screen. */
static void
alarm(const struct desk *desk, struct page *page)
{
	bool locked = desk->phase == PHASE_LOCKED || desk->phase == PHASE_PROVING;
	if (desk->phase != PHASE_WORK && !locked)
		return;
	const char *words = visit_alarm_words(desk, locked, page->arena);
	if (!words)
		return;
	page->message =
	    page->message ? arena_printf(page->arena, "%s %s", words, page->message) : words;
	page->message_role = ROLE_ALARM;
	const struct visit *visit = visit_alarm(desk, NULL);
	page->alarm = arena_printf(page->arena, "%s %s", visit->id, visit->raised);
}

void
page_of(const struct desk *desk, struct page *page, struct arena *arena)
{
	enum screen screen = desk_screen(desk);
	const char *subject = desk->phase == PHASE_WORK ? desk_subject(desk) : NULL;
	page_init(page, arena,
	    arena_printf(
		arena, "%s%s%s", screen_name(screen), subject ? ":" : "", subject ? subject : ""));
	page->focus = arena_strdup(arena, desk->focus);
	page->focus_serial = desk->focus_serial;
	static const enum role tones[] = {ROLE_TEXT, ROLE_GOOD, ROLE_WARN, ROLE_ALARM};
	page->message = arena_strdup(arena, desk->message);
	page->message_role = tones[desk->tone];
	if (!page->message) {
		page->message = pop_words(desk, arena);
		page->message_role = ROLE_WARN;
	}
	alarm(desk, page);
	if (desk->phase == PHASE_WORK) {
		head(desk, page);
		kept(desk, page);
	}
	if (screen == SCREEN_CUSTOMER || screen == SCREEN_DIALOGUE || screen == SCREEN_CASE ||
	    screen == SCREEN_PAST || screen == SCREEN_WRAP_UP)
		page_behalf(desk, page);
	screens[screen].build(desk, page);
	if (desk->phase == PHASE_WORK) {
		page_note(desk, page);
		page_wrong(desk, page);
	}
	page_number(page);
	keys(desk, page);
}
