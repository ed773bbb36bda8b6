/* outbound: lists of whom to ring, filled by a consent; import outbound: filled from CSV. */
#include "admin/admin.h"
#include "admin/import.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static enum admin_exit
add(struct admin *admin, int argc, char **argv)
{
	const char *attempts = admin_option(&argc, argv, "--attempts");
	struct outbound_list list = {.name = admin_option(&argc, argv, "--name"),
	    .council = admin_option(&argc, argv, "--council"),
	    .service = admin_option(&argc, argv, "--service"),
	    .why = admin_option(&argc, argv, "--why"),
	    .team = admin_option(&argc, argv, "--team"),
	    .from = admin_option(&argc, argv, "--from"),
	    .until = admin_option(&argc, argv, "--until"),
	    .hours = admin_option(&argc, argv, "--hours"),
	    .spacing = admin_option(&argc, argv, "--spacing"),
	    .attempts = attempts ? strtol(attempts, NULL, 10) : 3};
	struct err err;
	if (argc != 3 || !list.name || !list.council || !list.service)
		return admin_usage(
		    "outbound", _("add needs an id, --name, --council and --service"));
	list.id = argv[2];
	if (!list.spacing)
		list.spacing = "4 hours";
	struct crm *crm = admin_crm(admin);
	if (!crm)
		return ADMIN_FAILED;
	return crm_outbound_list(crm, admin->actor, &list, &err) < 0 ? admin_fail("%s", err.text)
								     : ADMIN_DONE;
}

static enum admin_exit
fill(struct admin *admin, int argc, char **argv)
{
	const char *consent = admin_option(&argc, argv, "--consent");
	struct crm_counts counts;
	struct err err;
	if (argc != 3 || !consent)
		return admin_usage("outbound", _("fill needs a list and --consent"));
	struct crm *crm = admin_crm(admin);
	if (!crm)
		return ADMIN_FAILED;
	if (crm_outbound_fill(crm, admin->actor, argv[2], consent, &counts, &err) < 0)
		return admin_fail("%s", err.text);
	printf(_("added %zu, already there %zu\n"), counts.added, counts.unchanged);
	return ADMIN_DONE;
}

enum admin_exit
admin_outbound(struct admin *admin, int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "";
	if (strcmp(verb, "add") == 0)
		return add(admin, argc, argv);
	if (strcmp(verb, "fill") == 0)
		return fill(admin, argc, argv);
	return admin_usage("outbound", NULL);
}

/* ---- import ---- */

enum head { CUSTOMER, NUMBER, NAME, HEADS };
static const char *const heads[HEADS] = {"customer|reference|id", "number|telephone|phone", "name"};

struct into {
	const char *list;
};

static enum admin_exit
begin(struct import *in, int *argc, char **argv)
{
	struct into *own = in->own;
	own->list = admin_option(argc, argv, "--list");
	return own->list ? ADMIN_DONE : admin_usage("import", _("outbound needs --list"));
}

static const char *
value(struct import *in, const struct csv *csv, enum head head)
{
	const char *text = import_value(in, csv, (int)head);
	return text_blank(text) ? NULL : text_trim(arena_strdup(&in->arena, text));
}

static int
row(struct import *in, const struct csv *csv, void *item, struct err *err)
{
	const struct into *own = in->own;
	struct outbound_item *one = item;
	char number[24];
	const char *typed = value(in, csv, NUMBER);
	*one = (struct outbound_item){
	    .list = own->list, .customer = value(in, csv, CUSTOMER), .name = value(in, csv, NAME)};
	if (typed && !phone_normal(typed, number))
		return err_set(err, "\"%.40s\" is no telephone number", typed);
	if (typed)
		one->number = arena_strdup(&in->arena, number);
	if (!one->customer && !one->number)
		return err_set(err, "neither a customer nor a number");
	return 0;
}

static int
write_items(
    struct import *in, const void *items, size_t count, struct crm_counts *counts, struct err *err)
{
	return crm_outbound_items(in->admin->crm, in->admin->actor, items, count, counts, err);
}

const struct import_kind import_outbound = {.name = "outbound",
    .heads = heads,
    .head_count = HEADS,
    .begin = begin,
    .own_size = sizeof(struct into),
    .row = row,
    .item_size = sizeof(struct outbound_item),
    .write = write_items};
