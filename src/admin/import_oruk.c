/*
 * import oruk: services of an Open Referral UK feed become entries of the directory. What an entry
 * cannot say it carries along (formats/oruk.h); what is no service is set aside by its place. A
 * second run changes only what has changed in the feed.
 */
#include "admin/admin.h"
#include "admin/list.h"
#include "admin/texts.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "formats/oruk.h"
#include "formats/yaml_out.h"
#include "wire/codec.h"

#include <stdlib.h>
#include <string.h>

/* One id of theirs and the entry it has here. */
struct known {
	const char *origin, *service, *text;
};

struct importing {
	struct admin *admin;
	struct arena arena;
	struct oruk_owner owner;
	struct known *known;
	size_t known_count, known_capacity;
	struct {
		const char *name;
		size_t count;
	} carried[200];
	size_t carried_count;
	size_t imported, unchanged, aside;
};

static void
add_known(struct importing *in, const char *origin, const char *service, const char *text)
{
	if (in->known_count == in->known_capacity) {
		size_t capacity = in->known_capacity ? in->known_capacity * 2 : 256;
		struct known *items = arena_alloc(&in->arena, capacity * sizeof *items);
		if (in->known_count)
			memcpy(items, in->known, in->known_count * sizeof *items);
		in->known = items;
		in->known_capacity = capacity;
	}
	in->known[in->known_count++] = (struct known){origin, service, text};
}

/* Every entry there is: the ids that are taken, and what came from such a feed before. */
static int
read_known(struct importing *in, struct err *err)
{
	struct list published;
	if (crm_list(in->admin->crm, &service_text_record, &in->arena, &published, err) < 0)
		return -1;
	LIST_EACH(struct service_text, entry, &published)
	{
		struct finding_list findings;
		findings_init(&findings);
		struct service *service = service_parse(
		    entry->service, entry->text, strlen(entry->text), NULL, NULL, &findings);
		const char *origin =
		    service && service->origin && text_same(service->origin->format, ORUK_FORMAT)
			? arena_strdup(&in->arena, service->origin->id)
			: NULL;
		add_known(in, origin, entry->service, entry->text);
		service_free(service);
		findings_release(&findings);
	}
	return 0;
}

static const struct known *
known_origin(const struct importing *in, const char *origin)
{
	for (size_t i = 0; i < in->known_count; i++)
		if (text_same(in->known[i].origin, origin))
			return &in->known[i];
	return NULL;
}

static bool
taken(const struct importing *in, const char *service)
{
	for (size_t i = 0; i < in->known_count; i++)
		if (strcmp(in->known[i].service, service) == 0)
			return true;
	return false;
}

/* The id of a new entry: from its name, with the beginning of their id where that is taken. */
static const char *
new_id(struct importing *in, const char *name, const char *origin)
{
	struct buf id;
	buf_init(&id, 80);
	yaml_out_id(&id, name);
	if (!id.length)
		buf_puts(&id, "service");
	if (taken(in, id.data)) {
		buf_putc(&id, '-');
		for (size_t i = 0; origin[i] && i < 8; i++)
			if (strchr("0123456789abcdef", origin[i]))
				buf_putc(&id, origin[i]);
	}
	const char *copy = arena_strdup(&in->arena, id.data);
	buf_release(&id);
	return copy;
}

static void
count_carried(struct importing *in, const struct oruk_carried *carried)
{
	for (size_t i = 0; i < carried->count; i++) {
		size_t k = 0;
		while (k < in->carried_count && strcmp(in->carried[k].name, carried->names[i]) != 0)
			k++;
		if (k == sizeof in->carried / sizeof *in->carried)
			continue;
		if (k == in->carried_count)
			in->carried[in->carried_count++].name =
			    arena_strdup(&in->arena, carried->names[i]);
		in->carried[k].count++;
	}
}

static void
set_aside(struct importing *in, const char *path, size_t number, const char *reason)
{
	in->aside++;
	fprintf(stderr, _("%s: service %zu: %s\n"), path, number, shown(reason, &in->arena));
}

/* What an import says of itself in the list of versions. */
static const char imported[] = "imported";

/* Has somebody here changed or vouched for the entry since it came? Then it is theirs. */
static bool
is_edited_here(struct importing *in, const char *service, struct arena *arena)
{
	struct call call = {.route = ROUTE_VERSIONS, .params = {service}};
	const struct entry_version_page *page = texts_call(in->admin, arena, &call, NULL);
	const struct entry_version *newest = page && page->items.count ? page->items.items : NULL;
	return newest && !text_same(newest->comment, imported);
}

