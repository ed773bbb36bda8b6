/*
 * What the desk is told before it starts: options over environment over files.
 *
 * Two files of lines `name = value` (# begins a comment):
 *   $XDG_CONFIG_HOME/frontdesk/frontdesk.conf  the user's: server, ca, user, language,
 *                                              letters = on|off, columns = side|one,
 *                                              lock = minutes (0: never), bell = on|off
 *   $XDG_CONFIG_HOME/frontdesk/desk.conf       what --enrol wrote, mode 0600: desk, secret,
 *                                              crm-key, server, ca, name; and what the
 *                                              administrator adds: files = FOLDER, from which
 *                                              files are put on cases and into which they are
 *                                              saved
 * The journal, the directory's copy and the log are in the state folder
 * ($XDG_STATE_HOME/frontdesk).
 * Environment: FRONTDESK_SERVER, FRONTDESK_STATE, FRONTDESK_USER, FRONTDESK_CA,
 * FRONTDESK_LANGUAGE, FRONTDESK_FILES.
 */
#ifndef WIRING_SETTINGS_H
#define WIRING_SETTINGS_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>

struct settings {
	struct arena arena; /* of all strings */
	const char *server, *ca, *state, *user, *language;
	const char *desk, *secret, *name; /* null before enrolment */
	const char *crm_key;              /* base64 */
	const char *enrol;                /* the one-time code of --enrol, or null */
	const char *pop;                  /* the number of `frontdesk pop NUMBER`, or null */
	const char *files;                /* the folder opened for files of cases, or null */
	const char *config;               /* the folder of both files */
	bool letters_off, one_column, bell_off;
	long lock_minutes;
};

enum settings_result { SETTINGS_RUN, SETTINGS_DONE, SETTINGS_USAGE, SETTINGS_FAILED };

/* Reads everything. SETTINGS_DONE: --help or --version was printed. Else err says what is wrong. */
enum settings_result settings_read(
    struct settings *settings, int argc, char **argv, struct err *err);
void settings_release(struct settings *settings);

/* Writes desk.conf from what enrolment gave; it survives a crash whole. */
int settings_write_enrolment(const struct settings *settings, struct err *err);

#endif
