/* Opening and closing, the pool of readers, and what a transaction knows. */
#include "store/store.h"
#include "base/alloc.h"
#include "base/log.h"
#include "store/audit.h"
#include "store/inside.h"
#include "store/migrate.h"

#include <stdlib.h>
#include <string.h>

int
epoch_new(struct db *db)
{
	unsigned char bytes[6];
	char epoch[16];
	secret_random(bytes, sizeof bytes);
	secret_base64_url(epoch, sizeof epoch, bytes, sizeof bytes);
	return db_run(db,
	    "INSERT INTO meta (name, value) VALUES ('epoch', $1) ON CONFLICT (name) DO UPDATE SET "
	    "value = excluded.value",
	    VALUES(v_text(epoch)));
}

/* The database, empty, and the keys beside it. */
static int
create(struct db *db, const struct store_options *options, const char *keys, struct err *err)
{
	char *shown = db_shown(options->database);
	int rc = -1;
	if (!migrate_is_empty(db))
		err_set(err,
		    db->fault == DB_FINE ? "there is a CRM already in %s" : "%s cannot be read",
		    shown);
	else if (keys_make(keys, err) == 0 && migrate(db, clock_now(options->clock), err) == 0)
		rc = epoch_new(db) == 0
			 ? 0
			 : err_set(err, "the new database cannot be written: %s", db->message);
	free(shown);
	return rc;
}

int
store_create(const struct store_options *options, struct err *err)
{
	char *keys = db_keys(options->database, err);
	struct db *db = keys ? db_open(options->database, DB_MAKER, err) : NULL;
	int rc = db ? create(db, options, keys, err) : -1;
	db_close(db);
	free(keys);
	return rc;
}

static struct tx *
tx_new(struct store *store, const char *database, enum db_mode mode, struct err *err)
{
	struct db *db = db_open(database, mode, err);
	if (!db)
		return NULL;
	struct tx *tx = xcalloc(1, sizeof *tx);
	tx->store = store;
	tx->db = db;
	tx->writer = mode != DB_READER;
	arena_init(&tx->scratch);
	arena_init(&tx->feed_arena);
	return tx;
}

static void
tx_free(struct tx *tx)
{
	if (!tx)
		return;
	db_close(tx->db);
	arena_release(&tx->scratch);
	arena_release(&tx->feed_arena);
	free(tx);
}

static int
open_connections(struct store *store, const char *database, struct err *err)
{
	store->writer = tx_new(store, database, DB_WRITER, err);
	if (!store->writer)
		return -1;
	if (migrate_is_empty(store->writer->db)) {
		char *shown = db_shown(database);
		err_set(err, "there is no CRM in %s; make one with: frontdeskctl --db %s init",
		    shown, shown);
		free(shown);
		return -1;
	}
	if (migrate(store->writer->db, clock_now(store->clock), err) < 0)
		return -1;
	for (int i = 0; i < READERS; i++) {
		struct tx *tx = tx_new(store, database, DB_READER, err);
		if (!tx)
			return -1;
		tx->next = store->readers;
		store->readers = tx;
	}
	return 0;
}

struct store *
store_open(const struct store_options *options, struct err *err)
{
	char *keys = db_keys(options->database, err);
	if (!keys)
		return NULL;
	struct store *store = xcalloc(1, sizeof *store);
	store->keys_at = keys;
	store->clock = options->clock;
	store->ids = options->ids;
	pthread_mutex_init(&store->lock, NULL);
	pthread_cond_init(&store->idle, NULL);
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&store->wake, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (open_connections(store, options->database, err) == 0 &&
	    (store->keys = keys_load(keys, err)) &&
	    (store->anchor = anchor_open(keys, store->keys, err))) {
		store->started = pthread_create(&store->thread, NULL, writer_run, store) == 0;
		if (store->started)
			return store;
		err_set(err, "the system starts no more threads");
	}
	store_close(store);
	return NULL;
}

