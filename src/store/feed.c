/*
 * The feed: numbers without gaps in the order of commits. They are taken from a counter row by the
 * last statements of the batch, so that nobody can see a number before a smaller one.
 */
#include "store/feed.h"
#include "store/inside.h"

#include <string.h>

enum { PAGE_TEXT = 512 * 1024 };

int
feed_add(struct tx *tx, const char *topic, const char *id, const char *text, int64_t version)
{
	struct feed_item *item = list_add(&tx->feed_arena, &tx->feed, &feed_item_record);
	item->topic = arena_strdup(&tx->feed_arena, topic);
	item->id = arena_strdup(&tx->feed_arena, id);
	item->text = arena_strdup(&tx->feed_arena, text);
	item->version = version;
	return 0;
}

int
feed_write(struct tx *tx)
{
	if (!tx->feed.count)
		return 0;
	int64_t count = (int64_t)tx->feed.count;
	int64_t number =
	    db_number(tx->db,
		"UPDATE counter SET value = value + $1 WHERE name = 'feed' RETURNING value",
		VALUES(v_number(count)), 0) -
	    count;
	LIST_EACH(struct feed_item, item, &tx->feed)
	db_run(tx->db,
	    "INSERT INTO feed (number, topic, id, text, version, at) VALUES ($1, $2, $3, $4, $5, "
	    "$6)",
	    VALUES(v_number(++number), v_text(item->topic), v_text(item->id), v_text(item->text),
		v_number(item->version), v_number(tx->now)));
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
feed_after(struct tx *tx, int64_t after, size_t most, struct arena *arena, struct list *items,
    int64_t *last)
{
	size_t text = 0;
	*last = db_number(tx->db, "SELECT value FROM counter WHERE name = 'feed'", NO_VALUES, 0);
	/* A service's text is kept once, with its version. */
	struct db_rows *rows = db_query(tx->db,
	    "SELECT f.number, f.topic, f.id, coalesce(v.text, f.text), f.version FROM feed f "
	    "LEFT JOIN service_version v ON f.topic = 'directory' AND v.service = f.id AND "
	    "v.version = f.version WHERE f.number > $1 ORDER BY f.number LIMIT $2",
	    VALUES(v_number(after), v_number((int64_t)most)));
	while (text < PAGE_TEXT && db_next(rows)) {
		struct feed_item *item = list_add(arena, items, &feed_item_record);
		item->number = row_number(rows, 0);
		item->topic = row_text(rows, 1, arena);
		item->id = row_text(rows, 2, arena);
		item->text = row_text(rows, 3, arena);
		item->version = row_number(rows, 4);
		text += item->text ? strlen(item->text) : 0;
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

const char *
feed_epoch(struct tx *tx, struct arena *arena)
{
	const char *epoch =
	    db_string(tx->db, "SELECT value FROM meta WHERE name = 'epoch'", NO_VALUES, arena);
	return epoch ? epoch : "0";
}
