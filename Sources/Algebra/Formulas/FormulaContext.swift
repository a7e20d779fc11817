import Diagnostics

/// What the names of one formula stand for, and what was set aside while it was read.
final class FormulaContext {
  struct Definition {
    var parameters: [String]
    var value: FormulaValue
  }

  /// A sum up to an end that is not known, under a name of its own.
  struct OpenSum {
    var symbol: Expr
    var index: Expr
    var lower: Int
    /// The upper end, in terms of the one symbol that it contains.
    var upper: Expr
    var body: Expr
  }

  /// A function known by its derivative: the integral of a function that has no other form.
  struct Antiderivative {
    var head: String
    var variable: Expr
    /// What else the integrand depends on.
    var others: [Expr]
    var integrand: Expr
    var isIndefinite: Bool
    var call: Expr
  }

  static let depthLimit = 100

  let survey: FormulaSurvey
  var names = FormulaNames()
  var definitions: [String: Definition] = [:]
  var assumptions: [String: [Assumption]] = [:]
  /// The end that the sums of the formula have in common.
  var sums: [OpenSum] = []
  var antiderivatives: [Antiderivative] = []
  private var depth = 0

  init(_ survey: FormulaSurvey) {
    self.survey = survey
    for name in survey.counts { assumptions[name] = [.positive, .integer] }
  }

  /// One level deeper, up to a limit; ``leave()`` ends it.
  func enter() throws(Fault) {
    guard depth < Self.depthLimit else { throw Fault(.limit, "the formula is nested too deeply to be checked") }
    depth += 1
  }

  func leave() { depth -= 1 }

  // MARK: Names

  func symbol(_ name: String) throws(Fault) -> Expr { try Expr(symbolNamed: name, assumptions[name] ?? []) }

  func isFunction(_ name: String) -> Bool {
    definitions[name].map { !$0.parameters.isEmpty } ?? survey.functions.contains(name)
  }

  /// The value of a function, differentiated `order` times by its only argument, at `arguments`.
  func apply(_ name: String, order: Int, to arguments: [FormulaValue]) throws(Fault) -> FormulaValue {
    var points: [Expr] = []
    for argument in arguments { points.append(try argument.scalar("the argument of \(name)")) }
    if order > 0 && points.count != 1 {
      throw Fault(.formulaMeaning, "a prime on \(name), which has \(points.count) arguments, does not say by which")
    }
    guard let definition = definitions[name] else { return .scalar(try unknown(name, order, points)) }
    guard definition.parameters.count == points.count else {
      throw Fault(
        .formulaMeaning,
        "\(name) is defined with \(definition.parameters.count) and used with \(points.count) arguments")
    }
    var value = definition.value
    for _ in 0..<order { value = try derivative(of: value, by: definition.parameters[0]) }
    var images: [Expr: Expr] = [:]
    for (parameter, point) in zip(definition.parameters, points) { images[try symbol(parameter)] = point }
    return try value.map { e throws(Fault) in try e.substituted(images) }
  }

  private func unknown(_ name: String, _ order: Int, _ points: [Expr]) throws(Fault) -> Expr {
    let positions = Array(repeating: 0, count: order)
    return try Function(named: name).derivative(by: positions).applied(to: points)
  }

  /// A function's name without arguments: its value where its definition or its first use has it.
  func bare(_ name: String, order: Int) throws(Fault) -> FormulaValue {
    let arguments = definitions[name]?.parameters ?? survey.arguments[name] ?? ["x"]
    var points: [FormulaValue] = []
    for argument in arguments { points.append(.scalar(try symbol(argument))) }
    return try apply(name, order: order, to: points)
  }

  // MARK: Definitions put in

  /// The expression with the names that have definitions replaced, but for `kept`.
  func expanded(_ value: FormulaValue, keeping kept: String? = nil) throws(Fault) -> FormulaValue {
    var images: [Expr: Expr] = [:]
    for (name, definition) in definitions where name != kept && definition.parameters.isEmpty {
      if case .scalar(let e) = definition.value { images[try symbol(name)] = e }
    }
    if images.isEmpty { return value }
    return try value.map { e throws(Fault) in
      var result = e
      // A definition may lead to another, never back to itself.
      for _ in 0...images.count {
        let next = try result.substituted(images)
        if next == result { break }
        result = next
      }
      return result
    }
  }

  /// The derivative by a name: what depends on it through other names does so here too.
  func derivative(of value: FormulaValue, by name: String) throws(Fault) -> FormulaValue {
    let variable = try symbol(name)
    return try expanded(value, keeping: name).map { e throws(Fault) in try e.differentiated(by: [variable]) }
  }
}

extension FormulaContext {
  func substituting(_ name: String, _ point: Expr, in value: FormulaValue) throws(Fault) -> FormulaValue {
    let images = [try symbol(name): point]
    return try value.map { e throws(Fault) in try e.substituted(images) }
  }

  /// The name of the one symbol in a value.
  func onlyVariable(of value: FormulaValue) throws(Fault) -> String? {
    var symbols: Set<Expr> = []
    _ = try value.map { e throws(Fault) in
      symbols.formUnion(e.freeSymbols)
      return e
    }
    return symbols.count == 1 ? symbols.first?.symbolName : nil
  }
}

// MARK: - Names without definitions

extension FormulaContext {
  /// In `dy/dx = dy/du du/dx` the letters above are functions of those below them, `y` of `u` and `u` of `x`.
  func relateByDerivatives() throws(Fault) {
    let known = survey.derivatives.filter { definitions[$0.key] == nil && !isFunction($0.key) }
    var dependencies = known
    // What defined names are made of.
    for (name, _) in survey.derivatives where definitions[name] != nil { dependencies[name] = [] }
    for (name, below) in known {
      let throughOthers = below.filter { other in
        below.contains { $0 != other && reaches($0, other, dependencies) }
      }
      let direct = below.subtracting(throughOthers).sorted()
      if direct.contains(where: { $0 == name || reaches($0, name, dependencies) }) {
        throw Fault(.formulaMeaning, "\(name) and \(direct.joined(separator: ", ")) each depend on the other")
      }
      var points: [Expr] = []
      for other in direct { points.append(try symbol(other)) }
      definitions[name] = Definition(parameters: [], value: .scalar(try Function(named: name).applied(to: points)))
    }
  }

  private func reaches(_ start: String, _ goal: String, _ dependencies: [String: Set<String>]) -> Bool {
    var seen: Set<String> = [start]
    var open = [start]
    while let name = open.popLast() {
      for next in dependencies[name] ?? definedNames(of: name) where seen.insert(next).inserted {
        if next == goal { return true }
        open.append(next)
      }
    }
    return false
  }

  private func definedNames(of name: String) -> Set<String> {
    guard case .scalar(let e)? = definitions[name]?.value else { return [] }
    return Set(e.freeSymbols.compactMap(\.symbolName))
  }
}
