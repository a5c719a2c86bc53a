#ifndef HEATSWEEP_ONEDNN_SHIM_H
#define HEATSWEEP_ONEDNN_SHIM_H

#include <oneapi/dnnl/dnnl.h>

/* oneDNN parallelises with OpenMP; this limits the calling thread's parallel regions (OpenMP keeps the setting per thread). */
extern void omp_set_num_threads(int count);

#endif
