#include "model/records.h"
#include "base/i18n.h"

#include <stddef.h>

static const char *const tier_words[] = {"county", "district", "unitary", "parish", NULL};
static const char *const nation_words[] = {
    "england", "wales", "scotland", "northern_ireland", NULL};
static const char *const desk_kind_words[] = {"counter", "phone", "gateway", "training", NULL};
static const char *const role_words[] = {"advisor", "back_office", "information_officer",
    "supervisor", "trainer", "trainee", "dpo", "admin", NULL};
static const char *const name_kind_words[] = {
    "current", "known_as", "maiden", "former", "organisation", NULL};
static const char *const phone_kind_words[] = {"home", "mobile", "work", "textphone", NULL};
static const char *const address_kind_words[] = {"home", "correspondence", "former", NULL};
static const char *const customer_kind_words[] = {"person", "organisation", NULL};
static const char *const sharing_words[] = {"none", "exists", "full", NULL};
static const char *const answer_source_words[] = {
    "asked", "known", "volunteered", "calculated", NULL};
static const char *const outcome_words[] = {
    "resolved", "referred", "signposted", "booked", "callback", "abandoned", NULL};
static const char *const offer_reply_words[] = {"yes", "no", "later", NULL};
static const char *const channel_words[] = {
    "phone", "counter", "gateway", "email", "post", "web", NULL};
static const char *const case_event_kind_words[] = {
    "opened", "note", "claim", "release", "move", "close", "reopen", NULL};
static const char *const case_state_words[] = {"open", "closed", NULL};
static const char *const history_kind_words[] = {"enquiry", "case", NULL};
static const char *const notice_kind_words[] = {"notice", "emergency", NULL};
static const char *const scope_kind_words[] = {"service", "council", "site", NULL};
static const char *const topic_words[] = {
    "directory", "draft", "notice", "case", "mended", "forget", "queue", NULL};
static const char *const draft_state_words[] = {
    "draft", "submitted", "returned", "scheduled", "conflict", NULL};
static const char *const verdict_words[] = {"approve", "return", NULL};
static const char *const standing_words[] = {"published", "scheduled", "returned", NULL};
static const char *const finding_words[] = {"error", "warning", "note", NULL};

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define FIELD(type_, name_, kind, limit_, flags_, label_)                                          \
	{                                                                                          \
		.name = #name_, .type = kind, .offset = offsetof(struct type_, name_),             \
		.limit = limit_, .flags = flags_, .label = label_                                  \
	}
#define FIELD_OF(type_, name_, words_, flags_, label_)                                             \
	{                                                                                          \
		.name = #name_, .type = FIELD_WORD, .offset = offsetof(struct type_, name_),       \
		.limit = 40, .flags = flags_, .words = words_, .label = label_                     \
	}
#define FIELD_IN(type_, name_, kind, limit_, record_, flags_, label_)                              \
	{                                                                                          \
		.name = #name_, .type = kind, .offset = offsetof(struct type_, name_),             \
		.limit = limit_, .flags = flags_, .of = &record_, .label = label_                  \
	}
#define RECORD(name_)                                                                              \
	{                                                                                          \
#name_, sizeof(struct name_), name_##_fields, COUNT(name_##_fields)                \
	}

