#include "sim/world.h"
#include "base/alloc.h"
#include "crm/manage.h"
#include "desk/effects.h"
#include "desk/outbox.h"
#include "desk/state.h"
#include "helpers/json.h"
#include "helpers/proc.h"
#include "sim/advisor.h"
#include "sim/fates.h"
#include "sim/painted.h"

#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct world world;

/* As it was a while ago, for being put back. */
static struct {
	struct simdisk *image;
	size_t machine;
	micros at;
} backup;

static micros
sim_now(void *context)
{
	(void)context;
	return sim.now;
}

void
world_turn(void (*act)(struct station *station), unsigned one_in, micros pace)
{
	sim.now += (micros)(1 + sim_dice(400)) * 1000 * pace;
	for (size_t i = 0; i < world.count; i++)
		station_turn(&world.stations[i], sim_dice(one_in) == 0 ? act : NULL);
}

/* ---- the CRM and the weather ---- */

void
world_crm_up(void)
{
	struct crm_options options = {.database = world.office.crm.db,
	    .clock = &sim.clock,
	    .ids = &network.chance.source,
	    .password_cost = &secret_cost_tests};
	struct err err = {""};
	sim_must(!network.crm, "the CRM is there already");
	network.crm = crm_open(&options, &err);
	sim_must(network.crm != NULL, "%s", err.text);
}

void
world_crm_down(void)
{
	crm_close(network.crm);
	network.crm = NULL;
}

/* A list that the CRM has not answered grows, and times are told to the minute: what may come back
 * otherwise through no fault of the kill, which takes up to 20 s. */
static bool
about_to_change(const struct station *station)
{
	const struct desk *desk = station->desk;
	micros into = clock_now(&station->clock) % MICROS_MINUTE;
	return !desk->find.settled || desk->find.failed || into < 2 * MICROS_SECOND ||
	       into > MICROS_MINUTE / 2;
}

/* Two disks that were one: each may have what the other has sent. */
static bool
twins(void)
{
	return world.tally.put_back || world.tally.copied;
}

/* Killed when all was Kept: after signing in again, the page of the advisor's own work comes back
 * as it was. A broken line or a CRM that is down keeps everybody out, which proves nothing. */
static void
kill_and_compare(struct station *station)
{
	bool calm = network.calm;
	if (about_to_change(station))
		return;
	carry_flush(&station->carrier);
	station_sync(station);
	bool kept = !station->desk->unkept && station->desk->synced >= station->desk->written;
	char *before = kept && !twins() ? station_page(station) : NULL, *after = NULL;
	station_die(station, LOSE_UNSYNCED);
	world.tally.kills++;
	network.calm = true;
	for (int i = 0; before && i < 200 && !(after && strcmp(after, before) == 0); i++) {
		free(after);
		sim.now += MICROS_SECOND / 10;
		station_turn(station, advisor_sign_in);
		after = station_page(station);
	}
	network.calm = calm;
	if (before && station->desk->phase == PHASE_WORK)
		sim_must(after && strcmp(after, before) == 0, "before the death\n%s\nafter it\n%s",
		    before, after ? after : "another page");
	free(before);
	free(after);
}

/* A backup is made, or the disk is put back as it was then. */
static void
back_up_or_put_back(size_t which)
{
	struct station *station = &world.stations[which];
	if (!backup.image) {
		if (!fate_strikes("backed up", (int)which))
			return;
		backup.image = simdisk_image(station->disk);
		backup.machine = which;
		backup.at = sim.now;
	} else if (fate_strikes("put back", (int)backup.machine)) {
		station = &world.stations[backup.machine];
		painted_put_back(station, backup.at);
		station_put_back(station, backup.image);
		world.tally.put_back++;
	}
}

/* Another machine with the same disk, and so the same desk and journal. */
static void
copy_machine(size_t which)
{
	const struct station *from = &world.stations[which];
	struct station *copy = &world.stations[STATIONS];
	if (world.count > STATIONS || !fate_strikes("copied", (int)which))
		return;
	struct simdisk *image = simdisk_image(from->disk);
	station_init(copy, STATIONS, from->user, xstrdup(from->id), xstrdup(from->secret));
	station_put_back(copy, image);
	simdisk_free(image);
	world.count++;
	world.tally.copied++;
}

static void
jump(size_t which)
{
	static const micros jumps[] = {
	    -MICROS_DAY, -MICROS_HOUR, -MICROS_SECOND, MICROS_HOUR, 3 * MICROS_DAY};
	micros by = jumps[sim_weather_dice(sizeof jumps / sizeof *jumps)];
	if (fate_strikes("clock jumps", (int)which)) {
		world.stations[which].skew_set += by;
		world.tally.jumps++;
	}
}

