/* Forms on the web: the same questions as at the desk, checked alike; each once, however often it
 * is sent; whose it is only where that is sure; and how its case stands, for whoever has the
 * secret. */
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CARD "4111 1111 1111 1111"

static struct office office;
static struct api desk, back, client, nobody;

static void
begin(void)
{
	char *folder = proc_text("%s/tests/screen/locale", getenv("top_builddir"));
	ck_assert_int_eq(setenv("TEXTDOMAINDIR", folder, 1), 0);
	free(folder);
	office_init(&office);
	api_ready(&desk, &office, "chorley-cc-1", OFFICE_ADVISOR);
	api_ready(&back, &office, "chorley-cc-2", OFFICE_BACK);
	api_form_client(&client, &office, "chorley-web");
	api_init(&nobody, office.crm.port);
}

static void
end(void)
{
	api_release(&desk);
	api_release(&back);
	api_release(&client);
	api_release(&nobody);
	office_release(&office);
}

static struct http_reply
call(struct api *api, const char *method, const char *path, const char *body)
{
	return http_json(&api->http, method, path, body);
}

static char *
answered(struct api *api, const char *method, const char *path, const char *body)
{
	struct http_reply reply = call(api, method, path, body);
	ck_assert_msg(reply.status == 200, "%s %s: %d %s", method, path, reply.status, reply.body);
	char *text = strdup(reply.body);
	http_reply_release(&reply);
	return text;
}

static int
status_of(struct api *api, const char *method, const char *path, const char *body)
{
	struct http_reply reply = call(api, method, path, body);
	int status = reply.status;
	http_reply_release(&reply);
	return status;
}

#define ANSWER(prompt, value) "{\"prompt\":\"" prompt "\",\"value\":\"" value "\"}"
#define ADDRESS ANSWER("property", "14 Union Street, Chorley PR7 1AB")
#define WHOLE ADDRESS "," ANSWER("bin", "blue") "," ANSWER("out_by_six", "yes")
#define AMINA                                                                                      \
	ANSWER("person.given", "Amina")                                                            \
	"," ANSWER("person.family", "Patel") "," ANSWER("person.born", "14/3/1949") "," ANSWER(    \
	    "person.phone", "01632 960151") "," ANSWER("person.address",                           \
	    "14 Union Street") "," ANSWER("person.postcode", "PR7 1AB")

static char *
body_of(const char *id, const char *answers)
{
	return proc_text(
	    "{\"id\":\"%s\",\"service\":\"missed-bin\",\"answers\":[%s]}", id, answers);
}

static char *
path_of(const char *id)
{
	return proc_text("/v1/sent-forms/%s", id);
}

/* Sent, and taken: the receipt. */
static char *
sent(const char *id, const char *answers)
{
	char *path = path_of(id), *body = body_of(id, answers);
	char *receipt = answered(&client, "PUT", path, body);
	free(path);
	free(body);
	return receipt;
}

static char *
case_of(const char *reference)
{
	char *path = proc_text("/v1/cases/%s", reference),
	     *page = answered(&desk, "GET", path, NULL);
	free(path);
	return page;
}

static struct http_reply
progress(struct api *api, const char *reference, const char *secret)
{
	char *body = proc_text("{\"reference\":\"%s\",\"secret\":\"%s\"}", reference, secret);
	struct http_reply reply = call(api, "POST", "/v1/progress", body);
	free(body);
	return reply;
}

static const char *
question(const char *form, const char *id, const char *member)
{
	static char *value;
	free(value);
	int at = json_index(form, "questions", "id", id);
	char *path = proc_text("questions.%d.%s", at, member);
	value = at < 0 ? NULL : json_get(form, path);
	free(path);
	return value ? value : "";
}

/* ---- the questions ---- */

