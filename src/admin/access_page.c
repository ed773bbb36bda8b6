#include "admin/access_page.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "formats/html.h"
#include "wire/codec.h"
#include "wire/tree.h"

#include <string.h>

static const char style[] =
    "body{font:1.1rem/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;"
    "color:#111;background:#fff}\n"
    "dl{margin:.3rem 0 1rem}dt{font-weight:bold;margin-top:.4rem}"
    "dd{margin:0;white-space:pre-line}\n"
    "article{border-top:2px solid #666;margin-top:1.5rem}\n"
    "table{border-collapse:collapse}th,td{border:1px solid #666;padding:.2rem .5rem;"
    "text-align:left;vertical-align:top}\n";

struct page {
	const struct access_bundle *bundle;
	struct arena *arena;
	struct buf *out;
};

static void
tag(const struct page *page, const char *name, const char *text)
{
	buf_printf(page->out, "<%s>", name);
	html_escape(page->out, text);
	/* Attributes are of the beginning alone. */
	buf_printf(page->out, "</%.*s>\n", (int)strcspn(name, " "), name);
}

static void
paragraphs(const struct page *page, const char *const *texts)
{
	for (; *texts; texts++)
		tag(page, "p", _(*texts));
}

/* ---- what is held ---- */

static void record_list(
    const struct page *page, const struct record *record, const void *value, int level);

/* The lists in a record, each under a heading of its own. */
static void
inner_lists(const struct page *page, const struct record *record, const void *value, int level)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		const char *at = (const char *)value + field->offset;
		const struct list *list = (const void *)at;
		if (field->type != FIELD_LIST || !list->count)
			continue;
		buf_printf(page->out, "<h%d>", level);
		html_escape(page->out, access_field_words(field, page->arena));
		buf_printf(page->out, "</h%d>\n<ol>\n", level);
		for (size_t n = 0; n < list->count; n++) {
			buf_puts(page->out, "<li>");
			record_list(page, field->of,
			    (const char *)list->items + n * field->of->size,
			    level < 6 ? level + 1 : 6);
			buf_puts(page->out, "</li>\n");
		}
		buf_puts(page->out, "</ol>\n");
	}
}

static void
record_list(const struct page *page, const struct record *record, const void *value, int level)
{
	size_t shown = 0;
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		const char *words = access_value_words(page->bundle, field, value, page->arena);
		if (!words || (field->flags & FIELD_DERIVED) || field->type == FIELD_LIST ||
		    field->type == FIELD_ONE)
			continue;
		buf_puts(page->out, shown++ ? "" : "<dl>\n");
		tag(page, "dt", access_field_words(field, page->arena));
		tag(page, "dd", words);
	}
	buf_puts(page->out, shown ? "</dl>\n" : "");
	inner_lists(page, record, value, level);
}

/* "2 of 5, 12 Dec 2025, 16:26": by its earliest time. */
static const char *
row_title(const struct page *page, const struct record *record, const void *row, size_t number,
    size_t count)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		const char *when = field->type == FIELD_TIME
				       ? access_value_words(page->bundle, field, row, page->arena)
				       : NULL;
		if (when)
			return arena_printf(page->arena, _("%zu of %zu, %s"), number, count, when);
	}
	return arena_printf(page->arena, _("%zu of %zu"), number, count);
}

static void
section(const struct page *page, const char *id, const char *title, const struct record *record,
    const struct list *rows)
{
	buf_printf(page->out, "<section id=\"%s\">\n", id);
	tag(page, "h2", title);
	for (size_t i = 0; i < rows->count; i++) {
		const char *row = (const char *)rows->items + i * record->size;
		buf_puts(page->out, "<article>\n");
		tag(page, "h3", row_title(page, record, row, i + 1, rows->count));
		record_list(page, record, row, 4);
		buf_puts(page->out, "</article>\n");
	}
	buf_puts(page->out, "</section>\n");
}

static void
cell(const struct page *page, const char *text)
{
	tag(page, "td", text ? text : "");
}

