#include "model/sharing.h"
#include "base/text.h"
#include "model/records.h"

#include <string.h>

const char *const sharing_words[] = {"none", "exists", "full", NULL};

enum sight
sharing_named(const char *word, enum sight absent)
{
	for (int i = 0; word && sharing_words[i]; i++)
		if (strcmp(sharing_words[i], word) == 0)
			return (enum sight)i;
	return absent;
}

static enum sight
least(enum sight one, enum sight other)
{
	return one < other ? one : other;
}

static bool
has_word(const char *list, const char *word)
{
	size_t length = word ? strlen(word) : 0;
	for (const char *at = list; at && *at && length; at += strspn(at, " ")) {
		size_t span = strcspn(at, " ");
		if (span == length && memcmp(at, word, length) == 0)
			return true;
		at += span;
	}
	return false;
}

static bool
is_own(const struct session *who, const struct concern *concern)
{
	return text_same(concern->at, who->council) || text_same(concern->as, who->council) ||
	       text_same(concern->responsible, who->council);
}

static bool
may_know(const struct session *who, const struct sharing *what, const struct sharing_policy *policy,
    bool own)
{
	return text_same(what->taker, who->user) || text_same(policy->team, who->team) ||
	       text_same(what->team, who->team) ||
	       (own && (text_same(who->role, "dpo") || has_word(policy->roles, who->role)));
}

enum sight
sharing_sight(const struct session *who, const struct sharing *what,
    const struct sharing_policy *policy, bool glass)
{
	bool own = is_own(who, &what->concern);
	bool known = !policy->sensitive || may_know(who, what, policy, own);
	enum sight consent = sharing_named(what->consent, SEE_SOMETHING);
	if (glass && (own || consent != SEE_NOTHING))
		return SEE_ALL;
	if (own)
		return known ? SEE_ALL : SEE_SOMETHING;
	return least(least(consent, policy->others), known ? SEE_ALL : SEE_SOMETHING);
}
