/*
 * What others are called and can be reached by. A word of a text is somebody else's when the store
 * has a customer who is called so and is not the person; names of those who belong to the person
 * count alone too. What is the person's own is never anybody else's.
 */
#include "base/text.h"
#include "crm/redact.h"
#include "store/customers.h"
#include "store/held.h"
#include "store/partners.h"

#include <ctype.h>
#include <string.h>

struct word {
	size_t from, to;
	const char *folded;
};
static const struct record word_record = {"word", sizeof(struct word), NULL, 0};

struct known {
	struct tx *tx;
	struct arena *arena;
	const char *customer;
	struct list own;    /* struct word: name words of the person */
	struct list others; /* name words of those who belong to them */
	struct list asked;  /* name words that were looked up; `to` tells whether they are names */
	struct list phones; /* `folded`: E.164 numbers that are the person's or an office's */
	struct list emails; /* theirs, and the offices' */
	struct list lines;  /* folded address lines of theirs */
	struct list postcodes;
	struct list users;
};

static const char *
fold(struct arena *arena, const char *text, size_t length)
{
	struct buf folded;
	buf_init(&folded, 3 * length + 100);
	text_fold(&folded, text, length);
	const char *copy = arena_strdup(arena, folded.data);
	buf_release(&folded);
	return copy;
}

static void
add_word(struct known *known, struct list *words, const char *text)
{
	if (!text_blank(text))
		((struct word *)list_add(known->arena, words, &word_record))->folded = text;
}

static struct word *
word_in(const struct list *words, const char *folded)
{
	LIST_EACH(struct word, word, words)
	if (strcmp(word->folded, folded) == 0)
		return word;
	return NULL;
}

/* ---- words of a text ---- */

static bool
of_word(unsigned char c)
{
	return isalnum(c) || c >= 0x80 || c == '\'' || c == '-' || c == '@' || c == '_' || c == '+';
}

/* How many bytes of a word stand here; 0 where none goes on. A dot or an apostrophe within a word
 * belongs to it (an e-mail address, a user's name), one at its end does not; the other marks of
 * U+2000 to U+203F part words. */
static size_t
word_step(const char *text, size_t at, bool within)
{
	const char *here = text + at;
	if (strncmp(here, "\u2019", 3) == 0)
		return within && of_word((unsigned char)here[3]) ? 3 : 0;
	if (strncmp(here, "\xe2\x80", 2) == 0 || strncmp(here, "\xc2\xa0", 2) == 0)
		return 0;
	if (*here == '.' || *here == '\'')
		return within && of_word((unsigned char)here[1]);
	return of_word((unsigned char)*here);
}

static void
split(const char *text, struct arena *arena, struct list *words)
{
	for (size_t at = 0; text[at];) {
		size_t end = at;
		for (size_t step; (step = word_step(text, end, end > at));)
			end += step;
		if (end == at) {
			while (((unsigned char)text[++at] & 0xc0) == 0x80)
				; /* to the next character */
			continue;
		}
		struct word *word = list_add(arena, words, &word_record);
		size_t length = end - at; /* Patel's is Patel */
		if (length > 2 && (text[end - 1] == 's' || text[end - 1] == 'S') &&
		    text[end - 2] == '\'')
			length -= 2;
		else if (length > 4 && text[end - 1] == 's' &&
			 memcmp(text + end - 4, "\u2019", 3) == 0)
			length -= 4;
		*word = (struct word){at, at + length, fold(arena, text + at, length)};
		at = end;
	}
}

static void
add_words(struct known *known, struct list *words, const char *text)
{
	struct list parts = {0};
	if (text_blank(text))
		return;
	split(fold(known->arena, text, strlen(text)), known->arena, &parts);
	LIST_EACH(struct word, part, &parts)
	add_word(known, words, part->folded);
}

/* ---- what is the person's own, and the offices' ---- */

