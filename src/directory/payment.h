/*
 * What a service costs, for paying it: `payment: fee` in its file names the fact, whose value is
 * one sum: "£30", "£30.50 a year", "30 pounds", "32" (pounds). A council's variant of the fact is
 * its sum.
 */
#ifndef DIRECTORY_PAYMENT_H
#define DIRECTORY_PAYMENT_H

#include "dialogue/script.h"
#include "directory/service.h"

#include <stdint.h>

enum { PAYMENT_MOST = 10000000 /* pence: what a provider takes at once */ };

/* The one sum in a text, in pence; 0 when there is none, or more than one number. */
int64_t money_read(const char *text);

/* What is paid for this service, as of the council that it is the variant of; 0: nothing is. */
int64_t payment_amount(const struct service *service);

/* The fact must be there, and be a sum. */
void payment_check(const struct script *script, const struct service *service);

#endif
