/* Opening, closing, and the way of every call: who asks, may they, was it done before, do it. */
#include "crm/crm.h"
#include "base/alloc.h"
#include "base/buf.h"
#include "crm/back_office.h"
#include "crm/incidents.h"
#include "crm/inside.h"
#include "crm/mail.h"
#include "crm/transfers.h"

#include <stdlib.h>
#include <string.h>

#define SWEEP_EVERY (10 * MICROS_MINUTE)

/* ---- opening ---- */

static void
store_changed(void *context)
{
	struct crm *crm = context;
	/* Under the lock: after crm_watch nobody is told who no longer wants to be. */
	pthread_mutex_lock(&crm->watch_lock);
	if (crm->changed)
		crm->changed(crm->changed_context);
	pthread_mutex_unlock(&crm->watch_lock);
}

static void
store_outside(void *context)
{
	struct crm *crm = context;
	sessions_forget(crm->sessions);
	schedule_changed(crm);
	store_changed(crm);
}

struct sweep {
	struct store_job job; /* first */
};

static bool
sweep_work(struct tx *tx, struct store_job *job)
{
	(void)job;
	return store_sweep(tx) == 0;
}

static void
sweep_done(struct store_job *job, enum store_fault fault)
{
	(void)fault;
	free(job);
}

static void
store_tick(void *context)
{
	struct crm *crm = context;
	schedule_tick(crm);
	nightly_tick(crm);
	micros now = clock_monotonic();
	if (now - atomic_load(&crm->swept) < SWEEP_EVERY)
		return;
	atomic_store(&crm->swept, now);
	struct sweep *sweep = xcalloc(1, sizeof *sweep);
	sweep->job.work = sweep_work;
	sweep->job.done = sweep_done;
	store_submit(crm->store, &sweep->job);
}

int
crm_create(const char *database, struct err *err)
{
	struct store_options options = {database, clock_system(), id_system()};
	return store_create(&options, err);
}

struct crm *
crm_open(const struct crm_options *options, struct err *err)
{
	struct crm *crm = xcalloc(1, sizeof *crm);
	crm->clock = options->clock ? options->clock : clock_system();
	crm->ids = options->ids ? options->ids : id_system();
	crm->tools = options->read_only_tools;
	pthread_mutex_init(&crm->watch_lock, NULL);
	crm->sessions = sessions_new();
	crm->entries = entries_new();
	crm->policies = policies_new();
	crm->parsed = parsed_new();
	crm->counts = counts_new();
	if (options->retain_as)
		crm->nightly =
		    nightly_new(options->database, options->retain_as, options->retain_at);
	struct store_options store = {options->database, crm->clock, crm->ids};
	crm->store = store_open(&store, err);
	if (!crm->store || !(crm->door = door_new(crm, err))) {
		crm_close(crm);
		return NULL;
	}
	struct store_watch watch = {
	    crm, store_changed, store_outside, crm->tools ? NULL : store_tick};
	store_watch(crm->store, &watch);
	return crm;
}

void
crm_close(struct crm *crm)
{
	if (!crm)
		return;
	door_close(crm->door);
	store_close(crm->store);
	sessions_free(crm->sessions);
	entries_free(crm->entries);
	policies_free(crm->policies);
	parsed_free(crm->parsed);
	counts_free(crm->counts);
	nightly_free(crm->nightly);
	trial_free(crm->trial);
	pthread_mutex_destroy(&crm->watch_lock);
	free(crm);
}

void
crm_watch(struct crm *crm, void (*changed)(void *context), void *context)
{
	pthread_mutex_lock(&crm->watch_lock);
	crm->changed = changed;
	crm->changed_context = context;
	pthread_mutex_unlock(&crm->watch_lock);
}

void
crm_figures(struct crm *crm, struct crm_figures *out)
{
	struct store_figures figures;
	store_figures(crm->store, &figures);
	*out = (struct crm_figures){.writes = figures.writes,
	    .batches = figures.batches,
	    .reads = figures.reads,
	    .read_queries = figures.read_queries,
	    .write_queries = figures.write_queries,
	    .waiting = figures.waiting};
	struct tx *tx = store_read(crm->store);
	if (tx) {
		out->sessions = session_count(tx);
		store_done(tx);
	}
}

/* ---- answers ---- */

