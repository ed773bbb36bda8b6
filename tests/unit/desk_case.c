/* A case at the desk: into which states it may go, what that needs, and its clock. */
#include "desk/cases.h"
#include "desk/effects.h"
#include "desk/outbox.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <string.h>

#define CASE "01920000-0000-7000-8000-0000000000d1"

static struct case_record record;
static struct case_page page;
static struct arena arena;

/* A complaint about noise in Chorley; where the noise comes from was not asked. */
static void
setup(void)
{
	at_desk_begin();
	arena_init(&arena);
	record = (struct case_record){.id = CASE,
	    .reference = "4071-2283-7",
	    .enquiry = "01920000-0000-7000-8000-0000000000d2",
	    .service = "noise",
	    .at = "chorley",
	    .as = "chorley",
	    .responsible = "chorley",
	    .queue = "chorley.environmental-health",
	    .state = "open",
	    .life = "new",
	    .opened = play.now - MICROS_HOUR,
	    .due = play.now + MICROS_DAY};
	page = (struct case_page){.record = &record, .left = 5 * MICROS_HOUR + 20 * MICROS_MINUTE};
	*(struct answer *)list_add(&arena, &page.answers, &answer_record) =
	    (struct answer){.prompt = "kind", .value = "music", .source = "asked"};
	*(struct answer *)list_add(&arena, &page.answers, &answer_record) =
	    (struct answer){.prompt = "violence", .value = "no", .source = "asked"};
	play.a_case = &page;
	play_set(&play, "home.find", record.reference);
	play_enter(&play, "home.find");
	play_shows(&play, "4071-2283-7");
}

static void
teardown(void)
{
	play.a_case = NULL;
	arena_release(&arena);
	at_desk_end();
}

static const struct case_event *
sent(size_t count)
{
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CASE_EVENT), count);
	return play_sent(&play, ROUTE_PUT_CASE_EVENT)->request.body;
}

START_TEST(a_move_asks_for_what_its_state_needs)
{
	play_shows(&play, "To be looked at");
	play_shows(&play, "due Sat 21 Nov 10:42; 5 h 20 min of working time left");
	play_command(&play, COMMAND_STATE);
	play_shows(&play, "Customer keeps a diary");
	play_shows(&play, "needs: Which address does it come from?");
	play_pick(&play, "to:investigating");
	play_enter(&play, case_state_field(play.desk, &arena));
	play_shows(&play, "Something that it needs is not there yet.");
	play_command(&play, COMMAND_BACK);
	play_command(&play, COMMAND_STATE);
	play_pick(&play, "to:diary");
	play_enter(&play, case_state_field(play.desk, &arena));
	play_shows(&play, "Say why: it is kept with the case.");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CASE_EVENT), 0);
	play.crm_there = false;
	play_type(&play, case_state_field(play.desk, &arena), "Two weeks of it");
	play_enter(&play, case_state_field(play.desk, &arena));
	ck_assert_str_eq(sent(1)->kind, "move");
	ck_assert_str_eq(sent(1)->state, "diary");
	ck_assert_str_eq(sent(1)->text, "Two weeks of it");
	play_shows(&play, "Customer keeps a diary");
	play_shows(&play, "stands since 10:42; 5 h 20 min of working time left");
	play_shows(&play, "moved on: Customer keeps a diary: Two weeks of it");
}
END_TEST

START_TEST(there_are_two_ways_to_close_it_so_it_is_asked_which)
{
	play_command(&play, COMMAND_CLOSE_CASE);
	play_shows(&play, "closes it");
	play_pick(&play, "to:abated");
	play_type(&play, case_state_field(play.desk, &arena), "They moved");
	play_enter(&play, case_state_field(play.desk, &arena));
	ck_assert_str_eq(sent(1)->kind, "close");
	ck_assert_str_eq(sent(1)->state, "abated");
}
END_TEST

START_TEST(what_is_overdue_says_so)
{
	record.due = play.now - MICROS_DAY;
	play_command(&play, COMMAND_HOME);
	play_set(&play, "home.find", record.reference);
	play_enter(&play, "home.find");
	play_shows(&play, "OVERDUE since Thu 19 Nov 10:42");
}
END_TEST

