/*
 * What the session may see of what was done for a customer (model/sharing.h), with what the
 * directory and the partnership say of the service. What a text says is read once for every version
 * of the directory and remembered.
 */
#include "crm/sharing.h"
#include "base/alloc.h"
#include "base/text.h"
#include "directory/secrecy.h"
#include "store/customers.h"
#include "store/partners.h"
#include "store/services.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is remembered ---- */

struct known {           /* of a service, as its text and that of a council's variant say */
	const char *key; /* "service/council" */
	struct sharing_policy policy; /* without what the council itself says */
	const char *title;            /* in every language, or null */
};

struct policies {
	pthread_mutex_t lock;
	int64_t version; /* of the directory */
	struct arena arena;
	struct known *items; /* by key */
	size_t count, capacity;
};

struct policies *
policies_new(void)
{
	struct policies *policies = xcalloc(1, sizeof *policies);
	pthread_mutex_init(&policies->lock, NULL);
	arena_init(&policies->arena);
	return policies;
}

void
policies_free(struct policies *policies)
{
	if (!policies)
		return;
	arena_release(&policies->arena);
	free(policies->items);
	pthread_mutex_destroy(&policies->lock);
	free(policies);
}

/* The place of the key, or where it belongs. */
static size_t
place_of(const struct policies *policies, const char *key, bool *there)
{
	size_t from = 0, to = policies->count;
	*there = false;
	while (from < to && !*there) {
		size_t middle = (from + to) / 2;
		int order = strcmp(key, policies->items[middle].key);
		*there = order == 0;
		if (order <= 0)
			to = middle;
		else
			from = middle + 1;
	}
	return to;
}

static struct known
known_copy(const struct known *known, struct arena *arena)
{
	struct known copy = *known;
	copy.key = arena_strdup(arena, known->key);
	copy.policy.team = arena_strdup(arena, known->policy.team);
	copy.policy.roles = arena_strdup(arena, known->policy.roles);
	copy.title = arena_strdup(arena, known->title);
	return copy;
}

static bool
recall(struct policies *policies, int64_t version, const char *key, struct arena *arena,
    struct known *known)
{
	bool there = false;
	pthread_mutex_lock(&policies->lock);
	if (policies->version == version) {
		size_t place = place_of(policies, key, &there);
		if (there)
			*known = known_copy(&policies->items[place], arena);
	}
	pthread_mutex_unlock(&policies->lock);
	return there;
}

/* A reader may still be at an older version than what is remembered: it keeps nothing. */
static void
remember(struct policies *policies, int64_t version, const struct known *known)
{
	bool there;
	pthread_mutex_lock(&policies->lock);
	if (policies->version < version) {
		policies->version = version;
		policies->count = 0;
		arena_release(&policies->arena);
		arena_init(&policies->arena);
	}
	size_t place = place_of(policies, known->key, &there);
	if (policies->version == version && !there) {
		if (policies->count == policies->capacity) {
			policies->capacity = policies->capacity ? 2 * policies->capacity : 64;
			policies->items =
			    xrealloc(policies->items, policies->capacity, sizeof *policies->items);
		}
		memmove(policies->items + place + 1, policies->items + place,
		    (policies->count++ - place) * sizeof *policies->items);
		policies->items[place] = known_copy(known, &policies->arena);
	}
	pthread_mutex_unlock(&policies->lock);
}

/* ---- of a service ---- */

/* The text as it is; of a service that was withdrawn the last that it had: what was sensitive stays
 * so. */
static const char *
text_of(struct ask *ask, const char *service)
{
	struct arena *arena = ask->call->arena;
	struct service_text current, before;
	struct list versions = {0};
	if (directory_get(ask->tx, service, 0, &current, arena) != 1)
		return NULL;
	if (!text_blank(current.text))
		return current.text;
	directory_versions(ask->tx, service, 2, arena, &versions);
	LIST_EACH(struct entry_version, version, &versions)
	if (directory_get(ask->tx, service, version->version, &before, arena) == 1 &&
	    !text_blank(before.text))
		return before.text;
	return NULL;
}

static const char *
title_words(const struct service *service, struct arena *arena)
{
	const char *all = NULL;
	for (int i = 0; service && i < LANGUAGES; i++)
		if (service->title.in[i])
			all = arena_printf(
			    arena, "%s%s%s", all ? all : "", all ? " " : "", service->title.in[i]);
	return all;
}

