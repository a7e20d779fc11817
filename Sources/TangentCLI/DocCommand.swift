import Diagnostics
import Prelude
import Rendering
import Running
import Tangent

/// `tangent doc [WORD]`
let docVerb = Verb(
  name: "doc", abstract: "Shows what cells can name: signatures, sentences, examples with what they show.",
  example: "tangent doc diff",
  operand: ("word", "A name, a type, an area, or any word to search for; without it, all areas.", isRepeated: false),
  isOperandOptional: true,
  options: [
    Option(names: ["--lesson"], value: nil, help: "Write the whole reference as a part of a lesson."),
    Option(names: ["--json"], value: nil, help: "Write the entries as JSON, for editors."),
  ],
  run: { arguments throws(Misuse) in
    if arguments.has("--lesson") {
      if arguments.operands.first != nil { throw Misuse("--lesson writes the whole reference; leave the word out") }
      return DocCommand.lesson()
    }
    let word = arguments.operands.first
    return arguments.has("--json") ? DocCommand.json(word) : DocCommand.show(word)
  })

private enum DocCommand {
  /// With more rows than this, the signatures alone are shown.
  private static let rowsWithExamples = 40

  static func show(_ word: String?) -> ExitStatus {
    guard let word else { return write(areas) }
    switch Reference.find(word) {
    case .entries(let entries): return run(entries, named: entries[0].name)
    case .type(let name, let sentence, let members):
      return write([name + (sentence.isEmpty ? "" : ": " + sentence), "", list(members)].joined(separator: "\n"))
    case .area(let entries): return write(entries[0].area + "\n\n" + list(entries))
    case .matches(let entries):
      return write("\(Findings.count(entries.count, "name")) with '\(word)':\n\n" + list(entries))
    case .hint(let hint): return write("'\(word)' is not a name here: \(hint).\n")
    case .nothing(let closest):
      let hint = closest.map { "; did you mean '\($0)'?" } ?? "; 'tangent doc' lists all areas"
      Terminal.complain("nothing is called '\(word)', and no sentence has that word\(hint)")
      return .failed
    }
  }

  static func json(_ word: String?) -> ExitStatus {
    let entries: [Reference.Entry] =
      switch word.map(Reference.find) {
      case nil: Reference.entries
      case .entries(let entries), .area(let entries), .matches(let entries), .type(_, _, let entries): entries
      case .hint, .nothing: []
      }
    let status = write(ReferenceDocument.document(entries))
    return entries.isEmpty ? .failed : status
  }

  private static func write(_ text: String) -> ExitStatus {
    ExitStatus { () throws(Fault) in
      try Terminal.write(text)
      return .success
    }
  }

  // MARK: Lists

  /// The areas, each with its names.
  private static var areas: String {
    let text = Reference.areas.map { area in
      let names = Reference.entries.filter { $0.area == area && $0.name != "subscript" }
        .map { $0.name == "init" ? $0.owner ?? "" : $0.name }
      let unique = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      return area + "\n" + wrapped(unique)
    }.joined(separator: "\n")
    return text + "\n'tangent doc NAME' shows one of them; 'tangent doc WORD' searches.\n"
  }

  private static func wrapped(_ words: [String]) -> String {
    var lines = [" "]
    for word in words {
      if lines[lines.count - 1].displayWidth + word.displayWidth + 1 > min(Terminal.output.columns, 100) {
        lines.append(" ")
      }
      lines[lines.count - 1] += " " + word
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// One line a name with its first sentence; overloads are one name.
  private static func list(_ entries: [Reference.Entry]) -> String {
    var rows: [(name: String, sentence: String)] = []
    for entry in entries where !rows.contains(where: { $0.name == entry.qualifiedName }) {
      rows.append((entry.qualifiedName, entry.sentence))
    }
    let width = min(rows.map(\.name.displayWidth).max() ?? 0, 30)
    return rows.map { name, sentence in
      "  " + name + String(repeating: " ", count: max(0, width - name.displayWidth) + 2) + sentence + "\n"
    }.joined()
  }

  // MARK: Examples

  /// The rows as a lesson of their own, run and shown.
  private static func run(_ entries: [Reference.Entry], named name: String) -> ExitStatus {
    var entries = entries
    if entries.count > rowsWithExamples {
      for index in entries.indices { entries[index].example = "" }
    }
    var options = Runner.Options()
    options.freeNamesAreSymbols = true
    let report = Report(format: .text, path: nil, showsTimes: false, showsSummary: false)
    let write = { @Sendable (transcript: Transcript) in report.write(transcript) }
    let text = "---\ntitle: '\(name)'\n---\n\n" + Reference.markdown(entries)
    return ExitStatus { () throws(Fault) in
      try LessonRun(.file(path: name, bytes: Array(text.utf8)), options: options)
        .run(finish: { transcript, _ in write(transcript) }, salvage: { _ = write($0) })
    }
  }

  /// The reference with what its examples show, but for drawings, which show themselves.
  static func lesson() -> ExitStatus {
    let bytes = Array(Reference.lesson.utf8)
    let write = { @Sendable (transcript: Transcript) -> ExitStatus in
      ExitStatus { () throws(Fault) in
        Terminal.complain(transcript)
        var texts = transcript
        for index in texts.cells.indices { texts.cells[index].outputs.removeAll(where: \.isDrawing) }
        try Terminal.write(Acceptance(LessonTest(texts), .all, in: bytes).bytes)
        return ExitStatus(of: transcript)
      }
    }
    return ExitStatus { () throws(Fault) in
      try LessonRun(.file(path: "reference", bytes: bytes))
        .run(finish: { transcript, _ in write(transcript) }, salvage: { _ = write($0) })
    }
  }
}

extension Output {
  fileprivate var isDrawing: Bool {
    switch self {
    case .figure, .graph: true
    case .text, .formula, .tensor, .table, .derivation: false
    }
  }
}
