#include "model/alike.h"
#include "base/text.h"

#include <string.h>

/* "14 Union Street" is the number and the street; "Flat 2, 14 Union Street" has an area too. */
static void
split_line(struct match_person *out, const char *line, struct arena *arena)
{
	if (text_blank(line))
		return;
	char *copy = text_trim(arena_strdup(arena, line));
	char *comma = strrchr(copy, ',');
	if (comma) {
		*comma = '\0';
		out->area = text_trim(copy);
		copy = text_trim(comma + 1);
	}
	char *blank = strchr(copy, ' ');
	if (blank && *copy >= '0' && *copy <= '9') {
		*blank = '\0';
		out->number = copy;
		out->street = text_trim(blank + 1);
	} else {
		out->street = copy;
	}
}

static bool
same_number(const char *a, const char *b)
{
	char x[20], y[20];
	return a && b && phone_normal(a, x) && phone_normal(b, y) && strcmp(x, y) == 0;
}

static void
take_names(struct match_person *out, const struct customer *customer)
{
	LIST_EACH(struct person_name, name, &customer->names)
	{
		if (text_same(name->kind, "known_as") && !out->known_as)
			out->known_as = name->given;
		else if (out->family && !out->maiden)
			out->maiden = name->family;
		else if (!out->family) {
			out->given = name->given;
			out->family = name->family;
		}
	}
}

/* Of lists the entry that the other has too, else the first. */
static struct match_person
person_of(const struct customer *customer, const struct customer *beside, struct arena *arena)
{
	struct match_person out = {.born = customer->born};
	const struct address *home = customer_address(customer);
	take_names(&out, customer);
	LIST_EACH(struct phone, mine, &customer->phones)
	{
		out.phone = out.phone ? out.phone : mine->number;
		LIST_EACH(struct phone, theirs, &beside->phones)
		if (same_number(mine->number, theirs->number))
			out.phone = mine->number;
	}
	LIST_EACH(struct email, mine, &customer->emails)
	{
		out.email = out.email ? out.email : mine->address;
		LIST_EACH(struct email, theirs, &beside->emails)
		if (mine->address && theirs->address && word_equal(mine->address, theirs->address))
			out.email = mine->address;
	}
	LIST_EACH(struct address, mine, &customer->addresses)
	LIST_EACH(struct address, theirs, &beside->addresses)
	if (text_same(mine->postcode, theirs->postcode))
		home = mine;
	if (home) {
		split_line(&out, home->line, arena);
		out.town = home->town;
		out.postcode = home->postcode;
	}
	return out;
}

struct words {
	struct buf buf;
};

static void
say(struct words *words, enum match_level level, const char *what)
{
	if (level < MATCH_SOUND)
		return;
	buf_printf(&words->buf, "%s%s.%s", words->buf.length ? " " : "",
	    level == MATCH_EXACT ? "same" : "like", what);
}

static enum match_level
lower(enum match_level a, enum match_level b)
{
	return a < b ? a : b;
}

static const char *
words_of(const struct match *m, struct arena *arena)
{
	const enum match_level *level = m->levels;
	struct words words;
	buf_init(&words.buf, 200);
	enum match_level both = lower(level[MATCH_GIVEN], level[MATCH_FAMILY]);
	if (m->swapped) {
		say(&words, MATCH_NEAR, "order");
	} else if (both >= MATCH_SOUND) {
		say(&words, both, "name");
	} else {
		say(&words, level[MATCH_GIVEN], "given");
		say(&words, level[MATCH_FAMILY], "family");
	}
	say(&words, level[MATCH_BORN], "born");
	say(&words, level[MATCH_PHONE], "phone");
	say(&words, level[MATCH_EMAIL], "email");
	enum match_level house = lower(level[MATCH_NUMBER], level[MATCH_STREET]);
	if (house >= MATCH_SOUND)
		say(&words, house, "address");
	else
		say(&words, level[MATCH_POSTCODE], "postcode");
	const char *text = arena_strdup(arena, words.buf.data);
	buf_release(&words.buf);
	return text;
}

struct match
alike_compare(const struct customer *written, const struct customer *customer, struct arena *arena,
    const char **why)
{
	struct match_form a, b;
	const struct match_person one = person_of(written, customer, arena),
				  two = person_of(customer, written, arena);
	match_form(&a, &one);
	match_form(&b, &two);
	struct match match = match_compare(&a, &b);
	*why = words_of(&match, arena);
	return match;
}

bool
alike_in_name_only(const struct match *match)
{
	for (int field = MATCH_BORN; field < MATCH_FIELDS; field++)
		if (field != MATCH_TOWN && match->levels[field] >= MATCH_SOUND)
			return false;
	return true;
}

bool
alike_in_home_only(const struct match *match)
{
	const enum match_level *level = match->levels;
	return level[MATCH_GIVEN] == MATCH_DIFFERS && !match->swapped &&
	       level[MATCH_BORN] != MATCH_EXACT && level[MATCH_EMAIL] != MATCH_EXACT &&
	       (level[MATCH_PHONE] != MATCH_EXACT || level[MATCH_BORN] == MATCH_DIFFERS);
}
