/*
 * The information officer's side of the desk. An entry of the directory is opened as the CRM's
 * draft of it, or as it is published; what is typed into its forms lies over that, each field a
 * draft of this desk ("entry.SERVICE.PATH", with paths as directory/splice.h writes them), so that
 * nothing typed is lost, and is spliced into the text: what the officer sees, walks and sends is
 * always that whole text, looked over by lint. A second person approves what was submitted.
 *
 * Screens name what they show by a spot: "bulky-waste" for the common text, "bulky-waste,pendle"
 * for what one council has of its own, and behind a colon a part of it: "bulky-waste:fact:fee".
 */
#ifndef DESK_ENTRY_H
#define DESK_ENTRY_H

#include "base/date.h"
#include "desk/command.h"
#include "dialogue/finding.h"
#include "directory/changes.h"
#include "directory/flat.h"
#include "model/exchange.h"

struct desk;

struct entry_spot {
	const char *service;
	const char *council; /* null: the common text */
	const char *part;    /* null: the whole entry */
};

/* The open entry with what was typed laid over it; made anew whenever that changes. */
struct entry_look {
	struct arena arena;
	const char *base; /* the CRM's draft, else what is published */
	const char *text;
	struct flat base_flat, flat; /* of a text that cannot be laid out, the base's */
	struct change *changes;      /* from what is published to the text */
	struct finding_list findings;
	struct entry_fault *faults;
};

struct entry_fault { /* what is wrong with one field */
	const char *path, *sentence;
	struct entry_fault *next;
};

enum entries_kind {
	ENTRIES_DRAFTS, /* in work, submitted, returned, waiting for their day */
	ENTRIES_OVERDUE,
	ENTRIES_ALL,
	ENTRY_LISTS
};

struct entry_list {
	struct arena arena, coming_arena;
	struct list rows, coming; /* struct entry_row: as last read whole; being read */
	uint64_t asked;
	size_t stage;
	bool due; /* something changed while it was on its way */
	bool read;
};

struct authoring {
	/* the open entry */
	char *service; /* or null */
	struct arena arena;
	struct entry_draft *draft; /* as the CRM has it; null: there is none */
	bool read;                 /* the CRM has said so */
	bool save_due;             /* it is to be kept at the CRM as soon as that can be */
	uint64_t asked;
	struct entry_look *look; /* null: to be made */
	uint64_t base_asked;     /* the text that the draft began from */
	/* its versions */
	struct arena versions_arena;
	struct list versions; /* struct entry_version */
	char *versions_of;
	uint64_t versions_asked;
	struct service_text *old; /* the version that is looked at, or null */
	uint64_t old_asked;
	struct entry_list lists[ENTRY_LISTS];
	bool news; /* the feed had some: they are asked for once */
};

/* A draft that is walked as a trial: a contact of its own that is kept nowhere and never sent. */
struct preview {
	struct hand *hand;   /* null: there is none */
	struct hand *behind; /* the contact that was in front */
	char *service, *text;
	struct preview_view *views; /* the text as councils see it, parsed once */
};

/* ---- entry.c: opening, looking ---- */

struct entry_spot entry_spot(const char *subject, struct arena *arena);
const char *entry_subject(
    const char *service, const char *council, const char *part, struct arena *arena);
void entry_open(struct desk *desk, const char *service, const char *council);
void entry_take_draft(struct desk *desk, const struct entry_draft *draft); /* null: none */
void entry_draft_reply(struct desk *desk, const struct reply *reply, const char *service);
/* Something was typed into a field of an entry, or the cursor left one. */
void entry_changed(struct desk *desk);
/* The directory or the CRM's drafts have news of a service; null: of any. */
void entry_news(struct desk *desk, const char *service);
/* The open entry with what was typed; null when there is no such service. */
const struct entry_look *entry_look(struct desk *desk);
/* The one made last, for screens. */
const struct entry_look *entry_shown(const struct desk *desk);
void entry_release(struct desk *desk);
/* May this user change the entry that is open? */
bool entry_may_edit(const struct desk *desk);
/* Has anything been typed for it that the CRM's draft has not? */
bool entry_has_typed(const struct desk *desk, const char *service);
/* Typed values that the text now says are no drafts any more. */
void entry_settle(struct desk *desk, const char *service, const char *text);
/* The field that a path of the open entry is typed into. */
const char *entry_field_name(const char *service, const char *path, struct arena *arena);
bool entry_is_field(const char *field);

/* ---- entry_text.c ---- */

