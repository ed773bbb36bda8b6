/*
 * Three desks and a CRM in one process, over simulated disks, network and time: one seed, one
 * history. Advisors do whatever their screens offer; machines lose power, lines break, replies get
 * lost, the CRM restarts. Then the weather clears, and everything must add up:
 *   - after each power cut the journal holds one of the states it had, none older than what the
 *     screen had called Kept;
 *   - every contact that was finished and sent is in the CRM once, with its cases and references;
 *   - nothing was refused, nothing still waits, the CRM finds no fault in itself.
 * SIM_SEEDS=FROM-TO tries others; a failure names its seed.
 */
#include "base/alloc.h"
#include "base/log.h"
#include "base/secret.h"
#include "crm/manage.h"
#include "desk/state.h"
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/server.h"
#include "helpers/simdisk.h"
#include "helpers/tap.h"
#include "model/pack.h"
#include "network.h"
#include "ui/page.h"
#include "wiring/carry.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PASSWORD "a quiet morning"
#define BEGINS (INT64_C(1795171320) * MICROS_SECOND) /* Friday 20 November 2026, 10:42 */

/* What the journal held after a flush. */
struct snapshot {
	uint64_t number;
	unsigned char digest[SECRET_HASH];
};

struct station {
	int index;
	const char *user;
	char *id, *secret;
	struct simdisk *disk;
	struct desk *desk;
	struct link *link;
	struct carrier carrier;
	struct snapshot *snapshots;
	size_t count, capacity;
	uint64_t written;
	micros ticked;
};

static micros now;
static struct id_seeded chance;
static uint64_t seed;
static struct station stations[STATIONS];
static char *database;
static int cuts, restarts;

static micros
sim_now(void *context)
{
	(void)context;
	return now;
}
static const struct clock sim_clock = {sim_now, NULL};

static unsigned
dice(unsigned sides)
{
	uint32_t value;
	chance.source.fill(&chance, &value, sizeof value);
	return value % sides;
}

/* ---- a station's life ---- */

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

static void
boot(struct station *station)
{
	char server[32];
	snprintf(server, sizeof server, "http://%d", station->index);
	struct link_options link_options = {
	    .server = server, .clock = &sim_clock, .ids = &chance.source};
	struct desk_options desk_options = {.desk = station->id,
	    .desk_secret = station->secret,
	    .user = station->user,
	    .ids = &chance.source,
	    .encode = link_encode};
	struct keep_options keep_options = journal_options(station);
	station->link = link_new(&link_options, NULL);
	station->desk = desk_new(&desk_options, now);
	carrier_init(&station->carrier, station->desk, station->link, &keep_options, &sim_clock);
	station->count = 0;
	station->written = 0;
}

static void
hash_record(void *context, const struct record *record, const char *kind, const char *key,
    const void *value)
{
	struct buf *all = context;
	buf_printf(all, "%s %s ", kind, key);
	if (record)
		record_pack(all, record, value);
}

static void
digest_of(struct keep *keep, unsigned char digest[SECRET_HASH])
{
	struct buf all;
	struct arena arena;
	buf_init(&all, 64 << 20);
	arena_init(&arena);
	keep_each(keep, hash_record, &all, &arena);
	secret_hash(digest, all.data, all.length, NULL);
	arena_release(&arena);
	buf_release(&all);
}

static void
take_snapshot(struct station *station)
{
	if (!station->carrier.keep ||
	    (station->count && station->written == station->desk->written))
		return;
	station->written = station->desk->written;
	station->snapshots = grow(
	    station->snapshots, &station->capacity, station->count, sizeof *station->snapshots);
	struct snapshot *snapshot = &station->snapshots[station->count++];
	snapshot->number = station->written;
	digest_of(station->carrier.keep, snapshot->digest);
}

/* The journal after a power cut must be as it was after some flush, none before what was kept. */
static void
check_journal(struct station *station, uint64_t kept)
{
	struct keep_options options = journal_options(station);
	struct keep *keep;
	struct err err = {""};
	unsigned char digest[SECRET_HASH];
	enum keep_opening how = keep_open(&keep, &options, station->user, PASSWORD, &err);
	if (how == KEEP_ABSENT) {
		ck_assert_msg(kept == 0, "seed %d: a journal with %d kept records is gone",
		    (int)seed, (int)kept);
		return;
	}
	ck_assert_msg(how == KEEP_OPENED, "seed %d: %s", (int)seed, err.text);
	ck_assert_msg(!keep_notice(keep), "seed %d: %s", (int)seed, keep_notice(keep));
	digest_of(keep, digest);
	keep_close(keep);
	bool found = station->count == 0; /* nobody had opened it in this life */
	for (size_t i = 0; i < station->count && !found; i++) {
		const struct snapshot *snapshot = &station->snapshots[i];
		/* A later flush tells that this one's number was not the last of its state. */
		bool late_enough = i + 1 == station->count || snapshot[1].number > kept;
		found = late_enough && memcmp(snapshot->digest, digest, sizeof digest) == 0;
	}
	ck_assert_msg(found,
	    "seed %d: after a power cut at kept %d of %d the journal is as it never was", (int)seed,
	    (int)kept, (int)station->written);
}

