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

const char *const schema_outbound[] = {
    "CREATE TABLE outbound_list (id TEXT PRIMARY KEY, name TEXT NOT NULL, council TEXT NOT NULL,\n"
    "  service TEXT NOT NULL, why TEXT, team TEXT, \"from\" TEXT, until TEXT, hours TEXT,\n"
    "  spacing TEXT NOT NULL, attempts @int NOT NULL) @rowless;\n"
    "CREATE TABLE outbound_item (id TEXT PRIMARY KEY, list TEXT NOT NULL REFERENCES outbound_list\n"
    "  (id), \"key\" TEXT NOT NULL, customer TEXT REFERENCES customer (id), name TEXT, number "
    "TEXT,\n"
    "  state TEXT NOT NULL, held_by TEXT, held_desk TEXT, made @int NOT NULL, next @int NOT "
    "NULL,\n"
    "  held_until @int) @rowless;\n"
    "CREATE TABLE outbound_item_attempts (parent TEXT NOT NULL REFERENCES outbound_item (id) ON\n"
    "  DELETE CASCADE, position @int NOT NULL, id TEXT NOT NULL, outcome TEXT NOT NULL, \"user\"\n"
    "  TEXT, desk TEXT, contact TEXT, note TEXT, at @int NOT NULL, PRIMARY KEY (parent, "
    "position))\n"
    "  @rowless;\n"
    "CREATE INDEX outbound_item_next ON outbound_item (list, next, id) WHERE state IN ('waiting',\n"
    "  'held');\n"
    "CREATE INDEX outbound_item_key ON outbound_item (list, \"key\");\n"
    "CREATE UNIQUE INDEX outbound_item_held ON outbound_item (held_desk, held_by) WHERE state =\n"
    "  'held';\n"
    "CREATE INDEX outbound_item_customer ON outbound_item (customer) WHERE customer IS NOT NULL;\n"
    "CREATE INDEX outbound_item_number ON outbound_item (number) WHERE number IS NOT NULL;\n",
    NULL};

const char *const schema_numbers[] = {
    "CREATE INDEX customer_phone_number ON customer_phones (number);\n", NULL};

const char *const schema_surveys[] = {
    "CREATE TABLE survey_asking (id TEXT PRIMARY KEY, survey TEXT NOT NULL, reply TEXT NOT NULL,\n"
    "  customer TEXT REFERENCES customer (id), council TEXT, service TEXT, channel TEXT, team "
    "TEXT,\n"
    "  at @int NOT NULL) @rowless;\n"
    "CREATE INDEX survey_asking_customer ON survey_asking (customer, at);\n"
    "CREATE INDEX survey_asking_at ON survey_asking (at);\n"
    "CREATE TABLE survey_count (month TEXT NOT NULL, survey TEXT NOT NULL, part TEXT NOT NULL, "
    "member\n"
    "  TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, count @int NOT NULL, PRIMARY "
    "KEY\n"
    "  (month, survey, part, member, question, answer)) @rowless;\n"
    "ALTER TABLE contact_enquiries ADD COLUMN surveys TEXT;\n"
    "ALTER TABLE outbound_item ADD COLUMN about TEXT;\n"
    "ALTER TABLE outbound_item ADD COLUMN of_council TEXT;\n"
    "ALTER TABLE outbound_item ADD COLUMN of_service TEXT;\n"
    "ALTER TABLE outbound_item ADD COLUMN of_channel TEXT;\n"
    "ALTER TABLE outbound_item ADD COLUMN of_team TEXT;\n",
    NULL};

/* Surveys that were sent by mail: what opens each is kept as its hash alone, and no answer here. */
const char *const schema_invites[] = {
    "CREATE TABLE survey_invite (id TEXT PRIMARY KEY, hash @bytes NOT NULL, survey TEXT NOT NULL,\n"
    "  council TEXT, service TEXT, channel TEXT, team TEXT, language TEXT, until @int NOT NULL)\n"
    "  @rowless;\n"
    "CREATE UNIQUE INDEX survey_invite_hash ON survey_invite (hash);\n"
    "CREATE INDEX survey_invite_until ON survey_invite (until);\n"
    "ALTER TABLE mailbox ADD COLUMN pages TEXT;\n",
    NULL};
