noinst_LIBRARIES += src/store/libstore.a
src_store_libstore_a_SOURCES = \
	src/store/alike.c \
	src/store/anchor.c \
	src/store/appointments.c src/store/appointments.h \
	src/store/archive.c src/store/archive.h \
	src/store/audit.c src/store/audit.h \
	src/store/backup.h \
	src/store/blobs.c src/store/blobs.h \
	src/store/board.c src/store/board.h \
	src/store/case_lines.c \
	src/store/cases.c src/store/cases.h \
	src/store/check.c src/store/check.h \
	src/store/complaints.c src/store/complaints.h \
	src/store/connect.c src/store/connect.h \
	src/store/contacts.c src/store/contacts.h \
	src/store/counter.c src/store/counter.h \
	src/store/customers.c src/store/customers.h \
	src/store/db.c src/store/db.h \
	src/store/difference.c \
	src/store/drafts.c src/store/drafts.h \
	src/store/entry.c src/store/entry.h \
	src/store/equality.c \
	src/store/erase.c src/store/erase.h \
	src/store/faces.c \
	src/store/feed.c src/store/feed.h \
	src/store/forms.c src/store/forms.h \
	src/store/held.c src/store/held.h \
	src/store/history.c src/store/history.h \
	src/store/imported.c \
	src/store/incidents.c src/store/incidents.h src/store/told.c \
	src/store/inside.h \
	src/store/keys.c \
	src/store/leases.c src/store/leases.h \
	src/store/looking.c src/store/looking.h \
	src/store/match.c src/store/match.h \
	src/store/merges.c src/store/merges.h \
	src/store/migrate.c src/store/migrate.h \
	src/store/moves.c src/store/moves.h \
	src/store/names.c \
	src/store/operations.c src/store/operations.h \
	src/store/outbound.c src/store/outbound.h \
	src/store/partners.c src/store/partners.h \
	src/store/payments.c src/store/payments.h \
	src/store/places.c src/store/places.h \
	src/store/postgres.c src/store/postgres.h \
	src/store/postgres_address.c \
	src/store/postgres_statements.c \
	src/store/postgres_whole.c \
	src/store/promises.c src/store/promises.h \
	src/store/queues.c src/store/queues.h \
	src/store/ranges.c src/store/ranges.h \
	src/store/reports.c src/store/reports.h \
	src/store/restore.c \
	src/store/retain.c src/store/retain.h \
	src/store/rows.c src/store/rows.h \
	src/store/schema.c \
	src/store/schema_forms.c \
	src/store/schema_promises.c \
	src/store/schema_queues.c \
	src/store/schema_share.c \
	src/store/search.c \
	src/store/services.c src/store/services.h \
	src/store/sqlite.c \
	src/store/store.c src/store/store.h \
	src/store/surveys.c src/store/surveys.h \
	src/store/tally.c \
	src/store/terms.c \
	src/store/tokens.c src/store/tokens.h \
	src/store/transfers.c src/store/transfers.h \
	src/store/vault.c \
	src/store/volumes.c \
	src/store/writer.c \
	src/store/wrongs.c src/store/wrongs.h
