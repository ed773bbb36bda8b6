/* Several pages in one answer: a desk that begins, or comes back to a thin line, asks once. */
#include "crm/inside.h"
#include "model/records.h"

#include <string.h>

static const struct {
	const char *name;
	enum route_id route;
} parts[] = {
    {"notices", ROUTE_NOTICES},
    {"work", ROUTE_WORK},
    {"wrongs", ROUTE_WRONGS},
    {"arrivals", ROUTE_ARRIVALS},
    {"promises", ROUTE_PROMISES},
    {"outbound", ROUTE_OUTBOUND},
    {"visits", ROUTE_VISITS},
    {"learnt", ROUTE_LEARNT},
    {"transfers", ROUTE_TRANSFERS},
};

static bool
is_asked(const char *of, const char *name)
{
	size_t length = strlen(name);
	for (const char *at = of; (at = strstr(at, name)); at += length)
		if ((at == of || at[-1] == ',') && (at[length] == ',' || !at[length]))
			return true;
	return false;
}

/* As if it were asked alone; null where it would be refused. */
static const void *
read_page(const struct ask *ask, enum route_id route)
{
	const struct rule *rule = rule_of(route);
	struct crm_call call = {.route = route,
	    .token = ask->call->token,
	    .peer = ask->call->peer,
	    .arena = ask->call->arena};
	struct crm_answer answer = {.status = 200};
	struct ask part = *ask;
	part.call = &call;
	part.answer = &answer;
	part.more = NULL;
	if (rule->action != RULE_ANYBODY && !allowed(&part, (enum action)rule->action, NULL))
		return NULL;
	return rule->read(&part) ? answer.body : NULL;
}

/* What is not known here, or not for this user, is left out. */
bool
pages_read(struct ask *ask)
{
	char *pages = record_new(ask->call->arena, &pages_record);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		const struct field *field = record_field(&pages_record, parts[i].name);
		if (field && is_asked(ask->call->query[0], parts[i].name))
			*(const void **)(pages + field->offset) = read_page(ask, parts[i].route);
	}
	ask->answer->body = pages;
	return true;
}
