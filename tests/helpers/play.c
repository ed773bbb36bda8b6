#include "helpers/play.h"
#include "base/alloc.h"
#include "base/file.h"
#include "desk/drafts.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "model/pack.h"
#include "ui/page.h"
#include "wire/routes.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PACK_LIMIT = 4 * 1024 * 1024 };

#define BEGIN INT64_C(1795171320000000) /* 2026-11-20T10:42:00Z */

static bool
same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* ---- the journal ---- */

static void
journal_drop(struct play *play, const struct record *type, const char *key)
{
	for (size_t i = 0; i < play->record_count; i++) {
		struct play_record *record = &play->records[i];
		if (record->type != type || strcmp(record->key, key) != 0)
			continue;
		free(record->key);
		free(record->bytes);
		memmove(record, record + 1, (play->record_count - i - 1) * sizeof *record);
		play->record_count--;
		return;
	}
}

static void
journal_put(struct play *play, const struct record *type, const char *key, const void *value)
{
	struct buf out;
	buf_init(&out, PACK_LIMIT);
	ck_assert_int_eq(record_pack(&out, type, value), 0);
	journal_drop(play, type, key);
	play->records =
	    grow(play->records, &play->record_capacity, play->record_count, sizeof *play->records);
	struct play_record *record = &play->records[play->record_count++];
	*record = (struct play_record){.type = type, .key = xstrdup(key), .length = out.length};
	record->bytes = buf_take(&out);
	buf_release(&out);
}

size_t
play_records(const struct play *play, const struct record *type)
{
	size_t count = 0;
	for (size_t i = 0; i < play->record_count; i++)
		count += play->records[i].type == type;
	return count;
}

/* ---- stepping ---- */

static void answer(struct play *play, size_t index);

static void
note_left(struct play *play, const struct leaving *leaving)
{
	play->left = leaving->count;
	for (size_t i = 0; i < leaving->count; i++)
		ck_assert(!leaving->waiting[i]->refused);
}

static void
note_request(struct play *play, const struct desk_effect *effect)
{
	play->requests = grow(
	    play->requests, &play->request_capacity, play->request_count, sizeof *play->requests);
	struct play_request *noted = &play->requests[play->request_count++];
	*noted = (struct play_request){.request = effect->request};
	struct request *request = &noted->request;
	const struct record *body = route_of(request->route)->body;
	for (int i = 0; i < REQUEST_PARAMS; i++)
		request->params[i] = arena_strdup(&play->arena, request->params[i]);
	for (int i = 0; i < REQUEST_QUERY; i++)
		request->query[i].value = arena_strdup(&play->arena, request->query[i].value);
	request->operation = arena_strdup(&play->arena, request->operation);
	request->chain = arena_strdup(&play->arena, request->chain);
	for (size_t i = 0; !request->body && request->operation && i + 1 < play->request_count; i++)
		if (same(play->requests[i].request.operation, request->operation))
			request->body = play->requests[i].request.body; /* sent once more */
	if (request->body && body)
		request->body = record_copy(&play->arena, body, request->body);
	if (request->class == REQUEST_WRITE) {
		ck_assert_ptr_nonnull(effect->outgoing);
		ck_assert_uint_le(effect->number, play->written);
		noted->outgoing = record_copy(&play->arena, &outgoing_record, effect->outgoing);
	}
	if (request->route == ROUTE_FEED)
		noted->answered = true; /* parked */
}

struct opening {
	char *user, *password, *key;
	bool create, asked;
};

static void step(struct play *play, struct desk_event *event);

static void
recover(struct play *play, size_t index, struct arena *arena)
{
	const struct play_record *record = &play->records[index];
	void *value = record_new(arena, record->type);
	struct err err;
	ck_assert_int_eq(
	    record_unpack(record->bytes, record->length, record->type, value, arena, &err), 0);
	struct desk_event event = {.kind = EVENT_RECOVERED,
	    .record_type = record->type,
	    .key = arena_strdup(arena, record->key),
	    .record = value};
	step(play, &event);
}

static void
recall(struct play *play, const struct record *type, const char *key, struct arena *arena)
{
	for (size_t i = 0; i < play->record_count; i++)
		if (play->records[i].type == type && same(play->records[i].key, key)) {
			recover(play, i, arena);
			return;
		}
}

static void
recover_all(struct play *play)
{
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < play->record_count; i++)
		recover(play, i, &arena);
	struct desk_event ready = {.kind = EVENT_READY};
	step(play, &ready);
	arena_release(&arena);
}

static void
open_journal(struct play *play, const struct opening *opening)
{
	struct desk_event event = {.kind = EVENT_UNLOCKED};
	bool open = play->desk->journal_open;
	if (!play->journal_user && opening->create) {
		play->journal_user = xstrdup(opening->user);
		play->journal_password = xstrdup(opening->password);
	}
	if (!play->journal_user || !same(play->journal_user, opening->user)) {
		step(play, &event);
		return;
	}
	event.ok = same(play->journal_password, opening->password) || same(opening->key, "the key");
	if (event.ok && !same(play->journal_password, opening->password)) {
		free(play->journal_password);
		play->journal_password = xstrdup(opening->password);
	}
	if (!event.ok) {
		event.text = "The password is wrong.";
		event.item = play->sealed_to_crm ? "the seal" : NULL;
	}
	step(play, &event);
	if (event.ok && !open)
		recover_all(play);
}

static void
step(struct play *play, struct desk_event *event)
{
	struct opening opening = {0};
	size_t first = play->request_count, recalls = 0;
	struct desk_effect *recalled = NULL;
	struct arena arena;
	arena_init(&arena);
	event->now = play->now;
	const struct desk_effects *effects = desk_step(play->desk, event);
	for (size_t i = 0; i < effects->count; i++) {
		const struct desk_effect *effect = &effects->items[i];
		switch (effect->kind) {
		case EFFECT_KEEP:
			ck_assert_uint_gt(effect->number, play->written);
			play->written = effect->number;
			journal_put(play, effect->record_type, effect->key, effect->record);
			break;
		case EFFECT_DROP:
			ck_assert_uint_gt(effect->number, play->written);
			play->written = effect->number;
			journal_drop(play, effect->record_type, effect->key);
			break;
		case EFFECT_SEND:
			note_request(play, effect);
			break;
		case EFFECT_RECALL:
			recalled = xrealloc(recalled, recalls + 1, sizeof *recalled);
			recalled[recalls] = *effect;
			recalled[recalls++].key = arena_strdup(&arena, effect->key);
			break;
		case EFFECT_UNLOCK:
			opening = (struct opening){xstrdup(effect->user), xstrdup(effect->password),
			    effect->text ? xstrdup(effect->text) : NULL, effect->create, true};
			break;
		case EFFECT_LEAVE:
			note_left(play, effect->record);
			break;
		case EFFECT_LEFT: /* the test answers */
			play->left_looked++;
			break;
		case EFFECT_LEFT_DONE:
			play->left_done++;
			break;
		case EFFECT_SEAL:
			play->sealed = true;
			break;
		case EFFECT_PACK:
			play->packed = true;
			break;
		case EFFECT_QUIT:
			play->quit = true;
			break;
		case EFFECT_TOKEN:
		case EFFECT_FOLDER: /* the test answers as the folder */
		case EFFECT_FILE_READ:
			break;
		case EFFECT_FILE_WRITE:
			free(play->saved);
			play->saved = xstrndup(effect->bytes.bytes, effect->bytes.length);
			break;
		}
	}
	size_t last = play->request_count;
	if (!play->disk_full && play->written > play->desk->synced) {
		struct desk_event kept = {.kind = EVENT_KEPT, .number = play->written};
		step(play, &kept);
	}
	if (opening.asked)
		open_journal(play, &opening);
	free(opening.user);
	free(opening.password);
	free(opening.key);
	for (size_t i = first; play->crm_there && i < last; i++)
		answer(play, i);
	for (size_t i = 0; i < recalls; i++)
		recall(play, recalled[i].record_type, recalled[i].key, &arena);
	free(recalled);
	arena_release(&arena);
}

/* ---- the CRM's small world ---- */

#define AMINA "01920000-0000-7000-8000-000000000001"
#define JEAN "01920000-0000-7000-8000-000000000002"

