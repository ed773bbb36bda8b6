/*
 * Two records of one person: the other one is chosen, both are compared field by field, and one
 * goes into the other. What is chosen and typed is a draft like everything else. Comparing needs
 * the CRM; what was compared is merged also without the line: it waits in the outbox, and when one
 * of the two has changed meanwhile the CRM refuses it and it can be compared again.
 */
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/outbox.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "desk/twins.h"
#include "model/merge.h"

#include <string.h>

const char same_find_field[] = "merge.find", same_reason_field[] = "merge.reason";

void
same_release(struct desk *desk)
{
	struct same *same = &desk->same;
	arena_release(&same->likely_arena);
	arena_release(&same->found_arena);
	arena_release(&same->pair_arena);
	arena_release(&same->merges_arena);
	*same = (struct same){0};
}

static void
renew(struct arena *arena, struct list *list)
{
	arena_release(arena);
	arena_init(arena);
	*list = (struct list){0};
}

/* ---- choosing the other ---- */

static const char *
hers(const struct desk *desk)
{
	return desk->hand ? desk->hand->work->customer : NULL;
}

static void
ask_likely(struct desk *desk)
{
	struct alike_query *query = arena_alloc(&desk->effects.arena, sizeof *query);
	query->customer = arena_strdup(&desk->effects.arena, hers(desk));
	struct request *request =
	    desk_ask(desk, ROUTE_ALIKE, REQUEST_READ, ASKED_SAME_LIKELY, hers(desk));
	request->body = query;
	desk->same.likely_asked = request->number;
}

void
same_open(struct desk *desk)
{
	if (!desk_reaches(desk)) {
		desk_say(desk, TONE_WARN, "%s",
		    _("Two records can be compared only while the CRM answers."));
		return;
	}
	if (!text_same(typed_text(desk, "merge.of"), hers(desk)))
		typed_drop_under(desk, "merge.");
	typed_set(desk, "merge.of", hers(desk), false);
	same_begin(desk);
	desk_go(desk, SCREEN_SAME, NULL);
	ask_likely(desk);
	if (!text_blank(typed_text(desk, same_find_field)))
		same_find(desk, typed_text(desk, same_find_field));
}

void
same_begin(struct desk *desk)
{
	struct same *same = &desk->same;
	renew(&same->likely_arena, &same->likely);
	renew(&same->found_arena, &same->found);
	same->likely_asked = same->found_asked = 0;
}

void
same_find(struct desk *desk, const char *words)
{
	struct same *same = &desk->same;
	renew(&same->found_arena, &same->found);
	same->found_asked = 0;
	if (text_blank(words) || strlen(words) < 2 || !desk_reaches(desk))
		return;
	struct request *request =
	    desk_ask(desk, ROUTE_FIND_CUSTOMERS, REQUEST_SEARCH, ASKED_SAME_FOUND, NULL);
	desk_query(desk, request, "q", words);
	same->found_asked = request->number;
}

static const struct candidate *
other_of(const struct desk *desk, const char *id)
{
	const struct alike *alike = list_find(&desk->same.likely, &alike_record, id);
	return alike ? alike->person : list_find(&desk->same.found, &candidate_record, id);
}

static void
take_likely(struct desk *desk, const struct reply *reply)
{
	struct same *same = &desk->same;
	const struct alike_page *page = reply->body;
	same->likely_asked = 0;
	if (reply->problem != PROBLEM_NONE || !page) {
		desk_say_problem(desk, reply);
		return;
	}
	LIST_EACH(struct alike, alike, &page->items)
	record_copy_into(&same->likely_arena, &alike_record,
	    list_add(&same->likely_arena, &same->likely, &alike_record), alike);
	/* Whoever has typed meanwhile goes on typing. */
	if (desk_screen(desk) == SCREEN_SAME && same->likely.count &&
	    text_blank(typed_text(desk, same_find_field)))
		desk_focus(desk, arena_printf(&desk->effects.arena, "other:%s",
				     LIST_AT(struct alike, &same->likely, 0)->id));
}

/* Found are others than who is in front, and than those who stand there as likely. */
static void
take_found(struct desk *desk, const struct reply *reply)
{
	struct same *same = &desk->same;
	const struct candidate_page *page = reply->body;
	same->found_asked = 0;
	if (reply->problem != PROBLEM_NONE || !page)
		return;
	LIST_EACH(struct candidate, person, &page->items)
	if (!text_same(person->id, hers(desk)) && !other_of(desk, person->id))
		record_copy_into(&same->found_arena, &candidate_record,
		    list_add(&same->found_arena, &same->found, &candidate_record), person);
}

/* ---- comparing ---- */

static uint64_t
ask_record(struct desk *desk, const char *id, enum asked_for what)
{
	struct request *request = desk_ask(desk, ROUTE_CUSTOMER, REQUEST_READ, what, id);
	request->params[0] = arena_strdup(&desk->effects.arena, id);
	desk_query(desk, request, "contact", desk->hand->work->id);
	return request->number;
}

