/*
 * Somebody moves house. It is said once: the old address becomes a former one, the new one stands
 * before it, with whoever of the household moves along, and every service that holds the address is
 * told (moves_tell.c). All of it in one transaction, at once or on the day; and all of it can be
 * taken back at any later time, while the new address is still the one that is believed.
 */
#include "store/moves.h"
#include "base/text.h"
#include "crm/sharing.h"
#include "store/audit.h"
#include "store/contacts.h"
#include "store/customers.h"
#include "store/feed.h"
#include "store/partners.h"
#include "store/places.h"

#include <string.h>

enum { DAYS_AHEAD = 366 };

void
moves_audit(struct ask *ask, const char *action, const struct move *now, const struct move *was)
{
	struct audit_entry entry = {.action = action,
	    .record = "move",
	    .id = now->id,
	    .person = now->customer ? now->customer : now->id,
	    .of = &move_record,
	    .was = was,
	    .now = now};
	audit_add(ask->tx, &entry);
}

/* Desks that have one of them in hand read again. */
static void
tell_desks(struct ask *ask, const struct move *move)
{
	feed_add(ask->tx, "move", move->customer, NULL, 0);
	LIST_EACH(struct move_person, person, &move->people)
	feed_add(ask->tx, "move", person->customer, NULL, 0);
}

static void
keep(struct ask *ask, const char *action, const struct move *now, const struct move *was)
{
	move_put(ask->tx, now);
	moves_audit(ask, action, now, was);
	tell_desks(ask, now);
}

const char *
move_person(const struct ask *ask)
{
	return ((const struct move *)ask->answer->body)->customer;
}

/* With what of it this session may see. */
static bool
answer(struct ask *ask, const struct move *move)
{
	struct move *shown = record_copy(ask->call->arena, &move_record, move);
	moves_sight(ask, shown, consent_of(ask, move->customer), false);
	ask->answer->body = shown;
	return store_well(ask);
}

/* ---- addresses ---- */

/* The home that is believed. */
static struct address *
home_of(const struct customer *customer)
{
	LIST_EACH(struct address, address, &customer->addresses)
	if (text_same(address->kind, "home"))
		return address;
	return NULL;
}

static bool
is_there(const struct address *home, const struct move *move)
{
	if (!text_blank(home->uprn) && !text_blank(move->uprn))
		return text_same(home->uprn, move->uprn);
	return text_same(home->line, move->line) && text_same(home->postcode ? home->postcode : "",
							move->postcode ? move->postcode : "");
}

/* Before the others. When there are as many as can be, the former one that came first gives way:
 * who has moved so often is not kept from moving. */
static void
put_first(struct arena *arena, struct list *addresses, struct address address)
{
	size_t most = record_field(&customer_record, "addresses")->limit;
	for (size_t i = addresses->count; addresses->count >= most && i-- > 0;)
		if (text_same(LIST_AT(struct address, addresses, i)->kind, "former"))
			list_remove(addresses, &address_record, i);
	list_add(arena, addresses, &address_record);
	struct address *items = addresses->items;
	memmove(items + 1, items, (addresses->count - 1) * sizeof *items);
	items[0] = address;
}

/* The id that the desk gave the new row, unless it has been used. */
static const char *
id_for(struct ask *ask, const struct customer *customer, const char *given)
{
	char id[ID_LENGTH + 1];
	if (given && !list_find(&customer->addresses, &address_record, given))
		return given;
	tx_id(ask->tx, id);
	return arena_strdup(ask->call->arena, id);
}

/* Ids of the rows that were and are; a null new_id: they lived there already. */
static bool
move_one(struct ask *ask, const struct move *move, const char *customer, const char **old_id,
    const char **new_id, struct address *old)
{
	struct arena *arena = ask->call->arena;
	struct customer was = {0};
	const char *given = *new_id;
	if (customer_get(ask->tx, customer, &was, arena) != 1)
		return store_well(ask) && refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	struct customer *now = record_copy(arena, &customer_record, &was);
	struct address *home = home_of(now);
	*old_id = home ? home->id : NULL;
	*new_id = NULL;
	if (home)
		*old = *home;
	if (home && is_there(home, move))
		return true;
	if (home)
		home->kind = "former";
	*new_id = id_for(ask, now, given);
	put_first(arena, &now->addresses,
	    (struct address){.id = *new_id,
		.kind = "home",
		.line = move->line,
		.town = move->town,
		.postcode = move->postcode,
		.uprn = move->uprn,
		.district = move->district});
	return customer_keep(ask, now, &was);
}

