#include "directory/life.h"
#include "base/text.h"
#include "directory/opening.h"
#include "directory/service.h"
#include "model/permit.h"

#include <string.h>

static const struct life_state usual_closed = {
    .id = "closed", .title = {{"Closed", "Ar gau"}}, .closed = true};
static const struct life_state usual_open = {
    .id = "open", .title = {{"Open", "Agored"}}, .next = &usual_closed};
static const struct life usual = {&usual_open};

/* ---- reading ---- */

static bool
is_among(const struct name_list *list, const char *name)
{
	for (; list; list = list->next)
		if (text_same(list->name, name))
			return true;
	return false;
}

/* `needs: [note, attachment]`; what else is named is a prompt that must be answered. */
static void
read_needs(const struct script *script, const struct yaml *node, struct life_state *state)
{
	struct name_list *names = node ? script_names(script, node) : NULL, **last = &names;
	size_t count = 0;
	while (*last) {
		bool note = strcmp((*last)->name, LIFE_NOTE) == 0,
		     attachment = strcmp((*last)->name, LIFE_ATTACHMENT) == 0;
		state->note |= note;
		state->attachment |= attachment;
		if (note || attachment)
			*last = (*last)->next;
		else
			last = &(*last)->next;
		count++;
	}
	if (count > MOST_NEEDS)
		script_error(script, node, "a state needs at most %d things", MOST_NEEDS);
	state->answers = names;
}

static void
read_due(const struct script *script, const struct yaml *node, struct life_state *state)
{
	struct err why = {{0}};
	state->due = node ? script_scalar(script, node, "due") : NULL;
	if (state->due && duration_check(state->due, &why))
		script_error(script, node, "%s", why.text);
	if (state->due && (state->stops || state->closed))
		script_error(script, node,
		    "no time is given for what is closed or stands still: take due or '%s' away",
		    state->closed ? "closed: true" : "stops_clock: true");
}

static struct life_state *
read_state(const struct script *script, const struct yaml *map)
{
	static const char *const keys[] = {
	    "state", "title", "who", "to", "needs", "due", "closed", "stops_clock", NULL};
	struct life_state *state = arena_alloc(script->arena, sizeof *state);
	const struct yaml *id = map->kind == YAML_MAP ? yaml_get(map, "state") : NULL;
	if (!id) {
		script_error(script, map,
		    "each of 'case:' is a state, written '- state: waiting' with its title below");
		return NULL;
	}
	script_keys(script, map, keys);
	state->id = script_scalar(script, id, "the state's id");
	if (state->id && !script_id(state->id))
		script_error(script, id,
		    "'%s' cannot be a state's id: use small letters, digits and hyphens",
		    state->id);
	if (!yaml_get(map, "title"))
		script_error(script, id, "the state has no title: add what people read, 'title:'");
	script_words(script, yaml_get(map, "title"), &state->title);
	state->who = script_names(script, yaml_get(map, "who"));
	state->to = script_names(script, yaml_get(map, "to"));
	read_needs(script, yaml_get(map, "needs"), state);
	state->closed = script_flag(script, yaml_get(map, "closed"));
	state->stops = script_flag(script, yaml_get(map, "stops_clock"));
	read_due(script, yaml_get(map, "due"), state);
	if (state->closed && state->to)
		script_error(script, yaml_get(map, "to"),
		    "a closed case is only opened again: take 'to' away");
	return state->id ? state : NULL;
}

/* It begins open, can be closed, and no two are called the same. */
static void
check_whole(const struct script *script, const struct yaml *list, const struct life *life)
{
	bool closed = false;
	int count = 0;
	const struct yaml *node = list->first;
	for (const struct life_state *s = life->states; s; s = s->next, node = node->next) {
		closed |= s->closed;
		if (life_state(life, s->id) != s)
			script_error(script, node, "the state '%s' is there already", s->id);
		if (++count > MOST_STATES)
			script_error(script, node, "a case has at most %d states", MOST_STATES);
		for (const struct name_list *to = s->to; to; to = to->next)
			if (!life_state(life, to->name))
				script_error(script, yaml_get(node, "to"), "there is no state '%s'",
				    to->name);
	}
	if (!closed)
		script_error(script, list, "no state closes the case: add 'closed: true' to one");
	if (life->states->closed)
		script_error(script, list->first,
		    "a case begins in the first state, so that one cannot be closed");
}

