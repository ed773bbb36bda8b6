#include "helpers/post.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <dirent.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { DEADLINE = 60000 };

static void
run(const char *const argv[], char **out)
{
	char *said = NULL;
	int status = proc_run(argv, NULL, NULL, &said, DEADLINE);
	if (status != 0) {
		fprintf(stderr, "%s %s: %d\n%s", argv[0], argv[1], status, said ? said : "");
		abort();
	}
	if (out)
		*out = said;
	else
		free(said);
}

static void
helper(const struct post *post, const char *what, char **out)
{
	char *script = proc_source("tests/helpers/mail");
	run((const char *const[]){script, what, post->dir, NULL}, out);
	free(script);
}

void
post_begin(struct post *post)
{
	char *at = proc_tmpdir(), *said;
	post->dir = proc_text("%s/post", at);
	/* Whoever runs the servers must come to it. */
	chmod(at, 0755);
	helper(post, "start", &said);
	if (sscanf(said, "%d %d", &post->smtp, &post->imap) != 2) {
		fprintf(stderr, "tests/helpers/mail said \"%s\"\n", said);
		abort();
	}
	free(said);
	post->settings = proc_text("%s/connect.conf", at);
	FILE *file = fopen(post->settings, "w");
	fprintf(file,
	    "# The mailboxes of a test.\n[mail contact@council.example]\ncouncil = chorley\n"
	    "name = Chorley Council\nimap = imap://127.0.0.1:%d\nsmtp = smtp://127.0.0.1:%d\n"
	    "user = contact\npassword = word\nevery = 1\npages = https://forms.council.example\n",
	    post->imap, post->smtp);
	fclose(file);
	chmod(post->settings, 0600);
	free(at);
}

void
post_end(struct post *post)
{
	helper(post, "stop", NULL);
	*strrchr(post->dir, '/') = '\0';
	proc_rmdir(post->dir);
	free(post->dir);
	free(post->settings);
}

void
post_down(struct post *post)
{
	helper(post, "down", NULL);
}

void
post_up(struct post *post)
{
	helper(post, "up", NULL);
}

void
post_renumber(struct post *post, const char *name)
{
	static const char *const files[] = {
	    "dovecot-uidlist", "dovecot-uidvalidity", "dovecot.index.log", "dovecot.index"};
	post_down(post);
	char *list = proc_text("%s/mail/%s", post->dir, name);
	DIR *dir = opendir(list);
	for (struct dirent *entry; dir && (entry = readdir(dir));)
		for (size_t i = 0; i < sizeof files / sizeof *files; i++)
			if (strncmp(entry->d_name, files[i], strlen(files[i])) == 0) {
				char *path = proc_text("%s/%s", list, entry->d_name);
				remove(path);
				free(path);
			}
	if (dir)
		closedir(dir);
	free(list);
	post_up(post);
}

void
post_send(const struct post *post, const char *from, const char *to, const char *message)
{
	char *file = proc_text("%s/to-send", post->dir),
	     *url = proc_text("smtp://127.0.0.1:%d", post->smtp);
	FILE *out = fopen(file, "w");
	ck_assert_ptr_nonnull(out);
	for (const char *c = message; *c; c++)
		fprintf(out, *c == '\n' ? "\r\n" : "%c", *c);
	fclose(out);
	/* An empty sender is that of a report. */
	run((const char *const[]){"curl", "-sS", url, "--mail-from", from, "--mail-rcpt", to,
		"--upload-file", file, NULL},
	    NULL);
	free(file);
	free(url);
}

/* Counts the messages of a mailbox, and remembers the path of the newest. */
static size_t
look(const struct post *post, const char *name, char **newest)
{
	static const char *const folders[] = {"new", "cur"};
	size_t count = 0;
	*newest = NULL;
	for (size_t i = 0; i < 2; i++) {
		char *path = proc_text("%s/mail/%s/%s", post->dir, name, folders[i]);
		DIR *dir = opendir(path);
		for (struct dirent *entry; dir && (entry = readdir(dir));) {
			char *file = proc_text("%s/%s", path, entry->d_name);
			const char *slash = *newest ? strrchr(*newest, '/') + 1 : "";
			if (entry->d_name[0] != '.') {
				count++;
				if (strcmp(entry->d_name, slash) > 0) {
					free(*newest);
					*newest = file;
					file = NULL;
				}
			}
			free(file);
		}
		if (dir)
			closedir(dir);
		free(path);
	}
	return count;
}

size_t
post_count(const struct post *post, const char *name)
{
	char *newest;
	size_t count = look(post, name, &newest);
	free(newest);
	return count;
}

char *
post_wait(const struct post *post, const char *name, size_t count)
{
	int64_t deadline = proc_ms() + DEADLINE;
	char *newest, *text = calloc(1, 65536);
	while (look(post, name, &newest) < count) {
		ck_assert_msg(proc_left(deadline) > 0, "%s has %zu messages, not %zu", name,
		    post_count(post, name), count);
		free(newest);
		poll(NULL, 0, 20);
	}
	FILE *file = fopen(newest, "r");
	ck_assert_ptr_nonnull(file);
	size_t length = fread(text, 1, 65535, file);
	text[length] = '\0';
	fclose(file);
	free(newest);
	return text;
}

char *
post_header(const char *message, const char *name)
{
	size_t length = strlen(name);
	for (const char *at = message; *at && *at != '\r' && *at != '\n'; at++) {
		if (strncasecmp(at, name, length) == 0 && at[length] == ':') {
			at += length + 1;
			at += strspn(at, " <");
			return strndup(at, strcspn(at, ">\r\n"));
		}
		at += strcspn(at, "\n");
		if (!*at)
			break;
	}
	return NULL;
}
