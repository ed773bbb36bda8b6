#include "model/payment_group.h"
#include "base/text.h"
#include "model/case_filter.h"
#include "model/records.h"

#include <stdio.h>
#include <string.h>

bool
payment_open_state(const char *state)
{
	return text_same(state, "created") || text_same(state, "started") ||
	       text_same(state, "submitted");
}

bool
payment_differs(const struct payment *payment)
{
	return payment->said &&
	       (!text_same(payment->said, payment->state) ||
		   (payment->said_amount && payment->said_amount != payment->amount));
}

bool
payment_fits(const struct payment *payment, const char *words)
{
	char references[80];
	snprintf(references, sizeof references, "%.20s %.20s",
	    payment->reference ? payment->reference : "",
	    payment->case_reference ? payment->case_reference : "");
	return words_fit(payment->withheld ? "" : payment->description, references, words);
}
