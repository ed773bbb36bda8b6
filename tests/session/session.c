#include "session/session.h"

#include "helpers/json.h"
#include "helpers/proc.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
sign_in(struct session *s)
{
	s->t = office_desk(&s->office, s->desk, proxy_port(s->line), NULL, 24, 80);
	ck_assert_msg(office_sign_in(s->t, OFFICE_ADVISOR), "no sign-in:\n%s", term_dump(s->t));
	/* References are leased when the desk signs in; from here on it could go on alone. */
	session_sent(s);
}

void
session_open(struct session *s, const char *desk)
{
	*s = (struct session){.desk = desk};
	office_init(&s->office);
	s->line = proxy_start(s->office.crm.port);
	office_enrol(&s->office, desk, proxy_port(s->line));
	sign_in(s);
}

void
session_close(struct session *s)
{
	term_free(s->t);
	proxy_free(s->line);
	office_release(&s->office);
}

struct term *
session_at(struct office *office, const char *desk, const char *user)
{
	office_enrol(office, desk, 0);
	struct term *t = office_desk(office, desk, 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(t, user), "no sign-in:\n%s", term_dump(t));
	term_must_text(t, "Sent. All caught up."); /* the directory has come, too */
	term_must_sync(t);
	return t;
}

void
session_restart(struct session *s)
{
	term_free(s->t);
	s->t = office_desk(&s->office, s->desk, proxy_port(s->line), NULL, 24, 80);
}

void
session_sign_in_again(struct session *s)
{
	term_must_text(s->t, "Password");
	office_type_sign_in(s->t, OFFICE_ADVISOR);
	term_must_gone(s->t, "Password");
	term_must_sync(s->t);
	term_must_gone(s->t, "Offline");
}

void
session_fill_person(
    struct session *s, const char *given, const char *address, const char *telephone)
{
	/* Enter goes on to the next field that is still empty. */
	term_type(s->t, given);
	term_keys(s->t, "<Enter><Enter>");
	term_type(s->t, telephone);
	term_keys(s->t, "<Enter>");
	term_type(s->t, address);
	/* The gazetteer answers below the field. */
	term_must_text(s->t, "PR7 1AB");
	term_must_sync(s->t);
	term_keys(s->t, "<Down><Enter>");
	term_must_sync(s->t);
	term_keys(s->t, "<C-s>");
	term_must_sync(s->t);
}

void
session_find(struct session *s, const char *words, const char *row)
{
	term_must_text(s->t, "Find:");
	term_type(s->t, words);
	term_must_text(s->t, row);
	term_must_sync(s->t);
}

void
session_ring(const struct session *s, const char *number)
{
	char *program = proc_built("frontdesk"), *home = office_state(&s->office, s->desk),
	     *state = proc_text("%s/frontdesk", home), *said = NULL;
	const char *argv[] = {program, "--state", state, "pop", number, NULL};
	int status = proc_run(argv, NULL, NULL, &said, 10000);
	ck_assert_msg(status == 0, "%d: %s", status, said);
	free(said);
	free(program);
	free(state);
	free(home);
	term_must_text(s->t, "Call from");
	term_keys(s->t, "<F6>");
	term_must_gone(s->t, "Call from");
	term_must_sync(s->t);
}

void
session_service(struct session *s, const char *words, const char *first)
{
	term_type(s->t, words);
	term_must_sync(s->t);
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, first);
	term_must_sync(s->t);
}

const struct session_caller session_amina = {"01632 960151", "PATEL, Amina", "Hard of hearing"};
const struct session_caller session_raymond = {"07700 900412", "SHAW, Raymond", "Born 30 Jul 1961"};

void
session_missed_bin(struct session *s, const char *desk, const struct session_caller *caller)
{
	session_open(s, desk);
	session_find(s, caller->number, caller->name);
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, caller->mark);
	term_must_sync(s->t);
	term_keys(s->t, "s");
	term_must_sync(s->t);
	session_service(s, "missed bin", "Which bin was missed?");
}

void
session_log_bin(struct session *s, char reference[16])
{
	term_keys(s->t, "1");
	term_must_sync(s->t);
	term_keys(s->t, "2f");
	session_reference(s, reference);
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, "Find:");
}

