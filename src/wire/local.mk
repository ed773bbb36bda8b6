noinst_LIBRARIES += src/wire/libwire.a
src_wire_libwire_a_SOURCES = \
	src/wire/codec.c src/wire/codec.h \
	src/wire/guard.c \
	src/wire/routes.c src/wire/routes.h
