/// Writes programs that are well typed and end, from what a cell can say about numbers, texts and collections.
///
/// They may stop by any fault of the machine: overflow, division by zero, an index outside an array, nil, depth.
struct ProgramGenerator {
  private enum Kind: String, CaseIterable {
    case int, double, bool, string, ints, doubles, dictionary, set, optional, point, node, shape

    var type: String {
      switch self {
      case .int: "Int"
      case .double: "Double"
      case .bool: "Bool"
      case .string: "String"
      case .ints: "[Int]"
      case .doubles: "[Double]"
      case .dictionary: "[String: Int]"
      case .set: "Set<Int>"
      case .optional: "Int?"
      case .point: "Point"
      case .node: "Node"
      case .shape: "Shape"
      }
    }
  }

  private struct Variable {
    var name: String
    var kind: Kind
    var isMutable: Bool
  }

  private var random: Random
  private var variables: [Variable] = []
  private var functions: [(name: String, parameters: [Kind], result: Kind)] = []
  private var count = 0

  init(seed: UInt64) { random = Random(seed: seed) }

  private static let prelude = """
    struct Point: Equatable {
      var x: Int
      var y: Double
      var parts: [Int] = []
      mutating func move(_ d: Int) { x = x &+ d; parts.append(d) }
      func moved(_ d: Int) -> Point { var p = self; p.move(d); return p }
      static func + (a: Point, b: Point) -> Point { Point(x: a.x &+ b.x, y: a.y + b.y, parts: a.parts + b.parts) }
    }
    final class Node {
      var value: Int
      var next: Node?
      init(_ value: Int, _ next: Node? = nil) { self.value = value; self.next = next }
    }
    indirect enum Shape { case leaf(Int), pair(Shape, Shape), none }
    func total(_ s: Shape) -> Int {
      switch s {
      case .leaf(let n): n
      case .pair(let a, let b): total(a) &+ total(b)
      case .none: 0
      }
    }

    """

  mutating func program() -> String {
    var text = Self.prelude
    for _ in 0..<random.next(4) { text += function() }
    for _ in 0..<3 + random.next(8) { text += statement(depth: 3, indent: "") }
    return text + "print(\(variables.map(\.name).joined(separator: ", ")))\n"
  }

  private mutating func fresh(_ prefix: String) -> String {
    count += 1
    return "\(prefix)\(count)"
  }

  // MARK: Statements

  private mutating func function() -> String {
    let name = fresh("f")
    let parameters = (0..<random.next(3)).map { _ in random.pick(Kind.allCases) }
    let result = random.pick(Kind.allCases)
    let outer = variables
    variables = parameters.map { Variable(name: fresh("p"), kind: $0, isMutable: false) }
    let list = variables.map { "_ \($0.name): \($0.kind.type)" }.joined(separator: ", ")
    var body = ""
    for _ in 0..<random.next(4) { body += statement(depth: 2, indent: "  ") }
    body += "  return \(expression(result, 3))\n"
    variables = outer
    functions.append((name, parameters, result))
    return "func \(name)(\(list)) -> \(result.type) {\n\(body)}\n"
  }

  private mutating func statement(depth: Int, indent: String) -> String {
    switch depth > 0 ? random.next(11) : random.next(5) {
    case 0, 1: return declaration(indent)
    case 2: return assignment(indent) ?? declaration(indent)
    case 3: return mutation(indent) ?? declaration(indent)
    case 4: return "\(indent)print(\(expression(random.pick(Kind.allCases), 2)))\n"
    case 5:
      return
        "\(indent)if \(expression(.bool, 2)) {\n\(block(depth, indent))\(indent)} else {\n\(block(depth, indent))\(indent)}\n"
    case 6:
      let name = fresh("i")
      return "\(indent)for \(name) in 0..<\(1 + random.next(6)) {\n"
        + "\(block(depth, indent, Variable(name: name, kind: .int, isMutable: false)))\(indent)}\n"
    case 7:
      let name = fresh("e")
      return "\(indent)for \(name) in \(expression(.ints, 2)).prefix(5) {\n"
        + "\(block(depth, indent, Variable(name: name, kind: .int, isMutable: false)))\(indent)}\n"
    case 8:
      let name = fresh("u")
      return "\(indent)if let \(name) = \(expression(.optional, 2)) {\n"
        + "\(block(depth, indent, Variable(name: name, kind: .int, isMutable: false)))\(indent)}\n"
    case 9:
      let name = fresh("s")
      return "\(indent)switch \(expression(.shape, 2)) {\n"
        + "\(indent)case .leaf(let \(name)):\n\(block(depth, indent, Variable(name: name, kind: .int, isMutable: false)))"
        + "\(indent)default:\n\(block(depth, indent))\(indent)}\n"
    default:
      let name = fresh("w")
      return "\(indent)var \(name) = 0\n\(indent)while \(name) < \(random.next(5)) {\n\(indent)  \(name) += 1\n"
        + "\(block(depth, indent))\(indent)}\n"
    }
  }

