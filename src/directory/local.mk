noinst_LIBRARIES += src/directory/libdirectory.a
src_directory_libdirectory_a_SOURCES = \
	src/directory/changes.c src/directory/changes.h \
	src/directory/card.c src/directory/card.h \
	src/directory/complaints.c src/directory/complaints.h \
	src/directory/directory.c src/directory/directory.h \
	src/directory/flat.c src/directory/flat.h \
	src/directory/impact.c src/directory/impact.h \
	src/directory/fresh.c src/directory/fresh.h \
	src/directory/folder.c src/directory/folder.h \
	src/directory/responsible.c src/directory/responsible.h \
	src/directory/responsible_words.c \
	src/directory/holidays.c \
	src/directory/holds.c src/directory/holds.h \
	src/directory/life.c src/directory/life.h \
	src/directory/form.c src/directory/form.h \
	src/directory/form_html.c src/directory/form_html.h \
	src/directory/hours.c src/directory/hours.h \
	src/directory/incident.c src/directory/incident.h \
	src/directory/ladder.c src/directory/ladder.h \
	src/directory/presence.c src/directory/presence.h \
	src/directory/library.c src/directory/library.h \
	src/directory/payment.c src/directory/payment.h \
	src/directory/matrix.c src/directory/matrix.h \
	src/directory/klm.c src/directory/klm.h \
	src/directory/lint.c src/directory/lint.h src/directory/lint_inner.h \
	src/directory/lint_languages.c \
	src/directory/lint_names.c \
	src/directory/lint_outcomes.c \
	src/directory/lint_proof.c \
	src/directory/lint_service.c \
	src/directory/lint_ways.c src/directory/lint_ways.h \
	src/directory/lint_values.c src/directory/lint_values.h \
	src/directory/partnership.c src/directory/partnership.h \
	src/directory/parts.c src/directory/parts.h \
	src/directory/leaning.c src/directory/leaning.h \
	src/directory/learnt.c src/directory/learnt.h \
	src/directory/season.c src/directory/season.h \
	src/directory/secrecy.c src/directory/secrecy.h \
	src/directory/retention.c src/directory/retention.h \
	src/directory/replace.c src/directory/replace.h \
	src/directory/search.c src/directory/search.h \
	src/directory/search_index.c src/directory/search_index.h \
	src/directory/search_entry.c \
	src/directory/subject.c src/directory/subject.h \
	src/directory/service.c src/directory/service.h \
	src/directory/splice.c src/directory/splice.h src/directory/splice_inner.h \
	src/directory/splice_path.c \
	src/directory/splice_place.c \
	src/directory/splice_write.c \
	src/directory/stem.c src/directory/stem.h \
	src/directory/synonyms.c src/directory/synonyms.h \
	src/directory/nearest.c src/directory/nearest.h \
	src/directory/opening.c src/directory/opening.h \
	src/directory/slots.c src/directory/slots.h \
	src/directory/partnership_inner.h \
	src/directory/partnership_check.c \
	src/directory/partnership_entry.c \
	src/directory/special.c src/directory/special.h \
	src/directory/survey.c src/directory/survey.h \
	src/directory/variant.c src/directory/variant.h \
	src/directory/vouched.c src/directory/vouched.h \
	src/directory/working.c
