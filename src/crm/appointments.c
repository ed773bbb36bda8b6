/*
 * Appointments: held, booked, moved, cancelled, and what became of them. That a slot is free is
 * decided when its seat is taken, by the store's key, whatever a desk has seen. What was wished
 * while the line was down is never booked: the team that keeps the diary has it as a case, and
 * books or refuses.
 */
#include "crm/appointments.h"
#include "base/text.h"
#include "directory/matrix.h"
#include "store/appointments.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/contacts.h"
#include "store/customers.h"
#include "store/feed.h"
#include "store/leases.h"
#include "store/partners.h"
#include "store/services.h"

#include <string.h>

enum { MOST_EARLY = 12 /* hours before a start that somebody can have come */, REASON = 200 };

static void
keep(struct ask *ask, const char *action, const struct appointment *now,
    const struct appointment *was)
{
	appointment_put(ask->tx, now);
	struct audit_entry entry = {.action = action,
	    .record = "appointment",
	    .id = now->id,
	    .person = now->customer ? now->customer : now->id,
	    .of = &appointment_record,
	    .was = was,
	    .now = now};
	audit_add(ask->tx, &entry);
	if (now->diary)
		feed_add(ask->tx, "diary", now->diary, NULL, 0);
	if (was && was->diary && !text_same(was->diary, now->diary))
		feed_add(ask->tx, "diary", was->diary, NULL, 0);
	if (now->customer)
		feed_add(ask->tx, "appointment", now->customer, NULL, 0);
}

const char *
appointment_person(const struct ask *ask)
{
	const struct appointment *appointment = ask->answer->body;
	return appointment->customer ? appointment->customer : appointment->id;
}

static bool
answer(struct ask *ask, const struct appointment *appointment)
{
	ask->answer->body = record_copy(ask->call->arena, &appointment_record, appointment);
	return store_well(ask);
}

/* ---- where and when ---- */

static bool
find_diary(struct ask *ask, const char *id, struct diary *diary)
{
	int found = id ? partner_get(ask->tx, &diary_record, id, diary, ask->call->arena) : 0;
	if (found == 0)
		return refuse(ask, PROBLEM_BAD_FIELD, "diary", "no such diary");
	return found == 1;
}

/* It begins when a slot does, in time; free or not. */
static bool
check_slot(struct ask *ask, const struct diary *diary, micros start, struct free_slot *slot)
{
	struct arena *arena = ask->call->arena;
	struct council council = {0};
	struct list days = {0};
	char from[11], to[11];
	struct date date = london_of(start).date;
	date_format(from, date_add(date, -1));
	date_format(to, date_add(date, 1));
	partner_get(ask->tx, &council_record, diary->council, &council, arena);
	diary_days(ask->tx, from, to, arena, &days);
	struct slots_ask slots = {diary, &days, NULL, &council, tx_now(ask->tx)};
	if (!store_well(ask))
		return false;
	return slots_has(&slots, start, slot) ||
	       refuse(ask, PROBLEM_BAD_FIELD, "start", "no slot of the diary that can be booked");
}

/* Kept first: its seats belong to it. */
static bool
take_seat(struct ask *ask, const struct diary *diary, struct appointment *now,
    const struct free_slot *slot)
{
	now->end = slot->end;
	appointment_put(ask->tx, now);
	int taken = appointment_seat(
	    ask->tx, now, slot_occupied(diary, now->start), diary->capacity, &now->seat);
	if (taken == 0)
		return refuse(ask, PROBLEM_CONFLICT, "start", "somebody has that time by now");
	return taken == 1;
}

static bool
give_reference(struct ask *ask, struct appointment *now)
{
	char reference[REFERENCE_LENGTH + 1];
	bool training = ask->session && text_same(ask->session->desk_kind, "training");
	if (now->reference)
		return true;
	if (reference_next(ask->tx, training, reference) != 1)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_INTERNAL, NULL, "no references are left");
	now->reference = arena_strdup(ask->call->arena, reference);
	return true;
}

/* ---- whose, and what for ---- */

static bool
check_customer(struct ask *ask, struct appointment *now)
{
	struct customer customer = {0};
	if (!now->customer)
		return text_same(now->state, "held") ||
		       refuse(ask, PROBLEM_BAD_FIELD, "customer", "say whose it is");
	if (customer_get(ask->tx, now->customer, &customer, ask->call->arena) != 1)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_BAD_FIELD, "customer", "no such customer");
	now->customer = customer.id;
	return true;
}

/* The contact is of this desk, also one that the CRM has not heard of yet; the case is one that may
 * be read, of the same person. */