static void
power_cut(struct station *station)
{
	uint64_t kept = station->carrier.keep ? station->carrier.synced : 0;
	simdisk_die_at(station->disk, 1); /* closing must not save what the cut would have lost */
	carrier_release(&station->carrier);
	desk_free(station->desk);
	link_free(station->link);
	simdisk_reboot(station->disk, (enum simdisk_loss)dice(3), seed * 1000 + (uint64_t)++cuts);
	check_journal(station, kept);
	boot(station);
}

/* ---- the advisor ---- */

static void
give(struct station *station, struct desk_event event)
{
	carry(&station->carrier, &event);
}

static void
edit(struct station *station, const char *field, const char *text)
{
	give(station, (struct desk_event){.kind = EVENT_EDIT, .field = field, .text = text});
}

static void
pick(struct station *station, const char *item, const char *text)
{
	give(station, (struct desk_event){.kind = EVENT_PICK, .item = item, .text = text});
}

static void
command(struct station *station, enum command which)
{
	if (command_works(station->desk, which))
		give(station, (struct desk_event){.kind = EVENT_COMMAND, .command = which});
}

static bool
begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* Something that fits the field, or not quite. */
static const char *
words_for(const char *field, const char *before, struct arena *arena)
{
	static const char *const finds[] = {"bin", "pothole", "patel", "pr7 1ab", "blue badge",
	    "01632 960151", "council tax", "noise", "shaw", "bulky", "library", ""};
	static const char *const answers[] = {"12", "20/11/2026", "by the gate", "yes",
	    "01632 960123", "14 union", "Mr Jones", "1", "PR7 1AB", "14/3/1949"};
	static const char *const names[] = {"Holt", "Nowak", "Si\xc3\xa2n", "O'Neill"};
	if (strcmp(field, "home.find") == 0)
		return finds[dice(sizeof finds / sizeof *finds)];
	if (begins(field, "person.") && strstr(field, "born"))
		return "14/3/1949";
	if (begins(field, "person.") && strstr(field, "phone"))
		return "07700 900123";
	if (begins(field, "person.") && strstr(field, "postcode"))
		return "PR7 1AB";
	if (begins(field, "person.") && (strstr(field, "given") || strstr(field, "family")))
		return names[dice(sizeof names / sizeof *names)];
	if (begins(field, "answer."))
		return answers[dice(sizeof answers / sizeof *answers)];
	return arena_printf(arena, "%s%s", before ? before : "", dice(2) ? " more words" : "x");
}

static void
work_a_field(struct station *station, const struct item *item, struct arena *arena)
{
	const char *field = item->field ? item->field : item->key;
	const char *text = words_for(field, item->text, arena);
	if (item->limit && strlen(text) > item->limit) /* as the face holds it */
		text =
		    arena_strndup(arena, text, grapheme_prev(text, strlen(text), item->limit + 1));
	edit(station, field, text);
	if (dice(3))
		pick(station, field, text);
}

static void
work(struct station *station)
{
	struct arena arena;
	struct page page;
	arena_init(&arena);
	page_of(station->desk, &page, &arena);
	size_t n = 0;
	const struct item *some[64];
	for (size_t i = 0; i < page.count && n < 64; i++) {
		const struct item *item = &page.items[i];
		if (item->kind == ITEM_FIELD || (item->kind == ITEM_ROW && item->key))
			some[n++] = item;
	}
	const struct item *last = n ? some[n - 1] : NULL;
	unsigned roll = dice(100);
	if (roll < 30 && last && last->kind == ITEM_ROW) {
		pick(
		    station, last->key, NULL); /* forward: save, wrap up, finish, the last choice */
	} else if (roll < 75 && n) {
		const struct item *item = some[dice((unsigned)n)];
		if (item->kind == ITEM_FIELD)
			work_a_field(station, item, &arena);
		else
			pick(station, item->key, NULL);
	} else if (roll < 80) {
		command(station, COMMAND_NEW_CONTACT);
	} else if (roll < 86) {
		command(station, COMMAND_FINISH);
	} else {
		enum command which = page.keys[dice(24)];
		bool leaves =
		    which == COMMAND_QUIT || which == COMMAND_SIGN_OUT || which == COMMAND_LOCK;
		if (which != COMMAND_NONE && (!leaves || dice(20) == 0))
			command(station, which);
	}
	arena_release(&arena);
}

