/* Replies: JSON, problems (RFC 9457), compression. */
#ifndef HTTP_REPLY_H
#define HTTP_REPLY_H

#include "crm/crm.h"
#include "http/transport.h"
#include "wire/coding.h"
#include "wire/routes.h"

/* What the CRM answered, as the route's reply record or a problem. `allow` (null but for
 * PROBLEM_METHOD) lists the path's methods. */
void reply_answer(struct exchange *exchange, const struct coding *coding, const struct route *route,
    const struct crm_answer *answer, const char *allow);

/* A text of its own type. Copies it. */
void reply_text(struct exchange *exchange, const char *type, const char *text, size_t length);

#endif
