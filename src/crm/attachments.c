/*
 * Files on a case. Their bytes are kept once, by their hash (BLAKE2b), however many cases have
 * them, and go with the last row that names them: taken away, erased or anonymised. Whoever may
 * work on the case puts them there; whoever may read it reads them, which is audited. On the wire
 * the bytes are base64 (RFC 4648, section 4), all at once or, over a slow line, piece by piece.
 */
#include "base/text.h"
#include "crm/inside.h"
#include "store/audit.h"
#include "store/blobs.h"

#include <stdio.h>
#include <string.h>

const char *
attachment_hash(const void *bytes, size_t length, struct arena *arena)
{
	unsigned char hash[SECRET_HASH];
	char *text = arena_alloc(arena, SECRET_HASH * 2 + 1);
	secret_hash(hash, bytes, length, NULL);
	for (size_t i = 0; i < SECRET_HASH; i++)
		snprintf(text + 2 * i, 3, "%02x", hash[i]);
	return text;
}

/* A name that any desk can write a file under: no folder, no control, not one of the two that mean
 * folders. */
bool
attachment_name_good(const char *name)
{
	for (const char *c = name; *c; c++)
		if ((unsigned char)*c < ' ' || *c == '/' || *c == '\\' || *c == 0x7f)
			return false;
	return *name != '.' && !text_blank(name);
}

