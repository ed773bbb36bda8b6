/*
 * One command table: name, keys, one-line entry, precondition, permission and note. Keys, key line,
 * `:` line, help and manual come from it. A command is the same in every language and on every
 * face.
 */
#ifndef DESK_COMMAND_H
#define DESK_COMMAND_H

#include "model/permit.h"

#include <stdbool.h>

struct desk;

enum command {
	COMMAND_NONE,
	/* everywhere */
	COMMAND_HELP,        /* ? */
	COMMAND_LINE,        /* : */
	COMMAND_BACK,        /* Esc */
	COMMAND_HOME,        /* ^G o */
	COMMAND_NEW_CONTACT, /* F2 */
	COMMAND_QUEUES,      /* F5 */
	COMMAND_NOTICES,     /* F8: the supervisor's */
	COMMAND_LOCK,        /* F9 */
	COMMAND_SIGN_OUT,
	COMMAND_QUIT,
	COMMAND_EMERGENCY, /* ^X: the emergency path of the service, 999 */
	COMMAND_REDRAW,    /* ^L */
	COMMAND_LANGUAGE,  /* :language cy */
	COMMAND_LOOKS,     /* unusual looking, for the data protection officer */
	COMMAND_MATRIX,    /* M: services, councils, mechanisms */
	COMMAND_TICK,      /* t: there */
	COMMAND_REFUSED,   /* records the CRM refused, as work items */
	COMMAND_AS,        /* :as chorley: in whose name the call is answered */
	COMMAND_CHANNEL,   /* :channel post out: how the contact came, or went */
	COMMAND_TAKE,      /* F6: the call that waits */
	COMMAND_DISMISS,   /* ^G. */
	COMMAND_MAILS,     /* E: what waits; the mail of the contact in hand */
	/* with a contact */
	COMMAND_PARK,            /* p */
	COMMAND_CUSTOMER,        /* c: who is it? */
	COMMAND_ANOTHER,         /* a: another matter */
	COMMAND_NEXT_MATTER,     /* ] */
	COMMAND_PREVIOUS_MATTER, /* [ */
	COMMAND_NOTE,            /* t: the note of this matter */
	COMMAND_CONTACT_NOTE,    /* T */
	COMMAND_FINISH,          /* f: wrap up */
	COMMAND_TRANSFER,        /* H: to another desk */
	COMMAND_WRONG,           /* w: what is in focus is wrong */
	/* service */
	COMMAND_DIALOGUE, /* d */
	COMMAND_NEAREST,  /* n: where it is offered near by */
	COMMAND_RESOLVED, /* r */
	COMMAND_SIGNPOST, /* x */
	COMMAND_REFER,    /* h */
	COMMAND_CALLBACK, /* b */
	COMMAND_ABANDON,  /* :abandon */
	/* dialogue */
	COMMAND_NEXT_PROMPT,     /* Tab */
	COMMAND_PREVIOUS_PROMPT, /* Shift-Tab */
	COMMAND_UNDO,            /* u */
	COMMAND_CHANGES,         /* i: what changed since it began */
	COMMAND_JOIN,            /* J: it is one with what others reported */
	/* customer */
	COMMAND_SERVICE, /* s: find a service for this customer */
	COMMAND_EDIT,    /* e */
	COMMAND_SAVE,    /* Enter on the last field, ^S */
	COMMAND_FILTER,
	COMMAND_GLASS,      /* / */
	COMMAND_SAME,       /* j: the same person as another */
	COMMAND_UNMERGE,    /* u: two people after all */
	COMMAND_MOVE,       /* v: they move house */
	COMMAND_HERS,       /* #: the number of the call is theirs */
	COMMAND_BEHALF,     /* o: somebody calls for them */
	COMMAND_MARKERS,    /* m */
	COMMAND_DETAILS,    /* i */
	COMMAND_PASSED,     /* y: their identity was checked */
	COMMAND_NOT_PASSED, /* n */
	COMMAND_ADD,        /* +: one more of what the cursor stands on */
	COMMAND_END,        /* k: it holds no longer */
	/* promises */
	COMMAND_PROMISES, /* P: the list */
	COMMAND_PROMISE,  /* P at wrap-up: one by hand */
	COMMAND_SURVEY,
	COMMAND_NO_SURVEY,
	COMMAND_HAND_SURVEY,
	COMMAND_KEPT,     /* k */
	COMMAND_BROKEN,   /* x */
	COMMAND_WITHDRAW, /* w */
	COMMAND_PASS_ON,  /* h */
	/* case and queue */
	COMMAND_CLAIM,        /* m: mine */
	COMMAND_RELEASE,      /* l */
	COMMAND_CASE_NOTE,    /* t */
	COMMAND_CLOSE_CASE,   /* k */
	COMMAND_REOPEN_CASE,  /* o */
	COMMAND_AMEND,        /* e: an answer, a field */
	COMMAND_LINK_CASE,    /* L: to another case */
	COMMAND_FILES,        /* A: attachments */
	COMMAND_STATE,        /* s: into another state of its life */
	COMMAND_COMPLAIN,     /* C: about what stands in front; of a complaint, its second stage */
	COMMAND_LEARN,        /* +: what was learnt of it */
	COMMAND_REMEDY,       /* :remedy */
	COMMAND_NEXT_BEST,    /* g: what is to be done next */
	COMMAND_HAND_OVER,    /* h */
	COMMAND_BOUNCE,       /* b: back to the front office */
	COMMAND_ANSWER_BACK,  /* b: of what came back */
	COMMAND_PRIORITY,     /* ! */
	COMMAND_SKILL,        /* :skill gas-safe */
	COMMAND_SECRET,       /* K: of the case, for its customer */
	COMMAND_BULK,         /* x: one thing to all that are marked */
	COMMAND_JOINED,       /* J: of an incident */
	COMMAND_TAKE_OUT,     /* x: of an incident, somebody who is not of it */
	COMMAND_ONE_INCIDENT, /* j: another one is the same */
	COMMAND_APART,        /* u: and is not after all */
	COMMAND_TOLD,         /* y: how it ended */
	COMMAND_MORE,         /* the next page of a list */
	/* e-mail */
	COMMAND_ANSWER,     /* r on a mail and at wrap-up, R on a case */
	COMMAND_MAIL_BACK,  /* l: it waits again */
	COMMAND_MAIL_ASIDE, /* x: nothing to answer */
	/* the directory's authors */
	COMMAND_ENTRIES,  /* F7: drafts, and what is to be looked at again */
	COMMAND_ENTRY,    /* e: from a service to its entry */
	COMMAND_PREVIEW,  /* v: walks it as a trial */
	COMMAND_SUBMIT,   /* s */
	COMMAND_APPROVE,  /* y */
	COMMAND_RETURN,   /* r */
	COMMAND_VERSIONS, /* h */
	COMMAND_RENEW,    /* n: over the version that overtook it */
	COMMAND_DISCARD,  /* :discard */
	COMMAND_MARK,     /* m Space */
	COMMAND_ASSURE,   /* g: vouches for what is marked */
	/* appointments */
	COMMAND_BOOK,     /* D: what is free of this service */
	COMMAND_DIARIES,  /* F12 */
	COMMAND_LATER,    /* n */
	COMMAND_EARLIER,  /* b */
	COMMAND_WEEK,     /* + */
	COMMAND_AT_PLACE, /* l: one place only */
	COMMAND_CANCEL,   /* x */
	COMMAND_CAME,     /* y: whoever stands under the cursor of a diary */
	COMMAND_MISSED,   /* m */
	/* the counter */
	COMMAND_PAY,        /* $ */
	COMMAND_GIVE_UP,    /* k: the payment */
	COMMAND_LATE,       /* :out-of-hours, of a service */
	COMMAND_PAYMENTS,   /* $ where nothing is paid: to be reconciled */
	COMMAND_LOOK,       /* q: the provider is asked */
	COMMAND_WAITING,    /* W: the waiting list; there, somebody new */
	COMMAND_CALL_NEXT,  /* n */
	COMMAND_CALL_AGAIN, /* a */
	COMMAND_NO_SHOW,    /* x */
	COMMAND_LEFT,       /* l */
	COMMAND_CALL_BACK,  /* r: back in the line */
	COMMAND_VENUE,      /* :venue chorley market */
	/* the whiteboard, and people who work alone */
	COMMAND_BOARD,        /* B F11 */
	COMMAND_IN,           /* i */
	COMMAND_OUT,          /* o */
	COMMAND_VISITS,       /* V */
	COMMAND_VISIT_BEGIN,  /* b */
	COMMAND_VISIT_SAFE,   /* y: and goes on */
	COMMAND_VISIT_BACK,   /* k: it is over */
	COMMAND_VISIT_CANCEL, /* x */
	COMMAND_COUNT
};

struct command_entry {
	enum command command;
	const char *name;  /* in the `:` line, never translated */
	const char *keys;  /* "f F4": names separated by blanks, as keys.h of ui reads them; letters
			      work in lists */
	const char *label; /* gettext id, in the key line: "wrap up" */
	const char *note;  /* gettext id, one sentence for help and manual */
	const char *argument; /* gettext id of what may follow in the `:` line, or null */
	enum action action;   /* permission it needs; ACTION_COUNT: none */
	bool (*works)(const struct desk *desk); /* precondition in this state; null: always */
	int weight; /* in the key line: higher comes first; 0: not shown */
};

extern const struct command_entry command_table[];
extern const unsigned command_table_count;

const struct command_entry *command_entry(enum command command);
/* By name for the `:` line (unique prefix is enough); null when unknown or ambiguous. */
const struct command_entry *command_named(const char *name);
/* Would it do something now (precondition and permission)? */
bool command_works(const struct desk *desk, enum command command);
/* Why it does nothing now, where there is more to say than that it does not; or null. */
const char *command_hindrance(const struct desk *desk, enum command command);
void command_run(struct desk *desk, enum command command, const char *argument);

#endif
