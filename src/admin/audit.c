/* audit: proves the audit's chain, says who has looked at a customer, and what looking was unusual.
 */
#include "admin/admin.h"
#include "admin/list.h"
#include "admin/unusual.h"
#include "base/date.h"
#include "base/i18n.h"

#include <string.h>

/* ---- verify ---- */

static enum admin_exit
verify(struct admin *admin)
{
	struct crm *crm = admin_crm(admin);
	struct err err;
	size_t faults = 0, proved = 0;
	if (!crm)
		return ADMIN_FAILED;
	if (crm_audit_verify(crm, admin_fault, &faults, &proved, &err) < 0)
		return admin_fail("%s", err.text);
	printf(P_("%zu entry was proved.\n", "%zu entries were proved.\n", proved), proved);
	return admin_proved(faults);
}

/* ---- looks ---- */

static void
print_look(const struct look *look, struct arena *arena)
{
	char day[32], time[16];
	date_words(day, sizeof day, london_of(look->at).date);
	london_time(time, sizeof time, look->at);
	printf("%s %s  %s (%s, %s, %s, %s)  %s %s  %s\n", day, time,
	    shown_or_dash(look->user, arena), shown_or_dash(look->name, arena),
	    shown_or_dash(look->role, arena), shown_or_dash(look->council, arena),
	    shown_or_dash(look->desk, arena), shown_or_dash(look->action, arena),
	    shown_or_dash(look->id, arena), shown_or_dash(look->purpose, arena));
}

static enum admin_exit
looks(struct admin *admin, const char *customer, struct date from, struct date until)
{
	struct crm *crm = admin_crm(admin);
	struct list list = {0};
	struct arena arena;
	struct err err;
	if (!crm)
		return ADMIN_FAILED;
	arena_init(&arena);
	enum admin_exit status = ADMIN_DONE;
	if (crm_looks(crm, admin->actor, customer, london_micros(from, 0, 0),
		london_micros(date_add(until, 1), 0, 0), &arena, &list, &err) < 0)
		status = admin_fail("%s", err.text);
	LIST_EACH(struct look, look, &list)
	{
		if (admin->json)
			print_record(&look_record, look);
		else
			print_look(look, &arena);
	}
	arena_release(&arena);
	return status;
}

/* ---- the command line ---- */

enum admin_exit
admin_audit(struct admin *admin, int argc, char **argv)
{
	struct date from = {1970, 1, 1}, until = london_of(clock_now(clock_system())).date;
	if (argc == 2 && strcmp(argv[1], "verify") == 0)
		return verify(admin);
	if (argc > 1 && strcmp(argv[1], "unusual") == 0)
		return audit_unusual(admin, argc - 1, argv + 1);
	if (!admin_date(&argc, argv, "--from", &from) ||
	    !admin_date(&argc, argv, "--until", &until))
		return ADMIN_USAGE;
	if (argc == 3 && strcmp(argv[1], "looks") == 0)
		return looks(admin, argv[2], from, until);
	return admin_usage("audit", NULL);
}
