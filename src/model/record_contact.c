/* Contacts with their enquiries and answers, the cases they open, and the queues these wait in. */
#include "model/case_kind.h"
#include "model/record_inner.h"

static const char *const answer_source_words[] = {
    "asked", "known", "volunteered", "calculated", NULL};
const char *const record_outcome_words[] = {
    "resolved", "referred", "signposted", "booked", "callback", "abandoned", NULL};
const char *const record_offer_reply_words[] = {"yes", "no", "later", NULL};
const char *const record_channel_words[] = {
    "phone", "counter", "gateway", "email", "post", "web", NULL};
const char *const record_direction_words[] = {"in", "out", NULL};
const char *const record_priority_words[] = {"high", "normal", "low", NULL};
const char *const record_case_state_words[] = {"open", "closed", NULL};

static const struct field answer_fields[] = {
    FIELD(answer, prompt, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(answer, value, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD_OF(answer, source, answer_source_words, FIELD_REQUIRED, NULL),
    FIELD(answer, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(answer, version, FIELD_NUMBER, 0, 0, NULL),
};
const struct record answer_record = RECORD(answer);

static const struct field case_open_fields[] = {
    FIELD(case_open, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(case_open, reference, FIELD_TEXT, 11, FIELD_REQUIRED, NULL),
    FIELD(case_open, queue, FIELD_KEY, 100, FIELD_REQUIRED, NULL),
    FIELD(case_open, promise, FIELD_TEXT, 400, 0, NULL),
    FIELD(case_open, summary, FIELD_TEXT, 400, FIELD_PERSONAL, NULL),
    FIELD(case_open, due, FIELD_TIME, 0, 0, NULL),
    FIELD(case_open, origin, FIELD_TEXT, 40, FIELD_READ_ONLY, NULL),
    FIELD(case_open, origin_key, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
};
const struct record case_open_record = RECORD(case_open);

static const struct field enquiry_fields[] = {
    FIELD(enquiry, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(enquiry, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(enquiry, responsible, FIELD_KEY, 40, 0, NULL),
    FIELD_OF(enquiry, outcome, record_outcome_words, FIELD_REQUIRED, NULL),
    FIELD(enquiry, outcome_prompt, FIELD_KEY, 60, 0, NULL),
    FIELD(enquiry, signposted, FIELD_KEY, 60, 0, NULL),
    FIELD(enquiry, offer, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(enquiry, offer_reply, record_offer_reply_words, 0, NULL),
    FIELD(enquiry, note, FIELD_TEXT, 4000, FIELD_PERSONAL, N_("Note")),
    FIELD(enquiry, found_by, FIELD_KEY, 80, 0, NULL),
    FIELD(enquiry, version, FIELD_NUMBER, 0, 0, NULL),
    FIELD(enquiry, began, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD_IN(enquiry, answers, FIELD_LIST, 500, answer_record, 0, NULL),
    FIELD_IN(enquiry, opens, FIELD_ONE, 1, case_open_record, 0, NULL),
    FIELD(enquiry, joins, FIELD_ID, 36, 0, NULL),
    FIELD(enquiry, surveys, FIELD_ID, 36, 0, NULL),
};
const struct record enquiry_record = RECORD(enquiry);

static const struct field behalf_fields[] = {
    FIELD(behalf, relation, FIELD_ID, 36, 0, NULL),
    FIELD(behalf, name, FIELD_TEXT, 240, FIELD_PERSONAL | FIELD_SINGLE_LINE | FIELD_REQUIRED, NULL),
    FIELD(behalf, role, FIELD_TEXT, 120, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD_OF(behalf, authority, record_authority_words, 0, NULL),
    FIELD(behalf, from, FIELD_DATE, 10, 0, NULL),
    FIELD(behalf, until, FIELD_DATE, 10, 0, NULL),
};
const struct record behalf_record = RECORD(behalf);

static const struct field contact_fields[] = {
    FIELD(contact, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(contact, step, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(contact, after, FIELD_NUMBER, 0, FIELD_DERIVED, NULL),
    FIELD(contact, customer, FIELD_ID, 36, 0, NULL),
    FIELD(contact, at, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(contact, as, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(contact, desk, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(contact, user, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD_OF(contact, channel, record_channel_words, FIELD_REQUIRED, NULL),
    FIELD_OF(contact, direction, record_direction_words, 0, NULL),
    FIELD(contact, venue, FIELD_KEY, 60, 0, NULL),
    FIELD(contact, caller, FIELD_TEXT, 20, FIELD_PERSONAL, NULL),
    FIELD(contact, caller_relation, FIELD_ID, 36, FIELD_PERSONAL, NULL),
    FIELD(contact, caller_name, FIELD_TEXT, 240, FIELD_PERSONAL | FIELD_OTHER | FIELD_SINGLE_LINE,
	NULL),
    FIELD(contact, caller_role, FIELD_TEXT, 120, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD_OF(contact, authority, record_authority_words, 0, NULL),
    FIELD(contact, authority_until, FIELD_DATE, 10, FIELD_READ_ONLY, NULL),
    FIELD(contact, note, FIELD_TEXT, 4000, FIELD_PERSONAL, N_("Note")),
    FIELD(contact, began, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(contact, ended, FIELD_TIME, 0, 0, NULL),
    FIELD(contact, received, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD_IN(contact, new_customer, FIELD_ONE, 1, customer_record, 0, NULL),
    FIELD_IN(contact, change, FIELD_ONE, 1, customer_change_record, 0, NULL),
    FIELD_IN(contact, enquiries, FIELD_LIST, 50, enquiry_record, 0, NULL),
    FIELD_IN(contact, asked, FIELD_ONE, 1, survey_asking_record, 0, NULL),
    FIELD(contact, origin, FIELD_TEXT, 40, FIELD_READ_ONLY, NULL),
    FIELD(contact, origin_key, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(contact, mail, FIELD_ID, 36, 0, NULL),
    FIELD(contact, anonymised, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(contact, withheld, FIELD_BOOL, 0, FIELD_READ_ONLY | FIELD_DERIVED, NULL),
};
const struct record contact_record = RECORD(contact);

static const struct field case_event_fields[] = {
    FIELD(case_event, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(case_event, kind, case_kind_words, FIELD_REQUIRED, NULL),
    FIELD(case_event, user, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(case_event, text, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD(case_event, queue, FIELD_KEY, 100, 0, NULL),
    FIELD(case_event, state, FIELD_KEY, 60, 0, NULL),
    FIELD(case_event, to, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(case_event, reason, bounce_reason_words, 0, NULL),
    FIELD(case_event, prompt, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(case_event, priority, record_priority_words, 0, NULL),
    FIELD(case_event, skill, FIELD_KEY, 60, 0, NULL),
    FIELD(case_event, subject, FIELD_KEY, 80, 0, NULL),
    FIELD(case_event, was, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD(case_event, now, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD_OF(case_event, link, record_case_link_words, 0, NULL),
    FIELD(case_event, due, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(case_event, until, FIELD_TIME, 0, 0, NULL),
    FIELD(case_event, told, FIELD_TEXT, 1000, 0, NULL),
    FIELD_OF(case_event, counted, case_count_words, FIELD_READ_ONLY, NULL),
    FIELD(case_event, stage, FIELD_NUMBER, 0, FIELD_READ_ONLY, NULL),
    FIELD(case_event, action, FIELD_TEXT, 1000, FIELD_PERSONAL, NULL),
    FIELD(case_event, owner, FIELD_TEXT, 200, 0, NULL),
    FIELD(case_event, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record case_event_record = RECORD(case_event);

bool
case_event_late(const struct case_event *event)
{
	return event->due && event->at > event->due;
}

static const struct field case_record_fields[] = {
    FIELD(case_record, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(case_record, reference, FIELD_TEXT, 11, FIELD_REQUIRED, NULL),
    FIELD(case_record, contact, FIELD_ID, 36, 0, NULL),
    FIELD(case_record, enquiry, FIELD_ID, 36, 0, NULL),
    FIELD(case_record, customer, FIELD_ID, 36, 0, NULL),
    FIELD(case_record, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(case_record, at, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(case_record, as, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(case_record, responsible, FIELD_KEY, 40, 0, NULL),
    FIELD(case_record, queue, FIELD_KEY, 100, FIELD_REQUIRED, NULL),
    FIELD(case_record, promise, FIELD_TEXT, 400, 0, NULL),
    FIELD(case_record, summary, FIELD_TEXT, 400, FIELD_PERSONAL, NULL),
    FIELD(case_record, note, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD_OF(case_record, state, record_case_state_words, FIELD_REQUIRED, NULL),
    FIELD(case_record, claimed_by, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(case_record, priority, record_priority_words, 0, NULL),
    FIELD(case_record, skill, FIELD_KEY, 60, 0, NULL),
    FIELD(case_record, bounced, FIELD_ID, 36, 0, NULL),
    FIELD(case_record, opened, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(case_record, due, FIELD_TIME, 0, 0, NULL),
    FIELD(case_record, closed, FIELD_TIME, 0, 0, NULL),
    FIELD(case_record, life, FIELD_KEY, 60, 0, NULL),
    FIELD(case_record, given, FIELD_NUMBER, 0, FIELD_READ_ONLY, NULL),
    FIELD(case_record, left, FIELD_NUMBER, 0, FIELD_READ_ONLY, NULL),
    FIELD(case_record, stopped, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD_IN(case_record, events, FIELD_LIST, 500, case_event_record, 0, NULL),
    FIELD_IN(case_record, attachments, FIELD_LIST, 50, attachment_record,
	FIELD_PERSONAL | FIELD_READ_ONLY, NULL),
    FIELD_IN(case_record, links, FIELD_LIST, 100, case_link_record, FIELD_READ_ONLY, NULL),
    FIELD(case_record, origin, FIELD_TEXT, 40, FIELD_READ_ONLY, NULL),
    FIELD(case_record, origin_key, FIELD_TEXT, 80, FIELD_READ_ONLY, NULL),
    FIELD(case_record, anonymised, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(case_record, move, FIELD_ID, 36, 0, NULL),
    FIELD(case_record, correction, FIELD_ID, 36, 0, NULL),
    FIELD(case_record, appointment, FIELD_ID, 36, 0, NULL),
};
const struct record case_record_record = RECORD(case_record);

static const struct field wrong_fields[] = {
    FIELD(wrong, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(wrong, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(wrong, council, FIELD_KEY, 40, 0, NULL),
    FIELD(wrong, subject, FIELD_TEXT, 80, FIELD_SINGLE_LINE, NULL),
    FIELD(wrong, version, FIELD_NUMBER, 0, 0, NULL),
    FIELD(wrong, text, FIELD_TEXT, 400, FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(wrong, said, FIELD_TEXT, 400, FIELD_READ_ONLY, NULL),
    FIELD(wrong, user, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(wrong, case_id, FIELD_ID, 36, FIELD_READ_ONLY, NULL),
    FIELD(wrong, reference, FIELD_TEXT, 11, FIELD_READ_ONLY, NULL),
    FIELD(wrong, at, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(wrong, mended, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(wrong, mended_in, FIELD_NUMBER, 0, FIELD_READ_ONLY, NULL),
    FIELD(wrong, how, FIELD_TEXT, 4000, FIELD_PERSONAL | FIELD_READ_ONLY, NULL),
    FIELD(wrong, heard, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
};
const struct record wrong_record = RECORD(wrong);

static const struct field wrong_page_fields[] = {
    FIELD_IN(wrong_page, items, FIELD_LIST, 100, wrong_record, 0, NULL),
};
const struct record wrong_page_record = RECORD(wrong_page);

static const struct field case_summary_fields[] = {
    FIELD(case_summary, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(case_summary, reference, FIELD_TEXT, 11, FIELD_REQUIRED, NULL),
    FIELD(case_summary, service, FIELD_KEY, 60, 0, NULL),
    FIELD(case_summary, summary, FIELD_TEXT, 400, FIELD_PERSONAL, NULL),
    FIELD(case_summary, customer_name, FIELD_TEXT, 240, FIELD_PERSONAL, NULL),
    FIELD(case_summary, responsible, FIELD_KEY, 40, 0, NULL),
    FIELD_OF(case_summary, state, record_case_state_words, FIELD_REQUIRED, NULL),
    FIELD(case_summary, claimed_by, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(case_summary, priority, record_priority_words, 0, NULL),
    FIELD(case_summary, skill, FIELD_KEY, 60, 0, NULL),
    FIELD(case_summary, bounced, FIELD_KEY, 40, 0, NULL),
    FIELD(case_summary, withheld, FIELD_BOOL, 0, 0, NULL),
    FIELD(case_summary, opened, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(case_summary, due, FIELD_TIME, 0, 0, NULL),
};
const struct record case_summary_record = RECORD(case_summary);

static const struct field case_list_fields[] = {
    FIELD_IN(case_list, items, FIELD_LIST, 100, case_summary_record, 0, NULL),
    FIELD(case_list, next, FIELD_TEXT, 80, 0, NULL),
};
const struct record case_list_record = RECORD(case_list);

static const struct field case_page_fields[] = {
    FIELD_IN(case_page, record, FIELD_ONE, 1, case_record_record, FIELD_REQUIRED, NULL),
    FIELD_IN(case_page, customer, FIELD_ONE, 1, candidate_record, 0, NULL),
    FIELD_IN(case_page, incident, FIELD_ONE, 1, incident_record, 0, NULL),
    FIELD_IN(case_page, behalf, FIELD_ONE, 1, behalf_record, 0, NULL),
    FIELD_IN(case_page, answers, FIELD_LIST, 500, answer_record, 0, NULL),
    FIELD_IN(case_page, wrongs, FIELD_LIST, 200, wrong_record, 0, NULL),
    FIELD_IN(case_page, promises, FIELD_LIST, 50, promise_line_record, 0, NULL),
    FIELD_IN(case_page, linked, FIELD_LIST, 100, case_summary_record, 0, NULL),
    FIELD_IN(case_page, mails, FIELD_LIST, 50, mail_summary_record, 0, NULL),
    FIELD(case_page, version, FIELD_NUMBER, 0, 0, NULL),
    FIELD(case_page, outcome_prompt, FIELD_KEY, 60, 0, NULL),
    FIELD_OF(case_page, channel, record_channel_words, 0, NULL),
    FIELD(case_page, left, FIELD_NUMBER, 0, 0, NULL),
    FIELD(case_page, late, FIELD_BOOL, 0, 0, NULL),
};
const struct record case_page_record = RECORD(case_page);

static const struct field queue_count_fields[] = {
    FIELD(queue_count, id, FIELD_KEY, 100, FIELD_REQUIRED, NULL),
    FIELD(queue_count, role, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(queue_count, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(queue_count, team_name, FIELD_TEXT, 120, 0, NULL),
    FIELD(queue_count, open, FIELD_NUMBER, 0, 0, NULL),
    FIELD(queue_count, overdue, FIELD_NUMBER, 0, 0, NULL),
    FIELD(queue_count, oldest, FIELD_TIME, 0, 0, NULL),
    FIELD(queue_count, waiting, FIELD_NUMBER, 0, 0, NULL),
    FIELD(queue_count, median, FIELD_TIME, 0, 0, NULL),
    FIELD(queue_count, done, FIELD_NUMBER, 0, 0, NULL),
};
const struct record queue_count_record = RECORD(queue_count);

static const struct field queue_page_fields[] = {
    FIELD_IN(queue_page, items, FIELD_LIST, 2000, queue_count_record, 0, NULL),
};
const struct record queue_page_record = RECORD(queue_page);

static const struct field contact_logged_fields[] = {
    FIELD(contact_logged, customer, FIELD_ID, 36, 0, NULL),
    FIELD(contact_logged, note, FIELD_TEXT, 4000, FIELD_PERSONAL, NULL),
    FIELD(contact_logged, ended, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD_IN(contact_logged, enquiries, FIELD_LIST, 50, enquiry_record, 0, NULL),
};
const struct record contact_logged_record = RECORD(contact_logged);

static const struct field contact_receipt_fields[] = {
    FIELD(contact_receipt, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(contact_receipt, step, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(contact_receipt, received, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record contact_receipt_record = RECORD(contact_receipt);

static const struct field outcome_count_fields[] = {
    FIELD(outcome_count, group, FIELD_KEY, 60, 0, NULL),
    FIELD(outcome_count, resolved, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outcome_count, referred, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outcome_count, signposted, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outcome_count, booked, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outcome_count, callback, FIELD_NUMBER, 0, 0, NULL),
    FIELD(outcome_count, abandoned, FIELD_NUMBER, 0, 0, NULL),
};
const struct record outcome_count_record = RECORD(outcome_count);

static const struct field offer_count_fields[] = {
    FIELD(offer_count, group, FIELD_KEY, 60, 0, NULL),
    FIELD(offer_count, offered, FIELD_NUMBER, 0, 0, NULL),
    FIELD(offer_count, yes, FIELD_NUMBER, 0, 0, NULL),
    FIELD(offer_count, no, FIELD_NUMBER, 0, 0, NULL),
    FIELD(offer_count, later, FIELD_NUMBER, 0, 0, NULL),
};
const struct record offer_count_record = RECORD(offer_count);
