/*
 * The file of frontdeskd --connect: which other systems there are, and what opens their doors. It
 * holds passwords, so that it is refused when others than its owner may read it.
 *
 *     # a comment
 *     [mail contact@chorley.example]
 *     council = chorley
 *     imap = imaps://mail.chorley.example/INBOX
 *
 * A section has a kind, a name and values; what they mean, each connector knows.
 */
#ifndef CONNECT_SETTINGS_H
#define CONNECT_SETTINGS_H

#include "base/arena.h"
#include "base/err.h"

#include <stddef.h>

enum { SECTION_VALUES = 20 };

struct section {
	const char *kind, *name;
	int line;
	size_t count;
	struct {
		const char *key, *value;
		int line;
	} values[SECTION_VALUES];
};

struct connect_settings {
	const char *file;
	struct section *sections;
	size_t count;
};

/* Everything lives in the arena. -1 with FILE, the line and what is wrong. */
int settings_read(
    const char *file, struct connect_settings *out, struct arena *arena, struct err *err);

/* The value of a key, or null. */
const char *section_value(const struct section *section, const char *key);
/* The same; -1 with a sentence when it is not there. */
int section_need(const struct connect_settings *settings, const struct section *section,
    const char *key, const char **value, struct err *err);
/* A key that is none of these, null-terminated, is a mistake: -1 with a sentence. */
int section_only(const struct connect_settings *settings, const struct section *section,
    const char *const *keys, struct err *err);

#endif
