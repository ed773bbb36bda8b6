/*
 * Mailboxes: fetched by IMAP (RFC 3501) by looking at a bounded rate, answered by SMTP.
 *
 *     [mail contact@chorley.example]
 *     council = chorley                       in whose name it is answered
 *     name = Chorley Council                  what the address calls itself
 *     imap = imaps://mail.chorley.example     without s: by STARTTLS, or on this computer
 *     smtp = smtps://mail.chorley.example:465
 *     user = contact
 *     password = …
 *     folder = INBOX                          which is fetched
 *     every = 30                              seconds between looks
 *     ca = FILE                               certificates to trust, else the system's
 *     pages = https://forms.chorley.example   where people find this CRM's pages: links lead there
 *
 * A mailbox is fetched up to a UID, which is kept with the mail itself; when the server has
 * numbered it anew (another UIDVALIDITY) all of it is fetched again, and what is kept already is
 * known by its digest. Nothing in the mailbox is deleted.
 */
#include "base/log.h"
#include "base/text.h"
#include "connect/inside.h"
#include "connect/mime.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { AT_ONCE = 100, EVERY = 30, LONGEST_EVERY = 3600 };

/* ---- the settings ---- */

static const char *
key_of(const char *address, struct arena *arena)
{
	char *key = arena_strdup(arena, address);
	for (char *c = key; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
		else if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '.'))
			*c = '-';
	return key;
}

static int
read_every(
    const struct connect *connect, const struct section *section, struct box *box, struct err *err)
{
	const char *text = section_value(section, "every");
	char *end = NULL;
	long every = text ? strtol(text, &end, 10) : EVERY;
	if (text && (!*text || *end || every < 1 || every > LONGEST_EVERY))
		return err_set(err, "%s:%d: every is a number of seconds, 1 to %d",
		    connect->settings.file, section->line, LONGEST_EVERY);
	box->every = (int)every;
	return 0;
}

static int
box_read(struct connect *connect, const struct section *section, struct box *box, struct err *err)
{
	static const char *const keys[] = {"council", "name", "imap", "smtp", "user", "password",
	    "folder", "every", "ca", "pages", NULL};
	const struct connect_settings *all = &connect->settings;
	struct mailbox wanted = {
	    .id = key_of(section->name, &connect->arena), .address = section->name};
	if (section_only(all, section, keys, err) < 0 ||
	    section_need(all, section, "council", &wanted.council, err) < 0 ||
	    section_need(all, section, "imap", &box->imap.url, err) < 0 ||
	    section_need(all, section, "smtp", &box->smtp.url, err) < 0 ||
	    read_every(connect, section, box, err) < 0)
		return -1;
	if (!door_is(&box->imap, "imap") || !door_is(&box->smtp, "smtp"))
		return err_set(err,
		    "%s:%d: imap is imap[s]://HOST[:PORT], smtp is smtp[s]://HOST[:PORT]",
		    all->file, section->line);
	wanted.pages = section_value(section, "pages");
	if (wanted.pages && ((strncmp(wanted.pages, "https://", 8) != 0 &&
				 strncmp(wanted.pages, "http://", 7) != 0) ||
				wanted.pages[strlen(wanted.pages) - 1] == '/'))
		return err_set(err, "%s:%d: pages is https://HOST, without a / at its end",
		    all->file, section->line);
	const char *folder = section_value(section, "folder");
	box->folder = folder ? folder : "INBOX";
	box->name = section_value(section, "name");
	box->imap.user = box->smtp.user = section_value(section, "user");
	box->imap.password = box->smtp.password = section_value(section, "password");
	box->imap.ca = box->smtp.ca = section_value(section, "ca");
	box->imap.ending = box->smtp.ending = &connect->ending;
	return crm_mailbox_open(connect->crm, &wanted, &box->known, &connect->arena, err);
}

int
boxes_open(struct connect *connect, struct err *err)
{
	mime_begin();
	connect->boxes =
	    arena_alloc(&connect->arena, (connect->settings.count + 1) * sizeof *connect->boxes);
	for (size_t i = 0; i < connect->settings.count; i++) {
		const struct section *section = &connect->settings.sections[i];
		if (!text_same(section->kind, "mail"))
			continue;
		struct box *box = &connect->boxes[connect->box_count++];
		*box = (struct box){0};
		if (box_read(connect, section, box, err) < 0)
			return -1;
	}
	return 0;
}

struct box *
box_of(struct connect *connect, const char *council, const char *address)
{
	struct box *any = NULL;
	for (size_t i = 0; i < connect->box_count; i++) {
		struct box *box = &connect->boxes[i];
		if (!text_same(box->known.council, council))
			continue;
		if (text_same(box->known.address, address))
			return box;
		any = any ? any : box;
	}
	return any;
}

/* ---- fetching ---- */

/* "UIDNEXT 7" in what the server says; 0 when it is not there. */
static int64_t
number_after(const char *text, const char *word)
{
	const char *at = strcasestr(text, word);
	return at ? strtoll(at + strlen(word), NULL, 10) : 0;
}