static bool
check_origin(struct ask *ask, const struct appointment *now)
{
	struct arena *arena = ask->call->arena;
	struct contact_state state;
	struct case_record record;
	const struct session *session = ask->session;
	if (now->contact && contact_state(ask->tx, now->contact, &state, arena) == 1 &&
	    !text_same(state.desk, session->desk))
		return refuse(ask, PROBLEM_BAD_FIELD, "contact", "not a contact of this desk");
	if (!now->case_id)
		return true;
	if (case_get(ask->tx, now->case_id, &record, arena) != 1 ||
	    !text_same(customer_root(ask->tx, record.customer, arena), now->customer) ||
	    !case_permitted(session->role, ACTION_READ_CASE, session->council, &record))
		return store_well(ask) &&
		       refuse(ask, PROBLEM_BAD_FIELD, "case_id", "no case of this customer");
	return true;
}

static bool
check_service(struct ask *ask, const struct appointment *now)
{
	struct service_text text;
	return directory_get(ask->tx, now->service, 0, &text, ask->call->arena) == 1 ||
	       (store_well(ask) && refuse(ask, PROBLEM_BAD_FIELD, "service", "no such service"));
}

/* What the partnership has not taken over of a council is booked with the council itself. */
static bool
check_tick(struct ask *ask, const char *service, const char *council)
{
	struct service_text text;
	const struct service *parsed =
	    directory_get(ask->tx, service, 0, &text, ask->call->arena) == 1
		? parsed_service(ask->crm->parsed, &text)
		: NULL;
	return (parsed && matrix_on(parsed, council, MECHANISM_APPOINTMENTS,
			      london_of(tx_now(ask->tx)).date)) ||
	       (store_well(ask) && refuse(ask, PROBLEM_BAD_FIELD, "service",
				       "not booked by the partnership there"));
}

/* ---- a wish ---- */

/* The team that keeps the diary, else one of the council that delivers. */
static bool
team_of(struct ask *ask, const struct diary *diary, const char *council, struct team *team)
{
	struct list teams = {0};
	if (diary && diary->team &&
	    partner_get(ask->tx, &team_record, diary->team, team, ask->call->arena) == 1)
		return true;
	partner_list(ask->tx, &team_record, ask->call->arena, &teams);
	LIST_EACH(struct team, one, &teams)
	if (text_same(one->council, council)) {
		*team = *one;
		return true;
	}
	return store_well(ask) &&
	       refuse(ask, PROBLEM_BAD_FIELD, "council", "nobody there takes wishes");
}

/* Of several diaries of the service there the first that has a team. */
static const struct diary *
diary_for(struct ask *ask, const struct appointment *now)
{
	struct list all = {0};
	struct diary *diary = record_new(ask->call->arena, &diary_record);
	if (now->diary)
		return find_diary(ask, now->diary, diary) ? diary : NULL;
	diaries_of(ask->tx, now->council, ask->call->arena, &all);
	LIST_EACH(struct diary, one, &all)
	if (diary_offers(one, now->service) && one->team)
		return one;
	return NULL;
}

static const char *
wish_words(const struct appointment *now, struct arena *arena)
{
	char when[40] = "";
	if (now->start)
		london_day_time(when, sizeof when, now->start);
	return cut_words(arena,
	    arena_printf(arena, "Appointment wished, not booked: %s%s%s", when,
		*when && !text_blank(now->note) ? ", " : "",
		text_blank(now->note) ? "" : now->note),
	    400);
}

/* A contact may come after what was done in it. */
static bool
is_here(struct ask *ask, const char *contact)
{
	struct contact_state state;
	return contact && contact_state(ask->tx, contact, &state, ask->call->arena) == 1;
}

static bool
open_wish(struct ask *ask, struct appointment *now)
{
	struct arena *arena = ask->call->arena;
	struct team team;
	struct queue queue;
	char id[ID_LENGTH + 1];
	if (text_blank(now->council))
		now->council = ask->session->council;
	const struct diary *diary = diary_for(ask, now);
	if (ask->answer->problem || !team_of(ask, diary, now->council, &team) ||
	    !team_queue(ask, &team, "appointments", &queue) || !give_reference(ask, now))
		return false;
	tx_id(ask->tx, id);
	struct case_record task = {.id = arena_strdup(arena, id),
	    .reference = now->reference,
	    .contact = is_here(ask, now->contact) ? now->contact : NULL,
	    .customer = now->customer,
	    .service = now->service,
	    .at = now->at,
	    .as = now->council,
	    .responsible = now->council,
	    .queue = queue.id,
	    .appointment = now->id,
	    .summary = wish_words(now, arena),
	    .note = now->note,
	    .state = "open",
	    .opened = tx_now(ask->tx)};
	struct case_event *event = case_event_add(ask, &task, "opened", task.opened);
	event->user = now->author;
	event->queue = queue.id;
	now->wish = task.id;
	case_keep(ask, "case.open", &task, NULL);
	return true;
}

