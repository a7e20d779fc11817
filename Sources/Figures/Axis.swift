#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How values become lengths along an axis.
public enum Scale: Hashable, Sendable {
  case linear
  /// Equal factors take equal lengths; values that are not positive have no place.
  case log
}

/// A scale over a range of values, laid along a range of pixels.
struct Axis: Sendable {
  let scale: Scale
  let range: ClosedRange<Double>
  let start: Double
  let end: Double

  /// Values beyond it are as good as infinite: the widths of ranges of such values would overflow.
  static let largestValue = 1e300

  /// Whether the scale has a place for `value`.
  static func hasPlace(_ value: Double, on scale: Scale) -> Bool {
    guard abs(value) <= largestValue else { return false }
    switch scale {
    case .linear: return true
    case .log: return value > 1 / largestValue
    }
  }

  /// Pixels from the start of the axis; `nil` for values without a place. Far values are brought near the drawing.
  func position(_ value: Double) -> Double? {
    guard let place = fraction(value) else { return nil }
    let reach = 3.0
    return start + min(max(place, -reach), 1 + reach) * (end - start)
  }

  private func fraction(_ value: Double) -> Double? {
    guard Self.hasPlace(value, on: scale) else { return nil }
    switch scale {
    case .linear:
      return (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    case .log:
      return (log10(value) - log10(range.lowerBound)) / (log10(range.upperBound) - log10(range.lowerBound))
    }
  }

  func ticks(wanted: Int, fit: (Ticks) -> Bool) -> Ticks {
    switch scale {
    case .linear: .linear(range, wanted: wanted, fit: fit)
    case .log: .logarithmic(range, wanted: wanted, fit: fit)
    }
  }
}
