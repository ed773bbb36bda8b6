/* How many statements of the database a question takes: as many however many people fit it,
 * whatever they have in their records, and however long their history is. */
#include "helpers/tap.h"
#include "model/records.h"
#include "store/house.h"

#include <string.h>

/* Of a search: two of each term, those that nearly match, ranking, and the faces. */
enum {
	SEARCH = 10,
	SEARCH_WIDENED = 16,
	OPEN = 24,
	PAGE = 20,
	ALIKE = 24,
	ADDRESSES = 8,
	QUEUES = 10
};

static struct house house;
static struct visitor ellis;
static struct customer *few, *many;

static void
crowd(size_t count)
{
	struct customer *people = arena_alloc(&house.arena, count * sizeof *people);
	for (size_t i = 0; i < count; i++) {
		people[i] =
		    *house_customer(&house, i % 2 ? "John" : "Dorothy", "Smith", "+441632960111",
			arena_printf(&house.arena, "%zu Union Street", 1 + i), "PR7 1AB");
		people[i].born = "1949-03-14";
	}
	house_import(&house, people, count);
}

/* A person with `rows` rows in each list, and so many contacts. */
static struct customer *
person(const char *family, size_t rows, size_t contacts)
{
	struct arena *arena = &house.arena;
	struct customer *out =
	    house_customer(&house, "Ann", family, NULL, "1 Park Road", "PR6 9RG");
	for (size_t i = 0; i < rows; i++) {
		struct customer *other = house_customer(
		    &house, "Child", arena_printf(arena, "Of%s%zu", family, i), NULL, "", "");
		other->addresses = (struct list){0};
		house_import(&house, other, 1);
		*(struct phone *)list_add(arena, &out->phones, &phone_record) =
		    (struct phone){.id = house_id(&house),
			.kind = "home",
			.number = arena_printf(arena, "+441632960%03zu", 200 + i)};
		*(struct email *)list_add(arena, &out->emails, &email_record) =
		    (struct email){house_id(&house), arena_printf(arena, "a%zu@m.example", i)};
		*(struct relation *)list_add(arena, &out->relations, &relation_record) =
		    (struct relation){
			.id = house_id(&house), .kind = "household", .customer = other->id};
	}
	house_import(&house, out, 1);
	for (size_t i = 0; i < contacts; i++) {
		struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
		contact->customer = out->id;
		contact->began = house.now += MICROS_MINUTE;
		ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	}
	return out;
}

static void
setup(void)
{
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	crowd(30);
	few = person("Rare", 2, 2);
	many = person("Full", 20, 60);
}

static void
teardown(void)
{
	house_release(&house);
}

/* Those of reads: what is written of a search comes after its answer. */
static int64_t
asked(enum route_id route, const struct query *query)
{
	struct crm_figures begin, before, after;
	visit_ok(&ellis, route, query); /* the directory's texts are read once */
	crm_figures(house.crm, &begin);
	crm_figures(house.crm, &before);
	visit_ok(&ellis, route, query);
	crm_figures(house.crm, &after);
	return (after.read_queries - before.read_queries) -
	       (before.read_queries - begin.read_queries);
}

static int64_t
searched(enum route_id route, const char *words)
{
	return asked(route, &(struct query){.query = {words}});
}

START_TEST(a_search_asks_as_much_of_a_crowd)
{
	static const struct {
		const char *words;
		int64_t most;
	} searches[] = {{"smith", SEARCH}, {"dorothy smith", SEARCH}, {"smi", SEARCH},
	    {"pr7 1ab", SEARCH}, {"pr7", SEARCH}, {"17 union street", SEARCH},
	    {"01632 960111", SEARCH}, {"0111", SEARCH}, {"14/3/1949", SEARCH},
	    {"smith pr7", SEARCH}, {"smith 1949", SEARCH}, {"smithh dorothi", SEARCH_WIDENED},
	    {"nobody at all", SEARCH_WIDENED}};
	enum { SEARCHES = sizeof searches / sizeof *searches };
	int64_t before[SEARCHES];
	for (size_t i = 0; i < SEARCHES; i++) {
		before[i] = searched(ROUTE_FIND_CUSTOMERS, searches[i].words);
		ck_assert_msg(before[i] <= searches[i].most, "\"%s\" took %lld statements",
		    searches[i].words, (long long)before[i]);
	}
	crowd(180);
	for (size_t i = 0; i < SEARCHES; i++) {
		int64_t now = searched(ROUTE_FIND_CUSTOMERS, searches[i].words);
		ck_assert_msg(now <= before[i] + 1, "\"%s\" took %lld statements, then %lld",
		    searches[i].words, (long long)before[i], (long long)now);
	}
}
END_TEST

