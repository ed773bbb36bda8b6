/*
 * Many short histories, each in a process of its own: see world.h. All begin at a desk where
 * everybody has signed in and the directory is there; then every seed goes its own way. One that
 * does not add up is made small: fewer turns, and without whatever need not have befallen.
 *   SIM_HISTORIES=N     so many (10,000 take some minutes); a hundred otherwise
 *   SIM_FIRST=SEED      from this seed on
 *   SIM_AGAIN=SEED:TURNS:NUMBER,…   one alone, telling what befalls, without those of these numbers
 */
#include "base/alloc.h"
#include "base/log.h"
#include "desk/contact.h"
#include "desk/state.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "sim/advisor.h"
#include "sim/fates.h"
#include "sim/world.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HISTORIES = 100, TURNS = 60, LANES = 8, SENTENCE = 6000 };

struct recipe {
	uint64_t seed;
	int turns;
	bool left_out[FATES];
	bool told;
};

/* What a history's process says at its end; the sentence is empty when all added up. */
struct report {
	int fates, contacts, cases;
	struct tally tally;
	uint64_t lost_requests, lost_replies, twice;
	char sentence[SENTENCE];
};

struct lane {
	pid_t pid;
	int from;
	uint64_t seed;
};

/* ---- one history ---- */

static int report_to;

static void
copy_file(const char *from, const char *to)
{
	struct stat status;
	int in = open(from, O_RDONLY | O_CLOEXEC),
	    out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	sim_must(in >= 0 && out >= 0 && fstat(in, &status) == 0, "%s cannot be copied", from);
	for (off_t left = status.st_size; left > 0;) {
		ssize_t n = sendfile(out, in, NULL, (size_t)left);
		sim_must(n > 0, "%s cannot be copied", from);
		left -= n;
	}
	close(in);
	close(out);
}

/* The database and its keys; the address of the copy. */
static char *
copy_crm(const char *folder)
{
	const char *base = strrchr(world.office.crm.db, '/') + 1;
	DIR *dir = opendir(world.office.crm.dir);
	const struct dirent *entry;
	while ((entry = readdir(dir)))
		if (strncmp(entry->d_name, base, strlen(base)) == 0) {
			char *from = proc_text("%s/%s", world.office.crm.dir, entry->d_name),
			     *to = proc_text("%s/%s", folder, entry->d_name);
			copy_file(from, to);
			free(from);
			free(to);
		}
	closedir(dir);
	return proc_text("sqlite:%s/%s", folder, base);
}

static void
fill_report(struct report *report)
{
	report->fates = fates.count;
	report->contacts = (int)network.logged_count;
	for (size_t i = 0; i < network.logged_count; i++)
		report->cases += (int)network.logged[i].count;
	report->tally = world.tally;
	report->lost_requests = network.lost_requests;
	report->lost_replies = network.lost_replies;
	report->twice = network.twice;
}

static _Noreturn void
end_history(const char *sentence)
{
	struct report *report = xcalloc(1, sizeof *report);
	fill_report(report);
	if (sentence)
		snprintf(report->sentence, sizeof report->sentence, "%s", sentence);
	ssize_t n = write(report_to, report, sizeof *report);
	fflush(stdout);
	_exit(n == sizeof *report ? 0 : 1);
}

static void
failed(const char *sentence)
{
	end_history(sentence);
}

/* A day in which much happens, or a few minutes. */
static micros
pace_of(uint64_t seed)
{
	static const micros paces[] = {1, 1, 8, 60};
	return paces[seed % (sizeof paces / sizeof *paces)];
}

static _Noreturn void
live(const struct recipe *recipe, const char *folder)
{
	sim.failed = failed;
	memcpy(fates.left_out, recipe->left_out, sizeof fates.left_out);
	fates.told = recipe->told;
	fates.count = 0;
	world_seed(recipe->seed);
	sim.begun = sim.now;
	world.office.crm.db = copy_crm(folder);
	world_crm_up();
	network.calm = false;
	for (int i = 0; i < recipe->turns; i++) {
		world_turn(advisor_act, 1, pace_of(recipe->seed));
		world_weather(3);
	}
	world_clear_up();
	world_add_up();
	end_history(NULL);
}

/* ---- in processes ---- */

