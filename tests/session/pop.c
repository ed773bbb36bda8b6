/* The telephone system says who rings, and one key opens their record. */
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* Where the desk keeps its journal, its log and the socket. Free it. */
static char *
state_folder(const struct session *s)
{
	char *home = office_state(&s->office, s->desk), *folder = proc_text("%s/frontdesk", home);
	free(home);
	return folder;
}

static int
ring(const struct session *s, const char *number, char **said)
{
	char *program = proc_built("frontdesk"), *state = state_folder(s);
	const char *argv[] = {program, "--state", state, "pop", number, NULL};
	int status = proc_run(argv, NULL, NULL, said, 10000);
	free(program);
	free(state);
	return status;
}

static void
write_raw(const char *path, const char *line)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	ck_assert_uint_lt(strlen(path), sizeof address.sun_path);
	strcpy(address.sun_path, path);
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	ck_assert_int_ge(fd, 0);
	ssize_t sent =
	    sendto(fd, line, strlen(line), 0, (const struct sockaddr *)&address, sizeof address);
	ck_assert_int_eq(sent, (ssize_t)strlen(line));
	close(fd);
}

START_TEST(a_call_is_shown_and_taken_at_one_key)
{
	struct session s;
	char *said = NULL;
	session_open(&s, "chorley-cc-1");
	char *state = state_folder(&s), *path = proc_text("%s/pop", state);
	struct stat found;
	ck_assert_int_eq(lstat(path, &found), 0);
	ck_assert_msg(S_ISSOCK(found.st_mode) && (found.st_mode & 0777) == 0600, "%o",
	    (unsigned)found.st_mode);
	term_must_text(s.t, "Find:");
	term_type(s.t, "blue");
	/* Junk first: it neither stops the desk nor shows. */
	write_raw(path, "pop secret-word");
	write_raw(path, "open 01632 960151");
	write_raw(
	    path, "pop 01632 960151 and then more than sixty-four bytes of what nobody asked");
	int status = ring(&s, session_amina.number, &said);
	ck_assert_msg(status == 0, "%d: %s", status, said);
	free(said);
	term_must_text(s.t, "Call from 01632 960151");
	term_must(s.t, term_has(s.t, "blue"));
	term_keys(s.t, "<F6>");
	term_must_text(s.t, session_amina.mark);
	term_must_text(s.t, session_amina.name);
	term_must_gone(s.t, "Call from");
	char *log = proc_text("%s/frontdesk.log", state);
	const char *grep[] = {"grep", "-c", "-e", "secret-word", "-e", "960151", log, NULL};
	ck_assert_int_eq(proc_run(grep, NULL, NULL, &said, 10000), 1);
	free(said);
	free(log);
	free(path);
	free(state);
	session_close(&s);
}
END_TEST

START_TEST(a_call_that_no_desk_can_take_says_so)
{
	struct session s;
	char *said = NULL;
	session_open(&s, "chorley-cc-1");
	ck_assert_int_eq(ring(&s, "withheld", &said), 1);
	ck_assert_msg(strstr(said, "no telephone number"), "%s", said);
	free(said);
	s.desk = "chorley-cc-2";
	ck_assert_int_eq(ring(&s, session_amina.number, &said), 1);
	ck_assert_msg(strstr(said, "No desk takes calls"), "%s", said);
	free(said);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/pop");
	TCase *c = tcase_create("pop");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, a_call_is_shown_and_taken_at_one_key);
	tcase_add_test(c, a_call_that_no_desk_can_take_says_so);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
