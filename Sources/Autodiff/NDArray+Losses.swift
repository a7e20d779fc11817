import Arrays
import Diagnostics
import Elementary

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Logarithms of probabilities are cut off here, so that a certain and wrong prediction costs much, not infinitely
/// much.
private let lowestLogarithm = -100.0

extension NDArray {
  /// `-(t log p + (1 - t) log(1 - p))` of each element, the logarithms not below -100.
  func binaryCrossEntropy(_ targets: NDArray) throws(Fault) -> NDArray {
    try zip("compare", targets) { p, t in
      let (yes, no) = (Swift.max(log(p), lowestLogarithm), Swift.max(log1p(-p), lowestLogarithm))
      return -(t * yes + (1 - t) * no)
    }
  }

  /// `exp(x)` over its sum along `axis`, the largest element subtracted first, so that nothing overflows.
  func softmax(axis: Int) throws(Fault) -> NDArray {
    let along = Reduction(axis: axis, keepDims: true)
    let powers = try subtracting(max(along)).applying(.exp)
    return try powers.divided(by: powers.sum(along))
  }

  /// The logarithm of the softmax, without the rounding error of taking it afterwards.
  func logSoftmax(axis: Int) throws(Fault) -> NDArray {
    let along = Reduction(axis: axis, keepDims: true)
    let shifted = try subtracting(max(along))
    return try shifted.subtracting(shifted.applying(.exp).sum(along).applying(.log))
  }
}