START_TEST(a_refused_move_comes_back_with_its_words)
{
	play_command(&play, COMMAND_STATE);
	play_pick(&play, "to:diary");
	play.crm_there = false;
	play_type(&play, case_state_field(play.desk, &arena), "Two weeks of it");
	play_enter(&play, case_state_field(play.desk, &arena));
	play_fail(&play, ROUTE_PUT_CASE_EVENT, PROBLEM_CONFLICT, 409);
	play.crm_there = true;
	play_answer_all(&play);
	play_command(&play, COMMAND_REFUSED);
	play_digit(&play, 1);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_STATE);
	play_shows(&play, "Two weeks of it");
	play_survives(&play);
}
END_TEST

/* A colleague was sooner: the CRM tells that the case has changed, and has what they wrote. */
static void
changed_by_a_colleague(const char *summary)
{
	struct feed_page told = {.next = "1.9"};
	record.summary = summary;
	*(struct case_event *)list_add(&arena, &record.events, &case_event_record) =
	    (struct case_event){.id = "01920000-0000-7000-8000-0000000000d9",
		.kind = "change",
		.subject = "summary",
		.now = summary,
		.user = "j.mills",
		.at = play.now};
	*(struct feed_item *)list_add(&arena, &told.items, &feed_item_record) =
	    (struct feed_item){.topic = "case", .id = CASE};
	play_feed(&play, &told);
}

START_TEST(an_answer_is_put_right_in_place)
{
	play_command(&play, COMMAND_AMEND);
	play_shows(&play, "What sort of noise is it?");
	play_pick(&play, "a:kind");
	play.crm_there = false;
	play_pick(&play, "answer:alarm");
	ck_assert_str_eq(sent(1)->kind, "amend");
	ck_assert_str_eq(sent(1)->subject, "kind");
	ck_assert_str_eq(sent(1)->was, "music");
	ck_assert_str_eq(sent(1)->now, "alarm");
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "put right: What sort of noise is it?");
	play_shows(&play, "What sort of noise is it? An alarm");
}
END_TEST

START_TEST(what_a_state_lacks_is_given_from_there)
{
	play_command(&play, COMMAND_STATE);
	play_pick(&play, "to:investigating");
	play.crm_there = false;
	play_pick(&play, "need:source");
	play_type(&play, case_amend_field(play.desk, &arena), "12 Mill Lane, Chorley");
	play_enter(&play, case_amend_field(play.desk, &arena));
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_STATE);
	play_shows_not(&play, "Missing");
	play_enter(&play, case_state_field(play.desk, &arena));
	ck_assert_str_eq(sent(2)->kind, "move");
	ck_assert_str_eq(sent(2)->state, "investigating");
}
END_TEST

START_TEST(where_two_change_one_thing_both_sides_are_shown)
{
	play_command(&play, COMMAND_AMEND);
	play_pick(&play, "f:summary");
	const char *field = case_amend_field(play.desk, &arena);
	play_set(&play, field, "Music every night");
	changed_by_a_colleague("Music at weekends");
	play_shows(&play, "Theirs: Music at weekends");
	play_shows(&play, "j.mills");
	play_shows(&play, "Yours: Music every night");
	play_enter(&play, field);
	play_shows(&play, "Somebody has changed it meanwhile");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_CHANGE_CASE), 0);
	play.crm_there = false;
	play_enter(&play, field);
	const struct case_change *change = play_sent(&play, ROUTE_CHANGE_CASE)->request.body;
	ck_assert_str_eq(change->was->summary, "Music at weekends");
	ck_assert_str_eq(change->now->summary, "Music every night");
	ck_assert_ptr_null(change->now->note);
}
END_TEST

START_TEST(what_was_refused_comes_back_beside_the_other_side)
{
	play_command(&play, COMMAND_AMEND);
	play_pick(&play, "f:summary");
	const char *field = case_amend_field(play.desk, &arena);
	play_set(&play, field, "Music every night");
	play.crm_there = false;
	play_enter(&play, field);
	record.summary = "Music at weekends";
	play_command(&play, COMMAND_BACK);
	play.crm_there = true;
	play_fail(&play, ROUTE_CHANGE_CASE, PROBLEM_CONFLICT, 409);
	play_answer_all(&play);
	play_shows(&play, "Not taken");
	play_digit(&play, 1);
	play_shows(&play, "Theirs: Music at weekends");
	play_shows(&play, "Music every night");
	play_enter(&play, field);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_CHANGE_CASE), 2);
}
END_TEST

