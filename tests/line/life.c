#include "line/life.h"

#include "helpers/proc.h"
#include "helpers/small_disk.h"
#include "line/hand.h"

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A history mostly waits. */
enum { READY_MS = 60000, LANES = 8 };

struct lane {
	pid_t pid;
	int from;
	uint64_t seed;
};

static const struct {
	const char *desk, *user;
} desks[DESKS] = {{"chorley-oss-1", OFFICE_ADVISOR}, {"chorley-cc-1", OFFICE_ADVISOR},
    {"burnley-cc-1", OFFICE_BURNLEY}};

static struct office template;
static struct machine machines[MACHINES];
static size_t count;
static char *backup;
static int backups;
static int64_t backed_up;
static struct life *now;

/* ---- the beginning ---- */

void
life_prepare(void)
{
	/* Files are read as SQLite's: a history counts in the database itself. */
	unsetenv("FRONTDESK_TEST_DB");
	office_init(&template);
	for (size_t i = 0; i < DESKS; i++) {
		office_enrol(&template, desks[i].desk, 0);
		struct term *t = office_desk(&template, desks[i].desk, 0, NULL, 24, 80);
		ck_assert_msg(office_sign_in(t, desks[i].user) &&
				  term_wait_text(t, "Sent. All caught up", READY_MS),
		    "no sign-in:\n%s", term_dump(t));
		term_keys(t, "<C-q>");
		ck_assert_ptr_null(term_end(t, NULL, TERM_MS));
		term_free(t);
	}
	ck_assert_int_eq(server_stop(&template.crm), 0);
}

int
life_number(const char *name, int otherwise)
{
	const char *text = getenv(name);
	return text ? (int)strtol(text, NULL, 10) : otherwise;
}

void
life_clear(void)
{
	office_release(&template);
}

static void
run(const char *what, const char *const argv[])
{
	char *said;
	ck_assert_msg(proc_run(argv, NULL, NULL, &said, TERM_MS * 4) == 0, "%s: %s", what, said);
	free(said);
}

/* The template once more, in a folder of its own. */
static void
furnish(void)
{
	struct server *crm = &history.office.crm;
	char *all = proc_text("%s/.", template.crm.dir);
	*crm = (struct server){.dir = proc_tmpdir(), .out = -1};
	run("cp", (const char *const[]){"cp", "-a", all, crm->dir, NULL});
	crm->db = proc_text("sqlite:%s/%s", crm->dir, strrchr(template.crm.db, '/') + 1);
	crm->log = proc_text("%s/frontdeskd.log", crm->dir);
	free(all);
}

static void
open_office(const struct recipe *recipe)
{
	struct verdict *verdict = &now->verdict;
	small_disk_begin();
	furnish();
	id_seeded_init(&history.chance, recipe->seed * 2 + 1);
	id_seeded_init(&history.weather, recipe->seed * 2 + 2);
	server_start(&history.office.crm);
	count = DESKS;
	for (size_t i = 0; i < count; i++)
		machine_init(
		    &machines[i], (int)i, desks[i].desk, desks[i].user, history.office.crm.port);
	for (size_t i = 0; i < count && !*verdict->sentence; i++)
		hand_step(&machines[i], verdict);
}

/* ---- the weather ---- */

static void
die(struct machine *m, bool power)
{
	if (!m->t)
		return;
	tell("%d %s", m->index, power ? "loses power" : "is killed");
	(power ? machine_power_cut : machine_kill)(m);
	said_died(m);
	*(power ? &now->cuts : &now->kills) += 1;
}

static void
clock_jumps(struct machine *m)
{
	static const micros jumps[] = {
	    -MICROS_DAY, -MICROS_HOUR, -MICROS_MINUTE, MICROS_HOUR, 3 * MICROS_DAY};
	m->skew = jumps[weather_dice(sizeof jumps / sizeof *jumps)];
	die(m, false);
	tell("%d has another clock: %lld s", m->index, (long long)(m->skew / MICROS_SECOND));
	now->jumps++;
}

