/* Lint of a directory by its size: up to 50,000 prompts in services of 50 prompts each, each with
 * what differs at 12 districts. The time should grow with the size and no faster: `growth` is the
 * time of the largest over that of a quarter of it, which is 4 when it does. */
#include "bench/bench.h"
#include "helpers/proc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	DISTRICTS = 12,
	SECTIONS = 6,
	QUESTIONS = 8,
	PROMPTS = SECTIONS * QUESTIONS + 2,
	MOST_MS = 600000
};

static FILE *
open_new(const char *folder, const char *name)
{
	char *path = proc_text("%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	if (!file)
		perror(path), exit(1);
	free(path);
	return file;
}

static void
write_partnership(const char *folder)
{
	FILE *file = open_new(folder, "partnership.yml");
	fprintf(file, "councils:\n  shire: { name: Shire, short: Shire, tier: county }\n");
	for (int i = 0; i < DISTRICTS; i++)
		fprintf(file,
		    "  district-%d: { name: District %d, short: D%d, tier: district, county: shire "
		    "}\n",
		    i, i, i);
	fprintf(file, "teams:\n");
	for (int i = 0; i < DISTRICTS; i++)
		fprintf(file, "  waste-%d: { name: Waste, council: district-%d }\n", i, i);
	fprintf(file, "queues:\n  waste-round: {");
	for (int i = 0; i < DISTRICTS; i++)
		fprintf(file, "%s district-%d: waste-%d", i ? "," : "", i, i);
	fprintf(file, " }\n");
	fclose(file);
}

/* A choice first, then sections of questions that hang on it and on each other. */
static void
write_question(FILE *file, int section, int question)
{
	if (section == 0 && question == 0) {
		fprintf(file,
		    "      - ask: bin\n        text: Which bin?\n        type: select_one\n"
		    "        choices: { grey: Grey, blue: Blue }\n        required: true\n");
		return;
	}
	fprintf(file,
	    "      - ask: q%d_%d\n        text: Question %d of %d?\n        type: yesno\n", section,
	    question, question, section);
	if (section == 0 && question == 1)
		fprintf(file, "        required: true\n");
	else if (question % 4 == 0)
		fprintf(file, "        when: ${bin} = 'grey'\n");
	else if (section > 0 || question > 2)
		fprintf(file, "        when: ${q%d_%d} = 'yes'\n", section, question - 1);
}

static void
write_service(const char *folder, int number)
{
	char *name = proc_text("service-%d.yaml", number);
	FILE *file = open_new(folder, name);
	free(name);
	fprintf(file,
	    "service: service-%d\ntitle: Service %d\nprovided_by: district\n"
	    "owner: { team: waste-0, email: waste@district.example }\n"
	    "assured: 2026-01-01\nreview_by: 2099-01-01\n"
	    "facts:\n  days: { value: 2 working days, review_by: 2099-01-01 }\ndialogue:\n",
	    number, number);
	for (int section = 0; section < SECTIONS; section++) {
		fprintf(file, "  - section: Section %d\n    prompts:\n", section);
		for (int question = 0; question < QUESTIONS; question++)
			write_question(file, section, question);
	}
	fprintf(file, "      - resolve: done\n        when: ${bin} = 'blue' or ${q0_1} = 'yes'\n"
		      "      - refer: waste-round\n"
		      "        when: ${bin} = 'grey' and ${q0_1} = 'no'\n"
		      "        promise: Back in ${fact.days}.\n        due: ${fact.days}\nat:\n");
	for (int i = 0; i < DISTRICTS; i++)
		fprintf(file,
		    "  district-%d: { facts: { days: { value: %d working days, review_by: "
		    "2099-01-01 } } }\n",
		    i, i + 1);
	fclose(file);
}

/* Seconds; -1 when lint found something or failed. */
static double
lint_once(int services)
{
	char *folder = proc_tmpdir(), *program = proc_built("frontdeskctl"), *out = NULL;
	write_partnership(folder);
	for (int i = 0; i < services; i++)
		write_service(folder, i);
	const char *const words[] = {program, "lint", folder, NULL};
	int64_t begin = proc_us();
	int status = proc_run(words, NULL, NULL, &out, MOST_MS);
	double seconds = (double)(proc_us() - begin) / 1e6;
	if (status != 0 || !out || !strstr(out, "0 errors, 0 warnings, 0 not proved")) {
		fprintf(stderr, "bench lint: %d services: exit %d\n%.2000s", services, status,
		    out ? out : "");
		seconds = -1;
	}
	free(out);
	free(program);
	proc_rmdir(folder);
	free(folder);
	return seconds;
}

int
main(void)
{
	static const int services[] = {250, 500, 1000};
	double seconds[3];
	bench_begin("lint");
	for (int i = 0; i < 3; i++) {
		seconds[i] = lint_once(services[i]);
		if (seconds[i] < 0)
			return 1;
		char *measure = proc_text("prompts_%d", services[i] * PROMPTS);
		bench_figure(measure, seconds[i], "s");
		free(measure);
	}
	bench_figure("growth", seconds[2] / seconds[0], "x");
	return 0;
}
