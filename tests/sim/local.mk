# Programs of tests/sim: the real desk, journal, line and CRM in one process, over simulated disks, network and time.
# network.c stands where src/link/transfer.c is in the program.
check_PROGRAMS += tests/sim/sim
tests_sim_sim_SOURCES = tests/sim/sim.c tests/sim/advisor.c tests/sim/advisor.h tests/sim/network.c tests/sim/network.h \
	tests/sim/station.c tests/sim/station.h src/wiring/carry.c src/wiring/carry.h src/wiring/folder.c src/wiring/folder.h
tests_sim_sim_LDADD = src/link/liblink.a src/keep/libkeep.a $(OFFICE_LIBS) $(UI_LIBS) src/wire/libwire.a \
	$(CJSON_LIBS) $(CRM_LIBS)
