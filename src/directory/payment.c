#include "directory/payment.h"

#include <string.h>

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Pounds with their commas, and pence when two digits follow a point. */
static int64_t
read_sum(const char **at)
{
	int64_t pence = 0;
	for (; digit(**at) || (**at == ',' && digit((*at)[1])); (*at)++)
		if (digit(**at) && pence <= PAYMENT_MOST)
			pence = pence * 10 + (**at - '0');
	pence *= 100;
	if (**at == '.' && digit((*at)[1]) && digit((*at)[2]) && !digit((*at)[3])) {
		pence += ((*at)[1] - '0') * 10 + ((*at)[2] - '0');
		*at += 3;
	}
	return pence <= PAYMENT_MOST ? pence : 0;
}

int64_t
money_read(const char *text)
{
	int64_t sum = 0;
	int sums = 0;
	for (const char *at = text ? text : ""; *at;) {
		if (!digit(*at)) {
			at++;
			continue;
		}
		sum = read_sum(&at);
		sums++;
	}
	return sums == 1 ? sum : 0;
}

int64_t
payment_amount(const struct service *service)
{
	const struct fact *fact = service->payment ? service_fact(service, service->payment) : NULL;
	return fact ? money_read(fact->value.in[ENGLISH]) : 0;
}

void
payment_check(const struct script *script, const struct service *service)
{
	const struct yaml at = {.line = service->payment_line, .column = 1};
	if (!service->payment)
		return;
	if (!service_fact(service, service->payment))
		script_error(script, &at, "payment names the fact '%s', which is not there",
		    service->payment);
	else if (!payment_amount(service))
		script_error(script, &at,
		    "the fact '%s' is no sum: write one, as £30 or £30.50 a year",
		    service->payment);
}
