#include "directory/life.h"
#include "base/text.h"
#include "directory/opening.h"
#include "directory/service.h"
#include "model/case_kind.h"
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

/* `needs: [note, attachment, remedy, officer]`; what else is named is a prompt that must be
 * answered. */
static void
read_needs(const struct script *script, const struct yaml *node, struct life_state *state)
{
	struct name_list *names = node ? script_names(script, node) : NULL, **last = &names;
	size_t count = 0;
	while (*last) {
		bool note = strcmp((*last)->name, LIFE_NOTE) == 0,
		     attachment = strcmp((*last)->name, LIFE_ATTACHMENT) == 0,
		     remedy = strcmp((*last)->name, LIFE_REMEDY) == 0,
		     officer = strcmp((*last)->name, LIFE_OFFICER) == 0;
		state->note |= note;
		state->attachment |= attachment;
		state->remedy |= remedy;
		state->officer |= officer;
		if (note || attachment || remedy || officer)
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

/* So much more than the time that it had. */
static void
read_extends(const struct script *script, const struct yaml *node, struct life_state *state)
{
	struct err why = {{0}};
	state->extends = node ? script_scalar(script, node, "extends") : NULL;
	if (!state->extends)
		return;
	if (duration_check(state->extends, &why))
		script_error(script, node, "%s", why.text);
	if (state->due || state->stops || state->closed)
		script_error(script, node,
		    "what extends the time has none of its own, stops no clock and closes nothing: "
		    "take 'due', 'stops_clock' or 'closed' away");
	if (!state->note)
		script_error(
		    script, node, "an extension needs its reason: add 'needs: [note]' to it");
}

/* What complaints are counted by: the stage, and what coming here is. */
static void
read_counts(const struct script *script, const struct yaml *map, struct life_state *state)
{
	const struct yaml *node = yaml_get(map, "counts_as");
	const char *text = node ? script_scalar(script, node, "counts_as") : NULL;
	state->stage = script_whole(script, yaml_get(map, "stage"), 1, MOST_STAGES, 0);
	for (const char *const *word = case_count_words; text && *word; word++)
		if (strcmp(*word, text) == 0)
			state->counts_as = *word;
	if (text && !state->counts_as)
		script_error(script, node,
		    "'%s' counts as nothing: write received, acknowledged, extended, upheld, "
		    "partly-upheld, not-upheld or withdrawn",
		    text);
}

static struct life_state *
read_state(const struct script *script, const struct yaml *map)
{
	static const char *const keys[] = {"state", "title", "who", "to", "needs", "due", "closed",
	    "stops_clock", "extends", "other_than", "tell", "stage", "counts_as", NULL};
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
	read_extends(script, yaml_get(map, "extends"), state);
	state->other_than = script_names(script, yaml_get(map, "other_than"));
	script_words(script, yaml_get(map, "tell"), &state->tell);
	read_counts(script, map, state);
	return state->id ? state : NULL;
}

static void
check_named(const struct script *script, const struct yaml *node, const struct life *life,
    const struct name_list *names)
{
	for (; names; names = names->next)
		if (!life_state(life, names->name))
			script_error(script, node, "there is no state '%s'", names->name);
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
		check_named(script, yaml_get(node, "to"), life, s->to);
		check_named(script, yaml_get(node, "other_than"), life, s->other_than);
		for (const struct name_list *to = s->closed ? s->to : NULL; to; to = to->next) {
			const struct life_state *again = life_state(life, to->name);
			if (again && again->closed)
				script_error(script, yaml_get(node, "to"),
				    "a closed case is only opened again, and '%s' is closed",
				    to->name);
		}
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
is_reached(const struct service *service, const struct life_state *state)
{
	const struct life *life = service->life;
	const struct prompt *prompt = service->dialogue ? service->dialogue->prompts : NULL;
	for (; prompt; prompt = prompt->next)
		if (text_same(prompt->begins, state->id))
			return true;
	for (const struct life_state *from = life->states; from; from = from->next)
		if (life_leads(from, state))
			return true;
	return state == life->states;
}

/* Can a case that is here be closed at last? Each round brings in what leads to one that can. */
static bool
can_end(const struct life *life, const struct life_state *state)
{
	const struct life_state *ends[MOST_STATES + 1];
	size_t count = 0, before;
	for (const struct life_state *s = life->states; s; s = s->next)
		if (s->closed)
			ends[count++] = s;
	do {
		before = count;
		for (const struct life_state *s = life->states; s; s = s->next) {
			bool leads = false, known = false;
			for (size_t i = 0; i < count; i++) {
				known |= ends[i] == s;
				leads |= life_leads(s, ends[i]);
			}
			if (leads && !known)
				ends[count++] = s;
		}
	} while (count != before);
	for (size_t i = 0; i < count; i++)
		if (ends[i] == state)
			return true;
	return false;
}

/* Time is extended where there is some, and once. */
static void
check_extension(const struct script *script, const struct yaml *node, const struct life *life,
    const struct life_state *state)
{
	if (!state->extends)
		return;
	for (const struct life_state *from = life->states; from; from = from->next) {
		if (from->closed || !life_leads(from, state))
			continue;
		if (from->extends)
			script_error(script, node,
			    "'%s' has been extended already and leads to '%s': name others in its "
			    "'to'",
			    from->id, state->id);
		else if (!from->due)
			script_error(script, node,
			    "'%s' leads to '%s' and has no time that could be extended: add 'due' "
			    "to it",
			    from->id, state->id);
	}
}

/* What a referral begins in is open. */
static void
check_begins(const struct script *script, const struct yaml *list, const struct service *service)
{
	const struct prompt *prompt = service->dialogue ? service->dialogue->prompts : NULL;
	for (; prompt; prompt = prompt->next) {
		const struct life_state *state =
		    prompt->begins ? life_state(service->life, prompt->begins) : NULL;
		if (prompt->begins && (!state || state->closed))
			script_error(script, list, "'%s' begins in '%s', which is no open state",
			    prompt->id, prompt->begins);
	}
}

void
life_check(const struct script *script, const struct yaml *root, const struct service *service)
{
	const struct yaml *list = yaml_get(root, "case");
	const struct yaml *node = list ? list->first : NULL;
	if (!service->life || !list)
		return;
	check_begins(script, list, service);
	for (const struct life_state *s = service->life->states; s; s = s->next) {
		check_who(script, yaml_get(node, "who"), s);
		for (const struct name_list *a = s->answers; a; a = a->next)
			if (!is_ask(service, a->name) &&
			    !(service->dialogue && service->dialogue->incomplete))
				script_error(script, yaml_get(node, "needs"),
				    "'%s' is neither note, attachment nor remedy, nor a question "
				    "of the dialogue",
				    a->name);
		if (!is_reached(service, s))
			script_error(
			    script, node, "no state leads to '%s': name it in a 'to'", s->id);
		if (!can_end(service->life, s))
			script_error(script, node,
			    "a case never ends that is '%s': let it lead to a closed state", s->id);
		check_extension(script, yaml_get(node, "extends"), service->life, s);
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
	return !(from->closed && to->closed) && (!from->to || is_among(from->to, to->id));
}

const struct life_state *
life_again(const struct life *life, const struct life_state *from)
{
	return from->closed && from->to ? life_state(life, from->to->name) : life->states;
}

const struct case_event *
life_bars(const struct life *life, const struct case_record *record, const char *user)
{
	const struct life_state *here = life_at(life, record);
	if (!here->other_than || text_blank(user))
		return NULL;
	LIST_EACH(struct case_event, event, &record->events)
	if (event->state && text_same(event->user, user) &&
	    is_among(here->other_than, event->state))
		return event;
	return NULL;
}

bool
life_permits(const struct life_state *state, const char *role)
{
	return !state->who || is_among(state->who, role);
}

bool
life_remedied(const struct life_state *state, const struct case_record *record)
{
	if (!state->remedy)
		return true;
	LIST_EACH(struct case_event, event, &record->events)
	if (text_same(event->kind, "remedy"))
		return true;
	return false;
}

bool
life_claimed(const struct life_state *state, const struct case_record *record)
{
	return !state->officer || record->claimed_by;
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
