/* Parts that services share, and the facts of other services. */
#include "directory/lint.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <string.h>

static const char check[] =
    "part: identity-check\n"
    "title: Identity check\n"
    "owner: { team: front, email: f@chorley.example }\n"
    "assured: 2026-10-01\n"
    "review_by: 2027-04-01\n"
    "facts: { tries: { value: '3', review_by: 2027-04-01 } }\n"
    "dialogue:\n"
    "  - section: Who is calling\n"
    "    prompts:\n"
    "      - say: I must check who you are.\n"
    "      - ask: born_on\n"
    "        text: What is your date of birth?\n"
    "        type: date\n"
    "        required: true\n"
    "      - ask: reference\n"
    "        text: And your reference? (${fact.identity-check.tries} tries)\n"
    "        type: text\n"
    "        when: ${born_on} != ''\n"
    "  - section: Proof\n"
    "    prompts:\n"
    "      - tell: Bring proof next time.\n"
    "        id: proof\n"
    "at:\n"
    "  pendle:\n"
    "    texts: { born_on: When were you born? }\n";

#define HEAD(id)                                                                                   \
	"service: " id "\n"                                                                        \
	"title: " id "\n"                                                                          \
	"provided_by: any\n"                                                                       \
	"owner: { team: front, email: f@chorley.example }\n"                                       \
	"assured: 2026-10-01\n"                                                                    \
	"review_by: 2027-04-01\n"

static const char rent[] = HEAD("rent") "facts: { office: { value: Duxbury House, review_by: "
					"2027-04-01 } }\n"
					"dialogue:\n"
					"  - section: Rent\n"
					"    prompts:\n"
					"      - ask: tenant\n"
					"        text: Are you the tenant?\n"
					"        type: yesno\n"
					"        required: true\n"
					"      - include: identity-check\n"
					"        when: ${tenant} = 'yes'\n"
					"      - resolve: told\n"
					"        text: Come to ${fact.rent.office}.\n"
					"at:\n"
					"  pendle: { facts: { office: { value: Nelson, review_by: "
					"2027-04-01 } } }\n";

static const char tax[] = HEAD("tax") "dialogue:\n"
				      "  - section: Tax\n"
				      "    prompts:\n"
				      "      - resolve: told\n"
				      "        text: The office is ${fact.rent.office}.\n";

static struct directory *directory;

static void
begin(void)
{
	reading_begin();
	directory = directory_new();
}

static void
end(void)
{
	directory_free(directory);
	reading_end();
}

static void
put(const char *id, const char *text)
{
	struct err err = {{0}};
	ck_assert_msg(directory_put(directory, id, text, 1, &err) == 0, "%s", err.text);
}

static const char *
prompt_ids(const struct service *service)
{
	const char *ids = "";
	for (const struct prompt *p = service->dialogue->prompts; p; p = p->next)
		ids = arena_printf(&arena, "%s%s%s@%s", ids, *ids ? " " : "", p->id, p->section);
	return ids;
}

START_TEST(a_part_stands_where_it_is_included)
{
	put("rent", rent); /* the order of arrival does not matter */
	ck_assert_ptr_null(directory_service(directory, "rent", NULL)->dialogue);
	put("identity-check", check);
	const struct service *service = directory_service(directory, "rent", NULL);
	ck_assert_str_eq(prompt_ids(service),
	    "tenant@section-1 identity-check-say-1@section-1 born_on@section-1 "
	    "reference@section-1 proof@identity-check/section-2 told@section-1");
	const struct prompt *born = dialogue_prompt(service->dialogue, "born_on");
	ck_assert_str_eq(born->part, "identity-check");
	ck_assert_str_eq(born->gates->source, "${tenant} = 'yes'");
	ck_assert_str_eq(born->text.in[ENGLISH], "What is your date of birth?");
	ck_assert_ptr_null(dialogue_prompt(service->dialogue, "tenant")->part);
	ck_assert_uint_eq(service->dialogue->prompt_count, 6);
	/* the part's own variant of a council */
	ck_assert_str_eq(
	    dialogue_prompt(directory_service(directory, "rent", "pendle")->dialogue, "born_on")
		->text.in[ENGLISH],
	    "When were you born?");
}
END_TEST

START_TEST(a_part_is_in_no_list_and_no_search)
{
	struct service_hit hits[5];
	put("identity-check", check);
	ck_assert_uint_eq(directory_count(directory), 0);
	ck_assert_uint_eq(directory_size(directory), 1);
	put("rent", rent);
	ck_assert_uint_eq(directory_count(directory), 1);
	ck_assert_str_eq(directory_nth(directory, 0), "rent");
	ck_assert_str_eq(directory_nth(directory, 1), "identity-check");
	ck_assert_uint_eq(directory_search(directory, "identity", NULL, hits, 5), 0);
	ck_assert_uint_eq(directory_search(directory, "rent", NULL, hits, 5), 1);
}
END_TEST

START_TEST(a_changed_part_is_seen_at_once)
{
	put("identity-check", check);
	put("rent", rent);
	ck_assert_ptr_nonnull(
	    dialogue_prompt(directory_service(directory, "rent", NULL)->dialogue, "proof"));
	char *changed = arena_strdup(&arena, check);
	memcpy(strstr(changed, "id: proof"), "id: prove", 9);
	put("identity-check", changed);
	const struct service *service = directory_service(directory, "rent", NULL);
	ck_assert_ptr_nonnull(dialogue_prompt(service->dialogue, "prove"));
	put("identity-check", "");
	ck_assert_ptr_null(directory_service(directory, "rent", NULL)->dialogue);
	ck_assert_str_eq(directory_service(directory, "rent", NULL)->facts->name, "office");
}
END_TEST

