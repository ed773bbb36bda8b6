/* What may be seen of what another council did: every combination against a second statement of the
 * table in model/sharing.h. */
#include "helpers/tap.h"
#include "model/records.h"
#include "model/sharing.h"

#include <check.h>
#include <stdio.h>

static const struct session who = {.user = "s.ellis",
    .role = "back_office",
    .council = "chorley",
    .team = "chorley-housing",
    .desk = "chorley-oss-1"};

static enum sight
see(const struct concern *concern, const char *consent, struct sharing_policy policy, bool glass)
{
	struct sharing what = {.concern = *concern, .consent = consent};
	return sharing_sight(&who, &what, &policy, glass);
}

static const struct concern own[] = {
    {"chorley", "burnley", "burnley"}, {"burnley", "chorley", NULL}, {NULL, NULL, "chorley"}};
static const struct concern others[] = {
    {"burnley", "lancashire", "pendle"}, {"burnley", "burnley", NULL}, {NULL, NULL, NULL}};
enum { CONCERNS = sizeof own / sizeof *own, CONSENTS = 4 };
static const char *const consents[CONSENTS] = {NULL, "none", "exists", "full"};
static const enum sight meant[CONSENTS] = {SEE_SOMETHING, SEE_NOTHING, SEE_SOMETHING, SEE_ALL};

START_TEST(an_own_council_sees_its_own)
{
	for (int i = 0; i < CONCERNS; i++)
		for (int c = 0; c < CONSENTS; c++)
			for (int policy = SEE_NOTHING; policy <= SEE_ALL; policy++)
				ck_assert_int_eq(
				    see(&own[i], consents[c],
					(struct sharing_policy){.others = (enum sight)policy},
					false),
				    SEE_ALL);
}
END_TEST

START_TEST(others_see_the_least_of_policy_and_consent)
{
	for (int i = 0; i < CONCERNS; i++)
		for (int c = 0; c < CONSENTS; c++)
			for (int policy = SEE_NOTHING; policy <= SEE_ALL; policy++) {
				struct sharing_policy plain = {.others = (enum sight)policy},
						      secret = plain;
				secret.sensitive = true;
				enum sight least =
				    meant[c] < plain.others ? meant[c] : plain.others;
				ck_assert_int_eq(see(&others[i], consents[c], plain, false), least);
				ck_assert_int_eq(see(&others[i], consents[c], secret, false),
				    least == SEE_ALL ? SEE_SOMETHING : least);
				/* The team that owns the service is not of those who may not know.
				 */
				secret.team = "chorley-housing";
				ck_assert_int_eq(
				    see(&others[i], consents[c], secret, false), least);
				/* A role counts only where the council is concerned. */
				secret.team = NULL;
				secret.roles = "back_office";
				ck_assert_int_eq(see(&others[i], consents[c], secret, false),
				    least == SEE_ALL ? SEE_SOMETHING : least);
			}
}
END_TEST

START_TEST(of_a_sensitive_service_only_who_may_know)
{
	static const struct {
		const char *owner, *roles, *taker, *queue, *role;
		enum sight sight;
	} cases[] = {{NULL, NULL, NULL, NULL, "back_office", SEE_SOMETHING},
	    {"chorley-housing", NULL, NULL, NULL, "back_office", SEE_ALL},
	    {"burnley-housing", NULL, NULL, NULL, "back_office", SEE_SOMETHING},
	    {NULL, "back_office supervisor", NULL, NULL, "back_office", SEE_ALL},
	    {NULL, "supervisor back_office", NULL, NULL, "back_office", SEE_ALL},
	    {NULL, "supervisor back_office", NULL, NULL, "advisor", SEE_SOMETHING},
	    {NULL, "back_office_x xback_office", NULL, NULL, "back_office", SEE_SOMETHING},
	    {NULL, NULL, "s.ellis", NULL, "advisor", SEE_ALL},
	    {NULL, NULL, "s.other", NULL, "advisor", SEE_SOMETHING},
	    {NULL, NULL, NULL, "chorley-housing", "advisor", SEE_ALL},
	    {NULL, NULL, NULL, NULL, "dpo", SEE_ALL},
	    {NULL, NULL, NULL, NULL, "supervisor", SEE_SOMETHING}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct session user = who;
		user.role = cases[i].role;
		struct sharing what = {
		    .concern = own[0], .taker = cases[i].taker, .team = cases[i].queue};
		struct sharing_policy policy = {.sensitive = true,
		    .others = SEE_ALL,
		    .team = cases[i].owner,
		    .roles = cases[i].roles};
		ck_assert_msg(
		    sharing_sight(&user, &what, &policy, false) == cases[i].sight, "case %zu", i);
		/* Nobody has a team or name by having none. */
		user.team = user.user = NULL;
		what.team = what.taker = policy.team = policy.roles = NULL;
		user.role = "advisor";
		ck_assert_int_eq(sharing_sight(&user, &what, &policy, false), SEE_SOMETHING);
	}
}
END_TEST

START_TEST(the_glass_shows_all_but_what_the_customer_keeps)
{
	for (int c = 0; c < CONSENTS; c++)
		for (int policy = SEE_NOTHING; policy <= SEE_ALL; policy++) {
			struct sharing_policy secret = {
			    .sensitive = true, .others = (enum sight)policy};
			ck_assert_int_eq(see(&own[1], consents[c], secret, true), SEE_ALL);
			enum sight sight = see(&others[0], consents[c], secret, true);
			ck_assert_int_eq(sight, meant[c] == SEE_NOTHING ? SEE_NOTHING : SEE_ALL);
		}
}
END_TEST

START_TEST(words)
{
	for (int i = 1; i < CONSENTS; i++)
		ck_assert_int_eq(sharing_named(consents[i], SEE_ALL), meant[i]);
	ck_assert_int_eq(sharing_named(NULL, SEE_SOMETHING), SEE_SOMETHING);
	ck_assert_int_eq(sharing_named("everything", SEE_NOTHING), SEE_NOTHING);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("model/sharing");
	TCase *c = tcase_create("sharing");
	tcase_add_test(c, an_own_council_sees_its_own);
	tcase_add_test(c, others_see_the_least_of_policy_and_consent);
	tcase_add_test(c, of_a_sensitive_service_only_who_may_know);
	tcase_add_test(c, the_glass_shows_all_but_what_the_customer_keeps);
	tcase_add_test(c, words);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
