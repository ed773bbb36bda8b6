/*
 * import journal FILE…: what a desk could not send, from its sealed journal. The file is carried
 * here when the line never returned or its user cannot sign in any more; what waits in it goes the
 * way it would have gone, in order and under its own operation ids, so that nothing is doubled
 * when the desk comes back after all. The file is only read.
 */
#include "admin/admin.h"
#include "base/alloc.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "keep/sealed.h"
#include "model/records.h"
#include "wire/codec.h"
#include "wire/routes.h"

#include <stdlib.h>
#include <string.h>

enum { LARGEST = 1 << 30 };

struct journal {
	struct admin *admin;
	const char *path;
	const struct session *session; /* who was signed in, as the desk kept it */
	const struct outgoing **waiting;
	size_t count, capacity;
	const struct sent **sent; /* what a CRM has answered */
	size_t sent_count, sent_capacity;
	size_t texts; /* typed and not logged: contacts in work and half-written fields */
};

static bool
unseal(void *context, unsigned char plain[SEALED_PLAIN], const unsigned char sealed[SEALED_KEY])
{
	const struct journal *journal = context;
	return crm_unseal(journal->admin->crm, plain, sealed, SEALED_KEY);
}

static void
add_waiting(struct journal *journal, const struct outgoing *outgoing)
{
	journal->waiting =
	    grow(journal->waiting, &journal->capacity, journal->count, sizeof(struct outgoing *));
	journal->waiting[journal->count++] = outgoing;
}

static void
note(void *context, const struct record *record, const char *kind, const char *key,
    const void *value)
{
	struct journal *journal = context;
	(void)kind;
	(void)key;
	if (record == &session_record) {
		journal->session = value;
	} else if (record == &outgoing_record) {
		add_waiting(journal, value);
	} else if (record == &sent_record) {
		journal->sent = grow(journal->sent, &journal->sent_capacity, journal->sent_count,
		    sizeof(struct sent *));
		journal->sent[journal->sent_count++] = value;
	} else if (record == &draft_record) {
		const struct draft *draft = value;
		journal->texts += !text_blank(draft->text);
	}
}

/* A CRM that was put back from a backup may have lost what the one before had. */
static void
add_lost(struct journal *journal, const struct session *session)
{
	const char *dot = strrchr(session->feed, '.');
	size_t length = dot ? (size_t)(dot - session->feed) : 0;
	for (size_t i = 0; i < journal->sent_count; i++) {
		const struct sent *sent = journal->sent[i];
		if (!text_blank(sent->epoch) &&
		    (strlen(sent->epoch) != length || strncmp(sent->epoch, session->feed, length)))
			add_waiting(journal, sent->outgoing);
	}
}

static int
in_order(const void *a, const void *b)
{
	const struct outgoing *first = *(const struct outgoing *const *)a;
	const struct outgoing *second = *(const struct outgoing *const *)b;
	return (first->order > second->order) - (first->order < second->order);
}

/* The call that its bytes stand for; -1 with err when this CRM does not understand them. */
static int
read_call(const struct outgoing *outgoing, struct crm_call *call, struct err *err)
{
	enum problem_type problem;
	const char *where = NULL;
	const struct route *route = NULL;
	if (outgoing->route >= 0 && outgoing->route < ROUTE_COUNT)
		route = route_find(route_of((enum route_id)outgoing->route)->method, outgoing->path,
		    call->arena, call->params, &problem);
	if (!route)
		return err_set(err, _("it is of another release"));
	call->route = route->id;
	call->operation = outgoing->operation;
	if (route_query(route, outgoing->query, call->arena, call->query, &where, err) < 0)
		return -1;
	if (!route->body)
		return 0;
	const char *text = outgoing->body ? outgoing->body : "";
	void *body = record_new(call->arena, route->body);
	call->body = body;
	call->raw = text;
	call->raw_length = strlen(text);
	return json_decode(
	    text, call->raw_length, route->body, body, call->arena, true, &problem, &where, err);
}

