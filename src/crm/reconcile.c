/*
 * Payments reconciled: those of a council in groups with their sums, what the provider says beside
 * what is held, and the one made to follow the other by a person who may.
 */
#include "base/text.h"
#include "crm/inside.h"
#include "crm/sharing.h"
#include "model/payment_group.h"
#include "store/audit.h"
#include "store/payments.h"

enum { PAGE = 50, SINCE_DAYS = 31 };

/* ---- settling ---- */

bool
payment_settle(struct ask *ask, struct payment *payment)
{
	struct payment was = *payment, other;
	struct concern concern = {.responsible = payment->council};
	if (!allowed(ask, ACTION_RECONCILE, &concern))
		return false;
	if (!payment->differs || text_same(payment->said, payment->state))
		return refuse(ask, PROBLEM_CONFLICT, "state",
		    "the provider says nothing else than what is held");
	/* Of an enquiry one is under way, or paid. */
	bool holds = payment_open_state(payment->said) || text_same(payment->said, "success");
	int found = holds ? payment_open(ask->tx, payment->enquiry, &other, ask->call->arena) : 0;
	if (found < 0)
		return false;
	if (found && !text_same(other.id, payment->id))
		return refuse(ask, PROBLEM_CONFLICT, "enquiry", "it is being paid, or is paid");
	payment->state = payment->said;
	payment->failure = NULL;
	payment->changed = tx_now(ask->tx);
	payment->ended = payment_open_state(payment->state) ? 0 : payment->changed;
	payment->differs = payment_differs(payment);
	payment_keep(ask, "payment.settle", payment, &was);
	return tx_fault(ask->tx) == FAULT_NONE;
}

/* ---- the list ---- */

bool
payment_withhold(struct ask *ask, struct payment *payment)
{
	struct sharing what = {
	    .concern = {payment->at, NULL, payment->council}, .taker = payment->user};
	if (sight_of(ask, payment->service, &what, false) == SEE_ALL)
		return false;
	struct payment bare = {.id = payment->id,
	    .contact = payment->contact,
	    .enquiry = payment->enquiry,
	    .council = payment->council,
	    .amount = payment->amount,
	    .reference = payment->reference,
	    .state = payment->state,
	    .said = payment->said,
	    .said_amount = payment->said_amount,
	    .looked = payment->looked,
	    .differs = payment->differs,
	    .made = payment->made,
	    .changed = payment->changed,
	    .ended = payment->ended,
	    .withheld = true};
	*payment = bare;
	return true;
}

bool
payments_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const char *const *query = ask->call->query;
	struct payment_page *page = record_new(arena, &payment_page_record);
	const struct field *groups = record_field(&payment_sum_record, "group");
	const char *group = text_blank(query[1]) ? NULL : query[1];
	const char *filter = text_blank(query[2]) ? NULL : query[2];
	struct date today = london_of(tx_now(ask->tx)).date;
	page->council = text_blank(query[0]) ? ask->session->council : query[0];
	page->from = london_micros(date_add(today, -SINCE_DAYS), 0, 0);
	struct concern concern = {.responsible = page->council};
	bool known = !group;
	for (const char *const *word = groups->words; *word && !known; word++)
		known = text_same(*word, group);
	if (!known)
		return refuse(ask, PROBLEM_BAD_FIELD, "group", "no such group");
	if (!allowed(ask, ACTION_RECONCILE, &concern))
		return false;
	if (text_blank(query[3]))
		payments_sums(ask->tx, page->council, page->from, arena, &page->sums);
	payments_page(ask->tx, page->council, group, page->from, filter, query[3], PAGE, arena,
	    &page->items, &page->next);
	LIST_EACH(struct payment, payment, &page->items)
	if (!payment_withhold(ask, payment))
		payment->customer = payment->next_url = NULL;
	leave_trace(ask, "payments.read", page->council,
	    arena_printf(arena, "%zu payments", page->items.count));
	ask->answer->body = page;
	return store_well(ask);
}
