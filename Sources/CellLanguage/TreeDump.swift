/// Prints trees of syntax and of types for `--dump`: a node on each line, with its parts below it.
///
/// By reflection, so that every kind of node is printed as it is declared, and a new one needs nothing here.
struct TreeDump {
  private let catalog: Catalog?
  private(set) var text = ""
  /// Functions that were mentioned, in that order; their bodies follow the statements.
  private var functions: [UserFunction] = []
  private var seen: Set<ObjectIdentifier> = []

  static func syntax(of statements: [Statement]) -> String {
    var dump = TreeDump(catalog: nil)
    for statement in statements { dump.print(statement, label: nil, depth: 0) }
    return dump.text
  }

  static func types(of statements: [TypedStatement], catalog: Catalog) -> String {
    var dump = TreeDump(catalog: catalog)
    for statement in statements { dump.print(statement, label: nil, depth: 0) }
    var next = 0
    while next < dump.functions.count {
      dump.printBody(of: dump.functions[next])
      next += 1
    }
    return dump.text
  }

  private init(catalog: Catalog?) { self.catalog = catalog }

  private mutating func printBody(of function: UserFunction) {
    line("function \(function.signature.name): \(function.signature.functionType)", 0)
    for statement in function.body.statements { print(statement, label: nil, depth: 1) }
  }

  private mutating func line(_ line: String, _ depth: Int) {
    text += String(repeating: "  ", count: depth) + line + "\n"
  }

  // MARK: Nodes

  private mutating func print(_ value: Any, label: String?, depth: Int) {
    let head = label.map { "\($0): " } ?? ""
    switch value {
    case let node as TypedExpression: print(node, head, depth)
    case let node as Expression: self.node(node.kind, head, depth)
    case let node as Statement: self.node(node.kind, head, depth)
    case let node as TypedStatement: self.node(node.kind, head, depth)
    case let node as Pattern: self.node(node.kind, head, depth)
    case let node as TypeSyntaxTree: self.node(node.kind, head, depth)
    case let body as FunctionBody:
      line(head + "closure (" + body.parameters.map { leaf($0) ?? "" }.joined(separator: ", ") + ")", depth)
      for statement in body.statements { print(statement, label: nil, depth: depth + 1) }
    default:
      if let leaf = leaf(value) { line(head + leaf, depth) } else { node(value, head, depth) }
    }
  }

  private mutating func print(_ expression: TypedExpression, _ head: String, _ depth: Int) {
    guard case .native(let number, _, let arguments) = expression.kind, let catalog else {
      return node(expression.kind, head, depth, type: expression.type)
    }
    line("\(head)native \(catalog.signature(of: number).name): \(expression.type)", depth)
    for argument in arguments { print(argument, label: nil, depth: depth + 1) }
  }

  /// A case of an enum with what it holds, a structure with its parts, or a list: what is short stands on the line.
  private mutating func node(_ value: Any, _ head: String, _ depth: Int, type: Type? = nil) {
    let mirror = Mirror(reflecting: value)
    var name = ""
    var parts: [(label: String?, value: Any)] = mirror.children.map { ($0.label, $0.value) }
    if mirror.displayStyle == .enum {
      name = parts.first?.label ?? "\(value)"
      parts = parts.flatMap { payload($0.value) }
    }
    let shown = parts.filter { !isHidden($0.value) }.map { (Self.label($0.label), $0.value) }
    let leaves = shown.compactMap { label, value in leaf(value).map { (label.map { "\($0): " } ?? "") + $0 } }
    // A variable says its type itself.
    let typed = type.flatMap { name == "variable" ? nil : ": \($0)" } ?? ""
    let text = head + ([name] + leaves).filter { !$0.isEmpty }.joined(separator: " ") + typed
    if !text.isEmpty { line(text, depth) }
    for (label, value) in shown where leaf(value) == nil { children(value, label, text.isEmpty ? depth : depth + 1) }
  }

  /// The elements of a list stand below its label, or for themselves.
  private mutating func children(_ value: Any, _ label: String?, _ depth: Int) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      if let wrapped = mirror.children.first { children(wrapped.value, label, depth) }
    case .collection:
      if let label { line("\(label):", depth) }
      for element in mirror.children { print(element.value, label: nil, depth: label == nil ? depth : depth + 1) }
    default: print(value, label: label, depth: depth)
    }
  }

  private func payload(_ value: Any) -> [(label: String?, value: Any)] {
    let mirror = Mirror(reflecting: value)
    return mirror.displayStyle == .tuple ? mirror.children.map { ($0.label, $0.value) } : [(nil, value)]
  }

  /// `.0` is no label.
  private static func label(_ label: String?) -> String? {
    label.flatMap { $0.hasPrefix(".") ? nil : $0 }
  }

  // MARK: Leaves

  /// Places in the text, and what is not there.
  private func isHidden(_ value: Any) -> Bool {
    if value is SourceRange || value is JumpTarget || value as? Bool == false { return true }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional, .collection, .dictionary, .set: return mirror.children.isEmpty
    default: return false
    }
  }

  /// What is said on the line of the node that has it.
  private mutating func leaf(_ value: Any) -> String? {
    switch value {
    case let text as String: return text.debugDescription
    case let number as Int: return "\(number)"
    case let number as Double: return "\(number)"
    case let flag as Bool: return "\(flag)"
    case let type as Type: return "\(type)"
    case let op as Operator: return op.name
    case let variable as Variable: return "\(variable.name): \(variable.type)"
    case let function as UserFunction:
      if seen.insert(ObjectIdentifier(function)).inserted { functions.append(function) }
      return function.signature.name
    default: return nil
    }
  }
}
