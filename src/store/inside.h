/* What the files of the store share: the store itself, a transaction in hand, keys and anchor. */
#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include "base/secret.h"
#include "store/db.h"
#include "store/rows.h"
#include "store/store.h"

#include <pthread.h>
#include <stdatomic.h>

enum { READERS = 4, BATCH = 60, QUEUE_LIMIT = 2000, MAC_SIZE = SECRET_HASH };

/* The keys beside the database, in guarded memory. PATH is what db_keys gives. */
struct keys {
	unsigned char audit[SECRET_KEY]; /* chains the audit */
	unsigned char vault[SECRET_KEY]; /* wraps the key of each person */
	unsigned char box_public[SECRET_KEY], box_private[SECRET_KEY];
};
/* PATH.key: made once, mode 0600. */
int keys_make(const char *path, struct err *err);
struct keys *keys_load(const char *path, struct err *err);

/* The newest audit entry, kept outside the database (PATH.anchor). */
struct head {
	int64_t number;
	unsigned char mac[MAC_SIZE];
};
struct anchor;
struct anchor *anchor_open(const char *path, const struct keys *keys, struct err *err);
void anchor_close(struct anchor *anchor);
/* Moves it forward, never back; synced about once a second. */
void anchor_move(struct anchor *anchor, const struct head *head);
/* Sets it wherever it stood: only when a store is made from an archive. */
void anchor_set(struct anchor *anchor, const struct head *head);
/* 1 there, 0 never written, -1 neither copy is sound. */
int anchor_read(struct anchor *anchor, struct head *head);

struct tx {
	struct store *store;
	struct db *db;
	struct tx *next; /* in the pool of readers */
	bool writer;
	micros now;
	const char *actor, *desk;
	struct arena scratch; /* until the job's end */
	struct head head;     /* of the audit */
	struct arena feed_arena;
	struct list feed; /* struct feed_item, not yet numbered */
	bool stirred;     /* a state that desks follow has changed, without an item */
};

struct store {
	char *keys_at; /* of keys and anchor, without their endings */
	const struct clock *clock;
	const struct id_source *ids;
	struct keys *keys;
	struct anchor *anchor;

	pthread_mutex_t lock; /* of all that follows */
	pthread_cond_t wake;  /* the writer */
	pthread_cond_t idle;  /* who waits for a reader */
	struct tx *readers;
	struct tx *writer;
	struct store_job *first, *last;
	size_t waiting;
	bool closing, started;
	struct store_watch watch;
	pthread_t thread;

	/* The writer's thread's alone: what the engine said of others, when it looked for itself,
	 * where the audit ended then or after its own batch, and whether that had moved. */
	int64_t outside, chain;
	micros looked_closer;
	bool others;

	_Atomic int64_t writes, batches, reads, read_queries, write_queries;
	_Atomic bool broken;
};

void *writer_run(void *store);

/* Another epoch of the feed: desks load everything anew. */
int epoch_new(struct db *db);
/* The transaction's statements become figures of the store. */
void store_count(struct tx *tx);

/* Reads the chain's end at the beginning of a batch. */
int audit_head(struct tx *tx);
/* False when the entry that was anchored is gone from the chain, or is another: then the anchor
 * must stay where it is, or new entries would cover what was cut off. */
bool audit_anchored(struct tx *tx);
/* Numbers and writes the batch's feed items: the last statements before the commit. */
int feed_write(struct tx *tx);

/* Locks bytes under the person's key (made when missing): nonce and ciphertext in the scratch
 * arena. Null when the engine failed. */
void *vault_lock(
    struct tx *tx, const char *person, const void *bytes, size_t length, size_t *locked);
/* Null when the key was destroyed or the bytes are not what was locked. */
void *vault_open(struct tx *tx, const char *person, const void *bytes, size_t length,
    size_t *opened, struct arena *arena);

/* Destroys the key of a customer, or of a contact that began without one, and kept results that it
 * sealed. */
void person_forget(struct tx *tx, const char *person);

/* The queues' counts (tally.c). A case is taken out of them (-1) before its row is written, and put
 * in (1) after; then what has come to nothing goes. Counted anew from the cases; and a query of how
 * many counts are not those of the cases. */
int tally_case(struct tx *tx, const char *id, int by);
int tally_settle(struct tx *tx);
int tally_recount(struct db *db);
extern const char tally_faults[];

/* The promises whose `of` (contact or case_id) is this are left without the person. */
int promises_part(struct tx *tx, const char *of, const char *id);
/* The same with the mails of one. */
int mails_part(struct tx *tx, const char *of, const char *id);
/* And with the form that a contact came by. */
int web_forms_part(struct tx *tx, const char *contact);
/* What the audit has of a customer's mails is destroyed. */
int mails_forget(struct tx *tx, const char *customer);

/* "customer IN (…)" of one person: the record $1 and all that were merged into it. */
#define ONE_PERSON                                                                                 \
	"(WITH RECURSIVE mine(id) AS (SELECT id FROM customer WHERE id = $1 UNION SELECT m.id "    \
	"FROM customer m JOIN mine ON m.merged_into = mine.id) SELECT id FROM mine)"

/* The faces of numbers in the index: out[i] is of numbers[i], its id null where there is none. */
int faces_numbered(struct tx *tx, const int64_t *numbers, size_t count, struct arena *arena,
    struct candidate *out);

/* The fields in which two values of a record differ, as struct audit_change. */
void difference(struct arena *arena, const struct record *of, const void *was, const void *now,
    const char *prefix, struct list *out);

#endif
