#include "helpers/shift.h"

#include "helpers/database.h"
#include "helpers/proc.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUIET_MS = 8, REFERENCE = 11 };
static const char logged[] = "Find:", all_sent[] = "Sent. All caught up";

static _Noreturn void
die(struct shift *s, const char *what)
{
	fprintf(
	    stderr, "shift, contact %d: %s; the screen was:\n%s", s->count, what, term_dump(s->t));
	exit(1);
}

static void
settle(struct shift *s)
{
	if (!term_sync(s->t, TERM_MS))
		die(s, "no answer to the sync key");
}

static void
sees(struct shift *s, const char *words)
{
	if (!term_wait_text(s->t, words, s->patience_ms)) {
		char *what = proc_text("\"%s\" never came", words);
		die(s, what);
	}
	settle(s);
}

static void
press(struct shift *s, const char *keys, const char *words)
{
	term_keys(s->t, keys);
	sees(s, words);
}

/* The same, and says how long it took. */
static void
measured(struct shift *s, const char *what, const char *words)
{
	int64_t begin = proc_us();
	sees(s, words);
	if (s->took && !s->is_dead)
		s->took(s->context, what, (double)(proc_us() - begin) / 1e6);
}

/* A row that begins with the label holds what has been typed. */
static bool
stands(struct term *t, const char *label, const char *text)
{
	for (int row = 0; row < term_rows(t); row++)
		if (strncmp(term_row(t, row), label, strlen(label)) == 0 &&
		    strstr(term_row(t, row), text))
			return true;
	return false;
}

/* Types key by key, and measures from each to its character on the screen. */
static void
type(struct shift *s, const char *label, const char *text)
{
	char so_far[80] = "";
	for (size_t i = 0; text[i] && i < sizeof so_far - 1; i++) {
		so_far[i] = text[i];
		so_far[i + 1] = '\0';
		while (term_pump(s->t, QUIET_MS) > 0)
			;
		int64_t begin = proc_us();
		term_send(s->t, text + i, 1);
		/* rows come without blanks at their end */
		while (text[i] != ' ' && !stands(s->t, label, so_far))
			if (term_pump(s->t, TERM_MS) <= 0)
				die(s, "a key without an echo");
		if (s->echo && text[i] != ' ')
			s->echo(s->context, s->is_dead ? SHIFT_ECHO_DEAD : SHIFT_ECHO_BUSY,
			    (double)(proc_us() - begin) / 1000);
	}
}

static void
find(struct shift *s, const char *words, const char *row)
{
	sees(s, "Find:");
	type(s, "Find:", words);
	measured(s, "find", row);
}

static void
open_person(struct shift *s, const char *number, const char *name, const char *mark)
{
	find(s, number, name);
	term_keys(s->t, "<Enter>");
	measured(s, "open", mark);
}

static void
open_service(struct shift *s, const char *words, const char *title, const char *first)
{
	type(s, "Service:", words);
	sees(s, title);
	press(s, "<Enter>", first);
}

/* ---- the end of a contact ---- */