START_TEST(the_questions)
{
	char *form = answered(&client, "GET", "/v1/forms/missed-bin", NULL);
	ck_assert(json_is(form, "title", "Missed bin collection"));
	ck_assert_ptr_null(json_get(form, "ready"));
	ck_assert_str_eq(question(form, "property", "type"), "address");
	ck_assert_str_eq(question(form, "property", "state"), "open");
	ck_assert_str_eq(question(form, "bin", "choices.0.label"), "Grey (refuse)");
	ck_assert_str_eq(question(form, "person.family", "text"), "Last name");
	/* What only an advisor says is not in it. */
	ck_assert_ptr_null(strstr(form, "Let me look"));
	printf("# form of missed-bin: %zu bytes\n", strlen(form));
	free(form);
	form = answered(&client, "GET", "/v1/forms/missed-bin?language=cy", NULL);
	ck_assert(json_is(form, "title", "Bin heb ei gasglu"));
	ck_assert_str_eq(question(form, "person.family", "text"), "Cyfenw");
	free(form);
	/* What the council has of its own. */
	form = answered(&client, "GET", "/v1/forms/missed-bin?council=burnley", NULL);
	ck_assert_str_eq(question(form, "out_by_six", "text"), "Was it at the kerb by 7 am?");
	free(form);
	/* E-forms have not come over for it; no such service. */
	ck_assert_int_eq(status_of(&client, "GET", "/v1/forms/noise", NULL), 404);
	ck_assert_int_eq(status_of(&client, "GET", "/v1/forms/no-such", NULL), 404);
}
END_TEST

START_TEST(branches)
{
	char *id = office_id();
	char *body = body_of(
	    id, ADDRESS "," ANSWER("bin", "Blue (paper and card)") "," ANSWER("out_by_six", "no"));
	char *form = answered(&client, "POST", "/v1/form-checks", body);
	ck_assert(json_is(form, "ready", "true"));
	ck_assert(json_is(form, "ends", "resolve"));
	ck_assert_str_eq(question(form, "bin", "value"), "blue");
	ck_assert_ptr_nonnull(strstr(question(form, "too-late", "text"), "next collection"));
	free(form);
	free(body);
	body = body_of(id, WHOLE);
	form = answered(&client, "POST", "/v1/form-checks", body);
	ck_assert(json_is(form, "ends", "refer"));
	/* By the fact that Chorley has, as the address lies there. */
	ck_assert(json_is(form, "promise", "We will be back within 1 working day."));
	ck_assert_int_eq(json_index(form, "questions", "id", "too-late"), -1);
	free(form);
	free(body);
	/* Of an end without a case there is no reference. */
	char *receipt = sent(id, ADDRESS "," ANSWER("bin", "grey") "," ANSWER("out_by_six", "no"));
	ck_assert(json_is(receipt, "outcome", "resolved"));
	ck_assert_ptr_null(json_get(receipt, "reference"));
	ck_assert_ptr_null(json_get(receipt, "secret"));
	free(receipt);
	free(id);
}
END_TEST

/* ---- what is wrong ---- */

START_TEST(faults)
{
	static const struct {
		const char *answers, *prompt, *sentence;
	} wrong[] = {
	    {ADDRESS "," ANSWER("bin", "blue"), "out_by_six", "Answer this question."},
	    {ADDRESS "," ANSWER("bin", "pink") "," ANSWER("out_by_six", "yes"), "bin", ""},
	    {WHOLE "," ANSWER("person.phone", "12"), "person.phone",
		"That is not a telephone number: type it with its area code."},
	    {WHOLE "," ANSWER("person.email", "me"), "person.email",
		"That is not an e-mail address: it looks like name@example.org."},
	    {WHOLE "," ANSWER("person.born", "32/1/1950"), "person.born", ""},
	    {WHOLE "," ANSWER("colour", "red"), "colour", "This form has no such question."},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char *id = office_id(), *path = path_of(id), *body = body_of(id, wrong[i].answers);
		struct http_reply reply = call(&client, "PUT", path, body);
		ck_assert_msg(
		    reply.status == 422, "%s: %d %s", wrong[i].prompt, reply.status, reply.body);
		ck_assert(json_is(reply.body, "type", "urn:frontdesk:problem:bad-answers"));
		ck_assert(json_is(reply.body, "faults.0.prompt", wrong[i].prompt));
		char *sentence = json_get(reply.body, "faults.0.sentence");
		ck_assert_ptr_nonnull(sentence);
		if (*wrong[i].sentence)
			ck_assert_str_eq(sentence, wrong[i].sentence);
		http_reply_release(&reply);
		free(sentence), free(id), free(path), free(body);
	}
}
END_TEST

