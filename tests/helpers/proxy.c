#include "helpers/proxy.h"
#include "helpers/passing.h"
#include "helpers/proc.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAX_PAIRS = 64, CHUNK = 65536, PACKET = 536, PACKET_HEADER = 40, MODEM_BUFFER = 4096 };
enum { UP, DOWN };
static const char request_mark[] = " HTTP/1.1\r\n";

/* Bytes under way, until the line has brought them. */
struct piece {
	struct piece *next;
	int64_t due; /* microseconds of proc_us */
	size_t length;
	char bytes[];
};

/* What is seen of TLS from outside (RFC 8446 section 5.1): its records. */
enum { RECORD_HEADER = 5, RECORD_HANDSHAKE = 22, RECORD_DATA = 23 };
struct records {
	unsigned char header[RECORD_HEADER];
	size_t have; /* bytes of the header */
	size_t left; /* bytes of the record that are still to come */
	bool handshake;
};

struct flow {
	struct piece *first, **last;
	size_t length;
	bool ended; /* nothing more comes in */
};

struct pair {
	int ends[2];          /* the client's and the server's; -1 once closed */
	struct flow flows[2]; /* UP and DOWN */
	size_t matched;       /* characters of request_mark seen */
	struct passing up;    /* requests, whole; not over TLS */
	bool begun, tls;
	bool finished; /* the client's first encrypted record has begun: its Finished */
	struct records records[2];
	int64_t opens; /* no byte arrives before: the round trip of connecting */
	bool silent;   /* half-open: nothing passes any more */
	bool losing;   /* what it is answered next is lost */
};

struct proxy {
	int listener, to, port, wake;
	pthread_t thread;
	pthread_mutex_t lock; /* over what follows */
	struct proxy_figures figures;
	struct proxy_orders {
		bool cut, swallow, stall, half_open, stop;
		int hold;
		unsigned agains;        /* so many were ordered so far */
		unsigned backs[WRITES]; /* which, in a ring */
		struct proxy_shape shape;
		struct proxy_gaps gaps;
		int64_t gaps_since;
		int lose;
		int listener;
	} orders;
	/* of the thread alone */
	struct pair pairs[MAX_PAIRS];
	struct proxy_orders now;
	int64_t line_free[2]; /* when the line has sent what was given to it */
	size_t asked;         /* requests, for those whose reply is lost */
	struct writes writes;
	struct doubles doubles;
};

static _Noreturn void
die(const char *what)
{
	fprintf(stderr, "test harness: proxy: %s: %s\n", what, strerror(errno));
	abort();
}

