/* Everything that an entry of partnership.yml names is looked up. */
#include "base/text.h"
#include "directory/partnership_inner.h"
#include "directory/slots.h"

#include <ctype.h>
#include <string.h>

enum { USUAL_AHEAD = 56 /* days */ };

/* The node of one text of an entry, for the place of a finding. */
static const struct yaml *
node_of(const struct yaml *root, const char *list, const char *id, const char *key)
{
	const struct yaml *entry = yaml_get(yaml_get(root, list), id);
	const struct yaml *node = yaml_get(entry, key);
	return node ? node : entry;
}

static bool
is_tier(const struct council *council, const char *tier)
{
	return council && text_same(council->tier, tier);
}

/* The council that another one names must be there and of the right tier. */
static void
check_above(const struct script *script, const struct yaml *root, const struct partnership *p,
    const struct council *council, const char *key, const char *named)
{
	const struct council *above = partnership_council(p, named);
	bool district = strcmp(key, "district") == 0;
	if (is_tier(above, key) || (district && is_tier(above, "unitary")))
		return;
	script_error(script, node_of(root, "councils", council->id, key),
	    "'%s' is not a %s of this file", named, key);
}

/* Taking over ends, and begins no later than the old one ends. */
static void
check_successor(const struct script *script, const struct yaml *root, const struct partnership *p,
    const struct council *council)
{
	const struct council *next = partnership_council(p, council->successor);
	const struct yaml *node = node_of(root, "councils", council->id, "successor");
	if (!next)
		script_error(
		    script, node, "there is no council '%s' in this file", council->successor);
	else if (!council->until)
		script_error(
		    script, node, "'%s' has a successor and no until: add the day", council->id);
	else if (next->from && strcmp(next->from, council->until) != 0)
		script_error(script, node, "'%s' takes over on %s, but '%s' ends on %s", next->id,
		    next->from, council->id, council->until);
	size_t steps = 0;
	while (next && next->successor && steps++ < p->council_count)
		next = partnership_council(p, next->successor);
	if (steps >= p->council_count)
		script_error(
		    script, node, "the successors of '%s' go round in a circle", council->id);
}

static void
check_councils(const struct script *script, const struct yaml *root, const struct partnership *p)
{
	for (size_t i = 0; i < p->council_count; i++) {
		const struct council *council = &p->councils[i];
		const struct yaml *tier = node_of(root, "councils", council->id, "tier");
		if (is_tier(council, "district") && !council->county)
			script_error(
			    script, tier, "the district '%s' has no county: add it", council->id);
		if (is_tier(council, "parish") && !council->district)
			script_error(
			    script, tier, "the parish '%s' has no district: add it", council->id);
		if (council->county)
			check_above(script, root, p, council, "county", council->county);
		if (council->district)
			check_above(script, root, p, council, "district", council->district);
		if (council->successor)
			check_successor(script, root, p, council);
		if (council->from && council->until && strcmp(council->from, council->until) >= 0)
			script_error(script, node_of(root, "councils", council->id, "until"),
			    "'%s' ends before it begins", council->id);
	}
}

/* A council, or how postcodes begin. */
static void
check_bodies(const struct script *script, const struct yaml *root, const struct partnership *p)
{
	for (size_t i = 0; i < p->body_count; i++) {
		const struct yaml *areas =
		    yaml_get(yaml_get(yaml_get(root, "bodies"), p->bodies[i].id), "areas");
		const char *rest = p->bodies[i].areas, *word;
		for (size_t length; (length = list_word(&rest, &word)) > 0;) {
			const char *name = arena_strndup(script->arena, word, length);
			if (!isupper((unsigned char)*word) && !partnership_council(p, name))
				script_error(
				    script, areas, "there is no council '%s' in this file", name);
		}
	}
}

static void
check_council_of(const struct script *script, const struct yaml *root, const struct partnership *p,
    const char *list, const char *id, const char *council)
{
	if (council && !partnership_council(p, council))
		script_error(script, node_of(root, list, id, "council"),
		    "there is no council '%s' in this file", council);
}

static void
check_desks(const struct script *script, const struct yaml *root, struct partnership *p)
{
	for (size_t i = 0; i < p->desk_count; i++) {
		struct desk_record *desk = &p->desks[i];
		const struct site *site = partnership_site(p, desk->site);
		if (site)
			desk->council = site->council;
		else if (desk->site)
			script_error(script, node_of(root, "desks", desk->id, "site"),
			    "there is no site '%s' in this file", desk->site);
	}
}

static void
check_queues(const struct script *script, const struct yaml *root, const struct partnership *p)
{
	for (size_t i = 0; i < p->queue_count; i++) {
		const struct queue *queue = &p->queues[i];
		const struct yaml *node = node_of(root, "queues", queue->role, queue->council);
		struct yaml at = {.line = node->key_line, .column = node->key_column};
		const struct team *team = partnership_team(p, queue->team);
		if (!partnership_council(p, queue->council))
			script_error(
			    script, &at, "there is no council '%s' in this file", queue->council);
		if (queue->team && !team)
			script_error(
			    script, node, "there is no team '%s' in this file", queue->team);
		else if (team && team->council && strcmp(team->council, queue->council) != 0)
			script_warn(script, node, "the team '%s' belongs to '%s', not to '%s'",
			    queue->team, team->council, queue->council);
	}
}

/* What is not said is one person in a slot, and the next eight weeks. */
static void
check_diaries(const struct script *script, const struct yaml *root, struct partnership *p)
{
	for (size_t i = 0; i < p->diary_count; i++) {
		struct diary *diary = &p->diaries[i];
		struct err why = {{0}};
		const struct yaml *entry = node_of(root, "diaries", diary->id, "slot");
		if (!diary->capacity &&
		    !yaml_get(yaml_get(yaml_get(root, "diaries"), diary->id), "capacity"))
			diary->capacity = 1;
		if (!diary->ahead)
			diary->ahead = USUAL_AHEAD;
		check_council_of(script, root, p, "diaries", diary->id, diary->council);
		if (diary->site && !partnership_site(p, diary->site))
			script_error(script, node_of(root, "diaries", diary->id, "site"),
			    "there is no site '%s' in this file", diary->site);
		if (diary->team && !partnership_team(p, diary->team))
			script_error(script, node_of(root, "diaries", diary->id, "team"),
			    "there is no team '%s' in this file", diary->team);
		if (diary->hours && diary->slot && diary_check(diary, &why) < 0)
			script_error(script, entry, "%s", why.text);
	}
}

void
partnership_check(const struct script *script, const struct yaml *root, struct partnership *p)
{
	check_councils(script, root, p);
	check_bodies(script, root, p);
	for (size_t i = 0; i < p->site_count; i++)
		check_council_of(script, root, p,
		    yaml_get(yaml_get(root, "sites"), p->sites[i].id) ? "sites" : "places",
		    p->sites[i].id, p->sites[i].council);
	for (size_t i = 0; i < p->team_count; i++)
		check_council_of(script, root, p, "teams", p->teams[i].id, p->teams[i].council);
	for (size_t i = 0; i < p->venue_count; i++)
		check_council_of(script, root, p, "venues", p->venues[i].id, p->venues[i].council);
	check_desks(script, root, p);
	check_queues(script, root, p);
	check_diaries(script, root, p);
}