/* ---- taken ---- */

START_TEST(known_person)
{
	char *id = office_id(), *receipt = sent(id, WHOLE "," AMINA);
	char *reference = json_get(receipt, "reference"), *page = case_of(reference);
	ck_assert(json_is(receipt, "outcome", "referred"));
	ck_assert(json_is(receipt, "promise", "We will be back within 1 working day."));
	printf("# receipt: %zu bytes\n", strlen(receipt));
	ck_assert(json_is(page, "record.queue", "chorley.waste-round"));
	ck_assert(json_is(page, "record.responsible", "chorley"));
	ck_assert(json_is(page, "record.summary",
	    "Missed bin collection: Blue (paper and card), 14 Union Street, Chorley PR7 1AB"));
	ck_assert(json_is(page, "customer.name", "PATEL, Amina (Mrs)"));
	ck_assert(json_is(page, "answers.1.value", "blue"));
	ck_assert(json_is(page, "answers.0.source", "asked"));
	char *due = json_get(page, "record.due");
	ck_assert_ptr_nonnull(due);
	/* In her history it came by the web. */
	char *customer = json_get(page, "record.customer");
	char *path = proc_text("/v1/customers/%s?reason=she+asked+about+it", customer);
	char *history = answered(&desk, "GET", path, NULL);
	ck_assert(json_is(history, "history.0.channel", "web"));
	ck_assert(json_is(history, "history.0.reference", reference));
	free(id), free(receipt), free(reference), free(page), free(customer), free(path);
	free(history), free(due);
}
END_TEST

START_TEST(sent_again)
{
	char *id = office_id(), *path = path_of(id), *body = body_of(id, WHOLE);
	char *first = answered(&client, "PUT", path, body);
	char *again = answered(&client, "PUT", path, body);
	ck_assert_str_eq(first, again);
	char *other =
	    body_of(id, ADDRESS "," ANSWER("bin", "grey") "," ANSWER("out_by_six", "yes"));
	struct http_reply reply = call(&client, "PUT", path, other);
	ck_assert_int_eq(reply.status, 409);
	http_reply_release(&reply);
	free(id), free(path), free(body), free(first), free(again), free(other);
}
END_TEST

START_TEST(new_person)
{
	char *id = office_id();
	char *receipt =
	    sent(id, WHOLE "," ANSWER("person.given", "Ottoline") "," ANSWER("person.family",
			 "Quick") "," ANSWER("person.email", "o.quick@people.example"));
	char *reference = json_get(receipt, "reference"), *page = case_of(reference);
	ck_assert(json_is(page, "customer.name", "QUICK, Ottoline"));
	/* The second form of the same person is hers. */
	char *second = office_id();
	char *more =
	    sent(second, WHOLE "," ANSWER("person.given", "Ottoline") "," ANSWER("person.family",
			     "Quick") "," ANSWER("person.email", "o.quick@people.example"));
	char *other = json_get(more, "reference"), *beside = case_of(other);
	char *a = json_get(page, "record.customer"), *b = json_get(beside, "record.customer");
	ck_assert_ptr_nonnull(a);
	if (b) /* not sure by these alone: somebody looks */
		ck_assert_str_eq(a, b);
	free(id), free(receipt), free(reference), free(page), free(second), free(more);
	free(other), free(beside), free(a), free(b);
}
END_TEST

