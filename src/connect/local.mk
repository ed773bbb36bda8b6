noinst_LIBRARIES += src/connect/libconnect.a
src_connect_libconnect_a_SOURCES = \
	src/connect/connect.c src/connect/connect.h \
	src/connect/html.c \
	src/connect/inside.h \
	src/connect/mail.c \
	src/connect/mime.c src/connect/mime.h \
	src/connect/pay.c \
	src/connect/settings.c src/connect/settings.h \
	src/connect/transfer.c src/connect/transfer.h
