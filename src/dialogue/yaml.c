#include "dialogue/yaml.h"

#include "dialogue/finding.h"
#include "dialogue/yaml_traps.h"

#include <string.h>
#include <yaml.h>

enum { MOST_DEPTH = 32, MOST_KEYS = 1000 };

struct reader {
	yaml_parser_t parser;
	struct arena *arena;
	const char *name, *text;
	size_t length;
	size_t *lines; /* where each line starts */
	size_t line_count;
	size_t mark_index, mark_offset; /* the mark last looked for: its character, its byte */
	struct finding_list *findings;
};

static void
complain(struct reader *reader, int line, int column, const char *sentence)
{
	finding_add(reader->findings, FINDING_ERROR, reader->name, line, column, "%s", sentence);
}

static void
complain_at(struct reader *reader, yaml_mark_t mark, const char *sentence)
{
	complain(reader, (int)mark.line + 1, (int)mark.column + 1, sentence);
}

static void
find_lines(struct reader *reader)
{
	size_t count = 1;
	for (size_t i = 0; i < reader->length; i++)
		if (reader->text[i] == '\n')
			count++;
	reader->lines = arena_alloc(reader->arena, count * sizeof *reader->lines);
	reader->line_count = count;
	size_t line = 0;
	for (size_t i = 0; i < reader->length; i++)
		if (reader->text[i] == '\n')
			reader->lines[++line] = i + 1;
}

/* A line from 0, without its end; empty past the last. */
static const char *
line_text(const struct reader *reader, size_t line, size_t *length)
{
	*length = 0;
	if (line >= reader->line_count)
		return "";
	size_t start = reader->lines[line];
	size_t end = line + 1 < reader->line_count ? reader->lines[line + 1] - 1 : reader->length;
	if (end > start && reader->text[end - 1] == '\r')
		end--;
	*length = end - start;
	return reader->text + start;
}

/* The rest of a mark's line. Marks count characters, not bytes. */
static const char *
rest_of_line(const struct reader *reader, yaml_mark_t mark, size_t *length)
{
	const char *line = line_text(reader, mark.line, length);
	size_t at = 0;
	for (size_t column = 0; column < mark.column && at < *length; column++)
		do
			at++;
		while (at < *length && ((unsigned char)line[at] & 0xC0) == 0x80);
	*length -= at;
	return line + at;
}

/* The byte of a mark, from where the last one was: they come nearly in order. */
static size_t
offset_of(struct reader *reader, yaml_mark_t mark)
{
	size_t at = reader->mark_offset;
	for (; reader->mark_index < mark.index && at < reader->length; reader->mark_index++)
		do
			at++;
		while (at < reader->length && ((unsigned char)reader->text[at] & 0xC0) == 0x80);
	for (; reader->mark_index > mark.index && at > 0; reader->mark_index--)
		do
			at--;
		while (at > 0 && ((unsigned char)reader->text[at] & 0xC0) == 0x80);
	reader->mark_offset = at;
	return at;
}

static int
refuse_tabs(struct reader *reader)
{
	int found = 0;
	for (size_t i = 0; i < reader->line_count; i++) {
		size_t length;
		const char *line = line_text(reader, i, &length);
		struct trap trap;
		if (!trap_tab(line, length, &trap))
			continue;
		complain(reader, (int)i + 1, trap.column, trap.sentence);
		found = -1;
	}
	return found;
}

static void
complain_of_bytes(struct reader *reader)
{
	size_t line = 0;
	while (line + 1 < reader->line_count &&
	       reader->lines[line + 1] <= reader->parser.problem_offset)
		line++;
	size_t within = reader->parser.problem_offset - reader->lines[line];
	complain(reader, (int)line + 1,
	    trap_columns(reader->text + reader->lines[line], within) + 1,
	    trap_reword(reader->parser.problem));
}

