/*
 * The files of the case on the screen. One is read piece by piece, as much as the line carries
 * between two keys: text is shown, any file saved to the folder that the administrator has opened.
 * From there files are put on the case, in pieces too: each is kept and sent as all that is typed.
 */
#include "desk/case_files.h"
#include "base/alloc.h"
#include "base/secret.h"
#include "desk/cases.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/feed.h"
#include "desk/outbox.h"
#include "desk/signin.h"
#include "model/media.h"
#include "model/record_case.h"

#include <stdlib.h>
#include <string.h>

/* Of what goes up, a multiple of the three bytes that base64 takes at once: a second of a line of
 * 64 kbit/s, as a caller's search may wait behind it. What comes down begins so. */
enum { PIECE = 6 << 10 };
_Static_assert((int)FOLDER_MOST == (int)ATTACHMENT_MOST, "what is read of a folder can be sent");

static void
forget_bytes(struct desk *desk)
{
	struct case_files *files = &desk->files;
	free(files->bytes);
	free(files->id);
	files->bytes = NULL;
	files->id = NULL;
	files->got = 0;
	files->part = PIECE;
	files->asked = 0;
	files->saving = files->failed = false;
}

void
case_files_forget(struct desk *desk)
{
	forget_bytes(desk);
	free(desk->files.fault);
	desk->files.fault = NULL;
	desk->files.listing = NULL;
	arena_release(&desk->files.arena);
	arena_init(&desk->files.arena);
}

const struct attachment *
case_file_shown(const struct desk *desk)
{
	const char *slash = strchr(desk_subject(desk), '/');
	return slash && desk->case_page
		   ? list_find(&desk->case_page->record->attachments, &attachment_record, slash + 1)
		   : NULL;
}

size_t
case_files_waiting(const struct desk *desk)
{
	size_t count = 0;
	for (size_t i = 0; i < desk->owed_count; i++)
		count += desk->owed[i]->outgoing->route == ROUTE_PUT_ATTACHMENT &&
			 text_same(desk->owed[i]->outgoing->chain, desk->case_page->record->id);
	return count;
}

/* ---- reading ---- */

static void
ask_piece(struct desk *desk)
{
	struct case_files *files = &desk->files;
	struct arena *arena = &desk->effects.arena;
	files->failed = !desk_reaches(desk);
	if (files->failed || files->asked)
		return;
	struct request *request =
	    desk_ask(desk, ROUTE_ATTACHMENT, REQUEST_READ, ASKED_FILE, files->id);
	request->params[0] = arena_strdup(arena, desk->case_page->record->id);
	request->params[1] = arena_strdup(arena, files->id);
	files->asked = request->number;
	files->since = desk->now;
	desk_query(desk, request, "from", arena_printf(arena, "%zu", files->got));
	desk_query(desk, request, "most", arena_printf(arena, "%lld", (long long)files->part));
}

static void
write_out(struct desk *desk)
{
	struct case_files *files = &desk->files;
	const struct attachment *shown = case_file_shown(desk);
	files->saving = false;
	if (!shown)
		return;
	struct desk_effect *effect = desk_effect(desk, EFFECT_FILE_WRITE);
	effect->text = arena_strdup(&desk->effects.arena, shown->name);
	effect->bytes = (struct file_bytes){files->bytes, files->got};
}

void
case_file_reply(struct desk *desk, const struct reply *reply, const char *id)
{
	struct case_files *files = &desk->files;
	const struct attachment_file *body = reply->body;
	if (!text_same(files->id, id) || reply->number != files->asked)
		return;
	files->asked = 0;
	files->failed = reply->problem != PROBLEM_NONE || !body;
	if (files->failed) {
		desk_say_problem(desk, reply);
		return;
	}
	size_t room = strlen(body->content) / 4 * 3 + 3;
	files->part = line_part(files->part, desk->now - files->since);
	if (body->from != (int64_t)files->got || files->got + room > ATTACHMENT_MOST + 3)
		return;
	files->bytes = xrealloc(files->bytes, 1, files->got + room);
	int length = secret_base64_read(files->bytes + files->got, room, body->content);
	files->got += length > 0 ? (size_t)length : 0;
	files->failed = length <= 0;
	if (files->failed || !files->saving)
		return;
	if ((int64_t)files->got < body->size)
		ask_piece(desk);
	else
		write_out(desk);
}

