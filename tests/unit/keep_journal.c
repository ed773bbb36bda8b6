#include "base/alloc.h"
#include "base/log.h"
#include "helpers/simdisk.h"
#include "helpers/tap.h"
#include "keep/format.h"
#include "keep/keep.h"
#include "keep/sealed.h"
#include "model/records.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH "state/journal-ellis"

static struct simdisk *sim;
static struct arena arena;

static void
setup(void)
{
	sim = simdisk_new();
	arena_init(&arena);
}

static void
teardown(void)
{
	simdisk_free(sim);
	arena_release(&arena);
}

static enum keep_opening
open_as(struct keep **keep, const char *password, const unsigned char *crm_key, struct err *err)
{
	struct keep_options options = {.disk = simdisk_disk(sim),
	    .folder = "state",
	    .crm_key = crm_key,
	    .ops = secret_cost_tests.passes,
	    .memory = secret_cost_tests.memory,
	    .no_thread = true};
	return keep_open(keep, &options, "ellis", password, err);
}

static struct keep *
opened(void)
{
	struct keep *keep;
	struct err err = {""};
	enum keep_opening how = open_as(&keep, "secret", NULL, &err);
	ck_assert_msg(how == KEEP_OPENED || how == KEEP_CREATED, "%s", err.text);
	return keep;
}

static void
put(struct keep *keep, const char *key, const char *text, uint64_t number)
{
	struct draft draft = {.field = key, .text = text};
	keep_put(keep, &draft_record, key, &draft, number);
}

static void
flush(struct keep *keep)
{
	struct err err;
	ck_assert_msg(keep_flush(keep, &err) == 0, "%s", err.text);
	keep_sync_now(keep);
}

/* What keep_each gives, as "kind key=text;…". */
static struct buf seen;

static void
see_record(void *context, const struct record *record, const char *kind, const char *key,
    const void *value)
{
	(void)context;
	const char *text = "?";
	if (record == &draft_record)
		text = ((const struct draft *)value)->text;
	else if (record == &outgoing_record)
		text = ((const struct outgoing *)value)->label;
	buf_printf(&seen, "%s %s=%s;", kind, key, text);
}

static const char *
contents(struct keep *keep)
{
	if (!seen.data)
		buf_init(&seen, 1 << 24);
	buf_clear(&seen);
	keep_each(keep, see_record, NULL, &arena);
	return seen.data;
}

START_TEST(records_come_back)
{
	struct keep *keep;
	ck_assert_int_eq(open_as(&keep, "secret", NULL, NULL), KEEP_CREATED);
	put(keep, "a", "one", 1);
	put(keep, "b", "two", 2);
	flush(keep);
	struct outgoing outgoing = {.operation = "op", .label = "Missed bin"};
	keep_put(keep, &outgoing_record, "op", &outgoing, 3);
	put(keep, "a", "three", 4);
	put(keep, "c", "four", 5);
	keep_drop(keep, &draft_record, "b", 6);
	keep_drop(keep, &draft_record, "never there", 7);
	flush(keep);
	ck_assert_uint_eq(keep_synced(keep, NULL, NULL), 7);
	const char *want = "outgoing op=Missed bin;draft a=three;draft c=four;";
	ck_assert_str_eq(contents(keep), want);
	keep_close(keep);
	ck_assert_int_eq(open_as(&keep, "secret", NULL, NULL), KEEP_OPENED);
	ck_assert_str_eq(contents(keep), want);
	ck_assert_ptr_null(keep_notice(keep));
	keep_close(keep);
}
END_TEST

START_TEST(only_what_is_synced_is_called_kept)
{
	struct keep *keep = opened();
	put(keep, "a", "one", 1);
	ck_assert_int_eq(keep_flush(keep, NULL), 0);
	ck_assert_uint_eq(keep_synced(keep, NULL, NULL), 0);
	keep_sync_now(keep);
	ck_assert_uint_eq(keep_synced(keep, NULL, NULL), 1);
	put(keep, "a", "two", 2);
	ck_assert_int_eq(keep_flush(keep, NULL), 0);
	simdisk_reboot(sim, LOSE_UNSYNCED, 0);
	keep_close(keep);
	keep = opened();
	ck_assert_str_eq(contents(keep), "draft a=one;");
	keep_close(keep);
}
END_TEST

