#include "directory/directory.h"

#include "base/alloc.h"
#include "base/compress.h"
#include "directory/card.h"
#include "directory/leaning.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uthash.h>

/* A service as one council sees it, parsed when it was first asked for. */
struct view {
	char *council; /* null: the common text */
	struct service *service;
	struct view *next;
};

struct entry {
	char *id;
	int64_t version;
	struct card card;
	char *packed; /* the text, compressed */
	size_t packed_length, length;
	char *text; /* once it was asked for */
	struct view *views;
	UT_hash_handle hh;
};

struct directory {
	struct entry *entries; /* by id */
	size_t services;       /* of them that are no parts */
	struct entry **sorted; /* A-Z by title; null after a change */
	struct entry **found;  /* those that a search may find */
	struct search *search;
};

struct directory *
directory_new(void)
{
	return xcalloc(1, sizeof(struct directory));
}

/* What is derived from all entries is made again when it is next needed. */
static void
forget_order(struct directory *directory)
{
	free(directory->sorted);
	free(directory->found);
	search_free(directory->search);
	directory->sorted = NULL;
	directory->found = NULL;
	directory->search = NULL;
}

static void
free_views(struct entry *entry)
{
	while (entry->views) {
		struct view *view = entry->views;
		entry->views = view->next;
		service_free(view->service);
		free(view->council);
		free(view);
	}
}

static void
entry_free(struct entry *entry)
{
	free_views(entry);
	card_release(&entry->card);
	free(entry->packed);
	free(entry->id);
	free(entry->text);
	free(entry);
}

/* A part may be in any of them. */
static void
forget_views(struct directory *directory)
{
	for (struct entry *entry = directory->entries; entry; entry = entry->hh.next)
		free_views(entry);
}

static void
remove_entry(struct directory *directory, struct entry *entry)
{
	HASH_DEL(directory->entries, entry);
	directory->services -= !entry->card.part;
	entry_free(entry);
}

void
directory_free(struct directory *directory)
{
	if (!directory)
		return;
	struct entry *entry, *next;
	forget_order(directory);
	HASH_ITER(hh, directory->entries, entry, next)
	remove_entry(directory, entry);
	free(directory);
}

static struct entry *
find_entry(const struct directory *directory, const char *service)
{
	struct entry *entry;
	HASH_FIND_STR(directory->entries, service, entry);
	return entry;
}

static struct service *
parse(const char *id, const char *text, size_t length, const char *council,
    const struct library *library, struct err *err)
{
	struct finding_list findings;
	findings_init(&findings);
	struct service *service = service_parse(id, text, length, council, library, &findings);
	for (size_t i = 0; !service && i < findings.count; i++) {
		const struct finding *finding = &findings.items[i];
		if (finding->level != FINDING_ERROR)
			continue;
		err_set(err, "%s:%d:%d: %s", finding->file, finding->line, finding->column,
		    finding->sentence);
		break;
	}
	findings_release(&findings);
	return service;
}

/* In place of the one that has its id. */
static void
put_entry(struct directory *directory, struct entry *old, struct entry *entry)
{
	forget_order(directory);
	if ((old && old->card.part) || (entry && entry->card.part))
		forget_views(directory);
	if (old)
		remove_entry(directory, old);
	if (entry) {
		HASH_ADD_KEYPTR(hh, directory->entries, entry->id, strlen(entry->id), entry);
		directory->services += !entry->card.part;
	}
}

static struct entry *
entry_new(const char *id, int64_t version, const char *text, size_t length)
{
	struct entry *entry = xcalloc(1, sizeof *entry);
	struct buf packed;
	entry->id = xstrdup(id);
	entry->version = version;
	entry->length = length;
	buf_init(&packed, 2 * length + 100);
	if (compress_quickly(&packed, text, length) < 0)
		abort(); /* it never grows so much */
	entry->packed_length = packed.length;
	entry->packed = buf_take(&packed);
	buf_release(&packed);
	return entry;
}

int
directory_put(struct directory *directory, const char *service, const char *text, int64_t version,
    struct err *err)
{
	struct entry *old = find_entry(directory, service), *entry = NULL;
	if (text[0] != '\0') {
		size_t length = strlen(text);
		struct service *parsed = parse(service, text, length, NULL, NULL, err);
		if (!parsed)
			return -1;
		if (strcmp(parsed->id, service) != 0) {
			err_set(err, "the text of '%s' says that it is '%s'", service, parsed->id);
			service_free(parsed);
			return -1;
		}
		entry = entry_new(service, version, text, length);
		card_make(&entry->card, parsed);
		service_free(parsed);
	}
	put_entry(directory, old, entry);
	return 0;
}

/* Null when the bytes are damaged. */
static char *
unpack(const void *packed, size_t packed_length, size_t length)
{
	struct buf text;
	struct err err;
	buf_init(&text, length + 1);
	char *copy = NULL;
	if (compress_unpack(&text, packed, packed_length, &err) == 0 && text.length == length)
		copy = buf_take(&text);
	buf_release(&text);
	return copy;
}

