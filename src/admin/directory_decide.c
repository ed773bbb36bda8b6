/* directory rollback, assure, approve, return, cancel: decisions, by the same rules as in a desk.
 */
#include "admin/directory.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/id.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A refusal in words for whoever typed the command. */
static enum admin_exit
refused(const struct crm_answer *answer, const char *service)
{
	if (answer->problem == PROBLEM_NONE)
		return ADMIN_FAILED; /* said already */
	LIST_EACH(struct finding_line, f, &answer->findings)
	fprintf(stderr, "%s.yaml:%lld:%lld: %s: %s\n", f->service, (long long)f->line,
	    (long long)f->column, _(f->level), f->sentence);
	return admin_fail("%s: %s", service,
	    answer->detail ? answer->detail : problem_kind(answer->problem)->name);
}

/* ---- roll-back ---- */

enum admin_exit
directory_rollback(struct admin *admin, struct arena *arena, int argc, char **argv)
{
	const char *comment = admin_option(&argc, argv, "--comment");
	char *end = NULL;
	int64_t version = argc == 3 ? strtoll(argv[2], &end, 10) : 0;
	if (argc != 3 || *end || version <= 0)
		return directory_usage("rollback", _("a service, and the number of a version"));
	const struct service_text *now = texts_version(admin, arena, argv[1], 0);
	const struct service_text *old = now ? texts_version(admin, arena, argv[1], version) : NULL;
	if (!old)
		return ADMIN_FAILED;
	struct list revisions = {0};
	struct revision *revision = list_add(arena, &revisions, &revision_record);
	*revision = (struct revision){.service = argv[1],
	    .was = text_blank(now->text) ? NULL : now->text,
	    .now = old->text,
	    .version = now->version};
	if (!texts_compare(arena, revision))
		return ADMIN_FAILED;
	if (!revision->changes) {
		printf(_("%s says that already.\n"), argv[1]);
		return ADMIN_DONE;
	}
	if (!texts_check(admin, arena, &revisions))
		return admin_fail(
		    _("version %lld can no longer be published as it is"), (long long)version);
	texts_print(admin, revision);
	return texts_publish(admin, arena, &revisions,
	    comment ? comment
		    : arena_printf(arena, "rolled back to version %lld", (long long)version),
	    0);
}

enum admin_exit
directory_withdraw(struct admin *admin, struct arena *arena, int argc, char **argv)
{
	const char *comment = admin_option(&argc, argv, "--comment");
	if (argc != 2)
		return directory_usage("withdraw", _("one service, by its id"));
	const struct service_text *now = texts_version(admin, arena, argv[1], 0);
	if (!now)
		return ADMIN_FAILED;
	if (text_blank(now->text))
		return admin_fail(_("%s is withdrawn already"), argv[1]);
	struct list revisions = {0};
	struct revision *revision = list_add(arena, &revisions, &revision_record);
	*revision =
	    (struct revision){.service = argv[1], .was = now->text, .version = now->version};
	if (!texts_compare(arena, revision))
		return ADMIN_FAILED;
	if (!texts_check(admin, arena, &revisions))
		return admin_fail(_("others still quote %s or include it"), argv[1]);
	texts_print(admin, revision);
	return texts_publish(admin, arena, &revisions, comment ? comment : "withdrawn", 0);
}

/* ---- vouching ---- */

static const char *
in_a_year(const char *day, struct arena *arena)
{
	struct date date;
	char text[11];
	if (!date_parse(day, &date))
		return NULL;
	date.year++;
	if (!date_valid(date)) /* 29 February */
		date.day--;
	date_format(text, date);
	return arena_strdup(arena, text);
}

static const char *
today(struct arena *arena)
{
	char text[11];
	date_format(text, london_of(clock_now(clock_system())).date);
	return arena_strdup(arena, text);
}

enum admin_exit
directory_assure(struct admin *admin, struct arena *arena, int argc, char **argv)
{
	char id[ID_LENGTH + 1];
	struct assurance assurance = {.id = id};
	assurance.council = admin_option(&argc, argv, "--council");
	assurance.assured = admin_option(&argc, argv, "--date");
	assurance.review_by = admin_option(&argc, argv, "--review-by");
	assurance.facts = admin_flag(&argc, argv, "--facts");
	if (argc < 2)
		return directory_usage("assure", _("which services?"));
	if (!assurance.assured)
		assurance.assured = today(arena);
	if (!assurance.review_by)
		assurance.review_by = in_a_year(assurance.assured, arena);
	struct date date;
	if (!assurance.review_by || !date_parse(assurance.assured, &date) ||
	    !date_parse(assurance.review_by, &date))
		return directory_usage("assure", _("a day is written 2027-04-01"));
	for (int i = 1; i < argc; i++)
		((struct entry_mark *)list_add(arena, &assurance.services, &entry_mark_record))
		    ->service = argv[i];
	id_make(id, clock_now(clock_system()), id_system());
	struct crm_answer answer;
	struct call call = {.route = ROUTE_PUT_ASSURANCE, .params = {id}, .body = &assurance};
	const struct assurance_receipt *receipt = texts_call(admin, arena, &call, &answer);
	if (!receipt)
		return refused(&answer, answer.field ? answer.field : "assure");
	if (admin->json)
		print_record(&assurance_receipt_record, receipt);
	else
		printf(P_("%zu entry is vouched for until %s.\n",
			   "%zu entries are vouched for until %s.\n", receipt->services.count),
		    receipt->services.count, assurance.review_by);
	return ADMIN_DONE;
}

