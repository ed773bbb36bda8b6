/*
 * What was said before: in another matter of this contact, else in an earlier contact of the
 * customer, as far as the CRM shows it here. It is filled in and confirmed, not asked again.
 */
#include "base/alloc.h"
#include "desk/matter.h"
#include "desk/state.h"

#include <string.h>

/* What is looked for. */
struct sought {
	const char *service; /* null: any */
	const char *part;    /* only prompts of this part; null: any */
	const char *prompt;
};

static bool
read_name(const char *name, struct arena *arena, struct sought *sought)
{
	bool part = strncmp(name, "part.", 5) == 0;
	if (!part && strncmp(name, "earlier.", 8) != 0)
		return false;
	name += part ? 5 : 8;
	const char *dot = strchr(name, '.');
	const char *first = dot ? arena_strndup(arena, name, (size_t)(dot - name)) : NULL;
	*sought = (struct sought){.service = part ? NULL : first,
	    .part = part ? first : NULL,
	    .prompt = dot ? dot + 1 : name};
	return true;
}

/* An answer to a part is the same whatever service included it, as long as it still is that part's.
 */
static bool
is_of_part(const struct desk *desk, const char *service, const struct sought *sought)
{
	if (!sought->part)
		return true;
	const struct service *entry = desk_service(desk, service, desk_council(desk));
	const struct prompt *prompt =
	    entry && entry->dialogue ? dialogue_prompt(entry->dialogue, sought->prompt) : NULL;
	return prompt && text_same(prompt->part, sought->part);
}

static bool
is_sought(const struct desk *desk, const struct sought *sought, const char *service,
    const char *prompt, const char *value)
{
	return text_same(prompt, sought->prompt) && !text_blank(value) &&
	       (!sought->service || text_same(service, sought->service)) &&
	       is_of_part(desk, service, sought);
}

static void
look_here(const struct quoting *quoting, const struct sought *sought, struct earlier *out)
{
	LIST_EACH(struct matter, matter, &quoting->hand->work->matters)
	{
		if (quoting->matter && text_same(matter->id, quoting->matter->id))
			continue;
		LIST_EACH(struct answer, answer, &matter->answers)
		if (is_sought(
			quoting->desk, sought, matter->service, answer->prompt, answer->value) &&
		    (!out->value || answer->at > out->at))
			*out = (struct earlier){.value = answer->value,
			    .service = matter->service,
			    .at = answer->at,
			    .here = true};
	}
}

static void
look_back(const struct quoting *quoting, const struct sought *sought, struct earlier *out)
{
	if (!quoting->hand->page)
		return;
	LIST_EACH(struct earlier_answer, answer, &quoting->hand->page->earlier)
	if (is_sought(quoting->desk, sought, answer->service, answer->prompt, answer->value) &&
	    (!out->value || answer->at > out->at))
		*out = (struct earlier){.value = answer->value,
		    .service = answer->service,
		    .council = answer->council,
		    .at = answer->at};
}

bool
earlier_find(const struct quoting *quoting, const char *name, struct earlier *out)
{
	struct sought sought;
	*out = (struct earlier){0};
	if (!quoting->hand || !read_name(name, quoting->arena, &sought))
		return false;
	look_here(quoting, &sought, out);
	if (!out->value)
		look_back(quoting, &sought, out);
	return out->value != NULL;
}
