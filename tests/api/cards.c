/*
 * Published test numbers of payment cards through every text field of every body, taken from the
 * field tables, and through every text of every query and CSV; then they are searched for in
 * everything that the CRM keeps: each row of each table, the database's files with their journal,
 * the log. Nothing holds their digits, however they were written.
 */
#include "api/walker.h"

#include "base/arena.h"
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "store/db.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Visa, Mastercard, American Express, Discover, JCB, Diners, Maestro of 19 digits: as they are
 * written, and what of them must be nowhere. */
static const struct {
	const char *text, *digits;
} cards[] = {
    {"4111111111111111", "411111111111"},
    {"5555 5555 5555 4444", "555555555555"},
    {"3782-822463-10005", "37828224631"},
    {"6011\xc2\xa0"
     "1111 1111 1117",
	"601111111111"},
    {"3530\xe2\x80\x93"
     "1113\xe2\x80\x93"
     "3330\xe2\x80\x93"
     "0000",
	"353011133330"},
    {"30569309025904", "3056930902"},
    {"card 6799990100000000019, thanks", "679999010000000"},
    {"\xef\xbc\x94\xef\xbc\x90\xef\xbc\x91\xef\xbc\x92\xef\xbc\x98\xef\xbc\x98\xef\xbc\x98\xef\xbc"
     "\x98\xef\xbc\x98\xef\xbc\x98\xef\xbc\x98\xef\xbc\x98\xef\xbc\x91\xef\xbc\x98\xef\xbc\x98\xef"
     "\xbc\x91",
	"401288888888"},
};
enum { CARDS = sizeof cards / sizeof *cards };

/* ---- through every field ---- */

struct walk {
	const struct sample *sample;
	cJSON *root;
	int sent, next;
};

static void
try_card(struct walk *walk, cJSON *object, const char *name, const char *text)
{
	cJSON *own = cJSON_DetachItemFromObjectCaseSensitive(object, name);
	cJSON_AddItemToObject(object, name, cJSON_CreateString(text));
	char *body = cJSON_PrintUnformatted(walk->root);
	struct http_reply reply = walk_call(walk->sample, body, strlen(body), (struct sending){0});
	ck_assert_msg(!strstr(reply.body, text), "%s %s comes back: %s", walk->sample->path, name,
	    reply.body);
	http_reply_release(&reply);
	walk->sent++;
	free(body);
	cJSON_DeleteItemFromObjectCaseSensitive(object, name);
	if (own)
		cJSON_AddItemToObject(object, name, own);
}

static void
try_record(struct walk *walk, const struct record *record, cJSON *object)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		cJSON *own = cJSON_GetObjectItemCaseSensitive(object, field->name);
		if (field->type == FIELD_ONE && own)
			try_record(walk, field->of, own);
		else if (field->type == FIELD_LIST && cJSON_GetArraySize(own) > 0)
			try_record(walk, field->of, cJSON_GetArrayItem(own, 0));
		else if (field->type == FIELD_TEXT || field->type == FIELD_KEY ||
			 field->type == FIELD_ID)
			try_card(walk, object, field->name, cards[walk->next++ % CARDS].text);
	}
}

START_TEST(through_every_field_of_every_body)
{
	const struct route *route = route_of((enum route_id)_i);
	if (!route->body)
		return;
	struct sample sample = sample_make(route->id);
	sample_enrich(&sample);
	struct walk walk = {.sample = &sample, .root = cJSON_Parse(sample.body), .next = _i};
	try_record(&walk, route->body, walk.root);
	ck_assert_int_ge(walk.sent, 1);
	cJSON_Delete(walk.root);
	sample_release(&sample);
}
END_TEST

START_TEST(through_every_query)
{
	const struct route *route = route_of((enum route_id)_i);
	bool reads = strcmp(route->method, "GET") == 0;
	for (int i = 0; reads && i < REQUEST_QUERY && route->query[i].name; i++) {
		struct sample sample = sample_make(route->id);
		char *path = proc_text("%.*s?%s=4111%%201111-11111111",
		    (int)strcspn(sample.path, "?"), sample.path, route->query[i].name);
		struct http http;
		http_init(&http, world.office.crm.port);
		http_token(&http, world.tokens[sample.role]);
		struct http_reply reply = http_get(&http, path);
		ck_assert_msg(
		    reply.status && !strstr(reply.body, "11111111"), "%s: %s", path, reply.body);
		http_reply_release(&reply);
		http_release(&http);
		free(path);
		sample_release(&sample);
	}
}
END_TEST

