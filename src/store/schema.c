/* The migrations' texts. Times are microseconds since 1970 in UTC, truth is 0 or 1. */
#include "store/migrate.h"

#include <stddef.h>

/* What stands beside the records: the counters, the feed, the audit, who may come in. */
#define HOUSE                                                                                      \
	"CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) @rowless;\n"               \
	"CREATE TABLE counter (name TEXT PRIMARY KEY, value @int NOT NULL) @rowless;\n"            \
	"INSERT INTO counter (name, value) VALUES ('feed', 0), ('directory', 0),\n"                \
	"  ('reference', 10000000), ('reference_training', 90000000);\n"                           \
	"CREATE TABLE feed (number @int PRIMARY KEY, topic TEXT NOT NULL, id TEXT, text TEXT,\n"   \
	"  version @int, at @int NOT NULL) @strict;\n"                                             \
	"CREATE TABLE audit (number @int PRIMARY KEY, at @int NOT NULL, actor TEXT NOT NULL,\n"    \
	"  desk TEXT, action TEXT NOT NULL, record TEXT, id TEXT, person TEXT, purpose TEXT,\n"    \
	"  detail @bytes, mac @bytes NOT NULL) @strict;\n"                                         \
	"CREATE INDEX audit_id ON audit (id, number);\n"                                           \
	"CREATE INDEX audit_person ON audit (person, number);\n"                                   \
	"CREATE TABLE person_key (person TEXT PRIMARY KEY, key @bytes NOT NULL) @rowless;\n"       \
	"CREATE TABLE operation (id TEXT PRIMARY KEY, digest @bytes NOT NULL, status @int NOT "    \
	"NULL,\n"                                                                                  \
	"  person TEXT, result @bytes, at @int NOT NULL) @rowless;\n"                              \
	"CREATE INDEX operation_at ON operation (at);\n"                                           \
	"CREATE TABLE password (\"user\" TEXT PRIMARY KEY REFERENCES \"user\" (id),\n"             \
	"  hash TEXT NOT NULL, changed @int NOT NULL) @rowless;\n"                                 \
	"CREATE TABLE attempt (subject TEXT PRIMARY KEY, count @int NOT NULL, until @int NOT "     \
	"NULL)\n"                                                                                  \
	"  @rowless;\n"                                                                            \
	"CREATE TABLE desk_code (hash @bytes PRIMARY KEY, desk TEXT NOT NULL REFERENCES "          \
	"desk_record\n"                                                                            \
	"  (id), expires @int NOT NULL) @rowless;\n"                                               \
	"CREATE TABLE desk_secret (desk TEXT PRIMARY KEY REFERENCES desk_record (id),\n"           \
	"  hash @bytes NOT NULL, enrolled @int NOT NULL) @rowless;\n"                              \
	"CREATE TABLE session (hash @bytes PRIMARY KEY, \"user\" TEXT NOT NULL,\n"                 \
	"  desk TEXT NOT NULL, created @int NOT NULL, expires @int NOT NULL) @rowless;\n"          \
	"CREATE INDEX session_of_user ON session (\"user\");\n"

#define PARTNERSHIP                                                                                \
	"CREATE TABLE council (id TEXT PRIMARY KEY, name TEXT NOT NULL, short_name TEXT,\n"        \
	"  tier TEXT NOT NULL, gss TEXT, county TEXT, greeting TEXT, telephone TEXT, email "       \
	"TEXT)\n"                                                                                  \
	"  @rowless;\n"                                                                            \
	"CREATE TABLE site (id TEXT PRIMARY KEY, council TEXT NOT NULL REFERENCES council (id),\n" \
	"  name TEXT NOT NULL, address TEXT, hours TEXT) @rowless;\n"                              \
	"CREATE TABLE desk_record (id TEXT PRIMARY KEY, site TEXT NOT NULL REFERENCES site "       \
	"(id),\n"                                                                                  \
	"  council TEXT NOT NULL REFERENCES council (id), kind TEXT NOT NULL, name TEXT NOT "      \
	"NULL)\n"                                                                                  \
	"  @rowless;\n"                                                                            \
	"CREATE TABLE team (id TEXT PRIMARY KEY, council TEXT NOT NULL REFERENCES council (id),\n" \
	"  name TEXT NOT NULL, hours TEXT, email TEXT) @rowless;\n"                                \
	"CREATE TABLE queue (id TEXT PRIMARY KEY, role TEXT NOT NULL,\n"                           \
	"  council TEXT NOT NULL REFERENCES council (id), team TEXT NOT NULL REFERENCES team "     \
	"(id),\n"                                                                                  \
	"  UNIQUE (role, council)) @rowless;\n"                                                    \
	"CREATE TABLE \"user\" (id TEXT PRIMARY KEY, name TEXT NOT NULL,\n"                        \
	"  council TEXT NOT NULL REFERENCES council (id), team TEXT, role TEXT NOT NULL,\n"        \
	"  language TEXT, suspended @int NOT NULL DEFAULT 0) @rowless;\n"                          \
	"CREATE TABLE property (id TEXT PRIMARY KEY, line TEXT NOT NULL, town TEXT, "              \
	"postcode TEXT NOT NULL, district TEXT) @rowless;\n"                                       \
	"CREATE TABLE property_token (word TEXT NOT NULL, uprn @int NOT NULL,\n"                   \
	"  PRIMARY KEY (word, uprn)) @rowless;\n"                                                  \
	"CREATE INDEX property_token_uprn ON property_token (uprn, word);\n"                       \
	"CREATE TABLE notice (id TEXT PRIMARY KEY, text TEXT NOT NULL, author TEXT, council "      \
	"TEXT,\n"                                                                                  \
	"  \"from\" @int, until @int NOT NULL) @rowless;\n"                                        \
	"CREATE TABLE service (id TEXT PRIMARY KEY, version @int NOT NULL UNIQUE) @rowless;\n"     \
	"CREATE TABLE service_version (service TEXT NOT NULL, version @int NOT NULL,\n"            \
	"  text TEXT NOT NULL, author TEXT NOT NULL, at @int NOT NULL,\n"                          \
	"  PRIMARY KEY (service, version)) @strict;\n"                                             \
	"CREATE TABLE lease (id TEXT PRIMARY KEY, desk TEXT NOT NULL, \"user\" TEXT NOT NULL,\n"   \
	"  \"from\" @int NOT NULL UNIQUE, \"to\" @int NOT NULL, at @int NOT NULL) @rowless;\n"

