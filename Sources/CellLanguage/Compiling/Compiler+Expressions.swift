import Diagnostics

extension Compiler {
  func bank(_ value: TypedExpression) -> Bank { catalog.bank(of: value.type) }

  /// A register that holds `value`: a variable's own where it is one, else a new temporary.
  mutating func operand(_ value: TypedExpression) throws(CompileLimit) -> Int {
    switch value.kind {
    case .variable(let variable):
      if case .register(let register) = location(of: variable) { return register }
    case .integer(let number): return try scalarConstant(UInt64(bitPattern: Int64(number)), nil)
    case .double(let number): return try scalarConstant(number.bitPattern, nil)
    case .boolean(let truth): return try scalarConstant(truth ? 1 : 0, nil)
    case .constant(let raw) where bank(value) == .scalar: return try scalarConstant(raw.bits, nil)
    default: break
    }
    let target = bank(value) == .scalar ? try builder.newScalar() : try builder.newObject()
    try evaluate(value, into: target)
    return target
  }

  mutating func scalarConstant(_ bits: UInt64, _ target: Int?) throws(CompileLimit) -> Int {
    try builder.constant(bits, program, into: target)
  }

  /// For its effect alone.
  mutating func effect(_ value: TypedExpression) throws(CompileLimit) {
    try temporarily { compiler throws(CompileLimit) in
      let target = try compiler.builder.newObject()
      try compiler.evaluate(value, into: target)
    }
  }

  /// Computes `value` into a register of its bank; a value of type `Void` writes nothing.
  mutating func evaluate(_ value: TypedExpression, into target: Int) throws(CompileLimit) {
    let outer = builder.place
    builder.place = value.range
    defer { builder.place = outer }
    let (scalars, objects) = (builder.scalarTop, builder.objectTop)
    try evaluateKind(value, into: target)
    builder.scalarTop = scalars
    builder.objectTop = objects
  }

  mutating func evaluateKind(_ value: TypedExpression, into target: Int) throws(CompileLimit) {
    switch value.kind {
    case .integer(let number): _ = try scalarConstant(UInt64(bitPattern: Int64(number)), target)
    case .double(let number): _ = try scalarConstant(number.bitPattern, target)
    case .boolean(let truth): _ = try scalarConstant(truth ? 1 : 0, target)
    case .string(let text): builder.emitWide(.loadObject, target, program.string(text))
    case .constant(let raw): try constant(raw, bank(value), into: target)
    case .variable(let variable): load(variable, bank(value), into: target)
    case .native(let number, let bindings, let arguments):
      try native(number, bindings, arguments, value.type, into: target)
    case .user(let function, let arguments): try user(function, arguments, value.type, into: target)
    case .callValue(let callee, let arguments): try callValue(callee, arguments, value.type, into: target)
    case .construct(let fields): try construct(fields, value.type, into: target)
    case .enumCase(let number, let parts): try enumCase(number, parts, into: target)
    case .tag(let inner): builder.emit(.getScalarField, target, try operand(inner), 0)
    case .payload(let inner, let number, let index): try payload(inner, number, index, into: target)
    case .field(let record, let number): try field(record, number, into: target)
    case .element(let array, let index): try element(array, index, bank(value), into: target)
    case .array(let elements): try array(elements, value.type, into: target)
    case .closure(let body): try closure(body, into: target)
    case .function(let function): try closure(function.body, into: target)
    case .and(let left, let right): try shortCircuit(left, right, .jumpIfFalse, into: target)
    case .or(let left, let right): try shortCircuit(left, right, .jumpIfTrue, into: target)
    case .ternary(let condition, let first, let second): try ternary(condition, first, second, into: target)
    case .wrap(let inner): try wrap(inner, into: target)
    case .none: try none(bank(value), into: target)
    case .unwrap(let inner): try unwrap(inner, bank(value), into: target)
    case .coalesce(let optional, let fallback): try coalesce(optional, fallback, bank(value), into: target)
    case .chain(let variable, let optional, let rest, let writeBack):
      try chain(variable, optional, rest, writeBack, into: target)
    case .identical(let left, let right):
      let first = try operand(left)
      builder.emit(.identical, target, first, try operand(right))
    case .isNone(let inner): builder.emit(.isNil, target, try operand(inner))
    case .describe(let inner): try describe(inner, into: target)
    case .concatenate(let parts): try concatenate(parts, into: target)
    case .assign(let place, let newValue): try assign(place, newValue)
    case .mutate(let place, let mutation, let arguments):
      try mutate(place, mutation, arguments, value.type, into: target)
    case .erase(let inner): try erase(inner, into: target)
    case .cast(let inner, let type): try cast(inner, type, into: target)
    case .attempt(let kind, let inner): try attempt(kind, inner, into: target)
    case .statements(let list, let last): try evaluate(last, after: list, into: target)
    case .held(let register):
      if register != target { builder.emit(bank(value) == .scalar ? .move : .copyObject, target, register) }
    case .reference, .invalid: break
    }
  }