START_TEST(a_fact_of_another_service_is_as_that_council_has_it)
{
	put("rent", rent);
	put("identity-check", check);
	put("tax", tax);
	struct library library = directory_library(directory);
	const struct service *service = directory_service(directory, "tax", NULL);
	ck_assert_str_eq(library_fact(&library, service, "rent.office", NULL)->value.in[ENGLISH],
	    "Duxbury House");
	ck_assert_str_eq(
	    library_fact(&library, service, "rent.office", "pendle")->value.in[ENGLISH], "Nelson");
	ck_assert_ptr_null(library_fact(&library, service, "rent.nothing", NULL));
	ck_assert_ptr_null(library_fact(&library, service, "nothing.office", NULL));
	ck_assert_ptr_null(library_fact(NULL, service, "rent.office", NULL));
	ck_assert_str_eq(
	    library_fact(&library, service, "identity-check.tries", NULL)->value.in[ENGLISH], "3");
}
END_TEST

/* ---- what lint says: the part, the service, and what is found ---- */

static const char *
with(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	ck_assert_msg(at != NULL, "%s", from);
	return arena_printf(&arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static const char *
lint_as(const char *file, const char *service, const char *part)
{
	struct library library = directory_library(directory);
	if (part)
		put("identity-check", part);
	put("rent", rent);
	findings_release(&findings);
	findings_init(&findings);
	lint_service(
	    file, service, strlen(service), NULL, &library, (struct date){2026, 11, 20}, &findings);
	return reading_findings();
}

static const char *
lint(const char *service, const char *part)
{
	return lint_as("rent.yaml", service, part);
}

START_TEST(lint_looks_through_parts)
{
	ck_assert_str_eq(lint(rent, check), "");
	ck_assert_str_eq(lint_as("identity-check.yaml", check, check), "");
	const char *says = lint(with(rent, "ask: tenant", "ask: born_on"), check);
	ck_assert_msg(strstr(says, "rent.yaml:15:9: error: the part 'identity-check' has a prompt "
				   "'born_on', and so has line 11"),
	    "%s", says);
	says = lint(with(rent, "include: identity-check", "include: identity-chek"), check);
	ck_assert_msg(
	    strstr(says, "rent.yaml:15:9: error: there is no part 'identity-chek'"), "%s", says);
	says = lint(with(rent, "include: identity-check", "include: rent"), check);
	ck_assert_msg(strstr(says, "rent.yaml:15:9: error: "), "%s", says);
	says = lint(with(rent, "${tenant} = 'yes'", "${tenat} = 'yes'"), check);
	ck_assert_msg(strstr(says, "rent.yaml:16:15: error: there is no ${tenat}"), "%s", says);
	says = lint(with(rent, "${fact.rent.office}", "${fact.rent.ofice}"), check);
	ck_assert_msg(strstr(says, "there is no ${fact.rent.ofice}"), "%s", says);
	says = lint_as("identity-check.yaml",
	    with(check, "${fact.identity-check.tries}", "${fact.tries}"), check);
	ck_assert_msg(strstr(says, "there is no ${fact.tries}: did you mean "
				   "${fact.identity-check.tries}?") ||
			  strstr(says, "there is no ${fact.tries}"),
	    "%s", says);
	says = lint_as(
	    "identity-check.yaml", with(check, "dialogue:", "provided_by: any\ndialogue:"), check);
	ck_assert_msg(strstr(says, "'provided_by' is not known here"), "%s", says);
}
END_TEST

START_TEST(parts_that_include_each_other_are_refused)
{
	const char *loop = with(check, "      - tell: Bring proof next time.\n        id: proof\n",
	    "      - include: identity-check\n");
	const char *says = lint(rent, loop);
	ck_assert_msg(strstr(says, "rent.yaml:15:9: error: the part 'identity-check' cannot be "
				   "used: ") &&
			  strstr(says, "parts include each other"),
	    "%s", says);
}
END_TEST

/* A question of the part decides, and the proof goes through it. */
START_TEST(the_proof_goes_through_parts)
{
	const char *says = lint(with(rent, "- resolve: told\n",
				    "- resolve: told\n        when: ${born_on} > "
				    "date('2000-01-01')\n"),
	    check);
	ck_assert_msg(strstr(says, "no outcome") || strstr(says, "without an outcome") ||
			  strstr(says, "nothing holds") || strstr(says, "ends in no"),
	    "%s", says);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("directory_parts");
	TCase *tests = tcase_create("parts");
	tcase_add_checked_fixture(tests, begin, end);
	tcase_add_test(tests, a_part_stands_where_it_is_included);
	tcase_add_test(tests, a_part_is_in_no_list_and_no_search);
	tcase_add_test(tests, a_changed_part_is_seen_at_once);
	tcase_add_test(tests, a_fact_of_another_service_is_as_that_council_has_it);
	tcase_add_test(tests, lint_looks_through_parts);
	tcase_add_test(tests, parts_that_include_each_other_are_refused);
	tcase_add_test(tests, the_proof_goes_through_parts);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
