/*
 * report equality: what people said of themselves, in numbers; a month is the least that is
 * counted.
 */
#include "model/equality.h"
#include "admin/report.h"
#include "admin/sheet.h"
#include "base/i18n.h"

#include <stdio.h>
#include <string.h>

static void
fill(struct sheet *sheet, const struct equality_question *question, const struct list *counts)
{
	for (size_t i = 0; i < question->count; i++)
		sheet_answer(sheet, question->choices[i].word, question->choices[i].label);
	sheet_answer(sheet, EQUALITY_DECLINED, equality_label(question, EQUALITY_DECLINED));
	LIST_EACH(struct equality_count, count, counts)
	if (strcmp(count->question, question->id) == 0)
		sheet_group(sheet, count->group);
	LIST_EACH(struct equality_count, count, counts)
	if (strcmp(count->question, question->id) == 0)
		sheet_add(sheet, count->group, count->answer, count->count);
}

enum admin_exit
report_equality(struct admin *admin, const struct report_options *options)
{
	struct crm *crm = admin_crm(admin);
	struct arena arena;
	struct list counts = {0};
	struct err err;
	char first[16], last[16];
	if (!crm)
		return ADMIN_FAILED;
	enum crm_report_by by = options->by == BY_COUNCIL   ? CRM_BY_COUNCIL
				: options->by == BY_SERVICE ? CRM_BY_SERVICE
							    : CRM_BY_ALL;
	snprintf(first, sizeof first, "%04d-%02d", options->from.year, options->from.month);
	snprintf(last, sizeof last, "%04d-%02d", options->to.year, options->to.month);
	arena_init(&arena);
	int rc = crm_equality(crm, admin->actor, by, first, last, &arena, &counts, &err);
	for (size_t i = 0; rc == 0 && i < equality_question_count; i++) {
		const struct equality_question *question = &equality_questions[i];
		struct sheet sheet = {
		    .report = "equality", .question = question->id, .heading = _(question->name)};
		fill(&sheet, question, &counts);
		sheet_print(&sheet, admin->json);
		sheet_release(&sheet);
	}
	if (rc == 0 && !counts.count && !admin->json)
		puts(_("Nothing was counted in these months."));
	arena_release(&arena);
	return rc == 0 ? ADMIN_DONE : admin_fail("%s", err.text);
}
