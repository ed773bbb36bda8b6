/* Reception and two counter desks with the real programs: somebody is put on the list in few keys,
 * both desks see it by the feed, one calls, and what reception typed is in the contact. */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
budget(struct term *t, const char *what, int limit)
{
	printf("# keys: %s: %d of at most %d\n", what, term_keys_counted(t), limit);
	ck_assert_int_le(term_keys_counted(t), limit);
	term_keys_reset(t);
}

/* Reception is where the directory has come already. */
static void
wait_directory(struct term *t)
{
	term_type(t, "blue badge");
	term_must_text(t, "Blue Badge");
	term_keys(t, "<C-u>");
	term_must_gone(t, "Blue Badge");
	term_must_sync(t);
	term_keys_reset(t);
}

START_TEST(from_reception_to_a_desk)
{
	struct session s;
	session_open(&s, "chorley-oss-1");
	struct term *reception = s.t;
	struct term *desk = session_at(&s.office, "chorley-oss-2", OFFICE_ADVISOR);
	wait_directory(reception);
	wait_directory(desk);
	term_keys(desk, "<C-g>W");
	term_must_text(desk, "Nobody waits.");

	/* Somebody whose name is not asked, with what they want and need. */
	term_keys_reset(reception);
	term_keys(reception, "<C-g>WW");
	term_must_text(reception, "At reception");
	term_must_sync(reception);
	term_type(reception, "red coat");
	term_keys(reception, "<Enter>");
	term_must_sync(reception);
	term_type(reception, "missed bin");
	term_must_text(reception, "Missed bin collection");
	term_must_sync(reception);
	term_keys(reception, "<Enter>");
	term_must_sync(reception);
	term_type(reception, "signer");
	term_must_sync(reception);
	term_keys(reception, "<C-s>");
	term_must_text(reception, "On the list: red coat.");
	budget(reception, "somebody is on the waiting list", 7);
	term_must_text(reception, "A1");

	/* The other desk sees it by the feed, and calls; here it is seen that it did. */
	term_must_text(desk, "red coat");
	term_must_text(desk, "1 waits");
	term_must_sync(desk);
	term_keys_reset(desk);
	term_keys(desk, "n");
	term_must_text(desk, "Called to this desk: A1, red coat.");
	term_must_text(reception, "called");
	term_must_text(reception, "desk 2");
	term_must_sync(desk);
	term_keys(desk, "<Enter>");
	term_must_text(desk, "Which address is it?");
	term_must_text(desk, "counter");
	budget(desk, "called, and the dialogue is open", 3);
	term_must_text(reception, "served");

	/* Nobody is asked twice: the contact has what reception typed. */
	term_must_sync(desk);
	term_keys(desk, "<C-g>T");
	term_must_text(desk, "red coat. Needs: signer.");
	term_must_sync(desk);

	/* A room for now: the other desk sees it taken. */
	term_must_sync(reception);
	for (int row = 0; row < 3; row++) { /* it stands on her row, or below where she came in */
		int at;
		term_cursor(reception, &at, NULL);
		if (strstr(term_row(reception, at), "Room 1"))
			break;
		term_keys(reception, "<Down>");
		term_must_sync(reception);
	}
	term_keys(reception, "<Enter>");
	term_must_text(reception, "Room 1 is taken for now.");
	term_must_text(reception, "in use since");

	/* A card number is no description of somebody: masked as it is typed, and kept nowhere. */
	term_must_sync(reception);
	term_keys(reception, "W");
	term_must_text(reception, "At reception");
	term_must_sync(reception);
	term_type(reception, "card 4111 1111 1111 1111");
	term_must_text(reception, "card **** **** **** 1111");
	term_must_text(reception, "masked and kept nowhere");
	term_must_sync(reception);
	term_keys(reception, "<C-s>");
	term_must_text(reception, "On the list: card ****");
	term_free(desk);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/counter");
	TCase *tcase = tcase_create("counter");
	tcase_set_timeout(tcase, 180);
	tcase_add_test(tcase, from_reception_to_a_desk);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
