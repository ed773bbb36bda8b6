/* audit unusual, report unusual: looking that somebody should ask about. */
#include "admin/unusual.h"
#include "admin/list.h"
#include "admin/report.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS = 7, GRACE_HOURS = 12, MOST_GRACE = 24 * 31 };

struct asking {
	struct admin *admin;
	struct date from, until; /* both within */
	micros grace;
	struct arena arena;
	struct list found;
};

static enum admin_exit
ask(struct asking *asking)
{
	struct crm *crm = admin_crm(asking->admin);
	struct err err;
	if (!crm)
		return ADMIN_FAILED;
	if (crm_unusual(crm, asking->admin->actor, london_micros(asking->from, 0, 0),
		london_micros(date_add(asking->until, 1), 0, 0), asking->grace, &asking->arena,
		&asking->found, &err) < 0)
		return admin_fail("%s", err.text);
	return ADMIN_DONE;
}

static size_t
count_of(const struct list *found, const char *rule)
{
	size_t count = 0;
	LIST_EACH(struct unusual, unusual, found)
	count += text_same(unusual->rule, rule);
	return count;
}

static void
print_finding(const struct unusual *unusual, struct arena *arena)
{
	char day[32], time[16];
	date_words(day, sizeof day, london_of(unusual->at).date);
	london_time(time, sizeof time, unusual->at);
	printf("  %s %s  %s (%s, %s, %s)  %s %s  %s  ", day, time,
	    shown_or_dash(unusual->user, arena), shown_or_dash(unusual->name, arena),
	    shown_or_dash(unusual->role, arena), shown_or_dash(unusual->council, arena),
	    shown_or_dash(unusual->customer_name, arena), shown_or_dash(unusual->customer, arena),
	    shown_or_dash(unusual->purpose, arena));
	printf(P_("%lld look: %s\n", "%lld looks: %s\n", (size_t)unusual->looks),
	    (long long)unusual->looks, shown(unusual->why, arena));
}

/* Under each rule's sentence what it found. */
static void
print_found(struct asking *asking)
{
	const char *rule, *sentence;
	for (size_t i = 0; (rule = crm_unusual_rule(i, &sentence)) != NULL; i++) {
		if (!count_of(&asking->found, rule))
			continue;
		printf("%s: %s\n", rule, sentence);
		LIST_EACH(struct unusual, unusual, &asking->found)
		if (text_same(unusual->rule, rule))
			print_finding(unusual, &asking->arena);
	}
	if (!asking->found.count)
		puts(_("Nothing unusual."));
}

static bool
read_grace(int *argc, char **argv, micros *grace)
{
	const char *text = admin_option(argc, argv, "--grace");
	char *end;
	if (!text)
		return true;
	long hours = strtol(text, &end, 10);
	if (end != text && !*end && hours >= 0 && hours <= MOST_GRACE) {
		*grace = hours * MICROS_HOUR;
		return true;
	}
	admin_fail(_("\"%s\" is no number of hours"), text);
	return false;
}

enum admin_exit
audit_unusual(struct admin *admin, int argc, char **argv)
{
	struct date today = london_of(clock_now(clock_system())).date;
	struct asking asking = {.admin = admin,
	    .from = date_add(today, -DAYS),
	    .until = today,
	    .grace = GRACE_HOURS * MICROS_HOUR};
	if (!admin_date(&argc, argv, "--from", &asking.from) ||
	    !admin_date(&argc, argv, "--until", &asking.until) ||
	    !read_grace(&argc, argv, &asking.grace))
		return ADMIN_USAGE;
	if (argc != 1)
		return admin_usage("audit", NULL);
	arena_init(&asking.arena);
	enum admin_exit status = ask(&asking);
	if (status == ADMIN_DONE && !admin->json)
		print_found(&asking);
	else if (status == ADMIN_DONE)
		LIST_EACH(struct unusual, unusual, &asking.found)
	print_record(&unusual_record, unusual);
	arena_release(&asking.arena);
	return status;
}

enum admin_exit
report_unusual(struct admin *admin, const struct report_options *options)
{
	const char *rule, *sentence;
	struct asking asking = {.admin = admin,
	    .from = options->from,
	    .until = options->to,
	    .grace = GRACE_HOURS * MICROS_HOUR};
	arena_init(&asking.arena);
	enum admin_exit status = ask(&asking);
	for (size_t i = 0; status == ADMIN_DONE && (rule = crm_unusual_rule(i, &sentence)) != NULL;
	     i++) {
		size_t count = count_of(&asking.found, rule);
		if (admin->json)
			printf("{\"report\":\"unusual\",\"group\":\"%s\",\"findings\":%zu}\n", rule,
			    count);
		else
			printf("%-16s %6zu  %s\n", rule, count, sentence);
	}
	arena_release(&asking.arena);
	return status;
}