/* Who may be somebody is not joined: an advisor says who it is. */
START_TEST(who_is_this)
{
	char *id = office_id();
	char *receipt =
	    sent(id, WHOLE "," ANSWER("person.given", "Amina") "," ANSWER(
			 "person.family", "Patel") "," ANSWER("person.phone", "01632 960151"));
	char *reference = json_get(receipt, "reference"), *page = case_of(reference);
	ck_assert_ptr_null(json_get(page, "record.customer"));
	char *list = answered(&desk, "GET", "/v1/mails", NULL);
	int at = json_index(list, "forms", "id", id);
	ck_assert_int_ge(at, 0);
	char *path = path_of(id), *form = answered(&desk, "GET", path, NULL);
	ck_assert(json_is(form, "given", "Amina"));
	ck_assert(json_is(form, "candidates.0.person.name", "PATEL, Amina (Mrs)"));
	char *customer = json_get(form, "candidates.0.id"), *event = office_id();
	char *events = proc_text("%s/events/%s", path, event);
	char *body =
	    proc_text("{\"id\":\"%s\",\"kind\":\"join\",\"customer\":\"%s\"}", event, customer);
	struct http_reply reply = api_write(&desk, "PUT", events, NULL, body);
	ck_assert_msg(reply.status == 200, "%s", reply.body);
	ck_assert(json_is(reply.body, "state", "joined"));
	ck_assert_ptr_null(json_get(reply.body, "given"));
	http_reply_release(&reply);
	free(page);
	page = case_of(reference);
	ck_assert(json_is(page, "record.customer", customer));
	/* Nobody says it twice. */
	reply = api_write(&back, "PUT", events, NULL, body);
	ck_assert_int_eq(reply.status, 409);
	http_reply_release(&reply);
	free(list);
	list = answered(&desk, "GET", "/v1/mails", NULL);
	ck_assert_int_eq(json_index(list, "forms", "id", id), -1);
	free(id), free(receipt), free(reference), free(page), free(list), free(path), free(form);
	free(customer), free(event), free(events), free(body);
}
END_TEST

START_TEST(nobodys_name)
{
	char *id = office_id(), *receipt = sent(id, WHOLE);
	char *reference = json_get(receipt, "reference"), *page = case_of(reference);
	ck_assert_ptr_null(json_get(page, "record.customer"));
	char *list = answered(&desk, "GET", "/v1/mails", NULL);
	ck_assert_int_eq(json_index(list, "forms", "id", id), -1);
	free(id), free(receipt), free(reference), free(page), free(list);
}
END_TEST

/* A card number is masked before anything sees it. */
START_TEST(cards)
{
	char *id = office_id();
	char *receipt = sent(
	    id, ANSWER("property", "14 Union Street, card " CARD ", Chorley PR7 1AB") "," ANSWER(
		    "bin", "blue") "," ANSWER("out_by_six", "yes"));
	char *reference = json_get(receipt, "reference"), *page = case_of(reference);
	ck_assert_ptr_null(strstr(page, CARD));
	ck_assert_ptr_nonnull(strstr(page, "**** **** **** 1111"));
	free(id), free(receipt), free(reference), free(page);
}
END_TEST

/* ---- who may ---- */

START_TEST(other_keys)
{
	static const char *const keys[] = {"chorley-web.x", "x.y", "chorley-web", "."};
	char *id = office_id(), *path = path_of(id), *body = body_of(id, WHOLE);
	ck_assert_int_eq(status_of(&nobody, "GET", "/v1/forms/missed-bin", NULL), 401);
	ck_assert_int_eq(status_of(&nobody, "PUT", path, body), 401);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		http_token(&nobody.http, keys[i]);
		ck_assert_int_eq(status_of(&nobody, "PUT", path, body), 401);
	}
	/* The secret of a desk with people at it is no form client's key, */
	char *own = proc_text("%s.%s", desk.desk, desk.secret);
	http_token(&nobody.http, own);
	ck_assert_int_eq(status_of(&nobody, "PUT", path, body), 401);
	/* a session is none either, a form client's key opens nothing else, */
	ck_assert_int_eq(status_of(&desk, "PUT", path, body), 401);
	ck_assert_int_eq(status_of(&client, "GET", "/v1/queues", NULL), 401);
	ck_assert_int_eq(status_of(&client, "GET", path, NULL), 401);
	ck_assert_int_eq(status_of(&client, "GET", "/v1/customers?q=patel", NULL), 401);
	/* and nobody signs in at it. */
	ck_assert_int_ne(api_sign_in(&client, OFFICE_ADVISOR, OFFICE_PASSWORD), 0);
	free(id), free(path), free(body), free(own);
}
END_TEST

/* ---- how it stands ---- */