/* ---- verdicts ---- */

static const struct entry_draft *
draft_of(struct admin *admin, struct arena *arena, const char *service)
{
	struct crm_answer answer;
	struct call call = {.route = ROUTE_DRAFT, .params = {service}};
	const struct entry_draft *draft = texts_call(admin, arena, &call, &answer);
	if (!draft && answer.problem == PROBLEM_NOT_FOUND)
		admin_fail(_("%s has no draft"), service);
	return draft;
}

/* What approving it would change. */
static bool
show_draft(struct admin *admin, struct arena *arena, const struct entry_draft *draft)
{
	struct crm_answer answer;
	struct call call = {.route = ROUTE_SERVICE, .params = {draft->service}};
	const struct service_text *known = texts_call(admin, arena, &call, &answer);
	struct revision revision = {.service = draft->service,
	    .was = known ? known->text : NULL,
	    .now = draft->text,
	    .version = known ? known->version : 0};
	if (!admin->json && texts_compare(arena, &revision))
		texts_print(admin, &revision);
	return known || answer.problem == PROBLEM_NOT_FOUND;
}

static void
print_standing(struct admin *admin, const struct entry_standing *standing)
{
	char when[40];
	if (admin->json) {
		print_record(&entry_standing_record, standing);
	} else if (text_same(standing->state, "scheduled")) {
		london_day_time(when, sizeof when, standing->effective);
		printf(_("%s will be published on %s.\n"), standing->service, when);
	} else if (text_same(standing->state, "published")) {
		printf(_("%s is published, version %lld.\n"), standing->service,
		    (long long)standing->version);
	} else {
		printf(_("%s went back to its author.\n"), standing->service);
	}
}

static enum admin_exit
judge(struct admin *admin, struct arena *arena, const struct entry_draft *draft,
    struct entry_verdict *verdict)
{
	char id[ID_LENGTH + 1];
	struct crm_answer answer;
	id_make(id, clock_now(clock_system()), id_system());
	verdict->id = id;
	verdict->revision = draft->revision;
	struct call call = {
	    .route = ROUTE_PUT_VERDICT, .params = {draft->service, id}, .body = verdict};
	const struct entry_standing *standing = texts_call(admin, arena, &call, &answer);
	if (!standing)
		return refused(&answer, draft->service);
	print_standing(admin, standing);
	return ADMIN_DONE;
}

enum admin_exit
directory_approve(struct admin *admin, struct arena *arena, int argc, char **argv)
{
	const char *at = admin_option(&argc, argv, "--at");
	struct entry_verdict verdict = {.verdict = "approve"};
	if (argc != 2 || (at && !read_moment(at, &verdict.effective)))
		return directory_usage("approve", _("one service, and a day such as 2027-04-01"));
	const struct entry_draft *draft = draft_of(admin, arena, argv[1]);
	if (!draft || !show_draft(admin, arena, draft))
		return ADMIN_FAILED;
	return judge(admin, arena, draft, &verdict);
}

enum admin_exit
directory_return(struct admin *admin, struct arena *arena, int argc, char **argv)
{
	struct entry_verdict verdict = {.verdict = "return"};
	verdict.comment = admin_option(&argc, argv, "--comment");
	if (argc != 2 || text_blank(verdict.comment))
		return directory_usage("return", _("say what is to be mended with --comment"));
	const struct entry_draft *draft = draft_of(admin, arena, argv[1]);
	return draft ? judge(admin, arena, draft, &verdict) : ADMIN_FAILED;
}

enum admin_exit
directory_cancel(struct admin *admin, struct arena *arena, int argc, char **argv)
{
	struct crm_answer answer;
	if (argc != 2)
		return directory_usage("cancel", _("of one service"));
	const struct entry_draft *draft = draft_of(admin, arena, argv[1]);
	if (!draft)
		return ADMIN_FAILED;
	struct call call = {.route = ROUTE_DROP_DRAFT,
	    .params = {argv[1]},
	    .query = {arena_printf(arena, "%lld", (long long)draft->revision)}};
	const struct entry_draft *dropped = texts_call(admin, arena, &call, &answer);
	if (!dropped)
		return refused(&answer, argv[1]);
	if (admin->json)
		print_record(&entry_draft_record, dropped);
	else if (text_same(dropped->id, dropped->service))
		printf(_("The draft of %s is thrown away.\n"), argv[1]);
	else
		printf(_("What waited for its day of %s is called off.\n"), argv[1]);
	return ADMIN_DONE;
}
