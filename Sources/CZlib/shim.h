#ifndef HEATSWEEP_ZLIB_SHIM_H
#define HEATSWEEP_ZLIB_SHIM_H

#include <zlib.h>

#endif
