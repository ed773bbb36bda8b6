#include "helpers/county.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const things[] = {"street lighting", "household waste", "council tax", "library",
    "school meals", "parking", "planning", "housing benefit", "pavement", "pest", "allotment",
    "cemetery", "birth certificate", "dog", "drainage", "footpath", "gritting", "home care",
    "noise", "recycling", "bus pass", "tree", "trading", "youth club", "museum", "playground",
    "swimming pool", "taxi", "food hygiene", "electoral register"};
static const char *const doings[] = {"repair", "permit", "application", "complaint", "discount",
    "inspection", "renewal", "advice", "appeal", "grant", "collection", "removal", "booking",
    "payment", "report", "licence", "assessment", "transfer", "cancellation", "enquiry"};
static const char *const kinds[] = {"for residents", "for businesses", "for landlords",
    "for schools", "for carers", "for older people", "in conservation areas", "out of hours",
    "for new customers", "by post"};
static const char *const callers[] = {"not working", "too late", "broken again", "how much is it",
    "nobody came", "lost the letter", "moved house", "need it today", "wrong address", "cannot pay",
    "waiting for weeks", "who do I ask"};
#define COUNT(table) (sizeof(table) / sizeof *(table))

static const char *
thing(size_t nth)
{
	return things[nth % COUNT(things)];
}

static const char *
doing(size_t nth)
{
	return doings[nth / COUNT(things) % COUNT(doings)];
}

static const char *
kind(size_t nth)
{
	return kinds[nth / (COUNT(things) * COUNT(doings)) % COUNT(kinds)];
}

void
county_id(struct buf *out, size_t nth)
{
	size_t begun = out->length;
	buf_printf(out, "s%05zu-%s-%s", nth, thing(nth), doing(nth));
	for (size_t i = begun; i < out->length; i++)
		if (out->data[i] == ' ')
			out->data[i] = '-';
}

static void
entry(struct buf *out, size_t nth, const char *fee)
{
	buf_puts(out, "service: ");
	county_id(out, nth);
	buf_printf(out, "\ntitle: { en: %s %s %s, cy: %s %s }\n", thing(nth), doing(nth), kind(nth),
	    doing(nth), thing(nth));
	buf_printf(out, "summary: How a %s for %s is asked for, and what it costs.\n", doing(nth),
	    thing(nth));
	buf_printf(out, "provided_by: %s\n", nth % 3 ? "district" : "county");
	buf_puts(out, "owner: { team: shire-office, email: office@shire.example }\n"
		      "assured: 2026-09-01\nreview_by: 2027-09-01\n");
	buf_printf(out, "words: [%s %s, '%s, %s', %s]\n", thing(nth), callers[nth % COUNT(callers)],
	    doing(nth + 3 * COUNT(things)), callers[(nth / 7) % COUNT(callers)], kind(nth + 11));
	buf_puts(out, "hours: Mo-Fr 09:00-17:00; PH off\n");
	buf_printf(out,
	    "contacts: { phone: 01632 96%04zu, web: shire.example/%zu, email: "
	    "s%zu@shire.example "
	    "}\n",
	    nth % 10000, nth, nth);
	buf_printf(out,
	    "facts:\n"
	    "  fee:      { label: Fee, value: '%s', review_by: 2027-04-01 }\n"
	    "  done_in:  { label: Done within, value: %zu working days, "
	    "review_by: 2027-04-01 }\n"
	    "  bring:    { label: Bring, value: proof of address, review_by: "
	    "2027-04-01 }\n",
	    fee, nth % 20 + 1);
}

/* A prompt of each kind by turns. The first question decides how it ends; few
 * are questions of which lint must try every answer. */
