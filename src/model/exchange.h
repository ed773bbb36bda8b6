/*
 * Requests, replies and feed items as values: what the desk asks for and hears, without HTTP, JSON
 * or curl. src/wire gives each route its method, path and bodies; src/link carries them.
 */
#ifndef MODEL_EXCHANGE_H
#define MODEL_EXCHANGE_H

#include "model/field.h"
#include "model/problem.h"
#include "model/records.h"

enum route_id {
	ROUTE_HEALTH,          /* GET    /v1/health */
	ROUTE_OPENAPI,         /* GET    /v1/openapi.json */
	ROUTE_ENROL,           /* POST   /v1/enrolments */
	ROUTE_SIGN_IN,         /* POST   /v1/session */
	ROUTE_SESSION,         /* GET    /v1/session */
	ROUTE_SIGN_OUT,        /* DELETE /v1/session */
	ROUTE_PARTNERSHIP,     /* GET    /v1/partnership */
	ROUTE_DIRECTORY,       /* GET    /v1/directory?after= */
	ROUTE_SERVICE,         /* GET    /v1/directory/{service}?version= */
	ROUTE_FIND_CUSTOMERS,  /* GET    /v1/customers?q= */
	ROUTE_CUSTOMER,        /* GET    /v1/customers/{id}?contact=|case=|reason=[&before=] */
	ROUTE_CHANGE_CUSTOMER, /* PATCH  /v1/customers/{id} */
	ROUTE_PUT_CONTACT,     /* PUT    /v1/contacts/{id} */
	ROUTE_CONTACT,         /* GET    /v1/contacts/{id} */
	ROUTE_CASE,            /* GET    /v1/cases/{id or reference} */
	ROUTE_CHANGE_CASE,     /* PATCH  /v1/cases/{id} */
	ROUTE_PUT_CASE_EVENT,  /* PUT    /v1/cases/{id}/events/{event} */
	ROUTE_PUT_ATTACHMENT,  /* PUT    /v1/cases/{id}/attachments/{attachment} */
	ROUTE_ATTACHMENT,      /* GET    /v1/cases/{id}/attachments/{attachment} */
	ROUTE_QUEUES,          /* GET    /v1/queues */
	ROUTE_QUEUE_CASES,     /* GET    /v1/queues/{id}/cases?after= */
	ROUTE_LEASE,           /* POST   /v1/leases */
	ROUTE_NOTICES,         /* GET    /v1/notices */
	ROUTE_PUT_NOTICE,      /* PUT    /v1/notices/{id} */
	ROUTE_FEED,            /* GET    /v1/feed?after=&wait= */
	ROUTE_FIND_ADDRESSES,  /* GET    /v1/addresses?q= : postcode, or number and street */
	ROUTE_ENTRIES,         /* GET    /v1/entries?list=&team=&council=&after= */
	ROUTE_VERSIONS,        /* GET    /v1/directory/{service}/versions */
	ROUTE_DRAFT,           /* GET    /v1/directory/{service}/draft */
	ROUTE_PUT_DRAFT,       /* PUT    /v1/directory/{service}/draft */
	ROUTE_DROP_DRAFT,      /* DELETE /v1/directory/{service}/draft?revision= */
	ROUTE_PUT_VERDICT,     /* PUT    /v1/directory/{service}/verdicts/{id} */
	ROUTE_PUT_WRONG,       /* PUT    /v1/directory/{service}/wrongs/{id} */
	ROUTE_WRONGS,     /* GET    /v1/wrongs : mended, and not yet heard by who reported them */
	ROUTE_HEAR_WRONG, /* PUT    /v1/wrongs/{id}/heard */
	ROUTE_PUT_ASSURANCE,       /* PUT    /v1/assurances/{id} */
	ROUTE_LEARNT,              /* GET    /v1/learnt */
	ROUTE_MERGES,              /* GET    /v1/customers/{id}/merges */
	ROUTE_PUT_MERGE,           /* PUT    /v1/merges/{id} */
	ROUTE_UNDO_MERGE,          /* PUT    /v1/merges/{id}/undo */
	ROUTE_ALIKE,               /* POST   /v1/alike */
	ROUTE_PUT_MOVE,            /* PUT    /v1/moves/{id} */
	ROUTE_UNDO_MOVE,           /* PUT    /v1/moves/{id}/undo */
	ROUTE_COUNT_EQUALITY,      /* POST   /v1/equality */
	ROUTE_COUNT_SURVEY,        /* POST   /v1/surveys */
	ROUTE_UNUSUAL,             /* GET    /v1/unusual : looking that somebody should ask about */
	ROUTE_PUT_UNUSUAL_VERDICT, /* PUT /v1/unusual/{id}/verdict */
	ROUTE_ARRIVALS,            /* GET    /v1/arrivals : today's of this desk's site */
	ROUTE_PUT_ARRIVAL,         /* PUT    /v1/arrivals/{id} */
	ROUTE_PUT_ARRIVAL_EVENT,   /* PUT    /v1/arrivals/{id}/events/{event} */
	ROUTE_CALL_ARRIVAL,        /* PUT    /v1/arrival-calls/{id} */
	ROUTE_PUT_ROOM_USE,        /* PUT    /v1/room-uses/{id} */
	ROUTE_VOLUMES,             /* GET    /v1/volumes : what went by which mechanism */
	ROUTE_OUT_OF_HOURS,    /* GET    /v1/out-of-hours : what was taken while it was closed */
	ROUTE_SLOTS,           /* GET    /v1/directory/{service}/slots */
	ROUTE_PUT_APPOINTMENT, /* PUT    /v1/appointments/{id} */
	ROUTE_PUT_APPOINTMENT_EVENT, /* PUT /v1/appointments/{id}/events/{event} */
	ROUTE_DIARY,                 /* GET    /v1/diaries/{id}?from=&days= */
	ROUTE_DIARY_CALENDAR,        /* GET    /v1/diaries/{id}/calendar?secret= */
	ROUTE_APPOINTMENT_CALENDAR,  /* GET    /v1/appointments/{id}/calendar */
	ROUTE_OUTBOUND,              /* GET    /v1/outbound : lists of whom to ring */
	ROUTE_OUTBOUND_CLAIM,        /* PUT    /v1/outbound/{list}/claims/{id} */
	ROUTE_OUTBOUND_ATTEMPT,      /* PUT    /v1/outbound-items/{id}/attempts/{attempt} */
	ROUTE_PROMISES,              /* GET    /v1/promises?list=&after= */
	ROUTE_PROMISE_COUNTS,        /* GET    /v1/promises/counts?from=&to= */
	ROUTE_PROMISE,               /* GET    /v1/promises/{id} */
	ROUTE_PUT_PROMISE,           /* PUT    /v1/promises/{id} */
	ROUTE_PUT_PROMISE_EVENT,     /* PUT    /v1/promises/{id}/events/{event} */
	ROUTE_MAILS,                 /* GET    /v1/mails : those that wait */
	ROUTE_MAIL,                  /* GET    /v1/mails/{id} */
	ROUTE_PUT_MAIL,              /* PUT    /v1/mails/{id} : an answer, to be sent */
	ROUTE_PUT_MAIL_EVENT, /* PUT    /v1/mails/{id}/events/{event} : take, release, set aside */
	ROUTE_FORM_PAGE,      /* GET    /forms/{council}/{service} : for people, as HTML */
	ROUTE_SEND_PAGE,      /* POST   /forms/{council}/{service} */
	ROUTE_PROGRESS_PAGE,  /* GET    /progress */
	ROUTE_LOOK_PAGE,      /* POST   /progress */
	ROUTE_SURVEY_PAGE,    /* GET    /surveys/{secret} */
	ROUTE_SEND_SURVEY,    /* POST   /surveys/{secret} */
	ROUTE_PAYMENT_NOTICE, /* POST   /v1/payment-notices/{council} : of its provider, signed */
	ROUTE_FORM,           /* GET    /v1/forms/{service}?council=&language= */
	ROUTE_CHECK_FORM,     /* POST   /v1/form-checks : the same with answers, kept nowhere */
	ROUTE_PUT_FORM,       /* PUT    /v1/sent-forms/{id} */
	ROUTE_WEB_FORM,       /* GET    /v1/sent-forms/{id} : whose it may be */
	ROUTE_PUT_WEB_FORM_EVENT, /* PUT /v1/sent-forms/{id}/events/{event} : who it is */
	ROUTE_PROGRESS,           /* POST   /v1/progress : by reference and secret */
	ROUTE_CASE_SECRET,        /* POST   /v1/cases/{id}/secrets : a new one, to be read out */
	ROUTE_CONNECTIONS,        /* GET    /v1/connections : what is to be done elsewhere */
	ROUTE_NEXT_BEST,          /* PUT    /v1/next-best/{id} : what is to be done next is mine */
	ROUTE_WORK,               /* GET    /v1/work : cases of mine, and what came back */
	ROUTE_COLLEAGUES,         /* GET    /v1/colleagues?council= */
	ROUTE_BOUNCES,            /* GET    /v1/directory/{service}/bounces */
	ROUTE_BULK_PREVIEW,       /* POST   /v1/bulk-previews : what it would do to each */
	ROUTE_PUT_BULK,           /* PUT    /v1/bulks/{id} : one action on many cases */
	ROUTE_UNDO_BULK,          /* PUT    /v1/bulks/{id}/undo */
	ROUTE_PAYMENTS,           /* GET    /v1/payments?council=&group=&filter=&after= */
	ROUTE_PUT_PAYMENT,        /* PUT    /v1/payments/{id} */
	ROUTE_PAYMENT,            /* GET    /v1/payments/{id} */
	ROUTE_PUT_PAYMENT_EVENT,  /* PUT    /v1/payments/{id}/events/{event} */
	ROUTE_RETRY_CONNECTION,   /* PUT    /v1/connections/{id}/retry */
	ROUTE_INCIDENTS,          /* GET    /v1/incidents?service=&address=&district= */
	ROUTE_INCIDENT_PEOPLE,    /* GET    /v1/incidents/{id}/people?after= */
	ROUTE_PUT_INCIDENT_EVENT, /* PUT    /v1/incidents/{id}/events/{event} */
	ROUTE_TRANSFERS,          /* GET    /v1/transfers : offered to this desk, given by it */
	ROUTE_PUT_TRANSFER,       /* PUT    /v1/transfers/{id} */
	ROUTE_TAKE_TRANSFER,      /* PUT    /v1/transfers/{id}/take */
	ROUTE_BACK_TRANSFER,      /* PUT    /v1/transfers/{id}/back */
	ROUTE_PRESENCE,           /* GET    /v1/presence : desks where somebody is signed in */
	ROUTE_WHITEBOARD,         /* GET    /v1/whiteboard?after=&most= */
	ROUTE_PUT_BOARD_WORD,     /* PUT    /v1/whiteboard/{id} */
	ROUTE_VISITS,             /* GET    /v1/visits : of people who work alone, not over */
	ROUTE_PUT_VISIT,          /* PUT    /v1/visits/{id} */
	ROUTE_PUT_VISIT_ACT,      /* PUT    /v1/visits/{id}/acts/{act} */
	ROUTE_PAGES,              /* GET    /v1/pages?of= : several of those above in one answer */
	ROUTE_JOURNAL_KEY,        /* POST   /v1/journal-keys : of one's own, after a new password */
	ROUTE_CARRY, /* POST   /v1/carried : what a colleague left at this desk, sealed */
	ROUTE_COUNT
};

