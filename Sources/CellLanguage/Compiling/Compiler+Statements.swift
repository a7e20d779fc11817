import Diagnostics

extension Compiler {
  mutating func compile(_ statements: [TypedStatement]) throws(CompileLimit) {
    let (scalars, objects) = (builder.scalarTop, builder.objectTop)
    let outer = builder.place
    defer { builder.place = outer }
    for statement in statements {
      builder.place = statement.range
      try compile(statement)
    }
    try clearObjects(from: objects)
    builder.scalarTop = scalars
    builder.objectTop = objects
  }

  /// Gives up what a jump out of a block left in its registers, so that arrays stay uniquely held.
  private mutating func clearLeftovers(_ registers: Range<Int>) {
    for register in registers { builder.emit(.clearObject, register) }
  }

  /// Gives up the objects of a block's variables, so that arrays stay uniquely held.
  private mutating func clearObjects(from first: Int) throws(CompileLimit) {
    guard function != nil || builder.loopDepth > 0 else { return }
    for register in first..<max(builder.objectTop, first) { builder.emit(.clearObject, register) }
  }

  private mutating func compile(_ statement: TypedStatement) throws(CompileLimit) {
    switch statement.kind {
    case .expression(let value): try discard(value)
    case .display(let value): try display(value)
    case .declare(let variable, let value): try declare(variable, value)
    case .conditional(let conditions, let body, let otherwise): try conditional(conditions, body, otherwise)
    case .whileLoop(let conditions, let body): try whileLoop(conditions, body)
    case .repeatLoop(let body, let condition): try repeatLoop(body, condition)
    case .count(let variable, let from, let to, let closed, let body):
      try countingLoop(variable, from, to, closed, body)
    case .each(let variable, let sequence, let body): try each(variable, sequence, body)
    case .returnValue(let value): try returnStatement(value)
    case .breakLoop: breaks[breaks.count - 1].append(builder.jump(.jump))
    case .continueLoop: continues[continues.count - 1].append(builder.jump(.jump))
    }
  }

  /// Runs `body` and gives back the temporaries it took.
  mutating func temporarily(_ body: (inout Compiler) throws(CompileLimit) -> Void) throws(CompileLimit) {
    let (scalars, objects) = (builder.scalarTop, builder.objectTop)
    try body(&self)
    builder.scalarTop = scalars
    builder.objectTop = objects
  }

  private mutating func discard(_ value: TypedExpression) throws(CompileLimit) {
    try temporarily { compiler throws(CompileLimit) in
      if value.type == .void {
        try compiler.effect(value)
      } else {
        let object = compiler.builder.objectTop
        _ = try compiler.operand(value)
        if compiler.bank(value) == .object, compiler.builder.objectTop > object {
          compiler.builder.emit(.clearObject, object)
        }
      }
    }
  }

  private mutating func display(_ value: TypedExpression) throws(CompileLimit) {
    guard let entry = catalog.lookUp("display").first else { return try discard(value) }
    try discard(TypedExpression(.native(entry, bindings: ["T": value.type], [value]), .void, at: value.range))
  }

  private mutating func declare(_ variable: Variable, _ value: TypedExpression?) throws(CompileLimit) {
    let bank = catalog.bank(of: variable.type)
    guard case .local = variable.storage else {
      guard let value else { return }
      return try temporarily { compiler throws(CompileLimit) in
        try compiler.evaluate(value, into: variable.register)
        try compiler.announceName(of: variable)
      }
    }
    if variable.isBoxed {
      let box = try builder.newObject()
      variable.register = box
      if let value {
        try temporarily { compiler throws(CompileLimit) in
          let held = try compiler.operand(value)
          compiler.builder.emit(bank == .scalar ? .makeBox : .makeObjectBox, box, held)
        }
      }
      return
    }
    variable.register = bank == .scalar ? try builder.newScalar() : try builder.newObject()
    if let value {
      try temporarily { compiler throws(CompileLimit) in try compiler.evaluate(value, into: variable.register) }
    }
  }

