#include "helpers/term.h"

#include "helpers/keyseq.h"
#include "helpers/proc.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

#define SYNC_KEY "\033[99;7~"
#define SYNC_MARK "\033]7799;"

enum { MAX_ROWS = 200, MAX_COLS = 400 };

struct term {
	pid_t pid;
	int master, slave, pidfd;
	bool ended;
	int status;
	VTerm *vt;
	VTermScreen *screen;
	int n_rows, n_cols;
	VTermPos cursor;
	bool cursor_shown, alternate;
	size_t bytes;
	int keys;
	size_t matched; /* characters of SYNC_MARK seen so far */
	bool in_mark;
	long syncs_sent, syncs_seen;
	char name[64]; /* TERM */
	char *row_text[MAX_ROWS];
	char *dump;
};

static _Noreturn void
die(const char *what)
{
	fprintf(stderr, "test harness: %s: %s\n", what, strerror(errno));
	abort();
}

static int
on_cursor(VTermPos pos, VTermPos old, int visible, void *user)
{
	struct term *t = user;
	(void)old, (void)visible;
	t->cursor = pos;
	return 1;
}

static int
on_prop(VTermProp prop, VTermValue *val, void *user)
{
	struct term *t = user;
	if (prop == VTERM_PROP_CURSORVISIBLE)
		t->cursor_shown = val->boolean;
	if (prop == VTERM_PROP_ALTSCREEN)
		t->alternate = val->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = {.movecursor = on_cursor, .settermprop = on_prop};

static void
write_all(struct term *t, const char *bytes, size_t len)
{
	int64_t deadline = proc_ms() + TERM_MS;
	while (len > 0 && proc_left(deadline) > 0) {
		ssize_t n = write(t->master, bytes, len);
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
			continue;
		}
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return;
		/* A full line towards the program: take its output meanwhile, or both wait for
		 * ever. */
		struct pollfd p = {.fd = t->master, .events = POLLOUT | POLLIN};
		poll(&p, 1, proc_left(deadline));
		if (p.revents & POLLIN)
			term_pump(t, 0);
	}
}

static void
on_reply(const char *bytes, size_t len, void *user)
{
	write_all(user, bytes, len);
}

static const char *
wanted_term(const char *const env[])
{
	for (; env && *env; env++)
		if (strncmp(*env, "TERM=", 5) == 0)
			return *env + 5;
	return "xterm-256color";
}