START_TEST(the_journal_hides_what_it_holds)
{
	struct keep *keep = opened();
	put(keep, "customer name", "Amina Patel", 1);
	flush(keep);
	size_t length;
	unsigned char *bytes = simdisk_bytes(sim, PATH, &length);
	ck_assert_ptr_null(memmem(bytes, length, "Patel", 5));
	ck_assert_ptr_null(memmem(bytes, length, "draft", 5));
	free(bytes);
	keep_close(keep);
}
END_TEST

START_TEST(a_wrong_password_does_not_open)
{
	struct keep *keep = opened();
	struct err err;
	put(keep, "a", "one", 1);
	keep_close(keep);
	ck_assert_int_eq(open_as(&keep, "Secret", NULL, &err), KEEP_WRONG_PASSWORD);
	ck_assert_ptr_null(keep);
	keep = opened();
	ck_assert_str_eq(contents(keep), "draft a=one;");
	keep_close(keep);
}
END_TEST

START_TEST(a_journal_is_proved_and_not_made_unasked)
{
	struct keep *keep;
	struct err err = {""};
	struct keep_options options = {.disk = simdisk_disk(sim),
	    .folder = "state",
	    .ops = secret_cost_tests.passes,
	    .memory = secret_cost_tests.memory,
	    .no_thread = true,
	    .existing = true};
	ck_assert_int_eq(keep_open(&keep, &options, "ellis", "secret", &err), KEEP_ABSENT);
	ck_assert_ptr_null(keep);
	keep = opened();
	ck_assert_int_eq(keep_prove(keep, "secret", &err), 0);
	ck_assert_int_eq(keep_prove(keep, "Secret", &err), 1);
	keep_close(keep);
	ck_assert_int_eq(keep_open(&keep, &options, "ellis", "secret", &err), KEEP_OPENED);
	keep_close(keep);
}
END_TEST

START_TEST(a_second_desk_is_refused)
{
	struct keep *keep = opened(), *second;
	struct err err;
	ck_assert_int_eq(open_as(&second, "secret", NULL, &err), KEEP_IN_USE);
	ck_assert_ptr_nonnull(strstr(err.text, "Another frontdesk"));
	keep_close(keep);
	keep_close(opened());
}
END_TEST

/* A journal of `count` records of one draft each; gives the file's bytes. */
static unsigned char *
some_records(int count, size_t *length, size_t *ends)
{
	struct keep *keep = opened();
	for (int i = 0; i < count; i++) {
		char key[16];
		snprintf(key, sizeof key, "k%d", i);
		put(keep, key, "text that is typed", (uint64_t)i + 1);
		flush(keep);
		keep_synced(keep, NULL, NULL);
		free(simdisk_bytes(sim, PATH, &ends[i]));
	}
	keep_close(keep);
	return simdisk_bytes(sim, PATH, length);
}

static int
count_records(struct keep *keep)
{
	int count = 0;
	for (const char *at = contents(keep); (at = strchr(at, ';')); at++)
		count++;
	return count;
}

START_TEST(every_torn_tail_is_cut_exactly)
{
	size_t length, ends[5];
	unsigned char *bytes = some_records(5, &length, ends);
	ck_assert_uint_eq(length, ends[4]);
	for (size_t cut = ends[1]; cut < length; cut++) {
		int whole = 2 + (cut >= ends[2]) + (cut >= ends[3]);
		for (int zeros = 0; zeros < 2; zeros++) {
			unsigned char *torn = xcalloc(1, length);
			memcpy(torn, bytes, cut);
			simdisk_set(sim, PATH, torn, zeros ? length : cut);
			free(torn);
			struct keep *keep = opened();
			ck_assert_ptr_null(keep_notice(keep));
			ck_assert_int_eq(count_records(keep), whole);
			put(keep, "after", "more", 9);
			keep_close(keep);
			keep = opened();
			ck_assert_ptr_null(keep_notice(keep));
			ck_assert_int_eq(count_records(keep), whole + 1);
			keep_close(keep);
		}
	}
	free(bytes);
}
END_TEST

