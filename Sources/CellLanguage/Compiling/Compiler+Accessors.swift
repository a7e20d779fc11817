import Diagnostics

/// Computed properties and subscripts on the way to a part.
extension Compiler {
  mutating func get(
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

  mutating func set(
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
  mutating func passConverted(
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

  mutating func pass(_ register: Int, _ bank: Bank) throws(CompileLimit) {
    switch bank {
    case .scalar: builder.emit(.move, try builder.newScalar(), register)
    case .object: builder.emit(.copyObject, try builder.newObject(), register)
    }
  }

  mutating func reserveResult() throws(CompileLimit) {
    _ = try builder.newScalar()
    _ = try builder.newObjects(2)
  }

  mutating func callNative(
    _ number: Int, _ banks: [Bank], _ bindings: [String: Type], result: Bank?, isMutating: Bool,
    _ frame: (scalars: Int, objects: Int)
  ) throws(CompileLimit) {
    guard case .native(let native) = catalog.entries[number].implementation else { return }
    let site = CallSite(
      native: native, banks: banks, resultBank: result, bindings: bindings, isMutating: isMutating)
    builder.emit(.callNative, try self.number(of: site), frame.scalars, frame.objects)
  }
}
