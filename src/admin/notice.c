/* notice: the contingency switch from where the CRM runs. */
#include "model/notice.h"
#include "admin/admin.h"
#include "admin/list.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/moment.h"
#include "base/text.h"
#include "wire/codec.h"

#include <string.h>

static const char *
scope_words(const struct notice *notice, struct arena *arena)
{
	const char *words = "";
	LIST_EACH(struct notice_scope, scope, &notice->scope)
	words = arena_printf(arena, "%s%s%s %s", words, *words ? ", " : "", scope->kind, scope->id);
	return words;
}

static void
print_notice(struct admin *admin, const struct notice *notice, micros now, struct arena *arena)
{
	if (admin->json) {
		struct buf out;
		buf_init(&out, BODY_LIMIT);
		json_encode(&out, &notice_record, notice);
		puts(out.data);
		buf_release(&out);
		return;
	}
	char until[40] = "";
	bool on = notice_in_force(notice, now), to_come = notice->from > now;
	if (on || to_come)
		london_day_time(until, sizeof until, notice->until);
	printf("%-36s %-10s %-16s %s%s%s\n", notice->id,
	    on        ? _("on")
	    : to_come ? _("to come")
		      : _("prepared"),
	    until, shown(notice->text, arena), notice->scope.count ? "; " : "",
	    scope_words(notice, arena));
}

static enum admin_exit
list_notices(struct admin *admin)
{
	struct crm *crm = admin_crm(admin);
	struct arena arena;
	struct list list;
	struct err err;
	if (!crm)
		return ADMIN_FAILED;
	arena_init(&arena);
	enum admin_exit status = ADMIN_DONE;
	micros now = clock_now(clock_system());
	if (crm_list(crm, &notice_record, &arena, &list, &err) < 0)
		status = admin_fail("%s", err.text);
	else
		LIST_EACH(struct notice, notice, &list)
	if (notice->prepared || notice->until > now)
		print_notice(admin, notice, now, &arena);
	arena_release(&arena);
	return status;
}

/* Every `--service ID`, `--council ID`, `--site ID`. */
static void
take_scope(int *argc, char **argv, struct notice *notice, struct arena *arena)
{
	static const struct {
		const char *option, *kind;
	} kinds[] = {{"--service", "service"}, {"--council", "council"}, {"--site", "site"}};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const char *id;
		while ((id = admin_option(argc, argv, kinds[i].option)))
			*(struct notice_scope *)list_add(arena, &notice->scope,
			    &notice_scope_record) = (struct notice_scope){kinds[i].kind, id};
	}
}

/* The one that is there, or a fresh one with that text. */
static struct notice *
meant(struct admin *admin, const char *word, struct arena *arena)
{
	static char id[ID_LENGTH + 1];
	struct notice *notice = id_valid(word) ? fetch_record(admin, &notice_record, word, arena)
					       : record_new(arena, &notice_record);
	if (!notice) {
		admin_fail(_("there is no notice \"%s\""), word);
		return NULL;
	}
	if (!notice->id) {
		id_make(id, clock_now(clock_system()), id_system());
		notice->id = id;
		notice->text = word;
	}
	return notice;
}

static enum admin_exit
put(struct admin *admin, struct notice *notice, const char *said)
{
	struct err err;
	struct crm *crm = admin_crm(admin);
	if (!crm)
		return ADMIN_FAILED;
	notice->author = admin->actor;
	if (crm_notice(crm, admin->actor, notice, &err) < 0)
		return admin_fail("%s", err.text);
	printf("%s %s\n", notice->id, said);
	return ADMIN_DONE;
}

static enum admin_exit
change(struct admin *admin, int argc, char **argv, struct arena *arena)
{
	const char *verb = argv[1], *until = admin_option(&argc, argv, "--until");
	const char *say = admin_option(&argc, argv, "--say");
	bool emergency = admin_flag(&argc, argv, "--emergency"),
	     keep = admin_flag(&argc, argv, "--keep");
	micros now = clock_now(clock_system());
	struct notice named = {0};
	take_scope(&argc, argv, &named, arena);
	if (argc != 3)
		return admin_usage("notice", NULL);
	struct notice *notice = meant(admin, argv[2], arena);
	if (!notice)
		return ADMIN_FAILED;
	if (named.scope.count)
		notice->scope = named.scope;
	if (say)
		notice->script = say;
	if (emergency)
		notice->kind = "emergency";
	if (strcmp(verb, "off") == 0) {
		notice->until = now;
		return put(admin, notice, _("is off"));
	}
	if (strcmp(verb, "prepare") == 0) {
		notice->prepared = true;
		return put(admin, notice, _("is prepared"));
	}
	notice->prepared = notice->prepared || keep;
	if (!until)
		return admin_usage("notice", _("on needs --until: 14:00, \"2 hours\", \"1 dec\""));
	if (!moment_read(until, now, &notice->until))
		return admin_fail(_("\"%s\" is no time to come"), until);
	notice->from = now;
	char time[40];
	london_day_time(time, sizeof time, notice->until);
	return put(admin, notice, arena_printf(arena, _("is on until %s"), time));
}

enum admin_exit
admin_notice(struct admin *admin, int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "";
	struct arena arena;
	if (strcmp(verb, "list") == 0 && argc == 2)
		return list_notices(admin);
	if (strcmp(verb, "prepare") != 0 && strcmp(verb, "on") != 0 && strcmp(verb, "off") != 0)
		return admin_usage("notice", NULL);
	arena_init(&arena);
	enum admin_exit status = change(admin, argc, argv, &arena);
	arena_release(&arena);
	return status;
}
