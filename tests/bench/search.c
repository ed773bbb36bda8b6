/*
 * Finding and opening people in a CRM of a size (BENCH_SIZE: demo, borough, lancashire), over HTTP
 * on the real server. Queries are made from people who are there, drawn by a seed: the generator
 * makes the same person again, so that it is known who should be found. A figure a kind of query:
 *
 *   KIND_p50, KIND_p99    milliseconds of a request
 *   KIND_cpu              milliseconds of the server's processor time a request, whoever else runs
 *   KIND_found_first      share of queries with the wanted person on the first page
 *   KIND_missed           share where they were not, though the page says that it shows everybody
 *
 * BENCH_DB is a CRM of that size that tools/bench has made; else one is made for this run, in
 * SQLite or where FRONTDESK_TEST_DB says. README has figures of three sizes.
 */
#include "admin/synthetic.h"
#include "base/clock.h"
#include "base/text.h"
#include "bench/bench.h"
#include "helpers/database.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 200, WARM = 20, SEED = 1, GENERATE_MS = 4 * 3600 * 1000 };

struct bench {
	struct office o;
	struct api api;
	struct http figures;
	const struct crowd *crowd;
	struct random random;
	struct arena arena; /* of one query */
	size_t searches, opened;
	char *ids[ROUNDS];
	size_t id_count;
	char *references[ROUNDS];
	size_t reference_count;
	int failed;
};

/* ---- what is typed ---- */

/* Its first characters. */
static const char *
begun(struct bench *b, const char *text, size_t characters)
{
	size_t n = 0;
	while (text[n] && characters--)
		do
			n++;
		while (((unsigned char)text[n] & 0xc0) == 0x80);
	return arena_strndup(&b->arena, text, n);
}

static const struct person_name *
name_of(const struct customer *person)
{
	return LIST_AT(struct person_name, &person->names, 0);
}

static const char *
name_prefix(struct bench *b, const struct customer *person)
{
	return arena_printf(&b->arena, "%s %s", begun(b, name_of(person)->family, 3),
	    begun(b, name_of(person)->given, 2));
}

static const char *
name_full(struct bench *b, const struct customer *person)
{
	return arena_printf(&b->arena, "%s %s", name_of(person)->given, name_of(person)->family);
}

static const char *
name_alone(struct bench *b, const struct customer *person)
{
	(void)b;
	return name_of(person)->family;
}

static bool
plain(const char *name)
{
	return strlen(name) >= 5 &&
	       strspn(name + 1, "abcdefghijklmnopqrstuvwxyz") + 1 == strlen(name);
}

/* A slip of the finger after the first letter: one missing, twice, swapped, or another. */
static const char *
name_misspelt(struct bench *b, const struct customer *person)
{
	const char *family = name_of(person)->family;
	if (!plain(family))
		return NULL;
	size_t n = strlen(family), at = 1 + random_below(&b->random, (unsigned)n - 2);
	int head = (int)at;
	const char *typed;
	switch (random_below(&b->random, 4)) {
	case 0:
		typed = arena_printf(&b->arena, "%.*s%s", head, family, family + at + 1);
		break;
	case 1:
		typed = arena_printf(&b->arena, "%.*s%c%s", head, family, family[at], family + at);
		break;
	case 2:
		typed = arena_printf(&b->arena, "%.*s%c%c%s", head, family, family[at + 1],
		    family[at], family + at + 2);
		break;
	default:
		typed = arena_printf(&b->arena, "%.*s%c%s", head, family,
		    family[at] == 'e' ? 'o' : 'e', family + at + 1);
	}
	return arena_printf(&b->arena, "%s %s", typed, name_of(person)->given);
}

/* As it was heard: double letters single, ph f, ck k, y i, and the last vowel another. */
static const char *
name_sound(struct bench *b, const struct customer *person)
{
	const char *family = name_of(person)->family;
	if (!plain(family))
		return NULL;
	char *heard = arena_strdup(&b->arena, family), *to = heard, *vowel = NULL;
	for (const char *c = family; *c; c++) {
		if (c > family && *c == c[-1])
			continue;
		if (c[0] == 'c' && c[1] == 'k')
			continue;
		if (c[0] == 'p' && c[1] == 'h') {
			*to++ = 'f';
			c++;
			continue;
		}
		if (strchr("aeiou", *c) && c > family)
			vowel = to;
		*to++ = *c == 'y' ? 'i' : *c;
	}
	*to = '\0';
	if (vowel)
		*vowel = *vowel == 'e' ? 'a' : 'e';
	return arena_printf(&b->arena, "%s %s", heard, name_of(person)->given);
}