bool
refuse(struct ask *ask, enum problem_type problem, const char *field, const char *detail)
{
	ask->answer->status = problem_kind(problem)->status;
	ask->answer->problem = problem;
	ask->answer->field = field;
	ask->answer->detail = detail;
	ask->answer->body = NULL;
	return false;
}

static enum problem_type
problem_of(enum store_fault fault)
{
	switch (fault) {
	case FAULT_NONE:
		return PROBLEM_NONE;
	case FAULT_BUSY:
		return PROBLEM_BUSY;
	case FAULT_STORAGE:
		return PROBLEM_STORAGE;
	default:
		return PROBLEM_INTERNAL;
	}
}

bool
store_well(struct ask *ask)
{
	enum store_fault fault = tx_fault(ask->tx);
	return fault == FAULT_NONE || refuse(ask, problem_of(fault), NULL, NULL);
}

bool
allowed(struct ask *ask, enum action action, const struct concern *concern)
{
	const struct session *session = ask->session;
	return permitted(session->role, action, session->council, concern) ||
	       refuse(ask, PROBLEM_NOT_PERMITTED, NULL, NULL);
}

/* ---- the rules ---- */

enum { ANYBODY = -1 };

static const struct rule rules[ROUTE_COUNT] = {
    [ROUTE_HEALTH] = {.way = CRM_INLINE,
	.open = true,
	.action = ANYBODY,
	.reply = &health_record,
	.read = health_read},
    [ROUTE_OPENAPI] = {.way = CRM_INLINE, .open = true, .action = ANYBODY},
    [ROUTE_ENROL] = {.way = CRM_QUEUED,
	.open = true,
	.action = ANYBODY,
	.reply = &enrolment_record,
	.write = enrol_write},
    [ROUTE_SIGN_IN] = {.way = CRM_QUEUED,
	.open = true,
	.action = ANYBODY,
	.reply = &session_record},
    [ROUTE_SESSION] = {.way = CRM_INLINE,
	.action = ANYBODY,
	.reply = &session_record,
	.read = session_read},
    [ROUTE_SIGN_OUT] = {.way = CRM_QUEUED, .action = ANYBODY, .write = sign_out_write},
    [ROUTE_PARTNERSHIP] = {.way = CRM_INLINE,
	.action = ACTION_READ_DIRECTORY,
	.reply = &partnership_page_record,
	.read = partnership_read},
    [ROUTE_DIRECTORY] = {.way = CRM_INLINE,
	.action = ACTION_READ_DIRECTORY,
	.reply = &directory_page_record,
	.read = directory_read},
    [ROUTE_SERVICE] = {.way = CRM_INLINE,
	.action = ACTION_READ_DIRECTORY,
	.reply = &service_text_record,
	.read = service_read},
    [ROUTE_FIND_ADDRESSES] = {.way = CRM_INLINE,
	.action = ACTION_READ_DIRECTORY,
	.reply = &property_page_record,
	.read = find_addresses_read},
    [ROUTE_FIND_CUSTOMERS] = {.way = CRM_INLINE,
	.action = ACTION_FIND_CUSTOMER,
	.reply = &candidate_page_record,
	.read = find_customers_read},
    [ROUTE_CUSTOMER] = {.way = CRM_QUEUED,
	.action = ACTION_READ_CUSTOMER,
	.reply = &customer_page_record,
	.read = customer_read,
	.write = customer_write},
    [ROUTE_CHANGE_CUSTOMER] = {.way = CRM_QUEUED,
	.action = ACTION_CHANGE_CUSTOMER,
	.operation = true,
	.reply = &customer_record,
	.write = change_write,
	.person = change_person},
    [ROUTE_PUT_CONTACT] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &contact_receipt_record,
	.write = contact_write},
    [ROUTE_CONTACT] = {.way = CRM_QUEUED,
	.action = ACTION_READ_CUSTOMER,
	.reply = &contact_record,
	.read = contact_read,
	.write = contact_audit},
    /* Of a case, the case itself decides (case_permitted). */
    [ROUTE_CASE] = {.way = CRM_QUEUED,
	.action = ANYBODY,
	.reply = &case_page_record,
	.read = case_read,
	.write = case_audit},
    [ROUTE_CHANGE_CASE] = {.way = CRM_QUEUED,
	.action = ANYBODY,
	.operation = true,
	.reply = &case_page_record,
	.write = case_change_write,
	.person = case_person},
    [ROUTE_PUT_CASE_EVENT] = {.way = CRM_QUEUED,
	.action = ANYBODY,
	.operation = true,
	.reply = &case_page_record,
	.write = case_event_write,
	.person = case_person},
    [ROUTE_PUT_ATTACHMENT] = {.way = CRM_QUEUED,
	.action = ANYBODY,
	.operation = true,
	.reply = &case_page_record,
	.write = attachment_write,
	.person = case_person},
    [ROUTE_ATTACHMENT] = {.way = CRM_QUEUED,
	.action = ANYBODY,
	.reply = &attachment_file_record,
	.read = attachment_read,
	.write = attachment_audit},
    [ROUTE_QUEUES] = {.way = CRM_INLINE,
	.action = ACTION_READ_QUEUE,
	.reply = &queue_page_record,
	.read = queues_read},
    [ROUTE_QUEUE_CASES] = {.way = CRM_INLINE,
	.action = ACTION_READ_QUEUE,
	.reply = &case_list_record,
	.read = queue_cases_read},
    /* Of the case that is taken, the case itself decides. */
    [ROUTE_NEXT_BEST] = {.way = CRM_QUEUED,
	.action = ACTION_WORK_CASE,
	.operation = true,
	.reply = &next_best_page_record,
	.write = next_best_write,
	.person = next_best_person},
    [ROUTE_WORK] = {.way = CRM_INLINE,
	.action = ANYBODY,
	.reply = &case_list_record,
	.read = work_read},
    [ROUTE_COLLEAGUES] = {.way = CRM_INLINE,
	.action = ACTION_READ_CASE,
	.reply = &colleague_page_record,
	.read = colleagues_read},
    [ROUTE_BOUNCES] = {.way = CRM_INLINE,
	.action = ACTION_APPROVE_ENTRY,
	.reply = &bounce_count_page_record,
	.read = bounces_read},
    [ROUTE_BULK_PREVIEW] = {.way = CRM_INLINE,
	.action = ACTION_WORK_CASE,
	.reply = &bulk_record,
	.read = bulk_preview},
    [ROUTE_PUT_BULK] = {.way = CRM_QUEUED,
	.action = ACTION_WORK_CASE,
	.operation = true,
	.reply = &bulk_record,
	.write = bulk_write},
    [ROUTE_UNDO_BULK] = {.way = CRM_QUEUED,
	.action = ACTION_WORK_CASE,
	.operation = true,
	.reply = &bulk_record,
	.write = bulk_undo_write},
    [ROUTE_LEASE] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &lease_record,
	.write = lease_write},
    [ROUTE_NOTICES] = {.way = CRM_INLINE,
	.action = ANYBODY,
	.reply = &notice_page_record,
	.read = notices_read},
    [ROUTE_PUT_NOTICE] = {.way = CRM_QUEUED,
	.action = ACTION_POST_NOTICE,
	.operation = true,
	.reply = &notice_record,
	.write = notice_write},
    [ROUTE_ENTRIES] = {.way = CRM_INLINE,
	.action = ACTION_APPROVE_ENTRY,
	.reply = &entry_page_record,
	.read = entries_read},
    [ROUTE_VERSIONS] = {.way = CRM_INLINE,
	.action = ACTION_READ_DIRECTORY,
	.reply = &entry_version_page_record,
	.read = versions_read},
    [ROUTE_DRAFT] = {.way = CRM_INLINE,
	.action = ACTION_APPROVE_ENTRY,
	.reply = &entry_draft_record,
	.read = draft_read},
    [ROUTE_PUT_DRAFT] = {.way = CRM_QUEUED,
	.action = ACTION_EDIT_ENTRY,
	.operation = true,
	.reply = &entry_draft_record,
	.read = draft_check,
	.write = draft_write},
    [ROUTE_DROP_DRAFT] = {.way = CRM_QUEUED,
	.action = ACTION_EDIT_ENTRY,
	.operation = true,
	.reply = &entry_draft_record,
	.write = draft_drop_write},
    [ROUTE_PUT_VERDICT] = {.way = CRM_QUEUED,
	.action = ACTION_APPROVE_ENTRY,
	.operation = true,
	.reply = &entry_standing_record,
	.read = verdict_check,
	.write = verdict_write},
    [ROUTE_PUT_ASSURANCE] = {.way = CRM_QUEUED,
	.action = ACTION_EDIT_ENTRY,
	.operation = true,
	.reply = &assurance_receipt_record,
	.read = assurance_check,
	.write = assurance_write},
    [ROUTE_FEED] = {.way = CRM_INLINE,
	.action = ANYBODY,
	.reply = &feed_page_record,
	.read = feed_read},
    [ROUTE_PUT_WRONG] = {.way = CRM_QUEUED,
	.action = ACTION_REPORT_WRONG,
	.operation = true,
	.reply = &wrong_record,
	.read = wrong_look,
	.write = wrong_write},
    [ROUTE_LEARNT] = {.way = CRM_INLINE,
	.action = ACTION_READ_DIRECTORY,
	.reply = &learnt_page_record,
	.read = learnt_read},
    [ROUTE_WRONGS] = {.way = CRM_INLINE,
	.action = ANYBODY,
	.reply = &wrong_page_record,
	.read = wrongs_read},
    [ROUTE_HEAR_WRONG] = {.way = CRM_QUEUED,
	.action = ANYBODY,
	.operation = true,
	.reply = &wrong_record,
	.write = wrong_heard_write},
    [ROUTE_UNUSUAL] = {.way = CRM_QUEUED,
	.action = ACTION_READ_AUDIT,
	.reply = &unusual_page_record,
	.read = unusual_read,
	.write = unusual_write},
    [ROUTE_PUT_UNUSUAL_VERDICT] = {.way = CRM_QUEUED,
	.action = ACTION_READ_AUDIT,
	.operation = true,
	.reply = &unusual_look_record,
	.write = unusual_verdict_write,
	.person = unusual_person},
    [ROUTE_MERGES] = {.way = CRM_INLINE,
	.action = ACTION_READ_CUSTOMER,
	.reply = &customer_merge_page_record,
	.read = merges_read},
    [ROUTE_ALIKE] = {.way = CRM_INLINE,
	.action = ACTION_FIND_CUSTOMER,
	.reply = &alike_page_record,
	.read = alike_read},
    [ROUTE_PUT_MERGE] = {.way = CRM_QUEUED,
	.action = ACTION_MERGE_CUSTOMER,
	.operation = true,
	.reply = &customer_merge_record,
	.write = merge_write,
	.person = merge_person},
    [ROUTE_UNDO_MERGE] = {.way = CRM_QUEUED,
	.action = ACTION_MERGE_CUSTOMER,
	.operation = true,
	.reply = &customer_merge_record,
	.write = merge_undo_write,
	.person = merge_person},
    [ROUTE_PUT_MOVE] = {.way = CRM_QUEUED,
	.action = ACTION_CHANGE_CUSTOMER,
	.operation = true,
	.reply = &move_record,
	.write = move_write,
	.person = move_person},
    [ROUTE_UNDO_MOVE] = {.way = CRM_QUEUED,
	.action = ACTION_CHANGE_CUSTOMER,
	.operation = true,
	.reply = &move_record,
	.write = move_undo_write,
	.person = move_person},
    [ROUTE_SLOTS] = {.way = CRM_INLINE,
	.action = ACTION_LOG_CONTACT,
	.reply = &slot_page_record,
	.read = slots_read},
    [ROUTE_PUT_APPOINTMENT] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &appointment_record,
	.write = appointment_write,
	.person = appointment_person},
    [ROUTE_PUT_APPOINTMENT_EVENT] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &appointment_record,
	.write = appointment_event_write,
	.person = appointment_person},
    [ROUTE_DIARY_CALENDAR] = {.way = CRM_INLINE,
	.open = true, /* it asks for the diary's secret, or the session, itself */
	.action = ANYBODY,
	.reply = &calendar_text_record,
	.read = diary_calendar_read},
    [ROUTE_APPOINTMENT_CALENDAR] = {.way = CRM_INLINE,
	.action = ACTION_LOG_CONTACT,
	.reply = &calendar_text_record,
	.read = appointment_calendar_read},
    [ROUTE_DIARY] = {.way = CRM_QUEUED,
	.action = ACTION_READ_CASE,
	.reply = &diary_page_record,
	.read = diary_read,
	.write = diary_audit},
    [ROUTE_OUTBOUND] = {.way = CRM_INLINE,
	.action = ACTION_LOG_CONTACT,
	.reply = &outbound_page_record,
	.read = outbound_read},
    [ROUTE_OUTBOUND_CLAIM] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &outbound_turn_record,
	.write = outbound_claim_write,
	.person = outbound_claim_person},
    [ROUTE_OUTBOUND_ATTEMPT] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &outbound_item_record,
	.write = outbound_attempt_write,
	.person = outbound_item_person},
    [ROUTE_PROMISES] = {.way = CRM_INLINE,
	.action = ACTION_LOG_CONTACT,
	.reply = &promise_page_record,
	.read = promises_read},
    [ROUTE_PROMISE_COUNTS] = {.way = CRM_INLINE,
	.action = ACTION_READ_QUEUE,
	.reply = &promise_count_page_record,
	.read = promise_counts_read},
    [ROUTE_PROMISE] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.reply = &promise_record,
	.read = promise_read,
	.write = promise_audit},
    [ROUTE_PUT_PROMISE] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &promise_record,
	.write = promise_write,
	.person = promise_person},
    [ROUTE_PUT_PROMISE_EVENT] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &promise_record,
	.write = promise_event_write,
	.person = promise_person},
    [ROUTE_COUNT_EQUALITY] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &kind_count_record,
	.write = equality_write},
    [ROUTE_ARRIVALS] = {.way = CRM_INLINE,
	.action = ACTION_LOG_CONTACT,
	.reply = &arrival_page_record,
	.read = arrivals_read},
    [ROUTE_PUT_ARRIVAL] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &arrival_record,
	.write = arrival_write,
	.person = arrival_person},
    [ROUTE_PUT_ARRIVAL_EVENT] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &arrival_record,
	.write = arrival_event_write,
	.person = arrival_person},
    [ROUTE_CALL_ARRIVAL] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &arrival_call_record,
	.write = arrival_call_write,
	.person = arrival_call_person},
    [ROUTE_PUT_ROOM_USE] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &room_use_record,
	.write = room_use_write},
    [ROUTE_VOLUMES] = {.way = CRM_INLINE,
	.action = ACTION_READ_QUEUE,
	.reply = &volume_page_record,
	.read = volumes_read},
    [ROUTE_MAILS] = {.way = CRM_INLINE,
	.action = ACTION_LOG_CONTACT,
	.reply = &mail_list_record,
	.read = mails_read},
    [ROUTE_MAIL] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.reply = &mail_record,
	.read = mail_read,
	.write = mail_audit,
	.person = mail_person},
    [ROUTE_PUT_MAIL_EVENT] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &mail_record,
	.write = mail_event_write,
	.person = mail_person},
    [ROUTE_PUT_MAIL] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &mail_record,
	.write = mail_write,
	.person = mail_person},
    [ROUTE_CONNECTIONS] = {.way = CRM_INLINE,
	.action = ACTION_POST_NOTICE,
	.reply = &connect_list_record,
	.read = connections_read},
    [ROUTE_RETRY_CONNECTION] = {.way = CRM_QUEUED,
	.action = ACTION_POST_NOTICE,
	.operation = true,
	.reply = &connect_job_record,
	.write = connection_retry_write},
    [ROUTE_PUT_PAYMENT] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &payment_record,
	.write = payment_write,
	.person = payment_person},
    [ROUTE_PAYMENT] = {.way = CRM_INLINE,
	.action = ACTION_LOG_CONTACT,
	.reply = &payment_record,
	.read = payment_read},
    [ROUTE_PUT_PAYMENT_EVENT] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &payment_record,
	.write = payment_event_write,
	.person = payment_person},
    [ROUTE_INCIDENTS] = {.way = CRM_INLINE,
	.action = ACTION_LOG_CONTACT,
	.reply = &incident_page_record,
	.read = incidents_read},
    /* As of a case, the case decides. */
    [ROUTE_INCIDENT_PEOPLE] = {.way = CRM_QUEUED,
	.action = ACTION_WORK_CASE,
	.reply = &incident_people_record,
	.read = incident_people_read,
	.write = incident_people_audit},
    [ROUTE_PUT_INCIDENT_EVENT] = {.way = CRM_QUEUED,
	.action = ACTION_WORK_CASE,
	.operation = true,
	.reply = &incident_record,
	.write = incident_event_write},
    [ROUTE_TRANSFERS] = {.way = CRM_INLINE,
	.action = ACTION_LOG_CONTACT,
	.reply = &contact_transfer_page_record,
	.read = transfers_read},
    [ROUTE_PUT_TRANSFER] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &contact_transfer_record,
	.write = transfer_write,
	.person = transfer_person},
    [ROUTE_TAKE_TRANSFER] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &contact_transfer_record,
	.write = transfer_take_write,
	.person = transfer_person},
    [ROUTE_BACK_TRANSFER] = {.way = CRM_QUEUED,
	.action = ACTION_LOG_CONTACT,
	.operation = true,
	.reply = &contact_transfer_record,
	.write = transfer_back_write,
	.person = transfer_person},
    [ROUTE_PRESENCE] = {.way = CRM_INLINE,
	.action = ACTION_LOG_CONTACT,
	.reply = &presence_page_record,
	.read = presence_read},
    /* Of somebody on the whiteboard, and of a visit, they themselves decide. */
    [ROUTE_WHITEBOARD] = {.way = CRM_INLINE,
	.action = ANYBODY,
	.reply = &whiteboard_page_record,
	.read = whiteboard_read},
    [ROUTE_PUT_BOARD_WORD] = {.way = CRM_QUEUED,
	.action = ANYBODY,
	.operation = true,
	.reply = &officer_record,
	.write = presence_write},
    [ROUTE_VISITS] = {.way = CRM_INLINE,
	.action = ANYBODY,
	.reply = &visit_page_record,
	.read = visits_read},
    [ROUTE_PUT_VISIT] = {.way = CRM_QUEUED,
	.action = ANYBODY,
	.operation = true,
	.reply = &visit_record,
	.write = visit_write,
	.person = visit_person},
    [ROUTE_PUT_VISIT_ACT] = {.way = CRM_QUEUED,
	.action = ANYBODY,
	.operation = true,
	.reply = &visit_record,
	.write = visit_act_write,
	.person = visit_person},
};

