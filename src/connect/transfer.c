#include "connect/transfer.h"
#include "base/text.h"

#include <curl/curl.h>
#include <string.h>

enum { CONNECT_SECONDS = 15, WHOLE_SECONDS = 60 };

void
transfers_begin(void)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
}

void
transfers_end(void)
{
	curl_global_cleanup();
}

/* ---- doors ---- */

static const char *
host_of(const char *url)
{
	const char *colon = strstr(url, "://");
	return colon ? colon + 3 : "";
}

static bool
host_is(const char *url, const char *name)
{
	const char *host = host_of(url);
	size_t length = strlen(name);
	return strncmp(host, name, length) == 0 && (!host[length] || host[length] == ':');
}

static bool
is_here(const char *url)
{
	return host_is(url, "127.0.0.1") || host_is(url, "[::1]") || host_is(url, "localhost");
}

bool
door_is(const struct door *door, const char *scheme)
{
	size_t length = strlen(scheme);
	const char *host = host_of(door->url);
	if (strncmp(door->url, scheme, length) != 0 || !*host || strpbrk(host, "/?#@ "))
		return false;
	const char *rest = door->url + length;
	return strncmp(rest, "://", 3) == 0 || strncmp(rest, "s://", 4) == 0;
}

void
door_folder(struct buf *out, const char *folder)
{
	char *escaped = curl_easy_escape(NULL, folder, 0);
	buf_puts(out, escaped ? escaped : "");
	curl_free(escaped);
}

/* ---- one transfer ---- */

struct moving {
	const struct door *door;
	struct buf *out;
	const char *bytes;
	size_t length, at;
	char said[CURL_ERROR_SIZE];
	char last[200]; /* why the server will not */
};

static size_t
take_in(char *bytes, size_t size, size_t count, void *context)
{
	struct moving *moving = context;
	buf_add(moving->out, bytes, size * count);
	return buf_ok(moving->out) ? size * count : 0;
}

static size_t
give_out(char *bytes, size_t size, size_t count, void *context)
{
	struct moving *moving = context;
	size_t most = size * count, left = moving->length - moving->at;
	size_t give = left < most ? left : most;
	memcpy(bytes, moving->bytes + moving->at, give);
	moving->at += give;
	return give;
}

/* A line of the server: 550 and the like of SMTP, a tagged NO or BAD of IMAP say why it will not.
 */
static size_t
hear(char *bytes, size_t size, size_t count, void *context)
{
	struct moving *moving = context;
	size_t length = size * count, most = sizeof moving->last - 1;
	char line[sizeof moving->last];
	size_t keep = length < most ? length : most;
	memcpy(line, bytes, keep);
	line[keep] = '\0';
	line[strcspn(line, "\r\n")] = '\0';
	bool smtp = (*line == '4' || *line == '5') && strlen(line) > 3;
	if (smtp || strstr(line, " NO ") || strstr(line, " BAD "))
		memcpy(moving->last, line, sizeof line);
	return length;
}

static int
go_on(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	const struct moving *moving = context;
	(void)a, (void)b, (void)c, (void)d;
	return moving->door->ending && atomic_load(moving->door->ending);
}

static CURL *
begin(struct moving *moving, const char *url)
{
	const struct door *door = moving->door;
	CURL *curl = curl_easy_init();
	if (!curl)
		return NULL;
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)WHOLE_SECONDS);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, moving->said);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, moving);
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, go_on);
	curl_easy_setopt(curl, CURLOPT_XFERINFODATA, moving);
	if (door->user) {
		curl_easy_setopt(curl, CURLOPT_USERNAME, door->user);
		curl_easy_setopt(curl, CURLOPT_PASSWORD, door->password);
	}
	if (door->ca)
		curl_easy_setopt(curl, CURLOPT_CAINFO, door->ca);
	/* Without an s the door must offer STARTTLS, unless nothing leaves this computer. */
	if (!is_here(door->url))
		curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
	return curl;
}

/* What the server said, else what curl made of it. */
static int
failed(const struct moving *moving, CURLcode code, struct err *err)
{
	struct buf words;
	buf_init(&words, 400);
	const char *why = moving->said[0] ? moving->said : curl_easy_strerror(code);
	text_printable(&words, why, strlen(why));
	if (moving->last[0]) {
		buf_puts(&words, ": ");
		text_printable(&words, moving->last, strlen(moving->last));
	}
	err_set(err, "%s", words.data);
	buf_release(&words);
	return -1;
}