static void
reply_with(struct play *play, size_t index, int status, enum problem_type problem, const void *body)
{
	const struct request *request = &play->requests[index].request;
	struct reply reply = {.number = request->number,
	    .route = request->route,
	    .status = status,
	    .problem = problem,
	    .detail = problem ? play->put_detail : NULL,
	    .body = body};
	play->requests[index].answered = true;
	struct desk_event event = {.kind = EVENT_REPLY, .reply = &reply};
	step(play, &event);
}

static struct customer *
jean(struct arena *arena)
{
	struct customer *customer = arena_alloc(arena, sizeof *customer);
	*customer = (struct customer){.id = JEAN, .kind = "person", .born = "1948-07-01"};
	*(struct person_name *)list_add(arena, &customer->names, &person_name_record) =
	    (struct person_name){.id = "01920000-0000-7000-8000-0000000000b1",
		.kind = "current",
		.given = "Jean",
		.family = "Patterson"};
	return customer;
}

static struct customer *
amina(const struct play *play, struct arena *arena)
{
	struct customer *customer = arena_alloc(arena, sizeof *customer);
	*customer = (struct customer){.id = AMINA,
	    .kind = "person",
	    .born = "1949-03-14",
	    .language = play->speaks ? play->speaks : "Gujarati",
	    .access_needs = "Hard of hearing: face her"};
	*(struct person_name *)list_add(arena, &customer->names, &person_name_record) =
	    (struct person_name){.id = "01920000-0000-7000-8000-0000000000a1",
		.kind = "current",
		.title = "Mrs",
		.given = "Amina",
		.family = "Patel"};
	*(struct phone *)list_add(arena, &customer->phones, &phone_record) =
	    (struct phone){.id = "01920000-0000-7000-8000-0000000000a2",
		.kind = "home",
		.number = "+441632960151"};
	*(struct address *)list_add(arena, &customer->addresses, &address_record) =
	    (struct address){.id = "01920000-0000-7000-8000-0000000000a3",
		.kind = "home",
		.line = "14 Union Street",
		.town = "Chorley",
		.postcode = "PR7 1AB",
		.district = "chorley"};
	return customer;
}

/* ---- customers that desks made or changed ---- */

static struct customer *
made(struct play *play, const char *id)
{
	for (size_t i = 0; i < play->made_count; i++)
		if (same(play->made[i]->id, id))
			return play->made[i];
	return NULL;
}

static void
make(struct play *play, const struct customer *customer)
{
	struct customer *copy = record_copy(&play->arena, &customer_record, customer);
	struct customer *old = made(play, customer->id);
	if (old)
		*old = *copy;
	else if (play->made_count < sizeof play->made / sizeof *play->made)
		play->made[play->made_count++] = copy;
}

static struct customer *
customer_of(struct play *play, const char *id, struct arena *arena)
{
	if (made(play, id))
		return made(play, id);
	return same(id, JEAN) ? jean(arena) : same(id, AMINA) ? amina(play, arena) : NULL;
}

/* The desk sends the fields that change, lists whole. */
static void
answer_change(struct play *play, size_t index, struct arena *arena)
{
	const struct customer_change *change = play->requests[index].request.body;
	struct customer *customer = change ? customer_of(play, change->id, arena) : NULL;
	if (!customer) {
		reply_with(play, index, 200, PROBLEM_NONE, NULL);
		return;
	}
	struct customer now = *customer;
	for (size_t i = 1; i < customer_record.count; i++) {
		const struct record one = {
		    customer_record.name, customer_record.size, &customer_record.fields[i], 1};
		if (!record_equal(&one, change->was, change->now))
			record_copy_into(&play->arena, &one, &now, change->now);
	}
	make(play, &now);
	reply_with(play, index, 200, PROBLEM_NONE, made(play, change->id));
}

/* Something of every kind that a history has. */
static void
add_kinds(struct list *history, struct arena *arena)
{
	static const char past[] = "01920000-0000-7000-8000-0000000000e1";
	const struct history_item items[] = {{.id = past,
						 .kind = "contact",
						 .channel = "post",
						 .direction = "out",
						 .council = "chorley",
						 .note = "Sent her the form again",
						 .at = BEGIN - MICROS_DAY},
	    {.kind = "event",
		.happened = "close",
		.council = "chorley",
		.service = "missed-bin",
		.reference = "4069-1120-7",
		.state = "closed",
		.at = BEGIN - 2 * MICROS_DAY},
	    {.kind = "case",
		.channel = "phone",
		.council = "chorley",
		.service = "missed-bin",
		.reference = "4070-0001-4",
		.state = "open",
		.due = BEGIN - MICROS_DAY,
		.at = BEGIN - 3 * MICROS_DAY},
	    {.kind = "case",
		.channel = "web",
		.council = "chorley",
		.service = "pothole",
		.reference = "4070-0002-2",
		.state = "open",
		.due = BEGIN + 5 * MICROS_DAY,
		.at = BEGIN - 4 * MICROS_DAY},
	    {.id = past,
		.kind = "enquiry",
		.channel = "counter",
		.council = "lancashire",
		.service = "blue-badge",
		.outcome = "booked",
		.at = BEGIN - 17 * MICROS_DAY},
	    {.id = past,
		.kind = "enquiry",
		.channel = "counter",
		.council = "lancashire",
		.service = "libraries",
		.outcome = "abandoned",
		.offer_reply = "no",
		.at = BEGIN - 17 * MICROS_DAY},
	    {.kind = "case",
		.channel = "phone",
		.council = "chorley",
		.service = "missed-bin",
		.reference = "4069-1120-7",
		.state = "closed",
		.due = BEGIN - 30 * MICROS_DAY,
		.closed = BEGIN - 2 * MICROS_DAY,
		.at = BEGIN - 32 * MICROS_DAY},
	    {.kind = "enquiry",
		.council = "lancashire",
		.withheld = true,
		.at = BEGIN - 79 * MICROS_DAY}};
	for (size_t i = 0; i < sizeof items / sizeof *items; i++)
		*(struct history_item *)list_add(arena, history, &history_item_record) = items[i];
}

static const struct contact *
past_contact(struct arena *arena)
{
	struct contact *contact = record_new(arena, &contact_record);
	*contact = (struct contact){.id = "01920000-0000-7000-8000-0000000000e1",
	    .customer = AMINA,
	    .at = "chorley",
	    .as = "lancashire",
	    .desk = "chorley-cc-3",
	    .user = "s.ellis",
	    .channel = "counter",
	    .note = "Came with her son",
	    .withheld = true,
	    .began = BEGIN - 17 * MICROS_DAY};
	struct enquiry *enquiry = list_add(arena, &contact->enquiries, &enquiry_record);
	*enquiry = (struct enquiry){.service = "missed-bin",
	    .responsible = "chorley",
	    .outcome = "referred",
	    .note = "dog in the yard",
	    .version = 7};
	*(struct answer *)list_add(arena, &enquiry->answers, &answer_record) =
	    (struct answer){.prompt = "bin", .value = "grey", .source = "asked"};
	enquiry->opens = record_new(arena, &case_open_record);
	enquiry->opens->reference = "4070-0001-4";
	enquiry->opens->promise = "We will be back within 1 working day.";
	return contact;
}

/* It changes the address at once when its day has come, and three services are told. */
static void
carry_out(struct play *play, struct arena *arena)
{
	struct move *move = play->move;
	struct customer now = *customer_of(play, move->customer, arena);
	struct list before = now.addresses;
	static const char *const told[][2] = {{"council-tax-moving", "chorley"},
	    {"council-tax-moving", "pendle"}, {"libraries", "lancashire"}};
	char today[11];
	date_format(today, london_of(play->now).date);
	move->state = strcmp(move->moved_on, today) > 0 ? "planned" : "done";
	if (same(move->state, "planned"))
		return;
	const struct address *home = customer_address(&now);
	move->old_address = home ? address_words(home, &play->arena) : NULL;
	now.addresses = (struct list){0};
	*(struct address *)list_add(arena, &now.addresses, &address_record) =
	    (struct address){.id = move->new_id,
		.kind = "home",
		.line = move->line,
		.town = move->town,
		.postcode = move->postcode,
		.uprn = move->uprn,
		.district = move->district};
	LIST_EACH(struct address, address, &before)
	{
		struct address *old = list_add(arena, &now.addresses, &address_record);
		*old = *address;
		old->kind = "former";
	}
	make(play, &now);
	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		*(struct move_told *)list_add(&play->arena, &move->told, &move_told_record) =
		    (struct move_told){.id = move->id,
			.service = told[i][0],
			.council = told[i][1],
			.reference = "4071-0001-3",
			.told = play->now};
}

