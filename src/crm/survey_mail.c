/*
 * Surveys by mail. Whoever is drawn is written to with a link; the secret in it is made anew from
 * the CRM's keys when the mail goes, and kept as its hash alone. What is answered behind it is
 * counted, once, and nothing of it leads to who it was; after a while the link is too old.
 */
#include "base/i18n.h"
#include "base/text.h"
#include "crm/attempts.h"
#include "crm/forms.h"
#include "crm/mail.h"
#include "crm/surveys.h"
#include "directory/form_html.h"
#include "directory/survey.h"
#include "store/audit.h"
#include "store/connect.h"
#include "store/forms.h"
#include "store/partners.h"
#include "store/surveys.h"

#include <string.h>

enum { PAGE_LIMIT = 200000, PAGES_A_MINUTE = 60 };
#define OPEN_FOR (30 * MICROS_DAY)

/* ---- the secret and its link ---- */

static const char *
secret_of(
    const struct tx *tx, const char *contact, unsigned char hash[SECRET_HASH], struct arena *arena)
{
	unsigned char bytes[SECRET_HASH];
	char text[64];
	store_derive(tx, arena_printf(arena, "survey secret %s", contact), bytes);
	secret_base64_url(text, sizeof text, bytes, sizeof bytes / 2);
	secret_hash(hash, text, strlen(text), NULL);
	return arena_strdup(arena, text);
}

/* The mailbox that it is sent from, if it says where people find this CRM's pages. */
static const char *
pages_of(struct tx *tx, const char *council, const char *address, struct arena *arena)
{
	struct list boxes = {0};
	if (mailboxes_of(tx, council, arena, &boxes))
		return NULL;
	LIST_EACH(struct mailbox, box, &boxes)
	if (text_same(box->address, address) && !text_blank(box->pages))
		return box->pages;
	return NULL;
}

const char *
survey_link(struct tx *tx, const struct mail *mail, struct arena *arena)
{
	unsigned char hash[SECRET_HASH];
	const char *pages = pages_of(tx, mail->council, mail->sender, arena);
	if (!pages || !mail->about || !survey_invite_waits(tx, mail->about))
		return NULL;
	return arena_printf(arena, "%s/surveys/%s", pages, secret_of(tx, mail->about, hash, arena));
}

/* ---- writing to somebody ---- */

static const char *
letter(struct ask *ask, const struct service *survey, const struct contact *contact,
    const struct customer *customer, const char *language)
{
	struct arena *arena = ask->call->arena;
	struct council council = {0};
	struct date until = london_of(tx_now(ask->tx) + OPEN_FOR).date,
		    day = london_of(contact->began).date;
	partner_get(ask->tx, &council_record, contact->as, &council, arena);
	return arena_printf(arena,
	    form_words(language,
		"Dear %s,\n\nYou were in touch with us on %02d/%02d/%04d. %s\n\nA few questions "
		"are here; nobody sees who answered what:\n\n" SURVEY_LINK "\n\nThey can be "
		"answered once, until %02d/%02d/%04d.\n\n%s\n",
		"Annwyl %s,\n\nBuoch mewn cysylltiad \u00e2 ni ar %02d/%02d/%04d. %s\n\nMae "
		"ychydig o gwestiynau yma; nid oes neb yn gweld pwy atebodd beth:\n\n" SURVEY_LINK
		"\n\nGellir eu hateb unwaith, tan %02d/%02d/%04d.\n\n%s\n"),
	    customer_spoken_name(customer, arena), day.day, day.month, day.year,
	    words_in(&survey->title, language), until.day, until.month, until.year,
	    council.name ? council.name : "");
}

