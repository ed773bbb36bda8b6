/* Rules of retention. */
#include "model/record_retention.h"
#include "model/record_inner.h"

const struct retention_kind retention_kinds[RETAIN_KINDS] = {
    [RETAIN_NOTE] = {"note", "written", "erase"},
    [RETAIN_CHECK] = {"check", "made", "erase"},
    [RETAIN_MARKER] = {"marker", "ended", "erase"},
    [RETAIN_RELATION] = {"relation", "ended", "erase"},
    [RETAIN_CASE] = {"case", "closed", "anonymise"},
    [RETAIN_CONTACT] = {"contact", "ended", "anonymise"},
    [RETAIN_VISIT] = {"visit", "ended", "erase"},
    [RETAIN_CUSTOMER] = {"customer", "last_contact", "erase"},
};

static const char *const after_words[] = {
    "written", "made", "ended", "closed", "last_contact", NULL};
static const char *const then_words[] = {"erase", "anonymise", NULL};

static const struct field retention_fields[] = {
    FIELD(retention, id, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(retention, months, FIELD_NUMBER, 0, 0, NULL),
    FIELD_OF(retention, after, after_words, FIELD_REQUIRED, NULL),
    FIELD_OF(retention, then, then_words, FIELD_REQUIRED, NULL),
};
const struct record retention_record = RECORD(retention);
