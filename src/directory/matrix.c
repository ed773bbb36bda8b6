#include "directory/matrix.h"

#include "base/i18n.h"
#include "base/text.h"
#include "directory/partnership.h"

#include <string.h>

const struct mechanism_kind mechanism_kinds[MECHANISM_COUNT] = {
    [MECHANISM_TELEPHONE] = {"telephone", N_("Telephone enquiries"), N_("Tel"), true},
    [MECHANISM_EMAIL] = {"email", N_("E-mail enquiries"), N_("Mail"), false},
    [MECHANISM_COMPLAINTS] = {"complaints", N_("Complaints"), N_("Comp"), false},
    [MECHANISM_APPOINTMENTS] = {"appointments", N_("Appointments"), N_("Appt"), false},
    [MECHANISM_PAYMENTS] = {"payments", N_("Payments"), N_("Pay"), false},
    [MECHANISM_OUTBOUND] = {"outbound", N_("Calls out and surveys"), N_("Out"), false},
    [MECHANISM_LONE_WORKERS] = {"lone-workers", N_("Lone workers"), N_("Lone"), false},
    [MECHANISM_FULFILMENT] = {"fulfilment", N_("Administration and fulfilment"), N_("Adm"), true},
    [MECHANISM_CONTINGENCY] = {"contingency", N_("Contingency"), N_("Cont"), true},
    [MECHANISM_OUT_OF_HOURS] = {"out-of-hours", N_("Out of hours"), N_("OOH"), true},
    [MECHANISM_E_FORMS] = {"e-forms", N_("E-forms"), N_("Form"), false},
    [MECHANISM_OUTREACH] = {"outreach", N_("Gateways and outreach"), N_("Gate"), true},
};

const char *const stage_ids[STAGE_COUNT + 1] = {
    "none", "mandate", "scope", "design", "build", "test", "pilot", "operational", NULL};
const char *const stage_labels[STAGE_COUNT] = {N_("not taken over"), N_("mandate"), N_("scope"),
    N_("design"), N_("build"), N_("test"), N_("pilot"), N_("operational")};

enum mechanism
mechanism_named(const char *id)
{
	enum mechanism mechanism = 0;
	while (mechanism < MECHANISM_COUNT && !text_same(mechanism_kinds[mechanism].id, id))
		mechanism++;
	return mechanism;
}

/* ---- reading ---- */

static enum mechanism
read_mechanism(const struct script *script, const struct yaml *at, const char *id)
{
	const char *ids[MECHANISM_COUNT + 1] = {NULL};
	enum mechanism mechanism = mechanism_named(id);
	if (mechanism < MECHANISM_COUNT)
		return mechanism;
	for (size_t i = 0; i < MECHANISM_COUNT; i++)
		ids[i] = mechanism_kinds[i].id;
	const char *near = script_nearest(id, ids);
	if (near)
		script_error(script, at, "'%s' is no mechanism: did you mean %s?", id, near);
	else
		script_error(script, at,
		    "'%s' is no mechanism: write telephone, email, complaints, appointments, "
		    "payments, outbound, lone-workers, fulfilment, contingency, out-of-hours, "
		    "e-forms or outreach",
		    id);
	return MECHANISM_COUNT;
}

static enum stage
read_stage(const struct script *script, const struct yaml *node)
{
	const char *text = script_scalar(script, node, "the stage");
	for (enum stage stage = 0; text && stage < STAGE_COUNT; stage++)
		if (strcmp(stage_ids[stage], text) == 0)
			return stage;
	if (text)
		script_error(script, node,
		    "'%s' is no stage: write mandate, scope, design, build, test, pilot, "
		    "operational or none",
		    text);
	return STAGE_NONE;
}

static void
read_tick(const struct script *script, const struct yaml *node, struct tick *tick)
{
	static const char *const keys[] = {"stage", "owner", "from", "until", NULL};
	tick->line = node->key_line ? node->key_line : node->line;
	tick->column = node->key_line ? node->key_column : node->column;
	if (node->kind == YAML_SCALAR) {
		tick->stage = read_stage(script, node);
		return;
	}
	if (node->kind != YAML_MAP || !yaml_get(node, "stage")) {
		script_error(script, node,
		    "a mechanism has its stage: write '%s: operational', or '{ stage: pilot, "
		    "owner: TEAM, from: 2027-01-04 }'",
		    node->key);
		return;
	}
	script_keys(script, node, keys);
	tick->stage = read_stage(script, yaml_get(node, "stage"));
	if (yaml_get(node, "owner"))
		tick->owner = script_scalar(script, yaml_get(node, "owner"), "the owner's team");
	script_date(script, yaml_get(node, "from"), &tick->from);
	script_date(script, yaml_get(node, "until"), &tick->until);
}

static void
read_ticks(const struct script *script, const struct yaml *node, struct ticks *ticks)
{
	if (node->kind != YAML_MAP && node->kind != YAML_LIST) {
		script_error(script, node,
		    "mechanisms are written 'telephone: operational', or [telephone, email] where "
		    "all are");
		return;
	}
	for (const struct yaml *item = node->first; item; item = item->next) {
		bool listed = node->kind == YAML_LIST;
		struct yaml at = {.line = listed ? item->line : item->key_line,
		    .column = listed ? item->column : item->key_column};
		const char *id =
		    listed ? script_scalar(script, item, "each of the mechanisms") : item->key;
		enum mechanism mechanism = id ? read_mechanism(script, &at, id) : MECHANISM_COUNT;
		if (mechanism == MECHANISM_COUNT)
			continue;
		struct tick *tick = &ticks->of[mechanism];
		*tick =
		    (struct tick){.stage = STAGE_OPERATIONAL, .line = at.line, .column = at.column};
		if (!listed)
			read_tick(script, item, tick);
	}
}