static void
drop(struct pair *pair)
{
	/* A reset, not a polite end: that is what a cut line looks like. */
	struct linger hard = {.l_onoff = 1, .l_linger = 0};
	for (int i = 0; i < 2; i++) {
		if (pair->ends[i] >= 0) {
			setsockopt(pair->ends[i], SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
			close(pair->ends[i]);
		}
		pair->ends[i] = -1;
		for (struct piece *piece; (piece = pair->flows[i].first);) {
			pair->flows[i].first = piece->next;
			free(piece);
		}
	}
	passing_release(&pair->up);
}

/* Until the line is cut or mended by itself, in milliseconds; 0 or below: it is cut, for so long.
 */
static int64_t
until_gap(const struct proxy *p)
{
	const struct proxy_gaps *gaps = &p->now.gaps;
	if (!gaps->every_ms)
		return INT64_MAX;
	int64_t phase = (proc_us() - p->now.gaps_since) / 1000 % gaps->every_ms;
	int64_t left = gaps->every_ms - gaps->cut_ms - phase;
	return left > 0 ? left : phase - gaps->every_ms;
}

static bool
is_cut(const struct proxy *p)
{
	return p->now.cut || p->now.stop || until_gap(p) <= 0;
}

static void
accept_one(struct proxy *p)
{
	int on = 1;
	struct pair made = {.ends = {accept4(p->listener, NULL, NULL, SOCK_CLOEXEC), -1}};
	struct pair *free_pair = NULL;
	for (int i = 0; i < MAX_PAIRS && !free_pair; i++)
		if (p->pairs[i].ends[0] < 0)
			free_pair = &p->pairs[i];
	if (made.ends[0] < 0)
		return;
	if (is_cut(p) || !free_pair || (made.ends[1] = line_reach(p->to)) < 0) {
		drop(&made);
		return;
	}
	made.silent = p->now.half_open;
	made.opens = proc_us() + 2000 * (int64_t)p->now.shape.delay_ms;
	*free_pair = made;
	for (int i = 0; i < 2; i++) {
		setsockopt(made.ends[i], IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
		free_pair->flows[i].last = &free_pair->flows[i].first;
	}
	pthread_mutex_lock(&p->lock);
	p->figures.connects++;
	pthread_mutex_unlock(&p->lock);
}

static size_t
count_requests(struct pair *pair, const char *bytes, size_t len)
{
	size_t n = 0;
	for (size_t i = 0; i < len; i++) {
		if (bytes[i] == request_mark[pair->matched])
			pair->matched++;
		else
			pair->matched = bytes[i] == request_mark[0];
		if (pair->matched == sizeof request_mark - 1) {
			pair->matched = 0;
			n++;
		}
	}
	return n;
}

static void
begin_record(struct proxy_figures *figures, struct pair *pair, int way)
{
	struct records *records = &pair->records[way];
	bool data = records->header[0] == RECORD_DATA;
	records->have = 0;
	records->left = (size_t)records->header[3] << 8 | records->header[4];
	records->handshake = !pair->finished;
	++*(way == UP ? &figures->records_up : &figures->records_down);
	if (way == UP && data) {
		figures->requests += pair->finished;
		pair->finished = true;
	}
	if (records->handshake)
		*(way == UP ? &figures->handshake_up : &figures->handshake_down) += RECORD_HEADER;
}

static void
count_records(struct proxy_figures *figures, struct pair *pair, int way, const struct piece *piece)
{
	struct records *records = &pair->records[way];
	for (size_t at = 0; at < piece->length;) {
		size_t some = piece->length - at;
		if (records->left) {
			some = some < records->left ? some : records->left;
			records->left -= some;
			at += some;
			if (records->handshake)
				*(way == UP ? &figures->handshake_up : &figures->handshake_down) +=
				    some;
			continue;
		}
		records->header[records->have++] = (unsigned char)piece->bytes[at++];
		if (records->have == RECORD_HEADER)
			begin_record(figures, pair, way);
	}
}

static void
count(struct proxy *p, struct pair *pair, int way, const struct piece *piece)
{
	pthread_mutex_lock(&p->lock);
	size_t before = p->figures.requests;
	*(way == UP ? &p->figures.up : &p->figures.down) += piece->length;
	if (!pair->begun)
		pair->tls = piece->bytes[0] == RECORD_HANDSHAKE;
	pair->begun = true;
	if (pair->tls)
		count_records(&p->figures, pair, way, piece);
	else if (way == UP)
		p->figures.requests += count_requests(pair, piece->bytes, piece->length);
	size_t requests = p->figures.requests - before;
	pthread_mutex_unlock(&p->lock);
	for (; requests && p->now.lose; requests--)
		pair->losing = pair->losing || ++p->asked % (size_t)p->now.lose == 0;
}

/* When the line will have brought a piece that it is given now. */
static int64_t
due_of(struct proxy *p, const struct pair *pair, int way, size_t length)
{
	const struct proxy_shape *shape = &p->now.shape;
	int64_t from = proc_us();
	if (from < pair->opens)
		from = pair->opens;
	if (shape->bits > 0) {
		if (from < p->line_free[way])
			from = p->line_free[way];
		from += (int64_t)(length + PACKET_HEADER) * 8 * 1000000 / shape->bits;
		p->line_free[way] = from;
	}
	return from + 1000 * (int64_t)shape->delay_ms;
}

/* Nothing passes on this connection. */
static bool
held(const struct proxy *p, const struct pair *pair)
{
	return p->now.stall || (p->now.hold && (pair - p->pairs) % 2 == p->now.hold - 1);
}

/* A thin line takes no more than its modem holds; a silent one takes nothing. */
static bool
takes(const struct proxy *p, const struct pair *pair, int way)
{
	const struct flow *flow = &pair->flows[way];
	return pair->ends[way] >= 0 && !pair->silent && !flow->ended && !held(p, pair) &&
	       (p->now.shape.bits == 0 || flow->length < MODEM_BUFFER);
}

static void
take(struct proxy *p, struct pair *pair, int way)
{
	struct flow *flow = &pair->flows[way];
	size_t room = p->now.shape.bits ? PACKET : CHUNK;
	struct piece *piece = malloc(sizeof *piece + room);
	if (!piece)
		die("memory");
	ssize_t n = recv(pair->ends[way], piece->bytes, room, 0);
	if (n <= 0) {
		flow->ended = true;
		free(piece);
		return;
	}
	piece->length = (size_t)n;
	piece->next = NULL;
	count(p, pair, way, piece);
	if (way == UP && !pair->tls)
		passing_take(&pair->up, piece->bytes, piece->length, &p->writes);
	if (way == DOWN && (p->now.swallow || pair->losing)) {
		flow->ended = pair->losing;
		free(piece);
		return;
	}
	piece->due = due_of(p, pair, way, piece->length);
	flow->length += piece->length;
	*flow->last = piece;
	flow->last = &piece->next;
}

/* What is due goes out; false when the connection is over. */
static bool
give(struct pair *pair, int way)
{
	struct flow *flow = &pair->flows[way];
	for (struct piece *piece; (piece = flow->first) && piece->due <= proc_us();) {
		for (size_t done = 0; done < piece->length;) {
			ssize_t sent = send(pair->ends[!way], piece->bytes + done,
			    piece->length - done, MSG_NOSIGNAL);
			if (sent <= 0)
				return false;
			done += (size_t)sent;
		}
		flow->first = piece->next;
		if (!flow->first)
			flow->last = &flow->first;
		flow->length -= piece->length;
		free(piece);
	}
	return !flow->ended || flow->first;
}

static bool
alive(const struct pair *pair)
{
	return pair->ends[0] >= 0 && !pair->silent;
}

/* Until the next piece is due or the line changes by itself, in milliseconds; -1: only when
 * something comes. */
static int
until_due(const struct proxy *p)
{
	int64_t first = INT64_MAX, gap = until_gap(p);
	int longest = gap == INT64_MAX ? -1 : (int)(gap > 0 ? gap : -gap) + 1;
	for (int i = 0; i < MAX_PAIRS; i++)
		for (int way = UP; alive(&p->pairs[i]) && !held(p, &p->pairs[i]) && way <= DOWN;
		     way++) {
			const struct piece *piece = p->pairs[i].flows[way].first;
			if (piece && piece->due < first)
				first = piece->due;
		}
	if (first == INT64_MAX)
		return longest;
	int64_t left = (first - proc_us() + 999) / 1000;
	if (longest >= 0 && left > longest)
		return longest;
	return left <= 0 ? 0 : (int)left;
}

static void
serve(struct proxy *p, struct pair *pair, const struct pollfd fds[2])
{
	pair->silent = pair->silent || p->now.half_open;
	if (pair->silent && !p->now.stop)
		return;
	if (is_cut(p)) {
		drop(pair);
		return;
	}
	for (int way = UP; way <= DOWN; way++)
		if (fds[way].fd == pair->ends[way] && fds[way].revents)
			take(p, pair, way);
	if (!held(p, pair) && !(give(pair, UP) && give(pair, DOWN)))
		drop(pair);
}

static void
send_again(struct proxy *p, unsigned back)
{
	if (!doubles_send(&p->doubles, &p->writes, back, p->to))
		return;
	pthread_mutex_lock(&p->lock);
	p->figures.again++;
	pthread_mutex_unlock(&p->lock);
}

static void *
run(void *arg)
{
	struct proxy *p = arg;
	while (!p->now.stop) {
		struct pollfd fds[2 + 2 * MAX_PAIRS + MAX_DOUBLES] = {
		    {.fd = p->wake, .events = POLLIN}, {.fd = p->listener, .events = POLLIN}};
		struct pollfd *doubles = fds + 2 + 2 * MAX_PAIRS;
		for (int i = 0; i < MAX_DOUBLES; i++)
			doubles[i] = (struct pollfd){.fd = p->doubles.fds[i], .events = POLLIN};
		unsigned agains = p->now.agains;
		for (int i = 0; i < MAX_PAIRS; i++)
			for (int way = UP; way <= DOWN; way++)
				fds[2 + 2 * i + way] = (struct pollfd){.events = POLLIN,
				    .fd = takes(p, &p->pairs[i], way) ? p->pairs[i].ends[way] : -1};
		poll(fds, sizeof fds / sizeof *fds, until_due(p));
		uint64_t woken;
		if (fds[0].revents && read(p->wake, &woken, sizeof woken) < 0)
			die("wake");
		pthread_mutex_lock(&p->lock);
		p->now = p->orders;
		pthread_mutex_unlock(&p->lock);
		for (int i = 0; i < MAX_DOUBLES; i++)
			if (doubles[i].revents)
				doubles_end(&p->doubles, i);
		for (; agains != p->now.agains; agains++)
			send_again(p, p->now.backs[agains % WRITES]);
		if (p->now.listener != p->listener) {
			close(p->listener);
			p->listener = p->now.listener;
			for (int i = 0; i < MAX_PAIRS; i++)
				p->pairs[i].silent = true;
		} else if (fds[1].revents) {
			accept_one(p);
		}
		for (int i = 0; i < MAX_PAIRS; i++)
			if (p->pairs[i].ends[0] >= 0)
				serve(p, &p->pairs[i], fds + 2 + 2 * (size_t)i);
	}
	for (int i = 0; i < MAX_DOUBLES; i++)
		doubles_end(&p->doubles, i);
	writes_release(&p->writes);
	return NULL;
}

/* A listener at the address; port 0 takes any, and says which. */
static int
listen_at(const char *address, int *port)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)*port)};
	socklen_t len = sizeof at;
	int on = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (inet_pton(AF_INET, address, &at.sin_addr) != 1 || listener < 0 ||
	    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0 ||
	    bind(listener, (struct sockaddr *)&at, sizeof at) < 0 || listen(listener, 64) < 0 ||
	    getsockname(listener, (struct sockaddr *)&at, &len) < 0)
		die(address);
	*port = ntohs(at.sin_port);
	return listener;
}

