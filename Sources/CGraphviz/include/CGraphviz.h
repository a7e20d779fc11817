/* Graphviz is opened when the first graph is drawn; this header holds the few prototypes that we call.
   Graphs, nodes and edges stay opaque: results are read back as attributes, so no struct layout is relied upon. */
#ifndef TANGENT_CGRAPHVIZ_H
#define TANGENT_CGRAPHVIZ_H

typedef struct CGVContext CGVContext;
typedef struct CGVGraph CGVGraph;
typedef struct CGVNode CGVNode;
typedef struct CGVEdge CGVEdge;

/* The kind of a graph, passed by value in one word. */
typedef struct {
  unsigned directed : 1, strict : 1, noLoop : 1, mainGraph : 1;
  unsigned flatLock : 1, noWrite : 1, hasAttributes : 1, hasCompound : 1;
} CGVKind;

/* The functions of libgvc and libcgraph that we call, under their own names without the prefix. */
typedef struct {
  CGVContext *context;
  CGVKind directed;
  int (*layout)(CGVContext *, CGVGraph *, const char *engine);
  int (*freeLayout)(CGVContext *, CGVGraph *);
  int (*renderData)(CGVContext *, CGVGraph *, const char *format, char **result, unsigned *length);
  void (*freeRenderData)(char *);
  CGVGraph *(*open)(char *name, CGVKind, void *discipline);
  int (*close)(CGVGraph *);
  CGVNode *(*node)(CGVGraph *, char *name, int create);
  CGVEdge *(*edge)(CGVGraph *, CGVNode *tail, CGVNode *head, char *name, int create);
  CGVGraph *(*subgraph)(CGVGraph *, char *name, int create);
  CGVNode *(*subnode)(CGVGraph *, CGVNode *, int create);
  int (*set)(void *object, char *name, char *value, char *fallback);
  char *(*get)(void *object, char *name);
} CGVFunctions;

/* Opens the libraries and the two plugins and fills the table. Returns NULL, or the name of what is missing. */
const char *cgvOpen(CGVFunctions *);

#endif
