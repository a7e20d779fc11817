/* What the objects of cells that this thread runs take, and which of them wait to be freed. */
#ifndef TANGENT_COBJECTACCOUNT_H
#define TANGENT_COBJECTACCOUNT_H

struct object_account {
  /* Bytes of the objects that are alive, and of all that there ever were. */
  long live;
  long total;
  /* Objects that are being freed inside each other, and those put off because there were too many. */
  long depth;
  long pending_count;
  long pending_capacity;
  void *_Nullable *_Nullable pending;
  /* What records the numbers of the function that is being differentiated. */
  void *_Nullable trace;
};

/* Swift has no variables of a thread. */
extern _Thread_local struct object_account tangent_object_account;

static inline struct object_account *_Nonnull tangent_account(void) { return &tangent_object_account; }

#endif
