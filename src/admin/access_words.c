/* The words of a subject-access page: for people who have never seen the CRM. */
#include "admin/access_page.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

struct wording {
	const char *name, *words;
};

static const struct wording kinds[] = {
    {"customer", N_("Your record")},
    {"contact", N_("When you spoke or wrote with a council")},
    {"case_record", N_("Your cases")},
    {"customer_merge", N_("Records that were found to be of one person")},
    {"hold", N_("Legal holds")},
    {"access_request", N_("Your requests for access")},
    {"correction", N_("What was put right, or was not")},
    {"promise", N_("What was promised to you")},
    {"survey_asking", N_("Surveys that you were asked")},
    {NULL, NULL},
};

/* Fields that have no label on a desk's form. */
static const struct wording fields[] = {
    {"kind", N_("Kind")},
    {"created", N_("Written down first")},
    {"changed", N_("Changed last")},
    {"origin", N_("Taken over from")},
    {"origin_key", N_("Its number there")},
    {"district", N_("District")},
    {"author", N_("Written by")},
    {"at", N_("When")},
    {"since", N_("Since")},
    {"as", N_("On behalf of")},
    {"desk", N_("Desk")},
    {"user", N_("Dealt with by")},
    {"channel", N_("How")},
    {"direction", N_("Direction")},
    {"caller", N_("Number of the call")},
    {"caller_name", N_("Who spoke for you")},
    {"caller_role", N_("Who they are to you")},
    {"authority", N_("By what right")},
    {"authority_until", N_("Until")},
    {"began", N_("Began")},
    {"ended", N_("Ended")},
    {"received", N_("Received")},
    {"enquiries", N_("What it was about")},
    {"service", N_("Service")},
    {"responsible", N_("Council that delivers")},
    {"outcome", N_("Outcome")},
    {"outcome_prompt", N_("How it ended")},
    {"signposted", N_("Sent on to")},
    {"offer", N_("Offered beside")},
    {"offer_reply", N_("Your reply to the offer")},
    {"found_by", N_("Found by the words")},
    {"version", N_("Version of the script")},
    {"answers", N_("Your answers")},
    {"prompt", N_("Question")},
    {"value", N_("Answer")},
    {"source", N_("Where the answer came from")},
    {"reference", N_("Reference")},
    {"queue", N_("Queue")},
    {"promise", N_("What was promised")},
    {"summary", N_("Summary")},
    {"state", N_("State")},
    {"claimed_by", N_("Taken by")},
    {"opened", N_("Opened")},
    {"due", N_("Due")},
    {"closed", N_("Closed")},
    {"events", N_("What happened")},
    {"text", N_("Text")},
    {"reason", N_("Reason")},
    {"because", N_("Reason")},
    {"undone", N_("Undone")},
    {"undone_by", N_("Undone by")},
    {"undone_reason", N_("Reason for undoing it")},
    {"keep_changed", N_("The kept record had changed")},
    {"gone_changed", N_("The other record had changed")},
    {"choices", N_("What was chosen")},
    {"field", N_("Field")},
    {"side", N_("From which record")},
    {"answered", N_("Answered")},
    {"step", N_("Revision")},
    {"place", N_("Place")},
    {"record", N_("Which record")},
    {"role", N_("Role")},
    {"survey", N_("Survey")},
    {"reply", N_("Your reply to it")},
    {"what", N_("What was promised")},
    {"number", N_("Number to ring")},
    {"owner", N_("Kept by")},
    {"made", N_("Made")},
    {"made_by", N_("Made by")},
    {"kept", N_("Kept")},
    {"settled", N_("Settled")},
    {"settled_by", N_("Settled by")},
    {"warned", N_("Reminded")},
    {"overdue", N_("Found overdue")},
    {NULL, NULL},
};