/* `face` is what a candidate shows, and the small number that search tokens point to. */
#define CUSTOMERS                                                                                  \
	"CREATE TABLE customer (id TEXT PRIMARY KEY, kind TEXT NOT NULL, born TEXT, language "     \
	"TEXT,\n"                                                                                  \
	"  access_needs TEXT, sharing TEXT, origin TEXT, origin_key TEXT,\n"                       \
	"  merged_into TEXT REFERENCES customer (id), created @int NOT NULL, changed @int NOT "    \
	"NULL,\n"                                                                                  \
	"  UNIQUE (origin, origin_key)) @rowless;\n"                                               \
	"CREATE TABLE customer_names (parent TEXT NOT NULL REFERENCES customer (id) ON DELETE "    \
	"CASCADE,\n"                                                                               \
	"  position @int NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT, given "       \
	"TEXT,\n"                                                                                  \
	"  family TEXT, PRIMARY KEY (parent, position)) @rowless;\n"                               \
	"CREATE TABLE customer_phones (parent TEXT NOT NULL REFERENCES customer (id) ON DELETE "   \
	"CASCADE,\n"                                                                               \
	"  position @int NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL,\n"  \
	"  PRIMARY KEY (parent, position)) @rowless;\n"                                            \
	"CREATE TABLE customer_emails (parent TEXT NOT NULL REFERENCES customer (id) ON DELETE "   \
	"CASCADE,\n"                                                                               \
	"  position @int NOT NULL, id TEXT NOT NULL, address TEXT NOT NULL,\n"                     \
	"  PRIMARY KEY (parent, position)) @rowless;\n"                                            \
	"CREATE TABLE customer_addresses (parent TEXT NOT NULL REFERENCES customer (id) ON "       \
	"DELETE\n"                                                                                 \
	"  CASCADE, position @int NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, line TEXT,\n"    \
	"  town TEXT, postcode TEXT, uprn TEXT, district TEXT, PRIMARY KEY (parent, position))\n"  \
	"  @rowless;\n"                                                                            \
	"CREATE TABLE customer_notes (parent TEXT NOT NULL REFERENCES customer (id) ON DELETE "    \
	"CASCADE,\n"                                                                               \
	"  position @int NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, author TEXT, at @int,\n"  \
	"  PRIMARY KEY (parent, position)) @rowless;\n"                                            \
	"CREATE TABLE face (number @pk, id TEXT NOT NULL UNIQUE REFERENCES customer (id) ON "      \
	"DELETE\n"                                                                                 \
	"  CASCADE, name TEXT NOT NULL, address TEXT, born_year TEXT, digits TEXT, council "       \
	"TEXT,\n"                                                                                  \
	"  seen @int NOT NULL) @strict;\n"                                                         \
	"CREATE TABLE token (word TEXT NOT NULL, face @int NOT NULL REFERENCES face (number)\n"    \
	"  ON DELETE CASCADE, PRIMARY KEY (word, face)) @rowless;\n"                               \
	"CREATE INDEX token_face ON token (face, word);\n"                                         \
	"CREATE TABLE name_word (word TEXT PRIMARY KEY, sound TEXT NOT NULL) @rowless;\n"          \
	"CREATE INDEX name_word_sound ON name_word (sound, word);\n"                               \
	"CREATE TABLE name_near (variant TEXT NOT NULL, word TEXT NOT NULL,\n"                     \
	"  PRIMARY KEY (variant, word)) @rowless;\n"

#define CASES                                                                                      \
	"CREATE TABLE contact (id TEXT PRIMARY KEY, step @int NOT NULL,\n"                         \
	"  customer TEXT REFERENCES customer (id), at TEXT NOT NULL REFERENCES council (id),\n"    \
	"  \"as\" TEXT NOT NULL REFERENCES council (id), desk TEXT NOT NULL, \"user\" TEXT,\n"     \
	"  channel TEXT NOT NULL, caller TEXT, note TEXT, began @int NOT NULL, ended @int,\n"      \
	"  received @int NOT NULL, digest @bytes, made_customer @int) @rowless;\n"                 \
	"CREATE INDEX contact_customer ON contact (customer, began, id);\n"                        \
	"CREATE TABLE contact_enquiries (parent TEXT NOT NULL REFERENCES contact (id) ON DELETE\n" \
	"  CASCADE, position @int NOT NULL, id TEXT NOT NULL UNIQUE, service TEXT NOT NULL,\n"     \
	"  responsible TEXT REFERENCES council (id), outcome TEXT NOT NULL, outcome_prompt "       \
	"TEXT,\n"                                                                                  \
	"  offer TEXT, offer_reply TEXT, note TEXT, version @int, began @int NOT NULL,\n"          \
	"  PRIMARY KEY (parent, position)) @rowless;\n"                                            \
	"CREATE TABLE contact_enquiries_answers (parent TEXT NOT NULL REFERENCES "                 \
	"contact_enquiries\n"                                                                      \
	"  (id) ON DELETE CASCADE, position @int NOT NULL, prompt TEXT NOT NULL, value TEXT,\n"    \
	"  source TEXT NOT NULL, at @int NOT NULL, version @int, PRIMARY KEY (parent, "            \
	"position))\n"                                                                             \
	"  @rowless;\n"                                                                            \
	"CREATE TABLE case_record (id TEXT PRIMARY KEY, reference TEXT NOT NULL UNIQUE,\n"         \
	"  contact TEXT REFERENCES contact (id), enquiry TEXT, customer TEXT REFERENCES "          \
	"customer\n"                                                                               \
	"  (id), service TEXT NOT NULL, at TEXT NOT NULL, \"as\" TEXT NOT NULL, responsible "      \
	"TEXT,\n"                                                                                  \
	"  queue TEXT NOT NULL REFERENCES queue (id), promise TEXT, summary TEXT, note TEXT,\n"    \
	"  state TEXT NOT NULL, claimed_by TEXT, opened @int NOT NULL, due @int, closed @int,\n"   \
	"  due_order @int GENERATED ALWAYS AS (coalesce(due, 253402300800000000)) STORED)\n"       \
	"  @rowless;\n"                                                                            \
	"CREATE INDEX case_queue ON case_record (queue, due_order, id, opened) WHERE state = "     \
	"'open';\n"                                                                                \
	"CREATE INDEX case_customer ON case_record (customer, opened);\n"                          \
	"CREATE UNIQUE INDEX case_enquiry ON case_record (enquiry);\n"                             \
	"CREATE TABLE case_record_events (parent TEXT NOT NULL REFERENCES case_record (id) ON "    \
	"DELETE\n"                                                                                 \
	"  CASCADE, position @int NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,\n"               \
	"  \"user\" TEXT, text TEXT, queue TEXT, at @int NOT NULL, PRIMARY KEY (parent, "          \
	"position))\n"                                                                             \
	"  @rowless;\n"