static const struct rule *
rule_of(enum route_id route)
{
	return &rules[route];
}

enum crm_way
crm_way(enum route_id route)
{
	return rules[route].way;
}

/* ---- a call ---- */

/* Who asks, and may they at all? */
static bool
admit(struct ask *ask, const struct rule *rule)
{
	*ask->answer = (struct crm_answer){.status = 200};
	if (rule->open)
		return true;
	if (!ask->session) /* else it is administration's own */
		ask->session = sessions_find(ask, ask->tx);
	if (!ask->session)
		return store_well(ask) && refuse(ask, PROBLEM_NOT_SIGNED_IN, NULL, NULL);
	return rule->action == ANYBODY || allowed(ask, (enum action)rule->action, NULL);
}

/* The part of a call that runs beside the writer. */
static bool
read_part(struct ask *ask, const struct rule *rule)
{
	ask->tx = store_read(ask->crm->store);
	if (!ask->tx)
		return refuse(ask, PROBLEM_STORAGE, NULL, NULL);
	bool well = admit(ask, rule) && (!rule->read || rule->read(ask)) && store_well(ask);
	store_done(ask->tx);
	ask->tx = NULL;
	return well;
}

void
crm_ask(struct crm *crm, const struct crm_call *call, struct crm_answer *answer)
{
	const struct rule *rule = rule_of(call->route);
	struct ask ask = {.crm = crm, .call = call, .answer = answer};
	if (rule->way != CRM_INLINE || !rule->read)
		refuse(&ask, PROBLEM_INTERNAL, NULL, "not an inline route");
	else
		read_part(&ask, rule);
}