int
directory_put_packed(
    struct directory *directory, const struct packed_service *packed, int64_t form, struct err *err)
{
	if (form != CARD_FORM) {
		char *text = unpack(packed->text, packed->text_length, packed->length);
		int rc = text
			     ? directory_put(directory, packed->service, text, packed->version, err)
			     : err_set(err, "the text of '%s' is damaged", packed->service);
		free(text);
		return rc;
	}
	struct entry *entry = xcalloc(1, sizeof *entry);
	if (card_read(&entry->card, packed->card, packed->card_length) < 0) {
		free(entry);
		return err_set(err, "the card of '%s' is damaged", packed->service);
	}
	entry->id = xstrdup(packed->service);
	entry->version = packed->version;
	entry->length = packed->length;
	entry->packed_length = packed->text_length;
	entry->packed = xmalloc(packed->text_length + 1);
	memcpy(entry->packed, packed->text, packed->text_length);
	put_entry(directory, find_entry(directory, packed->service), entry);
	return 0;
}

void
directory_pack(struct directory *directory, struct arena *arena, struct directory_pack *pack)
{
	size_t count = 0;
	*pack = (struct directory_pack){.form = CARD_FORM};
	pack->services =
	    arena_alloc(arena, (directory_size(directory) + 1) * sizeof *pack->services);
	for (const struct entry *entry = directory->entries; entry; entry = entry->hh.next)
		pack->services[count++] = (struct packed_service){.service = entry->id,
		    .version = entry->version,
		    .length = entry->length,
		    .card = entry->card.bytes,
		    .card_length = entry->card.length,
		    .text = entry->packed,
		    .text_length = entry->packed_length};
	pack->count = count;
}

/* Unpacked when it is first asked for; one that is damaged is empty, and no service. */
static const char *
text_of(struct entry *entry)
{
	if (!entry->text)
		entry->text = unpack(entry->packed, entry->packed_length, entry->length);
	if (!entry->text) {
		entry->length = 0;
		entry->text = xstrdup("");
	}
	return entry->text;
}

/* ---- what services take from each other ---- */

static const char *
library_text(void *context, const char *id, size_t *length, const char **file)
{
	struct entry *entry = find_entry(context, id);
	if (!entry)
		return NULL;
	const char *text = text_of(entry);
	*length = entry->length;
	*file = entry->id;
	return text;
}

static const struct fact *
fact_of(void *context, const char *service, const char *name, const char *council)
{
	const struct service *found = directory_service(context, service, council);
	return found ? service_fact(found, name) : NULL;
}

struct library
directory_library(struct directory *directory)
{
	return (struct library){.context = directory, .text = library_text, .fact = fact_of};
}

/* ---- as one council sees them ---- */

/* What cannot be put together has its facts still, but no dialogue with holes in it. */
static struct service *
parse_view(struct directory *directory, struct entry *entry, const char *council)
{
	const char *text = text_of(entry);
	struct library library = directory_library(directory);
	struct service *service = parse(entry->id, text, entry->length, council, &library, NULL);
	if (service || council) /* a variant that is wrong does not take the common text away */
		return service;
	service = parse(entry->id, text, entry->length, NULL, NULL, NULL);
	if (service)
		service->dialogue = NULL;
	return service;
}

