/* The starter directory: every service of scripts/, seen by every council, walked through all its
 * choices. */
#include "base/file.h"
#include "dialogue/walk.h"
#include "directory/lint.h"
#include "directory/opening.h"
#include "helpers/proc.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WALKS = 3000 };

static struct directory *directory;
static struct partnership partnership;
static const struct date today = {2026, 11, 20};

static void
load_partnership(const char *folder)
{
	char *text;
	size_t length;
	struct err err = {{0}};
	char *path = arena_printf(&arena, "%s/partnership.yml", folder);
	ck_assert_msg(file_read_all(path, 1 << 20, &text, &length, &err) == 0, "%s", err.text);
	ck_assert_int_eq(partnership_parse(&arena, path, text, length, &partnership, &findings), 0);
	free(text);
}

static void
setup(void)
{
	reading_begin();
	char *folder = proc_source("scripts");
	directory = reading_starter();
	load_partnership(folder);
	free(folder);
}

static void
teardown(void)
{
	directory_free(directory);
	reading_end();
}

START_TEST(lint_has_nothing_to_say)
{
	struct err err = {{0}};
	char *folder = proc_source("scripts");
	const char *paths[] = {folder};
	glob_t files;
	ck_assert_int_eq(glob(arena_printf(&arena, "%s/*.y*ml", folder), 0, NULL, &files), 0);
	ck_assert_msg(
	    lint_paths(paths, 1, today, &findings, &err) == (int)files.gl_pathc, "%s", err.text);
	globfree(&files);
	ck_assert_str_eq(reading_findings(), "");
	free(folder);
}
END_TEST

/* ---- every way through every dialogue ---- */

struct journey {
	const struct service *service;
	const char *council;
	struct given given[100];
	size_t count, walks, ends;
	struct service_names names;
	struct walk_env env;
};

static bool
look(void *context, const char *name, struct value *out)
{
	const struct journey *journey = context;
	*out = (struct value){.kind = VALUE_STRING, .string = ""};
	if (strncmp(name, "council.", 8) == 0)
		out->string = journey->council;
	return outer_name(name);
}

/* The nth value to try of a question; null after the last. */
static const char *
nth_value(const struct prompt *ask, size_t n)
{
	static const char *const yesno[] = {"yes", "no", NULL};
	static const char *const numbers[] = {"1", "2", "7", NULL};
	static const char *const days[] = {"2026-11-20", "2026-11-01", NULL};
	const char *one[] = {"x", NULL};
	const char *const *list = one;
	switch (ask->type) {
	case ANSWER_SELECT_ONE:
	case ANSWER_SELECT_MULTIPLE: {
		const struct choice *choice = ask->choices;
		while (choice && n-- > 0)
			choice = choice->next;
		return choice ? choice->value : NULL;
	}
	case ANSWER_YESNO:
		list = yesno;
		break;
	case ANSWER_INTEGER:
		list = numbers;
		break;
	case ANSWER_DATE:
		list = days;
		break;
	default:
		break;
	}
	for (size_t i = 0; i < n; i++)
		if (!list[i])
			return NULL;
	return list[n];
}

static void
say_way(const struct journey *journey)
{
	printf("# %s at %s:", journey->service->id, journey->council);
	for (size_t i = 0; i < journey->count; i++)
		printf(" %s=%s", journey->given[i].prompt, journey->given[i].value);
	printf("\n");
}

/* A referral reaches a queue, and its time can be reckoned in the hours of its team. */
static bool
referral_is_good(const struct journey *journey, const struct outline *outline)
{
	const char *councils[] = {journey->council, "lancashire"};
	struct err err;
	micros due, now = london_micros(today, 10, 42);
	if (outline->outcome->kind != PROMPT_REFER)
		return true;
	for (int i = 0; i < 2; i++) {
		const struct queue *queue =
		    partnership_queue(&partnership, councils[i], outline->outcome->queue_role);
		const struct team *team =
		    queue ? partnership_team(&partnership, queue->team) : NULL;
		if (team && outline->due_text &&
		    due_after(outline->due_text, team->hours, NULL, now, &due, &err) == 0 &&
		    due > now)
			return true;
	}
	return false;
}

