/* TLS 1.3 and nothing older; no way in from elsewhere without it; and what a mistake in the options
 * is answered with. */
#include "crm/manage.h"
#include "helpers/certificate.h"
#include "helpers/proc.h"
#include "helpers/server.h"
#include "helpers/tap.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server server;
static char *cert_path, *key_path, *other_key_path;

static void
set_up(void)
{
	struct err err = {0};
	server_init(&server);
	ck_assert_msg(crm_create(server.db, &err) == 0, "%s", err.text);
	cert_path = proc_text("%s/cert.pem", server.dir);
	key_path = proc_text("%s/key.pem", server.dir);
	other_key_path = proc_text("%s/other.pem", server.dir);
	certificate_make(cert_path, key_path);
	certificate_stray_key(other_key_path);
}

static void
tear_down(void)
{
	server_release(&server);
	free(cert_path);
	free(key_path);
	free(other_key_path);
}

/* ---- TLS ---- */

static size_t
swallow(char *bytes, size_t size, size_t count, void *context)
{
	(void)bytes;
	(void)context;
	return size * count;
}

/* The HTTP status over TLS of at most this version; 0 when no connection came about. */
static long
get(long version, long *connects)
{
	long status = 0;
	char *url = proc_text("https://127.0.0.1:%d/v1/health", server.port);
	CURL *curl = curl_easy_init();
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_CAINFO, cert_path);
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, version);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, swallow);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, 20L);
	curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
	for (int i = 0; i < 2; i++) {
		CURLcode rc = curl_easy_perform(curl);
		curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
		if (rc != CURLE_OK)
			status = 0;
		if (connects) {
			long more;
			curl_easy_getinfo(curl, CURLINFO_NUM_CONNECTS, &more);
			*connects += more;
		}
	}
	curl_easy_cleanup(curl);
	free(url);
	return status;
}

START_TEST(tls_13_only)
{
	long connects = 0;
	server_start_with(
	    &server, (const char *const[]){"--tls-cert", cert_path, "--tls-key", key_path, NULL});
	ck_assert_int_eq(get(CURL_SSLVERSION_TLSv1_3, &connects), 200);
	ck_assert_int_eq(connects, 1);
	ck_assert_int_eq(get(CURL_SSLVERSION_TLSv1_2 | CURL_SSLVERSION_MAX_TLSv1_2, NULL), 0);
	ck_assert_int_eq(server_stop(&server), 0);
}
END_TEST

/* ---- options ---- */

static int
run(char **out, const char *const args[])
{
	const char *argv[16];
	size_t n = 0;
	char *program = proc_built("frontdeskd");
	argv[n++] = program;
	for (; *args && n < 15; args++)
		argv[n++] = *args;
	argv[n] = NULL;
	int status = proc_run(argv, NULL, NULL, out, 20000);
	free(program);
	return status;
}

static void
refused(int wanted, const char *word, const char *const args[])
{
	char *out;
	int status = run(&out, args);
	ck_assert_msg(status == wanted, "%d: %s", status, out);
	ck_assert_msg(strstr(out, word) != NULL, "no \"%s\" in: %s", word, out);
	free(out);
}
#define REFUSED(status, word, ...) refused(status, word, (const char *const[]){__VA_ARGS__, NULL})

START_TEST(mistakes_in_options)
{
	REFUSED(2, "--db", "--listen", "127.0.0.1:0");
	REFUSED(2, "--colour", "--db", server.db, "--colour");
	REFUSED(2, "--listen", "--db", server.db, "--listen");
	REFUSED(2, "extra", "--db", server.db, "extra");
	REFUSED(2, "soon", "--db", server.db, "--deadline", "soon");
	REFUSED(2, "\"0\"", "--db", server.db, "--deadline", "0");
	REFUSED(2, "loud", "--db", server.db, "--log-level", "loud");
	REFUSED(2, "--tls-key", "--db", server.db, "--tls-cert", cert_path);
	REFUSED(1, "ADDRESS:PORT", "--db", server.db, "--listen", "8080");
	REFUSED(1, "ADDRESS:PORT", "--db", server.db, "--listen", "127.0.0.1:x");
	REFUSED(1, "ADDRESS:PORT", "--db", server.db, "--listen", "127.0.0.1:99999");
	REFUSED(1, "listening socket", "--db", server.db, "--listen-fd", "77");
	REFUSED(1, "no-such", "--db", "sqlite:/no-such/crm.db", "--listen", "127.0.0.1:0");
	REFUSED(0, "Usage", "--help");
	REFUSED(0, "frontdesk 0", "--version");
}
END_TEST

START_TEST(no_way_in_without_tls)
{
	REFUSED(1, "--tls-cert", "--db", server.db, "--listen", "0.0.0.0:0");
	REFUSED(1, "--tls-cert", "--db", server.db, "--listen", "[::]:0");
	REFUSED(1, "no-such.pem", "--db", server.db, "--listen", "0.0.0.0:0", "--tls-cert",
	    "no-such.pem", "--tls-key", key_path);
	REFUSED(1, cert_path, "--db", server.db, "--listen", "0.0.0.0:0", "--tls-cert", cert_path,
	    "--tls-key", other_key_path);
	REFUSED(1, key_path, "--db", server.db, "--listen", "0.0.0.0:0", "--tls-cert", key_path,
	    "--tls-key", cert_path);
}
END_TEST

int
main(void)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
	Suite *suite = suite_create("api secure");
	TCase *tls = tcase_create("tls");
	tcase_add_checked_fixture(tls, set_up, tear_down);
	tcase_set_timeout(tls, 60);
	tcase_add_test(tls, tls_13_only);
	tcase_add_test(tls, mistakes_in_options);
	tcase_add_test(tls, no_way_in_without_tls);
	suite_add_tcase(suite, tls);
	return tap_run(suite);
}
