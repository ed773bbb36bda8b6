#include "base/secret.h"
#include "base/alloc.h"

#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(SECRET_KEY == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "key");
_Static_assert(SECRET_KEY == crypto_box_PUBLICKEYBYTES, "public key");
_Static_assert(SECRET_KEY == crypto_box_SECRETKEYBYTES, "private key");
_Static_assert(SECRET_NONCE == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "nonce");
_Static_assert(SECRET_TAG == crypto_aead_xchacha20poly1305_ietf_ABYTES, "tag");
_Static_assert(SECRET_SALT == crypto_pwhash_SALTBYTES, "salt");
_Static_assert(SECRET_SEAL == crypto_box_SEALBYTES, "seal");
_Static_assert(SECRET_PASSWORD_SIZE == crypto_pwhash_STRBYTES, "password");

const struct secret_cost secret_cost_desk = {
    crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE};
const struct secret_cost secret_cost_crm = {2, (size_t)19 << 20};
const struct secret_cost secret_cost_tests = {
    crypto_pwhash_argon2id_OPSLIMIT_MIN, crypto_pwhash_argon2id_MEMLIMIT_MIN};

static void
start(void)
{
	if (sodium_init() < 0) {
		fputs("frontdesk: the cryptographic library does not start\n", stderr);
		abort();
	}
}

static void
ready(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, start);
}

void *
secret_new(size_t size)
{
	ready();
	return sodium_malloc(size);
}

void
secret_free(void *secret)
{
	sodium_free(secret);
}

void
secret_wipe(void *bytes, size_t length)
{
	sodium_memzero(bytes, length);
}

bool
secret_equal(const void *a, const void *b, size_t length)
{
	return sodium_memcmp(a, b, length) == 0;
}

void
secret_random(void *bytes, size_t length)
{
	ready();
	randombytes_buf(bytes, length);
}

void
secret_hmac_sha256(unsigned char out[SECRET_HASH], const void *key, size_t key_length,
    const void *bytes, size_t length)
{
	crypto_auth_hmacsha256_state state;
	crypto_auth_hmacsha256_init(&state, key, key_length);
	crypto_auth_hmacsha256_update(&state, bytes, length);
	crypto_auth_hmacsha256_final(&state, out);
	sodium_memzero(&state, sizeof state);
}

void
secret_hash(unsigned char out[SECRET_HASH], const void *bytes, size_t length, const void *key)
{
	ready();
	crypto_generichash(out, SECRET_HASH, bytes, length, key, key ? SECRET_KEY : 0);
}

int
secret_from_password(unsigned char key[SECRET_KEY], const char *password,
    const unsigned char salt[SECRET_SALT], struct secret_cost cost, struct err *err)
{
	ready();
	if (crypto_pwhash(key, SECRET_KEY, password, strlen(password), salt, cost.passes,
		cost.memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
		return err_set(err,
		    "the password cannot be checked: %zu MiB of memory are needed; close other "
		    "programs and try again",
		    cost.memory >> 20);
	return 0;
}

int
secret_password_store(
    char out[SECRET_PASSWORD_SIZE], const char *password, struct secret_cost cost, struct err *err)
{
	ready();
	if (crypto_pwhash_str_alg(out, password, strlen(password), cost.passes, cost.memory,
		crypto_pwhash_ALG_ARGON2ID13) != 0)
		return err_set(err, "not enough memory to store a password");
	return 0;
}

bool
secret_password_check(const char *stored, const char *password)
{
	ready();
	return crypto_pwhash_str_verify(stored, password, strlen(password)) == 0;
}

void
secret_lock(unsigned char *out, const void *bytes, size_t length, const void *beside,
    size_t beside_length, const unsigned char nonce[SECRET_NONCE],
    const unsigned char key[SECRET_KEY])
{
	ready();
	crypto_aead_xchacha20poly1305_ietf_encrypt(
	    out, NULL, bytes, length, beside, beside_length, NULL, nonce, key);
}

bool
secret_unlock(unsigned char *out, const void *bytes, size_t length, const void *beside,
    size_t beside_length, const unsigned char nonce[SECRET_NONCE],
    const unsigned char key[SECRET_KEY])
{
	ready();
	return length >= SECRET_TAG && crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL,
					   bytes, length, beside, beside_length, nonce, key) == 0;
}

void
secret_keypair(unsigned char public_key[SECRET_KEY], unsigned char private_key[SECRET_KEY])
{
	ready();
	crypto_box_keypair(public_key, private_key);
}

void
secret_seal(unsigned char *out, const void *bytes, size_t length,
    const unsigned char public_key[SECRET_KEY])
{
	ready();
	if (crypto_box_seal(out, bytes, length, public_key) != 0)
		memset(out, 0, length + SECRET_SEAL); /* a key of small order: nobody can open it */
}

bool
secret_unseal(unsigned char *out, const void *bytes, size_t length,
    const unsigned char public_key[SECRET_KEY], const unsigned char private_key[SECRET_KEY])
{
	ready();
	return length >= SECRET_SEAL &&
	       crypto_box_seal_open(out, bytes, length, public_key, private_key) == 0;
}

static void
to_base64(char *out, size_t size, const void *bytes, size_t length, int variant)
{
	if (size < sodium_base64_encoded_len(length, variant))
		abort(); /* the caller's buffer is too small: a mistake in the program */
	sodium_bin2base64(out, size, bytes, length, variant);
}

void
secret_base64(char *out, size_t size, const void *bytes, size_t length)
{
	to_base64(out, size, bytes, length, sodium_base64_VARIANT_ORIGINAL);
}

void
secret_base64_url(char *out, size_t size, const void *bytes, size_t length)
{
	to_base64(out, size, bytes, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

int
secret_base64_read(void *out, size_t size, const char *text)
{
	size_t length;
	const char *end;
	static const int variants[] = {
	    sodium_base64_VARIANT_ORIGINAL, sodium_base64_VARIANT_URLSAFE_NO_PADDING};
	for (size_t i = 0; i < 2; i++)
		if (sodium_base642bin(
			out, size, text, strlen(text), NULL, &length, &end, variants[i]) == 0 &&
		    *end == '\0')
			return (int)length;
	return -1;
}
