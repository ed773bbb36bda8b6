/*
 * Rules of retention: what a record's time is, whether it is over, and what keeps the record all
 * the same. Inner header of the judging (retain.c) and of the run (retain_run.c).
 */
#ifndef CRM_RETAIN_H
#define CRM_RETAIN_H

#include "crm/inside.h"
#include "store/retain.h"

/* The rules as of a day. */
struct retain_rules {
	struct arena arena; /* of `own` */
	struct date today;
	int64_t months[RETAIN_KINDS]; /* 0: no rule */
	struct list own;              /* of services that have months of their own */
	int64_t directory;            /* that they were read from; 0: not yet */
};
/* Reads them, the directory only when it has changed. */
int retain_rules_read(struct tx *tx, struct retain_rules *rules);
void retain_rules_release(struct retain_rules *rules);

/* Before it, a record of the kind may be due under one of the rules; 0: there is no rule. */
micros retain_before(const struct retain_rules *rules, enum retained_kind kind);

enum fate { FATE_YOUNG, FATE_GOES, FATE_HELD, FATE_OPEN, FATE_LATER };
/* What becomes of a record; *why is a sentence when it is due and stays. */
enum fate retain_judge(struct tx *tx, const struct retain_rules *rules, enum retained_kind kind,
    const struct retained *item, struct arena *arena, const char **why);

/* Takes it, with its audit entry; `as` is the officer. */
void retain_take(struct tx *tx, const struct retain_rules *rules, enum retained_kind kind,
    const struct retained *item, const char *as, struct arena *arena);

#endif