  /// `last` once the statements have run, which may declare what it reads.
  mutating func evaluate(
    _ last: TypedExpression, after list: [TypedStatement], into target: Int
  ) throws(CompileLimit) {
    let first = builder.objectTop
    for statement in list { try compile(statement) }
    if last.type == .void { try effect(last) } else { try evaluate(last, into: target) }
    try clearObjects(from: first)
  }

  // MARK: Moving

  mutating func constant(_ raw: RawValue, _ bank: Bank, into target: Int) throws(CompileLimit) {
    switch bank {
    case .scalar: _ = try scalarConstant(raw.bits, target)
    case .object:
      guard let object = raw.object else { return builder.emit(.clearObject, target) }
      builder.emitWide(.loadObject, target, program.object(object))
    }
  }

  mutating func none(_ bank: Bank, into target: Int) throws(CompileLimit) {
    switch bank {
    case .scalar: _ = try scalarConstant(0, target)
    case .object: builder.emit(.clearObject, target)
    }
  }

  mutating func load(_ variable: Variable, _ bank: Bank, into target: Int) {
    switch (location(of: variable), bank) {
    case (.register(let register), .scalar): if register != target { builder.emit(.move, target, register) }
    case (.register(let register), .object): if register != target { builder.emit(.copyObject, target, register) }
    case (.box(let register), .scalar): builder.emit(.loadBox, target, register)
    case (.box(let register), .object): builder.emit(.loadObjectBox, target, register)
    case (.global(let number), .scalar): builder.emitWide(.loadGlobal, target, number)
    case (.global(let number), .object): builder.emitWide(.loadGlobalObject, target, number)
    }
  }

  /// Moves a result from the place where a call left it.
  mutating func move(_ bank: Bank, from source: Int, to target: Int) {
    guard source != target else { return }
    builder.emit(bank == .scalar ? .move : .moveObject, target, source)
  }

  // MARK: Records and arrays

  /// Where field `number` of a record with these field types lives.
  func layout(_ types: [Type], _ number: Int) -> (bank: Bank, position: Int) {
    let banks = types.map { catalog.bank(of: $0) }
    return (banks[number], banks[..<number].count { $0 == banks[number] })
  }

  mutating func construct(
    _ fields: [TypedExpression], _ type: Type, into target: Int
  ) throws(CompileLimit) {
    if fields.isEmpty, types.nominal(type) == nil { return builder.emit(.clearObject, target) }
    let frame = try arguments(fields)
    try refuseInvertedRange(type, frame.scalars)
    let banks = fields.map { bank($0) }
    let shape = Record.Shape(
      scalars: banks.count { $0 == .scalar }, objects: banks.count { $0 == .object })
    builder.emit(.makeRecord, try program.shapeNumber(shape), frame.scalars, frame.objects)
    move(.object, from: frame.objects, to: target)
  }

  /// As in Swift, a range whose upper bound is below its lower one stops.
  mutating func refuseInvertedRange(_ type: Type, _ lower: Int) throws(CompileLimit) {
    let test: Instruction.Operation
    switch type {
    case .range(.int), .closedRange(.int): test = .lessInt
    case .range(.double), .closedRange(.double): test = .lessDouble
    default: return
    }
    try temporarily { compiler throws(CompileLimit) in
      let isInverted = try compiler.builder.newScalar()
      compiler.builder.emit(test, isInverted, lower + 1, lower)
      let valid = compiler.builder.jump(.jumpIfFalse, isInverted)
      compiler.builder.emit(.fault, Machine.invalidRange)
      compiler.builder.land(valid)
    }
  }

  // MARK: Enums

  /// A record whose first scalar is the number of the case; one without values is made once.
  mutating func enumCase(_ number: Int, _ parts: [TypedExpression], into target: Int) throws(CompileLimit) {
    guard !parts.isEmpty else {
      return builder.emitWide(.loadObject, target, program.plainCase(number))
    }
    let tag = TypedExpression(.integer(number), .int, at: builder.place)
    let frame = try arguments([tag] + parts)
    let banks = parts.map { bank($0) }
    let shape = Record.Shape(
      scalars: 1 + banks.count { $0 == .scalar }, objects: banks.count { $0 == .object })
    builder.emit(.makeRecord, try program.shapeNumber(shape), frame.scalars, frame.objects)
    move(.object, from: frame.objects, to: target)
  }

  mutating func payload(
    _ value: TypedExpression, _ number: Int, _ index: Int, into target: Int
  ) throws(CompileLimit) {
    let parts = types.nominal(value.type)?.cases[number].payload.map(\.type) ?? []
    let (bank, position) = layout([.int] + parts, index + 1)
    builder.emit(bank == .scalar ? .getScalarField : .getObjectField, target, try operand(value), position)
  }

