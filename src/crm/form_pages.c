/*
 * Forms and progress as pages for people. Nobody is known here and nothing is remembered between
 * two pages: an id that the page brings with it makes what is sent the same however often it is.
 */
#include "base/text.h"
#include "base/web.h"
#include "crm/attempts.h"
#include "crm/forms.h"
#include "directory/form_html.h"
#include "model/cards.h"
#include "store/audit.h"
#include "store/forms.h"

#include <string.h>

enum { PAGE_LIMIT = 900000, MOST_FIELDS = 600, LOOKS_A_MINUTE = 60 };

/* ---- answering with a page ---- */

bool
page_answer(struct ask *ask, struct buf *out, int status)
{
	struct web_page *page = record_new(ask->call->arena, &web_page_record);
	bool good = buf_ok(out);
	page->text = good ? arena_strdup(ask->call->arena, out->data) : NULL;
	buf_release(out);
	if (!good)
		return refuse(ask, PROBLEM_INTERNAL, NULL, "the page is too long");
	ask->answer->problem = PROBLEM_NONE;
	ask->answer->field = ask->answer->detail = NULL;
	ask->answer->limit = 0;
	ask->answer->status = status;
	ask->answer->body = page;
	return true;
}

/* What was refused, for people: only what they can do something about. */
static bool
refused(struct ask *ask, const char *language)
{
	struct buf out;
	enum problem_type problem = ask->answer->problem;
	int status = ask->answer->status;
	const char *text =
	    problem == PROBLEM_NOT_FOUND
		? form_words(language, "This council does not take this by a form. Please ring us.",
		      "Nid yw'r cyngor hwn yn derbyn hyn drwy ffurflen. Ffoniwch ni.")
	    : problem == PROBLEM_SLOW_DOWN
		? form_words(language, "That was too often: wait a minute, then try again.",
		      "Roedd hynny'n rhy aml: arhoswch funud, yna ceisiwch eto.")
	    : problem == PROBLEM_OPERATION_REUSED
		? form_words(language,
		      "This form has been sent already. Open it anew to send "
		      "another one.",
		      "Anfonwyd y ffurflen hon eisoes. Agorwch hi o'r newydd i anfon un arall.")
	    : problem == PROBLEM_BAD_FIELD || problem == PROBLEM_BAD_REQUEST
		? form_words(language, "This cannot be taken by a form here. Please ring us.",
		      "Ni ellir derbyn hyn drwy ffurflen yma. Ffoniwch ni.")
		: NULL;
	if (!text)
		return false;
	buf_init(&out, PAGE_LIMIT);
	sentence_html(
	    &out, language, form_words(language, "That did not work", "Ni weithiodd hynny"), text);
	return page_answer(ask, &out, status);
}

/* ---- what a page sent ---- */

static const char *
joined(struct arena *arena, const char *before, const char *value)
{
	return text_blank(before)  ? value
	       : text_blank(value) ? before
				   : arena_printf(arena, "%s %s", before, value);
}

/* Several of one name are one answer: the boxes that were ticked. Lines end as a page ends them
 * (WHATWG HTML, 4.10.21.8). */
static bool
add_field(struct ask *ask, struct form_sent *sent, const char *name, const char *value)
{
	struct arena *arena = ask->call->arena;
	char *plain = arena_strdup(arena, value), *to = plain;
	for (const char *from = plain; *from; from++)
		if (*from != '\r')
			*to++ = *from;
	*to = '\0';
	LIST_EACH(struct form_answer, before, &sent->answers)
	if (text_same(before->prompt, name)) {
		before->value = joined(arena, before->value, plain);
		return true;
	}
	if (sent->answers.count >= record_field(&form_sent_record, "answers")->limit)
		return refuse(ask, PROBLEM_BAD_REQUEST, NULL, "too many fields");
	*(struct form_answer *)list_add(arena, &sent->answers, &form_answer_record) =
	    (struct form_answer){arena_strdup(arena, name), plain};
	return true;
}

const char *
page_take(struct form_sent *sent, const char *name)
{
	for (size_t i = 0; i < sent->answers.count; i++) {
		struct form_answer *one = LIST_AT(struct form_answer, &sent->answers, i);
		if (!text_same(one->prompt, name))
			continue;
		const char *value = one->value;
		list_remove(&sent->answers, &form_answer_record, i);
		return value;
	}
	return NULL;
}

/* Checked and masked as every body is. */
bool
page_fields(struct ask *ask, struct form_sent *sent)
{
	struct arena *arena = ask->call->arena;
	const char *at = ask->call->raw ? ask->call->raw : "", *name, *value;
	if (!form_fits(ask))
		return false;
	for (int count = 0; *at; count++)
		if (count == MOST_FIELDS || !urlencoded_next(&at, arena, &name, &value) ||
		    !add_field(ask, sent, name, value))
			return refuse(ask, PROBLEM_BAD_REQUEST, NULL, "fields that cannot be read");
	cards_mask(&form_sent_record, sent, arena);
	return true;
}

