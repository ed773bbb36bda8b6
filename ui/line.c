#include "ui/line.h"
#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <readline/history.h>
#include <readline/readline.h>

enum { MATCHES_LIMIT = 400, HISTORY_MOST = 100 };

static struct {
	bool prepared, open;
	line_words words;
	void *context;
	int byte; /* the mailbox: one byte on its way to readline, or -1 */
	char *done;
	enum line_state state;
	struct buf matches;
} line = {.byte = -1};

static int
take_byte(FILE *stream)
{
	(void)stream;
	int byte = line.byte;
	line.byte = -1;
	return byte < 0 ? EOF : byte;
}

/* Without it readline looks for more input by itself and sees an end. */
static int
has_byte(void)
{
	return line.byte >= 0;
}

static void
draw(void)
{
	/* The face paints; readline writes nothing. */
}

static void
on_line(char *text)
{
	line.state = text ? LINE_DONE : LINE_LEFT;
	free(line.done);
	line.done = text;
	rl_callback_handler_remove();
	line.open = false;
}

static char *
next_word(const char *text, int state)
{
	static unsigned index;
	const char *word;
	if (state == 0)
		index = 0;
	while ((word = line.words(line.context, index)) != NULL) {
		index++;
		if (strncmp(word, text, strlen(text)) == 0)
			return xstrdup(word);
	}
	return NULL;
}

static char **
complete(const char *text, int start, int end)
{
	(void)end;
	rl_attempted_completion_over = 1; /* never file names */
	return start == 0 ? rl_completion_matches(text, next_word) : NULL;
}

static void
show_matches(char **matches, int count, int longest)
{
	(void)longest;
	buf_clear(&line.matches);
	for (int i = 1; i <= count; i++)
		buf_printf(&line.matches, "%s%s", i > 1 ? "  " : "", matches[i]);
}

static void
prepare(void)
{
	rl_readline_name = "frontdesk";
	rl_catch_signals = 0;
	rl_catch_sigwinch = 0;
	rl_change_environment = 0;
	rl_prep_term_function = NULL;
	rl_deprep_term_function = NULL;
	rl_getc_function = take_byte;
	rl_input_available_hook = has_byte;
	rl_redisplay_function = draw;
	rl_completion_display_matches_hook = show_matches;
	rl_attempted_completion_function = complete;
	rl_outstream = fopen("/dev/null", "w");
	if (!rl_outstream)
		rl_outstream = stderr;
	rl_variable_bind("enable-bracketed-paste", "off");
	rl_variable_bind("bell-style", "none");
	rl_variable_bind("show-all-if-ambiguous", "on");
	rl_variable_bind("blink-matching-paren", "off");
	using_history();
	stifle_history(HISTORY_MOST);
	buf_init(&line.matches, MATCHES_LIMIT);
	line.prepared = true;
}

void
line_start(line_words words, void *context)
{
	if (!line.prepared)
		prepare();
	line.words = words;
	line.context = context;
	line.state = LINE_OPEN;
	line.open = true;
	buf_clear(&line.matches);
	rl_callback_handler_install("", on_line);
	rl_set_screen_size(1, 1000);
}

static void
feed(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length && line.open; i++) {
		line.byte = (unsigned char)bytes[i];
		rl_callback_read_char();
	}
}

static void
feed_paste(const struct key *key)
{
	/* Line ends would run what was pasted, controls would edit: only text goes in. */
	for (size_t i = 0; i < key->length; i++) {
		char byte = key->text[i];
		if ((unsigned char)byte < 0x20 || byte == 0x7f)
			byte = ' ';
		feed(&byte, 1);
	}
}

enum line_state
line_key(const struct key *key)
{
	static const struct {
		enum keys_kind kind;
		char byte;
	} bytes[] = {{KEYS_ENTER, '\r'}, {KEYS_TAB, '\t'}, {KEYS_LEFT, 'B' - '@'},
	    {KEYS_RIGHT, 'F' - '@'}, {KEYS_UP, 'P' - '@'}, {KEYS_DOWN, 'N' - '@'},
	    {KEYS_HOME, 'A' - '@'}, {KEYS_END, 'E' - '@'}, {KEYS_DELETE, 'D' - '@'},
	    {KEYS_BACKSPACE, 0x7f}};
	char utf8[5], byte;
	buf_clear(&line.matches);
	if (key->kind == KEYS_ESCAPE || (rl_end == 0 && key->kind == KEYS_BACKSPACE) ||
	    (key->kind == KEYS_CONTROL && strchr("GC", (int)key->character))) {
		line_end();
		return LINE_LEFT;
	}
	/* Readline takes Del on an empty line for the end of its input. */
	if (key->kind == KEYS_DELETE && rl_end == 0)
		return LINE_OPEN;
	if (key->kind == KEYS_CHARACTER) {
		if (key->alt)
			feed("\033", 1);
		feed(utf8, keys_utf8(key, utf8));
	} else if (key->kind == KEYS_CONTROL) {
		byte = (char)(key->character - '@');
		feed(&byte, 1);
	} else if (key->kind == KEYS_PASTE) {
		feed_paste(key);
	}
	for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++)
		if (bytes[i].kind == key->kind)
			feed(&bytes[i].byte, 1);
	if (line.state == LINE_DONE && line.done && *line.done)
		add_history(line.done);
	return line.state;
}

const char *
line_text(size_t *cursor)
{
	if (!line.open) {
		const char *text = line.done ? line.done : "";
		*cursor = strlen(text);
		return text;
	}
	*cursor = (size_t)rl_point;
	return rl_line_buffer;
}

const char *
line_matches(void)
{
	return line.matches.length > 0 ? line.matches.data : NULL;
}

void
line_end(void)
{
	if (line.open) {
		rl_replace_line("", 0);
		rl_callback_handler_remove();
		line.open = false;
	}
}