static void
answer_move(struct play *play, size_t index, struct arena *arena)
{
	const struct move *body = play->requests[index].request.body;
	enum problem_type problem = play->move_fails;
	play->move_fails = PROBLEM_NONE;
	if (problem != PROBLEM_NONE || !body) {
		problem = body ? problem : PROBLEM_BAD_FIELD;
		reply_with(play, index, problem_kind(problem)->status, problem, NULL);
		return;
	}
	play->move = record_copy(&play->arena, &move_record, body);
	play->move->author = "s.ellis";
	play->move->made = play->now;
	carry_out(play, arena);
	reply_with(play, index, 200, PROBLEM_NONE, play->move);
}

static void
answer_move_undo(struct play *play, size_t index)
{
	const struct move_undo *body = play->requests[index].request.body;
	play->move->state = "undone";
	play->move->undone = play->now;
	play->move->undone_by = "s.ellis";
	play->move->undone_reason = arena_strdup(&play->arena, body ? body->reason : "?");
	reply_with(play, index, 200, PROBLEM_NONE, play->move);
}

static void
answer_customer(struct play *play, size_t index, struct arena *arena)
{
	const char *id = play->requests[index].request.params[0];
	const struct customer_merge *merge =
	    play->merge && !play->merge->undone ? play->merge : NULL;
	if (merge && same(id, merge->gone))
		id = merge->keep;
	struct customer_page page = {
	    .customer = customer_of(play, id, arena), .merged = merge && same(id, merge->keep)};
	if (!page.customer) {
		reply_with(play, index, 404, PROBLEM_NOT_FOUND, NULL);
		return;
	}
	if (page.customer && !same(page.customer->id, AMINA) && !same(page.customer->id, JEAN)) {
		reply_with(play, index, 200, PROBLEM_NONE, &page);
		return;
	}
	bool first = !play->requests[index].request.query[1].value ||
		     same(play->requests[index].request.query[1].name, "glass");
	if (play->many_kinds && first) {
		page.next = play->long_history ? "older" : NULL;
		add_kinds(&page.history, arena);
		reply_with(play, index, 200, PROBLEM_NONE, &page);
		return;
	}
	struct history_item *item = list_add(arena, &page.history, &history_item_record);
	if (play->requests[index].request.query[1].value) {
		*item = (struct history_item){.kind = "enquiry",
		    .channel = "counter",
		    .council = "chorley",
		    .service = "libraries",
		    .outcome = "resolved",
		    .at = BEGIN - 800 * MICROS_DAY};
		reply_with(play, index, 200, PROBLEM_NONE, &page);
		return;
	}
	page.next = play->long_history ? "older" : NULL;
	page.earlier = play->earlier;
	page.relatives = play->household;
	if (play->move) {
		*item = (struct history_item){.id = play->move->id,
		    .kind = "move",
		    .council = "chorley",
		    .note = play->move->line,
		    .at = play->move->made,
		    .move = play->move};
		item = list_add(arena, &page.history, &history_item_record);
	}
	if (play->said.service)
		*(struct offer_said *)list_add(arena, &page.offers, &offer_said_record) =
		    play->said;
	*item = (struct history_item){.kind = "enquiry",
	    .channel = "counter",
	    .council = "lancashire",
	    .service = "blue-badge",
	    .outcome = "resolved",
	    .at = BEGIN - 17 * MICROS_DAY};
	item = list_add(arena, &page.history, &history_item_record);
	*item = (struct history_item){.kind = "case",
	    .channel = "web",
	    .council = "chorley",
	    .service = "council-tax-moving",
	    .reference = "4069-1120-7",
	    .state = "closed",
	    .at = BEGIN - 32 * MICROS_DAY};
	item = list_add(arena, &page.history, &history_item_record);
	*item = (struct history_item){.kind = "enquiry",
	    .channel = "phone",
	    .council = "lancashire",
	    .withheld = true,
	    .at = BEGIN - 79 * MICROS_DAY};
	reply_with(play, index, 200, PROBLEM_NONE, &page);
}

static const struct candidate people[] = {{.id = AMINA,
					      .name = "PATEL, Amina (Mrs)",
					      .address = "14 Union Street, Chorley PR7 1AB",
					      .born_year = "1949",
					      .digits = "151"},
    {.id = JEAN,
	.name = "PATTERSON, Jean",
	.address = "22 Union Street, Chorley PR7 1AB",
	.born_year = "1948",
	.digits = "900"}};

/* Mrs Patterson is like Mrs Patel; both are like whoever begins as they do. */
static void
answer_alike(struct play *play, size_t index, struct arena *arena)
{
	const struct alike_query *query = play->requests[index].request.body;
	struct alike_page page = {0};
	const void *more =
	    play->answers ? play->answers(&play->requests[index].request, arena) : NULL;
	if (more) {
		reply_with(play, index, 200, PROBLEM_NONE, more);
		return;
	}
	bool pat = query->family && strncasecmp(query->family, "pat", 3) == 0;
	bool hers = same(query->phone, "+441632960151");
	if (pat || hers)
		*(struct alike *)list_add(arena, &page.items, &alike_record) =
		    (struct alike){AMINA, (struct candidate *)(uintptr_t)&people[0],
			hers ? "like.name same.phone" : "same.family", hers};
	if (pat || same(query->customer, AMINA))
		*(struct alike *)list_add(arena, &page.items, &alike_record) = (struct alike){JEAN,
		    (struct candidate *)(uintptr_t)&people[1], "like.family same.postcode", false};
	reply_with(play, index, 200, PROBLEM_NONE, &page);
}

static void
answer_search(struct play *play, size_t index, struct arena *arena)
{
	const char *query = play->requests[index].request.query[0].value;
	struct candidate_page page = {0};
	bool both = strstr(query, "960199") || strstr(query, "pat") || strstr(query, "pr7");
	bool first = both || strstr(query, "960151");
	if (first)
		*(struct candidate *)list_add(arena, &page.items, &candidate_record) = people[0];
	if (both)
		*(struct candidate *)list_add(arena, &page.items, &candidate_record) = people[1];
	reply_with(play, index, 200, PROBLEM_NONE, &page);
}

/* As many as were given out; no case has come of any but what a test says. */
static struct lease
lease_number(struct play *play, int64_t given)
{
	return (struct lease){
	    .id = arena_printf(&play->arena, "01920000-0000-7000-8000-%012lld", (long long)given),
	    .from = 40712283 + given,
	    .to = 40712283 + given + 100,
	    .next = 40712283 + given + play->used};
}

static void
answer_session(struct play *play, size_t index)
{
	const struct sign_in *body = play->requests[index].request.body;
	struct session session = {.token = "token",
	    .user = "s.ellis",
	    .name = "S. Ellis",
	    .role = play->role,
	    .council = "chorley",
	    .desk = "chorley-cc-1",
	    .desk_name = "desk 3",
	    .desk_kind = play->kind ? play->kind : "phone",
	    .site = "chorley-cc",
	    .site_name = "Contact centre",
	    .council_name = "Chorley Council",
	    .council_short = "Chorley",
	    .carry_key = "carry key",
	    .feed = play->feed ? play->feed : "e.1",
	    .now = play->now + play->ahead,
	    .expires = play->now + 8 * MICROS_HOUR};
	for (int64_t given = play->leased; given > 0 && session.leases.count < 8; given -= 100)
		*(struct lease *)list_add(&play->arena, &session.leases, &lease_record) =
		    lease_number(play, given - 100);
	if (same(body->user, "s.ellis") &&
	    same(body->password, play->password ? play->password : PLAY_PASSWORD))
		reply_with(play, index, 200, PROBLEM_NONE, &session);
	else
		reply_with(play, index, 403, PROBLEM_WRONG_PASSWORD, NULL);
}

