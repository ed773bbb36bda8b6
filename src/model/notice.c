#include "model/notice.h"
#include "base/text.h"

bool
notice_in_force(const struct notice *notice, micros now)
{
	return notice->from <= now && now < notice->until;
}

bool
notice_is_emergency(const struct notice *notice)
{
	return text_same(notice->kind, "emergency");
}

bool
notice_names(const struct notice *notice, const char *kind)
{
	LIST_EACH(struct notice_scope, scope, &notice->scope)
	if (text_same(scope->kind, kind))
		return true;
	return false;
}

bool
notice_concerns(const struct notice *notice, const char *kind, const char *id)
{
	LIST_EACH(struct notice_scope, scope, &notice->scope)
	if (text_same(scope->kind, kind) && text_same(scope->id, id))
		return true;
	return !notice_names(notice, kind);
}
