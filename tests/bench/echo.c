/* Key echo: from the key's byte on the terminal to the first byte that comes back, and the bytes a
 * key costs on the line between terminal and program; while typing in a field and while moving in a
 * list. nano, an editor everybody knows for quick, is measured in turns with it, so that a busy
 * machine spoils both alike. */
#include "bench/bench.h"
#include "helpers/office.h"
#include "helpers/proc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* KEYS ends both patterns: a round leaves the field empty and the cursor where it began. */
enum { ROUNDS = 8, KEYS = 60, SILENT_MS = 500, QUIET_MS = 12 };

struct measured {
	struct sample latency; /* milliseconds */
	size_t bytes, keys, silent;
};

/* Takes what still comes until nothing came for a while: a word such as "Kept" that follows a key
 * must not be taken for the echo of the next one. */
static void
settle(struct term *t)
{
	while (term_pump(t, QUIET_MS) > 0)
		;
}

static void
press(struct term *t, const char *key, struct measured *m)
{
	settle(t);
	size_t before = term_bytes(t);
	int64_t begin = proc_us();
	term_keys(t, key);
	long got = term_pump(t, SILENT_MS);
	int64_t end = proc_us();
	settle(t);
	m->keys++;
	m->bytes += term_bytes(t) - before;
	if (got > 0)
		sample_add(&m->latency, (double)(end - begin) / 1000);
	else
		m->silent++;
}

static void
press_round(struct term *t, const char *const forth[], size_t n, struct measured *m)
{
	for (int i = 0; i < KEYS; i++)
		press(t, forth[(size_t)i % n], m);
}

static const char *const typing[] = {"b", "i", "n", "s", " ", "o", "u", "t", "e", "r", "<BS>",
    "<BS>", "<BS>", "<BS>", "<BS>", "<BS>", "<BS>", "<BS>", "<BS>", "<BS>"};
static const char *const moving[] = {"<Down>", "<Down>", "<Up>", "<Down>", "<Up>", "<Up>"};
#define COUNT(a) (sizeof(a) / sizeof *(a))

static void
report(const char *what, struct measured *m)
{
	static const struct {
		const char *suffix;
		double percent;
	} shares[] = {{"p50", 50}, {"p99", 99}};
	for (size_t i = 0; i < COUNT(shares); i++) {
		char *name = proc_text("%s_%s", what, shares[i].suffix);
		bench_figure(name, sample_percentile(&m->latency, shares[i].percent), "ms");
		free(name);
	}
	char *name = proc_text("%s_bytes_per_key", what);
	bench_figure(name, (double)m->bytes / (double)m->keys, "B");
	free(name);
	if (m->silent)
		fprintf(stderr, "bench echo: %s: %zu of %zu keys gave no output\n", what, m->silent,
		    m->keys);
	sample_release(&m->latency);
}

static struct term *
start_nano(const char *dir)
{
	char *path = proc_text("%s/nano.txt", dir);
	FILE *f = fopen(path, "w");
	for (int i = 0; f && i < 20; i++)
		fprintf(f, "%d line of a note about a bin that was not emptied\n", i);
	if (f)
		fclose(f);
	struct term *t =
	    term_start((const char *const[]){"nano", "--ignorercfiles", path, NULL}, NULL, 24, 80);
	if (!term_wait_text(t, "19 line", TERM_MS)) {
		fprintf(stderr, "bench echo: nano did not start:\n%s", term_dump(t));
		exit(1);
	}
	free(path);
	return t;
}

/* Home's list below the field: rows enough to move in come from a search. */
static void
go_to_list(struct term *t)
{
	term_type(t, "union street");
	if (!term_wait_text(t, "PATTERSON", TERM_MS)) {
		fprintf(stderr, "bench echo: no rows to move in:\n%s", term_dump(t));
		exit(1);
	}
	term_keys(t, "<Down>");
	term_sync(t, TERM_MS);
}

/* The note of a matter: a plain field, journalled at every key like all of them. */
static void
go_to_field(struct term *t)
{
	term_keys(t, "<F3>");
	term_sync(t, TERM_MS);
	term_send(t, "\025", 1); /* the box is emptied */
	term_type(t, "libraries");
	if (!term_wait_text(t, "Libraries", TERM_MS) || !term_sync(t, TERM_MS)) {
		fprintf(stderr, "bench echo: no service to open:\n%s", term_dump(t));
		exit(1);
	}
	term_keys(t, "<Enter>");
	term_wait_text(t, "dialogue", TERM_MS);
	term_keys(t, "d");
	term_wait_text(t, "What would you like to do?", TERM_MS);
	term_keys(t, "t");
	if (!term_wait_text(t, "Note", TERM_MS) || !term_sync(t, TERM_MS)) {
		fprintf(stderr, "bench echo: no note to type into:\n%s", term_dump(t));
		exit(1);
	}
}

int
main(void)
{
	struct office o;
	struct measured field = {0}, list = {0}, nano_field = {0}, nano_list = {0};
	bench_begin("echo");
	office_init(&o);
	office_enrol(&o, "chorley-oss-3", 0);
	struct term *desk = office_desk(&o, "chorley-oss-3", 0, NULL, 24, 80);
	struct term *nano = start_nano(o.crm.dir);
	if (!office_sign_in(desk, OFFICE_ADVISOR)) {
		fprintf(stderr, "bench echo: no sign-in:\n%s", term_dump(desk));
		return 1;
	}
	go_to_list(desk);
	for (int i = 0; i < ROUNDS; i++) {
		press_round(desk, moving, COUNT(moving), &list);
		press_round(nano, moving, COUNT(moving), &nano_list);
	}
	go_to_field(desk);
	term_keys(nano, "<Home>");
	for (int i = 0; i < ROUNDS; i++) {
		press_round(desk, typing, COUNT(typing), &field);
		press_round(nano, typing, COUNT(typing), &nano_field);
	}
	report("field", &field);
	report("list", &list);
	report("nano_field", &nano_field);
	report("nano_list", &nano_list);
	term_free(nano);
	term_free(desk);
	office_release(&o);
	return 0;
}
