/* What the connectors share. */
#ifndef CONNECT_INSIDE_H
#define CONNECT_INSIDE_H

#include "connect/connect.h"
#include "connect/settings.h"
#include "connect/transfer.h"
#include "crm/payments.h"

#include <pthread.h>
#include <stdatomic.h>

/* A mailbox of the settings. */
struct box {
	struct mailbox known; /* what the CRM has of it */
	struct door imap, smtp;
	const char *folder, *name;
	int every;      /* seconds between looks */
	micros next_at; /* of clock_monotonic */
};

struct connect {
	struct crm *crm;
	struct arena arena; /* settings and what is opened, until the end */
	struct connect_settings settings;
	struct box *boxes;
	size_t box_count;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	atomic_bool ending;
	struct payment_hook hook;
};

/* Does one job; *error is what the other side said, in the arena. */
struct connector {
	const char *kind;
	enum crm_outcome (*run)(struct connect *connect, const struct connect_job *job,
	    struct arena *arena, struct err *err);
};

/* Opens the mailboxes of the settings. */
int boxes_open(struct connect *connect, struct err *err);
/* Fetches what came in since; a failure is noted on the mailbox. */
void box_look(struct connect *connect, struct box *box);
/* The mailbox of a council, by its address when it has several; or null. */
struct box *box_of(struct connect *connect, const char *council, const char *address);

enum crm_outcome mail_send(
    struct connect *connect, const struct connect_job *job, struct arena *arena, struct err *err);

/* The payment providers of the settings can be read. */
int tills_check(struct connect *connect, struct err *err);
/* What they tell by themselves is read here from now on. */
void tills_hear(struct connect *connect);

enum crm_outcome pay_create(
    struct connect *connect, const struct connect_job *job, struct arena *arena, struct err *err);
enum crm_outcome pay_look(
    struct connect *connect, const struct connect_job *job, struct arena *arena, struct err *err);
enum crm_outcome pay_cancel(
    struct connect *connect, const struct connect_job *job, struct arena *arena, struct err *err);

#endif
