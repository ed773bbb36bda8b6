# Programs of tests/sim.
check_PROGRAMS += tests/sim/sim
tests_sim_sim_SOURCES = tests/sim/sim.c tests/sim/world.c tests/sim/world.h tests/sim/advisor.c tests/sim/advisor.h
tests_sim_sim_LDADD = src/admin/libadmin.a ui/libui.a $(DESK_LIBS) src/link/liblink.a src/keep/libkeep.a \
	$(ADMIN_LIBS) $(NCURSES_LIBS) $(READLINE_LIBS) $(CURL_LIBS) $(TEST_LIBS)
