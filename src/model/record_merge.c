/* One person who had two records, and people who may be one. */
#include "model/record_inner.h"

static const char *const side_words[] = {"keep", "gone", NULL};

static const struct field merge_choice_fields[] = {
    FIELD(merge_choice, field, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD_OF(merge_choice, side, side_words, FIELD_REQUIRED, NULL),
};
const struct record merge_choice_record = RECORD(merge_choice);

static const struct field customer_merge_fields[] = {
    FIELD(customer_merge, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(customer_merge, keep, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(customer_merge, gone, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(customer_merge, reason, FIELD_TEXT, 200,
	FIELD_REQUIRED | FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("Reason")),
    FIELD(customer_merge, keep_changed, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(customer_merge, gone_changed, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD_IN(customer_merge, choices, FIELD_LIST, 40, merge_choice_record, 0, NULL),
    FIELD(customer_merge, author, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(customer_merge, at, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(customer_merge, undone, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(customer_merge, undone_by, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(customer_merge, undone_reason, FIELD_TEXT, 200,
	FIELD_READ_ONLY | FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD_IN(customer_merge, person, FIELD_ONE, 1, candidate_record,
	FIELD_READ_ONLY | FIELD_DERIVED, NULL),
};
const struct record customer_merge_record = RECORD(customer_merge);

static const struct field merge_undo_fields[] = {
    FIELD(merge_undo, reason, FIELD_TEXT, 200, FIELD_REQUIRED | FIELD_PERSONAL | FIELD_SINGLE_LINE,
	N_("Reason")),
};
const struct record merge_undo_record = RECORD(merge_undo);

static const struct field customer_merge_page_fields[] = {
    FIELD_IN(customer_merge_page, items, FIELD_LIST, 200, customer_merge_record, 0, NULL),
};
const struct record customer_merge_page_record = RECORD(customer_merge_page);

static const struct field alike_query_fields[] = {
    FIELD(alike_query, customer, FIELD_ID, 36, 0, NULL),
    FIELD(alike_query, given, FIELD_TEXT, 100, FIELD_PERSONAL, NULL),
    FIELD(alike_query, family, FIELD_TEXT, 100, FIELD_PERSONAL, NULL),
    FIELD(alike_query, born, FIELD_DATE, 10, FIELD_PERSONAL, NULL),
    FIELD(alike_query, phone, FIELD_TEXT, 40, FIELD_PERSONAL, NULL),
    FIELD(alike_query, email, FIELD_TEXT, 254, FIELD_PERSONAL, NULL),
    FIELD(alike_query, line, FIELD_TEXT, 200, FIELD_PERSONAL, NULL),
    FIELD(alike_query, town, FIELD_TEXT, 80, FIELD_PERSONAL, NULL),
    FIELD(alike_query, postcode, FIELD_TEXT, 20, FIELD_PERSONAL, NULL),
};
const struct record alike_query_record = RECORD(alike_query);

static const struct field alike_fields[] = {
    FIELD(alike, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_IN(alike, person, FIELD_ONE, 1, candidate_record, FIELD_REQUIRED, NULL),
    FIELD(alike, why, FIELD_TEXT, 200, 0, NULL),
    FIELD(alike, sure, FIELD_BOOL, 0, 0, NULL),
};
const struct record alike_record = RECORD(alike);

static const struct field alike_page_fields[] = {
    FIELD_IN(alike_page, items, FIELD_LIST, 20, alike_record, 0, NULL),
};
const struct record alike_page_record = RECORD(alike_page);
