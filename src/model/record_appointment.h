/* Appointments: the diaries in which they are made, their free slots, and what becomes of them. The
 * fields of each: record_appointment.c. */
#ifndef MODEL_RECORD_APPOINTMENT_H
#define MODEL_RECORD_APPOINTMENT_H

#include "model/field.h"

/* One officer, room, surgery or round of visits that people can be booked into. Configured in
 * partnership.yml. */
struct diary {
	const char *id, *council, *name;
	const char *kind /* officer room surgery home_visit */;
	const char *site, *team;  /* where it is, who keeps it; either may be null */
	const char *services;     /* ids, with commas */
	const char *room, *bring; /* said to the customer */
	const char *hours;        /* the week's pattern, then days of its own with their years */
	int64_t slot;             /* minutes, of 5 */
	int64_t capacity;         /* people in one slot */
	int64_t travel;           /* minutes between two home visits, of 5 */
	int64_t notice;           /* hours before a slot in which it can no longer be booked */
	int64_t ahead;            /* days that can be booked from today */
};
extern const struct record diary_record;

/* A day on which a diary is kept otherwise than partnership.yml has it. */
struct diary_day {
	const char *id; /* DIARY.2026-12-24 */
	const char *diary, *day;
	const char *hours; /* "off", "10:00-12:00,14:00-16:00"; null: as usual again */
	const char *reason;
};
extern const struct record diary_day_record;

struct appointment {
	const char *id;
	const char *diary;    /* null: only of a wish */
	const char *service;  /* null: withheld */
	const char *council;  /* that delivers it */
	const char *customer; /* null while it is held, and once they are erased */
	const char *contact, *enquiry, *case_id; /* that it came of; any may be null */
	micros start;
	const char *state /* held booked moved cancelled attended missed wished */;
	const char *place; /* of a home visit, the address */
	const char *note;  /* for whoever is met; of a wish, what is wished */
	/* The CRM's. */
	const char *reference, *at, *author;
	micros end, until /* that it is held */, made, changed;
	int64_t seat;       /* 1 … capacity; 0: it takes none */
	int64_t sequence;   /* how often it was changed: RFC 5545, 3.8.7.4 */
	const char *reason; /* why it was moved or cancelled */
	const char *wish;   /* the case by which a wish is decided */
	/* Shown with it. */
	const char *who, *needs;
	bool withheld; /* it exists, and what it is about is not shown here */
};
extern const struct record appointment_record;

struct appointment_event {
	const char *id;
	const char *kind /* move cancel attended missed */;
	const char *diary; /* of a move; null: the same */
	micros start;      /* of a move */
	const char *reason;
};
extern const struct record appointment_event_record;

/* A time that can be booked. */
struct free_slot {
	const char *diary, *site;
	micros start, end;
	int64_t left; /* seats */
};
extern const struct record free_slot_record;

/* A slot begins on one of these minutes, and so does every seat that is taken. */
enum { SLOT_STEP = 5 };

/* What is taken of a diary: `end` is after the way to the next visit. It does not travel. */
struct slot_taken {
	const char *diary;
	int64_t seat;
	micros start, end;
};
extern const struct record slot_taken_record;

struct slot_page {
	struct list slots;  /* struct free_slot, the soonest first */
	struct list firsts; /* the first of each diary as far as this page looks */
	const char *next;   /* key of the page after it, or null */
};
extern const struct record slot_page_record;

struct diary_page {
	const char *diary, *from;
	int64_t days;
	struct list appointments; /* struct appointment, in their order */
	struct list free;         /* struct free_slot */
};
extern const struct record diary_page_record;

/* iCalendar (RFC 5545), as it goes out. */
struct calendar_text {
	const char *text;
};
extern const struct record calendar_text_record;

/* Does it take its time in the diary? Not what is held: that is a matter of until when. */
bool appointment_stands(const struct appointment *appointment);

#endif
