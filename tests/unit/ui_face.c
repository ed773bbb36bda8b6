/*
 * The face between a desk that only remembers and a terminal that nobody sees: keys become events,
 * bound to the rows as they stand; focus, help, the `:` line and ^G.
 */
#include "base/i18n.h"
#include "helpers/tap.h"
#include "ui/face.h"
#include "ui/terminal.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A command table of our own: the face must hold for any. */
const struct command_entry command_table[] = {
    {.command = COMMAND_HELP, .name = "help", .keys = "?", .label = "help", .weight = 1},
    {.command = COMMAND_LINE, .name = "line", .keys = ":", .label = "command", .weight = 1},
    {.command = COMMAND_BACK, .name = "back", .keys = "Esc", .label = "back"},
    {.command = COMMAND_HOME, .name = "home", .keys = "^Go", .label = "home", .weight = 1},
    {.command = COMMAND_NEW_CONTACT, .name = "contact", .keys = "F2", .label = "new contact"},
    {.command = COMMAND_NOTE,
	.name = "note",
	.keys = "t",
	.label = "note",
	.weight = 3,
	.note = "Opens the note of this matter."},
    {.command = COMMAND_FINISH, .name = "finish", .keys = "f F4", .label = "wrap up", .weight = 5},
    {.command = COMMAND_GLASS, .name = "glass", .keys = "g", .label = "show withheld"},
    {.command = COMMAND_ASSURE, .name = "assure", .keys = "g", .label = "vouch"},
    {.command = COMMAND_CLAIM, .name = "claim", .keys = "m", .label = "mine"},
    {.command = COMMAND_CLOSE_CASE, .name = "close", .keys = "k", .label = "close"},
    {.command = COMMAND_GIVE_UP, .name = "up", .keys = "k", .label = "give up"},
    {.command = COMMAND_LANGUAGE,
	.name = "language",
	.keys = "",
	.label = "language",
	.argument = "cy"},
};
const unsigned command_table_count = sizeof command_table / sizeof *command_table;

const struct command_entry *
command_entry(enum command command)
{
	for (unsigned i = 0; i < command_table_count; i++)
		if (command_table[i].command == command)
			return &command_table[i];
	return NULL;
}

const struct command_entry *
command_named(const char *name)
{
	const struct command_entry *found = NULL;
	for (unsigned i = 0; i < command_table_count; i++)
		if (strncmp(command_table[i].name, name, strlen(name)) == 0) {
			if (found)
				return NULL;
			found = &command_table[i];
		}
	return found;
}

/* ---- the desk that remembers ---- */

enum { ROWS = 14 };

static struct {
	const char *id, *focus;
	uint64_t serial;
	bool form, list_first, bare, act;
	int rows;
	bool writing;
	char text[200], other[200];
	char log[2000];
} desk;

static struct face *face;
static struct arena memory;

static void
give_page(void *context, struct page *page, struct arena *arena)
{
	static struct item items[ROWS + 4];
	static char keys[ROWS][16];
	(void)context;
	memset(items, 0, sizeof items);
	*page = (struct page){.arena = arena,
	    .id = desk.id,
	    .title_left = "Desk",
	    .items = items,
	    .focus = desk.focus,
	    .focus_serial = desk.serial,
	    .kept = desk.writing ? "Writing..." : "Kept.",
	    .writing = desk.writing,
	    .list_first = desk.list_first,
	    .pick = "answer",
	    .keys = {COMMAND_FINISH, COMMAND_NOTE, COMMAND_CLAIM, COMMAND_NEW_CONTACT}};
	size_t n = 0;
	items[n++] = (struct item){.kind = ITEM_TEXT, .text = "Some words"};
	if (!desk.bare)
		items[n++] = (struct item){.kind = ITEM_FIELD,
		    .field = "find",
		    .label = "Find",
		    .text = arena_strdup(arena, desk.text),
		    .limit = 60};
	if (desk.form)
		items[n++] = (struct item){.kind = ITEM_FIELD,
		    .field = "other",
		    .label = "Other",
		    .text = arena_strdup(arena, desk.other),
		    .limit = 60};
	if (desk.act)
		items[n++] = (struct item){
		    .kind = ITEM_ROW, .key = "act", .text = "Go on", .number = PAGE_UNNUMBERED};
	for (int i = 0; i < desk.rows; i++) {
		snprintf(keys[i], sizeof keys[i], "row:%d", i + 1);
		items[n++] = (struct item){.kind = ITEM_ROW,
		    .key = keys[i],
		    .text = keys[i],
		    .number = desk.rows <= 10 ? i + 1 : 0};
	}
	page->count = n;
}

