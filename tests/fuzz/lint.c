/* Lint reads what nobody has checked yet: whatever the file, it ends in bounded time, and a service
 * that cannot be loaded has at least one error. */
#include "directory/lint.h"
#include "fuzz/corpus.h"

#include <stdlib.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct finding_list linted, parsed;
	const char *text = (const char *)data;
	findings_init(&linted);
	findings_init(&parsed);
	lint_service("fuzz.yaml", text, size, NULL, NULL, (struct date){2026, 11, 20}, &linted);
	struct service *service = service_parse("fuzz.yaml", text, size, NULL, NULL, &parsed);
	if (!service && linted.errors == 0)
		abort();
	service_free(service);
	findings_release(&linted);
	findings_release(&parsed);
	return 0;
}

#ifndef FUZZING
int
main(void)
{
	return corpus_run("scripts", ".yaml", 12);
}
#endif
