/*
 * import lgsl: the Local Government Service List and what goes with it, each file known by its
 * first row, in any order:
 *
 *   Identifier,Label,Description,…       the services: an entry for each that has none here
 *   LGSL,Description,Providing Tier      who provides them
 *   la,lgsl,lgil,link and two codes      where a council does it on the web, by LGIL interaction
 *
 * Such an entry is only listed: it has a name and a number, and nobody has written or vouched for
 * it. One that was written here stays as it is, whatever the list says. Entries are known again by
 * their number, so a second run changes only what has changed. An entry that somebody publishes
 * while the files are read is theirs: the rows that would change it are set aside.
 */
#include "admin/import.h"
#include "base/i18n.h"
#include "base/text.h"
#include "directory/service.h"
#include "directory/splice.h"
#include "formats/yaml_out.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NUMBER = 99999, MOST_SERVICE = 256 * 1024, BATCH = 50 };

/* A row that changed an entry, should the CRM refuse that. */
struct row {
	const char *path, *raw; /* null when nobody keeps the rows set aside */
	long line;
};
static const struct record row_record = {"row", sizeof(struct row), NULL, 0};

struct entry {
	const char *service, *text;
	int64_t version; /* that the text was made from; 0: none */
	struct list rows;
	const char *title, *summary; /* as they are in the text */
	enum provider provider;
	bool written; /* by somebody here: it stays as it is */
	bool changed;
	bool seen; /* this run has had its row */
};

struct importing {
	struct arena *arena;
	struct list councils;
	struct entry *entries[MOST_NUMBER + 1]; /* by number */
	struct list taken; /* ids of the entries without a number, or with the number of another */
	const struct kind *kind; /* of the file that is being read */
	struct row row;          /* that is being read; its raw text lasts as long */
	size_t written;
};

struct id {
	const char *text;
};
static const struct record id_record = {"id", sizeof(struct id), NULL, 0};

/* ---- what is there ---- */

static void
add_published(struct importing *in, const struct service_text *published)
{
	struct finding_list findings;
	findings_init(&findings);
	struct service *service = service_parse(
	    published->service, published->text, strlen(published->text), NULL, NULL, &findings);
	findings_release(&findings);
	int number = service && service->lgsl <= MOST_NUMBER ? service->lgsl : 0;
	bool written = service && !service_only_listed(service);
	if (number == 0 || (in->entries[number] && (in->entries[number]->written || !written))) {
		struct id *id = list_add(in->arena, &in->taken, &id_record);
		id->text = published->service;
	} else {
		struct entry *entry = arena_alloc(in->arena, sizeof *entry);
		*entry = (struct entry){.service = published->service,
		    .text = published->text,
		    .version = published->version,
		    .title = arena_strdup(in->arena, service->title.in[ENGLISH]),
		    .summary = arena_strdup(in->arena, service->summary.in[ENGLISH]),
		    .provider = service->provided_by,
		    .written = written};
		in->entries[number] = entry;
	}
	service_free(service);
}

static int
read_published(struct importing *in, struct crm *crm, struct err *err)
{
	struct list published;
	if (crm_list(crm, &council_record, in->arena, &in->councils, err) < 0 ||
	    crm_list(crm, &service_text_record, in->arena, &published, err) < 0)
		return -1;
	LIST_EACH(struct service_text, text, &published)
	add_published(in, text);
	return 0;
}

static bool
is_taken(const struct importing *in, const char *service)
{
	LIST_EACH(const struct id, id, &in->taken)
	if (strcmp(id->text, service) == 0)
		return true;
	for (size_t i = 0; i <= MOST_NUMBER; i++)
		if (in->entries[i] && strcmp(in->entries[i]->service, service) == 0)
			return true;
	return false;
}

/* From the name; with the number where another entry has that id, or the name begins with none of
 * the letters that an id may have. */
static const char *
new_id(struct importing *in, const char *name, int number)
{
	struct buf id;
	buf_init(&id, 80);
	yaml_out_id(&id, name);
	if (!id.length || is_taken(in, id.data)) {
		if (id.length > 50)
			id.length = 50;
		buf_printf(&id, "%s%d", id.length ? "-" : "lgsl-", number);
	}
	const char *copy = arena_strndup(in->arena, id.data, id.length);
	buf_release(&id);
	return copy;
}