/* A queued call on its way. */
struct errand {
	struct store_job job; /* first */
	struct ask ask;
	const struct rule *rule;
	struct crm_job *caller;
};

static void
operation_of(const struct ask *ask, const struct rule *rule, struct operation *operation)
{
	const struct crm_call *call = ask->call;
	struct buf content;
	buf_init(&content, call->raw_length + 4096);
	buf_printf(&content, "%d", (int)call->route);
	for (int i = 0; i < REQUEST_PARAMS; i++)
		buf_printf(&content, "/%s", call->params[i] ? call->params[i] : "");
	buf_putc(&content, '\n');
	if (call->raw)
		buf_add(&content, call->raw, call->raw_length);
	*operation = (struct operation){.id = call->operation, .status = 200, .of = rule->reply};
	secret_hash(operation->digest, content.data, content.length, NULL);
	buf_release(&content);
}

/* The write of a rule under its operation id: once, however often it is sent. */
static bool
write_once(struct ask *ask, const struct rule *rule)
{
	struct operation operation;
	bool same;
	operation_of(ask, rule, &operation);
	void *result = rule->reply ? record_new(ask->call->arena, rule->reply) : NULL;
	int found = operation_get(ask->tx, &operation, &same, result, ask->call->arena);
	if (found < 0)
		return store_well(ask) && refuse(ask, PROBLEM_INTERNAL, NULL, NULL);
	if (found && !same)
		return refuse(ask, PROBLEM_OPERATION_REUSED, NULL, NULL);
	if (found) {
		ask->answer->status = operation.status;
		ask->answer->body = result;
		return true;
	}
	if (!rule->write(ask))
		return false;
	operation.status = ask->answer->status;
	operation.person = rule->person ? rule->person(ask) : NULL;
	operation_keep(ask->tx, &operation, ask->answer->body);
	return true;
}

