/* Migrations of the back office's queues. */
#include "store/migrate.h"

#include <stddef.h>

/* What is next is found by a seek for each queue, priority and skill; who waits and how long is
 * counted in an index that holds it. */
const char *const back_office[] = {
    "ALTER TABLE \"user\" ADD COLUMN skills TEXT;\n"
    "ALTER TABLE case_record ADD COLUMN priority TEXT;\n"
    "ALTER TABLE case_record ADD COLUMN skill TEXT;\n"
    "ALTER TABLE case_record ADD COLUMN bounced TEXT;\n"
    "ALTER TABLE case_record_events ADD COLUMN \"to\" TEXT;\n"
    "ALTER TABLE case_record_events ADD COLUMN reason TEXT;\n"
    "ALTER TABLE case_record_events ADD COLUMN prompt TEXT;\n"
    "ALTER TABLE case_record_events ADD COLUMN priority TEXT;\n"
    "ALTER TABLE case_record_events ADD COLUMN skill TEXT;\n"
    "CREATE INDEX case_next ON case_record (queue, coalesce(priority, 'normal'), coalesce(skill, "
    "''),\n"
    "  due_order, opened, id) WHERE state = 'open' AND claimed_by IS NULL;\n"
    "CREATE INDEX case_waiting ON case_record (queue, opened) WHERE state = 'open' AND claimed_by "
    "IS NULL;\n"
    "CREATE INDEX case_claimed ON case_record (claimed_by) WHERE state = 'open' AND claimed_by IS "
    "NOT NULL;\n"
    "CREATE INDEX case_back ON case_record (queue) WHERE state = 'open' AND bounced IS NOT NULL;\n"
    "CREATE INDEX case_bounces ON case_record_events (at) WHERE kind = 'bounce';\n",
    NULL};

const char *const bulks[] = {
    "CREATE TABLE bulk (id TEXT PRIMARY KEY, kind TEXT NOT NULL, priority TEXT, \"to\" TEXT, "
    "queue\n"
    "  TEXT, \"user\" TEXT NOT NULL, at @int NOT NULL, undone @int) @rowless;\n"
    "CREATE TABLE bulk_items (parent TEXT NOT NULL REFERENCES bulk (id) ON DELETE CASCADE,\n"
    "  position @int NOT NULL, id TEXT NOT NULL, reference TEXT, service TEXT, result TEXT, event\n"
    "  TEXT, was_state TEXT, was_claimed_by TEXT, was_queue TEXT, was_responsible TEXT,\n"
    "  was_priority TEXT, was_bounced TEXT, was_life TEXT, was_closed @int, was_due @int,\n"
    "  was_stopped @int, was_given @int, was_left @int, PRIMARY KEY (parent, position))\n"
    "  @rowless;\n",
    NULL};

/* What waits, by queue and day, kept with every write of a case (tally.c). SQLite takes an index
 * for whole only when it has the columns of its own condition. */
const char *const queue_tallies[] = {
    "CREATE TABLE queue_tally (queue TEXT NOT NULL, what TEXT NOT NULL, day @int NOT NULL, cases "
    "@int\n"
    "  NOT NULL, PRIMARY KEY (queue, what, day)) @rowless;\n"
    "CREATE INDEX queue_tally_none ON queue_tally (cases) WHERE cases = 0;\n"
    "INSERT INTO queue_tally (queue, what, day, cases) SELECT queue, 'open', due_order / "
    "86400000000,\n"
    "  count(*) FROM case_record WHERE state = 'open' GROUP BY queue, due_order / 86400000000;\n"
    "INSERT INTO queue_tally (queue, what, day, cases) SELECT queue, 'waiting', opened / "
    "86400000000,\n"
    "  count(*) FROM case_record WHERE state = 'open' AND claimed_by IS NULL GROUP BY queue, "
    "opened /\n"
    "  86400000000;\n"
    "CREATE INDEX case_oldest ON case_record (queue, opened, state) WHERE state = 'open';\n"
    "CREATE INDEX case_done ON case_record (queue, closed) WHERE closed IS NOT NULL;\n"
    "DROP INDEX case_waiting;\n"
    "CREATE INDEX case_waiting ON case_record (queue, opened, state, claimed_by) WHERE state = "
    "'open'\n"
    "  AND claimed_by IS NULL;\n",
    NULL};
