#include "wiring/settings.h"
#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "config.h"

#include <errno.h>
#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_LIMIT = 16 * 1024 };

/* Names in files, options and environment that set a text. */
static const struct name {
	const char *name, *variable;
	char option;
	size_t offset;
	bool own;      /* may stand in the user's file */
	bool enrolled; /* may stand in desk.conf */
} names[] = {
    {"server", "FRONTDESK_SERVER", 's', offsetof(struct settings, server), true, true},
    {"ca", "FRONTDESK_CA", 'c', offsetof(struct settings, ca), true, true},
    {"state", "FRONTDESK_STATE", 'S', offsetof(struct settings, state), false, false},
    {"user", "FRONTDESK_USER", 'u', offsetof(struct settings, user), true, false},
    {"language", "FRONTDESK_LANGUAGE", 'l', offsetof(struct settings, language), true, false},
    {"desk", NULL, 'd', offsetof(struct settings, desk), false, true},
    {"secret", NULL, 0, offsetof(struct settings, secret), false, true},
    {"crm-key", NULL, 0, offsetof(struct settings, crm_key), false, true},
    {"files", "FRONTDESK_FILES", 'f', offsetof(struct settings, files), false, true},
    {"name", NULL, 0, offsetof(struct settings, name), false, true},
    {"enrol", NULL, 'e', offsetof(struct settings, enrol), false, false},
};

static const char **
text_at(struct settings *settings, const struct name *name)
{
	return (const char **)((char *)settings + name->offset);
}

/* Later sources give way to what is set already. */
static void
fill(struct settings *settings, const struct name *name, const char *value)
{
	const char **text = text_at(settings, name);
	if (value && *value && !*text)
		*text = arena_strdup(&settings->arena, value);
}

static int
set_switch(struct settings *settings, const char *name, const char *value, bool *known)
{
	char *end;
	*known = true;
	if (strcmp(name, "letters") == 0) {
		settings->letters_off = strcmp(value, "off") == 0;
		return strcmp(value, "on") == 0 || settings->letters_off ? 0 : -1;
	}
	if (strcmp(name, "bell") == 0) {
		settings->bell_off = strcmp(value, "off") == 0;
		return strcmp(value, "on") == 0 || settings->bell_off ? 0 : -1;
	}
	if (strcmp(name, "columns") == 0) {
		settings->one_column = strcmp(value, "one") == 0;
		return strcmp(value, "side") == 0 || settings->one_column ? 0 : -1;
	}
	if (strcmp(name, "lock") == 0) {
		settings->lock_minutes = strtol(value, &end, 10);
		return *end || end == value || settings->lock_minutes < 0 ||
			       settings->lock_minutes > 24 * 60
			   ? -1
			   : 0;
	}
	*known = false;
	return 0;
}

static int
read_line(struct settings *settings, char *line, bool enrolled, const char *path, int number,
    struct err *err)
{
	bool known = false;
	char *name = text_trim(line), *value = strchr(name, '=');
	if (!*name || *name == '#')
		return 0;
	if (!value)
		return err_set(err, _("%s:%d: write it as: name = value"), path, number);
	*value++ = '\0';
	name = text_trim(name);
	value = text_trim(value);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].name, name) == 0 &&
		    (enrolled ? names[i].enrolled : names[i].own)) {
			/* A new enrolment replaces what the CRM gave, not what was added. */
			if (!settings->enrol || names[i].offset == offsetof(struct settings, files))
				fill(settings, &names[i], value);
			return 0;
		}
	if (!enrolled && set_switch(settings, name, value, &known) < 0)
		return err_set(err, _("%s:%d: “%s” cannot be “%s”"), path, number, name, value);
	if (!known)
		return err_set(err, _("%s:%d: there is no setting “%s”"), path, number, name);
	return 0;
}

/* A file that is not there is no error. */
static int
read_file(struct settings *settings, const char *path, bool enrolled, struct err *err)
{
	char *bytes = NULL;
	size_t length;
	int rc = 0, number = 0;
	if (access(path, F_OK) < 0 && errno == ENOENT)
		return 0;
	if (file_read_all(path, FILE_LIMIT, &bytes, &length, err) < 0)
		return -1;
	for (char *line = bytes, *next; rc == 0 && line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		rc = read_line(settings, line, enrolled, path, ++number, err);
	}
	explicit_bzero(bytes, length);
	free(bytes);
	return rc;
}

/* $XDG_…_HOME/frontdesk, or its place below the home directory. */
static char *
home_folder(const char *variable, const char *below)
{
	const char *folder = getenv(variable), *home = getenv("HOME");
	if (folder && *folder == '/')
		return xasprintf("%s/frontdesk", folder);
	return xasprintf("%s/%s/frontdesk", home && *home ? home : ".", below);
}

