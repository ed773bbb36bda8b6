/* Names and homes of synthetic people. */
#include "admin/synthetic.h"

#include <stdio.h>
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

void
random_init(struct random *random, uint64_t seed, micros now)
{
	id_seeded_init(&random->seeded, seed);
	random->now = now;
}

unsigned
random_below(struct random *random, unsigned limit)
{
	uint32_t bits;
	random->seeded.source.fill(random->seeded.source.context, &bits, sizeof bits);
	return limit ? bits % limit : 0;
}

bool
random_chance(struct random *random, unsigned percent)
{
	return random_below(random, 100) < percent;
}

const char *
random_id(struct random *random, micros at, struct arena *arena)
{
	char id[ID_LENGTH + 1];
	id_make(id, at, &random->seeded.source);
	return arena_strdup(arena, id);
}

/* Families of names by where they come from; the share is in percent. */
static const char *const english_women[] = {"Margaret", "Jean", "Susan", "Patricia", "Linda",
    "Karen", "Julie", "Sarah", "Emma", "Chloe", "Olivia", "Grace", "Dorothy", "Joan", "Barbara",
    "Alison", "Rebecca", "Lucy", "Hannah", "Megan"};
static const char *const english_men[] = {"John", "David", "Peter", "Brian", "Alan", "Keith",
    "Paul", "Mark", "Andrew", "James", "Thomas", "Jack", "Harry", "Oliver", "George", "Frank",
    "Derek", "Stephen", "Ian", "Robert"};
static const char *const english_families[] = {"Smith", "Jones", "Taylor", "Brown", "Wilson",
    "Haworth", "Holt", "Shaw", "Whittaker", "Ashworth", "Pickup", "Hargreaves", "Duckworth",
    "Nuttall", "Sutcliffe", "Greenwood", "Riley", "Barnes", "Fielden", "Entwistle", "Kershaw",
    "Pilkington", "Ainsworth", "Rushton", "Fox", "Lee", "Hindle", "Metcalfe", "Clegg", "Bolton",
    "Patterson", "Mills", "Ormerod", "Cunliffe", "Aspden", "Walmsley", "Grimshaw", "Nightingale",
    "Slater", "O’Brien"};
static const char *const gujarati_women[] = {
    "Amina", "Hansa", "Jyoti", "Kokila", "Nila", "Pushpa", "Rekha", "Bhavna", "Daksha", "Ila"};
static const char *const gujarati_men[] = {"Ashok", "Bharat", "Dinesh", "Harish", "Jayesh", "Kirit",
    "Mahesh", "Rajesh", "Suresh", "Vinod"};
static const char *const gujarati_families[] = {"Patel", "Desai", "Mistry", "Shah", "Parmar",
    "Chauhan", "Joshi", "Mehta", "Solanki", "Vaghela"};
static const char *const urdu_women[] = {"Ayesha", "Fatima", "Nasreen", "Parveen", "Rukhsana",
    "Saima", "Shazia", "Tahira", "Yasmin", "Zainab"};
static const char *const urdu_men[] = {
    "Abdul", "Ahmed", "Imran", "Javed", "Khalid", "Mohammed", "Nadeem", "Rashid", "Tariq", "Zahid"};
static const char *const urdu_families[] = {"Hussain", "Khan", "Ahmed", "Mahmood", "Iqbal",
    "Akhtar", "Malik", "Shah", "Butt", "Qureshi", "Raja", "Mirza"};
static const char *const bengali_women[] = {
    "Rahima", "Shahana", "Nazma", "Sultana", "Rina", "Momtaz"};
static const char *const bengali_men[] = {"Abdur", "Kamal", "Faruk", "Jamal", "Shafiq", "Mizanur"};
static const char *const bengali_families[] = {
    "Begum", "Miah", "Uddin", "Chowdhury", "Islam", "Rahman"};
static const char *const polish_women[] = {
    "Agnieszka", "Małgorzata", "Ewa", "Zofia", "Łucja", "Grażyna"};
static const char *const polish_men[] = {
    "Paweł", "Łukasz", "Tomasz", "Krzysztof", "Michał", "Józef"};
static const char *const polish_families[] = {
    "Kowalska", "Nowak", "Wiśniewska", "Wójcik", "Zieliński", "Szymański", "Dąbrowska", "Król"};
