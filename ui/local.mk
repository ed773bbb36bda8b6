noinst_LIBRARIES += ui/libui.a
ui_libui_a_SOURCES = \
	ui/brush.c ui/brush.h \
	ui/edit.c ui/edit.h \
	ui/face.c ui/face.h \
	ui/face_foot.c ui/face_state.h \
	ui/help.c ui/help.h \
	ui/items.c \
	ui/keys.c ui/keys.h \
	ui/layout.c ui/layout.h \
	ui/line.c ui/line.h \
	ui/page.c ui/page.h \
	ui/paint.c ui/paint.h \
	ui/terminal.c ui/terminal.h
