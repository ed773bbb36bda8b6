#include "link/transfer.h"
#include "base/alloc.h"
#include "base/i18n.h"
#include "base/log.h"
#include "wire/codec.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { CONNECT_SECONDS = 30, STALL_SECONDS = 25, SLOWEST = 10 /* bytes a second */, MOST_FDS = 16 };
enum { UNSENT_MILLISECONDS = 20000, PROBE_SECONDS = 60, IDLE_SECONDS = 7 * 24 * 3600 };

struct slot {
	CURL *easy;
	struct curl_slist *headers;
	struct buf reply;
	bool busy, ended;
	CURLcode result;
};

struct transfers {
	CURLM *multi;
	struct slot slots[SLOT_COUNT];
	char *server, *ca;
	long connect_seconds, stall_seconds;
	struct link_figures figures;
};

static size_t
on_bytes(char *bytes, size_t size, size_t count, void *context)
{
	struct slot *slot = context;
	return buf_add(&slot->reply, bytes, size * count) == 0 ? size * count : 0;
}

/* A dead line is noticed also while nothing is asked of it. */
static int
on_socket(void *context, curl_socket_t fd, curlsocktype purpose)
{
	(void)context;
	unsigned unsent = UNSENT_MILLISECONDS;
	if (purpose == CURLSOCKTYPE_IPCXN)
		setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &unsent, sizeof unsent);
	return CURL_SOCKOPT_OK;
}

static struct curl_slist *
header(struct curl_slist *list, const char *line)
{
	struct curl_slist *longer = curl_slist_append(list, line);
	if (!longer)
		abort(); /* out of memory, as xmalloc */
	return longer;
}

/* Only what the CRM reads: every byte counts on a thin line. */
static struct curl_slist *
headers_of(const struct transfer *transfer)
{
	struct curl_slist *list = header(NULL, "Accept:");
	list = header(list, "Expect:");
	list = header(list, transfer->body ? "Content-Type: application/json" : "Content-Type:");
	if (transfer->token) {
		char *line = xasprintf("Authorization: Bearer %s", transfer->token);
		list = header(list, line);
		free(line);
	}
	if (transfer->operation) {
		char *line = xasprintf("Idempotency-Key: \"%s\"", transfer->operation);
		list = header(list, line);
		free(line);
	}
	return list;
}

struct transfers *
transfers_new(const struct link_options *options, struct err *err)
{
	static bool started;
	if (!started && curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		err_set(err, _("The network library does not start."));
		return NULL;
	}
	started = true;
	if (strncmp(options->server, "http://", 7) != 0 &&
	    strncmp(options->server, "https://", 8) != 0) {
		err_set(err,
		    _("The CRM's address must begin with https:// or http://, not \"%s\"."),
		    options->server);
		return NULL;
	}
	struct transfers *transfers = xcalloc(1, sizeof *transfers);
	transfers->server = xstrdup(options->server);
	for (size_t n = strlen(transfers->server); n && transfers->server[n - 1] == '/';)
		transfers->server[--n] = '\0';
	transfers->ca = options->ca ? xstrdup(options->ca) : NULL;
	transfers->connect_seconds =
	    options->connect_seconds ? options->connect_seconds : CONNECT_SECONDS;
	transfers->stall_seconds = options->stall_seconds ? options->stall_seconds : STALL_SECONDS;
	transfers->multi = curl_multi_init();
	bool good = transfers->multi != NULL;
	for (int i = 0; i < SLOT_COUNT; i++) {
		transfers->slots[i].easy = curl_easy_init();
		good = good && transfers->slots[i].easy;
		buf_init(&transfers->slots[i].reply, REPLY_LIMIT);
	}
	if (good) {
		curl_multi_setopt(
		    transfers->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)SLOT_COUNT);
		return transfers;
	}
	transfers_free(transfers);
	err_set(err, _("The network library does not start."));
	return NULL;
}

void
transfers_free(struct transfers *transfers)
{
	for (int i = 0; i < SLOT_COUNT; i++) {
		struct slot *slot = &transfers->slots[i];
		if (slot->busy)
			curl_multi_remove_handle(transfers->multi, slot->easy);
		curl_easy_cleanup(slot->easy);
		curl_slist_free_all(slot->headers);
		buf_release(&slot->reply);
	}
	curl_multi_cleanup(transfers->multi);
	free(transfers->server);
	free(transfers->ca);
	free(transfers);
}

bool
transfers_busy(const struct transfers *transfers, enum transfer_slot slot)
{
	return transfers->slots[slot].busy || transfers->slots[slot].ended;
}

/* What does not change from request to request. */
static void
set_line(const struct transfers *transfers, CURL *easy)
{
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(
	    easy, CURLOPT_PROXY, ""); /* the desk speaks to its CRM and to nobody else */
	curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
	curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
	curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_3);
	if (transfers->ca)
		curl_easy_setopt(easy, CURLOPT_CAINFO, transfers->ca);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, transfers->connect_seconds);
	curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
	curl_easy_setopt(easy, CURLOPT_TCP_KEEPIDLE, (long)PROBE_SECONDS);
	curl_easy_setopt(easy, CURLOPT_TCP_KEEPINTVL, (long)PROBE_SECONDS);
	/* Idle for hours is no reason to close; 0 would close after a second. */
	curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, (long)IDLE_SECONDS);
	curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, on_socket);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_bytes);
}

