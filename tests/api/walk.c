/* Every route: in order, without and with a wrong token, for every role, from another council; and
 * every write: repeated, changed under its operation id, with a stale step, its reply lost. */
#include "api/walker.h"

#include "base/id.h"
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "model/permit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- every route ---- */

START_TEST(good)
{
	struct sample sample = sample_make((enum route_id)_i);
	if (_i == ROUTE_SIGN_OUT || _i == ROUTE_ENROL)
		goto done; /* have tests of their own */
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	int wanted = route_of((enum route_id)_i)->reply || _i == ROUTE_OPENAPI ? 200 : 204;
	ck_assert_msg(reply.status == wanted, "%s: %d %s", sample.path, reply.status, reply.body);
	http_reply_release(&reply);
done:
	sample_release(&sample);
}
END_TEST

START_TEST(without_token)
{
	static const char *const tokens[] = {
	    "x", "0000000000000000000000000000000000000000000", "%00", "\"\"", "a b"};
	const struct route *route = route_of((enum route_id)_i);
	if (route->open)
		return;
	struct sample sample = sample_make(route->id);
	struct http_reply reply = walk_send(&sample, (struct sending){.no_token = true});
	walk_expect(&reply, 401, "not-signed-in", NULL, sample.path);
	for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
		reply = walk_send(&sample, (struct sending){.token = tokens[i]});
		walk_expect(&reply, 401, "not-signed-in", NULL, sample.path);
	}
	/* Who is not signed in learns nothing of what else is wrong. */
	if (route->body) {
		reply = walk_call(&sample, "{", 1, (struct sending){.token = "x"});
		walk_expect(&reply, 401, "not-signed-in", NULL, sample.path);
	}
	sample_release(&sample);
}
END_TEST

START_TEST(roles)
{
	const struct leave *leave = &leaves[_i];
	ck_assert_msg(leave->told, "say in the table of walker.c who may %s",
	    route_of((enum route_id)_i)->path);
	if (leave->action < 0 || route_of((enum route_id)_i)->open)
		return;
	for (int role = 0; role < ROLES; role++) {
		struct sample sample = sample_make((enum route_id)_i);
		bool may = permitted(role_names[role], (enum action)leave->action, "chorley", NULL);
		struct http_reply reply =
		    walk_send(&sample, (struct sending){.token = world.tokens[role]});
		char *what = proc_text("%s as %s", sample.path, role_names[role]);
		if (may)
			ck_assert_msg(reply.status != 401 && reply.status != 403, "%s: %d %s", what,
			    reply.status, reply.body);
		else
			ck_assert_msg(reply.status == 403 &&
					  json_is(reply.body, "type", PROBLEM_URN "not-permitted"),
			    "%s: %d %s", what, reply.status, reply.body);
		http_reply_release(&reply);
		free(what);
		sample_release(&sample);
	}
}
END_TEST

START_TEST(bad_targets)
{
	static const struct {
		enum route_id route;
		const char *path, *problem, *field;
		int status;
	} bad[] = {{ROUTE_CUSTOMER, "/v1/customers/%zz?reason=abc", "bad-request", NULL, 400},
	    {ROUTE_CUSTOMER, "/v1/customers/x%00?reason=abc", "bad-request", NULL, 400},
	    {ROUTE_CUSTOMER, "/v1/customers/nobody?reason=abc", "not-found", NULL, 404},
	    {ROUTE_CUSTOMER, "/v1/customers/a%2Fb?reason=abc", "not-found", NULL, 404},
	    {ROUTE_CUSTOMER,
		"/v1/customers/01930000-0000-7000-8000-000000000001?reason=complaint%20of%20her",
		"not-found", NULL, 404},
	    {ROUTE_CONTACT, "/v1/contacts/01930000-0000-7000-8000-000000000001", "not-found", NULL,
		404},
	    {ROUTE_CASE, "/v1/cases/4071-2283-6", "not-found", NULL, 404},
	    {ROUTE_CASE, "/v1/cases/'%20or%201=1", "not-found", NULL, 404},
	    {ROUTE_SERVICE, "/v1/directory/no-such", "not-found", NULL, 404},
	    {ROUTE_QUEUE_CASES, "/v1/queues/no-such/cases", "not-found", NULL, 404},
	    {ROUTE_FIND_CUSTOMERS, "/v1/customers", "bad-request", "q", 400},
	    {ROUTE_FIND_CUSTOMERS, "/v1/customers?q=", "bad-request", "q", 400},
	    {ROUTE_FIND_CUSTOMERS, "/v1/customers?q=a&q=b", "bad-request", "q", 400},
	    {ROUTE_FIND_CUSTOMERS, "/v1/customers?q=%ff", "bad-request", "q", 400},
	    {ROUTE_FIND_CUSTOMERS, "/v1/customers?q=a&council=b", "bad-request", "query", 400},
	    {ROUTE_FEED, "/v1/feed", "bad-request", "after", 400},
	    {ROUTE_FEED, "/v1/feed?after=1.1&wait=soon", "bad-request", "wait", 400}};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct sample sample = {.route = bad[i].route, .path = strdup(bad[i].path)};
		struct http_reply reply = walk_send(&sample, (struct sending){0});
		walk_expect(&reply, bad[i].status, bad[i].problem, bad[i].field, bad[i].path);
		sample_release(&sample);
	}
}
END_TEST

