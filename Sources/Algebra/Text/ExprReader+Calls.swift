import Diagnostics
import Elementary

extension ExprReader {
  mutating func call(_ name: String, in pool: inout Pool) throws(Fault) -> Handle {
    if current == UInt8(ascii: ".") { return try derivedCall(name, in: &pool) }
    if name == "piecewise" { return try piecewise(in: &pool) }
    let arguments = try arguments(in: &pool)
    if let f = FunctionNames.elementary[name] {
      try require(name, arguments, 1...1)
      return try pool.apply(f, arguments[0])
    }
    switch name {
    case "max", "min":
      try require(name, arguments, 2...2)
      return try pool.extremum(name == "max" ? .maximum : .minimum, arguments[0], arguments[1])
    case "logSumExp":
      var terms: [Handle] = []
      for argument in arguments { terms.append(try pool.apply(.exp, argument)) }
      return try pool.apply(.log, try pool.sum(terms))
    case "diff":
      try require(name, arguments, 2...64)
      return try pool.derivative(of: arguments[0], byAll: Array(arguments.dropFirst()))
    case "rational":
      try require(name, arguments, 2...2)
      return try pool.quotient(arguments[0], arguments[1])
    default: return try pool.apply(FunctionHead(name: name), arguments)
    }
  }

  /// `piecewise(x .> 0, x, else: -x)`.
  private mutating func piecewise(in pool: inout Pool) throws(Fault) -> Handle {
    try expect("(")
    let left = try sum(in: &pool)
    let relation = try relation()
    let right = try sum(in: &pool)
    try expect(",")
    let value = try sum(in: &pool)
    try expect(",")
    guard peek() != nil, word() == "else" else { throw Fault(.syntax, "piecewise needs a last argument 'else:'") }
    try expect(":")
    let otherwise = try sum(in: &pool)
    try expect(")")
    return try pool.choice(where: left, relation, right, value, otherwise: otherwise)
  }

  private mutating func relation() throws(Fault) -> Relation {
    _ = peek()
    let rest = source[position...].prefix(3)
    let found = Relation.allCases.filter { rest.starts(with: $0.rawValue.utf8) }
    guard let relation = found.max(by: { $0.rawValue.utf8.count < $1.rawValue.utf8.count }) else {
      throw Fault(.syntax, "piecewise needs a comparison such as x .< 1 first")
    }
    position += relation.rawValue.utf8.count
    return relation
  }

  /// `f.derivative(0)(x, x)`.
  private mutating func derivedCall(_ name: String, in pool: inout Pool) throws(Fault) -> Handle {
    position += ".derivative".utf8.count
    let positions = try arguments(in: &pool).map { $0.number?.word ?? -1 }
    let arguments = try arguments(in: &pool)
    guard positions.allSatisfy(arguments.indices.contains) else {
      throw Fault(.syntax, "\(name) is differentiated by an argument that it does not have")
    }
    let head = positions.reduce(FunctionHead(name: name)) { $0.differentiated(by: $1, of: arguments.count) }
    return try pool.apply(head, arguments)
  }

  private mutating func arguments(in pool: inout Pool) throws(Fault) -> [Handle] {
    try expect("(")
    var list = [try sum(in: &pool)]
    while accept(",") != nil { list.append(try sum(in: &pool)) }
    try expect(")")
    return list
  }

  private func require(_ name: String, _ arguments: [Handle], _ count: ClosedRange<Int>) throws(Fault) {
    if count.contains(arguments.count) { return }
    throw Fault(
      .syntax, "\(name) takes \(count.lowerBound) argument\(count.lowerBound == 1 ? "" : "s"), not \(arguments.count)")
  }
}
