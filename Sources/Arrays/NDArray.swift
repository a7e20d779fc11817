import Diagnostics

/// An n-dimensional array of double-precision numbers: elements, shape and strides, as a value.
///
/// Copies share their elements until one of them changes. A transpose, a slice or a broadcast is a view: it shares the
/// elements of the array it came from, and keeps what it saw when that array changes later.
/// An array of no axes is one number and needs no memory of its own.
public struct NDArray: @unchecked Sendable {
  @usableFromInline
  enum Representation {
    case scalar(Double)
    case block(Block)
  }

  @usableFromInline
  var representation: Representation

  /// The array of no axes that holds `value`.
  @inlinable
  public init(_ value: Double) {
    representation = .scalar(value)
  }

  init(_ block: Block) {
    representation = .block(block)
  }
}

/// Shape, strides (in elements) and the place of the first element.
@usableFromInline
struct Layout {
  var shape: [Int]
  var strides: [Int]
  var offset: Int
  var count: Int
  var isContiguous: Bool
}

/// A layout together with its elements, in one allocation, or with the block that owns them.
@usableFromInline
struct BlockHeader {
  var layout: Layout
  var owner: Block?
}

@usableFromInline
final class Block: ManagedBuffer<BlockHeader, Double> {
  static func make(_ layout: Layout, capacity: Int, owner: Block?) -> Block {
    let buffer = Block.create(minimumCapacity: capacity) { _ in BlockHeader(layout: layout, owner: owner) }
    return unsafeDowncast(buffer, to: Block.self)
  }

  /// The block that holds the elements: views never stand on views.
  var elements: Block { header.owner ?? self }
}

// MARK: - Making arrays

extension NDArray {
  /// An array of `shape` whose elements `fill` writes in row-major order.
  @inline(__always)
  init(shape: [Int], strides: [Int]? = nil, fill: (UnsafeMutablePointer<Double>) -> Void) {
    if shape.isEmpty {
      var value = 0.0
      withUnsafeMutablePointer(to: &value) { fill($0) }
      self.init(value)
      return
    }
    let block = Block.make(Layout(rowMajor: shape, strides: strides), capacity: elementCount(shape), owner: nil)
    block.withUnsafeMutablePointerToElements { fill($0) }
    self.init(block)
  }

  /// An array like this one, which is contiguous, with other elements; shares shape and strides.
  @inline(__always)
  func like(fill: (UnsafeMutablePointer<Double>) -> Void) -> NDArray {
    NDArray(shape: shape, strides: strides, fill: fill)
  }

  /// An array of `shape` that holds `value` everywhere.
  public init(repeating value: Double, shape: [Int]) throws(Fault) {
    let count = try checkedElementCount(shape)
    self.init(shape: shape) { $0.initialize(repeating: value, count: count) }
  }

  /// The vector of `values`.
  public init(_ values: [Double]) {
    self.init(shape: [values.count]) { target in
      values.withUnsafeBufferPointer { source in
        if let start = source.baseAddress { target.initialize(from: start, count: source.count) }
      }
    }
  }

  /// The array of `shape` with `values` in row-major order.
  ///
  /// Throws a fault unless there are as many values as the shape holds.
  public init(_ values: [Double], shape: [Int]) throws(Fault) {
    self = try NDArray(values).reshaped(shape)
  }

  /// The matrix of `rows`, which are equally long; otherwise throws a fault.
  public init(_ rows: [[Double]]) throws(Fault) {
    let columns = rows.first?.count ?? 0
    if let ragged = rows.firstIndex(where: { $0.count != columns }) {
      throw Fault(
        .shape,
        "the rows of a matrix are equally long, but row 0 has \(columns) and row \(ragged) has \(rows[ragged].count)"
      )
    }
    self = try NDArray(Array(rows.joined()), shape: [rows.count, columns])
  }
}

// MARK: - Reading arrays

extension NDArray {
  /// The length of each axis; empty for one number.
  public var shape: [Int] {
    switch representation {
    case .scalar: []
    case .block(let block): block.header.layout.shape
    }
  }

  /// How far apart neighbours along each axis are, in elements; 0 along an axis that repeats one element.
  public var strides: [Int] {
    switch representation {
    case .scalar: []
    case .block(let block): block.header.layout.strides
    }
  }

  /// The number of elements.
  public var count: Int {
    switch representation {
    case .scalar: 1
    case .block(let block): block.header.layout.count
    }
  }

  /// The number of axes.
  public var rank: Int { shape.count }

  /// Whether the elements lie one after the other in row-major order.
  public var isContiguous: Bool {
    switch representation {
    case .scalar: true
    case .block(let block): block.header.layout.isContiguous
    }
  }

  /// The number of an array without axes.
  @inlinable
  package var scalar: Double? {
    if case .scalar(let value) = representation { value } else { nil }
  }

  /// The only element, or `nil` when there are more or none.
  public var item: Double? {
    if case .scalar(let value) = representation { return value }
    return count == 1 ? withElements { $0.pointee } : nil
  }

  /// The elements in row-major order.
  public var elements: [Double] {
    let source = contiguous()
    return source.withElements { Array(UnsafeBufferPointer(start: $0, count: source.count)) }
  }

  /// Calls `body` with the place of the first element; the others are found by `strides`.
  @inline(__always)
  func withElements<R>(_ body: (UnsafePointer<Double>) -> R) -> R {
    switch representation {
    case .scalar(let value):
      return withUnsafePointer(to: value) { body($0) }
    case .block(let block):
      let offset = block.header.layout.offset
      return block.elements.withUnsafeMutablePointerToElements { body(UnsafePointer($0) + offset) }
    }
  }

  /// This array with its elements one after the other; itself when they are.
  public func contiguous() -> NDArray {
    if isContiguous { return self }
    return map { $0 }
  }
}

extension NDArray: Hashable {
  /// Whether shapes and elements are the same; NaN equals nothing.
  public static func == (l: NDArray, r: NDArray) -> Bool { l.shape == r.shape && l.elements == r.elements }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(shape)
    hasher.combine(elements)
  }
}
