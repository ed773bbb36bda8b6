/* What a service costs: sums as people write them, and of each council. */
#include "directory/payment.h"
#include "helpers/tap.h"

#include <check.h>
#include <string.h>

START_TEST(sums_are_read)
{
	static const struct {
		const char *text;
		int64_t pence;
	} cases[] = {{"£30", 3000}, {"£30.50 a year", 3050}, {"30 pounds", 3000}, {"32", 3200},
	    {"£1,250 for each", 125000}, {"free", 0}, {"", 0}, {NULL, 0},
	    {"£560 on weekdays, £650 on Saturday", 0}, {"£10 for a book of ten days", 1000},
	    {"£0.99", 99}, {"£99999999999999999999", 0}, {"£12.5", 0}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		ck_assert_msg(money_read(cases[i].text) == cases[i].pence, "%s is %lld",
		    cases[i].text ? cases[i].text : "-", (long long)money_read(cases[i].text));
}
END_TEST

static int64_t
amount(const char *text, const char *council)
{
	struct finding_list findings;
	findings_init(&findings);
	struct service *service =
	    service_parse("x.yaml", text, strlen(text), council, NULL, &findings);
	findings_release(&findings);
	ck_assert_ptr_nonnull(service);
	int64_t pence = payment_amount(service);
	service_free(service);
	return pence;
}

#define HEAD                                                                                       \
	"service: x\ntitle: X\nprovided_by: district\nowner: { team: t, email: t@x.example }\n"    \
	"assured: 2026-10-01\nreview_by: 2027-04-01\n"

START_TEST(a_council_has_its_own)
{
	static const char text[] =
	    HEAD "payment: fee\nfacts:\n"
		 "  fee: { value: £40, review_by: 2027-03-01 }\n"
		 "at:\n  chorley: { facts: { fee: { value: £38.50, review_by: "
		 "2027-03-01 } } }\n";
	static const char none[] = HEAD "facts:\n"
					"  fee: { value: £40, review_by: 2027-03-01 }\n";
	ck_assert_int_eq(amount(text, NULL), 4000);
	ck_assert_int_eq(amount(text, "burnley"), 4000);
	ck_assert_int_eq(amount(text, "chorley"), 3850);
	ck_assert_int_eq(amount(none, NULL), 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("directory/payment");
	TCase *tests = tcase_create("payment");
	tcase_add_test(tests, sums_are_read);
	tcase_add_test(tests, a_council_has_its_own);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