static const char *const welsh_women[] = {"Siân", "Angharad", "Ffion", "Carys", "Gwen", "Nia"};
static const char *const welsh_men[] = {"Llŷr", "Siôn", "Gethin", "Emyr", "Dafydd", "Rhys"};
static const char *const welsh_families[] = {
    "Llewellyn", "ap Rhys", "Prŷs", "Gwynne", "Pugh", "Bevan"};
static const char *const other_women[] = {"Mei", "Chidinma", "Oksana", "Nadège", "Ana", "Thi Lan"};
static const char *const other_men[] = {
    "Wei", "Chukwuemeka", "Andriy", "João", "Tendai", "Van Minh"};
static const char *const other_families[] = {"Ng", "Okafor", "Shevchenko", "Gonçalves", "Moyo",
    "Nguyễn", "Chan", "Adeyemi", "Müller", "Kowalczuk"};

#define PEOPLE(share_, name)                                                                       \
	{                                                                                          \
		share_, name##_women, COUNT(name##_women), name##_men, COUNT(name##_men),          \
		    name##_families, COUNT(name##_families)                                        \
	}
static const struct {
	unsigned share;
	const char *const *women;
	size_t women_count;
	const char *const *men;
	size_t men_count;
	const char *const *families;
	size_t family_count;
} peoples[] = {PEOPLE(70, english), PEOPLE(6, gujarati), PEOPLE(11, urdu), PEOPLE(3, bengali),
    PEOPLE(4, polish), PEOPLE(2, welsh), PEOPLE(4, other)};

static const char *const spoken_languages[] = {
    "English", "Gujarati", "Urdu", "Bengali", "Polish", "Welsh", NULL};

static const struct {
	const char *district, *town, *outward;
	unsigned sector;
	const char *streets[10];
} districts[PROPERTY_DISTRICTS] = {
    {"chorley", "Chorley", "PR7", 1,
	{"Union Street", "Market Street", "Pall Mall", "Devonshire Road", "Eaves Lane", "Moor Road",
	    "Bolton Street", "Gillibrand Walks", "Collingwood Road", "Weldbank Lane"}},
    {"burnley", "Burnley", "BB11", 2,
	{"Manchester Road", "Coal Clough Lane", "Rosegrove Lane", "Padiham Road", "Todmorden Road",
	    "Brunshaw Road", "Accrington Road", "Glen View Road", "Harold Street",
	    "Reedley Drive"}},
    {"hyndburn", "Accrington", "BB5", 1,
	{"Blackburn Road", "Whalley Road", "Burnley Road", "Manchester Road", "Avenue Parade",
	    "Plantation Street", "Hollins Lane", "Queens Road", "Willows Lane", "Lee Street"}},
    {"pendle", "Nelson", "BB9", 7,
	{"Leeds Road", "Scotland Road", "Railway Street", "Barkerhouse Road", "Hibson Road",
	    "Every Street", "Chapel House Road", "Walton Lane", "Southfield Street",
	    "Larch Street"}},
    {"ribble-valley", "Clitheroe", "BB7", 2,
	{"Moor Lane", "Waddington Road", "Pimlico Road", "Whalley Road", "Low Moor Lane",
	    "Castle Street", "Chatburn Road", "Salthill Road", "Eshton Terrace", "Henthorn Road"}},
    {"rossendale", "Rawtenstall", "BB4", 8,
	{"Bank Street", "Haslingden Road", "Burnley Road", "Newchurch Road", "Holly Mount Way",
	    "Grange Street", "Fallbarn Road", "Bury Road", "Lomas Lane", "Hurst Lane"}},
};

void
make_property(size_t index, struct arena *arena, struct property *out)
{
	static const char letters[] = "ABDEFGHJLNPQRSTUWXYZ"; /* never C I K M O V */
	size_t d = index % PROPERTY_DISTRICTS, n = index / PROPERTY_DISTRICTS;
	size_t street = n % 10, house = n / 10 + 1;
	/* A sector has room for so many houses; a county goes on in the next. */
	unsigned sector = (districts[d].sector + (unsigned)(house / 800)) % 10;
	/* About twenty houses have a postcode; a long street goes on in units of its own. */
	size_t unit = street * 7 + house / 20, beyond = house % 800;
	if (house >= 140)
		unit = 70 + street * 31 + (beyond < 140 ? 0 : (beyond - 140) / 22);
	/* Numbers 12-18 and 22 of Union Street are in the documentation as PR7 1AB. */
	size_t first = d == 0 && street == 0 ? 0 : unit / 19 + 1;
	*out = (struct property){
	    .id = arena_printf(arena, "1000%08zu", index + 1),
	    .line = arena_printf(arena, "%zu %s", house, districts[d].streets[street]),
	    .town = districts[d].town,
	    .postcode = arena_printf(arena, "%s %u%c%c", districts[d].outward, sector,
		letters[first % 20], letters[(d == 0 && street == 0 ? 1 + house / 40 : unit) % 20]),
	    .district = districts[d].district,
	};
}

