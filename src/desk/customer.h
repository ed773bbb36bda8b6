/* The customer of a contact: the form, their record and history, the address below a field, and two
 * records that are one person. */
#ifndef DESK_CUSTOMER_H
#define DESK_CUSTOMER_H

#include "desk/state.h"

/* ---- person.c: the form ---- */

/* One field of the form of a person. */
struct person_field {
	const char *field; /* "person.family" */
	const char *label; /* gettext id */
	size_t limit;
};
extern const struct person_field person_fields[];
extern const size_t person_field_count;
bool person_has_field(const char *field);
/* The text in a field of the form: typed, or proposed. In the arena. */
const char *person_value(const struct desk *desk, const char *field, struct arena *arena);
/* Has somebody filled in something of it? */
bool person_is_filled(const struct desk *desk);
bool person_editing(const struct desk *desk); /* the form changes a known person */
/* A council by its short name, name or id, or how one of these begins: one that has districts'
 * services, or any that a caller may ring. Null when there is none. */
const struct council *council_by_name(const struct desk *desk, const char *name);
const struct council *council_rung(const struct desk *desk, const char *name);
/* What the record holds for a field of the form; null for a new person. */
const char *person_known(const struct desk *desk, const char *field, struct arena *arena);
/* An address typed in one line of a form ("person", "move") is taken apart: line, town, postcode.
 */
void person_take_apart(struct desk *desk, const char *form);
void person_begin(struct desk *desk, bool edit);
void person_pick(struct desk *desk, const char *item, const char *text);
void person_changed(struct desk *desk);
void person_return(struct desk *desk);     /* to the form, from a screen above it */
void person_look_again(struct desk *desk); /* for likely matches, when the line is there */
void person_matches(struct desk *desk, const struct reply *reply);
/* To those who may be the same person; opens the only one. */
void person_same(struct desk *desk);
void person_save(struct desk *desk);
/* Sends what makes the customer of the contact in front into `next`; false when nothing does. */
bool customer_send(struct desk *desk, const struct customer *next, const char *operation);
/* A change that the CRM refused, back in the form beside what the CRM has now: the form opens once
 * that has been read. */
#define PERSON_MENDED "person.mended"
void person_mend(struct desk *desk, const char *operation);
void person_mend_on(struct desk *desk, const struct hand *hand);
/* What the CRM has where something else is typed in a change that comes back; null: nothing is. */
const char *person_theirs(const struct desk *desk, const char *field, struct arena *arena);

/* ---- same.c, unmerge.c: one person in two records ---- */

extern const char same_find_field[], same_reason_field[], unmerge_reason_field[];
void same_open(struct desk *desk);
/* Looks for others than the customer in front, to be listed in desk->same.found; nobody is found
 * yet after same_begin. */
void same_begin(struct desk *desk);
void same_find(struct desk *desk, const char *words);
void same_compare(struct desk *desk, const char *other);
void same_pick(struct desk *desk, const char *item);
void same_reply(struct desk *desk, const struct reply *reply, enum asked_for what);
void same_look_again(struct desk *desk); /* when the line is there */
/* Both records are there; which of them is kept, and which goes into it. */
bool same_compared(const struct desk *desk);
const struct customer *same_kept(const struct desk *desk);
const struct customer *same_gone(const struct desk *desk);
/* Does the value of the one that goes stand? */
bool same_takes_gone(const struct desk *desk, const struct field *field, struct arena *arena);
void same_mend(struct desk *desk, const char *operation); /* what was refused, compared again */
/* The CRM has merged two, or taken it back, for this contact. */
void same_done(struct desk *desk, const struct customer_merge *merge, const char *contact);
/* Two were merged or are two again: contacts in hand with either of them read them anew. */
void same_changed(struct desk *desk, const char *keep, const char *gone);
void same_release(struct desk *desk);
void unmerge_open(struct desk *desk);
void unmerge_mend(struct desk *desk, const char *operation); /* refused: chosen as it was */
void unmerge_ask(struct desk *desk);
void unmerge_reply(struct desk *desk, const struct reply *reply);
void unmerge_pick(struct desk *desk, const char *item);
/* The one for which a reason is typed, or null. */
const struct customer_merge *unmerge_chosen(const struct desk *desk);

/* ---- places.c: the property gazetteer below an address field ---- */

void places_changed(struct desk *desk, const char *field, const char *text);
void places_reply(struct desk *desk, const struct reply *reply, const char *field);
/* The property of an item "property:UPRN" among those shown for the field, or null. */
const struct property *places_pick(const struct desk *desk, const char *field, const char *item);
/* The one property shown for the field, when all that was typed is in it: Enter takes it. Or null.
 */
const struct property *places_sole(const struct desk *desk, const char *field, const char *text);
const char *property_words(const struct property *property, struct arena *arena);

/* ---- customer.c ---- */

void customer_ask(struct desk *desk, struct hand *hand);
void customer_reply(struct desk *desk, const struct reply *reply, const char *contact);
void customer_pick(struct desk *desk, const char *item);
void customer_is_new(struct hand *hand);
void customer_changed(struct desk *desk, const struct customer *customer);
void customer_forget(struct desk *desk, const char *id);
/* Who it is, in one line; what was seen of them until the record is here. Null: nobody yet. */
const char *customer_line(const struct desk *desk, const struct hand *hand, struct arena *arena);
const struct customer *hand_customer(const struct hand *hand);
/* The customer's language, when dialogues may be written in it and it is not the desk's; or null.
 */
const char *customer_speaks(const struct desk *desk, const struct hand *hand);
/* A change of them was refused: what the desk shows of them is not what the CRM has. */
void customer_refused(struct desk *desk, const char *contact);
/* One page of it; the keys are null for the first, and when nothing is filtered. */
void customer_ask_page(
    struct desk *desk, struct hand *hand, const char *before, const char *filter);

/* ---- its history: history.c, past.c ---- */

/* Does the entry fit what is typed as filter? */
bool customer_filter(const struct desk *desk, const struct history_item *item);
/* What the CRM found for the filter as it is typed now; null: nothing was asked. */
const struct customer_page *history_found(const struct desk *desk, const struct hand *hand);
/* There are older entries, not loaded, that the filter has not been held against. */
bool history_unread(const struct desk *desk, const struct hand *hand);
const struct history_item *history_item_at(
    const struct desk *desk, const struct hand *hand, const char *key);
void history_sift(struct desk *desk); /* asks the CRM to look through them, or further */
void history_take(struct hand *hand, const struct customer_page *page);
void history_forget(struct hand *hand);
void history_pick(struct desk *desk, const char *key);

void past_open(struct desk *desk, const char *id);
void past_reply(struct desk *desk, const struct reply *reply, const char *id);
void past_pick(struct desk *desk, const char *item);
void past_forget(struct desk *desk, const char *customer);
/* The fields above the history: words that its entries must have, and the reason for which what is
 * withheld is shown all the same. Opening one puts the cursor there; closing drops its text. */
extern const char customer_filter_field[], customer_glass_field[];
void customer_above(struct desk *desk, const char *field);
void customer_above_close(struct desk *desk);
/* Is there something in the history that another council keeps to itself? */
bool customer_has_withheld(const struct hand *hand);

#endif
