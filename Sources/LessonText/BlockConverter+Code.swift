import Diagnostics

extension BlockConverter {
  func isOutput(_ node: CmarkNode) -> Bool {
    node.kind == .code && node.fence != nil && node.info.trimmedEnd.lowercased() == "output"
  }

  /// Gives an `output` fence to the cell that `previous`, the block right before it, is; `false` when it is to be shown
  /// as code: below code that does not run, and where no cell is.
  func takeOutput(_ node: CmarkNode, at range: SourceRange, after previous: Block?) -> Bool {
    switch previous?.kind {
    case .cell(let index):
      let cell = builder.lesson.cells[index]
      guard cell.options.eval else { return false }
      if let first = cell.expectedOutput {
        reportStray("This cell has an 'output' fence already, on line \(file.line(at: first.range.lower))", at: range)
        return false
      }
      let code = cellCode(of: node)
      let whole = closed(node, lines: code.lines.count, at: range)
      builder.lesson.cells[index].expectedOutput = ExpectedOutput(code: code, range: whole)
      return true
    case .code(language: "swift", _), .code(language: "{swift}", _): return false
    default:
      reportStray("An 'output' fence belongs right after a cell", at: range)
      return false
    }
  }

  private func reportStray(_ message: String, at range: SourceRange) {
    builder.report(.warning, .strayOutput, message + "; this one is shown as code.", at: firstLine(range))
  }

  func code(_ node: CmarkNode, at range: SourceRange) -> (Block.Kind, SourceRange?) {
    guard node.fence != nil else {
      return (.code(language: nil, String(decoding: node.literal, as: UTF8.self).withLineFeeds), nil)
    }
    let code = cellCode(of: node)
    let range = closed(node, lines: code.lines.count, at: range)
    if node.isCell { return (.cell(addCell(code, at: range)), range) }
    let info = node.info.split(whereSeparator: \.isWhitespace).map(String.init)
    switch info.first?.lowercased() {
    case "math": return (.formula(mathFence(code, info: node.info, at: range)), range)
    default: return (.code(language: info.first, code.text), range)
    }
  }

  /// The range of a fence of so many lines; one that nothing closes is reported, and ends with its last line.
  private func closed(_ node: CmarkNode, lines: Int, at range: SourceRange) -> SourceRange {
    guard let fence = node.fence, let end = endIfUnclosed(node, lines: lines) else { return range }
    let sign = String(repeating: Character(UnicodeScalar(fence.sign)), count: min(fence.length, 3))
    let opener = SourceRange(range.lower, range.lower + fence.length)
    builder.report(.unclosedFence, "This fence is never closed: a line with '\(sign)' is missing.", at: opener)
    return SourceRange(range.lower, end)
  }

  private func addCell(_ code: CellCode, at range: SourceRange) -> Int {
    var options = builder.options(of: code)
    if let line = code.lines.first(where: { builder.file.utf8[$0.fileOffset...].starts(with: "```".utf8) }) {
      let opener = SourceRange(range.lower, range.lower + 3)
      let place = builder.file.line(at: line.fileOffset)
      builder.report(
        .unclosedFence, "This fence is never closed: a line with '```' is missing before line \(place).", at: opener)
      options.eval = false
    }
    let cell = Cell(code: code, options: options, range: range, isSolution: isSolution)
    builder.lesson.cells.append(cell)
    return builder.lesson.cells.count - 1
  }

  private func mathFence(_ code: CellCode, info: String, at range: SourceRange) -> Formula {
    let bytes = Array(info.utf8)
    let brace = bytes.firstIndex(of: UInt8(ascii: "{")) ?? bytes.count
    let label = Attributes.read(bytes, from: brace)?.0.label
    if let label { builder.define(label, at: firstLine(range)) }
    var tex = code
    if tex.text.last == "\n" { tex.text.removeLast() }
    return builder.formula(tex, label: label)
  }

  /// The lines of a fence, each at its place; what indentation Markdown took stands before it.
  private func cellCode(of node: CmarkNode) -> CellCode {
    var code = CellCode(text: "", lines: [])
    var bytes = node.literal[...]
    var number = line(node.startLine) + 1
    while !bytes.isEmpty {
      let end = bytes.firstIndex(where: \.isLineEnd) ?? bytes.endIndex
      let text = bytes[bytes.startIndex..<end]
      let place = max(file.offset(ofLine: number), file.end(ofLine: number) - text.count)
      code.append(line: String(decoding: text, as: UTF8.self), at: place)
      let isPair = end + 1 < bytes.endIndex && bytes[end] == UInt8(ascii: "\r") && bytes[end + 1] == UInt8(ascii: "\n")
      bytes = bytes[min(end + (isPair ? 2 : 1), bytes.endIndex)...]
      number += 1
    }
    return code
  }

  /// Where a fence of so many lines ends when nothing closes it; `nil` when it is closed.
  private func endIfUnclosed(_ node: CmarkNode, lines: Int) -> Int? {
    let last = line(node.startLine) + lines
    let closing = last + 1
    let isClosed =
      line(node.endLine) == closing && closing <= file.lineCount && isFence(line: closing, of: node)
      && !isFollowed(node)
    return isClosed ? nil : file.trimmedEnd(ofLine: last)
  }

  private func isFence(line: Int, of node: CmarkNode) -> Bool {
    guard let fence = node.fence else { return false }
    let bytes = file.utf8[file.offset(ofLine: line)..<file.trimmedEnd(ofLine: line)]
    return bytes.suffix(fence.length).count { $0 == fence.sign } == fence.length
  }

  /// Whether another block begins on the line where cmark lets this one end: that line ended the container, not the fence.
  private func isFollowed(_ node: CmarkNode) -> Bool {
    var ancestor: CmarkNode? = node
    while let current = ancestor {
      if let next = current.next { return next.startLine == node.endLine && next.kind != .footnoteDefinition }
      ancestor = current.parent
    }
    return false
  }
}

extension String {
  /// With `\n` at the end of each line.
  fileprivate var withLineFeeds: String {
    guard utf8.contains(UInt8(ascii: "\r")) else { return self }
    return String(map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
  }
}

extension CmarkNode {
  /// A fence that runs: `swift` without attributes.
  fileprivate var isCell: Bool {
    guard kind == .code, fence != nil else { return false }
    let name = info.trimmedEnd.lowercased()
    return name == "swift" || name == "{swift}"
  }

  /// The texts of the cells below this node. Those of files with carriage returns may differ from the cells'.
  var cellTexts: [String] {
    var texts: [String] = []
    var node = firstChild
    while let current = node {
      if current.isCell { texts.append(String(decoding: current.literal, as: UTF8.self)) }
      node = current.isContainer ? current.firstChild ?? current.following(below: self) : current.following(below: self)
    }
    return texts
  }

  private var isContainer: Bool {
    switch kind {
    case .quote, .list, .item, .footnoteDefinition: true
    default: false
    }
  }

  /// The next node in the order of the text that is no descendant of this one.
  private func following(below root: CmarkNode) -> CmarkNode? {
    var node: CmarkNode? = self
    while let current = node, current != root {
      if let next = current.next { return next }
      node = current.parent
    }
    return nil
  }
}
