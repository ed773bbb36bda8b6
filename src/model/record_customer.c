/* People and organisations, where they live, and what is read of them. */
#include "model/record_inner.h"
#include "model/sharing.h"

static const char *const name_kind_words[] = {
    "current", "known_as", "maiden", "former", "organisation", NULL};
static const char *const phone_kind_words[] = {"home", "mobile", "work", "textphone", NULL};
static const char *const address_kind_words[] = {"home", "correspondence", "former", NULL};
static const char *const customer_kind_words[] = {"person", "organisation", NULL};
static const char *const history_kind_words[] = {
    "enquiry", "case", "contact", "event", "move", "appointment", "promise", NULL};
static const char *const happened_words[] = {"close", "reopen", NULL};

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
    FIELD(phone, since, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
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

static const char *const marker_kind_words[] = {"caution", "vulnerable", NULL};
static const char *const need_kind_words[] = {"interpreter", "signer", "textphone", "large_print",
    "hearing", "sight", "mobility", "other", NULL};
static const char *const relation_kind_words[] = {"household", "representative", "member", NULL};
const char *const record_authority_words[] = {"power_of_attorney", "deputy", "appointee", "parent",
    "written_consent", "verbal_consent", "advocate", "councillor", NULL};
static const char *const consent_kind_words[] = {
    "sharing", "email", "text", "post", "survey", "phone", NULL};
static const char *const check_kind_words[] = {"postcode_and_birth", "document", "questions", NULL};

static const struct field marker_fields[] = {
    FIELD(marker, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(marker, kind, marker_kind_words, FIELD_REQUIRED, N_("Kind")),
    FIELD(marker, text, FIELD_TEXT, 120, FIELD_PERSONAL | FIELD_SINGLE_LINE | FIELD_REQUIRED,
	N_("What to do")),
    FIELD(marker, reason, FIELD_TEXT, 400, FIELD_PERSONAL | FIELD_SINGLE_LINE | FIELD_REQUIRED,
	N_("Reason")),
    FIELD(marker, review_by, FIELD_DATE, 10, FIELD_REQUIRED, N_("Review by")),
    FIELD(marker, until, FIELD_DATE, 10, 0, N_("Until")),
    FIELD(marker, ended, FIELD_TEXT, 400, FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("Why it ends")),
    FIELD(marker, author, FIELD_TEXT, 60, 0, NULL),
    FIELD(marker, at, FIELD_TIME, 0, 0, NULL),
};
const struct record marker_record = RECORD(marker);

static const struct field need_fields[] = {
    FIELD(need, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(need, kind, need_kind_words, FIELD_REQUIRED, N_("Need")),
    FIELD(need, text, FIELD_TEXT, 120, FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("More about it")),
};
const struct record need_record = RECORD(need);

static const struct field relation_fields[] = {
    FIELD(relation, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(relation, kind, relation_kind_words, FIELD_REQUIRED, N_("Kind")),
    FIELD(relation, customer, FIELD_ID, 36, 0, NULL),
    FIELD(relation, name, FIELD_TEXT, 240, FIELD_PERSONAL | FIELD_SINGLE_LINE | FIELD_OTHER,
	N_("Name")),
    FIELD_OF(relation, authority, record_authority_words, 0, N_("Authority")),
    FIELD(relation, role, FIELD_TEXT, 120, FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("Role")),
    FIELD(relation, from, FIELD_DATE, 10, 0, N_("From")),
    FIELD(relation, until, FIELD_DATE, 10, 0, N_("Until")),
};
const struct record relation_record = RECORD(relation);

static const struct field consent_fields[] = {
    FIELD(consent, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(consent, kind, consent_kind_words, FIELD_REQUIRED, N_("Consent")),
    FIELD(consent, agreed, FIELD_BOOL, 0, 0, N_("Agreed")),
    FIELD(consent, how, FIELD_TEXT, 120, FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("How")),
    FIELD(consent, author, FIELD_TEXT, 60, 0, NULL),
    FIELD(consent, at, FIELD_TIME, 0, 0, NULL),
};
const struct record consent_record = RECORD(consent);

static const struct field identity_check_fields[] = {
    FIELD(identity_check, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(identity_check, kind, check_kind_words, FIELD_REQUIRED, N_("Check")),
    FIELD(identity_check, passed, FIELD_BOOL, 0, 0, N_("Passed")),
    FIELD(identity_check, contact, FIELD_ID, 36, 0, NULL),
    FIELD(identity_check, author, FIELD_TEXT, 60, 0, NULL),
    FIELD(identity_check, at, FIELD_TIME, 0, 0, NULL),
};
const struct record identity_check_record = RECORD(identity_check);

static const struct field customer_fields[] = {
    FIELD(customer, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(customer, kind, customer_kind_words, FIELD_REQUIRED, NULL),
    FIELD(customer, born, FIELD_DATE, 10, FIELD_PERSONAL, N_("Date of birth")),
    FIELD(customer, language, FIELD_TEXT, 40, FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("Language")),
    FIELD(customer, access_needs, FIELD_TEXT, 200, FIELD_PERSONAL | FIELD_SINGLE_LINE,
	N_("Access needs")),
    FIELD_OF(customer, channel, record_channel_words, 0, N_("Best reached by")),
    FIELD_OF(customer, sharing, sharing_words, 0, N_("Sharing")),
    FIELD_IN(customer, names, FIELD_LIST, 20, person_name_record, FIELD_PERSONAL | FIELD_REQUIRED,
	N_("Names")),
    FIELD_IN(customer, phones, FIELD_LIST, 20, phone_record, FIELD_PERSONAL, N_("Telephones")),
    FIELD_IN(customer, emails, FIELD_LIST, 20, email_record, FIELD_PERSONAL, N_("E-mails")),
    FIELD_IN(customer, addresses, FIELD_LIST, 20, address_record, FIELD_PERSONAL, N_("Addresses")),
    FIELD_IN(customer, notes, FIELD_LIST, 200, note_record, FIELD_PERSONAL, N_("Notes")),
    FIELD_IN(customer, markers, FIELD_LIST, 20, marker_record, FIELD_PERSONAL, N_("Markers")),
    FIELD_IN(customer, needs, FIELD_LIST, 20, need_record, FIELD_PERSONAL, N_("Access needs")),
    FIELD_IN(customer, relations, FIELD_LIST, 100, relation_record, FIELD_PERSONAL,
	N_("Who belongs to them")),
    FIELD_IN(customer, consents, FIELD_LIST, 100, consent_record, FIELD_PERSONAL, N_("Consents")),
    FIELD_IN(customer, checks, FIELD_LIST, 200, identity_check_record, FIELD_PERSONAL,
	N_("Identity checks")),
    FIELD(customer, origin, FIELD_TEXT, 40, FIELD_READ_ONLY, NULL),
    FIELD(customer, origin_key, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(customer, merged_into, FIELD_ID, 36, FIELD_READ_ONLY, NULL),
    FIELD(customer, created, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(customer, changed, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
};
const struct record customer_record = RECORD(customer);

static const struct field hold_fields[] = {
    FIELD(hold, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(hold, because, FIELD_TEXT, 400, FIELD_REQUIRED | FIELD_SINGLE_LINE, NULL),
    FIELD(hold, author, FIELD_TEXT, 80, FIELD_REQUIRED, NULL),
    FIELD(hold, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record hold_record = RECORD(hold);

static const struct field kind_count_fields[] = {
    FIELD(kind_count, kind, FIELD_TEXT, 60, FIELD_REQUIRED, NULL),
    FIELD(kind_count, count, FIELD_NUMBER, 0, 0, NULL),
};
const struct record kind_count_record = RECORD(kind_count);

static const struct field property_fields[] = {
    FIELD(property, id, FIELD_KEY, 12, FIELD_REQUIRED, NULL),
    FIELD(property, line, FIELD_TEXT, 200, FIELD_REQUIRED | FIELD_SEARCHED, NULL),
    FIELD(property, town, FIELD_TEXT, 80, FIELD_SEARCHED, NULL),
    FIELD(property, postcode, FIELD_TEXT, 8, FIELD_REQUIRED | FIELD_SEARCHED, NULL),
    FIELD(property, district, FIELD_KEY, 40, 0, NULL),
    FIELD(property, parish, FIELD_KEY, 40, 0, NULL),
    FIELD(property, ward, FIELD_TEXT, 12, 0, NULL),
    FIELD(property, organisation, FIELD_TEXT, 100, 0, NULL),
    FIELD(property, sub_building, FIELD_TEXT, 100, 0, NULL),
    FIELD(property, building, FIELD_TEXT, 110, 0, NULL),
    FIELD(property, number, FIELD_TEXT, 20, 0, NULL),
    FIELD(property, street, FIELD_TEXT, 120, 0, NULL),
    FIELD(property, locality, FIELD_TEXT, 80, 0, NULL),
    FIELD(property, parent, FIELD_KEY, 12, 0, NULL),
    FIELD(property, updated, FIELD_DATE, 10, 0, NULL),
    FIELD(property, until, FIELD_DATE, 10, 0, NULL),
    FIELD(property, easting, FIELD_NUMBER, 0, 0, NULL),
    FIELD(property, northing, FIELD_NUMBER, 0, 0, NULL),
};
const struct record property_record = RECORD(property);

static const struct field postcode_fields[] = {
    FIELD(postcode, id, FIELD_KEY, 8, FIELD_REQUIRED, NULL),
    FIELD(postcode, district, FIELD_KEY, 40, 0, NULL),
    FIELD(postcode, parish, FIELD_KEY, 40, 0, NULL),
    FIELD(postcode, ward, FIELD_TEXT, 12, 0, NULL),
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

static const struct field customer_change_fields[] = {
    FIELD(customer_change, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_IN(
	customer_change, was, FIELD_ONE, 1, customer_record, FIELD_REQUIRED | FIELD_PARTIAL, NULL),
    FIELD_IN(
	customer_change, now, FIELD_ONE, 1, customer_record, FIELD_REQUIRED | FIELD_PARTIAL, NULL),
};
const struct record customer_change_record = RECORD(customer_change);

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
    FIELD_OF(history_item, happened, happened_words, 0, NULL),
    FIELD_OF(history_item, channel, record_channel_words, 0, NULL),
    FIELD_OF(history_item, direction, record_direction_words, 0, NULL),
    FIELD(history_item, council, FIELD_KEY, 40, 0, NULL),
    FIELD(history_item, service, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(history_item, outcome, record_outcome_words, 0, NULL),
    FIELD_OF(history_item, offer_reply, record_offer_reply_words, 0, NULL),
    FIELD(history_item, reference, FIELD_TEXT, 11, 0, NULL),
    FIELD_OF(history_item, state, record_case_state_words, 0, NULL),
    FIELD(history_item, note, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD_IN(history_item, behalf, FIELD_ONE, 1, behalf_record, 0, NULL),
    FIELD(history_item, withheld, FIELD_BOOL, 0, 0, NULL),
    FIELD(history_item, origin, FIELD_TEXT, 40, 0, NULL),
    FIELD(history_item, old_reference, FIELD_TEXT, 80, 0, NULL),
    FIELD(history_item, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(history_item, due, FIELD_TIME, 0, 0, NULL),
    FIELD(history_item, closed, FIELD_TIME, 0, 0, NULL),
    FIELD_IN(history_item, move, FIELD_ONE, 1, move_record, 0, NULL),
    FIELD_IN(history_item, appointment, FIELD_ONE, 1, appointment_record, 0, NULL),
    FIELD_IN(history_item, promise, FIELD_ONE, 1, promise_line_record, 0, NULL),
    FIELD_IN(history_item, correction, FIELD_ONE, 1, correction_record, FIELD_PARTIAL, NULL),
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
    FIELD_OF(offer_said, reply, record_offer_reply_words, FIELD_REQUIRED, NULL),
    FIELD(offer_said, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record offer_said_record = RECORD(offer_said);

static const struct field relative_fields[] = {
    FIELD(relative, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(relative, customer, FIELD_ID, 36, 0, NULL),
    FIELD(relative, name, FIELD_TEXT, 240, FIELD_PERSONAL, NULL),
    FIELD_OF(relative, kind, relation_kind_words, FIELD_REQUIRED, NULL),
    FIELD_OF(relative, authority, record_authority_words, 0, NULL),
    FIELD(relative, role, FIELD_TEXT, 120, FIELD_PERSONAL, NULL),
    FIELD(relative, from, FIELD_DATE, 10, 0, NULL),
    FIELD(relative, until, FIELD_DATE, 10, 0, NULL),
    FIELD(relative, other_end, FIELD_BOOL, 0, 0, NULL),
};
const struct record relative_record = RECORD(relative);

static const struct field customer_page_fields[] = {
    FIELD_IN(customer_page, customer, FIELD_ONE, 1, customer_record, FIELD_REQUIRED, NULL),
    FIELD_IN(customer_page, relatives, FIELD_LIST, 200, relative_record, 0, NULL),
    FIELD_IN(customer_page, history, FIELD_LIST, 200, history_item_record, 0, NULL),
    FIELD_IN(customer_page, earlier, FIELD_LIST, 100, earlier_answer_record, 0, NULL),
    FIELD(customer_page, surveyed, FIELD_TIME, 0, 0, NULL),
    FIELD_IN(customer_page, offers, FIELD_LIST, 200, offer_said_record, 0, NULL),
    FIELD_IN(customer_page, promises, FIELD_LIST, 20, promise_line_record, 0, NULL),
    FIELD(customer_page, next, FIELD_TEXT, 80, 0, NULL),
    FIELD(customer_page, merged, FIELD_NUMBER, 0, 0, NULL),
};
const struct record customer_page_record = RECORD(customer_page);
