#include "api/walker.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/id.h"
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "model/permit.h"
#include "store/db.h"
#include "wire/codec.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOW "2026-11-20T10:42:00Z"
#define LATER "2026-11-23T17:00:00Z"

#define ID "01930000-0000-7000-8000-000000000001"
#define CUSTOMER                                                                                   \
	"{\"id\":\"" ID "\",\"kind\":\"person\",\"born\":\"1950-01-01\",\"names\":[{\"id\":\"" ID  \
	"\",\"kind\":\"current\",\"family\":\"Walk\"}],\"phones\":[{\"id\":\"" ID                  \
	"\",\"kind\":\"home\",\"number\":\"+441632960001\"}],\"emails\":[{\"id\":\"" ID            \
	"\",\"address\":\"a@mail.example\"}],\"addresses\":[{\"id\":\"" ID                         \
	"\",\"kind\":\"home\",\"line\":\"1 High Street\"}],\"notes\":[{\"id\":\"" ID               \
	"\",\"text\":\"n\"}]}"

const char *const role_names[ROLES] = {"advisor", "back_office", "information_officer",
    "supervisor", "trainer", "trainee", "dpo", "admin"};
struct world world;

/* A good request of sample_make is made by an advisor of Chorley, and about Chorley's own where it
 * says so. */
#define SESSION_ONLY                                                                               \
	{                                                                                          \
		true, -1, false                                                                    \
	}
#define NEEDS(action_)                                                                             \
	{                                                                                          \
		true, action_, false                                                               \
	}
#define OF_CHORLEY(action_)                                                                        \
	{                                                                                          \
		true, action_, true                                                                \
	}