static void
take(void *context, struct desk_event *event)
{
	static const char *const kinds[] = {[EVENT_COMMAND] = "do",
	    [EVENT_EDIT] = "edit",
	    [EVENT_PICK] = "pick",
	    [EVENT_MOVE] = "move"};
	(void)context;
	size_t used = strlen(desk.log);
	const char *what = event->kind == EVENT_COMMAND ? command_entry(event->command)->name
			   : event->kind == EVENT_EDIT  ? event->field
							: event->item;
	snprintf(desk.log + used, sizeof desk.log - used, "%s %s%s%s; ", kinds[event->kind], what,
	    event->text ? "=" : "", event->text ? event->text : "");
	if (event->kind == EVENT_EDIT)
		snprintf(strcmp(event->field, "find") == 0 ? desk.text : desk.other, 200, "%s",
		    event->text);
}

static bool
works(void *context, enum command command)
{
	(void)context;
	return command != COMMAND_CLAIM && command != COMMAND_GLASS && command != COMMAND_ASSURE &&
	       command != COMMAND_CLOSE_CASE && command != COMMAND_GIVE_UP;
}

static const char *
why_not(void *context, enum command command)
{
	(void)context;
	return command == COMMAND_GLASS ? "Nothing is withheld here." : NULL;
}

/* "abc<Down><^G>f": characters and named keys. */
static void
press(const char *keys)
{
	while (*keys) {
		struct key key;
		bool prefixed;
		size_t length = 1, skip = 0;
		if (*keys == '<') {
			length = strcspn(++keys, ">");
			skip = 1;
		}
		if (*keys == ' ')
			key = (struct key){.kind = KEYS_CHARACTER, .character = ' '};
		else
			ck_assert(keys_parse(keys, length, &key, &prefixed));
		face_key(face, &key);
		keys += length + skip;
	}
}

static void
did(const char *log)
{
	ck_assert_str_eq(desk.log, log);
	desk.log[0] = '\0';
}

/* Paints and gives a row of the screen; -1 is the last. */
static const char *
row(int at)
{
	static char texts[24][400];
	struct buf text;
	face_paint(face, false);
	if (at < 0)
		at += 24;
	buf_init(&text, 399);
	terminal_row(at, &text);
	snprintf(texts[at], sizeof texts[at], "%s", text.data);
	buf_release(&text);
	return texts[at];
}

static void
cursor_is(int at, int column)
{
	int r, c;
	face_paint(face, false);
	terminal_place(&r, &c);
	ck_assert_msg(r == at && c == column, "the cursor is at %d, %d", r, c);
}

static void
open_face(bool letters_off)
{
	struct err err = {""};
	struct face_options options = {
	    .source = {.page = give_page, .step = take, .works = works, .hinders = why_not},
	    .letters_off = letters_off};
	ck_assert_int_eq(terminal_open_null("xterm", 24, 80, &err), 0);
	face = face_new(&options);
}

static void
setup(void)
{
	memset(&desk, 0, sizeof desk);
	desk.id = "home";
	desk.rows = 4;
	arena_init(&memory);
	open_face(false);
}

static void
teardown(void)
{
	face_free(face);
	terminal_close();
	arena_release(&memory);
}

START_TEST(typing_edits_and_the_cursor_follows)
{
	cursor_is(3, 6);
	press("pr7");
	did("edit find=p; edit find=pr; edit find=pr7; ");
	ck_assert_str_eq(row(3), "Find: pr7");
	cursor_is(3, 9);
	press("<Left><Left><Del>");
	did("edit find=p7; ");
	cursor_is(3, 7);
	press("<Enter>");
	did("pick find=p7; ");
}
END_TEST

START_TEST(down_leaves_for_the_list_and_up_returns)
{
	press("<Down>");
	did("move row:1; ");
	ck_assert_str_eq(row(4), ">1  row:1");
	cursor_is(4, 1);
	press("<Down><Down>3");
	did("move row:2; move row:3; pick row:3; ");
	press("<Up><Up><Up>");
	did("move row:2; move row:1; move find; ");
	press("3");
	did("edit find=3; ");
	press("<Tab><Enter>");
	did("move row:1; pick row:1; ");
	press("<S-Tab>");
	did("move find; ");
}
END_TEST

START_TEST(letters_are_text_in_a_field_and_commands_in_a_list)
{
	press("f");
	did("edit find=f; ");
	press("<^G>f<M-t>");
	did("do finish; do note; ");
	press("<F2><Esc>");
	did("do contact; do back; ");
	press("<Down>f<F4>");
	did("move row:1; do finish; do finish; ");
	press("m");
	did("");
	ck_assert_ptr_nonnull(strstr(row(21), "cannot be done here"));
	/* A key of several commands, none of which works, is named itself. */
	press("k");
	did("");
	ck_assert_str_eq(row(21), "“k” does nothing here. Press ? to see what does.");
	press("g");
	did("");
	ck_assert_ptr_nonnull(strstr(row(21), "Nothing is withheld here."));
	press("z");
	did("");
	ck_assert_ptr_nonnull(strstr(row(21), "does nothing here"));
	press("<Down>");
	ck_assert_ptr_null(strstr(row(21), "does nothing here"));
	press("o");
	did("move row:2; ");
	press("<^G>o");
	did("do home; ");
	press("<^G><Esc>f");
	did("do finish; ");
}
END_TEST

