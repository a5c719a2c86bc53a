#ifndef HEATSWEEP_ONEDNN_SHIM_H
#define HEATSWEEP_ONEDNN_SHIM_H

#include <oneapi/dnnl/dnnl.h>

/* oneDNN parallelises with OpenMP; this limits the calling thread's parallel regions (OpenMP keeps the setting per thread). */
extern void omp_set_num_threads(int count);

/* Whether this CPU runs what the kernels are compiled for. */
static inline int heatsweep_cpu_has_required_instructions(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return 1;
#endif
}

#endif
