noinst_LIBRARIES += src/directory/libdirectory.a
src_directory_libdirectory_a_SOURCES = \
	src/directory/directory.c src/directory/directory.h \
	src/directory/holidays.c \
	src/directory/hours.c src/directory/hours.h \
	src/directory/lint.h \
	src/directory/partnership.c src/directory/partnership.h \
	src/directory/search.c src/directory/search.h \
	src/directory/search_entry.c \
	src/directory/service.c src/directory/service.h \
	src/directory/variant.c src/directory/variant.h \
	src/directory/working.c