void
life_read(const struct script *script, const struct yaml *root, struct service *service)
{
	const struct yaml *list = yaml_get(root, "case");
	const struct life_state **last;
	size_t errors = script->findings->errors;
	if (!list)
		return;
	if (list->kind != YAML_LIST || !list->first) {
		script_error(
		    script, list, "case is a list of states, each written '- state: waiting'");
		return;
	}
	struct life *life = arena_alloc(script->arena, sizeof *life);
	last = &life->states;
	for (const struct yaml *node = list->first; node; node = node->next) {
		struct life_state *state = read_state(script, node);
		if (!state)
			return;
		*last = state;
		last = &state->next;
	}
	check_whole(script, list, life);
	if (script->findings->errors == errors)
		service->life = life;
}

/* ---- lint ---- */

static bool
is_ask(const struct service *service, const char *id)
{
	const struct prompt *prompt =
	    service->dialogue ? dialogue_prompt(service->dialogue, id) : NULL;
	return prompt && prompt->kind == PROMPT_ASK;
}

static void
check_who(const struct script *script, const struct yaml *node, const struct life_state *state)
{
	const char *const *roles = record_field(&user_record, "role")->words;
	for (const struct name_list *who = state->who; who; who = who->next) {
		const char *const *role = roles;
		while (*role && strcmp(*role, who->name) != 0)
			role++;
		if (!*role)
			script_error(script, node,
			    "'%s' is no role: write roles, as in [back_office, supervisor]",
			    who->name);
		else if (!permitted(who->name, ACTION_WORK_CASE, NULL, NULL))
			script_error(script, node, "a %s works on no case", who->name);
	}
}

/* Can a case get there at all? */
static bool
is_reached(const struct life *life, const struct life_state *state)
{
	for (const struct life_state *from = life->states; from; from = from->next)
		if (life_leads(from, state))
			return true;
	return state == life->states;
}

void
life_check(const struct script *script, const struct yaml *root, const struct service *service)
{
	const struct yaml *list = yaml_get(root, "case");
	const struct yaml *node = list ? list->first : NULL;
	if (!service->life || !list)
		return;
	for (const struct life_state *s = service->life->states; s; s = s->next) {
		check_who(script, yaml_get(node, "who"), s);
		for (const struct name_list *a = s->answers; a; a = a->next)
			if (!is_ask(service, a->name) &&
			    !(service->dialogue && service->dialogue->incomplete))
				script_error(script, yaml_get(node, "needs"),
				    "'%s' is neither note nor attachment nor a question of the "
				    "dialogue",
				    a->name);
		if (!is_reached(service->life, s))
			script_error(
			    script, node, "no state leads to '%s': name it in a 'to'", s->id);
		node = node->next;
	}
}

/* ---- asking ---- */

const struct life *
life_of(const struct service *service, const struct case_record *record)
{
	return service && service->life && record->enquiry ? service->life : &usual;
}

const struct life_state *
life_state(const struct life *life, const char *id)
{
	for (const struct life_state *state = life->states; state; state = state->next)
		if (text_same(state->id, id))
			return state;
	return NULL;
}

const struct life_state *
life_at(const struct life *life, const struct case_record *record)
{
	bool closed = text_same(record->state, "closed");
	const struct life_state *state = life_state(life, record->life);
	if (state && state->closed == closed)
		return state;
	for (state = life->states; state && state->closed != closed;)
		state = state->next;
	return state ? state : life->states;
}

const struct life_state *
life_end(const struct life *life)
{
	const struct life_state *end = NULL;
	for (const struct life_state *state = life->states; state; state = state->next) {
		if (!state->closed)
			continue;
		if (end)
			return NULL;
		end = state;
	}
	return end;
}

bool
life_leads(const struct life_state *from, const struct life_state *to)
{
	if (from == to)
		return false;
	return from->closed ? !to->closed : !from->to || is_among(from->to, to->id);
}

bool
life_permits(const struct life_state *state, const char *role)
{
	return !state->who || is_among(state->who, role);
}

size_t
life_lacks(const struct life_state *state, const char *note, size_t attachments,
    const struct list *answers, const char *lacks[MOST_NEEDS])
{
	size_t count = 0;
	if (state->note && text_blank(note))
		lacks[count++] = LIFE_NOTE;
	if (state->attachment && !attachments)
		lacks[count++] = LIFE_ATTACHMENT;
	for (const struct name_list *need = state->answers; need; need = need->next) {
		bool found = false;
		LIST_EACH(struct answer, answer, answers)
		found =
		    found || (text_same(answer->prompt, need->name) && !text_blank(answer->value));
		if (!found && count < MOST_NEEDS)
			lacks[count++] = need->name;
	}
	return count;
}
