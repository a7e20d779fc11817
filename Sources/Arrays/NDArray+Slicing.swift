import Diagnostics

extension NDArray {
  /// The view of the elements at `indices`, one for each of the first axes; the other axes stay whole.
  ///
  /// Throws a fault for too many indices or one outside its axis.
  public func sliced(_ indices: [AxisIndex]) throws(Fault) -> NDArray {
    let place = try placement(indices)
    if place.shape.isEmpty {
      return withElements { NDArray($0[place.offset]) }
    }
    return view(shape: place.shape, strides: place.strides, offset: place.offset)
  }

  /// This array with the elements at `indices` replaced by `value`, which broadcasts to them.
  public func replacing(_ indices: [AxisIndex], with value: NDArray) throws(Fault) -> NDArray {
    let copy = rowMajorCopy()
    let place = try copy.placement(indices)
    let source = try value.broadcast(to: place.shape).contiguous()
    guard case .block(let block) = copy.representation else { return source }
    block.withUnsafeMutablePointerToElements { target in
      source.withElements { x in
        scatter(x, count: source.count, shape: place.shape, strides: place.strides, to: target + place.offset)
      }
    }
    return copy
  }

  /// Shape and layout of the elements at `indices`, the offset counted from the array's first element.
  private func placement(_ indices: [AxisIndex]) throws(Fault) -> (shape: [Int], strides: [Int], offset: Int) {
    let shape = shape
    guard indices.count <= shape.count else {
      throw Fault(.indexOutOfRange, "\(indices.count) indices are too many for shape \(shape)")
    }
    let strides = strides
    var result = (shape: [Int](), strides: [Int](), offset: 0)
    for axis in shape.indices {
      let index = axis < indices.count ? indices[axis] : .range(lower: nil, upper: nil)
      switch index {
      case .at(let position):
        result.offset += try resolvedIndex(position, axis: axis, of: shape) * strides[axis]
      case .range(let lower, let upper):
        let (low, high) = (lower ?? 0, upper ?? shape[axis])
        try check(low, high, axis: axis)
        result.offset += low * strides[axis]
        result.shape.append(high - low)
        result.strides.append(strides[axis])
      case .positions:
        throw Fault(.invalidArgument, "a list of positions does not make a view")
      }
    }
    return result
  }

  private func check(_ lower: Int, _ upper: Int, axis: Int) throws(Fault) {
    let length = shape[axis]
    guard 0 <= lower, lower <= upper, upper <= length else {
      throw Fault(
        .indexOutOfRange,
        "range \(lower)..<\(upper) is out of range: axis \(axis) of shape \(shape) has length \(length)")
    }
  }

  private func rowMajorCopy() -> NDArray {
    let source = contiguous()
    return source.like { target in source.withElements { target.initialize(from: $0, count: source.count) } }
  }
}

/// Writes `count` elements in row-major order to the places that `shape` and `strides` describe.
private func scatter(
  _ source: UnsafePointer<Double>, count: Int, shape: [Int], strides: [Int], to target: UnsafeMutablePointer<Double>
) {
  var index = [Int](repeating: 0, count: shape.count)
  var place = 0
  for i in 0..<count {
    target[place] = source[i]
    for axis in shape.indices.reversed() {
      index[axis] += 1
      place += strides[axis]
      if index[axis] < shape[axis] { break }
      place -= strides[axis] * shape[axis]
      index[axis] = 0
    }
  }
}