  private mutating func block(_ depth: Int, _ indent: String, _ variable: Variable? = nil) -> String {
    let outer = variables
    if let variable { variables.append(variable) }
    let lines = (0..<1 + random.next(3)).map { _ in statement(depth: depth - 1, indent: indent + "  ") }
    variables = outer
    return lines.joined()
  }

  private mutating func declaration(_ indent: String) -> String {
    let kind = random.pick(Kind.allCases)
    let isMutable = random.isOne(in: 2)
    let value = expression(kind, 3)
    let variable = Variable(name: fresh("v"), kind: kind, isMutable: isMutable)
    variables.append(variable)
    return "\(indent)\(isMutable ? "var" : "let") \(variable.name): \(kind.type) = \(value)\n"
  }

  private mutating func assignment(_ indent: String) -> String? {
    let choices = variables.filter(\.isMutable)
    guard !choices.isEmpty else { return nil }
    let target = random.pick(choices)
    return "\(indent)\(target.name) = \(expression(target.kind, 3))\n"
  }

  private mutating func mutation(_ indent: String) -> String? {
    let choices = variables.filter { $0.isMutable || $0.kind == .node }
    guard !choices.isEmpty else { return nil }
    let target = random.pick(choices)
    let index = expression(.int, 1)
    let change: String
    switch target.kind {
    case .int: change = random.pick([" += ", " -= ", " *= "]) + expression(.int, 2)
    case .double: change = " += " + expression(.double, 2)
    case .bool: change = ".toggle()"
    case .string: change = " += " + expression(.string, 2)
    case .ints: change = random.isOne(in: 2) ? ".append(\(expression(.int, 2)))" : "[\(index)] = \(expression(.int, 2))"
    case .doubles: change = random.isOne(in: 2) ? ".append(\(expression(.double, 2)))" : "[\(index)] += 1.5"
    case .dictionary: change = "[\(expression(.string, 1)), default: 0] += \(expression(.int, 2))"
    case .set: change = ".insert(\(expression(.int, 2)))"
    case .optional: change = " = nil"
    case .point: change = random.isOne(in: 2) ? ".move(\(index))" : ".parts[\(index)] = 1"
    case .node: change = random.isOne(in: 2) ? ".value = \(expression(.int, 2))" : ".next = \(expression(.node, 1))"
    case .shape: change = " = .pair(\(target.name), \(expression(.shape, 1)))"
    }
    return "\(indent)\(target.name)\(change)\n"
  }

  // MARK: Expressions

  private mutating func expression(_ kind: Kind, _ depth: Int) -> String {
    if random.isOne(in: 3) {
      let known = variables.filter { $0.kind == kind }
      if !known.isEmpty { return random.pick(known).name }
    }
    if depth > 0, random.isOne(in: 6) {
      let known = functions.filter { $0.result == kind }
      if !known.isEmpty {
        let function = random.pick(known)
        return "\(function.name)(\(function.parameters.map { expression($0, depth - 1) }.joined(separator: ", ")))"
      }
    }
    if depth > 0, random.isOne(in: 8) {
      return "(\(expression(.bool, depth - 1)) ? \(expression(kind, depth - 1)) : \(expression(kind, depth - 1)))"
    }
    return depth > 0 ? composed(kind, depth - 1) : leaf(kind)
  }