static const struct field council_fields[] = {
    FIELD(council, id, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(council, name, FIELD_TEXT, 120, FIELD_REQUIRED, N_("Name")),
    FIELD(council, short_name, FIELD_TEXT, 60, 0, NULL),
    FIELD_OF(council, tier, tier_words, FIELD_REQUIRED, NULL),
    FIELD(council, gss, FIELD_TEXT, 12, 0, NULL),
    FIELD(council, county, FIELD_KEY, 40, 0, NULL),
    FIELD(council, district, FIELD_KEY, 40, 0, NULL),
    FIELD_OF(council, nation, nation_words, 0, NULL),
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
};
const struct record user_record = RECORD(user);

static const struct field person_name_fields[] = {
    FIELD(person_name, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(person_name, kind, name_kind_words, FIELD_REQUIRED, NULL),
    FIELD(person_name, title, FIELD_TEXT, 40, FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("Title")),
    FIELD(person_name, given, FIELD_TEXT, 100, FIELD_PERSONAL | FIELD_SEARCHED | FIELD_SINGLE_LINE,
	N_("First names")),
    FIELD(person_name, family, FIELD_TEXT, 100,
	FIELD_PERSONAL | FIELD_SEARCHED | FIELD_SINGLE_LINE | FIELD_REQUIRED, N_("Surname")),
};
const struct record person_name_record = RECORD(person_name);

static const struct field phone_fields[] = {
    FIELD(phone, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(phone, kind, phone_kind_words, FIELD_REQUIRED, NULL),
    FIELD(phone, number, FIELD_TEXT, 20,
	FIELD_PERSONAL | FIELD_SEARCHED | FIELD_SINGLE_LINE | FIELD_REQUIRED, N_("Telephone")),
};
const struct record phone_record = RECORD(phone);

static const struct field email_fields[] = {
    FIELD(email, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(email, address, FIELD_TEXT, 254,
	FIELD_PERSONAL | FIELD_SEARCHED | FIELD_SINGLE_LINE | FIELD_REQUIRED, N_("E-mail")),
};
const struct record email_record = RECORD(email);

static const struct field address_fields[] = {
    FIELD(address, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(address, kind, address_kind_words, FIELD_REQUIRED, NULL),
    FIELD(address, line, FIELD_TEXT, 200,
	FIELD_PERSONAL | FIELD_SEARCHED | FIELD_SINGLE_LINE | FIELD_REQUIRED, N_("Address")),
    FIELD(address, town, FIELD_TEXT, 80, FIELD_PERSONAL | FIELD_SEARCHED | FIELD_SINGLE_LINE,
	N_("Town")),
    FIELD(address, postcode, FIELD_TEXT, 8, FIELD_PERSONAL | FIELD_SEARCHED | FIELD_SINGLE_LINE,
	N_("Postcode")),
    FIELD(address, uprn, FIELD_TEXT, 12, FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("UPRN")),
    FIELD(address, district, FIELD_KEY, 40, 0, N_("District")),
};
const struct record address_record = RECORD(address);

static const struct field note_fields[] = {
    FIELD(note, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(note, text, FIELD_TEXT, 4000, FIELD_PERSONAL | FIELD_REQUIRED, N_("Note")),
    FIELD(note, author, FIELD_TEXT, 60, 0, NULL),
    FIELD(note, at, FIELD_TIME, 0, 0, NULL),
};
const struct record note_record = RECORD(note);

static const struct field customer_fields[] = {
    FIELD(customer, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(customer, kind, customer_kind_words, FIELD_REQUIRED, NULL),
    FIELD(customer, born, FIELD_DATE, 10, FIELD_PERSONAL, N_("Date of birth")),
    FIELD(customer, language, FIELD_TEXT, 40, FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("Language")),
    FIELD(customer, access_needs, FIELD_TEXT, 200, FIELD_PERSONAL | FIELD_SINGLE_LINE,
	N_("Access needs")),
    FIELD_OF(customer, sharing, sharing_words, 0, N_("Sharing")),
    FIELD_IN(customer, names, FIELD_LIST, 20, person_name_record, FIELD_PERSONAL | FIELD_REQUIRED,
	N_("Names")),
    FIELD_IN(customer, phones, FIELD_LIST, 20, phone_record, FIELD_PERSONAL, N_("Telephones")),
    FIELD_IN(customer, emails, FIELD_LIST, 20, email_record, FIELD_PERSONAL, N_("E-mails")),
    FIELD_IN(customer, addresses, FIELD_LIST, 20, address_record, FIELD_PERSONAL, N_("Addresses")),
    FIELD_IN(customer, notes, FIELD_LIST, 200, note_record, FIELD_PERSONAL, N_("Notes")),
    FIELD(customer, origin, FIELD_TEXT, 40, FIELD_READ_ONLY, NULL),
    FIELD(customer, origin_key, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(customer, merged_into, FIELD_ID, 36, FIELD_READ_ONLY, NULL),
    FIELD(customer, created, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(customer, changed, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
};
const struct record customer_record = RECORD(customer);

static const struct field property_fields[] = {
    FIELD(property, id, FIELD_KEY, 12, FIELD_REQUIRED, NULL),
    FIELD(property, line, FIELD_TEXT, 200, FIELD_REQUIRED | FIELD_SEARCHED, NULL),
    FIELD(property, town, FIELD_TEXT, 80, FIELD_SEARCHED, NULL),
    FIELD(property, postcode, FIELD_TEXT, 8, FIELD_REQUIRED | FIELD_SEARCHED, NULL),
    FIELD(property, district, FIELD_KEY, 40, 0, NULL),
    FIELD(property, parish, FIELD_KEY, 40, 0, NULL),
    FIELD(property, easting, FIELD_NUMBER, 0, 0, NULL),
    FIELD(property, northing, FIELD_NUMBER, 0, 0, NULL),
};
const struct record property_record = RECORD(property);

static const struct field postcode_fields[] = {
    FIELD(postcode, id, FIELD_KEY, 8, FIELD_REQUIRED, NULL),
    FIELD(postcode, district, FIELD_KEY, 40, 0, NULL),
    FIELD(postcode, parish, FIELD_KEY, 40, 0, NULL),
    FIELD(postcode, easting, FIELD_NUMBER, 0, 0, NULL),
    FIELD(postcode, northing, FIELD_NUMBER, 0, 0, NULL),
};
const struct record postcode_record = RECORD(postcode);

static const struct field property_page_fields[] = {
    FIELD_IN(property_page, items, FIELD_LIST, 100, property_record, 0, NULL),
    FIELD_IN(property_page, postcodes, FIELD_LIST, 20, postcode_record, 0, NULL),
    FIELD(property_page, more, FIELD_BOOL, 0, 0, NULL),
};
const struct record property_page_record = RECORD(property_page);

static const struct field answer_fields[] = {
    FIELD(answer, prompt, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(answer, value, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD_OF(answer, source, answer_source_words, FIELD_REQUIRED, NULL),
    FIELD(answer, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(answer, version, FIELD_NUMBER, 0, 0, NULL),
};
const struct record answer_record = RECORD(answer);

static const struct field case_open_fields[] = {
    FIELD(case_open, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(case_open, reference, FIELD_TEXT, 11, FIELD_REQUIRED, NULL),
    FIELD(case_open, queue, FIELD_KEY, 100, FIELD_REQUIRED, NULL),
    FIELD(case_open, promise, FIELD_TEXT, 400, 0, NULL),
    FIELD(case_open, summary, FIELD_TEXT, 400, FIELD_PERSONAL, NULL),
    FIELD(case_open, due, FIELD_TIME, 0, 0, NULL),
};
const struct record case_open_record = RECORD(case_open);

static const struct field enquiry_fields[] = {
    FIELD(enquiry, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(enquiry, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(enquiry, responsible, FIELD_KEY, 40, 0, NULL),
    FIELD_OF(enquiry, outcome, outcome_words, FIELD_REQUIRED, NULL),
    FIELD(enquiry, outcome_prompt, FIELD_KEY, 60, 0, NULL),
    FIELD(enquiry, signposted, FIELD_KEY, 60, 0, NULL),
    FIELD(enquiry, offer, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(enquiry, offer_reply, offer_reply_words, 0, NULL),
    FIELD(enquiry, note, FIELD_TEXT, 4000, FIELD_PERSONAL, N_("Note")),
    FIELD(enquiry, found_by, FIELD_KEY, 80, 0, NULL),
    FIELD(enquiry, version, FIELD_NUMBER, 0, 0, NULL),
    FIELD(enquiry, began, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD_IN(enquiry, answers, FIELD_LIST, 500, answer_record, 0, NULL),
    FIELD_IN(enquiry, opens, FIELD_ONE, 1, case_open_record, 0, NULL),
};
const struct record enquiry_record = RECORD(enquiry);

static const struct field customer_change_fields[] = {
    FIELD(customer_change, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_IN(
	customer_change, was, FIELD_ONE, 1, customer_record, FIELD_REQUIRED | FIELD_PARTIAL, NULL),
    FIELD_IN(
	customer_change, now, FIELD_ONE, 1, customer_record, FIELD_REQUIRED | FIELD_PARTIAL, NULL),
};
const struct record customer_change_record = RECORD(customer_change);

static const struct field contact_fields[] = {
    FIELD(contact, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(contact, step, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(contact, customer, FIELD_ID, 36, 0, NULL),
    FIELD(contact, at, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(contact, as, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(contact, desk, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(contact, user, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD_OF(contact, channel, channel_words, FIELD_REQUIRED, NULL),
    FIELD(contact, caller, FIELD_TEXT, 20, FIELD_PERSONAL, NULL),
    FIELD(contact, note, FIELD_TEXT, 4000, FIELD_PERSONAL, N_("Note")),
    FIELD(contact, began, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(contact, ended, FIELD_TIME, 0, 0, NULL),
    FIELD(contact, received, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD_IN(contact, new_customer, FIELD_ONE, 1, customer_record, 0, NULL),
    FIELD_IN(contact, change, FIELD_ONE, 1, customer_change_record, 0, NULL),
    FIELD_IN(contact, enquiries, FIELD_LIST, 50, enquiry_record, 0, NULL),
};
const struct record contact_record = RECORD(contact);

static const struct field case_event_fields[] = {
    FIELD(case_event, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(case_event, kind, case_event_kind_words, FIELD_REQUIRED, NULL),
    FIELD(case_event, user, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(case_event, text, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD(case_event, queue, FIELD_KEY, 100, 0, NULL),
    FIELD(case_event, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record case_event_record = RECORD(case_event);

static const struct field case_record_fields[] = {
    FIELD(case_record, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(case_record, reference, FIELD_TEXT, 11, FIELD_REQUIRED, NULL),
    FIELD(case_record, contact, FIELD_ID, 36, 0, NULL),
    FIELD(case_record, enquiry, FIELD_ID, 36, 0, NULL),
    FIELD(case_record, customer, FIELD_ID, 36, 0, NULL),
    FIELD(case_record, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(case_record, at, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(case_record, as, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(case_record, responsible, FIELD_KEY, 40, 0, NULL),
    FIELD(case_record, queue, FIELD_KEY, 100, FIELD_REQUIRED, NULL),
    FIELD(case_record, promise, FIELD_TEXT, 400, 0, NULL),
    FIELD(case_record, summary, FIELD_TEXT, 400, FIELD_PERSONAL, NULL),
    FIELD(case_record, note, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD_OF(case_record, state, case_state_words, FIELD_REQUIRED, NULL),
    FIELD(case_record, claimed_by, FIELD_KEY, 60, 0, NULL),
    FIELD(case_record, opened, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(case_record, due, FIELD_TIME, 0, 0, NULL),
    FIELD(case_record, closed, FIELD_TIME, 0, 0, NULL),
    FIELD_IN(case_record, events, FIELD_LIST, 500, case_event_record, 0, NULL),
};
const struct record case_record_record = RECORD(case_record);

static const struct field wrong_fields[] = {
    FIELD(wrong, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(wrong, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(wrong, council, FIELD_KEY, 40, 0, NULL),
    FIELD(wrong, subject, FIELD_TEXT, 80, FIELD_SINGLE_LINE, NULL),
    FIELD(wrong, version, FIELD_NUMBER, 0, 0, NULL),
    FIELD(wrong, text, FIELD_TEXT, 400, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(wrong, said, FIELD_TEXT, 400, FIELD_READ_ONLY, NULL),
    FIELD(wrong, user, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(wrong, case_id, FIELD_ID, 36, FIELD_READ_ONLY, NULL),
    FIELD(wrong, reference, FIELD_TEXT, 11, FIELD_READ_ONLY, NULL),
    FIELD(wrong, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(wrong, mended, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(wrong, mended_in, FIELD_NUMBER, 0, FIELD_READ_ONLY, NULL),
    FIELD(wrong, how, FIELD_TEXT, 4000, FIELD_PERSONAL | FIELD_READ_ONLY, NULL),
    FIELD(wrong, heard, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
};
const struct record wrong_record = RECORD(wrong);

static const struct field wrong_page_fields[] = {
    FIELD_IN(wrong_page, items, FIELD_LIST, 100, wrong_record, 0, NULL),
};
const struct record wrong_page_record = RECORD(wrong_page);

static const struct field notice_scope_fields[] = {
    FIELD_OF(notice_scope, kind, scope_kind_words, FIELD_REQUIRED, NULL),
    FIELD(notice_scope, id, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
};
const struct record notice_scope_record = RECORD(notice_scope);

static const struct field notice_fields[] = {
    FIELD(notice, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(notice, text, FIELD_TEXT, 400, FIELD_REQUIRED, NULL),
    FIELD(notice, author, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(notice, script, FIELD_TEXT, 1000, 0, NULL),
    FIELD_OF(notice, kind, notice_kind_words, 0, NULL),
    FIELD_IN(notice, scope, FIELD_LIST, 200, notice_scope_record, 0, NULL),
    FIELD(notice, from, FIELD_TIME, 0, 0, NULL),
    FIELD(notice, until, FIELD_TIME, 0, 0, NULL),
    FIELD(notice, prepared, FIELD_BOOL, 0, 0, NULL),
};
const struct record notice_record = RECORD(notice);

static const struct field sign_in_fields[] = {
    FIELD(sign_in, desk, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(sign_in, desk_secret, FIELD_TEXT, 64, FIELD_REQUIRED | FIELD_SECRET, NULL),
    FIELD(sign_in, user, FIELD_KEY, 60, FIELD_REQUIRED, N_("Name")),
    FIELD(sign_in, password, FIELD_TEXT, 200, FIELD_REQUIRED | FIELD_SECRET, N_("Password")),
};
const struct record sign_in_record = RECORD(sign_in);

static const struct field session_fields[] = {
    FIELD(session, token, FIELD_TEXT, 64, FIELD_SECRET, NULL),
    FIELD(session, user, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(session, name, FIELD_TEXT, 120, FIELD_REQUIRED, NULL),
    FIELD_OF(session, role, role_words, FIELD_REQUIRED, NULL),
    FIELD(session, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(session, team, FIELD_KEY, 60, 0, NULL),
    FIELD(session, language, FIELD_TEXT, 8, 0, NULL),
    FIELD(session, desk, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(session, desk_name, FIELD_TEXT, 80, 0, NULL),
    FIELD_OF(session, desk_kind, desk_kind_words, 0, NULL),
    FIELD(session, site, FIELD_KEY, 60, 0, NULL),
    FIELD(session, site_name, FIELD_TEXT, 120, 0, NULL),
    FIELD(session, council_name, FIELD_TEXT, 120, 0, NULL),
    FIELD(session, council_short, FIELD_TEXT, 60, 0, NULL),
    FIELD(session, greeting, FIELD_TEXT, 200, 0, NULL),
    FIELD(session, crm_key, FIELD_TEXT, 64, 0, NULL),
    FIELD(session, feed, FIELD_TEXT, 40, 0, NULL),
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

static const struct field candidate_fields[] = {
    FIELD(candidate, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(candidate, name, FIELD_TEXT, 240, FIELD_PERSONAL, NULL),
    FIELD(candidate, address, FIELD_TEXT, 300, FIELD_PERSONAL, NULL),
    FIELD(candidate, born_year, FIELD_TEXT, 4, FIELD_PERSONAL, NULL),
    FIELD(candidate, digits, FIELD_TEXT, 4, FIELD_PERSONAL, NULL),
    FIELD(candidate, council, FIELD_KEY, 40, 0, NULL),
};
const struct record candidate_record = RECORD(candidate);

static const struct field candidate_page_fields[] = {
    FIELD_IN(candidate_page, items, FIELD_LIST, 50, candidate_record, 0, NULL),
    FIELD(candidate_page, more, FIELD_BOOL, 0, 0, NULL),
};
const struct record candidate_page_record = RECORD(candidate_page);

static const struct field history_item_fields[] = {
    FIELD(history_item, id, FIELD_ID, 36, 0, NULL),
    FIELD_OF(history_item, kind, history_kind_words, FIELD_REQUIRED, NULL),
    FIELD_OF(history_item, channel, channel_words, 0, NULL),
    FIELD(history_item, council, FIELD_KEY, 40, 0, NULL),
    FIELD(history_item, service, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(history_item, outcome, outcome_words, 0, NULL),
    FIELD_OF(history_item, offer_reply, offer_reply_words, 0, NULL),
    FIELD(history_item, reference, FIELD_TEXT, 11, 0, NULL),
    FIELD_OF(history_item, state, case_state_words, 0, NULL),
    FIELD(history_item, note, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD(history_item, withheld, FIELD_BOOL, 0, 0, NULL),
    FIELD(history_item, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record history_item_record = RECORD(history_item);

static const struct field earlier_answer_fields[] = {
    FIELD(earlier_answer, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(earlier_answer, prompt, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(earlier_answer, value, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD(earlier_answer, council, FIELD_KEY, 40, 0, NULL),
    FIELD(earlier_answer, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record earlier_answer_record = RECORD(earlier_answer);

static const struct field offer_said_fields[] = {
    FIELD(offer_said, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD_OF(offer_said, reply, offer_reply_words, FIELD_REQUIRED, NULL),
    FIELD(offer_said, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record offer_said_record = RECORD(offer_said);

static const struct field customer_page_fields[] = {
    FIELD_IN(customer_page, customer, FIELD_ONE, 1, customer_record, FIELD_REQUIRED, NULL),
    FIELD_IN(customer_page, history, FIELD_LIST, 200, history_item_record, 0, NULL),
    FIELD_IN(customer_page, earlier, FIELD_LIST, 100, earlier_answer_record, 0, NULL),
    FIELD_IN(customer_page, offers, FIELD_LIST, 200, offer_said_record, 0, NULL),
    FIELD(customer_page, next, FIELD_TEXT, 80, 0, NULL),
};
const struct record customer_page_record = RECORD(customer_page);

static const struct field case_summary_fields[] = {
    FIELD(case_summary, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(case_summary, reference, FIELD_TEXT, 11, FIELD_REQUIRED, NULL),
    FIELD(case_summary, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(case_summary, summary, FIELD_TEXT, 400, FIELD_PERSONAL, NULL),
    FIELD(case_summary, customer_name, FIELD_TEXT, 240, FIELD_PERSONAL, NULL),
    FIELD(case_summary, responsible, FIELD_KEY, 40, 0, NULL),
    FIELD_OF(case_summary, state, case_state_words, FIELD_REQUIRED, NULL),
    FIELD(case_summary, claimed_by, FIELD_KEY, 60, 0, NULL),
    FIELD(case_summary, opened, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(case_summary, due, FIELD_TIME, 0, 0, NULL),
};
const struct record case_summary_record = RECORD(case_summary);

static const struct field case_list_fields[] = {
    FIELD_IN(case_list, items, FIELD_LIST, 100, case_summary_record, 0, NULL),
    FIELD(case_list, next, FIELD_TEXT, 80, 0, NULL),
};
const struct record case_list_record = RECORD(case_list);

static const struct field case_page_fields[] = {
    FIELD_IN(case_page, record, FIELD_ONE, 1, case_record_record, FIELD_REQUIRED, NULL),
    FIELD_IN(case_page, customer, FIELD_ONE, 1, candidate_record, 0, NULL),
    FIELD_IN(case_page, answers, FIELD_LIST, 500, answer_record, 0, NULL),
    FIELD_IN(case_page, wrongs, FIELD_LIST, 200, wrong_record, 0, NULL),
    FIELD(case_page, version, FIELD_NUMBER, 0, 0, NULL),
};
const struct record case_page_record = RECORD(case_page);

static const struct field queue_count_fields[] = {
    FIELD(queue_count, id, FIELD_KEY, 100, FIELD_REQUIRED, NULL),
    FIELD(queue_count, role, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(queue_count, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(queue_count, team_name, FIELD_TEXT, 120, 0, NULL),
    FIELD(queue_count, open, FIELD_NUMBER, 0, 0, NULL),
    FIELD(queue_count, overdue, FIELD_NUMBER, 0, 0, NULL),
    FIELD(queue_count, oldest, FIELD_TIME, 0, 0, NULL),
};
const struct record queue_count_record = RECORD(queue_count);

static const struct field queue_page_fields[] = {
    FIELD_IN(queue_page, items, FIELD_LIST, 2000, queue_count_record, 0, NULL),
};
const struct record queue_page_record = RECORD(queue_page);

static const struct field lease_fields[] = {
    FIELD(lease, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(lease, from, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(lease, to, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(lease, next, FIELD_NUMBER, 0, 0, NULL),
};
const struct record lease_record = RECORD(lease);

static const struct field service_text_fields[] = {
    FIELD(service_text, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(service_text, text, FIELD_TEXT, 262144, 0, NULL),
    FIELD(service_text, version, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
};
const struct record service_text_record = RECORD(service_text);

static const struct field directory_page_fields[] = {
    FIELD(directory_page, version, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(directory_page, more, FIELD_BOOL, 0, 0, NULL),
    FIELD_IN(directory_page, services, FIELD_LIST, 5000, service_text_record, 0, NULL),
};
const struct record directory_page_record = RECORD(directory_page);

static const struct field entry_draft_fields[] = {
    FIELD(entry_draft, id, FIELD_KEY, 80, FIELD_READ_ONLY, NULL),
    FIELD(entry_draft, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(entry_draft, base, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(entry_draft, revision, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(entry_draft, text, FIELD_TEXT, 262144, FIELD_REQUIRED, NULL),
    FIELD_OF(entry_draft, state, draft_state_words, FIELD_REQUIRED, NULL),
    FIELD(entry_draft, author, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(entry_draft, writers, FIELD_TEXT, 4000, FIELD_READ_ONLY, NULL),
    FIELD(entry_draft, comment, FIELD_TEXT, 2000, 0, N_("Comment")),
    FIELD(entry_draft, approver, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(entry_draft, effective, FIELD_TIME, 0, 0, NULL),
    FIELD(entry_draft, changed, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
};
const struct record entry_draft_record = RECORD(entry_draft);

static const struct field entry_verdict_fields[] = {
    FIELD(entry_verdict, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(entry_verdict, revision, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD_OF(entry_verdict, verdict, verdict_words, FIELD_REQUIRED, NULL),
    FIELD(entry_verdict, comment, FIELD_TEXT, 1000, 0, N_("Comment")),
    FIELD(entry_verdict, effective, FIELD_TIME, 0, 0, NULL),
};
const struct record entry_verdict_record = RECORD(entry_verdict);

static const struct field entry_standing_fields[] = {
    FIELD(entry_standing, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD_OF(entry_standing, state, standing_words, FIELD_REQUIRED, NULL),
    FIELD(entry_standing, version, FIELD_NUMBER, 0, 0, NULL),
    FIELD(entry_standing, effective, FIELD_TIME, 0, 0, NULL),
};
const struct record entry_standing_record = RECORD(entry_standing);

static const struct field entry_version_fields[] = {
    FIELD(entry_version, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(entry_version, version, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(entry_version, author, FIELD_TEXT, 80, 0, NULL),
    FIELD(entry_version, approver, FIELD_TEXT, 80, 0, NULL),
    FIELD(entry_version, comment, FIELD_TEXT, 2000, 0, NULL),
    FIELD(entry_version, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record entry_version_record = RECORD(entry_version);

static const struct field entry_version_page_fields[] = {
    FIELD_IN(entry_version_page, items, FIELD_LIST, 1000, entry_version_record, 0, NULL),
};
const struct record entry_version_page_record = RECORD(entry_version_page);

static const struct field entry_row_fields[] = {
    FIELD(entry_row, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(entry_row, title, FIELD_TEXT, 400, 0, NULL),
    FIELD(entry_row, variant, FIELD_KEY, 40, 0, NULL),
    FIELD(entry_row, team, FIELD_KEY, 60, 0, NULL),
    FIELD(entry_row, council, FIELD_KEY, 40, 0, NULL),
    FIELD(entry_row, assured, FIELD_DATE, 10, 0, NULL),
    FIELD(entry_row, review_by, FIELD_DATE, 10, 0, NULL),
    FIELD(entry_row, stale, FIELD_NUMBER, 0, 0, NULL),
    FIELD(entry_row, version, FIELD_NUMBER, 0, 0, NULL),
    FIELD_OF(entry_row, state, draft_state_words, 0, NULL),
    FIELD(entry_row, author, FIELD_TEXT, 80, 0, NULL),
    FIELD(entry_row, effective, FIELD_TIME, 0, 0, NULL),
};
const struct record entry_row_record = RECORD(entry_row);

static const struct field entry_page_fields[] = {
    FIELD_IN(entry_page, items, FIELD_LIST, 500, entry_row_record, 0, NULL),
    FIELD(entry_page, next, FIELD_TEXT, 600, 0, NULL),
};
const struct record entry_page_record = RECORD(entry_page);

static const struct field entry_mark_fields[] = {
    FIELD(entry_mark, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(entry_mark, version, FIELD_NUMBER, 0, 0, NULL),
};
const struct record entry_mark_record = RECORD(entry_mark);

static const struct field assurance_fields[] = {
    FIELD(assurance, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_IN(assurance, services, FIELD_LIST, 500, entry_mark_record, FIELD_REQUIRED, NULL),
    FIELD(assurance, council, FIELD_KEY, 40, 0, NULL),
    FIELD(assurance, assured, FIELD_DATE, 10, FIELD_REQUIRED, N_("Assured")),
    FIELD(assurance, review_by, FIELD_DATE, 10, FIELD_REQUIRED, N_("Review by")),
    FIELD(assurance, facts, FIELD_BOOL, 0, 0, NULL),
};
const struct record assurance_record = RECORD(assurance);

static const struct field assurance_receipt_fields[] = {
    FIELD(assurance_receipt, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_IN(assurance_receipt, services, FIELD_LIST, 500, entry_mark_record, 0, NULL),
};
const struct record assurance_receipt_record = RECORD(assurance_receipt);

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
};
const struct record partnership_page_record = RECORD(partnership_page);

static const struct field learnt_fields[] = {
    FIELD(learnt, id, FIELD_KEY, 150, FIELD_REQUIRED, NULL),
    FIELD(learnt, count, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(learnt, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record learnt_record = RECORD(learnt);

static const struct field learnt_page_fields[] = {
    FIELD_IN(learnt_page, items, FIELD_LIST, 300, learnt_record, 0, NULL),
};
const struct record learnt_page_record = RECORD(learnt_page);

static const struct field notice_page_fields[] = {
    FIELD_IN(notice_page, items, FIELD_LIST, 200, notice_record, 0, NULL),
};
const struct record notice_page_record = RECORD(notice_page);

static const struct field feed_item_fields[] = {
    FIELD_OF(feed_item, topic, topic_words, FIELD_REQUIRED, NULL),
    FIELD(feed_item, id, FIELD_TEXT, 100, 0, NULL),
    FIELD(feed_item, text, FIELD_TEXT, 262144, 0, NULL),
    FIELD(feed_item, number, FIELD_NUMBER, 0, 0, NULL),
    FIELD(feed_item, version, FIELD_NUMBER, 0, 0, NULL),
    FIELD_IN(feed_item, notice, FIELD_ONE, 1, notice_record, 0, NULL),
};
const struct record feed_item_record = RECORD(feed_item);

static const struct field feed_page_fields[] = {
    FIELD(feed_page, next, FIELD_TEXT, 40, FIELD_REQUIRED, NULL),
    FIELD(feed_page, reload, FIELD_BOOL, 0, 0, NULL),
    FIELD_IN(feed_page, items, FIELD_LIST, 500, feed_item_record, 0, NULL),
};
const struct record feed_page_record = RECORD(feed_page);

static const struct field contact_receipt_fields[] = {
    FIELD(contact_receipt, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(contact_receipt, step, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(contact_receipt, received, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record contact_receipt_record = RECORD(contact_receipt);

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
};
const struct record problem_record = RECORD(problem);

static const struct field outcome_count_fields[] = {
    FIELD(outcome_count, group, FIELD_KEY, 60, 0, NULL),
    FIELD(outcome_count, resolved, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outcome_count, referred, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outcome_count, signposted, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outcome_count, booked, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outcome_count, callback, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outcome_count, abandoned, FIELD_NUMBER, 0, 0, NULL),
};
const struct record outcome_count_record = RECORD(outcome_count);

static const struct field offer_count_fields[] = {
    FIELD(offer_count, group, FIELD_KEY, 60, 0, NULL),
    FIELD(offer_count, offered, FIELD_NUMBER, 0, 0, NULL),
    FIELD(offer_count, yes, FIELD_NUMBER, 0, 0, NULL),
    FIELD(offer_count, no, FIELD_NUMBER, 0, 0, NULL),
    FIELD(offer_count, later, FIELD_NUMBER, 0, 0, NULL),
};
const struct record offer_count_record = RECORD(offer_count);

static const struct field draft_fields[] = {
    FIELD(draft, field, FIELD_TEXT, 170, FIELD_REQUIRED, NULL),
    FIELD(draft, text, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
};
const struct record draft_record = RECORD(draft);

static const struct field matter_fields[] = {
    FIELD(matter, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(matter, service, FIELD_KEY, 60, 0, NULL),
    FIELD(matter, responsible, FIELD_KEY, 40, 0, NULL),
    FIELD(matter, chosen, FIELD_KEY, 60, 0, NULL),
    FIELD(matter, focus, FIELD_KEY, 60, 0, NULL),
    FIELD(matter, offer_of, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(matter, offer_reply, offer_reply_words, 0, NULL),
    FIELD(matter, note, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD(matter, within, FIELD_TEXT, 400, 0, NULL),
    FIELD(matter, reference, FIELD_TEXT, 11, 0, NULL),
    FIELD(matter, case_id, FIELD_ID, 36, 0, NULL),
    FIELD_OF(matter, outcome, outcome_words, 0, NULL),
    FIELD(matter, outcome_prompt, FIELD_KEY, 60, 0, NULL),
    FIELD(matter, found_by, FIELD_KEY, 80, 0, NULL),
    FIELD(matter, changed, FIELD_TEXT, 4000, 0, NULL),
    FIELD(matter, version, FIELD_NUMBER, 0, 0, NULL),
    FIELD(matter, began, FIELD_TIME, 0, 0, NULL),
    FIELD(matter, done, FIELD_BOOL, 0, 0, NULL),
    FIELD_IN(matter, answers, FIELD_LIST, 500, answer_record, 0, NULL),
};
const struct record matter_record = RECORD(matter);

static const struct field work_fields[] = {
    FIELD(work, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(work, customer, FIELD_ID, 36, 0, NULL),
    FIELD_OF(work, channel, channel_words, 0, NULL),
    FIELD(work, caller, FIELD_TEXT, 20, FIELD_PERSONAL, NULL),
    FIELD(work, as, FIELD_KEY, 40, 0, NULL),
    FIELD(work, note, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD(work, label, FIELD_TEXT, 120, FIELD_PERSONAL, NULL),
    FIELD_IN(work, new_customer, FIELD_ONE, 1, customer_record, 0, NULL),
    FIELD_IN(work, known, FIELD_ONE, 1, customer_record, 0, NULL),
    FIELD_IN(work, change, FIELD_ONE, 1, customer_change_record, 0, NULL),
    FIELD_IN(work, offers, FIELD_LIST, 200, offer_said_record, 0, NULL),
    FIELD_IN(work, matters, FIELD_LIST, 50, matter_record, 0, NULL),
    FIELD(work, current, FIELD_NUMBER, 0, 0, NULL),
    FIELD(work, step, FIELD_NUMBER, 0, 0, NULL),
    FIELD(work, began, FIELD_TIME, 0, 0, NULL),
    FIELD(work, parked, FIELD_TIME, 0, 0, NULL),
    FIELD(work, ended, FIELD_TIME, 0, 0, NULL),
    FIELD(work, open, FIELD_BOOL, 0, 0, NULL),
};
const struct record work_record = RECORD(work);

static const struct field outgoing_fields[] = {
    FIELD(outgoing, operation, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(outgoing, chain, FIELD_TEXT, 80, 0, NULL),
    FIELD(outgoing, path, FIELD_TEXT, 200, FIELD_REQUIRED, NULL),
    FIELD(outgoing, query, FIELD_TEXT, 400, 0, NULL),
    FIELD(outgoing, body, FIELD_TEXT, 1048576, FIELD_PERSONAL, NULL),
    FIELD(outgoing, label, FIELD_TEXT, 120, FIELD_PERSONAL, NULL),
    FIELD(outgoing, refused, FIELD_TEXT, 60, 0, NULL),
    FIELD(outgoing, route, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outgoing, order, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outgoing, made, FIELD_TIME, 0, 0, NULL),
};
const struct record outgoing_record = RECORD(outgoing);

static const struct field place_fields[] = {
    FIELD(place, screen, FIELD_TEXT, 40, 0, NULL),
    FIELD(place, subject, FIELD_TEXT, 120, 0, NULL),
    FIELD(place, noting, FIELD_ID, 36, 0, NULL),
    FIELD(place, mode, FIELD_TEXT, 20, 0, NULL),
    FIELD(place, wrong, FIELD_TEXT, 160, 0, NULL),
};
const struct record place_record = RECORD(place);

const struct record *const all_records[] = {&council_record, &site_record, &desk_record_record,
    &team_record, &queue_record, &user_record, &person_name_record, &phone_record, &email_record,
    &address_record, &note_record, &property_record, &property_page_record, &customer_record,
    &answer_record, &case_open_record, &enquiry_record, &customer_change_record, &contact_record,
    &case_event_record, &case_record_record, &offer_said_record, &outcome_count_record,
    &offer_count_record, &wrong_record, &wrong_page_record, &notice_scope_record, &notice_record,
    &sign_in_record, &session_record, &enrol_record, &enrolment_record, &candidate_record,
    &candidate_page_record, &history_item_record, &earlier_answer_record, &customer_page_record,
    &case_summary_record, &case_list_record, &case_page_record, &queue_count_record,
    &queue_page_record, &lease_record, &service_text_record, &directory_page_record,
    &entry_draft_record, &entry_verdict_record, &entry_standing_record, &entry_version_record,
    &entry_version_page_record, &entry_row_record, &entry_page_record, &entry_mark_record,
    &assurance_record, &assurance_receipt_record, &finding_line_record, &partnership_page_record,
    &notice_page_record, &feed_item_record, &feed_page_record, &contact_receipt_record,
    &health_record, &problem_record, &draft_record, &matter_record, &work_record, &outgoing_record,
    &place_record, &body_record, &postcode_record, &learnt_record, &learnt_page_record, NULL};
