import Diagnostics

/// Arguments that a callee changes: lent to it, and put back when it returns.
extension Compiler {
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
    let number = try number(of: body)
    try callLending(values, captures: body.captures, type, into: target) { compiler, frame in
      compiler.builder.emit(.call, number, frame.scalars, frame.objects)
    }
    if body.isThrowing { checkThrown() }
  }

  /// - Parameter call: emits the call, whose frame holds the arguments.
  mutating func callLending(
    _ values: [TypedExpression], captures: [Variable] = [], _ type: Type, into target: Int,
    _ call: (inout Compiler, (scalars: Int, objects: Int)) throws(CompileLimit) -> Void
  ) throws(CompileLimit) {
    let staged = try stage(values)
    try lending(staged[...]) { (compiler, passed) throws(CompileLimit) in
      let frame = (scalars: compiler.builder.scalarTop, objects: compiler.builder.objectTop)
      for argument in passed { try compiler.pass(argument.register, argument.bank) }
      for variable in captures { try compiler.capture(variable) }
      try compiler.reserveResult()
      try call(&compiler, frame)
      compiler.takeResult(type, frame, into: target)
    }
  }

  /// Runs `body` with a box in the place of each reference among the arguments, and moves what the boxes hold
  /// afterwards to where it came from.
  mutating func lending(
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