static void
act(struct station *station)
{
	switch (station->desk->phase) {
	case PHASE_OUT:
		edit(station, "sign-in.user", station->user);
		edit(station, "sign-in.password", PASSWORD);
		pick(station, "sign-in.password", NULL);
		break;
	case PHASE_LOCKED:
		edit(station, "lock.password", PASSWORD);
		pick(station, "lock.password", NULL);
		break;
	case PHASE_WORK:
		if (station->desk->stale)
			command(station, COMMAND_LOCK);
		else
			work(station);
		break;
	case PHASE_CHECKING:
	case PHASE_PROVING:
		break;
	}
}

/* One turn of a desk's loop, as in the program. */
static void
turn(struct station *station, bool acts)
{
	struct carrier *carrier = &station->carrier;
	link_wait(station->link, NULL, 0, 0);
	if (acts)
		act(station);
	carry_link(carrier);
	if (carrier->keep && dice(10) < 7)
		keep_sync_now(carrier->keep);
	carry_keep(carrier);
	if (now - station->ticked >= MICROS_SECOND) {
		station->ticked = now;
		give(station, (struct desk_event){.kind = EVENT_TICK});
	}
	carry_flush(carrier);
	take_snapshot(station);
	if (carrier->quit) {
		carrier_release(carrier);
		desk_free(station->desk);
		link_free(station->link);
		boot(station);
	}
}

/* ---- the CRM and the weather ---- */

