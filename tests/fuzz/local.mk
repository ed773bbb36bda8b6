# Programs of tests/fuzz.
check_PROGRAMS += tests/fuzz/edit
tests_fuzz_edit_SOURCES = tests/fuzz/edit.c
tests_fuzz_edit_LDADD = ui/libui.a src/base/libbase.a $(UNISTRING_LIBS)
FUZZ_SOURCES = tests/fuzz/corpus.c tests/fuzz/corpus.h
check_PROGRAMS += tests/fuzz/expr tests/fuzz/journal tests/fuzz/json tests/fuzz/service
tests_fuzz_expr_SOURCES = tests/fuzz/expr.c $(FUZZ_SOURCES)
tests_fuzz_expr_LDADD = $(DIALOGUE_LIBS) tests/helpers/libhelpers.a
tests_fuzz_journal_SOURCES = tests/fuzz/journal.c
tests_fuzz_journal_LDADD = $(MODEL_LIBS)
tests_fuzz_json_SOURCES = tests/fuzz/json.c $(FUZZ_SOURCES)
tests_fuzz_json_LDADD = $(WIRE_LIBS) tests/helpers/libhelpers.a
tests_fuzz_service_SOURCES = tests/fuzz/service.c $(FUZZ_SOURCES)
tests_fuzz_service_LDADD = $(DIRECTORY_LIBS) tests/helpers/libhelpers.a
EXTRA_DIST += tests/fuzz/corpus/expr/and.txt tests/fuzz/corpus/expr/dates.txt \
	tests/fuzz/corpus/expr/lists.txt tests/fuzz/corpus/expr/paths.txt tests/fuzz/corpus/expr/deep.txt tests/fuzz/corpus/expr/if.txt \
	tests/fuzz/corpus/expr/regex.txt tests/fuzz/corpus/json/contact.json tests/fuzz/corpus/json/deep.json \
	tests/fuzz/corpus/json/page.json tests/fuzz/corpus/json/twice.json
check_PROGRAMS += tests/fuzz/lint
tests_fuzz_lint_SOURCES = tests/fuzz/lint.c $(FUZZ_SOURCES)
tests_fuzz_lint_LDADD = $(DIRECTORY_LIBS) tests/helpers/libhelpers.a
check_PROGRAMS += tests/fuzz/splice
tests_fuzz_splice_SOURCES = tests/fuzz/splice.c $(FUZZ_SOURCES)
tests_fuzz_splice_LDADD = $(DIRECTORY_LIBS) tests/helpers/libhelpers.a
