#include "line/hand.h"

#include "helpers/proc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SOON_MS = 1000, SIGN_IN_MS = 30000, REST_MS = 90000, KEPT_ROW = -2, RUMMAGES = 8 };

enum does {
	KEYS, /* sends keys */
	TYPE, /* types text */
	NOTE, /* types the job's own word, in the note of a matter */
	NAME, /* types a new family name */
	CALLER,
	SOME, /* a key of any kind */
};

struct step {
	enum does does;
	const char *text;
	const char *expect; /* then stands on the screen, else the job is left; null: anything */
};

struct job {
	const char *name;
	struct step steps[16];
};

#define THE_NOTE                                                                                   \
	{KEYS, "t", "Note"}, {NOTE, NULL, NULL},                                                   \
	{                                                                                          \
		KEYS, "<Esc>", NULL                                                                \
	}
#define ASKED_AT_THE_LIBRARY                                                                       \
	{TYPE, "libraries", "Libraries"},                                                          \
	{                                                                                          \
		KEYS, "<Enter>", NULL                                                              \
	}

static const struct job jobs[] = {
    {"signposts", {{TYPE, "libraries", "Libraries"}, {KEYS, "<Enter>", "signpost"},
		      {KEYS, "x", "signposted"}, {KEYS, "<Enter>", "Find:"}}},
    {"takes a note about libraries",
	{{TYPE, "libraries", "Libraries"}, {KEYS, "<Enter>", "dialogue"},
	    {KEYS, "d", "What would you like to do?"}, THE_NOTE, {KEYS, "3", NULL},
	    {KEYS, "f", "Wrap up"}, {KEYS, "<Enter>", "Find:"}}},
    {"logs a missed bin",
	{{CALLER, NULL, "Person"}, {KEYS, "<Enter>", "s service"}, {KEYS, "s", "Service:"},
	    {TYPE, "missed bin", "Missed bin"}, {KEYS, "<Enter>", "Which bin was missed?"},
	    THE_NOTE, {KEYS, "1", "Was it at the kerb by 6 am?"}, {KEYS, "1", NULL},
	    {KEYS, "2f", "Reference"}, {KEYS, "<Enter>", "Find:"}}},
    {"writes a new person down",
	{{NAME, NULL, "New person"}, {KEYS, "<Enter>", "Surname:"}, {TYPE, "Ada", NULL},
	    {KEYS, "<C-s>", "s service"}, {KEYS, "s", "Service:"}, {TYPE, "libraries", "Libraries"},
	    {KEYS, "<Enter>", "What would you like to do?"}, THE_NOTE, {KEYS, "3", NULL},
	    {KEYS, "f", "Wrap up"}, {KEYS, "<Enter>", "Find:"}}},
    {"finishes what is parked", {{KEYS, "<Down>", NULL}, {KEYS, "<Enter>", NULL},
				    {KEYS, "<F4>", NULL}, {KEYS, "<Enter>", NULL}}},
    {"looks at the whiteboard", {{KEYS, "<F11>", "Whiteboard"}, {KEYS, "<Esc>", NULL}}},
    {"changes a number",
	{{CALLER, NULL, "Person"}, {KEYS, "<Enter>", "e edit"}, {KEYS, "e", "Change a person"},
	    {KEYS, "<Down><Down><Down>", NULL}, {KEYS, "<C-u>", NULL}, {TYPE, "01632 960777", NULL},
	    {KEYS, "<C-s>", NULL}}},
    {"presses some keys",
	{{SOME, NULL, NULL}, {SOME, NULL, NULL}, {SOME, NULL, NULL}, {SOME, NULL, NULL},
	    {SOME, NULL, NULL}, {SOME, NULL, NULL}, {SOME, NULL, NULL}, {SOME, NULL, NULL}}},
};
/* How often each comes up. */
static const unsigned char often[] = {1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 5, 6, 7};

/* Callers of Chorley, by what is written on the caller display. */
static const char *const callers[] = {
    "01632 960151", "01632 960900", "07700 900412", "07700 900622"};

static const char *const some_keys[] = {"<Enter>", "<Down>", "<Up>", "<Tab>", "<S-Tab>", "1", "2",
    "3", "<Esc>", "f", "t", "a", "s", "[", "]", "c", "x", "<F2>", "<F3>", "<F4>", "<F11>", "P", "w",
    "<C-u>", "e", "<C-s>", "zz"};

