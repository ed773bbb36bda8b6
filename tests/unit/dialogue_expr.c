#include "dialogue/expr.h"
#include "dialogue/pattern.h"
#include "helpers/tap.h"

#include <math.h>
#include <string.h>

static struct arena arena;

static void
setup(void)
{
	arena_init(&arena);
}

static void
teardown(void)
{
	arena_release(&arena);
}

/* ${open} is still open, ${empty} left out; any ${x.y} does not exist. */
static bool
look(void *context, const char *name, struct value *out)
{
	static const char *const known[][2] = {{"empty", ""}, {"bin", "grey"}, {"n", "15"},
	    {"items", "sofa bed"}, {"day", "2026-11-20"}, {"yes", "yes"}, {"false", "false"},
	    {"name", "Siân"}, {".", "12"}};
	(void)context;
	*out = (struct value){.kind = VALUE_UNKNOWN};
	if (strncmp(name, "open", 4) == 0)
		return true;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i][0], name) == 0) {
			*out = (struct value){.kind = VALUE_STRING, .string = known[i][1]};
			return true;
		}
	return false;
}

static bool
list(void *context, const char *name, struct value_list *out)
{
	static const struct value children[] = {
	    {.kind = VALUE_STRING, .string = "Ann"},
	    {.kind = VALUE_STRING, .string = "Bob"},
	    {.kind = VALUE_STRING, .string = "Cy"},
	};
	static const struct value ages[] = {
	    {.kind = VALUE_STRING, .string = "4"},
	    {.kind = VALUE_STRING, .string = "8"},
	    {.kind = VALUE_NUMBER, .number = 9},
	};
	static const struct value some_open[] = {
	    {.kind = VALUE_STRING, .string = "4"}, {.kind = VALUE_UNKNOWN}};
	static const struct {
		const char *name;
		struct value_list list;
	} known[] = {{"child", {children, 3, false}}, {"age", {ages, 3, false}},
	    {"none", {NULL, 0, false}}, {"some_open", {some_open, 2, false}},
	    {"how_many_open", {ages, 1, true}}};
	(void)context;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].name, name) == 0) {
			*out = known[i].list;
			return true;
		}
	return false;
}

static const char *
label(void *context, const char *name, const char *value)
{
	(void)context;
	return strcmp(name, "bin") == 0 && strcmp(value, "grey") == 0 ? "the grey one" : NULL;
}

static const struct names names = {.look = look,
    .list = list,
    .label = label,
    .today = {2026, 11, 20},
    .now =
	20777 * MICROS_DAY + 10 * MICROS_HOUR + 42 * MICROS_MINUTE + 7250 * (MICROS_SECOND / 1000),
    .id = "0190-matter",
    .position = 2};

static const char *
kind_and_text(const struct value *value)
{
	static const char *const kinds[] = {"s", "n", "b", "?"};
	return arena_printf(&arena, "%s:%s", kinds[value->kind], value_string(value, &arena));
}

