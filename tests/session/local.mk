# Programs of tests/session: the real programs, on a terminal and over a line.
SESSION_SOURCES = tests/session/session.c tests/session/session.h
EXTRA_DIST += tests/session/mechanisms
SESSIONS = tests/session/bad_input \
	tests/session/behalf \
	tests/session/carried \
	tests/session/counter \
	tests/session/desk_killed \
	tests/session/found_words \
	tests/session/known_caller \
	tests/session/left_behind \
	tests/session/new_customer \
	tests/session/park \
	tests/session/person \
	tests/session/payment \
	tests/session/pop \
	tests/session/rambler \
	tests/session/restored \
	tests/session/server_gone \
	tests/session/share \
	tests/session/signpost \
	tests/session/thin_line \
	tests/session/whole_dialogue \
	tests/session/two_councils \
	tests/session/two_desks \
	tests/session/wrong
check_PROGRAMS += $(SESSIONS)
tests_session_carried_SOURCES = tests/session/carried.c $(SESSION_SOURCES)
tests_session_carried_LDADD = $(OFFICE_LIBS)
tests_session_payment_SOURCES = tests/session/payment.c tests/helpers/cases.c tests/helpers/cases.h $(SESSION_SOURCES)
tests_session_payment_LDADD = $(API_LIBS)
tests_session_counter_SOURCES = tests/session/counter.c $(SESSION_SOURCES)
tests_session_counter_LDADD = $(OFFICE_LIBS)
tests_session_desk_killed_SOURCES = tests/session/desk_killed.c tests/helpers/cases.c tests/helpers/cases.h \
	$(SESSION_SOURCES)
tests_session_desk_killed_LDADD = $(OFFICE_LIBS)
tests_session_found_words_SOURCES = tests/session/found_words.c $(SESSION_SOURCES)
tests_session_found_words_LDADD = $(OFFICE_LIBS)
tests_session_known_caller_SOURCES = tests/session/known_caller.c $(SESSION_SOURCES)
tests_session_known_caller_LDADD = $(OFFICE_LIBS)
tests_session_left_behind_SOURCES = tests/session/left_behind.c $(SESSION_SOURCES)
tests_session_left_behind_LDADD = $(OFFICE_LIBS)
tests_session_new_customer_SOURCES = tests/session/new_customer.c $(SESSION_SOURCES)
tests_session_new_customer_LDADD = $(OFFICE_LIBS)
tests_session_park_SOURCES = tests/session/park.c $(SESSION_SOURCES)
tests_session_park_LDADD = $(OFFICE_LIBS)
tests_session_person_SOURCES = tests/session/person.c $(SESSION_SOURCES)
tests_session_person_LDADD = $(OFFICE_LIBS)
tests_session_pop_SOURCES = tests/session/pop.c $(SESSION_SOURCES)
tests_session_pop_LDADD = $(OFFICE_LIBS)
tests_session_rambler_SOURCES = tests/session/rambler.c $(SESSION_SOURCES)
tests_session_rambler_LDADD = $(OFFICE_LIBS)
tests_session_restored_SOURCES = tests/session/restored.c $(SESSION_SOURCES)
tests_session_restored_LDADD = $(OFFICE_LIBS)
tests_session_server_gone_SOURCES = tests/session/server_gone.c $(SESSION_SOURCES)
tests_session_server_gone_LDADD = $(OFFICE_LIBS)
tests_session_signpost_SOURCES = tests/session/signpost.c $(SESSION_SOURCES)
tests_session_signpost_LDADD = $(OFFICE_LIBS)
tests_session_thin_line_SOURCES = tests/session/thin_line.c $(SESSION_SOURCES)
tests_session_thin_line_LDADD = $(OFFICE_LIBS)
tests_session_whole_dialogue_SOURCES = tests/session/whole_dialogue.c $(SESSION_SOURCES)
tests_session_whole_dialogue_LDADD = $(OFFICE_LIBS)
tests_session_two_councils_SOURCES = tests/session/two_councils.c $(SESSION_SOURCES)
tests_session_two_councils_LDADD = $(OFFICE_LIBS)
tests_session_wrong_SOURCES = tests/session/wrong.c $(SESSION_SOURCES)
tests_session_wrong_LDADD = $(OFFICE_LIBS)
tests_session_behalf_SOURCES = tests/session/behalf.c $(SESSION_SOURCES)
tests_session_behalf_LDADD = $(OFFICE_LIBS)
tests_session_bad_input_SOURCES = tests/session/bad_input.c $(SESSION_SOURCES)
tests_session_bad_input_LDADD = $(OFFICE_LIBS)

# The part of tools/demo that needs no terminal.
EXTRA_PROGRAMS += tests/session/demo_drive
tests_session_demo_drive_SOURCES = tests/session/demo_drive.c
tests_session_demo_drive_LDADD = $(OFFICE_LIBS)

