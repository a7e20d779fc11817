import Diagnostics
import Typesetting

extension FormulaReader {
  /// A factor that begins with a sign.
  mutating func signed(
    _ sign: String, _ spacing: MathLayout.SpacingClass, _ item: MathLayout, _ sub: MathLayout?, _ sup: MathLayout?
  ) throws(Fault) -> FormulaValue {
    switch sign {
    case "∑": return .scalar(try sum(item, sub, sup))
    case "∏": return .scalar(try finiteProduct(item, sub, sup))
    case "∫": return .scalar(try integral(item, sub, sup))
    case "lim": return .scalar(try limit(item, sub))
    case "∂": return try partial(sub, item)
    case "∇": return try nabla(sub, sup, item)
    case "∞":
      position += 1
      return .scalar(.infinity)
    case "(", "[", "{": return try group()
    case "|" where spacing == .ordinary && !isInBars: return try bars(item)
    case "|", "‖", "⌊", "⌈", "⟨": return try plainFence(sign, item)
    case "…", "⋯", "⋮", "⋱": throw unreadable(item, "the terms that it stands for must be written out")
    default: return try function(sign, item, sub, sup)
    }
  }

  /// `\lvert x \rvert`, `\lfloor x \rfloor`: signs of a set size.
  private mutating func plainFence(_ open: String, _ item: MathLayout) throws(Fault) -> FormulaValue {
    let isOpening = item.isOpening
    let end =
      isOpening
      ? items.closing(of: position) : items[(position + 1)...].firstIndex { $0.scriptParts.base.formulaSign == open }
    guard let end, end > position + 1 else { throw unreadable(item) }
    let content = MathLayout.joined(Array(items[(position + 1)..<end]))
    let closing = items[end].scriptParts
    position = end + 1
    return try fenced(open, content, closing.base.formulaSign, item, closing.sub, closing.sup)
  }

  // MARK: Sums and products

  private static var termLimit: Int { 1000 }

  private struct Range {
    var index: String
    var lower: Int
    var upper: Expr
  }

  private func range(_ item: MathLayout, _ sub: MathLayout?, _ sup: MathLayout?) throws(Fault) -> Range {
    guard let sub, let sup, case let sides = sub.formulaItems.pieces(separatedBy: { $0.formulaSign == "=" }),
      sides.count == 2, sides[0].count == 1, let index = names.name(of: sides[0][0])
    else { throw unreadable(item, "a sum or product needs a first and a last index") }
    guard let lower = try Self.value(of: sides[1], in: context).scalar("the first index").smallInteger else {
      throw unreadable(sub, "the first index must be a whole number")
    }
    let upper = try context.expanded(try value(of: sup)).scalar("the last index")
    if upper == .infinity { throw Fault(.undecided, "sums and products without an end are not computed") }
    return Range(index: index, lower: lower, upper: upper)
  }

  private mutating func sum(_ item: MathLayout, _ sub: MathLayout?, _ sup: MathLayout?) throws(Fault) -> Expr {
    let range = try range(item, sub, sup)
    position += 1
    guard let last = range.upper.smallInteger else { return try openSum(range, item) }
    return try terms(range, last).reduced(.zero) { sum, term throws(Fault) in try sum.adding(term) }
  }

  private mutating func finiteProduct(
    _ item: MathLayout, _ sub: MathLayout?, _ sup: MathLayout?
  ) throws(Fault) -> Expr {
    let range = try range(item, sub, sup)
    position += 1
    guard let last = range.upper.smallInteger else {
      throw Fault(.undecided, "products up to an unknown end are not computed")
    }
    return try terms(range, last).reduced(Expr(1)) { product, term throws(Fault) in try product.multiplied(by: term) }
  }

  /// The factors behind the sign, read once for each value of the index.
  private mutating func terms(_ range: Range, _ last: Int) throws(Fault) -> [Expr] {
    guard last - range.lower < Self.termLimit else {
      throw Fault(.limit, "a sum or product of more than \(Self.termLimit) terms is not checked")
    }
    let start = position
    let outer = context.names.indices[range.index]
    defer { context.names.indices[range.index] = outer }
    var list: [Expr] = []
    // An empty range is read once as well, to know where its body ends.
    for value in range.lower...max(last, range.lower) {
      position = start
      context.names.indices[range.index] = value
      let term = try product().scalar("a term")
      if value <= last { list.append(term) }
    }
    return list
  }

  private mutating func openSum(_ range: Range, _ item: MathLayout) throws(Fault) -> Expr {
    let index = try context.symbol(range.index)
    guard range.upper.freeSymbols.count == 1 else { throw unreadable(item, "its last index is no plain name") }
    let body = try context.expanded(try product()).scalar("a term")
    let indexed = body.freeSymbols.compactMap(\.symbolName).first { $0.hasSuffix("_\(range.index)") }
    if let indexed { throw Fault(.undecided, "a sum of '\(indexed)' up to an unknown end is not computed") }
    let symbol = try Expr(symbolNamed: "_sum\(context.sums.count + 1)")
    context.sums.append(
      FormulaContext.OpenSum(symbol: symbol, index: index, lower: range.lower, upper: range.upper, body: body))
    return symbol
  }

  // MARK: Limits

  private mutating func limit(_ item: MathLayout, _ sub: MathLayout?) throws(Fault) -> Expr {
    guard let sub, case let sides = sub.formulaItems.pieces(separatedBy: { ["→", "⟶"].contains($0.formulaSign) }),
      sides.count == 2, sides[0].count == 1, let name = names.name(of: sides[0][0]), let last = sides[1].last
    else { throw unreadable(item, "a limit needs a variable and a point") }
    let (base, _, mark) = last.scriptParts
    let side: Side = mark?.formulaSign == "+" ? .right : mark?.formulaSign == "−" ? .left : .both
    let goal = side == .both ? sides[1] : sides[1].dropLast() + [base]
    let point = try Self.value(of: goal, in: context).scalar("the point")
    position += 1
    let body = try context.expanded(try product(), keeping: name).scalar("what has a limit")
    return try body.limit(by: try context.symbol(name), to: point, from: side)
  }
}
