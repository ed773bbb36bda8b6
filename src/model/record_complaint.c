#include "model/record_complaint.h"
#include "model/record_inner.h"

static const struct field complaint_count_fields[] = {
    FIELD(complaint_count, council, FIELD_KEY, 40, 0, NULL),
    FIELD(complaint_count, stage, FIELD_NUMBER, 0, 0, NULL),
    FIELD(complaint_count, received, FIELD_NUMBER, 0, 0, NULL),
    FIELD(complaint_count, acknowledged, FIELD_NUMBER, 0, 0, NULL),
    FIELD(complaint_count, acknowledged_late, FIELD_NUMBER, 0, 0, NULL),
    FIELD(complaint_count, extended, FIELD_NUMBER, 0, 0, NULL),
    FIELD(complaint_count, answered, FIELD_NUMBER, 0, 0, NULL),
    FIELD(complaint_count, answered_late, FIELD_NUMBER, 0, 0, NULL),
    FIELD(complaint_count, upheld, FIELD_NUMBER, 0, 0, NULL),
    FIELD(complaint_count, partly, FIELD_NUMBER, 0, 0, NULL),
    FIELD(complaint_count, rejected, FIELD_NUMBER, 0, 0, NULL),
    FIELD(complaint_count, withdrawn, FIELD_NUMBER, 0, 0, NULL),
    FIELD(complaint_count, overdue, FIELD_NUMBER, 0, 0, NULL),
};
const struct record complaint_count_record = RECORD(complaint_count);

static const struct field complaint_lesson_fields[] = {
    FIELD(complaint_lesson, council, FIELD_KEY, 40, 0, NULL),
    FIELD(complaint_lesson, reference, FIELD_TEXT, 11, 0, NULL),
    FIELD(complaint_lesson, kind, FIELD_KEY, 20, 0, NULL),
    FIELD(complaint_lesson, text, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD(complaint_lesson, action, FIELD_TEXT, 1000, FIELD_PERSONAL, NULL),
    FIELD(complaint_lesson, owner, FIELD_TEXT, 200, 0, NULL),
    FIELD(complaint_lesson, at, FIELD_TIME, 0, 0, NULL),
    FIELD(complaint_lesson, due, FIELD_TIME, 0, 0, NULL),
    FIELD(complaint_lesson, done, FIELD_TIME, 0, 0, NULL),
    FIELD(complaint_lesson, came, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
};
const struct record complaint_lesson_record = RECORD(complaint_lesson);
