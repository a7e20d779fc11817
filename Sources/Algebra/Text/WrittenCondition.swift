/// The comparison that holds where a margin is above 0, as it is written: no minus signs, and what varies on the left.
struct WrittenCondition {
  let relation: Relation
  /// Terms to be written without their signs; none for 0.
  let left: [Handle]
  let right: [Handle]

  init(margin: Handle) {
    var inner = margin
    var isUnequal = false
    if case .function(.abs, let u) = margin.form { (inner, isUnequal) = (u, true) }
    let terms = inner.node.op == .sum ? PrintOrder.terms(inner.operands) : [inner]
    let plus = terms.filter { !$0.split.coefficient.isNegative }
    let minus = terms.filter { $0.split.coefficient.isNegative }
    let isTurned = !minus.isEmpty && plus.allSatisfy { $0.node.symbols.isEmpty }
    relation = isUnequal ? .unequal : isTurned ? .less : .greater
    left = isTurned ? minus : plus
    right = isTurned ? plus : minus
  }

  enum Side { case left, right }

  /// One side as source, cut where it is too long for a message.
  func text(_ side: Side) -> String {
    let terms = side == .left ? left : right
    if terms.isEmpty { return "0" }
    return terms.map { term in
      let text = excerpt(term)
      return text.hasPrefix("-") ? String(text.dropFirst()) : text
    }.joined(separator: " + ")
  }
}
