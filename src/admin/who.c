/*
 * who: who does a service at a place on a day, and why; the question that the desk and the CRM ask.
 * A batch has a question a line: service, place, and if need be date and the council that was rung,
 * parted by tabs.
 */
#include "admin/admin.h"
#include "admin/list.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/text.h"
#include "directory/directory.h"
#include "directory/responsible.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct who {
	struct admin *admin;
	struct arena arena; /* of the partnership and the texts */
	struct partnership partnership;
	struct directory *directory;
};

struct question {
	const char *service, *place, *date, *as;
};

static int
load(struct who *who, struct err *err)
{
	struct crm *crm = who->admin->crm;
	struct partnership_page page = {0};
	struct list texts;
	const struct {
		const struct record *record;
		struct list *list;
	} parts[] = {{&council_record, &page.councils}, {&body_record, &page.bodies},
	    {&queue_record, &page.queues}, {&service_text_record, &texts}};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (crm_list(crm, parts[i].record, &who->arena, parts[i].list, err) < 0)
			return -1;
	who->partnership = partnership_of_page(&page);
	LIST_EACH(struct service_text, text, &texts)
	if (directory_put(who->directory, text->service, text->text, text->version, err) < 0)
		return -1;
	return 0;
}

/* Everything that is found lies in one district: that one; else which they are. */
static void
place_in(struct whereabouts *where, const char *district, const char *parish, struct arena *arena)
{
	if (text_blank(district))
		return;
	if (!where->within) {
		where->within = where->district = district;
		where->parish = parish;
	} else if (!list_has(where->within, district)) {
		where->within = arena_printf(arena, "%s,%s", where->within, district);
		where->district = where->parish = NULL;
	} else if (!text_same(where->parish, parish)) {
		where->parish = NULL;
	}
}

static int
find_place(struct who *who, const char *place, struct arena *arena, struct whereabouts *out,
    const char **words, struct err *err)
{
	struct list properties, postcodes;
	char postcode[9];
	*out = (struct whereabouts){0};
	*words = place;
	if (crm_find_place(who->admin->crm, place, arena, &properties, &postcodes, err) < 0)
		return -1;
	if (postcode_find(place, postcode))
		out->postcode = arena_strdup(arena, postcode);
	LIST_EACH(struct property, property, &properties)
	{
		struct address address = {
		    .line = property->line, .town = property->town, .postcode = property->postcode};
		place_in(out, property->district, property->parish, arena);
		if (properties.count > 1)
			continue;
		out->postcode = property->postcode;
		*words = address_words(&address, arena);
	}
	if (!properties.count)
		LIST_EACH(struct postcode, row, &postcodes)
	place_in(out, row->district, row->parish, arena);
	return 0;
}

static const char *
question_word(enum who_question question)
{
	return question == WHO_ASK_DISTRICT ? "district"
	       : question == WHO_ASK_PARISH ? "parish"
					    : "body";
}

static const char *
candidate_id(const struct responsible *answer, size_t i)
{
	return answer->asks == WHO_ASK_BODY ? answer->bodies[i]->id : answer->councils[i]->id;
}

static void
say_json(const struct question *question, const char *place, const char *date,
    const struct service *service, const struct responsible *answer, struct arena *arena)
{
	struct json *object = json_new(arena, JSON_OBJECT);
	json_add_text(object, arena, "service", question->service);
	json_add_text(object, arena, "place", place);
	json_add_text(object, arena, "date", date);
	json_add_text(object, arena, "as", question->as);
	json_add_text(object, arena, "responsible", responsible_id(answer));
	json_add_text(object, arena, "name", responsible_name(answer));
	json_add_text(object, arena, "contact", responsible_contact(answer, arena));
	json_add(object, "shares_crm", json_new(arena, JSON_BOOL))->truth = answer->shares_crm;
	if (answer->was)
		json_add_text(object, arena, "was", answer->was->id);
	if (answer->asks != WHO_SETTLED)
		json_add_text(object, arena, "asks", question_word(answer->asks));
	struct json *list =
	    answer->candidates ? json_add(object, "candidates", json_new(arena, JSON_LIST)) : NULL;
	for (size_t i = 0; i < answer->candidates; i++)
		json_add(list, NULL, json_new_text(arena, candidate_id(answer, i)));
	json_add_text(object, arena, "why", responsible_why(answer, service, arena));
	print_json(object);
}