/* A byte is room for nothing; 0 is no limit. */
static void
fill_or_empty(size_t which)
{
	struct station *station = &world.stations[which];
	bool full = !station->full;
	if (!fate_strikes(full ? "disk full" : "disk has room", (int)which))
		return;
	station->full = full;
	simdisk_room(station->disk, full ? 1 : 0);
	world.tally.full += full;
}

void
world_weather(unsigned often)
{
	unsigned roll = sim_weather_dice(1000 / often);
	size_t which = sim_weather_dice((unsigned)world.count);
	int machine = (int)which;
	unsigned loss = sim_weather_dice(3);
	if (roll < 4) {
		if (fate_strikes("power cut", machine))
			station_die(&world.stations[which], (enum simdisk_loss)loss),
			    world.tally.cuts++;
	} else if (roll < 10) {
		if (fate_strikes("line down or up", machine))
			network.down[which] ^= true;
	} else if (roll < 13 && network.crm) {
		if (fate_strikes("down", -1))
			world_crm_down(), world.tally.restarts++;
	} else if (roll < 23) {
		if (fate_strikes("killed", machine))
			kill_and_compare(&world.stations[which]);
	} else if (roll < 27) {
		jump(which);
	} else if (roll < 31) {
		fill_or_empty(which);
	} else if (roll < 35) {
		back_up_or_put_back(which);
	} else if (roll < 36) {
		copy_machine(which);
	} else if (!network.crm && roll < 200) {
		world_crm_up();
	}
}

bool
world_at_rest(void)
{
	for (size_t i = 0; i < world.count; i++) {
		const struct desk *desk = world.stations[i].desk;
		if (desk->phase != PHASE_WORK || !desk->token || outbox_waiting(desk))
			return false;
	}
	return true;
}

/* What is not at rest, for the message of a failure. */
static const char *
unrest(void)
{
	static char text[2000];
	size_t at = 0;
	for (size_t i = 0; i < world.count; i++) {
		const struct desk *desk = world.stations[i].desk;
		at += (size_t)snprintf(text + at, sizeof text - at,
		    "\ndesk %zu: phase %d, token %d, stale %d, screen %s, says %s", i,
		    (int)desk->phase, desk->token, desk->stale, screen_name(desk_screen(desk)),
		    desk->message ? desk->message : "-");
		for (size_t k = 0; k < desk->owed_count && at < sizeof text - 300; k++)
			at += (size_t)snprintf(text + at, sizeof text - at,
			    "\n  owes %.40s %.40s, request %d, journal %d of %d",
			    desk->owed[k]->outgoing->label, desk->owed[k]->outgoing->path,
			    (int)desk->owed[k]->request, (int)world.stations[i].carrier.synced,
			    (int)desk->written);
	}
	return text;
}

void
world_clear_up(void)
{
	network.calm = true;
	memset(network.down, 0, sizeof network.down);
	if (!network.crm)
		world_crm_up();
	for (size_t i = 0; i < world.count; i++)
		simdisk_room(world.stations[i].disk, 0);
	micros deadline = sim.now + 6 * MICROS_HOUR;
	while (!world_at_rest()) {
		sim_must(
		    sim.now < deadline, "something still waits after six fine hours%s", unrest());
		world_turn(advisor_sign_in, 1, 5);
	}
}

/* ---- adding up ---- */

static int64_t
query(sqlite3 *db, const char *sql, const char *id)
{
	sqlite3_stmt *statement;
	sim_must(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, "%s: %s", sql,
	    sqlite3_errmsg(db));
	if (id)
		sqlite3_bind_text(statement, 1, id, -1, SQLITE_STATIC);
	ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
	int64_t value = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return value;
}

static void
report_fault(void *context, const char *sentence)
{
	(void)context;
	sim_fail("the CRM: %s", sentence);
}

/* Two disks that were one went on with the same contact: the second is refused, and waits for
 * somebody to put it right. A reference is given twice only at a desk that was put back and had no
 * line to hear of it. */
static bool
refused_by_right(const struct outgoing *outgoing)
{
	const char *field;
	enum problem_type problem = outbox_problem(outgoing, &field);
	/* So is a room that another desk has, and a promise for a user whom there is not. */
	return outgoing->route == ROUTE_PUT_ROOM_USE ||
	       (outgoing->route == ROUTE_PUT_PROMISE && text_same(field, "owner")) ||
	       (twins() && (problem != PROBLEM_REFERENCE_TAKEN || world.tally.put_back));
}

static bool
refused(const char *part)
{
	for (size_t i = 0; i < world.count; i++) {
		const struct desk *desk = world.stations[i].desk;
		for (size_t k = 0; k < desk->owed_count; k++) {
			const struct outgoing *outgoing = desk->owed[k]->outgoing;
			if (outgoing->refused &&
			    (strstr(outgoing->path, part) || strstr(outgoing->body, part)))
				return true;
		}
	}
	return false;
}

