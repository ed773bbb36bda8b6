/*
 * Every screen as it stands, played by keys through the real face on a desk without disk or
 * network: goldens at 80 by 24 in English; some at 132 by 43, without colour, and in Welsh. In a
 * pseudo language made from the catalogue, the words that stay English must be data: a string that
 * was not given to gettext shows up, and so does a label that has no room for a longer language.
 */
#include "base/buf.h"
#include "base/i18n.h"
#include "helpers/books.h"
#include "helpers/play.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "screen/answers.h"
#include "screen/golden.h"
#include "ui/face.h"
#include "ui/terminal.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDE = 1, PLAIN = 2, IN_WELSH = 4 };

/* A day in the life, each step as keys; what stands after it has a name. */
static const struct scene {
	const char *keys, *name;
	int also; /* variants besides English at 80 by 24 */
} scenes[] = {
    {"", "sign-in", 0},
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter>", "home", IN_WELSH},
    {"pat", "home-found", WIDE | PLAIN | IN_WELSH},
    {"<Down><Down>", "home-list", 0},
    {"?", "help", IN_WELSH},
    {"<PgDn>", "help-below", 0},
    {"<Esc>:du", "line", 0},
    {"<Esc><Up><Up><Up><^U>01632 960151<Enter>", "customer", 0},
    {"o1Nisha Patel<Enter>daughter<Enter>", "behalf", IN_WELSH},
    {"<Esc>s", "service-search", 0},
    {"missed<Enter>", "dialogue", WIDE | PLAIN | IN_WELSH},
    {"t", "note", IN_WELSH},
    {"Lid broken.<Tab>", "note-left", 0},
    {"1", "dialogue-second", 0},
    {"1", "offer", 0},
    {"1", "offer-taken", 0},
    {"f", "wrap-up", WIDE | PLAIN | IN_WELSH},
    {"<Enter>", "logged", 0},
    {"<F5>", "queues", 0},
    {"<Enter>", "queue", 0},
    {"<Enter>", "case", 0},
    {"t", "case-note", 0},
    {"<Esc><F3>zebedee<Down><End>", "home-new", 0},
    {"<Enter>", "person", IN_WELSH},
    {"<^U>Zo<Enter>Zz<^S>", "person-fault", 0},
    {"<^X>", "emergency", 0},
    {"<F9>", "lock", IN_WELSH},
};

/* An information officer's day. */
static const struct scene officer[] = {
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter>", "officer", IN_WELSH},
    {"garden swap<Enter>", "entry", WIDE | PLAIN | IN_WELSH},
    {"<Enter>", "entry-form", IN_WELSH},
    {"<^U>5 pounds: cash<Down><^U>2027-02-31<Down>", "entry-form-fault", 0},
    {"<Esc>", "entry-error", IN_WELSH},
    {"<Enter><Down><^U>2027-05-01<^S>", "entry-draft", WIDE | PLAIN},
    {"v", "entry-preview", IN_WELSH},
    {"<Esc>s", "entry-submit", IN_WELSH},
    {"New prices<Enter><Enter><Enter>", "entry-submitted", 0},
    {"h", "entry-versions", 0},
    {"<Esc><F7>", "entries", WIDE | PLAIN | IN_WELSH},
    {"<Space>m", "entries-marked", 0},
    {"g", "entries-assure", IN_WELSH},
};

/* What the officer works on: nobody else changes it. */
static const char entry[] = "service: garden-swap\n"
			    "title: Garden swap\n"
			    "summary: Plants and tools for others' gardens.\n"
			    "provided_by: district\n"
			    "owner: { team: chorley-waste, email: waste@chorley.example }\n"
			    "assured: 2026-10-01\n"
			    "review_by: 2027-04-01\n"
			    "hours: Mo-Fr 09:00-17:00\n"
			    "facts:\n"
			    "  fee: { value: 4 pounds, review_by: 2027-04-01 }  # see the minutes\n"
			    "  bring: { label: Bring, value: a box, review_by: 2027-04-01 }\n"
			    "dialogue:\n"
			    "  - section: What\n"
			    "    prompts:\n"
			    "      - ask: kind\n"
			    "        text: Plants or tools?\n"
			    "        type: select_one\n"
			    "        choices: { plants: Plants, tools: Tools }\n"
			    "        required: true\n"
			    "      - resolve: told\n"
			    "        text: It costs ${fact.fee}.\n";

