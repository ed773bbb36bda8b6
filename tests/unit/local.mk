# Programs of tests/unit.
BASE_TEST_LIBS = src/base/libbase.a $(UNISTRING_LIBS) $(TEST_LIBS)
check_PROGRAMS += tests/unit/base_text tests/unit/base_values tests/unit/base_date tests/unit/base_file \
	tests/unit/base_secret
check_PROGRAMS += tests/unit/base_id
tests_unit_base_id_SOURCES = tests/unit/base_id.c
tests_unit_base_id_LDADD = src/base/libbase.a $(SODIUM_LIBS) $(UNISTRING_LIBS) $(TEST_LIBS)
tests_unit_base_text_SOURCES = tests/unit/base_text.c
tests_unit_base_text_LDADD = $(BASE_TEST_LIBS)
tests_unit_base_values_SOURCES = tests/unit/base_values.c
tests_unit_base_values_LDADD = $(BASE_TEST_LIBS)
tests_unit_base_date_SOURCES = tests/unit/base_date.c
tests_unit_base_date_LDADD = $(BASE_TEST_LIBS)
tests_unit_base_file_SOURCES = tests/unit/base_file.c
tests_unit_base_file_LDADD = $(BASE_TEST_LIBS)
tests_unit_base_secret_SOURCES = tests/unit/base_secret.c
tests_unit_base_secret_LDADD = src/base/libbase.a $(SODIUM_LIBS) $(TEST_LIBS)

check_PROGRAMS += tests/unit/wire_codec tests/unit/wire_openapi tests/unit/wire_routes
tests_unit_wire_codec_SOURCES = tests/unit/wire_codec.c
tests_unit_wire_codec_LDADD = $(WIRE_LIBS) $(TEST_LIBS)
check_PROGRAMS += tests/unit/wire_tree
tests_unit_wire_tree_SOURCES = tests/unit/wire_tree.c
tests_unit_wire_tree_LDADD = $(WIRE_LIBS) $(TEST_LIBS)
tests_unit_wire_routes_SOURCES = tests/unit/wire_routes.c
tests_unit_wire_routes_LDADD = $(WIRE_LIBS) $(TEST_LIBS)

check_PROGRAMS += tests/unit/admin_csv
tests_unit_admin_csv_SOURCES = tests/unit/admin_csv.c
tests_unit_admin_csv_LDADD = src/admin/libadmin.a src/base/libbase.a $(LIBINTL) $(TEST_LIBS)
tests_unit_wire_openapi_SOURCES = tests/unit/wire_openapi.c
tests_unit_wire_openapi_LDADD = $(WIRE_LIBS) $(TEST_LIBS)

check_PROGRAMS += tests/unit/model_records
tests_unit_model_records_SOURCES = tests/unit/model_records.c
tests_unit_model_records_LDADD = $(MODEL_LIBS) $(TEST_LIBS)

check_PROGRAMS += tests/unit/base_compress
tests_unit_base_compress_SOURCES = tests/unit/base_compress.c
tests_unit_base_compress_LDADD = src/base/libbase.a $(ZLIB_LIBS) $(TEST_LIBS)

check_PROGRAMS += tests/unit/keep_journal tests/unit/keep_pack
tests_unit_keep_journal_SOURCES = tests/unit/keep_journal.c
tests_unit_keep_journal_LDADD = $(TEST_LIBS) $(KEEP_LIBS)
tests_unit_keep_pack_SOURCES = tests/unit/keep_pack.c
tests_unit_keep_pack_LDADD = $(TEST_LIBS) $(KEEP_LIBS)
check_PROGRAMS += tests/unit/ui_edit tests/unit/ui_layout
tests_unit_ui_edit_SOURCES = tests/unit/ui_edit.c
tests_unit_ui_edit_LDADD = ui/libui.a $(BASE_TEST_LIBS)
tests_unit_ui_layout_SOURCES = tests/unit/ui_layout.c
tests_unit_ui_layout_LDADD = ui/libui.a $(BASE_TEST_LIBS)

check_PROGRAMS += tests/unit/ui_face
tests_unit_ui_face_SOURCES = tests/unit/ui_face.c
tests_unit_ui_face_LDADD = ui/libui.a $(NCURSES_LIBS) $(READLINE_LIBS) $(BASE_TEST_LIBS)

check_PROGRAMS += tests/unit/dialogue_yaml tests/unit/dialogue_expr
tests_unit_dialogue_yaml_SOURCES = tests/unit/dialogue_yaml.c
tests_unit_dialogue_yaml_LDADD = $(TEST_LIBS) $(DIALOGUE_LIBS)
tests_unit_dialogue_expr_SOURCES = tests/unit/dialogue_expr.c
tests_unit_dialogue_expr_LDADD = $(TEST_LIBS) $(DIALOGUE_LIBS)
check_PROGRAMS += tests/unit/directory_splice
tests_unit_directory_splice_SOURCES = tests/unit/directory_splice.c
tests_unit_directory_splice_LDADD = $(TEST_LIBS) $(DIRECTORY_LIBS)
check_PROGRAMS += tests/unit/link_line
tests_unit_link_line_SOURCES = tests/unit/link_line.c
tests_unit_link_line_LDADD = $(TEST_LIBS) $(LINK_LIBS)
check_PROGRAMS += tests/unit/dialogue_walk tests/unit/dialogue_answer
tests_unit_dialogue_walk_SOURCES = tests/unit/dialogue_walk.c
tests_unit_dialogue_walk_LDADD = $(TEST_LIBS) $(DIALOGUE_LIBS)
tests_unit_dialogue_answer_SOURCES = tests/unit/dialogue_answer.c
tests_unit_dialogue_answer_LDADD = $(TEST_LIBS) $(DIALOGUE_LIBS)
check_PROGRAMS += tests/unit/desk_manual
tests_unit_desk_manual_SOURCES = tests/unit/desk_manual.c
tests_unit_desk_manual_LDADD = $(DESK_LIBS) $(TEST_LIBS)

