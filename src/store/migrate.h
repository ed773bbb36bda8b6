/*
 * Migrations: numbered, each one transaction, recorded with a digest of its text. A change of the
 * schema is a new entry; an entry that has been released never changes. For the store alone.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/db.h"

struct migration {
	int number;
	const char *name;
	const char *const *texts; /* DDL with the engine words of db.c; null-terminated */
};
extern const struct migration migrations[]; /* ends with number 0 */
extern const char *const schema_promises[],
    *const schema_outbound[], *const schema_numbers[], *const schema_surveys[],
							   *const schema_invites[];
/* Texts of some, in files of their own: schema_share.c. */
extern const char *const schema_incidents[], *const schema_transfers[], *const schema_told[];
extern const char *const schema_reconciling[], *const schema_payment_mails[]; /* payments.c */
extern const char *const schema_complaints[];                                 /* complaints.c */

/* Applies what is missing. -1 with a sentence when the database is newer than this program or its
 * history differs. */
int migrate(struct db *db, int64_t now, struct err *err);

/* The same within a transaction that is open, up to a migration of that number. */
int migrate_part(struct db *db, int64_t now, int64_t newest, struct err *err);

/* Is there anything in the database yet? */
bool migrate_is_empty(struct db *db);

/* Those that stand in files of their own: schema_queues.c. */
extern const char *const back_office[], *const bulks[], *const queue_tallies[];
extern const char *const schema_forms[], *const schema_mail_files[]; /* schema_forms.c */

#endif
