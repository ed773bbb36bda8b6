#include <config.h>

#include "base/i18n.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static void
bind(void)
{
	const char *folder = getenv("TEXTDOMAINDIR"); /* as gettext's own programs */
	bindtextdomain(PACKAGE, folder && *folder ? folder : LOCALEDIR);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
}

void
i18n_start(void)
{
	setlocale(LC_ALL, "");
	setlocale(LC_NUMERIC, "C");
	bind();
}

/* Its messages are those of LANGUAGE, while the program's own locale "C" has none. */
static locale_t translated;

void
i18n_serve(const char *language)
{
	bind();
	setlocale(LC_MESSAGES, "C");
	setenv("LANGUAGE", language, 1);
	translated = newlocale(LC_MESSAGES_MASK, "C.UTF-8", (locale_t)0);
}

void
i18n_thread(bool translates)
{
	uselocale(translates && translated ? translated : LC_GLOBAL_LOCALE);
}

void
i18n_language(const char *language)
{
	extern int _nl_msg_cat_cntr; /* gettext's: the catalogues are to be chosen anew */
	if (!language || !*language)
		return;
	setenv("LANGUAGE", language, 1);
	/* In the locale "C" nothing is translated, whatever LANGUAGE says. */
	const char *now = setlocale(LC_MESSAGES, NULL);
	if (!now || strcmp(now, "C") == 0 || strcmp(now, "POSIX") == 0)
		setlocale(LC_MESSAGES, "C.UTF-8");
	_nl_msg_cat_cntr++;
}
