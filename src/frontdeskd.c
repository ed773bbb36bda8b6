/* The central CRM: reads its options, opens the CRM, puts it on HTTP, and waits to be told to end.
 */
#include "config.h"

#include "base/i18n.h"
#include "base/log.h"
#include "connect/connect.h"
#include "crm/crm.h"
#include "http/http.h"

#include <errno.h>
#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	EXIT_USAGE = 2,
	DEFAULT_DEADLINE = 60, /* a handshake and a head take seconds on a slow line */
	DEFAULT_CONNECTIONS = 2000
};

struct settings {
	struct http_options http;
	const char *database, *log, *retain_as, *connect;
	int retain_at; /* minutes after midnight; -1: not said */
	enum log_level level;
};

enum option_code {
	OPTION_DB = 256,
	OPTION_LISTEN,
	OPTION_LISTEN_FD,
	OPTION_TLS_CERT,
	OPTION_TLS_KEY,
	OPTION_METRICS,
	OPTION_DEADLINE,
	OPTION_WAIT,
	OPTION_CONNECTIONS,
	OPTION_PER_ADDRESS,
	OPTION_RETAIN,
	OPTION_RETAIN_AS,
	OPTION_CONNECT,
	OPTION_LOG,
	OPTION_LOG_LEVEL
};

static const struct option options[] = {{"db", required_argument, NULL, OPTION_DB},
    {"listen", required_argument, NULL, OPTION_LISTEN},
    {"listen-fd", required_argument, NULL, OPTION_LISTEN_FD},
    {"tls-cert", required_argument, NULL, OPTION_TLS_CERT},
    {"tls-key", required_argument, NULL, OPTION_TLS_KEY},
    {"metrics", required_argument, NULL, OPTION_METRICS},
    {"deadline", required_argument, NULL, OPTION_DEADLINE},
    {"wait", required_argument, NULL, OPTION_WAIT},
    {"connections", required_argument, NULL, OPTION_CONNECTIONS},
    {"per-address", required_argument, NULL, OPTION_PER_ADDRESS},
    {"retain", required_argument, NULL, OPTION_RETAIN},
    {"retain-as", required_argument, NULL, OPTION_RETAIN_AS},
    {"connect", required_argument, NULL, OPTION_CONNECT},
    {"log", required_argument, NULL, OPTION_LOG},
    {"log-level", required_argument, NULL, OPTION_LOG_LEVEL}, {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'}, {NULL, 0, NULL, 0}};

static void
print_help(void)
{
	fputs(_("Usage: frontdeskd --db DATABASE [--listen ADDRESS:PORT] [OPTION …]\n"
		"The central CRM of a partnership's front office: JSON over HTTP.\n\n"
		"  --db DATABASE           sqlite:FILE, or postgresql://HOST/NAME?keys=FOLDER with "
		"the\n"
		"                          folder of the CRM's keys; made by frontdeskctl init\n"
		"  --listen ADDRESS:PORT   where to listen (127.0.0.1:8080); port 0 takes a free "
		"one\n"
		"  --listen-fd N           take over the listening socket N instead; one of a "
		"systemd\n"
		"                          socket unit is taken without being asked\n"
		"  --tls-cert FILE         certificate chain (PEM); needed on any address but "
		"loopback\n"
		"  --tls-key FILE          its key (PEM)\n"
		"  --metrics ADDRESS:PORT  figures for monitoring: GET /metrics\n"
		"  --deadline SECONDS      time for a request's head (60)\n"
		"  --wait SECONDS          the longest that a desk waits for news (240); less than "
		"the\n"
		"                          read time-out of a proxy before it\n"
		"  --connections N         most connections (2000)\n"
		"  --per-address N         most connections from one address (256; no limit on\n"
		"                          loopback, where a proxy may stand before it)\n"
		"  --retain HH:MM          apply the rules of retention at this time each night\n"
		"  --retain-as USER        for this data protection officer; goes with --retain\n"
		"  --connect FILE          the mailboxes and other systems to work with; the file "
		"holds\n"
		"                          passwords, so that only its owner may read it\n"
		"  --log FILE              append the log to FILE instead of standard error\n"
		"  --log-level LEVEL       error, warn, info or debug (info)\n"
		"  --help, --version\n\n"
		"On start it prints one line with its address. SIGTERM ends it without losing a\n"
		"request.\n"),
	    stdout);
}

static int
usage(const char *format, const char *what)
{
	fputs("frontdeskd: ", stderr);
	fprintf(stderr, format, what);
	fputs(_("\nTry \"frontdeskd --help\".\n"), stderr);
	return EXIT_USAGE;
}

static int
read_number(const char *text, int least, int most, int *number)
{
	char *end;
	long value = strtol(text, &end, 10);
	if (!*text || *end || value < least || value > most)
		return usage(_("\"%s\" is no number that fits here."), text);
	*number = (int)value;
	return 0;
}

static int
read_level(const char *text, enum log_level *level)
{
	static const char *const names[] = {"error", "warn", "info", "debug"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], text) == 0) {
			*level = (enum log_level)i;
			return 0;
		}
	return usage(_("\"%s\" is no level of the log: write error, warn, info or debug."), text);
}

