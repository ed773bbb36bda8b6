# Programs of tests/sim: the real desk, journal, line and CRM in one process, over simulated disks, network and time.
# network.c stands where src/link/transfer.c is in the program.
SIM_WORLD = tests/sim/advisor.c tests/sim/advisor.h tests/sim/fates.c tests/sim/fates.h tests/sim/network.c \
	tests/sim/network.h tests/sim/painted.c tests/sim/painted.h tests/sim/station.c tests/sim/station.h \
	tests/sim/world.c tests/sim/world.h src/wiring/carry.c src/wiring/carry.h src/wiring/left.c src/wiring/left.h src/wiring/folder.c \
	src/wiring/folder.h
SIM_LIBS = src/link/liblink.a src/keep/libkeep.a $(OFFICE_LIBS) $(UI_LIBS) src/wire/libwire.a \
	$(CJSON_LIBS) $(CRM_LIBS)

check_PROGRAMS += tests/sim/sim tests/sim/histories
tests_sim_sim_SOURCES = tests/sim/sim.c $(SIM_WORLD)
tests_sim_sim_LDADD = $(SIM_LIBS)
tests_sim_histories_SOURCES = tests/sim/histories.c $(SIM_WORLD)
tests_sim_histories_LDADD = $(SIM_LIBS)
