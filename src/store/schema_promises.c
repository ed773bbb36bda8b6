/* The tables of promises. */
#include "store/migrate.h"

#include <stddef.h>

const char *const schema_promises[] = {
    "CREATE TABLE promise (id TEXT PRIMARY KEY, kind TEXT NOT NULL, customer TEXT REFERENCES "
    "customer\n"
    "  (id), contact TEXT, enquiry TEXT, case_id TEXT, service TEXT, at TEXT, \"as\" TEXT,\n"
    "  responsible TEXT, what TEXT NOT NULL, number TEXT, queue TEXT REFERENCES queue (id), "
    "owner "
    "TEXT,\n"
    "  state TEXT NOT NULL, made_by TEXT, settled_by TEXT, made @int NOT NULL, due @int NOT "
    "NULL,\n"
    "  kept @int, settled @int, warned @int, overdue @int, anonymised @int) @rowless;\n"
    "CREATE TABLE promise_events (parent TEXT NOT NULL REFERENCES promise (id) ON DELETE "
    "CASCADE,\n"
    "  position @int NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, \"user\" TEXT, text "
    "TEXT,\n"
    "  queue TEXT, owner TEXT, at @int NOT NULL, PRIMARY KEY (parent, position)) @rowless;\n"
    "CREATE INDEX promise_open ON promise (due, id) WHERE state = 'open';\n"
    "CREATE INDEX promise_owner ON promise (owner, due) WHERE state = 'open';\n"
    "CREATE INDEX promise_queue ON promise (queue, due) WHERE state = 'open';\n"
    "CREATE INDEX promise_due ON promise (due);\n"
    "CREATE INDEX promise_customer ON promise (customer, made);\n"
    "CREATE INDEX promise_contact ON promise (contact);\n"
    "CREATE INDEX promise_case ON promise (case_id) WHERE case_id IS NOT NULL;\n",
    NULL};
