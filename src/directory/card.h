/*
 * What the directory knows of a service without opening it: its title, what decides about finding
 * it, and its words for the search. Made when a text arrives and kept beside it on disk, so that a
 * start reads cards and parses nothing. Inner header.
 */
#ifndef DIRECTORY_CARD_H
#define DIRECTORY_CARD_H

#include "directory/search.h"

/* The form of the bytes below: another number means that they are made anew from the texts. */
enum { CARD_FORM = 3 };

struct card {
	char *bytes; /* what is kept on disk */
	size_t length;
	/* read out of it: */
	struct words title;
	int lgsl;
	unsigned season;
	bool part, listed;
	bool complaints; /* it takes them */
	bool urgent;     /* it may send a team to a danger */
	size_t rest;     /* where the others begin */
};

void card_make(struct card *card, const struct service *service);
/* A copy of bytes from disk; -1 when they are no card. */
int card_read(struct card *card, const void *bytes, size_t length);
void card_release(struct card *card);

/* Does it offer itself beside this service, or to anyone whom it fits? */
#define CARD_ANYONE "*"
/* Likewise: is it a satisfaction survey? */
#define CARD_SURVEY "?"
bool card_beside(const struct card *card, const char *service);
/* Its words: they point into the card; the entry is released as usual. */
void card_entry(const struct card *card, struct search_entry *entry);

#endif
