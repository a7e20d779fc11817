import Diagnostics

/// A grid of character cells that a scene is drawn on.
///
/// Each cell holds braille dots (2 across, 4 down), box strokes (up, down, left, right) or a character; where they meet,
/// the character wins over the dots and the dots over the strokes.
struct TerminalCanvas {
  struct Cell {
    var dots: UInt8 = 0
    var strokes: UInt8 = 0
    var character: Character?
    /// A shade that dots, strokes and characters are drawn over.
    var shade: Character?
    var paint: Paint = .ink
    /// The right half of a wide character, which prints nothing itself.
    var isCovered = false
  }

  /// How a scene's pixels fall on cells.
  struct Mapping {
    var columnWidth: Double
    var rowHeight: Double
    /// Columns left of the scene's left edge, for words that need more room here than in pixels.
    var margin: Int

    func column(_ x: Double) -> Int { margin + Int((x / columnWidth).rounded(.down)) }
    func row(_ y: Double) -> Int { Int((y / rowHeight).rounded(.down)) }
  }

  let mapping: Mapping
  let columns: Int
  let rows: Int
  var cells: [Cell]
  /// What the enclosing group lets through, in pixels.
  var clip: Scene.Rectangle?

  private static let narrowestColumn = 6.0
  private static let rowHeights = 13.0...17.0

  init(scene: Scene, columns: Int) {
    mapping = Self.fit(scene, columns: columns)
    self.columns = columns
    rows = max(Int((scene.height / mapping.rowHeight).rounded(.up)), 1)
    cells = Array(repeating: Cell(), count: self.columns * rows)
  }

  /// The largest scale at which every word finds room between the first column and the last.
  private static func fit(_ scene: Scene, columns: Int) -> Mapping {
    let texts = words(scene.elements)
    var width = max(scene.width / Double(columns), narrowestColumn)
    for _ in 0..<12 {
      let mapping = Mapping(columnWidth: width, rowHeight: 0, margin: 0)
      let starts = texts.map { start(of: $0, mapping) }
      let left = min(starts.min() ?? 0, 0)
      let right = zip(starts, texts).map { $0 + $1.string.displayWidth }.max() ?? 0
      let needed = max(right, Int((scene.width / width).rounded(.up))) - left
      if needed <= columns {
        return Mapping(
          columnWidth: width, rowHeight: min(max(2 * width, rowHeights.lowerBound), rowHeights.upperBound),
          margin: -left)
      }
      width *= Double(needed) / Double(columns) + 0.005
    }
    return Mapping(columnWidth: width, rowHeight: rowHeights.upperBound, margin: 0)
  }

  private static func words(_ elements: [Scene.Element]) -> [Scene.Text] {
    elements.flatMap { element -> [Scene.Text] in
      switch element {
      case .text(let text): [text]
      case .group(_, _, let children): words(children)
      case .path, .rectangle, .discs: []
      }
    }
  }

  /// The first column of `text`.
  static func start(of text: Scene.Text, _ mapping: Mapping) -> Int {
    let width = text.string.displayWidth
    return switch text.anchor {
    case .start: mapping.column(text.origin.x)
    case .middle: mapping.column(text.origin.x) - (width - 1) / 2
    case .end: mapping.column(text.origin.x) - width + 1
    }
  }

  /// Draws paths first and words last, whatever their order in the scene.
  mutating func draw(_ elements: [Scene.Element]) {
    for element in elements { draw(element, role: .line) }
    for text in Self.words(elements) { write(text) }
  }

  private mutating func draw(_ element: Scene.Element, role: Scene.Role) {
    switch element {
    case .path(let path, let style): stroke(path, style, role)
    case .rectangle(let rectangle, _, let style): fill(rectangle, style, role)
    case .discs(let points, let radius, let paint): for point in points { disc(point, radius, paint) }
    case .text: break
    case .group(let role, let clip, let children):
      let outer = self.clip
      self.clip = clip ?? outer
      for child in children { draw(child, role: role) }
      self.clip = outer
    }
  }

  private mutating func write(_ text: Scene.Text) {
    let row = mapping.row(text.origin.y - text.size * 0.35)
    var column = max(Self.start(of: text, mapping), 0)
    let string = TextMetrics.cut(text.string.visible(), columns: columns - column)
    guard (0..<rows).contains(row), isFree(row, column, string.displayWidth) else { return }
    for character in string {
      let width = String(character).displayWidth
      guard column + width <= columns else { return }
      let index = row * columns + column
      cells[index].character = character
      cells[index].paint = text.paint
      if width == 2 { cells[index + 1].isCovered = true }
      column += width
    }
  }

  /// Whether no other word stands in these columns or right beside them.
  private func isFree(_ row: Int, _ column: Int, _ width: Int) -> Bool {
    let reach = max(column - 1, 0)..<max(min(column + width + 1, columns), max(column - 1, 0))
    return !reach.contains { cells[row * columns + $0].character != nil && !cells[row * columns + $0].isBlock }
  }

  func lines(color: Bool) -> [String] {
    var lines = (0..<rows).map { row -> String in
      let cells = cells[row * columns..<(row + 1) * columns].filter { !$0.isCovered }
      var runs: [TextForm.Run] = []
      for cell in cells {
        let character = String(cell.shown)
        if let last = runs.last, last.paint == cell.paint || character == " " {
          runs[runs.count - 1].text += character
        } else {
          runs.append(TextForm.Run(character, cell.paint))
        }
      }
      return TerminalLine(runs: runs, columns: columns).text(color: color)
    }
    while lines.last == "" { lines.removeLast() }
    while lines.first == "" { lines.removeFirst() }
    return lines
  }
}

extension TerminalCanvas.Cell {
  /// By the strokes up (1), down (2), left (4) and right (8).
  private static let boxes: [Character] = [
    " ", "│", "│", "│", "─", "╯", "╮", "┤", "─", "╰", "╭", "├", "─", "┴", "┬", "┼",
  ]

  /// Eighths of a cell, from the bottom.
  static let blocks: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// Drawn rather than written, so that words may go over it.
  var isBlock: Bool { character.map { Self.blocks.contains($0) || "▀•→←↑↓↗↘↖↙".contains($0) } ?? false }

  var shown: Character {
    if let character { return character }
    if dots != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(dots)) { return Character(scalar) }
    if strokes != 0 { return Self.boxes[Int(strokes & 15)] }
    return shade ?? " "
  }
}
