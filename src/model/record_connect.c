/* What is to be done at other systems; e-mail. */
#include "model/record_inner.h"

static const char *const connect_state_words[] = {"waiting", "running", "done", "failed", NULL};
static const char *const mail_direction_words[] = {"in", "out", NULL};
static const char *const mail_automatic_words[] = {"reply", "list", "bounce", NULL};
static const char *const mail_state_words[] = {
    "waiting", "taken", "filed", "done", "set_aside", "pending", "sent", "failed", NULL};
static const char *const mail_event_words[] = {"take", "release", "set_aside", NULL};

static const struct field connect_job_fields[] = {
    FIELD(connect_job, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(connect_job, kind, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(connect_job, key, FIELD_TEXT, 120, FIELD_REQUIRED, NULL),
    FIELD(connect_job, subject, FIELD_ID, 36, 0, NULL),
    FIELD(connect_job, council, FIELD_KEY, 40, 0, NULL),
    FIELD_OF(connect_job, state, connect_state_words, FIELD_REQUIRED, NULL),
    FIELD(connect_job, attempts, FIELD_NUMBER, 0, 0, NULL),
    FIELD(connect_job, error, FIELD_TEXT, 300, FIELD_SINGLE_LINE, NULL),
    FIELD(connect_job, made, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(connect_job, next_at, FIELD_TIME, 0, 0, NULL),
    FIELD(connect_job, done, FIELD_TIME, 0, 0, NULL),
};
const struct record connect_job_record = RECORD(connect_job);

static const struct field connect_list_fields[] = {
    FIELD_IN(connect_list, items, FIELD_LIST, 200, connect_job_record, 0, NULL),
};
const struct record connect_list_record = RECORD(connect_list);

static const struct field mailbox_fields[] = {
    FIELD(mailbox, id, FIELD_KEY, 120, FIELD_REQUIRED, NULL),
    FIELD(mailbox, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(mailbox, address, FIELD_TEXT, 254, FIELD_REQUIRED | FIELD_SINGLE_LINE, NULL),
    FIELD(mailbox, validity, FIELD_NUMBER, 0, 0, NULL),
    FIELD(mailbox, last, FIELD_NUMBER, 0, 0, NULL),
    FIELD(mailbox, pages, FIELD_TEXT, 300, FIELD_SINGLE_LINE, NULL),
    FIELD(mailbox, error, FIELD_TEXT, 300, FIELD_SINGLE_LINE, NULL),
    FIELD(mailbox, looked, FIELD_TIME, 0, 0, NULL),
};
const struct record mailbox_record = RECORD(mailbox);

static const struct field mail_file_fields[] = {
    FIELD(mail_file, name, FIELD_TEXT, 200, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(mail_file, type, FIELD_TEXT, 100, FIELD_SINGLE_LINE, NULL),
    FIELD(mail_file, size, FIELD_NUMBER, 0, 0, NULL),
    FIELD(mail_file, hash, FIELD_TEXT, 64, 0, NULL),
};
const struct record mail_file_record = RECORD(mail_file);

static const struct field mail_fields[] = {
    FIELD(mail, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(mail, direction, mail_direction_words, FIELD_REQUIRED, NULL),
    FIELD(mail, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(mail, message, FIELD_TEXT, 250, FIELD_SINGLE_LINE, NULL),
    FIELD(mail, answers, FIELD_TEXT, 250, FIELD_SINGLE_LINE, NULL),
    FIELD(mail, thread, FIELD_TEXT, 4000, FIELD_SINGLE_LINE, NULL),
    FIELD(mail, sender, FIELD_TEXT, 254, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(mail, sender_name, FIELD_TEXT, 200, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(mail, recipient, FIELD_TEXT, 254, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(mail, subject, FIELD_TEXT, 300, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(mail, text, FIELD_TEXT, 20000, FIELD_PERSONAL, NULL),
    FIELD(mail, cut, FIELD_BOOL, 0, 0, NULL),
    FIELD_OF(mail, automatic, mail_automatic_words, 0, NULL),
    FIELD_OF(mail, state, mail_state_words, FIELD_REQUIRED, NULL),
    FIELD(mail, taken_by, FIELD_KEY, 60, 0, NULL),
    FIELD(mail, reply_to_mail, FIELD_ID, 36, 0, NULL),
    FIELD(mail, contact, FIELD_ID, 36, 0, NULL),
    FIELD(mail, case_id, FIELD_ID, 36, 0, NULL),
    FIELD(mail, customer, FIELD_ID, 36, 0, NULL),
    FIELD(mail, about, FIELD_ID, 36, 0, NULL),
    FIELD(mail, reference, FIELD_TEXT, 11, 0, NULL),
    FIELD(mail, error, FIELD_TEXT, 300, FIELD_SINGLE_LINE, NULL),
    FIELD(mail, digest, FIELD_TEXT, 80, 0, NULL),
    FIELD(mail, author, FIELD_KEY, 60, 0, NULL),
    FIELD(mail, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(mail, sent, FIELD_TIME, 0, 0, NULL),
    FIELD_IN(mail, files, FIELD_LIST, 40, mail_file_record, FIELD_PERSONAL, NULL),
    FIELD_IN(mail, candidates, FIELD_LIST, 10, candidate_record, FIELD_DERIVED | FIELD_OTHER, NULL),
};
const struct record mail_record = RECORD(mail);

static const struct field mail_summary_fields[] = {
    FIELD(mail_summary, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(mail_summary, direction, mail_direction_words, FIELD_REQUIRED, NULL),
    FIELD(mail_summary, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(mail_summary, sender, FIELD_TEXT, 254, FIELD_PERSONAL, NULL),
    FIELD(mail_summary, sender_name, FIELD_TEXT, 200, FIELD_PERSONAL, NULL),
    FIELD(mail_summary, recipient, FIELD_TEXT, 254, FIELD_PERSONAL, NULL),
    FIELD(mail_summary, subject, FIELD_TEXT, 300, FIELD_PERSONAL, NULL),
    FIELD_OF(mail_summary, automatic, mail_automatic_words, 0, NULL),
    FIELD_OF(mail_summary, state, mail_state_words, FIELD_REQUIRED, NULL),
    FIELD(mail_summary, taken_by, FIELD_KEY, 60, 0, NULL),
    FIELD(mail_summary, reference, FIELD_TEXT, 11, 0, NULL),
    FIELD(mail_summary, error, FIELD_TEXT, 300, 0, NULL),
    FIELD(mail_summary, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(mail_summary, sent, FIELD_TIME, 0, 0, NULL),
};
const struct record mail_summary_record = RECORD(mail_summary);

static const struct field mail_list_fields[] = {
    FIELD_IN(mail_list, items, FIELD_LIST, 100, mail_summary_record, 0, NULL),
    FIELD_IN(mail_list, forms, FIELD_LIST, 100, web_form_summary_record, 0, NULL),
    FIELD(mail_list, more, FIELD_BOOL, 0, 0, NULL),
};
const struct record mail_list_record = RECORD(mail_list);

static const struct field mail_event_fields[] = {
    FIELD(mail_event, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(mail_event, kind, mail_event_words, FIELD_REQUIRED, NULL),
};
const struct record mail_event_record = RECORD(mail_event);

static const struct field mail_reply_fields[] = {
    FIELD(mail_reply, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(mail_reply, mail, FIELD_ID, 36, 0, NULL),
    FIELD(mail_reply, case_id, FIELD_ID, 36, 0, NULL),
    FIELD(mail_reply, subject, FIELD_TEXT, 300, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(mail_reply, text, FIELD_TEXT, 10000, FIELD_REQUIRED | FIELD_PERSONAL, N_("Answer")),
};
const struct record mail_reply_record = RECORD(mail_reply);
