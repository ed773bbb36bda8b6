/* Unusual looking, and what was made of it. */
#include "model/record_inner.h"

const char *const unusual_state_words[] = {"explained", "taken_up", "no_concern", NULL};

static const struct field unusual_look_fields[] = {
    FIELD(unusual_look, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(unusual_look, rule, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(unusual_look, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(unusual_look, user, FIELD_TEXT, 80, FIELD_REQUIRED, NULL),
    FIELD(unusual_look, user_name, FIELD_TEXT, 120, FIELD_DERIVED, NULL),
    FIELD(unusual_look, user_role, FIELD_TEXT, 40, FIELD_DERIVED, NULL),
    FIELD(unusual_look, council, FIELD_KEY, 40, 0, NULL),
    FIELD(unusual_look, customer, FIELD_ID, 36, 0, NULL),
    FIELD(unusual_look, customer_name, FIELD_TEXT, 240, FIELD_PERSONAL | FIELD_DERIVED, NULL),
    FIELD(unusual_look, looks, FIELD_NUMBER, 0, 0, NULL),
    FIELD(unusual_look, purpose, FIELD_TEXT, 1000, FIELD_PERSONAL, NULL),
    FIELD(unusual_look, why, FIELD_TEXT, 1000, FIELD_PERSONAL, NULL),
    FIELD(unusual_look, found, FIELD_TIME, 0, 0, NULL),
    FIELD_OF(unusual_look, state, unusual_state_words, 0, NULL),
    FIELD(unusual_look, reason, FIELD_TEXT, 400, FIELD_PERSONAL, NULL),
    FIELD(unusual_look, decided_by, FIELD_TEXT, 80, 0, NULL),
    FIELD(unusual_look, decided, FIELD_TIME, 0, 0, NULL),
};
const struct record unusual_look_record = RECORD(unusual_look);

static const struct field unusual_page_fields[] = {
    FIELD_IN(unusual_page, items, FIELD_LIST, 200, unusual_look_record, 0, NULL),
    FIELD(unusual_page, more, FIELD_BOOL, 0, 0, NULL),
};
const struct record unusual_page_record = RECORD(unusual_page);

static const struct field unusual_verdict_fields[] = {
    FIELD_OF(unusual_verdict, state, unusual_state_words, FIELD_REQUIRED, NULL),
    FIELD(unusual_verdict, reason, FIELD_TEXT, 400, FIELD_REQUIRED | FIELD_SINGLE_LINE, NULL),
};
const struct record unusual_verdict_record = RECORD(unusual_verdict);
