/*
 * Flows that others wrote: the recorded paths of GOV.UK's smart answers, turned into dialogues.
 * Every recorded path must show the same next question or the same outcome, and it must not matter
 * in which order its answers are given. Where the recordings are not at hand it says so.
 */
#include "base/file.h"
#include "dialogue/walk.h"
#include "helpers/proc.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 4000, MOST_PATH = 40, MOST_NODES = 200 };

struct row {
	const char *node, *next, *prefix; /* prefix: the answers before the last, joined */
	const char *answers[MOST_PATH];
	const char *nodes[MOST_PATH]; /* the question of each answer */
	size_t count;
	bool outcome;
};

struct flow {
	struct row *rows;
	size_t count;
	const char *nodes[MOST_NODES];
	bool ends[MOST_NODES];
	size_t node_count;
};

static const char *const flow_names[] = {"benefit-cap-calculator",
    "calculate-married-couples-allowance", "help-if-you-are-arrested-abroad",
    "inherits-someone-dies-without-will", "landlord-immigration-check",
    "legalisation-document-checker", "pip-checker", "register-a-birth", "register-a-death",
    "report-a-lost-or-stolen-passport", "state-pension-through-partner", "student-finance-forms",
    "towing-rules", "vat-payment-deadlines"};

/* ":where_are_you_now?" as an id: q_where_are_you_now */
static const char *
node_id(const char *name)
{
	char *id = arena_printf(&arena, "q_%s", name);
	size_t length = 0;
	for (char *p = id; *p; p++)
		if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') || *p == '_')
			id[length++] = *p;
	id[length < 60 ? length : 60] = '\0';
	return id;
}

static const char *
join(const char *const *answers, size_t count)
{
	const char *text = "";
	for (size_t i = 0; i < count; i++)
		text = arena_printf(&arena, "%s|%s", text, answers[i]);
	return text;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The recording writes an amount as 50 when it is the last answer and as 50.0 later on, and orders
 * several answers anew. */
static const char *
answer_text(const char *text)
{
	size_t length = strlen(text), count = 0;
	const char *parts[MOST_PATH], *sorted = "";
	if (length > 2 && strcmp(text + length - 2, ".0") == 0 &&
	    strspn(text, "0123456789.") == length)
		return arena_strndup(&arena, text, length - 2);
	for (char *part = strtok(arena_strdup(&arena, text), ","); part && count < MOST_PATH;
	     part = strtok(NULL, ","))
		parts[count++] = part;
	if (count < 2)
		return text;
	qsort(parts, count, sizeof *parts, by_text);
	for (size_t i = 0; i < count; i++)
		sorted = arena_printf(&arena, "%s%s%s", sorted, i ? "," : "", parts[i]);
	return sorted;
}

static void
read_row(const struct yaml *map, struct row *row)
{
	const char *node = yaml_text(map, ":current_node"), *next = yaml_text(map, ":next_node");
	const struct yaml *answers = yaml_get(map, ":responses");
	ck_assert(node && next && answers);
	row->node = node_id(node);
	row->next = node_id(next);
	row->outcome = strcmp(yaml_text(map, ":outcome_node"), "true") == 0;
	for (const struct yaml *a = answers->first; a; a = a->next) {
		ck_assert_uint_lt(row->count, MOST_PATH);
		row->answers[row->count++] = answer_text(a->text);
	}
	row->prefix = join(row->answers, row->count ? row->count - 1 : 0);
}

static void
add_node(struct flow *flow, const char *id, bool end)
{
	for (size_t i = 0; i < flow->node_count; i++)
		if (strcmp(flow->nodes[i], id) == 0)
			return;
	ck_assert_uint_lt(flow->node_count, MOST_NODES);
	flow->ends[flow->node_count] = end;
	flow->nodes[flow->node_count++] = id;
}

/* The question that comes after these answers. */
static const char *
node_after(const struct flow *flow, const char *prefix)
{
	for (size_t i = 0; i < flow->count; i++)
		if (strcmp(flow->rows[i].prefix, prefix) == 0)
			return flow->rows[i].node;
	return NULL;
}

/* Answers that a question refused (it stays where it is) make no path. */
static bool
complete_path(const struct flow *flow, struct row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		row->nodes[i] =
		    i + 1 == row->count ? row->node : node_after(flow, join(row->answers, i));
		for (size_t j = 0; j < i && row->nodes[i]; j++)
			if (strcmp(row->nodes[i], row->nodes[j]) == 0)
				return false;
		if (!row->nodes[i] || strpbrk(row->answers[i], "\"\n"))
			return false;
	}
	return strcmp(row->node, row->next) != 0;
}

