#include "sim/world.h"
#include "admin/load.h"
#include "base/alloc.h"
#include "base/file.h"
#include "crm/manage.h"
#include "desk/state.h"
#include "helpers/tap.h"
#include "link/link.h"
#include "wire/codec.h"
#include "wire/routes.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char user[] = "s.ellis", password[] = "a quiet morning", state_folder[] = "/state";

static micros
world_now(void *context)
{
	return ((struct world *)context)->now;
}

static struct crm *
open_crm(struct world *world)
{
	struct err err;
	struct crm_options options = {.database = world->database,
	    .clock = &world->clock,
	    .ids = &world->random.seeded.source};
	struct crm *crm = crm_open(&options, &err);
	ck_assert_msg(crm != NULL, "%s", crm ? "" : err.text);
	return crm;
}

#define MUST(call) ck_assert_msg((call) == 0, #call ": %s", err.text)

static void
publish_all(struct world *world, const char *scripts)
{
	struct err err;
	struct paths paths = {0};
	MUST(service_paths(scripts, &paths, &err));
	for (size_t i = 0; i < paths.count; i++) {
		char *text, *name = strrchr(paths.items[i], '/') + 1;
		size_t length;
		int64_t version;
		MUST(file_read_all(paths.items[i], 1 << 18, &text, &length, &err));
		char *id = xstrndup(name, strlen(name) - strlen(".yaml"));
		MUST(crm_publish(world->crm, "ctl:sim", id, text, length, &version, &err));
		free(id);
		free(text);
	}
	paths_free(&paths);
}

static void
put_people(struct world *world)
{
	struct err err;
	struct arena arena;
	struct crm_counts counts;
	struct customer people[60];
	arena_init(&arena);
	for (size_t i = 0; i < 60; i++) {
		struct property home;
		make_property(i * 61, &arena, &home);
		MUST(crm_import_addresses(world->crm, "ctl:sim", &home, 1, &counts, &err));
		make_customer(&world->random, i, &home, &arena, &people[i]);
	}
	MUST(crm_import_customers(world->crm, "ctl:sim", people, 60, &counts, &err));
	arena_release(&arena);
}

static void
put_partnership(struct world *world, const char *scripts)
{
	struct err err;
	struct arena arena;
	struct partnership p;
	arena_init(&arena);
	char *path = xasprintf("%s/partnership.yml", scripts);
	ck_assert_int_eq(read_partnership(path, &arena, &p), 0);
	MUST(crm_put(world->crm, "ctl:sim", &council_record, p.councils, p.council_count, &err));
	MUST(crm_put(world->crm, "ctl:sim", &site_record, p.sites, p.site_count, &err));
	MUST(crm_put(world->crm, "ctl:sim", &desk_record_record, p.desks, p.desk_count, &err));
	MUST(crm_put(world->crm, "ctl:sim", &team_record, p.teams, p.team_count, &err));
	MUST(crm_put(world->crm, "ctl:sim", &queue_record, p.queues, p.queue_count, &err));
	struct user advisor = {
	    .id = user, .name = "S. Ellis", .council = "chorley", .role = "advisor"};
	MUST(crm_put(world->crm, "ctl:sim", &user_record, &advisor, 1, &err));
	MUST(crm_set_password(world->crm, "ctl:sim", user, password, &err));
	free(path);
	arena_release(&arena);
}

/* ---- calls to the CRM, waited for ---- */

struct waiting {
	pthread_mutex_t mutex;
	pthread_cond_t ready;
	bool done;
};

static void
job_done(struct crm_job *job)
{
	struct waiting *waiting = job->context;
	pthread_mutex_lock(&waiting->mutex);
	waiting->done = true;
	pthread_cond_signal(&waiting->ready);
	pthread_mutex_unlock(&waiting->mutex);
}

static void
call_crm(struct world *world, const struct crm_call *call, struct crm_answer *answer)
{
	if (crm_way(call->route) == CRM_INLINE) {
		crm_ask(world->crm, call, answer);
		return;
	}
	struct waiting waiting = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false};
	struct crm_job job = {.call = *call, .done = job_done, .context = &waiting};
	crm_submit(world->crm, &job);
	pthread_mutex_lock(&waiting.mutex);
	while (!waiting.done)
		pthread_cond_wait(&waiting.ready, &waiting.mutex);
	pthread_mutex_unlock(&waiting.mutex);
	*answer = job.answer;
}