static void
line_changes(struct machine *m)
{
	static const char *const names[] = {"is mended", "is cut", "is silent", "loses replies",
	    "holds its first connection", "holds its second connection", "is far"};
	unsigned which = weather_dice(sizeof names / sizeof *names);
	tell("line %d %s", m->index, names[which]);
	proxy_cut(m->line, which == 1);
	proxy_stall(m->line, which == 2);
	proxy_swallow(m->line, which == 3);
	proxy_hold(m->line, which == 4 ? 1 : which == 5 ? 2 : 0);
	proxy_shape(m->line, (struct proxy_shape){.delay_ms = which == 6 ? 300 : 0});
	now->links += which != 0;
}

static void
comes_again(struct machine *m)
{
	unsigned back = weather_dice(6);
	tell("line %d brings a write again: %u back", m->index, back);
	proxy_again(m->line, back);
}

static void
disk(struct machine *m)
{
	tell("disk of %d %s", m->index, m->ballast ? "has room" : "is full");
	now->full += !m->ballast;
	(m->ballast ? machine_empty : machine_fill)(m);
}

static void
crm_down_or_up(void)
{
	struct server *crm = &history.office.crm;
	tell("the CRM is %s", crm->pid ? "killed" : "started");
	now->crm_kills += crm->pid != 0;
	(crm->pid ? server_kill : server_start)(crm);
}

/* A backup is made of the CRM that runs, or the CRM is made anew from it. */
static void
back_up_or_put_back(void)
{
	struct server *crm = &history.office.crm;
	if (!backup) {
		backup = proc_text("%s/backup-%d", crm->dir, backups++);
		tell("the CRM is backed up");
		backed_up = proc_us();
		ctl_ok(crm, "backup", backup);
		return;
	}
	tell("the CRM is put back");
	said_crm_put_back(backed_up);
	server_kill(crm);
	char *path = strchr(crm->db, ':') + 1;
	static const char *const ends[] = {"", "-wal", "-shm"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		char *file = proc_text("%s%s", path, ends[i]);
		unlink(file);
		free(file);
	}
	ctl_ok(crm, "restore", backup);
	server_start(crm);
	free(backup);
	backup = NULL;
	now->put_back++;
}

/* A desk's folder is saved, or is put back as it was then. */
static void
save_or_restore(struct machine *m)
{
	for (size_t i = 0; i < count; i++)
		if (machines[i].saved)
			m = &machines[i];
	if (!m->saved) {
		tell("the folder of %d is saved", m->index);
		machine_save(m);
		return;
	}
	tell("the folder of %d is put back", m->index);
	said_died(m);
	said_put_back(m, m->saved_at);
	machine_put_back(m);
	now->restored++;
}

static void
copied(const struct machine *from)
{
	if (count > DESKS)
		return;
	tell("%d is copied", from->index);
	machine_copy(&machines[count], (int)count, from, history.office.crm.port);
	count++;
	now->copied++;
}

static void
weather(void)
{
	unsigned roll = weather_dice(100);
	struct machine *m = &machines[weather_dice((unsigned)count)];
	if (roll < 5)
		die(m, false);
	else if (roll < 9)
		die(m, true);
	else if (roll < 17)
		line_changes(m);
	else if (roll < 24)
		comes_again(m);
	else if (roll < 27)
		disk(m);
	else if (roll < 29)
		clock_jumps(m);
	else if (roll < 31)
		copied(m);
	else if (roll < 34)
		save_or_restore(m);
	else if (roll < 37 && history.office.crm.pid)
		back_up_or_put_back();
	else if (roll < 40 || (roll < 55 && !history.office.crm.pid))
		crm_down_or_up();
}

