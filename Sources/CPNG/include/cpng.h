#ifndef HEATSWEEP_CPNG_H
#define HEATSWEEP_CPNG_H

#include <stddef.h>
#include <stdint.h>

/*
 * The samples of a PNG file as it stores them, by libpng. A target of its own for two reasons: libpng tells of errors by longjmp,
 * which must not cross Swift's frames; and its simplified interface, which needs none, changes the samples of 16-bit files that
 * bear a gAMA or sRGB chunk.
 */
typedef struct {
  uint32_t width;
  uint32_t height;
  uint8_t bit_depth;  /* 1, 2, 4, 8 or 16 */
  uint8_t color_type; /* 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGB and alpha */
  uint8_t channels;   /* 1 to 4, alpha counted */
  uint16_t palette_count;
  uint8_t palette[3 * 256]; /* red, green, blue */
  char message[128];        /* what is wrong, once a function has returned 0 */
} heatsweep_png;

/* Reads what precedes the samples. Returns 1, or 0 with a message. */
int heatsweep_png_read_header(const uint8_t *bytes, size_t count, heatsweep_png *png);

/*
 * Reads the samples, height x width x channels, row by row, and the file to its end, checksums included. A sample takes two bytes,
 * in the machine's order, where the bit depth is 16, and one byte elsewhere. `size` bytes have to be what the header, which
 * `heatsweep_png_read_header` has read, calls for. Returns 1, or 0 with a message.
 */
int heatsweep_png_read_samples(const uint8_t *bytes, size_t count, heatsweep_png *png, uint8_t *samples, size_t size);

#endif