/* ---- what is typed ---- */

static void
make_token(struct machine *m)
{
	snprintf(m->token, sizeof m->token, "zq%d%c%02u%02u", m->index, 'a' + (m->jobs / 100) % 26,
	    (unsigned)m->jobs % 100, dice(100));
}

static void
make_family(struct machine *m)
{
	static const char consonants[] = "bdfgklmnprstvz", vowels[] = "aeiou";
	size_t at = 0;
	for (int i = 0; i < 4; i++) {
		m->family[at++] = consonants[dice(sizeof consonants - 1)];
		m->family[at++] = vowels[dice(sizeof vowels - 1)];
	}
	m->family[at] = '\0';
	m->family[0] = (char)(m->family[0] - 'a' + 'A');
}

static void
send_step(struct machine *m, const struct step *step)
{
	switch (step->does) {
	case KEYS:
		term_keys(m->t, step->text);
		break;
	case TYPE:
		term_type(m->t, step->text);
		break;
	case NOTE:
		make_token(m);
		term_type(m->t, m->token);
		break;
	case NAME:
		make_family(m);
		term_type(m->t, m->family);
		break;
	case CALLER:
		term_type(m->t, callers[dice(sizeof callers / sizeof *callers)]);
		break;
	case SOME:
		term_keys(m->t, some_keys[dice(sizeof some_keys / sizeof *some_keys)]);
		break;
	}
}

/* ---- the screen ---- */

static bool
written(struct term *t, const void *arg)
{
	(void)arg;
	return strncmp(term_row(t, KEPT_ROW), "Writing", 7) != 0;
}

/* Everything sent is handled and painted, and the screen has been read. */
static bool
settle(struct machine *m, struct verdict *verdict)
{
	if (!term_sync(m->t, TERM_MS)) {
		wrong(verdict, "machine %d %s; its screen was\n%s", m->index,
		    term_alive(m->t) ? "does not answer its keys" : "has ended by itself",
		    term_dump(m->t));
		return false;
	}
	/* A sync takes a moment; a full disk says so. */
	if (strncmp(term_row(m->t, KEPT_ROW), "Writing", 7) == 0)
		term_wait(m->t, written, NULL, SOON_MS);
	said_look(m);
	return true;
}

static bool
locked(struct term *t)
{
	return term_has(t, "Password:") && term_has(t, "Locked for");
}

static bool
out(struct term *t)
{
	return term_has(t, "Password:") && term_has(t, "Sign in to this desk.");
}

/* A password is asked for, or is on its way. */
static bool
is_in(struct term *t, const void *arg)
{
	(void)arg;
	const char *first = term_row(t, 0);
	return *first && strncmp(first, "frontdesk", 9) != 0;
}

static bool
asks(struct term *t, const void *arg)
{
	(void)arg;
	return locked(t) || out(t) || is_in(t, NULL);
}

/* False: the CRM cannot say yes now, or the screen is not what it must be. */
static bool
sign_in(struct machine *m, struct verdict *verdict)
{
	if (!term_wait(m->t, asks, NULL, SIGN_IN_MS)) {
		wrong(verdict, "machine %d does not come up:\n%s", m->index, term_dump(m->t));
		return false;
	}
	if (out(m->t)) {
		term_keys(m->t, "<Up><Up><C-u>");
		office_type_sign_in(m->t, m->user);
	} else if (locked(m->t)) {
		term_keys(m->t, "<C-u>");
		term_type(m->t, OFFICE_PASSWORD);
		term_keys(m->t, "<Enter>");
	}
	if (!term_wait(m->t, is_in, NULL, SOON_MS * 4)) {
		tell("%d cannot sign in now:\n%s", m->index, term_dump(m->t));
		return false;
	}
	return settle(m, verdict);
}

/* What stood in the note and was called Kept stands there again. */
static void
draft_is_back(struct machine *m, struct verdict *verdict)
{
	if (term_wait_text(m->t, m->token, SOON_MS * 2))
		return;
	verdict->lost++;
	wrong(verdict, "machine %d had kept %s in a note, and came back as\n%s", m->index, m->token,
	    term_dump(m->t));
}

