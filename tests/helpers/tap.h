/* Runs a Check suite and speaks TAP on standard output, which Automake's driver reads. */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <check.h>

/* Runs the suite, frees it, and gives the exit status for main. */
int tap_run(Suite *suite);

#endif
