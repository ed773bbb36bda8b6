/* Who may come in: passwords, failed attempts, desks' codes and secrets, sessions. */
#ifndef STORE_ENTRY_H
#define STORE_ENTRY_H

#include "store/store.h"

int password_put(struct tx *tx, const char *user, const char *hash);
const char *password_get(struct tx *tx, const char *user, struct arena *arena);

/* Failed attempts of a subject (any name the rules choose); `until` is when the next may be. */
int attempt_get(struct tx *tx, const char *subject, int64_t *count, micros *until);
int attempt_put(struct tx *tx, const char *subject, int64_t count, micros until);
int attempt_clear(struct tx *tx, const char *subject);

/* One-time codes and secrets are kept as hashes (SECRET_HASH bytes). */
int desk_code_put(struct tx *tx, const unsigned char hash[32], const char *desk, micros expires);
/* Takes the code: the desk's id, or null when it is unknown, used or too old. */
const char *desk_code_take(struct tx *tx, const unsigned char hash[32], struct arena *arena);
int desk_secret_put(struct tx *tx, const char *desk, const unsigned char hash[32]);
int desk_secret_get(struct tx *tx, const char *desk, unsigned char hash[32]);

int session_put(struct tx *tx, const unsigned char hash[32], const char *user, const char *desk,
    micros expires);
int session_get(struct tx *tx, const unsigned char hash[32], const char **user, const char **desk,
    micros *expires, struct arena *arena);
int session_end(struct tx *tx, const unsigned char hash[32]);
int session_end_user(struct tx *tx, const char *user);
int64_t session_count(struct tx *tx);

#endif
