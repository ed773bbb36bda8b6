#include "model/case_kind.h"
#include "base/i18n.h"
#include "base/text.h"

/* clang-format off */
const struct case_kind case_kinds[] = {
    {"opened",    N_("opened"),          NULL,                       false},
    {"note",      N_("note"),            N_("Note on %s"),           true},
    {"claim",     N_("taken"),           N_("Claim of %s"),          false},
    {"release",   N_("let go"),          N_("Release of %s"),        false},
    {"move",      N_("moved"),           N_("Handing over of %s"),   false},
    {"hand_over", N_("handed over"),     N_("Handing over of %s"),   false},
    {"bounce",    N_("bounced back"),    N_("Bouncing back of %s"),  false},
    {"answer",    N_("answered"),        N_("Answer to %s"),         true},
    {"priority",  N_("priority"),        N_("Priority of %s"),       true},
    {"skill",     N_("skill asked for"), N_("Skill asked for %s"),   false},
    {"close",     N_("closed"),          N_("Closing of %s"),        false},
    {"reopen",    N_("reopened"),        N_("Reopening of %s"),      false},
    {"amend",     N_("put right"),       N_("Answer on %s"),         false},
    {"change",    N_("changed"),         NULL,                       false},
    {"link",      N_("linked"),          N_("Link of %s"),           false},
    {"unlink",    N_("link taken off"),  N_("Link taken off %s"),    false},
    {"attach",    N_("file"),            NULL,                       false},
    {"detach",    N_("file taken off"),  N_("File taken off %s"),    true},
    {"lesson",    N_("to be learnt"),    N_("Learning of %s"),       true},
    {"remedy",    N_("to be put right"), N_("Remedy of %s"),         true},
    {"done",      N_("done"),            N_("Action on %s done"),    true},
    {"undo",      N_("taken back"),      NULL,                       true},
    {"mail",      N_("e-mail"),          NULL,                       false},
};
const char *const case_kind_words[] = {"opened", "note", "claim", "release", "move", "hand_over",
    "bounce", "answer", "priority", "skill", "close", "reopen", "amend", "change", "link",
    "unlink", "attach", "detach", "lesson", "remedy", "done", "undo", "mail",
    NULL};
/* clang-format on */
const size_t case_kind_count = sizeof case_kinds / sizeof *case_kinds;
_Static_assert(
    sizeof case_kind_words / sizeof *case_kind_words == sizeof case_kinds / sizeof *case_kinds + 1,
    "each kind has its word");

const struct case_kind *
case_kind(const char *word)
{
	for (size_t i = 0; i < case_kind_count; i++)
		if (text_same(case_kinds[i].word, word))
			return &case_kinds[i];
	return NULL;
}

/* ---- what is counted of complaints ---- */

const char *const case_count_words[] = {"received", "acknowledged", "extended", "withdrawn",
    "upheld", "partly-upheld", "not-upheld", NULL};
static const char *const case_count_labels[] = {N_("received"), N_("acknowledged"), N_("extended"),
    N_("withdrawn"), N_("upheld"), N_("partly upheld"), N_("not upheld")};
_Static_assert(sizeof case_count_words / sizeof *case_count_words ==
		   sizeof case_count_labels / sizeof *case_count_labels + 1,
    "each count has its label");

bool
case_count_answers(const char *word)
{
	return text_same(word, "upheld") || text_same(word, "partly-upheld") ||
	       text_same(word, "not-upheld");
}

const char *
case_count_label(const char *word)
{
	for (size_t i = 0; case_count_words[i]; i++)
		if (text_same(case_count_words[i], word))
			return case_count_labels[i];
	return word;
}

/* ---- why it comes back ---- */

const char *const bounce_reason_words[] = {"wrong_team", "answer_missing", "wrong_answer",
    "not_ours", "duplicate", "already_done", "other", NULL};
static const char *const bounce_reason_labels[] = {N_("wrong team"), N_("answer missing"),
    N_("wrong answer"), N_("not ours to do"), N_("duplicate of another case"),
    N_("already done when it came"), N_("another reason")};
_Static_assert(sizeof bounce_reason_words / sizeof *bounce_reason_words ==
		   sizeof bounce_reason_labels / sizeof *bounce_reason_labels + 1,
    "each reason has its label");

const char *
bounce_reason_label(const char *word)
{
	for (size_t i = 0; bounce_reason_words[i]; i++)
		if (text_same(bounce_reason_words[i], word))
			return bounce_reason_labels[i];
	return word;
}
