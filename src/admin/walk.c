/* walk: a dialogue with given answers, and the outline that a desk would show. */
#include "admin/walk.h"
#include "admin/admin.h"
#include "base/alloc.h"
#include "base/file.h"
#include "base/i18n.h"
#include "dialogue/script.h"
#include "directory/folder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 1000, MOST_NEAR = 400, MOST_NAME = 100 };

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
		out->string = fact ? fact->value.in[ENGLISH] : "";
		out->said = fact ? words_in(&fact->value, in->language) : NULL;
		return fact != NULL;
	}
	size_t length = strlen(name);
	for (int i = 0; i < in->count; i++)
		if (strncmp(in->words[i], name, length) == 0 && in->words[i][length] == '=')
			out->string = in->words[i] + length + 1;
	return strchr(name, '.') != NULL;
}

/* "? ask bin   Which bin was missed? (grey blue brown)": what an author may type next. */
static void
print_step(const struct step *step)
{
	static const char marks[] = "?+=-.*";
	static const char *const kinds[] = {"say", "ask", "tell", "refer", "resolve", "signpost",
	    "book", "calculate", "include", "offer"};
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
	else if (prompt->kind == PROMPT_BOOK)
		printf(_("Outcome: an appointment is booked, %s"), prompt->id);
	else
		printf(_("Outcome: resolved, %s"), prompt->id);
	printf("\n");
	if (outline->promise_text)
		printf(_("Promise: %s\n"), outline->promise_text);
	if (outline->due_text)
		printf(_("Due: %s\n"), outline->due_text);
}

