import Diagnostics

extension NDArray {
  /// This array and then `other` along `axis`; throws a fault unless the other axes agree.
  package func concatenated(with other: NDArray, axis: Int) throws(Fault) -> NDArray {
    let (a, b) = (shape, other.shape)
    var result = a
    if a.count == b.count && axis < a.count { result[axis] = b[axis] }
    guard result == b, axis < a.count else { throw Fault(.shape, "cannot concatenate shapes \(a) and \(b)") }
    result[axis] = a[axis] + b[axis]
    _ = try checkedElementCount(result)
    let (first, second) = (contiguous(), other.contiguous())
    let (outer, length, inner) = extents(axis)
    let (m, n) = (length * inner, b[axis] * inner)
    return NDArray(shape: result) { target in
      first.withElements { x in
        second.withElements { y in
          for i in 0..<outer {
            (target + i * (m + n)).initialize(from: x + i * m, count: m)
            (target + i * (m + n) + m).initialize(from: y + i * n, count: n)
          }
        }
      }
    }
  }

  /// This array where `mask` is not 0, `other` elsewhere; all three have one shape.
  package func selected(_ mask: NDArray, else other: NDArray) throws(Fault) -> NDArray {
    guard mask.shape == shape, shape == other.shape else {
      throw Fault(.shape, "cannot choose between shapes \(shape) and \(other.shape) by shape \(mask.shape)")
    }
    let places = mask.contiguous()
    let (first, second) = (contiguous(), other.contiguous())
    return NDArray(shape: shape) { target in
      places.withElements { m in
        first.withElements { x in
          second.withElements { y in for i in 0..<first.count { target[i] = m[i] != 0 ? x[i] : y[i] } }
        }
      }
    }
  }
}
