/* One builder a screen, and the words that several of them say. */
#ifndef UI_SCREENS_H
#define UI_SCREENS_H

#include "desk/customer.h"
#include "desk/matter.h"
#include "desk/notices.h"
#include "desk/state.h"
#include "ui/page.h"

void screen_sign_in(const struct desk *desk, struct page *page);
void screen_lock(const struct desk *desk, struct page *page);
void screen_home(const struct desk *desk, struct page *page);
void screen_service(const struct desk *desk, struct page *page);
void screen_dialogue(const struct desk *desk, struct page *page);
void screen_changes(const struct desk *desk, struct page *page);
void screen_wrap_up(const struct desk *desk, struct page *page);
void screen_customer(const struct desk *desk, struct page *page);
void screen_person(const struct desk *desk, struct page *page);
void screen_behalf(const struct desk *desk, struct page *page);
void screen_equality(const struct desk *desk, struct page *page);
void screen_details(const struct desk *desk, struct page *page);
void screen_detail(const struct desk *desk, struct page *page);
void screen_past(const struct desk *desk, struct page *page);
void screen_same(const struct desk *desk, struct page *page);
void screen_merge(const struct desk *desk, struct page *page);
void screen_mails(const struct desk *desk, struct page *page);
void screen_mail(const struct desk *desk, struct page *page);
void screen_form(const struct desk *desk, struct page *page);
/* Those that wait to be told whose they are, in the list of mails. */
void page_form_rows(const struct desk *desk, struct page *page);
void screen_answer(const struct desk *desk, struct page *page);
/* The mail of the contact in hand, below other work; whether it is answered; those of a case. */
void page_mail(const struct desk *desk, struct page *page);
void page_answer_state(const struct desk *desk, struct page *page);
void page_mails_of_case(const struct desk *desk, struct page *page);
const char *say_mail_state(const struct mail_summary *mail, struct arena *arena);
void screen_matrix(const struct desk *desk, struct page *page);
void screen_matrix_row(const struct desk *desk, struct page *page);
void screen_joined(const struct desk *desk, struct page *page);
void screen_looks(const struct desk *desk, struct page *page);
void screen_look(const struct desk *desk, struct page *page);
void screen_merges(const struct desk *desk, struct page *page);
void screen_moving(const struct desk *desk, struct page *page);
void screen_moved(const struct desk *desk, struct page *page);
void screen_booking(const struct desk *desk, struct page *page);
void screen_diaries(const struct desk *desk, struct page *page);
void screen_diary(const struct desk *desk, struct page *page);
void screen_calling(const struct desk *desk, struct page *page);
void screen_promises(const struct desk *desk, struct page *page);
void screen_promise(const struct desk *desk, struct page *page);
void screen_promising(const struct desk *desk, struct page *page);
void screen_kept(const struct desk *desk, struct page *page);
void screen_case(const struct desk *desk, struct page *page);
void screen_offer(const struct desk *desk, struct page *page);
void screen_notices(const struct desk *desk, struct page *page);
void screen_notice(const struct desk *desk, struct page *page);
void screen_queues(const struct desk *desk, struct page *page);
void screen_queue(const struct desk *desk, struct page *page);
void screen_pass(const struct desk *desk, struct page *page);
void screen_bounce(const struct desk *desk, struct page *page);
void screen_state(const struct desk *desk, struct page *page);
void screen_amends(const struct desk *desk, struct page *page);
void screen_amend(const struct desk *desk, struct page *page);
void screen_link(const struct desk *desk, struct page *page);
void screen_files(const struct desk *desk, struct page *page);
void screen_file(const struct desk *desk, struct page *page);
void screen_attach(const struct desk *desk, struct page *page);
void screen_action(const struct desk *desk, struct page *page);
void screen_bulk(const struct desk *desk, struct page *page);
void screen_refused(const struct desk *desk, struct page *page);
void screen_places(const struct desk *desk, struct page *page);
void screen_transfer(const struct desk *desk, struct page *page);
void screen_emergency(const struct desk *desk, struct page *page);

void screen_board(const struct desk *desk, struct page *page);
void screen_presence(const struct desk *desk, struct page *page);
void screen_visits(const struct desk *desk, struct page *page);
void screen_visit(const struct desk *desk, struct page *page);