/* The parser has given up: name the trap when there is one on the line, else its own problem. */
static void
complain_of_parser(struct reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	if (parser->error == YAML_READER_ERROR) {
		complain_of_bytes(reader);
		return;
	}
	if (parser->error == YAML_MEMORY_ERROR) {
		complain(reader, 0, 0, "there is not enough memory to read this file");
		return;
	}
	bool quote = parser->context && strstr(parser->context, "quoted scalar");
	yaml_mark_t mark = quote ? parser->context_mark : parser->problem_mark;
	if (quote && strstr(parser->problem, "unexpected")) {
		complain_at(reader, mark, "the quote that opens here is never closed");
		return;
	}
	/* The problem may show only on the line after the one that has it. */
	for (size_t back = 0; back < 2 && back <= mark.line; back++) {
		size_t length;
		const char *line = line_text(reader, mark.line - back, &length);
		struct trap trap;
		if (trap_explain(line, length, &trap)) {
			complain(reader, (int)(mark.line - back) + 1, trap.column, trap.sentence);
			return;
		}
	}
	complain_at(reader, mark, trap_reword(parser->problem));
}

static int
next_event(struct reader *reader, yaml_event_t *event)
{
	if (yaml_parser_parse(&reader->parser, event))
		return 0;
	complain_of_parser(reader);
	return -1;
}

static struct yaml *read_node(struct reader *reader, yaml_event_t *event, int depth);

static struct yaml *
new_node(struct reader *reader, enum yaml_kind kind, yaml_mark_t mark)
{
	struct yaml *node = arena_alloc(reader->arena, sizeof *node);
	node->kind = kind;
	node->line = (int)mark.line + 1;
	node->column = (int)mark.column + 1;
	node->start = node->end = offset_of(reader, mark);
	return node;
}

/* Where a block ends, its last line says: its own mark stands at what follows. */
static void
end_node(struct reader *reader, struct yaml *node, const struct yaml *last, yaml_mark_t mark)
{
	node->end = node->flow || !last ? offset_of(reader, mark) : last->end;
}

static void
end_scalar(struct reader *reader, struct yaml *node, const yaml_event_t *event)
{
	yaml_scalar_style_t style = event->data.scalar.style;
	node->end = offset_of(reader, event->end_mark);
	if (style != YAML_LITERAL_SCALAR_STYLE && style != YAML_FOLDED_SCALAR_STYLE)
		return;
	while (node->end > node->start && strchr("\r\n", reader->text[node->end - 1]))
		node->end--;
}

static int
refuse_extras(struct reader *reader, const yaml_event_t *event, const yaml_char_t *anchor,
    const yaml_char_t *tag)
{
	if (!anchor && !tag)
		return 0;
	complain_at(reader, event->start_mark,
	    anchor ? "a text cannot start with '&': put the whole text in quotes"
		   : "a text cannot start with '!': put the whole text in quotes");
	return -1;
}

/* Written as a code, "\e", it comes past the parser; no text of ours holds one, and a terminal
 * obeys it. */
static bool
has_control(const char *text, size_t length)
{
	const unsigned char *at = (const unsigned char *)text;
	for (size_t i = 0; i < length; i++) {
		bool line = at[i] == '\n' || at[i] == '\r' || at[i] == '\t';
		bool late = at[i] == 0xc2 && i + 1 < length && at[i + 1] < 0xa0;
		if ((at[i] < 0x20 && !line) || at[i] == 0x7f || late)
			return true;
	}
	return false;
}

static struct yaml *
read_scalar(struct reader *reader, const yaml_event_t *event)
{
	const char *value = (const char *)event->data.scalar.value;
	size_t length = event->data.scalar.length;
	if (refuse_extras(reader, event, event->data.scalar.anchor, event->data.scalar.tag))
		return NULL;
	if (memchr(value, '\0', length)) {
		complain_at(reader, event->start_mark, "a text cannot hold the code \\0");
		return NULL;
	}
	if (has_control(value, length)) {
		complain_at(reader, event->start_mark, "a text cannot hold a control character");
		return NULL;
	}
	struct yaml *node = new_node(reader, YAML_SCALAR, event->start_mark);
	node->text = arena_strndup(reader->arena, value, length);
	node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	end_scalar(reader, node, event);
	return node;
}