/* 02:30 */
static int
read_time(const char *text, int *minutes)
{
	int hour, minute, end = 0;
	if (sscanf(text, "%2d:%2d%n", &hour, &minute, &end) != 2 || text[end] || end != 5 ||
	    hour < 0 || hour > 23 || minute < 0 || minute > 59)
		return usage(_("\"%s\" is no time of day: write it as 02:30."), text);
	*minutes = hour * 60 + minute;
	return 0;
}

static int
read_option(int code, char *value, struct settings *s)
{
	int number = 0, rc = 0;
	switch (code) {
	case OPTION_DB:
		s->database = value;
		return 0;
	case OPTION_LISTEN:
		s->http.listen = value;
		return 0;
	case OPTION_LISTEN_FD:
		return read_number(value, 3, 1 << 20, &s->http.listen_fd);
	case OPTION_TLS_CERT:
		s->http.tls_cert = value;
		return 0;
	case OPTION_TLS_KEY:
		s->http.tls_key = value;
		return 0;
	case OPTION_METRICS:
		s->http.metrics = value;
		return 0;
	case OPTION_DEADLINE:
		return read_number(value, 1, 3600, &s->http.deadline);
	case OPTION_WAIT:
		return read_number(value, 1, LONGEST_WAIT, &s->http.wait);
	case OPTION_CONNECTIONS:
		rc = read_number(value, 1, 1 << 20, &number);
		s->http.connections = (unsigned)number;
		return rc;
	case OPTION_PER_ADDRESS:
		return read_number(value, 0, 1 << 20, &s->http.per_address);
	case OPTION_RETAIN:
		return read_time(value, &s->retain_at);
	case OPTION_RETAIN_AS:
		s->retain_as = value;
		return 0;
	case OPTION_CONNECT:
		s->connect = value;
		return 0;
	case OPTION_LOG:
		s->log = value;
		return 0;
	default:
		return read_level(value, &s->level);
	}
}

/* 0 to go on, else -1 with the exit status in *status. */
static int
read_options(int argc, char **argv, struct settings *s, int *status)
{
	int code;
	opterr = 0;
	while ((code = getopt_long(argc, argv, "", options, NULL)) != -1) {
		*status = EXIT_SUCCESS;
		if (code == 'h')
			print_help();
		else if (code == 'V')
			puts(PACKAGE_STRING);
		else if (code == '?')
			*status =
			    usage(_("\"%s\" is no option, or lacks its value."), argv[optind - 1]);
		else if ((*status = read_option(code, optarg, s)) == 0)
			continue;
		return -1;
	}
	*status = EXIT_USAGE;
	if (optind < argc)
		usage(_("\"%s\" is not expected here."), argv[optind]);
	else if (!s->database)
		usage(_("Say which database: %s."), "--db sqlite:FILE");
	else if (!s->http.tls_cert != !s->http.tls_key)
		usage(
		    _("A certificate and its key go together: give %s."), "--tls-cert, --tls-key");
	else if ((s->retain_at < 0) != !s->retain_as)
		usage(_("The time of retention and for whom it runs go together: give %s."),
		    "--retain, --retain-as");
	else
		return 0;
	return -1;
}

static void
wait_for_signal(const sigset_t *signals)
{
	int which;
	do
		sigwait(signals, &which);
	while (which == SIGHUP);
	log_info("frontdeskd", "ending");
}

static int
serve(struct settings *s, const sigset_t *signals)
{
	struct err err = {0};
	i18n_serve("cy"); /* the pages of people who read Welsh */
	struct crm_options crm_options = {
	    .database = s->database, .retain_as = s->retain_as, .retain_at = s->retain_at};
	struct crm *crm = crm_open(&crm_options, &err);
	struct connect *connect = NULL;
	struct http *http = NULL;
	bool ready = crm && (!s->connect || (connect = connect_start(crm, s->connect, &err)));
	if (ready) {
		s->http.crm = crm;
		http = http_start(&s->http, &err);
	}
	if (http) {
		if (http_metrics_address(http))
			log_info("frontdeskd", "metrics on http://%s/metrics",
			    http_metrics_address(http));
		printf("frontdeskd: listening on %s\n", http_address(http));
		fflush(stdout);
		wait_for_signal(signals);
		http_stop(http);
	} else {
		fprintf(stderr, "frontdeskd: %s\n", err.text);
	}
	connect_stop(connect);
	if (crm)
		crm_close(crm);
	return http ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main(int argc, char **argv)
{
	struct settings s = {.http = {.listen = "127.0.0.1:8080",
				 .listen_fd = -1,
				 .deadline = DEFAULT_DEADLINE,
				 .wait = LONGEST_WAIT,
				 .connections = DEFAULT_CONNECTIONS,
				 .per_address = -1},
	    .retain_at = -1,
	    .level = LOG_INFO_};
	sigset_t signals;
	int status;
	setlocale(LC_ALL, "");
	bindtextdomain(PACKAGE, LOCALEDIR);
	textdomain(PACKAGE);
	if (read_options(argc, argv, &s, &status) < 0)
		return status;
	if (log_open(s.log, s.level) < 0) {
		fprintf(
		    stderr, _("frontdeskd: cannot write the log %s: %s\n"), s.log, strerror(errno));
		return EXIT_FAILURE;
	}
	/* Blocked before there are threads, so that only wait_for_signal takes them. */
	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGHUP);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	signal(SIGPIPE, SIG_IGN);
	return serve(&s, &signals);
}
