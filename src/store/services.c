/* The directory's texts: every published version is kept; one number counts all publications. */
#include "store/services.h"
#include "store/inside.h"

#include <string.h>

int64_t
directory_newest(struct tx *tx)
{
	return db_number(
	    tx->db, "SELECT value FROM counter WHERE name = 'directory'", NO_VALUES, 0);
}

int
directory_get(struct tx *tx, const char *service, int64_t version, struct service_text *out,
    struct arena *arena)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT v.version, v.text FROM service s JOIN service_version v ON v.service = s.id "
	    "AND v.version = CASE WHEN $2 = 0 THEN s.version ELSE $2 END WHERE s.id = $1",
	    VALUES(v_text(service), v_number(version)));
	bool found = db_next(rows);
	if (found)
		*out = (struct service_text){.service = arena_strdup(arena, service),
		    .version = row_number(rows, 0),
		    .text = row_text(rows, 1, arena)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? found : -1;
}

const char *
directory_holding(struct tx *tx, const char *words, struct arena *arena)
{
	const char *ids = "";
	struct db_rows *rows = db_query(tx->db,
	    "SELECT s.id FROM service s JOIN service_version v ON v.service = s.id AND v.version = "
	    "s.version WHERE v.text LIKE $1 ORDER BY s.id",
	    VALUES(v_text(arena_printf(arena, "%%%s%%", words))));
	while (db_next(rows))
		ids = arena_printf(arena, "%s%s|", ids, row_text(rows, 0, arena));
	db_end(rows);
	return ids;
}

int
directory_publish(struct tx *tx, const struct publication *publication, int64_t *version)
{
	struct service_text current = {0};
	int found = directory_get(tx, publication->service, 0, &current, &tx->scratch);
	*version = current.version;
	if (found < 0 || (found == 1 && strcmp(current.text, publication->text) == 0))
		return found < 0 ? -1 : 0;
	*version = db_number(tx->db,
	    "UPDATE counter SET value = value + 1 WHERE name = 'directory' RETURNING value",
	    NO_VALUES, 0);
	db_run(tx->db,
	    "INSERT INTO service_version (service, version, text, author, approver, comment, at) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7)",
	    VALUES(v_text(publication->service), v_number(*version), v_text(publication->text),
		v_text(publication->author), v_text(publication->approver),
		v_text(publication->comment), v_number(tx->now)));
	int rc = db_run(tx->db,
	    "INSERT INTO service (id, version) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET "
	    "version = excluded.version",
	    VALUES(v_text(publication->service), v_number(*version)));
	return rc < 0 ? -1 : 1;
}

int
directory_versions(
    struct tx *tx, const char *service, size_t most, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT version, author, approver, comment, at FROM service_version WHERE service = $1 "
	    "ORDER BY version DESC LIMIT $2",
	    VALUES(v_text(service), v_number((int64_t)most)));
	while (db_next(rows)) {
		struct entry_version *version = list_add(arena, out, &entry_version_record);
		version->service = arena_strdup(arena, service);
		version->version = row_number(rows, 0);
		version->author = row_text(rows, 1, arena);
		version->approver = row_text(rows, 2, arena);
		version->comment = row_text(rows, 3, arena);
		version->at = row_number(rows, 4);
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
directory_part(struct tx *tx, int64_t after, int64_t whole, size_t most, struct arena *arena,
    struct list *out, struct list *was, bool *more)
{
	size_t bytes = 0;
	*more = false;
	struct db_rows *rows = db_query(tx->db,
	    "SELECT s.id, s.version, v.text, o.version, o.text FROM service s "
	    "JOIN service_version v ON v.service = s.id AND v.version = s.version "
	    "LEFT JOIN service_version o ON o.service = s.id AND o.version = (SELECT "
	    "MAX(w.version) FROM service_version w WHERE w.service = s.id AND w.version <= $2) "
	    "WHERE s.version > $1 ORDER BY s.version",
	    VALUES(v_number(after), v_number(whole)));
	while (db_next(rows)) {
		if (bytes >= most) {
			*more = true;
			break;
		}
		struct service_text *service = list_add(arena, out, &service_text_record);
		service->service = row_text(rows, 0, arena);
		service->version = row_number(rows, 1);
		service->text = row_text(rows, 2, arena);
		bytes += strlen(service->text);
		if (was)
			*(struct service_text *)list_add(arena, was, &service_text_record) =
			    (struct service_text){.service = service->service,
				.version = row_number(rows, 3),
				.text = row_text(rows, 4, arena)};
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
directory_after(struct tx *tx, int64_t after, struct arena *arena, struct list *out)
{
	bool more;
	return directory_part(tx, after, 0, SIZE_MAX, arena, out, NULL, &more);
}
