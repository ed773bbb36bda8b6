/* The rules of the back office's queues: crm/case_events.c, next_best.c, queues.c, bulk.c. */
#ifndef CRM_BACK_OFFICE_H
#define CRM_BACK_OFFICE_H

#include "crm/inside.h"
#include "store/queues.h"

/* What the service of an enquiry asks of whoever takes its case, or null. */
const char *enquiry_skill(struct ask *ask, const struct enquiry *enquiry);
/* What an event does to its case, and what is still missing in the event; refuses. */
bool case_apply(struct ask *ask, struct case_record *record, struct case_event *event);
/* Tells whoever has got it, or has it no longer. `was` is null when it is new. */
void case_tell(struct ask *ask, const struct case_record *record, const struct case_record *was);
/* May the session do that, and may it see the case? Both refuse. */
bool case_may(struct ask *ask, enum action action, const struct case_record *record);
bool case_seen(struct ask *ask, const struct case_record *record, bool glass);
void case_fill_page(struct ask *ask, struct case_page *page, const struct case_record *record);
bool next_best_write(struct ask *ask);
const char *next_best_person(const struct ask *ask);
bool work_read(struct ask *ask);
bool colleagues_read(struct ask *ask);
bool bounces_read(struct ask *ask);
bool bulk_preview(struct ask *ask);
bool bulk_write(struct ask *ask);
bool bulk_undo_write(struct ask *ask);
/* What else follows from an event: for those who said that an entry is wrong, or who move. */
void case_follow(struct ask *ask, const struct case_record *record, const struct case_event *event);
/* Every queue's, struct queue_count, by id. */
struct counts *counts_new(void);
void counts_free(struct counts *counts);
void counts_of_queues(struct ask *ask, struct list *out);

/* A case of a list, as far as this user may know of it. */
void case_line_show(struct ask *ask, const struct case_line *line, struct list *items);
/* The cases that this one is linked to, as far as they may be known. */
void case_links_show(struct ask *ask, const struct case_record *record, struct list *items);

#endif
