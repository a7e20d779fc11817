import CellLanguage
import Diagnostics
import LessonText

/// Writes the cells of a lesson that has run as one Swift file over the `Tangent` library.
///
/// All stand at the top level, in order. A cell that stops runs in a process of its own; one that does not run in the lesson
/// is left out. Functions use top-level variables, so the file needs Swift's language mode 5.
struct Exporter {
  private let lesson: Lesson
  private let program: Program
  private let results: [CellResult]
  private let inlineResults: [InlineResult]
  /// Cells to leave out, by their index, and why.
  private let excluded: [Subject: String]
  private let outlines: [CellOutline]
  private let headings: [[String]]
  private let drawsGraphs: Bool
  private var names: ExportNames
  private var result: ExportedLesson
  /// The steps that are not in the file, by the checker's numbers.
  private var absent: Set<Int> = []

  static func export(
    _ program: Program, _ transcript: Transcript, catalog: Catalog, excluding excluded: [Subject: String] = [:]
  ) -> ExportedLesson {
    var exporter = Exporter(program, transcript, catalog, excluded)
    exporter.write()
    return exporter.result
  }

  private init(
    _ program: Program, _ transcript: Transcript, _ catalog: Catalog, _ excluded: [Subject: String]
  ) {
    lesson = transcript.lesson
    self.program = program
    results = transcript.cells
    inlineResults = transcript.inlineValues
    self.excluded = excluded
    outlines = program.steps.map { CellOutline($0.code.text) }
    headings = lesson.headingsBeforeCells
    drawsGraphs = outlines.contains { $0.words.contains("graph") }
    names = ExportNames(outlines, catalog: catalog)
    result = ExportedLesson(lesson)
  }

  // MARK: The file

  private mutating func write() {
    let file = lesson.file.path.split(separator: "/").last.map(String.init) ?? lesson.file.path
    result.write(
      "// \(lesson.title.visible())", "//", "// The cells of \(file.visible()), written by 'tangent export'.", "")
    if needsFoundation { result.write("import Foundation") }
    result.write("import Tangent")
    for number in program.steps.indices { write(number) }
    result.renamed = names.renamed
  }

  /// What cells have of Foundation without importing it.
  private static let foundationNames: Set<String> = [
    "CharacterSet", "Foundation", "capitalized", "components", "format", "padding", "replacingOccurrences",
    "trimmingCharacters",
  ]

  private var needsFoundation: Bool { outlines.contains { !$0.words.isDisjoint(with: Self.foundationNames) } }

  private mutating func write(_ number: Int) {
    let step = program.steps[number]
    if case .cell(let cell) = step.subject { writeHeadings(headings[cell]) }
    let treatment = treatment(of: step, outlines[number])
    let part = result.parts.count
    result.parts.append(ExportedLesson.Part(subject: step.subject, treatment: treatment))
    switch treatment {
    case .written: write(step, outlines[number], part: part)
    case .attempted:
      absent.insert(step.checked.number)
      attempt(step, outlines[number], part: part)
    case .leftOut(let reason):
      absent.insert(step.checked.number)
      if case .cell(let cell) = step.subject { result.write("", "// Cell \(cell + 1) is left out: \(reason).") }
    case .absent: absent.insert(step.checked.number)
    }
  }

  private mutating func writeHeadings(_ headings: [String]) {
    for heading in headings { result.write("", "// MARK: - \(heading.visible())") }
  }

  private mutating func write(_ step: Step, _ outline: CellOutline, part: Int) {
    names.declare(outline)
    switch step.subject {
    case .parameter:
      result.write("")
      write(text(of: step, outline, displayed: nil), of: step, part: part)
    case .cell(let cell):
      result.write("", "beginCell(\(cell + 1))\(comment(on: cell))")
      write(text(of: step, outline, displayed: step.checked.displayed), of: step, part: part)
    case .inlineValue(let value):
      let lines = text(of: step, outline, displayed: nil)
      let code = lines.map(\.text).joined(separator: " ")
      result.write("inlineValue(\(value + 1)) { \(code) }", at: (part, lesson.range(of: step.subject)))
    }
  }

  private func comment(on cell: Int) -> String {
    let line = lesson.file.line(at: lesson.cells[cell].range.lower)
    return lesson.cells[cell].options.label.map { "  // \($0.visible()), line \(line)" } ?? "  // line \(line)"
  }

