#include "helpers/certificate.h"
#include "helpers/office.h"
#include "helpers/proc.h"

#include <stdlib.h>

void
office_init_secure(struct office *o, const char *const more[])
{
	const char *all[16] = {0};
	size_t n = 0;
	office_furnish(o);
	char *key = proc_text("%s/key.pem", o->crm.dir);
	o->ca = proc_text("%s/cert.pem", o->crm.dir);
	certificate_make(o->ca, key);
	for (; more && more[n]; n++)
		all[n] = more[n];
	all[n++] = "--tls-cert";
	all[n++] = o->ca;
	all[n++] = "--tls-key";
	all[n] = key;
	server_start_with(&o->crm, all);
	free(key);
}
