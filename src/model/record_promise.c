/* Promises and what happened to them. */
#include "model/record_inner.h"

static const char *const kind_words[] = {"ring", "reply", "other", NULL};
static const char *const state_words[] = {"open", "kept", "broken", "withdrawn", NULL};
static const char *const event_words[] = {
    "made", "kept", "broken", "withdrawn", "passed", "warned", "overdue", NULL};

static const struct field promise_event_fields[] = {
    FIELD(promise_event, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(promise_event, kind, event_words, FIELD_REQUIRED, NULL),
    FIELD(promise_event, user, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(promise_event, text, FIELD_TEXT, 1000, FIELD_PERSONAL, N_("What was said")),
    FIELD(promise_event, queue, FIELD_KEY, 100, 0, NULL),
    FIELD(promise_event, owner, FIELD_KEY, 60, 0, NULL),
    FIELD(promise_event, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record promise_event_record = RECORD(promise_event);

static const struct field promise_fields[] = {
    FIELD(promise, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(promise, kind, kind_words, FIELD_REQUIRED, NULL),
    FIELD(promise, customer, FIELD_ID, 36, 0, NULL),
    FIELD(promise, contact, FIELD_ID, 36, 0, NULL),
    FIELD(promise, enquiry, FIELD_ID, 36, 0, NULL),
    FIELD(promise, case_id, FIELD_ID, 36, 0, NULL),
    FIELD(promise, service, FIELD_KEY, 60, 0, NULL),
    FIELD(promise, at, FIELD_KEY, 40, FIELD_READ_ONLY, NULL),
    FIELD(promise, as, FIELD_KEY, 40, 0, NULL),
    FIELD(promise, responsible, FIELD_KEY, 40, 0, NULL),
    FIELD(promise, what, FIELD_TEXT, 400, FIELD_REQUIRED | FIELD_PERSONAL, N_("What")),
    FIELD(promise, number, FIELD_TEXT, 20, FIELD_PERSONAL, NULL),
    FIELD(promise, queue, FIELD_KEY, 100, 0, NULL),
    FIELD(promise, owner, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(promise, state, state_words, FIELD_READ_ONLY, NULL),
    FIELD(promise, made_by, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(promise, settled_by, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(promise, made, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(promise, due, FIELD_TIME, 0, FIELD_REQUIRED, N_("By when")),
    FIELD(promise, kept, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(promise, settled, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(promise, warned, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(promise, overdue, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(promise, anonymised, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD_IN(promise, events, FIELD_LIST, 200, promise_event_record, FIELD_READ_ONLY, NULL),
};
const struct record promise_record = RECORD(promise);

static const struct field promise_line_fields[] = {
    FIELD(promise_line, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(promise_line, kind, kind_words, FIELD_REQUIRED, NULL),
    FIELD(promise_line, customer, FIELD_ID, 36, 0, NULL),
    FIELD(promise_line, customer_name, FIELD_TEXT, 240, FIELD_PERSONAL, NULL),
    FIELD(promise_line, contact, FIELD_ID, 36, 0, NULL),
    FIELD(promise_line, service, FIELD_KEY, 60, 0, NULL),
    FIELD(promise_line, council, FIELD_KEY, 40, 0, NULL),
    FIELD(promise_line, what, FIELD_TEXT, 400, FIELD_PERSONAL, NULL),
    FIELD(promise_line, number, FIELD_TEXT, 20, FIELD_PERSONAL, NULL),
    FIELD(promise_line, queue, FIELD_KEY, 100, 0, NULL),
    FIELD(promise_line, team_name, FIELD_TEXT, 120, 0, NULL),
    FIELD(promise_line, owner, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(promise_line, state, state_words, 0, NULL),
    FIELD(promise_line, case_id, FIELD_ID, 36, 0, NULL),
    FIELD(promise_line, reference, FIELD_TEXT, 11, 0, NULL),
    FIELD(promise_line, withheld, FIELD_BOOL, 0, 0, NULL),
    FIELD(promise_line, made, FIELD_TIME, 0, 0, NULL),
    FIELD(promise_line, due, FIELD_TIME, 0, 0, NULL),
    FIELD(promise_line, kept, FIELD_TIME, 0, 0, NULL),
    FIELD(promise_line, overdue, FIELD_TIME, 0, 0, NULL),
};
const struct record promise_line_record = RECORD(promise_line);

static const struct field promise_page_fields[] = {
    FIELD_IN(promise_page, items, FIELD_LIST, 200, promise_line_record, 0, NULL),
    FIELD(promise_page, next, FIELD_TEXT, 80, 0, NULL),
    FIELD(promise_page, open, FIELD_NUMBER, 0, 0, NULL),
    FIELD(promise_page, late, FIELD_NUMBER, 0, 0, NULL),
};
const struct record promise_page_record = RECORD(promise_page);

static const struct field promise_count_fields[] = {
    FIELD(promise_count, group, FIELD_TEXT, 120, 0, NULL),
    FIELD(promise_count, name, FIELD_TEXT, 120, 0, NULL),
    FIELD(promise_count, kept, FIELD_NUMBER, 0, 0, NULL),
    FIELD(promise_count, late, FIELD_NUMBER, 0, 0, NULL),
    FIELD(promise_count, missed, FIELD_NUMBER, 0, 0, NULL),
    FIELD(promise_count, overdue, FIELD_NUMBER, 0, 0, NULL),
    FIELD(promise_count, withdrawn, FIELD_NUMBER, 0, 0, NULL),
};
const struct record promise_count_record = RECORD(promise_count);

static const struct field promise_count_page_fields[] = {
    FIELD_IN(promise_count_page, councils, FIELD_LIST, 200, promise_count_record, 0, NULL),
    FIELD_IN(promise_count_page, teams, FIELD_LIST, 500, promise_count_record, 0, NULL),
    FIELD_IN(promise_count_page, services, FIELD_LIST, 1000, promise_count_record, 0, NULL),
    FIELD_IN(promise_count_page, owners, FIELD_LIST, 1000, promise_count_record, 0, NULL),
};
const struct record promise_count_page_record = RECORD(promise_count_page);
