/*
 * A page is what a screen says, before any layout: the frame's lines, items in order, an outline
 * beside them. Screens are pure functions desk -> page; both faces (full screen, spoken lines)
 * render pages. The page holds no cursor or scroll: those belong to the face.
 */
#ifndef UI_PAGE_H
#define UI_PAGE_H

#include "base/arena.h"
#include "desk/desk.h"

/* Roles of colour, never colours; each has a word or mark beside it. */
enum role {
	ROLE_TEXT,
	ROLE_DIM,   /* less important */
	ROLE_HEAD,  /* who: customer or desk */
	ROLE_LABEL, /* SAY, ASK, field names */
	ROLE_SAY,   /* words to speak */
	ROLE_VALUE, /* what was answered or typed */
	ROLE_GOOD,  /* Sent, Kept, resolved */
	ROLE_WARN,  /* Offline, Stale, due soon */
	ROLE_ALARM, /* Overdue, urgent, refused */
	ROLE_MARK,  /* numbers and marks */
	ROLE_COUNT
};

enum item_kind {
	ITEM_TEXT,  /* said, not picked; wraps */
	ITEM_ROW,   /* can be picked: Enter on it, or its number */
	ITEM_FIELD, /* text entry: label, value */
	ITEM_RULE,  /* a line across; with no text a blank line */
	ITEM_HEADING
};

struct item {
	enum item_kind kind;
	enum role role;
	const char *key;    /* stable; EVENT_PICK carries it: "service:missed-bin", "answer:grey" */
	int number;         /* 1-9, then 10 painted as 0; 0: none. More than ten rows: no numbers */
	const char *label;  /* left column: "Service", "SAY", "Fee"; a fixed width per page */
	const char *text;   /* the main words; of a field its value, of a secret one too */
	const char *detail; /* after the text, cut first when it is narrow: address, hours; in an
			       empty field the hint */
	const char *right;  /* at the right edge, kept: "due Tue 24 Nov" */
	const char *state;  /* outline mark as a word-like sign: "?", "+", "=", "-", ".", "*" */
	/* fields */
	const char *field; /* EVENT_EDIT's name: "home.find", "person.family" */
	size_t limit;
	bool secret;       /* passwords: never painted */
	bool multiline;    /* notes */
	const char *fault; /* what is wrong with the value, painted beside or below */
	const char
	    *enter;   /* what Enter does on it, when it is not what the page says; "": nothing */
	bool alone;   /* words of another direction: nothing else on their lines */
	bool current; /* outline: the prompt being worked on */
	bool aside;   /* beside the others where there is room, else below them */
};

struct page {
	struct arena *arena;
	const char *id; /* screen and subject; another id starts with a fresh cursor and scroll */
	const char *title_left, *title_right; /* line 1 */
	const char *strip_left, *strip_right; /* line 2, or null */
	struct item *items;
	size_t count, capacity;
	struct item *side; /* outline at the right; null when the page has none */
	size_t side_count, side_capacity;
	const char *side_title;
	size_t label_width; /* cells of the label column; 0: computed */
	const char *focus;  /* the key (or field) where the cursor goes when focus_serial changes */
	uint64_t focus_serial;
	bool list_first;     /* the page opens on a list, not on its field */
	const char *message; /* one sentence: an error, a result; null: none */
	enum role message_role;
	const char
	    *alarm; /* what must not be overlooked: another one rings the bell; null: nothing */
	const char *kept; /* "Kept. Offline since 10:40, 1 waiting to be sent." */
	enum role kept_role;
	bool writing;          /* what `kept` says is that something is not yet on the medium */
	const char *settled;   /* "2 people, 1 service, 1 case", painted beside the field */
	const char *enter;     /* what Enter does here, for the key line: "open", "finish" */
	const char *pick;      /* what a digit does here: "answer", "reopen"; null: not said */
	enum command keys[24]; /* commands for the key line, most useful first; COMMAND_NONE ends */
};

void page_init(struct page *page, struct arena *arena, const char *id);
struct item *page_add(struct page *page, enum item_kind kind, enum role role, const char *text);
struct item *page_row(struct page *page, const char *key, const char *label, const char *text);
struct item *page_field(
    struct page *page, const char *field, const char *label, const char *value, size_t limit);
struct item *page_side(struct page *page, const char *key, const char *state, const char *text);
/* Numbers the rows 1-9 and 10 when there are at most ten; called by each screen at its end. A row
 * whose number was set to PAGE_UNNUMBERED gets none ("Log and finish"). */
enum { PAGE_UNNUMBERED = -1 };
void page_number(struct page *page);

/* The page of the screen the desk is on (table of screens in screens.c). */
void page_of(const struct desk *desk, struct page *page, struct arena *arena);

#endif