static const char *
postcode(struct bench *b, const struct customer *person)
{
	(void)b;
	return customer_address(person)->postcode;
}

/* The outward code and one figure more: a whole part of a town. */
static const char *
town(struct bench *b, const struct customer *person)
{
	const char *code = customer_address(person)->postcode;
	return begun(b, code, strcspn(code, " ") + 2);
}

static const char *
name_postcode(struct bench *b, const struct customer *person)
{
	return arena_printf(
	    &b->arena, "%s %s", name_of(person)->family, customer_address(person)->postcode);
}

static const char *
house(struct bench *b, const struct customer *person)
{
	(void)b;
	return customer_address(person)->line;
}

static const char *
phone(struct bench *b, const struct customer *person)
{
	if (!person->phones.count)
		return NULL;
	const char *number = LIST_AT(struct phone, &person->phones, 0)->number;
	return arena_printf(&b->arena, "0%.4s %s", number + 3, number + 7);
}

static const char *
born(struct bench *b, const struct customer *person)
{
	const char *day = person->born;
	return day ? arena_printf(&b->arena, "%.2s/%.2s/%.4s", day + 8, day + 5, day) : NULL;
}

static const struct kind {
	const char *name;
	const char *(*typed)(struct bench *b, const struct customer *person);
} kinds[] = {
    {"name_prefix", name_prefix},
    {"name_alone", name_alone},
    {"name_full", name_full},
    {"name_misspelt", name_misspelt},
    {"name_sound", name_sound},
    {"postcode", postcode},
    {"town", town},
    {"house", house},
    {"name_postcode", name_postcode},
    {"phone", phone},
    {"born", born},
};

/* ---- asking ---- */

static char *
encoded(const char *text)
{
	struct buf out;
	buf_init(&out, 4096);
	for (; *text; text++)
		if ((*text >= '0' && *text <= '9') || (*text >= 'A' && *text <= 'Z') ||
		    (*text >= 'a' && *text <= 'z'))
			buf_putc(&out, *text);
		else
			buf_printf(&out, "%%%02X", (unsigned char)*text);
	char *copy = buf_take(&out);
	buf_release(&out);
	return copy;
}

/* -1 when the person is not on the page. */
static int
place_of(struct bench *b, const char *body, const struct customer *person)
{
	const char *name = customer_list_name(person, &b->arena);
	const char *line = customer_address(person)->line;
	for (int i = 0, n = json_count(body, "items"); i < n; i++) {
		char *path = proc_text("items.%d.name", i), *got = json_get(body, path);
		free(path);
		path = proc_text("items.%d.address", i);
		char *address = json_get(body, path);
		bool same = got && address && strcmp(got, name) == 0 &&
			    strncmp(address, line, strlen(line)) == 0;
		free(path);
		free(got);
		free(address);
		if (same)
			return i;
	}
	return -1;
}

static double
figure(struct bench *b, const char *name)
{
	struct http_reply r = http_get(&b->figures, "/metrics");
	char *line = proc_text("\nfrontdesk_%s ", name);
	const char *at = r.body ? strstr(r.body, line) : NULL;
	double value = at ? atof(at + strlen(line)) : 0;
	free(line);
	http_reply_release(&r);
	return value;
}

static double
statements(struct bench *b)
{
	return figure(b, "crm_read_queries_total") + figure(b, "crm_write_queries_total");
}

static void
told(const char *kind, const char *what, double value, const char *unit)
{
	char *measure = proc_text("%s_%s", kind, what);
	bench_figure(measure, value, unit);
	free(measure);
}

/* Somebody of whom the kind knows what to type. */
static const char *
draw(struct bench *b, const struct kind *kind, struct customer *person)
{
	const char *typed;
	do
		make_person(SEED, b->crowd, clock_now(clock_system()),
		    random_below(&b->random, (unsigned)b->crowd->people), &b->arena, person);
	while (!(typed = kind->typed(b, person)));
	return typed;
}

