import Diagnostics

/// Where the elements of a result stand in an array, counted in row-major order.
///
/// Indexing by lists and masks, gathering, sorting and diagonals are all one reading of places.
public struct Places: Hashable, Sendable {
  let positions: [Int]
  let shape: [Int]
}

extension NDArray {
  /// The array whose elements stand at `places` of this one.
  package func gathered(_ places: Places) -> NDArray {
    let source = contiguous()
    return NDArray(shape: places.shape) { target in
      source.withElements { x in
        for (i, place) in places.positions.enumerated() { target[i] = x[place] }
      }
    }
  }

  /// An array of `shape` with the elements of this one added at `places`, and 0 elsewhere.
  package func scattered(_ places: Places, shape: [Int]) -> NDArray {
    let source = contiguous()
    return NDArray(shape: shape) { target in
      target.initialize(repeating: 0, count: elementCount(shape))
      source.withElements { x in
        for (i, place) in places.positions.enumerated() { target[place] += x[i] }
      }
    }
  }
}

// MARK: - Making places

extension Places {
  /// The parts of an array of `shape` at `indices` along `axis`; negative ones count from the end.
  ///
  /// Throws a fault for an index outside the axis.
  package init(taking indices: [Int], axis: Int, of shape: [Int]) throws(Fault) {
    var result = shape
    result[axis] = indices.count
    let count = try checkedElementCount(result)
    let inner = elementCount(Array(shape[(axis + 1)...]))
    var starts: [Int] = []
    for index in indices { starts.append(try resolvedIndex(index, axis: axis, of: shape) * inner) }
    let slab = shape[axis] * inner
    var positions: [Int] = []
    positions.reserveCapacity(count)
    for outer in 0..<elementCount(Array(shape[..<axis])) {
      for start in starts { for j in 0..<inner { positions.append(outer * slab + start + j) } }
    }
    self.init(positions: positions, shape: result)
  }

  /// For each element of `indices`, the element of an array of `shape` with that index along `axis` and the same
  /// position along the other axes.
  ///
  /// Throws a fault unless the other axes agree, and for numbers that are no index.
  package init(along axis: Int, at indices: NDArray, of shape: [Int]) throws(Fault) {
    var expected = shape
    let own = indices.shape
    if own.count == shape.count { expected[axis] = own[axis] }
    guard own == expected else {
      throw Fault(.shape, "cannot gather along axis \(axis) of shape \(shape) with indices of shape \(own)")
    }
    let inner = elementCount(Array(shape[(axis + 1)...]))
    let length = own[axis]
    var positions: [Int] = []
    for (i, number) in indices.elements.enumerated() {
      guard let index = Int(exactly: number) else {
        throw Fault(.indexOutOfRange, "\(number) is no index: indices are whole numbers")
      }
      let resolved = try resolvedIndex(index, axis: axis, of: shape)
      positions.append((i / (length * inner) * shape[axis] + resolved) * inner + i % inner)
    }
    self.init(positions: positions, shape: own)
  }

  /// The elements where `mask`, of the same shape, is not 0.
  package init(where mask: NDArray) {
    let positions = mask.elements.enumerated().compactMap { $1 != 0 ? $0 : nil }
    self.init(positions: positions, shape: [positions.count])
  }

  /// The elements of a matrix with as many rows above as columns before; `offset` moves to the right.
  package init(diagonalOf shape: [Int], offset: Int = 0) throws(Fault) {
    guard shape.count == 2 else { throw Fault(.shape, "a diagonal needs a matrix, but the shape is \(shape)") }
    let rows = Swift.max(0, -offset)..<Swift.max(Swift.max(0, -offset), Swift.min(shape[0], shape[1] - offset))
    self.init(positions: rows.map { $0 * shape[1] + $0 + offset }, shape: [rows.count])
  }

  /// The elements of `array` in ascending or descending order along `axis`; equal ones keep their order, NaN comes last.
  package init(sorting array: NDArray, axis: Int, descending: Bool) {
    let (outer, length, inner) = array.extents(axis)
    let x = array.elements
    var positions = [Int](repeating: 0, count: x.count)
    for i in 0..<outer * inner {
      let start = i / inner * length * inner + i % inner
      let order = (0..<length).map { start + $0 * inner }.sorted { a, b in
        if x[a] == x[b] || x[a].isNaN && x[b].isNaN { return a < b }
        if x[a].isNaN || x[b].isNaN { return x[b].isNaN }
        return descending ? x[a] > x[b] : x[a] < x[b]
      }
      for (k, place) in order.enumerated() { positions[start + k * inner] = place }
    }
    self.init(positions: positions, shape: array.shape)
  }

  /// The elements of a matrix of `n` rows outside the row and the column of the one at `place`.
  package static func minor(without place: Int, of n: Int) -> Places {
    let positions = (0..<n * n).filter { $0 / n != place / n && $0 % n != place % n }
    return Places(positions: positions, shape: [n - 1, n - 1])
  }

  package static func single(_ place: Int) -> Places { Places(positions: [place], shape: [1]) }

  /// The index along `axis` of each place in an array of the result's shape.
  package func indices(along axis: Int) -> NDArray {
    let inner = elementCount(Array(shape[(axis + 1)...]))
    let length = Swift.max(shape[axis], 1)
    return trapping { () throws(Fault) in
      try NDArray(positions.map { Double($0 / inner % length) }, shape: shape)
    }
  }
}

/// `index` counted from the start of `axis`; a negative one counts from the end. Throws a fault outside.
func resolvedIndex(_ index: Int, axis: Int, of shape: [Int]) throws(Fault) -> Int {
  let length = shape[axis]
  guard -length..<length ~= index else {
    throw Fault(
      .indexOutOfRange, "index \(index) is out of range: axis \(axis) of shape \(shape) has length \(length)")
  }
  return index < 0 ? index + length : index
}