/* s: text, n: number, b: boolean, ?: undetermined. */
static const char *const values[][2] = {
    /* the corner cases of openrosa-xpath-evaluator */
    {"'12' = 12", "b:true"},
    {"'12.0' = 12", "b:true"},
    {"'12.0' = '12'", "b:false"},
    {"1 = true()", "b:true"},
    {"'x' = true()", "b:true"},
    {"'' = false()", "b:true"},
    {"'b' > 'a'", "b:false"},
    {"'' < 1", "b:false"},
    {"'' >= 0", "b:false"},
    {"not('' < 1)", "b:true"},
    {"5 div 0", "n:Infinity"},
    {"-5 div 0", "n:-Infinity"},
    {"0 div 0", "n:NaN"},
    {"number('') = number('')", "b:false"},
    {"number('') != number('')", "b:true"},
    {"boolean('false')", "b:true"},
    {"boolean('')", "b:false"},
    {"boolean(0)", "b:false"},
    {"boolean(number(''))", "b:false"},
    {"5 mod -3", "n:2"},
    {"-5 mod 3", "n:-2"},
    {"number('')", "n:NaN"},
    {"number(' 12 ')", "n:12"},
    {"number('12 13')", "n:NaN"},
    {"coalesce('', 'z')", "s:z"},
    {"coalesce('a', 'z')", "s:a"},
    {"coalesce('', '', 'z')", "s:z"},
    {"round(2.567, 2)", "n:2.57"},
    {"round(2.5)", "n:3"},
    {"round(-2.5)", "n:-3"},
    {"round(1234, -2)", "n:1200"},
    {"int(3.9)", "n:3"},
    {"int(-3.9)", "n:-3"},
    {"floor(-3.1)", "n:-4"},
    {"min(3, 1, 2)", "n:1"},
    {"max(3, '10', 2)", "n:10"},
    {"max(1, '')", "n:NaN"},
    {"selected('a b c', 'b')", "b:true"},
    {"selected('a b c', ' b ')", "b:true"},
    {"selected('abc', 'b')", "b:false"},
    {"selected('', '')", "b:true"},
    {"selected('', 'a')", "b:false"},
    {"count-selected('a  b c')", "n:3"},
    {"count-selected('')", "n:0"},
    {"if(1, 'a', 'b')", "s:a"},
    {"if('', 'a', 'b')", "s:b"},
    {"if(true(), 1, date('2024-02-29') div ${no.such})", "n:1"},
    {"concat('a', 1, true())", "s:a1true"},
    {"contains('abc', 'b')", "b:true"},
    {"contains('abc', '')", "b:true"},
    {"starts-with('abc', 'ab')", "b:true"},
    {"string-length('Siân')", "n:4"},
    {"string(1.50)", "s:1.5"},
    {"string(0.1 + 0.2)", "s:0.3"},
    {"regex('abc123', '[0-9]+')", "b:true"},
    {"regex('abc', '^b')", "b:false"},
    {"today()", "s:2026-11-20"},
    {"today() + 1", "n:20778"},
    {"date(today() - 30)", "s:2026-10-21"},
    {"date('2024-02-29')", "s:2024-02-29"},
    {"date('')", "s:"},
    {"number(date('1970-01-02'))", "n:1"},
    {"date('2024-02-29') < today()", "b:true"},
    {"${day} = today()", "b:true"},
    {"${day} <= today()", "b:true"},
    {"${day} > date('2026-11-20')", "b:false"},
    /* texts, lists and the rest */
    {"join(', ', 'a', 'b')", "s:a, b"},
    {"join(', ', ${child})", "s:Ann, Bob, Cy"},
    {"join('-', 'x', ${child}, 'y')", "s:x-Ann-Bob-Cy-y"},
    {"concat(${child})", "s:AnnBobCy"},
    {"sum(${age})", "n:21"},
    {"sum('4')", "n:4"},
    {"count(${age})", "n:3"},
    {"count(${bin})", "n:1"},
    {"min(${age})", "n:4"},
    {"max(${age}, 10)", "n:10"},
    {"max(${none})", "n:NaN"},
    {"sum(${none})", "n:0"},
    {"count(${none})", "n:0"},
    {"join(',', ${none})", "s:"},
    {"sum(${some_open})", "?:"},
    {"count(${some_open})", "n:2"},
    {"count(${how_many_open})", "?:"},
    {"count(${open})", "n:1"},
    {"jr:choice-name(${bin}, '${bin}')", "s:the grey one"},
    {"jr:choice-name(${bin}, ' ${bin} ')", "s:the grey one"},
    {"jr:choice-name('x', '${n}')", "s:x"},
    {"jr:choice-name(${open}, '${bin}')", "?:"},
    {"position()", "n:2"},
    {"position(..)", "n:2"},
    {"position( .. ) + 1", "n:3"},
    {"uuid()", "s:0190-matter"},
    {"once(${bin})", "s:12"}, /* `.` has a value */
    /* days and times */
    {"now()", "s:2026-11-20T10:42:07.250+00:00"},
    {"decimal-date-time(date('2024-02-29'))", "n:19782"},
    {"decimal-date-time('2024-02-29T12:00:00Z')", "n:19782.5"},
    {"decimal-date-time('2024-07-01T00:00:00+01:00')", "n:19905"},
    {"decimal-date-time('2024-07-01T12:00')", "n:19905.5"},
    {"decimal-date-time('')", "n:NaN"},
    {"now() > today()", "b:true"},
    {"round(now() - today(), 3)", "n:0.446"},
    {"'14:30' < '15:00'", "b:true"},
    {"number('18:00')", "n:0.75"},
    {"'18:61' < 1", "b:false"},
    {"date(now())", "s:2026-11-20"},
    {"date('2026-07-01T23:30:00Z')", "s:2026-07-02"},
    {"format-date(${day}, '%e %b %Y, %a; %d/%m/%y %n')", "s:20 Nov 2026, Fri; 20/11/26 11"},
    {"format-date('', '%Y')", "s:"},
    {"format-date(20777, '%Y-%m-%d')", "s:2026-11-20"},
    {"format-date-time(now(), '%H:%M:%S.%3 %h 100%%')", "s:10:42:07.250 10 100%"},
    {"difference-in-months('2026-01-15', '2026-03-14')", "n:1"},
    {"difference-in-months('2026-01-15', '2026-03-15')", "n:2"},
    {"difference-in-months('2026-03-15', '2026-01-15')", "n:-2"},
    {"difference-in-months('2026-01-31', '2026-02-28')", "n:1"},
    {"difference-in-months('2024-02-29', '2025-02-28')", "n:12"},
    {"difference-in-months('2024-02-29', '2025-02-27')", "n:11"},
    {"difference-in-months(${day}, ${day})", "n:0"},
    {"difference-in-months(${empty}, ${day})", "s:"},
    {"difference-in-months(${open}, ${day})", "?:"},
    /* precedence and signs */
    {"1 + 2 * 3", "n:7"},
    {"(1 + 2) * 3", "n:9"},
    {"10 - 4 - 3", "n:3"},
    {"-(3)", "n:-3"},
    {"--3", "n:3"},
    {"2 - -3", "n:5"},
    {"12 div 4 div 3", "n:1"},
    {"1 = 1 = 1", "b:true"},
    {"3 > 2 > 1", "b:false"},
    {"1 or 1 and 0", "b:true"},
    {"(1 or 1) and 0", "b:false"},
    {"1 < 2 = true()", "b:true"},
    {".5 + 1.", "n:1.5"},
    {". >= 10 and . <= 20", "b:true"},
    {"\"it's\"", "s:it's"},
    {"${n}mod 4", "n:3"},
    {"${n} div 2", "n:7.5"},
    {"${bin} = 'grey' or ${n} > 100", "b:true"},
    {"${false}", "s:false"},
    {"not(${empty})", "b:true"},
    {"\xC2\xA0${n} = 15", "b:true"},
    /* what is open stays open, unless the rest decides */
    {"${open} = 'x'", "?:"},
    {"${open} = 'x' and ${bin} = 'blue'", "b:false"},
    {"${bin} = 'blue' and ${open} = 'x'", "b:false"},
    {"${open} = 'x' and ${bin} = 'grey'", "?:"},
    {"${open} = 'x' or ${bin} = 'grey'", "b:true"},
    {"${open} = 'x' or ${bin} = 'blue'", "?:"},
    {"not(${open})", "?:"},
    {"-${open}", "?:"},
    {"${open} + 1 > 0", "?:"},
    {"selected(${open}, 'x')", "?:"},
    {"if(${open}, 'a', 'b')", "?:"},
    {"if(${open}, 'a', 'a')", "s:a"},
    {"if(${open}, ${open2}, 'a')", "?:"},
    {"if(${bin} = 'grey', 'a', ${open})", "s:a"},
    {"coalesce(${open}, 'a')", "?:"},
    {"coalesce('a', ${open})", "s:a"},
    {"coalesce('', ${open})", "?:"},
};

