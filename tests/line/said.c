#include "line/said.h"

#include "helpers/proc.h"

#include <check.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOGGED "Logged"
#define KEPT "Kept."
#define SENT "Sent. All caught up."

enum { SAYINGS = 512, KEPT_ROW = -2 };

/* "Logged: 1000-0200-2." of a contact in whose note stands the token. Any part may be missing. */
static struct saying {
	int machine;
	char reference[REFERENCE_LENGTH + 1];
	char token[TOKEN];
	char family[TOKEN * 2];
	bool kept, sent;
	bool crm_alone; /* the disk of the desk does not have it any more */
	int64_t at;
} said[SAYINGS];
static size_t said_count;

void
wrong(struct verdict *verdict, const char *format, ...)
{
	va_list args;
	if (*verdict->sentence)
		return;
	va_start(args, format);
	vsnprintf(verdict->sentence, sizeof verdict->sentence, format, args);
	va_end(args);
}

static bool
said_before(int machine, const char *reference, const char *token)
{
	for (size_t i = 0; i < said_count; i++)
		if (said[i].machine == machine && strcmp(said[i].reference, reference) == 0 &&
		    (*reference || strcmp(said[i].token, token) == 0))
			return true;
	return false;
}

static void
hear(const struct machine *m, const char *reference)
{
	const char *token = m->noted ? m->token : "";
	if ((!*reference && !*token) || said_before(m->index, reference, token) ||
	    said_count == SAYINGS)
		return;
	struct saying *saying = &said[said_count++];
	*saying = (struct saying){.machine = m->index, .at = proc_us()};
	snprintf(saying->reference, sizeof saying->reference, "%s", reference);
	snprintf(saying->token, sizeof saying->token, "%s", token);
	snprintf(saying->family, sizeof saying->family, "%s", m->family);
	tell("%d says Logged: %s, note %s, person %s", m->index, reference, token, m->family);
}

/* "Logged: 1000-0200-2, 1000-0210-1." */
static void
hear_row(const struct machine *m, const char *row)
{
	bool any = false;
	for (const char *at = row; strlen(at) >= REFERENCE_LENGTH; at++) {
		char reference[REFERENCE_LENGTH + 1] = "";
		uint32_t number;
		strncat(reference, at, REFERENCE_LENGTH);
		if (!reference_parse(reference, &number))
			continue;
		hear(m, reference);
		any = true;
		at += REFERENCE_LENGTH - 1;
	}
	if (!any)
		hear(m, "");
}

void
said_look(struct machine *m)
{
	for (int row = 0; row < term_rows(m->t); row++)
		if (strncmp(term_row(m->t, row), LOGGED, strlen(LOGGED)) == 0)
			hear_row(m, term_row(m->t, row));
	const char *word = term_row(m->t, KEPT_ROW);
	bool sent = strcmp(word, SENT) == 0;
	bool kept = sent || strncmp(word, KEPT, strlen(KEPT)) == 0;
	m->drafted = kept && m->noted && term_has(m->t, m->token);
	if (!kept)
		return;
	machine_kept(m);
	for (size_t i = 0; i < said_count; i++)
		if (said[i].machine == m->index) {
			said[i].kept = true;
			said[i].sent |= sent;
		}
}

void
said_died(const struct machine *m)
{
	for (size_t i = 0; i < said_count; i++)
		if (said[i].machine == m->index && !said[i].kept) {
			tell("%d had not said Kept of %s %s", m->index, said[i].reference,
			    said[i].token);
			said[i--] = said[--said_count];
		}
}

static void
gone(size_t *at)
{
	tell("%s %s of %d is gone with what it was on", said[*at].reference, said[*at].token,
	    said[*at].machine);
	said[*at] = said[--said_count];
	--*at;
}

void
said_put_back(const struct machine *m, int64_t at)
{
	for (size_t i = 0; i < said_count; i++) {
		if (said[i].machine != m->index || said[i].at < at)
			continue;
		said[i].crm_alone = true;
		if (!said[i].sent)
			gone(&i);
	}
}

void
said_crm_put_back(int64_t at)
{
	for (size_t i = 0; i < said_count; i++) {
		if (said[i].at < at)
			continue;
		said[i].sent = false;
		if (said[i].crm_alone)
			gone(&i);
	}
}

