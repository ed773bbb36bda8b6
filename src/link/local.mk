noinst_LIBRARIES += src/link/liblink.a
src_link_liblink_a_SOURCES = \
	src/link/link.c src/link/link.h \
	src/link/bundle.c src/link/bundle.h \
	src/link/waiting.c src/link/waiting.h \
	src/link/transfer.c src/link/transfer.h