START_TEST(letters_off_needs_the_prefix_everywhere)
{
	face_free(face);
	terminal_close();
	open_face(true);
	press("<Down>f");
	did("move row:1; ");
	press("<^G>f");
	did("do finish; ");
	press("2");
	did("pick row:2; ");
	ck_assert_ptr_nonnull(strstr(row(-1), "^G t note"));
}
END_TEST

START_TEST(the_key_line_prints_what_works_here)
{
	ck_assert_str_eq(row(-1),
	    "Down list  Enter go on  F4 wrap up  F2 new contact  ^G more  : command  ? help");
	press("x");
	ck_assert_str_eq(row(-1), "Down list  Enter go on  F4 wrap up  F2 new contact  ^G more");
	press("<Down>");
	ck_assert_str_eq(
	    row(-1), "1-4 answer  Enter choose  f wrap up  t note  F2 new contact  ? help");
	press("<^G>");
	ck_assert_str_eq(row(-1), "^G  ? help  : command  ^G o home  t note  f wrap up");
}
END_TEST

START_TEST(help_lists_runs_and_leaves)
{
	press("?");
	did("");
	ck_assert_str_eq(row(0), "What works here                                              "
				 "               Desk");
	int at = -1;
	for (int i = 0; i < 21; i++)
		if (strstr(row(i), ":note"))
			at = i;
	ck_assert_int_gt(at, 0);
	ck_assert_ptr_nonnull(strstr(row(at), "Opens the note of this matter."));
	for (int i = 0; i < 21; i++)
		ck_assert_ptr_null(strstr(row(i), "mine"));
	press("<Esc>");
	did("");
	ck_assert_str_eq(row(3), "Find:");
	press("?<Down><Enter>");
	did("do note; ");
	press("?f");
	did("do finish; ");
	press("a?");
	did("edit find=a; edit find=a?; ");
}
END_TEST

START_TEST(the_line_completes_runs_and_complains)
{
	press(":fi");
	ck_assert_str_eq(row(-1), ":fi");
	cursor_is(23, 3);
	press("<Tab>");
	ck_assert_str_eq(row(-1), ":finish");
	press("<Enter>");
	did("do finish; ");
	press(":language  cy <Enter>");
	did("do language=cy; ");
	press(":<Up><Up><Enter>");
	did("do finish; ");
	press(":zzz<Enter>");
	did("");
	ck_assert_ptr_nonnull(strstr(row(21), "There is no command “zzz”."));
	press(":h<Enter>");
	did("");
	ck_assert_ptr_nonnull(strstr(row(21), "begins more than one"));
	press(":claim<Enter>");
	did("");
	ck_assert_ptr_nonnull(strstr(row(21), "cannot be done here"));
	press(":note<Esc>");
	did("");
	ck_assert_str_eq(row(3), "Find:");
	press(":<Tab><Tab>");
	ck_assert_ptr_nonnull(strstr(row(21), "finish"));
	press("<BS>");
	press("x");
	did("edit find=x; ");
}
END_TEST

START_TEST(enter_goes_through_a_form)
{
	desk.form = true;
	desk.id = "form";
	face_refresh(face);
	press("a<Enter>b<Enter>");
	did("edit find=a; pick find=a; move other; edit other=b; pick other=b; ");
	press("<Up>c");
	did("move find; edit find=ac; ");
}
END_TEST

START_TEST(the_desk_moves_the_focus)
{
	desk.focus = "row:3";
	desk.serial = 1;
	face_refresh(face);
	cursor_is(6, 1);
	press("<Down>");
	/* Only a new serial moves it again. */
	face_refresh(face);
	cursor_is(7, 1);
	desk.serial = 2;
	face_refresh(face);
	cursor_is(6, 1);
	/* Another page begins anew, on its field or its list. */
	desk.id = "other";
	desk.focus = NULL;
	face_refresh(face);
	cursor_is(3, 6);
	desk.id = "third";
	desk.list_first = true;
	face_refresh(face);
	cursor_is(4, 1);
}
END_TEST

START_TEST(the_focus_stays_on_its_item)
{
	press("<Down><Down><Down>");
	desk.form = true; /* one more item above */
	face_refresh(face);
	cursor_is(7, 1);
	desk.rows = 2; /* it is gone: the nearest */
	face_refresh(face);
	cursor_is(6, 1);
	desk.rows = 0;
	face_refresh(face);
	cursor_is(4, 7);
}
END_TEST

