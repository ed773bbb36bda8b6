#include <config.h>

#include "admin/admin.h"
#include "base/alloc.h"
#include "base/i18n.h"

#include <pwd.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct admin_command commands[] = {
    {"init", "[--partnership FILE]", N_("make a new, empty CRM"), admin_init},
    {"council", "list | load FILE | add ID --name NAME --tier TIER [--county ID]",
	N_("list, load or add councils with their sites, desks, teams and queues"), admin_council},
    {"desk", "list | add DESK [--site SITE --kind KIND --name NAME]",
	N_("list desks, or give a desk its one-time enrolment code"), admin_desk},
    {"diary",
	"list | show DIARY [--from DAY] [--days N] | off DIARY DAY [--reason WORDS] | on DIARY DAY "
	"HOURS | usual DIARY DAY | secret DIARY",
	N_("show who comes when, keep a day otherwise, open a calendar to others"), admin_diary},
    {"user",
	"list | add NAME --name \"FULL NAME\" --council ID --role ROLE [--team ID] "
	"[--home POSTCODE] [--skills \"WORD…\"] [--password-file FILE] | password NAME "
	"[--password-file FILE] | skills NAME [WORD…] | suspend NAME | restore NAME",
	N_("list users, add one, set a password or skills, suspend or restore"), admin_user},
    {"officer",
	"list | add NAME --name \"FULL NAME\" --team ID [--job WORDS] [--telephone NUMBER] | gone "
	"NAME",
	N_("list who stands on the whiteboard, add somebody who never signs in, or take them off"),
	admin_officer},
    {"publish", "[--dry-run] [--at DAY] [--comment WORDS] DIR | FILE…",
	N_("lint services, show what changes, publish them"), admin_publish},
    {"diff", "DIR | FILE… | SERVICE --from VERSION [--to VERSION] | SERVICE --draft",
	N_("show what differs, by service and by what it is"), admin_diff},
    {"edit", "SERVICE [--submit] [--yes] [--comment WORDS]",
	N_("open an entry in $VISUAL or $EDITOR and publish it"), admin_edit},
    {"directory",
	"versions | rollback | withdraw | overdue | assure | drafts | approve | return | cancel | "
	"replace | "
	"impact …",
	N_("versions, drafts and freshness of the entries, bulk changes"), admin_directory},
    {"lint", "[--klm] PATH…", N_("check service files and prove their dialogues"), admin_lint},
    {"walk", "FILE [--council ID] [--language LANG] [answer=value … | --batch FILE]",
	N_("walk a dialogue and show its outline"), admin_walk},
    {"find", "WORDS… | --batch FILE", N_("search the published directory"), admin_find},
    {"who", "SERVICE ADDRESS|POSTCODE|UPRN | --batch FILE [--date DATE] [--as COUNCIL]",
	N_("say who does a service at a place, and why"), admin_who},
    {"import",
	"customers FILE… [--origin NAME] | contacts FILE… [--origin NAME] [--map FILE] [--council "
	"ID] "
	"| cases FILE… [--origin NAME] [--map FILE] [--council ID] [--queue ROLE] | addresses "
	"FILE… "
	"| addressbase FILE… | openuprn FILE… | postcodes FILE… | councils FILE… | lgsl FILE… "
	"| outbound --list ID FILE… "
	"| officers FILE… "
	"(each "
	"of these with --aside FILE and --encoding NAME, customers, contacts and cases with "
	"--dry-run) | oruk --team TEAM FILE… | xlsform --service ID --team TEAM "
	"[--title TEXT] [--provided-by TIER] [--refer ROLE --due TIME] [--to FILE] FILE… | journal "
	"FILE…",
	N_("import an old CRM, addresses or postcodes from CSV, services from Open Referral UK and "
	   "the LGSL, a dialogue from an XLSForm, what a cut-off desk could not send"),
	admin_import},
    {"outbound",
	"add ID --name NAME --council ID --service SERVICE [--team TEAM] [--why WORDS] [--from "
	"DATE] [--until DATE] [--hours HOURS] [--spacing TIME] [--attempts N] | fill ID --consent "
	"KIND",
	N_("lists of whom to ring, by whom and how often; import outbound --list ID FILE fills "
	   "one, too"),
	admin_outbound},
    {"export",
	"directory | oruk | faq [--html] | pages | on-hold [--council ID] [--language CODE] "
	"[--services ID,…] "
	"[--to FILE|FOLDER]",
	N_("give the directory out for others and for the public"), admin_export},
    {"notice",
	"list | prepare TEXT [options] | on ID | TEXT --until WHEN [options] | off ID; options: "
	"[--say TEXT] [--service ID …] [--council ID …] [--site ID …] [--emergency] [--keep]",
	N_("switch notices to desks on and off, and prepare them"), admin_notice},
    {"report",
	"fpoc | offers [--by council|service|month] [--from DATE] [--to DATE] | unusual [--from "
	"DATE] "
	"[--to DATE] | bounces [--from DATE] [--to DATE] | complaints [--from DATE] [--to DATE] | "
	"forms [--from DATE] [--to DATE] | "
	"equality [--by council|service] [--from "
	"DATE] [--to DATE] | "
	"matrix [--council ID] [--from DATE] [--to DATE] | promises [--by "
	"council|service|team|owner] "
	"[--from DATE] [--to DATE] | counter [--from DATE] [--to DATE] "
	"| payments [--from DATE] [--to DATE] [--settlement FILE] | surveys [--by "
	"council|service|channel|team] [--from DATE] [--to DATE]",
	N_("count how enquiries ended, what offers brought, and what went by each mechanism"),
	admin_report},
    {"generate", "--size demo|borough|lancashire [--seed N] [--scripts DIR] [--password WORD]",
	N_("fill a new CRM with councils, users and synthetic people"), admin_generate},
    {"audit",
	"verify | looks CUSTOMER|REFERENCE [--from DATE] [--until DATE] | unusual [--from DATE] "
	"[--until DATE] [--grace HOURS]",
	N_("prove the audit, say who has looked at a customer, and what looking was unusual"),
	admin_audit},
    {"backup", "FILE", N_("write everything that is kept to one file"), admin_backup},
    {"restore", "FILE", N_("make a CRM from such a file, with its key file in place"),
	admin_restore},
    {"access",
	"CUSTOMER|REFERENCE --as OFFICER --because TEXT --identity HOW --received DATE --out FILE "
	"| --review [--keep WORDS|PLACE] [--redact WORDS|PLACE] [--language CODE] | --list",
	N_("give a person all that is held of them, without others"), admin_access},
    {"rectify",
	"CUSTOMER|CONTACT|REFERENCE FIELD VALUE | --refuse FIELD --statement TEXT --as OFFICER "
	"--because TEXT",
	N_("put a text right at a person's wish, or keep what they say beside it"), admin_rectify},
    {"erase",
	"CUSTOMER|REFERENCE --as OFFICER --because TEXT [--dry-run] [--with-open-cases] "
	"[--compact]",
	N_("erase a customer, and keep counts and cases without the person"), admin_erase},
    {"hold",
	"list | CUSTOMER|REFERENCE --as OFFICER --because TEXT | lift CUSTOMER|REFERENCE --as "
	"OFFICER",
	N_("keep a customer or a case from being erased or let go"), admin_hold},
    {"retain", "--dry-run [--list] | --as OFFICER",
	N_("say what the rules of retention would take, or take it"), admin_retain},
    {"connect", "list | retry ID",
	N_("show what is to be done at other systems, the failed first; try one again"),
	admin_connect},
    {"check", "", N_("check the store, the feed and the audit"), admin_check},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static void
