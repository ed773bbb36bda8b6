/* Service files: YAML, the loader, the dialogue with its conditions, and a walk through what was
 * read. A file is refused with a finding, or it can be walked. */
#include "base/i18n.h"
#include "dialogue/walk.h"
#include "directory/changes.h"
#include "directory/library.h"
#include "directory/replace.h"
#include "directory/vouched.h"
#include "fuzz/corpus.h"

#include <stdlib.h>
#include <string.h>

static bool
no_names(void *context, const char *name, struct value *out)
{
	(void)context, (void)name;
	*out = (struct value){.kind = VALUE_UNKNOWN};
	return true;
}

/* Every part there is says the same as the file itself: a part may include itself. */
struct mirror {
	const char *text;
	size_t size;
};

static const char *
mirror_text(void *context, const char *id, size_t *length, const char **file)
{
	const struct mirror *mirror = context;
	*length = mirror->size;
	*file = id;
	return mirror->text;
}

static const struct fact *
mirror_fact(void *context, const char *service, const char *name, const char *council)
{
	(void)context, (void)service, (void)name, (void)council;
	return NULL;
}

static void
parse(const char *council, const char *text, size_t size, bool parts)
{
	struct finding_list findings;
	struct mirror mirror = {text, size};
	const struct library library = {&mirror, mirror_text, mirror_fact};
	findings_init(&findings);
	struct service *service =
	    service_parse("fuzz.yaml", text, size, council, parts ? &library : NULL, &findings);
	if (!service && findings.errors == 0)
		abort();
	if (service && service->dialogue) {
		struct arena arena;
		struct outline outline;
		struct err err;
		struct service_names names = {.service = service, .outer = {.look = no_names}};
		struct walk_env env = {.language = "en"};
		env.facts = service_names(&names);
		arena_init(&arena);
		if (walk(service->dialogue, &env, &arena, &outline, &err) < 0 && !err.text[0])
			abort();
		arena_release(&arena);
	}
	service_free(service);
	findings_release(&findings);
}

/* What can be read differs from itself in nothing, whatever it holds. */
static void
compare(const char *data, size_t size)
{
	struct arena arena;
	struct change *changes;
	struct err err;
	const char *title;
	arena_init(&arena);
	const char *text = arena_strndup(&arena, data, size);
	if (changes_between(&arena, text, text, &changes, &err) == 0 && changes && *text)
		abort();
	if (changes_between(&arena, arena_strndup(&arena, data, size / 2), text, &changes, &err) ==
	    0)
		for (; changes; changes = changes->next)
			if (!changes->what)
				abort();
	vouched_read(&arena, text, strlen(text), &title);
	struct replacing replacing = {.old = "e", .new = "e: #", .facts = true, .texts = true};
	struct buf out;
	buf_init(&out, 1 << 20);
	replace_words(text, &replacing, &out, &err);
	buf_release(&out);
	arena_release(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	parse(NULL, (const char *)data, size, false);
	parse(NULL, (const char *)data, size, true);
	parse("chorley", (const char *)data, size, false);
	/* Replacing reads the text again at every place: one text in eight is enough. */
	if (size % 8 == 0)
		compare((const char *)data, size);
	return 0;
}

#ifndef FUZZING
int
main(void)
{
	return corpus_run("scripts", ".yaml", 20);
}
#endif
