/* The C library's heap, tuned for a process that lives for milliseconds. */
#ifndef TANGENT_CHEAP_H
#define TANGENT_CHEAP_H

/* glibc gives each thread a heap of its own that grows page by page, with a system call for each: three hundred in a
   lesson. After this call there is one, which grows by megabytes and is not given back. */
void tangent_use_one_heap(void);

#endif
