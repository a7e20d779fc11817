import CellLanguage
import Diagnostics
import Prelude
import Tangent

/// What the cells of a case really gave, in the words of ``CaseFile``.
final class CaseRun: OutputSink {
  private(set) var outputs: [String] = []
  private(set) var findings: [CaseFile.Finding] = []
  private(set) var skipped: Set<Int> = []
  /// The findings as a reader sees them.
  private(set) var texts: [String] = []
  private var pending = ""

  init(_ cells: [String]) {
    let session = Session(catalog: Prelude.catalog(), sink: self)
    // Everything is checked before anything runs, as in a lesson.
    let checked = cells.map { ($0, session.check($0)) }
    var broken: Set<Int> = []
    for (text, cell) in checked {
      note(cell.diagnostics.map { ($0.severity.rawValue, $0) }, text, cell.number)
      if !cell.needs.isDisjoint(with: broken) {
        broken.insert(cell.number)
        skipped.insert(cell.number)
      } else if cell.hasErrors {
        broken.insert(cell.number)
      } else if let fault = session.run(cell) {
        broken.insert(cell.number)
        let place = fault.place
        note(
          [("fault", Diagnostic(fault.fault.code, fault.fault.message, at: place.range))], cells[place.cell - 1],
          place.cell)
      }
      flush()
    }
  }

  private func note(_ list: [(kind: String, finding: Diagnostic)], _ text: String, _ cell: Int) {
    let file = SourceFile(path: "case.swift", text: text)
    for (kind, finding) in list {
      let place = file.position(at: finding.range.lower)
      texts.append(String(CaretPrinter().text(of: finding, in: file).dropLast()))
      findings.append(
        CaseFile.Finding(
          cell: cell, line: place.line, kind: kind, code: finding.code.rawValue, message: finding.message,
          column: place.column))
    }
  }

  func print(_ text: String) throws {
    pending += text
    guard pending.hasSuffix("\n") else { return }
    flush()
  }

  func display(_ value: RawValue, as type: Type, describer: Describer) throws {
    flush()
    outputs.append("→ " + (try Prelude.output(of: value, as: type, describer: describer)).text)
  }

  private func flush() {
    if pending.hasSuffix("\n") { pending.removeLast() }
    if !pending.isEmpty { outputs.append(pending) }
    pending = ""
  }
}

extension CaseFile {
  /// Every way in which a run is not what the case says.
  func differences(from run: CaseRun) -> [String] {
    var result: [String] = []
    if run.outputs != outputs { result.append("outputs \(run.outputs), expected \(outputs)") }
    if run.skipped != skipped { result.append("skipped \(run.skipped.sorted()), expected \(skipped.sorted())") }
    var left = run.findings
    for wanted in findings {
      let match = left.firstIndex {
        $0.cell == wanted.cell && $0.line == wanted.line && $0.kind == wanted.kind && $0.code == wanted.code
          && $0.message.contains(wanted.message) && (wanted.column == nil || wanted.column == $0.column)
      }
      if let match {
        left.remove(at: match)
      } else {
        result.append("missing \(wanted)" + (wanted.column.map { " at column \($0)" } ?? ""))
      }
    }
    return result + left.map { "unexpected \($0) at column \($0.column ?? 0)" }
  }
}