static struct known
read_service(struct ask *ask, const char *service, const char *council, const char *key)
{
	struct arena *arena = ask->call->arena;
	const char *text = text_of(ask, service);
	struct finding_list findings;
	findings_init(&findings);
	struct service *parsed =
	    text ? service_parse(service, text, strlen(text), council, NULL, &findings) : NULL;
	struct known known = {key, secrecy_policy(parsed, NULL, arena), title_words(parsed, arena)};
	known = known_copy(&known, arena);
	service_free(parsed);
	findings_release(&findings);
	return known;
}

static struct known
known_of(struct ask *ask, const char *service, const char *council)
{
	struct policies *policies = ask->crm->policies;
	struct arena *arena = ask->call->arena;
	struct known known;
	const char *key = arena_printf(arena, "%s/%s", service, council ? council : "");
	int64_t version = ask->judging->directory;
	if (!recall(policies, version, key, arena, &known)) {
		known = read_service(ask, service, council, key);
		remember(policies, version, &known);
	}
	return known;
}

static void
begin(struct ask *ask)
{
	if (ask->judging)
		return;
	ask->judging = arena_alloc(ask->call->arena, sizeof *ask->judging);
	*ask->judging = (struct judging){.directory = directory_newest(ask->tx)};
	councils_sharing(ask->tx, ask->call->arena, &ask->judging->councils);
}

static const struct council *
council_of(struct ask *ask, const char *council)
{
	begin(ask);
	return council ? list_find(&ask->judging->councils, &council_record, council) : NULL;
}

static const char *
whose(const struct concern *concern)
{
	return concern->responsible ? concern->responsible
	       : concern->as        ? concern->as
				    : concern->at;
}

static struct sharing_policy
policy_of(struct ask *ask, const char *service, const struct concern *concern)
{
	struct sharing_policy policy = {.others = SEE_ALL};
	const struct council *council = council_of(ask, whose(concern));
	if (service)
		policy = known_of(ask, service, whose(concern)).policy;
	enum sight others = sharing_named(council ? council->sharing : NULL, SEE_ALL);
	if (others < policy.others)
		policy.others = others;
	return policy;
}

const char *
service_title(struct ask *ask, const char *service, const struct concern *concern)
{
	begin(ask);
	return known_of(ask, service, whose(concern)).title;
}

const char *
council_name(struct ask *ask, const char *council)
{
	const struct council *found = council_of(ask, council);
	return found ? found->name : NULL;
}

/* ---- what may be seen ---- */

enum sight
sight_of(struct ask *ask, const char *service, const struct sharing *what, bool glass)
{
	struct sharing_policy policy = policy_of(ask, service, &what->concern);
	return sharing_sight(ask->session, what, &policy, glass);
}

bool
service_is_sensitive(struct ask *ask, const char *service)
{
	const struct concern nobody = {0};
	return !service || policy_of(ask, service, &nobody).sensitive;
}

const char *
consent_of(struct ask *ask, const char *customer)
{
	struct customer record;
	if (!customer || customer_get(ask->tx, customer, &record, ask->call->arena) != 1)
		return NULL;
	return customer_shares(&record);
}

bool
glass_asked(struct ask *ask, int index, bool *glass)
{
	const char *why = ask->call->query[index];
	*glass = !text_blank(why);
	if (!*glass)
		return true;
	if (strlen(why) < SHORTEST_REASON)
		return refuse(ask, PROBLEM_BAD_FIELD, "glass", "no reason is given");
	return allowed(ask, ACTION_BREAK_GLASS, NULL);
}

/* ---- cases ---- */

enum sight
case_sight(struct ask *ask, const struct case_record *record, bool glass)
{
	struct arena *arena = ask->call->arena;
	struct queue queue = {0};
	struct sharing what = {.concern = {record->at, record->as, record->responsible}};
	if (case_is_task(record))
		return SEE_ALL;
	if (partner_get(ask->tx, &queue_record, record->queue, &queue, arena) == 1)
		what.team = queue.team;
	LIST_EACH(struct case_event, event, &record->events)
	if (text_same(event->kind, "opened") && !record->move && !record->correction &&
	    !record->appointment) /* who tells takes no task */
		what.taker = event->user;
	what.consent = consent_of(ask, record->customer);
	return sight_of(ask, record->service, &what, glass);
}
