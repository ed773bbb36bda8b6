/* The only file that knows libxml2, whose reader takes HTML however broken. */
#include "formats/html.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

/* What has been said so far, and how many line ends and blanks are owed before the next word. */
struct telling {
	struct buf *out;
	int lines;
	bool blank, begun;
};

static bool
is_blank(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static size_t
blank_at(const char *text)
{
	if (is_blank((unsigned char)text[0]))
		return 1;
	return strncmp(text, "\xc2\xa0", 2) == 0 ? 2 : 0; /* no-break space */
}

static void
begin_word(struct telling *telling)
{
	if (telling->begun && telling->lines)
		buf_puts(telling->out, telling->lines > 1 ? "\n\n" : "\n");
	else if (telling->begun && telling->blank)
		buf_putc(telling->out, ' ');
	telling->lines = 0;
	telling->blank = false;
	telling->begun = true;
}

static void
tell(struct telling *telling, const char *text)
{
	while (*text) {
		size_t blank = blank_at(text);
		if (blank) {
			telling->blank = true;
			text += blank;
			continue;
		}
		begin_word(telling);
		for (; *text && !blank_at(text); text++)
			buf_putc(telling->out, *text);
	}
}

static void
owe(struct telling *telling, int lines)
{
	if (telling->lines < lines)
		telling->lines = lines;
}

/* Elements that begin a paragraph, and those that begin a line. */
static int
lines_of(const xmlChar *name)
{
	static const char *const paragraphs[] = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul",
	    "ol", "dl", "table", "blockquote", "pre", NULL};
	static const char *const lines[] = {
	    "li", "br", "div", "tr", "dt", "dd", "section", "article", "hr", NULL};
	for (int i = 0; paragraphs[i]; i++)
		if (xmlStrcasecmp(name, (const xmlChar *)paragraphs[i]) == 0)
			return 2;
	for (int i = 0; lines[i]; i++)
		if (xmlStrcasecmp(name, (const xmlChar *)lines[i]) == 0)
			return 1;
	return 0;
}

static bool
is_silent(const xmlChar *name)
{
	return xmlStrcasecmp(name, (const xmlChar *)"script") == 0 ||
	       xmlStrcasecmp(name, (const xmlChar *)"style") == 0;
}

/* Each node in the order of the document, without recursion: broken HTML can be very deep. */
static void
tell_document(struct telling *telling, const xmlNode *root)
{
	const xmlNode *node = root;
	while (node) {
		bool enter = node->type == XML_ELEMENT_NODE && !is_silent(node->name);
		if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
			tell(telling, (const char *)node->content);
		if (node->type == XML_ELEMENT_NODE)
			owe(telling, lines_of(node->name));
		if (enter && xmlStrcasecmp(node->name, (const xmlChar *)"li") == 0) {
			tell(telling, "-");
			telling->blank = true;
		}
		if (enter && node->children) {
			node = node->children;
			continue;
		}
		while (node && node != root && !node->next) {
			node = node->parent;
			if (node && node->type == XML_ELEMENT_NODE)
				owe(telling, lines_of(node->name));
		}
		node = node && node != root ? node->next : NULL;
	}
}

void
html_text(struct buf *out, const char *html)
{
	struct telling telling = {.out = out};
	if (!strpbrk(html, "<&")) {
		for (const char *line = html; *line;) {
			size_t length = strcspn(line, "\n");
			char *copy = strndup(line, length);
			tell(&telling, copy ? copy : "");
			free(copy);
			owe(&telling, 1);
			line += length;
			size_t ends = strspn(line, "\n");
			owe(&telling, ends > 1 ? 2 : 1);
			line += ends;
		}
		return;
	}
	htmlDocPtr document = htmlReadMemory(html, (int)strlen(html), NULL, "UTF-8",
	    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
	if (!document)
		return;
	const xmlNode *root = xmlDocGetRootElement(document);
	if (root)
		tell_document(&telling, root);
	xmlFreeDoc(document);
}
