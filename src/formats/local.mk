noinst_LIBRARIES += src/formats/libformats.a
src_formats_libformats_a_SOURCES = \
	src/formats/html.c src/formats/html.h \
	src/formats/oruk.h src/formats/oruk_inner.h \
	src/formats/oruk_hours.c src/formats/oruk_read.c src/formats/oruk_write.c \
	src/formats/public.c src/formats/public.h src/formats/public_inner.h \
	src/formats/public_html.c \
	src/formats/xlsform.h src/formats/xlsform_inner.h \
	src/formats/xlsform_expr.c src/formats/xlsform_rows.c \
	src/formats/xlsform_sheet.c src/formats/xlsform_write.c \
	src/formats/yaml_out.c src/formats/yaml_out.h
