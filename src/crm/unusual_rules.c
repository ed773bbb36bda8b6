/* The rules of unusual looking. */
#include "base/text.h"
#include "crm/unusual.h"
#include "directory/opening.h"
#include "store/audit.h"
#include "store/customers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	COMMON_PEOPLE = 50, /* a family name is common when so many bear it … */
	COMMON_SHARE = 200, /* … and one customer in so many */
	MARGIN_HOURS = 1,   /* before the doors open and after they close */
	USUAL_DAYS = 28,    /* how long back is a user's usual */
	USUAL_HOURS = 5,    /* so many hours of looking make a usual */
	USUAL_FLOOR = 10,   /* fewer records in an hour are never many */
	USUAL_DISTANCE = 6, /* MADs above the median */
	AGAIN = 3           /* times without a contact */
};

/* ---- names ---- */

static const char *
folded(const char *text, struct arena *arena)
{
	struct buf out;
	buf_init(&out, 4096);
	text_fold(&out, text ? text : "", text ? strlen(text) : 0);
	const char *copy = arena_strdup(arena, out.length ? out.data : "");
	buf_release(&out);
	return copy;
}

/* Does the full name end with this family name? Both folded. */
static bool
ends_with_name(const char *full, const char *family)
{
	size_t length = strlen(full), tail = strlen(family);
	return tail && length > tail && full[length - tail - 1] == ' ' &&
	       strcmp(full + length - tail, family) == 0;
}

/* Is this customer called as the user is? The first of several first names is enough. */
static bool
bears_name(const struct customer *customer, const char *full, struct arena *arena)
{
	LIST_EACH(struct person_name, name, &customer->names)
	{
		const char *given = folded(name->given, arena),
			   *family = folded(name->family, arena);
		size_t first = strcspn(given, " ");
		if (*given && *family &&
		    (strcmp(arena_printf(arena, "%s %s", given, family), full) == 0 ||
			strcmp(arena_printf(arena, "%.*s %s", (int)first, given, family), full) ==
			    0))
			return true;
	}
	return false;
}

static bool
is_person(const struct customer *customer)
{
	return customer && !text_same(customer->kind, "organisation");
}

/* Many bear it: that one of them rings is chance. */
static bool
is_common(struct judging *judging, const char *family)
{
	int64_t named = 0, all = 0;
	customers_named(judging->tx, family, &named, &all);
	return named >= COMMON_PEOPLE && named * COMMON_SHARE >= all;
}

static const char *
own_name(struct judging *judging, const struct view *view)
{
	if (!view->user || !is_person(view->customer))
		return NULL;
	const char *full = folded(view->user->name, judging->arena);
	if (bears_name(view->customer, full, judging->arena))
		return "the customer has the user's own name";
	LIST_EACH(struct person_name, name, &view->customer->names)
	if (ends_with_name(full, folded(name->family, judging->arena)) &&
	    !is_common(judging, name->family))
		return arena_printf(judging->arena, "the customer too is called %s", name->family);
	return NULL;
}

static const char *
home_postcode(const struct customer *customer)
{
	const struct address *home = customer_address(customer);
	return home ? home->postcode : NULL;
}

static const char *
neighbour(struct judging *judging, const struct view *view)
{
	if (!view->user || !view->customer)
		return NULL;
	const char *postcode = home_postcode(view->customer);
	return text_same(postcode, view->user->home)
		   ? arena_printf(judging->arena, "both live at %s", postcode)
		   : NULL;
}

/* By name; a home that is known to be elsewhere says that it is somebody else. */
static const char *
colleague(struct judging *judging, const struct view *view)
{
	if (!view->user || !is_person(view->customer))
		return NULL;
	const char *postcode = home_postcode(view->customer);
	LIST_EACH(struct user, other, &judging->users)
	{
		bool elsewhere = other->home && postcode && !text_same(other->home, postcode);
		if (text_same(other->id, view->user->id) || elsewhere ||
		    !bears_name(
			view->customer, folded(other->name, judging->arena), judging->arena))
			continue;
		return arena_printf(judging->arena, "%s is called %s too", other->id, other->name);
	}
	return NULL;
}

