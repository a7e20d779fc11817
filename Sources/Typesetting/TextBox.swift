import Diagnostics

/// A rectangle of monospaced text with a baseline, the material of two-dimensional formulas.
public struct TextBox: Hashable, Sendable {
  /// From top to bottom; a line may end before `width`.
  public private(set) var lines: [String]
  /// The columns of each line.
  private var widths: [Int]
  /// The columns of the widest line.
  public private(set) var width: Int
  /// The index of the line that sits on the baseline of the surrounding text.
  public var baseline: Int

  public enum Alignment: Sendable { case left, center, right }

  /// One line; characters that would steer a terminal are made visible.
  public init(_ text: String = "") {
    self.init(lines: [text.visible()], baseline: 0)
  }

  /// - Precondition: `lines` is not empty and `baseline` is one of its indices.
  public init(lines: [String], baseline: Int) {
    let widths = lines.map(\.displayWidth)
    self.init(lines: lines, widths: widths, width: widths.max() ?? 0, baseline: baseline)
  }

  private init(lines: [String], widths: [Int]? = nil, width: Int, baseline: Int) {
    precondition(lines.indices.contains(baseline), "the baseline is one of the lines")
    (self.lines, self.width, self.baseline) = (lines, width, baseline)
    self.widths = widths ?? Array(repeating: width, count: lines.count)
  }

  public var height: Int { lines.count }

  /// The lines below the baseline.
  public var depth: Int { lines.count - 1 - baseline }

  /// The lines without spaces at their ends, one text.
  public var text: String {
    lines.map { line in
      var line = line[...]
      while line.last == " " { line.removeLast() }
      return String(line)
    }.joined(separator: "\n")
  }

  /// An empty box of this size on the baseline.
  public static func blank(width: Int) -> TextBox {
    TextBox(lines: [spaces(width)], width: max(width, 0), baseline: 0)
  }

  /// The boxes side by side, their baselines in line. O(size of the result).
  public static func hconcat(_ boxes: [TextBox]) -> TextBox {
    guard boxes.count != 1 else { return boxes[0] }
    let above = boxes.map(\.baseline).max() ?? 0
    let below = boxes.map(\.depth).max() ?? 0
    let width = boxes.reduce(0) { $0 + $1.width }
    var lines: [String] = []
    for row in 0..<(above + 1 + below) {
      var line = ""
      for box in boxes { line += box.line(row - above + box.baseline) }
      lines.append(line)
    }
    return TextBox(lines: lines, width: width, baseline: above)
  }

  /// The boxes above each other; the baseline is that of the box at `baselineOf`.
  public static func vstack(_ boxes: [TextBox], baselineOf index: Int, alignment: Alignment = .center) -> TextBox {
    let width = boxes.map(\.width).max() ?? 0
    var lines: [String] = []
    var baseline = 0
    for (position, box) in boxes.enumerated() {
      if position == index { baseline = lines.count + box.baseline }
      lines += box.padded(to: width, alignment).lines
    }
    return lines.isEmpty ? TextBox() : TextBox(lines: lines, width: width, baseline: baseline)
  }

  /// The box in a wider one.
  public func padded(to width: Int, _ alignment: Alignment) -> TextBox {
    let free = max(width - self.width, 0)
    let left =
      switch alignment {
      case .left: 0
      case .center: free / 2
      case .right: free
      }
    let padding = TextBox.spaces(left)
    let padded = lines.indices.map { padding + line($0) + TextBox.spaces(free - left) }
    return TextBox(lines: padded, width: max(width, self.width), baseline: baseline)
  }

  /// The box moved up (or down, for negative counts) against its baseline.
  func raised(by count: Int) -> TextBox {
    var box = self
    let blank = TextBox.spaces(width)
    box.baseline += count
    if box.baseline >= box.height {
      box.lines += Array(repeating: blank, count: box.baseline - box.height + 1)
    } else if box.baseline < 0 {
      box.lines = Array(repeating: blank, count: -box.baseline) + box.lines
      box.baseline = 0
    }
    return TextBox(lines: box.lines, baseline: box.baseline)
  }

  /// The line filled to the box's width; spaces outside the box.
  private func line(_ index: Int) -> String {
    guard lines.indices.contains(index) else { return TextBox.spaces(width) }
    return lines[index] + TextBox.spaces(width - widths[index])
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
}