static void
keep_id(struct bench *b, const char *body, int place)
{
	char *path = proc_text("items.%d.id", place);
	if (b->id_count < ROUNDS)
		b->ids[b->id_count++] = json_get(body, path);
	free(path);
}

static void
measure_kind(struct bench *b, const struct kind *kind)
{
	struct sample latency = {0};
	size_t found = 0, missed = 0;
	double cpu = 0;
	for (int i = -WARM; i < ROUNDS; i++) {
		struct customer person;
		arena_init(&b->arena);
		char *query = encoded(draw(b, kind, &person));
		char *path = proc_text("/v1/customers?q=%s", query);
		if (i == 0)
			cpu = server_cpu(&b->o.crm);
		int64_t begin = proc_us();
		struct http_reply r = http_get(&b->api.http, path);
		double took = (double)(proc_us() - begin) / 1000;
		b->searches++;
		if (r.status != 200) {
			fprintf(stderr, "bench search: %s answered %d\n", path, r.status);
			b->failed = 1;
		} else if (i >= 0) {
			int place = place_of(b, r.body, &person);
			sample_add(&latency, took);
			found += place >= 0;
			missed += place < 0 && !json_is(r.body, "more", "true");
			if (place >= 0 && kind->typed == name_postcode)
				keep_id(b, r.body, place);
		}
		http_reply_release(&r);
		free(path);
		free(query);
		arena_release(&b->arena);
	}
	cpu = server_cpu(&b->o.crm) - cpu;
	told(kind->name, "p50", sample_percentile(&latency, 50), "ms");
	told(kind->name, "p99", sample_percentile(&latency, 99), "ms");
	told(kind->name, "cpu", cpu / ROUNDS, "ms");
	told(kind->name, "found_first", (double)found / ROUNDS, "");
	told(kind->name, "missed", (double)missed / ROUNDS, "");
	sample_release(&latency);
}

/* The first reference of the history that was opened. */
static void
keep_reference(struct bench *b, const char *body)
{
	static const char mark[] = "\"reference\":\"";
	const char *at = strstr(body, mark);
	if (at && b->reference_count < ROUNDS)
		b->references[b->reference_count++] =
		    proc_text("%.*s", REFERENCE_LENGTH, at + strlen(mark));
}

/* One request of each path; the bytes and statements of one go out as `what`. */
static void
measure_paths(struct bench *b, const char *what, char *const paths[], size_t count)
{
	struct sample latency = {0};
	size_t bytes = b->api.http.sent + b->api.http.received;
	double queries = statements(b), cpu = server_cpu(&b->o.crm);
	for (size_t i = 0; i < count; i++) {
		int64_t begin = proc_us();
		struct http_reply r = http_get(&b->api.http, paths[i]);
		sample_add(&latency, (double)(proc_us() - begin) / 1000);
		/* Another council's case is refused, after the same work. */
		if (r.status != 200 && r.status != 403) {
			fprintf(stderr, "bench search: %s answered %d\n", paths[i], r.status);
			b->failed = 1;
		} else if (strcmp(what, "open_customer") == 0) {
			keep_reference(b, r.body);
		}
		http_reply_release(&r);
	}
	double n = count ? (double)count : 1;
	told(what, "p50", sample_percentile(&latency, 50), "ms");
	told(what, "p99", sample_percentile(&latency, 99), "ms");
	told(what, "cpu", (server_cpu(&b->o.crm) - cpu) / n, "ms");
	bench_figure(strcmp(what, "reference") == 0 ? "queries_per_reference" : "queries_per_open",
	    (statements(b) - queries) / n, "");
	bench_figure(strcmp(what, "reference") == 0 ? "bytes_per_reference" : "bytes_per_open",
	    (double)(b->api.http.sent + b->api.http.received - bytes) / n, "B");
	sample_release(&latency);
}

static void
measure_opening(struct bench *b)
{
	char *paths[ROUNDS];
	for (size_t i = 0; i < b->id_count; i++)
		paths[i] = proc_text("/v1/customers/%s?reason=measured", b->ids[i]);
	measure_paths(b, "open_customer", paths, b->id_count);
	for (size_t i = 0; i < b->id_count; i++) {
		free(paths[i]);
		free(b->ids[i]);
	}
}

