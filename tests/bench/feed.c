/* What a change on the whiteboard costs: bytes to one desk (headers in them) of the long poll that
 * brings one change, with 2,000 people on the board and 200 desks that follow it; and how long it
 * takes until the last of them has it. */
#include "bench/bench.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PEOPLE = 2000, DESKS = 200, ROUNDS = 20 };

static char *
people(const struct office *o)
{
	char *path = proc_text("%s/officers.csv", o->crm.dir);
	FILE *file = fopen(path, "w");
	if (!file)
		exit(1);
	fputs("id,name,team,job,telephone\n", file);
	for (int i = 0; i < PEOPLE; i++)
		fprintf(file, "o.%04d,\"Officer %04d, A.\",chorley-waste,Inspector,01632 96%04d\n",
		    i, i, i);
	fclose(file);
	return path;
}

/* The whole board, part by part, until nothing is new; the place to follow from. */
static char *
place(struct api *api)
{
	char *after = strdup("0.0"), *board = strdup("0");
	for (;;) {
		char *path = proc_text("/v1/feed?after=%s&board=%s", after, board);
		struct http_reply reply = http_get(&api->http, path);
		char *next = json_get(reply.body, "next");
		char *version = json_get(reply.body, "board_version");
		bool same =
		    next && version && strcmp(next, after) == 0 && strcmp(version, board) == 0;
		free(path);
		http_reply_release(&reply);
		free(after);
		after = next;
		if (version) {
			free(board);
			board = version;
		}
		if (!after)
			exit(1);
		if (same) {
			path = proc_text("/v1/feed?after=%s&board=%s&wait=50", after, board);
			free(after);
			free(board);
			return path;
		}
	}
}

/* All wait; one says where somebody is; all are told. Gives the bytes of one desk's reply. */
static size_t
change(struct api *writer, struct http *desks, const char *path, int round, double *ms)
{
	char *head = proc_text("GET %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n",
	    path, writer->http.token);
	size_t bytes = 0;
	for (int i = 0; i < DESKS; i++)
		http_write(&desks[i], head, strlen(head));
	free(head);
	char *body =
	    proc_text("{\"state\":\"out\",\"place\":\"Town Hall\",\"back\":\"2026-11-20T14:%02d:"
		      "00Z\",\"at\":\"2026-11-20T10:42:00Z\"}",
		round);
	int64_t begun = proc_us();
	struct http_reply said = api_write(writer, "PUT", "/v1/whiteboard/o.0007", NULL, body);
	if (said.status != 200) {
		fprintf(stderr, "bench feed: %d %s\n", said.status, said.body);
		exit(1);
	}
	http_reply_release(&said);
	free(body);
	for (int i = 0; i < DESKS; i++) {
		struct http_reply reply = http_read(&desks[i], HTTP_MS);
		if (reply.status != 200 || !strstr(reply.body, "o.0007")) {
			fprintf(stderr, "bench feed: %d %s\n", reply.status, reply.body);
			exit(1);
		}
		bytes = strlen(reply.head) + reply.len;
		http_reply_release(&reply);
	}
	*ms = (double)(proc_us() - begun) / 1000;
	return bytes;
}

int
main(void)
{
	struct office o;
	struct api api;
	struct sample took = {0};
	static struct http desks[DESKS];
	size_t bytes = 0;
	bench_begin("feed");
	office_init(&o);
	char *csv = people(&o);
	ctl_ok(&o.crm, "import", "officers", csv);
	api_ready(&api, &o, "chorley-cc-1", OFFICE_ADVISOR);
	for (int i = 0; i < DESKS; i++) {
		http_init(&desks[i], o.crm.port);
		if (!http_connect(&desks[i]))
			return 1;
	}
	for (int round = 0; round < ROUNDS; round++) {
		double ms;
		char *path = place(&api);
		bytes = change(&api, desks, path, round, &ms);
		sample_add(&took, ms);
		free(path);
	}
	bench_figure("whiteboard_change", (double)bytes, "B");
	bench_figure("whiteboard_last_desk_p50", sample_percentile(&took, 50), "ms");
	bench_figure("whiteboard_last_desk_p99", sample_percentile(&took, 99), "ms");
	for (int i = 0; i < DESKS; i++)
		http_release(&desks[i]);
	sample_release(&took);
	free(csv);
	api_release(&api);
	office_release(&o);
	return 0;
}
