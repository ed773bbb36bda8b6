/*
 * iCalendar (RFC 5545) out: lines folded at 75 octets without cutting a letter, texts escaped,
 * times in UTC, which needs no VTIMEZONE. A UID stays that of its appointment and SEQUENCE rises
 * with each change, so that whoever has it already moves or strikes it. No METHOD: it is a calendar
 * that is read, not a meeting that is answered (RFC 5546).
 */
#ifndef MODEL_ICAL_H
#define MODEL_ICAL_H

#include "base/buf.h"
#include "base/clock.h"

#include <stdbool.h>

enum { ICAL_FOLD = 75 /* octets of a line without its end */ };

struct ical_event {
	const char *id;                               /* of the appointment */
	const char *summary, *description, *location; /* the last two may be null */
	micros start, end, changed;
	int64_t sequence;
	bool cancelled;
};

void ical_begin(struct buf *out, const char *name);
void ical_event(struct buf *out, const struct ical_event *event);
void ical_end(struct buf *out);

#endif
