/* generate: a new CRM filled with the partnership, one user a role, homes, people and a year of
 * calls. */
#include "admin/admin.h"
#include "admin/load.h"
#include "admin/synthetic.h"
#include "base/file.h"
#include "base/i18n.h"
#include "directory/opening.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Nobody waits for a CRM that is being made, so its transactions may be long. */
enum { BATCH = 2000, CLOSED_PERCENT = 85 };

static const struct user staff[] = {
    {.id = "s.ellis", .name = "S. Ellis", .council = "chorley", .role = "advisor"},
    {.id = "j.mills",
	.name = "J. Mills",
	.council = "chorley",
	.role = "back_office",
	.team = "chorley-waste"},
    {.id = "p.hindle", .name = "P. Hindle", .council = "lancashire", .role = "back_office"},
    {.id = "r.aspden", .name = "R. Aspden", .council = "chorley", .role = "information_officer"},
    {.id = "k.walmsley", .name = "K. Walmsley", .council = "chorley", .role = "supervisor"},
    {.id = "t.nuttall", .name = "T. Nuttall", .council = "lancashire", .role = "trainer"},
    {.id = "l.fielden", .name = "L. Fielden", .council = "chorley", .role = "trainee"},
    {.id = "d.ormerod", .name = "D. Ormerod", .council = "lancashire", .role = "dpo"},
    {.id = "a.kershaw", .name = "A. Kershaw", .council = "lancashire", .role = "admin"},
};
enum { STAFF = sizeof staff / sizeof *staff };

struct generate {
	struct admin *admin;
	const struct crowd *size;
	uint64_t seed;
	struct random random;
	struct arena arena; /* partnership and directory */
	struct partnership partnership;
	struct directory *directory;
};

static enum admin_exit
put_staff(struct generate *g, const char *password)
{
	struct err err;
	if (crm_put(g->admin->crm, g->admin->actor, &user_record, staff, STAFF, &err) < 0)
		return admin_fail("%s", err.text);
	for (size_t i = 0; i < STAFF; i++)
		if (crm_set_password(g->admin->crm, g->admin->actor, staff[i].id, password, &err) <
		    0)
			return admin_fail("%s", err.text);
	return ADMIN_DONE;
}

static void
person(const struct generate *g, size_t index, struct arena *arena, struct customer *out)
{
	make_person(g->seed, g->size, g->random.now, index, arena, out);
}

static enum admin_exit
put_homes(struct generate *g)
{
	struct err err;
	struct crm_counts counts;
	struct property homes[BATCH];
	for (size_t done = 0; done < g->size->homes;) {
		struct arena arena;
		size_t n = 0;
		arena_init(&arena);
		for (; n < BATCH && done + n < g->size->homes; n++)
			make_property(done + n, &arena, &homes[n]);
		int rc =
		    crm_import_addresses(g->admin->crm, g->admin->actor, homes, n, &counts, &err);
		arena_release(&arena);
		if (rc < 0)
			return admin_fail("%s", err.text);
		admin_progress(done += n, g->size->homes, _("homes"));
	}
	return ADMIN_DONE;
}

static enum admin_exit
put_people(struct generate *g)
{
	struct err err;
	struct crm_counts counts;
	struct customer people[BATCH];
	for (size_t done = 0; done < g->size->people;) {
		struct arena arena;
		size_t n = 0;
		arena_init(&arena);
		for (; n < BATCH && done + n < g->size->people; n++)
			person(g, done + n, &arena, &people[n]);
		int rc =
		    crm_import_customers(g->admin->crm, g->admin->actor, people, n, &counts, &err);
		arena_release(&arena);
		if (rc < 0)
			return admin_fail("%s", err.text);
		admin_progress(done += n, g->size->people, _("people"));
	}
	return ADMIN_DONE;
}

/* A moment so many days ago, or before, in the hours that desks are open. */
static micros
working_moment(struct random *random, int ago)
{
	struct date day = date_add(london_of(random->now).date, -ago);
	while (date_weekday(day) > 4 || bank_holiday(NATION_ENGLAND_AND_WALES, day))
		day = date_add(day, -1);
	return london_micros(day, 9 + (int)random_below(random, 8), (int)random_below(random, 60)) +
	       random_below(random, 60) * MICROS_SECOND;
}

