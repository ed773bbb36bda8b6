#include "store/house.h"

#include "base/secret.h"
#include "helpers/database.h"
#include "helpers/proc.h"
#include "model/pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PUT(house, record, items)                                                                  \
	do {                                                                                       \
		struct err err_ = {""};                                                            \
		ck_assert_msg(crm_put((house)->crm, "ctl:test", record, items,                     \
				  sizeof(items) / sizeof *(items), &err_) == 0,                    \
		    "%s", err_.text);                                                              \
	} while (0)

static micros
house_time(void *context)
{
	return __atomic_load_n(&((struct house *)context)->now, __ATOMIC_RELAXED);
}

static void
people_of_the_house(struct house *house)
{
	static const struct {
		const char *id, *council, *team, *role;
	} users[] = {{"s.ellis", "chorley", NULL, "advisor"},
	    {"j.cole", "burnley", NULL, "advisor"},
	    {"w.hart", "chorley", "chorley-waste", "back_office"},
	    {"b.mann", "burnley", "burnley-waste", "back_office"},
	    {"i.ford", "lancashire", NULL, "information_officer"},
	    {"o.dean", "chorley", NULL, "information_officer"},
	    {"v.sharp", "chorley", NULL, "supervisor"}, {"t.reed", "chorley", NULL, "trainer"},
	    {"n.west", "chorley", NULL, "trainee"}, {"d.pool", "lancashire", NULL, "dpo"},
	    {"a.king", "lancashire", NULL, "admin"}};
	for (size_t i = 0; i < sizeof users / sizeof *users; i++) {
		struct user user[] = {{.id = users[i].id,
		    .name = users[i].id,
		    .council = users[i].council,
		    .team = users[i].team,
		    .role = users[i].role}};
		struct err err;
		PUT(house, &user_record, user);
		ck_assert_int_eq(
		    crm_set_password(house->crm, "ctl:test", users[i].id, "correct horse", &err),
		    0);
	}
}

static void
furnish(struct house *house)
{
	struct council councils[] = {{.id = "lancashire",
					 .name = "Lancashire County Council",
					 .short_name = "Lancashire",
					 .tier = "county"},
	    {.id = "chorley",
		.name = "Chorley Council",
		.short_name = "Chorley",
		.tier = "district",
		.county = "lancashire",
		.greeting = "Chorley Council"},
	    {.id = "burnley",
		.name = "Burnley Borough Council",
		.short_name = "Burnley",
		.tier = "district",
		.county = "lancashire"}};
	struct site sites[] = {{.id = "chorley-oss", .council = "chorley", .name = "One Stop Shop"},
	    {.id = "burnley-cc", .council = "burnley", .name = "Contact centre"}};
	struct desk_record desks[] = {{.id = "chorley-oss-1",
					  .site = "chorley-oss",
					  .council = "chorley",
					  .kind = "counter",
					  .name = "Desk 1"},
	    {.id = "chorley-oss-2",
		.site = "chorley-oss",
		.council = "chorley",
		.kind = "counter",
		.name = "Desk 2"},
	    {.id = "chorley-training",
		.site = "chorley-oss",
		.council = "chorley",
		.kind = "training",
		.name = "Training"},
	    {.id = "burnley-cc-1",
		.site = "burnley-cc",
		.council = "burnley",
		.kind = "phone",
		.name = "Desk 1"}};
	struct team teams[] = {
	    {.id = "chorley-waste", .council = "chorley", .name = "Refuse and recycling"},
	    {.id = "burnley-waste", .council = "burnley", .name = "Streetscene"}};
	struct queue queues[] = {{"chorley.waste-round", "waste-round", "chorley", "chorley-waste"},
	    {"burnley.waste-round", "waste-round", "burnley", "burnley-waste"},
	    {"chorley.complaints", "complaints", "chorley", "chorley-waste"}};
	PUT(house, &council_record, councils);
	PUT(house, &site_record, sites);
	PUT(house, &desk_record_record, desks);
	PUT(house, &team_record, teams);
	PUT(house, &queue_record, queues);
	people_of_the_house(house);
}

static void
open_crm(struct house *house)
{
	struct err err;
	struct crm_options options = {.database = house->database,
	    .clock = &house->clock,
	    .password_cost = &secret_cost_tests};
	house->crm = crm_open(&options, &err);
	ck_assert_msg(house->crm != NULL, "%s", err.text);
}

