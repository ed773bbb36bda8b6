/* A short shift over bad lines, by the real client: nothing of it is lost, and nothing is there
 * twice. The whole shift over every line is tools/bench line. */
#include "helpers/shift.h"
#include "helpers/proxy.h"
#include "helpers/tap.h"

#include <stdio.h>

static struct proxy *line;

static const struct {
	const char *name;
	struct proxy_shape shape;
	int lose; /* every so many */
	struct proxy_gaps gaps;
} lines[] = {
    {"thin and far, cut again and again", {33600, 150}, .gaps = {6000, 1000}},
    {"replies lost", {64000, 50}, .lose = 3},
};

static void
cut(void *context, bool dead)
{
	(void)context;
	proxy_cut(line, dead);
}

/* A new desk fetches its directory over the plain line: what is tried here is the work. */
START_TEST(nothing_lost_nothing_doubled)
{
	struct office office;
	office_init(&office);
	line = proxy_start(office.crm.port);
	office_enrol(&office, "chorley-cc-1", proxy_port(line));
	struct shift s = {.office = &office,
	    .patience_ms = 60000,
	    .few = true,
	    .dead = cut,
	    .t = office_desk(&office, "chorley-cc-1", proxy_port(line), NULL, 24, 80)};
	shift_sign_in(&s);
	proxy_shape(line, lines[_i].shape);
	proxy_gaps(line, lines[_i].gaps);
	proxy_lose(line, lines[_i].lose);
	shift_work(&s);
	struct shift_account account = shift_account(&s);
	printf("# %s: %d contacts, %d cases, %d lost, %d doubled\n", lines[_i].name,
	    account.contacts, account.cases, account.lost, account.doubled);
	ck_assert_int_ge(account.contacts, 6);
	ck_assert_int_eq(account.lost, 0);
	ck_assert_int_eq(account.doubled, 0);
	/* And it would be seen: what the screen never said is one too many, what it said is
	 * missing. */
	s.contacts[0].mark[0] = '?';
	account = shift_account(&s);
	ck_assert_int_eq(account.lost, 2); /* the contact, and the case under it */
	ck_assert_int_eq(account.doubled, 1);
	term_free(s.t);
	proxy_free(line);
	office_release(&office);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/shift");
	TCase *c = tcase_create("shift");
	tcase_set_timeout(c, 240);
	tcase_add_loop_test(
	    c, nothing_lost_nothing_doubled, 0, (int)(sizeof lines / sizeof *lines));
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
