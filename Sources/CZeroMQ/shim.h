#ifndef HEATSWEEP_ZEROMQ_SHIM_H
#define HEATSWEEP_ZEROMQ_SHIM_H

#include <zmq.h>

#endif
