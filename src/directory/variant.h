/* The parts of a service's file that the common text and a council's `at:` share. Inner header. */
#ifndef DIRECTORY_VARIANT_H
#define DIRECTORY_VARIANT_H

#include "dialogue/script.h"
#include "directory/library.h"

/* The names at the top of a file, in the order that they are written; null ends them. */
extern const char *const service_keys[];

/* The whole service from parsed YAML, in the script's arena; null when findings were added. */
struct service *service_compose(const struct script *script, const struct yaml *root,
    const char *council, const struct library *library);
/* The same for a part that is included `depth` deep. */
struct service *service_compose_at(const struct script *script, const struct yaml *root,
    const char *council, const struct library *library, int depth);

void service_read_owner(
    const struct script *script, const struct yaml *node, struct service *service);
void service_read_hours(
    const struct script *script, const struct yaml *node, struct service *service);
void service_read_out_of_hours(
    const struct script *script, const struct yaml *node, struct service *service);
void service_read_contacts(
    const struct script *script, const struct yaml *node, struct service *service);
struct word_list *service_read_words(
    const struct script *script, const struct yaml *node, const char *what);

/* Adds facts; one that is there already is replaced. */
void service_read_facts(
    const struct script *script, const struct yaml *node, struct service *service);

/* Lays the council's variant over the service, when the file has one. */
void service_lay_over(const struct script *script, const struct yaml *root, const char *council,
    struct service *service);

#endif
