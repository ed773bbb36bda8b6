/*
 * Keys and their names. A key is what the terminal read, whole: a character, a named key, a
 * paste. Names are what the command table writes:
 *
 *   f ? :          the character itself; works in lists, and everywhere after ^G or with Alt
 *   F2 … F12       everywhere
 *   Esc Enter Tab S-Tab Up Down Left Right PgUp PgDn Home End Ins Del BS Space
 *   ^X             with Control
 *   M-x            with Alt only
 *   ^Go            only after ^G (or with Alt): for commands whose letter would be in the way
 *
 * Pure: the terminal's own codes are terminal.c's business.
 */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include "desk/command.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum keys_kind {
	KEYS_NONE,
	KEYS_CHARACTER, /* character: a Unicode code point, never a control */
	KEYS_CONTROL,   /* character: the letter, in capitals, or one of @ [ \ ] ^ _ */
	KEYS_FUNCTION,  /* character: 1-12 */
	KEYS_ENTER,
	KEYS_ESCAPE,
	KEYS_TAB,
	KEYS_BACKTAB,
	KEYS_BACKSPACE,
	KEYS_DELETE,
	KEYS_INSERT,
	KEYS_UP,
	KEYS_DOWN,
	KEYS_LEFT,
	KEYS_RIGHT,
	KEYS_HOME,
	KEYS_END,
	KEYS_PAGE_UP,
	KEYS_PAGE_DOWN,
	KEYS_PASTE,  /* text, length: what was pasted, unchecked */
	KEYS_RESIZE, /* the terminal has another size */
	KEYS_SYNC    /* tests: everything before it is to be painted and acknowledged */
};

struct key {
	enum keys_kind kind;
	uint32_t character;
	bool alt;         /* with Alt, or after ^G */
	const char *text; /* KEYS_PASTE: the terminal's memory, until the next key */
	size_t length;
};

/* How a key may be meant where it was read. */
enum keys_reach {
	KEYS_IN_FIELD, /* plain characters are text: only function, control and Alt keys */
	KEYS_IN_LIST   /* letters are commands too */
};

/* Reads one name as above; false when it is none. *prefixed: it works only after ^G or with Alt. */
bool keys_parse(const char *name, size_t length, struct key *key, bool *prefixed);

/* Does one of the entry's keys match, at this kind of focus? With letters off, letters need ^G
 * in lists as well (WCAG 2.1.4). */
bool keys_match(
    const struct command_entry *entry, const struct key *key, enum keys_reach reach, bool letters);

/*
 * The name to print for a command at this focus, the shortest that works there: "f", "F2", "^X",
 * else "^G f". Null when no key reaches it. The text is in `out`.
 */
const char *keys_name(
    const struct command_entry *entry, enum keys_reach reach, bool letters, char *out, size_t size);

/* The UTF-8 of a KEYS_CHARACTER key; returns its length (0 for other kinds). out holds 5 bytes. */
size_t keys_utf8(const struct key *key, char out[5]);

#endif