START_TEST(conditions_have_these_values)
{
	struct fault fault = {0};
	struct value value;
	struct expr *expr = expr_parse(&arena, values[_i][0], &fault);
	ck_assert_msg(expr != NULL, "%s: %d: %s", values[_i][0], fault.at, fault.err.text);
	ck_assert_msg(expr_eval(expr, &names, &arena, &value, &fault) == 0, "%s: %s", values[_i][0],
	    fault.err.text);
	ck_assert_msg(strcmp(kind_and_text(&value), values[_i][1]) == 0, "%s is %s, not %s",
	    values[_i][0], kind_and_text(&value), values[_i][1]);
}
END_TEST

static const struct {
	const char *source;
	int at;
	const char *words;
	enum fault_kind kind;
} refused[] = {
    {"", 1, "is empty", FAULT_SYNTAX},
    {"   ", 4, "ends too early", FAULT_SYNTAX},
    {"${bin} = ", 10, "ends too early", FAULT_SYNTAX},
    {"${bin} = \xE2\x80\x98grey\xE2\x80\x99", 10, "curly quote: type ' instead", FAULT_QUOTE},
    {"\xE2\x80\x9Cgrey\xE2\x80\x9D = ${bin}", 1, "curly quote: type \" instead", FAULT_QUOTE},
    {"${bin} \xE2\x80\x93 1", 8, "type - instead", FAULT_SYNTAX},
    {"selected(${bin}, 'x'", 1, "never closed", FAULT_SYNTAX},
    {"(${bin} = 'x'", 1, "never closed", FAULT_SYNTAX},
    {"${bin} = 'x')", 13, "closes nothing", FAULT_SYNTAX},
    {"${bin} = 'x", 10, "never closed", FAULT_SYNTAX},
    {"${bin} == 'x'", 8, "write one =", FAULT_SYNTAX},
    {"${bin} <> 'x'", 8, "write !=", FAULT_SYNTAX},
    {"!${bin}", 1, "not(", FAULT_SYNTAX},
    {"${a} && ${b}", 6, "write 'and'", FAULT_SYNTAX},
    {"${a} || ${b}", 6, "write 'or'", FAULT_SYNTAX},
    {"${a} AND ${b}", 6, "small letters", FAULT_SYNTAX},
    {"${a} ${b}", 6, "is missing before this", FAULT_SYNTAX},
    {"${a} 'x'", 6, "is missing before this", FAULT_SYNTAX},
    {"${a} is 'x'", 6, "should be", FAULT_SYNTAX},
    {"bin = 'grey'", 1, "${bin} for the answer", FAULT_SYNTAX},
    {"${bin} = grey", 10, "'grey' in quotes", FAULT_SYNTAX},
    {"${bin} = grey bin", 10, "'grey' in quotes", FAULT_SYNTAX},
    {"true", 1, "write true()", FAULT_SYNTAX},
    {"selectd(${a}, 'x')", 1, "no function selectd()", FAULT_FUNCTION},
    {"../bin = 'x'", 1, "paths are not possible", FAULT_PATH},
    {"/data/bin = 'x'", 1, "paths are not possible", FAULT_PATH},
    {"${a}/b", 5, "paths are not possible", FAULT_PATH},
    {"instance('c')/root/item[name = ${a}]", 1, "begins a path", FAULT_PATH},
    {"current()/../a", 1, "begins a path", FAULT_PATH},
    {"data/bin = 1", 1, "paths are not possible", FAULT_PATH},
    {"child::bin", 1, "paths are not possible", FAULT_PATH},
    {"./a", 2, "paths are not possible", FAULT_PATH},
    {"//a", 1, "paths are not possible", FAULT_PATH},
    {"@id = 1", 1, "paths are not possible", FAULT_PATH},
    {"position(../..)", 10, "paths are not possible", FAULT_PATH},
    {"count(../a)", 7, "paths are not possible", FAULT_PATH},
    {"${a}[1]", 5, "paths are not possible", FAULT_PATH},
    {"count('a')", 7, "count(${name})", FAULT_VALUE},
    {"count(1 + 1)", 7, "count(${name})", FAULT_VALUE},
    {"jr:choice-name(${a}, ${a})", 22, "in quotes", FAULT_VALUE},
    {"jr:choice-name(${a}, 'a')", 22, "in quotes", FAULT_VALUE},
    {"jr:choice-name(${a}, '${a} b')", 22, "in quotes", FAULT_VALUE},
    {"jr:itext('a')", 1, "no function jr:itext()", FAULT_FUNCTION},
    {"pulldata('a', 'b')", 1, "no function pulldata()", FAULT_FUNCTION},
    {"format-date(${a}, '%Q')", 19, "the format knows %Y", FAULT_VALUE},
    {"format-date(${a}, '%')", 19, "the format knows %Y", FAULT_VALUE},
    {"uuid(6)", 1, "takes nothing", FAULT_COUNT},
    {"${bin = 'x'", 1, "a name is written ${name}", FAULT_SYNTAX},
    {"$bin = 'x'", 1, "{ is missing", FAULT_SYNTAX},
    {"{bin} = 'x'", 1, "$ is missing", FAULT_SYNTAX},
    {"selected(${a})", 1, "takes 2 values, not 1", FAULT_COUNT},
    {"not()", 1, "takes 1 value, not 0", FAULT_COUNT},
    {"today(1)", 1, "takes nothing", FAULT_COUNT},
    {"if(1, 2)", 1, "takes 3 values", FAULT_COUNT},
    {"round(1, 2, 3)", 1, "at most 2 values, not 3", FAULT_COUNT},
    {"regex(${a}, '[')", 13, "'['", FAULT_VALUE},
    {"regex(${a}, '(a')", 13, "'('", FAULT_VALUE},
    {"date('2024-02-30')", 6, "is no date", FAULT_VALUE},
    {"date('tomorrow')", 6, "is no date", FAULT_VALUE},
    {"1 +", 4, "ends too early", FAULT_SYNTAX},
    {"1 + * 2", 5, "a value is missing", FAULT_SYNTAX},
    {"1 ; 2", 3, "means nothing", FAULT_SYNTAX},
    {"${a} % 2", 6, "write mod", FAULT_SYNTAX},
    {"((((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))))", 41,
	"too many brackets", FAULT_SIZE},
};

