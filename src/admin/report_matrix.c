/*
 * report matrix: services down, mechanisms across, as a committee reads it. A cell has the number
 * of its stage (1 mandate … 6 pilot) or, operational, a tick; in brackets when today is not within
 * its days. At the right what went by all mechanisms in the time, and its share of everything.
 */
#include "admin/list.h"
#include "admin/report.h"
#include "base/i18n.h"
#include "base/text.h"
#include "directory/directory.h"
#include "directory/matrix.h"
#include "wire/codec.h"
#include "wire/tree.h"

#include <string.h>

enum { TITLE_CELLS = 32, CELL = 5 };

struct sheet {
	struct admin *admin;
	const char *council;
	struct date today;
	struct directory *directory;
	struct list volumes; /* struct volume */
	struct arena arena;
};

static void
pad(const char *text, int cells)
{
	size_t bytes = text_fit(text, strlen(text), cells);
	printf("%.*s%*s", (int)bytes, text, cells - text_width(text, bytes), "");
}

static void
print_cell(const struct sheet *sheet, const struct service *service, enum mechanism mechanism)
{
	struct tick tick = matrix_tick(service, sheet->council, mechanism);
	char text[16];
	bool out = tick.stage >= STAGE_PILOT &&
		   !matrix_on(service, sheet->council, mechanism, sheet->today);
	if (tick.stage == STAGE_NONE)
		snprintf(text, sizeof text, ".");
	else if (tick.stage == STAGE_OPERATIONAL)
		snprintf(text, sizeof text, out ? "(%s)" : "%s", "\u2713");
	else
		snprintf(text, sizeof text, out ? "(%d)" : "%d", (int)tick.stage);
	pad(text, CELL);
}

static void
print_row(const struct sheet *sheet, const struct service *service, int64_t all)
{
	int64_t count = volume_sum(&sheet->volumes, service->id, NULL);
	pad(service->title.in[ENGLISH], TITLE_CELLS);
	putchar(' ');
	for (enum mechanism i = 0; i < MECHANISM_COUNT; i++)
		print_cell(sheet, service, i);
	printf(
	    "%9lld %5.1f%%\n", (long long)count, all ? 100.0 * (double)count / (double)all : 0.0);
}

static void
print_json_row(struct sheet *sheet, const struct service *service)
{
	for (enum mechanism i = 0; i < MECHANISM_COUNT; i++) {
		struct tick tick = matrix_tick(service, sheet->council, i);
		int64_t count = volume_sum(&sheet->volumes, service->id, mechanism_kinds[i].id);
		if (tick.stage == STAGE_NONE && !count)
			continue;
		struct json *row = json_new(&sheet->arena, JSON_OBJECT);
		json_add_text(row, &sheet->arena, "report", "matrix");
		json_add_text(row, &sheet->arena, "service", service->id);
		json_add_text(row, &sheet->arena, "mechanism", mechanism_kinds[i].id);
		json_add_text(row, &sheet->arena, "stage", stage_ids[tick.stage]);
		json_add_text(
		    row, &sheet->arena, "owner", tick.owner ? tick.owner : service->owner_team);
		json_add(row, "on", json_new(&sheet->arena, JSON_BOOL))->truth =
		    matrix_on(service, sheet->council, i, sheet->today);
		json_add(row, "volume", json_new(&sheet->arena, JSON_NUMBER))->number =
		    (double)count;
		print_json(row);
	}
}

static void
print_head(const struct sheet *sheet)
{
	pad(sheet->council ? sheet->council : _("all councils"), TITLE_CELLS);
	putchar(' ');
	for (enum mechanism i = 0; i < MECHANISM_COUNT; i++)
		pad(_(mechanism_kinds[i].heading), CELL);
	printf("%9s %6s\n", _("volume"), _("share"));
}

static void
print_foot(const struct sheet *sheet, int64_t all)
{
	printf("%*s", TITLE_CELLS + 1, "");
	for (enum mechanism i = 0; i < MECHANISM_COUNT; i++) {
		char text[24];
		snprintf(text, sizeof text, "%lld",
		    (long long)volume_sum(&sheet->volumes, NULL, mechanism_kinds[i].id));
		pad(text, CELL);
	}
	printf("%9lld\n\n", (long long)all);
	for (enum stage stage = STAGE_MANDATE; stage < STAGE_OPERATIONAL; stage++)
		printf("%d %s  ", (int)stage, _(stage_labels[stage]));
	printf("\u2713 %s\n", _(stage_labels[STAGE_OPERATIONAL]));
}

static void
print(struct sheet *sheet)
{
	int64_t all = volume_sum(&sheet->volumes, NULL, NULL);
	if (!sheet->admin->json)
		print_head(sheet);
	for (size_t i = 0; i < directory_count(sheet->directory); i++) {
		const struct service *service = directory_service(
		    sheet->directory, directory_nth(sheet->directory, i), sheet->council);
		if (service && sheet->admin->json)
			print_json_row(sheet, service);
		else if (service)
			print_row(sheet, service, all);
	}
	if (!sheet->admin->json)
		print_foot(sheet, all);
}

enum admin_exit
report_matrix(struct admin *admin, const struct report_options *options)
{
	struct crm *crm = admin_crm(admin);
	struct err err;
	struct sheet sheet = {.admin = admin,
	    .council = options->council,
	    .today = london_of(clock_now(clock_system())).date};
	if (!crm)
		return ADMIN_FAILED;
	arena_init(&sheet.arena);
	struct list councils;
	bool known = crm_list(crm, &council_record, &sheet.arena, &councils, &err) == 0 &&
		     (!sheet.council || list_find(&councils, &council_record, sheet.council));
	sheet.directory = known ? admin_published(admin) : NULL;
	if (!sheet.directory) {
		if (!known)
			admin_fail(_("there is no council %s"), sheet.council);
		arena_release(&sheet.arena);
		return ADMIN_FAILED;
	}
	int rc = crm_volumes(crm, admin->actor, sheet.council, london_micros(options->from, 0, 0),
	    london_micros(date_add(options->to, 1), 0, 0), &sheet.arena, &sheet.volumes, &err);
	if (rc == 0)
		print(&sheet);
	directory_free(sheet.directory);
	arena_release(&sheet.arena);
	return rc == 0 ? ADMIN_DONE : admin_fail("%s", err.text);
}