static bool
read_form(struct ask *ask, struct form_sent *sent)
{
	struct err err;
	const char *where;
	if (!page_fields(ask, sent))
		return false;
	const char *language = page_take(sent, FORM_LANGUAGE);
	sent->id = page_take(sent, FORM_ID);
	sent->language = text_same(language, "cy") ? "cy" : "en";
	sent->council = ask->call->params[0];
	sent->service = ask->call->params[1];
	return record_check(&form_sent_record, sent, ask->call->arena, &where, &err) == 0 ||
	       refuse(ask, PROBLEM_BAD_REQUEST, NULL, "fields that are none of the page's");
}

/* ---- the form ---- */

static bool
form_as_page(struct ask *ask, const struct form_in *in, const char *id, int status)
{
	struct buf out;
	buf_init(&out, PAGE_LIMIT);
	form_html(&out, in->read.form, id, in->sent ? &in->sent->answers : NULL);
	return page_answer(ask, &out, status);
}

static bool
open_page(struct ask *ask, struct form_in *in, bool whole)
{
	return form_desk_of(ask, in->council, &in->desk) && form_open(ask, in, whole);
}

bool
form_page_see(struct ask *ask)
{
	static const struct list nothing;
	char id[ID_LENGTH + 1];
	struct form_in *in = arena_alloc(ask->call->arena, sizeof *in);
	*in = (struct form_in){.council = ask->call->params[0],
	    .service = ask->call->params[1],
	    .language = ask->call->query[0],
	    .answers = &nothing};
	if (!open_page(ask, in, false))
		return refused(ask, in->language);
	tx_id(ask->tx, id);
	ask->more = in;
	return form_as_page(ask, in, id, 200);
}

bool
form_page_seen(struct ask *ask)
{
	const struct form_in *in = ask->more;
	return !in || form_used(ask->tx, in->service, in->council, FORM_BEGUN) == 0;
}

bool
form_page_look(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct form_sent *sent = record_new(arena, &form_sent_record);
	struct form_in *in = arena_alloc(arena, sizeof *in);
	if (!read_form(ask, sent))
		return refused(ask, sent->language);
	*in = (struct form_in){.council = sent->council,
	    .service = sent->service,
	    .language = sent->language,
	    .answers = &sent->answers,
	    .sent = sent,
	    .digest = form_digest(ask)};
	if (!open_page(ask, in, true))
		return refused(ask, in->language);
	ask->more = in;
	return true;
}

/* What was answered already, by a page that says why nothing can be done, is not kept again. */
bool
form_page_write(struct ask *ask)
{
	const struct form_in *in = ask->more;
	struct buf out;
	if (!in)
		return true;
	bool kept = form_keep(ask, in);
	if (ask->answer->problem == PROBLEM_BAD_ANSWERS)
		return form_as_page(ask, in, in->sent->id, 200);
	if (!kept) /* before anything was written, or it is taken back */
		return ask->answer->problem == PROBLEM_OPERATION_REUSED &&
		       refused(ask, in->language);
	buf_init(&out, PAGE_LIMIT);
	receipt_html(&out, in->read.form, ask->answer->body);
	return page_answer(ask, &out, 200);
}

/* ---- how a case stands ---- */

bool
progress_page(struct ask *ask)
{
	struct buf out;
	buf_init(&out, PAGE_LIMIT);
	progress_html(&out, ask->call->query[0], NULL, NULL, NULL);
	return page_answer(ask, &out, 200);
}

static bool
read_query(struct ask *ask, struct progress_query *query)
{
	struct form_sent *fields = record_new(ask->call->arena, &form_sent_record);
	struct err err;
	const char *where;
	if (!page_fields(ask, fields))
		return false;
	query->language = text_same(page_take(fields, FORM_LANGUAGE), "cy") ? "cy" : "en";
	query->reference = page_take(fields, "reference");
	query->secret = page_take(fields, "secret");
	return record_check(&progress_query_record, query, ask->call->arena, &where, &err) == 0 ||
	       refuse(ask, PROBLEM_NOT_FOUND, NULL, "no reference or no secret");
}

bool
progress_page_write(struct ask *ask)
{
	struct progress_query *query = record_new(ask->call->arena, &progress_query_record);
	const char *peer = ask->call->peer ? ask->call->peer : "";
	struct buf out;
	tx_actor(ask->tx, "web", NULL);
	bool known =
	    pace_keep(ask, arena_printf(ask->call->arena, "progress %s", peer), LOOKS_A_MINUTE) &&
	    read_query(ask, query) && progress_look(ask, query);
	if (!known && ask->answer->problem != PROBLEM_NOT_FOUND)
		return refused(ask, query->language);
	const struct progress *progress = known ? ask->answer->body : NULL;
	buf_init(&out, PAGE_LIMIT);
	progress_html(&out, query->language, query->reference,
	    known ? NULL
		  : form_words(query->language,
			"No case has this reference and secret. Look at both again.",
			"Nid oes achos gyda'r cyfeirnod a'r cyfrinair hyn. Edrychwch eto."),
	    progress);
	return page_answer(ask, &out, known ? 200 : 404);
}
