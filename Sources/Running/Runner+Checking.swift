import CellLanguage
import Diagnostics
import LessonText
import Prelude

/// Checked code, ready to run.
struct Step {
  var piece: Piece
  var checked: CheckedCell
  var diagnostics: [Diagnostic]
  /// What a check needs besides the names that it uses: the answer that it judges.
  var answer: Set<Int> = []

  var subject: Subject { piece.subject }
  var code: CellCode { piece.code }
  /// Where to report on code that the file does not hold word for word.
  var place: SourceRange? { piece.place }

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

  /// Puts the code where the next version of the lesson has it.
  mutating func move(_ index: Int, to piece: Piece) { steps[index].piece = piece }

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
  /// Checks everything in the order in which it runs.
  func check() throws(Fault) -> Program {
    var program = Program()
    for piece in try plan() { program.append(try check(piece, after: program)) }
    return program
  }

  func check(_ piece: Piece, after program: Program) throws(Fault) -> Step {
    journal.begin(piece.subject)
    let checked =
      piece.isUnfinished
      ? session.announce(piece.code.text)
      : session.check(
        piece.code.text, isExpression: piece.isExpression, isApart: piece.isApart,
        steps: stepsRequest(of: piece.subject))
    try checkGivenValue(piece, checked)
    return Step(
      piece: piece, checked: checked, diagnostics: checked.diagnostics.map { placed($0, in: piece) },
      answer: program.numbers(ofCells: piece.answer))
  }

  private func stepsRequest(of subject: Subject) -> StepsRequest? {
    guard case .cell(let number) = subject else { return nil }
    return switch lesson.cells[number].options.steps {
    case .off: nil
    case .all: StepsRequest(Prelude.stepTellers)
    case .levels(let depth): StepsRequest(Prelude.stepTellers, depth: depth)
    }
  }

  /// A diagnostic about the text of a piece, at its place in the lesson file.
  private func placed(_ diagnostic: Diagnostic, in piece: Piece) -> Diagnostic {
    if let place = piece.place {
      return Diagnostic(diagnostic.severity, diagnostic.code, diagnostic.message, at: place)
    }
    var diagnostic = diagnostic
    diagnostic.range = piece.code.fileRange(of: diagnostic.range)
    diagnostic.fixIts = diagnostic.fixIts.map { fixIt in
      Diagnostic.FixIt(fixIt.message, range: piece.code.fileRange(of: fixIt.range), text: fixIt.text)
    }
    return diagnostic
  }

  /// What the command line gave for a parameter must be able to be its value.
  private func checkGivenValue(_ piece: Piece, _ checked: CheckedCell) throws(Fault) {
    guard case .parameter(let number) = piece.subject, let given = given(lesson.metadata.params[number]),
      let error = checked.diagnostics.first(where: { $0.severity == .error })
    else { return }
    let name = lesson.metadata.params[number].name
    throw Fault(.invalidParameter, "'\(given)' cannot be the value of the parameter '\(name)': \(error.message)")
  }
}

extension CellCode {
  fileprivate func lineText(at offset: Int) -> String {
    let start = lines.last { $0.offset <= offset }?.offset ?? 0
    let rest = text.utf8.dropFirst(start).prefix { $0 != UInt8(ascii: "\n") }
    return String(Substring(rest))
  }
}
