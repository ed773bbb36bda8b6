#include "sim/advisor.h"
#include "base/alloc.h"
#include "base/text.h"
#include "desk/drafts.h"
#include "desk/state.h"
#include "helpers/office.h"
#include "ui/page.h"

#include <stdlib.h>
#include <string.h>

static void
edit(struct station *station, const char *field, const char *text)
{
	carry(&station->carrier,
	    &(struct desk_event){.kind = EVENT_EDIT, .field = field, .text = text});
}

static void
pick(struct station *station, const char *item, const char *text)
{
	carry(&station->carrier,
	    &(struct desk_event){.kind = EVENT_PICK, .item = item, .text = text});
}

static void
command(struct station *station, enum command which)
{
	if (command_works(station->desk, which))
		carry(&station->carrier,
		    &(struct desk_event){.kind = EVENT_COMMAND, .command = which});
}

static const char *const searches[] = {"patel", "missed bin", "pothole", "01632 960151", "PR7 1AB",
    "blue badge", "noise", "shaw", "council tax", "14 union", "holt", "library", "complaint",
    "stray dog"};

/* What this advisor types into a field: mostly sense, sometimes not. */
static const char *
words_for(const char *field)
{
	static const struct {
		const char *part;
		const char *texts[3];
	} table[] = {
	    {"family", {"Okafor", "Łukaszewicz", "ગુજરાતી"}},
	    {"given", {"Ada", "Siân", ""}},
	    {"born", {"14/3/1949", "1 feb 1990", "nonsense"}},
	    {"phone", {"01632 960123", "07700 900456", "12"}},
	    {"postcode", {"PR7 1AB", "bb5 1aa", "X"}},
	    {"line", {"3 Union Street", "14 Union Street", "1"}},
	    {"property", {"14 Union Street, Chorley PR7 1AB", "3 union", ""}},
	    {"address", {"14 Union Street, Chorley PR7 1AB", "3 union", ""}},
	    {"email", {"ada@mail.example", "", "not mail"}},
	    {"town", {"Chorley", "Nelson", ""}},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strstr(field, table[i].part))
			return table[i].texts[sim_dice(3)];
	if (strcmp(field, "home.find") == 0)
		return searches[sim_dice(sizeof searches / sizeof *searches)];
	static const char *const others[] = {
	    "2", "14 nov 2026", "On the left side by the school gate", "07700 900111", "5"};
	return others[sim_dice(5)];
}

/* Types it key by key, as a field does; sometimes only half, sometimes with Enter. */
static void
type(struct station *station, const char *field, const char *text)
{
	char so_far[256];
	size_t length = strlen(text), end = sim_dice(100) < 85 ? length : length / 2;
	for (size_t at = 1; at <= end && at < sizeof so_far; at++) {
		if (((unsigned char)text[at] & 0xC0) == 0x80)
			continue;
		memcpy(so_far, text, at);
		so_far[at] = '\0';
		edit(station, field, so_far);
	}
	if (sim_dice(100) < 80)
		pick(station, field, typed_text(station->desk, field));
}

/* What the face would let into the field. */
static char *
within(const char *text, size_t limit)
{
	size_t length = strlen(text);
	return xstrndup(
	    text, limit && length > limit ? grapheme_prev(text, length, limit + 1) : length);
}

static void
act_on(struct station *station, const struct item *item)
{
	char *key = xstrdup(item->kind == ITEM_FIELD && item->field ? item->field : item->key);
	if (item->kind == ITEM_FIELD) {
		char *text = within(words_for(key), item->limit);
		type(station, key, text);
		free(text);
	} else {
		pick(station, key, NULL);
	}
	free(key);
}

/* One of the commands on the key line; what ends the work only now and then. */
static void
command_of(struct station *station, const struct page *page)
{
	size_t count = 0;
	while (page->keys[count] != COMMAND_NONE)
		count++;
	if (!count)
		return;
	enum command which = page->keys[sim_dice((unsigned)count)];
	bool leaves = which == COMMAND_QUIT || which == COMMAND_SIGN_OUT || which == COMMAND_LOCK;
	if (!leaves || sim_dice(20) == 0)
		command(station, which);
}

/* Leans forward: the last row of a page saves, wraps up or finishes; an entry's first begins its
 * dialogue, where the question asked is the first that can be answered. */
static const struct item *
onward(const struct page *page, const struct item *const *some, size_t count)
{
	const struct item *last = count ? some[count - 1] : NULL;
	if (strncmp(page->id, "dialogue:", 9) == 0)
		return count ? some[0] : NULL;
	for (size_t i = 0; i < count; i++)
		if (text_same(some[i]->key, "dialogue"))
			return some[i];
	return last && last->kind == ITEM_ROW ? last : NULL;
}

static void
work(struct station *station)
{
	struct arena arena;
	struct page page;
	const struct item *some[64], *on;
	size_t count = 0;
	arena_init(&arena);
	page_of(station->desk, &page, &arena);
	for (size_t i = 0; i < page.count && count < 64; i++)
		if (page.items[i].kind == ITEM_FIELD ||
		    (page.items[i].kind == ITEM_ROW && page.items[i].key))
			some[count++] = &page.items[i];
	on = onward(&page, some, count);
	for (size_t i = 0; i < page.side_count && count < 64; i++)
		if (page.side[i].key && sim_dice(10) == 0)
			some[count++] = &page.side[i];
	unsigned roll = sim_dice(100);
	if (roll < 50 && on)
		act_on(station, on);
	else if (roll < 82 && count)
		act_on(station, some[sim_dice((unsigned)count)]);
	else if (roll < 85)
		command(station, COMMAND_NEW_CONTACT);
	else if (roll < 90)
		command(station, COMMAND_FINISH);
	else if (roll < 92)
		command(station, COMMAND_BACK);
	else
		command_of(station, &page);
	arena_release(&arena);
}

void
advisor_sign_in(struct station *station)
{
	if (station->desk->phase == PHASE_OUT) {
		edit(station, "sign-in.user", station->user);
		edit(station, "sign-in.password", OFFICE_PASSWORD);
		pick(station, "sign-in.password", NULL);
	} else if (station->desk->phase == PHASE_LOCKED) {
		edit(station, "lock.password", OFFICE_PASSWORD);
		pick(station, "lock.password", NULL);
	} else if (station->desk->phase == PHASE_WORK && station->desk->stale) {
		command(station, COMMAND_LOCK);
	}
}

void
advisor_act(struct station *station)
{
	if (station->desk->phase == PHASE_WORK && !station->desk->stale)
		work(station);
	else
		advisor_sign_in(station);
}