check_PROGRAMS += tests/session/kept_first
tests_session_kept_first_SOURCES = tests/session/kept_first.c src/wiring/carry.c src/wiring/carry.h src/wiring/left.c src/wiring/left.h src/wiring/folder.c src/wiring/folder.h
tests_session_kept_first_LDADD = src/keep/libkeep.a src/link/liblink.a $(CURL_LIBS) src/wire/libwire.a $(CJSON_LIBS) \
	$(OFFICE_LIBS) $(UI_LIBS) $(MODEL_LIBS)
check_PROGRAMS += tests/session/officer
tests_session_officer_SOURCES = tests/session/officer.c $(SESSION_SOURCES)
tests_session_officer_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/contingency
tests_session_contingency_SOURCES = tests/session/contingency.c $(SESSION_SOURCES)
tests_session_contingency_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/glass
tests_session_glass_SOURCES = tests/session/glass.c $(SESSION_SOURCES)
tests_session_glass_LDADD = $(OFFICE_LIBS)
tests_session_two_desks_SOURCES = tests/session/two_desks.c $(SESSION_SOURCES)
tests_session_two_desks_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/merge
tests_session_merge_SOURCES = tests/session/merge.c $(SESSION_SOURCES)
tests_session_merge_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/moving
tests_session_moving_SOURCES = tests/session/moving.c $(SESSION_SOURCES)
tests_session_moving_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/booking
tests_session_booking_SOURCES = tests/session/booking.c $(SESSION_SOURCES)
tests_session_booking_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/complaint
tests_session_complaint_SOURCES = tests/session/complaint.c $(SESSION_SOURCES)
tests_session_complaint_LDADD = $(API_LIBS)
check_PROGRAMS += tests/session/promise
tests_session_promise_SOURCES = tests/session/promise.c $(SESSION_SOURCES)
tests_session_promise_LDADD = $(API_LIBS)
check_PROGRAMS += tests/session/mail
tests_session_mail_SOURCES = tests/session/mail.c $(SESSION_SOURCES)
tests_session_mail_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/calling
tests_session_calling_SOURCES = tests/session/calling.c $(SESSION_SOURCES)
tests_session_calling_LDADD = $(API_LIBS)
tests_session_share_SOURCES = tests/session/share.c $(SESSION_SOURCES)
tests_session_share_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/case_life
tests_session_case_life_SOURCES = tests/session/case_life.c tests/helpers/cases.c tests/helpers/cases.h $(SESSION_SOURCES)
tests_session_case_life_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/board
tests_session_board_SOURCES = tests/session/board.c $(SESSION_SOURCES)
tests_session_board_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/survey
tests_session_survey_SOURCES = tests/session/survey.c $(SESSION_SOURCES)
tests_session_survey_LDADD = $(API_LIBS)
check_PROGRAMS += tests/session/queues
tests_session_queues_SOURCES = tests/session/queues.c tests/helpers/cases.c tests/helpers/cases.h \
	$(SESSION_SOURCES)
tests_session_queues_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/matrix
tests_session_matrix_SOURCES = tests/session/matrix.c $(SESSION_SOURCES)
tests_session_matrix_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/forms
tests_session_forms_SOURCES = tests/session/forms.c $(SESSION_SOURCES)
tests_session_forms_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/day
tests_session_day_SOURCES = tests/session/day.c tests/helpers/cases.c tests/helpers/cases.h \
	$(SESSION_SOURCES)
tests_session_day_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/told
tests_session_told_SOURCES = tests/session/told.c tests/helpers/cases.c tests/helpers/cases.h $(SESSION_SOURCES)
tests_session_told_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/shift
tests_session_shift_SOURCES = tests/session/shift.c
tests_session_shift_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/budget
tests_session_budget_SOURCES = tests/session/budget.c tests/bench/jobs.c tests/bench/jobs.h
tests_session_budget_LDADD = $(OFFICE_LIBS) $(GNUTLS_LIBS)
check_PROGRAMS += tests/session/outreach
tests_session_outreach_SOURCES = tests/session/outreach.c $(SESSION_SOURCES)
tests_session_outreach_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/late
tests_session_late_SOURCES = tests/session/late.c $(SESSION_SOURCES)
tests_session_late_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/late_twin
tests_session_late_twin_SOURCES = tests/session/late_twin.c $(SESSION_SOURCES)
tests_session_late_twin_LDADD = $(OFFICE_LIBS)
check_PROGRAMS += tests/session/incident
tests_session_incident_SOURCES = tests/session/incident.c tests/helpers/cases.c tests/helpers/cases.h \
	$(SESSION_SOURCES)
tests_session_incident_LDADD = $(OFFICE_LIBS)
