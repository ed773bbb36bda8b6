/*
 * report surveys: how many were asked and answered, and what they said, by survey; a month is the
 * least that is counted.
 */
#include "admin/report.h"
#include "admin/sheet.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char *
answer_label(const struct survey_count *count)
{
	static const struct {
		const char *word, *label;
	} labels[] = {{"answered", N_("answered")}, {"declined", N_("declined")},
	    {"handed", N_("handed over")}, {"mailed", N_("written to")}, {"yes", N_("yes")},
	    {"no", N_("no")}};
	for (size_t i = 0; !count->label && i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].word, count->answer) == 0)
			return labels[i].label;
	return count->label ? count->label : count->answer;
}

/* "survey-contact: Was it settled the first time? (resolved at first contact)" */
static const char *
heading(const struct survey_count *count, struct arena *arena)
{
	const char *asked = count->asked ? count->asked : count->question;
	if (text_same(count->question, SURVEY_REPLY))
		return arena_printf(arena, _("%s: who was asked"), count->survey);
	if (text_same(count->role, "resolved"))
		return arena_printf(
		    arena, _("%s: %s (resolved at first contact)"), count->survey, asked);
	if (text_same(count->role, "score"))
		return arena_printf(arena, _("%s: %s (the score)"), count->survey, asked);
	return arena_printf(arena, "%s: %s", count->survey, asked);
}

static bool
of_one(const struct survey_count *a, const struct survey_count *b)
{
	return text_same(a->survey, b->survey) && text_same(a->question, b->question);
}

/* All counts of one question, from the first of them on. */
static void
print_question(
    const struct admin *admin, const struct list *counts, size_t first, struct arena *arena)
{
	const struct survey_count *one = LIST_AT(struct survey_count, counts, first);
	struct sheet sheet = {.report = "surveys",
	    .survey = one->survey,
	    .question = one->question,
	    .heading = heading(one, arena),
	    .shares = true};
	LIST_EACH(struct survey_count, count, counts)
	if (of_one(one, count)) {
		sheet_answer(&sheet, count->answer, answer_label(count));
		sheet_group(&sheet, count->group);
	}
	LIST_EACH(struct survey_count, count, counts)
	if (of_one(one, count))
		sheet_add(&sheet, count->group, count->answer, count->count);
	sheet_print(&sheet, admin->json);
	sheet_release(&sheet);
}

static bool
is_first(const struct list *counts, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (of_one(LIST_AT(struct survey_count, counts, i),
			LIST_AT(struct survey_count, counts, index)))
			return false;
	return true;
}

enum admin_exit
report_surveys(struct admin *admin, const struct report_options *options)
{
	struct crm *crm = admin_crm(admin);
	struct arena arena;
	struct list counts = {0};
	struct err err;
	if (!crm)
		return ADMIN_FAILED;
	enum crm_survey_by by = options->by == BY_COUNCIL   ? CRM_SURVEY_COUNCIL
				: options->by == BY_SERVICE ? CRM_SURVEY_SERVICE
				: options->by == BY_CHANNEL ? CRM_SURVEY_CHANNEL
				: options->by == BY_TEAM    ? CRM_SURVEY_TEAM
							    : CRM_SURVEY_ALL;
	arena_init(&arena);
	int rc =
	    crm_surveys(crm, admin->actor, by, options->from, options->to, &arena, &counts, &err);
	for (size_t i = 0; rc == 0 && i < counts.count; i++)
		if (is_first(&counts, i))
			print_question(admin, &counts, i, &arena);
	if (rc == 0 && !counts.count && !admin->json)
		puts(_("Nothing was counted in these months."));
	arena_release(&arena);
	return rc == 0 ? ADMIN_DONE : admin_fail("%s", err.text);
}
