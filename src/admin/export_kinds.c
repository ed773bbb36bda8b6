/* The kinds of export, each from the same facts. */
#include "admin/export.h"
#include "base/i18n.h"
#include "base/text.h"
#include "formats/oruk.h"
#include "wire/codec.h"

enum admin_exit
export_oruk(struct exporting *out)
{
	const struct council *council = out->board.council;
	struct oruk_provider provider = {council->id, council->name, council->email};
	struct json *contents = json_new(&out->arena, JSON_LIST);
	for (size_t i = 0; i < out->board.count; i++)
		json_add(
		    contents, NULL, oruk_write(out->board.services[i], &provider, &out->arena));
	struct buf text;
	buf_init(&text, REPLY_LIMIT);
	json_write(&text, oruk_page(contents, &out->arena));
	buf_putc(&text, '\n');
	enum admin_exit status = export_file(out, NULL, &text);
	buf_release(&text);
	return status;
}

/* The published texts as files, byte for byte: a directory that publish takes back. */
enum admin_exit
export_directory(struct exporting *out)
{
	struct err err;
	struct list texts;
	if (crm_list(out->admin->crm, &service_text_record, &out->arena, &texts, &err) < 0)
		return admin_fail("%s", err.text);
	enum admin_exit status = ADMIN_DONE;
	LIST_EACH(struct service_text, item, &texts)
	{
		struct buf text;
		if (text_blank(item->text) || status != ADMIN_DONE)
			continue;
		buf_init(&text, REPLY_LIMIT);
		buf_puts(&text, item->text);
		status =
		    export_file(out, arena_printf(&out->arena, "%s.yaml", item->service), &text);
		buf_release(&text);
	}
	return status;
}

enum admin_exit
export_faq(struct exporting *out)
{
	struct buf text;
	buf_init(&text, REPLY_LIMIT);
	if (out->html)
		public_faq_html(&out->board, &text);
	else
		public_faq_text(&out->board, &text);
	enum admin_exit status = export_file(out, NULL, &text);
	buf_release(&text);
	return status;
}

enum admin_exit
export_pages(struct exporting *out)
{
	struct buf text;
	buf_init(&text, REPLY_LIMIT);
	public_index(&out->board, &text);
	enum admin_exit status = export_file(out, "index.html", &text);
	for (size_t i = 0; i < out->board.count && status == ADMIN_DONE; i++) {
		const struct service *service = out->board.services[i];
		if (!public_shows(&out->board, service)) {
			out->board.left_out++;
			continue;
		}
		buf_clear(&text);
		public_page(&out->board, service, &text);
		status = export_file(out, arena_printf(&out->arena, "%s.html", service->id), &text);
	}
	buf_release(&text);
	return status;
}

enum admin_exit
export_on_hold(struct exporting *out)
{
	struct err err;
	struct list queues;
	struct buf text;
	if (crm_list(out->admin->crm, &queue_record, &out->arena, &queues, &err) < 0)
		return admin_fail("%s", err.text);
	enum admin_exit status = ADMIN_DONE;
	buf_init(&text, REPLY_LIMIT);
	LIST_EACH(struct queue, queue, &queues)
	{
		if (!text_same(queue->council, out->board.council->id) || status != ADMIN_DONE)
			continue;
		buf_clear(&text);
		public_on_hold(&out->board, queue->role, &text);
		if (text.length)
			status = export_file(
			    out, arena_printf(&out->arena, "%s.txt", queue->role), &text);
	}
	buf_release(&text);
	return status;
}

/* For other calendars: it names nobody. */
enum admin_exit
export_diary(struct exporting *out)
{
	struct err err;
	struct buf text;
	if (!out->diary)
		return admin_usage("export", _("say which diary with --diary ID"));
	buf_init(&text, REPLY_LIMIT);
	enum admin_exit status = crm_diary_calendar(out->admin->crm, out->admin->actor, out->diary,
				     &out->arena, &text, &err) < 0
				     ? admin_fail("%s", err.text)
				     : export_file(out, NULL, &text);
	buf_release(&text);
	return status;
}
