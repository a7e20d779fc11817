import Diagnostics

/// Collects the instructions of one function and hands out its registers.
///
/// Registers from 0 are the parameters and captures (at the top level, the lesson's variables); then come the
/// constants that loops use, which are loaded once at the start; then variables and temporaries, as a stack.
struct FunctionBuilder {
  /// Marks the register of a hoisted constant until their number is known.
  private static let hoistedMark = 0x8000

  private(set) var code: [Instruction] = []
  private(set) var ranges: [SourceRange] = []
  /// The first scalar register that is neither parameter, capture nor lesson variable.
  let fixedScalars: Int
  let fixedObjects: Int
  var scalarTop: Int
  var objectTop: Int
  /// The first object register that nothing has taken since it was last set.
  var objectPeak = 0
  private var scalarHigh: Int
  private var objectHigh: Int
  private var hoisted: [(bits: UInt64, constant: Int)] = []
  var loopDepth = 0
  var place = SourceRange(0, 0)
  /// Before this position a jump may arrive, so that instructions must not be joined across it.
  private var barrier = 0

  init(fixedScalars: Int, fixedObjects: Int) {
    self.fixedScalars = fixedScalars
    self.fixedObjects = fixedObjects
    scalarTop = fixedScalars
    objectTop = fixedObjects
    scalarHigh = fixedScalars
    objectHigh = fixedObjects
  }

  // MARK: Registers

  mutating func newScalar() throws(CompileLimit) -> Int { try newScalars(1) }
  mutating func newObject() throws(CompileLimit) -> Int { try newObjects(1) }

  mutating func newScalars(_ count: Int) throws(CompileLimit) -> Int {
    let first = scalarTop
    scalarTop += count
    scalarHigh = max(scalarHigh, scalarTop)
    guard scalarTop < FunctionBuilder.hoistedMark else { throw CompileLimit(what: "values at once") }
    return first
  }

  mutating func newObjects(_ count: Int) throws(CompileLimit) -> Int {
    let first = objectTop
    objectTop += count
    objectHigh = max(objectHigh, objectTop)
    objectPeak = max(objectPeak, objectTop)
    guard objectTop < FunctionBuilder.hoistedMark else { throw CompileLimit(what: "values at once") }
    return first
  }

  /// A register that holds `bits`: loaded here, or once at the start when inside a loop.
  mutating func constant(_ bits: UInt64, _ program: CompiledProgram, into target: Int?) throws(CompileLimit) -> Int {
    let number = try program.constant(bits)
    if target == nil && loopDepth > 0 {
      if let known = hoisted.firstIndex(where: { $0.bits == bits }) { return FunctionBuilder.hoistedMark + known }
      hoisted.append((bits, number))
      return FunctionBuilder.hoistedMark + hoisted.count - 1
    }
    let register = if let target { target } else { try newScalar() }
    emitWide(.loadConstant, register, number)
    return register
  }

  // MARK: Emitting

  var position: Int { code.count }

  mutating func emit(_ operation: Instruction.Operation, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0) {
    code.append(Instruction(operation, a, b, c))
    ranges.append(place)
  }

  mutating func emitWide(_ operation: Instruction.Operation, _ a: Int, _ number: Int) {
    var instruction = Instruction(operation, a)
    instruction.wide = number
    code.append(instruction)
    ranges.append(place)
  }

  /// An arithmetic instruction, joined with the one before it where the machine has one step for both.
  ///
  /// - Parameter temporaries: the first register of those that this instruction's operands took; nothing reads them
  ///   afterwards.
  mutating func emitArithmetic(
    _ operation: Instruction.Operation, _ a: Int, _ b: Int, _ c: Int, temporaries: Int = .max
  ) {
    if let last = lastResult, Int(last.a) >= temporaries || Int(last.a) == a {
      switch (operation, last.operation) {
      case (.multiplyDouble, .intToDouble) where b == Int(last.a) && b != c:
        return replaceLast(.multiplyConverted, a, Int(last.b), c)
      case (.addDouble, .divideDouble) where c == Int(last.a) && a == b && a != c:
        return replaceLast(.addQuotient, a, Int(last.b), Int(last.c))
      case (.addDouble, .multiplyDouble) where c == Int(last.a) && a == b && a != c:
        return replaceLast(.addProduct, a, Int(last.b), Int(last.c))
      case (.intToDouble, .addImmediate) where b == Int(last.a):
        return replaceLast(.addImmediateConverted, a, Int(last.b), Int(last.c))
      default: break
      }
    }
    emit(operation, a, b, c)
  }

