/* Drafts, verdicts, versions, what waits for its day, and vouching: the rules with the CRM's memory
 * beneath them. */
#include "base/date.h"
#include "helpers/tap.h"
#include "store/audit.h"
#include "store/house.h"

#include <sched.h>
#include <string.h>

static struct house house;
static struct visitor dean, ford, sharp;

static const char bins[] = "service: bins\n"
			   "title: Missed bin\n"
			   "provided_by: district\n"
			   "owner: { team: chorley-waste, email: waste@chorley.example }\n"
			   "assured: 2025-10-01   # by the round's foreman\n"
			   "review_by: 2026-10-01\n"
			   "facts:\n"
			   "  fee: { value: £20, review_by: 2026-11-01 }\n"
			   "  wait: { value: 2 working days, review_by: 2027-04-01 }\n"
			   "at:\n"
			   "  burnley:\n"
			   "    owner: { team: burnley-waste, email: waste@burnley.example }\n"
			   "    assured: 2025-10-01\n"
			   "    review_by: 2026-09-01\n"
			   "    facts: { fee: { value: £25, review_by: 2027-02-01 } }\n";

static void
setup(void)
{
	house_init(&house);
	dean = house_visitor(&house, "o.dean", "chorley-oss-1");
	ford = house_visitor(&house, "i.ford", "chorley-oss-1");
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-1");
}

static void
teardown(void)
{
	house_release(&house);
}

