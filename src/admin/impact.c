/* directory impact: everything that quotes a fact, before it changes. */
#include "directory/impact.h"
#include "admin/directory.h"
#include "base/i18n.h"
#include "base/text.h"
#include "directory/service.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TEXT = 256 * 1024, MOST_QUOTES = 100000 };

/* What --json prints: a fact, its values, and each place that quotes or shows it. */
struct value_line {
	const char *council, *value, *review_by;
};
struct quote_line {
	const char *kind, *service, *path, *council, *what, *text;
	int64_t line;
};
struct impact_line {
	const char *service, *fact;
	struct list values, quotes;
};
#define TEXT(type_, name_)                                                                         \
	{                                                                                          \
		.name = #name_, .type = FIELD_TEXT, .offset = offsetof(struct type_, name_),       \
		.limit = MOST_TEXT                                                                 \
	}
#define LINES(name_, of_)                                                                          \
	{                                                                                          \
		.name = #name_, .type = FIELD_LIST, .offset = offsetof(struct impact_line, name_), \
		.limit = MOST_QUOTES, .of = &of_                                                   \
	}
#define COUNT(table) (sizeof(table) / sizeof *(table))
static const struct field value_fields[] = {
    TEXT(value_line, council), TEXT(value_line, value), TEXT(value_line, review_by)};
static const struct record value_record = {
    "value", sizeof(struct value_line), value_fields, COUNT(value_fields)};
static const struct field quote_fields[] = {TEXT(quote_line, kind), TEXT(quote_line, service),
    TEXT(quote_line, path), TEXT(quote_line, council), TEXT(quote_line, what),
    TEXT(quote_line, text),
    {.name = "line", .type = FIELD_NUMBER, .offset = offsetof(struct quote_line, line)}};
static const struct record quote_record = {
    "quote", sizeof(struct quote_line), quote_fields, COUNT(quote_fields)};
static const struct field impact_fields[] = {TEXT(impact_line, service), TEXT(impact_line, fact),
    LINES(values, value_record), LINES(quotes, quote_record)};
static const struct record impact_record = {
    "impact", sizeof(struct impact_line), impact_fields, COUNT(impact_fields)};

struct weighing {
	struct admin *admin;
	struct arena *arena;
	struct list texts, notices;
	struct impact_line line;
};

static struct quote_line *
add(struct weighing *weighing, const char *kind, const char *what)
{
	struct quote_line *line = list_add(weighing->arena, &weighing->line.quotes, &quote_record);
	line->kind = kind;
	line->service = weighing->line.service;
	line->what = what;
	return line;
}

static void
add_texts(struct weighing *weighing, const struct impact *impact)
{
	for (const struct fact_value *v = impact->values; v; v = v->next)
		*(struct value_line *)list_add(weighing->arena, &weighing->line.values,
		    &value_record) = (struct value_line){v->council, v->value, v->review_by};
	for (const struct quote *q = impact->quotes; q; q = q->next)
		*add(weighing, q->kind, q->what) = (struct quote_line){
		    q->kind, q->service, q->path, q->council, q->what, q->text, q->line};
}

static void
add_notices(struct weighing *weighing)
{
	const char *service = weighing->line.service, *fact = weighing->line.fact;
	LIST_EACH(struct notice, notice, &weighing->notices)
	{
		const char *texts[] = {notice->text, notice->script};
		for (size_t i = 0; i < COUNT(texts); i++)
			if (texts[i] && impact_quotes(texts[i], service, fact)) {
				struct quote_line *line =
				    add(weighing, "notice", i ? _("script") : _("text"));
				line->path = notice->id;
				line->text = texts[i];
			}
	}
}

/* Where a fact is shown without being quoted: the entry itself, and what is made from it. */
static void
add_shown(struct weighing *weighing, const char *text)
{
	struct finding_list findings;
	findings_init(&findings);
	const char *id = weighing->line.service;
	struct service *service = service_parse(id, text, strlen(text), NULL, NULL, &findings);
	findings_release(&findings);
	if (!service)
		return;
	if (!service->part) {
		add(weighing, "screen", _("the entry on the desk"));
		add(weighing, "export", "oruk");
	}
	if (!service->part && !service->sensitive) {
		add(weighing, "export", "faq");
		add(weighing, "export", arena_printf(weighing->arena, "pages: %s.html", id));
		const struct prompt *prompts =
		    service->dialogue ? service->dialogue->prompts : NULL;
		for (const struct prompt *p = prompts; p; p = p->next)
			if (p->kind == PROMPT_REFER && p->queue_role)
				add(weighing, "export",
				    arena_printf(
					weighing->arena, "on-hold: %s.txt", p->queue_role));
	}
	service_free(service);
}

static void
print_words(const struct impact_line *line)
{
	printf("%s.%s\n", line->service, line->fact);
	LIST_EACH(struct value_line, value, &line->values)
	printf("  %s%s%s%s%s%s\n", value->council ? value->council : "", value->council ? ": " : "",
	    value->value, value->review_by ? " (" : "", value->review_by ? value->review_by : "",
	    value->review_by ? ")" : "");
	LIST_EACH(struct quote_line, quote, &line->quotes)
	{
		if (quote->line)
			printf("  %s.yaml:%lld: ", quote->service, (long long)quote->line);
		else
			printf("  %s: ", quote->kind);
		printf("%s%s%s", quote->council ? quote->council : "", quote->council ? ": " : "",
		    quote->what);
		printf(quote->text ? ": %s\n" : "%s\n", quote->text ? quote->text : "");
	}
}

static void
weigh(struct weighing *weighing, const char *service, const char *fact, const char *text)
{
	struct impact impact;
	weighing->line = (struct impact_line){.service = service, .fact = fact};
	impact_of(weighing->arena, &weighing->texts, service, fact, &impact);
	add_texts(weighing, &impact);
	add_notices(weighing);
	add_shown(weighing, text);
	if (weighing->admin->json)
		print_record(&impact_record, &weighing->line);
	else
		print_words(&weighing->line);
}

enum admin_exit
directory_impact(struct admin *admin, struct arena *arena, int argc, char **argv)
{
	struct weighing weighing = {.admin = admin, .arena = arena};
	struct err err;
	size_t at = 0, found = 0;
	if (argc != 2)
		return directory_usage("impact", _("one fact, NAME or SERVICE.NAME"));
	if (!texts_published(admin, arena, &weighing.texts))
		return ADMIN_FAILED;
	if (crm_list(admin->crm, &notice_record, arena, &weighing.notices, &err) < 0)
		return admin_fail("%s", err.text);
	const char *name = argv[1], *dot = strchr(name, '.');
	const char *of = dot ? arena_strndup(arena, name, (size_t)(dot - name)) : NULL;
	const char *fact = dot ? dot + 1 : name;
	const struct service_text *owner;
	while ((owner = impact_owner(arena, &weighing.texts, fact, &at))) {
		if (of && strcmp(owner->service, of) != 0)
			continue;
		weigh(&weighing, owner->service, fact, owner->text);
		found++;
	}
	return found ? ADMIN_DONE : admin_fail(_("no service has a fact %s"), name);
}
