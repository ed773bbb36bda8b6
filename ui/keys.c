#include "ui/keys.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	enum keys_kind kind;
} names[] = {
    {"Esc", KEYS_ESCAPE},
    {"Enter", KEYS_ENTER},
    {"Tab", KEYS_TAB},
    {"S-Tab", KEYS_BACKTAB},
    {"Up", KEYS_UP},
    {"Down", KEYS_DOWN},
    {"Left", KEYS_LEFT},
    {"Right", KEYS_RIGHT},
    {"PgUp", KEYS_PAGE_UP},
    {"PgDn", KEYS_PAGE_DOWN},
    {"Home", KEYS_HOME},
    {"End", KEYS_END},
    {"Ins", KEYS_INSERT},
    {"Del", KEYS_DELETE},
    {"BS", KEYS_BACKSPACE},
};

/* One printing ASCII character: names are the same in every language. */
static bool
is_letter(const char *name, size_t length)
{
	return length == 1 && *name > ' ' && *name < 0x7f;
}

static bool
parse_function(const char *name, size_t length, struct key *key)
{
	if (length < 2 || length > 3 || *name != 'F')
		return false;
	unsigned number = 0;
	for (size_t i = 1; i < length; i++) {
		if (name[i] < '0' || name[i] > '9')
			return false;
		number = number * 10 + (unsigned)(name[i] - '0');
	}
	if (number < 1 || number > 12)
		return false;
	*key = (struct key){.kind = KEYS_FUNCTION, .character = number};
	return true;
}

bool
keys_parse(const char *name, size_t length, struct key *key, bool *prefixed)
{
	*prefixed = false;
	*key = (struct key){0};
	if (is_letter(name, length)) {
		*key = (struct key){.kind = KEYS_CHARACTER, .character = (unsigned char)*name};
		return true;
	}
	if (length == 3 && (memcmp(name, "^G", 2) == 0 || memcmp(name, "M-", 2) == 0) &&
	    is_letter(name + 2, 1)) {
		*prefixed = true;
		*key = (struct key){
		    .kind = KEYS_CHARACTER, .character = (unsigned char)name[2], .alt = true};
		return true;
	}
	if (length == 2 && *name == '^' && name[1] >= '@' && name[1] <= '_') {
		*key = (struct key){.kind = KEYS_CONTROL, .character = (unsigned char)name[1]};
		return true;
	}
	if (length == 5 && memcmp(name, "Space", 5) == 0) {
		*key = (struct key){.kind = KEYS_CHARACTER, .character = ' '};
		return true;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i].name) == length && memcmp(names[i].name, name, length) == 0) {
			key->kind = names[i].kind;
			return true;
		}
	return parse_function(name, length, key);
}

static bool
keys_equal(const struct key *a, const struct key *b)
{
	return a->kind == b->kind && a->character == b->character && a->alt == b->alt;
}

/* Walks the blank-separated names; false at the end. */
static bool
next_name(const char **keys, const char **name, size_t *length)
{
	*keys += strspn(*keys, " ");
	*length = strcspn(*keys, " ");
	*name = *keys;
	*keys += *length;
	return *length > 0;
}

bool
keys_match(
    const struct command_entry *entry, const struct key *key, enum keys_reach reach, bool letters)
{
	const char *keys = entry->keys ? entry->keys : "", *name;
	size_t length;
	while (next_name(&keys, &name, &length)) {
		struct key own;
		bool prefixed;
		if (!keys_parse(name, length, &own, &prefixed))
			continue;
		if (own.kind == KEYS_CHARACTER && !prefixed) {
			bool plain = reach == KEYS_IN_LIST && letters;
			if (!key->alt && !plain)
				continue;
			own.alt = key->alt;
		}
		if (keys_equal(&own, key))
			return true;
	}
	return false;
}

const char *
keys_name(
    const struct command_entry *entry, enum keys_reach reach, bool letters, char *out, size_t size)
{
	const char *keys = entry->keys ? entry->keys : "", *name, *after = NULL;
	size_t length;
	while (next_name(&keys, &name, &length)) {
		struct key own;
		bool prefixed;
		if (!keys_parse(name, length, &own, &prefixed))
			continue;
		if (own.kind == KEYS_CHARACTER &&
		    (prefixed || reach == KEYS_IN_FIELD || !letters)) {
			if (!after)
				after = prefixed ? name + 2 : name;
			continue;
		}
		snprintf(out, size, "%.*s", (int)length, name);
		return out;
	}
	if (!after)
		return NULL;
	snprintf(out, size, "^G %c", *after);
	return out;
}

size_t
keys_utf8(const struct key *key, char out[5])
{
	uint32_t c = key->character;
	size_t n = 0;
	if (key->kind != KEYS_CHARACTER)
		return out[0] = '\0', (size_t)0;
	if (c < 0x80) {
		out[n++] = (char)c;
	} else if (c < 0x800) {
		out[n++] = (char)(0xc0 | c >> 6);
		out[n++] = (char)(0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		out[n++] = (char)(0xe0 | c >> 12);
		out[n++] = (char)(0x80 | (c >> 6 & 0x3f));
		out[n++] = (char)(0x80 | (c & 0x3f));
	} else {
		out[n++] = (char)(0xf0 | c >> 18);
		out[n++] = (char)(0x80 | (c >> 12 & 0x3f));
		out[n++] = (char)(0x80 | (c >> 6 & 0x3f));
		out[n++] = (char)(0x80 | (c & 0x3f));
	}
	out[n] = '\0';
	return n;
}
