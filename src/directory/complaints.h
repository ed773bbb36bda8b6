/*
 * The service that takes complaints about the others (`takes: complaints`, FORMAT.md section 6e):
 * its cases have two stages, as the Complaint Handling Code of the Local Government and Social Care
 * Ombudsman asks: each is acknowledged and answered, the second by somebody else. Which services'
 * complaints it takes, and where, the matrix says. Pure.
 */
#ifndef DIRECTORY_COMPLAINTS_H
#define DIRECTORY_COMPLAINTS_H

#include "dialogue/script.h"
#include "model/records.h"

struct service;

void complaints_read(const struct script *script, const struct yaml *node, struct service *service);
/* Can its cases be received, acknowledged and answered at each stage? With dialogue and life read.
 */
void complaints_check(
    const struct script *script, const struct yaml *node, const struct service *service);

/* Its questions that are answered with what is complained about, where it has them. */
#define COMPLAINT_COUNCIL "council"
#define COMPLAINT_SERVICE "about"
#define COMPLAINT_REFERENCE "reference"

/* How a complaint stands: of the stage given, what has been done and by when it was due. Null
 * events: not yet. */
struct complaint_stage {
	const struct case_event *received, *acknowledged, *extended, *answered;
};
/* The last time that the case came to it. */
void complaint_stage(const struct case_record *record, int64_t stage, struct complaint_stage *out);
/* The stage it is at, or was at last; 0: it is no complaint. */
int64_t complaint_at(const struct case_record *record);

/* An action that a case has: a lesson or a remedy; `done` is null while it is not. */
struct complaint_action {
	const struct case_event *event, *done;
};
/* The one that is the nth of them, from 0: false when there are not so many. */
bool complaint_action(const struct case_record *record, size_t n, struct complaint_action *out);

#endif