/* The text with its first `from` in another way. */
static const char *
altered(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	ck_assert_msg(at != NULL, "no '%s'", from);
	return arena_printf(
	    &house.arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static struct crm_answer
put(const struct visitor *who, const char *state, int64_t base, int64_t revision, const char *text)
{
	struct entry_draft draft = {.service = "bins",
	    .base = base,
	    .revision = revision,
	    .text = text,
	    .state = state,
	    .comment = "the new fee"};
	struct query query = {.params = {"bins"},
	    .operation = house_id(&house),
	    .of = &entry_draft_record,
	    .body = &draft};
	return visit(who, ROUTE_PUT_DRAFT, &query);
}

static struct crm_answer
judge(const struct visitor *who, const char *verdict, int64_t revision, micros effective)
{
	struct entry_verdict body = {.id = house_id(&house),
	    .revision = revision,
	    .verdict = verdict,
	    .comment = "looked at it",
	    .effective = effective};
	struct query query = {.params = {"bins", body.id},
	    .operation = house_id(&house),
	    .of = &entry_verdict_record,
	    .body = &body};
	return visit(who, ROUTE_PUT_VERDICT, &query);
}

#define WELL(answer)                                                                               \
	ck_assert_msg((answer).problem == PROBLEM_NONE, "%s at %s: %s",                            \
	    problem_kind((answer).problem)->name, (answer).field, (answer).detail)

static void
refused(struct crm_answer answer, enum problem_type problem, const char *field)
{
	ck_assert_msg(answer.problem == problem, "%s, not %s: %s",
	    problem_kind(answer.problem)->name, problem_kind(problem)->name, answer.detail);
	if (field)
		ck_assert_str_eq(answer.field, field);
	ck_assert_ptr_null(answer.body);
}

static const struct service_text *
published(void)
{
	struct query query = {.params = {"bins"}};
	return visit_ok(&dean, ROUTE_SERVICE, &query);
}

static const struct entry_draft *
draft(void)
{
	struct query query = {.params = {"bins"}};
	return visit_ok(&dean, ROUTE_DRAFT, &query);
}

static void
no_draft(void)
{
	struct query query = {.params = {"bins"}};
	visit_refused(&dean, ROUTE_DRAFT, &query, PROBLEM_NOT_FOUND);
}

static const struct list *
entries(const char *list, const char *team, const char *council)
{
	struct query query = {.query = {list, team, council}};
	const struct entry_page *page = visit_ok(&sharp, ROUTE_ENTRIES, &query);
	return &page->items;
}

/* The topics of the feed since a place, and the place after. */
static const char *
news(const char **place)
{
	struct query query = {.query = {*place}};
	const struct feed_page *page = visit_ok(&sharp, ROUTE_FEED, &query);
	const char *topics = "";
	LIST_EACH(struct feed_item, item, &page->items)
	topics = arena_printf(&house.arena, "%s%s ", topics, item->topic);
	*place = page->next;
	return topics;
}

/* The CRM looks some times a second. */
static void
wait_for_version(int64_t version)
{
	micros deadline = clock_monotonic() + 20 * MICROS_SECOND;
	while (published()->version != version && clock_monotonic() < deadline)
		sched_yield();
	ck_assert_int_eq(published()->version, version);
}

static void
wait_for_state(const char *state)
{
	micros deadline = clock_monotonic() + 20 * MICROS_SECOND;
	while (strcmp(draft()->state, state) != 0 && clock_monotonic() < deadline)
		sched_yield();
	ck_assert_str_eq(draft()->state, state);
}

static void
at_time(micros when)
{
	__atomic_store_n(&house.now, when, __ATOMIC_RELAXED);
}

START_TEST(a_second_person_approves)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	const char *text = altered(bins, "£20", "£22");
	const struct session *session = visit_ok(&sharp, ROUTE_SESSION, NULL);
	const char *place = session->feed;
	struct crm_answer answer = put(&dean, "draft", first, 0, text);
	WELL(answer);
	const struct entry_draft *kept = answer.body;
	ck_assert_int_eq(kept->revision, 1);
	ck_assert_str_eq(kept->author, "o.dean");
	ck_assert_str_eq(news(&place), "draft ");
	/* What is kept on the way is no news. */
	WELL(put(&dean, "draft", first, 1, text));
	ck_assert_str_eq(news(&place), "");
	refused(put(&dean, "draft", first, 1, text), PROBLEM_CONFLICT, "revision");
	refused(judge(&sharp, "approve", 2, 0), PROBLEM_CONFLICT, "revision");
	WELL(put(&dean, "submitted", first, 2, text));
	ck_assert_str_eq(news(&place), "draft ");
	ck_assert_uint_eq(entries("submitted", NULL, NULL)->count, 1);
	ck_assert_str_eq(
	    LIST_AT(struct entry_row, entries("submitted", NULL, NULL), 0)->author, "o.dean");

	refused(judge(&dean, "approve", 3, 0), PROBLEM_NOT_PERMITTED, NULL);
	refused(judge(&sharp, "approve", 2, 0), PROBLEM_CONFLICT, "revision");
	ck_assert_int_eq(published()->version, first);
	answer = judge(&sharp, "approve", 3, 0);
	WELL(answer);
	const struct entry_standing *standing = answer.body;
	ck_assert_str_eq(standing->state, "published");
	ck_assert_int_eq(published()->version, standing->version);
	ck_assert_str_eq(published()->text, text);
	ck_assert_str_eq(news(&place), "draft directory ");
	no_draft();

	struct query query = {.params = {"bins"}};
	const struct entry_version_page *page = visit_ok(&dean, ROUTE_VERSIONS, &query);
	ck_assert_uint_eq(page->items.count, 2);
	const struct entry_version *newest = LIST_AT(struct entry_version, &page->items, 0);
	ck_assert_int_eq(newest->version, standing->version);
	ck_assert_str_eq(newest->author, "o.dean");
	ck_assert_str_eq(newest->approver, "v.sharp");
	ck_assert_str_eq(newest->comment, "the new fee v.sharp: looked at it");
	query.query[0] = arena_printf(&house.arena, "%lld", (long long)first);
	const struct service_text *old = visit_ok(&dean, ROUTE_SERVICE, &query);
	ck_assert_str_eq(old->text, bins);
}
END_TEST

START_TEST(everybody_who_wrote_is_an_author)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	struct user more[] = {{.id = "q.moss",
	    .name = "Q. Moss",
	    .council = "chorley",
	    .role = "information_officer"}};
	struct err err;
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &user_record, more, 1, &err), 0);
	ck_assert_int_eq(
	    crm_set_password(house.crm, "ctl:test", "q.moss", "correct horse", &err), 0);
	struct visitor moss = house_visitor(&house, "q.moss", "chorley-oss-2");
	WELL(put(&dean, "draft", first, 0, altered(bins, "£20", "£22")));
	WELL(put(&moss, "submitted", first, 1, altered(bins, "£20", "£23")));
	refused(judge(&dean, "approve", 2, 0), PROBLEM_NOT_PERMITTED, NULL);
	refused(judge(&moss, "approve", 2, 0), PROBLEM_NOT_PERMITTED, NULL);
	WELL(judge(&ford, "approve", 2, 0));
}
END_TEST

