#include "wire/routes.h"
#include "base/id.h"
#include "base/text.h"
#include "base/web.h"

#include <string.h>

/* Most segments of a path: /v1/cases/{id}/events/{event}. */
enum { SEGMENTS = 5 };

#define FORM_TYPE "application/x-www-form-urlencoded"

static const struct route routes[ROUTE_COUNT] = {
    [ROUTE_HEALTH] = {ROUTE_HEALTH, "GET", "/v1/health", .reply = &health_record, .open = true,
	.summary = "Whether the CRM is well"},
    [ROUTE_OPENAPI] = {ROUTE_OPENAPI, "GET", "/v1/openapi.json", .open = true,
	.summary = "This description"},
    [ROUTE_ENROL] = {ROUTE_ENROL, "POST", "/v1/enrolments", &enrol_record, &enrolment_record,
	.open = true, .summary = "Enrol a desk with its one-time code"},
    [ROUTE_SIGN_IN] = {ROUTE_SIGN_IN, "POST", "/v1/session", &sign_in_record, &session_record,
	.open = true, .summary = "Sign in at a desk"},
    [ROUTE_SESSION] = {ROUTE_SESSION, "GET", "/v1/session", .reply = &session_record,
	.summary = "The session of this token"},
    [ROUTE_SIGN_OUT] = {ROUTE_SIGN_OUT, "DELETE", "/v1/session", .summary = "Sign out"},
    [ROUTE_PARTNERSHIP] = {ROUTE_PARTNERSHIP, "GET", "/v1/partnership",
	.reply = &partnership_page_record, .query = {{"known", 64, false}},
	.summary = "Councils, sites, desks, teams and queues of the partnership"},
    [ROUTE_DIRECTORY] = {ROUTE_DIRECTORY, "GET", "/v1/directory", .reply = &directory_page_record,
	.query = {{"after", 20, false}, {"most", 20, false}, {"whole", 20, false}},
	.summary =
	    "Services published since a version of the directory; as patches for a desk that "
	    "holds the whole of one"},
    [ROUTE_SERVICE] = {ROUTE_SERVICE, "GET", "/v1/directory/{service}",
	.reply = &service_text_record, .query = {{"version", 20, false}},
	.summary = "One service's text, as it is or as it was in a version"},
    [ROUTE_FIND_ADDRESSES] = {ROUTE_FIND_ADDRESSES, "GET", "/v1/addresses",
	.reply = &property_page_record, .query = {{"q", 200, true}},
	.summary = "Find properties of the gazetteer by postcode, or number and street"},
    [ROUTE_FIND_CUSTOMERS] = {ROUTE_FIND_CUSTOMERS, "GET", "/v1/customers",
	.reply = &candidate_page_record, .query = {{"q", 200, true}},
	.summary = "Find people and organisations"},
    [ROUTE_CUSTOMER] = {ROUTE_CUSTOMER, "GET", "/v1/customers/{id}", .reply = &customer_page_record,
	.query = {{"contact", 36, false}, {"case", 36, false}, {"reason", 200, false},
	    {"before", 80, false}, {"glass", 200, false}, {"filter", 80, false}},
	.summary = "A customer and their history, read for a contact, a case or a stated reason"},
    [ROUTE_CHANGE_CUSTOMER] = {ROUTE_CHANGE_CUSTOMER, "PATCH", "/v1/customers/{id}",
	&customer_change_record, &customer_record, .operation = true,
	.summary = "Change a customer where the fields still are what they were"},
    [ROUTE_PUT_CONTACT] = {ROUTE_PUT_CONTACT, "PUT", "/v1/contacts/{id}", &contact_record,
	&contact_receipt_record, .operation = true,
	.summary = "Log a contact with everything that belongs to it"},
    [ROUTE_CONTACT] = {ROUTE_CONTACT, "GET", "/v1/contacts/{id}", .reply = &contact_record,
	.query = {{"contact", 36, false}, {"reason", 200, false}, {"glass", 200, false}},
	.summary = "A contact, by its id or an enquiry's, as far as it may be seen; of another "
		   "desk's for a contact or a stated reason"},
    [ROUTE_CASE] = {ROUTE_CASE, "GET", "/v1/cases/{id}", .reply = &case_page_record,
	.query = {{"glass", 200, false}}, .summary = "A case, by id or reference"},
    [ROUTE_CHANGE_CASE] = {ROUTE_CHANGE_CASE, "PATCH", "/v1/cases/{id}", &case_change_record,
	&case_page_record, .operation = true,
	.summary = "Change the fields of a case where they still are what they were"},
    [ROUTE_PUT_ATTACHMENT] = {ROUTE_PUT_ATTACHMENT, "PUT",
	"/v1/cases/{id}/attachments/{attachment}", &attachment_file_record, &case_page_record,
	.operation = true,
	.summary = "Put a file on a case, its bytes in base64, or the next piece of them"},
    [ROUTE_ATTACHMENT] = {ROUTE_ATTACHMENT, "GET", "/v1/cases/{id}/attachments/{attachment}",
	.reply = &attachment_file_record,
	.query = {{"glass", 200, false}, {"from", 20, false}, {"most", 20, false}},
	.summary = "A file of a case, its bytes in base64: at most so many of them, from there on"},
    [ROUTE_PUT_CASE_EVENT] = {ROUTE_PUT_CASE_EVENT, "PUT", "/v1/cases/{id}/events/{event}",
	&case_event_record, &case_page_record, .operation = true,
	.summary = "Work on a case: note, claim, release, hand over, move, bounce back, answer, "
		   "set priority or skill, close, reopen"},
    [ROUTE_QUEUES] = {ROUTE_QUEUES, "GET", "/v1/queues", .reply = &queue_page_record,
	.summary = "The queues with their counts"},
    [ROUTE_QUEUE_CASES] = {ROUTE_QUEUE_CASES, "GET", "/v1/queues/{id}/cases",
	.reply = &case_list_record, .query = {{"after", 80, false}, {"filter", 80, false}},
	.summary = "The open cases of a queue, first due first; those with these words"},
    [ROUTE_NEXT_BEST] = {ROUTE_NEXT_BEST, "PUT", "/v1/next-best/{id}", &next_best_record,
	&next_best_page_record, .operation = true,
	.summary = "Take the case that is to be done next: overdue, then by priority, due time and "
		   "age; that the user has the skill for, and nobody has"},
    [ROUTE_WORK] = {ROUTE_WORK, "GET", "/v1/work", .reply = &case_list_record,
	.summary = "The open cases that the user has, and those that came back to their office"},
    [ROUTE_COLLEAGUES] = {ROUTE_COLLEAGUES, "GET", "/v1/colleagues",
	.reply = &colleague_page_record, .query = {{"council", 40, false}},
	.summary = "Those who may sign in, of the user's council or another, with their skills"},
    [ROUTE_BOUNCES] = {ROUTE_BOUNCES, "GET", "/v1/directory/{service}/bounces",
	.reply = &bounce_count_page_record,
	.summary = "How often cases of a service came back in 90 days, why, and by which prompt"},
    [ROUTE_BULK_PREVIEW] = {ROUTE_BULK_PREVIEW, "POST", "/v1/bulk-previews", &bulk_record,
	&bulk_record,
	.summary = "What an action would do to each of many cases, and what it cannot"},
    [ROUTE_PUT_BULK] = {ROUTE_PUT_BULK, "PUT", "/v1/bulks/{id}", &bulk_record, &bulk_record,
	.operation = true, .summary = "Close, hand over or set the priority of many cases at once"},
    [ROUTE_UNDO_BULK] = {ROUTE_UNDO_BULK, "PUT", "/v1/bulks/{id}/undo", .reply = &bulk_record,
	.operation = true,
	.summary = "Take such an action back, from each case to which nothing happened since"},
    [ROUTE_LEASE] = {ROUTE_LEASE, "POST", "/v1/leases", .reply = &lease_record, .operation = true,
	.summary = "Lease a block of references to this desk"},
    [ROUTE_NOTICES] = {ROUTE_NOTICES, "GET", "/v1/notices", .reply = &notice_page_record,
	.summary = "The notices in force"},
    [ROUTE_PUT_NOTICE] = {ROUTE_PUT_NOTICE, "PUT", "/v1/notices/{id}", &notice_record,
	&notice_record, .operation = true, .summary = "Put up a notice to desks"},
    [ROUTE_ENTRIES] = {ROUTE_ENTRIES, "GET", "/v1/entries", .reply = &entry_page_record,
	.query = {{"list", 20, false}, {"team", 60, false}, {"council", 40, false},
	    {"after", 600, false}},
	.summary = "Entries of the directory: all, overdue, in draft, submitted or scheduled"},
    [ROUTE_VERSIONS] = {ROUTE_VERSIONS, "GET", "/v1/directory/{service}/versions",
	.reply = &entry_version_page_record, .summary = "The published versions of a service"},
    [ROUTE_DRAFT] = {ROUTE_DRAFT, "GET", "/v1/directory/{service}/draft",
	.reply = &entry_draft_record,
	.summary = "The draft of a service, or the text that waits for its day"},
    [ROUTE_PUT_DRAFT] = {ROUTE_PUT_DRAFT, "PUT", "/v1/directory/{service}/draft",
	&entry_draft_record, &entry_draft_record, .operation = true,
	.summary = "Keep a draft, or submit it to a second person"},
    [ROUTE_DROP_DRAFT] = {ROUTE_DROP_DRAFT, "DELETE", "/v1/directory/{service}/draft",
	.reply = &entry_draft_record, .query = {{"revision", 20, true}}, .operation = true,
	.summary = "Throw a draft away, or call off what waits for its day; answers with it"},
    [ROUTE_PUT_VERDICT] = {ROUTE_PUT_VERDICT, "PUT", "/v1/directory/{service}/verdicts/{id}",
	&entry_verdict_record, &entry_standing_record, .operation = true,
	.summary = "Approve a submitted draft, or return it to its author"},
    [ROUTE_PUT_ASSURANCE] = {ROUTE_PUT_ASSURANCE, "PUT", "/v1/assurances/{id}", &assurance_record,
	&assurance_receipt_record, .operation = true,
	.summary = "Vouch for entries as they are, in one go"},
    [ROUTE_FEED] = {ROUTE_FEED, "GET", "/v1/feed", .reply = &feed_page_record,
	.query = {{"after", 40, true}, {"wait", 3, false}, {"board", 20, false}},
	.summary = "What changed after a place in the feed; waits up to that many seconds"},
    [ROUTE_PUT_WRONG] = {ROUTE_PUT_WRONG, "PUT", "/v1/directory/{service}/wrongs/{id}",
	&wrong_record, &wrong_record, .operation = true,
	.summary = "Say that an entry is wrong; its owner has a case of it"},
    [ROUTE_LEARNT] = {ROUTE_LEARNT, "GET", "/v1/learnt", .reply = &learnt_page_record,
	.summary = "The services that were chosen most after the same words"},
    [ROUTE_WRONGS] = {ROUTE_WRONGS, "GET", "/v1/wrongs", .reply = &wrong_page_record,
	.summary = "What the user reported as wrong, was mended, and was not yet heard of"},
    [ROUTE_HEAR_WRONG] = {ROUTE_HEAR_WRONG, "PUT", "/v1/wrongs/{id}/heard", .reply = &wrong_record,
	.operation = true, .summary = "The user has seen that it is mended"},
    [ROUTE_MERGES] = {ROUTE_MERGES, "GET", "/v1/customers/{id}/merges",
	.reply = &customer_merge_page_record,
	.summary = "The merges of a customer, newest first; undone ones too"},
    [ROUTE_PUT_MERGE] = {ROUTE_PUT_MERGE, "PUT", "/v1/merges/{id}", &customer_merge_record,
	&customer_merge_record, .operation = true,
	.summary = "Say that two records are one person: one is kept, the other goes into it"},
    [ROUTE_ALIKE] = {ROUTE_ALIKE, "POST", "/v1/alike", &alike_query_record, &alike_page_record,
	.summary = "Who may be the person that is written down, and why"},
    [ROUTE_UNDO_MERGE] = {ROUTE_UNDO_MERGE, "PUT", "/v1/merges/{id}/undo", &merge_undo_record,
	&customer_merge_record, .operation = true,
	.summary = "Take a merge back: each person has again what was theirs"},
    [ROUTE_PUT_MOVE] = {ROUTE_PUT_MOVE, "PUT", "/v1/moves/{id}", &move_record, &move_record,
	.operation = true,
	.summary = "Somebody moves house: at once or on its day every service that holds the "
		   "address is told"},
    [ROUTE_UNUSUAL] = {ROUTE_UNUSUAL, "GET", "/v1/unusual", .reply = &unusual_page_record,
	.summary = "Looking that somebody should ask about and nobody has yet; up to yesterday"},
    [ROUTE_PUT_UNUSUAL_VERDICT] = {ROUTE_PUT_UNUSUAL_VERDICT, "PUT", "/v1/unusual/{id}/verdict",
	&unusual_verdict_record, &unusual_look_record, .operation = true,
	.summary = "Say what came of asking: explained, taken up, or no concern; for a reason"},
    [ROUTE_OUTBOUND] = {ROUTE_OUTBOUND, "GET", "/v1/outbound", .reply = &outbound_page_record,
	.summary = "Lists of whom to ring that this user may work, with their counts"},
    [ROUTE_OUTBOUND_CLAIM] = {ROUTE_OUTBOUND_CLAIM, "PUT", "/v1/outbound/{list}/claims/{id}",
	.reply = &outbound_turn_record, .operation = true,
	.summary = "The next to ring, for this desk alone; or why there is none"},
    [ROUTE_OUTBOUND_ATTEMPT] = {ROUTE_OUTBOUND_ATTEMPT, "PUT",
	"/v1/outbound-items/{id}/attempts/{attempt}", &outbound_attempt_record,
	&outbound_item_record, .operation = true, .summary = "What came of a call out"},
    [ROUTE_PROMISES] = {ROUTE_PROMISES, "GET", "/v1/promises", .reply = &promise_page_record,
	.query = {{"list", 10, false}, {"after", 80, false}},
	.summary =
	    "Open promises, nearest due first: the user's and their team's (mine), or all of "
	    "the user's council (council)"},
    [ROUTE_PROMISE_COUNTS] = {ROUTE_PROMISE_COUNTS, "GET", "/v1/promises/counts",
	.reply = &promise_count_page_record, .query = {{"from", 10, false}, {"to", 10, false}},
	.summary = "How promises that fell due in a time were kept, by council, team and service"},
    [ROUTE_PROMISE] = {ROUTE_PROMISE, "GET", "/v1/promises/{id}", .reply = &promise_record,
	.summary = "A promise and what happened to it"},
    [ROUTE_PUT_PROMISE] = {ROUTE_PUT_PROMISE, "PUT", "/v1/promises/{id}", &promise_record,
	&promise_record, .operation = true,
	.summary = "Promise something by hand: what, by when, and who keeps it"},
    [ROUTE_PUT_PROMISE_EVENT] = {ROUTE_PUT_PROMISE_EVENT, "PUT", "/v1/promises/{id}/events/{event}",
	&promise_event_record, &promise_record, .operation = true,
	.summary = "Say of a promise that it is kept, broken, withdrawn, or passed on"},
    [ROUTE_UNDO_MOVE] = {ROUTE_UNDO_MOVE, "PUT", "/v1/moves/{id}/undo", &move_undo_record,
	&move_record, .operation = true,
	.summary = "Take a move back, before or after its day: whoever was told is told"},
    [ROUTE_INCIDENTS] = {ROUTE_INCIDENTS, "GET", "/v1/incidents", .reply = &incident_page_record,
	.query = {{"service", 60, true}, {"address", 300, true}, {"district", 40, false}},
	.summary =
	    "Open incidents of a service that a report at this address may be of; never who"},
    [ROUTE_INCIDENT_PEOPLE] = {ROUTE_INCIDENT_PEOPLE, "GET", "/v1/incidents/{id}/people",
	.reply = &incident_people_record, .query = {{"after", 80, false}},
	.summary = "Who reported an incident, and who is still to be told how it ended"},
    [ROUTE_PUT_INCIDENT_EVENT] = {ROUTE_PUT_INCIDENT_EVENT, "PUT",
	"/v1/incidents/{id}/events/{event}", &incident_event_record, &incident_record,
	.operation = true,
	.summary = "Somebody of an incident is told or taken out; two incidents are one, or not"},
    [ROUTE_TRANSFERS] = {ROUTE_TRANSFERS, "GET", "/v1/transfers",
	.reply = &contact_transfer_page_record,
	.summary = "Contacts that are offered to this desk, and what became of those it gave"},
    [ROUTE_PUT_TRANSFER] = {ROUTE_PUT_TRANSFER, "PUT", "/v1/transfers/{id}",
	&contact_transfer_record, &contact_transfer_record, .operation = true,
	.summary = "Give the contact in hand, with everything said so far, to a desk, queue or "
		   "council"},
    [ROUTE_TAKE_TRANSFER] = {ROUTE_TAKE_TRANSFER, "PUT", "/v1/transfers/{id}/take",
	.reply = &contact_transfer_record, .operation = true,
	.summary = "Take a contact that is offered: this desk owns it from then on"},
    [ROUTE_BACK_TRANSFER] = {ROUTE_BACK_TRANSFER, "PUT", "/v1/transfers/{id}/back",
	.reply = &contact_transfer_record, .operation = true,
	.summary = "Take a contact back that nobody has taken; answers with what became of it"},
    [ROUTE_PRESENCE] = {ROUTE_PRESENCE, "GET", "/v1/presence", .reply = &presence_page_record,
	.summary = "Desks where somebody is signed in who may take a contact"},
    [ROUTE_COUNT_EQUALITY] = {ROUTE_COUNT_EQUALITY, "POST", "/v1/equality", &equality_record,
	&kind_count_record, .operation = true,
	.summary = "Count what somebody said of themselves; it is kept of nobody"},
    [ROUTE_COUNT_SURVEY] = {ROUTE_COUNT_SURVEY, "POST", "/v1/surveys", &survey_said_record,
	&kind_count_record, .operation = true,
	.summary = "Count what somebody answered to a satisfaction survey; it is kept of nobody"},
    [ROUTE_ARRIVALS] = {ROUTE_ARRIVALS, "GET", "/v1/arrivals", .reply = &arrival_page_record,
	.summary = "Who waits today at this desk's site, who is called, and the rooms in use"},
    [ROUTE_PUT_ARRIVAL] = {ROUTE_PUT_ARRIVAL, "PUT", "/v1/arrivals/{id}", &arrival_record,
	&arrival_record, .operation = true,
	.summary = "Somebody came to reception, or something more is known of them"},
    [ROUTE_PUT_ARRIVAL_EVENT] = {ROUTE_PUT_ARRIVAL_EVENT, "PUT", "/v1/arrivals/{id}/events/{event}",
	&arrival_event_record, &arrival_record, .operation = true,
	.summary = "Called again, being served, done, left, did not come"},
    [ROUTE_CALL_ARRIVAL] = {ROUTE_CALL_ARRIVAL, "PUT", "/v1/arrival-calls/{id}",
	&arrival_call_record, &arrival_call_record, .operation = true,
	.summary = "Call the next who fits this desk, or one of them; to no other desk"},
    [ROUTE_PUT_ROOM_USE] = {ROUTE_PUT_ROOM_USE, "PUT", "/v1/room-uses/{id}", &room_use_record,
	&room_use_record, .operation = true,
	.summary = "Take an interview room for now, or give it free"},
    [ROUTE_VOLUMES] = {ROUTE_VOLUMES, "GET", "/v1/volumes", .reply = &volume_page_record,
	.query = {{"council", 40, false}, {"from", 10, false}, {"until", 10, false}},
	.summary = "How much of each service went by which mechanism; of the year before, or the "
		   "days given"},
    [ROUTE_OUT_OF_HOURS] = {ROUTE_OUT_OF_HOURS, "GET", "/v1/out-of-hours",
	.reply = &late_page_record,
	.query = {{"service", 60, true}, {"council", 40, true}, {"after", 80, false}},
	.summary =
	    "The enquiries about a service of a council that were taken while it was closed, "
	    "in the last month, the newest first"},
    [ROUTE_SLOTS] = {ROUTE_SLOTS, "GET", "/v1/directory/{service}/slots",
	.reply = &slot_page_record,
	.query = {{"council", 40, false}, {"from", 10, false}, {"after", 100, false},
	    {"site", 60, false}, {"diary", 60, false}},
	.summary = "The times of a service at a council that can be booked, the soonest first"},
    [ROUTE_PUT_APPOINTMENT] = {ROUTE_PUT_APPOINTMENT, "PUT", "/v1/appointments/{id}",
	&appointment_record, &appointment_record, .operation = true,
	.summary = "Hold a time for ten minutes, book it, or say what somebody wishes"},
    [ROUTE_PUT_APPOINTMENT_EVENT] = {ROUTE_PUT_APPOINTMENT_EVENT, "PUT",
	"/v1/appointments/{id}/events/{event}", &appointment_event_record, &appointment_record,
	.operation = true,
	.summary = "Move or cancel an appointment, or say whether somebody came"},
    [ROUTE_DIARY] = {ROUTE_DIARY, "GET", "/v1/diaries/{id}", .reply = &diary_page_record,
	.query = {{"from", 10, false}, {"days", 10, false}},
	.summary = "Who comes on the days of a diary, and what is free"},
    [ROUTE_DIARY_CALENDAR] = {ROUTE_DIARY_CALENDAR, "GET", "/v1/diaries/{id}/calendar",
	.reply = &calendar_text_record, .query = {{"secret", 80, false}}, .open = true,
	.media = "text/calendar",
	.summary = "A diary for other calendars, by its secret or a session; it names nobody"},
    [ROUTE_APPOINTMENT_CALENDAR] = {ROUTE_APPOINTMENT_CALENDAR, "GET",
	"/v1/appointments/{id}/calendar", .reply = &calendar_text_record, .media = "text/calendar",
	.summary = "One appointment for its customer's own calendar"},
    [ROUTE_MAILS] = {ROUTE_MAILS, "GET", "/v1/mails", .reply = &mail_list_record,
	.summary = "The mails that wait for an advisor, or that one has taken; the oldest first"},
    [ROUTE_MAIL] = {ROUTE_MAIL, "GET", "/v1/mails/{id}", .reply = &mail_record,
	.summary = "A mail, with those who may have written it by the address alone"},
    [ROUTE_PUT_MAIL_EVENT] = {ROUTE_PUT_MAIL_EVENT, "PUT", "/v1/mails/{id}/events/{event}",
	&mail_event_record, &mail_record, .operation = true,
	.summary = "Take a mail, give it back, or set it aside as nothing to answer"},
    [ROUTE_PUT_MAIL] = {ROUTE_PUT_MAIL, "PUT", "/v1/mails/{id}", &mail_reply_record, &mail_record,
	.operation = true, .summary = "Answer a mail, or write about a case; it is sent at once"},
    [ROUTE_FORM_PAGE] = {ROUTE_FORM_PAGE, "GET", "/forms/{council}/{service}",
	.reply = &web_page_record, .query = {{"language", 10, false}}, .open = true,
	.media = "text/html", .summary = "A service as a page with a form, for anybody"},
    [ROUTE_SEND_PAGE] = {ROUTE_SEND_PAGE, "POST", "/forms/{council}/{service}",
	.reply = &web_page_record, .open = true, .posted = FORM_TYPE, .media = "text/html",
	.summary = "What was filled in on the page: what is still to be said, or the receipt"},
    [ROUTE_PROGRESS_PAGE] = {ROUTE_PROGRESS_PAGE, "GET", "/progress", .reply = &web_page_record,
	.query = {{"language", 10, false}}, .open = true, .media = "text/html",
	.summary = "A page that asks for reference and secret, for anybody"},
    [ROUTE_LOOK_PAGE] = {ROUTE_LOOK_PAGE, "POST", "/progress", .reply = &web_page_record,
	.open = true, .posted = FORM_TYPE, .media = "text/html",
	.summary = "How a case stands, as a page"},
    [ROUTE_SURVEY_PAGE] = {ROUTE_SURVEY_PAGE, "GET", "/surveys/{secret}", .reply = &web_page_record,
	.query = {{"language", 10, false}}, .open = true, .media = "text/html",
	.summary = "The questions of a survey that was sent by mail, as a page"},
    [ROUTE_SEND_SURVEY] = {ROUTE_SEND_SURVEY, "POST", "/surveys/{secret}",
	.reply = &web_page_record, .open = true, .posted = FORM_TYPE, .media = "text/html",
	.summary = "What was answered on the page: counted once, under nobody's name"},
    [ROUTE_PAYMENT_NOTICE] = {ROUTE_PAYMENT_NOTICE, "POST", "/v1/payment-notices/{council}",
	.open = true, .posted = "application/json",
	.summary = "What a payment provider tells of a payment, signed (Pay-Signature)"},
    [ROUTE_FORM] = {ROUTE_FORM, "GET", "/v1/forms/{service}", .reply = &form_page_record,
	.query = {{"council", 40, false}, {"language", 10, false}}, .open = true,
	.summary =
	    "A service as a form, by a form client's key: its questions as they are published"},
    [ROUTE_CHECK_FORM] = {ROUTE_CHECK_FORM, "POST", "/v1/form-checks", &form_sent_record,
	&form_page_record, .open = true,
	.summary =
	    "A form after some answers, by a form client's key: what is wrong, what is asked "
	    "next; nothing is kept"},
    [ROUTE_PUT_FORM] = {ROUTE_PUT_FORM, "PUT", "/v1/sent-forms/{id}", &form_sent_record,
	&form_receipt_record, .open = true,
	.summary = "Send a form, by a form client's key: it becomes a contact and a case"},
    [ROUTE_WEB_FORM] = {ROUTE_WEB_FORM, "GET", "/v1/sent-forms/{id}", .reply = &web_form_record,
	.summary = "A form that came in, with those who may have sent it"},
    [ROUTE_PUT_WEB_FORM_EVENT] = {ROUTE_PUT_WEB_FORM_EVENT, "PUT",
	"/v1/sent-forms/{id}/events/{event}", &web_form_event_record, &web_form_record,
	.operation = true, .summary = "Say who sent a form: somebody known, somebody new, nobody"},
    [ROUTE_PROGRESS] = {ROUTE_PROGRESS, "POST", "/v1/progress", &progress_query_record,
	&progress_record, .open = true,
	.summary = "How a case stands, for its customer, by reference and secret"},
    [ROUTE_CASE_SECRET] = {ROUTE_CASE_SECRET, "POST", "/v1/cases/{id}/secrets",
	.reply = &case_secret_record,
	.summary = "A new secret of a case for its customer; the one before it holds no more"},
    [ROUTE_CARRY] = {ROUTE_CARRY, "POST", "/v1/carried", &carried_record,
	.summary =
	    "Deliver what a colleague left at this desk, sealed: it is theirs, and done once"},
    [ROUTE_JOURNAL_KEY] = {ROUTE_JOURNAL_KEY, "POST", "/v1/journal-keys", &journal_key_record,
	&journal_key_record,
	.summary = "The key of the user's own journal at a desk, which a new password does not "
		   "open"},
    [ROUTE_CONNECTIONS] = {ROUTE_CONNECTIONS, "GET", "/v1/connections",
	.reply = &connect_list_record,
	.summary = "What is to be done at other systems and is not yet: the failed first"},
    [ROUTE_RETRY_CONNECTION] = {ROUTE_RETRY_CONNECTION, "PUT", "/v1/connections/{id}/retry",
	.reply = &connect_job_record, .operation = true,
	.summary = "Try again at once what failed or waits"},
    [ROUTE_PUT_PAYMENT] = {ROUTE_PUT_PAYMENT, "PUT", "/v1/payments/{id}", &payment_record,
	&payment_record, .operation = true,
	.summary = "Begin a payment at the council's provider; of a matter one at a time"},
    [ROUTE_PAYMENTS] = {ROUTE_PAYMENTS, "GET", "/v1/payments", .reply = &payment_page_record,
	.query = {{"council", 40, false}, {"group", 20, false}, {"filter", 80, false},
	    {"after", 80, false}},
	.summary = "The payments of a council that are not settled, or of a group of them, oldest "
		   "first; with how many there are of each group, and their sums"},
    [ROUTE_PAYMENT] = {ROUTE_PAYMENT, "GET", "/v1/payments/{id}", .reply = &payment_record,
	.summary = "A payment, and what became of it"},
    [ROUTE_PUT_PAYMENT_EVENT] = {ROUTE_PUT_PAYMENT_EVENT, "PUT", "/v1/payments/{id}/events/{event}",
	&payment_event_record, &payment_record, .operation = true,
	.summary = "Ask the provider now, give the payment up, send its page to the customer, or "
		   "take what the provider says for what is held"},
    [ROUTE_WHITEBOARD] = {ROUTE_WHITEBOARD, "GET", "/v1/whiteboard",
	.reply = &whiteboard_page_record, .query = {{"after", 20, false}, {"most", 20, false}},
	.summary = "Who is in, out, back when and covered by whom; what changed after a version"},
    [ROUTE_PUT_BOARD_WORD] = {ROUTE_PUT_BOARD_WORD, "PUT", "/v1/whiteboard/{id}",
	&board_word_record, &officer_record, .operation = true,
	.summary = "Say where somebody is; what was said later stands"},
    [ROUTE_VISITS] = {ROUTE_VISITS, "GET", "/v1/visits", .reply = &visit_page_record,
	.summary = "Visits of people who work alone that are planned or begun"},
    [ROUTE_PUT_VISIT] = {ROUTE_PUT_VISIT, "PUT", "/v1/visits/{id}", &visit_record, &visit_record,
	.operation = true,
	.summary = "Plan a visit of somebody who works alone; answers with the cautions"},
    [ROUTE_PUT_VISIT_ACT] = {ROUTE_PUT_VISIT_ACT, "PUT", "/v1/visits/{id}/acts/{act}",
	&visit_act_record, &visit_record, .operation = true,
	.summary = "A visit is begun, checked in on, over or called off; or somebody says what was "
		   "done about its being overdue"},
    [ROUTE_PAGES] = {ROUTE_PAGES, "GET", "/v1/pages", .reply = &pages_record,
	.query = {{"of", 200, true}},
	.summary = "Several pages in one answer, by the ends of their paths with commas between; "
		   "those that the user may not read are left out"},
};

