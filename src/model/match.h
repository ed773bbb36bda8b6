/*
 * Whether two records are one person: the probabilistic rule of Fellegi and Sunter (1969). Each
 * field that both have adds the logarithm (base 2) of how much likelier its agreement is for one
 * person than for two; what is missing on either side adds nothing. The sum is the score.
 *
 * A form is a person made ready for comparing: folded (base/text.h), without blanks, cut at what
 * fits. It owns its bytes and needs no release. Everything here is pure and symmetric.
 */
#ifndef MODEL_MATCH_H
#define MODEL_MATCH_H

#include <stdbool.h>
#include <stddef.h>

/* Any of these may be null or blank. */
struct match_person {
	const char *given, *known_as, *family, *maiden;
	const char *born; /* YYYY-MM-DD or YYYYMMDD; other texts count as missing */
	const char *number, *street, *area, *town, *postcode;
	const char *phone, *email;
};

enum match_field {
	MATCH_GIVEN,
	MATCH_FAMILY,
	MATCH_BORN,
	MATCH_NUMBER,
	MATCH_STREET,
	MATCH_AREA,
	MATCH_TOWN,
	MATCH_POSTCODE,
	MATCH_PHONE,
	MATCH_EMAIL,
	MATCH_FIELDS
};

/* From no agreement to all of it. Near is a slip of the keyboard, or day and month exchanged; sound
 * is heard alike, or a short form (Bill, William). */
enum match_level { MATCH_MISSING, MATCH_DIFFERS, MATCH_SOUND, MATCH_NEAR, MATCH_EXACT };

/* Sure: one person, as far as records can tell. Likely: worth a person's look. */
enum match_verdict { MATCH_NONE, MATCH_LIKELY, MATCH_SURE };

enum { MATCH_TEXT = 48, MATCH_KEYS = 16, MATCH_KEY = 64 };

struct match_form {
	char given[MATCH_TEXT], known_as[MATCH_TEXT], family[MATCH_TEXT], maiden[MATCH_TEXT];
	char born[MATCH_TEXT]; /* YYYYMMDD */
	char number[MATCH_TEXT], street[MATCH_TEXT], area[MATCH_TEXT], town[MATCH_TEXT];
	char postcode[MATCH_TEXT], phone[MATCH_TEXT], email[MATCH_TEXT];
};

struct match {
	double score; /* bits */
	enum match_verdict verdict;
	bool swapped; /* given and family name stand in each other's place */
	enum match_level levels[MATCH_FIELDS];
};

void match_form(struct match_form *form, const struct match_person *person);
struct match match_compare(const struct match_form *a, const struct match_form *b);

/* Keys of which two records of one person nearly always share one, so that only pairs that share
 * one need comparing. Returns how many; the same person gives the same keys. */
size_t match_keys(const struct match_form *form, char keys[MATCH_KEYS][MATCH_KEY]);

#endif
