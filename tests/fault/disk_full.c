/* A full disk on either side, a real one (a small tmpfs of the test's own): each says so in words,
 * nothing that was acknowledged or called Kept is lost, and work goes on by itself once there is
 * room. */
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/small_disk.h"
#include "helpers/tap.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A file system of that size for this test and its children alone. Free the path. */
static char *
small_disk(const char *size)
{
	char *dir = proc_tmpdir();
	small_disk_begin();
	small_disk_mount(dir, size);
	return dir;
}

static char *
contact(const char *id, const char *note)
{
	return proc_text("{\"id\":\"%s\",\"step\":1,\"at\":\"chorley\",\"as\":\"chorley\",\"desk\":"
			 "\"chorley-cc-1\",\"channel\":"
			 "\"phone\",\"began\":\"2026-11-20T10:42:00Z\",\"note\":\"%s\"}",
	    id, note);
}

START_TEST(the_crms_disk_is_full)
{
	struct office office;
	struct api api;
	char note[3000], *kept[512];
	size_t count = 0;
	char *disk = small_disk("48m");
	memset(note, 'n', sizeof note - 1);
	note[sizeof note - 1] = '\0';
	setenv("TMPDIR", disk, 1);
	office_init(&office);
	api_ready(&api, &office, "chorley-cc-1", OFFICE_ADVISOR);
	char *ballast = small_disk_fill(disk), *id = NULL, *operation = office_id(), *body = NULL,
	     *path = NULL;
	int64_t deadline = proc_ms() + 60000;
	for (;;) {
		id = office_id();
		body = contact(id, note);
		path = proc_text("/v1/contacts/%s", id);
		free(operation);
		operation = office_id();
		struct http_reply r = api_write(&api, "PUT", path, operation, body);
		bool refused = r.status >= 500;
		if (refused)
			ck_assert_msg(r.status == 507 &&
					  json_is(r.body, "type", "urn:frontdesk:problem:storage"),
			    "%d %s", r.status, r.body);
		else
			ck_assert_msg(
			    r.status == 200 || r.status == 201, "%d %s", r.status, r.body);
		http_reply_release(&r);
		if (refused)
			break;
		ck_assert_uint_lt(count, 512);
		ck_assert_int_gt(proc_left(deadline), 0);
		kept[count++] = id;
		free(body);
		free(path);
	}
	/* Reading goes on. */
	struct http_reply r = http_get(&api.http, "/v1/health");
	ck_assert_int_eq(r.status, 200);
	http_reply_release(&r);
	/* Room again: the same write, under the same operation, is taken. */
	unlink(ballast);
	r = api_write(&api, "PUT", path, operation, body);
	ck_assert_msg(r.status == 200 || r.status == 201, "%d %s", r.status, r.body);
	http_reply_release(&r);
	kept[count++] = id;
	server_kill(&office.crm);
	server_start(&office.crm);
	for (size_t i = 0; i < count; i++) {
		char *at = proc_text("/v1/contacts/%s", kept[i]);
		r = http_get(&api.http, at);
		ck_assert_msg(r.status == 200, "%s is gone: %d", kept[i], r.status);
		http_reply_release(&r);
		free(at);
		free(kept[i]);
	}
	free(operation);
	free(body);
	free(path);
	free(ballast);
	api_release(&api);
	office_release(&office);
	small_disk_remove(disk);
	free(disk);
}
END_TEST

START_TEST(the_desks_disk_is_full)
{
	struct office office;
	const char *desk = "chorley-oss-3";
	office_init(&office);
	office_enrol(&office, desk, 0);
	/* The desk's folder moves onto the small disk. */
	char *disk = small_disk("8m"), *state = office_state(&office, desk), *out;
	ck_assert_int_eq(proc_run((const char *const[]){"cp", "-a", state, disk, NULL}, NULL, NULL,
			     &out, TERM_MS),
	    0);
	free(out);
	proc_rmdir(state);
	char *moved = proc_text("%s/desk-%s", disk, desk);
	ck_assert_int_eq(symlink(moved, state), 0);
	struct term *t = office_desk(&office, desk, 0, NULL, 24, 80);
	office_open_note(t);
	term_type(t, "before the disk was full");
	term_must_sync(t);
	term_must_text(t, "Kept");
	char *ballast = small_disk_fill(disk);
	/* The journal may have a little room of its own: type until it says so. */
	int64_t deadline = proc_ms() + 60000;
	while (!term_has(t, "Not kept") && proc_left(deadline) > 0) {
		term_type(t, " and then some more was typed by the advisor");
		term_must_sync(t);
	}
	term_must(t, term_has(t, "Not kept"));
	unlink(ballast);
	term_must_gone(t, "Not kept");
	term_type(t, " END");
	term_must_sync(t);
	term_must_text(t, "Kept");
	term_signal(t, SIGKILL);
	term_free(t);
	t = office_desk(&office, desk, 0, NULL, 24, 80);
	term_must_text(t, "Password");
	office_type_sign_in(t, OFFICE_ADVISOR);
	term_must_gone(t, "Password");
	term_must_text(t, "END");
	term_free(t);
	free(ballast);
	free(moved);
	free(state);
	office_release(&office);
	small_disk_remove(disk);
	free(disk);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("fault/disk_full");
	TCase *c = tcase_create("disk_full");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, the_crms_disk_is_full);
	tcase_add_test(c, the_desks_disk_is_full);
	suite_add_tcase(s, c);
	return tap_run(s);
}