/* Lays what was typed over the base; faults are added to *faults. */
const char *entry_text_typed(const struct desk *desk, const char *service, const char *base,
    struct arena *arena, struct entry_fault **faults);

/* ---- entry_fields.c: what an entry consists of ---- */

struct entry_field {
	const char *path, *field; /* its place in the text; its name as a draft of the desk */
	const char *label;        /* in the reader's language */
	const char *value;        /* typed, else as the text has it; "" when it says nothing */
	const char *hint;         /* what holds where nothing is said; or null */
	const char *fault;        /* or null */
	bool lines;               /* several lines */
};

struct entry_form {
	struct entry_field *items;
	size_t count, capacity;
};

/* The fields of a spot's part, in order. */
void entry_form(const struct desk *desk, const struct entry_spot *spot, struct arena *arena,
    struct entry_form *form);
/* The names of the facts; the ids of the prompts; the councils with a variant: in order. */
size_t entry_facts(const struct entry_look *look, const struct entry_spot *spot,
    struct arena *arena, const char ***names);
size_t entry_prompts(const struct entry_look *look, struct arena *arena, const char ***ids);
bool entry_has_variant(const struct entry_look *look, const char *council);
/* What the text says at a path as this spot has it; *own: of the council itself. Null: nothing. */
const char *entry_value(
    const struct entry_look *look, const struct entry_spot *spot, const char *path, bool *own);
void entry_pick(struct desk *desk, const char *item);      /* on the entry's own page */
void entry_list_pick(struct desk *desk, const char *item); /* wording, councils */
void entry_form_leave(struct desk *desk);                  /* what was typed goes to the CRM */
void entry_form_pick(struct desk *desk, const char *item, const char *text);

/* ---- entry_send.c: what goes to the CRM ---- */

/* Keeps the draft at the CRM, when something was typed. */
void entry_save(struct desk *desk);
/* A whole text as the draft. */
void entry_put_draft(struct desk *desk, const char *text, const char *comment);
/* A day typed beside the text, year 0 when none is; false after saying what is wrong. */
bool entry_read_day(struct desk *desk, const char *path, struct date *day);
void entry_submit_open(struct desk *desk);
void entry_verdict_open(struct desk *desk, bool approve);
void entry_act(
    struct desk *desk, const char *part); /* the form's last row: submit, approve, return */
void entry_discard(struct desk *desk);
/* What was typed, over what is published now, instead of the draft that was overtaken. */
void entry_put_renewed(struct desk *desk);
void entry_taken(
    struct desk *desk, enum route_id route, const struct reply *reply, const char *service);
/* The CRM refused it for good. */
bool entry_refusable(enum route_id route);
void entry_refused(
    struct desk *desk, enum route_id route, const struct reply *reply, const char *service);

/* ---- entry_renew.c: a draft that another version has overtaken ---- */

bool entry_overtaken(const struct desk *desk);
void entry_renew(struct desk *desk);
void entry_base_reply(struct desk *desk, const struct reply *reply, const char *service);

/* ---- versions.c ---- */

void versions_open(struct desk *desk);
void versions_reply(struct desk *desk, const struct reply *reply, const char *service);
void versions_text(struct desk *desk, const struct reply *reply, const char *service);
void versions_pick(struct desk *desk, const char *item);

/* ---- entries.c: the lists ---- */

/* Is changing entries this user's work, and serving callers is not? */
bool entries_are_work(const struct desk *desk);
void entries_open(struct desk *desk, const char *list);
void entries_ask(struct desk *desk);
void entries_reply(struct desk *desk, const struct reply *reply, const char *list);
void entries_pick(struct desk *desk, const char *item);
void entries_mark(struct desk *desk);
const struct list *entries_markable(const struct desk *desk);
bool entries_marked(const struct desk *desk, const char *key);
size_t entries_marks(const struct desk *desk);
/* What was to be vouched for and was refused is marked as before. */
void entries_mark_again(struct desk *desk, const char *operation);
void entries_assure_open(struct desk *desk);
void entries_assure(struct desk *desk);
/* A row's key: "bulky-waste", "bulky-waste,pendle". */
const char *entry_row_key(const struct entry_row *row, struct arena *arena);

/* ---- preview.c ---- */

void preview_begin(struct desk *desk);
void preview_end(struct desk *desk);
bool preview_is(const struct desk *desk); /* is the contact in front a trial? */
/* The draft that is walked, as a council sees it; null when it cannot be read. */
const struct service *preview_service(const struct desk *desk, const char *council);
/* May the command be given in a trial? Does it end it? */
bool preview_allows(enum command command);
bool preview_outlasts(enum command command);

#endif
