import Diagnostics

/// Writes an expression as Swift source that reads back as the same expression.
///
/// Work waits on a stack of its own, so that depth costs memory and never the process.
struct SourcePrinter {
  /// How tightly the surroundings bind.
  enum Context {
    case open, term, factor, divisor, operand
  }

  private enum Piece {
    case text(String)
    case expression(Handle, Context)
    /// A term of a sum after its sign.
    case magnitude(Handle)
    case factor(WrittenFactor, Context)
  }

  private var pieces: [Piece] = []
  private var text = ""

  /// The source of `x`, or `nil` where that takes more than `limit` bytes.
  static func source(of x: Handle, limit: Int) -> (text: String, isComplete: Bool) {
    var printer = SourcePrinter()
    printer.pieces = [.expression(x, .open)]
    while let piece = printer.pieces.popLast() {
      printer.write(piece)
      if printer.text.utf8.count > limit { return (printer.text, false) }
    }
    return (printer.text, true)
  }

  private mutating func write(_ piece: Piece) {
    switch piece {
    case .text(let string): text += string
    case .expression(let x, let context): write(x, context)
    case .magnitude(let x): writeTerm(x, .term, isNegative: false)
    case .factor(let factor, let context): write(factor, context)
    }
  }

  /// Puts pieces before everything that waits.
  private mutating func push(_ list: [Piece]) {
    pieces.append(contentsOf: list.reversed())
  }

  private mutating func call(_ name: String, _ arguments: [Handle]) {
    let list = arguments.flatMap { [Piece.text(", "), .expression($0, .open)] }.dropFirst()
    push([.text(name + "(")] + list + [.text(")")])
  }
}

// MARK: - By kind

extension SourcePrinter {
  private mutating func write(_ x: Handle, _ context: Context) {
    switch x.form {
    case .number(let value): write(value, context)
    case .constant(let constant): text += ".\(constant.name)"
    case .symbol(let record): text += record.name
    case .scaled, .product:
      inParentheses(context >= .divisor || (context == .factor && x.split.coefficient.isNegative), x)
    case .sum(let terms): write(sum: terms, x, context)
    case .power(let base, let exponent): write(power: x, base, exponent, context)
    case .function(let f, let argument): call(f.name, [argument])
    case .maximum(let l, let r): call("max", [PrintOrder.pair(l, r).0, PrintOrder.pair(l, r).1])
    case .minimum(let l, let r): call("min", [PrintOrder.pair(l, r).0, PrintOrder.pair(l, r).1])
    case .choice(let choice): write(choice)
    case .applied(let head, let arguments): write(head, arguments, x)
    case .derivative(let body, let variable): call("diff", [body, variable])
    }
  }

  private mutating func write(_ choice: Choice) {
    let condition = WrittenCondition(margin: choice.margin)
    push(
      [.text("piecewise(")] + sum(ofMagnitudes: condition.left) + [.text(" \(condition.relation.rawValue) ")]
        + sum(ofMagnitudes: condition.right)
        + [.text(", "), .expression(choice.value, .open), .text(", else: "), .expression(choice.otherwise, .open)]
        + [.text(")")])
  }

  private func sum(ofMagnitudes terms: [Handle]) -> [Piece] {
    if terms.isEmpty { return [.text("0")] }
    return Array(terms.map { [Piece.magnitude($0)] }.joined(separator: [.text(" + ")]))
  }

  private mutating func inParentheses(_ needed: Bool, _ x: Handle) {
    if needed { push([.text("("), .expression(x, .open), .text(")")]) } else { writeTerm(x, .open, isNegative: nil) }
  }

  private mutating func write(_ value: Numeric, _ context: Context) {
    let isPlain = !value.isNegative && (value.isDecimal || value.integer != nil)
    let isFraction = value.rational.map { !$0.isInteger } ?? false
    let needed = context == .operand ? !isPlain : context >= .factor ? isFraction || value.isNegative : false
    text += needed ? "(\(value))" : "\(value)"
  }

  private mutating func write(sum terms: Operands, _ x: Handle, _ context: Context) {
    if context >= .factor {
      push([.text("("), .expression(x, .open), .text(")")])
      return
    }
    let ordered = PrintOrder.terms(terms)
    var list = [Piece.expression(ordered[0], .term)]
    for term in ordered.dropFirst() {
      list += [.text(term.split.coefficient.isNegative ? " - " : " + "), .magnitude(term)]
    }
    push(list)
  }

