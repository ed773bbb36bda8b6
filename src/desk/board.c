/* Rows of the whiteboard: how they come, are kept, and are found. */
#include "desk/board.h"
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "desk/state.h"
#include "directory/presence.h"

#include <stdlib.h>
#include <string.h>

enum { WASTE = 1000 };

void
board_release(struct board *board)
{
	arena_release(&board->arena);
	*board = (struct board){0};
	arena_init(&board->arena);
}

/* ---- how they come ---- */

/* What others have replaced is given back now and then. */
static void
compact(struct board *board)
{
	struct arena arena;
	struct list kept = {0};
	if (board->waste < WASTE)
		return;
	arena_init(&arena);
	LIST_EACH(struct officer, officer, &board->officers)
	record_copy_into(
	    &arena, &officer_record, list_add(&arena, &kept, &officer_record), officer);
	arena_release(&board->arena);
	board->arena = arena;
	board->officers = kept;
	board->waste = 0;
}

static struct officer *
find(const struct board *board, const char *id)
{
	return list_find(&board->officers, &officer_record, id);
}

static void
take_one(struct desk *desk, const struct officer *officer)
{
	struct board *board = &desk->board;
	struct officer *row = find(board, officer->id);
	if (row && row->version > officer->version)
		return;
	if (row)
		board->waste++;
	else
		row = list_add(&board->arena, &board->officers, &officer_record);
	record_copy_into(&board->arena, &officer_record, row, officer);
	if (officer->version > board->version)
		board->version = officer->version;
}

void
board_take(struct desk *desk, const struct list *officers)
{
	LIST_EACH(struct officer, officer, officers)
	{
		take_one(desk, officer);
		if (desk->phase != PHASE_CHECKING) /* then it comes from the journal */
			desk_keep(desk, &officer_record, officer->id, officer);
	}
	compact(&desk->board);
}

void
board_recovered(struct desk *desk, const struct officer *officer)
{
	take_one(desk, officer);
}

void
board_forget(struct desk *desk)
{
	LIST_EACH(struct officer, officer, &desk->board.officers)
	desk_drop(desk, &officer_record, arena_strdup(&desk->effects.arena, officer->id));
	board_release(&desk->board);
}

/* ---- who ---- */

const struct officer *
board_officer(const struct desk *desk, const char *id)
{
	const struct officer *officer = id ? find(&desk->board, id) : NULL;
	return officer && !officer->gone ? officer : NULL;
}

const struct officer *
board_with_number(const struct desk *desk, const char *number)
{
	const struct officer *found = NULL;
	char theirs[20];
	LIST_EACH(struct officer, officer, &desk->board.officers)
	{
		if (officer->gone || !officer->telephone ||
		    !phone_normal(officer->telephone, theirs) || !text_same(theirs, number))
			continue;
		if (found)
			return NULL;
		found = officer;
	}
	return found;
}

const struct officer *
board_named(const struct desk *desk, const char *words)
{
	const struct officer *found = NULL;
	struct buf wanted, name;
	size_t count = 0;
	buf_init(&wanted, 400);
	buf_init(&name, 600);
	text_fold(&wanted, words, strlen(words));
	LIST_EACH(struct officer, officer, &desk->board.officers)
	{
		if (officer->gone)
			continue;
		buf_clear(&name);
		text_fold(&name, officer->name, strlen(officer->name));
		if (text_same(officer->id, words) || text_same(name.data, wanted.data)) {
			found = officer;
			count = 1;
			break;
		}
		if (!wanted.length || !strstr(name.data, wanted.data))
			continue;
		found = officer;
		count++;
	}
	buf_release(&wanted);
	buf_release(&name);
	return count == 1 ? found : NULL;
}

bool
board_may(const struct desk *desk, const struct officer *officer)
{
	const struct session *session = desk->session;
	return session && officer_permitted(session->role, session->council, session->user,
			      session->team, officer);
}

const struct team *
board_team(const struct desk *desk, const char *council, const char *queue_role, const char *owner)
{
	const struct queue *queue =
	    queue_role && council ? partnership_queue(&desk->councils, council, queue_role) : NULL;
	return partnership_team(&desk->councils, queue ? queue->team : owner);
}

/* ---- the list ---- */

enum { SHOWN = 60 };

struct choosing {
	const struct desk *desk;
	const char *wanted;                /* folded; "" none */
	const char *first, *second, *open; /* teams: of the service in hand, of this user, opened */
};