#define AT_THIS_DOOR                                                                               \
	"ALTER TABLE council ADD COLUMN district TEXT;\n"                                          \
	"ALTER TABLE council ADD COLUMN nation TEXT;\n"                                            \
	"ALTER TABLE council ADD COLUMN web TEXT;\n"                                               \
	"ALTER TABLE council ADD COLUMN postcodes TEXT;\n"                                         \
	"ALTER TABLE council ADD COLUMN \"from\" TEXT;\n"                                          \
	"ALTER TABLE council ADD COLUMN until TEXT;\n"                                             \
	"ALTER TABLE council ADD COLUMN successor TEXT;\n"                                         \
	"ALTER TABLE council ADD COLUMN special TEXT;\n"                                           \
	"ALTER TABLE council ADD COLUMN out_of_hours TEXT;\n"                                      \
	"ALTER TABLE council ADD COLUMN emergency TEXT;\n"                                         \
	"ALTER TABLE council ADD COLUMN outside @int NOT NULL DEFAULT 0;\n"                        \
	"ALTER TABLE site ADD COLUMN telephone TEXT;\n"                                            \
	"ALTER TABLE site ADD COLUMN roles TEXT;\n"                                                \
	"ALTER TABLE site ADD COLUMN postcode TEXT;\n"                                             \
	"ALTER TABLE site ADD COLUMN easting @int;\n"                                              \
	"ALTER TABLE site ADD COLUMN northing @int;\n"                                             \
	"ALTER TABLE property ADD COLUMN parish TEXT;\n"                                           \
	"ALTER TABLE property ADD COLUMN easting @int;\n"                                          \
	"ALTER TABLE property ADD COLUMN northing @int;\n"                                         \
	"ALTER TABLE contact_enquiries ADD COLUMN signposted TEXT;\n"                              \
	"CREATE INDEX property_postcode ON property (postcode);\n"                                 \
	"CREATE TABLE body (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,\n"        \
	"  areas TEXT, telephone TEXT, email TEXT, web TEXT, hours TEXT, out_of_hours TEXT,\n"     \
	"  emergency TEXT) @rowless;\n"                                                            \
	"CREATE TABLE postcode (id TEXT PRIMARY KEY, district TEXT, parish TEXT, easting @int,\n"  \
	"  northing @int) @rowless;\n"

static const char *const main_job[] = {PARTNERSHIP, HOUSE, CUSTOMERS, CASES, NULL};
static const char *const at_this_door[] = {AT_THIS_DOOR, NULL};

/* Who let a version pass and why it was made; texts that are not published. */
#define DRAFTS                                                                                     \
	"ALTER TABLE service_version ADD COLUMN approver TEXT;\n"                                  \
	"ALTER TABLE service_version ADD COLUMN comment TEXT;\n"                                   \
	"CREATE TABLE entry_draft (id TEXT PRIMARY KEY, service TEXT NOT NULL, base @int NOT "     \
	"NULL,\n"                                                                                  \
	"  revision @int NOT NULL, text TEXT NOT NULL, state TEXT NOT NULL, author TEXT NOT "      \
	"NULL,\n"                                                                                  \
	"  writers TEXT NOT NULL, comment TEXT, approver TEXT, effective @int, changed @int NOT "  \
	"NULL)\n"                                                                                  \
	"  @rowless;\n"                                                                            \
	"CREATE INDEX entry_draft_due ON entry_draft (effective) WHERE state = 'scheduled';\n"

static const char *const drafts[] = {DRAFTS, NULL};

/* The notice as it was spoke to one council or to all. */
static const char *const notice_scope[] = {
    "CREATE TABLE notice_new (id TEXT PRIMARY KEY, text TEXT NOT NULL, author TEXT, script TEXT,\n"
    "  kind TEXT, \"from\" @int, until @int, prepared @int NOT NULL DEFAULT 0) @rowless;\n"
    "CREATE TABLE notice_scope (parent TEXT NOT NULL REFERENCES notice_new (id) ON DELETE "
    "CASCADE,\n"
    "  position @int NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (parent, "
    "position))\n"
    "  @rowless;\n"
    "INSERT INTO notice_new (id, text, author, \"from\", until) SELECT id, text, author, "
    "\"from\",\n"
    "  until FROM notice;\n"
    "INSERT INTO notice_scope (parent, position, kind, id) SELECT id, 0, 'council', council FROM\n"
    "  notice WHERE council IS NOT NULL;\n"
    "DROP TABLE notice;\n"
    "ALTER TABLE notice_new RENAME TO notice;\n",
    NULL};

static const char *const wrongs[] = {
    "CREATE TABLE wrong (id TEXT PRIMARY KEY, service TEXT NOT NULL, council TEXT, subject TEXT,\n"
    "  version @int, text TEXT, said TEXT, \"user\" TEXT NOT NULL, case_id TEXT NOT NULL\n"
    "  REFERENCES case_record (id), reference TEXT NOT NULL, at @int NOT NULL, mended @int,\n"
    "  mended_in @int, how TEXT, heard @int) @rowless;\n"
    "CREATE INDEX wrong_case ON wrong (case_id, at);\n"
    "CREATE INDEX wrong_open ON wrong (service, at) WHERE mended IS NULL;\n"
    "CREATE INDEX wrong_unheard ON wrong (\"user\", mended) WHERE heard IS NULL;\n",
    NULL};