static void
add_phone(struct random *random, struct arena *arena, struct customer *out, const char *kind,
    const char *number)
{
	struct phone *phone = list_add(arena, &out->phones, &phone_record);
	phone->id = random_id(random, random->now, arena);
	phone->kind = kind;
	phone->number = number;
}

static void
add_home(
    struct random *random, struct arena *arena, struct customer *out, const struct property *home)
{
	struct address *address = list_add(arena, &out->addresses, &address_record);
	*address = (struct address){
	    .id = random_id(random, random->now, arena),
	    .kind = "home",
	    .line = home->line,
	    .town = home->town,
	    .postcode = home->postcode,
	    .uprn = home->id,
	    .district = home->district,
	};
}

static void
set_name(struct random *random, struct arena *arena, struct customer *out, const char *title,
    const char *given, const char *family)
{
	struct person_name *name = list_add(arena, &out->names, &person_name_record);
	*name = (struct person_name){
	    random_id(random, random->now, arena), "current", title, given, family};
}

/* The people whom the documentation names. */
static const struct {
	const char *title, *given, *family, *born, *phone, *mobile, *language, *needs;
} known[] = {
    {"Mrs", "Amina", "Patel", "1949-03-14", "+441632960151", "+447700900318", "Gujarati",
	"Hard of hearing: face her"},
    {"Mrs", "Jean", "Patterson", "1948-07-02", "+441632960900", NULL, "English", NULL},
    {"Mr", "Robert", "Shaw", "1961-11-23", "+441632960731", "+447700900731", "English", NULL},
    {"Mrs", "Dorothy", "Holt", "1937-01-30", "+441632960402", NULL, "English", "Large print"},
    {NULL, NULL, "Duxbury Allotments Society", NULL, "+441632960555", NULL, NULL, NULL},
};

/* A fictional number that is none of theirs: to look for their number finds them alone. */
static const char *
other_number(struct random *random, struct arena *arena, const char *start)
{
	for (;;) {
		const char *number =
		    arena_printf(arena, "%s%03u", start, random_below(random, 1000));
		bool taken = false;
		for (size_t i = 0; i < COUNT(known) && !taken; i++)
			taken = strcmp(number, known[i].phone) == 0 ||
				(known[i].mobile && strcmp(number, known[i].mobile) == 0);
		if (!taken)
			return number;
	}
}

static bool
known_person(struct random *random, size_t index, struct arena *arena, struct customer *out)
{
	if (index >= COUNT(known))
		return false;
	set_name(random, arena, out, known[index].title, known[index].given, known[index].family);
	if (!known[index].given) {
		out->kind = "organisation";
		LIST_AT(struct person_name, &out->names, 0)->kind = "organisation";
	}
	out->born = known[index].born;
	out->language = known[index].language;
	out->access_needs = known[index].needs;
	add_phone(random, arena, out, "home", known[index].phone);
	if (known[index].mobile)
		add_phone(random, arena, out, "mobile", known[index].mobile);
	return true;
}

/* Of the area code that no exchange has, but for the numbers above. */
static const char *
any_number(struct random *random, struct arena *arena)
{
	unsigned number = 100000 + random_below(random, 899000);
	return arena_printf(arena, "+441632%06u", number < 960000 ? number : number + 1000);
}

/* A county has thousands of names: many are made of the same parts, as its places are. */
static const char *
rare_family(struct random *random, struct arena *arena)
{
	static const char *const starts[] = {"Ains", "Alder", "Ash", "Bar", "Birken", "Brad",
	    "Butter", "Cart", "Chad", "Clay", "Cran", "Dews", "Eccle", "Elm", "Farn", "Fother",
	    "Gar", "Gold", "Grims", "Hack", "Hal", "Har", "Hazel", "Hes", "Hollin", "Horn",
	    "Illing", "Kirk", "Lang", "Long", "Mid", "New", "Ogle", "Oken", "Pem", "Pick", "Rad",
	    "Rams", "Ring", "Shackle", "Stan", "Sunder", "Thorn", "Tun", "Walm", "Wester", "Whit",
	    "Win", "Wood", "Wors"};
	static const char *const ends[] = {"bottom", "bridge", "burn", "bury", "by", "cliffe",
	    "combe", "croft", "dale", "den", "field", "ford", "gate", "greave", "ham", "head",
	    "hurst", "land", "ley", "man", "more", "rake", "shaw", "stead", "thwaite", "ton",
	    "wall", "well", "wick", "worth"};
	return arena_printf(arena, "%s%s", starts[random_below(random, COUNT(starts))],
	    ends[random_below(random, COUNT(ends))]);
}