/* ---- purpose, time ---- */

static const char *
no_contact(struct judging *judging, const struct view *view)
{
	return view->reason ? arena_printf(judging->arena, "no contact and no case: %s",
				  view->row->purpose + strlen("reason "))
			    : NULL;
}

static const char *
no_such_contact(struct judging *judging, const struct view *view)
{
	(void)judging;
	return view->unheard ? "the contact that was named was never kept" : NULL;
}

static const char *
glass(struct judging *judging, const struct view *view)
{
	const char *why = strstr(view->row->purpose ? view->row->purpose : "", ", reason ");
	if (!text_same(view->row->action, "customer.glass"))
		return NULL;
	return arena_printf(judging->arena, "what another council keeps to itself was shown: %s",
	    why ? why + strlen(", reason ") : "no reason is kept");
}

static bool
open_at(const char *hours, micros when)
{
	bool open = true;
	char words[120];
	struct err err;
	return hours_status(hours, NULL, when, &open, words, sizeof words, &err) < 0 || open;
}

/* The hours of the desk's site, else of the user's team. */
static const char *
out_of_hours(struct judging *judging, const struct view *view)
{
	const struct site *site =
	    view->desk ? list_find(&judging->sites, &site_record, view->desk->site) : NULL;
	const struct team *team = view->user && view->user->team
				      ? list_find(&judging->teams, &team_record, view->user->team)
				      : NULL;
	const char *hours = site && !text_blank(site->hours)   ? site->hours
			    : team && !text_blank(team->hours) ? team->hours
							       : NULL;
	micros at = view->row->at, margin = MARGIN_HOURS * MICROS_HOUR;
	if (!hours || open_at(hours, at) || open_at(hours, at - margin) ||
	    open_at(hours, at + margin))
		return NULL;
	return arena_printf(judging->arena, "%s works %s", site ? site->name : team->name, hours);
}

/* ---- how many ---- */

