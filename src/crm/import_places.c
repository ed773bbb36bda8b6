/* Imports of the gazetteer: properties, their coordinates, postcodes. */
#include "base/text.h"
#include "crm/inside.h"
#include "store/partners.h"
#include "store/places.h"

#include <string.h>

/* What this source does not say stays as another said it; the ward is that of the postcode where
 * none says it. */
static bool
complete(struct ask *ask, const struct property *was, struct property *now)
{
	struct postcode place = {0};
	int found = 0;
	if (was && !now->easting) {
		now->easting = was->easting;
		now->northing = was->northing;
	}
	if (was && !now->district)
		now->district = was->district;
	if (was && !now->parish)
		now->parish = was->parish;
	if (was && !now->ward)
		now->ward = was->ward;
	if (!now->ward || !now->district)
		found = partner_get(ask->tx, &postcode_record,
		    postcode_id(now->postcode, ask->call->arena), &place, ask->call->arena);
	if (!now->ward)
		now->ward = place.ward;
	if (!now->district)
		now->district = place.district;
	return found >= 0;
}

static bool
is_uprn(const char *text)
{
	return *text && !text[strspn(text, "0123456789")];
}

/* Nothing is ever taken out: what its source deletes is out of use from then on, and stays where
 * somebody lived. An older state of an entry than the one that is kept changes nothing. */
static bool
import_property(struct ask *ask, struct import *import, const void *item)
{
	struct arena *arena = ask->call->arena;
	struct property was, *now = record_copy(arena, &property_record, item);
	char postcode[9];
	if (!is_uprn(now->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "a UPRN is a number");
	now->id = uprn_plain(now->id);
	if (postcode_normal(now->postcode, postcode))
		now->postcode = arena_strdup(arena, postcode);
	int found = partner_get(ask->tx, &property_record, now->id, &was, arena);
	if (found < 0 || !complete(ask, found == 1 ? &was : NULL, now))
		return false;
	bool older = found == 1 && now->updated && was.updated && *was.line &&
		     strcmp(now->updated, was.updated) < 0;
	if (older || (found == 1 && record_equal(&property_record, &was, now))) {
		import->counts.unchanged++;
		return true;
	}
	import->counts.added += found == 0;
	import->counts.changed += found == 1;
	return property_put(ask->tx, now) == 0;
}

/* A UPRN that has no address yet is kept with its place alone, until a source brings one. */
static bool
import_coordinate(struct ask *ask, struct import *import, const void *item)
{
	const struct property *now = item;
	struct property kept;
	if (!is_uprn(now->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "a UPRN is a number");
	int found =
	    partner_get(ask->tx, &property_record, uprn_plain(now->id), &kept, ask->call->arena);
	if (found < 0)
		return false;
	if (found == 1 && kept.easting == now->easting && kept.northing == now->northing) {
		import->counts.unchanged++;
		return true;
	}
	if (found == 0)
		kept = (struct property){.id = uprn_plain(now->id), .line = "", .postcode = ""};
	kept.easting = now->easting;
	kept.northing = now->northing;
	import->counts.added += found == 0;
	import->counts.changed += found == 1;
	return property_put(ask->tx, &kept) == 0;
}

int
crm_import_addresses(struct crm *crm, const char *actor, const struct property *items, size_t count,
    struct crm_counts *counts, struct err *err)
{
	return import_each(crm, actor, items, sizeof *items, count, import_property, counts, err);
}

int
crm_import_coordinates(struct crm *crm, const char *actor, const struct property *items,
    size_t count, struct crm_counts *counts, struct err *err)
{
	return import_each(crm, actor, items, sizeof *items, count, import_coordinate, counts, err);
}

static bool
import_postcode(struct ask *ask, struct import *import, const void *item)
{
	const struct postcode *now = item;
	struct postcode was;
	int found = partner_get(ask->tx, &postcode_record, now->id, &was, ask->call->arena);
	if (found == 1 && record_equal(&postcode_record, &was, now)) {
		import->counts.unchanged++;
		return true;
	}
	import->counts.added += found == 0;
	import->counts.changed += found == 1;
	return postcode_put(ask->tx, now) == 0;
}

int
crm_import_postcodes(struct crm *crm, const char *actor, const struct postcode *items, size_t count,
    struct crm_counts *counts, struct err *err)
{
	return import_each(crm, actor, items, sizeof *items, count, import_postcode, counts, err);
}
