#include "base/text.h"
#include "formats/xlsform_inner.h"
#include "formats/yaml_out.h"

#include <string.h>

enum { MOST_DEPTH = 32, MOST_INSTANCES = 20 };

/* Where the writing stands: the groups around the row, and the section that is open. */
struct writing {
	struct xls_reading *reading;
	struct buf *out;
	const struct xls_item *groups[MOST_DEPTH];
	size_t depth;
	const struct xls_item *section[MOST_DEPTH]; /* the groups of the open section */
	size_t section_depth;
	bool open;
};

/* A text in its languages, `key: text` or a map below the key. */
static void
put_words(struct writing *writing, const struct xls_item *item, int depth, const char *key,
    const struct words *words)
{
	int count = 0;
	for (int i = 0; i < LANGUAGES; i++)
		count += words->in[i] != NULL;
	if (!words->in[ENGLISH])
		return;
	if (count == 1) {
		yaml_out_line(
		    writing->out, depth, key, xls_text(writing->reading, item, words->in[ENGLISH]));
		return;
	}
	buf_printf(writing->out, "%*s%s:\n", depth * 2, "", key);
	/* What stands below the first key of a list's item stands below its dash too. */
	int below = depth + (key[0] == '-' ? 2 : 1);
	for (int i = 0; i < LANGUAGES; i++)
		yaml_out_line(writing->out, below, languages[i].code,
		    xls_text(writing->reading, item, words->in[i]));
}

/* ---- sections ---- */

/* The groups that make the section: all around, but within a repeat no more than the repeat itself,
 * so that all that is asked of one instance stands together. */
static size_t
section_groups(const struct writing *writing)
{
	for (size_t i = 0; i < writing->depth; i++)
		if (writing->groups[i]->kind == XLS_REPEAT)
			return i + 1;
	return writing->depth;
}

/* The conditions of some of the groups around, and of a row of its own, as one. */
static const char *
condition(const struct writing *writing, size_t from, size_t to, const char *own)
{
	const char *all = NULL;
	for (size_t i = from; i <= to; i++) {
		const char *when = i < to ? writing->groups[i]->when : own;
		if (when)
			all =
			    all ? arena_printf(writing->reading->arena, "(%s) and (%s)", all, when)
				: when;
	}
	return all;
}

static const struct words *
section_title(const struct writing *writing, struct words *none)
{
	*none = (struct words){{"Questions"}};
	for (size_t i = section_groups(writing); i > 0; i--)
		if (writing->groups[i - 1]->label.in[ENGLISH])
			return &writing->groups[i - 1]->label;
	return none;
}

static const struct xls_item *
repeat_around(const struct writing *writing)
{
	for (size_t i = 0; i < writing->depth; i++)
		if (writing->groups[i]->kind == XLS_REPEAT)
			return writing->groups[i];
	return NULL;
}

static void
open_section(struct writing *writing)
{
	struct words none;
	struct buf *out = writing->out;
	const struct xls_item *repeat = repeat_around(writing);
	size_t depth = section_groups(writing);
	if (writing->open && depth == writing->section_depth &&
	    memcmp(writing->groups, writing->section, depth * sizeof *writing->groups) == 0)
		return;
	put_words(writing, writing->depth ? writing->groups[writing->depth - 1] : NULL, 1,
	    "- section", section_title(writing, &none));
	yaml_out_line(out, 2, "when", condition(writing, 0, depth, NULL));
	if (repeat) {
		yaml_out_line(out, 2, "repeat", repeat->id);
		yaml_out_line(out, 2, "count",
		    repeat->count
			? repeat->count
			: arena_printf(writing->reading->arena, "${%s_count}", repeat->id));
		buf_printf(out, "    most: %d\n", MOST_INSTANCES);
	}
	buf_puts(out, "    prompts:\n");
	memcpy(writing->section, writing->groups, depth * sizeof *writing->groups);
	writing->section_depth = depth;
	writing->open = true;
}

