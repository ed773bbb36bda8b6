/* Jobs to be done at other systems, and e-mail in and out. */
#ifndef STORE_CONNECT_H
#define STORE_CONNECT_H

#include "store/store.h"

/* A new one that waits; nothing when there is one of this key. next_at 0: at once. */
int connect_job_new(struct tx *tx, const struct connect_job *job);
int connect_job_get(struct tx *tx, const char *id, struct connect_job *out, struct arena *arena);
int connect_job_put(struct tx *tx, const struct connect_job *job);
/* Those whose time has come, also what runs with its lease over; the earliest first. */
int connect_jobs_due(struct tx *tx, size_t most, struct arena *arena, struct list *out);
/* Those that are not done: the failed first, then as they were made. */
int connect_jobs_open(struct tx *tx, size_t most, struct arena *arena, struct list *out);

int mailbox_get(struct tx *tx, const char *id, struct mailbox *out, struct arena *arena);
int mailbox_put(struct tx *tx, const struct mailbox *box);
int mailboxes_of(struct tx *tx, const char *council, struct arena *arena, struct list *out);

int mail_get(struct tx *tx, const char *id, struct mail *out, struct arena *arena);
int mail_put(struct tx *tx, const struct mail *mail);
bool mail_is_kept(struct tx *tx, const char *digest);
/* Of those that we wrote; and the last that somebody wrote to us about a case. Without files. */
int mail_by_message(struct tx *tx, const char *message, struct mail *out, struct arena *arena);
int mail_last_in(struct tx *tx, const char *case_id, struct mail *out, struct arena *arena);
/* struct mail without files, the oldest first. */
int mails_answering(struct tx *tx, const char *mail, struct arena *arena, struct list *out);
int mails_of_contact(struct tx *tx, const char *contact, struct arena *arena, struct list *out);
/* struct mail_summary: those that wait or are taken, the oldest first; a case's, the newest first.
 */
int mails_waiting(struct tx *tx, size_t most, struct arena *arena, struct list *out);
int mails_of_case(
    struct tx *tx, const char *case_id, size_t most, struct arena *arena, struct list *out);

#endif
