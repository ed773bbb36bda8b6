/* What the desk's journal keeps of work in hand. */
#include "model/record_inner.h"

static const struct field draft_fields[] = {
    FIELD(draft, field, FIELD_TEXT, 170, FIELD_REQUIRED, NULL),
    FIELD(draft, text, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
};
const struct record draft_record = RECORD(draft);

static const struct field matter_fields[] = {
    FIELD(matter, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(matter, service, FIELD_KEY, 60, 0, NULL),
    FIELD(matter, responsible, FIELD_KEY, 40, 0, NULL),
    FIELD(matter, chosen, FIELD_KEY, 60, 0, NULL),
    FIELD(matter, focus, FIELD_KEY, 60, 0, NULL),
    FIELD(matter, offer_of, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(matter, offer_reply, record_offer_reply_words, 0, NULL),
    FIELD(matter, note, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD(matter, within, FIELD_TEXT, 400, 0, NULL),
    FIELD(matter, reference, FIELD_TEXT, 11, 0, NULL),
    FIELD(matter, case_id, FIELD_ID, 36, 0, NULL),
    FIELD_OF(matter, outcome, record_outcome_words, 0, NULL),
    FIELD(matter, outcome_prompt, FIELD_KEY, 60, 0, NULL),
    FIELD(matter, found_by, FIELD_KEY, 80, 0, NULL),
    FIELD(matter, near, FIELD_TEXT, 400, 0, NULL),
    FIELD(matter, joins, FIELD_TEXT, 36, 0, NULL),
    FIELD(matter, changed, FIELD_TEXT, 4000, 0, NULL),
    FIELD(matter, surveys, FIELD_ID, 36, 0, NULL),
    FIELD(matter, of_council, FIELD_KEY, 40, 0, NULL),
    FIELD(matter, of_service, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(matter, of_channel, record_channel_words, 0, NULL),
    FIELD(matter, of_team, FIELD_KEY, 60, 0, NULL),
    FIELD(matter, counted, FIELD_BOOL, 0, 0, NULL),
    FIELD(matter, version, FIELD_NUMBER, 0, 0, NULL),
    FIELD(matter, began, FIELD_TIME, 0, 0, NULL),
    FIELD(matter, told, FIELD_TIME, 0, 0, NULL),
    FIELD(matter, done, FIELD_BOOL, 0, 0, NULL),
    FIELD_IN(matter, answers, FIELD_LIST, 500, answer_record, 0, NULL),
    FIELD_IN(matter, appointment, FIELD_ONE, 1, appointment_record, FIELD_PARTIAL, NULL),
};
const struct record matter_record = RECORD(matter);

static const struct field work_fields[] = {
    FIELD(work, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(work, customer, FIELD_ID, 36, 0, NULL),
    FIELD_OF(work, channel, record_channel_words, 0, NULL),
    FIELD_OF(work, direction, record_direction_words, 0, NULL),
    FIELD(work, caller, FIELD_TEXT, 20, FIELD_PERSONAL, NULL),
    FIELD_IN(work, behalf, FIELD_ONE, 1, behalf_record, 0, NULL),
    FIELD(work, as, FIELD_KEY, 40, 0, NULL),
    FIELD(work, note, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD(work, label, FIELD_TEXT, 120, FIELD_PERSONAL, NULL),
    FIELD(work, mail, FIELD_ID, 36, 0, NULL),
    FIELD(work, given, FIELD_ID, 36, 0, NULL),
    FIELD(work, given_to, FIELD_TEXT, 200, 0, NULL),
    FIELD(work, glass, FIELD_TEXT, 400, FIELD_PERSONAL, NULL),
    FIELD_IN(work, new_customer, FIELD_ONE, 1, customer_record, 0, NULL),
    FIELD_IN(work, known, FIELD_ONE, 1, customer_record, 0, NULL),
    FIELD_IN(work, change, FIELD_ONE, 1, customer_change_record, 0, NULL),
    FIELD_IN(work, offers, FIELD_LIST, 200, offer_said_record, 0, NULL),
    FIELD_IN(work, matters, FIELD_LIST, 50, matter_record, 0, NULL),
    FIELD_IN(work, promises, FIELD_LIST, 20, promise_line_record, 0, NULL),
    FIELD(work, survey, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(work, survey_reply, record_survey_reply_words, 0, NULL),
    FIELD(work, surveyed, FIELD_TIME, 0, 0, NULL),
    FIELD(work, current, FIELD_NUMBER, 0, 0, NULL),
    FIELD(work, step, FIELD_NUMBER, 0, 0, NULL),
    FIELD(work, after, FIELD_NUMBER, 0, 0, NULL),
    FIELD(work, began, FIELD_TIME, 0, 0, NULL),
    FIELD(work, parked, FIELD_TIME, 0, 0, NULL),
    FIELD(work, ended, FIELD_TIME, 0, 0, NULL),
    FIELD(work, open, FIELD_BOOL, 0, 0, NULL),
};
const struct record work_record = RECORD(work);

static const struct field outgoing_fields[] = {
    FIELD(outgoing, operation, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(outgoing, chain, FIELD_TEXT, 80, 0, NULL),
    FIELD(outgoing, path, FIELD_TEXT, 200, FIELD_REQUIRED, NULL),
    FIELD(outgoing, query, FIELD_TEXT, 400, 0, NULL),
    FIELD(outgoing, body, FIELD_TEXT, 1048576, FIELD_PERSONAL, NULL),
    FIELD(outgoing, label, FIELD_TEXT, 120, FIELD_PERSONAL, NULL),
    FIELD(outgoing, refused, FIELD_TEXT, 60, 0, NULL),
    FIELD(outgoing, about, FIELD_ID, 36, 0, NULL),
    FIELD(outgoing, route, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outgoing, order, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outgoing, made, FIELD_TIME, 0, 0, NULL),
};
const struct record outgoing_record = RECORD(outgoing);

static const struct field sent_fields[] = {
    FIELD(sent, operation, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(sent, epoch, FIELD_TEXT, 40, 0, NULL),
    FIELD(sent, at, FIELD_TIME, 0, 0, NULL),
    FIELD_IN(sent, outgoing, FIELD_ONE, 1, outgoing_record, FIELD_REQUIRED, NULL),
};
const struct record sent_record = RECORD(sent);

static const struct field envelope_fields[] = {
    FIELD(envelope, user, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(envelope, desk, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(envelope, proof, FIELD_TEXT, 64, FIELD_REQUIRED | FIELD_SECRET, NULL),
    FIELD_IN(envelope, outgoing, FIELD_ONE, 1, outgoing_record, FIELD_REQUIRED, NULL),
};
const struct record envelope_record = RECORD(envelope);

static const struct field carried_fields[] = {
    FIELD(carried, envelope, FIELD_TEXT, 1000000, FIELD_REQUIRED | FIELD_SECRET, NULL),
};
const struct record carried_record = RECORD(carried);

static const struct field journal_key_fields[] = {
    FIELD(journal_key, seal, FIELD_TEXT, 200, FIELD_SECRET, NULL),
    FIELD(journal_key, key, FIELD_TEXT, 64, FIELD_SECRET, NULL),
};
const struct record journal_key_record = RECORD(journal_key);

static const struct field twin_fields[] = {
    FIELD(twin, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(twin, name, FIELD_TEXT, 120, FIELD_PERSONAL, NULL),
    FIELD(twin, found, FIELD_NUMBER, 0, 0, NULL),
    FIELD(twin, made, FIELD_TIME, 0, 0, NULL),
};
const struct record twin_record = RECORD(twin);

static const struct field place_fields[] = {
    FIELD(place, screen, FIELD_TEXT, 40, 0, NULL),
    FIELD(place, subject, FIELD_TEXT, 120, 0, NULL),
    FIELD(place, noting, FIELD_ID, 36, 0, NULL),
    FIELD(place, mode, FIELD_TEXT, 20, 0, NULL),
    FIELD(place, wrong, FIELD_TEXT, 160, 0, NULL),
};
const struct record place_record = RECORD(place);