/* A repeat that does not say how often is asked how often, in the section before it. */
static void
ask_how_many(struct writing *writing, const struct xls_item *repeat)
{
	const char *label = repeat->label.in[ENGLISH];
	if (repeat->count)
		return;
	open_section(writing);
	buf_printf(writing->out, "      - ask: %s_count\n", repeat->id);
	yaml_out_line(writing->out, 4, "text",
	    arena_printf(writing->reading->arena, "How many: %s?", label ? label : repeat->id));
	buf_printf(writing->out,
	    "        type: integer\n        min: 0\n        max: %d\n        required: true\n",
	    MOST_INSTANCES);
}

/* ---- prompts ---- */

struct listing {
	struct writing *writing;
	struct xls_item *item;
	struct buf seen; /* values, a blank between: a list may name one twice */
};

static void
put_choice(void *context, const struct xls_row *row)
{
	struct listing *listing = context;
	struct writing *writing = listing->writing;
	struct xls_reading *in = writing->reading;
	struct words label;
	const char *value = xls_cell(in->choice_columns, in->choice_column_count, row, "name");
	if (!value)
		value = xls_cell(in->choice_columns, in->choice_column_count, row, "value");
	const char *word = arena_printf(in->arena, " %s ", value);
	if (listing->seen.length && strstr(listing->seen.data, word))
		return;
	buf_puts(&listing->seen, word);
	xls_words(in->choice_columns, in->choice_column_count, row, "label", &label, in->arena);
	if (!label.in[ENGLISH])
		label.in[ENGLISH] = value;
	struct buf key;
	buf_init(&key, 1000);
	yaml_out_text(&key, value);
	const char *filter = listing->item->filter ? xls_filter(in, listing->item, row) : NULL;
	const char *when = filter ? xls_expr(in, listing->item, "choice_filter", filter) : NULL;
	if (when) {
		buf_printf(writing->out, "          %s:\n", key.data);
		put_words(writing, listing->item, 6, "label", &label);
		yaml_out_line(writing->out, 6, "when", when);
	} else {
		put_words(writing, listing->item, 5, key.data, &label);
	}
	buf_release(&key);
}

static void
put_ask(struct writing *writing, struct xls_item *item)
{
	struct buf *out = writing->out;
	yaml_out_line(out, 4, "type", item->type);
	if (strncmp(item->type, "select", 6) == 0) {
		struct listing listing = {.writing = writing, .item = item};
		buf_init(&listing.seen, 256 * 1024);
		buf_puts(out, "        choices:\n");
		xls_choices(writing->reading, item->list, put_choice, &listing);
		buf_release(&listing.seen);
	}
	if (item->required)
		buf_puts(out, "        required: true\n");
	put_words(writing, item, 4, "hint", &item->hint);
	if (strcmp(item->type, "decimal") == 0 || strcmp(item->type, "integer") == 0) {
		yaml_out_line(out, 4, "min", item->least);
		yaml_out_line(out, 4, "max", item->most);
	}
	if (!item->constraint)
		return;
	yaml_out_line(out, 4, "constraint", item->constraint);
	struct words plain = {
	    {arena_printf(writing->reading->arena, "This must hold: %s", item->constraint)}};
	put_words(writing, item, 4, "message", item->message.in[ENGLISH] ? &item->message : &plain);
}

static void
put_calculation(struct writing *writing, const struct xls_item *item)
{
	struct words name = {{item->name}}, rule = {{item->value}};
	put_words(writing, item, 4, "text", item->label.in[ENGLISH] ? &item->label : &name);
	yaml_out_line(writing->out, 4, "type", item->type);
	yaml_out_line(writing->out, 4, "value", item->value);
	buf_puts(writing->out, "        rule: ");
	/* In the author's words there are none; the sum itself is shown, its names bare. */
	struct buf shown;
	buf_init(&shown, 8192);
	for (const char *p = rule.in[ENGLISH]; *p; p++)
		if (!strchr("${}", *p))
			buf_putc(&shown, *p);
	yaml_out_text(writing->out, shown.length ? shown.data : "as the form has it");
	buf_putc(writing->out, '\n');
	buf_release(&shown);
}

