#include "COpenBLAS.h"

#include <dlfcn.h>
#include <stddef.h>

#if defined(__APPLE__)
#define LIBRARY "libopenblas.0.dylib"
#else
#define LIBRARY "libopenblas.so.0"
#endif

int tangentOpenBLAS(TangentBLAS *f) {
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (!library) return 0;
#define BIND(field, symbol) \
  if (!(*(void **)&f->field = dlsym(library, symbol))) return 0
  BIND(dgemm, "cblas_dgemm");
  BIND(dgetrf, "dgetrf_");
  BIND(dpotrf, "dpotrf_");
#undef BIND
  return 1;
}