static void
child(struct term *t, pid_t parent, const char *const argv[], const char *const env[])
{
	static const char *const base[] = {
	    "LC_ALL=C.UTF-8", "FRONTDESK_SYNC=1", "LINES", "COLUMNS", NULL};
	proc_child(parent);
	close(t->master);
	setsid();
	ioctl(t->slave, TIOCSCTTY, 0);
	for (int fd = 0; fd < 3; fd++)
		dup2(t->slave, fd);
	if (t->slave > 2)
		close(t->slave);
	setenv("TERM", wanted_term(env), 1);
	proc_env(base);
	proc_env(env);
	execvp(argv[0], (char *const *)argv);
	fprintf(stderr, "cannot run %s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

struct term *
term_start(const char *const argv[], const char *const env[], int rows, int cols)
{
	struct term *t = calloc(1, sizeof *t);
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	pid_t self = getpid();
	if (!t || openpty(&t->master, &t->slave, NULL, NULL, &size) < 0)
		die("openpty");
	t->n_rows = rows;
	t->n_cols = cols;
	t->cursor_shown = true;
	snprintf(t->name, sizeof t->name, "%s", wanted_term(env));
	t->vt = vterm_new(rows, cols);
	vterm_set_utf8(t->vt, 1);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_set_callbacks(t->screen, &callbacks, t);
	vterm_output_set_callback(t->vt, on_reply, t);
	vterm_screen_reset(t->screen, 1);
	fflush(NULL);
	t->pid = fork();
	if (t->pid < 0)
		die("fork");
	if (t->pid == 0)
		child(t, self, argv, env);
	t->pidfd = proc_fd(t->pid);
	fcntl(t->master, F_SETFD, FD_CLOEXEC);
	/* The slave stays open here: the terminal's settings can still be read after the program's
	 * end. */
	fcntl(t->slave, F_SETFD, FD_CLOEXEC);
	fcntl(t->master, F_SETFL, O_NONBLOCK);
	return t;
}

void
term_free(struct term *t)
{
	if (!t)
		return;
	if (!t->ended) {
		kill(t->pid, SIGKILL);
		waitpid(t->pid, &t->status, 0);
	}
	close(t->pidfd);
	close(t->master);
	close(t->slave);
	vterm_free(t->vt);
	for (int i = 0; i < MAX_ROWS; i++)
		free(t->row_text[i]);
	free(t->dump);
	free(t);
}

/* Watches the raw stream: a terminal library may drop a command that it does not know. */
static void
scan(struct term *t, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (t->in_mark) {
			if (bytes[i] == '\007') {
				t->syncs_seen++;
				t->in_mark = false;
			}
		} else if (bytes[i] == SYNC_MARK[t->matched]) {
			if (SYNC_MARK[++t->matched] == '\0') {
				t->in_mark = true;
				t->matched = 0;
			}
		} else {
			t->matched = bytes[i] == SYNC_MARK[0];
		}
	}
}

static void
reap(struct term *t)
{
	if (!t->ended && waitpid(t->pid, &t->status, WNOHANG) == t->pid)
		t->ended = true;
}

long
term_pump(struct term *t, int ms)
{
	char chunk[16384];
	int64_t deadline = proc_ms() + ms;
	for (;;) {
		/* Once the end is known its descriptor would be readable for ever. */
		struct pollfd p[2] = {{.fd = t->master, .events = POLLIN},
		    {.fd = t->ended ? -1 : t->pidfd, .events = POLLIN}};
		int n = poll(p, 2, t->ended ? 0 : proc_left(deadline));
		if (n < 0 && errno == EINTR)
			continue;
		if (p[0].revents & POLLIN) {
			ssize_t got = read(t->master, chunk, sizeof chunk);
			if (got > 0) {
				scan(t, chunk, (size_t)got);
				vterm_input_write(t->vt, chunk, (size_t)got);
				t->bytes += (size_t)got;
				return got;
			}
		}
		if (n > 0 && p[1].revents) {
			reap(t);
			continue;
		}
		if (t->ended)
			return -1;
		if (proc_left(deadline) == 0)
			return 0;
	}
}

bool
term_wait(struct term *t, bool (*until)(struct term *t, const void *arg), const void *arg, int ms)
{
	int64_t deadline = proc_ms() + ms;
	for (;;) {
		while (term_pump(t, 0) > 0)
			;
		if (until(t, arg))
			return true;
		int left = proc_left(deadline);
		if (left == 0)
			return false;
		if (term_pump(t, left) < 0)
			return until(t, arg);
	}
}

struct row_text {
	int row;
	const char *text;
};

static bool
is_there(struct term *t, const void *arg)
{
	return term_find(t, arg) >= 0;
}

static bool
is_gone(struct term *t, const void *arg)
{
	return term_find(t, arg) < 0;
}

static bool
is_on_row(struct term *t, const void *arg)
{
	const struct row_text *want = arg;
	return strstr(term_row(t, want->row), want->text) != NULL;
}

static bool
is_cursor_at(struct term *t, const void *arg)
{
	const VTermPos *want = arg;
	return t->cursor.row == want->row && t->cursor.col == want->col && t->cursor_shown;
}

static bool
is_synced(struct term *t, const void *arg)
{
	(void)arg;
	return t->syncs_seen >= t->syncs_sent;
}

bool
term_wait_text(struct term *t, const char *text, int ms)
{
	return term_wait(t, is_there, text, ms);
}

bool
term_wait_row(struct term *t, int row, const char *text, int ms)
{
	return term_wait(t, is_on_row, &(struct row_text){row, text}, ms);
}

bool
term_wait_gone(struct term *t, const char *text, int ms)
{
	return term_wait(t, is_gone, text, ms);
}

bool
term_wait_cursor(struct term *t, int row, int col, int ms)
{
	return term_wait(t, is_cursor_at, &(VTermPos){row, col}, ms);
}

bool
term_sync(struct term *t, int ms)
{
	t->syncs_sent++;
	write_all(t, SYNC_KEY, strlen(SYNC_KEY));
	return term_wait(t, is_synced, NULL, ms);
}

bool
term_go_to(struct term *t, const char *words)
{
	enum { ROWS = 60 };
	for (int i = 0; i < ROWS; i++) {
		int row;
		term_cursor(t, &row, NULL);
		if (strstr(term_row(t, row), words))
			return true;
		term_keys(t, "<Down>");
		if (!term_sync(t, TERM_MS))
			return false;
	}
	return false;
}

static const struct {
	const char *name, *cap, *bytes;
} named[] = {{"Enter", NULL, "\r"}, {"Tab", NULL, "\t"}, {"Esc", NULL, "\033"},
    {"Space", NULL, " "}, {"lt", NULL, "<"}, {"BS", "kbs", NULL}, {"Del", "kdch1", NULL},
    {"Ins", "kich1", NULL}, {"Up", "kcuu1", NULL}, {"Down", "kcud1", NULL}, {"Left", "kcub1", NULL},
    {"Right", "kcuf1", NULL}, {"Home", "khome", NULL}, {"End", "kend", NULL}, {"PgUp", "kpp", NULL},
    {"PgDn", "knp", NULL}, {"S-Tab", "kcbt", NULL}};

static bool
key_bytes(const struct term *t, const char *name, char *buf, size_t size)
{
	char cap[8];
	for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
		if (strcmp(named[i].name, name) != 0)
			continue;
		if (named[i].cap)
			return keyseq(t->name, named[i].cap, buf, size);
		snprintf(buf, size, "%s", named[i].bytes);
		return true;
	}
	if (name[0] == 'F' && isdigit((unsigned char)name[1])) {
		snprintf(cap, sizeof cap, "kf%.2s", name + 1);
		return keyseq(t->name, cap, buf, size);
	}
	if (strncmp(name, "C-", 2) == 0 && name[2])
		snprintf(buf, size, "%c", toupper((unsigned char)name[2]) & 31);
	else if (strncmp(name, "M-", 2) == 0 && name[2])
		snprintf(buf, size, "\033%s", name + 2);
	else
		return false;
	return true;
}

