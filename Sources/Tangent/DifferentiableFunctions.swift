import Elementary
import _Differentiation

// What the Swift compiler needs to differentiate functions of numbers that call the vocabulary's: for each name the value,
// and how a slope of the result becomes one of the argument. The slopes are the table's, ``ElementaryFunction``.

/// The pullback of `f` at `x`.
public typealias Pullback = (Double) -> Double

private func differentiated(_ f: ElementaryFunction, _ x: Double) -> (value: Double, pullback: Pullback) {
  let value = f.value(at: x)
  return (value, { $0 * f.derivative(at: x, value: value) })
}

@derivative(of: sin)
public func _sinWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.sin, x) }

@derivative(of: cos)
public func _cosWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.cos, x) }

@derivative(of: tan)
public func _tanWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.tan, x) }

@derivative(of: asin)
public func _asinWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.asin, x) }

@derivative(of: acos)
public func _acosWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.acos, x) }

@derivative(of: atan)
public func _atanWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.atan, x) }

@derivative(of: sinh)
public func _sinhWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.sinh, x) }

@derivative(of: cosh)
public func _coshWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.cosh, x) }

@derivative(of: tanh)
public func _tanhWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.tanh, x) }

@derivative(of: asinh)
public func _asinhWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.asinh, x) }

@derivative(of: acosh)
public func _acoshWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.acosh, x) }

@derivative(of: atanh)
public func _atanhWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.atanh, x) }

@derivative(of: exp)
public func _expWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.exp, x) }

@derivative(of: log)
public func _logWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.log, x) }

@derivative(of: log2)
public func _log2WithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.log2, x) }

@derivative(of: log10)
public func _log10WithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.log10, x) }

@derivative(of: sqrt)
public func _sqrtWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.sqrt, x) }

@derivative(of: cbrt)
public func _cbrtWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.cbrt, x) }

@derivative(of: erf)
public func _erfWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.erf, x) }

@derivative(of: floor)
public func _floorWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.floor, x) }

@derivative(of: sign)
public func _signWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.sign, x) }

@derivative(of: heaviside)
public func _heavisideWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.heaviside, x) }

@derivative(of: sigmoid)
public func _sigmoidWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.sigmoid, x) }

@derivative(of: relu)
public func _reluWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.relu, x) }

@derivative(of: softplus)
public func _softplusWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.softplus, x) }

@derivative(of: silu)
public func _siluWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.silu, x) }

@derivative(of: gelu)
public func _geluWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.gelu, x) }

@derivative(of: abs)
public func _absWithPullback(_ x: Double) -> (value: Double, pullback: Pullback) { differentiated(.abs, x) }

@derivative(of: max)
public func _maxWithPullback(_ a: Double, _ b: Double) -> (value: Double, pullback: (Double) -> (Double, Double)) {
  (max(a, b), { b >= a ? (0, $0) : ($0, 0) })
}

@derivative(of: min)
public func _minWithPullback(_ a: Double, _ b: Double) -> (value: Double, pullback: (Double) -> (Double, Double)) {
  (min(a, b), { b < a ? (0, $0) : ($0, 0) })
}

extension Double {
  @derivative(of: **)
  public static func _powerWithPullback(
    l: Double, r: Double
  ) -> (value: Double, pullback: (Double) -> (Double, Double)) {
    let value = l ** r
    return (
      value,
      { slope in
        // A constant exponent, and a base of which there is no logarithm.
        (r == 0 ? 0 : slope * r * l ** (r - 1), l > 0 ? slope * value * log(l) : 0)
      }
    )
  }
}
