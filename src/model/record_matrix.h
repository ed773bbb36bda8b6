/* How much of a service went by which mechanism, in a time: what the committee's matrix shows
 * beside its ticks (directory/matrix.h). */
#ifndef MODEL_RECORD_MATRIX_H
#define MODEL_RECORD_MATRIX_H

#include "model/field.h"

struct volume {
	const char *service, *mechanism;
	int64_t count;
};
extern const struct record volume_record;

struct volume_page {
	const char *council; /* that must deliver, or in whose name it was; null: all of them */
	micros from, until;
	struct list items;
};
extern const struct record volume_page_record;

/* An enquiry that was taken while its service was closed: when and how, never of whom. */
struct late_enquiry {
	const char *id;
	const char *channel, *outcome;
	const char *reference; /* of the case that it opened, or null */
	micros began;
};
extern const struct record late_enquiry_record;

/* Those of a service at a council, the newest first. */
struct late_page {
	const char *service, *council;
	micros from; /* since when they were looked for */
	struct list items;
	const char *next;
};
extern const struct record late_page_record;

/* What a list of struct volume has of a service (null: of all) by a mechanism; null: every
 * encounter once. A case and a booking were made in a contact, which is counted already. */
int64_t volume_sum(const struct list *volumes, const char *service, const char *mechanism);

#endif
