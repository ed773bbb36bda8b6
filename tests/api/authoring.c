/* The directory's life as an information officer leads it from a shell: files, versions, drafts,
 * the user's own editor, bulk changes; and how soon a desk hears of it. */
#include "base/arena.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct server crm;
static struct arena arena;
static const char *folder; /* of the files */

static const char partnership[] =
    "councils:\n"
    "  lancashire: { name: Lancashire County Council, short: Lancashire, tier: county }\n"
    "  chorley: { name: Chorley Council, short: Chorley, tier: district, county: lancashire }\n"
    "teams:\n"
    "  chorley-waste: { name: Waste, council: chorley, hours: 'Mo-Fr 09:00-17:00', email: "
    "w@chorley.example }\n"
    "queues:\n"
    "  waste-round: { chorley: chorley-waste }\n";

static const char bins[] = "# Bins, of the waste team.\n"
			   "service: bins\n"
			   "title: Missed bin\n"
			   "summary: When the crew did not come.\n"
			   "provided_by: district\n"
			   "owner: { team: chorley-waste, email: waste@chorley.example }\n"
			   "assured: 2026-01-01   # by the foreman\n"
			   "review_by: 2026-06-01\n"
			   "words: [rubbish]\n"
			   "facts:\n"
			   "  fee: { value: £20 a bin, review_by: 2026-06-01 }\n"
			   "dialogue:\n"
			   "  - section: What happens now\n"
			   "    prompts:\n"
			   "      - say: It is ${fact.fee}.\n"
			   "        id: cost\n"
			   "      - refer: waste-round\n"
			   "        promise: Back for ${fact.fee} within 2 working days.\n"
			   "        due: 2 working days\n";

static const char moving[] = "service: moving\n"
			     "title: Moving house\n"
			     "summary: Leaving or coming.\n"
			     "provided_by: district\n"
			     "owner: { team: chorley-waste, email: waste@chorley.example }\n"
			     "assured: 2026-11-01\n"
			     "review_by: 2027-06-01\n"
			     "words: [move]\n"
			     "dialogue:\n"
			     "  - section: What happens now\n"
			     "    prompts:\n"
			     "      - say: A bin is ${fact.bins.fee}.\n"
			     "        id: bin-cost\n"
			     "      - resolve: done\n"
			     "        text: That is all.\n";

