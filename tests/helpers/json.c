#include "helpers/json.h"

#include "helpers/proc.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

static const cJSON *
walk(const cJSON *at, const char *path)
{
	char part[128];
	while (at && *path) {
		size_t len = strcspn(path, ".");
		if (len >= sizeof part)
			return NULL;
		memcpy(part, path, len);
		part[len] = '\0';
		at = cJSON_IsArray(at) ? cJSON_GetArrayItem(at, atoi(part))
				       : cJSON_GetObjectItemCaseSensitive(at, part);
		path += len + (path[len] == '.');
	}
	return at;
}

char *
json_get(const char *text, const char *path)
{
	char *value = NULL;
	cJSON *root = cJSON_Parse(text ? text : "");
	const cJSON *at = walk(root, path);
	if (cJSON_IsString(at))
		value = strdup(at->valuestring);
	else if (cJSON_IsNumber(at) || cJSON_IsBool(at))
		value = cJSON_PrintUnformatted(at);
	cJSON_Delete(root);
	return value;
}

int
json_count(const char *text, const char *path)
{
	cJSON *root = cJSON_Parse(text ? text : "");
	const cJSON *at = walk(root, path);
	int n = cJSON_IsArray(at) ? cJSON_GetArraySize(at) : -1;
	cJSON_Delete(root);
	return n;
}

bool
json_is(const char *text, const char *path, const char *value)
{
	char *got = json_get(text, path);
	bool same = got && strcmp(got, value) == 0;
	free(got);
	return same;
}

int
json_index(const char *text, const char *path, const char *member, const char *value)
{
	int n = json_count(text, path), found = -1;
	for (int i = 0; i < n && found < 0; i++) {
		char *at = proc_text("%s%s%d.%s", path, *path ? "." : "", i, member);
		if (json_is(text, at, value))
			found = i;
		free(at);
	}
	return found;
}
