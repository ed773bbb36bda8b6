# Programs of tests/screen: goldens on a terminal that nobody sees.
SCREEN_TEST_LIBS = ui/libui.a $(NCURSES_LIBS) $(READLINE_LIBS) $(BASE_LIBS) $(TEST_LIBS)
EXTRA_DIST += tests/screen/golden
check_PROGRAMS += tests/screen/widgets
tests_screen_widgets_SOURCES = tests/screen/widgets.c tests/screen/golden.c tests/screen/golden.h
tests_screen_widgets_LDADD = $(SCREEN_TEST_LIBS)