START_TEST(an_altered_record_costs_only_itself_and_is_told)
{
	size_t length, ends[4];
	unsigned char *bytes = some_records(4, &length, ends);
	int aside = 0;
	for (size_t at = RECORDS_AT; at < length; at++) {
		int record = (at >= ends[0]) + (at >= ends[1]) + (at >= ends[2]);
		bytes[at] ^= (unsigned char)(1 << at % 8);
		simdisk_set(sim, PATH, bytes, length);
		struct keep *keep = opened();
		char lost[16];
		snprintf(lost, sizeof lost, "k%d=", record);
		ck_assert_ptr_null(strstr(contents(keep), lost));
		ck_assert_int_eq(count_records(keep), 3);
		/* A changed length of the last record looks like a torn one, and is. */
		bool may_be_torn = record == 3 && at >= ends[2] + 4 && at < ends[2] + 8;
		if (!keep_notice(keep)) {
			ck_assert_msg(may_be_torn, "byte %zu", at);
		} else {
			char path[64];
			size_t kept;
			snprintf(path, sizeof path, PATH ".damaged-%d", ++aside);
			ck_assert_ptr_nonnull(strstr(keep_notice(keep), path));
			unsigned char *copy = simdisk_bytes(sim, path, &kept);
			ck_assert_uint_eq(kept, length);
			ck_assert_mem_eq(copy, bytes, length);
			free(copy);
		}
		keep_close(keep);
		keep = opened(); /* mended */
		ck_assert_ptr_null(keep_notice(keep));
		ck_assert_int_eq(count_records(keep), 3);
		keep_close(keep);
		bytes[at] ^= (unsigned char)(1 << at % 8);
	}
	free(bytes);
}
END_TEST

START_TEST(records_are_bound_to_their_place)
{
	size_t length, ends[3];
	unsigned char *bytes = some_records(3, &length, ends);
	size_t size = ends[1] - ends[0];
	ck_assert_uint_eq(ends[0] - RECORDS_AT, size);
	/* the second twice: a replay; once as it is, once with the number that belongs there */
	memcpy(bytes + ends[1], bytes + ends[0], size);
	for (unsigned char number = 2; number <= 3; number++) {
		bytes[ends[1] + 8] = number;
		simdisk_set(sim, PATH, bytes, length);
		struct keep *keep = opened();
		ck_assert_ptr_nonnull(keep_notice(keep));
		ck_assert_str_eq(
		    contents(keep), "draft k0=text that is typed;draft k1=text that is typed;");
		keep_close(keep);
	}
	free(bytes);
}
END_TEST

START_TEST(what_was_cut_never_comes_back)
{
	struct keep *keep = opened();
	size_t length, ends[3];
	for (int i = 0; i < 3; i++) {
		char key[] = "k0";
		key[1] = (char)('0' + i);
		put(keep, key, "text", (uint64_t)i + 1);
		ck_assert_int_eq(keep_flush(keep, NULL), 0);
		if (i == 0)
			keep_sync_now(keep);
		keep_synced(keep, NULL, NULL);
		free(simdisk_bytes(sim, PATH, &ends[i]));
	}
	unsigned char *bytes = simdisk_bytes(sim, PATH, &length);
	keep_close(keep);
	/* The third reached the medium before the second; neither was called kept. */
	memset(bytes + ends[0], 0, ends[1] - ends[0]);
	simdisk_set(sim, PATH, bytes, length);
	free(bytes);
	keep = opened();
	ck_assert_ptr_null(keep_notice(keep));
	ck_assert_str_eq(contents(keep), "draft k0=text;");
	put(keep, "k9", "text", 4); /* as long as the second was */
	keep_close(keep);
	keep = opened();
	ck_assert_ptr_null(keep_notice(keep));
	ck_assert_str_eq(contents(keep), "draft k0=text;draft k9=text;");
	keep_close(keep);
}
END_TEST