/* The new address goes, the old one holds again; false when another one holds by now. */
static bool
put_back_one(struct ask *ask, const char *customer, const char *old_id, const char *new_id)
{
	struct arena *arena = ask->call->arena;
	struct customer was = {0};
	if (!new_id)
		return true;
	if (customer_get(ask->tx, customer, &was, arena) != 1)
		return false;
	struct customer *now = record_copy(arena, &customer_record, &was);
	struct address *home = home_of(now);
	if (!home || !text_same(home->id, new_id))
		return false;
	list_remove(&now->addresses, &address_record,
	    (size_t)(home - (struct address *)now->addresses.items));
	struct address *old = old_id ? list_find(&now->addresses, &address_record, old_id) : NULL;
	if (old)
		old->kind = "home";
	return customer_keep(ask, now, &was);
}

/* ---- making it ---- */

static bool
carry_out(struct ask *ask, struct move *move)
{
	struct address old = {0};
	struct customer customer = {0};
	if (!move_one(ask, move, move->customer, &move->old_id, &move->new_id, &old))
		return false;
	if (move->old_id) {
		move->old_address = address_words(&old, ask->call->arena);
		move->old_uprn = old.uprn;
		move->old_district = old.district;
	}
	LIST_EACH(struct move_person, person, &move->people)
	if (!move_one(ask, move, person->customer, &person->old_id, &person->new_id, &old))
		return false;
	move->state = "done";
	move->done = tx_now(ask->tx);
	customer_get(ask->tx, move->customer, &customer, ask->call->arena);
	moves_tell(ask, move, text_same(customer_shares(&customer), "none"));
	return store_well(ask);
}

/* Who moves along is of the household, at either end of what was told of it. */
static bool
check_people(struct ask *ask, struct move *move, const struct customer *customer)
{
	struct arena *arena = ask->call->arena;
	struct list relatives = {0};
	person_relatives(ask, customer, &relatives);
	LIST_EACH(struct move_person, person, &move->people)
	{
		const struct relative *found = NULL;
		const char *root = customer_root(ask->tx, person->customer, arena);
		LIST_EACH(struct relative, relative, &relatives)
		if (root && relative->customer && text_same(relative->kind, "household") &&
		    text_same(customer_root(ask->tx, relative->customer, arena), root))
			found = relative;
		if (!found)
			return refuse(ask, PROBLEM_BAD_FIELD, "people", "not of this household");
		person->customer = root;
		person->name = found->name;
		person->old_id = NULL;
	}
	return true;
}

/* The contact is of this desk, also one that the CRM has not heard of yet. */
static bool
check_contact(struct ask *ask, const struct move *move)
{
	struct contact_state state;
	struct council council;
	struct arena *arena = ask->call->arena;
	if (move->contact && contact_state(ask->tx, move->contact, &state, arena) == 1 &&
	    !text_same(state.desk, ask->session->desk))
		return refuse(ask, PROBLEM_BAD_FIELD, "contact", "not a contact of this desk");
	return partner_get(ask->tx, &council_record, move->as, &council, arena) != 0 ||
	       refuse(ask, PROBLEM_BAD_FIELD, "as", "no such council");
}

static bool
check_day(struct ask *ask, const struct move *move, bool *now)
{
	struct date day, today = london_of(tx_now(ask->tx)).date;
	if (!date_parse(move->moved_on, &day) || date_days(day) > date_days(today) + DAYS_AHEAD)
		return refuse(
		    ask, PROBLEM_BAD_FIELD, "moved_on", "not a day within a year from now");
	*now = date_compare(day, today) <= 0;
	return true;
}

/* Where nobody said the district, the gazetteer may know. */
static void
find_district(struct ask *ask, struct move *move)
{
	struct list places = {0};
	char postcode[9];
	if (move->postcode && postcode_normal(move->postcode, postcode))
		move->postcode = arena_strdup(ask->call->arena, postcode);
	if (!text_blank(move->district) || text_blank(move->postcode))
		return;
	postcode_places(ask->tx, move->postcode, ask->call->arena, &places);
	if (places.count == 1)
		move->district = LIST_AT(struct postcode, &places, 0)->district;
}

/* The same move was put before, under another operation. */
static bool
is_kept(struct ask *ask, const struct move *move, const struct move *kept)
{
	const char *root = customer_root(ask->tx, move->customer, ask->call->arena);
	if (!root || !text_same(customer_root(ask->tx, kept->customer, ask->call->arena), root) ||
	    !text_same(kept->moved_on, move->moved_on))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "used before");
	return answer(ask, kept);
}

static void
sign(struct ask *ask, struct move *move)
{
	if (text_blank(move->as))
		move->as = ask->session->council;
	move->at = ask->session->council;
	move->author = ask->session->user;
	move->made = tx_now(ask->tx);
	move->state = "planned";
	move->old_address = move->old_uprn = move->old_district = NULL;
	move->old_id = move->undone_by = move->undone_reason = NULL;
	move->done = move->undone = 0;
	move->told = (struct list){0};
}

