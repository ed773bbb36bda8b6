/* Satisfaction surveys: whom they were asked of, and what was answered. */
#include "model/record_inner.h"

const char *const record_survey_reply_words[] = {"answered", "declined", "handed", "mailed", NULL};
static const char *const role_words[] = {"score", "resolved", NULL};

static const struct field survey_asking_fields[] = {
    FIELD(survey_asking, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(survey_asking, survey, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD_OF(survey_asking, reply, record_survey_reply_words, FIELD_REQUIRED, NULL),
    FIELD(survey_asking, customer, FIELD_ID, 36, FIELD_READ_ONLY, NULL),
    FIELD(survey_asking, council, FIELD_KEY, 40, FIELD_READ_ONLY, NULL),
    FIELD(survey_asking, service, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD_OF(survey_asking, channel, record_channel_words, FIELD_READ_ONLY, NULL),
    FIELD(survey_asking, team, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(survey_asking, at, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
};
const struct record survey_asking_record = RECORD(survey_asking);

static const struct field survey_answer_fields[] = {
    FIELD(survey_answer, question, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(survey_answer, answer, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
};
const struct record survey_answer_record = RECORD(survey_answer);

static const struct field survey_said_fields[] = {
    FIELD(survey_said, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(survey_said, month, FIELD_KEY, 7, FIELD_REQUIRED, NULL),
    FIELD(survey_said, survey, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(survey_said, council, FIELD_KEY, 40, 0, NULL),
    FIELD(survey_said, service, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(survey_said, channel, record_channel_words, 0, NULL),
    FIELD(survey_said, team, FIELD_KEY, 60, 0, NULL),
    FIELD_IN(survey_said, answers, FIELD_LIST, 50, survey_answer_record, FIELD_REQUIRED, NULL),
};
const struct record survey_said_record = RECORD(survey_said);

static const struct field survey_count_fields[] = {
    FIELD(survey_count, survey, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(survey_count, group, FIELD_KEY, 60, 0, NULL),
    FIELD(survey_count, question, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(survey_count, answer, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD_OF(survey_count, role, role_words, 0, NULL),
    FIELD(survey_count, asked, FIELD_TEXT, 400, 0, NULL),
    FIELD(survey_count, label, FIELD_TEXT, 200, 0, NULL),
    FIELD(survey_count, count, FIELD_NUMBER, 0, 0, NULL),
};
const struct record survey_count_record = RECORD(survey_count);
