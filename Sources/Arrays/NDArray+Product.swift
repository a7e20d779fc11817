import Diagnostics

extension NDArray {
  /// The matrix product: matrices `[m, k]` and `[k, n]` give `[m, n]`; a vector is a row on the left, a column on the
  /// right, and its axis does not appear in the result.
  ///
  /// Throws a fault for other shapes. Complexity: O(m k n).
  public func matmul(_ other: NDArray) throws(Fault) -> NDArray {
    let (a, b) = (shape, other.shape)
    guard (1...2).contains(a.count), (1...2).contains(b.count), a[a.count - 1] == b[0] else {
      throw Fault(.shape, "cannot multiply matrices of shapes \(a) and \(b)")
    }
    let left = a.count == 1 ? try reshaped([1, a[0]]) : self
    let right = b.count == 1 ? try other.reshaped([b[0], 1]) : other
    let result = Array(a.dropLast() + b.dropFirst())
    _ = try checkedElementCount(result)
    return product(left, right, shape: result)
  }

  /// The sum of products of two vectors of one length; throws a fault for other shapes.
  public func dot(_ other: NDArray) throws(Fault) -> NDArray {
    guard rank == 1, shape == other.shape else {
      throw Fault(.shape, "cannot take the dot product of shapes \(shape) and \(other.shape)")
    }
    return try matmul(other)
  }
}

/// How many rows of the right matrix, and how much of each, stay in the cache while the left one passes by.
private let blockRows = 128
private let blockColumns = 512

/// The product of two matrices, written as `shape`: blocks of the right one, each added row by row.
private func product(_ a: NDArray, _ b: NDArray, shape: [Int]) -> NDArray {
  let (m, depth, n) = (a.shape[0], a.shape[1], b.shape[1])
  let (aRow, aColumn) = (a.strides[0], a.strides[1])
  let b = b.contiguous()
  return NDArray(shape: shape) { target in
    target.initialize(repeating: 0, count: m * n)
    a.withElements { x in
      b.withElements { y in
        for k0 in stride(from: 0, to: depth, by: blockRows) {
          let kRange = k0..<min(k0 + blockRows, depth)
          for j0 in stride(from: 0, to: n, by: blockColumns) {
            let width = min(blockColumns, n - j0)
            for i in 0..<m {
              let row = target + i * n + j0
              for k in kRange { addRow(x[i * aRow + k * aColumn], y + k * n + j0, to: row, count: width) }
            }
          }
        }
      }
    }
  }
}

@inline(__always)
private func addRow(
  _ factor: Double, _ source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>, count: Int
) {
  for j in 0..<count { target[j] += factor * source[j] }
}