START_TEST(what_is_no_condition_says_where_and_what_to_write)
{
	struct fault fault = {0};
	ck_assert_ptr_null(expr_parse(&arena, refused[_i].source, &fault));
	ck_assert_msg(strstr(fault.err.text, refused[_i].words) != NULL, "%s: %s",
	    refused[_i].source, fault.err.text);
	ck_assert_msg(fault.at == refused[_i].at, "%s: at %d: %s", refused[_i].source, fault.at,
	    fault.err.text);
	ck_assert_msg(fault.kind == refused[_i].kind, "%s: kind %d: %s", refused[_i].source,
	    (int)fault.kind, fault.err.text);
}
END_TEST

START_TEST(long_ones_are_refused_and_wide_ones_are_not)
{
	struct fault fault = {0};
	enum { MOST = 1 << 20 };
	char *source = arena_alloc(&arena, MOST + 100);
	struct value value;
	size_t length = 1;
	strcpy(source, "1");
	for (; length + 6 < MOST; length += 6)
		memcpy(source + length, " and 1", 7);
	struct expr *expr = expr_parse(&arena, source, &fault);
	ck_assert_ptr_nonnull(expr);
	ck_assert_int_eq(expr_eval(expr, &names, &arena, &value, &fault), 0);
	ck_assert_int_eq(value_truth(&value), TRUTH_YES);
	for (; length <= MOST; length += 6)
		memcpy(source + length, " and 1", 7);
	ck_assert_ptr_null(expr_parse(&arena, source, &fault));
	ck_assert_ptr_nonnull(strstr(fault.err.text, "1 MiB"));
	ck_assert_int_eq(fault.kind, FAULT_SIZE);
}
END_TEST