static bool
same_council(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

const struct service *
directory_service(struct directory *directory, const char *service, const char *council)
{
	struct entry *entry = find_entry(directory, service);
	if (!entry)
		return NULL;
	if (council && !*council)
		council = NULL;
	for (struct view *view = entry->views; view; view = view->next)
		if (same_council(view->council, council))
			return view->service;
	struct service *parsed = parse_view(directory, entry, council);
	if (!parsed && council)
		return directory_service(directory, service, NULL);
	struct view *view = xcalloc(1, sizeof *view);
	view->council = council ? xstrdup(council) : NULL;
	view->service = parsed;
	view->next = entry->views;
	entry->views = view;
	return parsed;
}

const char *
directory_title(const struct directory *directory, const char *service, const char *language)
{
	const struct entry *entry = find_entry(directory, service);
	return entry ? words_in(&entry->card.title, language) : NULL;
}

bool
directory_urgent(const struct directory *directory, const char *service)
{
	const struct entry *entry = find_entry(directory, service);
	return entry && entry->card.urgent;
}

const char *
directory_complaints(const struct directory *directory)
{
	for (const struct entry *entry = directory->entries; entry; entry = entry->hh.next)
		if (entry->card.complaints)
			return entry->id;
	return NULL;
}

int64_t
directory_version(const struct directory *directory, const char *service)
{
	const struct entry *entry = find_entry(directory, service);
	return entry ? entry->version : 0;
}

const char *
directory_text(const struct directory *directory, const char *service)
{
	struct entry *entry = find_entry(directory, service);
	return entry ? text_of(entry) : NULL;
}

size_t
directory_count(const struct directory *directory)
{
	return directory->services;
}

size_t
directory_size(const struct directory *directory)
{
	return HASH_COUNT(directory->entries);
}

/* Parts after all services. */
static int
by_title(const void *a, const void *b)
{
	const struct entry *x = *(struct entry *const *)a, *y = *(struct entry *const *)b;
	int order = x->card.part - y->card.part;
	if (order == 0)
		order = strcasecmp(x->card.title.in[ENGLISH], y->card.title.in[ENGLISH]);
	return order ? order : strcmp(x->id, y->id);
}

/* What is only listed is not found where somebody has written an entry of that number. */
static void
find_findable(struct directory *directory)
{
	enum { NUMBERS = 100000 };
	size_t count = directory_count(directory), at = 0;
	bool *written = xcalloc(NUMBERS, sizeof *written);
	directory->found = xcalloc(count + 1, sizeof *directory->found);
	for (size_t i = 0; i < count; i++)
		if (!directory->sorted[i]->card.listed)
			written[directory->sorted[i]->card.lgsl % NUMBERS] = true;
	for (size_t i = 0; i < count; i++)
		if (!directory->sorted[i]->card.listed ||
		    !written[directory->sorted[i]->card.lgsl % NUMBERS])
			directory->found[at++] = directory->sorted[i];
	free(written);
}

/* The words are needed only while the index is built. */
static void
build_index(struct directory *directory)
{
	size_t count = 0;
	while (directory->found[count])
		count++;
	struct search_entry *entries = xcalloc(count + 1, sizeof *entries);
	for (size_t i = 0; i < count; i++)
		card_entry(&directory->found[i]->card, &entries[i]);
	directory->search = search_build(entries, count);
	for (size_t i = 0; i < count; i++)
		search_entry_release(&entries[i]);
	free(entries);
}

static void
sort_entries(struct directory *directory)
{
	size_t size = directory_size(directory), at = 0;
	if (directory->sorted)
		return;
	directory->sorted = xcalloc(size + 1, sizeof *directory->sorted);
	for (struct entry *entry = directory->entries; entry; entry = entry->hh.next)
		directory->sorted[at++] = entry;
	qsort(directory->sorted, size, sizeof *directory->sorted, by_title);
	find_findable(directory);
	build_index(directory);
}

const char *
directory_nth(struct directory *directory, size_t index)
{
	sort_entries(directory);
	return index < directory_size(directory) ? directory->sorted[index]->id : NULL;
}

void
directory_said(struct directory *directory, const char *query, struct buf *out)
{
	sort_entries(directory);
	search_said(directory->search, query, out);
}

static struct service_hit
hit_of(const struct entry *entry)
{
	return (struct service_hit){
	    .service = entry->id, .title = entry->card.title.in[ENGLISH], .lgsl = entry->card.lgsl};
}

static bool
find_hit(void *context, const char *service, struct service_hit *hit)
{
	const struct entry *entry = find_entry(context, service);
	if (!entry || entry->card.part)
		return false;
	*hit = hit_of(entry);
	return true;
}

size_t
directory_search(struct directory *directory, const char *query,
    const struct search_leaning *leaning, struct service_hit *hits, size_t most)
{
	enum { MOST = 100 };
	struct search_match matches[MOST];
	struct service_hit all[MOST];
	sort_entries(directory);
	size_t wanted = most < MOST ? most : MOST;
	size_t count = search_find(directory->search, query, leaning ? leaning->month : 0, matches,
	    wanted && leaning ? MOST : wanted);
	for (size_t i = 0; i < count; i++) {
		all[i] = hit_of(directory->found[matches[i].entry]);
		all[i].score = (int)(matches[i].score * 100);
		all[i].fit = matches[i].fit;
	}
	if (leaning && wanted) {
		struct buf said;
		struct hit_finder finder = {find_hit, directory};
		buf_init(&said, 200);
		search_said(directory->search, query, &said);
		count =
		    leaning_apply(leaning, said.length ? said.data : "", all, count, MOST, &finder);
		buf_release(&said);
	}
	if (count > wanted)
		count = wanted;
	if (count)
		memcpy(hits, all, count * sizeof *hits);
	return count;
}

static size_t
beside(struct directory *directory, const char *council, const char *word,
    const struct service **found, size_t most)
{
	size_t count = 0;
	sort_entries(directory);
	for (size_t i = 0; i < directory_count(directory) && count < most; i++) {
		const struct entry *entry = directory->sorted[i];
		if (!card_beside(&entry->card, word))
			continue;
		found[count] = directory_service(directory, entry->id, council);
		count += found[count] != NULL;
	}
	return count;
}

size_t
directory_offers(struct directory *directory, const char *council, const char *service,
    const struct service **offers, size_t most)
{
	return beside(directory, council, service ? service : CARD_ANYONE, offers, most);
}

size_t
directory_surveys(
    struct directory *directory, const char *council, const struct service **surveys, size_t most)
{
	return beside(directory, council, CARD_SURVEY, surveys, most);
}
