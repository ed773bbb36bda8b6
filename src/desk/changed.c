/*
 * A service that changes while it is being worked on: the matter keeps its answers and goes on in
 * the new version, and carries what changed in words until the advisor has looked through it. Each
 * answer keeps the version that it was given under.
 */
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "desk/state.h"
#include "directory/changes.h"

#include <stdio.h>
#include <string.h>

enum { MOST_WORDS = 4000, LINE_CELLS = 150 };

static bool
starts(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* Has the council its own words where the common text changed? */
static bool
overridden(const struct flat *now, const char *path, const char *council)
{
	char own[400];
	if (starts(path, "dialogue/prompt/"))
		snprintf(own, sizeof own, "at/%s/texts/%s", council ? council : "",
		    path + strlen("dialogue/prompt/"));
	else
		snprintf(own, sizeof own, "at/%s/%s", council ? council : "", path);
	return flat_find(now, own) != NULL;
}

/* What an advisor says or asks, in this call: owners, dates and search words are not. */
static bool
matters_here(const struct change *change, const struct flat *now, const char *council)
{
	static const char *const parts[] = {
	    "facts", "dialogue", "texts", "choices", "hours", "contacts", "title", "summary"};
	const char *path = change->path;
	if (change->kind == CHANGE_LAYOUT || (change->council ? !text_same(change->council, council)
							      : overridden(now, path, council)))
		return false;
	if (starts(path, "at/"))
		path += 3 + strcspn(path + 3, "/") + 1;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (starts(path, parts[i]))
			return true;
	return false;
}

/* A change a line; null when none of them is the advisor's business. */
static const char *
words_of(struct desk *desk, const char *was, const char *now, const char *council)
{
	struct arena *arena = &desk->effects.arena;
	struct change *changes;
	struct flat flat;
	struct buf out;
	if (changes_between(arena, was, now, &changes, NULL) || flat_read(arena, now, &flat, NULL))
		return NULL;
	buf_init(&out, MOST_WORDS);
	for (const struct change *change = changes; change; change = change->next) {
		struct change said = *change;
		said.council = NULL; /* whose it is, the advisor knows */
		if (!matters_here(change, &flat, council))
			continue;
		struct buf line;
		buf_init(&line, MOST_WORDS);
		change_words(&line, &said);
		if (buf_ok(&line))
			buf_printf(&out, "%s%s", out.length ? "\n" : "", line.data);
		buf_release(&line);
	}
	const char *words = out.length ? arena_strdup(arena, out.data) : NULL;
	buf_release(&out);
	return words;
}

const char *
changed_line(const struct matter *matter, struct arena *arena)
{
	char *line = arena_strdup(arena, matter->changed);
	struct buf out;
	if (text_blank(line))
		return NULL;
	buf_init(&out, MOST_WORDS * 2);
	for (const char *at = line; *at;) {
		size_t length = strcspn(at, "\n");
		buf_printf(&out, "%s%.*s", out.length ? "; " : "", (int)length, at);
		at += length + (at[length] == '\n');
	}
	size_t fits = text_fit(out.data, out.length, LINE_CELLS);
	const char *words = arena_printf(arena, _("Changed since you began: %.*s%s"), (int)fits,
	    out.data, fits < out.length ? "…" : "");
	buf_release(&out);
	return words;
}

/* `entry` is the matter's service, or a part that it includes. */
static void
tell(
    struct desk *desk, struct hand *hand, struct matter *matter, const char *entry, const char *was)
{
	struct arena *arena = &desk->effects.arena;
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	const char *council =
	    service ? matter_responsible(desk, hand, matter, service, arena) : NULL;
	const char *words = words_of(desk, was, directory_text(desk->directory, entry),
	    text_blank(council) ? desk_council(desk) : council);
	if (!words)
		return;
	matter->changed = text_blank(matter->changed)
			      ? arena_strdup(&hand->arena, words)
			      : arena_printf(&hand->arena, "%s\n%s", matter->changed, words);
	if (strlen(matter->changed) > MOST_WORDS)
		matter->changed = arena_strdup(&hand->arena, words);
	if (hand == desk->hand && desk_screen(desk) != SCREEN_DIALOGUE)
		desk_say(desk, TONE_WARN, "%s", changed_line(matter, arena));
}

/* Is it this service's matter, or does its dialogue include this part? */
static bool
is_walked(const struct desk *desk, const struct matter *matter, const char *entry)
{
	if (text_same(matter->service, entry))
		return true;
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	const struct prompt *prompt =
	    service && service->dialogue ? service->dialogue->prompts : NULL;
	while (prompt && !text_same(prompt->part, entry))
		prompt = prompt->next;
	return prompt != NULL;
}

bool
changed_in_work(const struct desk *desk, const char *service)
{
	for (size_t i = 0; i < desk->hand_count; i++)
		LIST_EACH(struct matter, matter, &desk->hands[i]->work->matters)
	if (!desk->hands[i]->work->ended && is_walked(desk, matter, service))
		return true;
	return false;
}

void
changed_service(struct desk *desk, const char *service, const char *was, int64_t version)
{
	for (size_t i = 0; i < desk->hand_count; i++) {
		struct hand *hand = desk->hands[i];
		if (hand->work->ended)
			continue;
		LIST_EACH(struct matter, matter, &hand->work->matters)
		{
			bool own = text_same(matter->service, service);
			if (!is_walked(desk, matter, service) ||
			    (own && matter->version >= version))
				continue;
			if (own)
				matter->version = version;
			if (!text_blank(was) && matter_is_shown(matter))
				tell(desk, hand, matter, service, was);
			contact_keep(desk, hand);
		}
	}
}

void
changed_show(struct desk *desk)
{
	matter_note_close(desk);
	desk_go(desk, SCREEN_CHANGES, NULL);
}

/* Looked through: the line goes. */
void
changed_seen(struct desk *desk)
{
	struct matter *matter = hand_matter(desk->hand);
	if (!matter || !matter->changed)
		return;
	matter->changed = NULL;
	contact_keep(desk, desk->hand);
}

void
changed_pick(struct desk *desk, const char *item)
{
	if (!starts(item, "prompt:"))
		return;
	changed_seen(desk);
	item = arena_strdup(&desk->effects.arena, item);
	desk_back(desk);
	matter_pick(desk, item, NULL);
}
