/* connect: what is to be done at other systems and is not yet, and trying again. */
#include "admin/admin.h"
#include "admin/list.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"

#include <inttypes.h>
#include <string.h>

static void
print_job(const struct connect_job *job, struct arena *arena)
{
	char next[40] = "";
	if (job->next_at)
		london_day_time(next, sizeof next, job->next_at);
	printf("%s  %-10s %-8s %-12s %3" PRId64 "  %-16s %s\n", job->id, job->kind, job->state,
	    shown_or_dash(job->council, arena), job->attempts, next, shown(job->error, arena));
}

static enum admin_exit
list_jobs(struct admin *admin)
{
	struct arena arena;
	struct err err;
	struct crm *crm = admin_crm(admin);
	if (!crm)
		return ADMIN_FAILED;
	arena_init(&arena);
	struct crm_call call = {.route = ROUTE_CONNECTIONS, .arena = &arena};
	struct crm_answer answer = {0};
	enum admin_exit status = ADMIN_DONE;
	if (crm_call_as(crm, admin->actor, &call, &answer, &err) < 0) {
		status = admin_fail("%s", err.text);
	} else {
		const struct connect_list *page = answer.body;
		LIST_EACH(struct connect_job, job, &page->items)
		if (admin->json)
			print_record(&connect_job_record, job);
		else
			print_job(job, &arena);
		if (!page->items.count && !admin->json)
			puts(_("Everything that was to be done at other systems is done."));
	}
	arena_release(&arena);
	return status;
}

static enum admin_exit
retry(struct admin *admin, const char *job)
{
	char id[ID_LENGTH + 1];
	struct arena arena;
	struct err err;
	struct crm *crm = admin_crm(admin);
	if (!crm)
		return ADMIN_FAILED;
	arena_init(&arena);
	id_make(id, clock_now(clock_system()), id_system());
	struct crm_call call = {
	    .route = ROUTE_RETRY_CONNECTION, .params = {job}, .operation = id, .arena = &arena};
	struct crm_answer answer = {0};
	enum admin_exit status = ADMIN_DONE;
	if (crm_call_as(crm, admin->actor, &call, &answer, &err) < 0)
		status = answer.problem == PROBLEM_NOT_FOUND
			     ? admin_fail(_("there is no such job \"%s\""), job)
			     : admin_fail("%s", err.text);
	else
		print_job(answer.body, &arena);
	arena_release(&arena);
	return status;
}

enum admin_exit
admin_connect(struct admin *admin, int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "list") == 0)
		return list_jobs(admin);
	if (argc == 3 && strcmp(argv[1], "retry") == 0)
		return retry(admin, argv[2]);
	return admin_usage("connect", NULL);
}
