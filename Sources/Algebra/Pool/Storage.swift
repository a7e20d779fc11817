import Elementary

/// The process's expressions: read by everyone at any time, appended to by whoever holds the ``Pool``.
struct Storage: Sendable {
  let nodes = ChunkedStore<Node>()
  let operands = ChunkedStore<Handle>()
  let numbers = ChunkedStore<Rational>()
  let symbols = ChunkedStore<SymbolRecord>()
  let heads = ChunkedStore<FunctionHead>()
}

let storage = Storage()

private let functions = ElementaryFunction.allCases

extension ElementaryFunction {
  /// The number of the function in nodes: cases without payload are stored as their place in the declaration.
  var code: UInt8 { unsafeBitCast(self, to: UInt8.self) }
}

extension ChunkedStore {
  /// Element `index`. - Precondition: it has been stored: only the pool makes indices, and never for what is not there.
  @inline(__always)
  subscript(index: UInt32) -> Element {
    guard let pointer = pointer(to: Int(index)) else { preconditionFailure("no element \(index) in the pool") }
    return pointer.pointee
  }
}

extension Handle {
  @inline(__always)
  var node: Node { storage.nodes[index] }

  var operands: Operands {
    let node = node
    return Operands(start: storage.operands.pointer(to: Int(node.a)), count: Int(node.b))
  }

  var form: Form {
    let node = node
    switch node.op {
    case .integer, .fraction, .large, .decimal: return .number(node.number)
    case .constant: return .constant(node.constant)
    case .symbol: return .symbol(storage.symbols[node.a])
    case .scaled: return .scaled(node.left, node.right)
    case .sum: return .sum(operands)
    case .product: return .product(operands)
    case .power: return .power(node.left, node.right)
    case .function: return .function(node.function, node.left)
    case .maximum: return .maximum(node.left, node.right)
    case .minimum: return .minimum(node.left, node.right)
    case .choice:
      let list = operands
      return .choice(Choice(margin: list[0], value: list[1], otherwise: list[2]))
    case .applied: return .applied(storage.heads[operands[0].index], Operands(rebasing: operands.dropFirst()))
    case .derivative: return .derivative(node.left, node.right)
    }
  }

  /// The value of a number, `nil` for anything else.
  var number: Numeric? {
    let node = node
    return node.op.rawValue <= Node.Op.decimal.rawValue ? node.number : nil
  }

  var isSymbol: Bool { node.op == .symbol }
}

extension Node {
  fileprivate var left: Handle { Handle(index: a) }
  fileprivate var right: Handle { Handle(index: b) }
  fileprivate var word: UInt64 { UInt64(a) | UInt64(b) << 32 }
  fileprivate var function: ElementaryFunction { functions[Int(detail)] }
  fileprivate var constant: Constant { Constant.allCases[Int(detail)] }

  /// - Precondition: the node is a number.
  fileprivate var number: Numeric {
    switch op {
    case .fraction:
      .exact(Rational(reduced: Integer.small(Int(Int32(bitPattern: a))), .small(Int(b))))
    case .large: .exact(storage.numbers[a])
    case .decimal: .decimal(Double(bitPattern: word))
    case .integer, .constant, .symbol, .scaled, .sum, .product, .power, .function, .maximum, .minimum, .choice,
      .applied, .derivative:
      .exact(Rational(.small(Int(Int64(bitPattern: word)))))
    }
  }
}
