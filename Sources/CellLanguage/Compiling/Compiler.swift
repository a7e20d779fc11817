import Diagnostics

/// Turns typed trees into the machine's instructions.
///
/// A function's registers are its parameters, its captures, then variables and temporaries as a stack. At the top level
/// the variables of the lesson stand where parameters would, at fixed numbers, and later cells continue behind them.
struct Compiler {
  let program: CompiledProgram
  let catalog: Catalog
  /// The fields of a cell's structure.
  let structures: (Int) -> [(name: String, type: Type)]
  /// How many registers the lesson's variables take so far.
  private(set) var globalScalars = 0
  private(set) var globalObjects = 0

  var builder = FunctionBuilder(fixedScalars: 0, fixedObjects: 0)
  /// The function being compiled; `nil` at the top level.
  var function: FunctionBody?
  /// Where this function keeps what it captured.
  var captured: [ObjectIdentifier: Int] = [:]
  var breaks: [[Int]] = []
  var continues: [[Int]] = []
  /// The variable's register that an assignment is computing into: it may still be read.
  var stored: Int?

  init(program: CompiledProgram, catalog: Catalog, structures: @escaping (Int) -> [(name: String, type: Type)]) {
    self.program = program
    self.structures = structures
    self.catalog = catalog
  }

  // MARK: Cells

  /// Compiles the top-level code of a cell and the functions it reaches; returns the number of its code.
  mutating func compile(_ statements: [TypedStatement], ofCell cell: Int) throws(CompileLimit) -> Int {
    assignGlobals(statements)
    let number = try program.reserve(name: "cell", cell: cell)
    builder = FunctionBuilder(fixedScalars: globalScalars, fixedObjects: globalObjects)
    function = nil
    captured = [:]
    try compile(statements)
    builder.emit(.halt)
    try finish(number, banks: [], resultBank: nil)
    return number
  }

  private mutating func assignGlobals(_ statements: [TypedStatement]) {
    for statement in statements {
      guard case .declare(let variable, _) = statement.kind, case .global = variable.storage else { continue }
      switch catalog.bank(of: variable.type) {
      case .scalar:
        variable.register = globalScalars
        globalScalars += 1
      case .object:
        variable.register = globalObjects
        globalObjects += 1
      }
    }
  }

  // MARK: Functions

  /// The number of a function, compiling it when it is first needed.
  mutating func number(of body: FunctionBody) throws(CompileLimit) -> Int {
    if let known = body.index { return known }
    let number = try program.reserve(name: body.name, cell: body.cell)
    body.index = number
    let outer = self
    defer { restore(outer) }
    try compile(body, number)
    return number
  }

  /// Returns to the function around; what the program grew by stays.
  private mutating func restore(_ outer: Compiler) {
    self = outer
  }

  private mutating func compile(_ body: FunctionBody, _ number: Int) throws(CompileLimit) {
    function = body
    captured = [:]
    breaks = []
    continues = []
    stored = nil
    let parameterBanks = body.parameters.map { catalog.bank(of: $0.type) }
    let captureBanks = body.captures.map { captureBank($0) }
    let scalars = (parameterBanks + captureBanks).count { $0 == .scalar }
    let objects = (parameterBanks + captureBanks).count { $0 == .object }
    builder = FunctionBuilder(fixedScalars: scalars, fixedObjects: objects)
    place(body, parameterBanks, captureBanks)
    try boxParameters(body.parameters)
    try compile(body.statements)
    try returnNothing()
    try finish(number, banks: parameterBanks, resultBank: body.result == .void ? nil : catalog.bank(of: body.result)) {
      $0.scalarCaptures = captureBanks.count { $0 == .scalar }
      $0.objectCaptures = captureBanks.count { $0 == .object }
      $0.keptObjects = body.isMutating ? 1 : 0
    }
  }

  private mutating func place(_ body: FunctionBody, _ parameterBanks: [Bank], _ captureBanks: [Bank]) {
    var next: [Bank: Int] = [.scalar: 0, .object: 0]
    for (variable, bank) in zip(body.parameters, parameterBanks) {
      variable.register = next[bank, default: 0]
      next[bank, default: 0] += 1
    }
    for (variable, bank) in zip(body.captures, captureBanks) {
      captured[ObjectIdentifier(variable)] = next[bank, default: 0]
      next[bank, default: 0] += 1
    }
  }

  /// `self` of a mutating method that a closure captures lives in a box of its own.
  private mutating func boxParameters(_ parameters: [Variable]) throws(CompileLimit) {
    for variable in parameters where variable.isBoxed {
      let box = try builder.newObject()
      builder.emit(.makeObjectBox, box, variable.register)
      variable.register = box
    }
  }

  private func finish(
    _ number: Int, banks: [Bank], resultBank: Bank?, _ configure: (inout FunctionEntry) -> Void = { _ in }
  ) throws(CompileLimit) {
    let made = try builder.finish()
    program.define(number, made.code, ranges: made.ranges, banks: banks) { entry in
      entry.scalarCount = made.scalars
      entry.objectCount = made.objects
      entry.scalarParameters = banks.count { $0 == .scalar }
      entry.objectParameters = banks.count { $0 == .object }
      entry.resultBank = resultBank
      configure(&entry)
    }
  }

  // MARK: Variables

  func captureBank(_ variable: Variable) -> Bank { variable.isBoxed ? .object : catalog.bank(of: variable.type) }

  enum Location {
    /// A register of this frame holds the value, or the box that holds it.
    case register(Int)
    case box(Int)
    case global(Int)
  }

  func location(of variable: Variable) -> Location {
    if case .global = variable.storage {
      return function == nil ? .register(variable.register) : .global(variable.register)
    }
    let register = captured[ObjectIdentifier(variable)] ?? variable.register
    return variable.isBoxed ? .box(register) : .register(register)
  }
}
