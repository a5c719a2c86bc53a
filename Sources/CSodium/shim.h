#ifndef HEATSWEEP_SODIUM_SHIM_H
#define HEATSWEEP_SODIUM_SHIM_H

#include <sodium.h>

#endif
