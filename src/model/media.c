#include "model/media.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* clang-format off */
static const struct {
	const char *end, *type;
} media[] = {
    {"txt",  "text/plain"},       {"csv",  "text/csv"},         {"md",   "text/markdown"},
    {"eml",  "message/rfc822"},   {"ics",  "text/calendar"},    {"json", "application/json"},
    {"pdf",  "application/pdf"},  {"rtf",  "application/rtf"},
    {"jpg",  "image/jpeg"},       {"jpeg", "image/jpeg"},       {"png",  "image/png"},
    {"gif",  "image/gif"},        {"webp", "image/webp"},       {"heic", "image/heic"},
    {"tif",  "image/tiff"},       {"tiff", "image/tiff"},
    {"odt",  "application/vnd.oasis.opendocument.text"},
    {"ods",  "application/vnd.oasis.opendocument.spreadsheet"},
    {"doc",  "application/msword"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xls",  "application/vnd.ms-excel"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"mp3",  "audio/mpeg"},       {"m4a",  "audio/mp4"},        {"ogg",  "audio/ogg"},
    {"wav",  "audio/wav"},        {"mp4",  "video/mp4"},
};
/* clang-format on */

const char *
media_type(const char *name)
{
	const char *dot = strrchr(name, '.');
	for (size_t i = 0; dot && i < sizeof media / sizeof *media; i++)
		if (strcasecmp(media[i].end, dot + 1) == 0)
			return media[i].type;
	return NULL;
}

bool
media_is_text(const char *type)
{
	return strncmp(type, "text/", 5) == 0 || strcmp(type, "message/rfc822") == 0 ||
	       strcmp(type, "application/json") == 0;
}