print_help(FILE *out)
{
	fprintf(out, _("Usage: frontdeskctl [--db DATABASE] [--json] COMMAND …\n\n"));
	for (int i = 0; i < COMMANDS; i++)
		fprintf(out, "  %-9s %s\n            %s %s\n", commands[i].name,
		    _(commands[i].help), commands[i].name, commands[i].usage);
	fprintf(out, _("\nThe database is --db, else FRONTDESK_DB, else sqlite:frontdesk.db. It is "
		       "sqlite:FILE or\npostgresql://HOST/NAME?keys=FOLDER, with the folder of the "
		       "CRM's keys.\n"));
}

enum admin_exit
admin_fail(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fputs("frontdeskctl: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	return ADMIN_FAILED;
}

enum admin_exit
admin_usage(const char *command, const char *why)
{
	if (why)
		fprintf(stderr, "frontdeskctl: %s\n", why);
	for (int i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, command) == 0)
			fprintf(
			    stderr, _("Usage: frontdeskctl %s %s\n"), command, commands[i].usage);
	return ADMIN_USAGE;
}

static void
remove_words(int *argc, char **argv, int at, int count)
{
	memmove(argv + at, argv + at + count, (size_t)(*argc - at - count) * sizeof *argv);
	*argc -= count;
}

const char *
admin_option(int *argc, char **argv, const char *name)
{
	for (int i = 0; i + 1 < *argc; i++) {
		if (strcmp(argv[i], name) != 0)
			continue;
		const char *value = argv[i + 1];
		remove_words(argc, argv, i, 2);
		return value;
	}
	return NULL;
}

