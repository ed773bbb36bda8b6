/* What is said of a customer's details, and what is read of what people type into them. */
#include "base/moment.h"
#include "desk/behalf.h"
#include "desk/detail.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CENTURY_AHEAD = 60 };

static const struct {
	const char *word, *label;
} words[] = {
    {"caution", N_("Caution")},
    {"vulnerable", N_("Vulnerable")},
    {"interpreter", N_("interpreter")},
    {"signer", N_("sign language interpreter")},
    {"textphone", N_("textphone")},
    {"large_print", N_("large print")},
    {"hearing", N_("hard of hearing")},
    {"sight", N_("poor sight")},
    {"mobility", N_("mobility")},
    {"other", N_("other")},
    {"phone", N_("phone")},
    {"counter", N_("counter")},
    {"gateway", N_("gateway")},
    {"email", N_("e-mail")},
    {"post", N_("post")},
    {"web", N_("web")},
    {"text", N_("text message")},
    {"survey", N_("survey")},
    {"sharing", N_("sharing")},
    {"none", N_("shares nothing")},
    {"exists", N_("shares that it exists")},
    {"full", N_("shares everything")},
    {"postcode_and_birth", N_("postcode and date of birth")},
    {"document", N_("document")},
    {"questions", N_("questions")},
};

const char *
detail_word(const char *word)
{
	for (size_t i = 0; word && i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].word, word) == 0)
			return _(words[i].label);
	for (size_t i = 0; word && i < behalf_right_count; i++)
		if (strcmp(behalf_rights[i], word) == 0)
			return behalf_right_name(word);
	return word ? word : "";
}

const char *
detail_relation_name(const struct desk *desk, const struct relation *relation)
{
	if (!text_blank(relation->name))
		return relation->name;
	const struct customer_page *page = desk->hand ? desk->hand->page : NULL;
	const struct relative *relative =
	    page ? list_find(&page->relatives, &relative_record, relation->id) : NULL;
	return relative && relative->name ? relative->name : "?";
}

/* ---- a few choices ---- */

const char *const *
detail_choices(const struct field *field)
{
	static const char *const either[] = {"yes", "no", NULL};
	return field->type == FIELD_BOOL ? either : field->words;
}

const char *
detail_choice_label(const struct field *field, const char *choice)
{
	if (field->type != FIELD_BOOL)
		return detail_word(choice);
	bool yes = text_same(choice, "yes");
	if (text_same(field->name, "passed"))
		return yes ? _("passed") : _("not passed");
	return yes ? _("agreed") : _("not agreed");
}

static bool
begins(const char *text, const char *typed, size_t length)
{
	return strncasecmp(text, typed, length) == 0;
}

const char *
detail_choice(const struct field *field, const char *typed)
{
	const char *const *choices = detail_choices(field);
	const char *found = NULL;
	char *end;
	size_t length = strlen(typed), count = 0, several = 0;
	while (choices[count])
		count++;
	unsigned long number = strtoul(typed, &end, 10);
	if (end != typed && !*end)
		return number >= 1 && number <= count ? choices[number - 1] : NULL;
	for (size_t i = 0; length && i < count; i++) {
		const char *label = detail_choice_label(field, choices[i]);
		if (word_equal(label, typed))
			return choices[i];
		if (!begins(label, typed, length) && !begins(choices[i], typed, length))
			continue;
		found = choices[i];
		several++;
	}
	return several == 1 ? found : NULL;
}

/* ---- days ---- */

/* "6 months", "1 year", in English and in Welsh. */
static bool
read_months(const char *typed, struct date today, struct date *day)
{
	static const struct {
		const char *word;
		int months;
	} units[] = {{"month", 1}, {"months", 1}, {"mis", 1}, {"year", 12}, {"years", 12},
	    {"blwyddyn", 12}, {"flynedd", 12}};
	char *end;
	long count = strtol(typed, &end, 10);
	if (end == typed || count < 1 || count > 120)
		return false;
	end += strspn(end, " ");
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (strcasecmp(end, units[i].word) != 0)
			continue;
		int month = today.month - 1 + (int)count * units[i].months;
		*day = (struct date){today.year + month / 12, month % 12 + 1, today.day};
		while (!date_valid(*day))
			day->day--;
		return true;
	}
	return false;
}

bool
detail_day(const char *typed, struct date today, struct date *day)
{
	micros when;
	/* A year of two digits may be one to come. */
	struct date later = {today.year + CENTURY_AHEAD, today.month, today.month == 2 ? 28 : 1};
	if (read_months(typed, today, day))
		return true;
	if (date_read(typed, later, day)) {
		if (date_compare(*day, later) == 0) /* the word for it */
			*day = today;
		return true;
	}
	if (!moment_read(typed, london_micros(today, 12, 0), &when))
		return false;
	*day = london_of(when - 1).date;
	return true;
}

/* ---- values ---- */

static const char *
day_words(const char *text, struct arena *arena)
{
	struct date day;
	char out[32];
	if (!text || !date_parse(text, &day))
		return NULL;
	date_words(out, sizeof out, day);
	return arena_strdup(arena, out);
}

const char *
detail_text(const struct field *field, const void *item, struct arena *arena)
{
	if (field->type == FIELD_BOOL) {
		bool yes = *(const bool *)(const void *)((const char *)item + field->offset);
		return detail_choice_label(field, yes ? "yes" : "no");
	}
	const char *value = field_string(field, item);
	return !value                      ? NULL
	       : field->type == FIELD_DATE ? day_words(value, arena)
	       : field->type == FIELD_WORD ? detail_word(value)
					   : value;
}

/* ---- how it stands today ---- */

static bool
is_past(const char *text, struct date today)
{
	struct date day;
	return text && date_parse(text, &day) && date_compare(day, today) < 0;
}

enum holding
relation_holds(const char *until, struct date today)
{
	return is_past(until, today) ? HOLDS_OVER : HOLDS;
}

enum holding
marker_holds(const struct marker *marker, struct date today)
{
	if (!text_blank(marker->ended) || is_past(marker->until, today))
		return HOLDS_OVER;
	return is_past(marker->review_by, today) ? HOLDS_UNREVIEWED : HOLDS;
}

const char *
detail_standing(const struct desk *desk, const struct detail_kind *kind, const void *item,
    enum holding *holding, struct arena *arena)
{
	struct date today = london_of(desk->now).date;
	const struct field *field = record_field(kind->record, "until");
	const char *until = field ? field_string(field, item) : NULL;
	bool marked = kind->record == &marker_record;
	const struct marker *marker = marked ? item : NULL;
	*holding = marked ? marker_holds(marker, today) : relation_holds(until, today);
	if (marked && !text_blank(marker->ended))
		return _("ended");
	if (*holding == HOLDS_UNREVIEWED)
		return arena_printf(
		    arena, _("review overdue since %s"), day_words(marker->review_by, arena));
	if (!until)
		return NULL;
	return arena_printf(arena, *holding == HOLDS_OVER ? _("expired %s") : _("until %s"),
	    day_words(until, arena));
}
