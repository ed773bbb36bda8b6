/* The commands of `frontdeskctl directory …`, a second table of them. */
#ifndef ADMIN_DIRECTORY_H
#define ADMIN_DIRECTORY_H

#include "admin/texts.h"

/* argv[0] is the name of the sub-command; the arena lasts as long as it runs. */
struct directory_command {
	const char *name, *usage, *help;
	enum admin_exit (*run)(struct admin *admin, struct arena *arena, int argc, char **argv);
};

enum admin_exit directory_versions_list(struct admin *, struct arena *, int, char **);
enum admin_exit directory_overdue(struct admin *, struct arena *, int, char **);
enum admin_exit directory_drafts(struct admin *, struct arena *, int, char **);
enum admin_exit directory_rollback(struct admin *, struct arena *, int, char **);
enum admin_exit directory_withdraw(struct admin *, struct arena *, int, char **);
enum admin_exit directory_assure(struct admin *, struct arena *, int, char **);
enum admin_exit directory_approve(struct admin *, struct arena *, int, char **);
enum admin_exit directory_return(struct admin *, struct arena *, int, char **);
enum admin_exit directory_cancel(struct admin *, struct arena *, int, char **);
enum admin_exit directory_replace(struct admin *, struct arena *, int, char **);
enum admin_exit directory_impact(struct admin *, struct arena *, int, char **);

/* The usage line of a sub-command; gives ADMIN_USAGE. */
enum admin_exit directory_usage(const char *command, const char *why);

#endif
