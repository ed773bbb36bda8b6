#include "model/history.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/records.h"

#include <stdio.h>
#include <string.h>

enum { FILTER_BYTES = 400, TEXT_BYTES = 12000 };

/* What a word of the table asks of an entry. */
enum asks { KIND, STATE, CHANNEL, OUTCOME, MARK };

static const struct {
	const char *word;
	enum asks asks;
} table[] = {{N_("case"), KIND}, {N_("enquiry"), KIND}, {N_("contact"), KIND}, {N_("move"), KIND},
    {N_("letter"), MARK}, {N_("offer"), MARK}, {N_("promise"), MARK}, {N_("appointment"), MARK},
    {N_("withheld"), MARK}, {N_("open"), STATE}, {N_("closed"), STATE}, {N_("overdue"), MARK},
    {N_("kept"), MARK}, {N_("late"), MARK}, {N_("phone"), CHANNEL}, {N_("counter"), CHANNEL},
    {N_("gateway"), CHANNEL}, {N_("email"), CHANNEL}, {N_("post"), CHANNEL}, {N_("web"), CHANNEL},
    {N_("sent"), MARK}, {N_("resolved"), OUTCOME}, {N_("referred"), OUTCOME},
    {N_("signposted"), OUTCOME}, {N_("booked"), OUTCOME}, {N_("callback"), OUTCOME},
    {N_("abandoned"), OUTCOME}};
enum { WORDS = sizeof table / sizeof *table };

static int
place_of(const char *word)
{
	for (int i = 0; i < WORDS; i++)
		if (strcmp(table[i].word, word) == 0)
			return i;
	return -1;
}

const char *
history_word_at(size_t index)
{
	return index < WORDS ? table[index].word : NULL;
}

static bool
marked(const struct history_item *item, const char *mark, micros now)
{
	bool open = text_same(item->state, "open"), closed = text_same(item->state, "closed");
	if (strcmp(mark, "letter") == 0)
		return text_same(item->channel, "post") || text_same(item->channel, "email");
	if (strcmp(mark, "offer") == 0)
		return item->offer_reply != NULL;
	if (strcmp(mark, "promise") == 0)
		return item->due != 0 || text_same(item->outcome, "callback") || item->promise;
	if (strcmp(mark, "appointment") == 0)
		return text_same(item->outcome, "booked") || item->appointment;
	if (strcmp(mark, "withheld") == 0)
		return item->withheld;
	if (strcmp(mark, "sent") == 0)
		return text_same(item->direction, "out");
	if (strcmp(mark, "overdue") == 0)
		return open && item->due && item->due < now;
	if (item->promise)
		return text_same(
			   item->promise->state, strcmp(mark, "kept") == 0 ? "kept" : "broken") &&
		       item->promise->kept;
	bool kept = item->closed <= item->due;
	return closed && item->due && item->closed && kept == (strcmp(mark, "kept") == 0);
}

static bool
asked_fits(const struct history_item *item, int place, micros now)
{
	const char *word = table[place].word;
	switch (table[place].asks) {
	case KIND:
		return text_same(item->kind, word) && !item->withheld;
	case STATE:
		return text_same(item->state, word) && text_same(item->kind, "case");
	case CHANNEL:
		return text_same(item->channel, word);
	case OUTCOME:
		return text_same(item->outcome, word);
	case MARK:
		return marked(item, word, now);
	}
	return false;
}

static void
add_text(struct buf *all, const char *text)
{
	if (!text)
		return;
	text_fold(all, text, strlen(text));
	buf_putc(all, ' ');
}

/* Does one of its words begin with it? */
static bool
begins_word(const char *text, const char *word)
{
	for (const char *at = text; (at = strstr(at, word)); at++)
		if (at == text || at[-1] == ' ' || strchr("-'(.,/", at[-1]))
			return true;
	return false;
}

static void
texts_of(struct buf *all, const struct history_item *item, const char *const *more)
{
	char day[40];
	struct date date = london_of(item->at).date;
	static const char *const months[] = {"January", "February", "March", "April", "May", "June",
	    "July", "August", "September", "October", "November", "December"};
	snprintf(
	    day, sizeof day, "%d %s %04d", date.day, months[(date.month + 11) % 12], date.year);
	add_text(all, day);
	snprintf(day, sizeof day, "%04d-%02d-%02d", date.year, date.month, date.day);
	add_text(all, day);
	const char *const own[] = {item->council, item->withheld ? "sensitive" : item->service,
	    item->reference, item->note};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		add_text(all, own[i]);
	for (; more && *more; more++)
		add_text(all, *more);
}

bool
history_fits(
    const struct history_item *item, const char *const *more, const char *filter, micros now)
{
	struct buf wanted, all;
	bool fits = true, read = false;
	buf_init(&wanted, FILTER_BYTES);
	buf_init(&all, TEXT_BYTES);
	text_fold(&wanted, filter ? filter : "", filter ? strlen(filter) : 0);
	char *rest = wanted.length ? wanted.data : NULL;
	for (char *word = rest; fits && rest && *rest;) {
		word = rest + strspn(rest, " ");
		size_t length = strcspn(word, " ");
		rest = word + length + (word[length] != '\0');
		word[length] = '\0';
		if (!length)
			break;
		int place = place_of(word);
		if (place >= 0) {
			fits = asked_fits(item, place, now);
			continue;
		}
		if (!read)
			texts_of(&all, item, more);
		read = true;
		fits = begins_word(all.data, word);
	}
	buf_release(&wanted);
	buf_release(&all);
	return fits;
}
