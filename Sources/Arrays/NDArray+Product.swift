import COpenBLAS
import Diagnostics

extension NDArray {
  /// The matrix product: `[..., m, k]` and `[..., k, n]` give `[..., m, n]`, where the axes in front broadcast; a vector
  /// is a row on the left, a column on the right, and its axis does not appear in the result.
  ///
  /// Throws a fault for other shapes. Complexity: O(m k n) for each pair of matrices.
  public func matmul(_ other: NDArray) throws(Fault) -> NDArray {
    let (a, b) = (shape, other.shape)
    guard !a.isEmpty, !b.isEmpty, a[a.count - 1] == b[Swift.max(b.count - 2, 0)] else {
      throw Fault(.shape, "cannot multiply matrices of shapes \(a) and \(b)")
    }
    if a.count == 2 && b.count == 2 {
      let result = [a[0], b[1]]
      _ = try checkedElementCount(result)
      return product(self, other, batch: [], shape: result)
    }
    let left = a.count == 1 ? try reshaped([1, a[0]]) : self
    let right = b.count == 1 ? try other.reshaped([b[0], 1]) : other
    let batch = try matrixBatch(a, b)
    let result = batch + (a.count == 1 ? [] : [a[a.count - 2]]) + (b.count == 1 ? [] : [b[b.count - 1]])
    _ = try checkedElementCount(result)
    return product(left, right, batch: batch, shape: result)
  }

  /// The sum of products of two vectors of one length; throws a fault for other shapes.
  public func dot(_ other: NDArray) throws(Fault) -> NDArray {
    guard rank == 1, shape == other.shape else {
      throw Fault(.shape, "cannot take the dot product of shapes \(shape) and \(other.shape)")
    }
    return try matmul(other)
  }

  /// The view whose last two axes are exchanged; a vector stays.
  package var matrixTransposed: NDArray {
    rank < 2 ? self : permuted(matrixTransposition(rank: rank))
  }
}

/// The order of axes that exchanges the last two.
package func matrixTransposition(rank: Int) -> [Int] {
  Array(0..<rank - 2) + [rank - 1, rank - 2]
}

/// The common shape of the axes in front of two matrices; throws a fault that names both shapes.
package func matrixBatch(_ a: [Int], _ b: [Int]) throws(Fault) -> [Int] {
  if a.count <= 2 && b.count <= 2 { return [] }
  do {
    return try broadcastShape("", Array(a.dropLast(2)), Array(b.dropLast(2)))
  } catch {
    throw Fault(.shape, "cannot multiply matrices of shapes \(a) and \(b)")
  }
}

// MARK: - Kernels

/// How far apart the rows and the columns of a matrix lie; an axis of length 1 is given the stride that suits.
private struct MatrixLayout {
  let rows, columns, rowStride, columnStride: Int

  init(_ array: NDArray) {
    let (shape, strides) = (array.shape, array.strides)
    (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    columnStride = columns == 1 ? 1 : strides[shape.count - 1]
    rowStride = rows > 1 ? strides[shape.count - 2] : columnStride == 1 ? columns : 1
  }

  var isRowMajor: Bool { columnStride == 1 && rowStride >= columns }
  var isColumnMajor: Bool { rowStride == 1 && columnStride >= rows }
}

private struct MatrixView {
  let start: UnsafePointer<Double>
  let layout: MatrixLayout
}

/// The products of the matrices of two arrays, one for each element of `batch`, written as `shape`.
private func product(_ a: NDArray, _ b: NDArray, batch: [Int], shape: [Int]) -> NDArray {
  let (a, left) = withCloseElements(a)
  let (b, right) = withCloseElements(b)
  if batch.isEmpty {
    return NDArray(shape: shape) { target in
      a.withElements { x in
        b.withElements { y in
          multiply(MatrixView(start: x, layout: left), MatrixView(start: y, layout: right), to: target)
        }
      }
    }
  }
  let aStrides = a.broadcastStrides(to: batch + a.shape.suffix(2))
  let bStrides = b.broadcastStrides(to: batch + b.shape.suffix(2))
  return NDArray(shape: shape) { target in
    a.withElements { x in
      b.withElements { y in
        for index in 0..<elementCount(batch) {
          var (rest, i, j) = (index, 0, 0)
          for axis in batch.indices.reversed() {
            i += rest % batch[axis] * aStrides[axis]
            j += rest % batch[axis] * bStrides[axis]
            rest /= batch[axis]
          }
          multiply(
            MatrixView(start: x + i, layout: left), MatrixView(start: y + j, layout: right),
            to: target + index * left.rows * right.columns)
        }
      }
    }
  }
}

/// The array itself, or a copy where neither the rows nor the columns of its matrices lie closely.
private func withCloseElements(_ array: NDArray) -> (NDArray, MatrixLayout) {
  let layout = MatrixLayout(array)
  if layout.isRowMajor || layout.isColumnMajor { return (array, layout) }
  let copy = array.contiguous()
  return (copy, MatrixLayout(copy))
}

private func multiply(_ a: MatrixView, _ b: MatrixView, to target: UnsafeMutablePointer<Double>) {
  let (m, depth, n) = (a.layout.rows, a.layout.columns, b.layout.columns)
  if let blas = BLAS.functions(for: m * depth * n) { return multiply(a, b, to: target, with: blas) }
  if b.layout.columnStride == 1 && n > 1 { return multiplyRows(a, b, to: target) }
  for i in 0..<m {
    for j in 0..<n {
      let (x, y) = (a.start + i * a.layout.rowStride, b.start + j * b.layout.columnStride)
      var sum = 0.0
      for k in 0..<depth { sum += x[k * a.layout.columnStride] * y[k * b.layout.rowStride] }
      target[i * n + j] = sum
    }
  }
}

/// A matrix with its columns close together is, to OpenBLAS, the transpose of one with its rows close together.
private func multiply(
  _ a: MatrixView, _ b: MatrixView, to target: UnsafeMutablePointer<Double>, with blas: TangentBLAS
) {
  func form(_ layout: MatrixLayout) -> (order: Int32, stride: Int32) {
    layout.isRowMajor
      ? (Int32(TangentNoTranspose.rawValue), Int32(layout.rowStride))
      : (Int32(TangentTranspose.rawValue), Int32(layout.columnStride))
  }
  let (first, second) = (form(a.layout), form(b.layout))
  let (m, n) = (Int32(a.layout.rows), Int32(b.layout.columns))
  blas.dgemm(
    Int32(TangentRowMajor.rawValue), first.order, second.order, m, n, Int32(a.layout.columns), 1,
    a.start, first.stride, b.start, second.stride, 0, target, n)
}

/// How many rows of the right matrix, and how much of each, stay in the cache while the left one passes by.
private let blockRows = 128
private let blockColumns = 512

/// Blocks of the right matrix, each added row by row.
private func multiplyRows(_ a: MatrixView, _ b: MatrixView, to target: UnsafeMutablePointer<Double>) {
  let (m, depth, n) = (a.layout.rows, a.layout.columns, b.layout.columns)
  target.initialize(repeating: 0, count: m * n)
  for k0 in stride(from: 0, to: depth, by: blockRows) {
    let kRange = k0..<min(k0 + blockRows, depth)
    for j0 in stride(from: 0, to: n, by: blockColumns) {
      let width = min(blockColumns, n - j0)
      for i in 0..<m {
        let row = target + i * n + j0
        for k in kRange {
          let factor = a.start[i * a.layout.rowStride + k * a.layout.columnStride]
          addRow(factor, b.start + k * b.layout.rowStride + j0, to: row, count: width)
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