static void
work(const char *reference, const char *kind)
{
	char *event = office_id(), *path = proc_text("/v1/cases/%s/events/%s", reference, event);
	char *body = proc_text("{\"id\":\"%s\",\"kind\":\"%s\",\"text\":\"the crew swears at no. "
			       "14\",\"at\":\"2026-11-20T11:00:00Z\"}",
	    event, kind);
	struct http_reply reply = api_write(&back, "PUT", path, NULL, body);
	ck_assert_msg(reply.status == 200, "%s", reply.body);
	http_reply_release(&reply);
	free(event), free(path), free(body);
}

START_TEST(how_it_stands)
{
	char *id = office_id(), *receipt = sent(id, WHOLE "," AMINA);
	char *reference = json_get(receipt, "reference"), *secret = json_get(receipt, "secret");
	struct http_reply reply = progress(&nobody, reference, secret);
	ck_assert_int_eq(reply.status, 200);
	printf("# progress: %zu bytes\n", strlen(reply.body));
	ck_assert(json_is(reply.body, "words", "It waits for somebody to deal with it."));
	ck_assert(json_is(reply.body, "last", "We received it."));
	ck_assert(json_is(reply.body, "service", "Missed bin collection"));
	ck_assert(json_is(reply.body, "promise", "We will be back within 1 working day."));
	http_reply_release(&reply);
	work(reference, "claim");
	work(reference, "note");
	/* As people type it. */
	char typed[40];
	size_t n = 0;
	for (const char *c = secret; *c; c++)
		typed[n++] = *c == '-' ? ' ' : *c == '0' ? 'o' : (char)(*c | 0x20);
	typed[n] = '\0';
	reply = progress(&client, reference, typed);
	ck_assert_msg(reply.status == 200, "%s", reply.body);
	ck_assert(json_is(reply.body, "words", "Somebody is dealing with it."));
	ck_assert(json_is(reply.body, "last", "Somebody is dealing with it."));
	/* No name, no note, nobody of the staff. */
	ck_assert_ptr_null(strstr(reply.body, "swears"));
	ck_assert_ptr_null(strstr(reply.body, "Patel"));
	ck_assert_ptr_null(strstr(reply.body, "PATEL"));
	ck_assert_ptr_null(strstr(reply.body, "Union"));
	ck_assert_ptr_null(strstr(reply.body, OFFICE_BACK));
	http_reply_release(&reply);
	work(reference, "close");
	reply = progress(&nobody, reference, secret);
	ck_assert(json_is(reply.body, "state", "closed"));
	ck_assert(json_is(reply.body, "words", "It is finished."));
	http_reply_release(&reply);
	free(id), free(receipt), free(reference), free(secret);
}
END_TEST

/* Of a wrong secret nothing is learnt, not even that there is such a case; and trying costs time.
 */
START_TEST(wrong_secrets)
{
	char *id = office_id(), *receipt = sent(id, WHOLE);
	char *reference = json_get(receipt, "reference"), *secret = json_get(receipt, "secret");
	struct http_reply wrong = progress(&nobody, reference, "0000-0000-0000");
	struct http_reply none = progress(&nobody, "4071-2283-6", secret);
	struct http_reply silly = progress(&nobody, "x", secret);
	ck_assert_int_eq(wrong.status, 404);
	ck_assert_str_eq(wrong.body, none.body);
	ck_assert_str_eq(wrong.body, silly.body);
	http_reply_release(&wrong);
	http_reply_release(&none);
	http_reply_release(&silly);
	int status = 404;
	for (int i = 0; i < 5 && status == 404; i++) {
		wrong = progress(&nobody, reference, "0000-0000-0000");
		status = wrong.status;
		http_reply_release(&wrong);
	}
	ck_assert_int_eq(status, 429);
	/* Whoever asks from elsewhere is not kept out by it. */
	free(id), free(receipt), free(reference), free(secret);
}
END_TEST

