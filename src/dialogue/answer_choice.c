/* Answers that are chosen from a list. */
#include "dialogue/answer_inner.h"

#include "base/buf.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

const struct choice *
choice_of(const struct prompt *prompt, const char *value, size_t length)
{
	for (const struct choice *choice = prompt->choices; choice; choice = choice->next)
		if (strlen(choice->value) == length && memcmp(choice->value, value, length) == 0)
			return choice;
	return NULL;
}

/* A choice by its value, or by its label however it is written. */
static const struct choice *
find_choice(const struct prompt *prompt, const char *word, size_t length)
{
	const struct choice *found = choice_of(prompt, word, length);
	struct buf typed, label;
	if (found)
		return found;
	buf_init(&typed, MOST_ANSWER);
	buf_init(&label, MOST_ANSWER);
	text_fold(&typed, word, length);
	for (const struct choice *choice = prompt->choices; choice && !found;
	     choice = choice->next) {
		for (int i = 0; i < LANGUAGES; i++) {
			const char *words = choice->label.in[i];
			buf_clear(&label);
			if (words)
				text_fold(&label, words, strlen(words));
			if (words && typed.length > 0 && strcmp(label.data, typed.data) == 0)
				found = choice;
		}
	}
	buf_release(&typed);
	buf_release(&label);
	return found;
}

static int
no_choice(const struct answering *answering)
{
	struct buf list;
	buf_init(&list, 300);
	for (const struct choice *choice = answering->prompt->choices; choice;
	     choice = choice->next)
		buf_printf(&list, "%s%s", list.length ? ", " : "", choice->label.in[ENGLISH]);
	err_set(answering->err, _("Choose one of: %s."), list.data);
	buf_release(&list);
	return -1;
}

int
check_select_one(const struct answering *answering, const char **canonical)
{
	const struct choice *choice =
	    find_choice(answering->prompt, answering->typed, strlen(answering->typed));
	if (!choice)
		return no_choice(answering);
	*canonical = choice->value;
	return 0;
}

static bool
picked(const struct choice *const *picks, size_t count, const struct choice *choice)
{
	for (size_t i = 0; i < count; i++)
		if (picks[i] == choice)
			return true;
	return false;
}

/* The longest piece at `at` that is a choice: up to one of its commas, else up to its end; a label
 * may hold blanks and commas itself. Else the next word. */
static const struct choice *
find_piece(const struct prompt *prompt, const char *at, size_t *length)
{
	const struct choice *choice = NULL;
	size_t word = strcspn(at, " ,");
	for (*length = strlen(at); *length > word && !choice;) {
		choice = find_choice(prompt, at, *length);
		if (choice)
			return choice;
		while (--*length > word && at[*length] != ',')
			;
	}
	*length = word;
	return word ? find_choice(prompt, at, word) : NULL;
}

/* Values or labels between blanks or commas, kept in the order of the choices. */
int
check_select_multiple(const struct answering *answering, const char **canonical)
{
	enum { MOST = 64 };
	const struct choice *picks[MOST];
	size_t count = 0, length;
	for (const char *at = answering->typed; *at; at += length + (at[length] != '\0')) {
		const struct choice *choice = find_piece(answering->prompt, at, &length);
		if (length && (!choice || count == MOST))
			return no_choice(answering);
		if (choice && !picked(picks, count, choice))
			picks[count++] = choice;
	}
	struct buf list;
	buf_init(&list, MOST_ANSWER);
	for (const struct choice *choice = answering->prompt->choices; choice;
	     choice = choice->next)
		if (picked(picks, count, choice))
			buf_printf(&list, "%s%s", list.length ? " " : "", choice->value);
	*canonical = arena_strndup(answering->arena, list.data, list.length);
	buf_release(&list);
	return 0;
}
