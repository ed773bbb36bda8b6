/* A change of address, who moves along, and whom it was told to. */
#include "model/record_inner.h"

static const char *const move_state_words[] = {"planned", "done", "undone", NULL};

static const struct field move_person_fields[] = {
    FIELD(move_person, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(move_person, customer, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(move_person, name, FIELD_TEXT, 240, FIELD_PERSONAL | FIELD_READ_ONLY | FIELD_OTHER, NULL),
    FIELD(move_person, old_id, FIELD_ID, 36, FIELD_READ_ONLY, NULL),
    FIELD(move_person, new_id, FIELD_ID, 36, 0, NULL),
};
const struct record move_person_record = RECORD(move_person);

static const struct field move_told_fields[] = {
    FIELD(move_told, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(move_told, service, FIELD_KEY, 60, 0, NULL),
    FIELD(move_told, council, FIELD_KEY, 40, 0, NULL),
    FIELD(move_told, case_id, FIELD_ID, 36, 0, NULL),
    FIELD(move_told, reference, FIELD_TEXT, 11, 0, NULL),
    FIELD(move_told, put_back, FIELD_BOOL, 0, 0, NULL),
    FIELD(move_told, withheld, FIELD_BOOL, 0, FIELD_DERIVED, NULL),
    FIELD(move_told, told, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(move_told, acknowledged, FIELD_TIME, 0, 0, NULL),
    FIELD(move_told, withdrawn, FIELD_TIME, 0, 0, NULL),
    FIELD(move_told, by, FIELD_KEY, 60, 0, NULL),
};
const struct record move_told_record = RECORD(move_told);

/* The customer is asked for by the rules: one that was erased leaves the move without. */
static const struct field move_fields[] = {
    FIELD(move, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(move, customer, FIELD_ID, 36, 0, NULL),
    FIELD(move, contact, FIELD_ID, 36, 0, NULL),
    FIELD(move, as, FIELD_KEY, 40, 0, NULL),
    FIELD(move, moved_on, FIELD_DATE, 10, FIELD_REQUIRED, N_("Moves on")),
    FIELD(move, line, FIELD_TEXT, 200, FIELD_PERSONAL | FIELD_SINGLE_LINE | FIELD_REQUIRED,
	N_("Address")),
    FIELD(move, town, FIELD_TEXT, 80, FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("Town")),
    FIELD(move, postcode, FIELD_TEXT, 8, FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("Postcode")),
    FIELD(move, uprn, FIELD_TEXT, 12, FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("UPRN")),
    FIELD(move, district, FIELD_KEY, 40, 0, N_("District")),
    FIELD(move, new_id, FIELD_ID, 36, 0, NULL),
    FIELD_IN(move, people, FIELD_LIST, 40, move_person_record, FIELD_PERSONAL, NULL),
    FIELD(move, at, FIELD_KEY, 40, FIELD_READ_ONLY, NULL),
    FIELD_OF(move, state, move_state_words, FIELD_READ_ONLY, NULL),
    FIELD(move, old_address, FIELD_TEXT, 300, FIELD_PERSONAL | FIELD_READ_ONLY, NULL),
    FIELD(move, old_uprn, FIELD_TEXT, 12, FIELD_PERSONAL | FIELD_READ_ONLY, NULL),
    FIELD(move, old_district, FIELD_KEY, 40, FIELD_READ_ONLY, NULL),
    FIELD(move, old_id, FIELD_ID, 36, FIELD_READ_ONLY, NULL),
    FIELD(move, author, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(move, made, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(move, done, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(move, undone, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(move, undone_by, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(move, undone_reason, FIELD_TEXT, 200,
	FIELD_READ_ONLY | FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD_IN(move, told, FIELD_LIST, 200, move_told_record, FIELD_READ_ONLY, NULL),
};
const struct record move_record = RECORD(move);

static const struct field move_undo_fields[] = {
    FIELD(move_undo, reason, FIELD_TEXT, 200, FIELD_REQUIRED | FIELD_PERSONAL | FIELD_SINGLE_LINE,
	N_("Reason")),
};
const struct record move_undo_record = RECORD(move_undo);
