import Diagnostics
import Typesetting

extension FormulaReader {
  /// `∫ f dx`, with ends or without.
  mutating func integral(_ item: MathLayout, _ sub: MathLayout?, _ sup: MathLayout?) throws(Fault) -> Expr {
    position += 1
    guard let (body, differential, end) = integrand() else { throw unreadable(item, "its 'dx' is missing") }
    guard let name = names.name(of: differential) else { throw unreadable(differential) }
    let value = body.isEmpty ? FormulaValue.scalar(Expr(1)) : try Self.value(of: body, in: context)
    position = end
    let integrand = try context.expanded(value, keeping: name).scalar("an integrand")
    guard let sub, let sup else {
      if sub != nil || sup != nil { throw unreadable(item, "one of its ends is missing") }
      return try context.antiderivative(of: integrand, by: try context.symbol(name), isIndefinite: true)
    }
    let (low, high) = (try self.value(of: sub).scalar("an end"), try self.value(of: sup).scalar("an end"))
    return try context.integral(of: integrand, by: try context.symbol(name), from: low, to: high)
  }

  /// What stands up to the `dx` of the integral before the current item, its variable, and where the integral ends.
  private func integrand() -> (body: [MathLayout], differential: MathLayout, end: Int)? {
    var open = 0
    var depth = 0
    for index in position..<items.count {
      let item = items[index]
      if item.isOpening { depth += 1 }
      if item.isClosing { depth -= 1 }
      if depth < 0 || item.isRelation { return nil }
      guard depth == 0 else { continue }
      if item.scriptParts.base.formulaSign == "∫" { open += 1 }
      if open == 0, case .fraction(let above, let below, true) = item, let found = fraction(above, below) {
        return (items[position..<index] + [found.body], found.differential, index + 1)
      }
      guard item.isDifferentialSign, index + 1 < items.count, names.name(of: items[index + 1]) != nil else { continue }
      if open == 0 { return (Array(items[position..<index]), items[index + 1], index + 2) }
      open -= 1
    }
    return nil
  }

  /// `dx/x` as one over `x` and the variable.
  private func fraction(_ above: MathLayout, _ below: MathLayout) -> (body: MathLayout, differential: MathLayout)? {
    let items = above.formulaItems
    guard items.count >= 2, items[items.count - 2].isDifferentialSign, let variable = items.last,
      names.name(of: variable) != nil, DerivativeSigns(above: items, below: below.formulaItems, names) == nil
    else { return nil }
    let rest = items.count == 2 ? [MathLayout.number("1")] : Array(items.dropLast(2))
    return (.fraction(numerator: .joined(rest), denominator: below, line: true), variable)
  }
}

extension FormulaContext {
  /// The integral between two ends; of a function that has no closed form, as the growth of a function of its own.
  func integral(of integrand: Expr, by variable: Expr, from low: Expr, to high: Expr) throws(Fault) -> Expr {
    let running = try Expr(symbolNamed: "_t")
    let body = try integrand.substituted([variable: running])
    do throws(Fault) {
      return try body.integrated(by: running, from: low, to: high)
    } catch {
      guard error.code == .noClosedForm, low != .infinity, high != .infinity else { throw error }
      let growing = try antiderivative(of: body, by: running, isIndefinite: false)
      return try growing.substituted([running: high]).subtracting(try growing.substituted([running: low]))
    }
  }

  /// A new function of `variable` that is known by its derivative alone.
  func antiderivative(of integrand: Expr, by variable: Expr, isIndefinite: Bool) throws(Fault) -> Expr {
    if let known = antiderivatives.first(where: {
      $0.integrand == integrand && $0.variable == variable && $0.isIndefinite == isIndefinite
    }) {
      return known.call
    }
    let others = integrand.freeSymbols.filter { $0 != variable }
    let head = "_integral\(antiderivatives.count + 1)"
    let call = try Function(named: head).applied(to: [variable] + others)
    antiderivatives.append(
      Antiderivative(
        head: head, variable: variable, others: others, integrand: integrand, isIndefinite: isIndefinite, call: call))
    return call
  }

  /// The expression with the derivatives of integrals carried out.
  func settled(_ e: Expr) throws(Fault) -> Expr {
    if antiderivatives.isEmpty { return e }
    var result = e
    // The derivative of one integral may hold another.
    for _ in 0...antiderivatives.count {
      var images: [Expr: Expr] = [:]
      for part in result.handle.reachable() {
        guard case .applied(let head, let arguments) = part.form, let order = head.orders.first, order > 0,
          head.orders.dropFirst().allSatisfy({ $0 == 0 }),
          let known = antiderivatives.first(where: { $0.head == head.name })
        else { continue }
        let slope = try known.integrand.differentiated(by: known.variable, order: order - 1)
        let points = zip([known.variable] + known.others, arguments.map { Expr($0) })
        images[Expr(part)] = try slope.substituted(Dictionary(points) { first, _ in first })
      }
      if images.isEmpty { break }
      result = try result.substituted(images)
    }
    return result
  }
}
