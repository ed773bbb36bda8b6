noinst_LIBRARIES += src/link/liblink.a
src_link_liblink_a_SOURCES =