static void
put_prompt(struct writing *writing, struct xls_item *item)
{
	struct buf *out = writing->out;
	open_section(writing);
	if (strcmp(item->prompt, "say") == 0 || strcmp(item->prompt, "tell") == 0) {
		put_words(writing, item, 3,
		    arena_printf(writing->reading->arena, "- %s", item->prompt), &item->label);
		buf_printf(out, "        id: %s\n", item->id);
	} else {
		buf_printf(out, "      - %s: %s\n", item->prompt, item->id);
	}
	if (strcmp(item->prompt, "ask") == 0) {
		put_words(writing, item, 4, "text", &item->label);
		put_ask(writing, item);
	} else if (strcmp(item->prompt, "calculate") == 0) {
		put_calculation(writing, item);
	}
	yaml_out_line(out, 4, "when",
	    condition(writing, section_groups(writing), writing->depth, item->when));
}

static void
put_outcome(struct writing *writing)
{
	const struct xlsform_options *options = writing->reading->options;
	struct buf *out = writing->out;
	buf_puts(out, "  - section: What happens now\n    prompts:\n");
	if (!options->refer) {
		buf_puts(
		    out, "      - resolve: form-complete\n        text: That is all we need.\n");
		return;
	}
	buf_printf(out, "      - refer: %s\n", options->refer);
	yaml_out_line(out, 4, "due", options->due ? options->due : "5 working days");
	yaml_out_line(out, 4, "promise",
	    arena_printf(writing->reading->arena, "We will be back within %s.",
		options->due ? options->due : "5 working days"));
}

static void
put_head(struct writing *writing)
{
	const struct xlsform_options *options = writing->reading->options;
	const char *title =
	    options->title ? options->title : xls_setting(writing->reading->form, "form_title");
	struct buf *out = writing->out;
	yaml_out_line(out, 0, "service", options->service);
	yaml_out_line(out, 0, "title", title ? title : options->service);
	yaml_out_line(out, 0, "provided_by", options->provided_by ? options->provided_by : "any");
	buf_puts(out, "owner:\n");
	yaml_out_line(out, 1, "team", options->team);
	yaml_out_line(out, 1, "email", options->email);
	buf_puts(out, "dialogue:\n");
}

void
xls_write(struct xls_reading *reading, struct buf *out)
{
	struct writing writing = {.reading = reading, .out = out};
	put_head(&writing);
	for (size_t i = 0; i < reading->count; i++) {
		struct xls_item *item = &reading->items[i];
		if (item->kind == XLS_END) {
			writing.depth -= writing.depth > 0;
		} else if (item->kind != XLS_PROMPT) {
			if (item->kind == XLS_REPEAT && !item->dropped)
				ask_how_many(&writing, item);
			if (writing.depth < MOST_DEPTH)
				writing.groups[writing.depth++] = item;
		} else if (!item->dropped) {
			put_prompt(&writing, item);
		}
	}
	put_outcome(&writing);
	if (reading->comments.length)
		buf_printf(out, "# Set aside from the form:\n%s", reading->comments.data);
}

/* Columns that say nothing here are named once, for the whole sheet. */
static void
name_columns(struct xls_reading *reading)
{
	const struct xlsform_options *options = reading->options;
	for (size_t i = 0; i < reading->column_count && options->aside; i++) {
		const struct xls_column *column = &reading->columns[i];
		size_t filled = 0;
		for (size_t k = 1; k < reading->form->survey.count; k++) {
			const struct xls_row *row = &reading->form->survey.rows[k];
			filled += i < row->count && !text_blank(row->cells[i]);
		}
		if (!column->used && filled && column->name[0])
			options->aside(options->context, "survey", 0,
			    arena_printf(reading->arena,
				"there is no place for the column '%s' (%zu filled)", column->name,
				filled));
	}
}

int
xlsform_read(const struct xlsform *form, const struct xlsform_options *options, struct buf *out,
    struct arena *arena, struct err *err)
{
	struct xls_reading reading = {.form = form, .options = options, .arena = arena};
	xls_columns(&form->survey, &reading.columns, &reading.column_count, arena);
	xls_columns(&form->choices, &reading.choice_columns, &reading.choice_column_count, arena);
	reading.items = arena_alloc(arena, (form->survey.count + 1) * sizeof *reading.items);
	buf_init(&reading.comments, 128 * 1024);
	int rc = xls_rows(&reading, err);
	if (rc == 0) {
		xls_write(&reading, out);
		name_columns(&reading);
		rc = reading.aside;
	}
	buf_release(&reading.comments);
	return buf_ok(out) ? rc : err_set(err, "the form is longer than a file may be");
}
