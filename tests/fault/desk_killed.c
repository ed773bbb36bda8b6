/* The desk is killed (kill -9) at random moments while a note is being typed: what the screen had
 * called Kept is back in the field, and nothing is there that was not typed. */
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { KILLS = 6, ROW_KEPT = -2 };
static const char letters[] = "#abcdefghijklmnopqrstuvwxyz0123456789";

static struct office office;

/* What stands in the field: from the mark on. */
static void
shown(struct term *t, char out[64])
{
	int row = term_find(t, "#");
	const char *at = row < 0 ? "" : strchr(term_row(t, row), '#');
	size_t length = strcspn(at, " ");
	ck_assert_uint_lt(length, 64);
	memcpy(out, at, length);
	out[length] = '\0';
}

static struct term *
desk(void)
{
	struct term *t = office_desk(&office, "chorley-oss-3", 0, NULL, 24, 80);
	term_must_text(t, "Password");
	return t;
}

static struct term *
begin_note(void)
{
	struct term *t = desk();
	office_open_note(t);
	return t;
}

static void
type_one(struct term *t, size_t *typed)
{
	term_send(t, &letters[*typed], 1);
	++*typed;
}

START_TEST(what_was_kept_is_back)
{
	size_t typed = 0;
	char back[64];
	office_init(&office);
	office_enrol(&office, "chorley-oss-3", 0);
	struct term *t = begin_note();
	srand(20261120);
	for (int i = 0; i < KILLS; i++) {
		for (int n = 1 + rand() % 3; n > 0; n--)
			type_one(t, &typed);
		term_must_sync(t);
		term_must_row(t, ROW_KEPT, "Kept");
		size_t kept = typed;
		/* More keys, and the end at any point of their way to the disk. */
		for (int n = rand() % 4; n > 0; n--)
			type_one(t, &typed);
		term_pump(t, rand() % 3);
		term_signal(t, SIGKILL);
		term_free(t);
		t = desk();
		office_type_sign_in(t, OFFICE_ADVISOR);
		term_must_gone(t, "Password");
		term_must_text(t, "#");
		term_must_sync(t);
		shown(t, back);
		size_t length = strlen(back);
		ck_assert_msg(
		    length >= kept && length <= typed && strncmp(back, letters, length) == 0,
		    "kept %zu of %zu keys, and \"%s\" came back", kept, typed, back);
		typed = length;
	}
	term_free(t);
	office_release(&office);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("fault/desk_killed");
	TCase *c = tcase_create("desk_killed");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, what_was_kept_is_back);
	suite_add_tcase(s, c);
	return tap_run(s);
}
