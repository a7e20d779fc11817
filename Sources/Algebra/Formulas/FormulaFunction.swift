import Diagnostics
import Elementary
import Typesetting

/// A function that formulas call by a word.
enum FormulaFunction {
  case elementary(ElementaryFunction)
  /// `sec`: one over another.
  case reciprocal(ElementaryFunction)
  case maximum, minimum
  case determinant, trace

  private static let words: [String: FormulaFunction] = {
    var table: [String: FormulaFunction] = [
      "cot": .reciprocal(.tan), "sec": .reciprocal(.cos), "csc": .reciprocal(.sin), "cosec": .reciprocal(.sin),
      "coth": .reciprocal(.tanh), "sech": .reciprocal(.cosh), "csch": .reciprocal(.sinh), "max": .maximum,
      "min": .minimum, "det": .determinant, "tr": .trace, "log": .elementary(.log), "lg": .elementary(.log10),
      "tg": .elementary(.tan), "arcsinh": .elementary(.asinh), "arccosh": .elementary(.acosh),
      "arctanh": .elementary(.atanh), "logistic": .elementary(.sigmoid),
    ]
    for function in ElementaryFunction.allCases where function != .sigmoid && function != .heaviside {
      if table[function.displayName] == nil { table[function.displayName] = .elementary(function) }
      if table[function.name] == nil { table[function.name] = .elementary(function) }
    }
    for function in [ElementaryFunction.sigmoid, .heaviside] { table[function.name] = .elementary(function) }
    return table
  }()

  static func named(_ word: String) -> FormulaFunction? { words[word] }

  /// Whether a box is the name of a known function, which is no variable.
  static func isWord(_ item: MathLayout) -> Bool {
    switch item {
    case .identifier(let word, _): word.unicodeScalars.count > 1 && words[word] != nil
    case .symbol(let word, .largeOperator): words[word] != nil
    default: false
    }
  }

  /// The function whose value a superscript of -1 takes back.
  var inverse: FormulaFunction? {
    guard case .elementary(let function) = self else { return nil }
    switch function {
    case .sin: return .elementary(.asin)
    case .cos: return .elementary(.acos)
    case .tan: return .elementary(.atan)
    case .sinh: return .elementary(.asinh)
    case .cosh: return .elementary(.acosh)
    case .tanh: return .elementary(.atanh)
    default: return nil
    }
  }

  /// The value, or that of a derivative.
  func value(at arguments: [FormulaValue], order: Int = 0) throws(Fault) -> Expr {
    switch self {
    case .elementary(let function): return try Self.value(of: function, at: try single(arguments), order)
    case .reciprocal(let function):
      let x = try single(arguments)
      return try Self.differentiated(order, at: x) { x throws(Fault) in
        try Expr(1).divided(by: try Expr.applying(function, to: x))
      }
    case .maximum: return try extremum(arguments) { a, b throws(Fault) in try Expr.greater(a, b) }
    case .minimum: return try extremum(arguments) { a, b throws(Fault) in try Expr.lesser(a, b) }
    case .determinant: return try matrix(arguments).expandedDeterminant()
    case .trace:
      let matrix = try matrix(arguments)
      return try (0..<Swift.min(matrix.rowCount, matrix.columnCount)).reduced(.zero) { sum, i throws(Fault) in
        try sum.adding(matrix[i, i])
      }
    }
  }

  private static func value(of function: ElementaryFunction, at x: Expr, _ order: Int) throws(Fault) -> Expr {
    try differentiated(order, at: x) { x throws(Fault) in try Expr.applying(function, to: x) }
  }

  private static func differentiated(
    _ order: Int, at point: Expr, _ body: (Expr) throws(Fault) -> Expr
  ) throws(Fault) -> Expr {
    if order == 0 { return try body(point) }
    let variable = try Expr(symbolNamed: "_argument")
    return try body(variable).differentiated(by: variable, order: order).substituted([variable: point])
  }

  private func single(_ arguments: [FormulaValue]) throws(Fault) -> Expr {
    guard arguments.count == 1 else {
      throw Fault(.formulaMeaning, "a function of one argument is used with \(arguments.count)")
    }
    return try arguments[0].scalar("a function's argument")
  }

  private func matrix(_ arguments: [FormulaValue]) throws(Fault) -> Matrix {
    guard arguments.count == 1, case .matrix(let matrix) = arguments[0] else {
      throw Fault(.shape, "a determinant or trace is one of a matrix that is written out")
    }
    return matrix
  }

  private func extremum(
    _ arguments: [FormulaValue], _ pick: (Expr, Expr) throws(Fault) -> Expr
  ) throws(Fault) -> Expr {
    guard let first = arguments.first else { throw Fault(.formulaMeaning, "nothing has no greatest value") }
    return try arguments.dropFirst().reduced(try first.scalar("a compared value")) { result, next throws(Fault) in
      try pick(result, try next.scalar("a compared value"))
    }
  }
}

extension FormulaReader {
  /// `sin²(x)`, `log_2 x`: a known function with its argument.
  mutating func function(
    _ word: String, _ item: MathLayout, _ sub: MathLayout?, _ sup: MathLayout?
  ) throws(Fault) -> FormulaValue {
    guard var function = FormulaFunction.named(word) else { throw unreadable(item) }
    position += 1
    let (primes, rest) = splitPrimes(sup)
    var exponent = rest
    if exponent?.plainText == "−1" {
      guard let inverse = function.inverse else { throw unreadable(item, "-1 may mean the inverse or one over it") }
      (function, exponent) = (inverse, nil)
    }
    guard current != nil else { throw unreadable(item, "its argument is missing") }
    let group = FormulaGroup(in: items, at: position)
    let arguments: [FormulaValue]
    if let group {
      arguments = try self.arguments(in: group)
      position = group.end
    } else {
      arguments = [try implicitArgument()]
    }
    var value = try function.value(at: arguments, order: primes)
    if let sub { value = try value.divided(by: try logarithmOfBase(sub, function, item)) }
    return try raised(try raised(.scalar(value), nil, exponent), group?.sub, group?.sup)
  }

  private func logarithmOfBase(_ sub: MathLayout, _ function: FormulaFunction, _ item: MathLayout) throws(Fault) -> Expr
  {
    guard case .elementary(.log) = function else { throw unreadable(item, "the subscript has no meaning") }
    return try Expr.applying(.log, to: try value(of: sub).scalar("a logarithm's base"))
  }

  /// `2x` of `sin 2x`: factors side by side up to the next sign, function or parenthesis.
  private mutating func implicitArgument() throws(Fault) -> FormulaValue {
    let isFunction = current.map { FormulaFunction.isWord($0.scriptParts.base) } ?? false
    var value = try factor()
    while !isFunction, let item = current, isSimpleFactor(item) { value = try value.multiplied(by: try factor()) }
    return value
  }

  private func isSimpleFactor(_ item: MathLayout) -> Bool {
    let base = item.scriptParts.base
    if FormulaFunction.isWord(base) { return false }
    switch base {
    case .number, .identifier, .root, .accent: return true
    case .fraction(let above, let below, _):
      return DerivativeSigns(above: above.formulaItems, below: below.formulaItems, names) == nil
    default: return false
    }
  }
}