START_TEST(more_than_ten_rows_have_no_digits)
{
	desk.rows = ROWS;
	face_refresh(face);
	row(0);
	press("<Down>");
	desk.log[0] = '\0';
	press("3");
	did("");
	press("<PgDn><Enter>");
	did("move row:14; pick row:14; ");
	press("<PgUp>");
	did("move find; ");
}
END_TEST

START_TEST(a_long_list_is_filtered)
{
	desk.rows = ROWS;
	desk.bare = true;
	desk.id = "long";
	face_refresh(face);
	cursor_is(4, 0);
	ck_assert_str_eq(row(3), "Filter:");
	press("/");
	cursor_is(3, 8);
	press("ROW 1");
	did("");
	/* Rows 1 and 10 to 14 are left, and few enough for digits. */
	ck_assert_str_eq(row(3), "Filter: ROW 1");
	ck_assert_str_eq(row(5), " 2  row:10");
	press("<Enter>");
	did("move row:1; ");
	press("3");
	did("pick row:11; ");
	press("/");
	press("zzz");
	did("");
	ck_assert_ptr_nonnull(strstr(row(4), "Nothing was found under these words."));
	/* It goes with the page. */
	desk.id = "other";
	face_refresh(face);
	ck_assert_str_eq(row(3), "Filter:");
	ck_assert_str_eq(row(5), "  row:2");
}
END_TEST

START_TEST(what_to_do_is_no_part_of_a_list)
{
	desk.rows = 10;
	desk.bare = desk.act = true;
	desk.id = "ten";
	face_refresh(face);
	ck_assert_str_eq(row(3), ">   Go on");
	ck_assert_str_eq(row(4), " 1  row:1");
	desk.rows = ROWS;
	desk.id = "long";
	face_refresh(face);
	ck_assert_str_eq(row(3), "> Go on");
	ck_assert_str_eq(row(4), "Filter:");
	press("/ROW 1");
	ck_assert_str_eq(row(3), "    Go on");
	ck_assert_str_eq(row(6), " 2  row:10");
}
END_TEST

START_TEST(the_desk_may_change_what_was_typed)
{
	press("4111");
	snprintf(desk.text, sizeof desk.text, "**11");
	face_refresh(face);
	ck_assert_str_eq(row(3), "Find: **11");
	desk.log[0] = '\0';
	press("x");
	did("edit find=**11x; ");
}
END_TEST

START_TEST(the_word_kept_waits_for_a_pause)
{
	ck_assert_str_eq(row(22), "Kept.");
	desk.writing = true;
	face_refresh(face);
	ck_assert(!face_paint(face, true));
	ck_assert_str_eq(row(22), "Writing...");
	desk.writing = false;
	face_refresh(face);
	ck_assert(face_paint(face, true));
	struct buf text;
	buf_init(&text, 100);
	terminal_row(22, &text);
	ck_assert_str_eq(text.data, "Writing...");
	buf_release(&text);
	ck_assert_str_eq(row(22), "Kept.");
}
END_TEST

START_TEST(a_full_field_says_so)
{
	char text[80];
	memset(text, 'a', 60);
	text[60] = '\0';
	struct key key = {.kind = KEYS_PASTE, .text = text, .length = 60};
	face_key(face, &key);
	desk.log[0] = '\0';
	press("b");
	ck_assert_ptr_nonnull(strstr(row(21), "no room"));
	ck_assert_uint_eq(strlen(desk.text), 60);
}
END_TEST

int
main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	setenv("INPUTRC", "/dev/null", 1);
	Suite *suite = suite_create("face");
	TCase *tests = tcase_create("face");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, typing_edits_and_the_cursor_follows);
	tcase_add_test(tests, down_leaves_for_the_list_and_up_returns);
	tcase_add_test(tests, letters_are_text_in_a_field_and_commands_in_a_list);
	tcase_add_test(tests, letters_off_needs_the_prefix_everywhere);
	tcase_add_test(tests, the_key_line_prints_what_works_here);
	tcase_add_test(tests, help_lists_runs_and_leaves);
	tcase_add_test(tests, the_line_completes_runs_and_complains);
	tcase_add_test(tests, enter_goes_through_a_form);
	tcase_add_test(tests, the_desk_moves_the_focus);
	tcase_add_test(tests, the_focus_stays_on_its_item);
	tcase_add_test(tests, more_than_ten_rows_have_no_digits);
	tcase_add_test(tests, a_long_list_is_filtered);
	tcase_add_test(tests, what_to_do_is_no_part_of_a_list);
	tcase_add_test(tests, the_desk_may_change_what_was_typed);
	tcase_add_test(tests, the_word_kept_waits_for_a_pause);
	tcase_add_test(tests, a_full_field_says_so);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
