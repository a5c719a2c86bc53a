#ifndef HEATSWEEP_PROCESSOR_H
#define HEATSWEEP_PROCESSOR_H

/* What C compilers know about the processor and Swift does not. */

/* Whether this CPU runs what the kernels are compiled for. */
static inline int heatsweep_cpu_has_required_instructions(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return 1;
#endif
}

/* Whether this CPU, and the operating system on it, run the AVX-512 version of the hot loops (x86-64-v4). */
static inline int heatsweep_cpu_has_avx512(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#else
  return 0;
#endif
}

/* Asks for the cache line at an address, which need not be valid: a hint that changes no result. */
static inline void heatsweep_prefetch(const void *address) { __builtin_prefetch(address); }

/* The same for a line that will be written. */
static inline void heatsweep_prefetch_for_writing(const void *address) { __builtin_prefetch(address, 1); }

#endif