/* ---- fields ---- */

/* A number of the list; 0 with err when it is none. */
static int
number_of(const char *text, struct err *err)
{
	size_t length = strlen(text);
	long number = length > 0 && length <= 5 && strspn(text, "0123456789") == length
			  ? strtol(text, NULL, 10)
			  : 0;
	if (number == 0)
		err_set(err, _("\"%s\" is no number of the list"), text);
	return (int)number;
}

/* On one line, without doubled blanks; null with err when it is not UTF-8. */
static const char *
plain(struct importing *in, const char *text, struct err *err)
{
	if (!utf8_valid(text, strlen(text)))
		return err_set(err, "%s", _("the text is not UTF-8")), NULL;
	char *copy = arena_strdup(in->arena, text), *to = copy;
	for (const char *from = text_trim(copy); *from; from++) {
		bool blank = (unsigned char)*from <= ' ';
		if (!blank || (to > copy && to[-1] != ' '))
			*to++ = blank ? ' ' : *from;
	}
	*to = '\0';
	return copy;
}

static void
changed_by_row(struct importing *in, struct entry *entry)
{
	struct row *row = list_add(in->arena, &entry->rows, &row_record);
	*row = in->row;
	row->raw = row->raw ? arena_strdup(in->arena, row->raw) : NULL;
	entry->changed = true;
}

static bool
set(struct importing *in, struct entry *entry, const char *path, const char *value, struct err *err)
{
	struct buf text;
	buf_init(&text, MOST_SERVICE);
	bool good = splice_set(entry->text, strlen(entry->text), path, value, &text, err) == 0;
	if (good && strcmp(text.data, entry->text) != 0) {
		entry->text = arena_strndup(in->arena, text.data, text.length);
		changed_by_row(in, entry);
	}
	buf_release(&text);
	return good;
}

/* ---- the services ---- */

static struct entry
new_entry(struct importing *in, int number, const char *title)
{
	struct buf text;
	buf_init(&text, MOST_SERVICE);
	struct entry entry = {
	    .service = new_id(in, title, number), .title = title, .provider = PROVIDED_BY_ANY};
	yaml_out_line(&text, 0, "service", entry.service);
	buf_printf(&text, "lgsl: %d\n", number);
	yaml_out_line(&text, 0, "title", title);
	buf_printf(
	    &text, "provided_by: any\norigin: { format: " LGSL_FORMAT ", id: %d }\n", number);
	entry.text = arena_strndup(in->arena, text.data, text.length);
	changed_by_row(in, &entry);
	buf_release(&text);
	return entry;
}

/* What this program writes must be a service, whatever stood in the row. */
static bool
readable(const struct entry *entry, struct err *err)
{
	struct finding_list findings;
	findings_init(&findings);
	struct service *service =
	    service_parse(entry->service, entry->text, strlen(entry->text), NULL, NULL, &findings);
	if (!service)
		err_set(err, "%s", findings.count ? findings.items[0].sentence : "");
	findings_release(&findings);
	service_free(service);
	return service != NULL;
}

static bool
take_service(struct importing *in, const struct csv *csv, struct err *err)
{
	int number = number_of(csv->fields[0], err);
	const char *title = number ? plain(in, csv->fields[1], err) : NULL;
	const char *summary = title ? plain(in, csv->fields[2], err) : NULL;
	if (!summary)
		return false;
	if (!*title)
		return err_set(err, "%s", _("the service has no name")), false;
	struct entry *entry = in->entries[number];
	if (entry && entry->seen)
		return err_set(err, _("the number %d stands in the list twice"), number), false;
	if (entry && entry->written) {
		in->written++;
		return entry->seen = true;
	}
	struct entry candidate = entry ? *entry : new_entry(in, number, title);
	candidate.seen = true;
	if (strcmp(candidate.title, title) != 0 && !set(in, &candidate, "title", title, err))
		return false;
	if (*summary && !text_same(candidate.summary, summary) &&
	    !set(in, &candidate, "summary", summary, err))
		return false;
	if (candidate.changed && !readable(&candidate, err))
		return false;
	if (!entry)
		entry = in->entries[number] = arena_alloc(in->arena, sizeof *entry);
	*entry = candidate;
	return true;
}

