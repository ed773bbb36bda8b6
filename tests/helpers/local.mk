# What tests share. TEST_LIBS for every test; SESSION_LIBS for those that run programs on a terminal or speak
# to a live server; OFFICE_LIBS for those that need a whole front office.
TEST_LIBS = tests/helpers/libhelpers.a $(CHECK_LIBS) $(PQ_LIBS) $(SQLITE_LIBS)
SESSION_LIBS = $(TEST_LIBS) $(VTERM_LIBS) $(NCURSES_LIBS) $(CJSON_LIBS)
OFFICE_LIBS = $(SESSION_LIBS) $(BASE_LIBS)
check_LIBRARIES += tests/helpers/libhelpers.a
tests_helpers_libhelpers_a_SOURCES = tests/helpers/tap.c tests/helpers/tap.h \
	tests/helpers/proc.c tests/helpers/proc.h tests/helpers/keyseq.c tests/helpers/keyseq.h \
	tests/helpers/term.c tests/helpers/term.h tests/helpers/server.c tests/helpers/server.h \
	tests/helpers/http.c tests/helpers/http.h tests/helpers/json.c tests/helpers/json.h \
	tests/helpers/post.c tests/helpers/post.h \
	tests/helpers/proxy.c tests/helpers/proxy.h tests/helpers/office.c tests/helpers/office.h \
	tests/helpers/office_secure.c tests/helpers/certificate.c tests/helpers/certificate.h \
	tests/helpers/shift.c tests/helpers/shift.h \
	tests/helpers/passing.c tests/helpers/passing.h \
	tests/helpers/proxy.c tests/helpers/proxy.h tests/helpers/small_disk.c tests/helpers/small_disk.h \
	tests/helpers/shift.c tests/helpers/shift.h tests/helpers/netns.c tests/helpers/netns.h \
	tests/helpers/database.c tests/helpers/database.h \
	tests/helpers/simdisk.c tests/helpers/simdisk.h tests/helpers/badserver.c tests/helpers/badserver.h \
	tests/helpers/reading.c tests/helpers/reading.h tests/helpers/starter.c \
	tests/helpers/duplicates.c tests/helpers/duplicates.h
EXTRA_DIST += tests/helpers/postgres tests/helpers/mail tests/helpers/payprovider
EXTRA_DIST += tests/data/customers.csv tests/data/addresses.csv tests/data/addressbase_core.csv
EXTRA_DIST += tests/data/dialogues/caller-check.yaml tests/data/dialogues/youth-pass.yaml \
	tests/data/dialogues/pass-renewal.yaml

check_PROGRAMS += tests/unit/helpers_term tests/unit/helpers_line
tests_unit_helpers_term_SOURCES = tests/unit/helpers_term.c
tests_unit_helpers_term_LDADD = $(SESSION_LIBS)
tests_unit_helpers_line_SOURCES = tests/unit/helpers_line.c
tests_unit_helpers_line_LDADD = $(SESSION_LIBS)
