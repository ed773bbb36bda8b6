/* The one box: what people type, and who must be found first, among others, or not at all. */
#include "helpers/tap.h"
#include "model/records.h"
#include "store/house.h"

#include <stdio.h>
#include <string.h>

static struct house house;
static struct visitor ellis, cole;

/* ---- who is there ---- */

enum who {
	NOBODY,
	PATEL,
	PATTERSON,
	OBRIEN,
	ZIELINSKI,
	NG,
	WHITTAKER,
	FOX,
	FOXTON,
	OHARA,
	HOGAIN,
	SMITH_JONES,
	MULLER,
	MCDONALD,
	VAN_DER_BERG,
	KHAN,
	STEPHEN,
	DUBOIS,
	OLGA,
	NUNEZ,
	HOLT_HERE,
	HOLT_LATELY,
	HOLT_THERE,
	MILL,
	LAMPS,
	NGATA,
	PEOPLE
};

static const struct {
	const char *given, *family, *kind /* of a second name */, *given2, *family2;
	const char *phone, *line, *postcode, *uprn, *email, *born;
	bool burnley;
} people[PEOPLE] = {
    [PATEL] = {"Amina", "Patel", .phone = "+441632960151", .line = "14 Union Street",
	.postcode = "PR7 1AB", .uprn = "100010001014", .email = "amina.patel@mail.example",
	.born = "1949-03-14"},
    [PATTERSON] = {"Jean", "Patterson", "maiden", "Jean", "Whitfield", "+441632960900",
	"22 Union Street", "PR7 1AC", .born = "1952-07-01"},
    [OBRIEN] = {"Siân", "O'Brien", .phone = "+447700900123", .line = "3 Llŷr Court",
	.postcode = "BB12 8BS", .burnley = true, .born = "1988-11-30"},
    [ZIELINSKI] = {"Łukasz", "Zieliński", "known_as", "Luke", "Zielinski", "+447700900444",
	"9 Parker Lane", "BB11 2DT", .burnley = true},
    [NG] = {"Li", "Ng", .line = "140 Union Street", .postcode = "PR7 1AB"},
    [WHITTAKER] = {"Catherine", "Whittaker", "known_as", "Kitty", "Whittaker", .line = "7 Mill Row",
	.postcode = "PR6 9RG"},
    [FOX] = {"George", "Fox", .line = "Flat 2, Mill House, 31 Park Road", .postcode = "BB11 1AA",
	.burnley = true},
    [FOXTON] = {"Gail", "Foxton", .line = "Flat 12, Mill House, 31 Park Road",
	.postcode = "PR7 1AD"},
    [OHARA] = {"Kathleen", "O’Hara", .phone = "+442079460018", .line = "5 Mill Row",
	.postcode = "PR6 9RG", .born = "1949-01-02"},
    [HOGAIN] = {"Oisín", "Ó hÓgáin", .line = "6 Canal Walk", .postcode = "PR6 0AA"},
    [SMITH_JONES] = {"Mary", "Smith-Jones", .line = "12A Canal Walk", .postcode = "PR6 0AA"},
    [MULLER] = {"Karl-Heinz", "Müller", .phone = "+4930901820", .line = "8 Canal Walk",
	.postcode = "PR6 0AA"},
    [MCDONALD] = {"Morag", "McDonald", .line = "1 Strand Road", .postcode = "PR7 2QQ"},
    [VAN_DER_BERG] = {"Anne-Marie", "van der Berg", .line = "2 Strand Road", .postcode = "PR7 2QQ"},
    [KHAN] = {"Mohammed", "Khan", .phone = "+447700900555", .line = "3 Strand Road",
	.postcode = "PR7 2QQ"},
    [STEPHEN] = {"Stephen", "Clarke", "former", "Stephen", "Thompson", .line = "4 Strand Road",
	.postcode = "PR7 2QQ"},
    [DUBOIS] = {"Chloé", "Dubois", .phone = "+33123456789", .line = "5 Strand Road",
	.postcode = "PR7 2QQ"},
    [OLGA] = {"Ольга", "Иванова", .line = "6 Strand Road", .postcode = "PR7 2QQ"},
    [NUNEZ] = {"José María", "Núñez", .line = "Ty Gwyn, Chapel Brow", .postcode = "WN1 3XX"},
    [HOLT_THERE] = {"Dorothy", "Holt", .line = "10 Cog Lane", .postcode = "BB11 5BB",
	.burnley = true},
    [HOLT_HERE] = {"Dorothy", "Holt", .line = "11 Eaves Lane", .postcode = "PR6 0PY"},
    [HOLT_LATELY] = {"Dorothy", "Holt", .line = "12 Eaves Lane", .postcode = "PR6 0PY"},
    [MILL] = {"Jack", "Mill", .line = "13 Eaves Lane", .postcode = "PR6 0PY", .burnley = true},
    [LAMPS] = {NULL, "Chorley Lamps & Sons Ltd", .phone = "+441632960777",
	.line = "Unit 4, Drumhead Road", .postcode = "PR6 7BX"},
    [NGATA] = {"Mere", "Ngata", .line = "14 Eaves Lane", .postcode = "PR6 0PY"},
};
static const char *ids[PEOPLE];
static const char *reference;

