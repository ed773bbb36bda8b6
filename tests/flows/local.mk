# Programs of tests/flows: what others recorded or wrote, walked and evaluated by ours.
TESTS += tests/flows/expressions tests/flows/walk
EXTRA_PROGRAMS += tests/flows/expr
tests_flows_expr_SOURCES = tests/flows/expr.c
tests_flows_expr_LDADD = $(DIALOGUE_LIBS)
check_DATA += tests/flows/expr$(EXEEXT)
CLEANFILES += tests/flows/expr$(EXEEXT)
EXTRA_DIST += tests/flows/expressions tests/flows/smartanswers.py tests/flows/walk tests/flows/xlsform.py
