import Diagnostics
import Typesetting

extension FormulaReader {
  /// One factor with its exponent.
  mutating func primary() throws(Fault) -> FormulaValue {
    guard let item = current else { throw Fault(.formulaMeaning, "the formula ends where a value should stand") }
    if let derivative = try slashDerivative() { return derivative }
    let (base, sub, sup) = item.scriptParts
    if let name = names.name(of: sub.map { .scripts(base: base, sub: $0, sup: nil) } ?? base),
      !FormulaFunction.isWord(base) || context.isFunction(name)
    {
      return try named(name, sup)
    }
    switch base {
    case .number(let digits):
      position += 1
      return try raised(.scalar(try number(digits, item)), sub, sup)
    case .fraction(let above, let below, let line):
      if let derivative = try fractionDerivative(above, below, line) { return derivative }
      position += 1
      return try raised(try quotient(above, below, line), sub, sup)
    case .root(let radicand, let index):
      position += 1
      return try raised(.scalar(try root(radicand, index)), sub, sup)
    case .fenced(let open, let content, let close):
      if FormulaGroup(in: items, at: position) != nil { return try group() }
      position += 1
      return try fenced(open, content, close, item, sub, sup)
    case .symbol(let sign, let spacing): return try signed(sign, spacing, item, sub, sup)
    case .identifier(let word, _): return try function(word, item, sub, sup)
    case .row(let parts) where !parts.isEmpty:
      position += 1
      return try raised(try value(of: base), sub, sup)
    case .table(let table):
      position += 1
      return try raised(.matrix(try matrix(table)), sub, sup)
    case .stacked(let inner, _, _):
      // An underbrace or a word above: what it says is about the base.
      position += 1
      return try value(of: inner)
    default: throw unreadable(item)
    }
  }

  // MARK: Numbers and names

  private func number(_ digits: String, _ item: MathLayout) throws(Fault) -> Expr {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard digits.utf8.count <= 1000, parts.count <= 2,
      parts.allSatisfy({ $0.unicodeScalars.allSatisfy(\.isASCIIDigit) })
    else {
      throw unreadable(item)
    }
    // A decimal is the fraction that it is written as: what is checked is exact.
    let whole = parts.joined()
    let scale = "1" + String(repeating: "0", count: parts.count == 2 ? parts[1].utf8.count : 0)
    return try Expr(parsing: whole.isEmpty ? "0" : whole).divided(by: try Expr(parsing: scale))
  }

  /// A variable, a constant, or a function with its arguments.
  private mutating func named(_ name: String, _ sup: MathLayout?) throws(Fault) -> FormulaValue {
    position += 1
    let (primes, exponent) = splitPrimes(sup)
    if let value = names.indices[name] { return try raised(.scalar(Expr(value)), nil, exponent) }
    if context.isFunction(name) { return try application(of: name, primes, exponent) }
    if case .matrix(let matrix)? = context.definitions[name]?.value {
      return try raised(.matrix(matrix), nil, exponent)
    }
    let value: Expr =
      switch name {
      case "pi": .pi
      case "e": .e
      default: try context.symbol(name)
      }
    return try raised(.scalar(value), nil, exponent)
  }

  private mutating func application(
    of name: String, _ primes: Int, _ exponent: MathLayout?
  ) throws(Fault) -> FormulaValue {
    guard let group = FormulaGroup(in: items, at: position) else {
      return try raised(try context.bare(name, order: primes), nil, exponent)
    }
    position = group.end
    let arguments = try arguments(in: group)
    let value: FormulaValue
    if name == "sigma" && context.definitions[name] == nil {
      value = .scalar(try FormulaFunction.elementary(.sigmoid).value(at: arguments, order: primes))
    } else {
      value = try context.apply(name, order: primes, to: arguments)
    }
    return try raised(try raised(value, nil, exponent), group.sub, group.sup)
  }

  func arguments(in group: FormulaGroup) throws(Fault) -> [FormulaValue] {
    var values: [FormulaValue] = []
    for piece in group.content.pieces(separatedBy: { $0.formulaSign == "," }) {
      values.append(try Self.value(of: piece, in: context))
    }
    return values
  }

