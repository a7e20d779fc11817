import Diagnostics
import LessonText
import Running

/// The transcript as people read it in a terminal.
public struct TerminalRenderer: Renderer {
  /// The columns of the terminal; at least 20 are used.
  public var columns: Int
  /// Whether to colour with ANSI sequences.
  public var color: Bool
  /// Whether outputs are shown as their plain text, which is what a program that reads a pipe wants.
  public var isPlain: Bool
  /// Whether the last line says how long the cells ran.
  public var showsTimes: Bool
  /// Whether there is a last line, which says what became of the cells.
  public var showsSummary: Bool

  public init(
    columns: Int = 80, color: Bool = false, isPlain: Bool = false, showsTimes: Bool = true, showsSummary: Bool = true
  ) {
    self.showsSummary = showsSummary
    self.columns = max(columns, 20)
    self.color = color
    self.isPlain = isPlain
    self.showsTimes = showsTimes
  }

  public func render(_ transcript: Transcript) -> String {
    text(TerminalWriter(transcript, self).document())
  }

  /// What the cells showed, without the lesson around it: for `tangent eval`.
  public func outputs(of transcript: Transcript) -> String {
    let writer = TerminalWriter(transcript, self)
    return text(transcript.cells.flatMap(\.outputs).flatMap { writer.output($0, width: columns) })
  }

  private func text(_ lines: [StyledLine]) -> String {
    var out = OutputBuffer()
    for line in lines {
      out.raw(line.text(color: color))
      out.raw(UInt8.newline)
    }
    return out.text
  }
}

/// Turns blocks into lines.
struct TerminalWriter {
  let transcript: Transcript
  let options: TerminalRenderer
  let references: CrossReferences

  init(_ transcript: Transcript, _ options: TerminalRenderer) {
    self.transcript = transcript
    self.options = options
    references = CrossReferences(transcript.lesson)
  }

  var lesson: Lesson { transcript.lesson }

  /// Prose wider than this tires the eye; code, tables and figures may use the whole width.
  func proseWidth(_ width: Int) -> Int { min(width, 88) }

  func document() -> [StyledLine] {
    var parts = [titleBlock()]
    parts.append(problems())
    let content = lesson.blocks.drop { $0.range.lower == lesson.blocks.first?.range.lower && isTitle($0) }
    parts.append(blocks(Array(content), width: options.columns))
    parts.append(footnotes())
    if options.showsSummary { parts.append([summary]) }
    return Self.separated(parts)
  }

  /// The parts that are not empty, with a blank line between them.
  static func separated(_ parts: [[StyledLine]]) -> [StyledLine] {
    Array(parts.filter { !$0.isEmpty }.joined(separator: [StyledLine()]))
  }

  private func isTitle(_ block: Block) -> Bool {
    if case .heading(1, let content, _) = block.kind { return content.plainText == lesson.title }
    return false
  }

  private func titleBlock() -> [StyledLine] {
    let metadata = lesson.metadata
    var lines = heading(1, [StyledSpan(lesson.title)], width: options.columns)
    let byline = [metadata.author.joined(separator: ", "), metadata.date ?? ""].filter { !$0.isEmpty }
    if !byline.isEmpty { lines.append(StyledLine(byline.joined(separator: " · "), .faint)) }
    if let description = metadata.description {
      let spans = [StyledSpan(description, TextStyle(italic: true))]
      lines += LineBreaker.lines(of: spans, width: proseWidth(options.columns))
    }
    return lines
  }

  /// Headings of the first two levels are underlined, so that they stand out without colour.
  func heading(_ level: Int, _ content: [StyledSpan], width: Int) -> [StyledLine] {
    let style = TextStyle(bold: true, color: level == 1 ? .blue : nil)
    let spans = content.map { span in
      var span = span
      span.style.bold = true
      span.style.color = span.style.color ?? style.color
      return span
    }
    let lines = LineBreaker.lines(of: spans, width: proseWidth(width))
    guard level <= 2, let length = lines.map(\.width).max(), length > 0 else { return lines }
    let rule = String(repeating: level == 1 ? "━" : "─", count: length)
    return lines + [StyledLine(rule, level == 1 ? style : .faint)]
  }

  private func problems() -> [StyledLine] {
    let found = transcript.diagnostics + transcript.inlineValues.flatMap(\.diagnostics)
    return found.filter { $0.severity > .note }.flatMap { diagnostic($0, width: options.columns) }
  }

  func diagnostic(_ diagnostic: Diagnostic, width: Int) -> [StyledLine] {
    let text = CaretPrinter(columns: width, color: options.color).text(of: diagnostic, in: lesson.file)
    return text.utf8.split(separator: .newline).map {
      StyledLine([StyledSpan(drawn: String(decoding: $0, as: UTF8.self))])
    }
  }

  private func footnotes() -> [StyledLine] {
    guard !lesson.footnotes.isEmpty else { return [] }
    let lines = lesson.footnotes.enumerated().flatMap { index, footnote in
      let mark = "[\(index + 1)] "
      let blank = StyledSpan(String(repeating: " ", count: mark.utf8.count))
      return blocks(footnote.blocks, width: options.columns - mark.utf8.count)
        .prefixed(first: StyledSpan(mark, .faint), rest: blank)
    }
    return [StyledLine(String(repeating: "─", count: 12), .faint)] + lines
  }

  private var summary: StyledLine {
    let run = transcript.cells.filter { $0.status != .unevaluated }
    let kinds: [(CellResult.Status, TextStyle.Color)] = [(.ok, .green), (.failed, .red), (.skipped, .amber)]
    var line = StyledLine(run.count == 1 ? "1 cell" : "\(run.count) cells", .faint)
    for (position, kind) in kinds.filter({ kind in run.contains { $0.status == kind.0 } }).enumerated() {
      let count = run.count { $0.status == kind.0 }
      line.spans.append(StyledSpan(position == 0 ? ": " : ", ", .faint))
      line.spans.append(StyledSpan("\(count) \(kind.0.rawValue)", TextStyle(color: kind.1)))
    }
    if options.showsTimes {
      line.spans.append(StyledSpan(" · " + Self.time(run.reduce(0) { $0 + $1.seconds }), .faint))
    }
    return line
  }

  private static func time(_ seconds: Double) -> String {
    if seconds >= 1 { return "\((seconds * 10).rounded() / 10) s" }
    return seconds >= 0.01 ? "\(Int((seconds * 1000).rounded())) ms" : "\((seconds * 10_000).rounded() / 10) ms"
  }
}
