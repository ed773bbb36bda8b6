/*
 * The desk's one journal: a log of keyed records on disk, one file a user. Put and drop append; the
 * word "Kept" follows the sync. What is live can be read back after any death, at any byte.
 *
 * File: header (magic, version, Argon2id cost and salt, the data key wrapped to the user's password
 * key, and the same key sealed to the CRM's public key), then records, each XChaCha20-Poly1305 with
 * the header's hash and the record's number as associated data. A torn tail is cut exactly; an
 * altered middle keeps what came before, sets the file aside beside it and says so. Record kinds it
 * does not know are kept and carried along.
 *
 * One helper thread does nothing but sync; everything else runs on the caller's thread.
 */
#ifndef KEEP_KEEP_H
#define KEEP_KEEP_H

#include "base/err.h"
#include "base/file.h"
#include "keep/sealed.h"
#include "model/field.h"

#include <stdint.h>

struct keep;

struct keep_options {
	struct disk *disk;            /* null: the system's */
	const char *folder;           /* state folder of this desk; made when it is missing */
	const unsigned char *crm_key; /* the CRM's public key, 32 bytes, or null before enrolment */
	/* Argon2id cost; 0 takes libsodium's INTERACTIVE. Tests take the minimum. */
	unsigned long long ops;
	size_t memory;
	bool no_thread; /* the caller syncs by keep_sync_now: simulation and tests */
	bool existing;  /* do not make a journal where there is none */
	/* When the password does not open the journal: its data key, as the CRM has unsealed it.
	 * The journal is wrapped under the password from then on. Or null. */
	const unsigned char *data_key;
};

enum keep_opening {
	KEEP_OPENED, /* the user's journal was there and the password opens it */
	KEEP_CREATED,
	KEEP_ABSENT,         /* there is none, and `existing` asked for no new one */
	KEEP_WRONG_PASSWORD, /* it is there, and the password does not open it */
	KEEP_IN_USE,         /* another desk program holds it */
	KEEP_FAILED          /* err says why */
};

/* Opens or creates the journal of a user (Argon2id: takes about a fifth of a second). */
enum keep_opening keep_open(struct keep **keep, const struct keep_options *options,
    const char *user, const char *password, struct err *err);
/* "FOLDER/KIND-USER": where a user's file lies; what is not plain in the name is written as %XX.
 * The caller's to free. */
char *keep_path(const char *folder, const char *kind, const char *user);
/* The data key of a user's journal, sealed to the CRM: who has another password by now can have it
 * opened there. -1 when there is none. */
int keep_seal(const struct keep_options *options, const char *user, unsigned char out[SEALED_KEY]);
/* Syncs what is written, stops the thread, forgets the key. */
void keep_close(struct keep *keep);

/* Is it the password of this open journal? 0 yes, 1 no, -1 with err when memory is short. Takes as
 * long as opening. */
int keep_prove(const struct keep *keep, const char *password, struct err *err);

/* What was found at opening that a person should know (a damaged part set aside), or null. */
const char *keep_notice(const struct keep *keep);

/*
 * Put and drop take a copy and only collect; keep_flush appends what was collected as one journal
 * record, so that after a crash either all of it is there or nothing. Flush once a turn, after the
 * turn's effects. `number` counts the caller's records, rising (EVENT_KEPT's number).
 */
void keep_put(struct keep *keep, const struct record *record, const char *key, const void *value,
    uint64_t number);
void keep_drop(struct keep *keep, const struct record *record, const char *key, uint64_t number);
/* -1 with err when the disk refuses: nothing is lost from memory, and the next flush (also one
 * with nothing new) tries again. */
int keep_flush(struct keep *keep, struct err *err);

/* Readable when the synced number has risen or a sync has failed. */
int keep_fd(const struct keep *keep);
/* The highest number that is on the medium; clears the fd. *failed (may be null) tells of a sync
 * error. */
uint64_t keep_synced(struct keep *keep, struct err *failed, bool *has_failed);
/* One turn of the syncing on this thread; only with no_thread. */
void keep_sync_now(struct keep *keep);

/* Every live record, in the order it was last put. Unknown kinds are passed with a null record
 * type. */
void keep_each(struct keep *keep,
    void (*each)(void *context, const struct record *record, const char *kind, const char *key,
	const void *value),
    void *context, struct arena *arena);

/* One live record into `value`, its memory in the arena; false when there is none. */
bool keep_get(const struct keep *keep, const struct record *record, const char *key, void *value,
    struct arena *arena);

/* Rewraps the data key; the records stay. */
int keep_change_password(struct keep *keep, const char *password, struct err *err);

/*
 * Removes everything from this desk but the kinds of `unsent` (null-terminated), and closes the
 * journal. With nothing unsent the file goes; else it stays, and where the CRM's key is known it
 * can be opened by the CRM alone.
 */
int keep_wipe(struct keep *keep, const struct record *const *unsent, struct err *err);

#endif
