/* The counter: arrivals, calls, rooms, venues. */
#include "model/record_inner.h"

static const char *const arrival_state_words[] = {
    "waiting", "called", "being-served", "left", "done", NULL};
static const char *const arrival_event_words[] = {
    "again", "serve", "done", "left", "no-show", "return", NULL};
static const char *const venue_kind_words[] = {"gateway", "outreach", NULL};

static const struct field arrival_fields[] = {
    FIELD(arrival, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(arrival, site, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(arrival, council, FIELD_KEY, 40, FIELD_READ_ONLY, NULL),
    FIELD(arrival, day, FIELD_DATE, 10, FIELD_READ_ONLY, NULL),
    FIELD(arrival, number, FIELD_NUMBER, 0, FIELD_READ_ONLY, NULL),
    FIELD(arrival, ticket, FIELD_TEXT, 8, FIELD_READ_ONLY, N_("Ticket")),
    FIELD(arrival, customer, FIELD_ID, 36, 0, NULL),
    FIELD(arrival, word, FIELD_TEXT, 80, FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("Who")),
    FIELD(arrival, service, FIELD_KEY, 60, 0, N_("Service")),
    FIELD(arrival, note, FIELD_TEXT, 400, FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("Note")),
    FIELD(arrival, needs, FIELD_TEXT, 120, FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("Needs")),
    FIELD(arrival, priority, FIELD_TEXT, 120, FIELD_PERSONAL | FIELD_SINGLE_LINE,
	N_("First because")),
    FIELD_OF(arrival, state, arrival_state_words, FIELD_READ_ONLY, NULL),
    FIELD(arrival, desk, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(arrival, user, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(arrival, contact, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(arrival, since, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(arrival, called, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(arrival, served, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(arrival, ended, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(arrival, calls, FIELD_NUMBER, 0, FIELD_READ_ONLY, NULL),
    FIELD(arrival, no_show, FIELD_BOOL, 0, FIELD_READ_ONLY, NULL),
    FIELD(arrival, author, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(arrival, name, FIELD_TEXT, 240, FIELD_PERSONAL | FIELD_READ_ONLY | FIELD_DERIVED, NULL),
};
const struct record arrival_record = RECORD(arrival);

static const struct field arrival_call_fields[] = {
    FIELD(arrival_call, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(arrival_call, arrival, FIELD_ID, 36, 0, NULL),
    FIELD_IN(arrival_call, called, FIELD_ONE, 1, arrival_record, FIELD_READ_ONLY, NULL),
};
const struct record arrival_call_record = RECORD(arrival_call);

static const struct field arrival_event_fields[] = {
    FIELD(arrival_event, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(arrival_event, kind, arrival_event_words, FIELD_REQUIRED, NULL),
    FIELD(arrival_event, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record arrival_event_record = RECORD(arrival_event);

static const struct field room_use_fields[] = {
    FIELD(room_use, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(room_use, site, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(room_use, room, FIELD_TEXT, 80, FIELD_REQUIRED | FIELD_SINGLE_LINE, NULL),
    FIELD(room_use, arrival, FIELD_ID, 36, 0, NULL),
    FIELD(room_use, why, FIELD_TEXT, 80, FIELD_SINGLE_LINE, NULL),
    FIELD(room_use, desk, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(room_use, user, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(room_use, since, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(room_use, freed, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(room_use, free, FIELD_BOOL, 0, FIELD_DERIVED, NULL),
};
const struct record room_use_record = RECORD(room_use);

static const struct field arrival_page_fields[] = {
    FIELD(arrival_page, site, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD_IN(arrival_page, items, FIELD_LIST, 500, arrival_record, 0, NULL),
    FIELD_IN(arrival_page, rooms, FIELD_LIST, 100, room_use_record, 0, NULL),
    FIELD(arrival_page, waiting, FIELD_NUMBER, 0, 0, NULL),
    FIELD(arrival_page, called, FIELD_NUMBER, 0, 0, NULL),
    FIELD(arrival_page, average, FIELD_NUMBER, 0, 0, NULL),
    FIELD(arrival_page, longest, FIELD_NUMBER, 0, 0, NULL),
};
const struct record arrival_page_record = RECORD(arrival_page);

static const struct field venue_fields[] = {
    FIELD(venue, id, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(venue, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(venue, name, FIELD_TEXT, 120, FIELD_REQUIRED, NULL),
    FIELD_OF(venue, kind, venue_kind_words, FIELD_REQUIRED, NULL),
    FIELD(venue, hours, FIELD_TEXT, 200, 0, NULL),
};
const struct record venue_record = RECORD(venue);

static const struct field counter_count_fields[] = {
    FIELD(counter_count, group, FIELD_TEXT, 80, 0, NULL),
    FIELD(counter_count, visitors, FIELD_NUMBER, 0, 0, NULL),
    FIELD(counter_count, served, FIELD_NUMBER, 0, 0, NULL),
    FIELD(counter_count, average, FIELD_NUMBER, 0, 0, NULL),
    FIELD(counter_count, longest, FIELD_NUMBER, 0, 0, NULL),
    FIELD(counter_count, left, FIELD_NUMBER, 0, 0, NULL),
    FIELD(counter_count, no_shows, FIELD_NUMBER, 0, 0, NULL),
};
const struct record counter_count_record = RECORD(counter_count);

static const struct field venue_count_fields[] = {
    FIELD(venue_count, group, FIELD_KEY, 60, 0, NULL),
    FIELD(venue_count, days, FIELD_NUMBER, 0, 0, NULL),
    FIELD(venue_count, contacts, FIELD_NUMBER, 0, 0, NULL),
    FIELD(venue_count, enquiries, FIELD_NUMBER, 0, 0, NULL),
};
const struct record venue_count_record = RECORD(venue_count);
