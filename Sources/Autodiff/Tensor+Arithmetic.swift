import Arrays
import Diagnostics
import Elementary

// MARK: - Throwing forms

extension Tensor {
  package static func adding(_ l: Tensor, _ r: Tensor) throws(Fault) -> Tensor { try applying(.add, l, r) }
  package static func subtracting(_ l: Tensor, _ r: Tensor) throws(Fault) -> Tensor { try applying(.subtract, l, r) }
  package static func multiplying(_ l: Tensor, _ r: Tensor) throws(Fault) -> Tensor { try applying(.multiply, l, r) }
  package static func dividing(_ l: Tensor, _ r: Tensor) throws(Fault) -> Tensor { try applying(.divide, l, r) }
  package static func maximum(_ a: Tensor, _ b: Tensor) throws(Fault) -> Tensor { try applying(.maximum, a, b) }
  package static func minimum(_ a: Tensor, _ b: Tensor) throws(Fault) -> Tensor { try applying(.minimum, a, b) }
  package static func matrixProduct(_ a: Tensor, _ b: Tensor) throws(Fault) -> Tensor { try applying(.matmul, a, b) }
  package static func dotProduct(_ a: Tensor, _ b: Tensor) throws(Fault) -> Tensor { try applying(.dot, a, b) }

  /// A constant exponent has a rule of its own, which also serves bases that are zero or negative.
  package static func raising(_ l: Tensor, _ r: Tensor) throws(Fault) -> Tensor {
    if case .some(let exponent) = r.value.item, r.shape.isEmpty, !r.storage.needsGradient { return l ** exponent }
    return try applying(.power, l, r)
  }

  package static func isGreater(_ l: Tensor, _ r: Tensor) throws(Fault) -> Tensor {
    Tensor(try l.value.isGreater(than: r.value))
  }
  package static func isLess(_ l: Tensor, _ r: Tensor) throws(Fault) -> Tensor {
    Tensor(try l.value.isLess(than: r.value))
  }
  package static func isEqual(_ l: Tensor, _ r: Tensor) throws(Fault) -> Tensor {
    Tensor(try l.value.isEqual(to: r.value))
  }
}

// MARK: - Operators: elementwise, with broadcasting; they stop for shapes that do not broadcast

extension Tensor {
  public static func + (l: Tensor, r: Tensor) -> Tensor { apply(.add, l, r) }
  public static func - (l: Tensor, r: Tensor) -> Tensor { apply(.subtract, l, r) }
  public static func * (l: Tensor, r: Tensor) -> Tensor { apply(.multiply, l, r) }
  public static func / (l: Tensor, r: Tensor) -> Tensor { apply(.divide, l, r) }
  public static func ** (l: Tensor, r: Tensor) -> Tensor { trapping { () throws(Fault) in try raising(l, r) } }
  public static prefix func - (x: Tensor) -> Tensor { apply(.negate, x) }

  public static func + (l: Double, r: Tensor) -> Tensor { apply(.add, l, r) }
  public static func - (l: Double, r: Tensor) -> Tensor { apply(.subtract, l, r) }
  public static func * (l: Double, r: Tensor) -> Tensor { apply(.multiply, l, r) }
  public static func / (l: Double, r: Tensor) -> Tensor { apply(.divide, l, r) }
  public static func ** (l: Double, r: Tensor) -> Tensor { apply(.power, l, r) }

  public static func + (l: Tensor, r: Double) -> Tensor { apply(.add, l, r) }
  public static func - (l: Tensor, r: Double) -> Tensor { apply(.subtract, l, r) }
  public static func * (l: Tensor, r: Double) -> Tensor { apply(.multiply, l, r) }
  public static func / (l: Tensor, r: Double) -> Tensor { apply(.divide, l, r) }
  public static func ** (l: Tensor, r: Double) -> Tensor { apply(.powered(by: r), l) }
}

// MARK: - Operators that change the storage in place

extension Tensor {
  public static func += (l: inout Tensor, r: Tensor) { l.changeOrStop(.add, r) }
  public static func -= (l: inout Tensor, r: Tensor) { l.changeOrStop(.subtract, r) }
  public static func *= (l: inout Tensor, r: Tensor) { l.changeOrStop(.multiply, r) }
  public static func /= (l: inout Tensor, r: Tensor) { l.changeOrStop(.divide, r) }

  public static func += (l: inout Tensor, r: Double) { l.changeOrStop(.add, Tensor(r)) }
  public static func -= (l: inout Tensor, r: Double) { l.changeOrStop(.subtract, Tensor(r)) }
  public static func *= (l: inout Tensor, r: Double) { l.changeOrStop(.multiply, Tensor(r)) }
  public static func /= (l: inout Tensor, r: Double) { l.changeOrStop(.divide, Tensor(r)) }

  private func changeOrStop(_ operation: Operation, _ other: Tensor) {
    trapping { () throws(Fault) in try change(operation, other) }
  }
}

// MARK: - Comparisons: 1 where they hold, 0 elsewhere

extension Tensor {
  public static func .> (l: Tensor, r: Tensor) -> Tensor { trapping { () throws(Fault) in try isGreater(l, r) } }
  public static func .< (l: Tensor, r: Tensor) -> Tensor { trapping { () throws(Fault) in try isLess(l, r) } }
  public static func .== (l: Tensor, r: Tensor) -> Tensor { trapping { () throws(Fault) in try isEqual(l, r) } }

  public static func .> (l: Tensor, r: Double) -> Tensor { l .> Tensor(r) }
  public static func .< (l: Tensor, r: Double) -> Tensor { l .< Tensor(r) }
  public static func .== (l: Tensor, r: Double) -> Tensor { l .== Tensor(r) }

  public static func .> (l: Double, r: Tensor) -> Tensor { Tensor(l) .> r }
  public static func .< (l: Double, r: Tensor) -> Tensor { Tensor(l) .< r }
  public static func .== (l: Double, r: Tensor) -> Tensor { Tensor(l) .== r }
}
