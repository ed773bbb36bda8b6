/*
 * Calls out: a list of whom to ring and why, and its items, each rung by one desk at a time until
 * somebody spoke, or the rule says that it is enough. The fields: record_outbound.c.
 */
#ifndef MODEL_RECORD_OUTBOUND_H
#define MODEL_RECORD_OUTBOUND_H

#include "model/field.h"

struct outbound_list {
	const char *id, *name, *council;
	const char *service;      /* whose dialogue is used, and whose tick in the matrix counts */
	const char *incident;     /* whose people hear how it ended, or null */
	const char *why;          /* what the caller says it is about */
	const char *team;         /* who works it; null: every desk of the council */
	const char *from, *until; /* first and last day; may be null */
	const char *hours;        /* in which one may ring; null: Mo-Fr 09:00-17:00 */
	const char *spacing;      /* between two attempts: "4 hours" */
	int64_t attempts;         /* at most */
};
extern const struct record outbound_list_record;

struct outbound_attempt {
	const char *id, *outcome /* spoke no_answer engaged left_message wrong_number not_again */,
	    *user, *desk, *contact, *note;
	micros at;
};
extern const struct record outbound_attempt_record;

struct outbound_item {
	const char *id, *list, *key; /* unique in the list */
	const char *customer, *name, *number;
	const char *about;  /* the contact that a survey asks about, or null */
	const char *member; /* of an incident, who is told how it ended; or null */
	const char *of_council, *of_service, *of_channel, *of_team; /* what that was */
	const char *state /* waiting held done stopped */, *held_by, *held_desk;
	micros made, next, held_until;
	struct list attempts;
};
extern const struct record outbound_item_record;

/* A list as desks see it. */
struct outbound_line {
	const char *id, *name, *service, *council, *team;
	int64_t waiting; /* that may be rung now, or later */
	int64_t ready;   /* now */
	int64_t spoken, ended;
};
extern const struct record outbound_line_record;

struct outbound_page {
	struct list items;
};
extern const struct record outbound_page_record;

/* What came of asking for the next: an item that is this desk's alone until it says what came of
 * it, or why there is none. */
struct outbound_turn {
	struct outbound_item *item;
	struct outbound_list *list;
	const char *none /* closed empty later */;
	micros next; /* of later: when */
};
extern const struct record outbound_turn_record;

#endif
