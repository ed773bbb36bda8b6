/* One action on many cases. */
#include "model/record_bulk.h"
#include "model/record_inner.h"

static const char *const bulk_kind_words[] = {"close", "priority", "hand_over", "move", NULL};
static const char *const bulk_result_words[] = {"will", "done", "undone", "gone", "not_permitted",
    "closed", "claimed", "same", "changed", "refused", NULL};

static const struct field bulk_item_fields[] = {
    FIELD(bulk_item, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(bulk_item, reference, FIELD_TEXT, 11, FIELD_READ_ONLY, NULL),
    FIELD(bulk_item, service, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD_OF(bulk_item, result, bulk_result_words, FIELD_READ_ONLY, NULL),
    FIELD(bulk_item, event, FIELD_ID, 36, FIELD_READ_ONLY, NULL),
    FIELD_OF(bulk_item, was_state, record_case_state_words, FIELD_READ_ONLY, NULL),
    FIELD(bulk_item, was_claimed_by, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(bulk_item, was_queue, FIELD_KEY, 100, FIELD_READ_ONLY, NULL),
    FIELD(bulk_item, was_responsible, FIELD_KEY, 40, FIELD_READ_ONLY, NULL),
    FIELD_OF(bulk_item, was_priority, record_priority_words, FIELD_READ_ONLY, NULL),
    FIELD(bulk_item, was_bounced, FIELD_ID, 36, FIELD_READ_ONLY, NULL),
    FIELD(bulk_item, was_life, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(bulk_item, was_closed, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(bulk_item, was_due, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(bulk_item, was_stopped, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(bulk_item, was_given, FIELD_NUMBER, 0, FIELD_READ_ONLY, NULL),
    FIELD(bulk_item, was_left, FIELD_NUMBER, 0, FIELD_READ_ONLY, NULL),
};
const struct record bulk_item_record = RECORD(bulk_item);

static const struct field bulk_fields[] = {
    FIELD(bulk, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(bulk, kind, bulk_kind_words, FIELD_REQUIRED, NULL),
    FIELD(bulk, text, FIELD_TEXT, 4000, FIELD_PERSONAL | FIELD_DERIVED, NULL),
    FIELD_OF(bulk, priority, record_priority_words, 0, NULL),
    FIELD(bulk, to, FIELD_KEY, 60, 0, NULL),
    FIELD(bulk, queue, FIELD_KEY, 100, 0, NULL),
    FIELD_IN(bulk, items, FIELD_LIST, 200, bulk_item_record, FIELD_REQUIRED, NULL),
    FIELD(bulk, user, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(bulk, at, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(bulk, undone, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
};
const struct record bulk_record = RECORD(bulk);
