/*
 * Satisfaction surveys: that somebody was asked, which is theirs, and what was answered, which is
 * nobody's: only counts of it are kept. The fields: record_survey.c.
 */
#ifndef MODEL_RECORD_SURVEY_H
#define MODEL_RECORD_SURVEY_H

#include "model/field.h"

/* One contact, asked about once. */
struct survey_asking {
	const char *id; /* of the contact that it is about */
	const char *survey,
	    *reply /* answered declined handed (over, on paper) mailed (no answer yet) */;
	/* As the CRM knows them: whose contact it was, what for, and the team that had it. */
	const char *customer, *council, *service, *channel, *team;
	micros at;
};
extern const struct record survey_asking_record;

struct survey_answer {
	const char *question, *answer;
};
extern const struct record survey_answer_record;

/* What one person answered. It leads to nobody: the id is of nothing else and is not kept. */
struct survey_said {
	const char *id, *month /* 2026-11 */, *survey;
	/* Of the contact: any may be null. */
	const char *council, *service, *channel, *team;
	struct list answers;
};
extern const struct record survey_said_record;

/* So many answered so; of the question "reply", so many of those asked. */
#define SURVEY_REPLY "reply"
struct survey_count {
	const char *survey, *group, *question, *answer;
	const char *role /* score resolved, or null */;
	const char *asked, *label; /* question and answer in words, or null: they are gone */
	int64_t count;
};
extern const struct record survey_count_record;

#endif