/* ---- other councils ---- */

static void
other_expect(struct sample *sample, int status, const char *problem, const char *what)
{
	struct http_reply reply = walk_send(sample, (struct sending){.token = world.other_token});
	walk_expect(&reply, status, problem, NULL, what);
	sample_release(sample);
}

/* An advisor answers for every council, but works on the cases of the own. */
START_TEST(other_council)
{
	struct sample sample = sample_make(ROUTE_PUT_CASE_EVENT);
	other_expect(&sample, 403, "not-permitted", "works on a case of Chorley");
	sample = sample_make(ROUTE_PUT_CONTACT);
	other_expect(&sample, 403, "not-permitted", "logs at a desk of Chorley");
	sample = sample_make(ROUTE_CUSTOMER);
	other_expect(&sample, 403, "purpose-needed", "reads for a contact of another desk");
	sample = (struct sample){.route = ROUTE_QUEUE_CASES,
	    .path = strdup("/v1/queues/burnley.waste-round/cases"),
	    .role = BACK_OFFICE};
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	walk_expect(&reply, 403, "not-permitted", NULL, "back office reads a queue of Burnley");
	sample_release(&sample);
}
END_TEST

/* What another council did is known to have been, and not what it was. */
START_TEST(other_council_history)
{
	struct sample sample = {.route = ROUTE_CUSTOMER,
	    .path = proc_text("/v1/customers/%s?reason=she+rang+about+it", world.customer)};
	struct http_reply reply = walk_send(&sample, (struct sending){.token = world.other_token});
	ck_assert_int_eq(reply.status, 200);
	int count = json_count(reply.body, "history");
	ck_assert_int_gt(count, 0);
	for (int i = 0; i < count; i++) {
		char *withheld = proc_text("history.%d.withheld", i),
		     *note = proc_text("history.%d.note", i),
		     *reference = proc_text("history.%d.reference", i);
		ck_assert(json_is(reply.body, withheld, "true"));
		ck_assert_ptr_null(json_get(reply.body, note));
		ck_assert_ptr_null(json_get(reply.body, reference));
		free(withheld);
		free(note);
		free(reference);
	}
	http_reply_release(&reply);
	sample_release(&sample);
}
END_TEST

START_TEST(purposes)
{
	static const char *const none[] = {"", "?reason=", "?reason=x", "?contact=", "?contact=x",
	    "?case=x", "?case=01930000-0000-7000-8000-000000000001"};
	struct http_reply reply;
	struct sample sample = {.route = ROUTE_CUSTOMER};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		sample.path = proc_text("/v1/customers/%s%s", world.customer, none[i]);
		reply = walk_send(&sample, (struct sending){0});
		walk_expect(&reply, 403, "purpose-needed", NULL, sample.path);
		free(sample.path);
	}
	const char *const good_ones[] = {"contact", world.contact, "case", world.case_id, "reason",
	    "she%20asked%20what%20we%20hold"};
	for (int i = 0; i < 6; i += 2) {
		sample.path = proc_text(
		    "/v1/customers/%s?%s=%s", world.customer, good_ones[i], good_ones[i + 1]);
		reply = walk_send(&sample, (struct sending){0});
		ck_assert_msg(reply.status == 200, "%s: %s", sample.path, reply.body);
		http_reply_release(&reply);
		free(sample.path);
	}
}
END_TEST

/* ---- operations ---- */

