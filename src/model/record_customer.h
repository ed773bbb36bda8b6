/* People and organisations, where they live, and what is read of them. The fields of each:
 * record_customer.c. */
#ifndef MODEL_RECORD_CUSTOMER_H
#define MODEL_RECORD_CUSTOMER_H

#include "model/field.h"

struct person_name {
	const char *id, *kind /* current known_as maiden former organisation */, *title, *given,
	    *family;
};
extern const struct record person_name_record;

struct phone {
	const char *id, *kind /* home mobile work textphone */, *number; /* E.164 */
	micros since; /* when it was given; 0: not known */
};
extern const struct record phone_record;

struct email {
	const char *id, *address;
};
extern const struct record email_record;

struct address {
	const char *id, *kind /* home correspondence former */, *line, *town, *postcode, *uprn;
	const char *district; /* council id */
};
extern const struct record address_record;

struct note {
	const char *id, *text, *author;
	micros at;
};
extern const struct record note_record;

/* What whoever deals with a person must know first. Someone's judgement of somebody: it has an
 * author, a reason, a day on which it is looked at again, and an end. */
struct marker {
	const char *id, *kind /* caution vulnerable */, *text /* what to do */, *reason;
	const char *review_by, *until; /* dates; until is its last day */
	const char *ended;             /* why it was ended, which it then is at once; or null */
	const char *author;            /* the CRM's word for who set it */
	micros at;
};
extern const struct record marker_record;

/* How a person can be served: it changes what is said and offered. */
struct need {
	const char *id,
	    *kind /* interpreter signer textphone large_print hearing sight mobility other */,
	    *text;
};
extern const struct record need_record;

/* Somebody who belongs to this person or organisation: a member of the household, who speaks for
 * them, or is one of the people of an organisation. Told once; the other's page shows its other
 * end.
 */
struct relation {
	const char *id, *kind /* household representative member */;
	const char *customer; /* the other's id, or null: */
	const char *name;     /* somebody who has no record */
	const char *authority /* power_of_attorney deputy appointee parent written_consent
				 verbal_consent advocate councillor; of a representative */
	    ;
	const char *role; /* "son", "site manager", what the authority is for */
	const char *from, *until;
};
extern const struct record relation_record;

/* What a person agreed to, or no longer does; the newest of a kind holds. */
struct consent {
	const char *id, *kind /* sharing email text post survey phone */;
	bool agreed;
	const char *how; /* "on the phone", "form of 3 March" */
	const char *author;
	micros at;
};
extern const struct record consent_record;

/* That somebody's identity was checked and whether it held; never what was asked or said. */
struct identity_check {
	const char *id, *kind /* postcode_and_birth document questions */;
	bool passed;
	const char *contact, *author;
	micros at;
};
extern const struct record identity_check_record;

struct customer {
	const char *id, *kind /* person organisation */, *born, *language, *access_needs;
	const char *channel; /* how they would rather be spoken with */
	const char *sharing; /* none exists full: what other councils may see of the history; absent
				is exists */
	struct list names, phones, emails, addresses, notes;
	struct list markers, needs, relations, consents, checks;
	const char *origin, *origin_key; /* an import's source and its key there */
	const char *merged_into;
	micros created, changed;
};
extern const struct record customer_record;

/* So many records of a kind. */
struct kind_count {
	const char *kind; /* the record's name, or a rule's */
	int64_t count;
};
extern const struct record kind_count_record;

/* A customer or case that nobody may erase and no rule may let go: a claim, an inquiry. */
struct hold {
	const char *id /* of the customer or case */, *because, *author;
	micros at;
};
extern const struct record hold_record;

/* One entry of the property gazetteer (columns of AddressBase Core that we use). */
struct property {
	const char *id;                     /* UPRN, without leading zeros */
	const char *line, *town, *postcode; /* as it is written; "" where only the place is known */
	const char *district, *parish;      /* council ids; parish "none": there is none */
	int64_t easting, northing;          /* OS National Grid, metres; 0: not known */
	/* The parts that the line was made of, where they are known (AddressBase). */
	const char *organisation, *sub_building, *building, *number, *street, *locality;
	const char *ward;            /* its GSS code */
	const char *parent;          /* UPRN of the building that it is part of */
	const char *updated, *until; /* by its source; out of use since: historic */
};
extern const struct record property_record;

