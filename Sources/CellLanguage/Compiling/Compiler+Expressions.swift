import Diagnostics
import Elementary

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

  private mutating func scalarConstant(_ bits: UInt64, _ target: Int?) throws(CompileLimit) -> Int {
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

  private mutating func evaluateKind(_ value: TypedExpression, into target: Int) throws(CompileLimit) {
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
    case .isNone(let inner): builder.emit(.isNil, target, try operand(inner))
    case .describe(let inner): try describe(inner, into: target)
    case .concatenate(let parts): try concatenate(parts, into: target)
    case .assign(let place, let newValue): try assign(place, newValue)
    case .mutate(let place, let mutation, let arguments):
      try mutate(place, mutation, arguments, value.type, into: target)
    case .statements(let list, let last):
      try compile(list)
      try discardInner(last)
    case .invalid: break
    }
  }

  private mutating func discardInner(_ value: TypedExpression) throws(CompileLimit) {
    if value.type == .void { try effect(value) } else { _ = try operand(value) }
  }

  // MARK: Moving

  private mutating func constant(_ raw: RawValue, _ bank: Bank, into target: Int) throws(CompileLimit) {
    switch bank {
    case .scalar: _ = try scalarConstant(raw.bits, target)
    case .object:
      guard let object = raw.object else { return builder.emit(.clearObject, target) }
      builder.emitWide(.loadObject, target, program.object(object))
    }
  }

  private mutating func none(_ bank: Bank, into target: Int) throws(CompileLimit) {
    switch bank {
    case .scalar: _ = try scalarConstant(0, target)
    case .object: builder.emit(.clearObject, target)
    }
  }

  private mutating func load(_ variable: Variable, _ bank: Bank, into target: Int) {
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
  private mutating func move(_ bank: Bank, from source: Int, to target: Int) {
    guard source != target else { return }
    builder.emit(bank == .scalar ? .move : .moveObject, target, source)
  }

  // MARK: Calls

  /// Evaluates arguments into the first registers of a frame to be; returns where it begins.
  private mutating func arguments(
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

  private mutating func takeResult(_ type: Type, _ frame: (scalars: Int, objects: Int), into target: Int) {
    guard type != .void else { return }
    let bank = catalog.bank(of: type)
    move(bank, from: bank == .scalar ? frame.scalars : frame.objects, to: target)
  }

  private mutating func native(
    _ number: Int, _ bindings: [String: Type], _ values: [TypedExpression], _ type: Type, into target: Int
  ) throws(CompileLimit) {
    switch catalog.entries[number].implementation {
    case .instruction(let operation): try instruction(operation, values, into: target)
    case .elementary(let function):
      let number = ElementaryFunction.allCases.firstIndex(of: function) ?? 0
      builder.emit(.elementary, target, try operand(values[0]), number)
    case .native(let native):
      let frame = try arguments(values)
      let site = CallSite(
        native: native, banks: values.map { bank($0) }, resultBank: type == .void ? nil : catalog.bank(of: type),
        bindings: bindings, argumentTypes: values.map(\.type), isMutating: false)
      builder.emit(.callNative, try program.site(site), frame.scalars, frame.objects)
      takeResult(type, frame, into: target)
    }
  }

  /// Calls a native that gives nothing back.
  mutating func callNative(_ native: Native, _ values: [TypedExpression]) throws(CompileLimit) {
    let frame = try arguments(values)
    let site = CallSite(
      native: native, banks: values.map { bank($0) }, resultBank: nil, bindings: [:],
      argumentTypes: values.map(\.type), isMutating: false)
    builder.emit(.callNative, try program.site(site), frame.scalars, frame.objects)
  }

  private mutating func instruction(
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
  private mutating func firstOperand(
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
  private func isShared(_ value: TypedExpression) -> Bool {
    guard case .variable(let variable) = value.kind, case .global = variable.storage else { return false }
    return function == nil && variable.isMutable && bank(value) == .scalar
  }

  private func immediate(_ value: TypedExpression) -> Int? {
    if case .integer(let number) = value.kind, abs(number) < 0x7FFF { return number }
    return nil
  }

  private mutating func user(
    _ function: UserFunction, _ values: [TypedExpression], _ type: Type, into target: Int
  ) throws(CompileLimit) {
    let frame = try arguments(values, captures: function.body.captures)
    builder.emit(.call, try number(of: function.body), frame.scalars, frame.objects)
    takeResult(type, frame, into: target)
  }

  private mutating func callValue(
    _ callee: TypedExpression, _ values: [TypedExpression], _ type: Type, into target: Int
  ) throws(CompileLimit) {
    let closure = try operand(callee)
    let frame = try arguments(values)
    builder.emit(.callClosure, closure, frame.scalars, frame.objects)
    takeResult(type, frame, into: target)
  }

  private mutating func closure(_ body: FunctionBody, into target: Int) throws(CompileLimit) {
    let number = try number(of: body)
    let scalars = builder.scalarTop
    let objects = builder.objectTop
    for variable in body.captures { try capture(variable) }
    _ = try builder.newObject()
    builder.emit(.makeClosure, number, scalars, objects)
    move(.object, from: objects, to: target)
  }

  /// Copies what a closure takes along: a value, or the box that it shares.
  private mutating func capture(_ variable: Variable) throws(CompileLimit) {
    if variable.isBoxed, case .box(let box) = location(of: variable) {
      builder.emit(.copyObject, try builder.newObject(), box)
      return
    }
    let bank = catalog.bank(of: variable.type)
    let target = bank == .scalar ? try builder.newScalar() : try builder.newObject()
    load(variable, bank, into: target)
  }

  // MARK: Records and arrays

  /// Where field `number` of a record with these field types lives.
  func layout(_ types: [Type], _ number: Int) -> (bank: Bank, position: Int) {
    let banks = types.map { catalog.bank(of: $0) }
    return (banks[number], banks[..<number].count { $0 == banks[number] })
  }

  private mutating func construct(
    _ fields: [TypedExpression], _ type: Type, into target: Int
  ) throws(CompileLimit) {
    if fields.isEmpty { return builder.emit(.clearObject, target) }
    let frame = try arguments(fields)
    try refuseInvertedRange(type, frame.scalars)
    let banks = fields.map { bank($0) }
    let shape = CompiledProgram.Shape(
      scalars: banks.count { $0 == .scalar }, objects: banks.count { $0 == .object })
    builder.emit(.makeRecord, try program.shapeNumber(shape), frame.scalars, frame.objects)
    move(.object, from: frame.objects, to: target)
  }

  /// As in Swift, a range whose upper bound is below its lower one stops.
  private mutating func refuseInvertedRange(_ type: Type, _ lower: Int) throws(CompileLimit) {
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

  private mutating func field(_ record: TypedExpression, _ number: Int, into target: Int) throws(CompileLimit) {
    let (bank, position) = layout(fieldTypes(record.type), number)
    let source = try operand(record)
    builder.emit(bank == .scalar ? .getScalarField : .getObjectField, target, source, position)
    // Only an initialiser can see a property before it has a value.
    if bank == .object, function?.filled != nil { builder.emit(.unwrapObject, target, target) }
  }

  func fieldTypes(_ type: Type) -> [Type] {
    switch type {
    case .tuple(let elements): elements.map(\.type)
    case .range(let bound), .closedRange(let bound): [bound, bound]
    case .structure(_, let id): structures(id).map(\.type)
    default: []
    }
  }

  private mutating func element(
    _ array: TypedExpression, _ index: TypedExpression, _ bank: Bank, into target: Int
  ) throws(CompileLimit) {
    let source = try operand(array)
    let position = try operand(index)
    builder.emit(bank == .scalar ? .getScalar : .getObject, target, source, position)
  }

  private mutating func array(_ elements: [TypedExpression], _ type: Type, into target: Int) throws(CompileLimit) {
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

  private mutating func shortCircuit(
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

  private mutating func ternary(
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

  private mutating func wrap(_ inner: TypedExpression, into target: Int) throws(CompileLimit) {
    switch bank(inner) {
    case .scalar: builder.emit(.wrap, target, try operand(inner))
    case .object: try evaluate(inner, into: target)
    }
  }

  private mutating func unwrap(_ inner: TypedExpression, _ bank: Bank, into target: Int) throws(CompileLimit) {
    builder.emit(bank == .scalar ? .unwrap : .unwrapObject, target, try operand(inner))
  }

  private mutating func coalesce(
    _ optional: TypedExpression, _ fallback: TypedExpression, _ bank: Bank, into target: Int
  ) throws(CompileLimit) {
    let held = try operand(optional)
    let test = try builder.newScalar()
    builder.emit(.isNil, test, held)
    let isThere = builder.jump(.jumpIfFalse, test)
    try evaluate(fallback, into: target)
    let end = builder.jump(.jump)
    builder.land(isThere)
    builder.emit(bank == .scalar ? .unwrap : .unwrapObject, target, held)
    builder.land(end)
  }

  // MARK: Text

  private mutating func describe(_ inner: TypedExpression, into target: Int) throws(CompileLimit) {
    let type = try program.typeNumber(inner.type)
    switch bank(inner) {
    case .object: builder.emit(.describe, target, try operand(inner), type)
    case .scalar: builder.emit(.describeScalar, target, try operand(inner), type)
    }
  }

  private mutating func concatenate(_ parts: [TypedExpression], into target: Int) throws(CompileLimit) {
    let first = builder.objectTop
    for part in parts { try evaluate(part, into: try builder.newObject()) }
    builder.emit(.concatenate, target, first, parts.count)
  }

  // MARK: Assignment

  private mutating func assign(_ place: Place, _ value: TypedExpression) throws(CompileLimit) {
    guard !place.steps.isEmpty else { return try store(value, in: place.root) }
    let kind = bank(value)
    let steps = try indices(place.steps, before: [value])
    let held = kind == .scalar ? try operand(value) : try ownObject(value)
    try inPlace(place.root, steps[...]) { (compiler, container, step) throws(CompileLimit) in
      switch step {
      case .element(let index):
        compiler.builder.emit(kind == .scalar ? .setScalar : .setObject, container, index, held)
      case .field(let position, _):
        compiler.builder.emit(kind == .scalar ? .setScalarField : .setObjectField, container, position, held)
      }
    }
  }

  /// `value` in a register that may be emptied.
  private mutating func ownObject(_ value: TypedExpression) throws(CompileLimit) -> Int {
    let register = try builder.newObject()
    try evaluate(value, into: register)
    return register
  }

  private mutating func store(_ value: TypedExpression, in variable: Variable) throws(CompileLimit) {
    let kind = bank(value)
    switch location(of: variable) {
    case .register(let register):
      let outer = stored
      stored = register
      defer { stored = outer }
      try evaluate(value, into: register)
    case .box(let box):
      builder.emit(kind == .scalar ? .storeBox : .storeObjectBox, try operand(value), box)
    case .global(let number):
      builder.emitWide(kind == .scalar ? .storeGlobal : .storeGlobalObject, try operand(value), number)
    }
  }

  enum ResolvedStep {
    case field(Int, Bank)
    case element(Int)
  }

  /// The steps with their indices evaluated, before anything is taken out of its place.
  private mutating func indices(
    _ steps: [Place.Step], before values: [TypedExpression] = []
  ) throws(CompileLimit) -> [(step: ResolvedStep, type: Type)] {
    var result: [(step: ResolvedStep, type: Type)] = []
    for step in steps {
      switch step {
      case .field(let number, let type): result.append((.field(number, catalog.bank(of: type)), type))
      case .element(let index, let type):
        result.append((.element(try firstOperand(index, before: values[...], -1)), type))
      }
    }
    return result
  }

  /// Lets `change` alter the last step's container in place: containers on the way are taken out of theirs, so that
  /// each is held only once, and put back.
  private mutating func inPlace(
    _ root: Variable, _ steps: ArraySlice<(step: ResolvedStep, type: Type)>,
    _ change: (inout Compiler, Int, ResolvedStep) throws(CompileLimit) -> Void
  ) throws(CompileLimit) {
    switch location(of: root) {
    case .register(let register): try descend(register, root.type, steps, change)
    case .box(let box):
      let held = try builder.newObject()
      builder.emit(.takeObjectBox, held, box)
      try descend(held, root.type, steps, change)
      builder.emit(.storeObjectBox, held, box)
      builder.emit(.clearObject, held)
    case .global(let number):
      let held = try builder.newObject()
      builder.emitWide(.takeGlobalObject, held, number)
      try descend(held, root.type, steps, change)
      builder.emitWide(.storeGlobalObject, held, number)
      builder.emit(.clearObject, held)
    }
  }

  private mutating func descend(
    _ container: Int, _ type: Type, _ steps: ArraySlice<(step: ResolvedStep, type: Type)>,
    _ change: (inout Compiler, Int, ResolvedStep) throws(CompileLimit) -> Void
  ) throws(CompileLimit) {
    guard let (step, inner) = steps.first else { return }
    let position = positioned(step, in: type)
    if steps.count == 1 { return try change(&self, container, position) }
    let held = try builder.newObject()
    switch position {
    case .element(let index): builder.emit(.takeElement, held, container, index)
    case .field(let number, _): builder.emit(.takeField, held, container, number)
    }
    try descend(held, inner, steps.dropFirst(), change)
    switch position {
    case .element(let index): builder.emit(.setObject, container, index, held)
    case .field(let number, _): builder.emit(.setObjectField, container, number, held)
    }
  }

  /// A field's number among all fields, as its position in its bank.
  private func positioned(_ step: ResolvedStep, in type: Type) -> ResolvedStep {
    guard case .field(let number, let bank) = step else { return step }
    return .field(layout(fieldTypes(type), number).position, bank)
  }

  // MARK: Mutating members

  private mutating func mutate(
    _ place: Place, _ mutation: TypedExpression.Mutation, _ values: [TypedExpression], _ type: Type, into target: Int
  ) throws(CompileLimit) {
    let frame = (scalars: builder.scalarTop, objects: builder.objectTop)
    let receiver = try builder.newObject()
    var held: [Int] = []
    for value in values {
      let register = bank(value) == .scalar ? try builder.newScalar() : try builder.newObject()
      try evaluate(value, into: register)
      held.append(register)
    }
    try temporarily { compiler throws(CompileLimit) in
      _ = try compiler.builder.newScalar()
      _ = try compiler.builder.newObjects(2)
    }
    let steps = try indices(place.steps)
    try borrow(place.root, steps, into: receiver) { compiler throws(CompileLimit) in
      try compiler.apply(mutation, values, held, type, frame)
    }
    guard type != .void else { return }
    let kind = catalog.bank(of: type)
    move(kind, from: kind == .scalar ? frame.scalars : frame.objects + 1, to: target)
  }

  private mutating func apply(
    _ mutation: TypedExpression.Mutation, _ values: [TypedExpression], _ held: [Int], _ type: Type,
    _ frame: (scalars: Int, objects: Int)
  ) throws(CompileLimit) {
    switch mutation {
    case .append:
      let isScalar = bank(values[0]) == .scalar
      builder.emit(isScalar ? .appendScalar : .appendObject, frame.objects, held[0])
    case .native(let number, let bindings):
      guard case .native(let native) = catalog.entries[number].implementation else { return }
      let site = CallSite(
        native: native, banks: [.object] + values.map { bank($0) },
        resultBank: type == .void ? nil : catalog.bank(of: type), bindings: bindings,
        argumentTypes: [.invalid] + values.map(\.type), isMutating: true)
      builder.emit(.callNative, try program.site(site), frame.scalars, frame.objects)
    case .user(let function):
      builder.emit(.call, try self.number(of: function.body), frame.scalars, frame.objects)
    }
  }

  /// Moves the value at a place into `receiver`, runs `body`, and moves it back.
  private mutating func borrow(
    _ root: Variable, _ steps: [(step: ResolvedStep, type: Type)], into receiver: Int,
    _ body: (inout Compiler) throws(CompileLimit) -> Void
  ) throws(CompileLimit) {
    guard !steps.isEmpty else {
      switch location(of: root) {
      case .register(let register):
        builder.emit(.moveObject, receiver, register)
        try body(&self)
        builder.emit(.moveObject, register, receiver)
      case .box(let box):
        builder.emit(.takeObjectBox, receiver, box)
        try body(&self)
        builder.emit(.storeObjectBox, receiver, box)
        builder.emit(.clearObject, receiver)
      case .global(let number):
        builder.emitWide(.takeGlobalObject, receiver, number)
        try body(&self)
        builder.emitWide(.storeGlobalObject, receiver, number)
        builder.emit(.clearObject, receiver)
      }
      return
    }
    try inPlace(root, steps[...]) { (compiler, container, step) throws(CompileLimit) in
      switch step {
      case .element(let index):
        compiler.builder.emit(.takeElement, receiver, container, index)
        try body(&compiler)
        compiler.builder.emit(.setObject, container, index, receiver)
      case .field(let number, _):
        compiler.builder.emit(.takeField, receiver, container, number)
        try body(&compiler)
        compiler.builder.emit(.setObjectField, container, number, receiver)
      }
    }
  }
}
