/*
 * Carries the desk's effects to the journal, the line and the disk, and what they answer back as
 * events. The desk, the journal and the line never meet but here.
 */
#ifndef WIRING_CARRY_H
#define WIRING_CARRY_H

#include "base/clock.h"
#include "desk/desk.h"
#include "keep/keep.h"
#include "link/link.h"

struct carrier {
	struct desk *desk;
	struct link *link;
	struct keep *keep; /* null while nobody's journal is open */
	struct keep_options keep_options;
	const struct clock *clock;
	const char *folder; /* of files of cases, or null */
	/* Paints the state as it is: before the one step that takes its time. */
	void (*paint)(void *context);
	void *paint_context;
	bool changed; /* something was stepped since the last paint */
	bool quit;

	uint64_t synced; /* journal records known to be on the medium */
	char *keep_failure;
	struct waiting *first, *last; /* writes that wait for their record's sync */
	int depth;
};

void carrier_init(struct carrier *carrier, struct desk *desk, struct link *link,
    const struct keep_options *keep_options, const struct clock *clock);
void carrier_release(struct carrier *carrier);

/* Gives the desk an event and carries what follows from it. `now` is filled in. */
void carry(struct carrier *carrier, struct desk_event *event);

/* What the line and the journal have to say since last time. */
void carry_link(struct carrier *carrier);
void carry_keep(struct carrier *carrier);

/* Ends the turn: appends what was put to the journal. */
void carry_flush(struct carrier *carrier);

/* The desk's copy of the directory, read at start. */
void carry_pack(struct carrier *carrier);

#endif
