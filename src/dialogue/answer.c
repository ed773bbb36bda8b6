/* Answers: from what is typed to what is kept, and back to what people read. */
#include "dialogue/answer_inner.h"

#include "base/i18n.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

<<<<<<< HEAD
enum { MOST_ANSWER = 4000, MOST_PICKS = 64 };

struct answering {
	const struct prompt *prompt;
	const char *typed; /* trimmed, not empty */
	const struct names *names;
	struct arena *arena;
	struct err *err;
};

=======
>>>>>>> 4408194 (Repeat sections, condition choices, and take five more types of answers)
static int
check_text(const struct answering *answering, const char **canonical)
{
	if (strlen(answering->typed) > MOST_ANSWER)
		return err_set(answering->err, _("That is too long: at most 4,000 letters."));
	*canonical = answering->typed;
	return 0;
}

<<<<<<< HEAD
/* Digits with an optional sign; commas between thousands are how people write, and so is an
 * amount without pence, as 50.00. */
static bool
read_integer(const char *text, long long *number)
{
	char digits[24];
	size_t count = 0;
	for (const char *p = text; *p; p++) {
		if (*p == ',' && p > text)
			continue;
		if (*p == '.' && p[1] != '\0' && p[1 + strspn(p + 1, "0")] == '\0')
			break;
		if ((*p < '0' || *p > '9') && !(p == text && (*p == '-' || *p == '+')))
			return false;
		if (count == sizeof digits - 1)
			return false;
		digits[count++] = *p;
	}
	digits[count] = '\0';
	char *end;
	errno = 0;
	*number = strtoll(digits, &end, 10);
	return count > 0 && end != digits && *end == '\0' && errno == 0;
}

static int
check_integer(const struct answering *answering, const char **canonical)
{
	const char *min = answering->prompt->min, *max = answering->prompt->max;
	long long number;
	if (!read_integer(answering->typed, &number))
		return err_set(answering->err, _("Type a whole number, in digits."));
	bool low = min && number < strtoll(min, NULL, 10);
	bool high = max && number > strtoll(max, NULL, 10);
	if ((low || high) && min && max)
		return err_set(
		    answering->err, _("Type a whole number between %s and %s."), min, max);
	if (low)
		return err_set(answering->err, _("Type a whole number of %s or more."), min);
	if (high)
		return err_set(answering->err, _("Type a whole number of %s or less."), max);
	*canonical = arena_printf(answering->arena, "%lld", number);
	return 0;
}

static bool
bound_date(const char *bound, struct date today, struct date *date)
{
	if (!bound)
		return false;
	if (strcmp(bound, "today") == 0) {
		*date = today;
		return true;
	}
	return date_parse(bound, date);
}

static int
check_date(const struct answering *answering, const char **canonical)
{
	struct date date, bound, today = answering->names->today;
	char words[40], text[11];
	if (!date_read(answering->typed, today, &date))
		return err_set(
		    answering->err, _("Type a day that exists, such as 14/3/2026 or 3 nov."));
	if (bound_date(answering->prompt->min, today, &bound) && date_compare(date, bound) < 0) {
		date_words(words, sizeof words, bound);
		return err_set(answering->err, _("The day must be %s or later."), words);
	}
	if (bound_date(answering->prompt->max, today, &bound) && date_compare(date, bound) > 0) {
		date_words(words, sizeof words, bound);
		return err_set(answering->err, _("The day must be %s or earlier."), words);
	}
	date_format(text, date);
	*canonical = arena_strdup(answering->arena, text);
	return 0;
}

=======
>>>>>>> 4408194 (Repeat sections, condition choices, and take five more types of answers)
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

<<<<<<< HEAD
/* A choice by its value, or by its label however it is written. */
static const struct choice *
find_choice(const struct prompt *prompt, const char *word, size_t length)
{
	const struct choice *found = choice_of(prompt, word, length);
	struct buf typed, label;
	if (found)
		return found;
	buf_init(&typed, MOST_ANSWER);
	buf_init(&label, MOST_ANSWER);
	text_fold(&typed, word, length);
	for (const struct choice *choice = prompt->choices; choice && !found;
	     choice = choice->next) {
		for (int i = 0; i < LANGUAGES; i++) {
			const char *words = choice->label.in[i];
			buf_clear(&label);
			if (words)
				text_fold(&label, words, strlen(words));
			if (words && typed.length > 0 && strcmp(label.data, typed.data) == 0)
				found = choice;
		}
	}
	buf_release(&typed);
	buf_release(&label);
	return found;
}

static int
no_choice(const struct answering *answering)
{
	struct buf list;
	buf_init(&list, 300);
	for (const struct choice *choice = answering->prompt->choices; choice;
	     choice = choice->next)
		buf_printf(&list, "%s%s", list.length ? ", " : "", choice->label.in[ENGLISH]);
	err_set(answering->err, _("Choose one of: %s."), list.data);
	buf_release(&list);
	return -1;
}

static int
check_select_one(const struct answering *answering, const char **canonical)
{
	const struct choice *choice =
	    find_choice(answering->prompt, answering->typed, strlen(answering->typed));
	if (!choice)
		return no_choice(answering);
	*canonical = choice->value;
	return 0;
}

struct picks {
	const struct choice *items[MOST_PICKS];
	size_t count;
};

static bool
picked(const struct picks *picks, const struct choice *choice)
{
	for (size_t i = 0; i < picks->count; i++)
		if (picks->items[i] == choice)
			return true;
	return false;
}

/* Adds the choice that a piece of the typed text names; false when it names none. */
static bool
pick(const struct answering *answering, struct picks *picks, const char *piece, size_t length)
{
	while (length > 0 && *piece == ' ')
		piece++, length--;
	while (length > 0 && piece[length - 1] == ' ')
		length--;
	const struct choice *choice = length ? find_choice(answering->prompt, piece, length) : NULL;
	if (choice && !picked(picks, choice)) {
		if (picks->count == MOST_PICKS)
			return false;
		picks->items[picks->count++] = choice;
	}
	return choice || length == 0;
}

/* The choices of a text whose pieces stand between separators. */
static bool
pick_all(const struct answering *answering, struct picks *picks, const char *text, size_t length,
    const char *separators)
{
	for (const char *at = text; at < text + length;) {
		size_t size = strcspn(at, separators), rest = (size_t)(text + length - at);
		if (size > rest)
			size = rest;
		/* A label has blanks, too: only a piece that is none is several words. */
		if (!pick(answering, picks, at, size) &&
		    (*separators == ' ' || !pick_all(answering, picks, at, size, " ")))
			return false;
		at += size + 1;
	}
	return true;
}

/* Values or labels between commas, or values between blanks; kept in the order of the choices. */
static int
check_select_multiple(const struct answering *answering, const char **canonical)
{
	struct picks picks = {.count = 0};
	size_t length = strlen(answering->typed);
	if (!pick(answering, &picks, answering->typed, length) &&
	    !pick_all(answering, &picks, answering->typed, length, ","))
		return no_choice(answering);
	struct buf list;
	buf_init(&list, MOST_ANSWER);
	for (const struct choice *choice = answering->prompt->choices; choice;
	     choice = choice->next)
		if (picked(&picks, choice))
			buf_printf(&list, "%s%s", list.length ? " " : "", choice->value);
	*canonical = arena_strndup(answering->arena, list.data, list.length);
	buf_release(&list);
	return 0;
}

=======
>>>>>>> 4408194 (Repeat sections, condition choices, and take five more types of answers)
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
