/*
 * The CRM's links to other systems, on one thread of frontdeskd: jobs of the queue (crm/connect.h)
 * are done as their time comes, and mailboxes are looked at. A failure is kept on the job, where
 * people see it (frontdeskctl connect), and tried again later and later; nothing waits for it.
 */
#ifndef CONNECT_CONNECT_H
#define CONNECT_CONNECT_H

#include "crm/connect.h"

struct connect;

/* Reads the settings, opens the mailboxes, starts the thread. Null with a sentence. */
struct connect *connect_start(struct crm *crm, const char *settings, struct err *err);
/* Ends what is on its way and the thread; null is fine. */
void connect_stop(struct connect *connect);

#endif