START_TEST(a_case_is_linked_by_its_reference)
{
	play_command(&play, COMMAND_LINK_CASE);
	play_pick(&play, "kind:follows");
	const char *field = case_link_field(play.desk, &arena);
	play_type(&play, field, "4071-2283-5");
	play_enter(&play, field);
	play_shows(&play, "This is not a reference");
	play_set(&play, field, "4071 2283 7");
	play_enter(&play, field);
	play_shows(&play, "That is this case itself.");
	char other[REFERENCE_LENGTH + 1];
	reference_format(other, 40712290);
	play_set(&play, field, other);
	play.crm_there = false;
	play_enter(&play, field);
	ck_assert_str_eq(sent(1)->kind, "link");
	ck_assert_str_eq(sent(1)->link, "follows");
	ck_assert_str_eq(sent(1)->subject, other);
	play_shows(&play, arena_printf(&arena, "follows on %s", other));
	play_fail(&play, ROUTE_PUT_CASE_EVENT, PROBLEM_BAD_FIELD, 400);
	play_command(&play, COMMAND_REFUSED);
	play_digit(&play, 1);
	play_shows(&play, "The CRM has no such case that you may see");
	play_shows(&play, other);
}
END_TEST

START_TEST(a_linked_case_opens_and_the_way_back_is_the_first)
{
	*(struct case_link *)list_add(&arena, &record.links, &case_link_record) =
	    (struct case_link){.reference = "4071-2300-6", .kind = "part", .author = "j.mills"};
	changed_by_a_colleague("Music");
	play_shows(&play, "is a part of 4071-2300-6");
	struct case_record other = {.id = "01920000-0000-7000-8000-0000000000d5",
	    .reference = "4071-2300-6",
	    .service = "noise",
	    .at = "chorley",
	    .queue = "chorley.environmental-health",
	    .state = "open"};
	page.record = &other;
	play_pick(&play, "case:4071-2300-6");
	ck_assert_str_eq(play_sent(&play, ROUTE_CASE)->request.params[0], "4071-2300-6");
	page.record = &record;
	play_command(&play, COMMAND_BACK);
	ck_assert_str_eq(play_sent(&play, ROUTE_CASE)->request.params[0], "4071-2283-7");
	play_command(&play, COMMAND_LINK_CASE);
	play.crm_there = false;
	play_pick(&play, "unlink:part/4071-2300-6");
	ck_assert_str_eq(sent(1)->kind, "unlink");
	play_shows(&play, "link taken off: is a part of 4071-2300-6");
	play_shows_not(&play, "Linked cases");
}
END_TEST

static void
attachment_there(const char *name, const char *type, int64_t size)
{
	*(struct attachment *)list_add(&arena, &record.attachments, &attachment_record) =
	    (struct attachment){.id = "01920000-0000-7000-8000-0000000000da",
		.hash = "00",
		.name = name,
		.type = type,
		.size = size,
		.author = "j.mills",
		.at = play.now};
	changed_by_a_colleague("Music");
}

static void
piece_comes(const char *content, int64_t from, int64_t size)
{
	struct attachment_file file = {.id = "01920000-0000-7000-8000-0000000000da",
	    .name = "diary.txt",
	    .type = "text/plain",
	    .content = content,
	    .from = from,
	    .size = size};
	const struct play_request *asked = play_sent(&play, ROUTE_ATTACHMENT);
	struct reply reply = {.number = asked->request.number,
	    .status = 200,
	    .route = ROUTE_ATTACHMENT,
	    .body = &file};
	struct desk_event event = {.kind = EVENT_REPLY, .reply = &reply, .number = reply.number};
	play_event(&play, &event);
}

