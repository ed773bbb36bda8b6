#include "directory/subject.h"

#include "base/buf.h"
#include "base/text.h"

#include <string.h>

enum { MOST = 64 * 1024 };

/* ---- finding it ---- */

static const char *
after(const char *text, const char *prefix)
{
	size_t length = strlen(prefix);
	return text && strncmp(text, prefix, length) == 0 ? text + length : NULL;
}

struct found {
	const struct fact *fact;
	const struct service_contact *contact;
	const struct prompt *prompt;
};

static struct found
find(const struct service *service, const char *subject)
{
	const char *name;
	struct found found = {0};
	if (text_blank(subject))
		return found;
	if ((name = after(subject, "fact."))) {
		found.fact = service_fact(service, name);
	} else if ((name = after(subject, "contact."))) {
		for (const struct service_contact *at = service->contacts; at; at = at->next)
			if (text_same(at->label, name))
				found.contact = at;
	} else if (text_same(subject, "offer")) {
		found.prompt = service->offer ? service->offer->prompt : NULL;
	} else if (service->dialogue) {
		found.prompt = dialogue_prompt(service->dialogue, subject);
	}
	return found;
}

/* ---- its words ---- */

static const char *
filled(const struct service *service, const char *text, const char *language, struct arena *arena)
{
	struct service_names context = {.service = service, .outer = {.language = language}};
	struct names names = service_names(&context);
	return text ? text_fill(arena, text, &names, NULL) : NULL;
}

const char *
subject_words(
    const struct service *service, const char *subject, const char *language, struct arena *arena)
{
	struct found found = find(service, subject);
	if (found.fact)
		return arena_printf(arena, "%s: %s", words_in(&found.fact->label, language),
		    words_in(&found.fact->value, language));
	if (found.contact)
		return arena_printf(arena, "%s: %s", found.contact->label, found.contact->value);
	const struct prompt *prompt = found.prompt;
	if (prompt) {
		const struct words *texts[] = {
		    prompt->kind == PROMPT_OFFER ? &prompt->because : &prompt->text,
		    &prompt->promise, &prompt->to, &prompt->text};
		for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
			const char *text = words_in(texts[i], language);
			if (!text_blank(text))
				return filled(service, text, language, arena);
		}
	}
	return words_in(&service->title, language);
}

/* ---- has it changed? ---- */

struct writing {
	const struct service *service;
	struct buf out;
	struct arena arena;
};

static void
put(struct writing *writing, const char *text, const char *language)
{
	buf_puts(
	    &writing->out, text ? filled(writing->service, text, language, &writing->arena) : "");
	buf_putc(&writing->out, '\n');
}

static void
put_words(struct writing *writing, const struct words *words)
{
	for (int i = 0; i < LANGUAGES; i++)
		put(writing, words->in[i], languages[i].code);
}

static void
put_prompt(struct writing *writing, const struct prompt *prompt)
{
	const struct words *texts[] = {&prompt->text, &prompt->hint, &prompt->constraint_message,
	    &prompt->promise, &prompt->to, &prompt->because, &prompt->rule};
	const char *plain[] = {prompt->when_source, prompt->value_source, prompt->min, prompt->max,
	    prompt->queue_role, prompt->due};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		put_words(writing, texts[i]);
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		put(writing, plain[i], "en");
	for (const struct name_list *fill = prompt->fill; fill; fill = fill->next)
		put(writing, fill->name, "en");
	for (const struct choice *choice = prompt->choices; choice; choice = choice->next) {
		put(writing, choice->value, "en");
		put_words(writing, &choice->label);
	}
}

/* All that the entry says there; empty when it says nothing of the kind. */
static void
write_all(struct writing *writing, const struct service *service, const char *subject)
{
	struct found found = find(service, subject);
	writing->service = service;
	if (found.fact) {
		put_words(writing, &found.fact->label);
		put_words(writing, &found.fact->value);
	}
	if (found.contact)
		put(writing, found.contact->value, "en");
	if (found.prompt)
		put_prompt(writing, found.prompt);
}

bool
subject_same(const struct service *a, const struct service *b, const char *subject)
{
	if (!a || !b)
		return !a && !b;
	struct writing one, other;
	struct writing *const writings[] = {&one, &other};
	for (int i = 0; i < 2; i++) {
		buf_init(&writings[i]->out, MOST);
		arena_init(&writings[i]->arena);
		write_all(writings[i], i ? b : a, subject);
	}
	bool same = one.out.length == other.out.length &&
		    memcmp(one.out.data, other.out.data, one.out.length) == 0;
	for (int i = 0; i < 2; i++) {
		buf_release(&writings[i]->out);
		arena_release(&writings[i]->arena);
	}
	return same;
}
