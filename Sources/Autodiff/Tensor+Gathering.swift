import Arrays
import Diagnostics

// Choosing and arranging elements. All stop for indices, axes and shapes that do not fit.
extension Tensor {
  /// The parts at `indices` along `axis`, in that order, repeated where an index is.
  public func take(_ indices: [Int], axis: Int = 0) -> Tensor {
    trapping { () throws(Fault) in try taking(indices, axis: axis) }
  }

  /// For each element of `indices`, the element with that index along `axis` and the same place along the others.
  public func gather(_ indices: Tensor, axis: Int) -> Tensor {
    trapping { () throws(Fault) in try gathering(indices, axis: axis) }
  }

  /// `x` where `mask` is not 0 and `y` elsewhere; all broadcast.
  public static func `where`(_ mask: Tensor, _ x: Tensor, _ y: Tensor) -> Tensor {
    trapping { () throws(Fault) in try choosing(mask, x, y) }
  }
  public static func `where`(_ mask: Tensor, _ x: Tensor, _ y: Double) -> Tensor { .where(mask, x, Tensor(y)) }
  public static func `where`(_ mask: Tensor, _ x: Double, _ y: Tensor) -> Tensor { .where(mask, Tensor(x), y) }

  /// The elements in ascending order along `axis`, or in descending order; NaN comes last.
  public func sorted(axis: Int = -1, descending: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try sorting(axis, descending) }
  }

  /// The indices that would sort the elements along `axis`; equal elements keep their order.
  public func argsort(axis: Int = -1, descending: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try sortingIndices(axis, descending) }
  }

  /// The parts of `lengths` along `axis`, one after the other.
  public func split(_ lengths: [Int], axis: Int = 0) -> [Tensor] {
    trapping { () throws(Fault) in try splitting(lengths, axis) }
  }

  /// `count` parts of equal length along `axis`.
  public func split(into count: Int, axis: Int = 0) -> [Tensor] {
    trapping { () throws(Fault) in try splitting(into: count, axis) }
  }
}

/// The tensors one after the other along an axis that they have.
public func concatenated(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
  trapping { () throws(Fault) in try Tensor.concatenating(tensors, axis: axis) }
}

/// The tensors, of one shape, side by side along a new axis.
public func stacked(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
  trapping { () throws(Fault) in try Tensor.stacking(tensors, axis: axis) }
}

// MARK: - Throwing forms

extension Tensor {
  package func taking(_ indices: [Int], axis: Int) throws(Fault) -> Tensor {
    try applying(.gather(try Places(taking: indices, axis: try resolvedAxis(axis, of: shape), of: shape)))
  }

  package func gathering(_ indices: Tensor, axis: Int) throws(Fault) -> Tensor {
    let axis = try resolvedAxis(axis, of: shape)
    return try applying(.gather(try Places(along: axis, at: indices.value, of: shape)))
  }

  package static func choosing(_ mask: Tensor, _ x: Tensor, _ y: Tensor) throws(Fault) -> Tensor {
    let shape = try broadcastShape("choose between", try broadcastShape("choose between", x.shape, y.shape), mask.shape)
    let operation = Operation.select(mask: try mask.value.broadcast(to: shape))
    return try applying(operation, try x.applying(.broadcast(shape)), try y.applying(.broadcast(shape)))
  }

  package func sorting(_ axis: Int, _ descending: Bool) throws(Fault) -> Tensor {
    let axis = try resolvedAxis(axis, of: shape)
    return try applying(.gather(Places(sorting: value, axis: axis, descending: descending)))
  }

  package func sortingIndices(_ axis: Int, _ descending: Bool) throws(Fault) -> Tensor {
    let axis = try resolvedAxis(axis, of: shape)
    return Tensor(Places(sorting: value, axis: axis, descending: descending).indices(along: axis))
  }

  package func splitting(_ lengths: [Int], _ axis: Int) throws(Fault) -> [Tensor] {
    let axis = try resolvedAxis(axis, of: shape)
    guard lengths.allSatisfy({ $0 >= 0 }), lengths.reduce(0, &+) == shape[axis] else {
      throw Fault(.shape, "cannot split axis \(axis) of shape \(shape) into lengths \(lengths)")
    }
    var start = 0
    return lengths.map { length in
      defer { start += length }
      return part(start..<start + length, axis: axis)
    }
  }

  package func splitting(into count: Int, _ axis: Int) throws(Fault) -> [Tensor] {
    let axis = try resolvedAxis(axis, of: shape)
    guard count > 0, shape[axis].isMultiple(of: count) else {
      throw Fault(.shape, "cannot split axis \(axis) of shape \(shape) into \(count) equal parts")
    }
    return try splitting([Int](repeating: shape[axis] / count, count: count), axis)
  }

  package static func concatenating(_ tensors: [Tensor], axis: Int) throws(Fault) -> Tensor {
    guard let first = tensors.first else { throw Fault(.invalidArgument, "nothing to concatenate") }
    let axis = try resolvedAxis(axis, of: first.shape)
    // Pairs of neighbours: each element moves O(log n) times, not O(n).
    var parts = tensors
    while parts.count > 1 {
      var next: [Tensor] = []
      for i in stride(from: 0, to: parts.count, by: 2) {
        next.append(
          i + 1 < parts.count ? try applying(.concatenate(axis: axis), parts[i], parts[i + 1]) : parts[i])
      }
      parts = next
    }
    return parts[0]
  }

  package static func stacking(_ tensors: [Tensor], axis: Int) throws(Fault) -> Tensor {
    if let first = tensors.first, let other = tensors.first(where: { $0.shape != first.shape }) {
      throw Fault(.shape, "cannot stack shapes \(first.shape) and \(other.shape)")
    }
    guard let first = tensors.first else { throw Fault(.invalidArgument, "nothing to stack") }
    let place = try resolvedAxis(axis, of: first.shape + [1])
    let parts = try tensors.map { tensor throws(Fault) in try tensor.insertingAxis(place) }
    return try concatenating(parts, axis: place)
  }
}