static void
answer_partnership(struct play *play, size_t index, struct arena *arena)
{
	char *path = proc_source("scripts/partnership.yml"), *text;
	size_t length;
	struct err err = {{0}};
	struct finding_list findings;
	struct partnership parsed;
	ck_assert_msg(file_read_all(path, 1 << 20, &text, &length, &err) == 0, "%s", err.text);
	findings_init(&findings);
	ck_assert_int_eq(partnership_parse(arena, path, text, length, &parsed, &findings), 0);
	for (size_t i = 0; i < parsed.council_count; i++)
		parsed.councils[i].monitoring = play->monitoring;
	struct partnership_page page = {.councils = {parsed.councils, parsed.council_count},
	    .bodies = {parsed.bodies, parsed.body_count},
	    .sites = {parsed.sites, parsed.site_count},
	    .desks = {parsed.desks, parsed.desk_count},
	    .teams = {parsed.teams, parsed.team_count},
	    .queues = {parsed.queues, parsed.queue_count},
	    .venues = {parsed.venues, parsed.venue_count},
	    .diaries = {parsed.diaries, parsed.diary_count}};
	reply_with(play, index, 200, PROBLEM_NONE, &page);
	findings_release(&findings);
	free(text);
	free(path);
}

static int
is_service(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);
	return length > 5 && strcmp(entry->d_name + length - 5, ".yaml") == 0;
}

static void
add_folder(struct directory_page *page, const char *name, struct arena *arena)
{
	struct dirent **entries;
	char *folder = proc_source(name);
	int count = scandir(folder, &entries, is_service, alphasort);
	for (int i = 0; i < count; i++) {
		char *path = proc_text("%s/%s", folder, entries[i]->d_name), *text;
		size_t length;
		struct err err = {{0}};
		ck_assert_msg(
		    file_read_all(path, 1 << 20, &text, &length, &err) == 0, "%s", err.text);
		struct service_text *entry = list_add(arena, &page->services, &service_text_record);
		entry->service =
		    arena_strndup(arena, entries[i]->d_name, strlen(entries[i]->d_name) - 5);
		entry->text = arena_strdup(arena, text);
		entry->version = (int64_t)page->services.count;
		free(text);
		free(path);
		free(entries[i]);
	}
	if (count > 0)
		free(entries);
	free(folder);
}

static void
answer_directory(struct play *play, size_t index, struct arena *arena)
{
	struct directory_page page = {.version = 40};
	bool all = !same(play->requests[index].request.query[0].name, "after");
	if (all)
		add_folder(&page, "scripts", arena);
	if (all && play->dialogues)
		add_folder(&page, "tests/data/dialogues", arena);
	reply_with(play, index, 200, PROBLEM_NONE, &page);
}

static void
fill_case(struct case_page *page, struct arena *arena)
{
	struct case_record *record = arena_alloc(arena, sizeof *record);
	*record = (struct case_record){.id = "01920000-0000-7000-8000-0000000000c1",
	    .reference = "4071-2283-5",
	    .service = "missed-bin",
	    .at = "chorley",
	    .as = "chorley",
	    .responsible = "chorley",
	    .queue = "chorley.waste-round",
	    .promise = "We will be back within 1 working day.",
	    .summary = "Missed bin collection: Grey (refuse)",
	    .state = "open",
	    .opened = BEGIN - MICROS_HOUR,
	    .due = BEGIN + 3 * MICROS_DAY};
	*(struct case_event *)list_add(arena, &record->events, &case_event_record) =
	    (struct case_event){.id = "01920000-0000-7000-8000-0000000000e1",
		.kind = "opened",
		.user = "s.ellis",
		.at = BEGIN - MICROS_HOUR};
	page->record = record;
	struct candidate *customer = arena_alloc(arena, sizeof *customer);
	*customer = (struct candidate){.id = AMINA,
	    .name = "PATEL, Amina (Mrs)",
	    .address = "14 Union Street, Chorley PR7 1AB",
	    .born_year = "1949",
	    .digits = "151"};
	page->customer = customer;
	*(struct answer *)list_add(arena, &page->answers, &answer_record) =
	    (struct answer){.prompt = "bin", .value = "grey", .source = "asked", .at = BEGIN};
	page->version = 1;
}

static void
answer_queue(struct play *play, size_t index, struct arena *arena)
{
	struct case_list list = {0};
	*(struct case_summary *)list_add(arena, &list.items, &case_summary_record) =
	    (struct case_summary){.id = "01920000-0000-7000-8000-0000000000c1",
		.reference = "4071-2283-5",
		.service = "missed-bin",
		.summary = "Missed bin collection: Grey (refuse)",
		.customer_name = "PATEL, Amina (Mrs)",
		.responsible = "chorley",
		.state = "open",
		.opened = BEGIN - MICROS_HOUR,
		.due = BEGIN + 3 * MICROS_DAY};
	reply_with(play, index, 200, PROBLEM_NONE, &list);
}

static void
answer_places(struct play *play, size_t index, struct arena *arena)
{
	struct property_page page = {0};
	if (strstr(play->requests[index].request.query[0].value, "mill"))
		*(struct property *)list_add(arena, &page.items, &property_record) =
		    (struct property){.id = "100010001",
			.line = "3 Mill Lane",
			.town = "Colne",
			.postcode = "BB8 0AA",
			.district = "pendle"};
	if (strstr(play->requests[index].request.query[0].value, "moor"))
		for (int number = 1; number <= 9; number++)
			*(struct property *)list_add(arena, &page.items, &property_record) =
			    (struct property){.id = arena_printf(arena, "20001000%d", number),
				.line = arena_printf(arena, "%d Moor Road", number),
				.town = "Chorley",
				.postcode = "PR7 1AA",
				.district = "chorley"};
	reply_with(play, index, 200, PROBLEM_NONE, &page);
}

static void
answer_put(struct play *play, size_t index)
{
	const struct outgoing *outgoing = play->requests[index].outgoing;
	struct contact_receipt receipt = {.id = outgoing->chain, .received = play->now};
	enum problem_type problem = play->put_fails;
	play->put_fails = PROBLEM_NONE;
	const struct contact *contact = play->requests[index].request.body;
	if (problem == PROBLEM_NONE && contact && contact->new_customer)
		make(play, contact->new_customer);
	if (problem == PROBLEM_NONE)
		reply_with(play, index, 200, problem, &receipt);
	else
		reply_with(play, index, problem_kind(problem)->status, problem, NULL);
}

/* ---- merges ---- */

static void
answer_merge(struct play *play, size_t index)
{
	const struct customer_merge *body = play->requests[index].request.body;
	enum problem_type problem = play->merge_fails;
	play->merge_fails = PROBLEM_NONE;
	if (problem != PROBLEM_NONE || !body) {
		problem = body ? problem : PROBLEM_BAD_FIELD;
		reply_with(play, index, problem_kind(problem)->status, problem, NULL);
		return;
	}
	play->merge = record_copy(&play->arena, &customer_merge_record, body);
	play->merge->author = "s.ellis";
	play->merge->at = play->now;
	play->merge->person = (struct candidate *)(uintptr_t)&people[same(body->gone, JEAN)];
	reply_with(play, index, 200, PROBLEM_NONE, play->merge);
}

static void
answer_undo(struct play *play, size_t index)
{
	const struct merge_undo *body = play->requests[index].request.body;
	enum problem_type problem = play->merge_fails;
	play->merge_fails = PROBLEM_NONE;
	if (problem != PROBLEM_NONE) {
		reply_with(play, index, problem_kind(problem)->status, problem, NULL);
		return;
	}
	play->merge->undone = play->now;
	play->merge->undone_by = "s.ellis";
	play->merge->undone_reason = arena_strdup(&play->arena, body ? body->reason : "?");
	reply_with(play, index, 200, PROBLEM_NONE, play->merge);
}

static void
answer_merges(struct play *play, size_t index)
{
	struct customer_merge_page page = {{play->merge, play->merge != NULL}};
	reply_with(play, index, 200, PROBLEM_NONE, &page);
}

/* ---- unusual looking ---- */

