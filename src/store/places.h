/* The gazetteer: properties and postcodes. */
#ifndef STORE_PLACES_H
#define STORE_PLACES_H

#include "store/store.h"

int property_put(struct tx *tx, const struct property *property);
/* Where a postcode lies (struct postcode): a row for each district that its properties or the open
 * lists name, with the middle of its properties. Empty when it is not known. */
int postcode_places(struct tx *tx, const char *postcode, struct arena *arena, struct list *out);
int postcode_put(struct tx *tx, const struct postcode *postcode);
/* By postcode or its beginning, number, street, building, flat, organisation, best first and then
 * as they lie; what is digits alone also by UPRN, and then what is out of use too. Struct
 * property. */
int properties_find(struct tx *tx, const char *words, size_t most, struct arena *arena,
    struct list *out, bool *more);

#endif
