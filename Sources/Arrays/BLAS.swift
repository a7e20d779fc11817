import COpenBLAS

/// OpenBLAS, opened at the first use; where it is not installed, our own kernels do all the work.
enum BLAS {
  private struct Library: @unchecked Sendable {
    let functions: TangentBLAS
  }

  private static let library: Library? = {
    var functions = TangentBLAS()
    return tangentOpenBLAS(&functions) == 0 ? nil : Library(functions: functions)
  }()

  /// The functions, for problems of `work` multiplications that are worth the call (and, once, the opening: 3 ms).
  static func functions(for work: Int) -> TangentBLAS? {
    work < smallestWork ? nil : library?.functions
  }

  /// From here on OpenBLAS wins over our kernels, measured on products of square matrices.
  private static let smallestWork = 24 * 24 * 24
}
