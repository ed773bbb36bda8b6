#include "model/match.h"

#include "base/edits.h"
#include "base/text.h"
#include "model/match_text.h"

#include <stdio.h>
#include <string.h>

/*
 * Bits for each level, set by judgement as log2(m/u) to half bits, not fitted: u, how often two
 * people agree by chance, from how common names, days of birth and towns are (a given name is
 * shared by one pair in some 80, a family name by one in 200, a day of birth by one in 2,000 and
 * more; lower for texts that are long); m, how often one person's records agree, taken as high
 * everywhere. Checked on the febrl2 benchmark (tools/bench matcher); febrl1 and fake_1000 are held
 * out. A level that a field does not know stands as its neighbour.
 */
static const double weights[MATCH_FIELDS][MATCH_EXACT + 1] = {
    /*                   missing differs sound near exact */
    [MATCH_GIVEN] = {0, -2.5, 3, 4.5, 6},
    [MATCH_FAMILY] = {0, -3, 3.5, 5.5, 7.5},
    [MATCH_BORN] = {0, -4, 6, 6, 11},
    [MATCH_NUMBER] = {0, -1, 1.5, 1.5, 4},
    [MATCH_STREET] = {0, -1, 5.5, 5.5, 7},
    [MATCH_AREA] = {0, -0.5, 4, 4, 5},
    [MATCH_TOWN] = {0, -1.5, 4, 4, 5},
    [MATCH_POSTCODE] = {0, -1.5, 3.5, 3.5, 6},
    [MATCH_PHONE] = {0, -0.5, 5, 5, 10},
    [MATCH_EMAIL] = {0, -0.5, 7, 7, 11}};

/* A household shares all of an address at once: its parts together say no more than this. */
static const double address_most = 16;
/* In the benchmark one pair of all in 2^13 is a true one: likely is better than even odds there,
 * sure leaves one in 2^11 of doubt. */
static const double likely_from = 13, sure_from = 24;

/* Folded and without blanks, cut at what fits. */
static void
fold(char out[MATCH_TEXT], const char *text)
{
	struct buf folded;
	size_t length = 0;
	memset(out, 0, MATCH_TEXT);
	if (text_blank(text))
		return;
	buf_init(&folded, 1 << 16);
	text_fold(&folded, text, strlen(text));
	for (size_t i = 0; i < folded.length && length < MATCH_TEXT - 1; i++)
		if (folded.data[i] != ' ')
			out[length++] = folded.data[i];
	buf_release(&folded);
}

static void
fold_born(char out[MATCH_TEXT], const char *text)
{
	fold(out, text);
	if (strlen(out) != 8 || strspn(out, "0123456789") != 8)
		memset(out, 0, MATCH_TEXT);
}

static void
fold_phone(char out[MATCH_TEXT], const char *text)
{
	char normal[20];
	fold(out, !text_blank(text) && phone_normal(text, normal) ? normal : text);
}

void
match_form(struct match_form *form, const struct match_person *person)
{
	fold(form->given, person->given);
	fold(form->known_as, person->known_as);
	fold(form->family, person->family);
	fold(form->maiden, person->maiden);
	fold_born(form->born, person->born);
	fold(form->number, person->number);
	fold(form->street, person->street);
	fold(form->area, person->area);
	fold(form->town, person->town);
	fold(form->postcode, person->postcode);
	fold_phone(form->phone, person->phone);
	fold(form->email, person->email);
}

static bool
one_edit(const char *a, const char *b)
{
	return edits(a, strlen(a), b, strlen(b), 1) == 1;
}

/* Slips in about every sixth letter, at least one where there are four. */
static bool
slip(const char *a, const char *b)
{
	size_t m = strlen(a), n = strlen(b), longer = m > n ? m : n, shorter = m > n ? n : m;
	size_t allowed = longer < 4 ? 0 : 1 + longer / 8;
	return longer - shorter <= allowed && edits(a, m, b, n, (int)allowed) <= (int)allowed;
}

static enum match_level
text_level(const char *a, const char *b)
{
	if (!*a || !*b)
		return MATCH_MISSING;
	return strcmp(a, b) == 0 ? MATCH_EXACT : slip(a, b) ? MATCH_NEAR : MATCH_DIFFERS;
}

static enum match_level
name_level(const char *a, const char *b)
{
	char heard_a[5], heard_b[5];
	enum match_level level = text_level(a, b);
	if (level != MATCH_DIFFERS)
		return level;
	if (match_jaro_winkler(a, b) >= 0.9)
		return MATCH_NEAR;
	match_soundex(a, heard_a);
	match_soundex(b, heard_b);
	bool heard = *heard_a && strcmp(heard_a, heard_b) == 0;
	return heard || match_short_form(a, b) ? MATCH_SOUND : MATCH_DIFFERS;
}

static enum match_level
higher(enum match_level a, enum match_level b)
{
	return a > b ? a : b;
}

/* The best of either name with either other name: whoever is known as, or was born as. */
static enum match_level
best_name(const char *a, const char *other_a, const char *b, const char *other_b)
{
	return higher(higher(name_level(a, b), name_level(other_a, other_b)),
	    higher(name_level(a, other_b), name_level(other_a, b)));
}

static bool
day_month_exchanged(const char *a, const char *b)
{
	return memcmp(a, b, 4) == 0 && memcmp(a + 4, b + 6, 2) == 0 && memcmp(a + 6, b + 4, 2) == 0;
}