/* A reference that somebody reads out. */
static void
measure_references(struct bench *b)
{
	char *paths[ROUNDS];
	for (size_t i = 0; i < b->reference_count; i++)
		paths[i] = proc_text("/v1/cases/%s", b->references[i]);
	measure_paths(b, "reference", paths, b->reference_count);
	for (size_t i = 0; i < b->reference_count; i++) {
		free(paths[i]);
		free(b->references[i]);
	}
}

/* ---- the CRM ---- */

static void
make(struct bench *b)
{
	char *scripts = proc_source("scripts"), *program = proc_built("frontdeskctl"), *out = NULL;
	const char *argv[] = {program, "--db", b->o.crm.db, "generate", "--size", b->crowd->name,
	    "--seed", "1", "--scripts", scripts, "--password", OFFICE_PASSWORD, NULL};
	int64_t begin = proc_us();
	if (proc_run(argv, NULL, NULL, &out, GENERATE_MS) != 0) {
		fprintf(stderr, "bench search: generate failed:\n%s\n", out);
		exit(1);
	}
	bench_figure("generate", (double)(proc_us() - begin) / 1e6, "s");
	free(out);
	free(scripts);
	free(program);
}

/* The port of the figures stands in the log. */
static int
figures_port(const struct bench *b)
{
	static const char mark[] = "metrics on http://127.0.0.1:";
	char line[1000];
	int port = 0;
	FILE *log = fopen(b->o.crm.log, "r");
	while (log && fgets(line, sizeof line, log))
		if (strstr(line, mark))
			port = atoi(strstr(line, mark) + strlen(mark));
	if (log)
		fclose(log);
	return port;
}

static void
size_figures(struct bench *b)
{
	static const char sqlite[] = "SELECT page_count * page_size FROM pragma_page_count(), "
				     "pragma_page_size()",
			  postgres[] = "SELECT pg_database_size(current_database())";
	bool file = strncmp(b->o.crm.db, "sqlite:", 7) == 0;
	struct err err;
	struct db *db = db_open(b->o.crm.db, DB_READER, &err);
	double size = db ? (double)db_number(db, file ? sqlite : postgres, NO_VALUES, 0) : 0;
	db_close(db);
	if (size <= 0) {
		fprintf(stderr, "bench search: the database's size is not known\n");
		b->failed = 1;
	}
	bench_figure("database_size", size, "B");
	bench_figure("bytes_per_customer", size / (double)b->crowd->people, "B");
}

int
main(void)
{
	struct bench b = {.failed = 0};
	const char *size = getenv("BENCH_SIZE"), *there = getenv("BENCH_DB");
	bench_begin("search");
	b.crowd = crowd_named(size ? size : "demo");
	random_init(&b.random, 7, 0);
	server_init(&b.o.crm);
	char *own = b.o.crm.db;
	if (there && *there)
		b.o.crm.db = proc_text("%s", there);
	else
		make(&b);
	server_start_with(&b.o.crm, (const char *const[]){"--metrics", "127.0.0.1:0", NULL});
	http_init(&b.figures, figures_port(&b));
	api_ready(&b.api, &b.o, "chorley-cc-1", OFFICE_ADVISOR);
	size_t bytes = b.api.http.sent + b.api.http.received;
	double queries = statements(&b);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		measure_kind(&b, &kinds[i]);
	bench_figure("queries_per_search", (statements(&b) - queries) / (double)b.searches, "");
	bench_figure("bytes_per_search",
	    (double)(b.api.http.sent + b.api.http.received - bytes) / (double)b.searches, "B");
	measure_opening(&b);
	measure_references(&b);
	size_figures(&b);
	bench_figure("server_memory", (double)proc_pss(b.o.crm.pid) / 1048576, "MiB");
	api_release(&b.api);
	http_release(&b.figures);
	server_stop(&b.o.crm);
	if (there && *there) {
		free(b.o.crm.db);
		b.o.crm.db = own;
	}
	office_release(&b.o);
	return b.failed;
}
