/*
 * References come from blocks leased beforehand, so that they are final even offline. A block is
 * used on one machine alone: a journal that was copied to another lets its blocks go, and one that
 * was put back from a backup goes on beyond what the CRM knows to be used.
 */
#include "desk/lease.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/signin.h"

enum { LEASE_LOW = 20 };

static int64_t
references_left(const struct desk *desk)
{
	int64_t left = 0;
	LIST_EACH(struct lease, lease, &desk->leases)
	left += lease->to - lease->next;
	return left;
}

void
lease_ask(struct desk *desk)
{
	if (desk->lease_asked || !desk->token || references_left(desk) >= LEASE_LOW ||
	    !command_permits(desk, ACTION_LOG_CONTACT))
		return;
	struct request request = {
	    .route = ROUTE_LEASE, .class = REQUEST_WRITE, .operation = desk_id(desk)};
	outbox_send(desk, &request, _("References"));
	desk->lease_asked = desk->requests;
}

static void
lease_add(struct desk *desk, const struct lease *from)
{
	struct lease *lease = list_add(&desk->lease_arena, &desk->leases, &lease_record);
	record_copy_into(&desk->lease_arena, &lease_record, lease, from);
	lease->machine = desk->machine;
	if (lease->next < lease->from)
		lease->next = lease->from;
}

void
lease_reply(struct desk *desk, const struct reply *reply)
{
	const struct lease *body = reply->body;
	desk->lease_asked = 0;
	if (!body || list_find(&desk->leases, &lease_record, body->id))
		return;
	lease_add(desk, body);
	struct lease *lease = LIST_AT(struct lease, &desk->leases, desk->leases.count - 1);
	desk_keep(desk, &lease_record, lease->id, lease);
	if (desk->hand && desk_screen(desk) == SCREEN_WRAP_UP)
		matter_references(desk, desk->hand);
}

static bool
is_of_here(const struct desk *desk, const struct lease *lease)
{
	return !desk->machine || !lease->machine || text_same(lease->machine, desk->machine);
}

void
lease_recovered(struct desk *desk, const struct lease *lease)
{
	if (is_of_here(desk, lease))
		lease_add(desk, lease);
	else
		desk_drop(desk, &lease_record, lease->id);
}

static void
go_beyond(struct desk *desk, struct lease *lease, int64_t unused)
{
	if (lease->next >= unused)
		return;
	lease->next = unused;
	desk_keep(desk, &lease_record, lease->id, lease);
	desk->lease_written = desk->written;
}

void
leases_told(struct desk *desk, const struct list *leases)
{
	for (size_t i = desk->leases.count; i-- > 0;) {
		struct lease *lease = LIST_AT(struct lease, &desk->leases, i);
		const struct lease *told = list_find(leases, &lease_record, lease->id);
		if (told) {
			go_beyond(desk, lease, told->next);
			continue;
		}
		desk_drop(desk, &lease_record, lease->id);
		list_remove(&desk->leases, &lease_record, i);
	}
}

bool
reference_take(struct desk *desk, char out[REFERENCE_LENGTH + 1])
{
	LIST_EACH(struct lease, lease, &desk->leases)
	{
		if (lease->next >= lease->to)
			continue;
		reference_format(out, (uint32_t)lease->next++);
		desk_keep(desk, &lease_record, lease->id, lease);
		desk->lease_written = desk->written;
		lease_ask(desk);
		return true;
	}
	return false;
}

bool
lease_shown(const struct desk *desk)
{
	return desk->synced >= desk->lease_written;
}
