/*
 * frontdeskctl: one table of sub-commands, one file each. Everything goes through src/crm, so that
 * an import or a publication obeys the same rules, audit and feed as a desk.
 *
 * Exit: 0 done, 1 failed, 2 usage, 3 done but rows were set aside, each with line and reason.
 */
#ifndef ADMIN_ADMIN_H
#define ADMIN_ADMIN_H

#include "base/date.h"
#include "crm/manage.h"

#include <stdio.h>

enum admin_exit { ADMIN_DONE, ADMIN_FAILED, ADMIN_USAGE, ADMIN_SET_ASIDE };

struct admin {
	const char *database; /* as store_options have it */
	char actor[80];       /* ctl:NAME */
	bool json;
	struct crm *crm; /* opened by admin_crm */
};

struct admin_command {
	const char *name;
	const char *usage; /* what follows the name */
	const char *help;  /* one line */
	enum admin_exit (*run)(
	    struct admin *admin, int argc, char **argv); /* argv[0] is the name */
};

enum admin_exit admin_init(struct admin *, int, char **);
enum admin_exit admin_council(struct admin *, int, char **);
enum admin_exit admin_desk(struct admin *, int, char **);
enum admin_exit admin_diary(struct admin *, int, char **);
enum admin_exit admin_user(struct admin *, int, char **);
enum admin_exit admin_publish(struct admin *, int, char **);
enum admin_exit admin_diff(struct admin *, int, char **);
enum admin_exit admin_edit(struct admin *, int, char **);
enum admin_exit admin_directory(struct admin *, int, char **);
enum admin_exit admin_lint(struct admin *, int, char **);
enum admin_exit admin_walk(struct admin *, int, char **);
enum admin_exit admin_find(struct admin *, int, char **);
enum admin_exit admin_import(struct admin *, int, char **);
enum admin_exit admin_outbound(struct admin *, int, char **);
enum admin_exit admin_notice(struct admin *, int, char **);
enum admin_exit admin_officer(struct admin *, int, char **);
enum admin_exit admin_report(struct admin *, int, char **);
enum admin_exit admin_export(struct admin *, int, char **);
enum admin_exit admin_generate(struct admin *, int, char **);
enum admin_exit admin_audit(struct admin *, int, char **);
enum admin_exit admin_backup(struct admin *, int, char **);
enum admin_exit admin_restore(struct admin *, int, char **);
enum admin_exit admin_rectify(struct admin *, int, char **);
enum admin_exit admin_access(struct admin *, int, char **);
enum admin_exit admin_erase(struct admin *, int, char **);
enum admin_exit admin_hold(struct admin *, int, char **);
enum admin_exit admin_retain(struct admin *, int, char **);
enum admin_exit admin_connect(struct admin *, int, char **);
enum admin_exit admin_check(struct admin *, int, char **);

/* The imports that are not a record a row (import.h has those); argv[0] is the kind. */
enum admin_exit import_journal(struct admin *, int, char **);
enum admin_exit import_oruk(struct admin *, int, char **);
enum admin_exit admin_who(struct admin *, int, char **);
enum admin_exit import_xlsform(struct admin *, int, char **);

/* The program: reads the general options, finds the command, runs it. */
int admin_main(int argc, char **argv);

/* Opens the CRM once; says why not and gives null. */
struct crm *admin_crm(struct admin *admin);

/* What is published, to be freed with directory_free; null, having said why. */
struct directory;
struct directory *admin_published(struct admin *admin);

/* "frontdeskctl: sentence" on standard error; gives ADMIN_FAILED. */
enum admin_exit admin_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The usage line of a command; gives ADMIN_USAGE. */
enum admin_exit admin_usage(const char *command, const char *why);

/* The value of `--name VALUE` in argv, or null. *rest counts down what is left: both words are
 * removed. */
const char *admin_option(int *argc, char **argv, const char *name);
bool admin_flag(int *argc, char **argv, const char *name);
/* The same as a date, left as it is when the option is not there; false, having said so, when it is
 * no date. */
bool admin_date(int *argc, char **argv, const char *name, struct date *date);

/* Prints what a proof has found; `count`, a size_t, counts it. Then how the command ends: said,
 * when there were any. */
void admin_fault(void *count, const char *sentence);
enum admin_exit admin_proved(size_t faults);

/* "[####------] 40 % of 4000 customers" on a terminal, once a tenth of a second at most; nothing
 * elsewhere. */
void admin_progress(size_t done, size_t total, const char *what);

#endif