void
transfers_start(
    struct transfers *transfers, enum transfer_slot which, const struct transfer *transfer)
{
	struct slot *slot = &transfers->slots[which];
	CURL *easy = slot->easy;
	curl_easy_reset(easy);
	curl_slist_free_all(slot->headers);
	slot->headers = headers_of(transfer);
	buf_clear(&slot->reply);
	set_line(transfers, easy);
	char *url = xasprintf("%s%s", transfers->server, transfer->target);
	curl_easy_setopt(easy, CURLOPT_URL, url);
	free(url);
	curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, transfer->method);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, slot->headers);
	if (transfer->body || strcmp(transfer->method, "POST") == 0) {
		curl_easy_setopt(easy, CURLOPT_POSTFIELDS, transfer->body ? transfer->body : "");
		curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)transfer->length);
	}
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, transfer->seconds);
	if (!transfer->quiet) {
		curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOWEST);
		curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, transfers->stall_seconds);
	}
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, slot);
	curl_easy_setopt(easy, CURLOPT_PRIVATE, slot);
	slot->busy = true;
	transfers->figures.requests++;
	CURLMcode code = curl_multi_add_handle(transfers->multi, easy);
	if (code != CURLM_OK) {
		log_error("link", "%s", curl_multi_strerror(code));
		slot->busy = false;
		slot->ended = true;
		slot->result = CURLE_FAILED_INIT;
	}
}

static void
count_bytes(struct transfers *transfers, CURL *easy)
{
	long head = 0, request = 0;
	curl_off_t up = 0, down = 0;
	curl_easy_getinfo(easy, CURLINFO_HEADER_SIZE, &head);
	curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &request);
	curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &up);
	curl_easy_getinfo(easy, CURLINFO_SIZE_DOWNLOAD_T, &down);
	transfers->figures.bytes_up += (uint64_t)(request + up);
	transfers->figures.bytes_down += (uint64_t)(head + down);
}

static void
carry_on(struct transfers *transfers)
{
	int running, left;
	curl_multi_perform(transfers->multi, &running);
	for (CURLMsg *message; (message = curl_multi_info_read(transfers->multi, &left));) {
		if (message->msg != CURLMSG_DONE)
			continue;
		struct slot *slot = NULL;
		CURLcode result = message->data.result;
		CURL *easy = message->easy_handle;
		curl_easy_getinfo(easy, CURLINFO_PRIVATE, &slot);
		count_bytes(transfers, easy);
		curl_multi_remove_handle(transfers->multi, easy);
		slot->busy = false;
		slot->ended = true;
		slot->result = result;
	}
}

int
transfers_wait(struct transfers *transfers, struct pollfd *fds, unsigned count, int timeout_ms)
{
	struct curl_waitfd extra[MOST_FDS];
	if (count > MOST_FDS)
		abort(); /* a mistake in the program */
	for (unsigned i = 0; i < count; i++)
		extra[i] = (struct curl_waitfd){.fd = fds[i].fd,
		    .events = (short)((fds[i].events & POLLIN ? CURL_WAIT_POLLIN : 0) |
				      (fds[i].events & POLLOUT ? CURL_WAIT_POLLOUT : 0))};
	carry_on(transfers); /* what was started since the last wait goes out now */
	for (int i = 0; i < SLOT_COUNT; i++)
		if (transfers->slots[i].ended)
			timeout_ms = 0;
	int ready = 0;
	curl_multi_poll(transfers->multi, extra, count, timeout_ms, &ready);
	carry_on(transfers);
	/* curl does not tell of a hang-up; poll does. */
	return count ? poll(fds, count, 0) : 0;
}

/* Why no whole answer came, for a person. */
static const char *
sentence(CURLcode code)
{
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		return _("The CRM's name is not known on this network.");
	case CURLE_COULDNT_CONNECT:
		return _("The CRM cannot be reached.");
	case CURLE_OPERATION_TIMEDOUT:
		return _("The CRM does not answer.");
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_CACERT_BADFILE:
		return _("The CRM's certificate is not the one this desk trusts.");
	case CURLE_WRITE_ERROR:
		return _("The CRM's answer is too large.");
	default:
		return _("The line to the CRM broke.");
	}
}

bool
transfers_ended(struct transfers *transfers, struct transfer_end *end)
{
	for (int i = 0; i < SLOT_COUNT; i++) {
		struct slot *slot = &transfers->slots[i];
		if (!slot->ended)
			continue;
		slot->ended = false;
		*end = (struct transfer_end){.slot = (enum transfer_slot)i,
		    .body = slot->reply.data,
		    .length = slot->reply.length};
		if (slot->result != CURLE_OK) {
			end->sentence = sentence(slot->result);
			log_info("link", "no answer: %s", curl_easy_strerror(slot->result));
			return true;
		}
		long status = 0;
		curl_off_t after = 0;
		curl_easy_getinfo(slot->easy, CURLINFO_RESPONSE_CODE, &status);
		curl_easy_getinfo(slot->easy, CURLINFO_RETRY_AFTER, &after);
		end->status = (int)status;
		end->retry_after = (long)after;
		return true;
	}
	return false;
}

void
transfers_figures(const struct transfers *transfers, struct link_figures *out)
{
	*out = transfers->figures;
}
