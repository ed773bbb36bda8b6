#include "sim/station.h"
#include "base/alloc.h"
#include "desk/effects.h"
#include "desk/state.h"
#include "helpers/office.h"
#include "helpers/tap.h"
#include "keep/inside.h"
#include "sim/painted.h"
#include "ui/page.h"

#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sim sim;

static unsigned
dice(struct id_seeded *chance, unsigned sides)
{
	uint32_t value;
	chance->source.fill(chance, &value, sizeof value);
	return value % sides;
}

unsigned
sim_dice(unsigned sides)
{
	return dice(&sim.chance, sides);
}

unsigned
sim_weather_dice(unsigned sides)
{
	return dice(&sim.weather, sides);
}

void
sim_fail(const char *format, ...)
{
	static char sentence[1 << 16];
	va_list args;
	va_start(args, format);
	size_t at = (size_t)snprintf(sentence, sizeof sentence, "seed %d: ", (int)sim.seed);
	vsnprintf(sentence + at, sizeof sentence - at, format, args);
	va_end(args);
	if (sim.failed)
		sim.failed(sentence);
	ck_abort_msg("%s", sentence);
	abort();
}

/* ---- the machine ---- */

static struct keep_options
journal_options(const struct station *station)
{
	return (struct keep_options){.disk = simdisk_disk(station->disk),
	    .folder = "state",
	    .ops = secret_cost_tests.passes,
	    .memory = secret_cost_tests.memory,
	    .no_thread = true,
	    .existing = true};
}

/* ---- what the disk must hold ---- */

static const uint64_t DIGEST_EMPTY = 1;

/* By words of eight bytes: it is made in each turn, of all that the journal holds. */
static uint64_t
mix(uint64_t digest, const void *bytes, size_t length)
{
	const unsigned char *at = bytes;
	for (uint64_t word; length; at += sizeof word) {
		size_t some = length < sizeof word ? length : sizeof word;
		word = length;
		memcpy(&word, at, some);
		digest = (digest ^ word) * 0x9E3779B97F4A7C15u;
		digest ^= digest >> 29;
		length -= some;
	}
	return digest;
}

/* As it lies in memory and on the disk, packed: whether it can be unpacked, recovery tells. */
static uint64_t
digest_of(const struct keep *keep)
{
	uint64_t digest = DIGEST_EMPTY;
	for (const struct live_item *item = keep->live.first; item; item = item->after) {
		digest = mix(digest, item->kind, strlen(item->kind) + 1);
		digest = mix(digest, item->key, strlen(item->key) + 1);
		digest = mix(digest, item->bytes, item->length);
	}
	return digest;
}

static void
remember(struct station *station, uint64_t digest)
{
	station->snapshots = grow(
	    station->snapshots, &station->capacity, station->count, sizeof *station->snapshots);
	station->snapshots[station->count++] = (struct snapshot){station->written, digest};
}

/* False: there is none. */
static bool
read_journal(struct station *station, uint64_t *digest)
{
	struct keep_options options = journal_options(station);
	struct keep *keep;
	struct err err = {""};
	enum keep_opening how = keep_open(&keep, &options, station->user, OFFICE_PASSWORD, &err);
	if (how == KEEP_ABSENT)
		return false;
	sim_must(how == KEEP_OPENED, "%s", err.text);
	sim_must(!keep_notice(keep), "%s", keep_notice(keep));
	*digest = digest_of(keep);
	keep_close(keep);
	return true;
}

/* ---- a life of it ---- */

static micros
station_now(void *context)
{
	return sim.now + ((const struct station *)context)->skew;
}

static void
boot(struct station *station)
{
	station->skew = station->skew_set;
	char server[32];
	snprintf(server, sizeof server, "http://%d", station->index);
	struct link_options link_options = {
	    .server = server, .clock = &station->clock, .ids = &sim.chance.source};
	struct desk_options desk_options = {.desk = station->id,
	    .desk_secret = station->secret,
	    .user = station->user,
	    .machine = station->name,
	    .ids = &sim.chance.source,
	    .encode = link_encode};
	struct keep_options keep_options = journal_options(station);
	station->link = link_new(&link_options, NULL);
	station->desk = desk_new(&desk_options, clock_now(&station->clock));
	carrier_init(
	    &station->carrier, station->desk, station->link, &keep_options, &station->clock);
	carry_pack(&station->carrier);
	uint64_t digest;
	station->count = 0;
	station->written = station->painted = 0;
	if (read_journal(station, &digest))
		remember(station, digest);
	station->carrier.changed = true;
}

static void
shut(struct station *station)
{
	carrier_release(&station->carrier);
	desk_free(station->desk);
	link_free(station->link);
}

