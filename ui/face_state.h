/* The inside of the face, for face.c, face_keys.c and face_foot.c. */
#ifndef UI_FACE_STATE_H
#define UI_FACE_STATE_H

#include "ui/face.h"
#include "ui/paint.h"

struct face {
	struct face_options options;
	struct arena arena; /* of the page */
	struct page page;   /* what is shown: the desk's page, or help over it */
	struct arena below_arena;
	struct page below; /* while help is shown: the desk's page */
	bool help;
	char *below_key; /* where the cursor was before help */
	int below_scroll;

	char *page_id;
	uint64_t focus_serial;
	int focus;       /* index in page.items, -1: none */
	char *focus_key; /* its key, to find it again */
	int scroll, side_scroll;
	bool follow;

	struct edit edit; /* the text of the focused field */
	char *edit_field; /* its name; null: none is being edited */
	int edit_cells;

	bool prefix; /* ^G was typed */
	bool line;   /* the `:` line is open */
	char *message;
	enum role message_role;
	int body_rows, height; /* as last painted */
	char *filter;          /* what a long list is narrowed by; null: nothing */
	char *writing;         /* the painted word for what is not yet kept; null: all is */
	char *alarm;           /* that rang last, or null */
};

bool item_takes_focus(const struct item *item);
struct item *face_focused(struct face *face);
bool face_in_field(struct face *face);
bool face_works(struct face *face, enum command command);

/* The next item that takes the focus, from `from` on in the direction; -1: none. */
int face_step_item(const struct page *page, int from, int by);
void face_set_focus(struct face *face, int index);
/* Goes to an item as the advisor's own move: the desk is told. */
void face_go_to(struct face *face, int index);
/* Enter on an item, or its digit. */
void face_pick(struct face *face, int index);
void face_emit_command(struct face *face, enum command command, const char *argument);
void face_emit_edit(struct face *face);
/* A sentence of the face's own, until the next key; null clears it. */
void face_say(struct face *face, enum role role, const char *text);
void face_set_help(struct face *face, bool help);

/* Puts a filter above a long list and leaves out the rows without its words. */
void face_filter(struct face *face, struct page *page);
bool face_is_filter(const struct item *item);
extern const char face_filter_field[];

/* What the key line says at this focus, in at most `columns` cells: whole entries only. */
void face_keys_line(struct face *face, int columns, struct buf *out);

#endif
