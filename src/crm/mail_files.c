/*
 * Files that came with a mail: their bytes are kept once by their hash, as those of a case are, and
 * stand on the case of the mail as soon as it has one. A name that was written outside is made one
 * that any desk can write a file under.
 */
#include "base/text.h"
#include "crm/mail.h"
#include "store/blobs.h"
#include "store/cases.h"

#include <string.h>

static const char *
safe_name(struct ask *ask, const char *name)
{
	char *copy = arena_strdup(ask->call->arena, name ? name : "");
	for (char *c = copy; *c; c++)
		if (*c == '/' || *c == '\\' || (c == copy && *c == '.'))
			*c = '_';
	return attachment_name_good(copy) ? copy : "file";
}

void
mail_files_keep(struct ask *ask, const struct mail *given, struct mail *mail)
{
	for (size_t i = 0; i < given->files.count; i++) {
		const struct mail_file *from = LIST_AT(struct mail_file, &given->files, i);
		struct mail_file *to = LIST_AT(struct mail_file, &mail->files, i);
		to->hash = NULL;
		if (!from->bytes || !from->size)
			continue;
		to->hash = attachment_hash(from->bytes, (size_t)from->size, ask->call->arena);
		blob_put(ask->tx, to->hash, from->bytes, (size_t)from->size);
	}
}

void
mail_files_attach(struct ask *ask, const struct mail *mail, struct case_record *record)
{
	struct arena *arena = ask->call->arena;
	size_t rows = record_field(&case_record_record, "attachments")->limit,
	       events = record_field(&case_record_record, "events")->limit;
	LIST_EACH(struct mail_file, file, &mail->files)
	{
		char id[ID_LENGTH + 1];
		if (!file->hash || record->attachments.count >= rows ||
		    record->events.count >= events)
			continue;
		tx_id(ask->tx, id);
		struct attachment *row = list_add(arena, &record->attachments, &attachment_record);
		*row = (struct attachment){.id = arena_strdup(arena, id),
		    .hash = file->hash,
		    .name = safe_name(ask, file->name),
		    .type = attachment_type_good(file->type ? file->type : "")
				? file->type
				: "application/octet-stream",
		    .size = file->size,
		    .at = tx_now(ask->tx)};
		struct case_event *event = case_event_add(ask, record, "attach", row->at);
		event->subject = row->id;
		event->text = row->name;
	}
}

void
mail_files_to_case(struct ask *ask, const struct mail *mail)
{
	struct arena *arena = ask->call->arena;
	struct case_record was;
	if (!mail->files.count || case_get(ask->tx, mail->case_id, &was, arena) != 1)
		return;
	struct case_record *now = record_copy(arena, &case_record_record, &was);
	mail_files_attach(ask, mail, now);
	if (now->attachments.count > was.attachments.count)
		case_keep(ask, "case.attach", now, &was);
}
