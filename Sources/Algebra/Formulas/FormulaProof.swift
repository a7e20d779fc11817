import Diagnostics
import Typesetting

/// What is wrong with an equation that was to be proved.
package struct FormulaFinding: Hashable, Sendable {
  /// `check-failed`, `undecided`, or `formula-meaning` for what cannot be read or proved at all.
  package var code: DiagnosticCode
  package var message: String
  package var notes: [String]
  /// The row of the formula that it is about, from 0.
  package var row: Int
}

extension MathLayout {
  /// Proves the equations of the formula, and gives what keeps them from holding; nothing when all are proved.
  ///
  /// Every letter is a real number, a function or a matrix that is written out. `f(x) = x^2` and `u = 2x` say what a name
  /// means when the rest of the formula uses it; comparisons such as `x > 0` are conditions. An equation is proved as
  /// `equivalent` does it: by algebra, or by agreement at sample points; one with a sum up to `n` by induction, one with
  /// an indefinite integral by its derivative.
  package func equationFindings() -> [FormulaFinding] {
    let statements = FormulaStatement.statements(of: self)
    guard statements.reduce(0, { $0 + $1.sides.reduce(0) { $0 + $1.count } }) <= 5000 else {
      return [FormulaFinding(code: .limit, message: "the formula is too long to be checked", notes: [], row: 0)]
    }
    var proof = FormulaProof(statements)
    proof.run()
    return proof.findings
  }
}

private struct FormulaProof {
  private let statements: [FormulaStatement]
  private let context: FormulaContext
  private var conditions: [FormulaCondition] = []
  /// Conditions that could not be read: a witness may break them.
  private var hasUnreadCondition = false
  private var claims: [(left: [MathLayout], right: [MathLayout], row: Int)] = []
  var findings: [FormulaFinding] = []

  init(_ statements: [FormulaStatement]) {
    self.statements = statements
    context = FormulaContext(FormulaSurvey(statements))
  }

  mutating func run() {
    assume()
    define()
    attempt(row: 0) { proof throws(Fault) in try proof.context.relateByDerivatives() }
    if claims.isEmpty && findings.isEmpty {
      add(.formulaMeaning, "there is nothing to prove: these equations only give names their meaning", 0)
    }
    for claim in claims {
      attempt(row: claim.row) { proof throws(Fault) in try proof.prove(claim.left, claim.right, claim.row) }
    }
  }

  private mutating func add(_ code: DiagnosticCode, _ message: String, _ row: Int, notes: [String] = []) {
    findings.append(FormulaFinding(code: code, message: message, notes: notes, row: row))
  }

  private mutating func attempt(row: Int, _ body: (inout FormulaProof) throws(Fault) -> Void) {
    do throws(Fault) {
      try body(&self)
    } catch {
      switch error.code {
      case .formulaMeaning, .undecided, .checkFailed, .limit: add(error.code, error.message, row)
      case .noClosedForm: add(.undecided, "the engine could not decide whether this holds: \(error.message)", row)
      default: add(.formulaMeaning, "this equation cannot be checked: \(error.message)", row)
      }
    }
  }

  // MARK: Conditions

  private mutating func assume() {
    for statement in statements where !statement.relations.isEmpty && !statement.isEquation {
      if assumeSign(statement) { continue }
      var items = statement.sides[0]
      for (relation, side) in zip(statement.relations, statement.sides.dropFirst()) {
        items += [.symbol(relation, .relation)] + side
      }
      let read = try? FormulaCondition(items, in: context)
      if let condition = read ?? nil { conditions.append(condition) } else { hasUnreadCondition = true }
    }
  }