void
store_close(struct store *store)
{
	if (!store)
		return;
	if (store->started) {
		pthread_mutex_lock(&store->lock);
		store->closing = true;
		pthread_cond_signal(&store->wake);
		pthread_mutex_unlock(&store->lock);
		pthread_join(store->thread, NULL);
	}
	while (store->readers) {
		struct tx *tx = store->readers;
		store->readers = tx->next;
		tx_free(tx);
	}
	tx_free(store->writer);
	anchor_close(store->anchor);
	secret_free(store->keys);
	pthread_mutex_destroy(&store->lock);
	pthread_cond_destroy(&store->wake);
	pthread_cond_destroy(&store->idle);
	free(store->keys_at);
	free(store);
}

char *
store_shown(const char *database)
{
	return db_shown(database);
}

const unsigned char *
store_box_key(const struct store *store)
{
	return store->keys->box_public;
}

bool
store_unseal(
    const struct store *store, unsigned char *out, const unsigned char *sealed, size_t length)
{
	return secret_unseal(
	    out, sealed, length, store->keys->box_public, store->keys->box_private);
}

void
store_carry_key(
    const struct store *store, const char *user, const char *desk, unsigned char out[SECRET_KEY])
{
	struct buf name;
	buf_init(&name, 1024);
	buf_printf(&name, "carry\n%s\n%s", user, desk);
	secret_hash(out, name.data, name.length, store->keys->vault);
	buf_release(&name);
}

struct tx *
store_read(struct store *store)
{
	pthread_mutex_lock(&store->lock);
	while (!store->readers)
		pthread_cond_wait(&store->idle, &store->lock);
	struct tx *tx = store->readers;
	store->readers = tx->next;
	pthread_mutex_unlock(&store->lock);
	atomic_fetch_add(&store->reads, 1);
	tx->now = clock_now(store->clock);
	if (store_broken(store) || db_begin(tx->db, false) < 0) {
		store_done(tx);
		return NULL;
	}
	return tx;
}

/* What a look around asks between batches is nobody's. */
void
store_count(struct tx *tx)
{
	struct store *store = tx->store;
	atomic_fetch_add(
	    tx->writer ? &store->write_queries : &store->read_queries, tx->db->queries);
	tx->db->queries = 0;
}

void
store_done(struct tx *tx)
{
	struct store *store = tx->store;
	db_rollback(tx->db);
	store_count(tx);
	arena_release(&tx->scratch);
	pthread_mutex_lock(&store->lock);
	tx->next = store->readers;
	store->readers = tx;
	pthread_cond_signal(&store->idle);
	pthread_mutex_unlock(&store->lock);
}

void
store_watch(struct store *store, const struct store_watch *watch)
{
	pthread_mutex_lock(&store->lock);
	store->watch = *watch;
	pthread_mutex_unlock(&store->lock);
}

void
store_figures(struct store *store, struct store_figures *out)
{
	pthread_mutex_lock(&store->lock);
	out->waiting = (int64_t)store->waiting;
	pthread_mutex_unlock(&store->lock);
	out->writes = atomic_load(&store->writes);
	out->batches = atomic_load(&store->batches);
	out->reads = atomic_load(&store->reads);
	out->read_queries = atomic_load(&store->read_queries);
	out->write_queries = atomic_load(&store->write_queries);
}

bool
store_broken(const struct store *store)
{
	return atomic_load(&store->broken);
}

enum store_fault
tx_fault(const struct tx *tx)
{
	switch (tx->db->fault) {
	case DB_FINE:
		return FAULT_NONE;
	case DB_BUSY:
		return FAULT_BUSY;
	case DB_STORAGE:
	case DB_SYNC:
		return FAULT_STORAGE;
	default:
		return FAULT_INTERNAL;
	}
}

micros
tx_now(const struct tx *tx)
{
	return tx->now;
}

void
tx_id(const struct tx *tx, char out[ID_LENGTH + 1])
{
	id_make(out, tx->now, tx->store->ids);
}

void
tx_actor(struct tx *tx, const char *actor, const char *desk)
{
	tx->actor = actor;
	tx->desk = desk;
}
