import Diagnostics

/// Calls of members that change the value that they are called on.
extension Compiler {
  mutating func mutate(
    _ place: Place, _ mutation: TypedExpression.Mutation, _ values: [TypedExpression], _ type: Type, into target: Int
  ) throws(CompileLimit) {
    guard isSimple(place, values, mutation, type) else {
      return try callMutating(mutation, on: place, values, type, into: target)
    }
    let frame = (scalars: builder.scalarTop, objects: builder.objectTop)
    let receiver = try builder.newObject()
    let held = try hold(values)
    try borrow(place, into: receiver) { compiler throws(CompileLimit) in
      try compiler.apply(mutation, values, held, type, frame)
    }
    if type != .void {
      let kind = catalog.bank(of: type)
      move(kind, from: kind == .scalar ? frame.scalars : frame.objects + 1, to: target)
    }
    if canThrow(mutation, values) { checkThrown() }
  }

  private func canThrow(_ mutation: TypedExpression.Mutation, _ values: [TypedExpression]) -> Bool {
    if case .user(let function) = mutation { return function.body.isThrowing }
    return values.contains(where: \.type.isThrowing)
  }

  /// Evaluates arguments into registers of their own, and keeps room for the result behind them.
  mutating func hold(_ values: [TypedExpression]) throws(CompileLimit) -> [Int] {
    var held: [Int] = []
    for value in values {
      let register = bank(value) == .scalar ? try builder.newScalar() : try builder.newObject()
      try evaluate(value, into: register)
      held.append(register)
    }
    try temporarily { compiler throws(CompileLimit) in try compiler.reserveResult() }
    return held
  }

  /// Whether the call may use the registers right behind its arguments: nothing else is held there while it runs.
  private func isSimple(
    _ place: Place, _ values: [TypedExpression], _ mutation: TypedExpression.Mutation, _ type: Type
  ) -> Bool {
    if case .append = mutation { return true }
    guard place.steps.isEmpty, case .variable(let variable) = place.root, !values.contains(where: \.isReference) else {
      return false
    }
    switch location(of: variable) {
    case .register: return true
    case .global: return type == .void
    case .box: return false
    }
  }

  /// What is held meanwhile lies below the frame of the call, which ends what lies above.
  private mutating func callMutating(
    _ mutation: TypedExpression.Mutation, on place: Place, _ values: [TypedExpression], _ type: Type, into target: Int
  ) throws(CompileLimit) {
    let staged = try stage(values)
    let receiver = try builder.newObject()
    try borrow(place, into: receiver) { compiler throws(CompileLimit) in
      try compiler.lending(staged[...]) { (compiler, passed) throws(CompileLimit) in
        let frame = (scalars: compiler.builder.scalarTop, objects: compiler.builder.objectTop)
        compiler.builder.emit(.moveObject, try compiler.builder.newObject(), receiver)
        for argument in passed { try compiler.pass(argument.register, argument.bank) }
        try compiler.reserveResult()
        try compiler.apply(mutation, values, [], type, frame)
        compiler.builder.emit(.moveObject, receiver, frame.objects)
        guard type != .void else { return }
        let bank = compiler.catalog.bank(of: type)
        compiler.move(bank, from: bank == .scalar ? frame.scalars : frame.objects + 1, to: target)
      }
    }
    if canThrow(mutation, values) { checkThrown() }
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
      let result = type == .void ? nil : catalog.bank(of: type)
      let banks = [Bank.object] + values.map { $0.isReference ? .object : bank($0) }
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
}