START_TEST(errors_are_refused_with_their_place)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	const char *bad = altered(bins, "team: chorley-waste", "team: chorley-wast");
	WELL(put(&dean, "draft", first, 0, bad)); /* kept, whatever it is */
	struct crm_answer answer = put(&dean, "submitted", first, 1, bad);
	refused(answer, PROBLEM_BAD_TEXT, "text");
	const struct finding_line *finding = LIST_AT(struct finding_line, &answer.findings, 0);
	ck_assert_str_eq(finding->level, "error");
	ck_assert_int_eq(finding->line, 4);
	ck_assert_int_eq(finding->column, 16);
	ck_assert_ptr_nonnull(strstr(finding->sentence, "chorley-wast"));
	ck_assert_int_eq(draft()->revision, 1);
	/* What was good when it was submitted may not be when it is approved. */
	WELL(put(&dean, "submitted", first, 1, altered(bins, "£20", "£22")));
	at_time(house.now - 500 * MICROS_DAY); /* assured on a day that has not come yet */
	answer = judge(&sharp, "approve", 2, 0);
	refused(answer, PROBLEM_BAD_TEXT, "text");
	ck_assert_int_eq(published()->version, first);
}
END_TEST

static const char caller[] =
    "part: caller\n"
    "title: Who is calling\n"
    "owner: { team: chorley-waste, email: waste@chorley.example }\n"
    "assured: 2025-10-01\n"
    "review_by: 2026-10-01\n"
    "dialogue:\n"
    "  - section: Who\n"
    "    prompts:\n"
    "      - { ask: known, text: Known to us?, type: yesno, required: true }\n";

/* A part may not be changed so that a dialogue which includes it becomes wrong. */
START_TEST(a_part_minds_those_who_include_it)
{
	int64_t first = house_publish(house.crm, "caller", caller);
	house_publish(house.crm, "bins",
	    arena_printf(&house.arena,
		"%sdialogue:\n  - section: S\n    prompts:\n      - include: caller\n"
		"      - { resolve: a, when: \"${known} = 'yes'\" }\n"
		"      - { resolve: b, when: \"${known} = 'no'\" }\n",
		arena_strndup(&house.arena, bins, (size_t)(strstr(bins, "at:") - bins))));
	struct entry_draft change = {.service = "caller",
	    .base = first,
	    .text = altered(caller, "ask: known", "ask: met"),
	    .state = "submitted",
	    .comment = "another id"};
	struct query query = {.params = {"caller"},
	    .operation = house_id(&house),
	    .of = &entry_draft_record,
	    .body = &change};
	struct crm_answer answer = visit(&dean, ROUTE_PUT_DRAFT, &query);
	refused(answer, PROBLEM_BAD_TEXT, "text");
	const struct finding_line *finding = LIST_AT(struct finding_line, &answer.findings, 0);
	ck_assert_str_eq(finding->service, "bins");
	ck_assert_msg(
	    strstr(finding->sentence, "there is no ${known}") != NULL, "%s", finding->sentence);
	change.text = altered(caller, "Known to us?", "Have we met?");
	query.operation = house_id(&house);
	WELL(visit(&dean, ROUTE_PUT_DRAFT, &query));
}
END_TEST

START_TEST(what_others_quote_does_not_go)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	house_publish(house.crm, "moving",
	    "service: moving\ntitle: Moving\nprovided_by: district\nowner: { team: chorley-waste, "
	    "email: a@b.example }\nassured: 2026-10-01\nreview_by: 2028-01-01\ndialogue:\n"
	    "  - section: S\n    prompts:\n      - say: A bin is ${fact.bins.fee}.\n"
	    "      - resolve: done\n");
	const char *without = altered(bins, "  fee: { value: £20, review_by: 2026-11-01 }\n", "");
	struct crm_answer answer = put(&dean, "submitted", first, 0, without);
	refused(answer, PROBLEM_BAD_TEXT, "text");
	const struct finding_line *finding = LIST_AT(struct finding_line, &answer.findings, 0);
	ck_assert_str_eq(finding->service, "moving");
	ck_assert_int_eq(finding->line, 10);
	ck_assert_ptr_nonnull(strstr(answer.detail, "moving, line 10"));
	WELL(put(&dean, "submitted", first, 0, altered(bins, "£20", "£22")));
}
END_TEST

