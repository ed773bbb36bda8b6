#include "keep/recover.h"

enum { ZEROS_OF_A_TEAR = 16 };

struct scan {
	const struct header *header;
	const unsigned char *key, *bytes;
	size_t length;
	/* the record that was opened last */
	size_t size;
	uint64_t number, synced;
	struct buf batch;
};

/* Space that the file system allotted and never filled: zeros where a record begins or ends, or
 * more of them than encrypted bytes ever have. */
static bool
has_hole(const struct scan *scan, size_t from)
{
	size_t zeros = 0;
	for (size_t at = from; at < scan->length && zeros < ZEROS_OF_A_TEAR; at++)
		zeros = scan->bytes[at] == 0 ? zeros + 1 : 0;
	return zeros >= ZEROS_OF_A_TEAR || scan->bytes[from] == 0 ||
	       scan->bytes[scan->length - 1] == 0;
}

static enum frame_state
open_at(struct scan *scan, size_t at)
{
	return frame_open(scan->header, scan->key, scan->bytes, scan->length, at, &scan->size,
	    &scan->number, &scan->synced, &scan->batch);
}

/* Looks behind *at for the first good record with a number above `number`. */
static bool
find_later(struct scan *scan, size_t *at, uint64_t number)
{
	for (size_t from = frame_search(scan->bytes, scan->length, *at + 1); from < scan->length;
	     from = frame_search(scan->bytes, scan->length, from + 1))
		if (open_at(scan, from) == FRAME_GOOD && scan->number > number) {
			*at = from;
			return true;
		}
	return false;
}

/* Decides what the bad record `number` at *at means. True: damage, and a good record follows at
 * *at, which is open in the scan. */
static bool
judge(struct scan *scan, enum frame_state state, size_t *at, uint64_t number, struct recovery *out)
{
	size_t later = *at;
	if (find_later(scan, &later, number)) {
		/* If this one had not reached the medium yet, pages were written out of order. */
		if (!out->damaged && scan->synced < number)
			return false;
		out->damaged = true;
		*at = later;
		return true;
	}
	if (state == FRAME_BAD && !has_hole(scan, *at))
		out->damaged = true;
	return false;
}

void
recover(const struct header *header, const unsigned char *data_key, const unsigned char *bytes,
    size_t length, struct live *live, struct recovery *out)
{
	struct scan scan = {.header = header, .key = data_key, .bytes = bytes, .length = length};
	buf_init(&scan.batch, BATCH_LIMIT);
	*out = (struct recovery){.end = RECORDS_AT};
	for (size_t at = RECORDS_AT; at < length; at += scan.size, out->end = at) {
		uint64_t number = out->records + 1;
		enum frame_state state = open_at(&scan, at);
		if (state == FRAME_GOOD && scan.number != number)
			state = FRAME_BAD; /* a good record in another's place */
		if (state != FRAME_GOOD && !judge(&scan, state, &at, number, out))
			break;
		if (batch_apply(live, (const unsigned char *)scan.batch.data, scan.batch.length) <
		    0) {
			out->newer = true;
			break;
		}
		out->records = scan.number;
	}
	out->cut = length > out->end ? length - out->end : 0;
	buf_release(&scan.batch);
}
