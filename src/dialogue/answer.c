/* Answers: from what is typed to what is kept, and back to what people read. */
#include "dialogue/answer_inner.h"

#include "base/i18n.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

static int
check_text(const struct answering *answering, const char **canonical)
{
	if (strlen(answering->typed) > MOST_ANSWER)
		return err_set(answering->err, _("That is too long: at most 4,000 letters."));
	*canonical = answering->typed;
	return 0;
}

static int
check_yesno(const struct answering *answering, const char **canonical)
{
	const char *typed = answering->typed;
	if (word_equal(typed, "yes") || word_equal(typed, "y") || word_equal(typed, _("Yes")))
		*canonical = "yes";
	else if (word_equal(typed, "no") || word_equal(typed, "n") || word_equal(typed, _("No")))
		*canonical = "no";
	else
		return err_set(answering->err, _("Answer yes or no."));
	return 0;
}

static int
check_phone(const struct answering *answering, const char **canonical)
{
	char normal[20];
	if (!phone_normal(answering->typed, normal))
		return err_set(answering->err,
		    _("That is not a telephone number: type it with its area code."));
	*canonical = arena_strdup(answering->arena, normal);
	return 0;
}

/* One @ with something on both sides, and a dot in the domain (RFC 5321, without its quoted forms).
 * The domain is the same in small letters. */
static int
check_email(const struct answering *answering, const char **canonical)
{
	const char *typed = answering->typed, *at = strchr(typed, '@');
	const char *dot = at ? strchr(at, '.') : NULL;
	if (!at || at == typed || strchr(at + 1, '@') || !dot || dot == at + 1 ||
	    typed[strlen(typed) - 1] == '.' || strpbrk(typed, " \t,;<>()\"") || strstr(at, "..") ||
	    strlen(typed) > 254)
		return err_set(answering->err,
		    _("That is not an e-mail address: it looks like name@example.org."));
	char *copy = arena_strdup(answering->arena, typed);
	for (char *p = copy + (at - typed); *p; p++)
		*p = (char)tolower((unsigned char)*p);
	*canonical = copy;
	return 0;
}

static int
check_postcode(const struct answering *answering, const char **canonical)
{
	char normal[9];
	if (!postcode_normal(answering->typed, normal))
		return err_set(answering->err, _("That is not a postcode: it looks like PR7 1AB."));
	*canonical = arena_strdup(answering->arena, normal);
	return 0;
}

static int (*const checks[ANSWER_TYPES])(
    const struct answering *answering, const char **canonical) = {[ANSWER_TEXT] = check_text,
    [ANSWER_INTEGER] = check_integer,
    [ANSWER_DECIMAL] = check_decimal,
    [ANSWER_MONEY] = check_money,
    [ANSWER_DATE] = check_date,
    [ANSWER_TIME] = check_time,
    [ANSWER_YESNO] = check_yesno,
    [ANSWER_SELECT_ONE] = check_select_one,
    [ANSWER_SELECT_MULTIPLE] = check_select_multiple,
    [ANSWER_ADDRESS] = check_text,
    [ANSWER_PHONE] = check_phone,
    [ANSWER_EMAIL] = check_email,
    [ANSWER_POSTCODE] = check_postcode};

/* What is still open cannot refuse an answer. */
static int
check_constraint(const struct answering *answering, const char *canonical)
{
	const struct prompt *prompt = answering->prompt;
	struct value self = {.kind = VALUE_STRING, .string = canonical};
	struct names names = *answering->names;
	struct value value;
	struct fault fault;
	names.self = &self;
	if (!prompt->constraint)
		return 0;
	if (expr_eval(prompt->constraint, &names, answering->arena, &value, &fault))
		return err_set(answering->err, "%s", fault.err.text);
	if (value_truth(&value) != TRUTH_NO)
		return 0;
	return err_set(answering->err, "%s",
	    text_fill(answering->arena, words_in(&prompt->constraint_message, names.language),
		&names, NULL));
}

int
answer_check(const struct prompt *prompt, const char *typed, const struct names *names,
    struct arena *arena, const char **canonical, struct err *err)
{
	struct answering answering = {.prompt = prompt, .names = names, .arena = arena, .err = err};
	answering.typed = text_trim(arena_strdup(arena, typed));
	*canonical = "";
	if (answering.typed[0] == '\0')
		return prompt->required && prompt->type != ANSWER_SELECT_MULTIPLE
			   ? err_set(err, _("This one needs an answer."))
			   : 0;
	if (checks[prompt->type](&answering, canonical))
		return -1;
	return check_constraint(&answering, *canonical);
}
