import Diagnostics
import Elementary

/// What an expression is a rational function of: a base to the power `unit / index`, such as `x`, `sqrt(x)`, `sin(x)`,
/// or `exp(x / 2)`.
struct Generator: Hashable {
  let base: Handle
  let unit: Handle
  /// The least common denominator of the exponents that occur.
  let index: Int
}

/// The generators of some expressions, in the order in which people write factors.
struct Generators {
  private struct Key: Hashable {
    let base: Handle
    let unit: Handle
  }

  private var indices: [Key: Int] = [:]
  private var places: [Key: Int] = [:]
  private(set) var list: [Generator] = []
  private(set) var layout: MonomialLayout
  /// Whether a decimal occurs: then what is computed is a decimal again.
  private(set) var hasDecimals = false
  /// Whether no power has a negative exponent.
  private(set) var isPolynomial = true
  /// The nodes that arithmetic is made of, parts before what they are part of.
  private(set) var nodes: [Handle] = []

  init(of roots: [Handle]) throws(Fault) {
    layout = try MonomialLayout(count: 0)
    var (seen, stack) = (Set(roots), roots)
    while let next = stack.popLast() {
      for part in try visit(next) where seen.insert(part).inserted { stack.append(part) }
    }
    nodes = seen.sorted()
    layout = try MonomialLayout(count: indices.count)
    let order = indices.keys.sorted {
      $0.base == $1.base ? PrintOrder.precedes($0.unit, $1.unit) : PrintOrder.precedes($0.base, $1.base)
    }
    list = order.map { Generator(base: $0.base, unit: $0.unit, index: indices[$0, default: 1]) }
    for (place, key) in order.enumerated() { places[key] = place }
  }

  /// Notes what a node needs and returns the parts that are arithmetic too.
  private mutating func visit(_ x: Handle) throws(Fault) -> [Handle] {
    switch Arithmetic(x) {
    case .number(let value):
      hasDecimals = hasDecimals || value.isDecimal
      return []
    case .scaled(let coefficient, let rest):
      hasDecimals = hasDecimals || coefficient.isDecimal
      return [rest]
    case .sum(let parts), .product(let parts): return Array(parts)
    case .wholePower(let base, let exponent):
      isPolynomial = isPolynomial && exponent > 0
      return [base]
    case .generator(let base, let unit, let exponent):
      isPolynomial = isPolynomial && !exponent.isNegative
      guard let denominator = exponent.denominator.word, denominator < 1 << 16 else { throw MonomialLayout.tooLarge }
      let key = Key(base: base, unit: unit)
      let index = leastCommonMultiple(indices[key, default: 1], denominator)
      guard index < 1 << 16 else { throw MonomialLayout.tooLarge }
      indices[key] = index
      return index > 1 && base.isArithmetic ? [base] : []
    }
  }

  /// The place of a generator and its exponent.
  func place(_ base: Handle, _ unit: Handle, _ exponent: Rational) throws(Fault) -> (place: Int, exponent: Int) {
    guard let place = places[Key(base: base, unit: unit)],
      let exponent = (Rational(list[place].index) * exponent).word
    else { throw MonomialLayout.tooLarge }
    return (place, exponent)
  }
}

private func leastCommonMultiple(_ a: Int, _ b: Int) -> Int {
  let divisor = Integer.gcd(.small(a), .small(b)).word ?? 1
  return a / divisor * b
}

/// How a node is read as arithmetic.
enum Arithmetic {
  case number(Numeric)
  case scaled(Numeric, Handle)
  case sum(Operands)
  case product(Operands)
  /// A sum or product to an integer power.
  case wholePower(Handle, Int)
  /// A base to the power of a unit times a number.
  case generator(Handle, unit: Handle, exponent: Rational)

  init(_ x: Handle) {
    switch x.form {
    case .number(let value): self = .number(value)
    case .sum(let terms): self = .sum(terms)
    case .scaled(let c, let rest): self = .scaled(c.number ?? .one, rest)
    case .product(let factors): self = .product(factors)
    case .power(let base, let exponent):
      let whole = base.isArithmetic && base.number == nil ? exponent.number?.word : nil
      self = whole.map { .wholePower(base, $0) } ?? .power(base, exponent, x)
    case .function(.exp, let exponent): self = .power(.e, exponent, x)
    case .constant, .symbol, .function, .maximum, .minimum, .choice, .applied, .derivative:
      self = .generator(x, unit: .one, exponent: .one)
    }
  }

  private static func power(_ base: Handle, _ exponent: Handle, _ x: Handle) -> Arithmetic {
    let term = exponent.split
    guard let value = term.coefficient.rational else { return .generator(x, unit: .one, exponent: .one) }
    return .generator(base, unit: term.rest, exponent: value)
  }
}

extension Handle {
  /// Whether the node is a number, a sum or a product.
  var isArithmetic: Bool {
    switch node.op {
    case .integer, .fraction, .large, .decimal, .scaled, .sum, .product: true
    case .constant, .symbol, .power, .function, .maximum, .minimum, .choice, .applied, .derivative: false
    }
  }
}
