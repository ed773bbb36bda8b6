/*
 * edit: a whole entry in the user's own editor, with the checks of publishing. What was typed stays
 * in a file of its own until it is published: through errors, a second thought, a lost terminal.
 */
#include "admin/editor.h"
#include "admin/texts.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_LIMIT = 256 * 1024 };

struct editing {
	struct admin *admin;
	struct arena *arena;
	const char *service, *comment;
	const char *path;  /* of what is typed */
	const char *begun; /* file with the text that it began from */
	bool yes, submit;
	struct revision revision;
};

/* ---- the file ---- */

/* ~/.local/state/frontdesk/edit/SERVICE.yaml (XDG base directories). */
static bool
find_place(struct editing *editing)
{
	struct err err;
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	const char *top = !text_blank(state) ? state
					     : arena_printf(editing->arena, "%s/.local/state",
						   !text_blank(home) ? home : ".");
	const char *folder = arena_printf(editing->arena, "%s/frontdesk/edit", top);
	if (folder_make(folder, &err) < 0)
		return admin_fail("%s", err.text), false;
	editing->path = arena_printf(editing->arena, "%s/%s.yaml", folder, editing->service);
	editing->begun = arena_printf(editing->arena, "%s/%s.from", folder, editing->service);
	return true;
}

static bool
keep(const char *path, const char *text)
{
	struct err err;
	if (file_replace(disk_system(), path, text, strlen(text), &err) == 0)
		return true;
	admin_fail("%s", err.text);
	return false;
}

static const char *
read_back(struct arena *arena, const char *path)
{
	struct err err;
	char *bytes;
	size_t length;
	if (file_read_all(path, FILE_LIMIT, &bytes, &length, &err) < 0) {
		admin_fail("%s", err.text);
		return NULL;
	}
	const char *text = arena_strndup(arena, bytes, length);
	free(bytes);
	return text;
}

static void
forget(const struct editing *editing)
{
	unlink(editing->path);
	unlink(editing->begun);
}

/* ---- asking ---- */

/* The letter that was chosen; what cannot be read is the last of them, which loses nothing. */
static char
ask(const char *question, const char *letters)
{
	char line[80];
	fflush(stdout);
	for (;;) {
		fprintf(stderr, "%s [%s] ", question, letters);
		if (!fgets(line, sizeof line, stdin)) {
			fputc('\n', stderr);
			return letters[strlen(letters) - 1];
		}
		char c = line[0] >= 'A' && line[0] <= 'Z' ? (char)(line[0] - 'A' + 'a') : line[0];
		if (c && c != '\n' && strchr(letters, c))
			return c;
	}
}

static enum admin_exit
stop(const struct editing *editing)
{
	return admin_fail(_("nothing is published; what you typed is kept in %s"), editing->path);
}

/* ---- beginning ---- */

static const char *
template_text(const struct editing *editing)
{
	return arena_printf(editing->arena,
	    "service: %s\ntitle: \nsummary: \nprovided_by: district\nowner: { team: , email:  }\n"
	    "assured: \nreview_by: \nwords: []\nfacts:\n",
	    editing->service);
}

static bool
read_current(struct editing *editing)
{
	struct crm_answer answer;
	struct call call = {.route = ROUTE_SERVICE, .params = {editing->service}};
	const struct service_text *known =
	    texts_call(editing->admin, editing->arena, &call, &answer);
	if (!known && answer.problem != PROBLEM_NOT_FOUND)
		return answer.problem == PROBLEM_NONE ? false
						      : (admin_fail("%s", editing->service), false);
	editing->revision = (struct revision){.service = editing->service,
	    .was = known && !text_blank(known->text) ? known->text : NULL,
	    .version = known ? known->version : 0};
	return true;
}

/* The CRM whose entries are edited, as the first line of what was kept names it. */
static const char *
crm_name(const struct editing *editing)
{
	char *shown = crm_shown(editing->admin->database);
	const char *name = arena_strdup(editing->arena, shown);
	free(shown);
	return name;
}

/* The text that the kept file began from: its first line is the version and the CRM. False when it
 * cannot be read, or is another CRM's: councils that share a machine have entries of one name. */