/* RFC 6838, section 4.2: "image/jpeg". */
bool
attachment_type_good(const char *type)
{
	static const char good[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&-^_.+";
	size_t main = strspn(type, good);
	size_t rest = type[main] == '/' ? strspn(type + main + 1, good) : 0;
	return main && rest && !type[main + 1 + rest];
}

static bool
check_file(struct ask *ask, const struct attachment_file *file)
{
	if (!text_same(ask->call->params[1], file->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!attachment_name_good(file->name))
		return refuse(ask, PROBLEM_BAD_FIELD, "name", "not the name of a file");
	if (!attachment_type_good(file->type))
		return refuse(ask, PROBLEM_BAD_FIELD, "type", "not a media type");
	if (file->size > ATTACHMENT_MOST)
		return refuse(ask, PROBLEM_BAD_FIELD, "size", "too large");
	return true;
}

struct bytes {
	const unsigned char *bytes; /* null: they have not all come */
	size_t length;
};

static bool
read_content(struct ask *ask, const struct attachment_file *file, struct bytes *out)
{
	unsigned char *bytes = arena_alloc(ask->call->arena, ATTACHMENT_PIECE + 1);
	int length = secret_base64_read(bytes, ATTACHMENT_PIECE, file->content);
	if (length <= 0)
		return refuse(ask, PROBLEM_BAD_FIELD, "content",
		    length ? "not base64, or too large" : "the file is empty");
	*out = (struct bytes){bytes, (size_t)length};
	return true;
}

/* A piece is put with those before it; with the last one *out is the whole. One that has come
 * before changes nothing. */
static bool
take_piece(
    struct ask *ask, const char *parent, const struct attachment_file *file, struct bytes *out)
{
	struct arena *arena = ask->call->arena;
	int64_t have = attachment_came(ask->tx, parent, file->id, ask->session->user);
	int64_t end = file->from + (int64_t)out->length;
	if (file->from < 0 || end > file->size)
		return refuse(ask, PROBLEM_BAD_FIELD, "size", "the piece lies outside the file");
	if (have < 0)
		return false;
	if (file->from > have || (file->from < have && end > have))
		return refuse(ask, PROBLEM_CONFLICT, "from", "another piece is to come next");
	if (file->from == have)
		attachment_piece_put(ask->tx, parent, file->id, ask->session->user, file->from,
		    out->bytes, out->length);
	out->bytes = NULL;
	if (end == file->size)
		out->bytes = attachment_join(ask->tx, file->id, &out->length, arena);
	return store_well(ask);
}

/* The row of a file whose bytes are all there; they are kept. */
static bool
take_bytes(struct ask *ask, const struct attachment_file *file, const struct bytes *whole,
    struct attachment *row)
{
	*row = (struct attachment){.id = file->id,
	    .hash = attachment_hash(whole->bytes, whole->length, ask->call->arena),
	    .size = (int64_t)whole->length,
	    .name = file->name,
	    .type = file->type,
	    .author = ask->session->user,
	    .at = tx_now(ask->tx)};
	return blob_put(ask->tx, row->hash, whole->bytes, whole->length) == 0;
}

static bool
add_row(struct ask *ask, const struct case_record *was, struct case_record *now,
    const struct attachment *row)
{
	if (was->attachments.count == record_field(&case_record_record, "attachments")->limit)
		return refuse(
		    ask, PROBLEM_BAD_FIELD, "attachments", "the case has too many attachments");
	*(struct attachment *)list_add(ask->call->arena, &now->attachments, &attachment_record) =
	    *row;
	struct case_event *event = case_event_add(ask, now, "attach", row->at);
	event->user = row->author;
	event->subject = row->id;
	event->text = row->name;
	return case_keep_grown(ask, "case.attach", now, was);
}

bool
attachment_write(struct ask *ask)
{
	const struct attachment_file *file = ask->call->body;
	struct case_record was, *now;
	struct bytes bytes;
	struct attachment row;
	if (!case_to_work(ask, &was) || !check_file(ask, file) || !read_content(ask, file, &bytes))
		return false;
	const struct attachment *kept = list_find(&was.attachments, &attachment_record, file->id);
	bool piece = file->from || file->size > (int64_t)bytes.length;
	now = record_copy(ask->call->arena, &case_record_record, &was);
	if (piece && !kept && !take_piece(ask, was.id, file, &bytes))
		return false;
	if (bytes.bytes && !(piece && kept)) {
		if (!take_bytes(ask, file, &bytes, &row))
			return false;
		if (kept && !text_same(kept->hash, row.hash))
			return refuse(
			    ask, PROBLEM_BAD_FIELD, "id", "the attachment is another one");
		if (!kept && !add_row(ask, &was, now, &row))
			return false;
	}
	ask->answer->body = case_page_of(ask, now);
	return true;
}

bool
case_detach(struct ask *ask, struct case_record *record, struct case_event *event)
{
	struct attachment *kept =
	    list_find(&record->attachments, &attachment_record, event->subject);
	if (!kept)
		return refuse(ask, PROBLEM_CONFLICT, "subject", "there is no such attachment");
	if (text_blank(event->text))
		return refuse(ask, PROBLEM_BAD_FIELD, "text", "say why it is taken away");
	list_remove(&record->attachments, &attachment_record,
	    (size_t)(kept - (struct attachment *)record->attachments.items));
	return true;
}

bool
attachment_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct case_record record;
	struct attachment_file *file = record_new(arena, &attachment_file_record);
	if (!case_to_read(ask, &record, 0))
		return false;
	const struct attachment *kept =
	    list_find(&record.attachments, &attachment_record, ask->call->params[1]);
	if (!kept)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	int64_t from = 0, most = 0;
	if (!query_number(ask, 1, "from", &from) || !query_number(ask, 2, "most", &most))
		return false;
	if (from > kept->size)
		return refuse(ask, PROBLEM_BAD_FIELD, "from", "the file is shorter");
	if (most <= 0 || most > ATTACHMENT_PIECE)
		most = ATTACHMENT_PIECE;
	size_t length = 0;
	const void *bytes = blob_get(ask->tx, kept->hash, from, most, &length, arena);
	if (!bytes)
		return store_well(ask) && refuse(ask, PROBLEM_INTERNAL, NULL, "its bytes are gone");
	size_t size = length / 3 * 4 + 8;
	char *content = arena_alloc(arena, size);
	secret_base64(content, size, bytes, length);
	*file = (struct attachment_file){.id = kept->id,
	    .name = kept->name,
	    .type = kept->type,
	    .content = content,
	    .from = from,
	    .size = kept->size};
	ask->answer->body = file;
	return true;
}

bool
attachment_audit(struct ask *ask)
{
	const char *why = ask->call->query[0];
	bool glass = !text_blank(why);
	const struct attachment_file *file = ask->answer->body;
	struct audit_entry entry = {.action = glass ? "attachment.glass" : "attachment.read",
	    .record = "attachment",
	    .id = file->id,
	    .purpose = arena_printf(ask->call->arena, "case %s%s%s%s", ask->call->params[0],
		file->from ? ", a further piece" : "", glass ? ", reason " : "", glass ? why : "")};
	return audit_add(ask->tx, &entry) == 0;
}
