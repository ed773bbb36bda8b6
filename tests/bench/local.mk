# Measures: built by `make bench-programs`, run by tools/bench.
EXTRA_DIST += tests/bench/WIRE
BENCHES = tests/bench/directory tests/bench/echo tests/bench/line tests/bench/lint tests/bench/log tests/bench/matcher tests/bench/memory \
	tests/bench/queue \
	tests/bench/search tests/bench/start tests/bench/wire
BENCHES += tests/bench/feed tests/bench/idle tests/bench/incident tests/bench/terminal
EXTRA_PROGRAMS += $(BENCHES)
.PHONY: bench-programs
bench-programs: $(BENCHES)
BENCH_SOURCES = tests/bench/bench.c tests/bench/bench.h
BENCH_LIBS = $(OFFICE_LIBS) $(SQLITE_LIBS) $(M_LIBS)
tests_bench_directory_SOURCES = tests/bench/directory.c tests/helpers/county.c tests/helpers/county.h $(BENCH_SOURCES)
tests_bench_directory_LDADD = $(BENCH_LIBS) $(DIRECTORY_LIBS)
tests_bench_echo_SOURCES = tests/bench/echo.c $(BENCH_SOURCES)
tests_bench_echo_LDADD = $(BENCH_LIBS)
tests_bench_feed_SOURCES = tests/bench/feed.c $(BENCH_SOURCES)
tests_bench_feed_LDADD = $(BENCH_LIBS)
tests_bench_line_SOURCES = tests/bench/line.c $(BENCH_SOURCES)
tests_bench_line_LDADD = $(BENCH_LIBS) $(GNUTLS_LIBS)
tests_bench_lint_SOURCES = tests/bench/lint.c $(BENCH_SOURCES)
tests_bench_lint_LDADD = $(BENCH_LIBS)
tests_bench_log_SOURCES = tests/bench/log.c $(BENCH_SOURCES)
tests_bench_log_LDADD = $(BENCH_LIBS)
tests_bench_matcher_SOURCES = tests/bench/matcher.c $(BENCH_SOURCES)
tests_bench_matcher_LDADD = $(OFFICE_LIBS) $(MODEL_LIBS) $(SQLITE_LIBS)
tests_bench_memory_SOURCES = tests/bench/memory.c $(BENCH_SOURCES)
tests_bench_memory_LDADD = $(BENCH_LIBS)
tests_bench_queue_SOURCES = tests/bench/queue.c $(BENCH_SOURCES)
tests_bench_queue_LDADD = $(OFFICE_LIBS) $(CRM_LIBS) $(M_LIBS)
tests_bench_search_SOURCES = tests/bench/search.c $(BENCH_SOURCES)
tests_bench_search_LDADD = src/admin/libadmin.a $(OFFICE_LIBS) $(CRM_LIBS) $(M_LIBS)
tests_bench_start_SOURCES = tests/bench/start.c $(BENCH_SOURCES)
tests_bench_start_LDADD = $(BENCH_LIBS)
tests_bench_wire_SOURCES = tests/bench/wire.c tests/bench/jobs.c tests/bench/jobs.h $(BENCH_SOURCES)
tests_bench_wire_LDADD = $(BENCH_LIBS) $(GNUTLS_LIBS)
tests_bench_incident_SOURCES = tests/bench/incident.c $(BENCH_SOURCES)
tests_bench_incident_LDADD = $(BENCH_LIBS)
tests_bench_idle_SOURCES = tests/bench/idle.c $(BENCH_SOURCES)
tests_bench_idle_LDADD = $(BENCH_LIBS) $(CURL_LIBS) $(GNUTLS_LIBS)
tests_bench_terminal_SOURCES = tests/bench/terminal.c tests/bench/budget.c tests/bench/budget.h $(BENCH_SOURCES)
tests_bench_terminal_LDADD = $(BENCH_LIBS)