/* Given out at a desk, of a case that was logged there or came by a form: the last one holds. */
START_TEST(secret_at_the_desk)
{
	char *id = office_id(), *receipt = sent(id, WHOLE);
	char *reference = json_get(receipt, "reference"), *secret = json_get(receipt, "secret");
	char *path = proc_text("/v1/cases/%s/secrets", reference);
	char *given = answered(&desk, "POST", path, NULL), *new = json_get(given, "secret");
	ck_assert_ptr_nonnull(new);
	struct http_reply reply = progress(&client, reference, secret);
	ck_assert_int_eq(reply.status, 404);
	http_reply_release(&reply);
	reply = progress(&client, reference, new);
	ck_assert_int_eq(reply.status, 200);
	http_reply_release(&reply);
	/* The form that is sent again does not tell it. */
	char *again = sent(id, WHOLE);
	ck_assert_ptr_null(json_get(again, "secret"));
	free(id), free(receipt), free(reference), free(secret), free(path), free(given), free(new);
	free(again);
}
END_TEST

/* What is wrong is said in the language of the page, whatever others are told meanwhile. */
START_TEST(wrong_in_welsh)
{
	static const char wrong[] = WHOLE "," ANSWER("person.email", "me");
	static const char *const said[][2] = {
	    {"cy", "Nid yw hwnnw'n gyfeiriad e-bost"}, {"en", "That is not an e-mail address"}};
	for (int i = 0; i < 4; i++) {
		char *id = office_id(), *path = path_of(id);
		char *body = proc_text("{\"id\":\"%s\",\"service\":\"missed-bin\",\"language\":"
				       "\"%s\",\"answers\":[%s]}",
		    id, said[i % 2][0], wrong);
		struct http_reply reply = call(&client, "PUT", path, body);
		ck_assert_int_eq(reply.status, 422);
		ck_assert_msg(strstr(reply.body, said[i % 2][1]) != NULL, "%s", reply.body);
		http_reply_release(&reply);
		free(id), free(path), free(body);
	}
}
END_TEST

#define HOLE(how)                                                                                  \
	ANSWER("way", "road")                                                                      \
	"," ANSWER("place", "outside number 14") "," ANSWER(                                       \
	    "near", "14 Union Street, Chorley PR7 1AB") "," ANSWER("how_bad", how)

static char *
hole(const char *answers)
{
	char *id = office_id(), *path = path_of(id);
	char *body =
	    proc_text("{\"id\":\"%s\",\"service\":\"pothole\",\"answers\":[%s]}", id, answers);
	char *receipt = answered(&client, "PUT", path, body);
	free(id), free(path), free(body);
	return receipt;
}

/* Two fill in a form about one hole: the second has the number of the first one's case, and not
 * the secret that opens it. What was said to be worse is another matter. */
START_TEST(the_same_hole)
{
	char *first = hole(HOLE("shallow")), *reference = json_get(first, "reference");
	char *second = hole(HOLE("shallow")), *joined = json_get(second, "reference");
	ck_assert_ptr_nonnull(reference);
	ck_assert_str_eq(joined, reference);
	ck_assert_ptr_nonnull(strstr(first, "\"secret\""));
	ck_assert_ptr_null(strstr(second, "\"secret\""));
	ck_assert_ptr_nonnull(strstr(second, "Others have told us of this already"));
	char *worse = hole(HOLE("danger")), *other = json_get(worse, "reference");
	ck_assert_str_ne(other, reference);
	free(first), free(second), free(worse), free(reference), free(joined), free(other);
}
END_TEST

/* ---- for people ---- */

static struct http_reply
page(const char *method, const char *path, const char *body)
{
	struct http http;
	http_init(&http, office.crm.port);
	char *about = body ? proc_text("Content-Type: application/x-www-form-urlencoded\r\n"
				       "Content-Length: %zu\r\n",
				 strlen(body))
			   : strdup("");
	char *head = proc_text("%s %s HTTP/1.1\r\nHost: a\r\n%s\r\n", method, path, about);
	ck_assert(http_connect(&http) && http_write(&http, head, strlen(head)));
	if (body)
		ck_assert(http_write(&http, body, strlen(body)));
	struct http_reply reply = http_read(&http, HTTP_MS);
	free(about);
	free(head);
	http_release(&http);
	return reply;
}

static int
times(const char *text, const char *what)
{
	int count = 0;
	for (; (text = strstr(text, what)) != NULL; text++)
		count++;
	return count;
}

