#include "link/transfer.h"
#include "base/alloc.h"
#include "base/compress.h"
#include "base/i18n.h"
#include "base/log.h"
#include "wire/codec.h"
#include "wire/coding.h"

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
	struct buf reply, text; /* as it came; decoded */
	struct buf coded;       /* the request's body in the house's coding; empty: sent plain */
	/* The same request plain, for a CRM that has not this coding any more. */
	struct curl_slist *plain_headers;
	const char *plain;
	size_t plain_length;
	bool busy, ended;
	CURLcode result;
};

struct transfers {
	CURLM *multi;
	struct slot slots[SLOT_COUNT];
	char *server, *ca;
	long connect_seconds, stall_seconds;
	struct coding coding;
	bool spoken; /* the CRM at the other end has answered in this desk's coding */
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

/* Only what the CRM reads: every byte counts on a thin line. What is sent in the house's coding is
 * JSON, and its sender reads it; once it is spoken nothing else need be offered. */
static struct curl_slist *
headers_of(const struct transfers *transfers, const struct transfer *transfer, bool coded)
{
	const char *name = transfers->coding.name;
	struct curl_slist *list = header(NULL, "Accept:");
	list = header(list, "Expect:");
	list = header(
	    list, transfer->body && !coded ? "Content-Type: application/json" : "Content-Type:");
	char *line = coded               ? xasprintf("Content-Encoding: %s", name)
		     : transfers->spoken ? xasprintf("Accept-Encoding: %s", name)
					 : xasprintf("Accept-Encoding: %s, gzip", name);
	list = header(list, line);
	free(line);
	if (transfer->token) {
		line = xasprintf("Authorization: Bearer %s", transfer->token);
		list = header(list, line);
		free(line);
	}
	if (transfer->operation) {
		line = xasprintf("Idempotency-Key: \"%s\"", transfer->operation);
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
	coding_init(&transfers->coding);
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
		buf_init(&transfers->slots[i].text, REPLY_LIMIT);
		buf_init(&transfers->slots[i].coded, BODY_LIMIT);
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
		curl_slist_free_all(slot->plain_headers);
		buf_release(&slot->reply);
		buf_release(&slot->text);
		buf_release(&slot->coded);
	}
	coding_release(&transfers->coding);
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
	/* Who is asked for the CRM's name may be silent for longer than a connection may take. The
	 * thread that asks is let go then, not waited for. */
	curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(
	    easy, CURLOPT_PROXY, ""); /* the desk speaks to its CRM and to nobody else */
	curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
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

static void
set_body(CURL *easy, const char *body, size_t length)
{
	curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body ? body : "");
	curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)length);
}

/* The body in the house's coding, where the CRM speaks it and it is shorter so. */
static bool
code_body(const struct transfers *transfers, struct slot *slot, const struct transfer *transfer)
{
	buf_clear(&slot->coded);
	if (!transfers->spoken || !transfer->length || transfer->length > BODY_LIMIT)
		return false;
	int rc = coding_pack(&transfers->coding, &slot->coded, transfer->body, transfer->length);
	if (rc == 0 && slot->coded.length < transfer->length)
		return true;
	buf_clear(&slot->coded);
	return false;
}

static void
set_request(const struct transfers *transfers, struct slot *slot, const struct transfer *transfer)
{
	CURL *easy = slot->easy;
	bool coded = code_body(transfers, slot, transfer);
	curl_slist_free_all(slot->headers);
	curl_slist_free_all(slot->plain_headers);
	slot->headers = headers_of(transfers, transfer, coded);
	slot->plain_headers = coded ? headers_of(transfers, transfer, false) : NULL;
	slot->plain = transfer->body;
	slot->plain_length = transfer->length;
	char *url = xasprintf("%s%s", transfers->server, transfer->target);
	curl_easy_setopt(easy, CURLOPT_URL, url);
	free(url);
	curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, transfer->method);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, slot->headers);
	if (coded)
		set_body(easy, slot->coded.data, slot->coded.length);
	else if (transfer->body || strcmp(transfer->method, "POST") == 0)
		set_body(easy, transfer->body, transfer->length);
}

static void
set_off(struct transfers *transfers, struct slot *slot)
{
	buf_clear(&slot->reply);
	slot->busy = true;
	transfers->figures.requests++;
	CURLMcode code = curl_multi_add_handle(transfers->multi, slot->easy);
	if (code == CURLM_OK)
		return;
	log_error("link", "%s", curl_multi_strerror(code));
	slot->busy = false;
	slot->ended = true;
	slot->result = CURLE_FAILED_INIT;
}