/* Where a postcode lies, as one of the open lists tells it (Code-Point Open, ONSPD). */
struct postcode {
	const char *id; /* pr71ab */
	const char *district, *parish;
	int64_t easting, northing;
	const char *ward;
};
extern const struct record postcode_record;

/* Changes to a shared record: applied where the current value = was, done where it = now, else a
 * conflict. */
struct customer_change {
	const char *id;
	struct customer *was, *now; /* only the fields that change are there */
};
extern const struct record customer_change_record;

struct candidate { /* all that is shown before there is a purpose */
	const char *id, *name, *address, *born_year, *digits /* last of a telephone number */;
	const char *council;
};
extern const struct record candidate_record;

struct candidate_page {
	struct list items;
	bool more;
};
extern const struct record candidate_page_record;

struct property_page {
	struct list items;
	struct list postcodes; /* where the postcode of the query lies; two in different districts
				  when it is split */
	bool more;
};
extern const struct record property_page_record;

struct behalf;

struct history_item {
	const char *id;       /* of the case; else of the contact or its enquiry */
	const char *kind;     /* enquiry case contact (without an enquiry) event (of a case) move
				 appointment promise */
	const char *happened; /* close reopen: what the event was */
	const char *channel, *direction /* out: we wrote or rang */, *council, *service, *outcome,
	    *offer_reply, *reference, *state;
	const char *note;
	struct behalf *behalf;           /* who spoke for the customer, or null */
	const char *origin;              /* of an import: where it was kept */
	const char *old_reference;       /* what its case was called there */
	struct correction *correction;   /* its text was put right, or was not: the latest */
	bool withheld;                   /* it exists, and is not shown */
	micros at, due, closed;          /* due: what was promised with its case */
	struct move *move;               /* of a change of address, as far as it may be seen */
	struct appointment *appointment; /* what became of it stands in it */
	struct promise_line *promise;    /* of one that is settled: whether it was kept */
};
extern const struct record history_item_record;

/* The latest answer that the customer gave to a prompt of a service in an earlier contact. */
struct earlier_answer {
	const char *service, *prompt, *value;
	const char *council; /* that delivers, else whose name was answered */
	micros at;
};
extern const struct record earlier_answer_record;

/* The last thing a customer said to an offer. */
struct offer_said {
	const char *service, *reply /* yes no later */;
	micros at;
};
extern const struct record offer_said_record;

/* A relation as it is seen from one of its ends. */
struct relative {
	const char *id; /* the relation's */
	const char *customer, *name, *kind, *authority, *role, *from, *until;
	bool other_end; /* it stands in the other's record: this person speaks for them */
};
extern const struct record relative_record;

struct customer_page {
	struct customer *customer;
	struct list relatives; /* struct relative: from both ends */
	struct list earlier;   /* what need not be asked again, as far as it may be seen here */
	struct list history;   /* newest first */
	micros surveyed;       /* when they were last asked a survey; 0: never */
	struct list offers;   /* struct offer_said: in other contacts than the one it is read for */
	struct list promises; /* struct promise_line: open, nearest due first */
	const char *next;     /* key of the next page, or null */
	int64_t merged;       /* records that were merged into this one, and are still */
};
extern const struct record customer_page_record;

/* "PATEL, Amina (Mrs)" for lists; "Mrs Amina Patel" for speaking. In the arena. */
const char *customer_list_name(const struct customer *customer, struct arena *arena);
const char *customer_spoken_name(const struct customer *customer, struct arena *arena);
/* A UPRN without the zeros that some files put in front. */
const char *uprn_plain(const char *uprn);
/* What they said last of it, by a consent's kind: 1 agreed, 0 not, -1 never asked. */
int customer_agreed(const struct customer *customer, const char *kind);
/* What of the history other councils may see: `sharing`, unless the consent to share has been taken
 * back since: none. Null where nothing is said. */
const char *customer_shares(const struct customer *customer);
/* The id of a postcode's record: "PR7 1AB" -> "pr71ab". */
const char *postcode_id(const char *postcode, struct arena *arena);
/* The current home address, or null; "14 Union Street, Chorley PR7 1AB". */
const struct address *customer_address(const struct customer *customer);
const char *address_words(const struct address *address, struct arena *arena);

#endif