static void
open_file(struct desk *desk, const char *id)
{
	struct arena *arena = &desk->effects.arena;
	const char *of = arena_strdup(arena, desk->case_page->record->id);
	if (!text_same(desk->files.id, id)) {
		forget_bytes(desk);
		set_text(&desk->files.id, id);
	}
	desk_go(desk, SCREEN_FILE, arena_printf(arena, "%s/%s", of, desk->files.id));
	const struct attachment *shown = case_file_shown(desk);
	if (shown && media_is_text(shown->type) && !desk->files.got)
		ask_piece(desk);
}

bool
case_file_more(const struct desk *desk)
{
	const struct attachment *shown = case_file_shown(desk);
	return shown && (int64_t)desk->files.got < shown->size && desk->files.got < FILE_SHOWN;
}

static void
save_file(struct desk *desk)
{
	const struct attachment *shown = case_file_shown(desk);
	if (!shown)
		return;
	if (!desk->folder) {
		desk_say(desk, TONE_WARN, "%s", case_no_folder());
		return;
	}
	if (!text_same(desk->files.id, shown->id)) {
		forget_bytes(desk);
		set_text(&desk->files.id, shown->id);
	}
	desk->files.saving = true;
	if ((int64_t)desk->files.got == shown->size)
		write_out(desk);
	else
		ask_piece(desk);
	if (desk->files.failed)
		desk_say(desk, TONE_WARN, "%s", _("The CRM cannot be reached."));
}

void
case_file_written(struct desk *desk, const struct desk_event *event)
{
	if (event->ok)
		desk_say(desk, TONE_GOOD, _("Saved as %s in %s."), event->text, desk->folder);
	else
		desk_say(desk, TONE_ALARM, _("It could not be saved: %s"), event->text);
}

/* ---- taking one off ---- */

const char *
case_file_off_field(const struct desk *desk, struct arena *arena)
{
	return arena_printf(arena, "detach.%s", desk_subject(desk));
}

static void
take_off(struct desk *desk, const char *why)
{
	struct arena *arena = &desk->effects.arena;
	const struct attachment *shown = case_file_shown(desk);
	const char *field = case_file_off_field(desk, arena);
	if (!shown)
		return;
	if (text_blank(why)) {
		desk_say(desk, TONE_WARN, "%s", _("Say why it is taken off: it is kept."));
		desk_focus(desk, field);
		return;
	}
	struct case_event event = {.kind = "detach",
	    .subject = arena_strdup(arena, shown->id),
	    .text = arena_strdup(arena, why)};
	typed_drop(desk, field);
	desk_back(desk);
	case_send(desk, &event);
	desk_say(desk, TONE_GOOD, "%s", _("It is taken off."));
}

/* ---- putting one on ---- */

const char *
case_no_folder(void)
{
	return _("No folder is opened for files on this desk: whoever looks after it sets one.");
}

static void
look_into_folder(struct desk *desk)
{
	if (!desk->folder) {
		desk_say(desk, TONE_WARN, "%s", case_no_folder());
		return;
	}
	desk_go(
	    desk, SCREEN_ATTACH, arena_strdup(&desk->effects.arena, desk->case_page->record->id));
	desk_effect(desk, EFFECT_FOLDER);
}

void
case_folder_listed(struct desk *desk, const struct desk_event *event)
{
	struct case_files *files = &desk->files;
	const struct folder_listing *listing = event->record;
	arena_release(&files->arena);
	arena_init(&files->arena);
	files->listing = NULL;
	set_text(&files->fault, event->ok ? NULL : event->text);
	if (!event->ok || !listing)
		return;
	struct folder_listing *copy = arena_alloc(&files->arena, sizeof *copy);
	copy->files = arena_alloc(&files->arena, (listing->count + 1) * sizeof *copy->files);
	copy->count = listing->count;
	for (size_t i = 0; i < listing->count; i++)
		copy->files[i] = (struct folder_file){
		    arena_strdup(&files->arena, listing->files[i].name), listing->files[i].size};
	files->listing = copy;
}

