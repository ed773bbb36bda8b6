/* Administration: the partnership, passwords, desk codes, publishing. */
#include "crm/manage.h"
#include "base/text.h"
#include "crm/inside.h"
#include "store/audit.h"
#include "store/board.h"
#include "store/check.h"
#include "store/drafts.h"
#include "store/entry.h"
#include "store/partners.h"
#include "store/places.h"
#include "store/services.h"

#include <string.h>

enum { BATCH_ROWS = 200, SHORTEST_PASSWORD = 8 };

int
manage_write(
    struct crm *crm, bool (*work)(struct tx *tx, void *context), void *context, struct err *err)
{
	switch (store_write(crm->store, work, context)) {
	case FAULT_NONE:
		return 0;
	case FAULT_BUSY:
		return err_set(err, "the CRM is busy; try again in a moment");
	case FAULT_STORAGE:
		return err_set(err, "the CRM's disk is full or failing; make room, then try again");
	default:
		return err_set(err, "the CRM could not keep this; its log says why");
	}
}

struct tracing {
	const char *actor;
	const struct audit_entry *entry;
};

static bool
leave_entry(struct tx *tx, void *context)
{
	const struct tracing *tracing = context;
	tx_actor(tx, tracing->actor, NULL);
	return audit_add(tx, tracing->entry) == 0;
}

int
manage_trace(struct crm *crm, const char *actor, const struct audit_entry *entry, struct err *err)
{
	struct tracing tracing = {actor, entry};
	return manage_write(crm, leave_entry, &tracing, err);
}

/* ---- partnership ---- */

struct putting {
	const char *actor;
	const struct record *record;
	const char *items;
	size_t from, count;
	struct err *err;
	bool refused;
};

static const char *
key_of(const struct record *record, const void *item)
{
	return field_string(&record->fields[0], item);
}

/* What an item names must be there: its council, site and team. */
static bool
names_known(struct tx *tx, struct putting *putting, const void *item, struct arena *arena)
{
	const struct record *record = putting->record;
	const struct {
		const char *field;
		const struct record *of;
	} names[] = {{"council", &council_record}, {"site", &site_record}, {"team", &team_record}};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct field *field = record_field(record, names[i].field);
		const char *id = field ? field_string(field, item) : NULL;
		if (text_blank(id) ||
		    partner_get(tx, names[i].of, id, record_new(arena, names[i].of), arena) != 0)
			continue;
		err_set(putting->err, "%s %s: there is no %s \"%s\"", record->name,
		    key_of(record, item), names[i].field, id);
		putting->refused = true;
		return false;
	}
	return true;
}

static void
put_one(struct tx *tx, struct putting *putting, const void *item, struct arena *arena)
{
	const struct record *record = putting->record;
	void *was = record_new(arena, record);
	int found = partner_get(tx, record, key_of(record, item), was, arena);
	if (record == &officer_record)
		item = officer_described(tx, item, found == 1 ? was : NULL, arena);
	if (found == 1 && record_equal(record, was, item))
		return;
	if (record == &officer_record)
		officer_put(tx, record_copy(arena, record, item));
	else
		partner_put(tx, record, item);
	struct audit_entry entry = {.action = "partnership.put",
	    .record = record->name,
	    .id = key_of(record, item),
	    .of = record,
	    .was = found == 1 ? was : NULL,
	    .now = item};
	audit_add(tx, &entry);
	if (record != &user_record)
		return;
	officer_follow(tx, item, arena);
	if (((const struct user *)item)->suspended)
		session_end_user(tx, key_of(record, item));
}

static bool
put_some(struct tx *tx, void *context)
{
	struct putting *putting = context;
	struct arena arena;
	arena_init(&arena);
	tx_actor(tx, putting->actor, NULL);
	for (size_t i = putting->from; i < putting->count && i < putting->from + BATCH_ROWS; i++) {
		const void *item = putting->items + i * putting->record->size;
		if (!names_known(tx, putting, item, &arena))
			break;
		put_one(tx, putting, item, &arena);
	}
	arena_release(&arena);
	return !putting->refused && tx_fault(tx) == FAULT_NONE;
}

