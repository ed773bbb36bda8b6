/*
 * Painting proved on pages made by hand: the pages of SCREENS.md's shapes with names in Welsh,
 * Gujarati and Urdu, with control characters, with too much of everything; in two sizes and without
 * colour.
 */
#include "base/arena.h"
#include "base/text.h"
#include "helpers/tap.h"
#include "screen/golden.h"
#include "ui/paint.h"
#include "ui/terminal.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GUJARATI                                                                                   \
	"\xe0\xaa\x97\xe0\xab\x81\xe0\xaa\x9c\xe0\xaa\xb0\xe0\xaa\xbe\xe0\xaa\xa4\xe0\xab\x80"
#define URDU "\xd9\x81\xd8\xa7\xd8\xb7\xd9\x85\xdb\x81 \xd8\xa7\xd8\xad\xd9\x85\xd8\xaf"
#define WELSH                                                                                      \
	"LLYWELYN-GWALCHMAI, Gwenhwyfar Si\xc3\xa2n T\xc5\xb7 Newydd ap Dafydd o Lanfair "         \
	"Pwllgwyngyll"

static struct item home_items[] = {
    {.kind = ITEM_FIELD, .field = "home.find", .label = "Find", .text = "pr7 pat", .limit = 200},
    {.kind = ITEM_ROW,
	.key = "service:parking",
	.number = 1,
	.label = "Service",
	.text = "Parking: residents' permit",
	.detail = "Chorley, open until 18:00"},
    {.kind = ITEM_ROW,
	.key = "case:1",
	.number = 2,
	.label = "Case",
	.text = "4071-2283-5 Missed bin, PATEL A.",
	.right = "due Tue 24 Nov"},
    {.kind = ITEM_ROW,
	.key = "person:1",
	.number = 3,
	.label = "Person",
	.text = "PATEL, Amina (Mrs)",
	.detail = "14 Union Street, Chorley PR7 1AB",
	.right = "1949  ...151"},
    {.kind = ITEM_ROW,
	.key = "person:2",
	.number = 4,
	.label = "Person",
	.text = WELSH,
	.detail = "22 Union Street, Chorley PR7 1AB",
	.right = "1948  ...900"},
    {.kind = ITEM_ROW,
	.key = "person:3",
	.number = 5,
	.label = "Person",
	.text = GUJARATI " " GUJARATI,
	.detail = "3 \x1b[31mRed\x07 Lane\xe2\x80\xae, Burnley \xff BB11 1AA",
	.right = "1971  ...402"},
    {.kind = ITEM_ROW,
	.key = "person:4",
	.number = 6,
	.label = "Person",
	.text = URDU,
	.detail = "5 High Street, Nelson BB9 7LJ"},
    {.kind = ITEM_ROW, .key = "new", .number = 7, .text = "New person"},
    {.kind = ITEM_RULE},
    {.kind = ITEM_ROW,
	.key = "parked:1",
	.number = 8,
	.label = "Parked",
	.text = "Mr R. Shaw, council tax, since 10:31"},
    {.kind = ITEM_TEXT,
	.label = "Notice",
	.role = ROLE_WARN,
	.text = "A59 closed at Gisburn until 14:00: the script \"Gritting\" has changed, read it "
		"before you promise a time"},
};

static struct page home = {.id = "home",
    .title_left = "Chorley, One Stop Shop, desk 3",
    .title_right = "S. Ellis, advisor",
    .items = home_items,
    .count = sizeof home_items / sizeof *home_items,
    .kept = "Sent. All caught up.",
    .kept_role = ROLE_GOOD,
    .settled = "4 people, 1 service, 1 case"};