static const char *const learnt[] = {
    "ALTER TABLE contact_enquiries ADD COLUMN found_by TEXT;\n"
    "CREATE TABLE learnt (id TEXT PRIMARY KEY, count @int NOT NULL, at @int NOT NULL) @rowless;\n"
    "CREATE INDEX learnt_at ON learnt (at);\n",
    NULL};
static const char *const user_home[] = {"ALTER TABLE \"user\" ADD COLUMN home TEXT;\n", NULL};
static const char *const erasure[] = {
    "CREATE TABLE erased (id TEXT PRIMARY KEY, at @int NOT NULL) @rowless;\n"
    "CREATE TABLE hold (id TEXT PRIMARY KEY, because TEXT NOT NULL, author TEXT NOT NULL,\n"
    "  at @int NOT NULL) @rowless;\n",
    NULL};
static const char *const contact_began[] = {
    "CREATE INDEX contact_began ON contact (began);\n", NULL};
/* What the kept record was and became lies there locked under its person's key. */
static const char *const merges[] = {
    "CREATE TABLE customer_merge (id TEXT PRIMARY KEY,\n"
    "  keep TEXT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,\n"
    "  gone TEXT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,\n"
    "  reason TEXT NOT NULL, keep_changed @int NOT NULL, gone_changed @int NOT NULL, author TEXT,\n"
    "  at @int, undone @int, undone_by TEXT, undone_reason TEXT, kept_before @bytes,\n"
    "  kept_after @bytes) @strict;\n"
    "CREATE TABLE customer_merge_choices (parent TEXT NOT NULL REFERENCES customer_merge (id)\n"
    "  ON DELETE CASCADE, position @int NOT NULL, field TEXT NOT NULL, side TEXT NOT NULL,\n"
    "  PRIMARY KEY (parent, position)) @rowless;\n"
    "CREATE INDEX customer_merge_keep ON customer_merge (keep, at);\n"
    "CREATE INDEX customer_merge_gone ON customer_merge (gone, at);\n"
    "CREATE INDEX customer_merge_at ON customer_merge (at);\n"
    "CREATE INDEX customer_merged ON customer (merged_into) WHERE merged_into IS NOT NULL;\n",
    NULL};

static const char *const sharing_policy[] = {
    "ALTER TABLE council ADD COLUMN sharing TEXT;\n", NULL};
static const char *const direction[] = {"ALTER TABLE contact ADD COLUMN direction TEXT;\n", NULL};

static const char *const phone_since[] = {
    "ALTER TABLE customer_phones ADD COLUMN since @int;\n", NULL};

#define CHILD(name, columns)                                                                       \
	"CREATE TABLE customer_" name                                                              \
	" (parent TEXT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,\n"                     \
	"  position @int NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, " columns                 \
	",\n  PRIMARY KEY (parent, position)) @rowless;\n"

static const char *const person_in_full[] = {"ALTER TABLE customer ADD COLUMN channel TEXT;\n",
    CHILD("markers", "text TEXT NOT NULL, reason TEXT NOT NULL, review_by TEXT NOT NULL, until "
		     "TEXT, author TEXT, at @int"),
    CHILD("needs", "text TEXT"),
    CHILD("relations", "customer TEXT, name TEXT, authority TEXT, role TEXT, \"from\" TEXT, until "
		       "TEXT"),
    CHILD("consents", "agreed @int, how TEXT, author TEXT, at @int"),
    CHILD("checks", "passed @int, contact TEXT, author TEXT, at @int"),
    "CREATE INDEX customer_relations_customer ON customer_relations (customer) WHERE customer IS "
    "NOT NULL;\n",
    NULL};

/* `imported` holds what an import's row said, so that the same row again changes nothing, whatever
 * was done here since. */
static const char *const old_crm[] = {
    "ALTER TABLE contact ADD COLUMN origin TEXT;\n"
    "ALTER TABLE contact ADD COLUMN origin_key TEXT;\n"
    "ALTER TABLE case_record ADD COLUMN origin TEXT;\n"
    "ALTER TABLE case_record ADD COLUMN origin_key TEXT;\n"
    "CREATE UNIQUE INDEX contact_origin ON contact (origin, origin_key) WHERE origin IS NOT NULL;\n"
    "CREATE UNIQUE INDEX case_origin ON case_record (origin, origin_key) WHERE origin IS NOT "
    "NULL;\n"
    "CREATE INDEX case_old_reference ON case_record (lower(origin_key)) WHERE origin_key IS NOT "
    "NULL;\n"
    "CREATE TABLE imported (kind TEXT NOT NULL, origin TEXT NOT NULL, origin_key TEXT NOT NULL,\n"
    "  digest @bytes NOT NULL, at @int NOT NULL, PRIMARY KEY (kind, origin, origin_key)) "
    "@rowless;\n",
    NULL};

static const char *const gazetteer[] = {"ALTER TABLE property ADD COLUMN ward TEXT;\n"
					"ALTER TABLE property ADD COLUMN organisation TEXT;\n"
					"ALTER TABLE property ADD COLUMN sub_building TEXT;\n"
					"ALTER TABLE property ADD COLUMN building TEXT;\n"
					"ALTER TABLE property ADD COLUMN number TEXT;\n"
					"ALTER TABLE property ADD COLUMN street TEXT;\n"
					"ALTER TABLE property ADD COLUMN locality TEXT;\n"
					"ALTER TABLE property ADD COLUMN parent TEXT;\n"
					"ALTER TABLE property ADD COLUMN updated TEXT;\n"
					"ALTER TABLE property ADD COLUMN until TEXT;\n"
					"ALTER TABLE postcode ADD COLUMN ward TEXT;\n",
    NULL};

