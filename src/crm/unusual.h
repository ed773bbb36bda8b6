/*
 * Looking that is none of the user's business, as far as the audit can tell: each rule is a row of
 * one table with a sentence of its own. A rule names what somebody should ask about; it proves
 * nothing. Inner header of the rules (unusual_rules.c) and of what asks them (unusual.c).
 */
#ifndef CRM_UNUSUAL_H
#define CRM_UNUSUAL_H

#include "crm/inside.h"
#include "store/audit.h"

/* One reading with what the rules judge it by; what is not known is null. */
struct view {
	const struct audit_row *row;
	const struct user *user;
	const struct desk_record *desk;
	const struct customer *customer;
	bool reason;  /* read for a reason, neither in a contact nor for a case */
	bool unheard; /* in a contact that never came to the CRM */
};

struct judging {
	struct tx *tx;
	struct arena *arena;
	micros from, until;
	struct list users, desks, sites, teams;
	struct list views;
	const char *rule; /* that is being asked */
	struct list *out; /* struct unusual */
};

struct unusual_rule {
	const char *id, *sentence;
	/* Why this one reading is unusual, or null. */
	const char *(*each)(struct judging *judging, const struct view *view);
	/* Or: looks at all of them, and adds by itself. */
	int (*all)(struct judging *judging);
};
extern const struct unusual_rule unusual_rules[]; /* ended by a null id */

/* Adds a finding of the rule that is being asked. */
void unusual_add(struct judging *judging, const struct view *view, int64_t looks, const char *why);

/* What all rules find in a time, struct unusual; before `settled` a contact that is not there will
 * not come any more. */
int unusual_judge(struct tx *tx, micros from, micros until, micros settled, struct arena *arena,
    struct list *out);

/* The middle of some numbers, and the middle of their distances from it (MAD): neither is moved by
 * one wild day. Sorts them. */
struct usual {
	double median, mad;
};
struct usual usual_of(int64_t *numbers, size_t count);

#endif