static struct item dialogue_items[] = {
    {.kind = ITEM_TEXT,
	.label = "SAY",
	.role = ROLE_SAY,
	.text = "I'm sorry about that. Let me look."},
    {.kind = ITEM_TEXT, .label = "ASK", .text = "Which bin was missed?"},
    {.kind = ITEM_ROW, .key = "answer:grey", .number = 1, .text = "Grey (refuse)"},
    {.kind = ITEM_ROW,
	.key = "answer:blue",
	.number = 2,
	.text = "Blue (paper, card, newspapers, magazines, and the envelopes with their windows)"},
    {.kind = ITEM_ROW, .key = "answer:brown", .number = 3, .text = "Brown (garden)"},
    {.kind = ITEM_RULE},
    {.kind = ITEM_TEXT,
	.label = "FACT",
	.text = "We return within 1 working day",
	.detail = "review 1 Apr 2027"},
};
static struct item outline[] = {
    {.kind = ITEM_HEADING, .text = "The collection"},
    {.kind = ITEM_TEXT, .state = "=", .text = "Address 14 Union St"},
    {.kind = ITEM_TEXT, .state = "?", .text = "Which bin", .current = true},
    {.kind = ITEM_TEXT, .state = "?", .text = "Out by 6 am, at the kerb and with its lid down"},
    {.kind = ITEM_HEADING, .text = "What happens now"},
    {.kind = ITEM_TEXT, .state = "?", .text = "Refer to waste round"},
    {.kind = ITEM_RULE},
    {.kind = ITEM_HEADING, .text = "Offers"},
    {.kind = ITEM_TEXT, .state = "?", .text = "Assisted collection"},
    {.kind = ITEM_TEXT, .text = "Wrap up"},
};
static struct page dialogue = {.id = "dialogue",
    .title_left = "PATEL, Amina (Mrs), 14 Union St PR7 1AB. Gujarati. Hard of hearing: face her.",
    .strip_left = "[1 Missed bin ?2]  2 Blue Badge ?4",
    .strip_right = "Chorley, phone, since 10:42",
    .items = dialogue_items,
    .count = sizeof dialogue_items / sizeof *dialogue_items,
    .side = outline,
    .side_count = sizeof outline / sizeof *outline,
    .kept = "Kept. Offline since 10:40, 1 waiting to be sent.",
    .kept_role = ROLE_WARN};

static struct item form_items[] = {
    {.kind = ITEM_HEADING, .text = "New person"},
    {.kind = ITEM_FIELD,
	.field = "given",
	.label = "Given names",
	.text = "Si\xc3\xa2n",
	.limit = 80},
    {.kind = ITEM_FIELD, .field = "family", .label = "Family name", .text = WELSH, .limit = 200},
    {.kind = ITEM_FIELD,
	.field = "born",
	.label = "Born",
	.text = "30 Feb 1949",
	.limit = 40,
	.fault = "There is no 30 February. Write it like 14 Mar 1949."},
    {.kind = ITEM_FIELD,
	.field = "phone",
	.label = "Telephone",
	.detail = "mobile or landline",
	.limit = 40},
    {.kind = ITEM_FIELD,
	.field = "password",
	.label = "Password",
	.text = "hunter2",
	.secret = true,
	.limit = 40},
    {.kind = ITEM_FIELD,
	.field = "note",
	.label = "Note",
	.multiline = true,
	.limit = 1000,
	.text = "Prefers to be rung after four, when her son is at home.\nThe bell does not work: "
		"knock, and wait, she is slow on the stairs."},
};
static struct page form = {.id = "person",
    .title_left = "(no customer)",
    .title_right = "counter, since 11:02",
    .items = form_items,
    .count = sizeof form_items / sizeof *form_items,
    .message = "This cannot be saved yet: the date of birth is not a date.",
    .message_role = ROLE_ALARM,
    .kept = "Kept.",
    .kept_role = ROLE_GOOD};

static struct view view;
static struct edit edit;

static void
show(const struct page *page, int focus, const char *keys)
{
	const struct item *item = focus < 0 ? NULL : &page->items[focus];
	view = (struct view){.page = page, .focus = focus, .follow = true, .keys = keys};
	if (item && item->kind == ITEM_FIELD) {
		edit_init(&edit, item->limit, item->secret, item->multiline);
		edit_set(&edit, item->text ? item->text : "");
		edit.cursor = edit.text.length;
		view.edit = &edit;
	}
	paint_page(&view);
	terminal_flush();
	if (view.edit)
		edit_release(&edit);
}

static void
close_terminal(void)
{
	terminal_close();
}

START_TEST(home_at_80)
{
	golden_open(24, 80);
	show(&home, 0, "Down list  Enter open  F2 new contact  ^G more  : command  ? help");
	golden_check("widgets-home-80");
	show(&home, 3, "Enter open  ? help");
	golden_check("widgets-home-80-list");
}
END_TEST

START_TEST(home_at_132)
{
	golden_open(43, 132);
	show(&home, 4, "Enter open  ? help");
	golden_check("widgets-home-132");
}
END_TEST

START_TEST(dialogue_at_80)
{
	golden_open(24, 80);
	show(&dialogue, 2, "1-3 answer  Tab next  t note  f wrap up  ? help");
	golden_check("widgets-dialogue-80");
}
END_TEST