void
house_init(struct house *house)
{
	struct err err;
	*house = (struct house){.now = HOUSE_NOW, .folder = proc_tmpdir()};
	house->database = database_new(house->folder);
	house->keys = database_keys(house->folder);
	house->clock = (struct clock){house_time, house};
	arena_init(&house->arena);
	ck_assert_msg(crm_create(house->database, &err) == 0, "%s", err.text);
	open_crm(house);
	furnish(house);
}

void
house_restart(struct house *house)
{
	crm_close(house->crm);
	open_crm(house);
}

void
house_release(struct house *house)
{
	crm_close(house->crm);
	database_drop(house->database);
	proc_rmdir(house->folder);
	free(house->folder);
	free(house->database);
	free(house->keys);
	arena_release(&house->arena);
}

int64_t
house_publish(struct crm *crm, const char *service, const char *text)
{
	struct err err = {""};
	struct crm_text one = {.service = service, .text = text, .base = -1};
	ck_assert_msg(crm_publish(crm, "ctl:test", &one, 1, &err) == 0, "%s", err.text);
	return one.version;
}

/* ---- calls ---- */

struct pending {
	struct crm_job job; /* first */
	pthread_mutex_t lock;
	pthread_cond_t ready;
	bool done;
};

static void
pending_done(struct crm_job *job)
{
	struct pending *pending = (struct pending *)(void *)job;
	pthread_mutex_lock(&pending->lock);
	pending->done = true;
	pthread_cond_signal(&pending->ready);
	pthread_mutex_unlock(&pending->lock);
}

static void
submit(struct crm *crm, const struct crm_call *call, struct crm_answer *answer)
{
	struct pending pending = {.job = {.call = *call, .done = pending_done},
	    .lock = PTHREAD_MUTEX_INITIALIZER,
	    .ready = PTHREAD_COND_INITIALIZER};
	crm_submit(crm, &pending.job);
	pthread_mutex_lock(&pending.lock);
	while (!pending.done)
		pthread_cond_wait(&pending.ready, &pending.lock);
	pthread_mutex_unlock(&pending.lock);
	*answer = pending.job.answer;
}

struct crm_answer
house_call(struct house *house, enum route_id route, const char *token, const struct query *query)
{
	static const struct query none;
	struct crm_call call = {.route = route, .token = token, .arena = &house->arena};
	struct crm_answer answer = {0};
	query = query ? query : &none;
	memcpy(call.params, query->params, sizeof call.params);
	memcpy(call.query, query->query, sizeof call.query);
	call.operation = query->operation;
	call.peer = query->peer ? query->peer : "127.0.0.1";
	call.body = query->body;
	struct buf raw;
	buf_init(&raw, 1 << 20);
	if (query->raw)
		buf_puts(&raw, query->raw);
	else if (query->body)
		record_pack(&raw, query->of, query->body);
	call.raw = raw.data;
	call.raw_length = raw.length;
	if (crm_way(route) == CRM_INLINE)
		crm_ask(house->crm, &call, &answer);
	else
		submit(house->crm, &call, &answer);
	buf_release(&raw);
	return answer;
}

struct crm_answer
visit(const struct visitor *visitor, enum route_id route, const struct query *query)
{
	return house_call(visitor->house, route, visitor->token, query);
}

const void *
visit_ok(const struct visitor *visitor, enum route_id route, const struct query *query)
{
	struct crm_answer answer = visit(visitor, route, query);
	ck_assert_msg(answer.problem == PROBLEM_NONE, "route %d: %s, %s: %s", (int)route,
	    problem_kind(answer.problem)->name, answer.field ? answer.field : "",
	    answer.detail ? answer.detail : "");
	return answer.body;
}

void
visit_refused(const struct visitor *visitor, enum route_id route, const struct query *query,
    enum problem_type problem)
{
	struct crm_answer answer = visit(visitor, route, query);
	ck_assert_str_eq(problem_kind(answer.problem)->name, problem_kind(problem)->name);
	ck_assert_int_eq(answer.status, problem_kind(problem)->status);
	ck_assert_ptr_null(answer.body);
}

