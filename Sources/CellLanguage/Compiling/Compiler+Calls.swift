import Diagnostics
import Elementary

extension Compiler {
  /// Evaluates arguments into the first registers of a frame to be; returns where it begins.
  mutating func arguments(
    _ values: [TypedExpression], captures: [Variable] = []
  ) throws(CompileLimit) -> (scalars: Int, objects: Int) {
    let first = (builder.scalarTop, builder.objectTop)
    for value in values {
      let target = bank(value) == .scalar ? try builder.newScalar() : try builder.newObject()
      try evaluate(value, into: target)
    }
    for variable in captures { try capture(variable) }
    // The callee's result may need a register that no argument took.
    try temporarily { compiler throws(CompileLimit) in
      _ = try compiler.builder.newScalar()
      _ = try compiler.builder.newObjects(2)
    }
    return first
  }

  mutating func takeResult(_ type: Type, _ frame: (scalars: Int, objects: Int), into target: Int) {
    guard type != .void else { return }
    let bank = catalog.bank(of: type)
    move(bank, from: bank == .scalar ? frame.scalars : frame.objects, to: target)
  }

  mutating func native(
    _ number: Int, _ bindings: [String: Type], _ values: [TypedExpression], _ type: Type, into target: Int
  ) throws(CompileLimit) {
    switch catalog.entries[number].implementation {
    case .instruction(let operation): try instruction(operation, values, into: target)
    case .elementary(let function):
      let number = ElementaryFunction.allCases.firstIndex(of: function) ?? 0
      builder.emit(.elementary, target, try operand(values[0]), number)
    case .native(let native):
      let site = CallSite(
        native: native, banks: values.map { $0.isReference ? .object : bank($0) },
        resultBank: type == .void ? nil : catalog.bank(of: type),
        bindings: bindings, isMutating: false, givesNumbers: isNumeric(type))
      let number = try self.number(of: site)
      guard !values.contains(where: \.isReference) else {
        return try callLending(values, type, into: target) { compiler, frame in
          compiler.builder.emit(.callNative, number, frame.scalars, frame.objects)
        }
      }
      let frame = try arguments(values)
      builder.emit(.callNative, number, frame.scalars, frame.objects)
      takeResult(type, frame, into: target)
      if values.contains(where: \.type.isThrowing) { checkThrown() }
    }
  }

  private func isNumeric(_ type: Type) -> Bool {
    switch type {
    case .double, .array(.double), .named: true
    default: false
    }
  }

  /// Calls a native that gives nothing back.
  mutating func callNative(_ native: Native, _ values: [TypedExpression]) throws(CompileLimit) {
    let frame = try arguments(values)
    let site = CallSite(
      native: native, banks: values.map { bank($0) }, resultBank: nil, bindings: [:], isMutating: false)
    builder.emit(.callNative, try self.number(of: site), frame.scalars, frame.objects)
  }

  mutating func instruction(
    _ operation: Instruction.Operation, _ values: [TypedExpression], into target: Int
  ) throws(CompileLimit) {
    if case .addInt = operation, let small = immediate(values[1]) {
      let left = try operand(values[0])
      return builder.emit(.addImmediate, target, left, small)
    }
    if case .subtractInt = operation, let small = immediate(values[1]) {
      let left = try operand(values[0])
      return builder.emit(.addImmediate, target, left, -small)
    }
    let temporaries = builder.scalarTop
    let first = try firstOperand(values[0], before: values.dropFirst(), target)
    let second = values.count > 1 ? try operand(values[1]) : 0
    builder.emitArithmetic(operation, target, first, second, temporaries: temporaries)
  }

  /// The first operand: in `target` itself where that is a temporary, which nothing reads before it is written.
  mutating func firstOperand(
    _ value: TypedExpression, before others: ArraySlice<TypedExpression>, _ target: Int
  ) throws(CompileLimit) -> Int {
    let isTemporary = target >= builder.fixedScalars && target == builder.scalarTop - 1 && target != stored
    if bank(value) == .scalar, isTemporary, case .native = value.kind {
      try evaluate(value, into: target)
      return target
    }
    guard isShared(value), others.contains(where: \.callsCells) else { return try operand(value) }
    let copy = try builder.newScalar()
    try evaluate(value, into: copy)
    return copy
  }

  /// Whether a function that is called may change `value` while its register is being read.
  func isShared(_ value: TypedExpression) -> Bool {
    guard case .variable(let variable) = value.kind, case .global = variable.storage else { return false }
    return function == nil && variable.isMutable && bank(value) == .scalar
  }

  func immediate(_ value: TypedExpression) -> Int? {
    if case .integer(let number) = value.kind, abs(number) < 0x7FFF { return number }
    return nil
  }

  mutating func user(
    _ function: UserFunction, _ values: [TypedExpression], _ type: Type, into target: Int
  ) throws(CompileLimit) {
    if values.contains(where: \.isReference) {
      return try callLending(function.body, values, type, into: target)
    }
    let frame = try arguments(values, captures: function.body.captures)
    builder.emit(.call, try number(of: function.body), frame.scalars, frame.objects)
    takeResult(type, frame, into: target)
    if function.body.isThrowing { checkThrown() }
  }

  mutating func callValue(
    _ callee: TypedExpression, _ values: [TypedExpression], _ type: Type, into target: Int
  ) throws(CompileLimit) {
    let closure = try operand(callee)
    if values.contains(where: \.isReference) {
      try callLending(values, type, into: target) { compiler, frame in
        compiler.builder.emit(.callClosure, closure, frame.scalars, frame.objects)
      }
      if callee.type.isThrowing { checkThrown() }
      return
    }
    let frame = try arguments(values)
    builder.emit(.callClosure, closure, frame.scalars, frame.objects)
    takeResult(type, frame, into: target)
    if callee.type.isThrowing { checkThrown() }
  }

  mutating func closure(_ body: FunctionBody, into target: Int) throws(CompileLimit) {
    let number = try number(of: body)
    let scalars = builder.scalarTop
    let objects = builder.objectTop
    for variable in body.captures { try capture(variable) }
    _ = try builder.newObject()
    builder.emit(.makeClosure, number, scalars, objects)
    move(.object, from: objects, to: target)
  }

  /// Copies what a closure takes along: a value, or the box that it shares.
  mutating func capture(_ variable: Variable) throws(CompileLimit) {
    if variable.isBoxed, case .box(let box) = location(of: variable) {
      builder.emit(.copyObject, try builder.newObject(), box)
      return
    }
    let bank = catalog.bank(of: variable.type)
    let target = bank == .scalar ? try builder.newScalar() : try builder.newObject()
    load(variable, bank, into: target)
  }
}
