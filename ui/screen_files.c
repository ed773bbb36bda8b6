/* The files of a case; one of them, with its text; and the folder from which they are put on. */
#include "desk/case_files.h"
#include "desk/drafts.h"
#include "model/media.h"
#include "ui/screens.h"

#include <string.h>

static const char *
say_size(int64_t bytes, struct arena *arena)
{
	if (bytes < 1024)
		return arena_printf(
		    arena, P_("%lld byte", "%lld bytes", (unsigned long)bytes), (long long)bytes);
	if (bytes < 1 << 20)
		return arena_printf(arena, _("%lld KB"), (long long)((bytes + 1023) >> 10));
	return arena_printf(arena, _("%.1f MB"), (double)bytes / (1 << 20));
}

static bool
head(const struct desk *desk, struct page *page)
{
	if (!desk->case_page) {
		page_add(page, ITEM_TEXT, ROLE_TEXT, _("The case is not shown."));
		return false;
	}
	page->strip_right = say_title(desk, desk->case_page->record->service);
	page->list_first = true;
	page->enter = page->pick = _("open");
	return true;
}

static void
on_their_way(const struct desk *desk, struct page *page)
{
	size_t count = case_files_waiting(desk);
	if (count)
		page_add(page, ITEM_TEXT, ROLE_WARN,
		    arena_printf(page->arena,
			P_("%zu piece of a file is on its way",
			    "%zu pieces of files are on their way", count),
			count));
}

void
screen_files(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	if (!head(desk, page))
		return;
	page->strip_left =
	    arena_printf(arena, _("Files of %s"), desk->case_page->record->reference);
	const struct list *attachments = &desk->case_page->record->attachments;
	LIST_EACH(struct attachment, file, attachments)
	{
		struct item *item =
		    page_row(page, arena_printf(arena, "file:%s", file->id), NULL, file->name);
		item->detail = say_size(file->size, arena);
		item->right = arena_printf(arena, "%s, %s", file->author ? file->author : "",
		    say_time(desk, file->at, arena));
	}
	if (!attachments->count)
		page_add(page, ITEM_TEXT, ROLE_DIM, _("There is no file on this case."));
	on_their_way(desk, page);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	struct item *item = page_row(page, "attach", NULL, _("Put a file on the case"));
	item->detail = desk->folder;
	item->number = PAGE_UNNUMBERED;
	item->enter = _("choose it");
}

/* ---- one ---- */

/* A piece may end in the middle of a letter: that waits for the next one. */
static size_t
whole_letters(const unsigned char *bytes, size_t length)
{
	size_t back = 0;
	while (back < 4 && back < length && (bytes[length - 1 - back] & 0xc0) == 0x80)
		back++;
	if (back >= length || bytes[length - 1 - back] < 0xc0)
		return length;
	return length - 1 - back;
}

static void
text_lines(const struct desk *desk, struct page *page, int64_t size)
{
	const struct case_files *files = &desk->files;
	const char *text = (const char *)files->bytes;
	size_t length =
	    (int64_t)files->got < size ? whole_letters(files->bytes, files->got) : files->got;
	for (size_t at = 0; at < length;) {
		const char *end = memchr(text + at, '\n', length - at);
		size_t line = end ? (size_t)(end - text) - at : length - at;
		size_t shown = line && text[at + line - 1] == '\r' ? line - 1 : line;
		struct buf out;
		buf_init(&out, 4 * FILE_SHOWN);
		text_printable(&out, text + at, shown);
		page_add(page, shown ? ITEM_TEXT : ITEM_RULE, ROLE_TEXT,
		    shown ? arena_strdup(page->arena, out.data) : NULL);
		buf_release(&out);
		at += line + 1;
	}
}

static void
preview(const struct desk *desk, struct page *page, const struct attachment *file)
{
	struct arena *arena = page->arena;
	const struct case_files *files = &desk->files;
	bool here = text_same(files->id, file->id);
	if (!media_is_text(file->type))
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    _("It is no text: save it, and open it with another program."));
	else if (here && files->got)
		text_lines(desk, page, file->size);
	if (here && files->asked)
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Reading it"));
	if (here && files->got && (int64_t)files->got < file->size)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    arena_printf(arena, _("%s of %s are here"),
			say_size((int64_t)files->got, arena), say_size(file->size, arena)));
	if (here && files->failed)
		page_add(page, ITEM_TEXT, ROLE_WARN, _("The CRM cannot be reached."));
	if (here && media_is_text(file->type) && case_file_more(desk)) {
		struct item *item = page_row(page, "more", NULL, _("Read on"));
		item->enter = _("read on");
	}
}

void
screen_file(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct attachment *file = case_file_shown(desk);
	if (!head(desk, page))
		return;
	page->strip_left = arena_printf(arena, _("File of %s"), desk->case_page->record->reference);
	if (!file) {
		page_add(page, ITEM_TEXT, ROLE_DIM, _("It is not on the case any more."));
		return;
	}
	struct item *name = page_add(page, ITEM_TEXT, ROLE_VALUE, file->name);
	name->label = _("File");
	name->right = say_size(file->size, arena);
	struct item *from = page_add(page, ITEM_TEXT, ROLE_TEXT, file->author ? file->author : "");
	from->label = _("From");
	from->right = say_time(desk, file->at, arena);
	struct item *save = page_row(page, "save", NULL, _("Save it"));
	save->detail = desk->folder ? arena_printf(arena, _("to %s"), desk->folder) : NULL;
	save->enter = _("save");
	page->enter = page->pick = _("save");
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	preview(desk, page, file);
	const char *field = case_file_off_field(desk, arena);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	struct item *off = page_field(page, field, _("Take it off"), typed_text(desk, field), 400);
	off->detail = _("why");
	off->enter = _("take it off");
}

/* ---- the folder ---- */

void
screen_attach(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct folder_listing *listing = desk->files.listing;
	if (!head(desk, page))
		return;
	page->strip_left =
	    arena_printf(arena, _("Put a file on %s"), desk->case_page->record->reference);
	page->enter = page->pick = _("put it on the case");
	page_add(page, ITEM_TEXT, ROLE_DIM, desk->folder ? desk->folder : "")->label = _("Folder");
	if (desk->files.fault)
		page_add(page, ITEM_TEXT, ROLE_WARN, desk->files.fault);
	for (size_t i = 0; listing && i < listing->count; i++) {
		const struct folder_file *file = &listing->files[i];
		const char *fault = case_file_fault(file->name, file->size, arena);
		struct item *item = fault
					? page_add(page, ITEM_TEXT, ROLE_DIM, file->name)
					: page_row(page, arena_printf(arena, "put:%s", file->name),
					      NULL, file->name);
		item->detail = fault;
		item->right = say_size(file->size, arena);
	}
	if (listing && !listing->count)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    _("There is nothing in it: put the file there first."));
}
