/* The whiteboard, and visits of people who work alone. */
#include "model/record_inner.h"

static const char *const board_state_words[] = {"in", "out", NULL};
static const char *const rung_words[] = {
    "ring-worker", "ring-contact", "tell-supervisor", "emergency", NULL};
static const char *const visit_state_words[] = {"planned", "begun", "back", "cancelled", NULL};
static const char *const visit_act_words[] = {
    "plan", "begin", "check", "back", "cancel", "raise", "answer", NULL};
static const char *const caution_words[] = {"caution", "vulnerable", NULL};

static const struct field officer_fields[] = {
    FIELD(officer, id, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(officer, name, FIELD_TEXT, 120, FIELD_REQUIRED | FIELD_SINGLE_LINE, N_("Name")),
    FIELD(officer, team, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(officer, council, FIELD_KEY, 40, 0, NULL),
    FIELD(officer, job, FIELD_TEXT, 80, FIELD_SINGLE_LINE, NULL),
    FIELD(officer, telephone, FIELD_TEXT, 20, FIELD_SINGLE_LINE, NULL),
    FIELD(officer, gone, FIELD_BOOL, 0, 0, NULL),
    FIELD_OF(officer, state, board_state_words, 0, NULL),
    FIELD(officer, place, FIELD_TEXT, 80, FIELD_SINGLE_LINE, NULL),
    FIELD(officer, cover, FIELD_TEXT, 80, FIELD_SINGLE_LINE, NULL),
    FIELD(officer, author, FIELD_TEXT, 80, 0, NULL),
    FIELD(officer, back, FIELD_TIME, 0, 0, NULL),
    FIELD(officer, at, FIELD_TIME, 0, 0, NULL),
    FIELD(officer, until, FIELD_TIME, 0, 0, NULL),
    FIELD(officer, version, FIELD_NUMBER, 0, 0, NULL),
};
const struct record officer_record = RECORD(officer);

static const struct field board_word_fields[] = {
    FIELD_OF(board_word, state, board_state_words, FIELD_REQUIRED, NULL),
    FIELD(board_word, place, FIELD_TEXT, 80, FIELD_SINGLE_LINE, NULL),
    FIELD(board_word, cover, FIELD_TEXT, 80, FIELD_SINGLE_LINE, NULL),
    FIELD(board_word, back, FIELD_TIME, 0, 0, NULL),
    FIELD(board_word, until, FIELD_TIME, 0, 0, NULL),
    FIELD(board_word, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record board_word_record = RECORD(board_word);

static const struct field whiteboard_page_fields[] = {
    FIELD(whiteboard_page, version, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(whiteboard_page, more, FIELD_BOOL, 0, 0, NULL),
    FIELD_IN(whiteboard_page, items, FIELD_LIST, 5000, officer_record, 0, NULL),
};
const struct record whiteboard_page_record = RECORD(whiteboard_page);

static const struct field ladder_rung_fields[] = {
    FIELD(ladder_rung, id, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(ladder_rung, after, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
};
const struct record ladder_rung_record = RECORD(ladder_rung);

static const struct field visit_act_fields[] = {
    FIELD(visit_act, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(visit_act, kind, visit_act_words, FIELD_REQUIRED, NULL),
    FIELD_OF(visit_act, rung, rung_words, 0, NULL),
    FIELD(visit_act, text, FIELD_TEXT, 400, FIELD_PERSONAL, NULL),
    FIELD(visit_act, author, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(visit_act, ends, FIELD_TIME, 0, 0, NULL),
    FIELD(visit_act, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record visit_act_record = RECORD(visit_act);

static const struct field visit_caution_fields[] = {
    FIELD_OF(visit_caution, kind, caution_words, FIELD_REQUIRED, NULL),
    FIELD(visit_caution, text, FIELD_TEXT, 400, FIELD_PERSONAL, NULL),
    FIELD(visit_caution, until, FIELD_DATE, 10, 0, NULL),
    FIELD(visit_caution, of_address, FIELD_BOOL, 0, 0, NULL),
};
const struct record visit_caution_record = RECORD(visit_caution);

static const struct field visit_fields[] = {
    FIELD(visit, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(visit, worker, FIELD_KEY, 60, FIELD_REQUIRED, N_("Who goes")),
    FIELD(visit, team, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(visit, council, FIELD_KEY, 40, FIELD_READ_ONLY, NULL),
    FIELD(visit, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(visit, customer, FIELD_ID, 36, 0, NULL),
    FIELD(visit, property, FIELD_TEXT, 12, FIELD_PERSONAL, NULL),
    FIELD(visit, place, FIELD_TEXT, 200, FIELD_REQUIRED | FIELD_PERSONAL | FIELD_SINGLE_LINE,
	N_("Where")),
    FIELD(visit, phone, FIELD_TEXT, 20, FIELD_SINGLE_LINE, N_("Their telephone")),
    FIELD(visit, contact, FIELD_TEXT, 120, FIELD_SINGLE_LINE | FIELD_OTHER, N_("Their contact")),
    FIELD(visit, note, FIELD_TEXT, 400, FIELD_PERSONAL, N_("Note")),
    FIELD_OF(visit, state, visit_state_words, FIELD_READ_ONLY, NULL),
    FIELD(visit, author, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD_OF(visit, raised, rung_words, FIELD_READ_ONLY, NULL),
    FIELD(visit, answered, FIELD_BOOL, 0, FIELD_READ_ONLY, NULL),
    FIELD(visit, begins, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(visit, ends, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(visit, due, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD_IN(visit, acts, FIELD_LIST, 200, visit_act_record, FIELD_READ_ONLY, NULL),
    FIELD_IN(visit, cautions, FIELD_LIST, 50, visit_caution_record,
	FIELD_READ_ONLY | FIELD_PERSONAL | FIELD_OTHER, NULL),
};
const struct record visit_record = RECORD(visit);

static const struct field visit_page_fields[] = {
    FIELD_IN(visit_page, items, FIELD_LIST, 500, visit_record, 0, NULL),
};
const struct record visit_page_record = RECORD(visit_page);
