#include "directory/directory.h"
#include "directory/service.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <string.h>

static const char bins[] =
    "service: bins\n"
    "lgsl: 524\n"
    "title: { en: Missed bin collection, cy: Casgliad bin }\n"
    "summary: When the crew did not come\n"
    "provided_by: district\n"
    "owner: { team: chorley-waste, email: waste@chorley.example }\n"
    "assured: 2026-10-01\n"
    "review_by: 2027-04-01\n"
    "words: [rubbish, not emptied, wheelie bin]\n"
    "hours: Mo-Fr 08:00-18:00\n"
    "contacts: { phone: 01632 960118, web: chorley.example/bins }\n"
    "sensitive: true\n"
    "facts:\n"
    "  return_days: { value: 2 working days, review_by: 2027-04-01 }\n"
    "  fee: { label: Charge, value: { en: free, cy: am ddim }, review_by: 2027-05-01 }\n"
    "offer: { beside: [moving, blue-badge], when: 'not(${customer.age} < 60)', because: It helps "
    "}\n"
    "dialogue:\n"
    "  - section: S\n"
    "    prompts:\n"
    "      - ask: bin\n"
    "        text: Which bin?\n"
    "        type: select_one\n"
    "        choices: { grey: Grey, blue: Blue }\n"
    "        hint: Look at the lid\n"
    "        required: true\n"
    "      - tell: Out by 6 please\n"
    "        id: early\n"
    "      - refer: waste-round\n"
    "        promise: Back within ${fact.return_days}\n"
    "        due: ${fact.return_days}\n"
    "at:\n"
    "  pendle:\n"
    "    owner: { team: pendle-waste, email: waste@pendle.example }\n"
    "    assured: 2026-11-01\n"
    "    hours: Mo-Fr 09:00-17:00\n"
    "    contacts: { email: waste@pendle.example }\n"
    "    facts:\n"
    "      return_days: { value: 3 working days, review_by: 2027-02-28 }\n"
    "      depot: { value: Nelson, review_by: 2027-02-28 }\n"
    "    choices:\n"
    "      bin: { grey: Black, green: Green }\n"
    "    texts:\n"
    "      early: { en: Out by 7 please, cy: Erbyn 7 }\n"
    "      bin: { text: Which one?, hint: Look at the side }\n"
    "      waste-round: { promise: Soon }\n"
    "  burnley:\n"
    "    hours: 24/7\n";

static struct service *
parse(const char *council)
{
	struct service *service =
	    service_parse("bins.yaml", bins, strlen(bins), council, NULL, &findings);
	ck_assert_msg(service != NULL, "%s", reading_findings());
	return service;
}

START_TEST(the_common_text_is_read)
{
	struct service *service = parse(NULL);
	ck_assert_str_eq(service->id, "bins");
	ck_assert_int_eq(service->lgsl, 524);
	ck_assert_str_eq(service->title.in[WELSH], "Casgliad bin");
	ck_assert_str_eq(service->summary.in[ENGLISH], "When the crew did not come");
	ck_assert_int_eq(service->provided_by, PROVIDED_BY_DISTRICT);
	ck_assert_ptr_null(service->council);
	ck_assert_str_eq(service->owner_team, "chorley-waste");
	ck_assert_int_eq(service->assured.month, 10);
	ck_assert_int_eq(service->review_by.year, 2027);
	ck_assert_str_eq(service->words->next->word, "not emptied");
	ck_assert_str_eq(service->hours, "Mo-Fr 08:00-18:00");
	ck_assert_str_eq(service->contacts->label, "phone");
	ck_assert_str_eq(service->contacts->next->value, "chorley.example/bins");
	ck_assert(service->sensitive);
	ck_assert_str_eq(service->facts->label.in[ENGLISH], "Return days");
	ck_assert_str_eq(service_fact(service, "fee")->label.in[ENGLISH], "Charge");
	ck_assert_int_eq(service_fact(service, "fee")->review_by.month, 5);
	ck_assert_ptr_null(service_fact(service, "feee"));
	ck_assert_str_eq(service->offer->beside->next->word, "blue-badge");
	ck_assert_int_eq(service->offer->prompt->kind, PROMPT_OFFER);
	ck_assert_str_eq(service->offer->prompt->id, "offer-bins");
	ck_assert_str_eq(service->offer->prompt->offer_service, "bins");
	ck_assert_ptr_nonnull(service->offer->prompt->when);
	ck_assert_uint_eq(service->dialogue->prompt_count, 3);
	service_free(service);
}
END_TEST