static void
print_help(void)
{
	fputs(_("Usage: frontdesk [OPTION]...\n"
		"       frontdesk pop NUMBER\n"
		"The advisor's desktop.\n\n"
		"      --server URL     the CRM, for example https://crm.chorley.example\n"
		"      --enrol CODE     make this a desk of the CRM, with the code that\n"
		"                       `frontdeskctl desk add` printed\n"
		"      --user NAME      who signs in\n"
		"      --language CODE  en or cy\n"
		"      --state DIR      where the desk keeps its journal\n"
		"      --desk ID        check that the desk enrolled here is this one\n"
		"      --files DIR      the folder for files of cases\n"
		"      --ca FILE        certificates to trust, in PEM\n"
		"      --help           print this\n"
		"      --version        print the version\n"),
	    stdout);
}

static enum settings_result
read_options(struct settings *settings, int argc, char **argv, struct err *err)
{
	static const struct option options[] = {{"server", required_argument, NULL, 's'},
	    {"enrol", required_argument, NULL, 'e'}, {"user", required_argument, NULL, 'u'},
	    {"language", required_argument, NULL, 'l'}, {"state", required_argument, NULL, 'S'},
	    {"desk", required_argument, NULL, 'd'}, {"files", required_argument, NULL, 'f'},
	    {"ca", required_argument, NULL, 'c'}, {"help", no_argument, NULL, 'h'},
	    {"version", no_argument, NULL, 'v'}, {0}};
	int option;
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'h') {
			print_help();
			return SETTINGS_DONE;
		}
		if (option == 'v') {
			puts(PACKAGE_STRING);
			return SETTINGS_DONE;
		}
		if (option == '?')
			return err_set(err, "%s", _("Try frontdesk --help.")), SETTINGS_USAGE;
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (names[i].option == option)
				fill(settings, &names[i], optarg);
	}
	if (optind + 2 == argc && strcmp(argv[optind], "pop") == 0) {
		settings->pop = argv[optind + 1];
		return SETTINGS_RUN;
	}
	if (optind < argc) {
		err_set(err, _("“%s” is not an option. Try frontdesk --help."), argv[optind]);
		return SETTINGS_USAGE;
	}
	return SETTINGS_RUN;
}

static enum settings_result
read_rest(struct settings *settings, struct err *err)
{
	const char *asked_desk = settings->desk;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].variable)
			fill(settings, &names[i], getenv(names[i].variable));
	if (!settings->state) {
		char *folder = home_folder("XDG_STATE_HOME", ".local/state");
		settings->state = arena_strdup(&settings->arena, folder);
		free(folder);
	}
	if (settings->pop) /* it only goes to the desk that runs there */
		return SETTINGS_RUN;
	char *config = home_folder("XDG_CONFIG_HOME", ".config");
	char *own = xasprintf("%s/frontdesk.conf", config);
	char *enrolled = xasprintf("%s/desk.conf", config);
	settings->config = arena_strdup(&settings->arena, config);
	settings->desk = NULL;
	int rc = read_file(settings, own, false, err);
	if (rc == 0)
		rc = read_file(settings, enrolled, true, err);
	if (settings->enrol) /* what is written anew need not be readable */
		rc = 0;
	free(config);
	free(own);
	free(enrolled);
	if (rc < 0)
		return SETTINGS_FAILED;
	if (!settings->server) {
		err_set(err, "%s",
		    _("Say where the CRM is: frontdesk --server URL, or a line `server = URL` in "
		      "the configuration file."));
		return SETTINGS_USAGE;
	}
	if (asked_desk && settings->desk && strcmp(asked_desk, settings->desk) != 0) {
		err_set(err, _("%s holds the enrolment of desk %s, not of %s."), settings->config,
		    settings->desk, asked_desk);
		return SETTINGS_FAILED;
	}
	return SETTINGS_RUN;
}

enum settings_result
settings_read(struct settings *settings, int argc, char **argv, struct err *err)
{
	*settings = (struct settings){.lock_minutes = 10};
	arena_init(&settings->arena);
	enum settings_result result = read_options(settings, argc, argv, err);
	return result == SETTINGS_RUN ? read_rest(settings, err) : result;
}

void
settings_release(struct settings *settings)
{
	if (settings->secret)
		explicit_bzero((char *)(uintptr_t)settings->secret, strlen(settings->secret));
	arena_release(&settings->arena);
}

int
settings_write_enrolment(const struct settings *settings, struct err *err)
{
	struct buf text;
	char *path = xasprintf("%s/desk.conf", settings->config);
	buf_init(&text, FILE_LIMIT);
	buf_printf(&text, "# Written by frontdesk --enrol. The secret is this desk's alone.\n");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = *text_at((struct settings *)(uintptr_t)settings, &names[i]);
		if (names[i].enrolled && value)
			buf_printf(&text, "%s = %s\n", names[i].name, value);
	}
	int rc = buf_ok(&text) ? 0 : err_set(err, "%s", _("The enrolment is too long."));
	if (rc == 0)
		rc = folder_make(settings->config, err);
	if (rc == 0)
		rc = file_replace(disk_system(), path, text.data, text.length, err);
	explicit_bzero(text.data, text.length);
	buf_release(&text);
	free(path);
	return rc;
}