static void
say_words(const char *place, const char *date, const struct service *service,
    const struct responsible *answer, struct arena *arena)
{
	const char *contact = responsible_contact(answer, arena);
	printf(_("%s at %s on %s\n"), words_in(&service->title, "en"), place, date);
	if (*responsible_id(answer))
		printf("%s (%s): %s\n", responsible_name(answer), responsible_id(answer),
		    answer->shares_crm ? _("its queue takes the case")
				       : _("outside this CRM, signpost"));
	for (size_t i = 0; i < answer->candidates; i++)
		printf("? %s\n", candidate_id(answer, i));
	if (*contact)
		printf("%s\n", contact);
	printf(_("Why: %s\n"), responsible_why(answer, service, arena));
}

static enum admin_exit
answer_one(struct who *who, const struct question *question)
{
	struct arena arena;
	struct whereabouts where;
	struct responsible answer;
	struct err err;
	char date[11];
	const char *place;
	struct date day = london_of(clock_now(clock_system())).date;
	const struct service *service = directory_service(who->directory, question->service, NULL);
	if (!service)
		return admin_fail(_("there is no service \"%s\""), question->service);
	if (!text_blank(question->date) && !date_parse(question->date, &day))
		return admin_fail(_("\"%s\" is not a date: write 2026-11-20"), question->date);
	if (question->as && !partnership_council(&who->partnership, question->as))
		return admin_fail(_("there is no council \"%s\""), question->as);
	arena_init(&arena);
	enum admin_exit status = ADMIN_DONE;
	date_format(date, day);
	if (find_place(who, question->place, &arena, &where, &place, &err) < 0) {
		status = admin_fail("%s", err.text);
	} else {
		responsible_for(&who->partnership, service, &where, question->as, day, &answer);
		if (who->admin->json)
			say_json(question, place, date, service, &answer, &arena);
		else
			say_words(place, date, service, &answer, &arena);
	}
	arena_release(&arena);
	return status;
}

/* The next field of a line, null when there is none; ends it. */
static const char *
tab_field(char **rest)
{
	char *field = strsep(rest, "\t");
	return field && *field ? field : NULL;
}

static enum admin_exit
answer_batch(struct who *who, const char *path, const struct question *common)
{
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	if (!file)
		return admin_fail(_("cannot read %s: %s"), path, strerror(errno));
	char *line = NULL;
	size_t size = 0;
	enum admin_exit status = ADMIN_DONE;
	for (long number = 1; getline(&line, &size, file) >= 0; number++) {
		line[strcspn(line, "\r\n")] = '\0';
		if (text_blank(line))
			continue;
		char *rest = line;
		struct question question = *common;
		question.service = tab_field(&rest);
		question.place = tab_field(&rest);
		const char *date = tab_field(&rest), *as = tab_field(&rest);
		question.date = date ? date : common->date;
		question.as = as ? as : common->as;
		if (question.service && question.place && answer_one(who, &question) == ADMIN_DONE)
			continue;
		fprintf(stderr, "%s:%ld: %s\n", path, number, _("set aside"));
		status = ADMIN_SET_ASIDE;
	}
	free(line);
	if (file != stdin)
		fclose(file);
	return status;
}

enum admin_exit
admin_who(struct admin *admin, int argc, char **argv)
{
	const char *batch = admin_option(&argc, argv, "--batch");
	struct question question = {
	    .date = admin_option(&argc, argv, "--date"), .as = admin_option(&argc, argv, "--as")};
	struct who who = {.admin = admin};
	struct err err;
	struct buf place;
	if (batch ? argc != 1 : argc < 3)
		return admin_usage("who", _("who needs a service and a place, or --batch FILE"));
	if (!admin_crm(admin))
		return ADMIN_FAILED;
	who.directory = directory_new();
	arena_init(&who.arena);
	buf_init(&place, 1000);
	for (int i = 2; i < argc; i++)
		buf_printf(&place, "%s%s", i > 2 ? " " : "", argv[i]);
	question.service = argc > 1 ? argv[1] : NULL;
	question.place = place.data;
	enum admin_exit status;
	if (load(&who, &err) < 0)
		status = admin_fail("%s", err.text);
	else if (batch)
		status = answer_batch(&who, batch, &question);
	else
		status = answer_one(&who, &question);
	buf_release(&place);
	directory_free(who.directory);
	arena_release(&who.arena);
	return status;
}
