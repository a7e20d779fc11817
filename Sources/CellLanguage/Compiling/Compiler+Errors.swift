import Diagnostics

/// Errors: a call that threw one returns as usual, so that all that was lent comes back; then a jump leads to the
/// nearest handler.
extension Compiler {
  /// After a call that may have thrown.
  mutating func checkThrown() {
    handlers[handlers.count - 1].append(builder.jump(.jumpIfThrown))
  }

  /// - Parameter again: no `catch` was for it, so that its place stays.
  mutating func throwError(_ value: TypedExpression, again: Bool) throws(CompileLimit) {
    try temporarily { compiler throws(CompileLimit) in
      let error = try compiler.builder.newObject()
      try compiler.evaluate(value, into: error)
      compiler.builder.emit(.throwError, error, again ? 1 : 0)
    }
    handlers[handlers.count - 1].append(builder.jump(.jump))
  }

  /// The end of a function for errors that nothing in it catches.
  mutating func landErrors() throws(CompileLimit) {
    let jumps = handlers[0]
    guard !jumps.isEmpty else { return }
    for jump in jumps { builder.land(jump) }
    guard function != nil else { return builder.emit(.uncaught) }
    try keepSelf()
    builder.emit(.returnNothing)
  }

  mutating func attempt(
    _ body: [TypedStatement], _ error: Variable, _ branches: [TypedBranch]
  ) throws(CompileLimit) {
    let (scalars, objects) = (builder.scalarTop, builder.objectTop)
    let outerPeak = builder.objectPeak
    builder.objectPeak = objects
    let caught = try builder.newObject()
    handlers.append([])
    try compile(body)
    let jumps = handlers.removeLast()
    let done = builder.jump(.jump)
    for jump in jumps { builder.land(jump) }
    for register in objects..<builder.objectPeak { builder.emit(.clearObject, register) }
    builder.emit(.takeThrown, caught)
    try declareCaught(error, caught)
    let rethrown = TypedExpression(.variable(error), error.type, at: error.range)
    try compile(
      TypedStatement(
        .choose(branches, otherwise: [TypedStatement(.throwError(rethrown, again: true), at: error.range)], nil),
        at: error.range))
    for register in objects..<builder.objectTop { builder.emit(.clearObject, register) }
    builder.land(done)
    builder.objectPeak = max(builder.objectPeak, outerPeak)
    (builder.scalarTop, builder.objectTop) = (scalars, objects)
  }

  private mutating func declareCaught(_ error: Variable, _ caught: Int) throws(CompileLimit) {
    guard error.isBoxed else { return error.register = caught }
    error.register = try builder.newObject()
    builder.emit(.makeObjectBox, error.register, caught)
  }

  /// `try`, `try?` and `try!`
  mutating func attempt(_ kind: Attempt, _ value: TypedExpression, into target: Int) throws(CompileLimit) {
    if case .plain = kind { return try attempted(value, into: target) }
    handlers.append([])
    try attempted(value, into: target)
    let jumps = handlers.removeLast()
    let done = builder.jump(.jump)
    for jump in jumps { builder.land(jump) }
    switch kind {
    case .forced: builder.emit(.uncaught)
    case .plain, .optional:
      try temporarily { compiler throws(CompileLimit) in
        let error = try compiler.builder.newObject()
        compiler.builder.emit(.takeThrown, error)
        compiler.builder.emit(.clearObject, error)
      }
      if value.type != .void { builder.emit(.clearObject, target) }
    }
    builder.land(done)
  }

  private mutating func attempted(_ value: TypedExpression, into target: Int) throws(CompileLimit) {
    if value.type == .void { try effect(value) } else { try evaluate(value, into: target) }
  }

  // MARK: Values that carry their type

  mutating func erase(_ value: TypedExpression, into target: Int) throws(CompileLimit) {
    try prepare(value.type)
    let number = TypedExpression(.integer(types.number(of: value.type)), .int, at: value.range)
    let frame = try arguments([number, value])
    let isScalar = bank(value) == .scalar
    let shape = Record.Shape(scalars: isScalar ? 2 : 1, objects: isScalar ? 0 : 1)
    builder.emit(.makeRecord, try program.shapeNumber(shape), frame.scalars, frame.objects)
    move(.object, from: frame.objects, to: target)
  }

  /// The value where it is of `type`, else `nil`.
  mutating func cast(_ value: TypedExpression, _ type: Type, into target: Int) throws(CompileLimit) {
    let held = try operand(value)
    let own = try builder.newScalar()
    let wanted = try builder.newScalar()
    builder.emit(.getScalarField, own, held, 0)
    builder.emitWide(.loadInteger, wanted, types.number(of: type))
    builder.emit(.equalInt, own, own, wanted)
    let other = builder.jump(.jumpIfFalse, own)
    if catalog.bank(of: type) == .scalar {
      builder.emit(.getScalarField, wanted, held, 1)
      builder.emit(.wrap, target, wanted)
    } else {
      builder.emit(.getObjectField, target, held, 0)
    }
    let end = builder.jump(.jump)
    builder.land(other)
    builder.emit(.clearObject, target)
    builder.land(end)
  }
}