void screen_entries(const struct desk *desk, struct page *page);
void screen_entry(const struct desk *desk, struct page *page);
void screen_entry_list(const struct desk *desk, struct page *page);
void screen_entry_form(const struct desk *desk, struct page *page);
void screen_late(const struct desk *desk, struct page *page);
void screen_payments(const struct desk *desk, struct page *page);
void screen_payment(const struct desk *desk, struct page *page);
void screen_waiting(const struct desk *desk, struct page *page);
void screen_arrival(const struct desk *desk, struct page *page);
/* On Home: who was called here, how many wait, and where a gateway's desk is today. */
void page_counter(const struct desk *desk, struct page *page);
void screen_versions(const struct desk *desk, struct page *page);

/* ---- shared words, in the page's arena ---- */

/* "phone, since 10:42" of the contact in front; null without one. */
const char *say_since(const struct desk *desk, struct arena *arena);
/* The customer's line, or "(no customer)". */
const char *say_who(const struct desk *desk, struct arena *arena);
const char *say_channel(const char *channel);
const char *say_outcome(const char *outcome);
const char *say_role(const char *role);
/* Somebody else does it: the advisor should know before the questions are asked. */
void page_elsewhere(const struct desk *desk, struct page *page, const struct service *service,
    const struct responsible *who);
/* When it is closed: what to say and the number to give, of the service, else of who does it. */
void page_closed(const struct desk *desk, struct page *page, const struct service *service,
    const struct responsible *who);
/* What is said and the number that is given while it is closed: of the service, else of the council
 * or body that does it. Each may be null. */
void service_after_hours(const struct desk *desk, const struct service *service,
    const struct responsible *who, const char **words, const char **telephone);
/* The service's own hours, else those of the body outside that does it; or null. */
const char *service_hours(const struct service *service, const struct responsible *who);
/* A place where a service is offered: name, how far, where, open or not. */
void place_line(struct page *page, const struct nearby *place, const char *label);
/* The properties that were found for an address being typed into this field, below it; where there
 * are more than it shows, that typing on narrows them. In a form (`form`) they have no digits. */
void page_properties(const struct desk *desk, struct page *page, const char *field, bool form);
/* What the answer to a question about the place is: "District", "Parish"; else the prompt itself.
 */
const char *say_where_question(const char *prompt);
/* The answers given to a service, under a heading, each with its question. */
void page_answers(const struct desk *desk, struct page *page, const char *service,
    const char *council, const struct list *answers);
/* A prompt of the case's service in words: what it asks, or whom it refers to; its id when the
 * service does not have it any more. */
const char *say_prompt(const struct desk *desk, const struct case_record *record,
    const char *prompt, struct arena *arena);
/* What this user has to do, rows of Home; and below an entry, why its cases came back. */
void page_work(const struct desk *desk, struct page *page);
void page_bounces(const struct desk *desk, struct page *page, const char *service);
/* Below a contact or case: that it was put right, or what the person says of it. */
void page_correction(const struct desk *desk, struct page *page, const char *record_id);
/* What may be said to whoever calls for the customer of the contact in front: a warning where that
 * is next to nothing. */
void page_behalf(const struct desk *desk, struct page *page);
/* "Nisha Patel, daughter"; whoever is erased is "somebody". */
const char *say_caller(const struct behalf *behalf, struct arena *arena);
/* "Nisha Patel, daughter (written consent, until 1 Mar 2027)", of a contact that is over. */
const char *say_behalf(const struct behalf *behalf, struct arena *arena);
/* How long, in the one unit that tells it: "40 min", "3 h", "12 days". */
const char *say_how_long(micros time, struct arena *arena);
/* What a payment is, as it is held or as the provider says: "paid". */
/* A queue role as people say it: "waste round". */
const char *say_queue(const char *role, struct arena *arena);
/* high, normal (null too), low. */
const char *say_priority(const char *priority);
/* Why a case went back: "answer missing". */
const char *say_bounce(const char *reason);
/* The state that the case on the screen is in, as its service calls it. */
const char *say_case_state(const struct desk *desk, const char *state);
/* What the CRM refused about the case on the screen, a row each. */
void page_clashes(const struct desk *desk, struct page *page);
/* What a case is to another, before the other's reference; and the cases that the one on the screen
 * is linked to, a row each. */