/* ---- who provides them ---- */

static struct entry *
entry_of(struct importing *in, const char *text, struct err *err)
{
	int number = number_of(text, err);
	if (number && !in->entries[number])
		err_set(err, _("the list has no service %d"), number);
	return number ? in->entries[number] : NULL;
}

static bool
take_tier(struct importing *in, const struct csv *csv, struct err *err)
{
	static const struct {
		const char *tier, *word;
		enum provider provider;
	} tiers[] = {{"county/unitary", "county", PROVIDED_BY_COUNTY},
	    {"district/unitary", "district", PROVIDED_BY_DISTRICT},
	    {"all", "any", PROVIDED_BY_ANY}};
	const size_t count = sizeof tiers / sizeof *tiers;
	struct entry *entry = entry_of(in, csv->fields[0], err);
	if (!entry)
		return false;
	size_t i = 0;
	while (i < count && strcmp(tiers[i].tier, csv->fields[2]) != 0)
		i++;
	if (i == count)
		return err_set(err, _("\"%s\" is no tier"), csv->fields[2]), false;
	if (tiers[i].provider == entry->provider)
		return true;
	if (entry->written)
		return err_set(err, _("%s was written here, and says otherwise who provides it"),
			   entry->service),
		       false;
	entry->provider = tiers[i].provider;
	return set(in, entry, "provided_by", tiers[i].word, err);
}

/* ---- where they are on the web ---- */

/* What people do there; other interactions of LGIL keep the name that the list gives them. */
static const char *
interaction(const char *code, const char *name)
{
	static const char *const known[][2] = {
	    {"0", "apply"}, {"4", "pay"}, {"8", "web"}, {"17", "report"}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i][0], code) == 0)
			return known[i][1];
	return name;
}

/* An address with commas is several fields; the two codes stand last. */
static const char *
address_of(struct importing *in, const struct csv *csv, struct err *err)
{
	struct buf url;
	buf_init(&url, CSV_RECORD);
	for (size_t i = 3; i + 2 < csv->count; i++)
		buf_printf(&url, "%s%s", i > 3 ? "," : "", csv->fields[i]);
	const char *copy = arena_strndup(in->arena, url.data, url.length);
	buf_release(&url);
	bool good = (strncmp(copy, "http://", 7) == 0 || strncmp(copy, "https://", 8) == 0) &&
		    !strpbrk(copy, " \t\r\n\"") && text_is_printable(copy, strlen(copy));
	if (!good)
		err_set(err, "%s", _("the link is no address on the web"));
	return good ? copy : NULL;
}

static bool
take_link(struct importing *in, const struct csv *csv, struct err *err)
{
	if (csv->count < 6)
		return err_set(err, "%s", _("the row has no codes of LGSL and LGIL")), false;
	const char *council = csv->fields[0];
	if (!list_find(&in->councils, &council_record, council))
		return err_set(err, _("there is no council %s here"), council), false;
	struct entry *entry = entry_of(in, csv->fields[csv->count - 2], err);
	const char *url = entry ? address_of(in, csv, err) : NULL;
	if (!url)
		return false;
	if (entry->written)
		return err_set(err, _("%s was written here: its contacts stay"), entry->service),
		       false;
	const char *path = arena_printf(in->arena, "at/%s/contacts/%s", council,
	    interaction(csv->fields[csv->count - 1], csv->fields[2]));
	return set(in, entry, path, url, err);
}

