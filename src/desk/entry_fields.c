/* What an entry consists of, part by part, and the fields in which each is changed. */
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/state.h"
#include "dialogue/words.h"

#include <stdlib.h>
#include <string.h>

struct filling {
	const struct desk *desk;
	const struct entry_spot *spot;
	const struct entry_look *look;
	struct arena *arena;
	struct entry_form *form;
	bool spoken[LANGUAGES]; /* languages that this entry is written in */
};

/* ---- what the text has ---- */

static bool
starts(const char *text, const char *prefix, const char **rest)
{
	size_t length = strlen(prefix);
	if (!text || strncmp(text, prefix, length) != 0)
		return false;
	*rest = text + length;
	return true;
}

static const char *
in_council(const char *council, const char *path, struct arena *arena)
{
	return council ? arena_printf(arena, "at/%s/%s", council, path) : path;
}

const char *
entry_value(
    const struct entry_look *look, const struct entry_spot *spot, const char *path, bool *own)
{
	struct arena scratch;
	arena_init(&scratch);
	const struct leaf *leaf = flat_find(&look->flat, in_council(spot->council, path, &scratch));
	*own = leaf != NULL;
	if (!leaf)
		leaf = flat_find(&look->flat, path);
	arena_release(&scratch);
	return leaf ? leaf->value : NULL;
}

static bool
among(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* The items of a group, "facts" or "dialogue/prompt", by their last name. */
static size_t
add_items(const struct flat *flat, const char *group, const char **names, size_t count)
{
	for (size_t i = 0; i < flat->count; i++) {
		const struct leaf *leaf = &flat->leaves[i];
		if (!leaf->first || !text_same(leaf->group, group))
			continue;
		const char *name = strrchr(leaf->item, '/') + 1;
		if (!among(names, count, name))
			names[count++] = name;
	}
	return count;
}

size_t
entry_facts(const struct entry_look *look, const struct entry_spot *spot, struct arena *arena,
    const char ***names)
{
	*names = arena_alloc(arena, (look->flat.count + 1) * sizeof **names);
	size_t count = add_items(&look->flat, "facts", *names, 0);
	if (spot->council)
		count = add_items(
		    &look->flat, in_council(spot->council, "facts", arena), *names, count);
	return count;
}

size_t
entry_prompts(const struct entry_look *look, struct arena *arena, const char ***ids)
{
	*ids = arena_alloc(arena, (look->flat.count + 1) * sizeof **ids);
	return add_items(&look->flat, "dialogue/prompt", *ids, 0);
}

bool
entry_has_variant(const struct entry_look *look, const char *council)
{
	const char *rest;
	for (size_t i = 0; i < look->flat.count; i++)
		if (starts(look->flat.leaves[i].path, "at/", &rest) &&
		    starts(rest, council, &rest) && *rest == '/')
			return true;
	return false;
}

static void
find_languages(struct filling *filling)
{
	filling->spoken[ENGLISH] = true;
	for (size_t i = 0; i < filling->look->base_flat.count; i++) {
		const char *slash = strrchr(filling->look->base_flat.leaves[i].path, '/');
		for (int language = 0; slash && language < LANGUAGES; language++)
			if (strcmp(slash + 1, languages[language].code) == 0)
				filling->spoken[language] = true;
	}
}

/* ---- fields ---- */

static const char *
listed_words(const struct filling *filling, const char *path)
{
	const struct flat *flat = &filling->look->base_flat;
	const char *words = "", *rest;
	for (size_t i = 0; i < flat->count; i++)
		if (starts(flat->leaves[i].path, path, &rest) && *rest == '/')
			words = arena_printf(filling->arena, "%s%s%s", words, *words ? ", " : "",
			    flat->leaves[i].value);
	return words;
}

static const char *
fault_of(const struct filling *filling, const char *path)
{
	for (const struct entry_fault *fault = filling->look->faults; fault; fault = fault->next)
		if (strcmp(fault->path, path) == 0)
			return fault->sentence;
	return NULL;
}

static struct entry_field *
new_field(struct filling *filling, const char *path, const char *label)
{
	struct entry_form *form = filling->form;
	if (form->count == form->capacity) {
		size_t capacity = form->capacity ? form->capacity * 2 : 16;
		struct entry_field *items = arena_alloc(filling->arena, capacity * sizeof *items);
		if (form->count)
			memcpy(items, form->items, form->count * sizeof *items);
		form->items = items;
		form->capacity = capacity;
	}
	struct entry_field *field = &form->items[form->count++];
	*field = (struct entry_field){.path = path,
	    .field = entry_field_name(filling->spot->service, path, filling->arena),
	    .label = label,
	    .value = ""};
	const char *typed = typed_text(filling->desk, field->field);
	if (typed)
		field->value = arena_strdup(filling->arena, typed);
	return field;
}

static bool
ends_in(const char *path, const char *name)
{
	const char *slash = strrchr(path, '/');
	return slash && strcmp(slash + 1, name) == 0;
}

/* One place of the text; in a variant, where it says nothing, what holds for all is the hint. */
static void
add(struct filling *filling, const char *path, const char *label)
{
	const char *council = filling->spot->council;
	const char *own = in_council(council, path, filling->arena);
	const struct leaf *leaf = flat_find(&filling->look->base_flat, own),
			  *common = council ? flat_find(&filling->look->flat, path) : NULL;
	struct entry_field *field = new_field(filling, own, label);
	if (!typed_text(filling->desk, field->field))
		field->value = flat_is_set(path) ? listed_words(filling, path)
			       : leaf            ? leaf->value
						 : "";
	for (int i = 0; i < LANGUAGES; i++) /* no two languages on one line where they run apart */
		field->lines = field->lines ||
			       (languages[i].right_to_left && ends_in(path, languages[i].code));
	if (common)
		field->hint = arena_printf(filling->arena, _("as for all: %s"), common->value);
	field->fault = fault_of(filling, own);
	field->lines = field->lines || strchr(field->value, '\n') != NULL;
}

/* A text in each language that the entry is written in. */
static void
add_words(struct filling *filling, const char *path, const char *label)
{
	add(filling, path, label);
	for (int i = ENGLISH + 1; i < LANGUAGES; i++)
		if (filling->spoken[i])
			add(filling, arena_printf(filling->arena, "%s/%s", path, languages[i].code),
			    arena_printf(
				filling->arena, _("%s in %s"), label, _(languages[i].name)));
}

static const char *
below(const struct filling *filling, const char *path, const char *name)
{
	return arena_printf(filling->arena, "%s/%s", path, name);
}

static void
fact_fields(struct filling *filling, const char *name)
{
	const char *path = arena_printf(filling->arena, "facts/%s", name);
	add_words(filling, below(filling, path, "value"), _("Value"));
	add(filling, below(filling, path, "review_by"), _("Look again by"));
	add_words(filling, below(filling, path, "label"), _("Label"));
}

static void
about_fields(struct filling *filling)
{
	add_words(filling, "title", _("Title"));
	add_words(filling, "summary", _("Summary"));
	add(filling, "words", _("Search words"));
}

static const char *
contact_label(const struct filling *filling, const char *name)
{
	static const char *const labels[][2] = {{"phone", N_("Telephone")}, {"web", N_("Web")},
	    {"email", N_("E-mail")}, {"counter", N_("Counter")}};
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i][0], name) == 0)
			return _(labels[i][1]);
	return arena_strdup(filling->arena, name);
}

