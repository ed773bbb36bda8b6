/* report NAME: the table of reports, and the options that they share. */
#include "admin/report.h"
#include "base/text.h"

#include <string.h>

enum { ALL_PARTS = 1u << BY_COUNCIL | 1u << BY_SERVICE | 1u << BY_MONTH };

static const struct report reports[] = {
    {"fpoc", ALL_PARTS, report_fpoc},
    {"offers", ALL_PARTS, report_offers},
    {"unusual", 0, report_unusual},
    {"equality", 1u << BY_COUNCIL | 1u << BY_SERVICE, report_equality},
    {"promises", 1u << BY_COUNCIL | 1u << BY_SERVICE | 1u << BY_TEAM | 1u << BY_OWNER,
	report_promises},
    {"matrix", 0, report_matrix},
    {"counter", 0, report_counter},
    {"payments", 0, report_payments},
    {"bounces", 0, report_bounces},
    {"complaints", 0, report_complaints},
    {"surveys", 1u << BY_COUNCIL | 1u << BY_SERVICE | 1u << BY_CHANNEL | 1u << BY_TEAM,
	report_surveys},
    {"forms", 0, report_forms},
};

static bool
read_by(int *argc, char **argv, enum by *by)
{
	static const char *const words[] = {
	    "all", "council", "service", "month", "team", "owner", "channel", NULL};
	const char *text = admin_option(argc, argv, "--by");
	for (int i = 0; text && words[i]; i++)
		if (strcmp(words[i], text) == 0) {
			*by = (enum by)i;
			return true;
		}
	return !text;
}

enum admin_exit
admin_report(struct admin *admin, int argc, char **argv)
{
	struct date today = london_of(clock_now(clock_system())).date;
	struct report_options options = {.from = {today.year, today.month, 1}, .to = today};
	if (!admin_date(&argc, argv, "--from", &options.from) ||
	    !admin_date(&argc, argv, "--to", &options.to))
		return ADMIN_USAGE;
	bool known = read_by(&argc, argv, &options.by);
	options.council = admin_option(&argc, argv, "--council");
	options.settlement = admin_option(&argc, argv, "--settlement");
	for (size_t i = 0; known && argc == 2 && i < sizeof reports / sizeof *reports; i++)
		if (text_same(argv[1], reports[i].name) &&
		    (options.by == BY_ALL || reports[i].by & 1u << options.by))
			return reports[i].run(admin, &options);
	return admin_usage("report", NULL);
}
