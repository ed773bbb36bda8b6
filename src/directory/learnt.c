#include "directory/learnt.h"

#include <math.h>
#include <string.h>

#define HALF_LIFE (90 * MICROS_DAY)
enum { HUNDREDTHS = 100, MOST_COUNT = 1000000 };

void
learnt_id(struct buf *out, const char *service, const char *words)
{
	buf_printf(out, "%s.%s", service, words);
}

double
learnt_weight(const struct learnt *learnt, micros now)
{
	double age = now > learnt->at ? (double)(now - learnt->at) : 0;
	return (double)learnt->count / HUNDREDTHS * exp2(-age / (double)HALF_LIFE);
}

void
learnt_again(struct learnt *learnt, micros now)
{
	double count = (learnt_weight(learnt, now) + 1) * HUNDREDTHS;
	learnt->count = count < MOST_COUNT ? (int64_t)count : MOST_COUNT;
	learnt->at = now;
}

double
learnt_likeness(const char *words, const char *said)
{
	enum { SHORTEST = 2 };
	size_t length = strlen(words), typed = strlen(said);
	if (strcmp(words, said) == 0)
		return 1;
	if (typed >= SHORTEST && strncmp(words, said, typed) == 0)
		return 0.5;
	if (length >= SHORTEST && strncmp(said, words, length) == 0 && said[length] == '-')
		return 0.5;
	return 0;
}
