/*
 * Keys, passwords and sealed bytes, on libsodium: the only file of the house that includes it.
 * A key lives in guarded memory (secret_new) and is wiped when freed.
 */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SECRET_KEY = 32,           /* of every kind here */
	SECRET_HASH = 32,          /* BLAKE2b-256 */
	SECRET_NONCE = 24,         /* XChaCha20 */
	SECRET_TAG = 16,           /* Poly1305 */
	SECRET_SALT = 16,          /* Argon2id */
	SECRET_SEAL = 48,          /* what sealing to a public key adds */
	SECRET_PASSWORD_SIZE = 128 /* an encoded password hash with its NUL */
};

/* Guarded, unswappable where the system allows; null only when memory is out. */
void *secret_new(size_t size);
void secret_free(void *secret);
void secret_wipe(void *bytes, size_t length);
/* Compares without telling by its time where they differ. */
bool secret_equal(const void *a, const void *b, size_t length);
void secret_random(void *bytes, size_t length);

/* BLAKE2b-256; `key` (SECRET_KEY bytes) may be null. */
void secret_hash(unsigned char out[SECRET_HASH], const void *bytes, size_t length, const void *key);

/* HMAC-SHA-256 (RFC 2104, FIPS 180-4), with a key of any length: what others sign with. */
void secret_hmac_sha256(unsigned char out[SECRET_HASH], const void *key, size_t key_length,
    const void *bytes, size_t length);

/* Argon2id (RFC 9106) cost. */
struct secret_cost {
	unsigned long long passes;
	size_t memory; /* bytes */
};
extern const struct secret_cost secret_cost_desk;  /* 2 passes, 64 MiB: about 150 ms */
extern const struct secret_cost secret_cost_crm;   /* 2 passes, 19 MiB (OWASP 2024) */
extern const struct secret_cost secret_cost_tests; /* the least there is */

/* A key from a password. -1 with err when there is not enough memory. */
int secret_from_password(unsigned char key[SECRET_KEY], const char *password,
    const unsigned char salt[SECRET_SALT], struct secret_cost cost, struct err *err);

/* A password as it is stored: text that names its own cost and salt. */
int secret_password_store(
    char out[SECRET_PASSWORD_SIZE], const char *password, struct secret_cost cost, struct err *err);
bool secret_password_check(const char *stored, const char *password);

/* XChaCha20-Poly1305: out holds length + SECRET_TAG bytes. */
void secret_lock(unsigned char *out, const void *bytes, size_t length, const void *beside,
    size_t beside_length, const unsigned char nonce[SECRET_NONCE],
    const unsigned char key[SECRET_KEY]);
/* out holds length - SECRET_TAG bytes. False when anything was altered. */
bool secret_unlock(unsigned char *out, const void *bytes, size_t length, const void *beside,
    size_t beside_length, const unsigned char nonce[SECRET_NONCE],
    const unsigned char key[SECRET_KEY]);

/* Sealing to a public key (X25519): who seals cannot open again. out holds length + SECRET_SEAL. */
void secret_keypair(unsigned char public_key[SECRET_KEY], unsigned char private_key[SECRET_KEY]);
void secret_seal(unsigned char *out, const void *bytes, size_t length,
    const unsigned char public_key[SECRET_KEY]);
bool secret_unseal(unsigned char *out, const void *bytes, size_t length,
    const unsigned char public_key[SECRET_KEY], const unsigned char private_key[SECRET_KEY]);

/* Base64 (RFC 4648 section 4) and its variant for URLs without padding (section 5). */
void secret_base64(char *out, size_t size, const void *bytes, size_t length);
void secret_base64_url(char *out, size_t size, const void *bytes, size_t length);
/* Either alphabet; the number of bytes, or -1 when it is not base64 or does not fit. */
int secret_base64_read(void *out, size_t size, const char *text);

#endif
