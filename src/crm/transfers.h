/* A contact in hand goes from one desk to another. */
#ifndef CRM_TRANSFERS_H
#define CRM_TRANSFERS_H

#include "crm/inside.h"

bool transfer_write(struct ask *ask);
bool transfer_take_write(struct ask *ask);
bool transfer_back_write(struct ask *ask);
const char *transfer_person(const struct ask *ask);
bool transfers_read(struct ask *ask);
bool presence_read(struct ask *ask);

#endif
