import Diagnostics

/// `for`, `while` and `repeat`.
extension Compiler {
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

  mutating func whileLoop(
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

  mutating func repeatLoop(
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

  mutating func countingLoop(
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

  mutating func each(
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
}
