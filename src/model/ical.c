#include "model/ical.h"
#include "base/date.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { LINE_LIMIT = 16000 };

/* A line goes on behind CR LF and a blank, which counts (section 3.1). */
static void
fold(struct buf *out, const char *line)
{
	size_t length = strlen(line), room = ICAL_FOLD;
	while (length > room) {
		size_t cut = room;
		while (cut > 0 && ((unsigned char)line[cut] & 0xC0) == 0x80)
			cut--;
		buf_add(out, line, cut);
		buf_puts(out, "\r\n ");
		line += cut;
		length -= cut;
		room = ICAL_FOLD - 1;
	}
	buf_add(out, line, length);
	buf_puts(out, "\r\n");
}

/* TEXT (section 3.3.11): what has a meaning there is escaped, what is no letter is left out. */
static void
escape(struct buf *line, const char *text)
{
	for (; *text; text++) {
		if (strchr("\\;,", *text))
			buf_putc(line, '\\');
		if (*text == '\n')
			buf_puts(line, "\\n");
		else if ((unsigned char)*text >= ' ' && *text != 0x7f)
			buf_putc(line, *text);
	}
}

static void
put_text(struct buf *out, const char *name, const char *text)
{
	struct buf line;
	if (text_blank(text))
		return;
	buf_init(&line, LINE_LIMIT);
	buf_printf(&line, "%s:", name);
	escape(&line, text);
	fold(out, line.data);
	buf_release(&line);
}

/* DATE-TIME in UTC (section 3.3.5, form 2). */
static void
put_time(struct buf *out, const char *name, micros when)
{
	int64_t seconds = when / MICROS_SECOND, of_day = seconds % (24 * 60 * 60);
	struct date date = date_from_days((int)(seconds / (24 * 60 * 60)));
	char line[ICAL_FOLD];
	snprintf(line, sizeof line, "%s:%04d%02d%02dT%02d%02d%02dZ", name, date.year, date.month,
	    date.day, (int)(of_day / 3600), (int)(of_day / 60 % 60), (int)(of_day % 60));
	fold(out, line);
}

void
ical_begin(struct buf *out, const char *name)
{
	fold(out, "BEGIN:VCALENDAR");
	fold(out, "VERSION:2.0");
	fold(out, "PRODID:-//frontdesk//frontdesk//EN");
	fold(out, "CALSCALE:GREGORIAN");
	put_text(out, "X-WR-CALNAME", name);
}

void
ical_event(struct buf *out, const struct ical_event *event)
{
	char line[ICAL_FOLD];
	fold(out, "BEGIN:VEVENT");
	snprintf(line, sizeof line, "UID:%s@frontdesk", event->id);
	fold(out, line);
	put_time(out, "DTSTAMP", event->changed);
	put_time(out, "DTSTART", event->start);
	put_time(out, "DTEND", event->end);
	snprintf(line, sizeof line, "SEQUENCE:%" PRId64, event->sequence);
	fold(out, line);
	fold(out, event->cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
	put_text(out, "SUMMARY", event->summary);
	put_text(out, "LOCATION", event->location);
	put_text(out, "DESCRIPTION", event->description);
	fold(out, "END:VEVENT");
}

void
ical_end(struct buf *out)
{
	fold(out, "END:VCALENDAR");
}