static const struct {
	const char *source;
	int at;
	const char *words;
	enum fault_kind kind;
} faults[] = {
    {"${no.such} = 1", 1, "there is no ${no.such}", FAULT_NAME},
    {"1 + date(${bin})", 10, "'grey' is no date", FAULT_VALUE},
    {"date(99999999)", 6, "is no date", FAULT_VALUE},
    {"regex('a', ${bad.name})", 12, "there is no", FAULT_NAME},
    {"regex('a', concat('[', ''))", 12, "'['", FAULT_VALUE},
    {"format-date(${bin}, '%Y')", 13, "'grey' is no date", FAULT_VALUE},
    {"format-date(${day}, concat('%', 'Q'))", 21, "the format knows", FAULT_VALUE},
    {"difference-in-months(${day}, 'x')", 30, "'x' is no date", FAULT_VALUE},
    {"join(',', ${bad.name})", 11, "there is no", FAULT_NAME},
    {"count(${bad.name})", 7, "there is no", FAULT_NAME},
};

START_TEST(what_cannot_be_reckoned_is_an_error_with_its_place)
{
	struct fault fault = {0};
	struct value value;
	struct expr *expr = expr_parse(&arena, faults[_i].source, &fault);
	ck_assert_msg(expr != NULL, "%s", fault.err.text);
	ck_assert_int_eq(expr_eval(expr, &names, &arena, &value, &fault), -1);
	ck_assert_msg(strstr(fault.err.text, faults[_i].words) != NULL, "%s", fault.err.text);
	ck_assert_msg(fault.at == faults[_i].at && fault.kind == faults[_i].kind, "%s: at %d, %d",
	    faults[_i].source, fault.at, (int)fault.kind);
}
END_TEST

