noinst_LIBRARIES += ui/libui.a
ui_libui_a_SOURCES = \
	ui/keys.c ui/keys.h \
	ui/page.h
