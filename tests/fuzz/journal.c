/* Packed records as the desk's journal holds them: damaged bytes are refused or read as something
 * whole that packs again. The seeds are records packed here, so that they follow the field tables.
 */
#include "fuzz/corpus.h"
#include "model/pack.h"
#include "model/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct record *const records[] = {
    &work_record, &outgoing_record, &draft_record, &lease_record, &customer_record, &place_record};
enum { RECORDS = sizeof records / sizeof *records };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	const struct record *record = records[data[0] % RECORDS];
	struct arena arena;
	struct err err = {0};
	arena_init(&arena);
	void *value = record_new(&arena, record);
	if (record_unpack(data + 1, size - 1, record, value, &arena, &err) == 0) {
		struct buf out;
		buf_init(&out, 1 << 22);
		if (record_pack(&out, record, value) == 0) {
			void *again = record_new(&arena, record);
			if (record_unpack(out.data, out.length, record, again, &arena, &err) != 0 ||
			    !record_equal(record, value, again))
				abort();
		}
		buf_release(&out);
	} else if (!err.text[0]) {
		abort();
	}
	arena_release(&arena);
	return 0;
}

#ifndef FUZZING
static size_t
seed(uint8_t *out, size_t room)
{
	struct arena arena;
	struct buf packed;
	arena_init(&arena);
	buf_init(&packed, room - 1);
	struct work work = {.id = "01930000-0000-7000-8000-000000000001",
	    .channel = "phone",
	    .caller = "+441632960151",
	    .note = "behind the gate",
	    .began = 1795171320000000,
	    .open = true};
	struct matter *matter = list_add(&arena, &work.matters, &matter_record);
	*matter = (struct matter){
	    .id = "01930000-0000-7000-8000-000000000002", .service = "missed-bin", .version = 3};
	struct answer *answer = list_add(&arena, &matter->answers, &answer_record);
	*answer =
	    (struct answer){.prompt = "bin", .value = "grey", .source = "asked", .version = 3};
	out[0] = 0;
	if (record_pack(&packed, &work_record, &work) != 0)
		abort();
	memcpy(out + 1, packed.data, packed.length);
	size_t size = packed.length + 1;
	buf_release(&packed);
	arena_release(&arena);
	return size;
}

int
main(void)
{
	static uint8_t first[4096], changed[4096];
	uint64_t state = 20261120;
	size_t size = seed(first, sizeof first);
	LLVMFuzzerTestOneInput(first, size);
	for (int round = 0; round < 30000; round++) {
		memcpy(changed, first, size);
		for (int n = round % 5; n >= 0; n--) {
			state = state * 6364136223846793005U + 1442695040888963407U;
			changed[(state >> 40) % size] = (uint8_t)(state >> 32);
		}
		LLVMFuzzerTestOneInput(changed, (state >> 20) % 4 ? size : (state >> 44) % size);
	}
	puts("ok 1 - packed records hold under damage\n1..1");
	return 0;
}
#endif
