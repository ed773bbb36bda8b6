#include "base/text.h"
#include "formats/html.h"
#include "formats/xlsform_inner.h"

#include <ctype.h>
#include <string.h>

/* "label::English (en)", "label:English", "label" */
static void
read_column(const char *cell, struct xls_column *column, struct arena *arena)
{
	char *name = text_trim(arena_strdup(arena, cell ? cell : ""));
	char *language = strchr(name, ':');
	column->language = ENGLISH;
	if (language) {
		*language++ = '\0';
		language = text_trim(language + strspn(language, ": "));
		char *open = strchr(language, '(');
		char *code = open ? open + 1 : language;
		code[strcspn(code, ")")] = '\0';
		column->language = language_named(code);
		if (column->language == LANGUAGES && open) {
			*open = '\0';
			column->language = language_named(text_trim(language));
		}
	}
	text_trim(name);
	for (char *p = name; *p; p++)
		*p = *p == ' ' || *p == '-' ? '_' : (char)tolower((unsigned char)*p);
	column->name = strcmp(name, "relevance") == 0        ? "relevant"
		       : strcmp(name, "constraint_msg") == 0 ? "constraint_message"
		       : strcmp(name, "caption") == 0        ? "label"
							     : name;
}

void
xls_columns(
    const struct xls_sheet *sheet, struct xls_column **columns, size_t *count, struct arena *arena)
{
	*count = sheet->count ? sheet->rows[0].count : 0;
	*columns = arena_alloc(arena, (*count + 1) * sizeof **columns);
	for (size_t i = 0; i < *count; i++)
		read_column(sheet->rows[0].cells[i], &(*columns)[i], arena);
}

const char *
xls_cell(struct xls_column *columns, size_t count, const struct xls_row *row, const char *name)
{
	for (size_t i = 0; i < count && i < row->count; i++)
		if (strcmp(columns[i].name, name) == 0 && !text_blank(row->cells[i])) {
			columns[i].used = true;
			return row->cells[i];
		}
	return NULL;
}

static const char *
plain(const char *cell, struct arena *arena)
{
	struct buf out;
	buf_init(&out, 8192);
	html_text(&out, cell);
	const char *text = out.length ? arena_strdup(arena, out.data) : NULL;
	buf_release(&out);
	return text;
}

/* English must be there: without it the first language that is stands for it. */
void
xls_words(struct xls_column *columns, size_t count, const struct xls_row *row, const char *name,
    struct words *out, struct arena *arena)
{
	const char *any = NULL;
	*out = (struct words){{NULL}};
	for (size_t i = 0; i < count && i < row->count; i++) {
		if (strcmp(columns[i].name, name) != 0 || text_blank(row->cells[i]))
			continue;
		const char *text = plain(row->cells[i], arena);
		any = any ? any : text;
		if (columns[i].language == LANGUAGES)
			continue;
		columns[i].used = true;
		if (!out->in[columns[i].language])
			out->in[columns[i].language] = text;
	}
	if (!out->in[ENGLISH])
		out->in[ENGLISH] = any;
}

const char *
xls_setting(const struct xlsform *form, const char *name)
{
	const struct xls_sheet *sheet = &form->settings;
	if (sheet->count < 2)
		return NULL;
	for (size_t i = 0; i < sheet->rows[0].count && i < sheet->rows[1].count; i++)
		if (sheet->rows[0].cells[i] && word_equal(sheet->rows[0].cells[i], name) &&
		    !text_blank(sheet->rows[1].cells[i]))
			return sheet->rows[1].cells[i];
	return NULL;
}
