#include "directory/ladder.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

enum { MOST_MINUTES = 24 * 60 };

const struct rung_kind rung_kinds[LADDER_RUNGS] = {
    {"ring-worker", N_("ring the worker"), 10},
    {"ring-contact", N_("ring their contact"), 20},
    {"tell-supervisor", N_("tell a supervisor"), 30},
    {"emergency", N_("emergency: ring 999"), 45},
};

struct ladder
ladder_of(const struct list *rungs)
{
	struct ladder ladder;
	for (int i = 0; i < LADDER_RUNGS; i++)
		ladder.after[i] = rungs->count ? -1 : rung_kinds[i].usual;
	LIST_EACH(struct ladder_rung, rung, rungs)
	{
		int at = rung_named(rung->id);
		if (at >= 0)
			ladder.after[at] = rung->after;
	}
	return ladder;
}

int
rung_named(const char *id)
{
	for (int i = 0; i < LADDER_RUNGS; i++)
		if (text_same(rung_kinds[i].id, id))
			return i;
	return -1;
}

int
ladder_next(const struct ladder *ladder, int rung, micros ends, micros *at)
{
	int next = rung + 1;
	while (next < LADDER_RUNGS && ladder->after[next] < 0)
		next++;
	*at = next < LADDER_RUNGS ? ends + ladder->after[next] * MICROS_MINUTE : 0;
	return next;
}

static void
check_order(
    const struct script *script, const struct yaml *map, const struct partnership *partnership)
{
	int64_t before = 0;
	for (size_t i = 0; i < partnership->ladder_count; i++) {
		const struct ladder_rung *rung = &partnership->ladder[i];
		if (rung->after < 0)
			continue;
		if (rung->after < before)
			script_error(script, yaml_get(map, rung->id),
			    "'%s' comes after %d minutes, before what stands above it", rung->id,
			    (int)rung->after);
		before = rung->after;
	}
}

void
ladder_read(const struct script *script, const struct yaml *root, struct partnership *partnership)
{
	const struct yaml *map = yaml_get(root, "lone_workers");
	const char *keys[LADDER_RUNGS + 1] = {NULL};
	partnership->ladder_count = LADDER_RUNGS;
	partnership->ladder =
	    arena_alloc(script->arena, LADDER_RUNGS * sizeof *partnership->ladder);
	for (int i = 0; i < LADDER_RUNGS; i++) {
		keys[i] = rung_kinds[i].id;
		partnership->ladder[i] =
		    (struct ladder_rung){rung_kinds[i].id, map ? -1 : rung_kinds[i].usual};
	}
	if (!map)
		return;
	if (map->kind != YAML_MAP) {
		script_error(script, map,
		    "lone_workers says after how many minutes each rung is climbed, as in "
		    "'ring-worker: 10'");
		return;
	}
	script_keys(script, map, keys);
	for (int i = 0; i < LADDER_RUNGS; i++)
		if (yaml_get(map, keys[i]))
			partnership->ladder[i].after =
			    script_whole(script, yaml_get(map, keys[i]), 0, MOST_MINUTES, 0);
	check_order(script, map, partnership);
}