void
transfers_start(
    struct transfers *transfers, enum transfer_slot which, const struct transfer *transfer)
{
	struct slot *slot = &transfers->slots[which];
	CURL *easy = slot->easy;
	curl_easy_reset(easy);
	set_line(transfers, easy);
	set_request(transfers, slot, transfer);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, transfer->seconds);
	if (!transfer->quiet) {
		curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOWEST);
		curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, transfers->stall_seconds);
	}
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, slot);
	curl_easy_setopt(easy, CURLOPT_PRIVATE, slot);
	set_off(transfers, slot);
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

static long
status_of(const struct slot *slot)
{
	long status = 0;
	curl_easy_getinfo(slot->easy, CURLINFO_RESPONSE_CODE, &status);
	return status;
}

/* Another release of the CRM has come to the address, which does not know this coding (RFC 9110
 * section 15.5.16): the same request goes again as plain JSON. */
static bool
goes_plain(struct transfers *transfers, struct slot *slot)
{
	if (!slot->coded.length || slot->result != CURLE_OK || status_of(slot) != 415)
		return false;
	buf_clear(&slot->coded);
	transfers->spoken = false;
	curl_easy_setopt(slot->easy, CURLOPT_HTTPHEADER, slot->plain_headers);
	set_body(slot->easy, slot->plain, slot->plain_length);
	set_off(transfers, slot);
	return true;
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
		slot->result = result;
		if (!goes_plain(transfers, slot))
			slot->ended = true;
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
	case CURLE_SSL_CACERT_BADFILE:
		return _("The file of the certificates that this desk trusts cannot be read.");
	case CURLE_PEER_FAILED_VERIFICATION:
		return _("The CRM's certificate is not the one this desk trusts.");
	case CURLE_WRITE_ERROR:
		return _("The CRM's answer is too large.");
	default:
		return _("The line to the CRM broke.");
	}
}

static enum line_fault
fault_of(CURLcode code)
{
	return code == CURLE_COULDNT_RESOLVE_HOST       ? LINE_NAMELESS
	       : code == CURLE_PEER_FAILED_VERIFICATION ? LINE_UNTRUSTED
							: LINE_BROKEN;
}

static const char *
coding_of(const struct slot *slot)
{
	struct curl_header *field;
	return curl_easy_header(slot->easy, "Content-Encoding", 0, CURLH_HEADER, -1, &field) ==
		       CURLHE_OK
		   ? field->value
		   : NULL;
}

/* The reply as the text that it is; false when it cannot be read. A new connection may lead to
 * another release of the CRM: what it speaks shows in its answers. */
static bool
decode(struct transfers *transfers, struct slot *slot, struct transfer_end *end)
{
	const char *name = coding_of(slot);
	bool ours = name && strcmp(name, transfers->coding.name) == 0;
	struct err err;
	long connects = 0;
	curl_easy_getinfo(slot->easy, CURLINFO_NUM_CONNECTS, &connects);
	transfers->spoken = ours || (transfers->spoken && !connects);
	end->body = slot->reply.data;
	end->length = slot->reply.length;
	if (!name)
		return true;
	buf_clear(&slot->text);
	int rc = ours ? coding_unpack(&transfers->coding, &slot->text, slot->reply.data,
			    slot->reply.length, &err)
		      : gzip_unpack(&slot->text, slot->reply.data, slot->reply.length, &err);
	end->body = slot->text.data;
	end->length = slot->text.length;
	if (rc < 0)
		log_warn("link", "an answer in the coding %s: %s", name, err.text);
	return rc == 0;
}

bool
transfers_ended(struct transfers *transfers, struct transfer_end *end)
{
	for (int i = 0; i < SLOT_COUNT; i++) {
		struct slot *slot = &transfers->slots[i];
		if (!slot->ended)
			continue;
		slot->ended = false;
		*end = (struct transfer_end){.slot = (enum transfer_slot)i, .body = ""};
		if (slot->result == CURLE_OK && !decode(transfers, slot, end))
			slot->result = CURLE_BAD_CONTENT_ENCODING;
		if (slot->result != CURLE_OK) {
			end->sentence = sentence(slot->result);
			end->fault = fault_of(slot->result);
			log_info("link", "no answer: %s", curl_easy_strerror(slot->result));
			return true;
		}
		curl_off_t after = 0;
		curl_easy_getinfo(slot->easy, CURLINFO_RETRY_AFTER, &after);
		curl_easy_getinfo(slot->easy, CURLINFO_CONTENT_TYPE, &end->type);
		end->status = (int)status_of(slot);
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
