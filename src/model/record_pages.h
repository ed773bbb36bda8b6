/* Several pages that a desk reads when it begins its day or comes back to the line, in one answer.
 * Each field is named as its route's path ends: "/v1/notices". Not the queues: their order on a
 * screen needs the partnership, which is asked for before them. */
#ifndef MODEL_RECORD_PAGES_H
#define MODEL_RECORD_PAGES_H

#include "model/field.h"

struct pages {
	const struct notice_page *notices;
	const struct case_list *work;
	const struct wrong_page *wrongs;
	const struct arrival_page *arrivals;
	const struct promise_page *promises;
	const struct outbound_page *outbound;
	const struct visit_page *visits;
	const struct learnt_page *learnt;
	const struct contact_transfer_page *transfers;
};
extern const struct record pages_record;

#endif