/* Somebody is written down who may be there already. */
static const struct scene matches[] = {
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter>zebedee<Down><End><Enter>", "person-nobody", 0},
    {"Amina<Down><^U>Patel", "person-matches", WIDE | PLAIN | IN_WELSH},
    {"<^G>j", "person-matches-chosen", 0},
};

/* One person in two records. */
static const struct scene merging[] = {
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter>01632 960151<Enter>j", "same", IN_WELSH},
    {"1", "merge", WIDE | PLAIN | IN_WELSH},
    {"Her maiden name<Up><Up>", "merge-row", 0},
    {"1", "merge-swapped", WIDE},
    {"<End><Enter>", "merged", 0},
    {"u", "merges", IN_WELSH},
    {"1sisters", "unmerge", 0},
};

/* Somebody moves, with one of the household; and does not after all. */
static const struct scene booking[] = {
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter>01632 960151<Enter>scouncil tax support<Enter>D",
	"booking", WIDE | PLAIN | IN_WELSH},
    {"1", "booking-booked", 0},
    {"D", "booking-moving", 0},
    {"<F12>", "diaries", 0},
    {"1", "diary", IN_WELSH},
};
static const struct scene moving[] = {
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter>01632 960151<Enter>v", "moving", 0},
    {"mill", "moving-found", 0},
    {"<Enter>", "moving-picked", WIDE | PLAIN | IN_WELSH},
    {"<Enter>1", "moving-along", 0},
    {"<Enter>", "moved-customer", IN_WELSH},
    {"4", "moved", WIDE | PLAIN | IN_WELSH},
    {"<End>Her sale fell apart<Enter>4", "moved-back", 0},
};

/* The committee's matrix, and one service of it in words. */
static const struct scene matrix[] = {
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter>:matrix<Enter>/allotm", "matrix",
	WIDE | PLAIN | IN_WELSH},
    {"<Enter><Enter>", "matrix-row", IN_WELSH},
};

/* How promises are kept, as a supervisor sees it. */
static const struct scene keeping[] = {
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter><F5>", "queues-kept", 0},
    {"<End><Enter>", "kept", WIDE | PLAIN | IN_WELSH},
};

/* Payments that are not settled, and one of which the provider says something else. */
static const struct scene reconciling[] = {
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter>:payments<Enter>", "payments", WIDE | PLAIN | IN_WELSH},
    {"4", "payment-differs", WIDE | IN_WELSH},
};

/* The data protection officer asks about unusual looking. */
static const struct scene looking[] = {
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter>", "home-officer", 0},
    {":looks<Enter>", "looks", IN_WELSH},
    {"1", "look", WIDE | PLAIN | IN_WELSH},
    {"her aunt rang for her<Enter><Enter>", "look-decided", 0},
    {"2", "look-own", 0},
};

/* Whom one must be careful with. */
static const struct scene caring[] = {
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter>01632 960151<Enter>m", "markers-none", 0},
    {"<Enter>", "marker-new", IN_WELSH},
    {"1<Enter>Two visitors<Enter>A dog bit a colleague<Enter><^U>soon<^S>", "marker-fault", 0},
    {"<^U>3 months<^S>", "markers", WIDE | PLAIN | IN_WELSH},
    {"k", "marker-end", 0},
    {"<Esc><Esc>", "customer-caution", PLAIN | IN_WELSH},
    {"mkThe dog has died<^S>", "markers-ended", 0},
    {"<Esc>i", "details-none", 0},
    {"<Down>+1<Enter>Gujarati<Enter><^S>", "details-need", 0},
    {"<Down><Down>+", "representative-new", IN_WELSH},
    {"Nisha Patel<Enter>5<Enter>daughter<Enter><Enter>1 mar 27<^S>", "details-speaks", 0},
    {"y", "details", WIDE | PLAIN | IN_WELSH},
    {"<Esc>", "customer-known", WIDE | IN_WELSH},
};

