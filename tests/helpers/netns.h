/* A network of a test's own, where this machine's kernel has network namespaces: loopback, names
 * that the test answers for, and a second side at the other end of a real link that the kernel
 * shapes. Needs no right of the machine's where user namespaces are open to everybody. The process
 * moves there for good: only one that has no threads yet, and that ends with the test. */
#ifndef TESTS_NETNS_H
#define TESTS_NETNS_H

#include <stdbool.h>
#include <stddef.h>

#define NETNS_NAME "crm.frontdesk.test" /* the name that the test answers for */
#define NETNS_HERE "10.77.0.1"          /* this side of the link */
#define NETNS_THERE "10.77.0.2"         /* the other */

/* Goes to a network of its own with nothing but loopback. False with the reason in `why` where that
 * is not to be had. */
bool netns_enter(char *why, size_t size);

/* Makes a second network and a link to it. */
bool netns_link(char *why, size_t size);
/* What is started from now on is started there, or here again. */
void netns_there(bool there);
/* The link carries so many bits a second each way, and is so far: by tc tbf, and by netem where the
 * kernel has it. */
bool netns_shape(long bits, int delay_ms, char *why, size_t size);
/* The other side has this address from now on, and no other ("10.77.0.3"). */
void netns_roam(const char *address);

/* Answers for the name on 127.0.0.1:53, on a thread; programs started later ask there and nowhere
 * else. */
bool netns_names(char *why, size_t size);
/* The name's address; NULL: questions stay unanswered. */
void netns_name(const char *address);
/* Questions so far. */
unsigned netns_asked(void);

#endif