static bool
read_begun(struct editing *editing)
{
	struct arena *arena = editing->arena;
	char *end;
	const char *text =
	    access(editing->begun, R_OK) == 0 ? read_back(arena, editing->begun) : NULL;
	const char *line = text ? strchr(text, '\n') : NULL;
	if (!line)
		return false;
	long long version = strtoll(text, &end, 10);
	if (end == text || *end != ' ' ||
	    !text_same(arena_strndup(arena, end + 1, (size_t)(line - end - 1)), crm_name(editing)))
		return false;
	editing->revision.version = version;
	editing->revision.was = line[1] ? line + 1 : NULL;
	return true;
}

static bool
keep_begun(const struct editing *editing)
{
	const struct revision *revision = &editing->revision;
	return keep(editing->begun,
	    arena_printf(editing->arena, "%lld %s\n%s", (long long)revision->version,
		crm_name(editing), revision->was ? revision->was : ""));
}

/* An old edit makes room for a new one, and stays. */
static bool
put_aside(const struct editing *editing)
{
	const char *path = arena_printf(editing->arena, "%s.%lld", editing->path,
	    (long long)(clock_now(clock_system()) / MICROS_SECOND));
	if (rename(editing->path, path) != 0)
		return admin_fail(_("cannot rename %s: %s"), editing->path, strerror(errno)), false;
	fprintf(stderr, _("The old edit is in %s.\n"), path);
	return true;
}

static bool
begin(struct editing *editing)
{
	struct revision current = editing->revision;
	if (access(editing->path, F_OK) == 0 &&
	    (access(editing->path, R_OK) != 0 || !read_begun(editing))) {
		fprintf(stderr,
		    _("There is an edit of %s of another CRM, or one that cannot be read.\n"),
		    editing->service);
		if (!put_aside(editing))
			return false;
	} else if (access(editing->path, F_OK) == 0) {
		fprintf(stderr, _("There is an edit of %s that was not published.\n"),
		    editing->service);
		char answer =
		    ask(_("Go on with it, begin anew (it is put aside), or stop?"), "gns");
		if (answer == 's')
			return stop(editing), false;
		if (answer == 'g')
			return true;
		editing->revision = current;
		if (!put_aside(editing))
			return false;
	}
	const char *was = editing->revision.was;
	return keep_begun(editing) && keep(editing->path, was ? was : template_text(editing));
}

static void
warn_of_draft(struct editing *editing)
{
	struct crm_answer answer;
	struct call call = {.route = ROUTE_DRAFT, .params = {editing->service}};
	const struct entry_draft *draft =
	    texts_call(editing->admin, editing->arena, &call, &answer);
	if (draft)
		fprintf(stderr, _("%s has another text of %s that is not published (%s).\n"),
		    draft->author, editing->service, draft->state);
}

/* ---- ending ---- */

/* Another version was published while this one was typed: both are kept. */
static enum admin_exit
keep_both(struct editing *editing, const struct service_text *theirs)
{
	const char *path = arena_printf(editing->arena, "%.*s.theirs.yaml",
	    (int)(strlen(editing->path) - strlen(".yaml")), editing->path);
	struct revision since = {.service = editing->service,
	    .was = editing->revision.was,
	    .now = theirs->text,
	    .version = theirs->version};
	admin_fail(_("%s was changed by somebody else meanwhile:"), editing->service);
	if (texts_compare(editing->arena, &since))
		texts_print(editing->admin, &since);
	if (!keep(path, theirs->text))
		return ADMIN_FAILED;
	fprintf(stderr,
	    _("Their text is in %s, yours in %s. Take over of theirs what you want to keep: edit "
	      "goes on with yours, and shows what it would change of theirs.\n"),
	    path, editing->path);
	editing->revision.was = theirs->text;
	editing->revision.version = theirs->version;
	keep_begun(editing);
	return ADMIN_FAILED;
}

