/*
 * The desk's copy of the directory, as a value between the desk and its disk: each service's text,
 * compressed by itself, beside its card (directory/card.h), which only the directory understands.
 */
#ifndef MODEL_DIRECTORY_PACK_H
#define MODEL_DIRECTORY_PACK_H

#include <stddef.h>
#include <stdint.h>

struct packed_service {
	const char *service;
	int64_t version;
	size_t length; /* of the text when it is unpacked */
	const void *card, *text;
	size_t card_length, text_length;
};
struct directory_pack {
	int64_t version; /* of the directory */
	int64_t whole;   /* the version of it that is held whole; 0: none */
	int64_t form;    /* of the cards */
	struct packed_service *services;
	size_t count;
};

#endif
