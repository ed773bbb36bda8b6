/*
 * The full-screen face: holds what a page does not, cursor, scroll, focus, the text being edited,
 * the `:` line and help; turns keys into the desk's events and pages into painting. It knows the
 * desk only through face_source.
 */
#ifndef UI_FACE_H
#define UI_FACE_H

#include "ui/keys.h"
#include "ui/page.h"

struct face;

struct face_source {
	/* Builds the page of the desk's state. */
	void (*page)(void *context, struct page *page, struct arena *arena);
	/* The desk takes an event; `now` is the callee's to fill in. */
	void (*step)(void *context, struct desk_event *event);
	/* Would the command do something now? */
	bool (*works)(void *context, enum command command);
	/* A sentence on why it would not, or null: then it just does not work here. */
	const char *(*hinders)(void *context, enum command command);
	void *context;
};

struct face_options {
	struct face_source source;
	bool letters_off; /* every command needs ^G or Alt, in lists as well (WCAG 2.1.4) */
	bool one_column;  /* no side panel */
	bool quiet;       /* no bell */
};

struct face *face_new(const struct face_options *options);
void face_free(struct face *face);

/* A key was typed. Binds to the page as it stands; events go to the desk at once. */
void face_key(struct face *face, const struct key *key);

/* The desk's state may have changed: takes its page anew. The cursor stays on its item. */
void face_refresh(struct face *face);

/*
 * Paints and sends what changed. Once a turn of the loop. While somebody is `typing`, the word that
 * follows a sync waits for the next pause: it would cost more bytes than the keys, and a screen
 * reader would say it again and again. True when it waits: paint again when the typing has paused.
 */
bool face_paint(struct face *face, bool typing);

#endif