static struct customer
person(enum who who)
{
	struct arena *arena = &house.arena;
	struct customer *out = house_customer(&house, people[who].given, people[who].family,
	    people[who].phone, people[who].line, people[who].postcode);
	struct address *home = LIST_AT(struct address, &out->addresses, 0);
	if (people[who].burnley) {
		home->town = "Burnley";
		home->district = "burnley";
	}
	home->uprn = people[who].uprn;
	out->born = people[who].born;
	if (!people[who].given) {
		out->kind = "organisation";
		LIST_AT(struct person_name, &out->names, 0)->kind = "organisation";
	}
	if (people[who].kind)
		*(struct person_name *)list_add(arena, &out->names, &person_name_record) =
		    (struct person_name){.id = house_id(&house),
			.kind = people[who].kind,
			.given = people[who].given2,
			.family = people[who].family2};
	if (people[who].email)
		*(struct email *)list_add(arena, &out->emails, &email_record) =
		    (struct email){house_id(&house), people[who].email};
	out->origin = "oldcrm";
	out->origin_key = arena_printf(arena, "CUS/%03d", who);
	ids[who] = out->id;
	return *out;
}

static void
add_cases(void)
{
	struct lease lease = {0};
	struct crm_counts counts;
	struct err err;
	struct customer fox = {.id = ids[FOX]};
	struct contact *contact = house_case(&ellis, "waste-round", "chorley", &lease, &fox);
	reference = LIST_AT(struct enquiry, &contact->enquiries, 0)->opens->reference;
	struct crm_old_case old = {
	    .contact = *house_contact(&ellis, "missed-bin", "referred"), .customer = "CUS/005"};
	struct enquiry *enquiry = old.contact.enquiries.items;
	old.contact.origin = "oldcrm";
	enquiry->responsible = "chorley";
	enquiry->opens = record_new(&house.arena, &case_open_record);
	*enquiry->opens = (struct case_open){.id = house_id(&house),
	    .queue = "waste-round",
	    .summary = "Bin",
	    .origin = "oldcrm",
	    .origin_key = "SR-2019/0042"};
	ck_assert_msg(crm_import_old_cases(house.crm, "ctl:test", &old, 1, &counts, &err) == 0,
	    "%s", err.text);
}

static void
setup(void)
{
	struct crm_counts counts;
	struct err err;
	struct customer all[PEOPLE];
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");
	for (int i = PATEL; i < PEOPLE; i++)
		all[i] = person((enum who)i);
	ck_assert_msg(crm_import_customers(
			  house.crm, "ctl:test", all + PATEL, PEOPLE - PATEL, &counts, &err) == 0,
	    "%s", err.text);
	house.now += MICROS_HOUR;
	struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
	contact->customer = ids[HOLT_LATELY];
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	add_cases();
}

static void
teardown(void)
{
	house_release(&house);
}

/* ---- what is typed ---- */

struct row {
	const char *typed;
	enum who first;    /* NOBODY: it does not matter */
	enum who among[3]; /* who else is there */
	enum who missing;  /* who is not */
	size_t count;      /* how many there are in all; 0: it does not matter */
};

