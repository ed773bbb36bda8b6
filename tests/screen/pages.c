/* Every screen as the page says it, before any layout, against tests/screen/golden/page-*.txt;
 * GENERATE=1 writes them anew. */
#include "base/buf.h"
#include "base/file.h"
#include "helpers/play.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_LIMIT = 64 * 1024 };

static struct play play;

static void
begin(void)
{
	play_init(&play);
}

static void
begin_signed_in(void)
{
	play_init(&play);
	play_sign_in(&play);
}

static void
end(void)
{
	play_release(&play);
}

static void
check(const char *name)
{
	char *relative = proc_text("tests/screen/golden/page-%s.txt", name);
	char *path = proc_source(relative), *should = NULL, *is = play_page(&play);
	const char *generate = getenv("GENERATE");
	struct err err = {""};
	size_t length;
	if (generate && *generate) {
		FILE *file = fopen(path, "w");
		ck_assert_msg(file != NULL, "%s cannot be written", path);
		fputs(is, file);
		fclose(file);
	} else {
		ck_assert_msg(
		    file_read_all(path, PAGE_LIMIT, &should, &length, &err) == 0, "%s", err.text);
		ck_assert_msg(strcmp(is, should) == 0,
		    "%s (GENERATE=1 rewrites it)\n---- is\n%s\n---- should\n%s", name, is, should);
	}
	free(should);
	free(is);
	free(path);
	free(relative);
}

static void
find(const char *words)
{
	play_type(&play, "home.find", words);
}

static void
open_found(const char *words)
{
	find(words);
	play_enter(&play, "home.find");
}

START_TEST(signing_in)
{
	check("sign-in");
	play_type(&play, "sign-in.user", "s.ellis");
	play_type(&play, "sign-in.password", "wrong");
	play_enter(&play, "sign-in.password");
	check("sign-in-refused");
}
END_TEST

START_TEST(home)
{
	check("home");
	find("parking");
	check("home-services");
	play_set(&play, "home.find", "");
	find("zqxj");
	check("home-nothing");
	play_command(&play, COMMAND_NEW_CONTACT);
	find("pr7 1ab");
	check("home-people");
	play_command(&play, COMMAND_HOME);
	find("4071-2283-7");
	check("home-reference");
}
END_TEST

/* Something of every kind, and a contact opened from it. */
START_TEST(a_history)
{
	play.many_kinds = true;
	open_found("01632 960151");
	check("customer-kinds");
	play_pick(&play, "history:0");
	check("past");
}
END_TEST

START_TEST(a_call)
{
	open_found("01632 960151");
	check("customer");
	play_command(&play, COMMAND_FILTER);
	play_type(&play, "customer.filter", "badge");
	check("customer-filtered");
	play_command(&play, COMMAND_BACK);
	play_command(&play, COMMAND_GLASS);
	play_type(&play, "customer.glass", "she is not safe at home");
	check("customer-glass");
	play_command(&play, COMMAND_BACK);
	play_command(&play, COMMAND_SERVICE);
	open_found("missed bin");
	check("dialogue");
	play_digit(&play, 1);
	play_command(&play, COMMAND_NOTE);
	check("dialogue-note");
	play_command(&play, COMMAND_BACK);
	play_command(&play, COMMAND_PREVIOUS_PROMPT);
	play_command(&play, COMMAND_PREVIOUS_PROMPT);
	check("dialogue-known-address");
	play_command(&play, COMMAND_NEXT_PROMPT);
	play_command(&play, COMMAND_NEXT_PROMPT);
	play_digit(&play, 1);
	check("dialogue-offer");
	play_digit(&play, 1);
	check("dialogue-end");
	play_line(&play, false);
	play_pick(&play, "wrap-up");
	check("wrap-up");
	play_command(&play, COMMAND_PARK);
	check("home-parked");
	play_digit(&play, 1);
	play_command(&play, COMMAND_FINISH);
	play_pick(&play, "finish");
	check("home-offline");
	play_command(&play, COMMAND_LOCK);
	check("lock");
}
END_TEST

START_TEST(a_dialogue_with_urgent_words)
{
	open_found("child safeguarding");
	check("service-urgent");
	play_command(&play, COMMAND_DIALOGUE);
	check("dialogue-urgent");
	play_command(&play, COMMAND_EMERGENCY);
	check("emergency");
}
END_TEST

START_TEST(a_service)
{
	open_found("blue badge");
	check("service");
	play_command(&play, COMMAND_FINISH);
	check("service-nothing-to-finish");
}
END_TEST

/* What only a list of services knows. */
START_TEST(a_service_that_is_only_listed)
{
	struct err err;
	static const char text[] =
	    "service: syringe-disposal\nlgsl: 428\ntitle: Syringe disposal\n"
	    "provided_by: district\norigin: { format: lgsl, id: 428 }\n"
	    "at: { chorley: { contacts: { report: https://chorley.example/syringes } } }\n";
	ck_assert_int_eq(directory_put(play.desk->directory, "syringe-disposal", text, 1, &err), 0);
	find("syringe disposal");
	check("home-only-listed");
	play_enter(&play, "home.find");
	check("service-only-listed");
}
END_TEST

/* Whose area it is, and what somebody else does. */
START_TEST(who_does_this_at_this_door)
{
	char field[200];
	open_found("missed bin");
	play_command(&play, COMMAND_DIALOGUE);
	snprintf(field, sizeof field, "answer.%s.property",
	    LIST_AT(struct matter, &play.desk->hand->work->matters, 0)->id);
	play_set(&play, field, "moor road");
	check("dialogue-properties");
	play_set(&play, field, "9 Border Lane, PR7 7AA");
	play_enter(&play, field);
	check("dialogue-where");
	play_pick(&play, "where:south-ribble");
	check("dialogue-elsewhere");
	play_command(&play, COMMAND_SIGNPOST);
	check("wrap-up-elsewhere");
}
END_TEST

