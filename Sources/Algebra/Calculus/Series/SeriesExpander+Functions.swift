import Diagnostics
import Elementary

extension SeriesExpander {
  /// The value at 0 and what is left; a pole is a fault.
  func split(_ s: PowerSeries, _ pool: inout Pool) throws(Fault) -> (value: Handle, rest: PowerSeries) {
    if s.valuation < 0 { throw Fault(.undecided, "the argument of a function grows without bound") }
    if s.valuation > 0 { return (.zero, s) }
    guard let value = s.coefficients.first else { throw Fault(.undecided, "the series has no term that is known") }
    return (
      value,
      PowerSeries(valuation: 1, coefficients: Array(s.coefficients.dropFirst()), ramification: s.ramification)
    )
  }

  /// A function of a series.
  mutating func apply(_ f: ElementaryFunction, _ s: PowerSeries, _ pool: inout Pool) throws(Fault) -> PowerSeries {
    switch f {
    case .exp: return try exp(s, &pool)
    case .log: return try log(s, &pool)
    case .log2: return try pool.scaled(try pool.power(try pool.apply(.log, .two), .minusOne), try log(s, &pool))
    case .log10:
      return try pool.scaled(try pool.power(try pool.apply(.log, pool.integer(10)), .minusOne), try log(s, &pool))
    case .sqrt: return try pool.power(s, .half)
    case .sin, .cos: return try circular(f, s, sign: .minusOne, &pool)
    case .sinh, .cosh: return try circular(f, s, sign: .one, &pool)
    case .tan: return try quotient(apply(.sin, s, &pool), apply(.cos, s, &pool), &pool)
    case .tanh: return try quotient(apply(.sinh, s, &pool), apply(.cosh, s, &pool), &pool)
    case .atan where s.valuation < 0: return try arctangentAtInfinity(s, &pool)
    case .asin, .acos, .atan, .asinh, .acosh, .atanh, .erf, .sigmoid, .softplus:
      return try integrated(f, s, &pool)
    case .cbrt:
      let isNegative = try leadingSign(s, &pool) < 0
      let root = try pool.power(
        isNegative ? pool.scaled(.minusOne, s) : s, pool.number(.exact(Rational(.one, .small(3)))))
      return isNegative ? try pool.scaled(.minusOne, root) : root
    case .silu: return try pool.product(s, try apply(.sigmoid, s, &pool))
    case .gelu:
      let scaled = try pool.scaled(try pool.power(.half, .half), s)
      let share = try pool.sum(constant(.one), try apply(.erf, scaled, &pool))
      return try pool.scaled(.half, try pool.product(s, share))
    case .abs: return try leadingSign(s, &pool) < 0 ? pool.scaled(.minusOne, s) : s
    case .sign: return constant(try pool.integer(try leadingSign(s, &pool)))
    case .relu: return try leadingSign(s, &pool) > 0 ? s : constant(.zero)
    case .heaviside:
      let sign = try leadingSign(s, &pool)
      return constant(sign > 0 ? .one : sign < 0 ? .zero : .half)
    case .floor: return constant(try floor(s, &pool))
    }
  }

  private func quotient(_ l: PowerSeries, _ r: PowerSeries, _ pool: inout Pool) throws(Fault) -> PowerSeries {
    try pool.product(l, try pool.power(try leading(r, &pool), .minusOne))
  }

  /// The greatest integer below a series: at a jump, the direction decides.
  private func floor(_ s: PowerSeries, _ pool: inout Pool) throws(Fault) -> Handle {
    let (value, rest) = try split(s, &pool)
    let whole = try pool.apply(.floor, value)
    guard whole == value else { return whole }
    let direction = try leadingSign(try leading(rest, &pool), &pool)
    return direction < 0 ? try pool.sum(whole, .minusOne) : whole
  }

  // MARK: Exponentials

  private func exp(_ s: PowerSeries, _ pool: inout Pool) throws(Fault) -> PowerSeries {
    let (value, rest) = try split(s, &pool)
    let first = try pool.apply(.exp, value)
    let u = (1..<max(1, rest.end)).map { rest.coefficient(at: $0) }
    var list = [Handle.one]
    for k in 1..<max(1, u.count + 1) {
      let total = try pool.convolution(1...k) { (.exact(Rational($0)), u[$0 - 1], list[k - $0]) }
      list.append(try pool.scaled(.exact(Rational(.one, .small(k))), total))
    }
    let series = PowerSeries(valuation: 0, coefficients: list, ramification: s.ramification)
    return try pool.scaled(first, series)
  }

  /// Sine and cosine together, or their hyperbolic sisters: each is the integral of the other times the inner slope.
  private func circular(
    _ f: ElementaryFunction, _ s: PowerSeries, sign: Numeric, _ pool: inout Pool
  ) throws(Fault) -> PowerSeries {
    let (value, rest) = try split(s, &pool)
    let isCircular = sign.isNegative
    let u = (1..<max(1, rest.end)).map { rest.coefficient(at: $0) }
    var sines = [try pool.apply(isCircular ? .sin : .sinh, value)]
    var cosines = [try pool.apply(isCircular ? .cos : .cosh, value)]
    for k in 1..<max(1, u.count + 1) {
      let share = Numeric.exact(Rational(.one, .small(k)))
      let sine = try pool.convolution(1...k) { (.exact(Rational($0)), u[$0 - 1], cosines[k - $0]) }
      let cosine = try pool.convolution(1...k) { (.exact(Rational($0)), u[$0 - 1], sines[k - $0]) }
      sines.append(try pool.scaled(share, sine))
      cosines.append(try pool.scaled(share * sign, cosine))
    }
    let isSine = f == .sin || f == .sinh
    return PowerSeries(valuation: 0, coefficients: isSine ? sines : cosines, ramification: s.ramification)
  }