const struct leave leaves[ROUTE_COUNT] = {
    [ROUTE_HEALTH] = SESSION_ONLY,
    [ROUTE_OPENAPI] = SESSION_ONLY,
    [ROUTE_ENROL] = SESSION_ONLY,
    [ROUTE_SIGN_IN] = SESSION_ONLY,
    [ROUTE_SESSION] = SESSION_ONLY,
    [ROUTE_SIGN_OUT] = SESSION_ONLY,
    [ROUTE_JOURNAL_KEY] = SESSION_ONLY,
    [ROUTE_CARRY] = SESSION_ONLY,
    [ROUTE_PARTNERSHIP] = NEEDS(ACTION_READ_DIRECTORY),
    [ROUTE_DIRECTORY] = NEEDS(ACTION_READ_DIRECTORY),
    [ROUTE_SERVICE] = NEEDS(ACTION_READ_DIRECTORY),
    [ROUTE_FIND_ADDRESSES] = NEEDS(ACTION_READ_DIRECTORY),
    [ROUTE_FIND_CUSTOMERS] = NEEDS(ACTION_FIND_CUSTOMER),
    [ROUTE_CUSTOMER] = NEEDS(ACTION_READ_CUSTOMER),
    [ROUTE_CHANGE_CUSTOMER] = NEEDS(ACTION_CHANGE_CUSTOMER),
    [ROUTE_PUT_CONTACT] = OF_CHORLEY(ACTION_LOG_CONTACT),
    [ROUTE_CONTACT] = OF_CHORLEY(ACTION_READ_CUSTOMER),
    [ROUTE_CASE] = OF_CHORLEY(ACTION_READ_CASE),
    [ROUTE_CHANGE_CASE] = OF_CHORLEY(ACTION_WORK_CASE),
    [ROUTE_PUT_CASE_EVENT] = OF_CHORLEY(ACTION_WORK_CASE),
    [ROUTE_WHITEBOARD] = SESSION_ONLY,
    [ROUTE_PUT_BOARD_WORD] = OF_CHORLEY(ACTION_SET_PRESENCE),
    [ROUTE_VISITS] = SESSION_ONLY,
    [ROUTE_PAGES] = SESSION_ONLY,
    [ROUTE_PUT_VISIT] = NEEDS(ACTION_BOOK_VISIT),
    [ROUTE_PUT_VISIT_ACT] = NEEDS(ACTION_BOOK_VISIT),
    [ROUTE_PUT_ATTACHMENT] = OF_CHORLEY(ACTION_WORK_CASE),
    [ROUTE_ATTACHMENT] = OF_CHORLEY(ACTION_READ_CASE),
    [ROUTE_QUEUES] = NEEDS(ACTION_READ_QUEUE),
    [ROUTE_VOLUMES] = OF_CHORLEY(ACTION_READ_QUEUE),
    [ROUTE_QUEUE_CASES] = OF_CHORLEY(ACTION_READ_QUEUE),
    [ROUTE_NEXT_BEST] = OF_CHORLEY(ACTION_WORK_CASE),
    [ROUTE_BULK_PREVIEW] = NEEDS(ACTION_WORK_CASE),
    [ROUTE_PUT_BULK] = NEEDS(ACTION_WORK_CASE),
    [ROUTE_UNDO_BULK] = NEEDS(ACTION_WORK_CASE),
    [ROUTE_WORK] = SESSION_ONLY,
    [ROUTE_COLLEAGUES] = NEEDS(ACTION_READ_CASE),
    [ROUTE_BOUNCES] = NEEDS(ACTION_APPROVE_ENTRY),
    [ROUTE_LEASE] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_NOTICES] = SESSION_ONLY,
    [ROUTE_PUT_NOTICE] = OF_CHORLEY(ACTION_POST_NOTICE),
    [ROUTE_FEED] = SESSION_ONLY,
    [ROUTE_ENTRIES] = NEEDS(ACTION_APPROVE_ENTRY),
    [ROUTE_VERSIONS] = NEEDS(ACTION_READ_DIRECTORY),
    [ROUTE_DRAFT] = NEEDS(ACTION_APPROVE_ENTRY),
    [ROUTE_PUT_DRAFT] = OF_CHORLEY(ACTION_EDIT_ENTRY),
    [ROUTE_DROP_DRAFT] = OF_CHORLEY(ACTION_EDIT_ENTRY),
    [ROUTE_PUT_VERDICT] = NEEDS(ACTION_APPROVE_ENTRY),
    [ROUTE_PUT_WRONG] = NEEDS(ACTION_REPORT_WRONG),
    [ROUTE_WRONGS] = SESSION_ONLY,
    [ROUTE_LEARNT] = NEEDS(ACTION_READ_DIRECTORY),
    [ROUTE_HEAR_WRONG] = SESSION_ONLY,
    [ROUTE_ALIKE] = NEEDS(ACTION_FIND_CUSTOMER),
    [ROUTE_MERGES] = NEEDS(ACTION_READ_CUSTOMER),
    [ROUTE_PUT_MERGE] = NEEDS(ACTION_MERGE_CUSTOMER),
    [ROUTE_UNDO_MERGE] = NEEDS(ACTION_MERGE_CUSTOMER),
    [ROUTE_UNUSUAL] = NEEDS(ACTION_READ_AUDIT),
    [ROUTE_PUT_UNUSUAL_VERDICT] = NEEDS(ACTION_READ_AUDIT),
    [ROUTE_PUT_MOVE] = NEEDS(ACTION_CHANGE_CUSTOMER),
    [ROUTE_UNDO_MOVE] = NEEDS(ACTION_CHANGE_CUSTOMER),
    [ROUTE_COUNT_EQUALITY] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_COUNT_SURVEY] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_OUTBOUND] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_OUTBOUND_CLAIM] = OF_CHORLEY(ACTION_WORK_CASE),
    [ROUTE_OUTBOUND_ATTEMPT] = OF_CHORLEY(ACTION_WORK_CASE),
    [ROUTE_PROMISES] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_PROMISE_COUNTS] = NEEDS(ACTION_READ_QUEUE),
    [ROUTE_PROMISE] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_PUT_PROMISE] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_PUT_PROMISE_EVENT] = OF_CHORLEY(ACTION_WORK_CASE),
    [ROUTE_PUT_PAYMENT] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_OUT_OF_HOURS] = OF_CHORLEY(ACTION_READ_QUEUE),
    [ROUTE_PAYMENTS] = OF_CHORLEY(ACTION_RECONCILE),
    [ROUTE_PAYMENT] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_PUT_PAYMENT_EVENT] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_ARRIVALS] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_PUT_ARRIVAL] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_PUT_ARRIVAL_EVENT] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_CALL_ARRIVAL] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_PUT_ROOM_USE] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_DIARY_CALENDAR] = SESSION_ONLY,
    [ROUTE_APPOINTMENT_CALENDAR] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_SLOTS] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_PUT_APPOINTMENT] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_PUT_APPOINTMENT_EVENT] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_DIARY] = OF_CHORLEY(ACTION_READ_CASE),
    [ROUTE_TRANSFERS] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_PUT_TRANSFER] = OF_CHORLEY(ACTION_LOG_CONTACT),
    [ROUTE_TAKE_TRANSFER] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_BACK_TRANSFER] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_PRESENCE] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_INCIDENTS] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_INCIDENT_PEOPLE] = OF_CHORLEY(ACTION_WORK_CASE),
    [ROUTE_PUT_INCIDENT_EVENT] = OF_CHORLEY(ACTION_WORK_CASE),
    [ROUTE_PUT_ASSURANCE] = OF_CHORLEY(ACTION_EDIT_ENTRY),
    [ROUTE_MAILS] = NEEDS(ACTION_LOG_CONTACT),
    [ROUTE_MAIL] = OF_CHORLEY(ACTION_LOG_CONTACT),
    [ROUTE_PUT_MAIL_EVENT] = OF_CHORLEY(ACTION_LOG_CONTACT),
    [ROUTE_PUT_MAIL] = OF_CHORLEY(ACTION_LOG_CONTACT),
    [ROUTE_FORM_PAGE] = SESSION_ONLY,
    [ROUTE_SEND_PAGE] = SESSION_ONLY,
    [ROUTE_PROGRESS_PAGE] = SESSION_ONLY,
    [ROUTE_PAYMENT_NOTICE] = SESSION_ONLY,
    [ROUTE_SURVEY_PAGE] = SESSION_ONLY,
    [ROUTE_SEND_SURVEY] = SESSION_ONLY,
    [ROUTE_LOOK_PAGE] = SESSION_ONLY,
    [ROUTE_FORM] = SESSION_ONLY,
    [ROUTE_CHECK_FORM] = SESSION_ONLY,
    [ROUTE_PUT_FORM] = SESSION_ONLY,
    [ROUTE_PROGRESS] = SESSION_ONLY,
    [ROUTE_WEB_FORM] = OF_CHORLEY(ACTION_LOG_CONTACT),
    [ROUTE_PUT_WEB_FORM_EVENT] = OF_CHORLEY(ACTION_LOG_CONTACT),
    [ROUTE_CASE_SECRET] = OF_CHORLEY(ACTION_READ_CASE),
    [ROUTE_CONNECTIONS] = NEEDS(ACTION_POST_NOTICE),
    [ROUTE_RETRY_CONNECTION] = NEEDS(ACTION_POST_NOTICE),
};

/* ---- the office ---- */

static void
add_users(void)
{
	char *file = proc_text("%s/word", world.office.crm.dir);
	FILE *f = fopen(file, "w");
	fputs(OFFICE_PASSWORD "\n", f);
	fclose(f);
	for (int i = 0; i < ROLES; i++) {
		char *id = proc_text("walk.%s", role_names[i]);
		ctl_ok(&world.office.crm, "user", "add", id, "--name", role_names[i], "--council",
		    "chorley", "--role", role_names[i], "--password-file", file);
		free(id);
	}
	free(file);
}

static char *
enrol(const char *desk)
{
	struct api api;
	char *code = office_code(&world.office, desk);
	api_init(&api, world.office.crm.port);
	ck_assert_int_eq(api_enrol(&api, code), 0);
	char *secret = strdup(api.secret);
	api_release(&api);
	free(code);
	return secret;
}

static char *
sign_in(const char *user, const char *desk, const char *secret)
{
	struct api api;
	api_init(&api, world.office.crm.port);
	api.desk = strdup(desk);
	api.secret = strdup(secret);
	ck_assert_int_eq(api_sign_in(&api, user, OFFICE_PASSWORD), 0);
	char *token = strdup(api.http.token);
	api_release(&api);
	return token;
}

static void
find_customer(void)
{
	struct sample sample = sample_make(ROUTE_FIND_CUSTOMERS);
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	ck_assert_int_eq(reply.status, 200);
	world.customer = json_get(reply.body, "items.0.id");
	ck_assert_ptr_nonnull(world.customer);
	http_reply_release(&reply);
	sample_release(&sample);
}