#define ALONE(who) who, .count = 1

static const struct row rows[] = {
    /* Names in any order, whole and begun. */
    {"patel", ALONE(PATEL)},
    {"Patel Amina", ALONE(PATEL)},
    {"amina patel", ALONE(PATEL)},
    {"PATEL, AMINA", ALONE(PATEL)},
    {"Mrs Amina Patel", ALONE(PATEL)},
    {"A. Patel", ALONE(PATEL)},
    {"pat am", ALONE(PATEL)},
    {"ami pat", ALONE(PATEL)},
    {"  patel   amina  ", ALONE(PATEL)},
    {"pat", NOBODY, {PATEL, PATTERSON}},
    {"patel dorothy", NOBODY, .missing = PATEL},
    {"chorley lamps", ALONE(LAMPS)},
    {"lamps and sons", NOBODY, .missing = PATEL},
    {"lamps sons", ALONE(LAMPS)},
    /* Short names, and what only begins like them after them. */
    {"ng", NG, {NGATA}, .missing = PATEL},
    {"Ng Li", ALONE(NG)},
    {"li ng", ALONE(NG)},
    {"fox", FOX, {FOXTON}},
    {"g fox", FOX, {FOXTON}},
    {"foxt", ALONE(FOXTON)},
    {"mill", MILL, {FOX, WHITTAKER, OHARA}},
    /* Marks, blanks and hyphens. */
    {"o'hara", ALONE(OHARA)},
    {"O’Hara", ALONE(OHARA)},
    {"ohara", ALONE(OHARA)},
    {"o hara", ALONE(OHARA)},
    {"hara kathleen", ALONE(OHARA)},
    {"Ó hÓgáin", ALONE(HOGAIN)},
    {"O hOgain", ALONE(HOGAIN)},
    {"ohogain", ALONE(HOGAIN)},
    {"hogain oisin", ALONE(HOGAIN)},
    {"obrien", ALONE(OBRIEN)},
    {"sian o brien", ALONE(OBRIEN)},
    {"SIÂN", ALONE(OBRIEN)},
    {"zielinski", ALONE(ZIELINSKI)},
    {"Łukasz", ALONE(ZIELINSKI)},
    {"ZIELIŃSKI lukasz", ALONE(ZIELINSKI)},
    {"muller", ALONE(MULLER)},
    {"Mueller", ALONE(MULLER)},
    {"karlheinz", ALONE(MULLER)},
    {"nunez jose", ALONE(NUNEZ)},
    {"jose maria nunez", ALONE(NUNEZ)},
    {"Nu\xcc\x81n\xcc\x83"
     "ez",
	ALONE(NUNEZ)},
    {"chloe dubois", ALONE(DUBOIS)},
    {"иванова", ALONE(OLGA)},
    {"ОЛЬГА", ALONE(OLGA)},
    {"smith-jones", ALONE(SMITH_JONES)},
    {"smith jones mary", ALONE(SMITH_JONES)},
    {"jones", ALONE(SMITH_JONES)},
    {"smithjones", ALONE(SMITH_JONES)},
    {"anne-marie", ALONE(VAN_DER_BERG)},
    {"annemarie", ALONE(VAN_DER_BERG)},
    {"van der berg", ALONE(VAN_DER_BERG)},
    {"vanderberg", ALONE(VAN_DER_BERG)},
    {"berg anne", ALONE(VAN_DER_BERG)},
    {"mcdonald", ALONE(MCDONALD)},
    {"Mc Donald", ALONE(MCDONALD)},
    {"macdonald", ALONE(MCDONALD)},
    {"Mac Donald Morag", ALONE(MCDONALD)},
    /* Other names of theirs. */
    {"whitfield", ALONE(PATTERSON)},
    {"jean whitfield", ALONE(PATTERSON)},
    {"luke", ALONE(ZIELINSKI)},
    {"kitty whittaker", ALONE(WHITTAKER)},
    {"thompson stephen", ALONE(STEPHEN)},
    /* Slips and sounds. */
    {"pattel", ALONE(PATEL)},
    {"ptael", ALONE(PATEL)},
    {"amina pate", ALONE(PATEL)},
    {"aminna patl", ALONE(PATEL)},
    {"pattersen", ALONE(PATTERSON)},
    {"whitaker", ALONE(WHITTAKER)},
    {"kathryn whittaker", ALONE(WHITTAKER)},
    {"zelinski", ALONE(ZIELINSKI)},
    {"steven clark", ALONE(STEPHEN)},
    {"thomson", ALONE(STEPHEN)},
    {"muhammad khan", ALONE(KHAN)},
    {"mohamed khan", ALONE(KHAN)},
    {"hogan oisin", ALONE(HOGAIN)},
    {"dorothee holt", HOLT_LATELY, {HOLT_HERE, HOLT_THERE}, .count = 3},
    {"xqzw", NOBODY, .missing = PATEL},
    {"pothole", NOBODY, .missing = PATEL},
    /* Telephones, however they are typed. */
    {"01632 960151", ALONE(PATEL)},
    {"01632960151", ALONE(PATEL)},
    {"+44 1632 960151", ALONE(PATEL)},
    {"+44 (0)1632 960151", ALONE(PATEL)},
    {"+441632960151", ALONE(PATEL)},
    {"0044 1632 960151", ALONE(PATEL)},
    {"0044 (0) 1632 960 151", ALONE(PATEL)},
    {"44 1632 960151", ALONE(PATEL)},
    {"441632960151", ALONE(PATEL)},
    {"(01632) 960151", ALONE(PATEL)},
    {"01632/960/151", ALONE(PATEL)},
    {"01632-960-151", ALONE(PATEL)},
    {"01632.960.151", ALONE(PATEL)},
    {"01632 960151 ext 12", ALONE(PATEL)},
    {"(01632) 960151 x12", ALONE(PATEL)},
    {"+44 1632 960151 #12", ALONE(PATEL)},
    {"01632 960151 extension 4", ALONE(PATEL)},
    {"960151", ALONE(PATEL)},
    {"0151", ALONE(PATEL)},
    {"01632 96015", ALONE(PATEL)},
    {"07700 900 123", ALONE(OBRIEN)},
    {"077 00 90 01 23", ALONE(OBRIEN)},
    {"020 7946 0018", ALONE(OHARA)},
    {"+33 1 23 45 67 89", ALONE(DUBOIS)},
    {"0033 1 23 45 67 89", ALONE(DUBOIS)},
    {"01 23 45 67 89", ALONE(DUBOIS)},
    {"+49 30 901820", ALONE(MULLER)},
    {"0049 (0)30 901820", ALONE(MULLER)},
    {"01632 960152", NOBODY, .missing = PATEL},
    /* Postcodes, whole and begun. */
    {"BB12 8BS", ALONE(OBRIEN)},
    {"bb128bs", ALONE(OBRIEN)},
    {"bb12", ALONE(OBRIEN)},
    {"bb12 8", ALONE(OBRIEN)},
    {"bb128", ALONE(OBRIEN)},
    {"bb12 8b", ALONE(OBRIEN)},
    {"PR7 1AB", NOBODY, {PATEL, NG}, .count = 2},
    {"pr7 1a", NOBODY, {PATEL, NG, PATTERSON}, .missing = KHAN},
    {"pr 7 1ab", NOBODY, {PATEL, NG}, .count = 2},
    {"wn1", ALONE(NUNEZ)},
    {"wn13xx", ALONE(NUNEZ)},
    {"PR7 9ZZ", NOBODY, .missing = PATEL},
    /* Houses, flats, properties. */
    {"14 union street", PATEL, {NG}, .count = 2},
    {"14 union", PATEL, {NG}},
    {"union street 14", PATEL, {NG}},
    {"14 Union St, Chorley", PATEL, {NG}},
    {"140 union", ALONE(NG)},
    {"flat 2 mill house", FOX, .missing = WHITTAKER},
    {"flat 12 mill house", ALONE(FOXTON)},
    {"31 park road", NOBODY, {FOX, FOXTON}, .count = 2},
    {"12a canal walk", ALONE(SMITH_JONES)},
    {"ty gwyn", ALONE(NUNEZ)},
    {"unit 4 drumhead", ALONE(LAMPS)},
    {"parker lane burnley", ALONE(ZIELINSKI)},
    {"llyr court", ALONE(OBRIEN)},
    {"100010001014", ALONE(PATEL)},
    {"0100010001014", ALONE(PATEL)},
    {"100010001015", NOBODY, .missing = PATEL},
    /* E-mail, references. */
    {"amina.patel@mail.example", ALONE(PATEL)},
    {"AMINA.Patel@Mail.Example", ALONE(PATEL)},
    {"amina.pat@", NOBODY, .missing = PATEL},
    {"amina.patel@", ALONE(PATEL)},
    {"CUS/001", PATEL},
    {"cus/001", PATEL},
    {"SR-2019/0042", NG},
    {"sr-2019/0042", NG},
    {"SR-2019/0043", NOBODY, .missing = NG},
    /* Dates of birth. */
    {"14/3/1949", ALONE(PATEL)},
    {"14/03/1949", ALONE(PATEL)},
    {"14/3/49", ALONE(PATEL)},
    {"14.3.1949", ALONE(PATEL)},
    {"14-03-1949", ALONE(PATEL)},
    {"1949-03-14", ALONE(PATEL)},
    {"14031949", ALONE(PATEL)},
    {"140349", ALONE(PATEL)},
    {"14 3 1949", ALONE(PATEL)},
    {"14 mar 1949", ALONE(PATEL)},
    {"14 March 1949", ALONE(PATEL)},
    {"14th March, 1949", ALONE(PATEL)},
    {"1949", NOBODY, {PATEL, OHARA}, .count = 2},
    {"15/3/1949", NOBODY, .missing = PATEL},
    /* Two kinds together. */
    {"patel pr7", ALONE(PATEL)},
    {"pr7 1ab amina", ALONE(PATEL)},
    {"pr7 pat", NOBODY, {PATEL, PATTERSON}, .count = 2},
    {"patel 1949", ALONE(PATEL)},
    {"1949 kathleen", ALONE(OHARA)},
    {"patel 14/3/1949", ALONE(PATEL)},
    {"patel 14 march 1949", ALONE(PATEL)},
    {"patel 01632 960151", ALONE(PATEL)},
    {"o'brien 07700 900 123", ALONE(OBRIEN)},
    {"patel 0151", ALONE(PATEL)},
    {"patel union", ALONE(PATEL)},
    {"patterson 22", ALONE(PATTERSON)},
    {"patel 22", NOBODY, .missing = PATEL},
    {"patel bb12", NOBODY, .missing = PATEL},
    {"patel 1952", NOBODY, .missing = PATEL},
    {"pattel pr7 1ab", ALONE(PATEL)},
    {"patel 100010001014", ALONE(PATEL)},
    /* By fit, then this council, then who was seen last. */
    {"dorothy holt", HOLT_LATELY, {HOLT_HERE, HOLT_THERE}, .count = 3},
    {"holt", HOLT_LATELY, {HOLT_HERE, HOLT_THERE}},
    {"holt cog lane", ALONE(HOLT_THERE)},
    /* What nobody is called. */
    {"%", NOBODY, .missing = PATEL},
    {"_", NOBODY, .missing = NG},
    {"p%l", NOBODY, .missing = PATEL},
    {"p_tel", NOBODY, .missing = NG},
    {"*", NOBODY, .missing = PATEL},
    {"'", NOBODY, .missing = OHARA},
    {"\"patel\"", ALONE(PATEL)},
    {"patel'; DROP TABLE customer; --", NOBODY, .missing = PATEL},
    {"$1", NOBODY, .missing = OHARA},
    {"\\", NOBODY, .missing = PATEL},
    {"\x01\x02\x1b[31m", NOBODY, .missing = PATEL},
    {"\xe2\x80\x8fpatel\xe2\x80\x8f", ALONE(PATEL)},
    {"\xe2\x80\xaepatel", ALONE(PATEL)},
    {"pat\xe2\x80\x8f"
     "el",
	ALONE(PATEL)},
    {"pa\xc2\xadtel", ALONE(PATEL)},
    {"\xf4\x8f\xbf\xbf", NOBODY, .missing = PATEL},
    {"\xef\xbc\xb0\xef\xbc\xa1\xef\xbc\xb4\xef\xbc\xa5\xef\xbc\xac", ALONE(PATEL)},
};

