noinst_LIBRARIES += src/model/libmodel.a
src_model_libmodel_a_SOURCES = \
	src/model/alike.c src/model/alike.h \
	src/model/case_filter.c src/model/case_filter.h \
	src/model/case_kind.c src/model/case_kind.h \
	src/model/customer.c \
	src/model/directory_pack.h \
	src/model/equality.c src/model/equality.h \
	src/model/exchange.h \
	src/model/field.c src/model/field.h \
	src/model/ical.c src/model/ical.h \
	src/model/history.c src/model/history.h \
	src/model/match.c src/model/match.h \
	src/model/media.c src/model/media.h src/model/match_text.c src/model/match_text.h \
	src/model/merge.c src/model/merge.h \
	src/model/notice.c src/model/notice.h \
	src/model/pack.c src/model/pack.h \
	src/model/permit.c src/model/permit.h \
	src/model/problem.c src/model/problem.h \
	src/model/record_access.c src/model/record_access.h \
	src/model/record_appointment.c src/model/record_appointment.h \
	src/model/record_connect.c src/model/record_connect.h \
	src/model/record_bulk.c src/model/record_bulk.h \
	src/model/record_board.c src/model/record_board.h \
	src/model/record_pages.c src/model/record_pages.h \
	src/model/record_case.c src/model/record_case.h \
	src/model/record_contact.c src/model/record_contact.h \
	src/model/record_customer.c src/model/record_customer.h \
	src/model/record_desk.c src/model/record_desk.h \
	src/model/record_directory.c src/model/record_directory.h \
	src/model/record_form.c src/model/record_form.h \
	src/model/record_inner.h \
	src/model/record_matrix.c src/model/record_matrix.h \
	src/model/record_merge.c src/model/record_merge.h \
	src/model/record_incident.c src/model/record_incident.h \
	src/model/record_survey.c src/model/record_survey.h \
	src/model/record_transfer.c src/model/record_transfer.h \
	src/model/record_move.c src/model/record_move.h \
	src/model/record_partnership.c src/model/record_partnership.h \
	src/model/record_outbound.c src/model/record_outbound.h \
	src/model/record_complaint.c src/model/record_complaint.h \
	src/model/record_promise.c src/model/record_promise.h \
	src/model/record_queue.c src/model/record_queue.h \
	src/model/record_retention.c src/model/record_retention.h \
	src/model/cards.c src/model/cards.h \
	src/model/payment_group.c src/model/payment_group.h \
	src/model/record_payment.c src/model/record_payment.h \
	src/model/record_counter.c src/model/record_counter.h \
	src/model/record_unusual.c src/model/record_unusual.h \
	src/model/records.c src/model/records.h \
	src/model/sharing.c src/model/sharing.h \
	src/model/suppress.c
