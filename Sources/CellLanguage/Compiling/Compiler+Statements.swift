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
  mutating func clearObjects(from first: Int) throws(CompileLimit) {
    guard function != nil || builder.loopDepth > 0 else { return }
    for register in first..<max(builder.objectTop, first) { builder.emit(.clearObject, register) }
  }

  mutating func compile(_ statement: TypedStatement) throws(CompileLimit) {
    switch statement.kind {
    case .expression(let value): try discard(value)
    case .display(let value): try display(value)
    case .declare(let variable, let value): try declare(variable, value)
    case .choose(let branches, let otherwise, let target): try choose(branches, otherwise, target)
    case .guarded(let conditions, let leave): try guarded(conditions, leave)
    case .whileLoop(let conditions, let body, let target): try whileLoop(conditions, body, target)
    case .repeatLoop(let body, let condition, let target): try repeatLoop(body, condition, target)
    case .count(let variable, let from, let to, let closed, let body, let target):
      try countingLoop(variable, from, to, closed, body, target)
    case .each(let variable, let sequence, let body, let target): try each(variable, sequence, body, target)
    case .block(let body): try compile(body)
    case .returnValue(let value): try returnStatement(value)
    case .breakLoop(let target): leave(target, \.breaks)
    case .continueLoop(let target): leave(target, \.continues)
    case .unreachable: break
    }
  }

  private mutating func leave(_ target: JumpTarget, _ kind: WritableKeyPath<Jumps, [Int]>) {
    guard let level = jumps.lastIndex(where: { $0.target === target }) else { return }
    jumps[level][keyPath: kind].append(builder.jump(.jump))
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
      } else {
        try emptyBox(box, bank)
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

  /// The box of a variable that has no value yet.
  private mutating func emptyBox(_ box: Int, _ bank: Bank) throws(CompileLimit) {
    try temporarily { compiler throws(CompileLimit) in
      switch bank {
      case .scalar: compiler.builder.emit(.makeBox, box, try compiler.builder.newScalar())
      case .object:
        let nothing = try compiler.builder.newObject()
        compiler.builder.emit(.clearObject, nothing)
        compiler.builder.emit(.makeObjectBox, box, nothing)
      }
    }
  }

  // MARK: Branches

  private mutating func choose(
    _ branches: [TypedBranch], _ otherwise: [TypedStatement], _ target: JumpTarget?
  ) throws(CompileLimit) {
    let first = builder.objectTop
    let outerPeak = builder.objectPeak
    builder.objectPeak = first
    if let target { jumps.append(Jumps(target: target)) }
    var ends: [Int] = []
    for (number, branch) in branches.enumerated() {
      let exits = try self.branch(branch)
      if number < branches.count - 1 || !otherwise.isEmpty { ends.append(builder.jump(.jump)) }
      for exit in exits { builder.land(exit) }
    }
    try compile(otherwise)
    for end in ends { builder.land(end) }
    if target != nil { for jump in jumps.removeLast().breaks { builder.land(jump) } }
    // What a failed condition or a jump left behind.
    if branches.contains(where: \.bindsObjects) || target?.isLeft == true {
      clearLeftovers(first..<builder.objectPeak)
    }
    builder.objectPeak = max(builder.objectPeak, outerPeak)
  }

  /// Returns the jumps taken where no alternative holds.
  private mutating func branch(_ branch: TypedBranch) throws(CompileLimit) -> [Int] {
    let (scalars, objects) = (builder.scalarTop, builder.objectTop)
    defer { (builder.scalarTop, builder.objectTop) = (scalars, objects) }
    var entries: [Int] = []
    var exits: [Int] = []
    try prepare(branch)
    for (number, conditions) in branch.alternatives.enumerated() {
      for exit in exits { builder.land(exit) }
      exits = try self.conditions(conditions)
      if number < branch.alternatives.count - 1 { entries.append(builder.jump(.jump)) }
    }
    for entry in entries { builder.land(entry) }
    try compile(branch.body)
    return exits
  }

  /// Registers for the variables that the alternatives share.
  private mutating func prepare(_ branch: TypedBranch) throws(CompileLimit) {
    guard branch.alternatives.count > 1 else { return }
    for condition in branch.alternatives[0] {
      switch condition {
      case .binding(let variable, _), .value(let variable, _):
        prepared.insert(ObjectIdentifier(variable))
        try makeRoom(for: variable)
      case .expression: break
      }
    }
  }

  /// A register for a local variable of a condition, unless it has one that alternatives share.
  private mutating func makeRoom(for variable: Variable) throws(CompileLimit) {
    let isScalar = catalog.bank(of: variable.type) == .scalar && !variable.isBoxed
    variable.register = isScalar ? try builder.newScalar() : try builder.newObject()
  }

  private mutating func guarded(_ list: [TypedCondition], _ leave: [TypedStatement]) throws(CompileLimit) {
    let exits = try conditions(list)
    let end = builder.jump(.jump)
    for exit in exits { builder.land(exit) }
    try compile(leave)
    builder.land(end)
  }

  /// The jumps taken where a condition does not hold.
  private mutating func conditions(_ conditions: [TypedCondition]) throws(CompileLimit) -> [Int] {
    var exits: [Int] = []
    for condition in conditions {
      switch condition {
      case .expression(let value): exits += try jumpsUnless(value)
      case .binding(let variable, let value): exits.append(try bind(variable, value))
      case .value(let variable, let value): try declareCondition(variable, value)
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

  /// The jump taken where the optional has no value.
  mutating func bind(_ variable: Variable, _ value: TypedExpression) throws(CompileLimit) -> Int {
    let held = try builder.newObject()
    try evaluate(value, into: held)
    let test = try builder.newScalar()
    builder.emit(.isNil, test, held)
    let exit = builder.jump(.jumpIfTrue, test)
    let unwrap = unwrapping(value.type)
    try set(variable) { $0.builder.emit(unwrap, $1, held) }
    return exit
  }

  private mutating func declareCondition(_ variable: Variable, _ value: TypedExpression) throws(CompileLimit) {
    try set(variable) { (compiler, register) throws(CompileLimit) in try compiler.evaluate(value, into: register) }
  }

  /// Gives a variable of a condition the value that `body` computes into a register.
  private mutating func set(
    _ variable: Variable, _ body: (inout Compiler, Int) throws(CompileLimit) -> Void
  ) throws(CompileLimit) {
    if case .local = variable.storage, !prepared.contains(ObjectIdentifier(variable)) { try makeRoom(for: variable) }
    guard variable.isBoxed else { return try body(&self, variable.register) }
    let isScalar = catalog.bank(of: variable.type) == .scalar
    try temporarily { compiler throws(CompileLimit) in
      let held = isScalar ? try compiler.builder.newScalar() : try compiler.builder.newObject()
      try body(&compiler, held)
      compiler.builder.emit(isScalar ? .makeBox : .makeObjectBox, variable.register, held)
      if !isScalar { compiler.builder.emit(.clearObject, held) }
    }
  }

  // MARK: Loops

  private mutating func loopBody(
    _ body: [TypedStatement], _ target: JumpTarget
  ) throws(CompileLimit) -> (breaks: [Int], leftovers: Range<Int>) {
    let first = builder.objectTop
    let outerPeak = builder.objectPeak
    builder.objectPeak = first
    jumps.append(Jumps(target: target))
    try compile(body)
    let leftovers = first..<builder.objectPeak
    builder.objectPeak = max(builder.objectPeak, outerPeak)
    let made = jumps.removeLast()
    for jump in made.continues { builder.land(jump) }
    if !made.continues.isEmpty { clearLeftovers(leftovers) }
    return (made.breaks, leftovers)
  }

  /// Where a loop ends: the jumps of its condition and its `break`s arrive.
  private mutating func endLoop(_ exits: [Int], _ body: (breaks: [Int], leftovers: Range<Int>)) {
    for jump in exits + body.breaks { builder.land(jump) }
    if !body.breaks.isEmpty { clearLeftovers(body.leftovers) }
  }

  private mutating func whileLoop(
    _ conditions: [TypedCondition], _ body: [TypedStatement], _ target: JumpTarget
  ) throws(CompileLimit) {
    let (scalars, objects) = (builder.scalarTop, builder.objectTop)
    builder.loopDepth += 1
    let start = builder.mark()
    let exits = try self.conditions(conditions)
    let made = try loopBody(body, target)
    builder.jumpBack(to: start)
    endLoop(exits, made)
    builder.loopDepth -= 1
    builder.scalarTop = scalars
    builder.objectTop = objects
  }

  private mutating func repeatLoop(
    _ body: [TypedStatement], _ condition: TypedExpression, _ target: JumpTarget
  ) throws(CompileLimit) {
    builder.loopDepth += 1
    let start = builder.mark()
    let made = try loopBody(body, target)
    let exits = try jumpsUnless(condition)
    builder.jumpBack(to: start)
    endLoop(exits, made)
    builder.loopDepth -= 1
  }

  private mutating func countingLoop(
    _ variable: Variable, _ from: TypedExpression, _ to: TypedExpression, _ closed: Bool, _ body: [TypedStatement],
    _ target: JumpTarget
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
    let made = try loopBody(body, target)
    builder.loopDepth -= 1
    try builder.closeLoop(counter, limit, body: start)
    endLoop(exits, made)
    builder.scalarTop = scalars
    builder.objectTop = objects
  }

  private mutating func each(
    _ variable: Variable, _ sequence: TypedExpression, _ body: [TypedStatement], _ target: JumpTarget
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
    let made = try loopBody(body, target)
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

extension TypedBranch {
  /// Whether a condition may leave an object in a register.
  var bindsObjects: Bool {
    alternatives.contains { conditions in
      conditions.contains { condition in
        switch condition {
        case .expression: false
        case .binding, .value: true
        }
      }
    }
  }
}
