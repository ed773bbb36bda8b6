/*
 * Files on a case. Their bytes are kept once, by their hash (BLAKE2b), however many cases have
 * them, and go with the last row that names them: taken away, erased or anonymised. Whoever may
 * work on the case puts them there; whoever may read it reads them, which is audited. On the wire
 * the bytes are base64 (RFC 4648, section 4).
 */
#include "base/text.h"
#include "crm/inside.h"

#include <stdio.h>
#include <string.h>

static const char *
hash_words(const unsigned char hash[SECRET_HASH], struct arena *arena)
{
	char *text = arena_alloc(arena, SECRET_HASH * 2 + 1);
	for (size_t i = 0; i < SECRET_HASH; i++)
		snprintf(text + 2 * i, 3, "%02x", hash[i]);
	return text;
}

/* A name that any desk can write a file under: no folder, no control, not one of the two that mean
 * folders. */
static bool
is_file_name(const char *name)
{
	for (const char *c = name; *c; c++)
		if ((unsigned char)*c < ' ' || *c == '/' || *c == '\\' || *c == 0x7f)
			return false;
	return *name != '.' && !text_blank(name);
}

/* RFC 6838, section 4.2: "image/jpeg". */
static bool
is_type(const char *type)
{
	static const char good[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&-^_.+";
	size_t main = strspn(type, good);
	size_t rest = type[main] == '/' ? strspn(type + main + 1, good) : 0;
	return main && rest && !type[main + 1 + rest];
}

/* Fills the row and keeps the bytes. */
static bool
take_bytes(struct ask *ask, const struct attachment_file *file, struct attachment *row)
{
	struct arena *arena = ask->call->arena;
	unsigned char hash[SECRET_HASH];
	if (!is_file_name(file->name))
		return refuse(ask, PROBLEM_BAD_FIELD, "name", "not the name of a file");
	if (!is_type(file->type))
		return refuse(ask, PROBLEM_BAD_FIELD, "type", "not a media type");
	unsigned char *bytes = arena_alloc(arena, ATTACHMENT_MOST + 1);
	int length = secret_base64_read(bytes, ATTACHMENT_MOST, file->content);
	if (length <= 0)
		return refuse(ask, PROBLEM_BAD_FIELD, "content",
		    length ? "not base64, or too large" : "the file is empty");
	secret_hash(hash, bytes, (size_t)length, NULL);
	*row = (struct attachment){.id = file->id,
	    .hash = hash_words(hash, arena),
	    .size = length,
	    .name = file->name,
	    .type = file->type,
	    .author = ask->session->user,
	    .at = tx_now(ask->tx)};
	return blob_put(ask->tx, row->hash, bytes, (size_t)length) == 0;
}

bool
attachment_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct attachment_file *file = ask->call->body;
	struct case_record was, *now;
	struct attachment row;
	if (!text_same(ask->call->params[1], file->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!case_to_work(ask, &was) || !take_bytes(ask, file, &row))
		return false;
	const struct attachment *kept = list_find(&was.attachments, &attachment_record, file->id);
	if (kept && !text_same(kept->hash, row.hash))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "the attachment is another one");
	now = record_copy(arena, &case_record_record, &was);
	if (!kept) {
		if (was.attachments.count ==
		    record_field(&case_record_record, "attachments")->limit)
			return refuse(ask, PROBLEM_BAD_FIELD, "attachments",
			    "the case has too many attachments");
		*(struct attachment *)list_add(arena, &now->attachments, &attachment_record) = row;
		struct case_event *event = case_event_add(ask, now, "attach", row.at);
		event->user = row.author;
		event->subject = row.id;
		event->text = row.name;
		if (!case_keep_grown(ask, "case.attach", now, &was))
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
	size_t length = 0;
	const void *bytes = blob_get(ask->tx, kept->hash, &length, arena);
	if (!bytes)
		return store_well(ask) && refuse(ask, PROBLEM_INTERNAL, NULL, "its bytes are gone");
	size_t size = length / 3 * 4 + 8;
	char *content = arena_alloc(arena, size);
	secret_base64(content, size, bytes, length);
	*file = (struct attachment_file){
	    .id = kept->id, .name = kept->name, .type = kept->type, .content = content};
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
	    .purpose = arena_printf(ask->call->arena, "case %s%s%s", ask->call->params[0],
		glass ? ", reason " : "", glass ? why : "")};
	return audit_add(ask->tx, &entry) == 0;
}