static void
looks(const struct page *page)
{
	static const char *const heads[] = {
	    N_("When"), N_("What"), N_("By whom"), N_("Council"), N_("Why"), NULL};
	const struct access_bundle *bundle = page->bundle;
	const struct field *at = record_field(&look_record, "at");
	buf_puts(page->out, "<section id=\"looks\">\n");
	tag(page, "h2", _("Who has looked at it"));
	buf_puts(page->out, "<table>\n<thead><tr>");
	for (size_t i = 0; heads[i]; i++)
		tag(page, "th scope=\"col\"", _(heads[i]));
	buf_puts(page->out, "</tr></thead>\n<tbody>\n");
	LIST_EACH(struct look, look, &bundle->looks)
	{
		const struct council *council =
		    list_find(&bundle->councils, &council_record, look->council);
		buf_puts(page->out, "<tr>");
		cell(page, access_value_words(bundle, at, look, page->arena));
		cell(page, access_action_words(look->action, page->arena));
		cell(page, access_role_words(look->user, look->user));
		cell(page, council ? council->name : look->council);
		cell(page, look->purpose);
		buf_puts(page->out, "</tr>\n");
	}
	buf_puts(page->out, "</tbody>\n</table>\n</section>\n");
}

/* ---- the page ---- */

static size_t
left_out(const struct access_bundle *bundle)
{
	size_t count = 0;
	LIST_EACH(struct access_finding, finding, &bundle->findings)
	count += !finding->kept;
	return count;
}

static const char *
day(const struct page *page, const char *text)
{
	struct date date;
	char words[40];
	if (!date_parse(text, &date))
		return text;
	date_words(words, sizeof words, date);
	return arena_strdup(page->arena, words);
}

static void
about(const struct page *page, micros now)
{
	const struct access_bundle *bundle = page->bundle;
	static const char *const texts[] = {
	    N_("This is everything that the councils' customer service system holds about you, "
	       "with "
	       "who has looked at it. The same is in data.json for a computer program."),
	    N_("It is held so that you need not say the same thing twice, so that what you asked "
	       "for "
	       "is done, and so that it can be shown what was done. The councils do this as their "
	       "public task (UK GDPR Article 6(1)(e)). What you told us came from you; what others "
	       "wrote down says by which role and when."),
	    N_("Each council keeps it as long as its retention schedule says. Nothing is decided "
	       "about you by a computer alone."),
	    N_("It does not hold what stands in other systems of the councils, nor texts that an "
	       "advisor is still typing. Backups hold older copies of the same."),
	    NULL};
	char today[40];
	date_words(today, sizeof today, london_of(now).date);
	buf_puts(page->out, "<section id=\"about\">\n");
	tag(page, "h2", _("About this answer"));
	tag(page, "p",
	    arena_printf(page->arena,
		_("You asked for it on %s. It was made on %s; the last day for it is %s."),
		day(page, bundle->request.received), today, day(page, bundle->request.due)));
	paragraphs(page, texts);
	size_t count = left_out(bundle);
	tag(page, "p",
	    count ? arena_printf(page->arena,
			P_("In %zu place something is left out, mostly because it is about "
			   "somebody else; redactions.txt says where and why.",
			    "In %zu places something is left out, mostly because it is about "
			    "somebody else; redactions.txt says where and why.",
			    count),
			count)
		  : _("Nothing is left out."));
	buf_puts(page->out, "</section>\n<section id=\"recipients\">\n");
	tag(page, "h2", _("Who has been given it"));
	buf_puts(page->out, "<ul>\n");
	LIST_EACH(struct council, council, &bundle->recipients)
	tag(page, "li", council->name);
	buf_puts(page->out, "</ul>\n</section>\n");
}

static void
rights(const struct page *page)
{
	static const char *const texts[] = {
	    N_("If something is wrong, you may have it put right; if it should not be held, you "
	       "may "
	       "ask for it to be erased or used less, and you may object to its use. Write to the "
	       "council's data protection officer."),
	    N_("If you are not content with this answer, you may complain to the council and to "
	       "the "
	       "Information Commissioner: ico.org.uk, telephone 0303 123 1113."),
	    NULL};
	buf_puts(page->out, "<section id=\"rights\">\n");
	tag(page, "h2", _("Your rights"));
	paragraphs(page, texts);
	buf_puts(page->out, "</section>\n");
}

static void
entry(const struct page *page, const char *id, const char *title)
{
	buf_printf(page->out, "<li><a href=\"#%s\">", id);
	html_escape(page->out, title);
	buf_puts(page->out, "</a></li>\n");
}

static void
contents(const struct page *page)
{
	const struct access_bundle *bundle = page->bundle;
	buf_puts(page->out, "<nav aria-labelledby=\"contents\">\n");
	tag(page, "h2 id=\"contents\"", _("Contents"));
	buf_puts(page->out, "<ol>\n");
	entry(page, "about", _("About this answer"));
	entry(page, "recipients", _("Who has been given it"));
	entry(page, "rights", _("Your rights"));
	for (size_t i = 0; i < bundle->count; i++)
		entry(page, bundle->sections[i].record->name,
		    access_kind_words(bundle->sections[i].record, page->arena));
	if (bundle->named_by.count)
		entry(page, "named_by", _("What other people's records say of you"));
	entry(page, "looks", _("Who has looked at it"));
	buf_puts(page->out, "</ol>\n</nav>\n");
}