static const struct candidate_page *
find(const struct visitor *who, const char *words)
{
	struct query query = {.query = {words}};
	return visit_ok(who, ROUTE_FIND_CUSTOMERS, &query);
}

static bool
there(const struct candidate_page *page, enum who who)
{
	return list_find(&page->items, &candidate_record, ids[who]) != NULL;
}

/* What is wrong with the row; "" when nothing is. */
static const char *
judged(const struct row *row)
{
	const struct candidate_page *page = find(&ellis, row->typed);
	const struct candidate *first =
	    page->items.count ? LIST_AT(struct candidate, &page->items, 0) : NULL;
	const char *found = first ? first->name : "nobody";
	for (size_t i = 0; i < 3; i++)
		if (row->among[i] && !there(page, row->among[i]))
			return arena_printf(&house.arena, "\"%s\" does not find %s\n", row->typed,
			    people[row->among[i]].family);
	if (row->first && (!first || strcmp(first->id, ids[row->first]) != 0))
		return arena_printf(&house.arena, "\"%s\" finds %s first\n", row->typed, found);
	if (row->missing && there(page, row->missing))
		return arena_printf(
		    &house.arena, "\"%s\" finds %s\n", row->typed, people[row->missing].family);
	if (row->count && page->items.count != row->count)
		return arena_printf(
		    &house.arena, "\"%s\" finds %zu: %s …\n", row->typed, page->items.count, found);
	return "";
}