static int
by_size(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static int
by_distance(const void *a, const void *b)
{
	const double *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

struct usual
usual_of(int64_t *numbers, size_t count)
{
	struct usual usual = {0, 0};
	if (!count)
		return usual;
	qsort(numbers, count, sizeof *numbers, by_size);
	usual.median = (double)(numbers[(count - 1) / 2] + numbers[count / 2]) / 2;
	double *distances = calloc(count, sizeof *distances);
	for (size_t i = 0; distances && i < count; i++)
		distances[i] = fabs((double)numbers[i] - usual.median);
	if (distances) {
		qsort(distances, count, sizeof *distances, by_distance);
		usual.mad = (distances[(count - 1) / 2] + distances[count / 2]) / 2;
	}
	free(distances);
	return usual;
}

/* The usual of one user, or (`role`) of all others of that role; false when too little is known. */
static bool
usual_find(const struct judging *judging, const struct list *paces, const char *user,
    const char *role, struct usual *usual)
{
	int64_t *numbers = arena_alloc(judging->arena, (paces->count + 1) * sizeof *numbers);
	size_t count = 0;
	LIST_EACH(struct audit_pace, pace, paces)
	{
		const struct user *other = list_find(&judging->users, &user_record, pace->actor);
		bool same = text_same(pace->actor, user);
		if (role ? !same && other && text_same(other->role, role) : same)
			numbers[count++] = pace->count;
	}
	*usual = usual_of(numbers, count);
	return count >= USUAL_HOURS;
}

static bool
is_many(int64_t count, const struct usual *usual)
{
	return (double)count > usual->median + USUAL_DISTANCE * (usual->mad > 1 ? usual->mad : 1);
}

static int
judge_pace(struct judging *judging, const struct audit_pace *pace, const struct list *before)
{
	const struct user *user = list_find(&judging->users, &user_record, pace->actor);
	const struct view *first = NULL;
	struct usual own, others;
	if (!user || pace->count <= USUAL_FLOOR)
		return 0;
	bool knows_own = usual_find(judging, before, user->id, NULL, &own);
	bool knows_others = usual_find(judging, before, user->id, user->role, &others);
	if ((knows_own && !is_many(pace->count, &own)) ||
	    (knows_others && !is_many(pace->count, &others)))
		return 0;
	LIST_EACH(struct view, view, &judging->views)
	if (!first && view->user == user && view->row->at >= pace->hour &&
	    view->row->at < pace->hour + MICROS_HOUR)
		first = view;
	if (!first)
		return 0;
	struct view hour = *first;
	hour.customer = NULL; /* of all of them */
	unusual_add(judging, &hour, pace->count,
	    arena_printf(judging->arena,
		"%lld records within the hour; usual are %s for the user, %s for colleagues",
		(long long)pace->count,
		knows_own ? arena_printf(judging->arena, "%.0f", own.median) : "an unknown number",
		knows_others ? arena_printf(judging->arena, "%.0f", others.median)
			     : "an unknown number"));
	return 0;
}

static int
many(struct judging *judging)
{
	struct list paces = {0}, before = {0};
	if (audit_paces(judging->tx, judging->from, judging->until, judging->arena, &paces) ||
	    audit_paces(judging->tx, judging->from - USUAL_DAYS * MICROS_DAY, judging->from,
		judging->arena, &before))
		return -1;
	LIST_EACH(struct audit_pace, pace, &paces)
	judge_pace(judging, pace, &before);
	return 0;
}

static int
by_user_and_customer(const void *a, const void *b)
{
	const struct view *x = *(const struct view *const *)a, *y = *(const struct view *const *)b;
	int order = strcmp(x->row->actor, y->row->actor);
	order = order ? order : strcmp(x->customer->id, y->customer->id);
	return order ? order
		     : (x->row->number > y->row->number) - (x->row->number < y->row->number);
}

static int
again(struct judging *judging)
{
	const struct view **views =
	    arena_alloc(judging->arena, (judging->views.count + 1) * sizeof *views);
	size_t count = 0, length;
	LIST_EACH(struct view, view, &judging->views)
	if (view->user && view->customer && (view->reason || view->unheard))
		views[count++] = view;
	if (count > 1)
		qsort(views, count, sizeof *views, by_user_and_customer);
	for (size_t i = 0; i < count; i += length) {
		for (length = 1;
		     i + length < count && views[i + length]->user == views[i]->user &&
		     text_same(views[i + length]->customer->id, views[i]->customer->id);)
			length++;
		if (length >= AGAIN)
			unusual_add(judging, views[i], (int64_t)length,
			    arena_printf(
				judging->arena, "looked at %zu times without a contact", length));
	}
	return 0;
}

const struct unusual_rule unusual_rules[] = {
    {"own-name",
	"The customer bears the user's own name or family name, and the name is not common.",
	own_name, NULL},
    {"neighbour", "The customer lives at the user's own postcode.", neighbour, NULL},
    {"colleague", "The customer is called as another user is, and may well be that colleague.",
	colleague, NULL},
    {"no-contact", "The record was read for a stated reason, neither in a contact nor for a case.",
	no_contact, NULL},
    {"no-such-contact", "The record was read in a contact that was then never kept.",
	no_such_contact, NULL},
    {"glass", "What another council keeps to itself was shown.", glass, NULL},
    {"many", "So many records in one hour are far above what the user and colleagues usually read.",
	NULL, many},
    {"out-of-hours", "The record was read more than an hour outside the hours of the site or team.",
	out_of_hours, NULL},
    {"again", "The same person was looked at three times or more without a contact.", NULL, again},
    {NULL, NULL, NULL, NULL},
};