static void
take_lease(void)
{
	struct sample sample = sample_make(ROUTE_LEASE);
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	ck_assert_int_eq(reply.status, 200);
	char *from = json_get(reply.body, "from"), *to = json_get(reply.body, "to");
	world.next_reference = atol(from);
	ck_assert_int_gt(atol(to), atol(from));
	free(from);
	free(to);
	http_reply_release(&reply);
	sample_release(&sample);
}

static void
log_contact(void)
{
	struct sample sample = sample_make(ROUTE_PUT_CONTACT);
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
	http_reply_release(&reply);
	world.contact = json_get(sample.body, "id");
	world.enquiry = json_get(sample.body, "enquiries.0.id");
	world.case_id = json_get(sample.body, "enquiries.0.opens.id");
	world.reference = json_get(sample.body, "enquiries.0.opens.reference");
	sample_release(&sample);
}

/* The partnership as it is, but asking a question of equality monitoring. */
static void
ask_for_equality(void)
{
	char *from = proc_source("scripts/partnership.yml"), *text;
	char *to = proc_text("%s/partnership.yml", world.office.crm.dir);
	size_t length;
	struct err err;
	if (file_read_all(from, 1 << 20, &text, &length, &err) < 0) {
		fprintf(stderr, "%s\n", err.text);
		abort();
	}
	FILE *f = fopen(to, "w");
	fprintf(f, "monitoring: [age]\n%s", text);
	fclose(f);
	ctl_ok(&world.office.crm, "council", "load", to);
	free(text);
	free(from);
	free(to);
}

/* A payment provider that is not there, whose webhook has a secret. */
static void
serve_with_a_till(void)
{
	char *file = proc_text("%s/connect.conf", world.office.crm.dir);
	FILE *f = fopen(file, "w");
	ck_assert_ptr_nonnull(f);
	fprintf(f, "[pay chorley]\nurl = http://127.0.0.1:9\nkey = k\nreturn_url = "
		   "https://chorley.example/paid\nsigning_secret = " WORLD_SIGNS "\n");
	fclose(f);
	chmod(file, 0600);
	server_start_with(&world.office.crm, (const char *const[]){"--connect", file, NULL});
	free(file);
}

void
world_begin(void)
{
	office_furnish(&world.office);
	serve_with_a_till();
	ask_for_equality();
	world.record = proc_text("%s/replies", world.office.crm.dir);
	add_users();
	world.secret = enrol(DESK);
	world.other_secret = enrol(OTHER_DESK);
	for (int i = 0; i < ROLES; i++) {
		char *id = proc_text("walk.%s", role_names[i]);
		world.tokens[i] = sign_in(id, DESK, world.secret);
		free(id);
	}
	world.other_token = sign_in(OFFICE_BURNLEY, OTHER_DESK, world.other_secret);
	find_customer();
	log_contact();
}

void
world_end(void)
{
	char *script = proc_source("tests/api/validate.py"),
	     *openapi = proc_source("src/wire/openapi.json"), *out;
	int status = proc_run((const char *const[]){"python3", script, openapi, world.record, NULL},
	    NULL, NULL, &out, 120000);
	int stopped = server_stop(&world.office.crm);
	if (status != 0 || stopped != 0) {
		fprintf(stderr, "replies against the description: %d; server ended with %d\n%s",
		    status, stopped, out);
		abort();
	}
	printf("# %s", out);
	free(out);
	free(script);
	free(openapi);
	office_release(&world.office);
}

/* ---- good requests ---- */

/* Every test runs in a process of its own: each takes its own lease. */
char *
next_reference(void)
{
	static pid_t leased_by;
	if (leased_by != getpid())
		take_lease();
	leased_by = getpid();
	char text[REFERENCE_LENGTH + 1];
	reference_format(text, (uint32_t)world.next_reference++);
	return strdup(text);
}

char *
contact_body(const char *id, long step, const char *reference)
{
	char *enquiry = office_id(), *case_id = office_id(),
	     *own = reference ? strdup(reference) : next_reference();
	char *body = proc_text(
	    "{\"id\":\"%s\",\"step\":%ld,\"customer\":\"%s\",\"at\":\"chorley\",\"as\":\"chorley\","
	    "\"desk\":\"" DESK "\",\"channel\":\"phone\",\"caller\":\"+441632960151\",\"note\":"
	    "\"Siân \\\"rang\\\"\",\"began\":\"" NOW "\",\"ended\":\"" NOW "\",\"enquiries\":[{"
	    "\"id\":\"%s\",\"service\":\"missed-bin\",\"responsible\":\"chorley\",\"outcome\":"
	    "\"referred\",\"outcome_prompt\":\"waste-round\",\"note\":\"blue bin\",\"version\":1,"
	    "\"began\":\"" NOW "\",\"answers\":[{\"prompt\":\"bin\",\"value\":\"blue\",\"source\":"
	    "\"asked\",\"at\":\"" NOW "\",\"version\":1}],\"opens\":{\"id\":\"%s\",\"reference\":"
	    "\"%s\",\"queue\":\"waste-round\",\"promise\":\"We will be back.\",\"summary\":\"Blue "
	    "bin\",\"due\":\"" LATER "\"}}]}",
	    id, step, world.customer, enquiry, case_id, own);
	free(enquiry);
	free(case_id);
	free(own);
	return body;
}

/* A whole entry of a service that nobody has heard of. */
static char *
entry_text(const char *service)
{
	return proc_text("service: %s\\ntitle: Walking\\nprovided_by: district\\nowner: { team: "
			 "chorley-waste, email: w@chorley.example }\\nassured: 2026-10-01\\n"
			 "review_by: 2027-10-01\\nfacts:\\n  fee: { value: £20, review_by: "
			 "2027-04-01 }\\n",
	    service);
}

static char *
draft_path(const char *id)
{
	return proc_text("/v1/directory/walk-%s/draft", id);
}

static char *
draft_body(const char *id, const char *state)
{
	char *service = proc_text("walk-%s", id), *text = entry_text(service);
	char *body = proc_text("{\"service\":\"%s\",\"base\":0,\"revision\":0,\"state\":\"%s\","
			       "\"comment\":\"new\",\"text\":\"%s\"}",
	    service, state, text);
	free(service);
	free(text);
	return body;
}

