/// Checks compiled code before it runs, in debug builds: operands are inside their banks and jumps inside the function.
enum Verifier {
  /// What is wrong with a function's code, or `nil`.
  static func complaint(_ code: [Instruction], scalars: Int, objects: Int, constants: Int) -> String? {
    for (index, instruction) in code.enumerated() {
      let kinds = instruction.operation.operands
      let operands = [(instruction.a, kinds.a), (instruction.b, kinds.b), (instruction.c, kinds.c)]
      for (value, kind) in operands where !isValid(Int(value), kind, scalars, objects) {
        return "\(index) \(instruction.operation.name): operand \(value) is outside its bank"
      }
      if instruction.operation == .loadConstant, instruction.wide >= constants {
        return "\(index) loadConstant: there is no constant \(instruction.wide)"
      }
      if let target = target(of: instruction, at: index), !code.indices.contains(target) {
        return "\(index) \(instruction.operation.name): it jumps to \(target)"
      }
    }
    return nil
  }

  private static func isValid(_ value: Int, _ kind: OperandKind, _ scalars: Int, _ objects: Int) -> Bool {
    switch kind {
    case .none, .immediate, .wide: true
    case .scalar: value < scalars
    case .object: value < objects
    // A frame may begin right behind the last register.
    case .scalars: value <= scalars
    case .objects: value <= objects
    }
  }

  /// Where a jump arrives.
  private static func target(of instruction: Instruction, at index: Int) -> Int? {
    switch instruction.operation {
    case .jump, .jumpBack, .jumpIfFalse, .jumpIfTrue, .jumpIfThrown: index + 1 + instruction.wide
    case .loop: index + 1 - Int(instruction.c)
    default: nil
    }
  }
}
