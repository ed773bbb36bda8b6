noinst_LIBRARIES += src/admin/libadmin.a
src_admin_libadmin_a_SOURCES = \
	src/admin/access.c \
	src/admin/access_page.c src/admin/access_page.h \
	src/admin/access_words.c \
	src/admin/admin.c src/admin/admin.h \
	src/admin/audit.c \
	src/admin/backup.c \
	src/admin/bundle.c src/admin/bundle.h \
	src/admin/calls.c \
	src/admin/check.c \
	src/admin/connect.c \
	src/admin/council.c \
	src/admin/csv.c src/admin/csv.h \
	src/admin/desk.c \
	src/admin/diary.c \
	src/admin/diff.c \
	src/admin/directory.c src/admin/directory.h \
	src/admin/directory_decide.c \
	src/admin/directory_list.c \
	src/admin/edit.c \
	src/admin/editor.c src/admin/editor.h \
	src/admin/encoding.c src/admin/encoding.h \
	src/admin/equality.c \
	src/admin/erase.c \
	src/admin/export.c src/admin/export.h \
	src/admin/export_kinds.c \
	src/admin/find.c \
	src/admin/generate.c \
	src/admin/impact.c \
	src/admin/import.c src/admin/import.h \
	src/admin/import_addressbase.c \
	src/admin/import_columns.c \
	src/admin/import_councils.c \
	src/admin/import_customers.c \
	src/admin/import_journal.c \
	src/admin/import_lgsl.c \
	src/admin/import_old.c \
	src/admin/import_oruk.c \
	src/admin/import_postcodes.c \
	src/admin/import_rows.c \
	src/admin/import_xlsform.c \
	src/admin/init.c \
	src/admin/lint.c src/admin/lint.h \
	src/admin/list.c src/admin/list.h \
	src/admin/load.c src/admin/load.h \
	src/admin/notice.c \
	src/admin/officer.c \
	src/admin/outbound.c \
	src/admin/people.c \
	src/admin/people_details.c \
	src/admin/publish.c \
	src/admin/rectify.c \
	src/admin/replace.c \
	src/admin/report.c src/admin/report.h \
	src/admin/report_bounces.c \
	src/admin/report_complaints.c \
	src/admin/report_counter.c \
	src/admin/report_forms.c \
	src/admin/report_fpoc.c \
	src/admin/report_matrix.c \
	src/admin/report_payments.c \
	src/admin/report_promises.c \
	src/admin/report_surveys.c \
	src/admin/retain.c \
	src/admin/sheet.c src/admin/sheet.h \
	src/admin/synthetic.h \
	src/admin/texts.c src/admin/texts.h \
	src/admin/unusual.c src/admin/unusual.h \
	src/admin/user.c \
	src/admin/walk.c src/admin/walk.h \
	src/admin/walk_json.c \
	src/admin/who.c
