#include "wiring/machine.h"
#include "base/secret.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static size_t
read_id(const char *path, char *out, size_t size)
{
	FILE *file = fopen(path, "re");
	size_t length = file ? fread(out, 1, size, file) : 0;
	if (file)
		fclose(file);
	return length;
}

const char *
machine_name(char out[MACHINE_NAME])
{
	static const unsigned char own[SECRET_KEY] = "frontdesk: leased references";
	unsigned char digest[SECRET_HASH];
	char id[256];
	size_t length = read_id("/etc/machine-id", id, sizeof id);
	if (!length)
		length = read_id("/var/lib/dbus/machine-id", id, sizeof id);
	if (!length && gethostname(id, sizeof id - 1) == 0) {
		id[sizeof id - 1] = '\0';
		length = strlen(id);
	}
	secret_hash(digest, id, length, own);
	for (size_t i = 0; i < (MACHINE_NAME - 1) / 2; i++)
		snprintf(out + 2 * i, 3, "%02x", digest[i]);
	return out;
}
