# Programs of tests/fault.
WRITERS_SOURCES = tests/fault/writers.c tests/fault/writers.h
check_PROGRAMS += tests/fault/server_killed
tests_fault_server_killed_SOURCES = tests/fault/server_killed.c $(WRITERS_SOURCES)
tests_fault_server_killed_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/fault/disk_full
tests_fault_disk_full_SOURCES = tests/fault/disk_full.c
tests_fault_disk_full_LDADD = $(OFFICE_LIBS)

check_PROGRAMS += tests/fault/desk_killed
tests_fault_desk_killed_SOURCES = tests/fault/desk_killed.c
tests_fault_desk_killed_LDADD = $(OFFICE_LIBS)

# For tests/fault/powercut, which needs root and a disk, and is run by hand before a release.
EXTRA_PROGRAMS += tests/fault/powerwriter
tests_fault_powerwriter_SOURCES = tests/fault/powerwriter.c $(WRITERS_SOURCES)
tests_fault_powerwriter_LDADD = $(OFFICE_LIBS)
EXTRA_DIST += tests/fault/powercut
