#include "helpers/office.h"

#include "base/clock.h"
#include "base/id.h"
#include "helpers/json.h"
#include "helpers/proc.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static _Noreturn void
die(const char *what, const char *why)
{
	fprintf(stderr, "test harness: %s: %s\n", what, why);
	abort();
}

static micros later;

void
office_later(micros by)
{
	later = by;
}

micros
office_now(void)
{
	static int64_t begun;
	if (!begun)
		begun = proc_us();
	return OFFICE_BEGINS + later + proc_us() - begun;
}

/* Every program that is started from now on begins at the office's time. */
static void
set_time(void)
{
	char text[40];
	time_t seconds = (time_t)(office_now() / MICROS_SECOND);
	struct tm tm;
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&seconds, &tm));
	setenv("FRONTDESK_NOW", text, 1);
}

static void
add_user(struct office *o, const char *id, const char *name, const char *council, const char *role,
    const char *team)
{
	char *file = proc_text("%s/password", o->crm.dir);
	FILE *f = fopen(file, "w");
	if (!f || fputs(OFFICE_PASSWORD "\n", f) < 0 || fclose(f) != 0)
		die(file, "cannot be written");
	if (team)
		ctl_ok(&o->crm, "user", "add", id, "--name", name, "--council", council, "--role",
		    role, "--team", team, "--password-file", file);
	else
		ctl_ok(&o->crm, "user", "add", id, "--name", name, "--council", council, "--role",
		    role, "--password-file", file);
	free(file);
}

void
office_furnish(struct office *o)
{
	char *scripts = proc_source("scripts"), *people = proc_source("tests/data/customers.csv"),
	     *places = proc_source("tests/data/addresses.csv");
	set_time();
	o->ca = NULL;
	o->host = NULL;
	server_init(&o->crm);
	ctl_ok(&o->crm, "init");
	ctl_ok(&o->crm, "publish", scripts);
	ctl_ok(&o->crm, "import", "addresses", places);
	ctl_ok(&o->crm, "import", "customers", people);
	add_user(o, OFFICE_ADVISOR, "S. Ellis", "chorley", "advisor", NULL);
	add_user(o, OFFICE_BACK, "J. Mills", "chorley", "back_office", "chorley-waste");
	add_user(o, OFFICE_BURNLEY, "P. Grange", "burnley", "advisor", NULL);
	free(scripts);
	free(people);
	free(places);
}

void
office_init(struct office *o)
{
	office_furnish(o);
	server_start(&o->crm);
}

void
office_init_generated(struct office *o, const char *size)
{
	char *scripts = proc_source("scripts");
	set_time();
	o->ca = NULL;
	o->host = NULL;
	server_init(&o->crm);
	ctl_ok(&o->crm, "generate", "--size", size, "--seed", "1", "--scripts", scripts,
	    "--password", OFFICE_PASSWORD);
	server_start(&o->crm);
	free(scripts);
}

void
office_release(struct office *o)
{
	server_release(&o->crm);
	free(o->ca);
	o->ca = NULL;
	o->host = NULL;
}

char *
office_code(struct office *o, const char *desk)
{
	char *out;
	if (ctl(&o->crm, &out, "--json", "desk", "add", desk) != 0)
		die("desk add", out);
	char *code = json_get(out, "code");
	if (!code)
		die("desk add gave no code", out);
	free(out);
	return code;
}

char *
office_state(const struct office *o, const char *desk)
{
	return proc_text("%s/desk-%s", o->crm.dir, desk);
}

enum { OWN = 3 };

/* The desk's two folders (what it is told, and what it keeps), and whom it trusts. */
static void
own_settings(const struct office *o, const char *desk, char *env[OWN])
{
	char *state = office_state(o, desk);
	mkdir(state, 0700);
	env[0] = proc_text("XDG_STATE_HOME=%s", state);
	env[1] = proc_text("XDG_CONFIG_HOME=%s", state);
	env[2] = proc_text("FRONTDESK_CA=%s", o->ca ? o->ca : "");
	free(state);
}

static char *
url(const struct office *o, int port)
{
	return proc_text("http%s://%s:%d", o->ca ? "s" : "", o->host ? o->host : "127.0.0.1",
	    port ? port : o->crm.port);
}

void
office_enrol(struct office *o, const char *desk, int port)
{
	char *program = proc_built("frontdesk"), *code = office_code(o, desk),
	     *server = url(o, port), *env[OWN], *out;
	own_settings(o, desk, env);
	set_time();
	int status =
	    proc_run((const char *const[]){program, "--server", server, "--enrol", code, NULL},
		(const char *const[]){env[0], env[1], o->ca ? env[2] : NULL, NULL}, NULL, &out,
		TERM_MS);
	if (status != 0)
		die("frontdesk --enrol", out);
	free(out);
	free(program);
	free(code);
	for (int i = 0; i < OWN; i++)
		free(env[i]);
	free(server);
}

