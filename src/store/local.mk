noinst_LIBRARIES += src/store/libstore.a
src_store_libstore_a_SOURCES = \
	src/store/alike.c \
	src/store/anchor.c \
	src/store/archive.c src/store/archive.h \
	src/store/audit.c \
	src/store/case_lines.c \
	src/store/board.c \
	src/store/cases.c \
	src/store/complaints.c \
	src/store/blobs.c \
	src/store/check.c \
	src/store/connect.c \
	src/store/contacts.c \
	src/store/payments.c src/store/payments.h \
	src/store/counter.c src/store/counter.h \
	src/store/customers.c \
	src/store/db.c src/store/db.h \
	src/store/difference.c \
	src/store/drafts.c \
	src/store/entry.c \
	src/store/forms.c src/store/forms.h src/store/schema_forms.c \
	src/store/equality.c \
	src/store/erase.c \
	src/store/faces.c \
	src/store/feed.c \
	src/store/held.c \
	src/store/history.c \
	src/store/imported.c \
	src/store/inside.h \
	src/store/keys.c \
	src/store/leases.c \
	src/store/incidents.c src/store/incidents.h \
	src/store/schema_share.c \
	src/store/transfers.c src/store/transfers.h \
	src/store/looking.c \
	src/store/match.c src/store/match.h \
	src/store/merges.c \
	src/store/migrate.c src/store/migrate.h \
	src/store/appointments.c \
	src/store/moves.c \
	src/store/promises.c src/store/outbound.c src/store/surveys.c src/store/schema_promises.c \
	src/store/names.c \
	src/store/operations.c \
	src/store/partners.c \
	src/store/postgres.c \
	src/store/queues.c \
	src/store/ranges.c src/store/ranges.h \
	src/store/postgres.h \
	src/store/postgres_address.c \
	src/store/postgres_statements.c \
	src/store/postgres_whole.c \
	src/store/reports.c \
	src/store/restore.c \
	src/store/retain.c \
	src/store/rows.c src/store/rows.h \
	src/store/schema.c src/store/schema_queues.c \
	src/store/places.c \
	src/store/search.c \
	src/store/services.c \
	src/store/sqlite.c \
	src/store/store.c src/store/store.h \
	src/store/tally.c \
	src/store/terms.c \
	src/store/tokens.c src/store/tokens.h \
	src/store/vault.c \
	src/store/volumes.c \
	src/store/writer.c \
	src/store/wrongs.c