static void
hours_fields(struct filling *filling)
{
	const char *names[64] = {"phone", "web", "email", "counter"}, *rest;
	size_t count = 4;
	const struct flat *flat = &filling->look->base_flat;
	for (size_t i = 0; i < flat->count && count < 64; i++)
		if (starts(flat->leaves[i].path,
			in_council(filling->spot->council, "contacts/", filling->arena), &rest) &&
		    !among(names, count, rest))
			names[count++] = rest;
	add(filling, "hours", _("Hours"));
	for (size_t i = 0; i < count; i++)
		add(filling, arena_printf(filling->arena, "contacts/%s", names[i]),
		    contact_label(filling, names[i]));
}

static void
owner_fields(struct filling *filling)
{
	add(filling, "owner/team", _("Owning team"));
	add(filling, "owner/email", _("Owner's e-mail"));
	add(filling, "assured", _("Vouched for on"));
	add(filling, "review_by", _("Look again by"));
}

/* ---- wording ---- */

static const struct {
	const char *name, *label;
	bool variant; /* a council may have its own */
} wordings[] = {{"text", N_("Text"), true}, {"hint", N_("Hint"), true},
    {"message", N_("If it will not do"), false}, {"promise", N_("Promise"), true},
    {"to", N_("Whom to ask"), true}};

static void
choice_fields(struct filling *filling, const char *path)
{
	const struct flat *flat = &filling->look->base_flat;
	const char *choices = below(filling, path, "choices/"), *rest;
	for (size_t i = 0; i < flat->count; i++) {
		if (!starts(flat->leaves[i].path, choices, &rest))
			continue;
		const char *last = strrchr(rest, '/');
		if (last && (flat_language(last + 1) || strcmp(last, "/when") == 0))
			continue;
		add_words(filling, flat->leaves[i].path,
		    arena_printf(filling->arena, _("Choice %.*s"), (int)strcspn(rest, "/"), rest));
	}
}