START_TEST(the_header_survives_damage_to_one_copy)
{
	size_t length, ends[2];
	unsigned char *bytes = some_records(2, &length, ends);
	for (size_t at = 0; at < HEADER_COPY + HEADER_SIZE; at++) {
		if (at == HEADER_SIZE)
			at = HEADER_COPY;
		bytes[at] ^= 0x10;
		simdisk_set(sim, PATH, bytes, length);
		struct keep *keep = opened();
		ck_assert_int_eq(count_records(keep), 2);
		keep_close(keep);
		bytes[at] ^= 0x10;
	}
	bytes[100] ^= 1;
	bytes[HEADER_COPY + 100] ^= 1;
	simdisk_set(sim, PATH, bytes, length);
	struct keep *keep = opened();
	ck_assert_int_eq(count_records(keep), 0);
	ck_assert_ptr_nonnull(keep_notice(keep));
	size_t kept;
	unsigned char *copy = simdisk_bytes(sim, PATH ".damaged-1", &kept);
	ck_assert_mem_eq(copy, bytes, length);
	free(copy);
	keep_close(keep);

	/* a newer program's file is left alone */
	bytes[7] = bytes[HEADER_COPY + 7] = 3;
	simdisk_set(sim, PATH, bytes, length);
	struct err err;
	ck_assert_int_eq(open_as(&keep, "secret", NULL, &err), KEEP_FAILED);
	ck_assert_ptr_nonnull(strstr(err.text, "newer"));
	copy = simdisk_bytes(sim, PATH, &kept);
	ck_assert_mem_eq(copy, bytes, length);
	free(copy);
	free(bytes);
}
END_TEST

START_TEST(unknown_kinds_are_carried_along)
{
	static const struct field fields[] = {{.name = "text", .type = FIELD_TEXT, .limit = 100}};
	static const struct record future = {"future", sizeof(char *), fields, 1};
	const char *value = "unknown here";
	struct keep *keep = opened();
	keep_put(keep, &future, "f", &value, 1);
	put(keep, "a", "one", 2);
	flush(keep);
	keep_close(keep);
	keep = opened();
	ck_assert_str_eq(contents(keep), "future f=?;draft a=one;");
	ck_assert_int_eq(keep_change_password(keep, "secret", NULL), 0); /* rewrites */
	keep_close(keep);
	keep = opened();
	ck_assert_str_eq(contents(keep), "future f=?;draft a=one;");
	keep_close(keep);
}
END_TEST

START_TEST(a_full_disk_loses_nothing)
{
	struct keep *keep = opened();
	struct err err = {""};
	put(keep, "a", "one", 1);
	flush(keep);
	ck_assert_uint_eq(keep_synced(keep, NULL, NULL), 1);
	simdisk_room(sim, 8500);
	char key[16];
	int refused = 0;
	for (uint64_t i = 2; i < 12; i++) {
		snprintf(key, sizeof key, "k%d", (int)i);
		put(keep, key, "typed while the disk is full", i);
		refused += keep_flush(keep, &err) < 0;
		keep_sync_now(keep);
	}
	ck_assert_int_gt(refused, 5);
	ck_assert_ptr_nonnull(strstr(err.text, "full"));
	ck_assert_uint_lt(keep_synced(keep, NULL, NULL), 11);
	ck_assert_int_eq(count_records(keep), 11);
	simdisk_room(sim, 0);
	flush(keep); /* nothing new: only tries again */
	ck_assert_uint_eq(keep_synced(keep, NULL, NULL), 11);
	simdisk_reboot(sim, LOSE_UNSYNCED, 0);
	keep_close(keep);
	keep = opened();
	ck_assert_int_eq(count_records(keep), 11);
	ck_assert_ptr_null(keep_notice(keep));
	keep_close(keep);
}
END_TEST

START_TEST(a_failed_sync_is_told_and_made_good)
{
	struct keep *keep = opened();
	struct err err = {""};
	bool failed;
	put(keep, "a", "one", 1);
	flush(keep);
	put(keep, "b", "two", 2);
	simdisk_fail_kind(sim, 's');
	simdisk_fail(sim, 1, EIO, false);
	flush(keep);
	keep_sync_now(keep); /* a second sync would say that all is well */
	ck_assert_uint_eq(keep_synced(keep, &err, &failed), 1);
	ck_assert(failed);
	ck_assert_ptr_nonnull(strstr(err.text, "Nothing is lost"));
	put(keep, "c", "three", 3);
	flush(keep);
	ck_assert_uint_eq(keep_synced(keep, &err, &failed), 3);
	ck_assert(!failed);
	/* The pages of the failed sync are gone for good: only the new file can hold them. */
	simdisk_reboot(sim, LOSE_UNSYNCED, 0);
	keep_close(keep);
	keep = opened();
	ck_assert_str_eq(contents(keep), "draft a=one;draft b=two;draft c=three;");
	keep_close(keep);
}
END_TEST

