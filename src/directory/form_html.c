#include "directory/form_html.h"

#include "base/date.h"
#include "base/text.h"
#include "base/web.h"
#include "directory/form.h"

#include <string.h>

static const char style[] =
    "body{font:1.1rem/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#111;"
    "background:#fff}\n"
    "label,legend{font-weight:bold;display:block;margin-top:1.2rem;padding:0}\n"
    "fieldset{border:0;margin:1.2rem 0 0;padding:0}fieldset fieldset{margin:0}\n"
    "fieldset label{font-weight:normal;margin:.3rem 0}h2{margin:2rem 0 0}\n"
    "input[type=text],textarea{font:inherit;width:100%;box-sizing:border-box;padding:.3rem}\n"
    "button{font:inherit;margin-top:1.5rem;padding:.5rem 1.5rem}\n"
    ".hint{color:#555;margin:.2rem 0}.wrong{color:#b00;font-weight:bold;margin:.2rem 0}\n"
    ".summary{border:.3rem solid #b00;padding:.5rem 1rem}\n"
    ".reference{font-size:1.6rem;font-weight:bold}\n";

/* ---- pieces ---- */

static void
tag(struct buf *out, const char *open, const char *text, const char *name)
{
	buf_printf(out, "<%s>", open);
	html_escape(out, text);
	buf_printf(out, "</%s>\n", name);
}

