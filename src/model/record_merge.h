/* Records of one person that became one, and who may be somebody who is known. The fields of each:
 * record_merge.c. */
#ifndef MODEL_RECORD_MERGE_H
#define MODEL_RECORD_MERGE_H

#include "model/field.h"

/* One person had two records: `gone` was merged into `keep`, until somebody undoes it. */
struct merge_choice {
	const char *field, *side /* keep gone: whose value stands; of a list, whose comes first */;
};
extern const struct record merge_choice_record;

struct customer_merge {
	const char *id, *keep, *gone, *reason;
	micros keep_changed, gone_changed; /* of the records that were looked at */
	struct list choices;               /* of the fields that somebody chose */
	const char *author;
	micros at, undone /* 0: it holds */;
	const char *undone_by, *undone_reason;
	struct candidate *person; /* who went into the other, on the wire */
};
extern const struct record customer_merge_record;

struct merge_undo {
	const char *reason;
};
extern const struct record merge_undo_record;

/* Who may be the person that is being written down, or (customer) that this record is of. */
struct alike_query {
	const char *customer, *given, *family, *born, *phone, *email, *line, *town, *postcode;
};
extern const struct record alike_query_record;

struct alike {
	const char *id;
	struct candidate *person;
	const char *why; /* in what they are alike: "same.phone like.name" (model/alike.h) */
	bool sure;       /* one person, as far as records can tell */
};
extern const struct record alike_record;

struct alike_page {
	struct list items; /* the likeliest first */
};
extern const struct record alike_page_record;

struct customer_merge_page {
	struct list items; /* newest first, those that were undone too */
};
extern const struct record customer_merge_page_record;

#endif
