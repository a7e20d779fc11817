import Arrays
import Diagnostics

// Linear algebra of one matrix. All have derivatives of any order and stop for shapes that do not fit.

/// The outer product: `[i, j]` is `a[i] * b[j]`.
public func outer(_ a: Tensor, _ b: Tensor) -> Tensor { trapping { () throws(Fault) in try .outerProduct(a, b) } }

/// The solution `x` of `matmul(a, x) = b`; stops for a singular matrix.
public func solve(_ a: Tensor, _ b: Tensor) -> Tensor { trapping { () throws(Fault) in try .solving(a, b) } }

/// The inverse; stops for a singular matrix.
public func inverse(_ a: Tensor) -> Tensor { trapping { () throws(Fault) in try a.inverting() } }

/// The determinant.
public func det(_ a: Tensor) -> Tensor { .apply(.determinant, a) }

/// The logarithm of the determinant; stops unless that is positive.
public func logDet(_ a: Tensor) -> Tensor { trapping { () throws(Fault) in try a.logarithmOfDeterminant() } }

/// The lower triangular `l` with `matmul(l, l.T) = a`; stops unless the symmetric matrix is positive definite.
public func cholesky(_ a: Tensor) -> Tensor { trapping { () throws(Fault) in try a.triangularRoot() } }

/// The `x` that makes the norm of `matmul(a, x) - b` least; stops unless the columns of `a` are independent.
public func leastSquares(_ a: Tensor, _ b: Tensor) -> Tensor {
  trapping { () throws(Fault) in try .leastSquaring(a, b) }
}

// MARK: - Throwing forms

extension Tensor {
  package static func outerProduct(_ a: Tensor, _ b: Tensor) throws(Fault) -> Tensor {
    guard a.shape.count == 1, b.shape.count == 1 else {
      throw Fault(.shape, "the outer product is of two vectors, but the shapes are \(a.shape) and \(b.shape)")
    }
    return try multiplying(try a.reshaping([-1, 1]), b)
  }

  package static func solving(_ a: Tensor, _ b: Tensor) throws(Fault) -> Tensor {
    let solution = try applying(.solve, a, b)
    try a.checkRegular()
    return solution
  }

  package func inverting() throws(Fault) -> Tensor {
    let inverse = try applying(.inverse)
    try checkRegular()
    return inverse
  }

  package func logarithmOfDeterminant() throws(Fault) -> Tensor {
    let result = try applying(.logDeterminant)
    guard let item = result.value.item, !item.isNaN, item != -.infinity else {
      throw Fault(.domain, "logDet needs a matrix with a positive determinant, and this has \(try value.determinant())")
    }
    return result
  }

  package func triangularRoot() throws(Fault) -> Tensor {
    let root = try applying(.cholesky)
    if value.elements.allSatisfy(\.isFinite), root.value.elements.contains(where: \.isNaN) {
      throw Fault(.domain, "cholesky needs a positive definite matrix, and this one is not")
    }
    return root
  }

  package static func leastSquaring(_ a: Tensor, _ b: Tensor) throws(Fault) -> Tensor {
    let solution = try applying(.leastSquares, a, b)
    try matrixProduct(a.value.transposed, a.value).checkRegular(
      "the columns of the matrix depend on each other: there are many least squares solutions")
    return solution
  }

  private static func matrixProduct(_ a: NDArray, _ b: NDArray) throws(Fault) -> Tensor { Tensor(try a.matmul(b)) }

  private func checkRegular(_ message: String = "the matrix is singular: it has no inverse") throws(Fault) {
    if value.isSingular() { throw Fault(.domain, message) }
  }
}
