/*
 * The records of the house, in the words of DESIGN section 2. The CRM's records come first, then
 * the pages and bodies that travel, then what a desk keeps for itself. Ids are made by whoever
 * creates the record.
 */
#ifndef MODEL_RECORDS_H
#define MODEL_RECORDS_H

#include "model/field.h"

/* ---- the partnership ---- */

struct council {
	const char *id; /* chorley */
	const char *name, *short_name, *tier /* county district unitary parish */, *gss;
	const char *county;   /* of a district */
	const char *district; /* of a parish */
	const char *nation;   /* whose bank holidays: england wales scotland northern_ireland */
	const char *sharing;  /* none exists full: the most that others see of what it did */
	const char *greeting, *telephone, *email, *web;
	const char *postcodes; /* beginnings of postcodes that lie in it: "PR6 PR7 BL6 5" */
	const char *from, *until, *successor; /* dates: it is there from … to the day before … */
	const char *special; /* days on which it closes early or altogether, as hours with years */
	const char *out_of_hours, *emergency; /* what to say then, the number to give */
	bool outside;                         /* does not work with this CRM */
};
/* Who is no council: the water company, the police, a housing association. */
struct body {
	const char *id, *name, *kind /* water, police … */;
	const char *areas; /* council ids and beginnings of postcodes; absent: everywhere */
	const char *telephone, *email, *web, *hours, *out_of_hours, *emergency;
};
/* Where people can go: sites with desks, and places of others that offer a service. */
struct site {
	const char *id, *council, *name, *address, *hours, *telephone;
	const char *roles; /* what it offers: "library household-waste" */
	const char *postcode;
	int64_t easting, northing; /* OS National Grid, metres; 0: not known */
};
struct desk_record {
	const char *id, *site, *council, *kind /* counter phone gateway training */, *name;
};
struct team {
	const char *id, *council, *name, *hours, *email;
};
struct queue {
	const char *id /* council.role */, *role, *council, *team;
};
struct user {
	const char *id /* sign-in name */, *name, *council, *team, *role, *language;
	bool suspended;
	const char *home; /* postcode: for finding who looks at neighbours */
};

/* ---- customers ---- */

struct person_name {
	const char *id, *kind /* current known_as maiden former organisation */, *title, *given,
	    *family;
};
struct phone {
	const char *id, *kind /* home mobile work textphone */, *number; /* E.164 */
	micros since; /* when it was given; 0: not known */
};
struct email {
	const char *id, *address;
};
struct address {
	const char *id, *kind /* home correspondence former */, *line, *town, *postcode, *uprn;
	const char *district; /* council id */
};
struct note {
	const char *id, *text, *author;
	micros at;
};
/* What whoever deals with a person must know first. Someone's judgement of somebody: it has an
 * author, a reason, a day on which it is looked at again, and an end. */
struct marker {
	const char *id, *kind /* caution vulnerable */, *text /* what to do */, *reason;
	const char *review_by, *until; /* dates; until is its last day */
	const char *author;            /* the CRM's word for who set it */
	micros at;
};
/* How a person can be served: it changes what is said and offered. */
struct need {
	const char *id,
	    *kind /* interpreter signer textphone large_print hearing sight mobility other */,
	    *text;
};
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
/* What a person agreed to, or no longer does; the newest of a kind holds. */
struct consent {
	const char *id, *kind /* sharing email text post survey */;
	bool agreed;
	const char *how; /* "on the phone", "form of 3 March" */
	const char *author;
	micros at;
};
/* That somebody's identity was checked and whether it held; never what was asked or said. */
struct identity_check {
	const char *id, *kind /* postcode_and_birth document questions */;
	bool passed;
	const char *contact, *author;
	micros at;
};
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

/* One person had two records: `gone` was merged into `keep`, until somebody undoes it. */
struct merge_choice {
	const char *field, *side /* keep gone: whose value stands; of a list, whose comes first */;
};
struct customer_merge {
	const char *id, *keep, *gone, *reason;
	micros keep_changed, gone_changed; /* of the records that were looked at */
	struct list choices;               /* of the fields that somebody chose */
	const char *author;
	micros at, undone /* 0: it holds */;
	const char *undone_by, *undone_reason;
	struct candidate *person; /* who went into the other, on the wire */
};
struct merge_undo {
	const char *reason;
};
/* So many records of a kind. */
struct kind_count {
	const char *kind; /* the record's name, or a rule's */
	int64_t count;
};
/* A customer or case that nobody may erase and no rule may let go: a claim, an inquiry. */
struct hold {
	const char *id /* of the customer or case */, *because, *author;
	micros at;
};

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
/* Where a postcode lies, as one of the open lists tells it (Code-Point Open, ONSPD). */
struct postcode {
	const char *id; /* pr71ab */
	const char *district, *parish;
	int64_t easting, northing;
	const char *ward;
};