/* 0, or -1 with the reason. */
static int
deliver(const struct journal *journal, const struct session *session,
    const struct outgoing *outgoing, struct err *err)
{
	struct arena arena;
	struct crm_answer answer = {0};
	if (!text_blank(outgoing->refused))
		return err_set(err, _("the CRM has refused it before: %s"), outgoing->refused);
	arena_init(&arena);
	struct crm_call call = {.arena = &arena};
	int rc = read_call(outgoing, &call, err);
	if (rc == 0)
		rc = crm_call_carried(journal->admin->crm, session, &call, &answer, err);
	arena_release(&arena);
	return rc;
}

/* All that waits; gives how many were refused, each told. */
static size_t
deliver_all(const struct journal *journal, const struct session *session)
{
	size_t refused = 0;
	for (size_t i = 0; i < journal->count; i++) {
		struct err err = {""};
		if (deliver(journal, session, journal->waiting[i], &err) == 0)
			continue;
		refused++;
		const char *label = journal->waiting[i]->label;
		fprintf(stderr, "%s: %s: %s\n", journal->path,
		    text_blank(label) ? journal->waiting[i]->path : label, err.text);
	}
	return refused;
}

static void
tell(const struct journal *journal, const struct session *session, size_t refused,
    const struct sealed_found *found)
{
	printf(_("%s: of %s at %s: %zu brought in, %zu refused\n"), journal->path, session->user,
	    session->desk, journal->count - refused, refused);
	if (journal->texts)
		printf(P_("%s: %zu text was typed and not logged; it stays in the file\n",
			   "%s: %zu texts were typed and not logged; they stay in the file\n",
			   journal->texts),
		    journal->path, journal->texts);
	if (found->damaged)
		printf(_("%s: a part of it is damaged; what is before and after was read\n"),
		    journal->path);
}

static enum admin_exit
run(struct journal *journal, const char *bytes, size_t length, struct arena *arena)
{
	struct err err = {""};
	struct sealed_found found;
	struct session session;
	struct sealed_reader reader = {unseal, note, journal};
	if (sealed_read(bytes, length, &reader, arena, &found, &err) < 0)
		return admin_fail("%s: %s", journal->path, err.text);
	if (!journal->session)
		return admin_fail(_("%s: nobody has signed in with it yet"), journal->path);
	if (crm_carried_session(journal->admin->crm, journal->admin->actor, journal->session->user,
		journal->session->desk, &session, arena, &err) < 0)
		return admin_fail("%s: %s", journal->path, err.text);
	add_lost(journal, &session);
	if (journal->count)
		qsort(journal->waiting, journal->count, sizeof *journal->waiting, in_order);
	size_t refused = deliver_all(journal, &session);
	tell(journal, &session, refused, &found);
	return refused || found.damaged ? ADMIN_SET_ASIDE : ADMIN_DONE;
}

static enum admin_exit
import_one(struct admin *admin, const char *path)
{
	struct err err = {""};
	struct arena arena;
	char *bytes;
	size_t length;
	struct journal journal = {.admin = admin, .path = path};
	if (file_read_all(path, LARGEST, &bytes, &length, &err) < 0)
		return admin_fail("%s", err.text);
	arena_init(&arena);
	enum admin_exit status = run(&journal, bytes, length, &arena);
	free(journal.waiting);
	free(journal.sent);
	arena_release(&arena);
	free(bytes);
	return status;
}

enum admin_exit
import_journal(struct admin *admin, int argc, char **argv)
{
	enum admin_exit status = ADMIN_DONE;
	if (argc < 2)
		return admin_usage("import", _("import journal needs a desk's journal files"));
	if (!admin_crm(admin))
		return ADMIN_FAILED;
	for (int i = 1; i < argc; i++) {
		enum admin_exit one = import_one(admin, argv[i]);
		if (one == ADMIN_FAILED || status == ADMIN_DONE)
			status = one;
	}
	return status;
}