START_TEST(operation_needed)
{
	static const char *const keys[] = {"", "1", "\"\"", "not-a-uuid",
	    "\"01930000-0000-7000-8000-00000000000G\"", "01930000-0000-7000-8000-0000000000011"};
	if (!route_of((enum route_id)_i)->operation)
		return;
	struct sample sample = sample_make((enum route_id)_i);
	struct http_reply reply = walk_send(&sample, (struct sending){.no_operation = true});
	walk_expect(&reply, 400, "bad-request", "Idempotency-Key", sample.path);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		char *header = proc_text("Idempotency-Key: %s\r\n", keys[i]);
		reply =
		    walk_send(&sample, (struct sending){.no_operation = true, .headers = header});
		walk_expect(&reply, 400, "bad-request", "Idempotency-Key", keys[i]);
		free(header);
	}
	sample_release(&sample);
}
END_TEST

START_TEST(operation_repeated)
{
	if (!route_of((enum route_id)_i)->operation)
		return;
	struct sample sample = sample_make((enum route_id)_i),
		      other = sample_make((enum route_id)_i);
	char *operation = office_id();
	struct sending how = {.operation = operation};
	struct http_reply first = walk_send(&sample, how), again = walk_send(&sample, how);
	ck_assert_msg(first.status == 200, "%s: %s", sample.path, first.body);
	ck_assert_int_eq(again.status, first.status);
	ck_assert_str_eq(again.body, first.body);
	http_reply_release(&again);
	http_reply_release(&first);
	/* Another body, or the same elsewhere, under the same id. */
	if (sample.body) {
		char *changed = proc_text("%s ", sample.body);
		again = walk_call(&sample, changed, strlen(changed), how);
		walk_expect(&again, 409, "operation-reused", NULL, sample.path);
		again = walk_send(&other, how);
		walk_expect(&again, 409, "operation-reused", NULL, other.path);
		free(changed);
	}
	free(operation);
	sample_release(&sample);
	sample_release(&other);
}
END_TEST

/* An operation that was refused may be sent again, mended. */
START_TEST(operation_after_refusal)
{
	struct sample sample = sample_make(ROUTE_PUT_CONTACT);
	char *operation = office_id();
	struct sending how = {.operation = operation};
	struct http_reply reply = walk_call(&sample, "{}", 2, how);
	walk_expect(&reply, 422, "bad-field", NULL, sample.path);
	reply = walk_send(&sample, how);
	ck_assert_int_eq(reply.status, 200);
	http_reply_release(&reply);
	free(operation);
	sample_release(&sample);
}
END_TEST

static struct http_reply
put_step(const char *id, long step, const char *reference, char **body)
{
	struct sample sample = {
	    .route = ROUTE_PUT_CONTACT, .path = proc_text("/v1/contacts/%s", id)};
	sample.body = *body ? strdup(*body) : contact_body(id, step, reference);
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	if (!*body)
		*body = strdup(sample.body);
	sample_release(&sample);
	return reply;
}

START_TEST(steps)
{
	char *id = office_id(), *reference = next_reference(), *first = NULL, *second = NULL,
	     *other = NULL;
	struct http_reply reply = put_step(id, 1, reference, &first);
	ck_assert_int_eq(reply.status, 200);
	http_reply_release(&reply);
	/* The enquiry of the second step is the first's, with its case. */
	second = strdup(first);
	memcpy(strstr(second, "\"step\":1"), "\"step\":2", 8);
	reply = put_step(id, 2, NULL, &second);
	ck_assert_msg(reply.status == 200, "%s", reply.body);
	char *received = json_get(reply.body, "received");
	http_reply_release(&reply);
	/* The same step and bytes, by another operation: the same answer. */
	reply = put_step(id, 2, NULL, &second);
	ck_assert_int_eq(reply.status, 200);
	ck_assert(json_is(reply.body, "received", received));
	http_reply_release(&reply);
	reply = put_step(id, 1, NULL, &first);
	ck_assert(json_is(reply.body, "limit", "2"));
	walk_expect(&reply, 409, "stale-step", "step", "a lower step");
	other = proc_text("%s ", second);
	reply = put_step(id, 2, NULL, &other);
	walk_expect(&reply, 409, "stale-step", "step", "the same step with other bytes");
	free(received);
	free(id);
	free(reference);
	free(first);
	free(second);
	free(other);
}
END_TEST

