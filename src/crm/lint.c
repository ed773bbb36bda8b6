/*
 * Lint in the CRM: against the partnership as it is and the texts that are published. Texts that
 * are to be published together are looked over together; so are the published ones that quote
 * their facts or include their prompts, for a fact that goes would break them.
 */
#include "directory/lint.h"
#include "base/text.h"
#include "crm/inside.h"
#include "store/partners.h"
#include "store/services.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_FINDINGS = 100, SENTENCE = 4000 };

/* ---- the partnership ---- */

void
partnership_page_fill(struct tx *tx, struct partnership_page *page, struct arena *arena)
{
	partner_list(tx, &council_record, arena, &page->councils);
	partner_list(tx, &body_record, arena, &page->bodies);
	partner_list(tx, &site_record, arena, &page->sites);
	partner_list(tx, &desk_record_record, arena, &page->desks);
	partner_list(tx, &team_record, arena, &page->teams);
	partner_list(tx, &queue_record, arena, &page->queues);
	partner_list(tx, &venue_record, arena, &page->venues);
	partner_list(tx, &diary_record, arena, &page->diaries);
	partner_list(tx, &ladder_rung_record, arena, &page->ladder);
}

void
partnership_load(struct tx *tx, struct partnership *out, struct arena *arena)
{
	struct partnership_page page = {0};
	partnership_page_fill(tx, &page, arena);
	*out = partnership_of_page(&page);
	struct list rules = {0};
	partner_list(tx, &retention_record, arena, &rules);
	out->retention = rules.items;
	out->retention_count = rules.count;
}

/* ---- what a text may take from others ---- */

struct shelf {
	const struct service_text *first, *rest; /* the new texts before those published */
	size_t first_count, rest_count;
	struct arena *arena;
};

static const struct service_text *
on_shelf(const struct shelf *shelf, const char *id)
{
	for (size_t i = 0; i < shelf->first_count; i++)
		if (strcmp(shelf->first[i].service, id) == 0)
			return &shelf->first[i];
	for (size_t i = 0; i < shelf->rest_count; i++)
		if (strcmp(shelf->rest[i].service, id) == 0)
			return &shelf->rest[i];
	return NULL;
}

static const char *
shelf_text(void *context, const char *id, size_t *length, const char **file)
{
	const struct service_text *text = on_shelf(context, id);
	if (!text || text_blank(text->text))
		return NULL;
	*length = strlen(text->text);
	*file = text->service;
	return text->text;
}

static struct library shelf_library(struct shelf *shelf);

static const struct fact *
shelf_fact(void *context, const char *service, const char *name, const char *council)
{
	struct shelf *shelf = context;
	struct library library = shelf_library(shelf);
	return library_read_fact(&library, shelf->arena, service, name, council);
}

static struct library
shelf_library(struct shelf *shelf)
{
	return (struct library){.context = shelf, .text = shelf_text, .fact = shelf_fact};
}

/* ---- findings ---- */

static void
add_finding(
    struct list *out, const char *service, const struct finding *finding, struct arena *arena)
{
	struct finding_line *line = list_add(arena, out, &finding_line_record);
	struct buf sentence;
	buf_init(&sentence, SENTENCE);
	text_printable(&sentence, finding->sentence, strlen(finding->sentence));
	line->service = service;
	line->level = finding_word(finding->level);
	line->line = finding->line;
	line->column = finding->column;
	line->sentence = arena_strdup(arena, sentence.data);
	buf_release(&sentence);
}

/* Errors first: a reply has room for some hundred. */
static void
add_findings(struct list *out, const char *service, const struct finding_list *findings,
    bool errors, struct arena *arena)
{
	for (size_t i = 0; i < findings->count && out->count < MOST_FINDINGS; i++)
		if ((findings->items[i].level == FINDING_ERROR) == errors)
			add_finding(out, service, &findings->items[i], arena);
}

const char *
finding_sentence(const struct finding_line *finding, const char *service, struct arena *arena)
{
	const char *where = text_same(finding->service, service)
				? ""
				: arena_printf(arena, "%s, ", finding->service);
	return arena_printf(arena, "%sline %lld, column %lld: %s", where, (long long)finding->line,
	    (long long)finding->column, finding->sentence);
}

/* ---- looking ---- */

struct looking {
	struct partnership partnership;
	struct shelf shelf, published; /* with the new texts, and without */
	struct date day;
	struct list *out;
	struct arena *arena;
};

static void
look(struct looking *looking, const struct service_text *text, struct shelf *shelf,
    struct finding_list *findings)
{
	struct library library = shelf_library(shelf);
	findings_init(findings);
	lint_service(arena_printf(looking->arena, "%s.yaml", text->service), text->text,
	    strlen(text->text), &looking->partnership, &library, looking->day, findings);
}