static const char *
lower(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text);
	for (char *c = copy; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return copy;
}

static void
add_phone(struct known *known, const char *number)
{
	char normal[20];
	if (number && phone_normal(number, normal))
		add_word(known, &known->phones, arena_strdup(known->arena, normal));
}

static void
add_own(struct known *known, const struct customer *customer)
{
	LIST_EACH(struct person_name, name, &customer->names)
	{
		add_words(known, &known->own, name->given);
		add_words(known, &known->own, name->family);
	}
	LIST_EACH(struct phone, phone, &customer->phones)
	add_phone(known, phone->number);
	LIST_EACH(struct email, email, &customer->emails)
	add_word(known, &known->emails, lower(known->arena, email->address));
	LIST_EACH(struct address, address, &customer->addresses)
	{
		if (address->line)
			add_word(known, &known->lines,
			    fold(known->arena, address->line, strlen(address->line)));
		add_word(known, &known->postcodes, address->postcode);
	}
}

static void
each_own(void *context, const struct record *record, struct list *rows)
{
	if (record != &customer_record)
		return;
	LIST_EACH(struct customer, customer, rows)
	add_own(context, customer);
}

/* Numbers and addresses of councils, sites, teams and other bodies are nobody's own. */
static void
add_offices(struct known *known)
{
	static const struct record *const kinds[] = {
	    &council_record, &site_record, &team_record, &body_record, NULL};
	for (size_t i = 0; kinds[i]; i++) {
		struct list rows = {0};
		const struct field *phone = record_field(kinds[i], "telephone"),
				   *email = record_field(kinds[i], "email");
		partner_list(known->tx, kinds[i], known->arena, &rows);
		for (size_t n = 0; n < rows.count; n++) {
			const char *row = (const char *)rows.items + n * kinds[i]->size;
			const char *address = email ? field_string(email, row) : NULL;
			add_phone(known, phone ? field_string(phone, row) : NULL);
			if (address)
				add_word(known, &known->emails, lower(known->arena, address));
		}
	}
}

struct known *
known_new(struct tx *tx, const char *customer, struct arena *arena)
{
	struct known *known = arena_alloc(arena, sizeof *known);
	*known = (struct known){.tx = tx, .arena = arena, .customer = customer};
	if (held_of(tx, customer, arena, each_own, known) < 0 ||
	    partner_list(tx, &user_record, arena, &known->users) < 0)
		return NULL;
	add_offices(known);
	return tx_fault(tx) == FAULT_NONE ? known : NULL;
}

void
known_call(struct known *known, const char *name)
{
	struct list words = {0};
	add_words(known, &words, name);
	LIST_EACH(struct word, word, &words)
	if (strlen(word->folded) > 1 && !word_in(&known->own, word->folded))
		add_word(known, &known->others, word->folded);
}

void
known_connect(struct known *known, const char *id)
{
	struct customer customer;
	if (!id || customer_get(known->tx, id, &customer, known->arena) != 1 ||
	    strcmp(customer.id, known->customer) == 0)
		return;
	LIST_EACH(struct person_name, name, &customer.names)
	{
		known_call(known, name->given);
		known_call(known, name->family);
	}
}

const char *
known_role(const struct known *known, const char *user)
{
	const struct user *there = list_find(&known->users, &user_record, user);
	return there ? there->role : NULL;
}

bool
known_other(const struct known *known, const char *id)
{
	const char *root = customer_root(known->tx, id, known->arena);
	return root && strcmp(root, known->customer) != 0;
}

/* ---- does the store know somebody else who has this? ---- */

static bool
others_have(struct known *known, const struct customer *words)
{
	enum { MOST = 8 };
	const char *ids[MOST];
	size_t count;
	customers_with(known->tx, words, MOST, known->arena, ids, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(ids[i], known->customer) != 0)
			return true;
	return false;
}

static struct list
one(void *item)
{
	return (struct list){item, 1};
}