const struct route *
route_of(enum route_id id)
{
	return &routes[id];
}

static bool
shows_mail(enum route_id route)
{
	return route == ROUTE_MAIL || route == ROUTE_PUT_MAIL || route == ROUTE_PUT_MAIL_EVENT ||
	       route == ROUTE_WEB_FORM || route == ROUTE_PUT_WEB_FORM_EVENT ||
	       route == ROUTE_CASE_SECRET;
}

/* By the key of a form client, or with none: as often as is seemly. */
static bool
is_public(enum route_id route)
{
	return route == ROUTE_FORM || route == ROUTE_CHECK_FORM || route == ROUTE_PUT_FORM ||
	       route == ROUTE_PROGRESS || route == ROUTE_PAYMENT_NOTICE;
}

bool
route_may(const struct route *route, enum problem_type problem)
{
	if (problem == PROBLEM_WITHHELD && shows_mail(route->id))
		return true;
	if (route->id == ROUTE_CARRY) /* what is inside decides */
		return true;
	switch (problem) {
	case PROBLEM_NONE:
	case PROBLEM_COUNT:
	case PROBLEM_METHOD: /* of a path, not of a route */
		return false;
	case PROBLEM_BAD_JSON:
		return route->body != NULL;
	case PROBLEM_MEDIA_TYPE:
		return route->body != NULL || route->posted != NULL;
	case PROBLEM_NOT_SIGNED_IN:
		return !route->open || is_public(route->id);
	case PROBLEM_NOT_PERMITTED:
		return !route->open;
	case PROBLEM_WRONG_PASSWORD:
	case PROBLEM_DESK_UNKNOWN:
		return route->id == ROUTE_SIGN_IN;
	case PROBLEM_BAD_CODE:
		return route->id == ROUTE_ENROL;
	case PROBLEM_SLOW_DOWN:
		return route->id == ROUTE_SIGN_IN || route->id == ROUTE_ENROL ||
		       is_public(route->id);
	case PROBLEM_BAD_ANSWERS:
		return route->id == ROUTE_PUT_FORM;
	case PROBLEM_PURPOSE_NEEDED:
		return route->id == ROUTE_CUSTOMER || route->id == ROUTE_CONTACT;
	case PROBLEM_WITHHELD:
		return route->id == ROUTE_OUT_OF_HOURS || route->id == ROUTE_PUT_PAYMENT_EVENT ||
		       route->id == ROUTE_CONTACT || route->id == ROUTE_CASE ||
		       route->id == ROUTE_CHANGE_CASE || route->id == ROUTE_PUT_ATTACHMENT ||
		       route->id == ROUTE_ATTACHMENT || route->id == ROUTE_PUT_CASE_EVENT ||
		       route->id == ROUTE_PUT_APPOINTMENT_EVENT || route->id == ROUTE_PROMISE ||
		       route->id == ROUTE_PUT_PROMISE_EVENT || route->id == ROUTE_INCIDENT_PEOPLE ||
		       route->id == ROUTE_PUT_INCIDENT_EVENT ||
		       route->id == ROUTE_APPOINTMENT_CALENDAR;
	case PROBLEM_NOT_FOUND:
		return strchr(route->path, '{') != NULL || is_public(route->id);
	case PROBLEM_CONFLICT:
		return route->operation && (route->body || route->id == ROUTE_DROP_DRAFT);
	case PROBLEM_SAME_OFFICER:
		return route->id == ROUTE_PUT_CASE_EVENT;
	case PROBLEM_BAD_TEXT:
		return route->id == ROUTE_PUT_DRAFT || route->id == ROUTE_PUT_VERDICT ||
		       route->id == ROUTE_PUT_ASSURANCE;
	case PROBLEM_OPERATION_REUSED:
		return route->operation || route->id == ROUTE_PUT_FORM;
	case PROBLEM_STALE_STEP:
	case PROBLEM_REFERENCE_TAKEN:
	case PROBLEM_AUTHORITY:
		return route->id == ROUTE_PUT_CONTACT;
	default:
		return true;
	}
}

