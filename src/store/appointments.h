/* Appointments, the seats they take, and the days of diaries. */
#ifndef STORE_APPOINTMENTS_H
#define STORE_APPOINTMENTS_H

#include "store/store.h"

int appointment_get(struct tx *tx, const char *id, struct appointment *out, struct arena *arena);
int appointment_put(struct tx *tx, const struct appointment *appointment);
int appointment_drop(struct tx *tx, const char *id);
/* Gives up the seat it has and takes one of its diary from its start to `end`; it is kept already.
 * 1 with *seat, 0 when there is none left. Holds that have expired give way. */
int appointment_seat(struct tx *tx, const struct appointment *appointment, micros end,
    int64_t capacity, int64_t *seat);
int appointment_unseat(struct tx *tx, const char *id);
/* The seats taken in these diaries from `from` to before `to`, struct slot_taken. */
int appointments_taken(struct tx *tx, const char *const *diaries, size_t count, micros from,
    micros to, struct arena *arena, struct list *out);
/* Those that begin from `from` to before `to`, cancelled ones too; in their order. */
int appointments_of_diary(struct tx *tx, const char *diary, micros from, micros to,
    struct arena *arena, struct list *out);
/* By any of their records, the newest first. */
int appointments_of_customer(
    struct tx *tx, const char *customer, size_t most, struct arena *arena, struct list *out);
/* The days (YYYY-MM-DD) on which diaries are kept otherwise, struct diary_day. */
int diary_days(
    struct tx *tx, const char *from, const char *to, struct arena *arena, struct list *out);
/* The hash of what opens its calendar; get: 1 there. */
int diary_secret_put(struct tx *tx, const char *diary, const unsigned char hash[32]);
int diary_secret_get(struct tx *tx, const char *diary, unsigned char hash[32]);
int diaries_of(struct tx *tx, const char *council, struct arena *arena, struct list *out);

#endif
