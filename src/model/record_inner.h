/* How the record_*.c describe records: a row a field, and the words that several of them choose
 * from. */
#ifndef MODEL_RECORD_INNER_H
#define MODEL_RECORD_INNER_H

#include "base/i18n.h"
#include "model/records.h"

#include <stddef.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define FIELD(type_, name_, kind, limit_, flags_, label_)                                          \
	{                                                                                          \
		.name = #name_, .type = kind, .offset = offsetof(struct type_, name_),             \
		.limit = limit_, .flags = flags_, .label = label_                                  \
	}
#define FIELD_OF(type_, name_, words_, flags_, label_)                                             \
	{                                                                                          \
		.name = #name_, .type = FIELD_WORD, .offset = offsetof(struct type_, name_),       \
		.limit = 40, .flags = flags_, .words = words_, .label = label_                     \
	}
#define FIELD_IN(type_, name_, kind, limit_, record_, flags_, label_)                              \
	{                                                                                          \
		.name = #name_, .type = kind, .offset = offsetof(struct type_, name_),             \
		.limit = limit_, .flags = flags_, .of = &record_, .label = label_                  \
	}
#define RECORD(name_)                                                                              \
	{                                                                                          \
#name_, sizeof(struct name_), name_##_fields, COUNT(name_##_fields)                \
	}

/* Each ends with a null, in the file that is first to need it. */
extern const char *const record_outcome_words[];
extern const char *const record_offer_reply_words[];
extern const char *const record_channel_words[];
extern const char *const record_survey_reply_words[];
extern const char *const record_direction_words[];
extern const char *const record_case_state_words[];
extern const char *const record_priority_words[];
extern const char *const record_authority_words[];

#endif