static enum admin_exit
submit_draft(struct editing *editing)
{
	struct crm_answer answer;
	struct call call = {.route = ROUTE_DRAFT, .params = {editing->service}};
	const struct entry_draft *old = texts_call(editing->admin, editing->arena, &call, &answer);
	struct entry_draft draft = {.service = editing->service,
	    .base = editing->revision.version,
	    .revision = old && text_same(old->id, old->service) ? old->revision : 0,
	    .text = editing->revision.now,
	    .state = "submitted",
	    .comment = editing->comment};
	if (draft.revision)
		return admin_fail(_("%s has a draft of it; decide on that first"), old->author);
	call =
	    (struct call){.route = ROUTE_PUT_DRAFT, .params = {editing->service}, .body = &draft};
	if (!texts_call(editing->admin, editing->arena, &call, NULL))
		return stop(editing);
	forget(editing);
	printf(_("%s is submitted: somebody else approves it.\n"), editing->service);
	return ADMIN_DONE;
}

static enum admin_exit
publish(struct editing *editing)
{
	struct list one = {&editing->revision, 1};
	struct crm_answer answer;
	struct call call = {.route = ROUTE_SERVICE, .params = {editing->service}};
	const struct service_text *now = texts_call(editing->admin, editing->arena, &call, &answer);
	if (now && now->version != editing->revision.version)
		return keep_both(editing, now);
	if (editing->submit)
		return submit_draft(editing);
	if (texts_publish(editing->admin, editing->arena, &one, editing->comment, 0) != ADMIN_DONE)
		return stop(editing);
	forget(editing);
	printf(_("%s is published.\n"), editing->service);
	return ADMIN_DONE;
}

/* Nothing was typed: nothing need be kept. */
static bool
untouched(struct editing *editing)
{
	const char *text = read_back(editing->arena, editing->path);
	const char *was = editing->revision.was;
	if (!text_same(text, was ? was : template_text(editing)))
		return false;
	forget(editing);
	return true;
}

/* Looks over what was typed and asks what to do: 'p' publish, 'e' back to the editor, 'k' keep it
 * for later, 'n' nothing changed. */
static char
look(struct editing *editing)
{
	struct list one = {&editing->revision, 1};
	editing->revision.now = read_back(editing->arena, editing->path);
	if (!editing->revision.now)
		return 'k';
	if (untouched(editing))
		return 'n';
	if (!texts_check(editing->admin, editing->arena, &one) ||
	    !texts_compare(editing->arena, &editing->revision))
		return ask(_("There are errors. Back to the editor, or keep it for later?"), "ek");
	texts_print(editing->admin, &editing->revision);
	if (editing->yes)
		return 'p';
	return ask(editing->submit ? _("Submit it, back to the editor, or keep it for later?")
				   : _("Publish it, back to the editor, or keep it for later?"),
	    editing->submit ? "sek" : "pek");
}

static enum admin_exit
edit(struct editing *editing)
{
	struct err err;
	if (!find_place(editing) || !read_current(editing) || !begin(editing))
		return ADMIN_FAILED;
	warn_of_draft(editing);
	for (;;) {
		if (editor_run(editing->path, &err) < 0) {
			admin_fail("%s", err.text);
			return untouched(editing) ? ADMIN_FAILED : stop(editing);
		}
		switch (look(editing)) {
		case 'p':
		case 's':
			return publish(editing);
		case 'k':
			return stop(editing);
		case 'n':
			printf(_("%s: nothing changed\n"), editing->service);
			return ADMIN_DONE;
		default:
			break;
		}
	}
}

enum admin_exit
admin_edit(struct admin *admin, int argc, char **argv)
{
	struct arena arena;
	struct editing editing = {.admin = admin, .arena = &arena};
	editing.yes = admin_flag(&argc, argv, "--yes");
	editing.submit = admin_flag(&argc, argv, "--submit");
	editing.comment = admin_option(&argc, argv, "--comment");
	if (argc != 2 || argv[1][0] == '.' || strchr(argv[1], '/'))
		return admin_usage("edit", _("one service, by its id"));
	editing.service = argv[1];
	arena_init(&arena);
	enum admin_exit status = edit(&editing);
	arena_release(&arena);
	return status;
}
