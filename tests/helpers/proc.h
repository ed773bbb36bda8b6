/* Child processes of a test: ended with the test, awaited with a deadline. */
#ifndef TESTS_PROC_H
#define TESTS_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Monotonic time in milliseconds and in microseconds. */
int64_t proc_ms(void);
int64_t proc_us(void);
/* Milliseconds left until the time given by proc_ms() + something; never below 0. */
int proc_left(int64_t deadline_ms);

/* In the child, between fork and exec: dies with the parent; default signals, nothing blocked. */
void proc_child(pid_t parent);
/* In the child: "NAME=value" is set, "NAME" unset. NULL is fine. */
void proc_env(const char *const env[]);
/* A descriptor that becomes readable when the process ends. Close it. */
int proc_fd(pid_t pid);
/* Waits for the end and takes the status as from waitpid; false when the deadline passed. */
bool proc_wait(pid_t pid, int *status, int ms);
/* Runs a command to its end: exit status, 128 + signal, or -1 after the deadline (then it is
 * killed). What it wrote to standard output and error comes in *out (free it; NULL when not
 * wanted). in is fed to standard input, NULL for none. env as in proc_env. */
int proc_run(const char *const argv[], const char *const env[], const char *in, char **out, int ms);

/* Path of a program of this build, e.g. "frontdeskd"; of a file of the source. Free them. */
char *proc_built(const char *name);
char *proc_source(const char *name);
/* A file or folder of the published data that tests compare with: below FRONTDESK_TEST_DATA, else
 * below ../shared/data of the source. NULL where it is not at hand; tools/check counts that as
 * skipped. Free it. */
char *proc_data(const char *name);
/* A new empty directory for one test; proc_rmdir removes it with all it holds. Free the path. */
char *proc_tmpdir(void);
void proc_rmdir(const char *path);
/* printf into new memory. */
char *proc_text(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* PSS of the process in bytes (proportional share of its memory); 0 when unknown. */
size_t proc_pss(pid_t pid);

#endif
