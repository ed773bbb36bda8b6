/* Services as forms on the web, and what their customers may know of them later. */
#include "model/record_inner.h"

static const char *const question_kinds[] = {"ask", "tell", NULL};
static const char *const question_states[] = {"open", "answered", "waits", "not_needed", NULL};
static const char *const form_ends[] = {"refer", "resolve", "signpost", NULL};
static const char *const web_form_states[] = {
    "waiting", "joined", "made", "anonymous", "set_aside", NULL};
static const char *const web_form_kinds[] = {"join", "make", "set_aside", NULL};

enum { ID_OF_PROMPT = 60, SENTENCE = 1000, SAID = 4000 };

static const struct field form_choice_fields[] = {
    FIELD(form_choice, value, FIELD_TEXT, 120, FIELD_REQUIRED, NULL),
    FIELD(form_choice, label, FIELD_TEXT, 400, FIELD_REQUIRED, NULL),
};
const struct record form_choice_record = RECORD(form_choice);

static const struct field form_question_fields[] = {
    FIELD(form_question, id, FIELD_TEXT, ID_OF_PROMPT, FIELD_REQUIRED, NULL),
    FIELD_OF(form_question, kind, question_kinds, FIELD_REQUIRED, NULL),
    FIELD(form_question, type, FIELD_TEXT, 40, 0, NULL),
    FIELD(form_question, heading, FIELD_TEXT, 400, 0, NULL),
    FIELD(form_question, text, FIELD_TEXT, SAID, FIELD_REQUIRED, NULL),
    FIELD(form_question, hint, FIELD_TEXT, SAID, 0, NULL),
    FIELD_OF(form_question, state, question_states, FIELD_REQUIRED, NULL),
    FIELD(form_question, required, FIELD_BOOL, 0, 0, NULL),
    FIELD(form_question, value, FIELD_TEXT, SAID, FIELD_PERSONAL, NULL),
    FIELD(form_question, fault, FIELD_TEXT, SENTENCE, 0, NULL),
    FIELD_IN(form_question, choices, FIELD_LIST, 300, form_choice_record, 0, NULL),
};
const struct record form_question_record = RECORD(form_question);

