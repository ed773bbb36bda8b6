/*
 * frontdeskctl access on a real database: every text that is held of a person is in the archive,
 * none of somebody else's. The rows are made from the tables of fields, so that a field that is
 * added is asked for here too.
 */
#include "base/file.h"
#include "base/id.h"
#include "helpers/database.h"
#include "helpers/proc.h"
#include "helpers/server.h"
#include "helpers/tap.h"
#include "model/records.h"
#include "store/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct server crm;
#define expect(status, args, sentence) ctl_says(&crm, status, args, WORDS(sentence))
static struct arena arena;
static char bundle[4096];

/* The words of a person's texts: those that are theirs, and those of others in their records. */
struct person {
	const char *id, *twin, *other;
	char letter;
	int count;
	struct word {
		char mark[12];
		const char *where;
		bool given;
	} words[400];
};
static struct person hers = {.letter = 'h'}, his = {.letter = 'g'};

static struct db *
open_database(void)
{
	struct err err;
	struct db *db = db_open(crm.db, DB_WRITER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	return db;
}

static const char *
new_id(void)
{
	static int64_t count;
	return arena_printf(&arena, "01900000-0000-7000-8000-%012llx", (unsigned long long)++count);
}

/* ---- a row of each record ---- */

static bool
names_staff(const char *name)
{
	static const char *const fields[] = {
	    "user", "author", "claimed_by", "undone_by", "approver", "by", NULL};
	for (size_t i = 0; fields[i]; i++)
		if (strcmp(fields[i], name) == 0)
			return true;
	return false;
}

static const char *
mark(struct person *person, const struct record *record, const struct field *field)
{
	struct word *word = &person->words[person->count];
	ck_assert_int_lt(person->count, 400);
	snprintf(word->mark, sizeof word->mark, "%cq%03dz", person->letter, person->count++);
	word->where = arena_printf(&arena, "%s.%s", record->name, field->name);
	/* What was ruled quotes what others are called; staff stand by their role. */
	word->given = !names_staff(field->name) && !(field->flags & FIELD_OTHER) &&
		      record != &access_ruling_record;
	return word->mark;
}

#define INCIDENT "01930000-0000-7000-8000-0000000000aa"

static const char *
id_of(const struct person *person, const struct record *record, const struct field *field)
{
	if (record == &customer_record && strcmp(field->name, "id") == 0)
		return person->id;
	if (strcmp(field->name, "keep") == 0 || (record == &hold_record))
		return person->id;
	if (strcmp(field->name, "gone") == 0)
		return person->twin;
	if (strcmp(field->name, "incident") == 0)
		return INCIDENT;
	if (strcmp(field->name, "customer") == 0)
		return record == &relation_record || record == &move_person_record ? person->other
										   : person->id;
	return &record->fields[0] == field || (field->flags & FIELD_REQUIRED) ? new_id() : NULL;
}

static void
fill(struct person *person, const struct record *record, void *value)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		void *at = (char *)value + field->offset;
		if (field->flags & (FIELD_DERIVED | FIELD_SECRET))
			continue;
		switch (field->type) {
		case FIELD_TEXT:
			field_set_string(field, value, mark(person, record, field));
			break;
		case FIELD_ID:
			field_set_string(field, value, id_of(person, record, field));
			break;
		case FIELD_KEY:
			field_set_string(field, value,
			    strcmp(field->name, "queue") == 0 ? "chorley.waste-round" : "chorley");
			break;
		case FIELD_WORD:
			/* An open request would be taken up. */
			field_set_string(field, value,
			    record == &access_request_record ? "answered" : field->words[0]);
			break;
		case FIELD_DATE:
			field_set_string(field, value, "2026-02-03");
			break;
		case FIELD_BOOL:
			*(bool *)at = true;
			break;
		case FIELD_NUMBER:
			*(int64_t *)at = person == &hers ? 1 : 2; /* of a pair no two may be one */
			break;
		case FIELD_TIME:
			*(micros *)at = INT64_C(1795171320000000);
			break;
		case FIELD_LIST:
			fill(person, field->of, list_add(&arena, at, field->of));
			break;
		case FIELD_ONE:
			break;
		}
	}
}

struct keeping {
	struct db *db;
	struct person *person;
};

static void
keep(struct db *db, struct person *person, const struct record *record)
{
	void *value = record_new(&arena, record);
	fill(person, record, value);
	ck_assert_msg(
	    table_put(db, table_of(record), value) == 0, "%s: %s", record->name, db->message);
}