START_TEST(references)
{
	static const struct {
		const char *reference, *problem;
		int status;
	} bad[] = {{"4071-2283-6", "bad-field", 422}, {"x", "bad-field", 422}};
	char *body = NULL, *id = office_id(), *path = "enquiries.0.opens.reference";
	struct http_reply reply;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		reply = put_step(id, 1, bad[i].reference, &body);
		walk_expect(&reply, bad[i].status, bad[i].problem, path, bad[i].reference);
		free(body);
		body = NULL;
	}
	reply = put_step(id, 1, world.reference, &body);
	walk_expect(&reply, 409, "reference-taken", path, "a reference that is used");
	free(body);
	body = NULL;
	char beyond[REFERENCE_LENGTH + 1];
	reference_format(beyond, (uint32_t)world.next_reference + 100000);
	reply = put_step(id, 1, beyond, &body);
	walk_expect(&reply, 409, "reference-taken", path, "a reference that is not leased");
	free(body);
	free(id);
}
END_TEST

START_TEST(ids_of_path_and_body)
{
	static const enum route_id routes[] = {ROUTE_PUT_CONTACT, ROUTE_PUT_CASE_EVENT,
	    ROUTE_PUT_NOTICE, ROUTE_CHANGE_CUSTOMER, ROUTE_PUT_VERDICT, ROUTE_PUT_ASSURANCE};
	for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
		struct sample sample = sample_make(routes[i]);
		sample.path[strlen(sample.path) - 1] ^= 1;
		struct http_reply reply = walk_send(&sample, (struct sending){0});
		walk_expect(&reply, 422, "bad-field", "id", sample.path);
		sample_release(&sample);
	}
}
END_TEST

START_TEST(changes_in_conflict)
{
	struct sample sample = sample_make(ROUTE_CHANGE_CUSTOMER);
	free(sample.body);
	sample.body = proc_text("{\"id\":\"%s\",\"was\":{\"language\":\"Welsh\",\"born\":"
				"\"1949-03-14\"},\"now\":{\"language\":\"Urdu\",\"born\":"
				"\"1949-03-15\"}}",
	    world.customer);
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	walk_expect(&reply, 409, "conflict", "language", "was something else");
	/* Nothing of it was applied. */
	struct sample read = sample_make(ROUTE_CUSTOMER);
	reply = walk_send(&read, (struct sending){0});
	ck_assert(json_is(reply.body, "customer.born", "1949-03-14"));
	ck_assert(json_is(reply.body, "customer.language", "Gujarati"));
	http_reply_release(&reply);
	sample_release(&read);
	sample_release(&sample);
}
END_TEST

/* The request goes out, the reply never comes back: repeating it finds it done, once. */
START_TEST(reply_lost)
{
	struct sample sample = sample_make(ROUTE_PUT_CONTACT);
	char *operation = office_id(),
	     *reference = json_get(sample.body, "enquiries.0.opens.reference");
	struct http http;
	http_init(&http, world.office.crm.port);
	char *text = proc_text("PUT %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n"
			       "Idempotency-Key: %s\r\nContent-Type: application/json\r\n"
			       "Content-Length: %zu\r\n\r\n%s",
	    sample.path, world.tokens[ADVISOR], operation, strlen(sample.body), sample.body);
	for (int i = 0; i < 3; i++) {
		ck_assert(http_connect(&http));
		ck_assert(http_write(&http, text, strlen(text)));
		http_close(&http);
	}
	struct http_reply reply = walk_send(&sample, (struct sending){.operation = operation});
	ck_assert_int_eq(reply.status, 200);
	http_reply_release(&reply);
	/* A queue's page is not the whole queue: the case itself has one event, its opening. */
	struct sample read = {.route = ROUTE_CASE, .path = proc_text("/v1/cases/%s", reference)};
	reply = walk_send(&read, (struct sending){0});
	ck_assert_int_eq(reply.status, 200);
	ck_assert_int_eq(json_count(reply.body, "record.events"), 1);
	ck_assert(json_is(reply.body, "record.queue", "chorley.waste-round"));
	http_reply_release(&reply);
	sample_release(&read);
	sample_release(&sample);
	free(text);
	free(operation);
	free(reference);
	http_release(&http);
}
END_TEST

/* ---- the door ---- */

static struct http_reply
knock(const char *desk, const char *secret, const char *user, const char *password)
{
	struct sample sample = {.route = ROUTE_SIGN_IN,
	    .path = strdup("/v1/session"),
	    .body = proc_text(
		"{\"desk\":\"%s\",\"desk_secret\":\"%s\",\"user\":\"%s\",\"password\":\"%s\"}",
		desk, secret, user, password)};
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	sample_release(&sample);
	return reply;
}