static void
take_service(struct importing *in, const char *path, const struct json *theirs, size_t number)
{
	struct err err;
	struct buf text;
	struct oruk_carried carried = {.count = 0};
	struct arena arena;
	const char *origin = json_member_text(theirs, "id");
	const char *name = json_member_text(theirs, "name");
	const struct known *known = origin ? known_origin(in, origin) : NULL;
	const char *id =
	    known ? known->service : new_id(in, name ? name : "", origin ? origin : "");
	struct crm_text out = {.service = id, .base = -1, .comment = imported};
	buf_init(&text, 256 * 1024);
	arena_init(&arena);
	int rc = oruk_read(theirs, id, &in->owner, &text, &carried, &arena, &err);
	out.text = text.data;
	if (rc < 0) {
		set_aside(in, path, number, err.text);
	} else if (known && text_same(known->text, text.data)) {
		in->imported++;
		in->unchanged++;
		count_carried(in, &carried);
	} else if (known && is_edited_here(in, id, &arena)) {
		set_aside(in, path, number,
		    arena_printf(&arena, _("%s was changed here since: it is left as it is"), id));
	} else if (crm_publish(in->admin->crm, in->admin->actor, &out, 1, &err) < 0) {
		set_aside(in, path, number, err.text);
	} else {
		in->imported++;
		count_carried(in, &carried);
		if (!known)
			add_known(in, arena_strdup(&in->arena, origin), id,
			    arena_strdup(&in->arena, text.data));
	}
	arena_release(&arena);
	buf_release(&text);
}

/* A list of services, a page that holds one, or a single service. */
static const struct json *
first_service(const struct json *root)
{
	const struct json *contents = json_member(root, "contents");
	if (!contents)
		contents = json_member(root, "services");
	if (contents && contents->kind == JSON_LIST)
		return contents->first;
	return root->kind == JSON_LIST ? root->first : root;
}

static enum admin_exit
take_file(struct importing *in, const char *path)
{
	struct err err;
	struct arena arena;
	char *text;
	size_t length, number = 0, total = 0;
	if (file_read_all(path, REPLY_LIMIT, &text, &length, &err) < 0)
		return admin_fail("%s", err.text);
	arena_init(&arena);
	size_t mark = length > 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	const struct json *root = json_read(text + mark, length - mark, &arena, &err);
	enum admin_exit status = root ? ADMIN_DONE : admin_fail("%s: %s", path, err.text);
	const struct json *first = root ? first_service(root) : NULL;
	for (const struct json *one = first; one; one = one->next)
		total++;
	for (const struct json *one = first; one; one = one->next) {
		take_service(in, path, one, ++number);
		admin_progress(number, total, _("services"));
	}
	arena_release(&arena);
	free(text);
	return status;
}

/* The team that is to vouch for them. */
static enum admin_exit
find_owner(struct importing *in, const char *team)
{
	if (!team)
		return admin_usage(
		    "import", _("import oruk needs --team: who is to vouch for the services"));
	const struct team *record = fetch_record(in->admin, &team_record, team, &in->arena);
	if (!record)
		return admin_fail(_("there is no team %s"), team);
	if (text_blank(record->email))
		return admin_fail(_("the team %s has no e-mail address to reach it by"), team);
	in->owner = (struct oruk_owner){record->id, record->email};
	return ADMIN_DONE;
}

enum admin_exit
import_oruk(struct admin *admin, int argc, char **argv)
{
	struct importing in = {.admin = admin};
	struct err err;
	const char *team = admin_option(&argc, argv, "--team");
	if (!admin_crm(admin))
		return ADMIN_FAILED;
	arena_init(&in.arena);
	enum admin_exit status = find_owner(&in, team);
	if (status == ADMIN_DONE && read_known(&in, &err) < 0)
		status = admin_fail("%s", err.text);
	for (int i = 1; i < argc && status == ADMIN_DONE; i++)
		status = take_file(&in, argv[i]);
	if (status == ADMIN_DONE) {
		for (size_t i = 0; i < in.carried_count; i++)
			printf(_("carried along, not shown: %s (%zu)\n"),
			    shown(in.carried[i].name, &in.arena), in.carried[i].count);
		if (in.unchanged)
			printf(_("unchanged since the last import: %zu\n"), in.unchanged);
		printf(_("imported %zu, set aside %zu\n"), in.imported, in.aside);
	}
	arena_release(&in.arena);
	return status == ADMIN_DONE && in.aside ? ADMIN_SET_ASIDE : status;
}