/* ---- beside the CRM ---- */

static int
count(sqlite3 *db, const char *sql, const char *first, const char *second)
{
	sqlite3_stmt *statement;
	ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, "%s: %s", sql,
	    sqlite3_errmsg(db));
	sqlite3_bind_text(statement, 1, first, -1, SQLITE_STATIC);
	if (second)
		sqlite3_bind_text(statement, 2, second, -1, SQLITE_STATIC);
	ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
	int value = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	return value;
}

#define NOTES                                                                                      \
	"(SELECT parent AS contact, note FROM contact_enquiries UNION ALL SELECT id, note FROM "   \
	"contact)"

/* Once is right. */
static void
once(struct verdict *verdict, const struct saying *saying, const char *what, int times)
{
	verdict->lost += times < 1;
	verdict->doubled += times > 1;
	if (times != 1)
		wrong(verdict, "machine %d said %s of %s, note %s, and %s is in the CRM %d times",
		    saying->machine, saying->sent ? "Sent" : "Kept", saying->reference,
		    saying->token, what, times);
}

static void
add_up(sqlite3 *db, struct verdict *verdict, const struct saying *saying)
{
	verdict->logged++;
	if (*saying->reference) {
		verdict->references++;
		once(verdict, saying, "the case",
		    count(db, "SELECT count(*) FROM case_record WHERE reference = ?1",
			saying->reference, NULL));
	}
	if (*saying->token) {
		verdict->notes++;
		once(verdict, saying, "the note",
		    count(db, "SELECT count(*) FROM " NOTES " WHERE instr(note, ?1) > 0",
			saying->token, NULL));
	}
	if (*saying->token && *saying->reference)
		once(verdict, saying, "the case with this note",
		    count(db,
			"SELECT count(*) FROM case_record c JOIN " NOTES
			" n ON n.contact = c.contact WHERE c.reference = ?1 AND instr(n.note, ?2) "
			"> 0",
			saying->reference, saying->token));
	if (*saying->family) {
		verdict->people++;
		once(verdict, saying, "the person",
		    count(db,
			"SELECT count(DISTINCT parent) FROM customer_names WHERE lower(family) = "
			"lower(?1)",
			saying->family, NULL));
	}
}

/* Also of what no screen called logged, none is there twice. */
static void
none_twice(sqlite3 *db, struct verdict *verdict)
{
	int twice = count(db,
	    "SELECT count(*) FROM (SELECT 1 FROM " NOTES
	    " WHERE instr(note, ?1) > 0 GROUP BY substr(note, instr(note, ?1), 8) HAVING count(*) "
	    "> 1)",
	    "zq", NULL);
	int people = count(db,
	    "SELECT count(*) FROM (SELECT 1 FROM customer_names WHERE family <> ?1 GROUP BY "
	    "lower(family), lower(given) HAVING count(DISTINCT parent) > 1)",
	    "", NULL);
	verdict->doubled += twice + people;
	if (twice || people)
		wrong(verdict, "%d notes and %d people are in the CRM twice", twice, people);
}

/* A reference that was told to two callers. */
static void
references_differ(struct verdict *verdict)
{
	for (size_t i = 0; i < said_count; i++)
		for (size_t k = i + 1; k < said_count && *said[i].reference; k++)
			if (strcmp(said[i].reference, said[k].reference) == 0 && *said[i].token &&
			    *said[k].token && strcmp(said[i].token, said[k].token) != 0) {
				verdict->doubled++;
				wrong(verdict,
				    "machines %d and %d both gave %s: to the caller of %s and of "
				    "%s",
				    said[i].machine, said[k].machine, said[i].reference,
				    said[i].token, said[k].token);
			}
}

void
said_add_up(struct verdict *verdict)
{
	sqlite3 *db;
	const char *path = strchr(history.office.crm.db, ':') + 1;
	ck_assert_msg(sqlite3_open(path, &db) == SQLITE_OK, "%s", path);
	references_differ(verdict);
	for (size_t i = 0; i < said_count; i++)
		if (said[i].kept)
			add_up(db, verdict, &said[i]);
	none_twice(db, verdict);
	sqlite3_close(db);
}
