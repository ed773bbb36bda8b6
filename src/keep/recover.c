#include "keep/recover.h"

enum { NUMBERS_AHEAD = 16, ZEROS_OF_A_TEAR = 16 };

struct scan {
	const struct header *header;
	const unsigned char *key, *bytes;
	size_t length;
	struct buf batch;
};

/* Space that the file system allotted and never filled: encrypted bytes have no such run of zeros.
 */
static bool
has_hole(const struct scan *scan, size_t from)
{
	size_t zeros = 0;
	for (size_t at = from; at < scan->length && zeros < ZEROS_OF_A_TEAR; at++)
		zeros = scan->bytes[at] == 0 ? zeros + 1 : 0;
	return zeros >= ZEROS_OF_A_TEAR || zeros == scan->length - from;
}

/* Looks for the first good record behind `from`, with a number above `number`. */
static bool
find_later(struct scan *scan, size_t *from, uint64_t *number, size_t *size, uint64_t *synced)
{
	for (size_t at = *from + 1; at + FRAME_EXTRA < scan->length; at++)
		for (uint64_t ahead = 1; ahead <= NUMBERS_AHEAD; ahead++) {
			enum frame_state state =
			    frame_open(scan->header, scan->key, *number + ahead - 1, scan->bytes,
				scan->length, at, size, synced, &scan->batch);
			if (state == FRAME_GOOD) {
				*from = at;
				*number += ahead - 1;
				return true;
			}
			if (state == FRAME_SHORT)
				break; /* not a frame's beginning, whatever its number */
		}
	return false;
}

/* Decides what the bad record `number` at `at` means. True: damage, and a good record follows,
 * which is in the scan's batch. */
static bool
judge(struct scan *scan, enum frame_state state, size_t *at, uint64_t *number, size_t *size,
    struct recovery *out)
{
	size_t bad_at = *at;
	uint64_t bad_number = *number, synced = 0;
	if (find_later(scan, at, number, size, &synced)) {
		if (out->damaged || synced >= bad_number) {
			out->damaged = true;
			return true;
		}
		/* Nothing here was on the medium yet: pages reached it out of order. */
	} else if (state == FRAME_BAD && !has_hole(scan, bad_at)) {
		out->damaged = true;
	}
	*at = bad_at;
	*number = bad_number;
	return false;
}

void
recover(const struct header *header, const unsigned char *data_key, const unsigned char *bytes,
    size_t length, struct live *live, struct recovery *out)
{
	struct scan scan = {header, data_key, bytes, length, {0}};
	buf_init(&scan.batch, BATCH_LIMIT);
	*out = (struct recovery){.end = RECORDS_AT};
	size_t at = RECORDS_AT, size = 0;
	uint64_t number = 1, synced;
	while (at < length) {
		enum frame_state state = frame_open(
		    header, data_key, number, bytes, length, at, &size, &synced, &scan.batch);
		if (state != FRAME_GOOD && !judge(&scan, state, &at, &number, &size, out))
			break;
		if (batch_apply(live, (const unsigned char *)scan.batch.data, scan.batch.length) <
		    0) {
			out->newer = true;
			break;
		}
		out->records = number++;
		at += size;
		out->end = at;
	}
	out->cut = length > out->end ? length - out->end : 0;
	buf_release(&scan.batch);
}