START_TEST(a_council_lays_its_own_over_it)
{
	struct service *service = parse("pendle");
	const struct prompt *bin = dialogue_prompt(service->dialogue, "bin");
	ck_assert_str_eq(service->council, "pendle");
	ck_assert_str_eq(service->owner_email, "waste@pendle.example");
	ck_assert_int_eq(service->assured.month, 11);
	ck_assert_int_eq(service->review_by.month, 4);
	ck_assert_str_eq(service->hours, "Mo-Fr 09:00-17:00");
	ck_assert_str_eq(service->contacts->label, "email");
	ck_assert_ptr_null(service->contacts->next);
	ck_assert_str_eq(service_fact(service, "return_days")->value.in[ENGLISH], "3 working days");
	ck_assert_int_eq(service_fact(service, "return_days")->review_by.month, 2);
	ck_assert_str_eq(service_fact(service, "fee")->value.in[WELSH], "am ddim");
	ck_assert_str_eq(service_fact(service, "depot")->value.in[ENGLISH], "Nelson");
	ck_assert_str_eq(bin->choices->label.in[ENGLISH], "Black");
	ck_assert_str_eq(bin->choices->next->value, "green");
	ck_assert_ptr_null(bin->choices->next->next);
	ck_assert_str_eq(bin->text.in[ENGLISH], "Which one?");
	ck_assert_str_eq(bin->hint.in[ENGLISH], "Look at the side");
	ck_assert_str_eq(dialogue_prompt(service->dialogue, "early")->text.in[WELSH], "Erbyn 7");
	ck_assert_str_eq(
	    dialogue_prompt(service->dialogue, "waste-round")->promise.in[ENGLISH], "Soon");
	service_free(service);
	service = parse("burnley");
	ck_assert_str_eq(service->hours, "24/7");
	ck_assert_str_eq(service->owner_team, "chorley-waste");
	service_free(service);
	service = parse("chorley");
	ck_assert_str_eq(service->council, "chorley");
	ck_assert_str_eq(service->hours, "Mo-Fr 08:00-18:00");
	service_free(service);
}
END_TEST

static bool
look_outer(void *context, const char *name, struct value *out)
{
	(void)context;
	*out = (struct value){.kind = VALUE_STRING, .string = "Siân"};
	return strcmp(name, "customer.name") == 0;
}

START_TEST(facts_are_names)
{
	struct service *service = parse("pendle");
	struct service_names context = {
	    .service = service, .outer = {.look = look_outer, .language = "cy"}};
	struct names names = service_names(&context);
	ck_assert_str_eq(
	    text_fill(&arena, "${customer.name}: ${fact.fee}, ${fact.return_days}, ${fact.no}",
		&names, NULL),
	    "Siân: am ddim, 3 working days, …");
	service_free(service);
}
END_TEST

/* ---- the directory ---- */

static const char *
small_service(const char *id, const char *title, const char *more)
{
	return arena_printf(
	    &arena, "service: %s\ntitle: %s\nprovided_by: county\n%s", id, title, more);
}

static void
put(struct directory *directory, const char *id, const char *title, const char *more)
{
	struct err err = {{0}};
	ck_assert_msg(directory_put(directory, id, small_service(id, title, more), 1, &err) == 0,
	    "%s", err.text);
}

