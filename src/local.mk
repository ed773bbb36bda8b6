# The three programs: wiring, nothing else.
BASE_LIBS = src/base/libbase.a $(ZLIB_LIBS) $(SODIUM_LIBS) $(UNISTRING_LIBS) $(M_LIBS) $(LIBINTL) $(PTHREAD_LIBS)
MODEL_LIBS = src/model/libmodel.a $(BASE_LIBS)
DIALOGUE_LIBS = src/dialogue/libdialogue.a $(YAML_LIBS) $(MODEL_LIBS)
DIRECTORY_LIBS = src/directory/libdirectory.a $(DIALOGUE_LIBS)
WIRE_LIBS = src/wire/libwire.a $(CJSON_LIBS) $(MODEL_LIBS)
DESK_LIBS = src/desk/libdesk.a $(DIRECTORY_LIBS)
UI_LIBS = ui/libui.a $(NCURSES_LIBS) $(READLINE_LIBS) $(DESK_LIBS)
KEEP_LIBS = src/keep/libkeep.a $(MODEL_LIBS)
LINK_LIBS = src/link/liblink.a $(CURL_LIBS) $(WIRE_LIBS)
STORE_LIBS = src/store/libstore.a $(SQLITE_LIBS) $(PQ_LIBS) $(MODEL_LIBS)
CRM_LIBS = src/crm/libcrm.a src/store/libstore.a $(SQLITE_LIBS) $(PQ_LIBS) $(DIRECTORY_LIBS)
HTTP_LIBS = src/http/libhttp.a $(MHD_LIBS) $(GNUTLS_LIBS) src/wire/libwire.a $(CJSON_LIBS) $(CRM_LIBS)
CONNECT_LIBS = src/connect/libconnect.a $(GMIME_LIBS) $(CURL_LIBS) src/wire/libwire.a $(CJSON_LIBS) $(CRM_LIBS)
FORMATS_LIBS = src/formats/libformats.a $(XML_LIBS) src/wire/libwire.a $(CJSON_LIBS) $(DIRECTORY_LIBS)
ADMIN_LIBS = src/admin/libadmin.a $(ARCHIVE_LIBS) src/formats/libformats.a $(XML_LIBS) src/keep/libkeep.a src/wire/libwire.a $(CJSON_LIBS) $(CRM_LIBS)

bin_PROGRAMS += frontdesk frontdeskd frontdeskctl
frontdesk_SOURCES = src/frontdesk.c \
	src/wiring/carry.c src/wiring/carry.h src/wiring/left.c src/wiring/left.h src/wiring/folder.c src/wiring/folder.h \
	src/wiring/enrol.c src/wiring/enrol.h \
	src/wiring/machine.c src/wiring/machine.h \
	src/wiring/pop.c src/wiring/pop.h \
	src/wiring/settings.c src/wiring/settings.h
frontdesk_LDADD = $(UI_LIBS) src/keep/libkeep.a src/link/liblink.a $(CURL_LIBS) src/wire/libwire.a $(CJSON_LIBS) $(MODEL_LIBS)
frontdeskd_SOURCES = src/frontdeskd.c
frontdeskd_LDADD = src/connect/libconnect.a $(GMIME_LIBS) $(CURL_LIBS) $(HTTP_LIBS)
frontdeskctl_SOURCES = src/frontdeskctl.c
frontdeskctl_LDADD = $(ADMIN_LIBS)
