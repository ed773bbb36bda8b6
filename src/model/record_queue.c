/* The back office's queues: taking the next case, colleagues to hand it to, what came back and why.
 */
#include "model/record_queue.h"
#include "model/record_inner.h"

static const struct field next_best_fields[] = {
    FIELD(next_best, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(next_best, queue, FIELD_KEY, 100, 0, NULL),
};
const struct record next_best_record = RECORD(next_best);

static const struct field next_best_page_fields[] = {
    FIELD_IN(next_best_page, taken, FIELD_ONE, 1, case_page_record, 0, NULL),
    FIELD(next_best_page, waiting, FIELD_NUMBER, 0, 0, NULL),
};
const struct record next_best_page_record = RECORD(next_best_page);

static const struct field colleague_fields[] = {
    FIELD(colleague, id, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(colleague, name, FIELD_TEXT, 120, FIELD_REQUIRED, NULL),
    FIELD(colleague, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(colleague, team, FIELD_KEY, 60, 0, NULL),
    FIELD(colleague, role, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(colleague, skills, FIELD_TEXT, 400, 0, NULL),
};
const struct record colleague_record = RECORD(colleague);

static const struct field colleague_page_fields[] = {
    FIELD_IN(colleague_page, items, FIELD_LIST, 500, colleague_record, 0, NULL),
};
const struct record colleague_page_record = RECORD(colleague_page);

static const struct field bounce_count_fields[] = {
    FIELD(bounce_count, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(bounce_count, council, FIELD_KEY, 40, 0, NULL),
    FIELD(bounce_count, prompt, FIELD_KEY, 60, 0, NULL),
    FIELD(bounce_count, reason, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(bounce_count, count, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(bounce_count, last, FIELD_TIME, 0, 0, NULL),
};
const struct record bounce_count_record = RECORD(bounce_count);

static const struct field bounce_count_page_fields[] = {
    FIELD_IN(bounce_count_page, items, FIELD_LIST, 200, bounce_count_record, 0, NULL),
};
const struct record bounce_count_page_record = RECORD(bounce_count_page);