static void
fill_looks(struct play *play)
{
	static const struct unusual_look looks[] = {
	    {.id = "01920000-0000-7000-8000-000000000b01",
		.rule = "own-name",
		.user = "r.holt",
		.user_name = "Ruth Holt",
		.user_role = "advisor",
		.council = "chorley",
		.customer = "01920000-0000-7000-8000-000000000001",
		.customer_name = "HOLT, Enid (Mrs)",
		.looks = 2,
		.why = "the customer too is called Holt"},
	    {.id = "01920000-0000-7000-8000-000000000b02",
		.rule = "many",
		.user = "p.young",
		.user_name = "Paul Young",
		.user_role = "back_office",
		.council = "lancashire",
		.looks = 61,
		.why = "61 records from 14:00, where 9 are usual"},
	    {.id = "01920000-0000-7000-8000-000000000b03",
		.rule = "no-contact",
		.user = "s.ellis",
		.user_name = "Sarah Ellis",
		.user_role = "dpo",
		.council = "chorley",
		.customer = "01920000-0000-7000-8000-000000000002",
		.customer_name = "PATTERSON, Jean",
		.looks = 1,
		.why = "no contact and no case: a complaint"}};
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
		struct unusual_look *look =
		    list_add(&play->arena, &play->looks, &unusual_look_record);
		*look = looks[i];
		look->at = play->now - MICROS_DAY - (micros)i * MICROS_HOUR;
	}
}

/* 40 calls about missed bins, of which 12 became cases. */
static void
answer_volumes(struct play *play, size_t index)
{
	struct volume volumes[] = {
	    {"missed-bin", "telephone", 40}, {"missed-bin", "fulfilment", 12}};
	struct volume_page page = {.council = play->requests[index].request.query[0].value,
	    .from = play->now - 365 * MICROS_DAY,
	    .until = play->now,
	    .items = {volumes, 2}};
	reply_with(play, index, 200, PROBLEM_NONE, &page);
}

static void
answer_unusual(struct play *play, size_t index)
{
	const struct request *request = &play->requests[index].request;
	if (request->route == ROUTE_UNUSUAL) {
		if (!play->looked)
			fill_looks(play);
		play->looked = true;
		struct unusual_page page = {play->looks, false};
		reply_with(play, index, 200, PROBLEM_NONE, &page);
		return;
	}
	const struct unusual_verdict *verdict = request->body;
	struct unusual_look *look =
	    list_find(&play->looks, &unusual_look_record, request->params[0]);
	struct unusual_look decided = *look;
	decided.state = verdict->state;
	decided.reason = verdict->reason;
	list_remove(&play->looks, &unusual_look_record,
	    (size_t)(look - (struct unusual_look *)play->looks.items));
	reply_with(play, index, 200, PROBLEM_NONE, &decided);
}

/* ---- reception ---- */

static void
answer_arrivals(struct play *play, size_t index, struct arena *arena)
{
	static const struct arrival arrivals[] = {
	    {.id = "01920000-0000-7000-8000-000000000c01",
		.ticket = "A1",
		.name = "PATEL, Amina (Mrs)",
		.service = "missed-bin",
		.state = "called",
		.desk = "chorley-cc-1",
		.calls = 1,
		.contact = "01920000-0000-7000-8000-000000000d01"},
	    {.id = "01920000-0000-7000-8000-000000000c02",
		.ticket = "A2",
		.word = "on a stick",
		.priority = "faint",
		.state = "waiting"},
	    {.id = "01920000-0000-7000-8000-000000000c03",
		.ticket = "A3",
		.word = "red coat",
		.needs = "signer",
		.service = "blue-badge",
		.state = "waiting"},
	    {.id = "01920000-0000-7000-8000-000000000c04",
		.ticket = "A4",
		.word = "two children",
		.state = "being-served",
		.desk = "chorley-cc-2"}};
	struct arrival_page page = {
	    .site = "chorley-cc", .waiting = 2, .called = 2, .average = 6, .longest = 11};
	for (size_t i = 0; i < sizeof arrivals / sizeof *arrivals; i++) {
		struct arrival *arrival = list_add(arena, &page.items, &arrival_record);
		*arrival = arrivals[i];
		arrival->since = play->now - (micros)(20 - i) * MICROS_MINUTE;
		arrival->called = play->now - 2 * MICROS_MINUTE;
	}
	reply_with(play, index, 200, PROBLEM_NONE, &page);
}

static void
answer_payment(struct play *play, size_t index, bool paid, struct arena *arena)
{
	const struct request *request = &play->requests[index].request;
	if (paid && !play->payment) { /* begun elsewhere */
		reply_with(play, index, 200, PROBLEM_NONE,
		    play->answers ? play->answers(request, arena) : NULL);
		return;
	}
	if (request->route == ROUTE_PUT_PAYMENT)
		play->payment = record_copy(&play->arena, &payment_record, request->body);
	play->payment->reference = "4071-2283-5";
	play->payment->state = paid ? "success" : "started";
	play->payment->provider_id = "pay1";
	play->payment->next_url = paid ? NULL : "https://pay.example/secure/7f2c";
	play->payment->line = "01257 515000";
	play->payment->ended = paid ? play->now : 0;
	reply_with(play, index, 200, PROBLEM_NONE, play->payment);
}

static void
answer_call(struct play *play, size_t index, struct arena *arena)
{
	const struct arrival_call *body = play->requests[index].request.body;
	struct arrival_call call = *body;
	call.called = record_new(arena, &arrival_record);
	*call.called = (struct arrival){.id = "01920000-0000-7000-8000-000000000c02",
	    .ticket = "A2",
	    .word = "on a stick",
	    .state = "called",
	    .desk = "chorley-cc-1"};
	reply_with(play, index, 200, PROBLEM_NONE, &call);
}

/* ---- drafts of the directory ---- */

static void
answer_put_draft(struct play *play, size_t index)
{
	const struct entry_draft *body = play->requests[index].request.body;
	enum problem_type problem = play->draft_fails;
	play->draft_fails = PROBLEM_NONE;
	int64_t revision = play->draft ? play->draft->revision : 0;
	if (problem == PROBLEM_NONE && body->revision != revision)
		problem = PROBLEM_CONFLICT;
	if (problem != PROBLEM_NONE) {
		reply_with(play, index, problem_kind(problem)->status, problem, NULL);
		return;
	}
	play->draft = record_copy(&play->arena, &entry_draft_record, body);
	play->draft->id = play->draft->service;
	play->draft->revision = revision + 1;
	play->draft->author = play->desk->session->user;
	play->draft->author = arena_strdup(&play->arena, play->draft->author);
	play->draft->changed = play->now;
	reply_with(play, index, 200, PROBLEM_NONE, play->draft);
}

static void
answer_entries(struct play *play, size_t index, struct arena *arena)
{
	struct entry_page page = {0};
	const char *list = play->requests[index].request.query[0].value;
	if (same(list, "drafts") && play->draft)
		*(struct entry_row *)list_add(arena, &page.items, &entry_row_record) =
		    (struct entry_row){.service = play->draft->service,
			.title = "As drafted",
			.version = play->draft->base,
			.state = play->draft->state,
			.author = play->draft->author};
	if (same(list, "overdue") || same(list, "all")) {
		*(struct entry_row *)list_add(arena, &page.items, &entry_row_record) =
		    (struct entry_row){.service = "bulky-waste",
			.team = "chorley-waste",
			.review_by = "2026-04-01",
			.version = 1};
		*(struct entry_row *)list_add(arena, &page.items, &entry_row_record) =
		    (struct entry_row){
			.service = "missed-bin", .team = "chorley-waste", .stale = 2, .version = 1};
		*(struct entry_row *)list_add(arena, &page.items, &entry_row_record) =
		    (struct entry_row){.service = "missed-bin",
			.variant = "pendle",
			.team = "pendle-waste",
			.review_by = "2026-09-01",
			.version = 1};
	}
	reply_with(play, index, 200, PROBLEM_NONE, &page);
}

static void
answer_versions(struct play *play, size_t index, struct arena *arena)
{
	struct entry_version_page page = {0};
	for (int i = 2; i > 0; i--)
		*(struct entry_version *)list_add(arena, &page.items, &entry_version_record) =
		    (struct entry_version){.service = "bulky-waste",
			.version = i,
			.author = "r.aspden",
			.approver = i == 2 ? "k.walmsley" : NULL,
			.comment = i == 2 ? "Council of 12 March" : NULL,
			.at = BEGIN - MICROS_DAY * (3 - i)};
	reply_with(play, index, 200, PROBLEM_NONE, &page);
}

/* An older version: the same, with another fee. */
static void
answer_old_text(struct play *play, size_t index, struct arena *arena)
{
	const struct request *request = &play->requests[index].request;
	struct service_text old = {.service = request->params[0], .version = 1};
	char *text = arena_strdup(arena, directory_text(play->desk->directory, request->params[0]));
	if (play->base_text)
		text = arena_strdup(arena, play->base_text);
	char *fee = play->base_text ? NULL : strstr(text, "£22");
	if (fee)
		memcpy(fee, "£19", strlen("£19"));
	old.text = text;
	reply_with(play, index, 200, PROBLEM_NONE, &old);
}

