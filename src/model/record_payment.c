/* Payments handed off to a provider. */
#include "model/record_inner.h"

static const char *const payment_state_words[] = {"created", "started", "submitted", "success",
    "failed", "cancelled", "expired", "refunded", NULL};
static const char *const payment_event_words[] = {"look", "cancel", NULL};

static const struct field payment_fields[] = {
    FIELD(payment, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(payment, contact, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(payment, enquiry, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(payment, customer, FIELD_ID, 36, 0, NULL),
    FIELD(payment, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(payment, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(payment, at, FIELD_KEY, 40, FIELD_READ_ONLY, NULL),
    FIELD(payment, amount, FIELD_NUMBER, 0, FIELD_REQUIRED, N_("Amount")),
    FIELD(payment, description, FIELD_TEXT, 200, FIELD_REQUIRED | FIELD_SINGLE_LINE, NULL),
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
};
const struct record payment_record = RECORD(payment);

static const struct field payment_event_fields[] = {
    FIELD(payment_event, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(payment_event, kind, payment_event_words, FIELD_REQUIRED, NULL),
    FIELD(payment_event, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record payment_event_record = RECORD(payment_event);
