/* access: all that is held of a person, for themselves, as one archive; and what is still to be
 * answered. */
#include "admin/access_page.h"
#include "admin/admin.h"
#include "admin/bundle.h"
#include "admin/list.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAGE_LIMIT = 256 << 20 };

/* ---- what is due ---- */

static int
by_due(const void *a, const void *b)
{
	const struct access_request *x = a, *y = b;
	bool x_open = strcmp(x->state, "open") == 0, y_open = strcmp(y->state, "open") == 0;
	if (x_open != y_open)
		return x_open ? -1 : 1;
	int order = strcmp(x->due, y->due);
	return order ? order : strcmp(x->id, y->id);
}

static const char *
standing(const struct access_request *request, struct date today, struct arena *arena)
{
	struct date due;
	if (strcmp(request->state, "open") != 0 || !date_parse(request->due, &due))
		return request->state;
	int days = date_days(due) - date_days(today);
	return days < 0 ? arena_printf(arena, P_("%d day overdue", "%d days overdue", -days), -days)
			: arena_printf(arena, P_("%d day left", "%d days left", days), days);
}

static enum admin_exit
list_requests(struct admin *admin)
{
	struct crm *crm = admin_crm(admin);
	struct date today = london_of(clock_now(clock_system())).date;
	struct list list = {0};
	struct arena arena;
	struct err err;
	if (!crm)
		return ADMIN_FAILED;
	arena_init(&arena);
	enum admin_exit status = ADMIN_DONE;
	if (crm_list(crm, &access_request_record, &arena, &list, &err) < 0)
		status = admin_fail("%s", err.text);
	if (list.count)
		qsort(list.items, list.count, sizeof(struct access_request), by_due);
	LIST_EACH(struct access_request, request, &list)
	if (admin->json)
		print_record(&access_request_record, request);
	else
		printf("%s  %-16s %s  %s  %s\n", request->due, standing(request, today, &arena),
		    request->received, request->customer ? request->customer : "-",
		    shown(request->author, &arena));
	arena_release(&arena);
	return status;
}

/* ---- one request ---- */

static void
print_findings(const struct admin *admin, const struct access_bundle *bundle, struct arena *arena)
{
	LIST_EACH(struct access_finding, finding, &bundle->findings)
	if (admin->json)
		print_record(&access_finding_record, finding);
	else
		printf("%-7s %-40s %s%s\n", finding->rule, shown(finding->place, arena),
		    shown(finding->words, arena), finding->kept ? _("  (kept)") : "");
}

static int
write_bundle(
    const struct access_bundle *bundle, const char *path, struct arena *arena, struct err *err)
{
	micros now = clock_now(clock_system());
	struct buf page, data, redactions;
	const struct bundle_file files[] = {
	    {"index.html", &page}, {"data.json", &data}, {"redactions.txt", &redactions}};
	const char *before = getenv("LANGUAGE");
	char *mine = strdup(before && *before ? before : "en");
	buf_init(&page, PAGE_LIMIT);
	buf_init(&data, PAGE_LIMIT);
	buf_init(&redactions, PAGE_LIMIT);
	i18n_language(languages[bundle->language].code);
	access_page(bundle, now, arena, &page);
	access_data(bundle, now, arena, &data);
	access_redactions(bundle, &redactions);
	i18n_language(mine);
	int rc = buf_ok(&page) && buf_ok(&data) && buf_ok(&redactions)
		     ? bundle_write(path, now, files, 3, err)
		     : err_set(err, "what is held is larger than a bundle may be");
	buf_release(&page);
	buf_release(&data);
	buf_release(&redactions);
	free(mine);
	return rc;
}

static enum admin_exit
give(struct admin *admin, const struct access_bundle *bundle, const char *path, struct arena *arena)
{
	struct err err;
	if (write_bundle(bundle, path, arena, &err) < 0)
		return admin_fail("%s", err.text);
	if (crm_access_answered(admin->crm, admin->actor, &bundle->request, &err) < 0) {
		unlink(path);
		return admin_fail("%s", err.text);
	}
	fprintf(stderr, _("%s holds what is held of them. Read it before you send it.\n"), path);
	return ADMIN_DONE;
}

static enum admin_exit
answer(struct admin *admin, struct crm_access *order, const char *path)
{
	/* Between brackets, of one form whatever it stands for; by enum language. */
	static const char *const marks[LANGUAGES] = {"[redacted]", "[dilëwyd]"};
	struct crm *crm = admin_crm(admin);
	struct access_bundle bundle;
	struct arena arena;
	struct err err;
	if (!crm)
		return ADMIN_FAILED;
	order->marks = marks;
	arena_init(&arena);
	enum admin_exit status = ADMIN_DONE;
	if (crm_access(crm, admin->actor, order, &arena, &bundle, &err) < 0)
		status = admin_fail("%s", err.text);
	else if (order->review) {
		print_findings(admin, &bundle, &arena);
		fprintf(stderr, _("The request is kept; it is due on %s. Nothing was written.\n"),
		    bundle.request.due);
	} else
		status = give(admin, &bundle, path, &arena);
	arena_release(&arena);
	return status;
}

static void
take_rulings(int *argc, char **argv, const char *option, const char *kind, struct arena *arena,
    struct list *out)
{
	const char *words;
	while ((words = admin_option(argc, argv, option)))
		*(struct access_ruling *)list_add(arena, out, &access_ruling_record) =
		    (struct access_ruling){kind, words};
}

enum admin_exit
admin_access(struct admin *admin, int argc, char **argv)
{
	struct list rulings = {0};
	struct arena arena;
	if (argc == 2 && strcmp(argv[1], "--list") == 0)
		return list_requests(admin);
	arena_init(&arena);
	struct crm_access order = {.as = admin_option(&argc, argv, "--as"),
	    .because = admin_option(&argc, argv, "--because"),
	    .identity = admin_option(&argc, argv, "--identity"),
	    .received = admin_option(&argc, argv, "--received"),
	    .language = admin_option(&argc, argv, "--language"),
	    .review = admin_flag(&argc, argv, "--review"),
	    .rulings = &rulings};
	const char *path = admin_option(&argc, argv, "--out");
	take_rulings(&argc, argv, "--keep", "keep", &arena, &rulings);
	take_rulings(&argc, argv, "--redact", "redact", &arena, &rulings);
	enum admin_exit status;
	if (argc != 2)
		status = admin_usage("access", NULL);
	else if (!path == !order.review)
		status = admin_usage("access", _("say where to, with --out, or only --review"));
	else if (path && access(path, F_OK) == 0)
		status = admin_fail(_("%s is there already: nothing is written over"), path);
	else {
		order.customer = argv[1];
		status = answer(admin, &order, path);
	}
	arena_release(&arena);
	return status;
}
