/*
 * The back office's own: what this user has to do, the next case, handing over and bouncing back,
 * one action on many cases. Its state is one struct of the desk's; what was typed lies where all
 * that is typed does ("queue.marked", "queue.filter", "pass.find", "pass.CASE", "bulk.text"),
 * and so does what was chosen beside it ("chosen.to" and the like): a restart loses none of it.
 */
#ifndef DESK_BACK_OFFICE_H
#define DESK_BACK_OFFICE_H

#include "desk/screen.h"
#include "model/records.h"

struct desk;
struct reply;

/* Marks of one action; and the fields. */
enum { BULK_MOST = 100 };
#define QUEUE_MARKED "queue.marked"
#define QUEUE_FILTER "queue.filter"
#define PASS_FIND "pass.find"
#define BULK_TEXT "bulk.text"
/* Handed over or bounced, what has been chosen so far; of one action on many, which: close high
 * normal low hand_over. */
#define CHOSEN_TO "chosen.to"
#define CHOSEN_QUEUE "chosen.queue"
#define CHOSEN_REASON "chosen.reason"
#define CHOSEN_PROMPT "chosen.prompt"
#define CHOSEN_FRONT "chosen.front"
#define CHOSEN_KIND "chosen.kind"

struct back_office {
	struct arena work_arena;
	struct list work; /* struct case_summary: mine, and what came back */
	uint64_t work_asked;
	bool work_due;
	bool next_asked; /* a next case is on its way */

	micros queues_at;     /* when the counts were asked for last */
	uint64_t queue_asked; /* the newest request for the queue's cases */
	bool queue_further;   /* it asks for a further page */
	bool queue_due;       /* a case of the queue that is shown has changed since */
	micros queue_at;      /* when they were asked for */

	struct arena people_arena;
	struct list people; /* struct colleague, of the council that was asked for */
	char *people_of;

	/* one action on many */
	struct arena bulk_arena;
	struct bulk *bulk; /* looked at beforehand, or (with `at`) done */
	uint64_t bulk_asked;

	struct arena bounces_arena;
	struct list bounces; /* struct bounce_count, of the entry that is open */
	char *bounces_of;
};

void back_office_init(struct desk *desk);
void back_office_release(struct desk *desk);
/* Another user signs in. */
void back_office_forget(struct desk *desk);

/* ---- queue.c: more of what state.h has ---- */

/* Asks for the counts when they have changed, at a bounded rate. */
void queues_changed(struct desk *desk);
/* A case of this queue, or of the one that is shown, has changed. */
void queue_touched(struct desk *desk, const char *id, const char *queue);
void queues_tick(struct desk *desk);
/* Reads the list anew, from its start; it keeps its place. */
void queue_again(struct desk *desk);
/* Opens it after a restart, with its filter and its marks. */
void queue_back(struct desk *desk, const char *queue);
void queue_filter(struct desk *desk); /* goes to its field */
/* Does this case have the words of the filter? */
bool queue_shows(const struct desk *desk, const struct case_summary *item);
/* True when there was one: then all is shown again. */
bool queue_filter_leave(struct desk *desk);
void queue_pick(struct desk *desk, const char *item, const char *text);

/* ---- work.c ---- */

void work_ask(struct desk *desk);
void work_reply(struct desk *desk, const struct reply *reply);
/* An item of the feed says that the work of this user, or council, has changed. */
void work_changed(struct desk *desk, const char *whose);
/* Takes what is to be done next: of the queue on the screen, else of the user's team. */
void next_best(struct desk *desk);
void next_best_taken(struct desk *desk, const struct reply *reply);

/* ---- pass.c ---- */

/* Whom to: a colleague or a queue; for the case on the screen, or all that are marked. */
void hand_over_open(struct desk *desk, bool bulk);
void bounce_open(struct desk *desk);
void pass_pick(struct desk *desk, const char *item, const char *text);
/* Goes back to SCREEN_PASS, SCREEN_BOUNCE or SCREEN_BULK after a restart; the field to be in, or
 * null. */
const char *pass_back(struct desk *desk, enum screen screen, const char *subject);
/* For all that are marked, not for one case. */
bool pass_is_bulk(const struct desk *desk);
/* What was chosen, or null: CHOSEN_TO … */
const char *pass_chosen(const struct desk *desk, const char *field);
void pass_choose(struct desk *desk, const char *field, const char *value);
void people_reply(struct desk *desk, const struct reply *reply, const char *council);
/* Does this row hold the words that were typed to find somebody? */
bool pass_shows(const struct desk *desk, const char *name, const char *more);
bool pass_takes(const struct desk *desk, const struct queue *queue);
/* May they work on what is handed over? */
bool pass_may_have(const struct desk *desk, const struct colleague *person);
/* The field of the note, or of what is said with a reason. */
const char *pass_field(const struct desk *desk, struct arena *arena);
enum pass_step { PASS_REASON, PASS_PROMPT, PASS_WORDS };
enum pass_step bounce_step(const struct desk *desk);

/* ---- bulk.c ---- */

bool queue_marked(const struct desk *desk, const char *id);
void queue_mark(struct desk *desk);
void bulk_open(struct desk *desk);
void bulk_pick(struct desk *desk, const char *item, const char *text);
void bulk_reply(struct desk *desk, const struct reply *reply);
void bulk_taken(struct desk *desk, const struct reply *reply);
void bulk_undo(struct desk *desk);
/* Whom or where to it goes, as chosen. */
void bulk_pass_to(struct desk *desk);
/* How many have that result. */
size_t bulk_count(const struct bulk *bulk, const char *result);

/* ---- bounces.c ---- */

void bounces_ask(struct desk *desk, const char *service);
void bounces_reply(struct desk *desk, const struct reply *reply, const char *service);

#endif
