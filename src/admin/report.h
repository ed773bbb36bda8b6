/* The reports of `frontdeskctl report NAME`: a table of them (report.c), one file each. */
#ifndef ADMIN_REPORT_H
#define ADMIN_REPORT_H

#include "admin/admin.h"

enum by { BY_ALL, BY_COUNCIL, BY_SERVICE, BY_MONTH, BY_TEAM, BY_OWNER, BY_CHANNEL };

struct report_options {
	struct date from, to; /* both within; this month unless they are given */
	enum by by;
	const char *council;    /* --council ID, or null */
	const char *settlement; /* --settlement FILE: what the provider paid out, or null */
};

struct report {
	const char *name;
	unsigned by; /* 1u << BY_COUNCIL …: what it can be parted by */
	enum admin_exit (*run)(struct admin *admin, const struct report_options *options);
};

enum admin_exit report_fpoc(struct admin *, const struct report_options *);
enum admin_exit report_offers(struct admin *, const struct report_options *);
enum admin_exit report_unusual(struct admin *, const struct report_options *);
enum admin_exit report_equality(struct admin *, const struct report_options *);
enum admin_exit report_promises(struct admin *, const struct report_options *);
enum admin_exit report_matrix(struct admin *, const struct report_options *);
enum admin_exit report_payments(struct admin *, const struct report_options *);
enum admin_exit report_counter(struct admin *, const struct report_options *);
enum admin_exit report_complaints(struct admin *, const struct report_options *);
enum admin_exit report_surveys(struct admin *, const struct report_options *);
enum admin_exit report_bounces(struct admin *, const struct report_options *);
enum admin_exit report_forms(struct admin *, const struct report_options *);

#endif