struct segment {
	const char *text;
	size_t length;
};

/* The count of segments of a path, or 0 when it has none or too many. */
static size_t
split(const char *path, struct segment segments[SEGMENTS])
{
	size_t count = 0;
	while (*path == '/') {
		if (count == SEGMENTS)
			return 0;
		segments[count].text = ++path;
		segments[count].length = strcspn(path, "/");
		path += segments[count++].length;
	}
	return *path ? 0 : count;
}

/* Compares before decoding: an encoded slash stays part of its segment. */
static bool
path_fits(const struct route *route, const struct segment *segments, size_t count)
{
	struct segment pattern[SEGMENTS];
	if (split(route->path, pattern) != count)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (pattern[i].text[0] == '{'
			? segments[i].length == 0
			: segments[i].length != pattern[i].length ||
			      memcmp(segments[i].text, pattern[i].text, pattern[i].length) != 0)
			return false;
	}
	return true;
}

static bool
read_params(const struct route *route, const struct segment *segments, struct arena *arena,
    const char *params[REQUEST_PARAMS])
{
	struct segment pattern[SEGMENTS];
	size_t count = split(route->path, pattern), n = 0;
	for (size_t i = 0; i < count; i++) {
		if (pattern[i].text[0] != '{')
			continue;
		params[n] = percent_decode(segments[i].text, segments[i].length, false, arena);
		if (!params[n++])
			return false;
	}
	return true;
}