/* What fields that are one of some words may hold. */
static const struct wording values[] = {
    {"person", N_("person")},
    {"organisation", N_("organisation")},
    {"current", N_("current")},
    {"known_as", N_("known as")},
    {"maiden", N_("maiden name")},
    {"former", N_("former")},
    {"home", N_("at home")},
    {"mobile", N_("mobile")},
    {"work", N_("work")},
    {"textphone", N_("textphone")},
    {"correspondence", N_("for letters")},
    {"phone", N_("phone")},
    {"counter", N_("counter")},
    {"gateway", N_("gateway desk")},
    {"email", N_("e-mail")},
    {"post", N_("post")},
    {"web", N_("web")},
    {"text", N_("text message")},
    {"survey", N_("survey")},
    {"sharing", N_("sharing with other councils")},
    {"none", N_("nothing")},
    {"exists", N_("only that it exists")},
    {"full", N_("everything")},
    {"caution", N_("caution")},
    {"vulnerable", N_("vulnerable")},
    {"interpreter", N_("interpreter")},
    {"signer", N_("signer")},
    {"large_print", N_("large print")},
    {"hearing", N_("hearing")},
    {"sight", N_("sight")},
    {"mobility", N_("mobility")},
    {"other", N_("other")},
    {"household", N_("household")},
    {"representative", N_("representative")},
    {"member", N_("member")},
    {"power_of_attorney", N_("power of attorney")},
    {"deputy", N_("deputy")},
    {"appointee", N_("appointee")},
    {"parent", N_("parent")},
    {"written_consent", N_("written consent")},
    {"verbal_consent", N_("verbal consent")},
    {"advocate", N_("advocate")},
    {"councillor", N_("councillor")},
    {"postcode_and_birth", N_("postcode and date of birth")},
    {"document", N_("a document")},
    {"questions", N_("questions")},
    {"in", N_("from you")},
    {"out", N_("to you")},
    {"resolved", N_("resolved")},
    {"referred", N_("referred")},
    {"signposted", N_("signposted")},
    {"booked", N_("booked")},
    {"callback", N_("call back")},
    {"abandoned", N_("abandoned")},
    {"yes", N_("yes")},
    {"no", N_("no")},
    {"later", N_("later")},
    {"asked", N_("you were asked")},
    {"known", N_("already known")},
    {"volunteered", N_("you said so")},
    {"calculated", N_("worked out")},
    {"open", N_("still open")},
    {"closed", N_("closed")},
    {"opened", N_("opened")},
    {"note", N_("note")},
    {"claim", N_("taken")},
    {"release", N_("given back")},
    {"move", N_("moved")},
    {"close", N_("closed")},
    {"reopen", N_("opened again")},
    {"mail", N_("e-mail")},
    {"hand_over", N_("handed over")},
    {"bounce", N_("sent back to who spoke with you")},
    {"answer", N_("answered")},
    {"priority", N_("priority changed")},
    {"skill", N_("a skill was asked for")},
    {"undo", N_("taken back")},
    {"high", N_("high")},
    {"normal", N_("normal")},
    {"low", N_("low")},
    {"answered", N_("answered")},
    {"customer", N_("your record")},
    {"contact", N_("a contact")},
    {"case_record", N_("a case")},
    {"corrected", N_("corrected")},
    {"refused", N_("refused")},
    {"keep", N_("the kept record")},
    {"gone", N_("the other record")},
    {NULL, NULL},
};

/* Staff by their role. */
static const struct wording roles[] = {
    {"advisor", N_("advisor")},
    {"back_office", N_("back office")},
    {"information_officer", N_("information officer")},
    {"supervisor", N_("supervisor")},
    {"trainer", N_("trainer")},
    {"trainee", N_("trainee")},
    {"dpo", N_("data protection officer")},
    {"admin", N_("administrator")},
    {"staff", N_("member of staff")},
    {NULL, NULL},
};

static const struct wording actions[] = {
    {"customer.read", N_("Your record was read")},
    {"customer.glass", N_("What is withheld in your record was read")},
    {"customer.new", N_("Your record was made")},
    {"customer.change", N_("Your record was changed")},
    {"customer.merge", N_("Two records were made one")},
    {"customer.unmerge", N_("Two records were taken apart again")},
    {"customer.merges", N_("It was looked which records were made one")},
    {"customer.access", N_("Your request for access was dealt with")},
    {"customer.access.review", N_("Your request for access was looked through")},
    {"customer.access.answered", N_("Your request for access was answered")},
    {"contact.put", N_("A contact was written down")},
    {"contact.replace", N_("A contact was written down again")},
    {"contact.read", N_("A contact was read")},
    {"contact.glass", N_("What is withheld of a contact was read")},
    {"case.open", N_("A case was opened")},
    {"case.renew", N_("A case was brought up to date")},
    {"case.read", N_("A case was read")},
    {"case.glass", N_("What is withheld of a case was read")},
    {"case.note", N_("A note was added to a case")},
    {"case.claim", N_("A case was taken")},
    {"case.release", N_("A case was given back")},
    {"case.move", N_("A case was moved")},
    {"case.close", N_("A case was closed")},
    {"case.reopen", N_("A case was opened again")},
    {"case.hand_over", N_("A case was handed over")},
    {"case.bounce", N_("A case was sent back to who spoke with you")},
    {"case.answer", N_("A question about a case was answered")},
    {"case.priority", N_("The priority of a case was changed")},
    {"case.skill", N_("A skill was asked for in a case")},
    {"case.undo", N_("Something done to a case was taken back")},
    {"enquiry.doubt", N_("It was doubted which council delivers")},
    {"hold.put", N_("A legal hold was put on it")},
    {"hold.lift", N_("A legal hold was lifted")},
    {"customer.rectify", N_("Something was put right in your record")},
    {"contact.rectify", N_("Something was put right in a contact")},
    {"case.rectify", N_("Something was put right in a case")},
    {"rectify.refuse", N_("Your statement was put beside a text")},
    {"audit.read", N_("It was asked who had looked at your record")},
    {NULL, NULL},
};