START_TEST(a_disk_that_keeps_failing_is_tried_for_ever)
{
	struct keep *keep = opened();
	bool failed;
	put(keep, "a", "one", 1);
	simdisk_fail(sim, 1, EIO, true);
	for (int i = 0; i < 20; i++) {
		keep_flush(keep, NULL);
		keep_sync_now(keep);
		ck_assert_uint_eq(keep_synced(keep, NULL, &failed), 0);
	}
	simdisk_fail(sim, 0, 0, false);
	flush(keep);
	ck_assert_uint_eq(keep_synced(keep, NULL, &failed), 1);
	keep_close(keep);
	keep = opened();
	ck_assert_str_eq(contents(keep), "draft a=one;");
	keep_close(keep);
}
END_TEST

/*
 * One life of a journal that rewrites itself now and then. After flush m the draft "pair" says m,
 * and "k(m mod 3)" says m as well, written in the same flush. Gives the highest number reported
 * kept.
 */
enum { LIFE = 24, BIG = 60000 };

static uint64_t
live_a_life(void)
{
	struct keep *keep;
	if (open_as(&keep, "secret", NULL, NULL) > KEEP_CREATED)
		return 0;
	uint64_t kept = 0;
	static char filler[BIG + 1];
	memset(filler, 'x', BIG);
	for (int m = 1; m <= LIFE; m++) {
		char key[8], text[8];
		snprintf(key, sizeof key, "k%d", m % 3);
		snprintf(text, sizeof text, "%d", m);
		put(keep, key, text, (uint64_t)m * 2 - 1);
		put(keep, "filler", filler, (uint64_t)m * 2 - 1);
		put(keep, "pair", text, (uint64_t)m * 2);
		keep_flush(keep, NULL);
		if (m % 2)
			keep_sync_now(keep);
		if (m == 10)
			keep_change_password(keep, "secret", NULL);
		uint64_t synced = keep_synced(keep, NULL, NULL);
		kept = synced > kept ? synced : kept;
	}
	keep_close(keep);
	return kept;
}

static const char *
value_of(const char *key)
{
	static char value[16];
	char pattern[32];
	snprintf(pattern, sizeof pattern, "draft %s=", key);
	const char *at = strstr(seen.data, pattern);
	if (!at)
		return "";
	at += strlen(pattern);
	snprintf(value, sizeof value, "%.*s", (int)strcspn(at, ";"), at);
	return value;
}

static void
check_life(uint64_t kept, uint64_t call, uint64_t seed)
{
	struct keep *keep = opened();
	contents(keep);
	int m = atoi(value_of("pair"));
	ck_assert_msg((uint64_t)m * 2 >= kept, "call %d seed %d: kept %d, found flush %d",
	    (int)call, (int)seed, (int)kept, m);
	for (int k = 0; k < 3; k++) {
		char key[16];
		int last = m - (m - k + 3) % 3; /* the last flush that wrote this key */
		snprintf(key, sizeof key, "k%d", k);
		ck_assert_msg(atoi(value_of(key)) == (last > 0 ? last : 0),
		    "call %d seed %d: half of flush %d", (int)call, (int)seed, m);
	}
	ck_assert_msg(
	    !keep_notice(keep), "call %d seed %d: %s", (int)call, (int)seed, keep_notice(keep));
	keep_close(keep);
}

START_TEST(a_power_cut_at_every_call_keeps_what_was_kept)
{
	ck_assert_uint_eq(live_a_life(), LIFE * 2 - 2);
	uint64_t calls = simdisk_calls(sim);
	ck_assert_uint_gt(calls, LIFE * 2);
	for (uint64_t call = 1; call <= calls; call++)
		for (uint64_t seed = 0; seed < 6; seed++) {
			teardown();
			setup();
			simdisk_die_at(sim, call);
			uint64_t kept = live_a_life();
			enum simdisk_loss loss = seed == 0   ? LOSE_NOTHING
						 : seed == 1 ? LOSE_UNSYNCED
							     : LOSE_SOME;
			simdisk_reboot(sim, loss, call * 31 + seed);
			check_life(kept, call, seed);
		}
}
END_TEST

