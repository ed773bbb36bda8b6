/*
 * Who may do what: one table, role x action, with how far it reaches. Read by the CRM, which
 * decides, and by the desk, which shows only what can work.
 */
#ifndef MODEL_PERMIT_H
#define MODEL_PERMIT_H

#include <stdbool.h>

/* Bytes of the shortest reason that is one. */
enum { SHORTEST_REASON = 3 };

struct case_record;

enum action {
	ACTION_FIND_CUSTOMER,
	ACTION_READ_CUSTOMER,
	ACTION_CHANGE_CUSTOMER,
	ACTION_LOG_CONTACT,
	ACTION_READ_CASE,
	ACTION_WORK_CASE,
	ACTION_READ_QUEUE,
	ACTION_READ_DIRECTORY,
	ACTION_PUBLISH,
	ACTION_POST_NOTICE,
	ACTION_ADMINISTER,
	ACTION_READ_AUDIT,
	ACTION_EDIT_ENTRY,    /* of the council that owns it */
	ACTION_APPROVE_ENTRY, /* see drafts, approve or return what others wrote */
	ACTION_REPORT_WRONG,
	ACTION_BREAK_GLASS,    /* see what is withheld, for a stated reason */
	ACTION_MERGE_CUSTOMER, /* two records are one person, or are not after all */
	ACTION_SET_CAUTION,    /* set, change or end a caution marker */
	ACTION_GIVE_OUT,       /* give out, put right and erase what is held of a person */
	ACTION_SET_PRESENCE,   /* of anyone; of oneself and one's team everybody may */
	ACTION_BOOK_VISIT,     /* see and plan visits of people who work alone */
	ACTION_RECONCILE, /* see all payments to a council, take what the provider says of them */
	ACTION_COUNT
};

/* The councils that matter to a record, any of them null: whose desk, whose name, who delivers. */
struct concern {
	const char *at, *as, *responsible;
};

/* May a user of this role and council do it to something of this concern? With a null concern: at
 * all? */
bool permitted(
    const char *role, enum action action, const char *council, const struct concern *concern);

/* A case that no enquiry, change of address or correction opened is a task about an entry of the
 * directory. It holds nothing of a customer, and is also the business of those who may edit the
 * entry. */
bool case_is_task(const struct case_record *record);
bool case_permitted(
    const char *role, enum action action, const char *council, const struct case_record *record);

#endif
