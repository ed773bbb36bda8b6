/* Taking everything out, and a CRM made from what was taken out; both leave an entry in the audit.
 */
#include "store/backup.h"
#include "crm/inside.h"
#include "crm/manage.h"
#include "store/audit.h"

#include <inttypes.h>

char *
crm_shown(const char *database)
{
	return store_shown(database);
}

int
crm_backup(struct crm *crm, const char *actor, FILE *out, int64_t *rows, struct err *err)
{
	struct audit_entry entry = {.action = "backup"};
	if (manage_trace(crm, actor, &entry, err) < 0)
		return -1;
	struct tx *tx = store_read(crm->store);
	if (!tx)
		return err_set(err, "the CRM cannot be read");
	int rc = store_backup(tx, out, rows, err);
	store_done(tx);
	return rc;
}

int
crm_restore(
    const char *database, const char *actor, FILE *in, struct crm_restored *out, struct err *err)
{
	struct store_options options = {database, clock_system(), id_system()};
	struct store_restored restored;
	*out = (struct crm_restored){0};
	if (store_restore(&options, in, &restored, err) < 0)
		return -1;
	out->rows = restored.rows;
	char lost[100] = "nothing that was anchored is missing";
	if (restored.anchored) {
		out->lost_from = restored.last + 1;
		out->lost_to = restored.anchored;
		snprintf(lost, sizeof lost,
		    "entries %" PRId64 " to %" PRId64 " of before are not in the archive",
		    out->lost_from, out->lost_to);
	}
	struct crm_options crm_options = {.database = database, .read_only_tools = true};
	struct crm *crm = crm_open(&crm_options, err);
	if (!crm)
		return -1;
	struct audit_entry entry = {.action = "restore", .purpose = lost};
	int rc = manage_trace(crm, actor, &entry, err);
	crm_close(crm);
	return rc;
}
