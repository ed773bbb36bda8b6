#include "model/equality.h"
#include "model/record_inner.h"

#include <string.h>

static const struct equality_choice ages[] = {{"under-16", N_("under 16")},
    {"16-24", N_("16 to 24")}, {"25-44", N_("25 to 44")}, {"45-64", N_("45 to 64")},
    {"65-74", N_("65 to 74")}, {"75-over", N_("75 or over")}};
static const struct equality_choice sexes[] = {{"female", N_("female")}, {"male", N_("male")}};
static const struct equality_choice limits[] = {
    {"a-lot", N_("yes, a lot")}, {"a-little", N_("yes, a little")}, {"not-at-all", N_("no")}};
static const struct equality_choice groups[] = {{"white", N_("White")},
    {"mixed", N_("Mixed or multiple ethnic groups")}, {"asian", N_("Asian or Asian British")},
    {"black", N_("Black, Black British, Caribbean or African")},
    {"other", N_("another ethnic group")}};
static const struct equality_choice beliefs[] = {{"none", N_("no religion")},
    {"christian", N_("Christian")}, {"buddhist", N_("Buddhist")}, {"hindu", N_("Hindu")},
    {"jewish", N_("Jewish")}, {"muslim", N_("Muslim")}, {"sikh", N_("Sikh")},
    {"other", N_("another religion")}};

const struct equality_question equality_questions[] = {
    {"age", N_("Age"), N_("How old are you?"), ages, COUNT(ages)},
    {"sex", N_("Sex"), N_("What is your sex?"), sexes, COUNT(sexes)},
    {"disability", N_("Disability"),
	N_("Does a lasting illness or condition make daily life harder for you?"), limits,
	COUNT(limits)},
    {"ethnicity", N_("Ethnic group"), N_("What is your ethnic group?"), groups, COUNT(groups)},
    {"religion", N_("Religion"), N_("What is your religion?"), beliefs, COUNT(beliefs)},
};
const size_t equality_question_count = COUNT(equality_questions);

const struct equality_question *
equality_question(const char *id, size_t length)
{
	for (size_t i = 0; i < equality_question_count; i++)
		if (strlen(equality_questions[i].id) == length &&
		    memcmp(equality_questions[i].id, id, length) == 0)
			return &equality_questions[i];
	return NULL;
}

const char *
equality_label(const struct equality_question *question, const char *answer)
{
	for (size_t i = 0; i < question->count; i++)
		if (strcmp(question->choices[i].word, answer) == 0)
			return question->choices[i].label;
	return strcmp(answer, EQUALITY_DECLINED) == 0 ? N_("would rather not say") : NULL;
}

static const struct field equality_answer_fields[] = {
    FIELD(equality_answer, question, FIELD_KEY, 20, FIELD_REQUIRED, NULL),
    FIELD(equality_answer, answer, FIELD_KEY, 20, FIELD_REQUIRED, NULL),
};
const struct record equality_answer_record = RECORD(equality_answer);

static const struct field equality_fields[] = {
    FIELD(equality, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(equality, month, FIELD_KEY, 7, FIELD_REQUIRED, NULL),
    FIELD(equality, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(equality, area, FIELD_KEY, 60, 0, NULL),
    FIELD_IN(equality, answers, FIELD_LIST, 10, equality_answer_record, FIELD_REQUIRED, NULL),
};
const struct record equality_record = RECORD(equality);

static const struct field equality_count_fields[] = {
    FIELD(equality_count, group, FIELD_KEY, 60, 0, NULL),
    FIELD(equality_count, question, FIELD_KEY, 20, FIELD_REQUIRED, NULL),
    FIELD(equality_count, answer, FIELD_KEY, 20, FIELD_REQUIRED, NULL),
    FIELD(equality_count, count, FIELD_NUMBER, 0, 0, NULL),
};
const struct record equality_count_record = RECORD(equality_count);
