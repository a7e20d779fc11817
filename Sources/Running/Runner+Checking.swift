import CellLanguage
import Diagnostics
import LessonText
import Prelude

/// Checked code, ready to run.
struct Step {
  var subject: Subject
  var code: CellCode
  var checked: CheckedCell
  var diagnostics: [Diagnostic]
  /// Where to report on code that the file does not hold word for word.
  var place: SourceRange?
  /// A place for an answer that is still to be written: nothing is run.
  var isUnfinished = false
  /// What a check needs besides the names that it uses: the answer that it judges.
  var answer: Set<Int> = []

  /// The numbers of the code without which it cannot run.
  var needs: Set<Int> { checked.needs.union(answer) }

  func fileRange(of range: SourceRange) -> SourceRange { place ?? code.fileRange(of: range) }
}

/// All code of a lesson in the order in which it runs.
struct Program {
  private(set) var steps: [Step] = []
  /// The steps by the numbers that the checker gave them.
  private var indices: [Int: Int] = [:]

  mutating func append(_ step: Step) {
    indices[step.checked.number] = steps.count
    steps.append(step)
  }

  mutating func amendLast(_ change: (inout Step) -> Void) {
    if let last = steps.indices.last { change(&steps[last]) }
  }

  /// The numbers that the checker gave the code of some cells of the lesson.
  func numbers(ofCells cells: [Int]) -> Set<Int> {
    Set(steps.lazy.filter { step in cells.contains { step.subject == .cell($0) } }.map(\.checked.number))
  }

  func subject(ofCell number: Int) -> Subject? { indices[number].map { steps[$0].subject } }

  /// A fault of a running step at its place in the lesson file, which may be in a function of an earlier cell.
  func diagnostic(_ fault: MachineFault, in step: Step) -> Diagnostic {
    let owner = indices[fault.place.cell].map { steps[$0] } ?? step
    var diagnostic = Diagnostic(fault.fault.code, fault.fault.message, at: owner.fileRange(of: fault.place.range))
    if fault.place.cell != step.checked.number, let call = fault.call, call.cell == step.checked.number {
      diagnostic.notes.append("called in: " + step.code.lineText(at: call.range.lower))
    }
    return diagnostic
  }
}

extension Runner {
  /// Checks parameters, cells and inline values in the order of the file.
  func check() throws(Fault) -> Program {
    var program = Program()
    try checkParameters(&program)
    var inlineValues = lesson.inlineValues.indices[...]
    for (number, cell) in lesson.cells.enumerated() {
      while let first = inlineValues.first, lesson.inlineValues[first].cellsBefore <= number {
        check(lesson.inlineValues[first].code, .inlineValue(first), &program)
        inlineValues = inlineValues.dropFirst()
      }
      check(cell, number, &program)
    }
    for number in inlineValues { check(lesson.inlineValues[number].code, .inlineValue(number), &program) }
    return program
  }

  func check(_ code: CellCode, _ subject: Subject, isApart: Bool = false, _ program: inout Program) {
    journal.begin(subject)
    let isExpression = if case .inlineValue = subject { true } else { false }
    let checked = session.check(
      code.text, isExpression: isExpression, isApart: isApart, steps: stepsRequest(of: subject))
    append(checked, code, subject, &program)
  }

  private func stepsRequest(of subject: Subject) -> StepsRequest? {
    guard case .cell(let number) = subject else { return nil }
    return switch lesson.cells[number].options.steps {
    case .off: nil
    case .all: StepsRequest(Prelude.stepTellers)
    case .levels(let depth): StepsRequest(Prelude.stepTellers, depth: depth)
    }
  }

  /// Notes the names of code that is not finished.
  func announce(_ code: CellCode, _ subject: Subject, _ program: inout Program) {
    append(session.announce(code.text), code, subject, &program)
    program.amendLast { $0.isUnfinished = true }
  }

  private func append(_ checked: CheckedCell, _ code: CellCode, _ subject: Subject, _ program: inout Program) {
    let diagnostics = checked.diagnostics.map { placed($0, in: code) }
    program.append(Step(subject: subject, code: code, checked: checked, diagnostics: diagnostics))
  }

  /// A diagnostic about a cell's text, at its place in the lesson file.
  private func placed(_ diagnostic: Diagnostic, in code: CellCode) -> Diagnostic {
    var diagnostic = diagnostic
    diagnostic.range = code.fileRange(of: diagnostic.range)
    diagnostic.fixIts = diagnostic.fixIts.map { fixIt in
      Diagnostic.FixIt(fixIt.message, range: code.fileRange(of: fixIt.range), text: fixIt.text)
    }
    return diagnostic
  }

  // MARK: Parameters

  /// Parameters of the front matter, which the command line may override, are the lesson's first variables.
  private func checkParameters(_ program: inout Program) throws(Fault) {
    let known = lesson.metadata.params.map(\.name)
    for (name, _) in options.parameters where !known.contains(name) {
      let hint = closestMatch(to: name, in: known).map { "; did you mean '\($0)'?" } ?? ""
      throw Fault(.invalidParameter, "'\(lesson.file.path)' has no parameter '\(name)'\(hint)")
    }
    for (number, parameter) in lesson.metadata.params.enumerated() {
      let given = options.parameters.last { $0.name == parameter.name }?.value
      try check(parameter, given: given, .parameter(number), &program)
    }
  }

  private func check(
    _ parameter: Metadata.Parameter, given: String?, _ subject: Subject, _ program: inout Program
  ) throws(Fault) {
    journal.begin(subject)
    let text = "let \(parameter.name) = \(given.map { parameter.literal(for: $0) } ?? parameter.literal)"
    let checked = session.check(text)
    if let given, let error = checked.diagnostics.first(where: { $0.severity == .error }) {
      throw Fault(
        .invalidParameter, "'\(given)' cannot be the value of the parameter '\(parameter.name)': \(error.message)")
    }
    let diagnostics = checked.diagnostics.map { Diagnostic($0.severity, $0.code, $0.message, at: parameter.range) }
    program.append(
      Step(
        subject: subject, code: CellCode(text: text, lines: []), checked: checked, diagnostics: diagnostics,
        place: parameter.range))
  }
}

extension Metadata.Parameter {
  /// The Swift for a value from the command line: where the lesson has a text, quotes may be left out.
  fileprivate func literal(for value: String) -> String {
    guard literal.hasPrefix("\""), !value.hasPrefix("\"") else { return value }
    return "\"" + value.unicodeScalars.map { $0.escaped(asASCII: false) }.joined() + "\""
  }
}

extension CellCode {
  fileprivate func lineText(at offset: Int) -> String {
    let start = lines.last { $0.offset <= offset }?.offset ?? 0
    let rest = text.utf8.dropFirst(start).prefix { $0 != UInt8(ascii: "\n") }
    return String(Substring(rest))
  }
}
