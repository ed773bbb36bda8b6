# Programs of tests/line: the real programs in random histories.
LINE_SOURCES = tests/line/hand.c tests/line/hand.h tests/line/life.c tests/line/life.h tests/line/machine.c \
	tests/line/machine.h tests/line/said.c tests/line/said.h
check_PROGRAMS += tests/line/histories
tests_line_histories_SOURCES = tests/line/histories.c $(LINE_SOURCES)
tests_line_histories_LDADD = $(OFFICE_LIBS)