START_TEST(what_is_typed_finds_whom_it_means)
{
	const char *wrong = "";
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		wrong = arena_printf(&house.arena, "%s%s", wrong, judged(&rows[i]));
	ck_assert_msg(!*wrong, "%s", wrong);
}
END_TEST

/* References that are made anew each time. */
START_TEST(a_reference_is_found_as_it_is_said)
{
	const char *plain = arena_printf(
		       &house.arena, "%.4s%.4s%s", reference, reference + 5, reference + 10),
		   *spoken = arena_printf(
		       &house.arena, " %.4s %.4s %s ", reference, reference + 5, reference + 10);
	const char *const said[] = {reference, plain, spoken, ids[FOX]};
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		const struct candidate_page *page = find(&ellis, said[i]);
		ck_assert_msg(page->items.count == 1 && there(page, FOX), "\"%s\"", said[i]);
	}
}
END_TEST

START_TEST(each_council_has_its_own_first)
{
	const struct candidate_page *page = find(&cole, "dorothy holt");
	ck_assert_uint_eq(page->items.count, 3);
	ck_assert_str_eq(LIST_AT(struct candidate, &page->items, 0)->id, ids[HOLT_THERE]);
	/* But who fits better comes before who is near. */
	page = find(&ellis, "fox");
	ck_assert_str_eq(LIST_AT(struct candidate, &page->items, 0)->id, ids[FOX]);
}
END_TEST

START_TEST(nothing_typed_is_too_long)
{
	enum { LONG = 20000 };
	char *text = arena_alloc(&house.arena, LONG + 1);
	static const char *const fillings[] = {
	    "a", "1", "patel ", "a1 ", "Ł", "\xcc\x81", "@", "/", "-1"};
	for (size_t i = 0; i < sizeof fillings / sizeof *fillings; i++) {
		size_t n = strlen(fillings[i]);
		for (size_t at = 0; at + n <= LONG; at += n)
			memcpy(text + at, fillings[i], n);
		text[LONG / n * n] = '\0';
		find(&ellis, text);
	}
	/* The words that are looked at are the first. */
	const struct candidate_page *page = find(&ellis,
	    "patel amina union street chorley 14 pr7 1ab 1949 and so on and on and on and on");
	ck_assert(there(page, PATEL));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("onebox");
	TCase *tcase = tcase_create("onebox");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, what_is_typed_finds_whom_it_means);
	tcase_add_test(tcase, a_reference_is_found_as_it_is_said);
	tcase_add_test(tcase, each_council_has_its_own_first);
	tcase_add_test(tcase, nothing_typed_is_too_long);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
