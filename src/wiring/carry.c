#include "wiring/carry.h"
#include "base/alloc.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/secret.h"
#include "keep/pack.h"
#include "wiring/folder.h"
#include "wiring/left.h"

#include <stdlib.h>
#include <string.h>

struct waiting {
	struct arena arena;
	struct outgoing *outgoing;
	uint64_t request, record;
	struct waiting *next;
};

static void
event_of(struct carrier *carrier, enum desk_event_kind kind, bool ok, const char *text)
{
	struct desk_event event = {.kind = kind, .ok = ok, .text = text};
	carry(carrier, &event);
}

/* ---- writes wait until their record is on the medium ---- */

static void
send_kept(struct carrier *carrier)
{
	struct waiting **at = &carrier->first;
	carrier->last = NULL;
	while (*at) {
		struct waiting *waiting = *at;
		if (waiting->record > carrier->synced) {
			carrier->last = waiting;
			at = &waiting->next;
			continue;
		}
		*at = waiting->next;
		link_send_outgoing(carrier->link, waiting->outgoing, waiting->request);
		arena_release(&waiting->arena);
		free(waiting);
	}
}

static void
send_write(struct carrier *carrier, const struct desk_effect *effect)
{
	struct waiting *waiting = xcalloc(1, sizeof *waiting);
	arena_init(&waiting->arena);
	waiting->outgoing = record_copy(&waiting->arena, &outgoing_record, effect->outgoing);
	waiting->request = effect->request.number;
	waiting->record = effect->number;
	if (carrier->last)
		carrier->last->next = waiting;
	else
		carrier->first = waiting;
	carrier->last = waiting;
	send_kept(carrier);
}

static void
forget_waiting(struct carrier *carrier)
{
	while (carrier->first) {
		struct waiting *waiting = carrier->first;
		carrier->first = waiting->next;
		arena_release(&waiting->arena);
		free(waiting);
	}
	carrier->last = NULL;
}

/* ---- the journal ---- */

struct recovered {
	struct desk_event *events;
	size_t count, capacity;
};

static void
recover_record(void *context, const struct record *record, const char *kind, const char *key,
    const void *value)
{
	struct recovered *list = context;
	(void)kind;
	if (!record)
		return;
	list->events = grow(list->events, &list->capacity, list->count, sizeof *list->events);
	list->events[list->count++] = (struct desk_event){
	    .kind = EVENT_RECOVERED, .record_type = record, .key = key, .record = value};
}

static void
recover_all(struct carrier *carrier)
{
	struct recovered list = {0};
	struct arena arena;
	arena_init(&arena);
	keep_each(carrier->keep, recover_record, &list, &arena);
	for (size_t i = 0; i < list.count; i++)
		carry(carrier, &list.events[i]);
	free(list.events);
	arena_release(&arena);
	event_of(carrier, EVENT_READY, true, keep_notice(carrier->keep));
}

static void
prove(struct carrier *carrier, const char *password)
{
	struct err err = {""};
	int rc = keep_prove(carrier->keep, password, &err);
	event_of(carrier, EVENT_UNLOCKED, rc == 0,
	    rc > 0   ? _("That is not the password.")
	    : rc < 0 ? err.text
		     : NULL);
}

/* Another password opens it. It may have been changed at the CRM, which can open the seal. */
static void
not_unlocked(struct carrier *carrier, const char *user, const char *why)
{
	unsigned char seal[SEALED_KEY];
	char text[200];
	struct desk_event event = {.kind = EVENT_UNLOCKED, .text = why};
	if (keep_seal(&carrier->keep_options, user, seal) == 0) {
		secret_base64(text, sizeof text, seal, sizeof seal);
		event.item = text;
	}
	carry(carrier, &event);
}

/* The one step that takes its time: the screen says so first. */
static void
unlock(
    struct carrier *carrier, const char *user, const char *password, const char *key, bool create)
{
	struct err err = {""};
	unsigned char data_key[SECRET_KEY];
	if (carrier->paint)
		carrier->paint(carrier->paint_context);
	if (carrier->keep) {
		prove(carrier, password);
		return;
	}
	struct keep_options options = carrier->keep_options;
	options.existing = !create;
	if (key && secret_base64_read(data_key, sizeof data_key, key) == SECRET_KEY)
		options.data_key = data_key;
	enum keep_opening result = keep_open(&carrier->keep, &options, user, password, &err);
	secret_wipe(data_key, sizeof data_key);
	carrier->synced = 0;
	if (result == KEEP_ABSENT) {
		event_of(carrier, EVENT_UNLOCKED, false, NULL);
	} else if (result == KEEP_OPENED || result == KEEP_CREATED) {
		event_of(carrier, EVENT_UNLOCKED, true, NULL);
		recover_all(carrier);
	} else if (result == KEEP_WRONG_PASSWORD && !key) {
		not_unlocked(carrier, user, err.text);
	} else {
		event_of(carrier, EVENT_UNLOCKED, false, err.text);
	}
}

