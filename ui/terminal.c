#include "ui/terminal.h"
#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

/* Last: these headers make macros of everyday words. */
#include <curses.h>
#include <term.h>
#undef columns
#undef lines

enum {
	CODE_SYNC = KEY_MAX - 1,
	CODE_PASTE = KEY_MAX - 2,
	CODE_PASTE_END = KEY_MAX - 3,
	PASTE_LIMIT = 64 * 1024
};

static struct {
	bool open, null, utf8, colours, sync;
	SCREEN *screen;
	FILE *nowhere;
	struct termios saved;
	bool has_saved;
	char restore[512]; /* bytes that undo what was done to the terminal */
	size_t restore_length;
	unsigned long acknowledged, asked;
	bool pasting, paste_ready;
	struct buf paste;
	wint_t waiting; /* a key read ahead behind Esc */
	int waiting_code;
	bool has_waiting;
	int cursor_row, cursor_column;
} tty;

/* ---- giving the terminal back, whatever happens ---- */

static const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS};
static struct sigaction before[sizeof fatal / sizeof *fatal];

/* Only what is allowed in a signal handler: write, tcsetattr, sigaction, raise. */
static void
on_fatal(int number)
{
	for (size_t at = 0; at < tty.restore_length;) {
		ssize_t n = write(STDOUT_FILENO, tty.restore + at, tty.restore_length - at);
		if (n <= 0)
			break;
		at += (size_t)n;
	}
	if (tty.has_saved)
		tcsetattr(STDIN_FILENO, TCSANOW, &tty.saved);
	for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
		if (fatal[i] == number)
			sigaction(number, &before[i], NULL);
	raise(number);
}

static void
catch_fatal(void)
{
	struct sigaction action = {.sa_handler = on_fatal, .sa_flags = (int)SA_RESETHAND};
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
		sigaction(fatal[i], &action, &before[i]);
}

static void
restore_add(const char *bytes)
{
	size_t length = bytes && bytes != (char *)-1 ? strlen(bytes) : 0;
	if (length > sizeof tty.restore - tty.restore_length)
		return;
	memcpy(tty.restore + tty.restore_length, bytes ? bytes : "", length);
	tty.restore_length += length;
}

static void
prepare_restore(void)
{
	tty.restore_length = 0;
	restore_add("\033[?2004l");
	restore_add(tigetstr("sgr0"));
	restore_add(tigetstr("rmkx"));
	restore_add(tigetstr("rmcup"));
	restore_add(tigetstr("cnorm"));
	restore_add("\r\n");
}

static void
send(const char *bytes)
{
	if (tty.null)
		return;
	fputs(bytes, stdout);
	fflush(stdout);
}

/* ---- opening ---- */

static void
start_colours(void)
{
	static const struct {
		enum role role;
		short colour;
	} colours[] = {{ROLE_SAY, COLOR_CYAN}, {ROLE_GOOD, COLOR_GREEN}, {ROLE_WARN, COLOR_YELLOW},
	    {ROLE_ALARM, COLOR_RED}};
	const char *none = getenv("NO_COLOR");
	tty.colours = false;
	if ((none && *none) || !has_colors() || start_color() == ERR || use_default_colors() == ERR)
		return;
	for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
		init_pair((short)colours[i].role, colours[i].colour, -1);
	tty.colours = true;
}

static void
prepare(void)
{
	const char *sync = getenv("FRONTDESK_SYNC");
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	set_escdelay(25);
	intrflush(stdscr, FALSE);
	tty.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	tty.sync = sync && strcmp(sync, "1") == 0;
	if (tty.sync)
		define_key("\033[99;7~", CODE_SYNC);
	define_key("\033[200~", CODE_PASTE);
	define_key("\033[201~", CODE_PASTE_END);
	start_colours();
	buf_init(&tty.paste, PASTE_LIMIT);
	tty.open = true;
}