/* ---- contacts, enquiries, cases ---- */

struct answer {
	const char *prompt, *value, *source /* asked known volunteered */;
	micros at;
	int64_t version; /* of the dialogue it was given under */
};
/* The case an enquiry opens; the CRM keeps it as struct case_record. */
struct case_open {
	const char *id, *reference, *queue, *promise, *summary;
	micros due;
	const char *origin, *origin_key; /* as those of case_record */
};
struct enquiry {
	const char *id, *service;
	const char *responsible; /* `for`: the council that must deliver */
	const char *outcome;     /* resolved referred signposted booked callback abandoned */
	const char *outcome_prompt;
	const char *signposted;  /* council or body that does it instead, or null */
	const char *offer;       /* the service beside which this was offered, or null */
	const char *offer_reply; /* yes no later */
	const char *note;
	const char *found_by; /* the words that led to the service: not-emptied */
	int64_t version;
	micros began;
	struct list answers;
	struct case_open *opens;
};
/* Changes to a shared record: applied where the current value = was, done where it = now, else a
 * conflict. */
struct customer_change {
	const char *id;
	struct customer *was, *now; /* only the fields that change are there */
};
/* The contact is the aggregate: one PUT carries everything of one encounter. */
struct contact {
	const char *id;
	int64_t step;         /* a higher step replaces; the same step answers the same */
	const char *customer; /* id, or null: anonymous */
	const char *at, *as;  /* whose desk, whose name was answered */
	const char *desk, *user, *channel /* phone counter gateway email post web */;
	const char *direction; /* in out: a letter or call of ours is out; absent is in */
	const char *caller;    /* telephone number of the call, E.164 */
	const char *note;
	micros began, ended, received;
	struct customer *new_customer;
	struct customer_change *change;
	struct list enquiries;
	const char *origin, *origin_key; /* an import's source and its key there */
	bool
	    withheld; /* of a reading: there are enquiries that are not shown, nor what was noted */
};
struct case_event {
	const char *id, *kind /* opened note claim release move close reopen */, *user, *text,
	    *queue;
	micros at;
};
struct case_record {
	const char *id, *reference, *contact, *enquiry, *customer, *service;
	const char *at, *as, *responsible, *queue, *promise, *summary, *note;
	const char *state /* open closed */, *claimed_by;
	micros opened, due, closed;
	struct list events;
	const char *origin, *origin_key; /* an import's source, and the reference it had there */
};
/* Somebody said that an entry of the directory is wrong: a case of its owner's. */
struct wrong {
	const char *id, *service;
	const char *council; /* whose variant; null: the text common to all */
	const char *subject; /* prompt id, fact.NAME, contact.NAME, offer; null: the entry */
	int64_t version;     /* that the advisor saw */
	const char *text;    /* what they say about it, or null */
	const char *said;    /* what the entry said there */
	const char *user, *case_id, *reference;
	micros at, mended;
	int64_t mended_in; /* the version that mended it, or 0 */
	const char *how;   /* how its case was closed */
	micros heard;      /* the user has seen that it is mended */
};
/* What a notice speaks of; of a kind of which it names none, all of them (model/notice.h). */
struct notice_scope {
	const char *kind /* service council site */, *id;
};
struct notice {
	const char *id, *text, *author;
	const char *script; /* what to say first in the calls concerned, or null */
	const char *kind;   /* notice emergency; absent is notice */
	struct list scope;
	micros from, until; /* in force from … until */
	bool prepared;      /* kept when it is over, to be switched on again */
};

/* ---- bodies and pages that travel ---- */

