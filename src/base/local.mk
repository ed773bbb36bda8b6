noinst_LIBRARIES += src/base/libbase.a
src_base_libbase_a_SOURCES = \
	src/base/alloc.c src/base/alloc.h \
	src/base/arena.c src/base/arena.h \
	src/base/buf.c src/base/buf.h \
	src/base/clock.c src/base/clock.h \
	src/base/compress.c src/base/compress.h \
	src/base/date.c src/base/date.h \
	src/base/edits.c src/base/edits.h \
	src/base/err.c src/base/err.h \
	src/base/file.c src/base/file.h \
	src/base/i18n.c src/base/i18n.h \
	src/base/id.c src/base/id.h \
	src/base/log.c src/base/log.h \
	src/base/moment.c src/base/moment.h \
	src/base/secret.c src/base/secret.h \
	src/base/text.c src/base/text.h \
	src/base/text_cards.c \
	src/base/text_values.c \
	src/base/web.c src/base/web.h