static bool
texts_are_whole(const struct outline *outline)
{
	for (size_t i = 0; i < outline->count; i++) {
		const struct step *step = &outline->steps[i];
		if (step->state == STEP_OPEN && step->prompt->kind == PROMPT_SAY &&
		    strstr(step->text, "${"))
			return false;
	}
	return !outline->promise_text || !strstr(outline->promise_text, "…");
}

static void
check_end(struct journey *journey, const struct outline *outline)
{
	journey->ends++;
	bool good = outline->end == WALK_OUTCOME && outline->open == 0 &&
		    referral_is_good(journey, outline) && texts_are_whole(outline);
	if (!good)
		say_way(journey);
	ck_assert(good);
}

static const struct prompt *
next_required(const struct outline *outline)
{
	for (size_t i = 0; i < outline->count; i++) {
		const struct step *step = &outline->steps[i];
		if (step->prompt->kind == PROMPT_ASK && step->prompt->required &&
		    step->state == STEP_OPEN)
			return step->prompt;
	}
	return NULL;
}

static void
travel(struct journey *journey)
{
	struct arena local;
	struct outline outline;
	struct err err = {{0}};
	if (++journey->walks > MOST_WALKS)
		return;
	arena_init(&local);
	journey->env.given_count = journey->count;
	ck_assert_msg(walk(journey->service->dialogue, &journey->env, &local, &outline, &err) == 0,
	    "%s: %s", journey->service->id, err.text);
	const struct prompt *ask = next_required(&outline);
	if (!ask) {
		check_end(journey, &outline);
	} else {
		ck_assert_uint_lt(journey->count, 100);
		size_t at = journey->count++;
		for (size_t n = 0; nth_value(ask, n); n++) {
			journey->given[at] = (struct given){ask->id, nth_value(ask, n)};
			travel(journey);
		}
		journey->count--;
	}
	arena_release(&local);
}

static size_t
travel_all(const char *id, const char *council)
{
	struct journey journey = {
	    .service = directory_service(directory, id, council), .council = council};
	ck_assert_ptr_nonnull(journey.service);
	ck_assert_ptr_nonnull(journey.service->dialogue);
	journey.names.service = journey.service;
	journey.names.outer = (struct names){.look = look, .context = &journey, .today = today};
	journey.env = (struct walk_env){
	    .given = journey.given, .facts = service_names(&journey.names), .language = "en"};
	travel(&journey);
	ck_assert_msg(journey.walks <= MOST_WALKS, "%s has too many ways", id);
	return journey.ends;
}

START_TEST(every_way_through_every_service_ends_well)
{
	ck_assert_uint_ge(directory_count(directory), 70);
	for (size_t i = 0; i < directory_count(directory); i++) {
		const char *id = directory_nth(directory, i);
		size_t ends = 0;
		for (size_t j = 0; j < partnership.council_count; j++)
			if (strcmp(partnership.councils[j].tier, "district") == 0 &&
			    !partnership.councils[j].outside)
				ends += travel_all(id, partnership.councils[j].id);
		printf("# %s: %zu ways\n", id, ends);
		ck_assert_uint_ge(ends, 6);
	}
}
END_TEST

START_TEST(every_service_has_what_an_advisor_needs)
{
	for (size_t i = 0; i < directory_count(directory); i++) {
		const struct service *service =
		    directory_service(directory, directory_nth(directory, i), NULL);
		ck_assert_msg(service->lgsl > 0 && service->owner_team && service->hours &&
				  service->contacts && service->facts && service->words &&
				  service->assured.year && service->review_by.year,
		    "%s", service->id);
	}
}
END_TEST

/* ---- languages ---- */

/* The ten commonest calls: whatever the caller hears is in every language, at every council. */
static const char *const commonest[] = {"missed-bin", "council-tax-moving", "blue-badge",
    "housing-benefit-progress", "pothole", "bulky-waste", "school-admissions", "noise",
    "council-tax-arrears", "change-of-address"};

