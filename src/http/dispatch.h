/* From a request to the CRM and back, over the route table. */
#ifndef HTTP_DISPATCH_H
#define HTTP_DISPATCH_H

#include "crm/crm.h"
#include "http/transport.h"
#include "wire/coding.h"

struct dispatch {
	struct crm *crm;
	int wait;
	char *openapi; /* served as it is */
	size_t openapi_length;
	struct coding coding;
};

/* `wait`: seconds that a feed may wait. */
void dispatch_init(struct dispatch *dispatch, struct crm *crm, int wait);
void dispatch_release(struct dispatch *dispatch);

/* The transport's handle and release; context is the dispatch. */
void dispatch_handle(void *context, struct exchange *exchange);
void dispatch_end(void *context, struct exchange *exchange);

#endif