int
crm_put(struct crm *crm, const char *actor, const struct record *record, const void *items,
    size_t count, struct err *err)
{
	struct putting putting = {
	    .actor = actor, .record = record, .items = items, .count = count, .err = err};
	int rc = 0;
	for (size_t i = 0; i < count && rc == 0; i++) {
		struct arena arena;
		const char *where;
		arena_init(&arena);
		rc = record_check(
		    record, (const char *)items + i * record->size, &arena, &where, err);
		arena_release(&arena);
	}
	for (; putting.from < count && rc == 0; putting.from += BATCH_ROWS) {
		rc = manage_write(crm, put_some, &putting, err);
		if (putting.refused)
			rc = -1;
		else if (rc < 0)
			err_prefix(err, "%s", record->name);
	}
	sessions_forget(crm->sessions);
	return rc;
}

int
crm_list(struct crm *crm, const struct record *record, struct arena *arena, struct list *out,
    struct err *err)
{
	struct tx *tx = store_read(crm->store);
	int rc = -1;
	*out = (struct list){0};
	if (tx && record == &service_text_record)
		rc = directory_after(tx, 0, arena, out);
	else if (tx)
		rc = partner_list(tx, record, arena, out);
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}

int
crm_find_place(struct crm *crm, const char *words, struct arena *arena, struct list *properties,
    struct list *postcodes, struct err *err)
{
	enum { MOST = 20 };
	struct tx *tx = store_read(crm->store);
	char postcode[9];
	bool more;
	int rc = -1;
	*properties = *postcodes = (struct list){0};
	if (tx && words[strspn(words, "0123456789")] == '\0') {
		struct property *property = record_new(arena, &property_record);
		rc = partner_get(tx, &property_record, uprn_plain(words), property, arena);
		if (rc == 1 && *property->line)
			*(struct property *)list_add(arena, properties, &property_record) =
			    *property;
	} else if (tx) {
		rc = postcode_normal(words, postcode)
			 ? 0
			 : properties_find(tx, words, MOST, arena, properties, &more);
		if (rc == 0 && postcode_find(words, postcode))
			rc = postcode_places(tx, postcode, arena, postcodes);
	}
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}

/* ---- passwords and codes ---- */

struct secret_change {
	const char *actor, *subject;
	char hash[SECRET_PASSWORD_SIZE];
	unsigned char code[SECRET_HASH];
	bool unknown;
};

static bool
keep_password(struct tx *tx, void *context)
{
	struct secret_change *change = context;
	struct arena arena;
	struct user user;
	arena_init(&arena);
	tx_actor(tx, change->actor, NULL);
	change->unknown = partner_get(tx, &user_record, change->subject, &user, &arena) == 0;
	if (!change->unknown) {
		password_put(tx, change->subject, change->hash);
		session_end_user(tx, change->subject);
		struct audit_entry entry = {
		    .action = "user.password", .record = "user", .id = change->subject};
		audit_add(tx, &entry);
	}
	arena_release(&arena);
	return !change->unknown;
}

int
crm_set_password(
    struct crm *crm, const char *actor, const char *user, const char *password, struct err *err)
{
	struct secret_change change = {.actor = actor, .subject = user};
	if (strlen(password) < SHORTEST_PASSWORD)
		return err_set(err, "a password has at least %d characters", SHORTEST_PASSWORD);
	if (secret_password_store(change.hash, password, crm->password_cost, err) < 0 ||
	    manage_write(crm, keep_password, &change, err) < 0)
		return -1;
	sessions_forget(crm->sessions);
	return change.unknown ? err_set(err, "there is no user \"%s\"", user) : 0;
}

static bool
keep_code(struct tx *tx, void *context)
{
	struct secret_change *change = context;
	struct arena arena;
	struct desk_record desk;
	arena_init(&arena);
	tx_actor(tx, change->actor, NULL);
	change->unknown = partner_get(tx, &desk_record_record, change->subject, &desk, &arena) == 0;
	if (!change->unknown) {
		desk_code_put(tx, change->code, change->subject, tx_now(tx) + 7 * MICROS_DAY);
		struct audit_entry entry = {
		    .action = "desk.code", .record = "desk_record", .id = change->subject};
		audit_add(tx, &entry);
	}
	arena_release(&arena);
	return !change->unknown;
}

int
crm_desk_code(struct crm *crm, const char *actor, const char *desk, char code[32], struct err *err)
{
	/* Crockford's base 32: no letter that looks or sounds like another. 80 bits. */
	static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	struct secret_change change = {.actor = actor, .subject = desk};
	unsigned char random[16];
	char plain[17];
	secret_random(random, sizeof random);
	for (int i = 0; i < 16; i++)
		plain[i] = letters[random[i] % 32];
	plain[16] = '\0';
	secret_hash(change.code, plain, 16, NULL);
	char *at = code;
	for (int i = 0; i < 16; i++) {
		if (i && i % 4 == 0)
			*at++ = '-';
		*at++ = plain[i];
	}
	*at = '\0';
	if (manage_write(crm, keep_code, &change, err) < 0)
		return -1;
	return change.unknown ? err_set(err, "there is no desk \"%s\"", desk) : 0;
}

