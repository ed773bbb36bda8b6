/* The whiteboard, and visits of people who work alone. The fields of each: record_board.c. */
#ifndef MODEL_RECORD_BOARD_H
#define MODEL_RECORD_BOARD_H

#include "model/field.h"

/* Somebody of a team, whether or not they sign in, with what was said last of where they are. After
 * `until` that is not known any more. */
struct officer {
	const char *id; /* of who signs in, the sign-in name */
	const char *name, *team, *council, *job, *telephone;
	bool gone; /* left: shown nowhere */
	const char *state /* in out; absent: nothing was said yet */, *place, *cover, *author;
	micros back; /* 0: not said */
	micros at;   /* when it was said */
	micros until;
	int64_t version; /* of the whiteboard, when this row changed */
};
extern const struct record officer_record;

/* What somebody says of one. */
struct board_word {
	const char *state, *place, *cover;
	micros back, until /* 0: by the rule of directory/presence.h */;
	micros at; /* by the desk's clock, put right by what it knows of the CRM's */
};
extern const struct record board_word_record;

struct whiteboard_page {
	int64_t version; /* of the last of these */
	bool more;       /* ask again after it */
	struct list items;
};
extern const struct record whiteboard_page_record;

/* One rung of the ladder of who is called when somebody who works alone is overdue. */
struct ladder_rung {
	const char *id; /* ring-worker ring-contact tell-supervisor emergency */
	int64_t after;  /* minutes after the expected end; negative: this rung is left out */
};
extern const struct record ladder_rung_record;

struct visit_act {
	const char *id;
	const char *kind; /* plan begin check back cancel raise answer */
	const char *rung; /* of raise and answer */
	const char *text; /* of answer: what was done */
	const char *author;
	micros ends; /* the expected end from then on */
	micros at;
};
extern const struct record visit_act_record;

/* A caution marker of the customer, or of somebody at the address, as it was when the visit was
 * planned or begun. */
struct visit_caution {
	const char *kind, *text, *until;
	bool of_address; /* of somebody else who lives there */
};
extern const struct record visit_caution_record;

struct visit {
	const char *id;
	const char *worker, *team, *council; /* an officer; theirs */
	const char *service;                 /* what it is for */
	const char *customer, *property;     /* id, UPRN; or null */
	const char *place, *phone, *contact, *note;
	const char *state; /* planned begun back cancelled */
	const char *author;
	const char
	    *raised;   /* the rung it has come to; null: it is not overdue, or not long enough */
	bool answered; /* somebody has said what was done about that rung */
	micros begins, ends; /* expected */
	micros due;          /* when the next rung is raised; 0: never */
	struct list acts, cautions;
};
extern const struct record visit_record;

struct visit_page {
	struct list items; /* planned or begun, the first to end first */
};
extern const struct record visit_page_record;

#endif
