/* Who takes part and who may come in: councils, sites, desks, teams, users, sessions. */
#include "model/record_inner.h"
#include "model/sharing.h"

static const char *const tier_words[] = {"county", "district", "unitary", "parish", NULL};
static const char *const nation_words[] = {
    "england", "wales", "scotland", "northern_ireland", NULL};
static const char *const desk_kind_words[] = {
    "counter", "phone", "gateway", "training", "web", NULL};
static const char *const role_words[] = {"advisor", "back_office", "information_officer",
    "supervisor", "trainer", "trainee", "dpo", "admin", NULL};
static const char *const finding_words[] = {"error", "warning", "note", NULL};

static const struct field council_fields[] = {
    FIELD(council, id, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(council, name, FIELD_TEXT, 120, FIELD_REQUIRED, N_("Name")),
    FIELD(council, short_name, FIELD_TEXT, 60, 0, NULL),
    FIELD_OF(council, tier, tier_words, FIELD_REQUIRED, NULL),
    FIELD(council, gss, FIELD_TEXT, 12, 0, NULL),
    FIELD(council, county, FIELD_KEY, 40, 0, NULL),
    FIELD(council, district, FIELD_KEY, 40, 0, NULL),
    FIELD_OF(council, nation, nation_words, 0, NULL),
    FIELD_OF(council, sharing, sharing_words, 0, NULL),
    FIELD(council, monitoring, FIELD_TEXT, 200, 0, NULL),
    FIELD(council, greeting, FIELD_TEXT, 200, 0, NULL),
    FIELD(council, telephone, FIELD_TEXT, 20, 0, NULL),
    FIELD(council, email, FIELD_TEXT, 120, 0, NULL),
    FIELD(council, web, FIELD_TEXT, 200, 0, NULL),
    FIELD(council, postcodes, FIELD_TEXT, 2000, 0, NULL),
    FIELD(council, from, FIELD_DATE, 10, 0, NULL),
    FIELD(council, until, FIELD_DATE, 10, 0, NULL),
    FIELD(council, successor, FIELD_KEY, 40, 0, NULL),
    FIELD(council, special, FIELD_TEXT, 1000, 0, NULL),
    FIELD(council, out_of_hours, FIELD_TEXT, 400, 0, NULL),
    FIELD(council, emergency, FIELD_TEXT, 20, 0, NULL),
    FIELD(council, outside, FIELD_BOOL, 0, 0, NULL),
};
const struct record council_record = RECORD(council);

static const struct field body_fields[] = {
    FIELD(body, id, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(body, name, FIELD_TEXT, 120, FIELD_REQUIRED, NULL),
    FIELD(body, kind, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(body, areas, FIELD_TEXT, 2000, 0, NULL),
    FIELD(body, telephone, FIELD_TEXT, 20, 0, NULL),
    FIELD(body, email, FIELD_TEXT, 120, 0, NULL),
    FIELD(body, web, FIELD_TEXT, 200, 0, NULL),
    FIELD(body, hours, FIELD_TEXT, 200, 0, NULL),
    FIELD(body, out_of_hours, FIELD_TEXT, 400, 0, NULL),
    FIELD(body, emergency, FIELD_TEXT, 20, 0, NULL),
};
const struct record body_record = RECORD(body);

static const struct field site_fields[] = {
    FIELD(site, id, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(site, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(site, name, FIELD_TEXT, 120, FIELD_REQUIRED, NULL),
    FIELD(site, address, FIELD_TEXT, 200, 0, NULL),
    FIELD(site, hours, FIELD_TEXT, 1200, 0, NULL),
    FIELD(site, telephone, FIELD_TEXT, 20, 0, NULL),
    FIELD(site, roles, FIELD_TEXT, 400, 0, NULL),
    FIELD(site, postcode, FIELD_TEXT, 8, 0, NULL),
    FIELD(site, rooms, FIELD_TEXT, 400, 0, NULL),
    FIELD(site, easting, FIELD_NUMBER, 0, 0, NULL),
    FIELD(site, northing, FIELD_NUMBER, 0, 0, NULL),
};
const struct record site_record = RECORD(site);

static const struct field desk_record_fields[] = {
    FIELD(desk_record, id, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(desk_record, site, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(desk_record, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD_OF(desk_record, kind, desk_kind_words, FIELD_REQUIRED, NULL),
    FIELD(desk_record, name, FIELD_TEXT, 80, FIELD_REQUIRED, NULL),
    FIELD(desk_record, services, FIELD_TEXT, 2000, 0, NULL),
    FIELD(desk_record, has, FIELD_TEXT, 200, 0, NULL),
};
const struct record desk_record_record = RECORD(desk_record);

static const struct field team_fields[] = {
    FIELD(team, id, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(team, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(team, name, FIELD_TEXT, 120, FIELD_REQUIRED, NULL),
    FIELD(team, hours, FIELD_TEXT, 200, 0, NULL),
    FIELD(team, email, FIELD_TEXT, 120, 0, NULL),
};
const struct record team_record = RECORD(team);

static const struct field queue_fields[] = {
    FIELD(queue, id, FIELD_KEY, 100, FIELD_REQUIRED, NULL),
    FIELD(queue, role, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(queue, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(queue, team, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
};
const struct record queue_record = RECORD(queue);

static const struct field user_fields[] = {
    FIELD(user, id, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(user, name, FIELD_TEXT, 120, FIELD_REQUIRED, NULL),
    FIELD(user, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(user, team, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(user, role, role_words, FIELD_REQUIRED, NULL),
    FIELD(user, language, FIELD_TEXT, 8, 0, NULL),
    FIELD(user, suspended, FIELD_BOOL, 0, 0, NULL),
    FIELD(user, home, FIELD_TEXT, 8, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(user, skills, FIELD_TEXT, 400, FIELD_SINGLE_LINE, NULL),
};
const struct record user_record = RECORD(user);

static const struct field sign_in_fields[] = {
    FIELD(sign_in, desk, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(sign_in, desk_secret, FIELD_TEXT, 64, FIELD_REQUIRED | FIELD_SECRET, NULL),
    FIELD(sign_in, user, FIELD_KEY, 60, FIELD_REQUIRED, N_("Name")),
    FIELD(sign_in, password, FIELD_TEXT, 200, FIELD_REQUIRED | FIELD_SECRET, N_("Password")),
};
const struct record sign_in_record = RECORD(sign_in);

static const struct field lease_fields[] = {
    FIELD(lease, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(lease, from, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(lease, to, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(lease, next, FIELD_NUMBER, 0, 0, NULL),
    FIELD(lease, machine, FIELD_TEXT, 64, 0, NULL),
};
const struct record lease_record = RECORD(lease);

static const struct field session_fields[] = {
    FIELD(session, token, FIELD_TEXT, 64, FIELD_SECRET, NULL),
    FIELD(session, user, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(session, name, FIELD_TEXT, 120, FIELD_REQUIRED, NULL),
    FIELD_OF(session, role, role_words, FIELD_REQUIRED, NULL),
    FIELD(session, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(session, team, FIELD_KEY, 60, 0, NULL),
    FIELD(session, language, FIELD_TEXT, 8, 0, NULL),
    FIELD(session, skills, FIELD_TEXT, 400, 0, NULL),
    FIELD(session, desk, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(session, desk_name, FIELD_TEXT, 80, 0, NULL),
    FIELD_OF(session, desk_kind, desk_kind_words, 0, NULL),
    FIELD(session, site, FIELD_KEY, 60, 0, NULL),
    FIELD(session, site_name, FIELD_TEXT, 120, 0, NULL),
    FIELD(session, council_name, FIELD_TEXT, 120, 0, NULL),
    FIELD(session, council_short, FIELD_TEXT, 60, 0, NULL),
    FIELD(session, greeting, FIELD_TEXT, 200, 0, NULL),
    FIELD(session, crm_key, FIELD_TEXT, 64, 0, NULL),
    FIELD(session, carry_key, FIELD_TEXT, 64, FIELD_SECRET, NULL),
    FIELD(session, feed, FIELD_TEXT, 40, 0, NULL),
    FIELD_IN(session, leases, FIELD_LIST, 8, lease_record, 0, NULL),
    FIELD(session, now, FIELD_TIME, 0, 0, NULL),
    FIELD(session, expires, FIELD_TIME, 0, 0, NULL),
};
const struct record session_record = RECORD(session);

static const struct field enrol_fields[] = {
    FIELD(enrol, code, FIELD_TEXT, 40, FIELD_REQUIRED | FIELD_SECRET, NULL),
};
const struct record enrol_record = RECORD(enrol);

static const struct field enrolment_fields[] = {
    FIELD(enrolment, desk, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(enrolment, desk_secret, FIELD_TEXT, 64, FIELD_REQUIRED | FIELD_SECRET, NULL),
    FIELD(enrolment, crm_key, FIELD_TEXT, 64, 0, NULL),
    FIELD(enrolment, desk_name, FIELD_TEXT, 80, 0, NULL),
    FIELD(enrolment, site_name, FIELD_TEXT, 120, 0, NULL),
    FIELD(enrolment, council_name, FIELD_TEXT, 120, 0, NULL),
};
const struct record enrolment_record = RECORD(enrolment);

static const struct field finding_line_fields[] = {
    FIELD(finding_line, service, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(finding_line, level, finding_words, FIELD_REQUIRED, NULL),
    FIELD(finding_line, line, FIELD_NUMBER, 0, 0, NULL),
    FIELD(finding_line, column, FIELD_NUMBER, 0, 0, NULL),
    FIELD(finding_line, sentence, FIELD_TEXT, 4000, FIELD_REQUIRED, NULL),
};
const struct record finding_line_record = RECORD(finding_line);

static const struct field partnership_page_fields[] = {
    FIELD(partnership_page, digest, FIELD_TEXT, 64, 0, NULL),
    FIELD(partnership_page, same, FIELD_BOOL, 0, 0, NULL),
    FIELD_IN(partnership_page, councils, FIELD_LIST, 2000, council_record, 0, NULL),
    FIELD_IN(partnership_page, bodies, FIELD_LIST, 500, body_record, 0, NULL),
    FIELD_IN(partnership_page, sites, FIELD_LIST, 2000, site_record, 0, NULL),
    FIELD_IN(partnership_page, desks, FIELD_LIST, 5000, desk_record_record, 0, NULL),
    FIELD_IN(partnership_page, teams, FIELD_LIST, 2000, team_record, 0, NULL),
    FIELD_IN(partnership_page, queues, FIELD_LIST, 5000, queue_record, 0, NULL),
    FIELD_IN(partnership_page, venues, FIELD_LIST, 1000, venue_record, 0, NULL),
    FIELD_IN(partnership_page, diaries, FIELD_LIST, 2000, diary_record, 0, NULL),
    FIELD_IN(partnership_page, ladder, FIELD_LIST, 10, ladder_rung_record, 0, NULL),
};
const struct record partnership_page_record = RECORD(partnership_page);

static const struct field health_fields[] = {
    FIELD(health, status, FIELD_TEXT, 20, FIELD_REQUIRED, NULL),
    FIELD(health, version, FIELD_TEXT, 40, 0, NULL),
};
const struct record health_record = RECORD(health);

static const struct field problem_fields[] = {
    FIELD(problem, type, FIELD_TEXT, 60, FIELD_REQUIRED, NULL),
    FIELD(problem, detail, FIELD_TEXT, 400, 0, NULL),
    FIELD(problem, field, FIELD_TEXT, 120, 0, NULL),
    FIELD(problem, status, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(problem, limit, FIELD_NUMBER, 0, 0, NULL),
    FIELD_IN(problem, findings, FIELD_LIST, 100, finding_line_record, 0, NULL),
    FIELD_IN(problem, faults, FIELD_LIST, 300, form_fault_record, 0, NULL),
    FIELD_IN(problem, logged, FIELD_ONE, 1, contact_logged_record, 0, NULL),
};
const struct record problem_record = RECORD(problem);
