#include "directory/responsible.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { WITHIN = 100 }; /* better than any beginning of a postcode */

struct asking {
	const struct partnership *partnership;
	const struct service *service;
	const struct whereabouts *where;
	char postcode[9]; /* in its normal form, or "" */
	struct date date;
	char on[11];
	const struct council *district; /* of the address, on that day; or null */
	struct responsible *out;
};

static bool
is_tier(const struct council *council, const char *tier)
{
	return council && text_same(council->tier, tier);
}

static bool
has_districts_services(const struct council *council)
{
	return is_tier(council, "district") || is_tier(council, "unitary");
}

/* ---- reorganised councils ---- */

/* Days are YYYY-MM-DD: their texts sort as they do. */
static bool
there_on(const struct council *council, const char *on)
{
	return (!council->from || strcmp(council->from, on) <= 0) &&
	       (!council->until || strcmp(on, council->until) < 0);
}

/* The one council that this one will take over from; null when there are several. */
static const struct council *
before(const struct partnership *p, const struct council *successor, const char *on)
{
	const struct council *found = NULL;
	for (size_t i = 0; i < p->council_count; i++) {
		const struct council *council = &p->councils[i];
		if (!text_same(council->successor, successor->id) || !there_on(council, on))
			continue;
		if (found)
			return NULL;
		found = council;
	}
	return found;
}

const struct council *
council_on(const struct partnership *p, const char *id, struct date date)
{
	char on[11];
	date_format(on, date);
	const struct council *council = partnership_council(p, id);
	for (size_t steps = 0; council && steps <= p->council_count; steps++) {
		if (there_on(council, on))
			return council;
		if (council->from && strcmp(on, council->from) < 0)
			return before(p, council, on);
		council = partnership_council(p, council->successor);
	}
	return NULL;
}

bool
council_inherits(const struct partnership *p, const char *heir, const char *old, struct date date)
{
	char on[11];
	date_format(on, date);
	const struct council *council = partnership_council(p, old);
	if (!council || there_on(council, on))
		return false;
	const struct council *now = council_on(p, old, date);
	if (now && text_same(now->id, heir))
		return true;
	for (size_t i = 0; i < p->council_count; i++)
		if (text_same(p->councils[i].county, old)) {
			now = council_on(p, p->councils[i].id, date);
			if (now && text_same(now->id, heir))
				return true;
		}
	return false;
}

/* ---- postcodes ---- */

/* Does the word begin the postcode, at a border of its parts? "PR" "PR7" "PR7 1" "PR7 1AB" */
static bool
begins(const char *postcode, const char *word, size_t length)
{
	if (strncmp(postcode, word, length) != 0)
		return false;
	char next = postcode[length];
	return next == '\0' || next == ' ' || memchr(word, ' ', length) != NULL ||
	       (isalpha((unsigned char)word[length - 1]) && isdigit((unsigned char)next) &&
		   length <= 2);
}

/* How much of the postcode the longest word that begins it says. */
static size_t
postcode_fit(const char *postcode, const char *words)
{
	size_t best = 0;
	const char *word;
	for (size_t length; (length = list_word(&words, &word)) > 0;)
		if (length > best && begins(postcode, word, length))
			best = length;
	return best;
}

/* ---- candidates ---- */

static void
add_candidate(struct asking *asking, const struct council *council)
{
	struct responsible *out = asking->out;
	for (size_t i = 0; i < out->candidates; i++)
		if (out->councils[i] == council)
			return;
	if (out->candidates < MOST_CANDIDATES)
		out->councils[out->candidates++] = council;
}

/* The councils of districts' services in whose area the postcode lies: those that know it best. All
 * of them when none does. */
static void
candidate_districts(struct asking *asking)
{
	const struct partnership *p = asking->partnership;
	size_t best = 0;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < p->council_count; i++) {
			const struct council *council = &p->councils[i];
			if (!has_districts_services(council) || !there_on(council, asking->on))
				continue;
			size_t fit = *asking->postcode
					 ? postcode_fit(asking->postcode, council->postcodes)
					 : 0;
			if (asking->where->within && list_has(asking->where->within, council->id))
				fit = WITHIN;
			if (pass == 0)
				best = fit > best ? fit : best;
			else if (fit == best)
				add_candidate(asking, council);
		}
}

static void
ask(struct asking *asking, enum who_question question)
{
	asking->out->reason = WHO_ASK;
	asking->out->asks = question;
}

static void
settle(struct asking *asking, enum who_reason reason, const struct council *council)
{
	struct responsible *out = asking->out;
	out->reason = reason;
	out->council = council;
	out->shares_crm = !council->outside && reason != WHO_PARISH;
	out->candidates = 0;
}

/* The district of the address: as recorded, else of its parish, else of its postcode when that
 * lies in one alone. The candidates stay when it is not known. */
