/* A question on a page: its choices, and what the field of another answer is called. */
#ifndef UI_ASK_H
#define UI_ASK_H

#include "desk/desk.h"
#include "dialogue/dialogue.h"
#include "ui/page.h"

/* The choices of a yesno, select_one or select_multiple as rows "answer:VALUE"; of several also
 * "accept". `now`: what is chosen, or null. `other`: the language in which they are said as well,
 * or null. */
void page_choices(const struct desk *desk, struct page *page, const struct prompt *prompt,
    const char *now, const char *other);
const char *answer_label(enum answer_type type);
/* Words in another language, on lines of their own. */
void page_said_in(struct page *page, const char *language, const char *text);
/* The cursor goes there when the desk has not said where. */
void page_focus_on(struct page *page, const char *key);

#endif
