#include "sim/fates.h"
#include "sim/station.h"

#include <stdio.h>

struct fates fates;

bool
fate_strikes(const char *what, int machine)
{
	int number = fates.count++;
	if (number < FATES && fates.left_out[number])
		return false;
	if (fates.told)
		printf("# %lld s: %d, %s, %s%d\n",
		    (long long)((sim.now - sim.begun) / MICROS_SECOND), number, what,
		    machine < 0 ? "the CRM" : "machine ", machine < 0 ? 0 : machine);
	return true;
}
