/* Which machine this is: a journal that was copied to another one must not use its references. */
#ifndef WIRING_MACHINE_H
#define WIRING_MACHINE_H

enum { MACHINE_NAME = 33 };

/* A digest of machine-id(5), which is not to be given out itself; of the host's name where there is
 * none. The same from start to start. */
const char *machine_name(char out[MACHINE_NAME]);

#endif
