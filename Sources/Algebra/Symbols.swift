import Diagnostics
import Elementary

extension Expr {
  /// The symbol of a name, which must read back: a letter or underscore, then letters, digits and underscores.
  package init(symbolNamed name: String, _ assumptions: [Assumption] = []) throws(Fault) {
    try requireName(name, "symbol")
    let record = SymbolRecord(name: name, assumptions: Assumptions(assumptions))
    self = try .make { pool throws(Fault) in try pool.symbol(record) }
  }

  /// The name, where the expression is a symbol.
  package var symbolName: String? {
    if case .symbol(let record) = handle.form { record.name } else { nil }
  }

  /// The symbols that occur, in the order of the alphabet. Complexity: O(n).
  package var freeSymbols: [Expr] {
    handle.reachable().filter(\.isSymbol).map(Expr.init).sorted { ($0.symbolName ?? "") < ($1.symbolName ?? "") }
  }
}

private func requireName(_ name: String, _ kind: String) throws(Fault) {
  let isName = name.unicodeScalars.enumerated().allSatisfy { index, scalar in
    scalar.isNameScalar && (index > 0 || scalar.properties.numericType == nil)
  }
  if name.isEmpty || !isName {
    throw Fault(.invalidArgument, "\"\(name)\" cannot name a \(kind): a name is a letter, then letters and digits")
  }
}

extension Unicode.Scalar {
  /// Whether the character can be part of a name in source.
  var isNameScalar: Bool {
    if isASCII { return self == "_" || ("a"..."z").contains(self) || ("A"..."Z").contains(self) || isASCIIDigit }
    return properties.isXIDContinue
  }

  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

/// A symbol: a real number that is not known. Symbols of one name and the same assumptions are equal.
public func symbol(_ name: String, _ assumptions: Assumption...) -> Expr {
  trapping { () throws(Fault) in try Expr(symbolNamed: name, assumptions) }
}

public func symbols(_ a: String, _ b: String) -> (Expr, Expr) { (symbol(a), symbol(b)) }

public func symbols(_ a: String, _ b: String, _ c: String) -> (Expr, Expr, Expr) { (symbol(a), symbol(b), symbol(c)) }

public func symbols(_ a: String, _ b: String, _ c: String, _ d: String) -> (Expr, Expr, Expr, Expr) {
  (symbol(a), symbol(b), symbol(c), symbol(d))
}

public func symbols(
  _ a: String, _ b: String, _ c: String, _ d: String, _ e: String
) -> (Expr, Expr, Expr, Expr, Expr) {
  (symbol(a), symbol(b), symbol(c), symbol(d), symbol(e))
}

public func symbols(
  _ a: String, _ b: String, _ c: String, _ d: String, _ e: String, _ f: String
) -> (Expr, Expr, Expr, Expr, Expr, Expr) {
  (symbol(a), symbol(b), symbol(c), symbol(d), symbol(e), symbol(f))
}

public func symbols(
  _ a: String, _ b: String, _ c: String, _ d: String, _ e: String, _ f: String, _ g: String
) -> (Expr, Expr, Expr, Expr, Expr, Expr, Expr) {
  (symbol(a), symbol(b), symbol(c), symbol(d), symbol(e), symbol(f), symbol(g))
}

public func symbols(
  _ a: String, _ b: String, _ c: String, _ d: String, _ e: String, _ f: String, _ g: String, _ h: String
) -> (Expr, Expr, Expr, Expr, Expr, Expr, Expr, Expr) {
  (symbol(a), symbol(b), symbol(c), symbol(d), symbol(e), symbol(f), symbol(g), symbol(h))
}

// MARK: - Unknown functions

/// A function of which nothing is known but its name; `f(x)` is an expression.
public struct Function: Hashable, Sendable, CustomStringConvertible {
  let head: FunctionHead

  package init(named name: String) throws(Fault) {
    try requireName(name, "function")
    if FunctionNames.all.contains(name) {
      throw Fault(.invalidArgument, "\(name) is a known function; an unknown one needs another name")
    }
    head = FunctionHead(name: name)
  }

  private init(_ head: FunctionHead) {
    self.head = head
  }

  public func callAsFunction(_ arguments: Expr...) -> Expr {
    trapping { () throws(Fault) in try applied(to: arguments) }
  }

  package func applied(to arguments: [Expr]) throws(Fault) -> Expr {
    if arguments.isEmpty { throw Fault(.invalidArgument, "\(head.name) needs an argument") }
    if !head.orders.isEmpty && head.orders.count > arguments.count {
      throw Fault(.invalidArgument, "\(head.name) is differentiated by an argument that it does not have")
    }
    let padding = head.orders.isEmpty ? 0 : arguments.count - head.orders.count
    let head = FunctionHead(name: head.name, orders: head.orders + Array(repeating: 0, count: padding))
    return try .make { pool throws(Fault) in try pool.apply(head, arguments.map(\.handle)) }
  }

  /// The partial derivative by the arguments at these positions, counted from 0: `f.derivative(0)(x, x)`.
  public func derivative(_ positions: Int...) -> Function {
    trapping { () throws(Fault) in try derivative(by: positions) }
  }

  package func derivative(by positions: [Int]) throws(Fault) -> Function {
    var orders = head.orders
    for position in positions {
      guard (0..<64).contains(position) else {
        throw Fault(.invalidArgument, "a function has no argument number \(position)")
      }
      while orders.count <= position { orders.append(0) }
      orders[position] += 1
    }
    return Function(FunctionHead(name: head.name, orders: orders))
  }

  public var description: String { head.name }
}

/// An unknown function. Stops for a name that is already a known function's.
public func function(_ name: String) -> Function { trapping { () throws(Fault) in try Function(named: name) } }

/// The functions that source can call.
enum FunctionNames {
  static let elementary = Dictionary(uniqueKeysWithValues: ElementaryFunction.allCases.map { ($0.name, $0) })
  static let all = Set(elementary.keys).union(["max", "min", "diff", "rational", "piecewise", "logSumExp", "integrate"])
}