/* Steps nothing: it runs while effects are carried. */
static void
seal(struct carrier *carrier)
{
	struct err err = {""};
	if (!carrier->keep)
		return;
	if (keep_flush(carrier->keep, &err) < 0)
		log_error("frontdesk", "the journal closes with its last changes unwritten: %s",
		    err.text);
	keep_close(carrier->keep);
	carrier->keep = NULL;
	forget_waiting(carrier);
}

void
carry_flush(struct carrier *carrier)
{
	struct err err = {""};
	if (!carrier->keep)
		return;
	if (keep_flush(carrier->keep, &err) == 0) {
		free(carrier->keep_failure);
		carrier->keep_failure = NULL;
		return;
	}
	/* Told once, not at each try. */
	if (carrier->keep_failure && strcmp(carrier->keep_failure, err.text) == 0)
		return;
	free(carrier->keep_failure);
	carrier->keep_failure = xstrdup(err.text);
	event_of(carrier, EVENT_KEEP_FAILED, false, err.text);
}

void
carry_keep(struct carrier *carrier)
{
	struct err failed = {""};
	bool has_failed = false;
	if (!carrier->keep)
		return;
	uint64_t synced = keep_synced(carrier->keep, &failed, &has_failed);
	if (synced > carrier->synced) {
		carrier->synced = synced;
		send_kept(carrier);
		struct desk_event event = {.kind = EVENT_KEPT, .ok = true, .number = synced};
		carry(carrier, &event);
	}
	if (has_failed)
		event_of(carrier, EVENT_KEEP_FAILED, false, failed.text);
}

/* ---- the directory ---- */

static struct disk *
disk_of(const struct carrier *carrier)
{
	return carrier->keep_options.disk ? carrier->keep_options.disk : disk_system();
}

static void
write_pack(struct carrier *carrier, const struct directory_pack *pack)
{
	struct err err = {""};
	/* Without a copy the next start fetches the directory again: worth a line in the log. */
	if (directory_pack_write(disk_of(carrier), carrier->keep_options.folder, pack, &err) < 0)
		log_warn("frontdesk", "the directory's copy is not written: %s", err.text);
}

void
carry_pack(struct carrier *carrier)
{
	struct err err = {""};
	struct arena arena;
	struct directory_pack pack;
	arena_init(&arena);
	if (directory_pack_read(
		disk_of(carrier), carrier->keep_options.folder, &arena, &pack, &err) == 0) {
		struct desk_event event = {.kind = EVENT_PACK, .ok = true, .record = &pack};
		carry(carrier, &event);
	}
	arena_release(&arena);
}

/* ---- effects ---- */

/* ---- the folder of files ---- */

/* The answer is given when the effects of this step have been carried. */
static void
use_folder(struct carrier *carrier, const struct desk_effect *effect, struct arena *arena,
    struct desk_event *answer)
{
	struct err err = {""};
	struct disk *disk = disk_of(carrier);
	struct folder_listing *listing = arena_alloc(arena, sizeof *listing);
	struct file_bytes *bytes = arena_alloc(arena, sizeof *bytes);
	int rc;
	*answer = (struct desk_event){.item = arena_strdup(arena, effect->text)};
	if (effect->kind == EFFECT_FOLDER) {
		rc = folder_list(disk, carrier->folder, arena, listing, &err);
		answer->kind = EVENT_FOLDER;
		answer->record = listing;
	} else if (effect->kind == EFFECT_FILE_READ) {
		rc = folder_read(disk, carrier->folder, effect->text, arena, bytes, &err);
		answer->kind = EVENT_FILE_READ;
		answer->record = bytes;
	} else {
		rc = folder_write(disk, carrier->folder, effect->text, &effect->bytes, arena,
		    &answer->text, &err);
		answer->kind = EVENT_FILE_WRITTEN;
	}
	answer->ok = rc == 0;
	if (rc < 0)
		answer->text = arena_strdup(arena, err.text);
}

struct recalled {
	const struct record *record;
	const char *key;
	struct recalled *next;
};

/* Effects last only until the next step, and some carry one: these are copied out first. */
struct later {
	bool unlock, create, seal, look_left;
	char *user, *password, *key;
	struct recalled *first, **end; /* in the arena */
	struct arena arena;
	struct desk_event answer; /* of the folder */
	bool answered;
};

static void
recall_later(struct later *later, const struct desk_effect *effect)
{
	struct recalled *recalled = arena_alloc(&later->arena, sizeof *recalled);
	*recalled = (struct recalled){
	    .record = effect->record_type, .key = arena_strdup(&later->arena, effect->key)};
	*later->end = recalled;
	later->end = &recalled->next;
}

