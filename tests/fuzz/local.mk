# Programs of tests/fuzz.
check_PROGRAMS += tests/fuzz/edit
tests_fuzz_edit_SOURCES = tests/fuzz/edit.c
tests_fuzz_edit_LDADD = ui/libui.a src/base/libbase.a $(UNISTRING_LIBS)
