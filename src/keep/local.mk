noinst_LIBRARIES += src/keep/libkeep.a
src_keep_libkeep_a_SOURCES =