enum { REQUEST_PARAMS = 2, REQUEST_QUERY = 6 };

/* How the line treats it. A search may be replaced by a newer one while it waits; a write is
 * repeated for ever under its operation id until it is answered for good; what nobody waits for
 * goes when nothing else does. */
enum request_class { REQUEST_SEARCH, REQUEST_READ, REQUEST_WRITE, REQUEST_FEED, REQUEST_IDLE };

struct request {
	uint64_t number; /* the desk's, returned with the reply */
	enum route_id route;
	enum request_class class;
	const char *params[REQUEST_PARAMS]; /* path parameters in order */
	struct {
		const char *name, *value;
	} query[REQUEST_QUERY];
	const char *operation; /* of a write: UUIDv7 */
	const char *chain;     /* writes of one chain (a contact) are delivered in order */
	const void *body;      /* the route's body record, or null */
	micros patience;       /* how long the CRM was asked to wait with its answer; 0: not */
};

/* Why the line is down, where that is more than a line that is down. */
enum line_fault {
	LINE_BROKEN,
	LINE_NAMELESS,  /* nobody here knows the CRM's name */
	LINE_UNTRUSTED, /* what answers cannot prove that it is the CRM */
	LINE_FOREIGN,   /* something else answers at its address */
	LINE_PORTAL     /* the network itself does: it wants a sign-in of its own (RFC 8952) */
};

enum { GATEWAY_TIMEOUT = 504 }; /* HTTP: a proxy waited no longer (RFC 9110, 15.6.5) */

struct reply {
	uint64_t number;
	enum route_id route;
	int status;                /* HTTP; 0 when there was no usable reply */
	enum problem_type problem; /* PROBLEM_NONE on success */
	const struct problem *detail;
	const void *body; /* the route's reply record, valid while the event is handled */
};

#endif
