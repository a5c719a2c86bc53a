#include "cpng.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

/* What libpng's callbacks know of a file. */
typedef struct {
  const uint8_t *bytes;
  size_t count;
  size_t position;
  heatsweep_png *png;
} source;

static void set_message(heatsweep_png *png, const char *message) {
  strncpy(png->message, message, sizeof png->message - 1);
  png->message[sizeof png->message - 1] = '\0';
}

static void fail(png_structp reader, png_const_charp message) {
  set_message(((source *)png_get_error_ptr(reader))->png, message);
  png_longjmp(reader, 1);
}

static void ignore(png_structp reader, png_const_charp message) {
  (void)reader;
  (void)message;
}

static void read_bytes(png_structp reader, png_bytep to, size_t count) {
  source *from = png_get_io_ptr(reader);
  if (count > from->count - from->position) png_error(reader, "the file ends too early");
  memcpy(to, from->bytes + from->position, count);
  from->position += count;
}

/* After libpng's setjmp: reads up to the samples. */
static void read_header(png_structp reader, png_infop info, source *from) {
  png_set_read_fn(reader, from, read_bytes);
  /* The caller checks the size; libpng's own limit would have no better message. */
  png_set_user_limits(reader, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  /* What the samples do not need is skipped, so that none of it is decompressed; its checksums count all the same. */
  png_set_keep_unknown_chunks(reader, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_set_keep_unknown_chunks(reader, PNG_HANDLE_CHUNK_NEVER, (png_const_bytep)"tRNS", 1);
  png_set_crc_action(reader, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  png_set_benign_errors(reader, 0);
  png_read_info(reader, info);

  heatsweep_png *png = from->png;
  png->width = png_get_image_width(reader, info);
  png->height = png_get_image_height(reader, info);
  png->bit_depth = png_get_bit_depth(reader, info);
  png->color_type = png_get_color_type(reader, info);
  png->channels = png_get_channels(reader, info);
  png_colorp colors = NULL;
  int count = 0;
  if (png->color_type == PNG_COLOR_TYPE_PALETTE && png_get_PLTE(reader, info, &colors, &count) != 0) {
    png->palette_count = (uint16_t)count;
    for (int index = 0; index < count && index < 256; index++) {
      png->palette[3 * index] = colors[index].red;
      png->palette[3 * index + 1] = colors[index].green;
      png->palette[3 * index + 2] = colors[index].blue;
    }
  }
}

/* After libpng's setjmp and `read_header`: reads the samples and what follows them. */
static void read_samples(png_structp reader, png_infop info, uint8_t *samples, size_t size) {
  png_set_packing(reader);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  png_set_swap(reader);
#endif
  int passes = png_set_interlace_handling(reader);
  png_read_update_info(reader, info);
  size_t row = png_get_rowbytes(reader, info);
  size_t height = png_get_image_height(reader, info);
  if (size / height != row || size % height != 0) png_error(reader, "another size than the header's");
  for (int pass = 0; pass < passes; pass++) {
    for (size_t y = 0; y < height; y++) png_read_row(reader, samples + y * row, NULL);
  }
  png_read_end(reader, NULL);
}

/* Reads the header, and the samples where there is room for them. */
static int read_file(const uint8_t *bytes, size_t count, heatsweep_png *png, uint8_t *samples, size_t size) {
  source from = {bytes, count, 0, png};
  png_structp reader = png_create_read_struct(PNG_LIBPNG_VER_STRING, &from, fail, ignore);
  png_infop info = reader ? png_create_info_struct(reader) : NULL;
  if (info == NULL) {
    if (reader != NULL) png_destroy_read_struct(&reader, NULL, NULL);
    set_message(png, "no memory to read it");
    return 0;
  }
  /* None of this function's variables changes after this. */
  if (setjmp(png_jmpbuf(reader))) {
    png_destroy_read_struct(&reader, &info, NULL);
    return 0;
  }
  read_header(reader, info, &from);
  if (samples != NULL) read_samples(reader, info, samples, size);
  png_destroy_read_struct(&reader, &info, NULL);
  return 1;
}

int heatsweep_png_read_header(const uint8_t *bytes, size_t count, heatsweep_png *png) {
  memset(png, 0, sizeof *png);
  return read_file(bytes, count, png, NULL, 0);
}

int heatsweep_png_read_samples(const uint8_t *bytes, size_t count, heatsweep_png *png, uint8_t *samples, size_t size) {
  return read_file(bytes, count, png, samples, size);
}
