/* user: the people who sign in. */
#include "admin/admin.h"
#include "admin/list.h"
#include "base/alloc.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { PASSWORD_MIN = 8, PASSWORD_MAX = 200 };

/* Reads one line from a terminal without echo, or from a pipe. The caller frees. */
static char *
prompt_password(void)
{
	struct termios before, quiet;
	bool terminal = tcgetattr(STDIN_FILENO, &before) == 0;
	if (terminal) {
		fputs(_("Password: "), stderr);
		quiet = before;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
	}
	char *line = NULL;
	size_t size = 0;
	ssize_t length = getline(&line, &size, stdin);
	if (terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
		fputc('\n', stderr);
	}
	if (length < 0) {
		free(line);
		return NULL;
	}
	return line;
}

static char *
read_password(const char *path)
{
	struct err err;
	char *text;
	size_t length;
	if (path) {
		if (file_read_all(path, PASSWORD_MAX + 2, &text, &length, &err) < 0) {
			admin_fail("%s", err.text);
			return NULL;
		}
	} else if (!(text = prompt_password())) {
		admin_fail(_("no password was given"));
		return NULL;
	}
	text[strcspn(text, "\r\n")] = '\0';
	size_t n = strlen(text);
	if (n >= PASSWORD_MIN && n <= PASSWORD_MAX)
		return text;
	admin_fail(_("a password has %d to %d bytes"), PASSWORD_MIN, PASSWORD_MAX);
	free(text);
	return NULL;
}

static enum admin_exit
set_password(struct admin *admin, const char *user, const char *path)
{
	struct err err;
	struct crm *crm = admin_crm(admin);
	char *password = crm ? read_password(path) : NULL;
	if (!password)
		return ADMIN_FAILED;
	int rc = crm_set_password(crm, admin->actor, user, password, &err);
	explicit_bzero(password, strlen(password));
	free(password);
	return rc < 0 ? admin_fail("%s", err.text) : ADMIN_DONE;
}

/* Names as a service asks for them (`skill: gas-safe`), between blanks. */
static bool
skills_good(const char *skills)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	if (!skills || skills[strspn(skills, " abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0')
		return true;
	const char *at = skills + strspn(skills, " abcdefghijklmnopqrstuvwxyz0123456789-");
	while (at > skills && strchr(letters, at[-1]))
		at--;
	admin_fail(
	    _("\"%.*s\" is no skill: small letters, digits and dashes, as in gas-safe or cy"),
	    (int)strcspn(at, " "), at);
	return false;
}

/* What the user can do, from argv[3] on; nothing: no skill any more. */
static enum admin_exit
set_skills(struct admin *admin, int argc, char **argv)
{
	struct arena arena;
	struct err err;
	arena_init(&arena);
	struct user *user = fetch_record(admin, &user_record, argv[2], &arena);
	enum admin_exit status = ADMIN_DONE;
	const char *skills = NULL;
	for (int i = 3; i < argc; i++)
		skills = skills ? arena_printf(&arena, "%s %s", skills, argv[i]) : argv[i];
	if (!user) {
		status = admin_fail(_("there is no user \"%s\""), argv[2]);
	} else if (!skills_good(skills)) {
		status = ADMIN_FAILED;
	} else {
		user->skills = skills;
		if (crm_put(admin->crm, admin->actor, &user_record, user, 1, &err) < 0)
			status = admin_fail("%s", err.text);
	}
	if (status == ADMIN_DONE && skills)
		printf(_("Skills of %s: %s.\n"), argv[2], skills);
	else if (status == ADMIN_DONE)
		printf(_("User %s has no particular skill.\n"), argv[2]);
	arena_release(&arena);
	return status;
}

static enum admin_exit
add(struct admin *admin, int argc, char **argv)
{
	const char *file = admin_option(&argc, argv, "--password-file");
	struct user user = {
	    .name = admin_option(&argc, argv, "--name"),
	    .council = admin_option(&argc, argv, "--council"),
	    .role = admin_option(&argc, argv, "--role"),
	    .team = admin_option(&argc, argv, "--team"),
	    .language = admin_option(&argc, argv, "--language"),
	    .skills = admin_option(&argc, argv, "--skills"),
	};
	const char *home = admin_option(&argc, argv, "--home");
	char postcode[9];
	if (argc != 3)
		return admin_usage("user", _("add needs one sign-in name"));
	user.id = argv[2];
	if (home && !postcode_normal(home, postcode))
		return admin_fail(_("\"%s\" is no postcode"), home);
	user.home = home ? postcode : NULL;
	if (!skills_good(user.skills))
		return ADMIN_FAILED;
	struct err err;
	struct crm *crm = admin_crm(admin);
	if (!crm)
		return ADMIN_FAILED;
	if (crm_put(crm, admin->actor, &user_record, &user, 1, &err) < 0)
		return admin_fail("%s", err.text);
	enum admin_exit status = set_password(admin, user.id, file);
	if (status == ADMIN_DONE)
		printf(_("User %s may sign in.\n"), user.id);
	return status;
}

static enum admin_exit
suspend(struct admin *admin, const char *id, bool suspended)
{
	struct arena arena;
	struct err err;
	arena_init(&arena);
	struct user *user = fetch_record(admin, &user_record, id, &arena);
	enum admin_exit status = ADMIN_DONE;
	if (!user) {
		status = admin_fail(_("there is no user \"%s\""), id);
	} else {
		user->suspended = suspended;
		if (crm_put(admin->crm, admin->actor, &user_record, user, 1, &err) < 0)
			status = admin_fail("%s", err.text);
	}
	arena_release(&arena);
	if (status == ADMIN_DONE)
		printf(
		    suspended ? _("User %s may no longer sign in.\n") : _("User %s may sign in.\n"),
		    id);
	return status;
}

enum admin_exit
admin_user(struct admin *admin, int argc, char **argv)
{
	static const char *const columns[] = {
	    "id", "role", "council", "team", "name", "skills", NULL};
	const char *verb = argc > 1 ? argv[1] : "";
	if (strcmp(verb, "list") == 0 && argc == 2)
		return print_records(admin, &user_record, columns);
	if (strcmp(verb, "add") == 0)
		return add(admin, argc, argv);
	const char *file = admin_option(&argc, argv, "--password-file");
	if (strcmp(verb, "password") == 0 && argc == 3) {
		enum admin_exit status = set_password(admin, argv[2], file);
		if (status == ADMIN_DONE)
			printf(_("The password of %s is set.\n"), argv[2]);
		return status;
	}
	if (strcmp(verb, "skills") == 0 && argc >= 3)
		return set_skills(admin, argc, argv);
	if ((strcmp(verb, "suspend") == 0 || strcmp(verb, "restore") == 0) && argc == 3)
		return suspend(admin, argv[2], *verb == 's');
	return admin_usage("user", NULL);
}