bool
admin_date(int *argc, char **argv, const char *name, struct date *date)
{
	const char *text = admin_option(argc, argv, name);
	if (!text || date_parse(text, date))
		return true;
	admin_fail(_("\"%s\" is no date: write it as 2026-04-01"), text);
	return false;
}

bool
admin_flag(int *argc, char **argv, const char *name)
{
	for (int i = 0; i < *argc; i++) {
		if (strcmp(argv[i], name) != 0)
			continue;
		remove_words(argc, argv, i, 1);
		return true;
	}
	return false;
}

struct crm *
admin_crm(struct admin *admin)
{
	if (admin->crm)
		return admin->crm;
	struct err err;
	struct crm_options options = {.database = admin->database, .read_only_tools = true};
	admin->crm = crm_open(&options, &err);
	if (!admin->crm)
		admin_fail("%s", err.text);
	return admin->crm;
}

void
admin_progress(size_t done, size_t total, const char *what)
{
	static micros last;
	if (!isatty(STDERR_FILENO))
		return;
	micros now = clock_monotonic();
	if (done < total && now - last < MICROS_SECOND / 10)
		return;
	last = now;
	int tenths = total ? (int)(done * 10 / total) : 10;
	fprintf(stderr, "\r[%.*s%.*s] %zu of %zu %s", tenths, "##########", 10 - tenths,
	    "----------", done, total, what);
	if (done >= total)
		fputc('\n', stderr);
}

static const char *
user_name(void)
{
	const struct passwd *entry = getpwuid(getuid());
	return entry ? entry->pw_name : "unknown";
}

int
admin_main(int argc, char **argv)
{
	const char *environment = getenv("FRONTDESK_DB");
	struct admin admin = {.database = environment ? environment : "sqlite:frontdesk.db"};
	snprintf(admin.actor, sizeof admin.actor, "ctl:%s", user_name());
	argc--, argv++;
	const char *database = admin_option(&argc, argv, "--db");
	if (database)
		admin.database = database;
	admin.json = admin_flag(&argc, argv, "--json");
	if (argc && (strcmp(argv[0], "--version") == 0)) {
		puts("frontdeskctl " PACKAGE_VERSION);
		return ADMIN_DONE;
	}
	if (!argc || strcmp(argv[0], "--help") == 0 || strcmp(argv[0], "help") == 0) {
		print_help(argc ? stdout : stderr);
		return argc ? ADMIN_DONE : ADMIN_USAGE;
	}
	for (int i = 0; i < COMMANDS; i++) {
		if (strcmp(commands[i].name, argv[0]) != 0)
			continue;
		if (admin_flag(&argc, argv, "--help")) {
			printf("%s\n", _(commands[i].help));
			printf(
			    _("Usage: frontdeskctl %s %s\n"), commands[i].name, commands[i].usage);
			return ADMIN_DONE;
		}
		enum admin_exit status = commands[i].run(&admin, argc, argv);
		if (admin.crm)
			crm_close(admin.crm);
		return (int)status;
	}
	admin_fail(_("there is no command \"%s\""), argv[0]);
	print_help(stderr);
	return ADMIN_USAGE;
}
