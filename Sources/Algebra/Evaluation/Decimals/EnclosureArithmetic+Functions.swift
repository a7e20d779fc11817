import Diagnostics
import Elementary

extension EnclosureArithmetic {
  private func number(_ n: Int) -> Enclosure { enclose(Rational(n)) }

  private func difference(_ a: Enclosure, _ b: Enclosure) -> Enclosure { sum(a, negative(b)) }

  private func half(_ a: Enclosure) -> Enclosure { product(a, enclose(.half)) }

  /// The value of an elementary function.
  func apply(_ f: ElementaryFunction, _ x: Enclosure) throws(EnclosureFailure) -> Enclosure {
    switch f {
    case .sin: return try sineAndCosine(x).sine
    case .cos: return try sineAndCosine(x).cosine
    case .tan:
      let (sine, cosine) = try sineAndCosine(x)
      return try quotient(sine, cosine)
    case .atan: return arctangent(x)
    case .asin: return try arcsine(x)
    case .acos: return difference(half(pi), try arcsine(x))
    case .exp: return try exponential(x)
    case .log: return try logarithm(x)
    case .log2: return try quotient(logarithm(x), logarithm(number(2)))
    case .log10: return try quotient(logarithm(x), logarithm(number(10)))
    case .sqrt: return try squareRoot(x)
    case .cbrt: return try cubeRoot(x)
    case .sinh, .cosh, .tanh, .asinh, .acosh, .atanh: return try hyperbolic(f, x)
    case .abs, .sign, .heaviside, .relu, .floor: return try piecewise(f, x)
    case .erf: return try errorFunction(x)
    case .sigmoid: return try sigmoid(x)
    case .silu: return product(x, try sigmoid(x))
    case .softplus: return try logarithm(sum(number(1), exponential(x)))
    case .gelu:
      let scaled = try quotient(x, squareRoot(number(2)))
      return product(half(x), sum(number(1), try errorFunction(scaled)))
    }
  }

  private func sigmoid(_ x: Enclosure) throws(EnclosureFailure) -> Enclosure {
    try reciprocal(sum(number(1), exponential(negative(x))))
  }

  /// `atan(x / sqrt(1 - x ** 2))`, the root written as a product so that little is lost near 1.
  private func arcsine(_ x: Enclosure) throws(EnclosureFailure) -> Enclosure {
    let (above, below) = (difference(number(1), x), sum(number(1), x))
    if above.isNegative || below.isNegative { throw outside("the inverse sine or cosine", "a number beyond 1") }
    return arctangent(try quotient(x, squareRoot(product(above, below))))
  }

  private func cubeRoot(_ x: Enclosure) throws(EnclosureFailure) -> Enclosure {
    if x.isNegative { return negative(try cubeRoot(negative(x))) }
    return try exponential(product(try logarithm(x), enclose(Rational(.one, .small(3)))))
  }

  private func hyperbolic(_ f: ElementaryFunction, _ x: Enclosure) throws(EnclosureFailure) -> Enclosure {
    let (one, square) = (number(1), product(x, x))
    switch f {
    case .asinh: return try logarithm(sum(x, squareRoot(sum(square, one))))
    case .acosh: return try logarithm(sum(x, squareRoot(difference(square, one))))
    case .atanh: return half(try logarithm(try quotient(sum(one, x), difference(one, x))))
    default: break
    }
    let (rising, falling) = (try exponential(x), try exponential(negative(x)))
    let (sine, cosine) = (half(difference(rising, falling)), half(sum(rising, falling)))
    return f == .sinh ? sine : f == .cosh ? cosine : try quotient(sine, cosine)
  }

  private func piecewise(_ f: ElementaryFunction, _ x: Enclosure) throws(EnclosureFailure) -> Enclosure {
    if f == .floor {
      let (l, u) = (x.lower.scaled(byPowerOfTwo: -bits), x.upper.scaled(byPowerOfTwo: -bits))
      guard l == u else { throw .undecided }
      return enclose(Rational(l))
    }
    guard x.isPositive || x.isNegative else { throw .undecided }
    switch f {
    case .abs: return x.isNegative ? negative(x) : x
    case .relu: return x.isNegative ? number(0) : x
    case .sign: return number(x.isNegative ? -1 : 1)
    default: return number(x.isNegative ? 0 : 1)
    }
  }

  /// `2 / sqrt(pi) * exp(-x ** 2)` times the sum of `2 ** n * x ** (2 * n + 1) / (1 * 3 * ... * (2 * n + 1))`, whose terms
  /// have one sign (DLMF 7.6.2); 1 to the last place where `exp(-x ** 2)` is below that.
  private func errorFunction(_ x: Enclosure) throws(EnclosureFailure) -> Enclosure {
    if x.upper <= .zero { return negative(try errorFunction(negative(x))) }
    let square = product(x, x)
    let unit = enclose(.one)
    if square.lower > Integer.small(bits).scaled(byPowerOfTwo: bits) {
      return Enclosure(lower: unit.lower - .one, upper: unit.upper)
    }
    var (total, term, n) = (x, x, 0)
    while term.upper > .one || term.lower < .small(-1)
      || Integer.small(n).scaled(byPowerOfTwo: bits) < square.upper + square.upper
    {
      n += 1
      term = product(term, product(square, enclose(Rational(.small(2), .small(2 * n + 1)))))
      total = sum(total, term)
    }
    // From here on each term is at most half of the one before: all that is left is no more than the last.
    total = Enclosure(lower: total.lower - .small(2), upper: total.upper + .small(2))
    let scale = try quotient(number(2), squareRoot(pi))
    return product(product(scale, try exponential(negative(square))), total)
  }
}
