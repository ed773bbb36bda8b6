#include "base/text.h"
#include "directory/fresh.h"
#include "formats/html.h"
#include "formats/public_inner.h"

#include <string.h>

bool
public_shows(const struct board *board, const struct service *service)
{
	return !service->sensitive &&
	       service_freshness(service, board->today).standing != STANDING_NEVER_VOUCHED;
}

void
public_facts(struct board *board, const struct service *service,
    void (*each)(void *context, const char *label, const char *value), void *context)
{
	for (const struct fact *fact = service->facts; fact; fact = fact->next) {
		if (fact_freshness(service, fact, board->today).standing != STANDING_FRESH)
			board->left_out++;
		else
			each(context, words_in(&fact->label, board->language),
			    words_in(&fact->value, board->language));
	}
}

static const struct words labels[LABELS] = {
    [LABEL_OPEN] = {{"Open", "Ar agor", "Otwarte", "ખુલ્લું", "اوقات"}},
    [LABEL_PHONE] = {{"Telephone", "Ffôn", "Telefon", "ટેલિફોન", "ٹیلیفون"}},
    [LABEL_WEB] = {{"Web", "Gwe", "Strona", "વેબ", "ویب"}},
    [LABEL_EMAIL] = {{"E-mail", "E-bost", "E-mail", "ઈ-મેલ", "ای میل"}},
    [LABEL_COUNTER] = {{"In person", "Wyneb yn wyneb", "Osobiście", "રૂબરૂ", "خود آ کر"}},
    [LABEL_FOUND_AT] = {{"You can also find this at", "Mae hyn hefyd ar", "Te informacje są też na",
	"આ માહિતી અહીં પણ છે", "یہ معلومات یہاں بھی ہیں"}},
    [LABEL_NOTE] = {{"Please note", "Sylwch", "Uwaga", "ધ્યાન આપો", "توجہ فرمائیں"}},
    [LABEL_CHECKED] = {{"Checked by the service on", "Gwiriwyd gan y gwasanaeth ar",
	"Sprawdzone przez urząd dnia", "સેવાએ તપાસ્યાની તારીખ", "محکمے نے تصدیق کی"}},
    [LABEL_A_TO_Z] = {{"All services A to Z", "Pob gwasanaeth A i Y", "Wszystkie usługi od A do Z",
	"બધી સેવાઓ", "تمام خدمات"}},
};

const char *
public_label(const struct board *board, enum public_label label)
{
	return words_in(&labels[label], board->language);
}

/* The label of a contact as people read it. */
static const char *
contact_label(const struct board *board, const char *key)
{
	static const char *const keys[] = {"phone", "web", "email", "counter"};
	for (int i = 0; i < 4; i++)
		if (strcmp(keys[i], key) == 0)
			return public_label(board, (enum public_label)(LABEL_PHONE + i));
	return key;
}

void
public_contacts(const struct board *board, const struct service *service,
    void (*each)(void *context, const char *label, const char *value), void *context)
{
	if (!text_blank(service->hours))
		each(context, public_label(board, LABEL_OPEN), service->hours);
	for (const struct service_contact *c = service->contacts; c; c = c->next)
		each(context, contact_label(board, c->label), c->value);
}

/* ---- plain text ---- */

static void
text_line(void *context, const char *label, const char *value)
{
	struct buf *out = context;
	buf_printf(out, "  %s: ", label);
	for (; *value; value++)
		buf_puts(out, *value == '\n' ? "\n    " : (char[]){*value, '\0'});
	buf_putc(out, '\n');
}

static void
text_notices(const struct board *board, struct buf *out)
{
	if (!board->notices)
		return;
	LIST_EACH(struct notice, notice, board->notices)
	buf_printf(out, "! %s\n", notice->text);
	if (board->notices->count)
		buf_putc(out, '\n');
}

void
public_faq_text(struct board *board, struct buf *out)
{
	text_notices(board, out);
	for (size_t i = 0; i < board->count; i++) {
		const struct service *service = board->services[i];
		const char *summary = words_in(&service->summary, board->language);
		if (!public_shows(board, service)) {
			board->left_out++;
			continue;
		}
		buf_printf(out, "%s\n", words_in(&service->title, board->language));
		if (summary)
			buf_printf(out, "  %s\n", summary);
		public_facts(board, service, text_line, out);
		public_contacts(board, service, text_line, out);
		buf_putc(out, '\n');
	}
}

/* ---- on hold ---- */

enum { MOST_HELD_WORDS = 150 }; /* a minute at the pace of a recorded announcement */

static bool
refers_to(const struct service *service, const char *role)
{
	for (const struct prompt *p = service->dialogue ? service->dialogue->prompts : NULL; p;
	     p = p->next)
		if (p->kind == PROMPT_REFER && strcmp(p->queue_role, role) == 0)
			return true;
	return false;
}

static size_t
words_of(const char *text)
{
	size_t count = 0;
	for (bool inside = false; *text; text++) {
		count += !inside && *text != ' ' && *text != '\n';
		inside = *text != ' ' && *text != '\n';
	}
	return count;
}

struct holding {
	struct buf *out;
	size_t words;
};

static void
hold(struct holding *holding, const char *sentence)
{
	size_t words = words_of(sentence);
	if (holding->words + words > MOST_HELD_WORDS)
		return;
	holding->words += words;
	buf_puts(holding->out, sentence);
}

static void
hold_fact(void *context, const char *label, const char *value)
{
	struct buf sentence;
	size_t length = strlen(value);
	bool ended = length && strchr(".!?", value[length - 1]);
	buf_init(&sentence, 4096);
	buf_printf(&sentence, "%s: %s%s\n", label, value, ended ? "" : ".");
	hold(context, sentence.data);
	buf_release(&sentence);
}

static const char *
web_of(const struct service *service)
{
	for (const struct service_contact *c = service->contacts; c; c = c->next)
		if (strcmp(c->label, "web") == 0)
			return c->value;
	return NULL;
}

static void
hold_service(struct board *board, const struct service *service, struct holding *holding)
{
	struct buf sentence;
	const char *web = web_of(service);
	buf_init(&sentence, 4096);
	buf_printf(&sentence, "%s.\n", words_in(&service->title, board->language));
	hold(holding, sentence.data);
	public_facts(board, service, hold_fact, holding);
	buf_clear(&sentence);
	if (web) {
		buf_printf(&sentence, "%s: %s.\n", public_label(board, LABEL_FOUND_AT), web);
		hold(holding, sentence.data);
	}
	buf_release(&sentence);
}

void
public_on_hold(struct board *board, const char *role, struct buf *out)
{
	struct holding holding = {.out = out};
	if (board->notices)
		LIST_EACH(struct notice, notice, board->notices)
		{
			hold(&holding, notice->text);
			buf_putc(out, '\n');
		}
	for (size_t i = 0; i < board->count; i++)
		if (public_shows(board, board->services[i]) && refers_to(board->services[i], role))
			hold_service(board, board->services[i], &holding);
}
