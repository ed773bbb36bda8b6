#include "base/secret.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

START_TEST(locked_bytes_open_only_unaltered)
{
	unsigned char key[SECRET_KEY], nonce[SECRET_NONCE], locked[5 + SECRET_TAG], out[5];
	secret_random(key, sizeof key);
	secret_random(nonce, sizeof nonce);
	secret_lock(locked, "hello", 5, "ad", 2, nonce, key);
	ck_assert(secret_unlock(out, locked, sizeof locked, "ad", 2, nonce, key));
	ck_assert_mem_eq(out, "hello", 5);
	ck_assert(!secret_unlock(out, locked, sizeof locked, "AD", 2, nonce, key));
	ck_assert(!secret_unlock(out, locked, 3, "ad", 2, nonce, key));
	for (size_t i = 0; i < sizeof locked; i++) {
		locked[i] ^= 1;
		ck_assert(!secret_unlock(out, locked, sizeof locked, "ad", 2, nonce, key));
		locked[i] ^= 1;
	}
}
END_TEST

START_TEST(sealed_bytes_open_with_the_private_key)
{
	unsigned char public_key[SECRET_KEY], private_key[SECRET_KEY], other[SECRET_KEY];
	unsigned char sealed[4 + SECRET_SEAL], out[4];
	secret_keypair(public_key, private_key);
	secret_seal(sealed, "data", 4, public_key);
	ck_assert(secret_unseal(out, sealed, sizeof sealed, public_key, private_key));
	ck_assert_mem_eq(out, "data", 4);
	secret_random(other, sizeof other);
	ck_assert(!secret_unseal(out, sealed, sizeof sealed, public_key, other));
	ck_assert(!secret_unseal(out, sealed, 10, public_key, private_key));
}
END_TEST

START_TEST(passwords)
{
	char stored[SECRET_PASSWORD_SIZE];
	unsigned char one[SECRET_KEY], two[SECRET_KEY], salt[SECRET_SALT] = {1};
	ck_assert_int_eq(secret_password_store(stored, "pass", secret_cost_tests, NULL), 0);
	ck_assert(secret_password_check(stored, "pass"));
	ck_assert(!secret_password_check(stored, "Pass"));
	ck_assert(!secret_password_check("not a hash", "pass"));
	ck_assert_int_eq(secret_from_password(one, "pass", salt, secret_cost_tests, NULL), 0);
	ck_assert_int_eq(secret_from_password(two, "pass", salt, secret_cost_tests, NULL), 0);
	ck_assert(secret_equal(one, two, sizeof one));
	salt[0] = 2;
	ck_assert_int_eq(secret_from_password(two, "pass", salt, secret_cost_tests, NULL), 0);
	ck_assert(!secret_equal(one, two, sizeof one));
}
END_TEST

START_TEST(base64_both_ways)
{
	char text[16];
	unsigned char out[8];
	secret_base64(text, sizeof text, "\xfb\xff\xfe\x01", 4);
	ck_assert_str_eq(text, "+//+AQ==");
	ck_assert_int_eq(secret_base64_read(out, sizeof out, text), 4);
	ck_assert_mem_eq(out, "\xfb\xff\xfe\x01", 4);
	secret_base64_url(text, sizeof text, "\xfb\xff\xfe\x01", 4);
	ck_assert_str_eq(text, "-__-AQ");
	ck_assert_int_eq(secret_base64_read(out, sizeof out, text), 4);
	ck_assert_int_eq(secret_base64_read(out, 3, text), -1);
	ck_assert_int_eq(secret_base64_read(out, sizeof out, "a b"), -1);
}
END_TEST

START_TEST(hashes_and_guarded_memory)
{
	/* BLAKE2b-256 of "abc" (RFC 7693 with a 32-byte digest) */
	static const unsigned char want[4] = {0xbd, 0xdd, 0x81, 0x3c};
	unsigned char out[SECRET_HASH], keyed[SECRET_HASH], key[SECRET_KEY] = {1};
	/* RFC 4231, case 2. */
	static const unsigned char what[] = {0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60, 0x75, 0x4e, 0x6a,
	    0x04, 0x24, 0x26, 0x08, 0x95, 0x75, 0xc7, 0x5a, 0x00, 0x3f, 0x08, 0x9d, 0x27, 0x39,
	    0x83, 0x9d, 0xec, 0x58, 0xb9, 0x64, 0xec, 0x38, 0x43};
	secret_hmac_sha256(out, "Jefe", 4, "what do ya want for nothing?", 28);
	ck_assert_mem_eq(out, what, sizeof what);
	secret_hash(out, "abc", 3, NULL);
	ck_assert_mem_eq(out, want, sizeof want);
	secret_hash(keyed, "abc", 3, key);
	ck_assert(!secret_equal(out, keyed, sizeof out));
	char *guarded = secret_new(32);
	ck_assert_ptr_nonnull(guarded);
	memset(guarded, 'x', 32);
	secret_wipe(guarded, 32);
	ck_assert_int_eq(guarded[31], 0);
	secret_free(guarded);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("base_secret");
	TCase *tests = tcase_create("secret");
	tcase_add_test(tests, locked_bytes_open_only_unaltered);
	tcase_add_test(tests, sealed_bytes_open_with_the_private_key);
	tcase_add_test(tests, passwords);
	tcase_add_test(tests, base64_both_ways);
	tcase_add_test(tests, hashes_and_guarded_memory);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