static void
crm_up(void)
{
	struct crm_options options = {
	    .database = database, .clock = &sim_clock, .ids = &network.chance.source};
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

static void
weather(void)
{
	unsigned roll = dice(1000);
	if (roll < 4)
		power_cut(&stations[dice(STATIONS)]);
	else if (roll < 10)
		network.down[dice(STATIONS)] ^= true;
	else if (roll < 13 && network.crm)
		crm_down(), restarts++;
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
	micros deadline = now + 6 * MICROS_HOUR;
	while (!all_sent()) {
		ck_assert_msg(now < deadline,
		    "seed %d: something still waits after six fine hours%s", (int)seed, unrest());
		now += (micros)(1 + dice(400)) * 1000;
		for (int i = 0; i < STATIONS; i++)
			turn(&stations[i],
			    stations[i].desk->phase != PHASE_WORK || stations[i].desk->stale);
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
	ck_abort_msg("seed %d: the CRM: %s", (int)seed, sentence);
}

static void
add_up(void)
{
	struct err err = {""};
	for (int i = 0; i < STATIONS; i++) {
		const struct desk *desk = stations[i].desk;
		for (size_t k = 0; k < desk->owed_count; k++)
			ck_assert_msg(!desk->owed[k]->outgoing->refused,
			    "seed %d: %s was refused: %s\n%s", (int)seed,
			    desk->owed[k]->outgoing->label, desk->owed[k]->outgoing->refused,
			    desk->owed[k]->outgoing->body);
	}
	ck_assert_msg(crm_check(network.crm, report_fault, NULL, &err) == 0, "seed %d: %s",
	    (int)seed, err.text);
	crm_down();
	sqlite3 *db;
	ck_assert_int_eq(sqlite3_open(strchr(database, ':') + 1, &db), SQLITE_OK);
	for (size_t i = 0; i < network.logged_count; i++) {
		const struct logged *logged = &network.logged[i];
		ck_assert_msg(query(db, "SELECT count(*) FROM contact WHERE id = ?1 AND ended > 0",
				  logged->id) == 1,
		    "seed %d: contact %s", (int)seed, logged->id);
		for (size_t k = 0; k < logged->count; k++)
			ck_assert_msg(
			    query(db, "SELECT count(*) FROM case_record WHERE reference = ?1",
				logged->references[k]) == 1,
			    "seed %d: case %s", (int)seed, logged->references[k]);
		ck_assert_msg(query(db, "SELECT count(*) FROM case_record WHERE contact = ?1",
				  logged->id) == (int64_t)logged->count,
		    "seed %d: cases of contact %s", (int)seed, logged->id);
	}
	ck_assert_int_eq(
	    query(db, "SELECT count(*) - count(DISTINCT reference) FROM case_record", NULL), 0);
	sqlite3_close(db);
}

/* ---- the office ---- */

static struct server office;

static void
add_user(const char *id, const char *name, const char *council, const char *role)
{
	char *file = proc_text("%s/password", office.dir);
	FILE *f = fopen(file, "w");
	ck_assert(f && fputs(PASSWORD "\n", f) >= 0 && fclose(f) == 0);
	ctl_ok(&office, "user", "add", id, "--name", name, "--council", council, "--role", role,
	    "--password-file", file);
	free(file);
}

static void
furnish(void)
{
	char *scripts = proc_source("scripts"), *people = proc_source("tests/data/customers.csv"),
	     *places = proc_source("tests/data/addresses.csv");
	setenv("FRONTDESK_NOW", "2026-11-20T10:42:00Z", 1);
	server_init(&office);
	ctl_ok(&office, "init");
	ctl_ok(&office, "publish", scripts);
	ctl_ok(&office, "import", "addresses", places);
	ctl_ok(&office, "import", "customers", people);
	add_user("s.ellis", "S. Ellis", "chorley", "advisor");
	add_user("p.grange", "P. Grange", "burnley", "advisor");
	add_user("a.khan", "A. Khan", "lancashire", "advisor");
	free(scripts);
	free(people);
	free(places);
}

static void
enrol(struct station *station, const char *desk)
{
	char *out, *code, *body;
	struct buf reply;
	ck_assert_int_eq(ctl(&office, &out, "--json", "desk", "add", desk), 0);
	code = json_get(out, "code");
	body = proc_text("{\"code\":\"%s\"}", code);
	free(out);
	buf_init(&reply, 1 << 16);
	if (!network.crm)
		crm_up();
	int status = network_call("POST", "/v1/enrolments", NULL, NULL, body, &reply);
	ck_assert_msg(status == 200 || status == 201, "%d %s", status, reply.data);
	station->id = json_get(reply.data, "desk");
	station->secret = json_get(reply.data, "desk_secret");
	free(code);
	free(body);
	buf_release(&reply);
}

/* Each seed begins with the same furnished database. */
static void
begin(void)
{
	static const char *const users[] = {"s.ellis", "p.grange", "a.khan"};
	static const char *const desks[] = {"chorley-oss-1", "burnley-cc-1", "lancashire-cc-1"};
	now = BEGINS;
	cuts = restarts = 0;
	id_seeded_init(&chance, seed * 2 + 1);
	network = (struct network){.clock = &sim_clock, .calm = true};
	id_seeded_init(&network.chance, seed * 2 + 2);
	furnish();
	database = xstrdup(office.db);
	for (int i = 0; i < STATIONS; i++) {
		struct station *station = &stations[i];
		*station = (struct station){.index = i, .user = users[i], .disk = simdisk_new()};
		enrol(station, desks[i]);
		boot(station);
	}
}

static void
end(void)
{
	for (int i = 0; i < STATIONS; i++) {
		struct station *station = &stations[i];
		carrier_release(&station->carrier);
		desk_free(station->desk);
		link_free(station->link);
		simdisk_free(station->disk);
		free(station->snapshots);
		free(station->id);
		free(station->secret);
	}
	free(database);
	network_release();
	server_release(&office);
}

enum { TURNS = 2500 };

static uint64_t first_seed = 1, last_seed = 4;

START_TEST(a_shift_adds_up)
{
	seed = first_seed + (uint64_t)_i;
	begin();
	for (int i = 0; i < TURNS; i++) {
		/* The first tenth is fine: everybody signs in, and has a journal. */
		network.calm = i < TURNS / 10;
		now += (micros)(1 + dice(400)) * 1000;
		for (int k = 0; k < STATIONS; k++)
			turn(&stations[k], dice(3) == 0);
		if (!network.calm)
			weather();
	}
	clear_up();
	size_t cases = 0;
	for (size_t i = 0; i < network.logged_count; i++)
		cases += network.logged[i].count;
	printf("# seed %d: %d contacts with %d cases logged; %d power cuts, %d restarts, %d "
	       "requests and "
	       "%d replies lost, %d doubled\n",
	    (int)seed, (int)network.logged_count, (int)cases, cuts, restarts,
	    (int)network.lost_requests, (int)network.lost_replies, (int)network.twice);
	ck_assert_msg(network.logged_count > 2, "seed %d: hardly anything happened", (int)seed);
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
	log_open("/dev/null", LOG_ERROR_);
	Suite *suite = suite_create("sim_shift");
	TCase *tests = tcase_create("shift");
	tcase_set_timeout(tests, 300);
	tcase_add_loop_test(tests, a_shift_adds_up, 0, (int)(last_seed - first_seed) + 1);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