  mutating func field(_ record: TypedExpression, _ number: Int, into target: Int) throws(CompileLimit) {
    let (bank, position) = layout(types.fieldTypes(record.type), number)
    let source = try operand(record)
    builder.emit(bank == .scalar ? .getScalarField : .getObjectField, target, source, position)
  }

  mutating func element(
    _ array: TypedExpression, _ index: TypedExpression, _ bank: Bank, into target: Int
  ) throws(CompileLimit) {
    let source = try operand(array)
    let position = try operand(index)
    builder.emit(bank == .scalar ? .getScalar : .getObject, target, source, position)
  }

  mutating func array(_ elements: [TypedExpression], _ type: Type, into target: Int) throws(CompileLimit) {
    guard case .array(let element) = type else { return }
    let bank = catalog.bank(of: element)
    guard elements.count <= 0xFFFF else { throw CompileLimit(what: "elements in one array literal") }
    let first = bank == .scalar ? builder.scalarTop : builder.objectTop
    for value in elements {
      let register = bank == .scalar ? try builder.newScalar() : try builder.newObject()
      try evaluate(value, into: register)
    }
    builder.emit(bank == .scalar ? .makeScalarArray : .makeObjectArray, target, first, elements.count)
  }

  // MARK: Choices

  mutating func shortCircuit(
    _ left: TypedExpression, _ right: TypedExpression, _ skip: Instruction.Operation, into target: Int
  ) throws(CompileLimit) {
    guard target != stored else {
      // `flag = a && flag` still reads `flag` after the left side is known.
      let held = try builder.newScalar()
      try shortCircuit(left, right, skip, into: held)
      return builder.emit(.move, target, held)
    }
    try evaluate(left, into: target)
    let end = builder.jump(skip, target)
    try evaluate(right, into: target)
    builder.land(end)
  }

  mutating func ternary(
    _ condition: TypedExpression, _ first: TypedExpression, _ second: TypedExpression, into target: Int
  ) throws(CompileLimit) {
    let test = try operand(condition)
    let other = builder.jump(.jumpIfFalse, test)
    try evaluate(first, into: target)
    let end = builder.jump(.jump)
    builder.land(other)
    try evaluate(second, into: target)
    builder.land(end)
  }

  // MARK: Optionals

  mutating func wrap(_ inner: TypedExpression, into target: Int) throws(CompileLimit) {
    switch bank(inner) {
    case .scalar: builder.emit(.wrap, target, try operand(inner))
    case .object: try evaluate(inner, into: target)
    }
  }

  mutating func unwrap(_ inner: TypedExpression, _ bank: Bank, into target: Int) throws(CompileLimit) {
    builder.emit(unwrapping(inner.type), target, try operand(inner))
  }

  /// How the value of an optional is taken out.
  func unwrapping(_ type: Type) -> Instruction.Operation {
    guard case .optional(let wrapped) = type else { return .unwrapObject }
    return catalog.bank(of: wrapped) == .scalar ? .unwrap : .unwrapObject
  }

  mutating func coalesce(
    _ optional: TypedExpression, _ fallback: TypedExpression, _ bank: Bank, into target: Int
  ) throws(CompileLimit) {
    let held = try operand(optional)
    let test = try builder.newScalar()
    builder.emit(.isNil, test, held)
    let isThere = builder.jump(.jumpIfFalse, test)
    try evaluate(fallback, into: target)
    let end = builder.jump(.jump)
    builder.land(isThere)
    builder.emit(unwrapping(optional.type), target, held)
    builder.land(end)
  }

  mutating func chain(
    _ variable: Variable, _ optional: TypedExpression, _ rest: TypedExpression, _ writeBack: TypedExpression?,
    into target: Int
  ) throws(CompileLimit) {
    let first = builder.objectTop
    let exit = try bind(variable, optional)
    if rest.type == .void { try effect(rest) } else { try evaluate(rest, into: target) }
    if let writeBack { try effect(writeBack) }
    let end = builder.jump(.jump)
    builder.land(exit)
    if rest.type != .void { builder.emit(.clearObject, target) }
    builder.land(end)
    try clearObjects(from: first)
  }

  // MARK: Text

  mutating func describe(_ inner: TypedExpression, into target: Int) throws(CompileLimit) {
    try prepare(inner.type)
    let type = try program.typeNumber(inner.type)
    switch bank(inner) {
    case .object: builder.emit(.describe, target, try operand(inner), type)
    case .scalar: builder.emit(.describeScalar, target, try operand(inner), type)
    }
  }

  mutating func concatenate(_ parts: [TypedExpression], into target: Int) throws(CompileLimit) {
    let first = builder.objectTop
    for part in parts { try evaluate(part, into: try builder.newObject()) }
    builder.emit(.concatenate, target, first, parts.count)
  }
}
