/* The everyday of a customer's record in one call: a number nobody has rings, whoever is already
 * there is not written down twice, a merge is made and undone, and then the reason of the call: she
 * moves. Told once; the council tax's team closes its task at another desk, and this desk sees it.
 */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

/* The form is begun; the one who is there stands beside it, and is taken. */
static void
stop_the_duplicate(struct session *s)
{
	term_must_text(s->t, "Surname:");
	term_must_sync(s->t);
	term_type(s->t, "Amina");
	term_keys(s->t, "<Enter>");
	term_type(s->t, "Patel");
	term_keys(s->t, "<Enter>");
	term_type(s->t, "14 3 1949");
	term_must_text(s->t, "May be the same person");
	term_must_text(s->t, "name, same date");
	term_must_sync(s->t);
	term_keys(s->t, "<C-g>j");
	term_must_text(s->t, session_amina.mark);
	term_must_sync(s->t);
}

static void
merge_and_undo(struct session *s)
{
	term_keys(s->t, "j");
	term_must_text(s->t, "Who is the same person?");
	term_must_sync(s->t);
	term_keys(s->t, "<Up><Up><Up>");
	term_type(s->t, "patterson");
	term_must_text(s->t, "PATTERSON, Jean");
	term_must_sync(s->t);
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, "goes into it: PATTERSON, Jean");
	term_must_sync(s->t);
	term_type(s->t, "her maiden name");
	term_keys(s->t, "<Enter>");
	term_must_sync(s->t);
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, "They are one person now");
	term_must_text(s->t, "01632 ...900"); /* read anew: hers is there too */
	term_must_sync(s->t);
	term_keys(s->t, "u");
	term_must_text(s->t, "merged by " OFFICE_ADVISOR);
	term_must_sync(s->t);
	term_keys(s->t, "1");
	term_must_text(s->t, "Why two people?");
	term_must_sync(s->t);
	term_type(s->t, "her sister after all");
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, "two people again");
	term_must_gone(s->t, "01632 ...900");
	term_must_sync(s->t);
}

static void
move(struct session *s)
{
	term_keys_reset(s->t);
	term_keys(s->t, "v");
	term_must_text(s->t, "Moving house");
	term_must_text(s->t, "These will be told:");
	term_must_sync(s->t);
	term_type(s->t, "27 manchester");
	term_must_text(s->t, "27 Manchester Road, Nelson BB9 7EZ");
	term_must_sync(s->t);
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, "Electoral registration");
	term_must_sync(s->t);
	term_keys(s->t, "<Enter><Enter>");
	term_must_text(s->t, "Moved to 27 Manchester Road");
	session_budget(s, "change of address, everybody told", 4);
	session_sent(s);
	term_must_text(s->t, "0 of 5 acknowledged");
}

/* J. Mills, at another desk: the queue, the task, closed. */
static void
acknowledge(struct session *s)
{
	office_enrol(&s->office, "chorley-oss-4", 0);
	struct term *t = office_desk(&s->office, "chorley-oss-4", 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(t, OFFICE_BACK), "no sign-in:\n%s", term_dump(t));
	term_keys(t, "<F5>");
	term_must_text(t, "council tax");
	term_must_sync(t);
	term_must_go_to(t, "council tax");
	term_keys(t, "<Enter>");
	term_must_text(t, "Change of address from");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "What happened");
	term_must_text(t, "Before: 14 Union Street");
	term_must_sync(t);
	term_keys(t, "k");
	term_must_text(t, "How it was closed");
	term_must_sync(t);
	term_type(t, "account moved");
	term_keys(t, "<Enter>");
	term_must_text(t, "account moved");
	term_must_text(t, "closed");
	term_must_text(t, "Sent. All caught up");
	term_free(t);
}

START_TEST(she_moves_and_says_so_once)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	session_ring(&s, "01632 960888");
	stop_the_duplicate(&s);
	merge_and_undo(&s);
	move(&s);
	acknowledge(&s);

	/* Without a key: the history says who has. */
	term_must_text(s.t, "1 of 5 acknowledged");
	term_must_sync(s.t);
	term_keys(s.t, "/");
	term_must_text(s.t, "Filter:");
	term_must_sync(s.t);
	term_type(s.t, "move");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_sync(s.t);
	term_keys(s.t, "1");
	term_must_text(s.t, "Change of address");
	term_must(s.t, term_has(s.t, "acknowledged") && term_has(s.t, "not yet"));
	term_must(s.t, term_has(s.t, "Electoral registration and voting, Pendle"));
	term_must_sync(s.t);

	/* And not after all: one is asked to put it back. */
	term_keys(s.t, "<End>");
	term_type(s.t, "the sale fell through");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "taken back");
	term_must_text(s.t, "14 Union Street");
	session_sent(&s);
	char *looks = NULL;
	ck_assert_int_eq(ctl(&s.office.crm, &looks, "check"), 0);
	free(looks);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/moving");
	TCase *c = tcase_create("moving");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, she_moves_and_says_so_once);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
