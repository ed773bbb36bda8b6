/* The JSON guard and the codec. What the guard lets through must decode or be refused with a
 * sentence; what decodes as strict must encode, and encode again to the same bytes after a second
 * decoding. */
#include "fuzz/corpus.h"
#include "model/records.h"
#include "wire/codec.h"

#include <stdlib.h>
#include <string.h>

static void
round_trip(const struct record *record, const char *text, size_t size, bool strict)
{
	struct arena arena;
	struct err err;
	enum problem_type problem;
	const char *where;
	arena_init(&arena);
	void *value = record_new(&arena, record);
	if (json_decode(text, size, record, value, &arena, strict, &problem, &where, &err) == 0) {
		struct buf once, twice;
		buf_init(&once, 8 * BODY_LIMIT);
		buf_init(&twice, 8 * BODY_LIMIT);
		void *again = record_new(&arena, record);
		if (json_encode(&once, record, value) == 0) {
			if (json_decode(once.data, once.length, record, again, &arena, false,
				&problem, &where, &err) != 0 ||
			    json_encode(&twice, record, again) != 0 ||
			    once.length != twice.length ||
			    memcmp(once.data, twice.data, once.length) != 0)
				abort();
		}
		buf_release(&once);
		buf_release(&twice);
	} else if (!err.text[0]) {
		abort();
	}
	arena_release(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err;
	const char *text = (const char *)data;
	if (json_guard(text, size, &err) != 0 && !err.text[0])
		abort();
	round_trip(&contact_record, text, size, true);
	round_trip(&contact_record, text, size, false);
	round_trip(&customer_page_record, text, size, false);
	return 0;
}

#ifndef FUZZING
int
main(void)
{
	return corpus_run("tests/fuzz/corpus/json", ".json", 1500);
}
#endif
