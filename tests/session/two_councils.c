/* Signposting across two councils: a caller rings Chorley about a bin that another council empties,
 * which does not work with this CRM, and about a road that the county mends, which does. */
#include "helpers/json.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

static void
bin_of_the_neighbour(struct session *s)
{
	term_must_text(s->t, "Thank you for calling Chorley Council.");
	session_find(s, "missed bin", "Missed bin collection");
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, "What to say and ask");
	term_must_sync(s->t);
	term_keys(s->t, "d");
	term_must_text(s->t, "Address:");
	term_must_sync(s->t);
	/* The postcode lies in two districts: asked, not guessed. */
	term_type(s->t, "9 Border Lane, PR7 7AA");
	term_must_text(s->t, "PR7 7AA");
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, "Which council's area is that address in?");
	term_must_text(s->t, "2  South Ribble Borough Council");
	term_must_sync(s->t);
	term_keys(s->t, "2");
	term_must_text(s->t, "ELSEWHERE");
	term_must_text(s->t, "01632 960126");
	term_must_sync(s->t);
	term_keys(s->t, "x");
	term_must_text(s->t, "Wrap up");
	term_must_text(s->t, "South Ribble Borough Council does this there");
	term_must_sync(s->t);
}

static void
road_of_the_county(struct session *s)
{
	term_keys(s->t, "a");
	term_must_text(s->t, "Service:");
	term_must_sync(s->t);
	session_service(s, "pothole", "What sort of road is it?");
	term_must_text(s->t, "Lancashire, phone");
	term_must_sync(s->t);
	term_keys(s->t, "h");
	term_must_text(s->t, "referred to Highways area team");
	term_must_sync(s->t);
}

START_TEST(one_call_two_councils)
{
	struct session s;
	char reference[16];
	session_open(&s, "chorley-cc-1");
	bin_of_the_neighbour(&s);
	road_of_the_county(&s);
	session_reference(&s, reference);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Logged:");
	session_sent(&s);

	/* The case went straight to the county's queue; the bin counts as signposted, and to whom.
	 */
	char *page = session_case(&s, reference);
	ck_assert(json_is(page, "record.responsible", "lancashire"));
	ck_assert(json_is(page, "record.queue", "lancashire.highways-defects"));
	char *id = json_get(page, "record.contact");
	ck_assert_ptr_nonnull(id);
	char *contact = session_contact(&s, id);
	int bin = json_index(contact, "enquiries", "service", "missed-bin");
	ck_assert_int_eq(bin, 0);
	ck_assert(json_is(contact, "enquiries.0.outcome", "signposted"));
	ck_assert(json_is(contact, "enquiries.0.signposted", "south-ribble"));
	ck_assert(json_is(contact, "enquiries.0.responsible", "south-ribble"));
	ck_assert(json_is(contact, "enquiries.1.responsible", "lancashire"));
	free(contact);
	free(id);
	free(page);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/two_councils");
	TCase *c = tcase_create("two councils");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, one_call_two_councils);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