struct sign_in {
	const char *desk, *desk_secret, *user, *password;
};
struct session {
	const char *token; /* only in the answer to signing in */
	const char *user, *name, *role, *council /* the user's */, *team, *language;
	const char *desk, *desk_name, *desk_kind, *site, *site_name, *council_name, *council_short,
	    *greeting;
	const char *crm_key; /* base64 of the CRM's public key for sealing */
	const char *feed;    /* where to begin following */
	micros now, expires;
};
struct enrol {
	const char *code;
};
struct enrolment {
	const char *desk, *desk_secret, *crm_key, *desk_name, *site_name, *council_name;
};
struct candidate { /* all that is shown before there is a purpose */
	const char *id, *name, *address, *born_year, *digits /* last of a telephone number */;
	const char *council;
};
struct candidate_page {
	struct list items;
	bool more;
};
/* Who may be the person that is being written down, or (customer) that this record is of. */
struct alike_query {
	const char *customer, *given, *family, *born, *phone, *email, *line, *town, *postcode;
};
struct alike {
	const char *id;
	struct candidate *person;
	const char *why; /* in what they are alike: "same.phone like.name" (model/alike.h) */
	bool sure;       /* one person, as far as records can tell */
};
struct alike_page {
	struct list items; /* the likeliest first */
};
struct customer_merge_page {
	struct list items; /* newest first, those that were undone too */
};
struct property_page {
	struct list items;
	struct list postcodes; /* where the postcode of the query lies; two in different districts
				  when it is split */
	bool more;
};
struct history_item {
	const char *id;       /* of the case; else of the contact or its enquiry */
	const char *kind;     /* enquiry case contact (without an enquiry) event (of a case) */
	const char *happened; /* close reopen: what the event was */
	const char *channel, *direction /* out: we wrote or rang */, *council, *service, *outcome,
	    *offer_reply, *reference, *state;
	const char *note;
	const char *origin;        /* of an import: where it was kept */
	const char *old_reference; /* what its case was called there */
	bool withheld;             /* it exists, and is not shown */
	micros at, due, closed;    /* due: what was promised with its case */
};
/* The latest answer that the customer gave to a prompt of a service in an earlier contact. */
struct earlier_answer {
	const char *service, *prompt, *value;
	const char *council; /* that delivers, else whose name was answered */
	micros at;
};
/* The last thing a customer said to an offer. */
struct offer_said {
	const char *service, *reply /* yes no later */;
	micros at;
};
/* A relation as it is seen from one of its ends. */
struct relative {
	const char *id; /* the relation's */
	const char *customer, *name, *kind, *authority, *role, *from, *until;
	bool other_end; /* it stands in the other's record: this person speaks for them */
};
struct customer_page {
	struct customer *customer;
	struct list relatives; /* struct relative: from both ends */
	struct list earlier;   /* what need not be asked again, as far as it may be seen here */
	struct list history;   /* newest first */
	struct list offers; /* struct offer_said: in other contacts than the one it is read for */
	const char *next;   /* key of the next page, or null */
	int64_t merged;     /* records that were merged into this one, and are still */
};
struct case_summary {
	const char *id, *reference, *service, *summary, *customer_name, *responsible, *state,
	    *claimed_by;
	bool withheld; /* what it is about, and whose, is not shown here */
	micros opened, due;
};
struct case_list {
	struct list items;
	const char *next;
};
struct case_page {
	struct case_record *record;
	struct candidate *customer;
	struct list answers;
	struct list wrongs; /* of a case about an entry: who said so */
	int64_t version;    /* of the dialogue */
};
struct queue_count {
	const char *id, *role, *council, *team_name;
	int64_t open, overdue;
	micros oldest;
};
struct queue_page {
	struct list items;
};
struct lease { /* references from … to - 1, for this desk and user alone */
	const char *id;
	int64_t from, to, next /* the desk's mark: first unused */;
};
struct service_text {
	const char *service, *text; /* "" = withdrawn */
	int64_t version;
};
struct directory_page {
	int64_t version; /* of the whole directory */
	bool more;       /* ask again after the last of these */
	struct list services;
};

/* ---- drafts, versions and freshness of the directory ---- */

/*
 * A text of a service that is not published. A service has at most one in work and beside it at
 * most one that waits for its day: id is the service, or "service.scheduled".
 */
