/*
 * The service-integration matrix: by which mechanisms a service is taken over from its council's
 * own offices, and how far that has come. A service's file has it under `mechanisms`, with what
 * differs at one council under `at` (scripts/FORMAT.md), so a tick is published, versioned and
 * taken to the desks as everything else of the directory. Whatever works by a mechanism asks
 * matrix_on, at the desk and in the CRM.
 */
#ifndef DIRECTORY_MATRIX_H
#define DIRECTORY_MATRIX_H

#include "base/date.h"
#include "dialogue/script.h"

enum mechanism {
	MECHANISM_TELEPHONE,
	MECHANISM_EMAIL,
	MECHANISM_COMPLAINTS,
	MECHANISM_APPOINTMENTS,
	MECHANISM_PAYMENTS,
	MECHANISM_OUTBOUND,     /* calls out, and surveys */
	MECHANISM_LONE_WORKERS, /* visits with an end that is watched */
	MECHANISM_FULFILMENT,   /* administration: cases are opened and worked on */
	MECHANISM_CONTINGENCY,  /* notices change what is said */
	MECHANISM_OUT_OF_HOURS,
	MECHANISM_E_FORMS,
	MECHANISM_OUTREACH, /* gateways, and venues away from the council's offices */
	MECHANISM_COUNT
};

struct mechanism_kind {
	const char *id;      /* lone-workers */
	const char *label;   /* gettext id: "Lone workers" */
	const char *heading; /* gettext id, of at most four columns: "Lone" */
	bool usual;          /* it is on for a service that says nothing of its mechanisms */
};
extern const struct mechanism_kind mechanism_kinds[MECHANISM_COUNT];

/* In the order in which a service comes over; numbered from 1 in print. */
enum stage {
	STAGE_NONE,
	STAGE_MANDATE,
	STAGE_SCOPE,
	STAGE_DESIGN,
	STAGE_BUILD,
	STAGE_TEST,
	STAGE_PILOT,
	STAGE_OPERATIONAL,
	STAGE_COUNT
};
extern const char *const stage_ids[STAGE_COUNT + 1]; /* null-terminated */
extern const char *const stage_labels[STAGE_COUNT];  /* gettext ids */

struct tick {
	enum stage stage;
	const char *owner;       /* the team that brings it over, or null: the service's owner */
	struct date from, until; /* the first and last day on which it is on; year 0: not said */
	int line, column;        /* where it is written; 0: it is not */
};

/* A row of the matrix: one service at one council, or (null) at those that have no row of their
 * own. */
struct ticks {
	const char *council;
	struct tick of[MECHANISM_COUNT];
	struct ticks *next;
};

struct service;
struct partnership;

/* Reads `mechanisms` of a service's file and of its variants; null when it has none. Findings are
 * made of the common text's and the given council's only, as those of the rest of the file. */
struct ticks *matrix_read(
    const struct script *script, const struct yaml *root, const char *council);

/* The owner must be a team, the last day not before the first. */
void matrix_check(const struct script *script, const struct service *service,
    const struct partnership *partnership);

/* One cell. A council of null is that of the service's variant; one without a row has the common
 * one. */
struct tick matrix_tick(
    const struct service *service, const char *council, enum mechanism mechanism);

/* Has the council a row of its own? */
bool matrix_has(const struct service *service, const char *council);

/* The mechanism of a contact's channel; MECHANISM_COUNT for one that needs no tick (counter, post).
 */
enum mechanism matrix_channel(const char *channel);

/* Is it on there on that day: a pilot or operational, and within its days? */
bool matrix_on(
    const struct service *service, const char *council, enum mechanism mechanism, struct date day);

/* A mechanism by its id; MECHANISM_COUNT when there is none. */
enum mechanism mechanism_named(const char *id);

#endif