/* What is looked for by its age is found by an index of what has not been seen to yet. */
static const char *const retention[] = {
    "CREATE TABLE retention (id TEXT PRIMARY KEY, months @int NOT NULL, \"after\" TEXT NOT NULL,\n"
    "  \"then\" TEXT NOT NULL) @rowless;\n"
    "ALTER TABLE contact ADD COLUMN anonymised @int;\n"
    "ALTER TABLE case_record ADD COLUMN anonymised @int;\n"
    "CREATE INDEX contact_kept ON contact (began, id) WHERE anonymised IS NULL;\n"
    "CREATE INDEX case_kept ON case_record (closed, id) WHERE anonymised IS NULL;\n"
    "CREATE INDEX face_seen ON face (seen, id);\n",
    NULL};

/* Who was seen last in a council; two words together and UPRNs, of what is there already. */
static const char *const ranked[] = {"CREATE INDEX face_council ON face (council, seen);\n",
    "CREATE INDEX customer_old_reference ON customer (lower(origin_key)) WHERE origin_key IS NOT "
    "NULL;\n",
    "INSERT INTO token (word, face) SELECT 'u' || ltrim(a.uprn, '0'), f.number FROM "
    "customer_addresses a JOIN\n"
    "  customer c ON c.id = a.parent JOIN face f ON f.id = coalesce(c.merged_into, c.id) WHERE\n"
    "  ltrim(a.uprn, '0') <> '' ON CONFLICT DO NOTHING;\n",
    "INSERT INTO token (word, face) SELECT 'd' || substr(a.word, 2) || ' ' || substr(b.word, 2),\n"
    "  a.face FROM token a JOIN token b ON b.face = a.face WHERE a.word >= 'n' AND a.word < 'o'\n"
    "  AND b.word >= 'n' AND b.word < 'o' AND a.word <> b.word ON CONFLICT DO NOTHING;\n",
    "INSERT INTO token (word, face) SELECT 'd' || substr(a.word, 2) || ' ' || substr(b.word, 2),\n"
    "  a.face FROM token a JOIN token b ON b.face = a.face WHERE a.word >= 'a0' AND a.word < 'a:'\n"
    "  AND b.word >= 'aa' AND b.word < 'b' ON CONFLICT DO NOTHING;\n",
    "INSERT INTO property_token (word, uprn) SELECT 'd' || substr(a.word, 2) || ' ' ||\n"
    "  substr(b.word, 2), a.uprn FROM property_token a JOIN property_token b ON b.uprn = a.uprn\n"
    "  WHERE a.word >= 'a0' AND a.word < 'a:' AND b.word >= 'aa' AND b.word < 'b' ON CONFLICT DO\n"
    "  NOTHING;\n",
    NULL};

/* moved_on is a date, and compares as it is written. */
static const char *const moves[] = {
    "CREATE TABLE move (id TEXT PRIMARY KEY, customer TEXT REFERENCES customer (id), contact "
    "TEXT,\n"
    "  \"as\" TEXT, moved_on TEXT NOT NULL, line TEXT NOT NULL, town TEXT, postcode TEXT, uprn "
    "TEXT,\n"
    "  district TEXT, at TEXT NOT NULL, state TEXT NOT NULL, old_address TEXT, old_uprn TEXT,\n"
    "  old_district TEXT, old_id TEXT, new_id TEXT, author TEXT, made @int NOT NULL, done @int,\n"
    "  undone @int, undone_by TEXT, undone_reason TEXT) @rowless;\n"
    "CREATE TABLE move_people (parent TEXT NOT NULL REFERENCES move (id) ON DELETE CASCADE,\n"
    "  position @int NOT NULL, id TEXT NOT NULL, customer TEXT NOT NULL REFERENCES customer (id) "
    "ON\n"
    "  DELETE CASCADE, name TEXT, old_id TEXT, new_id TEXT, PRIMARY KEY (parent, position)) "
    "@rowless;\n"
    "CREATE TABLE move_told (parent TEXT NOT NULL REFERENCES move (id) ON DELETE CASCADE,\n"
    "  position @int NOT NULL, id TEXT NOT NULL, service TEXT, council TEXT, case_id TEXT, "
    "reference\n"
    "  TEXT, put_back @int NOT NULL, told @int NOT NULL, acknowledged @int, withdrawn @int, \"by\" "
    "TEXT,\n"
    "  PRIMARY KEY (parent, position)) @rowless;\n"
    "CREATE INDEX move_customer ON move (customer, made);\n"
    "CREATE INDEX move_planned ON move (moved_on) WHERE state = 'planned';\n"
    "CREATE INDEX move_people_customer ON move_people (customer);\n"
    "ALTER TABLE case_record ADD COLUMN move TEXT;\n",
    NULL};

static const char *const behalf[] = {
    "ALTER TABLE contact ADD COLUMN caller_relation TEXT;\n"
    "ALTER TABLE contact ADD COLUMN caller_name TEXT;\n"
    "ALTER TABLE contact ADD COLUMN caller_role TEXT;\n"
    "ALTER TABLE contact ADD COLUMN authority TEXT;\n"
    "ALTER TABLE contact ADD COLUMN authority_until TEXT;\n"
    "CREATE INDEX contact_caller ON contact (caller_relation) WHERE caller_relation IS NOT "
    "NULL;\n",
    NULL};

static const char *const access_requests[] = {
    "CREATE TABLE access_request (id TEXT PRIMARY KEY, customer TEXT REFERENCES customer (id),\n"
    "  state TEXT NOT NULL, received TEXT NOT NULL, due TEXT NOT NULL, identity TEXT NOT NULL,\n"
    "  because TEXT NOT NULL, author TEXT NOT NULL, at @int NOT NULL, answered @int) @rowless;\n"
    "CREATE TABLE access_request_rulings (parent TEXT NOT NULL REFERENCES access_request (id) ON\n"
    "  DELETE CASCADE, position @int NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL,\n"
    "  PRIMARY KEY (parent, position)) @rowless;\n"
    "CREATE INDEX access_request_customer ON access_request (customer, at);\n",
    NULL};

