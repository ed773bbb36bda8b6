/* diary: the diaries of partnership.yml, their days as text, and days that are kept otherwise. */
#include "admin/admin.h"
#include "admin/list.h"
#include "base/i18n.h"
#include "base/text.h"
#include "directory/opening.h"

#include <stdlib.h>
#include <string.h>

enum { USUAL_DAYS = 7, MOST_DAYS = 31 };

static enum admin_exit
list(struct admin *admin)
{
	static const char *const columns[] = {
	    "id", "council", "kind", "name", "services", "hours", NULL};
	return print_records(admin, &diary_record, columns);
}

/* ---- its days ---- */

static void
print_appointment(const struct appointment *one, struct arena *arena)
{
	char from[16], to[16];
	london_time(from, sizeof from, one->start);
	london_time(to, sizeof to, one->end);
	if (one->withheld) {
		printf("  %s-%s  %s\n", from, to, _("exists, not shown"));
		return;
	}
	printf("  %s-%s  %s, %s, %s%s%s\n", from, to,
	    one->who ? shown(one->who, arena) : _("(no customer)"), shown(one->service, arena),
	    one->state, one->reference ? ", " : "", one->reference ? one->reference : "");
	if (!text_blank(one->needs))
		printf("               %s\n", shown(one->needs, arena));
	if (!text_blank(one->place))
		printf("               %s\n", shown(one->place, arena));
}

static void
print_day(const struct diary_page *page, struct date day, struct arena *arena)
{
	char words[40];
	size_t left = 0;
	LIST_EACH(struct free_slot, slot, &page->free)
	left += date_compare(london_of(slot->start).date, day) == 0 ? (size_t)slot->left : 0;
	london_day(words, sizeof words, london_micros(day, 12, 0));
	printf(_("%s, %zu free\n"), words, left);
	LIST_EACH(struct appointment, one, &page->appointments)
	if (date_compare(london_of(one->start).date, day) == 0)
		print_appointment(one, arena);
}

static enum admin_exit
show(struct admin *admin, const char *id, const char *day, const char *days, struct arena *arena)
{
	struct diary_page page = {0};
	struct err err;
	struct date from = london_of(clock_now(clock_system())).date;
	long count = days ? strtol(days, NULL, 10) : USUAL_DAYS;
	if ((day && !date_parse(day, &from)) || count < 1 || count > MOST_DAYS)
		return admin_usage("diary", _("a day is written 2026-12-24, and days are 1 to 31"));
	if (crm_diary(admin->crm, admin->actor, id, from, (int)count, arena, &page, &err) < 0)
		return admin_fail("%s", err.text);
	if (admin->json)
		print_record(&diary_page_record, &page);
	for (int i = 0; i < count && !admin->json; i++)
		print_day(&page, date_add(from, i), arena);
	return ADMIN_DONE;
}

/* ---- a day otherwise ---- */

static enum admin_exit
keep_day(struct admin *admin, const char *id, const char *day, const char *hours,
    const char *reason, struct arena *arena)
{
	struct err err;
	struct date date;
	if (!date_parse(day, &date))
		return admin_usage("diary", _("a day is written 2026-12-24, and days are 1 to 31"));
	if (!fetch_record(admin, &diary_record, id, arena))
		return admin_fail(_("there is no diary \"%s\""), id);
	if (hours && hours_check(hours, &err) < 0)
		return admin_fail("%s", err.text);
	struct diary_day kept = {.id = arena_printf(arena, "%s.%s", id, day),
	    .diary = id,
	    .day = day,
	    .hours = hours,
	    .reason = reason};
	if (crm_put(admin->crm, admin->actor, &diary_day_record, &kept, 1, &err) < 0)
		return admin_fail("%s", err.text);
	if (!admin->json)
		printf(_("%s on %s: %s. What is booked already stands.\n"), id, day,
		    hours ? hours : _("as usual"));
	return ADMIN_DONE;
}

static enum admin_exit
secret(struct admin *admin, const char *id, struct arena *arena)
{
	struct err err;
	const char *text;
	if (crm_diary_secret(admin->crm, admin->actor, id, arena, &text, &err) < 0)
		return admin_fail("%s", err.text);
	if (admin->json)
		printf("{\"diary\":\"%s\",\"secret\":\"%s\"}\n", id, text);
	else
		printf(_("The one before it no longer opens the calendar. It is at:\n"
			 "/v1/diaries/%s/calendar?secret=%s\n"),
		    id, text);
	return ADMIN_DONE;
}

static enum admin_exit
run(struct admin *admin, int argc, char **argv, struct arena *arena)
{
	const char *from = admin_option(&argc, argv, "--from");
	const char *days = admin_option(&argc, argv, "--days");
	const char *reason = admin_option(&argc, argv, "--reason");
	const char *verb = argc > 1 ? argv[1] : "";
	if (argc == 3 && strcmp(verb, "show") == 0)
		return show(admin, argv[2], from, days, arena);
	if (argc == 3 && strcmp(verb, "secret") == 0)
		return secret(admin, argv[2], arena);
	if (argc == 4 && strcmp(verb, "off") == 0)
		return keep_day(admin, argv[2], argv[3], "off", reason, arena);
	if (argc == 5 && strcmp(verb, "on") == 0)
		return keep_day(admin, argv[2], argv[3], argv[4], reason, arena);
	if (argc == 4 && strcmp(verb, "usual") == 0)
		return keep_day(admin, argv[2], argv[3], NULL, NULL, arena);
	return admin_usage("diary", NULL);
}

enum admin_exit
admin_diary(struct admin *admin, int argc, char **argv)
{
	struct arena arena;
	if (argc == 2 && strcmp(argv[1], "list") == 0)
		return list(admin);
	if (!admin_crm(admin))
		return ADMIN_FAILED;
	arena_init(&arena);
	enum admin_exit status = run(admin, argc, argv, &arena);
	arena_release(&arena);
	return status;
}
