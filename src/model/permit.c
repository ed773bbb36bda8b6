#include "model/permit.h"
#include "base/text.h"
#include "model/records.h"

#include <string.h>

/* How far a permission reaches. */
enum reach {
	NO,
	OWN, /* the council of the user is at, as or responsible */
	ALL  /* the whole partnership: an advisor answers for every council */
};

static const struct {
	const char *role;
	unsigned char reach[ACTION_COUNT];
} table[] = {
    /*                      find read chg log case work queue dir pub notice adm audit edit approve
       wrong glass merge caution give */
    /* Whoever has the person on the line can ask them, and nobody else can: so whoever may change a
     * customer may merge two and take it apart again. It is undone at any later time, which makes
     * that safer than leaving duplicates for somebody who never speaks with them. */
    /* A caution accuses somebody, follows them to every desk and is seen by all: whoever was
     * shouted at tells a supervisor, who weighs it. That somebody is vulnerable any advisor may
     * write down. */
    {"advisor", {ALL, ALL, ALL, ALL, ALL, OWN, ALL, ALL, NO, NO, NO, NO, NO, NO, ALL, ALL, ALL, NO,
		    NO, [ACTION_SET_PRESENCE] = ALL, [ACTION_BOOK_VISIT] = ALL}},
    {"back_office",
	{ALL, ALL, ALL, ALL, OWN, OWN, OWN, ALL, NO, NO, NO, NO, NO, NO, ALL, ALL, ALL, ALL,
	    NO, [ACTION_SET_PRESENCE] = OWN, [ACTION_BOOK_VISIT] = ALL, [ACTION_RECONCILE] = OWN}},
    {"information_officer", {NO, NO, NO, NO, NO, NO, OWN, ALL, ALL, OWN, NO, NO, OWN, ALL, ALL, NO,
				NO, NO, NO, [ACTION_SET_PRESENCE] = OWN}},
    {"supervisor",
	{ALL, ALL, ALL, ALL, ALL, ALL, ALL, ALL, NO, ALL, NO, NO, NO, ALL, ALL, ALL, ALL, ALL,
	    NO, [ACTION_SET_PRESENCE] = ALL, [ACTION_BOOK_VISIT] = ALL, [ACTION_RECONCILE] = ALL}},
    {"trainer", {NO, NO, NO, NO, NO, NO, NO, ALL, NO, NO, NO, NO, NO, NO, ALL, NO, NO, NO, NO}},
    {"trainee", {NO, NO, NO, NO, NO, NO, NO, ALL, NO, NO, NO, NO, NO, NO, ALL, NO, NO, NO, NO}},
    {"dpo", {ALL, ALL, NO, NO, ALL, NO, ALL, ALL, NO, NO, NO, ALL, NO, NO, ALL, NO, NO, NO, ALL}},
    {"admin", {NO, NO, NO, NO, NO, NO, ALL, ALL, ALL, ALL, ALL, NO, ALL, ALL, ALL, NO, NO, NO,
		  NO, [ACTION_SET_PRESENCE] = ALL}},
};

bool
permitted(const char *role, enum action action, const char *council, const struct concern *concern)
{
	for (unsigned i = 0; i < sizeof table / sizeof *table; i++) {
		if (!text_same(table[i].role, role))
			continue;
		switch (table[i].reach[action]) {
		case ALL:
			return true;
		case OWN:
			return !concern || text_same(concern->at, council) ||
			       text_same(concern->as, council) ||
			       text_same(concern->responsible, council);
		default:
			return false;
		}
	}
	return false;
}

bool
case_is_task(const struct case_record *record)
{
	return !record->enquiry && !record->move && !record->correction && !record->appointment;
}

bool
case_permitted(
    const char *role, enum action action, const char *council, const struct case_record *record)
{
	const struct concern concern = {record->at, record->as, record->responsible};
	const struct concern owner = {.responsible = record->responsible};
	return permitted(role, action, council, &concern) ||
	       (case_is_task(record) && permitted(role, ACTION_EDIT_ENTRY, council, &owner));
}
