# Programs of tests/sim.
check_PROGRAMS += tests/sim/sim
tests_sim_sim_SOURCES = tests/sim/sim.c tests/sim/world.c tests/sim/world.h tests/sim/advisor.c tests/sim/advisor.h
tests_sim_sim_LDADD = src/admin/libadmin.a ui/libui.a $(DESK_LIBS) src/link/liblink.a src/keep/libkeep.a \
	$(ADMIN_LIBS) $(NCURSES_LIBS) $(READLINE_LIBS) $(CURL_LIBS) $(TEST_LIBS)
# Programs of tests/sim: the real desk, journal, line and CRM in one process, over simulated disks, network and time.
# network.c stands where src/link/transfer.c is in the program.
check_PROGRAMS += tests/sim/shift
tests_sim_shift_SOURCES = tests/sim/shift.c tests/sim/network.c tests/sim/network.h \
	src/wiring/carry.c src/wiring/carry.h
tests_sim_shift_LDADD = src/link/liblink.a src/keep/libkeep.a $(OFFICE_LIBS) $(UI_LIBS) src/wire/libwire.a \
	$(CJSON_LIBS) $(CRM_LIBS)
