noinst_LIBRARIES += src/wire/libwire.a
src_wire_libwire_a_SOURCES = \
	src/wire/codec.c src/wire/codec.h \
	src/wire/coding.c src/wire/coding.h \
	src/wire/guard.c \
	src/wire/openapi.c src/wire/openapi.h \
	src/wire/tree.c src/wire/tree.h \
	src/wire/routes.c src/wire/routes.h
EXTRA_DIST += src/wire/openapi.json

# Derives the API's description anew; a unit test fails while the committed file differs.
.PHONY: openapi
openapi: tests/unit/wire_openapi$(EXEEXT)
	$< --print >$(top_srcdir)/src/wire/openapi.json.new
	mv $(top_srcdir)/src/wire/openapi.json.new $(top_srcdir)/src/wire/openapi.json
