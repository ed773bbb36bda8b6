/* Somebody moves house: said once, told to every service that holds the old address. The fields of
 * each: record_move.c. */
#ifndef MODEL_RECORD_MOVE_H
#define MODEL_RECORD_MOVE_H

#include "model/field.h"

/* Who of the household moves along. */
struct move_person {
	const char *id, *customer, *name;
	const char *new_id; /* of their address to be, made by the desk; or null */
	const char *old_id;
};
extern const struct record move_person_record;

/* A service that holds the address, and the task by which its owner was told. */
struct move_told {
	const char *id, *service, *council, *case_id, *reference;
	bool put_back; /* that the old address holds again */
	bool withheld; /* there is one that is not shown here: only council and times are */
	micros told, acknowledged, withdrawn;
	const char *by; /* who acknowledged it */
};
extern const struct record move_told_record;

struct move {
	const char *id, *customer, *contact; /* in which it was told; may be null */
	const char *as;                      /* whose name was answered */
	const char *moved_on;                /* date: the first day at the new address */
	const char *line, *town, *postcode, *uprn, *district; /* the new address */
	const char *new_id; /* of the customer's address to be, made by the desk; or null */
	struct list people; /* struct move_person */
	/* The CRM's. */
	const char *at; /* whose desk it was */
	const char *state /* planned done undone */;
	const char *old_address, *old_uprn, *old_district; /* as it was on the day */
	const char *old_id; /* the address row that it was; null: there was none */
	const char *author;
	micros made, done, undone;
	const char *undone_by, *undone_reason;
	struct list told; /* struct move_told */
};
extern const struct record move_record;

struct move_undo {
	const char *reason;
};
extern const struct record move_undo_record;

#endif