START_TEST(a_draft_comes_back)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	WELL(put(&dean, "submitted", first, 0, altered(bins, "£20", "£22")));
	struct crm_answer answer = judge(&sharp, "return", 1, 0);
	WELL(answer);
	ck_assert_str_eq(((const struct entry_standing *)answer.body)->state, "returned");
	ck_assert_str_eq(draft()->state, "returned");
	ck_assert_str_eq(draft()->comment, "looked at it");
	ck_assert_str_eq(draft()->approver, "v.sharp");
	refused(judge(&sharp, "approve", 2, 0), PROBLEM_CONFLICT, "revision");
	ck_assert_uint_eq(entries("drafts", NULL, NULL)->count, 1);
	WELL(put(&dean, "submitted", first, 2, altered(bins, "£20", "£21")));
	WELL(judge(&sharp, "approve", 3, 0));
}
END_TEST

START_TEST(nothing_newer_is_overwritten)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	const char *mine = altered(bins, "£20", "£22"), *theirs = altered(bins, "£20", "£30");
	WELL(put(&dean, "submitted", first, 0, mine));
	int64_t second = house_publish(house.crm, "bins", theirs);
	struct crm_answer answer = judge(&sharp, "approve", 1, 0);
	refused(answer, PROBLEM_CONFLICT, "base");
	ck_assert_int_eq(answer.limit, second);
	refused(put(&dean, "submitted", first, 1, mine), PROBLEM_CONFLICT, "base");
	ck_assert_str_eq(published()->text, theirs);
	WELL(put(&dean, "draft", first, 1, mine)); /* and nothing typed is lost */
	WELL(put(&dean, "submitted", second, 2, mine));
	WELL(judge(&sharp, "approve", 3, 0));
	ck_assert_str_eq(published()->text, mine);
}
END_TEST

START_TEST(each_council_over_its_own)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	struct visitor ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	const char *common = altered(bins, "£20", "£22"), *variant = altered(bins, "£25", "£26");
	refused(put(&ellis, "draft", first, 0, common), PROBLEM_NOT_PERMITTED, NULL);
	refused(put(&sharp, "draft", first, 0, common), PROBLEM_NOT_PERMITTED, NULL);
	refused(put(&ford, "draft", first, 0, common), PROBLEM_NOT_PERMITTED, NULL);
	/* Its owner may change the whole entry; of another's entry a council its own variant. */
	WELL(put(&dean, "draft", first, 0, variant));
	int64_t second = house_publish(
	    house.crm, "bins", altered(bins, "team: chorley-waste", "team: burnley-waste"));
	const char *now = published()->text;
	refused(put(&dean, "draft", second, 1, altered(now, "£20", "£22")), PROBLEM_NOT_PERMITTED,
	    NULL);
	refused(put(&dean, "draft", second, 1, altered(now, "£25", "£26")), PROBLEM_NOT_PERMITTED,
	    NULL);
	WELL(put(&dean, "submitted", second, 1,
	    arena_printf(&house.arena,
		"%s  chorley:\n    facts: { fee: { value: £18, review_by: 2027-02-01 } }\n", now)));
}
END_TEST

/* i.ford is Lancashire's, which this draft is none of the business of. */
START_TEST(nobody_writes_over_what_they_may_not_change)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	const char *common = altered(bins, "£20", "£22");
	WELL(put(&dean, "draft", first, 0, common));
	refused(put(&ford, "draft", first, 1, bins), PROBLEM_NOT_PERMITTED, NULL);
	ck_assert_str_eq(draft()->text, common);
	WELL(put(&dean, "draft", first, 1, bins));
}
END_TEST

