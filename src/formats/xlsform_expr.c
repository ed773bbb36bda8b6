#include "base/text.h"
#include "dialogue/expr.h"
#include "formats/xlsform_inner.h"

#include <ctype.h>
#include <string.h>

enum { MOST_SOURCE = 4096 };

/* Spreadsheets turn straight quotes into these. */
static size_t
curly(const char *at)
{
	static const char *const quotes[] = {"\u2018", "\u2019", "\u201c", "\u201d"};
	for (int i = 0; i < 4; i++)
		if (strncmp(at, quotes[i], strlen(quotes[i])) == 0)
			return strlen(quotes[i]);
	return 0;
}

/* A note says something, a group holds something: neither has a value. */
static bool
has_value(const struct xls_item *item)
{
	return item->kind == XLS_REPEAT ||
	       (item->kind == XLS_PROMPT && item->prompt && strcmp(item->prompt, "say") != 0 &&
		   strcmp(item->prompt, "tell") != 0);
}

/* Does what was written so far end where a function takes all the values of a name? */
static bool
takes_all(const struct buf *out)
{
	static const char *const ends[] = {"sum(", "count(", "min(", "max("};
	const char *text = out->length ? out->data : "";
	for (int i = 0; i < 4; i++) {
		size_t length = strlen(ends[i]);
		if (out->length >= length && strcmp(text + out->length - length, ends[i]) == 0)
			return true;
	}
	return strstr(text, "join(") != NULL;
}

/* Copies one ${name}, ours for theirs; false when the name is none that was kept, or one that is
 * asked several times elsewhere: only a function over all of them may have it. */
static bool
copy_name(struct xls_reading *reading, const struct xls_item *from, const char **at,
    struct buf *out, const char **unknown)
{
	size_t length = strcspn(*at + 2, "}");
	char *name = text_trim(arena_strndup(reading->arena, *at + 2, length));
	const struct xls_item *item = xls_named(reading, name);
	*at += 2 + length + ((*at)[2 + length] == '}');
	if (!item || item->dropped || !has_value(item) ||
	    (item->repeat && from && item->repeat != from->repeat && !takes_all(out))) {
		*unknown = name;
		return false;
	}
	buf_printf(out, "${%s}", item->id);
	return true;
}

/* Curly quotes made straight, names ours; inside quotes nothing but the quotes changes. */
static bool
translate(struct xls_reading *reading, const struct xls_item *from, const char *text,
    struct buf *out, bool *mended, const char **unknown)
{
	char quote = '\0';
	while (*text) {
		size_t bent = curly(text);
		if (bent) {
			quote = quote ? '\0' : '\'';
			buf_putc(out, '\'');
			*mended = true;
			text += bent;
		} else if (!quote && strncmp(text, "${", 2) == 0) {
			if (!copy_name(reading, from, &text, out, unknown))
				return false;
		} else {
			if (quote ? *text == quote : *text == '\'' || *text == '"')
				quote = quote ? '\0' : *text;
			buf_putc(out, *text == '\n' || *text == '\t' ? ' ' : *text);
			text++;
		}
	}
	return true;
}

const char *
xls_expr(struct xls_reading *reading, struct xls_item *item, const char *column, const char *text)
{
	struct buf out;
	struct fault fault;
	bool mended = false;
	const char *unknown = NULL, *result = NULL;
	buf_init(&out, MOST_SOURCE);
	if (!translate(reading, item, text, &out, &mended, &unknown)) {
		xls_aside(reading, item,
		    "%s asks for ${%s}, which is not in the form, or is set aside", column,
		    unknown);
	} else if (!buf_ok(&out)) {
		xls_aside(reading, item, "%s is longer than %d bytes", column, MOST_SOURCE);
	} else if (!expr_parse(reading->arena, out.length ? out.data : "", &fault)) {
		xls_aside(reading, item, "%s, character %d: %s", column, fault.at, fault.err.text);
	} else {
		result = arena_strdup(reading->arena, out.data);
		if (mended && !item->mended && reading->options->repaired)
			reading->options->repaired(reading->options->context, "survey",
			    item->row->number,
			    arena_printf(reading->arena, "%s: curly quotes made straight", column));
		item->mended = item->mended || mended;
	}
	buf_release(&out);
	return result;
}

const char *
xls_filter(struct xls_reading *reading, const struct xls_item *item, const struct xls_row *choice)
{
	struct buf out;
	char quote = '\0';
	buf_init(&out, MOST_SOURCE);
	for (const char *at = item->filter; *at;) {
		bool word = !quote && (isalpha((unsigned char)*at) || *at == '_') &&
			    (at == item->filter || !strchr("{$", at[-1]));
		if (quote ? *at == quote : *at == '\'' || *at == '"')
			quote = quote ? '\0' : *at;
		if (!word) {
			bool name = !quote && strncmp(at, "${", 2) == 0;
			size_t length = name ? strcspn(at, "}") + 1 : 1;
			buf_add(&out, at, length);
			at += length;
			continue;
		}
		size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-"
					   "0123456789:");
		char *name = arena_strndup(reading->arena, at, length);
		size_t after = length + strspn(at + length, " ");
		bool operator= strcmp(name, "and") == 0 || strcmp(name, "or") == 0 ||
		    strcmp(name, "div") == 0 || strcmp(name, "mod") == 0;
		if (operator|| at[after] == '(') {
			buf_puts(&out, name);
		} else {
			for (char *p = name; *p; p++)
				*p = (char)tolower((unsigned char)*p);
			const char *cell = xls_cell(
			    reading->choice_columns, reading->choice_column_count, choice, name);
			buf_printf(&out, "'%s'", cell && !strchr(cell, '\'') ? cell : "");
		}
		at += length;
	}
	const char *result = arena_strdup(reading->arena, out.length ? out.data : "");
	buf_release(&out);
	return result;
}

const char *
xls_text(struct xls_reading *reading, const struct xls_item *item, const char *text)
{
	struct buf out;
	const char *unknown;
	if (!text || !strstr(text, "${"))
		return text;
	buf_init(&out, 8192);
	while (*text)
		if (strncmp(text, "${", 2) != 0)
			buf_putc(&out, *text++);
		else if (!copy_name(reading, item, &text, &out, &unknown))
			buf_printf(&out, "(%s)", unknown);
	const char *result = arena_strdup(reading->arena, out.length ? out.data : "");
	buf_release(&out);
	return result;
}
