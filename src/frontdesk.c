/*
 * frontdesk, the advisor's desktop. Wiring only: one loop that sleeps in one place, carries keys to
 * the face, effects to the journal and the line, events back, and paints once a turn.
 */
#include "base/alloc.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/secret.h"
#include "config.h"
#include "ui/face.h"
#include "ui/terminal.h"
#include "wiring/carry.h"
#include "wiring/enrol.h"
#include "wiring/machine.h"
#include "wiring/pop.h"
#include "wiring/settings.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* How long a pause in the typing is. */
enum { PAUSE_MS = 250 };
enum { TICK_MS = 1000, FD_TERMINAL = 0, FD_SIGNALS, FD_POP, FD_KEEP, FD_COUNT };

struct program {
	struct settings settings;
	struct desk *desk;
	struct link *link;
	struct carrier carrier;
	struct face *face;
	int signals, pop;
	micros ticked, typed; /* monotonic: the last tick, the last key */
	bool held;            /* a word waits for a pause in the typing */
};

/* ---- the face's view of the desk ---- */

static void
give_page(void *context, struct page *page, struct arena *arena)
{
	struct program *program = context;
	page_of(program->desk, page, arena);
}

static void
take_event(void *context, struct desk_event *event)
{
	struct program *program = context;
	bool language = event->kind == EVENT_COMMAND && event->command == COMMAND_LANGUAGE;
	if (language)
		i18n_language(event->text);
	carry(&program->carrier, event);
}

static bool
would_work(void *context, enum command command)
{
	struct program *program = context;
	return command_works(program->desk, command);
}

static const char *
hindrance(void *context, enum command command)
{
	struct program *program = context;
	return command_hindrance(program->desk, command);
}

static void
paint(void *context)
{
	struct program *program = context;
	if (!program->face)
		return;
	bool typing = clock_monotonic() - program->typed < PAUSE_MS * 1000;
	program->carrier.changed = false;
	face_refresh(program->face);
	program->held = face_paint(program->face, typing);
}

/* ---- the loop ---- */

static void
take_signals(struct program *program)
{
	struct signalfd_siginfo info;
	while (read(program->signals, &info, sizeof info) == (ssize_t)sizeof info) {
		if (info.ssi_signo == SIGWINCH) {
			terminal_resize();
			program->carrier.changed = true;
		} else if (info.ssi_signo == SIGCONT) {
			terminal_redraw();
			program->carrier.changed = true;
		} else {
			program->carrier.quit = true;
		}
	}
}

static void
take_keys(struct program *program)
{
	struct key key;
	while (!program->carrier.quit && terminal_key(&key)) {
		face_key(program->face, &key);
		program->typed = clock_monotonic();
		program->carrier.changed = true;
	}
}

static void
take_call(struct program *program)
{
	char number[20];
	if (!pop_next(program->pop, number))
		return;
	struct desk_event event = {.kind = EVENT_POP, .text = number};
	carry(&program->carrier, &event);
}

static void
take_time(struct program *program)
{
	micros now = clock_monotonic();
	if (now - program->ticked < TICK_MS * 1000)
		return;
	program->ticked = now;
	struct desk_event event = {.kind = EVENT_TICK};
	carry(&program->carrier, &event);
}

static void
sleep_until_something(struct program *program)
{
	struct pollfd fds[FD_COUNT] = {
	    [FD_TERMINAL] = {.fd = STDIN_FILENO, .events = POLLIN},
	    [FD_SIGNALS] = {.fd = program->signals, .events = POLLIN},
	    [FD_POP] = {.fd = program->pop, .events = POLLIN}, /* -1 is skipped */
	};
	unsigned count = FD_KEEP;
	if (program->carrier.keep)
		fds[count++] =
		    (struct pollfd){.fd = keep_fd(program->carrier.keep), .events = POLLIN};
	micros now = clock_monotonic(), left = program->ticked + TICK_MS * 1000 - now;
	if (program->held && program->typed + PAUSE_MS * 1000 - now < left)
		left = program->typed + PAUSE_MS * 1000 - now;
	if (program->carrier.changed)
		left = 0;
	int timeout = left <= 0 ? 0 : (int)(left / 1000) + 1;
	link_wait(program->link, fds, count, timeout);
	/* The terminal is gone: what was typed is kept, there is nobody to ask. */
	if (fds[FD_TERMINAL].revents & (POLLHUP | POLLERR | POLLNVAL))
		program->carrier.quit = true;
}