START_TEST(it_is_published_when_its_day_comes)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	micros april = london_micros((struct date){2027, 4, 1}, 0, 0);
	const char *text = altered(bins, "£20", "£22");
	WELL(put(&dean, "submitted", first, 0, text));
	struct crm_answer answer = judge(&sharp, "approve", 1, april);
	WELL(answer);
	ck_assert_str_eq(((const struct entry_standing *)answer.body)->state, "scheduled");
	ck_assert_int_eq(published()->version, first);
	ck_assert_str_eq(draft()->state, "scheduled");
	const struct entry_row *row =
	    LIST_AT(struct entry_row, entries("scheduled", NULL, NULL), 0);
	ck_assert_int_eq(row->effective, april);
	/* Beside it the entry is worked on as ever, and one at a time waits. */
	WELL(put(&dean, "submitted", first, 0, altered(bins, "£20", "£21")));
	refused(judge(&sharp, "approve", 1, april), PROBLEM_CONFLICT, "effective");
	struct query drop = {.params = {"bins"}, .query = {"1"}, .operation = house_id(&house)};
	const struct entry_draft *dropped = visit_ok(&dean, ROUTE_DROP_DRAFT, &drop);
	ck_assert_str_eq(dropped->id, "bins");

	/* The CRM is down over the day, and comes back. */
	house_restart(&house);
	at_time(april - MICROS_SECOND);
	dean = house_visitor(&house, "o.dean", "chorley-oss-1");
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-1");
	ck_assert_int_eq(published()->version, first);
	crm_close(house.crm);
	at_time(april + MICROS_DAY);
	struct err err;
	struct crm_options options = {.database = house.database, .clock = &house.clock};
	house.crm = crm_open(&options, &err);
	ck_assert_ptr_nonnull(house.crm);
	dean = house_visitor(&house, "o.dean", "chorley-oss-1");
	wait_for_version(first + 1);
	ck_assert_str_eq(published()->text, text);
	no_draft();
}
END_TEST

START_TEST(it_is_published_while_the_crm_runs)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	micros soon = house.now + MICROS_HOUR;
	struct crm_text later = {.service = "bins",
	    .text = altered(bins, "£20", "£22"),
	    .base = first,
	    .effective = soon};
	struct err err;
	ck_assert_int_eq(crm_publish(house.crm, "ctl:test", &later, 1, &err), 0);
	ck_assert(later.changed);
	ck_assert_int_eq(published()->version, first);
	at_time(soon);
	wait_for_version(first + 1);
	struct query query = {.params = {"bins"}};
	const struct entry_version_page *page = visit_ok(&dean, ROUTE_VERSIONS, &query);
	ck_assert_str_eq(LIST_AT(struct entry_version, &page->items, 0)->author, "ctl:test");
}
END_TEST

START_TEST(a_schedule_never_undoes_what_is_newer)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	micros soon = house.now + MICROS_HOUR;
	const char *theirs = altered(bins, "£20", "£30");
	WELL(put(&dean, "submitted", first, 0, altered(bins, "£20", "£22")));
	WELL(judge(&sharp, "approve", 1, soon));
	const struct session *session = visit_ok(&sharp, ROUTE_SESSION, NULL);
	const char *place = session->feed;
	int64_t second = house_publish(house.crm, "bins", theirs);
	/* It is noticed at once, not on the day. */
	ck_assert_str_eq(news(&place), "directory draft ");
	ck_assert_str_eq(draft()->state, "conflict");
	at_time(soon + MICROS_HOUR);
	/* Another text comes due in the same moment: so the CRM has looked. */
	struct crm_text other = {.service = "noise",
	    .text =
		"service: noise\ntitle: Noise\nprovided_by: district\nowner: { team: "
		"chorley-waste, email: a@b.example }\nassured: 2026-10-01\nreview_by: 2028-01-01\n",
	    .base = 0,
	    .effective = house.now + MICROS_SECOND};
	struct err err;
	ck_assert_int_eq(crm_publish(house.crm, "ctl:test", &other, 1, &err), 0);
	at_time(house.now + MICROS_MINUTE);
	struct query noise = {.params = {"noise"}};
	micros deadline = clock_monotonic() + 20 * MICROS_SECOND;
	while (visit(&dean, ROUTE_SERVICE, &noise).problem != PROBLEM_NONE &&
	       clock_monotonic() < deadline)
		sched_yield();
	visit_ok(&dean, ROUTE_SERVICE, &noise);
	ck_assert_int_eq(published()->version, second);
	ck_assert_str_eq(published()->text, theirs);
	/* Somebody looks at both, and it goes the usual way. */
	WELL(put(&dean, "submitted", second, draft()->revision, altered(theirs, "£30", "£32")));
	ck_assert_str_eq(draft()->id, "bins");
	WELL(judge(&sharp, "approve", draft()->revision, 0));
}
END_TEST

