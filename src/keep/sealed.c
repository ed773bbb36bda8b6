#include "keep/sealed.h"
#include "base/i18n.h"
#include "keep/inside.h"

int
sealed_read(const void *bytes, size_t length, const struct sealed_reader *reader,
    struct arena *arena, struct sealed_found *found, struct err *err)
{
	struct header header;
	bool worn;
	*found = (struct sealed_found){0};
	switch (header_decode(&header, bytes, length, &worn)) {
	case HEADER_GOOD:
		break;
	case HEADER_OTHER_VERSION:
		return err_set(err, _("It was written by a newer frontdesk."));
	case HEADER_DAMAGED:
		return err_set(err, _("It is no journal of a desk, or its beginning is damaged."));
	}
	if (!header.sealed)
		return err_set(
		    err, _("It is not sealed to a CRM: its desk had not been enrolled."));
	unsigned char *data_key = secret_new(SEALED_PLAIN); /* and who has it behind it */
	if (!data_key)
		return err_set(err, _("There is not enough memory to open it."));
	int rc = 0;
	struct recovery recovery;
	struct live live;
	live_init(&live);
	if (!reader->unseal(reader->context, data_key, header.seal)) {
		rc = err_set(err, _("It is sealed to another CRM."));
	} else {
		recover(&header, data_key, bytes, length, &live, &recovery);
		if (recovery.newer)
			rc = err_set(err, _("It was written by a newer frontdesk."));
	}
	secret_free(data_key);
	if (rc == 0) {
		*found = (struct sealed_found){
		    .records = live.count, .cut = recovery.cut, .damaged = recovery.damaged};
		live_each(&live, reader->each, reader->context, arena);
	}
	live_release(&live);
	return rc;
}
