noinst_LIBRARIES += ui/libui.a
ui_libui_a_SOURCES = \
	ui/alike.c \
	ui/answers.c \
	ui/ask.c ui/ask.h \
	ui/board.h \
	ui/brush.c ui/brush.h \
	ui/correction.c \
	ui/dialogue.h \
	ui/edit.c ui/edit.h \
	ui/elsewhere.c \
	ui/face.c ui/face.h \
	ui/face_filter.c \
	ui/face_foot.c \
	ui/face_keys.c \
	ui/face_state.h \
	ui/fresh.c \
	ui/help.c ui/help.h \
	ui/items.c \
	ui/keys.c ui/keys.h \
	ui/known_first.c \
	ui/layout.c ui/layout.h \
	ui/line.c ui/line.h \
	ui/notices.c \
	ui/own_work.c \
	ui/page.c ui/page.h \
	ui/paint.c ui/paint.h \
	ui/properties.c \
	ui/say_case.c \
	ui/screen_amend.c \
	ui/screen_behalf.c \
	ui/screen_board.c \
	ui/screen_booking.c \
	ui/screen_bulk.c \
	ui/screen_calling.c \
	ui/screen_case.c \
	ui/screen_changes.c \
	ui/screen_complaint.c \
	ui/screen_counter.c \
	ui/screen_customer.c \
	ui/screen_details.c \
	ui/screen_dialogue.c \
	ui/screen_emergency.c \
	ui/screen_entries.c \
	ui/screen_entry.c \
	ui/screen_equality.c \
	ui/screen_files.c \
	ui/screen_form.c \
	ui/screen_home.c \
	ui/screen_joined.c \
	ui/screen_kept.c \
	ui/screen_link.c \
	ui/screen_looks.c \
	ui/screen_mail.c \
	ui/screen_matrix.c \
	ui/screen_merge.c \
	ui/screen_move.c \
	ui/screen_notices.c \
	ui/screen_offer.c \
	ui/screen_out_of_hours.c \
	ui/screen_outline.c \
	ui/screen_pass.c \
	ui/screen_past.c \
	ui/screen_payment.c \
	ui/screen_person.c \
	ui/screen_places.c \
	ui/screen_promises.c \
	ui/screen_queue.c \
	ui/screen_reconcile.c \
	ui/screen_refused.c \
	ui/screen_same.c \
	ui/screen_service.c \
	ui/screen_sign_in.c \
	ui/screen_state.c \
	ui/screen_transfer.c \
	ui/screen_visits.c \
	ui/screen_wrap_up.c \
	ui/screens.c ui/screens.h \
	ui/terminal.c ui/terminal.h
