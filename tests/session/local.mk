# Programs of tests/session: the real programs, on a terminal and over a line.
SESSION_SOURCES = tests/session/session.c tests/session/session.h
EXTRA_PROGRAMS += tests/session/known_caller
tests_session_known_caller_SOURCES = tests/session/known_caller.c $(SESSION_SOURCES)
tests_session_known_caller_LDADD = $(OFFICE_LIBS)
