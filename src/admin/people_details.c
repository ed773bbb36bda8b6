/* What the demo's people have beside name, number and address: something of each kind, so that each
 * can be seen at a desk. Their index is that of people.c. */
#include "admin/synthetic.h"

#include <string.h>

enum { AMINA, JEAN, ROBERT, DOROTHY, SOCIETY };

struct making {
	struct random *random;
	struct arena *arena;
	struct customer *out;
};

/* So many days from today. */
static const char *
day(const struct making *making, micros today, int days)
{
	char text[11];
	date_format(text, date_add(london_of(today).date, days));
	return arena_strdup(making->arena, text);
}

static void
add(const struct making *making, struct list *list, const struct record *record, const void *value)
{
	void *item = list_add(making->arena, list, record);
	memcpy(item, value, record->size);
	field_set_string(&record->fields[0], item,
	    random_id(making->random, making->random->now, making->arena));
}

static void
add_need(const struct making *making, const char *kind, const char *text)
{
	const struct need need = {.kind = kind, .text = text};
	add(making, &making->out->needs, &need_record, &need);
}

static void
add_relation(const struct making *making, const struct relation *relation)
{
	add(making, &making->out->relations, &relation_record, relation);
}

static void
add_consent(const struct making *making, const char *kind, bool agreed, const char *how, micros at)
{
	const struct consent consent = {
	    .kind = kind, .agreed = agreed, .how = how, .author = "s.ellis", .at = at};
	add(making, &making->out->consents, &consent_record, &consent);
}

static void
add_check(const struct making *making, const char *kind, bool passed, micros at)
{
	const struct identity_check check = {
	    .kind = kind, .passed = passed, .author = "s.ellis", .at = at};
	add(making, &making->out->checks, &identity_check_record, &check);
}

static void
add_marker(const struct making *making, const struct marker *marker)
{
	add(making, &making->out->markers, &marker_record, marker);
}

void
make_details(
    struct random *random, size_t index, micros today, struct arena *arena, struct customer *out)
{
	const struct making making = {random, arena, out};
	switch (index) {
	case AMINA:
		out->channel = "phone";
		add_need(&making, "interpreter", "Gujarati");
		add_relation(&making, &(struct relation){.kind = "representative",
					  .name = "Nisha Patel",
					  .authority = "written_consent",
					  .role = "daughter",
					  .until = day(&making, today, 100)});
		add_relation(
		    &making, &(struct relation){
				 .kind = "household", .name = "Ashok Patel", .role = "husband"});
		add_consent(&making, "sharing", true, "at the counter", today - 90 * MICROS_DAY);
		add_consent(&making, "email", false, "on the phone", today - 30 * MICROS_DAY);
		add_check(&making, "postcode_and_birth", true, today - 30 * MICROS_DAY);
		break;
	case JEAN:
		add_marker(&making, &(struct marker){.kind = "vulnerable",
					.text = "Go slowly, and offer to ring back",
					.reason = "Lost her husband in spring, lives alone",
					.review_by = day(&making, today, -28),
					.author = "s.ellis",
					.at = today - 200 * MICROS_DAY});
		add_check(&making, "questions", false, today - 60 * MICROS_DAY);
		break;
	case ROBERT:
		add_marker(&making, &(struct marker){.kind = "caution",
					.text = "Visit in pairs",
					.reason = "His dog bit a colleague at the door",
					.review_by = day(&making, today, 120),
					.until = day(&making, today, 300),
					.author = "k.walmsley",
					.at = today - 60 * MICROS_DAY});
		add_marker(&making, &(struct marker){.kind = "caution",
					.text = "At the counter only with a colleague near by",
					.reason = "Shouted at a colleague",
					.review_by = day(&making, today, -300),
					.until = day(&making, today, -320),
					.ended = "He came to say that he was sorry",
					.author = "k.walmsley",
					.at = today - 500 * MICROS_DAY});
		break;
	case DOROTHY:
		out->channel = "post";
		add_need(&making, "large_print", NULL);
		add_need(&making, "textphone", NULL);
		add_relation(&making, &(struct relation){.kind = "representative",
					  .name = "Peter Holt",
					  .authority = "power_of_attorney",
					  .role = "son",
					  .from = day(&making, today, -700),
					  .until = day(&making, today, -20)});
		break;
	case SOCIETY:
		add_relation(
		    &making, &(struct relation){
				 .kind = "member", .name = "Susan Fielden", .role = "secretary"});
		add_relation(
		    &making, &(struct relation){
				 .kind = "member", .name = "Keith Rushton", .role = "treasurer"});
		break;
	default:
		break;
	}
}