static bool
is_reference(const char *text)
{
	static const char form[] = "dddd-dddd-d";
	for (size_t i = 0; i < sizeof form - 1; i++)
		if (form[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != form[i])
			return false;
	return !isdigit((unsigned char)text[sizeof form - 1]);
}

static bool
shows_reference(struct term *t, const void *out)
{
	for (int row = 0; row < term_rows(t); row++)
		for (const char *at = term_row(t, row); *at; at++)
			if (is_reference(at)) {
				snprintf((char *)(uintptr_t)out, 16, "%.11s", at);
				return true;
			}
	return false;
}

void
session_reference(struct session *s, char out[16])
{
	ck_assert_msg(term_wait(s->t, shows_reference, out, TERM_MS),
	    "no reference on the screen:\n%s", term_dump(s->t));
}

void
session_budget(struct session *s, const char *what, int limit)
{
	int keys = term_keys_counted(s->t);
	printf("# keys: %s: %d of at most %d\n", what, keys, limit);
	fflush(stdout);
	ck_assert_msg(keys <= limit, "%s took %d keys, the limit is %d", what, keys, limit);
	term_keys_reset(s->t);
}

void
session_sent(struct session *s)
{
	term_must_text(s->t, "Sent. All caught up");
}

static char *
ask(struct session *s, const char *desk, const char *user, const char *path)
{
	struct api api;
	api_ready(&api, &s->office, desk, user);
	struct http_reply r = http_get(&api.http, path);
	ck_assert_msg(r.status == 200, "%s: %d %s", path, r.status, r.body ? r.body : "");
	char *body = strdup(r.body);
	http_reply_release(&r);
	api_release(&api);
	return body;
}

char *
session_case(struct session *s, const char *reference)
{
	char *path = proc_text("/v1/cases/%s", reference);
	char *body = ask(s, "chorley-cc-2", OFFICE_BACK, path);
	free(path);
	return body;
}

char *
session_contact(struct session *s, const char *contact)
{
	char *path = proc_text("/v1/contacts/%s", contact);
	char *body = ask(s, "chorley-oss-2", OFFICE_ADVISOR, path);
	free(path);
	return body;
}

void
session_logged_once(struct session *s, const char *reference)
{
	char *page = session_case(s, reference);
	ck_assert_msg(json_is(page, "record.reference", reference), "%s", page);
	ck_assert_msg(json_index(page, "answers", "value", "grey") >= 0, "%s", page);
	char *queue = ask(s, "chorley-oss-1", OFFICE_BACK, "/v1/queues/chorley.waste-round/cases");
	ck_assert_msg(json_count(queue, "items") == 1, "%s", queue);
	free(queue);
	free(page);
}

struct term *
session_queue(struct session *s, const char *desk, const char *queue_words)
{
	office_enrol(&s->office, desk, 0);
	struct term *t = office_desk(&s->office, desk, 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(t, OFFICE_BACK), "no sign-in:\n%s", term_dump(t));
	term_keys(t, "<F5>");
	term_must_text(t, queue_words);
	term_must_sync(t);
	term_must_go_to(t, queue_words);
	term_keys(t, "<Enter>");
	return t;
}

void
session_back_office(struct session *s, const char *queue_words, const char *reference)
{
	struct term *t = session_queue(s, "chorley-oss-4", queue_words);
	term_must_text(t, reference);
	term_free(t);
}

void
session_matrix_row(struct term *t, const char *service)
{
	term_keys(t, ":");
	term_must_sync(t);
	term_type(t, "matrix");
	term_keys(t, "<Enter>");
	term_must_text(t, "Services and mechanisms: Chorley");
	term_must_text(t, "Abandoned");
	term_must_sync(t);
	term_keys(t, "/");
	term_must_sync(t);
	term_type(t, service);
	term_must_gone(t, "Abandoned");
	term_must_sync(t);
	term_keys(t, "<Down><Enter>");
	term_must_text(t, "Telephone enquiries");
	term_must_sync(t);
}

void
session_left_unsent(struct session *s, const char *desk, char reference[16])
{
	session_missed_bin(s, desk, &session_amina);
	term_keys(s->t, "1");
	term_must_text(s->t, "Was it at the kerb by 6 am?");
	proxy_cut(s->line, true);
	session_log_bin(s, reference);
	term_must_text(s->t, "waiting to be sent");
	term_must_row(s->t, -2, "Kept");
	term_type(s->t, "unlogged");
	term_must_sync(s->t);
}
