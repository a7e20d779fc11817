import Diagnostics
import Elementary

extension Pool {
  /// An elementary function of an expression, in canonical form: exact values, symmetries and inverses carried out.
  mutating func apply(_ f: ElementaryFunction, _ x: Handle) throws(Fault) -> Handle {
    if f == .sqrt { return try power(x, .half) }
    if case .decimal(let value)? = x.number { return try number(.decimal(f.value(at: value))) }
    if let exact = try exactValue(f, x) { return exact }
    if let symmetry = f.symmetry, x.split.coefficient.isNegative {
      let mirrored = try apply(f, try negative(x))
      return symmetry == .odd ? try negative(mirrored) : mirrored
    }
    return try unary(f, x)
  }

  mutating func extremum(_ op: Node.Op, _ l: Handle, _ r: Handle) throws(Fault) -> Handle {
    if l == r { return l }
    if let a = l.number, let b = r.number { return (a < b) == (op == .minimum) ? l : r }
    return try binary(op, min(l, r), max(l, r))
  }

  /// The function's value where it is simpler than the application.
  private mutating func exactValue(_ f: ElementaryFunction, _ x: Handle) throws(Fault) -> Handle? {
    switch f {
    case .sin, .cos, .tan: try exactTrigonometric(f, x)
    case .asin, .acos, .atan: try exactInverse(f, x)
    case .sinh, .tanh, .asinh, .atanh, .erf: x == .zero ? .zero : f == .tanh ? saturated(x) : nil
    case .cosh: x == .zero ? .one : nil
    case .acosh: x == .one ? .zero : nil
    case .exp: try exactExponential(x)
    case .log: try exactLogarithm(x)
    case .log2: try exactLogarithm(x, base: 2)
    case .log10: try exactLogarithm(x, base: 10)
    case .sqrt, .cbrt: try exactCubeRoot(x)
    case .abs, .sign, .heaviside, .relu, .floor: try exactPiecewise(f, x)
    case .silu, .gelu: x == .zero ? .zero : x == .infinity ? .infinity : nil
    case .sigmoid: x == .zero ? .half : nil
    case .softplus: x == .zero ? try apply(.log, .two) : nil
    }
  }

  private func saturated(_ x: Handle) -> Handle? { x == .infinity ? .one : nil }
}

// MARK: - Exponentials and logarithms

extension Pool {
  private mutating func exactExponential(_ x: Handle) throws(Fault) -> Handle? {
    if x == .zero { return .one }
    if x == .one { return .e }
    let term = x.split
    if term.rest == .infinity { return term.coefficient.isNegative ? .zero : .infinity }
    if x.hasImaginary { return try exactRotation(x) }
    guard case .function(.log, let inner) = term.rest.form else { return nil }
    return try power(inner, try number(term.coefficient))
  }

  /// Euler's formula where cosine and sine are known.
  private mutating func exactRotation(_ x: Handle) throws(Fault) -> Handle? {
    let angle = try product([x, try negative(.i)])
    guard !angle.hasImaginary, let cosine = try exactTrigonometric(.cos, angle),
      let sine = try exactTrigonometric(.sin, angle)
    else { return nil }
    return try sum(cosine, try product(.i, sine))
  }

  private mutating func exactLogarithm(_ x: Handle, base: Int? = nil) throws(Fault) -> Handle? {
    if x == .zero { throw Fault(.domain, "the logarithm of 0 has no value") }
    if x == .one { return .zero }
    if x == .infinity { return .infinity }
    guard let base else { return logarithm(of: x) }
    guard let value = x.number?.rational, let exponent = Self.exponent(of: value, base: base) else { return nil }
    return try integer(exponent)
  }

  private func logarithm(of x: Handle) -> Handle? {
    if x == .e { return .one }
    guard case .function(.exp, let inner) = x.form, !inner.hasImaginary else { return nil }
    return inner
  }

  /// `n` where `value` is the n-th power of `base`.
  private static func exponent(of value: Rational, base: Int) -> Int? {
    if value.isZero || value.isNegative { return nil }
    if value.numerator == .one { return exponent(of: value.reciprocal, base: base).map { -$0 } ?? nil }
    guard value.isInteger else { return nil }
    var (rest, count) = (value.numerator, 0)
    while rest != .one && count < Numeric.bitLimit {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: .small(base))
      if remainder != .zero { return nil }
      (rest, count) = (quotient, count + 1)
    }
    return count
  }

  private mutating func exactCubeRoot(_ x: Handle) throws(Fault) -> Handle? {
    guard let value = x.number?.rational, let n = value.numerator.word.flatMap(Self.wordCubeRoot),
      let d = value.denominator.word.flatMap(Self.wordCubeRoot)
    else { return nil }
    return try number(.exact(Rational(.small(n), .small(d))))
  }

  private static func wordCubeRoot(_ n: Int) -> Int? {
    let root = Int(ElementaryFunction.cbrt.value(at: Double(n)).rounded())
    return root.power(3) == n ? root : nil
  }
}

// MARK: - Functions in pieces

extension Pool {
  private mutating func exactPiecewise(_ f: ElementaryFunction, _ x: Handle) throws(Fault) -> Handle? {
    if let value = x.number { return try exactPiece(f, value) }
    switch f {
    case .abs where x.isNonnegative(), .relu where x.isNonnegative(): return x
    case .sign where x.isNonnegative() && x.isNonzero(): return .one
    case .heaviside where x.isNonnegative() && x.isNonzero(): return .one
    case .floor where x.isInteger(): return x
    case .abs:
      guard case .scaled(let c, let rest) = x.form, let value = c.number else { return nil }
      return try scaled(value.magnitude, try apply(.abs, rest))
    case .sign:
      guard case .scaled(let c, let rest) = x.form, let value = c.number, !value.isNegative else { return nil }
      return try apply(.sign, rest)
    default: return nil
    }
  }

  private mutating func exactPiece(_ f: ElementaryFunction, _ value: Numeric) throws(Fault) -> Handle? {
    switch f {
    case .abs: return try number(value.magnitude)
    case .relu: return value.isNegative ? .zero : try number(value)
    case .sign: return value.isZero ? .zero : value.isNegative ? .minusOne : .one
    case .heaviside: return value.isZero ? .half : value.isNegative ? .zero : .one
    case .floor:
      guard let rational = value.rational else { return nil }
      return try number(.exact(Rational(rational.floor)))
    default: return nil
    }
  }
}
