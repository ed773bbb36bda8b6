/* report complaints: by council and stage what came in, was acknowledged and answered, in time and
 * late, and how; how many went on to stage two; and what was learnt, with what is done about it. */
#include "admin/list.h"
#include "admin/report.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"

static const char *
share(struct arena *arena, int64_t part, int64_t whole)
{
	return whole ? arena_printf(arena, "%.0f%%", 100 * (double)part / (double)whole) : "-";
}

/* Of those answered at the stage before in that time. */
static const char *
escalated(struct arena *arena, const struct list *counts, const struct complaint_count *of)
{
	LIST_EACH(struct complaint_count, before, counts)
	if (before->stage == of->stage - 1 &&
	    (text_same(before->council, of->council) || (!before->council && !of->council)))
		return share(arena, of->received, before->answered);
	return "-";
}

static void
print_count(struct arena *arena, const struct list *counts, const struct complaint_count *count)
{
	const char *council = count->council ? shown(count->council, arena) : _("all");
	printf("%-16s %5lld %8lld %7lld %7s %8lld %7s %8lld %6lld %6lld %10lld %9lld %7lld %9s\n",
	    council, (long long)count->stage, (long long)count->received,
	    (long long)count->acknowledged,
	    share(arena, count->acknowledged - count->acknowledged_late, count->acknowledged),
	    (long long)count->answered,
	    share(arena, count->answered - count->answered_late, count->answered),
	    (long long)count->extended, (long long)count->upheld, (long long)count->partly,
	    (long long)count->rejected, (long long)count->withdrawn, (long long)count->overdue,
	    escalated(arena, counts, count));
}

/* A council of null is all of them together. */
static void
add_all(struct list *counts, struct arena *arena)
{
	struct list all = {0};
	LIST_EACH(struct complaint_count, count, counts)
	{
		struct complaint_count *sum = NULL;
		LIST_EACH(struct complaint_count, known, &all)
		if (known->stage == count->stage)
			sum = known;
		if (!sum) {
			sum = list_add(arena, &all, &complaint_count_record);
			sum->stage = count->stage;
		}
		for (size_t i = 0; i < complaint_count_record.count; i++) {
			const struct field *field = &complaint_count_record.fields[i];
			if (field->type == FIELD_NUMBER && !text_same(field->name, "stage"))
				*(int64_t *)(void *)((char *)sum + field->offset) +=
				    *(const int64_t *)(const void *)((const char *)count +
								     field->offset);
		}
	}
	LIST_EACH(struct complaint_count, sum, &all)
	*(struct complaint_count *)list_add(arena, counts, &complaint_count_record) = *sum;
}

static void
print_counts(struct arena *arena, struct list *counts)
{
	printf("%-16s %5s %8s %7s %7s %8s %7s %8s %6s %6s %10s %9s %7s %9s\n", "", _("stage"),
	    _("received"), _("ackn."), _("in time"), _("answered"), _("in time"), _("extended"),
	    _("upheld"), _("partly"), _("not upheld"), _("withdrawn"), _("overdue"),
	    _("escalated"));
	add_all(counts, arena);
	LIST_EACH(struct complaint_count, count, counts)
	print_count(arena, counts, count);
}

static void
print_lesson(struct arena *arena, const struct complaint_lesson *lesson)
{
	char at[11], due[11], done[11] = "";
	date_format(at, london_of(lesson->at).date);
	date_format(due, london_of(lesson->due).date);
	if (lesson->done)
		date_format(done, london_of(lesson->done).date);
	printf("%-16s %-12s %s  %s: %s\n", shown(lesson->council, arena),
	    shown(lesson->reference, arena), at,
	    text_same(lesson->kind, "lesson") ? _("learnt") : _("put right"),
	    shown(lesson->text, arena));
	printf("%30s%s: %s, %s %s", "", shown(lesson->action, arena), shown(lesson->owner, arena),
	    _("by"), due);
	if (lesson->done)
		printf(", %s %s: %s\n", _("done"), done, shown(lesson->came, arena));
	else
		printf(", %s\n", _("not done"));
}

static void
print_all(
    const struct admin *admin, struct arena *arena, struct list *counts, const struct list *lessons)
{
	if (!admin->json) {
		print_counts(arena, counts);
		printf("\n");
	}
	LIST_EACH(struct complaint_count, count, counts)
	if (admin->json)
		print_record(&complaint_count_record, count);
	LIST_EACH(struct complaint_lesson, lesson, lessons)
	if (admin->json)
		print_record(&complaint_lesson_record, lesson);
	else
		print_lesson(arena, lesson);
}

enum admin_exit
report_complaints(struct admin *admin, const struct report_options *options)
{
	struct crm *crm = admin_crm(admin);
	struct list counts = {0}, lessons = {0};
	struct arena arena;
	struct err err;
	if (!crm)
		return ADMIN_FAILED;
	arena_init(&arena);
	int rc = crm_complaints(crm, admin->actor, london_micros(options->from, 0, 0),
	    london_micros(date_add(options->to, 1), 0, 0), &arena, &counts, &lessons, &err);
	if (rc == 0)
		print_all(admin, &arena, &counts, &lessons);
	arena_release(&arena);
	return rc < 0 ? admin_fail("%s", err.text) : ADMIN_DONE;
}