static const char *
value_under(const char *source, const struct names *under)
{
	struct value value = {0};
	struct fault fault = {0};
	struct expr *expr = expr_parse(&arena, source, &fault);
	ck_assert_ptr_nonnull(expr);
	ck_assert_msg(
	    expr_eval(expr, under, &arena, &value, &fault) == 0, "%s: %s", source, fault.err.text);
	return kind_and_text(&value);
}

START_TEST(once_holds_what_was_true_when_the_matter_began)
{
	struct value none = {.kind = VALUE_STRING, .string = ""};
	struct names then = names;
	then.self = &none;
	then.began = names.now - MICROS_DAY;
	ck_assert_str_eq(value_under("once(today())", &then), "s:2026-11-19");
	ck_assert_str_eq(value_under("once(now())", &then), "s:2026-11-19T10:42:07.250+00:00");
	ck_assert_str_eq(value_under("today()", &then), "s:2026-11-20");
	then.began = 0;
	ck_assert_str_eq(value_under("once(today())", &then), "s:2026-11-20");
}
END_TEST

START_TEST(without_a_clock_or_an_id_it_says_so)
{
	struct names bare = {.look = look, .today = {2026, 7, 1}};
	struct value value;
	struct fault fault = {0};
	ck_assert_str_eq(value_under("now()", &bare), "s:2026-07-01T00:00:00.000+01:00");
	ck_assert_str_eq(value_under("position()", &bare), "n:1");
	ck_assert_str_eq(value_under("jr:choice-name(${bin}, '${bin}')", &bare), "s:grey");
	struct expr *expr = expr_parse(&arena, "uuid()", &fault);
	ck_assert_int_eq(expr_eval(expr, &bare, &arena, &value, &fault), -1);
	ck_assert_ptr_nonnull(strstr(fault.err.text, "uuid()"));
}
END_TEST

static void
join(void *context, const char *name)
{
	char *text = context;
	strcat(text, name);
	strcat(text, " ");
}

START_TEST(names_are_listed)
{
	char text[200] = "";
	struct fault fault = {0};
	struct expr *expr =
	    expr_parse(&arena, "selected(${a}, 'x') and (${b.c} > 1 or -${d} = .)", &fault);
	expr_names(expr, join, text);
	ck_assert_str_eq(text, "a b.c d . ");
	text[0] = '\0';
	ck_assert(text_names("We will be back within ${fact.days}, ${a}.", join, text));
	ck_assert_str_eq(text, "fact.days a ");
	ck_assert(!text_names("${a", join, text));
	ck_assert(text_names("only $5 {x}", join, text));
}
END_TEST

static void
join_use(void *context, const struct use *use)
{
	static const char kinds[] = "=~<!*";
	char *text = context;
	strcat(text, arena_printf(&arena, "%s%c%s ", use->name, kinds[use->kind],
			 use->constant ? value_string(use->constant, &arena) : ""));
}

static const char *const uses[][2] = {
    {"${bin} = 'grey'", "bin=grey "},
    {"'grey' != ${bin}", "bin=grey "},
    {"selected(${items}, 'bed')", "items~bed "},
    {"${n} > 6 and ${m} <= 2 * 3", "n<6 m<6 "},
    {"${day} < today() - 1", "day<20776 "},
    {"not(${a}) or ${b}", "a! b! "},
    {"${a} = ${b}", "a* b* "},
    {"string-length(${a}) > 3", "a* "},
    {"if(${a} = '1', ${b}, 'x') = 'x'", "a=1 b* "},
};

START_TEST(uses_tell_which_values_matter)
{
	char text[200] = "";
	struct fault fault = {0};
	struct expr *expr = expr_parse(&arena, uses[_i][0], &fault);
	expr_uses(expr, names.today, &arena, join_use, text);
	ck_assert_str_eq(text, uses[_i][1]);
}
END_TEST

