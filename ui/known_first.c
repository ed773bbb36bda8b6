/* What must be known of a customer before anything else, in words, at the top of their page: what
 * to beware of, how they can be served, and who speaks for them until when. */
#include "base/alloc.h"
#include "desk/detail.h"
#include "ui/screens.h"

#include <string.h>

static const char *
and_more(const char *words, const char *more, struct arena *arena)
{
	return arena_printf(arena, "%s%s%s", words, *words ? " " : "", more);
}

/* Cautions first. */
static const char *
marked(const struct desk *desk, const struct customer *customer, bool *caution, struct arena *arena)
{
	static const char *const order[] = {"caution", "vulnerable"};
	const struct detail_kind *kind = detail_kind_named("marker");
	const char *words = "";
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		LIST_EACH(struct marker, marker, &customer->markers)
		{
			enum holding holding;
			const char *how = detail_standing(desk, kind, marker, &holding, arena);
			if (!text_same(marker->kind, order[i]) || holding == HOLDS_OVER)
				continue;
			*caution = *caution || i == 0;
			words = and_more(words,
			    arena_printf(arena, "%s: %s%s%s.", detail_word(marker->kind),
				marker->text, how ? ", " : "", how ? how : ""),
			    arena);
		}
	return words;
}

static const char *
needs(const struct customer *customer, struct arena *arena)
{
	const char *words = "";
	LIST_EACH(struct need, need, &customer->needs)
	words =
	    arena_printf(arena, "%s%s%s%s%s", words, *words ? "; " : "", detail_word(need->kind),
		text_blank(need->text) ? "" : ", ", text_blank(need->text) ? "" : need->text);
	return *words ? arena_printf(arena, _("Needs: %s."), words) : "";
}

/* An authority that is over is told too: whoever had it may call on it. */
static const char *
spoken_for(const struct desk *desk, const struct customer *customer, struct arena *arena)
{
	const struct detail_kind *kind = detail_kind_named("representative");
	const char *words = "";
	LIST_EACH(struct relation, relation, &customer->relations)
	{
		enum holding holding;
		if (!text_same(relation->kind, "representative"))
			continue;
		const char *how = detail_standing(desk, kind, relation, &holding, arena);
		const char *right = arena_printf(arena, "%s%s%s", detail_word(relation->authority),
		    how ? ", " : "", how ? how : "");
		words = and_more(words,
		    arena_printf(arena,
			holding == HOLDS_OVER ? _("%s no longer speaks for them: %s.")
					      : _("%s speaks for them: %s."),
			detail_relation_name(desk, relation), right),
		    arena);
	}
	return words;
}

static const char *
speaks_for(const struct desk *desk, struct arena *arena)
{
	const struct detail_kind *kind = detail_kind_named("representative");
	const char *words = "";
	if (!desk->hand->page)
		return words;
	LIST_EACH(struct relative, relative, &desk->hand->page->relatives)
	{
		struct relation relation = {.until = relative->until};
		enum holding holding;
		const char *how = detail_standing(desk, kind, &relation, &holding, arena);
		if (!relative->other_end || !text_same(relative->kind, "representative") ||
		    holding == HOLDS_OVER)
			continue;
		words = and_more(words,
		    arena_printf(arena, _("Speaks for %s: %s."), relative->name,
			arena_printf(arena, "%s%s%s", detail_word(relative->authority),
			    how ? ", " : "", how ? how : "")),
		    arena);
	}
	return words;
}

static const char *
not_wanted(const struct customer *customer)
{
	return customer_agreed(customer, "phone") == 0
		   ? _("Asked not to be rung: only for what was promised, and no surveys.")
	       : customer_agreed(customer, "survey") == 0 ? _("Wants no surveys.")
							  : "";
}

void
page_known_first(const struct desk *desk, struct page *page)
{
	const struct customer *customer = hand_customer(desk->hand);
	bool caution = false;
	if (!customer)
		return;
	const char *words = marked(desk, customer, &caution, page->arena);
	if (*words)
		page_add(page, ITEM_TEXT, caution ? ROLE_ALARM : ROLE_WARN, words);
	words = needs(customer, page->arena);
	const char *more[] = {spoken_for(desk, customer, page->arena),
	    speaks_for(desk, page->arena), not_wanted(customer)};
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		if (*more[i])
			words = and_more(words, more[i], page->arena);
	if (*words)
		page_add(page, ITEM_TEXT, ROLE_VALUE, words);
}