START_TEST(services_are_put_replaced_and_removed)
{
	struct directory *directory = directory_new();
	struct err err = {{0}};
	ck_assert_uint_eq(directory_count(directory), 0);
	ck_assert_ptr_null(directory_nth(directory, 0));
	ck_assert_int_eq(directory_put(directory, "bins", bins, 7, &err), 0);
	put(directory, "noise", "Noise", "");
	put(directory, "adoption", "adoption", "");
	ck_assert_uint_eq(directory_count(directory), 3);
	ck_assert_str_eq(directory_nth(directory, 0), "adoption");
	ck_assert_str_eq(directory_nth(directory, 1), "bins");
	ck_assert_str_eq(directory_nth(directory, 2), "noise");
	ck_assert_ptr_null(directory_nth(directory, 3));
	ck_assert_int_eq(directory_version(directory, "bins"), 7);
	ck_assert_str_eq(directory_text(directory, "bins"), bins);
	const struct service *service = directory_service(directory, "bins", "pendle");
	ck_assert_str_eq(service->owner_team, "pendle-waste");
	ck_assert_ptr_eq(directory_service(directory, "bins", "pendle"), service);
	ck_assert_str_eq(directory_service(directory, "bins", NULL)->owner_team, "chorley-waste");
	ck_assert_str_eq(directory_service(directory, "bins", "")->owner_team, "chorley-waste");
	/* what does not parse leaves the old one */
	ck_assert_int_eq(directory_put(directory, "bins", "service: bins\nx: y\n", 8, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "bins:2:1: 'x' is not known here"));
	ck_assert_int_eq(directory_put(directory, "bin", bins, 8, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "says that it is 'bins'"));
	ck_assert_int_eq(directory_version(directory, "bins"), 7);
	/* replaced, removed */
	put(directory, "bins", "Zebra", "");
	ck_assert_str_eq(directory_nth(directory, 2), "bins");
	ck_assert_str_eq(
	    directory_service(directory, "bins", "pendle")->title.in[ENGLISH], "Zebra");
	ck_assert_int_eq(directory_put(directory, "bins", "", 9, &err), 0);
	ck_assert_int_eq(directory_put(directory, "never", "", 9, &err), 0);
	ck_assert_ptr_null(directory_service(directory, "bins", NULL));
	ck_assert_ptr_null(directory_text(directory, "bins"));
	ck_assert_uint_eq(directory_count(directory), 2);
	directory_free(directory);
}
END_TEST

START_TEST(a_wrong_variant_leaves_the_common_text)
{
	struct directory *directory = directory_new();
	put(directory, "noise", "Noise", "at: { pendle: { nonsense: 1 } }\n");
	ck_assert_str_eq(
	    directory_service(directory, "noise", "pendle")->title.in[ENGLISH], "Noise");
	directory_free(directory);
}
END_TEST

START_TEST(offers_come_beside_their_service)
{
	struct directory *directory = directory_new();
	const struct service *offers[4];
	struct err err;
	put(directory, "moving", "Moving house", "");
	put(directory, "sofa", "Bulky waste", "offer: { beside: [moving], because: B }\n");
	ck_assert_int_eq(directory_put(directory, "bins", bins, 1, &err), 0);
	ck_assert_uint_eq(directory_offers(directory, "pendle", "moving", offers, 4), 2);
	ck_assert_str_eq(offers[0]->id, "sofa");
	ck_assert_str_eq(offers[1]->id, "bins");
	ck_assert_str_eq(offers[1]->owner_team, "pendle-waste");
	ck_assert_uint_eq(directory_offers(directory, NULL, "moving", offers, 1), 1);
	ck_assert_uint_eq(directory_offers(directory, NULL, "bins", offers, 4), 0);
	directory_free(directory);
}
END_TEST

/* What is typed, and the service that must come first ("" for none). */
static const char *const searches[][2] = {
    {"missed bin", "bins"},
    {"bi", "bins"},
    {"bin not emptied", "bins"},
    {"my bin was not emptied", "bins"},
    {"bins", "bins"},
    {"emptying bin", "bins"},
    {"wheely bin", "bins"},
    {"rubish", "bins"},
    {"RUBBISH!", "bins"},
    {"casgliad", "bins"},
    {"524", "bins"},
    {"5", ""},
    {"blue badg", "blue-badge"},
    {"bleu badge", "blue-badge"},
    {"blue bagde", "blue-badge"},
    {"disabled parking", "blue-badge"},
    {"permit", "permit"},
    {"residents permit", "permit"},
    {"parking permit", "permit"},
    {"park", "permit"},
    {"pothole", "pothole"},
    {"pot hole", "pothole"},
    {"pothol", "pothole"},
    {"hole in the road", "pothole"},
    {"council tax", "tax"},
    {"tax", "tax"},
    {"moved house", "tax"},
    {"", ""},
    {"   ", ""},
    {"!?", ""},
    {"zzzzz", ""},
    {"helicopter", ""},
};

