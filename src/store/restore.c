/*
 * A CRM from an archive. What happened after the archive was made is not in it, and desks know
 * numbers that it does not: the feed gets a new epoch, so that desks load everything anew; texts of
 * the directory and references go on from numbers that cannot have been given out.
 */
#include "base/alloc.h"
#include "store/archive.h"
#include "store/backup.h"
#include "store/leases.h"
#include "store/migrate.h"

#include <stdlib.h>
#include <unistd.h>

/* Further than a CRM comes between two backups. */
enum { DIRECTORY_AHEAD = 1000000, REFERENCES_AHEAD = 1000000, TRAINING_AHEAD = 100000 };

/* The same text under a number that is newer than any that a desk may have. */
static void
number_texts(struct db *db, micros now)
{
	db_run(db,
	    "INSERT INTO service_version (service, version, text, author, approver, comment, at) "
	    "SELECT s.id, c.value + $1 + row_number() OVER (ORDER BY s.version), v.text, v.author, "
	    "v.approver, v.comment, $2 FROM service s JOIN service_version v ON v.service = s.id "
	    "AND v.version = s.version JOIN counter c ON c.name = 'directory'",
	    VALUES(v_number(DIRECTORY_AHEAD), v_number(now)));
	/* Drafts were made from it. */
	db_run(db,
	    "UPDATE entry_draft SET base = (SELECT max(v.version) FROM service_version v WHERE "
	    "v.service = entry_draft.service) WHERE base = (SELECT s.version FROM service s WHERE "
	    "s.id = entry_draft.service)",
	    NO_VALUES);
	db_run(db,
	    "UPDATE service SET version = (SELECT max(v.version) FROM service_version v WHERE "
	    "v.service = service.id)",
	    NO_VALUES);
	db_run(db,
	    "UPDATE counter SET value = value + $1 + (SELECT count(*) FROM service) WHERE name = "
	    "'directory'",
	    VALUES(v_number(DIRECTORY_AHEAD)));
}

/* Nobody knows any more whose the numbers were that have been leased since: desks offer what they
 * have sent under them. */
static void
number_references(struct db *db, micros now)
{
	static const struct {
		const char *name;
		int64_t ahead, end;
	} ranges[] = {{"reference", REFERENCES_AHEAD, 90000000},
	    {"reference_training", TRAINING_AHEAD, 100000000}};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		char id[ID_LENGTH + 1];
		id_make(id, now, id_system());
		db_run(db,
		    "INSERT INTO lease (id, desk, \"user\", \"from\", \"to\", at) SELECT $1, $2, "
		    "$2, "
		    "value, CASE WHEN value + $4 < $5 THEN value + $4 ELSE $5 END, $6 FROM "
		    "counter WHERE name = $3",
		    VALUES(v_text(id), v_text(LEASE_LOST), v_text(ranges[i].name),
			v_number(ranges[i].ahead), v_number(ranges[i].end), v_number(now)));
		db_run(db,
		    "UPDATE counter SET value = CASE WHEN value + $2 < $3 THEN value + $2 ELSE $3 "
		    "END WHERE name = $1",
		    VALUES(v_text(ranges[i].name), v_number(ranges[i].ahead),
			v_number(ranges[i].end)));
	}
}

static int
fill(struct db *db, const struct store_options *options, const struct keys *keys, FILE *in,
    struct store_restored *out, struct head *head, struct err *err)
{
	micros now = clock_now(options->clock);
	if (db_begin(db, true) < 0)
		return err_set(err, "the database cannot be written: %s", db->message);
	int rc = archive_take(db, keys, now, in, &out->rows, err);
	if (rc == 0)
		rc = migrate_part(db, now, INT64_MAX, err);
	if (rc == 0) {
		epoch_new(db);
		number_texts(db, now);
		number_references(db, now);
		struct tx tx = {.db = db};
		audit_head(&tx);
		*head = tx.head;
	}
	if (rc == 0 && db_commit(db) < 0)
		rc = err_set(err, "the archive cannot be kept: %s", db->message);
	db_rollback(db);
	return rc;
}

static int
restore(struct db *db, const struct store_options *options, const char *path, FILE *in,
    struct store_restored *out, struct err *err)
{
	char *shown = db_shown(options->database);
	struct head head = {0}, anchored = {0};
	struct anchor *anchor = NULL;
	struct keys *keys = NULL;
	int rc = -1;
	if (!migrate_is_empty(db))
		err_set(
		    err, "there is a CRM already in %s; restore into a database of its own", shown);
	else if ((keys = keys_load(path, err)) && (anchor = anchor_open(path, keys, err)))
		rc = fill(db, options, keys, in, out, &head, err);
	out->last = head.number;
	if (rc == 0 && anchor_read(anchor, &anchored) == 1 && anchored.number > head.number)
		out->anchored = anchored.number;
	if (rc == 0)
		anchor_set(anchor, &head);
	anchor_close(anchor);
	secret_free(keys);
	free(shown);
	return rc;
}

int
store_restore(
    const struct store_options *options, FILE *in, struct store_restored *out, struct err *err)
{
	*out = (struct store_restored){0};
	char *path = db_keys(options->database, err);
	char *file = path ? xasprintf("%s.key", path) : NULL;
	struct db *db = NULL;
	if (file && access(file, R_OK) != 0)
		err_set(err,
		    "put the CRM's key file at %s first: an archive does not hold the keys that "
		    "open it",
		    file);
	else if (file)
		db = db_open(options->database, DB_MAKER, err);
	int rc = db ? restore(db, options, path, in, out, err) : -1;
	db_close(db);
	free(file);
	free(path);
	return rc;
}
