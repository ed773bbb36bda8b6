/* The directory: published texts, drafts, assurance, notices, and the feed that tells of them. The
 * fields of each: record_directory.c. */
#ifndef MODEL_RECORD_DIRECTORY_H
#define MODEL_RECORD_DIRECTORY_H

#include "model/field.h"

/* What a notice speaks of; of a kind of which it names none, all of them (model/notice.h). */
struct notice_scope {
	const char *kind /* service council site */, *id;
};
extern const struct record notice_scope_record;

struct notice {
	const char *id, *text, *author;
	const char *script; /* what to say first in the calls concerned, or null */
	const char *kind;   /* notice emergency; absent is notice */
	struct list scope;
	micros from, until; /* in force from … until */
	bool prepared;      /* kept when it is over, to be switched on again */
	int64_t revision;   /* of a write: the one that it was made from, 0 for a new notice */
};
extern const struct record notice_record;

struct service_text {
	const char *service, *text; /* "" = withdrawn */
	int64_t version;
	/* Of a desk that holds the version `was`, in place of the text: raw deflate (RFC 1951) in
	 * base64, after that version's text as its dictionary. */
	int64_t was;
	const char *patch;
};
extern const struct record service_text_record;

struct directory_page {
	int64_t version; /* of the whole directory */
	bool more;       /* ask again after the last of these */
	struct list services;
};
extern const struct record directory_page_record;

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
extern const struct record entry_draft_record;

/* What a second person says to a submitted draft. */
struct entry_verdict {
	const char *id;
	int64_t revision; /* of the draft that was read */
	const char *verdict /* approve return */, *comment;
	micros effective; /* instead of the author's; 0: the author's */
};
extern const struct record entry_verdict_record;

/* Where a text stands after a verdict. */
struct entry_standing {
	const char *service, *state /* published scheduled returned */;
	int64_t version; /* of what is published */
	micros effective;
};
extern const struct record entry_standing_record;

struct entry_version {
	const char *service;
	int64_t version;
	const char *author, *approver, *comment;
	micros at;
};
extern const struct record entry_version_record;

struct entry_version_page {
	struct list items; /* newest first */
};
extern const struct record entry_version_page_record;

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
extern const struct record entry_row_record;

struct entry_page {
	struct list items;
	const char *next; /* key of the next page, or null */
};
extern const struct record entry_page_record;

/* A service as somebody saw it. */
struct entry_mark {
	const char *service;
	int64_t version; /* 0: whatever is published */
};
extern const struct record entry_mark_record;

/* The owner vouches for texts as they are. */
struct assurance {
	const char *id;
	struct list services; /* entry_mark */
	const char *council;  /* whose variants; null: the common texts */
	const char *assured, *review_by;
	bool facts; /* facts past their review get the new date too */
};
extern const struct record assurance_record;

struct assurance_receipt {
	const char *id;
	struct list services; /* entry_mark: the new versions */
};
extern const struct record assurance_receipt_record;

struct learnt { /* directory/learnt.h */
	const char *id;
	int64_t count; /* hundredths of a choice, as of then */
	micros at;
};
extern const struct record learnt_record;

struct learnt_page {
	struct list items; /* the strongest */
};
extern const struct record learnt_page_record;

struct notice_page {
	struct list items; /* in force, to come, or prepared; newest first */
};
extern const struct record notice_page_record;

struct feed_item {
	const char *topic /* directory draft notice case mended forget merge queue visit */, *id,
	    *text;
	int64_t number, version;
	struct notice *notice;     /* of that topic: as it stands now */
	struct incident *incident; /* likewise */
	struct visit *visit;       /* likewise */
};
extern const struct record feed_item_record;

struct feed_page {
	const char *next; /* EPOCH.N */
	bool reload;      /* the epoch changed: load again */
	struct list items;
	/* A state, not a log: rows of the whiteboard that changed after the version that the desk
	 * says it has (struct officer), and the version it has then; 0 when it said none. */
	struct list board;
	int64_t board_version;
};
extern const struct record feed_page_record;

#endif
