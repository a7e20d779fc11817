/* HarfBuzz is opened when the first formula is set; this header holds the few prototypes that we call.
 * Its -dev package is not needed to build. Names and meanings: HarfBuzz manual, "Subsetting". */
#ifndef TANGENT_CHARFBUZZ_H
#define TANGENT_CHARFBUZZ_H

#include <stdint.h>

typedef struct hb_blob_t hb_blob_t;
typedef struct hb_face_t hb_face_t;
typedef struct hb_font_t hb_font_t;
typedef struct hb_set_t hb_set_t;
typedef struct hb_subset_input_t hb_subset_input_t;

enum {
  TANGENT_HB_MEMORY_MODE_READONLY = 1,
  TANGENT_HB_SUBSET_FLAGS_NO_HINTING = 1,
  TANGENT_HB_SUBSET_SETS_LAYOUT_FEATURE_TAG = 6
};

/* The functions of the library, under their own names without the prefix. */
typedef struct {
  hb_blob_t *(*blob_create)(const char *data, unsigned length, int mode, void *user_data, void (*destroy)(void *));
  const char *(*blob_get_data)(hb_blob_t *blob, unsigned *length);
  void (*blob_destroy)(hb_blob_t *blob);
  hb_face_t *(*face_create)(hb_blob_t *blob, unsigned index);
  hb_blob_t *(*face_reference_blob)(hb_face_t *face);
  void (*face_destroy)(hb_face_t *face);
  hb_font_t *(*font_create)(hb_face_t *face);
  int (*font_get_nominal_glyph)(hb_font_t *font, uint32_t unicode, uint32_t *glyph);
  void (*font_destroy)(hb_font_t *font);
  void (*set_add)(hb_set_t *set, uint32_t value);
  void (*set_clear)(hb_set_t *set);
  hb_subset_input_t *(*subset_input_create_or_fail)(void);
  hb_set_t *(*subset_input_unicode_set)(hb_subset_input_t *input);
  hb_set_t *(*subset_input_set)(hb_subset_input_t *input, int which);
  void (*subset_input_set_flags)(hb_subset_input_t *input, unsigned flags);
  void (*subset_input_destroy)(hb_subset_input_t *input);
  hb_face_t *(*subset_or_fail)(hb_face_t *face, const hb_subset_input_t *input);
} tangent_harfbuzz;

/* Opens the library and fills the table. Returns 1, or 0 when the library or one of the functions is missing. */
int tangent_harfbuzz_open(const char *library, tangent_harfbuzz *table);

#endif