  /// Tells a value of a type that wants to know in which of the lesson's variables it stands.
  private mutating func announceName(of variable: Variable) throws(CompileLimit) {
    guard case .named(let type) = variable.type, let naming = catalog.types[type]?.naming, !variable.name.isEmpty else {
      return
    }
    let values = [
      TypedExpression(.variable(variable), variable.type, at: variable.range),
      TypedExpression(.string(variable.name), .string, at: variable.range),
    ]
    try callNative(naming, values)
  }

  // MARK: Branches

  private mutating func conditional(
    _ conditions: [TypedCondition], _ body: [TypedStatement], _ otherwise: [TypedStatement]
  ) throws(CompileLimit) {
    let (scalars, objects) = (builder.scalarTop, builder.objectTop)
    let exits = try self.conditions(conditions)
    let bound = objects..<builder.objectTop
    try compile(body)
    if otherwise.isEmpty {
      for exit in exits { builder.land(exit) }
    } else {
      let end = builder.jump(.jump)
      for exit in exits { builder.land(exit) }
      try compile(otherwise)
      builder.land(end)
    }
    clearLeftovers(bound)
    builder.scalarTop = scalars
    builder.objectTop = objects
  }

  /// The jumps taken where a condition does not hold.
  private mutating func conditions(_ conditions: [TypedCondition]) throws(CompileLimit) -> [Int] {
    var exits: [Int] = []
    for condition in conditions {
      switch condition {
      case .expression(let value): exits += try jumpsUnless(value)
      case .binding(let variable, let value): exits.append(try bind(variable, value))
      }
    }
    return exits
  }

  /// Jumps that leave when `value` is false; `&&` needs no value of its own.
  private mutating func jumpsUnless(_ value: TypedExpression) throws(CompileLimit) -> [Int] {
    if case .and(let left, let right) = value.kind {
      let first = try jumpsUnless(left)
      return first + (try jumpsUnless(right))
    }
    let (scalars, objects) = (builder.scalarTop, builder.objectTop)
    let test = try operand(value)
    builder.scalarTop = scalars
    builder.objectTop = objects
    return [builder.jump(.jumpIfFalse, test)]
  }

  private mutating func bind(_ variable: Variable, _ value: TypedExpression) throws(CompileLimit) -> Int {
    let held = try builder.newObject()
    try evaluate(value, into: held)
    let test = try builder.newScalar()
    builder.emit(.isNil, test, held)
    let exit = builder.jump(.jumpIfTrue, test)
    let wrapped = TypedExpression(.invalid, variable.type, at: value.range)
    variable.register = bank(wrapped) == .scalar ? try builder.newScalar() : try builder.newObject()
    builder.emit(bank(wrapped) == .scalar ? .unwrap : .unwrapObject, variable.register, held)
    if variable.isBoxed {
      let box = try builder.newObject()
      builder.emit(bank(wrapped) == .scalar ? .makeBox : .makeObjectBox, box, variable.register)
      variable.register = box
    }
    return exit
  }

  // MARK: Loops

  private mutating func loopBody(
    _ body: [TypedStatement]
  ) throws(CompileLimit) -> (breaks: [Int], leftovers: Range<Int>) {
    let first = builder.objectTop
    let outerPeak = builder.objectPeak
    builder.objectPeak = first
    breaks.append([])
    continues.append([])
    try compile(body)
    let leftovers = first..<builder.objectPeak
    builder.objectPeak = max(builder.objectPeak, outerPeak)
    let jumps = continues.removeLast()
    for jump in jumps { builder.land(jump) }
    if !jumps.isEmpty { clearLeftovers(leftovers) }
    return (breaks.removeLast(), leftovers)
  }

  /// Where a loop ends: the jumps of its condition and its `break`s arrive.
  private mutating func endLoop(_ exits: [Int], _ body: (breaks: [Int], leftovers: Range<Int>)) {
    for jump in exits + body.breaks { builder.land(jump) }
    if !body.breaks.isEmpty { clearLeftovers(body.leftovers) }
  }

  private mutating func whileLoop(
    _ conditions: [TypedCondition], _ body: [TypedStatement]
  ) throws(CompileLimit) {
    let (scalars, objects) = (builder.scalarTop, builder.objectTop)
    builder.loopDepth += 1
    let start = builder.mark()
    let exits = try self.conditions(conditions)
    let made = try loopBody(body)
    builder.jumpBack(to: start)
    endLoop(exits, made)
    builder.loopDepth -= 1
    builder.scalarTop = scalars
    builder.objectTop = objects
  }

