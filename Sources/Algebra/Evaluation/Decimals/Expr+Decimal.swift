import Diagnostics

extension Expr {
  /// The value to so many significant digits, every one of them right: `3.1416` for `.pi` and five.
  ///
  /// Computed with bounds that enclose the value, and with more places until both bounds round to the same digits.
  /// Stops for symbols, for what has no real value, and where no number of places decides, as for a value that is 0
  /// without showing it.
  public func decimal(digits: Int) -> String { trapping { () throws(Fault) in try decimalText(digits: digits) } }

  private static var digitLimit: Int { 10_000 }

  package func decimalText(digits: Int) throws(Fault) -> String {
    guard (1...Self.digitLimit).contains(digits) else {
      throw Fault(.invalidArgument, "decimal(digits:) takes 1 to \(Self.digitLimit) digits, not \(digits)")
    }
    if handle == .zero { return "0" }
    let evaluated = try withDerivativesCarriedOut().handle
    // Three and a third bits are a digit; the start leaves room for some loss.
    var bits = digits * 10 / 3 + 64
    let limit = 16 * bits + 4_096
    while bits <= limit {
      if let text = try Self.text(of: evaluated, digits: digits, bits: bits) { return text }
      bits *= 2
    }
    throw Fault(.limit, "\(excerpt(handle)) could not be told from a number with fewer digits, such as 0")
  }

  /// `nil` where the bounds do not decide the digits.
  private static func text(of x: Handle, digits: Int, bits: Int) throws(Fault) -> String? {
    do throws(EnclosureFailure) {
      let value = try EnclosureEvaluator(bits: bits).value(of: x)
      let (lower, upper) = (DecimalText(value.lower, bits, digits), DecimalText(value.upper, bits, digits))
      guard let lower, lower == upper else { return nil }
      return lower.description
    } catch {
      switch error {
      case .undecided: return nil
      case .fault(let fault): throw fault
      }
    }
  }
}

/// A number rounded to some significant decimal digits.
private struct DecimalText: Equatable, CustomStringConvertible {
  let isNegative: Bool
  let digits: String
  /// The power of ten of the first digit.
  let exponent: Int

  /// `value * 2 ** -bits`, halves away from 0; `nil` for 0, which has no first digit.
  init?(_ value: Integer, _ bits: Int, _ count: Int) {
    if value == .zero { return nil }
    isNegative = value.isNegative
    let magnitude = value.magnitude
    var exponent = Int((Double(magnitude.bitWidth - bits) * 0.30103).rounded(.down)) - 1
    var rounded = Self.rounded(magnitude, bits, places: count - 1 - exponent)
    while rounded.description.utf8.count > count {
      exponent += 1
      rounded = Self.rounded(magnitude, bits, places: count - 1 - exponent)
    }
    digits = rounded.description
    self.exponent = exponent
  }

  /// The nearest integer to `value * 2 ** -bits * 10 ** places`.
  private static func rounded(_ value: Integer, _ bits: Int, places: Int) -> Integer {
    let power = Integer.small(10).power(abs(places))
    let (above, below) = places >= 0 ? (value * power, Integer.one) : (value, power)
    let divisor = below.scaled(byPowerOfTwo: bits + 1)
    return (above + above + below.scaled(byPowerOfTwo: bits)).floorDivided(by: divisor)
  }

  var description: String {
    let sign = isNegative ? "-" : ""
    if exponent < -5 || exponent > max(digits.utf8.count, 20) {
      let rest = digits.dropFirst()
      return sign + digits.prefix(1) + (rest.isEmpty ? "" : "." + rest) + "e\(exponent)"
    }
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
    let padded = digits + String(repeating: "0", count: max(0, exponent + 1 - digits.utf8.count))
    let (whole, rest) = (padded.prefix(exponent + 1), padded.dropFirst(exponent + 1))
    return sign + whole + (rest.isEmpty ? "" : "." + rest)
  }
}

/// Encloses the values of expressions without symbols, each part once.
private struct EnclosureEvaluator {
  let arithmetic: EnclosureArithmetic

  init(bits: Int) {
    arithmetic = EnclosureArithmetic(bits: bits)
  }

  func value(of root: Handle) throws(EnclosureFailure) -> Enclosure {
    // A failure counts only where its value is needed: the piece that is not chosen may have none.
    var known: [Handle: Result<Enclosure, EnclosureFailure>] = [:]
    for part in root.reachable() {
      known[part] = Result { () throws(EnclosureFailure) in try value(part, known) }
    }
    return try known[root]?.get() ?? arithmetic.enclose(.zero)
  }

  private func value(
    _ x: Handle, _ known: [Handle: Result<Enclosure, EnclosureFailure>]
  ) throws(EnclosureFailure) -> Enclosure {
    func part(_ y: Handle) throws(EnclosureFailure) -> Enclosure {
      try known[y]?.get() ?? arithmetic.enclose(y.number?.writtenRational ?? .zero)
    }
    switch x.form {
    case .number(let value): return arithmetic.enclose(value.writtenRational)
    case .constant(let constant): return try value(constant)
    case .symbol, .applied, .derivative: throw .fault(Fault(.noValue, "\(excerpt(x)) has no value"))
    case .scaled(let c, let rest): return arithmetic.product(try part(c), try part(rest))
    case .sum(let terms):
      var total = arithmetic.enclose(.zero)
      for term in terms { total = arithmetic.sum(total, try part(term)) }
      return total
    case .product(let factors):
      var product = arithmetic.enclose(.one)
      for factor in factors { product = arithmetic.product(product, try part(factor)) }
      return product
    case .power(let base, let exponent): return try power(try part(base), exponent, try part(exponent))
    case .function(let f, let argument): return try arithmetic.apply(f, try part(argument))
    case .maximum(let l, let r): return extremum(try part(l), try part(r), max)
    case .minimum(let l, let r): return extremum(try part(l), try part(r), min)
    case .choice(let choice):
      let margin = try part(choice.margin)
      if margin.isPositive { return try part(choice.value) }
      if margin.upper <= .zero { return try part(choice.otherwise) }
      throw .undecided
    }
  }

  private func value(_ constant: Constant) throws(EnclosureFailure) -> Enclosure {
    switch constant {
    case .pi: return arithmetic.pi
    case .e: return try arithmetic.exponential(arithmetic.enclose(.one))
    case .i: throw .fault(Fault(.domain, "the expression has no real value: it contains the imaginary unit"))
    case .infinity: throw .fault(Fault(.domain, "infinity has no digits"))
    }
  }

  private func power(_ base: Enclosure, _ exponent: Handle, _ value: Enclosure) throws(EnclosureFailure) -> Enclosure {
    if let n = exponent.number?.word { return try arithmetic.power(base, n) }
    if exponent == .half { return try arithmetic.squareRoot(base) }
    return try arithmetic.exponential(arithmetic.product(value, try arithmetic.logarithm(base)))
  }

  private func extremum(_ l: Enclosure, _ r: Enclosure, _ pick: (Integer, Integer) -> Integer) -> Enclosure {
    Enclosure(lower: pick(l.lower, r.lower), upper: pick(l.upper, r.upper))
  }
}
