#include "connect/mime.h"
#include "base/secret.h"
#include "base/text.h"

/* Its headers do what our warnings forbid. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#include <gmime/gmime.h>
#pragma GCC diagnostic pop

#include <string.h>
#include <strings.h>

enum { DEEPEST = 20, MOST_PARTS = 200, TEXT_LIMIT = 256 * 1024 };

void
mime_begin(void)
{
	g_mime_init();
}

/* ---- what was written outside ---- */

/* UTF-8 without controls, lines kept, at most `most` bytes. */
static const char *
cleaned(const char *text, size_t most, bool one_line, struct arena *arena)
{
	struct buf whole, safe;
	if (!text)
		return NULL;
	buf_init(&whole, 2 * TEXT_LIMIT);
	buf_init(&safe, 6 * TEXT_LIMIT);
	text_nfc(&whole, text, strnlen(text, TEXT_LIMIT));
	for (const char *at = whole.data; *at;) {
		size_t length = strcspn(at, "\n"), shown = length;
		if (shown && at[shown - 1] == '\r')
			shown--;
		text_printable(&safe, at, shown);
		at += length;
		if (*at) {
			buf_putc(&safe, one_line ? ' ' : '\n');
			at++;
		}
	}
	size_t cut =
	    safe.length > most ? grapheme_prev(safe.data, safe.length, most + 1) : safe.length;
	char *words = text_trim(arena_strndup(arena, safe.data, cut));
	buf_release(&whole);
	buf_release(&safe);
	return *words ? words : NULL;
}

static size_t
limit_of(const struct record *record, const char *field)
{
	return record_field(record, field)->limit;
}

static const char *
mail_line(const char *text, const char *field, struct arena *arena)
{
	return cleaned(text, limit_of(&mail_record, field), true, arena);
}

/* An address that is nothing more. */
static const char *
plain_address(const char *address, struct arena *arena)
{
	if (!address || !*address || strlen(address) > limit_of(&mail_record, "sender"))
		return NULL;
	for (const char *c = address; *c; c++)
		if ((unsigned char)*c <= ' ' || (unsigned char)*c >= 127 || strchr("<>\"\\,;", *c))
			return NULL;
	return strchr(address, '@') ? arena_strdup(arena, address) : NULL;
}

/* ---- its parts ---- */

struct reading {
	struct mail *mail;
	struct arena *arena;
	char *plain, *html; /* the first of each; g_free */
	bool report;        /* parts of what came back */
	int parts;
	struct buf thread;
};

static void
add_thread(struct reading *reading, const char *message)
{
	struct buf *thread = &reading->thread;
	size_t most = limit_of(&mail_record, "thread");
	if (!message || !*message || strpbrk(message, " \t\r\n") ||
	    thread->length + strlen(message) + 1 > most)
		return;
	if (thread->length)
		buf_putc(thread, ' ');
	buf_puts(thread, message);
}

static void
add_file(struct reading *reading, GMimePart *part)
{
	struct arena *arena = reading->arena;
	const struct field *files = record_field(&mail_record, "files");
	if (reading->mail->files.count == files->limit)
		return;
	struct mail_file *file = list_add(arena, &reading->mail->files, &mail_file_record);
	GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	char *words = type ? g_mime_content_type_get_mime_type(type) : NULL;
	file->name = cleaned(
	    g_mime_part_get_filename(part), limit_of(&mail_file_record, "name"), true, arena);
	file->type = cleaned(words, limit_of(&mail_file_record, "type"), true, arena);
	g_free(words);
	if (content) {
		GByteArray *bytes = g_byte_array_new();
		GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes); /* owns them */
		ssize_t size = g_mime_data_wrapper_write_to_stream(content, stream);
		file->size = size > 0 ? size : 0;
		if (size > 0 && size <= ATTACHMENT_MOST && bytes->len == (guint)size)
			file->bytes =
			    memcpy(arena_alloc(arena, bytes->len), bytes->data, bytes->len);
		g_object_unref(stream);
	}
}

/* Of a message that was cut the end of the last file is missing. */
static void
forget_cut_file(struct mail *mail)
{
	if (mail->cut && mail->files.count)
		LIST_AT(struct mail_file, &mail->files, mail->files.count - 1)->bytes = NULL;
}

/* The head of what came back, as text: its Message-ID. */
static void
returned_head(struct reading *reading, const char *text)
{
	static const char name[] = "message-id:";
	for (const char *at = text; at && *at; at = strchr(at, '\n')) {
		at += *at == '\n';
		if (strncasecmp(at, name, sizeof name - 1) != 0)
			continue;
		const char *open = strchr(at, '<'), *close = open ? strchr(open, '>') : NULL;
		if (close)
			add_thread(reading,
			    arena_strndup(reading->arena, open + 1, (size_t)(close - open - 1)));
		return;
	}
}