static void
ask_pair(struct desk *desk, const char *other)
{
	struct same *same = &desk->same;
	arena_release(&same->pair_arena);
	arena_init(&same->pair_arena);
	same->hers = same->other = NULL;
	same->pair_failed = !desk_reaches(desk);
	if (same->pair_failed)
		return;
	same->hers_asked = ask_record(desk, hers(desk), ASKED_SAME_HERS);
	same->other_asked = ask_record(desk, other, ASKED_SAME_OTHER);
}

void
same_compare(struct desk *desk, const char *other)
{
	char *id = arena_strdup(&desk->effects.arena, other);
	if (!hers(desk) || text_same(id, hers(desk)))
		return;
	const char *pair = arena_printf(&desk->effects.arena, "%s/%s", hers(desk), id);
	if (!text_same(typed_text(desk, "merge.pair"), pair)) {
		typed_drop_under(desk, "merge.side.");
		typed_drop(desk, "merge.keep");
	}
	typed_set(desk, "merge.pair", pair, false);
	desk_go(desk, SCREEN_MERGE, id);
	desk_focus(desk, same_reason_field);
	ask_pair(desk, id);
}

void
same_look_again(struct desk *desk)
{
	enum screen screen = desk_screen(desk);
	struct same *same = &desk->same;
	if (screen == SCREEN_MERGE && !same->other && hers(desk))
		ask_pair(desk, desk_subject(desk));
	else if (screen == SCREEN_SAME && !same->likely.count && hers(desk))
		ask_likely(desk);
	else if (screen == SCREEN_MERGES && !same->merges.count && hers(desk))
		unmerge_ask(desk);
}

static void
take_record(struct desk *desk, const struct reply *reply, bool other)
{
	struct same *same = &desk->same;
	const struct customer_page *page = reply->body;
	if (reply->number != (other ? same->other_asked : same->hers_asked))
		return;
	if (reply->problem != PROBLEM_NONE || !page || !page->customer) {
		same->pair_failed = true;
		desk_say_problem(desk, reply);
		return;
	}
	struct customer *copy = record_copy(&same->pair_arena, &customer_record, page->customer);
	*(other ? &same->other : &same->hers) = copy;
}

void
same_reply(struct desk *desk, const struct reply *reply, enum asked_for what)
{
	struct same *same = &desk->same;
	if (what == ASKED_SAME_LIKELY && reply->number == same->likely_asked)
		take_likely(desk, reply);
	else if (what == ASKED_SAME_FOUND && reply->number == same->found_asked)
		take_found(desk, reply);
	else if (what == ASKED_SAME_HERS || what == ASKED_SAME_OTHER)
		take_record(desk, reply, what == ASKED_SAME_OTHER);
}

bool
same_compared(const struct desk *desk)
{
	return desk->same.hers && desk->same.other;
}

const struct customer *
same_kept(const struct desk *desk)
{
	return text_same(typed_text(desk, "merge.keep"), "other") ? desk->same.other
								  : desk->same.hers;
}

const struct customer *
same_gone(const struct desk *desk)
{
	return same_kept(desk) == desk->same.other ? desk->same.hers : desk->same.other;
}

static const char *
side_field(const struct field *field, struct arena *arena)
{
	return arena_printf(arena, "merge.side.%s", field->name);
}

bool
same_takes_gone(const struct desk *desk, const struct field *field, struct arena *arena)
{
	const char *side = typed_text(desk, side_field(field, arena));
	if (!side)
		return merge_proposes(field, same_kept(desk), same_gone(desk));
	return text_same(side, "other") == (same_gone(desk) == desk->same.other);
}

/* The side is remembered by whose it is: swapping who is kept changes no value that was chosen. */
static void
choose_side(struct desk *desk, const char *name)
{
	struct arena *arena = &desk->effects.arena;
	const struct field *field = record_field(&customer_record, name);
	if (!field || !merge_field(field) || !same_compared(desk))
		return;
	bool gone = !same_takes_gone(desk, field, arena);
	const struct customer *of = gone ? same_gone(desk) : same_kept(desk);
	typed_set(desk, side_field(field, arena), of == desk->same.other ? "other" : "hers", false);
}

/* Who is kept gives what nobody has chosen. */
static void
swap(struct desk *desk)
{
	bool other = text_same(typed_text(desk, "merge.keep"), "other");
	typed_set(desk, "merge.keep", other ? "hers" : "other", false);
}

/* ---- merging ---- */

static void
add_choices(struct desk *desk, struct customer_merge *merge)
{
	struct arena *arena = &desk->effects.arena;
	for (size_t i = 0; i < customer_record.count; i++) {
		const struct field *field = &customer_record.fields[i];
		if (!merge_field(field) || merge_agrees(field, desk->same.hers, desk->same.other))
			continue;
		*(struct merge_choice *)list_add(arena, &merge->choices, &merge_choice_record) =
		    (struct merge_choice){
			field->name, same_takes_gone(desk, field, arena) ? "gone" : "keep"};
	}
}

