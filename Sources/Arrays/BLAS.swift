import COpenBLAS
import Synchronization

/// OpenBLAS, opened when it pays; where it is not installed, our own kernels do all the work.
enum BLAS {
  private struct Library: @unchecked Sendable {
    let functions: TangentBLAS
  }

  private static let library: Library? = {
    var functions = TangentBLAS()
    return tangentOpenBLAS(&functions) == 0 ? nil : Library(functions: functions)
  }()

  /// The functions, for a problem of `work` multiplications, when it is large enough for them to win.
  ///
  /// Opening the library takes as long as tens of millions of multiplications: it waits until there were as many.
  static func functions(for work: Int) -> TangentBLAS? {
    if work < smallestWork { return nil }
    if spent.load(ordering: .relaxed) < openingWork {
      spent.add(min(work, openingWork), ordering: .relaxed)
      if spent.load(ordering: .relaxed) < openingWork { return nil }
    }
    return library?.functions
  }

  /// From here on OpenBLAS wins over our kernels, measured on products of square matrices.
  private static let smallestWork = 20 * 20 * 20
  private static let openingWork = 20_000_000
  private static let spent = Atomic<Int>(0)
}