  // MARK: Logarithms and inverse functions

  func log(_ s: PowerSeries, _ pool: inout Pool) throws(Fault) -> PowerSeries {
    guard let lead = s.coefficients.first else { throw Fault(.undecided, "the series has no term that is known") }
    if try sign(lead, &pool) == -1 { throw Fault(.domain, "the logarithm of a negative number has no real value") }
    let unit = try pool.scaled(try pool.power(lead, .minusOne), s)
    let u = PowerSeries(valuation: 0, coefficients: unit.coefficients, ramification: s.ramification)
    var series = try integral(of: slope(u, &pool), over: u, &pool)
    let shift = try pool.number(.exact(Rational(.small(s.valuation), .small(s.ramification))))
    let start = try pool.sum(try logarithm(of: lead, &pool), try pool.product(shift, logarithm))
    series.coefficients[0] = try pool.sum(series.coefficients[0], start)
    return series
  }

  private func logarithm(of lead: Handle, _ pool: inout Pool) throws(Fault) -> Handle {
    try pool.apply(.log, lead)
  }

  /// The derivative by the variable, times the variable.
  private func slope(_ s: PowerSeries, _ pool: inout Pool) throws(Fault) -> PowerSeries {
    var result = s
    for index in s.coefficients.indices {
      let exponent = Numeric.exact(Rational(.small(s.valuation + index), .small(s.ramification)))
      result.coefficients[index] = try pool.scaled(exponent, s.coefficients[index])
    }
    return result
  }

  /// What has `slope / base` as its ``slope(_:_:)``, with the value 0 at 0.
  private func integral(
    of slope: PowerSeries, over base: PowerSeries, _ pool: inout Pool
  ) throws(Fault) -> PowerSeries {
    try integral(of: try pool.product(slope, try pool.power(base, .minusOne)), &pool)
  }

  private func integral(of slope: PowerSeries, _ pool: inout Pool) throws(Fault) -> PowerSeries {
    var list = [Handle](repeating: .zero, count: max(1, slope.end))
    for exponent in 1..<max(1, slope.end) {
      let share = Numeric.exact(Rational(.small(slope.ramification), .small(exponent)))
      list[exponent] = try pool.scaled(share, slope.coefficient(at: exponent))
    }
    return PowerSeries(valuation: 0, coefficients: list, ramification: slope.ramification)
  }

  /// A function as the integral of its derivative, which the table of functions has.
  private mutating func integrated(
    _ f: ElementaryFunction, _ s: PowerSeries, _ pool: inout Pool
  ) throws(Fault) -> PowerSeries {
    if f == .softplus {
      return try log(try pool.sum(constant(.one), try exp(s, &pool)), &pool)
    }
    if f == .sigmoid {
      let below = try pool.sum(constant(.one), try exp(try pool.scaled(.minusOne, s), &pool))
      return try pool.power(try leading(below, &pool), .minusOne)
    }
    let (value, rest) = try split(s, &pool)
    let derivative = try fill(f.derivative(at: DerivativeTemplate.argument, value: .value), s, &pool)
    let slope = try pool.product(derivative, try slope(rest, &pool))
    let start = try pool.apply(f, value)
    var series = try integral(of: slope, &pool)
    series.coefficients[0] = start
    return series
  }

  private mutating func fill(
    _ template: DerivativeTemplate, _ s: PowerSeries, _ pool: inout Pool
  ) throws(Fault) -> PowerSeries {
    switch template {
    case .argument: return s
    case .value: throw Fault(.undecided, "no series is known for this function")
    case .pi: return constant(.pi)
    case .integer(let value): return constant(try pool.number(.exact(Rational(Integer(value)))))
    case .decimal(let value): return constant(try pool.number(.decimal(value)))
    case .sum(let l, let r): return try pool.sum(try fill(l, s, &pool), try fill(r, s, &pool))
    case .product(let l, let r): return try pool.product(try fill(l, s, &pool), try fill(r, s, &pool))
    case .quotient(let l, let r): return try quotient(try fill(l, s, &pool), try fill(r, s, &pool), &pool)
    case .power(let l, .integer(let n)):
      return try pool.power(try leading(try fill(l, s, &pool), &pool), pool.number(.exact(Rational(Integer(n)))))
    case .power: throw Fault(.undecided, "no series is known for this function")
    case .negative(let inner): return try pool.scaled(.minusOne, try fill(inner, s, &pool))
    case .function(let f, let inner): return try apply(f, try leading(try fill(inner, s, &pool), &pool), &pool)
    }
  }

  /// `atan(s) = ±π/2 - atan(1 / s)`.
  private mutating func arctangentAtInfinity(_ s: PowerSeries, _ pool: inout Pool) throws(Fault) -> PowerSeries {
    let right = try pool.scaled(.exact(Rational(.small(try leadingSign(s, &pool)), .small(2))), .pi)
    let rest = try apply(.atan, try pool.power(s, .minusOne), &pool)
    return try pool.sum(constant(right), try pool.scaled(.minusOne, rest))
  }
}
