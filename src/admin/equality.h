#ifndef ADMIN_EQUALITY_H
#define ADMIN_EQUALITY_H

#include "admin/admin.h"
#include "base/date.h"

/* Prints the answers of the months from `from` to `to`, both whole. */
enum admin_exit report_equality(
    struct admin *admin, enum crm_report_by by, struct date from, struct date to);

#endif