START_TEST(an_error_at_every_call_loses_nothing)
{
	live_a_life();
	uint64_t calls = simdisk_calls(sim);
	static const int errors[] = {ENOSPC, EIO};
	for (uint64_t call = 1; call <= calls; call++) {
		teardown();
		setup();
		simdisk_fail(sim, call, errors[call % 2], false);
		live_a_life();
		simdisk_fail(sim, 0, 0, false);
		struct keep *keep = opened();
		contents(keep);
		/* Only an error at creating or closing may leave the last turns to the next start.
		 */
		ck_assert_msg(call <= 6 || call + 6 > calls || atoi(value_of("pair")) == LIFE,
		    "call %d of %d: %s", (int)call, (int)calls, value_of("pair"));
		keep_close(keep);
	}
}
END_TEST

START_TEST(the_file_does_not_grow_for_ever)
{
	struct keep *keep = opened();
	static char text[4001];
	memset(text, 'y', 4000);
	for (uint64_t i = 1; i <= 2000; i++) {
		put(keep, "a", text, i);
		flush(keep);
	}
	ck_assert_uint_eq(keep_synced(keep, NULL, NULL), 2000);
	size_t length;
	free(simdisk_bytes(sim, PATH, &length));
	ck_assert_uint_lt(length, 600 << 10);
	keep_close(keep);
}
END_TEST

START_TEST(many_records)
{
	struct keep *keep = opened();
	char key[16];
	for (uint64_t i = 0; i < 5000; i++) {
		snprintf(key, sizeof key, "k%d", (int)i);
		put(keep, key, "v", i + 1);
		if (i % 2)
			keep_drop(keep, &draft_record, key, i + 1);
	}
	flush(keep);
	keep_close(keep);
	keep = opened();
	ck_assert_int_eq(count_records(keep), 2500);
	keep_close(keep);
}
END_TEST

START_TEST(the_password_can_change)
{
	struct keep *keep = opened();
	put(keep, "a", "one", 1);
	ck_assert_int_eq(keep_change_password(keep, "other", NULL), 0);
	put(keep, "b", "two", 2);
	keep_close(keep);
	ck_assert_int_eq(open_as(&keep, "secret", NULL, NULL), KEEP_WRONG_PASSWORD);
	ck_assert_int_eq(open_as(&keep, "other", NULL, NULL), KEEP_OPENED);
	ck_assert_str_eq(contents(keep), "draft a=one;draft b=two;");
	simdisk_fail(sim, 1, ENOSPC, false);
	ck_assert_int_lt(keep_change_password(keep, "third", NULL), 0);
	simdisk_fail(sim, 0, 0, false);
	keep_close(keep);
	ck_assert_int_eq(open_as(&keep, "other", NULL, NULL), KEEP_OPENED);
	keep_close(keep);
}
END_TEST

struct crm_keys {
	unsigned char public_key[SECRET_KEY], private_key[SECRET_KEY];
};

static bool
unseal(void *context, unsigned char plain[SEALED_PLAIN], const unsigned char sealed[SEALED_KEY])
{
	const struct crm_keys *keys = context;
	return secret_unseal(plain, sealed, SEALED_KEY, keys->public_key, keys->private_key);
}

/* Opens the file as the CRM would, by its private key alone: what is in it, or why not. */
static const char *
sealed_contents(struct crm_keys *keys, bool *damaged)
{
	size_t length;
	struct err err = {""};
	unsigned char *bytes = simdisk_bytes(sim, PATH, &length);
	struct sealed_reader reader = {unseal, see_record, keys};
	struct sealed_found found;
	if (!seen.data)
		buf_init(&seen, 1 << 24);
	buf_clear(&seen);
	if (sealed_read(bytes, length, &reader, &arena, &found, &err) < 0)
		buf_printf(&seen, "%s", err.text);
	if (damaged)
		*damaged = found.damaged;
	free(bytes);
	return seen.data;
}

START_TEST(the_crm_can_open_what_is_sealed_to_it)
{
	struct crm_keys crm, other;
	secret_keypair(crm.public_key, crm.private_key);
	secret_keypair(other.public_key, other.private_key);
	struct keep *keep = opened(); /* before enrolment */
	put(keep, "a", "one", 1);
	keep_close(keep);
	ck_assert_ptr_nonnull(strstr(sealed_contents(&crm, NULL), "had not been enrolled"));
	ck_assert_int_eq(open_as(&keep, "secret", crm.public_key, NULL), KEEP_OPENED);
	put(keep, "b", "two", 2);
	keep_close(keep);
	ck_assert_str_eq(sealed_contents(&crm, NULL), "draft a=one;draft b=two;");
	ck_assert_ptr_nonnull(strstr(sealed_contents(&other, NULL), "another CRM"));
}
END_TEST

