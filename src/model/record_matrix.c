#include "base/text.h"
#include "model/record_inner.h"

static const struct field volume_fields[] = {
    FIELD(volume, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(volume, mechanism, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(volume, count, FIELD_NUMBER, 0, FIELD_REQUIRED, NULL),
};
const struct record volume_record = RECORD(volume);

static const struct field volume_page_fields[] = {
    FIELD(volume_page, council, FIELD_KEY, 40, 0, NULL),
    FIELD(volume_page, from, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD(volume_page, until, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD_IN(volume_page, items, FIELD_LIST, 20000, volume_record, 0, NULL),
};
const struct record volume_page_record = RECORD(volume_page);

static const struct field late_enquiry_fields[] = {
    FIELD(late_enquiry, id, FIELD_ID, 36, FIELD_REQUIRED, NULL),
    FIELD(late_enquiry, channel, FIELD_KEY, 20, 0, NULL),
    FIELD(late_enquiry, outcome, FIELD_KEY, 20, 0, NULL),
    FIELD(late_enquiry, reference, FIELD_TEXT, 11, 0, NULL),
    FIELD(late_enquiry, began, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
};
const struct record late_enquiry_record = RECORD(late_enquiry);

static const struct field late_page_fields[] = {
    FIELD(late_page, service, FIELD_KEY, 60, FIELD_REQUIRED, NULL),
    FIELD(late_page, council, FIELD_KEY, 40, FIELD_REQUIRED, NULL),
    FIELD(late_page, from, FIELD_TIME, 0, FIELD_REQUIRED, NULL),
    FIELD_IN(late_page, items, FIELD_LIST, 100, late_enquiry_record, 0, NULL),
    FIELD(late_page, next, FIELD_TEXT, 80, 0, NULL),
};
const struct record late_page_record = RECORD(late_page);

/* By which somebody comes to us, or we to them; what else there is was made in one of these. */
static bool
is_encounter(const char *mechanism)
{
	static const char *const ways[] = {"telephone", "email", "e-forms", "outreach", "outbound"};
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (text_same(ways[i], mechanism))
			return true;
	return false;
}

int64_t
volume_sum(const struct list *volumes, const char *service, const char *mechanism)
{
	int64_t sum = 0;
	LIST_EACH(struct volume, volume, volumes)
	{
		bool counts = mechanism ? text_same(volume->mechanism, mechanism)
					: is_encounter(volume->mechanism);
		if (counts && (!service || text_same(volume->service, service)))
			sum += volume->count;
	}
	return sum;
}