static int
write_contacts(
    struct generate *g, const struct contact *contacts, size_t count, struct arena *arena)
{
	struct err err;
	struct crm_counts counts;
	if (crm_import_contacts(g->admin->crm, g->admin->actor, contacts, count, &counts, &err) < 0)
		return admin_fail("%s", err.text), -1;
	struct crm_case_event events[BATCH];
	size_t n = 0;
	for (size_t i = 0; i < count; i++) {
		const struct enquiry *enquiry = contacts[i].enquiries.items;
		const struct case_open *opens = enquiry->opens;
		bool old = opens && opens->due < g->random.now;
		if (!old || !random_chance(&g->random, CLOSED_PERCENT))
			continue;
		micros closed = opens->due - random_below(&g->random, 48) * MICROS_HOUR;
		closed = closed < contacts[i].ended ? contacts[i].ended + MICROS_HOUR : closed;
		events[n++] =
		    (struct crm_case_event){opens->id, {.id = random_id(&g->random, closed, arena),
							   .kind = "close",
							   .text = "Done.",
							   .at = closed}};
	}
	if (n &&
	    crm_import_case_events(g->admin->crm, g->admin->actor, events, n, &counts, &err) < 0)
		return admin_fail("%s", err.text), -1;
	return 0;
}

/* The nth contact: the people whom the manual names have a history first, then anybody calls, day
 * by day through the year. */
static bool
make_call(struct generate *g, size_t n, struct arena *arena, struct contact *out)
{
	enum { NAMED = 4, EACH = 4, DAYS = 364 };
	bool named = n < NAMED * EACH;
	struct customer *customer = arena_alloc(arena, sizeof *customer);
	person(g, named ? n % NAMED : random_below(&g->random, (unsigned)g->size->people), arena,
	    customer);
	unsigned ago = named ? random_below(&g->random, DAYS)
			     : (unsigned)((g->size->contacts - 1 - n) * DAYS / g->size->contacts);
	return make_contact(&g->random, &g->partnership, g->directory, customer,
	    working_moment(&g->random, 1 + (int)ago), arena, out);
}

static enum admin_exit
put_contacts(struct generate *g)
{
	struct contact batch[BATCH];
	for (size_t done = 0; done < g->size->contacts;) {
		struct arena arena;
		size_t n = 0, tries = 0;
		arena_init(&arena);
		while (n < BATCH && done + n < g->size->contacts && tries++ < 20 * BATCH) {
			if (make_call(g, done + n, &arena, &batch[n]))
				n++;
		}
		int rc = n ? write_contacts(g, batch, n, &arena) : -1;
		arena_release(&arena);
		if (!n)
			return admin_fail(_("no service of the directory leads to an outcome"));
		if (rc < 0)
			return ADMIN_FAILED;
		admin_progress(done += n, g->size->contacts, _("contacts"));
	}
	return ADMIN_DONE;
}

/* Somebody has moved, and somebody is going to: both are among those whom the manual names. */
static enum admin_exit
put_moves(struct generate *g)
{
	enum { MOVES = 2, AHEAD = 10 };
	struct date today = london_of(g->random.now).date;
	struct arena arena;
	struct err err;
	int rc = 0;
	arena_init(&arena);
	for (size_t i = 0; rc == 0 && i < MOVES; i++) {
		struct customer customer;
		struct property home;
		char day[11];
		person(g, 1 + i, &arena, &customer);
		make_property(g->size->homes - 1 - i, &arena, &home);
		date_format(day, date_add(today, i ? AHEAD : 0));
		const struct move move = {.id = random_id(&g->random, g->random.now, &arena),
		    .customer = customer.id,
		    .moved_on = day,
		    .line = home.line,
		    .town = home.town,
		    .postcode = home.postcode,
		    .uprn = home.id,
		    .district = home.district};
		rc = crm_move(g->admin->crm, "s.ellis", &move, &err);
	}
	arena_release(&arena);
	return rc < 0 ? admin_fail("%s", err.text) : ADMIN_DONE;
}

/* People of every team who have no desk: they stand on the whiteboard. Their names are those of
 * people far down the list. */