bool
move_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct move *move = record_copy(arena, &move_record, ask->call->body), kept;
	struct customer customer = {0};
	bool now = false;
	if (!text_same(ask->call->params[0], move->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	int found = move_get(ask->tx, move->id, &kept, arena);
	if (found != 0)
		return found > 0 && is_kept(ask, move, &kept);
	if (!move->customer || customer_get(ask->tx, move->customer, &customer, arena) != 1)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_BAD_FIELD, "customer", "no such customer");
	move->customer = customer.id;
	sign(ask, move);
	find_district(ask, move);
	if (!check_day(ask, move, &now) || !check_contact(ask, move) ||
	    !check_people(ask, move, &customer) || (now && !carry_out(ask, move)))
		return false;
	if (!now)
		schedule_changed(ask->crm);
	keep(ask, now ? "move.make" : "move.plan", move, NULL);
	return answer(ask, move);
}

/* ---- on its day ---- */

micros
moves_next(struct tx *tx, struct arena *arena)
{
	struct date day;
	const char *next = move_next_due(tx, arena);
	return next && date_parse(next, &day) ? london_micros(day, 0, 0) : INT64_MAX;
}

/* What cannot be made any more is taken back, and says so. */
static void
carry_out_due(struct ask *ask, const struct move *was)
{
	struct move *now = record_copy(ask->call->arena, &move_record, was);
	tx_actor(ask->tx, was->author, NULL);
	if (!carry_out(ask, now)) {
		now = record_copy(ask->call->arena, &move_record, was);
		now->state = "undone";
		now->undone = tx_now(ask->tx);
		now->undone_reason = ask->answer->detail ? ask->answer->detail : "impossible";
	}
	keep(ask, now->undone ? "move.fail" : "move.make", now, was);
}

size_t
moves_carry_out(struct crm *crm, struct tx *tx, struct arena *arena)
{
	struct crm_call call = {.arena = arena};
	struct list due = {0};
	char today[11];
	date_format(today, london_of(tx_now(tx)).date);
	moves_due(tx, today, arena, &due);
	LIST_EACH(struct move, move, &due)
	{
		struct crm_answer answer = {0};
		struct ask ask = {.crm = crm, .call = &call, .answer = &answer, .tx = tx};
		carry_out_due(&ask, move);
	}
	return due.count;
}

/* ---- taking it back ---- */

static bool
put_back(struct ask *ask, const struct move *move)
{
	if (!put_back_one(ask, move->customer, move->old_id, move->new_id))
		return store_well(ask) &&
		       refuse(ask, PROBLEM_CONFLICT, "addresses", "another address holds by now");
	/* Whoever has moved on since stays there. */
	LIST_EACH(struct move_person, person, &move->people)
	put_back_one(ask, person->customer, person->old_id, person->new_id);
	return true;
}

bool
move_undo_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct move_undo *body = ask->call->body;
	struct move was = {0};
	int found = move_get(ask->tx, ask->call->params[0], &was, arena);
	if (found == 0 || (found == 1 && !was.customer))
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0)
		return false;
	if (text_blank(body->reason) || strlen(body->reason) < SHORTEST_REASON)
		return refuse(ask, PROBLEM_BAD_FIELD, "reason", "say why");
	if (was.undone)
		return answer(ask, &was);
	struct move *now = record_copy(arena, &move_record, &was);
	if (was.done && !put_back(ask, &was))
		return false;
	now->state = "undone";
	now->undone = tx_now(ask->tx);
	now->undone_by = ask->session->user;
	now->undone_reason = body->reason;
	moves_withdraw(ask, now, body->reason);
	keep(ask, "move.undo", now, &was);
	return answer(ask, now);
}

/* ---- as administration tells it ---- */

struct ordered {
	struct crm *crm;
	const char *user;
	const struct move *move;
	struct arena arena;
	struct err *err;
};

static bool
order_work(struct tx *tx, void *context)
{
	struct ordered *ordered = context;
	struct session session = {0};
	struct user user = {0};
	struct crm_answer said = {0};
	struct crm_call call = {
	    .params = {ordered->move->id}, .body = ordered->move, .arena = &ordered->arena};
	struct ask ask = {
	    .crm = ordered->crm, .call = &call, .answer = &said, .session = &session, .tx = tx};
	if (manage_officer(tx, ordered->user, ACTION_CHANGE_CUSTOMER, ordered->err) < 0 ||
	    partner_get(tx, &user_record, ordered->user, &user, &ordered->arena) != 1)
		return false;
	session.user = user.id;
	session.role = user.role;
	session.council = user.council;
	session.team = user.team;
	tx_actor(tx, user.id, NULL);
	if (move_write(&ask) && tx_fault(tx) == FAULT_NONE)
		return true;
	err_set(ordered->err, "the move is refused: %s", said.detail ? said.detail : "it failed");
	return false;
}

int
crm_move(struct crm *crm, const char *user, const struct move *move, struct err *err)
{
	struct ordered ordered = {.crm = crm, .user = user, .move = move, .err = err};
	arena_init(&ordered.arena);
	err->text[0] = '\0';
	int rc = manage_write(crm, order_work, &ordered, err);
	arena_release(&ordered.arena);
	return rc < 0 || err->text[0] ? -1 : 0;
}
