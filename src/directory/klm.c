#include "directory/klm.h"

#include "base/alloc.h"
#include "directory/lint_ways.h"

#include <stdlib.h>
#include <string.h>

enum { FIND_KEYS = 5, FINISH_KEYS = 1, DIRECT_CHOICES = 10, FILTER_KEYS = 4, SEVERAL_KEYS = 2 };

static const double key_seconds = 0.20, decision_seconds = 1.35, read_per_minute = 238,
		    said_per_minute = 150;

/* What is typed, and Enter; in the order of enum answer_type. 0: by the choices. */
static const size_t typed_keys[ANSWER_TYPES] = {[ANSWER_TEXT] = 21,
    [ANSWER_INTEGER] = 3,
    [ANSWER_DECIMAL] = 3,
    [ANSWER_MONEY] = 3,
    [ANSWER_DATE] = 7,
    [ANSWER_TIME] = 5,
    [ANSWER_YESNO] = 1,
    [ANSWER_SELECT_MULTIPLE] = SEVERAL_KEYS,
    [ANSWER_ADDRESS] = 10,
    [ANSWER_PHONE] = 12,
    [ANSWER_EMAIL] = 21,
    [ANSWER_POSTCODE] = 8};

/* How a way is counted. */
struct manner {
	bool all;   /* what may be left out is asked as well */
	bool known; /* what can be filled is known */
};

struct counting {
	struct klm_path *typical; /* one of each way */
	size_t count, capacity;
	struct klm_path best, worst;
};

static size_t
words_of(const char *text)
{
	size_t count = 0;
	while (text && *text) {
		text += strspn(text, " \t\n");
		count += *text != '\0';
		text += strcspn(text, " \t\n");
	}
	return count;
}

static size_t
answer_keys(const struct prompt *prompt)
{
	size_t choices = 0;
	for (const struct choice *choice = prompt->choices; choice; choice = choice->next)
		choices++;
	if (prompt->type != ANSWER_SELECT_ONE)
		return typed_keys[prompt->type];
	return choices > DIRECT_CHOICES ? FILTER_KEYS : 1;
}

static void
count_ask(struct klm_path *path, const struct step *step, const struct manner *manner)
{
	const struct prompt *prompt = step->prompt;
	if (!prompt->required && !manner->all)
		return;
	path->spoken += words_of(step->text);
	path->words += words_of(step->text) + words_of(step->hint);
	for (const struct choice *choice = prompt->choices; choice; choice = choice->next)
		path->words += words_of(choice->label.in[ENGLISH]);
	path->keys += prompt->fill && manner->known ? 1 : answer_keys(prompt);
	path->decisions++;
}

static void
count_step(struct klm_path *path, const struct step *step, const struct manner *manner)
{
	if (step->state == STEP_NOT_NEEDED || step->state == STEP_BLOCKED)
		return;
	switch (step->prompt->kind) {
	case PROMPT_ASK:
		count_ask(path, step, manner);
		return;
	case PROMPT_TELL:
		path->keys++;
		break;
	case PROMPT_CALCULATE:
		path->words += words_of(step->rule) + words_of(step->answer_text);
		break;
	default:
		break;
	}
	path->words += words_of(step->text) + words_of(step->to);
	path->spoken += words_of(step->text) + words_of(step->to);
}

static struct klm_path
count_way(const struct outline *outline, bool all, bool known)
{
	struct manner manner = {all, known};
	struct klm_path path = {.keys = FIND_KEYS + FINISH_KEYS, .decisions = 2};
	for (size_t i = 0; i < outline->count; i++)
		count_step(&path, &outline->steps[i], &manner);
	path.words += words_of(outline->promise_text);
	path.spoken += words_of(outline->promise_text);
	path.seconds = (double)path.keys * key_seconds + (double)path.decisions * decision_seconds +
		       (double)path.words * 60 / read_per_minute;
	path.talk = (double)path.spoken * 60 / said_per_minute;
	return path;
}

static void
note_end(struct ways *ways, const struct outline *outline, struct arena *arena)
{
	struct counting *counting = ways->context;
	struct klm_path best = count_way(outline, false, true);
	struct klm_path worst = count_way(outline, true, false);
	(void)arena;
	if (counting->count == 0 || best.seconds < counting->best.seconds)
		counting->best = best;
	if (counting->count == 0 || worst.seconds > counting->worst.seconds)
		counting->worst = worst;
	counting->typical = grow(
	    counting->typical, &counting->capacity, counting->count, sizeof *counting->typical);
	counting->typical[counting->count++] = count_way(outline, true, true);
}

static int
by_seconds(const void *a, const void *b)
{
	double x = ((const struct klm_path *)a)->seconds, y = ((const struct klm_path *)b)->seconds;
	return (x > y) - (x < y);
}

/* False when there are more ways than were replayed. */
static bool
count_ways(const struct lint *lint, struct counting *counting, bool every)
{
	struct ways *ways = xcalloc(1, sizeof *ways);
	counting->count = 0;
	ways->ended = note_end;
	ways->context = counting;
	ways_explore(ways, lint, every);
	bool whole = !ways->cut;
	free(ways);
	return whole;
}

void
klm_of(const struct lint *lint, struct klm *klm)
{
	struct counting counting = {.count = 0};
	/* Every way; of a dialogue with too many, those that make a difference to its outcome. */
	bool whole = count_ways(lint, &counting, true);
	if (!whole)
		count_ways(lint, &counting, false);
	*klm = (struct klm){
	    .best = counting.best, .worst = counting.worst, .ways = counting.count, .cut = !whole};
	if (counting.count > 0) {
		qsort(counting.typical, counting.count, sizeof *counting.typical, by_seconds);
		klm->typical = counting.typical[counting.count / 2];
	}
	free(counting.typical);
}
