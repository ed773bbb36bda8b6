noinst_LIBRARIES += src/keep/libkeep.a
src_keep_libkeep_a_SOURCES = \
	src/keep/inside.h src/keep/open.c \
	src/keep/format.c src/keep/format.h \
	src/keep/keep.c src/keep/keep.h \
	src/keep/live.c src/keep/live.h \
	src/keep/pack.c src/keep/pack.h \
	src/keep/recover.c src/keep/recover.h \
	src/keep/sealed.c src/keep/sealed.h \
	src/keep/sync.c src/keep/sync.h
