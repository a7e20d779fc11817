import Diagnostics

/// What the parts of a compiled lesson showed, as it told by its marks.
struct CompiledRun {
  enum Event: Hashable {
    case cell(Int), value(Int)
  }

  /// The lines that each part showed, as ``CellResult/shownLines`` has them.
  private(set) var lines: [Event: [String]] = [:]
  /// The cells that ran in processes of their own and came to their end.
  private(set) var finished: Set<Event> = []
  /// What ran last.
  private(set) var last: Event?
  private var printed = ""

  init(_ output: String, mark: String) {
    for (number, piece) in output.split(separator: mark, omittingEmptySubsequences: false).enumerated() {
      if number == 0 { continue }
      let event = piece.prefix { $0 != "\n" }
      read(String(event), piece.dropFirst(event.count + 1))
    }
    flush()
  }

  private mutating func read(_ event: String, _ text: Substring) {
    let words = event.split(separator: " ")
    switch words.first {
    case "cell", "value":
      flush()
      let number = words.count > 1 ? Int(words[1]) ?? 0 : 0
      let begun = words[0] == "cell" ? Event.cell(number - 1) : .value(number - 1)
      lines[begun] = lines[begun] ?? []
      last = begun
      printed = String(text)
    case "display":
      flush()
      // The line feed before the mark is not the text's.
      show(text.hasSuffix("\n") ? text.dropLast() : text)
    case "finished":
      if let last { finished.insert(last) }
    default: printed += text
    }
  }

  /// What was printed between two displays is one text, without its last line end.
  private mutating func flush() {
    if printed.isEmpty { return }
    if printed.utf8.last == UInt8(ascii: "\n") { printed.unicodeScalars.removeLast() }
    show(printed[...])
    printed = ""
  }

  private mutating func show(_ text: Substring) {
    guard let last else { return }
    lines[last, default: []] += text.split(omittingEmptySubsequences: false) { $0.isNewline }.map {
      $0.trimmingTrailingBlanks.visible(keeping: ["\t"])
    }
  }

  func shownLines(_ event: Event) -> [String] {
    var lines = lines[event] ?? []
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