const char *say_link(const char *kind);
void page_links(const struct desk *desk, struct page *page);
/* What of a case can be put right ("a:PROMPT", "f:FIELD"): its name, and a value of it. */
const char *say_spot(const struct desk *desk, const char *spot, struct arena *arena);
const char *say_spot_value(
    const struct desk *desk, const char *spot, const char *value, struct arena *arena);
/* Its clock in one line: until when, what is left of working time; or null when it has none. */
const char *say_clock(const struct desk *desk, struct arena *arena, enum role *role);
/* What happened to a case, and what was said about it. */
/* Why whoever looks at the case may not decide it; nothing when they may. */
void page_barred(const struct desk *desk, struct page *page);
/* Of a complaint: its stages with their clocks and who decided, and what is done about it. */
void page_complaint(const struct desk *desk, struct page *page, const struct case_record *record);
const char *say_event(const struct desk *desk, const struct case_event *event, struct arena *arena);
/* A change of address in one line of the history: where, and what came of it. */
const char *say_appointment_state(const struct appointment *appointment);
/* "1.2 miles"; "" when it is not known. */
const char *say_miles(int64_t metres, struct arena *arena);
const char *say_move(const struct move *move, struct arena *arena);
const char *say_move_state(const struct move *move, struct arena *arena);
/* "[1 Missed bin ?2]  2 Blue Badge ?4"; null without matters. */
const char *say_matters(const struct desk *desk, struct arena *arena);
const char *say_title(const struct desk *desk, const char *service);
/* "Mon 23 Nov 17:00", "20 Nov 2026 10:42" for days past, "10:42" for today. */
const char *say_time(const struct desk *desk, micros when, struct arena *arena);
const char *say_due(const struct desk *desk, micros due, struct arena *arena);
/* One person of a list: name, address, year of birth, last digits. */
struct item *candidate_row(
    struct page *page, const char *prefix, const char *label, const struct candidate *person);
/* Somebody who may be the same person: as candidate_row, and below it why. */
void page_alike(struct page *page, const char *prefix, const struct alike *alike, bool aside);
/* What must be known of the customer of the contact in front before anything else. */
void page_known_first(const struct desk *desk, struct page *page);
/* The offers that apply to the customer of the contact in front, a row each. */
void page_customer_offers(const struct desk *desk, struct page *page);
/* "said later on 3 Nov" in an earlier contact; or null. */
const char *say_said_later(const struct desk *desk, const char *service, struct arena *arena);
/* The notices in force that concern the desk or, with a service, its calls for this council;
 * emergencies first. With `say`, what they have to say comes below them. */
void page_notices(const struct desk *desk, struct page *page, const char *service,
    const char *responsible, const char *say);
/* "Stale since 1 Apr 2026", "Never vouched for"; null while it is fresh. */
const char *say_freshness(struct freshness freshness, struct arena *arena);
/* The same in a word, for a row: "Stale". */
const char *say_standing(struct freshness freshness);
/* Of a fact: "review 1 Apr 2027" while it is fresh. */
const char *say_review(struct freshness freshness, struct date review_by, struct arena *arena);
/* "submitted", "waits for its day". */
const char *say_draft_state(const char *state);
/* One draft of a list: its state, what it is of, whose it is. */
struct item *entry_draft_row(
    const struct desk *desk, struct page *page, const struct entry_row *row);
/* A promise in one row; those that the user has to keep, for Home; those made by hand in this
 * contact. */
/* "due Tue 24 Nov", "kept", "kept late", "not kept", "withdrawn". */
const char *say_promise_state(
    const struct desk *desk, const char *state, micros due, micros kept, struct arena *arena);
void page_promise(const struct desk *desk, struct page *page, const struct promise_line *line);
void page_call_lists(const struct desk *desk, struct page *page);
/* "Promises 93%: 28 kept, 2 late", of the user's council; null: none has fallen due. */
const char *say_kept(const struct desk *desk, struct arena *arena);
void page_kept_row(const struct desk *desk, struct page *page); /* a supervisor's way there */
void page_promises_home(const struct desk *desk, struct page *page);
void page_promises_in_hand(const struct desk *desk, struct page *page);
/* The note that is open over this screen. */
void page_note(const struct desk *desk, struct page *page);

#endif
