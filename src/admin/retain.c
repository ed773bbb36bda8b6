/*
 * retain: what the rules of retention in partnership.yml and the service files take today.
 *
 *   retain --dry-run [--list]   how many by rule and council, and what is held back and why;
 *                               --list names each
 *   retain --as OFFICER         takes them
 */
#include "admin/admin.h"
#include "admin/list.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct showing {
	const struct admin *admin;
	bool list;
	size_t done, total;
};

static bool
goes(const char *fate)
{
	return strcmp(fate, "goes") == 0;
}

static const char *
named(const char *text)
{
	return text ? text : "-";
}

static void
print_item(const struct crm_retained *item)
{
	char day[20];
	date_words(day, sizeof day, london_of(item->since).date);
	printf("%-9s %-14s %-11s %s", item->rule, named(item->council), day,
	    item->reference ? item->reference : item->id);
	printf("%s%s\n", item->why ? "  " : "", item->why ? item->why : "");
}

static void
each(void *context, const struct crm_retained *item)
{
	struct showing *showing = context;
	if (showing->list && showing->admin->json)
		print_record(&retained_item_record, item);
	else if (showing->list)
		print_item(item);
	if (!goes(item->fate))
		return;
	showing->done++;
	if (showing->total)
		admin_progress(showing->done, showing->total, _("records"));
}

static const char *
what_happens(const struct crm_retained_count *count)
{
	if (!goes(count->fate))
		return count->why;
	return strcmp(count->then, "erase") == 0 ? _("to be erased") : _("to be anonymised");
}

static void
print_counts(const struct admin *admin, const struct list *counts)
{
	LIST_EACH(struct crm_retained_count, count, counts)
	if (admin->json)
		print_record(&retained_count_record, count);
	else
		printf("%-9s %-14s %8lld  %s\n", count->rule, named(count->council),
		    (long long)count->count, what_happens(count));
}

static int
by_row(const void *a, const void *b)
{
	const struct crm_retained_count *x = a, *y = b;
	int order = strcmp(x->rule, y->rule);
	order = order ? order : strcmp(named(x->council), named(y->council));
	order = order ? order : goes(y->fate) - goes(x->fate);
	return order ? order : strcmp(named(x->why), named(y->why));
}

static int
retain(struct admin *admin, struct crm_retaining *order, struct arena *arena, struct list *counts)
{
	struct err err;
	if (crm_retain(admin->crm, admin->actor, order, arena, counts, &err) < 0)
		return admin_fail("%s", err.text), -1;
	if (counts->count)
		qsort(counts->items, counts->count, sizeof(struct crm_retained_count), by_row);
	return 0;
}

static enum admin_exit
try_it(struct admin *admin, bool list)
{
	struct showing showing = {.admin = admin, .list = list};
	struct crm_retaining order = {.dry_run = true, .each = each, .context = &showing};
	struct list counts = {0};
	struct arena arena;
	arena_init(&arena);
	int rc = retain(admin, &order, &arena, &counts);
	if (rc == 0 && !(list && admin->json))
		print_counts(admin, &counts);
	if (rc == 0 && !counts.count)
		fputs(_("No record's time is over.\n"), stderr);
	if (rc == 0)
		fputs(_("Nothing was changed: this was a trial.\n"), stderr);
	arena_release(&arena);
	return rc == 0 ? ADMIN_DONE : ADMIN_FAILED;
}

/* How many there are first, for whoever watches. */
static enum admin_exit
do_it(struct admin *admin, const char *as)
{
	struct showing look = {.admin = admin}, showing = {.admin = admin};
	struct crm_retaining trial = {.as = as, .dry_run = true, .each = each, .context = &look};
	struct crm_retaining order = {.as = as, .each = each, .context = &showing};
	struct list before = {0}, counts = {0};
	struct arena arena;
	struct err err;
	arena_init(&arena);
	int rc = retain(admin, &trial, &arena, &before);
	showing.total = look.done;
	if (rc == 0)
		rc = retain(admin, &order, &arena, &counts);
	if (rc == 0 && showing.done && crm_settle(admin->database, false, &err) < 0)
		rc = (admin_fail(_("it is done, but %s"), err.text), -1);
	if (rc == 0) {
		print_counts(admin, &counts);
		fprintf(stderr,
		    ngettext("%zu record was erased or anonymised. Backups made before hold it "
			     "still.\n",
			"%zu records were erased or anonymised. Backups made before hold them "
			"still.\n",
			showing.done),
		    showing.done);
	}
	arena_release(&arena);
	return rc == 0 ? ADMIN_DONE : ADMIN_FAILED;
}

enum admin_exit
admin_retain(struct admin *admin, int argc, char **argv)
{
	const char *as = admin_option(&argc, argv, "--as");
	bool dry_run = admin_flag(&argc, argv, "--dry-run");
	bool list = admin_flag(&argc, argv, "--list");
	if (argc != 1 || (list && !dry_run) || (!dry_run && text_blank(as)))
		return admin_usage("retain", NULL);
	if (!admin_crm(admin))
		return ADMIN_FAILED;
	return dry_run ? try_it(admin, list) : do_it(admin, as);
}
