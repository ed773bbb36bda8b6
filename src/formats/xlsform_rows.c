#include "base/text.h"
#include "formats/xlsform_inner.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MOST_ID = 60 };

static const char *
cell(struct xls_reading *reading, const struct xls_item *item, const char *name)
{
	return xls_cell(reading->columns, reading->column_count, item->row, name);
}

void
xls_aside(struct xls_reading *reading, struct xls_item *item, const char *format, ...)
{
	char reason[400];
	va_list args;
	va_start(args, format);
	vsnprintf(reason, sizeof reason, format, args);
	va_end(args);
	if (item->dropped)
		return;
	item->dropped = true;
	reading->aside++;
	if (reading->options->aside)
		reading->options->aside(
		    reading->options->context, "survey", item->row->number, reason);
	buf_printf(&reading->comments, "# row %ld: %s\n#  ", item->row->number, reason);
	for (size_t i = 0; i < item->row->count; i++) {
		const char *text = item->row->cells[i];
		if (text_blank(text))
			continue;
		buf_puts(&reading->comments, " | ");
		for (; *text; text++)
			buf_putc(&reading->comments, (unsigned char)*text < ' ' ? ' ' : *text);
	}
	buf_putc(&reading->comments, '\n');
}

const struct xls_item *
xls_named(const struct xls_reading *reading, const char *name)
{
	for (size_t i = 0; i < reading->count; i++)
		if (reading->items[i].kind != XLS_END && text_same(reading->items[i].name, name))
			return &reading->items[i];
	return NULL;
}

/* ---- types ---- */

static const struct {
	const char *theirs, *prompt, *ours;
} types[] = {
    {"text", "ask", "text"},
    {"string", "ask", "text"},
    {"integer", "ask", "integer"},
    {"int", "ask", "integer"},
    {"decimal", "ask", "decimal"},
    {"range", "ask", "decimal"},
    {"date", "ask", "date"},
    {"time", "ask", "time"},
    {"email", "ask", "email"},
    {"tel", "ask", "phone"},
    {"phone", "ask", "phone"},
    {"phone number", "ask", "phone"},
    {"phonenumber", "ask", "phone"},
    {"select_one", "ask", "select_one"},
    {"select1", "ask", "select_one"},
    {"select one", "ask", "select_one"},
    {"select one from", "ask", "select_one"},
    {"select_multiple", "ask", "select_multiple"},
    {"select all that apply", "ask", "select_multiple"},
    {"select all that apply from", "ask", "select_multiple"},
    {"note", "say", NULL},
    {"acknowledge", "tell", NULL},
    {"trigger", "tell", NULL},
    {"calculate", "calculate", "text"},
};

/* The type's words before the name of a list; the longest that fits. */
static bool
find_type(struct xls_item *item, const char *type, char *written)
{
	size_t best = 0;
	int found = -1;
	for (int i = 0; i < (int)(sizeof types / sizeof *types); i++) {
		size_t length = strlen(types[i].theirs);
		if (strncmp(type, types[i].theirs, length) == 0 &&
		    (type[length] == '\0' || type[length] == ' ') && length > best) {
			best = length;
			found = i;
		}
	}
	if (found < 0)
		return false;
	item->prompt = types[found].prompt;
	item->type = types[found].ours;
	/* The list keeps its letters. */
	char *list = text_trim(written + best);
	list[strcspn(list, " ")] = '\0'; /* or_other */
	if (*list)
		item->list = list;
	return true;
}

/* "begin group", "begin_group", "end repeat" … */
static bool
find_bracket(struct xls_item *item, const char *type)
{
	bool begins = strncmp(type, "begin", 5) == 0;
	const char *what = type + (begins ? 6 : 4);
	if (!begins && strncmp(type, "end", 3) != 0)
		return false;
	if (strlen(type) < (begins ? 7u : 5u) || !strchr(" _", what[-1]))
		return false;
	if (strcmp(what, "group") != 0 && strcmp(what, "repeat") != 0)
		return false;
	item->kind = !begins ? XLS_END : what[0] == 'g' ? XLS_GROUP : XLS_REPEAT;
	return true;
}

