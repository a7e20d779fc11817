import Diagnostics

extension Compiler {
  mutating func assign(_ place: Place, _ value: TypedExpression) throws(CompileLimit) {
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
      case .entry(let entry):
        let position = try compiler.position(of: entry, in: container)
        compiler.builder.emit(kind == .scalar ? .setEntry : .setEntryObject, container, position, held)
      }
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

  enum ResolvedStep {
    case field(Int, Bank)
    case element(Int)
    case entry(ResolvedEntry)
  }

  /// A dictionary's entry, its key in a register.
  struct ResolvedEntry {
    var key: TypedExpression
    var register: Int
    var fallback: TypedExpression?
    var bindings: [String: Type]
  }

  /// The steps with their indices evaluated, before anything is taken out of its place.
  mutating func indices(
    _ steps: [Place.Step], before values: [TypedExpression] = []
  ) throws(CompileLimit) -> [(step: ResolvedStep, type: Type)] {
    var result: [(step: ResolvedStep, type: Type)] = []
    for step in steps {
      switch step {
      case .field(let number, let type): result.append((.field(number, catalog.bank(of: type)), type))
      case .element(let index, let type):
        result.append((.element(try firstOperand(index, before: values[...], -1)), type))
      case .entry(let key, let fallback, let type):
        let bindings = ["Key": key.type, "Value": type]
        let register = try operand(key)
        result.append(
          (.entry(ResolvedEntry(key: key, register: register, fallback: fallback, bindings: bindings)), type))
      }
    }
    return result
  }

  /// Lets `change` alter the last step's container in place: containers on the way are taken out of theirs, so that
  /// each is held only once, and put back.
  mutating func inPlace(
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

  mutating func descend(
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
    case .entry(let entry):
      let position = try self.position(of: entry, in: container)
      builder.emit(.takeEntry, held, container, position)
      try descend(held, inner, steps.dropFirst(), change)
      return builder.emit(.setEntryObject, container, position, held)
    }
    try descend(held, inner, steps.dropFirst(), change)
    switch position {
    case .element(let index): builder.emit(.setObject, container, index, held)
    case .field(let number, _): builder.emit(.setObjectField, container, number, held)
    case .entry: break
    }
  }

  /// A register with the number of an entry, which is put in where it is missing.
  mutating func position(of entry: ResolvedEntry, in container: Int) throws(CompileLimit) -> Int {
    let position = try builder.newScalar()
    let key = TypedExpression(.held(entry.register), entry.key.type, at: entry.key.range)
    try hidden("_find", entry.bindings, container, [key], into: position)
    let test = try builder.newScalar()
    builder.emitWide(.loadInteger, test, 0)
    builder.emit(.lessInt, test, position, test)
    let isThere = builder.jump(.jumpIfFalse, test)
    if let fallback = entry.fallback {
      try hidden("_insert", entry.bindings, container, [key, fallback], into: position)
    } else {
      builder.emit(.fault, Machine.missingKey)
    }
    builder.land(isThere)
    return position
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
    try temporarily { compiler throws(CompileLimit) in
      _ = try compiler.builder.newScalar()
      _ = try compiler.builder.newObjects(2)
    }
    builder.emit(.moveObject, receiver, container)
    try apply(.native(number, bindings: bindings), values, held, .int, (scalars, receiver))
    builder.emit(.moveObject, container, receiver)
    builder.emit(.move, target, scalars)
    builder.scalarTop = scalars
    builder.objectTop = objects
  }

  /// A field's number among all fields, as its position in its bank.
  func positioned(_ step: ResolvedStep, in type: Type) -> ResolvedStep {
    guard case .field(let number, let bank) = step else { return step }
    return .field(layout(fieldTypes(type), number).position, bank)
  }

  // MARK: Mutating members

  mutating func mutate(
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

  mutating func apply(
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
        resultBank: type == .void ? nil : catalog.bank(of: type), bindings: bindings, isMutating: true)
      builder.emit(.callNative, try program.site(site), frame.scalars, frame.objects)
    case .user(let function):
      builder.emit(.call, try self.number(of: function.body), frame.scalars, frame.objects)
    }
  }

  /// Moves the value at a place into `receiver`, runs `body`, and moves it back.
  mutating func borrow(
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
      case .entry(let entry):
        let position = try compiler.position(of: entry, in: container)
        compiler.builder.emit(.takeEntry, receiver, container, position)
        try body(&compiler)
        compiler.builder.emit(.setEntryObject, container, position, receiver)
      }
    }
  }
}