static bool
is_reference(const char *text)
{
	static const char form[] = "dddd-dddd-d";
	for (size_t i = 0; i < REFERENCE; i++)
		if (form[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != form[i])
			return false;
	return !isdigit((unsigned char)text[REFERENCE]);
}

/* Takes down the references that the page shows. One that is still being written down is
 * not shown. */
static bool
shows_references(struct term *t, const void *context)
{
	struct shift_contact *contact = (struct shift_contact *)(uintptr_t)context;
	int found = 0;
	memset(contact->references, 0, sizeof contact->references);
	for (int row = 0; row < term_rows(t); row++) {
		const char *at = strstr(term_row(t, row), "Reference ");
		for (; at && *at && found < SHIFT_REFERENCES; at++)
			if (is_reference(at)) {
				snprintf(contact->references[found++], sizeof *contact->references,
				    "%.11s", at);
				break;
			}
	}
	return found == contact->awaited;
}

/* At wrap-up: its mark, its references, and it is logged. */
static void
finish(struct shift *s, int references)
{
	struct shift_contact *contact = &s->contacts[s->count - 1];
	sees(s, "Log ");
	contact->awaited = references;
	if (!term_wait(s->t, shows_references, contact, s->patience_ms))
		die(s, "not the references that were awaited");
	press(s, "T", "Note of the contact:");
	type(s, "  ", contact->mark);
	press(s, "<Esc>", "Enter finish");
	press(s, "<Enter>", logged);
}

static void
until_sent(struct shift *s)
{
	measured(s, "sent", all_sent);
}

/* ---- the contacts ---- */

static void
weather(struct shift *s, bool dead)
{
	if (s->dead && s->is_dead != dead)
		s->dead(s->context, s->is_dead = dead);
}

static void
missed_bin(struct shift *s, const char *bin)
{
	open_service(s, "missed bin", "Missed bin collection", "Which bin was missed?");
	press(s, bin, "kerb");
	press(s, "1", "issed bin");
}

static void
amina(struct shift *s)
{
	open_person(s, "01632 960151", "PATEL, Amina", "Hard of hearing");
}

static void
a_known_caller(struct shift *s)
{
	amina(s);
	press(s, "s", "Service:");
	missed_bin(s, "1");
	press(s, "2f", "Wrap up");
	finish(s, 1);
	until_sent(s);
}

static void
a_question(struct shift *s)
{
	find(s, "libraries", "Libraries");
	press(s, "<Enter>", "signpost");
	press(s, "x", "signposted");
	finish(s, 0);
}

static void
somebody_new(struct shift *s)
{
	find(s, "kowalczyk", "New person");
	press(s, "<Enter>", "Surname:");
	term_type(s->t, "Zofia");
	term_keys(s->t, "<Enter><Enter>");
	term_type(s->t, "07700 900161");
	term_keys(s->t, "<Enter>");
	type(s, "Address:", "16 union street");
	measured(s, "address", "PR7 1AB"); /* the gazetteer answers below the field */
	term_keys(s->t, "<Down><Enter>");
	settle(s);
	press(s, "<C-s>", "KOWALCZYK, Zofia");
	press(s, "s", "Service:");
	missed_bin(s, "2");
	press(s, "f", "Wrap up");
	finish(s, 1);
	until_sent(s);
}

static void
two_matters(struct shift *s)
{
	open_person(s, "07700 900412", "SHAW, Raymond", "Born 30 Jul 1961");
	press(s, "s", "Service:");
	missed_bin(s, "3");
	press(s, "a", "Service:");
	open_service(s, "libraries", "Libraries", "What would you like to do?");
	press(s, "x", "Wrap up");
	finish(s, 1);
}

static void
her_history(struct shift *s)
{
	const struct shift_contact *first = &s->contacts[0];
	amina(s);
	measured(s, "history", first->references[0]);
	press(s, "/", "Filter:");
	type(s, "Filter:", "missed");
	settle(s);
	press(s, "<Enter>", "Hard of hearing");
	press(s, "s", "Service:");
	open_service(s, "libraries", "Libraries", "What would you like to do?");
	press(s, "r", "Wrap up");
	finish(s, 0);
}

static void
a_referral(struct shift *s)
{
	find(s, "libraries", "Libraries");
	press(s, "<Enter>", "signpost");
	press(s, "h", "referred");
	finish(s, 1);
}

static void
a_callback(struct shift *s)
{
	find(s, "libraries", "Libraries");
	press(s, "<Enter>", "signpost");
	press(s, "b", "Wrap up");
	finish(s, 1);
}

/* Nobody's contact: an officer is out. */
static void
on_the_whiteboard(struct shift *s)
{
	s->count--;
	sees(s, "Find:");
	press(s, "<F11>", "Whiteboard");
	term_type(s->t, "mills");
	sees(s, "J. Mills");
	press(s, "<Down>o", "J. Mills is out.");
	press(s, "<Esc>", "Find:");
}

static void
a_resolved_question(struct shift *s)
{
	find(s, "libraries", "Libraries");
	press(s, "<Enter>", "signpost");
	press(s, "r", "Wrap up");
	finish(s, 0);
}

static void
with_a_note(struct shift *s)
{
	press(s, "s", "Service:");
	missed_bin(s, "2");
	press(s, "t", "Note");
	type(s, "  ", "the lid is broken, too");
	press(s, "<Esc>", "issed bin");
	press(s, "f", "Wrap up");
	finish(s, 1);
}

/* A known caller who has told before; with a note of the matter. */
static void
again(struct shift *s)
{
	amina(s);
	with_a_note(s);
}

static void
dead_in_mid_call(struct shift *s)
{
	amina(s);
	weather(s, true);
	with_a_note(s);
}

static const struct deed {
	void (*contact)(struct shift *);
	bool dead, few; /* while the line is dead; also on a short day */
} day[] = {
    {a_known_caller, .few = true},
    {a_question, .few = true},
    {somebody_new},
    {two_matters},
    {her_history},
    {on_the_whiteboard},
    {a_referral, .few = true},
    {a_callback},
    {dead_in_mid_call, .few = true},
    {a_question, .dead = true},
    {a_referral, .dead = true, .few = true},
    {a_resolved_question},
    {two_matters},
    {a_callback},
    {again},
    {a_known_caller, .few = true},
};

void
shift_sign_in(struct shift *s)
{
	sees(s, "Password");
	office_type_sign_in(s->t, OFFICE_ADVISOR);
	measured(s, "sign_in", "Find:");
	measured(s, "ready", all_sent);
}

void
shift_work(struct shift *s)
{
	for (size_t i = 0; i < sizeof day / sizeof *day; i++) {
		if (s->few && !day[i].few)
			continue;
		struct shift_contact *contact = &s->contacts[s->count++];
		snprintf(contact->mark, sizeof contact->mark, "mark %02d, rings again", s->count);
		if (s->next)
			s->next(s->context, s->count);
		if (day[i].contact != dead_in_mid_call)
			weather(s, day[i].dead);
		day[i].contact(s);
	}
	weather(s, false);
	sees(s, all_sent);
}

/* ---- the account ---- */

/* Rows of "note TAB reference", one a line, are few: the lines with exactly this. */
static int
rows_with(const char *rows, int column, const char *value)
{
	int count = 0;
	size_t length = strlen(value);
	for (const char *line = rows; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		const char *cell = column ? line + strcspn(line, "\t\n") : line;
		cell += column && *cell == '\t';
		if (strncmp(cell, value, length) == 0 && strchr("\t\n", cell[length]))
			count++;
	}
	return count;
}

static void
tally(struct shift_account *account, int rows)
{
	account->lost += rows < 1;
	account->doubled += rows > 1 ? rows - 1 : 0;
}

struct shift_account
shift_account(const struct shift *s)
{
	struct shift_account account = {0};
	char *contacts = database_rows(s->office->crm.db,
	    "SELECT coalesce(note, '-') FROM contact WHERE \"user\" = '" OFFICE_ADVISOR "'");
	char *cases = database_rows(s->office->crm.db,
	    "SELECT coalesce(contact.note, '-'), case_record.reference FROM case_record JOIN "
	    "contact ON contact.id = case_record.contact WHERE contact.\"user\" = '" OFFICE_ADVISOR
	    "'");
	int told_contacts = 0, told_cases = 0;
	for (int i = 0; i < s->count; i++) {
		const struct shift_contact *contact = &s->contacts[i];
		account.contacts++;
		told_contacts += rows_with(contacts, 0, contact->mark);
		tally(&account, rows_with(contacts, 0, contact->mark));
		for (int k = 0; k < SHIFT_REFERENCES && *contact->references[k]; k++) {
			char *both = proc_text("%s\t%s", contact->mark, contact->references[k]);
			account.cases++;
			told_cases += rows_with(cases, 1, contact->references[k]);
			tally(&account, rows_with(cases, 0, both));
			free(both);
		}
	}
	/* What nobody was told of. */
	for (const char *at = contacts; *at; at++)
		told_contacts -= *at == '\n';
	for (const char *at = cases; *at; at++)
		told_cases -= *at == '\n';
	account.doubled += -told_contacts - told_cases;
	free(contacts);
	free(cases);
	return account;
}
