/* OpenBLAS is opened when the first large product or system comes up; this header holds the few prototypes that we
   call: BLAS through its C interface, LAPACK through its Fortran one. */
#ifndef TANGENT_COPENBLAS_H
#define TANGENT_COPENBLAS_H

enum TangentBLASOrder { TangentRowMajor = 101, TangentNoTranspose = 111, TangentTranspose = 112 };

typedef struct {
  /* C = alpha op(A) op(B) + beta C */
  void (*dgemm)(
    int order, int transposeA, int transposeB, int m, int n, int k, double alpha, const double *a, int strideA,
    const double *b, int strideB, double beta, double *c, int strideC);
  /* A = P L U, in place; info > 0 names a pivot that is 0. */
  void (*dgetrf)(const int *m, const int *n, double *a, const int *strideA, int *pivots, int *info);
  /* A = L L', in place; info > 0 names a leading minor that is not positive. */
  void (*dpotrf)(const char *triangle, const int *n, double *a, const int *strideA, int *info, unsigned long length);
} TangentBLAS;

/* Opens the library and fills the table. Returns 0 where it is not installed. */
int tangentOpenBLAS(TangentBLAS *);

#endif
