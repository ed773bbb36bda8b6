#include "model/record_inner.h"

static const struct field pages_fields[] = {
    FIELD_IN(pages, notices, FIELD_ONE, 1, notice_page_record, 0, NULL),
    FIELD_IN(pages, work, FIELD_ONE, 1, case_list_record, 0, NULL),
    FIELD_IN(pages, wrongs, FIELD_ONE, 1, wrong_page_record, 0, NULL),
    FIELD_IN(pages, arrivals, FIELD_ONE, 1, arrival_page_record, 0, NULL),
    FIELD_IN(pages, promises, FIELD_ONE, 1, promise_page_record, 0, NULL),
    FIELD_IN(pages, outbound, FIELD_ONE, 1, outbound_page_record, 0, NULL),
    FIELD_IN(pages, visits, FIELD_ONE, 1, visit_page_record, 0, NULL),
    FIELD_IN(pages, learnt, FIELD_ONE, 1, learnt_page_record, 0, NULL),
    FIELD_IN(pages, transfers, FIELD_ONE, 1, contact_transfer_page_record, 0, NULL),
};
const struct record pages_record = RECORD(pages);