static bool
in_every_language(const struct words *words)
{
	if (!words->in[ENGLISH] || words->in[ENGLISH][0] == '\0')
		return true;
	for (int i = 0; i < LANGUAGES; i++)
		if (!words->in[i] || words->in[i][0] == '\0')
			return false;
	return true;
}

static void
check_heard(const struct service *service, const struct prompt *prompt)
{
	bool heard = prompt->kind == PROMPT_CALCULATE ||
		     (in_every_language(&prompt->text) && in_every_language(&prompt->promise));
	for (const struct choice *choice = prompt->choices; choice; choice = choice->next)
		heard = heard && in_every_language(&choice->label);
	ck_assert_msg(heard, "%s at %s: %s is not said in every language", service->id,
	    service->council, prompt->id);
}

START_TEST(the_commonest_are_spoken_in_every_language)
{
	for (size_t i = 0; i < partnership.council_count; i++) {
		const struct service *service =
		    directory_service(directory, commonest[_i], partnership.councils[i].id);
		ck_assert_ptr_nonnull(service);
		for (const struct prompt *p = service->dialogue->prompts; p; p = p->next)
			check_heard(service, p);
	}
}
END_TEST

/* What callers say, and the service they mean. */
static const char *const searches[][2] = {
    {"missed bin", "missed-bin"},
    {"bin not emptied", "missed-bin"},
    {"my bin has not been colected", "missed-bin"},
    {"sofa", "bulky-waste"},
    {"old fridge", "bulky-waste"},
    {"pot hole", "pothole"},
    {"hole in road", "pothole"},
    {"street light out", "street-lighting"},
    {"moving house", "council-tax-moving"},
    {"cant pay council tax", "council-tax-arrears"},
    {"bailiff", "council-tax-arrears"},
    {"housing benefit not paid", "housing-benefit-progress"},
    {"blue badg", "blue-badge"},
    {"school bus", "schools-transport"},
    {"register a birth", "birth-registration"},
    {"new baby", "birth-registration"},
    {"carer", "adult-social-care"},
    {"child abuse", "child-safeguarding"},
    {"worried about a child", "child-safeguarding"},
    {"rats", "pest-control"},
    {"wasps nest", "pest-control"},
    {"planning", "planning-enquiry"},
    {"loud music", "noise"},
    {"stray dog", "stray-dog"},
    {"lost dog", "stray-dog"},
    {"library", "libraries"},
    {"complain", "complaint"},
    {"they didn't collect my rubbish", "missed-bin"},
    {"bin heb ei gasglu", "missed-bin"},
    {"get rid of mattress", "bulky-waste"},
    {"lamp post out", "street-lighting"},
    {"help with rent", "housing-benefit-claim"},
    {"disabled parking", "blue-badge"},
    {"home help for mum", "adult-social-care"},
    {"child being hurt", "child-safeguarding"},
    {"planning permission extension", "planning-enquiry"},
    {"renew books", "libraries"},
    {"dog poo", "dog-fouling"},
    {"rubbish dumped in back street", "fly-tipping"},
    {"dumped car", "abandoned-vehicle"},
    {"parking ticket", "parking-penalty"},
    {"visitor permit", "parking-permit"},
    {"brown bin subscription", "garden-waste"},
    {"food poisoning", "food-hygiene"},
    {"syringe", "street-cleansing"},
    {"bus pass", "nowcard"},
    {"water coming up in the road", "drainage"},
    {"no water", "water-and-sewers"},
    {"blocked grid", "drainage"},
    {"black ice", "gritting"},
    {"my dad died", "death-registration"},
    {"wedding", "marriage"},
    {"PIP refused", "welfare-rights"},
    {"scammed", "trading-standards"},
    {"nearest tip", "household-waste-sites"},
    {"free school meals", "free-school-meals"},
    {"copy of birth certificate", "certificate-orders"},
    {"school place", "school-admissions"},
    {"did not get school", "school-appeals"},
    {"student loan", "student-support"},
    {"childminder", "childcare-information"},
    {"evening class", "lifelong-learning"},
    {"speed awareness", "road-safety-courses"},
    {"wide load", "abnormal-loads"},
    {"van permit for the tip", "waste-permits"},
    {"compost bin", "home-composting"},
    {"washable nappies", "real-nappies"},
    {"smoke alarm", "fire-safety-check"},
    {"turning 65", "services-at-65"},
    {"sandbags", "flooding"},
    {"i have moved", "change-of-address"},
    {"started work benefit", "benefits-progress"},
    {"help with council tax", "council-tax-support"},
    {"living alone", "council-tax-discount"},
    {"rateable value", "business-rates"},
    {"building regs", "building-control"},
    {"next door bonfire", "public-health"},
    {"accident at work", "health-and-safety"},
    {"register to vote", "electoral-registration"},
    {"landlord will not fix boiler", "housing-repairs"},
    {"nowhere to sleep", "homelessness"},
    {"allotment", "allotments"},
    {"taxi overcharged", "taxi-licensing"},
    {"invoice", "debt-recovery"},
    {"foi", "freedom-of-information"},
    {"any jobs", "vacancies"},
    {"put me through", "switchboard"},
    {"bin stolen", "new-bin"},
};