static void
keep_theirs(void *context, const struct record *record, bool of_customer)
{
	const struct keeping *keeping = context;
	if (of_customer || record == &customer_merge_record || record == &hold_record)
		keep(keeping->db, keeping->person, record);
}

static void
make_person(struct db *db, struct person *person)
{
	struct customer twin = {.id = person->twin, .kind = "person", .created = 1, .changed = 1};
	keep(db, person, &customer_record);
	ck_assert_int_eq(table_put(db, table_of(&customer_record), &twin), 0);
}

/* What records of a person name by a key: all of them are called chorley here. */
static void
make_named(struct db *db)
{
	struct team team = {.id = "chorley", .council = "chorley", .name = "Team"};
	struct outbound_list list = {.id = "chorley",
	    .name = "List",
	    .council = "chorley",
	    .service = "missed-bin",
	    .spacing = "1 day",
	    .attempts = 1};
	struct diary diary = {.id = "chorley",
	    .council = "chorley",
	    .name = "Diary",
	    .kind = "officer",
	    .services = "missed-bin",
	    .hours = "Mo-Fr 09:00-17:00",
	    .slot = 30,
	    .capacity = 1,
	    .ahead = 30};
	struct officer officer = {.id = "chorley", .name = "Officer", .team = "chorley"};
	struct incident incident = {.id = INCIDENT,
	    .reference = "4071-2283-5",
	    .service = "missed-bin",
	    .state = "open",
	    .opened = 1};
	ck_assert_msg(table_put(db, table_of(&incident_record), &incident) == 0, "%s", db->message);
	ck_assert_msg(table_put(db, table_of(&team_record), &team) == 0, "%s", db->message);
	ck_assert_msg(
	    table_put(db, table_of(&outbound_list_record), &list) == 0, "%s", db->message);
	ck_assert_msg(table_put(db, table_of(&diary_record), &diary) == 0, "%s", db->message);
	ck_assert_msg(table_put(db, table_of(&officer_record), &officer) == 0, "%s", db->message);
}

static void
setup(void)
{
	char *partnership = proc_source("scripts/partnership.yml");
	server_init(&crm);
	arena_init(&arena);
	ctl_ok(&crm, "init", "--partnership", partnership);
	free(partnership);
	char *password = proc_text("%s/password", crm.dir);
	FILE *file = fopen(password, "w");
	ck_assert_ptr_nonnull(file);
	fputs("correct horse\n", file);
	ck_assert_int_eq(fclose(file), 0);
	ctl_ok(&crm, "user", "add", "d.pool", "--name", "Diane Pool", "--council", "lancashire",
	    "--role", "dpo", "--password-file", password);
	free(password);
	snprintf(bundle, sizeof bundle, "%s/bundle.zip", crm.dir);
	hers.id = new_id();
	hers.twin = new_id();
	his.id = hers.other = new_id();
	his.twin = new_id();
	his.other = hers.id;
	hers.count = his.count = 0;
	struct db *db = open_database();
	ck_assert_int_eq(db_begin(db, true), 0);
	make_named(db);
	make_person(db, &hers);
	make_person(db, &his);
	tables_roots(keep_theirs, &(struct keeping){db, &hers});
	tables_roots(keep_theirs, &(struct keeping){db, &his});
	ck_assert_int_eq(db_commit(db), 0);
	db_close(db);
}

static void
teardown(void)
{
	arena_release(&arena);
	server_release(&crm);
}

/* ---- the archive ---- */

#define ASK                                                                                        \
	"access", hers.id, "--as", "d.pool", "--because", "a letter", "--identity", "passport",    \
	    "--received", "2026-01-05"

static char *
member(const char *name)
{
	static const char script[] = "import sys, zipfile; sys.stdout.buffer.write("
				     "zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))";
	char *out = NULL;
	int status =
	    proc_run(WORDS("python3", "-c", script, bundle, name), NULL, NULL, &out, 30000);
	ck_assert_msg(status == 0, "%s: %s", name, out);
	return out;
}

