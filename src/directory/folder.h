/* The files of a folder as a library: what a file takes from those beside it. Reads the disk. */
#ifndef DIRECTORY_FOLDER_H
#define DIRECTORY_FOLDER_H

#include "directory/library.h"

struct folder {
	struct arena *arena; /* of the texts: as long as the library is used */
	const char *path;    /* of any file in it */
};

struct library folder_library(struct folder *folder);

#endif
