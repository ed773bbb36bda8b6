noinst_LIBRARIES += src/dialogue/libdialogue.a
src_dialogue_libdialogue_a_SOURCES = \
	src/dialogue/answer.c src/dialogue/answer_inner.h \
	src/dialogue/answer_choice.c \
	src/dialogue/answer_ordered.c \
	src/dialogue/answer_words.c \
	src/dialogue/dialogue.c src/dialogue/dialogue.h \
	src/dialogue/expr.h src/dialogue/expr_inner.h \
	src/dialogue/expr_call.c \
	src/dialogue/expr_date.c \
	src/dialogue/expr_eval.c \
	src/dialogue/expr_lex.c src/dialogue/expr_lex.h \
	src/dialogue/expr_number.c \
	src/dialogue/expr_parse.c \
	src/dialogue/expr_uses.c \
	src/dialogue/finding.c src/dialogue/finding.h \
	src/dialogue/names.c \
	src/dialogue/pattern.c src/dialogue/pattern.h \
	src/dialogue/prompt.c src/dialogue/prompt.h \
	src/dialogue/script.c src/dialogue/script.h \
	src/dialogue/text_fill.c \
	src/dialogue/walk.c src/dialogue/walk.h src/dialogue/walk_inner.h \
	src/dialogue/walk_marks.c \
	src/dialogue/words.c src/dialogue/words.h \
	src/dialogue/yaml.c src/dialogue/yaml.h \
	src/dialogue/yaml_traps.c src/dialogue/yaml_traps.h
