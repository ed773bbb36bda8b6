/*
 * Text is UTF-8 (RFC 3629). The cursor moves by grapheme, cells are counted by wcwidth (the same
 * table the terminal library uses), searching folds. Outside text is escaped before it meets a
 * terminal or log.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

bool utf8_valid(const char *text, size_t length);

/* The byte offset of the grapheme boundary after / before `at` (UAX #29); stays within 0 … length.
 */
size_t grapheme_next(const char *text, size_t length, size_t at);
size_t grapheme_prev(const char *text, size_t length, size_t at);
size_t word_next(const char *text, size_t length, size_t at);
size_t word_prev(const char *text, size_t length, size_t at);

/* Cells that the first `length` bytes take on a terminal. Invalid bytes and controls count as 1
 * each. */
int text_width(const char *text, size_t length);

/* The most bytes, cut at a grapheme, that fit in `cells`. */
size_t text_fit(const char *text, size_t length, int cells);

/* Where to break a paragraph into lines of at most `cells`: the length of the first line; *skip is
 * the number of bytes of blank to leave out before the next. Long words are cut at graphemes. */
size_t text_wrap(const char *text, size_t length, int cells, size_t *skip);

/*
 * Makes text safe to show: C0, DEL, C1, bidirectional controls (U+202A-E, U+2066-9, U+200E/F,
 * U+061C), invalid bytes and U+FEFF become U+FFFD; newline and tab become a blank; zero-width
 * joiners are kept only between letters of scripts that need them. Appends to out.
 */
void text_printable(struct buf *out, const char *text, size_t length);
bool text_is_printable(const char *text, size_t length);

/* Canonical composition (NFC) of a whole text; appends to out. Invalid bytes become U+FFFD. */
void text_nfc(struct buf *out, const char *text, size_t length);

/* In capital letters, of every script that has them; appends to out. */
void text_upper(struct buf *out, const char *text, size_t length);

/* For searching: NFKD, case folded, marks dropped, ’ ' - and punctuation to a blank, runs of blanks
 * to one, ends trimmed. Łukasz -> lukasz, O’Brien -> o brien, Siân -> sian. */
void text_fold(struct buf *out, const char *text, size_t length);

/* Trims blanks at both ends in place; returns the first character. */
char *text_trim(char *text);
bool text_blank(const char *text); /* null, empty or only blanks */

/* Both are there and the same: what is absent equals nothing. */
bool text_same(const char *a, const char *b);
/* The same; empty and absent are one. */
bool text_unchanged(const char *a, const char *b);

/* Compares without regard to ASCII case, for words of our own tables. */
bool word_equal(const char *a, const char *b);

/*
 * Masks what looks like a payment card number: 13-19 digits of any script, the first 2 to 6,
 * blanks, dashes or what shows nothing between, correct by the Luhn rule (ISO/IEC 7812-1): all but
 * the last four digits become '*' (or as wide a star). Works in place, keeps the length, returns
 * true when something was masked. What is left alone, and why: text_cards.c.
 */
bool text_mask_cards(char *text);
/* The same of a number whose digits stand in two texts that hold nothing else, as the schemes issue
 * them: masked in both. */
bool text_mask_card_halves(char *first, char *second);

/* A telephone number in ASCII: fullwidth digits and signs, the dashes U+2010 to U+2015 and U+00A0
 * become the plain ones. False when it does not fit. */
bool phone_ascii(const char *text, char *out, size_t size);
/* Where the extension of a number in ASCII begins ("ext 12", "ext. 12", "extension 12", "x12",
 * "#12"); the length of the text when it has none. */
size_t phone_extension(const char *text);
/* UK numbers to E.164: "01257 515151", "+44 (0)1257 515151", "0044..." -> "+441257515151"; other
 * international numbers keep their +. False when it is not a telephone number. out holds 20 bytes.
 */
bool phone_normal(const char *text, char out[20]);
/* E.164 to what people read: "01257 515151", "020 7946 0000", "07700 900123". */
void phone_words(const char *e164, char *out, size_t size);

/* Postcode to "PR7 1AB" (upper case, one blank); false when it is not well formed. out holds 9
 * bytes. */
bool postcode_normal(const char *text, char out[9]);
/* The last postcode in a text, "14 Union Street, Chorley PR7 1AB"; false when there is none. */
bool postcode_find(const char *text, char out[9]);

#endif
