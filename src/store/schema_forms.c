/* Forms on the web that came in, how often each was used, and what opens a case's progress; files
 * that came with mails. */
#include "store/migrate.h"

#include <stddef.h>

/* A secret is kept as its hash alone. */
const char *const schema_forms[] = {
    "CREATE TABLE web_form (id TEXT PRIMARY KEY, desk TEXT NOT NULL, service TEXT NOT NULL,\n"
    "  council TEXT NOT NULL, contact TEXT NOT NULL, case_id TEXT, reference TEXT, customer TEXT\n"
    "  REFERENCES customer (id), state TEXT NOT NULL, digest TEXT NOT NULL, outcome TEXT NOT "
    "NULL,\n"
    "  told TEXT, \"user\" TEXT, given TEXT, family TEXT, born TEXT, phone TEXT, email TEXT, line\n"
    "  TEXT, town TEXT, postcode TEXT, language TEXT, at @int NOT NULL) @rowless;\n"
    "CREATE INDEX web_form_waiting ON web_form (at, id) WHERE state = 'waiting';\n"
    "CREATE INDEX web_form_at ON web_form (at);\n"
    "CREATE INDEX web_form_contact ON web_form (contact);\n"
    "CREATE INDEX web_form_customer ON web_form (customer) WHERE customer IS NOT NULL;\n"
    "CREATE TABLE form_count (day TEXT NOT NULL, service TEXT NOT NULL, council TEXT NOT NULL,\n"
    "  begun @int NOT NULL, sent @int NOT NULL, refused @int NOT NULL, looked @int NOT NULL,\n"
    "  PRIMARY KEY (day, service, council)) @rowless;\n"
    "CREATE TABLE case_secret (case_id TEXT PRIMARY KEY, hash @bytes NOT NULL, made @int NOT "
    "NULL)\n"
    "  @rowless;\n",
    NULL};

const char *const schema_mail_files[] = {
    "ALTER TABLE mail_files ADD COLUMN hash TEXT;\n"
    "CREATE INDEX mail_file_hash ON mail_files (hash) WHERE hash IS NOT NULL;\n",
    NULL};