int
terminal_open(struct err *err)
{
	const char *type = getenv("TERM");
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, "%s", _("frontdesk needs a terminal to talk to the advisor."));
	if (!type || !*type || strcmp(type, "dumb") == 0 || strcmp(type, "unknown") == 0)
		return err_set(err, "%s",
		    _("This terminal cannot move its cursor (TERM is dumb or not set). Set TERM "
		      "to the kind of terminal it is, for example xterm-256color."));
	tty.has_saved = tcgetattr(STDIN_FILENO, &tty.saved) == 0;
	tty.screen = newterm(type, stdout, stdin);
	if (!tty.screen)
		return err_set(err,
		    _("The kind of terminal “%s” is not known on this machine. Set TERM to another "
		      "one, for example xterm."),
		    type);
	prepare();
	prepare_restore();
	catch_fatal();
	atexit(terminal_close);
	send("\033[?2004h");
	return 0;
}

int
terminal_open_null(const char *type, int rows, int columns, struct err *err)
{
	tty.null = true;
	tty.nowhere = fopen("/dev/null", "r+");
	if (!tty.nowhere)
		return err_set(err, "/dev/null cannot be opened");
	tty.screen = newterm(type, tty.nowhere, tty.nowhere);
	if (!tty.screen) {
		fclose(tty.nowhere);
		return err_set(err, "no terminal of type %s", type);
	}
	prepare();
	resizeterm(rows, columns);
	return 0;
}

void
terminal_close(void)
{
	if (!tty.open)
		return;
	tty.open = false;
	send("\033[?2004l");
	endwin();
	if (!tty.null)
		for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
			sigaction(fatal[i], &before[i], NULL);
	delscreen(tty.screen);
	if (tty.nowhere)
		fclose(tty.nowhere);
	if (tty.has_saved)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &tty.saved);
	explicit_bzero(tty.paste.data, tty.paste.length);
	buf_release(&tty.paste);
	memset(&tty, 0, sizeof tty);
}

void
terminal_size(int *rows, int *columns)
{
	*rows = LINES;
	*columns = COLS;
}

void
terminal_resize(void)
{
	struct winsize size;
	if (tty.null || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_row == 0 ||
	    size.ws_col == 0)
		return;
	if (size.ws_row != LINES || size.ws_col != COLS)
		resizeterm(size.ws_row, size.ws_col);
}

/* ---- keys ---- */

static bool
named_key(wint_t code, struct key *key)
{
	static const struct {
		int code;
		enum keys_kind kind;
	} codes[] = {{KEY_UP, KEYS_UP}, {KEY_DOWN, KEYS_DOWN}, {KEY_LEFT, KEYS_LEFT},
	    {KEY_RIGHT, KEYS_RIGHT}, {KEY_HOME, KEYS_HOME}, {KEY_FIND, KEYS_HOME},
	    {KEY_END, KEYS_END}, {KEY_SELECT, KEYS_END}, {KEY_PPAGE, KEYS_PAGE_UP},
	    {KEY_NPAGE, KEYS_PAGE_DOWN}, {KEY_DC, KEYS_DELETE}, {KEY_IC, KEYS_INSERT},
	    {KEY_BACKSPACE, KEYS_BACKSPACE}, {KEY_BTAB, KEYS_BACKTAB}, {KEY_ENTER, KEYS_ENTER},
	    {KEY_RESIZE, KEYS_RESIZE}, {CODE_SYNC, KEYS_SYNC}};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if ((wint_t)codes[i].code == code) {
			key->kind = codes[i].kind;
			return true;
		}
	if (code >= (wint_t)KEY_F(1) && code <= (wint_t)KEY_F(12)) {
		*key = (struct key){.kind = KEYS_FUNCTION, .character = code - KEY_F0};
		return true;
	}
	return false;
}

static void
plain_key(wint_t c, struct key *key)
{
	if (c == '\r')
		key->kind = KEYS_ENTER;
	else if (c == '\t')
		key->kind = KEYS_TAB;
	else if (c == 0x7f || c == '\b')
		key->kind = KEYS_BACKSPACE;
	else if (c == 27)
		key->kind = KEYS_ESCAPE;
	else if (c < 0x20)
		*key = (struct key){.kind = KEYS_CONTROL, .character = (uint32_t)c + '@'};
	else
		*key = (struct key){.kind = KEYS_CHARACTER, .character = (uint32_t)c};
}