START_TEST(signing_in_and_out)
{
	struct http_reply reply = knock(DESK, "x", "walk.admin", OFFICE_PASSWORD);
	walk_expect(&reply, 403, "desk-unknown", NULL, "a wrong secret");
	reply = knock("no-such-desk", world.secret, "walk.admin", OFFICE_PASSWORD);
	walk_expect(&reply, 403, "desk-unknown", NULL, "an unknown desk");
	reply = knock(DESK, world.secret, "walk.trainer", "wrong");
	walk_expect(&reply, 403, "wrong-password", NULL, "a wrong password");
	reply = knock(DESK, world.secret, "walk.nobody", OFFICE_PASSWORD);
	walk_expect(&reply, 403, "wrong-password", NULL, "an unknown user");
	reply = knock(DESK, world.secret, "walk.trainer", OFFICE_PASSWORD);
	ck_assert_int_eq(reply.status, 200);
	char *token = json_get(reply.body, "token");
	ck_assert_ptr_nonnull(token);
	http_reply_release(&reply);
	struct sample read = sample_make(ROUTE_SESSION), out = sample_make(ROUTE_SIGN_OUT);
	reply = walk_send(&read, (struct sending){.token = token});
	ck_assert_int_eq(reply.status, 200);
	ck_assert(json_is(reply.body, "user", "walk.trainer"));
	ck_assert_ptr_null(json_get(reply.body, "token"));
	http_reply_release(&reply);
	reply = walk_send(&out, (struct sending){.token = token});
	ck_assert_int_eq(reply.status, 204);
	http_reply_release(&reply);
	reply = walk_send(&read, (struct sending){.token = token});
	walk_expect(&reply, 401, "not-signed-in", NULL, "after signing out");
	sample_release(&read);
	sample_release(&out);
	free(token);
}
END_TEST

START_TEST(guessing_is_slowed)
{
	char value[20];
	struct http_reply reply = {0};
	for (int i = 0; i < 20 && reply.status != 429; i++) {
		http_reply_release(&reply);
		reply = knock(OTHER_DESK, world.other_secret, "walk.dpo", "guess");
	}
	ck_assert_int_eq(reply.status, 429);
	ck_assert_ptr_nonnull(http_header(&reply, "Retry-After", value, sizeof value));
	ck_assert_int_ge(atoi(value), 1);
	http_reply_release(&reply);
	/* The right word does not help before the time is over. */
	reply = knock(OTHER_DESK, world.other_secret, "walk.dpo", OFFICE_PASSWORD);
	walk_expect(&reply, 429, "slow-down", NULL, "within the delay");
}
END_TEST

START_TEST(enrolling_once)
{
	char *code = office_code(&world.office, "chorley-cc-2");
	struct sample sample = {.route = ROUTE_ENROL,
	    .path = strdup("/v1/enrolments"),
	    .body = proc_text("{\"code\":\"%s\"}", code)};
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	ck_assert_msg(reply.status == 200, "%s", reply.body);
	ck_assert(json_is(reply.body, "desk", "chorley-cc-2"));
	http_reply_release(&reply);
	reply = walk_send(&sample, (struct sending){0});
	walk_expect(&reply, 403, "bad-code", NULL, "a code that was used");
	sample_release(&sample);
	free(code);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("api walk");
	TCase *routes = tcase_create("routes");
	tcase_add_unchecked_fixture(routes, world_begin, NULL);
	tcase_set_timeout(routes, 120);
	tcase_add_loop_test(routes, good, 0, ROUTE_COUNT);
	tcase_add_loop_test(routes, without_token, 0, ROUTE_COUNT);
	tcase_add_loop_test(routes, roles, 0, ROUTE_COUNT);
	tcase_add_test(routes, bad_targets);
	tcase_add_test(routes, other_council);
	tcase_add_test(routes, other_council_history);
	tcase_add_test(routes, purposes);
	suite_add_tcase(suite, routes);
	TCase *writes = tcase_create("writes");
	tcase_add_unchecked_fixture(writes, NULL, world_end);
	tcase_set_timeout(writes, 120);
	tcase_add_loop_test(writes, operation_needed, 0, ROUTE_COUNT);
	tcase_add_loop_test(writes, operation_repeated, 0, ROUTE_COUNT);
	tcase_add_test(writes, operation_after_refusal);
	tcase_add_test(writes, steps);
	tcase_add_test(writes, references);
	tcase_add_test(writes, ids_of_path_and_body);
	tcase_add_test(writes, changes_in_conflict);
	tcase_add_test(writes, reply_lost);
	tcase_add_test(writes, signing_in_and_out);
	tcase_add_test(writes, enrolling_once);
	tcase_add_test(writes, guessing_is_slowed);
	suite_add_tcase(suite, writes);
	return tap_run(suite);
}
