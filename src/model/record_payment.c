/* Payments handed off to a provider. */
#include "model/record_inner.h"

static const char *const payment_state_words[] = {"created", "started", "submitted", "success",
    "failed", "cancelled", "expired", "refunded", NULL};
static const char *const payment_event_words[] = {"look", "cancel", "settle", "mail", NULL};
static const char *const payment_group_words[] = {
    "begun", "lost", "paid", "failed", "cancelled", "refunded", "differs", NULL};

static const struct field payment_fields[] = {
    FIELD(payment, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(payment, contact, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(payment, enquiry, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(payment, customer, FIELD_ID, 36, 0, NULL),
    FIELD(payment, service, FIELD_KEY, 60, 0, NULL),
    FIELD(payment, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(payment, at, FIELD_KEY, 40, FIELD_READ_ONLY, NULL),
    FIELD(payment, amount, FIELD_NUMBER, 0, FIELD_REQUIRED, N_("Amount")),
    FIELD(payment, description, FIELD_TEXT, 200, FIELD_SINGLE_LINE, NULL),
    FIELD(payment, reference, FIELD_TEXT, 11, FIELD_READ_ONLY, N_("Reference")),
    FIELD_OF(payment, state, payment_state_words, FIELD_READ_ONLY, NULL),
    FIELD(payment, provider_id, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(payment, next_url, FIELD_TEXT, 400, FIELD_READ_ONLY, NULL),
    FIELD(payment, line, FIELD_TEXT, 40, FIELD_READ_ONLY, NULL),
    FIELD(payment, failure, FIELD_TEXT, 200, FIELD_READ_ONLY, NULL),
    FIELD(payment, desk, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(payment, user, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(payment, made, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(payment, changed, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(payment, ended, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(payment, looks, FIELD_NUMBER, 0, FIELD_READ_ONLY, NULL),
    FIELD(payment, mailed, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD_OF(payment, said, payment_state_words, FIELD_READ_ONLY, NULL),
    FIELD(payment, said_amount, FIELD_NUMBER, 0, FIELD_READ_ONLY, NULL),
    FIELD(payment, looked, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(payment, differs, FIELD_BOOL, 0, FIELD_READ_ONLY, NULL),
    FIELD(payment, case_reference, FIELD_TEXT, 11, FIELD_READ_ONLY | FIELD_DERIVED, NULL),
    FIELD(payment, withheld, FIELD_BOOL, 0, FIELD_READ_ONLY | FIELD_DERIVED, NULL),
};
const struct record payment_record = RECORD(payment);

static const struct field payment_event_fields[] = {
    FIELD(payment_event, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(payment_event, kind, payment_event_words, FIELD_REQUIRED, NULL),
    FIELD(payment_event, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record payment_event_record = RECORD(payment_event);

static const struct field payment_sum_fields[] = {
    FIELD_OF(payment_sum, group, payment_group_words, FIELD_REQUIRED, NULL),
    FIELD(payment_sum, count, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(payment_sum, amount, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
};
const struct record payment_sum_record = RECORD(payment_sum);

static const struct field payment_page_fields[] = {
    FIELD(payment_page, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(payment_page, from, FIELD_TIME, 0, 0, NULL),
    FIELD_IN(payment_page, sums, FIELD_LIST, 10, payment_sum_record, 0, NULL),
    FIELD_IN(payment_page, items, FIELD_LIST, 100, payment_record, 0, NULL),
    FIELD(payment_page, next, FIELD_TEXT, 80, 0, NULL),
};
const struct record payment_page_record = RECORD(payment_page);