  private mutating func attempt(_ step: Step, _ outline: CellOutline, part: Int) {
    guard case .cell(let cell) = step.subject else { return }
    result.write("", "if attempt(\(cell + 1)) {\(comment(on: cell))")
    write(text(of: step, outline, displayed: step.checked.displayed), of: step, part: part)
    result.write("endAttempt()", "}")
  }

  private func text(of step: Step, _ outline: CellOutline, displayed: SourceRange?) -> [(text: String, line: Int)] {
    let imports = outline.imports.map { TextEdit($0, "") }
    return CellText(
      step.code, edits: names.edits(outline) + step.checked.edits + imports + tensorNames(step), displayed: displayed
    ).lines
  }

  /// Where graphs are drawn, tensors have the names of their variables.
  private func tensorNames(_ step: Step) -> [TextEdit] {
    guard drawsGraphs else { return [] }
    let bytes = Array(step.code.text.utf8)
    return step.checked.variables(ofType: "Tensor").map { name, end in
      let lineEnd = bytes[end...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      return TextEdit(SourceRange(lineEnd, lineEnd), "\nnameTensor(\(names.name(name)), \(name.quoted))")
    }
  }

  private mutating func write(_ lines: [(text: String, line: Int)], of step: Step, part: Int) {
    for (text, line) in lines { result.write(text, at: (part, step.place ?? step.code.fileRange(ofLine: line))) }
  }

  // MARK: What becomes of a cell

  /// Faults that a compiled program would not meet, or not soon.
  private static let budgets: Set<DiagnosticCode> = [.timeLimit, .memoryLimit, .outputLimit, .stackOverflow, .crashed]

  private func treatment(of step: Step, _ outline: CellOutline) -> ExportedLesson.Treatment {
    if let reason = excluded[step.subject] { return .leftOut(reason) }
    if step.checked.hasErrors || hasNotRun(step.subject) { return .absent }
    if let culprit = step.needs.intersection(absent).min(), let subject = program.subject(ofCell: culprit) {
      return .leftOut("it needs \(lesson.name(of: subject)), which is left out")
    }
    if let obstacle = names.obstacle(outline) { return .leftOut(obstacle) }
    guard case .cell(let cell) = step.subject else { return .written }
    if lesson.cells[cell].options.verify == .skip { return .leftOut("its option 'verify' says so") }
    guard let fault = results[cell].fault else { return .written }
    if Self.budgets.contains(fault.code) { return .leftOut("it is stopped by a budget of cells") }
    if outline.isFileScope { return .leftOut("it stops, and declares what must stand at the top level of a file") }
    return .attempted
  }

  private func hasNotRun(_ subject: Subject) -> Bool {
    switch subject {
    case .parameter: false
    case .cell(let number): results[number].status == .skipped || results[number].status == .unevaluated
    case .inlineValue(let number): inlineResults[number].output == nil
    }
  }
}

extension CellResult {
  /// What stopped the cell where it ran.
  var fault: Diagnostic? { diagnostics.first { $0.severity == .error && $0.code != .expectedError } }
}

extension CellCode {
  /// A line at its place in the lesson file, without the blanks around it.
  fileprivate func fileRange(ofLine line: Int) -> SourceRange {
    guard lines.indices.contains(line) else { return fileRange(of: SourceRange(0, 0)) }
    let text = self.text.utf8.dropFirst(lines[line].offset).prefix { $0 != UInt8(ascii: "\n") }
    let indent = text.prefix { $0 == UInt8(ascii: " ") }.count
    let start = lines[line].fileOffset
    return SourceRange(start + indent, start + max(text.count, indent + 1))
  }
}

extension Lesson {
  /// For each cell, the headings between it and the cell before.
  fileprivate var headingsBeforeCells: [[String]] {
    var result = cells.map { _ in [String]() }
    var pending: [String] = []
    func visit(_ blocks: [Block]) {
      for block in blocks {
        switch block.kind {
        case .heading(_, let content, _): pending.append(content.plainText)
        case .cell(let index):
          result[index] = pending
          pending = []
        case .quote(let blocks): visit(blocks)
        case .list(_, _, let items): for item in items { visit(item.blocks) }
        case .callout(let callout): visit(callout.blocks)
        case .paragraph, .code, .html, .thematicBreak, .table, .formula: break
        }
      }
    }
    visit(blocks)
    return result
  }
}