const struct route *
route_find(const char *method, const char *path, struct arena *arena,
    const char *params[REQUEST_PARAMS], enum problem_type *problem)
{
	struct segment segments[SEGMENTS];
	size_t count = split(path, segments);
	for (int i = 0; i < REQUEST_PARAMS; i++)
		params[i] = NULL;
	*problem = PROBLEM_NOT_FOUND;
	for (size_t i = 0; count && i < ROUTE_COUNT; i++) {
		if (!path_fits(&routes[i], segments, count))
			continue;
		*problem = PROBLEM_METHOD;
		if (strcmp(routes[i].method, method) != 0)
			continue;
		*problem = PROBLEM_BAD_REQUEST;
		if (!read_params(&routes[i], segments, arena, params))
			return NULL;
		*problem = PROBLEM_NONE;
		return &routes[i];
	}
	return NULL;
}

void
route_methods(struct buf *out, const char *path)
{
	struct segment segments[SEGMENTS];
	size_t count = split(path, segments);
	const char *between = "";
	for (size_t i = 0; count && i < ROUTE_COUNT; i++)
		if (path_fits(&routes[i], segments, count)) {
			buf_printf(out, "%s%s", between, routes[i].method);
			between = ", ";
		}
}

static int
read_one(const struct route *route, const char *text, size_t length, struct arena *arena,
    const char *values[REQUEST_QUERY], const char **where, struct err *err)
{
	const char *equals = memchr(text, '=', length);
	size_t name_length = equals ? (size_t)(equals - text) : length;
	for (int i = 0; i < REQUEST_QUERY; i++) {
		const struct route_query *query = &route->query[i];
		if (!query->name || strlen(query->name) != name_length ||
		    memcmp(query->name, text, name_length) != 0)
			continue;
		*where = query->name;
		if (values[i])
			return err_set(err, "%s is given twice", query->name);
		size_t begin = equals ? name_length + 1 : length;
		values[i] = percent_decode(text + begin, length - begin, true, arena);
		if (!values[i])
			return err_set(err, "%s is badly encoded", query->name);
		char *searched = arena_strdup(arena, values[i]);
		if (!id_valid(searched) && text_mask_cards(searched))
			values[i] = searched;
		if (strlen(values[i]) > query->limit)
			return err_set(
			    err, "%s is longer than %zu bytes", query->name, query->limit);
		return 0;
	}
	*where = "query";
	return err_set(err, "%s takes no such parameter", route->path);
}