struct visitor
house_visitor(struct house *house, const char *user, const char *desk)
{
	struct err err;
	char code[32];
	ck_assert_int_eq(crm_desk_code(house->crm, "ctl:test", desk, code, &err), 0);
	struct enrol enrol = {code};
	struct query query = {.of = &enrol_record, .body = &enrol};
	struct crm_answer answer = house_call(house, ROUTE_ENROL, NULL, &query);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	const struct enrolment *enrolment = answer.body;
	struct sign_in sign_in = {desk, enrolment->desk_secret, user, "correct horse"};
	query = (struct query){.of = &sign_in_record, .body = &sign_in};
	answer = house_call(house, ROUTE_SIGN_IN, NULL, &query);
	ck_assert_msg(answer.problem == PROBLEM_NONE, "%s signs in: %s", user,
	    problem_kind(answer.problem)->name);
	const struct session *session = answer.body;
	return (struct visitor){house, session->token, desk, user, session};
}

const char *
house_id(struct house *house)
{
	char id[ID_LENGTH + 1];
	id_make(id, house->now, id_system());
	return arena_strdup(&house->arena, id);
}

/* ---- records ---- */

struct customer *
house_customer(struct house *house, const char *given, const char *family, const char *phone,
    const char *line, const char *postcode)
{
	struct arena *arena = &house->arena;
	struct customer *customer = record_new(arena, &customer_record);
	customer->id = house_id(house);
	customer->kind = "person";
	struct person_name *name = list_add(arena, &customer->names, &person_name_record);
	*name = (struct person_name){
	    .id = house_id(house), .kind = "current", .given = given, .family = family};
	if (phone)
		*(struct phone *)list_add(arena, &customer->phones, &phone_record) =
		    (struct phone){house_id(house), "home", phone};
	if (line)
		*(struct address *)list_add(arena, &customer->addresses, &address_record) =
		    (struct address){.id = house_id(house),
			.kind = "home",
			.line = line,
			.town = "Chorley",
			.postcode = postcode,
			.district = "chorley"};
	return customer;
}

struct contact *
house_contact(const struct visitor *visitor, const char *service, const char *outcome)
{
	struct house *house = visitor->house;
	struct contact *contact = record_new(&house->arena, &contact_record);
	const char *council = strncmp(visitor->desk, "burnley", 7) == 0 ? "burnley" : "chorley";
	*contact = (struct contact){.id = house_id(house),
	    .step = 1,
	    .at = council,
	    .as = council,
	    .desk = visitor->desk,
	    .channel = "phone",
	    .began = house->now};
	struct enquiry *enquiry = list_add(&house->arena, &contact->enquiries, &enquiry_record);
	*enquiry = (struct enquiry){.id = house_id(house),
	    .service = service,
	    .outcome = outcome,
	    .began = house->now,
	    .version = 1};
	struct answer *answer = list_add(&house->arena, &enquiry->answers, &answer_record);
	*answer = (struct answer){"bin", "grey", "asked", house->now, 1};
	return contact;
}

struct crm_answer
put_contact(const struct visitor *visitor, const struct contact *contact, const char *operation)
{
	struct query query = {.params = {contact->id},
	    .operation = operation ? operation : house_id(visitor->house),
	    .of = &contact_record,
	    .body = contact};
	return visit(visitor, ROUTE_PUT_CONTACT, &query);
}

const char *
house_reference(const struct visitor *visitor, struct lease *lease)
{
	char text[REFERENCE_LENGTH + 1];
	if (lease->next == lease->to) {
		struct query query = {.operation = house_id(visitor->house)};
		*lease = *(const struct lease *)visit_ok(visitor, ROUTE_LEASE, &query);
	}
	reference_format(text, (uint32_t)lease->next++);
	return arena_strdup(&visitor->house->arena, text);
}

struct contact *
house_case(const struct visitor *visitor, const char *queue, const char *responsible,
    struct lease *lease, const struct customer *customer)
{
	struct contact *contact = house_contact(visitor, "missed-bin", "referred");
	struct enquiry *enquiry = contact->enquiries.items;
	contact->customer = customer ? customer->id : NULL;
	enquiry->responsible = responsible;
	enquiry->opens = record_new(&visitor->house->arena, &case_open_record);
	*enquiry->opens = (struct case_open){.id = house_id(visitor->house),
	    .reference = house_reference(visitor, lease),
	    .queue = queue,
	    .summary = "Grey bin",
	    .due = visitor->house->now + MICROS_DAY};
	ck_assert_int_eq(put_contact(visitor, contact, NULL).problem, PROBLEM_NONE);
	return contact;
}
