/* Which words pick which entries of a history. */
#include "helpers/tap.h"
#include "model/history.h"
#include "model/records.h"

#include <check.h>
#include <string.h>

/* 3 November 2025, 14:10 in London. */
#define AT INT64_C(1762179000000000)
#define NOW (AT + 30 * MICROS_DAY)

static const struct history_item items[] = {{.kind = "enquiry",
						.channel = "phone",
						.council = "chorley",
						.service = "missed-bin",
						.outcome = "resolved",
						.note = "phone her; the case was opened",
						.at = AT},
    {.kind = "case",
	.channel = "counter",
	.council = "burnley",
	.service = "blue-badge",
	.outcome = "referred",
	.reference = "4071-2283-5",
	.state = "open",
	.due = AT + MICROS_DAY,
	.at = AT},
    {.kind = "case",
	.channel = "web",
	.council = "burnley",
	.service = "blue-badge",
	.outcome = "referred",
	.reference = "4071-2284-3",
	.state = "closed",
	.due = AT + MICROS_DAY,
	.closed = AT + 2 * MICROS_DAY,
	.at = AT},
    {.kind = "contact",
	.channel = "post",
	.direction = "out",
	.council = "chorley",
	.note = "Café licence",
	.at = AT},
    {.kind = "event",
	.happened = "close",
	.council = "burnley",
	.service = "blue-badge",
	.reference = "4071-2284-3",
	.state = "closed",
	.due = AT + MICROS_DAY,
	.closed = AT + 2 * MICROS_DAY,
	.at = AT},
    {.kind = "enquiry",
	.channel = "email",
	.council = "lancashire",
	.service = "libraries",
	.outcome = "booked",
	.offer_reply = "yes",
	.at = AT},
    {.kind = "enquiry", .council = "lancashire", .withheld = true, .at = AT}};
enum { ITEMS = sizeof items / sizeof *items };

START_TEST(words_pick)
{
	static const struct {
		const char *filter, *fit; /* which of the items, by number */
	} cases[] = {{"", "0123456"}, {"   ", "0123456"}, {"case", "12"}, {"CASE open", "1"},
	    {"closed", "2"}, {"enquiry", "05"}, {"contact", "3"}, {"phone", "0"}, {"letter", "35"},
	    {"sent", "3"}, {"post sent", "3"}, {"appointment", "5"}, {"offer", "5"},
	    {"promise", "124"}, {"overdue", "1"}, {"late", "24"}, {"kept", ""}, {"withheld", "6"},
	    {"2025", "0123456"}, {"2024", ""}, {"nov 2025", "0123456"}, {"3 november", "0123456"},
	    {"2025-11", "0123456"}, {"2283", "1"}, {"4071-2284", "24"}, {"burnley", "124"},
	    {"badge", "124"}, {"adge", ""}, {"cafe", "3"}, {"CAFÉ lic", "3"}, {"opened", "0"},
	    {"chorley resolved", "0"}, {"chorley referred", ""}, {"sensitive", "6"},
	    {"town", "0123456"}};
	static const char *const more[] = {"Town Council", NULL};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int n = 0; n < ITEMS; n++) {
			bool wanted = strchr(cases[i].fit, '0' + n) != NULL;
			ck_assert_msg(history_fits(&items[n], more, cases[i].filter, NOW) == wanted,
			    "\"%s\" and item %d", cases[i].filter, n);
		}
	ck_assert(history_fits(&items[0], NULL, NULL, NOW));
}
END_TEST

START_TEST(every_word_picks_something_or_says_what_it_is)
{
	size_t count = 0;
	for (const char *word; (word = history_word_at(count)); count++)
		ck_assert_uint_gt(strlen(word), 2);
	ck_assert_uint_gt(count, 20);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("model/history");
	TCase *c = tcase_create("history");
	tcase_add_test(c, words_pick);
	tcase_add_test(c, every_word_picks_something_or_says_what_it_is);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