static int
read_code(wint_t *c)
{
	if (tty.has_waiting) {
		tty.has_waiting = false;
		*c = tty.waiting;
		return tty.waiting_code;
	}
	return get_wch(c);
}

static void
paste_add(wint_t c)
{
	char utf8[5];
	struct key key = {.kind = KEYS_CHARACTER, .character = (uint32_t)c};
	size_t n = keys_utf8(&key, utf8);
	/* Past the limit the rest is left out: nobody pastes that much into a desk on purpose. */
	buf_add(&tty.paste, utf8, n);
}

/* Esc and a character that came with it are Alt; Esc before anything else is Esc. */
static void
escape(struct key *key)
{
	int code = get_wch(&tty.waiting);
	key->kind = KEYS_ESCAPE;
	if (code == ERR)
		return;
	if (code == OK && tty.waiting != 27 && tty.waiting >= 0x20) {
		plain_key(tty.waiting, key);
		key->alt = true;
		return;
	}
	if (code == OK && tty.waiting == '\r') {
		*key = (struct key){.kind = KEYS_ENTER, .alt = true};
		return;
	}
	tty.has_waiting = true;
	tty.waiting_code = code;
}

bool
terminal_key(struct key *key)
{
	wint_t c;
	int code;
	if (tty.paste_ready) {
		explicit_bzero(tty.paste.data, tty.paste.length);
		buf_clear(&tty.paste);
		tty.paste_ready = false;
	}
	while ((code = read_code(&c)) != ERR) {
		*key = (struct key){0};
		if (code == KEY_CODE_YES && c == CODE_PASTE) {
			tty.pasting = true;
		} else if (code == KEY_CODE_YES && c == CODE_PASTE_END) {
			tty.pasting = false;
			tty.paste_ready = true;
			key->kind = KEYS_PASTE;
			key->text = tty.paste.data;
			key->length = tty.paste.length;
			return true;
		} else if (tty.pasting) {
			if (code == OK)
				paste_add(c);
		} else if (code == KEY_CODE_YES) {
			if (!named_key(c, key))
				continue;
			if (key->kind == KEYS_SYNC)
				tty.asked++;
			return true;
		} else {
			plain_key(c, key);
			if (key->kind == KEYS_ESCAPE)
				escape(key);
			return true;
		}
	}
	return false;
}

/* ---- painting ---- */

static attr_t
attributes(enum role role, bool reverse, short *pair)
{
	attr_t attributes = reverse ? A_REVERSE : A_NORMAL;
	*pair = 0;
	switch (role) {
	case ROLE_HEAD:
	case ROLE_LABEL:
	case ROLE_MARK:
		attributes |= A_BOLD;
		break;
	case ROLE_SAY:
	case ROLE_GOOD:
		if (tty.colours)
			*pair = (short)role;
		break;
	case ROLE_WARN:
	case ROLE_ALARM:
		attributes |= A_BOLD;
		if (tty.colours)
			*pair = (short)role;
		else if (role == ROLE_ALARM)
			attributes |= A_REVERSE;
		break;
	case ROLE_TEXT:
	case ROLE_DIM:
	case ROLE_VALUE:
	case ROLE_COUNT:
		break;
	}
	return attributes;
}

/* What stands in for a character that this terminal cannot show. */
static wchar_t
fallback(wchar_t c)
{
	static const struct {
		wchar_t from, to;
	} pairs[] = {{0x2018, '\''}, {0x2019, '\''}, {0x201c, '"'}, {0x201d, '"'}, {0x2013, '-'},
	    {0x2014, '-'}, {0x2026, '~'}, {0xa0, ' '}};
	char bytes[64];
	if (c < 0x80 || tty.utf8)
		return c;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i].from == c)
			return pairs[i].to;
	mbstate_t state = {0};
	return wcrtomb(bytes, c, &state) == (size_t)-1 ? '?' : c;
}