static void
prompt(struct buf *out, size_t nth, int index)
{
	const char *of = thing(nth + (size_t)index);
	switch (index % 5) {
	case 0:
		buf_printf(out,
		    "      - ask: q%d\n        text: Which %s is it about, and for whom?\n", index,
		    of);
		buf_puts(out, index ? "        type: date\n"
				    : "        type: select_one\n"
				      "        choices: { own: Their own, other: Somebody "
				      "else's, none: "
				      "'None, or not sure' }\n        required: true\n");
		break;
	case 1:
		buf_printf(out,
		    "      - ask: q%d\n        text: Has the %s been asked for before?\n", index,
		    of);
		buf_puts(out, index == 1 ? "        type: yesno\n        when: ${q0} = 'own'\n"
					 : "        type: integer\n");
		break;
	case 2:
		buf_printf(out,
		    "      - tell: The charge for %s is ${fact.fee}, and it takes "
		    "${fact.done_in}.\n"
		    "        id: t%d\n",
		    of, index);
		break;
	case 3:
		buf_printf(out,
		    "      - ask: q%d\n        text: What else should we know about "
		    "the %s?\n"
		    "        type: text\n",
		    index, of);
		break;
	default:
		buf_printf(out,
		    "      - say: Please have the letter about the %s at hand.\n    "
		    "    id: s%d\n",
		    of, index);
	}
}

void
county_service(struct buf *out, size_t nth, int prompts, const char *fee)
{
	entry(out, nth, fee);
	buf_puts(out, "dialogue:\n");
	for (int i = 0; i < prompts - 2; i++) {
		if (i % 10 == 0)
			buf_printf(out, "  - section: Part %d\n    prompts:\n", i / 10 + 1);
		prompt(out, nth, i);
	}
	buf_puts(out, "  - section: What happens now\n    prompts:\n"
		      "      - resolve: told\n        when: ${q0} = 'none'\n"
		      "      - signpost: office\n        when: ${q0} != 'none'\n"
		      "        to: the office of the council\n"
		      "        text: It takes ${fact.done_in}.\n");
	buf_puts(out, "at:\n");
	for (size_t i = 0; i < 3; i++)
		buf_printf(out,
		    "  d%02zu: { facts: { fee: { value: £%zu a year, review_by: "
		    "2027-04-01 } } }\n",
		    (nth + 5 * i) % (COUNTY_COUNCILS - 1) + 1, nth % 90 + i);
}

static void
partnership(struct buf *out)
{
	buf_puts(out, "councils:\n  shire:\n    name: Shire County Council\n    short: Shire\n"
		      "    tier: county\n    gss: E10000099\n    greeting: Good day.\n"
		      "    telephone: 01632 960000\n    email: office@shire.example\n");
	for (int i = 1; i < COUNTY_COUNCILS; i++)
		buf_printf(out,
		    "  d%02d:\n    name: District %d Council\n    short: District %d\n"
		    "    tier: district\n    gss: E070009%02d\n    county: shire\n"
		    "    greeting: Good day.\n    telephone: 01632 9601%02d\n"
		    "    email: office@d%02d.example\n",
		    i, i, i, i, i, i);
	buf_puts(out, "sites:\n  shire-hall: { name: Shire Hall, council: shire, address: "
		      "'Shire "
		      "Hall, Town' }\n"
		      "desks:\n  shire-1: { name: desk 1, site: shire-hall, kind: counter }\n"
		      "teams:\n  shire-office: { name: Office, council: shire, email: "
		      "office@shire.example, hours: Mo-Fr 09:00-17:00 }\n");
	for (int i = 1; i < COUNTY_COUNCILS; i++)
		buf_printf(out,
		    "  d%02d-office: { name: Office, council: d%02d, email: "
		    "office@d%02d.example, "
		    "hours: Mo-Fr 09:00-17:00 }\n",
		    i, i, i);
	buf_puts(out, "queues:\n  office:\n    shire: shire-office\n");
	for (int i = 1; i < COUNTY_COUNCILS; i++)
		buf_printf(out, "    d%02d: d%02d-office\n", i, i);
}

static void
save(const char *folder, const char *name, const struct buf *text)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	if (!file || fwrite(text->data, 1, text->length, file) != text->length || fclose(file)) {
		fprintf(stderr, "test harness: %s cannot be written\n", path);
		abort();
	}
}

void
county_write(const char *folder, size_t services, int prompts)
{
	struct buf text, name;
	buf_init(&text, 1 << 20);
	buf_init(&name, 200);
	partnership(&text);
	save(folder, "partnership.yml", &text);
	for (size_t i = 0; i < services; i++) {
		buf_clear(&text);
		buf_clear(&name);
		county_service(&text, i, prompts, "£10");
		county_id(&name, i);
		buf_puts(&name, ".yaml");
		save(folder, name.data, &text);
	}
	buf_release(&text);
	buf_release(&name);
}
