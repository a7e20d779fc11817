import Diagnostics
import Typesetting

/// Statements that stand in the steps of a derivation beside expressions: they are applications of heads that no name
/// can have, so that everything that carries expressions carries them too.
enum Statement: String, CaseIterable {
  /// An integral that is still to be found.
  case integral = "integrate"
  case equation = ".=="
  /// Any of several equations; none of them where nothing solves what came before.
  case either = "or"

  init?(_ head: FunctionHead) {
    guard head.orders.isEmpty else { return nil }
    self.init(rawValue: head.name)
  }
}

extension Pool {
  mutating func statement(_ statement: Statement, _ parts: [Handle]) throws(Fault) -> Handle {
    try apply(FunctionHead(name: statement.rawValue), parts)
  }

  /// `f = 0` with what does not hold the unknown on the right.
  mutating func equation(_ f: Handle, _ x: Handle) throws(Fault) -> Handle {
    guard case .sum(let terms) = f.form else { return try statement(.equation, [f, .zero]) }
    let unknown = f.contains(x) ? x : terms.first { !$0.node.symbols.isEmpty } ?? x
    let left = try sum(terms.filter { $0.contains(unknown) })
    return try statement(.equation, [left, try difference(left, f)])
  }
}

extension LayoutPrinter {
  mutating func layout(of statement: Statement, _ parts: [Handle]) -> MathLayout {
    switch statement {
    case .integral:
      let body = parts[0].node.op == .sum ? fenced(parts[0]) : layout(of: parts[0])
      let differential = [MathLayout.space(3), .identifier("d", .upright), layout(of: parts[1])]
      return .row([.symbol("∫", .largeOperator), body] + differential)
    case .equation: return .row([layout(of: parts[0]), .relation("="), layout(of: parts[1])])
    case .either:
      if parts.isEmpty { return .text("no real solution") }
      var row: [MathLayout] = []
      for part in parts {
        if !row.isEmpty { row += [.space(9), .text("or"), .space(9)] }
        row.append(layout(of: part))
      }
      return .row(row)
    }
  }
}