START_TEST(services_are_found_by_what_people_say)
{
	struct directory *directory = directory_new();
	struct service_hit hits[5];
	struct err err = {{0}};
	ck_assert_int_eq(directory_put(directory, "bins", bins, 1, &err), 0);
	put(directory, "blue-badge", "Blue Badge",
	    "words: [disabled parking, disabled badge, parking permit for disabled]\n");
	put(directory, "permit", "'Parking: residents’ permit'",
	    "words: [parking permit, zone, visitor permit]\n");
	put(directory, "pothole", "Pothole or damaged road", "words: [hole in road, tarmac]\n");
	put(directory, "tax", "'Council tax: moving home'", "words: [moved house, new address]\n");
	put(directory, "complaint", "Complaint", "words: [unhappy with council]\n");
	size_t count = directory_search(directory, searches[_i][0], NULL, hits, 5);
	const char *first = count > 0 ? hits[0].service : "";
	ck_assert_msg(strcmp(first, searches[_i][1]) == 0, "%s finds %s, not %s", searches[_i][0],
	    first, searches[_i][1]);
	for (size_t i = 1; i < count; i++)
		ck_assert_int_ge(hits[i - 1].score, hits[i].score);
	ck_assert_uint_le(directory_search(directory, searches[_i][0], NULL, hits, 1), 1);
	ck_assert_uint_eq(directory_search(directory, searches[_i][0], NULL, hits, 0), 0);
	directory_free(directory);
}
END_TEST

/* The same word, and each in its season. */
START_TEST(services_have_their_season)
{
	struct directory *directory = directory_new();
	struct service_hit hits[2];
	put(directory, "grit", "Road gritting", "season: [Nov-Feb]\n");
	put(directory, "tar", "Road surfacing", "season: [May, Jul-Aug]\n");
	struct search_leaning leaning = {.month = 1};
	ck_assert_uint_eq(directory_search(directory, "road", &leaning, hits, 2), 2);
	ck_assert_str_eq(hits[0].service, "grit");
	leaning.month = 7;
	ck_assert_uint_eq(directory_search(directory, "road", &leaning, hits, 2), 2);
	ck_assert_str_eq(hits[0].service, "tar");
	directory_free(directory);
}
END_TEST

START_TEST(a_season_is_months)
{
	static const struct {
		const char *text;
		unsigned season;
	} seasons[] = {{"[Jan]", 1}, {"[Nov-Feb]", 0xC03}, {"[Mar, May-Jun]", 0x34},
	    {"[Winter]", 0}, {"Oct-Mar", 0}, {"[Oct-]", 0}, {"[oct]", 0}};
	for (size_t i = 0; i < sizeof seasons / sizeof *seasons; i++) {
		const char *text = arena_printf(&arena,
		    "service: x\ntitle: X\nprovided_by: any\nseason: %s\n", seasons[i].text);
		struct service *service =
		    service_parse("x.yaml", text, strlen(text), NULL, NULL, &findings);
		ck_assert_msg((service != NULL) == (seasons[i].season != 0), "%s", text);
		if (service)
			ck_assert_uint_eq(service->season, seasons[i].season);
		service_free(service);
	}
}
END_TEST

/* What is only listed gives way to what was written under the same number. */
START_TEST(a_written_entry_wins)
{
	struct directory *directory = directory_new();
	struct service_hit hits[3];
	static const char listed[] = "lgsl: 561\norigin: { format: lgsl, id: 561 }\n";
	put(directory, "listed", "Gritting of roads", listed);
	ck_assert_uint_eq(directory_search(directory, "gritting", NULL, hits, 3), 1);
	put(directory, "grit", "Gritting", "lgsl: 561\nowner: { team: t, email: e@x.example }\n");
	put(directory, "other", "Gritting of paths", "lgsl: 9\norigin: { format: lgsl, id: 9 }\n");
	ck_assert_uint_eq(directory_search(directory, "gritting", NULL, hits, 3), 2);
	ck_assert_str_eq(hits[0].service, "grit");
	ck_assert_str_eq(hits[1].service, "other");
	ck_assert_uint_eq(directory_search(directory, "561", NULL, hits, 3), 1);
	directory_free(directory);
}
END_TEST

