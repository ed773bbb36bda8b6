#include "sim/advisor.h"
#include "base/alloc.h"
#include "desk/state.h"

#include <stdlib.h>
#include <string.h>

static const char *const searches[] = {"patel", "missed bin", "pothole", "01632 960151", "PR7 1AB",
    "blue badge", "noise", "shaw", "council tax", "14 union", "holt", "library", "complaint",
    "stray dog"};

static void
edit(struct world *world, const char *field, const char *text)
{
	struct desk_event event = {.kind = EVENT_EDIT, .field = field, .text = text};
	world_event(world, &event);
}

static void
pick(struct world *world, const char *item, const char *text)
{
	struct desk_event event = {.kind = EVENT_PICK, .item = item, .text = text};
	world_event(world, &event);
}

static void
command(struct world *world, enum command id)
{
	if (!command_works(world->desk, id))
		return;
	struct desk_event event = {.kind = EVENT_COMMAND, .command = id};
	world_event(world, &event);
}

/* What this advisor types into a field: mostly sense, sometimes not. */
static const char *
words_for(struct world *world, const char *field)
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
			return table[i].texts[random_below(&world->random, 3)];
	static const char *const others[] = {
	    "2", "14 nov 2026", "On the left side by the school gate", "07700 900111", "5"};
	return others[random_below(&world->random, 5)];
}

/* Types it key by key, as a field does; sometimes only half, sometimes with Enter. */
static void
type(struct world *world, const char *field, const char *text)
{
	char so_far[256];
	size_t length = strlen(text), end = random_chance(&world->random, 85) ? length : length / 2;
	for (size_t at = 1; at <= end && at < sizeof so_far; at++) {
		if (((unsigned char)text[at] & 0xC0) == 0x80)
			continue;
		memcpy(so_far, text, at);
		so_far[at] = '\0';
		edit(world, field, so_far);
	}
	if (random_chance(&world->random, 80))
		pick(world, field, typed_text(world->desk, field));
}

static void
act_on_item(struct world *world, const struct page *page)
{
	const struct item *chosen[64];
	size_t count = 0;
	for (size_t i = 0; i < page->count && count < 64; i++)
		if (page->items[i].kind == ITEM_ROW || page->items[i].kind == ITEM_FIELD)
			chosen[count++] = &page->items[i];
	for (size_t i = 0; i < page->side_count && count < 64; i++)
		if (page->side[i].key && random_chance(&world->random, 10))
			chosen[count++] = &page->side[i];
	if (!count)
		return;
	const struct item *item = chosen[random_below(&world->random, (unsigned)count)];
	char *key = xstrdup(item->key);
	if (item->kind == ITEM_FIELD && strcmp(key, "home.find") == 0)
		type(world, key,
		    searches[random_below(&world->random, sizeof searches / sizeof *searches)]);
	else if (item->kind == ITEM_FIELD)
		type(world, key, words_for(world, key));
	else
		pick(world, key, NULL);
	free(key);
}

void
advisor_act(struct world *world)
{
	struct arena arena;
	struct page page;
	enum screen screen = desk_screen(world->desk);
	if (screen == SCREEN_SIGN_IN || screen == SCREEN_LOCK) {
		world_sign_in(world);
		return;
	}
	arena_init(&arena);
	page_of(world->desk, &page, &arena);
	size_t commands = 0;
	while (page.keys[commands] != COMMAND_NONE)
		commands++;
	unsigned dice = random_below(&world->random, 100);
	if (dice < 72) {
		act_on_item(world, &page);
	} else if (dice < 92 && commands) {
		enum command id = page.keys[random_below(&world->random, (unsigned)commands)];
		if (id != COMMAND_QUIT && id != COMMAND_SIGN_OUT)
			command(world, id);
	} else if (dice < 94) {
		command(world, COMMAND_LOCK);
	} else {
		command(world, COMMAND_BACK);
	}
	arena_release(&arena);
}

void
advisor_tidy(struct world *world)
{
	for (int turn = 0; turn < 400; turn++) {
		if (desk_screen(world->desk) == SCREEN_SIGN_IN ||
		    desk_screen(world->desk) == SCREEN_LOCK)
			world_sign_in(world);
		else if (!world->desk->hand && desk_screen(world->desk) == SCREEN_HOME)
			return;
		else
			command(world, COMMAND_BACK);
		world_sync(world);
		world_turn(world, false);
	}
}
