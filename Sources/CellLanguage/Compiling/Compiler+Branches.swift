import Diagnostics

/// `if`, `guard`, `switch` and their conditions.
extension Compiler {
  mutating func choose(
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

  mutating func guarded(_ list: [TypedCondition], _ leave: [TypedStatement]) throws(CompileLimit) {
    let exits = try conditions(list)
    let end = builder.jump(.jump)
    for exit in exits { builder.land(exit) }
    try compile(leave)
    builder.land(end)
  }

  /// The jumps taken where a condition does not hold.
  mutating func conditions(_ conditions: [TypedCondition]) throws(CompileLimit) -> [Int] {
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
  mutating func jumpsUnless(_ value: TypedExpression) throws(CompileLimit) -> [Int] {
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
}
