import COpenBLAS
import Diagnostics

// Systems of equations, inverses, determinants and triangular factors of one matrix. A singular matrix gives NaN and
// infinities here; who asks for the answer is told.

extension NDArray {
  /// The number of rows of a square matrix; throws a fault for another shape.
  package func squareSize(_ operation: String) throws(Fault) -> Int {
    guard rank == 2, shape[0] == shape[1] else {
      throw Fault(.shape, "\(operation) needs a square matrix, but the shape is \(shape)")
    }
    return shape[0]
  }

  /// The solution `x` of `self · x = b`, for a vector or the columns of a matrix.
  ///
  /// Throws a fault for shapes that do not fit. Complexity: O(n³ + n² columns).
  package func solved(_ b: NDArray) throws(Fault) -> NDArray {
    let n = try squareSize("solve")
    guard (1...2).contains(b.rank), b.shape[0] == n else {
      throw Fault(.shape, "cannot solve a system of shape \(shape) for a right side of shape \(b.shape)")
    }
    return LUFactors(self).solve(b)
  }

  /// The matrix whose product with this one is the identity.
  package func inverse() throws(Fault) -> NDArray {
    LUFactors(self).solve(try .eye(try squareSize("inverse")))
  }

  /// Whether a square matrix has no inverse that could be told from rounding errors.
  package func isSingular() -> Bool {
    let pivots = LUFactors(self).pivots.map { abs($0) }
    guard let largest = pivots.max(), let smallest = pivots.min(), largest.isFinite else { return false }
    return smallest <= Double(pivots.count) * .ulpOfOne * largest
  }

  /// The determinant.
  package func determinant() throws(Fault) -> NDArray {
    _ = try squareSize("det")
    let factors = LUFactors(self)
    return NDArray(factors.pivots.reduce(factors.sign) { $0 * $1 })
  }

  /// The logarithm of the determinant, NaN where it is negative; neither overflows where the determinant would.
  package func logDeterminant() throws(Fault) -> NDArray {
    _ = try squareSize("logDet")
    let factors = LUFactors(self)
    let isPositive = factors.pivots.reduce(factors.sign) { $0 * ($1 < 0 ? -1 : 1) } > 0
    return NDArray(isPositive ? factors.pivots.reduce(0) { $0 + logarithm(abs($1)) } : .nan)
  }

  /// The lower triangular `L` with `L · Lᵀ = self`, from the lower triangle; NaN where the matrix is not positive
  /// definite.
  package func cholesky() throws(Fault) -> NDArray {
    let n = try squareSize("cholesky")
    let source = contiguous()
    return NDArray(shape: [n, n]) { l in
      source.withElements { a in
        for i in 0..<n {
          for j in 0..<n { l[i * n + j] = j <= i ? a[i * n + j] : 0 }
        }
      }
      if let blas = BLAS.functions(for: n * n * n) { factor(l, n, with: blas) } else { factor(l, n) }
    }
  }

  /// The `x` with the least `|self · x - b|`, for a matrix of full column rank.
  ///
  /// Householder's reflections: G. Golub, "Numerical methods for solving linear least squares problems", Numerische
  /// Mathematik 7 (1965). Throws a fault for shapes that do not fit. Complexity: O(m n²).
  package func leastSquares(_ b: NDArray) throws(Fault) -> NDArray {
    guard rank == 2, shape[0] >= shape[1], (1...2).contains(b.rank), b.shape[0] == shape[0] else {
      throw Fault(
        .shape,
        "leastSquares needs a matrix with at least as many rows as columns and a right side as long, "
          + "but the shapes are \(shape) and \(b.shape)")
    }
    return solvedByReflections(b)
  }
}

// MARK: - LU factors

/// `P A = L U` with partial pivoting, both triangles in one matrix.
private struct LUFactors {
  private let n: Int
  private var lu: [Double]
  private var order: [Int]
  /// Of the permutation: 1 or -1.
  private(set) var sign = 1.0

  init(_ matrix: NDArray) {
    n = matrix.shape[0]
    lu = matrix.elements
    order = Array(0..<n)
    if let blas = BLAS.functions(for: n * n * n) { factor(with: blas) } else { factor() }
  }

  /// The diagonal of `U`.
  var pivots: [Double] { (0..<n).map { lu[$0 * n + $0] } }

  private mutating func factor() {
    for k in 0..<n {
      var best = k
      for i in k..<n where abs(lu[i * n + k]) > abs(lu[best * n + k]) { best = i }
      if best != k { exchange(k, best) }
      let pivot = lu[k * n + k]
      if pivot == 0 { continue }
      for i in k + 1..<Swift.max(n, k + 1) {
        lu[i * n + k] /= pivot
        let factor = lu[i * n + k]
        if factor == 0 { continue }
        for j in k + 1..<n { lu[i * n + j] -= factor * lu[k * n + j] }
      }
    }
  }

