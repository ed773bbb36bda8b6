/*
 * Appointments as iCalendar. A diary's calendar is fetched by other programs, with the diary's
 * secret or a session: it names nobody and no home, and of a sensitive service not even what it is
 * about. One appointment is for its customer's own mail: it says where, and what to bring.
 */
#include "base/text.h"
#include "crm/appointments.h"
#include "directory/service.h"
#include "model/ical.h"
#include "store/appointments.h"
#include "store/audit.h"
#include "store/partners.h"
#include "store/services.h"

#include <stdlib.h>
#include <string.h>

enum { CALENDAR_LIMIT = 4 << 20, DAYS_BACK = 31, DAYS_ON = 370, SECRET_BYTES = 20 };

/* ---- titles ---- */

struct title {
	const char *service, *words;
};
static const struct record title_record = {.name = "title", .size = sizeof(struct title)};

static const char *
read_title(struct ask *ask, const char *service)
{
	struct arena *arena = ask->call->arena;
	struct service_text text;
	struct finding_list findings;
	if (directory_get(ask->tx, service, 0, &text, arena) != 1 || text_blank(text.text))
		return service;
	findings_init(&findings);
	struct service *parsed =
	    service_parse(service, text.text, strlen(text.text), NULL, NULL, &findings);
	const char *words = arena_strdup(arena, parsed ? parsed->title.in[ENGLISH] : service);
	service_free(parsed);
	findings_release(&findings);
	return words;
}

/* Of each service once. */
static const char *
title_of(struct ask *ask, struct list *titles, const char *service)
{
	LIST_EACH(struct title, title, titles)
	if (text_same(title->service, service))
		return title->words;
	struct title *title = list_add(ask->call->arena, titles, &title_record);
	*title = (struct title){
	    service, service_is_sensitive(ask, service) ? "Appointment" : read_title(ask, service)};
	return title->words;
}

/* ---- a diary's ---- */

static const char *
place_of(struct ask *ask, const struct diary *diary)
{
	struct arena *arena = ask->call->arena;
	struct site site = {0};
	if (text_same(diary->kind, "home_visit"))
		return "At the customer's home";
	if (!diary->site || partner_get(ask->tx, &site_record, diary->site, &site, arena) != 1)
		return diary->room;
	return arena_printf(arena, "%s%s%s%s%s", site.name, text_blank(site.address) ? "" : ", ",
	    text_blank(site.address) ? "" : site.address, text_blank(diary->room) ? "" : ", ",
	    text_blank(diary->room) ? "" : diary->room);
}

static bool
is_dated(const struct appointment *appointment)
{
	return appointment->start && !text_same(appointment->state, "held") &&
	       !text_same(appointment->state, "wished");
}

static const char *
reference_words(const struct appointment *appointment, struct arena *arena)
{
	return appointment->reference ? arena_printf(arena, "Reference %s", appointment->reference)
				      : NULL;
}

bool
diary_calendar(struct ask *ask, const struct diary *diary, struct buf *out)
{
	struct arena *arena = ask->call->arena;
	struct list all = {0}, titles = {0};
	struct date today = london_of(tx_now(ask->tx)).date;
	appointments_of_diary(ask->tx, diary->id, london_micros(date_add(today, -DAYS_BACK), 0, 0),
	    london_micros(date_add(today, DAYS_ON), 0, 0), arena, &all);
	const char *place = place_of(ask, diary);
	ical_begin(out, diary->name);
	LIST_EACH(struct appointment, one, &all)
	{
		struct ical_event event = {.id = one->id,
		    .summary = title_of(ask, &titles, one->service),
		    .description = reference_words(one, arena),
		    .location = place,
		    .start = one->start,
		    .end = one->end,
		    .changed = one->changed,
		    .sequence = one->sequence,
		    .cancelled = text_same(one->state, "cancelled")};
		if (is_dated(one))
			ical_event(out, &event);
	}
	ical_end(out);
	return store_well(ask);
}

static bool
answer(struct ask *ask, struct buf *out)
{
	struct calendar_text *text = record_new(ask->call->arena, &calendar_text_record);
	bool good = buf_ok(out);
	text->text = good ? arena_strdup(ask->call->arena, out->data) : NULL;
	ask->answer->body = text;
	buf_release(out);
	return good || refuse(ask, PROBLEM_INTERNAL, NULL, "the calendar is too long");
}

/* By the diary's secret, or as a user who may read it. */
static bool
may_fetch(struct ask *ask, const struct diary *diary)
{
	const char *secret = ask->call->query[0];
	unsigned char hash[SECRET_HASH], kept[SECRET_HASH];
	const struct concern concern = {.responsible = diary->council};
	if (!text_blank(secret)) {
		secret_hash(hash, secret, strlen(secret), NULL);
		return diary_secret_get(ask->tx, diary->id, kept) == 1 &&
		       secret_equal(hash, kept, sizeof hash);
	}
	ask->session = ask->call->token ? sessions_find(ask, ask->tx) : NULL;
	return ask->session &&
	       permitted(ask->session->role, ACTION_READ_CASE, ask->session->council, &concern);
}