START_TEST(what_is_not_good_on_its_day_comes_back)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	/* Administration may schedule what lint has not seen; the CRM looks on the day. */
	micros soon = house.now + MICROS_HOUR;
	struct crm_text later = {.service = "bins",
	    .text = altered(bins, "team: chorley-waste", "team: chorley-wast"),
	    .base = -1,
	    .effective = soon};
	struct err err;
	ck_assert_int_eq(crm_publish(house.crm, "ctl:test", &later, 1, &err), 0);
	at_time(soon);
	wait_for_state("returned");
	ck_assert_ptr_nonnull(strstr(draft()->comment, "line 4, column 16: "));
	ck_assert_int_eq(published()->version, first);
}
END_TEST

static struct crm_answer
vouch(const struct visitor *who, const char *operation, const char *council, int64_t version)
{
	struct entry_mark marks[] = {{"bins", version}};
	struct assurance body = {.id = operation,
	    .services = {marks, 1},
	    .council = council,
	    .assured = "2026-11-20",
	    .review_by = "2027-11-20",
	    .facts = true};
	struct query query = {
	    .params = {body.id}, .operation = operation, .of = &assurance_record, .body = &body};
	return visit(who, ROUTE_PUT_ASSURANCE, &query);
}

/* Where a page ended is told by what its last row was sorted by, there or gone. */
START_TEST(a_page_goes_on_where_its_last_row_was)
{
	house_publish(house.crm, "bins", bins);
	struct query query = {.query = {"overdue", NULL, NULL, "gone,,burnley-zoo,Gone"}};
	const struct entry_page *page = visit_ok(&sharp, ROUTE_ENTRIES, &query);
	ck_assert_uint_eq(page->items.count, 1);
	ck_assert_str_eq(LIST_AT(struct entry_row, &page->items, 0)->team, "chorley-waste");
	query.query[3] = "gone,,zoo,Gone";
	page = visit_ok(&sharp, ROUTE_ENTRIES, &query);
	ck_assert_uint_eq(page->items.count, 0);
	query.query[3] = "nonsense";
	page = visit_ok(&sharp, ROUTE_ENTRIES, &query);
	ck_assert_uint_eq(page->items.count, 2);
}
END_TEST

START_TEST(owners_vouch_in_one_go)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	ck_assert_uint_eq(entries("overdue", NULL, NULL)->count, 2);
	ck_assert_uint_eq(entries("overdue", "chorley-waste", NULL)->count, 1);
	ck_assert_uint_eq(entries("overdue", NULL, "burnley")->count, 1);
	const struct entry_row *row = LIST_AT(struct entry_row, entries("overdue", NULL, NULL), 1);
	ck_assert_str_eq(row->team, "chorley-waste");
	ck_assert_str_eq(row->review_by, "2026-10-01");
	ck_assert_int_eq(row->stale, 1);

	const char *operation = house_id(&house);
	refused(vouch(&ford, house_id(&house), NULL, first), PROBLEM_NOT_PERMITTED, NULL);
	refused(vouch(&dean, house_id(&house), "burnley", first), PROBLEM_NOT_PERMITTED, NULL);
	refused(vouch(&dean, house_id(&house), "pendle", first), PROBLEM_BAD_FIELD,
	    "services.0.service");
	refused(vouch(&dean, house_id(&house), NULL, first + 9), PROBLEM_CONFLICT,
	    "services.0.version");
	struct crm_answer answer = vouch(&dean, operation, NULL, first);
	WELL(answer);
	const struct assurance_receipt *receipt = answer.body;
	int64_t second = LIST_AT(struct entry_mark, &receipt->services, 0)->version;
	ck_assert_int_eq(published()->version, second);
	/* Nothing but the dates, and only of the fact that was past its own. */
	const char *expected = altered(bins, "2025-10-01", "2026-11-20");
	expected = altered(expected, "2026-10-01", "2027-11-20");
	expected = altered(expected, "2026-11-01", "2027-11-20");
	ck_assert_str_eq(published()->text, expected);
	ck_assert_uint_eq(entries("overdue", "chorley-waste", NULL)->count, 0);
	ck_assert_uint_eq(entries("overdue", NULL, NULL)->count, 1);
	/* Sent again, it answers the same. */
	answer = vouch(&dean, operation, NULL, first);
	WELL(answer);
	receipt = answer.body;
	ck_assert_int_eq(LIST_AT(struct entry_mark, &receipt->services, 0)->version, second);
	ck_assert_int_eq(published()->version, second);
}
END_TEST