/* ---- publishing ---- */

int
crm_lint(struct crm *crm, const struct crm_text *texts, size_t count, struct arena *arena,
    struct list *findings, struct err *err)
{
	struct tx *tx = store_read(crm->store);
	if (!tx)
		return err_set(err, "the CRM cannot be read");
	struct service_text *items = arena_alloc(arena, (count + 1) * sizeof *items);
	micros day = tx_now(tx);
	for (size_t i = 0; i < count; i++) {
		items[i] = (struct service_text){texts[i].service, texts[i].text, 0};
		if (texts[i].effective > day)
			day = texts[i].effective;
	}
	bool good = texts_lint(tx, items, count, london_of(day).date, findings, arena);
	store_done(tx);
	return good ? 0 : 1;
}

struct publishing {
	struct crm *crm;
	const char *actor;
	struct crm_text *texts;
	size_t count;
	struct arena arena;
	struct err *err;
};

static bool
refuse_text(struct publishing *publishing, struct crm_text *text, const char *why)
{
	text->refused = true;
	err_set(publishing->err, "%s: %s", text->service, why);
	return false;
}

static bool
schedule_one(struct tx *tx, struct publishing *publishing, struct crm_text *text)
{
	struct arena *arena = &publishing->arena;
	struct entry_draft other;
	struct entry_draft draft = {.id = scheduled_id(text->service, arena),
	    .service = text->service,
	    .base = text->version,
	    .revision = 1,
	    .text = text->text,
	    .state = "scheduled",
	    .author = publishing->actor,
	    .writers = publishing->actor,
	    .comment = text->comment,
	    .effective = text->effective,
	    .changed = tx_now(tx)};
	if (draft_get(tx, draft.id, &other, arena) == 1)
		return refuse_text(publishing, text,
		    "another text of this service waits for its day already; call it off first");
	draft_put(tx, &draft);
	draft_note(tx, "draft.schedule", NULL, &draft);
	schedule_changed(publishing->crm);
	return true;
}

static bool
publish_one(struct tx *tx, struct publishing *publishing, struct crm_text *text)
{
	struct service_text current = {0};
	int found = directory_get(tx, text->service, 0, &current, &publishing->arena);
	text->version = current.version;
	if (text->base >= 0 && text->base != current.version)
		return refuse_text(
		    publishing, text, "another version has been published in the meantime");
	if (found == 1 && text_same(current.text, text->text))
		return true;
	text->changed = true;
	if (text->effective > tx_now(tx))
		return schedule_one(tx, publishing, text);
	struct publication publication = {.service = text->service,
	    .text = text->text,
	    .author = publishing->actor,
	    .comment = text->comment};
	return text_publish(tx, &publication, &text->version, &publishing->arena) >= 0;
}

static bool
publish_all(struct tx *tx, void *context)
{
	struct publishing *publishing = context;
	tx_actor(tx, publishing->actor, NULL);
	for (size_t i = 0; i < publishing->count; i++)
		if (!publish_one(tx, publishing, &publishing->texts[i]))
			return false;
	return tx_fault(tx) == FAULT_NONE;
}

int
crm_publish(
    struct crm *crm, const char *actor, struct crm_text *texts, size_t count, struct err *err)
{
	const struct field *field = record_field(&service_text_record, "text");
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(texts[i].text);
		texts[i].refused = length > field->limit || !utf8_valid(texts[i].text, length);
		if (length > field->limit)
			return err_set(
			    err, "%s is longer than %zu bytes", texts[i].service, field->limit);
		if (texts[i].refused)
			return err_set(err, "%s is not UTF-8 text", texts[i].service);
	}
	struct publishing publishing = {
	    .crm = crm, .actor = actor, .texts = texts, .count = count, .err = err};
	arena_init(&publishing.arena);
	int rc = manage_write(crm, publish_all, &publishing, err);
	arena_release(&publishing.arena);
	for (size_t i = 0; i < count; i++)
		if (texts[i].refused)
			return -1;
	return rc;
}

int
crm_check(struct crm *crm, void (*fault)(void *context, const char *sentence), void *context,
    struct err *err)
{
	struct tx *tx = store_read(crm->store);
	int rc = tx ? store_check(tx, fault, context) : -1;
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}