static void
random_person(struct random *random, bool many, struct arena *arena, struct customer *out)
{
	unsigned dice = random_below(random, 100), people = 0;
	while (dice >= peoples[people].share)
		dice -= peoples[people++].share;
	bool woman = random_chance(random, 52);
	const char *given =
	    woman
		? peoples[people].women[random_below(random, (unsigned)peoples[people].women_count)]
		: peoples[people].men[random_below(random, (unsigned)peoples[people].men_count)];
	static const char *const titles[] = {"Mrs", "Ms", "Miss"};
	const char *title =
	    random_chance(random, 60) ? woman ? titles[random_below(random, 3)] : "Mr" : NULL;
	const char *family =
	    many && !people && random_chance(random, 60)
		? rare_family(random, arena)
		: peoples[people]
		      .families[random_below(random, (unsigned)peoples[people].family_count)];
	set_name(random, arena, out, title, given, family);
	if (random_chance(random, 85))
		out->born = arena_printf(arena, "%04u-%02u-%02u", 1930 + random_below(random, 77),
		    1 + random_below(random, 12), 1 + random_below(random, 28));
	if (people && people <= 5 && random_chance(random, 30))
		out->language = spoken_languages[people];
	if (random_chance(random, 70))
		add_phone(random, arena, out, "home",
		    many ? any_number(random, arena) : other_number(random, arena, "+441632960"));
	if (random_chance(random, 65))
		add_phone(random, arena, out, many ? "work" : "mobile",
		    many ? any_number(random, arena) : other_number(random, arena, "+447700900"));
	if (random_chance(random, 35)) {
		struct email *email = list_add(arena, &out->emails, &email_record);
		email->id = random_id(random, random->now, arena);
		email->address =
		    arena_printf(arena, "customer%u@mail.example", random_below(random, 1000000));
	}
}

static void
make_customer(struct random *random, size_t index, const struct property *home, bool many,
    micros today, struct arena *arena, struct customer *out)
{
	static const char *const sharing[] = {"full", "full", "full", "exists", "none"};
	*out = (struct customer){
	    .id = random_id(random, random->now, arena),
	    .kind = "person",
	    .sharing = sharing[random_below(random, 5)],
	    .origin = "generate",
	    .origin_key = arena_printf(arena, "%zu", index),
	};
	if (!known_person(random, index, arena, out))
		random_person(random, many, arena, out);
	if (!index)
		out->sharing = "full";
	add_home(random, arena, out, home);
	make_details(random, index, today, arena, out);
}

void
make_person(uint64_t seed, const struct crowd *crowd, micros today, size_t index,
    struct arena *arena, struct customer *out)
{
	/* Mrs Patel lives at number 14 and Mrs Patterson at 22 of the first street, as in the
	 * manual. */
	static const size_t known_homes[] = {13 * 60, 21 * 60, 30 * 60 + 6, 8 * 60, 44 * 60};
	enum { YEARS = 8, FEW = 10000 };
	struct random random;
	struct property home;
	/* Who came later has the later id, as with people who really came. */
	micros came = (micros)((double)(crowd->people - index) / (double)crowd->people * YEARS *
			       365.0 * MICROS_DAY);
	random_init(&random, seed ^ ((index + 1) * UINT64_C(0xd1342543de82ef95)), today - came);
	make_property(index < COUNT(known_homes) ? known_homes[index]
						 : random_below(&random, (unsigned)crowd->homes),
	    arena, &home);
	make_customer(&random, index, &home, crowd->people > FEW, today, arena, out);
}

const struct crowd *
crowd_named(const char *name)
{
	static const struct crowd crowds[] = {{"demo", 4200, 5000, 6000},
	    {"borough", 46000, 100000, 120000}, {"lancashire", 550000, 1200000, 1440000}};
	for (size_t i = 0; i < COUNT(crowds); i++)
		if (strcmp(crowds[i].name, name) == 0)
			return &crowds[i];
	return NULL;
}