struct proxy *
proxy_start_at(const char *address, int port)
{
	struct proxy *p = calloc(1, sizeof *p);
	if (!p)
		die("memory");
	p->to = port;
	p->wake = eventfd(0, EFD_CLOEXEC);
	if (p->wake < 0)
		die("eventfd");
	p->listener = p->orders.listener = p->now.listener = listen_at(address, &p->port);
	for (int i = 0; i < MAX_PAIRS; i++)
		p->pairs[i].ends[0] = p->pairs[i].ends[1] = -1;
	doubles_init(&p->doubles);
	pthread_mutex_init(&p->lock, NULL);
	if (pthread_create(&p->thread, NULL, run, p) != 0)
		die("thread");
	return p;
}

struct proxy *
proxy_start(int port)
{
	return proxy_start_at("127.0.0.1", port);
}

int
proxy_port(const struct proxy *p)
{
	return p->port;
}

struct proxy_figures
proxy_figures(struct proxy *p)
{
	pthread_mutex_lock(&p->lock);
	struct proxy_figures now = p->figures;
	pthread_mutex_unlock(&p->lock);
	return now;
}

void
proxy_reset(struct proxy *p)
{
	pthread_mutex_lock(&p->lock);
	p->figures = (struct proxy_figures){0};
	pthread_mutex_unlock(&p->lock);
}

