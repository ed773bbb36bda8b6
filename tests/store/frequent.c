/* Words that thousands have: the best is found, and the work does not grow with the crowd. The
 * bounds are made small, so that a few hundred people are a crowd. */
#include "helpers/tap.h"
#include "store/house.h"
#include "store/match.h"

#include <stdio.h>
#include <string.h>

enum { CROWD = 150 };

static struct house house;
static struct visitor ellis;

/* A crowd of people at once; item i is made by `make`. */
static void
import(size_t count, struct customer *(*make)(size_t i))
{
	struct customer *people = arena_alloc(&house.arena, count * sizeof *people);
	for (size_t i = 0; i < count; i++)
		people[i] = *make(i);
	house_import(&house, people, count);
}

static struct customer *
person(const char *given, const char *family, const char *line, const char *postcode,
    const char *council)
{
	struct customer *out = house_customer(&house, given, family, NULL, line, postcode);
	LIST_AT(struct address, &out->addresses, 0)->district = council;
	return out;
}

/* Burnley is full of John Smiths and Dorothy Holts; all live in Union Street, from 90 on. */
static struct customer *
burnley(size_t i)
{
	const char *line = arena_printf(&house.arena, "%zu Union Street", 90 + i / 2);
	return i % 2 ? person("John", "Smith", line, "BB11 2DT", "burnley")
		     : person("Dorothy", "Holt", line, "BB11 2DT", "burnley");
}

static const char *chorley_ids[3];

static struct customer *
chorley(size_t i)
{
	static const char *const given[] = {"Alan", "Brian", "Carol"};
	struct customer *out = person(given[i], "Smith", "1 Park Road", "PR7 1AB", "chorley");
	chorley_ids[i] = out->id;
	return out;
}

static struct customer *
wanted(size_t i)
{
	return i ? person("Jane", "Doe", "9 Union Street", "BB11 3AA", "burnley")
		 : person("Dorothy", "Smith", "5 Mill Row", "BB12 8BS", "burnley");
}

static void
setup(void)
{
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	match_limits = (struct match_limits){.words = 40,
	    .filled = 10,
	    .walked = 20,
	    .walked_to = 10,
	    .paired = 10,
	    .checked = 20,
	    .ranked = 8};
	import(CROWD, burnley);
	import(3, chorley);
	import(2, wanted);
	import(CROWD, burnley);
}

static void
teardown(void)
{
	house_release(&house);
}

static const struct candidate_page *
find(const char *words)
{
	struct query query = {.query = {words}};
	return visit_ok(&ellis, ROUTE_FIND_CUSTOMERS, &query);
}

static void
finds_first(const char *words, const char *name)
{
	const struct candidate_page *page = find(words);
	ck_assert_msg(page->items.count > 0, "\"%s\" finds nobody", words);
	const char *first = LIST_AT(struct candidate, &page->items, 0)->name;
	ck_assert_msg(strcmp(first, name) == 0, "\"%s\" finds %s first", words, first);
}

START_TEST(who_fits_best_is_found_among_frequent_words)
{
	/* Each word alone is that of a crowd; together they are one person's. */
	finds_first("dorothy smith", "SMITH, Dorothy");
	finds_first("smith dorothy", "SMITH, Dorothy");
	finds_first("smith doro", "SMITH, Dorothy");
	finds_first("dorothy smi", "SMITH, Dorothy");
	/* A slip, where the right words are a crowd's too. */
	finds_first("smitj dorothy", "SMITH, Dorothy");
	/* "9" begins the numbers of the whole street. */
	finds_first("9 union street", "DOE, Jane");
}
END_TEST

START_TEST(the_council_s_own_and_last_seen_come_first)
{
	/* Brian was seen last, then Carol, then Alan. */
	static const int order[] = {0, 2, 1};
	for (size_t i = 0; i < 3; i++) {
		house.now += MICROS_HOUR;
		struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
		contact->customer = chorley_ids[order[i]];
		ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	}
	static const char *const words[] = {"smith", "smi", "pr7 1", "pr7", "PR71"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const struct candidate_page *page = find(words[i]);
		ck_assert_msg(page->items.count >= 3, "\"%s\"", words[i]);
		static const char *const names[] = {"SMITH, Brian", "SMITH, Carol", "SMITH, Alan"};
		for (size_t k = 0; k < 3; k++)
			ck_assert_str_eq(
			    LIST_AT(struct candidate, &page->items, k)->name, names[k]);
	}
	const struct candidate_page *smiths = find("smith");
	ck_assert_uint_eq(smiths->items.count, 13); /* and what the index has first */
	ck_assert(smiths->more);
	/* A begun postcode is a postcode, not a house number in the town. */
	ck_assert_uint_eq(find("pr7 1a")->items.count, 3);
	ck_assert_uint_eq(find("pr7 2")->items.count, 0);
}
END_TEST

static int64_t
statements(const char *words)
{
	struct crm_figures before, after;
	crm_figures(house.crm, &before);
	find(words);
	crm_figures(house.crm, &after);
	return after.read_queries - before.read_queries;
}

START_TEST(the_work_does_not_grow_with_the_crowd)
{
	static const char *const words[] = {
	    "smith", "dorothy smith", "bb11 2", "9 union street", "smitj dorothy", "john smith"};
	enum { WORDS = sizeof words / sizeof *words };
	int64_t before[WORDS];
	for (size_t i = 0; i < WORDS; i++)
		before[i] = statements(words[i]);
	for (int n = 0; n < 4; n++)
		import(CROWD, burnley);
	for (size_t i = 0; i < WORDS; i++) {
		int64_t now = statements(words[i]);
		ck_assert_msg(now <= before[i], "\"%s\" took %lld statements, then %lld", words[i],
		    (long long)before[i], (long long)now);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("frequent");
	TCase *tcase = tcase_create("frequent");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, who_fits_best_is_found_among_frequent_words);
	tcase_add_test(tcase, the_council_s_own_and_last_seen_come_first);
	tcase_add_test(tcase, the_work_does_not_grow_with_the_crowd);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
