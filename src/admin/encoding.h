/*
 * Files of other programs in the encodings that those write: UTF-8, Windows-1252 and UTF-16. A mark
 * at the beginning decides, whatever was said: files that were set aside begin with one when they
 * are in another encoding than the file they came from.
 */
#ifndef ADMIN_ENCODING_H
#define ADMIN_ENCODING_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdio.h>

enum encoding { ENCODING_UTF_8, ENCODING_WINDOWS_1252, ENCODING_UTF_16 };

/* "utf-8", "windows-1252" or "utf-16", in any letters; false: none of them. Null is UTF-8. */
bool encoding_named(const char *name, enum encoding *encoding);

/* A file to read CSV from, which can be read again from any place in it, or null with err. UTF-16
 * is turned to UTF-8 (in a file without a name), with the byte ff where it is none; *encoding tells
 * what it is in then. */
FILE *encoding_open(const char *path, enum encoding *encoding, struct err *err);

/* A field as UTF-8: itself, or made in the arena. Null, with a sentence, when its bytes are none of
 * this encoding. */
const char *encoding_text(
    enum encoding encoding, const char *text, struct arena *arena, struct err *err);

#endif
