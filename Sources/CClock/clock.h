#ifndef HEATSWEEP_CLOCK_H
#define HEATSWEEP_CLOCK_H

#include <sys/timex.h>

/* What the kernel says of the clock (adjtimex(2)), whose header Swift's Glibc module leaves out: 1 where something keeps it right,
   0 where nothing does, -1 where it cannot be asked. */
static inline int heatsweep_clock_is_synchronized(void) {
  struct timex state = {0};
  if (adjtimex(&state) < 0) return -1;
  return (state.status & STA_UNSYNC) == 0;
}

#endif