START_TEST(dialogue_without_colour)
{
	setenv("NO_COLOR", "1", 1);
	golden_open(24, 80);
	show(&dialogue, 2, "1-3 answer  Tab next  t note  f wrap up  ? help");
	golden_check("widgets-dialogue-80-nocolor");
}
END_TEST

START_TEST(dialogue_in_one_column)
{
	golden_open(24, 50);
	show(&dialogue, 4, "1-3 answer  Tab next  t note  f wrap up  ? help");
	golden_check("widgets-dialogue-50");
	view.stacked = true;
	view.follow = true;
	paint_page(&view);
	terminal_flush();
	golden_check("widgets-dialogue-50-stacked");
}
END_TEST

START_TEST(form_at_80)
{
	static const int fields[] = {1, 2, 4, 5, 6};
	golden_open(24, 80);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		char name[40];
		snprintf(name, sizeof name, "widgets-form-80-%d", fields[i]);
		show(&form, fields[i], "Enter go on  ^G more");
		golden_check(name);
	}
}
END_TEST

START_TEST(too_small_says_one_sentence)
{
	golden_open(8, 30);
	show(&home, 0, "");
	golden_check("widgets-tiny");
}
END_TEST

/* A page longer than the screen: the focus is always seen, and the rules say what is beyond. */
START_TEST(long_lists_scroll)
{
	static struct item items[60];
	static struct page page = {.id = "long", .items = items, .count = 60, .kept = "Kept."};
	static char texts[60][16], keys[60][16];
	for (int i = 0; i < 60; i++) {
		snprintf(texts[i], sizeof texts[i], "Row %d", i);
		snprintf(keys[i], sizeof keys[i], "row:%d", i);
		items[i] = (struct item){.kind = ITEM_ROW, .key = keys[i], .text = texts[i]};
	}
	golden_open(24, 80);
	show(&page, 0, "");
	golden_check("widgets-long-top");
	show(&page, 30, "");
	golden_check("widgets-long-middle");
	ck_assert_int_eq(view.scroll, 30 - view.body_rows + 1);
	show(&page, 59, "");
	golden_check("widgets-long-bottom");
}
END_TEST

/* Whatever a page holds, nothing but printable text reaches the terminal. */
START_TEST(nothing_unprintable_is_painted)
{
	static const char nasty[] = "a\x1b]0;owned\x07 b\xc2\x9b"
				    "31m c\xe2\x80\xaex\xe2\x81\xa6 d\xff\xfe e\tf\ng\rh";
	static struct item items[] = {
	    {.kind = ITEM_TEXT, .label = nasty, .text = nasty, .detail = nasty, .right = nasty},
	    {.kind = ITEM_ROW,
		.key = "a",
		.label = nasty,
		.text = nasty,
		.detail = nasty,
		.state = "\x1b"},
	    {.kind = ITEM_FIELD,
		.field = "f",
		.label = nasty,
		.text = nasty,
		.limit = 100,
		.fault = nasty},
	    {.kind = ITEM_HEADING, .text = nasty, .right = nasty},
	};
	static struct page page = {.id = "x",
	    .items = items,
	    .count = 4,
	    .title_left = nasty,
	    .title_right = nasty,
	    .strip_left = nasty,
	    .strip_right = nasty,
	    .message = nasty,
	    .kept = nasty,
	    .settled = nasty,
	    .side = items,
	    .side_count = 4,
	    .side_title = nasty};
	golden_open(24, 80);
	for (int focus = -1; focus < 3; focus++) {
		if (focus == 0)
			continue;
		show(&page, focus, nasty);
		for (int row = 0; row < 24; row++) {
			struct buf text;
			buf_init(&text, 4096);
			terminal_row(row, &text);
			ck_assert_msg(text_is_printable(text.data, text.length), "row %d: %s", row,
			    text.data);
			buf_release(&text);
		}
	}
}
END_TEST

int
main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	unsetenv("NO_COLOR");
	Suite *suite = suite_create("widgets");
	TCase *tests = tcase_create("widgets");
	tcase_add_checked_fixture(tests, NULL, close_terminal);
	tcase_add_test(tests, home_at_80);
	tcase_add_test(tests, home_at_132);
	tcase_add_test(tests, dialogue_at_80);
	tcase_add_test(tests, dialogue_without_colour);
	tcase_add_test(tests, dialogue_in_one_column);
	tcase_add_test(tests, form_at_80);
	tcase_add_test(tests, too_small_says_one_sentence);
	tcase_add_test(tests, long_lists_scroll);
	tcase_add_test(tests, nothing_unprintable_is_painted);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
