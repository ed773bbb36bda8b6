/*
 * The advisor's side without a screen: desk_step(state, event) -> effects. Pure: no clock, network,
 * disk or terminal. Time and randomness come in with events. The same core serves the full screen,
 * the spoken line mode, tests and replay.
 */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include "base/clock.h"
#include "base/id.h"
#include "desk/command.h"
#include "directory/directory.h"
#include "model/exchange.h"

struct desk; /* desk/state.h shows its inside to src/desk and to the screens */

struct desk_options {
	const char *desk; /* enrolled desk id */
	const char *desk_secret;
	const char *user;     /* proposed in the sign-in form, or null */
	const char *language; /* "en", "cy" */
	const char *folder;   /* that is opened for files of cases, or null */
	const char *machine;  /* names it: references leased on another are not used; or null */
	micros lock_after;    /* idle time; 0: never */
	const struct id_source *ids;
	/* Gives a write its final form (link_encode): what the journal keeps and the line sends. */
	void (*encode)(const struct request *request, struct arena *arena, struct outgoing *out);
};

struct desk *desk_new(const struct desk_options *options, micros now);
void desk_free(struct desk *desk);

/* ---- events ---- */

enum desk_event_kind {
	EVENT_COMMAND, /* command, text (its argument) */
	EVENT_EDIT,    /* field, text: the field's whole text after a key */
	EVENT_PICK,  /* item: the key of the item that was painted; text of the field when it is one
		      */
	EVENT_MOVE,  /* item: the cursor now stands on this item (only fields and prompts care) */
	EVENT_TICK,  /* time has passed */
	EVENT_REPLY, /* reply */
	EVENT_LINE,  /* ok: the line is there, since `now`; else fault says why not */
	EVENT_KEPT,  /* number: every record up to it is on the disk */
	EVENT_KEEP_FAILED, /* text: why the journal cannot be written (it is tried again) */
	/* ok: the journal of the user is open and its password right; else text says why not, and
	 * is null when there is no journal of this user on this desk yet; item is its sealed key
	 * when another password may have been set at the CRM */
	EVENT_UNLOCKED,
	EVENT_RECOVERED, /* record_type, key, record: one live record of the journal, after
			    EVENT_UNLOCKED or asked for by EFFECT_RECALL */
	EVENT_READY,  /* all records were given; text: what a person should know of the journal */
	EVENT_POP,    /* text: the number of somebody who rings */
	EVENT_LEFT,   /* record: struct left_listing */
	EVENT_FOLDER, /* ok: record is struct folder_listing; else text: why not */
	EVENT_FILE_READ, /* item: its name; ok: record is struct file_bytes; else text: why not */
	EVENT_FILE_WRITTEN, /* ok: text is the name it got; else why not */
	EVENT_PACK /* the desk's copy of the directory was read: record is struct directory_pack */
};

/* What this user has not sent, for sealing to the CRM: none, and nothing is left for others. */
struct leaving {
	const char *user, *name, *desk, *key /* the session's carry key */;
	const struct outgoing **waiting;
	size_t count;
	micros since;
};
/* What others have left: sealed, in order. */
struct left_outbox {
	const char *user, *name;
	micros since;
	const char **envelopes;
	size_t count;
	uint64_t size; /* of the file */
};
struct left_listing {
	struct left_outbox *items;
	size_t count;
};

struct desk_event {
	enum desk_event_kind kind;
	micros now;
	enum command command;
	const char *item, *field, *text;
	const struct reply *reply;
	enum line_fault fault;
	bool ok;
	uint64_t number;
	const struct record *record_type;
	const char *key;
	const void *record;
};

/* ---- effects: values, in order; valid until the next step ---- */

enum desk_effect_kind {
	/* request: to the line. A write comes as `outgoing` too, after the EFFECT_KEEP of that
	 * outgoing: it goes as link_send_outgoing(outgoing, request.number) once EVENT_KEPT has
	 * reached `number`. After a recovery request.body is null and only `outgoing` has it. */
	EFFECT_SEND,
	EFFECT_KEEP, /* record_type, key, record: put into the journal */
	EFFECT_DROP, /* record_type, key: out of the journal */
	/* record_type, key: what the journal has there, once more: EVENT_RECOVERED */
	EFFECT_RECALL,
	/* user, password: open the user's journal (Argon2id: paint "Checking" first), or, when it
	 * is open already, only prove the password. `create`: make one when there is none; only
	 * after the CRM has accepted the password; text: the journal's key in base64, as the CRM
	 * gave it, or null. Answered by EVENT_UNLOCKED; when it was opened,
	 * each EVENT_RECOVERED and EVENT_READY follow. */
	EFFECT_UNLOCK,
	EFFECT_SEAL,       /* close the journal (sign-out) */
	EFFECT_TOKEN,      /* text: the session token for the line; null at sign-out */
	EFFECT_PACK,       /* the directory changed: write the desk's copy (struct directory_pack in
			      record) */
	EFFECT_LEAVE,      /* record: struct leaving: for colleagues, when this user goes */
	EFFECT_LEFT,       /* look for what others left at this desk: EVENT_LEFT */
	EFFECT_LEFT_DONE,  /* text: whose, number: its size: delivered, if it is still that */
	EFFECT_FOLDER,     /* list the folder of files: EVENT_FOLDER */
	EFFECT_FILE_READ,  /* text: a name in it: EVENT_FILE_READ */
	EFFECT_FILE_WRITE, /* text: the name, bytes: never over another: EVENT_FILE_WRITTEN */
	EFFECT_QUIT
};

/* What lies in the folder of files; a file's bytes. Of one that is larger than FOLDER_MOST only the
 * length is told. */
enum { FOLDER_MOST = 4 << 20 };
struct folder_file {
	const char *name;
	int64_t size;
};
struct folder_listing {
	struct folder_file *files;
	size_t count;
};
struct file_bytes {
	const void *bytes;
	size_t length;
};

struct desk_effect {
	enum desk_effect_kind kind;
	struct request request;
	const struct record *record_type;
	const char *key;
	const void *record;
	const char *user, *password, *text;
	bool create;
	struct file_bytes bytes;
	const struct outgoing *outgoing;
	uint64_t number; /* EFFECT_KEEP/DROP: the record's number, rising, that EVENT_KEPT will
			    reach; SEND of a write: the number that must be reached before */
};

struct desk_effects {
	struct desk_effect *items;
	size_t count, capacity;
	struct arena arena;
};

/* Takes one event. The effects' memory belongs to the desk and lasts until the next step. */
const struct desk_effects *desk_step(struct desk *desk, const struct desk_event *event);

#endif