/* What it costs is paid at the provider's, and the receipt is in the note. */
static const struct scene paying[] = {
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter>garden waste<Enter>d<^G>$", "payment",
	WIDE | PLAIN | IN_WELSH},
    {"<Enter>", "payment-paid", IN_WELSH},
};

/* The back office passes a case on, sends it back, and does one thing to many; who joined. */
static const struct scene office[] = {
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter><F5><Enter><Enter>h", "pass", 0},
    {"mills<Enter>", "pass-note", IN_WELSH},
    {"<Esc>b", "bounce", IN_WELSH},
    {"1", "bounce-prompt", 0},
    {"1", "bounce-words", IN_WELSH},
    {"<Esc>J", "joined", WIDE | PLAIN | IN_WELSH},
    {"<Esc><Esc><Space>x", "bulk", IN_WELSH},
    {"1", "bulk-words", 0},
    {"All emptied<Enter>", "bulk-look", IN_WELSH},
};

/* Who is where, who is out alone, what is promised, what was written to us. */
static const struct scene watching[] = {
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter><F11>", "board-none", 0},
    {"mills", "board", WIDE | PLAIN | IN_WELSH},
    {"<Esc><^G>V", "visits", IN_WELSH},
    {"<Esc><^G>P", "promises", IN_WELSH},
    {"<Esc><^G>E", "mails", IN_WELSH},
};

/* The counter: who waits, who is called, the form of reception. */
static const struct scene counter[] = {
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter><^G>W", "waiting", WIDE | PLAIN | IN_WELSH},
    {"n", "waiting-called", 0},
    {"W", "arrival", IN_WELSH},
    {"Green hat<Enter>blue<Enter>signer", "arrival-filled", WIDE | IN_WELSH},
    {"<^S>", "arrival-listed", 0},
    {"1", "arrival-begun", IN_WELSH},
};

struct day {
	const char *role;
	const struct scene *scenes;
	size_t count;
	const char *kind; /* of the desk; null: phone */
};
static const struct day days[] = {{"advisor", scenes, sizeof scenes / sizeof *scenes, NULL},
    {"advisor", matches, sizeof matches / sizeof *matches, NULL},
    {"advisor", merging, sizeof merging / sizeof *merging, NULL},
    {"advisor", booking, sizeof booking / sizeof *booking, NULL},
    {"advisor", moving, sizeof moving / sizeof *moving, NULL},
    {"supervisor", caring, sizeof caring / sizeof *caring, NULL},
    {"information_officer", officer, sizeof officer / sizeof *officer, NULL},
    {"advisor", paying, sizeof paying / sizeof *paying, NULL},
    {"advisor", counter, sizeof counter / sizeof *counter, "counter"},
    {"back_office", office, sizeof office / sizeof *office, NULL},
    {"advisor", watching, sizeof watching / sizeof *watching, NULL},
    {"supervisor", matrix, sizeof matrix / sizeof *matrix, NULL},
    {"supervisor", keeping, sizeof keeping / sizeof *keeping, NULL},
    {"back_office", reconciling, sizeof reconciling / sizeof *reconciling, NULL},
    {"dpo", looking, sizeof looking / sizeof *looking, NULL}};
enum { DAYS = sizeof days / sizeof *days };

static struct play play;
static struct face *face;

static void
give_page(void *context, struct page *page, struct arena *arena)
{
	(void)context;
	page_of(play.desk, page, arena);
}

static void
take(void *context, struct desk_event *event)
{
	(void)context;
	play_event(&play, event);
}

static const char *
hindrance(void *context, enum command command)
{
	(void)context;
	return command_hindrance(play.desk, command);
}

static bool
works(void *context, enum command command)
{
	(void)context;
	return command_works(play.desk, command);
}