static void
answer_verdict(struct play *play, size_t index)
{
	const struct entry_verdict *verdict = play->requests[index].request.body;
	struct entry_standing standing = {.service = play->requests[index].request.params[0],
	    .version = 50,
	    .effective = verdict->effective,
	    .state = same(verdict->verdict, "return") ? "returned"
		     : verdict->effective             ? "scheduled"
						      : "published"};
	enum problem_type problem = play->draft_fails;
	play->draft_fails = PROBLEM_NONE;
	if (problem != PROBLEM_NONE) {
		reply_with(play, index, problem_kind(problem)->status, problem, NULL);
		return;
	}
	if (same(verdict->verdict, "return")) {
		play->draft->state = "returned";
		play->draft->comment = arena_strdup(&play->arena, verdict->comment);
	} else {
		play->draft = NULL;
	}
	reply_with(play, index, 200, PROBLEM_NONE, &standing);
}

static void
answer_assurance(struct play *play, size_t index)
{
	const struct assurance *body = play->requests[index].request.body;
	struct assurance_receipt receipt = {.id = body->id, .services = body->services};
	reply_with(play, index, 200, PROBLEM_NONE, &receipt);
}

static void
answer_entry(struct play *play, size_t index, struct arena *arena)
{
	switch (play->requests[index].request.route) {
	case ROUTE_DRAFT:
		if (play->draft)
			reply_with(play, index, 200, PROBLEM_NONE, play->draft);
		else
			reply_with(play, index, 404, PROBLEM_NOT_FOUND, NULL);
		break;
	case ROUTE_PUT_DRAFT:
		answer_put_draft(play, index);
		break;
	case ROUTE_DROP_DRAFT: {
		const struct entry_draft *draft = play->draft;
		play->draft = NULL;
		reply_with(play, index, 200, PROBLEM_NONE, draft);
		break;
	}
	case ROUTE_ENTRIES:
		answer_entries(play, index, arena);
		break;
	case ROUTE_VERSIONS:
		answer_versions(play, index, arena);
		break;
	case ROUTE_SERVICE:
		answer_old_text(play, index, arena);
		break;
	case ROUTE_PUT_VERDICT:
		answer_verdict(play, index);
		break;
	default:
		answer_assurance(play, index);
		break;
	}
}

static void
answer_other(struct play *play, size_t index, struct arena *arena)
{
	struct notice_page notices = {0};
	struct queue_page queues = {0};
	struct lease lease = lease_number(play, play->leased);
	struct case_page page = {0};
	const void *more;
	switch (play->requests[index].request.route) {
	case ROUTE_NOTICES:
		*(struct notice *)list_add(arena, &notices.items, &notice_record) =
		    (struct notice){.id = "01920000-0000-7000-8000-0000000000f1",
			.text = "A59 closed at Gisburn",
			.until = BEGIN + 4 * MICROS_HOUR};
		reply_with(play, index, 200, PROBLEM_NONE, &notices);
		break;
	case ROUTE_QUEUES:
		*(struct queue_count *)list_add(arena, &queues.items, &queue_count_record) =
		    (struct queue_count){.id = "chorley.waste-round",
			.role = "waste-round",
			.council = "chorley",
			.team_name = "Waste team",
			.open = 3,
			.overdue = 1};
		*(struct queue_count *)list_add(arena, &queues.items, &queue_count_record) =
		    (struct queue_count){.id = "chorley.entries-chorley-waste",
			.role = "entries-chorley-waste",
			.council = "chorley",
			.team_name = "Waste team",
			.open = 1};
		reply_with(play, index, 200, PROBLEM_NONE, &queues);
		break;
	case ROUTE_CARRY:
		reply_with(play, index, 204, PROBLEM_NONE, NULL);
		break;
	case ROUTE_JOURNAL_KEY: {
		const struct journal_key *body = play->requests[index].request.body;
		struct journal_key key = {.key = same(body->seal, "the seal") ? "the key" : NULL};
		reply_with(play, index, 200, PROBLEM_NONE, &key);
		break;
	}
	case ROUTE_CONTACT:
		reply_with(play, index, 200, PROBLEM_NONE, past_contact(arena));
		break;
	case ROUTE_LEASE:
		play->leased += 100;
		reply_with(play, index, 200, PROBLEM_NONE, &lease);
		break;
	case ROUTE_CASE:
	case ROUTE_PUT_CASE_EVENT:
		fill_case(&page, arena);
		reply_with(play, index, 200, PROBLEM_NONE, play->a_case ? play->a_case : &page);
		break;
	default:
		more = play->answers ? play->answers(&play->requests[index].request, arena) : NULL;
		reply_with(play, index, more ? 200 : 204, PROBLEM_NONE, more);
		break;
	}
}

/* The user's promises; what is made by hand is one more, what is settled is none. */
static void
answer_promise(struct play *play, size_t index)
{
	const struct request *request = &play->requests[index].request;
	struct list *lines = &play->promised;
	struct promise_page page = {.items = *lines, .open = (int64_t)lines->count};
	if (request->route == ROUTE_PROMISES) {
		LIST_EACH(struct promise_line, line, lines)
		page.late += line->due < play->now;
		reply_with(play, index, 200, PROBLEM_NONE, &page);
		return;
	}
	const struct promise_line *line =
	    list_find(lines, &promise_line_record, request->params[0]);
	struct promise promise = {.id = request->params[0],
	    .kind = "ring",
	    .what = line ? line->what : "",
	    .owner = "s.ellis",
	    .state = "open",
	    .made = play->now,
	    .due = line ? line->due : play->now};
	if (request->route == ROUTE_PUT_PROMISE) {
		promise = *(const struct promise *)request->body;
		promise.state = "open";
		const struct promise_line made = {.id = promise.id,
		    .kind = promise.kind,
		    .customer = promise.customer,
		    .what = promise.what,
		    .owner = promise.owner,
		    .state = "open",
		    .made = promise.made,
		    .due = promise.due};
		record_copy_into(&play->arena, &promise_line_record,
		    list_add(&play->arena, lines, &promise_line_record), &made);
	} else if (request->route == ROUTE_PUT_PROMISE_EVENT) {
		const struct promise_event *event = request->body;
		promise.state = event->kind;
		if (line)
			list_remove(lines, &promise_line_record,
			    (size_t)(line - (const struct promise_line *)lines->items));
	}
	reply_with(play, index, 200, PROBLEM_NONE, &promise);
}

/* How Chorley's were kept: by teams, one of which is Burnley's, and by two people. */
static void
answer_kept(struct play *play, size_t index, struct arena *arena)
{
	static const struct promise_count council = {"chorley", NULL, 28, 2, 1, 3, 1},
					  teams[] = {{"burnley-waste", NULL, 9, 0, 0, 0, 0},
					      {"chorley-front", NULL, 18, 0, 0, 0, 1},
					      {"chorley-waste", NULL, 10, 2, 1, 3, 0}},
					  owners[] = {{"j.mills", "J. Mills", 10, 2, 1, 3, 0},
					      {"s.ellis", "S. Ellis", 18, 0, 0, 0, 1}};
	struct promise_count_page page = {0};
	*(struct promise_count *)list_add(arena, &page.councils, &promise_count_record) = council;
	for (size_t i = 0; i < sizeof teams / sizeof *teams; i++)
		*(struct promise_count *)list_add(arena, &page.teams, &promise_count_record) =
		    teams[i];
	for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
		*(struct promise_count *)list_add(arena, &page.owners, &promise_count_record) =
		    owners[i];
	reply_with(play, index, 200, PROBLEM_NONE, &page);
}

/* The half hours of the benefits officer on Monday morning, less the one that is booked. */
static void
answer_slots(struct play *play, size_t index, struct arena *arena)
{
	struct slot_page page = {0};
	const struct appointment *has = play->appointment;
	for (int i = 0; i < 3; i++) {
		micros start =
		    london_micros((struct date){2026, 11, 23}, 9, 30) + i * 30 * MICROS_MINUTE;
		if (has && has->start == start && !same(has->state, "cancelled"))
			continue;
		*(struct free_slot *)list_add(arena, &page.slots, &free_slot_record) =
		    (struct free_slot){
			"chorley-benefits", "chorley-oss", start, start + 30 * MICROS_MINUTE, 1};
	}
	page.firsts = (struct list){page.slots.items, page.slots.count ? 1 : 0};
	reply_with(play, index, 200, PROBLEM_NONE, &page);
}