const char *
case_file_fault(const char *name, int64_t size, struct arena *arena)
{
	if (!media_type(name))
		return _(
		    "not taken: only text, pictures, PDF, office documents, sound and film are");
	if (size == 0)
		return _("it is empty");
	if (size > ATTACHMENT_MOST)
		return arena_printf(arena, _("too large: at most %d MB"), ATTACHMENT_MOST >> 20);
	return NULL;
}

static void
send_piece(struct desk *desk, const char *id, const char *name, const struct file_bytes *file,
    size_t from, size_t length)
{
	struct arena *arena = &desk->effects.arena;
	struct attachment_file *body = arena_alloc(arena, sizeof *body);
	const char *of = arena_strdup(arena, desk->case_page->record->id);
	size_t room = length / 3 * 4 + 8;
	char *content = arena_alloc(arena, room);
	secret_base64(content, room, (const char *)file->bytes + from, length);
	*body = (struct attachment_file){.id = id,
	    .name = name,
	    .type = media_type(name),
	    .content = content,
	    .from = (int64_t)from,
	    .size = (int64_t)file->length};
	outbox_put(
	    desk, ROUTE_PUT_ATTACHMENT, of, id, body, arena_printf(arena, _("File: %s"), name));
}

/* It has been read from the folder. */
void
case_file_taken(struct desk *desk, const struct desk_event *event)
{
	struct arena *arena = &desk->effects.arena;
	const struct file_bytes *file = event->record;
	if (!event->ok || !file) {
		desk_say(desk, TONE_ALARM, _("It could not be read: %s"), event->text);
		return;
	}
	const char *name = arena_strdup(arena, event->item), *id = desk_id(desk);
	const char *fault = case_file_fault(name, (int64_t)file->length, arena);
	if (fault || !desk->case_page) {
		desk_say(desk, TONE_WARN, "%s: %s", name, fault ? fault : "");
		return;
	}
	const size_t piece = PIECE;
	for (size_t from = 0; from < file->length; from += piece)
		send_piece(desk, id, name, file, from,
		    file->length - from < piece ? file->length - from : piece);
	if (desk_screen(desk) == SCREEN_ATTACH)
		desk_back(desk);
	desk_say(desk, TONE_GOOD, _("%s goes on the case."), name);
}

void
case_file_refused(struct desk *desk, const struct outgoing *outgoing)
{
	desk_say(desk, TONE_ALARM,
	    _("The CRM did not take \"%s\": it is still in the folder, put it on the case again."),
	    outgoing->label);
}

/* ---- the screens ---- */

void
case_files_open(struct desk *desk)
{
	desk_go(
	    desk, SCREEN_FILES, arena_strdup(&desk->effects.arena, desk->case_page->record->id));
}

static void
pick_file(struct desk *desk, const char *item, const char *text)
{
	const char *field = case_file_off_field(desk, &desk->effects.arena);
	if (strcmp(item, "save") == 0)
		save_file(desk);
	else if (strcmp(item, "more") == 0)
		ask_piece(desk);
	else if (strcmp(item, field) == 0)
		take_off(desk, text ? text : typed_text(desk, field));
}

void
case_files_pick(struct desk *desk, const char *item, const char *text)
{
	if (!desk->case_page)
		return;
	if (desk_screen(desk) == SCREEN_FILE)
		pick_file(desk, item, text);
	else if (strncmp(item, "file:", 5) == 0)
		open_file(desk, arena_strdup(&desk->effects.arena, item + 5));
	else if (strcmp(item, "attach") == 0)
		look_into_folder(desk);
	else if (strncmp(item, "put:", 4) == 0)
		desk_effect(desk, EFFECT_FILE_READ)->text =
		    arena_strdup(&desk->effects.arena, item + 4);
}
