/* walk: a dialogue with given answers, and the outline that a desk would show. */
#include "dialogue/walk.h"
#include "admin/admin.h"
#include "base/alloc.h"
#include "base/file.h"
#include "base/i18n.h"
#include "directory/folder.h"

#include <stdlib.h>
#include <string.h>

struct walk_input {
	const struct service *service;
	const struct library *library;
	char **words; /* name=value */
	int count;
	const char *language;
};

/* fact.NAME comes from the service, customer.X=… and the like from the command line. */
static bool
look(void *context, const char *name, struct value *out)
{
	const struct walk_input *in = context;
	*out = (struct value){.kind = VALUE_STRING, .string = ""};
	if (strncmp(name, "fact.", 5) == 0) {
		const struct fact *fact =
		    library_fact(in->library, in->service, name + 5, in->service->council);
		out->string = fact ? words_in(&fact->value, in->language) : "";
		return fact != NULL;
	}
	size_t length = strlen(name);
	for (int i = 0; i < in->count; i++)
		if (strncmp(in->words[i], name, length) == 0 && in->words[i][length] == '=')
			out->string = in->words[i] + length + 1;
	return strchr(name, '.') != NULL;
}

static const char *
section_title(const struct dialogue *dialogue, const char *id)
{
	for (const struct section *s = dialogue->sections; s; s = s->next)
		if (strcmp(s->id, id) == 0)
			return s->title.in[ENGLISH];
	return id;
}

/* "? ask bin   Which bin was missed? (grey blue brown)": what an author may type next. */
static void
print_step(const struct step *step)
{
	static const char marks[] = "?+=-.*";
	static const char *const kinds[] = {
	    "say", "ask", "tell", "refer", "resolve", "signpost", "calculate", "include", "offer"};
	const struct prompt *prompt = step->prompt;
	printf("  %c %-9s %-20s %s", marks[step->state], kinds[prompt->kind], prompt->id,
	    step->text ? step->text : "");
	if (prompt->queue_role && strcmp(prompt->queue_role, prompt->id) != 0)
		printf("%s[%s]", step->text && *step->text ? " " : "", prompt->queue_role);
	if (step->answer_text)
		printf(" -> %s", step->answer_text);
	if (step->answer_text && step->rule)
		printf(" (%s)", step->rule);
	else if (step->state == STEP_OPEN && prompt->choices) {
		printf(" (");
		for (const struct choice *c = prompt->choices; c; c = c->next)
			printf("%s%s", c->value, c->next ? " " : ")");
	}
	printf("\n");
}

static void
print_outcome(const struct outline *outline)
{
	const struct prompt *prompt = outline->outcome;
	if (prompt->kind == PROMPT_REFER)
		printf(_("Outcome: refer to %s"), prompt->queue_role);
	else if (prompt->kind == PROMPT_SIGNPOST)
		printf(_("Outcome: signpost to %s"), outline->outcome_text);
	else
		printf(_("Outcome: resolved, %s"), prompt->id);
	printf("\n");
	if (outline->promise_text)
		printf(_("Promise: %s\n"), outline->promise_text);
	if (outline->due_text)
		printf(_("Due: %s\n"), outline->due_text);
}

static void
print_outline(const struct dialogue *dialogue, const struct outline *outline)
{
	const char *section = NULL;
	for (size_t i = 0; i < outline->count; i++) {
		const struct step *step = &outline->steps[i];
		if (!section || strcmp(section, step->prompt->section) != 0)
			printf("%s\n", section_title(dialogue, section = step->prompt->section));
		print_step(step);
	}
	switch (outline->end) {
	case WALK_OPEN:
		printf(P_("Open: %zu required answer is missing.\n",
			   "Open: %zu required answers are missing.\n", outline->open),
		    outline->open);
		break;
	case WALK_OUTCOME:
		print_outcome(outline);
		break;
	case WALK_CHOOSE:
		printf(_("Several outcomes hold: the advisor chooses.\n"));
		break;
	case WALK_NONE:
		printf(_("No outcome: nothing is open and nothing holds.\n"));
		break;
	}
}

/* Checks each name=value as the desk would and turns it into a given answer. */
static int
collect(const struct walk_input *in, struct names *names, struct arena *arena, struct given *given,
    size_t *count)
{
	for (int i = 0; i < in->count; i++) {
		char *equals = strchr(in->words[i], '=');
		if (!equals)
			return admin_fail(_("\"%s\" is not answer=value"), in->words[i]), -1;
		const char *name =
		    arena_strndup(arena, in->words[i], (size_t)(equals - in->words[i]));
		if (strchr(name, '.'))
			continue;
		const struct prompt *prompt = dialogue_prompt(in->service->dialogue, name);
		struct err err;
		const char *value = equals + 1;
		if (!prompt)
			return admin_fail(_("the dialogue has no prompt \"%s\""), name), -1;
		if (prompt->kind == PROMPT_ASK &&
		    answer_check(prompt, equals + 1, names, arena, &value, &err) < 0)
			return admin_fail("%s: %s", name, err.text), -1;
		given[(*count)++] = (struct given){name, value};
	}
	return 0;
}

static enum admin_exit
walk_service(const struct service *service, const struct library *library, int count, char **words)
{
	struct arena arena;
	arena_init(&arena);
	struct walk_input in = {service, library, words, count, "en"};
	struct walk_env env = {.language = "en"};
	micros now = clock_now(clock_system());
	env.facts = (struct names){.look = look,
	    .context = &in,
	    .today = london_of(now).date,
	    .language = "en",
	    .now = now,
	    .id = service->id};
	struct given *given = arena_alloc(&arena, sizeof *given * (size_t)(count + 1));
	env.given = given;
	enum admin_exit status = ADMIN_FAILED;
	struct outline outline;
	struct err err;
	if (collect(&in, &env.facts, &arena, given, &env.given_count) == 0) {
		if (walk(service->dialogue, &env, &arena, &outline, &err) < 0) {
			status = admin_fail("%s", err.text);
		} else {
			print_outline(service->dialogue, &outline);
			status = ADMIN_DONE;
		}
	}
	arena_release(&arena);
	return status;
}

enum admin_exit
admin_walk(struct admin *admin, int argc, char **argv)
{
	(void)admin;
	const char *council = admin_option(&argc, argv, "--council");
	if (argc < 2)
		return admin_usage("walk", _("walk needs a service file"));
	struct err err;
	char *text;
	size_t length;
	if (file_read_all(argv[1], 256 * 1024, &text, &length, &err) < 0)
		return admin_fail("%s", err.text);
	struct finding_list findings;
	findings_init(&findings);
	struct arena arena;
	arena_init(&arena);
	struct folder folder = {&arena, argv[1]};
	struct library library = folder_library(&folder);
	struct service *service =
	    service_parse(argv[1], text, length, council, &library, &findings);
	for (size_t i = 0; i < findings.count; i++)
		fprintf(stderr, "%s:%d:%d: %s\n", findings.items[i].file, findings.items[i].line,
		    findings.items[i].column, findings.items[i].sentence);
	findings_release(&findings);
	free(text);
	enum admin_exit status = ADMIN_FAILED;
	if (service && !service->dialogue)
		status = admin_fail(_("%s has no dialogue"), service->id);
	else if (service)
		status = walk_service(service, &library, argc - 2, argv + 2);
	service_free(service);
	arena_release(&arena);
	return status;
}
