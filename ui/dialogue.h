/* The two halves of a matter's dialogue on the screen: the prompt, and the outline beside it. */
#ifndef UI_DIALOGUE_H
#define UI_DIALOGUE_H

#include "ui/screens.h"

struct view {
	const struct desk *desk;
	const struct hand *hand;
	const struct matter *matter;
	const struct service *service;
	struct agenda agenda;
	struct page *page;
	struct arena *arena;
};

/* What an outcome comes to: "Refer to waste round". */
const char *outcome_words(struct view *view, const struct step *step);

/* Adds the outline to the side of the page. */
void outline_items(struct view *view);

#endif