static void
expect_only_hers(const char *name)
{
	char *text = member(name);
	for (int i = 0; i < hers.count; i++) {
		const struct word *word = &hers.words[i];
		ck_assert_msg((strstr(text, word->mark) != NULL) == word->given,
		    "%s of the person is %s %s", word->where, word->given ? "not in" : "in", name);
	}
	for (int i = 0; i < his.count; i++)
		ck_assert_msg(strstr(text, his.words[i].mark) == NULL, "%s of another is in %s",
		    his.words[i].where, name);
	ck_assert_ptr_null(strstr(text, his.id));
	free(text);
}

START_TEST(every_text_of_the_person_is_given_and_none_of_another)
{
	expect(0, WORDS(ASK, "--out", bundle), "holds what is held of them");
	expect_only_hers("data.json");
	expect_only_hers("index.html");
	char *text = member("redactions.txt");
	ck_assert_ptr_nonnull(
	    strstr(text, "customer.0.relations.0.name: the name of another person"));
	ck_assert_ptr_nonnull(strstr(text, "customer.0.relations.0.customer: "));
	free(text);
}
END_TEST

/* His mark in a text of hers. */
static void
say(const char *words)
{
	struct db *db = open_database();
	ck_assert_int_eq(db_run(db, "UPDATE contact SET note = $1 WHERE customer = $2",
			     VALUES(v_text(words), v_text(hers.id))),
	    0);
	db_close(db);
}

static void
index_name(void)
{
	char people[4096];
	snprintf(people, sizeof people, "%s/people.csv", crm.dir);
	FILE *file = fopen(people, "w");
	ck_assert_ptr_nonnull(file);
	fputs("names.given,names.family,phones.number,origin,origin_key\n"
	      "Gladys,Entwistle,01632 960777,test,1\n",
	    file);
	ck_assert_int_eq(fclose(file), 0);
	ctl_ok(&crm, "import", "customers", people);
}

START_TEST(it_is_reviewed_overruled_and_listed)
{
	index_name();
	say("Gladys Entwistle rang 01632 960777 about the purple gate");
	expect(0, WORDS(ASK, "--review"), "Gladys Entwistle");
	expect(0, WORDS("access", "--list"), "days overdue");
	expect(0,
	    WORDS("access", hers.id, "--as", "d.pool", "--keep", "Gladys Entwistle", "--redact",
		"purple gate", "--review"),
	    "(kept)");
	expect(
	    0, WORDS("access", hers.id, "--as", "d.pool", "--out", bundle), "holds what is held");
	char *text = member("data.json");
	ck_assert_ptr_nonnull(
	    strstr(text, "Gladys Entwistle rang [redacted] about the [redacted]"));
	free(text);
	expect(0, WORDS("access", "--list"), "answered");
	expect(0, WORDS("audit", "verify"), "entries were proved");
}
END_TEST

START_TEST(the_file_is_its_owners_and_never_written_over)
{
	struct stat about;
	expect(0, WORDS(ASK, "--out", bundle), "holds what is held of them");
	ck_assert_int_eq(stat(bundle, &about), 0);
	ck_assert_int_eq((int)(about.st_mode & 0777), 0600);
	expect(1, WORDS(ASK, "--out", bundle), "is there already");
	expect(1, WORDS(ASK, "--out", "/nowhere/at/all.zip"), "/nowhere/at/all.zip");
	expect(0, WORDS("access", "--list"), "overdue");
	expect(2, WORDS(ASK), "--review");
	expect(1, WORDS("access", hers.id, "--as", "nobody", "--review"), "no user \"nobody\"");
}
END_TEST

START_TEST(a_welsh_speaker_gets_a_welsh_page)
{
	char *folder = proc_text("%s/tests/screen/locale", getenv("top_builddir"));
	ck_assert_int_eq(setenv("TEXTDOMAINDIR", folder, 1), 0);
	free(folder);
	expect(0, WORDS(ASK, "--language", "cy", "--out", bundle), "holds what is held");
	char *text = member("index.html");
	ck_assert_ptr_nonnull(strstr(text, "<html lang=\"cy\">"));
	ck_assert_ptr_nonnull(strstr(text, "Eich hawliau"));
	ck_assert_ptr_null(strstr(text, "Your rights"));
	free(text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("access");
	TCase *tests = tcase_create("access");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 120);
	tcase_add_test(tests, every_text_of_the_person_is_given_and_none_of_another);
	tcase_add_test(tests, it_is_reviewed_overruled_and_listed);
	tcase_add_test(tests, the_file_is_its_owners_and_never_written_over);
	tcase_add_test(tests, a_welsh_speaker_gets_a_welsh_page);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