/* What stands between the words and the next mark. */
static char *
after(const char *text, const char *words, const char *mark)
{
	const char *at = strstr(text, words);
	ck_assert_msg(at != NULL, "no %s in %s", words, text);
	at += strlen(words);
	return strndup(at, strcspn(at, mark));
}

#define PAGE "/forms/chorley/missed-bin"
#define POSTED "property=14+Union+Street%%2C+Chorley+PR7+1AB&bin=&bin=brown&out_by_six="

START_TEST(a_page)
{
	char policy[400];
	struct http_reply reply = page("GET", PAGE, NULL);
	ck_assert_int_eq(reply.status, 200);
	ck_assert_ptr_nonnull(strstr(reply.body, "action=\"missed-bin\""));
	printf("# page of missed-bin: %zu bytes\n", reply.len);
	ck_assert_int_eq(times(reply.body, "<h1>"), 1);
	ck_assert_int_eq(times(reply.body, "<script"), 0);
	ck_assert_ptr_nonnull(strstr(reply.body, "<html lang=\"en\">"));
	ck_assert_ptr_nonnull(strstr(reply.body, "<label for=\"property\">"));
	ck_assert_ptr_nonnull(strstr(reply.body, "autocomplete=\"family-name\""));
	ck_assert_ptr_null(strstr(reply.body, "role=\"alert\""));
	ck_assert_ptr_nonnull(
	    http_header(&reply, "Content-Security-Policy", policy, sizeof policy));
	ck_assert_ptr_nonnull(strstr(policy, "default-src 'none'"));
	char *id = after(reply.body, "name=\"form.id\" value=\"", "\"");
	http_reply_release(&reply);

	/* Something is missing, and what was typed stays and is no markup. */
	char *body = proc_text("form.id=%s&" POSTED "&person.given=%%3Cb%%3EAmina", id);
	reply = page("POST", PAGE, body);
	ck_assert_int_eq(reply.status, 200);
	ck_assert_ptr_nonnull(strstr(reply.body, "role=\"alert\""));
	ck_assert_ptr_nonnull(strstr(reply.body, "<a href=\"#out_by_six\">"));
	ck_assert_ptr_nonnull(strstr(reply.body, "value=\"brown\" checked"));
	ck_assert_ptr_nonnull(strstr(reply.body, "&lt;b&gt;Amina"));
	ck_assert_ptr_null(strstr(reply.body, "<b>"));
	http_reply_release(&reply);
	free(body);

	body = proc_text("form.id=%s&" POSTED "yes", id);
	reply = page("POST", PAGE, body);
	struct http_reply again = page("POST", PAGE, body);
	ck_assert_int_eq(reply.status, 200);
	ck_assert_str_eq(reply.body, again.body);
	char *reference = after(reply.body, "class=\"reference\">", "<");
	char *secret = after(strstr(reply.body, "With this secret"), "class=\"reference\">", "<");
	http_reply_release(&reply);
	http_reply_release(&again);
	char *of = case_of(reference);
	ck_assert(json_is(of, "answers.1.value", "brown"));
	ck_assert(json_is(of, "channel", "web"));
	free(body);

	/* And how it stands. */
	reply = page("GET", "/progress", NULL);
	ck_assert_int_eq(times(reply.body, "<h1>"), 1);
	http_reply_release(&reply);
	body = proc_text("reference=%s&secret=%s", reference, secret);
	reply = page("POST", "/progress", body);
	ck_assert_int_eq(reply.status, 200);
	ck_assert_ptr_nonnull(strstr(reply.body, "It waits for somebody to deal with it."));
	http_reply_release(&reply);
	free(body);
	body = proc_text("reference=%s&secret=0000-0000-0000", reference);
	reply = page("POST", "/progress", body);
	ck_assert_int_eq(reply.status, 404);
	ck_assert_ptr_nonnull(strstr(reply.body, "role=\"alert\""));
	http_reply_release(&reply);
	/* A council without a site of its own, a service without e-forms. */
	reply = page("GET", "/forms/burnley/missed-bin", NULL);
	ck_assert_int_eq(reply.status, 404);
	ck_assert_int_eq(times(reply.body, "<h1>"), 1);
	http_reply_release(&reply);
	reply = page("GET", "/forms/chorley/noise", NULL);
	ck_assert_int_eq(reply.status, 404);
	http_reply_release(&reply);
	free(id), free(reference), free(secret), free(of), free(body);
}
END_TEST

