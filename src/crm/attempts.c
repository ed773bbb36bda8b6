/* Whoever tries what they do not know waits longer each time. */
#include "crm/attempts.h"
#include "store/entry.h"

#include <string.h>

enum { FREE_ATTEMPTS = 3 };
#define LONGEST_DELAY (5 * MICROS_MINUTE)

/* A hash: what was tried as a name may be somebody's password. */
const char *
attempt_subject(struct arena *arena, const char *kind, const char *name, const char *where)
{
	unsigned char hash[SECRET_HASH];
	char text[64];
	const char *plain =
	    arena_printf(arena, "%s\n%s\n%s", kind, name ? name : "", where ? where : "");
	secret_hash(hash, plain, strlen(plain), NULL);
	secret_base64(text, sizeof text, hash, sizeof hash);
	return arena_strdup(arena, text);
}

bool
attempt_allowed(struct ask *ask, const char *subject)
{
	int64_t count;
	micros until;
	if (attempt_get(ask->tx, subject, &count, &until) < 0)
		return store_well(ask);
	if (until <= tx_now(ask->tx))
		return true;
	ask->answer->limit = (until - tx_now(ask->tx)) / MICROS_SECOND + 1;
	return refuse(ask, PROBLEM_SLOW_DOWN, NULL, NULL);
}

void
attempt_failed(struct tx *tx, const char *subject)
{
	int64_t count;
	micros until;
	attempt_get(tx, subject, &count, &until);
	count++;
	/* 1, 2, 4 … seconds after the first few. */
	micros delay = 0;
	if (count > FREE_ATTEMPTS) {
		int64_t doublings = count - FREE_ATTEMPTS - 1;
		delay = doublings < 9 ? MICROS_SECOND << doublings : LONGEST_DELAY;
		if (delay > LONGEST_DELAY)
			delay = LONGEST_DELAY;
	}
	attempt_put(tx, subject, count, tx_now(tx) + delay);
}
