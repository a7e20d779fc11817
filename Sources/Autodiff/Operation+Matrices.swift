import Arrays
import Diagnostics

// What the rules of linear algebra share.

/// The lower triangle with half the diagonal, and 0 above.
func halvedTriangle<T: TensorAlgebra>(_ x: T) -> T {
  let n = x.shape[0]
  let weights = (0..<n * n).map { place in
    let (row, column) = (place / n, place % n)
    return row > column ? 1 : row == column ? 0.5 : 0.0
  }
  return x * T(trapping { () throws(Fault) in try NDArray(weights, shape: [n, n]) })
}

/// The derivative of the determinant by each element of `x`, also where `x` is singular.
func cofactors<T: TensorAlgebra>(_ x: T, determinant v: T) -> T {
  if let item = v.value.item, item != 0 && item.isFinite { return v * .apply(.inverse, x).transpose }
  let n = x.shape[0]
  if n == 1 { return T(x.value.map(to: 1)) }
  var result = T(x.value.map(to: 0))
  for place in 0..<n * n {
    let minor = T.apply(.determinant, .apply(.gather(.minor(without: place, of: n)), x))
    let signed = (place / n + place % n).isMultiple(of: 2) ? minor : -minor
    result = result + .apply(.scatterAdd(.single(place), shape: [n, n]), signed.reshaped([1]))
  }
  return result
}

extension NDArray {
  /// Half the sum of a matrix and its transpose: the matrix itself when it is symmetric.
  func symmetricPart() throws(Fault) -> NDArray {
    _ = try squareSize("cholesky")
    return try adding(transposed).multiplied(by: NDArray(0.5))
  }
}
