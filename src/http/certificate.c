#include "http/certificate.h"
#include "base/file.h"

#include <gnutls/gnutls.h>
#include <stdlib.h>
#include <string.h>

enum { PEM_LIMIT = 1 << 20 };

static int
check_pair(const char *cert_path, char *cert, char *key, struct err *err)
{
	gnutls_certificate_credentials_t credentials;
	gnutls_datum_t cert_text = {(unsigned char *)cert, (unsigned)strlen(cert)};
	gnutls_datum_t key_text = {(unsigned char *)key, (unsigned)strlen(key)};
	int rc = gnutls_certificate_allocate_credentials(&credentials);
	if (rc < 0)
		return err_set(err, "cannot use %s: %s", cert_path, gnutls_strerror(rc));
	rc = gnutls_certificate_set_x509_key_mem(
	    credentials, &cert_text, &key_text, GNUTLS_X509_FMT_PEM);
	gnutls_certificate_free_credentials(credentials);
	return rc < 0 ? err_set(err, "cannot use the certificate %s with its key: %s", cert_path,
			    gnutls_strerror(rc))
		      : 0;
}

int
certificate_read(
    const char *cert_path, const char *key_path, char **cert, char **key, struct err *err)
{
	size_t length;
	if (file_read_all(cert_path, PEM_LIMIT, cert, &length, err) < 0 ||
	    file_read_all(key_path, PEM_LIMIT, key, &length, err) < 0)
		return -1;
	return check_pair(cert_path, *cert, *key, err);
}

void
certificate_free(char *cert, char *key)
{
	if (key)
		explicit_bzero(key, strlen(key));
	free(cert);
	free(key);
}