bool
survey_write_to(struct ask *ask, const char *id, const struct contact *contact,
    const struct customer *customer, const char *service, const char *team)
{
	struct arena *arena = ask->call->arena;
	unsigned char hash[SECRET_HASH];
	const struct service *survey = survey_service(ask, id);
	const char *address = mail_agreed(customer);
	const char *sender = mail_sender(ask, survey, contact->as);
	if (!address || !sender || !pages_of(ask->tx, contact->as, sender, arena))
		return false;
	const char *language = language_of_customer(customer);
	const struct survey_invite invite = {.id = contact->id,
	    .survey = id,
	    .council = contact->as,
	    .service = service,
	    .channel = contact->channel,
	    .team = team,
	    .language = language,
	    .until = tx_now(ask->tx) + OPEN_FOR};
	const struct survey_asking asking = {.id = contact->id,
	    .survey = id,
	    .reply = "mailed",
	    .customer = customer->id,
	    .council = contact->as,
	    .service = service,
	    .channel = contact->channel,
	    .team = team,
	    .at = contact->ended};
	struct mail mail = {.council = contact->as,
	    .sender = sender,
	    .recipient = address,
	    .customer = customer->id,
	    .about = contact->id,
	    .subject = arena_strdup(arena, words_in(&survey->title, language)),
	    .text = letter(ask, survey, contact, customer, language)};
	secret_of(ask->tx, contact->id, hash, arena);
	survey_invite_put(ask->tx, &invite, hash);
	survey_put(ask->tx, &asking);
	struct audit_entry entry = {.action = "survey.ask",
	    .record = "survey_asking",
	    .id = asking.id,
	    .person = asking.customer,
	    .of = &survey_asking_record,
	    .now = &asking};
	audit_add(ask->tx, &entry);
	mail_post(ask, &mail, 0);
	return store_well(ask);
}

/* ---- the page ---- */

struct answering {
	struct survey_invite invite;
	struct form_page *page;
	const struct list *sent;  /* struct form_answer, or null */
	struct survey_said *said; /* or null: it is not whole */
};

static bool
plain(struct ask *ask, const char *language, int status, const char *english, const char *welsh)
{
	struct buf out;
	buf_init(&out, PAGE_LIMIT);
	sentence_html(&out, language,
	    status == 200 ? form_words(language, "Thank you", "Diolch")
			  : form_words(language, "That did not work", "Ni weithiodd hynny"),
	    form_words(language, english, welsh));
	return page_answer(ask, &out, status);
}

/* A link that was never given, was used, or is too old is answered alike. */
static bool
gone(struct ask *ask, const char *language)
{
	return plain(ask, language, 404,
	    "This link has been used already, or is too old. Thank you all the same.",
	    "Defnyddiwyd y ddolen hon eisoes, neu mae'n rhy hen. Diolch yr un fath.");
}

static void
count_answers(struct ask *ask, struct answering *answering, const struct form_read *read,
    const struct service *survey)
{
	struct arena *arena = ask->call->arena;
	struct date day = london_of(tx_now(ask->tx)).date;
	const struct survey_invite *invite = &answering->invite;
	struct survey_said *said = record_new(arena, &survey_said_record);
	*said = (struct survey_said){.month = arena_printf(arena, "%04d-%02d", day.year, day.month),
	    .survey = invite->survey,
	    .council = invite->council,
	    .service = invite->service,
	    .channel = invite->channel,
	    .team = invite->team};
	LIST_EACH(struct answer, answer, &read->answers)
	{
		const struct prompt *prompt = dialogue_prompt(survey->dialogue, answer->prompt);
		if (prompt && survey_counts(prompt))
			*(struct survey_answer *)list_add(
			    arena, &said->answers, &survey_answer_record) =
			    (struct survey_answer){arena_strdup(arena, answer->prompt),
				arena_strdup(arena, answer->value)};
	}
	answering->said = said->answers.count ? said : NULL;
}

