/* What the rules of diaries and those of appointments share. */
#ifndef CRM_APPOINTMENTS_H
#define CRM_APPOINTMENTS_H

#include "base/buf.h"
#include "crm/sharing.h"
#include "directory/slots.h"

/* How long a slot is held for a desk, and how much of somebody's needs is shown. */
#define HOLD_TIME (10 * MICROS_MINUTE)
enum { NEEDS_SHOWN = 400 };

bool diary_offers(const struct diary *diary, const char *service);
/* Without a session: all of it, for administration. */
bool diary_fill(struct ask *ask, const struct diary *diary, struct date from, int days,
    struct diary_page *page);

/* All of it as iCalendar, a month back and a year on. */
bool diary_calendar(struct ask *ask, const struct diary *diary, struct buf *out);

enum sight appointment_sight(
    struct ask *ask, const struct appointment *appointment, const char *team, bool glass);
/* Leaves that there is one, and when. */
void appointment_withhold(struct appointment *appointment);

#endif
