noinst_LIBRARIES += src/desk/libdesk.a
src_desk_libdesk_a_SOURCES = \
	src/desk/agenda.c \
	src/desk/back_office.h \
	src/desk/back_office_when.c \
	src/desk/behalf.c src/desk/behalf.h \
	src/desk/behalf_words.c \
	src/desk/board.c src/desk/board.h \
	src/desk/board_say.c \
	src/desk/booked.c \
	src/desk/booking.c src/desk/booking.h \
	src/desk/booking_times.c \
	src/desk/bounces.c \
	src/desk/bulk.c \
	src/desk/calling.c src/desk/calling.h \
	src/desk/case.c \
	src/desk/case_amend.c \
	src/desk/case_files.c src/desk/case_files.h \
	src/desk/case_links.c \
	src/desk/case_moves.c \
	src/desk/case_run.c \
	src/desk/case_send.c \
	src/desk/case_when.c \
	src/desk/cases.h \
	src/desk/changed.c \
	src/desk/command.c src/desk/command.h \
	src/desk/command_run.c \
	src/desk/command_when.c src/desk/command_when.h \
	src/desk/complaint.c src/desk/complaint.h \
	src/desk/complaint_form.c \
	src/desk/contact.c src/desk/contact.h \
	src/desk/contact_send.c \
	src/desk/counter.c src/desk/counter.h \
	src/desk/counter_form.c \
	src/desk/customer.c src/desk/customer.h \
	src/desk/desk.h \
	src/desk/detail.c src/desk/detail.h \
	src/desk/detail_kinds.c \
	src/desk/detail_link.c \
	src/desk/detail_save.c \
	src/desk/detail_words.c \
	src/desk/diaries.c \
	src/desk/drafts.c src/desk/drafts.h \
	src/desk/earlier.c \
	src/desk/effects.c src/desk/effects.h \
	src/desk/entries.c \
	src/desk/entry.c src/desk/entry.h \
	src/desk/entry_fields.c \
	src/desk/entry_pick.c \
	src/desk/entry_renew.c \
	src/desk/entry_send.c \
	src/desk/entry_text.c \
	src/desk/equality.c src/desk/equality.h \
	src/desk/feed.c src/desk/feed.h \
	src/desk/find.c src/desk/find.h \
	src/desk/forms.c src/desk/forms.h \
	src/desk/hands.c src/desk/hands.h \
	src/desk/history.c \
	src/desk/incident.c src/desk/incident.h \
	src/desk/joined.c src/desk/joined.h \
	src/desk/joined_form.c \
	src/desk/kept.c \
	src/desk/learnt.c src/desk/learnt.h \
	src/desk/lease.c src/desk/lease.h \
	src/desk/left.c src/desk/left.h \
	src/desk/looks.c src/desk/looks.h \
	src/desk/mail_answer.c \
	src/desk/mails.c src/desk/mails.h \
	src/desk/marks.c src/desk/marks.h \
	src/desk/matrix.c src/desk/matrix.h \
	src/desk/matter.c src/desk/matter.h \
	src/desk/moved.c \
	src/desk/moving.c src/desk/moving.h \
	src/desk/names.c \
	src/desk/nearest.c src/desk/nearest.h \
	src/desk/notice_form.c \
	src/desk/notices.c src/desk/notices.h \
	src/desk/offers.c \
	src/desk/out_of_hours.c src/desk/out_of_hours.h \
	src/desk/outbox.c src/desk/outbox.h \
	src/desk/overtaken.c src/desk/overtaken.h \
	src/desk/pass.c \
	src/desk/past.c \
	src/desk/payment.c src/desk/payment.h \
	src/desk/person.c \
	src/desk/person_save.c \
	src/desk/places.c \
	src/desk/pop.c src/desk/pop.h \
	src/desk/preview.c \
	src/desk/promise_form.c \
	src/desk/promise_list.h \
	src/desk/promises.c src/desk/promises.h \
	src/desk/queue.c src/desk/queue.h \
	src/desk/reconcile.c src/desk/reconcile.h \
	src/desk/recover.c src/desk/recover.h \
	src/desk/same.c \
	src/desk/screen.c src/desk/screen.h \
	src/desk/screen_back.c src/desk/screen_back.h \
	src/desk/sent.c src/desk/sent.h \
	src/desk/signin.c src/desk/signin.h \
	src/desk/state.h \
	src/desk/step.c \
	src/desk/survey.c src/desk/survey.h \
	src/desk/transfer.c src/desk/transfer.h \
	src/desk/twins.c src/desk/twins.h \
	src/desk/unmerge.c \
	src/desk/venue.c \
	src/desk/versions.c \
	src/desk/visit_form.c \
	src/desk/visits.c src/desk/visits.h \
	src/desk/where.c \
	src/desk/work.c \
	src/desk/wrapup.c \
	src/desk/wrong.c src/desk/wrong.h