static enum admin_exit
put_officers(struct generate *g)
{
	enum { EACH = 3 };
	struct arena arena;
	struct err err;
	int rc = 0;
	arena_init(&arena);
	for (size_t i = 0; i < EACH * g->partnership.team_count && rc == 0; i++) {
		struct customer like = {0};
		person(g, g->size->people - 1 - i % g->size->people, &arena, &like);
		const struct person_name *name = LIST_AT(struct person_name, &like.names, 0);
		const struct officer officer = {.id = arena_printf(&arena, "officer-%zu", i + 1),
		    .name = arena_printf(&arena, "%s %s", name->given, name->family),
		    .team = g->partnership.teams[i / EACH].id};
		rc = crm_put(g->admin->crm, g->admin->actor, &officer_record, &officer, 1, &err);
	}
	arena_release(&arena);
	return rc < 0 ? admin_fail("%s", err.text) : ADMIN_DONE;
}

/* The published directory, for the walks: text and version of every service. */
static enum admin_exit
load_directory(struct generate *g)
{
	struct err err;
	struct list list;
	g->directory = directory_new();
	if (crm_list(g->admin->crm, &service_text_record, &g->arena, &list, &err) < 0)
		return admin_fail("%s", err.text);
	LIST_EACH(struct service_text, item, &list)
	if (directory_put(g->directory, item->service, item->text, item->version, &err) < 0)
		return admin_fail("%s: %s", item->service, err.text);
	return directory_count(g->directory) ? ADMIN_DONE
					     : admin_fail(_("no service is published"));
}

static enum admin_exit
generate(struct generate *g, const char *scripts, const char *password)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/partnership.yml", scripts);
	char *publish[] = {"publish", (char *)(uintptr_t)scripts, NULL};
	enum admin_exit status = admin_publish(g->admin, 2, publish);
	if (status != ADMIN_DONE || !admin_crm(g->admin))
		return ADMIN_FAILED;
	if (read_partnership(path, &g->arena, &g->partnership) < 0)
		return ADMIN_FAILED;
	if ((status = load_directory(g)) != ADMIN_DONE ||
	    (status = put_staff(g, password)) != ADMIN_DONE)
		return status;
	crm_import_batch(g->admin->crm, BATCH);
	if ((status = put_homes(g)) != ADMIN_DONE || (status = put_people(g)) != ADMIN_DONE ||
	    (status = put_contacts(g)) != ADMIN_DONE || (status = put_moves(g)) != ADMIN_DONE ||
	    (status = put_officers(g)) != ADMIN_DONE)
		return status;
	printf(_("Made %zu homes, %zu people and %zu contacts.\n"), g->size->homes, g->size->people,
	    g->size->contacts);
	printf(_("Everybody signs in with the password \"%s\":\n"), password);
	for (size_t i = 0; i < STAFF; i++)
		printf("  %-12s %-20s %s\n", staff[i].id, staff[i].role, staff[i].council);
	return ADMIN_DONE;
}

static const char *
default_scripts(void)
{
	return access("scripts/partnership.yml", R_OK) == 0 ? "scripts" : PKGDATADIR "/scripts";
}

enum admin_exit
admin_generate(struct admin *admin, int argc, char **argv)
{
	const char *size = admin_option(&argc, argv, "--size");
	const char *seed = admin_option(&argc, argv, "--seed");
	const char *scripts = admin_option(&argc, argv, "--scripts");
	const char *password = admin_option(&argc, argv, "--password");
	struct generate g = {.admin = admin, .seed = seed ? strtoull(seed, NULL, 10) : 1};
	g.size = size ? crowd_named(size) : NULL;
	if (argc != 1 || !g.size)
		return admin_usage("generate",
		    _("generate needs --size demo, --size borough or --size lancashire"));
	struct err err;
	if (crm_create(admin->database, &err) < 0)
		return admin_fail("%s", err.text);
	if (!admin_crm(admin))
		return ADMIN_FAILED;
	random_init(&g.random, g.seed, clock_now(clock_system()));
	arena_init(&g.arena);
	enum admin_exit status = generate(
	    &g, scripts ? scripts : default_scripts(), password ? password : "front desk demo");
	if (g.directory)
		directory_free(g.directory);
	arena_release(&g.arena);
	return status;
}
