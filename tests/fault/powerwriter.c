/* The writing and the checking side of a power-cut run on frontdeskd (tests/fault/powercut):
 *   powerwriter write PORT CODE ACKS STATE    enrols with the code, keeps what it got in STATE,
 * logs until it is killed, and appends each id to ACKS after the acknowledgement powerwriter
 * present PORT ACKS STATE       prints those ids of ACKS that the server at PORT still has, whole
 */
#include "fault/writers.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WRITERS = 8 };

static int
fail(const char *what, int status)
{
	fprintf(stderr, "powerwriter: %s: %d\n", what, status);
	return 1;
}

static int
write_until_killed(int port, const char *code, const char *acks, const char *state)
{
	struct api api;
	char *why = NULL;
	api_init(&api, port);
	int status = api_enrol(&api, code);
	if (status == 0)
		status = api_sign_in(&api, OFFICE_ADVISOR, OFFICE_PASSWORD);
	if (status != 0)
		return fail("refused", status);
	FILE *f = fopen(state, "w");
	if (!f || fprintf(f, "%s\n%s\n", api.desk, api.secret) < 0 || fclose(f) != 0)
		return fail(state, 0);
	int fd = open(acks, O_WRONLY | O_APPEND | O_CREAT, 0600);
	if (fd < 0)
		return fail(acks, 0);
	struct writers *w = writers_start(port, api.http.token, WRITERS, fd);
	writers_wait(w, (size_t)-1 / 2, TERM_MS, &why);
	fprintf(stderr, "powerwriter: %s\n", why);
	return 1;
}

static bool
has(struct api *api, const char *id)
{
	char *path = proc_text("/v1/contacts/%s", id);
	struct http_reply r = http_get(&api->http, path);
	bool whole = r.status == 200 && json_count(r.body, "enquiries") == 1;
	http_reply_release(&r);
	free(path);
	return whole;
}

static int
present(int port, const char *acks, const char *state)
{
	struct api api;
	char line[256];
	api_init(&api, port);
	FILE *f = fopen(state, "r");
	if (!f || !fgets(line, sizeof line, f))
		return fail(state, 0);
	api.desk = strndup(line, strcspn(line, "\n"));
	if (!fgets(line, sizeof line, f))
		return fail(state, 0);
	api.secret = strndup(line, strcspn(line, "\n"));
	fclose(f);
	int status = api_sign_in(&api, OFFICE_ADVISOR, OFFICE_PASSWORD);
	if (status != 0)
		return fail("refused", status);
	f = fopen(acks, "r");
	if (!f)
		return fail(acks, 0);
	while (fgets(line, sizeof line, f)) {
		if (!strchr(line, '\n'))
			break;
		line[strcspn(line, "\n")] = '\0';
		if (has(&api, line))
			puts(line);
	}
	fclose(f);
	api_release(&api);
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc == 6 && strcmp(argv[1], "write") == 0)
		return write_until_killed(atoi(argv[2]), argv[3], argv[4], argv[5]);
	if (argc == 5 && strcmp(argv[1], "present") == 0)
		return present(atoi(argv[2]), argv[3], argv[4]);
	fputs("usage: powerwriter write PORT CODE ACKS STATE | present PORT ACKS STATE\n", stderr);
	return 2;
}