static int
look_status(struct box *box, int64_t *validity, int64_t *next, struct err *err)
{
	struct buf request, said;
	buf_init(&request, 1000);
	buf_init(&said, 64 * 1024);
	buf_printf(&request, "STATUS \"%s\" (UIDVALIDITY UIDNEXT)", box->folder);
	int rc = transfer_imap(&box->imap, "", request.data, &said, err);
	*validity = number_after(said.data, "UIDVALIDITY ");
	*next = number_after(said.data, "UIDNEXT ");
	if (rc == 0 && (!*validity || !*next))
		rc = err_set(err, "the server does not say how its mails are numbered");
	buf_release(&request);
	buf_release(&said);
	return rc;
}

static int
compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* The UIDs after the last one, in order; "n:*" always names at least one. */
static int
search(struct box *box, const char *folder, int64_t uids[AT_ONCE], size_t *count, struct err *err)
{
	struct buf request, said;
	buf_init(&request, 100);
	buf_init(&said, 4 * 1024 * 1024);
	buf_printf(&request, "UID SEARCH UID %" PRId64 ":*", box->known.last + 1);
	int rc = transfer_imap(&box->imap, folder, request.data, &said, err);
	char *at = strcasestr(said.data, "* SEARCH"), *end;
	*count = 0;
	for (at = at ? at + strlen("* SEARCH") : NULL; at && *at == ' '; at = end) {
		int64_t uid = strtoll(at, &end, 10);
		if (end == at)
			break;
		if (uid > box->known.last && *count < AT_ONCE)
			uids[(*count)++] = uid;
	}
	qsort(uids, *count, sizeof *uids, compare);
	buf_release(&request);
	buf_release(&said);
	return rc;
}

static int
fetch(struct connect *connect, struct box *box, const char *folder, int64_t validity, int64_t uid,
    struct err *err)
{
	struct arena arena;
	struct buf path, bytes;
	struct mail mail;
	arena_init(&arena);
	buf_init(&path, 1000);
	buf_init(&bytes, MIME_LIMIT + 1024);
	buf_printf(&path, "%s;UIDVALIDITY=%" PRId64 "/;UID=%" PRId64 "/;PARTIAL=0.%d", folder,
	    validity, uid, MIME_LIMIT);
	int rc = transfer_imap(&box->imap, path.data, NULL, &bytes, err);
	if (rc == 0) {
		mime_read(bytes.data, bytes.length, bytes.length >= MIME_LIMIT, &mail, &arena);
		rc = crm_mail_arrived(
		    connect->crm, box->known.id, validity, uid, bytes.length ? &mail : NULL, err);
	}
	if (rc == 0) {
		box->known.validity = validity;
		box->known.last = uid;
	}
	buf_release(&path);
	buf_release(&bytes);
	arena_release(&arena);
	return rc;
}

static int
look(struct connect *connect, struct box *box, struct err *err)
{
	int64_t validity, next, uids[AT_ONCE];
	size_t count = 0;
	struct buf folder;
	if (look_status(box, &validity, &next, err) < 0)
		return -1;
	if (validity != box->known.validity)
		box->known.last = 0;
	if (next <= box->known.last + 1)
		return 0;
	buf_init(&folder, 600);
	door_folder(&folder, box->folder);
	int rc = search(box, folder.data, uids, &count, err);
	for (size_t i = 0; i < count && rc == 0 && !atomic_load(&connect->ending); i++)
		rc = fetch(connect, box, folder.data, validity, uids[i], err);
	buf_release(&folder);
	return rc;
}

void
box_look(struct connect *connect, struct box *box)
{
	struct err said = {""}, err = {""};
	bool well = look(connect, box, &said) == 0, was_well = !box->known.error;
	if (well == was_well)
		return;
	if (well)
		log_info("connect", "mailbox %s can be fetched again", box->known.id);
	else
		log_warn("connect", "mailbox %s cannot be fetched: %s", box->known.id, said.text);
	box->known.error = well ? NULL : arena_strdup(&connect->arena, said.text);
	if (crm_mailbox_note(connect->crm, box->known.id, box->known.error, &err) < 0)
		log_error("connect", "%s", err.text);
}

/* ---- sending ---- */

enum crm_outcome
mail_send(
    struct connect *connect, const struct connect_job *job, struct arena *arena, struct err *err)
{
	struct mail mail;
	struct buf message;
	bool refused = false;
	int found = crm_mail_outgoing(connect->crm, job->subject, &mail, arena, err);
	if (found < 1)
		return found < 0 ? CRM_AGAIN : CRM_DONE;
	const struct box *box = box_of(connect, mail.council, mail.sender);
	if (!box) {
		err_set(err, "there is no mailbox of %s in the settings", mail.council);
		return CRM_AGAIN;
	}
	buf_init(&message, MIME_LIMIT);
	mime_write(&mail, box->name, &message);
	int rc = transfer_smtp(
	    &box->smtp, mail.sender, mail.recipient, message.data, message.length, &refused, err);
	buf_release(&message);
	return rc == 0 ? CRM_DONE : refused ? CRM_REFUSED : CRM_AGAIN;
}