static void
enrol(struct world *world)
{
	struct err err;
	char code[32];
	struct arena arena;
	arena_init(&arena);
	MUST(crm_desk_code(world->crm, "ctl:sim", "chorley-oss-3", code, &err));
	struct enrol body = {code};
	struct crm_call call = {
	    .route = ROUTE_ENROL, .body = &body, .arena = &arena, .peer = "sim"};
	struct crm_answer answer = {0};
	call_crm(world, &call, &answer);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	const struct enrolment *enrolment = answer.body;
	snprintf(world->desk_id, sizeof world->desk_id, "%s", enrolment->desk);
	snprintf(world->desk_secret, sizeof world->desk_secret, "%s", enrolment->desk_secret);
	arena_release(&arena);
}

/* ---- the desk's life ---- */

static void
start_desk(struct world *world)
{
	struct desk_options options = {.desk = world->desk_id,
	    .desk_secret = world->desk_secret,
	    .user = user,
	    .language = "en",
	    .ids = &world->random.seeded.source,
	    .encode = link_encode};
	world->desk = desk_new(&options, world->now);
	world->synced = 0;
	if (world->pack) {
		struct desk_event pack = {.kind = EVENT_PACK, .record = world->pack};
		world_event(world, &pack);
	}
	struct desk_event line = {.kind = EVENT_LINE, .ok = world->line};
	world_event(world, &line);
}