  /// The primes at the head of a superscript, `(n)` among them, and the rest of it.
  func splitPrimes(_ sup: MathLayout?) -> (count: Int, rest: MathLayout?) {
    guard let sup else { return (0, nil) }
    var items = sup.formulaItems[...]
    var count = 0
    while let sign = items.first?.formulaSign, sign.hasPrefix("′") {
      count += sign.unicodeScalars.count
      items = items.dropFirst()
    }
    if count == 0, items.count == 3, items.first?.formulaSign == "(", case .number(let digits) = items[1],
      items.last?.formulaSign == ")", let order = Int(digits), (1...20).contains(order)
    {
      return (order, nil)
    }
    return (count, items.isEmpty ? nil : .joined(Array(items)))
  }

  // MARK: Exponents

  /// The value with what stands at its right corners: an exponent, a transposition, an interval.
  func raised(_ value: FormulaValue, _ sub: MathLayout?, _ sup: MathLayout?) throws(Fault) -> FormulaValue {
    if let sub, let sup { return try growth(of: value, from: sub, to: sup) }
    if let sub { throw unreadable(sub, "the subscript belongs to no name") }
    guard let sup else { return value }
    let (primes, rest) = splitPrimes(sup)
    if primes > 0 { return try raised(try primed(value, primes), nil, rest) }
    if let turned = try transposedOrInverse(value, sup) { return turned }
    return try value.raised(to: try self.value(of: sup))
  }

  private func transposedOrInverse(_ value: FormulaValue, _ sup: MathLayout) throws(Fault) -> FormulaValue? {
    guard case .matrix(let matrix) = value else { return nil }
    switch sup.plainText {
    case "⊤", "T", "⊺": return .matrix(matrix.transpose)
    case "−1": return .matrix(try matrix.inverted())
    default: return nil
    }
  }

  /// `(u v)'`: by the one variable that there is.
  private func primed(_ value: FormulaValue, _ count: Int) throws(Fault) -> FormulaValue {
    var value = try context.expanded(value)
    guard let name = try context.onlyVariable(of: value) else {
      throw Fault(.formulaMeaning, "a prime behind parentheses with several variables does not say by which")
    }
    for _ in 0..<count { value = try context.derivative(of: value, by: name) }
    return value
  }

  /// `[F]` between two ends.
  private func growth(of value: FormulaValue, from a: MathLayout, to b: MathLayout) throws(Fault) -> FormulaValue {
    let value = try context.expanded(value)
    guard let name = try context.onlyVariable(of: value) else {
      throw Fault(.formulaMeaning, "the ends at brackets with several variables do not say which one runs")
    }
    let (low, high) = (try self.value(of: a).scalar("an end"), try self.value(of: b).scalar("an end"))
    return try context.substituting(name, high, in: value)
      .adding(try context.substituting(name, low, in: value).negated())
  }

  // MARK: Fractions and roots

  private func quotient(_ above: MathLayout, _ below: MathLayout, _ line: Bool) throws(Fault) -> FormulaValue {
    guard line else { return .scalar(try binomial(above, below)) }
    return try value(of: above).divided(by: try value(of: below))
  }

  private func binomial(_ above: MathLayout, _ below: MathLayout) throws(Fault) -> Expr {
    let n = try value(of: above).scalar("a binomial's upper number")
    guard let count = try value(of: below).scalar("a binomial's lower number").smallInteger, (0...200).contains(count)
    else { throw unreadable(below, "a binomial's lower number must be known") }
    var product = Expr(1)
    for k in 0..<count {
      product = try product.multiplied(by: try n.subtracting(Expr(k))).divided(by: Expr(k + 1))
    }
    return product
  }

  private func root(_ radicand: MathLayout, _ index: MathLayout?) throws(Fault) -> Expr {
    let x = try value(of: radicand).scalar("what stands below a root")
    guard let index else { return try Expr.applying(.sqrt, to: x) }
    let n = try value(of: index).scalar("a root's index")
    if n == Expr(3) { return try Expr.applying(.cbrt, to: x) }
    return try x.raised(to: try Expr(1).divided(by: n))
  }
}
