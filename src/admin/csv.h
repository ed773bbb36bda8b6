/*
 * CSV as RFC 4180 has it: quoted fields with doubled quotes and newlines, CRLF or LF, a UTF-8 byte
 * order mark skipped. Bounded: a record of at most 64 KiB and 200 fields.
 */
#ifndef ADMIN_CSV_H
#define ADMIN_CSV_H

#include "base/buf.h"
#include "base/err.h"

#include <stdio.h>

enum { CSV_FIELDS = 200, CSV_RECORD = 65536 };

struct csv {
	FILE *file;
	long line; /* of the record's first line, from 1 */
	long next_line;
	long from;        /* where the record begins in the file, in bytes */
	struct buf bytes; /* the record's fields, each ended by NUL */
	struct buf raw;   /* the record as it was written, cut at the most that one may have */
	const char *fields[CSV_FIELDS];
	size_t count;
};

void csv_init(struct csv *csv, FILE *file);
void csv_release(struct csv *csv);

/* 1 with the next record, 0 at the end, -1 with err when this record is malformed: reading goes on
 * after it. */
int csv_next(struct csv *csv, struct err *err);

#endif
