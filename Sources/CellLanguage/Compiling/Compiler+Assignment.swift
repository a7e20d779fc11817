import Diagnostics

/// Changing variables and parts of what they hold.
///
/// A part is changed where it stands: each value on the way to it is taken out of the one around, so that it is held
/// only once and nothing is copied, and put back afterwards.
extension Compiler {
  mutating func assign(_ place: Place, _ value: TypedExpression) throws(CompileLimit) {
    if place.steps.isEmpty {
      if case .variable(let variable) = place.root { try store(value, in: variable) }
      return
    }
    let steps = try resolved(place, before: [value])
    let held = bank(value) == .scalar ? try operand(value) : try ownObject(value)
    try reach(place.root, steps[...]) { (compiler, container, step) throws(CompileLimit) in
      try compiler.locate(step, in: container)
      try compiler.put(step, into: container, from: held)
    }
  }

  /// `value` in a register that may be emptied.
  mutating func ownObject(_ value: TypedExpression) throws(CompileLimit) -> Int {
    let register = try builder.newObject()
    try evaluate(value, into: register)
    return register
  }

  mutating func store(_ value: TypedExpression, in variable: Variable) throws(CompileLimit) {
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

  // MARK: Steps

  /// A step from a value to its part, with all that leads there in registers.
  struct ResolvedStep {
    enum Kind {
      case field(Int)
      /// Of an object: it is shared, and never copied.
      case objectField(Int)
      case element(Int)
      case unwrapped(Instruction.Operation)
      case entry(ResolvedEntry)
      case accessed(PlaceAccessor, [(register: Int, bank: Bank)])
    }

    /// A dictionary's entry: its key in a register, and a register for its number.
    struct ResolvedEntry {
      var key: TypedExpression
      var register: Int
      var position: Int
      var fallback: TypedExpression?
      var bindings: [String: Type]
    }

    var kind: Kind
    /// Where the part lives.
    var bank: Bank
    /// The types around the step and of the part.
    var container: Type
    var part: Type
  }

  /// The steps with their indices evaluated, before anything is taken out of its place.
  mutating func resolved(
    _ place: Place, before values: [TypedExpression] = []
  ) throws(CompileLimit) -> [ResolvedStep] {
    var result: [ResolvedStep] = []
    var container = place.root.type
    for step in place.steps {
      let kind = try resolved(step, in: container, before: values)
      result.append(
        ResolvedStep(kind: kind, bank: catalog.bank(of: step.type), container: container, part: step.type))
      container = step.type
    }
    return result
  }

  mutating func resolved(
    _ step: Place.Step, in container: Type, before values: [TypedExpression]
  ) throws(CompileLimit) -> ResolvedStep.Kind {
    switch step {
    case .field(let number, _):
      let position = layout(types.fieldTypes(container), number).position
      return types.isReference(container) ? .objectField(position) : .field(position)
    case .element(let index, _): return .element(try firstOperand(index, before: values[...], -1))
    case .unwrapped: return .unwrapped(unwrapping(container))
    case .entry(let key, let fallback, let type):
      return .entry(
        ResolvedStep.ResolvedEntry(
          key: key, register: try operand(key), position: try builder.newScalar(), fallback: fallback,
          bindings: ["Key": key.type, "Value": type]))
    case .accessed(let accessor, let arguments, _):
      var registers: [(register: Int, bank: Bank)] = []
      for argument in arguments {
        let bank = bank(argument)
        registers.append((bank == .scalar ? try operand(argument) : try ownObject(argument), bank))
      }
      return .accessed(accessor, registers)
    }
  }

  /// Lets `change` alter the last step's container in place.
  mutating func reach(
    _ root: Place.Root, _ steps: ArraySlice<ResolvedStep>,
    _ change: (inout Compiler, Int, ResolvedStep) throws(CompileLimit) -> Void
  ) throws(CompileLimit) {
    switch root {
    case .object(let reference):
      let held = try builder.newObject()
      try evaluate(reference, into: held)
      try descend(held, steps, change)
      builder.emit(.clearObject, held)
    case .variable(let variable):
      try holding(variable) { (compiler, register) throws(CompileLimit) in
        try compiler.descend(register, steps, change)
      }
    }
  }

  /// Runs `body` on a variable's value, which is out of the variable meanwhile unless it is in a register.
  mutating func holding(
    _ variable: Variable, _ body: (inout Compiler, Int) throws(CompileLimit) -> Void
  ) throws(CompileLimit) {
    switch location(of: variable) {
    case .register(let register): try body(&self, register)
    case .box(let box):
      let held = try builder.newObject()
      builder.emit(.takeObjectBox, held, box)
      try body(&self, held)
      builder.emit(.storeObjectBox, held, box)
      builder.emit(.clearObject, held)
    case .global(let number):
      let held = try builder.newObject()
      builder.emitWide(.takeGlobalObject, held, number)
      try body(&self, held)
      builder.emitWide(.storeGlobalObject, held, number)
      builder.emit(.clearObject, held)
    }
  }

  private mutating func descend(
    _ container: Int, _ steps: ArraySlice<ResolvedStep>,
    _ change: (inout Compiler, Int, ResolvedStep) throws(CompileLimit) -> Void
  ) throws(CompileLimit) {
    guard let step = steps.first else { return }
    if steps.count == 1 { return try change(&self, container, step) }
    let held = try builder.newObject()
    try take(step, from: container, into: held)
    try descend(held, steps.dropFirst(), change)
    // An object is the same one still, wherever the reference to it came from.
    if !types.isReference(step.part) { try put(step, into: container, from: held) }
  }

  /// Finds the number of a dictionary's entry, which is put in where it is missing.
  private mutating func locate(_ step: ResolvedStep, in container: Int) throws(CompileLimit) {
    guard case .entry(let entry) = step.kind else { return }
    let key = TypedExpression(.held(entry.register), entry.key.type, at: entry.key.range)
    try hidden("_find", entry.bindings, container, [key], into: entry.position)
    let test = try builder.newScalar()
    builder.emitWide(.loadInteger, test, 0)
    builder.emit(.lessInt, test, entry.position, test)
    let isThere = builder.jump(.jumpIfFalse, test)
    if let fallback = entry.fallback {
      try hidden("_insert", entry.bindings, container, [key, fallback], into: entry.position)
    } else {
      builder.emit(.fault, Machine.missingKey)
    }
    builder.land(isThere)
  }

  /// A hidden mutating member of dictionaries, called on what a register holds.
  private mutating func hidden(
    _ name: String, _ bindings: [String: Type], _ container: Int, _ values: [TypedExpression], into target: Int
  ) throws(CompileLimit) {
    guard let number = catalog.lookUp(name, owner: "Dictionary").first else { return }
    let (scalars, objects) = (builder.scalarTop, builder.objectTop)
    let receiver = try builder.newObject()
    let held = try hold(values)
    builder.emit(.moveObject, receiver, container)
    try apply(.native(number, bindings: bindings), values, held, .int, (scalars, receiver))
    builder.emit(.moveObject, container, receiver)
    builder.emit(.move, target, scalars)
    builder.scalarTop = scalars
    builder.objectTop = objects
  }

  /// Moves the part into a register.
  mutating func take(_ step: ResolvedStep, from container: Int, into register: Int) throws(CompileLimit) {
    let isShared = types.isReference(step.part)
    try locate(step, in: container)
    switch step.kind {
    case .field(let position), .objectField(let position):
      if step.bank == .scalar { return builder.emit(.getScalarField, register, container, position) }
      let isObject = if case .objectField = step.kind { true } else { false }
      builder.emit(
        isShared ? .getObjectField : isObject ? .takeObjectField : .takeField, register, container, position)
    case .element(let index):
      if step.bank == .scalar { return builder.emit(.getScalar, register, container, index) }
      builder.emit(isShared ? .getObject : .takeElement, register, container, index)
    case .entry(let entry):
      builder.emit(step.bank == .scalar ? .getEntry : .takeEntry, register, container, entry.position)
    case .unwrapped(let unwrap):
      builder.emit(unwrap, register, container)
      if !isShared { builder.emit(.clearObject, container) }
    case .accessed(let accessor, let arguments):
      try get(accessor, of: container, arguments, step, into: register)
    }
  }

  /// Moves a register's value to where the part belongs.
  mutating func put(_ step: ResolvedStep, into container: Int, from register: Int) throws(CompileLimit) {
    let isScalar = step.bank == .scalar
    switch step.kind {
    case .field(let position): builder.emit(isScalar ? .setScalarField : .setObjectField, container, position, register)
    case .objectField(let position):
      builder.emit(isScalar ? .storeScalarField : .storeObjectField, container, position, register)
    case .element(let index): builder.emit(isScalar ? .setScalar : .setObject, container, index, register)
    case .entry(let entry): builder.emit(isScalar ? .setEntry : .setEntryObject, container, entry.position, register)
    case .unwrapped: builder.emit(isScalar ? .wrap : .moveObject, container, register)
    case .accessed(let accessor, let arguments): try set(accessor, of: container, arguments, step, from: register)
    }
  }
}
