/*
 * The text field under random keys and pastes. Whatever is typed, the text stays valid UTF-8
 * without controls and within its limit, the cursor stays between graphemes, and what is shown
 * stays inside its cells. With a fuzzer that calls LLVMFuzzerTestOneInput; alone it makes its own
 * inputs from fixed seeds and speaks TAP.
 */
#include "ui/edit.h"
#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(int condition, const char *what)
{
	if (!condition) {
		printf("not ok 1 - %s\n", what);
		fflush(stdout);
		abort();
	}
}

static void
check(struct edit *edit, int cells)
{
	const char *text = edit->text.data;
	size_t length = edit->text.length, at = 0, from, shown;
	int row, cell;
	must(length <= edit->text.limit, "within the limit");
	must(utf8_valid(text, length), "valid UTF-8");
	for (size_t i = 0; i < length; i++)
		must((unsigned char)text[i] >= 0x20 || (edit->multiline && text[i] == '\n'),
		    "no controls");
	while (at < edit->cursor)
		at = grapheme_next(text, length, at);
	must(at == edit->cursor, "the cursor is between graphemes");
	if (edit->multiline) {
		edit_place(edit, cells, &row, &cell);
		must(row >= 0 && row < edit_rows(edit, cells), "the cursor is on a row");
		must(cell >= 0 && cell < cells, "the cursor is inside");
		size_t covered = 0;
		for (int i = 0; edit_row(edit, cells, i, &from, &shown); i++) {
			must(from >= covered && from + shown <= length, "rows follow each other");
			covered = from + shown;
		}
	} else {
		edit_view(edit, cells, &from, &shown, &cell);
		must(from + shown <= length, "what is shown is text");
		must(text_width(text + from, shown) < cells, "what is shown fits");
		must(from <= edit->cursor, "the cursor is not before what is shown");
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint32_t letters[] = {'a', ' ', 'Z', '-', 0xe9, 0x301, 0xa97, 0xabe, 0x647,
	    0x6c1, 0x200d, 0x1f469, 0x1f1ec, 0x4e2d, 0x202e, 0x85, '\'', 0x1100, 0x1161, 0xd800};
	struct edit edit;
	if (size < 3)
		return 0;
	int cells = 4 + data[2] % 40;
	edit_init(&edit, data[0], false, data[1] & 1);
	for (size_t i = 3; i < size; i++) {
		struct key key = {.kind = KEYS_CHARACTER};
		uint8_t byte = data[i];
		if (byte < 100) {
			key.character = letters[byte % (sizeof letters / sizeof *letters)];
			key.alt = byte >= 90;
			if (key.alt)
				key.character = (uint32_t) "bfd"[byte % 3];
		} else if (byte < 140) {
			key.kind = KEYS_CONTROL;
			key.character = (uint32_t)('@' + byte % 32);
		} else if (byte < 200) {
			key.kind = (enum keys_kind)(KEYS_ENTER + byte % 14);
		} else if (byte < 230) {
			size_t length = byte - 200U;
			if (length > size - i - 1)
				length = size - i - 1;
			key.kind = KEYS_PASTE;
			key.text = (const char *)data + i + 1;
			key.length = length;
			i += length;
		} else if (byte < 240) {
			edit_commit(&edit);
			check(&edit, cells);
			continue;
		} else {
			key.character = byte;
		}
		edit_key(&edit, &key, cells);
		check(&edit, cells);
	}
	edit_release(&edit);
	return 0;
}

#ifndef FUZZING
int
main(void)
{
	uint64_t state = 20261120;
	for (int round = 0; round < 3000; round++) {
		uint8_t data[160];
		for (size_t i = 0; i < sizeof data; i++) {
			state = state * 6364136223846793005U + 1442695040888963407U;
			data[i] = (uint8_t)(state >> 56);
		}
		LLVMFuzzerTestOneInput(data, sizeof data);
	}
	puts("ok 1 - the text field holds under random keys\n1..1");
	return 0;
}
#endif