static void
head(struct buf *out, const char *language, const char *title)
{
	buf_printf(out,
	    "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
	    "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
	    form_words(language, "en", "cy"));
	tag(out, "title", title, "title");
	buf_printf(out, "<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
}

static void
foot(struct buf *out)
{
	buf_puts(out, "</main>\n</body>\n</html>\n");
}

static void
attribute(struct buf *out, const char *name, const char *value)
{
	buf_printf(out, " %s=\"", name);
	html_escape(out, value);
	buf_putc(out, '"');
}

static void
hidden(struct buf *out, const char *name, const char *value)
{
	buf_puts(out, "<input type=\"hidden\"");
	attribute(out, "name", name);
	attribute(out, "value", value);
	buf_puts(out, ">\n");
}

/* ---- one question ---- */

struct drawing {
	struct buf *out;
	const char *language;
	const struct list *sent; /* or null */
};

/* What was not on the page before is no mistake. */
static const char *
mistake(const struct drawing *d, const struct form_question *question)
{
	if (!d->sent || !question->fault)
		return NULL;
	LIST_EACH(struct form_answer, answer, d->sent)
	if (text_same(answer->prompt, question->id))
		return question->fault;
	return NULL;
}

static const char *
purpose(const char *id) /* WCAG 1.3.5: what a browser can fill in */
{
	static const char *const purposes[][2] = {{PERSON_GIVEN, "given-name"},
	    {PERSON_FAMILY, "family-name"}, {PERSON_BORN, "bday"}, {PERSON_PHONE, "tel"},
	    {PERSON_EMAIL, "email"}, {PERSON_LINE, "address-line1"},
	    {PERSON_TOWN, "address-level2"}, {PERSON_POSTCODE, "postal-code"}};
	for (size_t i = 0; i < sizeof purposes / sizeof *purposes; i++)
		if (text_same(purposes[i][0], id))
			return purposes[i][1];
	return NULL;
}

static void
notes(const struct drawing *d, const struct form_question *question)
{
	const char *wrong = mistake(d, question);
	if (question->hint) {
		buf_puts(d->out, "<p class=\"hint\"");
		buf_puts(d->out, " id=\"h-");
		html_escape(d->out, question->id);
		buf_puts(d->out, "\">");
		html_escape(d->out, question->hint);
		buf_puts(d->out, "</p>\n");
	}
	if (wrong) {
		buf_puts(d->out, "<p class=\"wrong\" id=\"w-");
		html_escape(d->out, question->id);
		buf_puts(d->out, "\">");
		html_escape(d->out, wrong);
		buf_puts(d->out, "</p>\n");
	}
}

static void
described(const struct drawing *d, const struct form_question *question)
{
	bool wrong = mistake(d, question) != NULL;
	if (wrong)
		buf_puts(d->out, " aria-invalid=\"true\"");
	if (!wrong && !question->hint)
		return;
	buf_puts(d->out, " aria-describedby=\"");
	if (question->hint) {
		buf_puts(d->out, "h-");
		html_escape(d->out, question->id);
	}
	if (wrong) {
		buf_puts(d->out, question->hint ? " w-" : "w-");
		html_escape(d->out, question->id);
	}
	buf_putc(d->out, '"');
}

static void
label_text(const struct drawing *d, const struct form_question *question)
{
	html_escape(d->out, question->text);
	if (!question->required && strncmp(question->id, PERSON_PREFIX, strlen(PERSON_PREFIX)) != 0)
		buf_printf(
		    d->out, " %s", form_words(d->language, "(if you like)", "(os dymunwch)"));
}

static bool
is_chosen(const struct form_question *question, const char *value)
{
	const char *at = question->value ? question->value : "";
	if (!text_same(question->type, "select_multiple"))
		return strcmp(at, value) == 0;
	for (size_t length; *at; at += length + (at[length] == ' ')) {
		length = strcspn(at, " ");
		if (strlen(value) == length && strncmp(at, value, length) == 0)
			return true;
		if (!at[length])
			break;
	}
	return false;
}

static void
choice(const struct drawing *d, const struct form_question *question, const char *value,
    const char *label, size_t index)
{
	bool many = text_same(question->type, "select_multiple");
	buf_printf(d->out, "<label><input type=\"%s\"", many ? "checkbox" : "radio");
	attribute(d->out, "name", question->id);
	attribute(d->out, "value", value);
	if (index == 0)
		attribute(d->out, "id", question->id);
	if (is_chosen(question, value))
		buf_puts(d->out, " checked");
	buf_puts(d->out, "> ");
	html_escape(d->out, label);
	buf_puts(d->out, "</label>\n");
}

/* That the question was there is told even when nothing is chosen. */
static void
choices(const struct drawing *d, const struct form_question *question)
{
	size_t index = 0;
	buf_puts(d->out, "<fieldset");
	described(d, question);
	buf_puts(d->out, ">\n<legend>");
	label_text(d, question);
	buf_puts(d->out, "</legend>\n");
	notes(d, question);
	hidden(d->out, question->id, "");
	if (text_same(question->type, "yesno")) {
		choice(d, question, "yes", form_words(d->language, "Yes", "Ie"), index++);
		choice(d, question, "no", form_words(d->language, "No", "Na"), index++);
	}
	LIST_EACH(struct form_choice, one, &question->choices)
	choice(d, question, one->value, one->label, index++);
	buf_puts(d->out, "</fieldset>\n");
}

static void
field(const struct drawing *d, const struct form_question *question)
{
	bool lines = text_same(question->type, "text") && !purpose(question->id);
	buf_puts(d->out, "<label");
	attribute(d->out, "for", question->id);
	buf_putc(d->out, '>');
	label_text(d, question);
	buf_puts(d->out, "</label>\n");
	notes(d, question);
	buf_printf(d->out, lines ? "<textarea rows=\"4\"" : "<input type=\"text\"");
	attribute(d->out, "id", question->id);
	attribute(d->out, "name", question->id);
	attribute(d->out, "maxlength", "4000");
	if (purpose(question->id))
		attribute(d->out, "autocomplete", purpose(question->id));
	described(d, question);
	if (lines) {
		buf_puts(d->out, ">\n");
		html_escape(d->out, question->value ? question->value : "");
		buf_puts(d->out, "</textarea>\n");
	} else {
		attribute(d->out, "value", question->value ? question->value : "");
		buf_puts(d->out, ">\n");
	}
}

static bool
has_choices(const struct form_question *question)
{
	return question->choices.count || text_same(question->type, "yesno");
}

/* Of what depends on an answer that is not there yet nothing is shown. */
static bool
is_there(const struct form_question *question)
{
	return text_same(question->state, "open") || text_same(question->state, "answered");
}

/* ---- the page ---- */

static void
summary(const struct drawing *d, const struct form_page *form)
{
	bool any = false, more = d->sent && !form->ready;
	LIST_EACH(struct form_question, question, &form->questions)
	{
		const char *wrong = is_there(question) ? mistake(d, question) : NULL;
		if (!wrong)
			continue;
		if (!any)
			buf_printf(d->out,
			    "<div class=\"summary\" role=\"alert\">\n<h2>%s</h2>\n<ul>\n",
			    form_words(d->language, "Something is not right yet",
				"Nid yw popeth yn iawn eto"));
		any = true;
		buf_puts(d->out, "<li><a href=\"#");
		html_escape(d->out, question->id);
		buf_puts(d->out, "\">");
		html_escape(d->out, question->text);
		buf_puts(d->out, "</a>: ");
		html_escape(d->out, wrong);
		buf_puts(d->out, "</li>\n");
	}
	if (any)
		buf_puts(d->out, "</ul>\n</div>\n");
	else if (more)
		tag(d->out, "p role=\"status\"",
		    form_words(
			d->language, "There are more questions.", "Mae rhagor o gwestiynau."),
		    "p");
}

static void
questions(const struct drawing *d, const struct form_page *form)
{
	const char *heading = NULL;
	LIST_EACH(struct form_question, question, &form->questions)
	{
		if (!is_there(question))
			continue;
		if (question->heading && !text_same(question->heading, heading))
			tag(d->out, "h2", heading = question->heading, "h2");
		if (text_same(question->kind, "tell"))
			tag(d->out, "p", question->text, "p");
		else if (has_choices(question))
			choices(d, question);
		else
			field(d, question);
	}
}

void
form_html(struct buf *out, const struct form_page *form, const char *id, const struct list *sent)
{
	const struct drawing d = {out, form->language, sent};
	head(out, form->language, form->title);
	tag(out, "h1", form->title, "h1");
	if (!text_blank(form->summary))
		tag(out, "p", form->summary, "p");
	summary(&d, form);
	/* Beside itself: without the query of the page. */
	buf_printf(out, "<form method=\"post\" action=\"%s\">\n", form->service);
	hidden(out, "form.id", id);
	hidden(out, "form.language", form->language);
	questions(&d, form);
	buf_printf(
	    out, "<button>%s</button>\n</form>\n", form_words(form->language, "Send", "Anfon"));
	foot(out);
}

/* ---- what comes of it ---- */

static void
moment(struct buf *out, const char *language, const char *label, const char *welsh, micros at)
{
	struct london london = london_of(at);
	if (!at)
		return;
	buf_printf(out, "<p>%s %d/%d/%d</p>\n", form_words(language, label, welsh), london.date.day,
	    london.date.month, london.date.year);
}

void
receipt_html(struct buf *out, const struct form_page *form, const struct form_receipt *receipt)
{
	const char *language = form->language;
	const char *title = form_words(language, "Thank you", "Diolch");
	head(out, language, title);
	tag(out, "h1", title, "h1");
	if (!text_blank(receipt->told))
		tag(out, "p", receipt->told, "p");
	if (!text_blank(receipt->promise))
		tag(out, "p", receipt->promise, "p");
	if (receipt->reference) {
		tag(out, "p", form_words(language, "Your reference:", "Eich cyfeirnod:"), "p");
		tag(out, "p class=\"reference\"", receipt->reference, "p");
	}
	if (receipt->secret) {
		tag(out, "p",
		    form_words(language, "With this secret you can see how it stands:",
			"Gyda'r cyfrinair hwn gallwch weld sut mae'n sefyll:"),
		    "p");
		tag(out, "p class=\"reference\"", receipt->secret, "p");
		buf_printf(out, "<p><a href=\"/progress?language=%s\">%s</a></p>\n",
		    form_words(language, "en", "cy"),
		    form_words(language, "See how it stands", "Gweld sut mae'n sefyll"));
	}
	foot(out);
}

static void
line_field(struct buf *out, const char *name, const char *label, const char *value, bool wrong)
{
	buf_printf(out,
	    "<label for=\"%s\">%s</label>\n<input type=\"text\" id=\"%s\" name=\"%s\" "
	    "maxlength=\"40\" autocomplete=\"off\"%s",
	    name, label, name, name,
	    wrong ? " aria-invalid=\"true\" aria-describedby=\"why\"" : "");
	attribute(out, "value", value ? value : "");
	buf_puts(out, ">\n");
}

static void
stands(struct buf *out, const char *language, const struct progress *progress)
{
	tag(out, "p class=\"reference\"", progress->reference, "p");
	tag(out, "p", progress->service, "p");
	tag(out, "p", progress->words, "p");
	if (progress->asked)
		tag(out, "p class=\"wrong\"", progress->asked, "p");
	if (progress->promise)
		tag(out, "p", progress->promise, "p");
	moment(out, language, "Expected by", "Disgwylir erbyn", progress->due);
	if (progress->last) {
		tag(out, "p", progress->last, "p");
		moment(out, language, "That was on", "Roedd hynny ar", progress->at);
	}
}

void
progress_html(struct buf *out, const char *language, const char *reference, const char *fault,
    const struct progress *progress)
{
	const char *title = form_words(language, "How it stands", "Sut mae'n sefyll");
	head(out, language, title);
	tag(out, "h1", title, "h1");
	if (progress) {
		stands(out, language, progress);
		foot(out);
		return;
	}
	if (fault) {
		buf_puts(out, "<div class=\"summary\" role=\"alert\" id=\"why\">\n");
		tag(out, "p", fault, "p");
		buf_puts(out, "</div>\n");
	}
	buf_puts(out, "<form method=\"post\" action=\"/progress\">\n");
	hidden(out, "form.language", form_words(language, "en", "cy"));
	line_field(out, "reference", form_words(language, "Reference", "Cyfeirnod"), reference,
	    fault != NULL);
	line_field(out, "secret", form_words(language, "Secret", "Cyfrinair"), NULL, fault != NULL);
	buf_printf(out, "<button>%s</button>\n</form>\n", form_words(language, "Look", "Gweld"));
	foot(out);
}

void
sentence_html(struct buf *out, const char *language, const char *title, const char *text)
{
	head(out, language, title);
	tag(out, "h1", title, "h1");
	tag(out, "p", text, "p");
	foot(out);
}