static bool
read_flow(const char *path, struct flow *flow)
{
	char *text;
	size_t length;
	struct err err = {{0}};
	ck_assert_msg(file_read_all(path, 4 << 20, &text, &length, &err) == 0, "%s", err.text);
	const struct yaml *root = yaml_parse(&arena, path, text, length, &findings);
	free(text);
	if (!root) {
		printf("# left out: %s\n", finding_text(&findings.items[0], &arena));
		return false;
	}
	flow->rows = arena_alloc(&arena, MOST_ROWS * sizeof *flow->rows);
	for (const struct yaml *map = root->first; map; map = map->next) {
		ck_assert_uint_lt(flow->count, MOST_ROWS);
		read_row(map, &flow->rows[flow->count++]);
	}
	size_t kept = 0;
	for (size_t i = 0; i < flow->count; i++) {
		add_node(flow, flow->rows[i].node, false);
		flow->rows[i].nodes[0] = NULL;
	}
	for (size_t i = 0; i < flow->count; i++)
		add_node(flow, flow->rows[i].next, flow->rows[i].outcome);
	struct row *good = arena_alloc(&arena, (flow->count + 1) * sizeof *good);
	for (size_t i = 0; i < flow->count; i++)
		if (complete_path(flow, &flow->rows[i]))
			good[kept++] = flow->rows[i];
	flow->rows = good;
	flow->count = kept;
	return true;
}

static bool
asks(const struct row *row, const char *node)
{
	for (size_t i = 0; i < row->count; i++)
		if (strcmp(row->nodes[i], node) == 0)
			return true;
	return false;
}

static bool
answers(const struct row *row, const char *node, const char *answer)
{
	for (size_t i = 0; i < row->count; i++)
		if (strcmp(row->nodes[i], node) == 0)
			return strcmp(row->answers[i], answer) == 0;
	return false;
}

/* What the path comes to after a question on it. */
static const char *
next_after(const struct row *row, const char *node)
{
	for (size_t i = 0; i + 1 < row->count; i++)
		if (strcmp(row->nodes[i], node) == 0)
			return row->nodes[i + 1];
	return row->next;
}

/* Does the other path hold the last `depth` answers of this one, wherever? */
static bool
looks_like(const struct row *row, const struct row *other, size_t depth)
{
	for (size_t k = 1; k <= depth; k++)
		if (!answers(other, row->nodes[row->count - k], row->answers[row->count - k]))
			return false;
	return true;
}

/* The last `depth` answers of the path decide where it goes on: every path with the same ones goes
 * there too. */
static bool
decides(const struct flow *flow, const struct row *row, size_t depth)
{
	for (size_t i = 0; i < flow->count; i++)
		if (looks_like(row, &flow->rows[i], depth) &&
		    strcmp(row->next, next_after(&flow->rows[i], row->node)) != 0)
			return false;
	return true;
}

/* A path that holds all of this one and goes elsewhere asked something that this one did not. */
static const char *
not_asked(const struct flow *flow, const struct row *row, const char *way)
{
	for (size_t i = 0; i < flow->count; i++) {
		const struct row *other = &flow->rows[i];
		if (!looks_like(row, other, row->count) ||
		    strcmp(row->next, next_after(other, row->node)) == 0)
			continue;
		for (size_t k = 0; k < other->count; k++) {
			if (asks(row, other->nodes[k]))
				continue;
			const char *left_out =
			    arena_printf(&arena, " and ${%s} = ''", other->nodes[k]);
			if (!strstr(way, left_out))
				way = arena_printf(&arena, "%s%s", way, left_out);
			break;
		}
	}
	return way;
}

