/* directory versions, overdue, drafts: lists for people, or with --json a record a line. */
#include "admin/directory.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- versions ---- */

static const char *
or_none(const char *text)
{
	return text ? text : "";
}

enum admin_exit
directory_versions_list(struct admin *admin, struct arena *arena, int argc, char **argv)
{
	struct crm_answer answer;
	struct call call = {.route = ROUTE_VERSIONS, .params = {argc > 1 ? argv[1] : NULL}};
	if (argc != 2)
		return directory_usage("versions", _("of one service"));
	const struct entry_version_page *page = texts_call(admin, arena, &call, &answer);
	if (!page)
		return admin_fail(_("there is no service %s"), argv[1]);
	LIST_EACH(struct entry_version, version, &page->items)
	{
		char day[40], when[20];
		if (admin->json) {
			print_record(&entry_version_record, version);
			continue;
		}
		date_words(day, sizeof day, london_of(version->at).date);
		london_time(when, sizeof when, version->at);
		printf("%6lld  %11s %s  %-20s %-20s %s\n", (long long)version->version, day, when,
		    or_none(version->author), or_none(version->approver),
		    or_none(version->comment ? shown(version->comment, arena) : NULL));
	}
	return ADMIN_DONE;
}

/* ---- entries ---- */

/* Every row of a list, page by page. */
static bool
all_rows(struct admin *admin, struct arena *arena, const char *list, const char *team,
    const char *council, struct list *out)
{
	const char *after = NULL;
	do {
		struct call call = {.route = ROUTE_ENTRIES, .query = {list, team, council, after}};
		const struct entry_page *page = texts_call(admin, arena, &call, NULL);
		if (!page)
			return false;
		LIST_EACH(struct entry_row, row, &page->items)
		*(struct entry_row *)list_add(arena, out, &entry_row_record) = *row;
		after = page->next;
	} while (after);
	return true;
}

static void
print_overdue(const struct entry_row *row, const char **team)
{
	if (!text_same(*team, row->team)) {
		*team = row->team;
		printf("%s\n", or_none(row->team));
	}
	printf("  %-28s %-14s ", row->service, or_none(row->variant));
	if (row->review_by)
		printf(_("review by %s"), row->review_by);
	if (row->stale)
		printf(
		    P_("%s%lld fact past its review", "%s%lld facts past their review", row->stale),
		    row->review_by ? ", " : "", (long long)row->stale);
	putchar('\n');
}

enum admin_exit
directory_overdue(struct admin *admin, struct arena *arena, int argc, char **argv)
{
	const char *team = admin_option(&argc, argv, "--team"),
		   *council = admin_option(&argc, argv, "--council"), *last = NULL;
	struct list rows = {0};
	if (argc != 1)
		return directory_usage("overdue", _("overdue takes options only"));
	if (!all_rows(admin, arena, "overdue", team, council, &rows))
		return ADMIN_FAILED;
	LIST_EACH(struct entry_row, row, &rows)
	if (admin->json)
		print_record(&entry_row_record, row);
	else
		print_overdue(row, &last);
	if (!admin->json)
		printf(P_("%zu entry is overdue.\n", "%zu entries are overdue.\n", rows.count),
		    rows.count);
	return ADMIN_DONE;
}

static void
print_draft(const struct entry_row *row)
{
	static const struct {
		const char *state, *words;
	} words[] = {{"draft", N_("in work")}, {"submitted", N_("submitted")},
	    {"returned", N_("returned")}, {"scheduled", N_("waits")},
	    {"conflict", N_("in conflict with what was published since")}};
	char when[40];
	printf("%-28s %-20s ", row->service, or_none(row->author));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_same(words[i].state, row->state))
			fputs(_(words[i].words), stdout);
	if (row->effective) {
		london_day_time(when, sizeof when, row->effective);
		printf(text_same(row->state, "scheduled") ? _(" for %s")
							  : _("; another text waits for %s"),
		    when);
	}
	putchar('\n');
}

enum admin_exit
directory_drafts(struct admin *admin, struct arena *arena, int argc, char **argv)
{
	struct list rows = {0}, later = {0};
	(void)argv;
	if (argc != 1)
		return directory_usage("drafts", _("drafts takes no more words"));
	if (!all_rows(admin, arena, "drafts", NULL, NULL, &rows) ||
	    !all_rows(admin, arena, "scheduled", NULL, NULL, &later))
		return ADMIN_FAILED;
	/* A service that has both is in both lists. */
	LIST_EACH(struct entry_row, row, &later)
	if (text_same(row->state, "scheduled"))
		*(struct entry_row *)list_add(arena, &rows, &entry_row_record) = *row;
	LIST_EACH(struct entry_row, row, &rows)
	if (admin->json)
		print_record(&entry_row_record, row);
	else
		print_draft(row);
	if (!admin->json)
		printf(P_("%zu text is not published.\n", "%zu texts are not published.\n",
			   rows.count),
		    rows.count);
	return ADMIN_DONE;
}
