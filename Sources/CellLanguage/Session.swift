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
  private let readAhead: ReadAhead

  /// - Parameter readAhead: cells that another thread may have read already.
  public init(
    catalog: Catalog, sink: OutputSink, readAhead: ReadAhead = ReadAhead([]),
    stop: StopFlag = StopFlag(), freeNamesAreSymbols: Bool = false
  ) {
    self.catalog = catalog
    self.readAhead = readAhead
    let checker = Checker(catalog: catalog, freeNamesAreSymbols: freeNamesAreSymbols)
    self.checker = checker
    program = CompiledProgram()
    compiler = Compiler(program: program, catalog: catalog, types: checker.types)
    machine = Machine(
      program: program, describer: Describer(catalog: catalog, types: checker.types), sink: sink,
      stop: stop)
  }

  /// Makes the types that the first cell needs, for a thread that has nothing to do: the Swift runtime looks for the
  /// conformances of each among thousands, which takes it 60 µs.
  public static func prepare() {
    let types: [Any.Type] = [
      [Type: Ranking?].self, [Type: Int].self, [UInt64: Int].self, [Record.Shape: Int].self, [Bank: Int].self,
      Set<Int>.self,
    ]
    withExtendedLifetime(types) {}
  }

  /// Checks the next cell. Its names are known from here on, even if it has errors.
  ///
  /// - Parameters:
  ///   - isExpression: the text is one expression to show, as in an inline value.
  ///   - isApart: no later cell sees what it declares.
  ///   - steps: the last value is shown with the steps that lead to it.
  public func check(
    _ text: String, isExpression: Bool = false, isApart: Bool = false, steps: StepsRequest? = nil
  ) -> CheckedCell {
    let names = checker.names
    defer { if isApart { checker.names = names } }
    var tree = readAhead.tree(of: text)
    begin(tree)
    let edits = steps.map { askForSteps($0, &tree) } ?? []
    let hasSyntaxErrors = tree.diagnostics.contains { $0.severity == .error }
    let statements = hasSyntaxErrors ? [] : checker.cellStatements(tree.statements, isExpression: isExpression)
    if checker.diagnostics.contains(where: { $0.severity == .error }) { checker.breakNames(tree.statements) }
    return CheckedCell(
      number: checker.cell, statements: statements, diagnostics: checker.diagnostics,
      needs: checker.needs.subtracting([checker.cell]), spans: tree.spans, edits: edits)
  }

  private func askForSteps(_ request: StepsRequest, _ tree: inout SyntaxTree) -> [TextEdit] {
    if let edits = request.apply(to: &tree.statements) { return edits }
    checker.warn(
      .noSteps, "the cell's last line has no steps to show: a call of \(request.functionNames) would",
      at: tree.statements.last?.range ?? SourceRange(0, 0))
    return []
  }

  /// Reads a cell that its reader has not finished: nothing of it can be run, and whoever uses its names depends on it.
  public func announce(_ text: String) -> CheckedCell {
    let tree = readAhead.tree(of: text)
    begin(tree)
    checker.breakNames(tree.statements)
    return CheckedCell(
      number: checker.cell, statements: [], diagnostics: tree.diagnostics.filter { $0.code != .placeholder }, needs: [],
      spans: tree.spans, edits: [])
  }

  private func begin(_ tree: SyntaxTree) {
    checker.cell += 1
    checker.needs = []
    checker.diagnostics = tree.diagnostics
  }

  /// Runs a checked cell; returns the fault that stopped it.
  public func run(_ cell: CheckedCell, within budget: Budget = Budget()) -> MachineFault? {
    do throws(CompileLimit) {
      let function = try compiler.compile(cell.statements, ofCell: cell.number)
      do throws(MachineFault) {
        try machine.run(function, within: budget)
        return nil
      } catch {
        return error
      }
    } catch {
      let fault = Fault(.limit, "this cell has too many \(error.what)")
      return MachineFault(fault: fault, place: CodePlace(cell: cell.number, range: SourceRange(0, 0)))
    }
  }

  /// Bytes of all objects that cells on this thread ever made, freed or not.
  package static var allocatedBytes: Int { ObjectAccount.total }

  /// The syntax of a cell, for `--dump syntax`.
  public static func syntaxListing(of text: String) -> String {
    TreeDump.syntax(of: SyntaxReader.read(text).statements)
  }

  /// The typed tree of a cell, for `--dump types`.
  public func typesListing(of cell: CheckedCell) -> String {
    TreeDump.types(of: cell.statements, catalog: catalog)
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
  /// The cell's text, for showing it in colour.
  public let spans: [CodeSpan]
  /// What makes the text the one that was checked, where options ask for another.
  public let edits: [TextEdit]

  /// The last expression, where it is shown.
  public var displayed: Diagnostics.SourceRange? {
    guard let last = statements.last, case .display = last.kind else { return nil }
    return last.range
  }

  /// The variables that it declares with values of a type of the catalog, and where their declarations end.
  public func variables(ofType name: String) -> [(name: String, end: Int)] {
    statements.compactMap { statement in
      guard case .declare(let variable, let value?) = statement.kind, variable.type == .named(name),
        variable.storage == .global
      else { return nil }
      return (variable.name, max(statement.range.upper, value.range.upper))
    }
  }

  /// Whether running it can do nothing but give names their values: whatever it is good for, others make of those.
  public var onlyDeclares: Bool {
    statements.allSatisfy { statement in
      guard case .declare(_, let value) = statement.kind else { return false }
      return value?.callsCells != true
    }
  }

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
