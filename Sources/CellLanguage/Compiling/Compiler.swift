import Diagnostics

/// Turns typed trees into the machine's instructions.
///
/// A function's registers are its parameters, its captures, then variables and temporaries as a stack. At the top level
/// the variables of the lesson stand where parameters would, at fixed numbers, and later cells continue behind them.
struct Compiler {
  let program: CompiledProgram
  let catalog: Catalog
  let types: TypeTable
  /// How many registers the lesson's variables take so far.
  private(set) var globalScalars = 0
  private(set) var globalObjects = 0

  var builder = FunctionBuilder(fixedScalars: 0, fixedObjects: 0)
  /// The function being compiled; `nil` at the top level.
  var function: FunctionBody?
  /// Where this function keeps what it captured.
  var captured: [ObjectIdentifier: Int] = [:]
  /// The loops and `switch`es around, innermost last.
  var jumps: [Jumps] = []
  /// Where errors jump to: the function's end, then the `do`s and `try`s around.
  var handlers: [[Int]] = [[]]
  /// Variables that several alternatives of a condition share, which have their registers.
  var prepared: Set<ObjectIdentifier> = []
  /// The variable's register that an assignment is computing into: it may still be read.
  var stored: Int?

  /// The jumps that lead behind a loop or a `switch`, and to the loop's next round.
  struct Jumps {
    let target: JumpTarget
    var breaks: [Int] = []
    var continues: [Int] = []
  }

  init(program: CompiledProgram, catalog: Catalog, types: TypeTable) {
    self.program = program
    self.types = types
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
    handlers = [[]]
    try compile(statements)
    builder.emit(.halt)
    try landErrors()
    try finish(number, banks: [], resultBank: nil)
    return number
  }

  private mutating func assignGlobals(_ statements: [TypedStatement]) {
    for statement in statements {
      switch statement.kind {
      case .declare(let variable, _): assignGlobal(variable)
      case .guarded(let conditions, _):
        for condition in conditions {
          switch condition {
          case .binding(let variable, _), .value(let variable, _): assignGlobal(variable)
          case .expression: break
          }
        }
      default: break
      }
    }
  }

  private mutating func assignGlobal(_ variable: Variable) {
    if case .global = variable.storage {
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
    jumps = []
    handlers = [[]]
    stored = nil
    let parameterBanks = body.parameters.map { $0.isInout ? .object : catalog.bank(of: $0.type) }
    let captureBanks = body.captures.map { captureBank($0) }
    let scalars = (parameterBanks + captureBanks).count { $0 == .scalar }
    let objects = (parameterBanks + captureBanks).count { $0 == .object }
    builder = FunctionBuilder(fixedScalars: scalars, fixedObjects: objects)
    place(body, parameterBanks, captureBanks)
    try boxParameters(body.parameters)
    try compile(body.statements)
    try returnNothing()
    try landErrors()
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
    for variable in parameters where variable.isBoxed && !variable.isInout {
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