START_TEST(opening_somebody_asks_as_much_of_a_full_record)
{
	struct query query = {.params = {few->id}, .query = {[2] = "measured"}};
	int64_t little = asked(ROUTE_CUSTOMER, &query);
	query.params[0] = many->id;
	const struct customer_page *page = visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	ck_assert_uint_eq(page->customer->phones.count, 20);
	ck_assert_uint_eq(page->relatives.count, 20);
	ck_assert_uint_eq(page->history.count, 50);
	ck_assert_int_eq(asked(ROUTE_CUSTOMER, &query), little);
	ck_assert_int_le(little, OPEN);
	/* The next page, and one that is picked by words. */
	query.query[3] = page->next;
	ck_assert_ptr_nonnull(page->next);
	ck_assert_int_le(asked(ROUTE_CUSTOMER, &query), PAGE);
	query.query[3] = NULL;
	query.query[5] = "nothing like it";
	ck_assert_int_le(asked(ROUTE_CUSTOMER, &query), PAGE);
}
END_TEST

START_TEST(likely_matches_ask_as_much_of_a_crowd)
{
	struct alike_query alike = {.given = "Dorothy",
	    .family = "Smith",
	    .born = "1949-03-14",
	    .phone = "01632 960111",
	    .line = "17 Union Street",
	    .postcode = "PR7 1AB"};
	struct query query = {.of = &alike_query_record, .body = &alike};
	int64_t before = asked(ROUTE_ALIKE, &query);
	ck_assert_int_le(before, ALIKE);
	crowd(180);
	ck_assert_int_le(asked(ROUTE_ALIKE, &query), before);
}
END_TEST

START_TEST(addresses_ask_as_much_of_a_street)
{
	enum { HOUSES = 300 };
	struct property *street = arena_alloc(&house.arena, HOUSES * sizeof *street);
	struct crm_counts counts;
	struct err err;
	for (size_t i = 0; i < HOUSES; i++)
		street[i] =
		    (struct property){.id = arena_printf(&house.arena, "1000%zu", 10000 + i),
			.line = arena_printf(&house.arena, "%zu Long Lane", i + 1),
			.town = "Chorley",
			.postcode = "PR7 3AA"};
	ck_assert_msg(
	    crm_import_addresses(house.crm, "ctl:test", street, HOUSES, &counts, &err) == 0, "%s",
	    err.text);
	static const char *const words[] = {"long lane", "pr7 3aa", "12 long lane", "chorley"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		int64_t took = searched(ROUTE_FIND_ADDRESSES, words[i]);
		ck_assert_msg(
		    took <= ADDRESSES, "\"%s\" took %lld statements", words[i], (long long)took);
	}
}
END_TEST

/* Of the counts themselves: what was summed a minute ago is not said again. */
static int64_t
counted(const struct visitor *officer)
{
	struct crm_figures before, after;
	struct query query = {0};
	house.now += MICROS_MINUTE;
	crm_figures(house.crm, &before);
	visit_ok(officer, ROUTE_QUEUES, &query);
	crm_figures(house.crm, &after);
	return after.read_queries - before.read_queries;
}

START_TEST(counts_of_queues_ask_as_much_of_a_backlog)
{
	struct lease lease = {0};
	struct visitor hart = house_visitor(&house, "w.hart", "chorley-oss-2");
	house_case(&ellis, "waste-round", "chorley", &lease, NULL);
	house_case(&ellis, "complaints", "chorley", &lease, NULL);
	counted(&hart); /* the first knows nothing of the session yet */
	int64_t before = counted(&hart);
	ck_assert_int_le(before, QUEUES);
	for (int i = 0; i < 40; i++) {
		house.now += 3 * MICROS_MINUTE;
		house_case(&ellis, i % 2 ? "waste-round" : "complaints", "chorley", &lease, NULL);
	}
	ck_assert_int_eq(counted(&hart), before);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("statements");
	TCase *tcase = tcase_create("statements");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, a_search_asks_as_much_of_a_crowd);
	tcase_add_test(tcase, opening_somebody_asks_as_much_of_a_full_record);
	tcase_add_test(tcase, likely_matches_ask_as_much_of_a_crowd);
	tcase_add_test(tcase, addresses_ask_as_much_of_a_street);
	tcase_add_test(tcase, counts_of_queues_ask_as_much_of_a_backlog);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