/* Decodes valid UTF-8; invalid bytes become '?'. */
static size_t
decode(const char *text, size_t length, wchar_t *c)
{
	unsigned char lead = (unsigned char)*text;
	size_t n = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
	if (lead < 0x80 || n > length || !utf8_valid(text, n)) {
		*c = lead < 0x80 ? lead : '?';
		return 1;
	}
	uint32_t value = lead & (0xffU >> (n + 1));
	for (size_t i = 1; i < n; i++)
		value = value << 6 | ((unsigned char)text[i] & 0x3f);
	*c = (wchar_t)value;
	return n;
}

void
terminal_erase(void)
{
	erase();
}

int
terminal_put(
    int row, int column, int cells, const char *text, size_t length, enum role role, bool reverse)
{
	short pair;
	if (cells <= 0 || row < 0 || row >= LINES || column < 0 || column >= COLS)
		return 0;
	if (cells > COLS - column)
		cells = COLS - column;
	length = text_fit(text, length, cells);
	wchar_t small[256], *wide = length < 256 ? small : xcalloc(length + 1, sizeof *wide);
	size_t count = 0;
	for (size_t at = 0; at < length;) {
		at += decode(text + at, length - at, &wide[count]);
		wide[count] = fallback(wide[count]);
		if (wide[count] >= 0x20)
			count++;
	}
	attr_t look = attributes(role, reverse, &pair);
	attr_set(look, pair, NULL);
	mvaddnwstr(row, column, wide, (int)count);
	attr_set(A_NORMAL, 0, NULL);
	if (wide != small)
		free(wide);
	return text_width(text, length);
}

void
terminal_rule(int row, int column, int cells)
{
	if (cells > 0)
		mvhline(row, column, '-', cells);
}

void
terminal_cursor(int row, int column)
{
	tty.cursor_row = row < 0 ? 0 : row >= LINES ? LINES - 1 : row;
	tty.cursor_column = column < 0 ? 0 : column >= COLS ? COLS - 1 : column;
}

void
terminal_flush(void)
{
	move(tty.cursor_row, tty.cursor_column);
	wnoutrefresh(stdscr);
	doupdate();
	for (; tty.acknowledged < tty.asked; tty.acknowledged++) {
		char answer[48];
		snprintf(answer, sizeof answer, "\033]7799;%lu\a", tty.acknowledged + 1);
		send(answer);
	}
}

void
terminal_bell(void)
{
	beep();
}

void
terminal_redraw(void)
{
	clearok(curscr, TRUE);
}

/* ---- for tests ---- */

void
terminal_place(int *row, int *column)
{
	getyx(stdscr, *row, *column);
}

void
terminal_row(int row, struct buf *out)
{
	size_t trimmed = out->length;
	for (int column = 0; column < COLS; column++) {
		cchar_t cell;
		wchar_t wide[CCHARW_MAX + 1] = {0};
		attr_t look;
		short pair;
		mvin_wch(row, column, &cell);
		getcchar(&cell, wide, &look, &pair, NULL);
		for (size_t i = 0; wide[i]; i++) {
			struct key key = {.kind = KEYS_CHARACTER, .character = (uint32_t)wide[i]};
			char utf8[5];
			size_t n = keys_utf8(&key, utf8);
			buf_add(out, utf8, n);
		}
		if (wide[0] && wide[0] != L' ')
			trimmed = out->length;
		int width = wide[0] ? wcwidth(wide[0]) : 1;
		if (width > 1)
			column += width - 1;
	}
	buf_splice(out, trimmed, out->length - trimmed, "", 0);
}

void
terminal_row_look(int row, struct buf *out)
{
	for (int column = 0; column < COLS; column++) {
		cchar_t cell;
		wchar_t wide[CCHARW_MAX + 1] = {0};
		attr_t look;
		short pair, colour = 0, ground = 0;
		mvin_wch(row, column, &cell);
		getcchar(&cell, wide, &look, &pair, NULL);
		if (pair > 0)
			pair_content(pair, &colour, &ground);
		char letter = 'n';
		if (look & A_REVERSE)
			letter = 'r';
		else if (pair > 0)
			letter = (char)('0' + colour);
		else if (look & A_BOLD)
			letter = 'b';
		buf_putc(out, letter);
	}
}