/* Who has no secret does not learn either which diaries there are. */
bool
diary_calendar_read(struct ask *ask)
{
	struct diary diary = {0};
	struct buf out;
	int found =
	    partner_get(ask->tx, &diary_record, ask->call->params[0], &diary, ask->call->arena);
	if (found < 0)
		return store_well(ask);
	if (found == 0 || !may_fetch(ask, &diary))
		return store_well(ask) && refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	buf_init(&out, CALENDAR_LIMIT);
	return diary_calendar(ask, &diary, &out) ? answer(ask, &out) : (buf_release(&out), false);
}

/* ---- one, for its customer ---- */

bool
appointment_calendar_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct appointment one = {0};
	struct diary diary = {0};
	struct council council = {0};
	struct list titles = {0};
	struct buf out;
	int found = appointment_get(ask->tx, ask->call->params[0], &one, arena);
	if (found < 0)
		return store_well(ask);
	if (found == 0 || !is_dated(&one) || !one.customer ||
	    partner_get(ask->tx, &diary_record, one.diary, &diary, arena) != 1)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (appointment_sight(ask, &one, diary.team, false) != SEE_ALL)
		return refuse(ask, PROBLEM_WITHHELD, NULL, NULL);
	partner_get(ask->tx, &council_record, diary.council, &council, arena);
	const char *bring =
	    text_blank(diary.bring) ? "" : arena_printf(arena, "\nPlease bring: %s.", diary.bring);
	struct ical_event event = {.id = one.id,
	    .summary = arena_printf(arena, "%s: %s", council.name ? council.name : diary.council,
		title_of(ask, &titles, one.service)),
	    .description =
		arena_printf(arena, "Reference %s.%s", one.reference ? one.reference : "", bring),
	    .location = text_same(diary.kind, "home_visit") ? one.place : place_of(ask, &diary),
	    .start = one.start,
	    .end = one.end,
	    .changed = one.changed,
	    .sequence = one.sequence,
	    .cancelled = text_same(one.state, "cancelled")};
	buf_init(&out, CALENDAR_LIMIT);
	ical_begin(&out, NULL);
	ical_event(&out, &event);
	ical_end(&out);
	leave_trace(ask, "appointment.calendar", one.id, NULL);
	return answer(ask, &out);
}

/* ---- administration ---- */

struct wanted {
	struct crm *crm;
	const char *actor, *id;
	struct date from;
	int days;
	struct arena *arena;
	struct diary_page *page; /* or: */
	struct buf *calendar;    /* or: */
	const char *secret;      /* is to be kept */
	bool unknown;
};

static bool
wanted_work(struct tx *tx, void *context)
{
	struct wanted *wanted = context;
	struct diary diary = {0};
	struct crm_answer said = {0};
	struct crm_call call = {.arena = wanted->arena};
	struct ask ask = {.crm = wanted->crm, .call = &call, .answer = &said, .tx = tx};
	tx_actor(tx, wanted->actor, NULL);
	wanted->unknown = partner_get(tx, &diary_record, wanted->id, &diary, wanted->arena) != 1;
	if (wanted->unknown)
		return false;
	const char *action = wanted->secret ? "diary.secret" : "diary.read";
	struct audit_entry entry = {.action = action, .record = "diary", .id = diary.id};
	if (audit_add(tx, &entry) < 0)
		return false;
	if (wanted->secret) {
		unsigned char hash[SECRET_HASH];
		secret_hash(hash, wanted->secret, strlen(wanted->secret), NULL);
		return diary_secret_put(tx, diary.id, hash) == 0;
	}
	return wanted->page ? diary_fill(&ask, &diary, wanted->from, wanted->days, wanted->page)
			    : diary_calendar(&ask, &diary, wanted->calendar);
}

static int
want(struct wanted *wanted, struct err *err)
{
	int rc = manage_write(wanted->crm, wanted_work, wanted, err);
	return wanted->unknown ? err_set(err, "there is no diary \"%s\"", wanted->id) : rc;
}

int
crm_diary(struct crm *crm, const char *actor, const char *diary, struct date from, int days,
    struct arena *arena, struct diary_page *out, struct err *err)
{
	struct wanted wanted = {.crm = crm,
	    .actor = actor,
	    .id = diary,
	    .from = from,
	    .days = days,
	    .arena = arena,
	    .page = out};
	return want(&wanted, err);
}

int
crm_diary_calendar(struct crm *crm, const char *actor, const char *diary, struct arena *arena,
    struct buf *out, struct err *err)
{
	struct wanted wanted = {
	    .crm = crm, .actor = actor, .id = diary, .arena = arena, .calendar = out};
	return want(&wanted, err);
}

int
crm_diary_secret(struct crm *crm, const char *actor, const char *diary, struct arena *arena,
    const char **secret, struct err *err)
{
	unsigned char random[SECRET_BYTES];
	const char *text = "";
	secret_random(random, sizeof random);
	for (size_t i = 0; i < sizeof random; i++)
		text = arena_printf(arena, "%s%02x", text, random[i]);
	*secret = text;
	struct wanted wanted = {
	    .crm = crm, .actor = actor, .id = diary, .arena = arena, .secret = text};
	return want(&wanted, err);
}
