noinst_LIBRARIES += src/http/libhttp.a
src_http_libhttp_a_SOURCES = \
	src/http/certificate.c src/http/certificate.h \
	src/http/dispatch.c src/http/dispatch.h \
	src/http/head.c src/http/head.h \
	src/http/http.c src/http/http.h \
	src/http/listen.c src/http/listen.h \
	src/http/metrics.c src/http/metrics.h \
	src/http/reply.c src/http/reply.h \
	src/http/transport.c src/http/transport.h \
	src/http/watch.c src/http/watch.h
