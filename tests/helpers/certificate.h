/* Certificates for tests: ECDSA on P-256, signed by themselves, for 127.0.0.1 and for the name and
 * the address of helpers/netns.h, good for a day. */
#ifndef TESTS_CERTIFICATE_H
#define TESTS_CERTIFICATE_H

/* Writes both as PEM files that only their owner reads. Programs that use it link GNUTLS_LIBS. What
 * cannot be made ends the test program with the reason. */
void certificate_make(const char *cert_path, const char *key_path);
/* A key that belongs to no certificate. */
void certificate_stray_key(const char *key_path);

#endif