static void
run(struct program *program)
{
	struct carrier *carrier = &program->carrier;
	program->ticked = clock_monotonic();
	paint(program);
	while (!carrier->quit) {
		sleep_until_something(program);
		take_signals(program);
		take_keys(program);
		take_call(program);
		carry_link(carrier);
		carry_keep(carrier);
		take_time(program);
		/* Painted first: the echo does not wait for the disk. The screen calls nothing
		 * kept before its sync has come back. */
		if ((carrier->changed || program->held) && !carrier->quit)
			paint(program);
		carry_flush(carrier);
	}
}

/* ---- start and end ---- */

static int
open_signals(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGWINCH);
	sigaddset(&set, SIGCONT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGINT);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGTSTP, SIG_IGN);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

static int
open_desk(struct program *program, struct err *err)
{
	const struct settings *settings = &program->settings;
	static unsigned char crm_key[SECRET_KEY];
	char machine[MACHINE_NAME];
	struct link_options link_options = {.server = settings->server, .ca = settings->ca};
	struct desk_options desk_options = {.desk = settings->desk,
	    .desk_secret = settings->secret,
	    .user = settings->user,
	    .language = settings->language ? settings->language : "en",
	    .folder = settings->files,
	    .machine = machine_name(machine),
	    .lock_after = settings->lock_minutes * MICROS_MINUTE,
	    .ids = id_system(),
	    .encode = link_encode};
	struct keep_options keep_options = {.folder = settings->state};
	if (settings->crm_key &&
	    secret_base64_read(crm_key, sizeof crm_key, settings->crm_key) == SECRET_KEY)
		keep_options.crm_key = crm_key;
	program->signals = open_signals();
	if (program->signals < 0)
		return err_set(err, "signalfd: %s", strerror(errno));
	/* Without it the desk works all the same. */
	struct err deaf = {""};
	program->pop = pop_listen(settings->state, &deaf);
	if (program->pop < 0)
		log_warn("pop", "%s", deaf.text);
	program->link = link_new(&link_options, err);
	if (!program->link)
		return -1;
	if (terminal_open(err) < 0)
		return -1;
	program->desk = desk_new(&desk_options, clock_now(clock_steady()));
	carrier_init(
	    &program->carrier, program->desk, program->link, &keep_options, clock_steady());
	program->carrier.folder = settings->files;
	program->carrier.paint = paint;
	program->carrier.paint_context = program;
	carry_pack(&program->carrier);
	struct face_options face_options = {.source = {.page = give_page,
						.step = take_event,
						.works = would_work,
						.hinders = hindrance,
						.context = program},
	    .letters_off = settings->letters_off,
	    .quiet = settings->bell_off,
	    .one_column = settings->one_column};
	program->face = face_new(&face_options);
	return 0;
}

static void
close_desk(struct program *program)
{
	face_free(program->face);
	if (program->desk)
		carrier_release(&program->carrier);
	desk_free(program->desk);
	link_free(program->link);
	pop_close(program->pop, program->settings.state);
	if (program->signals >= 0)
		close(program->signals);
	terminal_close();
}

static int
start(struct program *program, struct err *err)
{
	struct settings *settings = &program->settings;
	if (settings->pop)
		return pop_send(settings->state, settings->pop, err);
	if (settings->enrol) {
		log_open(NULL, LOG_ERROR_);
		return enrol(settings, err);
	}
	if (!settings->desk || !settings->secret)
		return err_set(err, "%s",
		    _("This desk is not enrolled. Have a code made where the CRM runs "
		      "(frontdeskctl desk add DESK), then: frontdesk --server URL --enrol CODE"));
	if (folder_make(settings->state, err) < 0)
		return -1;
	char *path = xasprintf("%s/frontdesk.log", settings->state);
	if (log_open(path, LOG_INFO_) < 0)
		err_set(err, _("The log cannot be written: %s: %s"), path, strerror(errno));
	free(path);
	if (*err->text)
		return -1;
	int rc = open_desk(program, err);
	if (rc == 0)
		run(program);
	close_desk(program);
	return rc;
}

int
main(int argc, char **argv)
{
	struct program program = {.signals = -1, .pop = -1};
	struct err err = {""};
	i18n_start();
	enum settings_result result = settings_read(&program.settings, argc, argv, &err);
	int status = 0;
	if (result == SETTINGS_RUN) {
		i18n_language(program.settings.language);
		status = start(&program, &err) < 0 ? 1 : 0;
	} else if (result != SETTINGS_DONE) {
		status = result == SETTINGS_USAGE ? 2 : 1;
	}
	if (status != 0)
		fprintf(stderr, "frontdesk: %s\n", err.text);
	settings_release(&program.settings);
	return status;
}
