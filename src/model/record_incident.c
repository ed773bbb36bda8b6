/* Incidents that many people report, and who they are. */
#include "model/record_inner.h"

static const char *const member_state_words[] = {"joined", "pending", "told", "left", NULL};
static const char *const member_way_words[] = {"mail", "list", "none", NULL};
static const char *const incident_event_words[] = {"told", "leave", "merge", "split", NULL};

static const struct field incident_fields[] = {
    FIELD(incident, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(incident, reference, FIELD_TEXT, 11, FIELD_REQUIRED, NULL),
    FIELD(incident, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(incident, responsible, FIELD_KEY, 40, 0, NULL),
    FIELD(incident, what, FIELD_TEXT, 400, 0, NULL),
    FIELD(incident, place, FIELD_TEXT, 300, FIELD_PERSONAL, NULL),
    FIELD(incident, street, FIELD_TEXT, 120, FIELD_PERSONAL, NULL),
    FIELD(incident, postcode, FIELD_TEXT, 8, FIELD_PERSONAL, NULL),
    FIELD(incident, district, FIELD_KEY, 40, 0, NULL),
    FIELD(incident, easting, FIELD_NUMBER, 0, 0, NULL),
    FIELD(incident, northing, FIELD_NUMBER, 0, 0, NULL),
    FIELD(incident, within, FIELD_NUMBER, 0, 0, NULL),
    FIELD(incident, hours, FIELD_NUMBER, 0, 0, NULL),
    FIELD_OF(incident, state, record_case_state_words, FIELD_REQUIRED, NULL),
    FIELD(incident, merged_into, FIELD_ID, 36, 0, NULL),
    FIELD(incident, outcome, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD(incident, opened, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(incident, last, FIELD_TIME, 0, 0, NULL),
    FIELD(incident, closed, FIELD_TIME, 0, 0, NULL),
    FIELD(incident, people, FIELD_NUMBER, 0, 0, NULL),
    FIELD(incident, untold, FIELD_NUMBER, 0, FIELD_DERIVED, NULL),
    FIELD(incident, mailed, FIELD_NUMBER, 0, FIELD_DERIVED, NULL),
    FIELD(incident, mailing, FIELD_NUMBER, 0, FIELD_DERIVED, NULL),
    FIELD(incident, listed, FIELD_NUMBER, 0, FIELD_DERIVED, NULL),
};
const struct record incident_record = RECORD(incident);

static const struct field incident_page_fields[] = {
    FIELD_IN(incident_page, items, FIELD_LIST, 20, incident_record, 0, NULL),
};
const struct record incident_page_record = RECORD(incident_page);

static const struct field incident_member_fields[] = {
    FIELD(incident_member, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(incident_member, incident, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(incident_member, via, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(incident_member, customer, FIELD_ID, 36, 0, NULL),
    FIELD(incident_member, contact, FIELD_ID, 36, 0, NULL),
    FIELD_OF(incident_member, state, member_state_words, FIELD_REQUIRED, NULL),
    FIELD(incident_member, told_with, FIELD_ID, 36, 0, NULL),
    FIELD(incident_member, told_by, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(incident_member, way, member_way_words, 0, NULL),
    FIELD(incident_member, mail, FIELD_ID, 36, 0, NULL),
    FIELD(incident_member, reason, FIELD_TEXT, 200, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(incident_member, joined, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(incident_member, told, FIELD_TIME, 0, 0, NULL),
    FIELD(incident_member, left, FIELD_TIME, 0, 0, NULL),
};
const struct record incident_member_record = RECORD(incident_member);

static const struct field incident_person_fields[] = {
    FIELD(incident_person, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(incident_person, customer, FIELD_ID, 36, 0, NULL),
    FIELD(incident_person, name, FIELD_TEXT, 240, FIELD_PERSONAL, NULL),
    FIELD(incident_person, address, FIELD_TEXT, 300, FIELD_PERSONAL, NULL),
    FIELD(incident_person, phone, FIELD_TEXT, 20, FIELD_PERSONAL, NULL),
    FIELD_OF(incident_person, state, member_state_words, FIELD_REQUIRED, NULL),
    FIELD(incident_person, told_by, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(incident_person, way, member_way_words, 0, NULL),
    FIELD(incident_person, council, FIELD_KEY, 40, 0, NULL),
    FIELD(incident_person, first, FIELD_BOOL, 0, 0, NULL),
    FIELD(incident_person, joined, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(incident_person, told, FIELD_TIME, 0, 0, NULL),
};
const struct record incident_person_record = RECORD(incident_person);

static const struct field incident_people_fields[] = {
    FIELD_IN(incident_people, incident, FIELD_ONE, 1, incident_record, FIELD_REQUIRED, NULL),
    FIELD_IN(incident_people, items, FIELD_LIST, 100, incident_person_record, 0, NULL),
    FIELD(incident_people, next, FIELD_TEXT, 80, 0, NULL),
};
const struct record incident_people_record = RECORD(incident_people);

static const struct field incident_event_fields[] = {
    FIELD(incident_event, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(incident_event, kind, incident_event_words, FIELD_REQUIRED, NULL),
    FIELD(incident_event, member, FIELD_ID, 36, 0, NULL),
    FIELD(incident_event, other, FIELD_TEXT, 36, FIELD_SINGLE_LINE, NULL),
    FIELD(incident_event, reason, FIELD_TEXT, 200, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(incident_event, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record incident_event_record = RECORD(incident_event);
