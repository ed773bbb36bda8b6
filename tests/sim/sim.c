/*
 * Three desks and a CRM in one process, over simulated disks, network and time: one seed, one
 * history. Advisors do whatever their screens offer; machines lose power, lines break, replies get
 * lost, the CRM restarts. Then the weather clears, and everything must add up:
 *   - after each death the journal holds one of the states it had, none older than what the screen
 *     had called Kept, and what was Kept whole is on the screen again as it was;
 *   - every contact that was finished and sent is in the CRM once, with its cases and references;
 *   - nothing was refused, nothing still waits, the CRM finds no fault in itself.
 * SIM_SEEDS=FROM-TO tries others; a failure names its seed.
 */
#include "base/alloc.h"
#include "base/log.h"
#include "crm/manage.h"
#include "desk/state.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "sim/advisor.h"
#include "sim/network.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct station stations[STATIONS];
static struct office office;
static int cuts, kills, restarts;

static micros
sim_now(void *context)
{
	(void)context;
	return sim.now;
}

/* A moment passes; then every desk has its turn. */
static void
turn_all(void (*act)(struct station *station), unsigned one_in)
{
	sim.now += (micros)(1 + sim_dice(400)) * 1000;
	for (int i = 0; i < STATIONS; i++)
		station_turn(&stations[i], sim_dice(one_in) == 0 ? act : NULL);
}

/* ---- the CRM and the weather ---- */

static void
crm_up(void)
{
	struct crm_options options = {
	    .database = office.crm.db, .clock = &sim.clock, .ids = &network.chance.source};
	struct err err = {""};
	network.crm = crm_open(&options, &err);
	ck_assert_msg(network.crm != NULL, "%s", err.text);
}

static void
crm_down(void)
{
	crm_close(network.crm);
	network.crm = NULL;
}

/* A list that the CRM has not answered grows, and times are told to the minute: what may come back
 * otherwise through no fault of the kill, which takes up to 20 s. */
static bool
about_to_change(const struct desk *desk)
{
	micros into = sim.now % MICROS_MINUTE;
	return !desk->find.settled || desk->find.failed || into < 2 * MICROS_SECOND ||
	       into > MICROS_MINUTE / 2;
}

/* Killed when all was Kept: after signing in again, the page of the advisor's own work comes back
 * as it was. A broken line or a CRM that is down keeps everybody out, which proves nothing. */
static void
kill_and_compare(struct station *station)
{
	bool calm = network.calm;
	if (about_to_change(station->desk))
		return;
	carry_flush(&station->carrier);
	station_sync(station);
	char *before = station_page(station), *after = NULL;
	station_die(station, LOSE_UNSYNCED);
	kills++;
	network.calm = true;
	for (int i = 0; before && i < 200 && !(after && strcmp(after, before) == 0); i++) {
		free(after);
		sim.now += MICROS_SECOND / 10;
		station_turn(station, advisor_sign_in);
		after = station_page(station);
	}
	network.calm = calm;
	if (before && station->desk->phase == PHASE_WORK)
		ck_assert_msg(after && strcmp(after, before) == 0,
		    "seed %d: before the death\n%s\nafter it\n%s", (int)sim.seed, before,
		    after ? after : "another page");
	free(before);
	free(after);
}

static void
weather(void)
{
	unsigned roll = sim_dice(1000);
	if (roll < 4)
		station_die(&stations[sim_dice(STATIONS)], (enum simdisk_loss)sim_dice(3)), cuts++;
	else if (roll < 10)
		network.down[sim_dice(STATIONS)] ^= true;
	else if (roll < 13 && network.crm)
		crm_down(), restarts++;
	else if (roll < 23)
		kill_and_compare(&stations[sim_dice(STATIONS)]);
	else if (!network.crm && roll < 200)
		crm_up();
}

