import Diagnostics
import Elementary

extension ExprReader {
  mutating func call(_ name: String, in pool: inout Pool) throws(Fault) -> Handle {
    if current == UInt8(ascii: ".") { return try derivedCall(name, in: &pool) }
    let arguments = try arguments(in: &pool)
    if let f = FunctionNames.elementary[name] {
      try require(name, arguments, 1...1)
      return try pool.apply(f, arguments[0])
    }
    switch name {
    case "max", "min":
      try require(name, arguments, 2...2)
      return try pool.extremum(name == "max" ? .maximum : .minimum, arguments[0], arguments[1])
    case "diff":
      try require(name, arguments, 2...64)
      return try pool.derivative(of: arguments[0], byAll: Array(arguments.dropFirst()))
    case "rational":
      try require(name, arguments, 2...2)
      return try pool.quotient(arguments[0], arguments[1])
    default: return try pool.apply(FunctionHead(name: name), arguments)
    }
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
