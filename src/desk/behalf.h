/*
 * Somebody calls for the customer: a representative of their record, or whoever says so. Who it is
 * stands in the contact; an authority is a relation of the customer's record, and holds only while
 * that does. Strings are in the arena given; what is typed is a draft of its contact until it is
 * saved.
 */
#ifndef DESK_BEHALF_H
#define DESK_BEHALF_H

#include "desk/state.h"

/* How the authority of whoever calls stands on the day of the contact. */
enum right { RIGHT_NONE, RIGHT_HOLDS, RIGHT_OVER, RIGHT_TO_COME };

/* The words of a representative's authority, in the order in which they are offered. */
extern const char *const behalf_rights[];
extern const size_t behalf_right_count;
/* "written consent"; of null: "no authority". */
const char *behalf_right_name(const char *authority);

/* Who speaks for the customer of a contact, by what their record says now; null: the customer
 * speaks. */
const struct behalf *behalf_of(const struct hand *hand, struct arena *arena);
enum right behalf_right(
    const struct desk *desk, const struct hand *hand, const struct behalf *behalf);
/* "written consent, until 1 Mar 2027", "power of attorney, ended 3 Nov 2026", "no authority"; by
 * day, of a contact that is over: without a word on whether it holds. */
const char *behalf_right_words(const struct behalf *behalf, enum right right, struct arena *arena);
/* "Nisha Patel, for Mrs Amina Patel (written consent, until 1 Mar 2027)"; null: the customer
 * speaks. */
const char *behalf_line(const struct desk *desk, const struct hand *hand, struct arena *arena);
/* What may be said to whoever calls, one sentence; null when the customer speaks. */
const char *behalf_advice(const struct desk *desk, const struct hand *hand);

/* Those who may be calling, struct behalf: representatives first, then the household. */
void behalf_known(const struct hand *hand, struct arena *arena, struct list *out);
/* The draft of a field, "name", "role", "until" or "authority", of the contact in front. */
const char *behalf_field(const struct desk *desk, const char *name, struct arena *arena);
const char *behalf_typed(const struct desk *desk, const char *name);

bool behalf_works(const struct desk *desk);
void behalf_open(struct desk *desk);
/* To the form, after a restart: to the field that was typed into last. */
void behalf_return(struct desk *desk, const char *last);
void behalf_pick(struct desk *desk, const char *item);
/* Puts who calls into the contact that is sent. */
void behalf_send(struct desk *desk, const struct hand *hand, struct contact *contact);
void behalf_drop(struct desk *desk, const struct hand *hand); /* what was typed and not saved */

#endif
