# Programs of tests/api: a live frontdeskd, spoken to byte by byte.
API_LIBS = $(OFFICE_LIBS) src/wire/libwire.a $(CJSON_LIBS) $(CRM_LIBS)
check_PROGRAMS += tests/api/administration tests/api/fields tests/api/secure tests/api/transport tests/api/walk
tests_api_fields_SOURCES = tests/api/fields.c tests/api/walker.c tests/api/walker.h
tests_api_fields_LDADD = $(API_LIBS)
tests_api_secure_SOURCES = tests/api/secure.c
tests_api_secure_LDADD = $(API_LIBS) $(CURL_LIBS) $(GNUTLS_LIBS)
tests_api_transport_SOURCES = tests/api/transport.c
tests_api_transport_LDADD = $(API_LIBS)
tests_api_walk_SOURCES = tests/api/walk.c tests/api/walker.c tests/api/walker.h
tests_api_walk_LDADD = $(API_LIBS)
EXTRA_DIST += tests/api/validate.py
tests_api_administration_SOURCES = tests/api/administration.c
tests_api_administration_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/api/authoring
tests_api_authoring_SOURCES = tests/api/authoring.c
tests_api_authoring_LDADD = $(OFFICE_LIBS)
