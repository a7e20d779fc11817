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
  mutating func clearLeftovers(_ registers: Range<Int>) {
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
    case .throwError(let value, let again): try throwError(value, again: again)
    case .attempt(let body, let error, let branches): try attempt(body, error, branches)
    case .returnValue(let value): try returnStatement(value)
    case .breakLoop(let target): leave(target, \.breaks)
    case .continueLoop(let target): leave(target, \.continues)
    case .unreachable: break
    }
  }

  mutating func leave(_ target: JumpTarget, _ kind: WritableKeyPath<Jumps, [Int]>) {
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
  mutating func keepSelf() throws(CompileLimit) {
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