/* Nobody has more than a person can use. */
START_TEST(paces)
{
	int status = 200;
	for (int i = 0; i < 80 && status == 200; i++) {
		struct http_reply reply = page("GET", PAGE, NULL);
		status = reply.status;
		http_reply_release(&reply);
	}
	ck_assert_int_eq(status, 429);
}
END_TEST

/* ---- counted ---- */

START_TEST(counts)
{
	free(answered(&client, "GET", "/v1/forms/pothole?council=lancashire", NULL));
	for (int i = 0; i < 2; i++) {
		char *id = office_id(), *path = path_of(id);
		char *body = proc_text("{\"id\":\"%s\",\"service\":\"pothole\",\"council\":"
				       "\"lancashire\",\"answers\":[]}",
		    id);
		ck_assert_int_eq(status_of(&client, "PUT", path, body), 422);
		free(id), free(path), free(body);
	}
	char *said = NULL;
	ck_assert_int_eq(ctl(&office.crm, &said, "--json", "report", "forms", "--from",
			     "2026-11-01", "--to", "2026-11-30"),
	    0);
	ck_assert_msg(strstr(said, "\"service\":\"pothole\",\"council\":\"lancashire\",\"begun\":1,"
				   "\"sent\":0,\"refused\":2,\"cases\":0,") != NULL,
	    "%s", said);
	free(said);
	char *id = office_id(), *receipt = sent(id, WHOLE);
	char *reference = json_get(receipt, "reference"), *secret = json_get(receipt, "secret");
	work(reference, "claim");
	struct http_reply reply = progress(&client, reference, secret);
	ck_assert_int_eq(reply.status, 200);
	http_reply_release(&reply);
	ck_assert_int_eq(ctl(&office.crm, &said, "--json", "report", "forms", "--from",
			     "2026-11-01", "--to", "2026-11-30"),
	    0);
	char *line = strstr(said, "\"service\":\"missed-bin\",\"council\":\"chorley\"");
	ck_assert_ptr_nonnull(line);
	line[strcspn(line, "\n")] = '\0';
	ck_assert_msg(strstr(line, "\"looked\":0") == NULL, "%s", line);
	ck_assert_msg(strstr(line, "\"first_seconds\":0") == NULL, "%s", line);
	/* And by the mechanism, as the committee sees it. */
	char *matrix = NULL;
	ck_assert_int_eq(ctl(&office.crm, &matrix, "--json", "report", "matrix", "--from",
			     "2026-11-01", "--to", "2026-11-30"),
	    0);
	char *cell = strstr(matrix, "\"service\":\"missed-bin\",\"mechanism\":\"e-forms\"");
	ck_assert_ptr_nonnull(cell);
	cell[strcspn(cell, "\n")] = '\0';
	ck_assert_msg(strstr(cell, "\"volume\":0") == NULL, "%s", cell);
	free(id), free(receipt), free(reference), free(secret), free(said), free(matrix);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("api/forms");
	TCase *c = tcase_create("forms");
	tcase_add_unchecked_fixture(c, begin, end);
	tcase_set_timeout(c, 120);
	tcase_add_test(c, the_questions);
	tcase_add_test(c, branches);
	tcase_add_test(c, faults);
	tcase_add_test(c, known_person);
	tcase_add_test(c, sent_again);
	tcase_add_test(c, new_person);
	tcase_add_test(c, who_is_this);
	tcase_add_test(c, nobodys_name);
	tcase_add_test(c, cards);
	tcase_add_test(c, other_keys);
	tcase_add_test(c, how_it_stands);
	tcase_add_test(c, wrong_secrets);
	tcase_add_test(c, secret_at_the_desk);
	tcase_add_test(c, a_page);
	tcase_add_test(c, counts);
	tcase_add_test(c, wrong_in_welsh);
	tcase_add_test(c, the_same_hole);
	tcase_add_test(c, paces); /* the last: nobody has a page for a minute */
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
