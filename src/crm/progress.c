/*
 * How a case stands, for its customer: by its reference and a secret that was given with it. A
 * wrong secret and a reference that there is not are answered alike. Of what happened only that is
 * told which needs no name and no words of staff: the table below.
 */
#include "base/text.h"
#include "crm/attempts.h"
#include "crm/forms.h"
#include "directory/life.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/entry.h"
#include "store/forms.h"
#include "store/partners.h"
#include "store/services.h"

#include <ctype.h>
#include <string.h>

enum { SYMBOLS = 12, GROUP = 4, A_MINUTE = 60 };

/* Crockford's base 32: nothing in it is taken for something else when it is read out. */
static const char symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* ---- the secret ---- */

static void
hash_secret(unsigned char hash[SECRET_HASH], const char *plain)
{
	secret_hash(hash, plain, strlen(plain), NULL);
}

const char *
case_secret_make(struct ask *ask, const char *from, unsigned char hash[SECRET_HASH])
{
	unsigned char bytes[SECRET_HASH];
	char plain[SYMBOLS + 1];
	if (from)
		store_derive(ask->tx, from, bytes);
	else
		secret_random(bytes, sizeof bytes);
	for (int i = 0; i < SYMBOLS; i++)
		plain[i] = symbols[bytes[i] % 32];
	plain[SYMBOLS] = '\0';
	hash_secret(hash, plain);
	return arena_printf(
	    ask->call->arena, "%.4s-%.4s-%.4s", plain, plain + GROUP, plain + 2 * GROUP);
}

/* As people type it: in any case of letters, with blanks and dashes, O for 0. */
static void
plain_secret(char out[SYMBOLS + 1], const char *typed)
{
	size_t n = 0;
	for (; *typed && n < SYMBOLS; typed++) {
		char c = (char)toupper((unsigned char)*typed);
		if (isalnum((unsigned char)c))
			out[n++] = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
	}
	out[n] = '\0';
}

/* ---- in plain words ---- */

struct plain {
	const char *kind; /* of an event */
	const char *english, *welsh;
};
static const struct plain happened[] = {
    {"opened", "We received it.", "Rydym wedi ei dderbyn."},
    {"claim", "Somebody is dealing with it.", "Mae rhywun yn delio ag ef."},
    {"move", "It went on to the next stage.", "Aeth ymlaen i'r cam nesaf."},
    {"hand_over", "Somebody else is dealing with it now.", "Mae rhywun arall yn delio ag ef nawr."},
    {"mail", "We wrote to each other about it.", "Buom yn gohebu yn ei gylch."},
    {"close", "It is finished.", "Mae wedi'i orffen."},
    {"reopen", "It was opened again.", "Fe'i hailagorwyd."},
};

static const struct plain *
plain_of(const char *kind)
{
	for (size_t i = 0; i < sizeof happened / sizeof *happened; i++)
		if (text_same(happened[i].kind, kind))
			return &happened[i];
	return NULL;
}

static void
last_event(const struct case_record *record, const char *language, struct progress *out)
{
	LIST_EACH(struct case_event, event, &record->events)
	{
		const struct plain *plain = plain_of(event->kind);
		if (!plain || event->at < out->at)
			continue;
		out->at = event->at;
		out->last = form_words(language, plain->english, plain->welsh);
	}
}

/* Where it is in its life, as its service calls it; that its clock stands still means that somebody
 * else, mostly the customer, is waited for. */
static void
stand(struct ask *ask, const struct case_record *record, const struct service *service,
    const char *language, struct progress *out)
{
	struct arena *arena = ask->call->arena;
	const struct life_state *at = life_at(life_of(service, record), record);
	bool own = service && service->life;
	const char *title = own ? arena_strdup(arena, words_in(&at->title, language)) : NULL;
	bool closed = text_same(record->state, "closed");
	out->state = record->state;
	out->words =
	    title    ? title
	    : closed ? form_words(language, "It is finished.", "Mae wedi'i orffen.")
	    : record->claimed_by
		? form_words(language, "Somebody is dealing with it.", "Mae rhywun yn delio ag ef.")
		: form_words(language, "It waits for somebody to deal with it.",
		      "Mae'n aros i rywun ddelio ag ef.");
	if (!closed && (record->stopped || at->stops))
		out->asked = form_words(language,
		    "We are waiting for something from you. Please get in touch.",
		    "Rydym yn aros am rywbeth gennych chi. Cysylltwch \u00e2 ni.");
}