static bool
errand_work(struct tx *tx, struct store_job *job)
{
	struct errand *errand = (struct errand *)(void *)job;
	struct ask *ask = &errand->ask;
	ask->tx = tx;
	if (ask->session)
		tx_actor(tx, ask->session->user, ask->session->desk);
	bool keep =
	    errand->rule->operation ? write_once(ask, errand->rule) : errand->rule->write(ask);
	if (!store_well(ask))
		keep = false;
	else if (!keep && ask->answer->problem == PROBLEM_NONE)
		refuse(ask, PROBLEM_INTERNAL, NULL, NULL);
	ask->tx = NULL;
	return keep;
}

/* ---- administration's calls ---- */

struct inner_call {
	struct ask *ask;
	const struct rule *rule;
};

static bool
inner_work(struct tx *tx, void *context)
{
	struct inner_call *inner = context;
	struct ask *ask = inner->ask;
	ask->tx = tx;
	tx_actor(tx, ask->session->user, ask->session->desk);
	bool keep = inner->rule->operation ? write_once(ask, inner->rule) : inner->rule->write(ask);
	keep = store_well(ask) && keep;
	ask->tx = NULL;
	return keep;
}

int
crm_call_carried(struct crm *crm, const struct session *session, const struct crm_call *call,
    struct crm_answer *answer, struct err *err)
{
	const struct rule *rule = rule_of(call->route);
	struct ask ask = {.crm = crm, .call = call, .answer = answer, .session = session};
	struct inner_call inner = {&ask, rule};
	if (read_part(&ask, rule) && rule->write && manage_write(crm, inner_work, &inner, err) < 0)
		return -1;
	if (answer->problem == PROBLEM_NONE)
		return 0;
	const char *detail = answer->detail ? answer->detail : problem_kind(answer->problem)->name;
	return err_set(err, "%s", detail);
}