struct term *
office_desk(
    struct office *o, const char *desk, int port, const char *const env[], int rows, int cols)
{
	const char *all[32] = {0};
	size_t n = 0;
	char *program = proc_built("frontdesk"), *server = url(o, port), *own[OWN];
	own_settings(o, desk, own);
	for (int i = 0; i < (o->ca ? OWN : OWN - 1); i++)
		all[n++] = own[i];
	for (; env && *env && n < 31; env++)
		all[n++] = *env;
	set_time();
	struct term *t =
	    term_start((const char *const[]){program, "--server", server, NULL}, all, rows, cols);
	free(program);
	for (int i = 0; i < OWN; i++)
		free(own[i]);
	free(server);
	return t;
}

void
office_type_sign_in(struct term *t, const char *user)
{
	term_type(t, user);
	term_keys(t, "<Enter>");
	term_sync(t, TERM_MS);
	term_type(t, OFFICE_PASSWORD);
	term_keys(t, "<Enter>");
}

bool
office_sign_in(struct term *t, const char *user)
{
	if (!term_wait_text(t, "Password", TERM_MS))
		return false;
	office_type_sign_in(t, user);
	bool home = term_wait_text(t, "Find:", TERM_MS) && term_sync(t, TERM_MS);
	term_keys_reset(t);
	return home;
}

void
office_open_note(struct term *t)
{
	ck_assert_msg(office_sign_in(t, OFFICE_ADVISOR), "no sign-in:\n%s", term_dump(t));
	term_must_text(t, "All caught up");
	term_type(t, "libraries");
	term_must_text(t, "Libraries");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "dialogue");
	term_keys(t, "d");
	term_must_text(t, "What would you like to do?");
	term_keys(t, "t");
	term_must_text(t, "Note");
	term_must_sync(t);
}

void
api_init(struct api *a, int port)
{
	*a = (struct api){0};
	http_init(&a->http, port);
}

void
api_release(struct api *a)
{
	http_release(&a->http);
	free(a->desk);
	free(a->secret);
	*a = (struct api){0};
}

int
api_enrol(struct api *a, const char *code)
{
	char *body = proc_text("{\"code\":\"%s\"}", code);
	struct http_reply r = http_json(&a->http, "POST", "/v1/enrolments", body);
	int status = r.status;
	if (status == 200 || status == 201) {
		a->desk = json_get(r.body, "desk");
		a->secret = json_get(r.body, "desk_secret");
		status = a->desk && a->secret ? 0 : status;
	}
	http_reply_release(&r);
	free(body);
	return status;
}

int
api_sign_in(struct api *a, const char *user, const char *password)
{
	char *body = proc_text(
	    "{\"desk\":\"%s\",\"desk_secret\":\"%s\",\"user\":\"%s\",\"password\":\"%s\"}", a->desk,
	    a->secret, user, password);
	http_token(&a->http, NULL);
	struct http_reply r = http_json(&a->http, "POST", "/v1/session", body);
	int status = r.status;
	char *token = status == 200 || status == 201 ? json_get(r.body, "token") : NULL;
	if (token) {
		http_token(&a->http, token);
		status = 0;
	}
	http_reply_release(&r);
	free(token);
	free(body);
	return status;
}

void
api_ready(struct api *a, struct office *o, const char *desk, const char *user)
{
	char *code = office_code(o, desk);
	char refused[40];
	api_init(a, o->crm.port);
	int status = api_enrol(a, code);
	if (status == 0)
		status = api_sign_in(a, user, OFFICE_PASSWORD);
	snprintf(refused, sizeof refused, "refused with %d", status);
	if (status != 0)
		die(user, refused);
	free(code);
}

void
api_form_client(struct api *a, struct office *o, const char *desk)
{
	ctl_ok(&o->crm, "desk", "add", desk, "--site", "chorley-cc", "--kind", "web", "--name",
	    "Web site");
	char *code = office_code(o, desk);
	api_init(a, o->crm.port);
	if (api_enrol(a, code) != 0) {
		fprintf(stderr, "%s cannot be enrolled\n", desk);
		abort();
	}
	char *key = proc_text("%s.%s", a->desk, a->secret);
	http_token(&a->http, key);
	free(key);
	free(code);
}

struct http_reply
api_write(
    struct api *a, const char *method, const char *path, const char *operation, const char *body)
{
	char *made = operation ? NULL : office_id();
	a->http.headers = proc_text("Idempotency-Key: \"%s\"\r\n", operation ? operation : made);
	struct http_reply r = http_json(&a->http, method, path, body);
	free(a->http.headers);
	a->http.headers = NULL;
	free(made);
	return r;
}

char *
office_id(void)
{
	char id[ID_LENGTH + 1];
	id_make(id, clock_now(clock_system()), id_system());
	return proc_text("%s", id);
}
