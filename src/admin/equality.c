/*
 * report equality: what people said of themselves, in numbers. Small numbers, and those that would
 * give them away beside the totals, are withheld; a month is the least that is counted.
 */
#include "model/equality.h"
#include "admin/report.h"
#include "base/alloc.h"
#include "base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_GROUPS = 400, MOST_ANSWERS = 16 };

/* One question: its groups down, its answers across. */
struct sheet {
	const struct equality_question *question;
	const char *groups[MOST_GROUPS + 1];
	const char *answers[MOST_ANSWERS + 1]; /* and labels, of the same places */
	const char *labels[MOST_ANSWERS + 1];
	size_t group_count, answer_count;
	int64_t *counts;
	bool *hidden;
};

static size_t
place_of(const char *const *words, size_t count, const char *word)
{
	size_t i = 0;
	while (i < count && strcmp(words[i], word) != 0)
		i++;
	return i;
}

static bool
is_of(const struct sheet *sheet, const struct equality_count *count)
{
	return strcmp(count->question, sheet->question->id) == 0;
}

static void
lay_out(struct sheet *sheet, const struct list *counts)
{
	const struct equality_question *question = sheet->question;
	for (size_t i = 0; i < question->count; i++) {
		sheet->answers[i] = question->choices[i].word;
		sheet->labels[i] = question->choices[i].label;
	}
	sheet->answers[question->count] = EQUALITY_DECLINED;
	sheet->labels[question->count] = equality_label(question, EQUALITY_DECLINED);
	sheet->answer_count = question->count + 1;
	LIST_EACH(struct equality_count, count, counts)
	if (is_of(sheet, count) &&
	    place_of(sheet->groups, sheet->group_count, count->group) == sheet->group_count &&
	    sheet->group_count < MOST_GROUPS)
		sheet->groups[sheet->group_count++] = count->group;
	size_t cells = (sheet->group_count + 1) * (sheet->answer_count + 1);
	sheet->counts = xcalloc(cells, sizeof *sheet->counts);
	sheet->hidden = xcalloc(cells, sizeof *sheet->hidden);
	LIST_EACH(struct equality_count, count, counts)
	{
		if (!is_of(sheet, count))
			continue;
		size_t row = place_of(sheet->groups, sheet->group_count, count->group);
		size_t column = place_of(sheet->answers, sheet->answer_count, count->answer);
		if (row < sheet->group_count && column < sheet->answer_count)
			sheet->counts[row * sheet->answer_count + column] += count->count;
	}
	equality_suppress(sheet->counts, sheet->group_count, sheet->answer_count, sheet->hidden);
}

/* A cell, or the total of a row or column beyond them. */
static int64_t
cell(const struct sheet *sheet, size_t row, size_t column)
{
	int64_t sum = 0;
	for (size_t i = 0; i < sheet->group_count; i++)
		for (size_t j = 0; j < sheet->answer_count; j++)
			if ((row == i || row == sheet->group_count) &&
			    (column == j || column == sheet->answer_count))
				sum += sheet->counts[i * sheet->answer_count + j];
	return sum;
}

static void
print_cell(const struct sheet *sheet, size_t row, size_t column, bool json)
{
	bool hidden = sheet->hidden[row * (sheet->answer_count + 1) + column];
	bool all = row == sheet->group_count;
	const char *group = all ? json ? "all" : _("all") : sheet->groups[row];
	const char *answer = column == sheet->answer_count ? "total" : sheet->answers[column];
	char number[24] = "null";
	if (!hidden)
		snprintf(number, sizeof number, "%lld", (long long)cell(sheet, row, column));
	if (json)
		printf("{\"report\":\"equality\",\"group\":\"%s\",\"question\":\"%s\",\"answer\":"
		       "\"%s\",\"count\":%s}\n",
		    group, sheet->question->id, answer, number);
	else
		printf("%-24s %-44s %9s\n", *group ? group : "-",
		    column == sheet->answer_count ? _("all answers") : _(sheet->labels[column]),
		    hidden ? _("withheld") : number);
}

static void
print_sheet(const struct sheet *sheet, bool json)
{
	if (!json)
		printf("%s\n", _(sheet->question->name));
	/* Of one group its totals are those of all. */
	size_t first = sheet->group_count == 1 ? 1 : 0;
	for (size_t row = first; row <= sheet->group_count; row++)
		for (size_t column = 0; column <= sheet->answer_count; column++)
			print_cell(sheet, row, column, json);
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
		struct sheet sheet = {.question = &equality_questions[i]};
		lay_out(&sheet, &counts);
		if (sheet.group_count)
			print_sheet(&sheet, admin->json);
		free(sheet.counts);
		free(sheet.hidden);
	}
	if (rc == 0 && !counts.count && !admin->json)
		puts(_("Nothing was counted in these months."));
	arena_release(&arena);
	return rc == 0 ? ADMIN_DONE : admin_fail("%s", err.text);
}
