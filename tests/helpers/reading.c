#include "helpers/reading.h"
#include "dialogue/yaml.h"

#include <check.h>
#include <string.h>

struct arena arena;
struct finding_list findings;

void
reading_begin(void)
{
	arena_init(&arena);
	findings_init(&findings);
}

void
reading_end(void)
{
	arena_release(&arena);
	findings_release(&findings);
}

const char *
reading_findings(void)
{
	const char *all = "";
	for (size_t i = 0; i < findings.count; i++)
		all = arena_printf(&arena, "%s%s\n", all, finding_text(&findings.items[i], &arena));
	return all;
}

const char *
reading_lines(const char *const *lines, int count, int line, const char *text)
{
	const char *all = "";
	for (int i = 0; i < count; i++) {
		const char *now = i + 1 == line ? text : lines[i];
		if (now)
			all = arena_printf(&arena, "%s%s\n", all, now);
	}
	return all;
}

const struct dialogue *
reading_dialogue(const char *text)
{
	const struct yaml *root = yaml_parse(&arena, "x.yaml", text, strlen(text), &findings);
	const struct dialogue *dialogue =
	    root ? dialogue_parse(&arena, "x.yaml", root, &findings) : NULL;
	ck_assert_msg(dialogue != NULL, "%s", reading_findings());
	return dialogue;
}
