/* Strings for people go through gettext: _() here and now, N_() in tables, P_() with a plural,
 * NP_() for both words of a plural in tables. */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>
#include <stdbool.h>

#define _(text) gettext(text)
#define N_(text) (text)
#define NP_(one, many) one, many
#define P_(one, many, count) ngettext(one, many, (unsigned long)(count))

/* At a program's start: the locale, and where the translations lie. Numbers stay as in C. */
void i18n_start(void);
/* Of a program that answers many people on many threads, before there are any: what it says is
 * English, and this language ("cy") on a thread from i18n_thread(true) to i18n_thread(false). */
void i18n_serve(const char *language);
void i18n_thread(bool translates);
/* From now on in this language ("cy"); null or "" changes nothing. */
void i18n_language(const char *language);

#endif
