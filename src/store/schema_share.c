/* Tables of what many share: incidents with their people, and contacts that go from desk to desk.
 */
#include "store/migrate.h"

#include <stddef.h>

/* What one caller after the other reports is one incident; a person of it is a row. */
const char *const schema_incidents[] = {
    "CREATE TABLE incident (id TEXT PRIMARY KEY, reference TEXT NOT NULL, service TEXT NOT "
    "NULL,\n"
    "  responsible TEXT, what TEXT, place TEXT, street TEXT, postcode TEXT, district TEXT,\n"
    "  easting @int, northing @int, within @int, hours @int, state TEXT NOT NULL, merged_into "
    "TEXT "
    "REFERENCES incident "
    "(id),\n"
    "  outcome TEXT, opened @int NOT NULL, last @int, closed @int, people @int NOT NULL) "
    "@rowless;\n"
    "CREATE INDEX incident_open ON incident (service, opened) WHERE state = 'open' AND "
    "merged_into "
    "IS NULL;\n"
    "CREATE INDEX incident_merged ON incident (merged_into) WHERE merged_into IS NOT NULL;\n"
    "CREATE TABLE incident_member (id TEXT PRIMARY KEY, incident TEXT NOT NULL REFERENCES "
    "incident "
    "(id),\n"
    "  via TEXT NOT NULL, customer TEXT REFERENCES customer (id), contact TEXT, state TEXT NOT "
    "NULL,\n"
    "  told_with TEXT, told_by TEXT, reason TEXT, joined @int NOT NULL, told @int, \"left\" "
    "@int)\n"
    "  @rowless;\n"
    "CREATE INDEX incident_member_page ON incident_member (incident, joined, id);\n"
    "CREATE INDEX incident_member_via ON incident_member (via);\n"
    "CREATE INDEX incident_member_untold ON incident_member (incident) WHERE state = "
    "'pending';\n"
    "CREATE INDEX incident_member_customer ON incident_member (customer) WHERE customer IS NOT "
    "NULL;\n"
    "ALTER TABLE contact_enquiries ADD COLUMN joins TEXT;\n",
    NULL};

/* Said is what the desk had in hand, sealed, while the contact is offered. */
const char *const schema_transfers[] = {
    "CREATE TABLE contact_transfer (id TEXT PRIMARY KEY, contact_id TEXT NOT NULL, customer TEXT "
    "REFERENCES "
    "customer\n"
    "  (id), from_desk TEXT NOT NULL, from_user TEXT NOT NULL, from_name TEXT, from_place TEXT,\n"
    "  to_desk TEXT, to_queue TEXT, to_council TEXT, label TEXT, message TEXT, state TEXT NOT "
    "NULL,\n"
    "  taken_desk TEXT, taken_user TEXT, taken_name TEXT, made @int NOT NULL, ended @int,\n"
    "  said @bytes) @rowless;\n"
    "CREATE UNIQUE INDEX transfer_open ON contact_transfer (contact_id) WHERE state = 'offered';\n"
    "CREATE INDEX transfer_contact ON contact_transfer (contact_id);\n"
    "CREATE INDEX transfer_from ON contact_transfer (from_desk, made);\n",
    NULL};

/* How its people hear how an incident ended: when to go on telling them, by which way each is told,
 * which outcome (its digest) they are to hear and which they have heard. */
const char *const schema_told[] = {
    "ALTER TABLE incident ADD COLUMN tell_at @int;\n"
    "CREATE INDEX incident_tell ON incident (tell_at) WHERE tell_at IS NOT NULL;\n"
    "ALTER TABLE incident_member ADD COLUMN way TEXT;\n"
    "ALTER TABLE incident_member ADD COLUMN mail TEXT;\n"
    "ALTER TABLE incident_member ADD COLUMN telling TEXT;\n"
    "ALTER TABLE incident_member ADD COLUMN heard TEXT;\n"
    "CREATE INDEX incident_member_mail ON incident_member (mail) WHERE mail IS NOT NULL;\n"
    "ALTER TABLE mail ADD COLUMN about TEXT;\n"
    "ALTER TABLE outbound_list ADD COLUMN incident TEXT;\n"
    "CREATE INDEX outbound_list_incident ON outbound_list (incident) WHERE incident IS NOT "
    "NULL;\n"
    "ALTER TABLE outbound_item ADD COLUMN member TEXT;\n"
    "CREATE INDEX outbound_item_member ON outbound_item (member) WHERE member IS NOT NULL;\n",
    NULL};
