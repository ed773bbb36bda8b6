#include "dialogue/words.h"

#include "base/i18n.h"
#include "base/text.h"

#include <stddef.h>
#include <string.h>

const struct language_entry languages[LANGUAGES] = {
    [ENGLISH] = {"en", N_("English"), "English", false, "Yes", "No"},
    [WELSH] = {"cy", N_("Welsh"), "Cymraeg", false, "Ie", "Na"},
    [POLISH] = {"pl", N_("Polish"), "Polski", false, "Tak", "Nie"},
    [GUJARATI] = {"gu", N_("Gujarati"), "ગુજરાતી", false, "હા", "ના"},
    [URDU] = {"ur", N_("Urdu"), "اردو", true, "جی ہاں", "جی نہیں"},
};

const char *const language_codes[] = {"en", "cy", "pl", "gu", "ur", NULL};

static bool
same_folded(const char *a, const char *b)
{
	struct buf x, y;
	buf_init(&x, 200);
	buf_init(&y, 200);
	text_fold(&x, a, strlen(a));
	text_fold(&y, b, strlen(b));
	bool same = x.length > 0 && strcmp(x.data, y.data) == 0;
	buf_release(&x);
	buf_release(&y);
	return same;
}

enum language
language_named(const char *name)
{
	enum language language = ENGLISH;
	if (!name)
		return LANGUAGES;
	while (language < LANGUAGES && strcmp(languages[language].code, name) != 0 &&
	       !same_folded(languages[language].name, name) &&
	       !same_folded(languages[language].own, name))
		language++;
	return language;
}

const char *
words_only(const struct words *words, const char *language)
{
	for (int i = 0; i < LANGUAGES && language; i++)
		if (strcmp(languages[i].code, language) == 0)
			return words->in[i];
	return NULL;
}

const char *
words_in(const struct words *words, const char *language)
{
	const char *text = words_only(words, language);
	return text ? text : words->in[ENGLISH];
}