  /// `x > 0` as an assumption about the symbol.
  private func assumeSign(_ statement: FormulaStatement) -> Bool {
    guard statement.sides.count == 2, statement.sides[0].count == 1, statement.sides[1] == [.number("0")],
      let name = context.names.name(of: statement.sides[0][0])
    else { return false }
    switch statement.relations[0] {
    case ">": context.assumptions[name, default: []].append(.positive)
    case "≥", "⩾": context.assumptions[name, default: []].append(.nonnegative)
    case "≠": context.assumptions[name, default: []].append(.nonzero)
    default: return false
    }
    return true
  }

  // MARK: Definitions

  /// Sorts the equations into definitions, which it reads, and claims.
  private mutating func define() {
    var definitions: [(name: String, parameters: [String], right: [MathLayout], row: Int)] = []
    for (number, statement) in statements.enumerated() {
      guard statement.isEquation else {
        if statement.relations.isEmpty {
          add(.formulaMeaning, "'\(MathLayout.row(statement.sides[0]).excerpt)' is no equation", statement.row)
        }
        continue
      }
      var sides = Array(zip(statement.sides, statement.rows))
      if let (name, parameters) = head(of: statement, number), !definitions.contains(where: { $0.name == name }) {
        definitions.append((name, parameters, statement.sides[1], statement.row))
        sides.removeFirst()
        if !isUsed(name, besides: number) {
          add(
            .formulaMeaning, "there is nothing to prove: '\(name)' gets its meaning here, and nothing uses it",
            statement.row)
        }
      }
      for (left, right) in zip(sides, sides.dropFirst()) { claims.append((left.0, right.0, right.1)) }
    }
    // Functions first: what is said of others calls them.
    for (name, parameters, right, row) in definitions.filter({ !$0.parameters.isEmpty })
      + definitions.filter({ $0.parameters.isEmpty })
    {
      attempt(row: row) { proof throws(Fault) in
        let value = try FormulaReader.value(of: right, in: proof.context)
        proof.context.definitions[name] = FormulaContext.Definition(parameters: parameters, value: value)
      }
    }
  }

  /// The name that an equation introduces: one that stands alone on the left and that the right does not need.
  private func head(of statement: FormulaStatement, _ number: Int) -> (name: String, parameters: [String])? {
    guard let (name, parameters) = plainHead(statement.sides[0]), name != "pi", name != "e" else { return nil }
    // A known function has its meaning already.
    let isKnown = FormulaFunction.isWord(statement.sides[0][0]) || (name == "sigma" && !isUsed(name, besides: number))
    if isKnown && !parameters.isEmpty && !statement.isDefinition { return nil }
    let own = FormulaSurvey.names(in: statement.sides[1])
    return own.contains(name) || leadsBack(own, to: name, before: number) ? nil : (name, parameters)
  }

  /// Whether anything but the equation that introduces a name says something with it.
  private func isUsed(_ name: String, besides number: Int) -> Bool {
    if statements[number].isDefinition || statements[number].sides.count > 2 { return true }
    return statements.enumerated().contains { other, statement in
      other != number && statement.sides.contains { FormulaSurvey.names(in: $0).contains(name) }
    }
  }

  /// Whether a name on the right was itself introduced, before, by way of `name`.
  private func leadsBack(_ names: Set<String>, to name: String, before number: Int) -> Bool {
    var reached = names
    for statement in statements[..<number].reversed() where statement.isEquation {
      guard let (earlier, _) = plainHead(statement.sides[0]), reached.contains(earlier) else { continue }
      reached.formUnion(FormulaSurvey.names(in: statement.sides[1]))
    }
    return reached.contains(name)
  }

  /// `u` or `f(x, y)`.
  private func plainHead(_ side: [MathLayout]) -> (name: String, parameters: [String])? {
    guard let first = side.first, let name = context.names.name(of: first) else { return nil }
    if side.count == 1 { return context.survey.functions.contains(name) ? nil : (name, []) }
    guard let group = FormulaGroup(in: side, at: 1), group.end == side.count, group.sup == nil, group.open == "(" else {
      return nil
    }
    let parts = group.content.pieces { $0.formulaSign == "," }
    let parameters = parts.compactMap { $0.count == 1 ? context.names.name(of: $0[0]) : nil }
    return parameters.count == parts.count && Set(parameters).count == parts.count ? (name, parameters) : nil
  }