static bool
is_name(struct known *known, const char *folded)
{
	struct word *asked = word_in(&known->asked, folded);
	if (!asked) {
		int64_t named = 0, all;
		customers_named(known->tx, folded, &named, &all);
		asked = list_add(known->arena, &known->asked, &word_record);
		*asked = (struct word){0, named > 0, folded};
	}
	return asked->to;
}

static bool
others_are_called(struct known *known, const char *given, const char *family)
{
	if (!is_name(known, given) || !is_name(known, family))
		return false;
	struct person_name name = {.given = given, .family = family};
	struct customer words = {.names = one(&name)};
	return others_have(known, &words);
}

static bool
others_live_at(struct known *known, const char *line, const char *postcode)
{
	struct address address = {.line = line, .postcode = postcode};
	struct customer words = {.addresses = one(&address)};
	return others_have(known, &words);
}

/* ---- one text ---- */

struct scan {
	struct known *known;
	const char *text, *mark;
	const struct word *words;
	size_t count;
	struct spans *spans;
};

static bool
is_title(const char *folded)
{
	static const char *const titles[] = {"mr", "mrs", "miss", "ms", "mx", "dr", "rev", "cllr",
	    "councillor", "sir", "lady", "lord", NULL};
	for (size_t i = 0; titles[i]; i++)
		if (strcmp(titles[i], folded) == 0)
			return true;
	return false;
}

static void
mark_words(struct scan *scan, size_t first, size_t last, const char *rule)
{
	if (first && is_title(scan->words[first - 1].folded))
		first--;
	span_add(scan->spans, scan->words[first].from, scan->words[last].to, rule, scan->mark);
}

/* Two words with nothing but a blank, a comma or a dot between them. */
static bool
adjacent(const struct scan *scan, size_t i)
{
	if (i + 1 >= scan->count)
		return false;
	size_t from = scan->words[i].to, to = scan->words[i + 1].from;
	return to - from <= 3 && strspn(scan->text + from, " ,.\n\t") >= to - from;
}

static void
scan_names(struct scan *scan, size_t i)
{
	struct known *known = scan->known;
	const char *word = scan->words[i].folded,
		   *next = adjacent(scan, i) ? scan->words[i + 1].folded : NULL;
	bool own = word_in(&known->own, word), next_own = next && word_in(&known->own, next);
	if (!own && word_in(&known->others, word))
		mark_words(scan, i, i, "person");
	if (!next || isdigit((unsigned char)*next))
		return;
	if (is_title(word)) {
		const char *at = scan->text + scan->words[i + 1].from;
		bool capital = !islower((unsigned char)*at);
		if (!next_own && strlen(next) > 1 && (capital || is_name(known, next)))
			span_add(scan->spans, scan->words[i].from, scan->words[i + 1].to, "person",
			    scan->mark);
	} else if (strlen(word) > 1 && strlen(next) > 1 && !(own && next_own) &&
		   others_are_called(known, word, next)) {
		mark_words(scan, i, i + 1, "person");
	}
}

static void
scan_email(struct scan *scan, size_t i)
{
	const struct word *word = &scan->words[i];
	const char *at = arena_strndup(
		       scan->known->arena, scan->text + word->from, word->to - word->from),
		   *sign = strchr(at, '@');
	if (sign && sign != at && strchr(sign, '.') &&
	    !word_in(&scan->known->emails, lower(scan->known->arena, at)))
		span_add(scan->spans, word->from, word->to, "email", scan->mark);
}

static void
scan_postcode(struct scan *scan, size_t i)
{
	char normal[9];
	for (size_t last = i; last < i + 2 && last < scan->count; last++) {
		const char *words = arena_strndup(scan->known->arena,
		    scan->text + scan->words[i].from, scan->words[last].to - scan->words[i].from);
		if (strlen(words) < 10 && postcode_normal(words, normal) &&
		    !word_in(&scan->known->postcodes, normal) &&
		    others_live_at(scan->known, NULL, normal))
			mark_words(scan, i, last, "address");
	}
}