/* What a reset password comes to: the CRM opens the seal, the journal is wrapped anew. */
START_TEST(the_crm_opens_it_for_another_password)
{
	struct crm_keys crm;
	unsigned char seal[SEALED_KEY], plain[SEALED_PLAIN], user[SECRET_HASH];
	secret_keypair(crm.public_key, crm.private_key);
	struct keep_options options = {.disk = simdisk_disk(sim),
	    .folder = "state",
	    .crm_key = crm.public_key,
	    .ops = secret_cost_tests.passes,
	    .memory = secret_cost_tests.memory,
	    .no_thread = true,
	    .existing = true};
	struct keep *keep;
	ck_assert_int_eq(keep_seal(&options, "ellis", seal), -1);
	ck_assert_int_eq(open_as(&keep, "secret", crm.public_key, NULL), KEEP_CREATED);
	put(keep, "a", "one", 1);
	keep_close(keep);
	ck_assert_int_eq(keep_seal(&options, "ellis", seal), 0);
	ck_assert(unseal(&crm, plain, seal));
	secret_hash(user, "ellis", strlen("ellis"), NULL);
	ck_assert_mem_eq(plain + SECRET_KEY, user, SECRET_HASH);
	/* A key that is not its own opens nothing, and harms nothing. */
	unsigned char wrong[SECRET_KEY] = {1};
	options.data_key = wrong;
	ck_assert_int_eq(keep_open(&keep, &options, "ellis", "new", NULL), KEEP_WRONG_PASSWORD);
	options.data_key = plain;
	ck_assert_int_eq(keep_open(&keep, &options, "ellis", "new", NULL), KEEP_OPENED);
	ck_assert_str_eq(contents(keep), "draft a=one;");
	keep_close(keep);
	ck_assert_int_eq(open_as(&keep, "secret", crm.public_key, NULL), KEEP_WRONG_PASSWORD);
	ck_assert_int_eq(open_as(&keep, "new", crm.public_key, NULL), KEEP_OPENED);
	keep_close(keep);
	ck_assert_str_eq(sealed_contents(&crm, NULL), "draft a=one;");
}
END_TEST

START_TEST(a_damaged_journal_gives_the_crm_the_rest)
{
	struct crm_keys crm;
	bool damaged;
	size_t length;
	secret_keypair(crm.public_key, crm.private_key);
	struct keep *keep;
	ck_assert_int_eq(open_as(&keep, "secret", crm.public_key, NULL), KEEP_CREATED);
	static const char *const keys[] = {"a", "b", "c"};
	for (uint64_t i = 0; i < 3; i++) {
		put(keep, keys[i], "words", i + 1);
		flush(keep);
	}
	keep_close(keep);
	unsigned char *bytes = simdisk_bytes(sim, PATH, &length);
	bytes[RECORDS_AT + (length - RECORDS_AT) / 2] ^= 1; /* in the second of three */
	simdisk_set(sim, PATH, bytes, length);
	ck_assert_str_eq(sealed_contents(&crm, &damaged), "draft a=words;draft c=words;");
	ck_assert(damaged);
	memset(bytes, 'x', RECORDS_AT);
	simdisk_set(sim, PATH, bytes, length);
	ck_assert_ptr_nonnull(strstr(sealed_contents(&crm, NULL), "no journal of a desk"));
	free(bytes);
}
END_TEST