static void
find_district(struct asking *asking)
{
	const struct partnership *p = asking->partnership;
	const struct council *recorded = partnership_council(p, asking->where->district);
	if (!recorded) {
		const struct council *parish = partnership_council(p, asking->where->parish);
		recorded = parish ? partnership_council(p, parish->district) : NULL;
	}
	asking->district = recorded ? council_on(p, recorded->id, asking->date) : NULL;
	if (asking->district)
		return;
	if (recorded && recorded->from && strcmp(asking->on, recorded->from) < 0) {
		/* Recorded as what takes over later from several. */
		for (size_t i = 0; i < p->council_count; i++)
			if (text_same(p->councils[i].successor, recorded->id) &&
			    has_districts_services(&p->councils[i]) &&
			    there_on(&p->councils[i], asking->on))
				add_candidate(asking, &p->councils[i]);
		return;
	}
	candidate_districts(asking);
	if (asking->out->candidates == 1 && (*asking->postcode || asking->where->within)) {
		asking->district = asking->out->councils[0];
		asking->out->candidates = 0;
	}
}

/* ---- who ---- */

static void
find_of_district(struct asking *asking)
{
	const struct council *district = asking->district;
	if (is_tier(district, "unitary"))
		settle(asking, WHO_UNITARY, district);
	else if (is_tier(district, "district"))
		settle(asking, WHO_DISTRICT, district);
	else {
		if (!asking->out->candidates)
			candidate_districts(asking);
		ask(asking, WHO_ASK_DISTRICT);
	}
}

static const struct council *
county_of(struct asking *asking, const struct council *district)
{
	if (is_tier(district, "county"))
		return district;
	return district && district->county
		   ? council_on(asking->partnership, district->county, asking->date)
		   : NULL;
}

/* Wherever it may be among the candidates, it is this county. */
static const struct council *
common_county(struct asking *asking)
{
	const struct partnership *p = asking->partnership;
	const struct responsible *out = asking->out;
	const struct council *county = out->candidates ? county_of(asking, out->councils[0]) : NULL;
	for (size_t i = 1; i < out->candidates && county; i++)
		if (county_of(asking, out->councils[i]) != county)
			county = NULL;
	for (size_t i = 0; i < p->council_count && !out->candidates; i++)
		if (is_tier(&p->councils[i], "county") && there_on(&p->councils[i], asking->on)) {
			if (county)
				return NULL;
			county = &p->councils[i];
		}
	return county;
}

static void
find_of_county(struct asking *asking)
{
	const struct council *county = county_of(asking, asking->district);
	if (is_tier(asking->district, "unitary"))
		settle(asking, WHO_UNITARY, asking->district);
	else if (is_tier(county, "unitary"))
		settle(asking, WHO_UNITARY, county);
	else if (county)
		settle(asking, WHO_COUNTY, county);
	else if ((county = common_county(asking)) != NULL)
		settle(asking, WHO_ONLY_COUNTY, county);
	else
		ask(asking, WHO_ASK_DISTRICT);
}

static void
find_parish(struct asking *asking)
{
	const struct partnership *p = asking->partnership;
	const char *known = asking->where->parish;
	const struct council *parish = text_same(known, PARISH_NONE) || text_blank(known)
					   ? NULL
					   : council_on(p, known, asking->date);
	if (parish) {
		settle(asking, WHO_PARISH, parish);
		return;
	}
	if (!asking->district) {
		ask(asking, WHO_ASK_DISTRICT);
		return;
	}
	size_t best = 0;
	for (int pass = 0; pass < 2 && !text_same(known, PARISH_NONE); pass++)
		for (size_t i = 0; i < p->council_count; i++) {
			const struct council *council = &p->councils[i];
			if (!is_tier(council, "parish") || !there_on(council, asking->on) ||
			    council_on(p, council->district, asking->date) != asking->district)
				continue;
			size_t fit = *asking->postcode
					 ? postcode_fit(asking->postcode, council->postcodes)
					 : 0;
			if (pass == 0)
				best = fit > best ? fit : best;
			else if (fit == best)
				add_candidate(asking, council);
		}
	if (asking->out->candidates)
		ask(asking, WHO_ASK_PARISH);
	else
		settle(asking, WHO_NO_PARISH, asking->district);
}

/* ---- outside bodies ---- */

enum fit { NO_FIT = 0, MAY_FIT = 1, EVERYWHERE, IN_COUNTY, IN_DISTRICT, IN_PARISH, BY_POSTCODE };

/* How well an area names this door: the longest beginning of the postcode, then the smallest
 * council. A word that cannot be decided, for want of the postcode or the district, may fit. */