static const char *const equality[] = {
    "ALTER TABLE council ADD COLUMN monitoring TEXT;\n"
    "CREATE TABLE equality_count (month TEXT NOT NULL, council TEXT NOT NULL, area TEXT NOT NULL,\n"
    "  question TEXT NOT NULL, answer TEXT NOT NULL, count @int NOT NULL,\n"
    "  PRIMARY KEY (month, council, area, question, answer)) @rowless;\n",
    NULL};

static const char *const whiteboard[] = {
    "CREATE TABLE officer (id TEXT PRIMARY KEY, name TEXT NOT NULL, team TEXT NOT NULL REFERENCES\n"
    "  team (id), council TEXT, job TEXT, telephone TEXT, gone @int NOT NULL DEFAULT 0, state "
    "TEXT,\n"
    "  place TEXT, cover TEXT, author TEXT, back @int, at @int, until @int, version @int NOT "
    "NULL)\n"
    "  @rowless;\n"
    "CREATE INDEX officer_version ON officer (version);\n"
    "INSERT INTO officer (id, name, team, council, gone, version) SELECT u.id, u.name, t.id,\n"
    "  t.council, u.suspended, row_number() OVER (ORDER BY u.id) FROM \"user\" u JOIN team t ON\n"
    "  t.id = u.team;\n"
    "INSERT INTO counter (name, value) SELECT 'whiteboard', count(*) FROM officer;\n"
    "CREATE TABLE ladder_rung (id TEXT PRIMARY KEY, after @int NOT NULL) @rowless;\n"
    "CREATE TABLE visit (id TEXT PRIMARY KEY, worker TEXT NOT NULL REFERENCES officer (id), team\n"
    "  TEXT, council TEXT, service TEXT NOT NULL, customer TEXT REFERENCES customer (id), "
    "property\n"
    "  TEXT, place TEXT NOT NULL, phone TEXT, contact TEXT, note TEXT, state TEXT, author TEXT,\n"
    "  raised TEXT, answered @int NOT NULL DEFAULT 0, begins @int NOT NULL, ends @int NOT NULL,\n"
    "  due @int) @rowless;\n"
    "CREATE INDEX visit_open ON visit (ends) WHERE state IN ('planned', 'begun');\n"
    "CREATE INDEX visit_due ON visit (due) WHERE due IS NOT NULL;\n"
    "CREATE INDEX visit_customer ON visit (customer) WHERE customer IS NOT NULL;\n"
    "CREATE TABLE visit_acts (parent TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,\n"
    "  position @int NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, rung TEXT, text TEXT, author\n"
    "  TEXT, ends @int, at @int NOT NULL, PRIMARY KEY (parent, position)) @rowless;\n"
    "CREATE TABLE visit_cautions (parent TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,\n"
    "  position @int NOT NULL, kind TEXT NOT NULL, text TEXT, until TEXT, of_address @int,\n"
    "  PRIMARY KEY (parent, position)) @rowless;\n",
    NULL};

static const char *const corrections[] = {
    "CREATE TABLE correction (id TEXT PRIMARY KEY, customer TEXT REFERENCES customer (id), record\n"
    "  TEXT NOT NULL, record_id TEXT NOT NULL, place TEXT NOT NULL, state TEXT NOT NULL, "
    "statement\n"
    "  TEXT, because TEXT NOT NULL, role TEXT, author TEXT NOT NULL, at @int NOT NULL) @rowless;\n"
    "CREATE INDEX correction_customer ON correction (customer, at);\n"
    "ALTER TABLE case_record ADD COLUMN correction TEXT;\n",
    NULL};

static const char *const notice_revision[] = {
    "ALTER TABLE notice ADD COLUMN revision @int NOT NULL DEFAULT 1;\n", NULL};

static const char *const unusual_looks[] = {
    "CREATE TABLE unusual_look (id TEXT PRIMARY KEY, rule TEXT NOT NULL, at @int NOT NULL,\n"
    "  \"user\" TEXT NOT NULL, council TEXT, customer TEXT, looks @int, purpose TEXT, why TEXT,\n"
    "  found @int, state TEXT, reason TEXT, decided_by TEXT, decided @int) @rowless;\n"
    "CREATE INDEX unusual_look_open ON unusual_look (at, id) WHERE state IS NULL;\n"
    "CREATE INDEX unusual_look_customer ON unusual_look (customer) WHERE customer IS NOT NULL;\n",
    NULL};

/* One job for a key, one row for a message that came, one message for a name that we gave. */
static const char *const connections[] = {
    "CREATE TABLE connect_job (id TEXT PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL UNIQUE,\n"
    "  subject TEXT, council TEXT, state TEXT NOT NULL, attempts @int NOT NULL, error TEXT,\n"
    "  made @int NOT NULL, next_at @int, done @int) @rowless;\n"
    "CREATE INDEX connect_job_next ON connect_job (next_at) WHERE state <> 'done';\n"
    "CREATE INDEX connect_job_subject ON connect_job (subject);\n"
    "CREATE TABLE mailbox (id TEXT PRIMARY KEY, council TEXT NOT NULL, address TEXT NOT NULL,\n"
    "  validity @int NOT NULL, last @int NOT NULL,\n"
    "  error TEXT, looked @int) @rowless;\n"
    "CREATE TABLE mail (id TEXT PRIMARY KEY, direction TEXT NOT NULL, council TEXT NOT NULL,\n"
    "  message TEXT, answers TEXT, thread TEXT, sender TEXT, sender_name TEXT, recipient TEXT,\n"
    "  subject TEXT, text TEXT, cut @int NOT NULL, automatic TEXT, state TEXT NOT NULL, taken_by\n"
    "  TEXT, reply_to_mail TEXT, contact TEXT, case_id TEXT, customer TEXT REFERENCES customer\n"
    "  (id), reference TEXT, error TEXT, digest TEXT UNIQUE, author TEXT, at @int NOT NULL, sent\n"
    "  @int) @rowless;\n"
    "CREATE TABLE mail_files (parent TEXT NOT NULL REFERENCES mail (id) ON DELETE CASCADE,\n"
    "  position @int NOT NULL, name TEXT, type TEXT, size @int NOT NULL, PRIMARY KEY (parent,\n"
    "  position)) @rowless;\n"
    "CREATE UNIQUE INDEX mail_message_out ON mail (message) WHERE direction = 'out';\n"
    "CREATE INDEX mail_waiting ON mail (at, id) WHERE state IN ('waiting', 'taken');\n"
    "CREATE INDEX mail_case ON mail (case_id, at) WHERE case_id IS NOT NULL;\n"
    "CREATE INDEX mail_contact ON mail (contact) WHERE contact IS NOT NULL;\n"
    "CREATE INDEX mail_customer ON mail (customer) WHERE customer IS NOT NULL;\n"
    "ALTER TABLE contact ADD COLUMN mail TEXT;\n",
    NULL};

