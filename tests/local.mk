# Each fragment below adds its programs to check_PROGRAMS and TESTS. Test programs speak TAP.
TEST_LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_DRIVER = $(TEST_LOG_DRIVER)
AM_TESTS_ENVIRONMENT = CK_DEFAULT_TIMEOUT=$${CK_DEFAULT_TIMEOUT:-120}; export CK_DEFAULT_TIMEOUT; \
	LC_ALL=C.UTF-8; export LC_ALL; TZ=Europe/London; export TZ; \
	top_srcdir='$(abs_top_srcdir)'; export top_srcdir; top_builddir='$(abs_top_builddir)'; export top_builddir;
AM_CPPFLAGS += -I$(top_srcdir)/tests

include tests/helpers/local.mk
include tests/unit/local.mk
include tests/store/local.mk
include tests/api/local.mk
include tests/formats/local.mk
include tests/screen/local.mk
include tests/session/local.mk
include tests/fault/local.mk
include tests/line/local.mk
include tests/sim/local.mk
include tests/fuzz/local.mk
include tests/flows/local.mk
include tests/bench/local.mk
TESTS += $(check_PROGRAMS) tools/layers
EXTRA_DIST += tests/bite/run tests/bite/mutations tools/demo tools/layers tools/setup tools/check tools/bench .clang-format