  /// The last instruction, when it wrote a scalar register and no jump arrives behind it.
  private var lastResult: Instruction? {
    guard code.count > barrier, let last = code.last, case .scalar = last.operation.operands.a else { return nil }
    return last
  }

  private mutating func replaceLast(_ operation: Instruction.Operation, _ a: Int, _ b: Int, _ c: Int) {
    code[code.count - 1] = Instruction(operation, a, b, c)
    ranges[ranges.count - 1] = place
  }

  // MARK: Jumps

  /// A jump whose target is set later.
  mutating func jump(_ operation: Instruction.Operation, _ register: Int = 0) -> Int {
    emitWide(operation, register, 0)
    return position - 1
  }

  /// Lets the jump at `index` arrive here.
  mutating func land(_ index: Int) {
    code[index].wide = position - index - 1
    barrier = position
  }

  mutating func mark() -> Int {
    barrier = position
    return position
  }

  mutating func jumpBack(to target: Int) {
    emitWide(.jumpBack, 0, target - position - 1)
  }

  /// Ends a loop whose counter runs to `limit` and no further.
  mutating func closeLoop(_ counter: Int, _ limit: Int, body: Int) throws(CompileLimit) {
    let distance = position + 1 - body
    if distance <= 0xFFFF {
      emit(.loop, counter, limit, distance)
      return pairUp(from: body)
    }
    let test = try newScalar()
    emit(.lessInt, test, counter, limit)
    let exit = jump(.jumpIfFalse, test)
    emit(.addImmediate, counter, counter, 1)
    jumpBack(to: body)
    land(exit)
  }

  /// Lets instructions of a loop's body carry out the one behind them too, where the machine has a step for that.
  private mutating func pairUp(from start: Int) {
    for index in start..<code.count - 1 {
      switch (code[index].operation, code[index + 1].operation) {
      case (.addDouble, .loop): code[index].operation = .addDoubleLoop
      case (.addImmediateConverted, .addQuotient): code[index].operation = .addImmediateConvertedQuotient
      default: break
      }
    }
  }

  // MARK: Finishing

  /// The function's code with its constants in front, and how many registers it needs.
  func finish() throws(CompileLimit) -> (code: [Instruction], ranges: [SourceRange], scalars: Int, objects: Int) {
    let count = hoisted.count
    guard scalarHigh + count < 0xFFFF, count < FunctionBuilder.hoistedMark else {
      throw CompileLimit(what: "values at once")
    }
    var result: [Instruction] = []
    result.reserveCapacity(code.count + count)
    for (number, constant) in hoisted.enumerated() {
      var instruction = Instruction(.loadConstant, fixedScalars + number)
      instruction.wide = constant.constant
      result.append(instruction)
    }
    for instruction in code { result.append(relocated(instruction, by: count)) }
    let places = Array(repeating: ranges.first ?? place, count: count) + ranges
    return (result, places, scalarHigh + count, objectHigh)
  }

  private func relocated(_ instruction: Instruction, by count: Int) -> Instruction {
    guard count > 0 else { return instruction }
    var instruction = instruction
    let kinds = instruction.operation.operands
    instruction.a = relocated(instruction.a, kinds.a, count)
    instruction.b = relocated(instruction.b, kinds.b, count)
    instruction.c = relocated(instruction.c, kinds.c, count)
    return instruction
  }

  private func relocated(_ register: UInt16, _ kind: OperandKind, _ count: Int) -> UInt16 {
    switch kind {
    case .scalar, .scalars:
      let number = Int(register)
      if number >= FunctionBuilder.hoistedMark { return UInt16(fixedScalars + number - FunctionBuilder.hoistedMark) }
      return number >= fixedScalars ? UInt16(number + count) : register
    case .none, .object, .objects, .immediate, .wide: return register
    }
  }
}
