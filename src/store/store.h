/*
 * The CRM's memory in the words of the house: find a customer, put a contact, open a case, take a
 * lease, publish, follow the feed. No SQL comes out of it. Reading goes on beside the one writer:
 *
 *     struct tx *tx = store_read(store);  …  store_done(tx);        a snapshot, any thread
 *     store_submit(store, &job);                                    work() on the writer's thread
 *
 * The writer takes waiting jobs in batches, each in a savepoint of its own, commits them together,
 * and only then calls their done(). Audit entries, feed items and search tokens are written in the
 * same transaction.
 *
 * Functions give 0, or -1 when the engine failed; a "get" gives 1 found, 0 not there, -1 failed.
 * The failure sticks to the transaction (tx_fault), so a chain of calls is checked once. Strings of
 * what is read live in the arena that was given.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/clock.h"
#include "base/err.h"
#include "base/id.h"
#include "base/secret.h"
#include "model/records.h"

#include "model/sharing.h"
#include <stdio.h>

struct store;
struct tx;

struct store_options {
	const char *database; /* sqlite:FILE or postgresql://HOST/NAME?keys=DIR */
	const struct clock *clock;
	const struct id_source *ids;
};

/* Makes a new, empty store: schema, keys (FILE.key or DIR/frontdesk.key), epoch. */
int store_create(const struct store_options *options, struct err *err);
/* Applies missing migrations, checks the schema, starts the writer. */
struct store *store_open(const struct store_options *options, struct err *err);
/* Finishes what is queued. */
void store_close(struct store *store);

/* The database's address as people may see it, without a password; free it. */
char *store_shown(const char *database);

/* The public key (SECRET_KEY bytes) to which desks seal what only the CRM may open. */
const unsigned char *store_box_key(const struct store *store);
/* Opens what was sealed to it; out holds length - SECRET_SEAL bytes. */
bool store_unseal(
    const struct store *store, unsigned char *out, const unsigned char *sealed, size_t length);
/* By it a user proves what they left at a desk: the same for ever, known to nobody else. */
void store_carry_key(
    const struct store *store, const char *user, const char *desk, unsigned char out[SECRET_KEY]);

/* ---- transactions ---- */

enum store_fault {
	FAULT_NONE,
	FAULT_BUSY,    /* too much is waiting, or the store is closing */
	FAULT_STORAGE, /* the disk is full or failing; nothing of the job was kept */
	FAULT_INTERNAL /* a mistake of the program; nothing of the job was kept */
};

/* A snapshot to read from; waits for a free reader. Null when the store serves no more. */
struct tx *store_read(struct store *store);
void store_done(struct tx *tx);

struct store_job {
	/* On the writer's thread. True keeps what was written, false takes it back. */
	bool (*work)(struct tx *tx, struct store_job *job);
	/* After the commit (or its failure), on the writer's thread or, for FAULT_BUSY, at once. */
	void (*done)(struct store_job *job, enum store_fault fault);
	struct store_job *next; /* the queue's */
	enum store_fault fault; /* the writer's */
};
void store_submit(struct store *store, struct store_job *job);

/* The same, waiting for the commit. Not from the writer's thread. */
enum store_fault store_write(
    struct store *store, bool (*work)(struct tx *tx, void *context), void *context);

struct store_watch {
	void *context;
	void (*changed)(void *context); /* the feed has grown; on the writer's thread */
	void (*outside)(void *context); /* another process has written */
	void (*tick)(void *context);    /* some times a second, and between batches */
};
void store_watch(struct store *store, const struct store_watch *watch);

struct store_figures {
	int64_t writes, batches, reads, waiting;
	int64_t read_queries, write_queries; /* statements of the engine in them */
};
void store_figures(struct store *store, struct store_figures *out);
/* True after a sync that failed: nothing is served any more until a new start has recovered. */
bool store_broken(const struct store *store);

enum store_fault tx_fault(const struct tx *tx);
micros tx_now(const struct tx *tx);
void tx_id(const struct tx *tx, char out[ID_LENGTH + 1]); /* a new id */

#endif