/* After a start: the work in hand goes on where its note is back. */
static void
come_back(struct machine *m, struct verdict *verdict, bool drafted)
{
	m->started = false;
	if (drafted) {
		draft_is_back(m, verdict);
		return;
	}
	/* Where it stood nobody knows: it is parked, or gone. */
	m->job = NULL;
	m->noted = false;
}

/* At the screen where work goes on. */
static bool
ready(struct machine *m, struct verdict *verdict)
{
	bool drafted = m->drafted;
	if (!m->t) {
		machine_start(m);
		m->started = true;
	}
	if (strstr(term_row(m->t, KEPT_ROW), "The session has ended")) {
		term_keys(m->t, "<F9>");
		if (!settle(m, verdict))
			return false;
	}
	if (!m->started && is_in(m->t, NULL))
		return true;
	if (!sign_in(m, verdict))
		return false;
	if (m->started)
		come_back(m, verdict, drafted);
	return true;
}

/* ---- jobs ---- */

/* Whatever was in hand is put aside; Home, with an empty box. */
static bool
begin(struct machine *m, struct verdict *verdict)
{
	m->job = &jobs[often[dice(sizeof often)]];
	m->step = 0;
	m->jobs++;
	m->noted = m->drafted = false;
	*m->token = *m->family = '\0';
	tell("%d %s", m->index, m->job->name);
	term_keys(m->t, "<Esc><C-g>p");
	if (!settle(m, verdict))
		return false;
	term_keys(m->t, "<F3>");
	if (!settle(m, verdict))
		return false;
	term_keys(m->t, "<C-u>");
	return settle(m, verdict);
}

static bool
is_last(const struct job *job, size_t step)
{
	return step + 1 == sizeof job->steps / sizeof *job->steps ||
	       (!job->steps[step + 1].text && job->steps[step + 1].does == KEYS);
}

void
hand_step(struct machine *m, struct verdict *verdict)
{
	if (!ready(m, verdict))
		return;
	if (!m->job) {
		begin(m, verdict);
		return;
	}
	const struct step *step = &m->job->steps[m->step];
	send_step(m, step);
	if (!settle(m, verdict))
		return;
	/* A desk that locks itself meanwhile takes it for something else. */
	m->noted =
	    m->noted || (step->does == NOTE && term_has(m->t, "Note") && term_has(m->t, m->token));
	bool come = !step->expect || term_wait_text(m->t, step->expect, SOON_MS);
	if (!come)
		tell("%d waited for \"%s\":\n%s", m->index, step->expect, term_dump(m->t));
	if (!settle(m, verdict))
		return;
	if (!come || is_last(m->job, m->step))
		m->job = NULL;
	else
		m->step++;
}

/* ---- the end ---- */

static bool
at_rest(struct term *t, const void *arg)
{
	(void)arg;
	const char *word = term_row(t, KEPT_ROW);
	bool kept = strncmp(word, "Kept.", 5) == 0 || strncmp(word, "Sent.", 5) == 0;
	return kept && !strstr(word, "waiting") && !strstr(word, "Offline") &&
	       !strstr(word, "still coming") && !strstr(word, "session has ended");
}

bool
hand_rest(struct machine *m, struct verdict *verdict)
{
	int64_t deadline = proc_ms() + REST_MS;
	bool rested = false;
	while (!rested && proc_left(deadline) > 0 && !*verdict->sentence)
		rested = ready(m, verdict) && term_wait(m->t, at_rest, NULL, SOON_MS);
	if (!rested) {
		wrong(verdict, "machine %d does not come to rest:\n%s", m->index,
		    m->t ? term_dump(m->t) : "it is off");
		return false;
	}
	if (!settle(m, verdict))
		return false;
	int refused = atoi(term_row(m->t, KEPT_ROW) + 5);
	if (strstr(term_row(m->t, KEPT_ROW), "refused")) {
		verdict->refused += refused;
		term_keys(m->t, "<F3><C-u>");
		term_keys(m->t, ":");
		term_type(m->t, "refused");
		term_keys(m->t, "<Enter>");
		settle(m, verdict);
		tell("%d has refused:\n%s", m->index, term_dump(m->t));
	}
	return true;
}