static bool
look_at_new(struct looking *looking, const struct service_text *text)
{
	struct finding_list findings;
	if (text_blank(text->text)) /* withdrawn: only others can have something against it */
		return true;
	look(looking, text, &looking->shelf, &findings);
	bool good = findings.errors == 0;
	add_findings(looking->out, text->service, &findings, true, looking->arena);
	add_findings(looking->out, text->service, &findings, false, looking->arena);
	findings_release(&findings);
	return good;
}

/* Is the id named behind this word? */
static bool
names(const char *text, const char *word, const char *id, const char *after)
{
	size_t length = strlen(word), id_length = strlen(id);
	for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
		const char *name = at + length + strspn(at + length, " '\"");
		if (strncmp(name, id, id_length) == 0 &&
		    (name[id_length] == '\0' || strchr(after, name[id_length])))
			return true;
	}
	return false;
}

static bool
depends(const struct service_text *text, const struct shelf *shelf)
{
	for (size_t i = 0; i < shelf->first_count; i++) {
		const char *id = shelf->first[i].service;
		if (names(text->text, "fact.", id, ".") ||
		    names(text->text, "include:", id, " \n\r,}#'\""))
			return true;
	}
	return false;
}

static bool
said_before(const struct finding_list *before, const struct finding *finding)
{
	for (size_t i = 0; i < before->count; i++)
		if (before->items[i].level == FINDING_ERROR &&
		    strcmp(before->items[i].sentence, finding->sentence) == 0)
			return true;
	return false;
}

/* Only what the new texts break in it counts. */
static bool
look_at_dependent(struct looking *looking, const struct service_text *text)
{
	struct finding_list before = {0}, findings;
	bool good = true;
	look(looking, text, &looking->shelf, &findings);
	if (findings.errors)
		look(looking, text, &looking->published, &before);
	for (size_t i = 0; findings.errors && i < findings.count; i++) {
		const struct finding *finding = &findings.items[i];
		if (finding->level != FINDING_ERROR || said_before(&before, finding))
			continue;
		good = false;
		if (looking->out->count < MOST_FINDINGS)
			add_finding(looking->out, text->service, finding, looking->arena);
	}
	findings_release(&findings);
	findings_release(&before);
	return good;
}

static int
by_level_and_place(const void *a, const void *b)
{
	const struct finding_line *x = a, *y = b;
	int order = (strcmp(y->level, "error") == 0) - (strcmp(x->level, "error") == 0);
	if (!order)
		order = strcmp(x->service, y->service);
	if (!order)
		order = (x->line > y->line) - (x->line < y->line);
	return order ? order : (x->column > y->column) - (x->column < y->column);
}

bool
texts_lint(struct tx *tx, const struct service_text *texts, size_t count, struct date day,
    struct list *out, struct arena *arena)
{
	struct list published = {0};
	directory_after(tx, 0, arena, &published);
	struct shelf shelf = {.first = texts,
	    .first_count = count,
	    .rest = published.items,
	    .rest_count = published.count,
	    .arena = arena};
	struct looking looking = {
	    .shelf = shelf, .published = shelf, .day = day, .out = out, .arena = arena};
	looking.published.first_count = 0;
	partnership_load(tx, &looking.partnership, arena);
	bool good = true;
	for (size_t i = 0; i < count; i++)
		good = look_at_new(&looking, &texts[i]) && good;
	LIST_EACH(struct service_text, text, &published)
	if (!text_blank(text->text) && on_shelf(&shelf, text->service) == text &&
	    depends(text, &shelf))
		good = look_at_dependent(&looking, text) && good;
	if (out->count)
		qsort(out->items, out->count, sizeof(struct finding_line), by_level_and_place);
	return good;
}

/* ---- of a call ---- */

struct looked {
	int64_t directory; /* as of which version of the directory */
	bool good;
	struct list findings;
};

void
text_look(struct ask *ask, const char *service, const char *text, micros effective)
{
	struct looked *looked = arena_alloc(ask->call->arena, sizeof *looked);
	micros day = effective > tx_now(ask->tx) ? effective : tx_now(ask->tx);
	looked->directory = directory_newest(ask->tx);
	struct service_text one = {.service = service, .text = text};
	looked->good =
	    texts_lint(ask->tx, &one, 1, london_of(day).date, &looked->findings, ask->call->arena);
	ask->more = looked;
}

bool
text_good(struct ask *ask, const char *service, const char *text, micros effective)
{
	const struct looked *looked = ask->more;
	if (!looked || looked->directory != directory_newest(ask->tx)) {
		text_look(ask, service, text, effective);
		looked = ask->more;
	}
	if (looked->good)
		return true;
	refuse(ask, PROBLEM_BAD_TEXT, "text",
	    finding_sentence(
		LIST_AT(struct finding_line, &looked->findings, 0), service, ask->call->arena));
	ask->answer->findings = looked->findings;
	return false;
}
