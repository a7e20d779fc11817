import Prelude
import Testing

/// Random programs of integer arithmetic with loops and branches: the machine against a direct evaluation in Swift.
@Suite struct MachineFuzzTests {
  @Test func machineAgreesWithSwift() throws {
    let differences = try onLargeStack {
      (0..<150).compactMap { seed -> String? in
        var writer = ProgramWriter(seed: UInt64(seed))
        let program = writer.program()
        let outputs = CaseRun([program.text]).outputs
        return outputs == [program.result] ? nil : "seed \(seed): \(outputs), not \(program.result)\n\(program.text)"
      }
    }
    #expect(differences.isEmpty, "\(differences.first ?? "")")
  }
}

/// Writes a program and evaluates it at the same time.
struct ProgramWriter {
  private var state: UInt64
  private var variables: [Int] = []
  private let modulus = 9973

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func program() -> (text: String, result: String) {
    let inFunction = next(2) == 0
    variables = (0..<4).map { _ in next(100) }
    var lines = variables.indices.map { "var v\($0) = \(variables[$0])" }
    for _ in 0..<(3 + next(5)) { lines += statement(depth: 2) }
    let names = variables.indices.map { "v\($0)" }.joined(separator: ", ")
    let result = variables.map(String.init).joined(separator: " ")
    guard inFunction else { return ((lines + ["print(\(names))"]).joined(separator: "\n"), result) }
    let list =
      ["func f() -> [Int] {"] + lines + ["return [\(names)]", "}", "let r = f()", "print(r[0], r[1], r[2], r[3])"]
    return (list.joined(separator: "\n"), result)
  }

  private mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  /// An action on the variables with its text; actions are kept to be repeated by loops.
  private mutating func statement(depth: Int) -> [String] {
    let (text, run) = action(depth: depth)
    run(&variables)
    return text
  }

  private typealias Action = (text: [String], run: (inout [Int]) -> Void)
  private typealias Value = (text: String, value: ([Int]) -> Int)

  private mutating func action(depth: Int) -> Action {
    switch depth > 0 ? next(5) : 0 {
    case 3:
      let count = 1 + next(4)
      let body = block(depth - 1)
      return (
        ["for _ in 0..<\(count) {"] + body.text + ["}"], { variables in for _ in 0..<count { body.run(&variables) } }
      )
    case 4:
      let (left, right) = (value(1), value(1))
      let (first, second) = (block(depth - 1), block(depth - 1))
      return (
        ["if (\(left.text)) < \(right.text) && v0 != v1 {"] + first.text + ["} else {"] + second.text + ["}"],
        { variables in
          let isTaken = left.value(variables) < right.value(variables) && variables[0] != variables[1]
          if isTaken { first.run(&variables) } else { second.run(&variables) }
        }
      )
    default: return assignment()
    }
  }

  private mutating func block(_ depth: Int) -> Action {
    let parts = (0..<(1 + next(3))).map { _ in action(depth: depth) }
    return (parts.flatMap(\.text), { variables in for part in parts { part.run(&variables) } })
  }

  private mutating func assignment() -> Action {
    let target = next(4)
    let modulus = modulus
    let value = value(3)
    return (["v\(target) = (\(value.text)) % \(modulus)"], { $0[target] = value.value($0) % modulus })
  }

  private mutating func value(_ depth: Int) -> Value {
    guard depth > 0 else { return leaf() }
    let (left, right) = (value(depth - 1), depth == 3 ? value(1) : value(depth - 1))
    switch next(6) {
    case 0: return ("(\(left.text) + \(right.text))", { left.value($0) &+ right.value($0) })
    case 1: return ("(\(left.text) - \(right.text))", { left.value($0) &- right.value($0) })
    case 2:
      let modulus = modulus
      return (
        "(\(left.text) % \(modulus) * (\(right.text) % 100))",
        { left.value($0) % modulus * (right.value($0) % 100) }
      )
    case 3:
      return (
        "(\(left.text) > \(right.text) ? \(left.text) : \(right.text))", { max(left.value($0), right.value($0)) }
      )
    default: return leaf()
    }
  }

  private mutating func leaf() -> Value {
    if next(3) == 0 {
      let number = next(50) - 20
      return (number < 0 ? "(\(number))" : "\(number)", { _ in number })
    }
    let variable = next(4)
    return ("v\(variable)", { $0[variable] })
  }
}
