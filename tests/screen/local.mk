# Programs of tests/screen: goldens on a terminal that nobody sees.
SCREEN_TEST_LIBS = ui/libui.a $(NCURSES_LIBS) $(READLINE_LIBS) $(BASE_LIBS) $(TEST_LIBS)
EXTRA_DIST += tests/screen/golden
check_PROGRAMS += tests/screen/widgets
tests_screen_widgets_SOURCES = tests/screen/widgets.c tests/screen/golden.c tests/screen/golden.h
tests_screen_widgets_LDADD = $(SCREEN_TEST_LIBS)
check_PROGRAMS += tests/screen/screens
tests_screen_screens_SOURCES = tests/screen/screens.c tests/screen/golden.c tests/screen/golden.h \
	tests/screen/answers.c tests/screen/answers.h tests/helpers/books.c tests/helpers/books.h tests/helpers/play.c tests/helpers/play.h
tests_screen_screens_LDADD = $(DESK_TEST_LIBS)

# Every source with strings is listed, every catalogue well formed, the Welsh of the screens whole.
dist_check_SCRIPTS += tests/screen/strings tests/screen/catalogues
TESTS += tests/screen/strings

# The catalogues that tests/screen/screens speaks: a pseudo language, and Welsh.
check_DATA += tests/screen/locale/stamp
tests/screen/locale/stamp: $(top_srcdir)/tests/screen/catalogues $(top_srcdir)/po/cy.po $(top_srcdir)/po/POTFILES.in \
	$(ui_libui_a_SOURCES) $(src_desk_libdesk_a_SOURCES)
	$(AM_V_GEN)$(top_srcdir)/tests/screen/catalogues $(top_srcdir) tests/screen/locale && touch $@
clean-local:
	rm -rf tests/screen/locale

check_PROGRAMS += tests/screen/pages
tests_screen_pages_SOURCES = tests/screen/pages.c tests/helpers/play.c tests/helpers/play.h
tests_screen_pages_LDADD = $(DESK_TEST_LIBS)
