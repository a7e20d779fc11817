import Diagnostics

/// The cells of one lesson: checked one after the other, then run one after the other.
///
/// ```swift
/// let session = Session(catalog: catalog, sink: sink)
/// let cell = session.check("let x = 2.0\nx * x")
/// if cell.hasErrors == false { session.run(cell) }
/// ```
public final class Session {
  public let catalog: Catalog
  private let checker: Checker
  private let program: CompiledProgram
  private var compiler: Compiler
  private let machine: Machine

  public init(
    catalog: Catalog, sink: OutputSink, budget: Budget = Budget(), stop: StopFlag = StopFlag(),
    freeNamesAreSymbols: Bool = false
  ) {
    self.catalog = catalog
    let checker = Checker(catalog: catalog, freeNamesAreSymbols: freeNamesAreSymbols)
    let structures = { (id: Int) in checker.structures[id].properties.map { ($0.name, $0.type) } }
    self.checker = checker
    program = CompiledProgram()
    compiler = Compiler(program: program, catalog: catalog, structures: structures)
    machine = Machine(
      program: program, describer: Describer(catalog: catalog, structures: structures), sink: sink, budget: budget,
      stop: stop)
  }

  /// Checks the next cell. Its names are known from here on, even if it has errors.
  ///
  /// - Parameter isExpression: the text is one expression to show, as in an inline value.
  public func check(_ text: String, isExpression: Bool = false) -> CheckedCell {
    let tree = SyntaxReader.read(text)
    checker.cell += 1
    checker.needs = []
    checker.diagnostics = tree.diagnostics
    let hasSyntaxErrors = tree.diagnostics.contains { $0.severity == .error }
    let statements = hasSyntaxErrors ? [] : checker.cellStatements(tree.statements, isExpression: isExpression)
    if checker.diagnostics.contains(where: { $0.severity == .error }) { checker.breakNames(tree.statements) }
    return CheckedCell(
      number: checker.cell, statements: statements, diagnostics: checker.diagnostics,
      needs: checker.needs.subtracting([checker.cell]))
  }

  /// Runs a checked cell; returns the fault that stopped it.
  public func run(_ cell: CheckedCell) -> MachineFault? {
    do throws(CompileLimit) {
      let function = try compiler.compile(cell.statements, ofCell: cell.number)
      do throws(MachineFault) {
        try machine.run(function)
        return nil
      } catch {
        return error
      }
    } catch {
      let fault = Fault(.limit, "this cell has too many \(error.what)")
      return MachineFault(fault: fault, place: CodePlace(cell: cell.number, range: SourceRange(0, 0)))
    }
  }

  /// The instructions of everything compiled so far, for `--dump bytecode`.
  public var listing: String { Disassembler.list(program) }
}

/// A cell that has been checked: what is wrong with it, and which earlier cells it needs.
public struct CheckedCell {
  /// Cells count from 1 in the order in which they were checked.
  public let number: Int
  let statements: [TypedStatement]
  /// Ranges are offsets in the cell's text.
  public let diagnostics: [Diagnostic]
  public let needs: Set<Int>

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

extension Checker {
  /// The statements of a cell; its last expression, if it has a value, is displayed.
  func cellStatements(_ list: [Statement], isExpression: Bool) -> [TypedStatement] {
    if isExpression, list.count != 1 {
      report(.syntax, "one expression is needed here", at: list.last?.range ?? SourceRange(0, 0))
      return []
    }
    // Each cell is a block of its own inside those before it, so that it may declare their names anew.
    var statements = self.statements(list)
    if let last = statements.last, case .expression(let value) = last.kind, value.type != .void, !value.isInvalid,
      case .expression = list.last?.kind
    {
      statements[statements.count - 1].kind = .display(value)
    }
    settleUses()
    for statement in statements.dropLast() { warnIfUnused(statement) }
    return statements
  }

  /// A value that nothing uses is most likely meant to be shown.
  private func warnIfUnused(_ statement: TypedStatement) {
    guard case .expression(let value) = statement.kind, value.type != .void, !value.isInvalid else { return }
    if case .native(let number, _, _) = value.kind,
      catalog.entries[number].declaration.hasPrefix("@discardableResult")
    {
      return
    }
    if case .mutate = value.kind { return }
    warn(
      .unusedResult, "this value is not used: only a cell's last expression is shown; write display(…)",
      at: value.range)
  }

  /// After an error, what the cell would have declared is known to be broken.
  func breakNames(_ list: [Statement]) {
    for statement in list {
      switch statement.kind {
      case .variable(let bindings, _): for binding in bindings { breakNames(of: binding.pattern) }
      case .function(let declaration): scope.define(declaration.name, .broken(cell: cell))
      case .structure(let declaration): scope.define(declaration.name, .broken(cell: cell))
      case .expression, .conditional, .guarded, .loop, .whileLoop, .repeatLoop, .returnValue, .breakLoop,
        .continueLoop, .invalid:
        break
      }
    }
  }
}
