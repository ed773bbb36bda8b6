/* What a person asked for about what is held of them, and what was decided. */
#include "model/record_inner.h"

static const char *const ruling_words[] = {"keep", "redact", NULL};
static const char *const state_words[] = {"open", "answered", NULL};

static const struct field access_ruling_fields[] = {
    FIELD_OF(access_ruling, kind, ruling_words, FIELD_REQUIRED, NULL),
    FIELD(access_ruling, words, FIELD_TEXT, 400, FIELD_REQUIRED, NULL),
};
const struct record access_ruling_record = RECORD(access_ruling);

static const struct field access_request_fields[] = {
    FIELD(access_request, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(access_request, customer, FIELD_ID, 36, 0, NULL),
    FIELD_OF(access_request, state, state_words, FIELD_REQUIRED, N_("State")),
    FIELD(access_request, received, FIELD_DATE, 10, FIELD_REQUIRED, N_("Received")),
    FIELD(access_request, due, FIELD_DATE, 10, FIELD_REQUIRED, N_("Due")),
    FIELD(access_request, identity, FIELD_TEXT, 200,
	FIELD_PERSONAL | FIELD_SINGLE_LINE | FIELD_REQUIRED, N_("How identity was checked")),
    FIELD(access_request, because, FIELD_TEXT, 400,
	FIELD_PERSONAL | FIELD_SINGLE_LINE | FIELD_REQUIRED, N_("Reason")),
    FIELD(access_request, author, FIELD_TEXT, 80, FIELD_REQUIRED, NULL),
    FIELD_IN(access_request, rulings, FIELD_LIST, 200, access_ruling_record, FIELD_PERSONAL, NULL),
    FIELD(access_request, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(access_request, answered, FIELD_TIME, 0, 0, NULL),
};
const struct record access_request_record = RECORD(access_request);

static const char *const correction_record_words[] = {"customer", "contact", "case_record", NULL};
static const char *const correction_state_words[] = {"corrected", "refused", NULL};

static const struct field correction_fields[] = {
    FIELD(correction, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(correction, customer, FIELD_ID, 36, 0, NULL),
    FIELD_OF(correction, record, correction_record_words, FIELD_REQUIRED, NULL),
    FIELD(correction, record_id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(correction, place, FIELD_TEXT, 80, FIELD_REQUIRED, NULL),
    FIELD_OF(correction, state, correction_state_words, FIELD_REQUIRED, N_("State")),
    FIELD(correction, statement, FIELD_TEXT, 4000, FIELD_PERSONAL, N_("Statement")),
    FIELD(correction, because, FIELD_TEXT, 400, FIELD_PERSONAL | FIELD_REQUIRED, N_("Reason")),
    FIELD(correction, role, FIELD_KEY, 40, 0, NULL),
    FIELD(correction, author, FIELD_TEXT, 80, FIELD_REQUIRED, NULL),
    FIELD(correction, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record correction_record = RECORD(correction);