/* The thread hears of new orders. */
static void
order(struct proxy *p, const struct proxy_orders *orders)
{
	uint64_t one = 1;
	pthread_mutex_lock(&p->lock);
	p->orders = *orders;
	pthread_mutex_unlock(&p->lock);
	if (write(p->wake, &one, sizeof one) < 0)
		die("wake");
}

void
proxy_cut(struct proxy *p, bool cut)
{
	struct proxy_orders orders = p->orders; /* written by this caller alone */
	orders.cut = cut;
	order(p, &orders);
}

void
proxy_swallow(struct proxy *p, bool swallow)
{
	struct proxy_orders orders = p->orders;
	orders.swallow = swallow;
	order(p, &orders);
}

void
proxy_stall(struct proxy *p, bool stall)
{
	struct proxy_orders orders = p->orders;
	orders.stall = stall;
	order(p, &orders);
}

void
proxy_hold(struct proxy *p, int which)
{
	struct proxy_orders orders = p->orders;
	orders.hold = which;
	order(p, &orders);
}

void
proxy_again(struct proxy *p, unsigned back)
{
	struct proxy_orders orders = p->orders;
	orders.backs[orders.agains++ % WRITES] = back;
	order(p, &orders);
}

void
proxy_shape(struct proxy *p, struct proxy_shape shape)
{
	struct proxy_orders orders = p->orders;
	orders.shape = shape;
	order(p, &orders);
}

void
proxy_gaps(struct proxy *p, struct proxy_gaps gaps)
{
	struct proxy_orders orders = p->orders;
	orders.gaps = gaps;
	orders.gaps_since = proc_us();
	order(p, &orders);
}

void
proxy_lose(struct proxy *p, int every)
{
	struct proxy_orders orders = p->orders;
	orders.lose = every;
	order(p, &orders);
}

void
proxy_half_open(struct proxy *p, bool half_open)
{
	struct proxy_orders orders = p->orders;
	orders.half_open = half_open;
	order(p, &orders);
}

void
proxy_move(struct proxy *p, const char *address)
{
	struct proxy_orders orders = p->orders;
	int port = p->port;
	orders.listener = listen_at(address, &port);
	order(p, &orders);
}

void
proxy_free(struct proxy *p)
{
	if (!p)
		return;
	struct proxy_orders orders = p->orders;
	orders.stop = true;
	order(p, &orders);
	pthread_join(p->thread, NULL);
	close(p->listener);
	close(p->wake);
	pthread_mutex_destroy(&p->lock);
	free(p);
}
