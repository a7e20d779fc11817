#include "CHarfBuzz.h"

#include <dlfcn.h>
#include <stddef.h>

int tangent_harfbuzz_open(const char *library, tangent_harfbuzz *table) {
  static const struct {
    const char *name;
    size_t offset;
  } functions[] = {
    {"hb_blob_create", offsetof(tangent_harfbuzz, blob_create)},
    {"hb_blob_get_data", offsetof(tangent_harfbuzz, blob_get_data)},
    {"hb_blob_destroy", offsetof(tangent_harfbuzz, blob_destroy)},
    {"hb_face_create", offsetof(tangent_harfbuzz, face_create)},
    {"hb_face_reference_blob", offsetof(tangent_harfbuzz, face_reference_blob)},
    {"hb_face_destroy", offsetof(tangent_harfbuzz, face_destroy)},
    {"hb_font_create", offsetof(tangent_harfbuzz, font_create)},
    {"hb_font_get_nominal_glyph", offsetof(tangent_harfbuzz, font_get_nominal_glyph)},
    {"hb_font_destroy", offsetof(tangent_harfbuzz, font_destroy)},
    {"hb_set_add", offsetof(tangent_harfbuzz, set_add)},
    {"hb_set_clear", offsetof(tangent_harfbuzz, set_clear)},
    {"hb_subset_input_create_or_fail", offsetof(tangent_harfbuzz, subset_input_create_or_fail)},
    {"hb_subset_input_unicode_set", offsetof(tangent_harfbuzz, subset_input_unicode_set)},
    {"hb_subset_input_set", offsetof(tangent_harfbuzz, subset_input_set)},
    {"hb_subset_input_set_flags", offsetof(tangent_harfbuzz, subset_input_set_flags)},
    {"hb_subset_input_destroy", offsetof(tangent_harfbuzz, subset_input_destroy)},
    {"hb_subset_or_fail", offsetof(tangent_harfbuzz, subset_or_fail)},
  };
  void *handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
  if (handle == NULL) return 0;
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
    void *function = dlsym(handle, functions[i].name);
    if (function == NULL) {
      dlclose(handle);
      return 0;
    }
    *(void **)((char *)table + functions[i].offset) = function;
  }
  return 1;
}
