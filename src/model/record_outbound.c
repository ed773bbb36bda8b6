/* Lists of whom to ring, and what came of it. */
#include "model/record_inner.h"

static const char *const outcome_words[] = {
    "spoke", "no_answer", "engaged", "left_message", "wrong_number", "not_again", NULL};
static const char *const state_words[] = {"waiting", "held", "done", "stopped", NULL};
static const char *const none_words[] = {"closed", "empty", "later", NULL};

static const struct field outbound_list_fields[] = {
    FIELD(outbound_list, id, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(outbound_list, name, FIELD_TEXT, 120, FIELD_REQUIRED | FIELD_SINGLE_LINE, NULL),
    FIELD(outbound_list, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(outbound_list, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(outbound_list, incident, FIELD_ID, 36, 0, NULL),
    FIELD(outbound_list, why, FIELD_TEXT, 400, FIELD_SINGLE_LINE, NULL),
    FIELD(outbound_list, team, FIELD_KEY, 60, 0, NULL),
    FIELD(outbound_list, from, FIELD_DATE, 10, 0, NULL),
    FIELD(outbound_list, until, FIELD_DATE, 10, 0, NULL),
    FIELD(outbound_list, hours, FIELD_TEXT, 400, FIELD_SINGLE_LINE, NULL),
    FIELD(outbound_list, spacing, FIELD_TEXT, 40, FIELD_REQUIRED | FIELD_SINGLE_LINE, NULL),
    FIELD(outbound_list, attempts, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
};
const struct record outbound_list_record = RECORD(outbound_list);

static const struct field outbound_attempt_fields[] = {
    FIELD(outbound_attempt, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(outbound_attempt, outcome, outcome_words, FIELD_REQUIRED, NULL),
    FIELD(outbound_attempt, user, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(outbound_attempt, desk, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(outbound_attempt, contact, FIELD_ID, 36, 0, NULL),
    FIELD(outbound_attempt, note, FIELD_TEXT, 1000, FIELD_PERSONAL, NULL),
    FIELD(outbound_attempt, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record outbound_attempt_record = RECORD(outbound_attempt);

static const struct field outbound_item_fields[] = {
    FIELD(outbound_item, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(outbound_item, list, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(outbound_item, key, FIELD_TEXT, 80, FIELD_REQUIRED | FIELD_PERSONAL, NULL),
    FIELD(outbound_item, customer, FIELD_ID, 36, 0, NULL),
    FIELD(outbound_item, name, FIELD_TEXT, 240, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(outbound_item, number, FIELD_TEXT, 20, FIELD_PERSONAL, NULL),
    FIELD(outbound_item, about, FIELD_ID, 36, 0, NULL),
    FIELD(outbound_item, member, FIELD_ID, 36, 0, NULL),
    FIELD(outbound_item, of_council, FIELD_KEY, 40, 0, NULL),
    FIELD(outbound_item, of_service, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(outbound_item, of_channel, record_channel_words, 0, NULL),
    FIELD(outbound_item, of_team, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(outbound_item, state, state_words, 0, NULL),
    FIELD(outbound_item, held_by, FIELD_KEY, 60, 0, NULL),
    FIELD(outbound_item, held_desk, FIELD_KEY, 60, 0, NULL),
    FIELD(outbound_item, made, FIELD_TIME, 0, 0, NULL),
    FIELD(outbound_item, next, FIELD_TIME, 0, 0, NULL),
    FIELD(outbound_item, held_until, FIELD_TIME, 0, 0, NULL),
    FIELD_IN(outbound_item, attempts, FIELD_LIST, 50, outbound_attempt_record, 0, NULL),
};
const struct record outbound_item_record = RECORD(outbound_item);

static const struct field outbound_line_fields[] = {
    FIELD(outbound_line, id, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(outbound_line, name, FIELD_TEXT, 120, 0, NULL),
    FIELD(outbound_line, service, FIELD_KEY, 60, 0, NULL),
    FIELD(outbound_line, council, FIELD_KEY, 40, 0, NULL),
    FIELD(outbound_line, team, FIELD_KEY, 60, 0, NULL),
    FIELD(outbound_line, waiting, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outbound_line, ready, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outbound_line, spoken, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outbound_line, ended, FIELD_NUMBER, 0, 0, NULL),
};
const struct record outbound_line_record = RECORD(outbound_line);

static const struct field outbound_page_fields[] = {
    FIELD_IN(outbound_page, items, FIELD_LIST, 100, outbound_line_record, 0, NULL),
};
const struct record outbound_page_record = RECORD(outbound_page);

static const struct field outbound_turn_fields[] = {
    FIELD_IN(outbound_turn, item, FIELD_ONE, 1, outbound_item_record, 0, NULL),
    FIELD_IN(outbound_turn, list, FIELD_ONE, 1, outbound_list_record, 0, NULL),
    FIELD_OF(outbound_turn, none, none_words, 0, NULL),
    FIELD(outbound_turn, next, FIELD_TIME, 0, 0, NULL),
};
const struct record outbound_turn_record = RECORD(outbound_turn);
