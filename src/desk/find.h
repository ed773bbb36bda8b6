/* The box of Home, of another matter and of whoever the customer is: what was typed, and the rows
 * under it. Part of the desk's state; its rows are replaced as a whole. */
#ifndef DESK_FIND_H
#define DESK_FIND_H

#include "base/arena.h"
#include "base/date.h"
#include "desk/desk.h"
#include "model/records.h"

/* What the box looks for: anything, the service of another matter, or who the customer is. */
enum find_mode { FIND_ANY, FIND_SERVICE, FIND_PERSON };

enum found_kind { FOUND_CASE, FOUND_SERVICE, FOUND_PERSON, FOUND_NEW_PERSON };

struct found {
	enum found_kind kind;
	const char *id;
	const struct candidate *person;
	bool guessed; /* a service by what its words look like: a name may look like it, too */
};

/* What a search text is by its form. */
enum text_form { FORM_WORDS, FORM_REFERENCE, FORM_PHONE, FORM_POSTCODE, FORM_BORN };
enum text_form text_form(const char *text, struct date today);

struct find {
	enum find_mode mode;
	struct arena arena; /* of the rows */
	struct found *rows;
	size_t count, capacity;
	size_t services, people, cases;
	uint64_t asked;      /* request in flight that belongs to the text now in the box, or 0 */
	bool settled;        /* the CRM has answered, or there is nothing to ask */
	bool failed;         /* the CRM could not be asked */
	bool open_when_sole; /* Enter was pressed before the answer came */
};

void find_changed(struct desk *desk); /* the text in the box */
void find_refresh(
    struct desk *desk); /* what is looked through: an Enter that waits goes on waiting */
void find_reply(struct desk *desk, const struct reply *reply);
void find_enter(struct desk *desk, const char *text);
/* Opens one row of Home: "service:…", "person:…", "case:…", "new-person". */
bool find_pick(struct desk *desk, const char *item);
void find_clear(struct desk *desk, enum find_mode mode);
void find_release(struct desk *desk);

#endif
