/* Strings for people go through gettext: _() here and now, N_() in tables, P_() with a plural,
 * NP_() for both words of a plural in tables. */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)
#define NP_(one, many) one, many
#define P_(one, many, count) ngettext(one, many, (unsigned long)(count))

/* At a program's start: the locale, and where the translations lie. Numbers stay as in C. */
void i18n_start(void);
/* From now on in this language ("cy"); null or "" changes nothing. */
void i18n_language(const char *language);

#endif
