/* The directory comes in parts that are as large as the line is quick, when nobody waits for
 * anything else; what was lost is asked for again, and what has come is kept. */
#include "base/alloc.h"
#include "base/compress.h"
#include "base/secret.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

static long long began; /* the directory's version then */

static void
begin(void)
{
	at_desk_begin();
	began = play.desk->directory_version;
}

/* The feed tells of two changed services: more than one are fetched as parts. */
static void
two_have_changed(void)
{
	play.crm_there = false;
	struct feed_item items[] = {
	    {.topic = "directory", .id = "missed-bin", .number = 2, .version = began + 1},
	    {.topic = "directory", .id = "blue-badge", .number = 3, .version = began + 2},
	};
	struct feed_page page = {.next = "e.3", .items = {items, 2}};
	play_feed(&play, &page);
}

static const char *
asked(const char *name)
{
	const struct request *request = &play_sent(&play, ROUTE_DIRECTORY)->request;
	for (int i = 0; i < REQUEST_QUERY && request->query[i].name; i++)
		if (strcmp(request->query[i].name, name) == 0)
			return request->query[i].value;
	return "";
}

static void
page_comes(micros took, struct service_text *service, bool more)
{
	struct directory_page page = {
	    .version = began + 20, .services = {service, 1}, .more = more};
	size_t sent = play.request_count;
	while (play.requests[--sent].request.route != ROUTE_DIRECTORY)
		;
	play.requests[sent].answered = true;
	struct reply reply = {.number = play.requests[sent].request.number,
	    .route = ROUTE_DIRECTORY,
	    .status = 200,
	    .body = &page};
	play.now += took;
	struct desk_event event = {.kind = EVENT_REPLY, .now = play.now, .reply = &reply};
	play_event(&play, &event);
}

/* The part asked for last comes after so long, with one service of this version. */
static void
part_comes(micros took, int64_t version, bool more)
{
	char *text = xstrdup(directory_text(play.desk->directory, "missed-bin"));
	page_comes(took,
	    &(struct service_text){.service = "missed-bin", .text = text, .version = version},
	    more);
	free(text);
}

START_TEST(parts_are_as_large_as_the_line_is_quick)
{
	two_have_changed();
	ck_assert_int_eq(play_sent(&play, ROUTE_DIRECTORY)->request.class, REQUEST_IDLE);
	ck_assert_int_eq(atol(asked("after")), began);
	long first = atol(asked("most"));
	part_comes(MICROS_SECOND / 10, began + 1, true);
	ck_assert_int_eq(atol(asked("after")), began + 1);
	ck_assert_int_gt(atol(asked("most")), first);
	long large = atol(asked("most"));
	part_comes(MICROS_SECOND, began + 2, true);
	ck_assert_int_eq(atol(asked("most")), large);
	for (int i = 0; i < 12; i++)
		part_comes(9 * MICROS_SECOND, began + 3 + i, true);
	ck_assert_int_lt(atol(asked("most")), large / 4);
	ck_assert_int_gt(atol(asked("most")), 1000);
	size_t count = play_sent_count(&play, ROUTE_DIRECTORY);
	part_comes(MICROS_SECOND, began + 20, false);
	play_tick(&play, 60 * MICROS_SECOND);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_DIRECTORY), count);
}
END_TEST

/* Text to be made of the version `was` of the service that is here, as the CRM makes it. */
static void
patch_comes(const char *text, int64_t was, int64_t version)
{
	const char *old = directory_text(play.desk->directory, "missed-bin");
	struct buf packed;
	buf_init(&packed, 1 << 16);
	ck_assert_int_eq(deflate_pack(&packed, text, strlen(text), old, strlen(old)), 0);
	ck_assert_uint_lt(packed.length, strlen(text) / 2);
	char *patch = xcalloc(2, packed.length + 8);
	secret_base64(patch, 2 * packed.length + 8, packed.data, packed.length);
	page_comes(MICROS_SECOND,
	    &(struct service_text){
		.service = "missed-bin", .patch = patch, .was = was, .version = version},
	    false);
	free(patch);
	buf_release(&packed);
}