static const char *const marker_ended[] = {
    "ALTER TABLE customer_markers ADD COLUMN ended TEXT;\n", NULL};

static const char *const counter_waiting[] = {
    "CREATE TABLE arrival (id TEXT PRIMARY KEY, site TEXT NOT NULL, council TEXT NOT NULL, day "
    "TEXT\n"
    "  NOT NULL, number @int NOT NULL, ticket TEXT NOT NULL, customer TEXT REFERENCES customer "
    "(id),\n"
    "  word TEXT, service TEXT, note TEXT, needs TEXT, priority TEXT, state TEXT NOT NULL, desk "
    "TEXT,\n"
    "  \"user\" TEXT, contact TEXT NOT NULL, since @int NOT NULL, called @int, served @int,\n"
    "  ended @int, calls @int, no_show @int NOT NULL, author TEXT, UNIQUE (site, day, number)) "
    "@rowless;\n"
    "CREATE INDEX arrival_open ON arrival (site, since) WHERE ended IS NULL;\n"
    "CREATE INDEX arrival_customer ON arrival (customer) WHERE customer IS NOT NULL;\n"
    "CREATE INDEX arrival_since ON arrival (since);\n"
    "CREATE UNIQUE INDEX arrival_contact ON arrival (contact);\n"
    "CREATE TABLE ticket (site TEXT NOT NULL, day TEXT NOT NULL, last @int NOT NULL,\n"
    "  PRIMARY KEY (site, day)) @rowless;\n"
    "CREATE TABLE room_use (id TEXT PRIMARY KEY, site TEXT NOT NULL, room TEXT NOT NULL, arrival "
    "TEXT,\n"
    "  why TEXT, desk TEXT, \"user\" TEXT, since @int NOT NULL, freed @int) @rowless;\n"
    "CREATE UNIQUE INDEX room_use_now ON room_use (site, room) WHERE freed IS NULL;\n"
    "CREATE TABLE venue (id TEXT PRIMARY KEY, council TEXT NOT NULL, name TEXT NOT NULL, kind "
    "TEXT\n"
    "  NOT NULL, hours TEXT) @rowless;\n"
    "ALTER TABLE contact ADD COLUMN venue TEXT;\n"
    "CREATE INDEX contact_venue ON contact (venue, began) WHERE venue IS NOT NULL;\n"
    "ALTER TABLE site ADD COLUMN rooms TEXT;\n"
    "ALTER TABLE desk_record ADD COLUMN services TEXT;\n"
    "ALTER TABLE desk_record ADD COLUMN has TEXT;\n",
    NULL};

static const char *const lives[] = {"ALTER TABLE case_record ADD COLUMN life TEXT;\n"
				    "ALTER TABLE case_record ADD COLUMN given @int;\n"
				    "ALTER TABLE case_record ADD COLUMN \"left\" @int;\n"
				    "ALTER TABLE case_record ADD COLUMN stopped @int;\n"
				    "ALTER TABLE case_record_events ADD COLUMN state TEXT;\n",
    NULL};

/* A seat is a row for every five minutes: the key is what keeps two from having it. */
static const char *const appointments[] = {
    "CREATE TABLE diary (id TEXT PRIMARY KEY, council TEXT NOT NULL REFERENCES council (id), name\n"
    "  TEXT NOT NULL, kind TEXT NOT NULL, site TEXT, team TEXT, services TEXT NOT NULL, room "
    "TEXT,\n"
    "  bring TEXT, hours TEXT NOT NULL, slot @int NOT NULL, capacity @int NOT NULL, travel @int,\n"
    "  notice @int, ahead @int NOT NULL) @rowless;\n"
    "CREATE TABLE diary_day (id TEXT PRIMARY KEY, diary TEXT NOT NULL REFERENCES diary (id), day "
    "TEXT\n"
    "  NOT NULL, hours TEXT, reason TEXT) @rowless;\n"
    "CREATE TABLE appointment (id TEXT PRIMARY KEY, diary TEXT REFERENCES diary (id), service "
    "TEXT\n"
    "  NOT NULL, council TEXT, customer TEXT REFERENCES customer (id), contact TEXT, enquiry "
    "TEXT,\n"
    "  case_id TEXT, start @int, state TEXT NOT NULL, place TEXT, note TEXT, reference TEXT, at "
    "TEXT,\n"
    "  author TEXT, \"end\" @int, until @int, made @int, changed @int, seat @int, sequence @int,\n"
    "  reason TEXT, wish TEXT) @rowless;\n"
    "CREATE INDEX appointment_diary ON appointment (diary, start);\n"
    "CREATE INDEX appointment_customer ON appointment (customer, made);\n"
    "CREATE INDEX appointment_contact ON appointment (contact);\n"
    "CREATE INDEX appointment_held ON appointment (until) WHERE until IS NOT NULL;\n"
    "CREATE TABLE appointment_seat (diary TEXT NOT NULL, seat @int NOT NULL, tick @int NOT NULL,\n"
    "  appointment TEXT NOT NULL REFERENCES appointment (id) ON DELETE CASCADE,\n"
    "  PRIMARY KEY (diary, tick, seat)) @rowless;\n"
    "ALTER TABLE case_record ADD COLUMN appointment TEXT;\n"
    "CREATE INDEX appointment_seat_of ON appointment_seat (appointment);\n",
    NULL};

static const char *const calendar_secrets[] = {
    "CREATE TABLE diary_secret (diary TEXT PRIMARY KEY REFERENCES diary (id), hash @bytes NOT "
    "NULL)\n"
    "  @rowless;\n",
    NULL};

