# Programs of tests/store: the CRM and its memory, without HTTP.
HOUSE_SOURCES = tests/store/house.c tests/store/house.h
HOUSE_LIBS = $(CRM_LIBS) $(TEST_LIBS)
check_PROGRAMS += tests/store/door
tests_store_door_SOURCES = tests/store/door.c $(HOUSE_SOURCES)
tests_store_door_LDADD = $(HOUSE_LIBS)
check_PROGRAMS += tests/store/people
tests_store_people_SOURCES = tests/store/people.c $(HOUSE_SOURCES)
tests_store_people_LDADD = $(HOUSE_LIBS)