struct entry_draft {
	const char *id, *service;
	int64_t base;     /* the published version it began from; 0: a new service */
	int64_t revision; /* grows with every change; of a PUT: the one it replaces, 0 none */
	const char *text;
	const char *state; /* draft submitted returned scheduled conflict (a newer version was
			      published since it was scheduled) */
	const char *author, *writers; /* who wrote last; everybody who wrote, between blanks */
	const char *comment;          /* why it is changed; of a returned one, why it came back */
	const char *approver;
	micros effective; /* when it is to be published; 0: once approved */
	micros changed;
};
/* What a second person says to a submitted draft. */
struct entry_verdict {
	const char *id;
	int64_t revision; /* of the draft that was read */
	const char *verdict /* approve return */, *comment;
	micros effective; /* instead of the author's; 0: the author's */
};
/* Where a text stands after a verdict. */
struct entry_standing {
	const char *service, *state /* published scheduled returned */;
	int64_t version; /* of what is published */
	micros effective;
};
struct entry_version {
	const char *service;
	int64_t version;
	const char *author, *approver, *comment;
	micros at;
};
struct entry_version_page {
	struct list items; /* newest first */
};
/* A line of the list of entries: a service's common text, or what one council has of its own. */
struct entry_row {
	const char *service, *title;
	const char *variant; /* the council whose variant it is; null: the common text */
	const char *team, *council /* the owning team's */;
	const char *assured, *review_by;
	int64_t stale;   /* facts past their review */
	int64_t version; /* of the service */
	const char *state, *author /* of its draft, or null */;
	micros effective; /* when a scheduled text is to be published */
};
struct entry_page {
	struct list items;
	const char *next; /* key of the next page, or null */
};
/* A service as somebody saw it. */
struct entry_mark {
	const char *service;
	int64_t version; /* 0: whatever is published */
};
/* The owner vouches for texts as they are. */
struct assurance {
	const char *id;
	struct list services; /* entry_mark */
	const char *council;  /* whose variants; null: the common texts */
	const char *assured, *review_by;
	bool facts; /* facts past their review get the new date too */
};
struct assurance_receipt {
	const char *id;
	struct list services; /* entry_mark: the new versions */
};
/* Something that lint found. */
struct finding_line {
	const char *service; /* in whose text */
	const char *level /* error warning note */, *sentence;
	int64_t line, column;
};
struct partnership_page {
	const char *digest; /* of all that follows */
	bool same;          /* as what the desk says it knows: nothing follows */
	struct list councils, bodies, sites, desks, teams, queues;
};
struct learnt { /* directory/learnt.h */
	const char *id;
	int64_t count; /* hundredths of a choice, as of then */
	micros at;
};
struct learnt_page {
	struct list items; /* the strongest */
};
struct notice_page {
	struct list items; /* in force, to come, or prepared; newest first */
};
struct wrong_page {
	struct list items;
};
struct feed_item {
	const char *topic /* directory draft notice case mended forget merge queue */, *id, *text;
	int64_t number, version;
	struct notice *notice; /* of that topic: as it stands now */
};
struct feed_page {
	const char *next; /* EPOCH.N */
	bool reload;      /* the epoch changed: load again */
	struct list items;
};
struct contact_receipt {
	const char *id;
	int64_t step;
	micros received;
};
struct health {
	const char *status, *version;
};
/* RFC 9457; `type` is a name of the problem table, worded by the desk. */
struct problem {
	const char *type, *detail, *field;
	int64_t status, limit;
	struct list findings; /* finding_line, of a text with errors */
};

/* ---- counts of reports ---- */

/* Enquiries of a time, counted by how they ended; what began as an offer is left out. */
struct outcome_count {
	const char *group; /* council that must deliver, else whose name was answered; or service */
	int64_t resolved, referred, signposted, booked, callback, abandoned;
};
/* Offers made in that time, by what was said to them. The service is the one that was offered. */
struct offer_count {
	const char *group;
	int64_t offered, yes, no, later;
};

/* ---- what a desk keeps for itself (journal) ---- */

/* Text being typed, by field: one small record a keystroke. */
struct draft {
	const char *field, *text;
};
/* One matter of a contact in work. */
struct matter {
	const char *id, *service, *responsible, *chosen /* outcome prompt */,
	    *focus /* prompt id */;
	const char *offer_of, *offer_reply, *note;
	const char *within; /* districts in which the postcode of its address lies, when several */
	const char *reference, *case_id;
	const char *outcome, *outcome_prompt; /* quick outcome without a dialogue */
	const char *found_by;
	const char *changed; /* what changed in the service since it began, a line each */
	int64_t version;
	micros began;
	bool done;
	struct list answers;
};
/* A contact in work or parked, whole. */
struct work {
	const char *id, *customer, *channel, *direction, *caller, *as, *note, *label;
	struct customer *new_customer; /* made at this desk, not yet known to the CRM */
	struct customer *known;        /* as last read from the CRM */
	struct customer_change *change;
	struct list offers; /* struct offer_said: in earlier contacts */
	struct list matters;
	int64_t current; /* index of the matter in front */
	int64_t step;
	micros began, parked;
	micros ended; /* finished here; kept until the CRM has it, to be mended if it is refused */
	bool open;    /* the one in front of the advisor */
};
/* A request that must reach the CRM: its bytes are final. */
struct outgoing {
	const char *operation, *chain /* ordering: contact id */, *path, *query, *body, *label;
	const char *refused; /* problem type of a final refusal: a work item for people */
	int64_t route, order;
	micros made;
};
/* Where the advisor was. */
struct place {
	const char *screen, *subject;
	const char *noting; /* id of the matter or contact whose note is open */
	const char *mode;   /* what Home looks for; of a case: which text is being typed */
	const char *wrong;  /* SERVICE/SUBJECT that is being reported as wrong */
};

