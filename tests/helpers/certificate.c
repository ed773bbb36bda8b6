#include "helpers/certificate.h"

#include "helpers/netns.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

enum { DAY = 86400 };

static void
must(int rc, const char *what)
{
	if (rc >= 0)
		return;
	fprintf(stderr, "test harness: %s: %s\n", what, gnutls_strerror(rc));
	abort();
}

static void
write_pem(const char *path, gnutls_datum_t *pem)
{
	FILE *file = fopen(path, "wb");
	if (!file || fwrite(pem->data, 1, pem->size, file) != pem->size || fclose(file) != 0) {
		fprintf(stderr, "test harness: %s cannot be written\n", path);
		abort();
	}
	chmod(path, 0600);
	gnutls_free(pem->data);
}

static gnutls_x509_privkey_t
make_key(const char *path)
{
	gnutls_x509_privkey_t key;
	gnutls_datum_t pem;
	must(gnutls_x509_privkey_init(&key), "key");
	must(gnutls_x509_privkey_generate(
		 key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0),
	    "key");
	must(gnutls_x509_privkey_export2(key, GNUTLS_X509_FMT_PEM, &pem), "key");
	write_pem(path, &pem);
	return key;
}

void
certificate_stray_key(const char *key_path)
{
	gnutls_x509_privkey_deinit(make_key(key_path));
}

void
certificate_make(const char *cert_path, const char *key_path)
{
	static const unsigned char loopback[] = {127, 0, 0, 1}, link[] = {10, 77, 0, 1};
	static const char name[] = NETNS_NAME;
	gnutls_x509_privkey_t key = make_key(key_path);
	gnutls_x509_crt_t cert;
	gnutls_datum_t pem;
	time_t now = time(NULL);
	must(gnutls_x509_crt_init(&cert), "certificate");
	gnutls_x509_crt_set_version(cert, 3);
	gnutls_x509_crt_set_serial(cert, "\x01", 1);
	gnutls_x509_crt_set_dn_by_oid(cert, GNUTLS_OID_X520_COMMON_NAME, 0, "crm.example", 11);
	gnutls_x509_crt_set_subject_alt_name(
	    cert, GNUTLS_SAN_IPADDRESS, loopback, sizeof loopback, GNUTLS_FSAN_SET);
	gnutls_x509_crt_set_subject_alt_name(
	    cert, GNUTLS_SAN_IPADDRESS, link, sizeof link, GNUTLS_FSAN_APPEND);
	gnutls_x509_crt_set_subject_alt_name(
	    cert, GNUTLS_SAN_DNSNAME, name, sizeof name - 1, GNUTLS_FSAN_APPEND);
	gnutls_x509_crt_set_activation_time(cert, now - DAY);
	gnutls_x509_crt_set_expiration_time(cert, now + DAY);
	gnutls_x509_crt_set_basic_constraints(cert, 1, 0);
	gnutls_x509_crt_set_key(cert, key);
	must(gnutls_x509_crt_sign2(cert, cert, key, GNUTLS_DIG_SHA256, 0), "certificate");
	must(gnutls_x509_crt_export2(cert, GNUTLS_X509_FMT_PEM, &pem), "certificate");
	write_pem(cert_path, &pem);
	gnutls_x509_crt_deinit(cert);
	gnutls_x509_privkey_deinit(key);
}