/* "abc<Down>": characters, and named keys in angle brackets. */
static void
press(const char *keys)
{
	while (*keys) {
		struct key key = {.kind = KEYS_CHARACTER, .character = (unsigned char)*keys};
		bool prefixed;
		if (*keys == '<') {
			size_t length = strcspn(++keys, ">");
			ck_assert_msg(keys_parse(keys, length, &key, &prefixed), "%s", keys);
			keys += length;
		}
		keys++;
		face_key(face, &key);
	}
}

static void
speak(const char *language)
{
	extern int _nl_msg_cat_cntr;
	char *folder = proc_text("%s/tests/screen/locale", getenv("top_builddir"));
	setenv("LANGUAGE", language, 1);
	_nl_msg_cat_cntr++;
	bindtextdomain("frontdesk", folder);
	bind_textdomain_codeset("frontdesk", "UTF-8");
	textdomain("frontdesk");
	free(folder);
}

static void
begin(const struct day *day, int rows, int columns, const char *language)
{
	const struct face_options options = {
	    .source = {.page = give_page, .step = take, .works = works, .hinders = hindrance}};
	speak(language);
	golden_open(rows, columns);
	play_init(&play);
	play.role = day->role;
	play.kind = day->kind;
	play.answers = answers_of;
	face = face_new(&options);
}

static void
end(void)
{
	face_free(face);
	face = NULL;
	terminal_close();
	play_release(&play);
}

/* The officer's entry is there once the directory is. */
static void
play_scene(const struct day *day, size_t scene)
{
	if (day->scenes == officer && scene == 1)
		ck_assert_int_eq(
		    directory_put(play.desk->directory, "garden-swap", entry, 7, NULL), 0);
	static struct relative son = {.id = "01920000-0000-7000-8000-0000000000a0",
	    .customer = "01920000-0000-7000-8000-0000000000a1",
	    .name = "PATEL, Raj",
	    .kind = "household"};
	if (day->scenes == moving)
		play.household = (struct list){&son, 1};
	if (day->scenes == reconciling && scene == 0)
		books_open(play.now);
	if (day->scenes == office && scene == 0)
		play.a_case = answers_case(&play.arena);
	if (day->scenes == watching && scene == 0)
		answers_promises(&play);
	if (day->scenes == watching && scene == 1)
		answers_watch(&play);
	press(day->scenes[scene].keys);
	face_refresh(face);
	face_paint(face, false);
}

static void
play_all(const struct day *day, const char *suffix, int variant)
{
	for (size_t i = 0; i < day->count; i++) {
		play_scene(day, i);
		if ((day->scenes[i].also & variant) != variant)
			continue;
		char *name = proc_text("%s%s", day->scenes[i].name, suffix);
		golden_check(name);
		free(name);
	}
}

START_TEST(every_screen_in_english)
{
	begin(&days[_i], 24, 80, "en");
	play_all(&days[_i], "-80", 0);
	end();
}
END_TEST

/* What stands beside something stands below it. */
START_TEST(beside_is_below_when_narrow)
{
	for (int day = 1; day <= 3; day++) {
		begin(&days[day], 24, 50, "en");
		play_all(&days[day], "-50", WIDE);
		end();
	}
}
END_TEST

START_TEST(some_wide)
{
	begin(&days[_i], 43, 132, "en");
	play_all(&days[_i], "-132", WIDE);
	end();
}
END_TEST

START_TEST(some_without_colour)
{
	setenv("NO_COLOR", "1", 1);
	begin(&days[_i], 24, 80, "en");
	play_all(&days[_i], "-nocolor", PLAIN);
	end();
}
END_TEST

START_TEST(some_in_welsh)
{
	begin(&days[_i], 24, 80, "cy");
	play_say(&play, COMMAND_LANGUAGE, "cy");
	face_refresh(face);
	play_all(&days[_i], "-cy", IN_WELSH);
	end();
}
END_TEST

/* A call through a part, a section that repeats and a calculation. */
static const struct scene dialogue_scenes[] = {
    {"s.ellis<Enter>" PLAY_PASSWORD "<Enter>01632 960151<Enter>syouth<Enter>", "first", 0},
    {"1", "part", 0},
    {"1234<Enter><Enter>", "count", 0},
    {"2<Enter>", "repeat", 0},
    {"Ann<Enter>9<Enter>", "choices", 0},
    {"1Bo<Enter>", "second", 0},
    {"3<Enter>1", "result", 0},
    {"<Enter>", "end", 0},
    {"f", "wrap-up", 0},
    {"<F3>renew<Enter>", "known", 0},
};

