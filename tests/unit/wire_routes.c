/* The route table: every route is found by the path that the desk's side makes of it. */
#include "base/arena.h"
#include "helpers/tap.h"
#include "wire/routes.h"

#include <string.h>

static struct arena arena;
static const char *params[REQUEST_PARAMS];
static enum problem_type problem;

static void
set_up(void)
{
	arena_init(&arena);
}

static void
tear_down(void)
{
	arena_release(&arena);
}

static const struct route *
find(const char *method, const char *path)
{
	return route_find(method, path, &arena, params, &problem);
}

START_TEST(there_and_back)
{
	const struct route *route = route_of((enum route_id)_i);
	ck_assert_int_eq(route->id, _i);
	struct request request = {.route = route->id, .params = {"a/b ?%é", "..&="}};
	for (int i = 0; i < REQUEST_QUERY; i++) {
		request.query[i].name = route->query[i].name;
		request.query[i].value = route->query[i].name ? "1+ &=%" : NULL;
	}
	struct buf path;
	buf_init(&path, TARGET_LIMIT);
	route_path(&path, &request);
	char *query = strchr(path.data, '?');
	if (query)
		*query++ = '\0';
	ck_assert_ptr_eq(find(route->method, path.data), route);
	size_t wanted = 0;
	for (const char *at = route->path; (at = strchr(at, '{')); at++) {
		ck_assert_str_eq(params[wanted], request.params[wanted]);
		wanted++;
	}
	const char *values[REQUEST_QUERY], *where;
	struct err err = {0};
	if (route->id == ROUTE_FEED) {
		ck_assert_int_eq(route_query(route, query, &arena, values, &where, &err), -1);
		ck_assert_str_eq(where, "wait"); /* over-long */
	} else {
		ck_assert_msg(
		    route_query(route, query, &arena, values, &where, &err) == 0, "%s", err.text);
		for (int i = 0; i < REQUEST_QUERY; i++)
			if (route->query[i].name)
				ck_assert_str_eq(values[i], "1+ &=%");
			else
				ck_assert_ptr_null(values[i]);
	}
	buf_release(&path);
}
END_TEST

START_TEST(paths_that_are_none)
{
	static const char *const paths[] = {"", "/", "/v1", "/v1/", "/v2/health", "/v1/health/",
	    "/v1/healt", "/v1/healthy", "v1/health", "*", "/v1/customers/", "/v1//health",
	    "/v1/cases/a/events", "/v1/cases/a/events/", "/v1/cases/a/events/b/c", "/V1/health",
	    "/v1/%68ealth", "/v1/cases%2Fa/events/b", NULL};
	for (int i = 0; paths[i]; i++) {
		ck_assert_msg(!find("GET", paths[i]), "found %s", paths[i]);
		ck_assert_int_eq(problem, PROBLEM_NOT_FOUND);
	}
	ck_assert_ptr_null(find("BREW", "/v1/health"));
	ck_assert_int_eq(problem, PROBLEM_METHOD);
	ck_assert_ptr_null(find("get", "/v1/health"));
	ck_assert_int_eq(problem, PROBLEM_METHOD);
}
END_TEST

START_TEST(encodings_that_are_none)
{
	static const char *const paths[] = {"/v1/contacts/%", "/v1/contacts/%4", "/v1/contacts/%zz",
	    "/v1/contacts/%00", "/v1/contacts/%ff", "/v1/contacts/%ed%a0%80", NULL};
	for (int i = 0; paths[i]; i++) {
		ck_assert_msg(!find("GET", paths[i]), "found %s", paths[i]);
		ck_assert_int_eq(problem, PROBLEM_BAD_REQUEST);
	}
	ck_assert_ptr_nonnull(find("GET", "/v1/contacts/a%2Fb"));
	ck_assert_str_eq(params[0], "a/b");
}
END_TEST

START_TEST(queries_that_are_none)
{
	static const struct {
		const char *query, *where;
	} bad[] = {{NULL, "after"}, {"", "after"}, {"after", "after"}, {"after=", "after"},
	    {"after=1&after=2", "after"}, {"after=1&x=2", "query"}, {"after=1&Wait=2", "query"},
	    {"after=%", "after"}, {"after=1&wait=1000", "wait"}, {"after=%00", "after"}};
	const struct route *feed = route_of(ROUTE_FEED);
	const char *values[REQUEST_QUERY], *where;
	struct err err;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		ck_assert_msg(route_query(feed, bad[i].query, &arena, values, &where, &err) == -1,
		    "accepted %s", bad[i].query);
		ck_assert_str_eq(where, bad[i].where);
	}
	ck_assert_int_eq(route_query(feed, "wait=50&&after=a.1&", &arena, values, &where, &err), 0);
	ck_assert_str_eq(values[0], "a.1");
	ck_assert_str_eq(values[1], "50");
}
END_TEST

START_TEST(methods_of_a_path)
{
	struct buf out;
	buf_init(&out, 100);
	route_methods(&out, "/v1/session");
	ck_assert_str_eq(out.data, "POST, GET, DELETE");
	buf_clear(&out);
	route_methods(&out, "/v1/customers/1");
	ck_assert_str_eq(out.data, "GET, PATCH");
	buf_release(&out);
}
END_TEST

/* Where a page of entries ended is told by four fields of its last row (crm/entries.c). */
START_TEST(the_longest_key_of_a_page_fits)
{
	static const char *const parts[] = {"service", "variant", "team", "title"};
	size_t longest = 3; /* commas */
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		longest += record_field(&entry_row_record, parts[i])->limit;
	ck_assert_uint_le(longest, record_field(&entry_page_record, "next")->limit);
	ck_assert_uint_le(longest, route_of(ROUTE_ENTRIES)->query[3].limit);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("wire routes");
	TCase *routes = tcase_create("routes");
	tcase_add_checked_fixture(routes, set_up, tear_down);
	tcase_add_loop_test(routes, there_and_back, 0, ROUTE_COUNT);
	tcase_add_test(routes, paths_that_are_none);
	tcase_add_test(routes, encodings_that_are_none);
	tcase_add_test(routes, queries_that_are_none);
	tcase_add_test(routes, methods_of_a_path);
	tcase_add_test(routes, the_longest_key_of_a_page_fits);
	suite_add_tcase(suite, routes);
	return tap_run(suite);
}
