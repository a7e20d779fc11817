import Diagnostics
import Elementary

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// MARK: - Arithmetic

extension NDArray {
  @inlinable
  public func adding(_ other: NDArray) throws(Fault) -> NDArray {
    if case .scalar(let x) = representation, case .scalar(let y) = other.representation { return NDArray(x + y) }
    return try addingArrays(other)
  }

  @inlinable
  public func subtracting(_ other: NDArray) throws(Fault) -> NDArray {
    if case .scalar(let x) = representation, case .scalar(let y) = other.representation { return NDArray(x - y) }
    return try subtractingArrays(other)
  }

  /// The elementwise product; ``matmul(_:)`` is the other one.
  @inlinable
  public func multiplied(by other: NDArray) throws(Fault) -> NDArray {
    if case .scalar(let x) = representation, case .scalar(let y) = other.representation { return NDArray(x * y) }
    return try multipliedArrays(other)
  }

  @inlinable
  public func divided(by other: NDArray) throws(Fault) -> NDArray {
    if case .scalar(let x) = representation, case .scalar(let y) = other.representation { return NDArray(x / y) }
    return try dividedArrays(other)
  }

  @usableFromInline
  func addingArrays(_ other: NDArray) throws(Fault) -> NDArray { try zip("add", other) { $0 + $1 } }

  @usableFromInline
  func subtractingArrays(_ other: NDArray) throws(Fault) -> NDArray { try zip("subtract", other) { $0 - $1 } }

  @usableFromInline
  func multipliedArrays(_ other: NDArray) throws(Fault) -> NDArray { try zip("multiply", other) { $0 * $1 } }

  @usableFromInline
  func dividedArrays(_ other: NDArray) throws(Fault) -> NDArray { try zip("divide", other) { $0 / $1 } }

  /// Each element to the power of the other's.
  public func power(_ other: NDArray) throws(Fault) -> NDArray { try zip("raise", other) { pow($0, $1) } }

  /// Each element to the power `exponent`.
  public func raised(to exponent: Double) -> NDArray {
    switch exponent {
    case 1: self
    case 2: map { $0 * $0 }
    case -1: map { 1 / $0 }
    default: map { pow($0, exponent) }
    }
  }

  public var negated: NDArray { map { -$0 } }

  /// The larger of each two elements; NaN where either is NaN.
  public func maximum(_ other: NDArray) throws(Fault) -> NDArray {
    try zip("compare", other) { $0 > $1 || $0.isNaN ? $0 : $1 }
  }

  /// The smaller of each two elements; NaN where either is NaN.
  public func minimum(_ other: NDArray) throws(Fault) -> NDArray {
    try zip("compare", other) { $0 < $1 || $0.isNaN ? $0 : $1 }
  }

  /// `f` of each element.
  @inlinable
  public func applying(_ f: ElementaryFunction) -> NDArray {
    if case .scalar(let x) = representation { return NDArray(f.value(at: x)) }
    return applyingToArray(f)
  }

  @usableFromInline
  func applyingToArray(_ f: ElementaryFunction) -> NDArray {
    if f == .relu { return map { $0 > 0 || $0.isNaN ? $0 : 0 } }
    let function = f.function
    return map { function($0) }
  }
}

// MARK: - Comparison: 1 where it holds, 0 elsewhere

extension NDArray {
  public func isGreater(than other: NDArray) throws(Fault) -> NDArray { try zip("compare", other) { $0 > $1 ? 1 : 0 } }
  public func isLess(than other: NDArray) throws(Fault) -> NDArray { try zip("compare", other) { $0 < $1 ? 1 : 0 } }
  public func isEqual(to other: NDArray) throws(Fault) -> NDArray { try zip("compare", other) { $0 == $1 ? 1 : 0 } }
}

// MARK: - Loops

extension NDArray {
  /// An array of this shape that holds `value` everywhere.
  package func map(to value: Double) -> NDArray { map { _ in value } }
}

extension NDArray {
  /// The array of `f` of each element.
  @inline(__always)
  func map(_ f: (Double) -> Double) -> NDArray {
    if case .scalar(let x) = representation { return NDArray(f(x)) }
    let count = count
    if isContiguous {
      return like { target in withElements { source in for i in 0..<count { target[i] = f(source[i]) } } }
    }
    return zipRows(self, self, shape: shape) { x, _ in f(x) }
  }

  /// The array of `f` of each pair of elements after broadcasting; the fault names `operation` and both shapes.
  @inline(__always)
  package func zip(
    _ operation: String, _ other: NDArray, _ f: (Double, Double) -> Double
  ) throws(Fault) -> NDArray {
    if case .scalar(let x) = representation, case .scalar(let y) = other.representation { return NDArray(f(x, y)) }
    let (a, b) = (shape, other.shape)
    if case .scalar(let y) = other.representation { return map { f($0, y) } }
    if case .scalar(let x) = representation { return other.map { f(x, $0) } }
    if a == b && isContiguous && other.isContiguous {
      let count = count
      return like { target in
        withElements { x in other.withElements { y in for i in 0..<count { target[i] = f(x[i], y[i]) } } }
      }
    }
    if isContiguous && other.isContiguous {
      // What networks do most: a bias added to each row.
      if b.count == 1, b[0] > 1, a.last == b[0] { return zipEachRow(with: other, f) }
      if a.count == 1, a[0] > 1, b.last == a[0] { return other.zipEachRow(with: self) { f($1, $0) } }
    }
    return zipRows(self, other, shape: try broadcastShape(operation, a, b), f)
  }

  /// The array of `f` of each element and the one of `row` at the same place in its row; both are contiguous.
  @inline(__always)
  private func zipEachRow(with row: NDArray, _ f: (Double, Double) -> Double) -> NDArray {
    let (count, length) = (count, row.count)
    return like { target in
      withElements { x in
        row.withElements { y in
          for start in stride(from: 0, to: count, by: length) {
            for k in 0..<length { target[start + k] = f(x[start + k], y[k]) }
          }
        }
      }
    }
  }
}

/// `zip` for any strides: a loop over the rows of `shape`, and one along each row.
@inline(__always)
private func zipRows(_ a: NDArray, _ b: NDArray, shape: [Int], _ f: (Double, Double) -> Double) -> NDArray {
  let (aStrides, bStrides) = (a.broadcastStrides(to: shape), b.broadcastStrides(to: shape))
  let length = shape.last ?? 1
  let (aStep, bStep) = (aStrides.last ?? 0, bStrides.last ?? 0)
  return NDArray(shape: shape) { target in
    a.withElements { x in
      b.withElements { y in
        var place = target
        forEachRow(of: shape, aStrides, bStrides) { i, j in
          for k in 0..<length { place[k] = f(x[i + k * aStep], y[j + k * bStep]) }
          place += length
        }
      }
    }
  }
}

/// Visits the rows (the runs along the last axis) of `shape` in order, with the offsets that two operands have there.
@inline(__always)
private func forEachRow(of shape: [Int], _ a: [Int], _ b: [Int], _ body: (Int, Int) -> Void) {
  if shape.contains(0) { return }
  var index = [Int](repeating: 0, count: shape.count)
  var (i, j) = (0, 0)
  for _ in 0..<shape.dropLast().reduce(1, *) {
    body(i, j)
    var axis = shape.count - 2
    while axis >= 0 {
      index[axis] += 1
      i += a[axis]
      j += b[axis]
      if index[axis] < shape[axis] { break }
      i -= a[axis] * shape[axis]
      j -= b[axis] * shape[axis]
      index[axis] = 0
      axis -= 1
    }
  }
}
