import Diagnostics
import Typesetting

extension FormulaReader {
  /// `d/dx` before what it acts on, `dy/dx`, `∂²f/∂x∂y`; `nil` where the fraction is no derivative.
  mutating func fractionDerivative(
    _ above: MathLayout, _ below: MathLayout, _ line: Bool
  ) throws(Fault) -> FormulaValue? {
    guard line, let signs = DerivativeSigns(above: above.formulaItems, below: below.formulaItems, names) else {
      return nil
    }
    position += 1
    let (_, _, sup) = items[position - 1].scriptParts
    guard signs.operand.isEmpty else {
      return try raised(try derivative(of: try Self.value(of: signs.operand, in: context), signs), nil, sup)
    }
    guard current != nil else { throw unreadable(items[position - 1], "nothing stands behind it") }
    return try derivative(of: try juxtaposition(), signs)
  }

  /// `dy/dx` typed with a slash.
  mutating func slashDerivative() throws(Fault) -> FormulaValue? {
    guard items[position].scriptParts.base.isDifferentialSign,
      let slash = (position + 1..<min(position + 3, items.count)).first(where: { items[$0].formulaSign == "/" }),
      items.indices.contains(slash + 2),
      let signs = DerivativeSigns(
        above: Array(items[position..<slash]), below: Array(items[(slash + 1)...(slash + 2)]), names)
    else { return nil }
    position = slash + 3
    if signs.operand.isEmpty { return try derivative(of: try juxtaposition(), signs) }
    return try derivative(of: try Self.value(of: signs.operand, in: context), signs)
  }

  private func derivative(of value: FormulaValue, _ signs: DerivativeSigns) throws(Fault) -> FormulaValue {
    var value = value
    for (name, order) in signs.variables.reversed() {
      guard !context.isFunction(name) else {
        throw Fault(.formulaMeaning, "a derivative by \(name), which is a function here, cannot be checked")
      }
      for _ in 0..<order { value = try context.derivative(of: value, by: name) }
    }
    return value
  }

  // MARK: Signs of their own

  /// `∂_x f`.
  mutating func partial(_ sub: MathLayout?, _ item: MathLayout) throws(Fault) -> FormulaValue {
    guard let sub, let name = names.name(of: sub) else { throw unreadable(item) }
    position += 1
    return try context.derivative(of: try juxtaposition(), by: name)
  }

  /// `∇f`, `∇_θ J`, `∇²f`, `∇ ⋅ F`.
  mutating func nabla(_ sub: MathLayout?, _ sup: MathLayout?, _ item: MathLayout) throws(Fault) -> FormulaValue {
    position += 1
    let isDivergence = current?.formulaSign == "⋅"
    if isDivergence { position += 1 }
    guard let operand = current else { throw unreadable(item, "nothing stands behind it") }
    let given = sub.flatMap { names.name(of: $0) }.map { [$0] }
    if sub != nil && given == nil { throw unreadable(item) }
    let argument = names.name(of: operand.scriptParts.base).flatMap { name in
      context.definitions[name]?.parameters ?? context.survey.arguments[name]
    }
    let value = try factor()
    let known = given ?? argument.flatMap { $0.isEmpty ? nil : $0 }
    let variables = if let known { known } else { try freeNames(of: value) }
    let isLaplacian = sup?.plainText == "2"
    if sup != nil && !isLaplacian { throw unreadable(item) }
    return try differential(of: value, by: variables, isTrace: isDivergence, isLaplacian: isLaplacian, item)
  }

  private func freeNames(of value: FormulaValue) throws(Fault) -> [String] {
    guard case .scalar(let e) = try context.expanded(value) else { return ["x", "y", "z"] }
    return e.freeSymbols.compactMap(\.symbolName)
  }

  private func differential(
    of value: FormulaValue, by variables: [String], isTrace: Bool, isLaplacian: Bool, _ item: MathLayout
  ) throws(Fault) -> FormulaValue {
    var parts: [Expr] = []
    for (number, name) in variables.enumerated() {
      switch value {
      case .scalar where isTrace: throw unreadable(item, "a divergence is one of a vector")
      case .scalar:
        let slope = try context.derivative(of: value, by: name)
        let part = isLaplacian ? try context.derivative(of: slope, by: name) : slope
        parts.append(try part.scalar("a derivative"))
      case .matrix(let field):
        let components = Array(field.rows.joined())
        guard isTrace, number < components.count else { throw unreadable(item, "a gradient is one of a number") }
        parts.append(try context.derivative(of: .scalar(components[number]), by: name).scalar("a derivative"))
      }
      if isTrace, case .matrix(let field) = value, parts.count == field.rowCount { break }
    }
    guard isTrace || isLaplacian else { return try .column(parts) }
    return .scalar(try parts.reduced(.zero) { sum, part throws(Fault) in try sum.adding(part) })
  }
}