static void
tell(struct ask *ask, const struct case_record *record, const char *wanted)
{
	struct arena *arena = ask->call->arena;
	struct progress *out = record_new(arena, &progress_record);
	struct service_text text;
	struct council council = {0};
	const char *language = language_named(wanted ? wanted : "en") == WELSH ? "cy" : "en";
	const struct service *service = NULL;
	if (directory_get(ask->tx, record->service, 0, &text, arena) == 1)
		service = parsed_service(ask->crm->parsed, &text);
	if (record->responsible)
		partner_get(ask->tx, &council_record, record->responsible, &council, arena);
	*out = (struct progress){.reference = record->reference,
	    .service = service ? arena_strdup(arena, words_in(&service->title, language))
			       : record->service,
	    .council = council.name,
	    .promise = text_same(record->state, "open") ? record->promise : NULL,
	    .opened = record->opened,
	    .due = text_same(record->state, "open") ? record->due : 0};
	stand(ask, record, service, language, out);
	last_event(record, language, out);
	ask->answer->body = out;
}

/* ---- asked ---- */

/* The case of a reference and its secret. As much is done for a reference that there is not. */
static bool
find(struct ask *ask, const struct progress_query *query, struct case_record *record)
{
	unsigned char kept[SECRET_HASH] = {0}, given[SECRET_HASH];
	char plain[SYMBOLS + 1], reference[REFERENCE_LENGTH + 1] = "";
	uint32_t number;
	plain_secret(plain, query->secret);
	hash_secret(given, plain);
	if (reference_parse(query->reference, &number))
		reference_format(reference, number);
	bool there = case_by_reference(ask->tx, arena_strdup(ask->call->arena, reference), record,
			 ask->call->arena) == 1;
	bool known = case_secret_get(ask->tx, there ? record->id : "", kept) == 1;
	bool same = secret_equal(kept, given, sizeof kept);
	return there && known && same && !record->anonymised;
}

bool
progress_look(struct ask *ask, const struct progress_query *query)
{
	const char *peer = ask->call->peer ? ask->call->peer : "";
	const char *subject = attempt_subject(ask->call->arena, "progress", query->reference, peer);
	struct case_record record;
	if (!attempt_allowed(ask, subject))
		return false;
	if (!find(ask, query, &record)) {
		attempt_failed(ask->tx, subject);
		return refuse(
		    ask, PROBLEM_NOT_FOUND, NULL, "no case has this reference and secret");
	}
	attempt_clear(ask->tx, subject);
	struct audit_entry entry = {.action = "progress.read",
	    .record = "case_record",
	    .id = record.id,
	    .purpose = "its customer, by reference and secret"};
	audit_add(ask->tx, &entry);
	form_used(ask->tx, record.service, record.responsible ? record.responsible : record.at,
	    FORM_LOOKED);
	tell(ask, &record, query->language);
	return true;
}

bool
progress_write(struct ask *ask)
{
	struct desk_record desk;
	const char *peer = ask->call->peer ? ask->call->peer : "";
	bool of_site = ask->call->token != NULL; /* it asks for many */
	if (of_site
		? !form_client(ask, &desk)
		: !pace_keep(ask, arena_printf(ask->call->arena, "progress %s", peer), A_MINUTE))
		return false;
	tx_actor(ask->tx, of_site ? desk.id : "web", NULL);
	/* The failed attempt is kept. */
	return progress_look(ask, ask->call->body) || ask->answer->problem == PROBLEM_NOT_FOUND;
}

/* ---- given out at a desk ---- */

bool
case_secret_write(struct ask *ask)
{
	struct case_record record;
	unsigned char hash[SECRET_HASH];
	if (!case_to_read(ask, &record, 0))
		return false;
	if (record.anonymised || !record.enquiry)
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "no customer waits for this case");
	struct case_secret *out = record_new(ask->call->arena, &case_secret_record);
	*out = (struct case_secret){record.reference, case_secret_make(ask, NULL, hash)};
	case_secret_put(ask->tx, record.id, hash);
	struct audit_entry entry = {
	    .action = "case.secret", .record = "case_record", .id = record.id};
	audit_add(ask->tx, &entry);
	ask->answer->body = out;
	return true;
}