/* A desk that holds the whole of a version is sent patches; one that does not fit is nobody's harm:
 * what came after it is asked for as it is. */
START_TEST(a_patch_makes_the_text_of_the_one_that_is_here)
{
	char *text =
	    xasprintf("%s# Looked through.\n", directory_text(play.desk->directory, "missed-bin"));
	int64_t was = directory_version(play.desk->directory, "missed-bin");
	two_have_changed();
	ck_assert_int_eq(atol(asked("whole")), began);
	size_t count = play_sent_count(&play, ROUTE_DIRECTORY);
	patch_comes(text, was, began + 1);
	ck_assert_str_eq(directory_text(play.desk->directory, "missed-bin"), text);
	ck_assert_int_eq(directory_version(play.desk->directory, "missed-bin"), began + 1);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_DIRECTORY), count);

	began += 20;
	two_have_changed();
	ck_assert_int_eq(atol(asked("whole")), began);
	count = play_sent_count(&play, ROUTE_DIRECTORY);
	patch_comes("# Of another.\n# Of another.\n# Of another.\n# Of another.\n", was, began + 1);
	ck_assert_str_eq(directory_text(play.desk->directory, "missed-bin"), text);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_DIRECTORY), count + 1);
	ck_assert_str_eq(asked("whole"), "");
	ck_assert_int_eq(atol(asked("after")), began);
	free(text);
}
END_TEST

START_TEST(a_lost_part_is_asked_for_again)
{
	two_have_changed();
	part_comes(MICROS_SECOND, began + 1, true);
	play_fail(&play, ROUTE_DIRECTORY, PROBLEM_INTERNAL, 0);
	size_t count = play_sent_count(&play, ROUTE_DIRECTORY);
	play_tick(&play, 6 * MICROS_SECOND);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_DIRECTORY), count + 1);
	ck_assert_int_eq(atol(asked("after")), began + 1);
}
END_TEST

/* The feed tells of a change once. */
START_TEST(a_lost_service_is_looked_for)
{
	play.crm_there = false;
	struct feed_item item = {
	    .topic = "directory", .id = "missed-bin", .number = 2, .version = began + 1};
	struct feed_page page = {.next = "e.2", .items = {&item, 1}};
	play_feed(&play, &page);
	play_fail(&play, ROUTE_SERVICE, PROBLEM_INTERNAL, 0);
	size_t count = play_sent_count(&play, ROUTE_DIRECTORY);
	play_tick(&play, 6 * MICROS_SECOND);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_DIRECTORY), count + 1);
	ck_assert_int_eq(atol(asked("after")), began);
}
END_TEST

START_TEST(what_has_come_is_kept_before_all_has)
{
	two_have_changed();
	play.packed = false;
	part_comes(MICROS_SECOND, began + 1, true);
	play_shows(&play, "The directory is still coming.");
	ck_assert(!play.packed);
	play_tick(&play, 6 * MICROS_SECOND);
	ck_assert(play.packed);
	ck_assert_int_eq(play.desk->directory_version, began + 1);
	part_comes(MICROS_SECOND, began + 20, false);
	play_shows_not(&play, "The directory is still coming.");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk parts");
	TCase *tests = tcase_create("parts");
	tcase_add_checked_fixture(tests, begin, at_desk_end);
	tcase_add_test(tests, a_patch_makes_the_text_of_the_one_that_is_here);
	tcase_add_test(tests, parts_are_as_large_as_the_line_is_quick);
	tcase_add_test(tests, a_lost_part_is_asked_for_again);
	tcase_add_test(tests, a_lost_service_is_looked_for);
	tcase_add_test(tests, what_has_come_is_kept_before_all_has);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
