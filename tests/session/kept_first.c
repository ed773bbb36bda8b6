/*
 * A write leaves the desk only after its journal record is on the medium. The wiring as the program
 * has it, between a real desk, a real journal whose syncing waits to be told, and a live CRM.
 */
#include "base/secret.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "ui/page.h"
#include "wiring/carry.h"

#include <stdlib.h>
#include <string.h>

static struct office office;
static struct carrier carrier;
static struct api api;

static void
turn(void)
{
	link_wait(carrier.link, NULL, 0, 20);
	carry_link(&carrier);
	carry_keep(&carrier);
	struct desk_event tick = {.kind = EVENT_TICK};
	carry(&carrier, &tick);
	carry_flush(&carrier);
}

static bool
shows(const char *id)
{
	struct arena arena;
	struct page page;
	arena_init(&arena);
	page_of(carrier.desk, &page, &arena);
	bool there = strncmp(page.id, id, strlen(id)) == 0;
	arena_release(&arena);
	return there;
}

static void
until_shown(const char *id)
{
	int64_t deadline = proc_ms() + TERM_MS;
	while (!shows(id) && proc_left(deadline) > 0)
		turn();
	ck_assert_msg(shows(id), "%s never came", id);
}

static void
edit(const char *field, const char *text)
{
	struct desk_event event = {.kind = EVENT_EDIT, .field = field, .text = text};
	carry(&carrier, &event);
}

static void
pick(const char *item, const char *text)
{
	struct desk_event event = {.kind = EVENT_PICK, .item = item, .text = text};
	carry(&carrier, &event);
}

static void
command(enum command command)
{
	struct desk_event event = {.kind = EVENT_COMMAND, .command = command};
	carry(&carrier, &event);
}

static void
open_desk(void)
{
	struct err err = {""};
	char *code = office_code(&office, "chorley-oss-3"),
	     *server = proc_text("http://127.0.0.1:%d", office.crm.port);
	api_init(&api, office.crm.port);
	ck_assert_int_eq(api_enrol(&api, code), 0);
	struct link_options link_options = {.server = server};
	struct link *link = link_new(&link_options, &err);
	ck_assert_msg(link != NULL, "%s", err.text);
	struct desk_options desk_options = {.desk = api.desk,
	    .desk_secret = api.secret,
	    .language = "en",
	    .ids = id_system(),
	    .encode = link_encode};
	struct keep_options keep_options = {.folder = office.crm.dir,
	    .ops = secret_cost_tests.passes,
	    .memory = secret_cost_tests.memory,
	    .no_thread = true};
	struct desk *desk = desk_new(&desk_options, clock_now(clock_system()));
	carrier_init(&carrier, desk, link, &keep_options, clock_system());
	free(code);
	free(server);
}

static void
sign_in(void)
{
	edit("sign-in.user", OFFICE_ADVISOR);
	edit("sign-in.password", OFFICE_PASSWORD);
	pick("sign-in.password", OFFICE_PASSWORD);
	until_shown("home");
	/* The directory and what else comes with signing in. */
	int64_t deadline = proc_ms() + TERM_MS;
	while (!command_works(carrier.desk, COMMAND_NEW_CONTACT) && proc_left(deadline) > 0)
		turn();
}

START_TEST(a_write_waits_for_its_sync)
{
	struct link_figures before, after;
	office_init(&office);
	open_desk();
	sign_in();
	keep_sync_now(carrier.keep);
	carry_keep(&carrier);
	ck_assert_ptr_null(carrier.first);
	command(COMMAND_NEW_CONTACT);
	edit("home.find", "blue badge");
	pick("service:blue-badge", NULL);
	command(COMMAND_SIGNPOST);
	command(COMMAND_FINISH);
	until_shown("wrap-up");
	link_figures(carrier.link, &before);
	pick("finish", NULL);
	carry_flush(&carrier);
	/* Written, and not on the medium: nothing goes, however often the line is asked. */
	for (int i = 0; i < 5; i++) {
		turn();
		ck_assert_ptr_nonnull(carrier.first);
	}
	keep_sync_now(carrier.keep);
	carry_keep(&carrier);
	ck_assert_ptr_null(carrier.first);
	link_figures(carrier.link, &after);
	int64_t deadline = proc_ms() + TERM_MS;
	while (after.bytes_up == before.bytes_up && proc_left(deadline) > 0) {
		turn();
		link_figures(carrier.link, &after);
	}
	ck_assert_uint_gt(after.bytes_up, before.bytes_up);
	struct desk *desk = carrier.desk;
	struct link *link = carrier.link;
	carrier_release(&carrier);
	desk_free(desk);
	link_free(link);
	api_release(&api);
	office_release(&office);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/kept_first");
	TCase *tests = tcase_create("kept_first");
	tcase_set_timeout(tests, 120);
	tcase_add_test(tests, a_write_waits_for_its_sync);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
