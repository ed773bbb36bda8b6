noinst_LIBRARIES += src/crm/libcrm.a
src_crm_libcrm_a_SOURCES = \
	src/crm/crm.c src/crm/crm.h \
	src/crm/directory.c \
	src/crm/door.c \
	src/crm/feed.c \
	src/crm/inside.h \
	src/crm/manage.c src/crm/manage.h \
	src/crm/sessions.c