/* A council's own words for a prompt: what is said for all is the hint. */
static void
variant_words(struct filling *filling, const char *id, const char *name, const char *label)
{
	struct arena *arena = filling->arena;
	const char *own =
	    in_council(filling->spot->council, arena_printf(arena, "texts/%s/%s", id, name), arena);
	const char *common = arena_printf(arena, "dialogue/prompt/%s/%s", id, name);
	for (int i = 0; i < LANGUAGES; i++) {
		if (!filling->spoken[i])
			continue;
		const char *end = i ? arena_printf(arena, "/%s", languages[i].code) : "";
		const char *path = arena_printf(arena, "%s%s", own, end);
		const struct leaf *leaf = flat_find(&filling->look->base_flat, path);
		const struct leaf *said =
		    flat_find(&filling->look->flat, arena_printf(arena, "%s%s", common, end));
		struct entry_field *field = new_field(filling, path,
		    i ? arena_printf(arena, _("%s in %s"), label, _(languages[i].name)) : label);
		if (!typed_text(filling->desk, field->field))
			field->value = leaf ? leaf->value : "";
		if (said)
			field->hint = arena_printf(arena, _("as for all: %s"), said->value);
		field->fault = fault_of(filling, path);
	}
}

static void
prompt_fields(struct filling *filling, const char *id)
{
	const char *path = arena_printf(filling->arena, "dialogue/prompt/%s", id);
	for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
		const char *text = below(filling, path, wordings[i].name);
		if (i && !flat_find(&filling->look->flat, text))
			continue;
		if (!filling->spot->council)
			add_words(filling, text, _(wordings[i].label));
		else if (wordings[i].variant)
			variant_words(filling, id, wordings[i].name, _(wordings[i].label));
	}
	if (filling->spot->council)
		return;
	choice_fields(filling, path);
	if (flat_find(&filling->look->flat, below(filling, path, "due")))
		add(filling, below(filling, path, "due"), _("Due"));
}

/* ---- what is asked beside the text ---- */

static const char *
day_words(struct date date, struct arena *arena)
{
	char words[32];
	date_words(words, sizeof words, date);
	return arena_strdup(arena, words);
}

static void
ask_beside(struct filling *filling, const char *path, const char *label, const char *proposed,
    const char *hint)
{
	struct entry_field *field = new_field(filling, path, label);
	if (!typed_text(filling->desk, field->field) && proposed)
		field->value = proposed;
	field->hint = hint;
	if (text_same(filling->desk->fault_field, field->field))
		field->fault = filling->desk->fault;
}

static void
beside_fields(struct filling *filling, const char *part)
{
	const struct entry_draft *draft = filling->desk->authoring.draft;
	struct date today = london_of(filling->desk->now).date, later = today;
	const char *day = draft && draft->effective
			      ? day_words(london_of(draft->effective).date, filling->arena)
			      : NULL;
	later.year++;
	if (!date_valid(later))
		later.day--;
	if (strcmp(part, "submit") == 0)
		ask_beside(filling, ":comment", _("Why"),
		    draft && !text_same(draft->state, "returned") ? draft->comment : NULL,
		    _("for whoever approves it"));
	if (strcmp(part, "submit") == 0 || strcmp(part, "approve") == 0)
		ask_beside(filling, ":effective", _("From"), day, _("once it is approved"));
	if (strcmp(part, "return") == 0)
		ask_beside(filling, ":verdict", _("What is to be changed"), NULL, NULL);
	if (strcmp(part, "new-fact") == 0)
		ask_beside(filling, ":fact", _("Its name"), NULL, _("such as Late fee"));
	if (strcmp(part, "assure") != 0)
		return;
	ask_beside(
	    filling, ":assured", _("Vouched for on"), day_words(today, filling->arena), NULL);
	ask_beside(
	    filling, ":review_by", _("Look again by"), day_words(later, filling->arena), NULL);
}

void
entry_form(const struct desk *desk, const struct entry_spot *spot, struct arena *arena,
    struct entry_form *form)
{
	struct filling filling = {desk, spot, entry_shown(desk), arena, form, {false}};
	const char *rest, *part = spot->part ? spot->part : "";
	*form = (struct entry_form){0};
	beside_fields(&filling, part);
	if (!filling.look || form->count)
		return;
	find_languages(&filling);
	if (starts(part, "fact:", &rest))
		fact_fields(&filling, rest);
	else if (starts(part, "prompt:", &rest))
		prompt_fields(&filling, rest);
	else if (strcmp(part, "about") == 0)
		about_fields(&filling);
	else if (strcmp(part, "hours") == 0)
		hours_fields(&filling);
	else if (strcmp(part, "owner") == 0)
		owner_fields(&filling);
}
