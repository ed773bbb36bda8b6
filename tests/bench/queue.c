/*
 * The back office's queues over HTTP on the real server, with 10,000 open cases and with 100,000,
 * half of them in one queue. Each measure at the larger number, and how many times it is that of
 * the smaller one (…_growth: tenfold the cases):
 *
 *   next_best_p50, next_best_p99   milliseconds until the next case is the officer's
 *   page_p50, page_p99             milliseconds of a page of 50 cases, from the first to the last
 *   filter_p99                     milliseconds of a look through the queue for words that are rare
 *   counts_p99                     milliseconds of the counts of every queue, after a change
 *   …_cpu                          milliseconds of the server's processor time, whoever else runs
 */
#include "base/clock.h"
#include "base/id.h"
#include "bench/bench.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "store/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEW = 10000, MANY = 100000, ROUNDS = 300, PAGES = 200, LOOKS = 40, QUEUES = 60 };
#define QUEUE "chorley.waste-round"

enum figure { NEXT_BEST, PAGE, FILTER, COUNTS, FIGURES };
static const char *const names[FIGURES] = {"next_best", "page", "filter", "counts"};

struct bench {
	struct office o;
	struct api api;
	const char *queues[QUEUES];
	size_t queue_count;
	struct arena arena;
	int failed;
};

/* ---- cases ---- */

static void
read_queues(struct bench *b, struct db *db)
{
	struct db_rows *rows = db_query(
	    db, "SELECT id FROM queue WHERE council = 'chorley' ORDER BY id LIMIT 60", NO_VALUES);
	while (b->queue_count < QUEUES && db_next(rows))
		b->queues[b->queue_count++] = row_text(rows, 0, &b->arena);
	db_end(rows);
}

/* Every second in one queue, one in twenty high or low, one in ten for a skill, due around now. */
static void
add_case(struct bench *b, struct db *db, int number)
{
	static const char *const priorities[] = {"high", "low"};
	char id[ID_LENGTH + 1], enquiry[ID_LENGTH + 1], event[ID_LENGTH + 1],
	    reference[REFERENCE_LENGTH + 1];
	const struct id_source *ids = id_system();
	int spread = (int)((unsigned)number * 2654435761u >> 12);
	id_make(id, OFFICE_BEGINS, ids);
	id_make(enquiry, OFFICE_BEGINS, ids);
	id_make(event, OFFICE_BEGINS, ids);
	reference_format(reference, (uint32_t)(50000000 + number));
	const char *queue = number % 2 ? QUEUE : b->queues[(size_t)spread % b->queue_count];
	micros opened = OFFICE_BEGINS - spread % 500 * MICROS_HOUR,
	       due = OFFICE_BEGINS + (spread % 2000 - 300) * MICROS_HOUR;
	db_run(db,
	    "INSERT INTO case_record (id, reference, enquiry, service, at, \"as\", responsible, "
	    "queue, summary, state, opened, due, priority, skill) VALUES ($1, $2, $3, "
	    "'missed-bin', 'chorley', 'chorley', 'chorley', $4, $5, 'open', $6, $7, $8, $9)",
	    VALUES(v_text(id), v_text(reference), v_text(enquiry), v_text(queue),
		v_text(number % 997 ? "Blue bin" : "Mattress by the gate"), v_number(opened),
		v_number(due), v_text(spread % 20 ? NULL : priorities[number % 2]),
		v_text(spread % 10 ? NULL : "gas-safe")));
	db_run(db,
	    "INSERT INTO case_record_events (parent, position, id, kind, \"user\", queue, at) "
	    "VALUES "
	    "($1, 0, $2, 'opened', 's.ellis', $3, $4)",
	    VALUES(v_text(id), v_text(event), v_text(queue), v_number(opened)));
}

static void
fill(struct bench *b, int from, int to)
{
	struct err err;
	struct db *db = db_open(b->o.crm.db, DB_WRITER, &err);
	if (!db) {
		fprintf(stderr, "bench queue: %s\n", err.text);
		exit(1);
	}
	db_begin(db, true);
	if (!b->queue_count)
		read_queues(b, db);
	for (int i = from; i < to; i++)
		add_case(b, db, i);
	tally_recount(db);
	if (strncmp(b->o.crm.db, "sqlite:", 7) != 0)
		db_run(db, "ANALYZE case_record", NO_VALUES);
	if (db_commit(db) < 0) {
		fprintf(stderr, "bench queue: %s\n", db->message);
		exit(1);
	}
	db_close(db);
}

