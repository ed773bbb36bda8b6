/* What the kinds of export share. Inner header of frontdeskctl's export. */
#ifndef ADMIN_EXPORT_H
#define ADMIN_EXPORT_H

#include "admin/admin.h"
#include "directory/directory.h"
#include "formats/public.h"

struct exporting {
	struct admin *admin;
	struct arena arena;
	struct directory *directory;
	struct board board; /* the council, its services A-Z, its notices */
	struct list notices;
	const char *to;       /* file or folder; null: standard output */
	const char *services; /* ids, commas between; null: all */
	const char *diary;    /* of which the calendar is; or null */
	bool html;
	size_t written;
};

/* Writes one text: into the folder `to` under this name, or, with a null name, as `to` itself or to
 * standard output. */
enum admin_exit export_file(struct exporting *out, const char *name, const struct buf *text);

enum admin_exit export_directory(struct exporting *out);
enum admin_exit export_oruk(struct exporting *out);
enum admin_exit export_faq(struct exporting *out);
enum admin_exit export_pages(struct exporting *out);
enum admin_exit export_on_hold(struct exporting *out);
enum admin_exit export_diary(struct exporting *out);

#endif
