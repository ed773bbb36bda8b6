/* The server's certificate and key, checked before they are used so that a mistake gets a sentence
 * of its own. */
#ifndef HTTP_CERTIFICATE_H
#define HTTP_CERTIFICATE_H

#include "base/err.h"

/* Reads both PEM files into new texts; -1 with err when one cannot be read or they do not belong
 * together. */
int certificate_read(
    const char *cert_path, const char *key_path, char **cert, char **key, struct err *err);
/* Wipes the key and frees both; nulls are fine. */
void certificate_free(char *cert, char *key);

#endif