/* A comment that was meant as text is silent for the parser, so it is looked for. */
static int
refuse_comment(struct reader *reader, const yaml_event_t *event)
{
	if (event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
		return 0;
	size_t length;
	const char *rest = rest_of_line(reader, event->end_mark, &length);
	if (!trap_comment(rest, length))
		return 0;
	const char *hash = memchr(rest, '#', length);
	complain(reader, (int)event->end_mark.line + 1,
	    (int)event->end_mark.column + 1 + (int)(hash - rest), trap_comment_sentence);
	return -1;
}

static void
append(struct yaml *parent, struct yaml **last, struct yaml *child)
{
	if (*last)
		(*last)->next = child;
	else
		parent->first = child;
	*last = child;
	child->parent = parent;
	parent->count++;
}

static struct yaml *
read_list(struct reader *reader, const yaml_event_t *start, int depth)
{
	if (refuse_extras(
		reader, start, start->data.sequence_start.anchor, start->data.sequence_start.tag))
		return NULL;
	struct yaml *list = new_node(reader, YAML_LIST, start->start_mark), *last = NULL;
	list->flow = start->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	for (;;) {
		yaml_event_t event;
		if (next_event(reader, &event))
			return NULL;
		if (event.type == YAML_SEQUENCE_END_EVENT) {
			end_node(reader, list, last, event.end_mark);
			yaml_event_delete(&event);
			return list;
		}
		struct yaml *item = read_node(reader, &event, depth + 1);
		yaml_event_delete(&event);
		if (!item)
			return NULL;
		append(list, &last, item);
	}
}

static int
refuse_duplicate(struct reader *reader, const struct yaml *map, const struct yaml *key)
{
	const struct yaml *before = yaml_get(map, key->text);
	if (map->count >= MOST_KEYS) {
		complain(reader, key->line, key->column, "there are too many names here");
		return -1;
	}
	if (!before)
		return 0;
	finding_add(reader->findings, FINDING_ERROR, reader->name, key->line, key->column,
	    "'%s' is written twice, first in line %d: keep one", key->text, before->key_line);
	return -1;
}

static struct yaml *
read_key(struct reader *reader, const yaml_event_t *event, const struct yaml *map)
{
	if (event->type != YAML_SCALAR_EVENT) {
		complain_at(reader, event->start_mark,
		    event->type == YAML_ALIAS_EVENT
			? "a text cannot start with '*': put the whole text in quotes"
			: "a name must be a word: put a text with { } or [ ] in quotes");
		return NULL;
	}
	struct yaml *key = read_scalar(reader, event);
	return key && refuse_duplicate(reader, map, key) == 0 ? key : NULL;
}

static struct yaml *
read_pair(struct reader *reader, const yaml_event_t *key_event, const struct yaml *map, int depth)
{
	struct yaml *key = read_key(reader, key_event, map);
	yaml_event_t event;
	if (!key || next_event(reader, &event))
		return NULL;
	size_t length;
	const char *rest = rest_of_line(reader, key_event->end_mark, &length);
	while (length > 0 && *rest == ' ') {
		rest++;
		length--;
	}
	struct yaml *value = NULL;
	if (map->flow && length > 0 && (*rest == ',' || *rest == '}'))
		finding_add(reader->findings, FINDING_ERROR, reader->name, key->line, key->column,
		    "a comma cuts the text before '%s': inside { } put a text with a comma in "
		    "quotes",
		    key->text);
	else
		value = read_node(reader, &event, depth + 1);
	yaml_event_delete(&event);
	if (!value)
		return NULL;
	value->key = key->text;
	value->key_line = key->line;
	value->key_column = key->column;
	value->key_start = key->start;
	return value;
}

static struct yaml *
read_map(struct reader *reader, const yaml_event_t *start, int depth)
{
	if (refuse_extras(
		reader, start, start->data.mapping_start.anchor, start->data.mapping_start.tag))
		return NULL;
	struct yaml *map = new_node(reader, YAML_MAP, start->start_mark), *last = NULL;
	map->flow = start->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
	for (;;) {
		yaml_event_t event;
		if (next_event(reader, &event))
			return NULL;
		if (event.type == YAML_MAPPING_END_EVENT) {
			end_node(reader, map, last, event.end_mark);
			yaml_event_delete(&event);
			return map;
		}
		struct yaml *value = read_pair(reader, &event, map, depth);
		yaml_event_delete(&event);
		if (!value)
			return NULL;
		append(map, &last, value);
	}
}

static struct yaml *
read_node(struct reader *reader, yaml_event_t *event, int depth)
{
	if (depth > MOST_DEPTH) {
		complain_at(reader, event->start_mark, "the text is nested too deeply");
		return NULL;
	}
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return refuse_comment(reader, event) == 0 ? read_scalar(reader, event) : NULL;
	case YAML_SEQUENCE_START_EVENT:
		return read_list(reader, event, depth);
	case YAML_MAPPING_START_EVENT:
		return read_map(reader, event, depth);
	case YAML_ALIAS_EVENT:
		complain_at(reader, event->start_mark,
		    "a text cannot start with '*': put the whole text in quotes");
		return NULL;
	default:
		complain_at(reader, event->start_mark, "this cannot be read here");
		return NULL;
	}
}