static const char *
wording_of(const struct wording *table, const char *name)
{
	for (; table->name; table++)
		if (strcmp(table->name, name) == 0)
			return _(table->words);
	return NULL;
}

/* "outcome_prompt" -> "outcome prompt": what has no words yet. */
static const char *
plain(const char *name, struct arena *arena)
{
	char *copy = arena_strdup(arena, name);
	for (char *at = copy; *at; at++)
		if (*at == '_' || *at == '-' || *at == '.')
			*at = ' ';
	return copy;
}

const char *
access_kind_words(const struct record *record, struct arena *arena)
{
	const char *words = wording_of(kinds, record->name);
	return words ? words : plain(record->name, arena);
}

const char *
access_field_words(const struct field *field, struct arena *arena)
{
	bool council = field->type == FIELD_KEY && strcmp(field->name, "at") == 0;
	const char *words = council        ? _("Where")
			    : field->label ? _(field->label)
					   : wording_of(fields, field->name);
	return words ? words : plain(field->name, arena);
}

const char *
access_action_words(const char *action, struct arena *arena)
{
	const char *words = wording_of(actions, action);
	return words ? words : plain(action, arena);
}

const char *
access_role_words(const char *role, const char *otherwise)
{
	const char *words = role ? wording_of(roles, role) : NULL;
	return words ? words : otherwise;
}

static const char *
time_words(micros when, struct arena *arena)
{
	char day[40], time[16];
	if (!when)
		return NULL;
	date_words(day, sizeof day, london_of(when).date);
	london_time(time, sizeof time, when);
	return arena_printf(arena, "%s, %s", day, time);
}

static const char *
day_words(const char *text, struct arena *arena)
{
	struct date date;
	char day[40];
	if (!date_parse(text, &date))
		return text;
	date_words(day, sizeof day, date);
	return arena_strdup(arena, day);
}

static const char *
key_words(const struct access_bundle *bundle, const char *text, struct arena *arena)
{
	const struct council *council = list_find(&bundle->councils, &council_record, text);
	return council ? council->name : access_role_words(text, plain(text, arena));
}

static const char *
text_words(const char *text, struct arena *arena)
{
	char phone[40];
	text = access_role_words(text, text);
	if (*text != '+' || strspn(text + 1, "0123456789") != strlen(text + 1))
		return text;
	phone_words(text, phone, sizeof phone);
	return arena_strdup(arena, phone);
}

const char *
access_value_words(const struct access_bundle *bundle, const struct field *field, const void *value,
    struct arena *arena)
{
	const void *at = (const char *)value + field->offset;
	const char *text = field_string(field, value), *words;
	if (field->type == FIELD_BOOL)
		return *(const bool *)at ? _("yes") : _("no");
	if (field->type == FIELD_TIME)
		return time_words(*(const micros *)at, arena);
	if (field->type == FIELD_NUMBER)
		return *(const int64_t *)at ? field_text(field, value, arena) : NULL;
	if (!text || !*text || field->type == FIELD_ID)
		return NULL;
	if (field->type == FIELD_DATE)
		return day_words(text, arena);
	if (field->type == FIELD_KEY)
		return key_words(bundle, text, arena);
	if (field->type == FIELD_WORD)
		return (words = wording_of(values, text)) ? words : plain(text, arena);
	return text_words(text, arena);
}