/* Its case is closed: booked, or by whoever refused it. */
static void
close_wish(struct ask *ask, const struct appointment *now)
{
	struct arena *arena = ask->call->arena;
	struct case_record was = {0};
	char when[40];
	if (case_get(ask->tx, now->wish, &was, arena) != 1 || !text_same(was.state, "open"))
		return;
	struct case_record *task = record_copy(arena, &case_record_record, &was);
	struct case_event *event = case_event_add(ask, task, "close", tx_now(ask->tx));
	london_day_time(when, sizeof when, now->start);
	event->user = ask->session->user;
	event->text = arena_printf(arena, "Booked: %s", when);
	task->state = "closed";
	task->closed = event->at;
	case_keep(ask, "case.close", task, &was);
}

void
appointments_follow(
    struct ask *ask, const struct case_record *record, const struct case_event *event)
{
	struct arena *arena = ask->call->arena;
	struct appointment was = {0};
	if (!text_same(event->kind, "close") ||
	    appointment_get(ask->tx, record->appointment, &was, arena) != 1 ||
	    !text_same(was.state, "wished"))
		return;
	struct appointment *now = record_copy(arena, &appointment_record, &was);
	now->state = "cancelled";
	now->reason = event->text ? cut_words(arena, event->text, REASON) : NULL;
	now->changed = tx_now(ask->tx);
	keep(ask, "appointment.refuse", now, &was);
}

/* ---- making one ---- */

static void
sign(struct ask *ask, struct appointment *now)
{
	now->at = ask->session->council;
	now->author = ask->session->user;
	now->made = now->changed = tx_now(ask->tx);
	now->reference = now->reason = now->wish = NULL;
	now->end = now->until = 0;
	now->seat = now->sequence = 0;
}

/* Where they live. */
static const char *
home_of(struct ask *ask, const char *id)
{
	struct customer customer = {0};
	if (customer_get(ask->tx, id, &customer, ask->call->arena) != 1)
		return NULL;
	const struct address *address = customer_address(&customer);
	return address ? address_words(address, ask->call->arena) : NULL;
}

static bool
book(struct ask *ask, struct appointment *now, const struct appointment *was)
{
	struct diary diary = {0};
	struct free_slot slot;
	bool held = text_same(now->state, "held");
	if (!find_diary(ask, now->diary, &diary))
		return false;
	if (!diary_offers(&diary, now->service))
		return refuse(ask, PROBLEM_BAD_FIELD, "service", "not a service of this diary");
	now->council = diary.council;
	now->until = held ? tx_now(ask->tx) + HOLD_TIME : 0;
	if (!text_same(diary.kind, "home_visit"))
		now->place = NULL;
	else if (text_blank(now->place) && now->customer)
		now->place = home_of(ask, now->customer);
	if (!check_tick(ask, now->service, now->council) ||
	    !check_slot(ask, &diary, now->start, &slot) || (!held && !give_reference(ask, now)) ||
	    !take_seat(ask, &diary, now, &slot))
		return false;
	keep(ask, held ? "appointment.hold" : "appointment.book", now, was);
	return answer(ask, now);
}

/* The wish comes true: it keeps its reference, and its case is done. */
static bool
grant(struct ask *ask, struct appointment *now, const struct appointment *wish)
{
	const struct concern concern = {.responsible = wish->council};
	const char *root = customer_root(ask->tx, wish->customer, ask->call->arena);
	if (!allowed(ask, ACTION_WORK_CASE, &concern))
		return false;
	if (!text_same(now->state, "booked") || !text_same(now->service, wish->service) ||
	    !text_same(now->customer, root))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "used before");
	now->reference = wish->reference;
	now->contact = wish->contact;
	now->enquiry = wish->enquiry;
	now->wish = wish->wish;
	now->made = wish->made;
	now->note = wish->note;
	if (!book(ask, now, wish))
		return false;
	close_wish(ask, now);
	return store_well(ask);
}

/* The same appointment was put before, under another operation; or it was held until now. */
static bool
is_kept(struct ask *ask, struct appointment *now, const struct appointment *kept)
{
	if (text_same(kept->state, "wished") && !text_same(now->state, "wished"))
		return grant(ask, now, kept);
	bool same = kept->start == now->start && text_same(kept->diary, now->diary) &&
		    text_same(kept->service, now->service) &&
		    text_same(kept->author, ask->session->user);
	if (!same)
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "used before");
	if (!text_same(kept->state, "held"))
		return answer(ask, kept);
	return book(ask, now, kept);
}