static int
rank(const struct choosing *choosing, const char *team)
{
	return text_same(team, choosing->first) ? 0 : text_same(team, choosing->second) ? 1 : 2;
}

static bool
matches(const struct choosing *choosing, const struct officer *officer, const struct team *team)
{
	struct buf words;
	bool all = true;
	const char *const parts[] = {officer->name, officer->job, officer->place,
	    team ? team->name : NULL, council_short(choosing->desk, officer->council)};
	buf_init(&words, 2000);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i]) {
			buf_putc(&words, ' ');
			text_fold(&words, parts[i], strlen(parts[i]));
		}
	for (const char *word = choosing->wanted; all && *word;) {
		size_t length = strcspn(word, " ");
		char *one = xasprintf(" %.*s", (int)length, word);
		all = strstr(words.data, one) != NULL;
		free(one);
		word += length + strspn(word + length, " ");
	}
	buf_release(&words);
	return all;
}

struct ranked {
	int rank;
	const struct officer *officer;
	const struct team *team;
};

static int
by_team(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	const char *one = x->team ? x->team->name : "", *other = y->team ? y->team->name : "";
	int order = x->rank != y->rank ? x->rank - y->rank : strcmp(one, other);
	if (!order)
		order = strcmp(x->officer->team, y->officer->team);
	return order ? order : strcmp(x->officer->name, y->officer->name);
}

/* The teams of the service in hand or on the screen, and of this user. */
static struct choosing
choosing_of(const struct desk *desk, struct arena *arena)
{
	struct choosing choosing = {.desk = desk, .wanted = ""};
	const char *typed = typed_text(desk, BOARD_FIND);
	const struct matter *matter = desk->hand ? hand_matter(desk->hand) : NULL;
	const char *id = matter ? matter->service : NULL;
	for (size_t i = desk->depth; !id && i-- > 0;)
		if (desk->stack[i].screen == SCREEN_SERVICE)
			id = desk->stack[i].subject;
	const struct service *service = id ? desk_service(desk, id, desk_council(desk)) : NULL;
	if (service)
		choosing.first = service->owner_team;
	choosing.second = desk->session ? desk->session->team : NULL;
	choosing.open = desk_screen(desk) == SCREEN_BOARD ? desk_subject(desk) : NULL;
	if (!text_blank(typed)) {
		struct buf folded;
		buf_init(&folded, 800);
		text_fold(&folded, typed, strlen(typed));
		choosing.wanted = text_trim(arena_strdup(arena, folded.data));
		buf_release(&folded);
	}
	return choosing;
}

static void
count_one(const struct desk *desk, struct board_row *row, const struct officer *officer)
{
	enum known_of known = officer_known(officer, desk->now);
	row->in += known == KNOWN_IN;
	row->out += known == KNOWN_OUT;
	row->unknown += known == KNOWN_NOT;
}

struct board_rows
board_rows(const struct desk *desk, struct arena *arena)
{
	struct choosing choosing = choosing_of(desk, arena);
	size_t total = desk->board.officers.count, count = 0;
	struct ranked *all = arena_alloc(arena, (total + 1) * sizeof *all);
	struct board_rows rows = {.items = arena_alloc(arena, (total + 1) * sizeof *rows.items)};
	LIST_EACH(struct officer, officer, &desk->board.officers)
	{
		const struct team *team = partnership_team(&desk->councils, officer->team);
		if (!officer->gone && matches(&choosing, officer, team))
			all[count++] =
			    (struct ranked){rank(&choosing, officer->team), officer, team};
	}
	qsort(all, count, sizeof *all, by_team);
	const char *team = NULL;
	for (size_t i = 0; i < count; i++) {
		bool new = !text_same(all[i].officer->team, team);
		bool shown = choosing.open ? text_same(all[i].officer->team, choosing.open)
					   : *choosing.wanted || all[i].rank < 2;
		team = all[i].officer->team;
		if (!shown && choosing.open)
			continue;
		if (rows.count == SHOWN && shown) {
			rows.more = true;
			break;
		}
		if (shown || new)
			rows.items[rows.count++] =
			    (struct board_row){.officer = shown ? all[i].officer : NULL,
				.team = all[i].team,
				.first = new};
		if (!shown)
			count_one(desk, &rows.items[rows.count - 1], all[i].officer);
	}
	return rows;
}