/* A draft that is there, as revision 1. */
static void
put_draft(const char *id, const char *state)
{
	struct sample sample = {.route = ROUTE_PUT_DRAFT,
	    .path = draft_path(id),
	    .body = draft_body(id, state),
	    .role = INFORMATION_OFFICER};
	sample_done(&sample);
}

/* Requests about drafts: each of a service of its own. */
static void
sample_draft(struct sample *sample)
{
	char *id = office_id();
	sample->role = INFORMATION_OFFICER;
	sample->path = draft_path(id);
	switch (sample->route) {
	case ROUTE_PUT_DRAFT:
		sample->body = draft_body(id, "submitted");
		break;
	case ROUTE_PUT_VERDICT:
		put_draft(id, "submitted");
		free(sample->path);
		sample->role = SUPERVISOR;
		sample->path = proc_text("/v1/directory/walk-%s/verdicts/%s", id, id);
		sample->body = proc_text("{\"id\":\"%s\",\"revision\":1,\"verdict\":\"return\","
					 "\"comment\":\"a fee is missing\"}",
		    id);
		break;
	default:
		put_draft(id, "draft");
		if (sample->route == ROUTE_DROP_DRAFT) {
			char *path = sample->path;
			sample->path = proc_text("%s?revision=1", path);
			free(path);
		}
	}
	free(id);
}

static struct sample
sample_wrong(const char *id)
{
	return (struct sample){.route = ROUTE_PUT_WRONG,
	    .role = ADVISOR,
	    .path = proc_text("/v1/directory/missed-bin/wrongs/%s", id),
	    .body =
		proc_text("{\"id\":\"%s\",\"service\":\"missed-bin\",\"council\":\"chorley\","
			  "\"subject\":\"fact.return_days\",\"version\":1,\"text\":\"it is 3 days "
			  "now\",\"at\":\"" NOW "\"}",
		    id)};
}

/* One that is there to be heard of. */
static void
report_wrong(const char *id)
{
	struct sample sample = sample_wrong(id);
	sample_done(&sample);
}