static const char *
written(const char *name, const char *text)
{
	const char *path = arena_printf(&arena, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	fputs(text, file);
	ck_assert_int_eq(fclose(file), 0);
	return path;
}

static const char *
whole(const char *path)
{
	static char text[100000];
	FILE *file = fopen(path, "r");
	ck_assert_msg(file != NULL, "no file %s", path);
	size_t length = fread(text, 1, sizeof text - 1, file);
	fclose(file);
	text[length] = '\0';
	return text;
}

static const char *
altered(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	ck_assert_msg(at != NULL, "no '%s'", from);
	return arena_printf(&arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static void
setup(void)
{
	setenv("FRONTDESK_NOW", "2026-11-20T10:42:00Z", 1);
	arena_init(&arena);
	server_init(&crm);
	folder = arena_printf(&arena, "%s/scripts", crm.dir);
	ck_assert_int_eq(mkdir(folder, 0700), 0);
	written("partnership.yml", partnership);
	written("bins.yaml", bins);
	written("moving.yaml", moving);
	ctl_ok(&crm, "init");
	ctl_ok(&crm, "publish", folder);
}

static void
teardown(void)
{
	server_release(&crm);
	arena_release(&arena);
}

static void
check(int status, int got, char *out, const char *const sentences[], const char *what)
{
	ck_assert_msg(got == status, "%s ended with %d, not %d: %s", what, got, status, out);
	for (; *sentences; sentences++)
		ck_assert_msg(strstr(out, *sentences) != NULL, "%s: \"%s\" is not in: %s", what,
		    *sentences, out);
	free(out);
}
static void
expect(int status, const char *const args[], const char *const sentences[])
{
	char *out = NULL;
	int got = ctl_run(&crm, &out, args);
	check(status, got, out, sentences, args[args[1] ? 1 : 0]);
}

static void
published(const char *service, const char *text)
{
	expect(0, WORDS("export", "directory", arena_printf(&arena, "%s/out", crm.dir)),
	    WORDS("wrote"));
	ck_assert_str_eq(whole(arena_printf(&arena, "%s/out/%s.yaml", crm.dir, service)), text);
}

START_TEST(files_and_what_they_change)
{
	published("bins", bins);
	published("moving", moving);
	expect(0, WORDS("diff", folder), WORDS("0 services differ."));
	written("bins.yaml", altered(bins, "£20", "£22"));
	unlink(arena_printf(&arena, "%s/moving.yaml", folder));
	expect(0, WORDS("diff", folder),
	    WORDS("bins: changed", "  fact fee: £20 a bin → £22 a bin", "moving: removed",
		"2 services differ."));
	expect(0, WORDS("--json", "diff", arena_printf(&arena, "%s/bins.yaml", folder)),
	    WORDS("{\"service\":\"bins\",\"state\":\"changed\",\"version\":1,",
		"\"path\":\"facts/fee/value\"", "\"was\":\"£20 a bin\"", "\"line\":11"));
	expect(0, WORDS("publish", "--dry-run", folder),
	    WORDS("fact fee: £20 a bin → £22 a bin", "1 service would change."));
	published("bins", bins);
	written("partnership.yml", altered(partnership, "name: Waste", "name: Refuse"));
	expect(0, WORDS("publish", "--comment", "the new fee", folder),
	    WORDS("team chorley-waste: name: Waste → Refuse", "1 service changed."));
	expect(0, WORDS("directory", "versions", "bins"), WORDS("the new fee", "ctl:"));
	expect(0, WORDS("--json", "directory", "versions", "bins"), WORDS("\"version\":3"));
	expect(0, WORDS("diff", "bins", "--from", "1"), WORDS("fact fee: £20 a bin → £22 a bin"));
	expect(0, WORDS("diff", "bins", "--from", "3", "--to", "1"),
	    WORDS("fact fee: £22 a bin → £20 a bin"));
	expect(1, WORDS("diff", "bins", "--from", "2"), WORDS("bins has no version 2"));
	expect(0, WORDS("directory", "rollback", "bins", "1"),
	    WORDS("fact fee: £22 a bin → £20 a bin"));
	published("bins", bins);
	expect(0, WORDS("directory", "versions", "bins"), WORDS("rolled back to version 1"));
	expect(1, WORDS("directory", "rollback", "bins", "9"), WORDS("bins has no version 9"));
	expect(0, WORDS("check"), WORDS("Nothing is wrong."));
}
END_TEST

START_TEST(what_another_entry_quotes_stays)
{
	const char *path = written("bins.yaml",
	    altered(altered(altered(bins,
				"facts:\n  fee: { value: £20 a bin, review_by: 2026-06-01 }\n", ""),
			"${fact.fee}", "free"),
		"${fact.fee}", "nothing"));
	expect(
	    1, WORDS("publish", path), WORDS("moving.yaml:12:", "error", "nothing was published"));
	published("bins", bins);
}
END_TEST

START_TEST(an_entry_is_withdrawn)
{
	expect(1, WORDS("directory", "withdraw", "bins"),
	    WORDS("moving.yaml:12:", "others still quote bins"));
	expect(0, WORDS("directory", "withdraw", "moving"), WORDS("moving: removed"));
	expect(0, WORDS("directory", "withdraw", "bins"), WORDS("bins: removed"));
	expect(1, WORDS("directory", "withdraw", "bins"), WORDS("bins is withdrawn already"));
	expect(1, WORDS("directory", "withdraw", "nothing"), WORDS("there is no service nothing"));
	expect(0, WORDS("diff", folder), WORDS("bins: added", "moving: added"));
	expect(0, WORDS("directory", "rollback", "bins", "1"), WORDS("bins: added"));
	published("bins", bins);
	expect(0, WORDS("directory", "versions", "bins"), WORDS("withdrawn", "20 Nov 2026 10:42"));
}
END_TEST

START_TEST(a_day_to_come)
{
	const char *path = written("bins.yaml", altered(bins, "£20", "£22"));
	expect(2, WORDS("publish", "--at", "2020-04-01", path), WORDS("a day to come"));
	expect(0, WORDS("publish", "--at", "2027-04-01", path), WORDS("1 service waits"));
	published("bins", bins);
	expect(0, WORDS("directory", "drafts"), WORDS("bins", "waits for Thu 1 Apr 00:00"));
	expect(0, WORDS("--json", "directory", "drafts"),
	    WORDS("\"effective\":\"2027-03-31T23:00:00Z\"", "\"state\":\"scheduled\""));
	expect(0, WORDS("diff", "bins", "--draft"), WORDS("£20 a bin → £22 a bin"));
	expect(1, WORDS("publish", "--at", "2027-05-01", path), WORDS("call it off first"));
	expect(0, WORDS("directory", "cancel", "bins"), WORDS("is called off"));
	expect(0, WORDS("directory", "drafts"), WORDS("0 texts are not published."));
	expect(1, WORDS("directory", "cancel", "bins"), WORDS("bins has no draft"));
}
END_TEST

START_TEST(overdue_and_vouched_for)
{
	expect(0, WORDS("directory", "overdue"),
	    WORDS("chorley-waste\n  bins", "review by 2026-06-01, 1 fact past its review",
		"1 entry is overdue."));
	expect(
	    0, WORDS("directory", "overdue", "--team", "nobody"), WORDS("0 entries are overdue."));
	expect(1, WORDS("directory", "assure", "nothing"), WORDS("there is no such entry"));
	expect(1, WORDS("directory", "assure", "bins", "--date", "2026-11-21"),
	    WORDS("a day that has not come yet"));
	expect(0, WORDS("directory", "assure", "--facts", "bins", "moving"),
	    WORDS("2 entries are vouched for until 2027-11-20."));
	expect(0, WORDS("directory", "overdue"), WORDS("0 entries are overdue."));
	published(
	    "bins", altered(altered(altered(bins, "assured: 2026-01-01", "assured: 2026-11-20"),
				"2026-06-01", "2027-11-20"),
			"2026-06-01", "2027-11-20"));
}
END_TEST

START_TEST(words_in_the_whole_directory)
{
	expect(0, WORDS("directory", "replace", "waste@chorley.example", "bins@chorley.example"),
	    WORDS("bins: changed", "moving: changed",
		"owner, email: waste@chorley.example → bins@chorley.example",
		"2 places in 2 services. Nothing is changed yet"));
	published("bins", bins);
	/* One of them would no longer be right: nothing is changed. */
	expect(1, WORDS("directory", "replace", "It is", "It is ${fact.nothing}:", "--apply"),
	    WORDS("bins.yaml:15:", "nothing is replaced"));
	published("bins", bins);
	expect(0, WORDS("directory", "replace", "bin", "box", "--word", "--in", "facts", "--apply"),
	    WORDS("1 place in 1 service replaced."));
	published("bins", altered(bins, "£20 a bin", "£20 a box"));
	expect(0, WORDS("directory", "replace", "dragon", "cat"), WORDS("stands nowhere"));
	expect(0, WORDS("directory", "versions", "bins"), WORDS("replaced \"bin\" by \"box\""));
}
END_TEST

START_TEST(a_fact_and_all_that_quotes_it)
{
	expect(0, WORDS("directory", "impact", "bins.fee"),
	    WORDS("bins.fee\n  £20 a bin (2026-06-01)\n", "bins.yaml:15: prompt cost, text",
		"bins.yaml:18: prompt waste-round, promise",
		"moving.yaml:12: prompt bin-cost, text", "export: faq", "export: pages: bins.html",
		"export: on-hold: waste-round.txt"));
	expect(0, WORDS("--json", "directory", "impact", "fee"),
	    WORDS("\"kind\":\"promise\"", "\"values\":[{\"value\":\"£20 a bin\""));
	expect(1, WORDS("directory", "impact", "bins.nothing"), WORDS("no service has a fact"));
	expect(2, WORDS("directory", "nonsense"), WORDS("directory does one of these", "impact"));
}
END_TEST

/* ---- the user's own editor ---- */

/* Runs `edit` with an editor that is a script of these lines; answers go to its questions. */
static void
edit(int status, const char *lines, const char *answers, const char *const args[],
    const char *const sentences[])
{
	const char *script = written("editor", arena_printf(&arena, "#!/bin/sh\n%s\n", lines));
	ck_assert_int_eq(chmod(script, 0700), 0);
	const char *argv[12] = {proc_built("frontdeskctl"), "--db", crm.db, "edit"};
	size_t n = 4;
	while (*args)
		argv[n++] = *args++;
	const char *env[] = {arena_printf(&arena, "EDITOR=%s", script),
	    arena_printf(&arena, "XDG_STATE_HOME=%s/state", crm.dir), "VISUAL", NULL};
	char *out;
	int got = proc_run(argv, env, answers, &out, 60000);
	check(status, got, out, sentences, lines);
	free((char *)argv[0]);
}

static const char *
typed(const char *name)
{
	return arena_printf(&arena, "%s/state/frontdesk/edit/%s", crm.dir, name);
}

START_TEST(edited_and_published)
{
	edit(0, "sed -i 's/£20/£22/' \"$1\"", "p\n", WORDS("bins"),
	    WORDS("fact fee: £20 a bin → £22 a bin", "bins is published."));
	published("bins", altered(bins, "£20", "£22"));
	ck_assert_int_ne(access(typed("bins.yaml"), F_OK), 0);
	edit(0, "true", "", WORDS("bins"), WORDS("bins: nothing changed"));
	edit(1, "false", "", WORDS("bins"), WORDS("did not end well"));
	ck_assert_int_ne(access(typed("bins.yaml"), F_OK), 0);
	edit(2, "true", "", WORDS("../bins"), WORDS("one service, by its id"));
}
END_TEST

START_TEST(errors_lead_back_to_the_editor)
{
	/* Wrong at first, and mended the second time. */
	edit(0,
	    "if grep -q dustmen \"$1\"; then sed -i 's/dustmen/chorley-waste/' \"$1\"; else sed -i "
	    "'s/team: chorley-waste/team: dustmen/; s/£20/£21/' \"$1\"; fi",
	    "e\np\n", WORDS("bins"),
	    WORDS("bins.yaml:6:16: error:", "Back to the editor", "bins is published."));
	published("bins", altered(bins, "£20", "£21"));
	/* Kept for later, and taken up again. */
	edit(1, "sed -i 's/£21/£23/; s/team: chorley-waste/team: dustmen/' \"$1\"", "k\n",
	    WORDS("bins"), WORDS("what you typed is kept in"));
	ck_assert_ptr_nonnull(strstr(whole(typed("bins.yaml")), "£23"));
	edit(1, "false", "g\n", WORDS("bins"), WORDS("There is an edit of bins", "is kept in"));
	edit(0, "sed -i 's/dustmen/chorley-waste/' \"$1\"", "g\np\n", WORDS("bins"),
	    WORDS("£21 a bin → £23 a bin", "bins is published."));
	/* Nobody there to answer: nothing is published, nothing is lost. */
	edit(1, "sed -i 's/£23/£24/' \"$1\"", "", WORDS("bins"), WORDS("is kept in"));
	published("bins", altered(bins, "£20", "£23"));
	ck_assert_ptr_nonnull(strstr(whole(typed("bins.yaml")), "£24"));
	/* Begun anew, the old one stays beside it. */
	edit(0, "true", "n\n", WORDS("bins"), WORDS("The old edit is in", "nothing changed"));
	/* Another CRM's text of the same name is not gone on with, nor written over; nor is one
	 * whose beginning is lost. */
	edit(1, "sed -i 's/£23/£25/' \"$1\"", "k\n", WORDS("bins"), WORDS("is kept in"));
	const char *own = whole(typed("bins.from"));
	const char *lines = strchr(own, '\n');
	ck_assert_ptr_nonnull(lines);
	FILE *from = fopen(typed("bins.from"), "w");
	fprintf(from, "1 sqlite:another.db%s", lines);
	ck_assert_int_eq(fclose(from), 0);
	edit(0, "grep -q £23 \"$1\"", "", WORDS("bins"),
	    WORDS("of another CRM", "The old edit is in", "nothing changed"));
	edit(1, "sed -i 's/£23/£26/' \"$1\"", "k\n", WORDS("bins"), WORDS("is kept in"));
	ck_assert_int_eq(unlink(typed("bins.from")), 0);
	edit(0, "grep -q £23 \"$1\"", "", WORDS("bins"),
	    WORDS("cannot be read", "The old edit is in", "nothing changed"));
}
END_TEST

START_TEST(changed_by_somebody_else_meanwhile)
{
	const char *theirs = written("bins.yaml", altered(bins, "Missed bin", "Bin not emptied"));
	char *program = proc_built("frontdeskctl");
	const char *lines = arena_printf(&arena,
	    "[ -e %s/raced ] || %s --db '%s' publish %s >/dev/null\ntouch %s/raced\n"
	    "sed -i 's/£20/£22/; s/title: Missed bin/title: Bin not emptied/' \"$1\"",
	    crm.dir, program, crm.db, theirs, crm.dir);
	const char *first = arena_printf(&arena, "%s", lines);
	first = altered(first, "; s/title: Missed bin/title: Bin not emptied/", "");
	edit(1, first, "p\n", WORDS("bins"),
	    WORDS("bins was changed by somebody else meanwhile",
		"title: Missed bin → Bin not emptied", "bins.theirs.yaml"));
	published("bins", whole(theirs));
	ck_assert_ptr_nonnull(strstr(whole(typed("bins.yaml")), "£22"));
	ck_assert_ptr_nonnull(strstr(whole(typed("bins.theirs.yaml")), "Bin not emptied"));
	/* With theirs taken over, it goes on from theirs. */
	edit(0, lines, "g\np\n", WORDS("bins"), WORDS("£20 a bin → £22 a bin", "is published."));
	published("bins", altered(altered(bins, "Missed bin", "Bin not emptied"), "£20", "£22"));
	free(program);
}
END_TEST

START_TEST(submitted_to_a_second_person)
{
	edit(0, "sed -i 's/£20/£22/' \"$1\"", "s\n",
	    WORDS("bins", "--submit", "--comment", "the new fee"), WORDS("bins is submitted"));
	published("bins", bins);
	expect(0, WORDS("directory", "drafts"), WORDS("bins", "submitted"));
	expect(1, WORDS("directory", "approve", "bins"),
	    WORDS("£20 a bin → £22 a bin", "who wrote a text does not approve it"));
	expect(2, WORDS("directory", "return", "bins"), WORDS("--comment"));
	expect(0, WORDS("directory", "return", "bins", "--comment", "say since when"),
	    WORDS("bins went back to its author."));
	expect(0, WORDS("directory", "drafts"), WORDS("bins", "returned"));
	edit(1, "sed -i 's/£20/£23/' \"$1\"", "s\n", WORDS("bins", "--submit"),
	    WORDS("has another text of bins that is not published (returned)",
		"decide on that first"));
}
END_TEST

START_TEST(a_new_entry)
{
	const char *text = altered(moving, "service: moving", "service: noise");
	edit(0, arena_printf(&arena, "cp %s \"$1\"", written("new", text)), "p\n", WORDS("noise"),
	    WORDS("noise: added", "noise is published."));
	published("noise", text);
}
END_TEST

/* ---- a desk hears of it ---- */

START_TEST(desks_hear_of_it_at_once)
{
	struct office office;
	struct api desk;
	office_init(&office);
	api_init(&desk, office.crm.port);
	api_ready(&desk, &office, "chorley-oss-1", OFFICE_ADVISOR);
	struct http_reply reply = http_get(&desk.http, "/v1/session");
	char *place = json_get(reply.body, "feed");
	http_reply_release(&reply);
	char *ask = proc_text("GET /v1/feed?after=%s&wait=50 HTTP/1.1\r\nHost: a\r\nAuthorization: "
			      "Bearer %s\r\n\r\n",
	    place, desk.http.token);
	ck_assert(http_connect(&desk.http));
	ck_assert(http_write(&desk.http, ask, strlen(ask)));
	/* Another process publishes: the server notices by the database. */
	char *out;
	ck_assert_int_eq(ctl(&office.crm, &out, "directory", "assure", "missed-bin"), 0);
	free(out);
	int64_t done = proc_us();
	reply = http_read(&desk.http, HTTP_MS);
	int64_t heard = proc_us();
	ck_assert_int_eq(reply.status, 200);
	ck_assert(json_is(reply.body, "items.0.topic", "directory"));
	ck_assert(json_is(reply.body, "items.0.id", "missed-bin"));
	printf("# a desk heard of it %lld ms after it was published\n",
	    (long long)(heard - done) / 1000);
	/* Within a second; one more for a machine that runs all tests at once. */
	ck_assert_int_lt(heard - done, 2 * 1000000);
	http_reply_release(&reply);
	free(ask);
	free(place);
	api_release(&desk);
	office_release(&office);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("authoring");
	TCase *tcase = tcase_create("authoring");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, files_and_what_they_change);
	tcase_add_test(tcase, what_another_entry_quotes_stays);
	tcase_add_test(tcase, an_entry_is_withdrawn);
	tcase_add_test(tcase, a_day_to_come);
	tcase_add_test(tcase, overdue_and_vouched_for);
	tcase_add_test(tcase, words_in_the_whole_directory);
	tcase_add_test(tcase, a_fact_and_all_that_quotes_it);
	tcase_add_test(tcase, edited_and_published);
	tcase_add_test(tcase, errors_lead_back_to_the_editor);
	tcase_add_test(tcase, changed_by_somebody_else_meanwhile);
	tcase_add_test(tcase, submitted_to_a_second_person);
	tcase_add_test(tcase, a_new_entry);
	tcase_add_test(tcase, desks_hear_of_it_at_once);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