static bool
own_line(const struct known *known, const char *folded)
{
	LIST_EACH(struct word, line, &known->lines)
	if (strstr(line->folded, folded))
		return true;
	return false;
}

/* "16 Union Street": a number and the next two words, as somebody's address has them. */
static void
scan_address(struct scan *scan, size_t i)
{
	struct known *known = scan->known;
	if (!isdigit((unsigned char)*scan->words[i].folded) || !adjacent(scan, i) ||
	    !adjacent(scan, i + 1))
		return;
	const char *line = arena_printf(known->arena, "%s %s %s", scan->words[i].folded,
	    scan->words[i + 1].folded, scan->words[i + 2].folded);
	if (strlen(scan->words[i + 1].folded) > 2 && strlen(scan->words[i + 2].folded) > 1 &&
	    !own_line(known, line) && others_live_at(known, line, NULL))
		mark_words(scan, i, i + 2, "address");
}

/* A run of digits with what people write between them. Dates and references are none. */
static void
scan_phones(struct scan *scan)
{
	static const char between[] = " ()-./+";
	const char *text = scan->text;
	for (size_t at = 0; text[at];) {
		size_t end = at, digits = 0, strokes = 0, last = at;
		if (!isdigit((unsigned char)text[at]) && text[at] != '+' && text[at] != '(') {
			at++;
			continue;
		}
		for (;
		     text[end] && (isdigit((unsigned char)text[end]) || strchr(between, text[end]));
		     end++) {
			strokes += text[end] == '/';
			if (isdigit((unsigned char)text[end])) {
				digits++;
				last = end + 1;
			}
		}
		char normal[20];
		const char *number = arena_strndup(scan->known->arena, text + at, last - at);
		at += *number == '(' && !strchr(number, ')'); /* it opens before the number */
		if (digits >= 9 && strokes < 2 && phone_normal(number, normal) &&
		    !word_in(&scan->known->phones, normal))
			span_add(scan->spans, at, last, "phone", scan->mark);
		at = end > at ? end : at + 1;
	}
}

/* All words of it are the person's: staff are customers too. */
static bool
all_own(struct known *known, const char *name)
{
	struct list words = {0};
	add_words(known, &words, name);
	LIST_EACH(struct word, word, &words)
	if (!word_in(&known->own, word->folded))
		return false;
	return true;
}

/* Staff by user name or full name stand by their role. */
static void
scan_staff(struct scan *scan)
{
	LIST_EACH(struct user, user, &scan->known->users)
	{
		bool full = strchr(user->name, ' ') && !all_own(scan->known, user->name);
		const char *names[] = {user->id, full ? user->name : NULL};
		for (size_t i = 0; i < 2; i++) {
			const char *at = scan->text;
			size_t length = names[i] ? strlen(names[i]) : 0;
			while (length && (at = strcasestr(at, names[i]))) {
				bool whole =
				    (at == scan->text || !of_word((unsigned char)at[-1])) &&
				    !of_word((unsigned char)at[length]);
				size_t from = (size_t)(at - scan->text);
				if (whole)
					span_add(scan->spans, from, from + length, "staff",
					    arena_printf(scan->known->arena, "[%s]", user->role));
				at += length;
			}
		}
	}
}

void
known_scan(struct known *known, const char *text, const char *mark, struct spans *spans)
{
	struct list words = {0};
	split(text, known->arena, &words);
	struct scan scan = {known, text, mark, words.items, words.count, spans};
	scan_staff(&scan);
	scan_phones(&scan);
	for (size_t i = 0; i < scan.count; i++) {
		scan_names(&scan, i);
		scan_email(&scan, i);
		scan_postcode(&scan, i);
		scan_address(&scan, i);
	}
}