  // MARK: Claims

  private mutating func prove(_ left: [MathLayout], _ right: [MathLayout], _ row: Int) throws(Fault) {
    context.sums = []
    let l = try context.expanded(try FormulaReader.value(of: left, in: context))
    let r = try context.expanded(try FormulaReader.value(of: right, in: context))
    switch (l, r) {
    case (.scalar(let a), .scalar(let b)): try prove(a, b, row, place: "")
    case (.matrix(let a), .matrix(let b)): try prove(a, b, row)
    case (.scalar, .matrix), (.matrix, .scalar):
      throw Fault(.checkFailed, "this equation does not hold: one side is a number, the other a matrix or a vector")
    }
  }

  private mutating func prove(_ a: Matrix, _ b: Matrix, _ row: Int) throws(Fault) {
    let areVectors = [a, b].allSatisfy { $0.rowCount == 1 || $0.columnCount == 1 }
    let b = areVectors && a.rowCount != b.rowCount ? b.transpose : b
    guard a.rowCount == b.rowCount, a.columnCount == b.columnCount else {
      throw Fault(
        .checkFailed,
        "this equation does not hold: one side has \(a.rowCount) by \(a.columnCount) entries, the other "
          + "\(b.rowCount) by \(b.columnCount)")
    }
    for i in 0..<a.rowCount {
      for j in 0..<a.columnCount {
        let place = areVectors ? " in entry \(max(i, j) + 1)" : " in row \(i + 1), column \(j + 1)"
        try prove(a[i, j], b[i, j], row, place: place)
      }
    }
  }

  private mutating func prove(_ a: Expr, _ b: Expr, _ row: Int, place: String) throws(Fault) {
    var (left, right) = (try context.settled(a), try context.settled(b))
    for integral in context.antiderivatives where integral.isIndefinite {
      guard [left, right].contains(where: { $0.handle.contains(integral.call.handle) }) else { continue }
      // Indefinite integrals are equal up to a constant.
      left = try context.settled(try left.differentiated(by: [integral.variable]))
      right = try context.settled(try right.differentiated(by: [integral.variable]))
    }
    let sums = context.sums.filter { sum in [left, right].contains { $0.handle.contains(sum.symbol.handle) } }
    let outcome = sums.isEmpty ? left.compared(to: right) : try OpenSums(sums).compare(left, right)
    switch outcome {
    case .equal: break
    case .different(let witness):
      let read = "read as \(left) and \(right)"
      if hasUnreadCondition || conditions.contains(where: { $0.isBroken(by: witness) }) {
        add(.undecided, "the engine could not decide whether this holds under its conditions", row, notes: [read])
      } else {
        add(.checkFailed, "this equation does not hold\(place): \(witness)", row, notes: [read])
      }
    case .undecided:
      add(
        .undecided, "the engine could not decide whether this equation holds\(place)", row,
        notes: ["read as \(left) and \(right)"])
    }
  }
}

extension FormulaCondition {
  /// Whether the comparison is false at the point, or cannot be judged there.
  fileprivate func isBroken(by witness: Equivalence.Witness) -> Bool {
    let point = Dictionary(witness.point.map { ($0.variable, Expr($0.value)) }) { first, _ in first }
    guard let l = try? left.substituted(point), let r = try? right.substituted(point),
      let a = try? l.compiledFunction(of: []).value(at: []), let b = try? r.compiledFunction(of: []).value(at: [])
    else { return true }
    switch sign {
    case "<": return !(a < b)
    case "≤", "⩽": return !(a <= b)
    case ">": return !(a > b)
    case "≥", "⩾": return !(a >= b)
    case "≠": return a == b
    default: return true
    }
  }
}
