/* A list of whom to ring, loaded from CSV with one row set aside, worked at a desk: nobody answers,
 * the same person comes again as the rule says, and the second time their page and the list's
 * dialogue open with the key that says so. */
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
load_list(struct session *s)
{
	struct err err;
	struct arena arena;
	arena_init(&arena);
	struct db *db = db_open(s->office.crm.db, DB_READER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	const char *amina = db_string(db,
	    "SELECT parent FROM customer_names WHERE family = 'Patel' AND given = 'Amina'",
	    NO_VALUES, &arena);
	db_close(db);
	ck_assert_ptr_nonnull(amina);
	char *file = proc_text("%s/calls.csv", s->office.crm.dir);
	FILE *f = fopen(file, "w");
	fprintf(f, "customer,number,name\n%s,,\n,not a number,Nobody\n", amina);
	fclose(f);
	ctl_ok(&s->office.crm, "outbound", "add", "renewals", "--name", "Garden bins to renew",
	    "--council", "chorley", "--service", "garden-waste", "--why",
	    "Your garden bin runs out on 31 December.", "--hours", "24/7", "--spacing", "0 minutes",
	    "--attempts", "3");
	ctl_says(&s->office.crm, 3, WORDS("import", "outbound", "--list", "renewals", file),
	    WORDS("imported 1, set aside 1", "is no telephone number"));
	ctl_says(&s->office.crm, 1,
	    WORDS("outbound", "add", "x", "--name", "X", "--council", "chorley", "--service",
		"noise"),
	    WORDS("calls out are not set"));
	free(file);
	arena_release(&arena);
}

START_TEST(rung_twice_and_spoken_with)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	load_list(&s);
	term_keys_reset(s.t);
	term_keys(s.t, "<C-g>P");
	term_must_text(s.t, "Garden bins to renew");
	term_must_text(s.t, "1 now, 1 in all");
	term_must_sync(s.t);
	term_keys(s.t, "1");
	term_must_text(s.t, "attempt 1 of 3");
	term_must(s.t, term_has(s.t, "PATEL, Amina"));
	term_must(s.t, term_has(s.t, "Your garden bin runs out"));
	session_budget(&s, "the first to be rung, from Home", 3);
	term_must_sync(s.t);

	term_keys_reset(s.t);
	term_keys(s.t, "2");
	term_must_text(s.t, "attempt 2 of 3");
	session_budget(&s, "no answer, and the next", 1);
	term_must_sync(s.t);

	term_keys_reset(s.t);
	term_keys(s.t, "1");
	term_must_text(s.t, "Would you like to join");
	term_must(s.t, term_has(s.t, "PATEL, Amina"));
	session_budget(&s, "spoken with: their page and the dialogue", 1);
	term_must_sync(s.t);
	term_keys(s.t, "<C-g>P");
	term_must_text(s.t, "Nothing is promised");
	term_must_gone(s.t, "Garden bins to renew"); /* nobody is left to be rung */
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/calling");
	TCase *c = tcase_create("calling");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, rung_twice_and_spoken_with);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