static void
recall(struct carrier *carrier, const struct recalled *recalled)
{
	struct arena arena;
	arena_init(&arena);
	void *value = record_new(&arena, recalled->record);
	struct desk_event event = {.kind = EVENT_RECOVERED,
	    .record_type = recalled->record,
	    .key = recalled->key,
	    .record = value};
	if (carrier->keep &&
	    keep_get(carrier->keep, recalled->record, recalled->key, value, &arena))
		carry(carrier, &event);
	arena_release(&arena);
}

static void
leave(struct carrier *carrier, const struct leaving *leaving)
{
	struct err err = {""};
	const struct keep_options *options = &carrier->keep_options;
	/* Nothing is lost: the journal has it, only nobody else can deliver it. */
	if (left_write(disk_of(carrier), options->folder, leaving, options->crm_key, &err) < 0)
		log_warn("frontdesk", "what waits cannot be left for others: %s", err.text);
}

static void
look_left(struct carrier *carrier)
{
	struct arena arena;
	struct left_listing listing;
	arena_init(&arena);
	left_read(disk_of(carrier), carrier->keep_options.folder, &arena, &listing);
	struct desk_event event = {.kind = EVENT_LEFT, .ok = true, .record = &listing};
	carry(carrier, &event);
	arena_release(&arena);
}

static void
carry_effect(struct carrier *carrier, const struct desk_effect *effect, struct later *later)
{
	switch (effect->kind) {
	case EFFECT_SEND:
		if (effect->outgoing)
			send_write(carrier, effect);
		else
			link_send(carrier->link, &effect->request);
		break;
	case EFFECT_KEEP:
		if (carrier->keep)
			keep_put(carrier->keep, effect->record_type, effect->key, effect->record,
			    effect->number);
		break;
	case EFFECT_DROP:
		if (carrier->keep)
			keep_drop(carrier->keep, effect->record_type, effect->key, effect->number);
		break;
	case EFFECT_RECALL:
		recall_later(later, effect);
		break;
	case EFFECT_LEAVE:
		leave(carrier, effect->record);
		break;
	case EFFECT_LEFT:
		later->look_left = true;
		break;
	case EFFECT_LEFT_DONE:
		left_remove(
		    disk_of(carrier), carrier->keep_options.folder, effect->text, effect->number);
		break;
	case EFFECT_UNLOCK:
		later->unlock = true;
		later->create = effect->create;
		later->user = xstrdup(effect->user);
		later->password = xstrdup(effect->password);
		later->key = effect->text ? xstrdup(effect->text) : NULL;
		break;
	case EFFECT_SEAL:
		/* What was put before it belongs to the journal that closes. */
		seal(carrier);
		break;
	case EFFECT_TOKEN:
		link_token(carrier->link, effect->text);
		break;
	case EFFECT_PACK:
		write_pack(carrier, effect->record);
		break;
	case EFFECT_FOLDER:
	case EFFECT_FILE_READ:
	case EFFECT_FILE_WRITE:
		if (carrier->folder)
			use_folder(carrier, effect, &later->arena, &later->answer);
		later->answered = carrier->folder != NULL;
		break;
	case EFFECT_QUIT:
		carrier->quit = true;
		break;
	}
}

void
carry(struct carrier *carrier, struct desk_event *event)
{
	struct later later = {.end = &later.first};
	arena_init(&later.arena);
	event->now = clock_now(carrier->clock);
	const struct desk_effects *effects = desk_step(carrier->desk, event);
	for (size_t i = 0; i < effects->count; i++)
		carry_effect(carrier, &effects->items[i], &later);
	carrier->changed = true;
	if (later.unlock) {
		unlock(carrier, later.user, later.password, later.key, later.create);
		if (later.key)
			explicit_bzero(later.key, strlen(later.key));
		free(later.key);
		explicit_bzero(later.password, strlen(later.password));
		free(later.password);
		free(later.user);
	}
	for (const struct recalled *at = later.first; at; at = at->next)
		recall(carrier, at);
	if (later.look_left)
		look_left(carrier);
	if (later.answered)
		carry(carrier, &later.answer);
	arena_release(&later.arena);
}

void
carry_link(struct carrier *carrier)
{
	struct link_event event;
	while (link_next(carrier->link, &event)) {
		struct desk_event told = {.kind = EVENT_LINE};
		switch (event.kind) {
		case LINK_REPLY:
			told.kind = EVENT_REPLY;
			told.reply = &event.reply;
			told.number = event.reply.number;
			break;
		case LINK_ONLINE:
			told.ok = true;
			break;
		case LINK_OFFLINE:
			told.text = event.sentence;
			told.fault = event.fault;
			break;
		}
		carry(carrier, &told);
	}
}

void
carrier_init(struct carrier *carrier, struct desk *desk, struct link *link,
    const struct keep_options *keep_options, const struct clock *clock)
{
	*carrier = (struct carrier){
	    .desk = desk, .link = link, .keep_options = *keep_options, .clock = clock};
}

void
carrier_release(struct carrier *carrier)
{
	seal(carrier);
	forget_waiting(carrier);
	free(carrier->keep_failure);
}
