/* Several pages in one answer are what each is alone, and what may not be read alone is not in it.
 */
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "model/records.h"

#include <stdlib.h>
#include <string.h>

#define OFFICER "d.ormerod"

static struct office office;

static void
set_up(void)
{
	office_init(&office);
	char *password = proc_text("%s/password", office.crm.dir);
	ctl_ok(&office.crm, "user", "add", OFFICER, "--name", "D. Ormerod", "--council", "chorley",
	    "--role", "dpo", "--password-file", password);
	free(password);
}

static void
tear_down(void)
{
	office_release(&office);
}

/* The officer for data protection logs no contacts: nobody waits for them. */
static const struct reader {
	const char *user, *desk;
	bool all;
} readers[] = {{OFFICE_ADVISOR, "chorley-cc-1", true}, {OFFICER, "chorley-oss-4", false}};

START_TEST(each_is_what_it_is_alone)
{
	struct api api;
	size_t there = 0;
	api_ready(&api, &office, readers[_i].desk, readers[_i].user);
	ctl_ok(&office.crm, "notice", "on", "Lorry strike", "--until", "2026-11-21");
	char *of = strdup("?of=nothing");
	for (size_t i = 0; i < pages_record.count; i++) {
		char *longer = proc_text("%s,%s", of, pages_record.fields[i].name);
		free(of);
		of = longer;
	}
	char *path = proc_text("/v1/pages%s", of);
	struct http_reply all = http_get(&api.http, path);
	ck_assert_int_eq(all.status, 200);
	for (size_t i = 0; i < pages_record.count; i++) {
		const char *name = pages_record.fields[i].name;
		char *alone = proc_text("/v1/%s", name);
		struct http_reply page = http_get(&api.http, alone);
		ck_assert_msg(
		    page.status == 200 || page.status == 403, "%s: %d", name, page.status);
		char *part = page.status == 200 ? proc_text("\"%s\":%s", name, page.body)
						: proc_text("\"%s\":", name);
		ck_assert_msg((strstr(all.body, part) != NULL) == (page.status == 200),
		    "%s is %s, not in %s", name, page.body, all.body);
		there += page.status == 200;
		free(alone);
		free(part);
		http_reply_release(&page);
	}
	ck_assert_int_eq(there == pages_record.count, readers[_i].all);
	ck_assert_uint_gt(there, 3);
	ck_assert_ptr_nonnull(strstr(all.body, "Lorry strike"));
	http_reply_release(&all);
	free(path);
	free(of);
	/* What is not asked for is not there. */
	struct http_reply one = http_get(&api.http, "/v1/pages?of=work");
	ck_assert_str_eq(one.body, "{\"work\":{}}");
	http_reply_release(&one);
	api_release(&api);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("api/pages");
	TCase *tests = tcase_create("pages");
	tcase_add_unchecked_fixture(tests, set_up, tear_down);
	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(tests, each_is_what_it_is_alone, 0, 2);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