/* The columns that tell the kinds of file apart, in the order in which the kinds are read. */
static const struct kind {
	const char *first[4];
	bool (*take)(struct importing *in, const struct csv *csv, struct err *err);
} kinds[] = {
    {{"Identifier", "Label", "Description"}, take_service},
    {{"LGSL", "Description", "Providing Tier"}, take_tier},
    {{"la", "lgsl", "lgil", "link"}, take_link},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* ---- files ---- */

static const struct kind *
kind_of(const struct csv *csv)
{
	for (size_t k = 0; k < KINDS; k++) {
		size_t i = 0;
		while (i < 4 && kinds[k].first[i] && i < csv->count &&
		       strcmp(kinds[k].first[i], csv->fields[i]) == 0)
			i++;
		if (i == 4 || !kinds[k].first[i])
			return &kinds[k];
	}
	return NULL;
}

static int
read_head(struct import *run, const struct csv *csv, struct err *err)
{
	struct importing *in = run->own;
	(void)err;
	in->kind = kind_of(csv);
	return !in->kind ? -1 : in->kind == &kinds[run->pass];
}

static int
read_row(struct import *run, const struct csv *csv, void *item, struct err *err)
{
	struct importing *in = run->own;
	(void)item;
	in->row = (struct row){run->path, run->aside_file ? csv->raw.data : NULL, csv->line};
	return in->kind->take(in, csv, err) ? 0 : -1;
}

/* ---- publishing ---- */

struct batch {
	struct crm_text texts[BATCH];
	const struct entry *entries[BATCH];
	size_t count;
};

/* The rows of an entry that the CRM refuses are set aside, and the others are published. */
static int
publish_batch(struct import *run, struct batch *batch, size_t *published)
{
	struct err err;
	while (batch->count && crm_publish(run->admin->crm, run->admin->actor, batch->texts,
				   batch->count, &err) < 0) {
		size_t i = 0;
		while (i < batch->count && !batch->texts[i].refused)
			i++;
		if (i == batch->count)
			return admin_fail("%s", err.text), -1;
		LIST_EACH(const struct row, row, &batch->entries[i]->rows)
		import_set_aside(run, row->path, row->line, row->raw, err.text);
		run->imported -= batch->entries[i]->rows.count;
		batch->count--;
		memmove(&batch->texts[i], &batch->texts[i + 1],
		    (batch->count - i) * sizeof *batch->texts);
		memmove(&batch->entries[i], &batch->entries[i + 1],
		    (batch->count - i) * sizeof *batch->entries);
	}
	*published += batch->count;
	batch->count = 0;
	return 0;
}

static enum admin_exit
publish_changed(struct import *run)
{
	const struct importing *in = run->own;
	struct batch batch = {.count = 0};
	size_t total = 0, done = 0, published = 0;
	for (size_t i = 0; i <= MOST_NUMBER; i++)
		total += in->entries[i] && in->entries[i]->changed;
	for (size_t i = 0; i <= MOST_NUMBER; i++) {
		const struct entry *entry = in->entries[i];
		if (entry && entry->changed) {
			batch.entries[batch.count] = entry;
			batch.texts[batch.count++] = (struct crm_text){
			    .service = entry->service, .text = entry->text, .base = entry->version};
			done++;
		}
		if (batch.count < BATCH && i < MOST_NUMBER)
			continue;
		if (publish_batch(run, &batch, &published) < 0)
			return ADMIN_FAILED;
		admin_progress(done, total, _("services"));
	}
	if (in->written)
		printf(P_("%zu entry was written here and stays as it is\n",
			   "%zu entries were written here and stay as they are\n", in->written),
		    in->written);
	printf(P_("%zu service changed.\n", "%zu services changed.\n", published), published);
	return ADMIN_DONE;
}

static enum admin_exit
begin(struct import *run, int *argc, char **argv)
{
	struct importing *in = run->own;
	struct err err;
	(void)argc, (void)argv;
	in->arena = &run->known;
	if (read_published(in, run->admin->crm, &err) < 0)
		return admin_fail("%s", err.text);
	return ADMIN_DONE;
}

const struct import_kind import_lgsl = {.name = "lgsl",
    .head = read_head,
    .unknown = N_("is none of the files that import lgsl knows"),
    .wide = true,
    .passes = KINDS,
    .begin = begin,
    .own_size = sizeof(struct importing),
    .row = read_row,
    .end = publish_changed};