/* What is known without opening a service is what opening it would say. */
START_TEST(cards_say_what_is_urgent)
{
	size_t urgent = 0;
	for (size_t i = 0; i < directory_count(directory); i++) {
		const char *id = directory_nth(directory, i);
		const struct service *service = directory_service(directory, id, NULL);
		bool sends = false;
		for (const struct prompt *p = service->dialogue ? service->dialogue->prompts : NULL;
		     p; p = p->next)
			sends = sends || (p->urgent && p->kind == PROMPT_REFER);
		ck_assert_msg(!sends || directory_urgent(directory, id), "%s", id);
		urgent += directory_urgent(directory, id);
	}
	ck_assert_uint_gt(urgent, 0);
	ck_assert_uint_lt(urgent, directory_count(directory));
}
END_TEST

START_TEST(callers_words_find_the_service)
{
	struct service_hit hit = {0};
	directory_search(directory, searches[_i][0], NULL, &hit, 1);
	ck_assert_msg(hit.service && strcmp(hit.service, searches[_i][1]) == 0,
	    "%s finds %s, not %s", searches[_i][0], hit.service ? hit.service : "nothing",
	    searches[_i][1]);
}
END_TEST

START_TEST(the_numbers_are_those_of_the_list)
{
	char *path = proc_data("lgsl/esd_services_lgsl.csv");
	char *text;
	size_t length;
	struct err err = {{0}};
	if (!path)
		return;
	ck_assert_msg(file_read_all(path, 16 << 20, &text, &length, &err) == 0, "%s", err.text);
	free(path);
	for (size_t i = 0; i < directory_count(directory); i++) {
		const struct service *service =
		    directory_service(directory, directory_nth(directory, i), NULL);
		const char *plain = arena_printf(&arena, "\n%d,", service->lgsl);
		const char *quoted = arena_printf(&arena, "\n\"%d\",", service->lgsl);
		ck_assert_msg(strstr(text, plain) || strstr(text, quoted), "%s has lgsl %d",
		    service->id, service->lgsl);
	}
	free(text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("directory_starter");
	TCase *tcase = tcase_create("starter");
	tcase_set_timeout(tcase, 120);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, lint_has_nothing_to_say);
	tcase_add_test(tcase, every_way_through_every_service_ends_well);
	tcase_add_test(tcase, every_service_has_what_an_advisor_needs);
	tcase_add_loop_test(tcase, the_commonest_are_spoken_in_every_language, 0,
	    (int)(sizeof commonest / sizeof *commonest));
	tcase_add_loop_test(
	    tcase, callers_words_find_the_service, 0, (int)(sizeof searches / sizeof *searches));
	tcase_add_test(tcase, the_numbers_are_those_of_the_list);
	tcase_add_test(tcase, cards_say_what_is_urgent);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
