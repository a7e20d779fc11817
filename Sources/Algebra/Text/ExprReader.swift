import Diagnostics
import Elementary

/// Reads an expression as Swift has it, with `**`: a prefix sign binds tightest, so `-x ** 2` is `(-x) ** 2`.
///
/// A Pratt reader on bytes; sums and products are gathered, so that wide ones take linear time.
struct ExprReader: ~Copyable {
  private static let depthLimit = 256

  let source: [UInt8]
  /// Symbols that stand for their names; other names become new symbols.
  let known: [String: Handle]
  var position = 0
  var depth = 0

  init(_ text: String, known: [String: Handle]) {
    source = Array(text.utf8)
    self.known = known
  }

  mutating func read(in pool: inout Pool) throws(Fault) -> Handle {
    let result = try sum(in: &pool)
    if let byte = peek() { throw unexpected(byte) }
    return result
  }

  // MARK: Operators, loosest first

  mutating func sum(in pool: inout Pool) throws(Fault) -> Handle {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthLimit else { throw Fault(.limit, "the expression is nested too deeply to read") }
    var terms = [try product(in: &pool)]
    while let sign = accept("+-") {
      let term = try product(in: &pool)
      terms.append(sign == UInt8(ascii: "-") ? try pool.negative(term) : term)
    }
    return try pool.sum(terms)
  }

  private mutating func product(in pool: inout Pool) throws(Fault) -> Handle {
    var factors = [try power(in: &pool)]
    while let sign = acceptProductSign() {
      let factor = try power(in: &pool)
      factors.append(sign == UInt8(ascii: "/") ? try pool.power(factor, .minusOne) : factor)
    }
    return factors.count == 1 ? factors[0] : try pool.product(factors)
  }

  /// `**` gathers to the right: `x ** y ** z` is `x ** (y ** z)`.
  private mutating func power(in pool: inout Pool) throws(Fault) -> Handle {
    var chain = [try prefix(in: &pool)]
    while acceptPower() { chain.append(try prefix(in: &pool)) }
    var result = chain.removeLast()
    while let base = chain.popLast() { result = try pool.power(base, result) }
    return result
  }

  private mutating func prefix(in pool: inout Pool) throws(Fault) -> Handle {
    var isNegative = false
    while let sign = accept("+-") { if sign == UInt8(ascii: "-") { isNegative.toggle() } }
    let operand = try primary(in: &pool)
    return isNegative ? try pool.negative(operand) : operand
  }

  // MARK: Operands

  private mutating func primary(in pool: inout Pool) throws(Fault) -> Handle {
    guard let byte = peek() else { throw Fault(.syntax, "the expression ends where an operand should be") }
    if byte == UInt8(ascii: "(") {
      position += 1
      let inner = try sum(in: &pool)
      try expect(")")
      return inner
    }
    if isDigit(byte) { return try number(in: &pool) }
    if byte == UInt8(ascii: ".") { return try constant() }
    return try name(in: &pool)
  }

  private mutating func number(in pool: inout Pool) throws(Fault) -> Handle {
    let start = position
    skipDigits()
    var isDecimal = false
    if current == UInt8(ascii: "."), position + 1 < source.count, isDigit(source[position + 1]) {
      (position, isDecimal) = (position + 1, true)
      skipDigits()
    }
    if acceptExponent() { isDecimal = true }
    let digits = source[start..<position].filter { $0 != UInt8(ascii: "_") }
    if digits.count > 120_000 { throw Fault(.limit, "a number of more than 120,000 digits is too large") }
    guard isDecimal else { return try pool.number(.exact(Rational(Integer(digits: digits) ?? .zero))) }
    return try pool.number(.decimal(Double(String(decoding: digits, as: UTF8.self)) ?? .nan))
  }

  private mutating func acceptExponent() -> Bool {
    guard current == UInt8(ascii: "e") || current == UInt8(ascii: "E") else { return false }
    var end = position + 1
    if end < source.count, source[end] == UInt8(ascii: "-") || source[end] == UInt8(ascii: "+") { end += 1 }
    guard end < source.count, isDigit(source[end]) else { return false }
    position = end
    skipDigits()
    return true
  }

  private mutating func constant() throws(Fault) -> Handle {
    position += 1
    switch word() {
    case "pi": return .pi
    case "e": return .e
    case "i": return .i
    case "infinity": return .infinity
    case let name: throw Fault(.syntax, "there is no constant .\(name); there are .pi, .e, .i and .infinity")
    }
  }

  private mutating func name(in pool: inout Pool) throws(Fault) -> Handle {
    let name = word()
    guard !name.isEmpty else { throw unexpected(current ?? 0) }
    if name == "Expr", accept(".") != nil {
      position -= 1
      return try constant()
    }
    if peek() == UInt8(ascii: "(") || source[position...].starts(with: ".derivative".utf8) {
      return try call(name, in: &pool)
    }
    if let symbol = known[name] { return symbol }
    return try pool.symbol(SymbolRecord(name: name, assumptions: []))
  }
}