static const struct field form_page_fields[] = {
    FIELD(form_page, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(form_page, council, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(form_page, language, FIELD_KEY, 10, FIELD_REQUIRED, NULL),
    FIELD(form_page, title, FIELD_TEXT, 400, FIELD_REQUIRED, NULL),
    FIELD(form_page, summary, FIELD_TEXT, SAID, 0, NULL),
    FIELD(form_page, version, FIELD_NUMBER, 0, 0, NULL),
    FIELD(form_page, ready, FIELD_BOOL, 0, 0, NULL),
    FIELD_OF(form_page, ends, form_ends, 0, NULL),
    FIELD(form_page, told, FIELD_TEXT, SAID, 0, NULL),
    FIELD(form_page, promise, FIELD_TEXT, SAID, 0, NULL),
    FIELD_IN(form_page, questions, FIELD_LIST, 500, form_question_record, 0, NULL),
};
const struct record form_page_record = RECORD(form_page);

static const struct field form_answer_fields[] = {
    FIELD(form_answer, prompt, FIELD_TEXT, ID_OF_PROMPT, FIELD_REQUIRED, NULL),
    FIELD(form_answer, value, FIELD_TEXT, SAID, FIELD_PERSONAL, NULL),
};
const struct record form_answer_record = RECORD(form_answer);

static const struct field form_sent_fields[] = {
    FIELD(form_sent, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(form_sent, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(form_sent, council, FIELD_KEY, 40, 0, NULL),
    FIELD(form_sent, language, FIELD_KEY, 10, 0, NULL),
    FIELD(form_sent, began, FIELD_TIME, 0, 0, NULL),
    FIELD_IN(form_sent, answers, FIELD_LIST, 300, form_answer_record, 0, NULL),
};
const struct record form_sent_record = RECORD(form_sent);

static const struct field form_fault_fields[] = {
    FIELD(form_fault, prompt, FIELD_TEXT, ID_OF_PROMPT, FIELD_REQUIRED, NULL),
    FIELD(form_fault, sentence, FIELD_TEXT, SENTENCE, FIELD_REQUIRED, NULL),
};
const struct record form_fault_record = RECORD(form_fault);

static const struct field form_receipt_fields[] = {
    FIELD(form_receipt, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(form_receipt, outcome, record_outcome_words, FIELD_REQUIRED, NULL),
    FIELD(form_receipt, told, FIELD_TEXT, SAID, 0, NULL),
    FIELD(form_receipt, promise, FIELD_TEXT, SAID, 0, NULL),
    FIELD(form_receipt, reference, FIELD_TEXT, 11, 0, NULL),
    FIELD(form_receipt, secret, FIELD_TEXT, 40, FIELD_SECRET, NULL),
    FIELD(form_receipt, due, FIELD_TIME, 0, 0, NULL),
    FIELD(form_receipt, received, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record form_receipt_record = RECORD(form_receipt);

static const struct field web_form_fields[] = {
    FIELD(web_form, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(web_form, desk, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(web_form, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(web_form, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(web_form, contact, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(web_form, case_id, FIELD_ID, 36, 0, NULL),
    FIELD(web_form, reference, FIELD_TEXT, 11, 0, NULL),
    FIELD(web_form, customer, FIELD_ID, 36, 0, NULL),
    FIELD_OF(web_form, state, web_form_states, FIELD_REQUIRED, NULL),
    FIELD(web_form, digest, FIELD_TEXT, 64, FIELD_REQUIRED, NULL),
    FIELD_OF(web_form, outcome, record_outcome_words, FIELD_REQUIRED, NULL),
    FIELD(web_form, told, FIELD_TEXT, SAID, FIELD_PERSONAL, NULL),
    FIELD(web_form, user, FIELD_KEY, 60, 0, NULL),
    FIELD(web_form, given, FIELD_TEXT, 120, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(web_form, family, FIELD_TEXT, 120, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(web_form, born, FIELD_TEXT, 10, FIELD_PERSONAL, NULL),
    FIELD(web_form, phone, FIELD_TEXT, 20, FIELD_PERSONAL, NULL),
    FIELD(web_form, email, FIELD_TEXT, 254, FIELD_PERSONAL, NULL),
    FIELD(web_form, line, FIELD_TEXT, 200, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(web_form, town, FIELD_TEXT, 80, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(web_form, postcode, FIELD_TEXT, 10, FIELD_PERSONAL, NULL),
    FIELD(web_form, language, FIELD_KEY, 10, 0, NULL),
    FIELD(web_form, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD_IN(
	web_form, candidates, FIELD_LIST, 20, alike_record, FIELD_DERIVED | FIELD_READ_ONLY, NULL),
};
const struct record web_form_record = RECORD(web_form);

static const struct field web_form_summary_fields[] = {
    FIELD(web_form_summary, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(web_form_summary, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(web_form_summary, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(web_form_summary, name, FIELD_TEXT, 250, FIELD_PERSONAL, NULL),
    FIELD(web_form_summary, reference, FIELD_TEXT, 11, 0, NULL),
    FIELD(web_form_summary, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record web_form_summary_record = RECORD(web_form_summary);

static const struct field web_form_event_fields[] = {
    FIELD(web_form_event, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(web_form_event, kind, web_form_kinds, FIELD_REQUIRED, NULL),
    FIELD(web_form_event, customer, FIELD_ID, 36, 0, NULL),
};
const struct record web_form_event_record = RECORD(web_form_event);

static const struct field progress_query_fields[] = {
    FIELD(progress_query, reference, FIELD_TEXT, 40, FIELD_REQUIRED, NULL),
    FIELD(progress_query, secret, FIELD_TEXT, 40, FIELD_REQUIRED | FIELD_SECRET, NULL),
    FIELD(progress_query, language, FIELD_KEY, 10, 0, NULL),
};
const struct record progress_query_record = RECORD(progress_query);

static const struct field progress_fields[] = {
    FIELD(progress, reference, FIELD_TEXT, 11, FIELD_REQUIRED, NULL),
    FIELD(progress, service, FIELD_TEXT, 400, FIELD_REQUIRED, NULL),
    FIELD(progress, council, FIELD_TEXT, 120, 0, NULL),
    FIELD_OF(progress, state, record_case_state_words, FIELD_REQUIRED, NULL),
    FIELD(progress, words, FIELD_TEXT, SENTENCE, FIELD_REQUIRED, NULL),
    FIELD(progress, promise, FIELD_TEXT, 400, 0, NULL),
    FIELD(progress, asked, FIELD_TEXT, SENTENCE, 0, NULL),
    FIELD(progress, last, FIELD_TEXT, SENTENCE, 0, NULL),
    FIELD(progress, opened, FIELD_TIME, 0, 0, NULL),
    FIELD(progress, due, FIELD_TIME, 0, 0, NULL),
    FIELD(progress, at, FIELD_TIME, 0, 0, NULL),
};
const struct record progress_record = RECORD(progress);

static const struct field case_secret_fields[] = {
    FIELD(case_secret, reference, FIELD_TEXT, 11, FIELD_REQUIRED, NULL),
    FIELD(case_secret, secret, FIELD_TEXT, 40, FIELD_REQUIRED | FIELD_SECRET, NULL),
};
const struct record case_secret_record = RECORD(case_secret);

static const struct field web_page_fields[] = {
    FIELD(web_page, text, FIELD_TEXT, 1000000, FIELD_REQUIRED | FIELD_PERSONAL, NULL),
};
const struct record web_page_record = RECORD(web_page);

static const struct field form_count_fields[] = {
    FIELD(form_count, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(form_count, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(form_count, begun, FIELD_NUMBER, 0, 0, NULL),
    FIELD(form_count, sent, FIELD_NUMBER, 0, 0, NULL),
    FIELD(form_count, refused, FIELD_NUMBER, 0, 0, NULL),
    FIELD(form_count, cases, FIELD_NUMBER, 0, 0, NULL),
    FIELD(form_count, first, FIELD_NUMBER, 0, 0, NULL),
    FIELD(form_count, looked, FIELD_NUMBER, 0, 0, NULL),
};
const struct record form_count_record = RECORD(form_count);
