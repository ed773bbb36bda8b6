/* Figures for monitoring, in the text format of OpenMetrics' forerunner (Prometheus 0.0.4), on an
 * address of their own: GET /metrics. They hold counts only. */
#ifndef HTTP_METRICS_H
#define HTTP_METRICS_H

#include "crm/crm.h"
#include "http/transport.h"

struct metrics;

struct metrics *metrics_start(
    const char *address, struct transport *api, struct crm *crm, struct err *err);
const char *metrics_address(const struct metrics *metrics);
void metrics_stop(struct metrics *metrics);

#endif
