noinst_LIBRARIES += src/crm/libcrm.a
src_crm_libcrm_a_SOURCES =
