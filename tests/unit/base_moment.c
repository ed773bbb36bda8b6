/* Times to come, as people type them. Now is Friday 20 November 2026, 10:42 in London. */
#include "base/date.h"
#include "base/moment.h"
#include "helpers/tap.h"

#include <string.h>

#define NOW INT64_C(1795171320000000)

static const struct {
	const char *typed, *means; /* RFC 3339, or null */
} table[] = {
    {"14:00", "2026-11-20T14:00:00Z"},
    {"9:30", "2026-11-21T09:30:00Z"}, /* past today */
    {"2 hours", "2026-11-20T12:42:00Z"},
    {"2h", "2026-11-20T12:42:00Z"},
    {" 30 MIN ", "2026-11-20T11:12:00Z"},
    {"3 days", "2026-11-23T10:42:00Z"},
    {"2 awr", "2026-11-20T12:42:00Z"},
    {"today", "2026-11-21T00:00:00Z"},
    {"1 dec", "2026-12-02T00:00:00Z"},
    {"1 dec 14:00", "2026-12-01T14:00:00Z"},
    {"1 mar 14:00", "2027-03-01T14:00:00Z"}, /* the next one */
    {"1 jun 2027 14:00", "2027-06-01T13:00:00Z"},
    {"20 nov 2026 09:00", NULL}, /* past */
    {"yesterday", NULL},
    {"25:00", NULL},
    {"0 hours", NULL},
    {"2 cows", NULL},
    {"31 feb", NULL},
    {"", NULL},
    {NULL, NULL},
};

START_TEST(what_people_type)
{
	char said[RFC3339_SIZE];
	micros when = 0;
	bool good = moment_read(table[_i].typed, NOW, &when);
	ck_assert_msg(good == (table[_i].means != NULL), "%s", table[_i].typed);
	if (!good)
		return;
	rfc3339_format(said, when);
	ck_assert_msg(strcmp(said, table[_i].means) == 0, "%s: %s", table[_i].typed, said);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("moment");
	TCase *tests = tcase_create("moment");
	tcase_add_loop_test(tests, what_people_type, 0, sizeof table / sizeof *table);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
