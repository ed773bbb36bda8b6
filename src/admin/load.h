/* Reading service files and the partnership's file for the commands that need them. */
#ifndef ADMIN_LOAD_H
#define ADMIN_LOAD_H

#include "admin/admin.h"
#include "directory/partnership.h"

/* Reads partnership.yml and puts its councils, sites, desks, teams and queues. */
enum admin_exit load_partnership(struct admin *admin, const char *path);

/* Says what loading it would change: a field a line, and how many are new. */
enum admin_exit show_partnership(struct admin *admin, const char *path);

/* Reads and parses it; the records live in the arena. */
int read_partnership(const char *path, struct arena *arena, struct partnership *out);

/* The first file of services and where they end: paths of *.yaml in a folder, sorted; or the file
 * itself. Each path and the array are the caller's to free with paths_free. */
struct paths {
	char **items;
	size_t count, capacity;
};
int service_paths(const char *path, struct paths *paths, struct err *err);
void paths_free(struct paths *paths);

/* Prints findings as file:line:column: level: sentence. */
void print_findings(const struct finding_list *findings, FILE *out);

#endif