static void
send_named(struct term *t, const char *name)
{
	char bytes[32];
	if (!key_bytes(t, name, bytes, sizeof bytes)) {
		fprintf(stderr, "test harness: no key <%s> on %s\n", name, t->name);
		abort();
	}
	write_all(t, bytes, strlen(bytes));
	if (strcmp(name, "Esc") == 0)
		term_sync(t, TERM_MS);
}

void
term_keys(struct term *t, const char *keys)
{
	while (*keys) {
		const char *end = *keys == '<' ? strchr(keys, '>') : NULL;
		t->keys++;
		if (end) {
			char name[16];
			snprintf(name, sizeof name, "%.*s", (int)(end - keys - 1), keys + 1);
			send_named(t, name);
			keys = end + 1;
			continue;
		}
		size_t len = 1;
		while ((keys[len] & 0xc0) == 0x80)
			len++;
		write_all(t, keys, len);
		keys += len;
	}
}

void
term_type(struct term *t, const char *text)
{
	write_all(t, text, strlen(text));
}

void
term_send(struct term *t, const char *bytes, size_t len)
{
	write_all(t, bytes, len);
}

int
term_keys_counted(const struct term *t)
{
	return t->keys;
}

void
term_keys_reset(struct term *t)
{
	t->keys = 0;
}

static size_t
put_utf8(char *at, uint32_t c)
{
	if (c < 0x80) {
		at[0] = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = n - 1; i > 0; i--, c >>= 6)
		at[i] = (char)(0x80 | (c & 0x3f));
	at[0] = (char)((0xf00 >> n & 0xff) | c);
	return n;
}

static size_t
cell_text(const VTermScreenCell *cell, char *at)
{
	size_t len = 0;
	for (int i = 0;
	     i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] && cell->chars[i] != (uint32_t)-1; i++)
		len += put_utf8(at + len, cell->chars[i]);
	if (len == 0)
		at[len++] = ' ';
	return len;
}

const char *
term_row(struct term *t, int row)
{
	if (row < 0)
		row += t->n_rows;
	if (row < 0 || row >= t->n_rows || row >= MAX_ROWS)
		return "";
	char *text = t->row_text[row];
	if (!text)
		text = t->row_text[row] = malloc((size_t)MAX_COLS * 24 + 1);
	size_t len = 0, used = 0;
	for (int col = 0; col < t->n_cols && col < MAX_COLS; col++) {
		VTermScreenCell cell;
		vterm_screen_get_cell(t->screen, (VTermPos){row, col}, &cell);
		len += cell_text(&cell, text + len);
		if (cell.chars[0] && cell.chars[0] != ' ')
			used = len;
		if (cell.width == 2)
			col++;
	}
	text[used] = '\0';
	return text;
}

