#include "sim/painted.h"
#include "base/alloc.h"
#include "desk/state.h"
#include "ui/page.h"

#include <stdlib.h>
#include <string.h>

#define LOGGED "Logged: "
#define KEPT "Kept."
#define SENT "Sent. All caught up."

struct saying {
	char reference[REFERENCE_LENGTH + 1];
	int machine;
	micros kept; /* since when, or 0 */
	bool sent;
};

static struct {
	struct saying *all;
	size_t count, capacity;
} said;

void
painted_begin(void)
{
	free(said.all);
	memset(&said, 0, sizeof said);
}

static struct saying *
said_before(int machine, const char *reference)
{
	for (size_t i = 0; i < said.count; i++)
		if (said.all[i].machine == machine &&
		    strncmp(said.all[i].reference, reference, REFERENCE_LENGTH) == 0)
			return &said.all[i];
	return NULL;
}

/* "Logged: 1000-0200-2, 1000-0210-1." */
static void
hear(const struct station *station, const char *message)
{
	if (!message || strncmp(message, LOGGED, strlen(LOGGED)) != 0)
		return;
	for (const char *at = message; strlen(at) >= REFERENCE_LENGTH; at++) {
		struct saying saying = {.machine = station->index};
		uint32_t number;
		memcpy(saying.reference, at, REFERENCE_LENGTH);
		if (!reference_parse(saying.reference, &number) ||
		    said_before(station->index, saying.reference))
			continue;
		said.all = grow(said.all, &said.capacity, said.count, sizeof *said.all);
		said.all[said.count++] = saying;
		at += REFERENCE_LENGTH - 1;
	}
}

void
painted_look(struct station *station)
{
	struct arena arena;
	struct page page;
	if (!station->carrier.changed)
		return;
	station->carrier.changed = false;
	arena_init(&arena);
	page_of(station->desk, &page, &arena);
	hear(station, page.message);
	bool sent = page.kept && strcmp(page.kept, SENT) == 0;
	bool kept = sent || (page.kept && strncmp(page.kept, KEPT, strlen(KEPT)) == 0);
	if (kept)
		station->painted = station->desk->written;
	for (size_t i = 0; kept && i < said.count; i++)
		if (said.all[i].machine == station->index) {
			said.all[i].kept = said.all[i].kept ? said.all[i].kept : sim.now;
			said.all[i].sent |= sent;
		}
	arena_release(&arena);
}

static void
forget(size_t *at)
{
	said.all[*at] = said.all[--said.count];
	--*at;
}

void
painted_died(const struct station *station)
{
	for (size_t i = 0; i < said.count; i++)
		if (said.all[i].machine == station->index && !said.all[i].kept)
			forget(&i);
}

void
painted_put_back(const struct station *station, micros at)
{
	for (size_t i = 0; i < said.count; i++)
		if (said.all[i].machine == station->index && !said.all[i].sent &&
		    (!said.all[i].kept || said.all[i].kept > at))
			forget(&i);
}

void
painted_must_be(sqlite3 *db, bool (*refused)(const char *reference))
{
	sqlite3_stmt *statement;
	sim_must(sqlite3_prepare_v2(db, "SELECT count(*) FROM case_record WHERE reference = ?1", -1,
		     &statement, NULL) == SQLITE_OK,
	    "%s", sqlite3_errmsg(db));
	for (size_t i = 0; i < said.count; i++) {
		const struct saying *saying = &said.all[i];
		sqlite3_bind_text(statement, 1, saying->reference, -1, SQLITE_STATIC);
		sim_must(sqlite3_step(statement) == SQLITE_ROW, "%s", sqlite3_errmsg(db));
		int count = sqlite3_column_int(statement, 0);
		sim_must(count == 1 || (count == 0 && !saying->sent && refused(saying->reference)),
		    "machine %d said %s, %s, and the CRM has it %d times", saying->machine,
		    saying->reference, saying->sent ? "Sent" : "Kept", count);
		sqlite3_reset(statement);
	}
	sqlite3_finalize(statement);
}