  private mutating func exchange(_ i: Int, _ j: Int) {
    for column in 0..<n { lu.swapAt(i * n + column, j * n + column) }
    order.swapAt(i, j)
    sign = -sign
  }

  /// LAPACK reads columns where our rows lie, so it factors the transpose: it is given the transpose of that.
  private mutating func factor(with blas: TangentBLAS) {
    var columns = transposed(lu, rows: n, columns: n)
    var size = Int32(n)
    var exchanges = [Int32](repeating: 0, count: n)
    var info: Int32 = 0
    withUnsafePointer(to: &size) { blas.dgetrf($0, $0, &columns, $0, &exchanges, &info) }
    lu = transposed(columns, rows: n, columns: n)
    for (i, other) in exchanges.enumerated() where Int(other) - 1 != i {
      order.swapAt(i, Int(other) - 1)
      sign = -sign
    }
  }

  /// The solution for `b`, a vector or a matrix of as many rows.
  func solve(_ b: NDArray) -> NDArray {
    let columns = b.rank == 1 ? 1 : b.shape[1]
    let source = b.elements
    return NDArray(shape: b.shape) { x in
      for i in 0..<n { for j in 0..<columns { x[i * columns + j] = source[order[i] * columns + j] } }
      lu.withUnsafeBufferPointer { lu in
        for i in 0..<n { for k in 0..<i { subtract(k, from: i, lu[i * n + k], x, columns) } }
        for i in (0..<n).reversed() {
          for k in i + 1..<Swift.max(n, i + 1) { subtract(k, from: i, lu[i * n + k], x, columns) }
          for j in 0..<columns { x[i * columns + j] /= lu[i * n + i] }
        }
      }
    }
  }

  @inline(__always)
  private func subtract(_ k: Int, from i: Int, _ factor: Double, _ x: UnsafeMutablePointer<Double>, _ columns: Int) {
    for j in 0..<columns { x[i * columns + j] -= factor * x[k * columns + j] }
  }
}

private func transposed(_ x: [Double], rows: Int, columns: Int) -> [Double] {
  var result = [Double](repeating: 0, count: x.count)
  for i in 0..<rows { for j in 0..<columns { result[j * rows + i] = x[i * columns + j] } }
  return result
}

// MARK: - Cholesky

/// In place, row by row; the upper triangle stays 0.
private func factor(_ l: UnsafeMutablePointer<Double>, _ n: Int) {
  for i in 0..<n {
    for j in 0...i {
      var sum = l[i * n + j]
      for k in 0..<j { sum -= l[i * n + k] * l[j * n + k] }
      l[i * n + j] = i == j ? (sum > 0 ? sum.squareRoot() : .nan) : sum / l[j * n + j]
    }
  }
}

/// What is our lower triangle is LAPACK's upper one.
private func factor(_ l: UnsafeMutablePointer<Double>, _ n: Int, with blas: TangentBLAS) {
  var size = Int32(n)
  var info: Int32 = 0
  withUnsafePointer(to: &size) { blas.dpotrf("U", $0, l, $0, &info, 1) }
  if info != 0 { l[n * n - 1] = .nan }
}

// MARK: - Least squares

extension NDArray {
  /// Reflects column after column onto a coordinate axis, `b` with them, and solves the triangle that is left; NaN
  /// and infinities for a matrix of lower rank.
  fileprivate func solvedByReflections(_ b: NDArray) -> NDArray {
    let (m, n) = (shape[0], shape[1])
    let columns = b.rank == 1 ? 1 : b.shape[1]
    var (a, x) = (elements, b.elements)
    for k in 0..<n {
      let length = (k..<m).reduce(0.0) { $0 + a[$1 * n + k] * a[$1 * n + k] }.squareRoot()
      if length == 0 { continue }
      let alpha = a[k * n + k] > 0 ? -length : length
      var v = (k..<m).map { a[$0 * n + k] }
      v[0] -= alpha
      let scale = 2 / v.reduce(0) { $0 + $1 * $1 }
      reflect(&a, v, scale, from: k, columns: n)
      reflect(&x, v, scale, from: k, columns: columns)
    }
    return NDArray(shape: [n] + b.shape.dropFirst()) { target in
      for j in 0..<columns {
        for i in (0..<n).reversed() {
          var sum = x[i * columns + j]
          for k in i + 1..<Swift.max(n, i + 1) { sum -= a[i * n + k] * target[k * columns + j] }
          target[i * columns + j] = sum / a[i * n + i]
        }
      }
    }
  }
}

/// Takes `scale · v (vᵀ x)` from the rows of `x` from `k` on.
private func reflect(_ x: inout [Double], _ v: [Double], _ scale: Double, from k: Int, columns: Int) {
  for j in 0..<columns {
    var product = 0.0
    for (i, element) in v.enumerated() { product += element * x[(k + i) * columns + j] }
    for (i, element) in v.enumerated() { x[(k + i) * columns + j] -= scale * product * element }
  }
}
