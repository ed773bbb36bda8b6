/*
 * What belongs to a customer beside name, number and address: markers, needs, who belongs to them
 * and speaks for them, consents, identity checks. Each kind is one row of a table: which list of
 * the record it is, which fields its form has and its line shows, how it ends. Lists, forms, checks
 * and saving are the same for all and go by that row and the record's own table of fields.
 *
 * What is typed is a draft from its first key, under the customer and the item that it is of ("new"
 * for one that is not there yet), until the CRM has taken it. Strings are in the arena given.
 */
#ifndef DESK_DETAIL_H
#define DESK_DETAIL_H

#include "desk/state.h"

enum detail_ending {
	ENDING_NONE,   /* by itself it does not end: what is said later holds instead */
	ENDING_REASON, /* with a reason, which is kept */
	ENDING_DAY,    /* its last day was yesterday */
	ENDING_REMOVED /* is taken away; the audit has it */
};

enum { DETAIL_FIELDS = 8 };

struct detail_kind {
	const char *name;           /* in subjects and drafts: "marker" */
	const char *page;           /* the page that lists it: "markers" */
	const char *heading, *none; /* gettext ids: "Needs"; of the row when there are none */
	const char *add, *change;   /* gettext ids: the form's title */
	const char *list;           /* field of the customer; null: the customer's own fields */
	const struct record *record;
	const char *only;                  /* the word in `kind` that its items have; null: any */
	const char *of;                    /* kind of customer that has them; null: every */
	const char *fields[DETAIL_FIELDS]; /* of its form, in order */
	const char *needed[3];             /* of these, beside what the record requires */
	const char *line[4];               /* what its line shows */
	enum detail_ending ending;
	bool fixed;  /* it is a record of what was, and never changed */
	bool latest; /* only the newest of a kind holds; a change is a new one */
};
extern const struct detail_kind detail_kinds[];
extern const size_t detail_kind_count;

const struct detail_kind *detail_kind_named(const char *name);

/* The items of a kind, in the order they are shown; *count of them. */
const void **detail_items(const struct desk *desk, const struct detail_kind *kind,
    const struct customer *customer, struct arena *arena, size_t *count);
const char *detail_id(const struct detail_kind *kind, const void *item);

/* ---- words: detail_words.c ---- */

/* "Power of attorney" for power_of_attorney. */
const char *detail_word(const char *word);
/* What may be said in a field of a few choices; null for any other. */
const char *const *detail_choices(const struct field *field);
const char *detail_choice_label(const struct field *field, const char *choice);
/* The choice that was typed: its number, or how its label or word begins; null: none, or several.
 */
const char *detail_choice(const struct field *field, const char *typed);
/* None of them, as it is typed. */
#define DETAIL_NONE "0"
/* A field's value as people read it. */
const char *detail_text(const struct field *field, const void *item, struct arena *arena);
/* The name of who is related: as it was written down, or of their own record. */
const char *detail_relation_name(const struct desk *desk, const struct relation *relation);
/* A day as people type it: a date, "6 months", "1 dec". */
bool detail_day(const char *typed, struct date today, struct date *day);

/* How a marker, an authority or any other item with a last day stands today. */
enum holding { HOLDS, HOLDS_UNREVIEWED /* its day of review is past */, HOLDS_OVER };
enum holding marker_holds(const struct marker *marker, struct date today);
enum holding relation_holds(const char *until, struct date today);
/* "until 1 Mar 2027", "review overdue since 1 Oct 2026", "expired 3 Nov 2026", "ended"; or null. */
const char *detail_standing(const struct desk *desk, const struct detail_kind *kind,
    const void *item, enum holding *holding, struct arena *arena);

/* ---- pages and forms: detail.c ---- */

void details_open(struct desk *desk, const char *page);
/* To a form by its subject, its page below it. */
void detail_return(struct desk *desk, const char *subject);
void detail_pick(struct desk *desk, const char *item);
void detail_changed(struct desk *desk, const char *field); /* a key in one of its fields */
/* Is there something that can be ended: where the cursor stands, or in the form that is open? */
bool detail_endable(const struct desk *desk);
void detail_add(struct desk *desk); /* one more of the kind that the cursor stands on */
void detail_end(struct desk *desk); /* the one that the cursor stands on, or the open form's */
/* May the user change this at all, or is a sentence to be said? Null: they may. */
const char *detail_denied(
    const struct desk *desk, const struct detail_kind *kind, const void *item);
/* Is something of it typed and not saved? "new" is an item, too. */
bool detail_being_written(const struct desk *desk, const struct detail_kind *kind, const char *id);

/* The form that is open. */
struct detail_form {
	const struct detail_kind *kind;
	const char *id;      /* of the item, or "new" */
	const void *item;    /* as the record has it; null: not there */
	bool ending, mended; /* it ends the item; it came back from a refusal */
	const char *const *names;
	size_t count;
	const char *fields[DETAIL_FIELDS]; /* of the desk: "detail.ID.marker.new.text" */
};
bool detail_form(const struct desk *desk, struct detail_form *form, struct arena *arena);
/* What stands in its nth field: typed, kept or proposed. */
const char *detail_value(
    const struct desk *desk, const struct detail_form *form, size_t nth, struct arena *arena);
/* Must something stand in it? */
bool detail_needed(const struct detail_form *form, const struct field *field, const void *item);
/* What the CRM has where something else is typed in a form that came back; null: nothing is. */
const char *detail_theirs(
    const struct desk *desk, const struct detail_form *form, size_t nth, struct arena *arena);

/*
 * ---- linking: detail_link.c ----
 * Whoever is related may have a record of their own. It is found by the name that is typed and
 * picked below it (desk->same.found); then the relation stands in both records.
 */

/* The place of the field that holds the link among the form's; its count: it has none. */
size_t detail_link_place(const struct detail_form *form);
bool detail_linked(const struct desk *desk, const struct detail_form *form);
void detail_link_typed(struct desk *desk, const struct detail_form *form, const char *field);
void detail_link(struct desk *desk, const struct detail_form *form, const char *customer);
void detail_unlink(struct desk *desk, const struct detail_form *form);

/* ---- saving: detail_save.c ---- */

void detail_save(struct desk *desk);
/* The check of identity that is usual for how the contact came is written down. */
void detail_identity(struct desk *desk, bool passed);
/* Its refused change, back in its form once the customer's record has come. False: it is none. */
bool detail_mend(struct desk *desk, const char *operation);
void detail_mend_on(struct desk *desk, const struct hand *hand);
/* Their record is another's now, into which it was merged: what is half typed goes with it. */
void detail_follow(struct desk *desk, const char *from, const char *to);
/* They are erased, or their contact is over: what was half typed of them goes. */
void detail_forget(struct desk *desk, const char *customer);

#endif
