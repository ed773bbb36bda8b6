noinst_LIBRARIES += src/dialogue/libdialogue.a
src_dialogue_libdialogue_a_SOURCES =