/* One that the rules would have found: they look at days that are over. */
static void
unusual_look(const char *id)
{
	struct err err;
	struct db *db = db_open(world.office.crm.db, DB_WRITER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	db_run(db,
	    "INSERT INTO unusual_look (id, rule, at, \"user\", customer, looks) VALUES ($1, "
	    "'own-name', 1795171320000000, 'walk.advisor', $2, 1)",
	    VALUES(v_text(id), v_text(world.customer)));
	ck_assert_int_eq((int)db->fault, (int)DB_FINE);
	db_close(db);
}

/* A mail of somebody's to Chorley, as if it had been fetched; and a job that has failed. */
static void
put_rows(const char *id)
{
	struct err err;
	struct db *db = db_open(world.office.crm.db, DB_WRITER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	db_run(db,
	    "INSERT INTO mailbox (id, council, address, validity, last) VALUES ('c', 'chorley', "
	    "'contact@chorley.example', 1, 1) ON CONFLICT DO NOTHING",
	    NO_VALUES);
	db_run(db,
	    "INSERT INTO mail (id, direction, council, message, sender, recipient, subject, text, "
	    "cut, state, digest, at) VALUES ($1, 'in', 'chorley', 'a@b', 'amina@people.example', "
	    "'contact@chorley.example', 'My bin', 'It was not emptied', 0, 'waiting', $1, "
	    "1795171320000000)",
	    VALUES(v_text(id)));
	db_run(db,
	    "INSERT INTO connect_job (id, kind, key, state, attempts, error, made, next_at) VALUES "
	    "($1, 'walk', $1, 'failed', 3, 'it would not', 1795171320000000, $2)",
	    VALUES(v_text(id), v_number(INT64_MAX)));
	ck_assert_int_eq((int)db->fault, (int)DB_FINE);
	db_close(db);
}

/* A person of their own, made in a contact; when they were changed last. */
static char *
new_person(const char *id)
{
	char *contact = office_id(), *name = office_id();
	struct sample sample = {.route = ROUTE_PUT_CONTACT,
	    .role = ADVISOR,
	    .path = proc_text("/v1/contacts/%s", contact),
	    .body = proc_text(
		"{\"id\":\"%s\",\"step\":1,\"at\":\"chorley\",\"as\":\"chorley\",\"desk\":\"" DESK
		"\",\"channel\":\"phone\",\"began\":\"" NOW
		"\",\"new_customer\":{\"id\":\"%s\",\"kind\":\"person\",\"names\":[{\"id\":\"%s\","
		"\"kind\":\"current\",\"given\":\"Ida\",\"family\":\"Twin\"}]}}",
		contact, id, name)};
	sample_done(&sample);
	sample = (struct sample){
	    .route = ROUTE_CUSTOMER, .path = proc_text("/v1/customers/%s?contact=%s", id, contact)};
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	char *changed = json_get(reply.body, "customer.changed");
	ck_assert_ptr_nonnull(changed);
	http_reply_release(&reply);
	sample_release(&sample);
	free(contact);
	free(name);
	return changed;
}

/* Of two people made for it. */
static struct sample
sample_merge(const char *id)
{
	char *keep = office_id(), *gone = office_id();
	char *kept = new_person(keep), *other = new_person(gone);
	struct sample sample = {.route = ROUTE_PUT_MERGE,
	    .role = ADVISOR,
	    .path = proc_text("/v1/merges/%s", id),
	    .body = proc_text(
		"{\"id\":\"%s\",\"keep\":\"%s\",\"gone\":\"%s\",\"reason\":\"she says so\","
		"\"keep_changed\":\"%s\",\"gone_changed\":\"%s\",\"choices\":[{\"field\":\"names\","
		"\"side\":\"gone\"}]}",
		id, keep, gone, kept, other)};
	free(keep);
	free(gone);
	free(kept);
	free(other);
	return sample;
}

/* One that is there to be undone. */
static void
put_merge(const char *id)
{
	struct sample sample = sample_merge(id);
	sample_done(&sample);
}

/* Of somebody made for it. */
static struct sample
sample_move(const char *id)
{
	char *who = office_id();
	free(new_person(who));
	struct sample sample = {.route = ROUTE_PUT_MOVE,
	    .role = ADVISOR,
	    .path = proc_text("/v1/moves/%s", id),
	    .body = proc_text("{\"id\":\"%s\",\"customer\":\"%s\",\"as\":\"chorley\","
			      "\"moved_on\":\"2026-11-20\",\"line\":\"22 Union Street\","
			      "\"town\":\"Chorley\",\"postcode\":\"PR7 1AB\",\"district\":"
			      "\"chorley\"}",
		id, who)};
	free(who);
	return sample;
}

/* One that is there to be taken back. */
static void
put_move(const char *id)
{
	struct sample sample = sample_move(id);
	sample_done(&sample);
}

/* Of the garden waste's fee in Chorley. */
static struct sample
sample_payment(const char *id)
{
	char *contact = office_id(), *enquiry = office_id();
	struct sample sample = {.route = ROUTE_PUT_PAYMENT,
	    .role = ADVISOR,
	    .path = proc_text("/v1/payments/%s", id),
	    .body = proc_text("{\"id\":\"%s\",\"contact\":\"%s\",\"enquiry\":\"%s\",\"service\":"
			      "\"garden-waste\",\"council\":\"chorley\",\"amount\":4000,"
			      "\"description\":\"Garden waste collection\"}",
		id, contact, enquiry)};
	free(contact);
	free(enquiry);
	return sample;
}

static void
put_payment(const char *id)
{
	struct sample sample = sample_payment(id);
	sample_done(&sample);
}

/* Somebody at this desk's reception. */
static struct sample
sample_arrival(const char *id)
{
	char *contact = office_id();
	struct sample sample = {.route = ROUTE_PUT_ARRIVAL,
	    .role = ADVISOR,
	    .path = proc_text("/v1/arrivals/%s", id),
	    .body = proc_text("{\"id\":\"%s\",\"site\":\"chorley-cc\",\"word\":\"red "
			      "coat\",\"contact\":\"%s\",\"since\":\"" NOW "\"}",
		id, contact)};
	free(contact);
	return sample;
}

static void
put_arrival(const char *id)
{
	struct sample sample = sample_arrival(id);
	sample_done(&sample);
}

/* At a time that is free now. */
static struct sample
sample_appointment(const char *id)
{
	struct sample ask = sample_make(ROUTE_SLOTS);
	struct http_reply reply = walk_send(&ask, (struct sending){0});
	ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
	char *diary = json_get(reply.body, "slots.0.diary"),
	     *start = json_get(reply.body, "slots.0.start");
	struct sample sample = {.route = ROUTE_PUT_APPOINTMENT,
	    .role = ADVISOR,
	    .path = proc_text("/v1/appointments/%s", id),
	    .body = proc_text("{\"id\":\"%s\",\"diary\":\"%s\",\"service\":\"birth-registration\","
			      "\"start\":\"%s\",\"customer\":\"%s\",\"state\":\"booked\"}",
		id, diary, start, world.customer)};
	http_reply_release(&reply);
	sample_release(&ask);
	free(diary);
	free(start);
	return sample;
}

/* Opened by the diary's secret, of which there is one: each test makes its own. */
static char *
sample_calendar(void)
{
	char *said = NULL;
	ck_assert_int_eq(ctl(&world.office.crm, &said, "diary", "secret", "chorley-benefits"), 0);
	char *path = strstr(said, "/v1/diaries/");
	ck_assert_ptr_nonnull(path);
	path[strcspn(path, "\n")] = '\0';
	path = strdup(path);
	free(said);
	return path;
}

/* One that is there to be cancelled. */
static void
put_appointment(const char *id)
{
	struct sample sample = sample_appointment(id);
	sample_done(&sample);
}

/* Of J. Mills, whose team nobody here is of. */
static struct sample
sample_visit(const char *id)
{
	return (struct sample){.route = ROUTE_PUT_VISIT,
	    .role = ADVISOR,
	    .path = proc_text("/v1/visits/%s", id),
	    .body = proc_text("{\"id\":\"%s\",\"worker\":\"j.mills\",\"service\":\"fly-tipping\","
			      "\"place\":\"14 Union Street\",\"begins\":\"" NOW
			      "\",\"ends\":\"2026-11-20T12:00:00Z\"}",
		id)};
}

/* One that is there to be begun. */
static void
put_visit(const char *id)
{
	struct sample sample = sample_visit(id);
	sample_done(&sample);
}

static void
free_rooms(void)
{
	struct err err;
	struct db *db = db_open(world.office.crm.db, DB_WRITER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	db_run(db, "UPDATE room_use SET freed = 1 WHERE freed IS NULL", NO_VALUES);
	db_close(db);
}

static char *
bulk_body(const char *id)
{
	return proc_text("{\"id\":\"%s\",\"kind\":\"priority\",\"priority\":\"high\",\"text\":"
			 "\"a councillor asks\",\"items\":[{\"id\":\"%s\"}]}",
	    id, world.case_id);
}

/* One that is there to be taken back. */
static void
put_bulk(const char *id)
{
	struct sample sample = {.route = ROUTE_PUT_BULK,
	    .role = ADVISOR,
	    .path = proc_text("/v1/bulks/%s", id),
	    .body = bulk_body(id)};
	sample_done(&sample);
}

static struct sample
sample_attachment(const char *id)
{
	return (struct sample){.route = ROUTE_PUT_ATTACHMENT,
	    .role = ADVISOR,
	    .path = proc_text("/v1/cases/%s/attachments/%s", world.case_id, id),
	    .body = proc_text("{\"id\":\"%s\",\"name\":\"hole.txt\",\"type\":\"text/plain\","
			      "\"content\":\"NCBjbSBkZWVw\"}",
		id)};
}

/* The path of a file that is there. */
static char *
put_attachment(void)
{
	char *id = office_id();
	struct sample sample = sample_attachment(id);
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
	http_reply_release(&reply);
	char *path = strdup(sample.path);
	sample_release(&sample);
	free(id);
	return path;
}

static void
sample_write(struct sample *sample)
{
	char *id = office_id();
	switch (sample->route) {
	case ROUTE_ENROL:
		sample->path = strdup("/v1/enrolments");
		sample->body = proc_text("{\"code\":\"%s\"}", "no-such-code");
		break;
	case ROUTE_SIGN_IN:
		sample->path = strdup("/v1/session");
		sample->body = proc_text("{\"desk\":\"" DESK "\",\"desk_secret\":\"%s\",\"user\":"
					 "\"walk.advisor\",\"password\":\"" OFFICE_PASSWORD "\"}",
		    world.secret);
		break;
	case ROUTE_CHANGE_CUSTOMER:
		sample->path = proc_text("/v1/customers/%s", world.customer);
		sample->body = proc_text("{\"id\":\"%s\",\"was\":{},\"now\":{\"emails\":[{\"id\":"
					 "\"%s\",\"address\":\"a.patel@mail.example\"}]}}",
		    world.customer, id);
		break;
	case ROUTE_PUT_CONTACT:
		sample->path = proc_text("/v1/contacts/%s", id);
		sample->body = contact_body(id, 1, NULL);
		break;
	case ROUTE_CHANGE_CASE:
		sample->path = proc_text("/v1/cases/%s", world.case_id);
		sample->body = proc_text("{\"id\":\"%s\",\"was\":{\"note\":\"%s\"},"
					 "\"now\":{\"note\":\"%s\"}}",
		    world.case_id, id, id);
		break;
	case ROUTE_PUT_ATTACHMENT:
		*sample = sample_attachment(id);
		break;
	case ROUTE_PUT_CASE_EVENT:
		sample->path = proc_text("/v1/cases/%s/events/%s", world.case_id, id);
		sample->body = proc_text("{\"id\":\"%s\",\"kind\":\"note\",\"text\":\"rang the "
					 "depot\",\"at\":\"" NOW "\"}",
		    id);
		break;
	case ROUTE_BULK_PREVIEW:
		sample->path = strdup("/v1/bulk-previews");
		sample->body = bulk_body(id);
		break;
	case ROUTE_PUT_BULK:
		sample->path = proc_text("/v1/bulks/%s", id);
		sample->body = bulk_body(id);
		break;
	case ROUTE_UNDO_BULK:
		put_bulk(id);
		sample->path = proc_text("/v1/bulks/%s/undo", id);
		break;
	case ROUTE_NEXT_BEST:
		sample->path = proc_text("/v1/next-best/%s", id);
		sample->body = proc_text("{\"id\":\"%s\",\"queue\":\"chorley.waste-office\"}", id);
		break;
	case ROUTE_PUT_NOTICE:
		sample->role = SUPERVISOR;
		sample->path = proc_text("/v1/notices/%s", id);
		sample->body = proc_text(
		    "{\"id\":\"%s\",\"text\":\"A59 closed at Gisburn\","
		    "\"scope\":[{\"kind\":\"council\",\"id\":\"chorley\"}],\"until\":\"" LATER
		    "\"}",
		    id);
		break;
	case ROUTE_PUT_WRONG:
		*sample = sample_wrong(id);
		break;
	case ROUTE_HEAR_WRONG:
		report_wrong(id);
		sample->path = proc_text("/v1/wrongs/%s/heard", id);
		break;
	case ROUTE_PUT_BOARD_WORD:
		sample->path = strdup("/v1/whiteboard/j.mills");
		sample->body =
		    proc_text("{\"state\":\"out\",\"place\":\"Room %s\",\"at\":\"" NOW "\"}", id);
		break;
	case ROUTE_PUT_VISIT:
		*sample = sample_visit(id);
		break;
	case ROUTE_PUT_VISIT_ACT: {
		char *act = office_id();
		put_visit(id);
		sample->path = proc_text("/v1/visits/%s/acts/%s", id, act);
		sample->body =
		    proc_text("{\"id\":\"%s\",\"kind\":\"begin\",\"at\":\"" NOW "\"}", act);
		free(act);
		break;
	}
	case ROUTE_ALIKE:
		sample->path = strdup("/v1/alike");
		sample->body =
		    strdup("{\"given\":\"Amina\",\"family\":\"Patel\",\"postcode\":\"PR7 1AB\"}");
		break;
	case ROUTE_PUT_MERGE:
		*sample = sample_merge(id);
		break;
	case ROUTE_UNDO_MERGE:
		put_merge(id);
		sample->path = proc_text("/v1/merges/%s/undo", id);
		sample->body = strdup("{\"reason\":\"two people after all\"}");
		break;
	case ROUTE_PUT_MOVE:
		*sample = sample_move(id);
		break;
	case ROUTE_PUT_APPOINTMENT:
		*sample = sample_appointment(id);
		break;
	case ROUTE_PUT_APPOINTMENT_EVENT:
		put_appointment(id);
		sample->path = proc_text("/v1/appointments/%s/events/%s", id, id);
		sample->body = proc_text("{\"id\":\"%s\",\"kind\":\"cancel\"}", id);
		break;
	case ROUTE_UNDO_MOVE:
		put_move(id);
		sample->path = proc_text("/v1/moves/%s/undo", id);
		sample->body = strdup("{\"reason\":\"the sale fell through\"}");
		break;
	case ROUTE_COUNT_EQUALITY:
		sample->path = strdup("/v1/equality");
		sample->body =
		    proc_text("{\"id\":\"%s\",\"month\":\"2026-11\",\"council\":"
			      "\"chorley\",\"answers\":[{\"question\":\"age\",\"answer\":"
			      "\"declined\"}]}",
			id);
		break;
	case ROUTE_COUNT_SURVEY:
		sample->path = strdup("/v1/surveys");
		sample->body =
		    proc_text("{\"id\":\"%s\",\"month\":\"2026-11\",\"survey\":"
			      "\"survey-contact\",\"council\":\"chorley\",\"channel\":\"phone\","
			      "\"answers\":[{\"question\":\"face\",\"answer\":\"good\"}]}",
			id);
		break;
	case ROUTE_PUT_UNUSUAL_VERDICT:
		unusual_look(id);
		sample->role = DPO;
		sample->path = proc_text("/v1/unusual/%s/verdict", id);
		sample->body =
		    strdup("{\"state\":\"explained\",\"reason\":\"her own mother rang\"}");
		break;
	case ROUTE_PUT_ASSURANCE:
		sample->role = INFORMATION_OFFICER;
		sample->path = proc_text("/v1/assurances/%s", id);
		sample->body =
		    proc_text("{\"id\":\"%s\",\"services\":[{\"service\":\"missed-bin\"}],"
			      "\"assured\":\"2026-11-20\",\"review_by\":\"2027-11-20\","
			      "\"facts\":true}",
			id);
		break;
	case ROUTE_PUT_PAYMENT:
		*sample = sample_payment(id);
		break;
	case ROUTE_PUT_PAYMENT_EVENT:
		put_payment(id);
		sample->path = proc_text("/v1/payments/%s/events/%s", id, id);
		sample->body =
		    proc_text("{\"id\":\"%s\",\"kind\":\"look\",\"at\":\"" NOW "\"}", id);
		break;
	case ROUTE_PUT_ARRIVAL:
		*sample = sample_arrival(id);
		break;
	case ROUTE_PUT_ARRIVAL_EVENT:
		put_arrival(id);
		sample->path = proc_text("/v1/arrivals/%s/events/%s", id, id);
		sample->body =
		    proc_text("{\"id\":\"%s\",\"kind\":\"left\",\"at\":\"" NOW "\"}", id);
		break;
	case ROUTE_CALL_ARRIVAL:
		sample->path = proc_text("/v1/arrival-calls/%s", id);
		sample->body = proc_text("{\"id\":\"%s\"}", id);
		break;
	case ROUTE_PUT_ROOM_USE:
		free_rooms();
		sample->path = proc_text("/v1/room-uses/%s", id);
		sample->body = proc_text("{\"id\":\"%s\",\"site\":\"chorley-cc\",\"room\":\"Room "
					 "1\"}",
		    id);
		break;
	case ROUTE_PUT_MAIL_EVENT:
		put_rows(id);
		sample->path = proc_text("/v1/mails/%s/events/%s", id, id);
		sample->body = proc_text("{\"id\":\"%s\",\"kind\":\"take\"}", id);
		break;
	case ROUTE_PUT_MAIL: {
		char *answer = office_id();
		put_rows(id);
		sample->path = proc_text("/v1/mails/%s", answer);
		sample->body = proc_text("{\"id\":\"%s\",\"mail\":\"%s\",\"subject\":\"Re: My "
					 "bin\",\"text\":\"We will be back.\"}",
		    answer, id);
		free(answer);
		break;
	}
	case ROUTE_RETRY_CONNECTION:
		put_rows(id);
		sample->role = SUPERVISOR;
		sample->path = proc_text("/v1/connections/%s/retry", id);
		break;
	default: /* without a body */
		sample->path = strdup(sample->route == ROUTE_LEASE ? "/v1/leases" : "/v1/session");
	}
	free(id);
}

struct sample
sample_make(enum route_id route)
{
	struct sample sample = {.route = route, .role = ADVISOR};
	if (sample_promises(&sample) || sample_forms(&sample) || sample_sealed(&sample))
		return sample;
	switch (route) {
	case ROUTE_DRAFT:
	case ROUTE_PUT_DRAFT:
	case ROUTE_DROP_DRAFT:
	case ROUTE_PUT_VERDICT:
		sample_draft(&sample);
		break;
	case ROUTE_VOLUMES:
		sample.path = strdup("/v1/volumes?council=chorley");
		break;
	case ROUTE_UNUSUAL:
		sample.role = DPO;
		sample.path = strdup("/v1/unusual");
		break;
	case ROUTE_MAIL: {
		char *id = office_id();
		put_rows(id);
		sample.path = proc_text("/v1/mails/%s", id);
		free(id);
		break;
	}
	case ROUTE_CONNECTIONS:
		sample.role = SUPERVISOR;
		sample.path = strdup("/v1/connections");
		break;
	case ROUTE_ENTRIES:
		sample.role = INFORMATION_OFFICER;
		sample.path = strdup("/v1/entries?list=overdue&council=chorley");
		break;
	case ROUTE_PAGES:
		sample.path = strdup("/v1/pages?of=notices,work,visits");
		break;
	case ROUTE_VERSIONS:
		sample.path = strdup("/v1/directory/missed-bin/versions");
		break;
	case ROUTE_DIRECTORY:
		sample.path = strdup("/v1/directory?after=0");
		break;
	case ROUTE_SERVICE:
		sample.path = strdup("/v1/directory/missed-bin");
		break;
	case ROUTE_FIND_ADDRESSES:
		sample.path = strdup("/v1/addresses?q=PR7%201AB");
		break;
	case ROUTE_FIND_CUSTOMERS:
		sample.path = strdup("/v1/customers?q=patel+amina");
		break;
	case ROUTE_CUSTOMER:
		sample.path =
		    proc_text("/v1/customers/%s?contact=%s", world.customer, world.contact);
		break;
	case ROUTE_MERGES:
		sample.path = proc_text("/v1/customers/%s/merges", world.customer);
		break;
	case ROUTE_CONTACT:
		sample.path = proc_text("/v1/contacts/%s", world.contact);
		break;
	case ROUTE_CASE:
		sample.path = proc_text("/v1/cases/%s", world.reference);
		break;
	case ROUTE_DIARY_CALENDAR:
		sample.path = sample_calendar();
		break;
	case ROUTE_APPOINTMENT_CALENDAR: {
		char *id = office_id();
		put_appointment(id);
		sample.path = proc_text("/v1/appointments/%s/calendar", id);
		free(id);
		break;
	}
	case ROUTE_SLOTS:
		sample.path = strdup("/v1/directory/birth-registration/slots?council=lancashire");
		break;
	case ROUTE_DIARY:
		sample.path = strdup("/v1/diaries/chorley-benefits?from=2026-11-23&days=5");
		break;
	case ROUTE_ATTACHMENT:
		sample.path = put_attachment();
		break;
	case ROUTE_QUEUE_CASES:
		sample.path = strdup("/v1/queues/chorley.waste-round/cases");
		break;
	case ROUTE_OUT_OF_HOURS:
		sample.path = strdup("/v1/out-of-hours?service=missed-bin&council=chorley");
		break;
	case ROUTE_PAYMENTS:
		sample.role = SUPERVISOR;
		sample.path = strdup("/v1/payments?council=chorley");
		break;
	case ROUTE_PAYMENT: {
		char *id = office_id();
		put_payment(id);
		sample.path = proc_text("/v1/payments/%s", id);
		free(id);
		break;
	}
	case ROUTE_BOUNCES:
		sample.role = INFORMATION_OFFICER;
		sample.path = strdup("/v1/directory/missed-bin/bounces");
		break;
	case ROUTE_FEED:
		sample.path = strdup("/v1/feed?after=0.0");
		break;
	default:
		if (sample_shared(&sample))
			break;
		if (strcmp(route_of(route)->method, "GET") == 0)
			sample.path = strdup(route_of(route)->path);
		else
			sample_write(&sample);
	}
	return sample;
}

void
sample_enrich(struct sample *sample)
{
	cJSON *root = cJSON_Parse(sample->body);
	if (sample->route == ROUTE_PUT_CONTACT) {
		cJSON_AddItemToObject(root, "new_customer", cJSON_Parse(CUSTOMER));
		cJSON_AddItemToObject(root, "change",
		    cJSON_Parse("{\"id\":\"" ID "\",\"was\":{},\"now\":" CUSTOMER "}"));
	} else if (sample->route == ROUTE_CHANGE_CUSTOMER) {
		cJSON_ReplaceItemInObjectCaseSensitive(root, "was", cJSON_Parse(CUSTOMER));
		cJSON_ReplaceItemInObjectCaseSensitive(root, "now", cJSON_Parse(CUSTOMER));
	}
	free(sample->body);
	sample->body = cJSON_PrintUnformatted(root);
	cJSON_Delete(root);
}

void
sample_release(struct sample *sample)
{
	free(sample->path);
	free(sample->body);
	free(sample->headers);
	*sample = (struct sample){0};
}

void
sample_done(struct sample *sample)
{
	struct http_reply reply = walk_send(sample, (struct sending){0});
	ck_assert_msg(reply.status == 200, "%s: %d %s", sample->path, reply.status, reply.body);
	http_reply_release(&reply);
	sample_release(sample);
}

/* ---- calling ---- */

static void
keep(const struct sample *sample, const struct http_reply *reply)
{
	const struct route *route = route_of(sample->route);
	char type[80] = "-";
	if (sample->route == ROUTE_OPENAPI || (route->media && reply->status < 400))
		return;
	FILE *file = fopen(world.record, "a");
	ck_assert_ptr_nonnull(file);
	http_header(reply, "Content-Type", type, sizeof type);
	fprintf(file, "%s\t%s\t%d\t%s\t%s\n", route->method, route->path, reply->status, type,
	    reply->body);
	fclose(file);
}

static void
check_problem(const struct route *route, const struct http_reply *reply)
{
	char *type = json_get(reply->body, "type"), *status = json_get(reply->body, "status");
	enum problem_type problem = problem_named(type);
	ck_assert_msg(type && status, "%s %s: %s", route->method, route->path, reply->body);
	ck_assert_int_eq(atoi(status), reply->status);
	ck_assert_msg(problem_kind(problem)->status == reply->status &&
			  (route_may(route, problem) || problem == PROBLEM_METHOD),
	    "%s %s may not say %s", route->method, route->path, type);
	ck_assert_msg(reply->status < 500, "%s %s: %s", route->method, route->path, reply->body);
	free(type);
	free(status);
}

/* The body holds the route's record, and no field that the record does not have. */
static void
check_body(const struct route *route, const struct http_reply *reply)
{
	struct arena arena;
	enum problem_type problem;
	const char *where = NULL;
	struct err err = {0};
	if (route->id == ROUTE_OPENAPI)
		return;
	ck_assert_int_eq(reply->status, route->reply ? 200 : 204);
	if (!route->reply || route->media)
		return;
	arena_init(&arena);
	void *value = record_new(&arena, route->reply);
	int rc = json_decode(
	    reply->body, reply->len, route->reply, value, &arena, true, &problem, &where, &err);
	ck_assert_msg(rc == 0, "%s %s: %s at %s in %s", route->method, route->path, err.text,
	    where ? where : "-", reply->body);
	arena_release(&arena);
}

struct http_reply
walk_call(const struct sample *sample, const char *body, size_t length, struct sending how)
{
	const struct route *route = route_of(sample->route);
	struct http http;
	char *made = office_id();
	const char *operation = how.operation ? how.operation : made;
	bool keyed = route->operation && !how.no_operation;
	http_init(&http, world.office.crm.port);
	const char *own = how.token ? how.token : sample->token;
	if (!how.no_token && !(route->open && !own))
		http_token(&http, own ? own : world.tokens[sample->role]);
	char *auth =
	    http.token ? proc_text("Authorization: Bearer %s\r\n", http.token) : strdup("");
	char *key = keyed ? proc_text("Idempotency-Key: \"%s\"\r\n", operation) : strdup("");
	char *about = body ? proc_text("Content-Type: %s\r\nContent-Length: %zu\r\n",
				 how.type       ? how.type
				 : sample->type ? sample->type
						: "application/json",
				 length)
			   : strdup("");
	char *head = proc_text("%s %s HTTP/1.1\r\nHost: a\r\n%s%s%s%s%s\r\n", route->method,
	    sample->path, auth, key, about, sample->headers ? sample->headers : "",
	    how.headers ? how.headers : "");
	ck_assert(http_connect(&http));
	http_write(&http, head, strlen(head));
	if (body)
		http_write(&http, body, length);
	struct http_reply reply = http_read(&http, HTTP_MS);
	ck_assert_msg(reply.status != 0, "no reply to %s %s", route->method, sample->path);
	keep(sample, &reply);
	if (reply.status >= 400)
		check_problem(route, &reply);
	else
		check_body(route, &reply);
	free(auth);
	free(key);
	free(about);
	free(head);
	free(made);
	http_release(&http);
	return reply;
}

struct http_reply
walk_send(const struct sample *sample, struct sending how)
{
	return walk_call(sample, sample->body, sample->body ? strlen(sample->body) : 0, how);
}

void
walk_expect(
    struct http_reply *reply, int status, const char *problem, const char *field, const char *what)
{
	char *type = problem ? proc_text("%s%s", PROBLEM_URN, problem) : NULL;
	ck_assert_msg(reply->status == status, "%s: %d, not %d: %s", what, reply->status, status,
	    reply->body);
	if (type)
		ck_assert_msg(json_is(reply->body, "type", type), "%s: not %s: %s", what, problem,
		    reply->body);
	if (field)
		ck_assert_msg(json_is(reply->body, "field", field), "%s: not at %s: %s", what,
		    field, reply->body);
	free(type);
	http_reply_release(reply);
}
