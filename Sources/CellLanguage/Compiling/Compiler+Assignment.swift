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
  private mutating func resolved(
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

  private mutating func resolved(
    _ step: Place.Step, in container: Type, before values: [TypedExpression]
  ) throws(CompileLimit) -> ResolvedStep.Kind {
    switch step {
    case .field(let number, _):
      let position = layout(fieldTypes(container), number).position
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
  private mutating func reach(
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
  private mutating func holding(
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
    var held: [Int] = []
    for value in values {
      let register = bank(value) == .scalar ? try builder.newScalar() : try builder.newObject()
      try evaluate(value, into: register)
      held.append(register)
    }
    try temporarily { compiler throws(CompileLimit) in try compiler.reserveResult() }
    builder.emit(.moveObject, receiver, container)
    try apply(.native(number, bindings: bindings), values, held, .int, (scalars, receiver))
    builder.emit(.moveObject, container, receiver)
    builder.emit(.move, target, scalars)
    builder.scalarTop = scalars
    builder.objectTop = objects
  }

  /// Moves the part into a register.
  private mutating func take(_ step: ResolvedStep, from container: Int, into register: Int) throws(CompileLimit) {
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
  private mutating func put(_ step: ResolvedStep, into container: Int, from register: Int) throws(CompileLimit) {
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

  // MARK: Computed properties and subscripts

  private mutating func get(
    _ accessor: PlaceAccessor, of container: Int, _ arguments: [(register: Int, bank: Bank)], _ step: ResolvedStep,
    into target: Int
  ) throws(CompileLimit) {
    try temporarily { compiler throws(CompileLimit) in
      let frame = (scalars: compiler.builder.scalarTop, objects: compiler.builder.objectTop)
      compiler.builder.emit(.copyObject, try compiler.builder.newObject(), container)
      for argument in arguments { try compiler.pass(argument.register, argument.bank) }
      try compiler.reserveResult()
      switch accessor {
      case .user(let getter, _):
        compiler.builder.emit(.call, try compiler.number(of: getter.body), frame.scalars, frame.objects)
      case .native(let getter, _, let bindings, _):
        let banks = [Bank.object] + arguments.map(\.bank)
        try compiler.callNative(getter, banks, bindings, result: step.bank, isMutating: false, frame)
      }
      compiler.takeResult(step.part, frame, into: target)
    }
  }

  private mutating func set(
    _ accessor: PlaceAccessor, of container: Int, _ arguments: [(register: Int, bank: Bank)], _ step: ResolvedStep,
    from value: Int
  ) throws(CompileLimit) {
    let isShared = types.isReference(step.container)
    try temporarily { compiler throws(CompileLimit) in
      let frame = (scalars: compiler.builder.scalarTop, objects: compiler.builder.objectTop)
      compiler.builder.emit(isShared ? .copyObject : .moveObject, try compiler.builder.newObject(), container)
      switch accessor {
      case .user(_, let setter):
        for argument in arguments { try compiler.pass(argument.register, argument.bank) }
        try compiler.pass(value, step.bank)
        try compiler.reserveResult()
        compiler.builder.emit(.call, try compiler.number(of: setter.body), frame.scalars, frame.objects)
      case .native(_, let setter, let bindings, let count):
        for argument in arguments.prefix(count) { try compiler.pass(argument.register, argument.bank) }
        // A dictionary is given a value or nil where its own subscript is set, and the value itself with a default.
        try compiler.passConverted(value, step, to: setter, count, bindings)
        try compiler.reserveResult()
        let banks = [Bank.object] + arguments.prefix(count).map(\.bank) + [compiler.lastBank(of: setter, bindings)]
        try compiler.callNative(setter, banks, bindings, result: nil, isMutating: true, frame)
      }
      if !isShared { compiler.builder.emit(.moveObject, container, frame.objects) }
    }
  }

  /// The value of a step as the setter's last parameter wants it: wrapped, where that is optional and the part is not.
  private mutating func passConverted(
    _ value: Int, _ step: ResolvedStep, to setter: Int, _ count: Int, _ bindings: [String: Type]
  ) throws(CompileLimit) {
    let wanted = catalog.signature(of: setter).parameters[count].type.substituting(bindings)
    if wanted.isOptional, !step.part.isOptional, step.bank == .scalar {
      builder.emit(.wrap, try builder.newObject(), value)
    } else if !wanted.isOptional, step.part.isOptional, catalog.bank(of: wanted) == .scalar {
      builder.emit(.unwrap, try builder.newScalar(), value)
    } else {
      try pass(value, step.bank)
    }
  }

  private func lastBank(of setter: Int, _ bindings: [String: Type]) -> Bank {
    catalog.signature(of: setter).parameters.last.map { catalog.bank(of: $0.type.substituting(bindings)) } ?? .object
  }

  private mutating func pass(_ register: Int, _ bank: Bank) throws(CompileLimit) {
    switch bank {
    case .scalar: builder.emit(.move, try builder.newScalar(), register)
    case .object: builder.emit(.copyObject, try builder.newObject(), register)
    }
  }

  private mutating func reserveResult() throws(CompileLimit) {
    _ = try builder.newScalar()
    _ = try builder.newObjects(2)
  }

  private mutating func callNative(
    _ number: Int, _ banks: [Bank], _ bindings: [String: Type], result: Bank?, isMutating: Bool,
    _ frame: (scalars: Int, objects: Int)
  ) throws(CompileLimit) {
    guard case .native(let native) = catalog.entries[number].implementation else { return }
    let site = CallSite(
      native: native, banks: banks, resultBank: result, bindings: bindings, isMutating: isMutating)
    builder.emit(.callNative, try program.site(site), frame.scalars, frame.objects)
  }

  // MARK: Mutating members

  mutating func mutate(
    _ place: Place, _ mutation: TypedExpression.Mutation, _ values: [TypedExpression], _ type: Type, into target: Int
  ) throws(CompileLimit) {
    if case .user(let function) = mutation, !isSimple(place, values) {
      return try callMutating(function, on: place, values, type, into: target)
    }
    let frame = (scalars: builder.scalarTop, objects: builder.objectTop)
    let receiver = try builder.newObject()
    var held: [Int] = []
    for value in values {
      let register = bank(value) == .scalar ? try builder.newScalar() : try builder.newObject()
      try evaluate(value, into: register)
      held.append(register)
    }
    try temporarily { compiler throws(CompileLimit) in try compiler.reserveResult() }
    try borrow(place, into: receiver) { compiler throws(CompileLimit) in
      try compiler.apply(mutation, values, held, type, frame)
    }
    guard type != .void else { return }
    let kind = catalog.bank(of: type)
    move(kind, from: kind == .scalar ? frame.scalars : frame.objects + 1, to: target)
  }

  /// Whether nothing but the variable's own register is needed while the method runs.
  private func isSimple(_ place: Place, _ values: [TypedExpression]) -> Bool {
    guard place.steps.isEmpty, case .variable(let variable) = place.root else { return false }
    if case .box = location(of: variable) { return false }
    return !values.contains(where: \.isReference)
  }

  /// What is held meanwhile lies below the frame of the call, which ends what lies above.
  private mutating func callMutating(
    _ function: UserFunction, on place: Place, _ values: [TypedExpression], _ type: Type, into target: Int
  ) throws(CompileLimit) {
    let staged = try stage(values)
    let receiver = try builder.newObject()
    let number = try number(of: function.body)
    try borrow(place, into: receiver) { compiler throws(CompileLimit) in
      try compiler.lending(staged[...]) { (compiler, passed) throws(CompileLimit) in
        let frame = (scalars: compiler.builder.scalarTop, objects: compiler.builder.objectTop)
        compiler.builder.emit(.moveObject, try compiler.builder.newObject(), receiver)
        for argument in passed { try compiler.pass(argument.register, argument.bank) }
        try compiler.reserveResult()
        compiler.builder.emit(.call, number, frame.scalars, frame.objects)
        compiler.builder.emit(.moveObject, receiver, frame.objects)
        guard type != .void else { return }
        let bank = compiler.catalog.bank(of: type)
        compiler.move(bank, from: bank == .scalar ? frame.scalars : frame.objects + 1, to: target)
      }
    }
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
      let result = type == .void ? nil : catalog.bank(of: type)
      let banks = [Bank.object] + values.map { bank($0) }
      try callNative(number, banks, bindings, result: result, isMutating: true, frame)
    case .user(let function):
      builder.emit(.call, try self.number(of: function.body), frame.scalars, frame.objects)
    }
  }

  /// Moves the value at a place into `receiver`, runs `body`, and moves it back.
  mutating func borrow(
    _ place: Place, into receiver: Int, _ body: (inout Compiler) throws(CompileLimit) -> Void
  ) throws(CompileLimit) {
    let steps = try resolved(place)
    guard !steps.isEmpty else {
      guard case .variable(let variable) = place.root else { return }
      return try holding(variable) { (compiler, register) throws(CompileLimit) in
        compiler.builder.emit(.moveObject, receiver, register)
        try body(&compiler)
        compiler.builder.emit(.moveObject, register, receiver)
      }
    }
    try reach(place.root, steps[...]) { (compiler, container, step) throws(CompileLimit) in
      try compiler.take(step, from: container, into: receiver)
      try body(&compiler)
      try compiler.put(step, into: container, from: receiver)
    }
  }

  // MARK: Inout

  enum Staged {
    case value(register: Int, bank: Bank)
    case reference(Place)
  }

  /// Arguments in registers of their own, but for references.
  mutating func stage(_ values: [TypedExpression]) throws(CompileLimit) -> [Staged] {
    var staged: [Staged] = []
    for value in values {
      if case .reference(let place) = value.kind {
        staged.append(.reference(place))
      } else {
        let bank = bank(value)
        let register = bank == .scalar ? try builder.newScalar() : try builder.newObject()
        try evaluate(value, into: register)
        staged.append(.value(register: register, bank: bank))
      }
    }
    return staged
  }

  /// A call with references among its arguments.
  mutating func callLending(
    _ body: FunctionBody, _ values: [TypedExpression], _ type: Type, into target: Int
  ) throws(CompileLimit) {
    let staged = try stage(values)
    let number = try number(of: body)
    try lending(staged[...]) { (compiler, passed) throws(CompileLimit) in
      let frame = (scalars: compiler.builder.scalarTop, objects: compiler.builder.objectTop)
      for argument in passed { try compiler.pass(argument.register, argument.bank) }
      for variable in body.captures { try compiler.capture(variable) }
      try compiler.reserveResult()
      compiler.builder.emit(.call, number, frame.scalars, frame.objects)
      compiler.takeResult(type, frame, into: target)
    }
  }

  /// Runs `body` with a box in the place of each reference among the arguments, and moves what the boxes hold
  /// afterwards to where it came from.
  private mutating func lending(
    _ arguments: ArraySlice<Staged>, _ passed: [(register: Int, bank: Bank)] = [],
    _ body: (inout Compiler, [(register: Int, bank: Bank)]) throws(CompileLimit) -> Void
  ) throws(CompileLimit) {
    guard let argument = arguments.first else {
      return try temporarily { compiler throws(CompileLimit) in try body(&compiler, passed) }
    }
    switch argument {
    case .value(let register, let bank):
      try lending(arguments.dropFirst(), passed + [(register, bank)], body)
    case .reference(let place):
      if place.steps.isEmpty, case .variable(let variable) = place.root, case .box(let own) = location(of: variable) {
        // A box that is there already is lent itself.
        return try lending(arguments.dropFirst(), passed + [(own, .object)], body)
      }
      let box = try builder.newObject()
      let isScalar = catalog.bank(of: place.type) == .scalar
      let held = isScalar ? try builder.newScalar() : try builder.newObject()
      try moved(place, through: held) { compiler throws(CompileLimit) in
        compiler.builder.emit(isScalar ? .makeBox : .makeObjectBox, box, held)
        if !isScalar { compiler.builder.emit(.clearObject, held) }
        try compiler.lending(arguments.dropFirst(), passed + [(box, .object)], body)
        compiler.builder.emit(isScalar ? .loadBox : .takeObjectBox, held, box)
        compiler.builder.emit(.clearObject, box)
      }
    }
  }

  /// Runs `body` with the value at a place in `register`, and puts what is there then back.
  private mutating func moved(
    _ place: Place, through register: Int, _ body: (inout Compiler) throws(CompileLimit) -> Void
  ) throws(CompileLimit) {
    guard catalog.bank(of: place.type) == .scalar else { return try borrow(place, into: register, body) }
    guard !place.steps.isEmpty else {
      guard case .variable(let variable) = place.root else { return }
      load(variable, .scalar, into: register)
      try body(&self)
      switch location(of: variable) {
      case .register(let own): builder.emit(.move, own, register)
      case .box(let box): builder.emit(.storeBox, register, box)
      case .global(let number): builder.emitWide(.storeGlobal, register, number)
      }
      return
    }
    let steps = try resolved(place)
    try reach(place.root, steps[...]) { (compiler, container, step) throws(CompileLimit) in
      try compiler.take(step, from: container, into: register)
      try body(&compiler)
      try compiler.put(step, into: container, from: register)
    }
  }
}
