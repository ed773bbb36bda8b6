/* What the desk's journal keeps of work in hand. The fields of each: record_desk.c. */
#ifndef MODEL_RECORD_DESK_H
#define MODEL_RECORD_DESK_H

#include "model/field.h"

/* Text being typed, by field: one small record a keystroke. */
struct draft {
	const char *field, *text;
};
extern const struct record draft_record;

/* One matter of a contact in work. */
struct matter {
	const char *id, *service, *responsible, *chosen /* outcome prompt */,
	    *focus /* prompt id */;
	const char *offer_of, *offer_reply, *note;
	const char *within; /* districts in which the postcode of its address lies, when several */
	const char *reference, *case_id;
	const char *outcome, *outcome_prompt; /* quick outcome without a dialogue */
	const char *found_by;
	const char *near;    /* ids of incidents that the CRM found near its address */
	const char *joins;   /* the incident that it joins; "other": none of them; or null */
	const char *changed; /* what changed in the service since it began, a line each */
	const char *surveys; /* of a survey: the contact that it asks about, and what that was: */
	const char *of_council, *of_service, *of_channel, *of_team; /* when it is another one */
	bool counted; /* its answers are on their way */
	int64_t version;
	micros began;
	micros told; /* when its reference was shown: by when something is done counts from then */
	bool done;
	struct list answers;
	struct appointment *appointment; /* booked in it, asked for, wished; or null */
};
extern const struct record matter_record;

/* A contact in work or parked, whole. */
struct work {
	const char *id, *customer, *channel, *direction, *caller, *as, *note, *label;
	const char *mail; /* the id of the mail that it is about, or null */
	const char *given,
	    *given_to;     /* the transfer by which it is offered to another, and to whom */
	const char *glass; /* why nothing of the customer may be withheld; null: what is stays so */
	struct behalf *behalf;         /* who speaks for the customer, or null */
	struct customer *new_customer; /* made at this desk, not yet known to the CRM */
	struct customer *known;        /* as last read from the CRM */
	struct customer_change *change;
	struct list offers; /* struct offer_said: in earlier contacts */
	struct list matters;
	struct list promises; /* struct promise_line: made by hand in it */
	const char *survey;   /* that was asked or declined in it, or null */
	const char *survey_reply /* declined handed; null: it is being asked */;
	micros surveyed;     /* when the customer was last asked one, by the CRM */
	int64_t current;     /* index of the matter in front */
	int64_t step, after; /* the last that was made, and what that or the next one replaces */
	micros began, parked;
	micros ended; /* finished here; kept until the CRM has it, to be mended if it is refused */
	bool open;    /* the one in front of the advisor */
};
extern const struct record work_record;

/* A request that must reach the CRM: its bytes are final. */
struct outgoing {
	const char *operation, *chain /* ordering: contact id */, *path, *query, *body, *label;
	const char *refused; /* problem type of a final refusal: a work item for people */
	const char *about;   /* the customer whom it is about, or null */
	int64_t route, order;
	micros made;
};
extern const struct record outgoing_record;

/* What the CRM has answered for good, kept for some days: a CRM that is put back from a backup is
 * offered it again. */
struct sent {
	const char *operation, *epoch /* of the CRM that has it */;
	micros at;
	struct outgoing *outgoing;
};
extern const struct record sent_record;

/* A request that waits, as its author leaves it for whoever is at the desk next: packed and sealed
 * to the CRM, which knows by the proof that it is theirs. */
struct envelope {
	const char *user, *desk,
	    *proof; /* base64: of the packed request, by the session's carry key */
	struct outgoing *outgoing;
};
extern const struct record envelope_record;
/* The same sealed, in base64: what a colleague delivers unread. */
struct carried {
	const char *envelope;
};
extern const struct record carried_record;

/* The key of one's journal: sealed, as it lies in the file, and as the CRM gives it back to nobody
 * but its user. In base64. */
struct journal_key {
	const char *seal, *key;
};
extern const struct record journal_key_record;

/* Somebody written down at this desk who may be in the CRM already. */
struct twin {
	const char *id /* of the customer */, *name;
	int64_t found; /* so many are like them; 0: nobody has looked yet */
	micros made;
};
extern const struct record twin_record;

/* Where the advisor was. */
struct place {
	const char *screen, *subject;
	const char *noting; /* id of the matter or contact whose note is open */
	const char *mode;   /* what Home looks for; of a case: which text is being typed */
	const char *wrong;  /* SERVICE/SUBJECT that is being reported as wrong */
};
extern const struct record place_record;

#endif
