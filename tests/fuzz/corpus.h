/* A fuzz target without a fuzzer: runs every file of a folder as it is, then many changed copies of
 * each, from a fixed seed, and speaks TAP. With -DFUZZING the targets are left to a fuzzer that
 * calls LLVMFuzzerTestOneInput. */
#ifndef FUZZ_CORPUS_H
#define FUZZ_CORPUS_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The folder is relative to the source; the suffix picks files ("" takes all); so many changed
 * copies of each. */
int corpus_run(const char *folder, const char *suffix, int copies);

#endif
