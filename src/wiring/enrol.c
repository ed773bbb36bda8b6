#include "wiring/enrol.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "link/link.h"

#include <stdio.h>

#define PATIENCE (30 * MICROS_SECOND)

static int
refused(const struct reply *reply, struct err *err)
{
	if (reply->problem == PROBLEM_BAD_CODE)
		return err_set(err, "%s",
		    _("The CRM does not know this code, or it was used or is too old. Ask for a "
		      "new one: frontdeskctl desk add."));
	if (reply->detail && reply->detail->detail && *reply->detail->detail)
		return err_set(err, _("The CRM refused: %s"), reply->detail->detail);
	return err_set(err, _("The CRM refused with status %d."), reply->status);
}

static int
take(struct settings *settings, const struct enrolment *given, struct err *err)
{
	if (!given || !given->desk || !given->desk_secret)
		return err_set(err, "%s", _("The CRM's answer to the enrolment cannot be read."));
	settings->desk = arena_strdup(&settings->arena, given->desk);
	settings->secret = arena_strdup(&settings->arena, given->desk_secret);
	settings->crm_key = arena_strdup(&settings->arena, given->crm_key);
	settings->name = arena_strdup(&settings->arena, given->desk_name);
	if (settings_write_enrolment(settings, err) < 0)
		return -1;
	printf(_("This is now the desk “%s” of %s, %s.\n"),
	    given->desk_name ? given->desk_name : given->desk,
	    given->council_name ? given->council_name : "",
	    given->site_name ? given->site_name : "");
	return 0;
}

static int
wait_for_reply(struct link *link, struct settings *settings, struct err *err)
{
	micros deadline = clock_monotonic() + PATIENCE;
	struct err why = {""};
	while (clock_monotonic() < deadline) {
		struct link_event event;
		while (link_next(link, &event)) {
			if (event.kind == LINK_OFFLINE && event.sentence)
				err_set(&why, "%s", event.sentence);
			if (event.kind != LINK_REPLY || event.reply.status == 0)
				continue;
			if (event.reply.status / 100 != 2)
				return refused(&event.reply, err);
			return take(settings, event.reply.body, err);
		}
		if (*why.text)
			break;
		link_wait(link, NULL, 0, 1000);
	}
	return err_set(
	    err, "%s: %s", settings->server, *why.text ? why.text : _("The CRM does not answer."));
}

int
enrol(struct settings *settings, struct err *err)
{
	struct link_options options = {.server = settings->server, .ca = settings->ca};
	struct enrol body = {.code = settings->enrol};
	struct request request = {
	    .number = 1, .route = ROUTE_ENROL, .class = REQUEST_READ, .body = &body};
	struct link *link = link_new(&options, err);
	if (!link)
		return -1;
	link_send(link, &request);
	int rc = wait_for_reply(link, settings, err);
	link_free(link);
	return rc;
}
