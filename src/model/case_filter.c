#include "model/case_filter.h"
#include "base/text.h"
#include "model/records.h"

#include <string.h>

enum { FOLDED = 4000 };

/* Does some word of the text, which is folded, begin so? */
static bool
begins(const char *text, const char *word, size_t length)
{
	while (text) {
		if (strncmp(text, word, length) == 0)
			return true;
		text = strchr(text, ' ');
		text = text ? text + 1 : NULL;
	}
	return false;
}

static bool
is_word(const char *word, size_t length, const char *of)
{
	return strlen(of) == length && memcmp(word, of, length) == 0;
}

static bool
fits(const struct case_summary *summary, const char *text, const char *word, size_t length,
    micros now)
{
	if (is_word(word, length, "overdue"))
		return summary->due && summary->due < now;
	if (is_word(word, length, "free"))
		return !summary->claimed_by;
	if (is_word(word, length, "back"))
		return summary->bounced != NULL;
	if (is_word(word, length, "high") || is_word(word, length, "low"))
		return summary->priority && is_word(word, length, summary->priority);
	return begins(text, word, length);
}

static void
gather(struct buf *text, const char *const *parts, size_t count)
{
	buf_init(text, FOLDED);
	for (size_t i = 0; i < count; i++)
		if (parts[i]) {
			buf_putc(text, ' ');
			text_fold(text, parts[i], strlen(parts[i]));
		}
}

/* `summary` null: the words stand for nothing but themselves. */
static bool
all_fit(const struct case_summary *summary, const char *const *parts, size_t count,
    const char *filter, micros now)
{
	struct buf words, text;
	bool all = true;
	buf_init(&words, FOLDED);
	text_fold(&words, filter, strlen(filter));
	gather(&text, parts, count);
	for (const char *word = words.data; all && word && *word;) {
		size_t length = strcspn(word, " ");
		const char *of = text.data ? text.data : "";
		all = summary ? fits(summary, of, word, length, now) : begins(of, word, length);
		word += length + (word[length] == ' ');
	}
	buf_release(&text);
	buf_release(&words);
	return all;
}

bool
words_fit(const char *text, const char *more, const char *words)
{
	return all_fit(NULL, (const char *const[]){text, more}, 2, words, 0);
}

bool
case_fits(const struct case_summary *summary, const char *filter, micros now)
{
	const char *const parts[] = {summary->reference, summary->summary, summary->customer_name,
	    summary->service, summary->skill, summary->claimed_by};
	return all_fit(summary, parts, sizeof parts / sizeof *parts, filter, now);
}
