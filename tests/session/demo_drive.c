/*
 * The main job without a terminal (tools/demo </dev/null, CI): a CRM with the demo's people, the
 * real server, and the real client on a pseudo terminal. An advisor takes Mrs Patel's call about a
 * missed bin; a back-office user finds the case in the queue. Each screen is printed as text. Ends
 * 0 only if the case is in the queue with the reference that was shown, by the screen and by the
 * API alike.
 */
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct office office;
static struct term *t;

static void
show(const char *title)
{
	char rule[81];
	memset(rule, '=', 80);
	rule[80] = '\0';
	printf("\n%s\n%.80s\n\n%s", rule, title, term_dump(t));
	fflush(stdout);
}

static _Noreturn void
give_up(const char *what)
{
	show("The screen as it stood");
	fprintf(stderr, "demo: %s\n", what);
	term_free(t);
	office_release(&office);
	exit(1);
}

static void
see(const char *words)
{
	if (!term_wait_text(t, words, TERM_MS) || !term_sync(t, TERM_MS)) {
		char *what = proc_text("\"%s\" never came", words);
		give_up(what);
	}
}

static void
press(const char *keys, const char *then)
{
	term_keys(t, keys);
	see(then);
}

static void
sign_in(const char *desk, const char *user)
{
	office_enrol(&office, desk, 0);
	t = office_desk(&office, desk, 0, NULL, 24, 80);
	see("Password");
	show("Sign-in");
	if (!office_sign_in(t, user))
		give_up("no sign-in");
	see("All caught up");
}

static bool
reference_in(struct term *term, const void *out)
{
	for (int row = 0; row < term_rows(term); row++)
		for (const char *at = term_row(term, row); *at; at++) {
			unsigned a, b, c;
			int n = 0;
			if (isdigit((unsigned char)*at) &&
			    sscanf(at, "%4u-%4u-%1u%n", &a, &b, &c, &n) == 3 && n == 11) {
				snprintf((char *)(uintptr_t)out, 16, "%.11s", at);
				return true;
			}
		}
	return false;
}

/* The call, key by key; the reference that the screen showed comes in out. */
static void
take_call(char out[16])
{
	sign_in("chorley-oss-3", OFFICE_ADVISOR);
	show("Home: the box has the focus");
	term_keys_reset(t);
	term_type(t, "01632 960151");
	see("PATEL, Amina");
	show("The caller's number finds her");
	press("<Enter>", "Hard of hearing");
	show("Customer: who she is, and her history");
	press("s", "Service:");
	term_type(t, "missed bin");
	see("Missed bin");
	press("<Enter>", "Which bin was missed?");
	show("Dialogue: what to say and ask; her address is known");
	press("1", "Was it at the kerb");
	press("1", "OFFER");
	show("Answered, and an offer because of who she is");
	term_keys(t, "2f");
	see("Log");
	if (!term_wait(t, reference_in, out, TERM_MS))
		give_up("no reference was shown");
	show("Wrap-up: the reference can be read aloud");
	press("<Enter>", "Find:");
	see("All caught up");
	show("Logged and sent");
	printf("\nkeys: %d\n", term_keys_counted(t));
	term_free(t);
}

static void
find_in_queue(const char *reference)
{
	sign_in("chorley-oss-4", OFFICE_BACK);
	press("<F5>", "waste round");
	show("The back office: queues");
	term_go_to(t, "waste round");
	press("<Enter>", reference);
	show("The case waits in the queue, under the reference that was shown");
	term_free(t);
	t = NULL;
}

static bool
in_queue_by_api(const char *reference)
{
	struct api api;
	char *after = NULL;
	bool found = false, more = true;
	api_ready(&api, &office, "chorley-oss-2", OFFICE_BACK);
	while (!found && more) {
		char *path = after
				 ? proc_text("/v1/queues/chorley.waste-round/cases?after=%s", after)
				 : proc_text("/v1/queues/chorley.waste-round/cases");
		struct http_reply r = http_get(&api.http, path);
		free(path);
		free(after);
		found = r.status == 200 && json_index(r.body, "items", "reference", reference) >= 0;
		after = r.status == 200 ? json_get(r.body, "next") : NULL;
		more = after != NULL;
		http_reply_release(&r);
	}
	free(after);
	api_release(&api);
	return found;
}

int
main(void)
{
	char reference[16];
	printf("Making a CRM with the demo's people ...\n");
	fflush(stdout);
	office_init_generated(&office, "demo");
	take_call(reference);
	find_in_queue(reference);
	bool found = in_queue_by_api(reference);
	office_release(&office);
	printf("\nThe case %s is %sin the queue of Chorley's waste round.\n", reference,
	    found ? "" : "NOT ");
	return found ? 0 : 1;
}