check_PROGRAMS += tests/unit/directory_hours
tests_unit_directory_hours_SOURCES = tests/unit/directory_hours.c
tests_unit_directory_hours_LDADD = $(TEST_LIBS) $(DIRECTORY_LIBS)
check_PROGRAMS += tests/unit/directory_lint
tests_unit_directory_lint_SOURCES = tests/unit/directory_lint.c
tests_unit_directory_lint_LDADD = $(TEST_LIBS) $(DIRECTORY_LIBS)
check_PROGRAMS += tests/unit/directory_service tests/unit/directory_partnership
tests_unit_directory_service_SOURCES = tests/unit/directory_service.c
tests_unit_directory_service_LDADD = $(TEST_LIBS) $(DIRECTORY_LIBS)
tests_unit_directory_partnership_SOURCES = tests/unit/directory_partnership.c
tests_unit_directory_partnership_LDADD = $(TEST_LIBS) $(DIRECTORY_LIBS)
check_PROGRAMS += tests/unit/directory_search
tests_unit_directory_search_SOURCES = tests/unit/directory_search.c
tests_unit_directory_search_LDADD = $(TEST_LIBS) src/admin/libadmin.a $(DIRECTORY_LIBS)
check_PROGRAMS += tests/unit/directory_starter
tests_unit_directory_starter_SOURCES = tests/unit/directory_starter.c
tests_unit_directory_starter_LDADD = $(TEST_LIBS) $(DIRECTORY_LIBS)
DESK_TEST_LIBS = $(TEST_LIBS) $(UI_LIBS) src/wire/libwire.a $(CJSON_LIBS) $(MODEL_LIBS)
check_PROGRAMS += tests/unit/desk_contact tests/unit/desk_state
tests_unit_desk_contact_SOURCES = tests/unit/desk_contact.c tests/helpers/play.c tests/helpers/play.h
tests_unit_desk_contact_LDADD = $(DESK_TEST_LIBS)
tests_unit_desk_state_SOURCES = tests/unit/desk_state.c tests/helpers/play.c tests/helpers/play.h
tests_unit_desk_state_LDADD = $(DESK_TEST_LIBS)
check_PROGRAMS += tests/unit/directory_calls
tests_unit_directory_calls_SOURCES = tests/unit/directory_calls.c
tests_unit_directory_calls_LDADD = $(TEST_LIBS) $(DIRECTORY_LIBS)
check_PROGRAMS += tests/unit/wiring_settings
tests_unit_wiring_settings_SOURCES = tests/unit/wiring_settings.c src/wiring/settings.c src/wiring/settings.h
tests_unit_wiring_settings_LDADD = $(BASE_TEST_LIBS)
check_PROGRAMS += tests/unit/desk_monkey
tests_unit_desk_monkey_SOURCES = tests/unit/desk_monkey.c tests/helpers/play.c tests/helpers/play.h
tests_unit_desk_monkey_LDADD = $(DESK_TEST_LIBS)
check_PROGRAMS += tests/unit/directory_fresh tests/unit/desk_fresh
tests_unit_directory_fresh_SOURCES = tests/unit/directory_fresh.c
tests_unit_directory_fresh_LDADD = $(TEST_LIBS) $(DIRECTORY_LIBS)
tests_unit_desk_fresh_SOURCES = tests/unit/desk_fresh.c tests/helpers/play.c tests/helpers/play.h
tests_unit_desk_fresh_LDADD = $(DESK_TEST_LIBS)
check_PROGRAMS += tests/unit/desk_notices
tests_unit_desk_notices_SOURCES = tests/unit/desk_notices.c tests/helpers/play.c tests/helpers/play.h
tests_unit_desk_notices_LDADD = $(DESK_TEST_LIBS)
check_PROGRAMS += tests/unit/directory_changes
tests_unit_directory_changes_SOURCES = tests/unit/directory_changes.c
tests_unit_directory_changes_LDADD = $(TEST_LIBS) $(DIRECTORY_LIBS)

check_PROGRAMS += tests/unit/directory_parts
tests_unit_directory_parts_SOURCES = tests/unit/directory_parts.c
tests_unit_directory_parts_LDADD = $(TEST_LIBS) $(DIRECTORY_LIBS)

check_PROGRAMS += tests/unit/formats_text
tests_unit_formats_text_SOURCES = tests/unit/formats_text.c
tests_unit_formats_text_LDADD = $(FORMATS_LIBS) $(TEST_LIBS)
