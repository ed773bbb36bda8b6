#include "model/problem.h"
#include "base/i18n.h"

#include <string.h>

static const struct problem_kind kinds[PROBLEM_COUNT] = {
    [PROBLEM_NONE] = {"none", 200, false, ""},
    [PROBLEM_BAD_REQUEST] = {"bad-request", 400, true,
	N_("The CRM did not understand the request.")},
    [PROBLEM_BAD_JSON] = {"bad-json", 400, true, N_("The CRM could not read what was sent.")},
    [PROBLEM_BAD_FIELD] = {"bad-field", 422, true, N_("The CRM refused a field: %s.")},
    [PROBLEM_NOT_SIGNED_IN] = {"not-signed-in", 401, false,
	N_("The session has ended: sign in again.")},
    [PROBLEM_WRONG_PASSWORD] = {"wrong-password", 403, true, N_("Name or password is wrong.")},
    [PROBLEM_DESK_UNKNOWN] = {"desk-unknown", 403, true,
	N_("This desk is not enrolled with the CRM.")},
    [PROBLEM_BAD_CODE] = {"bad-code", 403, true,
	N_("The enrolment code is unknown or has been used.")},
    [PROBLEM_SLOW_DOWN] = {"slow-down", 429, false,
	N_("Too many attempts: wait a minute, then try again.")},
    [PROBLEM_NOT_PERMITTED] = {"not-permitted", 403, true, N_("Your role may not do this.")},
    [PROBLEM_PURPOSE_NEEDED] = {"purpose-needed", 403, true,
	N_("Opening a person needs a contact, a case or a reason.")},
    [PROBLEM_WITHHELD] = {"withheld", 403, true,
	N_("This is withheld here: g shows it, for a reason you give.")},
    [PROBLEM_NOT_FOUND] = {"not-found", 404, true, N_("There is no such record.")},
    [PROBLEM_METHOD] = {"method", 405, true, N_("The CRM did not understand the request.")},
    [PROBLEM_CONFLICT] = {"conflict", 409, true, N_("Somebody changed this in the meantime: %s.")},
    [PROBLEM_OPERATION_REUSED] = {"operation-reused", 409, true,
	N_("The CRM has already seen this operation with other content.")},
    [PROBLEM_STALE_STEP] = {"stale-step", 409, true,
	N_("The CRM already has a newer version of this contact.")},
    [PROBLEM_REFERENCE_TAKEN] = {"reference-taken", 409, true,
	N_("The reference is not this desk's to use.")},
    [PROBLEM_AUTHORITY] = {"authority", 409, true,
	N_("The authority of whoever spoke for the customer is not in force: say once more who it "
	   "was.")},
    [PROBLEM_SAME_OFFICER] = {"same-officer", 409, true,
	N_("%s answered it before: somebody else must consider it now.")},
    [PROBLEM_BAD_ANSWERS] = {"bad-answers", 422, true,
	N_("Answers of the form are missing or wrong.")},
    [PROBLEM_BAD_TEXT] = {"bad-text", 422, true, N_("The entry has errors: %s.")},
    [PROBLEM_TOO_LARGE] = {"too-large", 413, true, N_("What was sent is too large.")},
    [PROBLEM_TOO_LONG] = {"too-long", 414, true, N_("The request line is too long.")},
    [PROBLEM_MEDIA_TYPE] = {"media-type", 415, true, N_("The CRM takes JSON only.")},
    [PROBLEM_BUSY] = {"busy", 503, false, N_("The CRM is busy; the desk keeps trying.")},
    [PROBLEM_STORAGE] = {"storage", 507, false,
	N_("The CRM cannot store now; the desk keeps trying.")},
    [PROBLEM_INTERNAL] = {"internal", 500, false,
	N_("The CRM met an error; the desk keeps trying.")},
};

const struct problem_kind *
problem_kind(enum problem_type type)
{
	return &kinds[type < PROBLEM_COUNT ? type : PROBLEM_INTERNAL];
}

enum problem_type
problem_named(const char *name)
{
	if (name && strncmp(name, PROBLEM_URN, strlen(PROBLEM_URN)) == 0)
		name += strlen(PROBLEM_URN);
	for (int i = 1; i < PROBLEM_COUNT; i++)
		if (name && strcmp(kinds[i].name, name) == 0)
			return (enum problem_type)i;
	return PROBLEM_INTERNAL;
}
