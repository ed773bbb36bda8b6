/*
 * Payments of a time by state, and with --settlement FILE compared with what the provider says it
 * has paid out: a CSV with columns Reference and Amount (in pounds), as GOV.UK Pay's download has
 * them. A row is matched, missing here, or of another amount; a payment of ours that was paid and
 * is in no row is missing there.
 */
#include "admin/csv.h"
#include "admin/report.h"
#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "crm/payments.h"
#include "directory/payment.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct matching {
	struct admin *admin;
	struct list payments;
	bool *found; /* by payment: it is in the settlement */
	size_t matched, missing_here, missing_there, differ, rows;
	struct arena arena;
};

static void
say(struct matching *matching, const char *what, const char *reference, int64_t ours,
    int64_t theirs)
{
	if (matching->admin->json)
		printf("{\"report\":\"settlement\",\"reference\":\"%s\",\"state\":\"%s\",\"ours\":%"
		       "lld,"
		       "\"theirs\":%lld}\n",
		    reference, what, (long long)ours, (long long)theirs);
	else
		printf("%-12s  %-18s %10.2f %10.2f\n", reference, what, (double)ours / 100,
		    (double)theirs / 100);
}

static bool
is_paid(const struct payment *payment)
{
	return text_same(payment->state, "success") || text_same(payment->state, "refunded");
}

static void
match_row(struct matching *matching, const char *reference, const char *amount)
{
	int64_t theirs = money_read(amount);
	char shown[40];
	snprintf(shown, sizeof shown, "%.*s", (int)strspn(reference, "0123456789-"), reference);
	for (size_t i = 0; i < matching->payments.count; i++) {
		const struct payment *payment = LIST_AT(struct payment, &matching->payments, i);
		if (!text_same(payment->reference, reference) || !is_paid(payment))
			continue;
		matching->found[i] = true;
		if (payment->amount == theirs) {
			matching->matched++;
		} else {
			matching->differ++;
			say(matching, "amount-differs", shown, payment->amount, theirs);
		}
		return;
	}
	matching->missing_here++;
	say(matching, "missing-here", shown, 0, theirs);
}

static int
column_of(const struct csv *csv, const char *name)
{
	for (size_t i = 0; i < csv->count; i++)
		if (strcasecmp(csv->fields[i], name) == 0)
			return (int)i;
	return -1;
}

static enum admin_exit
match_file(struct matching *matching, const char *path)
{
	struct csv csv;
	struct err err;
	FILE *file = fopen(path, "r");
	if (!file)
		return admin_fail(_("cannot read %s"), path);
	csv_init(&csv, file);
	enum admin_exit status = ADMIN_DONE;
	int reference = -1, amount = -1, got = csv_next(&csv, &err);
	if (got == 1) {
		reference = column_of(&csv, "reference");
		amount = column_of(&csv, "amount");
	}
	if (reference < 0 || amount < 0)
		status = admin_fail(_("%s has no columns Reference and Amount"), path);
	while (status == ADMIN_DONE && (got = csv_next(&csv, &err)) != 0) {
		size_t last = (size_t)(reference > amount ? reference : amount);
		if (got < 0 || csv.count <= last) {
			status = admin_fail(_("%s:%ld cannot be read"), path, csv.line);
			break;
		}
		matching->rows++;
		match_row(matching, csv.fields[reference], csv.fields[amount]);
	}
	csv_release(&csv);
	fclose(file);
	return status;
}

static void
missing_there(struct matching *matching)
{
	for (size_t i = 0; i < matching->payments.count; i++) {
		const struct payment *payment = LIST_AT(struct payment, &matching->payments, i);
		if (matching->found[i] || !text_same(payment->state, "success"))
			continue;
		matching->missing_there++;
		say(matching, "missing-there", payment->reference, payment->amount, 0);
	}
	if (!matching->admin->json)
		printf(
		    _("%zu matched, %zu missing here, %zu missing there, %zu of another amount\n"),
		    matching->matched, matching->missing_here, matching->missing_there,
		    matching->differ);
}

/* How many of each state, and their sum. */
static void
count_states(struct matching *matching)
{
	const struct field *state = record_field(&payment_record, "state");
	for (const char *const *word = state->words; *word; word++) {
		int64_t sum = 0;
		size_t count = 0;
		LIST_EACH(struct payment, payment, &matching->payments)
		if (text_same(payment->state, *word)) {
			count++;
			sum += payment->amount;
		}
		if (matching->admin->json)
			printf("{\"report\":\"payments\",\"group\":\"%s\",\"payments\":%zu,"
			       "\"pence\":%lld}\n",
			    *word, count, (long long)sum);
		else if (count)
			printf("%-12s %6zu %12.2f\n", *word, count, (double)sum / 100);
	}
}

enum admin_exit
report_payments(struct admin *admin, const struct report_options *options)
{
	struct crm *crm = admin_crm(admin);
	struct matching matching = {.admin = admin};
	struct err err;
	if (!crm)
		return ADMIN_FAILED;
	arena_init(&matching.arena);
	enum admin_exit status = ADMIN_DONE;
	if (crm_payments(crm, admin->actor, london_micros(options->from, 0, 0),
		london_micros(date_add(options->to, 1), 0, 0), &matching.arena, &matching.payments,
		&err) < 0)
		status = admin_fail("%s", err.text);
	matching.found =
	    arena_alloc(&matching.arena, (matching.payments.count + 1) * sizeof *matching.found);
	memset(matching.found, 0, (matching.payments.count + 1) * sizeof *matching.found);
	if (status == ADMIN_DONE)
		count_states(&matching);
	if (status == ADMIN_DONE && options->settlement) {
		status = match_file(&matching, options->settlement);
		if (status == ADMIN_DONE)
			missing_there(&matching);
	}
	arena_release(&matching.arena);
	return status;
}
