/* Ways back to a screen after a restart, for the table of screens. */
#ifndef DESK_SCREEN_BACK_H
#define DESK_SCREEN_BACK_H

#include "desk/screen.h"

/* As it was. */
void back_plainly(struct desk *desk, enum screen screen, const char *subject);
/* What it is about comes with the line. */
void back_to_its_own(struct desk *desk, enum screen screen, const char *subject);
/* Over the screen that it is reached from. */
void back_over(struct desk *desk, enum screen screen, const char *subject);
/* The same for one thing of a list: the list alone when it is not said which. */
void back_over_list(struct desk *desk, enum screen screen, const char *subject);
/* Of the contact in hand. */
void back_in_hand(struct desk *desk, enum screen screen, const char *subject);
/* Of something of the contact in hand. */
void back_about(struct desk *desk, enum screen screen, const char *subject);
/* Of the customer in front; it is asked for when the line is there. */
void back_of_customer(struct desk *desk, enum screen screen, const char *subject);
void back_merge(struct desk *desk, enum screen screen, const char *subject);
void back_person(struct desk *desk, enum screen screen, const char *subject);
void back_details(struct desk *desk, enum screen screen, const char *subject);
void back_detail(struct desk *desk, enum screen screen, const char *subject);
void back_past(struct desk *desk, enum screen screen, const char *subject);
void back_behalf(struct desk *desk, enum screen screen, const char *subject);
void back_moving(struct desk *desk, enum screen screen, const char *subject);
void back_booking(struct desk *desk, enum screen screen, const char *subject);
void back_diary(struct desk *desk, enum screen screen, const char *subject);
void back_case(struct desk *desk, enum screen screen, const char *subject);
void back_joined(struct desk *desk, enum screen screen, const char *subject);
/* What is read of a file, and of the folder, is read anew. */
void back_files(struct desk *desk, enum screen screen, const char *subject);
/* Whom it had is given to it again. */
void back_calling(struct desk *desk, enum screen screen, const char *subject);
void back_payments(struct desk *desk, enum screen screen, const char *subject);
void back_payment(struct desk *desk, enum screen screen, const char *subject);
void back_late(struct desk *desk, enum screen screen, const char *subject);
void back_matrix(struct desk *desk, enum screen screen, const char *subject);
void back_queue(struct desk *desk, enum screen screen, const char *subject);
void back_pass(struct desk *desk, enum screen screen, const char *subject);
/* Below a form of an entry lies the entry, below a list of several the list. */
void back_entry(struct desk *desk, enum screen screen, const char *subject);
/* They are read anew when asked for. */
void back_versions(struct desk *desk, enum screen screen, const char *subject);
void back_entries(struct desk *desk, enum screen screen, const char *subject);
void back_equality(struct desk *desk, enum screen screen, const char *subject);

#endif
