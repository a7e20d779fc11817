#define _GNU_SOURCE
#include "CGraphviz.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#if defined(__APPLE__)
#define LIBRARY(name) "lib" name ".6.dylib"
#else
#define LIBRARY(name) "lib" name ".so.6"
#endif

/* Graphviz calls this level AGMAX: its messages are kept, none is printed. */
static const int silent = 2;

/* Plugins lie in a folder beside the library, which the loader does not search. */
static void *openPlugin(const char *libraryPath, const char *file) {
  const char *slash = strrchr(libraryPath, '/');
  char path[4096];
  int folder = slash ? (int)(slash - libraryPath) : 0;
  int length = snprintf(path, sizeof path, "%.*s/graphviz/%s", folder, libraryPath, file);
  if (length < 0 || length >= (int)sizeof path) return NULL;
  return dlopen(path, RTLD_NOW | RTLD_LOCAL);
}

static const char *bindFunctions(CGVFunctions *f, void *gvc, void *cgraph) {
#define BIND(field, library, symbol) \
  if (!(*(void **)&f->field = dlsym(library, symbol))) return symbol
  BIND(layout, gvc, "gvLayout");
  BIND(freeLayout, gvc, "gvFreeLayout");
  BIND(renderData, gvc, "gvRenderData");
  BIND(freeRenderData, gvc, "gvFreeRenderData");
  BIND(open, cgraph, "agopen");
  BIND(close, cgraph, "agclose");
  BIND(node, cgraph, "agnode");
  BIND(edge, cgraph, "agedge");
  BIND(subgraph, cgraph, "agsubg");
  BIND(subnode, cgraph, "agsubnode");
  BIND(set, cgraph, "agsafeset");
  BIND(get, cgraph, "agget");
#undef BIND
  return NULL;
}

const char *cgvOpen(CGVFunctions *f) {
  void *gvc = dlopen(LIBRARY("gvc"), RTLD_NOW | RTLD_LOCAL);
  if (!gvc) return LIBRARY("gvc");
  void *cgraph = dlopen(LIBRARY("cgraph"), RTLD_NOW | RTLD_LOCAL);
  if (!cgraph) return LIBRARY("cgraph");
  const char *missing = bindFunctions(f, gvc, cgraph);
  if (missing) return missing;

  /* gvContext() would read a configuration and load a drawing stack that a layout never needs. */
  CGVContext *(*contextPlugins)(const void *, int) = (CGVContext * (*)(const void *, int)) dlsym(gvc, "gvContextPlugins");
  void (*addLibrary)(CGVContext *, void *) = (void (*)(CGVContext *, void *))dlsym(gvc, "gvAddLibrary");
  int (*setErrorLevel)(int) = (int (*)(int))dlsym(cgraph, "agseterr");
  CGVKind *directed = (CGVKind *)dlsym(cgraph, "Agdirected");
  Dl_info place;
  if (!contextPlugins || !addLibrary || !setErrorLevel || !directed) return "gvContextPlugins";
  if (!dladdr((void *)contextPlugins, &place) || !place.dli_fname) return LIBRARY("gvc");

  void *dot = openPlugin(place.dli_fname, LIBRARY("gvplugin_dot_layout"));
  void *core = openPlugin(place.dli_fname, LIBRARY("gvplugin_core"));
  void *dotLibrary = dot ? dlsym(dot, "gvplugin_dot_layout_LTX_library") : NULL;
  void *coreLibrary = core ? dlsym(core, "gvplugin_core_LTX_library") : NULL;
  if (!dotLibrary) return LIBRARY("gvplugin_dot_layout");
  if (!coreLibrary) return LIBRARY("gvplugin_core");

  setErrorLevel(silent);
  f->directed = *directed;
  f->context = contextPlugins(NULL, 0);
  if (!f->context) return "gvContextPlugins";
  addLibrary(f->context, dotLibrary);
  addLibrary(f->context, coreLibrary);
  return NULL;
}
