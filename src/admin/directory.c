/* directory: what people do to the entries that are published, and to those that wait to be. */
#include "admin/directory.h"
#include "base/i18n.h"

#include <string.h>

static const struct directory_command commands[] = {
    {"versions", "SERVICE", N_("the published versions of a service"), directory_versions_list},
    {"rollback", "SERVICE VERSION [--comment WORDS]", N_("publish an old version anew"),
	directory_rollback},
    {"withdraw", "SERVICE [--comment WORDS]", N_("take an entry out of the directory"),
	directory_withdraw},
    {"overdue", "[--team TEAM] [--council ID]",
	N_("entries that nobody vouches for any more, by owning team"), directory_overdue},
    {"assure", "SERVICE… [--council ID] [--date DAY] [--review-by DAY] [--facts]",
	N_("vouch for entries as they are"), directory_assure},
    {"drafts", "", N_("texts that are not published: in work, submitted, waiting for their day"),
	directory_drafts},
    {"approve", "SERVICE [--at DAY]", N_("publish what somebody else submitted"),
	directory_approve},
    {"return", "SERVICE --comment WORDS", N_("give a submitted text back to its author"),
	directory_return},
    {"cancel", "SERVICE", N_("throw a draft away, or call off what waits for its day"),
	directory_cancel},
    {"replace", "OLD NEW [--word] [--in facts|texts] [--apply] [--comment WORDS]",
	N_("find and replace words in the whole directory"), directory_replace},
    {"impact", "FACT", N_("everything that quotes a fact: NAME or SERVICE.NAME"), directory_impact},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static void
print_usage(FILE *out, const struct directory_command *command)
{
	fprintf(out, _("Usage: frontdeskctl directory %s %s\n"), command->name, command->usage);
}

enum admin_exit
directory_usage(const char *command, const char *why)
{
	fprintf(stderr, "frontdeskctl: %s\n", why);
	for (int i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, command) == 0)
			print_usage(stderr, &commands[i]);
	return ADMIN_USAGE;
}

enum admin_exit
admin_directory(struct admin *admin, int argc, char **argv)
{
	int i = 0;
	while (i < COMMANDS && (argc < 2 || strcmp(commands[i].name, argv[1]) != 0))
		i++;
	if (i == COMMANDS) {
		fprintf(stderr, _("frontdeskctl: directory does one of these:\n"));
		for (i = 0; i < COMMANDS; i++)
			fprintf(stderr, "  %-9s %s\n            %s %s\n", commands[i].name,
			    _(commands[i].help), commands[i].name, commands[i].usage);
		return ADMIN_USAGE;
	}
	struct arena arena;
	arena_init(&arena);
	enum admin_exit status = commands[i].run(admin, &arena, argc - 1, argv + 1);
	arena_release(&arena);
	return status;
}
