#include "store/house.h"

void
house_import(struct house *house, const struct customer *customers, size_t count)
{
	struct crm_counts counts;
	struct err err = {""};
	ck_assert_msg(
	    crm_import_customers(house->crm, "ctl:test", customers, count, &counts, &err) == 0,
	    "%s", err.text);
}

struct crm_answer
house_change(const struct visitor *visitor, const char *customer, const struct customer *was,
    const struct customer *now)
{
	struct arena *arena = &visitor->house->arena;
	struct customer_change *body = record_new(arena, &customer_change_record);
	*body = (struct customer_change){
	    customer, (struct customer *)(uintptr_t)was, (struct customer *)(uintptr_t)now};
	struct query query = {.params = {customer},
	    .operation = house_id(visitor->house),
	    .of = &customer_change_record,
	    .body = body};
	return visit(visitor, ROUTE_CHANGE_CUSTOMER, &query);
}

struct crm_answer
house_work(const struct visitor *visitor, const char *case_id, const char *kind, const char *text)
{
	struct house *house = visitor->house;
	struct case_event event = {
	    .id = house_id(house), .kind = kind, .text = text, .at = house->now};
	struct query query = {.params = {case_id, event.id},
	    .operation = house_id(house),
	    .of = &case_event_record,
	    .body = &event};
	return visit(visitor, ROUTE_PUT_CASE_EVENT, &query);
}

static micros
changed(const struct visitor *visitor, const char *customer)
{
	struct query query = {.params = {customer}, .query = {NULL, NULL, "a test"}};
	const struct customer_page *page = visit_ok(visitor, ROUTE_CUSTOMER, &query);
	return page->customer->changed;
}

const char *
house_merge(const struct visitor *visitor, const char *keep, const char *gone)
{
	struct house *house = visitor->house;
	struct customer_merge merge = {.id = house_id(house),
	    .keep = keep,
	    .gone = gone,
	    .reason = "one person",
	    .keep_changed = changed(visitor, keep),
	    .gone_changed = changed(visitor, gone)};
	struct query query = {.params = {merge.id},
	    .operation = house_id(house),
	    .of = &customer_merge_record,
	    .body = &merge};
	visit_ok(visitor, ROUTE_PUT_MERGE, &query);
	return merge.id;
}
