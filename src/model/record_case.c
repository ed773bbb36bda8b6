#include "model/record_case.h"
#include "base/text.h"
#include "model/record_inner.h"

const char *const record_case_link_words[] = {
    "duplicate", "duplicated", "follows", "followed", "part", "whole", NULL};

const char *
case_link_back(const char *kind)
{
	size_t i = 0; /* they stand in pairs */
	while (record_case_link_words[i] && !text_same(record_case_link_words[i], kind))
		i++;
	return record_case_link_words[i] ? record_case_link_words[i ^ 1] : NULL;
}

static const struct field case_link_fields[] = {
    FIELD(case_link, reference, FIELD_TEXT, 11, FIELD_REQUIRED, NULL),
    FIELD_OF(case_link, kind, record_case_link_words, FIELD_REQUIRED, NULL),
    FIELD(case_link, author, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(case_link, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record case_link_record = RECORD(case_link);

static const struct field attachment_fields[] = {
    FIELD(attachment, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(attachment, hash, FIELD_TEXT, 64, FIELD_REQUIRED, NULL),
    FIELD(attachment, name, FIELD_TEXT, 200, FIELD_PERSONAL | FIELD_SINGLE_LINE | FIELD_REQUIRED,
	NULL),
    FIELD(attachment, type, FIELD_TEXT, 100, FIELD_REQUIRED, NULL),
    FIELD(attachment, size, FIELD_NUMBER, 0, 0, NULL),
    FIELD(attachment, author, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(attachment, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record attachment_record = RECORD(attachment);

static const struct field attachment_file_fields[] = {
    FIELD(attachment_file, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(attachment_file, name, FIELD_TEXT, 200,
	FIELD_PERSONAL | FIELD_SINGLE_LINE | FIELD_REQUIRED, NULL),
    FIELD(attachment_file, type, FIELD_TEXT, 100, FIELD_REQUIRED, NULL),
    FIELD(attachment_file, content, FIELD_TEXT, (ATTACHMENT_PIECE + 2) / 3 * 4,
	FIELD_PERSONAL | FIELD_REQUIRED, NULL),
    FIELD(attachment_file, from, FIELD_NUMBER, 0, 0, NULL),
    FIELD(attachment_file, size, FIELD_NUMBER, 0, 0, NULL),
};
const struct record attachment_file_record = RECORD(attachment_file);

static const struct field case_fields_fields[] = {
    FIELD(case_fields, promise, FIELD_TEXT, 400, 0, N_("Promised")),
    FIELD(case_fields, summary, FIELD_TEXT, 400, FIELD_PERSONAL, N_("About")),
    FIELD(case_fields, note, FIELD_TEXT, 4000, FIELD_PERSONAL, N_("Note")),
    FIELD(case_fields, due, FIELD_TIME, 0, 0, N_("Due")),
};
const struct record case_fields_record = RECORD(case_fields);

static const struct field case_change_fields[] = {
    FIELD(case_change, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_IN(
	case_change, was, FIELD_ONE, 1, case_fields_record, FIELD_REQUIRED | FIELD_PARTIAL, NULL),
    FIELD_IN(
	case_change, now, FIELD_ONE, 1, case_fields_record, FIELD_REQUIRED | FIELD_PARTIAL, NULL),
};
const struct record case_change_record = RECORD(case_change);