static const char *
way_to(const struct flow *flow, const struct row *row)
{
	const char *way = "";
	size_t depth = 1;
	while (depth < row->count && !decides(flow, row, depth))
		depth++;
	for (size_t k = depth; k >= 1; k--)
		way = arena_printf(&arena, "%s%s${%s} = \"%s\"", way, *way ? " and " : "",
		    row->nodes[row->count - k], row->answers[row->count - k]);
	return decides(flow, row, depth) ? way : not_asked(flow, row, way);
}

/* Every way that leads to a node; each only once. Null when a condition would be too long. */
static const char *
condition_of(const struct flow *flow, const char *node)
{
	const char *all = "";
	for (size_t i = 0; i < flow->count; i++) {
		if (strcmp(flow->rows[i].next, node) != 0)
			continue;
		const char *way = arena_printf(&arena, "(%s)", way_to(flow, &flow->rows[i]));
		if (strstr(all, way))
			continue;
		all = arena_printf(&arena, "%s%s%s", all, *all ? " or " : "", way);
		if (strlen(all) > 4000)
			return NULL;
	}
	return all;
}

static const struct dialogue *
make_dialogue(const struct flow *flow)
{
	const char *text = "- section: S\n  prompts:\n";
	for (size_t i = 0; i < flow->node_count; i++) {
		const char *id = flow->nodes[i], *when = condition_of(flow, id);
		if (!when)
			return NULL;
		text = arena_printf(
		    &arena, "%s    - %s: %s\n", text, flow->ends[i] ? "resolve" : "ask", id);
		if (!flow->ends[i])
			text = arena_printf(&arena,
			    "%s      text: Q\n      type: text\n      required: true\n", text);
		if (*when)
			text = arena_printf(&arena, "%s      when: |\n        %s\n", text, when);
	}
	const struct dialogue *dialogue = reading_dialogue(text);
	return dialogue;
}

static const char *
where_it_stands(const struct outline *outline, struct arena *local)
{
	if (outline->end == WALK_OUTCOME)
		return outline->outcome->id;
	if (outline->end == WALK_OPEN && outline->open == 1 && outline->next < outline->count)
		return outline->steps[outline->next].prompt->id;
	return arena_printf(local, "end %d with %zu open", outline->end, outline->open);
}

static void
check_row(const struct dialogue *dialogue, const struct row *row, bool backwards)
{
	struct arena local;
	struct given given[MOST_PATH];
	struct outline outline;
	struct err err = {{0}};
	arena_init(&local);
	for (size_t i = 0; i < row->count; i++) {
		size_t at = backwards ? row->count - 1 - i : i;
		given[i] = (struct given){row->nodes[at], row->answers[at]};
	}
	struct walk_env env = {.given = given, .given_count = row->count};
	ck_assert_msg(walk(dialogue, &env, &local, &outline, &err) == 0, "%s", err.text);
	ck_assert_msg(strcmp(where_it_stands(&outline, &local), row->next) == 0,
	    "after%s: %s, not %s", join(row->answers, row->count),
	    where_it_stands(&outline, &local), row->next);
	arena_release(&local);
}

START_TEST(recorded_paths_go_where_they_went)
{
	char *name = arena_printf(
	    &arena, "dialogue/smartanswers/%s-responses-and-expected-results.yml", flow_names[_i]);
	char *path = proc_data(name);
	struct flow flow = {0};
	if (!path)
		return;
	bool read = read_flow(path, &flow);
	free(path);
	if (!read)
		return;
	const struct dialogue *dialogue = make_dialogue(&flow);
	if (!dialogue) {
		printf("# left out: %s needs a condition over 4 KiB\n", flow_names[_i]);
		return;
	}
	for (size_t i = 0; i < flow.count; i++) {
		check_row(dialogue, &flow.rows[i], false);
		check_row(dialogue, &flow.rows[i], true);
	}
	printf("# %s: %zu questions and outcomes, %zu paths\n", flow_names[_i], flow.node_count,
	    flow.count);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("dialogue_flows");
	TCase *tcase = tcase_create("flows");
	tcase_set_timeout(tcase, 120);
	tcase_add_checked_fixture(tcase, reading_begin, reading_end);
	tcase_add_loop_test(tcase, recorded_paths_go_where_they_went, 0,
	    (int)(sizeof flow_names / sizeof *flow_names));
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