static void
read_type(struct xls_reading *reading, struct xls_item *item)
{
	const char *written = cell(reading, item, "type");
	char *type = text_trim(arena_strdup(reading->arena, written));
	char *folded = arena_strdup(reading->arena, type);
	for (char *p = folded; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	if (find_bracket(item, folded))
		return;
	if (!find_type(item, folded, type))
		xls_aside(reading, item, "there is no place for the type '%s'", written);
	else if (!item->list && item->type && strncmp(item->type, "select", 6) == 0)
		xls_aside(reading, item, "the type '%s' names no list of choices", written);
}

/* ---- ids ---- */

static bool
id_taken(const struct xls_reading *reading, const struct xls_item *before, const char *id)
{
	for (const struct xls_item *item = reading->items; item < before; item++)
		if (text_same(item->id, id))
			return true;
	return false;
}

static void
make_id(struct xls_reading *reading, struct xls_item *item)
{
	char id[MOST_ID + 1];
	size_t length = 0;
	const char *name = item->name ? item->name : "row";
	for (; *name && length < MOST_ID - 8; name++) {
		char c = (char)tolower((unsigned char)*name);
		bool good =
		    (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
		if (length == 0 && !(c >= 'a' && c <= 'z'))
			id[length++] = 'q';
		id[length++] = good ? c : '_';
	}
	id[length] = '\0';
	item->id = arena_strdup(reading->arena, id);
	for (int n = 2; id_taken(reading, item, item->id); n++)
		item->id = arena_printf(reading->arena, "%s_%d", id, n);
}

/* ---- choices ---- */

struct listing {
	struct xls_reading *reading;
	const char *list;
	size_t count;
	bool yes, no, bad;
};

void
xls_choices(struct xls_reading *reading, const char *list,
    void (*each)(void *context, const struct xls_row *row), void *context)
{
	const struct xls_sheet *sheet = &reading->form->choices;
	for (size_t i = 1; i < sheet->count; i++) {
		const char *name = xls_cell(reading->choice_columns, reading->choice_column_count,
		    &sheet->rows[i], "list_name");
		if (!name) /* the older name of the column */
			name = xls_cell(reading->choice_columns, reading->choice_column_count,
			    &sheet->rows[i], "list name");
		if (name && strcmp(text_trim(arena_strdup(reading->arena, name)), list) == 0)
			each(context, &sheet->rows[i]);
	}
}

static void
look_at_choice(void *context, const struct xls_row *row)
{
	struct listing *listing = context;
	struct xls_reading *reading = listing->reading;
	const char *value =
	    xls_cell(reading->choice_columns, reading->choice_column_count, row, "name");
	if (!value)
		value =
		    xls_cell(reading->choice_columns, reading->choice_column_count, row, "value");
	listing->count++;
	if (!value || strpbrk(value, " \t\n,'\""))
		listing->bad = true;
	listing->yes = listing->yes || text_same(value, "yes");
	listing->no = listing->no || text_same(value, "no");
}

static void
check_list(struct xls_reading *reading, struct xls_item *item)
{
	struct listing listing = {.reading = reading};
	if (!item->list || item->dropped)
		return;
	xls_choices(reading, item->list, look_at_choice, &listing);
	if (!listing.count)
		xls_aside(reading, item, "there is no list of choices '%s'", item->list);
	else if (listing.bad)
		xls_aside(reading, item,
		    "a value in the list '%s' is missing, or has blanks, commas or quotes",
		    item->list);
	else if (listing.count == 2 && listing.yes && listing.no &&
		 strcmp(item->type, "select_one") == 0)
		item->type = "yesno";
}

/* ---- rows ---- */

static bool
says_yes(const char *text)
{
	return text && (word_equal(text, "yes") || word_equal(text, "true") ||
			   word_equal(text, "true()") || strcmp(text, "1") == 0);
}

/* "start=1 end=10 step=1" */
static const char *
parameter(struct xls_reading *reading, const char *parameters, const char *name)
{
	const char *at = parameters ? strstr(parameters, name) : NULL;
	if (!at)
		return NULL;
	at += strlen(name);
	at += strspn(at, " =");
	return arena_strndup(reading->arena, at, strspn(at, "-0123456789."));
}

static void
read_row(struct xls_reading *reading, struct xls_item *item)
{
	const char *name = cell(reading, item, "name");
	item->name = name ? text_trim(arena_strdup(reading->arena, name)) : NULL;
	read_type(reading, item);
	if (item->kind == XLS_END)
		return;
	make_id(reading, item);
	xls_words(reading->columns, reading->column_count, item->row, "label", &item->label,
	    reading->arena);
	xls_words(reading->columns, reading->column_count, item->row, "hint", &item->hint,
	    reading->arena);
	xls_words(reading->columns, reading->column_count, item->row, "constraint_message",
	    &item->message, reading->arena);
	item->required = says_yes(cell(reading, item, "required"));
	const char *parameters = cell(reading, item, "parameters");
	item->least = parameter(reading, parameters, "start");
	item->most = parameter(reading, parameters, "end");
	/* Columns of our own: how a note is meant. */
	const char *prompt = cell(reading, item, "prompt");
	if (item->prompt && strcmp(item->prompt, "say") == 0 && text_same(prompt, "tell"))
		item->prompt = "tell";
	if (item->kind == XLS_PROMPT && !item->dropped) {
		if (!item->name && strcmp(item->prompt, "say") != 0)
			xls_aside(reading, item, "the row has no name");
		else if (!item->label.in[ENGLISH] && strcmp(item->prompt, "calculate") != 0)
			xls_aside(reading, item, "the row has no label: there is nothing to say");
	}
	check_list(reading, item);
}

static void
read_expressions(struct xls_reading *reading, struct xls_item *item)
{
	const struct {
		const char *column;
		const char **into;
	} columns[] = {{"relevant", &item->when}, {"constraint", &item->constraint},
	    {"calculation", &item->value}, {"repeat_count", &item->count}};
	for (size_t i = 0; i < sizeof columns / sizeof *columns && !item->dropped; i++) {
		const char *text = cell(reading, item, columns[i].column);
		*columns[i].into = NULL;
		if (text)
			*columns[i].into = xls_expr(reading, item, columns[i].column, text);
	}
	if (item->dropped)
		return;
	item->filter = cell(reading, item, "choice_filter");
	if (text_same(item->prompt, "calculate") && !item->value)
		xls_aside(reading, item, "the calculation is empty");
}

/* A group that goes takes its end, and what stands in it, along. */
static void
drop_inside(struct xls_reading *reading)
{
	int depth = 0;
	for (size_t i = 0; i < reading->count; i++) {
		struct xls_item *item = &reading->items[i];
		if (depth && item->kind != XLS_END)
			xls_aside(reading, item, "its group or repeat is set aside");
		if (item->kind == XLS_END)
			depth -= depth > 0;
		else if (item->kind != XLS_PROMPT && (depth || item->dropped))
			depth++;
	}
}

static void
find_repeats(struct xls_reading *reading)
{
	const struct xls_item *around[64] = {NULL};
	int depth = 0;
	for (size_t i = 0; i < reading->count && depth < 63; i++) {
		struct xls_item *item = &reading->items[i];
		item->repeat = around[depth];
		if (item->kind == XLS_END)
			depth -= depth > 0;
		else if (item->kind != XLS_PROMPT)
			around[++depth] = item->kind == XLS_REPEAT ? item : item->repeat;
	}
}

/* A repeat within a repeat has no place. */
static void
drop_nested(struct xls_reading *reading)
{
	bool repeats[64] = {false};
	int depth = 0, inside = 0;
	for (size_t i = 0; i < reading->count; i++) {
		struct xls_item *item = &reading->items[i];
		if (item->kind == XLS_END) {
			if (depth > 0)
				inside -= repeats[--depth];
			continue;
		}
		if (item->kind == XLS_PROMPT)
			continue;
		if (item->kind == XLS_REPEAT && inside)
			xls_aside(reading, item, "a repeat within a repeat has no place");
		if (depth == 64)
			return;
		repeats[depth++] = item->kind == XLS_REPEAT;
		inside += item->kind == XLS_REPEAT;
	}
}

int
xls_rows(struct xls_reading *reading, struct err *err)
{
	const struct xls_sheet *survey = &reading->form->survey;
	int before;
	if (survey->count < 2)
		return err_set(err, "the survey sheet has no rows");
	for (size_t i = 1; i < survey->count; i++) {
		const struct xls_row *row = &survey->rows[i];
		struct xls_item *item = &reading->items[reading->count];
		*item = (struct xls_item){.row = row};
		if (!xls_cell(reading->columns, reading->column_count, row, "type"))
			continue;
		reading->count++;
		read_row(reading, item);
	}
	find_repeats(reading);
	/* What asks for something that was set aside goes too, until nothing more does. */
	do {
		before = reading->aside;
		drop_nested(reading);
		drop_inside(reading);
		for (size_t i = 0; i < reading->count; i++)
			if (reading->items[i].kind != XLS_END && !reading->items[i].dropped)
				read_expressions(reading, &reading->items[i]);
	} while (reading->aside != before);
	return 0;
}