/* That Monday: who comes at half past nine, somebody who is not shown, and what is free. */
static void
answer_diary(struct play *play, size_t index)
{
	micros start = london_micros((struct date){2026, 11, 23}, 9, 30);
	struct appointment two[] = {{.id = "01920000-0000-7000-8000-0000000000d1",
					.diary = "chorley-benefits",
					.service = "council-tax-support",
					.start = start,
					.end = start + 30 * MICROS_MINUTE,
					.state = "booked",
					.who = "PATEL, Amina (Mrs)",
					.needs = "Gujarati; Hard of hearing: face her"},
	    {.id = "01920000-0000-7000-8000-0000000000d2",
		.diary = "chorley-benefits",
		.service = "",
		.start = start + 30 * MICROS_MINUTE,
		.end = start + 60 * MICROS_MINUTE,
		.state = "booked",
		.withheld = true}};
	struct free_slot slot = {"chorley-benefits", "chorley-oss", start + 60 * MICROS_MINUTE,
	    start + 90 * MICROS_MINUTE, 1};
	struct diary_page page = {.diary = "chorley-benefits",
	    .from = "2026-11-20",
	    .days = 7,
	    .appointments = {two, 2},
	    .free = {&slot, 1}};
	reply_with(play, index, 200, PROBLEM_NONE, &page);
}

static void
answer_appointment(struct play *play, size_t index)
{
	const struct request *request = &play->requests[index].request;
	enum problem_type problem = play->book_fails;
	play->book_fails = PROBLEM_NONE;
	if (problem != PROBLEM_NONE || !request->body) {
		problem = request->body ? problem : PROBLEM_BAD_FIELD;
		reply_with(play, index, problem_kind(problem)->status, problem, NULL);
		return;
	}
	if (request->route == ROUTE_PUT_APPOINTMENT) {
		play->appointment = record_copy(&play->arena, &appointment_record, request->body);
		play->appointment->made = play->now;
		play->appointment->reference = "1000-0200-2";
		play->appointment->until =
		    same(play->appointment->state, "held") ? play->now + 10 * MICROS_MINUTE : 0;
	} else {
		const struct appointment_event *event = request->body;
		bool moved = same(event->kind, "move");
		play->appointment->state = moved ? "moved" : "cancelled";
		if (moved)
			play->appointment->start = event->start;
	}
	reply_with(play, index, 200, PROBLEM_NONE, play->appointment);
}

static void
answer(struct play *play, size_t index)
{
	struct arena arena;
	if (play->requests[index].answered)
		return;
	arena_init(&arena);
	switch (play->requests[index].request.route) {
	case ROUTE_SIGN_IN:
		answer_session(play, index);
		break;
	case ROUTE_PARTNERSHIP:
		answer_partnership(play, index, &arena);
		break;
	case ROUTE_DIRECTORY:
		answer_directory(play, index, &arena);
		break;
	case ROUTE_SLOTS:
		answer_slots(play, index, &arena);
		break;
	case ROUTE_DIARY:
		answer_diary(play, index);
		break;
	case ROUTE_PUT_APPOINTMENT:
	case ROUTE_PUT_APPOINTMENT_EVENT:
		answer_appointment(play, index);
		break;
	case ROUTE_PUT_MOVE:
		answer_move(play, index, &arena);
		break;
	case ROUTE_UNDO_MOVE:
		answer_move_undo(play, index);
		break;
	case ROUTE_PUT_MERGE:
		answer_merge(play, index);
		break;
	case ROUTE_UNDO_MERGE:
		answer_undo(play, index);
		break;
	case ROUTE_MERGES:
		answer_merges(play, index);
		break;
	case ROUTE_VOLUMES:
		answer_volumes(play, index);
		break;
	case ROUTE_UNUSUAL:
	case ROUTE_PUT_UNUSUAL_VERDICT:
		answer_unusual(play, index);
		break;
	case ROUTE_PROMISE_COUNTS:
		answer_kept(play, index, &arena);
		break;
	case ROUTE_PROMISES:
	case ROUTE_PROMISE:
	case ROUTE_PUT_PROMISE:
	case ROUTE_PUT_PROMISE_EVENT:
		answer_promise(play, index);
		break;
	case ROUTE_PUT_PAYMENT:
	case ROUTE_PUT_PAYMENT_EVENT:
		answer_payment(play, index,
		    play->requests[index].request.route == ROUTE_PUT_PAYMENT_EVENT, &arena);
		break;
	case ROUTE_ARRIVALS:
		answer_arrivals(play, index, &arena);
		break;
	case ROUTE_CALL_ARRIVAL:
		answer_call(play, index, &arena);
		break;
	case ROUTE_ALIKE:
		if (!play->silent_search)
			answer_alike(play, index, &arena);
		break;
	case ROUTE_FIND_CUSTOMERS:
		if (!play->silent_search)
			answer_search(play, index, &arena);
		break;
	case ROUTE_FIND_ADDRESSES:
		answer_places(play, index, &arena);
		break;
	case ROUTE_CHANGE_CUSTOMER:
		answer_change(play, index, &arena);
		break;
	case ROUTE_CUSTOMER:
		answer_customer(play, index, &arena);
		break;
	case ROUTE_PUT_CONTACT:
		answer_put(play, index);
		break;
	case ROUTE_QUEUE_CASES:
		answer_queue(play, index, &arena);
		break;
	case ROUTE_DRAFT:
	case ROUTE_PUT_DRAFT:
	case ROUTE_DROP_DRAFT:
	case ROUTE_ENTRIES:
	case ROUTE_VERSIONS:
	case ROUTE_PUT_VERDICT:
	case ROUTE_PUT_ASSURANCE:
	case ROUTE_SERVICE:
		answer_entry(play, index, &arena);
		break;
	default:
		answer_other(play, index, &arena);
		break;
	}
	arena_release(&arena);
}

/* ---- what tests do ---- */

void
play_init(struct play *play)
{
	*play = (struct play){.now = BEGIN, .crm_there = true, .role = "advisor"};
	arena_init(&play->arena);
	id_seeded_init(&play->ids, 42);
	play_restart(play);
}

void
play_release(struct play *play)
{
	free(play->saved);
	desk_free(play->desk);
	while (play->record_count)
		journal_drop(play, play->records[0].type, play->records[0].key);
	free(play->records);
	free(play->requests);
	free(play->journal_user);
	free(play->journal_password);
	arena_release(&play->arena);
}

void
play_restart(struct play *play)
{
	const struct desk_options options = {.desk = "chorley-cc-1",
	    .desk_secret = "secret",
	    .language = "en",
	    .lock_after = 10 * MICROS_MINUTE,
	    .machine = play->machine,
	    .ids = &play->ids.source};
	desk_free(play->desk);
	play->desk = desk_new(&options, play->now);
	play->written = 0;
	play->request_count = 0;
}

void
play_sign_in(struct play *play)
{
	play_type(play, "sign-in.user", "s.ellis");
	play_enter(play, "sign-in.user");
	play_type(play, "sign-in.password", PLAY_PASSWORD);
	play_enter(play, "sign-in.password");
	play->keys = 0;
}

void
play_event(struct play *play, struct desk_event *event)
{
	step(play, event);
}

void
play_say(struct play *play, enum command command, const char *argument)
{
	struct desk_event event = {.kind = EVENT_COMMAND, .command = command, .text = argument};
	play->keys++;
	step(play, &event);
}

void
play_command(struct play *play, enum command command)
{
	play_say(play, command, NULL);
}

void
play_type(struct play *play, const char *field, const char *text)
{
	struct buf typed;
	buf_init(&typed, 8000);
	const char *before = typed_text(play->desk, field);
	if (before)
		buf_puts(&typed, before);
	for (size_t at = 0, length = strlen(text); at < length;) {
		size_t next = grapheme_next(text, length, at);
		buf_add(&typed, text + at, next - at);
		struct desk_event event = {.kind = EVENT_EDIT, .field = field, .text = typed.data};
		step(play, &event);
		at = next;
	}
	buf_release(&typed);
}