void
world_init(struct world *world, uint64_t seed, const char *scripts)
{
	struct err err;
	*world = (struct world){.line = true};
	world->now = london_micros((struct date){2026, 11, 20}, 10, 42);
	random_init(&world->random, seed, world->now);
	world->clock = (struct clock){world_now, world};
	world->promises = xcalloc(WORLD_PROMISES, sizeof *world->promises);
	world->pending = xcalloc(WORLD_PROMISES, sizeof *world->pending);
	strcpy(world->folder, "/tmp/frontdesk-sim-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(world->folder));
	world->database = xasprintf("sqlite:%s/crm.db", world->folder);
	MUST(crm_create(world->database, &err));
	world->crm = open_crm(world);
	put_partnership(world, scripts);
	publish_all(world, scripts);
	put_people(world);
	enrol(world);
	world->disk = simdisk_new();
	start_desk(world);
}

static void
free_flight(struct flight *flight)
{
	arena_release(&flight->arena);
	free(flight);
}

static void
ground_all(struct world *world)
{
	while (world->flying)
		free_flight(world->flights[--world->flying]);
}

void
world_release(struct world *world)
{
	ground_all(world);
	desk_free(world->desk);
	if (world->keep)
		keep_close(world->keep);
	simdisk_free(world->disk);
	crm_close(world->crm);
	char *command = xasprintf("rm -rf %s", world->folder);
	ck_assert_int_eq(system(command), 0);
	free(command);
	free(world->database);
	free(world->token);
	arena_release(&world->pack_arena);
	free(world->promises);
	free(world->pending);
}

/* ---- effects ---- */

static void
unlock(struct world *world, const struct desk_effect *effect)
{
	struct err err = {""};
	struct keep_options options = {.disk = simdisk_disk(world->disk),
	    .folder = state_folder,
	    .ops = 1,
	    .memory = 8192,
	    .no_thread = true,
	    .existing = !effect->create};
	struct desk_event event = {.kind = EVENT_UNLOCKED};
	if (world->keep) {
		event.ok = keep_prove(world->keep, effect->password, &err) == 0;
		event.text = event.ok ? NULL : "wrong";
		world_event(world, &event);
		return;
	}
	enum keep_opening opening =
	    keep_open(&world->keep, &options, effect->user, effect->password, &err);
	ck_assert_msg(opening != KEEP_FAILED && opening != KEEP_IN_USE, "%s", err.text);
	event.ok = opening == KEEP_OPENED || opening == KEEP_CREATED;
	event.text = event.ok || opening == KEEP_ABSENT ? NULL : "wrong";
	world_event(world, &event);
}

/* A contact that is finished in a PUT that the journal takes: from its sync on it is a promise. */
static void
note_promise(struct world *world, const struct outgoing *outgoing, uint64_t number)
{
	if (outgoing->route != ROUTE_PUT_CONTACT || outgoing->refused)
		return;
	struct arena arena;
	struct err err;
	enum problem_type problem;
	const char *where;
	struct contact contact = {0};
	arena_init(&arena);
	MUST(json_decode(outgoing->body, strlen(outgoing->body), &contact_record, &contact, &arena,
	    false, &problem, &where, &err));
	if (contact.ended && world->pending_count < WORLD_PROMISES) {
		struct promise *promise = &world->pending[world->pending_count];
		snprintf(promise->id, sizeof promise->id, "%s", contact.id);
		promise->enquiries = contact.enquiries.count;
		promise->cases = 0;
		LIST_EACH(struct enquiry, enquiry, &contact.enquiries)
		promise->cases += enquiry->opens != NULL;
		world->pending_numbers[world->pending_count++] = number;
	}
	arena_release(&arena);
}

static void
remove_flight(struct world *world, size_t index)
{
	memmove(&world->flights[index], &world->flights[index + 1],
	    (world->flying - index - 1) * sizeof *world->flights);
	world->flying--;
}

static void
fly(struct world *world, const struct desk_effect *effect)
{
	ck_assert_uint_lt(world->flying, WORLD_FLIGHT);
	struct flight *flight = xcalloc(1, sizeof *flight);
	arena_init(&flight->arena);
	struct buf text;
	buf_init(&text, BODY_LIMIT);
	flight->request.route = effect->request.route;
	flight->number = effect->request.number;
	flight->feed = effect->request.class == REQUEST_FEED;
	if (effect->outgoing) {
		const struct outgoing *outgoing = effect->outgoing;
		flight->needs = effect->number;
		flight->target = arena_printf(
		    &flight->arena, "%s%s", outgoing->path, outgoing->query ? outgoing->query : "");
		flight->operation = arena_strdup(&flight->arena, outgoing->operation);
		flight->body = arena_strdup(&flight->arena, outgoing->body);
		flight->request.route = (enum route_id)outgoing->route;
	} else {
		route_path(&text, &effect->request);
		flight->target = arena_strdup(&flight->arena, text.data);
		buf_clear(&text);
		if (effect->request.body) {
			ck_assert_int_eq(json_encode(&text, route_of(effect->request.route)->body,
					     effect->request.body),
			    0);
			flight->body = arena_strdup(&flight->arena, text.data);
		}
		flight->operation = arena_strdup(&flight->arena, effect->request.operation);
	}
	flight->method = route_of(flight->request.route)->method;
	buf_release(&text);
	flight->search = effect->request.class == REQUEST_SEARCH;
	for (size_t i = world->flying; flight->search && i-- > 0;)
		if (world->flights[i]
			->search) { /* the newest text waits, an older one is forgotten */
			struct flight *older = world->flights[i];
			remove_flight(world, i);
			free_flight(older);
		}
	world->flights[world->flying++] = flight;
}

static void
carry(struct world *world, const struct desk_effect *effect)
{
	switch (effect->kind) {
	case EFFECT_SEND:
		fly(world, effect);
		break;
	case EFFECT_KEEP:
		world->written = effect->number;
		if (world->keep)
			keep_put(world->keep, effect->record_type, effect->key, effect->record,
			    effect->number);
		if (effect->record_type == &outgoing_record)
			note_promise(world, effect->record, effect->number);
		break;
	case EFFECT_DROP:
		world->written = effect->number;
		if (world->keep)
			keep_drop(world->keep, effect->record_type, effect->key, effect->number);
		break;
	case EFFECT_UNLOCK:
		unlock(world, effect);
		break;
	case EFFECT_SEAL:
		if (world->keep)
			keep_close(world->keep);
		world->keep = NULL;
		break;
	case EFFECT_TOKEN:
		free(world->token);
		world->token = effect->text ? xstrdup(effect->text) : NULL;
		break;
	case EFFECT_PACK:
		arena_release(&world->pack_arena);
		arena_init(&world->pack_arena);
		world->pack =
		    record_copy(&world->pack_arena, &directory_page_record, effect->record);
		break;
	case EFFECT_QUIT:
		break;
	}
}

struct recovered {
	struct world *world;
};

static void
recover_one(void *context, const struct record *record, const char *kind, const char *key,
    const void *value)
{
	(void)kind;
	struct recovered *recovered = context;
	if (!record)
		return;
	struct desk_event event = {
	    .kind = EVENT_RECOVERED, .record_type = record, .key = key, .record = value};
	world_event(recovered->world, &event);
}

void
world_event(struct world *world, struct desk_event *event)
{
	struct arena arena;
	struct err err;
	event->now = world->now;
	const struct desk_effects *given = desk_step(world->desk, event);
	/* Carrying one out may step the desk again: the effects are taken over first. */
	size_t count = given->count;
	struct desk_effect *items = xcalloc(count, sizeof *items);
	if (count)
		memcpy(items, given->items, count * sizeof *items);
	arena = world->desk->effects.arena;
	arena_init(&world->desk->effects.arena);
	bool unlocked = event->kind == EVENT_UNLOCKED && event->ok && !world->desk->journal_ready;
	for (size_t i = 0; i < count; i++)
		carry(world, &items[i]);
	if (world->keep && keep_flush(world->keep, &err) < 0) {
		struct desk_event failed = {.kind = EVENT_KEEP_FAILED, .text = err.text};
		world_event(world, &failed);
	}
	free(items);
	arena_release(&arena);
	if (unlocked) {
		struct recovered recovered = {world};
		struct arena records;
		arena_init(&records);
		keep_each(world->keep, recover_one, &recovered, &records);
		struct desk_event ready = {.kind = EVENT_READY};
		world_event(world, &ready);
		arena_release(&records);
	}
}

/* ---- the line ---- */

static void
answer_desk(struct world *world, struct flight *flight, const struct crm_answer *answer)
{
	struct arena arena;
	struct err err;
	struct buf text;
	const struct route *route = route_of(flight->request.route);
	struct reply reply = {.number = flight->number,
	    .route = route->id,
	    .status = answer->status,
	    .problem = answer->problem};
	struct problem detail = {0};
	arena_init(&arena);
	buf_init(&text, REPLY_LIMIT);
	if (answer->problem != PROBLEM_NONE) {
		detail.type = problem_kind(answer->problem)->name;
		detail.field = answer->field;
		detail.status = answer->status;
		reply.detail = &detail;
	} else if (answer->body && route->reply) {
		void *body = record_new(&arena, route->reply);
		enum problem_type problem;
		const char *where;
		ck_assert_int_eq(json_encode(&text, route->reply, answer->body), 0);
		MUST(json_decode(text.data, text.length, route->reply, body, &arena, false,
		    &problem, &where, &err));
		reply.body = body;
	}
	struct desk_event event = {.kind = EVENT_REPLY, .reply = &reply};
	world_event(world, &event);
	buf_release(&text);
	arena_release(&arena);
}

/* Asks the CRM as the HTTP server does. False: the feed has nothing yet. */
static bool
arrive(struct world *world, struct flight *flight, struct arena *arena, struct crm_answer *answer)
{
	struct err err;
	enum problem_type problem = PROBLEM_NONE;
	const char *where = NULL;
	char *path = arena_strdup(arena, flight->target), *query = strchr(path, '?');
	if (query)
		*query++ = '\0';
	struct crm_call call = {
	    .token = world->token, .operation = flight->operation, .peer = "sim", .arena = arena};
	const struct route *route = route_find(flight->method, path, arena, call.params, &problem);
	ck_assert_msg(route != NULL, "no route for %s %s", flight->method, path);
	call.route = route->id;
	MUST(route_query(route, query, arena, call.query, &where, &err));
	if (flight->body && route->body) {
		void *body = record_new(arena, route->body);
		ck_assert_msg(json_decode(flight->body, strlen(flight->body), route->body, body,
				  arena, true, &problem, &where, &err) == 0,
		    "the desk sent what the CRM cannot read: %s: %s: %s", flight->target,
		    where ? where : "", err.text);
		call.body = body;
		call.raw = flight->body;
		call.raw_length = strlen(flight->body);
	}
	*answer = (struct crm_answer){0};
	call_crm(world, &call, answer);
	return !answer->wait;
}

static bool
final(const struct crm_answer *answer)
{
	return answer->problem == PROBLEM_NONE || problem_kind(answer->problem)->final;
}

/* One request goes; true when the list of flights has changed. */
static bool
deliver(struct world *world, size_t index, bool faults)
{
	struct flight *flight = world->flights[index];
	struct arena arena;
	struct crm_answer answer;
	if (flight->needs > world->synced)
		return false;
	if (faults && random_chance(&world->random, 10))
		return false; /* lost on the way; the line sends it again later */
	arena_init(&arena);
	bool answered = arrive(world, flight, &arena, &answer);
	bool keeps = !answered || (flight->needs && !final(&answer));
	if (answered && faults && random_chance(&world->random, 10)) {
		world->lost_replies++;
		keeps = true; /* the CRM has it, the desk does not know: it will ask again */
	}
	if (!keeps) {
		remove_flight(world, index);
		answer_desk(world, flight, &answer);
		free_flight(flight);
	}
	arena_release(&arena);
	return !keeps;
}

void
world_turn(struct world *world, bool faults)
{
	world->now += (1 + random_below(&world->random, 3000)) * (MICROS_SECOND / 1000);
	world->steps++;
	for (size_t i = 0; !world->line && i < world->flying;) {
		struct flight *flight = world->flights[i];
		struct crm_answer none = {0};
		if (flight->needs || flight->feed) {
			i++;
			continue;
		}
		none.problem = PROBLEM_BUSY; /* as the line says it: no usable reply, status 0 */
		remove_flight(world, i);
		answer_desk(world, flight, &none);
		free_flight(flight);
	}
	for (size_t i = 0; world->line && i < world->flying;)
		if (!deliver(world, i, faults))
			i++;
}

void
world_sync(struct world *world)
{
	if (!world->keep)
		return;
	bool failed = false;
	struct err err;
	keep_sync_now(world->keep);
	uint64_t synced = keep_synced(world->keep, &err, &failed);
	if (synced > world->synced)
		world->synced = synced;
	size_t left = 0;
	for (size_t i = 0; i < world->pending_count; i++) {
		if (world->pending_numbers[i] <= world->synced) {
			ck_assert_uint_lt(world->promised, WORLD_PROMISES);
			world->promises[world->promised++] = world->pending[i];
			continue;
		}
		world->pending_numbers[left] = world->pending_numbers[i];
		world->pending[left++] = world->pending[i];
	}
	world->pending_count = left;
	struct desk_event event = {.kind = EVENT_KEPT, .number = synced};
	world_event(world, &event);
}

void
world_line(struct world *world, bool there)
{
	world->cuts += !there && world->line;
	world->line = there;
	struct desk_event event = {.kind = EVENT_LINE, .ok = there};
	world_event(world, &event);
}

void
world_kill_desk(struct world *world, enum simdisk_loss loss)
{
	world->kills++;
	ground_all(world);
	desk_free(world->desk);
	simdisk_reboot(world->disk, loss, random_below(&world->random, 1u << 30));
	if (world->keep)
		keep_close(world->keep);
	world->keep = NULL;
	if (loss != LOSE_NOTHING)
		world->pending_count = 0; /* never synced: the screen had not called it Kept */
	free(world->token);
	world->token = NULL;
	start_desk(world);
}

void
world_restart_crm(struct world *world)
{
	world->restarts++;
	crm_close(world->crm);
	world->crm = open_crm(world);
}

void
world_sign_in(struct world *world)
{
	enum screen screen = desk_screen(world->desk);
	if (screen != SCREEN_SIGN_IN && screen != SCREEN_LOCK)
		return;
	const char *field = screen == SCREEN_LOCK ? "lock.password" : "sign-in.password";
	if (screen == SCREEN_SIGN_IN) {
		struct desk_event name = {
		    .kind = EVENT_EDIT, .field = "sign-in.user", .text = user};
		world_event(world, &name);
	}
	struct desk_event edit = {.kind = EVENT_EDIT, .field = field, .text = password};
	world_event(world, &edit);
	struct desk_event pick = {.kind = EVENT_PICK, .item = field, .text = password};
	world_event(world, &pick);
}

const void *
world_read(struct world *world, enum route_id route, const char *param, struct arena *arena)
{
	struct crm_call call = {.route = route,
	    .params = {param},
	    .token = world->token,
	    .peer = "sim",
	    .arena = arena};
	struct crm_answer answer = {0};
	call_crm(world, &call, &answer);
	return answer.problem == PROBLEM_NONE ? answer.body : NULL;
}

char *
world_page_text(struct world *world)
{
	struct arena arena;
	struct page page;
	struct buf text;
	arena_init(&arena);
	buf_init(&text, 1 << 20);
	page_of(world->desk, &page, &arena);
	buf_printf(&text, "[%s]\n%s\n%s\n", page.id, page.title_left ? page.title_left : "",
	    page.strip_left ? page.strip_left : "");
	bool home = desk_screen(world->desk) == SCREEN_HOME;
	for (size_t i = 0; i < page.count; i++) {
		const char *key = page.items[i].key;
		if (home && (!key || strncmp(key, "queue:", 6) == 0))
			continue; /* what the CRM tells comes again by itself */
		buf_printf(&text, "%s|%s|%s\n", page.items[i].key ? page.items[i].key : "",
		    page.items[i].label ? page.items[i].label : "",
		    page.items[i].text ? page.items[i].text : "");
	}
	char *out = buf_take(&text);
	buf_release(&text);
	arena_release(&arena);
	return out;
}