static void
start(struct lane *lane, const struct recipe *recipe)
{
	int ends[2];
	char *folder = proc_text("%s/%d", world.office.crm.dir, (int)recipe->seed);
	ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
	fflush(stdout);
	mkdir(folder, 0700);
	lane->seed = recipe->seed;
	lane->from = ends[0];
	lane->pid = fork();
	ck_assert_int_ge(lane->pid, 0);
	if (lane->pid == 0) {
		report_to = ends[1];
		live(recipe, folder);
	}
	close(ends[1]);
	free(folder);
}

/* Waits for its end. A process that died says so in the sentence. */
static void
finish(struct lane *lane, struct report *report)
{
	int status;
	char *folder = proc_text("%s/%d", world.office.crm.dir, (int)lane->seed);
	size_t got = 0;
	ssize_t n;
	while (got < sizeof *report &&
	       (n = read(lane->from, (char *)report + got, sizeof *report - got)) > 0)
		got += (size_t)n;
	close(lane->from);
	ck_assert_int_eq(waitpid(lane->pid, &status, 0), lane->pid);
	if (got < sizeof *report) {
		*report = (struct report){0};
		snprintf(report->sentence, sizeof report->sentence,
		    "seed %d: the process died (status %d)", (int)lane->seed, status);
	}
	proc_rmdir(folder);
	free(folder);
	lane->pid = 0;
}

static bool
fails(const struct recipe *recipe, struct report *report)
{
	struct lane lane;
	start(&lane, recipe);
	finish(&lane, report);
	return *report->sentence;
}

/* ---- making one small ---- */

/* By halves, then by ones: as few turns as still fail. */
static void
fewer_turns(struct recipe *recipe, struct report *report)
{
	for (int by = recipe->turns / 2; by > 0; by = by / 2)
		while (recipe->turns > by) {
			struct recipe less = *recipe;
			less.turns -= by;
			struct report other;
			if (!fails(&less, &other))
				break;
			*recipe = less;
			*report = other;
		}
}

/* Many at a time at first, as most have nothing to do with it. */
static void
fewer_fates(struct recipe *recipe, struct report *report)
{
	for (int by = report->fates; by > 0; by = by / 2)
		for (int from = 0; from < report->fates && from < FATES; from += by) {
			struct recipe less = *recipe;
			struct report other;
			for (int i = from; i < from + by && i < FATES; i++)
				less.left_out[i] = true;
			if (memcmp(less.left_out, recipe->left_out, sizeof less.left_out) == 0 ||
			    !fails(&less, &other))
				continue;
			*recipe = less;
			*report = other;
		}
}

static void
tell(const struct recipe *recipe)
{
	struct report report;
	struct recipe aloud = *recipe;
	printf("# again: SIM_AGAIN=%d:%d:", (int)recipe->seed, recipe->turns);
	for (int i = 0, first = 1; i < FATES; i++)
		if (recipe->left_out[i]) {
			printf("%s%d", first ? "" : ",", i);
			first = 0;
		}
	printf("\n");
	aloud.told = true;
	fails(&aloud, &report);
}

static void
make_small(uint64_t seed)
{
	struct recipe recipe = {.seed = seed, .turns = TURNS};
	struct report report;
	ck_assert_msg(fails(&recipe, &report), "seed %d fails no more", (int)seed);
	fewer_turns(&recipe, &report);
	fewer_fates(&recipe, &report);
	fewer_turns(&recipe, &report);
	tell(&recipe);
	ck_abort_msg("%s", report.sentence);
}

/* ---- all of them ---- */

static void
add(struct report *sum, const struct report *one)
{
	struct tally *to = &sum->tally;
	const struct tally *from = &one->tally;
	sum->fates += one->fates;
	sum->contacts += one->contacts;
	sum->cases += one->cases;
	sum->lost_requests += one->lost_requests;
	sum->lost_replies += one->lost_replies;
	sum->twice += one->twice;
	to->cuts += from->cuts;
	to->kills += from->kills;
	to->restarts += from->restarts;
	to->jumps += from->jumps;
	to->full += from->full;
	to->put_back += from->put_back;
	to->copied += from->copied;
}

static int
number(const char *name, int otherwise)
{
	const char *text = getenv(name);
	return text ? (int)strtol(text, NULL, 10) : otherwise;
}

static void
read_directory(struct desk *desk)
{
	for (size_t i = 0; i < directory_count(desk->directory); i++)
		for (size_t k = 0; k < 2; k++)
			directory_service(desk->directory, directory_nth(desk->directory, i),
			    k ? desk_at(desk) : NULL);
}