static void
print_outline(const struct outline *outline)
{
	const char *heading = "";
	for (size_t i = 0; i < outline->count; i++) {
		const struct step *step = &outline->steps[i];
		if (strcmp(heading, step->heading) != 0)
			printf("%s\n", heading = step->heading);
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

/* What one line of answers came to. */
enum line_end { LINE_DONE, LINE_SET_ASIDE, LINE_FAILED };

/* "answer=value" cut in two. */
static int
cut_word(
    const char *word, struct arena *arena, const char **name, const char **value, struct err *err)
{
	static const char signs[] = "abcdefghijklmnopqrstuvwxyz0123456789_-.#";
	const char *equals = strchr(word, '=');
	size_t length = equals ? (size_t)(equals - word) : 0;
	*name = "";
	*value = "";
	if (length == 0)
		return err_set(err, _("\"%s\" is not answer=value"), word);
	*name = arena_strndup(arena, word, length);
	*value = equals + 1;
	if (strspn(*name, signs) == length && length <= MOST_NAME)
		return 0;
	return err_set(err,
	    _("\"%s\" cannot be the name of an answer: names have small letters, digits, '_' and "
	      "'-'"),
	    *name);
}

static int
no_such_prompt(const struct dialogue *dialogue, const char *name, struct err *err)
{
	const char *table[MOST_NEAR + 1];
	size_t count = 0;
	for (const struct prompt *p = dialogue->prompts; p && count < MOST_NEAR; p = p->next)
		table[count++] = p->id;
	table[count] = NULL;
	const char *nearest = script_nearest(name, table);
	if (nearest)
		return err_set(err, _("the dialogue has no prompt \"%s\": did you mean \"%s\"?"),
		    name, nearest);
	return err_set(err, _("the dialogue has no prompt \"%s\""), name);
}

/* Checks the answers as the desk would, seeing the first `seen` of them. Those that it would refuse
 * are set aside. */
static void
check_given(const struct walk_input *in, struct arena *arena, struct walked *walked, size_t seen)
{
	const struct dialogue *dialogue = in->service->dialogue;
	size_t count = walked->env.given_count, kept = 0;
	walked->env.given_count = seen;
	for (size_t i = 0; i < count; i++) {
		struct given given = walked->given[i];
		const struct prompt *prompt = dialogue_prompt(dialogue, given.prompt);
		const char *typed = given.value;
		struct err why = {{0}};
		struct names names = walk_names(dialogue, &walked->env, given.prompt, arena);
		if (prompt->kind == PROMPT_ASK &&
		    answer_check(prompt, typed, &names, arena, &given.value, &why) < 0)
			walked->refused[walked->refused_count++] = (struct refused_answer){
			    given.prompt, typed, arena_strdup(arena, why.text)};
		else
			walked->given[kept++] = given;
	}
	walked->env.given_count = kept;
}

static int
add_given(const struct walk_input *in, const char *name, const char *value, struct walked *walked,
    struct err *err)
{
	const struct prompt *prompt = dialogue_prompt(in->service->dialogue, name);
	if (!prompt)
		return no_such_prompt(in->service->dialogue, name, err);
	if (prompt_is_outcome(prompt))
		walked->env.chosen = prompt->id;
	else
		walked->given[walked->env.given_count++] = (struct given){name, value};
	return 0;
}

/* What is said of the customer or the contact has its words, as the record has them. */
static int
check_outer(const char *name, const char *value, struct err *err)
{
	const char *const *words = outer_words(name);
	for (const char *at = value; words && *at;) {
		size_t length = strcspn(at, " ");
		const char *const *word = words;
		while (*word && (strlen(*word) != length || strncmp(*word, at, length) != 0))
			word++;
		if (length && !*word)
			return err_set(err, _("%s is never \"%.*s\""), name, (int)length, at);
		at += length + (at[length] == ' ');
	}
	return 0;
}

/* Names with a dot are not answers: look finds them among the words. */
static int
collect(const struct walk_input *in, struct arena *arena, struct walked *walked, struct err *err)
{
	size_t most = (size_t)in->count + 1;
	walked->given = arena_alloc(arena, sizeof *walked->given * most);
	walked->refused = arena_alloc(arena, sizeof *walked->refused * most);
	walked->env.given = walked->given;
	for (int i = 0; i < in->count; i++) {
		const char *name, *value;
		if (cut_word(in->words[i], arena, &name, &value, err))
			return -1;
		if (check_outer(name, value, err))
			return -1;
		if (!strchr(name, '.') && add_given(in, name, value, walked, err))
			return -1;
	}
	/* First each alone, for the form in which it is kept; then beside all others, whatever
	 * their order, because a constraint may name them. */
	check_given(in, arena, walked, 0);
	check_given(in, arena, walked, walked->env.given_count);
	return 0;
}

static int
walk_answers(
    const struct walk_input *in, struct arena *arena, struct walked *walked, struct err *err)
{
	micros now = clock_now(clock_system());
	*walked = (struct walked){.service = in->service, .env = {.language = in->language}};
	walked->env.facts = (struct names){.look = look,
	    .context = (void *)in,
	    .today = london_of(now).date,
	    .language = in->language,
	    .now = now,
	    .id = in->service->id};
	if (collect(in, arena, walked, err))
		return -1;
	return walk(in->service->dialogue, &walked->env, arena, &walked->outline, err);
}

static enum line_end
walk_words(const struct walk_input *in, bool json)
{
	struct arena arena;
	struct walked walked;
	struct err err = {{0}};
	enum line_end end = LINE_DONE;
	arena_init(&arena);
	if (walk_answers(in, &arena, &walked, &err)) {
		end = LINE_FAILED;
		if (json)
			walk_json_error(err.text);
		admin_fail("%s", err.text);
	} else {
		for (size_t i = 0; i < walked.refused_count; i++)
			admin_fail("%s: %s", walked.refused[i].prompt, walked.refused[i].reason);
		if (walked.refused_count > 0)
			end = LINE_SET_ASIDE;
		if (json)
			walk_json(&walked, &arena);
		else
			print_outline(&walked.outline);
	}
	arena_release(&arena);
	return end;
}

/* Cuts a line at its tabs. */
static int
cut_line(char *line, char **words)
{
	int count = 0;
	line[strcspn(line, "\r\n")] = '\0';
	for (char *next = line; next && *next && count < MOST_WORDS; count++) {
		words[count] = next;
		next = strchr(next, '\t');
		if (next)
			*next++ = '\0';
	}
	return count;
}

static enum admin_exit
walk_batch(struct walk_input *in, const char *path)
{
	char *words[MOST_WORDS], *line = NULL;
	size_t capacity = 0;
	bool aside = false;
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	if (!file)
		return admin_fail(_("cannot read %s: %s"), path, strerror(errno));
	in->words = words;
	while (getline(&line, &capacity, file) >= 0) {
		in->count = cut_line(line, words);
		if (walk_words(in, true) != LINE_DONE)
			aside = true;
	}
	free(line);
	if (file != stdin)
		fclose(file);
	return aside ? ADMIN_SET_ASIDE : ADMIN_DONE;
}

static enum admin_exit
walk_service(struct walk_input *in, const char *batch, bool json)
{
	static const enum admin_exit exits[] = {ADMIN_DONE, ADMIN_SET_ASIDE, ADMIN_FAILED};
	return batch ? walk_batch(in, batch) : exits[walk_words(in, json)];
}

enum admin_exit
admin_walk(struct admin *admin, int argc, char **argv)
{
	const char *council = admin_option(&argc, argv, "--council");
	const char *language = admin_option(&argc, argv, "--language");
	const char *batch = admin_option(&argc, argv, "--batch");
	if (argc < 2 || (batch && argc > 2))
		return admin_usage("walk", argc < 2
					       ? _("walk needs a service file")
					       : _("with --batch, the answers stand in the file"));
	struct err err;
	char *text;
	size_t length;
	if (file_read_all(argv[1], YAML_MOST, &text, &length, &err) < 0)
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
	struct walk_input in = {.service = service,
	    .library = &library,
	    .words = argv + 2,
	    .count = argc - 2,
	    .language = language ? language : "en"};
	enum admin_exit status = ADMIN_FAILED;
	if (service && !service->dialogue)
		status = admin_fail(_("%s has no dialogue"), service->id);
	else if (service)
		status = walk_service(&in, batch, admin->json);
	service_free(service);
	arena_release(&arena);
	return status;
}
