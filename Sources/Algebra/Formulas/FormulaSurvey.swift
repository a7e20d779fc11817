import Typesetting

/// What the names of a formula are used for, found before anything is read: a letter before a parenthesis is a factor or
/// a function, and only the rest of the formula tells.
struct FormulaSurvey {
  /// Names that are applied to arguments or carry primes somewhere.
  private(set) var functions: Set<String> = []
  /// Names that limits, sums, integrals and derivatives run over.
  private(set) var bound: Set<String> = []
  /// Upper ends of sums.
  private(set) var counts: Set<String> = []
  /// The plain names in the first parentheses behind a function's name.
  private(set) var arguments: [String: [String]] = [:]
  /// For the upper name of each derivative the lower ones.
  private(set) var derivatives: [String: Set<String>] = [:]

  private let names = FormulaNames()
  private static let usualFunctions: Set<String> = ["f", "g", "h", "F", "G", "H", "phi", "psi", "Phi", "Psi", "sigma"]

  init(_ statements: [FormulaStatement]) {
    for side in statements.lazy.flatMap(\.sides) { visitBound(side) }
    for side in statements.lazy.flatMap(\.sides) { visit(side) }
  }

  /// All names in a formula's boxes.
  static func names(in items: [MathLayout]) -> Set<String> {
    var found: Set<String> = []
    func visit(_ items: [MathLayout]) {
      for item in items {
        let (base, sub, sup) = item.scriptParts
        if let name = FormulaNames().name(of: sub.map { .scripts(base: base, sub: $0, sup: nil) } ?? base) {
          found.insert(name)
          if let sup { visit(sup.formulaItems) }
        } else {
          for child in item.formulaChildren { visit(child.formulaItems) }
        }
      }
    }
    visit(items)
    return found
  }

  // MARK: What runs

  private mutating func visitBound(_ items: [MathLayout]) {
    for (position, item) in items.enumerated() {
      if case .fraction(let above, let below, true) = item,
        let derivative = DerivativeSigns(above: above.formulaItems, below: below.formulaItems, names)
      {
        bound.formUnion(derivative.variables.map(\.name))
        if let name = derivative.operandName(names) {
          derivatives[name, default: []].formUnion(derivative.variables.map(\.name))
        }
      }
      let (base, sub, sup) = item.scriptParts
      switch base.formulaSign {
      case "∑", "∏", "lim":
        if let first = sub?.formulaItems.first, let name = names.name(of: first) { bound.insert(name) }
        if base.formulaSign == "∑", let sup { counts.formUnion(FormulaSurvey.names(in: sup.formulaItems)) }
      case "∂", "∇": if let sub, let name = names.name(of: sub) { bound.insert(name) }
      default: break
      }
      if item.isDifferentialSign, position + 1 < items.count, let name = names.name(of: items[position + 1]) {
        bound.insert(name)
      }
      for child in item.formulaChildren { visitBound(child.formulaItems) }
    }
  }

  // MARK: What is applied

  private mutating func visit(_ items: [MathLayout]) {
    for (position, item) in items.enumerated() {
      let (base, sub, sup) = item.scriptParts
      if !FormulaFunction.isWord(base),
        let name = names.name(of: sub.map { .scripts(base: base, sub: $0, sup: nil) } ?? base)
      {
        if sup?.formulaItems.first.map({ $0.formulaSign.hasPrefix("′") }) ?? false { functions.insert(name) }
        if let group = FormulaGroup(in: items, at: position + 1) { noteArguments(of: name, group) }
      }
      for child in item.formulaChildren { visit(child.formulaItems) }
    }
  }

  private mutating func noteArguments(of name: String, _ group: FormulaGroup) {
    let parts = group.content.pieces { $0.formulaSign == "," }
    let plain = parts.compactMap { $0.count == 1 ? names.name(of: $0[0]) : nil }
    let isPlain = plain.count == parts.count
    if isPlain || parts.count > 1 || (Self.usualFunctions.contains(Self.stem(name)) && !bound.contains(name)) {
      functions.insert(name)
    }
    if isPlain && arguments[name] == nil { arguments[name] = plain }
  }

  /// `f` of `f_1`.
  private static func stem(_ name: String) -> String {
    String(name.prefix { $0 != "_" && !("0"..."9").contains($0) })
  }
}

/// Parentheses, typed plainly or to grow, with what stands at their end.
struct FormulaGroup {
  var open: String
  var content: [MathLayout]
  var sub: MathLayout?
  var sup: MathLayout?
  /// The index of the item behind it.
  var end: Int

  private static let parentheses: Set<String> = ["(", "[", "{"]

  /// The group that begins at `position`, if one does.
  init?(in items: [MathLayout], at position: Int) {
    guard items.indices.contains(position) else { return nil }
    let (base, sub, sup) = items[position].scriptParts
    if case .fenced(let open, let content, let close) = base, Self.parentheses.contains(open), !close.isEmpty {
      if case .table? = content.formulaItems.first { return nil }
      (self.open, self.content, self.sub, self.sup) = (open, content.formulaItems, sub, sup)
      end = position + 1
      return
    }
    guard case .symbol(let open, .opening) = items[position], Self.parentheses.contains(open),
      let closing = items.closing(of: position)
    else { return nil }
    let parts = items[closing].scriptParts
    (self.open, content, self.sub, self.sup) = (open, Array(items[(position + 1)..<closing]), parts.sub, parts.sup)
    end = closing + 1
  }
}

/// A fraction of differentials: `d/dx`, `∂²f/∂x∂y`.
struct DerivativeSigns {
  /// By what it is differentiated, and how often.
  var variables: [(name: String, order: Int)]
  /// What stands behind the upper sign; empty for an operator.
  var operand: [MathLayout]

  init?(above: [MathLayout], below: [MathLayout], _ names: FormulaNames) {
    guard let head = above.first?.scriptParts, head.base.isDifferentialSign, head.sub == nil,
      let variables = Self.variables(below, names), !variables.isEmpty,
      (head.sup == nil ? 1 : Self.order(head.sup)) == variables.reduce(0, { $0 + $1.order })
    else { return nil }
    self.variables = variables
    operand = Array(above.dropFirst())
  }

  private static func variables(
    _ items: [MathLayout], _ names: FormulaNames
  ) -> [(name: String, order: Int)]? {
    var list: [(name: String, order: Int)] = []
    for index in stride(from: 0, to: items.count, by: 2) {
      guard items[index].isDifferentialSign, index + 1 < items.count else { return nil }
      let (base, sub, sup) = items[index + 1].scriptParts
      guard let name = names.name(of: sub.map { .scripts(base: base, sub: $0, sup: nil) } ?? base),
        let order = sup == nil ? 1 : order(sup)
      else { return nil }
      list.append((name, order))
    }
    return list
  }

  private static func order(_ sup: MathLayout?) -> Int? {
    guard let items = sup?.formulaItems, items.count == 1, case .number(let digits) = items[0], let order = Int(digits),
      (1...20).contains(order)
    else { return nil }
    return order
  }

  /// The upper name of `dy/dx`.
  func operandName(_ names: FormulaNames) -> String? { operand.count == 1 ? names.name(of: operand[0]) : nil }
}