static int
area_fit(struct asking *asking, const struct body *body)
{
	const struct partnership *p = asking->partnership;
	const struct council *district = asking->district;
	const char *rest = body->areas, *word;
	int best = text_blank(body->areas) ? EVERYWHERE : NO_FIT;
	for (size_t length; (length = list_word(&rest, &word)) > 0;) {
		int fit = NO_FIT;
		if (isupper((unsigned char)*word)) {
			if (!*asking->postcode)
				fit = MAY_FIT;
			else if (begins(asking->postcode, word, length))
				fit = BY_POSTCODE + (int)length;
		} else {
			char id[64] = "";
			strncat(id, word, length < sizeof id ? length : sizeof id - 1);
			const struct council *area = council_on(p, id, asking->date);
			const struct council *parish =
			    council_on(p, asking->where->parish, asking->date);
			if (!area)
				continue;
			if (area == parish)
				fit = IN_PARISH;
			else if (!district || (is_tier(area, "parish") && !asking->where->parish))
				fit = MAY_FIT;
			else if (area == district || text_same(id, asking->where->district))
				fit = IN_DISTRICT;
			else if (area == county_of(asking, district))
				fit = IN_COUNTY;
		}
		best = fit > best ? fit : best;
	}
	return best;
}

static void
settle_body(struct asking *asking, const struct body *body)
{
	asking->out->reason = WHO_BODY;
	asking->out->body = body;
	asking->out->candidates = 0;
}

static void
find_body(struct asking *asking)
{
	const struct partnership *p = asking->partnership;
	struct responsible *out = asking->out;
	int best = NO_FIT;
	out->candidates = 0;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < p->body_count; i++) {
			const struct body *body = &p->bodies[i];
			if (!text_same(body->kind, asking->service->body))
				continue;
			if (text_same(body->id, asking->where->body)) {
				settle_body(asking, body);
				return;
			}
			int fit = area_fit(asking, body);
			if (pass == 0)
				best = fit > best ? fit : best;
			else if (fit == best && best > NO_FIT && out->candidates < MOST_CANDIDATES)
				out->bodies[out->candidates++] = body;
		}
	if (out->candidates == 1)
		settle_body(asking, out->bodies[0]);
	else if (out->candidates)
		ask(asking, WHO_ASK_BODY);
	else
		out->reason = WHO_NOBODY;
}

/* ---- the question ---- */

/* What was responsible here on the day before its successor took over. */
static const struct council *
taken_over(struct asking *asking, const char *as)
{
	const struct council *now = asking->out->council;
	struct date first;
	struct responsible then;
	if (!now || !now->from || !date_parse(now->from, &first))
		return NULL;
	responsible_for(
	    asking->partnership, asking->service, asking->where, as, date_add(first, -1), &then);
	return then.council != now ? then.council : NULL;
}

void
responsible_for(const struct partnership *partnership, const struct service *service,
    const struct whereabouts *where, const char *as, struct date on, struct responsible *out)
{
	struct asking asking = {
	    .partnership = partnership, .service = service, .where = where, .date = on, .out = out};
	memset(out, 0, sizeof *out);
	date_format(asking.on, on);
	if (where->postcode && !postcode_normal(where->postcode, asking.postcode))
		asking.postcode[0] = '\0';
	if (service->provided_by == PROVIDED_BY_ANY) {
		const struct council *rung = council_on(partnership, as, on);
		if (rung)
			settle(&asking, WHO_RUNG, rung);
		else
			out->reason = WHO_NOBODY;
	} else {
		find_district(&asking);
		if (service->provided_by == PROVIDED_BY_DISTRICT)
			find_of_district(&asking);
		else if (service->provided_by == PROVIDED_BY_COUNTY)
			find_of_county(&asking);
		else if (service->provided_by == PROVIDED_BY_PARISH)
			find_parish(&asking);
		else
			find_body(&asking);
	}
	out->was = taken_over(&asking, as);
	if (!responsible_serves(out, service, MECHANISM_FULFILMENT, on))
		out->shares_crm = false;
}

bool
responsible_serves(const struct responsible *responsible, const struct service *service,
    enum mechanism mechanism, struct date on)
{
	const struct council *council = responsible->council;
	if (!council)
		return true;
	if (responsible->was && !matrix_has(service, council->id))
		council = responsible->was;
	return matrix_on(service, council->id, mechanism, on);
}

const struct queue *
responsible_queue(
    const struct partnership *partnership, const struct responsible *responsible, const char *role)
{
	const struct queue *queue = NULL;
	if (responsible->council)
		queue = partnership_queue(partnership, responsible->council->id, role);
	if (!queue && responsible->was)
		queue = partnership_queue(partnership, responsible->was->id, role);
	return queue;
}

struct calendar
council_calendar(const struct council *council)
{
	return (struct calendar){.nation = nation_of(council ? council->nation : NULL),
	    .special = council ? council->special : NULL};
}