static void
clear_up(void)
{
	struct verdict *verdict = &now->verdict;
	history.turn++;
	if (!history.office.crm.pid)
		server_start(&history.office.crm);
	for (size_t i = 0; i < count; i++) {
		struct machine *m = &machines[i];
		machine_empty(m);
		/* What waits for an answer that was lost on the way learns of it. */
		proxy_cut(m->line, true);
		proxy_stall(m->line, false);
		proxy_swallow(m->line, false);
		proxy_hold(m->line, 0);
		proxy_shape(m->line, (struct proxy_shape){0});
		if (m->t)
			term_sync(m->t, TERM_MS);
		proxy_cut(m->line, false);
	}
	for (size_t i = 0; i < count; i++)
		hand_rest(&machines[i], verdict);
}

/* ---- one life ---- */

static void
close_office(void)
{
	struct verdict *verdict = &now->verdict;
	char *said;
	for (size_t i = 0; i < count; i++) {
		now->doubles += (int)proxy_figures(machines[i].line).again;
		machine_release(&machines[i]);
	}
	if (server_stop(&history.office.crm) != 0)
		wrong(verdict, "the CRM does not end as it should");
	if (ctl(&history.office.crm, &said, "check") != 0)
		wrong(verdict, "the CRM finds fault with itself: %s", said);
	free(said);
	said_add_up(verdict);
}

static void
retell(const char *path)
{
	char line[400];
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		printf("# %s%s", line, strchr(line, '\n') ? "" : "\n");
	if (f)
		fclose(f);
}

static _Noreturn void
live(const struct recipe *recipe, int report_to)
{
	static struct life life;
	char path[] = "/tmp/line-story-XXXXXX";
	int fd = mkstemp(path);
	now = &life;
	history.seed = recipe->seed;
	history.begun = proc_ms();
	history.story = fdopen(fd, "w");
	setvbuf(history.story, NULL, _IOLBF, 0);
	open_office(recipe);
	for (history.turn = 1; history.turn <= recipe->turns && !*life.verdict.sentence;
	     history.turn++) {
		struct machine *m = &machines[dice((unsigned)count)];
		for (unsigned steps = 1 + dice(4); steps && !*life.verdict.sentence; steps--)
			hand_step(m, &life.verdict);
		weather();
	}
	if (!*life.verdict.sentence)
		clear_up();
	if (!*life.verdict.sentence)
		close_office();
	fclose(history.story);
	if (*life.verdict.sentence || getenv("REAL_TOLD"))
		retell(path);
	unlink(path);
	server_release(&history.office.crm);
	fflush(stdout);
	_exit(write(report_to, &life, sizeof life) == (ssize_t)sizeof life ? 0 : 1);
}

static void
start(struct lane *lane, const struct recipe *recipe)
{
	int ends[2];
	ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
	fflush(stdout);
	*lane = (struct lane){.seed = recipe->seed, .from = ends[0], .pid = fork()};
	ck_assert_int_ge(lane->pid, 0);
	if (lane->pid == 0)
		live(recipe, ends[1]);
	close(ends[1]);
}

static void
finish(struct lane *lane, struct life *life)
{
	int status;
	ssize_t got = read(lane->from, life, sizeof *life);
	close(lane->from);
	ck_assert_int_eq(waitpid(lane->pid, &status, 0), lane->pid);
	if (got != (ssize_t)sizeof *life) {
		*life = (struct life){.kills = 0};
		wrong(&life->verdict, "the history ended before its time (status %d)", status);
	}
	life->seed = lane->seed;
	lane->pid = 0;
}

void
life_live(const struct recipe *first, int many, void (*each)(const struct life *life))
{
	struct lane lanes[LANES] = {{0}};
	struct life life;
	/* Takes turns: the lane that began first ends first, or is waited for. */
	for (int i = 0; i < many + LANES; i++) {
		struct lane *lane = &lanes[i % LANES];
		if (lane->pid) {
			finish(lane, &life);
			each(&life);
		}
		struct recipe recipe = {first->seed + (uint64_t)i, first->turns};
		if (i < many)
			start(lane, &recipe);
	}
}
