/*
 * The records of the house, in the words of DESIGN section 2: an area a header, and a table of
 * fields beside it. Ids are made by whoever creates the record.
 */
#ifndef MODEL_RECORDS_H
#define MODEL_RECORDS_H

#include "model/equality.h"
#include "model/record_access.h"
#include "model/record_appointment.h"
#include "model/record_board.h"
#include "model/record_bulk.h"
#include "model/record_complaint.h"
#include "model/record_connect.h"
#include "model/record_contact.h"
#include "model/record_counter.h"
#include "model/record_customer.h"
#include "model/record_desk.h"
#include "model/record_directory.h"
#include "model/record_form.h"
#include "model/record_incident.h"
#include "model/record_matrix.h"
#include "model/record_merge.h"
#include "model/record_move.h"
#include "model/record_outbound.h"
#include "model/record_pages.h"
#include "model/record_partnership.h"
#include "model/record_payment.h"
#include "model/record_promise.h"
#include "model/record_queue.h"
#include "model/record_retention.h"
#include "model/record_survey.h"
#include "model/record_transfer.h"
#include "model/record_unusual.h"

/* Every record, null-terminated: for tests, OpenAPI and the journal. */
extern const struct record *const all_records[];

#endif