/* "Mon 1 am\nTue\x1b[2J" in two pieces: shown line by line and harmless, then saved whole. */
START_TEST(a_text_is_read_piece_by_piece_and_saved)
{
	attachment_there("diary.txt", "text/plain", 16);
	play_shows(&play, "Files: 1: diary.txt");
	play_command(&play, COMMAND_FILES);
	play_shows(&play, "16 bytes");
	play.crm_there = false;
	play_digit(&play, 1);
	play_shows(&play, "Reading it");
	piece_comes("TW9uIDEgYW0KVHU=", 0, 16);
	play_shows(&play, "Mon 1 am");
	play_shows(&play, "11 bytes of 16 bytes are here");
	play_pick(&play, "save");
	play_shows(&play, "No folder is opened");
	set_text(&play.desk->folder, "/srv/files");
	play_pick(&play, "save");
	ck_assert_str_eq(play_sent(&play, ROUTE_ATTACHMENT)->request.query[0].value, "11");
	piece_comes("ZRtbMko=", 11, 16);
	play_shows(&play, "Tue\xef\xbf\xbd[2J");
	ck_assert_str_eq(play.saved, "Mon 1 am\nTue\x1b[2J");
	struct desk_event written = {
	    .kind = EVENT_FILE_WRITTEN, .ok = true, .text = "diary (2).txt"};
	play_event(&play, &written);
	play_shows(&play, "Saved as diary (2).txt in /srv/files.");
}
END_TEST

START_TEST(a_file_goes_on_the_case_in_pieces_or_says_why_not)
{
	struct folder_file there[] = {{"photo.JPG", 20000}, {"tool.exe", 12},
	    {"film.mp4", ATTACHMENT_MOST + 1}, {"none.txt", 0}};
	struct folder_listing listing = {there, 4};
	struct desk_event listed = {.kind = EVENT_FOLDER, .ok = true, .record = &listing};
	set_text(&play.desk->folder, "/srv/files");
	play_command(&play, COMMAND_FILES);
	play_pick(&play, "attach");
	play_event(&play, &listed);
	play_shows(&play, "tool.exe  not taken: only text, pictures");
	play_shows(&play, "film.mp4  too large: at most 4 MB");
	play_shows(&play, "none.txt  it is empty");
	char *bytes = arena_alloc(&arena, 20000);
	struct file_bytes file = {bytes, 20000};
	struct desk_event read = {
	    .kind = EVENT_FILE_READ, .ok = true, .item = "photo.JPG", .record = &file};
	play.crm_there = false;
	play_pick(&play, "put:photo.JPG");
	play_event(&play, &read);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_ATTACHMENT), 4);
	const struct attachment_file *last = play_sent(&play, ROUTE_PUT_ATTACHMENT)->request.body;
	ck_assert_str_eq(last->type, "image/jpeg");
	ck_assert_int_eq(last->size, 20000);
	ck_assert_int_eq(last->from % 3, 0);
	play_shows(&play, "4 pieces of files are on their way");
	play_fail(&play, ROUTE_PUT_ATTACHMENT, PROBLEM_NOT_PERMITTED, 403);
	play_shows(&play, "The CRM did not take \"File: photo.JPG\"");
	ck_assert_uint_eq(outbox_waiting(play.desk) + outbox_refused(play.desk), 0);
}
END_TEST

START_TEST(a_time_that_is_none_is_said)
{
	play_command(&play, COMMAND_AMEND);
	play_pick(&play, "f:due");
	const char *field = case_amend_field(play.desk, &arena);
	play_set(&play, field, "soonish");
	play_enter(&play, field);
	play_shows(&play, "Write a time to come");
	play_shows(&play, "soonish");
	play_survives(&play);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("unit/desk_case");
	TCase *tests = tcase_create("case");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, a_move_asks_for_what_its_state_needs);
	tcase_add_test(tests, there_are_two_ways_to_close_it_so_it_is_asked_which);
	tcase_add_test(tests, what_is_overdue_says_so);
	tcase_add_test(tests, a_refused_move_comes_back_with_its_words);
	tcase_add_test(tests, an_answer_is_put_right_in_place);
	tcase_add_test(tests, what_a_state_lacks_is_given_from_there);
	tcase_add_test(tests, where_two_change_one_thing_both_sides_are_shown);
	tcase_add_test(tests, what_was_refused_comes_back_beside_the_other_side);
	tcase_add_test(tests, a_case_is_linked_by_its_reference);
	tcase_add_test(tests, a_linked_case_opens_and_the_way_back_is_the_first);
	tcase_add_test(tests, a_text_is_read_piece_by_piece_and_saved);
	tcase_add_test(tests, a_file_goes_on_the_case_in_pieces_or_says_why_not);
	tcase_add_test(tests, a_time_that_is_none_is_said);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
