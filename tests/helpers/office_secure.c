#include "helpers/certificate.h"
#include "helpers/office.h"
#include "helpers/proc.h"

#include <stdlib.h>

void
office_init_secure(struct office *o)
{
	office_furnish(o);
	char *key = proc_text("%s/key.pem", o->crm.dir);
	o->ca = proc_text("%s/cert.pem", o->crm.dir);
	certificate_make(o->ca, key);
	server_start_with(
	    &o->crm, (const char *const[]){"--tls-cert", o->ca, "--tls-key", key, NULL});
	free(key);
}