/* A copy on disk brings the same directory, parsing nothing; cards of another form are made anew.
 */
START_TEST(a_copy_is_the_same_directory)
{
	struct directory *directory = directory_new();
	struct directory_pack pack;
	struct err err = {{0}};
	ck_assert_int_eq(directory_put(directory, "bins", bins, 7, &err), 0);
	put(directory, "sofa", "Bulky waste", "offer: { beside: [bins], because: B }\n");
	directory_pack(directory, &arena, &pack);
	ck_assert_uint_eq(pack.count, 2);
	for (int64_t form = pack.form; form < pack.form + 2; form++) {
		struct directory *copy = directory_new();
		const struct service *offers[2];
		struct service_hit hits[2];
		for (size_t i = 0; i < pack.count; i++)
			ck_assert_msg(
			    directory_put_packed(copy, &pack.services[i], form, &err) == 0, "%s",
			    err.text);
		ck_assert_str_eq(directory_text(copy, "bins"), bins);
		ck_assert_str_eq(directory_title(copy, "bins", "en"),
		    directory_service(copy, "bins", NULL)->title.in[ENGLISH]);
		ck_assert_str_eq(directory_title(copy, "bins", "cy"),
		    directory_service(copy, "bins", NULL)->title.in[WELSH]);
		ck_assert_ptr_null(directory_title(copy, "none", "cy"));
		ck_assert(!directory_urgent(copy, "sofa"));
		ck_assert_int_eq(directory_version(copy, "bins"), 7);
		ck_assert_uint_eq(directory_offers(copy, NULL, "bins", offers, 2), 1);
		ck_assert_str_eq(offers[0]->id, "sofa");
		ck_assert_uint_eq(directory_search(copy, "casgliad", NULL, hits, 2), 1);
		ck_assert_str_eq(hits[0].service, "bins");
		ck_assert_int_eq(hits[0].lgsl, 524);
		directory_free(copy);
	}
	/* Cut anywhere, a card is none. */
	for (size_t length = 0; length < pack.services[0].card_length; length++) {
		struct directory *copy = directory_new();
		struct packed_service cut = pack.services[0];
		cut.card_length = length;
		ck_assert_int_lt(directory_put_packed(copy, &cut, pack.form, &err), 0);
		directory_free(copy);
	}
	directory_free(directory);
}
END_TEST

START_TEST(long_queries_are_cut)
{
	struct directory *directory = directory_new();
	struct service_hit hits[5];
	char query[5000];
	put(directory, "noise", "Noise", "");
	memset(query, 'x', sizeof query - 1);
	query[sizeof query - 1] = '\0';
	ck_assert_uint_eq(directory_search(directory, query, NULL, hits, 5), 0);
	for (size_t i = 0; i + 1 < sizeof query; i++)
		query[i] = i % 2 ? ' ' : 'n';
	directory_search(directory, query, NULL, hits, 5);
	directory_free(directory);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int
main(void)
{
	Suite *suite = suite_create("directory_service");
	TCase *tcase = tcase_create("service");
	tcase_add_checked_fixture(tcase, reading_begin, reading_end);
	tcase_add_test(tcase, the_common_text_is_read);
	tcase_add_test(tcase, a_council_lays_its_own_over_it);
	tcase_add_test(tcase, facts_are_names);
	tcase_add_test(tcase, services_are_put_replaced_and_removed);
	tcase_add_test(tcase, a_wrong_variant_leaves_the_common_text);
	tcase_add_test(tcase, offers_come_beside_their_service);
	tcase_add_loop_test(tcase, services_are_found_by_what_people_say, 0, COUNT(searches));
	tcase_add_test(tcase, services_have_their_season);
	tcase_add_test(tcase, a_season_is_months);
	tcase_add_test(tcase, a_written_entry_wins);
	tcase_add_test(tcase, a_copy_is_the_same_directory);
	tcase_add_test(tcase, long_queries_are_cut);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