int
route_query(const struct route *route, const char *query, struct arena *arena,
    const char *values[REQUEST_QUERY], const char **where, struct err *err)
{
	for (int i = 0; i < REQUEST_QUERY; i++)
		values[i] = NULL;
	while (query && *query) {
		size_t length = strcspn(query, "&");
		if (length && read_one(route, query, length, arena, values, where, err) < 0)
			return -1;
		query += length + (query[length] == '&');
	}
	for (int i = 0; i < REQUEST_QUERY; i++)
		if (route->query[i].required && (!values[i] || !*values[i])) {
			*where = route->query[i].name;
			return err_set(err, "%s is missing", route->query[i].name);
		}
	return 0;
}

/* RFC 3986 section 2.3: the unreserved characters stay as they are. */
static void
percent_encode(struct buf *out, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		    strchr("-._~", c))
			buf_putc(out, (char)c);
		else
			buf_printf(out, "%%%02X", c);
	}
}

void
route_path(struct buf *out, const struct request *request)
{
	size_t n = 0;
	for (const char *at = route_of(request->route)->path; *at;) {
		size_t plain = strcspn(at, "{");
		buf_add(out, at, plain);
		at += plain;
		if (!*at)
			break;
		const char *param = n < REQUEST_PARAMS ? request->params[n++] : NULL;
		percent_encode(out, param ? param : "");
		at += strcspn(at, "}") + 1;
	}
	char before = '?';
	for (int i = 0; i < REQUEST_QUERY && request->query[i].name; i++) {
		if (!request->query[i].value)
			continue;
		buf_putc(out, before);
		percent_encode(out, request->query[i].name);
		buf_putc(out, '=');
		percent_encode(out, request->query[i].value);
		before = '&';
	}
}
