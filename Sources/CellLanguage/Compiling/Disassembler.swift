/// Lists compiled code for people: `tangent run --dump bytecode`.
enum Disassembler {
  static func list(_ program: CompiledProgram) -> String {
    (0..<program.functionCount).map { list(program, function: $0) }.joined(separator: "\n")
  }

  static func list(_ program: CompiledProgram, function: Int) -> String {
    let entry = program.function(function)
    let head = "\(function) \(program.names[function]): \(entry.scalarCount) scalars, \(entry.objectCount) objects\n"
    return head
      + program.instructions(function).enumerated().map { number, instruction in
        "  \(number) \(text(instruction))\n"
      }.joined()
  }

  private static func text(_ instruction: Instruction) -> String {
    let kinds = instruction.operation.operands
    let operands: [String] = [
      operand(instruction.a, kinds.a),
      { if case .wide = kinds.b { return String(instruction.wide) } else { return operand(instruction.b, kinds.b) } }(),
      operand(instruction.c, kinds.c),
    ]
    return ([instruction.operation.name] + operands.filter { !$0.isEmpty }).joined(separator: " ")
  }

  private static func operand(_ value: UInt16, _ kind: OperandKind) -> String {
    switch kind {
    case .none, .wide: ""
    case .scalar: "s\(value)"
    case .object: "o\(value)"
    case .scalars: "s\(value)…"
    case .objects: "o\(value)…"
    case .immediate: String(Int16(bitPattern: value))
    }
  }
}