static const char *const payments[] = {
    "CREATE TABLE payment (id TEXT PRIMARY KEY, contact TEXT NOT NULL, enquiry TEXT NOT NULL,\n"
    "  customer TEXT REFERENCES customer (id), service TEXT NOT NULL, council TEXT NOT NULL,\n"
    "  at TEXT, amount @int NOT NULL, description TEXT NOT NULL, reference TEXT NOT NULL UNIQUE,\n"
    "  state TEXT NOT NULL, provider_id TEXT, next_url TEXT, line TEXT, failure TEXT, desk TEXT,\n"
    "  \"user\" TEXT, made @int NOT NULL, changed @int, ended @int, looks @int) @rowless;\n"
    "CREATE UNIQUE INDEX payment_open ON payment (enquiry) WHERE state IN ('created', 'started',\n"
    "  'submitted', 'success');\n"
    "CREATE INDEX payment_made ON payment (made);\n"
    "CREATE INDEX payment_customer ON payment (customer) WHERE customer IS NOT NULL;\n",
    NULL};

static const char *const beside_cases[] = {
    "ALTER TABLE case_record_events ADD COLUMN subject TEXT;\n"
    "ALTER TABLE case_record_events ADD COLUMN was TEXT;\n"
    "ALTER TABLE case_record_events ADD COLUMN now TEXT;\n"
    "ALTER TABLE case_record_events ADD COLUMN link TEXT;\n"
    "CREATE TABLE case_record_links (parent TEXT NOT NULL REFERENCES case_record (id) ON DELETE\n"
    "  CASCADE, position @int NOT NULL, reference TEXT NOT NULL, kind TEXT NOT NULL, author TEXT,\n"
    "  at @int NOT NULL, PRIMARY KEY (parent, position)) @rowless;\n",
    NULL};

static const char *const attachments[] = {
    "CREATE TABLE blob (hash TEXT PRIMARY KEY, bytes @bytes NOT NULL) @strict;\n"
    "CREATE TABLE case_record_attachments (parent TEXT NOT NULL REFERENCES case_record (id) ON\n"
    "  DELETE CASCADE, position @int NOT NULL, id TEXT NOT NULL, hash TEXT NOT NULL, name\n"
    "  TEXT NOT NULL, type TEXT NOT NULL, size @int NOT NULL, author TEXT,\n"
    "  at @int NOT NULL, PRIMARY KEY (parent, position)) @rowless;\n"
    "CREATE INDEX case_attachment_hash ON case_record_attachments (hash);\n",
    NULL};

static const char *const attachment_pieces[] = {
    "CREATE TABLE attachment_piece (attachment TEXT NOT NULL, at @int NOT NULL, parent TEXT NOT\n"
    "  NULL REFERENCES case_record (id) ON DELETE CASCADE, author TEXT NOT NULL, made @int NOT\n"
    "  NULL, bytes @bytes NOT NULL, PRIMARY KEY (attachment, at)) @strict;\n"
    "CREATE INDEX attachment_piece_parent ON attachment_piece (parent);\n",
    NULL};

static const char *const leases_of_desks[] = {
    "CREATE INDEX lease_of_desk ON lease (desk, \"user\", \"from\");\n", NULL};

static const char *const visits_over[] = {
    "CREATE INDEX visit_over ON visit (ends, id) WHERE state IN ('back', 'cancelled');\n", NULL};

const struct migration migrations[] = {
    {1, "the main job", main_job},
    {2, "drafts and versions", drafts},
    {3, "what a notice speaks of", notice_scope},
    {4, "what is said to be wrong", wrongs},
    {5, "who does this at this door", at_this_door},
    {6, "what was chosen after the same words", learnt},
    {7, "contacts by time", contact_began},
    {8, "where users live", user_home},
    {9, "what councils share with each other", sharing_policy},
    {10, "one person in two records", merges},
    {11, "letters in and out", direction},
    {12, "since when a number is whose", phone_since},
    {13, "the person in full", person_in_full},
    {14, "erasure and legal holds", erasure},
    {15, "what came from another system", old_crm},
    {16, "the parts of an address, historic ones", gazetteer},
    {17, "how long records are kept", retention},
    {18, "who was seen last, and two words together", ranked},
    {19, "changes of address", moves},
    {20, "who speaks for a customer", behalf},
    {21, "requests for access", access_requests},
    {22, "answers to equality questions, as counts", equality},
    {23, "what was put right", corrections},
    {24, "which writing of a notice", notice_revision},
    {25, "unusual looking, and what was made of it", unusual_looks},
    {26, "why a marker was ended", marker_ended},
    {27, "who waits at reception, rooms and venues", counter_waiting},
    {28, "the lives of cases and their clocks", lives},
    {29, "diaries and appointments", appointments},
    {30, "what opens a diary's calendar", calendar_secrets},
    {31, "what was promised", schema_promises},
    {32, "what is to be done at other systems; e-mail", connections},
    {33, "payments at a provider", payments},
    {34, "whom to ring, and what came of it", schema_outbound},
    {35, "queues of the back office", back_office},
    {36, "one action on many cases", bulks},
    {37, "one incident that many report", schema_incidents},
    {38, "contacts given from desk to desk", schema_transfers},
    {39, "who is in, and who works alone", whiteboard},
    {40, "answers amended, cases linked", beside_cases},
    {41, "files on cases", attachments},
    {42, "whose a number is", schema_numbers},
    {43, "what waits in the queues, by day", queue_tallies},
    {44, "complaints: what is counted, told, learnt", schema_complaints},
    {45, "satisfaction surveys", schema_surveys},
    {46, "files that come piece by piece", attachment_pieces},
    {47, "forms on the web", schema_forms},
    {48, "files of mails", schema_mail_files},
    {49, "whose references are", leases_of_desks},
    {50, "who is told how an incident ended, and how", schema_told},
    {51, "what the provider says of payments", schema_reconciling},
    {52, "surveys that were sent by mail", schema_invites},
    {53, "payments whose page was sent by mail", schema_payment_mails},
    {54, "visits that are over, by their end", visits_over},
    {0, NULL, NULL},
};