static void
send(struct desk *desk, const char *reason)
{
	struct arena *arena = &desk->effects.arena;
	const struct customer *keep = same_kept(desk), *gone = same_gone(desk);
	struct customer_merge *merge = arena_alloc(arena, sizeof *merge);
	const char *operation = desk_id(desk);
	*merge = (struct customer_merge){.id = desk_id(desk),
	    .keep = keep->id,
	    .gone = gone->id,
	    .reason = reason,
	    .keep_changed = keep->changed,
	    .gone_changed = gone->changed};
	add_choices(desk, merge);
	/* Should the CRM refuse it, both are compared again. */
	typed_set(desk, arena_printf(arena, "sent.%s.of", operation), hers(desk), false);
	typed_set(
	    desk, arena_printf(arena, "sent.%s.other", operation), desk->same.other->id, false);
	typed_set(desk, arena_printf(arena, "sent.%s.reason", operation), reason, false);
	struct request request = {.route = ROUTE_PUT_MERGE,
	    .class = REQUEST_WRITE,
	    .params = {merge->id},
	    .operation = operation,
	    .chain = desk->hand->work->id,
	    .body = merge};
	outbox_send(desk, &request,
	    arena_printf(arena, _("%s goes into %s"), customer_list_name(gone, arena),
		customer_list_name(keep, arena)));
	bool online = desk_reaches(desk);
	typed_drop_under(desk, "merge.");
	desk_go(desk, SCREEN_CUSTOMER, NULL);
	desk_say(desk, TONE_GOOD, "%s",
	    online ? _("Making them one person.")
		   : _("Kept: they become one person when the line is back."));
}

static void
merge(struct desk *desk)
{
	const char *typed = typed_text(desk, same_reason_field);
	if (!same_compared(desk)) {
		desk_say(desk, TONE_WARN, "%s",
		    _("Both records must be seen first; what you typed stays here."));
		return;
	}
	if (text_blank(typed) || strlen(typed) < SHORTEST_REASON) {
		desk_focus(desk, same_reason_field);
		desk_say(desk, TONE_WARN, "%s", _("Say why they are one person: it is kept."));
		return;
	}
	send(desk, arena_strdup(&desk->effects.arena, typed));
}

void
same_pick(struct desk *desk, const char *item)
{
	if (strncmp(item, "other:", 6) == 0) {
		if (other_of(desk, item + 6))
			same_compare(desk, item + 6);
	} else if (text_same(item, "differ")) {
		twins_differ(desk);
	} else if (text_same(item, same_find_field)) {
		const struct candidate *first = desk->same.found.items;
		if (desk->same.found.count == 1)
			same_compare(desk, first->id);
		else if (first)
			desk_focus(desk, arena_printf(&desk->effects.arena, "other:%s", first->id));
	} else if (strncmp(item, "side:", 5) == 0) {
		choose_side(desk, item + 5);
	} else if (text_same(item, "swap")) {
		swap(desk);
	} else if (text_same(item, same_reason_field)) {
		desk_focus(desk, "merge");
	} else if (text_same(item, "merge")) {
		merge(desk);
	}
}

void
same_mend(struct desk *desk, const char *operation)
{
	struct arena *arena = &desk->effects.arena;
	const char *of = typed_text(desk, arena_printf(arena, "sent.%s.of", operation));
	const char *other = typed_text(desk, arena_printf(arena, "sent.%s.other", operation));
	const char *reason = typed_text(desk, arena_printf(arena, "sent.%s.reason", operation));
	if (!of || !other)
		return;
	of = arena_strdup(arena, of);
	other = arena_strdup(arena, other);
	reason = arena_strdup(arena, reason);
	typed_drop_under(desk, arena_printf(arena, "sent.%s", operation));
	if (!text_same(hers(desk), of))
		contact_person(desk, &(struct candidate){.id = of, .name = ""});
	typed_set(desk, "merge.of", of, false);
	if (reason)
		typed_set(desk, same_reason_field, reason, false);
	same_compare(desk, other);
}

void
same_done(struct desk *desk, const struct customer_merge *merge, const char *contact)
{
	if (desk_screen(desk) == SCREEN_CUSTOMER && desk->hand &&
	    text_same(desk->hand->work->id, contact))
		desk_say(desk, TONE_GOOD, "%s",
		    merge->undone ? _("They are two people again, each with what was theirs.")
				  : _("They are one person now; u undoes it at any later time."));
	same_changed(desk, merge->keep, merge->gone);
}

void
same_changed(struct desk *desk, const char *keep, const char *gone)
{
	twins_settle(desk, keep);
	twins_settle(desk, gone);
	for (size_t i = 0; i < desk->hand_count; i++) {
		struct hand *hand = desk->hands[i];
		const char *customer = hand->work->customer;
		if (hand->work->ended || (!text_same(customer, keep) && !text_same(customer, gone)))
			continue;
		if (hand->work
			->new_customer) { /* the CRM has them, or could not have merged them */
			hand->work->known = hand->work->new_customer;
			hand->work->new_customer = NULL;
			contact_keep(desk, hand);
		}
		hand->page_asked = 0; /* what is on its way is of before */
		customer_ask(desk, hand);
	}
	if (!text_blank(typed_text(desk, "home.find")))
		find_refresh(desk);
}
