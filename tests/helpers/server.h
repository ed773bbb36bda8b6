/* A live CRM for a test: frontdeskd on its own database (helpers/database.h) and directory, on a
 * port of loopback that the kernel chose; frontdeskctl beside it. What cannot be started ends the
 * test program with the reason and the server's own log: nothing here is a skip. */
#ifndef TESTS_SERVER_H
#define TESTS_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct server {
	char *dir; /* temporary; holds keys, log and a SQLite database */
	char *db;  /* for --db */
	char *log; /* standard error of every run so far */
	pid_t pid; /* 0 while it is down */
	int out;   /* its standard output */
	int port;  /* kept over a restart */
};

/* Makes the directory; starts nothing. Release with server_release. */
void server_init(struct server *s);
/* Starts frontdeskd and waits for "frontdeskd: listening on http://127.0.0.1:PORT". The first start
 * takes any port, later ones the same. */
void server_start(struct server *s);
/* As server_start with further arguments, a NULL-ended list or NULL. */
void server_start_with(struct server *s, const char *const more[]);
/* Asks it to end and waits; the exit status (0 when it went well), or -1 when it had to be killed.
 */
int server_stop(struct server *s);
/* Processor time of the server so far, in milliseconds, whoever else runs. */
double server_cpu(const struct server *s);
/* kill -9. */
void server_kill(struct server *s);
/* kill -9 if it runs, and removes everything. */
void server_release(struct server *s);

/* Runs frontdeskctl --db … with the NULL-ended arguments: its exit status. What it wrote (both
 * streams) comes in *out, NULL when not wanted; free it. */
int ctl_run(struct server *s, char **out, const char *const args[]);
#define ctl(s, out, ...) ctl_run(s, out, (const char *const[]){__VA_ARGS__, NULL})
/* As ctl, and ends the test program with its words unless it ends with 0. */
void ctl_run_ok(struct server *s, const char *const args[]);
#define ctl_ok(s, ...) ctl_run_ok(s, (const char *const[]){__VA_ARGS__, NULL})
/* Ends the test program unless it ends with the status and each of the sentences is in what it
 * wrote. Both lists are WORDS("…", …). */
void ctl_says(
    struct server *s, int status, const char *const args[], const char *const sentences[]);
#define WORDS(...)                                                                                 \
	(const char *const[])                                                                      \
	{                                                                                          \
		__VA_ARGS__, NULL                                                                  \
	}

#endif