void
access_page(const struct access_bundle *bundle, micros now, struct arena *arena, struct buf *out)
{
	struct page page = {bundle, arena, out};
	const char *title = arena_printf(arena, _("What the councils hold about %s"), bundle->name);
	buf_printf(out, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
	    languages[bundle->language].code);
	buf_puts(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
	tag(&page, "title", title);
	buf_printf(out, "<style>\n%s</style>\n</head>\n<body>\n<header>\n", style);
	tag(&page, "h1", title);
	buf_puts(out, "</header>\n");
	contents(&page);
	buf_puts(out, "<main>\n");
	about(&page, now);
	rights(&page);
	for (size_t i = 0; i < bundle->count; i++) {
		const struct access_section *part = &bundle->sections[i];
		section(&page, part->record->name, access_kind_words(part->record, arena),
		    part->record, &part->rows);
	}
	if (bundle->named_by.count)
		section(&page, "named_by", _("What other people's records say of you"),
		    &relation_record, &bundle->named_by);
	looks(&page);
	buf_puts(out, "</main>\n</body>\n</html>\n");
}

/* ---- for programs ---- */

static void
json_list(struct buf *out, const char *name, const struct record *record, const struct list *rows)
{
	json_write_text(out, name);
	buf_puts(out, ":[");
	for (size_t i = 0; i < rows->count; i++) {
		buf_puts(out, i ? ",\n" : "\n");
		json_encode(out, record, (const char *)rows->items + i * record->size);
	}
	buf_puts(out, "]");
}

static void
json_pair(struct buf *out, const char *name, const char *text)
{
	json_write_text(out, name);
	buf_putc(out, ':');
	json_write_text(out, text);
	buf_puts(out, ",\n");
}

void
access_data(const struct access_bundle *bundle, micros now, struct arena *arena, struct buf *out)
{
	char made[RFC3339_SIZE];
	struct list left = {0};
	rfc3339_format(made, now);
	buf_puts(out, "{");
	json_pair(out, "format", "frontdesk subject access 1");
	json_pair(out, "made", made);
	json_pair(out, "language", languages[bundle->language].code);
	buf_puts(out, "\"records\":{\n");
	for (size_t i = 0; i < bundle->count; i++) {
		buf_puts(out, i ? ",\n" : "");
		json_list(out, bundle->sections[i].record->name, bundle->sections[i].record,
		    &bundle->sections[i].rows);
	}
	buf_puts(out, "},\n");
	json_list(out, "named_by", &relation_record, &bundle->named_by);
	buf_puts(out, ",\n");
	json_list(out, "looks", &look_record, &bundle->looks);
	buf_puts(out, ",\n\"recipients\":[");
	LIST_EACH(struct council, council, &bundle->recipients)
	{
		buf_puts(out, council == bundle->recipients.items ? "" : ",");
		json_write_text(out, council->name);
	}
	buf_puts(out, "],\n");
	LIST_EACH(struct access_finding, finding, &bundle->findings)
	if (!finding->kept)
		*(struct access_finding *)list_add(arena, &left, &access_finding_record) =
		    (struct access_finding){.place = finding->place, .rule = finding->rule};
	json_list(out, "left_out", &access_finding_record, &left);
	buf_puts(out, "}\n");
}

/* ---- what was left out ---- */

static const char *
rule_sentence(const char *rule)
{
	const char *name, *sentence = "";
	for (size_t i = 0; (name = access_rule(i, &sentence)); i++)
		if (strcmp(name, rule) == 0)
			return _(sentence);
	return rule;
}

void
access_redactions(const struct access_bundle *bundle, struct buf *out)
{
	buf_puts(out, _("What was left out, where, and why\n\n"));
	buf_puts(out,
	    _("A place is the way to it in data.json, counted from 0: contact.3.note is the note "
	      "of the fourth contact.\n\n"));
	if (!left_out(bundle))
		buf_puts(out, _("Nothing is left out."));
	LIST_EACH(struct access_finding, finding, &bundle->findings)
	if (!finding->kept)
		buf_printf(out, "%s: %s\n", finding->place, rule_sentence(finding->rule));
}
