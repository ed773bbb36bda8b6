/* The directory: published texts, drafts, assurance, notices, and the feed that tells of them. */
#include "model/record_inner.h"

static const char *const notice_kind_words[] = {"notice", "emergency", NULL};
static const char *const scope_kind_words[] = {"service", "council", "site", NULL};
static const char *const topic_words[] = {"directory", "draft", "notice", "case", "mended",
    "forget", "queue", "work", "incident", "transfer", "visit", NULL};
static const char *const draft_state_words[] = {
    "draft", "submitted", "returned", "scheduled", "conflict", NULL};
static const char *const verdict_words[] = {"approve", "return", NULL};
static const char *const standing_words[] = {"published", "scheduled", "returned", NULL};

static const struct field notice_scope_fields[] = {
    FIELD_OF(notice_scope, kind, scope_kind_words, FIELD_REQUIRED, NULL),
    FIELD(notice_scope, id, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
};
const struct record notice_scope_record = RECORD(notice_scope);

static const struct field notice_fields[] = {
    FIELD(notice, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(notice, text, FIELD_TEXT, 400, FIELD_REQUIRED, NULL),
    FIELD(notice, author, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(notice, script, FIELD_TEXT, 1000, 0, NULL),
    FIELD_OF(notice, kind, notice_kind_words, 0, NULL),
    FIELD_IN(notice, scope, FIELD_LIST, 200, notice_scope_record, 0, NULL),
    FIELD(notice, from, FIELD_TIME, 0, 0, NULL),
    FIELD(notice, until, FIELD_TIME, 0, 0, NULL),
    FIELD(notice, prepared, FIELD_BOOL, 0, 0, NULL),
    FIELD(notice, revision, FIELD_NUMBER, 0, 0, NULL),
};
const struct record notice_record = RECORD(notice);

static const struct field service_text_fields[] = {
    FIELD(service_text, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(service_text, text, FIELD_TEXT, 262144, 0, NULL),
    FIELD(service_text, version, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(service_text, was, FIELD_NUMBER, 0, FIELD_DERIVED, NULL),
    FIELD(service_text, patch, FIELD_TEXT, 262144, FIELD_DERIVED, NULL),
};
const struct record service_text_record = RECORD(service_text);

static const struct field directory_page_fields[] = {
    FIELD(directory_page, version, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(directory_page, more, FIELD_BOOL, 0, 0, NULL),
    FIELD_IN(directory_page, services, FIELD_LIST, 5000, service_text_record, 0, NULL),
};
const struct record directory_page_record = RECORD(directory_page);

static const struct field entry_draft_fields[] = {
    FIELD(entry_draft, id, FIELD_KEY, 80, FIELD_READ_ONLY, NULL),
    FIELD(entry_draft, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(entry_draft, base, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(entry_draft, revision, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(entry_draft, text, FIELD_TEXT, 262144, FIELD_REQUIRED, NULL),
    FIELD_OF(entry_draft, state, draft_state_words, FIELD_REQUIRED, NULL),
    FIELD(entry_draft, author, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(entry_draft, writers, FIELD_TEXT, 4000, FIELD_READ_ONLY, NULL),
    FIELD(entry_draft, comment, FIELD_TEXT, 2000, 0, N_("Comment")),
    FIELD(entry_draft, approver, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(entry_draft, effective, FIELD_TIME, 0, 0, NULL),
    FIELD(entry_draft, changed, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
};
const struct record entry_draft_record = RECORD(entry_draft);

static const struct field entry_verdict_fields[] = {
    FIELD(entry_verdict, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(entry_verdict, revision, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD_OF(entry_verdict, verdict, verdict_words, FIELD_REQUIRED, NULL),
    FIELD(entry_verdict, comment, FIELD_TEXT, 1000, 0, N_("Comment")),
    FIELD(entry_verdict, effective, FIELD_TIME, 0, 0, NULL),
};
const struct record entry_verdict_record = RECORD(entry_verdict);

static const struct field entry_standing_fields[] = {
    FIELD(entry_standing, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD_OF(entry_standing, state, standing_words, FIELD_REQUIRED, NULL),
    FIELD(entry_standing, version, FIELD_NUMBER, 0, 0, NULL),
    FIELD(entry_standing, effective, FIELD_TIME, 0, 0, NULL),
};
const struct record entry_standing_record = RECORD(entry_standing);

static const struct field entry_version_fields[] = {
    FIELD(entry_version, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(entry_version, version, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(entry_version, author, FIELD_TEXT, 80, 0, NULL),
    FIELD(entry_version, approver, FIELD_TEXT, 80, 0, NULL),
    FIELD(entry_version, comment, FIELD_TEXT, 2000, 0, NULL),
    FIELD(entry_version, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record entry_version_record = RECORD(entry_version);

static const struct field entry_version_page_fields[] = {
    FIELD_IN(entry_version_page, items, FIELD_LIST, 1000, entry_version_record, 0, NULL),
};
const struct record entry_version_page_record = RECORD(entry_version_page);

static const struct field entry_row_fields[] = {
    FIELD(entry_row, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(entry_row, title, FIELD_TEXT, 400, 0, NULL),
    FIELD(entry_row, variant, FIELD_KEY, 40, 0, NULL),
    FIELD(entry_row, team, FIELD_KEY, 60, 0, NULL),
    FIELD(entry_row, council, FIELD_KEY, 40, 0, NULL),
    FIELD(entry_row, assured, FIELD_DATE, 10, 0, NULL),
    FIELD(entry_row, review_by, FIELD_DATE, 10, 0, NULL),
    FIELD(entry_row, stale, FIELD_NUMBER, 0, 0, NULL),
    FIELD(entry_row, version, FIELD_NUMBER, 0, 0, NULL),
    FIELD_OF(entry_row, state, draft_state_words, 0, NULL),
    FIELD(entry_row, author, FIELD_TEXT, 80, 0, NULL),
    FIELD(entry_row, effective, FIELD_TIME, 0, 0, NULL),
};
const struct record entry_row_record = RECORD(entry_row);

static const struct field entry_page_fields[] = {
    FIELD_IN(entry_page, items, FIELD_LIST, 500, entry_row_record, 0, NULL),
    FIELD(entry_page, next, FIELD_TEXT, 600, 0, NULL),
};
const struct record entry_page_record = RECORD(entry_page);

static const struct field entry_mark_fields[] = {
    FIELD(entry_mark, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(entry_mark, version, FIELD_NUMBER, 0, 0, NULL),
};
const struct record entry_mark_record = RECORD(entry_mark);

static const struct field assurance_fields[] = {
    FIELD(assurance, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_IN(assurance, services, FIELD_LIST, 500, entry_mark_record, FIELD_REQUIRED, NULL),
    FIELD(assurance, council, FIELD_KEY, 40, 0, NULL),
    FIELD(assurance, assured, FIELD_DATE, 10, FIELD_REQUIRED, N_("Assured")),
    FIELD(assurance, review_by, FIELD_DATE, 10, FIELD_REQUIRED, N_("Review by")),
    FIELD(assurance, facts, FIELD_BOOL, 0, 0, NULL),
};
const struct record assurance_record = RECORD(assurance);

static const struct field assurance_receipt_fields[] = {
    FIELD(assurance_receipt, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_IN(assurance_receipt, services, FIELD_LIST, 500, entry_mark_record, 0, NULL),
};
const struct record assurance_receipt_record = RECORD(assurance_receipt);

static const struct field learnt_fields[] = {
    FIELD(learnt, id, FIELD_KEY, 150, FIELD_REQUIRED, NULL),
    FIELD(learnt, count, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(learnt, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record learnt_record = RECORD(learnt);

static const struct field learnt_page_fields[] = {
    FIELD_IN(learnt_page, items, FIELD_LIST, 300, learnt_record, 0, NULL),
};
const struct record learnt_page_record = RECORD(learnt_page);

static const struct field notice_page_fields[] = {
    FIELD_IN(notice_page, items, FIELD_LIST, 200, notice_record, 0, NULL),
};
const struct record notice_page_record = RECORD(notice_page);

static const struct field feed_item_fields[] = {
    FIELD_OF(feed_item, topic, topic_words, FIELD_REQUIRED, NULL),
    FIELD(feed_item, id, FIELD_TEXT, 100, 0, NULL),
    FIELD(feed_item, text, FIELD_TEXT, 262144, 0, NULL),
    FIELD(feed_item, number, FIELD_NUMBER, 0, 0, NULL),
    FIELD(feed_item, version, FIELD_NUMBER, 0, 0, NULL),
    FIELD_IN(feed_item, notice, FIELD_ONE, 1, notice_record, 0, NULL),
    FIELD_IN(feed_item, incident, FIELD_ONE, 1, incident_record, 0, NULL),
    FIELD_IN(feed_item, visit, FIELD_ONE, 1, visit_record, 0, NULL),
};
const struct record feed_item_record = RECORD(feed_item);

static const struct field feed_page_fields[] = {
    FIELD(feed_page, next, FIELD_TEXT, 40, FIELD_REQUIRED, NULL),
    FIELD(feed_page, reload, FIELD_BOOL, 0, 0, NULL),
    FIELD_IN(feed_page, items, FIELD_LIST, 500, feed_item_record, 0, NULL),
    FIELD_IN(feed_page, board, FIELD_LIST, 500, officer_record, 0, NULL),
    FIELD(feed_page, board_version, FIELD_NUMBER, 0, 0, NULL),
};
const struct record feed_page_record = RECORD(feed_page);