int
crm_call_as(struct crm *crm, const char *actor, const struct crm_call *call,
    struct crm_answer *answer, struct err *err)
{
	const struct session session = {.user = actor, .role = "admin"};
	return crm_call_carried(crm, &session, call, answer, err);
}

/* ---- queued calls ---- */

static void
errand_done(struct store_job *job, enum store_fault fault)
{
	struct errand *errand = (struct errand *)(void *)job;
	if (fault != FAULT_NONE)
		refuse(&errand->ask, problem_of(fault), NULL, NULL);
	else if (errand->ask.call->route == ROUTE_SIGN_OUT)
		sessions_forget(errand->ask.crm->sessions);
	errand->caller->done(errand->caller);
}

void
crm_submit(struct crm *crm, struct crm_job *job)
{
	const struct rule *rule = rule_of(job->call.route);
	if (job->call.route == ROUTE_SIGN_IN) {
		door_submit(crm->door, job);
		return;
	}
	struct errand *errand = arena_alloc(job->call.arena, sizeof *errand);
	*errand = (struct errand){.job = {.work = errand_work, .done = errand_done},
	    .ask = {.crm = crm, .call = &job->call, .answer = &job->answer},
	    .rule = rule,
	    .caller = job};
	bool go;
	if (rule->way != CRM_QUEUED || !rule->write)
		go = refuse(&errand->ask, PROBLEM_INTERNAL, NULL, "not a queued route");
	else if (rule->operation && !id_valid(job->call.operation ? job->call.operation : ""))
		go = refuse(&errand->ask, PROBLEM_BAD_REQUEST, "Idempotency-Key",
		    "a write needs its operation id, a UUID");
	else
		go = read_part(&errand->ask, rule);
	if (go)
		store_submit(crm->store, &errand->job);
	else
		job->done(job);
}
