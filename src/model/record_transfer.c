/* Contacts that go from desk to desk, and who is at which desk. */
#include "model/record_inner.h"

static const char *const transfer_state_words[] = {"offered", "taken", "back", NULL};

/* What was said goes as one, sealed with the person's key; it has no columns. */
static const struct field contact_transfer_fields[] = {
    FIELD(contact_transfer, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(contact_transfer, contact_id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(contact_transfer, customer, FIELD_ID, 36, FIELD_READ_ONLY, NULL),
    FIELD(contact_transfer, from_desk, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(contact_transfer, from_user, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(contact_transfer, from_name, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(contact_transfer, from_place, FIELD_TEXT, 200, FIELD_READ_ONLY, NULL),
    FIELD(contact_transfer, to_desk, FIELD_KEY, 60, 0, NULL),
    FIELD(contact_transfer, to_queue, FIELD_KEY, 100, 0, NULL),
    FIELD(contact_transfer, to_council, FIELD_KEY, 40, 0, NULL),
    FIELD(contact_transfer, label, FIELD_TEXT, 300, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(contact_transfer, message, FIELD_TEXT, 400, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD_OF(contact_transfer, state, transfer_state_words, FIELD_READ_ONLY, NULL),
    FIELD(contact_transfer, taken_desk, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(contact_transfer, taken_user, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(contact_transfer, taken_name, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(contact_transfer, made, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(contact_transfer, ended, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD_IN(contact_transfer, contact, FIELD_ONE, 1, contact_record, 0, NULL),
    FIELD_IN(contact_transfer, work, FIELD_ONE, 1, work_record, 0, NULL),
    FIELD_IN(contact_transfer, drafts, FIELD_LIST, 400, draft_record, FIELD_DERIVED, NULL),
};
const struct record contact_transfer_record = RECORD(contact_transfer);

static const struct field contact_transfer_page_fields[] = {
    FIELD_IN(contact_transfer_page, items, FIELD_LIST, 100, contact_transfer_record, 0, NULL),
};
const struct record contact_transfer_page_record = RECORD(contact_transfer_page);

static const struct field presence_fields[] = {
    FIELD(presence, id, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(presence, desk_name, FIELD_TEXT, 120, 0, NULL),
    FIELD(presence, site_name, FIELD_TEXT, 120, 0, NULL),
    FIELD(presence, council, FIELD_KEY, 40, 0, NULL),
    FIELD(presence, kind, FIELD_TEXT, 20, 0, NULL),
    FIELD(presence, user, FIELD_KEY, 60, 0, NULL),
    FIELD(presence, user_name, FIELD_TEXT, 80, 0, NULL),
    FIELD(presence, role, FIELD_TEXT, 40, 0, NULL),
    FIELD(presence, since, FIELD_TIME, 0, 0, NULL),
};
const struct record presence_record = RECORD(presence);

static const struct field presence_page_fields[] = {
    FIELD_IN(presence_page, items, FIELD_LIST, 1000, presence_record, 0, NULL),
};
const struct record presence_page_record = RECORD(presence_page);
