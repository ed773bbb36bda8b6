#include "admin/editor.h"
#include "base/i18n.h"
#include "base/text.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

static const char *
editor_name(void)
{
	static const char *const names[] = {"VISUAL", "EDITOR"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (!text_blank(value))
			return value;
	}
	return "vi";
}

int
editor_run(const char *path, struct err *err)
{
	/* The shell parts the variable's words; the path is its own argument and never parted. */
	char command[1024];
	const char *editor = editor_name();
	int length = snprintf(command, sizeof command, "%s \"$1\"", editor);
	if (length < 0 || (size_t)length >= sizeof command)
		return err_set(err, _("the name of the editor is too long"));
	char *argv[] = {"sh", "-c", command, "sh", (char *)path, NULL};
	pid_t pid;
	int status, rc = posix_spawn(&pid, "/bin/sh", NULL, NULL, argv, environ);
	if (rc != 0)
		return err_set(err, _("cannot start %s: %s"), editor, strerror(rc));
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return err_set(err, _("lost sight of %s: %s"), editor, strerror(errno));
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return err_set(err, _("%s did not end well"), editor);
	return 0;
}