/* Fine weather until everybody is at work with the whole directory. Then the CRM goes: a process
 * can be doubled only while it has no other threads. */
static void
prologue(void)
{
	world_begin(0);
	bool ready = false;
	for (int i = 0; i < 5000 && !ready; i++) {
		world_turn(advisor_sign_in, 1, 1);
		ready = world_at_rest();
		for (size_t k = 0; k < world.count; k++)
			ready = ready && world.stations[k].desk->directory_current &&
				world.stations[k].desk->leases.count > 0;
	}
	ck_assert_msg(ready, "the desks are not ready for work");
	/* What a desk makes when it is first needed is made once, before it is doubled. */
	for (size_t k = 0; k < world.count; k++)
		read_directory(world.stations[k].desk);
	world_crm_down();
}

/* The lane whose history is the first to end. */
static struct lane *
first_to_end(struct lane *lanes, int count)
{
	struct pollfd ends[LANES];
	for (int i = 0; i < count; i++)
		ends[i] =
		    (struct pollfd){.fd = lanes[i].pid ? lanes[i].from : -1, .events = POLLIN};
	ck_assert_int_gt(poll(ends, (nfds_t)count, -1), 0);
	for (int i = 0; i < count; i++)
		if (ends[i].revents)
			return &lanes[i];
	return NULL;
}

/* As many at a time as there are processors. Gives the first seed that failed; 0: none. */
static uint64_t
run_all(int first, int count, struct report *sum)
{
	struct lane lanes[LANES] = {{0}};
	struct report *report = xcalloc(1, sizeof *report);
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	int width = processors > LANES ? LANES : (int)processors, running = 0;
	uint64_t bad = 0;
	for (int i = 0; i < count || running;) {
		struct lane *lane = NULL;
		for (int k = 0; k < width && i < count && !bad && !lane; k++)
			lane = lanes[k].pid ? NULL : &lanes[k];
		if (lane) {
			struct recipe recipe = {.seed = (uint64_t)(first + i++), .turns = TURNS};
			start(lane, &recipe);
			running++;
			continue;
		}
		if (!running)
			break;
		lane = first_to_end(lanes, width);
		finish(lane, report);
		running--;
		add(sum, report);
		if (*report->sentence)
			printf("# %s\n", report->sentence);
		if (*report->sentence && !bad)
			bad = lane->seed;
	}
	free(report);
	return bad;
}

START_TEST(histories_add_up)
{
	struct report sum = {0};
	int count = number("SIM_HISTORIES", HISTORIES);
	prologue();
	uint64_t bad = run_all(number("SIM_FIRST", 1), count, &sum);
	if (bad)
		make_small(bad);
	const struct tally *tally = &sum.tally;
	printf("# %d histories: %d contacts with %d cases logged; %d power cuts, %d kills, %d "
	       "restarts, %d clocks, %d full disks, %d put back, %d copied, %llu requests and "
	       "%llu replies lost, %llu doubled; lost 0, doubled 0\n",
	    count, sum.contacts, sum.cases, tally->cuts, tally->kills, tally->restarts,
	    tally->jumps, tally->full, tally->put_back, tally->copied,
	    (unsigned long long)sum.lost_requests, (unsigned long long)sum.lost_replies,
	    (unsigned long long)sum.twice);
	ck_assert_int_gt(sum.contacts, count);
	world_end();
}
END_TEST

START_TEST(one_again)
{
	struct recipe recipe = {.told = true};
	struct report report;
	char *at;
	recipe.seed = strtoul(getenv("SIM_AGAIN"), &at, 10);
	recipe.turns = *at == ':' ? (int)strtol(at + 1, &at, 10) : TURNS;
	while (*at == ':' || *at == ',') {
		long fate = strtol(at + 1, &at, 10);
		if (fate >= 0 && fate < FATES)
			recipe.left_out[fate] = true;
	}
	prologue();
	ck_assert_msg(!fails(&recipe, &report), "%s", report.sentence);
	world_end();
}
END_TEST

int
main(void)
{
	log_open(getenv("SIM_LOG") ? NULL : "/dev/null", LOG_WARN_);
	Suite *suite = suite_create("histories");
	TCase *tests = tcase_create("histories");
	tcase_set_timeout(tests, 1800);
	if (getenv("SIM_AGAIN"))
		tcase_add_test(tests, one_again);
	else
		tcase_add_test(tests, histories_add_up);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