int
transfer_imap(const struct door *door, const char *path, const char *request, struct buf *out,
    struct err *err)
{
	struct moving moving = {.door = door, .out = out};
	struct buf url;
	buf_init(&url, 2000);
	buf_printf(&url, "%s/%s", door->url, path);
	CURL *curl = begin(&moving, url.data);
	if (curl) {
		curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_in);
		curl_easy_setopt(curl, CURLOPT_WRITEDATA, &moving);
		if (request)
			curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request);
	}
	CURLcode code = curl ? curl_easy_perform(curl) : CURLE_OUT_OF_MEMORY;
	curl_easy_cleanup(curl);
	buf_release(&url);
	return code == CURLE_OK ? 0 : failed(&moving, code, err);
}

/* An address goes into a line of the protocol: nothing in it may end or open one. */
static bool
address_is_safe(const char *address)
{
	if (!*address || strlen(address) > 254)
		return false;
	for (const char *c = address; *c; c++)
		if ((unsigned char)*c <= ' ' || (unsigned char)*c >= 127 || strchr("<>\"\\", *c))
			return false;
	return strchr(address, '@') != NULL;
}

int
transfer_smtp(const struct door *door, const char *from, const char *to, const char *message,
    size_t length, bool *refused, struct err *err)
{
	struct moving moving = {.door = door, .bytes = message, .length = length};
	struct curl_slist *all = NULL;
	long said = 0;
	*refused = !address_is_safe(to) || !address_is_safe(from);
	if (*refused)
		return err_set(err, "nothing can be sent to this address");
	CURL *curl = begin(&moving, door->url);
	if (curl) {
		all = curl_slist_append(NULL, to);
		curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from);
		curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, all);
		curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
		curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_out);
		curl_easy_setopt(curl, CURLOPT_READDATA, &moving);
	}
	CURLcode code = curl ? curl_easy_perform(curl) : CURLE_OUT_OF_MEMORY;
	if (curl)
		curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &said);
	/* A door that does not let us in is mended by whoever keeps it; 5yz (RFC 5321) is about
	 * this message. */
	*refused = code != CURLE_OK && code != CURLE_LOGIN_DENIED && said >= 500 && said < 600;
	curl_slist_free_all(all);
	curl_easy_cleanup(curl);
	return code == CURLE_OK ? 0 : failed(&moving, code, err);
}

/* ---- requests ---- */

bool
transfer_http_is(const struct door *door)
{
	return door_is(door, "http") && (strncmp(door->url, "https", 5) == 0 || is_here(door->url));
}

static struct curl_slist *
with_header(struct curl_slist *headers, const char *name, const char *value)
{
	struct buf line;
	buf_init(&line, 1000);
	buf_printf(&line, "%s: %s", name, value);
	headers = curl_slist_append(headers, line.data);
	explicit_bzero(line.data, line.length); /* it may be the key */
	buf_release(&line);
	return headers;
}

int
transfer_http(const struct door *door, const char *method, const char *path, const char *body,
    const char *key, struct buf *out, long *status, struct err *err)
{
	struct moving moving = {.door = door, .out = out};
	struct curl_slist *headers = NULL;
	struct door nameless = *door;
	struct buf url, bearer;
	buf_init(&url, 2000);
	buf_init(&bearer, 600);
	buf_printf(&url, "%s%s", door->url, path);
	buf_printf(&bearer, "Bearer %s", door->password);
	nameless.user = nameless.password = NULL;
	moving.door = &nameless;
	CURL *curl = begin(&moving, url.data);
	headers = with_header(headers, "Authorization", bearer.data);
	headers = with_header(headers, "Accept", "application/json");
	if (key)
		headers = with_header(headers, "Idempotency-Key", key);
	if (body)
		headers = with_header(headers, "Content-Type", "application/json");
	if (curl) {
		curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
		curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
		curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_in);
		curl_easy_setopt(curl, CURLOPT_WRITEDATA, &moving);
		curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
		if (body)
			curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
	}
	CURLcode code = curl ? curl_easy_perform(curl) : CURLE_OUT_OF_MEMORY;
	if (curl)
		curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
	curl_slist_free_all(headers);
	curl_easy_cleanup(curl);
	explicit_bzero(bearer.data, bearer.length);
	buf_release(&bearer);
	buf_release(&url);
	return code == CURLE_OK ? 0 : failed(&moving, code, err);
}
