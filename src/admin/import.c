/* import KIND: the kinds; those with a record a row share the loop of import.h. */
#include "admin/import.h"
#include "base/alloc.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

static const struct import_kind *const by_rows[] = {&import_customers, &import_contacts,
    &import_cases, &import_addresses, &import_addressbase, &import_openuprn, &import_postcodes,
    &import_councils, &import_lgsl, &import_outbound, &import_officers};

static const struct {
	const char *name;
	enum admin_exit (*run)(struct admin *admin, int argc, char **argv); /* argv[0]: the kind */
} others[] = {{"journal", import_journal}, {"oruk", import_oruk}, {"xlsform", import_xlsform}};

enum { BY_ROWS = sizeof by_rows / sizeof *by_rows, OTHERS = sizeof others / sizeof *others };

enum admin_exit
admin_import(struct admin *admin, int argc, char **argv)
{
	if (argc < 3)
		return admin_usage("import", _("import needs a kind and at least one file"));
	for (int i = 0; i < BY_ROWS; i++)
		if (strcmp(by_rows[i]->name, argv[1]) == 0)
			return import_rows(admin, by_rows[i], argc - 1, argv + 1);
	for (int i = 0; i < OTHERS; i++)
		if (strcmp(others[i].name, argv[1]) == 0)
			return others[i].run(admin, argc - 1, argv + 1);
	struct buf names;
	buf_init(&names, 400);
	for (int i = 0; i < BY_ROWS; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", by_rows[i]->name);
	for (int i = 0; i < OTHERS; i++)
		buf_printf(&names, ", %s", others[i].name);
	char *sentence = xasprintf(_("import knows %s"), names.data);
	enum admin_exit status = admin_usage("import", sentence);
	free(sentence);
	buf_release(&names);
	return status;
}
