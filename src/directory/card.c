#include "directory/card.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

/*
 * card := part listed complaints urgent lgsl season title{languages} beside* "" phrase* ""
 * length{places} word* "" word := text which { times } Texts end in NUL, numbers are LEB128.
 * `which` has a bit for each place where the word stands and one above them when it stands
 * somewhere more than once; only then the times follow.
 */
enum { CARD_LIMIT = 1 << 20, OFTEN = 1 << SEARCH_PLACES };

static void
put_number(struct buf *out, unsigned n)
{
	for (; n > 0x7f; n >>= 7)
		buf_putc(out, (char)(n | 0x80));
	buf_putc(out, (char)n);
}

static void
put_text(struct buf *out, const char *text)
{
	buf_add(out, text, strlen(text) + 1);
}

static void
put_word(struct buf *out, const struct search_word *word)
{
	unsigned which = 0;
	for (int p = 0; p < SEARCH_PLACES; p++) {
		which |= word->times[p] ? 1u << p : 0;
		which |= word->times[p] > 1 ? OFTEN : 0;
	}
	put_text(out, word->word);
	put_number(out, which);
	for (int p = 0; which & OFTEN && p < SEARCH_PLACES; p++)
		if (word->times[p])
			put_number(out, word->times[p]);
}

/* What an included part sends is not known here. */
static bool
may_be_urgent(const struct service *service)
{
	const struct dialogue *dialogue = service->dialogue;
	if (dialogue && dialogue->incomplete)
		return true;
	for (const struct prompt *prompt = dialogue ? dialogue->prompts : NULL; prompt;
	     prompt = prompt->next)
		if (prompt->urgent && prompt->kind == PROMPT_REFER)
			return true;
	return false;
}

void
card_make(struct card *card, const struct service *service)
{
	struct search_entry entry;
	struct arena arena;
	struct buf out;
	arena_init(&arena);
	buf_init(&out, CARD_LIMIT);
	search_entry_make(&entry, service, &arena);
	put_number(&out, service->part);
	put_number(&out, entry.listed);
	put_number(&out, service->takes_complaints);
	put_number(&out, may_be_urgent(service));
	put_number(&out, (unsigned)entry.lgsl);
	put_number(&out, entry.season);
	for (int i = 0; i < LANGUAGES; i++)
		put_text(&out, service->title.in[i] ? service->title.in[i] : "");
	const struct word_list *beside = service->offer ? service->offer->beside : NULL;
	if (service->offer && !beside)
		put_text(&out, CARD_ANYONE);
	for (; beside; beside = beside->next)
		put_text(&out, beside->word);
	if (service->survey)
		put_text(&out, CARD_SURVEY);
	put_text(&out, "");
	for (size_t i = 0; i < entry.phrase_count; i++)
		if (*entry.phrases[i])
			put_text(&out, entry.phrases[i]);
	put_text(&out, "");
	for (int p = 0; p < SEARCH_PLACES; p++)
		put_number(&out, (unsigned)entry.lengths[p]);
	for (size_t i = 0; i < entry.count; i++)
		put_word(&out, &entry.words[i]);
	put_text(&out, "");
	search_entry_release(&entry);
	arena_release(&arena);
	if (!buf_ok(&out) || card_read(card, out.data, out.length) < 0)
		abort(); /* a service's file is a quarter of the limit at most */
	buf_release(&out);
}

/* ---- reading ---- */

struct reader {
	const char *bytes;
	size_t length, at;
	bool damaged;
};

static unsigned
take_number(struct reader *reader)
{
	unsigned n = 0;
	for (unsigned shift = 0; reader->at < reader->length && shift < 32; shift += 7) {
		unsigned char byte = (unsigned char)reader->bytes[reader->at++];
		n |= (unsigned)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return n;
	}
	reader->damaged = true;
	return 0;
}

/* Never null. */
static const char *
take_text(struct reader *reader)
{
	const char *text = reader->bytes + reader->at;
	const char *end =
	    reader->at < reader->length ? memchr(text, '\0', reader->length - reader->at) : NULL;
	if (!end) {
		reader->damaged = true;
		return "";
	}
	reader->at += (size_t)(end - text) + 1;
	return text;
}

static void
take_word(struct reader *reader, struct search_word *word)
{
	unsigned which = take_number(reader);
	for (int p = 0; p < SEARCH_PLACES; p++)
		if (which & 1u << p)
			word->times[p] =
			    which & OFTEN ? (unsigned char)take_number(reader) : (unsigned char)1;
}

/* All of it; the words only for an entry. */
static void
take_rest(struct reader *reader, struct search_entry *entry)
{
	while (*take_text(reader)) /* beside */
		;
	for (const char *phrase; *(phrase = take_text(reader));) {
		if (!entry)
			continue;
		entry->phrases = grow(entry->phrases, &entry->phrase_capacity, entry->phrase_count,
		    sizeof *entry->phrases);
		entry->phrases[entry->phrase_count++] = phrase;
	}
	for (int p = 0; p < SEARCH_PLACES; p++) {
		unsigned length = take_number(reader);
		if (entry)
			entry->lengths[p] = (int)length;
	}
	for (const char *text; *(text = take_text(reader));) {
		struct search_word word = {.word = text};
		take_word(reader, &word);
		if (!entry)
			continue;
		entry->words =
		    grow(entry->words, &entry->capacity, entry->count, sizeof *entry->words);
		entry->words[entry->count++] = word;
	}
}

int
card_read(struct card *card, const void *bytes, size_t length)
{
	*card = (struct card){.bytes = xmalloc(length + 1), .length = length};
	memcpy(card->bytes, bytes, length);
	struct reader reader = {.bytes = card->bytes, .length = length};
	card->part = take_number(&reader) != 0;
	card->listed = take_number(&reader) != 0;
	card->complaints = take_number(&reader) != 0;
	card->urgent = take_number(&reader) != 0;
	card->lgsl = (int)take_number(&reader);
	card->season = take_number(&reader);
	for (int i = 0; i < LANGUAGES; i++) {
		const char *title = take_text(&reader);
		card->title.in[i] = *title || i == ENGLISH ? title : NULL;
	}
	card->rest = reader.at;
	take_rest(&reader, NULL);
	if (!reader.damaged && reader.at == length)
		return 0;
	card_release(card);
	return -1;
}

void
card_release(struct card *card)
{
	free(card->bytes);
	*card = (struct card){.bytes = NULL};
}

static struct reader
rest_of(const struct card *card)
{
	return (struct reader){.bytes = card->bytes, .length = card->length, .at = card->rest};
}

bool
card_beside(const struct card *card, const char *service)
{
	struct reader reader = rest_of(card);
	for (const char *beside; *(beside = take_text(&reader));)
		if (strcmp(beside, service) == 0)
			return true;
	return false;
}

void
card_entry(const struct card *card, struct search_entry *entry)
{
	struct reader reader = rest_of(card);
	*entry = (struct search_entry){
	    .lgsl = card->lgsl, .season = card->season, .listed = card->listed};
	take_rest(&reader, entry);
}