static bool
walk_survey(struct ask *ask, struct answering *answering, const char *language)
{
	static const struct list nothing;
	static const struct whereabouts nowhere;
	struct arena *arena = ask->call->arena;
	struct partnership partnership;
	struct form_read read;
	struct err err;
	struct service *survey = survey_text(ask->tx, answering->invite.survey, arena);
	if (!survey || !survey->survey || !survey->dialogue) {
		service_free(survey);
		return store_well(ask) && gone(ask, language) && false;
	}
	partnership_load(ask->tx, &partnership, arena);
	const struct form_asking asking = {.service = survey,
	    .partnership = &partnership,
	    .as = answering->invite.council,
	    .language = language,
	    .now = tx_now(ask->tx),
	    .answers = answering->sent ? answering->sent : &nothing,
	    .where = &nowhere,
	    .nameless = true};
	i18n_thread(text_same(language, "cy"));
	bool well = form_read(&asking, &read, arena, &err) == 0;
	i18n_thread(false);
	if (well && answering->sent && read.form->ready)
		count_answers(ask, answering, &read, survey);
	if (well) {
		answering->page = record_copy(arena, &form_page_record, read.form);
		/* The form is sent to where it is. */
		answering->page->service = arena_strdup(arena, ask->call->params[0]);
	}
	service_free(survey);
	return well || (gone(ask, language) && false);
}

static bool
find(struct ask *ask, struct answering *answering)
{
	unsigned char hash[SECRET_HASH];
	const char *secret = ask->call->params[0] ? ask->call->params[0] : "";
	const char *peer = ask->call->peer ? ask->call->peer : "";
	if (!pace_keep(ask, arena_printf(ask->call->arena, "survey %s", peer), PAGES_A_MINUTE))
		return plain(ask, "en", 429, "That was too often: wait a minute, then try again.",
			   "Roedd hynny'n rhy aml: arhoswch funud, yna ceisiwch eto.") &&
		       false;
	secret_hash(hash, secret, strlen(secret), NULL);
	int found = survey_invite_by_hash(ask->tx, hash, &answering->invite, ask->call->arena);
	if (found == 0)
		gone(ask, ask->call->query[0]);
	return found == 1;
}

static const char *
language_wanted(const char *wanted, const struct survey_invite *invite)
{
	return text_same(wanted ? wanted : invite->language, "cy") ? "cy" : "en";
}

/* The form, with what was sent before; the id is no use here, for the secret is one. */
static bool
show(struct ask *ask, const struct answering *answering)
{
	struct buf out;
	buf_init(&out, PAGE_LIMIT);
	form_html(&out, answering->page, answering->invite.id, answering->sent);
	return page_answer(ask, &out, 200);
}

bool
survey_page_see(struct ask *ask)
{
	struct answering answering = {0};
	if (!find(ask, &answering) ||
	    !walk_survey(ask, &answering, language_wanted(ask->call->query[0], &answering.invite)))
		return ask->answer->body != NULL;
	return show(ask, &answering);
}

bool
survey_page_look(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct answering *answering = arena_alloc(arena, sizeof *answering);
	struct form_sent *sent = record_new(arena, &form_sent_record);
	*answering = (struct answering){.sent = &sent->answers};
	if (!page_fields(ask, sent) || !find(ask, answering))
		return ask->answer->body != NULL;
	const char *language = page_take(sent, FORM_LANGUAGE);
	page_take(sent, FORM_ID);
	if (!walk_survey(ask, answering, language_wanted(language, &answering->invite)))
		return ask->answer->body != NULL;
	ask->more = answering;
	return answering->said
		   ? plain(ask, answering->page->language, 200,
			 "That helps us. Nobody sees who answered what.",
			 "Mae hynny'n ein helpu. Nid oes neb yn gweld pwy atebodd beth.")
		   : show(ask, answering);
}

/* Whoever sends first is counted: the row goes with it. */
bool
survey_page_write(struct ask *ask)
{
	const struct answering *answering = ask->more;
	struct survey_asking asking;
	if (!answering || !answering->said)
		return true;
	tx_actor(ask->tx, "web", NULL);
	if (!survey_invite_drop(ask->tx, answering->invite.id))
		return store_well(ask) && gone(ask, answering->page->language);
	survey_add(ask->tx, answering->said);
	if (survey_get(ask->tx, answering->invite.id, &asking, ask->call->arena) == 1) {
		asking.reply = "answered";
		survey_put(ask->tx, &asking);
	}
	return store_well(ask);
}