/* In the evening the number of who does it is told with till when nobody answers it. */
START_TEST(who_does_it_is_closed_too)
{
	char field[200];
	play_release(&play);
	play_init(&play);
	play.now += 9 * MICROS_HOUR;
	play_sign_in(&play);
	open_found("missed bin");
	play_command(&play, COMMAND_DIALOGUE);
	snprintf(field, sizeof field, "answer.%s.property",
	    LIST_AT(struct matter, &play.desk->hand->work->matters, 0)->id);
	play_set(&play, field, "9 Border Lane, PR7 7AA");
	play_enter(&play, field);
	play_pick(&play, "where:south-ribble");
	check("dialogue-elsewhere-closed");
}
END_TEST

START_TEST(where_it_is_offered)
{
	open_found("register a birth");
	play_say(&play, COMMAND_NEAREST, "BB11 1AA");
	check("places");
	play_command(&play, COMMAND_BACK);
	check("service-nearest");
}
END_TEST

START_TEST(a_new_person)
{
	open_found("amina pat");
	check("home-choose-person");
	play_pick(&play, "new-person");
	play_type(&play, "person.line", "3 mill lane");
	check("person");
	play_type(&play, "person.born", "31/2/80");
	play_command(&play, COMMAND_SAVE);
	check("person-fault");
}
END_TEST

START_TEST(the_back_office)
{
	play_command(&play, COMMAND_QUEUES);
	check("queues");
	play_digit(&play, 1);
	check("queue");
	play_digit(&play, 1);
	check("case");
	play_command(&play, COMMAND_CLOSE_CASE);
	check("case-closing");
}
END_TEST

START_TEST(what_was_refused)
{
	play.put_fails = PROBLEM_BAD_FIELD;
	open_found("blue badge");
	play_command(&play, COMMAND_SIGNPOST);
	play_pick(&play, "finish");
	check("home-refused");
	play_command(&play, COMMAND_REFUSED);
	check("refused");
}
END_TEST

START_TEST(something_wrong)
{
	open_found("missed bin");
	play_command(&play, COMMAND_WRONG);
	check("service-wrong");
	play_command(&play, COMMAND_DIALOGUE);
	play_command(&play, COMMAND_WRONG);
	check("dialogue-wrong");
}
END_TEST

START_TEST(an_entry_gone_stale)
{
	play_release(&play);
	play_init(&play);
	play.now += 200 * MICROS_DAY;
	play_sign_in(&play);
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	check("service-stale");
	play_command(&play, COMMAND_DIALOGUE);
	check("dialogue-stale");
}
END_TEST

static void
bring_notice(const char *id, const char *kind, micros until)
{
	struct notice_scope scope[] = {{"service", "missed-bin"}, {"council", "chorley"}};
	struct notice notice = {.id = id,
	    .text = "The bin lorries are not out today",
	    .script = "No bins are emptied today. Please leave yours out.",
	    .kind = kind,
	    .prepared = true,
	    .scope = {scope, 2},
	    .from = play.now,
	    .until = until};
	struct feed_item item = {.topic = "notice", .id = notice.id, .notice = &notice};
	struct feed_page page = {.next = "e.2", .items = {&item, 1}};
	play_feed(&play, &page);
}

START_TEST(notices)
{
	static const char on[] = "01920000-0000-7000-8000-0000000000f8",
			  off[] = "01920000-0000-7000-8000-0000000000f9";
	play_release(&play);
	play_init(&play);
	play.role = "supervisor";
	play_sign_in(&play);
	bring_notice(on, "emergency", play.now + MICROS_HOUR);
	bring_notice(off, NULL, play.now);
	check("home-notice");
	play_command(&play, COMMAND_NOTICES);
	check("notices");
	play_pick(&play, "notice:01920000-0000-7000-8000-0000000000f9");
	check("notice-prepared");
	play_command(&play, COMMAND_HOME);
	open_found("missed bin");
	check("service-notice");
	play_command(&play, COMMAND_DIALOGUE);
	check("dialogue-notice");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("pages");
	TCase *outside = tcase_create("outside"), *inside = tcase_create("inside");
	tcase_add_checked_fixture(outside, begin, end);
	tcase_add_test(outside, signing_in);
	suite_add_tcase(suite, outside);
	tcase_add_checked_fixture(inside, begin_signed_in, end);
	tcase_set_timeout(inside, 60);
	tcase_add_test(inside, home);
	tcase_add_test(inside, a_call);
	tcase_add_test(inside, a_history);
	tcase_add_test(inside, a_dialogue_with_urgent_words);
	tcase_add_test(inside, a_service);
	tcase_add_test(inside, who_does_this_at_this_door);
	tcase_add_test(inside, who_does_it_is_closed_too);
	tcase_add_test(inside, where_it_is_offered);
	tcase_add_test(inside, a_service_that_is_only_listed);
	tcase_add_test(inside, a_new_person);
	tcase_add_test(inside, the_back_office);
	tcase_add_test(inside, what_was_refused);
	tcase_add_test(inside, something_wrong);
	tcase_add_test(inside, an_entry_gone_stale);
	tcase_add_test(inside, notices);
	suite_add_tcase(suite, inside);
	return tap_run(suite);
}
