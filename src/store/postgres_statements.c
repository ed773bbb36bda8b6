#include "base/alloc.h"
#include "store/postgres.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t
slot_of(const char *sql)
{
	uint32_t hash = 2166136261u; /* FNV-1a */
	for (const char *c = sql; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619u;
	return hash % STATEMENT_SLOTS;
}

static unsigned
type_of(const struct db_value *value)
{
	static const unsigned types[] = {
	    [DB_NULL] = 0, [DB_NUMBER] = TYPE_INT8, [DB_TEXT] = TYPE_TEXT, [DB_BYTES] = TYPE_BYTEA};
	return types[value->type];
}

/* Does the statement take these values? Their types that are new to it are added. */
static bool
takes(struct statement *statement, const struct db_value *values, size_t count)
{
	bool same = true;
	for (size_t i = 0; i < count; i++) {
		unsigned type = type_of(&values[i]);
		if (type && type != statement->types[i]) {
			statement->types[i] = type;
			same = false;
		}
	}
	return same;
}

struct statement *
statement_of(
    struct statements *statements, const char *sql, const struct db_value *values, size_t count)
{
	struct statement **head = &statements->by_text[slot_of(sql)], *statement = *head;
	while (statement && strcmp(statement->sql, sql) != 0)
		statement = statement->next;
	if (!statement) {
		statement = xcalloc(1, sizeof *statement);
		statement->sql = xstrdup(sql);
		statement->next = *head;
		*head = statement;
	}
	if (!takes(statement, values, count))
		statement->name[0] = '\0';
	return statement;
}

void
statement_name(struct statements *statements, struct statement *statement)
{
	snprintf(statement->name, sizeof statement->name, "s%u", ++statements->names);
}

void
statements_forget(struct statements *statements)
{
	for (size_t i = 0; i < STATEMENT_SLOTS; i++)
		while (statements->by_text[i]) {
			struct statement *statement = statements->by_text[i];
			statements->by_text[i] = statement->next;
			free(statement->sql);
			free(statement);
		}
}

/* ---- how they fail ---- */

enum db_fault
postgres_fault(const char *state)
{
	static const struct {
		const char *state;
		enum db_fault fault;
	} faults[] = {
	    {"55P03", DB_BUSY},    /* lock_not_available: another writer holds it */
	    {"57014", DB_BUSY},    /* query_canceled */
	    {"40", DB_BUSY},       /* serialization_failure, deadlock_detected */
	    {"25006", DB_STORAGE}, /* read_only_sql_transaction: a standby */
	    {"08", DB_STORAGE},    /* connection_exception */
	    {"53", DB_STORAGE},    /* insufficient_resources: disk full, too many connections */
	    {"57", DB_STORAGE},    /* operator_intervention: shutdown */
	    {"58", DB_STORAGE},    /* system_error */
	    {"XX", DB_STORAGE},    /* data_corrupted */
	};
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		if (strncmp(state, faults[i].state, strlen(faults[i].state)) == 0)
			return faults[i].fault;
	return DB_MISTAKEN;
}
