#include "fuzz/corpus.h"

#include "helpers/proc.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT = 300 * 1024 };

static uint64_t state = 20261120;

static uint32_t
dice(uint32_t sides)
{
	state = state * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(state >> 33) % sides;
}

/* What breaks parsers: bytes out of place, pieces missing, pieces twice, an early end. */
static size_t
change(uint8_t *data, size_t size, size_t room)
{
	static const char odd[] =
	    "\0\n\t\"'\\{}[](),:#-&*!|>%@`$. 0e\x7f\x80\xc0\xe0\xef\xbb\xbf\xff";
	for (uint32_t n = 1 + dice(4); n > 0 && size > 0; n--) {
		size_t at = dice((uint32_t)size), len = 1 + dice(12);
		if (len > size - at)
			len = size - at;
		switch (dice(6)) {
		case 0:
			data[at] = (uint8_t)odd[dice(sizeof odd - 1)];
			break;
		case 1:
			data[at] ^= (uint8_t)(1U << dice(8));
			break;
		case 2:
			memmove(data + at, data + at + len, size - at - len);
			size -= len;
			break;
		case 3:
			if (size + len <= room) {
				memmove(data + at + len, data + at, size - at);
				size += len;
			}
			break;
		case 4:
			for (size_t times = dice(40); times > 0 && size + len <= room; times--) {
				memmove(data + at + len, data + at, size - at);
				size += len;
			}
			break;
		default:
			if (dice(8) == 0)
				size = at;
		}
	}
	return size;
}

static size_t
read_file(const char *path, uint8_t *data)
{
	FILE *f = fopen(path, "rb");
	size_t size = f ? fread(data, 1, LIMIT, f) : 0;
	if (f)
		fclose(f);
	return size;
}

/* The exact size in a block of its own, so that one byte too far is seen. */
static void
run_one(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);
	memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

static int
ends_with(const char *name, const char *suffix)
{
	size_t n = strlen(name), m = strlen(suffix);
	return n >= m && strcmp(name + n - m, suffix) == 0;
}

int
corpus_run(const char *folder, const char *suffix, int copies)
{
	char *dir = proc_source(folder);
	struct dirent **names;
	int count = scandir(dir, &names, NULL, alphasort), tests = 0;
	uint8_t *file = malloc(LIMIT), *changed = malloc(2 * LIMIT);
	for (int i = 0; i < count; i++) {
		if (names[i]->d_name[0] == '.' || !ends_with(names[i]->d_name, suffix)) {
			free(names[i]);
			continue;
		}
		char *path = proc_text("%s/%s", dir, names[i]->d_name);
		size_t size = read_file(path, file);
		run_one(file, size);
		for (int k = 0; k < copies; k++) {
			memcpy(changed, file, size);
			run_one(changed, change(changed, size, 2 * LIMIT));
		}
		printf("ok %d - %s and %d changed copies\n", ++tests, names[i]->d_name, copies);
		fflush(stdout);
		free(path);
		free(names[i]);
	}
	printf("1..%d\n", tests);
	if (count >= 0)
		free(names);
	free(file);
	free(changed);
	free(dir);
	return tests > 0 ? 0 : 1;
}