static void
nothing_is_refused(void)
{
	for (size_t i = 0; i < world.count; i++) {
		const struct desk *desk = world.stations[i].desk;
		for (size_t k = 0; k < desk->owed_count; k++) {
			const struct outgoing *outgoing = desk->owed[k]->outgoing;
			sim_must(!outgoing->refused || refused_by_right(outgoing),
			    "%s was refused: %s\n%s", outgoing->label, outgoing->refused,
			    outgoing->body);
		}
	}
}

static void
is_there_once(sqlite3 *db, const struct logged *logged)
{
	/* What a disk held that has been put back, and the CRM has not answered, is gone. */
	if (refused(logged->id) || (world.tally.put_back && !logged->answered))
		return;
	sim_must(
	    query(db, "SELECT count(*) FROM contact WHERE id = ?1 AND ended > 0", logged->id) == 1,
	    "contact %s", logged->id);
	for (size_t i = 0; i < logged->count; i++)
		sim_must(query(db, "SELECT count(*) FROM case_record WHERE reference = ?1",
			     logged->references[i]) == 1,
		    "case %s", logged->references[i]);
	/* Whoever joined what others had reported has its case's reference; a wish for an
	 * appointment is a task of the CRM's own. */
	sim_must(query(db,
		     "SELECT (SELECT count(*) FROM case_record WHERE contact = ?1 AND "
		     "appointment IS NULL) + (SELECT count(*) FROM contact_enquiries "
		     "WHERE parent = ?1 AND joins IS NOT NULL)",
		     logged->id) == (int64_t)logged->count,
	    "cases of contact %s", logged->id);
}

void
world_add_up(void)
{
	struct err err = {""};
	sqlite3 *db;
	nothing_is_refused();
	sim_must(crm_check(network.crm, report_fault, NULL, &err) == 0, "%s", err.text);
	world_crm_down();
	sim_must(sqlite3_open(strchr(world.office.crm.db, ':') + 1, &db) == SQLITE_OK, "%s",
	    world.office.crm.db);
	for (size_t i = 0; i < network.logged_count; i++)
		is_there_once(db, &network.logged[i]);
	sim_must(
	    query(db, "SELECT count(*) - count(DISTINCT reference) FROM case_record", NULL) == 0,
	    "a reference is there twice");
	painted_must_be(db, refused);
	sqlite3_close(db);
}

/* ---- the office ---- */

static void
enrol(struct station *station, int index, const char *user, const char *desk)
{
	struct buf reply;
	char *code = office_code(&world.office, desk), *body = proc_text("{\"code\":\"%s\"}", code);
	buf_init(&reply, 1 << 16);
	if (!network.crm)
		world_crm_up();
	int status = network_call("POST", "/v1/enrolments", NULL, NULL, body, &reply);
	sim_must(status == 200 || status == 201, "%d %s", status, reply.data);
	station_init(station, index, user, json_get(reply.data, "desk"),
	    json_get(reply.data, "desk_secret"));
	free(code);
	free(body);
	buf_release(&reply);
}

void
world_seed(uint64_t seed)
{
	sim.seed = seed;
	id_seeded_init(&sim.chance, seed * 3 + 1);
	id_seeded_init(&sim.weather, seed * 3 + 3);
	id_seeded_init(&network.chance, seed * 3 + 2);
}

void
world_begin(uint64_t seed)
{
	static const char *const users[STATIONS] = {OFFICE_ADVISOR, OFFICE_BURNLEY, OFFICE_BACK};
	static const char *const desks[STATIONS] = {
	    "chorley-oss-1", "burnley-cc-1", "chorley-cc-1"};
	struct err err = {""};
	sim = (struct sim){.now = OFFICE_BEGINS, .begun = OFFICE_BEGINS, .clock = {sim_now, NULL}};
	world = (struct world){.count = STATIONS};
	network = (struct network){.clock = &sim.clock, .calm = true};
	fates = (struct fates){0};
	painted_begin();
	world_seed(seed);
	office_furnish(&world.office);
	world_crm_up();
	for (size_t i = 0; i < STATIONS; i++)
		sim_must(
		    crm_set_password(network.crm, "ctl:sim", users[i], OFFICE_PASSWORD, &err) == 0,
		    "%s", err.text);
	for (int i = 0; i < STATIONS; i++)
		enrol(&world.stations[i], i, users[i], desks[i]);
}

void
world_end(void)
{
	for (size_t i = 0; i < world.count; i++)
		station_release(&world.stations[i]);
	if (backup.image)
		simdisk_free(backup.image);
	backup.image = NULL;
	network_release();
	office_release(&world.office);
}
