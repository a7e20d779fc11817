import Diagnostics
import Typesetting

/// Reads what the boxes of a formula mean: sums of products of factors, as mathematicians write them.
struct FormulaReader {
  private static let itemLimit = 5000

  let items: [MathLayout]
  let context: FormulaContext
  var position = 0
  /// True between two bars: the next bar is the closing one.
  var isInBars = false

  private init(_ items: [MathLayout], _ context: FormulaContext) {
    self.items = items
    self.context = context
  }

  /// The value of all of the items.
  static func value(of items: [MathLayout], in context: FormulaContext) throws(Fault) -> FormulaValue {
    guard items.count <= itemLimit else { throw Fault(.limit, "the formula is too long to be checked") }
    try context.enter()
    defer { context.leave() }
    var reader = FormulaReader(items, context)
    let value = try reader.sum()
    if let rest = reader.current { throw reader.unreadable(rest) }
    return value
  }

  static func value(of layout: MathLayout, in context: FormulaContext) throws(Fault) -> FormulaValue {
    try value(of: layout.formulaItems, in: context)
  }

  var current: MathLayout? { position < items.count ? items[position] : nil }
  var names: FormulaNames { context.names }

  func value(of layout: MathLayout) throws(Fault) -> FormulaValue { try Self.value(of: layout, in: context) }

  func unreadable(_ item: MathLayout, _ why: String? = nil) -> Fault {
    Fault(
      .formulaMeaning,
      "'\(item.excerpt)' has no meaning here that could be checked" + (why.map { ": " + $0 } ?? ""))
  }

  // MARK: Sums and products

  mutating func sum() throws(Fault) -> FormulaValue {
    var total: FormulaValue?
    repeat {
      var isNegative = false
      while let sign = current?.formulaSign, sign == "+" || sign == "−" {
        if sign == "−" { isNegative.toggle() }
        position += 1
      }
      let term = try product()
      let signed = isNegative ? try term.negated() : term
      total = if let sum = total { try sum.adding(signed) } else { signed }
    } while current?.formulaSign == "+" || current?.formulaSign == "−"
    return total ?? .scalar(.zero)
  }

  /// Factors side by side or joined by signs, up to the next plus or minus.
  mutating func product() throws(Fault) -> FormulaValue {
    var value = try factor()
    while let item = current {
      switch item.formulaSign {
      case "⋅", "×", "∗", "∙", "*":
        position += 1
        value = try value.multiplied(by: try signedFactor(), isDot: true)
      case "/", "÷":
        position += 1
        value = try value.divided(by: try signedFactor())
      default:
        guard startsFactor(item) else { return value }
        value = try value.multiplied(by: try factor())
      }
    }
    return value
  }

  private mutating func signedFactor() throws(Fault) -> FormulaValue {
    guard current?.formulaSign == "−" else { return try factor() }
    position += 1
    return try factor().negated()
  }

  /// Factors side by side: what an operator such as `d/dx` takes.
  mutating func juxtaposition() throws(Fault) -> FormulaValue {
    if let group = FormulaGroup(in: items, at: position), group.sub == nil { return try factor() }
    var value = try factor()
    while let item = current, startsFactor(item) { value = try value.multiplied(by: try factor()) }
    return value
  }

  func startsFactor(_ item: MathLayout) -> Bool {
    switch item.scriptParts.base {
    case .symbol("|", .ordinary): !isInBars
    case .symbol(_, let spacing):
      switch spacing {
      case .ordinary: item.formulaSign != "/" && item.formulaSign != "−"
      case .opening, .largeOperator: true
      case .binary, .relation, .closing, .punctuation: false
      }
    case .text, .space: false
    default: true
    }
  }

  mutating func factor() throws(Fault) -> FormulaValue {
    try context.enter()
    defer { context.leave() }
    var value = try primary()
    while current?.formulaSign == "!" {
      position += 1
      value = .scalar(try factorial(try value.scalar("what has a factorial")))
    }
    return value
  }

  private func factorial(_ n: Expr) throws(Fault) -> Expr {
    guard let count = n.smallInteger, (0...200).contains(count) else {
      throw Fault(.formulaMeaning, "a factorial is computed of the whole numbers up to 200")
    }
    var product = Expr(1)
    for k in 1..<(count + 1) { product = try product.multiplied(by: Expr(k)) }
    return product
  }
}

extension MathLayout {
  /// Its text, cut where it grows beyond what a message should hold.
  var excerpt: String {
    let text = plainText
    return text.count > 40 ? "\(text.prefix(40))…" : text
  }
}