void
play_set(struct play *play, const char *field, const char *text)
{
	struct desk_event event = {.kind = EVENT_EDIT, .field = field, .text = text};
	step(play, &event);
}

void
play_pick(struct play *play, const char *item)
{
	char *copy = xstrdup(item);
	struct desk_event event = {.kind = EVENT_PICK, .item = copy};
	play->keys++;
	step(play, &event);
	free(copy);
}

static struct page
page_now(const struct play *play, struct arena *arena)
{
	struct page page;
	page_of(play->desk, &page, arena);
	return page;
}

void
play_enter(struct play *play, const char *field)
{
	struct arena arena;
	arena_init(&arena);
	struct page page = page_now(play, &arena);
	const struct item *found = NULL;
	for (size_t i = 0; i < page.count; i++)
		if (page.items[i].kind == ITEM_FIELD && same(page.items[i].field, field))
			found = &page.items[i];
	ck_assert_msg(found != NULL, "there is no field %s on this page", field);
	struct desk_event event = {
	    .kind = EVENT_PICK, .item = field, .field = field, .text = found->text};
	play->keys++;
	step(play, &event);
	arena_release(&arena);
}

void
play_digit(struct play *play, int number)
{
	struct arena arena;
	const char *key = NULL;
	arena_init(&arena);
	struct page page = page_now(play, &arena);
	for (size_t i = 0; i < page.count; i++)
		if (page.items[i].kind == ITEM_ROW && page.items[i].number == number)
			key = page.items[i].key;
	ck_assert_msg(key != NULL, "there is no row %d on this page", number);
	play_pick(play, key);
	arena_release(&arena);
}

void
play_line(struct play *play, bool online)
{
	struct desk_event event = {.kind = EVENT_LINE, .ok = online};
	play->crm_there = online;
	step(play, &event);
}

void
play_tick(struct play *play, micros by)
{
	struct desk_event event = {.kind = EVENT_TICK};
	play->now += by;
	step(play, &event);
}

void
play_answer_all(struct play *play)
{
	for (size_t i = 0; i < play->request_count; i++)
		answer(play, i);
}

void
play_fail(struct play *play, enum route_id route, enum problem_type problem, int status)
{
	for (size_t i = 0; i < play->request_count; i++) {
		if (play->requests[i].answered || play->requests[i].request.route != route)
			continue;
		reply_with(play, i, status, problem, NULL);
		return;
	}
	ck_abort_msg("no request of route %d waits", (int)route);
}

const struct play_request *
play_sent(const struct play *play, enum route_id route)
{
	for (size_t i = play->request_count; i-- > 0;)
		if (play->requests[i].request.route == route)
			return &play->requests[i];
	return NULL;
}

size_t
play_sent_count(const struct play *play, enum route_id route)
{
	size_t count = 0;
	for (size_t i = 0; i < play->request_count; i++)
		count += play->requests[i].request.route == route;
	return count;
}

void
play_feed(struct play *play, const struct feed_page *page)
{
	struct reply reply = {
	    .number = play->desk->feed_asked, .route = ROUTE_FEED, .status = 200, .body = page};
	ck_assert_uint_ne(reply.number, 0);
	struct desk_event event = {.kind = EVENT_REPLY, .reply = &reply};
	step(play, &event);
}

/* ---- the page as text ---- */

static void
two(struct buf *out, const char *left, const char *right)
{
	if (!left && !right)
		return;
	buf_printf(out, "%s%s%s\n", left ? left : "", right ? "  |  " : "", right ? right : "");
}

static void
put_item(struct buf *out, const struct item *item, const char *focus)
{
	const char *key = item->key ? item->key : "";
	bool here = focus && same(key, focus);
	switch (item->kind) {
	case ITEM_RULE:
		buf_puts(out, "--\n");
		return;
	case ITEM_HEADING:
		buf_printf(out, "# %s\n", item->text ? item->text : "");
		return;
	default:
		break;
	}
	buf_puts(out, here ? ">" : " ");
	if (item->number > 0)
		buf_printf(out, "%d ", item->number);
	if (item->label && *item->label)
		buf_printf(out, "%s: ", item->label);
	if (item->secret)
		buf_printf(out, "[%zu characters]", strlen(item->text));
	else if (item->kind == ITEM_FIELD)
		buf_printf(out, "[%s]", item->text);
	else
		buf_puts(out, item->text ? item->text : "");
	if (item->detail && *item->detail)
		buf_printf(out, "  %s", item->detail);
	if (item->right && *item->right)
		buf_printf(out, "  | %s", item->right);
	if (item->fault)
		buf_printf(out, "  ! %s", item->fault);
	buf_puts(out, "\n");
}

static void
put_page(struct buf *out, const struct page *page, bool all, bool cursor)
{
	two(out, page->title_left, page->title_right);
	two(out, page->strip_left, page->strip_right);
	buf_puts(out, "----\n");
	for (size_t i = 0; i < page->count; i++)
		put_item(out, &page->items[i],
		    cursor && (all || page->items[i].kind == ITEM_FIELD) ? page->focus : NULL);
	if (page->side_count)
		buf_puts(out, "---- outline\n");
	for (size_t i = 0; i < page->side_count; i++) {
		const struct item *item = &page->side[i];
		if (item->kind == ITEM_HEADING)
			buf_printf(out, "# %s\n", item->text);
		else
			buf_printf(out, "%s%s %s\n", item->current ? ">" : " ",
			    item->state ? item->state : " ", item->text ? item->text : "");
	}
	buf_puts(out, "----\n");
	if (!all)
		return;
	if (page->settled)
		buf_printf(out, "settled: %s\n", page->settled);
	if (page->message)
		buf_printf(out, "message: %s\n", page->message);
	if (page->kept)
		buf_printf(out, "%s\n", page->kept);
	buf_puts(out, "keys:");
	for (const enum command *key = page->keys; *key != COMMAND_NONE; key++)
		buf_printf(out, " %s", command_entry(*key)->name);
	buf_printf(out, "; enter %s%s%s\n", page->enter ? page->enter : "-",
	    page->pick ? "; pick " : "", page->pick ? page->pick : "");
}

static char *
page_text(const struct play *play, bool all)
{
	struct arena arena;
	struct buf out;
	arena_init(&arena);
	buf_init(&out, 64 * 1024);
	struct page page = page_now(play, &arena);
	/* Beside an open note the cursor may be elsewhere; a restart puts it into the note. */
	put_page(&out, &page, all, all || !play->desk->noting);
	arena_release(&arena);
	char *text = buf_take(&out);
	buf_release(&out);
	return text;
}

char *
play_page(const struct play *play)
{
	return page_text(play, true);
}

const char *
play_focus(struct play *play)
{
	struct page page = page_now(play, &play->arena);
	return page.focus;
}

void
play_shows(const struct play *play, const char *text)
{
	char *page = play_page(play);
	ck_assert_msg(strstr(page, text) != NULL, "\"%s\" is not on the page:\n%s", text, page);
	free(page);
}

void
play_shows_not(const struct play *play, const char *text)
{
	char *page = play_page(play);
	ck_assert_msg(strstr(page, text) == NULL, "\"%s\" is on the page:\n%s", text, page);
	free(page);
}

/* ---- restarting ---- */

void
play_survives(struct play *play)
{
	struct play other = *play;
	char *before = page_text(play, false);
	other.desk = NULL;
	other.records = NULL;
	other.record_count = other.record_capacity = 0;
	other.requests = NULL;
	other.request_count = other.request_capacity = 0;
	other.journal_user = xstrdup(play->journal_user);
	other.journal_password = xstrdup(play->journal_password);
	other.crm_there = true;
	arena_init(&other.arena);
	for (size_t i = 0; i < play->record_count; i++) {
		other.records = grow(other.records, &other.record_capacity, other.record_count,
		    sizeof *other.records);
		struct play_record *copy = &other.records[other.record_count++];
		*copy = play->records[i];
		copy->key = xstrdup(copy->key);
		copy->bytes = xmalloc(copy->length + 1);
		memcpy(copy->bytes, play->records[i].bytes, copy->length);
	}
	play_restart(&other);
	play_sign_in(&other);
	char *after = page_text(&other, false), *mark = strstr(after, "\n>");
	if (play->at_random && mark && !strstr(before, "\n>"))
		mark[1] = ' ';
	ck_assert_str_eq(after, before);
	free(before);
	free(after);
	play_release(&other);
}
