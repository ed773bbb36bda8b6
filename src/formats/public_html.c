/* Pages for the public: correct without styles or scripts, readable aloud, nothing from elsewhere.
 */
#include "base/text.h"
#include "formats/html.h"
#include "formats/public_inner.h"

#include <string.h>

static const char page_style[] =
    "body{font:1.1rem/1.5 sans-serif;max-width:44rem;margin:2rem auto;"
    "padding:0 1rem;color:#111;background:#fff}\n"
    "dt{font-weight:bold;margin-top:.6rem}dd{margin:0;white-space:pre-line}\n"
    ".notice{border-left:.5rem solid #b00;padding:.5rem 1rem}\n";

/* A card fills the screen; sizes follow it, so that it is read from across the room. */
static const char card_style[] =
    "body{margin:0;font-family:sans-serif;color:#111;background:#fff}\n"
    "article{min-height:100vh;box-sizing:border-box;padding:5vh 6vw}\n"
    "h2{font-size:7vmin;margin:0 0 3vh}p,dt,dd{font-size:4vmin;line-height:1.35;margin:0}\n"
    "dt{font-weight:bold;margin-top:2vh}dd{white-space:pre-line}\n"
    ".notice{background:#b00;color:#fff}\n"
    ".turning article{display:none}.turning article.now{display:block}\n";

/* Turns one card every twelve seconds; a key stops it and goes by hand. */
static const char card_script[] =
    "(function(){\n"
    "if(matchMedia('(prefers-reduced-motion: reduce)').matches)return;\n"
    "var cards=document.querySelectorAll('article'),at=0,timer;\n"
    "if(cards.length<2)return;\n"
    "function show(n){cards[at].classList.remove('now');at=(n+cards.length)%cards.length;\n"
    "cards[at].classList.add('now');}\n"
    "document.body.classList.add('turning');show(0);\n"
    "timer=setInterval(function(){show(at+1);},12000);\n"
    "document.addEventListener('keydown',function(e){\n"
    "if(e.key!='ArrowRight'&&e.key!='ArrowLeft')return;\n"
    "clearInterval(timer);show(at+(e.key=='ArrowRight'?1:-1));});\n"
    "})();\n";

/* A tag around an escaped text. */
static void
tag(struct buf *out, const char *name, const char *text)
{
	buf_printf(out, "<%s>", name);
	html_escape(out, text);
	buf_printf(out, "</%s>\n", name);
}

/* Right-to-left scripts say so on the page. */
static void
html_language(const struct board *board, struct buf *out)
{
	enum language language = language_named(board->language);
	if (language == LANGUAGES)
		language = ENGLISH;
	buf_printf(out, "<html lang=\"%s\"%s>\n", languages[language].code,
	    languages[language].right_to_left ? " dir=\"rtl\"" : "");
}

void
public_head(const struct board *board, const char *title, const char *style, struct buf *out)
{
	buf_puts(out, "<!doctype html>\n");
	html_language(board, out);
	buf_puts(out, "<head>\n<meta charset=\"utf-8\">\n"
		      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
	tag(out, "title", title);
	buf_printf(out, "<style>\n%s</style>\n</head>\n<body>\n", style);
}

static void
html_row(void *context, const char *label, const char *value)
{
	tag(context, "dt", label);
	tag(context, "dd", value);
}

static void
notices(const struct board *board, const char *element, const char *heading, struct buf *out)
{
	if (!board->notices)
		return;
	LIST_EACH(struct notice, notice, board->notices)
	{
		buf_printf(out, "<%s class=\"notice\">\n", element);
		if (heading)
			tag(out, heading, public_label(board, LABEL_NOTE));
		tag(out, "p", notice->text);
		buf_printf(out, "</%s>\n", element);
	}
}

/* What an entry says, below its heading. */
static void
entry(struct board *board, const struct service *service, struct buf *out)
{
	const char *summary = words_in(&service->summary, board->language);
	if (summary)
		tag(out, "p", summary);
	buf_puts(out, "<dl>\n");
	public_facts(board, service, html_row, out);
	public_contacts(board, service, html_row, out);
	buf_puts(out, "</dl>\n");
}

void
public_faq_html(struct board *board, struct buf *out)
{
	public_head(board, board->council->name, card_style, out);
	buf_puts(out, "<main>\n");
	notices(board, "article", "h2", out);
	for (size_t i = 0; i < board->count; i++) {
		const struct service *service = board->services[i];
		if (!public_shows(board, service)) {
			board->left_out++;
			continue;
		}
		buf_puts(out, "<article>\n");
		tag(out, "h2", words_in(&service->title, board->language));
		entry(board, service, out);
		buf_puts(out, "</article>\n");
	}
	buf_printf(out, "</main>\n<script>\n%s</script>\n</body>\n</html>\n", card_script);
}

void
public_page(struct board *board, const struct service *service, struct buf *out)
{
	const char *title = words_in(&service->title, board->language);
	public_head(board, title, page_style, out);
	buf_puts(out, "<main>\n");
	tag(out, "h1", title);
	notices(board, "div", NULL, out);
	entry(board, service, out);
	if (service->assured.year) {
		char day[11];
		date_format(day, service->assured);
		buf_puts(out, "<p><small>");
		html_escape(out, public_label(board, LABEL_CHECKED));
		buf_printf(out, " <time datetime=\"%s\">%s</time></small></p>\n", day, day);
	}
	buf_puts(out, "</main>\n<nav><p><a href=\"index.html\">");
	html_escape(out, public_label(board, LABEL_A_TO_Z));
	buf_puts(out, "</a></p></nav>\n</body>\n</html>\n");
}

void
public_index(struct board *board, struct buf *out)
{
	public_head(board, board->council->name, page_style, out);
	buf_puts(out, "<main>\n");
	tag(out, "h1", board->council->name);
	notices(board, "div", NULL, out);
	buf_puts(out, "<ul>\n");
	for (size_t i = 0; i < board->count; i++) {
		const struct service *service = board->services[i];
		if (!public_shows(board, service))
			continue;
		buf_printf(out, "<li><a href=\"%s.html\">", service->id);
		html_escape(out, words_in(&service->title, board->language));
		buf_puts(out, "</a></li>\n");
	}
	buf_puts(out, "</ul>\n</main>\n</body>\n</html>\n");
}