/* The two parts of a number in two texts of one record, one after the other. */
START_TEST(in_two_halves)
{
	char *id = office_id();
	struct sample sample = {.route = ROUTE_PUT_ARRIVAL,
	    .role = ADVISOR,
	    .path = proc_text("/v1/arrivals/%s", id),
	    .body = proc_text("{\"id\":\"%s\",\"site\":\"chorley-cc\",\"word\":\"5105 1051\","
			      "\"note\":\"0510 5100\",\"contact\":\"%s\",\"since\":"
			      "\"2026-11-20T10:42:00Z\"}",
		id, world.case_id)};
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	ck_assert_msg(reply.status == 200, "%s", reply.body);
	ck_assert_msg(json_is(reply.body, "word", "**** ****"), "%s", reply.body);
	ck_assert_msg(json_is(reply.body, "note", "**** 5100"), "%s", reply.body);
	http_reply_release(&reply);
	sample_release(&sample);
	free(id);
}
END_TEST

START_TEST(through_csv)
{
	char *path = proc_text("%s/cards.csv", world.office.crm.dir);
	FILE *file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	fputs("addresses.town,access_needs,names.given,names.family,addresses.line\n", file);
	for (int i = 0; i < CARDS; i++)
		fprintf(file, "\"%s\",\"%s\",\"%s\",Csv%c,\"%s\"\n", cards[i].text, cards[i].text,
		    cards[i].text, 'a' + i, cards[i].text);
	fclose(file);
	char *said = NULL;
	ctl(&world.office.crm, &said, "import", "customers", path);
	ck_assert_msg(strstr(said, "mported 8,") != NULL, "%s", said);
	free(said);
	ck_assert_int_eq(remove(path), 0);
	free(path);
}
END_TEST

/* ---- and what is kept ---- */

static void
absent(const char *bytes, size_t length, const char *where)
{
	for (int i = 0; i < CARDS; i++) {
		const char *forms[] = {cards[i].text, cards[i].digits};
		for (int k = 0; k < 2; k++)
			ck_assert_msg(!memmem(bytes, length, forms[k], strlen(forms[k])),
			    "%s holds %s", where, forms[k]);
	}
}

START_TEST(no_file_holds_a_digit_of_them)
{
	DIR *dir = opendir(world.office.crm.dir);
	int looked = 0;
	ck_assert_ptr_nonnull(dir);
	for (struct dirent *entry; (entry = readdir(dir));) {
		char *path = proc_text("%s/%s", world.office.crm.dir, entry->d_name);
		FILE *file = entry->d_type == DT_REG ? fopen(path, "rb") : NULL;
		if (file) {
			char *bytes = malloc(64 << 20);
			size_t length = fread(bytes, 1, 64 << 20, file);
			absent(bytes, length, path);
			free(bytes);
			fclose(file);
			looked++;
		}
		free(path);
	}
	closedir(dir);
	ck_assert_int_ge(looked, 3); /* the database or its keys, the log, the replies */
}
END_TEST

/* Values are looked at as texts with their parting signs taken out, too. */
static void
look_at_value(const char *value, const char *table)
{
	char *bare = strdup(value), *to = bare;
	absent(value, strlen(value), table);
	for (const char *at = value; *at; at++)
		if (*at != ' ' && *at != '-')
			*to++ = *at;
	*to = '\0';
	absent(bare, strlen(bare), table);
	free(bare);
}

START_TEST(no_row_holds_them)
{
	struct err err;
	struct arena arena;
	size_t rows_seen = 0;
	arena_init(&arena);
	struct db *db = db_open(world.office.crm.db, DB_READER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	struct db_rows *tables = db_query(db, db->engine->tables, NO_VALUES);
	while (db_next(tables)) {
		const char *table = row_text(tables, 0, &arena);
		const char *columns[80];
		int count = 0;
		struct db_rows *names = db_query(db, db->engine->columns, VALUES(v_text(table)));
		while (db_next(names) && count < 80)
			columns[count++] = row_text(names, 0, &arena);
		db_end(names);
		for (int i = 0; i < count; i++) {
			struct db_rows *rows = db_query(db,
			    arena_printf(&arena, "SELECT \"%s\" FROM \"%s\"", columns[i], table),
			    NO_VALUES);
			while (db_next(rows)) {
				if (row_type(rows, 0) == DB_TEXT)
					look_at_value(row_text(rows, 0, &arena), table);
				rows_seen++;
			}
			db_end(rows);
		}
	}
	db_end(tables);
	ck_assert_msg(db->fault == DB_FINE, "%s", db->message);
	ck_assert_uint_gt(rows_seen, 1000);
	db_close(db);
	arena_release(&arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("api cards");
	TCase *tests = tcase_create("cards");
	tcase_add_unchecked_fixture(tests, world_begin, world_end);
	tcase_set_timeout(tests, 300);
	tcase_add_loop_test(tests, through_every_field_of_every_body, 0, ROUTE_COUNT);
	tcase_add_loop_test(tests, through_every_query, 0, ROUTE_COUNT);
	tcase_add_test(tests, in_two_halves);
	tcase_add_test(tests, through_csv);
	tcase_add_test(tests, no_file_holds_a_digit_of_them);
	tcase_add_test(tests, no_row_holds_them);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
