/*
 * Appointments at the desk: the next free times of a service, one digit books while talking, one
 * moves; and the diaries themselves, day by day. What is booked stands in its matter; nothing
 * counts as booked before the CRM has said so. Without the line no time is shown, and what is
 * wished goes as a wish.
 */
#ifndef DESK_BOOKING_H
#define DESK_BOOKING_H

#include "desk/state.h"

enum { SLOTS_SHOWN = 9 };

/* ---- booking.c, booking_times.c: times to choose from ---- */

/* The field for what is wished; only without the line. */
extern const char booking_wish_field[];

/* Is there a diary for it, at the council that has it to deliver here? Its id, or null. */
const char *booking_council(const struct desk *desk, const char *service, struct arena *arena);
bool booking_works(const struct desk *desk);     /* D: here? */
bool booking_is_moving(const struct desk *desk); /* an appointment is shown that still stands */
bool booking_has_later(const struct desk *desk);
bool booking_has_earlier(const struct desk *desk);
bool booking_has_places(const struct desk *desk); /* more than one site */
bool booking_can_cancel(const struct desk *desk);

void booking_open(struct desk *desk);
void booking_show(struct desk *desk, const struct appointment *appointment); /* of the history */
void booking_returned(struct desk *desk, const char *subject);               /* after a restart */
void booking_look_again(struct desk *desk);
/* The CRM for a page after that key, or from the start; anew: what is shown goes first. */
void booking_ask(struct desk *desk, const char *after);
void booking_ask_anew(struct desk *desk);
void booking_pick(struct desk *desk, const char *item, const char *text);
void booking_later(struct desk *desk);
void booking_earlier(struct desk *desk);
void booking_week(struct desk *desk);
void booking_place(struct desk *desk);
void booking_cancel(struct desk *desk);
void booking_reply(struct desk *desk, const struct reply *reply);
/* Somebody's diary has changed: times that are shown may be taken. */
void booking_changed(struct desk *desk, const char *diary);
void booking_release(struct desk *desk);

/* The services that can be booked here, by their ids; at most `most`. */
size_t booking_services(
    const struct desk *desk, struct arena *arena, const char **services, size_t most);
/* What is shown: the times in their order from the place that was leafed to, the nearest first. */
size_t booking_shown(
    const struct desk *desk, const struct free_slot *shown[SLOTS_SHOWN], bool *nearest);
/* From where the nearest place is looked for. */
struct point booking_from(const struct desk *desk, struct arena *arena);
const struct diary *booking_diary(const struct desk *desk, const char *id);

/* ---- booked.c: what was booked ---- */

/* Sends it. `text`: of a wish. */
void booked_send(struct desk *desk, const char *service, const char *council,
    const struct free_slot *slot, const char *text);
void booked_event(struct desk *desk, const struct appointment *appointment, const char *kind,
    const struct free_slot *slot);
/* From the case that booking says: of its customer, for its wish. */
void booked_of_case(struct desk *desk, const struct free_slot *slot);
/* The CRM has taken one, or what became of it. */
void booked_taken(struct desk *desk, const struct appointment *appointment, const char *contact);
/* The time is somebody else's: true when the advisor is there to choose another. */
bool booked_refused(struct desk *desk, const struct reply *reply, const struct outgoing *outgoing);
/* Once a step: what was held while nobody knew whose it is is booked once that is known. */
void booked_follow(struct desk *desk);
/* Somebody's appointment has changed: contacts in hand with them read anew. */
void booked_changed(struct desk *desk, const char *customer);

/* The matter's appointment, in which it holds; null: none. */
const struct appointment *booked_of(const struct matter *matter);
bool booked_answered(const struct appointment *appointment);
/* "Tue 24 Nov 10:00, Benefits officer, One Stop Shop, 31 Union Street": when and where. */
const char *booked_words(
    const struct desk *desk, const struct appointment *appointment, struct arena *arena);
/* The same with its reference and what to bring: to be told. */
const char *booked_tell(
    const struct desk *desk, const struct appointment *appointment, struct arena *arena);

/* ---- diaries.c ---- */

void diaries_open(struct desk *desk);
void diaries_returned(struct desk *desk, const char *subject);
void diaries_pick(struct desk *desk, const char *item);
void diaries_leaf(struct desk *desk, int days);
void diaries_reply(struct desk *desk, const struct reply *reply);
void diaries_changed(struct desk *desk, const char *diary);
/* Said of the appointment under the cursor: attended or missed. */
void diaries_met(struct desk *desk, const char *kind);
bool diaries_work(const struct desk *desk);
bool diaries_shown(const struct desk *desk);
bool diaries_on_one(const struct desk *desk);
bool diaries_or_later(const struct desk *desk); /* a diary, or later times */
bool diaries_or_earlier(const struct desk *desk);
void diaries_release(struct desk *desk);

#endif