  private mutating func write(power x: Handle, _ base: Handle, _ exponent: Handle, _ context: Context) {
    if exponent == .half {
      call("sqrt", [base])
    } else if exponent.number?.isNegative ?? false {
      inParentheses(context >= .divisor, x)
    } else if context == .operand {
      push([.text("("), .expression(x, .open), .text(")")])
    } else {
      push([.expression(base, .operand), .text(" ** "), .expression(exponent, .operand)])
    }
  }

  private mutating func write(_ head: FunctionHead, _ arguments: Operands, _ x: Handle) {
    if let statement = Statement(head), statement != .integral { return write(statement, Array(arguments)) }
    if head.orders.isEmpty { return call(head.name, Array(arguments)) }
    switch WrittenDerivative(head, arguments) {
    case .byPosition(let positions):
      let list = positions.map(String.init).joined(separator: ", ")
      call("\(head.name).derivative(\(list))", Array(arguments))
    case .by(let variables):
      let body = [Piece.text("diff(\(head.name)(")] + separated(Array(arguments)) + [.text(")")]
      let list = variables.flatMap { variable, order in
        [.text(", "), .expression(variable, .open)] + (order > 1 ? [Piece.text(", \(order)")] : [])
      }
      push(body + list + [.text(")")])
    }
  }

  private mutating func write(_ statement: Statement, _ parts: [Handle]) {
    if parts.isEmpty {
      text += "no real solution"
      return
    }
    let sign = Piece.text(" \(statement.rawValue) ")
    push(Array(parts.map { [Piece.expression($0, .open)] }.joined(separator: [sign])))
  }

  private func separated(_ list: [Handle]) -> [Piece] {
    Array(list.flatMap { [Piece.text(", "), .expression($0, .open)] }.dropFirst())
  }
}

// MARK: - Terms

extension SourcePrinter {
  private mutating func writeTerm(_ x: Handle, _ context: Context, isNegative: Bool?) {
    if let value = x.number { return write(value.magnitude, context) }
    let term = WrittenTerm(x)
    var list: [Piece] = []
    if isNegative ?? term.isNegative { list.append(.text("-")) }
    list += numerator(of: term, afterMinus: isNegative ?? term.isNegative)
    push(list + denominator(of: term))
  }

  /// Prefix minus binds tighter than anything, so a power right after it is put in parentheses.
  private func numerator(of term: WrittenTerm, afterMinus: Bool) -> [Piece] {
    var list: [[Piece]] = term.writesCoefficient ? [[.text("\(term.coefficient)")]] : []
    let isAlone = term.above.count == 1 && !term.writesCoefficient && !term.isFraction
    for factor in term.above {
      let isFirst = list.isEmpty
      list.append([.factor(factor, isFirst && afterMinus ? .operand : isAlone ? .term : .factor)])
    }
    return Array(list.joined(separator: [.text(" * ")]))
  }

  private func denominator(of term: WrittenTerm) -> [Piece] {
    guard term.isFraction else { return [] }
    var list: [[Piece]] = term.divisor == .one ? [] : [[.text("\(term.divisor)")]]
    let context = list.isEmpty && term.below.count == 1 ? Context.divisor : .factor
    list += term.below.map { [.factor($0, context)] }
    if list.count == 1 { return [.text(" / ")] + list[0] }
    return [.text(" / (")] + list.joined(separator: [.text(" * ")]) + [.text(")")]
  }

  private mutating func write(_ factor: WrittenFactor, _ context: Context) {
    guard let exponent = factor.exponent else { return push([.expression(factor.base, context)]) }
    if exponent == .exact(.half) { return call("sqrt", [factor.base]) }
    let value = exponent.isDecimal || exponent.integer != nil ? "\(exponent)" : "(\(exponent))"
    push([.expression(factor.base, .operand), .text(" ** \(value)")])
  }
}

extension SourcePrinter.Context: Comparable {
  static func < (l: Self, r: Self) -> Bool { l.rank < r.rank }

  private var rank: Int {
    switch self {
    case .open: 0
    case .term: 1
    case .factor: 2
    case .divisor: 3
    case .operand: 4
    }
  }
}

extension Numeric: CustomStringConvertible {
  var description: String {
    switch self {
    case .exact(let value): value.description
    case .decimal(let value): value.description
    }
  }
}

/// The source of `x`; a fault where it is longer than `limit` bytes.
func sourceText(_ x: Handle, limit: Int) throws(Fault) -> String {
  let source = SourcePrinter.source(of: x, limit: limit)
  if !source.isComplete { throw Fault(.limit, "the expression is too large to write out") }
  return source.text
}

/// The source of `x`, cut where it grows beyond what a message should hold.
func excerpt(_ x: Handle) -> String {
  let source = SourcePrinter.source(of: x, limit: 80)
  return source.isComplete ? source.text : source.text.prefix(80) + "…"
}
