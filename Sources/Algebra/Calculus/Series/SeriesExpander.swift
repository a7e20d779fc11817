import Diagnostics
import Elementary

/// Expands an expression in powers of a variable that tends to 0 from above.
struct SeriesExpander {
  let variable: Handle
  /// What stands for the logarithm of the variable.
  let logarithm: Handle
  /// How many terms each series keeps, for a step of 1 in the exponent.
  let length: Int
  /// Whether the variable may come from below as well: then a sign that depends on the side decides nothing.
  let isTwoSided: Bool
  /// The sign of a coefficient; `nil` where it is not known.
  let sign: (Handle, inout Pool) throws(Fault) -> Int?

  private var known: [Handle: PowerSeries] = [:]
  private var faults: [Handle: Fault] = [:]

  init(
    in variable: Handle, logarithm: Handle, length: Int, isTwoSided: Bool,
    sign: @escaping (Handle, inout Pool) throws(Fault) -> Int?
  ) {
    self.variable = variable
    self.logarithm = logarithm
    self.length = length
    self.isTwoSided = isTwoSided
    self.sign = sign
  }

  /// The series of `root`, from its first term that is not 0. Each part is expanded once.
  mutating func expand(_ root: Handle, _ pool: inout Pool) throws(Fault) -> PowerSeries {
    let mask = variable.node.symbols
    for part in root.reachable(where: { $0.node.symbols.isSuperset(of: mask) }) where known[part] == nil {
      do throws(Fault) {
        known[part] = try leading(try expandOuter(part, &pool), &pool)
      } catch {
        if error.code == .limit { throw error }
        faults[part] = error
      }
    }
    return try series(root)
  }

  private func series(_ x: Handle) throws(Fault) -> PowerSeries {
    if let series = known[x] { return series }
    if let fault = faults[x] { throw fault }
    return constant(x)
  }

  func constant(_ x: Handle, ramification: Int = 1) -> PowerSeries {
    let list = [x] + [Handle](repeating: .zero, count: length * ramification - 1)
    return PowerSeries(valuation: 0, coefficients: list, ramification: ramification)
  }

  /// Without the coefficients in front that vanish.
  func leading(_ s: PowerSeries, _ pool: inout Pool) throws(Fault) -> PowerSeries {
    var count = 0
    for coefficient in s.coefficients {
      guard pool.vanishes(coefficient) else { break }
      count += 1
    }
    if count == 0 { return s }
    return PowerSeries(
      valuation: s.valuation + count, coefficients: Array(s.coefficients.dropFirst(count)),
      ramification: s.ramification)
  }
}

// MARK: - By kind

extension SeriesExpander {
  private mutating func expandOuter(_ x: Handle, _ pool: inout Pool) throws(Fault) -> PowerSeries {
    if x == variable {
      let list = [Handle.one] + [Handle](repeating: .zero, count: length - 1)
      return PowerSeries(valuation: 1, coefficients: list)
    }
    switch x.form {
    case .number, .constant, .symbol: return constant(x)
    case .scaled(let c, let rest): return try pool.scaled(c, try series(rest))
    case .sum(let terms): return try sum(Array(terms), &pool)
    case .product(let factors): return try product(Array(factors), &pool)
    case .power(let base, let exponent): return try power(base, exponent, &pool)
    case .function(let f, let argument): return try apply(f, try series(argument), &pool)
    case .maximum(let l, let r): return try larger(try series(l), try series(r), &pool)
    case .minimum(let l, let r):
      return try pool.scaled(
        .minusOne,
        try larger(
          try pool.scaled(.minusOne, try series(l)), try pool.scaled(.minusOne, try series(r)), &pool))
    case .choice(let choice):
      return try series(try leadingSign(try series(choice.margin), &pool) > 0 ? choice.value : choice.otherwise)
    case .applied(let head, let arguments): return try taylor(head, Array(arguments), &pool)
    case .derivative:
      throw Fault(.undecided, "no series is known for \(excerpt(x))")
    }
  }

  private func sum(_ terms: [Handle], _ pool: inout Pool) throws(Fault) -> PowerSeries {
    let constants = terms.filter { known[$0] == nil && faults[$0] == nil }
    var total = constant(try pool.sum(constants))
    for term in terms where !constants.contains(term) { total = try pool.sum(total, try series(term)) }
    return total
  }

  private func product(_ factors: [Handle], _ pool: inout Pool) throws(Fault) -> PowerSeries {
    let constants = factors.filter { known[$0] == nil && faults[$0] == nil }
    var result: PowerSeries?
    for factor in factors where !constants.contains(factor) {
      let next = try series(factor)
      result = try result.map { series throws(Fault) in try pool.product(series, next) } ?? next
    }
    let factor = try pool.product(constants)
    return try result.map { series throws(Fault) in try pool.scaled(factor, series) } ?? constant(factor)
  }

  private mutating func power(_ base: Handle, _ exponent: Handle, _ pool: inout Pool) throws(Fault) -> PowerSeries {
    let inner = try series(base)
    guard known[exponent] == nil, faults[exponent] == nil else {
      let power = try pool.product(try log(inner, &pool), try series(exponent))
      return try apply(.exp, try leading(power, &pool), &pool)
    }
    if exponent.number?.integer == nil, let lead = inner.coefficients.first, try sign(lead, &pool) == -1 {
      throw Fault(.domain, "\(excerpt(base)) ** (\(excerpt(exponent))) has no real value there")
    }
    return try pool.power(inner, exponent)
  }

  /// The sign that a series has once its variable is small enough; 0 for a series that vanishes as far as it is known.
  func leadingSign(_ s: PowerSeries, _ pool: inout Pool) throws(Fault) -> Int {
    guard let lead = s.coefficients.first else { return 0 }
    if isTwoSided && !(s.valuation.isMultiple(of: 2) && s.ramification == 1) {
      throw Fault(.undecided, "the series would not be the same on both sides")
    }
    if let sign = try sign(lead, &pool) { return sign }
    throw Fault(.undecided, "the sign of \(excerpt(lead)) is not known")
  }

  private func larger(_ l: PowerSeries, _ r: PowerSeries, _ pool: inout Pool) throws(Fault) -> PowerSeries {
    let difference = try leading(try pool.sum(l, try pool.scaled(.minusOne, r)), &pool)
    return try leadingSign(difference, &pool) >= 0 ? l : r
  }

  /// An unknown function of one argument, by Taylor's theorem.
  private func taylor(_ head: FunctionHead, _ arguments: [Handle], _ pool: inout Pool) throws(Fault) -> PowerSeries {
    guard arguments.count == 1 else {
      throw Fault(.undecided, "no series is known for an unknown function of several arguments")
    }
    let (start, rest) = try split(try series(arguments[0]), &pool)
    var head = head
    var total = constant(try pool.apply(head, [start]))
    var power = constant(.one)
    for k in 1..<max(2, length) {
      power = try pool.scaled(try pool.number(.exact(Rational(.one, .small(k)))), try pool.product(power, rest))
      head = head.differentiated(by: 0, of: 1)
      total = try pool.sum(total, try pool.scaled(try pool.apply(head, [start]), power))
    }
    return total
  }
}