  /// What a value of each kind can be made of; names between the signs stand for any expression of that kind.
  private static let templates: [Kind: [String]] = [
    .int: [
      "(«int» + «int»)",
      "(«int» - «int»)",
      "(«int» * «int»)",
      "(«int» / «int»)",
      "(«int» % «int»)",
      "(«int» &+ «int»)",
      "(«int» &* «int»)",
      "(«int» & «int»)",
      "«ints».count",
      "«ints».reduce(0) { $0 &+ $1 }",
      "(«optional» ?? 3)",
      "(«optional»)!",
      "«ints»[«int»]",
      "total(«shape»)",
      "«point».x",
      "«node».value",
      "«string».count",
      "(«dictionary»[«string»] ?? 7)",
      "min(«int», «int»)",
    ],
    .double: [
      "(«double» + «double»)",
      "(«double» - «double»)",
      "(«double» * «double»)",
      "(«double» / «double»)",
      "Double(«int»)",
      "sin(«double»)",
      "abs(«double»)",
      "«doubles».reduce(0, +)",
      "(«doubles».max() ?? 0.5)",
      "«point».y",
    ],
    .bool: [
      "(«int» < «int»)",
      "(«bool» && «bool»)",
      "!«bool»",
      "(«string» == «string»)",
      "«set».contains(«int»)",
      "(«point» == «point»)",
      "«ints».isEmpty",
      "(«optional» == nil)",
    ],
    .string: [
      "(«string» + «string»)",
      "\"\\(«int»)-\\(«double»)\"",
      "«string».uppercased()",
      "«ints».map { \"\\($0)\" }.joined(separator: \",\")",
      "String(«string».reversed())",
      "\"\\(«dictionary».count)\"",
    ],
    .ints: [
      "[«int», «int»]",
      "(«ints» + «ints»)",
      "«ints».map { $0 &+ «int» }",
      "«ints».filter { $0 > 1 }",
      "«ints».sorted()",
      "Array(«ints».reversed())",
      "Array(«ints».dropFirst())",
      "«point».parts",
      "«ints».sorted { $0 > $1 }",
    ],
    .doubles: [
      "[«double»]",
      "«ints».map { Double($0) }",
      "zip(«doubles», «doubles»).map { $0 * $1 }",
    ],
    .dictionary: [
      "[«string»: «int»]",
      "«dictionary».filter { $0.value > 0 }",
      "«dictionary».mapValues { $0 &+ 1 }",
    ],
    .set: [
      "Set(«ints»)",
      "«set».union(«set»)",
      "«set».subtracting(«set»)",
    ],
    .optional: [
      "«ints».first",
      "«ints».max()",
      "«optional».map { $0 &+ 1 }",
      "(«node».next?.value)",
      "Int(«string»)",
      "«dictionary»[«string»]",
    ],
    .point: [
      "Point(x: «int», y: «double»)",
      "«point».moved(«int»)",
      "(«point» + «point»)",
    ],
    .node: [
      "Node(«int», «node»)"
    ],
    .shape: [
      "Shape.leaf(«int»)",
      "Shape.pair(«shape», .none)",
    ],
  ]

  private mutating func composed(_ kind: Kind, _ depth: Int) -> String {
    var text = ""
    for piece in random.pick(Self.templates[kind] ?? []).split(separator: "«", omittingEmptySubsequences: false) {
      guard let end = piece.firstIndex(of: "»"), let part = Kind(rawValue: String(piece[..<end])) else {
        text += piece
        continue
      }
      text += expression(part, depth) + piece[end...].dropFirst()
    }
    return text
  }

  private mutating func leaf(_ kind: Kind) -> String {
    switch kind {
    case .int: random.pick(["0", "1", "2", "7", "(-3)", "1000", "Int.max", "Int.min"])
    case .double: random.pick(["0.0", "1.5", "(-2.25)", "1e300", "0.1"])
    case .bool: random.pick(["true", "false"])
    case .string: random.pick(["\"\"", "\"a\"", "\"12\"", "\"é👍\"", "\"longer text\""])
    case .ints: random.pick(["[Int]()", "[1, 2, 3]", "[5]"])
    case .doubles: random.pick(["[Double]()", "[0.5, 1.5]"])
    case .dictionary: random.pick(["[String: Int]()", "[\"a\": 1, \"b\": 2]"])
    case .set: random.pick(["Set<Int>()", "Set([1, 2])"])
    case .optional: random.pick(["[4].first", "[Int]().first"])
    case .point: "Point(x: 1, y: 2)"
    case .node: "Node(1)"
    case .shape: random.pick(["Shape.none", "Shape.leaf(1)"])
    }
  }
}
