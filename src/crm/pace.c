/*
 * How much one caller may ask for in a minute: a bucket for each that fills evenly and holds a
 * minute's worth. Whoever shares a place of the table with somebody quieter takes it over.
 */
#include "base/alloc.h"
#include "crm/attempts.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 4096 };

struct bucket {
	unsigned char who[SECRET_HASH];
	double left; /* of what it may still ask for */
	micros at;
};

struct pace {
	pthread_mutex_t lock;
	struct bucket buckets[BUCKETS];
};

struct pace *
pace_new(void)
{
	struct pace *pace = xcalloc(1, sizeof *pace);
	pthread_mutex_init(&pace->lock, NULL);
	return pace;
}

void
pace_free(struct pace *pace)
{
	if (!pace)
		return;
	pthread_mutex_destroy(&pace->lock);
	free(pace);
}

/* Seconds to wait, 0: go on. */
static int64_t
take(struct pace *pace, const unsigned char who[SECRET_HASH], int most, micros now)
{
	struct bucket *bucket = &pace->buckets[(who[0] | who[1] << 8) % BUCKETS];
	micros gone = now - bucket->at;
	double a_micro = (double)most / (double)MICROS_MINUTE;
	if (memcmp(bucket->who, who, SECRET_HASH) != 0 || gone < 0) {
		memcpy(bucket->who, who, SECRET_HASH);
		bucket->left = most;
	} else {
		bucket->left += (double)gone * a_micro;
		bucket->left = bucket->left > most ? most : bucket->left;
	}
	bucket->at = now;
	if (bucket->left < 1)
		return (int64_t)((1 - bucket->left) / a_micro / (double)MICROS_SECOND) + 1;
	bucket->left -= 1;
	return 0;
}

bool
pace_keep(struct ask *ask, const char *who, int most)
{
	unsigned char hash[SECRET_HASH];
	struct pace *pace = ask->crm->pace;
	secret_hash(hash, who, strlen(who), NULL);
	pthread_mutex_lock(&pace->lock);
	int64_t wait = take(pace, hash, most, tx_now(ask->tx));
	pthread_mutex_unlock(&pace->lock);
	if (!wait)
		return true;
	refuse(ask, PROBLEM_SLOW_DOWN, NULL, "too many in a minute");
	ask->answer->limit = wait;
	return false;
}