START_TEST(sentences_are_filled)
{
	bool open = false;
	ck_assert_str_eq(text_fill(&arena, "The ${bin} bin, ${n} times, ${empty}.", &names, &open),
	    "The grey bin, 15 times, .");
	ck_assert(!open);
	ck_assert_str_eq(text_fill(&arena, "Is it ${open}?", &names, &open), "Is it …?");
	ck_assert(open);
	ck_assert_str_eq(text_fill(&arena, "$5 ${ {x} ${}", &names, NULL), "$5 ${ {x} ${}");
}
END_TEST

static const struct {
	const char *pattern, *text;
	bool matches;
} patterns[] = {
    {"abc", "xabcx", true},
    {"^abc$", "xabc", false},
    {"^a.c$",
	"a\xC3\xA9"
	"c",
	true},
    {"^[0-9]{5}$", "12345", true},
    {"^[0-9]{5}$", "123456", false},
    {"^[0-9]{2,4}$", "123", true},
    {"^[0-9]{2,4}$", "12345", false},
    {"^[0-9]{2,}$", "12345", true},
    {"^[^0-9]+$", "abc", true},
    {"^[^0-9]+$", "a1", false},
    {"^\\d{3}-\\w+\\s?$", "123-ab_", true},
    {"^\\D+$", "12", false},
    {"^(cat|dog|)s$", "dogs", true},
    {"^(cat|dog|)s$", "s", true},
    {"^(cat|dog|)s$", "cows", false},
    {"^(?:ab)+$", "ababab", true},
    {"^a*?b+?$", "aab", true},
    {"^\\(0\\)\\.$", "(0).", true},
    {"^[a\\-z]+$", "a-z", true},
    {"^[a-]+$", "a-", true},
    {"^[\\d.]+$", "1.5", true},
    {"^(a{0,2}){3}$", "aaaaaa", true},
    {"^(a{0,2}){3}$", "aaaaaaa", false},
    {"^(PR|BB|OL)[0-9]{1,2} ?[0-9][A-Z]{2}$", "PR7 1AB", true},
    {"^(PR|BB|OL)[0-9]{1,2} ?[0-9][A-Z]{2}$", "M1 1AB", false},
    {"", "anything", true},
    {"^$", "", true},
    {"a|b|c|d", "xxd", true},
    {"(a*)*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false},
};

START_TEST(patterns_match)
{
	struct err err = {{0}};
	struct pattern *pattern = pattern_compile(&arena, patterns[_i].pattern, &err);
	ck_assert_msg(pattern != NULL, "%s: %s", patterns[_i].pattern, err.text);
	ck_assert_msg(pattern_test(pattern, patterns[_i].text, &arena) == patterns[_i].matches,
	    "%s on %s", patterns[_i].pattern, patterns[_i].text);
}
END_TEST

static const char *const bad_patterns[] = {"[", "(", ")", "a)", "*a", "a{", "a{2", "a{3,2}",
    "[b-a]", "\\", "\\q", "(?=a)", "((a{1000}){1000})", "a{99999}"};

START_TEST(bad_patterns_are_refused)
{
	struct err err = {{0}};
	ck_assert_ptr_null(pattern_compile(&arena, bad_patterns[_i], &err));
	ck_assert_msg(strstr(err.text, "the pattern") == err.text, "%s", err.text);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int
main(void)
{
	Suite *suite = suite_create("dialogue_expr");
	TCase *tcase = tcase_create("expr");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, conditions_have_these_values, 0, COUNT(values));
	tcase_add_loop_test(
	    tcase, what_is_no_condition_says_where_and_what_to_write, 0, COUNT(refused));
	tcase_add_test(tcase, long_ones_are_refused_and_wide_ones_are_not);
	tcase_add_loop_test(
	    tcase, what_cannot_be_reckoned_is_an_error_with_its_place, 0, COUNT(faults));
	tcase_add_test(tcase, once_holds_what_was_true_when_the_matter_began);
	tcase_add_test(tcase, without_a_clock_or_an_id_it_says_so);
	tcase_add_test(tcase, names_are_listed);
	tcase_add_loop_test(tcase, uses_tell_which_values_matter, 0, COUNT(uses));
	tcase_add_test(tcase, sentences_are_filled);
	tcase_add_loop_test(tcase, patterns_match, 0, COUNT(patterns));
	tcase_add_loop_test(tcase, bad_patterns_are_refused, 0, COUNT(bad_patterns));
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