static struct tick
unsaid(enum mechanism mechanism)
{
	return (struct tick){
	    .stage = mechanism_kinds[mechanism].usual ? STAGE_OPERATIONAL : STAGE_NONE};
}

/* A council's row begins as the common one, and that as what is usual unless something is said. */
static struct ticks *
new_ticks(const struct script *script, const char *council, const struct ticks *common, bool usual)
{
	struct ticks *ticks = arena_alloc(script->arena, sizeof *ticks);
	for (enum mechanism i = 0; i < MECHANISM_COUNT; i++)
		ticks->of[i] = common ? common->of[i] : usual ? unsaid(i) : (struct tick){0};
	ticks->council = council;
	return ticks;
}

struct ticks *
matrix_read(const struct script *script, const struct yaml *root, const char *council)
{
	struct finding_list unheard;
	findings_init(&unheard);
	struct script quiet = {.arena = script->arena, .file = script->file, .findings = &unheard};
	const struct yaml *common = yaml_get(root, "mechanisms"), *at = yaml_get(root, "at");
	struct ticks *first = new_ticks(script, NULL, NULL, !common), **last = &first->next;
	if (common)
		read_ticks(script, common, first);
	for (const struct yaml *variant = at ? at->first : NULL; variant; variant = variant->next) {
		const struct yaml *own =
		    variant->kind == YAML_MAP ? yaml_get(variant, "mechanisms") : NULL;
		if (!own)
			continue;
		*last = new_ticks(script, variant->key, first, false);
		read_ticks(text_same(council, variant->key) ? script : &quiet, own, *last);
		last = &(*last)->next;
	}
	findings_release(&unheard);
	return common || first->next ? first : NULL;
}

static void
check_tick(const struct script *script, enum mechanism mechanism, const struct tick *tick,
    const struct partnership *partnership)
{
	const char *id = mechanism_kinds[mechanism].id;
	struct yaml at = {.line = tick->line, .column = tick->column};
	if (tick->owner && partnership && !partnership_team(partnership, tick->owner))
		script_error(
		    script, &at, "%s: there is no team '%s' in partnership.yml", id, tick->owner);
	if (tick->from.year && tick->until.year && date_compare(tick->until, tick->from) < 0)
		script_error(script, &at, "%s ends before it begins", id);
}

/* Whoever names some mechanisms may have forgotten the one that his dialogue stands on. */
static void
check_referral(const struct script *script, const struct service *service)
{
	const struct ticks *row = service->ticks;
	const struct prompt *prompt = service->dialogue ? service->dialogue->prompts : NULL;
	while (prompt && prompt->kind != PROMPT_REFER)
		prompt = prompt->next;
	if (!prompt || !row || row->council || service->council ||
	    row->of[MECHANISM_FULFILMENT].line || row->of[MECHANISM_FULFILMENT].stage)
		return;
	struct yaml at = {.line = prompt->line, .column = prompt->column};
	script_warn(script, &at,
	    "the mechanisms do not name fulfilment, so nothing is referred and the caller is "
	    "signposted: add it, or say 'fulfilment: none'");
}

void
matrix_check(const struct script *script, const struct service *service,
    const struct partnership *partnership)
{
	check_referral(script, service);
	for (const struct ticks *row = service->ticks; row; row = row->next)
		for (enum mechanism i = 0; i < MECHANISM_COUNT; i++)
			if (service->council ? text_same(row->council, service->council)
					     : !row->council)
				check_tick(script, i, &row->of[i], partnership);
}

/* ---- asking ---- */

struct tick
matrix_tick(const struct service *service, const char *council, enum mechanism mechanism)
{
	const struct ticks *row = service->ticks;
	while (row && !text_same(row->council, council ? council : service->council))
		row = row->next;
	if (!row)
		row = service->ticks;
	return row ? row->of[mechanism] : unsaid(mechanism);
}

bool
matrix_has(const struct service *service, const char *council)
{
	const struct ticks *row = service->ticks;
	while (row && !text_same(row->council, council))
		row = row->next;
	return row != NULL;
}

enum mechanism
matrix_channel(const char *channel)
{
	static const struct {
		const char *channel;
		enum mechanism mechanism;
	} channels[] = {{"phone", MECHANISM_TELEPHONE}, {"gateway", MECHANISM_OUTREACH},
	    {"email", MECHANISM_EMAIL}, {"web", MECHANISM_E_FORMS}};
	for (size_t i = 0; i < sizeof channels / sizeof *channels; i++)
		if (text_same(channels[i].channel, channel))
			return channels[i].mechanism;
	return MECHANISM_COUNT;
}

bool
matrix_on(
    const struct service *service, const char *council, enum mechanism mechanism, struct date day)
{
	struct tick tick = matrix_tick(service, council, mechanism);
	return tick.stage >= STAGE_PILOT &&
	       (!tick.from.year || date_compare(day, tick.from) >= 0) &&
	       (!tick.until.year || date_compare(day, tick.until) <= 0);
}