/* ---- measures ---- */

struct measure {
	struct sample times;
	double cpu;
};

/* The reply when it is 200; the time goes into the measure. */
static struct http_reply
timed(struct bench *b, struct measure *measure, const char *method, const char *path,
    const char *body)
{
	double cpu = server_cpu(&b->o.crm);
	int64_t begin = proc_us();
	struct http_reply reply =
	    body ? api_write(&b->api, method, path, NULL, body) : http_get(&b->api.http, path);
	sample_add(&measure->times, (double)(proc_us() - begin) / 1000);
	measure->cpu += server_cpu(&b->o.crm) - cpu;
	if (reply.status != 200) {
		fprintf(stderr, "bench queue: %s: %d %s\n", path, reply.status, reply.body);
		b->failed = 1;
	}
	return reply;
}

static void
take_next(struct bench *b, struct measure *measure)
{
	char *id = office_id(), *path = proc_text("/v1/next-best/%s", id),
	     *body = proc_text("{\"id\":\"%s\"}", id);
	struct http_reply reply = timed(b, measure, "PUT", path, body);
	char *got = json_get(reply.body, "taken.record.id");
	b->failed |= !got;
	free(got);
	http_reply_release(&reply);
	free(id);
	free(path);
	free(body);
}

static void
turn_pages(struct bench *b, struct measure *measure)
{
	char *after = strdup("");
	for (int i = 0; i < PAGES && after; i++) {
		char *path =
		    proc_text("/v1/queues/" QUEUE "/cases%s%s", *after ? "?after=" : "", after);
		struct http_reply reply = timed(b, measure, "GET", path, NULL);
		free(after);
		after = json_get(reply.body, "next");
		http_reply_release(&reply);
		free(path);
	}
	free(after);
}

static void
measure(struct bench *b, struct measure measures[FIGURES])
{
	server_start(&b->o.crm);
	api_ready(&b->api, &b->o, "chorley-cc-1", OFFICE_BACK);
	for (int i = 0; i < ROUNDS; i++)
		take_next(b, &measures[NEXT_BEST]);
	turn_pages(b, &measures[PAGE]);
	for (int i = 0; i < LOOKS; i++) {
		struct measure none = {0};
		struct http_reply reply = timed(b, &measures[FILTER], "GET",
		    "/v1/queues/" QUEUE "/cases?filter=mattress", NULL);
		http_reply_release(&reply);
		take_next(b, &none); /* a change: they are counted anew */
		sample_release(&none.times);
		reply = timed(b, &measures[COUNTS], "GET", "/v1/queues", NULL);
		http_reply_release(&reply);
	}
	api_release(&b->api);
	if (server_stop(&b->o.crm) != 0)
		b->failed = 1;
}

static void
tell(enum figure figure, const char *percent, double few, double many)
{
	char name[60];
	snprintf(name, sizeof name, "%s_%s", names[figure], percent);
	bench_figure(name, many, "ms");
	snprintf(name, sizeof name, "%s_%s_growth", names[figure], percent);
	bench_figure(name, few > 0 ? many / few : 0, "x");
}

int
main(void)
{
	struct bench b = {0};
	struct measure few[FIGURES] = {0}, many[FIGURES] = {0};
	bench_begin("queue");
	arena_init(&b.arena);
	office_furnish(&b.o);
	fill(&b, 0, FEW);
	measure(&b, few);
	fill(&b, FEW, MANY);
	measure(&b, many);
	for (enum figure i = 0; i < FIGURES; i++) {
		tell(i, "p50", sample_percentile(&few[i].times, 50),
		    sample_percentile(&many[i].times, 50));
		tell(i, "p99", sample_percentile(&few[i].times, 99),
		    sample_percentile(&many[i].times, 99));
		tell(i, "cpu", few[i].cpu / (double)few[i].times.count,
		    many[i].cpu / (double)many[i].times.count);
		sample_release(&few[i].times);
		sample_release(&many[i].times);
	}
	arena_release(&b.arena);
	office_release(&b.o);
	return b.failed;
}