static void
read_text(struct reading *reading, GMimePart *part, GMimeContentType *type)
{
	bool html = g_mime_content_type_is_type(type, "text", "html");
	char **place = html ? &reading->html : &reading->plain;
	if (reading->report && g_mime_content_type_is_type(type, "text", "rfc822-headers")) {
		char *head = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
		returned_head(reading, head);
		g_free(head);
	} else if (g_mime_part_is_attachment(part) || *place) {
		add_file(reading, part);
	} else {
		*place = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
	}
}

static void
read_part(struct reading *reading, GMimeObject *part, int depth)
{
	if (!part || depth > DEEPEST || reading->parts++ > MOST_PARTS)
		return;
	if (GMIME_IS_MULTIPART(part)) {
		GMimeMultipart *many = GMIME_MULTIPART(part);
		for (int i = 0; i < g_mime_multipart_get_count(many); i++)
			read_part(reading, g_mime_multipart_get_part(many, i), depth + 1);
	} else if (GMIME_IS_MESSAGE_PART(part)) {
		GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
		if (inner && reading->report)
			add_thread(reading, g_mime_message_get_message_id(inner));
		else if (inner)
			read_part(reading, g_mime_message_get_mime_part(inner), depth + 1);
	} else if (GMIME_IS_TEXT_PART(part)) {
		read_text(reading, GMIME_PART(part), g_mime_object_get_content_type(part));
	} else if (GMIME_IS_PART(part)) {
		add_file(reading, GMIME_PART(part));
	}
}

/* ---- its head ---- */

static const char *
header(GMimeMessage *message, const char *name)
{
	return g_mime_object_get_header(GMIME_OBJECT(message), name);
}

static bool
header_begins(GMimeMessage *message, const char *name, const char *const *words)
{
	const char *value = header(message, name);
	for (size_t i = 0; value && words[i]; i++)
		if (strncasecmp(value, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

/* Did a program write it? RFC 3834 (Auto-Submitted), RFC 3464 (reports), RFC 2919 (lists). */
static const char *
automatic(GMimeMessage *message)
{
	static const char *const nobody[] = {"<>", NULL}, *const no[] = {"no", NULL};
	static const char *const many[] = {"bulk", "list", "junk", NULL};
	static const char *const answers[] = {"auto_reply", "auto-reply", NULL};
	static const char *const daemon[] = {"mailer-daemon", "\"mailer-daemon", NULL};
	GMimeObject *whole = g_mime_message_get_mime_part(message);
	GMimeContentType *type = whole ? g_mime_object_get_content_type(whole) : NULL;
	if (header_begins(message, "Return-Path", nobody) ||
	    header_begins(message, "From", daemon) ||
	    (type && g_mime_content_type_is_type(type, "multipart", "report")))
		return "bounce";
	if ((header(message, "Auto-Submitted") && !header_begins(message, "Auto-Submitted", no)) ||
	    header(message, "X-Autoreply") || header_begins(message, "Precedence", answers))
		return "reply";
	if (header(message, "List-Id") || header(message, "List-Unsubscribe") ||
	    header_begins(message, "Precedence", many))
		return "list";
	return NULL;
}

static void
read_addresses(GMimeMessage *message, struct mail *mail, struct arena *arena)
{
	InternetAddressList *from = g_mime_message_get_from(message),
			    *reply = g_mime_message_get_reply_to(message);
	InternetAddress *first = from && internet_address_list_length(from) > 0
				     ? internet_address_list_get_address(from, 0)
				     : NULL;
	InternetAddress *to = reply && internet_address_list_length(reply) > 0
				  ? internet_address_list_get_address(reply, 0)
				  : first;
	if (first)
		mail->sender_name =
		    mail_line(internet_address_get_name(first), "sender_name", arena);
	if (first && INTERNET_ADDRESS_IS_MAILBOX(first))
		mail->sender = plain_address(
		    internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first)), arena);
	/* Where the answer goes is shown: it is the sender's address when both differ. */
	if (to != first && INTERNET_ADDRESS_IS_MAILBOX(to)) {
		const char *other = plain_address(
		    internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(to)), arena);
		mail->sender = other ? other : mail->sender;
	}
}