static void
play_dialogue(const char *speaks, size_t count)
{
	begin(&days[0], 24, 80, "en");
	play.dialogues = true;
	play.speaks = speaks;
	for (size_t i = 0; i < count; i++) {
		press(dialogue_scenes[i].keys);
		face_refresh(face);
		face_paint(face, false);
		char *name = proc_text("call-%s-%s-80", speaks, dialogue_scenes[i].name);
		golden_check(name);
		free(name);
	}
	end();
}

START_TEST(a_call_through_the_whole_language)
{
	play_dialogue("English", sizeof dialogue_scenes / sizeof *dialogue_scenes);
}
END_TEST

/* The advisor's language first, the customer's below it; what runs from right to left has its lines
 * to itself. */
START_TEST(a_call_in_two_languages)
{
	play_dialogue("Polish", 2);
	play_dialogue("Urdu", 1);
}
END_TEST

/* ---- the pseudo language ---- */

enum { WORDS_MOST = 4000 };

static char *words[WORDS_MOST];
static size_t word_count;

static int
compare_words(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Of each row the words with a plain vowel: the pseudo language has none. */
static void
gather_words(const char *row)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	while (*row) {
		size_t length = 0;
		bool ascii = true, vowel = false;
		while (row[length] &&
		       ((unsigned char)row[length] >= 0x80 || strchr(letters, row[length]))) {
			ascii = ascii && (unsigned char)row[length] < 0x80;
			vowel = vowel || strchr("aeioAEIO", row[length]);
			length++;
		}
		if (ascii && vowel && length > 1) {
			ck_assert_uint_lt(word_count, WORDS_MOST);
			words[word_count++] = strndup(row, length);
		}
		row += length ? length : 1;
	}
}

static void
look_at_screen(const char *scene)
{
	for (int row = 0; row < 24; row++) {
		struct buf text;
		buf_init(&text, 4096);
		terminal_row(row, &text);
		gather_words(text.data);
		ck_assert_msg(!strstr(text.data, "\xe2\x80\xa6:"), "%s: the label is cut: %s",
		    scene, text.data);
		/* What is kept and which keys work is never cut. */
		ck_assert_msg(row < 22 || !strstr(text.data, "\xe2\x80\xa6"), "%s: cut: %s", scene,
		    text.data);
		buf_release(&text);
	}
}

START_TEST(every_string_is_translated_and_has_room)
{
	for (size_t day = 0; day < DAYS; day++) {
		begin(&days[day], 24, 80, "xa");
		for (size_t i = 0; i < days[day].count; i++) {
			play_scene(&days[day], i);
			look_at_screen(days[day].scenes[i].name);
		}
		end();
	}
	qsort(words, word_count, sizeof *words, compare_words);
	struct buf list;
	buf_init(&list, 64 * 1024);
	for (size_t i = 0; i < word_count; i++) {
		if (i == 0 || strcmp(words[i], words[i - 1]) != 0)
			buf_printf(&list, "%s\n", words[i]);
	}
	golden_text("untranslated-words", list.data);
	buf_release(&list);
}
END_TEST

int
main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	unsetenv("NO_COLOR");
	setenv("INPUTRC", "/dev/null", 1);
	Suite *suite = suite_create("screens");
	TCase *tests = tcase_create("screens");
	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(tests, every_screen_in_english, 0, DAYS);
	tcase_add_loop_test(tests, some_wide, 0, DAYS);
	tcase_add_test(tests, beside_is_below_when_narrow);
	tcase_add_loop_test(tests, some_without_colour, 0, DAYS);
	tcase_add_loop_test(tests, some_in_welsh, 0, DAYS);
	tcase_add_test(tests, a_call_through_the_whole_language);
	tcase_add_test(tests, a_call_in_two_languages);
	tcase_add_test(tests, every_string_is_translated_and_has_room);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
