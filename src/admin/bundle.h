/* Several texts as one archive that every desk can open (ZIP, APPNOTE.TXT): made new, readable by
 * its owner alone. */
#ifndef ADMIN_BUNDLE_H
#define ADMIN_BUNDLE_H

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"

struct bundle_file {
	const char *name;
	const struct buf *text;
};

/* Never writes over a file: -1 when there is one of that name. What failed half-way is removed. */
int bundle_write(
    const char *path, micros when, const struct bundle_file *files, size_t count, struct err *err);

#endif
