/* The files of the case on the screen: read, saved, put on it and taken off. */
#ifndef DESK_CASE_FILES_H
#define DESK_CASE_FILES_H

#include "base/arena.h"
#include "desk/desk.h"
#include "model/record_case.h"

/* Bytes of a text that are shown; the rest of it can be saved. */
enum { FILE_SHOWN = 64 << 10 };

struct case_files {
	struct arena arena;             /* of the listing */
	struct folder_listing *listing; /* of the folder; null: not looked at */
	char *fault;                    /* why it cannot be */
	char *id;                       /* the file that is being read, or null */
	unsigned char *bytes;           /* of it, so many of which have come */
	size_t got;
	int64_t part; /* bytes to ask for next */
	micros since; /* when they were asked for */
	uint64_t asked;
	bool saving, failed; /* to the folder when all have come; the line failed */
};

void case_files_forget(struct desk *desk);
void case_files_open(struct desk *desk);
void case_files_pick(struct desk *desk, const char *item, const char *text);
void case_file_reply(struct desk *desk, const struct reply *reply, const char *id);
/* The CRM did not take a file: what is left of it is not sent. */
void case_file_refused(struct desk *desk, const struct outgoing *outgoing);
/* EVENT_FOLDER, EVENT_FILE_READ, EVENT_FILE_WRITTEN */
void case_folder_listed(struct desk *desk, const struct desk_event *event);
void case_file_taken(struct desk *desk, const struct desk_event *event);
void case_file_written(struct desk *desk, const struct desk_event *event);

/* The one that SCREEN_FILE is about, or null. */
const struct attachment *case_file_shown(const struct desk *desk);
/* Is there more of its text to be shown? */
bool case_file_more(const struct desk *desk);
/* The field of why it is taken off. */
const char *case_file_off_field(const struct desk *desk, struct arena *arena);
/* Why such a file is not taken, or null. */
const char *case_file_fault(const char *name, int64_t size, struct arena *arena);
const char *case_no_folder(void);
/* Pieces of files on their way to this case. */
size_t case_files_waiting(const struct desk *desk);

#endif