extern const struct record body_record, postcode_record;
extern const struct record council_record;
extern const struct record site_record;
extern const struct record desk_record_record;
extern const struct record team_record;
extern const struct record queue_record;
extern const struct record user_record;
extern const struct record person_name_record;
extern const struct record phone_record;
extern const struct record email_record;
extern const struct record address_record;
extern const struct record note_record;
extern const struct record property_record;
extern const struct record property_page_record;
extern const struct record customer_record;
extern const struct record answer_record;
extern const struct record case_open_record;
extern const struct record enquiry_record;
extern const struct record customer_change_record;
extern const struct record contact_record;
extern const struct record case_event_record;
extern const struct record case_record_record;
extern const struct record offer_said_record;
extern const struct record outcome_count_record;
extern const struct record offer_count_record;
extern const struct record wrong_record;
extern const struct record wrong_page_record;
extern const struct record notice_scope_record;
extern const struct record notice_record;
extern const struct record sign_in_record;
extern const struct record session_record;
extern const struct record enrol_record;
extern const struct record enrolment_record;
extern const struct record candidate_record;
extern const struct record candidate_page_record;
extern const struct record history_item_record;
extern const struct record earlier_answer_record;
extern const struct record customer_page_record;
extern const struct record case_summary_record;
extern const struct record case_list_record;
extern const struct record case_page_record;
extern const struct record queue_count_record;
extern const struct record queue_page_record;
extern const struct record lease_record;
extern const struct record service_text_record;
extern const struct record directory_page_record;
extern const struct record entry_draft_record;
extern const struct record entry_verdict_record;
extern const struct record entry_standing_record;
extern const struct record entry_version_record;
extern const struct record entry_version_page_record;
extern const struct record entry_row_record;
extern const struct record entry_page_record;
extern const struct record entry_mark_record;
extern const struct record assurance_record;
extern const struct record assurance_receipt_record;
extern const struct record finding_line_record;
extern const struct record partnership_page_record;
extern const struct record notice_page_record;
extern const struct record feed_item_record;
extern const struct record feed_page_record;
extern const struct record contact_receipt_record;
extern const struct record health_record;
extern const struct record problem_record;
extern const struct record draft_record;
extern const struct record matter_record;
extern const struct record work_record;
extern const struct record outgoing_record;
extern const struct record place_record;
extern const struct record learnt_record;
extern const struct record learnt_page_record;
extern const struct record merge_choice_record;
extern const struct record customer_merge_record;
extern const struct record merge_undo_record;
extern const struct record customer_merge_page_record;
extern const struct record alike_query_record;
extern const struct record alike_record;
extern const struct record alike_page_record;
extern const struct record marker_record;
extern const struct record need_record;
extern const struct record relation_record;
extern const struct record consent_record;
extern const struct record identity_check_record;
extern const struct record relative_record;
extern const struct record hold_record;
extern const struct record kind_count_record;

/* Every record, null-terminated: for tests, OpenAPI and the journal. */
extern const struct record *const all_records[];

/* "PATEL, Amina (Mrs)" for lists; "Mrs Amina Patel" for speaking. In the arena. */
const char *customer_list_name(const struct customer *customer, struct arena *arena);
const char *customer_spoken_name(const struct customer *customer, struct arena *arena);
/* A UPRN without the zeros that some files put in front. */
const char *uprn_plain(const char *uprn);
/* What of the history other councils may see: `sharing`, unless the consent to share has been taken
 * back since: none. Null where nothing is said. */
const char *customer_shares(const struct customer *customer);
/* The id of a postcode's record: "PR7 1AB" -> "pr71ab". */
const char *postcode_id(const char *postcode, struct arena *arena);
/* The current home address, or null; "14 Union Street, Chorley PR7 1AB". */
const struct address *customer_address(const struct customer *customer);
const char *address_words(const struct address *address, struct arena *arena);

#endif
