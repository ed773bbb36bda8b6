noinst_LIBRARIES += src/crm/libcrm.a
src_crm_libcrm_a_SOURCES = \
	src/crm/access.c src/crm/access.h \
	src/crm/alike.c \
	src/crm/appointments.c src/crm/appointments.h \
	src/crm/assure.c \
	src/crm/attachments.c \
	src/crm/attempts.c src/crm/attempts.h \
	src/crm/back_office.h \
	src/crm/backup.c \
	src/crm/behalf.c \
	src/crm/bulk.c \
	src/crm/calendars.c \
	src/crm/carried.c \
	src/crm/case_change.c \
	src/crm/case_events.c \
	src/crm/case_life.c \
	src/crm/case_links.c \
	src/crm/cases.c \
	src/crm/change.c \
	src/crm/connect.c src/crm/connect.h \
	src/crm/contacts.c \
	src/crm/counter.c src/crm/counter.h \
	src/crm/counter_rooms.c \
	src/crm/crm.c src/crm/crm.h \
	src/crm/diaries.c \
	src/crm/directory.c \
	src/crm/door.c \
	src/crm/drafts.c \
	src/crm/entries.c \
	src/crm/equality.c \
	src/crm/erase.c \
	src/crm/feed.c \
	src/crm/form_pages.c \
	src/crm/forms.c src/crm/forms.h \
	src/crm/forms_desk.c \
	src/crm/forms_in.c \
	src/crm/import.c \
	src/crm/import_old.c \
	src/crm/import_places.c \
	src/crm/incident_events.c \
	src/crm/incidents.c src/crm/incidents.h \
	src/crm/inside.h \
	src/crm/learnt.c \
	src/crm/lint.c \
	src/crm/looks.c \
	src/crm/mail.c src/crm/mail.h \
	src/crm/mail_files.c \
	src/crm/mail_in.c \
	src/crm/mail_out.c \
	src/crm/manage.c src/crm/manage.h \
	src/crm/merges.c \
	src/crm/moves.c \
	src/crm/moves_tell.c \
	src/crm/next_best.c \
	src/crm/notices.c \
	src/crm/out_of_hours.c \
	src/crm/outbound.c \
	src/crm/pace.c \
	src/crm/pages.c \
	src/crm/parsed.c \
	src/crm/payment_mail.c \
	src/crm/payments.c src/crm/payments.h \
	src/crm/people.c \
	src/crm/person.c \
	src/crm/progress.c \
	src/crm/promise_events.c \
	src/crm/promises.c src/crm/promises.h \
	src/crm/publish.c \
	src/crm/queue_counts.c \
	src/crm/queues.c \
	src/crm/reconcile.c \
	src/crm/rectify.c \
	src/crm/redact.c src/crm/redact.h \
	src/crm/redact_known.c \
	src/crm/reports.c \
	src/crm/responsible.c \
	src/crm/retain.c src/crm/retain.h \
	src/crm/retain_run.c \
	src/crm/rules.c \
	src/crm/sessions.c \
	src/crm/sharing.c src/crm/sharing.h \
	src/crm/survey_mail.c \
	src/crm/surveys.c src/crm/surveys.h \
	src/crm/told.c \
	src/crm/transfers.c src/crm/transfers.h \
	src/crm/unusual.c src/crm/unusual.h \
	src/crm/unusual_looks.c \
	src/crm/unusual_rules.c \
	src/crm/visits.c \
	src/crm/volumes.c \
	src/crm/whiteboard.c \
	src/crm/wrongs.c
