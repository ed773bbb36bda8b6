/* How many keys a service is away, the pick among them: from the letters of its title, from its
 * initials, or from the first letters of two words, whichever is nearest, on Home as it is. The
 * first row is picked by Enter, another by Down and its digit. Titles are those of the starter
 * directory, and of the published list. */
#include "admin/csv.h"
#include "base/text.h"
#include "helpers/play.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LETTERS = 24, MOST_TITLES = 3000, NEVER = 99 };

static struct play play;
static int keys[MOST_TITLES];
static size_t count;

static void
begin(void)
{
	play_init(&play);
	play_sign_in(&play);
	play.silent_search = true;
	count = 0;
}

static void
end(void)
{
	play_release(&play);
}

/* Keys of a pick, or NEVER when the service is on no row under these letters. */
static int
pick_of(const char *typed, const char *service)
{
	play_set(&play, "home.find", typed);
	for (size_t i = 0; i < play.desk->find.count && i < 9; i++)
		if (play.desk->find.rows[i].kind == FOUND_SERVICE &&
		    strcmp(play.desk->find.rows[i].id, service) == 0)
			return i == 0 ? 1 : 2;
	return NEVER;
}

/* The fewest keys with ever more of these letters. */
static int
fewest(const char *letters, const char *service)
{
	char typed[MOST_LETTERS + 1] = "";
	int least = NEVER;
	for (int n = 1; n <= MOST_LETTERS && letters[n - 1] && n < least; n++) {
		typed[n - 1] = letters[n - 1];
		typed[n] = '\0';
		int pick = pick_of(typed, service);
		if (n + pick < least)
			least = n + pick;
	}
	return least;
}

/* Two letters of the first word, a blank, and the second word. */
static void
two_words(const char *folded, char out[MOST_LETTERS + 1])
{
	const char *second = strchr(folded, ' ');
	*out = '\0';
	if (second && second - folded >= 2)
		snprintf(out, MOST_LETTERS + 1, "%.2s%s", folded, second);
}

static void
measure(const char *service, const char *title)
{
	struct buf folded;
	char initials[MOST_LETTERS + 1] = "";
	buf_init(&folded, 400);
	text_fold(&folded, title, strlen(title));
	for (size_t i = 0, n = 0; i < folded.length && n < MOST_LETTERS; i++)
		if (i == 0 || folded.data[i - 1] == ' ')
			initials[n++] = folded.data[i];
	char two[MOST_LETTERS + 1];
	two_words(folded.data, two);
	const char *ways[] = {folded.data, initials, two};
	ck_assert_uint_lt(count, MOST_TITLES);
	keys[count] = NEVER;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		int way = fewest(ways[i], service);
		if (way < keys[count])
			keys[count] = way;
	}
	if (keys[count] > 7)
		fprintf(stderr, "# %d keys: %s\n", keys[count], title);
	count++;
	buf_release(&folded);
}

static int
by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void
measure_all(const char *of, int *median, int *worst)
{
	struct directory *directory = play.desk->directory;
	for (size_t i = 0; i < directory_count(directory); i++) {
		char *service = strdup(directory_nth(directory, i));
		char *title =
		    strdup(directory_service(directory, service, NULL)->title.in[ENGLISH]);
		measure(service, title);
		free(service);
		free(title);
	}
	size_t within = 0;
	for (size_t i = 0; i < count; i++)
		within += keys[i] <= 7;
	qsort(keys, count, sizeof *keys, by_number);
	*median = keys[count / 2];
	*worst = keys[count - 1];
	fprintf(stderr, "# %s: %zu titles, median %d keys, 99 %% within %d, worst %d, %zu over 7\n",
	    of, count, *median, keys[count * 99 / 100], *worst, count - within);
}

START_TEST(every_starter_service_is_near)
{
	int median, worst;
	measure_all("starter", &median, &worst);
	ck_assert_int_le(median, 4);
	ck_assert_int_le(worst, 7);
}
END_TEST

/* All 1,519 services of the list, and nothing else. */
START_TEST(the_published_list_is_near)
{
	struct csv csv;
	struct err err;
	char *path = proc_data("lgsl/esd_services_lgsl.csv");
	FILE *file = path ? fopen(path, "r") : NULL;
	free(path);
	if (!file)
		return;
	struct directory *directory = play.desk->directory;
	while (directory_count(directory))
		directory_put(directory, directory_nth(directory, 0), "", 1, &err);
	csv_init(&csv, file);
	csv_next(&csv, &err);
	while (csv_next(&csv, &err) > 0) {
		struct buf text;
		char *service = proc_text("s-%s", csv.fields[0]);
		buf_init(&text, 8000);
		buf_printf(&text, "service: %s\nlgsl: %s\nprovided_by: any\ntitle: '", service,
		    csv.fields[0]);
		for (const char *c = csv.fields[1]; *c; c++)
			buf_printf(&text, *c == '\'' ? "''" : "%c", *c);
		buf_puts(&text, "'\n");
		ck_assert_msg(
		    directory_put(directory, service, text.data, 1, &err) == 0, "%s", err.text);
		buf_release(&text);
		free(service);
	}
	csv_release(&csv);
	fclose(file);
	int median, worst;
	measure_all("list", &median, &worst);
	ck_assert_int_le(median, 6);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk_keys");
	TCase *tcase = tcase_create("keys");
	tcase_add_checked_fixture(tcase, begin, end);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, every_starter_service_is_near);
	tcase_add_test(tcase, the_published_list_is_near);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
