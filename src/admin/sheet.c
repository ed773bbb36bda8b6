#include "admin/sheet.h"
#include "base/alloc.h"
#include "base/i18n.h"
#include "model/equality.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t
place_of(const char *const *words, size_t count, const char *word)
{
	size_t i = 0;
	while (i < count && strcmp(words[i], word) != 0)
		i++;
	return i;
}

void
sheet_answer(struct sheet *sheet, const char *answer, const char *label)
{
	if (place_of(sheet->answers, sheet->answer_count, answer) < sheet->answer_count ||
	    sheet->answer_count == SHEET_ANSWERS)
		return;
	sheet->labels[sheet->answer_count] = label;
	sheet->answers[sheet->answer_count++] = answer;
}

void
sheet_group(struct sheet *sheet, const char *group)
{
	if (place_of(sheet->groups, sheet->group_count, group) == sheet->group_count &&
	    sheet->group_count < SHEET_GROUPS)
		sheet->groups[sheet->group_count++] = group;
}

void
sheet_add(struct sheet *sheet, const char *group, const char *answer, int64_t count)
{
	size_t row = place_of(sheet->groups, sheet->group_count, group);
	size_t column = place_of(sheet->answers, sheet->answer_count, answer);
	size_t cells = (sheet->group_count + 1) * (sheet->answer_count + 1);
	if (!sheet->counts)
		sheet->counts = xcalloc(cells, sizeof *sheet->counts);
	if (row < sheet->group_count && column < sheet->answer_count)
		sheet->counts[row * sheet->answer_count + column] += count;
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

static bool
is_hidden(const struct sheet *sheet, size_t row, size_t column)
{
	return sheet->hidden[row * (sheet->answer_count + 1) + column];
}

/* " 72%", of a group whose total is shown. */
static const char *
share(const struct sheet *sheet, size_t row, size_t column, char out[16])
{
	int64_t all = cell(sheet, row, sheet->answer_count);
	bool known = sheet->shares && column < sheet->answer_count && all &&
		     !is_hidden(sheet, row, column) && !is_hidden(sheet, row, sheet->answer_count);
	*out = '\0';
	if (known)
		snprintf(
		    out, 16, " %5.1f%%", 100.0 * (double)cell(sheet, row, column) / (double)all);
	return out;
}

static void
print_json(const struct sheet *sheet, const char *group, const char *answer, const char *number)
{
	printf("{\"report\":\"%s\",", sheet->report);
	if (sheet->survey)
		printf("\"survey\":\"%s\",", sheet->survey);
	printf("\"group\":\"%s\",\"question\":\"%s\",\"answer\":\"%s\",\"count\":%s}\n", group,
	    sheet->question, answer, number);
}

static void
print_cell(const struct sheet *sheet, size_t row, size_t column, bool json)
{
	bool hidden = is_hidden(sheet, row, column), all = row == sheet->group_count;
	const char *group = all ? json ? "all" : _("all") : sheet->groups[row];
	char number[24] = "null", part[16];
	if (!hidden)
		snprintf(number, sizeof number, "%lld", (long long)cell(sheet, row, column));
	if (json)
		print_json(sheet, group,
		    column == sheet->answer_count ? "total" : sheet->answers[column], number);
	else
		printf("%-24s %-44s %9s%s\n", *group ? group : "-",
		    column == sheet->answer_count ? _("all answers") : _(sheet->labels[column]),
		    hidden ? _("withheld") : number, share(sheet, row, column, part));
}

void
sheet_print(struct sheet *sheet, bool json)
{
	size_t cells = (sheet->group_count + 1) * (sheet->answer_count + 1);
	if (!sheet->counts)
		return;
	sheet->hidden = xcalloc(cells, sizeof *sheet->hidden);
	equality_suppress(sheet->counts, sheet->group_count, sheet->answer_count, sheet->hidden);
	if (!json)
		printf("%s\n", sheet->heading);
	/* Of one group its totals are those of all. */
	size_t first = sheet->group_count == 1 ? 1 : 0;
	for (size_t row = first; row <= sheet->group_count; row++)
		for (size_t column = 0; column <= sheet->answer_count; column++)
			print_cell(sheet, row, column, json);
}

void
sheet_release(struct sheet *sheet)
{
	free(sheet->counts);
	free(sheet->hidden);
	sheet->counts = NULL;
	sheet->hidden = NULL;
}
