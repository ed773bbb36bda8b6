/* Proof that what is kept is whole: each fault is one sentence. */
#include "store/check.h"
#include "store/audit.h"
#include "store/inside.h"

#include <inttypes.h>

/* A count that must be nought, and what it means when it is not. */
static const struct {
	const char *sql, *sentence;
} counts[] = {
    {"SELECT count(*) FROM customer c LEFT JOIN face f ON f.id = c.id WHERE f.id IS NULL AND "
     "c.merged_into IS NULL",
	"customers cannot be found by searching"},
    {"SELECT count(*) FROM customer c JOIN face f ON f.id = c.id WHERE c.merged_into IS NOT NULL",
	"customers that were merged are found beside those that they were merged into"},
    {"SELECT count(*) FROM customer c WHERE c.merged_into IS NOT NULL AND NOT EXISTS (SELECT 1 "
     "FROM customer_merge m WHERE m.gone = c.id AND m.keep = c.merged_into AND m.undone IS NULL)",
	"customers were merged by nobody"},
    {"SELECT count(*) FROM face f LEFT JOIN token t ON t.face = f.number WHERE t.face IS NULL",
	"customers have no search words"},
    {"SELECT count(*) FROM case_record k LEFT JOIN contact_enquiries e ON e.id = k.enquiry WHERE "
     "k.enquiry IS NOT NULL AND e.id IS NULL",
	"cases belong to an enquiry that is not there"},
    {"SELECT count(*) FROM case_record k LEFT JOIN case_record_events e ON e.parent = k.id AND "
     "e.kind = 'opened' WHERE e.id IS NULL",
	"cases have no event that opened them"},
    {"SELECT count(*) FROM service s LEFT JOIN service_version v ON v.service = s.id AND "
     "v.version = s.version WHERE v.version IS NULL",
	"services lack their current text"},
    {"SELECT count(*) FROM password p LEFT JOIN \"user\" u ON u.id = p.\"user\" WHERE u.id IS "
     "NULL",
	"passwords belong to nobody"},
    {"SELECT count(*) FROM case_record_attachments a LEFT JOIN blob b ON b.hash = a.hash WHERE "
     "b.hash IS NULL",
	"attachments have lost their bytes"},
    {"SELECT count(*) FROM blob b LEFT JOIN case_record_attachments a ON a.hash = b.hash WHERE "
     "a.hash IS NULL",
	"files are kept that no case has"},
    {tally_faults, "counts of queues are not those of their cases"},
};

int
store_check(struct tx *tx, void (*fault)(void *context, const char *sentence), void *context)
{
	struct arena arena;
	arena_init(&arena);
	/* First: the anchor must not be newer than what this transaction sees of the audit. */
	audit_verify(tx, fault, context, NULL);
	tx->db->engine->check(tx->db, fault, context);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		int64_t count = db_number(tx->db, counts[i].sql, NO_VALUES, 0);
		if (count)
			fault(context,
			    arena_printf(&arena, "%" PRId64 " %s", count, counts[i].sentence));
	}
	int64_t last =
	    db_number(tx->db, "SELECT value FROM counter WHERE name = 'feed'", NO_VALUES, 0);
	int64_t newest = db_number(tx->db, "SELECT max(number) FROM feed", NO_VALUES, 0);
	int64_t rows = db_number(tx->db, "SELECT count(*) FROM feed", NO_VALUES, 0);
	if (last != newest || rows != newest)
		fault(context, arena_printf(&arena,
				   "the feed has %" PRId64 " items, its newest is %" PRId64
				   " and its counter stands at %" PRId64,
				   rows, newest, last));
	arena_release(&arena);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