  private mutating func repeatLoop(_ body: [TypedStatement], _ condition: TypedExpression) throws(CompileLimit) {
    builder.loopDepth += 1
    let start = builder.mark()
    let made = try loopBody(body)
    let exits = try jumpsUnless(condition)
    builder.jumpBack(to: start)
    endLoop(exits, made)
    builder.loopDepth -= 1
  }

  private mutating func countingLoop(
    _ variable: Variable, _ from: TypedExpression, _ to: TypedExpression, _ closed: Bool, _ body: [TypedStatement]
  ) throws(CompileLimit) {
    let (scalars, objects) = (builder.scalarTop, builder.objectTop)
    let counter = try builder.newScalar()
    let limit = try builder.newScalar()
    try evaluate(from, into: counter)
    try evaluate(to, into: limit)
    let test = try builder.newScalar()
    builder.emit(.lessInt, test, limit, counter)
    let valid = builder.jump(.jumpIfFalse, test)
    builder.emit(.fault, Machine.invalidRange)
    builder.land(valid)
    var exits: [Int] = []
    if !closed {
      builder.emit(.lessInt, test, counter, limit)
      exits = [builder.jump(.jumpIfFalse, test)]
      builder.emit(.addImmediate, limit, limit, -1)
    }
    variable.register = counter
    let start = builder.mark()
    builder.loopDepth += 1
    let made = try loopBody(body)
    builder.loopDepth -= 1
    try builder.closeLoop(counter, limit, body: start)
    endLoop(exits, made)
    builder.scalarTop = scalars
    builder.objectTop = objects
  }

  private mutating func each(
    _ variable: Variable, _ sequence: TypedExpression, _ body: [TypedStatement]
  ) throws(CompileLimit) {
    let (scalars, objects) = (builder.scalarTop, builder.objectTop)
    let array = try builder.newObject()
    try evaluate(sequence, into: array)
    let index = try builder.newScalar()
    let limit = try builder.newScalar()
    builder.emit(.count, limit, array)
    builder.emitWide(.loadInteger, index, 0)
    let test = try builder.newScalar()
    builder.emit(.lessInt, test, index, limit)
    let exit = builder.jump(.jumpIfFalse, test)
    builder.emit(.addImmediate, limit, limit, -1)
    let isScalar = catalog.bank(of: variable.type) == .scalar
    variable.register = isScalar ? try builder.newScalar() : try builder.newObject()
    let start = builder.mark()
    builder.emit(isScalar ? .getScalar : .getObject, variable.register, array, index)
    builder.loopDepth += 1
    let made = try loopBody(body)
    builder.loopDepth -= 1
    try builder.closeLoop(index, limit, body: start)
    endLoop([exit], made)
    builder.emit(.clearObject, array)
    if !isScalar { builder.emit(.clearObject, variable.register) }
    builder.scalarTop = scalars
    builder.objectTop = objects
  }

  // MARK: Returning

  private mutating func returnStatement(_ value: TypedExpression?) throws(CompileLimit) {
    guard let value, value.type != .void else {
      if let value { try effect(value) }
      return try returnNothing()
    }
    try temporarily { compiler throws(CompileLimit) in
      if compiler.bank(value) == .scalar {
        let result = try compiler.operand(value)
        try compiler.keepSelf()
        compiler.builder.emit(.returnScalar, result)
      } else {
        let result = try compiler.builder.newObject()
        try compiler.evaluate(value, into: result)
        try compiler.keepSelf()
        compiler.builder.emit(.returnObject, result, compiler.function?.isMutating == true ? 1 : 0)
      }
    }
  }

  mutating func returnNothing() throws(CompileLimit) {
    if let filled = function?.filled {
      return try returnStatement(TypedExpression(.variable(filled), filled.type, at: builder.place))
    }
    try keepSelf()
    builder.emit(.returnNothing)
  }

  /// A mutating method hands `self` back in its first object register.
  private mutating func keepSelf() throws(CompileLimit) {
    guard let function, function.isMutating, let receiver = function.parameters.first, receiver.isBoxed else { return }
    builder.emit(.loadObjectBox, 0, receiver.register)
  }
}