bool
appointment_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct appointment *now = record_copy(arena, &appointment_record, ask->call->body), kept;
	bool wished = text_same(now->state, "wished");
	if (!text_same(ask->call->params[0], now->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!wished && !text_same(now->state, "held") && !text_same(now->state, "booked"))
		return refuse(ask, PROBLEM_BAD_FIELD, "state", "held, booked or wished");
	int found = appointment_get(ask->tx, now->id, &kept, arena);
	if (found < 0)
		return false;
	sign(ask, now);
	if (!check_service(ask, now) || !check_customer(ask, now) || !check_origin(ask, now))
		return false;
	if (found == 1)
		return is_kept(ask, now, &kept);
	if (!wished)
		return book(ask, now, NULL);
	if (!open_wish(ask, now))
		return false;
	keep(ask, "appointment.wish", now, NULL);
	return answer(ask, now);
}

/* ---- what becomes of it ---- */

static bool
move_it(struct ask *ask, const struct appointment_event *event, struct appointment *now,
    const struct appointment *was)
{
	struct diary diary = {0};
	struct free_slot slot;
	if (event->diary)
		now->diary = event->diary;
	if (now->start == event->start && text_same(now->diary, was->diary))
		return answer(ask, was);
	now->start = event->start;
	if (!find_diary(ask, now->diary, &diary))
		return false;
	if (!diary_offers(&diary, now->service) || !text_same(diary.council, was->council))
		return refuse(ask, PROBLEM_BAD_FIELD, "diary", "not a diary of this service there");
	now->state = "moved";
	if (!check_slot(ask, &diary, now->start, &slot) || !take_seat(ask, &diary, now, &slot))
		return false;
	keep(ask, "appointment.move", now, was);
	return answer(ask, now);
}

/* What was only held is gone without a trace. */
static bool
cancel_it(struct ask *ask, struct appointment *now, const struct appointment *was)
{
	now->state = "cancelled";
	now->seat = 0;
	if (text_same(was->state, "held")) {
		appointment_drop(ask->tx, now->id);
		feed_add(ask->tx, "diary", now->diary, NULL, 0);
		return answer(ask, now);
	}
	appointment_unseat(ask->tx, now->id);
	keep(ask, "appointment.cancel", now, was);
	return answer(ask, now);
}

/* Said by whoever has them before them, or the diary's council. */
static bool
meet(struct ask *ask, struct appointment *now, const struct appointment *was)
{
	const struct concern concern = {.responsible = was->council};
	if (!allowed(ask, ACTION_WORK_CASE, &concern))
		return false;
	if (was->start > tx_now(ask->tx) + MOST_EARLY * MICROS_HOUR)
		return refuse(ask, PROBLEM_BAD_FIELD, "kind", "it has not come to that");
	keep(ask, text_same(now->state, "missed") ? "appointment.miss" : "appointment.attend", now,
	    was);
	return answer(ask, now);
}

/* What is over can be told apart once more: attended after all. */
static bool
may_become(const struct appointment *was, const char *kind)
{
	bool over = text_same(was->state, "attended") || text_same(was->state, "missed");
	bool met = text_same(kind, "attended") || text_same(kind, "missed");
	return appointment_stands(was) || (met && over) ||
	       (text_same(was->state, "held") && text_same(kind, "cancel"));
}

static bool
is_done(const struct appointment *was, const char *kind)
{
	return text_same(was->state, kind) ||
	       (text_same(kind, "cancel") && text_same(was->state, "cancelled"));
}

bool
appointment_event_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct appointment_event *event = ask->call->body;
	struct appointment was = {0};
	struct diary diary = {0};
	int found = appointment_get(ask->tx, ask->call->params[0], &was, arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0)
		return false;
	if (!text_same(ask->call->params[1], event->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (was.diary)
		partner_get(ask->tx, &diary_record, was.diary, &diary, arena);
	enum sight sight = appointment_sight(ask, &was, diary.team, false);
	if (sight != SEE_ALL)
		return store_well(ask) &&
		       refuse(ask, sight == SEE_SOMETHING ? PROBLEM_WITHHELD : PROBLEM_NOT_FOUND,
			   NULL, NULL);
	if (is_done(&was, event->kind))
		return answer(ask, &was);
	if (!may_become(&was, event->kind))
		return refuse(ask, PROBLEM_CONFLICT, "state", "it stands no longer");
	struct appointment *now = record_copy(arena, &appointment_record, &was);
	now->changed = tx_now(ask->tx);
	now->sequence++;
	now->reason = event->reason;
	if (text_same(event->kind, "move"))
		return move_it(ask, event, now, &was);
	if (text_same(event->kind, "cancel"))
		return cancel_it(ask, now, &was);
	now->state = event->kind;
	return meet(ask, now, &was);
}