void
station_init(struct station *station, int index, const char *user, char *id, char *secret)
{
	*station = (struct station){.index = index,
	    .clock = {station_now, station},
	    .user = user,
	    .id = id,
	    .secret = secret,
	    .disk = simdisk_new()};
	snprintf(station->name, sizeof station->name, "machine-%d", index);
	boot(station);
}

void
station_release(struct station *station)
{
	shut(station);
	simdisk_free(station->disk);
	free(station->snapshots);
	free(station->id);
	free(station->secret);
}

static void
take_snapshot(struct station *station)
{
	if (!station->carrier.keep || station->written == station->desk->written)
		return;
	station->written = station->desk->written;
	remember(station, digest_of(station->carrier.keep));
}

/* The journal after a power cut must be as it was after some flush, none before what was kept. */
static void
check_journal(struct station *station, uint64_t kept)
{
	uint64_t digest;
	bool found = false;
	if (!read_journal(station, &digest)) {
		sim_must(kept == 0, "a journal with %d kept records is gone", (int)kept);
		return;
	}
	for (size_t i = 0; i < station->count && !found; i++) {
		const struct snapshot *snapshot = &station->snapshots[i];
		/* A later flush tells that this one's number was not the last of its state. */
		bool late_enough = i + 1 == station->count || snapshot[1].number > kept;
		found = late_enough && snapshot->digest == digest;
	}
	/* Made in this life, and not yet written into. */
	found = found || (kept == 0 && digest == DIGEST_EMPTY);
	sim_must(found, "after a power cut at kept %d of %d the journal is as it never was",
	    (int)kept, (int)station->written);
}

void
station_die(struct station *station, enum simdisk_loss loss)
{
	uint64_t kept = station->carrier.keep ? station->carrier.synced : 0;
	if (station->painted > kept)
		kept = station->painted;
	simdisk_die_at(station->disk, 1); /* closing must not save what the death would have lost */
	shut(station);
	simdisk_reboot(station->disk, loss, sim.seed * 1000 + (uint64_t)++station->deaths);
	painted_died(station);
	check_journal(station, kept);
	boot(station);
}

void
station_put_back(struct station *station, struct simdisk *image)
{
	simdisk_die_at(station->disk, 1);
	shut(station);
	simdisk_free(station->disk);
	station->disk = simdisk_image(image);
	boot(station);
}

void
station_sync(struct station *station)
{
	if (station->carrier.keep)
		keep_sync_now(station->carrier.keep);
	carry_keep(&station->carrier);
}

void
station_turn(struct station *station, void (*act)(struct station *station))
{
	struct carrier *carrier = &station->carrier;
	link_wait(station->link, NULL, 0, 0);
	if (act)
		act(station);
	carry_link(carrier);
	if (sim_dice(10) < 7)
		station_sync(station);
	else
		carry_keep(carrier);
	if (sim.now - station->ticked >= MICROS_SECOND) {
		station->ticked = sim.now;
		carry(carrier, &(struct desk_event){.kind = EVENT_TICK});
	}
	carry_flush(carrier);
	take_snapshot(station);
	painted_look(station);
	if (carrier->quit) {
		shut(station);
		boot(station);
	}
}

/* Rows that the CRM tells come again by themselves; what is beside a form or
 * below its address is what the CRM found for what was typed. Whether an office is closed is
 * the clock's, which may have jumped. */
static bool
tells(enum screen screen, const struct item *item)
{
	const char *key = item->key;
	if (item->aside || (item->label && strcmp(item->label, "CLOSED") == 0) ||
	    (key && strncmp(key, "property:", 9) == 0))
		return true;
	return screen == SCREEN_HOME &&
	       (!key || strncmp(key, "queue:", 6) == 0 || strncmp(key, "promise:", 8) == 0 ||
		   strncmp(key, "work:", 5) == 0 || strncmp(key, "case:", 5) == 0);
}

char *
station_page(const struct station *station)
{
	enum screen screen = desk_screen(station->desk);
	if (station->desk->phase != PHASE_WORK || !station->desk->hand ||
	    (screen != SCREEN_HOME && screen != SCREEN_DIALOGUE && screen != SCREEN_SERVICE &&
		screen != SCREEN_PERSON && screen != SCREEN_WRAP_UP))
		return NULL;
	struct arena arena;
	struct page page;
	struct buf text;
	arena_init(&arena);
	buf_init(&text, 1 << 20);
	page_of(station->desk, &page, &arena);
	buf_printf(&text, "[%s]\n%s\n%s\n", page.id, page.title_left ? page.title_left : "",
	    page.strip_left ? page.strip_left : "");
	for (size_t i = 0; i < page.count; i++) {
		const struct item *item = &page.items[i];
		if (!tells(screen, item))
			buf_printf(&text, "%s|%s|%s\n", item->key ? item->key : "",
			    item->label ? item->label : "", item->text ? item->text : "");
	}
	char *out = buf_take(&text);
	buf_release(&text);
	arena_release(&arena);
	return out;
}
