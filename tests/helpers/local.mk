# What tests share. TEST_LIBS for every test; SESSION_LIBS for those that run programs on a terminal.
TEST_LIBS = tests/helpers/libhelpers.a $(CHECK_LIBS)
SESSION_LIBS = $(TEST_LIBS) $(VTERM_LIBS) $(NCURSES_LIBS)
check_LIBRARIES += tests/helpers/libhelpers.a
tests_helpers_libhelpers_a_SOURCES = tests/helpers/tap.c tests/helpers/tap.h \
	tests/helpers/proc.c tests/helpers/proc.h tests/helpers/keyseq.c tests/helpers/keyseq.h \
	tests/helpers/term.c tests/helpers/term.h \
	tests/helpers/server.c tests/helpers/server.h tests/helpers/http.c tests/helpers/http.h

check_PROGRAMS += tests/unit/helpers/term
tests_unit_helpers_term_SOURCES = tests/unit/helpers/term.c
tests_unit_helpers_term_LDADD = $(SESSION_LIBS)
