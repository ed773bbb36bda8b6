/* Diaries, the appointments made in them, and their free slots. */
#include "base/text.h"
#include "model/record_inner.h"

static const char *const diary_kind_words[] = {"officer", "room", "surgery", "home_visit", NULL};
static const char *const appointment_state_words[] = {
    "held", "booked", "moved", "cancelled", "attended", "missed", "wished", NULL};
static const char *const appointment_event_words[] = {"move", "cancel", "attended", "missed", NULL};

static const struct field diary_fields[] = {
    FIELD(diary, id, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(diary, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(diary, name, FIELD_TEXT, 120, FIELD_REQUIRED, NULL),
    FIELD_OF(diary, kind, diary_kind_words, FIELD_REQUIRED, NULL),
    FIELD(diary, site, FIELD_KEY, 60, 0, NULL),
    FIELD(diary, team, FIELD_KEY, 60, 0, NULL),
    FIELD(diary, services, FIELD_TEXT, 2000, FIELD_REQUIRED, NULL),
    FIELD(diary, room, FIELD_TEXT, 120, 0, NULL),
    FIELD(diary, bring, FIELD_TEXT, 400, 0, NULL),
    FIELD(diary, hours, FIELD_TEXT, 1000, FIELD_REQUIRED, NULL),
    FIELD(diary, slot, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(diary, capacity, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
    FIELD(diary, travel, FIELD_NUMBER, 0, 0, NULL),
    FIELD(diary, notice, FIELD_NUMBER, 0, 0, NULL),
    FIELD(diary, ahead, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
};
const struct record diary_record = RECORD(diary);

static const struct field diary_day_fields[] = {
    FIELD(diary_day, id, FIELD_KEY, 80, FIELD_REQUIRED, NULL),
    FIELD(diary_day, diary, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(diary_day, day, FIELD_DATE, 10, FIELD_REQUIRED, NULL),
    FIELD(diary_day, hours, FIELD_TEXT, 200, 0, NULL),
    FIELD(diary_day, reason, FIELD_TEXT, 200, 0, NULL),
};
const struct record diary_day_record = RECORD(diary_day);

/* The customer is asked for by the rules: one that was erased leaves the appointment without. */
static const struct field appointment_fields[] = {
    FIELD(appointment, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(appointment, diary, FIELD_KEY, 60, 0, NULL),
    FIELD(appointment, service, FIELD_KEY, 60, 0, NULL),
    FIELD(appointment, council, FIELD_KEY, 40, 0, NULL),
    FIELD(appointment, customer, FIELD_ID, 36, 0, NULL),
    FIELD(appointment, contact, FIELD_ID, 36, 0, NULL),
    FIELD(appointment, enquiry, FIELD_ID, 36, 0, NULL),
    FIELD(appointment, case_id, FIELD_ID, 36, 0, NULL),
    FIELD(appointment, start, FIELD_TIME, 0, 0, NULL),
    FIELD_OF(appointment, state, appointment_state_words, FIELD_REQUIRED, NULL),
    FIELD(appointment, place, FIELD_TEXT, 300, FIELD_PERSONAL | FIELD_SINGLE_LINE, N_("Where")),
    FIELD(appointment, note, FIELD_TEXT, 1000, FIELD_PERSONAL, N_("Note")),
    FIELD(appointment, reference, FIELD_TEXT, 11, FIELD_READ_ONLY, NULL),
    FIELD(appointment, at, FIELD_KEY, 40, FIELD_READ_ONLY, NULL),
    FIELD(appointment, author, FIELD_KEY, 60, FIELD_READ_ONLY, NULL),
    FIELD(appointment, end, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(appointment, until, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(appointment, made, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(appointment, changed, FIELD_TIME, 0, FIELD_READ_ONLY, NULL),
    FIELD(appointment, seat, FIELD_NUMBER, 0, FIELD_READ_ONLY, NULL),
    FIELD(appointment, sequence, FIELD_NUMBER, 0, FIELD_READ_ONLY, NULL),
    FIELD(appointment, reason, FIELD_TEXT, 200,
	FIELD_READ_ONLY | FIELD_PERSONAL | FIELD_SINGLE_LINE, NULL),
    FIELD(appointment, wish, FIELD_ID, 36, FIELD_READ_ONLY, NULL),
    FIELD(
	appointment, who, FIELD_TEXT, 240, FIELD_READ_ONLY | FIELD_DERIVED | FIELD_PERSONAL, NULL),
    FIELD(appointment, needs, FIELD_TEXT, 400, FIELD_READ_ONLY | FIELD_DERIVED | FIELD_PERSONAL,
	NULL),
    FIELD(appointment, withheld, FIELD_BOOL, 0, FIELD_READ_ONLY | FIELD_DERIVED, NULL),
};
const struct record appointment_record = RECORD(appointment);

static const struct field appointment_event_fields[] = {
    FIELD(appointment_event, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD_OF(appointment_event, kind, appointment_event_words, FIELD_REQUIRED, NULL),
    FIELD(appointment_event, diary, FIELD_KEY, 60, 0, NULL),
    FIELD(appointment_event, start, FIELD_TIME, 0, 0, NULL),
    FIELD(appointment_event, reason, FIELD_TEXT, 200, FIELD_PERSONAL | FIELD_SINGLE_LINE,
	N_("Reason")),
};
const struct record appointment_event_record = RECORD(appointment_event);

static const struct field free_slot_fields[] = {
    FIELD(free_slot, diary, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(free_slot, site, FIELD_KEY, 60, 0, NULL),
    FIELD(free_slot, start, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(free_slot, end, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(free_slot, left, FIELD_NUMBER, 0, 0, NULL),
};
const struct record free_slot_record = RECORD(free_slot);

static const struct field slot_page_fields[] = {
    FIELD_IN(slot_page, slots, FIELD_LIST, 200, free_slot_record, 0, NULL),
    FIELD_IN(slot_page, firsts, FIELD_LIST, 500, free_slot_record, 0, NULL),
    FIELD(slot_page, next, FIELD_TEXT, 100, 0, NULL),
};
const struct record slot_page_record = RECORD(slot_page);

static const struct field diary_page_fields[] = {
    FIELD(diary_page, diary, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(diary_page, from, FIELD_DATE, 10, FIELD_REQUIRED, NULL),
    FIELD(diary_page, days, FIELD_NUMBER, 0, 0, NULL),
    FIELD_IN(diary_page, appointments, FIELD_LIST, 2000, appointment_record, 0, NULL),
    FIELD_IN(diary_page, free, FIELD_LIST, 2000, free_slot_record, 0, NULL),
};
const struct record diary_page_record = RECORD(diary_page);

static const struct field calendar_text_fields[] = {
    FIELD(calendar_text, text, FIELD_TEXT, 4000000, FIELD_REQUIRED, NULL),
};
const struct record calendar_text_record = RECORD(calendar_text);

const struct record slot_taken_record = {.name = "slot_taken", .size = sizeof(struct slot_taken)};

bool
appointment_stands(const struct appointment *appointment)
{
	return text_same(appointment->state, "booked") || text_same(appointment->state, "moved");
}