static void
read_thread(GMimeMessage *message, struct reading *reading)
{
	struct mail *mail = reading->mail;
	static const char *const names[] = {"References", "In-Reply-To"};
	for (size_t i = 0; i < 2; i++) {
		const char *value = header(message, names[i]);
		GMimeReferences *all = value ? g_mime_references_parse(NULL, value) : NULL;
		int count = all ? g_mime_references_length(all) : 0;
		for (int k = 0; k < count && i == 0; k++)
			add_thread(reading, g_mime_references_get_message_id(all, k));
		if (i == 1 && count)
			mail->answers = mail_line(
			    g_mime_references_get_message_id(all, 0), "answers", reading->arena);
		if (all)
			g_mime_references_free(all);
	}
}

static void
read_words(struct reading *reading)
{
	struct buf words;
	size_t most = limit_of(&mail_record, "text");
	buf_init(&words, TEXT_LIMIT);
	if (!text_blank(reading->plain))
		buf_add(&words, reading->plain, strnlen(reading->plain, TEXT_LIMIT - 1));
	else if (reading->html)
		html_words(&words, reading->html, strnlen(reading->html, TEXT_LIMIT / 2));
	reading->mail->text = cleaned(words.data, most, false, reading->arena);
	if (words.length > most)
		reading->mail->cut = true;
	buf_release(&words);
	g_free(reading->plain);
	g_free(reading->html);
}

void
mime_read(const char *bytes, size_t length, bool cut, struct mail *out, struct arena *arena)
{
	unsigned char hash[SECRET_HASH];
	char digest[64];
	struct reading reading = {.mail = out, .arena = arena};
	*out = (struct mail){.cut = cut};
	secret_hash(hash, bytes, length, NULL);
	secret_base64_url(digest, sizeof digest, hash, sizeof hash);
	out->digest = arena_strdup(arena, digest);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	if (message) {
		buf_init(&reading.thread, limit_of(&mail_record, "thread") + 1);
		out->message = mail_line(g_mime_message_get_message_id(message), "message", arena);
		out->subject = mail_line(g_mime_message_get_subject(message), "subject", arena);
		out->automatic = automatic(message);
		reading.report = text_same(out->automatic, "bounce");
		read_addresses(message, out, arena);
		read_thread(message, &reading);
		read_part(&reading, g_mime_message_get_mime_part(message), 0);
		forget_cut_file(out);
		read_words(&reading);
		out->thread = mail_line(reading.thread.data, "thread", arena);
		buf_release(&reading.thread);
		g_object_unref(message);
	}
	g_object_unref(parser);
	g_object_unref(stream);
}

/* ---- writing ---- */

static void
set_thread(GMimeMessage *message, const struct mail *mail)
{
	struct buf value;
	buf_init(&value, 8000);
	if (mail->answers) {
		buf_printf(&value, "<%s>", mail->answers);
		g_mime_object_set_header(GMIME_OBJECT(message), "In-Reply-To", value.data, NULL);
		buf_clear(&value);
	}
	for (const char *at = mail->thread; at && *at; at += *at == ' ') {
		size_t length = strcspn(at, " ");
		buf_printf(&value, "%s<%.*s>", value.length ? " " : "", (int)length, at);
		at += length;
	}
	if (value.length)
		g_mime_object_set_header(GMIME_OBJECT(message), "References", value.data, NULL);
	buf_release(&value);
}

void
mime_write(const struct mail *mail, const char *name, struct buf *out)
{
	GMimeMessage *message = g_mime_message_new(TRUE);
	GDateTime *now = g_date_time_new_now_local();
	g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, name, mail->sender);
	g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, NULL, mail->recipient);
	g_mime_message_set_subject(message, mail->subject, "utf-8");
	g_mime_message_set_date(message, now);
	g_mime_message_set_message_id(message, mail->message);
	set_thread(message, mail);
	if (!mail->author) /* RFC 3834: no program is to answer it */
		g_mime_object_set_header(
		    GMIME_OBJECT(message), "Auto-Submitted", "auto-generated", NULL);
	GMimeTextPart *part = g_mime_text_part_new_with_subtype("plain");
	g_mime_text_part_set_charset(part, "utf-8");
	g_mime_text_part_set_text(part, mail->text ? mail->text : "");
	g_mime_part_set_content_encoding(GMIME_PART(part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	g_mime_message_set_mime_part(message, GMIME_OBJECT(part));
	GMimeFormatOptions *lines = g_mime_format_options_new();
	g_mime_format_options_set_newline_format(lines, GMIME_NEWLINE_FORMAT_DOS);
	GByteArray *bytes = g_byte_array_new();
	GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes); /* owns them */
	g_mime_object_write_to_stream(GMIME_OBJECT(message), lines, stream);
	buf_add(out, bytes->data, bytes->len);
	g_object_unref(stream);
	g_mime_format_options_free(lines);
	g_object_unref(part);
	g_date_time_unref(now);
	g_object_unref(message);
}