static enum match_level
born_level(const char *a, const char *b)
{
	if (!*a || !*b)
		return MATCH_MISSING;
	if (strcmp(a, b) == 0)
		return MATCH_EXACT;
	return day_month_exchanged(a, b) || one_edit(a, b) ? MATCH_NEAR : MATCH_DIFFERS;
}

static enum match_level
number_level(const char *a, const char *b)
{
	if (!*a || !*b)
		return MATCH_MISSING;
	return strcmp(a, b) == 0 ? MATCH_EXACT : one_edit(a, b) ? MATCH_NEAR : MATCH_DIFFERS;
}

static double
weight(const struct match *m, enum match_field field)
{
	return weights[field][m->levels[field]];
}

/* Names in their places, or each in the other's when that says more. */
static void
compare_names(struct match *m, const struct match_form *a, const struct match_form *b)
{
	struct match crossed = {0};
	m->levels[MATCH_GIVEN] = best_name(a->given, a->known_as, b->given, b->known_as);
	m->levels[MATCH_FAMILY] = best_name(a->family, a->maiden, b->family, b->maiden);
	enum match_level one = name_level(a->given, b->family),
			 two = name_level(a->family, b->given);
	if (one < MATCH_SOUND || two < MATCH_SOUND)
		return;
	crossed.levels[MATCH_GIVEN] = one < two ? one : two;
	crossed.levels[MATCH_FAMILY] = crossed.levels[MATCH_GIVEN];
	if (weight(&crossed, MATCH_GIVEN) + weight(&crossed, MATCH_FAMILY) <=
	    weight(m, MATCH_GIVEN) + weight(m, MATCH_FAMILY))
		return;
	m->swapped = true;
	m->levels[MATCH_GIVEN] = crossed.levels[MATCH_GIVEN];
	m->levels[MATCH_FAMILY] = crossed.levels[MATCH_FAMILY];
}

/* Lines of an address change places as often as they are misspelt. */
static void
compare_address(struct match *m, const struct match_form *a, const struct match_form *b)
{
	enum match_level one = text_level(a->street, b->area), two = text_level(a->area, b->street);
	m->levels[MATCH_NUMBER] = number_level(a->number, b->number);
	m->levels[MATCH_STREET] = higher(text_level(a->street, b->street),
	    higher(one, two) > MATCH_DIFFERS ? higher(one, two) : MATCH_MISSING);
	m->levels[MATCH_AREA] = text_level(a->area, b->area);
	m->levels[MATCH_TOWN] = text_level(a->town, b->town);
	m->levels[MATCH_POSTCODE] = text_level(a->postcode, b->postcode);
}

static enum match_verdict
verdict_of(const struct match *m)
{
	const enum match_level *level = m->levels;
	bool named = level[MATCH_GIVEN] >= MATCH_SOUND && level[MATCH_FAMILY] >= MATCH_SOUND;
	/* Twins share all but the given name, father and son all but the birth. */
	if (m->score >= sure_from && named && level[MATCH_BORN] != MATCH_DIFFERS)
		return MATCH_SURE;
	return m->score >= likely_from ? MATCH_LIKELY : MATCH_NONE;
}

struct match
match_compare(const struct match_form *a, const struct match_form *b)
{
	struct match m = {0};
	double address = 0;
	compare_names(&m, a, b);
	compare_address(&m, a, b);
	m.levels[MATCH_BORN] = born_level(a->born, b->born);
	m.levels[MATCH_PHONE] = text_level(a->phone, b->phone);
	m.levels[MATCH_EMAIL] = text_level(a->email, b->email);
	for (enum match_field f = MATCH_NUMBER; f <= MATCH_POSTCODE; f++)
		address += weight(&m, f);
	m.score = address < address_most ? address : address_most;
	m.score += weight(&m, MATCH_GIVEN) + weight(&m, MATCH_FAMILY) + weight(&m, MATCH_BORN) +
		   weight(&m, MATCH_PHONE) + weight(&m, MATCH_EMAIL);
	m.verdict = verdict_of(&m);
	return m;
}

/* Adds "kind:a/b" when both are there. */
static void
add_key(char keys[MATCH_KEYS][MATCH_KEY], size_t *count, char kind, const char *a, const char *b)
{
	if (*a && *b && *count < MATCH_KEYS)
		snprintf(keys[(*count)++], MATCH_KEY, "%c:%.28s/%.28s", kind, a, b);
}

static void
name_keys(const struct match_form *form, char keys[MATCH_KEYS][MATCH_KEY], size_t *count)
{
	char given[5], family[5], maiden[5], known_as[5];
	match_soundex(form->given, given);
	match_soundex(form->family, family);
	match_soundex(form->maiden, maiden);
	match_soundex(form->known_as, known_as);
	bool order = strcmp(given, family) < 0;
	add_key(keys, count, 'n', order ? given : family, order ? family : given);
	add_key(keys, count, 'n', known_as, family);
	add_key(keys, count, 'n', given, maiden);
	add_key(keys, count, 'f', family, form->postcode);
	add_key(keys, count, 'f', family, form->town);
	add_key(keys, count, 'g', given, form->postcode);
	add_key(keys, count, 'g', given, form->town);
}

size_t
match_keys(const struct match_form *form, char keys[MATCH_KEYS][MATCH_KEY])
{
	size_t count = 0;
	name_keys(form, keys, &count);
	add_key(keys, &count, 'b', form->born, "b");
	add_key(keys, &count, 's', form->number, form->street);
	add_key(keys, &count, 's', form->number, form->area);
	add_key(keys, &count, 'p', form->street, form->postcode);
	add_key(keys, &count, 't', form->phone, "t");
	add_key(keys, &count, 'e', form->email, "e");
	return count;
}