START_TEST(vouching_is_no_conflict_with_what_waits)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	micros soon = house.now + MICROS_HOUR;
	WELL(put(&dean, "submitted", first, 0, altered(bins, "£20", "£22")));
	WELL(judge(&sharp, "approve", 1, soon));
	WELL(vouch(&dean, house_id(&house), NULL, 0));
	ck_assert_str_eq(draft()->state, "scheduled");
	struct list rows = house_audit(&house, "bins");
	size_t carried = 0;
	LIST_EACH(struct audit_row, row, &rows)
	carried += strcmp(row->action, "draft.assure") == 0;
	ck_assert_uint_eq(carried, 1);
	at_time(soon);
	wait_for_version(first + 2);
	ck_assert_ptr_nonnull(strstr(published()->text, "£22"));
	ck_assert_ptr_nonnull(strstr(published()->text, "assured: 2026-11-20   # by"));
}
END_TEST

START_TEST(administration_calls_as_desks_do)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	WELL(put(&dean, "submitted", first, 0, altered(bins, "£20", "£22")));
	struct entry_verdict verdict = {
	    .id = house_id(&house), .revision = 1, .verdict = "approve"};
	struct crm_call call = {.route = ROUTE_PUT_VERDICT,
	    .params = {"bins", verdict.id},
	    .operation = verdict.id,
	    .body = &verdict,
	    .arena = &house.arena};
	struct crm_answer answer;
	struct err err = {""};
	ck_assert_msg(
	    crm_call_as(house.crm, "ctl:test", &call, &answer, &err) == 0, "%s", err.text);
	ck_assert_str_eq(((const struct entry_standing *)answer.body)->state, "published");
	call = (struct crm_call){.route = ROUTE_DRAFT, .params = {"bins"}, .arena = &house.arena};
	ck_assert_int_eq(crm_call_as(house.crm, "ctl:test", &call, &answer, &err), -1);
	ck_assert_int_eq(answer.problem, PROBLEM_NOT_FOUND);
}
END_TEST

START_TEST(all_of_it_or_nothing)
{
	int64_t first = house_publish(house.crm, "bins", bins);
	struct crm_text texts[] = {{.service = "noise", .text = "noise", .base = -1},
	    {.service = "bins", .text = altered(bins, "£20", "£22"), .base = first + 7}};
	struct err err = {""};
	ck_assert_int_eq(crm_publish(house.crm, "ctl:test", texts, 2, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "bins"));
	ck_assert(!texts[0].refused && texts[1].refused);
	struct query noise = {.params = {"noise"}};
	visit_refused(&dean, ROUTE_SERVICE, &noise, PROBLEM_NOT_FOUND);
	texts[1].base = first;
	ck_assert_int_eq(crm_publish(house.crm, "ctl:test", texts, 2, &err), 0);
	ck_assert_int_eq(texts[1].version, first + 2);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("drafts");
	TCase *tcase = tcase_create("drafts");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, a_second_person_approves);
	tcase_add_test(tcase, everybody_who_wrote_is_an_author);
	tcase_add_test(tcase, errors_are_refused_with_their_place);
	tcase_add_test(tcase, a_part_minds_those_who_include_it);
	tcase_add_test(tcase, what_others_quote_does_not_go);
	tcase_add_test(tcase, a_draft_comes_back);
	tcase_add_test(tcase, nothing_newer_is_overwritten);
	tcase_add_test(tcase, each_council_over_its_own);
	tcase_add_test(tcase, nobody_writes_over_what_they_may_not_change);
	tcase_add_test(tcase, it_is_published_when_its_day_comes);
	tcase_add_test(tcase, it_is_published_while_the_crm_runs);
	tcase_add_test(tcase, a_schedule_never_undoes_what_is_newer);
	tcase_add_test(tcase, what_is_not_good_on_its_day_comes_back);
	tcase_add_test(tcase, a_page_goes_on_where_its_last_row_was);
	tcase_add_test(tcase, owners_vouch_in_one_go);
	tcase_add_test(tcase, vouching_is_no_conflict_with_what_waits);
	tcase_add_test(tcase, administration_calls_as_desks_do);
	tcase_add_test(tcase, all_of_it_or_nothing);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