/* Reads events up to one of the wanted type, which it leaves in *event. */
static int
expect(struct reader *reader, yaml_event_t *event, yaml_event_type_t type, const char *otherwise)
{
	if (next_event(reader, event))
		return -1;
	if (event->type == type)
		return 0;
	complain_at(reader, event->start_mark, otherwise);
	yaml_event_delete(event);
	return -1;
}

static struct yaml *
read_document(struct reader *reader)
{
	yaml_event_t event;
	if (expect(reader, &event, YAML_STREAM_START_EVENT, "this is not a text"))
		return NULL;
	yaml_event_delete(&event);
	if (expect(reader, &event, YAML_DOCUMENT_START_EVENT, "the file is empty"))
		return NULL;
	yaml_event_delete(&event);
	if (next_event(reader, &event))
		return NULL;
	struct yaml *root = read_node(reader, &event, 1);
	yaml_event_delete(&event);
	if (!root)
		return NULL;
	if (expect(reader, &event, YAML_DOCUMENT_END_EVENT, "text follows the end of the document"))
		return NULL;
	yaml_event_delete(&event);
	if (expect(reader, &event, YAML_STREAM_END_EVENT,
		"a second document starts here: one file holds one"))
		return NULL;
	yaml_event_delete(&event);
	return root;
}

struct yaml *
yaml_parse(struct arena *arena, const char *name, const char *text, size_t length,
    struct finding_list *findings)
{
	struct reader reader = {
	    .arena = arena, .name = name, .text = text, .length = length, .findings = findings};
	if (length > YAML_MOST) {
		complain(&reader, 0, 0, "the file is larger than 4 MiB: divide it");
		return NULL;
	}
	find_lines(&reader);
	if (refuse_tabs(&reader))
		return NULL;
	if (!yaml_parser_initialize(&reader.parser)) {
		complain(&reader, 0, 0, "there is not enough memory to read this file");
		return NULL;
	}
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader.parser, (const unsigned char *)text, length);
	struct yaml *root = read_document(&reader);
	yaml_parser_delete(&reader.parser);
	return root;
}

const struct yaml *
yaml_get(const struct yaml *map, const char *key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (const struct yaml *value = map->first; value; value = value->next)
		if (value->key && strcmp(value->key, key) == 0)
			return value;
	return NULL;
}

const char *
yaml_text(const struct yaml *map, const char *key)
{
	const struct yaml *value = yaml_get(map, key);
	return value && value->kind == YAML_SCALAR ? value->text : NULL;
}
