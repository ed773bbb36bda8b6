/* The gazetteer as people type it: what is found, in which order, and what is not. */
#include "helpers/tap.h"
#include "store/house.h"

#include <stdio.h>

#include <string.h>

static struct house house;
static struct visitor ellis;

static const struct property homes[] = {
    {.id = "10", .line = "10 Union Street", .town = "Chorley", .postcode = "PR7 1AB"},
    {.id = "2", .line = "2 Union Street", .town = "Chorley", .postcode = "PR7 1AB"},
    {.id = "12", .line = "12A Union Street", .town = "Chorley", .postcode = "PR7 1AB"},
    {.id = "110",
	.line = "Flat 10, Mill House, 14 Union Street",
	.town = "Chorley",
	.postcode = "PR7 1AD",
	.sub_building = "Flat 10",
	.building = "Mill House",
	.number = "14",
	.street = "Union Street"},
    {.id = "102",
	.line = "Flat 2, Mill House, 14 Union Street",
	.town = "Chorley",
	.postcode = "PR7 1AD",
	.sub_building = "Flat 2",
	.building = "Mill House",
	.number = "14",
	.street = "Union Street"},
    {.id = "300",
	.line = "O'Hare and Sons, 1-3 Church Brow",
	.town = "Chorley",
	.postcode = "PR6 7EX",
	.organisation = "O'Hare and Sons",
	.building = "1-3",
	.street = "Church Brow"},
    {.id = "400", .line = "14 Parker Lane", .town = "Burnley", .postcode = "BB11 2DT"},
    {.id = "401", .line = "140 Parker Lane", .town = "Burnley", .postcode = "BB11 2DT"},
    {.id = "500",
	.line = "3 Gone Street",
	.town = "Chorley",
	.postcode = "PR7 1AB",
	.until = "2025-11-03"},
    {.id = "600", .line = "", .postcode = "", .easting = 358000, .northing = 417000},
    {.id = "700", .line = "1 Church Road", .town = "Leyland", .postcode = "PR25 1AA"},
};

static void
setup(void)
{
	struct crm_counts counts;
	struct err err;
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	ck_assert_int_eq(crm_import_addresses(house.crm, "ctl:test", homes,
			     sizeof homes / sizeof *homes, &counts, &err),
	    0);
}

static void
teardown(void)
{
	house_release(&house);
}

static const struct {
	const char *typed, *found; /* ids in order */
} samples[] = {
    {"pr7 1ab", "2 10 12"},
    {"PR71", "2 10 12 102 110"},
    {"pr7 1", "2 10 12 102 110"},
    {"PR7 1A", "2 10 12 102 110"},
    {"union", "2 10 12 102 110"},
    {"10 union st", "10 110"},
    {"12 union", "12"},
    {"12a", "12"},
    {"14 union", "102 110"},
    {"flat 2 mill house", "102"},
    {"mill h", "102 110"},
    {"o'hare", "300"},
    {"3 church", "300"},
    {"church rd", "700"},
    {"14 parker", "400"}, /* a number that words follow is finished */
    {"parker 14", "400 401"},
    {"14 parker ln", "400"},
    {"10 pr7 1ab", "10"},
    {"gone", ""},            /* out of use: not while one types */
    {"500", "500"},          /* but by its UPRN */
    {"000000000500", "500"}, /* with the zeros of some files */
    {"600", ""},             /* a place without an address is no answer */
    {"400", "400"},
    {"xyzzy", ""},
    {"!", ""},
};

START_TEST(addresses_are_found_as_they_are_typed)
{
	struct query query = {.query = {samples[_i].typed}};
	char found[200] = "";
	const struct property_page *page = visit_ok(&ellis, ROUTE_FIND_ADDRESSES, &query);
	LIST_EACH(struct property, property, &page->items)
	{
		strcat(found, *found ? " " : "");
		strcat(found, property->id);
	}
	ck_assert_msg(strcmp(found, samples[_i].found) == 0, "%s: %s, not %s", samples[_i].typed,
	    found, samples[_i].found);
}
END_TEST

/* A delivered street is longer than a page: the page says so. */
START_TEST(a_long_street_ends_and_says_there_are_more)
{
	static struct property many[150];
	static char ids[150][16], lines[150][40];
	struct crm_counts counts;
	struct err err;
	for (size_t i = 0; i < 150; i++) {
		snprintf(ids[i], sizeof ids[i], "9%05zu", (i * 37) % 150);
		snprintf(lines[i], sizeof lines[i], "%zu Long Lane", i + 1);
		many[i] = (struct property){.id = ids[i], .line = lines[i], .postcode = "PR7 9ZZ"};
	}
	ck_assert_int_eq(crm_import_addresses(house.crm, "ctl:test", many, 150, &counts, &err), 0);
	ck_assert_uint_eq(counts.added, 150);
	struct query query = {.query = {"long lane"}};
	const struct property_page *page = visit_ok(&ellis, ROUTE_FIND_ADDRESSES, &query);
	ck_assert_uint_eq(page->items.count, 100);
	ck_assert(page->more);
	for (size_t i = 0; i < 100; i++)
		ck_assert_str_eq(LIST_AT(struct property, &page->items, i)->line, lines[i]);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("places");
	TCase *tcase = tcase_create("places");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, addresses_are_found_as_they_are_typed, 0,
	    (int)(sizeof samples / sizeof *samples));
	tcase_add_test(tcase, a_long_street_ends_and_says_there_are_more);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
