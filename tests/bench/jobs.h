/* The jobs of an advisor's day, done with the real client on a terminal, each with what it costs on
 * the line: counted at the socket, headers, TLS records and handshakes in it. */
#ifndef BENCH_JOBS_H
#define BENCH_JOBS_H

#include "helpers/office.h"
#include "helpers/proxy.h"

struct jobs {
	struct office *office;
	const char *desk;
	struct proxy *line;
	struct term *t;
	/* Told of each job when the line has been silent after it. */
	void (*done)(void *context, const char *job, const struct proxy_figures *figures);
	void *context;
};

/* What each job may cost over TLS: the one table of budgets. Bytes both ways with everything in
 * them, requests, and new connections; a job on a desk that is at work opens none. False, with a
 * remark on standard error, when it costs more, or the table does not name it. */
bool jobs_budget_kept(const char *job, const struct proxy_figures *figures);

/* Enrols the desk over a line of its own, which is told as "enrol", and starts its client. Ends the
 * program with the screen when a job does not go as it must; so do all of these. */
void jobs_begin(struct jobs *jobs);
void jobs_end(struct jobs *jobs);

/* "sign_in_new" the first time, with the whole directory; else "sign_in", on new connections. */
void jobs_sign_in(struct jobs *jobs, const char *job);
/* The client anew, not signed in. */
void jobs_restart(struct jobs *jobs);
/* "find_customer": by the number, typed at once; "find_by_name": a key a time, each answered before
 * the next; "open_customer"; "log_enquiry": a referral to a case, an offer declined. */
void jobs_enquiry(struct jobs *jobs);
/* "whiteboard_change": somebody is out, said at this desk. */
void jobs_whiteboard(struct jobs *jobs);
/* "whiteboard_heard": said at another desk. */
void jobs_whiteboard_heard(struct jobs *jobs);
/* "notice": one is put up, and reaches this desk. */
void jobs_notice(struct jobs *jobs);
/* "idle_poll": one question of an idle desk for news, and its answer, over `count` of them. The
 * server must have been told to answer soon. */
void jobs_idle(struct jobs *jobs, size_t count);
/* "catch_up_month": while the client was off, every third service changed in one place, and a
 * notice was put up. Then signed in. */
void jobs_catch_up(struct jobs *jobs);
/* "cold_first_enquiry": on a new desk at a line of 64 kbit/s, from sign-in to a call that is logged
 * and sent while the directory still comes. Enrols the desk itself, in place of jobs_begin. */
void jobs_first_enquiry(struct jobs *jobs);
/* "reconnect": the line was cut and is mended. */
void jobs_reconnect(struct jobs *jobs);

#endif