START_TEST(wiping_leaves_unsent_work_to_the_crm)
{
	static const struct record *const unsent[] = {&outgoing_record, NULL};
	struct crm_keys crm;
	secret_keypair(crm.public_key, crm.private_key);
	struct keep *keep;
	ck_assert_int_eq(open_as(&keep, "secret", crm.public_key, NULL), KEEP_CREATED);
	struct outgoing outgoing = {.operation = "op", .label = "Missed bin"};
	put(keep, "a", "one", 1);
	keep_put(keep, &outgoing_record, "op", &outgoing, 2);
	flush(keep);
	ck_assert_int_eq(keep_wipe(keep, unsent, NULL), 0);
	ck_assert_int_eq(open_as(&keep, "secret", crm.public_key, NULL), KEEP_WRONG_PASSWORD);
	ck_assert_str_eq(sealed_contents(&crm, NULL), "outgoing op=Missed bin;");

	simdisk_disk(sim)->remove(simdisk_disk(sim), PATH);
	ck_assert_int_eq(open_as(&keep, "secret", crm.public_key, NULL), KEEP_CREATED);
	put(keep, "a", "one", 1);
	flush(keep);
	ck_assert_int_eq(keep_wipe(keep, unsent, NULL), 0);
	size_t length;
	ck_assert_ptr_null(simdisk_bytes(sim, PATH, &length));
}
END_TEST

START_TEST(the_helper_thread_syncs_a_real_file)
{
	char folder[] = "keep_journal.XXXXXX";
	ck_assert_ptr_nonnull(mkdtemp(folder));
	struct keep_options options = {
	    .folder = folder, .ops = secret_cost_tests.passes, .memory = secret_cost_tests.memory};
	struct keep *keep;
	struct err err = {""};
	ck_assert_msg(
	    keep_open(&keep, &options, "A/b", "secret", &err) == KEEP_CREATED, "%s", err.text);
	static char text[8001];
	memset(text, 'z', 8000);
	for (uint64_t i = 1; i <= 300; i++) {
		put(keep, "a", text, i);
		ck_assert_int_eq(keep_flush(keep, &err), 0);
	}
	struct pollfd fd = {.fd = keep_fd(keep), .events = POLLIN};
	while (keep_synced(keep, NULL, NULL) < 300)
		ck_assert_int_eq(poll(&fd, 1, 10000), 1);
	keep_close(keep);
	ck_assert_int_eq(keep_open(&keep, &options, "A/b", "secret", &err), KEEP_OPENED);
	ck_assert_int_eq(count_records(keep), 1);
	keep_close(keep);
	char *command = xasprintf("test -f '%s/journal-%%41%%2Fb' && rm -r '%s'", folder, folder);
	ck_assert_int_eq(system(command), 0);
	free(command);
}
END_TEST

int
main(void)
{
	log_open("/dev/null", LOG_ERROR_); /* the crashes below are many */
	Suite *suite = suite_create("keep_journal");
	TCase *tests = tcase_create("journal");
	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, records_come_back);
	tcase_add_test(tests, only_what_is_synced_is_called_kept);
	tcase_add_test(tests, the_journal_hides_what_it_holds);
	tcase_add_test(tests, a_wrong_password_does_not_open);
	tcase_add_test(tests, a_journal_is_proved_and_not_made_unasked);
	tcase_add_test(tests, a_second_desk_is_refused);
	tcase_add_test(tests, every_torn_tail_is_cut_exactly);
	tcase_add_test(tests, an_altered_record_costs_only_itself_and_is_told);
	tcase_add_test(tests, records_are_bound_to_their_place);
	tcase_add_test(tests, what_was_cut_never_comes_back);
	tcase_add_test(tests, the_header_survives_damage_to_one_copy);
	tcase_add_test(tests, unknown_kinds_are_carried_along);
	tcase_add_test(tests, a_full_disk_loses_nothing);
	tcase_add_test(tests, a_failed_sync_is_told_and_made_good);
	tcase_add_test(tests, a_disk_that_keeps_failing_is_tried_for_ever);
	tcase_add_test(tests, a_power_cut_at_every_call_keeps_what_was_kept);
	tcase_add_test(tests, an_error_at_every_call_loses_nothing);
	tcase_add_test(tests, the_file_does_not_grow_for_ever);
	tcase_add_test(tests, many_records);
	tcase_add_test(tests, the_password_can_change);
	tcase_add_test(tests, the_crm_can_open_what_is_sealed_to_it);
	tcase_add_test(tests, a_damaged_journal_gives_the_crm_the_rest);
	tcase_add_test(tests, the_crm_opens_it_for_another_password);
	tcase_add_test(tests, wiping_leaves_unsent_work_to_the_crm);
	tcase_add_test(tests, the_helper_thread_syncs_a_real_file);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
