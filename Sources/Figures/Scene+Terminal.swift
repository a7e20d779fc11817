import Diagnostics

extension Scene {
  /// The drawing in characters: braille dots for curves, box characters for axes and frames, blocks for bars.
  ///
  /// - Parameters:
  ///   - columns: the width of the terminal; lines may be shorter.
  ///   - color: whether lines carry ANSI colours.
  public func terminal(columns: Int, color: Bool) -> [String] {
    let columns = min(max(columns, 20), 400)
    if let textForm {
      let notes = textForm.notes.flatMap { TerminalLine.broken($0, columns: columns) }
      let lines = textForm.lines + (notes.isEmpty ? [] : [[]] + notes)
      return lines.map { TerminalLine(runs: $0, columns: columns).text(color: color) }
    }
    var canvas = TerminalCanvas(scene: self, columns: columns)
    canvas.draw(elements)
    return canvas.lines(color: color)
  }
}

/// A line of coloured words, cut to a number of columns.
struct TerminalLine {
  private(set) var runs: [TextForm.Run] = []

  init(runs: [TextForm.Run], columns: Int) {
    var left = columns
    for run in runs where left > 0 {
      let text = TextMetrics.cut(run.text.visible(), columns: left)
      left -= text.displayWidth
      self.runs.append(TextForm.Run(text, run.paint))
    }
  }

  /// A long line as several, each but the first indented and beginning with a relation.
  static func broken(_ runs: [TextForm.Run], columns: Int) -> [[TextForm.Run]] {
    var lines: [[TextForm.Run]] = [[]]
    var used = 0
    for run in runs.flatMap(atRelations) {
      if used > 0, used + run.text.displayWidth > columns {
        lines.append([TextForm.Run(indent, .muted)])
        used = indent.count
      }
      lines[lines.count - 1].append(run)
      used += run.text.displayWidth
    }
    return lines
  }

  private static let indent = "       "

  /// The run in pieces, cut before each equals sign.
  private static func atRelations(_ run: TextForm.Run) -> [TextForm.Run] {
    let parts = run.text.split(separator: " = ", omittingEmptySubsequences: false)
    return parts.enumerated().compactMap { index, part in
      let text = index == 0 ? String(part) : " = " + part
      return text.isEmpty ? nil : TextForm.Run(text, run.paint)
    }
  }

  func text(color: Bool) -> String {
    var runs = runs
    while let last = runs.last, last.text.allSatisfy({ $0 == " " }) { runs.removeLast() }
    if let last = runs.last {
      let kept = last.text.reversed().drop { $0 == " " }.reversed()
      runs[runs.count - 1].text = String(kept)
    }
    return runs.map { run in
      guard color, let number = run.paint.terminalColor, run.text.contains(where: { $0 != " " }) else {
        return run.text
      }
      return "\u{1B}[38;5;\(number)m\(run.text)\u{1B}[0m"
    }.joined()
  }
}