int
term_find(struct term *t, const char *text)
{
	for (int row = 0; row < t->n_rows; row++)
		if (strstr(term_row(t, row), text))
			return row;
	return -1;
}

bool
term_has(struct term *t, const char *text)
{
	return term_find(t, text) >= 0;
}

const char *
term_dump(struct term *t)
{
	size_t len = 0, size = 1, used = 0;
	while (term_pump(t, 0) > 0)
		;
	for (int row = 0; row < t->n_rows; row++)
		size += strlen(term_row(t, row)) + 1;
	free(t->dump);
	t->dump = malloc(size);
	for (int row = 0; row < t->n_rows; row++) {
		size_t n = strlen(t->row_text[row]);
		memcpy(t->dump + len, t->row_text[row], n);
		len += n;
		t->dump[len++] = '\n';
		if (n)
			used = len;
	}
	t->dump[used] = '\0';
	return t->dump;
}

struct term_cell
term_cell(struct term *t, int row, int col)
{
	VTermScreenCell cell;
	struct term_cell out = {.width = 1};
	vterm_screen_get_cell(t->screen, (VTermPos){row, col}, &cell);
	out.text[cell_text(&cell, out.text)] = '\0';
	out.width = cell.chars[0] == (uint32_t)-1 ? 0 : cell.width;
	out.bold = cell.attrs.bold;
	out.underline = cell.attrs.underline != 0;
	out.reverse = cell.attrs.reverse;
	out.coloured = !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
	return out;
}

bool
term_cursor(const struct term *t, int *row, int *col)
{
	if (row)
		*row = t->cursor.row;
	if (col)
		*col = t->cursor.col;
	return t->cursor_shown;
}

int
term_rows(const struct term *t)
{
	return t->n_rows;
}

int
term_cols(const struct term *t)
{
	return t->n_cols;
}

void
term_resize(struct term *t, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	/* First what was written for the old size, then the new one. */
	while (term_pump(t, 0) > 0)
		;
	vterm_set_size(t->vt, rows, cols);
	t->n_rows = rows;
	t->n_cols = cols;
	ioctl(t->master, TIOCSWINSZ, &size);
}

void
term_signal(struct term *t, int sig)
{
	reap(t);
	if (!t->ended)
		kill(t->pid, sig);
}

pid_t
term_pid(const struct term *t)
{
	return t->pid;
}

bool
term_alive(struct term *t)
{
	reap(t);
	return !t->ended;
}

size_t
term_bytes(const struct term *t)
{
	return t->bytes;
}

static bool
has_ended(struct term *t, const void *arg)
{
	(void)arg;
	reap(t);
	return t->ended;
}

const char *
term_end(struct term *t, int *status, int ms)
{
	static const char mark[] = SYNC_MARK "0\007";
	struct termios settings;
	if (!term_wait(t, has_ended, NULL, ms))
		return "the program did not end";
	/* The kernel hands on what was written in its own time: our own mark behind it says that
	 * all came. */
	t->syncs_sent = t->syncs_seen + 1;
	if (write(t->slave, mark, sizeof mark - 1) < 0)
		return "the terminal went away";
	int64_t deadline = proc_ms() + TERM_MS;
	while (!is_synced(t, NULL) && proc_left(deadline) > 0) {
		struct pollfd p = {.fd = t->master, .events = POLLIN};
		poll(&p, 1, proc_left(deadline));
		term_pump(t, 0);
	}
	if (status)
		*status = t->status;
	if (t->alternate)
		return "the program left the alternate screen on";
	if (!t->cursor_shown)
		return "the program left the cursor hidden";
	if (tcgetattr(t->slave, &settings) < 0)
		return "the terminal's settings cannot be read";
	if (!(settings.c_lflag & ICANON))
		return "the program left the terminal without line editing (ICANON off)";
	if (!(settings.c_lflag & ECHO))
		return "the program left the terminal without echo";
	return NULL;
}