static bool
all_sent(void)
{
	for (int i = 0; i < STATIONS; i++) {
		const struct desk *desk = stations[i].desk;
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
	for (int i = 0; i < STATIONS; i++) {
		const struct desk *desk = stations[i].desk;
		at += (size_t)snprintf(text + at, sizeof text - at,
		    "\ndesk %d: phase %d, token %d, stale %d, screen %s, says %s", i,
		    (int)desk->phase, desk->token, desk->stale, screen_name(desk_screen(desk)),
		    desk->message ? desk->message : "-");
		for (size_t k = 0; k < desk->owed_count && at < sizeof text - 300; k++)
			at += (size_t)snprintf(text + at, sizeof text - at,
			    "\n  owes %.40s %.40s, request %d, journal %d of %d",
			    desk->owed[k]->outgoing->label, desk->owed[k]->outgoing->path,
			    (int)desk->owed[k]->request, (int)stations[i].carrier.synced,
			    (int)desk->written);
	}
	return text;
}

static void
clear_up(void)
{
	network.calm = true;
	memset(network.down, 0, sizeof network.down);
	if (!network.crm)
		crm_up();
	micros deadline = sim.now + 6 * MICROS_HOUR;
	while (!all_sent()) {
		ck_assert_msg(sim.now < deadline,
		    "seed %d: something still waits after six fine hours%s", (int)sim.seed,
		    unrest());
		turn_all(advisor_sign_in, 1);
	}
}

/* ---- adding up ---- */

static int64_t
query(sqlite3 *db, const char *sql, const char *id)
{
	sqlite3_stmt *statement;
	ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, "%s: %s", sql,
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
	ck_abort_msg("seed %d: the CRM: %s", (int)sim.seed, sentence);
}

static void
add_up(void)
{
	struct err err = {""};
	for (int i = 0; i < STATIONS; i++) {
		const struct desk *desk = stations[i].desk;
		for (size_t k = 0; k < desk->owed_count; k++)
			/* A room that another desk has is refused by right. */
			ck_assert_msg(!desk->owed[k]->outgoing->refused ||
					  desk->owed[k]->outgoing->route == ROUTE_PUT_ROOM_USE,
			    "seed %d: %s was refused: %s\n%s", (int)sim.seed,
			    desk->owed[k]->outgoing->label, desk->owed[k]->outgoing->refused,
			    desk->owed[k]->outgoing->body);
	}
	ck_assert_msg(crm_check(network.crm, report_fault, NULL, &err) == 0, "seed %d: %s",
	    (int)sim.seed, err.text);
	crm_down();
	sqlite3 *db;
	ck_assert_int_eq(sqlite3_open(strchr(office.crm.db, ':') + 1, &db), SQLITE_OK);
	for (size_t i = 0; i < network.logged_count; i++) {
		const struct logged *logged = &network.logged[i];
		ck_assert_msg(query(db, "SELECT count(*) FROM contact WHERE id = ?1 AND ended > 0",
				  logged->id) == 1,
		    "seed %d: contact %s", (int)sim.seed, logged->id);
		for (size_t k = 0; k < logged->count; k++)
			ck_assert_msg(
			    query(db, "SELECT count(*) FROM case_record WHERE reference = ?1",
				logged->references[k]) == 1,
			    "seed %d: case %s", (int)sim.seed, logged->references[k]);
		/* Whoever joined what others had reported has its case's reference; a wish for an
		 * appointment is a task of the CRM's own. */
		ck_assert_msg(query(db,
				  "SELECT (SELECT count(*) FROM case_record WHERE contact = ?1 AND "
				  "appointment IS NULL) + (SELECT count(*) FROM contact_enquiries "
				  "WHERE parent = ?1 AND joins IS NOT NULL)",
				  logged->id) == (int64_t)logged->count,
		    "seed %d: cases of contact %s", (int)sim.seed, logged->id);
	}
	ck_assert_int_eq(
	    query(db, "SELECT count(*) - count(DISTINCT reference) FROM case_record", NULL), 0);
	sqlite3_close(db);
}

/* ---- the office ---- */

static void
enrol(struct station *station, int index, const char *user, const char *desk)
{
	struct buf reply;
	char *code = office_code(&office, desk), *body = proc_text("{\"code\":\"%s\"}", code);
	buf_init(&reply, 1 << 16);
	if (!network.crm)
		crm_up();
	int status = network_call("POST", "/v1/enrolments", NULL, NULL, body, &reply);
	ck_assert_msg(status == 200 || status == 201, "%d %s", status, reply.data);
	station_init(station, index, user, json_get(reply.data, "desk"),
	    json_get(reply.data, "desk_secret"));
	free(code);
	free(body);
	buf_release(&reply);
}

static void
begin(uint64_t seed)
{
	static const char *const users[STATIONS] = {OFFICE_ADVISOR, OFFICE_BURNLEY, OFFICE_BACK};
	static const char *const desks[STATIONS] = {
	    "chorley-oss-1", "burnley-cc-1", "chorley-cc-1"};
	sim = (struct sim){.now = OFFICE_BEGINS, .clock = {sim_now, NULL}, .seed = seed};
	cuts = kills = restarts = 0;
	id_seeded_init(&sim.chance, seed * 2 + 1);
	network = (struct network){.clock = &sim.clock, .calm = true};
	id_seeded_init(&network.chance, seed * 2 + 2);
	office_furnish(&office);
	for (int i = 0; i < STATIONS; i++)
		enrol(&stations[i], i, users[i], desks[i]);
}

static void
end(void)
{
	for (int i = 0; i < STATIONS; i++)
		station_release(&stations[i]);
	network_release();
	office_release(&office);
}

enum { TURNS = 2500 };

static uint64_t first_seed = 1, last_seed = 5;

START_TEST(a_shift_adds_up)
{
	begin(first_seed + (uint64_t)_i);
	for (int i = 0; i < TURNS; i++) {
		/* The first tenth is fine: everybody signs in, and has a journal. */
		network.calm = i < TURNS / 10;
		turn_all(advisor_act, 3);
		if (!network.calm)
			weather();
	}
	clear_up();
	size_t cases = 0;
	for (size_t i = 0; i < network.logged_count; i++)
		cases += network.logged[i].count;
	printf("# seed %d: %d contacts with %d cases logged; %d power cuts, %d kills, %d restarts, "
	       "%d requests and %d replies lost, %d doubled\n",
	    (int)sim.seed, (int)network.logged_count, (int)cases, cuts, kills, restarts,
	    (int)network.lost_requests, (int)network.lost_replies, (int)network.twice);
	ck_assert_msg(network.logged_count > 2, "seed %d: hardly anything happened", (int)sim.seed);
	add_up();
	end();
}
END_TEST

int
main(void)
{
	const char *range = getenv("SIM_SEEDS");
	if (range && sscanf(range, "%lu-%lu", &first_seed, &last_seed) < 2)
		last_seed = first_seed;
	log_open(getenv("SIM_LOG") ? NULL : "/dev/null", LOG_WARN_);
	Suite *suite = suite_create("sim");
	TCase *tests = tcase_create("shift");
	tcase_set_timeout(tests, 300);
	tcase_add_loop_test(tests, a_shift_adds_up, 0, (int)(last_seed - first_seed) + 1);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
